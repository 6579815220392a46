"""Words that bound or loosen a figure, before it and behind it."""

import pytest

from claimcheck.quantity import Quantity
from claimcheck.reading.figures import find_quantities, parse_quantity


def soft(low: int, high: int) -> Quantity:
    """Return what "nearly" says."""
    return Quantity(low=low, high=high, high_open=True, low_soft=True, high_soft=True)


ABOVE = Quantity(low=40, low_open=True)
AT_LEAST = Quantity(low=40)
AT_MOST = Quantity(high=40)
BELOW = Quantity(high=40, high_open=True)
ABOUT = Quantity(low=40, high=40, approximate=True, tolerance=2)


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        *((text, ABOVE) for text in ("more than 40", "over 40", "above 40", "upwards of 40", "north of 40", "> 40")),
        *((text, ABOVE) for text in ("in excess of 40", "exceeding 40", "well over 40", "just over 40")),
        *((text, AT_LEAST) for text in ("at least 40", "no fewer than 40", "no less than 40", "not less than 40")),
        *((text, AT_LEAST) for text in ("a minimum of 40", "as few as 40", ">= 40", "≥ 40", "40 or more", "40-plus")),
        *((text, AT_LEAST) for text in ("40+", "40 and counting", "40 at least", "40 people or more", "forty-plus")),
        *(
            (text, AT_MOST)
            for text in ("up to 40", "at most 40", "as many as 40", "no more than 40", "not more than 40")
        ),
        *((text, AT_MOST) for text in ("a maximum of 40", "<= 40", "40 or fewer", "40 at most", "40 or less")),
        *((text, BELOW) for text in ("fewer than 40", "less than 40", "under 40", "below 40", "< 40", "sub-40")),
        *((text, ABOUT) for text in ("about 40", "around 40", "some 40", "roughly 40", "approximately 40", "~40")),
        *((text, ABOUT) for text in ("c. 40", "circa 40", "40 or so", "forty-odd", "40-ish", "in the region of 40")),
        *((text, soft(36, 40)) for text in ("nearly 40", "almost 40", "close to 40", "just under 40", "not quite 40")),
        ("more than 30 and less than 40", Quantity(low=30, high=40, low_open=True, high_open=True)),
        ("at least 30, at most 40", Quantity(low=30, high=40)),
        ("at least some 40", Quantity(low=40, low_soft=True)),
        ("more than 40 but fewer than 30", None),
    ],
)
def test_bounds(text: str, quantity: Quantity | None) -> None:
    """Each end is in, out, open or soft as the words say."""
    assert parse_quantity(text) == quantity


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("killed 40, at least 12 of them children", ["40", "at least 12"]),
        ("between 5 or more than 10", ["5", "more than 10"]),
        ("sub-Saharan; under-21s; less is more", []),
        ("as many as 40 people and as few as 5", ["at most 40", "at least 5"]),
        ("5 + 3", ["5", "3"]),
        ("forty odd people", ["about 40"]),
        ("40 odd years", ["about 40 years"]),
        ("three odd men", ["3"]),
        ("a margin of plus or minus 3 points", ["3"]),
        ("plus or minus 3.5 percentage points", ["3.5 percentage points"]),
        ("±3 points", ["3"]),
        ("+/-3 points", ["3"]),
    ],
)
def test_whose_bound_it_is(text: str, figures: list[str]) -> None:
    """A bound before another number belongs to that one."""
    assert [str(found.quantity) for found in find_quantities(text)] == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        *(
            (f"It was {text} 40", ["at most 40"])
            for text in ("never more than", "not over", "not above", "not higher than")
        ),
        ("The number cannot be more than 40", ["at most 40"]),
        ("There weren't more than 40", ["at most 40"]),
        ("There weren’t more than 40", ["at most 40"]),
        ("Deaths did not exceed 40", ["at most 40"]),
        ("The toll never rose above 40", ["at most 40"]),
        ("hardly more than 40 people", ["at most about 40"]),
        ("rarely over 40 people", ["at most about 40"]),
        ("not much more than 40 people", ["at most about 40"]),
        ("never less than 40", ["at least 40"]),
        ("nothing less than 40", ["at least 40"]),
        ("It did not fall below 40", ["at least 40"]),
        ("fell short of 40 votes", ["less than 40"]),
        ("failed to reach 40", ["less than 40"]),
        ("did not reach 40", ["less than 40"]),
        ("Deaths exceeded 40", ["more than 40"]),
        ("no more than 40", ["at most 40"]),
        ("could not name more than 40 dead", ["more than 40"]),
        ("not only more than 40 dead", ["more than 40"]),
        ("barely more than 40", ["more than 40"]),
        ("did not launch more than 40 drones", ["at most 40"]),
        ("didn't launch more than 40 drones", ["at most 40"]),
        ("has never lost more than 40 men", ["at most 40"]),
        ("he was not hit by more than 40 bullets", ["more than 40"]),
        ("did not merely lose more than 40", ["more than 40"]),
        ("He was not hurt; more than 40 died", ["more than 40"]),
        ("dozens, if not over 40", ["at least about 24", "more than 40"]),
    ],
)
def test_a_bound_that_is_denied(text: str, figures: list[str]) -> None:
    """Denied, "more than" is "at most"; what is denied of something else changes no bound."""
    assert [str(found.quantity) for found in find_quantities(text)] == figures


def test_the_words_of_a_denied_bound() -> None:
    """The figure starts with the word that denies its bound, so that its text says what it is."""
    text = "There were never more than 40 men"

    assert [found.quantity.text for found in find_quantities(text)] == ["never more than 40"]
    assert [found.quantity.text for found in find_quantities("It cannot be over 40")] == ["cannot be over 40"]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("100-odd million", ["about 100 million"]),
        ("40-odd thousand people", ["about 40 thousand"]),
        ("40-plus thousand people", ["at least 40 thousand"]),
        ("40+ million", ["at least 40 million"]),
        ("$100-odd million", ["about 100 million USD"]),
        ("40-odd kilometres", ["about 40 kilometres"]),
        ("40-odd people", ["about 40"]),
    ],
)
def test_a_magnitude_behind_odd(text: str, figures: list[str]) -> None:
    """What "-odd" and "-plus" are written to keeps the magnitude and the unit behind them."""
    assert [str(found.quantity) for found in find_quantities(text)] == figures
