"""Ranges, open ends and counts of units: which stretch their words name."""

import pytest

from claimcheck.reading.times.filling import Setting
from claimcheck.reading.times.phrases import phrase_at
from claimcheck.reading.times.timewords import time_scan
from claimcheck.times import parse_time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # ranges: the ends share what they have
        ("1-2 June 2025", "2025-06-01/2025-06-02"),
        ("1 and 2 June 2025", "2025-06-01/2025-06-02"),
        ("June 1 and 2, 2025", "2025-06-01/2025-06-02"),
        ("between 3 and 12 of Sept 2016", "2016-09-03/2016-09-12"),
        ("between the ninth and the seventeenth of April 2024", "2024-04-09/2024-04-17"),
        ("from April twenty-seventh to the third, 2024", "2024-04-27/2024-05-03"),
        ("Nov 18-Dec 19, 2015", "2015-11-18/2015-12-19"),
        ("Nov 18, 2014-Dec 19, 2015", "2014-11-18/2015-12-19"),
        ("from April in 2016 to June in 2017", "2016-04/2017-06"),
        ("from April to June in 2017", "2017-04/2017-06"),
        ("November 2024 to March", "2024-11/2025-03"),
        ("October-to-December 2024", "2024-10/2024-12"),
        ("2014 through May 2018", "2014/2018-05"),
        ("from 2007 to the end of 2008", "2007/2008"),
        ("between 2014-2018", "2014/2018"),
        ("the 1990s to 2005", "199X/2005"),
        ("from mid-May to early June 2025", "2025-05-11~/2025-06-10~"),
        # open ends
        ("since 2014", "2014/.."),
        ("from 2010 onwards", "2010/.."),
        ("2012 or later", "2012/.."),
        ("1 January 2016 and after", "2016-01-01/.."),
        ("2012 or earlier", "../2012"),
        ("after Feb 2018", "2018-03-01/.."),
        ("after mid-May 2025", "2025-05-21~/.."),
        ("before May 2025", "../2025-04-30"),
        ("until 2 June 2025", "../2025-06-02"),
        ("by the end of 2025", "../2025"),
        ("since the start of 2025", "2025/.."),
        ("as of 2 June 2025", "../2025-06-02"),
        ("up to May 2025", "../2025-05"),
        ("no later than 2 June 2025", "../2025-06-02"),
        ("starting on January 7th, 2024", "2024-01-07/.."),
        # counted from another time
        ("two months before Easter 2025", "2025-02-20"),
        ("the day after Christmas 2024", "2024-12-26"),
        ("two weeks since the year 2011", "2011-01-15"),
        ("2 weeks starting May 20th, 2025", "2025-05-20/2025-06-02"),
        # approximate
        ("around 2 June 2025", "2025-06-02~"),
        ("about 2 June 2025", "2025-06-02~"),
        ("ca. 1920", "1920~"),
        ("circa 1914-1918", "1914~/1918~"),
    ],
)
def test_a_phrase_is_read_as_its_stretch(text: str, expected: str) -> None:
    """Each phrase is read to the stretch worked out by hand."""
    assert str(parse_time(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2 to 1 June 2025",
        "2018 to 2014",
        "from June 2025 to May 2025",
        "June 1 and 3, 2025",
        "from",
        "since",
        "the past",
        "0 days ago",
        "10001 years ago",
        "9999 years before 2025",
        "after 31 December 9999",
        "1-2-3 June 2025",
    ],
)
def test_what_is_no_stretch_is_refused(text: str) -> None:
    """Ends in the wrong order, days that are no pair, and stretches beyond the calendar are no times."""
    assert parse_time(text) is None


def test_a_possessive_opens_nothing() -> None:
    """After Monday's raid is not after Monday: the day itself is named."""
    scan = time_scan("after June 2's raid")

    assert phrase_at(scan, 0, Setting()) is None


def test_one_time_is_read_out_of_a_sentence() -> None:
    """A sentence that names one time gives that; one that names several, or one that is unsure, gives none."""
    assert str(parse_time("I'll go back on Jan 12 2016.")) == "2016-01-12"
    assert parse_time("It was hit on 1 June 2025 and again on 5 June 2025.") is None
    assert parse_time("It was hit on 1 June 2025 and again on 02/06/2025.") is None
    assert parse_time("It was hit on Monday.") is None

    assert parse_time("It was hit." * 200 + " on 1 June 2025") is None
