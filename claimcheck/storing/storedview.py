"""The records in force of a ledger on disk, each read when it is asked for and kept from then on."""

import weakref
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

from claimcheck.log import Entry
from claimcheck.model import Claim, Record
from claimcheck.quantity import Quantity
from claimcheck.records import Held, is_called, mentioned
from claimcheck.storing.store import Store
from claimcheck.storing.wordindex import Gathered, StoredIndex
from claimcheck.view import View, says
from claimcheck.vocabulary import Vocabulary, fold

__all__ = ["StoredView"]

_KINDS = {
    "terms": "term",
    "parties": "party",
    "sources": "source",
    "events": "event",
    "claims": "claim",
    "links": "link",
    "assessments": "assessment",
    "retractions": "retraction",
}
_FEW = 1000


class StoredView(View):
    """The state that the entries of a stored log amount to, up to the number of an entry.

    A record asked for by its key or its name is read alone; what goes through all records of a kind reads that kind.

    Attributes:
        head: The number of the last entry that counts.
        home: The ledger that the claims read remember.
    """

    def __init__(self, store: Store, head: int, *, base: Vocabulary | None = None) -> None:
        super().__init__(base=base)
        self.store = store
        self.head = head
        self.home: weakref.ref[Any] | None = None
        self._gathered = Gathered()
        self.forget()

    def forget(self) -> None:
        """Forget everything read so far: it is read anew."""
        for name, kind in _KINDS.items():
            setattr(self, name, _Stored(self, kind))
        self.versions = _Versions(self)
        self._amended.clear()
        self._cached.clear()
        self.changes += 1

    def lose(self, head: int) -> None:
        """Go back to entry *head*: what was taken in after it may not have been kept."""
        self.head = head
        self.forget()

    def catch_up(self, head: int) -> None:
        """Take in what was appended by others, up to entry *head*."""
        if head - self.head > _FEW:
            self.head = head
            self.forget()
            return
        for entry in self.store.entries(self.head, head):
            self.take(entry)
        self.head = head

    def take(self, entry: Entry) -> None:
        """Take in the next entry of the log."""
        self.head = entry.number
        super().take(entry)

    def _replace(self, record: Record) -> None:
        self._table(record).learn(record)  # type: ignore[attr-defined]
        self._amended.pop(record.key, None)
        if record.key in self.versions:
            self.versions[record.key] += 1

    def expect(self, keys: Mapping[str, Iterable[str]]) -> None:
        """Read at once what is held under these keys, by the kind of their records."""
        for name, kind in _KINDS.items():
            if kind in keys:
                getattr(self, name).read(keys[kind])

    @property
    def index(self) -> StoredIndex:
        """By which words claims are found, as of the head."""
        return StoredIndex(self.store, self.head, self._gathered)

    @contextmanager
    def finding(self) -> Iterator[StoredIndex]:
        """Give the index, and see one state of the database until the claims are read."""
        with self.store.database.reading():
            yield self.index

    def claims_of(self, keys: Iterable[str]) -> list[Claim]:
        """The claims of these keys, read at once."""
        wanted = list(keys)
        self.claims.read(wanted)  # type: ignore[attr-defined]
        return super().claims_of(wanted)

    def figures(self, claimants: tuple[str, ...], event: str | None, value: Quantity) -> Iterable[Claim]:
        """The claims of these claimants about this incident that give the same figure, read by their event."""
        if event is None or self.claims._is_whole:  # type: ignore[attr-defined]
            return super().figures(claimants, event, value)
        about = self.index.of_events(self.events_merged(event), self.head)
        return tuple(
            claim
            for claim in self.claims_of(row.key for row in about)
            if isinstance(claim.value, Quantity)
            and (claim.value.low, claim.value.high) == (value.low, value.high)
            and tuple(sorted({self.party(key) for key in claim.claimants})) == claimants
        )

    def find(self, key: str) -> Record | None:
        """The record in force under *key*, whatever its kind."""
        return super().find(key) if self.versions[key] else None

    def mentioning(self, keys: Iterable[str]) -> tuple[Record, ...]:
        """The events within these, the sources made from these, and the links, grades and retractions of these."""
        asked = set(keys)
        found = self.store.mentioning(asked, self.head)
        records = (self._tables[kind].get(key) for kind, key in found)
        return tuple(one for one in records if one is not None and not asked.isdisjoint(mentioned(one)))

    def claims_about(self, events: Iterable[str | None]) -> tuple[Claim, ...]:
        """The claims about these events; with None, those that name none."""
        asked = set(events)
        found = self._claims(self.store.claims_about(asked, self.head))
        return tuple(claim for claim in found if claim.proposition.event in asked)

    def claims_in(self, sources: Iterable[str]) -> tuple[Claim, ...]:
        """The claims that stand in these sources."""
        asked = set(sources)
        found = self._claims(self.store.claims_at("claim_sources", "source", asked, self.head))
        return tuple(claim for claim in found if any(one.source in asked for one in claim.appearances))

    def claims_by(self, parties: Iterable[str]) -> tuple[Claim, ...]:
        """The claims that these parties make."""
        asked = set(parties)
        found = self._claims(self.store.claims_at("claim_parties", "party", asked, self.head))
        return tuple(claim for claim in found if not asked.isdisjoint(claim.claimants))

    @property
    def _tables(self) -> dict[str, Any]:
        return {kind: getattr(self, name) for name, kind in _KINDS.items()}

    def _claims(self, keys: list[str]) -> list[Claim]:
        self.claims.read(keys)  # type: ignore[attr-defined]
        return [self.claims[key] for key in keys if key in self.claims]

    def amended_at(self, key: str) -> int:
        """The version at which what a claim says, or who says it, last changed; 1 where it never did."""
        if key not in self._amended:
            versions = self.store.history(key, self.head)
            changed = [
                number
                for number, (before, after) in enumerate(pairwise(versions), 2)
                if isinstance(before, Claim) and isinstance(after, Claim) and says(before) != says(after)
            ]
            self._amended[key] = changed[-1] if changed else 1
        return self._amended[key]


class _Versions(dict[str, int]):
    """How many entries there are of each key, counted when asked for."""

    def __init__(self, view: StoredView) -> None:
        super().__init__()
        self._view = view

    def __missing__(self, key: str) -> int:
        found = self._view.store.versions([key], self._view.head).get(key, 0)
        self[key] = found
        return found


class _Stored(Held[Any]):
    """The records of one kind by key: those read so far, and the rest in the store."""

    def __init__(self, view: StoredView, kind: str) -> None:
        super().__init__()
        self._view = view
        self._kind = kind
        self._absent: set[str] = set()
        self._is_whole = False

    def learn(self, record: Any) -> None:
        """Take in a new version of a record; one that nobody asked for stays in the store."""
        self._absent.discard(record.key)
        if self._is_whole or dict.__contains__(self, record.key):
            self[record.key] = record

    def read(self, keys: Iterable[str]) -> None:
        """Read at once the records of these keys that are not known yet."""
        if self._is_whole:
            return
        asked = [key for key in dict.fromkeys(keys) if not dict.__contains__(self, key) and key not in self._absent]
        found = self._view.store.records(self._kind, asked, self._view.head) if asked else {}
        for key in asked:
            if key in found:
                super().__setitem__(key, self._at_home(found[key]))
            else:
                self._absent.add(key)

    def _at_home(self, record: Any) -> Any:
        home = self._view.home
        return record.at_home(home) if isinstance(record, Claim) and home is not None else record

    def _whole(self) -> "_Stored":
        """All records of the kind, read if they were not, in the order in which they came."""
        if not self._is_whole:
            known = dict(dict.items(self))
            every = self._view.store.all_of(self._kind, self._view.head)
            super().clear()
            for key, record in every.items():
                super().__setitem__(key, known.get(key) or self._at_home(record))
            self._is_whole = True
            self._absent.clear()
        return self

    def __contains__(self, key: object) -> bool:
        if dict.__contains__(self, key):
            return True
        if self._is_whole or key in self._absent or not isinstance(key, str):
            return False
        self.read([key])
        return dict.__contains__(self, key)

    def get(self, key: str, default: Any = None) -> Any:
        """The record of that key, else *default*."""
        return super().__getitem__(key) if key in self else default

    def __getitem__(self, key: str) -> Any:
        if key not in self:
            raise KeyError(key)
        return super().__getitem__(key)

    def __iter__(self) -> Iterator[str]:
        return super().__iter__() if self._is_whole else iter(self._keys())

    def _keys(self) -> list[str]:
        return self._view.store.keys_of(self._kind, self._view.head)

    def __len__(self) -> int:
        return super().__len__() if self._is_whole else len(self._keys())

    def __bool__(self) -> bool:
        return len(self) > 0

    def __eq__(self, other: object) -> bool:
        return dict(self.items()) == other

    __hash__ = None  # type: ignore[assignment]

    def keys(self) -> Any:
        """The keys, in the order in which their records came."""
        return super().keys() if self._is_whole else dict.fromkeys(self._keys()).keys()

    def values(self) -> Any:
        """The records, in the order in which they came."""
        return dict.values(self._whole())

    def items(self) -> Any:
        """The keys with their records, in the order in which they came."""
        return dict.items(self._whole())

    # by name

    def called(self, name: str) -> str | None:
        """The key that *name* is, or the only one that ends in ``/name``, or the only one of that name; else None."""
        if self._is_whole:
            return super().called(name)
        if name in self:
            return name
        found = self._that(name, "end") or self._that(fold(name), "name")
        return next(iter(found)) if len(found) == 1 else None

    def is_called(self, key: str, name: str) -> bool:
        """Whether the record of that key has that key or name."""
        return key == name or key in self.namesakes(name)

    def namesakes(self, name: str) -> frozenset[str]:
        """The keys of all records of that name."""
        return super().namesakes(name) if self._is_whole else self._that(fold(name), "name")

    def _that(self, name: str, way: str) -> frozenset[str]:
        keys = self._view.store.called(self._kind, name, way)
        self.read(keys)
        return frozenset(
            key for key in keys if dict.__contains__(self, key) and (way == "end" or is_called(self[key], name))
        )
