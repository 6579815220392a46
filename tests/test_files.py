"""Tables in files: cells as text, real lines, refusals, and cells that no spreadsheet runs."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import BadInput

pa = pytest.importorskip("pyarrow", reason="tables need the extra `tables`")

from claimcheck.tables.files import column_names, read_file, spreadsheet_text, write_file  # noqa: E402 - after the skip


def written(folder: Path, text: str | bytes, name: str = "t.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def test_every_cell_is_text(tmp_path: Path) -> None:
    """Digits, words and leading zeros stay as they are written, an empty cell is missing, a byte order mark is none."""
    path = written(tmp_path, b"\xef\xbb\xbfa,b\n017,no\n,1e3\n")

    assert read_file(path).table.to_pylist() == [{"a": "017", "b": "no"}, {"a": None, "b": "1e3"}]


def test_the_suffix_tells_the_delimiter(tmp_path: Path) -> None:
    """A .tsv file has tabs between its cells, and a comma is a part of one."""
    assert read_file(written(tmp_path, "a\tb\n1,5\t2\n", "T.TSV")).table.to_pylist() == [{"a": "1,5", "b": "2"}]


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    """A row is named by the line in which it begins, over quoted line ends, empty lines and any kind of line end."""
    path = written(tmp_path, 'a,b\n1,"x\ny\nz"\n\n2,x\r\n3,x\n')
    file = read_file(path)

    assert list(file.lines) == [2, 6, 7]
    assert file.where(1, "b") == f"{path}:6: b"


def test_some_columns(tmp_path: Path) -> None:
    """Only the columns that are asked for are kept, in the order of the file."""
    path = written(tmp_path, "a,b,c\n1,2,3\n")

    assert column_names(path) == ["a", "b", "c"]
    assert read_file(path, ["c", "a"]).table.column_names == ["a", "c"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"", "the file is empty"),
        (b"a,b,a\n1,2,3\n", "t.csv:1: two columns are called 'a'"),
        (b"a;b;c\n1;2;3\n", "t.csv:1: expected ',' between the names of the columns, got 'a;b;c'"),
        (b"a,b\n\xff,1\n", "t.csv: expected UTF-8, got the byte 0xff"),
        (b'a,b\n1,2\n3,"x\n', "t.csv:3: the row cannot be read: unexpected end of data"),
    ],
)
def test_refusals(tmp_path: Path, text: bytes, message: str) -> None:
    """A text that is no table is refused with the place of what is wrong."""
    with pytest.raises(BadInput, match=message):
        read_file(written(tmp_path, text))


def test_every_ragged_row_is_named(tmp_path: Path) -> None:
    """Rows with more or fewer cells than the header are refused, all of them at once, and none is dropped."""
    with pytest.raises(BadInput) as refused:
        read_file(written(tmp_path, "a,b\n1\n1,2\n1,2,3\n"))

    assert [str(one).partition("t.csv")[2] for one in refused.value.problems] == [
        ":2: expected 2 cells, got 1",
        ":4: expected 2 cells, got 3",
    ]


def test_parquet_comes_and_goes(tmp_path: Path) -> None:
    """Parquet keeps the kinds of its columns, and its rows are named by their number."""
    table, path = pa.table({"a": [1, None], "b": ["=1", "x"]}), tmp_path / "t.parquet"
    write_file(table, path)
    file = read_file(path)

    assert file.table == table
    assert column_names(path) == ["a", "b"]
    assert file.where(1, "a") == f"{path}:row 2: a"


def test_what_is_no_parquet_is_refused(tmp_path: Path) -> None:
    """A file with the suffix and another content is refused by its name."""
    with pytest.raises(BadInput, match=r"t\.parquet: expected a Parquet file"):
        read_file(written(tmp_path, "a,b\n", "t.parquet"))
    with pytest.raises(FileNotFoundError):
        column_names(tmp_path / "gone.parquet")


def test_no_file_is_replaced(tmp_path: Path) -> None:
    """What is there is left as it is."""
    path = written(tmp_path, "mine")
    with pytest.raises(BadInput, match="it exists, and is left as it is"):
        write_file(pa.table({"a": [1]}), path)

    assert path.read_text(encoding="utf-8") == "mine"


def test_no_half_a_file_is_left(tmp_path: Path) -> None:
    """A table that cannot be written leaves no file behind."""
    with pytest.raises(UnicodeDecodeError):
        write_file(pa.table({"a": pa.array([b"\xff"]).view(pa.string())}), tmp_path / "t.csv")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("cell", "stands"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+cmd", "'+cmd"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("＝1", "'＝1"),
        ("-5", "-5"),
        ("+1,200.5", "+1,200.5"),
        ("-1e3", "-1e3"),
        ("-5%", "-5%"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_formulas_are_disarmed(cell: str, stands: str) -> None:
    """What a spreadsheet would run gets an apostrophe before it; numbers and other text stay."""
    assert spreadsheet_text(cell) == stands


def test_numbers_and_truths_are_written_plainly(tmp_path: Path) -> None:
    """Numbers stand without a needless point, True as true, what is missing as an empty cell."""
    path = tmp_path / "t.csv"
    write_file(pa.table({"n": [171.0, 0.25, None], "t": [True, None, False], "=x": [-1, 2, 3]}), path)

    assert path.read_text(encoding="utf-8") == "n,t,'=x\n171,true,-1\n0.25,,2\n,false,3\n"


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5))
def test_text_comes_back(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]) -> None:
    """What is written is read again cell by cell, with the apostrophes that were put before formulas."""
    path = tmp_path_factory.mktemp("t") / "t.csv"
    write_file(pa.table({"a": [one for one, _ in rows], "b": [other for _, other in rows]}), path)
    with path.open(encoding="utf-8", newline="") as opened:
        plain = list(csv.reader(opened))[1:]
    expected = [[spreadsheet_text(cell) for cell in row] for row in rows]

    assert plain == expected
    assert [[cell or "" for cell in row.values()] for row in read_file(path).table.to_pylist()] == expected
