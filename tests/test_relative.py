"""Times that lean on a reference: read against it and nothing else, to the side that the words mean."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.times import parse_time

WEDNESDAY = date(2025, 6, 4)

RELATIVE = [
    # days
    ("today", "2025-06-04"),
    ("yesterday", "2025-06-03"),
    ("tomorrow", "2025-06-05"),
    ("the day before yesterday", "2025-06-02"),
    ("the day after tomorrow", "2025-06-06"),
    ("yesterday evening", "2025-06-03"),
    ("last night", "2025-06-03/2025-06-04"),
    ("tonight", "2025-06-04/2025-06-05"),
    ("now", "2025-06-04"),
    # weekdays: the latest that is not after the reference
    ("Wednesday", "2025-06-04"),
    ("on Thursday", "2025-05-29"),
    ("last Wednesday", "2025-05-28"),
    ("last Monday", "2025-06-02"),
    ("this Friday", "2025-06-06"),
    ("next Friday", "2025-06-13"),
    ("coming Wednesday", "2025-06-11"),
    ("this past Wednesday", "2025-05-28"),
    ("Monday night", "2025-06-02/2025-06-03"),
    ("Tuesday of last week", "2025-05-27"),
    ("from Monday to Wednesday", "2025-06-02/2025-06-04"),
    # months and days without their year
    ("June", "2025-06"),
    ("in July", "2024-07"),
    ("June 4", "2025-06-04"),
    ("5 June", "2024-06-05"),
    ("29 February", "2024-02-29"),
    ("last May", "2025-05"),
    ("next May", "2026-05"),
    ("this September", "2025-09"),
    ("May last year", "2024-05"),
    ("5 May next year", "2026-05-05"),
    ("Tuesday the 3rd", "2025-06-03"),
    ("Friday, 6 June", "2025-06-06"),  # the nearest: no other near year has it
    ("1-2 June", "2025-06-01/2025-06-02"),
    ("28 December-3 January", "2024-12-28/2025-01-03"),
    ("Christmas", "2024-12-25"),
    ("next Easter", "2026-04-05"),
    ("last summer", "2024-22"),
    ("mid-May", "2025-05-11~/2025-05-20~"),
    ("Q1", "2025-33"),
    # weeks, months, quarters, years, and several of them
    ("last week", "2025-05-26/2025-06-01"),
    ("this week", "2025-06-02/2025-06-08"),
    ("next month", "2025-07"),
    ("the previous quarter", "2025-33"),
    ("this year", "2025"),
    ("next year", "2026"),
    ("the last decade", "201X"),
    ("the past three days", "2025-06-01/2025-06-03"),
    ("the past three months", "2025-03/2025-05"),
    ("the last 2 quarters", "2024-36/2025-33"),
    ("the next two days", "2025-06-05/2025-06-06"),
    ("the next 4 business days", "2025-06-05/2025-06-10"),
    ("the weekend", "2025-05-31/2025-06-01"),
    ("this weekend", "2025-06-07/2025-06-08"),
    ("the week of 18 May", "2025-05-12/2025-05-18"),
    ("the end of the year", "2025-12~"),
    ("earlier this month", "2025-06-01/2025-06-03"),
    ("later this week", "2025-06-05/2025-06-08"),
    ("the past 24 hours", "2025-06-03/2025-06-04"),
    ("48 hours ago", "2025-06-02"),
    ("the week before last", "2025-05-19/2025-05-25"),
    ("the year after next", "2027"),
    ("Easter weekend", "2025-04-19/2025-04-20"),
    ("the weekend of Thanksgiving", "2024-11-28/2024-12-01"),
    ("for 3 days from last Monday", "2025-06-02/2025-06-04"),
    ("three days from last Monday", "2025-06-05"),
    ("the past year", "2024-06-04/2025-06-03"),
    ("the past week", "2025-05-28/2025-06-03"),
    ("the week ending 1 June", "2025-05-26/2025-06-01"),
    ("Sunday night into Monday", "2025-06-01/2025-06-02"),
    ("the first half of June", "2025-06-01/2025-06-15"),
    ("year to date", "2025-01-01/2025-06-04"),
    ("so far this month", "2025-06-01/2025-06-04"),
    ("the first quarter of this year", "2025-33"),
    ("the 15th day of next month", "2025-07-15"),
    # so long before or after
    ("three days ago", "2025-06-01"),
    ("two weeks ago", "2025-05-21~"),
    ("a month ago", "2025-05-04~"),
    ("two years from now", "2027-06-04~"),
    ("3 days after January 12th", "2025-01-15"),
    ("two days after Easter", "2025-04-22"),
    ("more than two weeks ago", "../2025-05-21~"),
    ("3 days starting last Monday", "2025-06-02/2025-06-04"),
    # open ends
    ("since Friday", "2025-05-30/.."),
    ("until yesterday", "../2025-06-03"),
    ("before Monday", "../2025-06-01"),
    ("after last week", "2025-06-02/.."),
    ("between Jan 22 and now", "2025-01-22/2025-06-04"),
    # nights
    ("overnight", "2025-06-03/2025-06-04"),
    ("overnight into Monday", "2025-06-01/2025-06-02"),
    ("the night of 1-2 June", "2025-06-01/2025-06-02"),
    ("the night of Sunday to Monday", "2025-06-01/2025-06-02"),
    ("the same night", "2025-06-04/2025-06-05"),
]


@pytest.mark.parametrize(("text", "expected"), RELATIVE)
def test_a_relative_time_is_read_against_the_reference(text: str, expected: str) -> None:
    """Each is read to what was worked out by hand for Wednesday, 4 June 2025."""
    assert str(parse_time(text, reference=WEDNESDAY)) == expected


@pytest.mark.parametrize("text", [text for text, _ in RELATIVE])
def test_without_a_reference_nothing_relative_is_read(text: str) -> None:
    """Nothing is ever read against today."""
    assert parse_time(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They will vote on Friday.", "2025-06-06"),
        ("They voted on Friday.", "2025-05-30"),
        ("It will open on 5 June.", "2025-06-05"),
        ("It will last from May to September.", "2025-05/2025-09"),
        ("They will come in two months.", "2025-08-04~"),
        ("He will go, he said on Monday.", "2025-06-02"),
    ],
)
def test_words_that_look_ahead_choose_the_other_side(text: str, expected: str) -> None:
    """After "will" a time is the earliest that is not over; a clause that looks back is not touched by it."""
    assert str(parse_time(text, reference=WEDNESDAY)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two hours ago", "2025-06-04T10:00Z"),
        ("half an hour ago", "2025-06-04T11:30Z"),
        ("in 5 minutes from now", "2025-06-04T12:05Z"),
        ("the past 90 minutes", "2025-06-04T10:30Z/2025-06-04T12:00Z"),
        ("next hour", "2025-06-04T12:00Z/2025-06-04T13:00Z"),
        ("right now", "2025-06-04T12:00:00Z"),
        ("at 8 p.m.", "2025-06-04T20:00Z"),
        ("20:10 Moscow time", "2025-06-04T20:10+03:00"),
    ],
)
def test_hours_need_an_instant(text: str, expected: str) -> None:
    """Hours and minutes are counted from an instant; a day alone has none."""
    assert str(parse_time(text, reference=datetime(2025, 6, 4, 12, tzinfo=UTC))) == expected


def test_a_day_has_no_hours_to_count_from() -> None:
    """Two hours before a day, or before a datetime whose zone nobody tells, is no time."""
    assert parse_time("two hours ago", reference=WEDNESDAY) is None

    assert parse_time("two hours ago", reference=datetime(2025, 6, 4, 12)) is None  # noqa: DTZ001


def test_the_reference_may_be_a_span() -> None:
    """A night told before is what "the same night" and its last day what "the next day" go back to."""
    night = parse_time("1-2 June 2025")
    assert parse_time("the same night", reference=night) == night

    assert str(parse_time("the following day", reference=night)) == "2025-06-03"


@pytest.mark.parametrize("edge", [date.min, date.max])
@pytest.mark.parametrize("text", [text for text, _ in RELATIVE])
def test_the_edges_of_the_calendar_are_no_trap(text: str, edge: date) -> None:
    """On the first and the last day of the calendar a time is read or refused, and nothing raises."""
    span = parse_time(text, reference=edge)

    assert span is None or parse_time(span.edtf) == span


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_the_latest_that_is_not_after_the_reference(reference: date, weekday: int) -> None:
    """A bare weekday lies within the seven days that end with the reference, and is that weekday."""
    name = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()[weekday]
    span = parse_time(name, reference=reference)
    assert span is not None
    assert span.earliest is not None
    assert span.earliest.weekday() == weekday

    assert timedelta(0) <= reference - span.earliest < timedelta(days=7)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 200))
def test_days_ago_are_counted_back(reference: date, count: int) -> None:
    """So many days ago is that day, in figures, whatever the month."""
    expected = reference - timedelta(days=count)

    assert str(parse_time(f"{count} days ago", reference=reference)) == expected.isoformat()
