"""Which row of another side disputes each row, decided by extremes and without listing pairs.

The rows of a topic lie together. Of each topic the largest lower end and the smallest upper end are kept, each for the
two best sides, since one of the two is always another side; the ends of hard figures are kept apart from all, since a
soft figure shields its neighbours. Of the rows that dispute a row the one farthest away is named.
"""

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

import numpy as np
from attrs import frozen

from claimcheck.tables.rows import Bools, End, Floats, Ints, Outcome, Rows, Rule, Wide, has

__all__ = ["Opponents", "Segments", "beside", "candidates", "find_opponents", "is_apart", "keep"]

_NOBODY: Final = -1
_DISPUTES: Final = np.array([outcome in {Outcome.CONTRADICTS, Outcome.EXCLUSIVE, Outcome.FELL} for outcome in Outcome])

Decide: TypeAlias = Callable[[Rows, Wide, Wide, Rule, Floats], tuple[Ints, Floats]]
"""How the outcome and the gap of rows and the rows below them are decided."""


@frozen(eq=False)
class Segments:
    """Where the rows of each topic begin, and the number of the topic of each row, in rows that lie topic by topic."""

    starts: Wide
    of: Ints

    @classmethod
    def by(cls, codes: Ints) -> "Segments":
        """The segments of equal neighbours in *codes*."""
        begins = np.empty(len(codes), np.bool_)
        begins[:1] = True
        np.not_equal(codes[1:], codes[:-1], out=begins[1:])
        return cls(np.flatnonzero(begins), np.cumsum(begins, dtype=np.int32) - 1)

    def largest(self, values: Floats) -> Floats:
        """The largest value of each segment."""
        return np.maximum.reduceat(values, self.starts) if len(self.starts) else values[:0]


@frozen(eq=False)
class Opponents:
    """For each row the place of the row it is held against (-1 for none), the gap between them, and the outcome."""

    place: Ints
    gap: Floats
    outcome: Ints

    @property
    def disputed(self) -> Bools:
        """Which rows a row of another side disputes."""
        return np.asarray(_DISPUTES[self.outcome])


class _TwoBest:
    """The row with the largest value in each segment, and the largest of another side than that one's."""

    def __init__(self, values: Floats, side: Ints, segments: Segments) -> None:
        self._segments = segments
        self._side = side
        self._first = self._best(values)
        held = np.where(self._first >= 0, side[self._first], _NOBODY)
        self._held = held
        self._second = self._best(np.where(side == held[segments.of], -np.inf, values))

    def _best(self, values: Floats) -> Wide:
        """The place of the largest value of each segment, the first of several, -1 where there is none."""
        segments = self._segments
        largest = segments.largest(values)
        found = np.full(len(segments.starts), -1, np.int64)
        tied = np.flatnonzero((values == largest[segments.of]) & (values > -np.inf))
        of = segments.of[tied]
        first = np.ones(len(of), np.bool_)
        np.not_equal(of[1:], of[:-1], out=first[1:])
        found[of[first]] = tied[first]
        return found

    def others(self) -> Wide:
        """For each row the place of the best row of another side in its segment, -1 where there is none."""
        of = self._segments.of
        found = np.where(self._side == self._held[of], self._second[of], self._first[of])
        return np.where(self._side == _NOBODY, _NOBODY, found)


def find_opponents(rows: Rows, side: Ints, segments: Segments, rule: Rule, one: Floats) -> Opponents:
    """Return for each row the farthest row of another side that disputes it, else the farthest it does not meet.

    Rows with side -1 take no part. All rows of a segment must be figures of one form and unit; *one* is what one unit
    is worth on the line of each row. Of several equally far away the first speaks, so that the order of the rows in a
    segment has to come from what they say.
    """
    found = Opponents(
        np.full(len(rows), -1, np.int32), np.full(len(rows), np.nan), np.full(len(rows), Outcome.NONE, np.int32)
    )
    for above in (True, False):
        settled = np.zeros(len(rows), np.bool_)
        for candidate in candidates(rows, side, segments, one, above):
            candidate[settled] = _NOBODY  # the farthest of all disputes it
            settled[keep(found, candidate, rows, rule, one, above)] = True
    return found


def candidates(rows: Rows, side: Ints, segments: Segments, one: Floats, above: bool) -> Iterator[Wide]:
    """The rows that could dispute each row from one side of the line; of those equally far away the first speaks."""
    soft, left_out = (End.LOW_SOFT, End.LOW_LEFT_OUT) if above else (End.HIGH_SOFT, End.HIGH_LEFT_OUT)
    near = rows.low if above else -rows.high
    near = np.where(side == _NOBODY, -np.inf, near)
    is_soft = has(rows.ends, soft)
    is_left_out = has(rows.ends, left_out)
    written = np.where(is_left_out, near - one, near) if is_left_out.any() else None
    several = [near] if written is None else [near, written]
    for values in several:
        yield _TwoBest(values, side, segments).others()
    if is_soft.any():
        for values in several:
            yield _TwoBest(np.where(is_soft, -np.inf, values), side, segments).others()


def keep(
    found: Opponents, candidate: Wide, rows: Rows, rule: Rule, one: Floats, above: bool, decide: Decide | None = None
) -> Wide:
    """Keep the candidates that lie farther away than what was found, or that dispute where that did not.

    Returns the places of the rows that their candidate disputes.
    """
    places = np.flatnonzero(candidate >= 0)
    others = candidate[places]
    upper, lower = (others, places) if above else (places, others)
    apart = is_apart(rows, upper, lower)
    places, others, upper, lower = places[apart], others[apart], upper[apart], lower[apart]
    outcome, gap = (decide or beside)(rows, upper, lower, rule, one[places])
    before = found.outcome[places]
    disputes, disputed = _DISPUTES[outcome], _DISPUTES[before]
    settled: Wide = places[disputes]
    better = (disputes & ~disputed) | ((disputes == disputed) & ((before == Outcome.NONE) | (gap > found.gap[places])))
    places = places[better]
    found.place[places] = others[better]
    found.gap[places] = gap[better]
    found.outcome[places] = outcome[better]
    return settled


def is_apart(rows: Rows, upper: Wide, lower: Wide) -> Bools:
    """Whether the rows *upper* lie above the rows *lower* and share no number with them."""
    low, high = rows.low[upper], rows.high[lower]
    touching = ((rows.ends[upper] & End.LOW_OPEN) | (rows.ends[lower] & End.HIGH_OPEN)) > 0
    return np.asarray((low > high) | ((low == high) & touching))


def beside(rows: Rows, upper: Wide, lower: Wide, rule: Rule, one: Floats) -> tuple[Ints, Floats]:
    """Return the outcome of holding rows against rows that lie below them, and the gap between their nearer ends."""
    low, high = rows.low[upper], rows.high[lower]
    ends_above, ends_below = rows.ends[upper], rows.ends[lower]
    soft_above, soft_below = has(ends_above, End.LOW_SOFT), has(ends_below, End.HIGH_SOFT)
    outcome = np.full(len(low), Outcome.CONTRADICTS, np.int32)
    with np.errstate(over="ignore"):  # what lies beyond all floats lies far apart
        gap = low - high
        near = _is_near(low, high, rule, one)
    bottom = np.where(has(ends_above, End.LOW_LEFT_OUT), low - one, low)
    top = np.where(has(ends_below, End.HIGH_LEFT_OUT), high + one, high)
    rounded = has(ends_below, End.HIGH_ROUNDED)
    outcome[(gap <= one) & (bottom <= top) & ~rounded] = Outcome.BOUNDARY
    outcome[near & (soft_above ^ soft_below)] = Outcome.UNDETERMINED_VALUE
    outcome[near & soft_above & soft_below] = Outcome.ESTIMATE_SPREAD
    return outcome, gap


def _is_near(low: Floats, high: Floats, rule: Rule, one: Floats) -> Bools:
    """Whether facing ends are near enough for soft figures to be a spread of estimates."""
    if not rule.factor:
        width = float(rule.stretch) * one
        return np.asarray(low - high <= width)
    over, under = rule.stretch.numerator, rule.stretch.denominator
    return np.asarray(((high > 0) & (low * under <= high * over)) | (low - high <= one))
