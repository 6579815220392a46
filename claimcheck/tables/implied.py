"""On how many origins each row rests: of how many control groups a row of its topic says the same or more.

A row says as much as another when its range lies within the other's. The innermost ranges of one group form a
staircase: a query holds the group if it holds its steps minus the joins between neighbours exactly once, so that
groups are counted by counting points in quarters of the plane, with a wavelet matrix and no loop over rows.
Claude, Navarro and Ordonez, The wavelet matrix, Information Systems 47 (2015), section 3.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import evolve

from claimcheck.tables.opponents import Segments
from claimcheck.tables.rows import Bools, End, Floats, Form, Ints, Rows, Wide, has
from claimcheck.tables.stands import sorted_within

__all__ = ["count_implied", "count_parts", "count_words"]


def count_implied(rows: Rows, segments: Segments) -> Ints:
    """Return for each row how many groups have a row in its segment whose range lies within its own.

    Rows of nobody count for no group, but are told how many say as much. All rows of a segment must be figures of
    one form and unit. O(n log n).
    """
    is_point = (rows.low == rows.high) & ((rows.ends & (End.LOW_OPEN | End.HIGH_OPEN)) == 0)
    counts = np.zeros(len(rows), np.int32)
    points = np.flatnonzero(is_point)
    counts[points] = _of_points(segments.of[points], rows.low[points], rows.group[points])
    if len(points) < len(rows):
        wide = np.zeros(len(segments.starts), np.bool_)
        wide[segments.of[~is_point]] = True
        beside = np.flatnonzero(wide[segments.of])
        asked = np.flatnonzero(~is_point[beside])
        counts[beside[asked]] = _of_ranges(segments.of[beside], rows.take(beside), asked)
    return counts


def count_parts(rows: Rows, topics: Segments) -> tuple[Wide, Ints]:
    """Return the places of the rows that are so many of so many, and for each on how many origins it rests.

    A row says as much as 52 of 80 when all that both say lies within it: 52 alone, 52 of 80, an exact share of 65 %.
    So for each whole of a topic all its rows are laid out as shares of that whole.
    """
    wholes = rows.of if rows.of is not None else np.full(len(rows), np.nan)
    parts = np.flatnonzero(~np.isnan(wholes))
    order = parts[np.lexsort((wholes[parts], topics.of[parts]))]
    fresh = np.ones(len(order), np.bool_)
    np.logical_or(topics.of[order[1:]] != topics.of[order[:-1]], wholes[order[1:]] != wholes[order[:-1]], out=fresh[1:])
    line = np.cumsum(fresh) - 1
    lines = np.bincount(topics.of[order[fresh]], minlength=len(topics.starts))  # how many wholes each topic has
    first = np.cumsum(lines) - lines
    figure = (rows.form == Form.COUNT) | (rows.form == Form.SHARE)
    others = np.flatnonzero(np.isnan(wholes) & figure & (lines[topics.of] > 0))
    times = lines[topics.of[others]]
    again = np.repeat(others, times)
    step = np.arange(len(again)) - np.repeat(np.cumsum(times) - times, times)
    places = np.concatenate((order, again))
    laid = np.concatenate((line, first[topics.of[again]] + step))
    whole = wholes[order[fresh]][laid]
    share = rows.form[places] == Form.SHARE
    low, high = (np.where(share, ends[places], 100 * ends[places] / whole) for ends in (rows.low, rows.high))
    sorted_ = np.argsort(laid, kind="stable")
    held = evolve(rows.take(places), topic=laid.astype(np.int32), low=low, high=high).take(sorted_)
    counts = np.empty(len(places), np.int32)
    counts[sorted_] = count_implied(held, Segments.by(held.topic))
    return order, counts[: len(order)]


def count_words(rows: Rows, segments: Segments) -> Ints:
    """Return for each row how many groups give its word in its segment; the word stands in ``unit``."""
    order = np.lexsort((rows.unit, segments.of))
    same = np.ones(len(order), np.bool_)
    np.logical_or(
        segments.of[order[1:]] != segments.of[order[:-1]], rows.unit[order[1:]] != rows.unit[order[:-1]], out=same[1:]
    )
    value = np.empty(len(order), np.int32)
    value[order] = np.cumsum(same, dtype=np.int32) - 1
    return _distinct(value, rows.group)[value]


def _of_points(of: Ints, numbers: Floats, group: Ints) -> Ints:
    """How many groups give the very number."""
    if not len(of):
        return np.zeros(0, np.int32)
    order = sorted_within(of, numbers)
    same = np.ones(len(order), np.bool_)
    np.logical_or(of[order[1:]] != of[order[:-1]], numbers[order[1:]] != numbers[order[:-1]], out=same[1:])
    value = np.empty(len(order), np.int32)
    value[order] = np.cumsum(same, dtype=np.int32) - 1
    return _distinct(value, group)[value]


def _distinct(value: Ints, group: Ints) -> Ints:
    """For each code of *value* how many different groups stand beside it."""
    bits = int(group.max(initial=0)).bit_length()
    pairs = np.sort(((value.astype(np.int64) << bits) + group)[group >= 0])
    fresh = np.ones(len(pairs), np.bool_)
    np.not_equal(pairs[1:], pairs[:-1], out=fresh[1:])
    return np.bincount(pairs[fresh] >> bits, minlength=int(value.max(initial=-1)) + 1).astype(np.int32)


def _of_ranges(of: Ints, rows: Rows, asked: Wide) -> Ints:
    """How many groups have a row within the range of each row at *asked*."""
    begins = _ranks(of, rows.low, (has(rows.ends, End.LOW_OPEN)).astype(np.int32))
    ends = _ranks(of, rows.high, (~has(rows.ends, End.HIGH_OPEN)).astype(np.int32))
    named = np.flatnonzero(rows.group >= 0)
    if not len(named):
        return np.zeros(len(asked), np.int32)
    begin, end, weight = _stairs(of[named], rows.group[named], begins[named], ends[named])
    falling = np.argsort(-begin, kind="stable")
    first, last = begins[asked], ends[asked] + 1
    counts = np.zeros(len(asked), np.int64)
    for sign in (1, -1):
        held = falling[weight[falling] == sign]
        # Ranks rise from topic to topic: what begins at or after a row and ends at or before it is of its topic.
        reach = len(held) - np.searchsorted(begin[held][::-1], first, side="left")
        counts += sign * _count_below(end[held], reach, last)
    return counts.astype(np.int32)


def _ranks(of: Ints, numbers: Floats, open_: Ints) -> Wide:
    """The rank of each end among all of them: by topic, then along the line, equal ends equal."""
    order = sorted_within(of, numbers, open_)
    fresh = np.ones(len(order), np.bool_)
    for number, differs in enumerate(_steps(column[order]) for column in (of, numbers, open_)):
        fresh[1:] = differs if number == 0 else fresh[1:] | differs
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.cumsum(fresh) - 1
    return ranks


def _steps(held: npt.NDArray[Any]) -> Bools:
    return np.asarray(held[1:] != held[:-1])


def _stairs(of: Ints, group: Ints, begin: Wide, end: Wide) -> tuple[Wide, Wide, Wide]:
    """The innermost ranges of each group in each topic, with weight 1, and the joins between them, with weight -1."""
    order = np.lexsort((-end, begin, group, of))[::-1]  # by topic and group, each from the last that begins
    of, group, begin, end = of[order], group[order], begin[order], end[order]
    fresh = np.ones(len(order), np.bool_)
    np.logical_or(of[1:] != of[:-1], group[1:] != group[:-1], out=fresh[1:])
    number = np.cumsum(fresh)
    least = np.minimum.accumulate(end - number * (int(end.max()) + 2))  # each group starts below all before it
    before = np.empty_like(least)
    before[0] = 0
    before[1:] = least[:-1] + number[1:] * (int(end.max()) + 2)
    step = fresh | (end < before)
    begin, end, number = begin[step], end[step], number[step]
    joined = number[1:] == number[:-1]
    begins = np.concatenate((begin, begin[1:][joined]))
    ends = np.concatenate((end, end[:-1][joined]))
    weight = np.concatenate((np.ones(len(begin), np.int64), np.full(int(joined.sum()), -1, np.int64)))
    return begins, ends, weight


def _count_below(numbers: Wide, reach: Wide, limit: Wide) -> Wide:
    """For each query how many of the first *reach* of *numbers* lie below *limit*."""
    found = np.zeros(len(reach), np.int64)
    if not len(numbers):
        return found
    bits = max(int(numbers.max()).bit_length(), 1)
    top = limit >= 1 << bits
    found[top] = reach[top]
    open_ = np.flatnonzero(~top & (limit > 0))
    first, last, under = np.zeros(len(open_), np.int64), reach[open_], limit[open_]
    held, count = numbers, np.zeros(len(open_), np.int64)
    for bit in range(bits - 1, -1, -1):
        ones = (held >> bit) & 1
        zeros = np.concatenate(([0], np.cumsum(1 - ones)))
        is_one = ((under >> bit) & 1) == 1
        zeros_first, zeros_last = zeros[first], zeros[last]
        count += np.where(is_one, zeros_last - zeros_first, 0)
        first = np.where(is_one, zeros[-1] + first - zeros_first, zeros_first)
        last = np.where(is_one, zeros[-1] + last - zeros_last, zeros_last)
        held = np.concatenate((held[ones == 0], held[ones == 1]))
    found[open_] = count
    return found
