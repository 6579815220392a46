"""Positions of many topics at once, held to the sets of ranges that cover a point."""

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.tables.opponents import Segments
from claimcheck.tables.rows import End, Rows
from claimcheck.tables.stands import line_up, sorted_within
from tests.made_rows import RANGES, rows_of

_POINTS = [-1.0, *(number / 2 for number in range(13)), 7.0]


def _covers(rows: Rows, row: int, point: float) -> bool:
    low, high, ends = rows.low[row], rows.high[row], int(rows.ends[row])
    above = low < point or (low == point and not ends & End.LOW_OPEN)
    return bool(above and (point < high or (point == high and not ends & End.HIGH_OPEN)))


def _largest_sets(rows: Rows, topic: int) -> list[frozenset[int]]:
    """The largest sets of rows with a point in common, from the lowest point on."""
    found: list[frozenset[int]] = []
    for point in _POINTS:
        held = frozenset(row for row in np.flatnonzero(rows.topic == topic).tolist() if _covers(rows, row, point))
        if held and held not in found:
            found.append(held)
    return [one for one in found if not any(one < other for other in found)]


@given(RANGES)
def test_positions_are_the_largest_sets_with_a_point_in_common(made: list[dict[str, Any]]) -> None:
    """Each row meets the positions whose rows share a point with it; a topic has as many as there are such sets."""
    rows = rows_of(made)
    first, last, total = line_up(rows, Segments.by(rows.topic))

    for number, topic in enumerate(dict.fromkeys(rows.topic.tolist())):
        sets = _largest_sets(rows, topic)
        held = [
            frozenset(row for row in np.flatnonzero(rows.topic == topic).tolist() if first[row] <= place <= last[row])
            for place in range(total[number])
        ]
        assert held == sets


def test_a_floor_meets_what_lies_above() -> None:
    """36, 41 and "at least 13" have two positions, and the floor is in both."""
    made = [
        {"topic": 0, "party": 0, "low": 41.0, "high": 41.0, "ends": End(0)},
        {"topic": 0, "party": 1, "low": 13.0, "high": np.inf, "ends": End(0)},
        {"topic": 0, "party": 2, "low": 36.0, "high": 36.0, "ends": End(0)},
    ]
    first, last, total = line_up(rows_of(made), Segments.by(rows_of(made).topic))

    assert (first.tolist(), last.tolist(), total.tolist()) == ([1, 0, 0], [1, 1, 0], [2])


NUMBERS = st.one_of(
    st.integers(-9, 9).map(float), st.floats(allow_nan=False), st.sampled_from([2.0**60, -np.inf, np.inf])
)


@given(st.lists(st.tuples(st.integers(0, 3), NUMBERS, st.integers(0, 3)), min_size=1))
def test_sorting_by_one_key_is_sorting_by_three(held: list[tuple[int, float, int]]) -> None:
    """Rows are sorted by code, number and kind, whether or not these fit into one key."""
    codes, numbers, kinds = (np.array(column) for column in zip(*held, strict=True))
    order = sorted_within(codes.astype(np.int32), numbers.astype(np.float64), kinds.astype(np.int32))

    assert [held[at] for at in order.tolist()] == sorted(held)
