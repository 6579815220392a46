"""Which claims hold a word? FTS5 and PostgreSQL's own index answer, as of the entry up to which a reader reads."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from claimcheck.model import Claim
from claimcheck.searching.index import Row
from claimcheck.searching.words import claim_words, holds
from claimcheck.storing.store import Store

__all__ = ["StoredIndex"]

_ROW: Final = "claims.first, claims.key, claims.words"
_RARE: Final = 3
"""How many of the rarest words PostgreSQL looks up in its index; the rest are looked for in what it finds."""

_WALKED: Final = 0.004
_LOOKED_UP: Final = 0.001
"""What PostgreSQL needs for one claim, in milliseconds: in the order of the log, and out of its index."""

_AMENDED: Final = """
SELECT DISTINCT key FROM entries WHERE number > ? AND kind = 'claim' AND EXISTS
(SELECT 1 FROM entries AS before WHERE before.key = entries.key AND before.kind = 'claim' AND before.number <= ?)
"""
_AMENDED_ON_SERVER: Final = _AMENDED.replace("?", "%s")


class StoredIndex:
    """The index that a store keeps over the claims in force, as of entry *head*.

    It stands for one state of the database. Claims that others amended after *head* are found by what they said then.
    Words are counted over all claims there are, whatever the head: by how rare they are it is only decided what is
    looked up first.
    """

    def __init__(self, store: Store, head: int) -> None:
        self._store = store
        self._database = store.database
        self._head = head

    def counts(self, words: Collection[str]) -> dict[str, int]:
        """In how many claims each of *words* occurs, those that occur in none left out; "" stands for all claims."""
        words = frozenset(words)
        asked = sorted(words)
        if self._database.is_server:
            found = self._run("SELECT word, claims FROM claim_counts WHERE word = ANY(%s)", (asked,))
        else:
            statement = "SELECT word, claims FROM claim_counts WHERE word IN (SELECT value FROM json_each(?))"
            found = self._run(statement, (json.dumps(asked),))
        counts = {word: count for word, count in found if count}
        for row, _ in self._later.values():
            for word in words.intersection(row.words.split()):
                counts[word] = counts.get(word, 0) + 1
        return counts

    def holding(self, words: Sequence[str], phrases: Sequence[str], counts: Mapping[str, int], limit: int) -> list[Row]:
        """The first *limit* claims of the log that hold all *words*, the rarest of them first, and all *phrases*."""
        asked = (*words, *phrases)
        if not self._database.is_server:
            statement = (
                f"SELECT {_ROW} FROM claim_words JOIN claims ON claims.first = claim_words.rowid "
                "WHERE claim_words MATCH ? AND claim_words.rowid <= ? ORDER BY claim_words.rowid LIMIT ?"
            )
            match = " AND ".join(f'"{one}"' for one in asked)

            def found(most: int) -> list[Any]:
                return self._run(statement, (match, self._head, most))
        elif self._is_walked(words, counts, limit):
            statement = f"SELECT {_ROW} FROM claims WHERE first <= %s{_and_held(asked)} ORDER BY first LIMIT %s"

            def found(most: int) -> list[Any]:
                return self._run(statement, (self._head, *_padded(asked), most))
        else:
            rest = (*words[_RARE:], *phrases)
            statement = (
                f"WITH found AS MATERIALIZED (SELECT {_ROW} FROM claims WHERE string_to_array(words, ' ') @> %s "
                f"AND first <= %s{_and_held(rest)}) SELECT * FROM found ORDER BY first LIMIT %s"
            )

            def found(most: int) -> list[Any]:
                return self._run(statement, (list(words[:_RARE]), self._head, *_padded(rest), most))

        return self._as_of(found, limit, lambda row, _: all(holds(row.words, one) for one in asked))

    def _is_walked(self, words: Sequence[str], counts: Mapping[str, int], limit: int) -> bool:
        """Whether so many claims hold the words that going through the log until enough are found is shorter."""
        every = counts[""]
        share = 1.0
        for word in words:
            share *= counts[word] / every
        looked_up = min(counts[word] for word in words) * _LOOKED_UP
        return min(every, limit / max(share, 1e-12)) * _WALKED < looked_up

    def places(self, word: str, limit: int) -> list[int]:
        """The places of the first *limit* claims that hold *word*."""
        if self._database.is_server:
            return [row.place for row in self.holding([word], (), {"": 1, word: 1}, limit)]
        statement = "SELECT rowid FROM claim_words WHERE claim_words MATCH ? AND rowid <= ? ORDER BY rowid LIMIT ?"
        later = self._later
        asked = (f'"{word}"', self._head, limit + len(later))
        found = [place for (place,) in self._run(statement, asked) if place not in later]
        return sorted(found + [place for place, (row, _) in later.items() if holds(row.words, word)])[:limit]

    def rows(self, places: Sequence[int]) -> list[Row]:
        """The claims at these places, in the order of the log."""
        if self._database.is_server:
            statement = f"SELECT {_ROW} FROM claims WHERE first = ANY(%s) ORDER BY first"
            asked: Sequence[Any] = (list(places),)
        else:
            statement = f"SELECT {_ROW} FROM claims WHERE first IN (SELECT value FROM json_each(?)) ORDER BY first"
            asked = (json.dumps(list(places)),)
        later = self._later
        return [
            later[row.place][0] if row.place in later else row for row in map(Row._make, self._run(statement, asked))
        ]

    def of_events(self, events: Collection[str], limit: int) -> list[Row]:
        """The first *limit* claims about these events."""
        if self._database.is_server:
            statement = f"SELECT {_ROW} FROM claims WHERE event = ANY(%s) AND first <= %s ORDER BY first LIMIT %s"
            asked: object = sorted(events)
        else:
            statement = (
                f"SELECT {_ROW} FROM claims WHERE event IN (SELECT value FROM json_each(?)) AND first <= ? "
                "ORDER BY first LIMIT ?"
            )
            asked = json.dumps(sorted(events))
        return self._as_of(
            lambda most: self._run(statement, (asked, self._head, most)), limit, lambda _, event: event in events
        )

    def _as_of(
        self, found: Callable[[int], list[Any]], limit: int, fits: Callable[[Row, str | None], bool]
    ) -> list[Row]:
        """The first *limit* rows, those of claims that others have amended since replaced by what they were."""
        later = self._later
        rows = [Row._make(row) for row in found(limit + len(later))]
        if not later:
            return rows
        kept = [row for row in rows if row.place not in later]
        return sorted(kept + [row for row, event in later.values() if fits(row, event)])[:limit]

    @cached_property
    def _later(self) -> dict[int, tuple[Row, str | None]]:
        """The claims that others amended after the head, as they were then, with their events, by their places."""
        if self._store.head().number <= self._head:
            return {}
        amended = self._run(_AMENDED_ON_SERVER if self._database.is_server else _AMENDED, (self._head, self._head))
        firsts = self._store.firsts([key for (key,) in amended])
        found = {}
        for key, record in self._store.records("claim", firsts, self._head).items():
            if isinstance(record, Claim):
                found[firsts[key]] = (Row(firsts[key], key, claim_words(record)), record.event)
        return found

    def _run(self, statement: str, values: Sequence[Any]) -> list[Any]:
        found: list[Any] = self._database.run(statement, values).fetchall()
        return found


def _and_held(asked: Sequence[str]) -> str:
    return " AND strpos(' ' || words || ' ', %s) > 0" * len(asked)


def _padded(asked: Sequence[str]) -> list[str]:
    return [f" {one} " for one in asked]
