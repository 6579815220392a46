"""Sums: who says what is believed is trusted, and what the trusted say is believed."""

from claimcheck.fusion.scores import Scores, moved
from claimcheck.fusion.told import Told

__all__ = ["sums"]


def sums(told: Told, *, max_rounds: int = 20, least_change: float = 1e-6) -> Scores:
    """Return the belief in each value and the trust in each voice, each divided by the largest.

    Kleinberg's hubs and authorities over values and those who say them. Who says much gains much, right or wrong.

    Pasternack and Roth, Knowing what to believe (when you already know something), COLING 2010, section 4.1.

    Args:
        told: What is told.
        max_rounds: After how many rounds it stops at the latest.
        least_change: By how little trust may change for it to stop.
    """
    trust = [1.0] * len(told.voices)
    belief: list[float] = []
    for number in range(1, max_rounds + 1):
        belief = told.spread([trust[one.voice] * one.weight for one in told.votes])
        most = max(belief) or 1.0
        belief = [score / most for score in belief]
        gained = told.per_voice(one.weight * score for one, score in zip(told.votes, told.reached(belief), strict=True))
        most = max(gained) or 1.0
        before, trust = trust, [gain / most for gain in gained]
        if moved(before, trust) < least_change:
            return Scores(tuple(belief), tuple(trust), number)
    return Scores(tuple(belief), tuple(trust), max_rounds, converged=False)
