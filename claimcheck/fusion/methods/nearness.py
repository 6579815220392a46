"""How near two figures of a topic are: what near values lend each other."""

from collections.abc import Sequence
from math import exp, fsum, isinf, sqrt
from typing import Final

from claimcheck.fusion.told import Told, as_float

__all__ = ["Nearness"]

_NEIGHBOURS: Final = 32
"""Values on either side that count as near: with all of them, a busy topic would take quadratic time."""


class Nearness:
    """The figures of each topic that lie near each other, and how near, from 0 to 1: ``exp(-distance / deviation)``.

    The deviation is the standard deviation of what is told for the topic; words are near no other word.
    """

    def __init__(self, told: Told) -> None:
        self._pairs: list[tuple[int, int, float]] = []
        points = _points(told)
        deviations = _deviations(told)
        for topic, (begin, end) in enumerate(told.slices()):
            deviation = deviations[topic]
            if end - begin < 2 or not 0 < deviation < float("inf"):
                continue
            for one in range(begin, end):
                for other in range(one + 1, min(end, one + 1 + _NEIGHBOURS)):
                    near = exp(-abs(points[one] - points[other]) / deviation)
                    if near > 0:
                        self._pairs.append((one, other, near))

    def lent(self, scores: Sequence[float]) -> list[float]:
        """Return, for each value, the sum of the scores of those near it, each times how near it is."""
        parts: list[list[float]] = [[] for _ in scores]
        for one, other, near in self._pairs:
            parts[one].append(near * scores[other])
            parts[other].append(near * scores[one])
        return [fsum(part) for part in parts]


def _points(told: Told) -> list[float]:
    """A figure for each value: the middle of what its position shares, or its only end."""
    found = []
    for value in told.values:
        ends = [] if isinstance(value, str) else [as_float(end) for end in (value.low, value.high) if end is not None]
        found.append(fsum(ends) / len(ends) if ends else 0.0)
    return found


def _deviations(told: Told) -> list[float]:
    """The standard deviation of the figures of each topic, 0 where it has none."""
    held: list[list[tuple[float, float]]] = [[] for _ in told.topics]
    for one in told.votes:
        ends = [end for end in (one.low, one.high) if not isinf(end)]
        if ends:
            held[one.topic].append((one.weight, fsum(ends) / len(ends)))
    found = []
    for pairs in held:
        total = fsum(weight for weight, _ in pairs) or 1.0
        mean = fsum(weight * point for weight, point in pairs) / total
        found.append(sqrt(fsum(weight * (point - mean) ** 2 for weight, point in pairs) / total))
    return found
