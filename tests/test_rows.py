"""Rows of times: what they share, when they are one stretch, and that none of them is lost."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.times import find_times, parse_time

REFERENCE = date(2025, 6, 11)


def found(text: str, reference: date | None = REFERENCE) -> list[tuple[str, str]]:
    """Return the words and the EDTF text of each time in *text*."""
    return [(text[one.start : one.end], one.span.edtf) for one in find_times(text, reference=reference)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("3 or 4 May 2024", "2024-05-03/2024-05-04"),
        ("May 3 or 4, 2024", "2024-05-03/2024-05-04"),
        ("3/4 May 2024", "2024-05-03/2024-05-04"),
        ("3, 4 and 5 May 2024", "2024-05-03/2024-05-05"),
        ("3, 4, and 5 May 2024", "2024-05-03/2024-05-05"),
        ("May 3, 4 and 5, 2024", "2024-05-03/2024-05-05"),
        ("3rd, 4th and 5th of May 2024", "2024-05-03/2024-05-05"),
        ("31 May or 1 June 2024", "2024-05-31/2024-06-01"),
        ("31 December or 1 January 2024", "2023-12-31/2024-01-01"),
        ("3, 4 and 5 May", "2025-05-03/2025-05-05"),
        ("April or May 2024", "2024-04/2024-05"),
        ("April, May and June 2024", "2024-04/2024-06"),
        ("December and January 2024", "2023-12/2024-01"),
        ("spring or summer 2024", "2024-21/2024-22"),
        ("winter and spring 2024", "2023-24/2024-21"),
        ("Q1 and Q2 2024", "2024-33/2024-34"),
        ("2019 or 2020", "2019/2020"),
        ("2019, 2020 and 2021", "2019/2021"),
        ("early or mid May 2024", "2024-05-01~/2024-05-20~"),
        ("mid- to late May 2024", "2024-05-11~/2024-05-31~"),
        ("3 and 4 May 2024 at 8 p.m. GMT", "2024-05-03/2024-05-04"),
    ],
)
def test_what_follows_each_other_is_one_stretch(words: str, expected: str) -> None:
    """Days, months, seasons and years that follow each other are read from the first to the last."""
    assert str(parse_time(words, reference=REFERENCE)) == expected
    assert found(f"It fell in {words}.") == [(words, expected)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("3 and 5 May 2024", [("3", "2024-05-03"), ("5 May 2024", "2024-05-05")]),
        ("3 or 9 May 2024", [("3", "2024-05-03"), ("9 May 2024", "2024-05-09")]),
        ("May 3 and 5, 2024", [("May 3", "2024-05-03"), ("5, 2024", "2024-05-05")]),
        ("3 March and 4 April 2024", [("3 March", "2024-03-03"), ("4 April 2024", "2024-04-04")]),
        (
            "March 3, April 4 and May 5, 2024",
            [("March 3", "2024-03-03"), ("April 4", "2024-04-04"), ("May 5, 2024", "2024-05-05")],
        ),
        ("March 3, and on April 4, 2024", [("March 3", "2024-03-03"), ("April 4, 2024", "2024-04-04")]),
        ("December 30 and January 2, 2024", [("December 30", "2023-12-30"), ("January 2, 2024", "2024-01-02")]),
        ("April and June 2024", [("April", "2024-04"), ("June 2024", "2024-06")]),
        ("3 and 5 May last year", [("3", "2024-05-03"), ("5 May last year", "2024-05-05")]),
        ("3 and 31 June 2024", [("3", "2024-06-03")]),
        ("3 March 2024 and 4 April", [("3 March 2024", "2024-03-03"), ("4 April", "2025-04-04")]),
    ],
)
def test_others_are_several_and_share_the_year_at_the_end(words: str, expected: list[tuple[str, str]]) -> None:
    """Times apart are found each by itself, in the year that stands at the end of the row, and are no single time."""
    assert found(f"It fell on {words}.") == expected
    assert parse_time(words, reference=REFERENCE) is None


def test_years_in_a_row_are_found_after_the_first() -> None:
    """A word that introduces a year introduces those of its row."""
    assert found("in 2014, 2018 and 2022") == [("2014", "2014"), ("2018", "2018"), ("2022", "2022")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("before April or May 2024", [("before April or May 2024", "../2024-03-31")]),
        ("since 3 or 4 May 2024", [("since 3 or 4 May 2024", "2024-05-03/..")]),
        ("by 2023 or 2024", [("by 2023 or 2024", "../2024")]),
        ("before 2014 or 2018", []),
    ],
)
def test_alternatives_have_one_bound(text: str, expected: list[tuple[str, str]]) -> None:
    """What is bounded by one of two times that follow each other is bounded by both; by others it is not read."""
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On May 3, 12 were killed and 5 hurt.", ["2025-05-03"]),
        ("On May 3, 12 and 15 drones were shot down.", ["2025-05-03"]),
        ("It lost 28 on June 1 and 30 on June 2.", ["2025-06-01", "2025-06-02"]),
        ("It killed 3, and on 5 May 2024 two more.", ["2024-05-05"]),
        ("April and May said so. It had 1999 and 2000 votes.", []),
        ("3 March and 4 April to 6 May 2024", ["2025-03-03", "2024-04-04/2024-05-06"]),
    ],
)
def test_counts_beside_a_date_are_no_days(text: str, expected: list[str]) -> None:
    """A number that counts what stands behind it, names, and a row that goes on as a range are no row of times."""
    assert [edtf for _, edtf in found(text)] == expected


DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))


@given(
    st.lists(st.integers(1, 28), min_size=2, max_size=6, unique=True).map(sorted), DAYS, st.sampled_from(["and", "or"])
)
def test_no_day_of_a_row_is_lost(days: list[int], day: date, word: str) -> None:
    """Each day of a row lies in what is found, and nothing is found in another month."""
    text = f"{', '.join(map(str, days[:-1]))} {word} {days[-1]} {day:%B %Y}"
    spans = [one.span for one in find_times(text, reference=REFERENCE)]

    for number in days:
        own = day.replace(day=number)
        assert any(span.earliest <= own <= span.latest for span in spans)  # type: ignore[operator]
    assert {(end.year, end.month) for span in spans for end in (span.earliest, span.latest) if end} == {
        (day.year, day.month)
    }


@pytest.mark.parametrize(
    "piece", ["3, ", "3 and ", "May 3, 4 and ", "2019, ", "April or ", "3 May and ", "9" * 5000 + " and "]
)
def test_a_row_without_end_is_read_in_pieces(piece: str) -> None:
    """A row longer than any month is read without looking through it again and again."""
    text = f"on {piece * 400}5 May 2024"

    for mention in find_times(text, reference=REFERENCE):
        assert mention.start < mention.end
