"""From which time does one count "two days later", "the following month" or "the same night"?"""

from datetime import date, datetime
from typing import Final

from claimcheck.reading.times.edtf import day_text, read_edtf
from claimcheck.reading.times.filling import Setting
from claimcheck.reading.times.marks import UNREAD
from claimcheck.reading.times.stretches import moved, unit_text
from claimcheck.spans import TimeSpan

__all__ = ["counted_from", "fine_enough", "told_day"]

_GRAINS: Final = ("second", "minute", "hour", "day", "month", "quarter", "season", "half", "year", "decade", "century")
_OF_DAYS: Final = frozenset({"week", "fortnight", "weekend"})  # they are counted from a day
_YEARS: Final = {"year": 1, "decade": 10, "century": 100}
_MONTHS: Final = {"month": 1, "quarter": 3} | {unit: years * 12 for unit, years in _YEARS.items()}


def fine_enough(span: TimeSpan, unit: str) -> bool:
    """Tell whether a time is known as finely as the *unit* that is to be counted from it.

    A month is no anchor for a day, and what is about a day is none either; a year is one for years only.

    Examples:
        >>> def read(text: str, unit: str) -> bool:
        ...     return fine_enough(read_edtf(text), unit)
        >>> read("2025-06-02", "day"), read("2025-06", "day"), read("2025-06", "month"), read("2025", "month")
        (True, False, True, False)
        >>> read("2025-06-02~", "day"), read("2025-06-02~", "month"), read("2025-06-01/2025-07", "week")
        (False, True, False)
    """
    ends = [read_edtf(text) for text in span.edtf.split("/") if text not in ("", "..")]
    grains = [_GRAINS.index(end.precision) for end in ends if end is not None and end.precision in _GRAINS]
    wanted = _GRAINS.index("day" if unit in _OF_DAYS else unit)
    if not grains or len(grains) < len(ends) or max(grains) > wanted:
        return False
    return not span.approximate or wanted > _GRAINS.index("day")


def told_day(unit: str, forward: bool, setting: Setting) -> date | None:
    """Return the day from which another *unit* is counted: of the time told last, else of the reference.

    It is None where the time told last was not read, stands in another paragraph, or is not known as finely.

    Examples:
        >>> setting = Setting(today=date(2025, 6, 4), told=read_edtf("2024-05"))
        >>> told_day("month", True, setting), told_day("day", True, setting)
        (datetime.date(2024, 5, 31), None)
        >>> told_day("day", True, Setting(today=date(2025, 6, 4)))
        datetime.date(2025, 6, 4)
    """
    if setting.adrift:
        return None
    told = setting.told
    if told is None:
        return setting.today
    end = told.latest if forward else told.earliest
    if end is None or not fine_enough(told, unit):
        return None
    if told.precision != "interval" and told.earliest is not None and told.latest is not None:
        units = {unit_text(unit, date(side.year, side.month, side.day), 0) for side in (told.earliest, told.latest)}
        if len(units) > 1:
            return None  # a winter lies in two years
    return date(end.year, end.month, end.day)


def counted_from(text: str, unit: str, count: int) -> str:
    """Return what lies *count* units after the time of EDTF *text*, or before it, no finer than that is known.

    A stretch is counted from its end, or back from its start.

    Examples:
        >>> counted_from("2025-06-02", "day", 2), counted_from("2019", "year", 1), counted_from("2024-05", "month", -6)
        ('2025-06-04', '2020', '2023-11')
        >>> counted_from("2024-05", "day", 1), counted_from("2024-33", "quarter", 2), counted_from("2024-21", "year", 1)
        ('', '2024-35', '2025-21')
        >>> counted_from("2025-06-01T20:10Z", "hour", 5), counted_from("2014/2018", "year", 1)
        ('2025-06-02T01:10Z', '2019')
    """
    span = read_edtf(text) if text else None
    if span is None or not fine_enough(span, unit):
        return UNREAD
    end = span.latest if count > 0 else span.earliest
    if end is None:
        return UNREAD
    side = read_edtf(span.edtf.split("/")[-1 if count > 0 else 0])
    grain = "day" if side is None else side.precision
    if side is None or _GRAINS.index(grain) <= _GRAINS.index("day"):
        return moved(day_text(end), unit, count, now=end if isinstance(end, datetime) else None)
    day = date(end.year, end.month, end.day)
    if grain in ("season", "half"):
        year = int(side.edtf[:4]) + count * _YEARS[unit]
        return f"{year:04}{side.edtf[4:7]}" if 1 <= year <= 9999 else UNREAD
    return unit_text(grain, day, count * _MONTHS[unit] // _MONTHS[grain])
