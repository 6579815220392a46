"""Which date does one mean that leaves out its year, its month or all but its weekday?"""

from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta, tzinfo
from functools import cache
from typing import Final

from attrs import frozen

from claimcheck.reading.times.edtf import day_text, last_of_month, read_edtf
from claimcheck.reading.times.marks import UNREAD, Mark
from claimcheck.reading.times.portions import part_of
from claimcheck.reading.times.stretches import month_shifted, shifted_day
from claimcheck.reading.times.timewords import Holiday
from claimcheck.spans import TimeSpan

__all__ = ["Setting", "resolved"]

_SEARCHED: Final = 336  # months: after 28 years the calendar repeats itself


@frozen(kw_only=True)
class Setting:
    """What the reader was told beside the text.

    Attributes:
        today: The day that the text speaks on, if told.
        now: The instant that it speaks at, if told.
        told: The time that "the same night" goes back to: the reference, or the last time that the text named.
        order: Which part stands first in 02/06/2025.
        zone: The zone of a time of day that has none.
        ahead: Whether the words speak of what is to come.
        adrift: Whether the time told last could not be read, or was told in another paragraph: nothing leans on it.
    """

    today: date | None = None
    now: datetime | None = None
    told: TimeSpan | None = None
    order: str | None = None
    zone: tzinfo | None = None
    ahead: bool = False
    adrift: bool = False


def resolved(mark: Mark, setting: Setting) -> str:
    """Return the time of *mark* as EDTF text; `UNREAD` where it needs a reference that is not there.

    What could lie before or after the reference is the latest that begins no later than its day, or, in words
    that look ahead, the earliest that ends no sooner.

    Examples:
        >>> setting = Setting(today=date(2025, 6, 2))
        >>> resolved(Mark(None, 6, 1), setting), resolved(Mark(None, 6, 3), setting), resolved(Mark(month=12), setting)
        ('2025-06-01', '2024-06-03', '2024-12')
        >>> resolved(Mark(weekday=4), setting), resolved(Mark(weekday=4), Setting(today=date(2025, 6, 2), ahead=True))
        ('2025-05-30', '2025-06-06')
        >>> resolved(Mark(2025, 6, 2, weekday=1), setting)  # 2 June 2025 was a Monday
        ''
        >>> resolved(Mark(None, 6, 1), Setting())
        ''
    """
    text = _whole(mark, setting)
    return part_of(text, mark.part, setting.today) if mark.part and text else text


def _whole(mark: Mark, setting: Setting) -> str:
    if mark.edtf is not None:
        return mark.edtf
    if mark.year is not None:
        return _in_year(mark, mark.year)
    today = setting.today
    if today is None:
        return UNREAD
    if mark.month is None and (mark.weekday is not None or mark.day is not None):
        return _day_near(mark, setting, today)
    if mark.weekday is not None:
        return _nearest_of(mark, today)
    candidates = (_in_year(mark, year) for year in _years_from(today, _looks_ahead(mark, setting)))
    return _nearest(candidates, mark, setting, today)


def _looks_ahead(mark: Mark, setting: Setting) -> bool:
    """Tell which side is meant: "last" and "next" say it, also where the words around speak of the other."""
    return mark.shift > 0 or (setting.ahead and mark.shift == 0)


def _years_from(today: date, ahead: bool) -> Iterator[int]:
    years = (
        range(today.year - 1, min(today.year + 9, 9999)) if ahead else range(today.year + 1, max(today.year - 9, 0), -1)
    )
    return iter(years)


def _nearest(candidates: Iterator[str], mark: Mark, setting: Setting, today: date) -> str:
    """Return the first of the candidates that lies on the side that is meant."""
    for text in candidates:
        span = read_edtf(text) if text else None
        if span is None or not isinstance(span.earliest, date) or not isinstance(span.latest, date):
            continue
        if mark.shift < 0:
            fits = span.latest < today
        elif mark.shift > 0:
            fits = span.earliest > today
        else:
            fits = span.latest >= today if setting.ahead else span.earliest <= today
        if fits:
            return text
    return UNREAD


def _nearest_of(mark: Mark, today: date) -> str:
    """Return the nearest date that falls on its weekday: who writes both writes of days close by."""
    years = range(max(today.year - 9, 1), min(today.year + 10, 9999))
    dates = [date.fromisoformat(text) for year in years if (text := _in_year(mark, year))]
    return day_text(min(dates, key=lambda day: abs((day - today).days))) if dates else UNREAD


def _in_year(mark: Mark, year: int) -> str:
    """Return a date in a year; one that does not exist, or falls on another weekday, is `UNREAD`."""
    if not MINYEAR <= year <= MAXYEAR:
        return UNREAD
    if mark.holiday is not None:
        return day_text(_holiday(mark.holiday, year))
    if mark.code is not None:
        return f"{year:04}-{mark.code}"
    if mark.month is None:
        return f"{year:04}"
    if mark.day is None:
        return f"{year:04}-{mark.month:02}"
    if mark.day > last_of_month(year, mark.month)[2]:
        return UNREAD
    day = date(year, mark.month, mark.day)
    return day_text(day) if mark.weekday in (None, day.weekday()) else UNREAD


def _holiday(holiday: Holiday, year: int) -> date:
    if holiday.month is None:
        return _easter(year, holiday.easter is None) + timedelta(days=holiday.easter or holiday.orthodox_easter or 0)
    if holiday.day is not None:
        return date(year, holiday.month, holiday.day)
    return _nth_weekday(year, holiday.month, holiday.weekday or 0, holiday.nth or 1) or date(year, holiday.month, 1)


@cache
def _easter(year: int, orthodox: bool) -> date:
    from dateutil import easter  # noqa: PLC0415 - only who names a feast needs it

    return easter.easter(year, easter.EASTER_ORTHODOX if orthodox else easter.EASTER_WESTERN)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """Return the nth of a weekday in a month, counted from its end where negative."""
    last = last_of_month(year, month)[2]
    if nth > 0:
        number = 1 + (weekday - date(year, month, 1).weekday()) % 7 + 7 * (nth - 1)
    else:
        number = last - (date(year, month, last).weekday() - weekday) % 7 + 7 * (nth + 1)
    return date(year, month, number) if 1 <= number <= last else None


def _day_near(mark: Mark, setting: Setting, today: date) -> str:
    """Return the weekday, the day of a month or both that is nearest on the side that is meant."""
    ahead = _looks_ahead(mark, setting)
    if mark.day is None:
        return _weekday_near(mark, today, ahead)
    found = []
    for months in range(-_SEARCHED if mark.weekday is not None or not ahead else 0, _SEARCHED):
        year, month = month_shifted(today.year, today.month, months)
        text = _in_year(mark._replace(month=month), year) if 1 <= year <= 9999 else UNREAD
        if text and mark.weekday is not None:
            found.append(text)
        elif text and (text >= day_text(today) if ahead else text <= day_text(today)):
            found.append(text)
            if ahead:
                break
    if mark.weekday is None:
        return found[-1] if found else UNREAD
    return min(found, key=lambda text: abs((date.fromisoformat(text) - today).days), default=UNREAD)


def _weekday_near(mark: Mark, today: date, ahead: bool) -> str:
    weekday = mark.weekday or 0
    monday = timedelta(days=-today.weekday())
    if mark.shift == 2:  # of the next week, whatever day it is now
        days = monday + timedelta(days=7 + weekday)
    elif ahead:
        days = timedelta(days=(weekday - today.weekday()) % 7)
        if mark.shift and not days:
            days = timedelta(days=7)
    else:
        days = -timedelta(days=(today.weekday() - weekday) % 7)
        if mark.shift and not days:
            days = timedelta(days=-7)
    return shifted_day(today, days)
