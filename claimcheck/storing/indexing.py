"""By what the records of a ledger are found: the tables that follow from its entries, kept up as these are appended.

The index of words costs as much as all other tables together when claims come one by one. So they wait for it: it
holds those up to some entry, and whoever searches goes through the later ones. Once there are many, they are taken in
at once.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import sqlalchemy as sa

from claimcheck.log import Entry
from claimcheck.model import Claim, Event, Party, Record, Source
from claimcheck.records import mentioned
from claimcheck.searching.words import BREAK, claim_words
from claimcheck.storing import schema
from claimcheck.storing.database import Database
from claimcheck.vocabulary import fold

__all__ = ["Indexing", "words_until"]

_WAITING: Final = 1000
"""Entries after which the claims among them are taken into the index of words: a search goes through fewer."""

_ADD_SQLITE: Final = """
INSERT INTO claim_counts (word, claims) SELECT key, value FROM json_each(?) WHERE true
ON CONFLICT (word) DO UPDATE SET claims = claims + excluded.claims
"""
_ADD_POSTGRES: Final = """
INSERT INTO claim_counts (word, claims) SELECT * FROM unnest(?::text[], ?::bigint[])
ON CONFLICT (word) DO UPDATE SET claims = claim_counts.claims + excluded.claims
"""
_TAKEN_IN: Final = """
INSERT INTO meta (name, value) VALUES ('words', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value
"""


def words_until(database: Database) -> int:
    """Return the number of the entry up to which claims are in the index of words, those amended since among them."""
    rows = database.rows("SELECT value FROM meta WHERE name = 'words'")
    return int(rows[0][0]) if rows else 0


class Indexing:
    """What notes, within ``writing``, by what the records of appended entries are found."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known_until: int | None = None

    def note(self, entries: Sequence[Entry], known: "dict[str, int]") -> None:
        """Note the records of *entries*; *known* has the first entry of each claim among them that was there before."""
        fresh: dict[str, tuple[int, Claim]] = {}
        parties: list[tuple[str, int]] = []
        sources: list[tuple[str, int]] = []
        told: list[tuple[str, int]] = []
        called: list[tuple[str, str, str, str]] = []
        for entry in entries:
            record = entry.record
            if not isinstance(record, Claim):
                called += _calls(record)
                told += [(key, entry.number) for key in mentioned(record)]
                continue
            first = known.get(record.key)
            if first is not None:
                self._change(first, record)
                continue
            number = fresh[record.key][0] if record.key in fresh else entry.number
            fresh[record.key] = (number, record)
            parties += [(party, number) for party in record.claimants]
            sources += [(one.source, number) for one in record.appearances]
            if "/" in record.key:
                called += _ends(record)
        claims = fresh.values()
        known.update((claim.key, first) for first, claim in claims)
        put = self._database.put
        put(schema.claims, [(first, claim.key, claim.event, claim_words(claim)) for first, claim in claims])
        put(schema.claim_parties, parties, ignore=True)
        put(schema.claim_sources, sources, ignore=True)
        put(schema.names, called, ignore=True)
        put(schema.mentions, told, ignore=True)

    def _change(self, first: int, claim: Claim) -> None:
        """Note a claim that was there already under what it says now; what it said stays findable by its sources."""
        database, words = self._database, claim_words(claim)
        ((before,),) = database.ask(sa.select(schema.claims.c.words).where(schema.claims.c.first == first))
        if words != before and first <= words_until(database):
            if not database.is_server:
                statement = "INSERT INTO claim_words (claim_words, rowid, words) VALUES ('delete', ?, ?)"
                database.run(statement, (first, before))
                database.run("INSERT INTO claim_words (rowid, words) VALUES (?, ?)", (first, words))
            self._count([words], instead_of=[before])
        database.ask_nothing(
            sa.update(schema.claims)
            .where(schema.claims.c.first == first)
            .values(event=claim.proposition.event, words=words)
        )
        for table, keys in (
            (schema.claim_parties, claim.claimants),
            (schema.claim_sources, [one.source for one in claim.appearances]),
        ):
            database.put(table, [(key, first) for key in dict.fromkeys(keys)], ignore=True)

    def take_words(self, head: int) -> None:
        """Take the claims that wait into the index of words, where there are many of them up to entry *head*."""
        if self._known_until is not None and head - self._known_until < _WAITING:
            return
        database = self._database
        self._known_until = until = words_until(database)  # another program may have taken them in
        if head - until < _WAITING:
            return
        waiting = database.run("SELECT words FROM claims WHERE first > ?", (until,))
        self._count(words for (words,) in waiting)
        if not database.is_server:
            statement = "INSERT INTO claim_words (rowid, words) SELECT first, words FROM claims WHERE first > ?"
            database.run(statement, (until,))
        database.run(_TAKEN_IN, (str(head),))
        self._known_until = head

    def forget(self) -> None:
        """Know nothing of the index of words any more: what was written has been taken back."""
        self._known_until = None

    def _count(self, told: Iterable[str], *, instead_of: Iterable[str] = ()) -> None:
        """Count the words of each claim *told*, and count those of each that it stands *instead_of* no longer."""
        counts: Counter[str] = Counter()
        for words in told:
            counts[""] += 1
            counts.update(set(words.split()))
        for words in instead_of:
            counts[""] -= 1
            counts.subtract(set(words.split()))
        changed = {word: count for word, count in sorted(counts.items()) if count and word != BREAK}
        if not changed:
            return
        if self._database.is_server:
            self._database.run(_ADD_POSTGRES, (list(changed), list(changed.values())))
        else:
            self._database.run(_ADD_SQLITE, (json.dumps(changed, ensure_ascii=False),))


def _ends(record: Party | Source | Event | Claim) -> list[tuple[str, str, str, str]]:
    """The ends of the key of a record, by which it is called."""
    kind = type(record).__name__.lower()
    _, *rest = record.key.split("/")
    return [(kind, "/".join(rest[place:]), "end", record.key) for place in range(len(rest))]


def _calls(record: Record) -> list[tuple[str, str, str, str]]:
    """By what a record is called: the ends of its key, and its names."""
    if not isinstance(record, Party | Source | Event):
        return []
    if isinstance(record, Party):
        names = [record.name, *record.aliases, record.key, record.key.rsplit("/", 1)[-1]]
    else:
        names = [name for name in (getattr(record, "name", None), getattr(record, "label", None)) if name is not None]
    kind = type(record).__name__.lower()
    return _ends(record) + [(kind, fold(name), "name", record.key) for name in names]
