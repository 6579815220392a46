"""What a method gives: a score for every value and for every voice."""

from typing import Final

from attrs import frozen

from claimcheck.fusion.told import Told

__all__ = ["ARRAYS_FROM", "DIGITS", "TIE", "Scores", "is_large", "moved", "winners"]

ARRAYS_FROM: Final = 5_000
"""Votes from which on the rounds of Accu and its kin, and of Dawid and Skene, run on arrays."""

DIGITS: Final = 12
"""To how many digits shares are held against each other: what differs by less has come out differently by chance."""

TIE: Final = 1e-9
"""Scores that lie no further apart, beside the larger, are a tie."""


@frozen
class Scores:
    """What a method gives.

    Attributes:
        values: The score of each value; within a topic more is better.
        voices: The reliability of each voice, as the method has it.
        rounds: How many rounds it took.
        converged: Whether it stopped by itself.
        are_probabilities: Whether the scores of a topic are probabilities: they sum to 1 or, where a value may be
            right that nobody tells, to less; with ``rates`` each is probable by itself.
        estimates: For a method of figures, the figure of each topic; None for topics of words.
        deviations: The standard deviation of each estimate, where the method has one.
        rates: For a method that takes several values of a topic to be right, the sensitivity and the specificity of
            each voice.
    """

    values: tuple[float, ...]
    voices: tuple[float, ...]
    rounds: int = 1
    converged: bool = True
    are_probabilities: bool = False
    estimates: tuple[float | None, ...] | None = None
    deviations: tuple[float, ...] | None = None
    rates: tuple[tuple[float, float], ...] | None = None


def is_large(told: Told) -> bool:
    """Whether there are so many votes that it pays to reckon on arrays, which give the same to nine digits."""
    return len(told.votes) >= ARRAYS_FROM


def moved(before: list[float], after: list[float]) -> float:
    """Return by how much the largest change is."""
    return max((abs(one - other) for one, other in zip(before, after, strict=True)), default=0.0)


def winners(told: Told, scores: tuple[float, ...] | list[float]) -> list[int | None]:
    """Return the best value of each topic, None where two are equally good."""
    found: list[int | None] = []
    for begin, end in told.slices():
        best = max(range(begin, end), key=scores.__getitem__)
        margin = TIE * max(abs(scores[best]), TIE)
        tied = sum(scores[best] - scores[value] <= margin for value in range(begin, end))
        found.append(best if tied == 1 else None)
    return found
