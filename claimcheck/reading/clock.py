"""Which time of day do these words name, in which zone, and which moment is it on a given day?"""

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from claimcheck.errors import InvalidRecord
from claimcheck.reading.dates import UNREAD, small_number_at
from claimcheck.reading.edtf import day_text, moment_text, read_edtf
from claimcheck.reading.timewords import TimeScan
from claimcheck.spans import EASTMOST, WESTMOST, plain_zone

__all__ = ["Clock", "clock_at", "named_zone", "on_day", "zone_at"]

_SMALL_HOURS: Final = 6  # a night's hour below this is of the day after it


class Clock(NamedTuple):
    """A time of day.

    Attributes:
        hour: 0 to 24; below 13 where a half of the clock is named or left out.
        minute: The minute.
        second: The second, where it is written.
        half: am, pm, or nothing where the words do not say.
        zone: The zone that the words name.
        bare: It is a number that is an hour only beside another time.
    """

    hour: int
    minute: int = 0
    second: int | None = None
    half: str = ""
    zone: tzinfo | None = None
    bare: bool = False

    def in_half(self, half: str) -> "Clock":
        """Return it with the half of the clock that another time tells, where it has none of its own.

        Examples:
            >>> Clock(7).in_half("pm").of_day()
            datetime.time(19, 0)
        """
        return self if self.half or not 1 <= self.hour <= 12 else self._replace(half=half)

    def of_day(self) -> time | None:
        """Return it as a time, by 24 hours, or None where there is no such time; 24:00 is 0:00.

        Examples:
            >>> Clock(12, half="am").of_day(), Clock(8, 30, half="pm").of_day(), Clock(25).of_day()
            (datetime.time(0, 0), datetime.time(20, 30), None)
        """
        hour = self.hour
        if self.half and hour <= 12:
            hour = hour % 12 + (12 if self.half == "pm" else 0)
        if hour == 24 and not self.minute and not self.second:
            hour = 0
        if hour > 23 or self.minute > 59 or (self.second or 0) > 59:
            return None
        return time(hour, self.minute, self.second or 0)


def named_zone(zone: object) -> tzinfo | None:
    """Return a zone by its offset or its name in the IANA database.

    Raises:
        InvalidRecord: There is no such zone.

    Examples:
        >>> str(named_zone("+03:00")), str(named_zone("UTC")), str(named_zone("Europe/Kyiv"))
        ('UTC+03:00', 'UTC', 'Europe/Kyiv')
    """
    if zone is None or isinstance(zone, tzinfo):
        return zone
    found = _zone(zone) if isinstance(zone, str) else None
    if found is None:
        raise InvalidRecord(f"expected a zone such as +03:00 or Europe/Kyiv, got {zone!r}")
    return found


@cache
def _zone(name: str) -> tzinfo | None:
    if name in ("UTC", "GMT", "Z", "+00:00"):
        return UTC
    if name[:1] in ("+", "-"):
        return _offset(name[0], name[1:])
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # no such zone, a name that leaves the folder, or no database here
        return None


def _offset(sign: str, digits: str) -> tzinfo | None:
    """Return an offset written as 3, 03, 0300 or 03:00."""
    hours, colon, minutes = digits.partition(":")
    if not colon and len(hours) == 4:
        hours, minutes = hours[:2], hours[2:]
    if not (hours.isdecimal() and len(hours) <= 2) or (minutes and not (minutes.isdecimal() and len(minutes) == 2)):
        return None
    ahead = timedelta(hours=int(hours), minutes=int(minutes or 0))
    offset = -ahead if sign in ("-", "−") else ahead
    return timezone(offset) if WESTMOST <= offset <= EASTMOST and int(minutes or 0) < 60 else None


def zone_at(scan: TimeScan, index: int) -> tuple[tzinfo | None, int] | None:
    """Return the zone that is named at token *index* after a time of day, and the token after it.

    "Local time" is a zone that the caller has to tell: None.

    Examples:
        >>> from claimcheck.reading.timewords import time_words
        >>> def read(text: str) -> str:
        ...     return str(zone_at(TimeScan(text, time_words("en")), 0)[0])
        >>> (
        ...     read("Moscow time"),
        ...     read("GMT"),
        ...     read("UTC+3"),
        ...     read("(Kyiv time)"),
        ...     read("local time"),
        ...     read("US Eastern time"),
        ... )
        ('Europe/Moscow', 'UTC', 'UTC+03:00', 'Europe/Kyiv', 'None', 'America/New_York')
    """
    words, table = scan.words, scan.table
    if words[index] == "(":
        inner = zone_at(scan, index + 1) if words[index + 1] != "(" else None
        return (inner[0], inner[1] + 1) if inner is not None and words[inner[1]] == ")" else None
    if words[index] in ("+", "-", "−") and scan.glued(index) and scan.glued(index + 1) and scan.digits[index + 1]:
        offset = _offset(words[index], words[index + 1]) if len(words[index + 1]) >= 4 else None
        return None if offset is None else (offset, index + 2)
    place = scan.past(index, "us", "the")
    kind = scan.past(place + 1, "standard", "daylight", "summer", "winter")
    if words[kind] == "time":
        if words[place] == "local":
            return None, kind + 1
        name = table.zone_places.get(words[place]) or table.zones.get(words[place])
        return None if name is None else (_zone(name), kind + 1)
    name = table.zones.get(words[index])
    if name is None or not scan.written(index).isupper():
        return None
    signed = words[index + 1] in ("+", "-", "−") and scan.digits[index + 2] and scan.glued(index + 2)
    if signed and words[index] in ("utc", "gmt") and scan.glued(index + 1):
        offset = _offset(words[index + 1], words[index + 2])
        return None if offset is None else (offset, index + 3)
    return _zone(name), index + 1


def clock_at(scan: TimeScan, index: int, *, bare: bool = False) -> tuple[Clock, int] | None:
    """Return the time of day at token *index*, and the token after it.

    Args:
        scan: The tokens.
        index: Where it should start.
        bare: A date or another time stands beside it, so that a number may be an hour.

    Examples:
        >>> from claimcheck.reading.timewords import time_words
        >>> def read(text: str, bare: bool = False) -> str:
        ...     clock = clock_at(TimeScan(text, time_words("en")), 0, bare=bare)[0]
        ...     return f"{clock.of_day()} {clock.zone or ''}".strip()

        By 24 hours or by halves, in figures or words.

        >>> read("20:10"), read("8:00:31am"), read("8.30pm"), read("8 p.m."), read("2am")
        ('20:10:00', '08:00:31', '20:30:00', '20:00:00', '02:00:00')
        >>> read("noon"), read("midnight"), read("eight o'clock"), read("half past five"), read("quarter to six")
        ('12:00:00', '00:00:00', '08:00:00', '05:30:00', '05:45:00')
        >>> read("0300 hours"), read("five-thirty", bare=True), read("8", bare=True), read("2.30", bare=True)
        ('03:00:00', '05:30:00', '08:00:00', '02:30:00')

        With its zone; the same time in another zone, in brackets, tells it too.

        >>> read("20:10 Moscow time"), read("1700 GMT"), read("8 p.m. local time (1700 GMT)")
        ('20:10:00 Europe/Moscow', '17:00:00 UTC', '17:00:00 UTC')
    """
    found = _clock_in_figures(scan, index, bare) if scan.digits[index] else _clock_in_words(scan, index, bare)
    if found is None:
        return None
    clock, stop = found
    zone = zone_at(scan, stop)
    if zone is not None and zone[1] > stop:
        clock, stop = clock._replace(zone=zone[0], bare=False), zone[1]
    if clock.zone is None and scan.words[stop] == "(" and scan.digits[stop + 1]:
        again = clock_at(scan, stop + 1)
        if again is not None and again[0].zone is not None and scan.words[again[1]] == ")":
            return again[0], again[1] + 1
    return clock, stop


def _clock_in_figures(scan: TimeScan, index: int, bare: bool) -> tuple[Clock, int] | None:
    run, words = scan.words[index], scan.words
    half, stop = _half_at(scan, index + 1)
    if ":" in run or "." in run:
        parts = run.replace(".", ":").split(":")
        if len(parts) > 3 or not all(part.isdecimal() and 1 <= len(part) <= 2 for part in parts) or len(parts[1]) < 2:
            return None
        if "." in run and not (half or bare or zone_at(scan, stop)):
            return None
        if not half and scan.glued(index + 1) and words[index + 1].isalpha() and not zone_at(scan, index + 1):
            return None
        clock = Clock(int(parts[0]), int(parts[1]), int(parts[2]) if len(parts) > 2 else None, half)
        return (clock, stop) if clock.of_day() is not None and not (half and clock.hour > 12) else None
    if not run.isdecimal() or not run.isascii():
        return None
    if half and len(run) <= 2:
        return (Clock(int(run), half=half), stop) if 1 <= int(run) <= 12 else None
    if len(run) == 4 and int(run[:2]) < 24 and int(run[2:]) < 60:
        if words[stop] in ("hours", "hrs") or (words[stop] == "h" and scan.glued(stop)):
            return Clock(int(run[:2]), int(run[2:])), stop + 1
        return (Clock(int(run[:2]), int(run[2:])), stop) if zone_at(scan, stop) else None
    if len(run) > 2 or int(run) > 24:
        return None
    if words[stop] == "o'clock" or words[stop] == "o’clock":
        return _with_half(scan, Clock(int(run)), stop + 1)
    joined = scan.glued(index + 1) and (words[index + 1].isalpha() or words[index + 1] == "%")
    return (Clock(int(run), bare=True), stop) if bare and not joined else None


def _half_at(scan: TimeScan, index: int) -> tuple[str, int]:
    """Read am, a.m., p m; nothing where it does not stand there."""
    word, words = scan.words[index], scan.words
    if word in ("am", "pm") and (scan.glued(index) or scan.starts[index] == scan.ends[index - 1] + 1):
        return word, index + 1
    if word not in ("a", "p"):
        return "", index
    place = scan.past(index + 1, ".")
    if words[place] != "m" or scan.starts[place] > scan.ends[place - 1] + 1:
        return "", index
    stop = place + 1
    if words[stop] == "." and place > index + 1 and scan.glued(stop):
        stop += 1
    return f"{word}m", stop


def _with_half(scan: TimeScan, clock: Clock, index: int) -> tuple[Clock, int]:
    half, stop = _half_at(scan, index)
    if half:
        return clock._replace(half=half, bare=False), stop
    words = scan.words
    if (
        words[index] in ("in", "at")
        and words[index + 1] == "the"
        and words[index + 2] in ("morning", "afternoon", "evening")
    ):
        return clock._replace(half=scan.table.parts_of_day[words[index + 2]]), index + 3
    return clock, index


def _clock_in_words(scan: TimeScan, index: int, bare: bool) -> tuple[Clock, int] | None:
    """Read noon, midnight, "eight o'clock", "half past five", "five-thirty", "six forty-three p.m."."""
    words, table = scan.words, scan.table
    word = words[index]
    if word in table.lists["noon"]:
        return Clock(12), index + 1
    if word in table.lists["midnight"]:
        return Clock(0), index + 1
    if word in ("half", "quarter") or (word == "a" and words[index + 1] == "quarter"):
        return _past_or_to(scan, index)
    first = small_number_at(scan, index)
    if first is None or not 1 <= first[0] <= 24:
        return None
    hour, stop = first
    if words[stop] in ("o'clock", "o’clock"):
        return _with_half(scan, Clock(hour), stop + 1)
    minute = small_number_at(scan, scan.hop(stop))
    if minute is not None and hour <= 12 and 10 <= minute[0] < 60:
        clock, after = _with_half(scan, Clock(hour, minute[0], bare=True), scan.past(minute[1], "minutes"))
        return (clock, after) if bare or clock.half else None
    clock, after = _with_half(scan, Clock(hour, bare=True), stop)
    return (clock, after) if (bare or clock.half) and hour <= 12 else None


def _past_or_to(scan: TimeScan, index: int) -> tuple[Clock, int] | None:
    words = scan.words
    place = scan.past(index, "a")
    minutes = 30 if words[place] == "half" else 15
    if words[place + 1] not in ("past", "to"):
        return None
    hour = small_number_at(scan, place + 2)
    if hour is None and scan.digits[place + 2] and words[place + 2].isdecimal() and len(words[place + 2]) < 3:
        hour = int(words[place + 2]), place + 3
    if hour is None or not 1 <= hour[0] <= 12:
        return None
    if words[place + 1] == "past":
        return _with_half(scan, Clock(hour[0], minutes), hour[1])
    return _with_half(scan, Clock(hour[0] - 1 or 12, 60 - minutes), hour[1])


# --- on a day --------------------------------------------------------------------------------------------


def on_day(text: str, start: Clock, end: Clock | None, zone: tzinfo | None, hint: str = "") -> str:
    """Return the moment, or the stretch between two times of day, on the day of EDTF *text*, as EDTF.

    A time of day without a zone is not read more finely than its day. An end that is earlier by the clock than
    its start is on the next day.

    Args:
        text: The day, or the two days of a night.
        start: The time of day, or the first of two.
        end: The second of two.
        zone: The zone where the words name none.
        hint: The part of the day that the words name (am, pm or night), for a clock that leaves its half out.

    Examples:
        >>> on_day("2025-06-01", Clock(20, 10), Clock(2), named_zone("Europe/Moscow"))
        '2025-06-01T20:10+03:00/2025-06-02T02:00+03:00'
        >>> on_day("2025-06-01", Clock(5), Clock(6, half="pm"), UTC), on_day("2025-06-01", Clock(20), None, None)
        ('2025-06-01T17:00Z/2025-06-01T18:00Z', '2025-06-01')
        >>> on_day("2025-06-01/2025-06-02", Clock(8), None, UTC, hint="night")
        '2025-06-01T20:00Z'
    """
    span = read_edtf(text) if text else None
    if span is None or span.earliest is None or isinstance(span.earliest, datetime):
        return UNREAD
    if span.latest is None or (span.latest - span.earliest).days > (1 if hint == "night" else 0):
        return UNREAD
    zone = start.zone or (end.zone if end else None) or zone
    start = _in_part(start, end, hint)
    first = start.of_day()
    if first is None:
        return UNREAD
    day = span.earliest
    if hint == "night" and first.hour < _SMALL_HOURS and span.latest > span.earliest:
        day = span.latest
    if zone is None:
        return text if end is None else _days_only(day, first, end.of_day(), text)
    begin = _moment(day, first, zone)
    if begin is None:
        return UNREAD
    if end is None:
        return moment_text(begin, _precision(start))
    last = (end.in_half("pm") if hint == "pm" or (start.half == "pm" and end.hour > start.hour) else end).of_day()
    if hint == "night" and not end.half and last is not None and last < first and end.hour <= 12:
        last = end.in_half("pm").of_day() if (end.in_half("pm").of_day() or last) > first else last
    if last is None:
        return UNREAD
    finish = _moment(day, last, zone)
    if finish is not None and finish <= begin:
        finish = _moment(_after(day), last, zone)
    return f"{moment_text(begin, _precision(start))}/{moment_text(finish, _precision(end))}" if finish else UNREAD


def _in_part(start: Clock, end: Clock | None, hint: str) -> Clock:
    """Return a clock with the half that its end, or the part of the day, tells."""
    if end is not None and end.half and not start.half:
        same = start.in_half(end.half)
        if (same.of_day() or time()) < (end.of_day() or time()):
            return same
        return start.in_half("am") if end.half == "pm" else start.in_half("pm")
    if hint == "night":
        return start.in_half("pm" if start.hour >= _SMALL_HOURS and start.hour != 12 else "am")
    return start.in_half(hint) if hint and not (hint == "am" and start.hour == 12) else start


def _days_only(day: date, first: time, last: time | None, text: str) -> str:
    """Return the day, or both days where the second time is of the next one."""
    if last is None or last > first or "/" in text:
        return text
    return f"{text}/{day_text(_after(day))}"


def _after(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def _moment(day: date, clock: time, zone: tzinfo) -> datetime | None:
    """Return a moment with a plain offset; an hour that clocks leave out or repeat is read by its first offset."""
    try:
        return plain_zone(datetime.combine(day, clock, tzinfo=zone))
    except (InvalidRecord, OverflowError, ValueError):
        return None


def _precision(clock: Clock) -> str:
    return "minute" if clock.second is None else "second"
