"""Which times stand in a text, and where?"""

from collections.abc import Iterator
from typing import ClassVar

from attrs import evolve, frozen

from claimcheck.listed import fields_table, short_repr
from claimcheck.reading.times.edtf import read_edtf
from claimcheck.reading.times.filling import Setting
from claimcheck.reading.times.marks import counts, counts_many
from claimcheck.reading.times.phrases import phrase_at
from claimcheck.reading.times.ranges import Phrase
from claimcheck.reading.times.tenses import ahead_after
from claimcheck.reading.times.timewords import TimeScan, TimeWords
from claimcheck.spans import TimeSpan

__all__ = ["Found", "TimeMention", "found_in", "whole"]


@frozen(kw_only=True)
class TimeMention:
    """A time that a text names, and where.

    Attributes:
        span: The time.
        start: Where its words begin, in code points.
        end: The code point after them.
    """

    span: TimeSpan
    start: int
    end: int

    def __str__(self) -> str:
        return str(self.span)

    _headings: ClassVar[tuple[str, ...]] = ("time", "earliest", "latest", "start", "end")

    def _cells(self) -> tuple[object, ...]:
        return self.span, self.span.earliest, self.span.latest, self.start, self.end

    __repr__ = short_repr
    _repr_html_ = fields_table


@frozen
class Found:
    """A time that a text names, read or not."""

    span: TimeSpan | None
    start: int
    end: int


def whole(text: str, table: TimeWords, setting: Setting) -> TimeSpan | None:
    """Return the time that *text* as a whole names in words, or None.

    Examples:
        >>> from claimcheck.reading.times.timewords import time_words
        >>> print(
        ...     whole("2 June 2025", time_words("en"), Setting()),
        ...     whole("2 June 2025, a Monday", time_words("en"), Setting()),
        ... )
        2025-06-02 None
    """
    scan = TimeScan(text, table)
    for index in range(2):
        if index and scan.words[0] not in ("in", "on", "at", "during", "for", "over"):
            break
        found = phrase_at(scan, index, setting, whole=True)
        if found is not None and found.stop == scan.size and scan.size and not found.several:
            return read_edtf(found.edtf) if found.edtf else None
    return None


def found_in(text: str, table: TimeWords, setting: Setting) -> Iterator[Found]:
    """Yield each time that *text* names, in order, also those that cannot be read for certain.

    Examples:
        >>> from claimcheck.reading.times.timewords import time_words
        >>> [str(found.span) for found in found_in("On 2 June 2025, and again on Monday.", time_words("en"), Setting())]
        ['2025-06-02', 'None']
    """
    scan = TimeScan(text, table)
    starters = table.starters
    words, digits = scan.words, scan.digits
    index = 0
    setting = evolve(setting, ahead=False)
    while index < scan.size:
        word = words[index]
        if not word:  # another paragraph: what was told before is no anchor here
            told = None if setting.named else setting.told
            setting = evolve(setting, ahead=False, told=told, adrift=setting.named)
            index += 1
            continue
        ahead = ahead_after(scan, index, setting.ahead)
        setting = setting if setting.ahead == ahead else evolve(setting, ahead=ahead)
        if (not digits[index] and word not in starters) or _goes_on(scan, index):
            index += 1
            continue
        phrase = phrase_at(scan, index, setting)
        if phrase is None or not _is_meant(scan, index, phrase):
            index = phrase.stop if phrase is not None and phrase.years else index + 1
            continue
        for one in phrase.several or (phrase._replace(start=index),):
            span = read_edtf(one.edtf) if one.edtf else None
            yield Found(span, scan.starts[one.start], scan.ends[one.stop - 1])
            setting = evolve(setting, told=span, adrift=span is None, named=True)
        index = phrase.stop


def _goes_on(scan: TimeScan, index: int) -> bool:
    """Tell whether figures go on a name or a row of figures that is no time: B12, 555-0123, 1.2-3."""
    if not scan.digits[index] or not scan.glued(index):
        return False
    if scan.words[index - 1].isalpha():
        return True
    if index < 2 or not scan.glued(index - 1):
        return False
    return scan.digits[index - 2] and scan.words[index - 1] in ("-", "/", ".", ":", ",")


def _is_meant(scan: TimeScan, index: int, phrase: Phrase) -> bool:
    """Tell whether words that could mean something else name a time here."""
    words = scan.words
    previous = words[index - 1] if index else ""
    if index and scan.glued(index) and (previous in ("$", "€", "£", "#", ".", "@", "%") or scan.digits[index - 1]):
        return False
    if previous in scan.table.lists["naming"] and scan.words[index] in scan.table.weekdays:
        return False
    if scan.words[index] in scan.table.days_from_today and len(scan.words[index]) > 1 and scan.written(index).isupper():
        return False  # a newspaper
    named = words[phrase.stop] in scan.table.lists["named_days"] and scan.capital(phrase.stop)
    if named and words[phrase.stop - 1] in scan.table.weekdays:
        return False  # the Sunday Times
    if previous == "to" and scan.table.has("unclear", words[index]) and not scan.capital(index):
        return False  # to march, to wed
    if phrase.years:
        return _is_year(scan, index, phrase)
    if not phrase.weak:
        return True
    if scan.words[index] in scan.table.weekdays and scan.capital(phrase.stop):
        return False  # Sun City
    opening = ("since", "until", "before", "after", "by")
    if scan.table.has("bounding", scan.words[index]):
        return scan.capital(phrase.stop - 1)  # no later than May; "later than may be thought"
    return previous in scan.table.lists["introducing"] or scan.words[index] in opening


def _is_row_of_years(span: TimeSpan | None) -> bool:
    """Tell whether a range is one of years that no count is likely to be: 2014 to 2018."""
    if span is None or span.precision != "interval" or span.earliest is None or span.latest is None:
        return False
    return 1900 <= span.earliest.year < span.latest.year <= 2100


def _is_year(scan: TimeScan, index: int, phrase: Phrase) -> bool:
    """Tell whether four figures are a year: after a word that introduces one, and counting nothing."""
    words, table = scan.words, scan.table
    introduced = not scan.digits[index] or (index > 0 and words[index - 1] in table.lists["introducing"])
    span = read_edtf(phrase.edtf) if phrase.edtf else None
    end = None if span is None else span.latest or span.earliest
    if not introduced:
        return _is_row_of_years(span) and not counts(scan, phrase.stop)
    opening = words[index] if not scan.digits[index] else words[index - 1]
    if end is not None and not 1900 <= end.year <= 2100 and opening in ("of", "for", "to", "about", "around"):
        return False
    if counts_many(scan, phrase.stop, opening):
        return False
    if opening == "of" and scan.digits[index] and index > 1 and table.has("amounts", words[index - 2]):
        return False
    if end is None or not counts(scan, phrase.stop):
        return True
    if table.has("after_counts", opening) or (table.has("bounding", opening) and opening != "in"):
        return False
    return 1900 <= end.year <= 2100
