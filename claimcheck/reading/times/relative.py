"""Which time do words name that may lean on another: a date, a shift, a part, a night?"""

from collections.abc import Callable
from typing import Final

from claimcheck.reading.times.dates import date_at
from claimcheck.reading.times.filling import Setting, resolved
from claimcheck.reading.times.marks import UNREAD, Mark, Marked
from claimcheck.reading.times.shifts import (
    beyond_last_at,
    day_word_at,
    night_into,
    night_of,
    same_at,
    shifted_at,
    to_date_at,
    weekend_at,
    with_part_of_day,
)
from claimcheck.reading.times.stretches import feast_weekend
from claimcheck.reading.times.timewords import TimeScan
from claimcheck.reading.times.within import (
    nth_of_at,
    part_first_at,
    week_number_at,
    week_of_at,
    week_on_at,
    weekday_in_week_at,
)

__all__ = ["relative_at"]


def relative_at(scan: TimeScan, index: int, setting: Setting) -> Marked | None:
    """Return the time at token *index* that is named by its distance from another one, and the token after it.

    Without a reference it is named and `UNREAD`.

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> from datetime import date
        >>> setting = Setting(today=date(2025, 6, 4))  # a Wednesday
        >>> def read(text: str) -> str:
        ...     return resolved(relative_at(time_scan(text), 0, setting)[0], setting)

        Days from the reference; the part of the day is not read more finely than its day, and a night runs on.

        >>> read("today"), read("the day before yesterday"), read("the day after tomorrow")
        ('2025-06-04', '2025-06-02', '2025-06-06')
        >>> read("yesterday evening"), read("this morning"), read("last night"), read("tonight")
        ('2025-06-03', '2025-06-04', '2025-06-03/2025-06-04', '2025-06-04/2025-06-05')

        Weeks, months, quarters, years; several of them.

        >>> read("last week"), read("this month"), read("next year"), read("the previous quarter")
        ('2025-05-26/2025-06-01', '2025-06', '2026', '2025-33')
        >>> read("the past three days"), read("the next two weeks"), read("the last 2 quarters")
        ('2025-06-01/2025-06-03', '2025-06-05/2025-06-18', '2024-36/2025-33')

        Weekdays, months, seasons and feasts: "last" is the latest before the reference, "next" of a weekday that
        of the coming week.

        >>> read("last Monday"), read("next Friday"), read("this Friday"), read("coming Friday")
        ('2025-06-02', '2025-06-13', '2025-06-06', '2025-06-06')
        >>> read("last May"), read("next May"), read("this September"), read("last summer"), read("next Easter")
        ('2025-05', '2026-05', '2025-09', '2024-22', '2026-04-05')

        A part of a larger time.

        >>> read("the first Monday of May 2025"), read("the last week of July 2016"), read("the last day of last month")
        ('2025-05-05', '2016-07-25/2016-07-31', '2025-05-31')
        >>> read("week 31 of 2018"), read("Tuesday of last week"), read("the 15th day of next month")
        ('2018-07-30/2018-08-05', '2025-05-27', '2025-07-15')
        >>> read("May last year"), read("the first quarter of this year"), read("5 May next year")
        ('2024-05', '2025-33', '2026-05-05')
        >>> read("early June"), read("the end of last year"), read("mid-2025"), read("earlier this month")
        ('2025-06-01~/2025-06-10~', '2024-12~', '2025-05~/2025-08~', '2025-06-01/2025-06-03')
        >>> read("year to date"), read("the night of 1 June 2025"), read("the weekend")
        ('2025-01-01/2025-06-04', '2025-06-01/2025-06-02', '2025-05-31/2025-06-01')
    """
    rules = _FOR_FIGURES if scan.digits[index] else _FOR_MONTHS if scan.words[index] in scan.table.months else _RULES
    for rule in rules:
        found = rule(scan, index, setting)
        if found is not None:
            return found
    return None


def _night_of(scan: TimeScan, index: int, setting: Setting) -> Marked | None:
    """Read "the night of 1 June 2025", "the night into Monday", "the morning of 7 October"."""
    words, table = scan.words, scan.table
    place = scan.past(index, "the")
    if table.parts_of_day.get(words[place]) is None or words[place + 1] not in ("of", "into"):
        return None
    start = scan.past(place + 2, "the")
    found = date_at(scan, start, order=setting.order) or day_word_at(scan, start, setting)
    if found is None or (found[0].edtf is None and found[0].day is None and found[0].weekday is None):
        return None
    mark = Mark(edtf=resolved(found[0], setting))
    if words[place] not in table.lists["night"]:
        return mark, found[1]
    if words[place + 1] == "into":
        return night_into(mark), found[1]
    return night_of(mark), found[1]


def _plain(scan: TimeScan, index: int, setting: Setting) -> Marked | None:
    """Read a date, and the part of the day after it: "Monday night", "2 June in the morning"."""
    found = date_at(scan, index, order=setting.order)
    if found is None:
        return None
    mark, stop = found
    if mark.year is None and mark.edtf is None and (mark.month or mark.code or mark.holiday):
        year = _year_word(scan, scan.past(stop, "of", "in", ","), setting)
        if year is not None:
            return mark._replace(year=year[0], edtf=None if year[0] else UNREAD, weak=False), year[1]
    if mark.holiday is not None and scan.words[stop] == "weekend":
        return Mark(edtf=feast_weekend(resolved(mark, setting))), stop + 1
    if mark.day is not None or mark.weekday is not None:
        after = with_part_of_day(scan, mark, stop, setting)
        if after[1] > stop:
            return after[0]._replace(weak=False), after[1]
    return found


def _year_word(scan: TimeScan, index: int, setting: Setting) -> tuple[int | None, int] | None:
    """Read "last year", "this year", "next year" and "the year" after a date; no year where there is no reference."""
    words = scan.words
    shift = scan.table.shifts.get(words[index], 0 if words[index] == "the" and words[index - 1] == "of" else None)
    if shift is None or words[index + 1] != "year":
        return None
    return (None if setting.today is None else setting.today.year + shift), index + 2


_Rule = Callable[[TimeScan, int, Setting], Marked | None]


_FOR_MONTHS: Final[tuple[_Rule, ...]] = (_plain,)
_FOR_FIGURES: Final[tuple[_Rule, ...]] = (week_number_at, nth_of_at, week_on_at, shifted_at, _plain)
_RULES: Final[tuple[_Rule, ...]] = (
    week_number_at,
    weekday_in_week_at,
    week_on_at,
    nth_of_at,
    to_date_at,
    beyond_last_at,
    weekend_at,
    same_at,
    day_word_at,
    _night_of,
    week_of_at,
    shifted_at,
    part_first_at,
    _plain,
)
