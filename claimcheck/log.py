"""The append-only record of everything that was ever told to a ledger, in the order in which it was told."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, ClassVar, Final, TypeAlias

from attrs import evolve, field, frozen

from claimcheck.errors import InvalidRecord, Problem
from claimcheck.listed import brief, fields_table
from claimcheck.markup import one_line
from claimcheck.model import RECORD_KINDS, Claim, Record, Term, check_text
from claimcheck.records import mentioned

__all__ = ["Clock", "Entry", "Log", "kind_name"]

Clock: TypeAlias = Callable[[], datetime]


@frozen(kw_only=True)
class Entry:
    """One record as it was told: its number, when and by whom it was recorded, and why where somebody said."""

    number: int
    recorded: datetime
    record: Record = field()
    by: str | None = None
    why: str | None = None

    def __str__(self) -> str:
        by = f" by {self.by}" if self.by else ""
        why = f", {self.why}" if self.why else ""
        return f"{self.number}, {self.recorded:%Y-%m-%d %H:%M:%S}{by}{why}: {self.record!r}"

    def __repr__(self) -> str:
        return brief(self)

    _repr_html_ = fields_table
    _headings: ClassVar[tuple[str, ...]] = ("entry", "recorded", "by", "why", "record")

    def _cells(self) -> tuple[object, ...]:
        return self.number, f"{self.recorded:%Y-%m-%d %H:%M:%S %Z}", self.by, self.why, one_line(repr(self.record))

    def __attrs_post_init__(self) -> None:
        _check_moment(self.recorded)
        if not isinstance(self.record, _RECORDS):
            raise InvalidRecord(f"record: expected a record, got {self.record!r}")
        for what, words in (("by", self.by), ("why", self.why)):
            if words is not None:
                check_text(words, what)


_RECORDS: Final = tuple(RECORD_KINDS.values())
_KINDS: Final = {kind: "term" if issubclass(kind, Term) else name for name, kind in RECORD_KINDS.items()}


def kind_name(record: Record) -> str:
    """Return the kind under which a record is looked up; a measure is a term.

    Raises:
        InvalidRecord: It is no record.

    Examples:
        >>> from claimcheck.model import Measure
        >>> kind_name(Measure(name="killed"))
        'term'
    """
    kind = _KINDS.get(type(record))
    if kind is None:
        raise InvalidRecord(f"expected a record, got {record!r}")
    return kind


def _check_moment(moment: datetime) -> datetime:
    if not isinstance(moment, datetime):
        raise InvalidRecord(f"recorded: expected a datetime with a zone, got {moment!r}")
    if moment.utcoffset() is None:
        raise InvalidRecord(f"recorded: expected a datetime with a zone, got {moment.isoformat()}")
    return moment


def _now() -> datetime:
    return datetime.now(UTC)


class Log:
    """Entries in order; the order is the log's own and never the clock's.

    Examples:
        >>> from claimcheck.model import Party
        >>> log = Log(clock=lambda: datetime(2025, 6, 2, tzinfo=UTC))
        >>> [entry.number for entry in log.append([Party(key="ua", name="Ukraine")])]
        [1]
    """

    is_chained = False
    """Whether the entries are kept on disk, each with a hash over the one before."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or _now
        self._entries: list[Entry] = []

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry, oldest first."""
        return tuple(self._entries)

    def append(
        self,
        records: Iterable[Record],
        *,
        by: str | None = None,
        why: str | None = None,
        recorded: datetime | None = None,
    ) -> tuple[Entry, ...]:
        """Append *records* as one transaction and return their entries.

        A clock that runs backwards never makes an entry older than the one before it.

        Raises:
            InvalidRecord: The moment has no zone, what is told is no record, or *by* or *why* cannot be stored.
                Nothing is appended then.
        """
        last = self._entries[-1] if self._entries else None
        entries = self.entries_of(
            records, len(self), None if last is None else last.recorded, by=by, why=why, recorded=recorded
        )
        self._entries.extend(entries)
        return entries

    def entries_of(
        self,
        records: Iterable[Record],
        count: int,
        last: datetime | None,
        *,
        by: str | None,
        why: str | None,
        recorded: datetime | None,
    ) -> tuple[Entry, ...]:
        """Return the entries of *records* after *count* others, the last of which was recorded at *last*."""
        when = _check_moment(self._clock() if recorded is None else recorded)
        if last is not None and when < last:
            when = last
        return tuple(
            Entry(number=number, recorded=when, by=by, why=why, record=record)
            for number, record in enumerate(records, count + 1)
        )

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold together what is appended meanwhile; in memory nothing comes between."""
        yield

    def catch_up(self) -> None:
        """Take in what other programs have appended; in memory there are none."""

    def entries_about(self, slots: frozenset[tuple[str, str]]) -> Iterator[Entry]:
        """Yield every entry of these kinds and keys of records, oldest first; a measure is a term."""
        return (entry for entry in self._entries if (kind_name(entry.record), entry.record.key) in slots)

    def entries_on(self, key: str) -> Iterator[Entry]:
        """Yield the entries that may concern the record of that key, oldest first: its own, and what was said of it."""
        return (entry for entry in self._entries if entry.record.key == key or key in mentioned(entry.record))

    def private_names(self, key: str) -> frozenset[str]:
        """The names of the private fields that any version of a claim holds."""
        return frozenset(name for record in self._versions(key) for name, _ in record.private)

    def _versions(self, key: str) -> Iterator[Claim]:
        for entry in self._entries:
            if isinstance(entry.record, Claim) and entry.record.key == key:
                yield entry.record

    def redact(self, key: str, names: frozenset[str]) -> None:
        """Take private fields out of every version of a claim."""
        for place, entry in enumerate(self._entries):
            record = entry.record
            if isinstance(record, Claim) and record.key == key and record.private:
                kept = tuple(pair for pair in record.private if pair[0] not in names)
                self._entries[place] = evolve(entry, record=evolve(record, private=kept))

    @property
    def head(self) -> str:
        """How far the log reaches, as a line that ``audit`` takes later: the number of the last entry, and its hash.

        Raises:
            InvalidRecord: The log is in memory, and has no chain.
        """
        raise InvalidRecord("a ledger in memory has no chain; open it in a file or on a server")

    def at(self, recorded: datetime, home: Any) -> "tuple[Log, Any] | None":
        """The log and the view as they stood then, where they can be had without going through the entries."""
        del recorded, home
        return None

    def audit(self, head: str | None = None) -> tuple[Problem, ...]:
        """Return what is wrong with the chain of a log on disk; one in memory has no chain."""
        if head is not None:
            raise InvalidRecord("head: a ledger in memory has no chain; open it from a file or a server")
        return ()

    def close(self) -> None:
        """Give back what the log holds open; in memory that is nothing."""

    def until(self, recorded: datetime) -> tuple[Entry, ...]:
        """Return the entries recorded at or before *recorded*, which has a zone."""
        limit = _check_moment(recorded)
        return tuple(entry for entry in self._entries if entry.recorded <= limit)
