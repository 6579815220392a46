"""What do single words and figures of a date tell: a day, a month's ordinal, a year?"""

from typing import Final, NamedTuple

from claimcheck.reading.times.timewords import Holiday, TimeScan

__all__ = [
    "UNREAD",
    "Mark",
    "Marked",
    "counts",
    "counts_many",
    "day_at",
    "full_year",
    "ordinal_at",
    "small_number_at",
    "stuck_to_word",
    "year_after",
    "year_at",
]

UNREAD: Final = ""  # the EDTF text of a time that is named, and cannot be read for certain


_SUFFIXES: Final = ("st", "nd", "rd", "th")


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


def small_number_at(scan: TimeScan, index: int) -> tuple[int, int] | None:
    """Return a number below 100 in words, and the token after it.

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> small_number_at(time_scan("twenty-nine days"), 0)
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
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> ordinal_at(time_scan("21st"), 0), ordinal_at(time_scan("twenty-first"), 0)
        ((21, 2), (21, 3))
    """
    word, table = scan.words[index], scan.table
    if scan.digits[index]:
        near = scan.starts[index + 1] <= scan.ends[index] + 1
        if word.isdecimal() and word.isascii() and len(word) <= 2 and near and scan.words[index + 1] in _SUFFIXES:
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
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> day_at(time_scan("04th"), 0), day_at(time_scan("fifteen"), 0)
        ((4, 2), (15, 1))
    """
    found = ordinal_at(scan, index)
    if found is None and scan.digits[index]:
        word = scan.words[index]
        if word.isdecimal() and word.isascii() and len(word) <= 2 and not stuck_to_word(scan, index):
            found = int(word), index + 1
    if found is None:
        found = small_number_at(scan, index)
    return found if found is not None and 1 <= found[0] <= 31 else None


def stuck_to_word(scan: TimeScan, index: int) -> bool:
    """Tell whether a figure runs on into letters: 5km, 8am.

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> stuck_to_word(time_scan("5km"), 0), stuck_to_word(time_scan("5 km"), 0)
        (True, False)
    """
    return scan.glued(index + 1) and scan.words[index + 1].isalpha()


def year_at(scan: TimeScan, index: int) -> tuple[int, int] | None:
    """Return a year in four figures or in words, and the token after it.

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> [year_at(time_scan(text), 0)[0] for text in ("2025", "two thousand and five", "twenty twenty-five")]
        [2025, 2005, 2025]
    """
    word = scan.words[index]
    if scan.digits[index]:
        if (
            len(word) == 4
            and word.isdecimal()
            and word.isascii()
            and word[0] in "12"
            and not stuck_to_word(scan, index)
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
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> [year_after(time_scan(text), 0)[0] for text in (", 2025", "of the year 2025", "of '87")]
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
        return full_year(int(words[place])), place + 1
    return year_at(scan, place)


def full_year(two_figures: int) -> int:
    """Return the year that two figures stand for, as POSIX has it.

    Examples:
        >>> full_year(87), full_year(25)
        (1987, 2025)
    """
    return two_figures + (1900 if two_figures >= _PIVOT else 2000)


def counts(scan: TimeScan, index: int) -> bool:
    """Tell whether a figure before this token counts what stands there: "Monday 31 people".

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> counts(time_scan("2000 people"), 1), counts(time_scan("2000 and"), 1)
        (True, False)
    """
    word = scan.words[index]
    return word.isalpha() and not scan.table.has("not_counted", word) and word not in ("at", "night", "morning")


def counts_many(scan: TimeScan, index: int, opening: str) -> bool:
    """Tell whether a figure between the word *opening* and this token counts what stands here, and is no year.

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> def read(text: str) -> bool:
        ...     return counts_many(time_scan(text), 2, text.split()[0])

        Behind "the" and "around" many are counted, but for what is named by its year.

        >>> read("the 2000 residents"), read("around 2000 were hurt"), read("the 2012 protests"), read("around 2000 it")
        (True, True, False, False)

        Behind "in" they are, unless they do something there.

        >>> read("in 2000 villages"), read("in 2000 villages of Mali"), read("in 2000 villages burned")
        (True, True, False)
    """
    word, wording, table = scan.words[index], scan.wording, scan.table
    named = table.has("events", word) or word in wording.dated or scan.capital(index)
    plural = wording.is_plural(word) and not named
    if opening == "the" or table.has("about", opening):
        return plural or table.has("of_many", word)
    if opening != "in" or not plural:
        return False
    following = scan.words[index + 1]
    return not following[:1].isalnum() or (following in wording.stop_words and not table.has("acting", following))
