"""Single words and figures of a date: days, ordinals, years."""

import pytest

from claimcheck.reading.times.marks import counts, day_at, ordinal_at, small_number_at, year_after, year_at
from claimcheck.reading.times.timewords import time_scan


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2025", 2025),
        ("1000", 1000),
        ("two thousand", 2000),
        ("two thousand and five", 2005),
        ("nineteen hundred", 1900),
        ("seventeen hundred and thirty three", 1733),
        ("nineteen oh five", 1905),
        ("twenty twenty-five", 2025),
        ("twenty-five", None),
        ("twelve thirty", None),
        ("3000", None),
        ("0999", None),
        ("2025km", None),
        ("20250", None),
        ("٢٠٢٥", None),
    ],
)
def test_a_year_is_read(text: str, year: int | None) -> None:
    """Four figures from 1000 to 2999, or words that are no time of day."""
    found = year_at(time_scan(text), 0)

    assert (found and found[0]) == year


@pytest.mark.parametrize(
    ("text", "year"),
    [
        (", 2025", 2025),
        ("of 2025", 2025),
        ("in the year of 2025", 2025),
        ("of '87", 1987),
        ("of 25", 2025),
        ("'05", 2005),
        ("25", None),
        ("in 25", None),
        ("- 2025", None),
    ],
)
def test_a_year_goes_on_a_date(text: str, year: int | None) -> None:
    """Two figures are a year only after "of" or an apostrophe; 69 to 99 are of the last century."""
    found = year_after(time_scan(text), 0)

    assert (found and found[0]) == year


def test_days_and_ordinals_are_read() -> None:
    """Days are 1 to 31; 5km and 8am are no days."""
    texts = ("1", "31", "04th", "twenty-first", "fifteen", "0", "32", "5km", "100")
    found = [day_at(time_scan(text), 0) for text in texts]
    assert [one and one[0] for one in found] == [1, 31, 4, 21, 15, None, None, None, None]
    assert ordinal_at(time_scan("1 st"), 0) == (1, 2)

    assert [small_number_at(time_scan(text), 0) for text in ("ninety nine", "hundred")] == [(99, 2), None]


def test_a_noun_after_a_figure_is_counted() -> None:
    """Words that no count stands before show that a figure is none."""
    assert [counts(time_scan(text), 1) for text in ("2000 people", "2000 and", "2000,", "2000")] == [True] + [False] * 3
