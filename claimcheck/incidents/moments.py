"""When a figure is from, as a place on an axis of days: how sure that is, and by which of a claim's times."""

import re
from datetime import UTC, date, datetime, time, timedelta
from math import inf
from typing import Final

from attrs import frozen

from claimcheck.model import Claim
from claimcheck.spans import TimeSpan
from claimcheck.view import View

__all__ = ["DATED", "Moment", "begins", "moment_of"]

DATED: Final = {
    "cutoff": "up to when it was counted",
    "asserted": "when it was said",
    "published": "when it was printed",
}
"""The times that a figure is placed by, the first that is known, each in words."""

_FIRST: Final = datetime(1, 1, 1, tzinfo=UTC)
_DAY: Final = timedelta(days=1)
_LAST: Final = (date.max - date.min).days * 86400 + 86399
_UNITS: Final = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1)}


@frozen(kw_only=True)
class Moment:
    """A time in days since the year 1, UTC: from ``start`` to ``end``, None where that is not known."""

    by: str
    at: float
    start: float | None
    end: float | None
    approximate: bool = False

    @property
    def day(self) -> str:
        """The day, and the time of day where it is known to the hour, in UTC.

        Examples:
            >>> Moment(by="cutoff", at=739404.375, start=739404.375, end=739404.375).day
            '2025-06-03 09:00'
        """
        known = [one for one in (self.start, self.end) if one is not None]
        moment = _at(known[0] if known else self.at)
        is_day = len(known) == 2 and known[1] - known[0] >= 1
        is_dated = is_day or len(known) < 2
        words = moment.date().isoformat() if is_dated else moment.replace(tzinfo=None).isoformat(" ", "minutes")
        last = _at(known[-1], -1) if is_day else moment
        return words if not is_day or last.date() == moment.date() else f"{words} to {last.date().isoformat()}"


def moment_of(claim: Claim, view: View) -> Moment | None:
    """Return by which of its times a claim has a place, and where; None where it has no date on the calendar.

    A count known up to a day is placed at the end of it, anything else in the middle of what is known of it.

    Examples:
        >>> from claimcheck.model import Proposition
        >>> from claimcheck.times import time_span
        >>> claim = Claim(key="c", proposition=Proposition(), asserted=time_span("2025-06-02"))
        >>> moment = moment_of(claim, View())
        >>> moment.by, moment.end - moment.start
        ('asserted', 1.0)
    """
    published = [
        source.published
        for one in view.standing_appearances(claim) or claim.appearances
        if (source := view.sources.get(one.source)) is not None and source.published is not None
    ]
    printed = [moment for span in published if (moment := _placed("published", span)) is not None]
    for by, span in (("cutoff", claim.proposition.cutoff), ("asserted", claim.asserted)):
        moment = None if span is None else _placed(by, span)
        if moment is not None:
            return moment
    return min(printed, key=lambda one: (one.at, one.start or 0, one.end or 0), default=None)


def _at(days: float, more: int = 0) -> datetime:
    return _FIRST + timedelta(seconds=max(0, min(round(days * 86400) + more, _LAST)))


def begins(span: TimeSpan) -> float:
    """Return when a time begins, in days since the year 1, UTC; what has no beginning begins before all.

    Examples:
        >>> from claimcheck.times import time_span
        >>> begins(time_span("0001-01-02")), begins(time_span("../2025"))
        (1.0, -inf)
    """
    start = _number(span.earliest)
    if start is not None:
        return start
    before_our_era = re.match(r"-(\d{4,9})", span.edtf)
    return -inf if before_our_era is None else -366.0 * int(before_our_era[1])


def _placed(by: str, span: TimeSpan) -> Moment | None:
    start, end = _number(span.earliest), _number(span.latest, after=True, precision=span.precision)
    known = [one for one in (start, end) if one is not None]
    if not known:
        return None
    at = known[-1] if by == "cutoff" else sum(known) / len(known)
    return Moment(by=by, at=at, start=start, end=end, approximate=span.approximate)


def _number(moment: date | datetime | None, *, after: bool = False, precision: str = "day") -> float | None:
    """An end as days; with *after* the end of the day, hour or minute that is meant."""
    if moment is None:
        return None
    if isinstance(moment, datetime):
        days = (moment - _FIRST) / _DAY
        return days + (_UNITS.get(precision, timedelta(0)) / _DAY if after else 0)
    midnight = datetime.combine(moment, time(0), UTC)
    return (midnight - _FIRST) / _DAY + (1 if after else 0)
