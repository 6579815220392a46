"""The ledger as a networkx graph, built from the records when somebody asks for it.

Nodes are keys with an attribute ``kind`` (party, source, event, claim, topic, position, term); an edge's key is its
relation. Claims are joined to the claims and sources that corroborate or oppose them, each edge with its reason; in a
topic of more than ``DIRECT`` claims these run through the topic's positions instead, so that n claims cost O(n) edges,
and the topic's node says ``edges="positions"``.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from claimcheck.comparing.axes import Standing
from claimcheck.comparing.compare import compare_standings
from claimcheck.comparing.comparison import Outcome
from claimcheck.findings.analysis import Analysis
from claimcheck.findings.origins import groups_of, origin_groups
from claimcheck.findings.positions import Line
from claimcheck.findings.topics import is_comparable
from claimcheck.model import Category
from claimcheck.view import View

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["DIRECT", "build_graph"]

DIRECT: Final = 32
"""The largest topic whose claims are joined pair by pair."""


def build_graph(
    view: View, analysis: Analysis, lines: Iterable[tuple[str, str, Line, Sequence[Standing]]]
) -> "nx.MultiDiGraph[str]":
    """Return the graph of *view*; changing it changes nothing else.

    Args:
        view: The records.
        analysis: The topics, and who disputes whom.
        lines: For each topic and unit the positions along the line, with the claims they were swept from.
    """
    import networkx as nx  # noqa: PLC0415 - up to 0.35 s that nobody pays who asks for no graph

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    _add_records(graph, view)
    by_topic: dict[str, list[tuple[str, Line, Sequence[Standing]]]] = {}
    for about, unit, line, rows in lines:
        by_topic.setdefault(about, []).append((unit, line, rows))
    for name, topic in analysis.gathered.topics.items():
        members = analysis.gathered.members[name]
        direct = len(members) <= DIRECT
        graph.add_node(
            name, kind="topic", label=topic.label, claims=len(members), edges="claims" if direct else "positions"
        )
        for standing in members:
            if standing.claim.computed_from in view.claims and standing.claim.key not in view.claims:
                _add_computed(graph, standing)
            graph.add_edge(standing.claim.key, name, key="about")
        for unit, line, rows in by_topic.get(name, ()):
            _add_positions(graph, name, unit, line, rows)
        _add_words(graph, name, members, view)
        if direct and is_comparable(members[0]):
            _add_comparisons(graph, members, view)
    _add_disputes(graph, analysis, view)
    return graph


def _add_records(graph: Any, view: View) -> None:
    _add_nodes(graph, view)
    _add_declared(graph, view)
    _add_claims(graph, view)
    for link in view.links.values():
        key = link.relation.value if link.accepted else f"candidate:{link.relation.value}"
        graph.add_edge(link.a, link.b, key=key, basis=link.basis or "", by=link.by or "")


def _add_nodes(graph: Any, view: View) -> None:
    for party in view.parties.values():
        graph.add_node(party.key, kind="party", label=party.name, declared=party.declared)
    for source in view.sources.values():
        graph.add_node(source.key, kind="source", label=source.name or source.key, url=source.url or "")
    for event in view.events.values():
        graph.add_node(event.key, kind="event", label=event.label or event.key)
    for link in view.links.values():
        for end in (link.a, link.b):
            if end in view.terms:
                graph.add_node(end, kind="term", label=view.terms[end].name)
            elif end not in graph and end not in view.claims:
                graph.add_node(end, kind=type(view.find(end)).__name__.lower(), label=end)


def _add_declared(graph: Any, view: View) -> None:
    for party in view.parties.values():
        for tie in party.acts_for:
            graph.add_edge(party.key, tie.party, key="acts_for", basis="declared")
        for whole in party.part_of:
            graph.add_edge(party.key, whole, key="part_of", basis="declared")
        for other in party.same_as:
            graph.add_edge(party.key, other, key="same_as", basis="declared")
    for source in view.sources.values():
        if source.publisher is not None:
            graph.add_edge(source.publisher, source.key, key="publishes", basis="declared")
        for derivation in source.derives_from:
            graph.add_edge(source.key, derivation.source, key=derivation.relation.value, basis="declared")
    for event in view.events.values():
        if event.part_of is not None:
            graph.add_edge(event.key, event.part_of, key="part_of", basis="declared")


def _add_claims(graph: Any, view: View) -> None:
    for claim in view.claims.values():
        graph.add_node(
            claim.key,
            kind="claim",
            label=claim.text or str(claim.value or ""),
            current=view.is_current(claim),
            computed=False,
        )
        if claim.event is not None:
            graph.add_edge(claim.key, claim.event, key="about", basis="declared")
        for key in claim.claimants:
            graph.add_edge(key, claim.key, key="asserts", basis=claim.basis.value if claim.basis else "unknown")
        for appearance in claim.appearances:
            own = "own words" if view.is_own(claim, appearance) else "report"
            graph.add_edge(claim.key, appearance.source, key="appears_in", basis=own)


def _add_computed(graph: Any, standing: Standing) -> None:
    claim = standing.claim
    graph.add_node(claim.key, kind="claim", label=claim.text, current=True, computed=True)
    graph.add_edge(claim.key, claim.computed_from, key="based_on", basis="computed")


def _add_positions(graph: Any, topic: str, unit: str, line: Line, rows: Sequence[Standing]) -> None:
    """Positions as nodes in a row, and each claim joined to the first and the last that it meets."""
    names = [f"{topic}/{unit or 'count'}/{number}" for number in range(len(line.cliques))]
    for number, (name, clique) in enumerate(zip(names, line.cliques, strict=True)):
        low, high = ("" if end is None else str(end) for end in (clique.low, clique.high))
        graph.add_node(name, kind="position", label=f"{low}..{high}", low=low, high=high)
        graph.add_edge(name, topic, key="position_of")
        if number:
            graph.add_edge(names[number - 1], name, key="below")
    for place, standing in enumerate(rows):
        graph.add_edge(standing.claim.key, names[line.first[place]], key="meets_from")
        graph.add_edge(standing.claim.key, names[line.last[place]], key="meets_to")


def _add_words(graph: Any, topic: str, members: Sequence[Standing], view: View) -> None:
    """Values that are words as positions, and each claim joined to the one it takes."""
    for standing in members:
        value = standing.value
        if not isinstance(value, Category) or not standing.claim.polarity:
            continue
        name = f"{topic}/{view.vocabulary.concept(value.term)}"
        if name not in graph:
            graph.add_node(name, kind="position", label=value.term, low="", high="")
            graph.add_edge(name, topic, key="position_of")
        for key in ("meets_from", "meets_to"):
            graph.add_edge(standing.claim.key, name, key=key)


def _add_comparisons(graph: Any, members: Sequence[Standing], view: View) -> None:
    for place, one in enumerate(members):
        for other in members[place + 1 :]:
            compared = compare_standings(one, other, view)
            if compared.outcome in {Outcome.NOT_COMPARABLE, Outcome.UNDETERMINED} and not compared.conflict:
                continue
            fields = {"reason": compared.reason, "basis": "compared", "conflict": compared.conflict}
            graph.add_edge(one.claim.key, other.claim.key, key=compared.outcome.value, **fields)
            relation = "conflicts_with" if compared.conflict else "corroborated_by" if compared.agrees else None
            if relation is None:
                continue
            for near, far in ((one, other), (other, one)):
                if relation == "corroborated_by" and not (
                    _strengthens(compared.outcome, near is one) and _is_another(near, far, view)
                ):
                    continue
                for appearance in view.standing_appearances(far.claim):
                    graph.add_edge(
                        near.claim.key, appearance.source, key=relation, reason=compared.reason, basis="compared"
                    )


def _strengthens(outcome: Outcome, is_first: bool) -> bool:
    """Whether the other claim says the same as this one or more."""
    if outcome is Outcome.SAME:
        return True
    return outcome is (Outcome.REFINED_BY if is_first else Outcome.REFINES)


def _is_another(near: Standing, far: Standing, view: View) -> bool:
    """Whether the other claim has an origin that this one has not: nobody corroborates itself."""
    return bool(origin_groups(far, view) - origin_groups(near, view)) and groups_of(far, view).isdisjoint(
        groups_of(near, view)
    )


def _add_disputes(graph: Any, analysis: Analysis, view: View) -> None:
    standings = analysis.gathered.standings
    for key, other in analysis.opponents.items():
        if any(data.get("conflict") for ends in ((key, other), (other, key)) for data in _edges(graph, *ends)):
            continue
        compared = compare_standings(standings[key], standings[other], view)
        graph.add_edge(key, other, key=compared.outcome.value, reason=compared.reason, basis="compared", conflict=True)


def _edges(graph: Any, one: str, other: str) -> Iterable[dict[str, Any]]:
    return (graph.get_edge_data(one, other) or {}).values()
