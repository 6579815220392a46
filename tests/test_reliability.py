"""How surely the reliability of a party is known, from how probably each of its claims is right."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.fusion.quantiles import beta_interval
from claimcheck.fusion.reliability import reliability_interval

pytest.importorskip("scipy", reason="fusion needs scipy")

PROBABILITIES = st.lists(st.floats(0, 1), max_size=30)


def test_claims_that_are_surely_right_or_wrong_count_fully() -> None:
    """Six right of eight: beta with 7 and 3, of which scipy's quantiles are .400 and .925."""
    found = reliability_interval([1, 1, 1, 0, 1, 0, 1, 1])

    assert found == pytest.approx((0.7, 0.3999, 0.9251), abs=0.0001)


def test_without_claims_nothing_is_known() -> None:
    """Beta with 1 and 1: the same density everywhere."""
    assert reliability_interval([]) == pytest.approx((0.5, 0.025, 0.975))


def test_claims_that_are_right_or_wrong_alike_show_nothing() -> None:
    """All of p (1 - p) / (m (1 - m)) is missing where p and m are a half."""
    assert reliability_interval([0.5] * 1000) == pytest.approx((0.5, 0.025, 0.975))


def test_half_known_claims_count_for_half() -> None:
    """Two right, two wrong and four at a half: m is a half, four of eight claims are missing, so beta with 3 and 3."""
    found = reliability_interval([1, 1, 0, 0, 0.5, 0.5, 0.5, 0.5])

    assert found == pytest.approx((0.5, *beta_interval(3.0, 3.0)))


@given(PROBABILITIES)
def test_the_mean_lies_within_the_interval(right: list[float]) -> None:
    """However probable its claims are, a reliability lies strictly between its ends."""
    mean, low, high = reliability_interval(right)

    assert 0 <= low < mean < high <= 1


@given(PROBABILITIES, st.randoms())
def test_the_order_of_claims_is_of_no_account(right: list[float], random: Random) -> None:
    """The same claims in any order give the same bytes."""
    shuffled = random.sample(right, len(right))

    assert reliability_interval(shuffled) == reliability_interval(right)


@given(PROBABILITIES)
def test_right_and_wrong_are_mirrored(right: list[float]) -> None:
    """A party that is wrong as probably as another is right is as unreliable as that one is reliable."""
    mean, low, high = reliability_interval(right)
    mirrored = reliability_interval([1 - one for one in right])

    assert mirrored == pytest.approx((1 - mean, 1 - high, 1 - low), abs=1e-6)


@given(st.integers(1, 200), st.integers(0, 200), st.floats(0.01, 0.5))
def test_doubt_widens_the_interval(good: int, bad: int, doubt: float) -> None:
    """Claims of which it is less sure whether they are right hold the interval no narrower than sure ones do."""
    _, low, high = reliability_interval([1.0] * good + [0.0] * bad)
    _, lower, higher = reliability_interval([1 - doubt] * good + [doubt] * bad)

    assert higher - lower >= high - low - 1e-9
