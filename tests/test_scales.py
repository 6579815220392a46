"""Broken numbers as whole ones, exactly or not at all."""

from fractions import Fraction
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.tables.opponents import Segments
from claimcheck.tables.scales import made_whole, scales_of
from tests.made_rows import rows_of

_DECIMALS = st.tuples(st.integers(-(10**9), 10**9), st.integers(0, 8)).map(lambda held: held[0] / 10 ** held[1])
_NUMBERS = _DECIMALS | st.floats(allow_nan=False, allow_infinity=False)


@given(st.lists(st.tuples(st.integers(0, 1), _NUMBERS), min_size=1, max_size=6))
def test_whole_numbers_are_the_very_decimals(held: list[tuple[int, float]]) -> None:
    """Where a topic fits, each number times its power of ten is the very decimal that it is written as."""
    made: list[dict[str, Any]] = [{"topic": t, "party": 0, "low": n, "high": n, "ends": 0} for t, n in held]
    rows = rows_of(made)
    whole, one = made_whole(rows)
    _, fits = scales_of(rows, Segments.by(rows.topic))

    for at in np.flatnonzero(fits).tolist():
        assert Fraction(whole.low[at]) == Fraction(repr(float(rows.low[at]))) * int(one[at])
    for at in np.flatnonzero(~fits).tolist():
        assert (whole.low[at], one[at]) == (rows.low[at], 1)


def test_a_third_is_left_alone() -> None:
    """A number with more decimals than are looked for makes nothing of its topic whole."""
    rows = rows_of([{"topic": 0, "party": 0, "low": number, "high": number, "ends": 0} for number in (1 / 3, 0.5)])

    assert scales_of(rows, Segments.by(rows.topic))[1].tolist() == [False, False]
