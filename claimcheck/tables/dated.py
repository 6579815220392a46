"""Opponents among counts that accumulate: a count taken later may be higher, and one taken earlier may be lower.

A count disputes one that lies below it unless it was certainly taken later; one that was certainly taken earlier
disputes it whatever the softness of the two. So extremes are kept for every number of first rows in the order of time,
by doubling: the two best sides of two neighbouring stretches give those of both. Hillis and Steele, Data parallel
algorithms, Communications of the ACM 29 (1986), "Computing all partial sums of an array".
"""

from collections.abc import Iterator
from typing import Final

import numpy as np

from claimcheck.tables.opponents import Opponents, Segments, beside, candidates, keep
from claimcheck.tables.rows import Dating, End, Floats, Ints, Outcome, Rows, Rule, Wide, has

__all__ = ["find_dated"]

_NOBODY: Final = -1


def find_dated(rows: Rows, side: Ints, segments: Segments, rule: Rule, one: Floats) -> Opponents:
    """Return for each row the farthest row of another side that disputes it, else the farthest it does not meet.

    As ``find_opponents``, for counts with a time; within a segment all rows must be dated by the same.
    """
    found = Opponents(
        np.full(len(rows), -1, np.int32), np.full(len(rows), np.nan), np.full(len(rows), Outcome.NONE, np.int32)
    )
    for above in (True, False):
        for candidate in _in_time(rows, side, segments, one, above):
            keep(found, candidate, rows, rule, one, above, _outcome)
        for candidate in candidates(rows, side, segments, one, above):
            keep(found, candidate, rows, rule, one, above, _outcome)
    return found


def _outcome(rows: Rows, upper: Wide, lower: Wide, rule: Rule, one: Floats) -> tuple[Ints, Floats]:
    """The outcome of two counts that do not meet: by their times where one was certainly taken first."""
    outcome, gap = beside(rows, upper, lower, rule, one)
    if rows.begin is None or rows.end is None or rows.dated is None:
        return outcome, gap
    later = rows.end[lower] <= rows.begin[upper]
    earlier = rows.end[upper] <= rows.begin[lower]
    stated = np.isin(rows.dated[upper], (Dating.CUTOFF, Dating.CUTOFF_INSTANT))
    outcome[earlier & ~later] = Outcome.FELL
    outcome[later] = np.where(stated[later], Outcome.PROGRESSION, Outcome.UNDETERMINED_CUTOFF)
    return outcome, gap


def _in_time(rows: Rows, side: Ints, segments: Segments, one: Floats, above: bool) -> Iterator[Wide]:
    """The candidates above among those not certainly later, and among those certainly earlier; below the reverse."""
    if rows.begin is None or rows.end is None:
        return
    begin, end = (rows.begin, rows.end) if above else (-rows.end, -rows.begin)
    soft, left_out = (End.LOW_SOFT, End.LOW_LEFT_OUT) if above else (End.HIGH_SOFT, End.HIGH_LEFT_OUT)
    near = np.where(side == _NOBODY, -np.inf, rows.low if above else -rows.high)
    is_soft, is_left_out = has(rows.ends, soft), has(rows.ends, left_out)
    several = [near, np.where(is_left_out, near - one, near)] if is_left_out.any() else [near]
    several += [np.where(is_soft, -np.inf, values) for values in several] if is_soft.any() else []
    for values in several:
        yield _before(values, side, segments, begin, end, strictly=True)
    yield _before(near, side, segments, end, begin, strictly=False)


def _before(values: Floats, side: Ints, segments: Segments, times: Floats, limits: Floats, *, strictly: bool) -> Wide:
    """For each row the best row of another side among those whose time lies before its limit, or on it."""
    order = np.lexsort((times, segments.of))
    count = len(order)
    of = segments.of[order]
    reach = _reach(of, times[order], segments.of, limits, strictly=strictly)
    best, second = _two_best(values[order], side[order], of)
    last = reach - 1
    inside = (reach > segments.starts[segments.of]) & (side != _NOBODY)
    first_of = np.where(inside, best[np.clip(last, 0, count - 1)], -1)
    second_of = np.where(inside, second[np.clip(last, 0, count - 1)], -1)
    mine = (first_of >= 0) & (side[order[first_of]] == side)
    chosen = np.where(mine, second_of, first_of)
    return np.where(chosen >= 0, order[chosen], -1)


def _reach(of: Ints, times: Floats, asked: Ints, limits: Floats, *, strictly: bool) -> Wide:
    """How many rows, by segment and time, lie before each limit in its segment and in all segments before it."""
    count = len(times)
    codes = np.concatenate((of, asked))
    moments = np.concatenate((times, limits))
    asks = np.concatenate((np.zeros(count, np.int8), np.ones(len(asked), np.int8)))
    order = np.lexsort((1 - asks if strictly else asks, moments, codes))
    held = np.cumsum(order < count)
    found = np.empty(len(order), np.int64)
    found[order] = held
    return found[count:]


def _two_best(values: Floats, side: Ints, of: Ints) -> tuple[Wide, Wide]:
    """For every row the places of the best row up to it in its segment, and of the best of another side than that."""
    count = len(values)
    best = np.where(values > -np.inf, np.arange(count), -1)
    second = np.full(count, -1, np.int64)
    step, longest = 1, int(np.bincount(of).max(initial=0))

    def better(one: Wide, other: Wide) -> Wide:
        """The better of two places, the earlier one of equals."""
        wins = (other >= 0) & (
            (one < 0) | (values[other] > values[one]) | ((values[other] == values[one]) & (other < one))
        )
        return np.where(wins, other, one)

    while step < longest:
        here = np.arange(step, count)
        there = here - step
        joined = of[here] == of[there]
        here, there = here[joined], there[joined]
        winner = better(best[here], best[there])
        runner = np.full(len(here), -1, np.int64)
        for places in (best[here], best[there], second[here], second[there]):
            runner = better(runner, np.where((places >= 0) & (side[places] != side[winner]), places, -1))
        best[here], second[here] = winner, runner
        step *= 2
    return best, second
