"""The rows of a text in CSV: a cell may be as long as the reader says, whatever others in the process have set."""

import csv
from collections.abc import Iterable, Iterator
from typing import Final

__all__ = ["LONGEST_CELL", "CsvRows"]

LONGEST_CELL: Final = 131_072
"""Characters of a cell; what Python's reader takes unless somebody sets another limit for the whole process."""


class CsvRows:
    r"""Rows of cells; a row with one that is longer than ``longest`` raises ``csv.Error``, as any broken row does.

    Examples:
        >>> rows = CsvRows(["a,b\n", "abcdef,d\n", "e,f\n"], longest=5)
        >>> next(rows), rows.line_num
        (['a', 'b'], 1)
        >>> next(rows)
        Traceback (most recent call last):
        _csv.Error: field larger than field limit (5)
        >>> next(rows)
        ['e', 'f']
    """

    def __init__(
        self, lines: Iterable[str], delimiter: str = ",", *, strict: bool = True, longest: int = LONGEST_CELL
    ) -> None:
        self._rows = csv.reader(lines, delimiter=delimiter, strict=strict)
        self._longest = longest

    @property
    def line_num(self) -> int:
        """Lines read so far."""
        return self._rows.line_num

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        # The limit is one of the whole process: it is set for one row at a time, and what it was stands again.
        before = csv.field_size_limit(self._longest)
        try:
            return next(self._rows)
        finally:
            csv.field_size_limit(before)
