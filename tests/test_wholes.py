"""Figures that are part of a whole: k of n, shares, rates."""

from fractions import Fraction

import pytest

from claimcheck.reading.figures import find_quantities, parse_quantity


@pytest.mark.parametrize(
    ("text", "count", "total"),
    [
        ("52 of 80", 52, 80),
        ("52 out of 80", 52, 80),
        ("52 out of the 80 drones", 52, 80),
        ("15 of the 52", 15, 52),
        ("12 of its 15 members", 12, 15),
        ("52/80 drones", 52, 80),
        ("52/80", 52, 80),
        ("three out of four", 3, 4),
        ("1 of every 3", 1, 3),
        ("52 of a total of 80", 52, 80),
        ("two out of five hundred", 2, 500),
    ],
)
def test_k_of_n(text: str, count: int, total: int) -> None:
    """A count out of a total keeps both numbers, and its share is exact."""
    figure = parse_quantity(text)

    assert figure is not None
    assert (figure.low, figure.high, figure.of, figure.share) == (count, count, total, Fraction(count, total))


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("one in five", Fraction(1, 5)),
        ("1 in 3", Fraction(1, 3)),
        ("one in every ten", Fraction(1, 10)),
        ("3 in 10 voters", Fraction(3, 10)),
        ("half of voters", Fraction(1, 2)),
        ("two-thirds of voters", Fraction(2, 3)),
        ("three quarters", Fraction(3, 4)),
        ("1/2 of the people", Fraction(1, 2)),
        ("a third", Fraction(1, 3)),
    ],
)
def test_shares(text: str, share: Fraction) -> None:
    """A rate and a fraction in words are shares, and soft."""
    figure = parse_quantity(text)

    assert figure is not None
    assert (figure.share, figure.unit, figure.low_soft) == (share, "share", True)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("34 percent of the 200 voters", ["34 %", "200"]),
        ("3 in 10 days", ["3", "10 days"]),
        ("one in Kyiv", ["1"]),
        ("5 of June", []),
        ("3 of 5 km", ["3", "5 kilometres"]),
        ("40 of 2024", ["40"]),
        ("5/6", ["5/6"]),
        ("on 5/6 they came", []),
        ("50/50 odds", []),
        ("in the second half of the match", []),
        ("more than 6 in 10 New York voters", ["more than 3/5 of the whole"]),
        ("more than one in five", ["more than 1/5 of the whole"]),
        ("more than 40 of 80", ["more than 40 of 80"]),
    ],
)
def test_what_is_no_denominator(text: str, figures: list[str]) -> None:
    """A year, a date, a length and a span of days are no total."""
    assert [str(found.quantity) for found in find_quantities(text)] == figures


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("2 out of every 3", Fraction(2, 3)),
        ("one out of three voters", Fraction(1, 3)),
        ("nine out of ten doctors", Fraction(9, 10)),
    ],
)
def test_rates_of_so_many_out_of_so_many(text: str, share: Fraction) -> None:
    """Small numbers in words before a plural, and "every", name a share; nobody counted those three."""
    figure = parse_quantity(text)

    assert figure is not None
    assert (figure.unit, figure.share, figure.of) == ("share", share, None)


@pytest.mark.parametrize("text", ["nine out of the ten doctors", "9 out of 10 doctors", "nine out of twelve doctors"])
def test_so_many_out_of_those(text: str) -> None:
    """Where it is told which ten, or the numbers are not those of the idiom, both are kept."""
    figure = parse_quantity(text)

    assert figure is not None
    assert figure.of in {10, 12}


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("All but 3 of the 80 drones were downed", [("77 of 80", "drones")]),
        ("all but one of the 12", [("11 of 12", "")]),
        ("all but about 3 of the 80", [("about 77 of 80", "")]),
        ("all but at most 3 of the 80", [("at least 77 of 80", "")]),
        ("all but 3 percent of voters", [("97 %", "voters")]),
        ("all but three passengers died", []),
        ("all but a handful died", []),
        ("nothing but 3 people", [("3", "people")]),
        ("Not one of the 40 survived", [("0 of 40", "")]),
        ("Not a single one of the 40 people", [("0 of 40", "people")]),
        ("Not one civilian was killed", [("0", "civilian")]),
        ("Not one but two came", [("2", "")]),
    ],
)
def test_the_rest(text: str, figures: list[tuple[str, str]]) -> None:
    """All but some are the others, where it is said of how many; else no figure says what is told of them."""
    assert [(str(found.quantity), found.noun) for found in find_quantities(text)] == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("3 of the 2024 class", ["3"]),
        ("3 of the 2016 elections", ["3"]),
        ("12 of the 2024 drones", ["12 of 2,024"]),
        ("12 of the 2,024 class", ["12 of 2,024"]),
    ],
)
def test_a_year_is_no_whole(text: str, figures: list[str]) -> None:
    """What could be a year is a total only where it counts many."""
    assert [str(found.quantity) for found in find_quantities(text)] == figures
