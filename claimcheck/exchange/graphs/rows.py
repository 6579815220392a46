"""What does someone who explores the graph of a ledger see at each node and each edge?

The nodes and edges are those of ``ledger.graph``; here each gets what the records say of it, as flat fields that every
program for graphs can show: text, whole numbers, other numbers, true and false; never nothing, never a list. A field
has one type wherever it stands. What stands several times (quotes, names) is one text with bars between.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, Final, NamedTuple, TypeAlias

from claimcheck.exchange.conformance import Cell, leave_out, says
from claimcheck.exchange.outlet import Outlet
from claimcheck.ledger import Ledger
from claimcheck.log import kind_name
from claimcheck.model import Assessment, Claim, Event, Link, Party, Record, Retraction, Source
from claimcheck.quantity import Quantity
from claimcheck.view import View

__all__ = ["SAYS", "Edge", "Field", "Node", "claim_fields", "graph_rows", "types_of"]

Field: TypeAlias = str | bool | int | float

SAYS: Final[Mapping[str, Cell]] = says(
    said="""party.* tie.* event.* proposition.* derivation.* retraction.*
    source.key source.name source.publisher source.url source.archived source.digest source.file source.published
    source.retrieved source.language source.derives_from source.note source.problems
    claim.key claim.text claim.claimants claim.act claim.asserted claim.basis claim.appearances claim.inferred
    claim.note claim.computed_from
    appearance.source appearance.quote appearance.language appearance.translation appearance.attribution
    link.a link.relation link.b link.by link.basis link.accepted
    assessment.about assessment.scheme assessment.grade assessment.by assessment.axis assessment.when assessment.why"""
)
"""What the formats of graphs say: all but private fields, the vocabulary, and what only a program would look at."""


class Node(NamedTuple):
    """A node under its key, with its fields; ``kind`` and ``label`` are always among them."""

    key: str
    fields: dict[str, Field]


class Edge(NamedTuple):
    """An edge; no two have both ends and the relation in common."""

    source: str
    target: str
    relation: str
    fields: dict[str, Field]


def graph_rows(ledger: Ledger, outlet: Outlet) -> tuple[list[Node], list[Edge]]:
    """Return the nodes and the edges of *ledger* in a stable order, and tell of what they cannot say.

    Examples:
        >>> ledger = Ledger()
        >>> claim = ledger.claim("37 killed", by="army", event="raid", key="a")
        >>> nodes, edges = graph_rows(ledger, Outlet())
        >>> [node.fields["label"] for node in nodes if node.fields["kind"] == "claim"]
        ['37 killed']
        >>> [(edge.source, edge.relation, edge.target) for edge in edges if edge.relation == "asserts"]
        [('army', 'asserts', 'a')]
    """
    view = ledger.view
    graph: Any = ledger.graph
    told = _by_key(ledger, outlet, {key: found["kind"] for key, found in graph.nodes(data=True)})
    nodes = [
        Node(key, _given({**_named(key, found), **told.get(key, {})})) for key, found in sorted(graph.nodes(data=True))
    ]
    between = _by_ends(view)
    edges = [
        Edge(one, other, relation, _given({**_edge(relation, found), **between.get((one, other, relation), {})}))
        for one, other, relation, found in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3])
    ]
    outlet.wrote(len(nodes) + len(edges))
    return nodes, edges


def types_of(rows: Iterable[Node] | Iterable[Edge]) -> dict[str, type[Field]]:
    """Return the type of each field that stands in *rows*; ``kind`` and ``label`` come first, then by name.

    Examples:
        >>> types_of([Node("a", {"low": 37.0, "label": "37 killed", "kind": "claim"})])
        {'kind': <class 'str'>, 'label': <class 'str'>, 'low': <class 'float'>}
    """
    found: dict[str, type[Field]] = {}
    for row in rows:
        for name, value in row.fields.items():
            found.setdefault(name, type(value))
    return {name: found[name] for name in sorted(found, key=lambda name: (name not in {"kind", "label"}, name))}


# nodes


def _named(key: str, found: Mapping[str, Any]) -> dict[str, Any]:
    """What the graph says of a node: it is never without a label, and its numbers are numbers."""
    fields = {name: value for name, value in found.items() if name not in {"url", "low", "high"}}
    label = str(fields.get("label") or "")
    ends = {name: _number(found.get(name)) for name in ("low", "high")}
    return {**fields, "label": label if label.strip() else key, **ends}


def _by_key(ledger: Ledger, outlet: Outlet, known: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """The fields of each node that records, findings and grades are about; what has no node is told of."""
    view = ledger.view
    contested = {claim.key for finding in ledger.contested() for claim in finding.claims}
    rows = {row["claim"]: row for row in ledger.rows()}
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    grades: dict[str, list[str]] = defaultdict(list)
    taken_back: dict[str, list[str]] = defaultdict(list)
    for record in sorted(ledger.records(), key=_order):
        leave_out(record, SAYS, outlet)
        about = _about(record)
        if about is not None and about not in known:
            outlet.leave(record.key, f"it is about {about!r:.80}, which is no node of the graph")
        elif isinstance(record, Party | Source | Event | Claim) and known[record.key] != kind_name(record):
            kind, other = kind_name(record), known[record.key]
            outlet.leave(record.key, f"all that the {kind} says of itself: its node is that of the {other} of this key")
        elif isinstance(record, Assessment):
            grades[record.about].append(_grade(record, view))
        elif isinstance(record, Retraction):
            taken_back[record.target].append(_words(_by(record.by, view), record.when))
        elif isinstance(record, Claim):
            found[record.key].update(claim_fields(record, view) | _standing(rows[record.key], view))
        else:
            found[record.key].update(_described(record))
    for standing in ledger.gathered.standings.values():
        if standing.claim.key not in view.claims:
            found[standing.claim.key] = claim_fields(standing.claim, view)
        found[standing.claim.key]["contested"] = standing.claim.key in contested
    for finding in ledger.contested():
        if finding.topic is not None:
            found[finding.topic.key]["contested"] = True
    for name, texts in (("grades", grades), ("retractions", taken_back)):
        for key, several in texts.items():
            found[key][name] = _joined(text or "yes" for text in several)
    return found


def _order(record: Record) -> tuple[str, str]:
    return type(record).__name__, record.key


def _about(record: Record) -> str | None:
    if isinstance(record, Assessment):
        return record.about
    return record.target if isinstance(record, Retraction) else None


def _described(record: Record) -> dict[str, Any]:
    """What a party, a source or an event says of itself."""
    if isinstance(record, Party):
        return {"party_kind": record.kind, "aliases": _joined(record.aliases), "note": record.note}
    if isinstance(record, Source):
        return {
            "url": record.url,
            "archived": record.archived,
            "digest": record.digest,
            "file": record.file,
            "published": record.published,
            "retrieved": record.retrieved,
            "language": record.language,
            "note": record.note,
            "problems": _joined(record.problems),
        }
    if isinstance(record, Event):
        return {
            "over": record.over,
            "occurred": record.occurred,
            "place": record.place,
            "subject": record.subject,
            "note": record.note,
        }
    return {}


def claim_fields(claim: Claim, view: View) -> dict[str, Any]:
    """Return what a claim says, field by field, under the names of the columns of a table; None where it says nothing.

    Examples:
        >>> ledger = Ledger()
        >>> fields = claim_fields(ledger.claim("37 killed", by="army"), ledger.view)
        >>> fields["by"], fields["value"], fields["low"], fields["place"]
        ('army', '37', 37.0, None)
    """
    proposition, value = claim.proposition, claim.value
    figure = value if isinstance(value, Quantity) else None
    sources = [view.sources.get(one.source) for one in claim.appearances]
    return {
        "by": _joined(view.party_name(key) for key in claim.claimants),
        "act": claim.act,
        "asserted": claim.asserted,
        "basis": claim.basis,
        "agent": None if proposition.agent is None else view.party_name(proposition.agent),
        "operator": proposition.operator,
        "subject": proposition.subject,
        "measure": proposition.measure,
        "baseline": proposition.baseline,
        "value": None if value is None else str(value),
        "low": None if figure is None else _number(figure.low),
        "high": None if figure is None else _number(figure.high),
        "of": None if figure is None else _number(figure.of),
        "unit": None if figure is None else figure.unit,
        "parts": _joined(str(part) for part in proposition.parts),
        "place": proposition.place,
        "over": proposition.over,
        "occurred": proposition.occurred,
        "cutoff": proposition.cutoff,
        "scope": proposition.scope,
        "denied": not claim.polarity,
        "inferred": _joined(sorted(claim.inferred)),
        "computed_from": claim.computed_from,
        "note": claim.note,
        "quote": _joined(one.quote for one in claim.appearances),
        "url": _joined(one.url for one in sources if one is not None),
    }


def _standing(row: Mapping[str, Any], view: View) -> dict[str, Any]:
    """Where a claim stands: contested or not, against which other claim and why, on how many origins."""
    against = row["against"]
    return {
        "from": None if row["from"] is None else row["from"].isoformat(),
        "to": None if row["to"] is None else row["to"].isoformat(),
        "topic": row["topic"],
        "contested": row["contested"],
        "against": None if against is None else view.claim_name(against),
        "reason": row["reason"],
        "origins": row["origins"],
        "status": row["status"],
    }


def _grade(record: Assessment, view: View) -> str:
    scheme = record.scheme if record.axis is None else f"{record.scheme}/{record.axis}"
    return f"{scheme}: {record.grade}{_words(_by(record.by, view), record.when, record.why, before=', ')}"


# edges


def _edge(relation: str, found: Mapping[str, Any]) -> dict[str, Any]:
    return {**found, "relation": relation, "label": relation.replace("_", " ").replace(":", ": ")}


def _by_ends(view: View) -> dict[tuple[str, str, str], dict[str, Any]]:
    """The fields of each edge that ties, appearances and links give it; of several between two ends, all."""
    texts: dict[tuple[str, str, str], dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for party in view.parties.values():
        for tie in party.acts_for:
            ends = texts[party.key, tie.party, "acts_for"]
            ends["since"].append(tie.since)
            ends["until"].append(tie.until)
    for claim in view.claims.values():
        for one in claim.appearances:
            ends = texts[claim.key, one.source, "appears_in"]
            for name in ("quote", "language", "translation", "attribution"):
                ends[name].append(getattr(one, name))
    for link in sorted(view.links.values(), key=lambda link: link.key):
        relation = link.relation.value if link.accepted else f"candidate:{link.relation.value}"
        ends = texts[link.a, link.b, relation]
        if not ends and _is_declared(link, view):
            ends["basis"].append("declared")
        ends["basis"].append(link.basis)
        ends["by"].append(None if link.by is None else view.party_name(link.by))
    return {ends: {name: _joined(held) for name, held in fields.items()} for ends, fields in texts.items()}


def _is_declared(link: Link, view: View) -> bool:
    """Whether a record says itself what the link says, so that both are one edge."""
    party, source = view.parties.get(link.a), view.sources.get(link.a)
    declared = [] if party is None or link.relation != "same_as" else list(party.same_as)
    if source is not None:
        declared += [one.source for one in source.derives_from if one.relation is link.relation]
    return link.accepted and link.b in declared


# fields


def _by(key: str | None, view: View) -> str | None:
    return None if key is None else f"by {view.party_name(key)}"


def _words(*words: object, before: str = "") -> str:
    told = ", ".join(str(word) for word in words if word is not None)
    return f"{before}{told}" if told else ""


def _joined(texts: Iterable[Any]) -> str | None:
    """Each text once, in their order, with bars between; None where there is none."""
    return " | ".join(dict.fromkeys(str(text) for text in texts if text is not None)) or None


def _number(number: Any) -> float | None:
    """A figure as programs for graphs take it; None where there is none, or no float reaches that far."""
    try:
        return None if number is None or number == "" else float(Fraction(number))
    except OverflowError:
        return None


def _given(fields: Mapping[str, Any]) -> dict[str, Field]:
    """What is there, as plain text, number, true or false."""
    return {
        name: value if isinstance(value, bool | int | float) else str(value)
        for name, value in fields.items()
        if value is not None and value != ""
    }
