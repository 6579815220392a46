"""How numbers and units are written, and that what is written is read again."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.printed import unit_words, written, written_range
from claimcheck.quantity import Quantity
from claimcheck.reading.figures import find_quantities, parse_quantity
from claimcheck.reading.numbers.wording import figure_wording

# "40 try" and "1 century" are no amounts in prose.
UNREAD = {("TRY", 1), ("TRY", 40), ("XBT", 1), ("XBT", 40), ("century", 1)}
UNITS = sorted({name for rests in figure_wording("en").units.values() for _, name in rests})


@pytest.mark.parametrize(
    ("number", "step", "unit", "words"),
    [
        (1234, None, None, "1,234"),
        (1_200_000, 100_000, None, "1.2 million"),
        (Fraction(5, 2), None, None, "2 1/2"),
        (Fraction(1, 3), None, None, "1/3"),
        (Fraction(-71, 12), None, None, "-5 11/12"),
        (Fraction(269, 20), None, None, "269/20"),
        (3 * 10**7, 10**7, "INR", "3 crore"),
        (5 * 10**9, 10**7, "INR", "500 crore"),
        (3 * 10**7, 10**7, None, "3 crore"),
        (5 * 10**9, 10**7, "USD", "5.00 billion"),
        (5 * 10**5, 10**5, "INR", "5 lakh"),
        (5 * 10**5, 10**5, "USD", "0.5 million"),
    ],
)
def test_written(number: int | Fraction, step: int | None, unit: str | None, words: str) -> None:
    """A number is written as people write it, and no less exactly than it was."""
    assert written(number, step, unit) == words


@pytest.mark.parametrize(
    ("low", "high", "step", "words"),
    [
        (15 * 10**8, 2 * 10**9, 10**8, "from 1.5 billion to 2 billion"),
        (10**9, 15 * 10**8, 10**8, "from 1 billion to 1.5 billion"),
        (10**9, 2 * 10**9, 10**8, "from 1.0 billion to 2.0 billion"),
        (Fraction(3, 2), 2, Fraction(1, 10), "1.5-2"),
        (Fraction(1, 2), Fraction(5, 2), None, "from 1/2 to 2 1/2"),
        (-5, 3, None, "from -5 to 3"),
    ],
)
def test_written_range(low: int | Fraction, high: int | Fraction, step: int | Fraction | None, words: str) -> None:
    """Decimals of zeros stand in a range only where nothing else would show how exact it is."""
    assert written_range(low, high, step) == words


@pytest.mark.parametrize(
    ("unit", "one", "many"),
    [
        ("hour", "hour", "hours"),
        ("foot", "foot", "feet"),
        ("century", "century", "centuries"),
        ("metre ** 3", "cubic metre", "cubic metres"),
        ("kilometre / hour", "kilometre per hour", "kilometres per hour"),
        ("basis_point", "basis point", "basis points"),
        ("hertz", "hertz", "hertz"),
        ("USD", "USD", "USD"),
        ("percent", "%", "%"),
    ],
)
def test_unit_words(unit: str, one: str, many: str) -> None:
    """A unit stands in the words of a reader, in the number that fits."""
    assert (unit_words(unit, True), unit_words(unit, False)) == (one, many)


@pytest.mark.parametrize(
    ("unit", "number"), [(unit, number) for unit in UNITS for number in (1, 40) if (unit, number) not in UNREAD]
)
def test_every_unit_reads_back(unit: str, number: int) -> None:
    """What a measured figure shows as is read as the same figure, whatever it is measured in."""
    figure = Quantity(low=number, high=number, unit=unit, step=1 if unit.startswith("percent") else None)

    assert parse_quantity(str(figure)) == figure


@given(st.integers(-999, 999), st.integers(2, 16), st.sampled_from(["hour", "foot", "mile", "metre ** 2"]))
def test_mixed_numbers_read_back(whole: int, below: int, unit: str) -> None:
    """A whole number with a fraction is read as the same number."""
    number = whole + Fraction(1, below)
    figure = Quantity(low=number, high=number, unit=unit)
    (found,) = find_quantities(f"It was {figure} off")

    assert found.quantity == figure


@given(st.integers(1, 99_999), st.sampled_from([10**5, 10**6, 10**7, 10**8]), st.sampled_from(["INR", "USD", None]))
def test_lakh_and_crore_read_back(number: int, step: int, unit: str | None) -> None:
    """Lakh and crore keep the last digit that was written."""
    figure = Quantity(low=number * step, high=number * step, step=step, unit=unit)

    assert parse_quantity(str(figure)) == figure


@given(st.integers(1, 99), st.integers(1, 99), st.sampled_from([Fraction(1, 10), 10**5, 10**7, 10**8]))
def test_ranges_read_back(low: int, more: int, step: int | Fraction) -> None:
    """A range keeps the last digit of its ends, though one of them may lose its zeros."""
    figure = Quantity(low=low * step, high=(low + more) * step, step=step)

    assert parse_quantity(str(figure)) == figure
