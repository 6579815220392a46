"""Tenses: which words look ahead, which back, and which day is meant by it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.reading.times.tenses import ahead_after
from claimcheck.reading.times.timewords import time_scan
from claimcheck.times import find_times

WEDNESDAY = date(2025, 6, 4)


def times(text: str) -> list[str]:
    """Return the times in *text* as EDTF, read on a Wednesday."""
    return [found.span.edtf for found in find_times(text, reference=WEDNESDAY)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is due on 10 June.", ["2025-06-10"]),
        ("It's now due Friday.", ["2025-06-06"]),
        ("They're set to meet Thursday.", ["2025-06-05"]),
        ("The trial begins Thursday.", ["2025-06-05"]),
        ("The trial formally starts in Minsk on Thursday.", ["2025-06-05"]),
        ("A ceasefire takes effect on Friday.", ["2025-06-06"]),
        ("The rules come into force on 1 July.", ["2025-07-01"]),
        ("The show opens on Friday and ends on 15 June.", ["2025-06-06", "2025-06-15"]),
        ("The deadline expires at midnight on Friday.", ["2025-06-06"]),
        ("Poland votes on Sunday.", ["2025-06-08"]),
        ("The ban ends in May.", ["2026-05"]),
        ("It is scheduled to open in September.", ["2025-09"]),
        ("The summit is to be held on 10 June.", ["2025-06-10"]),
        ("She has been expected since Monday.", ["2025-06-02/.."]),
        ("A vote has been scheduled for Friday.", ["2025-06-06"]),
        ("A vote scheduled for Friday was put off.", ["2025-06-06"]),
        ("He said on Monday the truce would begin on Friday.", ["2025-06-02", "2025-06-06"]),
        ("Kyiv plans to hold a vote on 10 June.", ["2025-06-10"]),
    ],
)
def test_a_plan_in_the_present_looks_ahead(text: str, expected: list[str]) -> None:
    """What is due, is to be, or begins without an object lies ahead: 4 June 2025 is a Wednesday."""
    assert times(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ukraine's air force said on Monday it shot down 52 of 80 drones.", ["2025-06-02"]),
        ("The trial began on Thursday.", ["2025-05-29"]),
        ("He was due to speak on Friday.", ["2025-05-30"]),
        ("It had been scheduled for Friday.", ["2025-05-30"]),
        ("It would have ended on Friday.", ["2025-05-30"]),
        ("A gunman opens fire on Friday.", ["2025-05-30"]),
        ("Officials counted absentee votes on Sunday.", ["2025-06-01"]),
        ("Both ends on Sunday were closed.", ["2025-06-01"]),
        ("Talks failed to resume on Friday.", ["2025-05-30"]),
        ("He expected rain on Friday.", ["2025-05-30"]),
        ("The fund was set up in May.", ["2025-05"]),
        ("Schools reopen on Monday after Friday's raid.", ["2025-06-09", "2025-05-30"]),
        ("It will join those who fled on Friday.", ["2025-05-30"]),
        ("The trial begins Thursday, officials said on Monday.", ["2025-06-05", "2025-06-02"]),
        ("Kyiv will vote\n\nOn Friday it rained.", ["2025-05-30"]),
    ],
)
def test_news_still_speaks_of_what_has_happened(text: str, expected: list[str]) -> None:
    """A past tense, an object, a noun or the end of the clause leaves the latest day as it was."""
    assert times(text) == expected


def test_a_place_in_commas_does_not_end_the_clause() -> None:
    """The country after its town stands in commas, and the sentence goes on."""
    assert times("They will meet in Minsk, Belarus, on Friday.") == ["2025-06-06"]
    assert times("They will meet in Istanbul, Minister Fidan said on Friday.") == ["2025-05-30"]


def test_after_a_time_the_words_still_look_ahead_and_after_an_event_no_more() -> None:
    """What comes after Easter is to come; what comes after Friday's raid is counted from a raid that was."""
    assert times("It will open after 10 June.") == ["2025-06-11/.."]
    assert times("It will open after the raid on Friday.") == ["2025-05-30"]


@given(st.lists(st.sampled_from(["will", "is", "due", ",", "Minsk", "begins", "been", "after", "'s", ".", "on", ""])))
def test_any_row_of_words_has_a_tense(words: list[str]) -> None:
    """No row of words is refused, and a full stop always ends what looked ahead."""
    scan = time_scan(" ".join(words))
    ahead = False
    for index in range(scan.size):
        ahead = ahead_after(scan, index, ahead)
        assert not (ahead and scan.words[index] == ".")
