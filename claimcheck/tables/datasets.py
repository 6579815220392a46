"""Tables that engines read: Parquet and CSV files and folders of them, whole or piece by piece."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.csv as pc_csv
import pyarrow.parquet as pq
from attrs import frozen

from claimcheck.errors import BadInput, InvalidRecord, Problem
from claimcheck.tables.suffixes import CSV, PARQUET, suffix_of

__all__ = ["Dataset", "check_names", "find_dataset", "opened_parquet"]

_PIECE: Final = 262_144
_BLOCK: Final = 8 << 20


@frozen
class Dataset:
    """A table in one CSV file, or in one or several Parquet files in the order of their names.

    A CSV file has a header and is UTF-8. Every column is read as text and an empty cell as a missing one, whatever
    stands in the others, so that no piece of it is read differently from another.
    """

    paths: tuple[Path, ...]

    @property
    def is_csv(self) -> bool:
        """Whether it is a CSV file."""
        return suffix_of(self.paths[0]) == CSV

    @property
    def schema(self) -> Any:
        """The columns with their types.

        Raises:
            BadInput: The file cannot be read, a column's name stands twice, or files have different columns.
        """
        first, *others = self.paths
        found = _csv_schema(first) if self.is_csv else _parquet_schema(first)
        check_names(found.names, str(first))
        for path in others:
            if not _parquet_schema(path).equals(found):
                raise BadInput([Problem(str(path), f"its columns are not those of {first}")])
        return found

    def counts(self) -> list[int]:
        """Return how many rows each Parquet file has."""
        found = []
        for path in self.paths:
            with opened_parquet(path) as held:
                found.append(held.metadata.num_rows)
        return found

    def read(self) -> Any:
        """Return all of it as a ``pyarrow.Table``.

        Raises:
            BadInput: It cannot be read.
        """
        schema = self.schema
        if self.is_csv:
            return pa.Table.from_batches(self.pieces(), schema).combine_chunks()
        tables = []
        for path in self.paths:
            with opened_parquet(path) as held:
                tables.append(held.read().replace_schema_metadata())
        return pa.concat_tables(tables)

    def pieces(self, columns: Sequence[str] | None = None, rows: int = _PIECE) -> Iterator[Any]:
        """Yield its rows in their order as batches, for Parquet of at most *rows* each.

        Raises:
            BadInput: A piece cannot be read; the message tells what is wrong.
        """
        for path in self.paths:
            if self.is_csv:
                yield from _csv_pieces(path, columns)
            else:
                with opened_parquet(path) as held:
                    yield from held.iter_batches(batch_size=rows, columns=columns)


def check_names(names: Collection[str], where: str) -> None:
    """Refuse a table in which two columns have one name.

    Raises:
        BadInput: There are two.

    Examples:
        >>> check_names(["event", "killed"], "losses.csv")
    """
    held = list(names)
    twice = sorted({name for name in held if held.count(name) > 1})
    if twice:
        raise BadInput([Problem(where, f"two columns are called {', '.join(map(repr, twice))}")])


@contextmanager
def opened_parquet(path: Path) -> Iterator[Any]:
    """Give the ``pyarrow.parquet.ParquetFile`` at *path*.

    Raises:
        BadInput: It is none, or what is read of it is damaged.
    """
    with path.open("rb"):  # a file that is not there is told in the system's own words
        pass
    with _told(path, "expected a Parquet file: "):
        opened = pq.ParquetFile(path)
    with opened, _told(path, "the Parquet file cannot be read: "):
        yield opened


@contextmanager
def _told(path: Path, before: str = "") -> Iterator[None]:
    """Say in which file a piece could not be read."""
    try:
        yield
    except (pa.ArrowException, UnicodeDecodeError, OSError) as err:
        if isinstance(err, OSError) and err.errno is not None:  # the system's own, as of a disk that is gone
            raise
        raise BadInput([Problem(str(path), before + " ".join(str(err).split()))]) from err


def _parquet_schema(path: Path) -> Any:
    with opened_parquet(path) as held:
        return held.schema_arrow.remove_metadata()


def _csv_schema(path: Path) -> Any:
    with _told(path):
        return pa.schema([(name, pa.string()) for name in _header(path)])


def _header(path: Path) -> list[str]:
    with _open_csv(path, pc_csv.ConvertOptions()) as reader:
        names: list[str] = reader.schema.names
    return names


def _csv_pieces(path: Path, columns: Sequence[str] | None) -> Iterator[Any]:
    with _told(path):
        options = pc_csv.ConvertOptions(
            column_types=dict.fromkeys(_header(path), pa.string()),
            null_values=[""],
            strings_can_be_null=True,
            include_columns=columns or [],
        )
        with _open_csv(path, options) as reader:
            yield from reader


def _open_csv(path: Path, options: Any) -> Any:
    return pc_csv.open_csv(
        path,
        read_options=pc_csv.ReadOptions(block_size=_BLOCK),
        parse_options=pc_csv.ParseOptions(newlines_in_values=True),
        convert_options=options,
    )


def find_dataset(path: str | Path) -> Dataset:
    """Return the table at *path*: a .parquet or .csv file, or a folder or a pattern of Parquet files.

    Files whose names begin with a dot or an underscore are no part of a folder's table.

    Raises:
        InvalidRecord: There is nothing, or something else.
    """
    named = Path(path)
    if named.is_dir():
        found = sorted(one for one in named.rglob(f"*{PARQUET}") if one.is_file() and one.name[0] not in "._")
        if not found:
            raise InvalidRecord(f"{path}: the folder holds no file that ends in .parquet")
        return Dataset(tuple(found))
    if named.exists():
        if suffix_of(named) not in {PARQUET, CSV}:
            raise InvalidRecord(f"{path}: expected a file that ends in .parquet or .csv")
        return Dataset((named,))
    matched = sorted(Path(named.anchor or ".").glob(str(named.relative_to(named.anchor)))) if named.name else []
    if not matched:
        raise InvalidRecord(f"{path}: there is no such file")
    if any(suffix_of(one) != PARQUET for one in matched):
        raise InvalidRecord(f"{path}: expected a pattern of files that all end in .parquet")
    return Dataset(tuple(matched))
