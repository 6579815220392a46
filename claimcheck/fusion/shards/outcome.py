"""What the rounds come to in a piece: its values, the most credible first, and how often its parties are right."""

from typing import NamedTuple

import numpy as np
from attrs import frozen

from claimcheck.fusion.scores import DIGITS, TIE
from claimcheck.fusion.shards.accuracies import covered
from claimcheck.fusion.shards.arrays import Floats, Ints, Places, tallied
from claimcheck.fusion.shards.laying import Laid

__all__ = ["Outcome", "Rights", "outcome", "rights"]


@frozen(eq=False)
class Outcome:
    """The values of a piece in the order in which they are told.

    Attributes:
        topic: The topic of each.
        place: Its place among the values of the piece.
        share: Its share, or its probability.
        abstained: Of each topic, whether none of its values is called the best.
    """

    topic: Places
    place: Ints
    share: Floats
    abstained: np.ndarray


class Rights(NamedTuple):
    """Of each party: how many of its tested claims are right, as far as is believed; how many there are; what is open.

    ``doubt`` is the sum of p (1 - p) over the probabilities that they are right.
    """

    right: Floats
    tested: Floats
    doubt: Floats


def outcome(piece: Laid, scores: Floats, *, are_probabilities: bool, margin: float) -> Outcome:
    """Return the values of a piece in order, and of which topics none is called the best."""
    shard = piece.shard
    share = scores if are_probabilities else _shares(piece, scores)
    topic = shard.topic
    order = np.lexsort((np.arange(len(share)), -np.round(share, DIGITS), topic))
    first = shard.begins[:-1]
    best = share[order[first]]
    second = np.where(shard.sizes > 1, share[order[np.minimum(first + 1, len(order) - 1)]], 0.0)
    rest = np.maximum(1 - shard.by_topic(share), 0.0)
    is_open = (piece.speaking < 2) | ~_is_ahead(piece, scores)
    is_open |= (shard.sizes > 1) & (np.round(best - second, DIGITS) < margin)
    is_open |= np.round(best - rest, DIGITS) < margin
    is_open[shard.known] &= best[shard.known] <= 0
    return Outcome(topic, order, share[order], is_open)


def _shares(piece: Laid, scores: Floats) -> Floats:
    totals = piece.shard.by_value(piece.shard.by_topic(scores))
    return np.divide(scores, totals, out=piece.shard.by_value(1.0 / piece.shard.sizes), where=totals > 0)


def _is_ahead(piece: Laid, scores: Floats) -> np.ndarray:
    """Of each topic, whether one value alone has the best score."""
    shard = piece.shard
    best = np.maximum.reduceat(scores, shard.begins[:-1])
    near = shard.by_value(best) - scores <= TIE * np.maximum(np.abs(shard.by_value(best)), TIE)
    return np.asarray(shard.by_topic(near.astype(np.float64)) == 1)


def rights(piece: Laid, scores: Floats, parties: int, *, are_probabilities: bool) -> Rights:
    """Return how often each party is right in a piece."""
    shard = piece.shard
    ahead = np.ones(len(piece.topics), np.bool_)
    share = scores
    if not are_probabilities:
        ahead = _is_ahead(piece, scores)
        best = shard.by_value(np.maximum.reduceat(scores, shard.begins[:-1]))
        share = np.where(shard.by_value(ahead.astype(np.float64)) > 0, (scores == best).astype(np.float64), 0.5)
    tested = shard.by_value(shard.tested.astype(np.float64))
    counts = np.diff(piece.starts)
    good = tallied(piece.party, np.repeat(share * tested, counts), parties)
    every = tallied(piece.party, np.repeat(tested, counts), parties)
    doubt = tallied(piece.party, np.repeat(share * (1 - share) * tested, counts), parties)
    if len(piece.run):
        runs = shard.runs
        found = covered(runs.first, runs.last, share)
        found = np.where(ahead[runs.topic], found, 0.5)
        held = runs.tested.astype(np.float64)
        good += tallied(piece.run_party, (found * held)[piece.run], parties)
        every += tallied(piece.run_party, held[piece.run], parties)
        doubt += tallied(piece.run_party, (found * (1 - found) * held)[piece.run], parties)
    return Rights(good, every, doubt)
