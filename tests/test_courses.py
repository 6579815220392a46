"""How figures changed, as a report shows it: what is drawn, what the table leaves out, days that a reader takes in."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.ledger import Ledger
from claimcheck.model import Claim, Event, Party, Proposition
from claimcheck.quantity import Quantity
from claimcheck.reporting import report
from claimcheck.reporting.build import build_report
from claimcheck.reporting.courses import HEIGHT, course_view, days_between
from claimcheck.reporting.model import CourseView, Ref
from claimcheck.times import time_span


def toll(*figures: int, by: str = "staff") -> Ledger:
    """One figure a day."""
    ledger = Ledger(case="toll")
    days = [f"2025-{1 + at // 28:02}-{1 + at % 28:02}" for at in range(len(figures))]
    claims = (
        Claim(
            key=f"c{at:03}",
            proposition=Proposition(
                event="war", measure="lost", value=Quantity(low=figure, high=figure), cutoff=time_span(day)
            ),
            claimants=(by,),
        )
        for at, (figure, day) in enumerate(zip(figures, days, strict=True))
    )
    ledger.add(Event(key="war", label="war"), Party(key=by, name=by), *claims)
    return ledger


def view(ledger: Ledger) -> CourseView:
    (timeline,) = ledger.timelines
    return course_view(timeline, "course", lambda key, words: Ref(text=words, anchor=key))


def test_a_long_series_shows_its_ends_and_its_falls_and_counts_the_rest() -> None:
    found = view(toll(*range(10, 30), 27, *range(31, 51)))
    assert [(row.figure.text, row.changed, row.skipped) for row in found.rows] == [
        ("10", "", 0),
        ("11", "", 0),
        ("12", "", 0),
        ("27", "falls from 29", 17),
        ("48", "", 17),
        ("49", "", 0),
        ("50", "", 0),
    ]
    assert len(found.lines[0].marks) == 7
    assert [mark.changed for mark in found.lines[0].marks].count(True) == 1


def test_no_figure_is_shown_twice_or_lost_in_a_short_series() -> None:
    for length in range(2, 9):
        rows = view(toll(*range(length))).rows
        assert len(rows) + sum(row.skipped for row in rows) == length


def test_a_step_holds_until_the_next_figure() -> None:
    """Three days, three figures: right, then up, and no slope that nobody said."""
    (line,) = view(toll(0, 0, 10)).lines
    assert line.path == "M0 1000H1000V67H1000"
    assert {mark.y for mark in line.marks[:2]} == {HEIGHT}


def test_very_many_falls_are_counted_where_they_are_not_listed() -> None:
    found = view(toll(*(50 - at for at in range(50))))
    assert (len(found.rows), found.more) == (40, 10)


@given(st.floats(0, 3_652_059), st.floats(0, 1) | st.floats(0, 3_652_059))
def test_days_are_few_in_order_and_within(start: float, width: float) -> None:

    end = min(start + width, 3_652_059.0)
    ticks = list(days_between(start, end, lambda at: round((at - start) * 1000)))
    assert len(ticks) <= 8
    assert [tick.at for tick in ticks] == sorted(tick.at for tick in ticks)
    assert all(0 <= tick.at <= round((end - start) * 1000) for tick in ticks)
    assert len({tick.label for tick in ticks}) == len(ticks)


@pytest.mark.parametrize("suffix", ["html", "md"])
def test_the_report_tells_falls_with_both_figures(tmp_path: Path, suffix: str) -> None:
    """The section comes with the first change and names what fell, and from what; without a change there is none."""
    for figures, told in (((12, 9), True), ((12, 12), False)):
        place = tmp_path / f"{told}.{suffix}"
        report(toll(*figures), place)
        text = place.read_text(encoding="utf-8")
        assert ("How figures changed" in text) is told
        assert ("falls from 12" in text) is told


def test_a_change_of_definition_stands_above_both_series() -> None:
    ledger = Ledger()
    for day in ("2025-07-30", "2025-08-02"):
        ledger.claim(
            "50 Russian drones destroyed", by="Air Force of Ukraine", over=day, asserted=day, measure="destroyed"
        )
    built = build_report(ledger)
    assert [len(one.breaks) for one in built.courses] == [1, 1]
    assert "changed what it means by 'destroyed'" in built.courses[0].breaks[0]


def test_the_picture_of_a_thousand_figures_stays_small() -> None:
    """Steps on one height are written once, and only what changed has a mark."""
    (line,) = view(toll(*(at // 10 for at in range(300)))).lines
    assert len(line.marks) == 6
    assert len(re.findall("V", line.path)) == 29
