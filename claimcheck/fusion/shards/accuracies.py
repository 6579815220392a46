"""The rounds of Accu and its kin over pieces: what the plain definition gives, to nine digits.

A round asks each piece of whole topics what every voice gains in it, and adds that up in the order of the pieces: the
pieces never talk to each other, so it does not matter where they lie.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
from attrs import frozen

from claimcheck.fusion.shards.arrays import Bools, Floats, Ints, gained, probabilities, summed, tallied
from claimcheck.fusion.shards.pieces import Pieces
from claimcheck.fusion.shards.shard import Shard

__all__ = [
    "Choices",
    "Learned",
    "Progress",
    "Rounds",
    "added",
    "counts_of",
    "covered",
    "settle",
    "shares",
    "spread",
    "tested_weight",
]

Changed: TypeAlias = Callable[[list[float]], list[float]]
Progress: TypeAlias = Callable[[int, int], object]

_SURE: Final = 1e-9


@frozen
class Choices:
    """How many wrong values a topic has.

    Attributes:
        false_values: The least number, told or not; 0 where there are no others than those told.
        is_popular: Whether who is wrong says a wrong value as often as others do.
    """

    false_values: int = 0
    is_popular: bool = False

    def others(self, shard: Shard) -> Ints:
        """How many wrong values each topic has."""
        return np.ones_like(shard.sizes) if self.is_popular else np.maximum(shard.sizes - 1, max(self.false_values, 1))

    def untold(self, shard: Shard) -> Floats:
        """How many values of each topic nobody tells; where only bounds are told there is one: outside them."""
        if self.is_popular or not self.false_values:
            return np.zeros(len(shard.sizes))
        untold = np.maximum(self.false_values + 1.0 - shard.sizes, 0.0)
        return untold if shard.has_point.all() else np.where(shard.has_point, untold, 1.0)


class Rounds(NamedTuple):
    """How voices come to their accuracies.

    Attributes:
        accuracies: Those at the start.
        fixed: Which voices keep theirs.
        prior: Right and wrong claims that every voice is taken to have made already.
        max_rounds: After how many rounds it stops at the latest.
        least_change: By how little accuracies may change for it to stop.
    """

    accuracies: Floats
    fixed: Bools
    prior: tuple[float, float]
    max_rounds: int
    least_change: float


class Learned(NamedTuple):
    """What the rounds come to: the accuracies that values are weighed by in the last of them, and those after it."""

    weighed: Floats
    accuracies: Floats
    rounds: int
    converged: bool


def settle(
    pieces: Pieces,
    choices: Choices,
    asked: Rounds,
    changed: Changed | None = None,
    progress: Progress | None = None,
) -> Learned:
    """Return the accuracies of voices: values by accuracies, accuracies by values, until these stay.

    Args:
        pieces: Shards.
        choices: How many wrong values topics have.
        asked: Where the accuracies start, and when they stop.
        changed: What is done to the scores of the values in each round.
        progress: What is called after each round, with its number and how many there are at most.
    """
    voices = len(asked.accuracies)
    counts = added(pieces.asked(partial(tested_weight, voices=voices)))
    right, wrong = asked.prior
    after = asked.accuracies
    for number in range(1, asked.max_rounds + 1):
        before = after
        gains = added(pieces.asked(partial(gain, choices=choices, accuracies=before, changed=changed)))
        after = np.where(asked.fixed, before, (gains + right) / (counts + right + wrong))
        if progress is not None:
            progress(number, asked.max_rounds)
        if np.max(np.abs(before - after), initial=0.0) < asked.least_change:
            return Learned(before, after, number, converged=True)
    return Learned(before, after, asked.max_rounds, converged=False)


def added(parts: list[Any]) -> Any:
    """The sum of parts in their order."""
    total = parts[0].copy()
    for part in parts[1:]:
        total += part
    return total


def tested_weight(shard: Shard, voices: int) -> Floats:
    """Return the weight of each voice's tested votes."""
    held = gained(shard.starts, shard.voice, shard.weight, shard.by_value(shard.tested.astype(np.float64)), voices)
    runs = shard.runs
    return held + tallied(runs.voice[runs.tested], runs.weight[runs.tested], voices)


def gain(shard: Shard, choices: Choices, accuracies: Floats, changed: Changed | None = None) -> Floats:
    """Return what each voice gains in a round: the shares of what it says, where that is tested."""
    found = shares(shard, choices, accuracies, changed)
    tested = found if shard.tested.all() else found * shard.by_value(shard.tested.astype(np.float64))
    gains = gained(shard.starts, shard.voice, shard.weight, tested, len(accuracies))
    runs = shard.runs
    if len(runs.voice):
        more = np.where(runs.tested, runs.weight * covered(runs.first, runs.last, found), 0.0)
        gains = gains + tallied(runs.voice, more, len(accuracies))
    return gains


def covered(first: Ints, last: Ints, found: Floats) -> Floats:
    """Return the sums of the shares of runs of values, 1 at most."""
    sums = np.concatenate([[0.0], np.cumsum(found)])
    return np.asarray(np.minimum(sums[last + 1] - sums[first], 1.0))


def shares(shard: Shard, choices: Choices, accuracies: Floats, changed: Changed | None = None) -> Floats:
    """Return how probable each value is, where voices are right with these accuracies."""
    held = np.clip(accuracies, _SURE, 1 - _SURE)
    odds = held / (1 - held)
    log_odds = np.log(odds)
    others = choices.others(shard)
    most = int(others.max())
    if most == others.min():
        scores = summed(shard.starts, shard.voice, shard.weight, log_odds + np.log(most))
    else:
        scores = summed(shard.starts, shard.voice, shard.weight, log_odds)
        scores += counts_of(shard) * shard.by_value(np.log(others))
    if len(shard.runs.voice):
        scores += _of_runs(shard, others, odds)
    if choices.is_popular:
        scores += _popularity(shard)
    if changed is not None:
        scores = np.array(changed(scores.tolist()))
    found = probabilities(shard.begins, shard.topic, scores, choices.untold(shard))
    for topic, value in zip(shard.known, shard.right, strict=True):
        found[shard.begins[topic] : shard.begins[topic + 1]] = 0.0
        if value >= 0:
            found[value] = 1.0
    return found


def counts_of(shard: Shard) -> Floats:
    """How much the votes for each value alone count together."""
    if not len(shard.weight):
        return np.diff(shard.starts).astype(np.float64)
    sums = np.concatenate([[0.0], np.cumsum(shard.weight)])
    return np.asarray(sums[shard.starts[1:]] - sums[shard.starts[:-1]])


def _of_runs(shard: Shard, others: Ints, odds: Floats) -> Floats:
    """What runs add to the scores of values: bounds speak against what they rule out, and for nothing."""
    runs, sizes = shard.runs, shard.sizes
    every = np.maximum(others + 1, sizes)[runs.topic]
    chance = (runs.last - runs.first + 1) / np.where(runs.is_bound, sizes[runs.topic], every)
    held = odds[runs.voice]
    evidence = np.where(runs.is_point, np.log(others[runs.topic] * held), np.log1p(held / chance))
    evidence = np.where(runs.tells, runs.weight * evidence, 0.0)
    found = spread(runs.first, runs.last, evidence, int(shard.begins[-1]))
    held_off = tallied(runs.topic, np.where(runs.is_bound, evidence, 0.0), len(sizes))
    return found - shard.by_value(held_off)


def spread(first: Ints, last: Ints, amounts: Floats, count: int) -> Floats:
    """Return the sums of amounts over runs of values."""
    changes = tallied(first, amounts, count + 1) - tallied(last + 1, amounts, count + 1)
    return np.asarray(np.cumsum(changes[:-1]))


def _popularity(shard: Shard) -> Floats:
    """For each value, the logarithm of how probable what the others say is where this one is right."""
    runs = shard.runs
    counts = counts_of(shard) + spread(runs.first, runs.last, runs.weight, int(shard.begins[-1]))
    logs = _times_log(counts)
    rest = shard.by_value(shard.by_topic(counts)) - counts
    return shard.by_value(shard.by_topic(logs)) - logs - np.where(rest > _SURE, _times_log(rest), 0.0)


def _times_log(counts: Floats) -> Floats:
    return np.where(counts > 0, counts * np.log(np.where(counts > 0, counts, 1.0)), 0.0)
