"""What a log amounts to: the records in force, who stands under whom, and which claims are current."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from itertools import chain
from typing import Any, Final

from attrs import evolve

from claimcheck.log import Entry
from claimcheck.model import (
    Appearance,
    Assessment,
    Attribution,
    Claim,
    Event,
    Link,
    Measure,
    Party,
    Record,
    Relation,
    Retraction,
    Source,
    Term,
    Tie,
)
from claimcheck.quantity import Quantity
from claimcheck.records import Held, mentioned
from claimcheck.searching.index import Index, PlainIndex
from claimcheck.spans import TimeSpan
from claimcheck.vocabulary import Vocabulary, default_vocabulary, fold

__all__ = ["View", "says"]


class View:
    """The state that the entries of a log amount to; it only ever takes in further entries."""

    def __init__(self, entries: Iterable[Entry] = (), *, base: Vocabulary | None = None) -> None:
        self.base = base
        self.parties: Held[Party] = Held()
        self.sources: Held[Source] = Held()
        self.events: Held[Event] = Held()
        self.terms: dict[str, Term] = {}
        self.claims: Held[Claim] = Held()
        self.links: dict[str, Link] = {}
        self.assessments: dict[str, Assessment] = {}
        self.retractions: dict[str, Retraction] = {}
        self.versions: dict[str, int] = defaultdict(int)
        self._amended: dict[str, int] = {}
        self.changes = 0
        self._cached: dict[Any, Any] = {}
        self._words: PlainIndex | None = None
        self._indexes: dict[str, tuple[int, dict[str | None, list[Any]]]] = {}
        for entry in entries:
            self.take(entry)

    def take(self, entry: Entry) -> None:
        """Take in the next entry of the log."""
        self.put(entry.record)

    def put(self, record: Record) -> None:
        """Take in one record; a record under a key that is there already replaces it."""
        if isinstance(record, Claim):
            self._cached.pop("superseded", None)
            if self._words is not None:
                self._words.take(record)
        else:
            self._cached.clear()
        self._replace(record)
        self.changes += 1

    def _replace(self, record: Record) -> None:
        held = self._table(record)
        before = held.get(record.key)
        if isinstance(record, Claim) and isinstance(before, Claim) and says(before) != says(record):
            self._amended[record.key] = self.versions[record.key] + 1
        held[record.key] = record
        self.versions[record.key] += 1

    def expect(self, keys: Mapping[str, Iterable[str]]) -> None:
        """Make ready for these keys to be looked up, by the kind of their records; in memory they are."""

    def _table(self, record: Record) -> dict[str, Any]:
        name = _TABLES.get(type(record))
        if name is None:
            raise TypeError(f"not a record: {record!r}")
        table: dict[str, Any] = getattr(self, name)
        return table

    def held(self, record: Record) -> Record | None:
        """The record in force of the same kind and key."""
        found: Record | None = self._table(record).get(record.key)
        return found

    def kind_of(self, record: Record) -> str:
        """The kind of a record; a measure is a term."""
        return "Term" if isinstance(record, Term) else type(record).__name__

    def amended_at(self, key: str) -> int:
        """The version at which what a claim says, or who says it, last changed; 1 where it never did."""
        return self._amended.get(key, 1)

    def find(self, key: str) -> Record | None:
        """The record in force under *key*, whatever its kind."""
        tables = (self.claims, self.parties, self.sources, self.events, self.links, self.assessments)
        for held in (*tables, self.terms, self.retractions):
            found: Record | None = held.get(key)
            if found is not None:
                return found
        return None

    @property
    def index(self) -> Index:
        """By which words claims are found; made when it is first asked for."""
        if self._words is None:
            self._words = PlainIndex(self.claims.values())
        return self._words

    @contextmanager
    def finding(self) -> Iterator[Index]:
        """Give the index, and keep what it finds as it is until the claims are read."""
        yield self.index

    def claims_of(self, keys: Iterable[str]) -> list[Claim]:
        """The claims of these keys, all of which are there."""
        return [self.claims[key] for key in keys]

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

    def mentioning(self, keys: Iterable[str]) -> tuple[Record, ...]:
        """The events within these, the sources made from these, and the links, grades and retractions of these."""
        index = self._index("mentions", self._told_of, mentioned)
        return _each(record for key in keys for record in index.get(key, ()))

    def claims_about(self, events: Iterable[str | None]) -> tuple[Claim, ...]:
        """The claims about these events; with None, those that name none."""
        index = self._index("about", self.claims.values, lambda claim: (claim.proposition.event,))
        return _each(claim for event in events for claim in index.get(event, ()))

    def claims_in(self, sources: Iterable[str]) -> tuple[Claim, ...]:
        """The claims that stand in these sources."""
        index = self._index("standing", self.claims.values, lambda claim: [one.source for one in claim.appearances])
        return _each(claim for source in sources for claim in index.get(source, ()))

    def claims_by(self, parties: Iterable[str]) -> tuple[Claim, ...]:
        """The claims that these parties make."""
        index = self._index("made", self.claims.values, lambda claim: claim.claimants)
        return _each(claim for party in parties for claim in index.get(party, ()))

    def _told_of(self) -> Iterable[Record]:
        held = (self.events, self.sources, self.links, self.assessments, self.retractions)
        return chain.from_iterable(one.values() for one in held)

    def _index(
        self, name: str, records: Callable[[], Iterable[Any]], keys: Callable[[Any], Iterable[str | None]]
    ) -> dict[str | None, list[Any]]:
        """Records by the keys that they name, made anew after each change."""
        held = self._indexes.get(name)
        if held is None or held[0] != self.changes:
            index: dict[str | None, list[Any]] = defaultdict(list)
            for record in records():
                for key in dict.fromkeys(keys(record)):
                    index[key].append(record)
            held = self._indexes[name] = (self.changes, index)
        return held[1]

    # words

    @property
    def vocabulary(self) -> Vocabulary:
        """The shipped vocabulary with what this ledger adds to it."""
        found = self._cached.get("vocabulary")
        if found is None:
            base = self.base if self.base is not None else default_vocabulary()
            found = base.extended(self.terms.values()) if self.terms else base
            self._cached["vocabulary"] = found
        return found

    # events

    def event(self, key: str) -> Event | None:
        """The event of that key, with what those that a person merged with it add."""
        event = self.events.get(key)
        if event is None or key not in self._incidents:
            return event
        whole = self._cached.get(("whole", key))
        if whole is None:
            incident = self._incidents[key]
            whole = event
            for other in sorted(one for one, stands_for in self._incidents.items() if stands_for == incident):
                added = {
                    name: getattr(self.events[other], name)
                    for name in ("label", "over", "occurred", "place", "subject")
                    if other in self.events and getattr(whole, name) is None
                }
                whole = evolve(whole, **added)
            self._cached["whole", key] = whole
        return whole

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

    def events_merged(self, key: str) -> tuple[str, ...]:
        """The event and those that a person merged with it."""
        same = self._incidents.get(key)
        return (key,) if same is None else tuple(sorted(one for one in self._incidents if self._incidents[one] == same))

    def incident(self, key: str) -> str:
        """The key that stands for the event and all that a person merged with it."""
        return self._incidents.get(key, key)

    def incidents_around(self, key: str) -> tuple[str, ...]:
        """The incidents that the event is part of, from the nearest outwards."""
        outwards = self._cached.get("outwards")
        if outwards is None:
            outwards = self._cached["outwards"] = defaultdict(set)
            for event in self.events.values():
                if event.part_of is not None:
                    outwards[self.incident(event.key)].add(self.incident(event.part_of))
        here = self.incident(key)
        around: dict[str, None] = {}
        level = sorted(outwards.get(here, ()))
        while level:
            around |= dict.fromkeys(level)
            level = sorted({outer for inner in level for outer in outwards.get(inner, ())} - around.keys())
        around.pop(here, None)
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
        return frozenset((self.incident(one), self.incident(other))) in found

    # parties

    def party(self, key: str) -> str:
        """The key that stands for the party and all that are the same as it."""
        found = self._cached.get("same_party")
        if found is None:
            pairs = [(party.key, other) for party in self.parties.values() for other in party.same_as]
            pairs += [(party.key, described) for party in self.parties.values() for described in self._meant(party)]
            pairs += [
                (link.a, link.b)
                for link in self.links.values()
                if link.accepted and link.relation is Relation.SAME_AS and link.a in self.parties
            ]
            found = self._cached["same_party"] = _joined(pairs)
        if key not in self.parties:
            named = self.party_called(key)
            key = named if named is not None else fold(key)
        joined: str = found.get(key, key)
        return joined

    def _meant(self, party: Party) -> tuple[str, ...]:
        """The only party that is described under the name of one that nobody described; whichever came first."""
        if party.declared:
            return ()
        described = sorted(key for key in self.parties.namesakes(party.name) if self.parties[key].declared)
        return tuple(described) if len(described) == 1 else ()

    def party_called(self, name: str) -> str | None:
        """The key of the only party of that key, name or alias; None if there is none, or more than one."""
        return self.parties.called(name)

    def party_name(self, key: str) -> str:
        """The party's name, for a sentence."""
        party = self.parties.get(key)
        return party.name if party is not None else key

    def is_called(self, key: str, name: str) -> bool:
        """Whether the party, or one that is the same, has this key, name or alias."""
        if self.parties.is_called(key, name):
            return True
        same = self.party(key)
        return any(self.party(other) == same for other in self.parties.namesakes(name))

    def source_name(self, key: str) -> str:
        """The source's name, for a sentence; of one without a name the key, without the name of its case."""
        source = self.sources.get(key)
        return key.rsplit("/", 1)[-1] if source is None or source.name is None else source.name

    def claim_name(self, key: str) -> str:
        """The claim's words, for a sentence, or its key where it has none."""
        claim = self.claims.get(key)
        return key if claim is None or not claim.text else claim.text

    def group_name(self, group: str) -> str:
        """The name of a control group: that of the party at its head, which acts for nobody in it."""
        heads = sorted(key for key in self.masters(group) if not self._cached["ties"].get(key))
        return " and ".join(self.party_name(key) for key in heads) or self.party_name(group)

    def is_declared(self, key: str) -> bool:
        """Whether somebody described the party or one that is the same, and did not only use its name."""
        described = self._cached.get("described")
        if described is None:
            described = self._cached["described"] = {
                self.party(party.key) for party in self.parties.values() if party.declared
            }
        return self.party(key) in described

    def control_group(self, key: str, when: TimeSpan | None) -> str:
        """The key that stands for all parties joined by ``acts_for`` at that time.

        A tie whose time is not known to be over or to come counts: a relation that is unknown is read the safe way.
        """
        slot = (
            ()
            if not self._limits
            else tuple(
                None if day is None else (bisect_left(self._limits, day), bisect_right(self._limits, day))
                for day in _days(when)
            )
        )
        groups = self._cached.get(("groups", slot))
        if groups is None:
            pairs = [
                (self.party(party.key), self.party(tie.party))
                for party in self.parties.values()
                for tie in party.acts_for
                if _ties(tie, when)
            ]
            groups = self._cached["groups", slot] = _joined(pairs)
        found = self.party(key)
        group: str = groups.get(found, found)
        return group

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
            told = {
                one.target for one in self.retractions.values() if one.target in self.sources and self._retracts(one)
            }
            linked = {
                link.b
                for link in self.links.values()
                if link.accepted
                and link.relation is Relation.RETRACTS
                and link.b in self.sources
                and self._may(self._makers(link.a), self._makers(link.b), None)
            }
            found = self._cached["retracted_sources"] = frozenset(told | linked)
        return found

    def _retracts(self, retraction: Retraction) -> bool:
        """Whether a retraction comes from whoever may make it; one that names nobody is the claimant's own."""
        return retraction.by is None or self._may((retraction.by,), self._makers(retraction.target), retraction.when)

    def _makers(self, key: str) -> tuple[str, ...]:
        """Who speaks in a record: the claimants of a claim, the publisher of a source, a party itself."""
        if key in self.claims:
            return self.claims[key].claimants
        if key in self.sources:
            publisher = self.sources[key].publisher
            return () if publisher is None else (publisher,)
        return (key,) if key in self.parties else ()

    @property
    def superseded(self) -> dict[str, str]:
        """The claims that are no longer current, each with the reason."""
        found = self._cached.get("superseded")
        if found is None:
            found = {}
            for retraction in self.retractions.values():
                if retraction.target in self.claims and self._retracts(retraction):
                    when = f" on {retraction.when.edtf}" if retraction.when else ""
                    found[retraction.target] = f"retracted{when}"
            newer: dict[str, str] = {}
            for link in self.links.values():
                if self.takes_effect(link) and not _leads(link.a, link.b, newer):
                    what = "retracted" if link.relation is Relation.RETRACTS else "superseded"
                    newer.setdefault(link.b, link.a)
                    found.setdefault(link.b, f"{what} by {link.a}")
            self._cached["superseded"] = found
        return found

    def takes_effect(self, link: Link) -> bool:
        """Whether an update, correction or retraction comes from the claimant or a party it acts for."""
        if not link.accepted or link.relation not in {Relation.UPDATES, Relation.CORRECTS, Relation.RETRACTS}:
            return False
        older = self.claims.get(link.b)
        if older is None or link.a == link.b:
            return False
        newer = self.claims.get(link.a)
        return self.may_revise(self._makers(link.a), older, None if newer is None else newer.asserted)

    def may_revise(self, makers: Iterable[str], claim: Claim, when: TimeSpan | None = None) -> bool:
        """Whether all *makers* are claimants of the claim or parties that a claimant acts for at that time."""
        return self._may(makers, claim.claimants, when)

    def _may(self, makers: Iterable[str], owners: Iterable[str], when: TimeSpan | None) -> bool:
        allowed = {master for key in owners for master in self.masters(key, when)}
        found = {self.party(key) for key in makers}
        return bool(found) and found <= allowed

    def masters(self, key: str, when: TimeSpan | None = None) -> set[str]:
        """The party itself and every party it acts for at that time; a tie whose time is not known counts."""
        reached, waiting = {self.party(key)}, [self.party(key)]
        ties: dict[str, list[Tie]] = self._cached.get("ties") or {}
        if not ties:
            for party in self.parties.values():
                ties.setdefault(self.party(party.key), []).extend(party.acts_for)
            self._cached["ties"] = ties
        while waiting:
            for tie in ties.get(waiting.pop(), ()):
                master = self.party(tie.party)
                if master not in reached and _ties(tie, when):
                    reached.add(master)
                    waiting.append(master)
        return reached

    def is_current(self, claim: Claim) -> bool:
        """Whether the claim still stands: not retracted, not superseded, not left without a source."""
        return claim.key not in self.superseded and not self.is_unsupported(claim)

    def is_unsupported(self, claim: Claim) -> bool:
        """Whether every source in which the claim stood was retracted."""
        return bool(claim.appearances) and not self.standing_appearances(claim)

    @property
    def disputed_pairs(self) -> dict[str, frozenset[str]]:
        """Each claim between which and others a person set a ``disputes`` or ``refutes`` link, with these others."""
        found = self._cached.get("disputes")
        if found is None:
            pairs: dict[str, set[str]] = defaultdict(set)
            for link in self.links.values():
                if link.accepted and link.relation in {Relation.DISPUTES, Relation.REFUTES}:
                    pairs[link.a].add(link.b)
                    pairs[link.b].add(link.a)
            found = self._cached["disputes"] = {key: frozenset(others) for key, others in pairs.items()}
        return found

    def disputed(self, one: str, other: str) -> bool:
        """Whether a person set a ``disputes`` link between the two claims."""
        return other in self.disputed_pairs.get(one, ())

    def acts_joined(self, one: str, other: str) -> bool:
        """Whether a person joined the two claims as reports of one act."""
        return one in self.one_act and self.one_act[one] == self.one_act.get(other)

    @property
    def one_act(self) -> dict[str, str]:
        """Each claim that a person joined with others as reports of one act, with the key that stands for them."""
        acts: dict[str, str] | None = self._cached.get("acts")
        if acts is None:
            acts = self._cached["acts"] = _joined(
                (link.a, link.b) for link in self.links.values() if link.accepted and link.relation is Relation.SAME_ACT
            )
        return acts

    def figures(self, claimants: tuple[str, ...], event: str | None, value: Quantity) -> Iterable[Claim]:
        """The claims of these claimants about this incident that give the same figure."""
        held = self._cached.get("figures")
        if held is None or held[0] != self.changes:
            index = defaultdict(list)
            for claim in self.claims.values():
                figure = claim.proposition.value
                if isinstance(figure, Quantity):
                    made_by = tuple(sorted({self.party(key) for key in claim.claimants}))
                    about = None if claim.event is None else self.incident(claim.event)
                    index[made_by, about, figure.low, figure.high].append(claim)
            held = self._cached["figures"] = (self.changes, index)
        return tuple(held[1].get((claimants, event, value.low, value.high), ()))


_TABLES: Final[dict[type[Any], str]] = {
    Claim: "claims",
    Party: "parties",
    Source: "sources",
    Event: "events",
    Term: "terms",
    Measure: "terms",
    Link: "links",
    Assessment: "assessments",
    Retraction: "retractions",
}


def says(claim: Claim) -> object:
    """What of a claim an amendment may change so that a grade given before no longer speaks of it."""
    return claim.proposition, claim.claimants, claim.basis


def _each(records: Iterable[Any]) -> tuple[Any, ...]:
    return tuple({(type(record), record.key): record for record in records}.values())


def _leads(start: str, end: str, newer: dict[str, str]) -> bool:
    """Whether what replaced *start*, or what replaced that, is *end*: the link between them would close a ring."""
    while start in newer:
        start = newer[start]
        if start == end:
            return True
    return False


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


def _days(span: TimeSpan | None) -> tuple[date | None, date | None]:
    """The first and the last day of a span, None where it is open or not known."""
    if span is None:
        return None, None
    first, last = (None if end is None else _day(end) for end in (span.earliest, span.latest))
    return first, last


def _ties(tie: Tie, when: TimeSpan | None) -> bool:
    """Whether a tie holds then, or may: it does not only where it is known to be to come or to be over."""
    first, last = _days(when)
    since, until = _days(tie.since)[0], _days(tie.until)[1]
    to_come = last is not None and since is not None and last < since
    return not (to_come or (first is not None and until is not None and first > until))
