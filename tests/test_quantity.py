"""What a Quantity is: its ends, its share, its plain form, and what it refuses."""

from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import InvalidRecord
from claimcheck.quantity import Bound, Quantity, Tolerance, inferred_tolerance

NUMBERS = st.one_of(st.integers(-(10**12), 10**12), st.fractions(min_value=-1000, max_value=1000, max_denominator=1000))


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Quantity(low=52, high=52, of=80), "52 of 80"),
        (Quantity(low=40, low_open=True), "more than 40"),
        (Quantity(low=40, low_open=True, of=80), "more than 40 of 80"),
        (Quantity(low=13), "at least 13"),
        (Quantity(high=36), "at most 36"),
        (Quantity(high=9, high_open=True), "less than 9"),
        (Quantity(low=40, high=40, approximate=True, tolerance=2), "about 40"),
        (Quantity(low=36, high=40, low_soft=True, high_soft=True, high_open=True), "nearly 40"),
        (Quantity(low=100, high=300), "100-300"),
        (Quantity(low=-5, high=3, unit="degree_Celsius"), "from -5 to 3 °C"),
        (Quantity(low=65, high=65, unit="percent", step=1), "65 %"),
        (Quantity(low=Fraction(78, 10), high=Fraction(78, 10), step=Fraction(1, 10)), "7.8"),
        (Quantity(low=7, high=7, step=Fraction(1, 10)), "7.0"),
        (Quantity(low=1_200_000, high=1_200_000, step=100_000), "1.2 million"),
        (Quantity(low=94_900_000_000, high=94_900_000_000, step=10**8, unit="USD"), "94.9 billion USD"),
        (Quantity(low=Fraction(1, 3), high=Fraction(1, 3), unit="share"), "1/3 of the whole"),
        (Quantity(low=30, high=40, low_open=True), "more than 30 and at most 40"),
        (Quantity(low=24, low_soft=True), "at least about 24"),
        (Quantity(low=500, high=500, bound=Bound.ESTIMATE), "an estimated 500"),
        (Quantity(bound=Bound.UNKNOWN), "an unknown number"),
        (Quantity(bound=Bound.UNKNOWN, of=80), "an unknown number of 80"),
        (Quantity(low=24, high=24, unit="hour"), "24 hours"),
        (Quantity(low=1, high=1, unit="hour"), "1 hour"),
        (Quantity(low=1, high=1, step=Fraction(1, 10), unit="hour"), "1.0 hours"),
        (Quantity(low=Fraction(1, 2), high=Fraction(1, 2), unit="hour"), "1/2 hour"),
        (Quantity(low=Fraction(5, 2), high=Fraction(5, 2), unit="hour"), "2 1/2 hours"),
        (Quantity(low=Fraction(71, 12), high=Fraction(71, 12), unit="foot"), "5 11/12 feet"),
        (Quantity(low=Fraction(-5, 2), high=Fraction(-5, 2)), "-2 1/2"),
        (Quantity(low=Fraction(269, 20), high=Fraction(269, 20), unit="USD"), "269/20 USD"),
        (Quantity(low=15, high=15, unit="kilometre ** 2"), "15 square kilometres"),
        (Quantity(low=14 * 10**8, high=14 * 10**8, step=10**8, unit="metre ** 3"), "1.4 billion cubic metres"),
        (Quantity(low=60, high=60, unit="mile / hour"), "60 miles per hour"),
        (Quantity(low=5, high=5, unit="gigawatt_hour"), "5 gigawatt hours"),
        (Quantity(low=50, high=50, unit="hertz"), "50 hertz"),
        (Quantity(low=3, low_open=True, unit="century"), "more than 3 centuries"),
        (Quantity(high=1, high_open=True, unit="inch"), "less than 1 inch"),
        (Quantity(low=3 * 10**7, high=3 * 10**7, step=10**7, unit="INR"), "3 crore INR"),
        (Quantity(low=5 * 10**9, high=5 * 10**9, step=10**7, unit="INR"), "500 crore INR"),
        (Quantity(low=5 * 10**5, high=5 * 10**5, step=10**5, unit="INR"), "5 lakh INR"),
        (Quantity(low=5 * 10**9, high=5 * 10**9, step=10**7, unit="USD"), "5.00 billion USD"),
        (
            Quantity(low=15 * 10**8, high=2 * 10**9, step=10**8, unit="USD"),
            "from 1.5 billion to 2 billion USD",
        ),
        (Quantity(low=10**9, high=2 * 10**9, step=10**8), "from 1.0 billion to 2.0 billion"),
        (Quantity(low=Fraction(3, 2), high=2, step=Fraction(1, 10)), "1.5-2"),
        (Quantity(low=200, high=200, low_soft=True, high_soft=True), "about 200"),
        (Quantity(low=0, high=0), "0"),
        (Quantity(low=1234, high=1234), "1,234"),
    ],
)
def test_plain_form(figure: Quantity, words: str) -> None:
    """A figure shows in the words that a reader would use."""
    assert str(figure) == words


@pytest.mark.parametrize(
    ("figure", "share"),
    [
        (Quantity(low=52, high=52, of=80), Fraction(13, 20)),
        (Quantity(low=65, high=65, unit="percent"), Fraction(13, 20)),
        (Quantity(low=Fraction(1, 2), high=Fraction(1, 2), unit="share"), Fraction(1, 2)),
        (Quantity(low=52, high=52), None),
        (Quantity(low=40, low_open=True, of=80), None),
        (Quantity(low=20, high=30, unit="percent"), None),
        (Quantity(bound="unknown", of=80), None),
    ],
)
def test_share(figure: Quantity, share: Fraction | None) -> None:
    """A share is given where the figure names exactly one."""
    assert figure.share == share


@pytest.mark.parametrize(
    ("number", "step", "tolerance"),
    [
        (40, None, 2),  # half a unit is 0.5, and 5 % is more
        (5, None, Fraction(1, 2)),
        (1_000_000, 1_000_000, 100_000),  # half a unit is 500,000, and 10 % is less
        (1_200_000, 100_000, 60_000),
        (-40, None, 2),
        (0, None, 0),
        (Fraction(78, 10), Fraction(1, 10), Fraction(39, 100)),
    ],
)
def test_inferred_tolerance(number: int | Fraction, step: int | Fraction | None, tolerance: int | Fraction) -> None:
    """About n is half a unit of the last digit, within 5 and 10 % of n."""
    assert inferred_tolerance(number, step) == tolerance


@given(NUMBERS, st.none() | st.integers(1, 10**9))
def test_tolerance_stays_within_its_bounds(number: int | Fraction, step: int | None) -> None:
    """The tolerance lies between 5 and 10 % of the number, whatever the step."""
    tolerance = inferred_tolerance(number, step)

    size = abs(Fraction(number))
    assert size / 20 <= tolerance <= size / 10


@given(NUMBERS)
def test_numbers_stay_exact_and_whole_ones_become_int(number: int | Fraction) -> None:
    """A fraction that is whole is kept as an int, any other as it is."""
    low = Quantity(low=Fraction(number)).low

    assert low == number
    assert type(low) is (int if Fraction(number).denominator == 1 else Fraction)


@given(NUMBERS, NUMBERS)
def test_ends_cross_or_make_a_record(first: int | Fraction, second: int | Fraction) -> None:
    """Two ends make a figure exactly when the lower is not above the upper."""
    if first > second:
        with pytest.raises(InvalidRecord, match="lies above the upper end"):
            Quantity(low=first, high=second)
    else:
        assert Quantity(low=first, high=second).low == first


def test_words_are_outside_equality() -> None:
    """Two figures are equal when they say the same, however they were written."""
    first, second = Quantity(low=3, high=3, text="three"), Quantity(low=3, high=3, text="3")

    assert first == second
    assert hash(first) == hash(second)
    assert first != Quantity(low=3)


def test_frozen() -> None:
    """A figure that exists does not change."""
    figure = Quantity(low=3, high=3)

    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        figure.low = 4  # type: ignore[misc]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"least": 0.05}, "an int or a Fraction, not 0.05"),
        ({"nearly": True}, "an int or a Fraction, not True"),
        ({"least": Fraction(1, 5)}, "expected 0 <= least <= most < 1, got least 1/5 and most 1/10"),
        ({"most": 1}, "got least 1/20 and most 1"),
        ({"nearly": 1}, "expected nearly between 0 and 1, got 1"),
    ],
)
def test_a_tolerance_that_makes_no_sense_is_refused(fields: dict[str, Any], message: str) -> None:
    """A share that is inexact or out of order is named."""
    with pytest.raises(InvalidRecord, match=message):
        Tolerance(**fields)


@given(st.integers(-(10**9), 10**9), st.sampled_from([None, 1, 10, 10**6]))
def test_a_tolerance_lies_between_its_shares(number: int, step: int | None) -> None:
    """About n reaches at least 5 % and at most 10 % of n, whatever its last digit."""
    reach = inferred_tolerance(number, step)

    assert Fraction(abs(number), 20) <= reach <= Fraction(abs(number), 10)


def test_is_exact() -> None:
    """Only a single, firm number is exact."""
    assert Quantity(low=3, high=3).is_exact
    assert not Quantity(low=3).is_exact
    assert not Quantity(low=3, high=3, approximate=True, tolerance=1).is_exact
    assert not Quantity(low=3, high=3, bound="estimate").is_exact
    assert not Quantity(low=2, high=2, low_soft=True, high_soft=True).is_exact


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"low": 2, "high": 1}, "lower end 2 lies above the upper end 1"),
        ({"low": True, "high": True}, "not bool True"),
        ({"low": 1.5}, "not float 1.5: floats are not exact"),
        ({"low": float("nan")}, "not float nan"),
        ({"low": "3"}, "not str '3'"),
        ({"low": 1, "high": 1, "tolerance": 1}, "tolerance belongs to an approximate figure only"),
        ({"low": 1, "high": 1, "approximate": True, "tolerance": -1}, "not below 0: -1"),
        ({"low": 1, "high": 1, "of": 0}, "so above 0, not 0"),
        ({"low": 1, "high": 1, "of": -80}, "so above 0, not -80"),
        ({"low": 1, "high": 1, "step": 0}, "one unit of the last written digit, so above 0, not 0"),
        ({"low": 3, "high": 3, "low_open": True}, "no number lies between 3 and 3"),
        ({"high": 3, "low_open": True}, "describe a lower end, and there is none"),
        ({"low": 3, "high_soft": True}, "describe an upper end, and there is none"),
        ({}, "a figure without both ends is bound='unknown'"),
        ({"low": 3, "bound": "unknown"}, "only such a figure is"),
        ({"low": 3, "bound": "vague"}, "bound is one of exact, minimum, estimate, unknown, not 'vague'"),
        ({"low": 3, "unit": " "}, "unit is a name or None, not blank"),
        ({"low": 3, "unit": 5}, "unit is text, not 5"),
        ({"low": 3, "text": None}, "text is text, not None"),
        ({"low": 3, "text": "a\0b"}, "text holds a NUL or a lone surrogate"),
        ({"low": 3, "text": "a\ud800b"}, "text holds a NUL or a lone surrogate"),
        ({"low": 3, "approximate": 1}, "approximate is True or False, not 1"),
        ({"low": 10**4001}, "low has more than 4,000 digits"),
        ({"low": Fraction(1, 10**4001)}, "low has more than 4,000 digits"),
    ],
)
def test_refusals(fields: dict[str, object], message: str) -> None:
    """What cannot be a figure is refused with the reason."""
    with pytest.raises(InvalidRecord, match=message.replace("(", r"\(")):
        Quantity(**fields)  # type: ignore[arg-type]


def test_fields_are_named() -> None:
    """A figure is built by naming its fields."""
    with pytest.raises(TypeError, match="positional"):
        Quantity(1, 2)  # type: ignore[call-arg]
