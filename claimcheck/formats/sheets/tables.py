"""What does a medium hold: the names of columns, and rows of cells that are text?"""

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

from claimcheck.exchange.formulas import rearmed

__all__ = ["MOST_COLUMNS", "Number", "Table", "Uncomputed", "Unreadable", "cell_text"]

MOST_COLUMNS: Final = 2_000
"""Columns of a table that is read."""


class Unreadable(str):
    """A cell that holds no text; it is what is to be said of it, where the cell is asked for."""

    __slots__ = ()


class Uncomputed(Unreadable):
    """A cell that computes its value, of which none is kept."""

    __slots__ = ()


class Number(str):
    """A cell that is a number and no text: its point stands before the decimals."""

    __slots__ = ()


class Table(NamedTuple):
    """The rows of a medium, each with the line or the row in which it stands; an empty cell is empty text.

    Attributes:
        header: The names of the columns as they are written.
        line: Where the header stands.
        rows: The others, as long as the header.
    """

    header: Sequence[str]
    line: int
    rows: Iterator[tuple[int, Sequence[str]]]


def cell_text(cell: Any) -> str:
    """Return what a typed cell says as text: a day as ISO 8601, a number with as many digits as are shown of it.

    Examples:
        >>> cell_text(0.1), cell_text(52.0), cell_text(dt.date(2025, 6, 2)), cell_text(None)
        ('0.1', '52', '2025-06-02', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return rearmed(cell, formulas=False)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int):
        return Number(cell)
    if isinstance(cell, float | Decimal):
        return _number(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.tzinfo is None and cell.time() == dt.time() else cell.isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    kind = {"time": "a time of day without its day", "timedelta": "a length of time", "bytes": "bytes"}
    told = kind.get(type(cell).__name__, "a list or an object")
    return Unreadable(f"expected text, a number or a day, got {told}")


def _number(cell: float | Decimal) -> str:
    """A number as it is shown: to the fifteen digits of a spreadsheet, and in no power of ten."""
    exact = cell if isinstance(cell, Decimal) else Decimal(f"{cell or 0.0:.15g}")
    if not exact.is_finite():
        return Unreadable(f"expected a number, got {exact}")
    if abs(exact.adjusted()) > _MOST_DIGITS:
        return Unreadable(f"the number {exact} is too large or too small")
    told = f"{exact:f}"
    return Number(told.rstrip("0").rstrip(".") if "." in told and not isinstance(cell, Decimal) else told)


_MOST_DIGITS: Final = 400
