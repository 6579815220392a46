"""What a round does with arrays: what each value gains from its voices, and each voice from its values.

Votes for values stand as the rows of a sparse matrix of values by voices, so that either is a product with a vector.
"""

from functools import lru_cache
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

__all__ = [
    "Bools",
    "Floats",
    "Ints",
    "Places",
    "gained",
    "matrix",
    "probabilities",
    "summed",
    "tallied",
]

_LARGEST: Final = 600.0

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Places: TypeAlias = NDArray[np.int32]
Bools: TypeAlias = NDArray[np.bool_]


def tallied(places: NDArray[Any], amounts: Floats, count: int) -> Floats:
    """Return the sums of the amounts at each of *count* places.

    Examples:
        >>> tallied(np.array([2, 0, 2]), np.array([1.0, 2.0, 3.0]), 4).tolist()
        [2.0, 0.0, 4.0, 0.0]
    """
    return np.bincount(places, amounts, count).astype(np.float64, copy=False)


def matrix(starts: Places, columns: Places, weight: Floats, width: int) -> Any:
    """Return a sparse matrix of so many columns, without copying what it is made of.

    Args:
        starts: Where each row begins in *columns*, and last where the last ends.
        columns: The columns that are not 0, row by row.
        weight: What stands there; empty where that is 1.
        width: How many columns there are.
    """
    held = weight if len(weight) else _ones(len(columns))
    return sparse.csr_array((held, columns, starts), shape=(len(starts) - 1, width))


@lru_cache(maxsize=16)
def _ones(count: int) -> Floats:
    """So many ones, which several pieces share."""
    found = np.ones(count)
    found.setflags(write=False)
    return found


def summed(starts: Places, voice: Places, weight: Floats, amounts: Floats) -> Floats:
    """Return, for each value, the sum of the *amounts* of its voices.

    Args:
        starts: Where the votes for each value begin, and last how many there are.
        voice: The voice of each vote.
        weight: How much each vote counts; empty where each counts 1.
        amounts: An amount for each voice.

    Examples:
        >>> starts, voice = np.array([0, 2, 2, 3], np.int32), np.array([0, 1, 1], np.int32)
        >>> summed(starts, voice, np.empty(0), np.array([1.0, 10.0])).tolist()
        [11.0, 0.0, 10.0]
    """
    return np.asarray(matrix(starts, voice, weight, len(amounts)) @ amounts)


def gained(starts: Places, voice: Places, weight: Floats, shares: Floats, voices: int) -> Floats:
    """Return, for each voice, the sum of the *shares* of the values that it votes for.

    Examples:
        >>> starts, voice = np.array([0, 2, 3], np.int32), np.array([0, 1, 1], np.int32)
        >>> gained(starts, voice, np.empty(0), np.array([0.75, 0.25]), 2).tolist()
        [0.75, 1.0]
    """
    return np.asarray(matrix(starts, voice, weight, voices).T @ shares)


def probabilities(begins: Places, topic: Places, scores: Floats, untold: Floats) -> Floats:
    """Return the scores of each topic, logarithms, as probabilities, which leave some for values that nobody tells.

    Args:
        begins: Where the values of each topic begin, and last how many there are.
        topic: The topic of each value.
        scores: The score of each value.
        untold: How many values of each topic nobody tells; the score of each is 0.

    Examples:
        >>> begins, topic = np.array([0, 2, 3], np.int32), np.array([0, 0, 1], np.int32)
        >>> probabilities(begins, topic, np.array([0.0, 0.0, 0.0]), np.array([0.0, 1.0])).tolist()
        [0.5, 0.5, 0.5]
    """
    best = scores[begins[:-1]]  # any value will do as long as no power overflows; the largest takes longer to find
    best = np.where(untold > 0, np.maximum(best, 0.0), best)
    powers = scores - best[topic]
    if powers.max() > _LARGEST:
        best = np.maximum.reduceat(scores, begins[:-1])
        best = np.where(untold > 0, np.maximum(best, 0.0), best)
        powers = scores - best[topic]
    np.exp(powers, out=powers)
    totals = tallied(topic, powers, len(best)) + untold * np.exp(-best)
    powers /= totals[topic]
    return powers
