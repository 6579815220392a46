"""So long before or after another time: which, and what is only a length."""

from datetime import UTC, date, datetime

import pytest

from claimcheck.times import find_times, parse_time

WEDNESDAY = date(2025, 6, 4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell 16 days ago.", "2025-05-19"),
        ("It fell a couple of days ago.", "2025-06-02"),
        ("It fell twenty-one days ago.", "2025-05-14"),
        ("It fell more than 2 weeks ago.", "../2025-05-21~"),
        ("It fell less than three days ago.", "2025-06-01/2025-06-04"),
        ("It fell two days before Easter.", "2025-04-18"),
        ("It fell the day after Christmas.", "2024-12-26"),
        ("It ran for 3 days from 2 June.", "2025-06-02/2025-06-04"),
        ("It will come within two weeks.", "2025-06-04/2025-06-18"),
    ],
)
def test_a_count_with_its_anchor_is_a_time(text: str, expected: str) -> None:
    """Counted from the reference or from a named time; from weeks on, the reference is not meant to the day."""
    assert str(parse_time(text, reference=WEDNESDAY)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It lasted three days.",
        "It took two and a half years ago or so, half a year.",
        "In two months 300 died.",
        "He is 30 years old.",
        "0 days ago",
        "10001 days ago",
        "1/2 days ago",
    ],
)
def test_a_length_alone_is_no_time(text: str) -> None:
    """How long something took does not say when it was."""
    assert find_times(text, reference=WEDNESDAY) == ()


def test_later_goes_back_to_what_was_told() -> None:
    """What is later is later than the last time of the text, to the hour where that has one."""
    text = "It began at 20:10 Moscow time on 1 June 2025; three hours later it was over."
    spans = [str(mention.span) for mention in find_times(text, reference=datetime(2025, 6, 4, tzinfo=UTC))]

    assert spans == ["2025-06-01T20:10+03:00", "2025-06-01T23:10+03:00"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In the week to 1 June, 60 died.", ["2025-05-26/2025-06-01"]),
        ("In the week to Monday, 60 died.", ["2025-05-27/2025-06-02"]),
        ("In the year to March, prices rose.", ["2024-04/2025-03"]),
        ("Over three months to May, prices rose.", ["2025-03/2025-05"]),
        ("In the six months ended 30 June 2024 it rose.", ["2024-01-01/2024-06-30"]),
        ("In the financial year to March 2025 it rose.", ["2024-04/2025-03"]),
        ("In the year to date it rose.", ["2025-01-01/2025-06-04"]),
        ("In the 24 hours to 9 a.m. on Monday it rose.", []),
        ("In the two weeks to May it rose.", []),
        ("It is five days to 1 June.", ["2025-06-01"]),
        ("It took the army two days to march on Kyiv.", []),
    ],
)
def test_so_much_time_up_to_an_end_is_a_stretch(text: str, expected: list[str]) -> None:
    """The year to March is no March; what is counted is no finer than its end, and a clock needs its zone."""
    assert [one.span.edtf for one in find_times(text, reference=date(2025, 6, 4))] == expected
