"""Tables written to files, whole or not at all, with no text in them that a spreadsheet would run.

Engines write piece by piece, with Arrow's own writers; the shell writes one table, row by row, as people read it.
"""

import csv
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.csv as pc_csv
import pyarrow.parquet as pq
from attrs import frozen

from claimcheck.atomic import whole_file
from claimcheck.errors import BadInput, InvalidRecord, Problem
from claimcheck.printed import decimal_text
from claimcheck.tables.figures import exact
from claimcheck.tables.formulas import harmless_column, harmless_text
from claimcheck.tables.suffixes import CSV, PARQUET, SUFFIXES, delimiter_of, is_table, suffix_of

__all__ = ["Result", "check_new", "find_result", "write_table"]

_CHUNK: Final = 50_000
_CRLF: Final = "\r\n"


@frozen
class Result:
    """The file for what an engine makes of a table.

    Attributes:
        path: Where it is to be.
        overwrite: Whether it may take the place of another.
    """

    path: Path
    overwrite: bool = False

    @contextmanager
    def writer(self, schema: Any) -> Iterator[Any]:
        """Give a writer of tables of *schema*; the file appears under its name once all is written.

        Raises:
            InvalidRecord: A column is of a kind that CSV has no cells for, or another file came there meanwhile.
        """
        try:
            with whole_file(self.path, overwrite=self.overwrite) as draft, _writer(draft, self.path, schema) as writer:
                yield writer
        except pa.ArrowInvalid as err:
            raise InvalidRecord(f"{self.path}: {' '.join(str(err).split())}") from err
        except FileExistsError as err:
            raise _exists(self.path) from err


def find_result(to: str | Path, read: Iterable[Path], *, overwrite: bool) -> Result:
    """Return where the result made from the files in *read* is to be written.

    Raises:
        InvalidRecord: It is neither .parquet nor .csv, its folder does not exist, it is one of the files that are read,
            or it exists and *overwrite* does not allow to replace it.
    """
    named = Path(to)
    if suffix_of(named) not in {PARQUET, CSV}:
        raise InvalidRecord(f"{to}: expected a result that ends in .parquet or .csv")
    if not named.parent.is_dir():
        raise InvalidRecord(f"{to}: there is no folder {named.parent}")
    if named.exists():
        if any(named.samefile(path) for path in read):
            raise InvalidRecord(f"{to}: the result cannot take the place of the table it is made from")
        if named.is_dir() or not overwrite:
            raise _exists(named)
    return Result(named, overwrite)


def _exists(path: Path) -> InvalidRecord:
    return InvalidRecord(f"{path}: it exists already; remove it, or give overwrite=True")


def _writer(draft: Path, path: Path, schema: Any) -> AbstractContextManager[Any]:
    if suffix_of(path) == PARQUET:
        held: AbstractContextManager[Any] = pq.ParquetWriter(draft, schema)
        return held
    for column in schema:
        if pa.types.is_nested(column.type):
            raise InvalidRecord(f"column {column.name!r}: a CSV file has no cells for {column.type}; write .parquet")
    return _harmless_writer(draft, schema)


@contextmanager
def _harmless_writer(draft: Path, schema: Any) -> Iterator[Any]:
    """A writer of CSV in which nothing runs, neither a cell nor the name of a column."""
    named = pa.schema([column.with_name(harmless_text(column.name)) for column in schema])
    with pc_csv.CSVWriter(draft, named) as writer:
        yield _Harmless(writer, named)


@frozen
class _Harmless:
    writer: Any
    schema: Any

    def write_table(self, table: Any) -> None:
        """Write a table."""
        self.writer.write_table(pa.table([harmless_column(column) for column in table.columns], schema=self.schema))


def check_new(path: Path) -> None:
    """Refuse what ``write_table`` could not write to.

    Raises:
        BadInput: The file exists, or its name is none of a table.

    Examples:
        >>> check_new(Path("flags.csv"))
    """
    if not is_table(path):
        expected = f"expected a name that ends in {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"
        raise BadInput([Problem(str(path), f"{expected}, got {path.name!r}")])
    if path.exists():
        raise _not_new(path)


def _not_new(path: Path) -> BadInput:
    return BadInput([Problem(str(path), "it exists, and is left as it is; choose another name")])


def write_table(table: Any, path: Path) -> None:
    """Write a ``pyarrow.Table`` to *path*, which must not exist: .csv, .tsv or .parquet.

    In text only cells that need quotes have them, numbers stand without a needless point, and every kind of cell has
    some text.

    Raises:
        BadInput: The file exists.
    """
    delimiter = delimiter_of(path)
    try:
        with whole_file(path) as draft, draft.open("wb") as opened:
            if delimiter is None:
                pq.write_table(table, opened)
            else:
                opened.writelines(_text(table, delimiter))
    except FileExistsError as err:
        raise _not_new(path) from err


class _Line:
    """A file that keeps the last thing written to it."""

    def write(self, text: str) -> str:
        return text


def _text(table: Any, delimiter: str) -> Iterator[bytes]:
    writer: Any = csv.writer(_Line(), delimiter=delimiter)  # quotes each of the characters that end its lines
    yield _ended(writer.writerow([harmless_text(name) for name in table.column_names]))
    for batch in table.to_batches(max_chunksize=_CHUNK):
        columns = [[_cell(cell) for cell in column.to_pylist()] for column in batch.columns]
        for row in zip(*columns, strict=True):
            yield _ended(writer.writerow(row))


def _ended(line: str) -> bytes:
    return f"{line.removesuffix(_CRLF)}\n".encode()


def _cell(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        number = int(cell) if cell.is_integer() else exact(cell)
        return str(cell) if number is None else decimal_text(number)
    return harmless_text(str(cell))
