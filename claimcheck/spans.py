"""What a time is, and how two times lie to each other."""

import math
import re
from calendar import isleap
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Final, NamedTuple

from attrs import Attribute, field, frozen

from claimcheck.errors import InvalidRecord
from claimcheck.listed import fields_table, short_repr

__all__ = ["PRECISIONS", "Order", "TimeSpan", "before", "order_of", "overtaken", "plain_zone", "relate_spans"]

PRECISIONS: Final = (
    "second",
    "minute",
    "hour",
    "day",
    "month",
    "season",
    "quarter",
    "half",
    "year",
    "decade",
    "century",
    "interval",
)

_EDTF_SIGNS: Final = re.compile(r"[0-9TXYZES:.,+/?~%\[\]{}-]+")
WESTMOST: Final = timedelta(hours=-12)
EASTMOST: Final = timedelta(hours=14)


def plain_zone(moment: datetime) -> datetime:
    """Return the same instant with its zone as a plain offset that ISO 8601 can write, else in UTC.

    Raises:
        InvalidRecord: The instant has no zone, or lies outside the years 1 to 9999 in UTC.

    Examples:
        >>> from zoneinfo import ZoneInfo
        >>> plain_zone(datetime(2025, 6, 1, 20, tzinfo=ZoneInfo("Europe/Kyiv"))).isoformat()
        '2025-06-01T20:00:00+03:00'
    """
    if moment.tzinfo is UTC and type(moment) is datetime and not moment.fold:
        return moment
    offset = moment.utcoffset()
    if offset is None:
        raise InvalidRecord(f"expected a zone with the time of day, got {moment.isoformat()!r}")
    local = datetime.combine(
        date(moment.year, moment.month, moment.day),
        time(moment.hour, moment.minute, moment.second, moment.microsecond),
    )
    if WESTMOST <= offset <= EASTMOST and not offset % timedelta(minutes=1):
        return local.replace(tzinfo=timezone(offset) if offset else UTC)
    try:
        return (local - offset).replace(tzinfo=UTC)
    except OverflowError as err:
        raise InvalidRecord(f"expected a time within the years 1 to 9999, got {moment.isoformat()!r}") from err


def _tidy_end(value: date | datetime | None) -> date | datetime | None:
    """Return an end with its zone as a plain offset."""
    return plain_zone(value) if isinstance(value, datetime) else value


def _check_end(_: object, attribute: "Attribute[date | datetime | None]", value: object) -> None:
    """Refuse an end that is no date, or a time of day without its zone."""
    if value is not None and not isinstance(value, date):
        raise InvalidRecord(f"expected a date, a datetime or None as {attribute.name}, got {value!r}")


def _check_precision(_: object, __: "Attribute[str]", value: object) -> None:
    """Refuse a precision that has no name here."""
    if value not in PRECISIONS:
        raise InvalidRecord(f"expected a precision ({', '.join(PRECISIONS)}), got {value!r}")


def _check_approximate(_: object, __: "Attribute[bool]", value: object) -> None:
    """Refuse anything but yes and no."""
    if not isinstance(value, bool):
        raise InvalidRecord(f"expected True or False as approximate, got {value!r}")


def _check_edtf(_: object, __: "Attribute[str]", value: object) -> None:
    """Refuse a text that no EDTF writer would give."""
    if not isinstance(value, str) or not _EDTF_SIGNS.fullmatch(value):
        raise InvalidRecord(f"expected the time as EDTF text, got {value!r}")


@frozen(kw_only=True)
class TimeSpan:
    """A time as far as it is known: from its earliest to its latest moment, both inclusive.

    An end of None is open where `edtf` writes ``..``, and unknown otherwise (not stated, or outside the
    years 1 to 9999, where `edtf` alone keeps it). An end written to the minute stands for that whole minute,
    as a date stands for its whole day.

    Attributes:
        earliest: The first moment it can be: a date, or a datetime with its zone.
        latest: The last one, of the same kind.
        precision: How finely it is known, one of `PRECISIONS`.
        approximate: Whether it was qualified as approximate, uncertain or both (``~``, ``?``, ``%``).
        edtf: The time as Extended Date/Time Format text; `claimcheck.times.parse_time` reads it back.

    Examples:
        >>> june = TimeSpan(earliest=date(2025, 6, 1), latest=date(2025, 6, 30), precision="month", edtf="2025-06")
        >>> print(june)
        2025-06
        >>> june.open_end
        False
    """

    earliest: date | datetime | None = field(converter=_tidy_end, validator=_check_end)
    latest: date | datetime | None = field(converter=_tidy_end, validator=_check_end)
    precision: str = field(validator=_check_precision)
    approximate: bool = field(default=False, validator=_check_approximate)
    edtf: str = field(validator=_check_edtf)

    def __attrs_post_init__(self) -> None:
        """Refuse ends that are of two kinds or in the wrong order."""
        if self.earliest is None or self.latest is None:
            return
        if isinstance(self.earliest, datetime) != isinstance(self.latest, datetime):
            raise InvalidRecord(f"expected two dates or two datetimes as ends, got {self.edtf!r}")
        if self.earliest > self.latest:
            raise InvalidRecord(f"expected earliest before latest, got {self.earliest} after {self.latest}")

    __repr__ = short_repr
    _repr_html_ = fields_table

    def __str__(self) -> str:
        return self.edtf

    @property
    def open_start(self) -> bool:
        """Whether it was written as having no beginning (``../B``, ``[..B]``)."""
        return self.earliest is None and self.edtf.startswith(("../", "[..", "{.."))

    @property
    def open_end(self) -> bool:
        """Whether it was written as having no end (``A/..``, ``[A..]``)."""
        return self.latest is None and self.edtf.endswith(("/..", "..]", "..}"))


def relate_spans(a: TimeSpan, b: TimeSpan, *, window: bool) -> str:
    """Return how *a* lies to *b*: equal, narrower, wider, overlapping, disjoint or unknown.

    Dates against a time of day have no known zone: such an answer is given only if it holds in every zone
    from UTC-12 to UTC+14. ``relate_spans(b, a)`` is the inverse.

    Args:
        a: One time.
        b: The other.
        window: True if both are exact windows of a count: whole days, or half-open between two instants.
            False if both are moments known with some precision: one within the other is then no proof of
            one moment, and the answer is equal, disjoint or unknown.

    Examples:
        >>> def day(number: int) -> TimeSpan:
        ...     on = date(2025, 6, number)
        ...     return TimeSpan(earliest=on, latest=on, precision="day", edtf=on.isoformat())
        >>> june = TimeSpan(earliest=date(2025, 6, 1), latest=date(2025, 6, 30), precision="month", edtf="2025-06")
        >>> relate_spans(day(1), june, window=True), relate_spans(june, day(1), window=True)
        ('narrower', 'wider')
        >>> relate_spans(day(1), june, window=False), relate_spans(day(1), day(2), window=False)
        ('unknown', 'disjoint')
    """
    if a.edtf == b.edtf and (not window or not _has_unstated_end(a)):
        return "equal"
    relation = _relation(a, b, window=window)
    if relation in ("before", "after"):
        return "unknown" if a.approximate or b.approximate else "disjoint"
    return relation if window or relation == "equal" else "unknown"


def before(a: TimeSpan, b: TimeSpan) -> bool | None:
    """Return True if *a* certainly ends before *b* begins, False if *b* ends before *a* begins, else None.

    Zones are treated as in `relate_spans`; nothing is certain about an approximate time.

    Examples:
        >>> may = TimeSpan(earliest=date(2025, 5, 1), latest=date(2025, 5, 31), precision="month", edtf="2025-05")
        >>> june = TimeSpan(earliest=date(2025, 6, 1), latest=date(2025, 6, 30), precision="month", edtf="2025-06")
        >>> before(may, june), before(june, may), before(may, may)
        (True, False, None)
    """
    if a.approximate or b.approximate or a.edtf == b.edtf:
        return None
    return {"before": True, "after": False}.get(_relation(a, b, window=False))


class Order(NamedTuple):
    """A time as two positions to order it by; a day has no known zone, and reaches further beside an instant."""

    is_day: bool
    begin: float
    end: float
    first: float
    last: float

    def beside(self, is_day: bool) -> tuple[float, float]:
        """The positions to hold against times that are days, or against instants."""
        return (self.begin, self.end) if is_day == self.is_day else (self.first, self.last)

    def is_before(self, other: "Order") -> bool:
        """Whether this time certainly ends before the other begins."""
        return self.beside(other.is_day)[1] <= other.beside(self.is_day)[0]

    @property
    def reversed(self) -> "Order":
        """The same time on a line that runs backwards."""
        return Order(self.is_day, -self.end, -self.begin, -self.last, -self.first)


def order_of(span: TimeSpan, *, at_end: bool = False) -> Order | None:
    """Return the positions by which *span* is ordered among times; None where nothing is certain about it.

    With *at_end* it is taken for the moment at which it ends: a count known up to a day is known up to its end.

    Examples:
        >>> may = TimeSpan(earliest=date(2025, 5, 1), latest=date(2025, 5, 31), precision="month", edtf="2025-05")
        >>> order_of(may).is_day
        True
    """
    timed = _is_timed(span)
    if span.approximate or timed is None or _is_season(span):
        return None
    ends = _ends(span, window=False)
    begin, end = ends.first_start, ends.last_end
    if at_end:
        begin = ends.first_end - 1
        if math.isinf(begin) or math.isinf(end):
            return None
    if timed:
        return Order(False, begin, end, begin, end)
    east, west = (offset // timedelta(microseconds=1) for offset in (EASTMOST, WESTMOST))
    return Order(True, begin, end, begin - east, end - west)


def overtaken(orders: Sequence[Order | None]) -> list[bool]:
    """Return, for each time, whether another certainly begins after it ends; of None nothing is certain. O(n).

    Examples:
        >>> days = [
        ...     TimeSpan(earliest=date(2025, 6, n), latest=date(2025, 6, n), precision="day", edtf=f"2025-06-0{n}")
        ...     for n in (1, 2)
        ... ]
        >>> overtaken([*map(order_of, days), None])
        [True, False, False]
    """
    known = [one for one in orders if one is not None]
    kinds = (False, True)
    latest = {
        (theirs, mine): max((one.beside(mine)[0] for one in known if one.is_day is theirs), default=-math.inf)
        for theirs in kinds
        for mine in kinds
    }
    return [
        one is not None and any(one.beside(theirs)[1] <= latest[theirs, one.is_day] for theirs in kinds)
        for one in orders
    ]


_SECOND: Final = 1_000_000  # all positions on the line of time are whole microseconds
_DAY: Final = 86_400 * _SECOND
_UNITS: Final = {"hour": 3600 * _SECOND, "minute": 60 * _SECOND, "second": _SECOND}
_SEASONS_OF_A_YEAR: Final = re.compile(r"[?~%]?([0-9]{4})[?~%]?-[?~%]?(2[1-4])[?~%]?")


class _Ends(NamedTuple):
    """Where a half-open stretch of time can begin and end, each between two positions."""

    first_start: float
    last_start: float
    first_end: float
    last_end: float


def _relation(a: TimeSpan, b: TimeSpan, *, window: bool) -> str:
    """Return the relation that certainly holds, with before and after for disjoint."""
    # Which months a season means depends on the hemisphere. Two seasons are taken to be of one.
    one_season = _is_season(a) != _is_season(b)
    ends_a = _season_ends(a) if one_season and _is_season(a) else _ends(a, window=window)
    ends_b = _season_ends(b) if one_season and _is_season(b) else _ends(b, window=window)
    timed_a, timed_b = _is_timed(a), _is_timed(b)
    if timed_a is None or timed_b is None or timed_a == timed_b:
        return _certain(ends_a, ends_b)
    relations = set()
    for offset in (WESTMOST, EASTMOST):
        shift = offset // timedelta(microseconds=1)
        relations.add(
            _certain(
                ends_a if timed_a else _Ends(*(position - shift for position in ends_a)),
                ends_b if timed_b else _Ends(*(position - shift for position in ends_b)),
            )
        )
    # What holds in the two outermost zones holds between them, save for an overlap and for equal ends.
    relation = relations.pop()
    return "unknown" if relations or relation in ("overlapping", "equal") else relation


def _certain(a: _Ends, b: _Ends) -> str:
    """Return the one relation that holds wherever the ends lie within their limits, else unknown."""
    if a.last_end <= b.first_start:
        return "before"
    if b.last_end <= a.first_start:
        return "after"
    if a == b and a.first_start == a.last_start and a.first_end == a.last_end:
        return "equal"
    if _is_within(a, b):
        return "narrower"
    if _is_within(b, a):
        return "wider"
    if _straddles(a, b) or _straddles(b, a):
        return "overlapping"
    return "unknown"


def _is_within(a: _Ends, b: _Ends) -> bool:
    """Tell whether *a* certainly lies in *b* and is shorter."""
    if b.last_start > a.first_start or a.last_end > b.first_end:
        return False
    # A season, or a year outside the calendar, is not as long as all the time that it may lie in.
    adrift = a.first_start < a.last_start and a.first_end < a.last_end
    return adrift or b.last_start < a.first_start or a.last_end < b.first_end


def _straddles(a: _Ends, b: _Ends) -> bool:
    """Tell whether *a* certainly begins before *b* and ends within it."""
    return a.last_start < b.first_start and b.last_start < a.first_end and a.last_end < b.first_end


def _ends(span: TimeSpan, *, window: bool) -> _Ends:
    """Return the ends of a span: open ones at infinity, unknown ones anywhere up to the other end."""
    start = _position(span.earliest)
    end = _position(span.latest)
    if end is not None and start is None:
        end += _written_unit(span, window=window)
    elif end is not None and start is not None:
        end = max(end + _written_unit(span, window=window), start + 1)
    if span.open_start:
        starts = (-math.inf, -math.inf)
    else:
        starts = (-math.inf, math.inf if end is None else end) if start is None else (start, start)
    if span.open_end:
        ends = (math.inf, math.inf)
    else:
        ends = (-math.inf if start is None else start, math.inf) if end is None else (end, end)
    return _Ends(*starts, *ends)


def _season_ends(span: TimeSpan) -> _Ends:
    """Return how early and late a season named for a year can lie, in either hemisphere.

    Spring and autumn lie between March and November. Summer and winter may lie across a turn of the year,
    and either year may give them their name.
    """
    plain = re.sub(r"[?~%]", "", span.edtf)
    year, code = int(plain[:4]), plain[5:7]
    if code in ("21", "23"):
        low, high = date(year, 3, 1).toordinal(), date(year, 12, 1).toordinal()
    else:
        low = date(year, 1, 1).toordinal() - 31
        high = date(year, 12, 31).toordinal() + 1 + 31 + 28 + isleap(year + 1)
    low, high = low * _DAY, high * _DAY
    return _Ends(low, high, low, high)


def _position(end: date | datetime | None) -> int | None:
    """Return an end as microseconds from a fixed day, in UTC if it has a zone."""
    if end is None:
        return None
    if not isinstance(end, datetime):
        return end.toordinal() * _DAY
    # Counted by hand: an instant of the first or last day of the calendar may have no datetime in UTC.
    offset = (end.utcoffset() or timedelta()) // timedelta(microseconds=1)
    clock = ((end.hour * 60 + end.minute) * 60 + end.second) * _SECOND + end.microsecond
    return end.toordinal() * _DAY + clock - offset


def _written_unit(span: TimeSpan, *, window: bool) -> int:
    """Return how long the last moment of a span lasts as it is written: a day, a minute, a second."""
    if not isinstance(span.latest, datetime):
        return _DAY
    if span.precision == "interval":
        if window:
            return 0
        clock = span.edtf.rpartition("/")[2].rpartition("T")[2]
        written = re.match(r"[0-9]+(:[0-9]+)?(:[0-9]+)?", clock)
        colons = written[0].count(":") if written else 2
        unit = (_UNITS["hour"], _UNITS["minute"], _UNITS["second"])[colons]
    else:
        unit = _UNITS.get(span.precision, _SECOND)
    return 1 if span.latest.microsecond else unit


def _is_timed(span: TimeSpan) -> bool | None:
    """Tell whether a span has times of day; None if it has no known end at all."""
    known = span.latest if span.earliest is None else span.earliest
    return None if known is None else isinstance(known, datetime)


def _is_season(span: TimeSpan) -> bool:
    """Tell whether a span is a season named without a hemisphere."""
    return span.earliest is not None and span.precision == "season" and bool(_SEASONS_OF_A_YEAR.fullmatch(span.edtf))


def _has_unstated_end(span: TimeSpan) -> bool:
    """Tell whether an end was left out in writing (``/B``, ``A/``)."""
    return span.edtf.startswith("/") or span.edtf.endswith("/")
