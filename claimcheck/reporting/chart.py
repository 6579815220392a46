"""The figures of a topic on one axis: who says how much, between which ends, and which figures can stand together.

Nothing here knows a format; places on the axis are whole thousandths of its width, so that every run gives the same.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import Final

from attrs import frozen

from claimcheck.comparing.axes import Standing
from claimcheck.comparing.values import Range
from claimcheck.findings.charted import (
    axis_reach,
    drawn_once,
    figure_words,
    first_end,
    is_approximate,
    number_words,
    range_words,
)
from claimcheck.findings.contest import dimension, side_ranges
from claimcheck.findings.positions import Position
from claimcheck.model import Claim
from claimcheck.quantity import Quantity

__all__ = ["WIDTH", "Band", "Bar", "Chart", "Tick", "chart_of", "round_step", "ticks_of"]

Number = int | Fraction

WIDTH: Final = 1000
"""The axis runs from 0 to this; a bar without an end runs to it."""

_MOST_BARS: Final = 40
_MOST_BANDS: Final = 8


@frozen(kw_only=True)
class Bar:
    """One claim on the axis; an end that is None is unbounded."""

    who: str
    figure: str
    start: int | None
    end: int | None
    spoken: str
    approximate: bool = False
    floor: bool = False
    attributed: bool = True

    @property
    def is_point(self) -> bool:
        """Whether the claim gives one figure and no range."""
        return self.start is not None and self.start == self.end


@frozen(kw_only=True)
class Band:
    """The range that the claims of one position share."""

    start: int
    end: int


@frozen(kw_only=True)
class Tick:
    """A number on the axis."""

    at: int
    label: str


@frozen(kw_only=True)
class Chart:
    """Every party's interval on one axis."""

    unit: str
    bars: tuple[Bar, ...]
    bands: tuple[Band, ...]
    ticks: tuple[Tick, ...]
    left_out: int = 0

    @property
    def summary(self) -> str:
        """The chart in one sentence, for those who do not see it."""
        return "; ".join(f"{bar.who}: {bar.spoken}" for bar in self.bars)


def chart_of(members: Sequence[Standing], positions: Sequence[Position], who: Callable[[Claim], str]) -> Chart | None:
    """Return the figures of a topic on one axis, or None where it holds fewer than two that share one.

    Examples:
        >>> chart_of((), (), str) is None
        True
    """
    lines: dict[tuple[str, str], list[tuple[Range, Standing]]] = {}
    for standing in members:
        if not standing.claim.polarity or not isinstance(standing.value, Quantity):
            continue
        found = side_ranges(standing)
        statistic = "count" if "count" in found else "share" if "share" in found else None
        if statistic is not None:
            unit = (dimension(standing) or "") if statistic == "count" else "percent"
            lines.setdefault((statistic, unit), []).append((found[statistic], standing))
    if not lines:
        return None
    (statistic, unit), rows = max(sorted(lines.items()), key=lambda line: len(line[1]))
    rows = drawn_once(rows)
    reach = axis_reach(found for found, _ in rows)
    if len(rows) < 2 or reach is None:
        return None
    low, high = reach
    rows.sort(key=lambda row: (first_end(row[0]), row[1].claim.key))
    shown = rows[:_MOST_BARS]
    scale = _Scale(low, high)
    return Chart(
        unit="" if statistic == "count" and not unit else unit,
        bars=tuple(_bar(found, standing, scale, who) for found, standing in shown),
        bands=_bands(positions, unit, scale) if statistic == "count" else (),
        ticks=ticks_of(low, high, scale.at),
        left_out=len(rows) - len(shown),
    )


class _Scale:
    def __init__(self, low: Fraction, high: Fraction) -> None:
        self.low, self.high = low, high

    def at(self, number: Number) -> int:
        return max(0, min(WIDTH, round((Fraction(number) - self.low) / (self.high - self.low) * WIDTH)))


def _bar(found: Range, standing: Standing, scale: _Scale, who: Callable[[Claim], str]) -> Bar:
    figure = figure_words(standing)
    return Bar(
        who=who(standing.claim),
        figure=figure,
        start=None if found.low is None else scale.at(found.low),
        end=None if found.high is None else scale.at(found.high),
        spoken=range_words(found, figure),
        approximate=is_approximate(found, standing),
        floor=standing.is_floor,
        attributed=bool(standing.claim.claimants),
    )


def _bands(positions: Sequence[Position], unit: str, scale: _Scale) -> tuple[Band, ...]:
    """The shared ranges that have a width; none where there is one position only or too many to tell apart."""
    lines = [one for one in positions if one.term is None and (one.unit or "") == unit]
    if not 1 < len(lines) <= _MOST_BANDS:
        return ()
    bands = [
        Band(
            start=0 if one.low is None else scale.at(one.low),
            end=WIDTH if one.high is None else scale.at(one.high),
        )
        for one in lines
    ]
    return tuple(band for band in bands if band.start < band.end)


def ticks_of(low: Fraction, high: Fraction, at: Callable[[Fraction], int]) -> tuple[Tick, ...]:
    """Return three to seven round numbers from *low* to *high*, each where *at* puts it.

    Examples:
        >>> [tick.label for tick in ticks_of(Fraction(0), Fraction(45), round)]
        ['0', '10', '20', '30', '40']
    """
    step = round_step(high - low)
    first, last = ceil(low / step), floor(high / step)
    return tuple(Tick(at=at(step * place), label=number_words(step * place)) for place in range(first, last + 1))


def round_step(width: Fraction) -> Fraction:
    """Return the step of 1, 2 or 5 times a power of ten by which a width has at most six parts.

    Examples:
        >>> round_step(Fraction(45)), round_step(Fraction(700))
        (Fraction(10, 1), Fraction(200, 1))
    """
    step = Fraction(1)
    while width > 6 * step:
        step *= 10
    while width <= 6 * step / 10:
        step /= 10
    return step * next(share for share in (Fraction(1, 5), Fraction(1, 2), Fraction(1)) if width <= 6 * step * share)
