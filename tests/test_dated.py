"""Tolls by the time up to which they were known, held to looking at every pair."""

from typing import Any

import numpy as np
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.tables.dated import find_dated
from claimcheck.tables.opponents import Segments
from claimcheck.tables.rows import Dating, End, Outcome, Rows, Rule
from tests.made_rows import rows_of

_TOLLS = st.lists(
    st.fixed_dictionaries(
        {
            "topic": st.integers(0, 1),
            "party": st.integers(-1, 4),
            "low": st.integers(1, 40),
            "wide": st.sampled_from([0, 0, 0, 3, 100]),
            "soft": st.booleans(),
            "begin": st.sampled_from([0.0, 1.0, 2.0, 3.0, -np.inf]),
            "long": st.integers(1, 2),
        }
    ),
    min_size=1,
    max_size=12,
)
_SOFT = End.LOW_SOFT | End.HIGH_SOFT


def _dated(made: list[dict[str, Any]]) -> Rows:
    held = sorted(made, key=lambda one: int(one["topic"]))
    plain = [
        {
            **one,
            "low": float(one["low"]),
            "high": float(one["low"] + one["wide"]) if one["wide"] < 100 else np.inf,
            "ends": _SOFT if one["soft"] else End(0),
        }
        for one in held
    ]
    begin = np.array([one["begin"] for one in held])
    end = np.where(np.isinf(begin), np.inf, begin + np.array([one["long"] for one in held]))
    return evolve(rows_of(plain), dated=np.full(len(held), Dating.CUTOFF, np.uint8), begin=begin, end=end)


def _held_beside(rows: Rows, at: int, other: int) -> tuple[str, float] | None:
    """What is to be said of two tolls that share no number: whether they dispute each other, and their gap."""
    assert rows.begin is not None
    assert rows.end is not None
    upper, lower = (at, other) if rows.low[at] > rows.low[other] else (other, at)
    gap = float(rows.low[upper] - rows.high[lower])
    if gap <= 0:
        return None
    if rows.end[lower] <= rows.begin[upper]:
        return "rose", gap
    if rows.end[upper] <= rows.begin[lower]:
        return "disputed", gap
    soft = [bool(rows.ends[one] & _SOFT) for one in (upper, lower)]
    near = 4 * rows.low[upper] <= 5 * rows.high[lower] or gap <= 1
    return ("open" if any(soft) and near else "disputed"), gap


@given(_TOLLS)
def test_disputes_are_those_of_every_pair(made: list[dict[str, Any]]) -> None:
    """A toll is disputed exactly where one of another side disputes it, and the farthest such one is named."""
    rows = _dated(made)
    found = find_dated(rows, rows.group, Segments.by(rows.topic), Rule(accumulates=True), np.ones(len(rows)))
    for at in range(len(rows)):
        beside = [
            held
            for other in range(len(rows))
            if rows.topic[other] == rows.topic[at]
            and min(rows.group[at], rows.group[other]) >= 0
            and rows.group[other] != rows.group[at]
            and (held := _held_beside(rows, at, other)) is not None
        ]
        gaps = [gap for what, gap in beside if what == "disputed"]

        assert bool(found.disputed[at]) == bool(gaps)
        if beside:
            assert found.gap[at] == max(gaps or [gap for _, gap in beside])
        else:
            assert found.outcome[at] == Outcome.NONE


def test_a_toll_that_rose_is_no_dispute() -> None:
    """One, two and three dead by the hour, by three parties, is a progression; a lower count later is a dispute."""
    toll = {"topic": 0, "wide": 0, "soft": False, "long": 1}
    rising = _dated([{**toll, "party": n, "low": n + 1, "begin": float(n)} for n in range(3)])
    falling = _dated([{**toll, "party": n, "low": 3 - n, "begin": float(n)} for n in range(3)])
    found = [
        find_dated(rows, rows.group, Segments.by(rows.topic), Rule(accumulates=True), np.ones(3)).outcome.tolist()
        for rows in (rising, falling)
    ]

    assert found == [[Outcome.PROGRESSION] * 3, [Outcome.FELL] * 3]
