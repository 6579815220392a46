"""What time a text names: ISO 8601, EDTF levels 0 and 1, and dates in plain English."""

import re
from calendar import isleap
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, timedelta, timezone
from typing import Final, NamedTuple

from claimcheck.errors import InvalidRecord
from claimcheck.spans import EASTMOST, PRECISIONS, WESTMOST, TimeSpan, before, plain_zone, relate_spans

__all__ = ["PRECISIONS", "TimeSpan", "before", "parse_time", "plain_zone", "relate_spans", "time_span"]

LONGEST: Final = 200  # characters; nothing longer is one time


def parse_time(text: str, *, reference: date | None = None) -> TimeSpan | None:
    """Return the time that *text* names as a whole, or None if it names none that is certain.

    Nothing is ever filled in from the day of reading. A day and month in figures (02/06/2025), a time of day
    without its zone and a bare weekday are therefore not read.

    Args:
        text: ISO 8601 or EDTF text, or a date in English such as "1-2 June 2025" or "mid-May 2025".
        reference: The day that the text speaks on. Expressions relative to it ("yesterday") are not read so
            far, and give None.

    Raises:
        InvalidRecord: *text* is not a string.

    Examples:
        >>> print(parse_time("31 May-1 June 2025"))
        2025-05-31/2025-06-01
        >>> span = parse_time("mid-May 2025")
        >>> str(span.earliest), str(span.latest), span.approximate
        ('2025-05-11', '2025-05-20', True)
        >>> print(parse_time("02/06/2025"))
        None
    """
    if not isinstance(text, str):
        raise InvalidRecord(f"expected a time as text, got {text!r}")
    if len(text) > LONGEST:
        return None
    text = text.strip().translate(_DASHES)
    read = _read_interval(text) if "/" in text else _read_moment(text)
    if read is None:
        read = _read_english(text)
    return None if read is None else read.span()


def time_span(value: str | date | datetime | TimeSpan) -> TimeSpan:
    """Return *value* as a TimeSpan.

    Raises:
        InvalidRecord: It is a text that cannot be read, a datetime without a zone, or no time at all.

    Examples:
        >>> time_span(date(2025, 6, 2)) == time_span("2 June 2025") == time_span("2025-06-02")
        True
        >>> time_span("1 June")
        Traceback (most recent call last):
        claimcheck.errors.InvalidRecord: expected a date or time such as 2025-06-02 or \
2025-06-01T20:00+03:00/2025-06-02T09:00+03:00, got '1 June'
    """
    if isinstance(value, TimeSpan):
        return value
    read = None
    if isinstance(value, datetime):
        if value.utcoffset() is not None:
            moment = plain_zone(value)
            read = _Read(moment, moment, "second", _write(moment, "second")).span()
    elif isinstance(value, date):
        day = (value.year, value.month, value.day)
        read = _Read(day, day, "day", value.isoformat()).span()
    elif isinstance(value, str):
        read = parse_time(value)
    if read is None:
        raise InvalidRecord(
            "expected a date or time such as 2025-06-02 or 2025-06-01T20:00+03:00/2025-06-02T09:00+03:00, "
            f"got {_shown(value)}"
        )
    return read


def _shown(value: object) -> str:
    """Return an unreadable time for a message, with what its writer most likely left out."""
    text = value.isoformat() if isinstance(value, datetime) else value
    if not isinstance(text, str):
        return repr(text)
    if len(text) > LONGEST:
        return repr(f"{text[:LONGEST]}...")
    if _CLOCK_WITHOUT_ZONE.search(text):
        return f"{text!r} (a time of day needs its zone, such as Z or +03:00)"
    if _DAY_OR_MONTH_FIRST.fullmatch(text):
        return f"{text!r} (is the day or the month first? write the year, the month, the day)"
    return repr(text)


_DASHES: Final = dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-")
_Day = tuple[int, int, int]  # year, month, day: the calendar of `date` begins too late for some
_CLOCK_WITHOUT_ZONE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+(/|$)")
_DAY_OR_MONTH_FIRST: Final = re.compile(r"\s*[0-9]{1,2}([/.-])[0-9]{1,2}\1[0-9]{2,4}\s*")


class _Read(NamedTuple):
    """A time as read: the ends in any year, or None for one that is open or not stated."""

    first: _Day | datetime | None
    last: _Day | datetime | None
    precision: str
    edtf: str
    approximate: bool = False

    def span(self) -> TimeSpan:
        """Return it as a record, without the ends that the calendar cannot hold."""
        return TimeSpan(
            earliest=_in_calendar(self.first),
            latest=_in_calendar(self.last),
            precision=self.precision,
            approximate=self.approximate,
            edtf=self.edtf,
        )


def _in_calendar(end: _Day | datetime | None) -> date | datetime | None:
    """Return an end as a date, or None outside the years 1 to 9999."""
    if end is None or isinstance(end, datetime):
        return end
    return date(*end) if MINYEAR <= end[0] <= MAXYEAR else None


# --- ISO 8601 and EDTF -----------------------------------------------------------------------------------

_DATE: Final = re.compile(
    r"(?P<year>-?[0-9]{4}|-?[0-9]{3}X|-?[0-9]{2}XX|Y-?[1-9][0-9]{4,})"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?P<qualifier>[?~%]?)"
)
_DATETIME: Final = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ]"
    r"(?P<hour>[0-9]{2})(?::(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.(?P<fraction>[0-9]{1,6}))?)?)?"
    r"(?:Z|(?P<sign>[+-])(?P<zone_hour>[0-9]{2})(?::?(?P<zone_minute>[0-5][0-9]))?)"
)
# The seasons are those of the north by the calendar, as other readers of EDTF take them.
_PARTS_OF_YEAR: Final = {
    21: ("season", 3, 5),
    22: ("season", 6, 8),
    23: ("season", 9, 11),
    24: ("season", 12, 14),
    33: ("quarter", 1, 3),
    34: ("quarter", 4, 6),
    35: ("quarter", 7, 9),
    36: ("quarter", 10, 12),
    40: ("half", 1, 6),
    41: ("half", 7, 12),
}
_FEBRUARY: Final = 2
_MONTH_LENGTHS: Final = dict(enumerate((31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), 1))


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
    """Tell whether two ends are of one kind, and the first begins no later than the second."""
    if start.first is None or end.first is None:
        return True
    if isinstance(start.first, datetime):
        return isinstance(end.first, datetime) and start.first <= end.first
    return not isinstance(end.first, datetime) and start.first <= end.first


def _read_moment(text: str) -> _Read | None:
    """Read one date or one date with its time of day."""
    if match := _DATE.fullmatch(text):
        return _read_date(match)
    if match := _DATETIME.fullmatch(text):
        return _read_datetime(match)
    return None


def _read_date(match: re.Match[str]) -> _Read | None:
    """Read a year, a month, a part of a year or a day, of which the last digits may be unspecified."""
    written, month, day = match["year"], match["month"], match["day"]
    edtf, approximate = match[0], bool(match["qualifier"])
    if written == "-0000":
        return None
    if written.startswith("Y") or "X" in written:
        if month is not None:
            return None
        digits = written.removeprefix("Y")
        masked = digits.count("X")
        bounds = sorted((int(digits.replace("X", "0")), int(digits.replace("X", "9"))))
        precision = ("year", "decade", "century")[masked]
        return _Read((bounds[0], 1, 1), (bounds[1], 12, 31), precision, edtf, approximate)
    year = int(written)
    if month is None or (month == "XX" and day in (None, "XX")):
        return _Read((year, 1, 1), (year, 12, 31), "year", edtf, approximate)
    if month == "XX":
        return None
    number = int(month)
    if day is None and number in _PARTS_OF_YEAR:
        precision, first, last = _PARTS_OF_YEAR[number]
        return _Read((year, first, 1), _last_day(year, last), precision, edtf, approximate)
    if number not in _MONTH_LENGTHS:
        return None
    end_of_month = _last_day(year, number)
    if day is None or day == "XX":
        return _Read((year, number, 1), end_of_month, "month", edtf, approximate)
    if not 1 <= int(day) <= end_of_month[2]:
        return None
    return _Read((year, number, int(day)), (year, number, int(day)), "day", edtf, approximate)


def _last_day(year: int, month: int) -> _Day:
    """Return the last day of a month, counted on into the next year beyond 12, in any year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return (year, month, _MONTH_LENGTHS[month] + (month == _FEBRUARY and isleap(year)))


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
    return _Read(moment, moment, precision, _write(moment, precision))


def _write(moment: datetime, precision: str) -> str:
    """Return a moment as ISO 8601 text, to the hour, minute or second."""
    clock = {"hour": f"{moment.hour:02}", "minute": f"{moment.hour:02}:{moment.minute:02}"}.get(precision)
    if clock is None:
        clock = moment.time().isoformat()
    offset = moment.isoformat()[-6:]
    return f"{moment.date().isoformat()}T{clock}{'Z' if offset == '+00:00' else offset}"


# --- English ---------------------------------------------------------------------------------------------

_MONTHS: Final = "january february march april may june july august september october november december".split()
_WEEKDAYS: Final = "monday tuesday wednesday thursday friday saturday sunday".split()
_SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_FIRST_CODES: Final = {"q": 33, "quarter": 33, "h": 40, "half": 40}
_DECILES: Final = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_THIRDS: Final = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}

_M: Final = rf"(?P<month>{'|'.join(_MONTHS)}|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?)"
_D: Final = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_Y: Final = r"(?P<year>[0-9]{4})"
_ABOUT: Final = re.compile(r"(?:(?:about|around|approximately|circa|ca\.?) |c\. ?)")
_WEEKDAY: Final = re.compile(r"(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? ")
_POINTS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:the )?{_D}(?:(?: of |[ -])?{_M})?(?:(?:, ?|[ -]){_Y})?",
        rf"{_M}(?: (?:the )?{_D})?(?:(?:,? | of ){_Y})?",
        _Y,
    )
)
_PART: Final = re.compile(rf"(?P<part>early|mid|middle|late)(?: of | in |[ -])(?:{_M},? )?{_Y}")
_SEASON: Final = re.compile(rf"(?P<season>{'|'.join(_SEASONS)})(?: of|,)? {_Y}")
_QUARTER: Final = re.compile(
    rf"(?:(?P<letter>[qh])(?P<number>[1-4])[ /]{_Y}"
    rf"|(?:the )?(?P<ordinal>{'|'.join(_ORDINALS)}) (?P<name>quarter|half) of (?P<in_year>[0-9]{{4}}))"
)
_DECADE: Final = re.compile(r"(?:the )?(?P<decade>[0-9]{2}[1-9])0s")
_RANGE: Final = re.compile(r" ?- ?| to | until | through ")


class _Point(NamedTuple):
    """A date in English, of which some parts may be missing."""

    day: int | None
    month: int | None
    year: int | None

    def edtf(self) -> str:
        """Return the date as EDTF; it may still be one that no calendar has."""
        return "-".join(
            f"{part:0{width}}" for part, width in ((self.year, 4), (self.month, 2), (self.day, 2)) if part is not None
        )


def _read_english(text: str) -> _Read | None:
    """Read a date in English words, by writing it as EDTF and reading that."""
    words = " ".join(text.casefold().split())
    about = _ABOUT.match(words)
    if about:
        words = words[about.end() :]
    written = _edtf_of_date(words) or _edtf_of_part(words) or _edtf_of_range(words)
    if written is None:
        return None
    if about:
        written = "/".join(f"{end.rstrip('~')}~" for end in written.split("/"))
    return _read_interval(written) if "/" in written else _read_moment(written)


def _edtf_of_date(words: str) -> str | None:
    """Return "2 June 2025", "June 2025" or "Monday, June 2nd, 2025" as EDTF."""
    weekday = _WEEKDAY.match(words)
    point = _read_point(words[weekday.end() :] if weekday else words)
    if point is None or point.year is None or (point.day is not None and point.month is None):
        return None
    if weekday:
        read = _read_moment(point.edtf())
        day = None if read is None or read.precision != "day" else read.span().earliest
        if day is None or not _WEEKDAYS[day.weekday()].startswith(weekday[1]):
            return None
    return point.edtf()


def _edtf_of_part(words: str) -> str | None:
    """Return "mid-May 2025", "late 2025", "spring 2025", "Q1 2025" or "the 1990s" as EDTF."""
    if match := _PART.fullmatch(words):
        part, year = match["part"].replace("middle", "mid"), match["year"]
        if match["month"] is None:
            first, last = _THIRDS[part]
            return f"{year}-{first:02}~/{year}-{last:02}~"
        month = _month(match["month"])
        first, last = _DECILES[part]
        return f"{year}-{month:02}-{first:02}~/{year}-{month:02}-{min(last, _last_day(int(year), month)[2])}~"
    if match := _SEASON.fullmatch(words):
        return f"{match['year']}-{_SEASONS[match['season']]}"
    if match := _QUARTER.fullmatch(words):
        number = int(match["number"]) if match["number"] else _ORDINALS[match["ordinal"]]
        code = _FIRST_CODES[match["letter"] or match["name"]] + number - 1
        return f"{match['year'] or match['in_year']}-{code}" if code in _PARTS_OF_YEAR else None
    if match := _DECADE.fullmatch(words):
        return f"{match['decade']}X"
    return None


def _edtf_of_range(words: str) -> str | None:
    """Return "1-2 June 2025" or "from 31 May to 1 June 2025" as EDTF; the ends share what they have."""
    if words.startswith("between "):
        ends = words.removeprefix("between ").split(" and ")
    else:
        ends = _RANGE.split(words.removeprefix("from "))
    match [_read_point(end) for end in ends]:
        case [_Point() as start, _Point(year=int(year)) as end] if (start.day is None) == (end.day is None):
            pass
        case _:
            return None
    if start.day is not None:
        start = start._replace(month=start.month or end.month)
        end = end._replace(month=end.month or start.month)
    if (start.month is None) != (end.month is None) or (start.day is not None and start.month is None):
        return None
    if start.year is None:
        turns = (start.month or 0) > (end.month or 12)  # 28 December-3 January 2025 begins in 2024
        start = start._replace(year=year - turns)
    return f"{start.edtf()}/{end.edtf()}"


def _read_point(words: str) -> _Point | None:
    """Read a day, month and year as far as they stand there."""
    for pattern in _POINTS:
        if match := pattern.fullmatch(words):
            found = match.groupdict()
            day, month, year = (found.get(name) for name in ("day", "month", "year"))
            return _Point(int(day) if day else None, _month(month) if month else None, int(year) if year else None)
    return None


def _month(name: str) -> int:
    """Return the number of a month by its name or the first three letters of it."""
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(name[:3]))
