"""Who says what of what, in columns: one row for each thing that a party says of a topic."""

from collections.abc import Iterator, Sequence

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from claimcheck.comparing.values import Range
from claimcheck.fusion.shards.arrays import Ints, Places

__all__ = ["Acts", "cut", "in_order", "renumbered"]

_PIECE = 250_000


@frozen(eq=False, kw_only=True)
class Acts:
    """What is said of whole topics, by topic, value and party; each of the three once.

    Attributes:
        topics: The topics, in order.
        parties: The parties, in order.
        values: The words or figures: words in their order, then points in theirs, then all other figures.
        words: How many of them are words.
        points: How many are points.
        topic: The topic of each act.
        party: Its party.
        value: Its value.
        rows: How many rows say it.
    """

    topics: Sequence[str]
    parties: Sequence[str]
    values: Sequence[str | Range]
    words: int
    points: int
    topic: Places
    party: Places
    value: Places
    rows: Places

    @property
    def begins(self) -> Ints:
        """Where the acts of each topic begin, and last how many there are."""
        return np.searchsorted(self.topic, np.arange(len(self.topics) + 1))


def in_order(*keys: NDArray[np.integer]) -> Ints:
    """Return the order of rows by keys that are 0 or more, the first of which counts most; in linear time.

    Examples:
        >>> in_order(np.array([1, 0, 1]), np.array([7, 8, 2])).tolist()
        [1, 2, 0]
    """
    order = np.arange(len(keys[0]))
    for key in reversed(keys):
        most = int(key.max(initial=0))
        for shift in range(0, max(most.bit_length(), 1), 16):
            digit = ((key if shift == 0 else key >> shift) & 0xFFFF).astype(np.uint16)
            order = order[np.argsort(digit[order], kind="stable")]
    return order


def cut(acts: Acts, size: int = _PIECE) -> Iterator[Acts]:
    """Yield pieces of whole topics with some *size* acts each, or more where one topic has more.

    Into which pieces a table is cut depends on the table alone, not on the machine.
    """
    begins = acts.begins
    first = 0
    while first < len(acts.topics):
        last = max(int(np.searchsorted(begins, begins[first] + size, side="right")) - 1, first + 1)
        at, to = int(begins[first]), int(begins[last])
        yield evolve(
            acts,
            topics=acts.topics[first:last],
            topic=acts.topic[at:to] - np.int32(first),
            party=acts.party[at:to],
            value=acts.value[at:to],
            rows=acts.rows[at:to],
        )
        first = last


def renumbered(acts: Acts, parties: Sequence[str]) -> Acts:
    """Return acts with their parties counted among *parties*, which are in order as well."""
    if acts.parties is parties:
        return acts
    number_of = {party: number for number, party in enumerate(parties)}
    places = np.array([number_of[party] for party in acts.parties], np.int32)
    return evolve(acts, parties=parties, party=places[acts.party])
