"""Figures over time: falls, corrections and retractions by name, each with both figures; series that a word splits."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import UnknownKey
from claimcheck.incidents.moments import Moment
from claimcheck.incidents.series import Timeline
from claimcheck.ledger import Ledger
from claimcheck.model import Claim, Event, Party, Proposition
from claimcheck.quantity import Quantity
from claimcheck.reporting import report
from claimcheck.times import time_span


def toll(*figures: tuple[str, str], by: str = "police", ledger: Ledger | None = None) -> Ledger:
    ledger = ledger or Ledger()
    for day, figure in figures:
        ledger.claim(f"{figure} killed", by=by, event="raid", cutoff=day)
    return ledger


def only(ledger: Ledger) -> Timeline:
    (timeline,) = ledger.timelines
    return timeline


def changes(timeline: Timeline) -> list[tuple[str, str]]:
    return [(mark.figure, mark.changed) for mark in timeline.marks]


def test_a_rise_is_a_course_and_nothing_to_be_marked() -> None:
    assert changes(only(toll(("2025-06-01", "3"), ("2025-06-02", "5")))) == [("3", ""), ("5", "")]


def test_a_fall_names_the_figure_before_it() -> None:
    timeline = only(toll(("2025-06-01", "12"), ("2025-06-02", "9"), ("2025-06-03", "9")))
    assert changes(timeline) == [("12", ""), ("9", "falls from 12"), ("9", "")]
    assert timeline.verdict == "3 figures in 1 line; 1 fall"


def test_what_can_all_be_right_is_no_change() -> None:
    """The same figure twice, or one that the other leaves open, has no course to show."""
    assert toll(("2025-06-01", "12"), ("2025-06-02", "12")).timelines == ()
    assert toll(("2025-06-01", "12"), ("2025-06-02", "more than 10")).timelines == ()
    assert toll(("2025-06-01", "12"), ("2025-06-01", "9")).timelines == ()


def test_two_parties_are_two_lines_and_no_course_of_one_another() -> None:
    ledger = toll(("2025-06-02", "9"), by="army", ledger=toll(("2025-06-01", "12")))
    assert ledger.timelines == ()
    assert [one.name for one in ledger.timeline(ledger.topics[0]).series] == ["army", "police"]


def test_those_of_nobody_are_joined_by_no_line() -> None:
    ledger = Ledger()
    for day, figure in (("2025-06-01", "12"), ("2025-06-02", "9")):
        ledger.claim(f"{figure} killed", event="raid", cutoff=day)
    assert ledger.timelines == ()
    (series,) = ledger.timeline(ledger.topics[0]).series
    assert (series.is_joined, series.is_changing) == (False, False)


def test_corrections_and_retractions_are_named() -> None:
    ledger = Ledger()
    first = ledger.claim("12 killed", by="police", event="raid", asserted="2025-06-02")
    second = ledger.correct(first, "9 killed", asserted="2025-06-03")
    assert changes(only(ledger)) == [("12", "superseded"), ("9", "corrected, falls from 12")]
    ledger.retract(second, by="police")
    assert [fate for _, fate in changes(ledger.timelines[0])] == ["superseded", "corrected, falls from 12, retracted"]


def test_a_figure_without_a_date_is_told_in_words() -> None:
    ledger = toll(("2025-06-01", "12"), ("2025-06-02", "15"))
    ledger.claim("20 killed", by="army", event="raid")
    assert only(ledger).notes() == ("Without a place on the axes:", "army: 20 (no date)")


def test_a_topic_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownKey, match="no topic 'nothing' in the ledger"):
        Ledger().timeline("nothing")


def test_a_notebook_shows_it_escaped() -> None:
    shown = only(toll(("2025-06-01", "12"), ("2025-06-02", "9"), by="<b>police"))._repr_html_()
    assert "&lt;b&gt;police" in shown
    assert "falls from 12" in shown
    assert "<b>" not in shown


def test_plain_text_has_every_mark() -> None:
    plain = only(toll(("2025-06-01", "12"), ("2025-06-02", "9"))).to_plain()
    assert [(one["when"], one["figure"], one["changed"]) for one in plain["series"][0]["figures"]] == [
        ("2025-06-01", "12", None),
        ("2025-06-02", "9", "falls from 12"),
    ]


def destroyed(*days: str, by: str = "Air Force of Ukraine", subject: str = "Russian drones") -> Ledger:
    ledger = Ledger()
    for at, day in enumerate(days):
        ledger.claim(f"{50 + at} {subject} destroyed", by=by, over=day, asserted=day, measure="destroyed")
    return ledger


CHANGE = (
    "Air Force of Ukraine changed what it means by 'destroyed': 'shot down' until 2025-07-31 and 'neutralised' since "
    "2025-08-01. Figures before and after the change are two series."
)


def test_a_series_that_crosses_a_change_of_definition_is_split_and_says_so() -> None:
    """The vocabulary has the change; both sides of it carry the sentence."""
    timelines = destroyed("2025-07-30", "2025-08-02").timelines
    assert [one.breaks for one in timelines] == [(CHANGE,), (CHANGE,)]
    assert {one.title.split(",")[0] for one in timelines} == {
        "Russian drones destroyed (meaning shot down)",
        "Russian drones destroyed (meaning neutralised)",
    }
    assert timelines[0].verdict.endswith("1 change of definition")


@pytest.mark.parametrize(
    "ledger",
    [
        destroyed("2025-07-29", "2025-07-30"),
        destroyed("2025-08-01", "2025-08-02"),
        destroyed("2025-07-30", "2025-08-02", by="Oryx"),
    ],
    ids=["before", "after", "another party"],
)
def test_no_change_is_told_that_the_figures_do_not_cross(ledger: Ledger) -> None:
    assert all(not one.breaks for one in ledger.timelines)


def test_figures_of_different_things_cross_nothing() -> None:
    ledger = destroyed("2025-07-30")
    ledger.claim(
        "7 Russian missiles destroyed",
        by="Air Force of Ukraine",
        over="2025-08-02",
        asserted="2025-08-02",
        measure="destroyed",
    )
    assert ledger.timelines == ()


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (0.0, 1.0, "0001-01-01"),
        (0.0, 2.0, "0001-01-01 to 0001-01-02"),
        (0.5, 0.5, "0001-01-01 12:00"),
        (None, 1.0, "0001-01-02"),
        (3652058.0, 3652059.0, "9999-12-31"),
        (None, 3652059.0, "9999-12-31"),
    ],
)
def test_a_moment_in_words(start: float | None, end: float | None, words: str) -> None:
    assert Moment(by="asserted", at=end or 0.0, start=start, end=end).day == words


def _day(number: int) -> str:
    """A day that several numbers share."""
    return f"2024-{number // 40 + 1:02}-{number % 28 + 1:02}"


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 30)), min_size=1, max_size=12), st.randoms())
def test_falls_are_those_below_the_figure_before(told: list[tuple[int, int]], chance: Any) -> None:
    """An oracle of its own: sorted by day, a figure below the last is a fall, whatever order they were told in."""
    by_day = dict({_day(day): (day, figure) for day, figure in told}.values())  # one figure a day, as the oracle needs
    ledger = Ledger()
    claims = [
        Claim(
            key=f"c{day:03}",
            proposition=Proposition(
                event="raid",
                measure="killed",
                value=Quantity(low=figure, high=figure),
                cutoff=time_span(_day(day)),
            ),
            claimants=("police",),
        )
        for day, figure in by_day.items()
    ]
    chance.shuffle(claims)
    ledger.add(Event(key="raid"), Party(key="police", name="police"), *claims)
    dated = sorted((_day(day), f"c{day:03}", figure) for day, figure in by_day.items())
    expected = {key: f"falls from {before}" for (_, _, before), (_, key, figure) in pairwise(dated) if figure < before}
    found = {mark.claim: mark.changed for mark in ledger.timeline(ledger.topics[0]).marks if mark.changed}
    assert found == expected


def test_a_fall_is_told_across_figures_that_leave_it_open() -> None:
    """100, at least 50, 60: the second contradicts neither, and the third is below the first."""
    timeline = only(toll(("2025-06-01", "100"), ("2025-06-02", "at least 50"), ("2025-06-03", "60")))
    assert changes(timeline) == [("100", ""), ("at least 50", ""), ("60", "falls from 100")]


@pytest.mark.parametrize("keys", ["ab", "ba"])
def test_figures_of_one_time_do_not_fall_from_one_another(keys: str) -> None:
    """Whatever their keys; and together they do not fall from what one of them repeats."""
    ledger = Ledger()
    ledger.claim("100 killed", by="staff", event="war", asserted="2025-06-01")
    for key, figure in zip(keys, (100, 50), strict=True):
        ledger.claim(f"{figure} killed", by="staff", event="war", asserted="2025-06-02", key=key)
    assert [mark.changed for mark in ledger.timeline(ledger.topics[0]).marks] == ["", "", ""]
    ledger.claim("20 killed", by="staff", event="war", asserted="2025-06-03")
    assert [mark.changed for mark in only(ledger).marks if mark.changed] == ["falls from 100"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"asserted": "2025-06"}, {"asserted": "2025-06-20"}),
        ({"cutoff": "2025-06-02T18:00Z", "asserted": "2025-06-03"}, {"asserted": "2025-06-02T20:00Z"}),
        ({"asserted": "2025-06-05"}, {"source": "paper"}),
    ],
    ids=["times overlap", "said before", "only printed later"],
)
def test_what_is_not_certainly_later_is_no_fall(first: dict[str, str], second: dict[str, str]) -> None:
    ledger = Ledger()
    ledger.source("paper", published="2025-06-10")
    for figure, more in ((100, first), (90, second)):
        ledger.claim(f"{figure} killed", by="staff", event="war", **more)  # type: ignore[arg-type]
    assert [mark.changed for mark in ledger.timeline(ledger.topics[0]).marks] == ["", ""]


@pytest.mark.parametrize("end", ["0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-05:00"])
def test_a_time_at_the_end_of_the_calendar_breaks_no_report(tmp_path: Path, end: str) -> None:
    ledger = Ledger()
    ledger.claim("100 people killed", by="staff", event="war", asserted=end)
    ledger.claim("50 people killed", by="staff", event="war", asserted="2025-06-01")
    for suffix in ("html", "md", "json"):
        report(ledger, tmp_path / f"r.{suffix}")
    assert len(ledger.timelines) == 1


def test_several_show_themselves_as_one_table() -> None:
    ledger = toll(("2025-06-01", "12"), ("2025-06-02", "9"))
    assert "police: 9, falls from 12" in ledger.timelines._repr_html_()  # type: ignore[attr-defined]
    assert repr(only(ledger)) == "<Timeline killed, raid: 2 figures in 1 line; 1 fall>"


@pytest.mark.parametrize("between", ["2025-06-02~", "2025-06"])
def test_a_vague_time_between_hides_no_fall(between: str) -> None:
    """95 and then 80, both of certain days: a figure of no certain time between them changes nothing of that."""
    ledger = Ledger()
    for figure, when in ((95, "2025-06-01"), (94, between), (80, "2025-06-20")):
        ledger.claim(f"{figure} killed", by="staff", event="war", asserted=when)
    changed = {mark.figure: mark.changed for mark in only(ledger).marks}
    assert changed["80"] == "falls from 95"


def test_figures_of_one_time_have_an_order_though_one_has_no_beginning() -> None:
    """A time that is open to the past may have the place of one that is not."""
    ledger = Ledger()
    ledger.claim("5 killed", by="staff", event="war", cutoff="../2025-06-02")
    ledger.claim("6 killed", by="staff", event="war", cutoff="2025-06-02")
    assert {mark.figure for mark in ledger.timeline(ledger.topics[0]).marks} == {"5", "6"}
