"""Times in running text: what is found and where, what only looks like a time, and hostile texts."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import InvalidRecord
from claimcheck.reading.language import UnknownLanguage
from claimcheck.reading.times.timewords import time_words
from claimcheck.times import TimeSpan, find_times, parse_time

WEDNESDAY = date(2025, 6, 4)


def found(text: str, reference: date | TimeSpan | None = WEDNESDAY, zone: str | None = None) -> list[tuple[str, str]]:
    """Return the words and the EDTF text of each time in *text*."""
    mentions = find_times(text, reference=reference, zone=zone)
    return [(text[mention.start : mention.end], mention.span.edtf) for mention in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ukraine's air force said on Monday it shot down 52 of 80 drones.", [("Monday", "2025-06-02")]),
        ("It beat the June 2 deadline.", [("the June 2", "2025-06-02")]),
        (
            "162 drones were intercepted between 20:10 on June 1 and 02:00 Moscow time on June 2.",
            [
                (
                    "between 20:10 on June 1 and 02:00 Moscow time on June 2",
                    "2025-06-01T20:10+03:00/2025-06-02T02:00+03:00",
                )
            ],
        ),
        (
            "On Sunday, 1 June 2025, more than 40 planes were hit; on June 2 officials said 41.",
            [("Sunday, 1 June 2025", "2025-06-01"), ("June 2", "2025-06-02")],
        ),
        ("more than 40 planes on June 1", [("June 1", "2025-06-01")]),
        ("Since February 24, 2022, about 12,000 died.", [("Since February 24, 2022", "2022-02-24/..")]),
        ("Friday's raid was Last year's last.", [("Friday", "2025-05-30"), ("Last year", "2024")]),
        (
            "The siege, from 1992 to 1996, and in 1993 alone, ended in the early 1990s.",
            [("from 1992 to 1996", "1992/1996"), ("1993", "1993"), ("early 1990s", "1990~/1993~")],
        ),
        ("As of 9 a.m. on Tuesday, 12 had died.", [("As of 9 a.m. on Tuesday", "../2025-06-03")]),
        ("It killed 3 on 1 and 2 June.", [("1 and 2 June", "2025-06-01/2025-06-02")]),
        (
            "On the morning of 7 October 2023, at around 6:30 a.m. (0330 GMT), it began.",
            [("the morning of 7 October 2023, at around 6:30 a.m. (0330 GMT)", "2023-10-07T06:30+03:00")],
        ),
        (
            "The war (1914 to 1918) went on, May to August.",
            [("1914 to 1918", "1914/1918"), ("May to August", "2025-05/2025-08")],
        ),
        ("On the 2nd, on the 3rd brigade's front, it rained.", [("the 2nd", "2025-06-02")]),
        ("In 2016 elections; in 2016, too.", [("2016", "2016"), ("2016", "2016")]),
        ("It will vote on June 10, the party said on June 1.", [("June 10", "2025-06-10"), ("June 1", "2025-06-01")]),
    ],
)
def test_times_are_found_where_they_stand(text: str, expected: list[tuple[str, str]]) -> None:
    """Each time is read to what was worked out by hand, and its words are the slice of the text."""
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The army may march on Sun City a second time; the fall was a mar on it.",
        "March on Rome. I may go. April said so. He sat, and the sun set.",
        "It counted 2016 people, 1,999 votes and 2025 more; $2014 was paid, and it rose from 1900 to 2000 people.",
        "Tu-95 and A-50, the 40th brigade, the 17th floor, 9/11, 3-1, 52/80, 555-0123 and B1990.",
        "The two parties have now met; previous years were worse. In two months 300 died.",
        "USA TODAY wrote of Super Tuesday, a first quarter of the houses, and second thoughts at home.",
        "By 2030 people, of 2016 houses and 1130 officers. A total of 1130 was given.",
        "2.5.7 and 1.1.1.1 and 10:4 and 12:75 and 99:99",
        "in the 2000s, in FY2024, in fiscal year 2024, on 02/06/2025, on 31 June 2025 and in 2022-23",
    ],
)
def test_what_only_looks_like_a_time_is_left(text: str) -> None:
    """Ordinary words, counts, names and times that are not certain are no mentions."""
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "It was found in 2000 villages, and in 1950 cases of cholera.",
        "Around 2000 were hurt, about 1950 had fled, and around 2000 villagers came.",
        "The 2000 residents paid a fine of 2000, out of a total of 1950.",
    ],
)
def test_a_count_that_could_be_a_year_is_none(text: str) -> None:
    """A plural noun right behind it, many who do something, or an amount before it, make four figures a count."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2022 forces entered Kherson.", "2022"),
        ("In 2024 cases were dismissed.", "2024"),
        ("In 2003 Americans came.", "2003"),
        ("The 2012 protests, the riots and the 1996 Olympics", "2012 1996"),
        ("The summer was that of 2014. It began around 2014.", "2014 2014~"),
    ],
)
def test_a_year_before_a_plural_is_one(text: str, expected: str) -> None:
    """Those who do something in a year are not counted by it, and what happens is named by its year."""
    assert [edtf for _, edtf in found(text)] == expected.split()


def test_without_a_reference_only_what_is_whole_is_found() -> None:
    """Nothing is ever read against today."""
    text = "Yesterday, on Monday, on 1 June, last May, two weeks ago and in 2024, on 3 June 2025."

    assert found(text, reference=None) == [("2024", "2024"), ("3 June 2025", "2025-06-03")]


def test_the_same_night_is_that_of_the_time_before_it() -> None:
    """What goes back to another time goes back to the last one in the text, else to the reference."""
    text = "The raid of 1 June 2025 killed 3. The same night, five more died; two days later 471 were dead."
    assert found(text)[1:] == [("The same night", "2025-06-01/2025-06-02"), ("two days later", "2025-06-04")]
    night = parse_time("2025-06-01T20:00+03:00/2025-06-02T09:00+03:00")

    assert found("the same night", reference=night) == [("the same night", str(night))]


def test_an_ambiguous_season_is_found_only_where_words_say_so() -> None:
    """Spring and fall are times with a year, or where "last" or "the" stands before them."""
    assert found("Fall in, and spring up.") == []

    assert found("last fall and in the spring of 2024") == [("last fall", "2024-23"), ("the spring of 2024", "2024-21")]


def test_spans_are_code_points() -> None:
    """Letters beyond the first plane and accents before a time count as one each."""
    text = "𝕏 é́ — «2\u00a0June 2025»"
    (mention,) = find_times(text)

    assert text[mention.start : mention.end] == "2\u00a0June 2025"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"text": 5}, "expected a text, got 5"),
        ({"order": "DYM"}, r"expected an order of day, month and year \(DMY, MDY, YMD\), got 'DYM'"),
        ({"zone": "Mars/Base"}, "expected a zone such as .*, got 'Mars/Base'"),
        ({"zone": 3}, "expected a zone such as .*, got 3"),
        ({"reference": "today"}, "expected a date, a datetime or a TimeSpan as reference, got 'today'"),
    ],
)
def test_a_mistake_of_the_caller_is_named(arguments: dict[str, object], message: str) -> None:
    """What is no text, order, zone or reference is refused with what was expected and what came."""
    with pytest.raises(InvalidRecord, match=message):
        find_times(**({"text": "on Monday"} | arguments))  # type: ignore[arg-type]


def test_an_unknown_language_is_refused() -> None:
    """There are words for English only."""
    with pytest.raises(UnknownLanguage, match="got 'xx'"):
        find_times("am Montag", language="xx")


TABLE = time_words("en")
WORDS = sorted(
    {
        *TABLE.starters,
        *(word for words in TABLE.lists.values() for word in words),
        *"1 2 12 31 30 99 2025 1999 0 20:10 24:00 8:00 12.30 2025-06-02 02/06/2025 1e5 06 10000".split(),
        *"Moscow time GMT ( ) , . - – / ' 's ago later of people Monday's +03:00 XX T20:00Z than is 1990s".split(),
    }
)
REFERENCES = st.sampled_from(
    [
        None,
        WEDNESDAY,
        date.min,
        date.max,
        datetime(2025, 6, 4, 12, tzinfo=UTC),
        datetime.min,  # noqa: DTZ901 - a caller may pass it
        datetime.max.replace(tzinfo=UTC),
        parse_time("../.."),
        parse_time("Y170000002"),
        parse_time("2025-06-01T20:00Z/.."),
    ]
)
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", " ", " ", "", "-", ", "])), max_size=9).map(
    lambda parts: "".join(f"{word}{gap}" for word, gap in parts)
)


@given(
    TEXTS | TEXTS.map(str.title) | st.text(),
    REFERENCES,
    st.sampled_from([None, "DMY", "MDY", "YMD"]),
    st.sampled_from([None, "UTC", "Europe/Kyiv", "-12:00"]),
)
def test_no_text_raises(text: str, reference: date | TimeSpan | None, order: str | None, zone: str | None) -> None:
    """Any text gives mentions that lie in it in order, and whose EDTF is read back as the same span."""
    place = 0
    for mention in find_times(text, reference=reference, order=order, zone=zone):
        assert place <= mention.start < mention.end <= len(text)
        assert parse_time(mention.span.edtf) == mention.span
        place = mention.end
    alone = parse_time(text, reference=reference, order=order, zone=zone)

    assert alone is None or parse_time(alone.edtf) == alone


@pytest.mark.parametrize(
    "piece",
    [
        "3 days after ",
        "from 1 ",
        "between ",
        "the ",
        "1-",
        "1/",
        "June ",
        "Monday, ",
        "2025-",
        "first of the ",
        "until ",
        "((",
        "night of ",
        "XXX1-02-29 ",
    ],
)
def test_repeated_and_nested_pieces_are_read(piece: str) -> None:
    """What repeats or nests itself without end is read like anything else, also cut off in the middle."""
    text = piece * 300

    for mention in find_times(text[:-1], reference=WEDNESDAY):
        assert mention.start < mention.end
