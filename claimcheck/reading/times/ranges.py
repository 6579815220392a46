"""Which range do two times name, each filled up from the other?"""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from claimcheck.reading.times.edtf import read_edtf
from claimcheck.reading.times.filling import Setting, resolved
from claimcheck.reading.times.marks import UNREAD, Mark, counts
from claimcheck.reading.times.moments import on_day
from claimcheck.reading.times.points import Point, is_number, point_at, timed, with_date
from claimcheck.reading.times.relative import relative_at
from claimcheck.reading.times.timewords import TimeScan

__all__ = ["Phrase", "range_from", "range_text"]


class Phrase(NamedTuple):
    """A time that a phrase names.

    Attributes:
        edtf: The time as EDTF text; `UNREAD` for one that cannot be read for certain.
        stop: The token after it.
        weak: Its words could mean something else; those around them decide.
        years: It is made of years in figures only, which could count something.
        several: The times that it names where they are more than one, `edtf` being the first of them.
        start: The first token of one of several.
    """

    edtf: str
    stop: int
    weak: bool = False
    years: bool = False
    several: tuple["Phrase", ...] = ()
    start: int = -1


def range_from(scan: TimeScan, start: Point, setting: Setting, *, and_joins: bool) -> Phrase | None:
    """Return the range that begins with a time already read, or None where no second time follows.

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> def read(text: str) -> str:
        ...     scan = time_scan(text)
        ...     return range_from(scan, point_at(scan, 0, Setting(), bare=True), Setting(), and_joins=False).edtf
        >>> read("1-2 June 2025"), read("June 1 and 2, 2025"), read("October-to-December 2024")
        ('2025-06-01/2025-06-02', '2025-06-01/2025-06-02', '2024-10/2024-12')
    """
    words, place = scan.words, start.stop
    if words[place] == "," and scan.table.has("range", words[place + 1]):
        place += 1
    dash, word = scan.is_dash(place), words[place]
    pair = word == "and" and not and_joins
    into = word == "into" and start.hint == "night"  # Sunday night into Monday
    if start.until is not None or scan.owned(start.stop) or not (dash or into or scan.table.has("range", word)):
        return None
    inner = place + 1
    if dash and words[inner] == "to" and scan.is_dash(inner + 1):
        inner += 2  # October-to-December
    end = point_at(scan, scan.past(inner, "in", "on", "at"), setting, bare=True)
    if end is None:
        return None
    if pair and start.mark is not None and end.mark is not None and start.mark.year and end.mark.year:
        return None  # two times, each whole
    found = _joined(scan, start, end, setting, and_joins=and_joins)
    return None if pair and found is not None and not _is_pair(found) else found


def _is_pair(phrase: Phrase) -> bool:
    """Tell whether a range is two days, one after the other: "1 and 2 June" is both."""
    span = read_edtf(phrase.edtf) if phrase.edtf else None
    if span is None or span.earliest is None or span.latest is None or isinstance(span.earliest, datetime):
        return False
    return (span.latest - span.earliest).days == 1


def _joined(scan: TimeScan, start: Point, end: Point, setting: Setting, *, and_joins: bool) -> Phrase | None:
    """Return two ends as one range, each filled up from the other."""
    if (start.clock and not start.clock.bare) or (end.clock and not end.clock.bare):
        return _joined_clocks(scan, start, end, setting)
    if is_number(start) and is_number(end):
        return _hours_of_a_day(scan, start, end, setting, and_joins=and_joins)
    if is_number(start) and (end.mark is None or end.mark.day is None or end.mark.month is None):
        return None
    if start.mark is None or end.mark is None:
        return None
    first, last = _filled(start.mark, end.mark, setting)
    if is_number(end) and (first.month is None or first.day is None):
        return None
    if is_number(end) and counts(scan, end.stop):
        return None
    texts = (
        resolved(first._replace(part="" if first.part == "start" else first.part), setting),
        resolved(last._replace(part="" if last.part == "end" else last.part), setting),
    )
    years = first.only_year and last.only_year
    names = scan.capital(start.stop - 1) and scan.capital(end.stop - 1)  # May to March
    return Phrase(range_text(*texts), end.stop, first.weak and last.weak and not (years or names), years)


def _filled(first: Mark, last: Mark, setting: Setting) -> tuple[Mark, Mark]:
    """Return both ends with the month and the year that one of them leaves to the other."""
    if first.edtf is not None and last.edtf is not None:
        return first, last
    if first.only_day:
        first = first._replace(month=last.month, year=last.year)
    if last.only_day and first.month is not None and first.edtf is None:
        turns = (last.day or 0) < (first.day or 0)
        month = first.month % 12 + 1 if turns else first.month
        year = last.year or (first.year + (month < first.month) if first.year else None)
        last = last._replace(month=month, year=year)
    if first.edtf is not None or last.edtf is not None:
        return first, last
    if first.weekday is not None and last.weekday is not None and first.month is None and last.month is None:
        return _weekdays(first, last, setting)
    if first.year is None and last.year is None:
        text = resolved(last if setting.ahead else first, setting)
        if not text:
            return first, last
        year = int(text[:4])
        first = first._replace(year=year - (setting.ahead and _place(first) > _place(last)))
    if first.year is None and last.year is not None:
        first = first._replace(year=last.year - (_place(first) > _place(last)))
    elif last.year is None and first.year is not None:
        last = last._replace(year=first.year + (_place(last) < _place(first)))
    return first, last


def _place(mark: Mark) -> tuple[int, int]:
    """Return where a date lies in its year."""
    if mark.code is not None:
        return mark.code, 0
    if mark.holiday is not None:
        return mark.holiday.month or 4, mark.holiday.day or 0
    return mark.month or 0, mark.day or 0


def _weekdays(first: Mark, last: Mark, setting: Setting) -> tuple[Mark, Mark]:
    """Return two weekdays as two days, of which the second is the next one after the first."""
    text = resolved(first, setting)
    span = read_edtf(text) if text else None
    if span is None or span.latest is None:
        return Mark(edtf=UNREAD), Mark(edtf=UNREAD)
    after = Setting(today=span.latest + timedelta(days=1) if span.latest < date.max else span.latest, ahead=True)
    return Mark(edtf=text), Mark(edtf=resolved(last._replace(shift=0), after))


def range_text(first: str, last: str) -> str:
    """Return a range as EDTF, or `UNREAD` where its ends are of two kinds or in the wrong order.

    Examples:
        >>> range_text("2025-05~/2025-08~", "2026"), range_text("2026", "2025")
        ('2025-05~/2026', '')
    """
    if not first or not last:
        return UNREAD
    text = f"{first.partition('/')[0]}/{last.rpartition('/')[2]}"
    read = read_edtf(text)
    if read is None and "T" in first and "T" not in last:
        return range_text(first.partition("T")[0], last)
    if read is None and "T" in last and "T" not in first:
        return range_text(first, last.partition("T")[0])
    return UNREAD if read is None else text


def _joined_clocks(scan: TimeScan, start: Point, end: Point, setting: Setting) -> Phrase | None:
    """Return a range between two times of day, with one date, two, or that of the reference."""
    begin, finish = start.clock, end.clock
    if begin is None or finish is None:
        if begin is None and finish is not None and not is_number(start) and start.mark is not None:
            text = range_text(resolved(start.mark, setting), timed(end, setting))
            return Phrase(text, end.stop)
        return None
    start_mark = None if is_number(start) else start.mark
    end_mark = None if is_number(end) else end.mark
    zone = begin.zone or finish.zone or setting.zone
    hint = end.hint or start.hint
    if start_mark is not None and end_mark is not None:
        first, last = _filled(start_mark, end_mark, setting)
        texts = [
            on_day(resolved(mark, setting), clock, None, zone, hint) for mark, clock in ((first, begin), (last, finish))
        ]
        return Phrase(range_text(*texts), end.stop)
    mark = start_mark or end_mark
    point = Point(end.stop, mark, begin, finish, hint)
    if mark is None:
        point = with_date(scan, point, setting)
    text = timed(point._replace(clock=begin._replace(zone=zone), until=finish), setting)
    return Phrase(text, point.stop)


def _hours_of_a_day(scan: TimeScan, start: Point, end: Point, setting: Setting, *, and_joins: bool) -> Phrase | None:
    """Read "between 3 and 8 yesterday", "6-8 next Monday": two numbers are hours where a day follows."""
    if (
        start.clock is None
        or end.clock is None
        or (counts(scan, end.stop) and not _day_follows(scan, end.stop, setting))
    ):
        return None
    point = with_date(scan, Point(end.stop, None, start.clock, end.clock), setting)
    if point.mark is None:
        return None
    return Phrase(timed(point, setting), point.stop)


def _day_follows(scan: TimeScan, index: int, setting: Setting) -> bool:
    return relative_at(scan, scan.past(index, "on"), setting) is not None
