"""The figures of a topic made ready for one axis: which to draw once, how far the axis reaches, how each reads."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final

from claimcheck.comparing.axes import Standing
from claimcheck.comparing.values import Range
from claimcheck.quantity import Quantity

__all__ = [
    "axis_reach",
    "drawn_once",
    "figure_words",
    "first_end",
    "is_approximate",
    "number_words",
    "range_words",
    "within_reach",
]

Number = int | Fraction

_MARGIN: Final = Fraction(1, 14)
_FAR: Final = 1e60  # beyond it figures are told in words: no reader compares them by eye


def drawn_once(rows: Sequence[tuple[Range, Standing]]) -> list[tuple[Range, Standing]]:
    """Return the rows without those that only follow from a figure which the same party gives anyway.

    Examples:
        >>> drawn_once([])
        []
    """
    told = {(found, standing.claimants) for found, standing in rows if standing.claim.computed_from is None}
    return [
        (found, standing)
        for found, standing in rows
        if standing.claim.computed_from is None or (found, standing.claimants) not in told
    ]


def axis_reach(ranges: Iterable[Range]) -> tuple[Fraction, Fraction] | None:
    """Return from where to where an axis shows every end, with room for open ends, and zero where it is not far.

    Examples:
        >>> axis_reach([Range(41, 41), Range(13, None)])
        (Fraction(0, 1), Fraction(328, 7))
    """
    held = list(ranges)
    ends = sorted(end for found in held for end in (found.low, found.high) if end is not None)
    if not ends:
        return None
    low, high = Fraction(ends[0]), Fraction(ends[-1])
    if 0 <= low <= high / 2:
        low = Fraction(0)
    width = (high - low) or max(abs(high), Fraction(1))
    open_above = any(found.high is None for found in held)
    open_below = any(found.low is None for found in held)
    high += width * _MARGIN * (2 if open_above else 1)
    if low != 0 or open_below:
        low -= width * _MARGIN * (2 if open_below else 1)
    return low, high


def first_end(found: Range) -> Fraction:
    """Return the lower end of a range, or the upper one where it has no other.

    Examples:
        >>> first_end(Range(None, 7))
        Fraction(7, 1)
    """
    for end in (found.low, found.high):
        if end is not None:
            return Fraction(end)
    return Fraction(0)


def figure_words(standing: Standing) -> str:
    """Return the value as it reads, vague words as they were said, with "at least" before a documented one."""
    value = standing.value
    if isinstance(value, Quantity) and value.text and (value.low_soft or value.high_soft):
        return value.text
    words = "" if value is None else str(value)
    return f"at least {words}" if words and standing.is_floor and not words.startswith("at least") else words


def range_words(found: Range, figure: str) -> str:
    """Return a figure with its ends, for those who do not see it.

    Examples:
        >>> range_words(Range(41, None), "more than 40")
        'more than 40 (from 41, no upper end)'
    """
    if found.low is not None and found.low == found.high:
        return figure
    start = "no lower end" if found.low is None else f"from {number_words(found.low)}"
    end = "no upper end" if found.high is None else f"to {number_words(found.high)}"
    return f"{figure} ({start}, {end})"


def is_approximate(found: Range, standing: Standing) -> bool:
    """Return whether a figure is given as no exact one."""
    value = standing.value
    return found.low_soft or found.high_soft or (isinstance(value, Quantity) and value.approximate)


def number_words(number: Number) -> str:
    """Return a number with its thousands apart.

    Examples:
        >>> number_words(1200), number_words(Fraction(5, 2))
        ('1,200', '2.5')
    """
    exact = Fraction(number)
    if exact.denominator == 1:
        return f"{exact.numerator:,}"
    return f"{float(round(exact, 4)):,g}"


def within_reach(number: Number) -> float | None:
    """Return *number* as the axis has it, None where it lies beyond what an axis can show.

    Examples:
        >>> within_reach(41), within_reach(10**400)
        (41.0, None)
    """
    try:
        found = float(number)
    except OverflowError:
        return None
    return found if abs(found) <= _FAR else None
