"""What a figure says on the line: ranges with open, soft and excluded ends, and how two of them meet.

A count becomes a closed range of whole numbers; a continuum keeps its open ends. A figure written with decimals or a
magnitude word stands for half a unit of its last written digit either way.
"""

from enum import StrEnum
from fractions import Fraction
from math import ceil, floor
from typing import Final, NamedTuple

from claimcheck.quantity import Bound, Quantity

__all__ = [
    "AT_LEAST_ONE",
    "NEAR",
    "Meeting",
    "Range",
    "figure_range",
    "meet",
    "nearer_ends",
    "share_range",
    "statistics",
]

Number = int | Fraction

NEAR: Final = Fraction(5, 4)
"""The factor within which two soft figures are a spread of estimates and no contradiction."""

_HALF: Final = Fraction(1, 2)


class Range(NamedTuple):
    """A stretch of the line; None is an end without bound.

    ``low`` and ``high`` are the ends as compared; ``low_written`` and ``high_written`` are these ends with an
    excluded number put back ("over 200" is [201, inf) with 200 written), by which a boundary is told; a rounded
    figure has written what it has written (65 for 65 %), and touching another is no boundary.
    """

    low: Number | None
    high: Number | None
    low_open: bool = False
    high_open: bool = False
    low_soft: bool = False
    high_soft: bool = False
    low_written: Number | None = None
    high_written: Number | None = None

    @property
    def is_point(self) -> bool:
        """Whether the range is a single number."""
        return self.low is not None and self.low == self.high

    def scaled(self, factor: Fraction, offset: Fraction = Fraction(0)) -> "Range":
        """The range after ``x -> x * factor + offset``, with *factor* above 0."""

        def moved(end: Number | None) -> Number | None:
            return None if end is None else _whole(end * factor + offset)

        return self._replace(
            low=moved(self.low),
            high=moved(self.high),
            low_written=moved(self.low_written),
            high_written=moved(self.high_written),
        )


AT_LEAST_ONE: Final = Range(1, None, low_written=1)
"""What a count asserted without a figure says."""


def _whole(number: Number) -> Number:
    return number.numerator if isinstance(number, Fraction) and number.denominator == 1 else number


def figure_range(quantity: Quantity, *, discrete: bool, at_least: bool = False) -> Range:
    """Return what *quantity* says: tolerance, half units, whole numbers and "at least" taken into account.

    Examples:
        >>> from claimcheck.reading.figures import parse_quantity
        >>> figure_range(parse_quantity("more than 40"), discrete=True).low
        41
        >>> wide = figure_range(parse_quantity("65 %"), discrete=False)
        >>> wide.low, wide.high, wide.high_open
        (Fraction(129, 2), Fraction(131, 2), True)
    """
    low, high = quantity.low, quantity.high
    low_open, high_open = quantity.low_open, quantity.high_open
    low_soft, high_soft = quantity.low_soft, quantity.high_soft
    low_written, high_written = low, high
    rounded = False
    if quantity.approximate and quantity.tolerance is not None:
        low = low_written = None if low is None else low - quantity.tolerance
        high = high_written = None if high is None else high + quantity.tolerance
        low_soft = high_soft = True
    elif quantity.step is not None and low is not None and high is not None and not (low_open or high_open):
        half = quantity.step * _HALF
        low, high, high_open = low - half, high + half, True  # what is written stays what was written: no exclusion
        rounded = True
    if discrete:
        if low is not None:
            excluded, low_open = low_open, False
            low = floor(low) + 1 if excluded else ceil(low)
            low_written = low_written if excluded or rounded else low
        if high is not None:
            excluded, high_open = high_open, False
            high = ceil(high) - 1 if excluded else floor(high)
            high_written = high_written if excluded or rounded else high
        if low is not None and high is not None and low > high:
            high = low_written = high_written = low  # no whole number lies between the ends: the nearest above
    if at_least or quantity.bound is Bound.MINIMUM:
        high = high_written = None
        high_open = high_soft = False
    return Range(
        None if low is None else _whole(low),
        None if high is None else _whole(high),
        low_open,
        high_open,
        low_soft,
        high_soft,
        None if low_written is None else _whole(low_written),
        None if high_written is None else _whole(high_written),
    )


def share_range(quantity: Quantity, counted: Range | None) -> Range | None:
    """Return the share that *quantity* says, in hundredths, or None where it says none."""
    if quantity.of:
        if counted is None:
            return None
        return counted.scaled(Fraction(100) / Fraction(quantity.of))
    if quantity.unit == "percent":
        return figure_range(quantity, discrete=False)
    if quantity.unit == "share":
        return figure_range(quantity, discrete=False).scaled(Fraction(100))
    return None


def statistics(quantity: Quantity, *, discrete: bool, at_least: bool = False) -> dict[str, Range]:
    """Return the statistics that a figure offers: a k of n value gives count, total and share.

    Examples:
        >>> from claimcheck.reading.figures import parse_quantity
        >>> sorted(statistics(parse_quantity("52 of 80"), discrete=True))
        ['count', 'share', 'total']
        >>> sorted(statistics(parse_quantity("65 %"), discrete=True))
        ['share']
    """
    if quantity.bound is Bound.UNKNOWN:
        return {}
    if quantity.of:
        counted = figure_range(quantity, discrete=discrete, at_least=at_least)
        share = share_range(quantity, counted)
        total = Range(quantity.of, quantity.of, low_written=quantity.of, high_written=quantity.of)
        return {"count": counted, "total": total} | ({} if share is None else {"share": share})
    share = share_range(quantity, None)
    if share is not None:
        return {"share": share}
    return {"count": figure_range(quantity, discrete=discrete, at_least=at_least)}


class Meeting(StrEnum):
    """How two ranges lie to each other."""

    EQUAL = "equal"
    WITHIN = "within"
    AROUND = "around"
    MEET = "meet"
    BELOW = "below"
    ABOVE = "above"


def meet(a: Range, b: Range) -> Meeting:
    """Return how *a* lies to *b*; BELOW and ABOVE say that they have no number in common.

    Examples:
        >>> meet(Range(41, None), Range(41, 41))
        <Meeting.AROUND: 'around'>
        >>> meet(Range(1, 2), Range(3, 4))
        <Meeting.BELOW: 'below'>
    """
    if _before(a, b):
        return Meeting.BELOW
    if _before(b, a):
        return Meeting.ABOVE
    a_in_b = _low_in(a, b) and _high_in(a, b)
    b_in_a = _low_in(b, a) and _high_in(b, a)
    if a_in_b and b_in_a:
        return Meeting.EQUAL
    if a_in_b:
        return Meeting.WITHIN
    return Meeting.AROUND if b_in_a else Meeting.MEET


def _before(a: Range, b: Range) -> bool:
    if a.high is None or b.low is None:
        return False
    return a.high < b.low or (a.high == b.low and (a.high_open or b.low_open))


def _low_in(a: Range, b: Range) -> bool:
    if b.low is None:
        return True
    return a.low is not None and (a.low > b.low or (a.low == b.low and (a.low_open or not b.low_open)))


def _high_in(a: Range, b: Range) -> bool:
    if b.high is None:
        return True
    return a.high is not None and (a.high < b.high or (a.high == b.high and (a.high_open or not b.high_open)))


def nearer_ends(a: Range, b: Range) -> tuple[Number, Number, Range, Range]:
    """Return the two ends that face each other across the gap, the lower first, and the lower and upper range.

    The ranges must have no number in common.
    """
    lower, upper = (a, b) if _before(a, b) else (b, a)
    if lower.high is None or upper.low is None or not _before(lower, upper):
        raise ValueError("the ranges meet")
    return lower.high, upper.low, lower, upper
