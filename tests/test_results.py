"""Results in files: whole or absent, none replaced unasked, and nothing in them that a spreadsheet runs."""

import csv
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import BadInput, InvalidRecord

pa = pytest.importorskip("pyarrow", reason="tables need the extra `tables`")
pq = pytest.importorskip("pyarrow.parquet")

from claimcheck.tables.files import read_file  # noqa: E402 - after the skip
from claimcheck.tables.formulas import harmless_text  # noqa: E402 - after the skip
from claimcheck.tables.results import Result, check_new, find_result, write_table  # noqa: E402 - after the skip


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.reader(opened))


def write_as_engine(table: Any, path: Path) -> None:
    with find_result(path, (), overwrite=False).writer(table.schema) as writer:
        writer.write_table(table)


both = pytest.mark.parametrize("write", [write_table, write_as_engine])


def test_no_file_is_replaced(tmp_path: Path) -> None:
    """What is there is left as it is."""
    path = tmp_path / "t.csv"
    path.write_text("mine")
    with pytest.raises(BadInput, match="it exists, and is left as it is"):
        write_table(pa.table({"a": [1]}), path)

    assert path.read_text(encoding="utf-8") == "mine"


def test_what_cannot_be_written_to(tmp_path: Path) -> None:
    """A name of no table, or of a file that exists, is refused before any work."""
    (tmp_path / "t.tsv").touch()
    with pytest.raises(BadInput, match=r"expected a name that ends in \.csv, \.tsv or \.parquet, got 't\.xlsx'"):
        check_new(tmp_path / "t.xlsx")
    with pytest.raises(BadInput, match=r"t\.tsv: it exists, and is left as it is; choose another name"):
        check_new(tmp_path / "t.tsv")


def test_a_file_that_came_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    """Where another program writes the file while an engine works, its file stays, unless it may be replaced."""
    table, path = pa.table({"a": [1]}), tmp_path / "t.parquet"

    def write_beside_another() -> None:
        with find_result(path, (), overwrite=False).writer(table.schema) as writer:
            path.write_text("mine")
            writer.write_table(table)

    with pytest.raises(InvalidRecord, match=r"t\.parquet: it exists already; remove it, or give overwrite=True"):
        write_beside_another()
    assert [one.read_text() for one in tmp_path.iterdir()] == ["mine"]

    with Result(path, overwrite=True).writer(table.schema) as writer:
        writer.write_table(table)
    assert pq.read_table(path) == table


def test_no_half_a_file_is_left(tmp_path: Path) -> None:
    """A table that cannot be written leaves no file behind."""
    with pytest.raises(UnicodeDecodeError):
        write_table(pa.table({"a": pa.array([b"\xff"]).view(pa.string())}), tmp_path / "t.csv")

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """The file is named that was asked for, not the draft of it."""
    with pytest.raises(FileNotFoundError) as refused:
        write_table(pa.table({"a": [1]}), tmp_path / "no" / "t.csv")

    assert refused.value.filename == str(tmp_path / "no" / "t.csv")


def test_numbers_and_truths_are_written_plainly(tmp_path: Path) -> None:
    """Numbers stand without a needless point, True as true, what is missing as an empty cell."""
    path = tmp_path / "t.csv"
    write_table(pa.table({"n": [171.0, 0.25, None], "t": [True, None, False], "=x": [-1, 2, 3]}), path)

    assert path.read_text(encoding="utf-8") == "n,t,'=x\n171,true,-1\n0.25,,2\n,false,3\n"


@both
def test_nothing_in_a_file_runs(tmp_path: Path, write: Any) -> None:
    """Names of columns, text and bytes, in words or in codes, stand behind an apostrophe where they would run."""
    held = pa.array(["=1+1", None, "-5"])
    columns = [held, held.cast(pa.large_string()), held.cast(pa.binary())]
    write(pa.table(columns, names=["=a", "b", "@c"]), tmp_path / "t.csv")
    header, first, _, last = rows_of(tmp_path / "t.csv")

    assert header == ["'=a", "b", "'@c"]
    assert first[:2] == ["'=1+1", "'=1+1"]
    assert first[2] in {"'=1+1", "b'=1+1'"}
    assert last[:2] == ["-5", "-5"]


def test_kinds_without_cells(tmp_path: Path) -> None:
    """An engine refuses a column that Arrow has no cells of CSV for, by its name where it can, and leaves nothing."""
    with pytest.raises(InvalidRecord, match=r"column 'a': a CSV file has no cells for list<.*>; write \.parquet"):
        write_as_engine(pa.table({"a": [[1]]}), tmp_path / "t.csv")
    with pytest.raises(InvalidRecord, match=r"t\.csv: Unsupported Type:string_view"):
        write_as_engine(pa.table({"a": pa.array(["x"]).cast(pa.string_view())}), tmp_path / "t.csv")

    assert list(tmp_path.iterdir()) == []


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5))
def test_text_comes_back(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]) -> None:
    """What is written is read again cell by cell, with the apostrophes that were put before formulas."""
    path = tmp_path_factory.mktemp("t") / "t.csv"
    write_table(pa.table({"a": [one for one, _ in rows], "b": [other for _, other in rows]}), path)
    expected = [[harmless_text(cell) for cell in row] for row in rows]

    assert rows_of(path)[1:] == expected
    assert [[cell or "" for cell in row.values()] for row in read_file(path).table.to_pylist()] == expected


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5))
def test_both_ways_of_writing_say_the_same(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    """A table of text has the same cells in a file, whichever way it was written."""
    folder = tmp_path_factory.mktemp("t")
    table = pa.table({"a": [one for one, _ in rows], "=b": [other for _, other in rows]})
    write_table(table, folder / "shell.csv")
    write_as_engine(table, folder / "engine.csv")

    assert rows_of(folder / "shell.csv") == rows_of(folder / "engine.csv")
