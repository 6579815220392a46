"""Votes on arrays, each voice with an amount of its own; and the rounds of Sums."""

from functools import partial

import numpy as np

from claimcheck.fusion.shards.accuracies import Progress, added, spread
from claimcheck.fusion.shards.arrays import Floats, Ints, gained, summed, tallied
from claimcheck.fusion.shards.pieces import Pieces
from claimcheck.fusion.shards.shard import Shard

__all__ = ["settle_sums", "votes"]


def votes(shard: Shard, amounts: Floats) -> Floats:
    """Return, for each value, the sum of the amounts of the voices that leave it possible."""
    found = summed(shard.starts, shard.voice, shard.weight, amounts)
    runs = shard.runs
    if len(runs.voice):
        found += spread(runs.first, runs.last, amounts[runs.voice] * runs.weight, len(found))
    return found


def settle_sums(
    shards: Pieces,
    voices: int,
    max_rounds: int,
    least_change: float,
    progress: Progress | None = None,
) -> tuple[Floats, int, bool]:
    """Return the trust that values are believed by in the last round, the rounds, and whether they settled.

    As ``claimcheck.fusion.methods.sums`` has it; trust is divided by the largest in any case, so belief need not be.
    """
    trust = np.ones(voices)
    for number in range(1, max_rounds + 1):
        before = trust
        gains = added(shards.asked(partial(_gain, trust=before)))
        trust = gains / (gains.max() or 1.0)
        if progress is not None:
            progress(number, max_rounds)
        if np.max(np.abs(before - trust)) < least_change:
            return before, number, True
    return before, max_rounds, False


def _gain(shard: Shard, trust: Floats) -> Floats:
    belief = votes(shard, trust)
    found = gained(shard.starts, shard.voice, shard.weight, belief, len(trust))
    runs = shard.runs
    if len(runs.voice):
        found = found + tallied(runs.voice, runs.weight * _best(belief, runs.first, runs.last), len(trust))
    return found


def _best(scores: Floats, first: Ints, last: Ints) -> Floats:
    """The best score of each run: the better of two runs of a power of two that cover it."""
    level = np.frexp((last - first + 1).astype(np.float64))[1] - 1
    found = np.empty(len(first))
    held, done = scores, 0
    for power in np.unique(level).tolist():
        while done < power:
            held = np.maximum(held[: len(held) - (1 << done)], held[1 << done :])
            done += 1
        which = level == power
        found[which] = np.maximum(held[first[which]], held[last[which] + 1 - (1 << power)])
    return found
