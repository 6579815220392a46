"""The topics of pieces that were weighed, each made when it is asked for, and the columns of all their values."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any, overload

import numpy as np
from attrs import frozen

from claimcheck.fusion.fused import Fused, end_as_float, shown_value
from claimcheck.fusion.shards.arrays import Floats
from claimcheck.fusion.shards.laying import Laid, held_value
from claimcheck.fusion.shards.outcome import Outcome, outcome
from claimcheck.fusion.told import Value

__all__ = ["PieceTopics", "Told", "told_of", "value_columns"]


@frozen(eq=False)
class Told:
    """A piece with the scores of its values and what these decide."""

    piece: Laid
    scores: Floats
    outcome: Outcome


def told_of(piece: Laid, scores: Callable[[Laid], Floats], *, are_probabilities: bool, margin: float) -> Told:
    """Return a piece with its scores and what these decide."""
    found = scores(piece)
    return Told(piece, found, outcome(piece, found, are_probabilities=are_probabilities, margin=margin))


class PieceTopics(Sequence[Fused]):
    """The topics of pieces, in order; what is said of each is looked up when it is asked for."""

    def __init__(
        self,
        told: Sequence[Told],
        make: Callable[[str, Floats], Fused],
        *,
        are_probabilities: bool,
    ) -> None:
        self._told = told
        self._make = make
        self._are_probabilities = are_probabilities
        self._begins = [0, *accumulate(len(one.piece.topics) for one in told)]

    def __len__(self) -> int:
        return self._begins[-1]

    @overload
    def __getitem__(self, place: int) -> Fused: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Fused]: ...

    def __getitem__(self, place: int | slice) -> Fused | Sequence[Fused]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        at = place + len(self) if place < 0 else place
        if not 0 <= at < len(self):
            raise IndexError(place)
        number = bisect_right(self._begins, at) - 1
        one, topic = self._told[number], at - self._begins[number]
        begin, end = one.piece.shard.begins[topic : topic + 2]
        return self._make(one.piece.topics[topic], one.scores[begin:end])

    @cached_property
    def names(self) -> Sequence[str]:
        """The names of the topics."""
        return [topic for one in self._told for topic in one.piece.topics]

    @cached_property
    def undecided(self) -> int:
        """Of how many topics no value is called the best."""
        return sum(int(one.outcome.abstained.sum()) for one in self._told)

    def columns(self) -> dict[str, Any]:
        """The columns of all values, as ``Fusion.values`` has them."""
        parts = [value_columns(one, are_probabilities=self._are_probabilities) for one in self._told]
        return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def value_columns(told: Told, *, are_probabilities: bool) -> Mapping[str, Any]:
    """Return the columns of the values of a piece, topic by topic and the most credible first."""
    piece, found = told.piece, told.outcome
    codes, which = np.unique(piece.value, return_inverse=True)
    values = [held_value(piece.values, piece.more, code) for code in codes.tolist()]
    which = which[found.place]
    share = found.share
    return {
        "topic": np.array(piece.topics, object)[found.topic],
        "value": np.array([one if isinstance(one, str) else shown_value(one) for one in values], object)[which],
        "probability": share if are_probabilities else np.full(len(share), np.nan),
        "share": share,
        "low": _ends(values, 0)[which],
        "high": _ends(values, 1)[which],
        "abstained": found.abstained[found.topic],
        "claims": piece.claims[found.place],
        "allowed": piece.allowed[found.place],
    }


def _ends(values: Sequence[Value], which: int) -> Floats:
    ends = [None if isinstance(one, str) else end_as_float(one[which]) for one in values]
    return np.array([np.nan if end is None else end for end in ends], np.float64)
