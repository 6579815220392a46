"""What single cells say: figures in words, with bounds, bases and units beside them."""

from fractions import Fraction
from math import inf

import pytest

from claimcheck.model import Category
from claimcheck.printed import decimal_text
from claimcheck.quantity import Quantity
from claimcheck.tables.cells import Declared, Unreadable, is_estimate, read_bound, read_cell
from claimcheck.tables.rows import End, Form
from claimcheck.times import parse_time
from claimcheck.vocabulary import default_vocabulary

_PLAIN = Declared(default_vocabulary())
_KILLED = Declared(default_vocabulary(), "killed")
_SOFT = End.LOW_SOFT | End.HIGH_SOFT


@pytest.mark.parametrize(
    ("said", "low", "high", "ends"),
    [
        ("41", 41, 41, End(0)),
        ("more than 40", 41, inf, End.LOW_LEFT_OUT),
        ("fewer than 40", -inf, 39, End.HIGH_LEFT_OUT),
        ("at least 40", 40, inf, End(0)),
        ("100-300", 100, 300, End(0)),
        ("about 40", 38, 42, _SOFT),
        ("several", 3, inf, End.LOW_SOFT),
        ("7.8", 7.75, 7.85, End.HIGH_OPEN | End.HIGH_ROUNDED),
        ("more than 7.8", 7.8, inf, End.LOW_OPEN),
    ],
)
def test_figures_in_words(said: str, low: float, high: float, ends: End) -> None:
    """A figure in words has the ends that comparing gives it."""
    cell = read_cell(said, _PLAIN)

    assert (cell.low, cell.high, cell.ends, cell.form) == (low, high, ends, Form.COUNT)


@pytest.mark.parametrize(
    ("said", "form"),
    [
        ("65 %", Form.SHARE),
        ("52 of 80", Form.COUNT),
        ("more than 52 of 80", Form.MANY),
        ("7 kg", Form.COUNT),
        (f"{2**53 + 1}", Form.MANY),
        ("0.12345678901234567891", Form.MANY),
    ],
)
def test_forms(said: str, form: Form) -> None:
    """Shares lie on a line of their own; a whole with an end left out, and what no float holds, are for the objects."""
    assert read_cell(said, _PLAIN).form is form


def test_what_stands_beside_a_figure() -> None:
    """Bounds, units and bases are read with the figure, as if they stood in its words."""
    assert read_cell("40", _PLAIN, bound="more").value == read_cell("more than 40", _PLAIN).value
    assert read_cell(Quantity(low=40, high=40), _PLAIN, bound="about").low == 38
    assert read_cell("7", _PLAIN, unit="kg").unit == "kilogram"
    assert read_cell("7", _PLAIN, basis="estimate").ends == _SOFT
    assert read_cell("7", _PLAIN, bound="estimated").ends == _SOFT
    assert (read_cell("7", _KILLED, basis="documented").high, read_cell("7", _PLAIN, basis="documented").high) == (
        inf,
        7,
    )


def test_words() -> None:
    """What is no figure is a word where words are expected; those declared to exclude others are for the objects."""
    cell = read_cell("Ada", _PLAIN, words=True)

    assert (cell.value, cell.form, cell.text) == (Category(term="Ada"), Form.WORD, "Ada")
    assert read_cell("guilty", _PLAIN, words=True).form is Form.MANY


@pytest.mark.parametrize(
    ("said", "beside", "message"),
    [
        ("", {}, "the cell is empty"),
        ("Ada", {}, "no figure can be read in 'Ada'"),
        ("an unknown number", {}, "the number is not known|no figure can be read"),
        ("7", {"bound": "purple"}, "no bound of a figure is called 'purple': expected minimum"),
        ("7", {"basis": "hearsay"}, "no basis is called 'hearsay': expected one of own_count"),
    ],
)
def test_refusals(said: str, beside: dict[str, str], message: str) -> None:
    """What cannot be read is said with the word it is about."""
    with pytest.raises(Unreadable, match=message):
        read_cell(said, _PLAIN, **beside)  # type: ignore[arg-type]


def test_a_broken_count_is_refused() -> None:
    """Nobody kills 12.345 people: it may be 12,345 elsewhere."""
    with pytest.raises(Unreadable, match=r"a count of whole things cannot be"):
        read_cell("12.345", _KILLED)


def test_an_interval_with_a_bound_is_refused() -> None:
    """A pair of ends has its bounds already."""
    with pytest.raises(Unreadable, match="100-300 has two ends already, and a bound beside it"):
        read_cell(Quantity(low=100, high=300), _PLAIN, bound="more")


@pytest.mark.parametrize(
    ("word", "phrase"),
    [("", "{}"), ("MINIMUM", "at least {}"), (">", "more than {}"), ("ca.", "about {}"), ("nearly", "nearly {}")],
)
def test_bounds(word: str, phrase: str) -> None:
    """The usual words and signs of a column of bounds stand for phrases; any other is a phrase of its own."""
    assert read_bound(word) == phrase


def test_estimates() -> None:
    """An estimate is a figure with soft ends, no other bound."""
    assert (is_estimate(" Estimate "), is_estimate("about")) == (True, False)


@pytest.mark.parametrize(("number", "text"), [(Fraction(-31, 4), "-7.75"), (Fraction(1, 200), "0.005"), (3, "3")])
def test_decimals(number: int | Fraction, text: str) -> None:
    """Exact numbers are written in decimals that read back."""
    assert decimal_text(number) == text
    assert Fraction(text) == number


def test_a_word_is_read_by_party_and_date() -> None:
    """What the Ukrainian air force calls destroyed was shot down to July 2025, shot down or suppressed from August."""
    declared = Declared(default_vocabulary(), "destroyed")
    meant = [
        declared.meant(party, parse_time(day))
        for party, day in (
            ("Air Force of Ukraine", "2025-07-31"),
            ("Air Force of Ukraine", "2025-08-01"),
            ("monitor", "2025-08-01"),
            (None, "2025-08-01"),
        )
    ]

    assert meant == ["shot down", "neutralised", "destroyed", "destroyed"]
