"""Which keys that records refer to are missing, all of them together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Final

from claimcheck.errors import InvalidRecord, Problem
from claimcheck.grading.registry import objections
from claimcheck.log import kind_name
from claimcheck.model import RECORD_KINDS, Assessment, Claim, Event, Link, Party, Record, Retraction, Source
from claimcheck.view import View

__all__ = ["dangling", "ill_graded", "keys_among", "references"]


def references(record: Record) -> list[tuple[str, str]]:
    """Return what kind of record each reference of *record* is to, and its key.

    Examples:
        >>> references(Event(key="e", part_of="war"))
        [('event', 'war')]
    """
    if isinstance(record, Claim):
        found = [("party", key) for key in record.claimants]
        if record.proposition.event is not None:
            found.append(("event", record.proposition.event))
        return found + [("source", appearance.source) for appearance in record.appearances]
    if isinstance(record, Party):
        above = (*(tie.party for tie in record.acts_for), *record.part_of, *record.same_as)
        return [("party", key) for key in above]
    if isinstance(record, Source):
        publisher = [] if record.publisher is None else [("party", record.publisher)]
        return publisher + [("source", derivation.source) for derivation in record.derives_from]
    if isinstance(record, Event):
        return [] if record.part_of is None else [("event", record.part_of)]
    if isinstance(record, Link):
        return [("record", record.a), ("record", record.b)]
    if isinstance(record, Assessment):
        return [("record", record.about)]
    return [("record", record.target)] if isinstance(record, Retraction) else []


def keys_among(records: Iterable[Record]) -> dict[str, set[str]]:
    """Return the keys of *records* and of what they refer to, by the kind of record.

    Examples:
        >>> sorted(keys_among([Event(key="e", part_of="war")])["event"])
        ['e', 'war']
    """
    found: dict[str, set[str]] = defaultdict(set)
    for record in records:
        found[kind_name(record)].add(record.key)
        for referred, key in references(record):
            found[referred].add(key)
    return found


def dangling(records: Iterable[Record], view: View) -> tuple[Problem, ...]:
    """Return a problem for each reference that leads nowhere, neither among *records* nor in *view*.

    Raises:
        InvalidRecord: Something among *records* is none.
    """
    records = tuple(records)
    added: dict[str, set[str]] = {"party": set(), "source": set(), "event": set(), "record": set()}
    named: set[tuple[str, str]] = set()
    for record in records:
        if not isinstance(record, _RECORDS):
            raise InvalidRecord(f"expected a record, got {record!r}")
        if not isinstance(record, Claim):
            added.setdefault(type(record).__name__.lower(), set()).add(record.key)
        added["record"].add(record.key)
        named.update(references(record))
    held: dict[str, Mapping[str, Record]] = {"party": view.parties, "source": view.sources, "event": view.events}
    unknown = {
        (kind, key)
        for kind, key in named
        if key not in added[kind] and (view.find(key) is None if kind == "record" else key not in held[kind])
    }
    if not unknown:
        return ()
    missing = {
        (record.key, *referred): None for record in records for referred in references(record) if referred in unknown
    }
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
