"""Tables in files: CSV and TSV with every cell as text, Parquet as it is, and the flagged table written back."""

import csv
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq
from attrs import frozen

from claimcheck.errors import BadInput, Problem
from claimcheck.tables.cells import decimal_text
from claimcheck.tables.figures import exact
from claimcheck.tables.found import row_key

__all__ = ["DELIMITERS", "TableFile", "column_names", "read_file", "spreadsheet_text", "write_file"]

DELIMITERS: Final = {".csv": ",", ".tsv": "\t"}
"""What stands between the cells of a table in text, by the suffix of its file."""

_CHUNK: Final = 50_000
_CRLF: Final = "\r\n"
_FORMULA: Final = re.compile(r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_NUMBER: Final = re.compile(r"[+-]?[0-9][0-9,]*(\.[0-9]*)?([eE][+-]?[0-9]+)?%?")


@frozen(eq=False)
class TableFile:
    """A table and where its rows stand in their file.

    Attributes:
        path: The file.
        table: The ``pyarrow.Table``.
        lines: The line in which each row of a text begins, from 1; empty for Parquet.
    """

    path: Path
    table: Any
    lines: Sequence[int] = ()

    def where(self, row: int, column: str) -> str:
        """The place of a cell, as a problem names it."""
        at = self.lines[row] if len(self.lines) else row_key(row)
        return f"{self.path}:{at}: {column}"


def column_names(path: Path) -> list[str]:
    """Return the names of the columns of a table in a file.

    Raises:
        BadInput: The file is no such table.
    """
    if path.suffix.casefold() not in DELIMITERS:
        return list(_parquet(path).schema_arrow.names)
    try:
        with path.open(encoding="utf-8-sig", newline="") as opened:
            return _header(path, _rows(path, opened))
    except UnicodeDecodeError as err:
        raise _not_utf8(path, err) from err


def read_file(path: Path, columns: Sequence[str] | None = None) -> TableFile:
    """Return the table in *path*, of its columns only those in *columns* if they are given.

    A .csv file has commas between its cells and a .tsv file tabs; both are UTF-8, and every cell is text, an empty one
    missing. A row with more or fewer cells than the header is refused, and every such row is named.

    Raises:
        BadInput: The file is no such table.
    """
    if path.suffix.casefold() not in DELIMITERS:
        held = _parquet(path)
        try:
            return TableFile(path, held.read(columns=None if columns is None else list(columns)))
        except (pa.ArrowException, OSError) as err:
            raise BadInput([Problem(str(path), f"the Parquet file cannot be read: {err}")]) from err
    try:
        return _text_table(path, columns)
    except UnicodeDecodeError as err:
        raise _not_utf8(path, err) from err


def _parquet(path: Path) -> Any:
    with path.open("rb"):  # a file that is not there is told as for any other command
        pass
    try:
        return pq.ParquetFile(path)
    except pa.ArrowException as err:
        raise BadInput([Problem(str(path), f"expected a Parquet file: {err}")]) from err


def _text_table(path: Path, columns: Sequence[str] | None) -> TableFile:
    problems: list[Problem] = []
    lines = array("q")
    with path.open(encoding="utf-8-sig", newline="") as opened:
        rows = _rows(path, opened)
        names = _header(path, rows)
        kept = [place for place, name in enumerate(names) if columns is None or name in columns]
        schema = pa.schema([(names[place], pa.string()) for place in kept])
        batches = []
        while chunk := list(islice(rows, _CHUNK)):
            cells: list[list[str]] = []
            for line, row in chunk:
                if len(row) != len(names):
                    problems.append(Problem(f"{path}:{line}", f"expected {len(names)} cells, got {len(row)}"))
                    continue
                cells.append(row)
                lines.append(line)
            arrays = [pa.array([row[place] or None for row in cells], pa.string()) for place in kept]
            batches.append(pa.record_batch(arrays, schema=schema))
    if problems:
        raise BadInput(problems)
    return TableFile(path, pa.Table.from_batches(batches, schema), lines)


def _rows(path: Path, opened: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """The rows of a text with the lines in which they begin; empty lines are none."""
    reader = csv.reader(opened, delimiter=DELIMITERS[path.suffix.casefold()], strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error as err:
            raise BadInput([Problem(f"{path}:{line}", f"the row cannot be read: {err}")]) from err
        if row is None:
            return
        if row:
            yield line, row


def _header(path: Path, rows: Iterator[tuple[int, list[str]]]) -> list[str]:
    line, names = next(rows, (1, []))
    if not names:
        raise BadInput([Problem(str(path), "the file is empty; expected a header with the names of the columns")])
    if len(names) == 1 and any(mark in names[0] for mark in (*DELIMITERS.values(), ";")):
        expected = f"expected {DELIMITERS[path.suffix.casefold()]!r} between the names of the columns"
        raise BadInput([Problem(f"{path}:{line}", f"{expected}, got {names[0]!r}")])
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise BadInput([Problem(f"{path}:{line}", f"two columns are called {', '.join(map(repr, twice))}")])
    return names


def _not_utf8(path: Path, err: UnicodeDecodeError) -> BadInput:
    return BadInput([Problem(str(path), f"expected UTF-8, got the byte 0x{err.object[err.start]:02x}")])


def write_file(table: Any, path: Path) -> None:
    """Write a ``pyarrow.Table`` to *path*, which must not exist: .csv, .tsv or .parquet.

    In text, a cell that a spreadsheet would run as a formula gets an apostrophe before it.

    Raises:
        BadInput: The file exists.
    """
    try:
        with path.open("xb") as opened:
            try:
                if path.suffix.casefold() in DELIMITERS:
                    opened.writelines(_text(table, DELIMITERS[path.suffix.casefold()]))
                else:
                    pq.write_table(table, opened)
            except BaseException:
                path.unlink(missing_ok=True)
                raise
    except FileExistsError as err:
        raise BadInput([Problem(str(path), "it exists, and is left as it is; choose another name")]) from err


class _Line:
    """A file that keeps the last thing written to it."""

    def write(self, text: str) -> str:
        return text


def _text(table: Any, delimiter: str) -> Iterator[bytes]:
    writer: Any = csv.writer(_Line(), delimiter=delimiter)  # quotes each of the characters that end its lines
    yield _ended(writer.writerow([spreadsheet_text(name) for name in table.column_names]))
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
    if isinstance(cell, str):
        return spreadsheet_text(cell)
    if isinstance(cell, float):
        number = int(cell) if cell.is_integer() else exact(cell)
        return str(cell) if number is None else decimal_text(number)
    return str(cell)


def spreadsheet_text(cell: str) -> str:
    """Return a cell of text as it may stand in a file that a spreadsheet opens; numbers stay as they are.

    Examples:
        >>> spreadsheet_text("=1+1"), spreadsheet_text("-5"), spreadsheet_text("at least 5")
        ("'=1+1", '-5', 'at least 5')
    """
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell
