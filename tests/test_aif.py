"""Argument maps in AIF: who says what on nodes of the right kinds, and a graph of which every edge makes sense."""

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, Final

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.exchange.argumentation.aif import write_aif
from claimcheck.exchange.argumentation.arguments import Role, arguments, statements
from claimcheck.exchange.outlet import Outlet
from claimcheck.formats import read, write
from claimcheck.ledger import Ledger
from claimcheck.model import Party
from tests.conformance import full_ledger
from tests.hostile import hostile_case
from tests.strategies import ledgers
from tests.test_argdown import debate

ISTANBUL: Final = Path(__file__).parent.parent / "fixtures" / "istanbul" / "case.yaml"

# Which kinds of nodes an edge may join: what is said to its saying, its saying to what is said, schemes to claims.
JOINED: Final = {
    ("L", "YA"),
    ("YA", "I"),
    ("YA", "RA"),
    ("YA", "CA"),
    ("I", "RA"),
    ("I", "CA"),
    ("RA", "I"),
    ("CA", "I"),
    ("CA", "RA"),
}


def held_in(ledger: Ledger) -> dict[str, list[dict[str, str]]]:
    held: dict[str, list[dict[str, str]]] = json.loads(b"".join(write_aif(ledger, Outlet())))
    return held


def graph_of(held: dict[str, list[dict[str, str]]]) -> Any:
    """The map as networkx sees it, once everything that AIF asks of it was found."""
    graph: Any = nx.DiGraph()
    for one in held["nodes"]:
        assert one["nodeID"] not in graph
        assert one["text"].strip()
        graph.add_node(one["nodeID"], type=one["type"], text=one["text"])
    types: dict[str, str] = dict(graph.nodes(data="type"))
    for edge in held["edges"]:
        assert (types[edge["fromID"]], types[edge["toID"]]) in JOINED
        graph.add_edge(edge["fromID"], edge["toID"])
    assert len({edge["edgeID"] for edge in held["edges"]}) == len(held["edges"])
    for node, type_ in types.items():
        if type_ in {"RA", "CA"}:
            assert [types[one] for one in graph.predecessors(node)].count("I") == 1
            assert [types[one] in {"I", "RA"} for one in graph.successors(node)] == [True]
        if type_ == "YA":
            assert (graph.in_degree(node), graph.out_degree(node)) == (1, 1)
        if type_ == "L":
            assert (graph.in_degree(node), graph.out_degree(node)) == (0, 1)
    people = {one["participantID"] for one in held["participants"]}
    assert len(people) == len(held["participants"])
    for said in held["locutions"]:
        assert types[said["nodeID"]] == "L"
        assert said["personID"] in people
    return graph


def test_a_claim_is_said_by_its_claimant() -> None:
    """A claim is one I-node; whoever makes it has an L-node that asserts it, with the time and the source."""
    ledger = Ledger()
    ledger.source("Bulletin", key="bulletin")
    ledger.claim("37 killed", by="Army", source="bulletin", asserted="2025-06-02", key="a")

    assert held_in(ledger) == {
        "nodes": [
            {"nodeID": "I a", "text": "37 killed", "type": "I"},
            {"nodeID": "L a by Army", "text": "Army: 37 killed", "type": "L"},
            {"nodeID": "YA a by Army", "text": "Asserting", "type": "YA"},
        ],
        "edges": [
            {"edgeID": "1", "fromID": "L a by Army", "toID": "YA a by Army"},
            {"edgeID": "2", "fromID": "YA a by Army", "toID": "I a"},
        ],
        "locutions": [{"nodeID": "L a by Army", "personID": "Army", "timestamp": "2025-06-02", "source": "Bulletin"}],
        "participants": [{"participantID": "Army", "firstname": "Army", "surname": ""}],
    }


def test_no_two_keys_make_one_node() -> None:
    """Keys with blanks and percent signs in them, which are written otherwise in the names of nodes."""
    ledger = Ledger()
    keys = ("a b", "a%20b", "a%2520b", "a")
    for key in keys:
        ledger.claim("37 killed", by="b c" if key == "a" else "c", key=key)
    held = held_in(ledger)

    graph_of(held)
    assert [one["nodeID"] for one in held["nodes"] if one["type"] == "I"] == [
        "I a",
        "I a%20b",
        "I a%2520b",
        "I a%252520b",
    ]


def test_who_is_named_twice_says_it_once() -> None:
    """A claim of one party and the same party has one locution."""
    ledger = Ledger()
    ledger.claim("37 killed", by=["Army", "Army"], key="a")
    held = held_in(ledger)

    graph_of(held)
    assert [(one["type"], one["text"]) for one in held["nodes"]] == [
        ("I", "37 killed"),
        ("L", "Army: 37 killed"),
        ("YA", "Asserting"),
    ]


def test_a_debate_in_aif() -> None:
    """Links hang on whoever set them, what was computed on nobody, and what qualifies attacks the step to the claim."""
    graph = graph_of(held_in(debate()))
    types: dict[str, str] = dict(graph.nodes(data="type"))
    texts: dict[str, str] = dict(graph.nodes(data="text"))
    schemes = {
        (next(iter(one for one in graph.predecessors(node) if types[one] == "I")), texts[node], *graph.successors(node))
        for node, type_ in types.items()
        if type_ in {"RA", "CA"}
    }
    anchors = {
        (texts[next(iter(graph.predecessors(node)))], texts[node], next(iter(graph.successors(node))))
        for node, type_ in types.items()
        if type_ == "YA" and texts[node] != "Asserting"
    }

    assert schemes == {
        ("I e", "disputes: statement of 3 June", "I a"),
        ("I n", "supports", "I a"),
        ("I y", "qualifies: of soldiers only", "RA assertion a"),
        ("I premise a", "Position to Know", "I a"),
        ("I a", "computed: contradicts: figures that cannot both be right: 37 / 90", "I e"),
        ("I e", "computed: contradicts: figures that cannot both be right: 37 / 90", "I a"),
        ("I n", "computed: denial: Army denies what Enemy said: 5", "I y"),
        ("I y", "computed: denial: Army denies what Enemy said: 5", "I n"),
    }
    assert anchors == {
        ("Enemy: disputes: statement of 3 June", "Disagreeing", "CA link:e%20disputes%20a%20(Enemy)"),
        ("desk: supports", "Arguing", "RA link:n%20supports%20a%20(desk)"),
        ("desk: qualifies: of soldiers only", "Disagreeing", "CA link:y%20qualifies%20a%20(desk)"),
    }
    assert texts["I n"] == "denied: 5 wounded"
    assert texts["I premise a"] == "Army says: 37 killed"


def test_what_follows_by_arithmetic_is_inferred() -> None:
    """A computed claim that conflicts is inferred from the claim that it follows from, and said by nobody."""
    ledger = Ledger()
    said: dict[str, Any] = {"event": "night", "subject": "drones"}
    ledger.claim("52 of 80 drones shot down", by="Army", measure="shot down", value="52 of 80", key="a", **said)
    ledger.claim("120 drones launched", by="Enemy", measure="launched", value=120, key="e", **said)
    held = held_in(ledger)
    graph = graph_of(held)

    assert graph.has_edge("I a", "RA computed a#launched")
    assert graph.has_edge("RA computed a#launched", "I a#launched")
    assert [one["nodeID"] for one in held["locutions"]] == ["L a by Army", "L e by Enemy"]


def test_where_nobody_is_named_the_source_is_told_of() -> None:
    """Without a claimant there is no locution that could hold the source: that is left out, and told."""
    ledger = Ledger()
    ledger.claim("37 killed", source="leaflet", key="a")
    outlet = Outlet()
    held = json.loads(b"".join(write_aif(ledger, outlet)))

    assert [node["type"] for node in held["nodes"]] == ["I"]
    assert "a: nobody is named who said it, and so where and when has no place in the map" in [
        str(one) for one in outlet.done().left
    ]


@pytest.mark.parametrize("make", [full_ledger, Ledger, lambda: read(ISTANBUL)])
def test_a_case_is_a_sound_map(make: Callable[[], Ledger]) -> None:
    """The full ledger, an empty one and the Istanbul case are maps that AIF allows."""
    graph_of(held_in(make()))


@settings(max_examples=60, deadline=None)
@given(ledger=ledgers())
def test_any_ledger_is_a_sound_map(ledger: Ledger) -> None:
    """Every claim is an I-node with its words, every argument a scheme, and every edge one that AIF allows."""
    graph = graph_of(held_in(ledger))
    texts: dict[str, str] = dict(graph.nodes(data="text"))
    argued = arguments(ledger, Outlet())

    for one in statements(ledger):
        node = one.claim.key.replace("%", "%25").replace(" ", "%20")
        assert texts[f"I {node}"] == one.text
    kinds = [type_ for _, type_ in graph.nodes(data="type")]
    assert kinds.count("CA") == sum(one.role is not Role.SUPPORT for one in argued)


@settings(max_examples=25, deadline=None)
@given(ledger=ledgers(), random=st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(ledger: Ledger, random: Random) -> None:
    """The same records in any order give the same map."""
    records = list(ledger.records())
    random.shuffle(records)
    shuffled = Ledger(case=ledger.case)
    shuffled.add(*records)

    assert held_in(shuffled) == held_in(ledger)


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    """A whole case of attacks is a map like any other."""
    graph_of(held_in(hostile_case(tmp_path)))


def test_the_suffix_says_the_format(tmp_path: Path) -> None:
    """The end of the name is enough, and what is written counts nodes."""
    with pytest.warns(UserWarning, match="left out"):
        written = write(debate(), tmp_path / "night.aif.json")

    assert written.written == len(held_in(debate())["nodes"])


def test_no_two_nodes_have_one_id() -> None:
    """Keys may hold what stands between the parts of an id."""
    ledger = Ledger()
    ledger.add(Party(key="p", name="P"), Party(key="x by p", name="Q"), Party(key="y by x", name="R"))
    for key, by in (("a", "x by p"), ("a by x", "p"), ("premise a", "p"), ("premise%20a", "p")):
        ledger.claim("37 killed", by=by, key=key)
    nodes = json.loads(b"".join(write_aif(ledger, Outlet())))["nodes"]

    assert len({node["nodeID"] for node in nodes}) == len(nodes) == 12
