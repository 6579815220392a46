"""How many groups say the same or more, held to looking at every pair."""

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.tables.implied import count_implied, count_words
from claimcheck.tables.opponents import Segments
from claimcheck.tables.rows import End, Rows
from tests.made_rows import RANGES, rows_of


def _within(rows: Rows, one: int, other: int) -> bool:
    """Whether a range lies within another."""
    ends = rows.ends.astype(int)
    low = rows.low[one] > rows.low[other] or (
        rows.low[one] == rows.low[other] and (ends[one] & End.LOW_OPEN or not ends[other] & End.LOW_OPEN)
    )
    high = rows.high[one] < rows.high[other] or (
        rows.high[one] == rows.high[other] and (ends[one] & End.HIGH_OPEN or not ends[other] & End.HIGH_OPEN)
    )
    return bool(low and high)


@given(RANGES)
def test_groups_are_those_with_a_range_within(made: list[dict[str, Any]]) -> None:
    """Each row is told how many groups have a row of its topic whose range lies within its own."""
    rows = rows_of(made)
    every = range(len(rows))
    expected = [
        len({int(rows.group[x]) for x in every if rows.topic[x] == rows.topic[at] and _within(rows, x, at)} - {-1})
        for at in every
    ]

    assert count_implied(rows, Segments.by(rows.topic)).tolist() == expected


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(-1, 3), st.integers(0, 2)), min_size=1))
def test_words_are_counted_by_group(held: list[tuple[int, int, int]]) -> None:
    """Each row is told how many groups give its word in its topic."""
    made = [{"topic": topic, "party": party, "low": 0.0, "high": 0.0, "ends": End(0)} for topic, party, _ in held]
    order = sorted(range(len(held)), key=lambda at: held[at][0])
    rows = rows_of(made)
    rows.unit[:] = [held[at][2] for at in order]
    expected = [
        len({int(g) for t, g, u in zip(rows.topic, rows.group, rows.unit, strict=True) if (t, u) == own and g >= 0})
        for own in zip(rows.topic.tolist(), rows.unit.tolist(), strict=True)
    ]

    assert count_words(rows, Segments.by(rows.topic)).tolist() == expected


def test_a_floor_is_borne_out_by_what_lies_above_it() -> None:
    """41 says more than "at least 13"; never the reverse."""
    made = [
        {"topic": 0, "party": 0, "low": 41.0, "high": 41.0, "ends": End(0)},
        {"topic": 0, "party": 1, "low": 13.0, "high": np.inf, "ends": End(0)},
    ]

    assert count_implied(rows_of(made), Segments.by(rows_of(made).topic)).tolist() == [1, 2]


def test_many_ranges_of_one_group_count_once() -> None:
    """A group with a thousand nested ranges inside one is one group."""
    made = [
        {"topic": 0, "party": number % 2, "low": float(number), "high": float(2000 - number), "ends": End(0)}
        for number in range(1000)
    ]
    found = count_implied(rows_of(made), Segments.by(rows_of(made).topic))

    assert found.tolist() == [2] * 999 + [1]
