"""Which claims hold a word? FTS5 and PostgreSQL's own index answer, as of the entry up to which a reader reads."""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from math import prod
from typing import Any, Final, TypeAlias

from attrs import define

from claimcheck.model import Claim
from claimcheck.searching.index import Row
from claimcheck.searching.words import claim_words, holds
from claimcheck.storing.indexing import words_until
from claimcheck.storing.store import Store

__all__ = ["Gathered", "StoredIndex"]

_ROW: Final = "claims.first, claims.key, claims.words"
_SCANNED: Final = 0.00005
_FETCHED: Final = 0.002
_WALKED: Final = 0.002
"""What PostgreSQL needs, in milliseconds: for a place of a word in its index, for a claim that is found there, and for
one that is gone by in the order of the log (twice as much as it takes: nobody knows whether the words go together)."""

_HELD: Final = "string_to_array(words, ' ') @> ?"
_MATCHING: Final = f"""
SELECT {_ROW} FROM claim_words JOIN claims ON claims.first = claim_words.rowid
WHERE claim_words MATCH ? AND claim_words.rowid <= ? ORDER BY claim_words.rowid LIMIT ?
"""
_PLACES: Final = "SELECT rowid FROM claim_words WHERE claim_words MATCH ? AND rowid <= ? ORDER BY rowid LIMIT ?"
_PLACES_ON_SERVER: Final = f"""
WITH found AS MATERIALIZED (SELECT first FROM claims WHERE first <= ? AND {_HELD})
SELECT first FROM found ORDER BY first LIMIT ?
"""
_OF_EVENTS_ON_SERVER: Final = f"""
WITH found AS MATERIALIZED (SELECT {_ROW} FROM claims WHERE event = ANY(?) AND first <= ?)
SELECT * FROM found ORDER BY first LIMIT ?
"""
"""Left to itself, PostgreSQL goes through the log in its order, as if every event had claims at its beginning."""

_AMENDED: Final = """
SELECT DISTINCT key FROM entries WHERE number > ? AND kind = 'claim' AND EXISTS
(SELECT 1 FROM entries AS before WHERE before.key = entries.key AND before.kind = 'claim' AND before.number <= ?)
"""


_Later: TypeAlias = dict[int, tuple[Row, str | None]]


class _Waiting:
    """The claims that are not in the index of words yet, gone through once."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = tuple(rows)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for row in self.rows:
            for word in set(row.words.split()):
                self._by_word[word].append(row.place)

    def counts(self, words: Iterable[str]) -> dict[str, int]:
        """In how many of them each of *words* occurs; "" stands for all."""
        return {word: len(self.rows) if word == "" else len(self._by_word.get(word, ())) for word in words}

    def holding(self, asked: Sequence[str], head: int) -> list[Row]:
        """Those up to entry *head* that hold all that is asked for, in the order of the log."""
        return [row for row in self.rows if row.place <= head and all(holds(row.words, one) for one in asked)]

    def places(self, word: str, head: int) -> list[int]:
        """The places of those up to entry *head* that hold *word*."""
        return [place for place in self._by_word.get(word, ()) if place <= head]


@define
class Gathered:
    """What one index read beside the tables, kept for the next until something is recorded.

    Attributes:
        asked: The head and the end of the log for which it was read.
        later: The claims that others amended after the head.
        waiting: The claims that are not in the index of words yet.
    """

    asked: tuple[int, int] | None = None
    later: _Later | None = None
    waiting: _Waiting | None = None


class StoredIndex:
    """The index that a store keeps over the claims in force, as of entry *head*.

    It stands for one state of the database. Claims that others amended after *head* are found by what they said then.
    Words are counted over all claims there are, whatever the head: by how rare they are it is only decided what is
    looked up first. *gathered* goes from one index to the next.
    """

    def __init__(self, store: Store, head: int, gathered: Gathered | None = None) -> None:
        self._store = store
        self._database = store.database
        self._head = head
        self._held = Gathered() if gathered is None else gathered

    def counts(self, words: Collection[str]) -> dict[str, int]:
        """In how many claims each of *words* occurs, those that occur in none left out; "" stands for all claims."""
        words = frozenset(words)
        asked = sorted(words)
        if self._database.is_server:
            found = self._database.rows("SELECT word, claims FROM claim_counts WHERE word = ANY(?)", (asked,))
        else:
            statement = "SELECT word, claims FROM claim_counts WHERE word IN (SELECT value FROM json_each(?))"
            found = self._database.rows(statement, (json.dumps(asked),))
        counts = self._waiting.counts(words)
        for word, count in found:
            counts[word] += count
        for row, _ in self._later.values():
            for word in words.intersection(row.words.split()):
                counts[word] += 1
        return {word: count for word, count in counts.items() if count}

    def holding(self, words: Sequence[str], phrases: Sequence[str], counts: Mapping[str, int], limit: int) -> list[Row]:
        """The first *limit* claims of the log that hold all *words*, the rarest of them first, and all *phrases*."""
        asked = (*words, *phrases)
        if not self._database.is_server:
            statement = _MATCHING
            values: tuple[Any, ...] = (" AND ".join(f'"{one}"' for one in asked), self._head)
            waiting = self._waiting.holding(asked, self._head)
        else:
            most = _looked_up(words, counts, limit)
            rest = (*words[most:], *phrases)
            condition = "first <= ?" + " AND strpos(' ' || words || ' ', ?) > 0" * len(rest)
            values = (self._head, *(f" {one} " for one in rest))
            statement = f"SELECT {_ROW} FROM claims WHERE {condition}"
            if most:
                statement = f"WITH found AS MATERIALIZED ({statement} AND {_HELD}) SELECT * FROM found"
                values = (*values, list(words[:most]))
            statement += " ORDER BY first LIMIT ?"
            waiting = []
        return self._as_of(
            lambda most: [*self._database.rows(statement, (*values, most)), *waiting][:most],
            limit,
            lambda row, _: all(holds(row.words, one) for one in asked),
        )

    def places(self, word: str, limit: int) -> list[int]:
        """The places of the first *limit* claims that hold *word*."""
        later = self._later
        most = limit + len(later)
        if self._database.is_server:
            found = self._database.rows(_PLACES_ON_SERVER, (self._head, [word], most))
        else:
            found = self._database.rows(_PLACES, (f'"{word}"', self._head, most))
            found = [*found, *((place,) for place in self._waiting.places(word, self._head))]
        kept = [place for (place,) in found if place not in later]
        return sorted(kept + [place for place, (row, _) in later.items() if holds(row.words, word)])[:limit]

    def rows(self, places: Sequence[int]) -> list[Row]:
        """The claims at these places, in the order of the log."""
        if self._database.is_server:
            statement = f"SELECT {_ROW} FROM claims WHERE first = ANY(?) ORDER BY first"
            asked: Sequence[Any] = (list(places),)
        else:
            statement = f"SELECT {_ROW} FROM claims WHERE first IN (SELECT value FROM json_each(?)) ORDER BY first"
            asked = (json.dumps(list(places)),)
        later = self._later
        return [
            later[row.place][0] if row.place in later else row
            for row in map(Row._make, self._database.rows(statement, asked))
        ]

    def of_events(self, events: Collection[str], limit: int) -> list[Row]:
        """The first *limit* claims about these events."""
        if self._database.is_server:
            statement = _OF_EVENTS_ON_SERVER
            asked: object = sorted(events)
        else:
            statement = (
                f"SELECT {_ROW} FROM claims WHERE event IN (SELECT value FROM json_each(?)) AND first <= ? "
                "ORDER BY first LIMIT ?"
            )
            asked = json.dumps(sorted(events))
        return self._as_of(
            lambda most: self._database.rows(statement, (asked, self._head, most)),
            limit,
            lambda _, event: event in events,
        )

    def _as_of(
        self, found: Callable[[int], Sequence[Any]], limit: int, fits: Callable[[Row, str | None], bool]
    ) -> list[Row]:
        """The first *limit* rows, those of claims that others have amended since replaced by what they were."""
        later = self._later
        rows = [Row._make(row) for row in found(limit + len(later))]
        if not later:
            return rows
        kept = [row for row in rows if row.place not in later]
        return sorted(kept + [row for row, event in later.values() if fits(row, event)])[:limit]

    @cached_property
    def _gathered(self) -> Gathered:
        asked = (self._head, self._store.length())
        if self._held.asked != asked:
            self._held.asked, self._held.later, self._held.waiting = asked, None, None
        return self._held

    @cached_property
    def _later(self) -> _Later:
        """The claims that others amended after the head, as they were then, with their events, by their places."""
        held = self._gathered
        if held.later is None:
            is_end = held.asked == (self._head, self._head)
            held.later = {} if is_end else self._amended()
        return held.later

    @cached_property
    def _waiting(self) -> _Waiting:
        """The claims that are not in the index of words yet."""
        held = self._gathered
        if held.waiting is None:
            rows = self._database.rows(
                f"SELECT {_ROW} FROM claims WHERE first > ? ORDER BY first", (words_until(self._database),)
            )
            held.waiting = _Waiting(map(Row._make, rows))
        return held.waiting

    def _amended(self) -> _Later:
        amended = self._database.rows(_AMENDED, (self._head, self._head))
        firsts = self._store.firsts([key for (key,) in amended])
        found = {}
        for key, record in self._store.records("claim", firsts, self._head).items():
            if isinstance(record, Claim):
                found[firsts[key]] = (Row(firsts[key], key, claim_words(record)), record.event)
        return found


def _looked_up(words: Sequence[str], counts: Mapping[str, int], limit: int) -> int:
    """Return how many of *words*, the rarest first, PostgreSQL had best look up in its index.

    The others are looked for in what it finds. It is none where so many claims hold them all that going through the log
    is shorter.

    Examples:
        >>> counts = {"kherson": 10, "drones": 100_000, "in": 190_000, "": 200_000}
        >>> _looked_up(["kherson", "drones", "in"], counts, 100), _looked_up(["drones", "in"], counts, 100)
        (1, 0)
    """
    every = counts[""]
    number, spent, left = 0, 0.0, float(every)
    for word in words:
        scanned = counts[word] * _SCANNED
        if number and left * (1 - counts[word] / every) * _FETCHED < scanned:
            break
        number, spent, left = number + 1, spent + scanned, left * counts[word] / every
    share = prod(counts[word] / every for word in words)
    walked = min(every, limit / max(share, 1 / every)) * _WALKED
    return number if spent + left * _FETCHED < walked else 0
