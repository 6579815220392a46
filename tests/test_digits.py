"""Digits: groups, decimals, magnitudes, powers, and the runs that are no one number."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.reading.numbers.digits import digits_at, numeral, read_digits, whole
from claimcheck.reading.numbers.scan import Scan


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234", 1234),
        ("12,34,567.89", Fraction(123456789, 100)),
        ("1 234 567", 1_234_567),
        ("2 1/2", Fraction(5, 2)),
        ("2½", Fraction(5, 2)),
        ("1.2 million", 1_200_000),
        ("12k", 12_000),
        ("10  k", 10_000),
        ("2mil", 2_000_000),
        ("6.23x10^-4", Fraction(623, 1_000_000)),
        ("1.1^2", Fraction(121, 100)),
        ("2^-2", Fraction(1, 4)),
        ("-2", None),
        ("35 lakh", 3_500_000),
        ("5 thousand million", 5_000_000_000),
        ("٣٤", 34),
    ],
)
def test_values(text: str, value: int | Fraction | None) -> None:
    """Digits are read as exactly the number they write."""
    read = digits_at(Scan(text), 0)

    assert (None if read is None else read.value) == value


@pytest.mark.parametrize("text", ["007", "3:40", "3.14.15", "1,23,4", "1/0", "9" * 4001, "1/2/3"])
def test_runs_that_are_no_number(text: str) -> None:
    """Times, versions, codes and runs too long are refused rather than guessed."""
    assert digits_at(Scan(text), 0) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("6 . 2 %", Fraction(31, 5)), ("1 . 6 billion", 1_600_000_000), ("80 , 000 seats", 80_000)],
)
def test_signs_that_stand_apart(text: str, value: int | Fraction) -> None:
    """Text whose punctuation was set apart keeps its decimals before a unit, and its groups of three."""
    read = digits_at(Scan(text), 0)

    assert read is not None
    assert read.value == value


@pytest.mark.parametrize("text", ["20 . 5 people", "20. 5 %", "3 , 40", "5 , 1000"])
def test_a_full_stop_is_no_decimal_point(text: str) -> None:
    """Between two sentences, and in a list, a sign that stands apart joins nothing."""
    read = digits_at(Scan(text), 0)

    assert read is not None
    assert read.value == int(text.split(maxsplit=1)[0].rstrip("."))


def test_a_power_stays_bounded() -> None:
    """A power that would fill memory is not worked out."""
    read = digits_at(Scan("999999999^999"), 0)

    assert read is not None
    assert read.value == 999_999_999


@given(st.integers(0, 10**40), st.integers(1, 10))
def test_groups_and_decimals_read_back(number: int, places: int) -> None:
    """A number grouped in threes, with or without decimals, is read as itself."""
    grouped = f"{number:,}"
    assert read_digits(grouped) == (number, 0)
    assert read_digits(f"{grouped}.{'5' * places}") == (int(f"{number}{'5' * places}"), -places)


@given(st.integers(-(10**9), 10**9), st.integers(-9, 9), st.sampled_from([1, 10**3, 10**6]))
def test_a_numeral_is_the_product(mantissa: int, power: int, magnitude: int) -> None:
    """The value is mantissa times ten to the power times magnitude, and the step is that of mantissa one."""
    read = numeral(mantissa, power, magnitude, 1)
    unit = Fraction(10) ** power * magnitude

    assert read.value == mantissa * unit
    assert read.step == (None if unit == 1 and power >= 0 else unit)


def test_whole() -> None:
    """A fraction that is whole becomes an int, others stay."""
    assert type(whole(Fraction(6, 3))) is int
    assert whole(Fraction(1, 3)) == Fraction(1, 3)
