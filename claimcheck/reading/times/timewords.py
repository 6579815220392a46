"""Which words of a language name times: its table, as a record to look things up in, and the tokens of a text."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from attrs import frozen

from claimcheck.reading.language import language_table
from claimcheck.reading.numbers.scan import Scan

__all__ = ["Holiday", "TimeScan", "TimeWords", "time_scan", "time_words"]

_POSSESSIVES: Final = ("'s", "’s")


@frozen(kw_only=True)
class Holiday:
    """A day that comes once a year: fixed, counted from Easter, or a weekday of a month.

    Attributes:
        month: Its month.
        day: Its day of the month, where that is fixed.
        weekday: Its weekday (0 is Monday), where the `nth` of the month is meant; -1 is the last.
        nth: Which of these weekdays.
        easter: Its distance in days from the Easter of the west.
        orthodox_easter: Its distance from the Easter of the Orthodox churches.
    """

    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    nth: int | None = None
    easter: int | None = None
    orthodox_easter: int | None = None


@frozen(kw_only=True)
class TimeWords:
    """The words for times of one language; the table in ``words/`` says what each list is for."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, int]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    units: Mapping[str, str]
    decades: Mapping[str, int]
    parts_of_year: Mapping[str, str]
    parts_of_day: Mapping[str, str]
    days_from_today: Mapping[str, int]
    shifts: Mapping[str, int]
    zones: Mapping[str, str]
    zone_places: Mapping[str, str]
    holidays: Mapping[str, tuple[tuple[tuple[str, ...], Holiday], ...]]
    lists: Mapping[str, frozenset[str]]
    starters: frozenset[str]

    def has(self, group: str, word: str) -> bool:
        """Return whether *word* is in one of the plain lists.

        Examples:
            >>> time_words("en").has("until", "till")
            True
        """
        return word in self.lists[group]


def time_words(language: str) -> TimeWords:
    """Return the words for times of *language*.

    Raises:
        UnknownLanguage: There are no tables for this language.

    Examples:
        >>> time_words("en").months["sept"]
        9
    """
    language_table(language, "times")  # refuses a language that is not known, of any type
    return _record(language)


@cache
def _record(language: str) -> TimeWords:
    """Return the table as a record; *language* is known to have one."""
    table = language_table(language, "times")
    plain = {
        name: MappingProxyType(dict(entries)) for name, entries in table.items() if name not in ("holidays", "words")
    }
    phrases: dict[str, list[tuple[tuple[str, ...], Holiday]]] = {}
    for phrase, day in table["holidays"].items():
        words = tuple(phrase.split())
        phrases.setdefault(words[0], []).append((words, Holiday(**day)))
    longest_first = {first: tuple(sorted(found, key=lambda entry: -len(entry[0]))) for first, found in phrases.items()}
    lists = {name: frozenset(words) for name, words in table["words"].items()}
    named = [set(entries) for name, entries in plain.items() if name not in ("zones", "zone_places")]
    opening = [lists[name] for name in ("about", "since", "until", "noon", "midnight", "now", "opening", "bounding")]
    return TimeWords(
        **plain,
        holidays=MappingProxyType(longest_first),
        lists=MappingProxyType(lists),
        starters=frozenset().union(phrases, *named, *opening),
    )


class TimeScan(Scan):
    r"""The tokens of a text for reading times: a possessive is read as its word, and ends with it.

    A blank line is an empty token, as is the end of the text: nothing is read across it.

    Examples:
        >>> scan = TimeScan("Monday's raid", time_words("en"))
        >>> scan.words[:2], scan.ends[0], scan.possessive
        (['monday', 'raid'], 6, {0})
        >>> TimeScan("In May\n\n2025 was", time_words("en")).words[:5]
        ['in', 'may', '', '2025', 'was']
    """

    __slots__ = ("possessive", "table")

    def __init__(self, text: str, table: TimeWords) -> None:
        super().__init__(text)
        self.table = table
        self._part_paragraphs()
        self.possessive: set[int] = set()
        for index, word in enumerate(self.words):
            if word.endswith(_POSSESSIVES) and len(word) > 2:
                self.words[index] = word[:-2]
                self.ends[index] -= 2
                self.possessive.add(index)

    def _part_paragraphs(self) -> None:
        """Put an empty token into each gap that holds a blank line."""
        if len(self.text.splitlines()) < 3:
            return
        gaps = ((index, self.ends[index - 1], self.starts[index]) for index in range(1, self.size))
        places = [(index, end + 1) for index, end, start in gaps if start > end + 1 and _is_break(self.text[end:start])]
        if not places:
            return
        breaks = dict(places)
        words, digits, starts, ends = self.words, self.digits, self.starts, self.ends
        self.words, self.digits, self.starts, self.ends = [], [], [], []
        for index, word in enumerate(words):
            if index in breaks:
                self.words.append("")
                self.digits.append(False)
                self.starts.append(breaks[index])
                self.ends.append(breaks[index])
            self.words.append(word)
            self.digits.append(digits[index])
            self.starts.append(starts[index])
            self.ends.append(ends[index])
        self.size += len(places)

    def is_dash(self, index: int) -> bool:
        """Return whether this token joins two ends of a range, or two parts of a word."""
        return self.words[index] in self.table.lists["dashes"]

    def owned(self, index: int) -> bool:
        """Return whether what ends before this token is a possessive: Monday's, June 2's."""
        own = self.words[index] in ("'", "’") and self.words[index + 1] == "s" and self.glued(index + 1)
        return index - 1 in self.possessive or (own and self.glued(index))

    def hop(self, index: int) -> int:
        """Return the token after a dash, else the same token."""
        return index + 1 if self.is_dash(index) else index

    def past(self, index: int, *words: str) -> int:
        """Return the token after this one where it is one of *words*, else the same token."""
        return index + 1 if self.words[index] in words else index

    def capital(self, index: int) -> bool:
        """Return whether this token is written with a capital."""
        return index < self.size and self.text[self.starts[index]].isupper()


def _is_break(gap: str) -> bool:
    """Tell whether a gap holds a blank line, however its lines end."""
    lines = gap.replace("\r\n", "\n")
    return sum(map(lines.count, "\n\r\x85\u2028")) > 1


def time_scan(text: str, language: str = "en") -> TimeScan:
    """Return the tokens of *text* with the words for times of *language*.

    Examples:
        >>> time_scan("1-2 June").words[:4]
        ['1', '-', '2', 'june']
    """
    return TimeScan(text, time_words(language))
