"""Open ends: which side a word opens, and where the other end lies."""

import pytest

from claimcheck.reading.times.openings import open_text
from claimcheck.times import find_times, parse_time


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("since", "2025-05", "2025-05/.."),
        ("after", "2025-05", "2025-06-01/.."),
        ("until", "2025-05", "../2025-05"),
        ("before", "2025-05", "../2025-04-30"),
        ("after", "2025-06-01T20:00Z", "2025-06-01T20:00Z/.."),
        ("before", "2025-06-01T20:00Z", "../2025-06-01T20:00Z"),
        ("since", "2025-05-11~/2025-05-20~", "2025-05-11~/.."),
        ("after", "2025-05-11~/2025-05-20~", "2025-05-21~/.."),
        ("after", "9999", ""),
        ("before", "0001", ""),
        ("since", "../2025", ""),
        ("until", "", ""),
    ],
)
def test_a_word_opens_one_side(kind: str, text: str, expected: str) -> None:
    """Since and until keep the time itself, after and before leave it out; an open time opens no further."""
    assert open_text(kind, text) == expected


@pytest.mark.parametrize("text", ["since before 2020", "until until 2020", "after after 2020", "since", "by and by"])
def test_words_that_pile_up_open_nothing_of_their_own(text: str) -> None:
    """Two opening words are not one open end: the inner one is read, or nothing."""
    span = parse_time(text)

    assert span is None or span.open_start or span.open_end or span.edtf == "2020"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("not before", "2024-05-03/.."),
        ("never before", "2024-05-03/.."),
        ("not prior to", "2024-05-03/.."),
        ("not earlier than", "2024-05-03/.."),
        ("no earlier than", "2024-05-03/.."),
        ("no sooner than", "2024-05-03/.."),
        ("not until", "2024-05-03/.."),
        ("not after", "../2024-05-03"),
        ("not later than", "../2024-05-03"),
        ("no later than", "../2024-05-03"),
        ("on or before", "../2024-05-03"),
        ("before or on", "../2024-05-03"),
        ("by or before", "../2024-05-03"),
        ("on or after", "2024-05-03/.."),
        ("prior to", "../2024-05-02"),
        ("earlier than", "../2024-05-02"),
        ("later than", "2024-05-04/.."),
    ],
)
def test_a_bound_lies_on_its_side_with_or_without_the_day(words: str, expected: str) -> None:
    """A denied side is the other one with its day; "or on" takes the day in; "than" and "prior to" leave it out."""
    text = f"It came {words} 3 May 2024, they said."
    (mention,) = find_times(text)

    assert str(parse_time(f"{words} 3 May 2024")) == str(mention.span) == expected
    assert text[mention.start : mention.end] == f"{words} 3 May 2024"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("since the early 1990s", "1990~/.."),
        ("before the mid-1990s", "../1993-12-31~"),
        ("from 3 May 2024", "2024-05-03/.."),
        ("From 3 May 2024, the rule applies.", "2024-05-03/.."),
        ("The rule is effective from 3 May 2024.", "2024-05-03/.."),
        ("The letter from 3 May 2024 said so.", "2024-05-03"),
        ("The footage from May 2024 was shown.", "2024-05"),
        ("From 3 May 2024 to an unknown day", "2024-05-03"),
        ("It will be no later than May 2024.", "../2024-05"),
    ],
)
def test_a_bound_is_kept(text: str, expected: str) -> None:
    """A part of a time opens as a whole one does, and "from" opens where no letter or footage is from that day."""
    assert str(parse_time(text)) == expected


def test_a_bound_before_a_count_is_none() -> None:
    """What a bound counts is no year, and "later than may be" no month."""
    assert find_times("It cost not later than 2000 people, on or before 1999 votes, later than may be thought.") == ()
