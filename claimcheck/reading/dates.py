"""Which date do these words write, with or without its year?"""

from typing import Final, NamedTuple

from claimcheck.reading.timewords import Holiday, TimeScan

__all__ = [
    "UNREAD",
    "Mark",
    "date_at",
    "day_at",
    "numeric_date",
    "ordinal_at",
    "small_number_at",
    "year_after",
    "year_at",
]

UNREAD: Final = ""  # the EDTF text of a time that is named, and cannot be read for certain
_SUFFIXES: Final = ("st", "nd", "rd", "th")
_FIRST_CODES: Final = {"q": 33, "quarter": 33, "h": 40, "half": 40}
_MOST: Final = {33: 4, 40: 2}
_PIVOT: Final = 69  # of years in two digits, as in POSIX: 69 is 1969, 68 is 2068


class Mark(NamedTuple):
    """A date as far as its words tell it.

    Attributes:
        year: The year, where it stands there.
        month: The month.
        day: The day of the month.
        weekday: The day of the week, 0 for Monday.
        code: A season, quarter or half of a year, as EDTF numbers it.
        holiday: A day that comes once a year.
        part: Which part of it is meant: early, mid, late, start, end, earlier, later.
        edtf: The date as EDTF text where nothing is left out; `UNREAD` for one that cannot be read.
        shift: -1 for the last one, 1 for the next one, where the words say so.
        weak: The words could mean something else; those around them decide.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    code: int | None = None
    holiday: Holiday | None = None
    part: str = ""
    edtf: str | None = None
    shift: int = 0
    weak: bool = False

    @property
    def only_day(self) -> bool:
        """Whether nothing but a day of a month stands there."""
        return self.day is not None and self.month is None and self.weekday is None and self.edtf is None

    @property
    def only_year(self) -> bool:
        """Whether nothing but a year stands there."""
        return self.year is not None and self.month is None and self.code is None and self.holiday is None


Marked = tuple[Mark, int]  # and the token after it


def date_at(scan: TimeScan, index: int, *, order: str | None = None) -> Marked | None:
    """Return the date that starts at token *index*, or None.

    Args:
        scan: The tokens.
        index: Where the date should start.
        order: Which part stands first in 02/06/2025: DMY, MDY or YMD. Without it such a date is `UNREAD`, unless
            only one order gives a date.

    Examples:
        >>> from claimcheck.reading.timewords import time_words
        >>> def read(text: str) -> object:
        ...     mark = date_at(TimeScan(text, time_words("en")), 0)[0]
        ...     return mark.edtf or ((mark.year, mark.code) if mark.code else mark[:3])

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

        Figures alone: the year first, or a month that cannot be a day. Others need an *order*.

        >>> read("2025/06/02"), read("13/06/2025"), read("02/06/2025")
        ((2025, 6, 2), (2025, 6, 13), (None, None, None))

        Decades, centuries, quarters, halves, seasons.

        >>> read("the 1990s"), read("the '90s"), read("the nineties"), read("the 21st century")
        ('199X', '199X', '199X', '20XX')
        >>> read("Q1 2025"), read("2019 H2"), read("third quarter of 2025"), read("winter 2024-25")
        ((2025, 33), (2019, 41), (2025, 35), '2024-24')
    """
    if scan.digits[index]:
        return _figures_at(scan, index, order)
    word, table = scan.words[index], scan.table
    if word == "the":
        found = date_at(scan, index + 1, order=order) if scan.words[index + 1] != "the" else None
        return found or _decade_at(scan, index + 1)
    if word in table.months:
        return _month_first(scan, index)
    if word in table.weekdays:
        return _weekday_first(scan, index, order)
    if word in table.seasons:
        return _season_at(scan, index)
    if word in _FIRST_CODES:
        return _quarter_letter(scan, index)
    found = _holiday_at(scan, index) or _decade_at(scan, index)
    if found is not None:
        return found
    if word in table.ordinals or word in table.numbers:
        return _ordinal_part(scan, index) or _day_first(scan, index)
    return None


def small_number_at(scan: TimeScan, index: int) -> tuple[int, int] | None:
    """Return a number below 100 in words, and the token after it.

    Examples:
        >>> from claimcheck.reading.timewords import time_words
        >>> small_number_at(TimeScan("twenty-nine days", time_words("en")), 0)
        (29, 3)
    """
    numbers = scan.table.numbers
    number = numbers.get(scan.words[index])
    if number is None:
        return None
    after = scan.hop(index + 1)
    if number >= 20 and 0 < numbers.get(scan.words[after], 0) < 10:
        return number + numbers[scan.words[after]], after + 1
    return number, index + 1


def ordinal_at(scan: TimeScan, index: int) -> tuple[int, int] | None:
    """Return an ordinal below 100, in figures or words, and the token after it.

    Examples:
        >>> from claimcheck.reading.timewords import time_words
        >>> ordinal_at(TimeScan("21st", time_words("en")), 0), ordinal_at(TimeScan("twenty-first", time_words("en")), 0)
        ((21, 2), (21, 3))
    """
    word, table = scan.words[index], scan.table
    if scan.digits[index]:
        if word.isdecimal() and len(word) <= 2 and scan.glued(index + 1) and scan.words[index + 1] in _SUFFIXES:
            return int(word), index + 2
        return None
    if word in table.ordinals:
        return table.ordinals[word], index + 1
    tens = table.numbers.get(word, 0)
    after = scan.hop(index + 1)
    if tens >= 20 and 0 < table.ordinals.get(scan.words[after], 0) < 10:
        return tens + table.ordinals[scan.words[after]], after + 1
    return None


def day_at(scan: TimeScan, index: int) -> tuple[int, int] | None:
    """Return a day of the month, as an ordinal or a number, and the token after it.

    Examples:
        >>> from claimcheck.reading.timewords import time_words
        >>> day_at(TimeScan("04th", time_words("en")), 0), day_at(TimeScan("fifteen", time_words("en")), 0)
        ((4, 2), (15, 1))
    """
    found = ordinal_at(scan, index)
    if found is None and scan.digits[index]:
        word = scan.words[index]
        if word.isdecimal() and word.isascii() and len(word) <= 2 and not _stuck_to_word(scan, index):
            found = int(word), index + 1
    if found is None:
        found = small_number_at(scan, index)
    return found if found is not None and 1 <= found[0] <= 31 else None


def _stuck_to_word(scan: TimeScan, index: int) -> bool:
    """Tell whether a figure runs on into letters: 5km, 8am."""
    return scan.glued(index + 1) and scan.words[index + 1].isalpha()


def year_at(scan: TimeScan, index: int) -> tuple[int, int] | None:
    """Return a year in four figures or in words, and the token after it.

    Examples:
        >>> from claimcheck.reading.timewords import time_words
        >>> [
        ...     year_at(TimeScan(text, time_words("en")), 0)[0]
        ...     for text in ("2025", "two thousand and five", "twenty twenty-five")
        ... ]
        [2025, 2005, 2025]
    """
    word = scan.words[index]
    if scan.digits[index]:
        if (
            len(word) == 4
            and word.isdecimal()
            and word.isascii()
            and word[0] in "12"
            and not _stuck_to_word(scan, index)
        ):
            return int(word), index + 1
        return None
    return _year_in_words(scan, index) if word in scan.table.numbers else None


def _year_in_words(scan: TimeScan, index: int) -> tuple[int, int] | None:
    first = small_number_at(scan, index)
    if first is None:
        return None
    number, stop = first
    if scan.words[stop] == "thousand" and number == 2:
        rest = small_number_at(scan, scan.past(stop + 1, "and"))
        return (2000 + rest[0], rest[1]) if rest else (2000, stop + 1)
    if not 15 <= number <= 21:
        return None
    if scan.words[stop] == "hundred":
        rest = small_number_at(scan, scan.past(stop + 1, "and"))
        return (number * 100 + rest[0], rest[1]) if rest else (number * 100, stop + 1)
    if scan.words[stop] in ("oh", "o"):
        rest = small_number_at(scan, stop + 1)
        return (number * 100 + rest[0], rest[1]) if rest and rest[0] < 10 else None
    rest = small_number_at(scan, scan.hop(stop))
    # "twenty five" is 25; "twenty twenty-five" is a year
    return (number * 100 + rest[0], rest[1]) if rest and rest[0] >= 10 else None


def year_after(scan: TimeScan, index: int) -> tuple[int, int] | None:
    """Return the year that goes on a date: ", 2025", "of 2025", "in 2025", "-2025", "of '87", "of 87".

    Examples:
        >>> from claimcheck.reading.timewords import time_words
        >>> [year_after(TimeScan(text, time_words("en")), 0)[0] for text in (", 2025", "of the year 2025", "of '87")]
        [2025, 2025, 1987]
    """
    words, place = scan.words, index
    if words[place] in (",", "/", "-", "."):
        place += 1
        if words[place - 1] in ("/", "-") and not (scan.glued(place) and scan.glued(place - 1)):
            return None
    elif words[place] in ("of", "in"):
        place = scan.past(scan.past(place + 1, "the"), "year")
        if scan.words[place] == "of":
            place += 1
    two_figures = words[place] in ("'", "’", "\u2018")
    shortened = two_figures or words[place - 1] == "of"
    if two_figures and scan.glued(place + 1):
        place += 1
    if shortened and place > index and words[place].isdecimal() and len(words[place]) == 2 and scan.digits[place]:
        return _full_year(int(words[place])), place + 1
    return year_at(scan, place)


def _full_year(two_figures: int) -> int:
    return two_figures + (1900 if two_figures >= _PIVOT else 2000)


# --- figures ---------------------------------------------------------------------------------------------


def _figures_at(scan: TimeScan, index: int, order: str | None) -> Marked | None:
    """Read a date that starts with figures."""
    return (
        _year_first(scan, index)
        or _numeric_at(scan, index, order)
        or _decade_at(scan, index)
        or _ordinal_part(scan, index)
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
    return _if_date(_full_year(year), month, day) or Mark(edtf=UNREAD)


def _if_date(year: int, month: int, day: int) -> Mark | None:
    return Mark(year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 and year >= 1000 else None


def _numeric_at(scan: TimeScan, index: int, order: str | None) -> Marked | None:
    """Read 02/06/2025, 02.06.2025, 02-06-2025, 12-2015 and, where the order is told, 6/2."""
    word, words = scan.words[index], scan.words
    for sign in "/.":
        if sign in word:
            parts = word.split(sign)
            if _stuck_to_word(scan, index):
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
        return None if mark is None or _stuck_to_word(scan, index + 4) else (mark, index + 5)
    if len(second) == 4 and second.isdecimal() and 1 <= int(word) <= 12 and second[0] in "12":
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
        sign or not scan.table.has("ambiguous", words[place]) or scan.capital(place)
    ):
        after = place + 1
        if sign and words[after] == sign and scan.digits[after + 1]:
            day = day_at(scan, after + 1)
            if day is not None:
                return Mark(year, scan.table.months[words[place]], day[0]), day[1]
        if not _dated_after(scan, place):
            return Mark(year, scan.table.months[words[place]]), after
    if words[place] in ("q", "h") and scan.digits[place + 1] and scan.glued(place + 1):
        quarter = _quarter(words[place], words[place + 1], year)
        return None if quarter is None else (quarter, place + 2)
    if sign == "-" and scan.digits[place] and year_at(scan, place) is None:
        return _after_hyphen(scan, year, place)
    if sign and scan.digits[place]:
        sign = ""  # 2020-2024
    return (Mark(year, weak=True), stop) if not sign else None


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


# --- words -----------------------------------------------------------------------------------------------


def _month_first(scan: TimeScan, index: int) -> Marked | None:
    """Read "June 2, 2025", "June 2025", "Dec31", "May/22", "May"."""
    word = scan.words[index]
    month = scan.table.months[word]
    unclear = scan.table.has("ambiguous", word) and not scan.capital(index)
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
        day = day_at(scan, place) if scan.digits[place] or ordinal_at(scan, place) else None
        if day is not None and not parenthesis and (place > stop or not counts(scan, day[1])):
            return Mark(day=day[0], weekday=weekday), day[1]
    return Mark(weekday=weekday, weak=weak), stop


def counts(scan: TimeScan, index: int) -> bool:
    """Tell whether a figure before this token counts what stands there: "Monday 31 people"."""
    word = scan.words[index]
    return word.isalpha() and not scan.table.has("not_counted", word) and word not in ("at", "night", "morning")


def _season_at(scan: TimeScan, index: int) -> Marked:
    """Read "spring 2025", "summer of 2025", "winter 2024-25"."""
    code = scan.table.seasons[scan.words[index]]
    year = year_after(scan, index + 1)
    if year is None:
        return Mark(code=code, weak=True), index + 1
    number, stop = year
    words = scan.words
    if (words[stop] in ("-", "/", "–") and words[stop + 1] == f"{(number + 1) % 100:02}" and scan.glued(stop + 1)) or (
        words[stop] in ("-", "/", "–") and words[stop + 1] == str(number + 1) and scan.glued(stop + 1)
    ):
        stop += 2
    return Mark(edtf=f"{number:04}-{code}"), stop


def _quarter_letter(scan: TimeScan, index: int) -> Marked | None:
    """Read "Q1 2025", "H2 2025", "Q3"."""
    word = scan.words[index]
    if word not in ("q", "h") or not scan.digits[index + 1] or not scan.glued(index + 1):
        return None
    digits, slash, rest = scan.words[index + 1].partition("/")
    year = (int(rest), index + 2) if slash and len(rest) == 4 and rest.isdecimal() else year_after(scan, index + 2)
    mark = _quarter(word, digits, year[0] if year else None)
    return None if mark is None else (mark, year[1] if year else index + 2)


def _quarter(letter: str, digits: str, year: int | None) -> Mark | None:
    first = _FIRST_CODES[letter]
    if not digits.isdecimal() or len(digits) > 1:
        return None
    if not 1 <= int(digits) <= _MOST[first]:
        return Mark(edtf=UNREAD) if year else None
    return Mark(year=year, code=first + int(digits) - 1, weak=year is None)


def _ordinal_part(scan: TimeScan, index: int) -> Marked | None:
    """Read "third quarter of 2025", "first half of the year", "21st century", "5th century BC"."""
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
    first = _FIRST_CODES.get(words[stop])
    if first is None or len(words[stop]) == 1 or number > _MOST[first]:
        return None
    after = stop + 1
    year = year_after(scan, after)
    if year is not None:
        return Mark(year=year[0], code=first + number - 1), year[1]
    return Mark(code=first + number - 1, weak=True), after


def _decade_at(scan: TimeScan, index: int) -> Marked | None:
    """Read 1990s, '90s, nineties; 2000s is a decade or a century, and is not read."""
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


def _holiday_at(scan: TimeScan, index: int) -> Marked | None:
    """Read "Christmas 2024", "Easter", "New Year's Eve"."""
    for words, holiday in scan.table.holidays.get(scan.words[index], ()):
        stop = index + len(words)
        if tuple(scan.words[index:stop]) == words:
            year = year_after(scan, stop)
            weak = words == ("new", "year")
            return (Mark(year=year[0], holiday=holiday), year[1]) if year else (Mark(holiday=holiday, weak=weak), stop)
    return None
