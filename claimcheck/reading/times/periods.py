"""Which season, quarter, decade, century, year or feast do these words name?"""

from typing import Final

from claimcheck.reading.times.marks import UNREAD, Mark, Marked, ordinal_at, year_after, year_at
from claimcheck.reading.times.timewords import TimeScan

__all__ = [
    "FIRST_CODES",
    "decade_at",
    "holiday_at",
    "named_year_at",
    "ordinal_part_at",
    "quarter_letter_at",
    "quarter_of",
    "season_at",
]

FIRST_CODES: Final = {"q": 33, "quarter": 33, "h": 40, "half": 40}


_MOST: Final = {33: 4, 40: 2}


def season_at(scan: TimeScan, index: int) -> Marked:
    """Read "spring 2025", "summer of 2025", "winter 2024-25".

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> season_at(time_scan("summer of 2025"), 0)[0].edtf, season_at(time_scan("winter 2024-25"), 0)[0].edtf
        ('2025-22', '2024-24')
    """
    words = scan.words
    code = scan.table.seasons[words[index]]
    first, slash, second = words[scan.past(index + 1, "of")].partition("/")
    if slash and len(first) == 4 and first.isdecimal() and _is_next_year(int(first), second):
        return Mark(edtf=f"{first}-{code}"), scan.past(index + 1, "of") + 1
    year = year_after(scan, index + 1)
    if year is None:
        return Mark(code=code, weak=True), index + 1
    number, stop = year
    if scan.is_dash(stop) and scan.glued(stop + 1) and _is_next_year(number, words[stop + 1]):
        stop += 2
    return Mark(edtf=f"{number:04}-{code}"), stop


def _is_next_year(year: int, written: str) -> bool:
    """Tell whether figures write the year after another one, in two figures or four."""
    return written in (f"{(year + 1) % 100:02}", str(year + 1))


def named_year_at(scan: TimeScan, index: int) -> Marked | None:
    """Read "year 2008", "calendar year 2008"; where a fiscal year begins, nobody says.

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> (
        ...     named_year_at(time_scan("calendar year 2008"), 0)[0].year,
        ...     named_year_at(time_scan("fiscal year 2008"), 0)[0].edtf,
        ... )
        (2008, '')
    """
    words = scan.words
    reckoned = scan.table.has("reckoned", words[index])
    place = index + 1 if words[index] == "fy" else scan.past(index + (words[index] != "year"), "year", "years")
    if words[index] not in ("year", "fy") and place == index + 1:
        return None
    year = year_at(scan, scan.past(place, "of"))
    if reckoned:
        return Mark(edtf=UNREAD), year[1] if year else place
    return (Mark(year=year[0]), year[1]) if year else None


def quarter_letter_at(scan: TimeScan, index: int) -> Marked | None:
    """Read "Q1 2025", "H2 2025", "Q3".

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> mark, _ = quarter_letter_at(time_scan("Q1 2025"), 0)
        >>> mark.year, mark.code
        (2025, 33)
    """
    word = scan.words[index]
    if word not in ("q", "h") or not scan.digits[index + 1] or not scan.glued(index + 1):
        return None
    digits, slash, rest = scan.words[index + 1].partition("/")
    year = (int(rest), index + 2) if slash and len(rest) == 4 and rest.isdecimal() else year_after(scan, index + 2)
    mark = quarter_of(word, digits, year[0] if year else None)
    return None if mark is None else (mark, year[1] if year else index + 2)


def quarter_of(letter: str, digits: str, year: int | None) -> Mark | None:
    """Return a quarter or half by its letter and number; one that no year has is `UNREAD`.

    Examples:
        >>> quarter_of("h", "2", 2019).code, quarter_of("h", "3", 2019).edtf
        (41, '')
    """
    first = FIRST_CODES[letter]
    if not digits.isdecimal() or len(digits) > 1:
        return None
    if not 1 <= int(digits) <= _MOST[first]:
        return Mark(edtf=UNREAD) if year else None
    return Mark(year=year, code=first + int(digits) - 1, weak=year is None)


def ordinal_part_at(scan: TimeScan, index: int) -> Marked | None:
    """Read "third quarter of 2025", "first half of the year", "21st century", "5th century BC".

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> (
        ...     ordinal_part_at(time_scan("third quarter of 2025"), 0)[0].code,
        ...     ordinal_part_at(time_scan("21st century"), 0)[0].edtf,
        ... )
        (35, '20XX')
        >>> ordinal_part_at(time_scan("5th century BC"), 0)[0].edtf
        ''
    """
    found = ordinal_at(scan, index)
    if found is None:
        return None
    number, stop = found
    words = scan.words
    stop = scan.hop(stop)
    if words[stop] in ("century", "centuries"):
        if words[stop + 1] in ("bc", "bce") or number > 40:
            return Mark(edtf=UNREAD), stop + 2
        return Mark(edtf=f"{number - 1:02}XX"), stop + 1
    first = FIRST_CODES.get(words[stop])
    if first is None or len(words[stop]) == 1 or number > _MOST[first]:
        return None
    after = stop + 1
    year = year_after(scan, after)
    if year is not None:
        return Mark(year=year[0], code=first + number - 1), year[1]
    return Mark(code=first + number - 1, weak=True), after


def decade_at(scan: TimeScan, index: int) -> Marked | None:
    """Read 1990s, '90s, nineties; 2000s is a decade or a century, and is not read.

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> [decade_at(time_scan(text), 0)[0].edtf for text in ("1990s", "'90s", "nineties", "2000s")]
        ['199X', '199X', '199X', '']
    """
    word, words, place = scan.words[index], scan.words, index
    if word in scan.table.decades:
        decade = scan.table.decades[word]
        return Mark(edtf=f"19{decade // 10}X" if decade >= 30 else UNREAD, weak=True), index + 1
    if word in ("'", "’", "\u2018") and scan.glued(index + 1):
        place += 1
    if not scan.digits[place]:
        return None
    run = words[place]
    stop = place + 1
    if words[stop] in ("'", "’") and scan.glued(stop):
        stop += 1
    if words[stop] != "s" or not scan.glued(stop) or not run.isdecimal() or run[-1] != "0":
        return None
    if len(run) == 4 and place == index:
        return Mark(edtf=UNREAD if run[2] == "0" else f"{run[:3]}X"), stop + 1
    if len(run) == 2 and (place > index or words[index - 1] == "the"):
        return Mark(edtf=f"19{run[0]}X" if int(run) >= 30 else UNREAD), stop + 1
    return None


def holiday_at(scan: TimeScan, index: int) -> Marked | None:
    """Read "Christmas 2024", "Easter", "New Year's Eve".

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> mark, _ = holiday_at(time_scan("New Year's Eve 2024"), 0)
        >>> mark.holiday.month, mark.holiday.day, mark.year
        (12, 31, 2024)
    """
    for words, holiday in scan.table.holidays.get(scan.words[index], ()):
        stop = index + len(words)
        if tuple(scan.words[index:stop]) == words:
            year = year_after(scan, stop)
            weak = words == ("new", "year")
            return (Mark(year=year[0], holiday=holiday), year[1]) if year else (Mark(holiday=holiday, weak=weak), stop)
    return None
