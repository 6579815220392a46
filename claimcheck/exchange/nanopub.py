"""How do claims stand as nanopublications: who asserted what, where that is said, and who published it?

Source: Nanopublication Guidelines (Concept Web Alliance, working draft of 15 December 2013, nanopub.net/guidelines) and
the extension ``npx`` for what supersedes and retracts. Each claim in force is one nanopublication of four named graphs.
Its assertion says that somebody claimed something, in our words, and never the thing itself as a fact; its provenance
says who, in which sources, in which words, in those of PROV-O; its publication info names who recorded the claim and
when, where an entry of the ledger's log names somebody, and never the day of writing. A claim that updates or corrects
another supersedes its nanopublication where that takes effect; a retraction is a nanopublication of its own. The IRIs
are no trusty URIs: a server that wants those makes them from the files, which only the publisher can sign.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final, NamedTuple

from claimcheck.exchange.conformance import leave_out, says
from claimcheck.exchange.outlet import Outlet
from claimcheck.exchange.prov.account import ELEMENTS, Literal, Name, Statement, Value
from claimcheck.exchange.prov.iris import CC, DCTERMS, ID, PROV, RDF, RDFS, XSD, encoded, iri_of
from claimcheck.exchange.prov.provo import statements_to_triples
from claimcheck.exchange.prov.saying import act_iri, moment_of, record_iri, say
from claimcheck.exchange.prov.turtle import Triple, trig_text
from claimcheck.ledger import Ledger
from claimcheck.log import kind_name
from claimcheck.model import Claim, Event, Link, Party, Relation, Retraction, Source
from claimcheck.quantity import Quantity

__all__ = ["NANOPUB_SAYS", "write_nanopubs"]

NP: Final = "http://www.nanopub.org/nschema#"
NPX: Final = "http://purl.org/nanopub/x/"

NANOPUB_SAYS: Final = says(
    said="claim.key claim.text claim.claimants claim.act claim.asserted claim.basis claim.appearances claim.inferred"
    " claim.note claim.computed_from proposition.* appearance.* party.key party.name party.kind source.key source.name"
    " source.publisher source.url source.archived source.digest source.published source.retrieved source.language"
    " event.key event.label event.over event.occurred event.place event.subject retraction.*"
)

_TYPE: Final = f"{RDF}type"
_OF_PARTY: Final = frozenset({_TYPE, f"{RDFS}label", f"{CC}key", f"{CC}kind"})
_OF_SOURCE: Final = frozenset(
    {
        *(_TYPE, f"{RDFS}label"),
        *(f"{CC}{name}" for name in "key url archived digest published retrieved language".split()),
    }
)
_OF_EVENT: Final = frozenset(
    {_TYPE, f"{RDFS}label", *(f"{CC}{name}" for name in "key over occurred place subject".split())}
)
_NOT_OF_CLAIM: Final = frozenset({f"{CC}record", f"{CC}no_longer_current"})


class _Graphs(NamedTuple):
    """The four graphs of a nanopublication."""

    iri: str
    assertion: list[Triple]
    provenance: list[Triple]
    info: list[Triple]

    @property
    def named(self) -> list[tuple[str, list[Triple]]]:
        """Each graph with its IRI, the head first."""
        parts = {"assertion": "hasAssertion", "provenance": "hasProvenance", "pubinfo": "hasPublicationInfo"}
        head: list[Triple] = [(self.iri, _TYPE, Name(f"{NP}Nanopublication"))]
        head += [(self.iri, f"{NP}{link}", Name(f"{self.iri}#{part}")) for part, link in parts.items()]
        held = zip(parts, (self.assertion, self.provenance, self.info), strict=True)
        return [(f"{self.iri}#Head", head), *((f"{self.iri}#{part}", triples) for part, triples in held)]


def write_nanopubs(ledger: Ledger, outlet: Outlet) -> Iterable[bytes]:
    """Give the bytes of TriG for *ledger*: a nanopublication for each claim in force, and for each retraction.

    Examples:
        >>> ledger = Ledger()
        >>> claim = ledger.claim("37 killed", by="army", key="a")
        >>> text = b"".join(write_nanopubs(ledger, Outlet())).decode()
        >>> "<https://claimcheck.org/id/nanopub/a#assertion> {" in text
        True
    """
    writing = _Writing(ledger, outlet)
    made = [writing.of_claim(one) for one in sorted(ledger.claims, key=lambda one: one.key)]
    made += [writing.of_retraction(one) for one in writing.retractions]
    writing.tell()
    outlet.wrote(len(made))
    yield trig_text(graph for one in made for graph in one.named).encode("utf-8")


def _nanopub(key: str) -> str:
    return f"{ID}nanopub/{encoded(key)}"


class _Writing:
    def __init__(self, ledger: Ledger, outlet: Outlet) -> None:
        self._ledger = ledger
        self._view = ledger.view
        self._outlet = outlet
        self._said = say(ledger).statements
        self._elements = {(one.kind, one.id): one for one in self._said if one.kind in ELEMENTS}
        self._derived: dict[str | None, list[Statement]] = defaultdict(list)
        for one in self._said:
            if one.kind == "wasDerivedFrom" and not one.values(f"{CC}link"):
                self._derived[one.subject].append(one)
        self._entries = {(kind_name(entry.record), entry.record.key): entry for entry in ledger.log.entries}
        self._replacing: dict[str, list[Link]] = defaultdict(list)
        for link in sorted(ledger.links, key=lambda one: one.key):
            if self._replaces(link):
                self._replacing[link.a].append(link)
        self._told: set[str] = set()
        retractions = (one for one in ledger.records() if isinstance(one, Retraction))
        self.retractions = sorted(retractions, key=lambda one: one.key)

    def of_claim(self, claim: Claim) -> _Graphs:
        """The nanopublication of a claim."""
        iri, nanopub = record_iri(claim), _nanopub(claim.key)
        said = [one for one in self._triples("entity", iri) if one[1] not in _NOT_OF_CLAIM and not _is_of_prov(one)]
        said += [(iri, f"{CC}claimant", Name(iri_of("party", party))) for party in claim.claimants]
        said += [(iri, name, value) for name, value in _figure(claim)]
        if claim.event is not None:
            said += self._described("entity", iri_of("event", claim.event), claim.event, _OF_EVENT)
        told = self._act(nanopub, act_iri(claim), moment_of(claim.asserted), claim.claimants)
        for quotation in self._derived.get(iri, ()):
            node = None if quotation.id is None else f"{quotation.id}-{encoded(claim.key)}"
            formal = (("generatedEntity", f"{nanopub}#assertion"), *quotation.formal[1:])
            told += statements_to_triples([Statement(quotation.kind, node, formal, quotation.other)])[0]
        for source in sorted({one.source for one in claim.appearances}):
            told += self._source(source)
        standing = self._elements["entity", iri].values(f"{CC}no_longer_current")
        told += [(f"{nanopub}#assertion", f"{CC}no_longer_current", value) for value in standing]
        info = [(nanopub, f"{NPX}introduces", Name(iri)), *self._published(nanopub, claim), *self._replaced(claim)]
        leave_out(claim, NANOPUB_SAYS, self._outlet)
        return _Graphs(nanopub, said, told, info)

    def of_retraction(self, retraction: Retraction) -> _Graphs:
        """The nanopublication of a retraction: that it was made, and that it retracts where it takes effect."""
        iri, nanopub = record_iri(retraction), f"{ID}nanopub/retraction/{encoded(retraction.key)}"
        said = [one for one in self._triples("activity", iri) if one[1] not in _NOT_OF_CLAIM and not _is_of_prov(one)]
        target = self._view.find(retraction.target)
        if isinstance(target, Claim) and self._view.superseded.get(target.key, "").startswith("retracted"):
            said.append((iri, f"{NPX}retracts", Name(_nanopub(target.key))))
        by = () if retraction.by is None or retraction.by not in self._view.parties else (retraction.by,)
        told = self._act(nanopub, iri, moment_of(retraction.when), by)
        info: list[Triple] = [(nanopub, f"{NPX}hasNanopubType", Name(f"{NPX}retracts"))]
        return _Graphs(nanopub, said, told, [*info, *self._published(nanopub, retraction)])

    def tell(self) -> None:
        """Tell of what stands in no nanopublication."""
        for record in self._ledger.records():
            if isinstance(record, Claim | Retraction) or (isinstance(record, Link) and self._replaces(record)):
                continue
            if isinstance(record, Party | Source | Event) and record.key not in self._told:
                self._outlet.leave(record.key, "no claim leads to it, and only claims are published")
                continue
            leave_out(record, NANOPUB_SAYS, self._outlet)

    def _replaces(self, link: Link) -> bool:
        return self._view.takes_effect(link) and link.a in self._view.claims and link.b in self._view.claims

    def _replaced(self, claim: Claim) -> Iterable[Triple]:
        for link in self._replacing.get(claim.key, ()):
            how = "retracts" if link.relation is Relation.RETRACTS else "supersedes"
            yield _nanopub(claim.key), f"{NPX}{how}", Name(_nanopub(link.b))

    def _published(self, nanopub: str, record: Claim | Retraction) -> Iterable[Triple]:
        entry = self._entries[kind_name(record), record.key]
        if entry.by is None:
            told = "nobody is named who recorded it; servers of nanopublications ask for a creator and a time"
            self._outlet.warn(record.key, told)
            return
        party = self._view.party_called(entry.by)
        creator: Value = Literal(entry.by) if party is None else Name(iri_of("party", party))
        yield nanopub, f"{DCTERMS}creator", creator
        yield nanopub, f"{DCTERMS}created", Literal(entry.recorded.isoformat(), f"{XSD}dateTime")

    def _triples(self, kind: str, iri: str) -> list[Triple]:
        held = self._elements.get((kind, iri))
        return [] if held is None else statements_to_triples([held])[0]

    def _described(self, kind: str, iri: str, key: str, kept: frozenset[str]) -> Iterable[Triple]:
        self._told.add(key)
        return [one for one in self._triples(kind, iri) if one[1] in kept]

    def _party(self, key: str) -> Iterable[Triple]:
        return self._described("agent", iri_of("party", key), key, _OF_PARTY)

    def _source(self, key: str) -> Iterable[Triple]:
        iri, source = iri_of("source", key), self._view.sources[key]
        yield from self._described("entity", iri, key, _OF_SOURCE)
        if source.publisher is not None:
            yield iri, f"{PROV}wasAttributedTo", Name(iri_of("party", source.publisher))
            yield from self._party(source.publisher)

    def _act(self, nanopub: str, act: str, moment: str | None, by: Iterable[str]) -> list[Triple]:
        """By what act, when and by whom the assertion of a nanopublication came to be."""
        assertion = f"{nanopub}#assertion"
        told: list[Triple] = [(assertion, f"{PROV}wasGeneratedBy", Name(act)), (act, _TYPE, Name(f"{PROV}Activity"))]
        if moment is not None:
            told.append((act, f"{PROV}endedAtTime", Literal(moment, f"{XSD}dateTime")))
        for party in by:
            who = Name(iri_of("party", party))
            told += [(assertion, f"{PROV}wasAttributedTo", who), (act, f"{PROV}wasAssociatedWith", who)]
            told += self._party(party)
        return told


def _is_of_prov(triple: Triple) -> bool:
    """Whether a triple says what something is in PROV, which is for the provenance to say."""
    return triple[1] == _TYPE and triple[2] in {Name(f"{PROV}Entity"), Name(f"{PROV}Activity")}


def _figure(claim: Claim) -> Iterable[tuple[str, Value]]:
    """The figure of a claim and its parts, as numbers where they are whole and exact text where they are not."""
    if isinstance(claim.value, Quantity):
        for name in ("low", "high", "of"):
            number = getattr(claim.value, name)
            if number is not None:
                yield f"{CC}{name}", Literal(str(number), f"{XSD}integer" if isinstance(number, int) else "")
        if claim.value.unit is not None:
            yield f"{CC}unit", Literal(claim.value.unit)
    for part in claim.proposition.parts:
        yield f"{CC}part", Literal(str(part))
