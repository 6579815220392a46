"""Stretches that end with the time that is named: how long they are, and what only looks like one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.times import find_times, parse_time

REFERENCE = date(2025, 6, 11)  # a Wednesday


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the week to 3 May 2024", "2024-04-27/2024-05-03"),
        ("week ending 3 May 2024", "2024-04-27/2024-05-03"),
        ("the week ended Friday", "2025-05-31/2025-06-06"),
        ("two weeks to 3 May 2024", "2024-04-20/2024-05-03"),
        ("the month to 15 May 2024", "2024-04-16/2024-05-15"),
        ("the quarter ended June 30, 2024", "2024-04-01/2024-06-30"),
        ("the year to 3 May 2024", "2023-05-04/2024-05-03"),
        ("year ended 31 March 2024", "2023-04-01/2024-03-31"),
        ("the financial year ending 30 June 2024", "2023-07-01/2024-06-30"),
        ("the year to 29 February 2024", "2023-03-01/2024-02-29"),
        ("12 months to May 2024", "2023-06/2024-05"),
        ("the 12 months through May 2024", "2023-06/2024-05"),
        ("the three months to June 2024", "2024-04/2024-06"),
        ("six months to the end of May 2024", "2023-12/2024-05"),
        ("the year to March 2024", "2023-04/2024-03"),
        ("the five years to 2023", "2019/2023"),
        ("the decade to 2020", "2011/2020"),
        ("the 48 hours to 3 May 2024", "2024-05-01/2024-05-03"),
    ],
)
def test_a_stretch_ends_with_its_time(words: str, expected: str) -> None:
    """A stretch takes in the day, month or year that it ends with, alone and in a sentence."""
    text = f"It fell in {words}, they said."
    (mention,) = find_times(text, reference=REFERENCE)

    assert (text[mention.start : mention.end], mention.span.edtf) == (words, expected)
    assert str(parse_time(words, reference=REFERENCE)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They have a week to 3 May 2024.", ["2024-05-03"]),
        ("The week ended with 3 dead; the year to date was bad.", ["2025-01-01/2025-06-11"]),
        ("Three days to go, two weeks to the weekend.", ["2025-06-07/2025-06-08"]),
        ("It is five days to 1 June.", ["2025-06-01"]),
        ("In the 24 hours to 9 a.m. on Monday it rose.", []),
        ("the week to May 2024, the two months to 2024", []),
    ],
)
def test_what_ends_with_no_day_is_no_stretch(text: str, expected: list[str]) -> None:
    """What is left until a day is none, and a stretch that is finer than its end is not read."""
    assert [one.span.edtf for one in find_times(text, reference=REFERENCE)] == expected


@pytest.mark.parametrize("text", ["9999 years to 3 May 2024", "2024 years to 2023"])
def test_a_stretch_beyond_the_calendar_is_not_read(text: str) -> None:
    """What would begin before the first year is named, and not read."""
    assert find_times(text) == ()


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(2, 500))
def test_days_are_counted_with_the_last(day: date, count: int) -> None:
    """So many days that end with a day begin one less before it."""
    span = parse_time(f"the {count} days ended {day.day} {day:%B %Y}")
    assert span is not None

    assert (span.earliest, span.latest) == (day - timedelta(days=count - 1), day)
