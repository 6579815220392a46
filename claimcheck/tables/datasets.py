"""Tables in files: Parquet and CSV, read whole or piece by piece, and results that appear only when complete."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pc_csv
import pyarrow.parquet as pq
from attrs import frozen

from claimcheck.errors import BadInput, InvalidRecord, Problem

__all__ = ["TableFile", "as_text", "find_table", "result_path", "writing"]

_FORMULA: Final = r"^[=+\-@\t\r\n\x{ff1d}\x{ff0b}\x{ff0d}\x{ff20}]"
_NUMBER: Final = r"^[+-]?[0-9][0-9,]*(\.[0-9]*)?([eE][+-]?[0-9]+)?%?$"
_KINDS: Final = (".parquet", ".csv")
_PIECE: Final = 262_144
_BLOCK: Final = 8 << 20


@frozen
class TableFile:
    """A table in one CSV file, or in one or several Parquet files in the order of their names.

    A CSV file has a header and is UTF-8. Every column is read as text and an empty cell as a missing one, whatever
    stands in the others, so that no piece of it is read differently from another.
    """

    paths: tuple[Path, ...]

    @property
    def is_csv(self) -> bool:
        """Whether it is a CSV file."""
        return self.paths[0].suffix.lower() == ".csv"

    @property
    def schema(self) -> Any:
        """The columns with their types.

        Raises:
            BadInput: The file cannot be read, a column's name stands twice, or files have different columns.
        """
        with _told(self.paths[0]):
            if self.is_csv:
                found = pa.schema([(name, pa.string()) for name in _header(self.paths[0])])
            else:
                found = pq.read_schema(self.paths[0]).remove_metadata()
        twice = sorted({name for name in found.names if found.names.count(name) > 1})
        if twice:
            raise BadInput([Problem(str(self.paths[0]), f"two columns are called {twice[0]!r}")])
        for path in self.paths[1:]:
            with _told(path):
                other = pq.read_schema(path).remove_metadata()
            if not other.equals(found):
                raise BadInput([Problem(str(path), f"its columns are not those of {self.paths[0]}")])
        return found

    def counts(self) -> list[int]:
        """Return how many rows each Parquet file has."""
        found = []
        for path in self.paths:
            with _told(path):
                found.append(pq.read_metadata(path).num_rows)
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
            with _told(path), pq.ParquetFile(path) as held:
                tables.append(held.read().replace_schema_metadata())
        return pa.concat_tables(tables)

    def pieces(self, columns: list[str] | None = None, rows: int = _PIECE) -> Iterator[Any]:
        """Yield its rows in their order as batches, for Parquet of at most *rows* each.

        Raises:
            BadInput: A piece cannot be read; the message tells what is wrong.
        """
        for path in self.paths:
            with _told(path):
                if self.is_csv:
                    yield from _csv_pieces(path, columns)
                else:
                    with pq.ParquetFile(path) as held:
                        yield from held.iter_batches(batch_size=rows, columns=columns)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say in which file a piece could not be read."""
    try:
        yield
    except (pa.ArrowInvalid, UnicodeDecodeError) as err:
        raise BadInput([Problem(str(path), " ".join(str(err).split()))]) from err


def _header(path: Path) -> list[str]:
    names: list[str] = _open_csv(path, pc_csv.ConvertOptions()).schema.names
    return names


def _csv_pieces(path: Path, columns: list[str] | None) -> Iterator[Any]:
    names = _header(path)
    options = pc_csv.ConvertOptions(
        column_types=dict.fromkeys(names, pa.string()),
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


def find_table(path: str | Path) -> TableFile:
    """Return the table at *path*: a .parquet or .csv file, or a folder or a pattern of Parquet files.

    Files whose names begin with a dot or an underscore are no part of a folder's table.

    Raises:
        InvalidRecord: There is nothing, or something else.
    """
    named = Path(path)
    if named.is_dir():
        found = sorted(one for one in named.rglob("*.parquet") if one.is_file() and not one.name.startswith((".", "_")))
        if not found:
            raise InvalidRecord(f"{path}: the folder holds no file that ends in .parquet")
        return TableFile(tuple(found))
    if named.exists():
        if named.suffix.lower() not in _KINDS:
            raise InvalidRecord(f"{path}: expected a file that ends in .parquet or .csv")
        return TableFile((named,))
    matched = sorted(Path(named.anchor or ".").glob(str(named.relative_to(named.anchor)))) if named.name else []
    if not matched:
        raise InvalidRecord(f"{path}: there is no such file")
    if any(one.suffix.lower() != ".parquet" for one in matched):
        raise InvalidRecord(f"{path}: expected a pattern of files that all end in .parquet")
    return TableFile(tuple(matched))


def result_path(to: str | Path, source: TableFile | None, *, overwrite: bool) -> Path:
    """Return where a result is to be written.

    Raises:
        InvalidRecord: It is neither .parquet nor .csv, its folder does not exist, it is one of the files that are read,
            or it exists and *overwrite* does not allow to replace it.
    """
    named = Path(to)
    if named.suffix.lower() not in _KINDS:
        raise InvalidRecord(f"{to}: expected a result that ends in .parquet or .csv")
    if not named.parent.is_dir():
        raise InvalidRecord(f"{to}: there is no folder {named.parent}")
    if named.exists():
        if source is not None and any(named.samefile(path) for path in source.paths):
            raise InvalidRecord(f"{to}: the result cannot take the place of the table it is made from")
        if named.is_dir() or not overwrite:
            raise InvalidRecord(f"{to}: it exists already; remove it, or give overwrite=True")
    return named


@contextmanager
def writing(to: Path, schema: Any) -> Iterator[Any]:
    """Give a writer of tables of *schema* to the file *to*, which appears under its name once all is written.

    Raises:
        InvalidRecord: A column is of a kind that CSV has no cells for.
    """
    handle, name = mkstemp(dir=to.parent, prefix=f".{to.name}.", suffix=".part")
    os.close(handle)
    part = Path(name)
    try:
        with _writer(part, to.suffix.lower(), schema) as writer:
            yield writer
        part.chmod(0o666 & ~_umask())
        part.replace(to)
    except pa.ArrowInvalid as err:
        raise InvalidRecord(f"{to}: {' '.join(str(err).split())}") from err
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def _umask() -> int:
    held = os.umask(0o022)
    os.umask(held)
    return held


def _writer(part: Path, suffix: str, schema: Any) -> Any:
    if suffix == ".parquet":
        return pq.ParquetWriter(part, schema)
    for column in schema:
        if pa.types.is_nested(column.type):
            raise InvalidRecord(f"column {column.name!r}: a CSV file has no cells for {column.type}; write .parquet")
    return _Spreadsheet(part, schema)


class _Spreadsheet:
    """A writer of CSV in which no cell of text is run as a formula: an apostrophe stands before it."""

    def __init__(self, part: Path, schema: Any) -> None:
        self._writer = pc_csv.CSVWriter(part, schema)

    def write_table(self, table: Any) -> None:
        """Write a table."""
        for place, column in enumerate(table.schema):
            if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
                table = table.set_column(place, column, _harmless(table.column(place)))
        self._writer.write_table(table)

    def __enter__(self) -> "_Spreadsheet":
        self._writer.__enter__()
        return self

    def __exit__(self, *told: Any) -> None:
        self._writer.__exit__(*told)


def _harmless(column: Any) -> Any:
    runs = pc.and_(pc.match_substring_regex(column, _FORMULA), pc.invert(pc.match_substring_regex(column, _NUMBER)))
    return pc.if_else(
        runs, pc.binary_join_element_wise(pa.scalar("'", column.type), column, pa.scalar("", column.type)), column
    )


def as_text(table: Any) -> Any:
    """Return *table* with words in place of codes for words.

    Examples:
        >>> as_text(pa.table({"by": pa.array(["army", None, "army"]).dictionary_encode()})).schema.types
        [DataType(string)]
    """
    for place, column in enumerate(table.schema):
        if pa.types.is_dictionary(column.type):
            plain = pc.cast(table.column(place), column.type.value_type)
            table = table.set_column(place, column.name, plain)
    return table
