"""EDTF: what is read at each level, what is refused, and that what is written is read back."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.reading.times.edtf import LONGEST, day_text, last_of_month, moment_text, read_edtf, span_of


def ends(text: str) -> tuple[str, str, str, bool]:
    """Return the ends, the precision and the doubt of a text that is known to be read."""
    span = read_edtf(text)
    assert span is not None, text
    return str(span.earliest), str(span.latest), span.precision, span.approximate


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision", "approximate"),
    [
        # a qualifier on one part, before or after it
        ("2004?-06-11", "2004-06-11", "2004-06-11", "day", True),
        ("2004-06-~01", "2004-06-01", "2004-06-01", "day", True),
        ("?2004-06-04", "2004-06-04", "2004-06-04", "day", True),
        ("2004-%06", "2004-06-01", "2004-06-30", "month", True),
        ("~1945/1959", "1945-01-01", "1959-12-31", "interval", True),
        # unspecified digits before specified ones: the hull of what they can be
        ("156X-12-25", "1560-12-25", "1569-12-25", "decade", False),
        ("15XX-12-25", "1500-12-25", "1599-12-25", "century", False),
        ("15XX-12-XX", "1500-12-01", "1599-12-31", "century", False),
        ("20X3-06-25", "2003-06-25", "2093-06-25", "century", False),
        ("1XXX", "1000-01-01", "1999-12-31", "interval", False),
        ("2004-1X", "2004-10-01", "2004-12-31", "year", False),
        ("2004-XX-10", "2004-01-10", "2004-12-10", "year", False),
        ("2016-02-X9", "2016-02-09", "2016-02-29", "month", False),
        ("2015-02-X9", "2015-02-09", "2015-02-19", "month", False),
        ("196X-02-29", "1960-02-29", "1968-02-29", "decade", False),
        ("2004-XX-31", "2004-01-31", "2004-12-31", "year", False),
        # parts of a year by hemisphere, and other lengths
        ("2001-25", "2001-03-01", "2001-05-31", "season", False),
        ("2001-29", "2001-09-01", "2001-11-30", "season", False),
        ("2001-30", "2001-12-01", "2002-02-28", "season", False),
        ("2001-32", "2001-06-01", "2001-08-31", "season", False),
        ("2001-34", "2001-04-01", "2001-06-30", "quarter", False),
        ("2001-37", "2001-01-01", "2001-04-30", "interval", False),
        # significant digits: the year that is estimated
        ("1950S2", "1950-01-01", "1950-12-31", "year", True),
        ("Y2E3", "2000-01-01", "2000-12-31", "year", False),
        ("Y17E7", "None", "None", "year", False),
        ("Y17101E4S3", "None", "None", "year", True),
        # sets: the hull
        ("[1667, 1668, 1670..1672]", "1667-01-01", "1672-12-31", "interval", False),
        ("{1760-12,1667}", "1667-01-01", "1760-12-31", "interval", False),
        ("[..1760-12-03]", "None", "1760-12-03", "interval", False),
        ("[1760-12..]", "1760-12-01", "None", "interval", False),
        ("{1960~,1961}", "1960-01-01", "1961-12-31", "interval", True),
        # an interval whose end could still be in time
        ("1984-11-12/1984-11-XX", "1984-11-12", "1984-11-30", "interval", False),
        ("1919-08-02/1919-0X-01", "1919-08-02", "1919-09-01", "interval", False),
    ],
)
def test_level_2_is_read_as_a_stretch(text: str, earliest: str, latest: str, precision: str, approximate: bool) -> None:
    """What has a meaning as one stretch of time is read to the days worked out by hand."""
    assert ends(text) == (earliest, latest, precision, approximate)


@pytest.mark.parametrize(
    "text",
    [
        "Y2025",
        "-0000",
        "-0000-01",
        "2004-13",
        "2004-00",
        "2004-6X",
        "2004-02-3X",
        "2015-02-29",
        "XXXX-02-30",
        "200",
        "20045",
        "2004--06",
        "2004-06-01~~",
        "2004?~",
        "1950S5",
        "195XS2",
        "1950S2-06",
        "Y0E5",
        "Y17E",
        "[",
        "[]",
        "{..}",
        "[1667",
        "[1667}",
        "[1670..1667]",
        "{-1667,1668}",
        "[1667, 2004-06-01T20:00Z]",
        "[1667,,1668]",
        "2004-06-11%/2004-%06",
        "2024-25",
        "2031-32",
        "2004-42",
        "2" * (LONGEST + 1),
    ],
)
def test_what_names_no_stretch_is_refused(text: str) -> None:
    """No calendar has it, it is in the wrong order, or nobody could tell what is meant."""
    assert read_edtf(text) is None


def test_open_ends_of_sets_are_open() -> None:
    """A set that begins or ends with two points is open there, as an interval is."""
    before, after = read_edtf("[..1760]"), read_edtf("{1760..}")
    assert before is not None
    assert after is not None

    assert (before.open_start, before.open_end, after.open_start, after.open_end) == (True, False, False, True)


def test_days_and_instants_are_written() -> None:
    """A day before the year 1000 keeps four figures; an instant keeps its offset and how finely it is known."""
    moment = datetime(2025, 6, 1, 20, 10, 5, tzinfo=timezone(timedelta(hours=3)))
    assert day_text(date(44, 3, 15)) == "0044-03-15"
    assert [moment_text(moment, precision) for precision in ("hour", "minute", "second")] == [
        "2025-06-01T20+03:00",
        "2025-06-01T20:10+03:00",
        "2025-06-01T20:10:05+03:00",
    ]
    assert (last_of_month(1900, 2), last_of_month(2000, 14)) == ((1900, 2, 28), (2001, 2, 28))

    assert (span_of(moment).edtf, span_of(date(2025, 6, 1)).edtf) == ("2025-06-01T20:10:05+03:00", "2025-06-01")


DIGIT = st.sampled_from("0123456789X")
TEXTS = st.builds(
    "{}{}{}{}{}{}".format,
    st.sampled_from(["", "-", "Y", "?", "[", "{", "../"]),
    st.text(DIGIT, min_size=4, max_size=4),
    st.sampled_from(["", "-06", "-XX", "-1X", "-21", "-%06", "~", "E3", "S2"]),
    st.sampled_from(["", "-01", "-X9", "-31", "?-~04"]),
    st.sampled_from(["", "~", "%", "/", "/..", "]", "}", "..]", ",1999]"]),
    st.sampled_from(["", "2024", "2024-06~", "20XX-12-XX"]),
)


@given(TEXTS)
def test_what_is_read_is_read_back(text: str) -> None:
    """The text that a span carries is read as the same span, and its ends are in order."""
    span = read_edtf(text)
    if span is None:
        return
    if span.earliest is not None and span.latest is not None:
        assert span.earliest <= span.latest

    assert read_edtf(span.edtf) == span


@given(
    st.text(DIGIT, min_size=4, max_size=4),
    st.text(DIGIT, min_size=2, max_size=2),
    st.text(DIGIT, min_size=2, max_size=2),
)
def test_the_hull_is_that_of_every_day_it_can_be(year: str, month: str, day: str) -> None:
    """Unspecified digits give the first and the last day of all that fit, found by trying each."""
    years = [year] if "X" not in year else [y for y in map("{:04}".format, range(1, 10_000)) if _fits(y, year)]
    found = []
    for candidate in (*years[:8], *years[-8:]):
        for number in range(1, 13):
            for one in range(1, 32):
                if _fits(f"{number:02}", month) and _fits(f"{one:02}", day):
                    try:
                        found.append(date(int(candidate), number, one))
                    except ValueError:
                        continue
    read = read_edtf(f"{year}-{month}-{day}")
    if "X" not in f"{month}{day}" or not found or year.startswith(("0", "X")) or (month == "XX" and day == "XX"):
        return
    assert read is not None

    assert (read.earliest, read.latest) == (min(found), max(found))


def _fits(digits: str, mask: str) -> bool:
    return all(sign in ("X", digit) for digit, sign in zip(digits, mask, strict=True))


def test_a_moment_at_the_edge_is_read() -> None:
    """The last minute of the calendar is a time; the one after it is none."""
    read = read_edtf("9999-12-31T23:59Z")
    assert read is not None
    assert read.latest == datetime(9999, 12, 31, 23, 59, tzinfo=UTC)

    assert read_edtf("9999-12-31T24:00Z") is None
