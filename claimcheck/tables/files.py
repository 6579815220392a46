"""Tables that the shell reads: one file, whose every bad row and cell is named by the line in which it stands."""

import csv
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
from attrs import frozen

from claimcheck.csvrows import CsvRows
from claimcheck.errors import BadInput, Problem
from claimcheck.tables.datasets import check_names, opened_parquet
from claimcheck.tables.found import row_key
from claimcheck.tables.suffixes import delimiter_of

__all__ = ["TableFile", "column_names", "read_file"]

_CHUNK: Final = 50_000
_FOREIGN: Final = (",", "\t", ";")
"""What stands between names where a header has but one: the file is of another kind than its name says."""


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
    delimiter = delimiter_of(path)
    if delimiter is None:
        with opened_parquet(path) as held:
            names: list[str] = held.schema_arrow.names
        check_names(names, str(path))
        return names
    with _opened_text(path) as opened:
        return _header(path, delimiter, _rows(path, delimiter, opened))


def read_file(path: Path, columns: Sequence[str] | None = None) -> TableFile:
    """Return the table in *path*, of its columns only those in *columns* if they are given.

    A .csv file has commas between its cells and a .tsv file tabs; both are UTF-8, and every cell is text, an empty one
    missing. A row with more or fewer cells than the header is refused, and every such row is named.

    Raises:
        BadInput: The file is no such table.
    """
    delimiter = delimiter_of(path)
    if delimiter is None:
        with opened_parquet(path) as held:
            return TableFile(path, held.read(columns=None if columns is None else list(columns)))
    with _opened_text(path) as opened:
        return _text_table(path, delimiter, opened, columns)


@contextmanager
def _opened_text(path: Path) -> Iterator[Iterable[str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as opened:
            yield opened
    except UnicodeDecodeError as err:
        message = f"expected UTF-8, got the byte 0x{err.object[err.start]:02x}; save it as UTF-8"
        raise BadInput([Problem(str(path), message)]) from err


def _text_table(path: Path, delimiter: str, opened: Iterable[str], columns: Sequence[str] | None) -> TableFile:
    problems: list[Problem] = []
    lines = array("q")
    rows = _rows(path, delimiter, opened)
    names = _header(path, delimiter, rows)
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


def _rows(path: Path, delimiter: str, opened: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """The rows of a text with the lines in which they begin; empty lines are none."""
    reader = CsvRows(opened, delimiter)
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


def _header(path: Path, delimiter: str, rows: Iterator[tuple[int, list[str]]]) -> list[str]:
    line, names = next(rows, (1, []))
    if not names:
        raise BadInput([Problem(str(path), "the file is empty; expected a header with the names of the columns")])
    if len(names) == 1 and any(mark in names[0] for mark in _FOREIGN):
        expected = f"expected {delimiter!r} between the names of the columns"
        raise BadInput([Problem(f"{path}:{line}", f"{expected}, got {names[0]!r}; save it so")])
    check_names(names, f"{path}:{line}")
    return names
