"""Which time of day do these words name?"""

from datetime import UTC, time, timedelta, timezone, tzinfo
from typing import NamedTuple

from claimcheck.reading.times.marks import small_number_at
from claimcheck.reading.times.timewords import TimeScan
from claimcheck.reading.times.zones import zone_at

__all__ = ["Clock", "clock_at"]


class Clock(NamedTuple):
    """A time of day.

    Attributes:
        hour: 0 to 24; below 13 where a half of the clock is named or left out.
        minute: The minute.
        second: The second, where it is written.
        half: am, pm, or nothing where the words do not say.
        zone: The zone that the words name.
        bare: It is a number that is an hour only beside another time.
        midnight: It is a midnight in words, of which nobody says which end of the day it is.
    """

    hour: int
    minute: int = 0
    second: int | None = None
    half: str = ""
    zone: tzinfo | None = None
    bare: bool = False
    midnight: bool = False

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


def clock_at(scan: TimeScan, index: int, *, bare: bool = False) -> tuple[Clock, int] | None:
    """Return the time of day at token *index*, and the token after it.

    Args:
        scan: The tokens.
        index: Where it should start.
        bare: A date or another time stands beside it, so that a number may be an hour.

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> def read(text: str, bare: bool = False) -> str:
        ...     clock = clock_at(time_scan(text), 0, bare=bare)[0]
        ...     return f"{clock.of_day()} {clock.zone or ''}".strip()

        By 24 hours or by halves, in figures or words.

        >>> read("20:10"), read("8:00:31am"), read("8.30pm"), read("8 p.m."), read("2am")
        ('20:10:00', '08:00:31', '20:30:00', '20:00:00', '02:00:00')
        >>> read("noon"), read("midnight"), read("eight o'clock"), read("half past five"), read("quarter to six")
        ('12:00:00', '00:00:00', '08:00:00', '05:30:00', '05:45:00')
        >>> read("0300 hours"), read("five-thirty", bare=True), read("8", bare=True), read("2.30", bare=True)
        ('03:00:00', '05:30:00', '08:00:00', '02:30:00')

        With its zone; the same time in UTC, in brackets, tells it too.

        >>> read("20:10 Moscow time"), read("1700 GMT"), read("8 p.m. local time (1700 GMT)")
        ('20:10:00 Europe/Moscow', '17:00:00 UTC', '20:00:00 UTC+03:00')
    """
    found = _clock_in_figures(scan, index, bare) if scan.digits[index] else _clock_in_words(scan, index, bare)
    if found is None:
        return None
    clock, stop = found
    zone = zone_at(scan, stop)
    if zone is not None and zone[1] > stop:
        clock, stop = clock._replace(zone=zone[0], bare=False), zone[1]
    if clock.zone is None and scan.words[stop] == "(" and scan.digits[stop + 1]:
        return _again_in_brackets(scan, clock, stop)
    return clock, stop


def _again_in_brackets(scan: TimeScan, clock: Clock, index: int) -> tuple[Clock, int]:
    """Return a local time with the zone that the same time in UTC, in brackets after it, tells."""
    found = _clock_in_figures(scan, index + 1, False)
    zone = zone_at(scan, found[1]) if found is not None else None
    if found is None or zone is None or zone[0] is None or scan.words[zone[1]] != ")":
        return clock, index
    again = found[0]._replace(zone=zone[0], bare=False)
    offset = _offset_between(clock, again)
    return (clock._replace(zone=offset, bare=False) if offset else again), zone[1] + 1


def _offset_between(local: Clock, elsewhere: Clock) -> tzinfo | None:
    """Return the zone of a local time by what the same moment is called in UTC."""
    here, there = local.of_day(), elsewhere.of_day()
    if here is None or there is None or elsewhere.zone is not UTC:
        return None
    minutes = (here.hour - there.hour) * 60 + here.minute - there.minute
    minutes = (minutes + 12 * 60) % (24 * 60) - 12 * 60  # from -12:00 up to 11:45
    return timezone(timedelta(minutes=minutes)) if minutes and minutes % 15 == 0 else None


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
        return Clock(0, midnight=True), index + 1
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
