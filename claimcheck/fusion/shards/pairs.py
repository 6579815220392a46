"""Who copies whom, counted in pieces: on how many contested topics two parties speak both, and say the same.

The same counts as ``claimcheck.fusion.copying`` makes of plain objects; it has the rule by which they make groups.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import combinations, product
from typing import Final, NamedTuple

import numpy as np
from attrs import frozen

from claimcheck.fusion.copying import AGREEMENT, HOLDERS, LEAST, Group, Pair, grow, often_together
from claimcheck.fusion.shards.accuracies import added
from claimcheck.fusion.shards.acts import Acts, in_order
from claimcheck.fusion.shards.arrays import Bools, Ints
from claimcheck.fusion.shards.pieces import Pieces

__all__ = ["groups_in"]

_TABLE: Final = 1 << 22
"""Pairs of parties up to which counts stand in a table of all pairs."""

_BUSY: Final = 512
"""Parties of one topic up to which each two of them are looked at; beyond, only the pairs that are asked for."""


def groups_in(
    pieces: Pieces, parties: Sequence[str], known: Sequence[Group]
) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    """Return the groups of parties that count as one, and the pairs that may copy and cannot be told.

    Args:
        pieces: Acts, whose parties are *parties*.
        parties: The parties, in order.
        known: The groups that are known.
    """
    many = len(parties)
    often = often_together()
    speaks = added(pieces.asked(partial(_contested_topics, parties=many)))
    together = _merged(pieces.asked(partial(_together, speaks=speaks >= often)))
    wanted = together.slots[together.counts >= often]
    counted = _Counted(parties, pieces)
    counted.look(wanted)
    likely = {counted.named(slot): counted[counted.named(slot)] for slot in wanted.tolist()}
    counted.look(counted.within_groups(likely, known))
    return grow(likely, counted.__getitem__, known=known)


class _Counts(NamedTuple):
    """Pairs of parties, as ``smaller * parties + larger``, in order, and a count for each."""

    slots: Ints
    counts: Ints


class _Counted(dict[tuple[str, str], Pair]):
    """How pairs of parties agree, by their names."""

    def __init__(self, parties: Sequence[str], pieces: Pieces) -> None:
        super().__init__()
        self._parties = parties
        self._pieces = pieces
        self._place_of = {party: place for place, party in enumerate(parties)}

    def named(self, slot: int) -> tuple[str, str]:
        """The names of a pair."""
        one, other = divmod(slot, len(self._parties))
        return self._parties[one], self._parties[other]

    def look(self, slots: Ints) -> None:
        """Count how these pairs agree; in order, each once."""
        if not len(slots):
            return
        parts = self._pieces.asked(partial(_agreement, slots=slots, parties=len(self._parties)))
        same, shared = added([one.same for one in parts]), added([one.shared for one in parts])
        for slot, agree, every in zip(slots.tolist(), same.tolist(), shared.tolist(), strict=True):
            self[self.named(slot)] = Pair(agree, every)

    def within_groups(self, likely: "dict[tuple[str, str], Pair]", known: Sequence[Group]) -> Ints:
        """The pairs across groups that may come into one, and are not counted yet; what is known to be one stays so."""
        unit = {party: group.parties[0] for group in known for party in group.parties}
        members = {group.parties[0]: group.parties for group in known}
        leader: dict[str, str] = {}

        def led(party: str) -> str:
            while leader.setdefault(party, party) != party:
                party = leader[party]
            return party

        for slot, pair in likely.items():
            if pair.is_copied(AGREEMENT, LEAST):
                leader[led(unit.get(slot[0], slot[0]))] = led(unit.get(slot[1], slot[1]))
        held: dict[str, list[str]] = {}
        for one in sorted(leader):
            held.setdefault(led(one), []).append(one)
        slots: set[int] = set()
        for units in held.values():
            for one, other in combinations(units, 2):
                for both in product(members.get(one, (one,)), members.get(other, (other,))):
                    first, second = sorted(both)
                    if first in self._place_of and second in self._place_of and (first, second) not in self:
                        slots.add(self._place_of[first] * len(self._parties) + self._place_of[second])
        return np.array(sorted(slots), np.int64)

    def __missing__(self, slot: tuple[str, str]) -> Pair:
        return Pair(0, 0)  # one of the two says nothing


@frozen(eq=False)
class _Contested:
    """The acts on contested topics: of which two things are said that cannot both be right."""

    topic: Ints
    party: Ints
    value: Ints


def _contested(acts: Acts) -> _Contested:
    begins = acts.begins
    sizes = np.diff(begins)
    first, last = acts.value[begins[:-1]], acts.value[begins[1:] - 1]
    simple = acts.words + acts.points
    is_contested = (last < simple) & (first != last)
    for topic in np.flatnonzero((last >= simple) & (sizes > 1)).tolist():
        held = [acts.values[code] for code in np.unique(acts.value[begins[topic] : begins[topic + 1]]).tolist()]
        lows = [one.low for one in held if not isinstance(one, str) and one.low is not None]
        highs = [one.high for one in held if not isinstance(one, str) and one.high is not None]
        is_contested[topic] = bool(lows and highs) and max(lows) > min(highs)
    which = np.repeat(is_contested, sizes)
    return _Contested(acts.topic[which].astype(np.int64), acts.party[which].astype(np.int64), acts.value[which])


def _contested_topics(acts: Acts, parties: int) -> Ints:
    """On how many contested topics each party speaks."""
    return np.bincount(_contested(acts).party, minlength=parties)


def _together(acts: Acts, speaks: Bools) -> _Counts:
    """How often two parties say the same on contested topics, what more than some say left out."""
    held = _contested(acts)
    kept = speaks[held.party]
    topic, party, value = held.topic[kept], held.party[kept], held.value[kept]
    is_new = np.ones(len(topic), np.bool_)
    is_new[1:] = (topic[1:] != topic[:-1]) | (value[1:] != value[:-1])
    block = np.cumsum(is_new) - 1
    few = np.bincount(block)[block] <= HOLDERS if len(block) else np.zeros(0, np.bool_)
    slots = list(_pairs_of(block[few], party[few], len(speaks)))
    if len(speaks) ** 2 <= _TABLE:
        counts = np.zeros(len(speaks) ** 2, np.int64)
        for slot, _ in slots:
            counts += np.bincount(slot, minlength=len(counts))
        found = np.flatnonzero(counts)
        return _Counts(found, counts[found])
    every = np.concatenate([np.zeros(0, np.int64), *(slot for slot, _ in slots)])
    return _Counts(*np.unique(every, return_counts=True))


def _pairs_of(block: Ints, party: Ints, parties: int) -> Iterator[tuple[Ints, Ints]]:
    """Yield pairs of parties in one block, step by step farther apart, and the place of the first of each."""
    order = np.arange(len(block))
    for step in range(1, len(block)):
        order = order[: np.searchsorted(order, len(block) - step)]
        order = order[block[order] == block[order + step]]
        if not len(order):
            return
        one, other = party[order], party[order + step]
        yield np.minimum(one, other) * parties + np.maximum(one, other), order


class _Agreement(NamedTuple):
    """How often pairs say the same, and how often they both speak."""

    same: Ints
    shared: Ints


def _agreement(acts: Acts, slots: Ints, parties: int) -> _Agreement:
    """How pairs agree on contested topics."""
    held = _contested(acts)
    named = np.zeros(parties, np.bool_)
    named[slots // parties] = named[slots % parties] = True
    kept = named[held.party]
    topic, party, value = held.topic[kept], held.party[kept], held.value[kept]
    order = in_order(topic, party)
    topic, party, value = topic[order], party[order], value[order]
    same, shared = np.zeros(len(slots), np.int64), np.zeros(len(slots), np.int64)
    is_busy = np.bincount(topic)[topic] > _BUSY if len(topic) else np.zeros(0, np.bool_)
    for number in np.unique(topic[is_busy]).tolist():
        at, to = np.searchsorted(topic, [number, number + 1])
        said = np.full(parties, -1)
        said[party[at:to]] = value[at:to]
        one, other = said[slots // parties], said[slots % parties]
        both = (one >= 0) & (other >= 0)
        shared += both
        same += both & (one == other)
    topic, party, value = topic[~is_busy], party[~is_busy], value[~is_busy]
    place_of = _places(slots, parties)
    for step, (slot, at) in enumerate(_pairs_of(topic, party, parties), 1):
        place = place_of(slot)
        is_wanted = place >= 0
        agree = is_wanted & (value[at] == value[at + step])
        shared += np.bincount(place[is_wanted], minlength=len(slots))
        same += np.bincount(place[agree], minlength=len(slots))
    return _Agreement(same, shared)


def _places(slots: Ints, parties: int) -> Callable[[Ints], Ints]:
    """What tells where pairs stand among *slots*, -1 where they do not."""
    if parties**2 <= _TABLE:
        table = np.full(parties**2, -1)
        table[slots] = np.arange(len(slots))
        return lambda asked: table[asked]

    def looked_up(asked: Ints) -> Ints:
        place = np.minimum(np.searchsorted(slots, asked), len(slots) - 1)
        return np.where(slots[place] == asked, place, -1)

    return looked_up


def _merged(parts: list[_Counts]) -> _Counts:
    """The counts of pairs in all parts."""
    slots = np.concatenate([one.slots for one in parts])
    found, which = np.unique(slots, return_inverse=True)
    return _Counts(
        found, np.bincount(which, np.concatenate([one.counts for one in parts]), len(found)).astype(np.int64)
    )
