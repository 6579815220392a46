"""What a date leaves out is filled in from the reference, on the side that the words mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.reading.times.filling import Setting, resolved
from claimcheck.reading.times.marks import UNREAD, Mark

TODAY = date(2025, 6, 4)


@pytest.mark.parametrize(
    ("mark", "behind", "ahead"),
    [
        (Mark(month=6), "2025-06", "2025-06"),
        (Mark(month=7), "2024-07", "2025-07"),
        (Mark(month=6, day=4), "2025-06-04", "2025-06-04"),
        (Mark(month=6, day=5), "2024-06-05", "2025-06-05"),
        (Mark(month=2, day=29), "2024-02-29", "2028-02-29"),
        (Mark(weekday=2), "2025-06-04", "2025-06-04"),
        (Mark(weekday=3), "2025-05-29", "2025-06-05"),
        (Mark(weekday=3, shift=-1), "2025-05-29", None),
        (Mark(day=31), "2025-05-31", "2025-07-31"),
        (Mark(day=3, weekday=1), "2025-06-03", "2025-06-03"),
        (Mark(month=6, day=6, weekday=4), "2025-06-06", "2025-06-06"),
        (Mark(code=24), "2024-24", "2025-24"),
        (Mark(month=2, day=30), UNREAD, UNREAD),
        (Mark(year=2025, month=6, day=2, weekday=1), UNREAD, UNREAD),
    ],
)
def test_what_is_left_out_is_filled_in(mark: Mark, behind: str, ahead: str | None) -> None:
    """Behind: the latest that begins no later than the reference; ahead: the earliest that is not over."""
    assert resolved(mark, Setting(today=TODAY)) == behind

    assert ahead is None or resolved(mark, Setting(today=TODAY, ahead=True)) == ahead


@given(st.integers(1, 12), st.integers(1, 31), st.dates(date(1950, 1, 1), date(2050, 1, 1)))
def test_a_day_without_its_year_is_the_latest_of_all(month: int, day: int, today: date) -> None:
    """Of all years tried one by one it is the last whose day is not after the reference."""
    tried = []
    for year in range(today.year - 9, today.year + 1):
        try:
            tried.append(date(year, month, day))
        except ValueError:
            continue
    expected = max((one for one in tried if one <= today), default=None)

    assert resolved(Mark(month=month, day=day), Setting(today=today)) == (
        "" if expected is None else expected.isoformat()
    )


def test_without_a_reference_nothing_is_filled_in() -> None:
    """Nothing is ever read against today."""
    assert resolved(Mark(month=6), Setting()) == resolved(Mark(weekday=0), Setting()) == UNREAD


def test_last_and_next_stand_against_the_words_around() -> None:
    """Last Friday has been, also in a sentence that looks ahead: "will ask about last Friday"."""
    ahead = Setting(today=date(2025, 6, 4), ahead=True)
    last = [resolved(Mark(weekday=4, shift=-1), ahead), resolved(Mark(month=5, shift=-1), ahead)]
    assert last == ["2025-05-30", "2025-05"]
    assert resolved(Mark(month=7, shift=-1), ahead) == "2024-07"
