"""The records of one kind as they are looked up: by key, by the end of a key, or by name."""

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from typing import Generic, TypeVar

from claimcheck.errors import UnknownKey
from claimcheck.listed import list_table
from claimcheck.model import Assessment, Claim, Event, Link, Party, Record, Retraction, Source, Term
from claimcheck.vocabulary import fold

__all__ = ["Held", "Records", "is_called", "mentioned"]

T = TypeVar("T", bound=Party | Source | Event | Claim | Term)


class Held(dict[str, T], Generic[T]):
    """The records of one kind by key, with an index of what they are called, made when a name is first asked for."""

    _ends: dict[str, set[str]] | None = None
    _called: dict[str, set[str]]

    def __setitem__(self, key: str, record: T) -> None:
        if self._ends is not None:
            if key in self:
                self._index(self[key], set.discard)
            self._index(record, set.add)
        super().__setitem__(key, record)

    def called(self, name: str) -> str | None:
        """The key that *name* is, or the only one that ends in ``/name``, or the only one of that name; else None."""
        if name in self:
            return name
        ends, called = self._indexes()
        found = ends.get(name) or called.get(fold(name)) or ()
        return next(iter(found)) if len(found) == 1 else None

    def is_called(self, key: str, name: str) -> bool:
        """Whether the record of that key has that key or name."""
        return key == name or key in self._indexes()[1].get(fold(name), ())

    def namesakes(self, name: str) -> frozenset[str]:
        """The keys of all records of that name."""
        return frozenset(self._indexes()[1].get(fold(name), ()))

    def _indexes(self) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
        if self._ends is None:
            self._ends, self._called = {}, {}
            for record in self.values():
                self._index(record, set.add)
        return self._ends, self._called

    def _index(self, record: T, change: Callable[[set[str], str], None]) -> None:
        ends, called = self._indexes()
        _, *rest = record.key.split("/")
        for place in range(len(rest)):
            change(ends.setdefault("/".join(rest[place:]), set()), record.key)
        for name in _names(record):
            change(called.setdefault(name, set()), record.key)


class Records(Generic[T]):
    """The records of one kind in the order in which they came; looked up by key, by the end of a key, or by name.

    Iterating gives the records themselves.
    """

    def __init__(self, held: Mapping[str, T], what: str) -> None:
        self._held: Held[T] = held if isinstance(held, Held) else Held(held)
        self._what = what

    def __iter__(self) -> Iterator[T]:
        return iter(self._held.values())

    def __len__(self) -> int:
        return len(self._held)

    def __contains__(self, item: object) -> bool:
        if isinstance(item, str):
            return self.get(item) is not None
        key = getattr(item, "key", None)
        return isinstance(key, str) and self._held.get(key) == item

    def keys(self) -> tuple[str, ...]:
        """The keys, in the same order."""
        return tuple(self._held)

    def get(self, key: str) -> T | None:
        """The record of that key, or the only one whose key ends in ``/key`` or whose name it is; else None."""
        found = self._held.called(key)
        return None if found is None else self._held[found]

    def __getitem__(self, key: str) -> T:
        if not isinstance(key, str):
            raise UnknownKey(f"{self._what} records are looked up by key or name, got {key!r}")
        found = self.get(key)
        if found is None:
            near = get_close_matches(key, sorted({one.rsplit("/", 1)[-1] for one in self._held}), n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise UnknownKey(f"no {self._what} {key!r} in the ledger, or more than one{hint}")
        return found

    def __repr__(self) -> str:
        return f"<{len(self)} {self._what} records>"

    def _repr_html_(self) -> str:
        return list_table(self, len(self), f"{len(self):,} {self._what} records")


def mentioned(record: Record) -> tuple[str, ...]:
    """Return the keys by which a record is found from what it is about: the ends of a link, the whole of an event.

    Examples:
        >>> mentioned(Event(key="e", part_of="war"))
        ('war',)
    """
    if isinstance(record, Event):
        return () if record.part_of is None else (record.part_of,)
    if isinstance(record, Source):
        return tuple(dict.fromkeys(one.source for one in record.derives_from))
    if isinstance(record, Link):
        return tuple(dict.fromkeys((record.a, record.b)))
    if isinstance(record, Assessment):
        return (record.about,)
    return (record.target,) if isinstance(record, Retraction) else ()


def is_called(record: Party | Source | Event | Claim | Term, folded: str) -> bool:
    """Whether a record has that name, folded."""
    return folded in _names(record)


def _names(record: Party | Source | Event | Claim | Term) -> tuple[str, ...]:
    if isinstance(record, Party):
        keys = (record.key, record.key.rsplit("/", 1)[-1])
        return tuple({fold(word) for word in (record.name, *record.aliases, *keys)})
    name = getattr(record, "name", None) or getattr(record, "label", None)
    return () if name is None else (fold(name),)
