"""What belongs around a record: all that a question about it is answered from, and nothing of other incidents."""

from collections.abc import Iterable, Iterator

from claimcheck.errors import UnknownKey
from claimcheck.log import Entry, Log, kind_name
from claimcheck.model import Claim, Event, Link, Party, Record, Source
from claimcheck.references import references
from claimcheck.view import View

__all__ = ["neighbourhood"]


def neighbourhood(view: View, log: Log, record: Record) -> tuple[Entry, ...]:
    """Return the entries about the records around a claim, an event, a source or a party, oldest first.

    Around a claim are the claims about its incident: its event, what that is part of and what is part of it, in all
    steps, and what a person merged with them; of a claim without an event, all claims without one. Around a source
    are those of every claim that stands in it, around a party those of every claim that it makes. With the claims come
    what is linked to them, their sources with what these were made from, what was said of all of these, and every
    party and term; and what any version of these names.

    Raises:
        UnknownKey: Nothing is gathered around a record of this kind.
    """
    slots: set[tuple[str, str]] = set()
    entries: dict[int, Entry] = {}
    waiting = _Around(view).gather(record)
    while waiting:
        slots |= waiting
        fresh = {entry.number: entry for entry in log.entries_about(frozenset(waiting))}
        entries |= fresh
        waiting = {slot for entry in fresh.values() for slot in _named(entry.record, view)} - slots
    return tuple(entries[number] for number in sorted(entries))


def _named(record: Record, view: View) -> Iterator[tuple[str, str]]:
    """The kinds and keys of what a record names."""
    for kind, key in references(record):
        told = view.find(key) if kind == "record" else None
        yield kind if told is None else kind_name(told), key


class _Around:
    def __init__(self, view: View) -> None:
        self._view = view
        self._events: set[str] = set()
        self._claims: dict[str, Claim] = {}
        self._sources: set[str] = set()
        self._told: dict[tuple[str, str], Record] = {}

    def gather(self, record: Record) -> set[tuple[str, str]]:
        view = self._view
        if isinstance(record, Event):
            about: set[str | None] = {record.key}
        elif isinstance(record, Claim | Source | Party):
            claims = (
                (record,)
                if isinstance(record, Claim)
                else view.claims_in([record.key])
                if isinstance(record, Source)
                else view.claims_by([record.key])
            )
            self._keep(claims)
            about = {claim.proposition.event for claim in claims}
        else:
            raise UnknownKey(f"around a {kind_name(record)} nothing is gathered; give a claim, event, source or party")
        if isinstance(record, Source):
            self._sources.add(record.key)
        self._events = self._incidents(event for event in about if event is not None)
        self._keep(view.claims_about([*sorted(self._events), *((None,) if None in about else ())]))
        self._follow_links()
        self._trace_sources()
        found = {("event", key) for key in self._events} | {("claim", key) for key in self._claims}
        found |= {("source", key) for key in self._sources} | set(self._told)
        found |= {("party", key) for key in view.parties} | {("term", key) for key in view.terms}
        return found

    def _keep(self, claims: Iterable[Claim]) -> None:
        self._claims.update((claim.key, claim) for claim in claims)

    def _incidents(self, events: Iterable[str]) -> set[str]:
        """These events with what they are part of, what is part of them, and what was merged with any of them."""
        found: set[str] = set()
        waiting = sorted(events)
        while waiting:
            found.update(waiting)
            near: set[str] = set()
            for key in waiting:
                event = self._view.events.get(key)
                if event is not None and event.part_of is not None:
                    near.add(event.part_of)
            for told in self._view.mentioning(waiting):
                if isinstance(told, Event):
                    near.add(told.key)
                elif isinstance(told, Link):
                    near.update(end for end in (told.a, told.b) if end in self._view.events)
            waiting = sorted(near - found)
        return found

    def _follow_links(self) -> None:
        """Take in what was said of the claims, and the claims and sources at the other ends of their links."""
        waiting = sorted(self._claims)
        while waiting:
            fresh: dict[str, Claim] = {}
            for told in self._view.mentioning(waiting):
                self._note(told)
                for end in (told.a, told.b) if isinstance(told, Link) else ():
                    claim = self._view.claims.get(end)
                    if claim is not None and end not in self._claims:
                        fresh[end] = claim
            for key in waiting:
                base = self._claims[key].computed_from
                if base is not None and base not in self._claims and base in self._view.claims:
                    fresh[base] = self._view.claims[base]
            self._keep(fresh.values())
            waiting = sorted(fresh)
        self._events |= self._incidents(
            claim.proposition.event for claim in self._claims.values() if claim.proposition.event is not None
        )

    def _trace_sources(self) -> None:
        """Take in the sources of the claims, what these were made from, and what was said of them and of the events."""
        view = self._view
        waiting = sorted(
            {one.source for claim in self._claims.values() for one in claim.appearances}
            | {end for told in self._told.values() if isinstance(told, Link) for end in (told.a, told.b)}
            | self._sources
        )
        waiting = [key for key in waiting if key in view.sources]
        while waiting:
            self._sources.update(waiting)
            near: set[str] = set()
            for key in waiting:
                near.update(one.source for one in view.sources[key].derives_from)
            for told in view.mentioning(waiting):
                if isinstance(told, Link):
                    self._note(told)
                    near.update(end for end in (told.a, told.b) if end in view.sources)
                elif not isinstance(told, Source):
                    self._note(told)
            waiting = sorted(near - self._sources)
        for told in view.mentioning([*sorted(self._events), *view.parties]):
            if not isinstance(told, Event | Source):
                self._note(told)

    def _note(self, told: Record) -> None:
        """Keep what was said of records, where all that it names is kept or will be."""
        if not isinstance(told, Event | Source):
            self._told[kind_name(told), told.key] = told
