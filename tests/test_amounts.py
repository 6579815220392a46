"""Amounts: sign, currency, number, unit, and what is written in two units."""

from fractions import Fraction

import pytest

from claimcheck.reading.figures import find_quantities
from claimcheck.reading.numbers.amounts import amount_at
from claimcheck.reading.numbers.scan import Scan


@pytest.mark.parametrize(
    ("text", "value", "unit", "step"),
    [
        ("$94.9bn", 94_900_000_000, "USD", 10**8),
        ("€3.5m", 3_500_000, "EUR", 10**5),
        ("$-5", -5, "USD", None),
        ("-5 °C", -5, "degree_Celsius", None),
        ("–5 °C", -5, "degree_Celsius", None),
        ("minus 5", -5, None, None),
        ("75 USD million", 75_000_000, "USD", 10**6),
        ("30 MUSD", 30_000_000, "USD", 10**6),
        ("US$5 dollars", 5, "USD", None),
        ("3 dollars 50 cents", Fraction(7, 2), "USD", None),
        ("thirteen dollars forty-five", Fraction(269, 20), "USD", None),
        ("12 ft 2 in", Fraction(73, 6), "foot", None),
        ("65 %", 65, "percent", 1),
        ("2.7m sales", 2_700_000, None, 10**5),
        ("72m tall", 72, "metre", None),
        ("8 B people", 8_000_000_000, None, 10**9),
        ("35m of its devices", 35_000_000, None, 10**6),
    ],
)
def test_amounts(text: str, value: int | Fraction, unit: str | None, step: int | None) -> None:
    """An amount keeps its number, its unit under one name, and the unit of its last written digit."""
    read = amount_at(Scan(text), 0)

    assert read is not None
    assert (read.value, read.unit, read.step) == (value, unit, step)


@pytest.mark.parametrize(
    ("text", "index"), [("Tu-95", 1), ("5 - 3", 1), ("plus 5", 0), ("drones", 0), ("-", 0), ("–5", 0)]
)
def test_signs_that_belong_to_no_number(text: str, index: int) -> None:
    """A hyphen inside a name, a dash apart and "plus" are no sign of a number."""
    assert amount_at(Scan(text), index) is None


def test_forty_five_after_dollars_needs_the_end() -> None:
    """Only where the text ends are the words behind dollars cents."""
    read = amount_at(Scan("thirteen dollars forty five people gave"), 0)

    assert read is not None
    assert read.value == 13


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("half an hour", Fraction(1, 2), "hour"),
        ("half a percentage point", Fraction(1, 2), "percentage_point"),
        ("two-thirds of a mile", Fraction(2, 3), "mile"),
    ],
)
def test_a_part_of_a_unit(text: str, value: Fraction, unit: str) -> None:
    """A fraction of a unit is an amount in that unit, and no share."""
    read = amount_at(Scan(text), 0)

    assert read is not None
    assert (read.value, read.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "index", "value", "unit"),
    [
        ("worth 40m", 1, 40_000_000, None),
        ("The bill is 40m", 3, 40_000_000, None),
        ("a 40m deal", 1, 40_000_000, None),
        ("a mast of 40m", 3, 40, "metre"),
        ("5 degrees below zero", 0, -5, "degree"),
        ("5 °C below zero", 0, -5, "degree_Celsius"),
        ("40 below zero", 0, -40, None),
        ("5 degrees above zero", 0, 5, "degree"),
        ("40 below", 0, 40, None),
        ("COP28", 1, 28, None),
        ("COP 4,000", 0, 4000, "COP"),
        ("COP 28 million", 0, 28_000_000, "COP"),
        ("USD50", 0, 50, "USD"),
    ],
)
def test_what_stands_beside_an_amount(text: str, index: int, value: int, unit: str | None) -> None:
    """Words of money make the m a million, "below zero" is a minus, and COP28 is a name."""
    read = amount_at(Scan(text), index)

    assert read is not None
    assert (read.value, read.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("fell to –5 °C", ["-5 °C"]),
        ("a night of –5°C", ["-5 °C"]),
        ("Kharkiv –5 °C, Kyiv –7 °C", ["-5 °C", "-7 °C"]),
        ("fell to –5 at night", ["-5"]),
        ("from –5 to –2 °C", ["from -5 to -2 °C"]),
        ("between –10 and –5 °C", ["from -10 to -5 °C"]),
        ("Kyiv –5 killed", ["5"]),
        ("Kyiv – 5 killed", ["5"]),
        ("5 –15 men", ["5", "15"]),
        ("100–300 men", ["100-300"]),
        ("it is hot —5 °C more", ["5 °C"]),
    ],
)
def test_a_dash_as_a_minus(text: str, figures: list[str]) -> None:
    """A dash written to its number is a minus before a temperature and where nothing else makes sense."""
    assert [str(found.quantity) for found in find_quantities(text)] == figures
