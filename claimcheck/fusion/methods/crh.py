"""CRH: voices weigh by how little they lose, and values are what loses least under these weights."""

from math import inf, log

from claimcheck.fusion.methods.losses import Losses
from claimcheck.fusion.scores import Scores, moved
from claimcheck.fusion.told import Told

__all__ = ["crh"]

_LEAST = 1e-9


def crh(told: Told, *, scale: float | None = None, max_rounds: int = 100, tolerance: float = 1e-6) -> Scores:
    """Return the weight behind each value, and for figures the weighted median.

    A voice weighs the negative logarithm of its losses by claim, as a part of those of the worst voice.

    Li, Li, Gao, Zhao, Fan and Han, Resolving conflicts in heterogeneous data by truth discovery and source reliability
    estimation, SIGMOD 2014, sections 2.3 and 2.4. Figures lose the square of their distance, bounded, in place of its
    size in deviations.

    Args:
        told: What is told.
        scale: How far apart two figures lie that have nothing in common; by default, the size of the better.
        max_rounds: After how many rounds it stops at the latest.
        tolerance: By how little weights may change, beside the largest, for it to stop.
    """
    losses = Losses(told, scale)
    counts = told.per_voice(one.weight for one in told.votes)
    weights = [1.0] * len(told.voices)
    number, change = 0, inf
    while number < max_rounds and change >= tolerance:
        number += 1
        lost = losses.under(weights)
        sums = told.per_voice(one.weight * each for one, each in zip(told.votes, lost, strict=True))
        means = [max(each / count, _LEAST) for each, count in zip(sums, counts, strict=True)]
        worst = max(means)
        raw = [-log(each / worst) + _LEAST for each in means]
        most = max(raw)
        before, weights = weights, [each / most for each in raw]
        change = moved(before, weights)
    losses.under(weights)
    return Scores(
        tuple(losses.scores),
        tuple(weights),
        number,
        converged=change < tolerance,
        estimates=tuple(losses.estimates),
    )
