"""How do statements of PROV stand in the triples of PROV-O, and which statements do triples make?

Source: PROV-O, The PROV Ontology (W3C Recommendation, 30 April 2013): section 3.1 (the properties between two things),
section 3.3 and table 3 (the qualified ones, which take an identifier, a time and attributes). A relation with any of
those is written both ways, as PROV-O asks. Attributes: ``prov:label`` is ``rdfs:label``, a ``prov:type`` that is a name
is ``rdf:type``, ``prov:location`` is ``prov:atLocation``, ``prov:role`` is ``prov:hadRole``.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from attrs import frozen

from claimcheck.canonical import digest
from claimcheck.exchange.prov.account import ELEMENTS, RELATIONS, TIMES, Literal, Name, Statement, Value, read_moment
from claimcheck.exchange.prov.iris import ID, PROV, RDF, RDFS, XSD, normal_iri
from claimcheck.exchange.prov.provjson import Tell
from claimcheck.exchange.prov.turtle import Triple, triple_order

__all__ = ["statements_to_triples", "triples_to_statements"]


@frozen
class _Shape:
    """How a relation stands in PROV-O: its qualified property, its class, and what its parts are there."""

    qualified: str
    kind: str
    object: str
    rest: tuple[tuple[str, str], ...] = ()


_TIME: Final = ("time", "atTime")
_QUALIFIED: Final[dict[str, _Shape]] = {
    "wasGeneratedBy": _Shape("qualifiedGeneration", "Generation", "activity", (_TIME,)),
    "used": _Shape("qualifiedUsage", "Usage", "entity", (_TIME,)),
    "wasInformedBy": _Shape("qualifiedCommunication", "Communication", "activity"),
    "wasStartedBy": _Shape("qualifiedStart", "Start", "entity", (("starter", "hadActivity"), _TIME)),
    "wasEndedBy": _Shape("qualifiedEnd", "End", "entity", (("ender", "hadActivity"), _TIME)),
    "wasInvalidatedBy": _Shape("qualifiedInvalidation", "Invalidation", "activity", (_TIME,)),
    "wasDerivedFrom": _Shape(
        "qualifiedDerivation",
        "Derivation",
        "entity",
        (("activity", "hadActivity"), ("generation", "hadGeneration"), ("usage", "hadUsage")),
    ),
    "wasAttributedTo": _Shape("qualifiedAttribution", "Attribution", "agent"),
    "wasAssociatedWith": _Shape("qualifiedAssociation", "Association", "agent", (("plan", "hadPlan"),)),
    "actedOnBehalfOf": _Shape("qualifiedDelegation", "Delegation", "agent", (("activity", "hadActivity"),)),
    "wasInfluencedBy": _Shape("qualifiedInfluence", "Influence", "influencer"),
}
_SUBPROPERTIES: Final = {
    "Revision": "wasRevisionOf",
    "Quotation": "wasQuotedFrom",
    "PrimarySource": "hadPrimarySource",
}
"""Derivations of these types have a property and a qualified property of their own."""

_KINDS_OF: Final = {
    **{kind.capitalize(): kind for kind in ELEMENTS},
    **dict.fromkeys(("Person", "Organization", "SoftwareAgent"), "agent"),
    **dict.fromkeys(("Plan", "Collection", "EmptyCollection", "Bundle"), "entity"),
}
_ATTRIBUTES: Final = {
    f"{PROV}label": f"{RDFS}label",
    f"{PROV}location": f"{PROV}atLocation",
    f"{PROV}role": f"{PROV}hadRole",
}
_FROM_ATTRIBUTE: Final = {theirs: ours for ours, theirs in _ATTRIBUTES.items()}
_ELEMENT_TIMES: Final = {"startTime": "startedAtTime", "endTime": "endedAtTime"}
_INVERSE: Final = {"generated": "wasGeneratedBy", "invalidated": "wasInvalidatedBy", "influenced": "wasInfluencedBy"}
_AT_TIME: Final = {"generatedAtTime": "wasGeneratedBy", "invalidatedAtTime": "wasInvalidatedBy"}
_INFLUENCES: Final = frozenset({"Influence", "EntityInfluence", "ActivityInfluence", "AgentInfluence"})
_INSTANT: Final = frozenset({"InstantaneousEvent"})
_LABEL: Final = f"{PROV}label"
_TYPE: Final = f"{PROV}type"
_RDF_TYPE: Final = f"{RDF}type"
_DATETIME: Final = f"{XSD}dateTime"
_TOLD: Final = 20


def statements_to_triples(statements: Iterable[Statement]) -> tuple[list[Triple], list[Statement]]:
    """Return the triples of PROV-O that say *statements*, and the statements that have no form in it.

    Examples:
        >>> one = Statement("wasAttributedTo", None, (("entity", "urn:a:e"), ("agent", "urn:a:p")))
        >>> statements_to_triples([one])[0]
        [('urn:a:e', 'http://www.w3.org/ns/prov#wasAttributedTo', Name(iri='urn:a:p'))]
    """
    triples: list[Triple] = []
    unsaid: list[Statement] = []
    for one in statements:
        if one.kind in ELEMENTS:
            assert one.id is not None
            triples.append((one.id, _RDF_TYPE, Name(f"{PROV}{one.kind.capitalize()}")))
            triples += [(one.id, f"{PROV}{_ELEMENT_TIMES[role]}", _moment(time)) for role, time in one.formal]
            triples += _attributes(one.id, one)
        elif one.subject is None or (one.object is None and one.kind not in _QUALIFIED):
            unsaid.append(one)
        else:
            triples += _relation(one, one.subject, one.object)
            if one.kind not in _QUALIFIED and (one.id is not None or one.other):
                unsaid.append(one)
    return triples, unsaid


def _relation(one: Statement, subject: str, object: str | None) -> Iterable[Triple]:
    if object is not None:
        yield subject, f"{PROV}{one.kind}", Name(object)
        if one.kind == "wasDerivedFrom":
            for kind in one.values(_TYPE):
                special = _SUBPROPERTIES.get(kind.iri.removeprefix(PROV)) if isinstance(kind, Name) else None
                if special is not None:
                    yield subject, f"{PROV}{special}", Name(object)
    if one.kind not in _QUALIFIED:
        bundle = one.part("bundle")
        if bundle is not None:
            yield subject, f"{PROV}asInBundle", Name(bundle)
        return
    shape = _QUALIFIED[one.kind]
    rest = [(named, part) for role, named in shape.rest if (part := one.part(role)) is not None]
    if one.id is None and not one.other and not rest and object is not None:
        return
    node = one.id
    if node is None:
        other = sorted([name, str(value)] for name, value in one.other)
        node = f"{ID}relation/{digest([one.kind, [list(pair) for pair in one.formal], other])}"
    yield subject, f"{PROV}{shape.qualified}", Name(node)
    yield node, _RDF_TYPE, Name(f"{PROV}{shape.kind}")
    if object is not None:
        yield node, f"{PROV}{shape.object}", Name(object)
    for named, part in rest:
        yield node, f"{PROV}{named}", _moment(part) if named == "atTime" else Name(part)
    yield from _attributes(node, one)


def _attributes(subject: str, one: Statement) -> Iterable[Triple]:
    for name, value in one.other:
        if name == _TYPE and isinstance(value, Name):
            yield subject, _RDF_TYPE, value
        else:
            yield subject, _ATTRIBUTES.get(name, name), value


def _moment(text: str) -> Literal:
    return Literal(text, _DATETIME)


def triples_to_statements(triples: Iterable[Triple], tell: Tell) -> tuple[Statement, ...]:
    """Return the statements of PROV that *triples* make; *tell* is told what among them is no PROV.

    Examples:
        >>> triples = [("urn:a:e", "http://www.w3.org/ns/prov#wasAttributedTo", Name("urn:a:p"))]
        >>> triples_to_statements(triples, print)[0].kind
        'wasAttributedTo'
    """
    return _Reading(triples, tell).statements()


class _Reading:
    def __init__(self, triples: Iterable[Triple], tell: Tell) -> None:
        self._held: dict[str, list[tuple[str, Value]]] = defaultdict(list)
        for subject, predicate, value in sorted(set(triples), key=triple_order):
            self._held[subject].append((predicate, value))
        self._tell = tell
        self._used: set[tuple[str, str, Value]] = set()
        self._found: dict[Statement, None] = {}
        self._roles: dict[str, set[str]] = defaultdict(set)

    def statements(self) -> tuple[Statement, ...]:
        for subject, held in list(self._held.items()):
            for predicate, value in held:
                self._qualified(subject, predicate, value)
        for subject in list(self._held):
            self._subjectless(subject)
        said: dict[tuple[str, str | None, str | None], set[str]] = defaultdict(set)
        for one in self._found:
            types = {value.iri for value in one.values(_TYPE) if isinstance(value, Name)}
            said[one.kind, one.subject, one.object] |= types
        for subject, held in list(self._held.items()):
            self._plain(subject, held, said)
        for one in list(self._found):
            for role, part in one.formal:
                kind = _ELEMENT_OF_ROLE.get(role)
                if kind is not None:
                    self._roles[part].add(kind)
        elements = [found for subject in self._held for found in self._elements(subject)]
        self._rest()
        return (*elements, *self._found)

    def _qualified(self, subject: str, predicate: str, value: Value) -> None:
        kind, special = _OF_QUALIFIED.get(predicate.removeprefix(PROV), (None, None))
        if kind is None or not predicate.startswith(PROV) or not isinstance(value, Name):
            return
        self._used.add((subject, predicate, value))
        self._add_node(kind, value.iri, subject, special)

    def _add_node(self, kind: str, node: str, subject: str | None, special: str | None = None) -> None:
        shape = _QUALIFIED[kind]
        roles = RELATIONS[kind]
        formal: dict[str, str] = {} if subject is None else {roles[0]: subject}
        other: set[tuple[str, Value]] = set() if special is None else {(_TYPE, Name(f"{PROV}{special}"))}
        named = {f"{PROV}{name}": role for role, name in shape.rest}
        named |= {f"{PROV}{shape.object}": roles[1], f"{PROV}influencer": roles[1]}
        for predicate, value in self._held.get(node, ()):
            self._used.add((node, predicate, value))
            role = named.get(predicate)
            if predicate == _RDF_TYPE and isinstance(value, Name) and value.iri in _own_types(shape.kind):
                continue
            part = None if role is None or role in formal else _part(role, value)
            if role is not None and part is not None:
                formal[role] = part
            else:
                other.add(_attribute(predicate, value))
        ordered = tuple((role, formal[role]) for role in roles if role in formal)
        self._found[Statement(kind, None if node.startswith("_:") else node, ordered, frozenset(other))] = None

    def _subjectless(self, node: str) -> None:
        """A relation that nothing has: its first part is left out."""
        for predicate, value in self._held[node]:
            if predicate == _RDF_TYPE and isinstance(value, Name) and (node, predicate, value) not in self._used:
                kind = _OF_CLASS.get(value.iri)
                if kind is not None:
                    self._add_node(kind, node, None)

    def _plain(
        self,
        subject: str,
        held: list[tuple[str, Value]],
        said: dict[tuple[str, str | None, str | None], set[str]],
    ) -> None:
        special = {
            value.iri: f"{PROV}{name}"
            for name, property in _SUBPROPERTIES.items()
            for predicate, value in held
            if predicate == f"{PROV}{property}" and isinstance(value, Name)
        }
        for predicate, value in held:
            name = predicate.removeprefix(PROV)
            if not predicate.startswith(PROV) or (subject, predicate, value) in self._used:
                continue
            if name in RELATIONS and isinstance(value, Name):
                first, second, *_ = RELATIONS[name]
                parts = [(first, subject), (second, value.iri)]
                slot = (name, subject, value.iri)
                self._used.add((subject, predicate, value))
                if name == "mentionOf":
                    parts += self._bundle(subject, held)
                if slot in said or (name == "wasDerivedFrom" and value.iri in special):
                    continue
                self._found[Statement(name, None, tuple(parts))] = None
            elif name in _OF_SUBPROPERTY and isinstance(value, Name):
                self._used.add((subject, predicate, value))
                slot = ("wasDerivedFrom", subject, value.iri)
                kind = f"{PROV}{_OF_SUBPROPERTY[name]}"
                if kind not in said.get(slot, ()):
                    formal = (("generatedEntity", subject), ("usedEntity", value.iri))
                    self._found[Statement("wasDerivedFrom", None, formal, frozenset({(_TYPE, Name(kind))}))] = None
            elif name in _INVERSE and isinstance(value, Name):
                self._used.add((subject, predicate, value))
                first, second, *_ = RELATIONS[_INVERSE[name]]
                if (_INVERSE[name], value.iri, subject) not in said:
                    self._found[Statement(_INVERSE[name], None, ((first, value.iri), (second, subject)))] = None
            elif name in _AT_TIME and (moment := _part("time", value)) is not None:
                self._used.add((subject, predicate, value))
                self._found[Statement(_AT_TIME[name], None, (("entity", subject), ("time", moment)))] = None

    def _bundle(self, subject: str, held: list[tuple[str, Value]]) -> list[tuple[str, str]]:
        for predicate, value in held:
            if predicate == f"{PROV}asInBundle" and isinstance(value, Name):
                self._used.add((subject, predicate, value))
                return [("bundle", value.iri)]
        return []

    def _elements(self, subject: str) -> Iterable[Statement]:
        held = [(name, value) for name, value in self._held[subject] if (subject, name, value) not in self._used]
        types = [value.iri for name, value in held if name == _RDF_TYPE and isinstance(value, Name)]
        kinds = {_KINDS_OF[name.removeprefix(PROV)] for name in types if name.removeprefix(PROV) in _KINDS_OF}
        kinds = kinds or (self._roles.get(subject, set()) if held else set())
        for kind in sorted(kinds):
            formal: dict[str, str] = {}
            other: set[tuple[str, Value]] = set()
            for predicate, value in held:
                self._used.add((subject, predicate, value))
                role = _OF_ELEMENT_TIME.get(predicate) if kind == "activity" else None
                moment = None if role is None or role in formal else _part("time", value)
                if predicate == _RDF_TYPE and isinstance(value, Name) and value.iri in _PLAIN_ELEMENTS:
                    continue
                if role is not None and moment is not None:
                    formal[role] = moment
                else:
                    other.add(_attribute(predicate, value))
            ordered = tuple((role, formal[role]) for role in ELEMENTS[kind] if role in formal)
            yield Statement(kind, subject, ordered, frozenset(other))

    def _rest(self) -> None:
        left = Counter(
            predicate
            for subject, held in self._held.items()
            for predicate, value in held
            if (subject, predicate, value) not in self._used
        )
        for predicate, count in sorted(left.items())[:_TOLD]:
            self._tell(
                (), f"{predicate} of what is no part of PROV, {count:,} times, has no place here and is not kept"
            )
        if len(left) > _TOLD:
            more = sum(count for _, count in sorted(left.items())[_TOLD:])
            self._tell((), f"{more:,} further triples of what is no part of PROV are not kept")


_OF_QUALIFIED: Final[dict[str, tuple[str, str | None]]] = {
    **{shape.qualified: (kind, None) for kind, shape in _QUALIFIED.items()},
    **{f"qualified{name}": ("wasDerivedFrom", name) for name in _SUBPROPERTIES},
}
_OF_CLASS: Final = {f"{PROV}{shape.kind}": kind for kind, shape in _QUALIFIED.items()}
_OF_SUBPROPERTY: Final = {property: name for name, property in _SUBPROPERTIES.items()}
_OF_ELEMENT_TIME: Final = {f"{PROV}{name}": role for role, name in _ELEMENT_TIMES.items()}
_PLAIN_ELEMENTS: Final = frozenset(f"{PROV}{kind.capitalize()}" for kind in ELEMENTS)
_ELEMENT_OF_ROLE: Final = {
    **dict.fromkeys(
        ("entity", "generatedEntity", "usedEntity", "trigger", "plan", "collection", "specificEntity", "generalEntity"),
        "entity",
    ),
    **dict.fromkeys(("alternate1", "alternate2"), "entity"),
    **dict.fromkeys(("agent", "delegate", "responsible"), "agent"),
    **dict.fromkeys(("activity", "informed", "informant", "starter", "ender"), "activity"),
}


def _own_types(kind: str) -> frozenset[str]:
    return frozenset(f"{PROV}{name}" for name in (kind, *_INFLUENCES, *_INSTANT))


def _part(role: str, value: Value) -> str | None:
    if role in TIMES:
        return read_moment(value.text) if isinstance(value, Literal) else None
    return value.iri if isinstance(value, Name) else None


def _attribute(predicate: str, value: Value) -> tuple[str, Value]:
    if predicate == _RDF_TYPE:
        return _TYPE, value
    return normal_iri(_FROM_ATTRIBUTE.get(predicate, predicate)), value
