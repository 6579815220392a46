"""What the words of a figure said becomes a quantity, or nothing where no record can hold it."""

from fractions import Fraction

import pytest

from claimcheck.quantity import Bound, Number, Quantity, Tolerance
from claimcheck.reading.numbers.said import Said, quantity_of


def said(low: Number | None, high: Number | None, **words: object) -> Said:
    """Return a figure whose words said this."""
    figure = Said(0)
    figure.low, figure.high = low, high
    for name, value in words.items():
        setattr(figure, name, value)
    return figure


@pytest.mark.parametrize(
    ("figure", "quantity"),
    [
        (said(40, 40), Quantity(low=40, high=40)),
        (said(40, 40, sense="above"), Quantity(low=40, low_open=True)),
        (said(40, 40, sense="at_least"), Quantity(low=40)),
        (said(40, 40, sense="at_most"), Quantity(high=40)),
        (said(40, 40, sense="below"), Quantity(high=40, high_open=True)),
        (said(13, 13, sense="minimum"), Quantity(low=13, bound=Bound.MINIMUM)),
        (said(40, 40, approximate=True), Quantity(low=40, high=40, approximate=True, tolerance=2)),
        (said(40, 40, sense="above", approximate=True), Quantity(low=40, low_open=True, low_soft=True)),
        (said(3, None, soft=True), Quantity(low=3, low_soft=True)),
        (said(40, 40, estimate=True), Quantity(low=40, high=40, bound=Bound.ESTIMATE)),
        (said(None, None), Quantity(bound=Bound.UNKNOWN)),
        (said(30, 30, sense="above", other=("below", 40)), Quantity(low=30, high=40, low_open=True, high_open=True)),
        (said(40, 40, sense="at_most", other=("above", 30)), Quantity(low=30, high=40, low_open=True)),
    ],
)
def test_each_word_has_its_interval(figure: Said, quantity: Quantity) -> None:
    """A bound leaves one end open, a loose word gives soft ends or a tolerance."""
    assert quantity_of(figure, "", Tolerance()) == quantity


def test_the_tolerance_is_the_callers() -> None:
    """How far "about" and "nearly" reach is stated, and may be stated otherwise."""
    wide = Tolerance(least=Fraction(1, 4), most=Fraction(1, 2), nearly=Fraction(1, 2))

    about, nearly = (quantity_of(said(40, 40, **{name: True}), "", wide) for name in ("approximate", "nearly"))
    assert about is not None
    assert about.tolerance == 10
    assert nearly is not None
    assert (nearly.low, nearly.high, nearly.high_open) == (20, 40, True)


@pytest.mark.parametrize(("low", "text"), [(10**4001, "1"), (40, "40\0"), (40, "40\ud800")])
def test_what_no_record_holds_is_no_figure(low: int, text: str) -> None:
    """More digits than a record holds, and words that no file can keep, give nothing and raise nothing."""
    assert quantity_of(said(low, low), text, Tolerance()) is None
