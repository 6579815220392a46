"""Which zone is named, by an offset, a name or a place?"""

from datetime import UTC, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from claimcheck.errors import InvalidRecord
from claimcheck.reading.times.timewords import TimeScan
from claimcheck.spans import EASTMOST, WESTMOST

__all__ = ["named_zone", "zone_at"]


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
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> def read(text: str) -> str:
        ...     return str(zone_at(time_scan(text), 0)[0])
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
    if words[index] in ("+", "-", "−") and scan.glued(index + 1) and scan.digits[index + 1]:
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
