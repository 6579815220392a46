"""Two numbers that are the ends of one figure, and two that are not."""

from fractions import Fraction

import pytest

from claimcheck.reading.figures import find_quantities, parse_quantity


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        *((text, 100, 300, None) for text in ("100-300", "100–300", "100 - 300", "100 to 300", "between 100 and 300")),
        *((text, 100, 300, None) for text in ("from 100 to 300", "100 through 300", "100~300", "100−300")),
        ("two or three", 2, 3, None),
        ("2 to 3 million", 2_000_000, 3_000_000, None),
        ("four to five thousand", 4000, 5000, None),
        ("$5-7 million", 5_000_000, 7_000_000, "USD"),
        ("$3 billion to $5 billion", 3 * 10**9, 5 * 10**9, "USD"),
        ("5% to 10%", 5, 10, "percent"),
        ("44 mg to 50 mg", 44, 50, "milligram"),
        ("5-10 km", 5, 10, "kilometre"),
        ("between two hundred and three hundred", 200, 300, None),
        ("two or three dozen", 24, 36, None),
        ("two to three dozen", 24, 36, None),
        ("two or three hundred", 200, 300, None),
        ("two or three hundred thousand", 200_000, 300_000, None),
        ("two or three million", 2_000_000, 3_000_000, None),
        ("fifty to two hundred", 50, 200, None),
        ("-10 to 15", -10, 15, None),
        ("1.5 to 2", Fraction(3, 2), 2, None),
        ("from $250,000 to $1 million", 250_000, 1_000_000, "USD"),
    ],
)
def test_ranges(text: str, low: int | Fraction, high: int | Fraction, unit: str | None) -> None:
    """Dashes and words join two ends; a magnitude or a unit written once holds for both."""
    figure = parse_quantity(text)

    assert figure is not None
    assert (figure.low, figure.high, figure.unit) == (low, high, unit)
    assert not figure.low_open
    assert not figure.high_open


@pytest.mark.parametrize("text", ["3-1", "2014-2022", "555-1234", "1-2-3", "24-7", "twenty-one to"])
def test_no_range(text: str) -> None:
    """Scores, years, telephone numbers and chains are no range."""
    figure = parse_quantity(text)

    assert figure is None


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("twenty-one people", ["21"]),
        ("5 to 3", ["5", "3"]),
        ("5 km to 10", ["5 kilometres", "10"]),
        ("2 or 30", ["2", "30"]),
        ("rose from 28 to 40", ["28", "40"]),
        ("rose by 12 to 40", ["12", "40"]),
        ("rose by 5 to 10 percent", ["5-10 %"]),
        ("fell from 3 to 2 million", ["3 million", "2 million"]),
        ("from 900,000 to 1.2 million in fines", ["from 0.9 million to 1.2 million"]),
        ("increased from 900,000 to 1.2 million", ["900,000", "1.2 million"]),
        ("one over twenty", ["1/20"]),
    ],
)
def test_two_figures_or_one(text: str, figures: list[str]) -> None:
    """What only looks like a range stays two figures: other units, a falling pair, a change."""
    assert [str(found.quantity) for found in find_quantities(text)] == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Oil rose $2 to $80", [("2 USD", "change"), ("80 USD", "value")]),
        ("Unemployment rose 0.2 percent to 4.1 percent", [("0.2 %", "change"), ("4.1 %", "value")]),
        ("rose 5% to 10%", [("5 %", "change"), ("10 %", "value")]),
        ("Profit rose $2 million to $5 million", [("2 million USD", "change"), ("5 million USD", "value")]),
        ("deaths rose 12 to 40", [("12", "change"), ("40", "value")]),
        ("The index fell 40 to 4,200", [("40", "change"), ("4,200", "value")]),
        ("rose about $2 to $80", [("about 2 USD", "change"), ("80 USD", "value")]),
        ("rose 5 to 10 percent", [("5-10 %", "change")]),
        ("rose by 5 to 10 percent", [("5-10 %", "change")]),
        ("is expected to grow 5% to 10%", [("5-10 %", "change")]),
        ("prices rise 10% to 15% a year", [("10-15 %", "change")]),
        ("fell 10 to 15 points", [("10-15", "change")]),
        ("made up 5% to 10% of it", [("5-10 %", "value")]),
        ("rose from 28 to 40", [("28", "before"), ("40", "value")]),
        ("dropped 10 to 15 bombs", [("10-15", "value")]),
    ],
)
def test_a_change_and_the_level_it_led_to(text: str, figures: list[tuple[str, str]]) -> None:
    """Behind a rise or a fall, two whole figures are how far and where to; what has its unit once is a range."""
    assert [(str(found.quantity), found.role.value) for found in find_quantities(text)] == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Trump trails Harris 44% to 47%", ["44 %", "47 %"]),
        ("lost 48 percent to 52 percent", ["48 %", "52 %"]),
        ("The bill passed 48 to 52", ["48", "52"]),
        ("by a vote of 44 to 47", ["44", "47"]),
        ("They went 1-3", []),
        ("They finished 2-5 last season", []),
        ("beat Manchester United 1-3", []),
        ("a 7-Eleven shop", []),
        ("lost 10-15 soldiers", ["10-15"]),
        ("lost 20 to 30 armoured vehicles", ["20-30"]),
        ("lost 5% to 10% of its value", ["5-10 %"]),
        ("won by 5 to 7 points", ["5-7"]),
        ("went to 10-15 stations", ["10-15"]),
    ],
)
def test_the_two_sides_of_a_contest(text: str, figures: list[str]) -> None:
    """Behind a vote, a poll or a match, two bare figures are those of its sides, and no range."""
    assert [str(found.quantity) for found in find_quantities(text)] == figures


@pytest.mark.parametrize(("text", "figures"), [("no one over 65", ["more than 65"]), ("one over twenty", ["1/20"])])
def test_no_one_is_no_numerator(text: str, figures: list[str]) -> None:
    """The "one" of "no one" is no number, so nothing is divided."""
    assert [str(found.quantity) for found in find_quantities(text)] == figures
