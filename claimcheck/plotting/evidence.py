"""What the picture of evidence shows: who claims, in which documents, made from which, and which claims conflict."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final, NamedTuple

from attrs import frozen

from claimcheck.comparing.axes import Standing
from claimcheck.comparing.compare import compare_standings
from claimcheck.errors import InvalidRecord
from claimcheck.findings.analysis import Analysis
from claimcheck.findings.topics import is_comparable
from claimcheck.incidents.naming import counted, name_of_claim
from claimcheck.model import DERIVATIONS, Claim, Link, Relation
from claimcheck.support.derivations import Derivations
from claimcheck.view import View

__all__ = ["MOST_NODES", "Edge", "Evidence", "Node", "Ties", "evidence_of", "ties_of"]

MOST_NODES: Final = 40
"""The most nodes that a reader can follow in one picture."""

_BETWEEN: Final = frozenset(
    {
        Relation.SUPPORTS,
        Relation.CORROBORATES,
        Relation.DISPUTES,
        Relation.REFUTES,
        Relation.QUALIFIES,
        Relation.UNDERCUTS,
        Relation.DENIES,
        Relation.CONCEDES,
        Relation.UPDATES,
        Relation.CORRECTS,
        Relation.RETRACTS,
        Relation.BASED_ON,
        Relation.SAME_ACT,
    }
)


@frozen(kw_only=True)
class Node:
    """A party, a source or a claim; ``note`` says in words what is special about it."""

    key: str
    kind: str
    name: str
    note: str = ""

    @property
    def label(self) -> str:
        """Its name, and what is special about it."""
        return f"{self.name} ({self.note})" if self.note else self.name


@frozen(kw_only=True)
class Edge:
    """That one node leads to another: asserts, publishes, stands in, repeats; or holds against it."""

    start: str
    end: str
    relation: str
    is_conflict: bool = False
    is_circular: bool = False


@frozen(kw_only=True)
class Evidence:
    """Nodes and edges in a stable order; ``left_out`` counts the claims of the ledger that are not shown."""

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int = 0

    @property
    def verdict(self) -> str:
        """What is drawn, and what a reader should see, in words and numbers."""
        kinds = [node.kind for node in self.nodes]
        conflicts = sum(edge.is_conflict for edge in self.edges)
        circular = sum("circular" in node.note for node in self.nodes)
        told = [
            counted(kinds.count("party"), "claimant"),
            counted(kinds.count("source"), "source"),
            counted(kinds.count("claim"), "claim"),
            counted(conflicts, "conflict") if conflicts else "no conflict",
        ]
        if circular:
            told.append(f"{counted(circular, 'source')} in a circle")
        return "; ".join([", ".join(told[:3]), *told[3:]])


class Ties(NamedTuple):
    """What a view has between documents and between claims, gathered once for many pictures of it."""

    derivations: Derivations
    how: dict[tuple[str, str], set[str]]
    """In which ways a document is made from another, by the two of them."""

    links: dict[str, tuple[Link, ...]]
    """The links between claims that a person accepted, by claim."""


def ties_of(view: View) -> Ties:
    """Return what *view* has between documents and between claims; linear in both.

    Examples:
        >>> ties_of(View()).links
        {}
    """
    how: dict[tuple[str, str], set[str]] = defaultdict(set)
    for held in view.sources.values():
        for one in held.derives_from:
            how[one.source, held.key].add(one.relation.value)
    links: dict[str, list[Link]] = defaultdict(list)
    for link in view.links.values():
        if link.accepted and link.relation in DERIVATIONS:
            how[link.b, link.a].add(link.relation.value)
        elif link.accepted and link.relation in _BETWEEN and {link.a, link.b} <= view.claims.keys():
            for key in {link.a, link.b}:
                links[key].append(link)
    return Ties(Derivations(view), dict(how), {key: tuple(held) for key, held in links.items()})


def evidence_of(
    view: View,
    analysis: Analysis,
    *,
    topic: str | None = None,
    claim: Claim | None = None,
    title: str = "",
    ties: Ties | None = None,
) -> Evidence:
    """Return who and what stands behind the claims of a topic, behind one claim and those that oppose it, or all.

    Raises:
        InvalidRecord: There are more nodes than a reader can follow.

    Examples:
        >>> from claimcheck.findings.analysis import analyse
        >>> view = View()
        >>> evidence_of(view, analyse(view)).verdict
        '0 claimants, 0 sources, 0 claims; no conflict'
    """
    gathered = analysis.gathered
    ties = ties_of(view) if ties is None else ties
    if claim is not None:
        held = _around(claim, view, analysis, ties)
    elif topic is not None:
        held = {one.claim.key: one.claim for one in gathered.members[topic]}
    else:
        held = {one.key: one for one in view.claims.values()}
    told = {one.computed_from for one in held.values() if one.computed_from} - held.keys()
    held |= {key: view.claims[key] for key in sorted(told) if key in view.claims}
    claims = [held[key] for key in sorted(held)]
    derivations = ties.derivations
    standing_in = {one.source for found in claims for one in found.appearances}
    sources = sorted(derivations.all_above(standing_in))
    parties = sorted({view.party(key) for found in claims for key in found.claimants})
    number = len(claims) + len(sources) + len(parties)
    if number > MOST_NODES:
        hint = "a claim, claim=..." if topic is not None else "a topic or a claim, topic=... or claim=..."
        if claim is not None:
            hint = "another claim: too much stands behind this one"
        raise InvalidRecord(f"plot_graph: {number} nodes cannot be read (at most {MOST_NODES}): name {hint}")
    circular = {source for source in sources if derivations.circle_of(source)}
    nodes = [
        *(Node(key=f"party {key}", kind="party", name=view.party_name(key)) for key in parties),
        *(_source(key, circular, standing_in, view) for key in sources),
        *(
            Node(key=f"claim {one.key}", kind="claim", name=name_of_claim(one), note=_state(one, view))
            for one in claims
        ),
    ]
    standings = [gathered.standings[one.key] for one in claims if one.key in gathered.standings]
    edges = {
        *_from_parties(claims, sources, parties, view),
        *_between_sources(sources, ties),
        *(
            Edge(start=f"source {one.source}", end=f"claim {found.key}", relation="stands in")
            for found in claims
            for one in found.appearances
        ),
        *_conflicts(standings, view),
        *_links(claims, ties),
    }
    return Evidence(
        title=title,
        nodes=tuple(nodes),
        edges=tuple(sorted(edges, key=lambda one: (one.start, one.end, one.relation))),
        left_out=len(view.claims) - sum(key in view.claims for key in held),
    )


def _around(claim: Claim, view: View, analysis: Analysis, ties: Ties) -> dict[str, Claim]:
    """The claim, those that it is linked to, and those of its topic that it conflicts with."""
    linked = {key for link in ties.links.get(claim.key, ()) for key in (link.a, link.b)}
    found = {key: view.claims[key] for key in linked} | {claim.key: claim}
    standings = analysis.gathered.standings
    here = standings.get(claim.key)
    if here is not None:
        members = analysis.gathered.members[analysis.gathered.topic_of[claim.key]]
        if is_comparable(here):
            found |= {
                other.claim.key: other.claim
                for other in members
                if other.claim.key != claim.key and compare_standings(here, other, view).conflict
            }
        opponent = analysis.opponents.get(claim.key)
        if opponent in standings:
            found[opponent] = standings[opponent].claim
        beside = {one.key: one for told in analysis.by_claim.get(claim.key, ()) for one in told.claims}
        found |= {
            key: one
            for key, one in beside.items()
            if key in standings and key not in found and compare_standings(here, standings[key], view).conflict
        }
    return found


def _state(claim: Claim, view: View) -> str:
    if claim.computed_from:
        return "follows by arithmetic"
    reason = view.superseded.get(claim.key, "")
    if reason:
        return reason.split()[0]
    return "no source left" if view.is_unsupported(claim) else ""


def _source(key: str, circular: Iterable[str], standing_in: Iterable[str], view: View) -> Node:
    notes = [
        "" if key in standing_in else "not known to say this",
        "circular" if key in circular else "",
        "retracted" if key in view.retracted_sources else "",
        "" if key in view.sources else "not described",
    ]
    return Node(
        key=f"source {key}", kind="source", name=view.source_name(key), note=", ".join(note for note in notes if note)
    )


def _from_parties(
    claims: Iterable[Claim], sources: Iterable[str], parties: Iterable[str], view: View
) -> Iterator[Edge]:
    for claim in claims:
        for key in claim.claimants:
            yield Edge(start=f"party {view.party(key)}", end=f"claim {claim.key}", relation="asserts")
    for source in sources:
        held = view.sources.get(source)
        if held is not None and held.publisher is not None and view.party(held.publisher) in parties:
            yield Edge(start=f"party {view.party(held.publisher)}", end=f"source {source}", relation="publishes")


def _between_sources(sources: Iterable[str], ties: Ties) -> Iterator[Edge]:
    """From the document that was there first to the one made from it, with how it was."""
    for source in sources:
        for origin in ties.derivations.above(source):
            yield Edge(
                start=f"source {origin}",
                end=f"source {source}",
                relation=", ".join(sorted(ties.how.get((origin, source), {"repeats"}))).replace("_", " "),
                is_circular=origin in ties.derivations.circle_of(source),
            )


def _conflicts(standings: Sequence[Standing], view: View) -> Iterator[Edge]:
    for one, other in combinations(standings, 2):
        compared = compare_standings(one, other, view)
        if compared.conflict:
            outcome = compared.outcome.value.replace("_", " ")
            start, end = f"claim {one.claim.key}", f"claim {other.claim.key}"
            yield Edge(start=start, end=end, relation=outcome, is_conflict=True)


def _links(claims: Sequence[Claim], ties: Ties) -> Iterator[Edge]:
    """What people linked, and what a claim was computed from."""
    shown = {claim.key for claim in claims}
    for link in (link for key in shown for link in ties.links.get(key, ())):
        if {link.a, link.b} <= shown and link.a != link.b:
            yield Edge(start=f"claim {link.a}", end=f"claim {link.b}", relation=link.relation.value.replace("_", " "))
    for claim in claims:
        if claim.computed_from in shown:
            yield Edge(start=f"claim {claim.key}", end=f"claim {claim.computed_from}", relation="follows from")
