"""CATD: a voice weighs what its losses prove, so that one with few claims is not taken for a good one."""

from claimcheck.fusion.methods.losses import Losses
from claimcheck.fusion.quantiles import chi_square_quantile
from claimcheck.fusion.scores import Scores
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

    def weigh(sums: list[float], counts: list[float]) -> list[float]:
        proofs = [chi_square_quantile(significance / 2, max(count, _FEWEST)) for count in counts]
        return [proof / (each + benefit) for proof, each in zip(proofs, sums, strict=True)]

    return Losses(told, scale).settled(weigh, max_rounds, least_change)
