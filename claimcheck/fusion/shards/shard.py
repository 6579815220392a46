"""A piece of a table as arrays: whole topics, with who says each of their values and what leaves several possible."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

import numpy as np
from attrs import field, frozen

from claimcheck.fusion.shards.arrays import Bools, Floats, Ints, Places, tallied
from claimcheck.fusion.told import Told

__all__ = ["Runs", "Shard", "shard_of"]


class Runs(NamedTuple):
    """Votes that leave several values possible, or are right by chance: ranges, bounds, wider places.

    A figure that a tolerance spreads over several values is among them, and a point; a bound has no end on one side.
    """

    voice: Ints
    topic: Ints
    first: Ints
    last: Ints
    weight: Floats
    is_point: Bools
    is_bound: Bools
    tells: Bools
    tested: Bools


@frozen(eq=False, kw_only=True)
class Shard:
    """Whole topics; each vote for one value alone takes the four bytes of its voice.

    Attributes:
        begins: Where the values of each topic begin, and last how many there are.
        topic: The topic of each value.
        starts: Where the votes for each value alone begin, and last how many there are.
        voice: The voice of each of these votes, value by value.
        weight: How much each counts; empty where each counts 1.
        runs: The other votes.
        tested: Of which topics what is said shows how reliable a voice is.
        has_point: Of which topics anybody says one value.
        known: The topics whose truth is known.
        right: What is right there; -1 where nobody tells it.
        label: Which of the labels of all topics each value is; empty where values are no such labels.
    """

    begins: Places
    topic: Places
    starts: Places
    voice: Places
    weight: Floats
    runs: Runs
    tested: Bools
    has_point: Bools
    known: Ints
    right: Ints
    label: Places = field(factory=lambda: np.empty(0, np.int32))

    @property
    def sizes(self) -> Ints:
        """How many values each topic has."""
        return np.diff(self.begins).astype(np.int64)

    @property
    def votes(self) -> int:
        """How many votes there are."""
        return len(self.voice) + len(self.runs.voice)

    def by_value(self, of_topics: Floats) -> Floats:
        """What is told of topics, for each of their values."""
        return of_topics[self.topic]

    def by_topic(self, of_values: Floats) -> Floats:
        """The sums of what is told of values, for each topic."""
        return tallied(self.topic, of_values, len(self.begins) - 1)


def shard_of(told: Told, gold: Mapping[int, int | None]) -> Shard:
    """Return what is told as one shard.

    Args:
        told: What is told.
        gold: The right value of topics whose truth is known, None where nobody tells it.
    """
    known = dict(gold)
    is_word = [isinstance(told.values[one.first], str) for one in told.votes]
    is_point = [word or one.low == one.high for one, word in zip(told.votes, is_word, strict=True)]
    alone = [point and one.first == one.last for one, point in zip(told.votes, is_point, strict=True)]
    held = sorted((one.first, place) for place, one in enumerate(told.votes) if alone[place])
    votes = [told.votes[place] for _, place in held]
    weight = np.array([one.weight for one in votes], np.float64)
    counts = np.bincount(np.array([one.first for one in votes], np.int64), minlength=len(told.values))
    has_point = np.zeros(len(told.topics), np.bool_)
    has_point[[one.topic for one, point in zip(told.votes, is_point, strict=True) if point]] = True
    return Shard(
        begins=np.array(told.begins, np.int32),
        topic=np.repeat(np.arange(len(told.topics), dtype=np.int32), np.diff(told.begins)),
        starts=np.concatenate([[0], np.cumsum(counts)]).astype(np.int32),
        voice=np.array([one.voice for one in votes], np.int32),
        weight=np.empty(0) if (weight == 1).all() else weight,
        runs=_runs_of(told, known, [place for place, is_alone in enumerate(alone) if not is_alone]),
        tested=np.array([topic in known or len(held) > 1 for topic, held in enumerate(told.voices_of())], np.bool_),
        has_point=has_point,
        known=np.array(sorted(known), np.int64),
        right=np.array([-1 if (value := known[topic]) is None else value for topic in sorted(known)], np.int64),
    )


def _runs_of(told: Told, known: Collection[int], places: list[int]) -> Runs:
    votes = [told.votes[place] for place in places]
    tells, tested = told.tells(), told.tested(known)
    return Runs(
        voice=np.array([one.voice for one in votes], np.int64),
        topic=np.array([one.topic for one in votes], np.int64),
        first=np.array([one.first for one in votes], np.int64),
        last=np.array([one.last for one in votes], np.int64),
        weight=np.array([one.weight for one in votes], np.float64),
        is_point=np.array([one.low == one.high for one in votes], np.bool_),
        is_bound=np.array([one.is_bound for one in votes], np.bool_),
        tells=np.array([tells[place] for place in places], np.bool_),
        tested=np.array([tested[place] for place in places], np.bool_),
    )
