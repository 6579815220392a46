"""Parts of a larger time: which words name one, and which do not."""

from datetime import date

import pytest

from claimcheck.reading.times.filling import Setting
from claimcheck.reading.times.marks import UNREAD
from claimcheck.reading.times.timewords import time_scan
from claimcheck.reading.times.within import nth_of_at, part_first_at, week_number_at, week_of_at
from claimcheck.times import find_times


@pytest.mark.parametrize(
    "text", ["end in 2150", "start", "early risers", "late", "the middle house", "end of the road"]
)
def test_a_part_needs_a_time_that_it_is_of(text: str) -> None:
    """A part of nothing, or of what is no time, is no time."""
    assert part_first_at(time_scan(text), 0, Setting()) is None


@pytest.mark.parametrize("text", ["the first of May", "first week", "the last house of May", "third day in court"])
def test_an_ordinal_needs_its_unit_and_its_time(text: str) -> None:
    """The nth of what is no unit, or of no time, is none."""
    assert nth_of_at(time_scan(text), 0, Setting()) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("week 1 of 2021", "2021-01-04/2021-01-10"),
        ("week 54 of 2021", UNREAD),
        ("week 1", UNREAD),
        ("9999-W60", UNREAD),
    ],
)
def test_a_week_has_its_number(text: str, expected: str) -> None:
    """Weeks are those of ISO 8601; a year that has no such week, or is not told, gives none."""
    found = week_number_at(time_scan(text), 0, Setting())
    assert found is not None

    assert found[0].edtf == expected


def test_a_week_is_named_by_a_day_in_it() -> None:
    """By any day, by its first or by its last; a month names no week."""
    texts = ("the week of 18 June 2025", "the week ending 8 June 2025", "the week of June 2025")
    found = [week_of_at(time_scan(text), 0, Setting()) for text in texts]

    assert [one and one[0].edtf for one in found] == ["2025-06-16/2025-06-22", "2025-06-02/2025-06-08", UNREAD]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They meet Friday week.", ["2025-06-13"]),
        ("They meet on Wednesday fortnight.", ["2025-06-18"]),  # said on a Wednesday
        ("Tomorrow week they meet.", ["2025-06-12"]),
        ("A week on Friday they meet.", ["2025-06-13"]),
        ("They meet two weeks on Monday.", ["2025-06-23"]),
        ("They meet a week from Friday.", ["2025-06-13"]),
        ("They met once a week on Friday.", ["2025-05-30"]),
        ("They met on Friday week after week.", ["2025-05-30"]),
        ("On Monday, week three began.", ["2025-06-02"]),
    ],
)
def test_a_week_after_a_weekday_is_counted_from_the_coming_one(text: str, expected: list[str]) -> None:
    """Friday week, said on Wednesday 4 June 2025, is the Friday after 6 June; once a week is no such day."""
    assert [found.span.edtf for found in find_times(text, reference=date(2025, 6, 4))] == expected


def test_a_week_after_a_weekday_needs_a_reference() -> None:
    """Without a day to count from it is named and not read."""
    assert find_times("They meet Friday week.") == ()
