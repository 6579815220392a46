"""Numbers that stand in names, codes and scores, and those that stand beside a name and count."""

import pytest

from claimcheck.reading.figures import find_quantities


def figures(text: str) -> list[str]:
    """The figures of a text, as they print."""
    return [str(found.quantity) for found in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The firm's profit was '3 million'", ["3 million"]),
        ("Smith said '12 people died'", ["12"]),
        ("Smith said '12 people died.'", ["12"]),
        ("Smith said '12 people died' and left", ["12"]),
        ("He counted '12' and left", ["12"]),
        ("Smith said '12 people died", ["12"]),
        ("'three people died'", ["3"]),
        ("'12 percent of us'", ["12 %"]),
        ("back in '99 he won", []),
        ("the class of '98 and the workers' union", []),
        ("in '99 he called it 'mad'", []),
        ("a '67 Chevy", []),
        ("the '98 winners", []),
        ("rock'12 people", []),
    ],
)
def test_an_apostrophe_opens_a_quotation_or_shortens_a_year(text: str, expected: list[str]) -> None:
    """Two digits behind an apostrophe are a year only where no quotation ends behind them and nothing is counted."""
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Boeing 737 crashed",
        "It rained. Boeing 737 jets were grounded",
        "Windows 11 is out",
        "Apollo 11 landed",
        "Apollo 11 astronauts",
        "Tupolev 154 crashed near Sochi",
        "Bus 42 was late",
        "Line 4 is closed",
        "Area 51",
        "Fortune 500 firms",
        "Call 112",
        "They dialled 999 at once",
        "his 401(k) plan",
        "They lost 2 to 1",
        "France beat Spain by 3 to 1",
        "US 1, China 2",
    ],
)
def test_numbers_of_names_and_scores(text: str) -> None:
    """A name that opens a sentence keeps its number; a number to call and a score count nothing."""
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Only 12 survived", ["12"]),
        ("Police arrested 3", ["3"]),
        ("Kyiv 12 killed", ["12"]),
        ("Ukraine 12 planes", ["12"]),
        ("Deaths 12", ["12"]),
        ("Yesterday 12 fled", ["12"]),
        ("Killed 12 in Kyiv", ["12"]),
        ("Kyiv 3, Lviv 2, Sumy 1", ["3", "2", "1"]),
        ("Call 112 witnesses", ["112"]),
        ("Bus 42 people to Kyiv", ["42"]),
        ("They lost 2 to 3 planes", ["2-3"]),
        ("a vote of 52 to 48", ["52", "48"]),
    ],
)
def test_first_words_that_are_no_names(text: str, expected: list[str]) -> None:
    """Where something is counted, or the first word only opens the sentence, the number is a figure."""
    assert figures(text) == expected
