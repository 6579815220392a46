"""Which days are the week or month that a day is in, the nth of a time, or so far from it?"""

from datetime import date, datetime, timedelta
from typing import Final

from claimcheck.reading.times.edtf import day_text, moment_text, read_edtf
from claimcheck.reading.times.marks import UNREAD
from claimcheck.spans import TimeSpan

__all__ = [
    "CLOCK_UNITS",
    "IN_DAYS",
    "business_days",
    "calendar_stretch",
    "feast_weekend",
    "month_shifted",
    "moved",
    "nth_text",
    "shifted_day",
    "unit_text",
]

CLOCK_UNITS: Final = frozenset({"second", "minute", "hour"})


IN_DAYS: Final = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}


_IN_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


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
        if unit in IN_DAYS:
            monday = day - timedelta(days=day.weekday()) + timedelta(days=IN_DAYS[unit] * shift)
            first, last = {"week": (0, 6), "weekend": (5, 6), "fortnight": (0, 13)}[unit]
            return f"{day_text(monday + timedelta(days=first))}/{day_text(monday + timedelta(days=last))}"
    except OverflowError:
        return UNREAD
    months = _IN_MONTHS.get(unit)
    if months is None:
        return UNREAD
    year, month = month_shifted(day.year, day.month, months * shift)
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
    if now is not None and unit in CLOCK_UNITS:
        try:
            return moment_text(now + timedelta(**{f"{unit}s": count}), "second" if unit == "second" else "minute")
        except OverflowError:
            return UNREAD
    span = read_edtf(text) if text else None
    day = None if span is None else span.latest if count > 0 and unit in IN_DAYS else span.earliest
    if day is None:
        return UNREAD
    day = date(day.year, day.month, day.day)
    return _plus(day, unit, count)


def _plus(day: date, unit: str, count: int) -> str:
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - only who counts months needs it

    try:
        if unit in IN_DAYS:
            return day_text(day + timedelta(days=IN_DAYS[unit] * count))
        if unit in _IN_MONTHS:
            return day_text(day + relativedelta(months=_IN_MONTHS[unit] * count))
    except (OverflowError, ValueError):
        return UNREAD
    return UNREAD


def shifted_day(day: date, by: timedelta) -> str:
    """Return a day so far from another one, as EDTF.

    Examples:
        >>> shifted_day(date(2025, 6, 1), timedelta(days=-1))
        '2025-05-31'
    """
    try:
        return day_text(date(day.year, day.month, day.day) + by)
    except OverflowError:
        return UNREAD


def month_shifted(year: int, month: int, months: int) -> tuple[int, int]:
    """Return the year and month so many months from another one.

    Examples:
        >>> month_shifted(2025, 1, -1)
        (2024, 12)
    """
    months += year * 12 + month - 1
    return months // 12, months % 12 + 1


def nth_text(whole: str, nth: int, count: int, unit: str | None, weekday: int | None) -> str:
    """Return the nth day, week or weekday of a time, or the first or last few, as EDTF.

    Examples:
        >>> (
        ...     nth_text("2025-05", 1, 1, None, 0),
        ...     nth_text("2016-07", -1, 1, "week", None),
        ...     nth_text("2021", 1, 2, "week", None),
        ... )
        ('2025-05-05', '2016-07-25/2016-07-31', '2021-01-04/2021-01-17')
        >>> (
        ...     nth_text("2025-05", 1, 1, "week", None),
        ...     nth_text("2025-05", 5, 1, "week", None),
        ... )  # of a month: from its first day
        ('2025-05-01/2025-05-07', '2025-05-29/2025-05-31')
    """
    span = read_edtf(whole)
    if span is None or span.earliest is None or span.latest is None:
        return UNREAD
    low, high = (date(end.year, end.month, end.day) for end in (span.earliest, span.latest))
    if count > 1 and nth not in (1, -1):
        return UNREAD
    if unit == "month":
        return _nth_months(low, high, nth, count)
    if unit in ("quarter", "half"):
        return _nth_part(whole, span, nth, unit) if count == 1 else UNREAD
    if unit == "week" and span.precision == "month":
        return _weeks_of_month(low, high, nth, count)
    if weekday is not None:
        start = low + timedelta(days=(weekday - low.weekday()) % 7)
        step, length = 7, 1
    elif unit == "week":
        # A week belongs to the year that holds its Thursday, as in ISO 8601.
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


def _weeks_of_month(low: date, high: date, nth: int, count: int) -> str:
    """Return the nth seven days of a month, or the first or last few; a fifth week is what is left."""
    length = 7 * count
    begin = low.day + 7 * (nth - 1) if nth > 0 else high.day - length + 1
    end = min(begin + length - 1, high.day)
    if begin < 1 or begin > high.day or (count > 1 and end - begin + 1 < length):
        return UNREAD
    first, last = day_text(low.replace(day=begin)), day_text(low.replace(day=end))
    return first if first == last else f"{first}/{last}"


def _nth_part(whole: str, span: TimeSpan, nth: int, unit: str) -> str:
    """Return the nth quarter or half of a year, or half of a month."""
    most = {"quarter": 4, "half": 2}[unit]
    place = most if nth == -1 else nth
    if not 1 <= place <= most or not isinstance(span.latest, date):
        return UNREAD
    if span.precision == "year":
        return f"{whole}-{ {'quarter': 33, 'half': 40}[unit] + place - 1 }"
    if span.precision != "month" or unit == "quarter":
        return UNREAD
    return f"{whole}-01/{whole}-15" if place == 1 else f"{whole}-16/{day_text(span.latest)}"


def _nth_months(low: date, high: date, nth: int, count: int) -> str:
    most = (high.year - low.year) * 12 + high.month - low.month + 1
    first = nth - 1 if nth > 0 else most - count
    if low.day != 1 or first < 0 or first + count > most:
        return UNREAD
    ends = [month_shifted(low.year, low.month, months) for months in (first, first + count - 1)]
    texts = [f"{year:04}-{month:02}" for year, month in ends]
    return texts[0] if count == 1 else "/".join(texts)


def calendar_stretch(unit: str, today: date, count: int, shift: int) -> str:
    """Return so many whole months, quarters, years or decades before or after the one of the reference.

    Examples:
        >>> calendar_stretch("quarter", date(2019, 7, 4), 2, -1), calendar_stretch("month", date(2025, 6, 4), 1, 1)
        ('2019-33/2019-34', '2025-07')
    """
    near, far = unit_text(unit, today, shift), unit_text(unit, today, shift * count)
    first, last = (near, far) if shift > 0 else (far, near)
    if not first or not last:
        return UNREAD
    return first if first == last else f"{first.partition('/')[0]}/{last.rpartition('/')[2]}"


def business_days(today: date, count: int, shift: int) -> str:
    """Return so many days that are neither Saturday nor Sunday, before or after the reference.

    Examples:
        >>> business_days(date(2018, 8, 21), 4, 1)
        '2018-08-22/2018-08-27'
    """
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


def feast_weekend(text: str) -> str:
    """Return the nearest weekend to the day of a feast, with the feast, as EDTF.

    Examples:
        >>> feast_weekend("2021-09-06"), feast_weekend("2023-11-23")  # a Monday and a Thursday
        ('2021-09-04/2021-09-06', '2023-11-23/2023-11-26')
    """
    span = read_edtf(text) if text else None
    if span is None or span.precision != "day" or span.earliest is None:
        return UNREAD
    day = span.earliest
    weekend = unit_text("weekend", day, -1 if day.weekday() < 2 else 0)
    first, _, last = weekend.partition("/")
    return f"{min(first, text)}/{max(last, text)}" if weekend else UNREAD
