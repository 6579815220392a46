"""How does a ledger stand as a bundle of STIX 2.1, which systems for threat intelligence take in?

Source: STIX Version 2.1, OASIS Standard of 10 June 2021: Grouping, Identity, Incident, Note, Opinion and Report
(section 4), Relationship (5.1), Extension Definition (7.3).

A party is an Identity, an event an Incident, a claim a Note whose authors are its claimants, a source a Report, or a
Grouping where it has no date, which a Report must have. A link is a Relationship by whoever set it; only where a party
itself disputes or supports another's claim it is an Opinion as well. A grade is an Opinion where its scheme says how
far someone agrees, and else a Note. What the library computed is a Relationship by the system ``claimcheck``, marked
as computed: it is nobody's opinion. Each object carries the whole record, without private fields, as a property
extension. Times are those of the log and never the clock's; no marking is invented.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any, Final

from claimcheck.canonical import to_plain
from claimcheck.exchange.conflicts import conflicts
from claimcheck.exchange.conformance import FIELDS, Cell, leave_out, says
from claimcheck.exchange.outlet import Outlet
from claimcheck.exchange.stix.ids import addresses, id_of, moment, outside_utc, published, recorded, stix_id, there
from claimcheck.grading.admiralty import CREDIBILITY
from claimcheck.grading.claimreview import map_label
from claimcheck.ledger import Ledger
from claimcheck.log import kind_name
from claimcheck.model import Assessment, Claim, Event, Link, Party, Record, Relation, Retraction, Source

__all__ = ["SAYS", "write_stix"]

_VOCABULARY: Final = frozenset({"term", "measure"})
SAYS: Final[Mapping[str, Cell]] = says(
    said=" ".join(one for one in FIELDS if one.partition(".")[0] not in _VOCABULARY and one != "claim.private")
)
"""What a bundle says: every field but private ones and the vocabulary, of which STIX has no notion."""

_SYSTEM: Final = stix_id("identity", "system", "claimcheck")
_EXTENSION: Final = stix_id("extension-definition", "extension", "record")
_DEFINED: Final = "2026-01-01T00:00:00.000Z"
"""When the extension was defined: it belongs to the format, and not to what is written in it."""

_DEFINITIONS: Final[tuple[dict[str, Any], ...]] = (
    {
        "type": "identity",
        "spec_version": "2.1",
        "id": _SYSTEM,
        "created": _DEFINED,
        "modified": _DEFINED,
        "name": "claimcheck",
        "description": "The software that compared the claims; what it computed is nobody's opinion.",
        "identity_class": "system",
    },
    {
        "type": "extension-definition",
        "spec_version": "2.1",
        "id": _EXTENSION,
        "created_by_ref": _SYSTEM,
        "created": _DEFINED,
        "modified": _DEFINED,
        "name": "claimcheck record",
        "description": "The record that an object was made from, or what was computed from two records.",
        "schema": "https://claimcheck.org/ns#stix",
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    },
)


def write_stix(ledger: Ledger, outlet: Outlet) -> Iterator[bytes]:
    """Yield *ledger* as a bundle of STIX 2.1, one object on a line.

    Examples:
        >>> import json
        >>> ledger = Ledger()
        >>> claim = ledger.claim("37 killed", by="army", key="a")
        >>> held = json.loads(b"".join(write_stix(ledger, Outlet())))
        >>> [one["type"] for one in held["objects"]]
        ['identity', 'extension-definition', 'identity', 'note']
    """
    told = sha256()
    yield b'{"type": "bundle", "objects": [\n'
    between = b""
    for one in (*_DEFINITIONS, *_Bundle(ledger, outlet).objects()):
        line = json.dumps(one, ensure_ascii=False, allow_nan=False).encode("utf-8")
        told.update(line)
        outlet.wrote()
        yield between + line
        between = b",\n"
    yield f'\n], "id": "{stix_id("bundle", told.hexdigest())}"}}\n'.encode()


class _Bundle:
    """What the objects of a bundle are made from."""

    def __init__(self, ledger: Ledger, outlet: Outlet) -> None:
        self.ledger, self.view, self.outlet = ledger, ledger.view, outlet
        self.recorded = recorded(ledger)
        self.records: list[Record] = sorted(ledger.records(), key=lambda record: (kind_name(record), record.key))
        self.parties = [one for one in self.records if isinstance(one, Party)]
        self.events = [one for one in self.records if isinstance(one, Event)]
        self.sources = [one for one in self.records if isinstance(one, Source)]
        self.claims = [one for one in self.records if isinstance(one, Claim)]
        self.retractions: dict[str, list[Retraction]] = defaultdict(list)
        self.ids: dict[str, str] = {}
        """The ids of what relationships and grades may point at, by key."""

    def objects(self) -> Iterator[dict[str, Any]]:
        """Yield the objects, kind by kind, each kind in the order of the keys."""
        joins = [*self._joins()]
        within = self._within(joins)
        for record in self.records:
            leave_out(record, SAYS, self.outlet)
            for name in outside_utc(record):
                self.outlet.leave(record.key, f"{name}: it is outside of the years of UTC, in which STIX writes times")
            if isinstance(record, Source) and record.key not in within:
                self.outlet.leave(record.key, "a report must refer to something, and no claim stands in this source")
            elif isinstance(record, Claim) and not _refers(record):
                self.outlet.leave(record.key, "a note must refer to a claimant, a source or an event, and has none")
            elif isinstance(record, Party | Event | Source | Claim):
                self.ids[record.key] = id_of(record)
        for record in self.records:
            if isinstance(record, Retraction):
                self._know(record.key, record.target)
                self.retractions[record.target].append(record)
        yield from map(self._identity, self.parties)
        yield from map(self._incident, self.events)
        yield from (self._report(one, within[one.key]) for one in self.sources if one.key in within)
        yield from (self._note(one) for one in self.claims if _refers(one))
        yield from joins
        yield from self._links()
        yield from self._computed()
        yield from self._grades()

    # what is made of a record

    def _made(self, record: Record, type_: str, id_: str, **properties: Any) -> dict[str, Any]:
        """An object with the record that it was made from, and with what took that back."""
        plain = to_plain(record)
        plain.pop("private", None)
        extension: dict[str, Any] = {"extension_type": "property-extension", "record": plain}
        taken_back = self.retractions.get(record.key) if self.ids.get(record.key) == id_ else None
        if taken_back:
            extension["retractions"] = [to_plain(one) for one in taken_back]
        return self._object(record, type_, id_, **properties, extensions={_EXTENSION: extension})

    def _object(self, record: Record, type_: str, id_: str, **properties: Any) -> dict[str, Any]:
        created, modified = self.recorded[kind_name(record), record.key]
        head = {"type": type_, "spec_version": "2.1", "id": id_, "created": created, "modified": modified}
        return head | there(properties)

    def _identity(self, party: Party) -> dict[str, Any]:
        named = _CLASSES.get((party.kind or "").casefold(), "unknown")
        return self._made(
            party, "identity", id_of(party), name=party.name, description=party.note, identity_class=named
        )

    def _incident(self, event: Event) -> dict[str, Any]:
        name = event.label or event.key
        return self._made(event, "incident", id_of(event), name=name, description=event.note)

    def _report(self, source: Source, refs: list[str]) -> dict[str, Any]:
        when = published(source)
        if when is None:
            self.outlet.warn(source.key, "a report of STIX has a date, and this source has none: it is a grouping")
        return self._made(
            source,
            "grouping" if when is None else "report",
            id_of(source),
            name=source.name or source.key,
            description=source.note,
            context="unspecified" if when is None else None,
            published=when,
            revoked=source.key in self.view.retracted_sources or None,
            object_refs=refs,
            external_references=[*addresses(source)],
        )

    def _note(self, claim: Claim) -> dict[str, Any]:
        view = self.view
        standing = view.superseded.get(claim.key, "").split()[:1]
        if view.is_unsupported(claim):
            standing.append("unsupported")
        if not claim.polarity:
            standing.append("denied")
        sources = [view.sources[one.source] for one in claim.appearances]
        refs = [stix_id("identity", "party", key) for key in claim.claimants]
        refs += [] if claim.event is None else [stix_id("incident", "event", claim.event)]
        refs += [id_of(source) for source in sources]
        said = claim.text or str(claim.value or claim.measure or claim.key)
        return self._made(
            claim,
            "note",
            id_of(claim),
            content=said if said.strip() else claim.key,
            authors=[view.party_name(key) for key in dict.fromkeys(claim.claimants)],
            object_refs=[*dict.fromkeys(refs)],
            revoked="retracted" in standing or None,
            labels=standing,
            external_references=[
                there({**next(addresses(source)), "description": one.quote})
                for source, one in zip(sources, claim.appearances, strict=True)
            ],
        )

    def _within(self, joins: list[dict[str, Any]]) -> dict[str, list[str]]:
        """What each source refers to: the claims in it, and how it stands to its publisher and to other sources."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for claim in self.claims:
            for one in claim.appearances:
                found[one.source][id_of(claim)] = None
        ids = {id_of(source): source.key for source in self.sources}
        for join in joins:
            for end in (join["source_ref"], join["target_ref"]):
                if end in ids:
                    found[ids[end]][join["id"]] = None
        return {key: [*refs] for key, refs in found.items()}

    # what joins records

    def _joins(self) -> Iterator[dict[str, Any]]:
        """How parties, events and sources stand to one another by what they say themselves."""
        view = self.view
        for party in self.parties:
            for tie in dict.fromkeys(party.acts_for):
                begin, end = moment(tie.since), moment(tie.until, at_end=True)
                ordered = None if begin is None or end is None else begin < end
                yield self._join(
                    party,
                    "acts-for",
                    view.parties[tie.party],
                    str(tie),
                    start_time=begin,
                    stop_time=end if ordered is not False else None,
                )
            for name, keys in (("part-of", party.part_of), ("duplicate-of", party.same_as)):
                for key in dict.fromkeys(keys):
                    yield self._join(party, name, view.parties[key])
        for event in self.events:
            if event.part_of is not None:
                yield self._join(event, "part-of", view.events[event.part_of])
        for source in self.sources:
            if source.publisher is not None:
                yield self._join(view.parties[source.publisher], "publishes", source, of=source)
            for one in dict.fromkeys(source.derives_from):
                how = one.relation.value
                yield self._join(source, "derived-from", view.sources[one.source], how, description=how)

    def _join(
        self,
        one: Party | Event | Source,
        relation: str,
        other: Party | Event | Source,
        *names: str,
        of: Record | None = None,
        **more: Any,
    ) -> dict[str, Any]:
        """A relationship that the record *of*, else the first, says itself."""
        ends = id_of(one), id_of(other)
        return self._object(
            of or one,
            "relationship",
            stix_id("relationship", ends[0], relation, ends[1], *names),
            relationship_type=relation,
            source_ref=ends[0],
            target_ref=ends[1],
            **more,
        )

    def _know(self, key: str, *ends: str) -> bool:
        """Whether the bundle has an object for each of *ends*; else what is told of them is left out, and told of."""
        for end in ends:
            if end not in self.ids:
                self.outlet.leave(key, f"it is about {end!r:.80}, which is no object of the bundle")
                return False
        return True

    def _links(self) -> Iterator[dict[str, Any]]:
        """Each link, then the opinions of parties that themselves dispute or support what another claims."""
        opinions = []
        for link in self.records:
            if not isinstance(link, Link) or not self._know(link.key, link.a, link.b):
                continue
            name = link.relation.value.replace("_", "-")
            by = self._by(link.by)
            made = self._made(
                link,
                "relationship",
                stix_id("relationship", "link", link.key),
                created_by_ref=by,
                relationship_type=name if link.accepted else f"candidate-{name}",
                description=link.basis,
                source_ref=self.ids[link.a],
                target_ref=self.ids[link.b],
            )
            self.ids[link.key] = made["id"]
            yield made
            if link.accepted and link.relation in _OPINIONS and by is not None and self._speaks(link):
                id_ = stix_id("opinion", "link", link.key)
                opinion = _OPINIONS[link.relation]
                refs = [self.ids[link.b]]
                opinions.append(
                    self._made(
                        link,
                        "opinion",
                        id_,
                        created_by_ref=by,
                        explanation=link.basis or f"{self.view.claim_name(link.a)} ({link.relation.value})",
                        authors=[self.view.party_name(str(link.by))],
                        opinion=opinion,
                        object_refs=refs,
                    )
                )
        yield from opinions

    def _by(self, name: str | None) -> str | None:
        """The identity of whoever set a link or gave a grade, where it is a party."""
        key = None if name is None else name if name in self.view.parties else self.view.party_called(name)
        return None if key is None else stix_id("identity", "party", key)

    def _speaks(self, link: Link) -> bool:
        """Whether the link says that its own author, by its claim or as a party, holds something of another's claim."""
        claim = self.view.claims.get(link.a)
        speakers = (link.a,) if claim is None else claim.claimants
        return link.b in self.view.claims and self._by(link.by) in {
            stix_id("identity", "party", key) for key in speakers
        }

    def _computed(self) -> Iterator[dict[str, Any]]:
        """The conflicts that were found by comparing: by the system, and said to be computed."""
        standings = self.ledger.gathered.standings
        done = set()
        for conflict in conflicts(self.ledger):
            held = [standings[key].claim for key in conflict[:2]]
            one, other = (
                self.view.claims.get(claim.key) or self.view.claims[claim.computed_from or ""] for claim in held
            )
            ends = one.key, other.key
            if one.key == other.key or not {*ends} <= self.ids.keys() or (*ends, conflict.outcome) in done:
                continue
            done.add((*ends, conflict.outcome))
            times = [self.recorded["claim", key][1] for key in ends]
            computed = {"outcome": conflict.outcome, "reason": conflict.reason, "claims": list(conflict[:2])}
            yield {
                "type": "relationship",
                "spec_version": "2.1",
                "id": stix_id("relationship", "computed", *ends, conflict.outcome),
                "created_by_ref": _SYSTEM,
                "created": max(times),
                "modified": max(times),
                "relationship_type": "contradicts",
                "description": f"computed, not said by anybody: {conflict.reason}",
                "source_ref": id_of(one),
                "target_ref": id_of(other),
                "labels": ["computed"],
                "extensions": {_EXTENSION: {"extension_type": "property-extension", "computed": computed}},
            }

    def _grades(self) -> Iterator[dict[str, Any]]:
        """Each grade as an opinion where it says how far somebody agrees, and else as a note."""
        for record in self.records:
            if not isinstance(record, Assessment) or not self._know(record.key, record.about):
                continue
            scheme = record.scheme if record.axis is None else f"{record.scheme}/{record.axis}"
            told = f"{scheme}: {record.grade}" + (f". {record.why}" if record.why else "")
            opinion = _opinion(record)
            type_ = "note" if opinion is None else "opinion"
            id_ = stix_id(type_, "assessment", record.key)
            yield self._made(
                record,
                type_,
                id_,
                created_by_ref=self._by(record.by),
                content=told if opinion is None else None,
                explanation=None if opinion is None else told,
                authors=[self.view.party_name(record.by)],
                opinion=opinion,
                object_refs=[self.ids[record.about]],
            )


def _refers(claim: Claim) -> bool:
    """Whether a note of the claim has something to refer to."""
    return bool(claim.claimants or claim.appearances or claim.event is not None)


def _opinion(record: Assessment) -> str | None:
    """How far a grade agrees with what it is about; None where its scheme does not say so."""
    if record.scheme == "admiralty" and record.axis == CREDIBILITY.name:
        mark = CREDIBILITY.mark(record.grade)
        return None if mark is None else _CREDIBILITY.get(mark.grade)
    if record.scheme == "claimreview":
        return _RATINGS.get(map_label(record.grade) or record.grade)
    return None


_CLASSES: Final = {
    **dict.fromkeys(("person", "individual"), "individual"),
    **dict.fromkeys(("collective", "group"), "group"),
    **dict.fromkeys(
        ("state", "ministry", "force", "agency", "outlet", "organisation", "organization", "company", "court", "party"),
        "organization",
    ),
}
"""The classes of identities by our kinds of parties; a country is an organization in STIX."""

_OPINIONS: Final = {
    Relation.SUPPORTS: "agree",
    Relation.CORROBORATES: "agree",
    Relation.CONCEDES: "agree",
    Relation.DISPUTES: "disagree",
    Relation.DENIES: "strongly-disagree",
    Relation.REFUTES: "strongly-disagree",
}
_CREDIBILITY: Final = {
    "1": "strongly-agree",
    "2": "agree",
    "3": "neutral",
    "4": "disagree",
    "5": "strongly-disagree",
}
"""The Admiralty scale by the order of its own words; 6, which cannot be judged, is no opinion."""

_RATINGS: Final = {
    "true": "strongly-agree",
    "mostly_true": "agree",
    "mixture": "neutral",
    "mostly_false": "disagree",
    "false": "strongly-disagree",
}
