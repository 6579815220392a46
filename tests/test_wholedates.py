"""Dates as mail and system clocks write them: what dateutil is trusted with, and what not."""

import pytest

from claimcheck.reading.times.timewords import time_words
from claimcheck.reading.times.wholedates import whole_date
from claimcheck.times import parse_time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mon Jun 2 20:00:05 UTC 2025", "2025-06-02T20:00:05Z"),
        ("Mon Jun  2 20:00:05 2025", "2025-06-02"),
        ("2025 June 2", "2025-06-02"),
        ("Mon, 02 Jun 2025 20:00:00 +0300", "2025-06-02T20:00+03:00"),
    ],
)
def test_an_order_that_the_grammar_does_not_know_is_read(text: str, expected: str) -> None:
    """One year, one day, one month and known words are enough; without a zone there is no time of day."""
    span = parse_time(text)
    assert span is not None

    assert span.edtf.replace("T20:00:00", "T20:00") == expected


@pytest.mark.parametrize(
    "text",
    [
        "2022",
        "June 2022",
        "1-2 June 2025",
        "2 June 25",
        "02/06/2025",
        "Tue Jun 2 2025",
        "Jun 31 2025",
        "Jun Jul 2 2025",
        "2025 June 2 3",
        "2025 foo June 2",
        "Mon Jun 2 20:00 EST 2025",
        "more than 40 planes on June 1",
        "Mon Jun 2 25:00:00 UTC 2025",
        "x" * 1000,
        "",
    ],
)
def test_what_could_be_guessed_at_is_not_asked_for(text: str) -> None:
    """A part that is missing, doubled, impossible or unknown gives no time."""
    assert whole_date(text, time_words("en")) is None
