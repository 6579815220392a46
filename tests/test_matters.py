"""Numbers that only say what a thing is about, per how many, or which one."""

import pytest

from claimcheck.reading.figures import find_quantities


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("protests over 3 deaths", ["3"]),
        ("a dispute over 40 acres", ["40 acres"]),
        ("worried about 3 children", ["3"]),
        ("a man was charged over 3 deaths", ["3"]),
        ("fears over 3 deaths", ["3"]),
        ("Police charged over 40 people", ["more than 40"]),
        ("killed over 40 people", ["more than 40"]),
        ("fears about 40 people died", ["about 40"]),
        ("concern that over 40 died", ["more than 40"]),
    ],
)
def test_topics(text: str, figures: list[str]) -> None:
    """What a dispute or a charge is over or about is a plain number; people are charged, so "over 40" are more."""
    assert [str(found.quantity) for found in find_quantities(text)] == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("5 per 100,000", [("5", "")]),
        ("5 cases per 1,000 people", [("5", "cases")]),
        ("5 deaths for every 1,000 births", [("5", "deaths")]),
        ("every 5 people", [("5", "people")]),
    ],
)
def test_the_base_of_a_rate(text: str, figures: list[tuple[str, str]]) -> None:
    """Per how many a rate is counts nobody."""
    assert [(str(found.quantity), found.noun) for found in find_quantities(text)] == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Year 12 pupils", []),
        ("heard on Radio 4", []),
        ("Unit 3 was hit", []),
        ("reactor 4 at the plant", []),
        ("this year 12 people died", ["12"]),
        ("a unit of 3 soldiers", ["3"]),
    ],
)
def test_numbered_places(text: str, figures: list[str]) -> None:
    """A number that tells one unit or one class from the others counts nothing."""
    assert [str(found.quantity) for found in find_quantities(text)] == figures
