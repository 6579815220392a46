"""TruthFinder: a value is right unless all who say it are wrong, and near figures lend each other confidence."""

from math import exp, log

from claimcheck.fusion.methods.nearness import Nearness
from claimcheck.fusion.scores import Scores, moved
from claimcheck.fusion.told import Told

__all__ = ["truthfinder"]

_CERTAIN = 1e-12


def truthfinder(
    told: Told,
    *,
    trust: float = 0.9,
    dampening: float = 0.3,
    influence: float = 0.1,
    max_rounds: int = 20,
    least_change: float = 1e-6,
) -> Scores:
    """Return the confidence in each value and the trustworthiness of each voice.

    Yin, Han and Yu, Truth discovery with multiple conflicting information providers on the web, IEEE TKDE 20 (2008),
    section 3. The paper has an influence of .5, with a similarity from which one half is taken off; here similarity is
    never below 0 and lends a tenth.

    Args:
        told: What is told.
        trust: The trustworthiness of every voice at the start.
        dampening: What confidence scores are multiplied by, since voices are not independent: gamma.
        influence: How much of its score a figure lends to those near it: rho.
        max_rounds: After how many rounds it stops at the latest.
        least_change: By how little trustworthiness may change for it to stop.
    """
    near = Nearness(told) if influence else None
    counts = told.per_voice(one.weight for one in told.votes)
    trusts = [trust] * len(told.voices)
    confidence: list[float] = []
    for number in range(1, max_rounds + 1):
        scores = [-log(max(1 - one, _CERTAIN)) for one in trusts]
        sums = told.spread([scores[one.voice] * one.weight for one in told.votes])
        if near is not None:
            sums = [one + influence * lent for one, lent in zip(sums, near.lent(sums), strict=True)]
        confidence = [1 / (1 + exp(-dampening * one)) for one in sums]
        gained = told.per_voice(
            one.weight * score for one, score in zip(told.votes, told.reached(confidence), strict=True)
        )
        before, trusts = trusts, [gain / count for gain, count in zip(gained, counts, strict=True)]
        if moved(before, trusts) < least_change:
            return Scores(tuple(confidence), tuple(trusts), number)
    return Scores(tuple(confidence), tuple(trusts), max_rounds, converged=False)
