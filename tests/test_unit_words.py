"""Currencies before a number and units behind it."""

import pytest

from claimcheck.reading.numbers.scan import Scan
from claimcheck.reading.numbers.unit_words import currency_at, scaled_currency_at, unit_at
from claimcheck.reading.numbers.wording import figure_wording
from claimcheck.units import conversion, is_currency


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("5 km", "kilometre"),
        ("5 km/h", "kilometre / hour"),
        ("60 mph", "mile / hour"),
        ("5 kg per day", "kilogram / day"),
        ("24703m2", "metre ** 2"),
        ("776-foot", "foot"),
        ("5 °C", "degree_Celsius"),
        ("65 per cent", "percent"),
        ("3 percentage points", "percentage_point"),
        ("5 W charger", "watt"),
        ("5 years old", "year"),
        ("5 dollars", "USD"),
        ("0.8rad", "radian"),
        ("5 w", None),
        ("5 S", None),
        ("5 second", None),
        ("5 USD50", None),
        ("5 drones", None),
    ],
)
def test_units(text: str, unit: str | None) -> None:
    """A unit is found under one name; a letter only in its case, a rank and the next number's currency never."""
    found = unit_at(Scan(text), 1, False, False)

    assert (None if found is None else found[0]) == unit


def test_pounds_with_a_magnitude_are_money() -> None:
    """Ten million pounds are money, ten pounds a weight."""
    scaled, plain = unit_at(Scan("10 pounds"), 1, True, False), unit_at(Scan("10 pounds"), 1, False, False)

    assert scaled is not None
    assert plain is not None
    assert (scaled[0], plain[0]) == ("GBP", "pound")


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        *(("$5", "USD"), ("US$5", "USD"), ("hk $ 5", "HKD"), ("EUR5", "EUR"), ("JP¥5", "JPY"), ("Rs 5", "INR")),
        *(("eur 5", None), ("a 5", None), ("s $5", None), ("₿21", "XBT")),
    ],
)
def test_currencies(text: str, currency: str | None) -> None:
    """Signs and codes before a number are read; a code in small letters and a lone letter are none."""
    found = currency_at(Scan(text), 0)

    assert (None if found is None else found[0]) == currency


def test_codes_of_banks() -> None:
    """A capital before a code multiplies it; in small letters it is a word."""
    assert scaled_currency_at(Scan("48.5 MGBP"), 1) == ("GBP", 10**6)
    assert scaled_currency_at(Scan("48.5 mgbp"), 1) is None


@pytest.mark.parametrize(
    "unit",
    sorted(
        {name for rests in figure_wording("en").units.values() for _, name in rests if not is_currency(name)}
        - {"cent", "penny", "percentage_point", "basis_point"}
    ),
)
def test_every_unit_read_is_known_to_whoever_converts(unit: str) -> None:
    """A unit that is read here is no unit that nobody knows; coins and points of a share are converted by nobody."""
    assert conversion(unit, "mole") is None
