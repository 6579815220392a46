"""The rounds of Accu and its kin, and of Dawid and Skene, on arrays: what the plain definition gives, to nine digits.

Votes for one value alone stand in a sparse matrix of values by voices, so that a round is two products with a vector;
values stand topic by topic, so that what is done within a topic is done on slices. Votes that leave several values
possible are summed by where their runs begin and end.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from claimcheck.fusion.told import Told

__all__ = ["Settled", "Votes", "settle", "settle_labels"]

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Settled: TypeAlias = tuple[Floats, Floats, int, bool]

_SURE: Final = 1e-9
_LEAST: Final = 1e-300


class Votes:
    """What is told, as arrays: for each vote its voice, its run of values, its weight, and its chance to be right.

    ``is_bound`` says of each whether it is a figure without an end on one side.
    ``chance`` is NaN for what is one value alone. ``begins`` says where the values of each topic begin, and with its
    last how many there are. Some 40 bytes a vote.
    """

    def __init__(self, voice: Ints, first: Ints, last: Ints, weight: Floats, chance: Floats, begins: Ints) -> None:
        self.voice, self.first, self.last = voice, first, last
        self.weight, self.chance, self.begins = weight, chance, begins
        self.is_bound = np.zeros(len(voice), np.bool_)
        self.voices = int(voice.max()) + 1 if len(voice) else 0

    @classmethod
    def of(cls, told: Told, chances: Sequence[float | None]) -> "Votes":
        """The arrays of what is told."""
        held = np.array([(one.voice, one.first, one.last) for one in told.votes], np.int64)
        weight = np.array([one.weight for one in told.votes])
        chance = np.array([np.nan if one is None else one for one in chances])
        found = cls(held[:, 0], held[:, 1], held[:, 2], weight, chance, np.array(told.begins, np.int64))
        found.voices = len(told.voices)
        found.is_bound = np.array([one.is_bound for one in told.votes])
        return found

    def by_value(self, weights: Floats, which: NDArray[np.bool_]) -> Any:
        """The *weights* of some votes, each for one value, as a sparse matrix of values by voices."""
        order = np.flatnonzero(which)
        shape = (int(self.begins[-1]), self.voices)
        return sparse.csr_array((weights[order], (self.first[order], self.voice[order])), shape=shape)


def settle(
    votes: Votes,
    others: Ints,
    untold: Ints,
    tells: NDArray[np.bool_],
    tested: NDArray[np.bool_],
    accuracies: Floats,
    fixed: NDArray[np.bool_],
    prior: tuple[float, float],
    gold: Mapping[int, int | None],
    max_rounds: int,
    least_change: float,
    changed: Callable[[list[float]], list[float]] | None = None,
) -> Settled:
    """Return the shares of values and the accuracies of voices, after how many rounds, and whether these settled.

    Args:
        votes: What is told.
        others: How many wrong values each topic has.
        untold: How many values of each topic nobody tells.
        tells: Whether each vote rules anything out.
        tested: Whether it is tested by another voice.
        accuracies: Those of the voices at the start.
        fixed: Whether a voice keeps its accuracy.
        prior: Right and wrong claims that every voice is taken to have made already.
        gold: The right value of some topics, None where nobody tells it.
        max_rounds: After how many rounds it stops at the latest.
        least_change: By how little accuracies may change for it to stop.
        changed: What is done to the scores of the values in each round.
    """
    begins, ends = votes.begins[:-1], votes.begins[1:]
    sizes = ends - begins
    count = int(votes.begins[-1])
    is_point = np.isnan(votes.chance)
    alone = votes.first == votes.last
    weight = np.where(tells, votes.weight, 0.0)
    points = votes.by_value(weight, is_point & alone)
    constant = points @ np.ones(votes.voices) * np.log(np.repeat(others, sizes))
    rest = np.flatnonzero(~(is_point & alone) & tells)
    rest_topics = np.searchsorted(votes.begins, votes.first[rest], side="right") - 1
    rest_ways = np.log(others[rest_topics])
    tested_alone = votes.by_value(votes.weight, tested & alone)
    runs = np.flatnonzero(tested & ~alone)
    counts = np.bincount(votes.voice[tested], votes.weight[tested], votes.voices)
    right, wrong = prior
    shares = np.zeros(count)
    for number in range(1, max_rounds + 1):
        held = np.clip(accuracies, _SURE, 1 - _SURE)
        odds = held / (1 - held)
        log_odds = np.log(odds)
        scores = points @ log_odds + constant
        if len(rest):
            who, chance = votes.voice[rest], votes.chance[rest]
            evidence = np.where(np.isnan(chance), rest_ways + log_odds[who], np.log1p(odds[who] / chance))
            changes = np.zeros(count + 1)
            np.add.at(changes, votes.first[rest], weight[rest] * evidence)
            np.add.at(changes, votes.last[rest] + 1, -weight[rest] * evidence)
            scores += np.cumsum(changes[:-1])
            held_off = np.where(votes.is_bound[rest], weight[rest] * evidence, 0.0)
            scores -= np.repeat(np.bincount(rest_topics, held_off, len(begins)), sizes)
        if changed is not None:
            scores = np.array(changed(scores.tolist()))
        best = np.maximum.reduceat(scores, begins)
        best = np.where(untold > 0, np.maximum(best, 0.0), best)
        shares = np.exp(scores - np.repeat(best, sizes))
        totals = np.add.reduceat(shares, begins) + untold * np.exp(-best)
        shares /= np.repeat(totals, sizes)
        for topic, value in gold.items():
            shares[begins[topic] : ends[topic]] = 0.0
            if value is not None:
                shares[value] = 1.0
        gained = tested_alone.T @ shares
        if len(runs):
            sums = np.concatenate([[0.0], np.cumsum(shares)])
            covered = np.minimum(sums[votes.last[runs] + 1] - sums[votes.first[runs]], 1.0)
            gained = gained + np.bincount(votes.voice[runs], votes.weight[runs] * covered, votes.voices)
        before = accuracies
        accuracies = np.where(fixed, accuracies, (gained + right) / (counts + right + wrong))
        if np.max(np.abs(before - accuracies)) < least_change:
            return shares, accuracies, number, True
    return shares, accuracies, max_rounds, False


def settle_labels(
    topic: Ints,
    voice: Ints,
    label: Ints,
    weight: Floats,
    tested: NDArray[np.bool_],
    believed: Floats,
    voices: int,
    smoothing: float,
    certain: Ints,
    max_rounds: int,
    least_change: float,
) -> tuple[Floats, Floats, Floats, int, bool]:
    """Return what is believed of each topic, how each voice takes labels, how often labels are right, and the rounds.

    The last says whether it settled. The rates have a row for each voice, the label that is right, and the label that
    is said. Votes stand in a sparse matrix of topics by what each voice may say, so that a round is two products with a
    table of as many columns as labels.

    Args:
        topic: Of each vote, its topic.
        voice: Its voice.
        label: What it says.
        weight: How much it counts.
        tested: Whether it shows anything of its voice.
        believed: How probable each label is of each topic at the start.
        voices: How many voices there are.
        smoothing: What is added to each count of a label taken for another.
        certain: The topics whose label is known.
        max_rounds: After how many rounds it stops at the latest.
        least_change: By how little a probability may change for it to stop.
    """
    topics, labels = believed.shape
    shape = (topics, voices * labels)
    every = sparse.csr_array((weight, (topic, voice * labels + label)), shape=shape)
    shows = sparse.csr_array(
        (weight[tested], (topic[tested], voice[tested] * labels + label[tested])), shape=shape
    ).T.tocsr()
    shown = np.unique(topic[tested]) if tested.any() else np.arange(topics)
    held = believed[certain]
    rates = np.zeros((voices, labels, labels))
    for number in range(1, max_rounds + 1):
        prior = believed[shown].mean(axis=0)
        counts = (shows @ believed).reshape(voices, labels, labels).transpose(0, 2, 1) + smoothing
        totals = counts.sum(axis=2, keepdims=True)
        rates = np.divide(counts, totals, out=np.full_like(counts, 1 / labels), where=totals > 0)
        logs = np.log(np.maximum(rates, _LEAST)).transpose(0, 2, 1).reshape(voices * labels, labels)
        after = every @ logs + np.log(np.maximum(prior, _LEAST))
        after -= after.max(axis=1, keepdims=True)
        np.exp(after, out=after)
        after /= after.sum(axis=1, keepdims=True)
        after[certain] = held
        change = float(np.max(np.abs(after - believed))) if topics else 0.0
        believed = after
        if change < least_change:
            return believed, rates, believed[shown].mean(axis=0), number, True
    return believed, rates, believed[shown].mean(axis=0), max_rounds, False
