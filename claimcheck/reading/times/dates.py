"""Which date do these words write, with or without its year?"""

from claimcheck.reading.times.marks import (
    UNREAD,
    Mark,
    Marked,
    counts,
    day_at,
    full_year,
    ordinal_at,
    stuck_to_word,
    year_after,
    year_at,
)
from claimcheck.reading.times.periods import (
    FIRST_CODES,
    decade_at,
    holiday_at,
    named_year_at,
    ordinal_part_at,
    quarter_letter_at,
    quarter_of,
    season_at,
)
from claimcheck.reading.times.timewords import TimeScan

__all__ = ["date_at", "numeric_date"]


def date_at(scan: TimeScan, index: int, *, order: str | None = None) -> Marked | None:
    """Return the date that starts at token *index*, or None.

    Args:
        scan: The tokens.
        index: Where the date should start.
        order: Which part stands first in 02/06/2025: DMY, MDY or YMD. Without it such a date is `UNREAD`, unless
            only one order gives a date.

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> def read(text: str) -> object:
        ...     mark = date_at(time_scan(text), 0)[0]
        ...     return mark[:3]

        The day before or after the month, in figures or words; the year in figures, two figures or words.

        >>> read("2 June 2025"), read("the 2nd of June, 2025"), read("June 2, 2025"), read("2-Jun-2025")
        ((2025, 6, 2), (2025, 6, 2), (2025, 6, 2), (2025, 6, 2))
        >>> read("twenty-fifth of January"), read("May twenty nine"), read("15 April of '87")
        ((None, 1, 25), (None, 5, 29), (1987, 4, 15))
        >>> read("January nineteen eighty six"), read("6 April seventeen hundred thirty three")
        ((1986, 1, None), (1733, 4, 6))

        The year first; a month and a year.

        >>> read("2019/aug/01"), read("2017 April"), read("June of 1992"), read("Dec/2018")
        ((2019, 8, 1), (2017, 4, None), (1992, 6, None), (2018, 12, None))
        >>> read("2025 June 2, when"), read("2025 June 2 people"), read("2023–24")  # the last is two years
        ((2025, 6, 2), (2025, 6, None), (None, None, None))

        Figures alone: the year first, or a month that cannot be a day. Others need an *order*.

        >>> read("2025/06/02"), read("13/06/2025"), read("02/06/2025")
        ((2025, 6, 2), (2025, 6, 13), (None, None, None))
    """
    if scan.digits[index]:
        return _figures_at(scan, index, order)
    word, table = scan.words[index], scan.table
    if word == "the":
        return date_at(scan, index + 1, order=order) if scan.words[index + 1] != "the" else None
    if word in table.months:
        return _month_first(scan, index)
    if word in table.weekdays:
        return _weekday_first(scan, index, order)
    if word in table.seasons:
        return season_at(scan, index)
    if word in FIRST_CODES:
        return quarter_letter_at(scan, index)
    if word in ("year", "calendar") or scan.table.has("reckoned", word):
        return named_year_at(scan, index)
    found = holiday_at(scan, index) or decade_at(scan, index)
    if found is not None:
        return found
    if word in table.ordinals or word in table.numbers:
        return ordinal_part_at(scan, index) or _day_first(scan, index)
    return None


def _figures_at(scan: TimeScan, index: int, order: str | None) -> Marked | None:
    """Read a date that starts with figures."""
    return (
        _year_first(scan, index)
        or _numeric_at(scan, index, order)
        or decade_at(scan, index)
        or ordinal_part_at(scan, index)
        or _day_first(scan, index)
    )


def numeric_date(parts: list[str], order: str | None) -> Mark | None:
    """Return a date in three figures: with the year first, in the one order that gives a date, or as told.

    Examples:
        >>> numeric_date(["13", "06", "2025"], None)[:3], numeric_date(["02", "06", "2025"], "DMY")[:3]
        ((2025, 6, 13), (2025, 6, 2))
        >>> numeric_date(["02", "06", "2025"], None).edtf, numeric_date(["02", "06", "25"], "MDY")[:3]
        ('', (2025, 2, 6))
    """
    if not all(part.isdecimal() and part.isascii() for part in parts):
        return None
    widths = [len(part) for part in parts]
    if max(widths) > 4:
        return None  # before they are turned into numbers, which costs more than it is worth, or raises
    numbers = [int(part) for part in parts]
    if widths[0] == 4 and max(widths[1:]) <= 2:
        return _if_date(numbers[0], numbers[1], numbers[2])
    if max(widths[:2]) > 2 or widths[2] not in (2, 4):
        return None
    if widths[2] == 2:
        return _two_figure_year(numbers, order)
    day_first, month_first = (
        _if_date(numbers[2], numbers[1], numbers[0]),
        _if_date(numbers[2], numbers[0], numbers[1]),
    )
    if order == "DMY":
        return day_first or Mark(edtf=UNREAD)
    if order == "MDY":
        return month_first or Mark(edtf=UNREAD)
    if day_first and month_first and day_first != month_first:
        return Mark(edtf=UNREAD)
    return day_first or month_first or Mark(edtf=UNREAD)


def _two_figure_year(numbers: list[int], order: str | None) -> Mark:
    places = {"DMY": (2, 1, 0), "MDY": (2, 0, 1), "YMD": (0, 1, 2)}.get(order or "")
    if places is None:
        return Mark(edtf=UNREAD)
    year, month, day = (numbers[place] for place in places)
    return _if_date(full_year(year), month, day) or Mark(edtf=UNREAD)


def _if_date(year: int, month: int, day: int) -> Mark | None:
    return Mark(year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 and year >= 1000 else None


def _numeric_at(scan: TimeScan, index: int, order: str | None) -> Marked | None:
    """Read 02/06/2025, 02.06.2025, 02-06-2025, 12-2015 and, where the order is told, 6/2."""
    word, words = scan.words[index], scan.words
    for sign in "/.":
        if sign in word:
            parts = word.split(sign)
            if stuck_to_word(scan, index):
                return None
            if len(parts) == 3:
                mark = numeric_date(parts, order)
                return None if mark is None else (mark, index + 1)
            return _month_and_day(parts, order, index + 1) if sign == "/" and len(parts) == 2 else None
    if not (word.isdecimal() and words[index + 1] == "-" and scan.glued(index + 1) and scan.glued(index + 2)):
        return None
    second = words[index + 2]
    if words[index + 3] == "-" and scan.glued(index + 3) and scan.glued(index + 4) and scan.digits[index + 4]:
        mark = numeric_date([word, second, words[index + 4]], order)
        return None if mark is None or stuck_to_word(scan, index + 4) else (mark, index + 5)
    if len(second) == 4 and second.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 12 and second[0] in "12":
        return Mark(int(second), int(word)), index + 3
    return None


def _month_and_day(parts: list[str], order: str | None, stop: int) -> Marked | None:
    """Read 6/2 as a day, where the order is told; else it is a fraction."""
    if order not in ("DMY", "MDY") or not all(part.isdecimal() and len(part) <= 2 for part in parts):
        return None
    first, second = (int(part) for part in parts)
    month, day = (first, second) if order == "MDY" else (second, first)
    return (Mark(None, month, day, weak=True), stop) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _year_first(scan: TimeScan, index: int) -> Marked | None:
    """Read 2015-3, 2019-aug-1, 2019/aug/01, "2017 April", 2017-Q1, "2018-W31" and a bare year."""
    found = year_at(scan, index)
    if found is None:
        return None
    year, stop = found
    words = scan.words
    sign = words[stop] if words[stop] in ("-", "/") and scan.glued(stop) and scan.glued(stop + 1) else ""
    place = stop + 1 if sign else stop
    if words[place] in scan.table.months and (
        sign or not scan.table.has("unclear", words[place]) or scan.capital(place)
    ):
        after = place + 1
        if sign and words[after] == sign and scan.digits[after + 1]:
            day = day_at(scan, after + 1)
            if day is not None:
                return Mark(year, scan.table.months[words[place]], day[0]), day[1]
        if not sign and (last := _day_last(scan, place)) is not None:
            return Mark(year, scan.table.months[words[place]], last[0]), last[1]
        if not _dated_after(scan, place):
            return Mark(year, scan.table.months[words[place]]), after
    if _is_shortened_year(scan, stop):
        after = stop + 2
        while scan.is_dash(after) and scan.glued(after) and scan.glued(after + 1) and scan.digits[after + 1]:
            after += 2
        return Mark(edtf=UNREAD, weak=True), after
    if words[place] in ("q", "h") and scan.digits[place + 1] and scan.glued(place + 1):
        quarter = quarter_of(words[place], words[place + 1], year)
        return None if quarter is None else (quarter, place + 2)
    if sign == "-" and scan.digits[place] and year_at(scan, place) is None:
        return _after_hyphen(scan, year, place)
    if sign and scan.digits[place]:
        sign = ""  # 2020-2024
    return (Mark(year, weak=True), stop) if not sign else None


def _day_last(scan: TimeScan, month: int) -> tuple[int, int] | None:
    """Return the day in "2025 June 2", and the token after it; "in 2025 June 2 people" tells none."""
    found = day_at(scan, month + 1) if scan.digits[month + 1] else None
    if found is None or counts(scan, found[1]) or scan.is_dash(found[1]) or year_after(scan, found[1]) is not None:
        return None
    return found


def _is_shortened_year(scan: TimeScan, dash: int) -> bool:
    """Tell whether a year goes on as in 2023–24: two years, a season, or a month after a dash that is no hyphen."""
    if not scan.is_dash(dash) or scan.words[dash] == "-" or not (scan.glued(dash) and scan.glued(dash + 1)):
        return False
    return scan.digits[dash + 1] and scan.words[dash + 1].isdecimal() and len(scan.words[dash + 1]) == 2


def _dated_after(scan: TimeScan, month: int) -> bool:
    """Tell whether a month belongs to what follows it: "in 2016 April 5 ..." no, "2016, May 2017"."""
    return year_at(scan, month + 1) is not None


def _after_hyphen(scan: TimeScan, year: int, place: int) -> Marked | None:
    """Read 2025-06-02 or 2015-3 from its second part on, where it is not followed by more of the same."""
    words = scan.words
    if not words[place].isdecimal() or len(words[place]) > 2 or not 1 <= int(words[place]) <= 12:
        return None
    month = int(words[place])
    if words[place + 1] == "-" and scan.glued(place + 1) and scan.digits[place + 2] and scan.glued(place + 2):
        day = words[place + 2]
        if not day.isdecimal() or len(day) > 2 or _if_date(year, month, int(day)) is None:
            return None
        return Mark(year, month, int(day)), place + 3
    return Mark(year, month), place + 1


def _day_first(scan: TimeScan, index: int) -> Marked | None:
    """Read "2 June 2025", "second of August", "23-2020-September"."""
    found = day_at(scan, index)
    if found is None:
        return None
    day, stop = found
    words = scan.words
    place = stop
    if words[place] == "of" or (words[place] in ("-", "/") and scan.glued(place) and scan.glued(place + 1)):
        place += 1
        if words[place - 1] == "of":
            place = scan.past(place, "the")
    elif words[place] == "day" and words[place + 1] == "of":
        place += 2
    if words[place] not in scan.table.months or (place > stop and words[place - 1] == "the"):
        return None
    month = scan.table.months[words[place]]
    if _is_verb(scan, place, scan.digits[index] and stop == index + 1):
        return None
    stop = _past_point(scan, place)
    year = year_after(scan, stop)
    return (Mark(year[0], month, day), year[1]) if year else (Mark(None, month, day), stop)


def _is_verb(scan: TimeScan, place: int, plain: bool) -> bool:
    """Tell whether "may" or "march" after a bare number is a verb: "5 may be hurt", "the 40 march on"."""
    return plain and scan.words[place] in ("may", "march") and not scan.capital(place)


def _past_point(scan: TimeScan, month: int) -> int:
    """Return the token after a month, and after the point of its abbreviation."""
    stop = month + 1
    if scan.words[stop] == "." and scan.glued(stop) and scan.table.has("abbreviated", scan.words[month]):
        return stop + 1
    return stop


def _month_first(scan: TimeScan, index: int) -> Marked | None:
    """Read "June 2, 2025", "June 2025", "Dec31", "May/22", "May"."""
    word = scan.words[index]
    month = scan.table.months[word]
    unclear = scan.table.has("unclear", word) and not scan.capital(index)
    stop = _past_point(scan, index)
    place = stop
    if scan.words[place] in ("-", "/") and scan.glued(place) and scan.glued(place + 1):
        place += 1
    else:
        place = scan.past(place, "the")
    pair = scan.words[place].split(",") if scan.digits[place] else []
    if len(pair) == 2 and 1 <= len(pair[0]) <= 2 and len(pair[1]) == 4 and pair[0].isdecimal() and pair[1].isdecimal():
        return Mark(int(pair[1]), month, int(pair[0])), place + 1  # June 2,2025
    year = year_after(scan, stop)
    if year is not None:
        return Mark(year[0], month, weak=unclear), year[1]
    found = day_at(scan, place)
    if found is not None and not scan.digits[place] and ordinal_at(scan, place) is None and unclear:
        found = None
    if found is not None:
        day, after = found
        year = year_after(scan, after)
        if year is not None:
            return Mark(year[0], month, day), year[1]
        return Mark(None, month, day, weak=unclear), after
    return Mark(None, month, weak=scan.table.has("ambiguous", word)), stop


def _weekday_first(scan: TimeScan, index: int, order: str | None) -> Marked | None:
    """Read "Monday", "Monday, 2 June 2025", "Tuesday the 4th", "Friday 31"."""
    word = scan.words[index]
    if scan.table.has("unclear", word) and not scan.capital(index):
        return None  # he sat, the sun
    weekday = scan.table.weekdays[word]
    stop = _past_point(scan, index)
    weak = scan.table.has("ambiguous", word) or len(word) <= 4
    if index in scan.possessive:
        return Mark(weekday=weekday), stop
    place = scan.past(scan.past(stop, ",", "("), "the")
    parenthesis = "(" in scan.words[stop:place]
    if scan.words[place] not in scan.table.weekdays:
        found = date_at(scan, place, order=order)
        if found is not None and found[0].day is not None:
            mark, after = found
            if parenthesis:
                after = scan.past(after, ")")
            return mark._replace(weekday=weekday, weak=False), after
        day = ordinal_at(scan, place) or (day_at(scan, place) if place == stop and scan.digits[place] else None)
        if day is not None and not parenthesis and 1 <= day[0] <= 31:
            ordinal = day[1] > place + 1 or not scan.digits[place]
            ends = not (scan.words[day[1]][:1].isalnum() or scan.is_dash(day[1]))
            if ordinal or ends or scan.words[day[1]] in ("at", "from", "between"):
                return Mark(day=day[0], weekday=weekday), day[1]
    return Mark(weekday=weekday, weak=weak), stop
