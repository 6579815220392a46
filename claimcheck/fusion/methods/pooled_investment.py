"""PooledInvestment: voices put their trust into what they say, and values of a topic share what is in the pool."""

from claimcheck.fusion.scores import Scores, moved
from claimcheck.fusion.told import Told

__all__ = ["pooled_investment"]


def pooled_investment(told: Told, *, growth: float = 1.4, max_rounds: int = 20, least_change: float = 1e-6) -> Scores:
    """Return the belief in each value and the trust in each voice, the largest 1.

    Each voice divides its trust among what it says; what a value receives grows by the power *growth* within the pool
    of its topic, and goes back to its investors by what they put in.

    Pasternack and Roth, Knowing what to believe (when you already know something), COLING 2010, section 4.3.

    Args:
        told: What is told.
        growth: The power by which an investment grows; the paper has 1.4.
        max_rounds: After how many rounds it stops at the latest.
        least_change: By how little trust may change for it to stop.
    """
    counts = told.per_voice(one.weight for one in told.votes)
    trust = [1.0] * len(told.voices)
    belief: list[float] = []
    for number in range(1, max_rounds + 1):
        put_in = [one.weight * trust[one.voice] / counts[one.voice] for one in told.votes]
        held = told.spread(put_in)
        grown = told.shares([score**growth for score in held])
        belief = [score * share for score, share in zip(held, grown, strict=True)]
        per_unit = [score / put if put > 0 else 0.0 for score, put in zip(belief, held, strict=True)]
        gained = told.per_voice(put * back for put, back in zip(put_in, told.reached(per_unit), strict=True))
        most = max(gained) or 1.0
        before, trust = trust, [gain / most for gain in gained]
        if moved(before, trust) < least_change:
            return Scores(tuple(belief), tuple(trust), number)
    return Scores(tuple(belief), tuple(trust), max_rounds, converged=False)
