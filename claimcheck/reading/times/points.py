"""Which single time stands here: a date, a time of day, or both in either order?"""

from datetime import timedelta
from typing import NamedTuple

from claimcheck.reading.times.clock import Clock, clock_at
from claimcheck.reading.times.edtf import day_text, moment_text, read_edtf
from claimcheck.reading.times.filling import Setting, resolved
from claimcheck.reading.times.marks import UNREAD, Mark, counts, day_at, ordinal_at, year_after
from claimcheck.reading.times.moments import on_day
from claimcheck.reading.times.relative import relative_at
from claimcheck.reading.times.stretches import shifted_day
from claimcheck.reading.times.timewords import TimeScan

__all__ = ["Point", "is_number", "now_text", "point_at", "timed", "today_text", "with_date"]


class Point(NamedTuple):
    """One end of a range, or a time alone: a date, a time of day, a stretch of the day, or a bare number."""

    stop: int
    mark: Mark | None = None
    clock: Clock | None = None
    until: Clock | None = None
    hint: str = ""


def point_at(scan: TimeScan, index: int, setting: Setting, *, bare: bool = False) -> Point | None:
    """Return a date, a time of day, or both, in either order; with *bare*, a number that is one of them.

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> point = point_at(time_scan("2 June 2025 at 8 p.m. GMT"), 0, Setting())
        >>> timed(point, Setting())
        '2025-06-02T20:00Z'
    """
    words = scan.words
    if words[index] in ("now", "present") or (words[index] == "date" and words[index - 1] == "to"):
        return Point(index + 1, Mark(edtf=now_text(setting) if words[index] == "now" else today_text(setting)))
    if words[index] == "the" and words[index + 1] == "present":
        return Point(index + 2, Mark(edtf=today_text(setting)))
    at = words[index] == "at"
    clock = clock_at(scan, index + at, bare=at)
    if clock is not None:
        point = with_date(scan, Point(clock[1], clock=clock[0]), setting)
        if not clock[0].bare or point.mark is not None:
            return point
    dated = _dated(scan, index, setting)
    if dated is not None:
        return _with_clock(scan, dated)
    return _bare_number(scan, index, setting) if bare else None


def today_text(setting: Setting) -> str:
    """Return the day of the reference as EDTF.

    Examples:
        >>> today_text(Setting())
        ''
    """
    return UNREAD if setting.today is None else day_text(setting.today)


def now_text(setting: Setting) -> str:
    """Return the instant of the reference as EDTF, or its day where no instant is told.

    Examples:
        >>> from datetime import date
        >>> now_text(Setting(today=date(2025, 6, 4)))
        '2025-06-04'
    """
    if setting.now is not None:
        return moment_text(setting.now, "second")
    return UNREAD if setting.today is None else day_text(setting.today)


def _dated(scan: TimeScan, index: int, setting: Setting) -> Point | None:
    found = relative_at(scan, index, setting)
    if found is None:
        return None
    mark, stop = found
    hints = [scan.table.parts_of_day[word] for word in scan.words[index:stop] if word in scan.table.parts_of_day]
    tonight = scan.words[index].startswith("toni")
    return Point(stop, mark, hint="night" if tonight else hints[-1] if hints else "")


def _bare_number(scan: TimeScan, index: int, setting: Setting) -> Point | None:
    """Return a number that is a day beside a month, or an hour beside a time of day."""
    place = scan.past(index, "the")
    number = day_at(scan, place)
    if number is None:
        hour = clock_at(scan, place, bare=True)
        return None if hour is None else Point(hour[1], clock=hour[0]._replace(bare=True))
    ordinal = ordinal_at(scan, place) is not None or place > index
    mark, stop = Mark(day=number[0]), number[1]
    if scan.words[stop] == "," and (year := year_after(scan, stop)) is not None:
        mark, stop = mark._replace(year=year[0]), year[1]
    found = clock_at(scan, place, bare=True)
    if found is not None and found[0].zone is not None:
        return with_date(scan, Point(found[1], clock=found[0]), setting)
    clock = found[0] if found is not None and found[1] == number[1] and not ordinal else None
    return Point(stop, mark, clock)


def with_date(scan: TimeScan, point: Point, setting: Setting) -> Point:
    """Return a time of day with the date after it: "9am on Tuesday", "13:00 February 28, 2013".

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> scan = time_scan("13:00 February 28, 2013")
        >>> with_date(scan, Point(1, clock=Clock(13)), Setting()).mark[:3]
        (2013, 2, 28)
    """
    words = scan.words
    point = _with_part_after(scan, point)
    place = scan.past(point.stop, ",")
    said = words[place] in ("on", "of", "in")
    place += said
    if words[place] == "the" and words[place + 1] in scan.table.parts_of_day and words[place + 2] == "of":
        point = point._replace(hint=scan.table.parts_of_day[words[place + 1]])
        place += 3
    dated = _dated(scan, place, setting)
    if dated is None or dated.mark is None or (dated.mark.weak and not said):
        return point
    if dated.mark.edtf is None and dated.mark.day is None and dated.mark.weekday is None and not dated.mark.holiday:
        return point
    return point._replace(stop=dated.stop, mark=dated.mark, hint=dated.hint or point.hint)


def _with_part_after(scan: TimeScan, point: Point) -> Point:
    """Read "in the morning", "early morning" after a time of day."""
    words = scan.words
    place = point.stop + 2 * (words[point.stop] in ("in", "at") and words[point.stop + 1] == "the")
    place = scan.past(place, "early", "late")
    part = scan.table.parts_of_day.get(words[place])
    return point if part is None or place - point.stop > 3 else point._replace(stop=place + 1, hint=part)


def _with_clock(scan: TimeScan, point: Point) -> Point:
    """Return a date with the time of day after it: "Monday at 8", "1 June, from 3 to 5pm"."""
    words = scan.words
    mark = point.mark
    if mark is None or (mark.edtf is None and mark.day is None and mark.weekday is None and not mark.holiday):
        return point
    place = scan.past(point.stop, ",")
    introduced = words[place] in ("at", "from", "between", "@", "around", "about", "for")
    stretch = words[place] in ("from", "between")
    inner = scan.past(place + 1, "around", "about") if introduced else scan.hop(place)
    bare = (introduced and words[place] != "for") or bool(point.hint)
    clock = clock_at(scan, inner, bare=bare)
    if clock is None or (clock[0].bare and counts(scan, clock[1])):
        return point
    end = _stretch_end(scan, clock[0], clock[1], and_joins=words[place] == "between")
    if end is None:
        if stretch or (clock[0].bare and not introduced):
            return point
        return _with_part_after(scan, point._replace(stop=clock[1], clock=clock[0]))
    return _with_part_after(scan, point._replace(stop=end[1], clock=clock[0], until=end[0]))


def _stretch_end(scan: TimeScan, start: Clock, index: int, *, and_joins: bool) -> tuple[Clock, int] | None:
    """Return the time of day that ends a stretch: "-5pm", "to 6", "and 11:30"."""
    word = scan.words[index]
    if not scan.is_dash(index) and (not scan.table.has("range", word) or (word == "and" and not and_joins)):
        return None
    end = clock_at(scan, index + 1, bare=True)
    if end is None or (end[0].bare and (counts(scan, end[1]) or (start.bare and not and_joins and word != "to"))):
        return None if end is None or not start.bare or counts(scan, end[1]) else end
    return end


def is_number(point: Point) -> bool:
    """Tell whether a point is nothing but a number.

    Examples:
        >>> is_number(Point(1, Mark(day=3))), is_number(Point(2, Mark(None, 6, 3)))
        (True, False)
    """
    if point.mark is None:
        return point.clock is not None and point.clock.bare
    return point.mark.only_day


def timed(point: Point, setting: Setting) -> str:
    """Return a time of day on its date, or on the day of the reference where a zone is told.

    Examples:
        >>> timed(Point(0, Mark(2025, 6, 1), Clock(20, 10)), Setting())  # no zone: the day
        '2025-06-01'
    """
    if point.clock is None:
        return resolved(point.mark or Mark(), setting)
    if point.mark is not None:
        return on_day(resolved(point.mark, setting), point.clock, point.until, setting.zone, point.hint)
    zone = point.clock.zone or (point.until.zone if point.until else None) or setting.zone
    if setting.today is None or zone is None or setting.named:
        return UNREAD
    text = on_day(day_text(setting.today), point.clock, point.until, zone, point.hint)
    span = read_edtf(text) if text else None
    if span is None or span.latest is None or setting.ahead or day_text(span.latest) <= day_text(setting.today):
        return text
    return on_day(shifted_day(setting.today, timedelta(days=-1)), point.clock, point.until, zone, point.hint)
