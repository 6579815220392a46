"""The log: numbers without a gap, an order that is its own, and nothing half appended."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import InvalidRecord
from claimcheck.log import Entry, Log
from claimcheck.model import Party

NOON = datetime(2025, 6, 2, 12, tzinfo=UTC)


def party(number: int) -> Party:
    return Party(key=f"p{number}", name=f"Party {number}")


@given(st.lists(st.integers(-1000, 1000), min_size=1, max_size=20))
def test_entries_never_go_backwards(minutes: list[int]) -> None:
    """Whatever the clock says, numbers run from 1 without a gap and no entry is older than the one before it."""
    times = iter(minutes)
    log = Log(clock=lambda: NOON + timedelta(minutes=next(times)))
    for number in range(len(minutes)):
        log.append([party(number)])

    assert [entry.number for entry in log.entries] == list(range(1, len(minutes) + 1))
    assert [entry.record.key for entry in log.entries] == [f"p{number}" for number in range(len(minutes))]
    assert [entry.recorded for entry in log.entries] == sorted(entry.recorded for entry in log.entries)


def test_one_transaction_has_one_time() -> None:
    """Records appended together share the moment, the author and the reason."""
    log = Log(clock=lambda: NOON)
    entries = log.append([party(1), party(2)], by="desk", why="import")

    assert {(entry.recorded, entry.by, entry.why) for entry in entries} == {(NOON, "desk", "import")}
    assert log.entries == entries
    assert len(log) == 2


def test_until_takes_the_moment_itself() -> None:
    """What was recorded at that very moment was known by then; another zone names the same moment."""
    log = Log()
    for hour in range(3):
        log.append([party(hour)], recorded=NOON + timedelta(hours=hour))
    in_kyiv = (NOON + timedelta(hours=1)).astimezone(timezone(timedelta(hours=3)))

    assert [entry.number for entry in log.until(in_kyiv)] == [1, 2]
    assert log.until(NOON - timedelta(microseconds=1)) == ()


def test_entries_are_a_copy() -> None:
    """What was handed out does not grow when the log does."""
    log = Log(clock=lambda: NOON)
    before = log.entries
    log.append([party(1)])

    assert before == ()


def test_the_clock_of_the_system_has_a_zone() -> None:
    """Without a clock of its own the log reads the system's, in a zone."""
    (entry,) = Log().append([party(1)])

    assert entry.recorded.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ({"recorded": NOON.replace(tzinfo=None)}, "recorded: expected a datetime with a zone, got 2025-06-02T12:00"),
        ({"recorded": "2025-06-02"}, "recorded: expected a datetime with a zone, got '2025-06-02'"),
        ({"by": "a\x00b"}, "by: character U\\+0000"),
        ({"why": "\ud800"}, "why: character U\\+D800"),
        ({"by": " "}, "by: expected some text"),
        ({"records": [party(2), "a text"]}, "record: expected a record, got 'a text'"),
    ],
)
@pytest.mark.parametrize("filled", [False, True])
def test_refusals_append_nothing(arguments: dict[str, Any], complaint: str, filled: bool) -> None:
    """A transaction that is refused leaves the log as it was, empty or not."""
    log = Log(clock=lambda: NOON)
    if filled:
        log.append([party(0)])
    before = log.entries
    with pytest.raises(InvalidRecord, match=complaint):
        log.append(**{"records": [party(1)], **arguments})

    assert log.entries == before


def test_a_clock_without_a_zone_is_refused() -> None:
    """A clock that tells no zone is wrong from the first entry on."""
    with pytest.raises(InvalidRecord, match="recorded: expected a datetime with a zone"):
        Log(clock=lambda: NOON.replace(tzinfo=None)).append([party(1)])


def test_until_without_a_zone_is_refused() -> None:
    """A moment without a zone is no moment to cut a log at."""
    with pytest.raises(InvalidRecord, match="recorded: expected a datetime with a zone"):
        Log().until(NOON.replace(tzinfo=None))


def test_an_entry_by_hand_is_checked_too() -> None:
    """An entry read from a file passes the same checks."""
    with pytest.raises(InvalidRecord, match="record: expected a record"):
        Entry(number=1, recorded=NOON, record=None)  # type: ignore[arg-type]
