"""Times as positions to order by: held to `before`, which looks at two times, and to zones tried one by one."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.spans import Order, TimeSpan, before, order_of
from claimcheck.times import time_span
from tests.test_times import SPANS


def _order(text: str, *, at_end: bool = False) -> Order:
    found = order_of(time_span(text), at_end=at_end)
    assert found is not None
    return found


def _is_season(span: TimeSpan) -> bool:
    return span.precision == "season"


@given(SPANS, SPANS)
def test_positions_order_as_two_times_do(a: TimeSpan, b: TimeSpan) -> None:
    """Where both have positions, one is before the other exactly when it certainly ends before that begins."""
    one, other = order_of(a), order_of(b)
    if one is None or other is None or a.edtf == b.edtf:
        return

    assert (one.is_before(other), other.is_before(one)) == (before(a, b) is True, before(a, b) is False)


@given(SPANS)
def test_only_what_is_certain_has_positions(span: TimeSpan) -> None:
    """An approximate time, a season, and a time without a known end have none; all others do."""
    unplaced = span.approximate or (span.earliest is None and span.latest is None)
    found = order_of(span)

    assert found is None if unplaced else (found is not None or _is_season(span))


@given(SPANS, SPANS)
def test_a_line_turned_round_orders_the_other_way(a: TimeSpan, b: TimeSpan) -> None:
    """On a line that runs backwards, what was before comes after; turned twice it is as it was."""
    one, other = order_of(a), order_of(b)
    if one is None or other is None:
        return

    assert one.reversed.is_before(other.reversed) == other.is_before(one)
    assert one.reversed.reversed == one


DAYS = st.dates(date(2025, 5, 30), date(2025, 6, 4))
HOURS = st.integers(-80, 80).map(lambda hours: datetime(2025, 6, 1, tzinfo=UTC) + timedelta(hours=hours))


@given(DAYS, HOURS)
def test_a_day_comes_before_an_instant_if_it_does_in_every_zone(day: date, instant: datetime) -> None:
    """A day is over before an instant only where it is over from UTC-12 to UTC+14; after it likewise."""
    zones = [timezone(timedelta(minutes=15 * quarters)) for quarters in range(-12 * 4, 14 * 4 + 1)]
    begins = [datetime(day.year, day.month, day.day, tzinfo=zone) for zone in zones]
    one, other = _order(day.isoformat()), order_of(time_span(instant))
    assert other is not None

    assert one.is_before(other) == all(begin + timedelta(days=1) <= instant for begin in begins)
    assert other.is_before(one) == all(instant + timedelta(minutes=1) <= begin for begin in begins)


@pytest.mark.parametrize(
    ("a", "b", "earlier"),
    [
        ("2025-05", "2025-06", True),
        ("2025-06-01", "2025-06", True),
        ("2025-06-30", "2025-06", False),
        ("2025-06-01", "2025-06-01", False),
        ("2025-06-01T12:00Z", "2025-06-01T14:00+03:00", False),
        ("2025-06-01T12:00Z", "2025-06-01T16:00+03:00", True),
        ("2025-06-01/2025-06-03", "2025-06-02", False),
    ],
)
def test_a_count_is_known_up_to_the_end_of_its_cutoff(a: str, b: str, earlier: bool) -> None:
    """Taken for the moment at which they end, a count up to 1 June is before one up to June, within which it lies."""
    assert _order(a, at_end=True).is_before(_order(b, at_end=True)) is earlier


@given(st.sampled_from(("2025-05", "2025-06-01", "2025-06-02T11:00Z", "2025-06-01/2025-06-03", "2024")))
def test_no_cutoff_is_before_itself(text: str) -> None:
    """Two counts up to one moment are in no order."""
    assert not _order(text, at_end=True).is_before(_order(text, at_end=True))
