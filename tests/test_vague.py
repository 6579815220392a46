"""Vague words and words that say none."""

import pytest

from claimcheck.quantity import Bound
from claimcheck.reading.figures import find_quantities, parse_quantity


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("several", 3, None),
        ("dozens of cars", 24, None),
        ("scores of people", 40, None),
        ("hundreds", 200, None),
        ("thousands", 2000, None),
        ("millions of people", 2_000_000, None),
        ("tens of thousands", 20_000, None),
        ("hundreds of thousands", 200_000, None),
        ("dozens of thousands", 24_000, None),
        ("several hundred", 300, None),
        ("several dozen", 36, None),
        ("a few hundred", 200, None),
        ("several hundred thousand people", 300_000, None),
        ("a few hundred thousand", 200_000, None),
        ("several hundreds of thousands", 300_000, None),
        ("several thousands of people", 3000, None),
        ("a couple of hundred thousand", 200_000, 200_000),
        ("few thousand", 2000, None),
        ("a handful", 3, 6),
        ("a couple of men", 2, 2),
        ("a couple of dozen", 24, 24),
    ],
)
def test_vague_counts(text: str, low: int, high: int | None) -> None:
    """A vague word stands for its documented interval, and the ends are marked as inferred."""
    figure = parse_quantity(text)

    assert figure is not None
    assert (figure.low, figure.high, figure.low_soft, figure.high_soft) == (low, high, True, high is not None)


@pytest.mark.parametrize(
    "text", ["many people", "few people", "a few people", "a number of people", "a lot of", "tens"]
)
def test_what_has_no_interval(text: str) -> None:
    """Many, few and "a number of" weigh, and do not count."""
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "unit"), [("thousands of dollars", "USD"), ("several hours", "hour"), ("hundreds of km", "kilometre")]
)
def test_a_vague_count_has_a_unit_too(text: str, unit: str) -> None:
    """A unit of measure behind a vague word is kept."""
    figure = parse_quantity(text)

    assert figure is not None
    assert figure.unit == unit


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("no casualties", None),
        ("no Russian drones", None),
        ("none", None),
        ("none of the 80", 80),
        ("none of the drones", None),
        ("zero casualties", None),
    ],
)
def test_zero_in_words(text: str, of: int | None) -> None:
    """No, none and zero say that there were none."""
    figure = parse_quantity(text)

    assert figure is not None
    assert (figure.low, figure.high, figure.of) == (0, 0, of)


@pytest.mark.parametrize("text", ["nobody was killed in it", "no one has been hurt", "nobody died"])
def test_nobody_was_harmed(text: str) -> None:
    """Nobody killed is a count of 0."""
    (found,) = find_quantities(text)

    assert (found.quantity.low, found.quantity.high) == (0, 0)


@pytest.mark.parametrize(
    "text",
    [
        *("none reported", "none were reported", "no reports of casualties", "no injuries were reported"),
        *("no casualties have been confirmed so far", "no plans", "no further details", "no one knows", "nobody came"),
        *("no longer", "no doubt", "no"),
    ],
)
def test_no_report_is_no_zero(text: str) -> None:
    """That nothing is reported tells of reports; and what is not counted is not none."""
    assert find_quantities(text) == ()


def test_an_unknown_number() -> None:
    """That the number is not known is a figure without ends."""
    for text in ("an unknown number of drones", "an undisclosed number", "unspecified number of men"):
        figure = parse_quantity(text)
        assert figure is not None
        assert figure.bound is Bound.UNKNOWN
