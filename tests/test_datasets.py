"""Tables that engines read: one word for what is damaged, and names that are there once."""

from pathlib import Path

import pytest

from claimcheck.errors import BadInput

pa = pytest.importorskip("pyarrow", reason="tables need the extra `tables`")
pq = pytest.importorskip("pyarrow.parquet")

from claimcheck.tables.datasets import Dataset, find_dataset  # noqa: E402 - after the skip
from claimcheck.tables.files import column_names, read_file  # noqa: E402 - after the skip
from claimcheck.tables.flagging import flag  # noqa: E402 - after the skip


def damaged(path: Path, start: int, end: int) -> Path:
    """A Parquet file with some of its bytes overwritten."""
    pq.write_table(pa.table({"event": ["a", "b"], "killed": [4, 5]}), path)
    held = bytearray(path.read_bytes())
    start, end = start % len(held), end % len(held)
    held[start:end] = b"\xff" * (end - start)
    path.write_bytes(held)
    return path


def test_damaged_rows(tmp_path: Path) -> None:
    """Parquet whose columns are told and whose rows cannot be read is refused by its name, as for the shell."""
    path = damaged(tmp_path / "a.parquet", 5, 40)
    assert find_dataset(path).schema.names == column_names(path) == ["event", "killed"]
    for read in (find_dataset(path).read, lambda: list(find_dataset(path).pieces()), lambda: read_file(path)):
        with pytest.raises(BadInput, match=r"a\.parquet: the Parquet file cannot be read: "):
            read()


def test_damaged_columns(tmp_path: Path) -> None:
    """Parquet whose columns cannot be told is no Parquet file."""
    path = damaged(tmp_path / "a.parquet", -60, -10)
    for read in (lambda: find_dataset(path).schema, find_dataset(path).counts, lambda: column_names(path)):
        with pytest.raises(BadInput, match=r"a\.parquet: expected a Parquet file: "):
            read()


def test_names_that_stand_twice(tmp_path: Path) -> None:
    """Two columns of one name are refused, each such name told, in Parquet as in text, for engines as for the shell."""
    pq.write_table(pa.Table.from_arrays([[1], [2], [3], [4]], names=list("abba")), tmp_path / "t.parquet")
    (tmp_path / "t.csv").write_text("a,b,b,a\n1,2,3,4\n")
    for name in ("t.parquet", "t.csv"):
        path = tmp_path / name
        for read in (lambda path=path: find_dataset(path).schema, lambda path=path: column_names(path)):
            with pytest.raises(BadInput, match=r"two columns are called 'a', 'b'"):
                read()


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    """A file that went after it was found is told in the system's own words."""
    with pytest.raises(FileNotFoundError):
        Dataset((tmp_path / "gone.parquet",)).counts()


def test_damaged_rows_by_duckdb(tmp_path: Path) -> None:
    """DuckDB, which reads Parquet by itself, has no word of its own for what is damaged."""
    pytest.importorskip("duckdb", reason="flagging with DuckDB needs the extra `duckdb`")
    path = damaged(tmp_path / "a.parquet", 5, 40)
    with pytest.raises(BadInput, match=r"a\.parquet: the Parquet file cannot be read: "):
        flag(path, topic="event", party="event", value="killed", engine="duckdb")
