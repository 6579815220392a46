"""Units: exact factors, offsets left out of differences, and kinds that are never converted."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.units import conversion, is_currency

# By definition: the international mile, foot, pound and acre; degrees by their fixed points.
EXACT = [
    ("kilometre", "metre", Fraction(1000), Fraction(0)),
    ("mile", "metre", Fraction(1609344, 1000), Fraction(0)),
    ("foot", "centimetre", Fraction(3048, 100), Fraction(0)),
    ("pound", "kilogram", Fraction(45359237, 100_000_000), Fraction(0)),
    ("tonne", "kilogram", Fraction(1000), Fraction(0)),
    ("hectare", "metre ** 2", Fraction(10_000), Fraction(0)),
    ("hour", "minute", Fraction(60), Fraction(0)),
    ("kilometre / hour", "metre / second", Fraction(5, 18), Fraction(0)),
    ("degree_Celsius", "degree_Fahrenheit", Fraction(9, 5), Fraction(32)),
    ("degree_Celsius", "kelvin", Fraction(1), Fraction(27315, 100)),
]


@pytest.mark.parametrize(("unit", "into", "factor", "offset"), EXACT)
def test_conversions_are_exact(unit: str, into: str, factor: Fraction, offset: Fraction) -> None:
    """The factor and the offset are those of the definition, as fractions, and so are those of the way back."""
    assert conversion(unit, into) == (factor, offset)
    assert conversion(into, unit) == (1 / factor, -offset / factor)


@pytest.mark.parametrize(("unit", "into", "factor", "offset"), EXACT)
def test_a_difference_has_no_offset(unit: str, into: str, factor: Fraction, offset: Fraction) -> None:
    """1.5 degrees Celsius warmer is 2.7 degrees Fahrenheit warmer: only the factor counts."""
    assert conversion(unit, into, difference=True) == (factor, Fraction(0))


def test_a_difference_by_hand() -> None:
    """37 degrees Celsius are 98.6 Fahrenheit; 1.5 warmer are 2.7 warmer."""
    level, warmer = (conversion("degree_Celsius", "degree_Fahrenheit", difference=which) for which in (False, True))
    assert level is not None
    assert warmer is not None

    assert 37 * level[0] + level[1] == Fraction(986, 10)
    assert Fraction(3, 2) * warmer[0] + warmer[1] == Fraction(27, 10)


LENGTHS = ("metre", "kilometre", "mile", "foot", "centimetre")
DEGREES = ("degree_Celsius", "degree_Fahrenheit", "kelvin")


@given(
    st.sampled_from([*permutations(LENGTHS, 3), *permutations(DEGREES, 3)]),
    st.fractions(max_denominator=1000),
    st.booleans(),
)
def test_two_conversions_are_one(units: tuple[str, str, str], number: Fraction, difference: bool) -> None:
    """By way of a third unit a number becomes what it becomes straight away."""
    first, second, third = units

    def converted(value: Fraction, unit: str, into: str) -> Fraction:
        found = conversion(unit, into, difference=difference)
        assert found is not None
        return value * found[0] + found[1]

    assert converted(converted(number, first, second), second, third) == converted(number, first, third)


@pytest.mark.parametrize(("unit", "into"), [("kilometre", "kilogram"), ("hour", "metre"), ("degree_Celsius", "mile")])
def test_units_of_two_kinds_have_no_conversion(unit: str, into: str) -> None:
    """A length never becomes a weight."""
    assert conversion(unit, into) is None


@pytest.mark.parametrize(("unit", "into"), [("parsnip", "metre"), ("metre", "parsnip")])
def test_an_unknown_unit_is_refused_by_name(unit: str, into: str) -> None:
    """A unit that nobody knows is an error that names it, and not another kind."""
    with pytest.raises(LookupError, match="parsnip"):
        conversion(unit, into)


def test_a_unit_is_itself() -> None:
    """Any unit becomes itself by 1, known or not."""
    assert conversion("parsnip", "parsnip") == (Fraction(1), Fraction(0))


@pytest.mark.parametrize(
    ("unit", "found"),
    [("USD", True), ("EUR", True), ("kilometre", False), ("usd", False), ("USD\n", False), (None, False)],
)
def test_currencies_are_told_by_their_code(unit: str | None, found: bool) -> None:
    """Three capitals are a currency, which is never converted; nothing else is."""
    assert is_currency(unit) is found
