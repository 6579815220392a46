"""Beginning a case: what each template holds, which command comes next, and where none is written."""

import contextlib
import csv
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimcheck.cli import main
from claimcheck.errors import BadInput
from claimcheck.shell.newfile import next_steps, write_new
from claimcheck.tables.sheet import COLUMNS, options_for, reading_hint

Shell = Callable[..., Result]


@pytest.fixture
def shell() -> Shell:
    """Run the shell as a user would, without a terminal."""
    return lambda *arguments: CliRunner(env={"COLUMNS": None}).invoke(
        main, [str(one) for one in arguments], prog_name="claimcheck"
    )


@pytest.mark.parametrize(("name", "between"), [("case.csv", ","), ("case.tsv", "\t"), ("CASE.CSV", ",")])
def test_the_sheet_has_its_columns(tmp_path: Path, name: str, between: str) -> None:
    """The sheet has the analysts' columns, one row a claim, and no line that another program would stumble over."""
    write_new(tmp_path / name)
    text = (tmp_path / name).read_text(encoding="ascii")
    header, *rows = csv.reader(text.splitlines(), delimiter=between, strict=True)

    assert header == ["date", "party", "event", "measure", "value", "source", "quote"] == list(COLUMNS)
    assert {len(row) for row in rows} == {7}
    assert all(all(cell and cell[0] not in "#=+-@" for cell in row) for row in rows)


@pytest.mark.parametrize("name", ["case.csv", "my 'case'.tsv"])
def test_the_commands_told_run_as_they_are(shell: Shell, tmp_path: Path, name: str) -> None:
    """Each command that is told after the sheet is written can be typed as it stands, and finds the contested pair."""
    pytest.importorskip("pyarrow", reason='tables need "claimcheck[tables]"')
    pytest.importorskip("scipy", reason='fusion needs "claimcheck[fusion]"')
    told = shell("new", tmp_path / name).stderr
    commands = [shlex.split(line)[1:] for line in told.splitlines() if line.startswith("  claimcheck ")]
    with contextlib.chdir(tmp_path):
        check, report, fuse = (shell(*command) for command in commands)

    assert (check.exit_code, report.exit_code, fuse.exit_code) == (1, 0, 0)
    assert re.search("^contested  ", check.stdout, re.MULTILINE)
    assert check.stderr + fuse.stderr == ""
    assert "Shelling of Easton" in " ".join(check.stdout.split())
    assert "Hospital of Easton" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_the_sheet_read_as_a_table_finds_the_same(shell: Shell, tmp_path: Path) -> None:
    """Read column by column, with the options that fit it, the sheet has the same contested pair."""
    pytest.importorskip("pyarrow", reason='tables need "claimcheck[tables]"')
    path = tmp_path / "case.csv"
    shell("new", path)
    done = shell("check", path, *options_for("check").split())

    assert done.exit_code == 1
    assert done.stdout.splitlines()[-1].startswith("5 rows in 3 topics: 1 topic contested (2 rows)")


def test_the_figures_of_two_sides_are_no_dispute(shell: Shell, tmp_path: Path) -> None:
    """52 of 80 Russian drones and 162 Ukrainian ones stand in the sheet, and do not contest each other."""
    pytest.importorskip("pyarrow", reason='tables need "claimcheck[tables]"')
    path = tmp_path / "case.csv"
    shell("new", path)
    done = shell("check", path, *options_for("check").split(), "--json")

    assert {"52 of 80", "162"} <= set(re.split("[,\n]", path.read_text(encoding="utf-8")))
    assert '"contested": 1' in done.stdout
    assert '"contested": 1' in shell("check", path, "--json").stdout


def test_each_column_is_explained(shell: Shell, tmp_path: Path) -> None:
    """What belongs into each column is told when the sheet is written, on standard error."""
    done = shell("new", tmp_path / "case.csv")

    assert done.stdout == ""
    assert all(f"  {column}" in done.stderr and what in done.stderr for column, what in COLUMNS.items())
    assert max(map(len, done.stderr.replace(str(tmp_path), "").splitlines())) <= 100


def test_a_case_tells_what_is_next() -> None:
    """After a case file the next commands are told, its name as it is typed."""
    assert next_steps(Path("my case.yaml"))[0].endswith("then: claimcheck check 'my case.yaml'")


@pytest.mark.parametrize("name", ["case.csv", "case.tsv", "case.yaml"])
def test_nothing_is_overwritten(tmp_path: Path, name: str) -> None:
    """A file that exists is left as it is."""
    path = tmp_path / name
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(BadInput, match="it exists, and is left as it is; choose another name"):
        write_new(path)

    assert path.read_text(encoding="utf-8") == "mine"
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_a_workbook_is_refused(tmp_path: Path) -> None:
    """A workbook cannot be written; the refusal says what can."""
    with pytest.raises(BadInput, match=r"ends in \.yaml, \.csv or \.tsv, .* a spreadsheet program opens \.csv"):
        write_new(tmp_path / "case.xlsx")


def test_a_missing_folder_is_named(shell: Shell, tmp_path: Path) -> None:
    """Where the folder is missing, the refusal says to make it."""
    done = shell("new", tmp_path / "none" / "case.csv")

    assert done.exit_code == 2
    assert f"there is no folder {tmp_path / 'none'}; make it first" in done.stderr


def test_a_sheet_without_options_is_told_them() -> None:
    """Where the sheet is read without options, those that fit it are told; of another table its columns alone."""
    assert reading_hint("fuse", ["topic"], COLUMNS).endswith(f"; give it {options_for('fuse')}")
    assert reading_hint("check", ["topic", "value"], ["a"]) == "a table needs --topic, --value; its columns are 'a'"
