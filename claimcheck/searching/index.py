"""Which claims hold a word? What every index answers, and the one over claims in memory, which is the definition."""

from bisect import insort
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, Protocol

from claimcheck.model import Claim
from claimcheck.searching.words import BREAK, claim_words

__all__ = ["Index", "PlainIndex", "Row"]


class Row(NamedTuple):
    """A claim as an index knows it: its place in the order of the log, its key, its words."""

    place: int
    key: str
    words: str


class Index(Protocol):
    """What finding claims again asks of an index."""

    def counts(self, words: Collection[str]) -> dict[str, int]:
        """In how many claims each of *words* occurs, those that occur in none left out; "" stands for all claims."""

    def holding(self, words: Sequence[str], phrases: Sequence[str], counts: Mapping[str, int], limit: int) -> list[Row]:
        """The first *limit* claims of the log that hold all *words*, the rarest of them first, and all *phrases*."""

    def places(self, word: str, limit: int) -> list[int]:
        """The places of the first *limit* claims that hold *word*."""

    def rows(self, places: Sequence[int]) -> list[Row]:
        """The claims at these places, in the order of the log."""

    def of_events(self, events: Collection[str], limit: int) -> list[Row]:
        """The first *limit* claims about these events."""


class PlainIndex:
    """The index over claims in memory: the places of each word in a list.

    Examples:
        >>> from claimcheck.model import Proposition
        >>> index = PlainIndex([Claim(key="a", proposition=Proposition(), text="37 killed")])
        >>> index.counts(["killed", "wounded", ""])
        {'killed': 1, '': 1}
    """

    def __init__(self, claims: Iterable[Claim] = ()) -> None:
        self._place_of: dict[str, int] = {}
        self._rows: list[Row] = []
        self._events: list[str | None] = []
        self._by_word: dict[str, list[int]] = {}
        self._by_event: dict[str | None, list[int]] = {}
        for claim in claims:
            self.take(claim)

    def take(self, claim: Claim) -> None:
        """Take in a claim; under a key that is there already it replaces the one before."""
        row = Row(self._place_of.setdefault(claim.key, len(self._rows)), claim.key, claim_words(claim))
        if row.place == len(self._rows):
            for word in _distinct(row.words):
                self._by_word.setdefault(word, []).append(row.place)
            self._by_event.setdefault(claim.event, []).append(row.place)
            self._rows.append(row)
            self._events.append(claim.event)
            return
        before, after = (_distinct(one.words) for one in (self._rows[row.place], row))
        for word in before - after:
            self._by_word[word].remove(row.place)
        for word in after - before:
            insort(self._by_word.setdefault(word, []), row.place)
        self._by_event[self._events[row.place]].remove(row.place)
        insort(self._by_event.setdefault(claim.event, []), row.place)
        self._rows[row.place], self._events[row.place] = row, claim.event

    def counts(self, words: Collection[str]) -> dict[str, int]:
        """In how many claims each of *words* occurs, those that occur in none left out; "" stands for all claims."""
        found = {word: len(self._rows) if word == "" else len(self._by_word.get(word, ())) for word in words}
        return {word: count for word, count in found.items() if count}

    def holding(self, words: Sequence[str], phrases: Sequence[str], counts: Mapping[str, int], limit: int) -> list[Row]:
        """The first *limit* claims of the log that hold all *words*, the rarest of them first, and all *phrases*."""
        asked = [f" {one} " for one in (*words[1:], *phrases)]
        rarest = (self._rows[place] for place in self._by_word.get(words[0], ()))
        return list(islice((row for row in rarest if _holds_all(f" {row.words} ", asked)), limit))

    def places(self, word: str, limit: int) -> list[int]:
        """The places of the first *limit* claims that hold *word*."""
        return self._by_word.get(word, [])[:limit]

    def rows(self, places: Sequence[int]) -> list[Row]:
        """The claims at these places, in the order of the log."""
        return [self._rows[place] for place in sorted(places)]

    def of_events(self, events: Collection[str], limit: int) -> list[Row]:
        """The first *limit* claims about these events."""
        return self.rows([place for event in events for place in self._by_event.get(event, ())])[:limit]


def _holds_all(padded: str, asked: Sequence[str]) -> bool:
    for one in asked:  # noqa: SIM110 - twice as fast as all(), and this is where a search in memory spends its time
        if one not in padded:
            return False
    return True


def _distinct(words: str) -> set[str]:
    return set(words.split()) - {BREAK}
