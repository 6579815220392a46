"""The rounds of Dawid and Skene over pieces: what the plain definition gives, to nine digits."""

from functools import partial, reduce
from typing import Any, Final, NamedTuple

import numpy as np
from attrs import frozen

from claimcheck.fusion.shards.accuracies import Progress, added, counts_of, tested_weight
from claimcheck.fusion.shards.arrays import Floats, Places, matrix
from claimcheck.fusion.shards.pieces import Pieces
from claimcheck.fusion.shards.shard import Shard

__all__ = ["Labelled", "Labels", "Rates", "labelled", "settle_labels", "shares_of_labels"]

_LEAST: Final = 1e-300


@frozen
class Labels:
    """The labels that all topics share.

    Attributes:
        count: How many there are.
        smoothing: What is added to each count of a label taken for another.
    """

    count: int
    smoothing: float


class Rates(NamedTuple):
    """How often each voice says a label where another is right, ``voice x right x said``, and each label is right."""

    said: Floats
    right: Floats


class _Taken(NamedTuple):
    """What a round finds in a piece: labels taken for others, how often each is right, and over how many topics."""

    counts: Floats
    right: Floats
    topics: int


class Labelled(NamedTuple):
    """A shard whose values are labels, and what each vote says, as ``voice x label``."""

    shard: Shard
    said: Places

    def votes(self, labels: Labels, voices: int) -> Any:
        """The votes of each topic, as a sparse matrix of topics by what each voice may say."""
        shard = self.shard
        return matrix(shard.starts[shard.begins], self.said, shard.weight, voices * labels.count)


def labelled(shard: Shard, labels: Labels) -> Labelled:
    """Return a shard with what each vote says."""
    return Labelled(shard, shard.voice * np.int32(labels.count) + np.repeat(shard.label, np.diff(shard.starts)))


def settle_labels(
    pieces: Pieces,
    labels: Labels,
    voices: int,
    max_rounds: int,
    least_change: float,
    progress: Progress | None = None,
) -> tuple[Rates, Floats, int, bool]:
    """Return how voices take labels, how often each label is right in the end, the rounds, and whether they settled.

    It has settled when the probabilities of what any voice says have changed, on average, by less than *least_change*.
    """
    weights = added(pieces.asked(partial(tested_weight, voices=voices)))
    pieces = pieces.turned(partial(labelled, labels=labels))
    shown = bool(weights.any())
    taken = _together(pieces.asked(partial(_round, labels=labels, voices=voices, rates=None, shown=shown)))
    for number in range(1, max_rounds + 1):
        before, rates = taken, _rates(taken, labels, voices)
        taken = _together(pieces.asked(partial(_round, labels=labels, voices=voices, rates=rates, shown=shown)))
        if progress is not None:
            progress(number, max_rounds)
        if _moved(before, taken, weights) < least_change:
            return rates, taken.right / taken.topics, number, True
    return rates, taken.right / taken.topics, max_rounds, False


def _moved(before: _Taken, after: _Taken, weights: Floats) -> float:
    each = np.abs(after.counts - before.counts).reshape(len(weights), -1).max(axis=1)
    return max(
        float(np.max(each / np.maximum(weights, 1.0), initial=0.0)),
        float(np.max(np.abs(after.right - before.right))) / after.topics,
    )


def _together(parts: list[_Taken]) -> _Taken:
    return _Taken(added([p.counts for p in parts]), added([p.right for p in parts]), sum(p.topics for p in parts))


def _rates(taken: _Taken, labels: Labels, voices: int) -> Rates:
    counts = taken.counts.reshape(voices, labels.count, labels.count).transpose(0, 2, 1) + labels.smoothing
    totals = counts.sum(axis=2, keepdims=True)
    said = np.divide(counts, totals, out=np.full_like(counts, 1 / labels.count), where=totals > 0)
    return Rates(said, taken.right / taken.topics)


def _round(piece: Labelled, labels: Labels, voices: int, rates: Rates | None, *, shown: bool) -> _Taken:
    """What a round finds: at the start by the shares of votes, then by the rates of voices."""
    shard, votes = piece.shard, piece.votes(labels, voices)
    held = _first_chances(shard, labels) if rates is None else _chances(shard, votes, rates)
    if shard.tested.all():
        return _Taken(np.asarray(votes.T @ held), held.sum(axis=0), len(held))
    counted = held * shard.tested[:, None]
    told = counted if shown else held
    return _Taken(np.asarray(votes.T @ counted), told.sum(axis=0), int(shard.tested.sum()) if shown else len(held))


def _first_chances(shard: Shard, labels: Labels) -> Floats:
    counts = counts_of(shard)
    totals = shard.by_topic(counts)
    found = np.zeros((len(totals), labels.count))
    found[shard.topic, shard.label] = counts / shard.by_value(totals)
    return _with_known(shard, found)


def _chances(shard: Shard, votes: Any, rates: Rates) -> Floats:
    logs = np.log(np.maximum(rates.said, _LEAST)).transpose(0, 2, 1).reshape(votes.shape[1], -1)
    found = np.asarray(votes @ np.ascontiguousarray(logs))
    found += np.log(np.maximum(rates.right, _LEAST))
    # Label by label: numpy is slow along rows of a few.
    found -= reduce(np.maximum, found.T)[:, None]
    np.exp(found, out=found)
    found /= reduce(np.add, found.T)[:, None]
    return _with_known(shard, found)


def _with_known(shard: Shard, found: Floats) -> Floats:
    for topic, value in zip(shard.known, shard.right, strict=True):
        if value >= 0:
            found[topic] = 0.0
            found[topic, shard.label[value]] = 1.0
    return found


def shares_of_labels(shard: Shard, labels: Labels, rates: Rates) -> Floats:
    """Return how probable each value is among those that are told of its topic."""
    held = _chances(shard, labelled(shard, labels).votes(labels, len(rates.said)), rates)
    found = held[shard.topic, shard.label]
    totals = shard.by_value(shard.by_topic(found))
    alike = shard.by_value(1.0 / shard.sizes)
    return np.divide(found, totals, out=alike, where=totals > 0)
