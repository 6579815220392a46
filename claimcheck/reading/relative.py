"""Which time do words name that lean on another time: "last May", "two weeks ago", a date without its year?"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, tzinfo
from functools import cache
from typing import Final

from attrs import frozen

from claimcheck.reading.dates import UNREAD, Mark, Marked, date_at, ordinal_at
from claimcheck.reading.edtf import day_text, last_of_month, moment_text, read_edtf
from claimcheck.reading.numerals import number_at
from claimcheck.reading.timewords import Holiday, TimeScan
from claimcheck.spans import TimeSpan

__all__ = ["Setting", "count_at", "moved", "part_of", "relative_at", "resolved", "unit_text"]

_MOST: Final = 10_000  # of any unit; more is no time that someone lived through
_CLOCK_UNITS: Final = frozenset({"second", "minute", "hour"})
_IN_DAYS: Final = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}
_IN_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
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
    """

    today: date | None = None
    now: datetime | None = None
    told: TimeSpan | None = None
    order: str | None = None
    zone: tzinfo | None = None
    ahead: bool = False


# --- filling in what a date leaves out -------------------------------------------------------------------


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
    return part_of(text, mark.part, setting) if mark.part and text else text


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
    candidates = (_in_year(mark, year) for year in _years_from(today, setting.ahead or mark.shift > 0))
    return _nearest(candidates, mark, setting, today)


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


def _in_year(mark: Mark, year: int) -> str:
    """Return a date in a year; one that does not exist, or falls on another weekday, is `UNREAD`."""
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
    ahead = setting.ahead or mark.shift > 0
    if mark.day is None:
        return _weekday_near(mark, today, ahead)
    for months in range(_SEARCHED):
        year, month = _month_shifted(today.year, today.month, months if ahead else -months)
        if not 1 <= year <= 9999:
            break
        text = _in_year(mark._replace(month=month), year)
        if text and (text >= day_text(today) if ahead else text <= day_text(today)):
            return text
    return UNREAD


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
    return _shifted_day(today, days)


def _shifted_day(day: date, by: timedelta) -> str:
    try:
        return day_text(date(day.year, day.month, day.day) + by)
    except OverflowError:
        return UNREAD


def _month_shifted(year: int, month: int, months: int) -> tuple[int, int]:
    months += year * 12 + month - 1
    return months // 12, months % 12 + 1


# --- parts and units -------------------------------------------------------------------------------------


def part_of(text: str, part: str, setting: Setting) -> str:
    """Return a part of the time that EDTF *text* names.

    "Early", "mid" and "late" are thirds, and approximate: of a month ten days, of a year four months, else of
    whatever it is in whole days. "Earlier" and "later" are the days before and after the reference.

    Examples:
        >>> (
        ...     part_of("2025-05", "mid", Setting()),
        ...     part_of("2025", "late", Setting()),
        ...     part_of("199X", "early", Setting()),
        ... )
        ('2025-05-11~/2025-05-20~', '2025-09~/2025-12~', '1990~/1993~')
        >>> part_of("2025-06", "earlier", Setting(today=date(2025, 6, 20)))
        '2025-06-01/2025-06-19'
    """
    span = read_edtf(text)
    if span is None or span.earliest is None or span.latest is None:
        return UNREAD
    first, last = span.earliest, span.latest
    if isinstance(first, datetime) or isinstance(last, datetime) or first == last:
        return text
    if part in ("earlier", "later"):
        return _beside_today(first, last, part, setting)
    third = {"early": 0, "start": 0, "mid": 1, "late": 2, "end": 2}[part]
    if span.precision == "month":
        days = ((1, 10), (11, 20), (21, last.day))[third]
        return f"{text}-{days[0]:02}~/{text}-{days[1]:02}~"
    if span.precision == "year":
        return f"{text}-{4 * third + 1:02}~/{text}-{4 * third + 4:02}~"
    if span.precision in ("decade", "century"):
        ends = {"decade": ((0, 3), (4, 6), (7, 9)), "century": ((0, 33), (34, 66), (67, 99))}[span.precision][third]
        return f"{first.year + ends[0]:04}~/{first.year + ends[1]:04}~"
    length = (last - first).days + 1
    begin = first + timedelta(days=(length * third + 2) // 3)
    end = first + timedelta(days=(length * (third + 1) + 2) // 3 - 1)
    return f"{day_text(begin)}~/{day_text(max(begin, end))}~"


def _beside_today(first: date, last: date, part: str, setting: Setting) -> str:
    if setting.today is None:
        return UNREAD
    today = date(setting.today.year, setting.today.month, setting.today.day)
    if part == "earlier":
        last = min(last, today - timedelta(days=1)) if today > first else last
    else:
        first = max(first, today + timedelta(days=1)) if today < last else first
    return day_text(first) if first == last else f"{day_text(first)}/{day_text(last)}"


def unit_text(unit: str, day: date, shift: int) -> str:
    """Return the week, month, year and so on that *day* lies in, or another one counted from there, as EDTF.

    A week is from Monday to Sunday.

    Examples:
        >>> [unit_text(unit, date(2025, 6, 4), -1) for unit in ("day", "week", "weekend", "month", "quarter", "decade")]
        ['2025-06-03', '2025-05-26/2025-06-01', '2025-05-31/2025-06-01', '2025-05', '2025-33', '201X']
    """
    try:
        if unit == "day":
            return day_text(day + timedelta(days=shift))
        if unit in _IN_DAYS:
            monday = day - timedelta(days=day.weekday()) + timedelta(days=_IN_DAYS[unit] * shift)
            first, last = {"week": (0, 6), "weekend": (5, 6), "fortnight": (0, 13)}[unit]
            return f"{day_text(monday + timedelta(days=first))}/{day_text(monday + timedelta(days=last))}"
    except OverflowError:
        return UNREAD
    months = _IN_MONTHS.get(unit)
    if months is None:
        return UNREAD
    year, month = _month_shifted(day.year, day.month, months * shift)
    if not 1 <= year <= 9999:
        return UNREAD
    return {
        "month": f"{year:04}-{month:02}",
        "quarter": f"{year:04}-{33 + (month - 1) // 3}",
        "year": f"{year:04}",
        "decade": f"{year // 10:03}X",
        "century": f"{year // 100:02}XX",
    }[unit]


def moved(text: str, unit: str, count: int, *, now: datetime | None = None) -> str:
    """Return the day that lies *count* units after the time of EDTF *text*, or before it; with *now*, the instant.

    Examples:
        >>> moved("2025-01-31", "month", 1), moved("2025-01-12", "day", 3), moved("2024-02-29", "year", -1)
        ('2025-02-28', '2025-01-15', '2023-02-28')
    """
    if now is not None and unit in _CLOCK_UNITS:
        try:
            return moment_text(now + timedelta(**{f"{unit}s": count}), "second" if unit == "second" else "minute")
        except OverflowError:
            return UNREAD
    span = read_edtf(text) if text else None
    day = None if span is None else span.latest if count > 0 and unit in _IN_DAYS else span.earliest
    if day is None:
        return UNREAD
    day = date(day.year, day.month, day.day)
    return _plus(day, unit, count)


def _plus(day: date, unit: str, count: int) -> str:
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - only who counts months needs it

    try:
        if unit in _IN_DAYS:
            return day_text(day + timedelta(days=_IN_DAYS[unit] * count))
        if unit in _IN_MONTHS:
            return day_text(day + relativedelta(months=_IN_MONTHS[unit] * count))
    except (OverflowError, ValueError):
        return UNREAD
    return UNREAD


def count_at(scan: TimeScan, index: int) -> tuple[int, int] | None:
    """Return a count of units, and the token after it: 3, three, a, a couple of.

    Examples:
        >>> from claimcheck.reading.timewords import time_words
        >>> [
        ...     count_at(TimeScan(text, time_words("en")), 0)
        ...     for text in ("16 days", "twenty-one days", "a week", "a couple of days")
        ... ]
        [(16, 1), (21, 3), (1, 1), (2, 3)]
    """
    words = scan.words
    if words[index] in ("a", "an", "couple"):
        place = index if words[index] == "couple" else index + 1
        if words[place] == "couple":
            return 2, scan.past(place + 1, "of")
        if words[place] in scan.table.units:
            return 1, place
    found = number_at(scan, index, joined=False)
    if found is None or not isinstance(found.value, int) or not 0 < found.value <= _MOST or found.magnitude > 1:
        return None
    return found.value, found.stop


# --- the grammar -----------------------------------------------------------------------------------------


def relative_at(scan: TimeScan, index: int, setting: Setting) -> Marked | None:
    """Return the time at token *index* that is named by its distance from another one, and the token after it.

    Without a reference it is named and `UNREAD`.

    Examples:
        >>> from claimcheck.reading.timewords import time_words
        >>> setting = Setting(today=date(2025, 6, 4))  # a Wednesday
        >>> def read(text: str) -> str:
        ...     return resolved(relative_at(TimeScan(text, time_words("en")), 0, setting)[0], setting)

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
        >>> read("early June"), read("the end of last year"), read("mid-2025"), read("earlier this month")
        ('2025-06-01~/2025-06-10~', '2024-09~/2024-12~', '2025-05~/2025-08~', '2025-06-01/2025-06-03')
        >>> read("year to date"), read("the night of 1 June 2025"), read("overnight into Monday")
        ('2025-01-01/2025-06-04', '2025-06-01/2025-06-02', '2025-06-01/2025-06-02')
    """
    for rule in _RULES:
        found = rule(scan, index, setting)
        if found is not None:
            return found
    return None


def _day_word(scan: TimeScan, index: int, setting: Setting) -> Marked | None:
    """Read "today", "tomorrow night", "the day before yesterday", "current date"."""
    words = scan.words
    place = scan.past(index, "the")
    if words[place] == "day" and words[place + 1] in ("before", "after"):
        away = scan.table.days_from_today.get(words[place + 2])
        sign = -1 if words[place + 1] == "before" else 1
        if away is not None and away * sign > 0:
            return _from_today(away + sign, setting), place + 3
    if words[place] == "current" and words[place + 1] == "date":
        return _from_today(0, setting), place + 2
    away = scan.table.days_from_today.get(words[index])
    if away is None:
        return None
    if words[index].startswith("toni"):
        return _night(_from_today(0, setting)), index + 1
    return _with_part_of_day(scan, _from_today(away, setting), index + 1, setting)


def _from_today(days: int, setting: Setting) -> Mark:
    return Mark(edtf=UNREAD if setting.today is None else _shifted_day(setting.today, timedelta(days=days)))


def _night(mark: Mark) -> Mark:
    """Return the night that begins on a day: it runs on into the next one."""
    span = read_edtf(mark.edtf) if mark.edtf else None
    if span is None or span.precision != "day" or span.latest is None:
        return mark if span is not None else Mark(edtf=UNREAD)
    following = _shifted_day(span.latest, timedelta(days=1))
    return Mark(edtf=f"{mark.edtf}/{following}" if following else UNREAD)


def _with_part_of_day(scan: TimeScan, mark: Mark, index: int, setting: Setting) -> Marked:
    """Read "morning", "in the evening", "night" after a day."""
    words = scan.words
    place = index
    if words[place] in ("in", "during") and words[place + 1] == "the":
        place += 2
    place = scan.past(place, "early", "late", "mid")
    part = scan.table.parts_of_day.get(words[place])
    if part is None:
        return mark, index
    if part == "night":
        return _night(Mark(edtf=resolved(mark, setting))), place + 1
    return mark, place + 1


def _shifted(scan: TimeScan, index: int, setting: Setting) -> Marked | None:
    """Read "last week", "the past three days", "next Friday", "this morning", "last night", "the 2 next days"."""
    words = scan.words
    place = scan.past(index, "the")
    count = count_at(scan, place) if words[place] not in scan.table.shifts else None
    if count is not None and words[count[1]] in scan.table.shifts:
        place = count[1]
    elif words[place] not in scan.table.shifts:
        return None
    else:
        count = None
    word = words[place]
    shift = scan.table.shifts[word]
    place += 1
    if shift == 0 and scan.table.shifts.get(words[place]):
        word, shift, place = words[place], scan.table.shifts[words[place]], place + 1  # this past Wednesday
        word = "coming" if shift > 0 else word
    if count is None and words[place] not in ("a", "an"):
        count = count_at(scan, place)
        place = count[1] if count else place
    business = words[place] in ("business", "working")
    unit = scan.table.units.get(words[place + business])
    if unit is not None:
        return _units(count[0] if count else None, unit, shift, business, setting), place + business + 1
    return None if count or business else _shifted_name(scan, place, word, shift, setting)


def _shifted_name(scan: TimeScan, place: int, word: str, shift: int, setting: Setting) -> Marked | None:
    """Read what "last", "this" or "next" says of a weekday, a month, a season, a feast or a part of the day."""
    words, table = scan.words, scan.table
    if words[place] in table.parts_of_day:
        mark = _from_today(shift, setting)
        return (_night(mark) if table.parts_of_day[words[place]] == "night" else mark), place + 1
    if words[place] == "workweek":
        return Mark(edtf=UNREAD), place + 1
    if words[place] in ("spring", "fall") and words[place - 1] in ("past", "following", "current", "previous"):
        return None
    found = date_at(scan, place, order=setting.order)
    if found is None:
        return None
    mark, stop = found
    if mark.edtf is not None or mark.year is not None:
        return None
    if mark.weekday is not None and mark.day is None:
        if shift == 0:
            return _weekday_of(unit_text("week", setting.today, 0) if setting.today else UNREAD, mark.weekday), stop
        return _with_part_of_day(
            scan, mark._replace(shift=2 if word in ("next", "following") else shift, weak=False), stop, setting
        )
    if shift == 0 and (mark.month or mark.code or mark.holiday):
        return mark._replace(year=setting.today.year if setting.today else None, weak=False), stop
    return mark._replace(shift=max(-1, min(shift, 1)), weak=False), stop


def _weekday_of(week: str, weekday: int) -> Mark:
    span = read_edtf(week) if week else None
    if span is None or span.earliest is None:
        return Mark(edtf=UNREAD)
    return Mark(edtf=_shifted_day(span.earliest, timedelta(days=weekday)))


def _units(count: int | None, unit: str, shift: int, business: bool, setting: Setting) -> Mark:
    """Return so many units before or after the reference, or the one that is named."""
    today = setting.today
    if today is None:
        return Mark(edtf=UNREAD)
    if unit in _CLOCK_UNITS:
        return Mark(edtf=_clock_stretch(count or 1, unit, shift, setting))
    if business:
        return Mark(edtf=_business_days(today, count or 1, shift) if unit == "day" else UNREAD)
    if count is None:
        return Mark(edtf=unit_text(unit, today, shift))
    if shift == 0:
        return Mark(edtf=UNREAD)
    if unit in ("day", "week", "fortnight", "weekend", "month", "year") and unit != "weekend":
        if unit in ("month", "year"):
            return Mark(edtf=_calendar_stretch(unit, today, count, shift))
        length = _IN_DAYS[unit] * count
        first = _shifted_day(today, timedelta(days=1 if shift > 0 else -length))
        last = _shifted_day(today, timedelta(days=length if shift > 0 else -1))
        return Mark(edtf=first if first == last else f"{first}/{last}" if first and last else UNREAD)
    return Mark(edtf=_calendar_stretch(unit, today, count, shift))


def _calendar_stretch(unit: str, today: date, count: int, shift: int) -> str:
    """Return so many whole months, quarters, years or decades before or after the one of the reference."""
    near, far = unit_text(unit, today, shift), unit_text(unit, today, shift * count)
    first, last = (near, far) if shift > 0 else (far, near)
    if not first or not last:
        return UNREAD
    return first if first == last else f"{first.partition('/')[0]}/{last.rpartition('/')[2]}"


def _clock_stretch(count: int, unit: str, shift: int, setting: Setting) -> str:
    """Return the last or next hours, from or to the instant of the reference."""
    if setting.now is None or shift == 0:
        return UNREAD
    other = moved("", unit, shift * count, now=setting.now)
    here = moment_text(setting.now, "second" if unit == "second" else "minute")
    if not other:
        return UNREAD
    return f"{other}/{here}" if shift < 0 else f"{here}/{other}"


def _business_days(today: date, count: int, shift: int) -> str:
    """Return so many days that are neither Saturday nor Sunday, before or after the reference."""
    days: list[date] = []
    day = date(today.year, today.month, today.day)
    while len(days) < min(count, 1000):
        try:
            day += timedelta(days=1 if shift > 0 else -1)
        except OverflowError:
            return UNREAD
        if day.weekday() < 5:
            days.append(day)
    first, last = min(days), max(days)
    return day_text(first) if first == last else f"{day_text(first)}/{day_text(last)}"


def _part_first(scan: TimeScan, index: int, setting: Setting) -> Marked | None:
    """Read "early June", "mid-May 2025", "the end of the year", "later this week"."""
    words = scan.words
    place = scan.past(index, "the", "very")
    part = scan.table.parts_of_year.get(words[place])
    if part is None:
        return None
    stop = place + 1
    if (scan.is_dash(stop) and scan.glued(stop)) or words[stop] in ("of", "in"):
        stop += 1
    elif part in ("start", "end") or index < place:
        return None
    found = _shifted(scan, stop, setting) if part in ("earlier", "later") else _inner(scan, stop, setting)
    if found is None:
        return None
    mark, after = found
    if mark.part or (mark.day is not None and mark.month is not None):
        return None
    return mark._replace(part=part, weak=False), after


def _inner(scan: TimeScan, index: int, setting: Setting) -> Marked | None:
    """Read a time that has parts: "last month", "July 2025", "the year", "2025"."""
    words = scan.words
    found = _shifted(scan, index, setting)
    if found is not None:
        return found
    place = scan.past(index, "the")
    unit = scan.table.units.get(words[place])
    if unit is not None and (place > index or unit in ("year", "month")) and unit not in _CLOCK_UNITS:
        if words[place] == "year" and (scan.digits[place + 1] or scan.digits[place + 2]):
            found = date_at(scan, scan.past(place + 1, "of"), order=setting.order)
            if found is not None and found[0].only_year:
                return found
        return Mark(edtf=UNREAD if setting.today is None else unit_text(unit, setting.today, 0)), place + 1
    return date_at(scan, index, order=setting.order)


def _nth_of(scan: TimeScan, index: int, setting: Setting) -> Marked | None:
    """Read "the first Monday of May", "the last week of July", "the first two weeks of 2021", "the 15th day of"."""
    words, table = scan.words, scan.table
    place = scan.past(index, "the")
    if words[place] == "last":
        nth, place = -1, place + 1
    else:
        ordinal = ordinal_at(scan, place)
        if ordinal is None:
            return None
        nth, place = ordinal
    count = count_at(scan, place)
    if count is not None:
        place = count[1]
    weekday = table.weekdays.get(words[place])
    unit = table.units.get(words[place])
    if (weekday is None and unit not in ("day", "week", "weekend", "month")) or words[place + 1] not in ("of", "in"):
        return None
    inner = _inner(scan, place + 2, setting)
    if inner is None:
        return None
    mark, stop = inner
    whole = resolved(mark, setting)
    if not whole:
        return Mark(edtf=UNREAD), stop
    return Mark(edtf=_nth_text(whole, nth, count[0] if count else 1, unit, weekday)), stop


def _nth_text(whole: str, nth: int, count: int, unit: str | None, weekday: int | None) -> str:
    """Return the nth day, week or weekday of a time, or the first or last few, as EDTF."""
    span = read_edtf(whole)
    if span is None or span.earliest is None or span.latest is None:
        return UNREAD
    low, high = (date(end.year, end.month, end.day) for end in (span.earliest, span.latest))
    if count > 1 and nth not in (1, -1):
        return UNREAD
    if unit == "month":
        return _nth_months(low, high, nth, count)
    if weekday is not None:
        start = low + timedelta(days=(weekday - low.weekday()) % 7)
        step, length = 7, 1
    elif unit == "week":
        # A week belongs to the month or year that holds its Thursday, as in ISO 8601.
        start = low + timedelta(days=(3 - low.weekday()) % 7)
        step, length = 7, 7
    elif unit == "weekend":
        start = low + timedelta(days=(5 - low.weekday()) % 7)
        step, length = 7, 2
    else:
        start, step, length = low, 1, 1
    most = (high - start).days // step + 1
    first = nth - 1 if nth > 0 else most - count
    if first < 0 or first + count > most:
        return UNREAD
    begin = start + timedelta(days=step * first)
    if unit == "week":
        begin -= timedelta(days=3)
    end = begin + timedelta(days=step * (count - 1) + length - 1)
    return day_text(begin) if begin == end else f"{day_text(begin)}/{day_text(end)}"


def _nth_months(low: date, high: date, nth: int, count: int) -> str:
    most = (high.year - low.year) * 12 + high.month - low.month + 1
    first = nth - 1 if nth > 0 else most - count
    if low.day != 1 or first < 0 or first + count > most:
        return UNREAD
    ends = [_month_shifted(low.year, low.month, months) for months in (first, first + count - 1)]
    texts = [f"{year:04}-{month:02}" for year, month in ends]
    return texts[0] if count == 1 else "/".join(texts)


def _week_number(scan: TimeScan, index: int, setting: Setting) -> Marked | None:
    """Read "week 31 of 2018", "2018-W31", and "week 31" of the year of the reference."""
    words = scan.words
    place = scan.past(index, "the")
    year: int | None = None
    if scan.digits[place] and len(words[place]) == 4 and words[place + 1] == "-" and words[place + 2] == "w":
        if not (scan.glued(place + 1) and scan.glued(place + 2) and scan.glued(place + 3)):
            return None
        year, place = int(words[place]) if words[place].isdecimal() else 0, place + 2
    elif words[place] != "week":
        return None
    run = words[place + 1]
    if not scan.digits[place + 1] or not run.isdecimal() or len(run) > 2:
        return None
    stop = place + 2
    if year is None and words[stop] in ("of", ",", "in"):
        found = date_at(scan, stop + 1)
        if found is not None and found[0].only_year and found[0].edtf is None:
            year, stop = found[0].year, found[1]
    if year is None:
        year = setting.today.year if setting.today else None
    try:
        monday = date.fromisocalendar(year or 0, int(run), 1)
        return Mark(edtf=f"{day_text(monday)}/{day_text(monday + timedelta(days=6))}"), stop
    except (ValueError, OverflowError):
        return Mark(edtf=UNREAD), stop


def _weekday_in_week(scan: TimeScan, index: int, setting: Setting) -> Marked | None:
    """Read "Tuesday of last week", "next week Wednesday"."""
    words, table = scan.words, scan.table
    weekday = table.weekdays.get(words[index])
    if weekday is not None and words[index + 1] in ("of", "in"):
        week = _shifted(scan, index + 2, setting)
        if week is not None and table.units.get(words[week[1] - 1]) == "week":
            return _weekday_of(week[0].edtf or UNREAD, weekday), week[1]
    if words[index] in table.shifts and words[index + 1] == "week":
        place = scan.past(scan.hop(scan.past(index + 2, ",")), "on")
        weekday = table.weekdays.get(words[place])
        week = _shifted(scan, index, setting)
        if weekday is not None and week is not None:
            return _weekday_of(week[0].edtf or UNREAD, weekday), place + 1
    return None


def _week_of(scan: TimeScan, index: int, setting: Setting) -> Marked | None:
    """Read "the week of 18 June", "the week beginning February 4", "the weekend of 7 June"."""
    words = scan.words
    place = scan.past(index, "the")
    unit = words[place]
    if place == index or unit not in ("week", "weekend"):
        return None
    if words[place + 1] == "of":
        inner = scan.past(place + 2, "the")
    elif words[place + 1] in ("beginning", "starting", "commencing"):
        inner = scan.past(place + 2, "on")
    else:
        return None
    found = date_at(scan, inner, order=setting.order)
    if found is None and (ordinal := ordinal_at(scan, inner)) is not None:
        found = Mark(day=ordinal[0]), ordinal[1]
    if found is None:
        return None
    span = read_edtf(resolved(found[0], setting))
    if span is None or span.precision != "day" or span.earliest is None:
        return Mark(edtf=UNREAD), found[1]
    return Mark(edtf=unit_text(unit, span.earliest, 0)), found[1]


def _to_date(scan: TimeScan, index: int, setting: Setting) -> Marked | None:
    """Read "year to date", "so far this year"."""
    words = scan.words
    if words[index] == "so" and words[index + 1] == "far" and words[index + 2] == "this":
        unit, stop = scan.table.units.get(words[index + 3]), index + 4
    elif words[index + 1] in ("to", "-") and words[index + 2] in ("to", "date"):
        stop = index + 3 + (words[index + 2] == "to") * 2
        unit = scan.table.units.get(words[index]) if words[stop - 1] == "date" else None
    else:
        return None
    if unit not in ("week", "month", "quarter", "year", "decade"):
        return None
    span = read_edtf(unit_text(unit, setting.today, 0)) if setting.today else None
    if span is None or span.earliest is None or setting.today is None:
        return Mark(edtf=UNREAD), stop
    return Mark(edtf=f"{day_text(span.earliest)}/{day_text(setting.today)}"), stop


def _same(scan: TimeScan, index: int, setting: Setting) -> Marked | None:
    """Read "the same night", "that same day", "the same month", against the time that was told before it."""
    words = scan.words
    place = scan.past(index, "the", "that")
    if words[place] != "same" or (place == index and words[index - 1] != "the"):
        return None
    unit = scan.table.units.get(words[place + 1])
    part = scan.table.parts_of_day.get(words[place + 1])
    if unit is None and part is None:
        return None
    told = setting.told
    if told is None or told.earliest is None or told.latest is None or unit in _CLOCK_UNITS:
        return Mark(edtf=UNREAD), place + 2
    if part == "night":
        one_day = not isinstance(told.earliest, datetime) and told.earliest == told.latest
        return (_night(Mark(edtf=told.edtf)) if one_day else Mark(edtf=told.edtf)), place + 2
    first, last = (date(end.year, end.month, end.day) for end in (told.earliest, told.latest))
    texts = [unit_text(unit or "day", end, 0) for end in (first, last)]
    return Mark(edtf=texts[0] if texts[0] == texts[1] else UNREAD), place + 2


def _night_of(scan: TimeScan, index: int, setting: Setting) -> Marked | None:
    """Read "the night of 1-2 June 2025", "overnight into Monday", "overnight to 2 June", "Sunday night"."""
    words, table = scan.words, scan.table
    place = scan.past(index, "the")
    if words[place] == "overnight":
        return _overnight(scan, place, setting)
    if table.parts_of_day.get(words[place]) is None or words[place + 1] not in ("of", "into"):
        return None
    start = scan.past(place + 2, "the")
    if words[place] in table.lists["night"] and scan.digits[start] and scan.is_dash(start + 1):
        found = date_at(scan, start + 2, order=setting.order)
        first = words[start]
        if found is not None and found[0].day is not None and first.isdecimal() and len(first) <= 2:
            ends = [resolved(mark, setting) for mark in (found[0]._replace(day=int(first)), found[0])]
            return Mark(edtf="/".join(ends) if all(ends) and ends[0] < ends[1] else UNREAD), found[1]
    found = date_at(scan, start, order=setting.order) or _day_word(scan, start, setting)
    if found is None or (found[0].edtf is None and found[0].day is None and found[0].weekday is None):
        return None
    mark = Mark(edtf=resolved(found[0], setting))
    if words[place] not in table.lists["night"]:
        return mark, found[1]
    if words[place + 1] == "into":
        return _into(mark), found[1]
    return _night(mark), found[1]


def _overnight(scan: TimeScan, index: int, setting: Setting) -> Marked:
    words = scan.words
    place = index + 1
    if words[place] in ("into", "to"):
        inner = scan.past(place + 1, "the", "early")
        found = date_at(scan, inner, order=setting.order) or _day_word(scan, inner, setting)
        if found is not None:
            return _into(Mark(edtf=resolved(found[0], setting))), found[1]
    return _into(_from_today(0, setting)), index + 1


def _into(mark: Mark) -> Mark:
    """Return the night that ends on a day."""
    span = read_edtf(mark.edtf) if mark.edtf else None
    if span is None or span.precision != "day" or span.earliest is None:
        return Mark(edtf=UNREAD)
    evening = _shifted_day(span.earliest, timedelta(days=-1))
    return Mark(edtf=f"{evening}/{mark.edtf}" if evening else UNREAD)


def _plain(scan: TimeScan, index: int, setting: Setting) -> Marked | None:
    """Read a date, and the part of the day after it: "Monday night", "2 June in the morning"."""
    found = date_at(scan, index, order=setting.order)
    if found is None:
        return None
    mark, stop = found
    if index < stop and (mark.day is not None or mark.weekday is not None):
        after = _with_part_of_day(scan, mark, stop, setting)
        if after[1] > stop:
            return after[0]._replace(weak=False), after[1]
    return found


_Rule = Callable[[TimeScan, int, Setting], Marked | None]
_RULES: Final[tuple[_Rule, ...]] = (
    _week_number,
    _weekday_in_week,
    _nth_of,
    _to_date,
    _same,
    _day_word,
    _night_of,
    _week_of,
    _shifted,
    _part_first,
    _plain,
)
