"""Voting: every voice counts the same, or by a weight that is given."""

from collections.abc import Mapping

from claimcheck.fusion.scores import Scores
from claimcheck.fusion.told import Told

__all__ = ["vote"]


def vote(told: Told, *, weights: Mapping[str, float] | None = None) -> Scores:
    """Return how many voices leave each value possible; a voice is as reliable as the shares of what it said.

    A figure with ends, such as "at least 13", is a vote for every value between them: the depth of the intervals.

    Args:
        told: What is told.
        weights: How much a voice counts, 1 where it is not among them.
    """
    held = [1.0 if weights is None else weights.get(voice, 1.0) for voice in told.voices]
    scores = told.spread([held[one.voice] * one.weight for one in told.votes])
    shares = told.covered(told.shares(scores))
    gained = told.per_voice(one.weight * share for one, share in zip(told.votes, shares, strict=True))
    counts = told.per_voice(one.weight for one in told.votes)
    voices = tuple(gain / count for gain, count in zip(gained, counts, strict=True))
    return Scores(tuple(scores), voices)
