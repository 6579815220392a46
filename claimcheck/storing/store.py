"""A ledger in a database: what is appended to it, and what is looked up without reading the rest."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from attrs import frozen

from claimcheck.errors import StoreError
from claimcheck.log import Entry
from claimcheck.model import Record
from claimcheck.storing import schema
from claimcheck.storing.chain import GENESIS, record_of, seal, show_head
from claimcheck.storing.database import Database
from claimcheck.storing.indexing import Indexing

__all__ = ["Head", "Store"]

_AT_ONCE: Final = 500
"""Keys asked for in one query: SQLite takes no more than 999 values in its older versions."""

_PORTION: Final = 1000
"""Entries written or read at once; more cost more, since what is made for them outlives Python's young objects."""

_ENTRY: Final = 'SELECT number, recorded, "by", why, record, private FROM entries'


@frozen
class Head:
    """How far a log reaches: the number of its last entry, the time it was recorded, and its hash."""

    number: int
    recorded: datetime | None
    hash: str


class Store:
    """A ledger in a SQLite file or a PostgreSQL database.

    What is read is always read as of a number of the log, so that a reader sees one state however many write.
    """

    def __init__(self, url: "str | os.PathLike[str]", *, create: bool = True) -> None:
        path = Database.path_of(url)
        if path is not None and not create and not path.exists():
            raise StoreError(f"{path}: there is no such ledger")
        if path is not None and _is_emptied(path):
            raise StoreError(
                f"{path}: the file is empty, and {path.name}-wal beside it is not: it was cut short; bring both back "
                "from a copy"
            )
        self.database = Database(url)
        self._indexing = Indexing(self.database)
        try:
            self._open(create)
        except BaseException:
            self.database.close()
            raise

    def _open(self, create: bool) -> None:
        database = self.database
        there = database.tables()
        if "meta" not in there:
            if there:
                raise StoreError(f"{database.name}: it is a database of something else, not a ledger")
            if not create:
                raise StoreError(f"{database.name}: there is no ledger in it")
            database.make_durable()
            with database.making():
                if "meta" not in database.tables():
                    schema.create(database.connection)
        version = int(self.meta("schema") or 0)
        if version > schema.VERSION:
            raise StoreError(
                f"{database.name}: it was written by a newer version of claimcheck (its schema is {version}, this "
                f"version reads up to {schema.VERSION}); install that version to open it"
            )
        if version < schema.VERSION:
            with database.writing():
                schema.migrate(database.connection, int(self.meta("schema") or 0))

    # what is said of it

    def meta(self, name: str) -> str | None:
        """What stands under a name about the ledger as a whole: its schema, its case."""
        rows = self.database.ask(sa.select(schema.meta.c.value).where(schema.meta.c.name == name))
        return rows[0][0] if rows else None

    def set_meta(self, name: str, value: str) -> None:
        """Set what stands under a name, where nothing does."""
        with self.database.writing():
            self.database.put(schema.meta, [(name, value)], ignore=True)

    def head(self) -> Head:
        """How far the log reaches now."""
        rows = self.database.rows("SELECT number, recorded, hash FROM entries ORDER BY number DESC LIMIT 1")
        if not rows:
            return Head(0, None, GENESIS)
        number, recorded, hash_ = rows[0]
        return Head(number, _moment(number, recorded), hash_)

    def length(self) -> int:
        """The number of the last entry now."""
        number: int = self.database.rows("SELECT coalesce(max(number), 0) FROM entries")[0][0]
        return number

    def head_at(self, number: int) -> str:
        """The number of an entry and its hash, as one line."""
        rows = self.database.rows("SELECT hash FROM entries WHERE number = ?", (number,))
        return show_head(number, rows[0][0] if rows else GENESIS)

    # appending

    @property
    def is_writing(self) -> bool:
        """Whether the writers' lock is held."""
        return self.database.is_writing

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the writers' lock: what is appended meanwhile is kept together, or none of it is."""
        try:
            with self.database.writing():
                yield
        except BaseException:
            self._indexing.forget()
            raise

    def append(self, entries: Sequence[Entry], head: Head, known: "dict[str, int]") -> Head:
        """Append *entries* after *head*, within ``writing``, and return how far the log reaches then.

        *known* holds the number of the first entry of each claim among them that the ledger has already.
        """
        database = self.database
        for first in range(0, len(entries), _PORTION):
            portion = entries[first : first + _PORTION]
            sealed = list(seal(portion, head.hash))
            database.put(schema.entries, [one.row for one in sealed])
            database.put(
                schema.private,
                [(one.number, kept.place, kept.name, kept.salt, kept.text) for one in sealed for kept in one.kept],
            )
            self._indexing.note(portion, known)
            head = Head(sealed[-1].number, portion[-1].recorded, sealed[-1].hash)
        self._indexing.take_words(head.number)
        return head

    def private_names(self, key: str) -> frozenset[str]:
        """Return the names of the private fields that any version of a claim holds."""
        rows = self.database.rows(
            "SELECT DISTINCT name FROM private WHERE number IN (SELECT number FROM entries WHERE key = ?)", (key,)
        )
        return frozenset(name for (name,) in rows)

    def redact(self, key: str, names: Iterable[str]) -> None:
        """Take these private fields out of every version of a claim; what they said is overwritten in the file."""
        self.database.scrub()
        for name in sorted(names):
            self.database.run(
                "DELETE FROM private WHERE name = ? AND number IN (SELECT number FROM entries WHERE key = ?)",
                (name, key),
            )

    # looking up

    def entries(self, after: int = 0, until: int | None = None) -> Iterator[Entry]:
        """Yield the entries after number *after*, up to number *until*, oldest first."""
        last = self.head().number if until is None else until
        for first in range(after + 1, last + 1, _PORTION):
            end = min(first + _PORTION - 1, last)
            yield from self._entries_from(
                self.database.rows(f"{_ENTRY} WHERE number BETWEEN ? AND ? ORDER BY number", (first, end))
            )

    def _entries_from(self, rows: Sequence[Any]) -> Iterator[Entry]:
        secrets = self._private(row[0] for row in rows if row[5] is not None)
        for number, recorded, by, why, record, _ in rows:
            yield Entry(
                number=number,
                recorded=_moment(number, recorded),
                by=by,
                why=why,
                record=record_of(record, secrets.get(number, ())),
            )

    def _private(self, numbers: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
        found: dict[int, list[tuple[str, str]]] = {}
        for portion, marks in _portions(list(numbers)):
            for number, name, text in self.database.rows(
                f"SELECT number, name, text FROM private WHERE number IN ({marks}) ORDER BY number, place",
                portion,
            ):
                found.setdefault(number, []).append((name, text))
        return found

    def records(self, kind: str, keys: Iterable[str], until: int) -> dict[str, Record]:
        """Return the records of a kind as they stood at number *until*, by their keys; those not there are left out."""
        numbers: list[Any] = []
        for portion, marks in _portions(list(dict.fromkeys(keys))):
            numbers += self.database.rows(
                f"SELECT MAX(number) FROM entries WHERE key IN ({marks}) AND kind = ? AND number <= ? GROUP BY key",
                (*portion, kind, until),
            )
        return {record.key: record for record in self._in_order([number for (number,) in numbers])}

    def all_of(self, kind: str, until: int) -> dict[str, Record]:
        """Return all records of a kind as they stood at number *until*, in the order in which they first came."""
        pairs = self.database.rows(
            "SELECT MIN(number), MAX(number) FROM entries WHERE kind = ? AND number <= ? GROUP BY key", (kind, until)
        )
        lasts = [last for _, last in sorted(map(tuple, pairs))]
        return {record.key: record for record in self._in_order(lasts)}

    def _in_order(self, numbers: Sequence[int]) -> Iterator[Record]:
        """Yield the records of these entries, in this order."""
        for portion, marks in _portions(numbers):
            rows = {
                number: (record, private)
                for number, record, private in self.database.rows(
                    f"SELECT number, record, private FROM entries WHERE number IN ({marks})",
                    portion,
                )
            }
            secrets = self._private(number for number, (_, private) in rows.items() if private is not None)
            for number in portion:
                yield record_of(rows[number][0], secrets.get(number, ()))

    def keys_of(self, kind: str, until: int) -> list[str]:
        """Return the keys of all records of a kind, in the order in which they first came."""
        rows = self.database.rows(
            "SELECT key FROM entries WHERE kind = ? AND number <= ? GROUP BY key ORDER BY MIN(number)", (kind, until)
        )
        return [key for (key,) in rows]

    def versions(self, keys: Iterable[str], until: int) -> dict[str, int]:
        """Return how many entries there are of each key up to number *until*."""
        return self._by_key("SELECT key, COUNT(*) FROM entries WHERE number <= ?", keys, until)

    def firsts(self, keys: Iterable[str]) -> dict[str, int]:
        """Return the number of the first entry of each of these claims that is there."""
        return self._by_key("SELECT key, MIN(number) FROM entries WHERE kind = ?", keys, "claim")

    def _by_key(self, query: str, keys: Iterable[str], value: Any) -> dict[str, int]:
        found: dict[str, int] = {}
        for portion, marks in _portions(list(keys)):
            rows = self.database.rows(f"{query} AND key IN ({marks}) GROUP BY key", (value, *portion))
            found.update((key, number) for key, number in rows)
        return found

    def history(self, key: str, until: int, kind: str = "claim") -> list[Record]:
        """Return the versions of a record, oldest first."""
        rows = self.database.rows(
            "SELECT number FROM entries WHERE key = ? AND kind = ? AND number <= ? ORDER BY number",
            (key, kind, until),
        )
        return list(self._in_order([number for (number,) in rows]))

    def called(self, kind: str, name: str, way: str) -> frozenset[str]:
        """Return the keys of the records of a kind that end in ``/name`` (*way* "end") or are named so ("name")."""
        rows = self.database.rows("SELECT key FROM names WHERE kind = ? AND name = ? AND way = ?", (kind, name, way))
        return frozenset(key for (key,) in rows)

    def mentioning(self, keys: Iterable[str], until: int) -> list[tuple[str, str]]:
        """Return the kinds and keys of what has ever told of these records, in the order of the log."""
        return self._pairs(
            "SELECT MIN(number), kind, entries.key FROM entries JOIN mentions ON mentions.entry = entries.number"
            " WHERE number <= ? AND mentions.key IN ({}) GROUP BY kind, entries.key",
            keys,
            until,
        )

    def claims_about(self, events: Iterable[str | None], until: int) -> list[str]:
        """Return the keys of the claims that are now about these events, or about none, in the order of the log."""
        named = [event for event in events if event is not None]
        found = self._pairs("SELECT first, key, key FROM claims WHERE first <= ? AND event IN ({})", named, until)
        if None in set(events):
            found += self._pairs("SELECT first, key, key FROM claims WHERE first <= ? AND event IS NULL", None, until)
        if until < self.head().number:  # an amendment since may have moved a claim to another event
            found += self._pairs(
                "SELECT MIN(number), key, key FROM entries WHERE number <= ? AND kind = 'claim' AND key IN"
                " (SELECT key FROM entries WHERE kind = 'claim' GROUP BY key HAVING COUNT(*) > 1) GROUP BY key",
                None,
                until,
            )
        return [key for key, _ in dict.fromkeys(found)]

    def claims_at(self, table: str, column: str, keys: Iterable[str], until: int) -> list[str]:
        """Return the keys of the claims that have ever had one of these parties or sources, in the order of the log."""
        query = (
            f"SELECT DISTINCT first, claims.key, claims.key FROM claims JOIN {table} ON {table}.claim = first"
            f" WHERE first <= ? AND {table}.{column} IN ({{}})"
        )
        return [key for key, _ in self._pairs(query, keys, until)]

    def _pairs(self, query: str, keys: Iterable[str] | None, until: int) -> list[tuple[str, str]]:
        """The second and third column of a query, which asks for keys in portions, in the order of the first."""
        if keys is None:
            rows = list(self.database.rows(query, (until,)))
        else:
            portions = _portions(sorted(keys))
            rows = [
                row for portion, marks in portions for row in self.database.rows(query.format(marks), (until, *portion))
            ]
        return list(dict.fromkeys((one, other) for _, one, other in sorted(map(tuple, rows))))

    def entries_about(self, slots: Iterable[tuple[str, str]], until: int) -> Iterator[Entry]:
        """Yield every entry of these kinds and keys, oldest first."""
        wanted = set(slots)
        numbers: list[int] = []
        for portion, marks in _portions(sorted({key for _, key in wanted})):
            rows = self.database.rows(
                f"SELECT number, kind, key FROM entries WHERE number <= ? AND key IN ({marks})", (until, *portion)
            )
            numbers += [number for number, kind, key in rows if (kind, key) in wanted]
        for portion, marks in _portions(sorted(numbers)):
            yield from self._entries_from(
                self.database.rows(f"{_ENTRY} WHERE number IN ({marks}) ORDER BY number", portion)
            )

    def entries_on(self, key: str, until: int) -> Iterator[Entry]:
        """Yield the entries of a record and of what was said of it, oldest first."""
        rows = self.database.rows(
            f"{_ENTRY} WHERE number <= ? AND number IN (SELECT number FROM entries WHERE key = ?"
            " UNION SELECT entry FROM mentions WHERE key = ?) ORDER BY number",
            (until, key, key),
        )
        return self._entries_from(rows)

    def recorded_until(self, moment: datetime) -> int:
        """Return the number of the last entry recorded at or before *moment*, by halving."""
        low, high = 0, self.head().number
        while low < high:
            middle = (low + high + 1) // 2
            rows = self.database.rows(
                "SELECT number, recorded FROM entries WHERE number <= ? ORDER BY number DESC LIMIT 1", (middle,)
            )
            if not rows or _moment(*rows[0]) <= moment:
                low = middle
            else:
                high = middle - 1
        return low

    def close(self) -> None:
        """Give the connection back."""
        self.database.close()


def _is_emptied(path: Path) -> bool:
    """Whether a ledger was here: SQLite would make an empty file anew and throw away what is left beside it."""
    beside = path.with_name(f"{path.name}-wal")
    return path.is_file() and not path.stat().st_size and beside.is_file() and beside.stat().st_size > 0


def _moment(number: int, recorded: str) -> datetime:
    """When an entry was recorded; a reader is told where that cannot be known any more."""
    with suppress(ValueError):
        moment = datetime.fromisoformat(recorded)
        if moment.utcoffset() is not None:
            return moment
    raise StoreError(
        f"entry {number}: expected the time at which it was recorded, got {recorded!r:.80}: the ledger was altered or "
        "damaged; ledger.log.audit() names every such entry"
    )


def _portions(items: Sequence[Any]) -> Iterator[tuple[Sequence[Any], str]]:
    """Yield the items in portions that one query can take, each with a question mark for each of its items."""
    for first in range(0, len(items), _AT_ONCE):
        portion = items[first : first + _AT_ONCE]
        yield portion, ", ".join("?" * len(portion))
