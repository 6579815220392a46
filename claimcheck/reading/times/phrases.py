"""Which time does a whole phrase name?"""

import re
from typing import Final

from claimcheck.reading.times.clock import Clock
from claimcheck.reading.times.counting import bounded_count_at, counted_at
from claimcheck.reading.times.edtf import read_edtf
from claimcheck.reading.times.filling import Setting, resolved
from claimcheck.reading.times.marks import UNREAD, Mark, counts, counts_many, ordinal_at
from claimcheck.reading.times.moments import on_day
from claimcheck.reading.times.openings import open_at, opened, or_later, until_clock_at
from claimcheck.reading.times.points import Point, is_number, now_text, point_at, timed, today_text
from claimcheck.reading.times.ranges import Phrase, range_from, range_text
from claimcheck.reading.times.rows import row_from
from claimcheck.reading.times.shifts import night_into, night_of
from claimcheck.reading.times.timewords import TimeScan

__all__ = ["phrase_at"]

_LONGEST_ISO: Final = 80


_PLAIN_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNZONED: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]+)?)?")
_CLOSING: Final = ".,;:!?)]}\"'”’"


def phrase_at(scan: TimeScan, index: int, setting: Setting, *, whole: bool = False) -> Phrase | None:
    """Return the time that the words from token *index* on name, or None.

    Args:
        scan: The tokens.
        index: Where the phrase should start.
        setting: What the reader was told.
        whole: The text is nothing but this time.

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> from datetime import date
        >>> setting = Setting(today=date(2025, 6, 4))
        >>> def read(text: str) -> str:
        ...     return phrase_at(time_scan(text), 0, setting).edtf

        ISO 8601 and EDTF in running text.

        >>> read("2025-06-02, when"), read("2025-06-01/2025-06-02."), read("2025-06-01T20:00 local")
        ('2025-06-02', '2025-06-01/2025-06-02', '2025-06-01')

        Ranges; the ends share what they have.

        >>> read("1-2 June 2025"), read("June 1-2, 2025"), read("31 May to 1 June 2025")
        ('2025-06-01/2025-06-02', '2025-06-01/2025-06-02', '2025-05-31/2025-06-01')
        >>> read("from 28 December to 3 January 2025"), read("between 2014 and 2018"), read("from March to May")
        ('2024-12-28/2025-01-03', '2014/2018', '2025-03/2025-05')
        >>> read("from 3 May 2025"), read("from May 2025 onwards")
        ('2025-05-03/..', '2025-05/..')
        >>> read("from 2007 to the end of 2008"), read("between the ninth and the seventeenth of April 2024")
        ('2007/2008', '2024-04-09/2024-04-17')

        A time of day with its zone, before or after its date; without a zone, the day.

        >>> read("20:10 Moscow time on 1 June 2025"), read("1 June 2025 at 8 p.m. GMT"), read("tomorrow 8:00am")
        ('2025-06-01T20:10+03:00', '2025-06-01T20:00Z', '2025-06-05')
        >>> read("between 20:10 and 02:00 Moscow time"), read("from 5 to 6pm UTC on April 22, 2024")
        ('2025-06-03T20:10+03:00/2025-06-04T02:00+03:00', '2024-04-22T17:00Z/2024-04-22T18:00Z')

        Nights.

        >>> read("the night of 1-2 June 2025"), read("overnight into Monday"), read("overnight")
        ('2025-06-01/2025-06-02', '2025-06-01/2025-06-02', '2025-06-03/2025-06-04')

        Approximate times, and what is bounded by a count.

        >>> read("more than two weeks ago"), read("less than 3 days ago")
        ('../2025-05-21~', '2025-06-01/2025-06-04')

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
    if found.years and counts_many(scan, found.stop, word):
        return None
    several = tuple(one._replace(edtf=_nearly(one.edtf)) for one in found.several)
    return found._replace(edtf=_nearly(found.edtf), weak=False, years=False, several=several)


def _nearly(text: str) -> str:
    return "/".join(f"{end}~" if end and end[-1] not in "~?%" else end for end in text.split("/"))


def _unqualified(scan: TimeScan, index: int, setting: Setting) -> Phrase | None:
    if scan.digits[index]:
        return (
            _iso_at(scan, index, setting) or counted_at(scan, index, setting) or _ranged_or_alone(scan, index, setting)
        )
    return (
        _now_at(scan, index, setting)
        or _night_at(scan, index, setting)
        or open_at(scan, index, setting)
        or _introduced_range(scan, index, setting)
        or bounded_count_at(scan, index, setting)
        or counted_at(scan, index, setting)
        or _ranged_or_alone(scan, index, setting)
        or _day_of_month(scan, index, setting)
    )


def _day_of_month(scan: TimeScan, index: int, setting: Setting) -> Phrase | None:
    """Read "on the 17th": a day of the month, where it counts no brigade or floor."""
    if scan.words[index] != "the" or index == 0 or scan.words[index - 1] != "on" or not scan.digits[index + 1]:
        return None
    found = ordinal_at(scan, index + 1)
    if found is None or not 1 <= found[0] <= 31 or counts(scan, found[1]) or scan.is_dash(found[1]):
        return None
    return Phrase(resolved(Mark(day=found[0]), setting), found[1])


def _iso_at(scan: TimeScan, index: int, setting: Setting) -> Phrase | None:
    """Read a run of characters that starts as a date in ISO 8601 does; one that goes wrong is no date at all."""
    words = scan.words
    year = words[index]
    if not (len(year) == 4 and year.isdecimal() and words[index + 1] == "-" and scan.digits[index + 2]):
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
    if _PLAIN_DAY.fullmatch(text) and read is not None:
        return None
    if read is None and "/" not in text and "T" not in text.upper() and _is_plain_date(text):
        return None
    while stop < scan.size and scan.ends[stop] <= begin + len(text):
        stop += 1
    if len(text) == 7 and text[5:].isdecimal() and int(text[5:]) == (int(text[:4]) + 1) % 100 and int(text[5:]) > 12:
        return Phrase(UNREAD, stop)  # 2022-23 is autumn in EDTF only, and two years in prose
    if read is None and scan.words[index + 2] and _looks_like_years(words[index], words[index + 2]):
        return None
    return Phrase(_in_own_zone(text, setting) if read is None else read.edtf, stop)


def _in_own_zone(text: str, setting: Setting) -> str:
    """Return ISO 8601 text of which no time of day has a zone, in that of the setting, else to the day."""
    ends = []
    for end in text.split("/"):
        parts = _UNZONED.fullmatch(end)
        if parts is None:
            return UNREAD
        day, hour, minute, second = parts.groups()
        clock = Clock(int(hour), int(minute), None if second is None else int(second))
        ends.append(on_day(day, clock, None, setting.zone))
    return ends[0] if len(ends) == 1 else range_text(*ends) if len(ends) == 2 else UNREAD


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
        return Phrase(now_text(setting), index + 2)
    if words[index] == "at":
        stop = index + 1 + (words[index + 1] in ("the", "this"))
        if words[stop] in ("moment", "present", "time") and words[stop - 1] != "at":
            if words[stop] == "present" and words[stop + 1] == "time":
                return Phrase(now_text(setting), stop + 2)
            if words[stop] != "time" or words[stop - 1] == "this":
                return Phrase(now_text(setting), stop + 1) if words[stop + 1] != "of" else None
        return Phrase(now_text(setting), stop + 1) if words[index + 1 : index + 2] == ["present"] else None
    if words[index] == "now" and not words[index + 1][:1].isalnum():
        return Phrase(now_text(setting), index + 1)
    return None


def _introduced_range(scan: TimeScan, index: int, setting: Setting) -> Phrase | None:
    """Read "from A to B", "between A and B", "between 2014-2018"."""
    word = scan.words[index]
    if word not in ("from", "between"):
        return None
    start = point_at(scan, index + 1, setting, bare=True)
    if start is None:
        return None
    found = range_from(scan, start, setting, and_joins=word == "between")
    if found is not None or word != "from" or start.mark is None or is_number(start):
        return found
    if scan.words[start.stop] in ("on", "onward", "onwards", "forward"):
        return opened("since", start, setting, start.stop + 1)
    return opened("since", start, setting, start.stop) if _opens(scan, index, start) else None


def _opens(scan: TimeScan, index: int, start: Point) -> bool:
    """Tell whether "from 3 May" says when something begins: as a clause opens, or after "effective".

    After other words it may say where something is from: the footage from Monday.
    """
    words, previous = scan.words, scan.words[index - 1] if index else ""
    if start.clock is not None or scan.owned(start.stop) or scan.is_dash(start.stop):
        return False
    if scan.table.has("range", words[start.stop]) or counts(scan, start.stop):
        return False
    return not previous[:1].isalnum() or scan.table.has("effective", previous)


def _ranged_or_alone(scan: TimeScan, index: int, setting: Setting) -> Phrase | None:
    """Read "1-2 June 2025", "May to June", or one time alone."""
    if scan.words[index] in ("now", "present", "date"):
        return None
    number = scan.digits[index] or scan.words[index] in scan.table.ordinals
    start = point_at(scan, index, setting, bare=number)
    row = row_from(scan, index, start, setting)
    if row is not None or start is None:
        return row
    ranged = range_from(scan, start, setting, and_joins=False)
    if ranged is not None:
        return ranged
    if is_number(start):
        return None
    return until_clock_at(scan, start, setting) or or_later(scan, _alone(start, setting), start, setting)


def _alone(point: Point, setting: Setting) -> Phrase:
    mark = point.mark or Mark()
    if point.clock is None:
        return Phrase(resolved(mark, setting), point.stop, mark.weak, mark.only_year)
    return Phrase(timed(point, setting), point.stop)


def _night_at(scan: TimeScan, index: int, setting: Setting) -> Phrase | None:
    """Read "overnight", "overnight into Monday", "the night of 1-2 June 2025", "the night from Sunday to Monday".

    Which night "overnight on Monday" is, nobody can tell: it is read as its Monday.
    """
    words = scan.words
    place = scan.past(index, "the")
    night = words[place] in scan.table.lists["night"]
    if not night and words[place] != "overnight":
        return None
    joining = words[place + 1]
    if night and joining not in ("of", "between", "from", "into", "to"):
        return None
    inner = scan.past(scan.past(place + 1, "of", "on", "from", "between", "into", "to"), "the")
    start = point_at(scan, inner, setting, bare=scan.digits[inner] or words[inner] in scan.table.ordinals)
    ranged = range_from(scan, start, setting, and_joins=True) if start is not None else None
    if ranged is not None and not ranged.years:
        return ranged._replace(weak=False)
    named = start is not None and start.mark is not None and start.clock is None and not is_number(start)
    if start is None or start.mark is None or not named or (start.mark.weak and inner == place + 1):
        return Phrase(night_into(Mark(edtf=today_text(setting))).edtf or UNREAD, place + 1) if not night else None
    mark = Mark(edtf=resolved(start.mark, setting))
    if joining in ("into", "to"):
        mark = night_into(mark)
    elif night:
        mark = night_of(mark)
    return Phrase(mark.edtf or UNREAD, start.stop)
