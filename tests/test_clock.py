"""Times of day: how they are written, in which zone, and on which day they fall."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import InvalidRecord
from claimcheck.reading.times.clock import Clock, clock_at
from claimcheck.reading.times.moments import on_day
from claimcheck.reading.times.timewords import time_scan
from claimcheck.reading.times.zones import named_zone, zone_at
from claimcheck.times import parse_time

MONDAY = date(2025, 6, 2)


def read(text: str, zone: str | None = None) -> str:
    """Return the EDTF text of a time read on Monday, 2 June 2025."""
    return str(parse_time(text, reference=MONDAY, zone=zone))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20:10", "20:10:00"),
        ("8:00:31am", "08:00:31"),
        ("8.30pm", "20:30:00"),
        ("8 p.m.", "20:00:00"),
        ("12am", "00:00:00"),
        ("12 p.m.", "12:00:00"),
        ("noon", "12:00:00"),
        ("half past five", "05:30:00"),
        ("a quarter to six", "05:45:00"),
        ("eight o'clock in the evening", "20:00:00"),
        ("0300 hours", "03:00:00"),
        ("six forty-three p.m.", "18:43:00"),
    ],
)
def test_a_time_of_day_is_read(text: str, expected: str) -> None:
    """Figures and words, by halves and by 24 hours."""
    found = clock_at(time_scan(text), 0)
    assert found is not None

    assert str(found[0].of_day()) == expected


@pytest.mark.parametrize("text", ["13pm", "25:00", "12:60", "8", "2.30", "1700", "10:4", "twenty", "8ams", "3:1"])
def test_what_is_no_time_of_day_is_left(text: str) -> None:
    """Scores, counts, decimals and hours that no day has are no times of day."""
    assert clock_at(time_scan(text), 0) is None


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("UTC", "UTC"),
        ("GMT", "UTC"),
        ("UTC+3", "UTC+03:00"),
        ("GMT-03:30", "UTC-03:30"),
        ("+0300", "UTC+03:00"),
        ("EST", "UTC-05:00"),
        ("Moscow time", "Europe/Moscow"),
        ("(Kyiv time)", "Europe/Kyiv"),
        ("US Eastern time", "America/New_York"),
        ("Pacific Daylight Time", "America/Los_Angeles"),
        ("local time", "None"),
    ],
)
def test_a_zone_is_read(text: str, zone: str) -> None:
    """Offsets, abbreviations of one meaning, and places; local time is for the caller to tell."""
    found = zone_at(time_scan(text), 0)
    assert found is not None

    assert str(found[0]) == zone


@pytest.mark.parametrize("text", ["est", "et", "IST", "+24:00", "UTC+25", "Springfield time", "time", "(", "((", "wet"])
def test_what_is_no_zone_is_left(text: str) -> None:
    """Small words, abbreviations of several meanings and offsets that no place has are no zones."""
    assert zone_at(time_scan(text), 0) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 June 2025 at 20:10 Moscow time", "2025-06-01T20:10+03:00"),
        ("20:10 Moscow time on 1 June 2025", "2025-06-01T20:10+03:00"),
        ("8 p.m. GMT on Sunday", "2025-06-01T20:00Z"),
        ("8 p.m. local time (1700 GMT) on 1 June", "2025-06-01T20:00+03:00"),
        ("between 20:10 and 02:00 Moscow time", "2025-06-01T20:10+03:00/2025-06-02T02:00+03:00"),
        (
            "from 20:00 on 1 June to 09:00 Kyiv time on 2 June 2025",
            "2025-06-01T20:00+03:00/2025-06-02T09:00+03:00",
        ),
        ("from 5 to 6pm UTC on 22 April 2024", "2024-04-22T17:00Z/2024-04-22T18:00Z"),
        ("9.30-4.30pm UTC on 22 April 2024", "2024-04-22T09:30Z/2024-04-22T16:30Z"),
        ("8pm to 9 UTC, 22 April 2024", "2024-04-22T20:00Z/2024-04-22T21:00Z"),
        ("20:00 Moscow time to 18:00 GMT on 1 June 2025", "2025-06-01T20:00+03:00/2025-06-01T18:00Z"),
        ("last night at 8 UTC", "2025-06-01T20:00Z"),
        ("last night at 2 a.m. UTC", "2025-06-02T02:00Z"),
        ("yesterday evening from 7 to 9 UTC", "2025-06-01T19:00Z/2025-06-01T21:00Z"),
        ("1 June 2025 at 24:00 UTC", "2025-06-02T00:00Z"),
        ("12 noon UTC on 1 June 2025", "2025-06-01T12:00Z"),
        ("2025-06-01 17:30 UTC", "2025-06-01T17:30Z"),
        ("2025-06-01 at 17:30 UTC", "2025-06-01T17:30Z"),
        ("until 20:00 UTC on 1 June 2025", "../2025-06-01T20:00Z"),
        ("1 June 2025 before 5pm UTC", "../2025-06-01T17:00Z"),
        ("since 8 a.m. GMT on Sunday", "2025-06-01T08:00Z/.."),
    ],
)
def test_a_time_of_day_has_its_day_and_zone(text: str, expected: str) -> None:
    """Date and time of day stand in either order; a stretch may run into the next day."""
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tomorrow 8:00am", "2025-06-03"),
        ("Sunday at 20:10", "2025-06-01"),
        ("8 p.m. local time on Sunday", "2025-06-01"),
        ("between 20:10 and 02:00 on 1 June 2025", "2025-06-01/2025-06-02"),
        ("midnight on 1 June 2025", "2025-06-01"),
        ("20:00", "None"),
        ("between 20:10 and 02:00", "None"),
        ("2025-06-01T20:00", "2025-06-01"),
        ("2025-06-01 20:00", "2025-06-01"),
    ],
)
def test_without_a_zone_a_time_of_day_is_its_day(text: str, expected: str) -> None:
    """Where nobody tells the zone the time is not read more finely than its day, and no day is no time."""
    assert read(text) == expected


def test_the_zone_may_be_told() -> None:
    """What the words name stands before what the caller tells, and that before the zone of the reference."""
    text = "1 June 2025 at 20:00"
    assert read(text, zone="Europe/Kyiv") == "2025-06-01T20:00+03:00"
    assert read(f"{text} GMT", zone="Europe/Kyiv") == "2025-06-01T20:00Z"
    aware = datetime(2025, 6, 2, tzinfo=timezone(timedelta(hours=2)))
    assert str(parse_time(text, reference=aware)) == "2025-06-01T20:00+02:00"

    assert str(parse_time(text, reference=aware, zone="UTC")) == "2025-06-01T20:00Z"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30 March 2025 at 3:30", "2025-03-30T03:30+02:00"),  # clocks go from 3:00 to 4:00
        ("26 October 2025 at 3:30", "2025-10-26T03:30+03:00"),  # and from 4:00 back to 3:00
        ("1 January 2025 at 3:30", "2025-01-01T03:30+02:00"),
        ("1 July 2025 at 3:30", "2025-07-01T03:30+03:00"),
    ],
)
def test_hours_that_clocks_leave_out_or_repeat_are_read(text: str, expected: str) -> None:
    """The offset is that of the date; where there are none or two, the first one."""
    assert read(text, zone="Europe/Kyiv") == expected


@pytest.mark.parametrize("zone", ["", "Mars/Base", "../etc/passwd", "+99:00", "+3", "UTC+", 5, "Europe"])
def test_a_zone_that_is_none_is_refused(zone: object) -> None:
    """A zone that cannot be found is a mistake of the caller."""
    if zone == "+3":
        assert str(named_zone(zone)) == "UTC+03:00"
        return
    with pytest.raises(InvalidRecord, match="expected a zone such as"):
        named_zone(zone)


@given(
    st.integers(0, 23),
    st.integers(0, 59),
    st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    st.sampled_from(["UTC", "Europe/Moscow", "Asia/Kolkata", "America/St_Johns"]),
)
def test_a_moment_is_the_one_that_the_clock_shows(hour: int, minute: int, day: date, zone: str) -> None:
    """What is read is the hour and minute of that day in that zone."""
    span = parse_time(on_day(day.isoformat(), Clock(hour, minute), None, ZoneInfo(zone)))
    assert span is not None
    expected = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone))

    assert span.earliest == expected.astimezone(UTC) or expected.utcoffset() != expected.replace(fold=1).utcoffset()
