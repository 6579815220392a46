"""GTM: figures scatter around the truth, each voice with its own variance."""

from math import fsum, inf, isinf, sqrt

from claimcheck.errors import InvalidRecord
from claimcheck.fusion.middles import Figures, middle_median
from claimcheck.fusion.scores import Scores, moved
from claimcheck.fusion.told import Told, Vote

__all__ = ["gtm"]

_FARTHEST = 10.0
"""Deviations from the median at which a figure that is farther away is taken to lie; the paper leaves it out."""


def gtm(
    told: Told,
    *,
    shape: float = 10.0,
    rate: float = 10.0,
    variance: float = 1.0,
    max_rounds: int = 100,
    least_change: float = 1e-6,
) -> Scores:
    """Return the most probable figure of each topic, with its standard deviation.

    Figures are taken in deviations from the median of their topic: the mean distance of the nearer half or, where that
    is 0, the distance of the nearest, no more than the median itself. The truth has a normal prior there, and a voice's
    variance an inverse-gamma one.

    The deviation told is not the paper's: the prior is left out of it, since the median that it stands at is no further
    knowledge, and it is widened where the figures of a topic scatter more than the variances of their voices allow, by
    the ratio of Birge, The calculation of errors by the method of least squares, Physical Review 40 (1932).

    Args:
        told: What is told, in figures that have a point.
        shape: The shape of the prior of a voice's variance: alpha.
        rate: Its rate: beta.
        variance: The variance of the prior of the truth.
        max_rounds: After how many rounds it stops at the latest.
        least_change: By how little an estimate may change, in deviations, for it to stop.

    Raises:
        InvalidRecord: Words are told, or figures with only one end.
    """
    if any(isinstance(value, str) for value in told.values) or any(
        isinf(one.low) or isinf(one.high) for one in told.votes
    ):
        raise InvalidRecord("gtm: expected figures with two ends, got words or bounds")
    groups = Figures.of(told)
    centres, scales = [0.0] * len(told.topics), [1.0] * len(told.topics)
    points = [0.0] * len(told.votes)
    for topic, places in groups:
        votes = [told.votes[place] for place in places]
        weights = [one.weight for one in votes]
        centre = middle_median(votes, weights)
        middles = [one.low + (one.high - one.low) / 2 for one in votes]
        away = sorted(abs(each - centre) for each in middles)
        near = away[: (len(away) + 1) // 2]
        nearest = next((each for each in away if each > 0), 1.0)
        scale = fsum(near) / len(near) or min(nearest, max(abs(centre), 1.0))
        centres[topic], scales[topic] = centre, scale
        for place, each in zip(places, middles, strict=True):
            points[place] = max(-_FARTHEST, min(_FARTHEST, (each - centre) / scales[topic]))
    variances = [1.0] * len(told.voices)
    truths, spreads = [0.0] * len(told.topics), [1.0] * len(told.topics)
    tested = told.tested()
    counts = told.per_voice(one.weight if shows else 0.0 for one, shows in zip(told.votes, tested, strict=True))
    number, change = 0, inf
    while number < max_rounds and change >= least_change:
        number += 1
        before = truths[:]
        for topic, places in groups:
            held = [told.votes[place].weight / variances[told.votes[place].voice] for place in places]
            precision = 1 / variance + fsum(held)
            truths[topic] = fsum(each * points[place] for each, place in zip(held, places, strict=True)) / precision
            spreads[topic] = 1 / precision
        errors = told.per_voice(
            one.weight * ((point - truths[one.topic]) ** 2 + spreads[one.topic]) if shows else 0.0
            for one, point, shows in zip(told.votes, points, tested, strict=True)
        )
        variances = [
            (2 * rate + error) / (2 * (shape + 1) + count) for error, count in zip(errors, counts, strict=True)
        ]
        change = moved(before, truths)
    for topic, places in groups:
        spreads[topic] = _spread(
            [told.votes[place] for place in places], [points[p] for p in places], truths[topic], variances
        )
    estimates = tuple(centre + scale * each for centre, scale, each in zip(centres, scales, truths, strict=True))
    deviations = tuple(scale * sqrt(each) for scale, each in zip(scales, spreads, strict=True))
    scores = told.spread([one.weight / variances[one.voice] for one in told.votes])
    least = min(variances)
    return Scores(
        tuple(scores),
        tuple(least / each for each in variances),
        number,
        converged=change < least_change,
        estimates=estimates,
        deviations=deviations,
    )


def _spread(votes: list[Vote], points: list[float], truth: float, variances: list[float]) -> float:
    """The variance of an estimate by the variances of its voices, times by how much more its figures scatter, if so."""
    held = [one.weight / variances[one.voice] for one in votes]
    scatter = fsum(each * (point - truth) ** 2 for each, point in zip(held, points, strict=True))
    return max(1.0, scatter / max(fsum(one.weight for one in votes) - 1, 1.0)) / fsum(held)
