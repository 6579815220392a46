"""Is a whole case checked: snapshots, digests, quotes, figures and dates, each told, none dropped, none silent?"""

import sys
from pathlib import Path
from typing import Any

import pytest

from claimcheck.formats import read
from claimcheck.formats.casefile import parse_case
from claimcheck.ledger import Ledger
from claimcheck.verifying.checking import verify
from claimcheck.verifying.verification import Verification, What, with_failures
from tests.renew import CASE
from tests.snapshots import bomb, page_bytes, pdf_bytes, warc_bytes

LONG = "The ministry said on Monday that 12 people had died in the raid, and that a further 30 were hurt in it."


def checked(folder: Path, source: str, claim: str, **files: bytes) -> Verification:
    for name, data in files.items():
        (folder / name.replace("_", ".")).write_bytes(data)
    ledger = parse_case(f"claimcheck: 1\nsources: {{s: {{{source}}}}}\nclaims: {{c: {{in: s, {claim}}}}}", "case.yaml")
    return verify(ledger, folder=folder)


def states(found: Verification, what: str) -> list[str]:
    return [check.state.value for check in found.checks if check.what.value == what]


def test_every_quote_of_the_brief_stands_in_it() -> None:
    """The twenty quotes that the Istanbul case takes from its brief stand there, and its bytes are unaltered."""
    brief = [one for one in verify(read(CASE)).checks if one.source.endswith("/brief")]

    assert [one.state.value for one in brief if one.what is What.QUOTE] == ["found"] * 20
    assert [one.state.value for one in brief if one.what is What.DIGEST] == ["matches"]


def test_nothing_is_dropped() -> None:
    """Each appearance with a quote has one check of it, whether it could be looked up or not."""
    ledger = read(CASE)
    quotes = sorted((one.source, claim.key) for claim in ledger.claims for one in claim.appearances if one.quote)

    assert sorted((one.source, one.claim) for one in verify(ledger).checks if one.what is What.QUOTE) == quotes


@pytest.mark.parametrize(
    ("name", "data", "quote", "state"),
    [
        ("a.html", page_bytes(LONG, LONG.replace("12", "13")), "12 people had died", "found"),
        ("a.html", page_bytes(LONG, LONG.replace("12", "13")), "Drones 52", "found"),
        ("a.html", page_bytes(LONG, LONG.replace("12", "14")), "that 13 people had died", "altered"),
        ("a.pdf", pdf_bytes("none", LONG), "12 people had died", "found"),
        ("a.warc.gz", warc_bytes(("https://a.org/", "text/plain", LONG.encode())), "12 people had died", "found"),
        ("a.warc.gz", bomb(1_000_000), "12 people had died", "unchecked"),
        ("a.txt", b"\xe4", "12 people had died", "unchecked"),
        ("a.png", b"\x89PNG", "12 people had died", "unchecked"),
    ],
)
def test_a_quote_in_each_kind_of_snapshot(tmp_path: Path, name: str, data: bytes, quote: str, state: str) -> None:
    """A quote is looked up in pages, PDF files, archives and texts; what cannot be read is never right."""
    (tmp_path / name).write_bytes(data)
    found = checked(tmp_path, f"file: {name}", f'value: 12, quote: "{quote}"')

    assert states(found, "quote") == [state]


@pytest.mark.parametrize(
    ("source", "state"),
    [
        ('file: a.txt, digest: "sha256:0000"', "differs"),
        ('file: a.txt, digest: "md5:0000"', "unknown_algorithm"),
        ('file: a.txt, digest: "sha256"', "unknown_algorithm"),
        ("file: a.txt", "unchecked"),
        ('digest: "sha256:0000"', "unchecked"),
    ],
)
def test_digests(tmp_path: Path, source: str, state: str) -> None:
    """Other bytes and an unknown algorithm fail; a file without a digest, or the reverse, is said."""
    found = checked(tmp_path, source, "value: 5", a_txt=b"5 dead")

    assert states(found, "digest") == [state]


@pytest.mark.parametrize("name", ["../a.txt", "/etc/passwd", "missing.txt"])
def test_a_file_that_is_not_there_fails(tmp_path: Path, name: str) -> None:
    """A file outside the folder, or none, is a failure of its source, and its quotes are not checked."""
    ledger = Ledger()
    ledger.claim("5 killed", source=ledger.source("s", file=name), quote="5 killed")
    found = verify(ledger, folder=tmp_path)

    assert (states(found, "snapshot"), states(found, "quote")) == (["refused"], ["unchecked"])


def test_a_missing_extra_is_a_state_of_its_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package for a page, its quotes are not checked and what to install is said; the rest goes on."""
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    found = checked(tmp_path, "file: a.html", "value: 5, quote: 5 dead", a_html=page_bytes(LONG))

    assert states(found, "quote") == ["unchecked"]
    assert 'install "claimcheck[web]"' in found.unchecked[-1].detail + found.unchecked[1].detail
    assert not found.failures


@pytest.mark.parametrize(
    ("claim", "state"),
    [
        ("value: 52 of 80, quote: 52 out of 80 drones", ["stands", "stands"]),
        ("value: 51 of 80, quote: 52 out of 80 drones", ["missing", "stands"]),
        ("value: 52 of 80, quote: 52 drones fell", ["stands", "unchecked"]),
        ("value: 52, quote: fifty-two drones", ["stands"]),
        ("value: 40, quote: more than 40 drones", ["other_bound"]),
        ("value: nearly 500, quote: nearly 500 drones", ["stands"]),
        ("value: 2, quote: the second meeting", ["stands"]),
        ("value: 1, quote: killing a resident", ["unchecked"]),
        ("value: 3, quote: nobody was hurt", ["missing"]),
        ("value: 5 km, quote: after 5 hours", ["missing"]),
        ("value: 52, parts: {shot down: 15, jammed: 37}, quote: 15 shot down and 37 jammed", ["stands", "stands"]),
        ("value: 18, quote: Zasaženo bylo 18 míst, language: cs", ["stands"]),
        ("value: 7, quote: sedm raket, language: cs", ["unchecked"]),
        ("value: 7, quote: sedm raket, language: cs, translation: seven missiles", ["stands"]),
        ("value: 7, quote: sedm raket, language: cs, translation: eight missiles", ["missing"]),
        ("value: 7", ["unchecked"]),
        ("quote: the minister resigned", []),
    ],
)
def test_figures(tmp_path: Path, claim: str, state: list[str]) -> None:
    """The value must stand in the quote, in its own bound and unit; what cannot be read is not called missing."""
    assert states(checked(tmp_path, "name: s", claim), "figure") == state


def test_a_missing_figure_names_both(tmp_path: Path) -> None:
    """The failure names the figure of the claim and those of the quote."""
    (failed,) = checked(tmp_path, "name: s", "value: 51, quote: 52 of 80 fell").failures

    assert failed.detail == "the claim says 51, and its quote has 52 of 80"


@pytest.mark.parametrize(
    ("source", "asserted", "state"),
    [
        ("published: 2025-06-02", "2025-06-03", ["impossible"]),
        ("published: 2025-06-02", "2025-06-02", ["possible"]),
        ("published: 2025-06", "2025-06-03", ["possible"]),
        ("published: 2025-06-02~", "2025-06-30", ["possible"]),
        ('published: "2025-06-02T10:00Z"', "2025-06-03", ["possible"]),
        ("published: 2025-06-02, retrieved: 2025-06-01", "2025-05-01", ["impossible", "possible", "possible"]),
        ("name: s", "2025-06-03", []),
    ],
)
def test_dates(tmp_path: Path, source: str, asserted: str, state: list[str]) -> None:
    """Only what is certainly in the wrong order fails; a date known by halves never does."""
    assert states(checked(tmp_path, source, f"asserted: {asserted}"), "date") == state


def test_what_a_page_calls_itself(tmp_path: Path) -> None:
    """Another title, site or day is a warning with both values, never a failure."""
    record = "file: a.html, name: Peace talks, publisher: p, published: 2025-06-05"
    (tmp_path / "a.html").write_bytes(page_bytes(LONG, LONG.replace("12", "13")))
    text = f"claimcheck: 1\nparties: {{p: {{name: Morning Post}}}}\nsources: {{s: {{{record}}}}}"
    found = verify(parse_case(text, "case.yaml"), folder=tmp_path)

    assert [one.detail for one in found.warnings] == [
        "title: Raid / record: Peace talks",
        "site: The Daily / record: Morning Post",
        "date: 2025-06-02 / record: 2025-06-05",
    ]
    assert not found.failures


def test_another_answer_than_the_page_is_a_warning(tmp_path: Path) -> None:
    """An archived page that the server did not find is told."""
    data = warc_bytes(("https://a.org/", "text/plain", b"5 dead"), status="404 Not Found")
    (tmp_path / "a.warc.gz").write_bytes(data)

    assert "404" in checked(tmp_path, "file: a.warc.gz", "value: 5, quote: 5 dead").warnings[0].detail


def test_failures_are_findings(tmp_path: Path) -> None:
    """Each failure is a finding about its claims, with both terms, among the others in their order."""
    ledger = parse_case("claimcheck: 1\nsources: {s: {name: s}}\nclaims: {c: {in: s, value: 51, quote: 52 fell}}", "c")
    found = verify(ledger)
    (finding,) = found.findings

    assert (finding.kind, [claim.key for claim in finding.claims]) == ("failed_verification", ["c"])
    assert "51" in finding.reason
    assert "52" in finding.reason
    assert set(with_failures(ledger, found)) == {*ledger.findings(), finding}


def test_the_folder_is_that_of_the_file_read(tmp_path: Path) -> None:
    """A ledger knows where it was read from, one made by hand does not, and the past keeps what it knows."""
    assert read(CASE).folder == CASE.parent
    assert read(CASE).as_of(asserted="2025-06-02").folder == CASE.parent
    ledger = Ledger()
    ledger.source("s", file="a.txt")

    assert [check.detail for check in verify(ledger).checks] == ["where its file lies is not known"]


def test_a_verification_shows_itself() -> None:
    """In a notebook it is a table, in a program plain objects, and its verdicts part its checks."""
    found = verify(read(CASE))
    plain: dict[str, Any] = found.to_plain()

    assert "<table>" in found._repr_html_()
    assert len(plain["checks"]) == found.counts.total() == len(found.checks)
    assert {*found.failures, *found.warnings, *found.unchecked} < set(found.checks)


def test_progress_is_told() -> None:
    """The key of each source with a file is told before it is read."""
    told: list[str] = []
    verify(read(CASE), progress=told.append)

    assert told == ["istanbul-2025-06-02/brief"]
