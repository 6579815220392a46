"""Numbers in digits and words, and the texts that are one number and nothing else."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.reading.numbers.numerals import lone_number, number_at
from claimcheck.reading.numbers.scan import Scan


@pytest.mark.parametrize(
    ("text", "value", "stop"),
    [
        ("322 hundred", 32_200, 2),
        ("3 dozen eggs", 36, 2),
        ("two million five hundred thousand", 2_500_000, 5),
        ("half a million eggs", 500_000, 3),
        ("½ of them", Fraction(1, 2), 1),
        ("a hundred", 100, 2),
        ("5 killed", 5, 1),
    ],
)
def test_the_longest_number(text: str, value: int | Fraction, stop: int) -> None:
    """Digits, words and both together are read as far as they go on."""
    read = number_at(Scan(text), 0)

    assert read is not None
    assert (read.value, read.stop) == (value, stop)


@pytest.mark.parametrize("text", ["a man", "an", "hundred men", "drones", "", "-5"])
def test_no_number_starts_here(text: str) -> None:
    """An article, a magnitude alone and a sign begin no number."""
    assert number_at(Scan(text), 0) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("point one", Fraction(1, 10)),
        ("hundred", 100),
        ("- 10  k", -10_000),
        ("-4/5", Fraction(-4, 5)),
        ("3/4", Fraction(3, 4)),
        ("a twenty-first", Fraction(1, 21)),
        ("one one hundred fifth", Fraction(1, 105)),
        ("a hundredth", Fraction(1, 100)),
    ],
)
def test_a_text_that_is_one_number(text: str, value: int | Fraction) -> None:
    """What stands alone may take forms that mean something else in prose."""
    read = lone_number(Scan(text))

    assert read is not None
    assert read.value == value


@pytest.mark.parametrize("text", ["24/7", "9/11", "point", "hundred men", "a third man", "", "-", "1 2"])
def test_a_text_that_is_no_one_number(text: str) -> None:
    """Idioms and anything with words beside the number are none."""
    assert lone_number(Scan(text)) is None


@given(st.text(alphabet="0123456789,./' -–eEkm^x٣１", max_size=20))
def test_digits_never_raise(text: str) -> None:
    """Any tangle of digits and signs is read or left."""
    scan = Scan(text)
    for place in range(scan.size):
        read = number_at(scan, place)
        assert read is None or place < read.stop <= scan.size
