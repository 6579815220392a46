"""Figures that another is held against: the whole of a share, the time that something took."""

import pytest

from claimcheck.reading.figures import find_quantities


def roles(text: str) -> list[tuple[str, str]]:
    """The figures of a text with their roles."""
    return [(str(found.quantity), found.role.value) for found in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("60 percent of the 500 homes burnt", [("60 %", "value"), ("500", "whole")]),
        ("Half of the 20 hostages", [("1/2 of the whole", "value"), ("20", "whole")]),
        ("half the 20 hostages were freed", [("1/2 of the whole", "value"), ("20", "whole")]),
        ("40% of 1,000 respondents", [("40 %", "value"), ("1,000", "whole")]),
        ("40% of about 1,000 respondents", [("40 %", "value"), ("about 1,000", "whole")]),
        ("two-thirds of the 90 seats", [("2/3 of the whole", "value"), ("90", "whole")]),
        ("Most of the 500 homes burnt", [("500", "whole")]),
        ("the rest of their 500 homes", [("500", "whole")]),
        ("40% of voters and 500 homes", [("40 %", "value"), ("500", "value")]),
        ("all of the 500 homes", [("500", "value")]),
        ("a death toll of 500", [("500", "value")]),
        ("a rate of 60 percent in the 500 homes", [("60 %", "value"), ("500", "value")]),
    ],
)
def test_the_whole_of_a_share(text: str, expected: list[tuple[str, str]]) -> None:
    """What a share is taken of is told apart from what happened to so many."""
    assert roles(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Of the 41 planes, 13 were destroyed", [("41", "whole"), ("13 of 41", "value")]),
        ("Of the 80 drones launched, 52 were shot down", [("80", "whole"), ("52 of 80", "value")]),
        ("Of the 80 drones, 52 shot down", [("80", "whole"), ("52 of 80", "value")]),
        ("They came. Of 80 drones, at least 52 fell", [("80", "whole"), ("at least 52 of 80", "value")]),
        ("Of the 41 planes, 50 were seen", [("41", "whole"), ("50", "value")]),
        ("Of the 41 planes, 13 pilots flew", [("41", "whole"), ("13", "value")]),
        ("Of the 41 planes, some flew. The 13 stayed", [("41", "whole"), ("13", "value")]),
        ("Of the 41 planes, 20 % were hit", [("41", "whole"), ("20 %", "value")]),
        ("It made use of the 41 planes, 13 of them new", [("41", "value"), ("13", "value")]),
    ],
)
def test_some_of_those_that_open_the_sentence(text: str, expected: list[tuple[str, str]]) -> None:
    """Behind "Of the 41 planes," a smaller number with no other noun counts some of them."""
    assert roles(text) == expected


def test_the_part_counts_what_the_whole_counts() -> None:
    """The noun of the whole is the noun of its part."""
    text = "Of the 41 Russian planes, 13 were destroyed"
    whole, part = find_quantities(text)

    assert part.counted == whole.counted == "Russian planes"
    assert part.noun_span is not None
    assert text[slice(*part.noun_span)] == "Russian planes"
    assert text[part.start : part.end] == part.quantity.text == "13"


@pytest.mark.parametrize(
    "text",
    [
        "12 people died in 24 hours",
        "12 people died over 3 days",
        "It rained for two weeks",
        "the city fell within 48 hours",
        "Within 48 hours the city fell",
        "shelled during the past 24 hours",
        "shot down over the last 3 days",
        "fled in less than 24 hours",
        "fighting for 2-3 days",
    ],
)
def test_a_span_of_time(text: str) -> None:
    """Behind a preposition of duration a length of time says over what time something happened."""
    assert roles(text)[-1 if text[0] != "W" else 0][1] == "span"


@pytest.mark.parametrize(
    "text",
    [
        "It lasted 3 days",
        "It lasted for 3 days",
        "The battle took 3 days",
        "jailed for 3 years",
        "They jailed him for 3 years",
        "he was in jail for 3 years",
        "a ceasefire for 3 days",
        "a 24-hour curfew",
        "in a 24-hour curfew",
        "24 hours",
        "within 48 hours",
        "a delay of 3 days",
        "classes for 3 year olds",
        "in 40 villages",
        "for 5 km",
    ],
)
def test_a_length_that_is_asserted(text: str) -> None:
    """A length of time that is itself what is said stays a value, and so does all that measures no time."""
    assert [role for _, role in roles(text)] == ["value"]
