"""What a terminal shows: tables of findings and drafts, and nothing that steers it."""

import io
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from claimcheck.cli import main
from claimcheck.ledger import Ledger
from claimcheck.reading.speech.drafts import extract
from claimcheck.shell.terminal import print_drafts, print_findings, shown


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


CASE = """\
claimcheck: 1
case: names
parties:
  mod: {name: 中华人民共和国国防部新闻局发言人办公室, kind: ministry}
  war: {name: وزارة الحرب والصناعات العسكرية في الجمهورية, kind: ministry}
  rus: {name: Министерство обороны Российской Федерации, kind: ministry}
sources:
  paper: {name: 新华社关于空袭死亡人数的长篇报道和评论以及附录, publisher: mod}
events: {raid: {label: 对城市医院的空袭, occurred: 2025-06-02, place: 市中心, subject: 平民}}
claims:
  one: {by: mod, event: raid, measure: killed, value: 471, in: paper, quote: 四百七十一名平民在空袭中丧生}
  two: {by: war, event: raid, measure: killed, value: 5, in: paper}
  three: {by: rus, event: raid, measure: killed, value: 12, in: paper}
"""
TABLE = """\
event,by,killed
对城市医院的空袭以及周边建筑物的袭击,中华人民共和国国防部新闻局发言人办公室,471
对城市医院的空袭以及周边建筑物的袭击,وزارة الحرب والصناعات العسكرية,5
"""


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize(
    "command",
    [
        "check names.yaml --all",
        "check names.csv --topic event --party by --value killed",
        "fuse names.yaml",
        "grade names.yaml one",
        "impact names.yaml paper",
        "verify names.yaml --all",
        "explain names.yaml one",
    ],
)
def test_tables_fit_whatever_the_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, width: int
) -> None:
    """No line of a table is wider than the screen, and nothing of a name is cut off."""
    pytest.importorskip("pyarrow", reason='a table needs "claimcheck[tables]"')
    pytest.importorskip("scipy", reason='fusion needs "claimcheck[fusion]"')
    monkeypatch.chdir(tmp_path)
    Path("names.yaml").write_text(CASE, encoding="utf-8")
    Path("names.csv").write_text(TABLE, encoding="utf-8")
    done = CliRunner(env={"COLUMNS": str(width)}).invoke(main, command.split())
    table = done.stdout.split("\n\n")[0] if command.startswith("fuse") else done.stdout.rpartition("\n")[0]
    rows = table.splitlines()[:-1]

    assert done.exit_code in (0, 1), done.stderr
    assert max(cell_len(line.rstrip()) for line in rows) <= width
    assert "…" not in done.stdout
    assert "\x1b" not in done.stdout


class Terminal(io.StringIO):
    """What takes what is printed for a terminal."""

    def isatty(self) -> bool:
        """It is one."""
        return True


@pytest.mark.parametrize(("name", "coloured"), [("TERM", True), ("NO_COLOR", False)])
def test_nobody_is_given_colour_who_wants_none(monkeypatch: pytest.MonkeyPatch, name: str, coloured: bool) -> None:
    """NO_COLOR takes the colour from a terminal, and the words stay the same."""
    shown = Terminal()
    monkeypatch.setattr(sys, "stdout", shown)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv(name, "xterm-256color")
    ledger = Ledger()
    for party, killed in (("A", 5), ("B", 8)):
        ledger.claim(by=ledger.party(party), event="fire", measure="killed", value=killed)
    print_findings(ledger, ledger.findings(), everything=True)

    assert ("\x1b[1;31m" in shown.getvalue()) is coloured
    assert "contested" in shown.getvalue()
