"""How far an axis of figures reaches, and whether its steps are sums or multiples."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from claimcheck.comparing.values import Range
from claimcheck.findings.charted import axis_reach

__all__ = ["Scale", "scale_of"]

_DECADES: Final = 1000
"""Figures that lie further apart than this factor stand on a logarithmic axis."""

_ROOM: Final = 1.6
_OPEN_ROOM: Final = 4


class Scale(NamedTuple):
    """The ends of an axis, and its kind: linear, log, or symlog from ``least`` up where figures reach zero."""

    low: float
    high: float
    kind: str = "linear"
    least: float = 1.0


def scale_of(ranges: Iterable[Range]) -> Scale | None:
    """Return the axis that shows all of *ranges*; None where they have no end at all.

    Examples:
        >>> scale_of([Range(5, 5), Range(20_000, 20_000)]).kind, scale_of([Range(5, 5), Range(20, 20)]).kind
        ('log', 'linear')
    """
    held = list(ranges)
    ends = sorted(float(end) for found in held for end in (found.low, found.high) if end is not None)
    sizes = sorted(abs(end) for end in ends if end)
    if sizes and sizes[-1] > _DECADES * sizes[0]:
        return _multiplied(held, ends, sizes)
    reach = axis_reach(held)
    if reach is None:
        return None
    low, high = float(reach[0]), float(reach[1])
    if high - low < 1e-9 * max(abs(low), abs(high)):  # a float no longer tells the ends apart
        low, high = low - abs(low) / 10, high + abs(high) / 10
    return Scale(low, high)


def _multiplied(ranges: Sequence[Range], ends: Sequence[float], sizes: Sequence[float]) -> Scale:
    above = _OPEN_ROOM if any(found.high is None for found in ranges) else _ROOM
    below = _OPEN_ROOM if any(found.low is None for found in ranges) else _ROOM
    if ends[0] > 0:
        return Scale(ends[0] / below, ends[-1] * above, "log")
    least = sizes[0]
    low = ends[0] * below if ends[0] < 0 else -least * (below if below == _OPEN_ROOM else 0.3)
    high = ends[-1] * above if ends[-1] > 0 else least
    return Scale(low, high, "symlog", least)
