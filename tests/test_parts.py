"""Fractions in words: parts, mixed numbers, spoken decimals, denominators."""

from fractions import Fraction

import pytest

from claimcheck.reading.numbers.numerals import number_at
from claimcheck.reading.numbers.parts import ordinal_at, part_at
from claimcheck.reading.numbers.scan import Scan


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("half a million", 500_000),
        ("half a dozen", 6),
        ("half of them", Fraction(1, 2)),
        ("a third of voters", Fraction(1, 3)),
        ("a quarter of a million", 250_000),
        ("three quarters of a billion", 750_000_000),
        ("two thirds of a million", Fraction(2_000_000, 3)),
        ("two and a half", Fraction(5, 2)),
        ("3 and a half", Fraction(7, 2)),
        ("9 and 1/2", Fraction(19, 2)),
        ("2-1/2 years", Fraction(5, 2)),
        ("2 point 5", Fraction(5, 2)),
        ("3 and a third was hurt", 3),
        ("5 point guards", 5),
        ("one and a half million", 1_500_000),
        ("five billion and three quarters", 5_750_000_000),
        ("one hundred and three quarters", Fraction(403, 4)),
        ("two and fifty-four hundredths", Fraction(254, 100)),
        ("twenty fifths", 4),
        ("one hundred and thirty fifths", 26),
        ("one hundred thirty fifths", Fraction(100, 35)),
        ("three twenty firsts", Fraction(1, 7)),
        ("one hundred trillionths", Fraction(1, 10**10)),
        ("twenty one point five", Fraction(43, 2)),
        ("two hundred point seventy-one", Fraction(20071, 100)),
        ("one point two million", 1_200_000),
    ],
)
def test_fractions(text: str, value: int | Fraction) -> None:
    """A fraction is read as exactly what it writes."""
    read = number_at(Scan(text), 0)

    assert read is not None
    assert read.value == value


@pytest.mark.parametrize("text", ["forty-second street", "twenty-first", "fifth", "a third attack", "half-time"])
def test_ordinals_are_no_numbers(text: str) -> None:
    """A rank is no count, nor is a half that is joined to a word."""
    assert number_at(Scan(text), 0) is None


def test_seconds_are_no_denominator() -> None:
    """One hundred twenty seconds last; they are no hundred parts."""
    read = number_at(Scan("one hundred twenty seconds"), 0)

    assert read is not None
    assert read.value == 120


def test_a_half_before_a_hyphen_is_no_part() -> None:
    """A half-brother is nobody's half."""
    assert part_at(Scan("half-brother"), 0) is None


@pytest.mark.parametrize(
    ("text", "rank"),
    [("twenty-first", 21), ("hundredth", 100), ("two hundredth", 200), ("one hundred and fifth", 105), ("half", None)],
)
def test_ranks(text: str, rank: int | None) -> None:
    """An ordinal in words ranks the number it is made from."""
    found = ordinal_at(Scan(text), 0)

    assert (None if found is None else found[0]) == rank
