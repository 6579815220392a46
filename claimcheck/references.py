"""Which keys that records refer to are missing, all of them together."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Final

from claimcheck.errors import InvalidRecord, Problem
from claimcheck.grading.registry import objections
from claimcheck.log import kind_name
from claimcheck.model import RECORD_KINDS, Assessment, Claim, Event, Link, Party, Record, Retraction, Source
from claimcheck.view import View

__all__ = ["dangling", "ill_graded", "keys_among", "references"]


def references(record: Record) -> Iterator[tuple[str, str]]:
    """Yield what kind of record each reference of *record* is to, and its key.

    Examples:
        >>> list(references(Event(key="e", part_of="war")))
        [('event', 'war')]
    """
    if isinstance(record, Party):
        yield from (("party", tie.party) for tie in record.acts_for)
        yield from (("party", key) for key in (*record.part_of, *record.same_as))
    elif isinstance(record, Source):
        if record.publisher is not None:
            yield "party", record.publisher
        yield from (("source", derivation.source) for derivation in record.derives_from)
    elif isinstance(record, Event):
        if record.part_of is not None:
            yield "event", record.part_of
    elif isinstance(record, Claim):
        yield from (("party", key) for key in record.claimants)
        if record.proposition.event is not None:
            yield "event", record.proposition.event
        yield from (("source", appearance.source) for appearance in record.appearances)
    elif isinstance(record, Link):
        yield from (("record", key) for key in (record.a, record.b))
    elif isinstance(record, Assessment):
        yield "record", record.about
    elif isinstance(record, Retraction):
        yield "record", record.target


def keys_among(records: Iterable[Record]) -> dict[str, set[str]]:
    """Return the keys of *records* and of what they refer to, by the kind of record.

    Examples:
        >>> sorted(keys_among([Event(key="e", part_of="war")])["event"])
        ['e', 'war']
    """
    found: dict[str, set[str]] = {}
    for record in records:
        found.setdefault(kind_name(record), set()).add(record.key)
        for referred, key in references(record):
            found.setdefault(referred, set()).add(key)
    return found


def dangling(records: Iterable[Record], view: View) -> tuple[Problem, ...]:
    """Return a problem for each reference that leads nowhere, neither among *records* nor in *view*.

    Raises:
        InvalidRecord: Something among *records* is none.
    """
    records = tuple(records)
    added: dict[str, set[str]] = {"party": set(), "source": set(), "event": set(), "record": set()}
    for record in records:
        if not isinstance(record, _RECORDS):
            raise InvalidRecord(f"expected a record, got {record!r}")
        kind = type(record).__name__.lower()
        added.setdefault(kind, set()).add(record.key)
        added["record"].add(record.key)
    held: dict[str, Mapping[str, Record]] = {"party": view.parties, "source": view.sources, "event": view.events}
    missing: dict[tuple[str, str, str], None] = {}
    for record in records:
        for kind, key in references(record):
            known = key in added[kind] or (view.find(key) is not None if kind == "record" else key in held[kind])
            if not known:
                missing[record.key, kind, key] = None
    names: dict[str, list[str]] = {}
    hints: dict[tuple[str, str], str] = {}
    problems = []
    for where, kind, key in missing:
        if (kind, key) not in hints and len(hints) < _HINTED:
            if kind not in names:
                names[kind] = sorted(added[kind] | set(held.get(kind, ())))[:2000]
            near = get_close_matches(key, names[kind], n=1)
            hints[kind, key] = f"; did you mean {near[0]!r}?" if near else ""
        problems.append(Problem(where, f"unknown {kind} {key!r}{hints.get((kind, key), '')}"))
    return tuple(problems)


def ill_graded(records: Iterable[Record], view: View) -> tuple[Problem, ...]:
    """Return a problem for each grade that its scheme does not know; one that is held already stands.

    Examples:
        >>> told = Assessment(about="c1", scheme="airwars", grade="weka", by="desk")
        >>> ill_graded([told], View())[0].message.rpartition("; ")[2]
        "did you mean 'weak'?"
    """
    return tuple(
        Problem(record.key, f"assessments: {message}")
        for record in records
        if isinstance(record, Assessment) and view.held(record) != record
        for message in objections(record)
    )


_RECORDS: Final = tuple(RECORD_KINDS.values())
_HINTED: Final = 100
"""Of how many missing keys the nearest known one is looked for: each costs some milliseconds."""
