"""The middle of figures, some of which have ends and no point: medians and means that take a bound for what it is."""

from collections.abc import Sequence
from math import fsum, isinf
from typing import NamedTuple

from claimcheck.fusion.told import Told, Vote

__all__ = ["Figures", "distance", "middle_median", "weighted_mean", "weighted_median"]


class Figures(NamedTuple):
    """The votes of one topic that are figures, with their places among all votes."""

    topic: int
    places: tuple[int, ...]

    @staticmethod
    def of(told: Told) -> "list[Figures]":
        """The figures of each topic that has figures."""
        held: dict[int, list[int]] = {}
        for place, one in enumerate(told.votes):
            if not isinstance(told.values[one.first], str):
                held.setdefault(one.topic, []).append(place)
        return [Figures(topic, tuple(places)) for topic, places in sorted(held.items())]


def weighted_median(votes: Sequence[Vote], weights: Sequence[float]) -> float:
    """Return the lowest figure to which all others are nearest in sum, each distance times its weight.

    A figure with ends is as far away as its nearer end, and not at all within them: among points this is the weighted
    median, and "at least 13" weighs only against what lies below 13.

    Examples:
        >>> points = [Vote(0, 0, 0, 0, 1.0, one, one) for one in (3.0, 5.0, 9.0)]
        >>> weighted_median(points, [1, 1, 1]), weighted_median(points, [1, 1, 3])
        (5.0, 9.0)
    """
    ends: list[tuple[float, float]] = []
    for one, weight in zip(votes, weights, strict=True):
        ends += [(one.low, weight), (one.high, weight)]
    slope = -fsum(weight for one, weight in zip(votes, weights, strict=True) if not isinf(one.low))
    finite = sorted(end for end in ends if not isinf(end[0]))
    if not finite:
        return 0.0
    weight_of_all = fsum(weight for _, weight in finite)
    for end, weight in finite:
        slope += weight
        if slope >= -1e-12 * weight_of_all:
            return end
    return finite[-1][0]


def weighted_mean(votes: Sequence[Vote], weights: Sequence[float]) -> float:
    """Return the weighted mean of figures; of one with ends, the middle, or its only end."""
    points = [_point(one) for one in votes]
    total = fsum(weights)
    if total <= 0:
        return fsum(points) / len(points)
    return fsum(weight * point for weight, point in zip(weights, points, strict=True)) / total


def _point(one: Vote) -> float:
    if isinf(one.low):
        return 0.0 if isinf(one.high) else one.high
    return one.low if isinf(one.high) else one.low + (one.high - one.low) / 2


def distance(one: Vote, figure: float) -> float:
    """Return how far a vote lies from a figure: 0 between its ends."""
    return max(one.low - figure, figure - one.high, 0.0)


def middle_median(votes: Sequence[Vote], weights: Sequence[float]) -> float:
    """Return the weighted median, of two middles their mean.

    Examples:
        >>> middle_median([Vote(0, 0, 0, 0, 1.0, one, one) for one in (3.0, 5.0)], [1, 1])
        4.0
    """
    lower = weighted_median(votes, weights)
    mirrored = [one._replace(low=-one.high, high=-one.low) for one in votes]
    return lower / 2 - weighted_median(mirrored, weights) / 2
