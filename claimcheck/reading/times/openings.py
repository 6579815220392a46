"""Which open stretch do "since", "before", "until" or "or later" name?"""

from datetime import datetime, timedelta

from claimcheck.reading.times.clock import clock_at
from claimcheck.reading.times.edtf import day_text, read_edtf
from claimcheck.reading.times.filling import Setting
from claimcheck.reading.times.marks import UNREAD, Mark
from claimcheck.reading.times.points import Point, point_at, timed, today_text
from claimcheck.reading.times.ranges import Phrase, range_from
from claimcheck.reading.times.rows import row_from
from claimcheck.reading.times.timewords import TimeScan

__all__ = ["open_at", "open_text", "opened", "or_later", "until_clock_at"]


def open_at(scan: TimeScan, index: int, setting: Setting) -> Phrase | None:
    """Read "since 2014", "after Monday", "before May", "until 2 June", "by the end of 2025", "as of".

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> def read(text: str) -> str:
        ...     return open_at(time_scan(text), 0, Setting()).edtf
        >>> read("since 2014"), read("after Feb 2018"), read("before May 2025"), read("until 2 June 2025")
        ('2014/..', '2018-03-01/..', '../2025-04-30', '../2025-06-02')
        >>> read("by the end of 2025"), read("as of 2 June 2025"), read("no later than 2 June 2025")
        ('../2025', '../2025-06-02', '../2025-06-02')
        >>> read("on or before 2 June 2025"), read("prior to 2 June 2025"), read("since the early 1990s")
        ('../2025-06-02', '../2025-06-01', '1990~/..')

        What is denied of one side is said of the other, with the time itself.

        >>> read("not before 2 June 2025"), read("no sooner than 2 June 2025"), read("not after 2 June 2025")
        ('2025-06-02/..', '2025-06-02/..', '../2025-06-02')
    """
    words = scan.words
    found = _bound_at(scan, index)
    if found is None:
        return None
    kind, place = found
    if words[place] == "the" and words[place + 1] in ("early", "mid", "late"):
        place += 1  # since the early 1990s
    point = point_at(scan, place, setting)
    if point is None and kind == "until" and words[place] == "date":
        return Phrase(open_text(kind, today_text(setting)), place + 1)
    row = row_from(scan, place, point or point_at(scan, place, setting, bare=True), setting)
    if row is not None and "or" in words[place : row.stop]:  # before April or May 2024
        return row._replace(edtf=UNREAD if row.several else open_text(kind, row.edtf), several=())
    if point is None or scan.owned(point.stop):
        return None
    if point.until is not None or (range_from(scan, point, setting, and_joins=False) is not None):
        return None
    return opened(kind, point, setting, point.stop)


def _bound_at(scan: TimeScan, index: int) -> tuple[str, int] | None:
    """Return which side the words at token *index* open, and the token after them."""
    words, table = scan.words, scan.table
    word, place = words[index], index + 1
    if table.has("since", word):
        return "since", scan.past(place, "on", "from", "in", "with")
    if table.has("until", word) or word == "by":
        inner = _beside_at(scan, index + 2) if word == "by" and words[place] == "or" else None
        return ("until", place) if inner is None or inner[0] != "before" else ("until", inner[1])
    if word == "up" and words[place] in ("to", "until", "till"):
        return "until", place + 1
    if word == "as" and words[place] in ("of", "from"):
        return ("until" if words[place] == "of" else "since"), place + 1
    if word in ("no", "not", "never"):
        denied = _beside_at(scan, place)
        if denied is None and word != "no" and table.has("until", words[place]):
            denied = "before", place + 1  # not until Friday
        return None if denied is None else ({"before": "since", "after": "until"}[denied[0]], denied[1])
    if word in ("on", "at", "in") and words[place] == "or":
        included = _beside_at(scan, place + 1)
        return None if included is None else ({"before": "until", "after": "since"}[included[0]], included[1])
    beside = _beside_at(scan, index)
    if beside is not None and words[beside[1]] == "or" and words[beside[1] + 1] in ("on", "at", "in"):
        return {"before": "until", "after": "since"}[beside[0]], beside[1] + 2
    return beside


def _beside_at(scan: TimeScan, index: int) -> tuple[str, int] | None:
    """Read "before", "prior to", "earlier than", "after", "later than": a side that leaves the time itself out."""
    words = scan.words
    if words[index] in ("before", "after"):
        return words[index], index + 1
    if words[index] == "prior" and words[index + 1] == "to":
        return "before", index + 2
    if words[index] in ("earlier", "sooner", "later") and words[index + 1] == "than":
        return "after" if words[index] == "later" else "before", index + 2
    return None


def opened(kind: str, point: Point, setting: Setting, stop: int) -> Phrase:
    """Return the open stretch that a word of the *kind* since, after, until or before makes of a time.

    Examples:
        >>> opened("after", Point(2, Mark(2018, 2)), Setting(), 2).edtf
        '2018-03-01/..'
    """
    mark = point.mark or Mark()
    years = mark.only_year and not point.clock
    edge = "start" if kind in ("since", "after") else "end"
    if mark.part == edge:
        mark = mark._replace(part="")
        kind = {"after": "since", "before": "until"}.get(kind, kind)
    text = timed(point._replace(mark=mark if point.mark else None), setting)
    return Phrase(open_text(kind, text), stop, mark.weak and not point.clock and not years, years)


def open_text(kind: str, text: str) -> str:
    """Return the open stretch before or after a time, as EDTF.

    Examples:
        >>> [open_text(kind, "2025-05") for kind in ("since", "after", "until", "before")]
        ['2025-05/..', '2025-06-01/..', '../2025-05', '../2025-04-30']
    """
    span = read_edtf(text) if text else None
    if span is None or span.earliest is None or span.latest is None:
        return UNREAD
    first, last = text.partition("/")[0], text.rpartition("/")[2]
    if kind == "since":
        return f"{first}/.."
    if kind == "until":
        return f"../{last}"
    if isinstance(span.earliest, datetime) or isinstance(span.latest, datetime):
        return f"{last}/.." if kind == "after" else f"../{first}"
    about = "~" if span.approximate else ""
    try:
        if kind == "after":
            return f"{day_text(span.latest + timedelta(days=1))}{about}/.."
        return f"../{day_text(span.earliest - timedelta(days=1))}{about}"
    except OverflowError:
        return UNREAD


def until_clock_at(scan: TimeScan, point: Point, setting: Setting) -> Phrase | None:
    """Read "Thursday before 5pm GMT", "1 February, no later than 6:00 UTC": a day up to, or from, a time of day.

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> scan = time_scan("1 June 2025, no later than 6:00 UTC")
        >>> until_clock_at(scan, Point(3, Mark(2025, 6, 1)), Setting()).edtf
        '../2025-06-01T06:00Z'
    """
    words = scan.words
    mark = point.mark
    if mark is None or point.clock is not None or (mark.edtf is None and mark.day is None and mark.weekday is None):
        return None
    place = scan.past(point.stop, ",")
    bound = None if words[place] in ("as", "up", "in", "on", "at") else _bound_at(scan, place)
    if bound is None or scan.table.has("since", words[place]):
        return None
    kind = {"before": "until", "after": "since"}.get(bound[0], bound[0])
    clock = clock_at(scan, bound[1])
    if clock is None:
        return None
    text = timed(point._replace(clock=clock[0]), setting)
    return Phrase(open_text(kind, text), clock[1])


def or_later(scan: TimeScan, phrase: Phrase, point: Point, setting: Setting) -> Phrase:
    """Read "or later", "and after", "onwards", "or earlier" after a time.

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> scan = time_scan("2012 or later")
        >>> or_later(scan, Phrase("2012", 1), Point(1, Mark(2012)), Setting()).edtf
        '2012/..'
    """
    words, stop = scan.words, phrase.stop
    if words[stop] in ("onward", "onwards"):
        return opened("since", point, setting, stop + 1)
    if words[stop] not in ("or", "and"):
        return phrase
    following = words[stop + 1]
    if following in ("later", "onward", "onwards", "beyond") or (
        following == "after" and not words[stop + 2][:1].isalnum()
    ):
        return opened("since", point, setting, stop + 2)
    if following == "earlier" or (following == "before" and not words[stop + 2][:1].isalnum()):
        return opened("until", point, setting, stop + 2)
    return phrase
