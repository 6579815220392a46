"""The graph in files: what a programmer and an analyst find there, read by networkx and not by us."""

import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any, Final

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.exchange.graphs.files import write_cytoscape, write_gexf, write_graphml, write_node_link
from claimcheck.exchange.graphs.rows import Field, graph_rows, types_of
from claimcheck.exchange.outlet import Outlet
from claimcheck.formats import read, write
from claimcheck.ledger import Ledger
from claimcheck.model import Claim, Event, Link, Party, Proposition, Source, Term
from claimcheck.quantity import Quantity
from tests.hostile import hostile_case
from tests.strategies import ledgers
from tests.test_graph import small

Written = Callable[[Ledger, Outlet], Iterator[bytes]]
Fields = dict[str, Field]

XML: Final = (write_graphml, write_gexf)
ALL: Final = (write_node_link, write_cytoscape, *XML)
ISTANBUL: Final = Path(__file__).parent.parent / "fixtures" / "istanbul" / "case.yaml"


def data_of(written: Written, ledger: Ledger) -> bytes:
    return b"".join(written(ledger, Outlet()))


def read_back(written: Written, data: bytes) -> tuple[dict[str, Fields], dict[tuple[str, str, str], Fields]]:
    """The nodes and edges that networkx finds, without what each of its readers adds of its own."""
    graph: Any
    if written is write_node_link:
        graph = nx.node_link_graph(json.loads(data), edges="edges")
    elif written is write_cytoscape:
        graph = nx.cytoscape_graph(json.loads(data))
    elif written is write_graphml:
        graph = nx.read_graphml(io.BytesIO(data), force_multigraph=True)
    else:
        graph = nx.read_gexf(io.BytesIO(data), version="1.3")
    nodes = {key: dict(fields) for key, fields in graph.nodes(data=True)}
    edges = {ends: dict(fields) for *ends, fields in graph.edges(keys=True, data=True) for ends in [tuple(ends)]}
    if written is write_cytoscape:
        for key, fields in nodes.items():
            assert (fields.pop("id"), fields.pop("value")) == (key, key)
        for ends, fields in edges.items():
            told = tuple(fields.pop(name) for name in ("source", "target", "key"))
            assert (told, fields.pop("interaction")) == (ends, ends[2])
        for fields in (*nodes.values(), *edges.values()):
            fields["label"] = fields.pop("name")
            if "claimed_value" in fields:
                fields["value"] = fields.pop("claimed_value")
    for ends, fields in edges.items():
        assert fields.pop("key", ends[2]) == ends[2]
        fields.pop("id", None)
    return nodes, edges


def as_xml(value: Field) -> Field:
    """Text in which what XML 1.0 forbids is written as its code point."""
    if not isinstance(value, str):
        return value
    return "".join(
        one
        if one in "\t\n\r" or " " <= one <= "\ud7ff" or "\ue000" <= one <= "\ufffd" or one >= "\U00010000"
        else f"⟨U+{ord(one):04X}⟩"
        for one in value
    )


def expected(ledger: Ledger, written: Written) -> tuple[dict[str, Fields], dict[tuple[str, str, str], Fields]]:
    nodes, edges = graph_rows(ledger, Outlet())
    told = as_xml if written in XML else lambda value: value

    def fields_of(fields: Fields) -> Fields:
        return {name: told(value) for name, value in fields.items()}

    return (
        {str(told(node.key)): fields_of(node.fields) for node in nodes},
        {
            (str(told(edge.source)), str(told(edge.target)), str(told(edge.relation))): fields_of(edge.fields)
            for edge in edges
        },
    )


@pytest.mark.parametrize("written", ALL)
@pytest.mark.parametrize("make", [small, lambda: read(ISTANBUL)])
def test_networkx_finds_the_same_graph(written: Written, make: Callable[[], Ledger]) -> None:
    """Nodes, edges, keys and fields, with their types, are those of ``ledger.graph`` and of the records."""
    ledger = make()
    nodes, edges = read_back(written, data_of(written, ledger))

    assert (nodes, edges) == expected(ledger, written)
    graph: Any = ledger.graph
    assert nodes.keys() == set(graph)
    assert edges.keys() == set(graph.edges(keys=True))


@pytest.mark.parametrize("written", [write_node_link, write_cytoscape, write_graphml])
@settings(max_examples=40, deadline=None)
@given(ledger=ledgers())
def test_any_graph_comes_back(written: Written, ledger: Ledger) -> None:
    """Whatever the texts and keys are; in XML the code points that it forbids are written out."""
    assert read_back(written, data_of(written, ledger)) == expected(ledger, written)


@settings(max_examples=40, deadline=None)
@given(ledger=ledgers())
def test_any_graph_is_sound_gexf(ledger: Ledger) -> None:
    """Every attribute is declared with its type, ids are unique, edges end at nodes, and everything has a label."""
    root = ET.fromstring(data_of(write_gexf, ledger))
    space = "{http://gexf.net/1.3}"
    assert (root.tag, root.get("version")) == (f"{space}gexf", "1.3")
    graph = root.find(f"{space}graph")
    assert graph is not None
    assert [one.tag.removeprefix(space) for one in graph] == ["attributes", "attributes", "nodes", "edges"]
    declared = {
        group.get("class"): {one.get("id"): one.get("type") for one in group}
        for group in graph.findall(f"{space}attributes")
    }
    assert {kind for held in declared.values() for kind in held.values()} <= {"string", "boolean", "integer", "double"}
    nodes, edges = graph.findall(f"{space}nodes/{space}node"), graph.findall(f"{space}edges/{space}edge")
    ids = {one.get("id") for one in nodes}
    assert len(ids) == len(nodes)
    assert len({one.get("id") for one in edges}) == len(edges)
    for owner, held in (("node", nodes), ("edge", edges)):
        for one in held:
            assert (one.get("label") or "").strip()
            values = one.findall(f"{space}attvalues/{space}attvalue")
            names = [value.get("for") for value in values]
            assert len(set(names)) == len(names)
            for value in values:
                check = _LEXICAL[declared[owner][value.get("for")] or ""]
                assert check(value.get("value") or "")
    for edge in edges:
        assert {edge.get("source"), edge.get("target")} <= ids
        assert edge.get("kind")


_LEXICAL: Final[dict[str, Callable[[str], object]]] = {
    "string": bool,
    "boolean": lambda text: text in {"true", "false"},
    "integer": lambda text: re.fullmatch(r"-?[0-9]+", text),
    "double": lambda text: re.fullmatch(r"-?[0-9]+(\.[0-9]+)?(e[+-][0-9]+)?", text),
}


@settings(max_examples=40, deadline=None)
@given(ledger=ledgers())
def test_a_field_has_one_type(ledger: Ledger) -> None:
    """A program that makes a column of a field never meets a text among numbers, and no column is empty."""
    for rows in graph_rows(ledger, Outlet()):
        types = types_of(rows)
        for row in rows:
            assert {name: type(value) for name, value in row.fields.items()}.items() <= types.items()
            assert "" not in row.fields.values()
            assert row.fields["label"]


def test_what_an_explorer_sees_of_a_claim() -> None:
    """A claim shows who said what, how much, when, where it stands, and that it is contested, and why."""
    ledger = Ledger()
    ledger.source("Bulletin", key="bulletin", publisher="Ministry", url="https://example.org/1", published="2025-06-03")
    ledger.claim(
        "471 killed",
        by="Ministry",
        event="blast",
        measure="killed",
        value=471,
        asserted="2025-06-02",
        source="bulletin",
        quote="471 were killed",
        key="m",
    )
    ledger.claim("100-300 killed", by="Agency", event="blast", measure="killed", value="100-300", key="a")
    ledger.assess("m", "admiralty", "2", by="desk", axis="information")
    nodes, edges = graph_rows(ledger, Outlet())
    found = {node.key: node.fields for node in nodes}

    wanted = {
        "kind": "claim",
        "label": "471 killed",
        "by": "Ministry",
        "value": "471",
        "low": 471.0,
        "high": 471.0,
        "asserted": "2025-06-02",
        "quote": "471 were killed",
        "url": "https://example.org/1",
        "contested": True,
        "against": "100-300 killed",
        "denied": False,
        "current": True,
        "computed": False,
        "grades": "admiralty/information: 2, by desk",
    }
    assert wanted.items() <= found["m"].items()
    assert "471" in str(found["m"]["reason"])
    (topic,) = (fields for fields in found.values() if fields["kind"] == "topic")
    assert topic["contested"] is True
    (conflict,) = (edge for edge in edges if edge.relation == "contradicts")
    assert (conflict.fields["label"], conflict.fields["conflict"]) == ("contradicts", True)
    assert "471" in str(conflict.fields["reason"])


def test_links_of_several_people_are_one_edge() -> None:
    """What two people say of the same two claims stands on the one edge that the graph has for it."""
    ledger = small()
    ledger.link("e", "disputes", "a", by="enemy", basis="statement")
    ledger.link("e", "disputes", "a", by="desk", basis="read twice")
    ledger.link("m", "supports", "a", accepted=False)
    _, edges = graph_rows(ledger, Outlet())
    found = {edge[:3]: edge.fields for edge in edges}

    assert found["e", "a", "disputes"]["by"] == "desk | Enemy"
    assert found["e", "a", "disputes"]["basis"] == "read twice | statement"
    assert found["m", "a", "candidate:supports"]["label"] == "candidate: supports"


def test_what_was_declared_and_linked_says_both() -> None:
    """A party that says itself that it is another, and a person who says so too, are one edge."""
    ledger = Ledger()
    ledger.add(Party(key="b", name="B"), Party(key="a", name="A", same_as=("b",)))
    ledger.add(Link(a="a", relation="same_as", b="b", by="desk", basis="register"))
    _, (edge,) = graph_rows(ledger, Outlet())

    assert (edge.fields["basis"], edge.fields["by"]) == ("declared | register", "desk")


def test_a_figure_beyond_numbers_is_told_in_words() -> None:
    """A figure that no double holds has its value as text, and no number that would be another."""
    ledger = Ledger()
    huge = Quantity(low=10**400, high=10**400)
    ledger.add(Claim(key="a", proposition=Proposition(measure="killed", value=huge)))
    nodes, _ = graph_rows(ledger, Outlet())
    (claim,) = (node.fields for node in nodes if node.fields["kind"] == "claim")

    assert str(claim["value"]).replace(",", "") == str(10**400)
    assert not {"low", "high"} & claim.keys()


def test_what_has_no_place_is_told() -> None:
    """Words of the vocabulary, and grades of what is no node, are told of as left out."""
    ledger = small()
    ledger.add(Term(name="drone", definition="flies"))
    ledger.link("e", "disputes", "a", by="enemy")
    ledger.assess("link:e disputes a (enemy)", "desk", "doubtful", by="desk", why="thin")
    outlet = Outlet()
    graph_rows(ledger, outlet)
    told = [str(one) for one in outlet.done().left]

    assert "term:drone: all of it: this format has no place for a term" in told
    assert (
        "assessment:link:e disputes a (enemy) desk/ desk : it is about 'link:e disputes a (enemy)', "
        "which is no node of the graph"
    ) in told


@pytest.mark.parametrize("written", XML)
def test_what_xml_forbids_is_told(written: Written) -> None:
    """A character that XML cannot hold stands as its code point, keys stay apart, and the record is told of."""
    ledger = Ledger()
    ledger.add(*(Party(key=key, name=f"name {key}") for key in ("a\ufffe", "a⟨U+FFFE⟩", "a\uffff")))
    outlet = Outlet()
    root = ET.fromstring(b"".join(written(ledger, outlet)))
    ids = [one.get("id") for one in root.iter() if one.tag.endswith("}node")]

    assert ids == ["a⟨U+FFFE⟩", "a⟨U+FFFE⟩'", "a⟨U+FFFF⟩"]
    assert [str(one) for one in outlet.done().warnings] == [
        "a\ufffe: 'name a⟨U+FFFE⟩': XML has no place for such characters",
        "a\uffff: 'name a⟨U+FFFF⟩': XML has no place for such characters",
    ]


@pytest.mark.parametrize("written", ALL)
@settings(max_examples=5, deadline=None)
@given(ledger=ledgers(), random=st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(written: Written, ledger: Ledger, random: Random) -> None:
    """The same records in any order give the same bytes."""
    records = list(ledger.records())
    random.shuffle(records)
    shuffled = Ledger(case=ledger.case)
    shuffled.add(*records)

    assert data_of(written, shuffled) == data_of(written, ledger)


@pytest.mark.parametrize("written", ALL)
def test_hostile_text_stays_text(written: Written, tmp_path: Path) -> None:
    """Nothing that a text says becomes markup: every reader finds the nodes, edges and fields that are there."""
    ledger = hostile_case(tmp_path)

    assert read_back(written, data_of(written, ledger)) == expected(ledger, written)


@pytest.mark.parametrize("name", ["a.graphml", "a.gexf", "a.cyjs", "a.cytoscape.json", "a.node-link.json", "a.GEXF"])
def test_the_suffix_says_the_format(tmp_path: Path, name: str) -> None:
    """The end of the name is enough, and what is written counts nodes and edges."""
    ledger = small()
    graph: Any = ledger.graph
    written = write(ledger, tmp_path / name)

    assert written.written == len(graph) + graph.number_of_edges()
    assert not written.problems


def test_records_of_several_kinds_under_one_key_are_told() -> None:
    """The graph has one node for them; whose it is does not depend on their order, and of the others it is told."""
    records = (Party(key="a", name="A", note="p"), Source(key="a", note="s"), Event(key="a", note="e"))
    for several in (records, records[::-1]):
        ledger, outlet = Ledger(), Outlet()
        ledger.add(*several)
        (node,) = graph_rows(ledger, outlet)[0]

        assert (node.fields["kind"], node.fields["note"]) == ("event", "e")
        assert [str(one) for one in outlet.done().left] == [
            "a: all that the party says of itself: its node is that of the event of this key",
            "a: all that the source says of itself: its node is that of the event of this key",
        ]
