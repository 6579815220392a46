"""How reliable a party is, by how probably each of its tested claims is right, and how surely that is known."""

from collections.abc import Sequence
from math import fsum
from typing import Any

from claimcheck.fusion.quantiles import beta_interval, beta_intervals

__all__ = ["reliability_interval", "reliability_intervals", "reliability_of"]


def reliability_interval(right: Sequence[float]) -> tuple[float, float, float]:
    """Return the mean of a beta distribution over a party's claims, and the ends of 95 % of it.

    One right and one wrong claim are taken for granted, and the claims count for as much as is known of whether they
    are right. All count fully where each is surely right or wrong; one that is as probably right as the party is
    reliable shows nothing of it. Of n claims, the sum of p (1 - p) / (m (1 - m)) is missing: p are their probabilities,
    and m is the mean.

    Louis, Finding the observed information matrix when using the EM algorithm, Journal of the Royal Statistical Society
    B 44 (1982), section 3, for each party by itself.

    Args:
        right: How probably each tested claim is right, in any order.

    Examples:
        >>> [round(one, 2) for one in reliability_interval([1, 1, 1, 1, 1, 1, 0, 0])]
        [0.7, 0.4, 0.93]
        >>> [round(one, 2) for one in reliability_interval([0.75] * 8)]
        [0.58, 0.09, 0.97]
    """
    count, total = len(right), fsum(right)
    doubt = fsum(one * (1 - one) for one in right)
    return reliability_of(total, count, doubt, (total + 1, count - total + 1))


def reliability_of(right: float, claims: float, doubt: float, pair: tuple[float, float]) -> tuple[float, float, float]:
    """Return the same of sums over a party's claims.

    Args:
        right: The sum of the probabilities that they are right.
        claims: How many there are, or how much they count together.
        doubt: The sum of p (1 - p) over these probabilities.
        pair: The right and wrong claims together with those that are taken for granted.
    """
    good, bad = pair
    mean = good / (good + bad)
    known = 1 - min(doubt / (mean * (1 - mean)) / claims, 1.0) if claims else 1.0
    good, bad = good - right + known * right, bad - (claims - right) + known * (claims - right)
    low, high = beta_interval(round(good, 9), round(bad, 9))
    return good / (good + bad), low, high


def reliability_intervals(counts: Any, totals: Any, doubts: Any) -> tuple[Any, Any, Any]:
    """Return the means and the ends of ``reliability_interval`` for arrays of parties.

    Args:
        counts: How many tested claims each party has.
        totals: The sum of the probabilities that they are right.
        doubts: The sum of p (1 - p) over these probabilities.
    """
    means = (totals + 1) / (counts + 2)
    missing = doubts / (means * (1 - means))
    known = 1 - (missing / counts.clip(1)).clip(max=1)
    good, bad = 1 + known * totals, 1 + known * (counts - totals)
    return good / (good + bad), *beta_intervals(good.round(9), bad.round(9))
