"""CATD: a voice weighs what its losses prove, so that one with few claims is not taken for a good one."""

from math import inf

from claimcheck.fusion.methods.losses import Losses
from claimcheck.fusion.quantiles import chi_square_quantile
from claimcheck.fusion.scores import Scores, moved
from claimcheck.fusion.told import Told

__all__ = ["catd"]

_FEWEST = 0.1
"""Claims that a voice counts for that none is tested of."""


def catd(
    told: Told,
    *,
    scale: float | None = None,
    significance: float = 0.05,
    benefit: float = 0.05,
    max_rounds: int = 100,
    least_change: float = 1e-6,
) -> Scores:
    """Return the weight behind each value, and for figures the weighted median.

    A voice weighs the lower end of the confidence interval of its precision: the quantile of chi-square with as many
    degrees of freedom as it has claims, divided by what they lose.

    Li, Li, Gao, Su, Zhao, Demirbas, Fan and Han, A confidence-aware approach for truth discovery on long-tail data,
    PVLDB 8 (2014), section 3. Figures are the weighted median in place of the mean, and losses are bounded, so that one
    vandal's figure moves nothing.

    Args:
        told: What is told.
        scale: How far apart two figures lie that have nothing in common; by default, the size of the better.
        significance: How often a voice may be worse than it is taken to be, twice: alpha.
        benefit: What is added to the losses of every voice, so that none is without any.
        max_rounds: After how many rounds it stops at the latest.
        least_change: By how little weights may change, beside the largest, for it to stop.
    """
    losses = Losses(told, scale)
    tested = told.tested()
    counts = told.per_voice(one.weight if shows else 0.0 for one, shows in zip(told.votes, tested, strict=True))
    proofs = [chi_square_quantile(significance / 2, max(count, _FEWEST)) for count in counts]
    weights = [1.0] * len(told.voices)
    number, change = 0, inf
    while number < max_rounds and change >= least_change:
        number += 1
        lost = losses.under(weights)
        sums = told.per_voice(
            one.weight * each if shows else 0.0 for one, each, shows in zip(told.votes, lost, tested, strict=True)
        )
        raw = [proof / (each + benefit) for proof, each in zip(proofs, sums, strict=True)]
        most = max(raw) or 1.0
        before, weights = weights, [each / most for each in raw]
        change = moved(before, weights)
    losses.under(weights)
    return Scores(
        tuple(losses.scores),
        tuple(weights),
        number,
        converged=change < least_change,
        estimates=tuple(losses.estimates),
    )
