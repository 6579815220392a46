"""What a log amounts to: the records in force, who stands under whom, and which claims are current."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import chain
from typing import Any, Generic, TypeVar

from attrs import evolve

from claimcheck.errors import UnknownKey
from claimcheck.log import Entry
from claimcheck.model import (
    Appearance,
    Assessment,
    Attribution,
    Claim,
    Event,
    Link,
    Party,
    Record,
    Relation,
    Retraction,
    Source,
    Term,
    Tie,
)
from claimcheck.spans import TimeSpan
from claimcheck.vocabulary import Vocabulary, default_vocabulary, fold

__all__ = ["Records", "View"]

T = TypeVar("T", Party, Source, Event, Claim, Term)


class Records(Generic[T]):
    """The records of one kind in the order in which they came; looked up by key, by the end of a key, or by name.

    Iterating gives the records themselves.
    """

    def __init__(self, held: Mapping[str, T], what: str) -> None:
        self._held: Mapping[str, T] = held
        self._what = what

    def __iter__(self) -> Iterator[T]:
        return iter(self._held.values())

    def __len__(self) -> int:
        return len(self._held)

    def __contains__(self, item: object) -> bool:
        return (isinstance(item, str) and self.get(item) is not None) or item in self._held.values()

    def keys(self) -> tuple[str, ...]:
        """The keys, in the same order."""
        return tuple(self._held)

    def get(self, key: str) -> T | None:
        """The record of that key, or the only one whose key ends in ``/key`` or whose name it is; else None."""
        if key in self._held:
            return self._held[key]
        found = [record for full, record in self._held.items() if full.endswith("/" + key)]
        if not found:
            folded = fold(key)
            found = [record for record in self._held.values() if folded in _names(record)]
        return found[0] if len(found) == 1 else None

    def __getitem__(self, key: str) -> T:
        found = self.get(key)
        if found is None:
            raise UnknownKey(f"no {self._what} {key!r} in the ledger, or more than one")
        return found

    def __repr__(self) -> str:
        return f"<{len(self)} {self._what} records>"


def _names(record: Party | Source | Event | Claim | Term) -> tuple[str, ...]:
    if isinstance(record, Party):
        return (fold(record.name), *(fold(alias) for alias in record.aliases))
    name = getattr(record, "name", None) or getattr(record, "label", None)
    return () if name is None else (fold(name),)


class View:
    """The state that the entries of a log amount to; it only ever takes in further entries."""

    def __init__(self, entries: Iterable[Entry] = (), *, base: Vocabulary | None = None) -> None:
        self._base = base
        self.parties: dict[str, Party] = {}
        self.sources: dict[str, Source] = {}
        self.events: dict[str, Event] = {}
        self.terms: dict[str, Term] = {}
        self.claims: dict[str, Claim] = {}
        self.links: dict[str, Link] = {}
        self.assessments: dict[str, Assessment] = {}
        self.retractions: dict[str, Retraction] = {}
        self.versions: dict[str, int] = defaultdict(int)
        self.asserted_by: TimeSpan | None = None
        self.changes = 0
        self._party_names: dict[str, list[str]] = defaultdict(list)
        self._cached: dict[Any, Any] = {}
        for entry in entries:
            self.take(entry)

    def take(self, entry: Entry) -> None:
        """Take in the next entry of the log."""
        self.put(entry.record)

    def put(self, record: Record) -> None:
        """Take in one record; a record under a key that is there already replaces it."""
        held = self._table(record)
        if not isinstance(record, Claim):
            self._cached.clear()
        if isinstance(record, Party):
            for name in {fold(record.key), *_names(record), fold(record.key.rsplit("/", 1)[-1])}:
                if record.key not in self._party_names[name]:
                    self._party_names[name].append(record.key)
        held[record.key] = record
        self.versions[record.key] += 1
        self.changes += 1

    def _table(self, record: Record) -> dict[str, Any]:
        for kind, held in (
            (Claim, self.claims),
            (Party, self.parties),
            (Source, self.sources),
            (Event, self.events),
            (Term, self.terms),
            (Link, self.links),
            (Assessment, self.assessments),
            (Retraction, self.retractions),
        ):
            if isinstance(record, kind):
                return held
        raise TypeError(f"not a record: {record!r}")

    def find(self, key: str) -> Record | None:
        """The record in force under *key*, whatever its kind."""
        tables = (self.claims, self.parties, self.sources, self.events, self.links, self.assessments)
        for held in (*tables, self.terms, self.retractions):
            found: Record | None = held.get(key)
            if found is not None:
                return found
        return None

    def records(self) -> tuple[Record, ...]:
        """Every record in force, kind by kind: first what others refer to."""
        return tuple(
            chain(
                self.terms.values(),
                self.parties.values(),
                self.sources.values(),
                self.events.values(),
                self.claims.values(),
                self.links.values(),
                self.assessments.values(),
                self.retractions.values(),
            )
        )

    # words

    @property
    def vocabulary(self) -> Vocabulary:
        """The shipped vocabulary with what this ledger adds to it."""
        found = self._cached.get("vocabulary")
        if found is None:
            base = self._base if self._base is not None else default_vocabulary()
            found = base.extended(self.terms.values()) if self.terms else base
            self._cached["vocabulary"] = found
        return found

    # events

    def event(self, key: str) -> Event | None:
        """The event of that key."""
        return self.events.get(key)

    @property
    def _incidents(self) -> dict[str, str]:
        found = self._cached.get("incidents")
        if found is None:
            found = self._cached["incidents"] = _joined(
                (link.a, link.b)
                for link in self.links.values()
                if link.accepted and link.relation is Relation.SAME_AS and link.a in self.events
            )
        return found

    def incident(self, key: str) -> str:
        """The key that stands for the event and all that a person merged with it."""
        return self._incidents.get(key, key)

    def incidents_around(self, key: str) -> tuple[str, ...]:
        """The incidents that the event is part of, from the nearest outwards."""
        around: list[str] = []
        event = self.events.get(key)
        while event is not None and event.part_of is not None:
            outer = self.incident(event.part_of)
            if outer in around or outer == key:
                break
            around.append(outer)
            event = self.events.get(outer)
        return tuple(around)

    def events_distinct(self, one: str, other: str) -> bool:
        """Whether a person declared the two events different."""
        found = self._cached.get("distinct")
        if found is None:
            found = self._cached["distinct"] = {
                frozenset((self.incident(link.a), self.incident(link.b)))
                for link in self.links.values()
                if link.accepted and link.relation is Relation.DISTINCT_FROM
            }
        return frozenset((one, other)) in found

    # parties

    def party(self, key: str) -> str:
        """The key that stands for the party and all that are the same as it."""
        found = self._cached.get("same_party")
        if found is None:
            pairs = [(party.key, other) for party in self.parties.values() for other in party.same_as]
            pairs += [
                (link.a, link.b)
                for link in self.links.values()
                if link.accepted and link.relation is Relation.SAME_AS and link.a in self.parties
            ]
            found = self._cached["same_party"] = _joined(pairs)
        if key not in self.parties:
            named = self.party_called(key)
            key = named if named is not None else fold(key)
        return found.get(key, key)

    def party_called(self, name: str) -> str | None:
        """The key of the only party of that key, name or alias; None if there is none, or more than one."""
        if name in self.parties:
            return name
        keys = self._party_names.get(fold(name), [])
        return keys[0] if len(keys) == 1 else None

    def party_name(self, key: str) -> str:
        """The party's name, for a sentence."""
        party = self.parties.get(key)
        return party.name if party is not None else key

    def is_called(self, key: str, name: str) -> bool:
        """Whether the party, or one that is the same, has this key, name or alias."""
        return key == name or key in self._party_names.get(fold(name), ())

    def is_declared(self, key: str) -> bool:
        """Whether somebody described the party, and did not only use its name."""
        party = self.parties.get(key)
        return party is not None and party.declared

    def control_group(self, key: str, when: TimeSpan | None) -> str:
        """The key that stands for all parties joined by ``acts_for`` at that time.

        A tie whose time is not known to be over or to come counts: a relation that is unknown is read the safe way.
        """
        limits = self._limits
        epoch = _epoch(when, limits)
        slot = None if epoch is None else (bisect_left(limits, epoch), bisect_right(limits, epoch))
        groups = self._cached.get(("groups", slot))
        if groups is None:
            pairs = [
                (self.party(party.key), self.party(tie.party))
                for party in self.parties.values()
                for tie in party.acts_for
                if epoch is None or _ties(tie, epoch)
            ]
            groups = self._cached["groups", slot] = _joined(pairs)
        found = self.party(key)
        return groups.get(found, found)

    @property
    def _limits(self) -> list[date]:
        found = self._cached.get("limits")
        if found is None:
            ends = {
                _day(end)
                for party in self.parties.values()
                for tie in party.acts_for
                for end in (
                    None if tie.since is None else tie.since.earliest,
                    None if tie.until is None else tie.until.latest,
                )
                if end is not None
            }
            found = self._cached["limits"] = sorted(ends)
        return found

    # claims

    def own_words(self, claim: Claim) -> bool:
        """Whether the claim is known from its claimant itself, and not only through a report."""
        appearances = self.standing_appearances(claim)
        return not appearances or any(self.is_own(claim, appearance) for appearance in appearances)

    def is_own(self, claim: Claim, appearance: Appearance) -> bool:
        """Whether the appearance gives the claimant's own words: its own publication, or marked so."""
        if appearance.attribution is not None:
            return appearance.attribution is Attribution.OWN
        source = self.sources.get(appearance.source)
        if source is None or source.publisher is None:
            return False
        when = source.published or claim.asserted
        group = self.control_group(source.publisher, when)
        return any(self.control_group(key, when) == group for key in claim.claimants)

    def standing_appearances(self, claim: Claim) -> tuple[Appearance, ...]:
        """The appearances whose source was not retracted."""
        retracted = self.retracted_sources
        if not retracted:
            return claim.appearances
        return tuple(one for one in claim.appearances if one.source not in retracted)

    @property
    def retracted_sources(self) -> frozenset[str]:
        """The keys of the sources that their publishers took back."""
        found = self._cached.get("retracted_sources")
        if found is None:
            found = self._cached["retracted_sources"] = frozenset(
                one.target for one in self.retractions.values() if one.target in self.sources
            )
        return found

    @property
    def superseded(self) -> dict[str, str]:
        """The claims that are no longer current, each with the reason."""
        found = self._cached.get("superseded")
        if found is None:
            found = {}
            for retraction in self.retractions.values():
                if retraction.target in self.claims:
                    when = f" on {retraction.when.edtf}" if retraction.when else ""
                    found[retraction.target] = f"retracted{when}"
            for link in self.links.values():
                if self.takes_effect(link):
                    what = "retracted" if link.relation is Relation.RETRACTS else "superseded"
                    found.setdefault(link.b, f"{what} by {link.a}")
            self._cached["superseded"] = found
        return found

    def takes_effect(self, link: Link) -> bool:
        """Whether an update, correction or retraction comes from the claimant or a party it acts for."""
        if not link.accepted or link.relation not in {Relation.UPDATES, Relation.CORRECTS, Relation.RETRACTS}:
            return False
        older = self.claims.get(link.b)
        if older is None:
            return False
        newer = self.claims.get(link.a)
        makers = newer.claimants if newer is not None else ((link.a,) if link.a in self.parties else ())
        return self.may_revise(makers, older)

    def may_revise(self, makers: Iterable[str], claim: Claim) -> bool:
        """Whether all *makers* are claimants of the claim or parties that a claimant acts for."""
        allowed: set[str] = set()
        for key in claim.claimants:
            allowed |= self.masters(key)
        found = {self.party(key) for key in makers}
        return bool(found) and found <= allowed

    def masters(self, key: str) -> set[str]:
        """The party itself and every party it acts for."""
        reached, waiting = {self.party(key)}, [self.party(key)]
        ties: dict[str, list[str]] = self._cached.get("ties") or {}
        if not ties:
            for party in self.parties.values():
                ties.setdefault(self.party(party.key), []).extend(self.party(tie.party) for tie in party.acts_for)
            self._cached["ties"] = ties
        while waiting:
            for master in ties.get(waiting.pop(), ()):
                if master not in reached:
                    reached.add(master)
                    waiting.append(master)
        return reached

    def is_current(self, claim: Claim) -> bool:
        """Whether the claim still stands: not retracted, not superseded, not left without a source."""
        return claim.key not in self.superseded and not self.is_unsupported(claim)

    def is_unsupported(self, claim: Claim) -> bool:
        """Whether every source in which the claim stood was retracted."""
        return bool(claim.appearances) and not self.standing_appearances(claim)

    def disputed(self, one: str, other: str) -> bool:
        """Whether a person set a ``disputes`` link between the two claims."""
        pairs = self._cached.get("disputes")
        if pairs is None:
            pairs = self._cached["disputes"] = {
                frozenset((link.a, link.b))
                for link in self.links.values()
                if link.accepted and link.relation in {Relation.DISPUTES, Relation.REFUTES}
            }
        return frozenset((one, other)) in pairs

    def acts_joined(self, one: str, other: str) -> bool:
        """Whether a person joined the two claims as reports of one act."""
        acts = self._cached.get("acts")
        if acts is None:
            acts = self._cached["acts"] = _joined(
                (link.a, link.b) for link in self.links.values() if link.accepted and link.relation is Relation.SAME_ACT
            )
        return one in acts and acts[one] == acts.get(other)

    def figures(self, claimants: tuple[str, ...], event: str | None) -> Iterable[Claim]:
        """The claims of these claimants about this incident."""
        held = self._cached.get(("figures", self.changes))
        if held is None:
            held = defaultdict(list)
            for claim in self.claims.values():
                made_by = tuple(sorted({self.party(key) for key in claim.claimants}))
                about = None if claim.event is None else self.incident(claim.event)
                held[made_by, about].append(claim)
            for key in [key for key in self._cached if key[0] == "figures"]:
                del self._cached[key]
            self._cached["figures", self.changes] = held
        return tuple(held.get((claimants, event), ()))

    def homed(self, claim: Claim, home: Any) -> Claim:
        """The claim with a weak reference to the ledger it belongs to."""
        return evolve(claim, home=home)


def _joined(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each member of a connected set with the smallest key of the set."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        parent.setdefault(key, key)
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for one, other in pairs:
        a, b = sorted((root(one), root(other)))
        parent[b] = a
    return {key: root(key) for key in list(parent)}


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _epoch(when: TimeSpan | None, limits: list[date]) -> date | None:
    """The day by which limited ties are judged, or None if there are none or the day is not known."""
    if not limits or when is None or when.earliest is None:
        return None
    return _day(when.earliest)


def _ties(tie: Tie, day: date) -> bool:
    if tie.since is not None and tie.since.earliest is not None and day < _day(tie.since.earliest):
        return False
    return not (tie.until is not None and tie.until.latest is not None and day > _day(tie.until.latest))
