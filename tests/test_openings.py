"""Open ends: which side a word opens, and where the other end lies."""

import pytest

from claimcheck.reading.times.openings import open_text
from claimcheck.times import parse_time


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
