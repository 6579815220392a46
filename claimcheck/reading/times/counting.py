"""Which time lies so long before or after another: "two weeks ago", "3 days after"?"""

from datetime import date, timedelta
from typing import Final

from attrs import evolve

from claimcheck.reading.times.anchors import counted_from
from claimcheck.reading.times.edtf import day_text, read_edtf
from claimcheck.reading.times.filling import Setting, resolved
from claimcheck.reading.times.marks import UNREAD, counts
from claimcheck.reading.times.openings import open_text
from claimcheck.reading.times.points import now_text, today_text
from claimcheck.reading.times.ranges import Phrase, range_text
from claimcheck.reading.times.relative import relative_at
from claimcheck.reading.times.shifts import count_at
from claimcheck.reading.times.stretches import moved
from claimcheck.reading.times.timewords import TimeScan

__all__ = ["bounded_count_at", "counted_at"]

_APPROXIMATE_UNITS: Final = frozenset({"week", "fortnight", "month", "quarter", "year", "decade", "century"})


def counted_at(scan: TimeScan, index: int, setting: Setting) -> Phrase | None:
    """Read "two weeks ago", "3 days after January 12th", "in two months", "the day after Christmas".

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> setting = Setting(today=date(2025, 6, 4))
        >>> def read(text: str) -> str:
        ...     return counted_at(time_scan(text), 0, setting).edtf
        >>> read("three days ago"), read("a month ago"), read("the day after Christmas 2024")
        ('2025-06-01', '2025-05-04~', '2024-12-26')
        >>> (
        ...     read("3 days after January 12th, 2024"),
        ...     read("two months before Easter 2025"),
        ...     read("2 weeks starting May 20th"),
        ... )
        ('2024-01-15', '2025-02-20', '2025-05-20/2025-06-02')
    """
    words = scan.words
    ahead = words[index] in ("in", "within")
    place = index + 1 if ahead else index
    count = (1, place + 1) if words[place] == "the" and scan.table.units.get(words[place + 1]) == "day" else None
    if words[place : place + 3] == ["half", "an", "hour"]:
        return _half_an_hour(scan, place + 3, setting)
    count = count or count_at(scan, place)
    if count is None or words[place - 1] in ("half", "quarter"):
        return None
    number, stop = count
    unit = scan.table.units.get(words[stop])
    if unit is None or unit == "weekend":
        return None
    stop += 1
    if words[stop] == "ago" and not ahead:
        return Phrase(_from_now(unit, -number, setting), stop + 1)
    if (words[stop] == "from" and words[stop + 1] == "now") or words[stop] == "hence":
        return Phrase(_from_now(unit, number, setting), stop + 1 + (words[stop] == "from"))
    if words[stop] in ("later", "earlier") and not ahead:
        return Phrase(_from_told(unit, number if words[stop] == "later" else -number, setting), stop + 1)
    after = _after_counted(scan, stop, unit, number, setting, lasting=words[index - 1] == "for")
    if after is not None:
        return after
    if ahead and setting.ahead and not counts(scan, stop):
        return Phrase(_ahead(unit, number, setting, words[index] == "within"), stop)
    if words[place] == "the" and words[stop] in ("before", "after"):
        return Phrase(
            _from_told(unit, -1 if words[stop] == "before" else 1, setting),
            stop + 1,
            weak=words[stop + 1][:1].isalnum(),
        )
    return None


def _half_an_hour(scan: TimeScan, index: int, setting: Setting) -> Phrase | None:
    """Read "half an hour ago"."""
    return Phrase(_from_now("minute", -30, setting), index + 1) if scan.words[index] == "ago" else None


def bounded_count_at(scan: TimeScan, index: int, setting: Setting) -> Phrase | None:
    """Read "more than two weeks ago", "less than three days ago".

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> bounded_count_at(time_scan("more than two weeks ago"), 0, Setting(today=date(2025, 6, 4))).edtf
        '../2025-05-21~'
    """
    words = scan.words
    if words[index] not in ("more", "less", "fewer") or words[index + 1] != "than":
        return None
    found = counted_at(scan, index + 2, setting)
    if found is None or found.weak or words[found.stop - 1] in ("later", "earlier"):
        return None
    span = read_edtf(found.edtf) if found.edtf else None
    if span is None or span.open_start or span.open_end:
        return found._replace(edtf=UNREAD)
    if words[index] == "more":
        return found._replace(edtf=open_text("until", found.edtf))
    return found._replace(edtf=range_text(found.edtf, today_text(setting)))


def _after_counted(
    scan: TimeScan, index: int, unit: str, number: int, setting: Setting, *, lasting: bool
) -> Phrase | None:
    """Read what a count of units is counted from: "after January 12th", "from today", "starting May 20th"."""
    words = scan.words
    place = scan.past(index, ",")
    sign = {"before": -1, "after": 1, "from": 1, "since": 1, "following": 1}.get(words[place], 0)
    starting = words[place] in ("starting", "beginning") or (words[place] == "from" and lasting)
    if words[place] == "prior" and words[place + 1] == "to":
        sign, place = -1, place + 1
    if not sign and not starting:
        return None
    inner = scan.past(place + 1, "on", "from") if starting else place + 1
    setting = (
        evolve(setting, ahead=True) if words[place] == "from" and not starting else setting
    )  # "a week from Friday"
    found = relative_at(scan, inner, setting)
    if found is None or found[0].only_day or (found[0].weak and not found[0].only_year and not found[0].holiday):
        return None
    mark, stop = found
    text = resolved(mark, setting)
    if not starting:
        if words[place] == "since":
            begun = read_edtf(text) if text else None
            text = day_text(begun.earliest) if begun is not None and begun.earliest is not None else UNREAD
        return Phrase(counted_from(text, unit, sign * number), stop)
    span = read_edtf(text) if text else None
    if span is None or span.earliest is None:
        return Phrase(UNREAD, stop)
    first = date(span.earliest.year, span.earliest.month, span.earliest.day)
    beyond = read_edtf(moved(day_text(first), unit, number))
    if beyond is None or beyond.earliest is None:
        return Phrase(UNREAD, stop)
    last = date(beyond.earliest.year, beyond.earliest.month, beyond.earliest.day) - timedelta(days=1)
    return Phrase(range_text(day_text(first), day_text(last)), stop)


def _from_now(unit: str, count: int, setting: Setting) -> str:
    """Return the day so far from the reference; from weeks on nobody counts them to the day."""
    if unit == "hour" and setting.now is None and count % 24 == 0:
        unit, count = "day", count // 24  # not more finely than the reference is known
    text = moved(today_text(setting), unit, count, now=setting.now)
    return f"{text}~" if text and unit in _APPROXIMATE_UNITS else text


def _from_told(unit: str, count: int, setting: Setting) -> str:
    """Return the time so far from the one that was told last, where that is known as finely."""
    if setting.adrift:
        return UNREAD
    if setting.told is None:
        return _from_now(unit, count, setting)
    text = counted_from(setting.told.edtf, unit, count)
    return f"{text}~" if text and unit in _APPROXIMATE_UNITS else text


def _ahead(unit: str, count: int, setting: Setting, within: bool) -> str:
    if not within:
        return _from_now(unit, count, setting)
    return range_text(now_text(setting), moved(today_text(setting), unit, count, now=setting.now))
