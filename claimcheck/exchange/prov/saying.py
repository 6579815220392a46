"""What does a ledger say in the words of PROV and CiTO?

Each record stands as one element of PROV that carries it whole, as ``cc:record``, beside what PROV has words for, so
that others read the one and we read both. What PROV has no word for stands as an attribute of the name of the field.

| Record or relation | In PROV-DM and PROV-O | Source |
| --- | --- | --- |
| Party | agent; ``prov:Person``, ``prov:Organization`` or plain, by its kind | PROV-DM 5.3.1 |
| acts_for | actedOnBehalfOf, with ``cc:since`` and ``cc:until`` | PROV-DM 5.3.4 |
| Party.part_of | ``org:memberOf`` | W3C ORG 4.3 |
| Party.same_as; links same_as, same_act | alternateOf | PROV-DM 5.5.2 |
| Source | entity, wasAttributedTo its publisher | PROV-DM 5.1.1, 5.3.2 |
| quotes | wasDerivedFrom of type ``prov:Quotation``; ``cito:includesQuotationFrom`` | PROV-DM 5.2.3 |
| repeats | wasDerivedFrom; ``cito:citesAsSourceDocument`` | PROV-DM 5.2.1 |
| translates | wasDerivedFrom; ``frbr:translationOf`` | FRBR core |
| cites_as_evidence | wasDerivedFrom; ``cito:citesAsEvidence`` | CiTO |
| Event | entity of type ``cc:Event`` | PROV-DM 5.1.1 |
| Event.part_of | ``dcterms:isPartOf`` | DCMI Terms |
| Claim | entity wasAttributedTo its claimants | PROV-DM 5.1.1, 5.3.2 |
| the act of asserting | activity that generated the claim, when it was asserted; one for an ``act`` | PROV-DM 5.1.3 |
| Appearance | the claim wasDerivedFrom the source, of type ``prov:Quotation`` where words are quoted | PROV-DM 5.2.3 |
| Claim.event | ``dcterms:subject`` | DCMI Terms |
| supports, disputes, refutes, qualifies | ``cito:`` of the same word | CiTO |
| corroborates; undercuts | ``cito:confirms``; ``cito:critiques`` | CiTO |
| denies; concedes | ``cito:disagreesWith``; ``cito:agreesWith`` | CiTO |
| updates, corrects | ``cito:`` of the same word; where it takes effect, ``prov:Revision`` | PROV-DM 5.2.2 |
| retracts | ``cito:retracts``; where it takes effect, wasInvalidatedBy the act of the later claim | PROV-DM 5.1.8 |
| based_on | wasDerivedFrom | PROV-DM 5.2.1 |
| distinct_from | ``owl:differentFrom`` | OWL 2 |
| Link | entity of its own, wasAttributedTo who set it; a candidate says nothing more | PROV-DM 5.3.2 |
| Retraction | activity; wasInvalidatedBy it where it takes effect | PROV-DM 5.1.8 |
| Assessment | entity wasAttributedTo the assessor, wasDerivedFrom what it is about | PROV-DM 5.2.1, 5.3.2 |
| Assessment.grade, Claim.text | ``prov:value`` | PROV-DM 5.7.2.5 |
| Term, Measure | entity of type ``cc:Term`` | PROV-DM 5.1.1 |

An event is no activity of PROV. Links and grades are about it, so it takes the part of an entity in derivations, and
entities and activities are disjoint (PROV-CONSTRAINTS, constraint 55); and what claims disagree on is whether it
happened at all, and who carried it out. A source has no time of generation: when it was published is not when it came
to be, and a claim may well be older than the document in which it is found.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from claimcheck.canonical import canonical_bytes, digest, to_plain
from claimcheck.errors import BadInput
from claimcheck.exchange.jsontext import parse_json
from claimcheck.exchange.prov.account import RELATIONS, Account, Literal, Name, Statement, Value, read_moment
from claimcheck.exchange.prov.iris import CC, CITO, DCTERMS, FRBR, ID, ORG, PROV, encoded, iri_of
from claimcheck.exchange.prov.provjson import json_to_account
from claimcheck.ledger import Ledger
from claimcheck.log import kind_name
from claimcheck.model import (
    DERIVATIONS,
    Appearance,
    Assessment,
    Claim,
    Event,
    Link,
    Party,
    Record,
    Relation,
    Retraction,
    Source,
    Term,
)
from claimcheck.times import TimeSpan

__all__ = ["FRAGMENT", "RECORD", "TYPE_OF_KIND", "act_iri", "fragment_of", "moment_of", "record_iri", "say"]

RECORD: Final = f"{CC}record"
FRAGMENT: Final = '{"prov-json":'
"""How the raw of a source begins that holds what others said in PROV and no record can say."""

_LABEL: Final = f"{PROV}label"
_TYPE: Final = f"{PROV}type"
_VALUE: Final = f"{PROV}value"
_QUOTATION: Final = (_TYPE, Name(f"{PROV}Quotation"))
_PEOPLE: Final = ("person", "individual", "journalist", "official", "politician", "witness")
_BODIES: Final = (
    "agency authority broadcaster collective company force government institution media ministry newspaper ngo office "
    "organisation organization outlet state unit"
).split()
TYPE_OF_KIND: Final = {
    **dict.fromkeys(_PEOPLE, f"{PROV}Person"),
    **dict.fromkeys(_BODIES, f"{PROV}Organization"),
    "software": f"{PROV}SoftwareAgent",
}
"""The type of agent in PROV for each kind of party; of any other kind it is plain."""

_CITO: Final[dict[Relation, str]] = {
    Relation.SUPPORTS: f"{CITO}supports",
    Relation.CORROBORATES: f"{CITO}confirms",
    Relation.DISPUTES: f"{CITO}disputes",
    Relation.REFUTES: f"{CITO}refutes",
    Relation.QUALIFIES: f"{CITO}qualifies",
    Relation.UNDERCUTS: f"{CITO}critiques",
    Relation.DENIES: f"{CITO}disagreesWith",
    Relation.CONCEDES: f"{CITO}agreesWith",
    Relation.UPDATES: f"{CITO}updates",
    Relation.CORRECTS: f"{CITO}corrects",
    Relation.RETRACTS: f"{CITO}retracts",
    Relation.DISTINCT_FROM: "http://www.w3.org/2002/07/owl#differentFrom",
    Relation.QUOTES: f"{CITO}includesQuotationFrom",
    Relation.REPEATS: f"{CITO}citesAsSourceDocument",
    Relation.TRANSLATES: f"{FRBR}translationOf",
    Relation.CITES_AS_EVIDENCE: f"{CITO}citesAsEvidence",
}

# Fields that stand as terms of PROV or of others, or that are for the record alone.
_SAID_OTHERWISE: Final = frozenset({"record", "text", "claimants", "publisher", "event", "raw", "private"})
_LABELLED: Final = {"party": "name", "source": "name", "event": "label", "term": "name"}


def say(ledger: Ledger) -> Account:
    """Return what *ledger* says in PROV, with what its sources hold of others' PROV.

    Examples:
        >>> ledger = Ledger()
        >>> claim = ledger.claim("37 killed", by="army", event="raid", key="a")
        >>> sorted({one.kind for one in say(ledger).statements})
        ['activity', 'agent', 'entity', 'wasAssociatedWith', 'wasAttributedTo', 'wasGeneratedBy']
    """
    return _Saying(ledger).account()


def act_iri(claim: Claim) -> str:
    """Return the IRI of the act in which a claim was asserted: one for all figures of one utterance."""
    if claim.act is None:
        return f"{ID}act/{encoded(claim.key)}"
    return f"{ID}act/shared-{digest([sorted(claim.claimants), claim.act])}"


def moment_of(span: TimeSpan | None) -> str | None:
    """Return a time as an instant of XML Schema; None where it is known less finely than to the second.

    Examples:
        >>> from claimcheck.times import time_span
        >>> moment_of(time_span("2025-06-02T09:00:00+03:00")), moment_of(time_span("2025-06-02"))
        ('2025-06-02T06:00:00+00:00', None)
    """
    if span is None or span.approximate or span.precision != "second" or span.earliest != span.latest:
        return None
    return read_moment(span.earliest.isoformat()) if isinstance(span.earliest, datetime) else None


def fragment_of(source: Source) -> Account:
    """Return what the raw of a source holds of others' PROV; nothing where it holds something else."""
    if source.raw is None or not source.raw.startswith(FRAGMENT):
        return Account()
    try:
        held = parse_json(source.raw, source.key)["prov-json"]
    except BadInput:
        return Account()
    return json_to_account(held, _unheard) if isinstance(held, dict) else Account()


def _unheard(place: object, message: str) -> None:
    """What was odd about it was told when it was read."""


def record_iri(record: Record) -> str:
    """Return the IRI of a record."""
    return iri_of(kind_name(record), record.key)


class _Saying:
    def __init__(self, ledger: Ledger) -> None:
        self._view = ledger.view
        self._case = ledger.case
        self._records = ledger.records()
        self._attributes: dict[tuple[str, str], set[tuple[str, Value]]] = defaultdict(set)
        self._times: dict[str, tuple[tuple[str, str], ...]] = {}
        self._relations: dict[Statement, None] = {}
        self._bundles: dict[str, dict[Statement, None]] = {}

    def account(self) -> Account:
        if self._case is not None:
            self._element("entity", f"{ID}case/{encoded(self._case)}", "Case", [(_LABEL, Literal(self._case))])
        acts: dict[str, list[Claim]] = defaultdict(list)
        for record in self._records:
            self._record(record)
            if isinstance(record, Claim):
                acts[act_iri(record)].append(record)
        for iri, claims in acts.items():
            self._act(iri, claims)
        for record in self._records:
            if isinstance(record, Source):
                self._others(fragment_of(record))
        elements = (
            Statement(kind, iri, self._times.get(iri, ()) if kind == "activity" else (), frozenset(held))
            for (kind, iri), held in self._attributes.items()
        )
        statements = sorted((*elements, *self._relations), key=lambda one: one.order)
        bundles = ((iri, tuple(sorted(held, key=lambda one: one.order))) for iri, held in sorted(self._bundles.items()))
        return Account(tuple(statements), tuple(bundles))

    def _record(self, record: Record) -> None:
        plain = to_plain(record)
        kind = kind_name(record)
        own = [(RECORD, Literal(canonical_bytes(plain).decode())), (f"{CC}key", Literal(record.key))]
        label = plain.get(_LABELLED.get(kind, ""))
        if label is not None:
            own.append((_LABEL, Literal(label)))
        skipped = _SAID_OTHERWISE | {_LABELLED.get(kind, ""), "part_of", "same_as", "a", "b", "about", "target"}
        element = "agent" if kind == "party" else "activity" if kind == "retraction" else "entity"
        self._element(element, record_iri(record), type(record).__name__, [*own, *_flat(plain, skipped)])
        tell = _TELL[kind]
        tell(self, record, record_iri(record))

    def _element(self, kind: str, iri: str, type_name: str, attributes: Iterable[tuple[str, Value]]) -> None:
        self._attributes[kind, iri] |= {(_TYPE, Name(f"{CC}{type_name}")), *attributes}

    def _add(self, record: Record, attribute: str, value: Value) -> None:
        kind = "agent" if isinstance(record, Party) else "activity" if isinstance(record, Retraction) else "entity"
        self._attributes[kind, record_iri(record)].add((attribute, value))

    def _relate(
        self,
        kind: str,
        subject: str,
        object: str,
        attributes: Iterable[tuple[str, Value]] = (),
        *,
        time: str | None = None,
    ) -> None:
        first, second, *_ = RELATIONS[kind]
        formal = ((first, subject), (second, object), *(() if time is None else (("time", time),)))
        other = frozenset(attributes)
        iri = None
        if other:
            iri = f"{ID}relation/{digest([kind, *map(list, formal), sorted(map(_told, other))])}"
        self._relations[Statement(kind, iri, formal, other)] = None

    # what each kind of record says

    def _party(self, party: Party, iri: str) -> None:
        agent = TYPE_OF_KIND.get((party.kind or "").casefold())
        if agent is not None:
            self._add(party, _TYPE, Name(agent))
        for tie in party.acts_for:
            limits = ((f"{CC}since", tie.since), (f"{CC}until", tie.until))
            told = [(name, Literal(span.edtf)) for name, span in limits if span is not None]
            self._relate("actedOnBehalfOf", iri, iri_of("party", tie.party), told)
        for other in party.part_of:
            self._add(party, f"{ORG}memberOf", Name(iri_of("party", other)))
        for other in party.same_as:
            self._relate("alternateOf", iri, iri_of("party", other))

    def _source(self, source: Source, iri: str) -> None:
        if source.publisher is not None:
            self._relate("wasAttributedTo", iri, iri_of("party", source.publisher))
        for derivation in source.derives_from:
            self._derive(iri, derivation.relation, iri_of("source", derivation.source))
            self._add(source, _CITO[derivation.relation], Name(iri_of("source", derivation.source)))
        if source.key in self._view.retracted_sources:
            self._add(source, f"{CC}no_longer_current", Literal("retracted"))

    def _derive(self, iri: str, relation: Relation, other: str, *more: tuple[str, Value]) -> None:
        told = {Relation.QUOTES: [_QUOTATION], Relation.REPEATS: []}.get(relation)
        how = [(f"{CC}relation", Literal(relation.value))] if told is None else told
        self._relate("wasDerivedFrom", iri, other, [*how, *more])

    def _event(self, event: Event, iri: str) -> None:
        if event.part_of is not None:
            self._add(event, f"{DCTERMS}isPartOf", Name(iri_of("event", event.part_of)))

    def _term(self, term: Term, iri: str) -> None:
        """A term says no more than its fields."""

    def _claim(self, claim: Claim, iri: str) -> None:
        if claim.text:
            self._add(claim, _VALUE, Literal(claim.text))
        if claim.event is not None:
            self._add(claim, f"{DCTERMS}subject", Name(iri_of("event", claim.event)))
        if claim.value is not None:
            self._add(claim, f"{CC}value", Literal(str(claim.value)))
        standing = self._view.superseded.get(claim.key)
        if standing is None and self._view.is_unsupported(claim):
            standing = "every source in which it stood was retracted"
        if standing is not None:
            self._add(claim, f"{CC}no_longer_current", Literal(standing))
        for party in claim.claimants:
            self._relate("wasAttributedTo", iri, iri_of("party", party))
        for appearance in claim.appearances:
            self._relate("wasDerivedFrom", iri, iri_of("source", appearance.source), _appearance(appearance))
        self._relate("wasGeneratedBy", iri, act_iri(claim), time=moment_of(claim.asserted))

    def _act(self, iri: str, claims: list[Claim]) -> None:
        claim = claims[0]
        label = [] if claim.act is None else [(_LABEL, Literal(claim.act))]
        self._element("activity", iri, "Assertion", label)
        moments = {moment_of(one.asserted) for one in claims}
        moment = moments.pop() if len(moments) == 1 else None
        if moment is not None:
            self._times[iri] = (("startTime", moment), ("endTime", moment))
        for party in claim.claimants:
            self._relate("wasAssociatedWith", iri, iri_of("party", party))

    def _link(self, link: Link, iri: str) -> None:
        a, b = self._view.find(link.a), self._view.find(link.b)
        if a is None or b is None:
            return
        start, end = record_iri(a), record_iri(b)
        self._add(link, f"{CC}a", Name(start))
        self._add(link, f"{CC}b", Name(end))
        self._signed(iri, link.by)
        if not link.accepted or isinstance(a, Retraction) or isinstance(b, Retraction):
            return
        if link.relation in _CITO:
            self._add(a, _CITO[link.relation], Name(end))
        by_link = (f"{CC}link", Name(iri))
        if link.relation in DERIVATIONS or link.relation is Relation.BASED_ON:
            self._derive(start, link.relation, end, by_link)
        elif link.relation in {Relation.SAME_ACT, Relation.SAME_AS}:
            self._relate("alternateOf", start, end)
        elif self._view.takes_effect(link):
            if link.relation is not Relation.RETRACTS:
                self._relate("wasDerivedFrom", start, end, [(_TYPE, Name(f"{PROV}Revision")), by_link])
            elif isinstance(a, Claim):
                self._relate("wasInvalidatedBy", end, act_iri(a), [by_link])

    def _assessment(self, assessment: Assessment, iri: str) -> None:
        self._add(assessment, _VALUE, Literal(assessment.grade))
        self._signed(iri, assessment.by)
        about = self._view.find(assessment.about)
        if about is None:
            return
        self._add(assessment, f"{CC}about", Name(record_iri(about)))
        if not isinstance(about, Retraction):
            self._relate("wasDerivedFrom", iri, record_iri(about))

    def _retraction(self, retraction: Retraction, iri: str) -> None:
        target = self._view.find(retraction.target)
        if retraction.by is not None and retraction.by in self._view.parties:
            self._relate("wasAssociatedWith", iri, iri_of("party", retraction.by))
        if target is None:
            return
        self._add(retraction, f"{CC}target", Name(record_iri(target)))
        taken_back = self._view.superseded.get(target.key, "").startswith("retracted")
        if taken_back or target.key in self._view.retracted_sources:
            self._relate("wasInvalidatedBy", record_iri(target), iri, time=moment_of(retraction.when))

    def _signed(self, iri: str, by: str | None) -> None:
        if by is not None and by in self._view.parties:
            self._relate("wasAttributedTo", iri, iri_of("party", by))

    def _others(self, fragment: Account) -> None:
        """Say again what others said in PROV and no record can say; records stand in none of it."""
        self._merge(fragment.statements)
        for iri, statements in fragment.bundles:
            self._bundles.setdefault(iri, {}).update(dict.fromkeys(map(_without_record, statements)))

    def _merge(self, statements: Iterable[Statement]) -> None:
        for statement in map(_without_record, statements):
            if statement.kind not in {"entity", "agent", "activity"} or statement.id is None:
                self._relations[statement] = None
                continue
            self._attributes[statement.kind, statement.id] |= statement.other
            if statement.formal:
                self._times.setdefault(statement.id, statement.formal)


_TELL: Final[dict[str, Any]] = {
    "party": _Saying._party,
    "source": _Saying._source,
    "event": _Saying._event,
    "term": _Saying._term,
    "claim": _Saying._claim,
    "link": _Saying._link,
    "assessment": _Saying._assessment,
    "retraction": _Saying._retraction,
}


def _without_record(statement: Statement) -> Statement:
    other = frozenset(one for one in statement.other if one[0] != RECORD)
    return Statement(statement.kind, statement.id, statement.formal, other)


def _told(pair: tuple[str, Value]) -> list[str]:
    name, value = pair
    return [name, value.iri] if isinstance(value, Name) else [name, value.text, value.datatype, value.lang]


def _appearance(appearance: Appearance) -> Iterator[tuple[str, Value]]:
    if appearance.quote is not None:
        yield _QUOTATION
    yield f"{CC}relation", Literal("stands_in")
    for name in ("quote", "prefix", "suffix", "language", "translation", "attribution"):
        value = getattr(appearance, name)
        if value is not None:
            yield f"{CC}{name}", Literal(str(value))


def _flat(plain: dict[str, Any], skipped: frozenset[str]) -> Iterator[tuple[str, Value]]:
    """The fields of a record that are text or truth, each as an attribute of its name."""
    for name, value in plain.items():
        if name == "proposition":
            yield from _flat(value, skipped - {"text"})
        elif name in skipped or name == "key":
            continue
        elif isinstance(value, bool):
            yield f"{CC}{name}", Literal.truth(value)
        elif isinstance(value, str):
            yield f"{CC}{name}", Literal(value)
        elif isinstance(value, list):
            yield from ((f"{CC}{name}", Literal(item)) for item in value if isinstance(item, str))
