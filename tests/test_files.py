"""Tables that the shell reads: cells as text, real lines, and refusals with their place."""

from pathlib import Path

import pytest

from claimcheck.errors import BadInput

pa = pytest.importorskip("pyarrow", reason="tables need the extra `tables`")

from claimcheck.tables.files import column_names, read_file  # noqa: E402 - after the skip
from claimcheck.tables.results import write_table  # noqa: E402 - after the skip


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
    write_table(table, path)
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
