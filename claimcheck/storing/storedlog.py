"""The log of a ledger on disk: appended to under the writers' lock, read in portions."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from claimcheck.errors import Problem, StoreError
from claimcheck.log import Clock, Entry, Log
from claimcheck.model import Claim, Record
from claimcheck.storing.audit import audit
from claimcheck.storing.store import Head, Store
from claimcheck.storing.storedview import StoredView

__all__ = ["StoredLog"]


class StoredLog(Log):
    """Entries in a store. What other programs appended is taken in before anything is written."""

    is_chained = True

    def __init__(self, store: Store, view: StoredView, clock: Clock | None = None, *, is_past: bool = False) -> None:
        super().__init__(clock)
        self._store = store
        self._view = view
        self._head: Head | None = None
        self._is_past = is_past

    def __len__(self) -> int:
        return self._view.head

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry, oldest first; all of them are read."""
        return tuple(self)

    def __iter__(self) -> Iterator[Entry]:
        return self._store.entries(until=self._view.head)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the writers' lock, with all that was appended so far taken in; nothing is kept where it fails."""
        if self._is_past:
            raise StoreError(f"{self._store.database.name}: this is the ledger as it stood, and nothing is added to it")
        if self._store.is_writing:
            yield
            return
        before = self._view.head
        try:
            with self._store.writing():
                self.catch_up()
                yield
        except BaseException:
            self._head = None
            self._view.lose(before)
            raise

    def catch_up(self) -> None:
        """Take in what other programs have appended."""
        self._head = self._store.head()
        if self._head.number != self._view.head:
            self._view.catch_up(self._head.number)

    def entries_about(self, slots: frozenset[tuple[str, str]]) -> Iterator[Entry]:
        """Yield every entry of these kinds and keys of records, oldest first; a measure is a term."""
        return self._store.entries_about(slots, self._view.head)

    def entries_on(self, key: str) -> Iterator[Entry]:
        """Yield the entries that may concern the record of that key, oldest first: its own, and what was said of it."""
        return self._store.entries_on(key, self._view.head)

    def private_names(self, key: str) -> frozenset[str]:
        """The names of the private fields that any version of a claim holds."""
        return self._store.private_names(key)

    def redact(self, key: str, names: frozenset[str]) -> None:
        """Take private fields out of every version of a claim; their digests stay."""
        with self.writing():
            self._store.redact(key, names)

    @property
    def head(self) -> str:
        """How far the log reaches, as a line that ``audit`` takes later: the number of the last entry, and its hash."""
        return self._store.head_at(self._view.head)

    def at(self, recorded: datetime, home: Any) -> "tuple[StoredLog, StoredView]":
        """The log and the view as they stood then; nothing is read for it."""
        number = min(self._store.recorded_until(recorded), self._view.head)
        view = StoredView(self._store, number, base=self._view.base)
        view.home = home
        return StoredLog(self._store, view, is_past=True), view

    def audit(self, head: str | None = None) -> tuple[Problem, ...]:
        """Return what is wrong with the log, entry by entry; nothing where it is what was recorded."""
        return audit(self._store, head)

    def close(self) -> None:
        """Give back the connection; a ledger as it stood has that of the one it came from."""
        if not self._is_past:
            self._store.close()

    def append(
        self,
        records: Iterable[Record],
        *,
        by: str | None = None,
        why: str | None = None,
        recorded: datetime | None = None,
    ) -> tuple[Entry, ...]:
        """Append *records* as one transaction and return their entries."""
        with self.writing():
            assert self._head is not None
            entries = self.entries_of(
                records, self._head.number, self._head.recorded, by=by, why=why, recorded=recorded
            )
            held = [entry.record.key for entry in entries if isinstance(entry.record, Claim)]
            amended = [key for key in held if key in self._view.claims]
            known = self._store.firsts(amended) if amended else {}
            if entries:
                self._head = self._store.append(entries, self._head, known)
        return entries
