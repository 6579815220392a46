"""The times of a table: periods that make topics, and the moments up to which counts were known."""

import re
from datetime import UTC, date, datetime, timedelta
from math import inf
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from claimcheck.spans import Order, TimeSpan, order_of
from claimcheck.tables.cells import Unreadable
from claimcheck.tables.columns import Columns
from claimcheck.tables.rows import Dating, Floats, Ints
from claimcheck.times import ORDERS, parse_time

__all__ = ["Moments", "day_of", "moment_of", "moment_or_none", "read_moments"]

_IN_FIGURES: Final = re.compile(r"[0-9]([/.-])[0-9]{1,2}\1[0-9]")
_KINDS: Final = ((Dating.ASSERTED, Dating.ASSERTED_INSTANT), (Dating.CUTOFF, Dating.CUTOFF_INSTANT))


class Moments(NamedTuple):
    """By what each row's count is dated, where that begins and ends among all, and the distinct times themselves."""

    dated: npt.NDArray[np.uint8]
    begin: Floats
    end: Floats
    spans: list[TimeSpan | None]
    span: Ints


def read_moments(columns: Columns) -> Moments | None:
    """Return the times by which counts are dated, None where no column gives them; bad cells are noted in *columns*."""
    spec = columns.spec
    name = spec.cutoff or spec.asserted
    if name is None:
        return None
    codes, held = columns.codes(name)
    spans: list[TimeSpan | None] = []
    dated, orders = np.zeros(len(held) + 1, np.uint8), list[Order | None]()
    bad: dict[int, str] = {}
    for place, cell in enumerate(held.to_pylist()):
        try:
            span = moment_of(cell, spec.order)
        except Unreadable as err:
            bad[place] = str(err)
            spans.append(None)
            orders.append(None)
            continue
        order = order_of(span, at_end=spec.cutoff is not None)
        dated[place] = _KINDS[spec.cutoff is not None][order is not None and not order.is_day]
        spans.append(span)
        orders.append(order)
    columns.complain_of(codes, name, bad)
    begin, end = _in_order(orders)
    which = np.where(codes < 0, len(held), codes).astype(np.int32)
    return Moments(dated[codes], begin[codes], end[codes], [*spans, None], which)


def _in_order(orders: list[Order | None]) -> tuple[Floats, Floats]:
    """Where each time begins and ends, as ranks among all ends: microseconds since year 1 fit into no float.

    A time of which nothing is certain has NaN; the last entry is that of undated rows, never before or after another.
    """
    ends = sorted({end for one in orders if one is not None for end in (one.begin, one.end)})
    rank = {end: float(number) for number, end in enumerate(ends)}
    begin = [np.nan if one is None else rank[one.begin] for one in orders]
    end = [np.nan if one is None else rank[one.end] for one in orders]
    return np.array([*begin, -np.inf]), np.array([*end, np.inf])


def moment_or_none(cell: Any, order: str | None = None) -> TimeSpan | None:
    """Return the time that a cell says, or None where it says none; the arguments are those of ``moment_of``."""
    try:
        return moment_of(cell, order)
    except Unreadable:
        return None


def moment_of(cell: Any, order: str | None = None) -> TimeSpan:
    """Return the time that a cell says; a moment without a zone is one of UTC, midnight a day.

    Args:
        cell: A date, a moment, a year or a text.
        order: Which part stands first in 02/06/2025: DMY, MDY or YMD; without it the text of such a date is not read,
            unless only one order gives a date.

    Raises:
        Unreadable: No time can be read in it; the message tells where an order would help.

    Examples:
        >>> print(moment_of("02/06/2025", "DMY"))
        2025-06-02
        >>> moment_of("02/06/2025")
        Traceback (most recent call last):
        claimcheck.tables.cells.Unreadable: no time can be read in '02/06/2025': in the order DMY or MDY it is a date
    """
    if isinstance(cell, datetime):
        text = cell.isoformat() if cell.tzinfo is not None else _naive(cell)
    elif isinstance(cell, date):
        text = cell.isoformat()
    else:
        text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
    found = parse_time(text, order=order) if text else None
    if found is None:
        raise Unreadable(f"no time can be read in {text!r}{_in_other_orders(text)}")
    return found


def day_of(span: TimeSpan) -> float:
    """Return the last day of a time, counted as dates are and with its part of a day; -inf where no day is known.

    Examples:
        >>> day_of(moment_of("2025-06-02")) - day_of(moment_of("2025-05-31"))
        2.0
        >>> day_of(moment_of("2025-06-02T12:00:00Z")) - day_of(moment_of("2025-06-02"))
        0.5
    """
    end = span.latest or span.earliest
    if end is None:
        return -inf
    if not isinstance(end, datetime):
        return float(end.toordinal())
    since = end.astimezone(UTC) - datetime(1, 1, 1, tzinfo=UTC)
    return 1.0 + since / timedelta(days=1)


def _in_other_orders(text: str) -> str:
    """What to say of a text that is a date once it is told which part of it stands first."""
    if not _IN_FIGURES.search(text):
        return ""
    orders = [one for one in ORDERS if parse_time(text, order=one) is not None]
    return f": in the order {' or '.join(orders)} it is a date" if orders else ""


def _naive(moment: datetime) -> str:
    """A moment without a zone: its day where it is midnight, else in UTC, as tables without zones are kept."""
    midnight = (moment.hour, moment.minute, moment.second, moment.microsecond) == (0, 0, 0, 0)
    return moment.date().isoformat() if midnight else f"{moment.isoformat()}Z"
