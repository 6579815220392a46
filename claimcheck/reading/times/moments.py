"""Which moment is a time of day on a given day, and where does a stretch of the day end?"""

from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final

from claimcheck.errors import InvalidRecord
from claimcheck.reading.times.clock import Clock
from claimcheck.reading.times.edtf import day_text, moment_text, read_edtf
from claimcheck.reading.times.marks import UNREAD
from claimcheck.spans import plain_zone

__all__ = ["on_day"]

_SMALL_HOURS: Final = 6  # a night's hour below this is of the day after it


def on_day(text: str, start: Clock, end: Clock | None, zone: tzinfo | None, hint: str = "") -> str:
    """Return the moment, or the stretch between two times of day, on the day of EDTF *text*, as EDTF.

    A time of day without a zone is not read more finely than its day. An end that is earlier by the clock than
    its start is on the next day. Midnight alone may be either end of a day, and is read as the day.

    Args:
        text: The day, or the two days of a night.
        start: The time of day, or the first of two.
        end: The second of two.
        zone: The zone where the words name none.
        hint: The part of the day that the words name (am, pm or night), for a clock that leaves its half out.

    Examples:
        >>> from datetime import UTC
        >>> from claimcheck.reading.times.zones import named_zone
        >>> on_day("2025-06-01", Clock(20, 10), Clock(2), named_zone("Europe/Moscow"))
        '2025-06-01T20:10+03:00/2025-06-02T02:00+03:00'
        >>> on_day("2025-06-01", Clock(5), Clock(6, half="pm"), UTC), on_day("2025-06-01", Clock(20), None, None)
        ('2025-06-01T17:00Z/2025-06-01T18:00Z', '2025-06-01')
        >>> on_day("2025-06-01/2025-06-02", Clock(8), None, UTC, hint="night")
        '2025-06-01T20:00Z'
    """
    span = read_edtf(text) if text else None
    if span is None or span.earliest is None or isinstance(span.earliest, datetime):
        return UNREAD
    if span.latest is None or (span.latest - span.earliest).days > (1 if hint == "night" else 0):
        return UNREAD
    start = _in_part(start, end, hint)
    first, last = start.of_day(), None if end is None else _end_of_day(start, end, hint)
    if first is None or (end is not None and last is None):
        return UNREAD
    if end is None and start.midnight:
        return text
    day = span.latest if hint == "night" and first.hour < _SMALL_HOURS else span.earliest
    own = start.zone or (end.zone if end else None) or zone
    if own is None:
        return text if last is None else _days_only(day, first, last, text)
    begin = _moment(_after(day) if start.hour == 24 else day, first, own)
    if begin is None:
        return UNREAD
    if end is None or last is None:
        return moment_text(begin, _precision(start))
    finish = _moment(day, last, end.zone or own)
    if finish is not None and finish <= begin:
        finish = _moment(_after(day), last, end.zone or own)
    return f"{moment_text(begin, _precision(start))}/{moment_text(finish, _precision(end))}" if finish else UNREAD


def _end_of_day(start: Clock, end: Clock, hint: str) -> time | None:
    """Return the end of a stretch, in the half of the clock that its start or the part of the day tells."""
    if hint == "pm" or (start.half == "pm" and end.hour > start.hour):
        return end.in_half("pm").of_day()
    evening, begin = end.in_half("pm").of_day(), start.of_day()
    if hint == "night" and evening is not None and begin is not None and evening > begin:
        return evening
    return end.of_day()


def _in_part(start: Clock, end: Clock | None, hint: str) -> Clock:
    """Return a clock with the half that its end, or the part of the day, tells."""
    if end is not None and end.half and not start.half:
        same = start.in_half(end.half)
        if (same.of_day() or time()) < (end.of_day() or time()):
            return same
        return start.in_half("am") if end.half == "pm" else start.in_half("pm")
    if hint == "night":
        return start.in_half("pm" if start.hour >= _SMALL_HOURS and start.hour != 12 else "am")
    return start.in_half(hint) if hint and not (hint == "am" and start.hour == 12) else start


def _days_only(day: date, first: time, last: time | None, text: str) -> str:
    """Return the day, or both days where the second time is of the next one."""
    if last is None or last > first or "/" in text:
        return text
    return f"{text}/{day_text(_after(day))}"


def _after(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def _moment(day: date, clock: time, zone: tzinfo) -> datetime | None:
    """Return a moment with a plain offset; an hour that clocks leave out or repeat is read by its first offset."""
    try:
        return plain_zone(datetime.combine(day, clock, tzinfo=zone))
    except (InvalidRecord, OverflowError, ValueError):
        return None


def _precision(clock: Clock) -> str:
    return "minute" if clock.second is None else "second"
