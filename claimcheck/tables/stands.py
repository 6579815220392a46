"""The positions along each topic's line, for all topics at once: which rows could all be right together.

As ``claimcheck.findings.positions`` has it: the maximal cliques of an interval graph, found where a range ends right
after one has begun. Here the ends of all topics are sorted once and the cliques counted by cumulative sums.
"""

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from claimcheck.tables.opponents import Segments
from claimcheck.tables.rows import Bools, End, Floats, Ints, Rows, Wide, has

__all__ = ["line_up", "numbered", "sorted_within"]

# Where a range ends or begins at one number, in the order in which a sweep meets them.
_ENDS_BEFORE, _BEGINS, _ENDS, _BEGINS_AFTER = range(4)
_MOST_BITS: Final = 62


def sorted_within(codes: Ints, numbers: Floats, kinds: Ints | None = None) -> Wide:
    """Return the order that sorts by code, then number, then kind (0 to 3); by one key where they fit into 64 bits."""
    finite = numbers[np.isfinite(numbers)]
    if len(finite) == 0 or not _is_whole(finite):
        return np.lexsort((numbers, codes) if kinds is None else (kinds, numbers, codes))
    low, high = finite.min() - 1, finite.max() + 1
    bits = int(high - low).bit_length() + 2
    if bits + int(codes.max(initial=0)).bit_length() > _MOST_BITS:
        return np.lexsort((numbers, codes) if kinds is None else (kinds, numbers, codes))
    key = codes.astype(np.int64) << bits
    key += (np.clip(numbers, low, high) - low).astype(np.int64) << 2
    if kinds is not None:
        key += kinds
    return np.argsort(key, kind="stable")


def _is_whole(numbers: Floats) -> bool:
    return bool((np.abs(numbers) < 2.0**53).all() and (numbers == np.rint(numbers)).all())


def line_up(rows: Rows, segments: Segments) -> tuple[Ints, Ints, Ints]:
    """Return for each row the first and the last position it meets, from 0 in each segment, and the number of them all.

    The third array has an entry for each segment. All rows of a segment must be figures of one form and unit.
    """
    is_point = (rows.low == rows.high) & ((rows.ends & (End.LOW_OPEN | End.HIGH_OPEN)) == 0)
    if is_point.all():
        return _points(rows.low, segments)
    return _ranges(rows, segments, is_point)


def _points(numbers: Floats, segments: Segments) -> tuple[Ints, Ints, Ints]:
    return numbered(sorted_within(segments.of, numbers), numbers, segments)


def numbered(order: Wide, values: npt.NDArray[Any], segments: Segments) -> tuple[Ints, Ints, Ints]:
    """Return the number of each row's value among those of its segment, twice, and how many each segment has.

    *order* sorts the rows by segment and value.
    """
    of, held = segments.of[order], values[order]
    begins = np.ones(len(order), np.bool_)
    np.logical_or(of[1:] != of[:-1], held[1:] != held[:-1], out=begins[1:])
    number = np.cumsum(begins, dtype=np.int32) - 1
    position = np.empty(len(order), np.int32)
    position[order] = number - number[segments.starts][of]
    last = np.append(segments.starts[1:], len(order)) - 1
    return position, position, number[last] - number[segments.starts] + 1


def _ranges(rows: Rows, segments: Segments, is_point: Bools) -> tuple[Ints, Ints, Ints]:
    count = len(rows)
    begins = np.where(has(rows.ends, End.LOW_OPEN), _BEGINS_AFTER, _BEGINS).astype(np.int32)
    ends = np.where(has(rows.ends, End.HIGH_OPEN), _ENDS_BEFORE, _ENDS).astype(np.int32)
    of = np.concatenate((segments.of, segments.of))
    order = sorted_within(of, np.concatenate((rows.low, rows.high)), np.concatenate((begins, ends)))
    is_end = order >= count
    closes = np.zeros(2 * count, np.bool_)
    closes[1:] = is_end[1:] & ~is_end[:-1]
    closed = np.cumsum(closes, dtype=np.int32)
    met = np.empty(2 * count, np.int32)
    met[order] = closed
    before = np.zeros(len(segments.starts), np.int32)
    total = closed[np.append(2 * segments.starts[1:], 2 * count) - 1]
    before[1:] = total[:-1]
    first = met[:count] - before[segments.of]
    last = met[count:] - before[segments.of] - 1
    return first, last, total - before
