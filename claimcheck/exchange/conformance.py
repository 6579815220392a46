"""What of each record a format can say: the cells of the conformance table, and telling what is left out.

The declaration of a format is used where it writes: what it says it leaves out is told of, record by record, so that
the table, the warnings and the file cannot part ways without a test that fails.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final

from attrs import NOTHING, fields

from claimcheck.exchange.outlet import Outlet
from claimcheck.model import (
    Appearance,
    Assessment,
    Claim,
    Derivation,
    Event,
    Link,
    Measure,
    Party,
    Proposition,
    Record,
    Retraction,
    Source,
    Term,
    Tie,
)

__all__ = ["FIELDS", "Cell", "everything", "leave_out", "says"]


class Cell(StrEnum):
    """What becomes of a field of a record in a format."""

    KEPT = "kept"  # written, and the same when it is read again
    SAID = "said"  # written for others to read; not read again, or not the same
    LEFT = "left out"  # not written, and told of


_OWNERS: Final[dict[str, type[Any]]] = {
    "party": Party,
    "tie": Tie,
    "source": Source,
    "derivation": Derivation,
    "event": Event,
    "claim": Claim,
    "proposition": Proposition,
    "appearance": Appearance,
    "link": Link,
    "assessment": Assessment,
    "retraction": Retraction,
    "term": Term,
    "measure": Measure,
}
_WITHIN: Final = frozenset({"claim.proposition", "claim._home"})
"""Fields that have no cell of their own: a proposition has cells for each of its fields."""


def _names(owner: str, kind: type[Any]) -> tuple[str, ...]:
    inherited = {item.name for item in fields(Term)} if kind is Measure else frozenset()
    return tuple(
        f"{owner}.{item.name}"
        for item in fields(kind)
        if f"{owner}.{item.name}" not in _WITHIN and item.name not in inherited
    )


FIELDS: Final[tuple[str, ...]] = tuple(name for owner, kind in _OWNERS.items() for name in _names(owner, kind))
"""Every field of every record, as the conformance table calls it: ``proposition.value``."""


def says(kept: str = "", said: str = "") -> Mapping[str, Cell]:
    """Return the declaration of a format: which fields are kept, which are said; all others are left out.

    Each is a list of names with blanks between; ``claim.*`` is every field of a claim.

    Raises:
        ValueError: A name is no field of a record, or is named twice.

    Examples:
        >>> says(kept="party.name", said="event.*")["event.label"].value
        'said'
    """
    found: dict[str, Cell] = {}
    for names, cell in ((kept, Cell.KEPT), (said, Cell.SAID)):
        for name in names.split():
            owner, _, field = name.partition(".")
            meant = [one for one in FIELDS if one == name or (field == "*" and one.startswith(f"{owner}."))]
            if not meant or not found.keys().isdisjoint(meant):
                raise ValueError(f"{name}: no field of a record, or named twice")
            found.update(dict.fromkeys(meant, cell))
    return {name: found.get(name, Cell.LEFT) for name in FIELDS}


def everything(cell: Cell = Cell.KEPT) -> Mapping[str, Cell]:
    """Return the declaration of a format in which every field is *cell*."""
    return dict.fromkeys(FIELDS, cell)


def leave_out(record: Record, declared: Mapping[str, Cell], outlet: Outlet) -> None:
    """Tell of each field of *record* that has a value and that the format leaves out, by the key of the record.

    Keys are the ledger's own: of one that a format has no place for nothing is told.

    Examples:
        >>> outlet = Outlet()
        >>> leave_out(Event(key="e", label="Raid", note="as told"), says(said="event.key event.label"), outlet)
        >>> [str(one) for one in outlet.done().left]
        ['e: note: this format has no place for it']
        >>> leave_out(Term(name="sortie"), says(said="event.*"), outlet)
        >>> str(outlet.done().left[1])
        'term:sortie: all of it: this format has no place for a term'
    """
    parts = _parts(record)
    if all(declared[f"{owner}.{name}"] is Cell.LEFT for owner, _ in parts for name, _ in _fields_of(owner)):
        outlet.leave(record.key, f"all of it: this format has no place for a {parts[0][0]}")
        return
    for owner, part in parts:
        for name, default in _fields_of(owner):
            if name != "key" and declared[f"{owner}.{name}"] is Cell.LEFT and getattr(part, name) != default:
                outlet.leave(record.key, f"{_PATHS.get(owner, '')}{name}: this format has no place for it")


_PATHS: Final = {"tie": "acts_for.", "derivation": "derives_from.", "appearance": "appearances."}


def _parts(record: Record) -> list[tuple[str, Any]]:
    """A record and what it is made of, each with the owner of its fields."""
    if isinstance(record, Claim):
        appearances = [("appearance", one) for one in record.appearances]
        return [("claim", record), ("proposition", record.proposition), *appearances]
    if isinstance(record, Party):
        return [("party", record), *(("tie", one) for one in record.acts_for)]
    if isinstance(record, Source):
        return [("source", record), *(("derivation", one) for one in record.derives_from)]
    if isinstance(record, Measure):
        return [("term", record), ("measure", record)]
    return [(type(record).__name__.lower(), record)]


@lru_cache(maxsize=32)
def _fields_of(owner: str) -> tuple[tuple[str, Any], ...]:
    kind = _OWNERS[owner]
    defaults = {item.name: item.default for item in fields(kind)}
    names = [name.partition(".")[2] for name in FIELDS if name.partition(".")[0] == owner]
    return tuple((name, None if defaults[name] is NOTHING else defaults[name]) for name in names)
