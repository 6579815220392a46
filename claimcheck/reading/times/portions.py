"""Which days are the beginning, the middle or the end of a time?"""

from datetime import date, datetime, timedelta
from typing import Final

from claimcheck.reading.times.edtf import day_text, read_edtf
from claimcheck.reading.times.marks import UNREAD
from claimcheck.reading.times.stretches import month_shifted

__all__ = ["part_of"]

_PLACES: Final = {"early": 0, "mid": 1, "late": 2}
_WEEK: Final = {"start": (0, 1), "early": (0, 2), "mid": (1, 3), "late": (3, 6), "end": (4, 6)}  # days from Monday
_YEARS: Final = {
    "decade": {"start": (0, 1), "early": (0, 3), "mid": (4, 6), "late": (7, 9), "end": (8, 9)},
    "century": {"start": (0, 9), "early": (0, 33), "mid": (34, 66), "late": (67, 99), "end": (90, 99)},
}
_MONTHS: Final = {"quarter": 3, "season": 3, "half": 6, "year": 12}


def part_of(text: str, part: str, today: date | None) -> str:
    """Return a part of the time that EDTF *text* names.

    "Early", "mid" and "late" are thirds, and approximate: of a month ten days, of a year four months, else of
    whatever it is in whole days; midweek is around Wednesday. The "start" and the "end" are less than that: the
    first or last week of a month, month of a quarter or year, two years of a decade, ten years of a century.
    "Earlier" and "later" are the days before and after the reference.

    Examples:
        >>> (
        ...     part_of("2025-05", "mid", None),
        ...     part_of("2025", "late", None),
        ...     part_of("199X", "early", None),
        ... )
        ('2025-05-11~/2025-05-20~', '2025-09~/2025-12~', '1990~/1993~')
        >>> part_of("2025", "end", None), part_of("2025-05", "end", None), part_of("2025-33", "start", None)
        ('2025-12~', '2025-05-25~/2025-05-31~', '2025-01~')
        >>> part_of("2025-06-02/2025-06-08", "mid", None), part_of("2025-06-02/2025-06-08", "end", None)
        ('2025-06-03~/2025-06-05~', '2025-06-06~/2025-06-08~')
        >>> part_of("2025-06", "earlier", date(2025, 6, 20))
        '2025-06-01/2025-06-19'
    """
    span = read_edtf(text)
    if span is None or span.earliest is None or span.latest is None:
        return UNREAD
    first, last = span.earliest, span.latest
    if isinstance(first, datetime) or isinstance(last, datetime) or first == last:
        return text
    if part in ("earlier", "later"):
        return _beside_today(first, last, part, today)
    if span.precision == "month":
        of_month = {"start": (1, 7), "early": (1, 10), "mid": (11, 20), "late": (21, last.day)}
        low, high = of_month.get(part, (last.day - 6, last.day))
        return f"{day_text(first.replace(day=low))}~/{day_text(first.replace(day=high))}~"
    if span.precision in _MONTHS:
        return _months(first, _MONTHS[span.precision], part)
    if span.precision in _YEARS:
        low, high = _YEARS[span.precision][part]
        return f"{first.year + low:04}~/{first.year + high:04}~"
    return _days(first, last, part)


def _months(first: date, count: int, part: str) -> str:
    """Return a third of so many months, or the first or last of them."""
    low, high = (0, 0) if part == "start" else (count - 1, count - 1)
    if part in _PLACES:
        low = _PLACES[part] * count // 3
        high = low + count // 3 - 1
    ends = [month_shifted(first.year, first.month, months) for months in (low, high)]
    if ends[1][0] > date.max.year:
        return UNREAD
    texts = [f"{year:04}-{month:02}~" for year, month in ends]
    return texts[0] if low == high else "/".join(texts)


def _days(first: date, last: date, part: str) -> str:
    """Return a part of a week, or a third of any other stretch in whole days."""
    length = (last - first).days + 1
    if length == 7 and first.weekday() == 0:
        low, high = _WEEK[part]
        return f"{day_text(first + timedelta(days=low))}~/{day_text(first + timedelta(days=high))}~"
    third = {"start": 0, "end": 2}.get(part, _PLACES.get(part, 0))
    begin = first + timedelta(days=(length * third + 2) // 3)
    end = first + timedelta(days=(length * (third + 1) + 2) // 3 - 1)
    return f"{day_text(begin)}~/{day_text(max(begin, end))}~"


def _beside_today(first: date, last: date, part: str, day: date | None) -> str:
    if day is None:
        return UNREAD
    today = date(day.year, day.month, day.day)
    if part == "earlier":
        last = min(last, today - timedelta(days=1)) if today > first else last
    else:
        first = max(first, today + timedelta(days=1)) if today < last else first
    return day_text(first) if first == last else f"{day_text(first)}/{day_text(last)}"
