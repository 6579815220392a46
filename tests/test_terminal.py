"""What a terminal shows: tables of findings and drafts, and nothing that steers it."""

import pytest

from claimcheck.ledger import Ledger
from claimcheck.reading.speech.drafts import extract
from claimcheck.terminal import print_drafts, print_findings, shown


@pytest.mark.parametrize(
    ("text", "line"), [("a\n  b", "a b"), ("a\x1b[31mb", "a␛[31mb"), ("[bold]a", "[bold]a"), ("", "")]
)
def test_one_line_that_steers_nothing(text: str, line: str) -> None:
    """Line ends become spaces, control characters visible, and markup stays text."""
    assert shown(text) == line


def test_drafts_show_who_what_and_how_many(capsys: pytest.CaptureFixture[str]) -> None:
    """Each draft has its kind, its speaker with the cue, its words and its figures; a denial says so."""
    print_drafts(extract("Kyiv said that 52 of 80 drones fell. Moscow denied that 3 burned."))
    printed = capsys.readouterr().out

    for words in ("reported", "Kyiv", "said", "52 of 80", "denies: 3 burned", "2 drafts: suggestions"):
        assert words in " ".join(printed.split())


def test_findings_show_what_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    """What only describes is counted unless everything is asked for."""
    ledger = Ledger()
    ledger.claim("5 killed", by="A", event=ledger.event("fire"), subject="people", measure="killed", value=5)
    print_findings(ledger, ledger.findings(), everything=False)
    few = capsys.readouterr().out
    print_findings(ledger, ledger.findings(), everything=True)
    full = capsys.readouterr().out

    assert "To see them: --all" in few
    assert "every finding is shown" in full
