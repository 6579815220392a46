"""The nth of a time, the units that a day lies in, and days so far from another one."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.reading.times.edtf import read_edtf
from claimcheck.reading.times.stretches import (
    business_days,
    calendar_stretch,
    feast_weekend,
    month_shifted,
    moved,
    nth_text,
    shifted_day,
    unit_text,
)

DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))


@given(DAYS, st.sampled_from(["day", "week", "month", "quarter", "year", "decade", "century"]))
def test_a_day_lies_in_its_unit(day: date, unit: str) -> None:
    """The unit of a day holds the day, and the one after it begins when it is over."""
    here, after = read_edtf(unit_text(unit, day, 0)), read_edtf(unit_text(unit, day, 1))
    assert here is not None
    assert after is not None
    assert isinstance(here.earliest, date)
    assert isinstance(here.latest, date)
    assert here.earliest <= day <= here.latest

    assert after.earliest == here.latest + timedelta(days=1)


@given(DAYS, st.integers(-400, 400))
def test_days_and_months_are_counted_through(day: date, count: int) -> None:
    """So many days on is that day; so many months on is in that month, at most on the same day of it."""
    assert moved(day.isoformat(), "day", count) == shifted_day(day, timedelta(days=count))
    year, month = month_shifted(day.year, day.month, count)
    read = date.fromisoformat(moved(day.isoformat(), "month", count))

    assert (read.year, read.month, read.day <= day.day) == (year, month, True)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("2024-02", -1, 1, None, 4), "2024-02-23"),
        (("2024-02", 5, 1, None, 3), "2024-02-29"),
        (("2024-02", 5, 1, None, 4), ""),
        (("2021", 1, 1, "week", None), "2021-01-04/2021-01-10"),
        (("2020", -1, 1, "week", None), "2020-12-28/2021-01-03"),
        (("2015", 1, 3, "month", None), "2015-01/2015-03"),
        (("2025", -1, 1, "quarter", None), "2025-36"),
        (("2025-02", 2, 1, "half", None), "2025-02-16/2025-02-28"),
        (("2025-02", 2, 1, "quarter", None), ""),
        (("2025/..", 1, 1, "day", None), ""),
    ],
)
def test_the_nth_of_a_time(arguments: tuple[str, int, int, str | None, int | None], expected: str) -> None:
    """Days, weeks by their Thursday, weekdays, months and halves; none where there are not so many."""
    assert nth_text(*arguments) == expected


def test_rows_of_units_end_at_the_reference() -> None:
    """Quarters, working days and the weekend of a feast are counted as on a calendar on the wall."""
    assert calendar_stretch("quarter", date(2019, 7, 4), 11, -1) == "2016-36/2019-34"
    assert business_days(date(2018, 8, 20), 4, 1) == "2018-08-21/2018-08-24"

    assert feast_weekend("2024-12-25") == "2024-12-25/2024-12-29"


def test_the_edges_of_the_calendar_have_nothing_beyond() -> None:
    """What lies outside the years 1 to 9999 is not read."""
    assert unit_text("week", date.min, -1) == unit_text("year", date.max, 1) == unit_text("eon", date.max, 0) == ""
    assert moved("9999-12-31", "day", 1) == moved("0001-01-01", "month", -1) == moved("", "day", 1) == ""

    assert moved("", "hour", 1, now=datetime.max.replace(tzinfo=UTC)) == ""


@pytest.mark.parametrize(
    ("whole", "nth", "count", "expected"),
    [
        ("2025-05", 1, 1, "2025-05-01/2025-05-07"),  # a Thursday
        ("2025-05", 4, 1, "2025-05-22/2025-05-28"),
        ("2025-05", 5, 1, "2025-05-29/2025-05-31"),
        ("2024-02", 5, 1, "2024-02-29"),
        ("2025-02", 5, 1, ""),
        ("2025-05", -1, 1, "2025-05-25/2025-05-31"),
        ("2025-05", 1, 2, "2025-05-01/2025-05-14"),
        ("2025-05", -1, 2, "2025-05-18/2025-05-31"),
        ("2025-05", 1, 5, ""),
        ("2021", 1, 1, "2021-01-04/2021-01-10"),  # of a year, the week of its first Thursday
    ],
)
def test_the_weeks_of_a_month_lie_in_it(whole: str, nth: int, count: int, expected: str) -> None:
    """The first week of May is no day of April; a fifth week is what is left, and five weeks there are not."""
    assert nth_text(whole, nth, count, "week", None) == expected
