"""Today, last week and the same night: counted from the reference, or from the time told last."""

from datetime import date

import pytest

from claimcheck.reading.times.edtf import read_edtf
from claimcheck.reading.times.filling import Setting
from claimcheck.reading.times.marks import UNREAD, Mark
from claimcheck.reading.times.shifts import count_at, night_into, night_of, same_at, shifted_at
from claimcheck.reading.times.timewords import time_scan

SETTING = Setting(today=date(2025, 6, 4))


@pytest.mark.parametrize(
    "text", ["previous years", "13 last minute", "last", "the next", "past the house", "last 3", "this or"]
)
def test_a_shift_needs_its_unit(text: str) -> None:
    """A plural without a count, a count of one thing, or a shift of nothing is no time."""
    assert shifted_at(time_scan(text), 0, SETTING) is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("16 days", 16),
        ("a week", 1),
        ("a couple of days", 2),
        ("two quarters", 2),
        ("a house", None),
        ("1.5 days", None),
    ],
)
def test_a_count_of_units(text: str, count: int | None) -> None:
    """Whole numbers in figures and words; two quarters are no fraction."""
    found = count_at(time_scan(text), 0)

    assert (found and found[0]) == count


def test_a_night_belongs_to_two_days() -> None:
    """It runs on from a day, or into one; a night of more than a day is left as it is."""
    day, week = Mark(edtf="2025-06-01"), Mark(edtf="2025-06-01/2025-06-02")
    assert (night_of(day).edtf, night_into(day).edtf) == ("2025-06-01/2025-06-02", "2025-05-31/2025-06-01")
    assert night_of(week) == week

    assert night_of(Mark(edtf="9999-12-31")).edtf == night_into(Mark(edtf="0001-01-01")).edtf == UNREAD


def test_what_was_told_is_what_the_same_goes_back_to() -> None:
    """The same month is that of the time told last; told in two months, it is neither."""
    for told, expected in (("2025-05-30", "2025-05"), ("2025-05-30/2025-06-02", UNREAD), ("../2025", UNREAD)):
        found = same_at(time_scan("the same month"), 0, Setting(told=read_edtf(told)))
        assert found is not None
        assert found[0].edtf == expected

    assert same_at(time_scan("the same house"), 0, SETTING) is None
