"""The farthest opponent of each row, by extremes: worked by hand, and held to looking at every pair."""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.tables.opponents import Segments, find_opponents
from claimcheck.tables.rows import End, Ints, Outcome, Rows, Rule
from tests.made_rows import RANGES, rows_of


def _found(rows: Rows, rule: Rule | None = None) -> tuple[list[int], list[float], Ints]:
    held = find_opponents(rows, rows.group, Segments.by(rows.topic), rule or Rule(), np.ones(len(rows)))
    return held.place.tolist(), held.gap.tolist(), held.outcome


def _row(party: int, low: float, high: float | None = None, ends: int = 0) -> dict[str, Any]:
    return {"topic": 0, "party": party, "low": low, "high": low if high is None else high, "ends": ends}


def test_the_farthest_of_another_side_speaks() -> None:
    """471 against 100-300 and 60: the ministry is held against 60, which lies farther away, and 60 against it."""
    place, gap, outcome = _found(rows_of([_row(0, 471), _row(1, 100, 300), _row(2, 60)]))

    assert (place, gap) == ([2, 0, 0], [411, 171, 411])
    assert set(outcome.tolist()) == {Outcome.CONTRADICTS}


def test_the_second_best_side_answers_the_best() -> None:
    """The party with the highest figure is held against the next, not against itself."""
    place, _, _ = _found(rows_of([_row(0, 9), _row(0, 8), _row(1, 5), _row(1, 6)]))

    assert place == [2, 2, 0, 0]


def test_one_control_group_is_one_side() -> None:
    """Parties 3 and 4 stand under one command: neither is held against the other."""
    assert _found(rows_of([_row(3, 1), _row(4, 9)]))[0] == [-1, -1]


def test_nobody_takes_no_part() -> None:
    """What nobody says neither disputes nor is disputed here."""
    assert _found(rows_of([_row(-1, 1), _row(0, 9)]))[0] == [-1, -1]


@pytest.mark.parametrize(
    ("width", "outcome"), [(2, Outcome.ESTIMATE_SPREAD), (1, Outcome.CONTRADICTS), (-1, Outcome.CONTRADICTS)]
)
def test_a_scale_with_a_tolerance(width: int, outcome: Outcome) -> None:
    """On a scale with a width of its own soft figures spread so far and no further; without one, not at all."""
    soft = End.LOW_SOFT | End.HIGH_SOFT
    rows = rows_of([_row(0, 10, ends=soft), _row(1, 12, ends=soft)])

    assert _found(rows, Rule(factor=False, stretch=Fraction(width)))[2].tolist() == [outcome] * 2


def _apart(rows: Rows, one: int, other: int) -> tuple[bool, float] | None:
    """Whether two hard ranges dispute each other, and how far apart they lie; None where they meet."""
    upper, lower = (one, other) if rows.low[one] >= rows.high[other] else (other, one)
    gap = float(rows.low[upper] - rows.high[lower])
    open_ = bool(rows.ends[upper] & End.LOW_OPEN or rows.ends[lower] & End.HIGH_OPEN)
    if gap > 0:
        return True, gap
    return (False, 0.0) if gap == 0 and open_ and rows.low[upper] >= rows.high[lower] else None


@given(RANGES)
def test_opponents_are_those_of_every_pair(made: list[dict[str, Any]]) -> None:
    """A row is disputed exactly where one of another side is apart from it, and the farthest is named."""
    rows = rows_of(made)
    _, gap, outcome = _found(rows)
    for at in range(len(rows)):
        beside = [
            held
            for other in range(len(rows))
            if rows.topic[other] == rows.topic[at]
            and min(rows.group[at], rows.group[other]) >= 0
            and rows.group[at] != rows.group[other]
            and (held := _apart(rows, at, other)) is not None
        ]
        disputing = [far for disputes, far in beside if disputes]

        assert (outcome[at] == Outcome.CONTRADICTS) == bool(disputing)
        if disputing:
            assert gap[at] == max(disputing)


@given(st.lists(st.integers(0, 3), max_size=9))
def test_segments_are_runs_of_equal_codes(codes: list[int]) -> None:
    """Segments begin where a code differs from the one before it."""
    held = sorted(codes)
    segments = Segments.by(np.array(held, np.int32))

    assert segments.starts.tolist() == [held.index(code) for code in sorted(set(held))]
    assert segments.of.tolist() == [sorted(set(held)).index(code) for code in held]
