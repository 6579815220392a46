"""Figures odd enough to be recognised: coarse marks first, then what is read there."""

import pytest

from claimcheck.quantity import Quantity
from claimcheck.tracing.marks import marks_of, read_mark
from claimcheck.tracing.sourcetext import SourceText


def _source(text: str, **more: object) -> SourceText:
    return SourceText(key="a", text=text, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "digits"), [("471", {"471"}), ("1,263", {"1263"}), ("12.5", {"125"}), ("7", set())])
def test_the_digits_of_a_figure(text: str, digits: set[str]) -> None:
    """A figure goes by its digits, and a single one is no mark."""
    assert set(marks_of(_source(f"It was {text} then."))) == digits


def test_round_figures_and_years_are_no_marks() -> None:
    """A year, 500 and 2,000 stand everywhere."""
    assert marks_of(_source("In 2023, 500 of 2,000 left.")) == {}


def test_a_figure_is_read_with_its_noun() -> None:
    """What a mark says is read as the library reads figures."""
    source = _source("On Monday 471 people were killed.")
    mark = read_mark(source, "471", marks_of(source)["471"])
    assert mark is not None
    assert (mark.words, mark.value) == ("471 people", (471, 471, None))


def test_a_time_is_no_figure() -> None:
    """The digits of a time of day are no figure."""
    source = _source("It began at 13:41 sharp.")
    assert read_mark(source, "13", marks_of(source).get("13", ())) is None


def test_a_figure_of_the_ledger_stands_in_too() -> None:
    """A claim's figure counts where the text itself is not at hand."""
    source = _source("", figures=[Quantity(low=471, high=471)])
    mark = read_mark(source, "471", marks_of(source)["471"])
    assert mark is not None
    assert mark.words == "471"


def test_more_digits_than_any_figure_are_read_in_time() -> None:
    """A hostile run of digits and commas is read in pieces."""
    assert marks_of(_source("1," * 50_000))
