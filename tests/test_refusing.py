"""Refusals: each says what is wrong, where, and what to do next, and ends with 2."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimcheck.cli import main
from claimcheck.errors import UnknownKey
from claimcheck.shell.newfile import write_new
from claimcheck.shell.refusing import nearest, read_case, typed, unknown_key

Shell = Callable[..., Result]


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Run the shell in a folder with a case, a sheet, and files that are neither."""
    monkeypatch.chdir(tmp_path)
    for name in ("case.yaml", "tolls.csv"):
        write_new(Path(name))
    for name, content in (
        ("empty.yaml", b""),
        ("book.xlsx", b"PK"),
        ("book.ods", b"PK"),
        ("other.csv", b"place,said_by,killed\nEaston,army,12\n"),
        ("words.txt", b"Five died."),
        ("bad.csv", b"\xff"),
    ):
        Path(name).write_bytes(content)
    Path("folder").mkdir()
    write_new(Path("folder", "inside.yaml"))
    return lambda line: CliRunner(env={"COLUMNS": None}).invoke(main, line.split(), prog_name="claimcheck")


TABLE = "--topic event --party party --value value"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("check cas.yaml", "cas.yaml: no such file or directory; did you mean case.yaml?"),
        ("check case", "case: no such file or directory; did you mean case.yaml?"),
        (f"check tols.csv {TABLE}", "tols.csv: no such file or directory; did you mean tolls.csv?"),
        (f"fuse tols.csv {TABLE}", "tols.csv: no such file or directory; did you mean tolls.csv?"),
        ("check nothing.yaml", "nothing.yaml: no such file or directory\n"),
        ("import cas.yaml --into l.db", "did you mean case.yaml?"),
        ("import cas.jsonl --into l.db", "did you mean case.yaml?"),
        ("check folder", "folder: expected a file, got a folder; in it are folder/inside.yaml"),
        (f"fuse folder {TABLE}", "expected a file, got a folder"),
        (
            "check empty.yaml",
            "the file is empty: it lacks the line `claimcheck: 1`; for one to start from: claimcheck new",
        ),
        (
            "check book.ods",
            "a spreadsheet of this kind is not read; save it as .xlsx, then: claimcheck check book.xlsx",
        ),
        ("check book.xlsx", "book.xlsx: this is no workbook (.xlsx)"),
        ("check words.txt", "to draft claims from it: claimcheck extract words.txt -o drafts.yaml"),
        ("extract case.yaml", "it is a case and no text; to check it: claimcheck check case.yaml"),
        ("extract tolls.csv", "it is a table and no text; to check it: claimcheck check tolls.csv"),
        ("explain tolls.csv x", "tolls.csv: no claim 'x'"),
        (
            "report other.csv -o r.html",
            "other.csv: a sheet of claims has the columns 'party' and 'value', and this one",
        ),
        ("report other.csv -o r.html", "such as {party: said_by, value: killed}"),
        ("import other.csv --into l.db", "and this one lacks 'party' and 'value'; its columns are 'place', 'said_by'"),
        ("check other.csv", "a table needs --topic, --party, --value; its columns are 'place', 'said_by', 'killed'"),
        (
            "check tolls.csv --topic event",
            "give it --topic event --topic measure --party party --value value --when date",
        ),
        ("fuse tolls.csv", "give it --topic event --topic measure --topic date --party party --value value"),
        ("check tolls.csv --topic evnt --party party --value value", "no column 'evnt'; it has 'date', "),
        ("check tolls.csv --topic evnt --party party --value value", "; did you mean 'event'?"),
        ("fuse tolls.csv --topic evnt --party party --value value", "; did you mean 'event'?"),
        (f"check bad.csv {TABLE}", "expected UTF-8, got the byte 0xff; save it as UTF-8"),
        ("check case.yaml --topic event", "a case takes no --topic; these are for a table (.csv, .tsv, .parquet)"),
        ("check case.yaml --kind contestd", "'contestd' is unknown; did you mean contested?"),
        ("check case.yaml --kind zzz", "'zzz' is not one of 'contested'"),
        (
            "explain case.yaml army12",
            "case.yaml: no claim 'army12'; did you mean army-12? The claims are army-12, hospital-5",
        ),
        ("explain case.yaml", "case.yaml: which claim? The claims are army-12, hospital-5"),
        ("impact case.yaml bulettin", "no source 'bulettin'; did you mean bulletin? The sources are bulletin, paper"),
        ("impact case.yaml", "case.yaml: which source? The sources are bulletin, paper"),
        ("grade case.yaml army12", "no record 'army12' in the ledger, or more than one; did you mean army-12 or army?"),
        ("grade case.yaml --scheme airwar", "did you mean 'airwars'?"),
        ("report case.yaml -o folder", "folder: expected the name of a file to write, got a folder"),
        ("report case.yaml -o none/r.html", "no such file or directory: there is no folder none; make it first"),
        ("extract words.txt -o none/d.yaml", "there is no folder none; make it first"),
        ("export case.yaml -o ledger.db", "claimcheck import case.yaml --into ledger.db"),
        ("import case.yaml --into l.csv", "expected a ledger, whose name ends in .db, or an address postgresql://"),
        ("extract words.txt --language xx", "--language: expected a language that can be read (en), got 'xx'"),
        ("extract words.txt --reference june", "--reference: expected a day such as 2025-06-02, got 'june'"),
        ("diff case.yaml --since soon", "--since: expected a date or time such as 2025-06-02"),
        ("fuse case.yaml --method acuc", "did you mean 'accu'?"),
        ("chek case.yaml", "No such command 'chek'"),
    ],
)
def test_a_refusal_says_what_to_do(shell: Shell, line: str, told: str) -> None:
    """Whatever is typed wrongly ends with 2, and with words that lead on."""
    done = shell(line)

    assert done.exit_code == 2
    assert told in done.stderr
    assert done.stdout == ""
    assert done.exception is None or isinstance(done.exception, SystemExit)


def test_nothing_is_written_where_something_is_refused(shell: Shell, tmp_path: Path) -> None:
    """A refused ledger, export or report leaves no file behind."""
    before = sorted(tmp_path.rglob("*"))
    for line in ("import case.yaml --into l.csv", "export case.yaml -o l.db", "report case.yaml -o none/r.html"):
        shell(line)

    assert sorted(tmp_path.rglob("*")) == before


def test_the_nearest_is_named_first() -> None:
    """What looks most like a name comes first, and what does not look like it not at all."""
    assert nearest("army12", ["navy", "army-1", "army-12"]) == ["army-12", "army-1"]
    assert nearest("x" * 10_000, ["army"]) == []


def test_of_many_keys_the_first_are_named() -> None:
    """A case of many claims is not printed whole."""
    refused = str(unknown_key(Path("c.yaml"), "claim", "none", [f"k{n}" for n in range(1_000)]))

    assert refused.endswith(" and 980 more")
    assert str(unknown_key(Path("c.yaml"), "claim", "none", [])) == "c.yaml: it has no claims"
    assert isinstance(unknown_key(Path("c.yaml"), "claim", None, ["one"]), UnknownKey)


def test_what_is_to_be_typed_runs_nothing() -> None:
    """A command that is suggested quotes what a shell would run, and shows what would steer a terminal."""
    assert typed(Path("$(reboot).yaml")) == "'$(reboot).yaml'"
    assert "\x1b" not in typed(Path("a\x1b[31m.yaml"))


def test_a_case_is_read(tmp_path: Path) -> None:
    """A case that is one is read."""
    write_new(tmp_path / "case.yaml")

    assert len(read_case(tmp_path / "case.yaml").claims) == 2
