"""Which time does a whole phrase name: a date with its time of day, a range, an open end, so long before or after?"""

from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from claimcheck.reading.clock import Clock, clock_at, on_day
from claimcheck.reading.dates import UNREAD, Mark, counts, day_at, ordinal_at, year_after
from claimcheck.reading.edtf import day_text, moment_text, read_edtf
from claimcheck.reading.relative import Setting, count_at, moved, relative_at, resolved
from claimcheck.reading.timewords import TimeScan

__all__ = ["Phrase", "phrase_at"]

_LONGEST_ISO: Final = 80
_CLOSING: Final = ".,;:!?)]}\"'”’"
_APPROXIMATE_UNITS: Final = frozenset({"week", "fortnight", "month", "quarter", "year", "decade", "century"})


class Phrase(NamedTuple):
    """A time that a phrase names.

    Attributes:
        edtf: The time as EDTF text; `UNREAD` for one that cannot be read for certain.
        stop: The token after it.
        weak: Its words could mean something else; those around them decide.
        years: It is made of years in figures only, which could count something.
    """

    edtf: str
    stop: int
    weak: bool = False
    years: bool = False


class _Point(NamedTuple):
    """One end of a range, or a time alone: a date, a time of day, a stretch of the day, or a bare number."""

    stop: int
    mark: Mark | None = None
    clock: Clock | None = None
    until: Clock | None = None
    hint: str = ""


def phrase_at(scan: TimeScan, index: int, setting: Setting, *, whole: bool = False) -> Phrase | None:
    """Return the time that the words from token *index* on name, or None.

    Args:
        scan: The tokens.
        index: Where the phrase should start.
        setting: What the reader was told.
        whole: The text is nothing but this time.

    Examples:
        >>> from claimcheck.reading.timewords import time_words
        >>> setting = Setting(today=date(2025, 6, 4))
        >>> def read(text: str) -> str:
        ...     return phrase_at(TimeScan(text, time_words("en")), 0, setting).edtf

        ISO 8601 and EDTF in running text.

        >>> read("2025-06-02, when"), read("2025-06-01/2025-06-02."), read("2025-06-01T20:00 local")
        ('2025-06-02', '2025-06-01/2025-06-02', '')

        Ranges; the ends share what they have.

        >>> read("1-2 June 2025"), read("June 1-2, 2025"), read("31 May to 1 June 2025")
        ('2025-06-01/2025-06-02', '2025-06-01/2025-06-02', '2025-05-31/2025-06-01')
        >>> read("from 28 December to 3 January 2025"), read("between 2014 and 2018"), read("from March to May")
        ('2024-12-28/2025-01-03', '2014/2018', '2025-03/2025-05')
        >>> read("from 2007 to the end of 2008"), read("between the ninth and the seventeenth of April 2024")
        ('2007/2008', '2024-04-09/2024-04-17')

        Open ends.

        >>> read("since 2014"), read("after Feb 2018"), read("before May 2025"), read("until 2 June 2025")
        ('2014/..', '2018-03-01/..', '../2025-04-30', '../2025-06-02')
        >>> read("by the end of 2025"), read("as of 2 June 2025"), read("2012 or later"), read("from 2010 onwards")
        ('../2025', '../2025-06-02', '2012/..', '2010/..')

        A time of day with its zone, before or after its date; without a zone, the day.

        >>> read("20:10 Moscow time on 1 June 2025"), read("1 June 2025 at 8 p.m. GMT"), read("tomorrow 8:00am")
        ('2025-06-01T20:10+03:00', '2025-06-01T20:00Z', '2025-06-05')
        >>> read("between 20:10 and 02:00 Moscow time"), read("from 5 to 6pm UTC on April 22, 2024")
        ('2025-06-03T20:10+03:00/2025-06-04T02:00+03:00', '2024-04-22T17:00Z/2024-04-22T18:00Z')

        So long before or after another time; from weeks on, an approximate day.

        >>> read("three days ago"), read("two weeks ago"), read("3 days after January 12th, 2024")
        ('2025-06-01', '2025-05-21~', '2024-01-15')
        >>> read("two months before Easter 2025"), read("2 weeks starting May 20th")
        ('2025-02-20', '2025-05-20/2025-06-02')

        Approximate times.

        >>> read("around 2 June 2025"), read("circa 1920"), read("c. 1920")
        ('2025-06-02~', '1920~', '1920~')
    """
    found = _about(scan, index, setting, whole)
    return found or _unqualified(scan, index, setting)


def _about(scan: TimeScan, index: int, setting: Setting, whole: bool) -> Phrase | None:
    """Read "around 2 June 2025"; "about" is of a time only where nothing else stands there."""
    word = scan.words[index]
    if not scan.table.has("about", word) or (word == "about" and not whole):
        return None
    inner = scan.past(index + 1, ".") if word in ("c", "ca") else index + 1
    found = _unqualified(scan, inner, setting)
    if found is None or not found.edtf or "T" in found.edtf or ".." in found.edtf:
        return found
    text = "/".join(end if end[-1] in "~?%" else f"{end}~" for end in found.edtf.split("/"))
    return found._replace(edtf=text, weak=False, years=False)


def _unqualified(scan: TimeScan, index: int, setting: Setting) -> Phrase | None:
    return (
        _iso_at(scan, index)
        or _now_at(scan, index, setting)
        or _open_at(scan, index, setting)
        or _introduced_range(scan, index, setting)
        or _counted(scan, index, setting)
        or _ranged_or_alone(scan, index, setting)
    )


def _iso_at(scan: TimeScan, index: int) -> Phrase | None:
    """Read a run of characters that starts as a date in ISO 8601 does; one that goes wrong is no date at all."""
    words = scan.words
    if not (scan.digits[index] and len(words[index]) == 4 and words[index + 1] == "-" and scan.digits[index + 2]):
        return None
    if not (scan.glued(index + 1) and scan.glued(index + 2)) or len(words[index + 2].partition("/")[0]) != 2:
        return None
    if scan.is_dash(index - 1) and index and scan.glued(index) and scan.digits[index - 2]:
        return None
    begin = scan.starts[index]
    run = scan.text[begin : begin + _LONGEST_ISO].split(maxsplit=1)[0]
    text = run.rstrip(_CLOSING)
    read = read_edtf(text)
    stop = index
    if read is None and "/" not in text and "T" not in text.upper() and _is_plain_date(text):
        return None
    while stop < scan.size and scan.ends[stop] <= begin + len(text):
        stop += 1
    if read is None and scan.words[index + 2] and _looks_like_years(words[index], words[index + 2]):
        return None
    return Phrase(UNREAD if read is None else read.edtf, stop)


def _is_plain_date(text: str) -> bool:
    """Tell whether a date is followed by letters of something else: a file's name."""
    return len(text) > 10 and text[4] == text[7] == "-" and not text[10].isalnum() and text[10] not in "-+:"


def _looks_like_years(first: str, second: str) -> bool:
    """Tell whether two figures are two years (2014-2018), which is no writing of ISO 8601."""
    return len(first) == len(second) == 4


def _now_at(scan: TimeScan, index: int, setting: Setting) -> Phrase | None:
    """Read "right now", "at the moment", "at present", and "now" at the end of a clause."""
    words = scan.words
    if words[index] == "right" and words[index + 1] == "now":
        return Phrase(_now(setting), index + 2)
    if words[index] == "at":
        stop = index + 1 + (words[index + 1] in ("the", "this"))
        if words[stop] in ("moment", "present", "time") and words[stop - 1] != "at":
            if words[stop] == "present" and words[stop + 1] == "time":
                return Phrase(_now(setting), stop + 2)
            if words[stop] != "time" or words[stop - 1] == "this":
                return Phrase(_now(setting), stop + 1) if words[stop + 1] != "of" else None
        return Phrase(_now(setting), stop + 1) if words[index + 1 : index + 2] == ["present"] else None
    if words[index] == "now" and not words[index + 1][:1].isalnum():
        return Phrase(_now(setting), index + 1)
    return None


def _now(setting: Setting) -> str:
    if setting.now is not None:
        return moment_text(setting.now, "second")
    return UNREAD if setting.today is None else day_text(setting.today)


# --- one time --------------------------------------------------------------------------------------------


def _point_at(scan: TimeScan, index: int, setting: Setting, *, bare: bool = False) -> _Point | None:
    """Return a date, a time of day, or both, in either order; with *bare*, a number that is one of them."""
    words = scan.words
    if words[index] in ("now", "present") or (words[index] == "date" and words[index - 1] == "to"):
        return _Point(index + 1, Mark(edtf=_now(setting) if words[index] == "now" else _today(setting)))
    if words[index] == "the" and words[index + 1] == "present":
        return _Point(index + 2, Mark(edtf=_today(setting)))
    clock = clock_at(scan, scan.past(index, "at"))
    if clock is not None:
        return _with_date(scan, _Point(clock[1], clock=clock[0]), setting)
    dated = _dated(scan, index, setting)
    if dated is not None:
        return _with_clock(scan, dated)
    return _bare_number(scan, index) if bare else None


def _today(setting: Setting) -> str:
    return UNREAD if setting.today is None else day_text(setting.today)


def _dated(scan: TimeScan, index: int, setting: Setting) -> _Point | None:
    found = relative_at(scan, index, setting)
    if found is None:
        return None
    mark, stop = found
    hints = [scan.table.parts_of_day[word] for word in scan.words[index:stop] if word in scan.table.parts_of_day]
    tonight = scan.words[index].startswith("toni")
    return _Point(stop, mark, hint="night" if tonight else hints[-1] if hints else "")


def _bare_number(scan: TimeScan, index: int) -> _Point | None:
    """Return a number that is a day beside a month, or an hour beside a time of day."""
    place = scan.past(index, "the")
    number = day_at(scan, place)
    if number is None:
        hour = clock_at(scan, place, bare=True)
        return None if hour is None else _Point(hour[1], clock=hour[0])
    ordinal = ordinal_at(scan, place) is not None or place > index
    mark, stop = Mark(day=number[0]), number[1]
    if scan.words[stop] == "," and (year := year_after(scan, stop)) is not None:
        mark, stop = mark._replace(year=year[0]), year[1]
    found = clock_at(scan, place, bare=True)
    clock = found[0] if found is not None and found[1] == number[1] and not ordinal else None
    return _Point(stop, mark, clock)


def _with_date(scan: TimeScan, point: _Point, setting: Setting) -> _Point:
    """Return a time of day with the date after it: "9am on Tuesday", "13:00 February 28, 2013"."""
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


def _with_part_after(scan: TimeScan, point: _Point) -> _Point:
    """Read "in the morning", "early morning" after a time of day."""
    words = scan.words
    place = point.stop + 2 * (words[point.stop] in ("in", "at") and words[point.stop + 1] == "the")
    place = scan.past(place, "early", "late")
    part = scan.table.parts_of_day.get(words[place])
    return point if part is None or place - point.stop > 3 else point._replace(stop=place + 1, hint=part)


def _with_clock(scan: TimeScan, point: _Point) -> _Point:
    """Return a date with the time of day after it: "Monday at 8", "1 June, from 3 to 5pm"."""
    words = scan.words
    mark = point.mark
    if mark is None or (mark.edtf is None and mark.day is None and mark.weekday is None and not mark.holiday):
        return point
    place = scan.past(point.stop, ",")
    introduced = words[place] in ("at", "from", "between", "@", "around", "about", "by")
    stretch = words[place] in ("from", "between")
    inner = place + introduced if introduced else scan.hop(place)
    bare = introduced or bool(point.hint)
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


# --- ranges ----------------------------------------------------------------------------------------------


def _introduced_range(scan: TimeScan, index: int, setting: Setting) -> Phrase | None:
    """Read "from A to B", "between A and B", "between 2014-2018"."""
    word = scan.words[index]
    if word not in ("from", "between"):
        return None
    start = _point_at(scan, index + 1, setting, bare=True)
    if start is None:
        return None
    found = _range_from(scan, start, setting, and_joins=word == "between")
    if found is not None or word != "from" or start.mark is None or _is_number(start):
        return found
    onwards = scan.words[start.stop] in ("on", "onward", "onwards", "forward")
    return _opened("since", start, setting, start.stop + 1) if onwards else None


def _ranged_or_alone(scan: TimeScan, index: int, setting: Setting) -> Phrase | None:
    """Read "1-2 June 2025", "May to June", or one time alone."""
    number = scan.digits[index] or scan.words[index] in scan.table.ordinals
    start = _point_at(scan, index, setting, bare=number)
    if start is None:
        return None
    ranged = _range_from(scan, start, setting, and_joins=False)
    if ranged is not None:
        return ranged
    if _is_number(start):
        return None
    return _or_later(scan, _alone(start, setting), start, setting)


def _is_number(point: _Point) -> bool:
    """Tell whether a point is nothing but a number."""
    if point.mark is None:
        return point.clock is not None and point.clock.bare
    return point.mark.only_day


def _alone(point: _Point, setting: Setting) -> Phrase:
    mark = point.mark or Mark()
    if point.clock is None:
        return Phrase(resolved(mark, setting), point.stop, mark.weak, mark.only_year)
    return Phrase(_timed(point, setting), point.stop)


def _timed(point: _Point, setting: Setting) -> str:
    """Return a time of day on its date, or on the day of the reference where a zone is told."""
    if point.clock is None:
        return resolved(point.mark or Mark(), setting)
    if point.mark is not None:
        return on_day(resolved(point.mark, setting), point.clock, point.until, setting.zone, point.hint)
    zone = point.clock.zone or (point.until.zone if point.until else None) or setting.zone
    if setting.today is None or zone is None:
        return UNREAD
    text = on_day(day_text(setting.today), point.clock, point.until, zone, point.hint)
    span = read_edtf(text) if text else None
    if span is None or span.latest is None or setting.ahead or day_text(span.latest) <= day_text(setting.today):
        return text
    return on_day(day_text(setting.today - timedelta(days=1)), point.clock, point.until, zone, point.hint)


def _range_from(scan: TimeScan, start: _Point, setting: Setting, *, and_joins: bool) -> Phrase | None:
    """Return the range that begins with a time already read, or None where no second time follows."""
    words = scan.words
    place = (
        scan.past(start.stop, ",")
        if words[start.stop] == "," and scan.table.has("range", words[start.stop + 1])
        else start.stop
    )
    if start.until is not None:
        return None
    if not scan.is_dash(place) and (
        not scan.table.has("range", words[place]) or (words[place] == "and" and not and_joins)
    ):
        return None
    if start.stop - 1 in scan.possessive:
        return None
    end = _point_at(scan, scan.past(place + 1, "in", "on", "at"), setting, bare=True)
    if end is None:
        return None
    return _joined(scan, start, end, setting, and_joins=and_joins)


def _joined(scan: TimeScan, start: _Point, end: _Point, setting: Setting, *, and_joins: bool) -> Phrase | None:
    """Return two ends as one range, each filled up from the other."""
    if (start.clock and not start.clock.bare) or (end.clock and not end.clock.bare):
        return _joined_clocks(scan, start, end, setting)
    if _is_number(start) and _is_number(end):
        return _hours_of_a_day(scan, start, end, setting, and_joins=and_joins)
    if _is_number(start) and (end.mark is None or end.mark.day is None or end.mark.month is None):
        return None
    if start.mark is None or end.mark is None:
        return None
    first, last = _filled(start.mark, end.mark, setting)
    if _is_number(end) and (first.month is None or first.day is None):
        return None
    if _is_number(end) and counts(scan, end.stop):
        return None
    texts = (
        resolved(first._replace(part="" if first.part == "start" else first.part), setting),
        resolved(last._replace(part="" if last.part == "end" else last.part), setting),
    )
    years = first.only_year and last.only_year
    return Phrase(_range_text(*texts), end.stop, first.weak and last.weak and not years, years)


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
    if first.year is None and last.year is None and not first.only_year:
        text = resolved(first, setting)
        if not text:
            return first, last
        first = first._replace(year=int(text[:4]))
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


def _range_text(first: str, last: str) -> str:
    """Return a range as EDTF, or `UNREAD` where its ends are of two kinds or in the wrong order."""
    if not first or not last:
        return UNREAD
    text = f"{first.partition('/')[0]}/{last.rpartition('/')[2]}"
    read = read_edtf(text)
    if read is None and "T" in first and "T" not in last:
        return _range_text(first.partition("T")[0], last)
    if read is None and "T" in last and "T" not in first:
        return _range_text(first, last.partition("T")[0])
    return UNREAD if read is None else text


def _joined_clocks(scan: TimeScan, start: _Point, end: _Point, setting: Setting) -> Phrase | None:
    """Return a range between two times of day, with one date, two, or that of the reference."""
    begin, finish = start.clock, end.clock
    if begin is None or finish is None:
        if begin is None and finish is not None and not _is_number(start) and start.mark is not None:
            text = _range_text(resolved(start.mark, setting), _timed(end, setting))
            return Phrase(text, end.stop)
        return None
    start_mark = None if _is_number(start) else start.mark
    end_mark = None if _is_number(end) else end.mark
    zone = begin.zone or finish.zone or setting.zone
    hint = end.hint or start.hint
    if start_mark is not None and end_mark is not None:
        first, last = _filled(start_mark, end_mark, setting)
        texts = [
            on_day(resolved(mark, setting), clock, None, zone, hint) for mark, clock in ((first, begin), (last, finish))
        ]
        return Phrase(_range_text(*texts), end.stop)
    mark = start_mark or end_mark
    point = _Point(end.stop, mark, begin, finish, hint)
    if mark is None:
        point = _with_date(scan, point, setting)
    text = _timed(point._replace(clock=begin._replace(zone=zone), until=finish), setting)
    return Phrase(text, point.stop)


def _hours_of_a_day(scan: TimeScan, start: _Point, end: _Point, setting: Setting, *, and_joins: bool) -> Phrase | None:
    """Read "between 3 and 8 yesterday", "6-8 next Monday": two numbers are hours where a day follows."""
    if (
        start.clock is None
        or end.clock is None
        or (counts(scan, end.stop) and not _day_follows(scan, end.stop, setting))
    ):
        return None
    point = _with_date(scan, _Point(end.stop, None, start.clock, end.clock), setting)
    if point.mark is None:
        return None
    return Phrase(_timed(point, setting), point.stop)


def _day_follows(scan: TimeScan, index: int, setting: Setting) -> bool:
    return relative_at(scan, scan.past(index, "on"), setting) is not None


# --- open ends -------------------------------------------------------------------------------------------


def _open_at(scan: TimeScan, index: int, setting: Setting) -> Phrase | None:
    """Read "since 2014", "after Monday", "before May", "until 2 June", "by the end of 2025", "as of"."""
    words, table = scan.words, scan.table
    word, place = words[index], index + 1
    if table.has("since", word):
        kind, place = "since", scan.past(place, "on", "from", "in", "with")
    elif table.has("until", word) or word == "by":
        kind = "until"
    elif word in ("after", "before"):
        kind = word
    elif word == "up" and words[place] in ("to", "until", "till"):
        kind, place = "until", place + 1
    elif word == "as" and words[place] in ("of", "from"):
        kind, place = "until" if words[place] == "of" else "since", place + 1
    elif word == "no" and words[place] in ("later", "earlier") and words[place + 1] == "than":
        kind, place = "until" if words[place] == "later" else "since", place + 2
    else:
        return None
    point = _point_at(scan, place, setting)
    if point is None or point.stop - 1 in scan.possessive:
        return None
    if point.until is not None or (_range_from(scan, point, setting, and_joins=False) is not None):
        return None
    return _opened(kind, point, setting, point.stop)


def _opened(kind: str, point: _Point, setting: Setting, stop: int) -> Phrase:
    mark = point.mark or Mark()
    years = mark.only_year and not point.clock
    edge = "start" if kind in ("since", "after") else "end"
    if mark.part == edge:
        mark = mark._replace(part="")
        kind = "since" if kind == "after" else "until"
    text = _timed(point._replace(mark=mark if point.mark else None), setting)
    return Phrase(_open_text(kind, text), stop, mark.weak and not point.clock and not years, years)


def _open_text(kind: str, text: str) -> str:
    """Return the open stretch before or after a time, as EDTF."""
    span = read_edtf(text) if text else None
    if span is None or span.earliest is None or span.latest is None:
        return UNREAD
    first, last = text.partition("/")[0], text.rpartition("/")[2]
    if kind == "since":
        return f"{first}/.."
    if kind == "until":
        return f"../{last}"
    if isinstance(span.earliest, datetime) or isinstance(span.latest, datetime):
        return f"{last}/.." if kind == "after" else f"../{first}"
    about = "~" if span.approximate else ""
    try:
        if kind == "after":
            return f"{day_text(span.latest + timedelta(days=1))}{about}/.."
        return f"../{day_text(span.earliest - timedelta(days=1))}{about}"
    except OverflowError:
        return UNREAD


def _or_later(scan: TimeScan, phrase: Phrase, point: _Point, setting: Setting) -> Phrase:
    """Read "or later", "and after", "onwards", "or earlier" after a time."""
    words, stop = scan.words, phrase.stop
    if words[stop] in ("onward", "onwards"):
        return _opened("since", point, setting, stop + 1)
    if words[stop] not in ("or", "and"):
        return phrase
    following = words[stop + 1]
    if following in ("later", "onward", "onwards", "beyond") or (
        following == "after" and not words[stop + 2][:1].isalnum()
    ):
        return _opened("since", point, setting, stop + 2)
    if following == "earlier" or (following == "before" and not words[stop + 2][:1].isalnum()):
        return _opened("until", point, setting, stop + 2)
    return phrase


# --- so long before or after -----------------------------------------------------------------------------


def _counted(scan: TimeScan, index: int, setting: Setting) -> Phrase | None:
    """Read "two weeks ago", "3 days after January 12th", "in two months", "the day after Christmas"."""
    words = scan.words
    ahead = words[index] in ("in", "within")
    place = index + 1 if ahead else index
    count = (1, place + 1) if words[place] == "the" and scan.table.units.get(words[place + 1]) == "day" else None
    count = count or count_at(scan, place)
    if count is None:
        return None
    number, stop = count
    unit = scan.table.units.get(words[stop])
    if unit is None or unit == "weekend":
        return None
    stop += 1
    if words[stop] == "ago" and not ahead:
        return Phrase(_from_now(unit, -number, setting), stop + 1)
    if (words[stop] == "from" and words[stop + 1] == "now") or words[stop] == "hence":
        return Phrase(_from_now(unit, number, setting), stop + 1 + (words[stop] == "from"))
    if words[stop] in ("later", "earlier") and not ahead:
        return Phrase(_from_told(unit, number if words[stop] == "later" else -number, setting), stop + 1)
    after = _after_counted(scan, stop, unit, number, setting)
    if after is not None:
        return after
    if ahead and setting.ahead and not counts(scan, stop):
        return Phrase(_ahead(unit, number, setting, words[index] == "within"), stop)
    if words[place] == "the" and words[stop] in ("before", "after"):
        return Phrase(
            _from_told(unit, -1 if words[stop] == "before" else 1, setting),
            stop + 1,
            weak=words[stop + 1][:1].isalnum(),
        )
    return None


def _after_counted(scan: TimeScan, index: int, unit: str, number: int, setting: Setting) -> Phrase | None:
    """Read what a count of units is counted from: "after January 12th", "from today", "starting May 20th"."""
    words = scan.words
    place = scan.past(index, ",")
    sign = {"before": -1, "after": 1, "from": 1, "since": 1, "following": 1}.get(words[place], 0)
    starting = words[place] in ("starting", "beginning")
    if words[place] == "prior" and words[place + 1] == "to":
        sign, place = -1, place + 1
    if not sign and not starting:
        return None
    inner = scan.past(place + 1, "on", "from") if starting else place + 1
    found = relative_at(scan, inner, setting)
    if found is None or found[0].only_day or (found[0].weak and not found[0].only_year):
        return None
    mark, stop = found
    text = resolved(mark, setting)
    if not starting:
        return Phrase(moved(text, unit, sign * number, now=None), stop)
    span = read_edtf(text) if text else None
    if span is None or span.earliest is None:
        return Phrase(UNREAD, stop)
    first = date(span.earliest.year, span.earliest.month, span.earliest.day)
    beyond = read_edtf(moved(day_text(first), unit, number))
    if beyond is None or beyond.earliest is None:
        return Phrase(UNREAD, stop)
    last = date(beyond.earliest.year, beyond.earliest.month, beyond.earliest.day) - timedelta(days=1)
    return Phrase(_range_text(day_text(first), day_text(last)), stop)


def _from_now(unit: str, count: int, setting: Setting) -> str:
    """Return the day so far from the reference; from weeks on nobody counts them to the day."""
    text = moved(_today(setting), unit, count, now=setting.now)
    return f"{text}~" if text and unit in _APPROXIMATE_UNITS else text


def _from_told(unit: str, count: int, setting: Setting) -> str:
    """Return the day so far from the time that was told last."""
    told = setting.told
    if told is None:
        return UNREAD
    end = told.latest if count > 0 else told.earliest
    if end is None:
        return UNREAD
    text = moved(day_text(end), unit, count, now=end if isinstance(end, datetime) else None)
    return f"{text}~" if text and unit in _APPROXIMATE_UNITS else text


def _ahead(unit: str, count: int, setting: Setting, within: bool) -> str:
    if not within:
        return _from_now(unit, count, setting)
    return _range_text(_now(setting), moved(_today(setting), unit, count, now=setting.now))
