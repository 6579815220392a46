"""Which stretch ends with the time that is named: "the year to 3 May", "12 months to May", "the week ended Friday"?"""

from datetime import datetime, timedelta

from claimcheck.reading.times.edtf import read_edtf
from claimcheck.reading.times.filling import Setting, resolved
from claimcheck.reading.times.marks import UNREAD
from claimcheck.reading.times.points import point_at
from claimcheck.reading.times.ranges import Phrase, range_text
from claimcheck.reading.times.relative import relative_at
from claimcheck.reading.times.shifts import count_at
from claimcheck.reading.times.stretches import moved, shifted_day
from claimcheck.reading.times.timewords import TimeScan
from claimcheck.spans import TimeSpan

__all__ = ["ending_at"]

_STEPS = {"day": {"day": 1}, "week": {"day": 7}, "fortnight": {"day": 14}, "month": {"month": 1}} | {
    "quarter": {"month": 3},
    "year": {"month": 12},
    "decade": {"month": 120},
    "hour": {"hour": 1},
}


def ending_at(scan: TimeScan, index: int, setting: Setting) -> Phrase | None:
    """Return the stretch at token *index* that is so long and ends with a day, a month or a year, which it takes in.

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> def read(text: str) -> str:
        ...     return ending_at(time_scan(text), 0, Setting()).edtf

        One that ends with a day has so many days, weeks, months or years with that day.

        >>> read("the week to 3 May 2024"), read("the year to 3 May 2024"), read("year ended 31 March 2024")
        ('2024-04-27/2024-05-03', '2023-05-04/2024-05-03', '2023-04-01/2024-03-31')
        >>> read("the three months ended 30 June 2024"), read("fiscal year ended 30 June 2024")
        ('2024-04-01/2024-06-30', '2023-07-01/2024-06-30')

        One that ends with a month or a year has whole ones.

        >>> read("12 months to May 2024"), read("the five years to 2023"), read("the year to the end of March 2024")
        ('2023-06/2024-05', '2019/2023', '2023-04/2024-03')

        Hours are read as days: not more finely than their end.

        >>> read("the 24 hours to 3 May 2024")
        '2024-05-02/2024-05-03'
    """
    found = _length_at(scan, index)
    if found is None:
        return None
    count, unit, place = found
    time = relative_at(scan, scan.past(place, "on"), setting)
    point = point_at(scan, place, setting) if time is None and scan.digits[place] else None
    if point is not None and point.clock is not None:
        return Phrase(UNREAD, point.stop)  # the 24 hours to 9 a.m. on Monday
    if time is None or time[0].only_day:
        return None
    mark, stop = time
    if mark.weak and not mark.only_year and not scan.capital(stop - 1):
        return None
    text = resolved(mark._replace(part="") if mark.part == "end" else mark, setting)
    span = read_edtf(text) if text else None
    if span is None:
        return Phrase(UNREAD, stop)
    if span.precision not in ("day", "month", "year") or scan.owned(stop) or scan.is_dash(stop):
        return None
    return Phrase(_ending(span, text, unit, count), stop)


def _length_at(scan: TimeScan, index: int) -> tuple[int, str, int] | None:
    """Return the count and the unit of a stretch that ends with what follows, and the token after "to" or "ended"."""
    words, table = scan.words, scan.table
    place = scan.past(index, "the")
    counted = count_at(scan, place) if words[place] not in ("a", "an") else None
    reckoned = counted is None and table.has("reckoned", words[place]) and words[place] != "fy"
    inner = counted[1] if counted is not None else place + reckoned
    unit, joint = table.units.get(words[inner]), words[inner + 1]
    single = counted is None or counted[0] == 1
    if unit not in _STEPS or single != (words[inner] == unit) or (counted is None and unit in ("day", "hour")):
        return None
    if joint not in ("to", "ended", "ending") and not (joint == "through" and counted is not None):
        return None
    told = place > index or counted is not None or index == 0 or not words[index - 1][:1].isalnum()
    left = counted is not None and place == index > 0 and words[index - 1] in ("is", "was", "it's", "it’s")
    if joint == "to" and left:
        return None  # it is five days to 1 June
    if joint == "to" and (not told or (unit == "quarter" and place == index)):
        return None  # a quarter to eight
    return (counted[0] if counted is not None else 1), unit, inner + 2


def _ending(span: TimeSpan, text: str, unit: str, count: int) -> str:
    """Return so many units that end with a span, as EDTF."""
    ((step, size),) = _STEPS[unit].items()
    last = span.latest
    if last is None or isinstance(last, datetime):
        return UNREAD
    size *= count
    if span.precision == "day":
        if step == "hour":
            return range_text(shifted_day(last, timedelta(days=-(size // 24))), text) if size % 24 == 0 else UNREAD
        after = shifted_day(last, timedelta(days=1))
        return range_text(moved(after, step, -size), text) if after else UNREAD
    months = (last.year * 12 + last.month) - size  # of the month before the first one
    if step != "month" or months < 12 or (span.precision == "year" and size % 12):
        return UNREAD
    first = f"{months // 12:04}" if span.precision == "year" else f"{months // 12:04}-{months % 12 + 1:02}"
    return text if first == text else range_text(first, text)
