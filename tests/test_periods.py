"""Seasons, quarters, decades, centuries and feasts: what their words name, and what is left."""

import pytest

from claimcheck.reading.times.marks import UNREAD
from claimcheck.reading.times.periods import decade_at, holiday_at, named_year_at, ordinal_part_at, season_at
from claimcheck.reading.times.timewords import time_scan


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1990s", "199X"),
        ("1990's", "199X"),
        ("'90s", "199X"),
        ("’70s", "197X"),
        ("nineties", "199X"),
        ("2000s", UNREAD),
        ("'20s", UNREAD),
        ("twenties", UNREAD),
    ],
)
def test_a_decade_is_read_where_only_one_is_meant(text: str, expected: str) -> None:
    """From the thirties on two figures are of the last century; before that nobody can tell."""
    found = decade_at(time_scan(text), 0)
    assert found is not None

    assert found[0].edtf == expected


@pytest.mark.parametrize("text", ["90s", "1995s", "1990 s", "19900s", "s", "'", "0s"])
def test_what_is_no_decade_is_left(text: str) -> None:
    """Figures that do not end in a nought, or stand apart from their letter, are no decade."""
    assert decade_at(time_scan(text), 0) is None


@pytest.mark.parametrize(
    ("text", "expected"), [("winter 2024-25", "2024-24"), ("winter 2024/25", "2024-24"), ("winter 2024-26", "2024-24")]
)
def test_a_winter_has_the_year_in_which_it_begins(text: str, expected: str) -> None:
    """The second of two years in a row belongs to it; any other figure does not."""
    mark, stop = season_at(time_scan(text), 0)
    assert mark.edtf == expected

    assert (stop == time_scan(text).size) == ("26" not in text)


def test_a_century_needs_its_era() -> None:
    """A century before the common era, or one that is to come in two thousand years, is not read."""
    texts = ("21st century", "fifth century BC", "41st century")
    found = [ordinal_part_at(time_scan(text), 0) for text in texts]

    assert [one[0].edtf for one in found if one is not None] == ["20XX", UNREAD, UNREAD]


def test_a_fiscal_year_is_not_that_of_the_calendar() -> None:
    """Where it begins nobody says, so it is named and not read."""
    found = [
        named_year_at(time_scan(text), 0) for text in ("FY2024", "fiscal 2024", "tax year 2024", "year 2024", "tax")
    ]

    assert [one and (one[0].edtf, one[0].year) for one in found] == [
        (UNREAD, None),
        None,
        (UNREAD, None),
        (None, 2024),
        None,
    ]


def test_the_longest_name_of_a_feast_is_read() -> None:
    """Easter Monday is not Easter."""
    found = holiday_at(time_scan("Easter Monday 2025"), 0)
    assert found is not None

    assert (found[0].holiday and found[0].holiday.easter, found[0].year, found[1]) == (1, 2025, 3)
