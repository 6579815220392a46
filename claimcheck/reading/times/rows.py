"""Which times do the words of a row name together: "3, 4 and 5 May", "March 3 or April 4, 2024"?"""

from datetime import datetime
from itertools import pairwise
from typing import Final, NamedTuple

from claimcheck.reading.times.clock import clock_at
from claimcheck.reading.times.edtf import read_edtf
from claimcheck.reading.times.filling import Setting, resolved
from claimcheck.reading.times.marks import Mark, counts, day_at, ordinal_at, year_after
from claimcheck.reading.times.points import Point
from claimcheck.reading.times.ranges import Phrase, range_text
from claimcheck.reading.times.relative import relative_at
from claimcheck.reading.times.timewords import TimeScan

__all__ = ["row_at", "row_from"]

_MOST: Final = 31  # times in one row: the days of a month
_JOINING: Final = ("and", "or")
_PARTS: Final = ("early", "mid", "late")
_HALF_A_YEAR: Final = 6  # months: a row that goes back by more has come to the next year
_MONTH_OF_CODE: Final = {21: 3, 22: 6, 23: 9, 24: 12, 33: 1, 34: 4, 35: 7, 36: 10, 40: 1, 41: 8}


def row_from(scan: TimeScan, index: int, start: Point | None, setting: Setting) -> Phrase | None:
    """Return the row whose first time, if it is one by itself, has been read already; None where there is no row.

    Examples:
        >>> from claimcheck.reading.times.points import point_at
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> scan = time_scan("April or May 2024")
        >>> row_from(scan, 0, point_at(scan, 0, Setting()), Setting()).edtf
        '2024-04/2024-05'
    """
    if start is None:
        return row_at(scan, index, setting) if "/" in scan.words[index] else _parts_at(scan, index, setting)
    following = scan.words[start.stop]
    joined = following in (",", *_JOINING) and start.until is None and (start.clock is None or start.clock.bare)
    return row_at(scan, index, setting) if joined or "/" in scan.words[index] else None


def _parts_at(scan: TimeScan, index: int, setting: Setting) -> Phrase | None:
    """Read "early or mid May 2024", "mid- to late June": two parts of one time, one after the other."""
    words = scan.words
    joint = scan.hop(index + 1)
    place = scan.hop(joint + 1)
    if words[index] not in _PARTS or words[joint] not in ("to", *_JOINING) or words[place] not in _PARTS:
        return None
    found = relative_at(scan, place, setting)
    if found is None or found[0].part != words[place] or _PARTS.index(words[index]) >= _PARTS.index(words[place]):
        return None
    mark, stop = found
    texts = resolved(mark._replace(part=words[index]), setting), resolved(mark, setting)
    return Phrase(range_text(*texts), stop)


class _Member(NamedTuple):
    """One of the times of a row, and its tokens."""

    mark: Mark
    start: int
    stop: int


def row_at(scan: TimeScan, index: int, setting: Setting) -> Phrase | None:
    """Return the times of the row that starts at token *index*: as one where they follow each other, else as several.

    The times of a row share the month and the year that stands at its end. One that goes on over the end of a year
    has two of them.

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> def read(text: str) -> list[str]:
        ...     row = row_at(time_scan(text), 0, Setting())
        ...     return [one.edtf for one in row.several or (row,)]

        Days, months and years that follow each other are one stretch, whether they are added or alternatives.

        >>> read("3, 4 and 5 May 2024"), read("May 3 or 4, 2024"), read("3/4 May 2024")
        (['2024-05-03/2024-05-05'], ['2024-05-03/2024-05-04'], ['2024-05-03/2024-05-04'])
        >>> read("April or May 2024"), read("2019, 2020 and 2021"), read("Q1 and Q2 2024")
        (['2024-04/2024-05'], ['2019/2021'], ['2024-33/2024-34'])

        Others stay several.

        >>> read("3 and 5 May 2024"), read("March 3 and on April 4, 2024")
        (['2024-05-03', '2024-05-05'], ['2024-03-03', '2024-04-04'])
        >>> read("December 30 and January 2, 2024"), read("2014 or 2018")
        (['2023-12-30', '2024-01-02'], ['2014', '2018'])
    """
    members = _members(scan, index, setting)
    if members is None:
        return None
    marks = _filled([member.mark for member in members], setting)
    texts = [resolved(mark, setting) for mark in marks]
    weak = all(member.mark.weak for member in members) and members[-1].mark.year is None
    years = all(mark.only_year for mark in marks)
    stop = _past_clock(scan, members[-1].stop)
    if _follow(texts):
        return Phrase(range_text(texts[0], texts[-1]), stop, weak, years)
    stops = [*(member.stop for member in members[:-1]), stop]
    several = (Phrase(text, end, start=one.start) for text, one, end in zip(texts, members, stops, strict=True))
    return Phrase(texts[0], stop, weak, years, several=tuple(several))


def _members(scan: TimeScan, index: int, setting: Setting) -> list[_Member] | None:
    """Return the times of a row of two or more, the last after "and" or "or"; None where there is no such row."""
    members = _slashed(scan, index, setting)
    joined = bool(members)
    while len(members) < _MOST and (not members or members[-1].mark.year is None or members[0].mark.only_year):
        place = scan.past(members[-1].stop, ",") if members else index
        comma = bool(members) and place > members[-1].stop
        word = scan.words[place]
        if members and word in _JOINING:
            place += 1
            place = place if members[-1].mark.only_day else scan.past(place, "on", "in")
        elif members and not comma:
            break
        following = _member(scan, place, setting, members)
        if following is None:
            break
        members.append(following)
        joined = word in _JOINING
    if len(members) < 2 or not joined or members[-1].mark.only_day:
        return None
    stop = members[-1].stop
    goes_on = scan.is_dash(stop) or (scan.table.has("range", scan.words[stop]) and scan.words[stop] != "and")
    return None if goes_on or scan.owned(stop) else members


def _slashed(scan: TimeScan, index: int, setting: Setting) -> list[_Member]:
    """Read "3/4 May": a day and the one after it, which is no fraction beside a month."""
    first, slash, second = scan.words[index].partition("/")
    figures = first.isdecimal() and second.isdecimal() and max(len(first), len(second)) <= 2
    if not slash or not figures or scan.words[index + 1] not in scan.table.months or not scan.capital(index + 1):
        return []
    found = relative_at(scan, index + 1, setting)
    days = int(first), int(second)
    if found is None or found[0].month is None or found[0].day is not None or days[1] != days[0] + 1:
        return []
    mark, stop = found
    return [
        _Member(Mark(day=days[0]), index, index + 1),
        _Member(Mark(mark.year, mark.month, days[1]), index, stop),
    ]


def _member(scan: TimeScan, index: int, setting: Setting, before: list[_Member]) -> _Member | None:
    """Return one time of a row: a date, month, season, quarter or year, or a day whose month stands beside it."""
    place = scan.past(index, "the")
    previous = before[-1].mark if before else None
    found = relative_at(scan, place, setting)
    if found is not None and not found[0].only_day:
        mark, stop = _season(found[0]), found[1]
        if (
            mark.edtf is not None
            or mark.shift
            or mark.part
            or mark.holiday
            or not (mark.month or mark.code or mark.year)
        ):
            return None
        if (mark.only_year and not scan.digits[place]) or (previous is not None and _kind(previous) != _kind(mark)):
            return None
        return _Member(mark, index, stop)
    number = ordinal_at(scan, place)
    ordinal = number is not None
    if number is None and scan.digits[place]:
        number = day_at(scan, place)
    if number is None or (previous is not None and (_kind(previous) != "day" or number[0] <= (previous.day or 0))):
        return None
    if previous is None or previous.only_day:
        return _Member(Mark(day=number[0]), index, number[1])
    return _day_after(scan, _Member(Mark(None, previous.month, number[0]), index, number[1]), ordinal)


def _season(mark: Mark) -> Mark:
    """Return a season with its year as other dates of a row are."""
    year, _, code = (mark.edtf or "").partition("-")
    return Mark(int(year), code=int(code)) if code in ("21", "22", "23", "24") and len(year) == 4 else mark


def _day_after(scan: TimeScan, member: _Member, ordinal: bool) -> _Member | None:
    """Return a day behind its month, with its year: "May 3, 4 and 5, 2024", where it counts nothing."""
    year = year_after(scan, member.stop)
    if year is not None:
        return _Member(member.mark._replace(year=year[0]), member.start, year[1])
    following = scan.words[member.stop]
    free = not following[:1].isalnum() or following in _JOINING or (ordinal and not counts(scan, member.stop))
    return member if free else None


def _kind(mark: Mark) -> str:
    """Return what a time of a row is one of: days, months, seasons, quarters, halves or years."""
    if mark.day is not None:
        return "day"
    if mark.month is not None:
        return "month"
    return "year" if mark.code is None else ("season", "quarter", "half")[(mark.code > 32) + (mark.code > 39)]


def _filled(marks: list[Mark], setting: Setting) -> list[Mark]:
    """Return the times of a row with the month and the year that one of them leaves to the others."""
    for place in range(len(marks) - 2, -1, -1):
        if marks[place].month is None and marks[place].day is not None:
            marks[place] = marks[place]._replace(month=marks[place + 1].month)
    if all(mark.year is not None for mark in marks):
        return marks
    anchor = len(marks) - 1 if marks[-1].year is not None or setting.ahead else 0
    text = resolved(marks[anchor], setting)
    year = marks[anchor].year or (int(text[:4]) if text else None)
    if year is None:
        return marks
    marks[anchor] = marks[anchor]._replace(year=year)
    for place in range(anchor - 1, -1, -1):
        turns = _month(marks[place]) - _month(marks[place + 1]) > _HALF_A_YEAR
        marks[place] = marks[place]._replace(year=(marks[place + 1].year or 0) - turns)
    for place in range(anchor + 1, len(marks)):
        turns = _month(marks[place - 1]) - _month(marks[place]) > _HALF_A_YEAR
        marks[place] = marks[place]._replace(year=(marks[place - 1].year or 0) + turns)
    return marks


def _month(mark: Mark) -> int:
    return mark.month or _MONTH_OF_CODE.get(mark.code or 0, 0)


def _follow(texts: list[str]) -> bool:
    """Tell whether each time begins on the day after the one before it has ended."""
    spans = [read_edtf(text) if text else None for text in texts]
    for first, second in pairwise(spans):
        if first is None or second is None or first.latest is None or second.earliest is None:
            return False
        if isinstance(first.latest, datetime) or isinstance(second.earliest, datetime):
            return False
        if (second.earliest - first.latest).days != 1:
            return False
    return True


def _past_clock(scan: TimeScan, index: int) -> int:
    """Return the token after a time of day behind a row: it is not read more finely than its days."""
    place = scan.past(index, ",")
    clock = clock_at(scan, place + 1, bare=True) if scan.words[place] == "at" else None
    return index if clock is None or (clock[0].bare and counts(scan, clock[1])) else clock[1]
