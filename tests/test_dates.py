"""Dates in words and figures: what is read, what is refused, and what dateutil gets wrong."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.times import find_times, parse_time


def read(text: str, order: str | None = None) -> str:
    """Return the EDTF text of a time that needs no reference, or None in words."""
    return str(parse_time(text, order=order))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # figures and words, in either order
        ("twenty-fifth of January nineteen eighty six", "1986-01-25"),
        ("twenty five January nineteen eighty six", "1986-01-25"),
        ("6 April seventeen hundred thirty three", "1733-04-06"),
        ("October two thousand and five", "2005-10"),
        ("June nineteen oh five", "1905-06"),
        ("second of Aug. 2014", "2014-08-02"),
        ("04th Jan 2019", "2019-01-04"),
        ("the 1 st January, 2020", "2020-01-01"),
        ("Dec31 , 1994", "1994-12-31"),
        ("June 2,2025", "2025-06-02"),
        ("2019/aug/01", "2019-08-01"),
        ("2017 April", "2017-04"),
        ("Dec/2018", "2018-12"),
        ("12-2015", "2015-12"),
        ("15 April of '87", "1987-04-15"),
        ("April of 24", "2024-04"),
        ("28 june in 2020", "2020-06-28"),
        ("the year of 2008", "2008"),
        # a weekday with its date
        ("Monday, June 2nd, 2025", "2025-06-02"),
        ("Mon. 2 June 2025", "2025-06-02"),
        # decades, centuries, quarters, halves, seasons
        ("the '90s", "199X"),
        ("the nineties", "199X"),
        ("the 2010s", "201X"),
        ("the 21st century", "20XX"),
        ("the twenty-first century", "20XX"),
        ("early 20th century", "1900~/1933~"),
        ("late 1990s", "1997~/1999~"),
        ("2017-q1", "2017-33"),
        ("the first half of 2025", "2025-40"),
        ("summer of 2025", "2025-22"),
        ("winter 2024-25", "2024-24"),
        ("winter of 2024/2025", "2024-24"),
        ("from Q1 to Q3 2025", "2025-33/2025-35"),
        # feasts: by data, and by Easter (20 April 2025; 5 May 2024 in the east)
        ("Christmas 2024", "2024-12-25"),
        ("New Year's Eve 2024", "2024-12-31"),
        ("Good Friday 2025", "2025-04-18"),
        ("Easter Monday of 2025", "2025-04-21"),
        ("Orthodox Easter 2024", "2024-05-05"),
        ("Thanksgiving 2023", "2023-11-23"),
        ("Memorial Day 2025", "2025-05-26"),
        # parts, weeks and weekdays of a larger time
        ("the beginning of 2000", "2000-01~"),
        ("the end of June 2020", "2020-06-24~/2020-06-30~"),
        ("mid-2025", "2025-05~/2025-08~"),
        ("early spring 2025", "2025-03~"),
        ("the first Monday of May 2025", "2025-05-05"),
        ("the last Friday of February 2024", "2024-02-23"),
        ("the last week of July 2016", "2016-07-25/2016-07-31"),
        ("the first two weeks of 2021", "2021-01-04/2021-01-17"),
        ("the first three months of 2015", "2015-01/2015-03"),
        ("the last day of February 2024", "2024-02-29"),
        ("the second half of May 2025", "2025-05-16/2025-05-31"),
        ("the last quarter of 2024", "2024-36"),
        ("week 31 of 2018", "2018-07-30/2018-08-05"),
        ("2020-W53", "2020-12-28/2021-01-03"),
    ],
)
def test_a_date_is_read(text: str, expected: str) -> None:
    """Each form is read to the time worked out by hand."""
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "31 June 2025",
        "Feb 30, 2020",
        "2/29/2019",
        "Tuesday, 2 June 2025",
        "Tuesday the 2nd",
        "the 2000s",
        "5th century BC",
        "Q5 2025",
        "H3 2025",
        "fiscal year 2024",
        "Independence Day 2024",
        "2019-W53",
        "week 54 of 2020",
        "the fifth Friday of February 2024",
        "the seventh week of July 2016",
        "May June",
        "0 June 2025",
        "June 0000",
        "June 32, 2025 or so",
        "may. 3 2024",
        "June",
        "2024-25",
        "2000 people",
    ],
)
def test_what_no_calendar_has_or_nobody_can_tell_is_refused(text: str) -> None:
    """A day that does not exist, a weekday that is another, and words of several meanings are no times."""
    assert read(text) == "None"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("02/06/2025", {None: "None", "DMY": "2025-06-02", "MDY": "2025-02-06", "YMD": "None"}),
        ("02.06.2025", {None: "None", "DMY": "2025-06-02", "MDY": "2025-02-06"}),
        ("02-06-2025", {None: "None", "DMY": "2025-06-02", "MDY": "2025-02-06"}),
        ("13/06/2025", {None: "2025-06-13", "DMY": "2025-06-13", "MDY": "None"}),
        ("06/13/2025", {None: "2025-06-13", "DMY": "None", "MDY": "2025-06-13"}),
        ("06/06/2025", {None: "2025-06-06"}),
        ("2025/06/02", {None: "2025-06-02", "DMY": "2025-06-02"}),
        ("13/13/2025", {None: "None", "DMY": "None", "MDY": "None"}),
        ("13/06/25", {None: "None", "DMY": "2025-06-13"}),
        ("25/06/13", {None: "None", "YMD": "2025-06-13"}),
        ("06/07/85", {None: "None", "DMY": "1985-07-06", "MDY": "1985-06-07"}),
        ("10/1/2017-11/2/2017", {None: "None", "MDY": "2017-10-01/2017-11-02"}),
    ],
)
def test_figures_alone_are_read_in_one_order(text: str, expected: dict[str | None, str]) -> None:
    """Which part is the day is told, or only one order gives a date; two figures of a year need an order."""
    assert {order: read(text, order) for order in expected} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022", "2022"),  # dateutil: the day of reading, in 2022
        ("1-2 June 2025", "2025-06-01/2025-06-02"),  # dateutil: 2 June 2001
        ("02/06/2025", "None"),  # dateutil: 6 February
        ("more than 40 planes on June 1, 2025", "2025-06-01"),  # dateutil: in 2040
        ("more than 40 planes on June 1", "None"),
        ("Tuesday, 2 June 2025", "None"),  # dateutil: a Monday
        ("June 2025", "2025-06"),  # dateutil: the day of reading in June
        ("20:00", "None"),  # dateutil: today
        ("Monday", "None"),
        ("10", "None"),
    ],
)
def test_what_dateutil_fills_in_is_not_filled_in(text: str, expected: str) -> None:
    """Nothing comes from the day of reading, a range is not one of its ends, and a count is no year."""
    assert read(text) == expected


MONTHS = "January February March April May June July August September October November December".split()


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)), st.sampled_from(range(6)))
def test_every_day_is_read_in_every_form(day: date, form: int) -> None:
    """A day is read as itself, however it is written."""
    month, short = MONTHS[day.month - 1], MONTHS[day.month - 1][:3]
    weekday = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()[day.weekday()]
    text = (
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{weekday}, the {day.day}th of {month} {day.year}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.day}-{short}-{day.year}",
        f"It happened on {short} {day.day}, {day.year}, they say.",
    )[form]

    assert read(text) == day.isoformat()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 2025 June 2, it fell.", [("2025 June 2", "2025-06-02")]),
        ("In 2025 June 2 people fell.", [("2025 June", "2025-06")]),
        ("In 2023–24 it fell.", []),
        ("In 2023-24 it fell.", []),
        ("Between 2023–24 and 2024–25 it fell.", []),
        ("In 2014–18 it fell, in winter 2024–25 too.", [("winter 2024–25", "2024-24")]),
        ("In 2014–2018 it fell.", [("2014–2018", "2014/2018")]),
    ],
)
def test_a_year_is_not_read_by_half(text: str, expected: list[tuple[str, str]]) -> None:
    """What goes on after a year is read with it, or the whole is not read."""
    assert [(text[one.start : one.end], one.span.edtf) for one in find_times(text)] == expected


def test_two_years_as_a_whole_text_are_no_season() -> None:
    """2023-24 is a winter in EDTF, which knows no other dash than its hyphen; 2025–06 can be a month only."""
    assert [str(parse_time(text)) for text in ("2023–24", "2005–06", "2023-24", "2025–06")] == [
        "None",
        "None",
        "2023-24",
        "2025-06",
    ]


@pytest.mark.parametrize("pattern", ["230-{}-05", "{}-05-05", "05-05-{}", "{}/05/05", "05.{}.05", "{}.{}.{}", "{} May"])
@pytest.mark.parametrize("run", ["9" * 4301, "0" * 4400 + "5", "٣" * 4400])
def test_figures_longer_than_a_number_may_be_are_no_date(pattern: str, run: str) -> None:
    """A run of figures beyond what Python turns into a number is read past, with and without a told order."""
    text = pattern.replace("{}", run)

    assert {find_times(text, order=order) for order in (None, "DMY", "MDY", "YMD")} == {()}
