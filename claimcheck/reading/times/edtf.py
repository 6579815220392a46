"""Which stretch of time does a text in ISO 8601 or Extended Date/Time Format name, and how is one written?"""

import re
from calendar import isleap
from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, timedelta, timezone
from itertools import product
from typing import Final, NamedTuple

from claimcheck.spans import EASTMOST, WESTMOST, TimeSpan, plain_zone

__all__ = ["LONGEST", "day_text", "last_of_month", "moment_text", "read_edtf", "span_of"]

LONGEST: Final = 200  # characters; nothing longer is one time

Day = tuple[int, int, int]  # year, month, day: the calendar of `date` begins too late for some

_QUALIFIERS: Final = "?~%"
_DATE: Final = re.compile(
    r"(?P<before_year>[?~%]?)(?P<year>-?[0-9X]{4}|Y-?[0-9]+(?:E[0-9]{1,3})?)(?:S(?P<significant>[1-9][0-9]{0,2}))?"
    r"(?P<after_year>[?~%]?)"
    r"(?:-(?P<before_month>[?~%]?)(?P<month>[0-9X]{2})(?P<after_month>[?~%]?)"
    r"(?:-(?P<before_day>[?~%]?)(?P<day>[0-9X]{2})(?P<after_day>[?~%]?))?)?"
)
_DATETIME: Final = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ]"
    r"(?P<hour>[0-9]{2})(?::(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.(?P<fraction>[0-9]{1,6}))?)?)?"
    r"(?:Z|(?P<sign>[+-])(?P<zone_hour>[0-9]{2})(?::?(?P<zone_minute>[0-5][0-9]))?)"
)
# A season without a hemisphere is that of the north by the calendar, as other readers of EDTF take it.
_PARTS_OF_YEAR: Final = {
    21: ("season", 3, 5),
    22: ("season", 6, 8),
    23: ("season", 9, 11),
    24: ("season", 12, 14),
    25: ("season", 3, 5),
    26: ("season", 6, 8),
    27: ("season", 9, 11),
    28: ("season", 12, 14),
    29: ("season", 9, 11),
    30: ("season", 12, 14),
    31: ("season", 3, 5),
    32: ("season", 6, 8),
    33: ("quarter", 1, 3),
    34: ("quarter", 4, 6),
    35: ("quarter", 7, 9),
    36: ("quarter", 10, 12),
    37: ("interval", 1, 4),
    38: ("interval", 5, 8),
    39: ("interval", 9, 12),
    40: ("half", 1, 6),
    41: ("half", 7, 12),
}
_FEBRUARY: Final = 2
_MONTH_LENGTHS: Final = dict(enumerate((31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), 1))
_CLAMP: Final = 40  # powers of ten; years beyond have no calendar, and only their order matters


class _Read(NamedTuple):
    """A time as read: the ends in any year, or None for one that is open or not stated."""

    first: Day | datetime | None
    last: Day | datetime | None
    precision: str
    edtf: str
    approximate: bool = False
    masked: bool = False

    def span(self) -> TimeSpan:
        """Return it as a record, without the ends that the calendar cannot hold."""
        return TimeSpan(
            earliest=_in_calendar(self.first),
            latest=_in_calendar(self.last),
            precision=self.precision,
            approximate=self.approximate,
            edtf=self.edtf,
        )


def read_edtf(text: str) -> TimeSpan | None:
    """Return the time that *text* writes in ISO 8601 or EDTF (levels 0 and 1, and of level 2 what is one stretch).

    A time of day needs its zone. Ends outside the years 1 to 9999 are kept as text only.

    Examples:
        Level 0: a date, a date with a time of day, an interval.

        >>> def ends(text: str) -> str:
        ...     span = read_edtf(text)
        ...     return f"{span.earliest} to {span.latest}, {span.precision}{', about' * span.approximate}"
        >>> ends("2025-06"), ends("2004-02-01/2005")
        ('2025-06-01 to 2025-06-30, month', '2004-02-01 to 2005-12-31, interval')
        >>> ends("2025-06-01T20:00+03:00")
        '2025-06-01 20:00:00+03:00 to 2025-06-01 20:00:00+03:00, minute'

        Level 1: qualified, unspecified, seasons, open and unstated ends, years of more than four digits.

        >>> ends("1984~"), ends("201X")
        ('1984-01-01 to 1984-12-31, year, about', '2010-01-01 to 2019-12-31, decade')
        >>> ends("2001-21"), ends("2001-33")
        ('2001-03-01 to 2001-05-31, season', '2001-01-01 to 2001-03-31, quarter')
        >>> ends("../1985-04"), ends("1985/"), ends("Y170000002")
        ('None to 1985-04-30, interval', '1985-01-01 to None, interval', 'None to None, year')

        Level 2: a qualifier on one part, unspecified digits anywhere (the hull of what they can be), parts of a
        year by hemisphere (but for 2024-25, which may be two years), thirds and halves, exponents, significant
        digits (the year that is estimated), and sets (their hull; one that the calendar cannot hold is not read).

        >>> ends("2004-06-~01"), ends("?2004-06-04")
        ('2004-06-01 to 2004-06-01, day, about', '2004-06-04 to 2004-06-04, day, about')
        >>> ends("156X-12-25"), ends("15XX-12-XX")
        ('1560-12-25 to 1569-12-25, decade', '1500-12-01 to 1599-12-31, century')
        >>> ends("2001-32"), ends("2001-38"), ends("2001-41")
        ('2001-06-01 to 2001-08-31, season', '2001-05-01 to 2001-08-31, interval', '2001-07-01 to 2001-12-31, half')
        >>> ends("Y17E7"), ends("1950S2")
        ('None to None, year', '1950-01-01 to 1950-12-31, year, about')
        >>> ends("{1667,1668, 1670..1672}"), ends("[..1760-12-03]")
        ('1667-01-01 to 1672-12-31, interval', 'None to 1760-12-03, interval')
    """
    if len(text) > LONGEST:
        return None
    read = _read_set(text) if text[:1] in ("[", "{") else _read_interval(text) if "/" in text else _read_moment(text)
    return None if read is None else read.span()


def span_of(value: date | datetime) -> TimeSpan:
    """Return a day, or an instant with its zone, as a span.

    Examples:
        >>> span_of(date(2025, 6, 2)).edtf
        '2025-06-02'
        >>> span_of(datetime(2025, 6, 2, 20, tzinfo=UTC)).edtf
        '2025-06-02T20:00:00Z'
    """
    if isinstance(value, datetime):
        moment = plain_zone(value)
        return _Read(moment, moment, "second", moment_text(moment, "second")).span()
    day = (value.year, value.month, value.day)
    return _Read(day, day, "day", day_text(value)).span()


def day_text(day: date) -> str:
    """Return a day as EDTF text.

    Examples:
        >>> day_text(date(2025, 6, 2))
        '2025-06-02'
    """
    return f"{day.year:04}-{day.month:02}-{day.day:02}"


def moment_text(moment: datetime, precision: str) -> str:
    """Return a moment as ISO 8601 text, to the hour, minute or second.

    Examples:
        >>> moment_text(datetime(2025, 6, 1, 20, 10, tzinfo=UTC), "minute")
        '2025-06-01T20:10Z'
    """
    text = moment.isoformat(timespec=_TIMESPECS.get(precision, "auto"))
    return f"{text[:-6]}Z" if text.endswith("+00:00") else text


_TIMESPECS: Final = {"hour": "hours", "minute": "minutes"}


def last_of_month(year: int, month: int) -> Day:
    """Return the last day of a month, counted on into the next year beyond 12, in any year.

    Examples:
        >>> last_of_month(2023, 14)
        (2024, 2, 29)
    """
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return (year, month, _days_in(year, month))


def _days_in(year: int, month: int) -> int:
    return _MONTH_LENGTHS[month] + (month == _FEBRUARY and isleap(year))


def _in_calendar(end: Day | datetime | None) -> date | datetime | None:
    """Return an end as a date, or None outside the years 1 to 9999."""
    if end is None or isinstance(end, datetime):
        return end
    return date(*end) if MINYEAR <= end[0] <= MAXYEAR else None


def _read_interval(text: str) -> _Read | None:
    """Read ``A/B``, where an end may be open (``..``) or left out, but not both left out."""
    before_slash, _, after_slash = text.partition("/")
    start, end = _read_end(before_slash), _read_end(after_slash)
    if start is None or end is None or text == "/" or not _in_order(start, end):
        return None
    approximate = start.approximate or end.approximate
    return _Read(start.first, end.last, "interval", f"{start.edtf}/{end.edtf}", approximate)


def _read_end(text: str) -> _Read | None:
    """Read one end of an interval."""
    return _Read(None, None, "interval", text) if text in ("", "..") else _read_moment(text)


def _in_order(start: _Read, end: _Read) -> bool:
    """Tell whether two ends are of one kind, and the first begins no later than the second can begin."""
    begins = end.last if end.masked else end.first
    if start.first is None or begins is None:
        return True
    if isinstance(start.first, datetime) or isinstance(begins, datetime):
        return isinstance(start.first, datetime) and isinstance(begins, datetime) and start.first <= begins
    return start.first <= begins


def _read_set(text: str) -> _Read | None:
    """Read a set, one of ``[...]`` or all of ``{...}``, as the stretch from its earliest to its latest member."""
    if text[-1] != {"[": "]", "{": "}"}[text[0]]:
        return None
    members = [member.strip() for member in text[1:-1].split(",")]
    reads = []
    for member in members:
        start, dots, end = member.partition("..")
        ends = [_read_end(start), _read_end(end)] if dots else [_read_moment(member)] * 2
        if ends[0] is None or ends[1] is None or (dots and member == "..") or not _in_order(ends[0], ends[1]):
            return None
        reads.append((ends[0], ends[1]))
    firsts = [start.first for start, _ in reads]
    lasts = [end.last for _, end in reads]
    opened = (firsts[0] is None, lasts[-1] is None)
    known = [end for end in firsts[opened[0] :] + lasts[: len(lasts) - opened[1]] if isinstance(end, tuple)]
    if len(known) + sum(opened) != 2 * len(reads) or not all(MINYEAR <= year <= MAXYEAR for year, _, _ in known):
        return None
    edtf = f"{text[0]}{','.join(members)}{text[-1]}"
    approximate = any(start.approximate or end.approximate for start, end in reads)
    first, last = None if opened[0] else min(known), None if opened[1] else max(known)
    return _Read(first, last, "interval", edtf, approximate)


def _read_moment(text: str) -> _Read | None:
    """Read one date or one date with its time of day."""
    if match := _DATE.fullmatch(text):
        return _read_date(match)
    if match := _DATETIME.fullmatch(text):
        return _read_datetime(match)
    return None


def _read_date(match: re.Match[str]) -> _Read | None:
    """Read a year, a month, a part of a year or a day, of which digits may be unspecified."""
    month, day = match["month"], match["day"]
    edtf = match[0]
    approximate = any(mark in edtf for mark in _QUALIFIERS) or match["significant"] is not None
    if month is None:
        return _read_year(match["year"], match["significant"], edtf, approximate)
    if match["year"].startswith("Y") or match["significant"] or match["year"] == "-0000":
        return None
    masked = "X" in match["year"] or "X" in month or "X" in (day or "")
    if not masked:
        year, number = int(match["year"]), int(month)
        if day is None and number > 24 and number == (year + 1) % 100:
            return None  # 2024-25 is a season of the north to one reader, and two years to all others
        if day is None and number in _PARTS_OF_YEAR:
            precision, first, last = _PARTS_OF_YEAR[number]
            return _Read((year, first, 1), last_of_month(year, last), precision, edtf, approximate)
        return _plain_date(year, number, None if day is None else int(day), edtf, approximate)
    first_day = next(_days(match["year"], month, day), None)
    last_day = next(_days(match["year"], month, day, backwards=True), None)
    if first_day is None or last_day is None:
        return None
    precision = _masked_precision(match["year"], month, day)
    return _Read(first_day, last_day, precision, edtf, approximate, masked)


def _plain_date(year: int, month: int, day: int | None, edtf: str, approximate: bool) -> _Read | None:
    """Read a month or a day whose digits are all there."""
    if month not in _MONTH_LENGTHS:
        return None
    last = last_of_month(year, month)
    if day is None:
        return _Read((year, month, 1), last, "month", edtf, approximate)
    whole = (year, month, day)
    return _Read(whole, whole, "day", edtf, approximate) if 1 <= day <= last[2] else None


def _read_year(written: str, significant: str | None, edtf: str, approximate: bool) -> _Read | None:
    """Read a year, of which the last digits may be unspecified or have an exponent."""
    if written == "-0000":
        return None
    if written.startswith("Y"):
        mantissa, _, exponent = written[1:].partition("E")
        if mantissa.lstrip("-").startswith("0") or (not exponent and len(mantissa.lstrip("-")) < 5):
            return None
        year = int(mantissa) * 10 ** min(int(exponent or 0), _CLAMP)
        return _Read((year, 1, 1), (year, 12, 31), "year", edtf, approximate)
    if significant is not None and ("X" in written or int(significant) > 4):
        return None
    bounds = sorted((int(written.replace("X", "0")), int(written.replace("X", "9"))))
    precision = _masked_precision(written, "", None)
    return _Read((bounds[0], 1, 1), (bounds[1], 12, 31), precision, edtf, approximate, "X" in written)


def _masked_precision(year: str, month: str, day: str | None) -> str:
    """Return how finely a date is known by the first of its digits that is unspecified."""
    if "X" in year:
        return {1: "decade", 2: "century"}.get(len(year) - year.index("X"), "interval")
    if "X" in month:
        return "year"
    if day is None and month:
        return "month"
    return "year" if day is None else "month" if "X" in day else "day"


def _days(year: str, month: str, day: str | None, *, backwards: bool = False) -> Iterator[Day]:
    """Yield the first or the last days that a date with unspecified digits can be, in order."""
    step = -1 if backwards else 1
    months = [number for number in range(1, 13) if _fits(number, month)][::step]
    numbers = [number for number in range(1, 32) if day is None or _fits(number, day)][::step]
    if not any(one <= _days_in(2000, number) for number in months for one in numbers):
        return
    for candidate in _years(year, backwards=backwards):
        for number in months:
            length = _days_in(candidate, number)
            yield from ((candidate, number, one) for one in numbers if one <= length)


def _years(year: str, *, backwards: bool) -> Iterator[int]:
    """Yield each year that the digits can be, in order."""
    digits = "0123456789"[:: -1 if backwards != year.startswith("-") else 1]
    for written in product(*(digits if sign == "X" else sign for sign in year)):
        yield int("".join(written))


def _fits(number: int, mask: str) -> bool:
    """Tell whether a number is written by two digits, of which some may be unspecified."""
    return all(wanted in ("X", digit) for digit, wanted in zip(f"{number:02}", mask, strict=True))


def _read_datetime(match: re.Match[str]) -> _Read | None:
    """Read a day with a time of day and its zone; midnight may be written as 24:00."""
    zone = timedelta(hours=int(match["zone_hour"] or 0), minutes=int(match["zone_minute"] or 0))
    if match["sign"] == "-":
        zone = -zone
    if not WESTMOST <= zone <= EASTMOST:
        return None
    hour, minute, second = (int(match[name] or 0) for name in ("hour", "minute", "second"))
    fraction = int((match["fraction"] or "").ljust(6, "0"))
    at_day_end = (hour, minute, second, fraction) == (24, 0, 0, 0)
    try:
        day = datetime.fromisoformat(match["day"]) + timedelta(days=at_day_end)
        moment = day.replace(
            hour=0 if at_day_end else hour,
            minute=minute,
            second=second,
            microsecond=fraction,
            tzinfo=timezone(zone) if zone else UTC,
        )
    except (ValueError, OverflowError):
        return None
    precision = "hour" if match["minute"] is None else "minute" if match["second"] is None else "second"
    return _Read(moment, moment, precision, moment_text(moment, precision))
