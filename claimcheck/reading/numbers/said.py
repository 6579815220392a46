"""What have the words of a figure said while it is being read, and which quantity is that?"""

from fractions import Fraction

from claimcheck.errors import InvalidRecord
from claimcheck.quantity import Bound, Number, Quantity, Tolerance, inferred_tolerance
from claimcheck.reading.numbers.digits import whole

__all__ = ["LOWER_BOUNDS", "Said", "quantity_of"]

LOWER_BOUNDS = frozenset({"above", "at_least", "minimum"})
"""What bounds a figure from below; ``at_most`` and ``below`` bound it from above."""


class Said:
    """A figure while it is being read: what its words have said so far."""

    low: Number | None = None
    high: Number | None = None
    sense = ""
    soft = approximate = nearly = estimate = before = False
    other: tuple[str, Number] | None = None
    of: Number | None = None
    unit: str | None = None
    step: Number | None = None

    def __init__(self, start: int) -> None:
        self.start = start
        self.end = start


def quantity_of(said: Said, text: str, tolerance: Tolerance) -> Quantity | None:
    """Return the figure as a record, or None where it has more digits than a record holds.

    Examples:
        >>> said = Said(0)
        >>> said.low, said.high, said.sense = 40, 40, "above"
        >>> str(quantity_of(said, "more than 40", Tolerance()))
        'more than 40'
        >>> said.sense, said.nearly = "", True
        >>> str(quantity_of(said, "nearly 40", Tolerance()))
        'nearly 40'
    """
    low, high, sense, step = said.low, said.high, said.sense, said.step
    if not (sense or said.soft or said.approximate or said.nearly or said.estimate) and low is not None:
        return _record(low=low, high=high, of=said.of, unit=said.unit, step=step, text=text)
    low_open = high_open = False
    soft = said.soft and not (sense and said.unit == "share")
    low_soft = soft and low is not None
    high_soft = soft and high is not None
    approximate, reach = said.approximate, None
    bound = Bound.ESTIMATE if said.estimate else Bound.EXACT
    loose = approximate or said.nearly
    if low is None and high is None:
        bound, approximate = Bound.UNKNOWN, False
    elif said.other is not None and low is not None:
        low, high, low_open, high_open = _both_bounds(sense, low, said.other)
    elif sense in LOWER_BOUNDS:
        high, high_soft, low_open = None, False, sense == "above"
        low_soft, approximate = low_soft or loose, False
        bound = Bound.MINIMUM if sense == "minimum" else bound
    elif sense:
        low, low_soft, high_open = None, False, sense == "below"
        high_soft, approximate = high_soft or loose, False
    elif said.nearly and low is not None and low == high and low > 0:
        low = whole(Fraction(low) * tolerance.nearly)
        high_open = low_soft = high_soft = True
        approximate = False
    elif said.soft and said.unit != "share":
        approximate = False
    elif loose and low is not None and high is not None:
        approximate = True
        reach = inferred_tolerance(low, step, tolerance)
    return _record(
        low=low,
        high=high,
        low_open=low_open,
        high_open=high_open,
        of=said.of,
        unit=said.unit,
        approximate=approximate,
        tolerance=reach,
        low_soft=low_soft,
        high_soft=high_soft,
        step=step,
        bound=bound,
        text=text,
    )


def _record(**fields: object) -> Quantity | None:
    try:
        return Quantity(**fields)  # type: ignore[arg-type]
    except InvalidRecord:
        # More digits than a record holds, or words that no file can keep: no figure of a report.
        return None


def _both_bounds(sense: str, value: Number, other: tuple[str, Number]) -> tuple[Number, Number, bool, bool]:
    if sense in LOWER_BOUNDS:
        return value, other[1], sense == "above", other[0] == "below"
    return other[1], value, other[0] == "above", sense == "below"
