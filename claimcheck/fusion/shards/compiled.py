"""What a round does with arrays, compiled by numba: the same as in scipy, in one pass each."""

import numpy as np
from numba import njit

from claimcheck.fusion.shards.arrays import Floats, Places

__all__ = ["gained", "probabilities", "summed"]


@njit(cache=True, nogil=True)
def summed(starts: Places, voice: Places, weight: Floats, amounts: Floats) -> Floats:
    """Return, for each value, the sum of the *amounts* of its voices."""
    values = len(starts) - 1
    found = np.empty(values)
    is_weighed = len(weight) > 0
    for value in range(values):
        total = 0.0
        for vote in range(starts[value], starts[value + 1]):
            total += amounts[voice[vote]] * weight[vote] if is_weighed else amounts[voice[vote]]
        found[value] = total
    return found


@njit(cache=True, nogil=True)
def gained(starts: Places, voice: Places, weight: Floats, shares: Floats, voices: int) -> Floats:
    """Return, for each voice, the sum of the *shares* of the values that it votes for."""
    found = np.zeros(voices)
    is_weighed = len(weight) > 0
    for value in range(len(starts) - 1):
        share = shares[value]
        for vote in range(starts[value], starts[value + 1]):
            found[voice[vote]] += share * weight[vote] if is_weighed else share
    return found


@njit(cache=True, nogil=True)
def probabilities(begins: Places, topic: Places, scores: Floats, untold: Floats) -> Floats:
    """Return the scores of each topic, logarithms, as probabilities, which leave some for values that nobody tells."""
    found = np.empty(len(topic))
    for number in range(len(begins) - 1):
        first, end = begins[number], begins[number + 1]
        best = scores[first]
        for value in range(first + 1, end):
            best = max(best, scores[value])
        if untold[number] > 0:
            best = max(best, 0.0)
        total = untold[number] * np.exp(-best)
        for value in range(first, end):
            found[value] = np.exp(scores[value] - best)
            total += found[value]
        for value in range(first, end):
            found[value] /= total
    return found
