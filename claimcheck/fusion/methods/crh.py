"""CRH: voices weigh by how little they lose, and values are what loses least under these weights."""

from math import fsum, log

from claimcheck.fusion.methods.losses import Losses
from claimcheck.fusion.scores import Scores
from claimcheck.fusion.told import Told

__all__ = ["crh"]

_LEAST = 1e-9


def crh(told: Told, *, scale: float | None = None, max_rounds: int = 100, least_change: float = 1e-6) -> Scores:
    """Return the weight behind each value, and for figures the weighted median.

    A voice weighs the negative logarithm of its losses by claim, as a part of those of the worst voice.

    Li, Li, Gao, Zhao, Fan and Han, Resolving conflicts in heterogeneous data by truth discovery and source reliability
    estimation, SIGMOD 2014, sections 2.3 and 2.4. Figures lose the square of their distance, bounded, in place of its
    size in deviations.

    Args:
        told: What is told.
        scale: How far apart two figures lie that have nothing in common; by default, the size of the better.
        max_rounds: After how many rounds it stops at the latest.
        least_change: By how little weights may change, beside the largest, for it to stop.
    """

    def weigh(sums: list[float], counts: list[float]) -> list[float]:
        known = [each / count for each, count in zip(sums, counts, strict=True) if count]
        usual = fsum(known) / len(known) if known else 1.0  # for voices that are not tested
        means = [max(each / count if count else usual, _LEAST) for each, count in zip(sums, counts, strict=True)]
        worst = max(means)
        return [-log(each / worst) + _LEAST for each in means]

    return Losses(told, scale).settled(weigh, max_rounds, least_change)
