"""The graph: typed nodes, edges with their reasons, few of them, and a copy that changes nothing."""

from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings

from claimcheck.graph import DIRECT
from claimcheck.ledger import Ledger
from claimcheck.model import Link, Term
from tests.strategies import ledgers

KINDS = {"party", "source", "event", "claim", "topic", "position", "term"}


def edges(ledger: Ledger, relation: str) -> set[tuple[str, str]]:
    return {(a, b) for a, b, key in ledger.graph.edges(keys=True) if key == relation}


def small() -> Ledger:
    """Two forces that contradict each other, an observer that agrees with one of them, and a report of it."""
    ledger = Ledger()
    ledger.party("State", key="state")
    ledger.party("Army", key="army", acts_for="state", part_of="state")
    ledger.party("Enemy", key="enemy")
    ledger.party("Monitor", key="monitor", same_as=())
    ledger.source("Bulletin", key="bulletin", publisher="army")
    ledger.source("Statement", key="statement", publisher="enemy")
    ledger.source("Survey", key="survey", publisher="monitor", derives_from="bulletin")
    ledger.event("War", key="war")
    ledger.event("Raid", key="raid", occurred="2025-06-02", place="Kherson", part_of="war")
    for key, by, value, source in (
        ("a", "army", 37, "bulletin"),
        ("e", "enemy", 90, "statement"),
        ("m", "monitor", 37, "survey"),
    ):
        ledger.claim(key=key, by=by, event="raid", subject="people", measure="killed", value=value, source=source)
    return ledger


def kinds_of(graph: Any) -> dict[str, str]:
    """The kind of each node."""
    return dict(graph.nodes(data="kind"))


def test_every_node_has_a_kind() -> None:
    """Parties, sources, events, claims and topics are nodes under their keys, each of its kind, with a label."""
    graph = small().graph
    every = kinds_of(graph)
    kinds = {node: kind for node, kind in every.items() if kind not in {"topic", "position"}}

    assert isinstance(graph, nx.MultiDiGraph)
    assert kinds == {
        **dict.fromkeys(("state", "army", "enemy", "monitor"), "party"),
        **dict.fromkeys(("bulletin", "statement", "survey"), "source"),
        **dict.fromkeys(("war", "raid"), "event"),
        **dict.fromkeys(("a", "e", "m"), "claim"),
    }
    assert list(every.values()).count("topic") == 1
    assert all(graph.nodes[node]["label"] for node in graph)


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        ("acts_for", {("army", "state")}),
        ("publishes", {("army", "bulletin"), ("enemy", "statement"), ("monitor", "survey")}),
        ("repeats", {("survey", "bulletin")}),
        ("part_of", {("army", "state"), ("raid", "war")}),
        ("asserts", {("army", "a"), ("enemy", "e"), ("monitor", "m")}),
        ("appears_in", {("a", "bulletin"), ("e", "statement"), ("m", "survey")}),
    ],
)
def test_what_was_declared_is_an_edge(relation: str, expected: set[tuple[str, str]]) -> None:
    """An edge's key is its relation, and each says on what basis it stands."""
    ledger = small()

    assert edges(ledger, relation) == expected
    found: Any = ledger.graph.edges(keys=True, data="basis")
    assert all(basis for _, _, key, basis in found if key == relation)


def test_claims_are_joined_to_their_event_and_topic() -> None:
    """From each claim one edge leads to its event and one to its topic."""
    ledger = small()
    (topic,) = (one.key for one in ledger.topics)

    assert edges(ledger, "about") == {(key, about) for key in "aem" for about in ("raid", topic)}


def test_claims_are_joined_to_what_opposes_and_what_corroborates() -> None:
    """In a small topic claims that conflict or agree are joined directly, and to each other's sources, with reasons."""
    graph = small().graph

    assert {frozenset(pair) for pair in edges(small(), "contradicts")} == {frozenset("ae"), frozenset("em")}
    assert edges(small(), "conflicts_with") == {
        ("a", "statement"),
        ("e", "bulletin"),
        ("e", "survey"),
        ("m", "statement"),
    }
    assert edges(small(), "corroborated_by") == {("a", "survey"), ("m", "bulletin")}
    for _, _, key, fields in graph.edges(keys=True, data=True):
        if key in {"contradicts", "same", "conflicts_with", "corroborated_by"}:
            assert fields["reason"]
            assert "37" in fields["reason"]


def test_nobody_corroborates_itself() -> None:
    """A second source of the same side, of an undeclared party or of nobody is no corroboration."""
    ledger = small()
    ledger.source("Telegram", key="telegram", publisher="army")
    said: dict[str, Any] = {"event": "raid", "subject": "people", "measure": "killed", "value": 37}
    ledger.claim(key="s", by="state", source="telegram", **said)
    ledger.claim(key="u", by="somebody", source="forum", **said)
    ledger.claim(key="n", source="rumour", **said)
    found = {source for claim, source in edges(ledger, "corroborated_by") if claim == "a"}

    assert found == {"survey"}


def test_what_cannot_be_compared_is_not_joined() -> None:
    """Claims of two operators share no edge, whatever their figures."""
    ledger = Ledger()
    ledger.claim("52 of 80 Russian drones shot down", by="Air Force", event="night", key="a")
    ledger.claim("162 Ukrainian drones intercepted", by="Ministry", event="night", key="b")
    graph = ledger.graph

    assert not graph.has_edge("a", "b")
    assert not graph.has_edge("b", "a")


def test_computed_claims_are_told_apart() -> None:
    """What follows by arithmetic is a node that says so and leads back to the claim it follows from."""
    ledger = Ledger()
    ledger.claim("52 of 80 Russian drones shot down", by="Air Force", event="night", key="a")
    graph = ledger.graph
    computed = [node for node, found in graph.nodes(data="computed") if found]

    assert computed
    assert all(graph.has_edge(node, "a", key="based_on") for node in computed)
    assert graph.nodes["a"]["computed"] is False


def test_links_and_candidates() -> None:
    """A link stands under its relation with its author and basis, and apart while nobody has accepted it."""
    ledger = small()
    ledger.link("e", "disputes", "a", by="enemy", basis="statement of 3 June")
    ledger.link("m", "supports", "a", accepted=False)
    graph = ledger.graph

    assert graph.edges["e", "a", "disputes"] == {"basis": "statement of 3 June", "by": "enemy"}
    assert graph.has_edge("m", "a", key="candidate:supports")
    assert not graph.has_edge("m", "a", key="supports")


def test_terms_that_are_linked_are_nodes_of_their_kind() -> None:
    """Words declared distinct stand in the graph as terms."""
    ledger = Ledger()
    ledger.add(Term(name="Geran"), Term(name="Orlan"), Link(a="term:Geran", relation="distinct_from", b="term:Orlan"))

    assert kinds_of(ledger.graph) == {"term:Geran": "term", "term:Orlan": "term"}


def test_superseded_claims_stay_and_are_marked() -> None:
    """A claim that no longer counts is still a node, out of every topic."""
    ledger = small()
    ledger.revise("a", "36 killed", key="a2")
    graph = ledger.graph

    assert (graph.nodes["a"]["current"], graph.nodes["a2"]["current"]) == (False, True)
    assert not edges(ledger, "about") & {("a", one.key) for one in ledger.topics}
    assert graph.has_edge("a2", "a", key="updates")


def test_the_graph_is_a_copy() -> None:
    """Whatever is done to a graph, the ledger and its next graph are as they were."""
    ledger = small()
    before = ledger.graph
    spoilt = ledger.graph
    spoilt.nodes["a"]["label"] = "spoilt"
    spoilt.remove_node("e")
    spoilt.add_node("new", kind="claim")

    assert list(ledger.graph.nodes(data=True)) == list(before.nodes(data=True))
    assert list(ledger.graph.edges(keys=True, data=True)) == list(before.edges(keys=True, data=True))
    assert len(ledger.claims) == 3
    assert len(ledger.contested()) == 1


def busy(size: int, values: list[Any]) -> Ledger:
    ledger = Ledger()
    ledger.event("Raid", key="raid", occurred="2025-06-02")
    for number in range(size):
        ledger.claim(
            key=f"c{number}",
            by=ledger.party(f"Party {number}"),
            event="raid",
            subject="people",
            measure="killed" if isinstance(values[0], int) else "cause",
            value=values[number % len(values)],
            source=f"source {number}",
        )
    return ledger


def test_a_busy_topic_costs_edges_in_proportion() -> None:
    """Two thousand claims that contradict each other cost a handful of edges each, through their positions."""
    counts = {}
    for size in (500, 2000):
        graph = busy(size, list(range(size))).graph
        counts[size] = graph.number_of_edges()
        (topic,) = (fields for _, fields in graph.nodes(data=True) if fields["kind"] == "topic")
        assert (topic["edges"], topic["claims"]) == ("positions", size)
        positions = [node for node, kind in kinds_of(graph).items() if kind == "position"]
        assert len(positions) == size
        for number in range(size):
            reached = {key for _, _, key in graph.out_edges(f"c{number}", keys=True)}
            assert {"about", "appears_in", "meets_from", "meets_to"} <= reached

    assert counts[2000] <= 12 * 2000
    assert counts[2000] <= 4.2 * counts[500]


def test_a_busy_topic_of_words_runs_through_positions_too() -> None:
    """Where values are words each claim is joined to the word it takes."""
    ledger = busy(DIRECT + 8, ["storm", "negligence"])
    graph = ledger.graph
    words = {fields["label"]: node for node, fields in graph.nodes(data=True) if fields["kind"] == "position"}

    assert set(words) == {"storm", "negligence"}
    assert graph.has_edge("c0", words["storm"], key="meets_from")
    assert graph.has_edge("c1", words["negligence"], key="meets_to")


def test_a_topic_says_how_its_claims_are_joined() -> None:
    """Up to the stated size claims are joined pair by pair, above it through positions."""
    for size, how in ((DIRECT, "claims"), (DIRECT + 1, "positions")):
        (topic,) = (one for _, one in busy(size, [1, 2, 300]).graph.nodes(data=True) if one["kind"] == "topic")

        assert topic["edges"] == how


@settings(max_examples=50)
@given(ledgers())
def test_any_ledger_has_a_graph(ledger: Ledger) -> None:
    """Every claim, party, source and event of any ledger is a node, and no node is without a kind."""
    graph = ledger.graph
    held = [*ledger.claims, *ledger.parties, *ledger.sources, *ledger.events]

    assert {kind for _, kind in graph.nodes(data="kind")} <= KINDS
    assert {record.key for record in held} <= set(graph)
    for claim in ledger.claims:
        assert all(graph.has_edge(claim.key, one.source, key="appears_in") for one in claim.appearances)
