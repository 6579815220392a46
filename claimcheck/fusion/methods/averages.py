"""The mean and the median of what is told, every voice counting the same."""

from collections.abc import Callable, Sequence

from claimcheck.fusion.methods.voting import vote
from claimcheck.fusion.middles import Figures, middle_median, weighted_mean
from claimcheck.fusion.scores import Scores
from claimcheck.fusion.told import Told, Vote

__all__ = ["mean", "median"]


def mean(told: Told) -> Scores:
    """Return the mean of the figures of each topic; of words, the votes."""
    return _middle(told, weighted_mean)


def median(told: Told) -> Scores:
    """Return the median of the figures of each topic, of two middles their mean; of words, the votes."""
    return _middle(told, middle_median)


def _middle(told: Told, middle: Callable[[Sequence[Vote], Sequence[float]], float]) -> Scores:
    voted = vote(told)
    estimates: list[float | None] = [None] * len(told.topics)
    for topic, places in Figures.of(told):
        votes = [told.votes[place] for place in places]
        estimates[topic] = middle(votes, [one.weight for one in votes])
    return Scores(voted.values, voted.voices, estimates=tuple(estimates))
