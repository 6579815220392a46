"""Anchors of counted times: how finely one must be known, and what lies so far from it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.reading.times.anchors import counted_from, fine_enough, told_day
from claimcheck.reading.times.edtf import read_edtf
from claimcheck.reading.times.filling import Setting
from claimcheck.times import TimeSpan, find_times

WEDNESDAY = date(2025, 6, 4)


def known(text: str) -> TimeSpan:
    """Return the time that an EDTF text names."""
    read = read_edtf(text)
    assert read is not None, text
    return read


def found(text: str, reference: date | None = WEDNESDAY) -> list[tuple[str, str]]:
    """Return the words and the EDTF text of each time in *text*."""
    return [(text[one.start : one.end], one.span.edtf) for one in find_times(text, reference=reference)]


@pytest.mark.parametrize(
    ("text", "finest"),
    [
        ("2025-06-02T20:10Z", "minute"),
        ("2025-06-02", "day"),
        ("2025-06-01/2025-06-02", "day"),
        ("../2025-06-02", "day"),
        ("2025-06-02~", "month"),
        ("2025-06", "month"),
        ("2025-06-01/2025-07", "month"),
        ("2025-33", "quarter"),
        ("2025-21", "year"),
        ("2025", "year"),
        ("199X", "decade"),
    ],
)
def test_a_time_is_an_anchor_for_its_own_unit_and_what_is_larger(text: str, finest: str) -> None:
    """Nothing finer than a time is known is counted from it; a week is counted from a day."""
    units = ["minute", "hour", "day", "month", "quarter", "year", "decade", "century"]
    first = units.index(finest)
    assert [fine_enough(known(text), unit) for unit in units] == [place >= first for place in range(len(units))]
    assert fine_enough(known(text), "week") == (first <= units.index("day"))


def test_a_time_without_an_end_is_no_anchor_on_that_side() -> None:
    """Two days after "since 2 June" is no day, and the time before it is."""
    setting = Setting(told=known("2025-06-02/.."), today=WEDNESDAY)
    assert (told_day("day", True, setting), told_day("day", False, setting)) == (None, date(2025, 6, 2))
    assert counted_from("2025-06-02/..", "day", 2) == ""
    assert counted_from("2025-06-02/..", "day", -2) == "2025-05-31"


def test_nothing_is_counted_from_a_time_that_is_not_known() -> None:
    """What was named and not read is an anchor as little as a day of the reader's is."""
    assert told_day("day", True, Setting(today=WEDNESDAY, adrift=True)) is None


@pytest.mark.parametrize(
    ("text", "unit", "count", "expected"),
    [
        ("2025-05-31", "day", 1, "2025-06-01"),
        ("2025-01-31", "month", 1, "2025-02-28"),
        ("2024-12", "month", 1, "2025-01"),
        ("2024-12~", "year", 1, "2025-12"),
        ("2024-34", "quarter", -2, "2023-36"),
        ("2024-34", "year", 1, "2025-34"),
        ("2024-40", "year", -1, "2023-40"),
        ("2019", "decade", 1, "2029"),
        ("199X", "decade", 2, "201X"),
        ("20XX", "century", -1, "19XX"),
        ("2014/2018", "year", -1, "2013"),
        ("2019", "month", 1, ""),
        ("2024-24", "month", 1, ""),
        ("9999", "year", 1, ""),
        ("0001-21", "year", -1, ""),
        ("", "day", 1, ""),
    ],
)
def test_what_is_counted_is_no_finer_than_its_anchor(text: str, unit: str, count: int, expected: str) -> None:
    """A month is counted in months and a year in years; a stretch from the end that is nearer."""
    assert counted_from(text, unit, count) == expected


@given(st.integers(1000, 3000), st.integers(1, 12), st.integers(-400, 400))
def test_months_counted_forth_and_back_are_the_same_month(year: int, month: int, count: int) -> None:
    """Who counts so many months on, and back again, is where he was."""
    there = counted_from(f"{year:04}-{month:02}", "month", count or 1)
    assert counted_from(there, "month", -(count or 1)) == f"{year:04}-{month:02}"


@pytest.mark.parametrize(
    ("text", "reference", "expected"),
    [
        ("It was the average for June.\n\nIt had been 90,000 the day before.", WEDNESDAY, [("June", "2025-06")]),
        (
            "On 2 June 2025 it rained.\r\rTwo days later it was dry.",  # as the old Mac ended its lines
            WEDNESDAY,
            [("2 June 2025", "2025-06-02")],
        ),
        (
            "On 2 June 2025\nit rained. Two days later it was dry.",
            WEDNESDAY,
            [("2 June 2025", "2025-06-02"), ("Two days later", "2025-06-04")],
        ),
        ("The 2024 budget passed on Monday. Two days later it fell.", None, [("The 2024", "2024")]),
        (
            "The 2024 budget passed on Monday. Two days later it fell.",
            WEDNESDAY,
            [("The 2024", "2024"), ("Monday", "2025-06-02"), ("Two days later", "2025-06-04")],
        ),
        ("In May 2024 the bank opened. The following day it shut.", WEDNESDAY, [("May 2024", "2024-05")]),
        (
            "In May 2024 the bank opened. The following month it shut.",
            WEDNESDAY,
            [("May 2024", "2024-05"), ("The following month", "2024-06")],
        ),
        ("It began in 2019. A year later it ended.", None, [("2019", "2019"), ("A year later", "2020~")]),
        ("It began in 2019. A month later it ended.", None, [("2019", "2019")]),
        ("It began in 2019. The same night it ended.", None, [("2019", "2019")]),
        ("In winter 2023 they met. The following year they did not.", None, [("winter 2023", "2023-24")]),
        ("In mid-May 2025 it fell. Two days later, it rose.", None, [("mid-May 2025", "2025-05-11~/2025-05-20~")]),
        ("It was a year after 2019, two days after May 2024.", None, [("a year after 2019", "2020")]),
        (
            "On 2 March 2025 they met. The following Friday they wept. The following morning they slept.",
            WEDNESDAY,
            [
                ("2 March 2025", "2025-03-02"),
                ("The following Friday", "2025-03-07"),
                ("The following morning", "2025-03-08"),
            ],
        ),
        (
            "On 2 March 2025 they met; the previous May they had not.",
            WEDNESDAY,
            [("2 March 2025", "2025-03-02"), ("the previous May", "2024-05")],
        ),
        ("In 2024 they met. The following Friday they parted.", WEDNESDAY, [("2024", "2024")]),
    ],
)
def test_only_a_time_known_as_finely_in_the_same_paragraph_is_an_anchor(
    text: str, reference: date | None, expected: list[tuple[str, str]]
) -> None:
    """A year is no anchor for a day, nor is what was told above a blank line, nor what could not be read."""
    assert found(text, reference) == expected


@pytest.mark.parametrize("gap", ["\n\n", "\r\n \r\n", "\r\r", "\u2028\u2028", "\n\t\n"])
def test_no_time_is_read_across_a_blank_line(gap: str) -> None:
    """A date ends with its paragraph, however the lines end."""
    assert found(f"It fell in May{gap}2024 had been dry.") == [("May", "2025-05")]
    assert found("It fell in May\r\n2024, when it was dry.") == [("May\r\n2024", "2024-05")]
