"""How figures changed, as a report shows it: a step line for each party, and in a table what a reader should see."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor
from typing import Final

from claimcheck.findings.charted import axis_reach
from claimcheck.incidents.moments import Moment
from claimcheck.incidents.series import Mark, Series, Timeline
from claimcheck.reporting.chart import WIDTH, Tick, round_step, ticks_of
from claimcheck.reporting.labelling import ENGLISH, Labels
from claimcheck.reporting.model import CourseLine, CourseMark, CourseRow, CourseView, Ref

__all__ = ["HEIGHT", "course_view", "days_between"]

HEIGHT: Final = 1000

_MOST_LINES: Final = 8
"""Lines that a reader can tell apart in one picture."""

_MOST_ROWS: Final = 40
_ENDS: Final = 3
"""Figures at the beginning and at the end of a series that a table shows, whatever became of them."""

_FIRST: Final = date(1, 1, 1)
_LAST: Final = (date.max - date.min).days
_HOURS: Final = tuple(Fraction(hours, 24) for hours in (1, 3, 6, 12, 24))
_MONTHS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000)
_MONTHS_FROM: Final = 60.0
"""Days from which on a reader counts in months."""


def course_view(
    timeline: Timeline, anchor: str, claim: Callable[[str, str], Ref], label: Labels = ENGLISH
) -> CourseView:
    """Return a timeline for readers.

    Args:
        timeline: The figures of one topic over time.
        anchor: Where it stands.
        claim: Where a claim stands, by its key, called by the words given.
        label: What the report says of its own.
    """
    rows = [(one, mark, told) for one in timeline.series for mark, told in _worth_telling(one)]
    drawn = timeline.series[:_MOST_LINES] if timeline.marks else ()
    lines, across, up = _lines(drawn)
    return CourseView(
        anchor=anchor,
        title=timeline.title,
        unit=timeline.unit,
        sentence=f"{timeline.verdict}.",
        breaks=timeline.breaks,
        lines=lines,
        across=across,
        up=up,
        rows=tuple(
            CourseRow(
                by=one.name,
                when=_when(mark.moment, label),
                figure=claim(mark.claim, mark.figure),
                changed=mark.changed,
                skipped=told,
            )
            for one, mark, told in rows[:_MOST_ROWS]
        ),
        more=max(0, len(rows) - _MOST_ROWS),
        not_drawn=max(0, len(timeline.series) - len(drawn)),
        left_out=tuple(words for _, words in timeline.listed),
    )


def _when(moment: Moment, label: Labels) -> str:
    return label("printed", when=moment.day) if moment.by == "published" else moment.day


def _worth_telling(series: Series) -> Iterator[tuple[Mark, int]]:
    """The figures that a table shows, each with how many before it are left out: plain steps of a long series."""
    skipped, last = 0, len(series.marks) - _ENDS
    for place, mark in enumerate(series.marks):
        if mark.changed or place < _ENDS or place >= last:
            yield mark, skipped
            skipped = 0
        else:
            skipped += 1


def _lines(series: Sequence[Series]) -> tuple[tuple[CourseLine, ...], tuple[Tick, ...], tuple[Tick, ...]]:
    marks = [mark for one in series for mark in one.marks]
    reach = axis_reach(mark.found for mark in marks)
    if reach is None:
        return (), (), ()
    low, high = reach
    start, end = min(mark.moment.at for mark in marks), max(mark.moment.at for mark in marks)
    wide, tall = (end - start) or 1.0, float(high - low)

    def across(at: float) -> int:
        return round((at - start) / wide * WIDTH) if end > start else WIDTH // 2

    def up(height: float) -> int:
        return HEIGHT - max(0, min(HEIGHT, round((height - float(low)) / tall * HEIGHT)))

    lines = tuple(
        CourseLine(
            name=one.name,
            letter=chr(ord("A") + place),
            path=_path([(across(mark.moment.at), up(mark.height)) for mark in one.marks]) if one.is_joined else "",
            marks=tuple(
                CourseMark(
                    x=across(mark.moment.at),
                    y=up(mark.height),
                    changed=bool(mark.changed),
                    gone=bool(mark.fate),
                    printed=mark.moment.by == "published",
                    start=across(_within(mark.moment.start, start, end, mark.moment.at)),
                    end=across(_within(mark.moment.end, start, end, mark.moment.at)),
                )
                for mark, _ in _worth_telling(one)
            ),
        )
        for place, one in enumerate(series)
    )
    return lines, tuple(days_between(start, end, across)), ticks_of(low, high, lambda number: up(float(number)))


def _within(time: float | None, start: float, end: float, at: float) -> float:
    """An end of a time that is known to the day or not at all, no farther than the picture reaches."""
    return at if time is None else max(start, min(end, time))


def _path(points: Sequence[tuple[int, int]]) -> str:
    """Steps: a figure holds until the next; points in one place and steps on one height are written once."""
    told, height = [f"M{points[0][0]} {points[0][1]}"], points[0][1]
    for x, y in points[1:]:
        if y != height:
            told.append(f"H{x}V{y}")
            height = y
    told.append(f"H{points[-1][0]}")
    return "".join(told)


def days_between(start: float, end: float, across: Callable[[float], int]) -> Iterator[Tick]:
    """Yield years, months, days or hours that a reader takes in, from *start* to *end* in days since the year 1.

    Examples:
        >>> [tick.label for tick in days_between(739_000, 739_400, round)]
        ['2024-07', '2024-10', '2025-01', '2025-04']
    """
    if end - start > _MONTHS_FROM:
        yield from _months(start, end, across)
        return
    wide = Fraction(end - start)
    step = next((one for one in _HOURS if wide <= 6 * one), Fraction(1))
    if wide > 6:
        step = Fraction(ceil(round_step(wide)))
    for place in range(ceil(Fraction(start) / step), floor(Fraction(end) / step) + 1):
        at = float(place * step)
        yield Tick(at=across(at), label=_day(at, whole=step >= 1))


def _months(start: float, end: float, across: Callable[[float], int]) -> Iterator[Tick]:
    first, last = (_date(at).year * 12 + _date(at).month - 1 for at in (start, end))
    step = next((one for one in _MONTHS if last - first < 6 * one), _MONTHS[-1])
    for month in range(-(-first // step) * step, last + 1, step):
        at = (date(month // 12, month % 12 + 1, 1) - _FIRST).days
        if start <= at <= end:
            yield Tick(
                at=across(at), label=f"{month // 12:04}" if step >= 12 else f"{month // 12:04}-{month % 12 + 1:02}"
            )


def _date(at: float) -> date:
    return _FIRST + timedelta(days=min(int(at), _LAST))


def _day(at: float, *, whole: bool) -> str:
    day, minutes = _date(at), round(at * 24 * 60)
    return day.isoformat() if whole else f"{day.isoformat()[5:]} {minutes // 60 % 24:02}:{minutes % 60:02}"
