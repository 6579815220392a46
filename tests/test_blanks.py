"""Nodes without a name: the same order whatever they are called, and whatever order they come in."""

from random import Random

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.exchange.prov.blanks import Node, Said, ordered

Edge = tuple[int, int]


def numbered(edges: list[Edge], names: list[int]) -> list[Edge]:
    """The edges between the numbers that the nodes are given under other names and in another order."""
    said: dict[Node, list[Said]] = {name: [] for name in names}
    for one, other in edges:
        said[names[one]].append((">", names[other]))
        said[names[other]].append(("<", names[one]))
    place = {node: number for number, node in enumerate(ordered(said))}
    return sorted((place[names[one]], place[names[other]]) for one, other in edges)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12), st.randoms())
def test_the_order_does_not_depend_on_names(edges: list[Edge], random: Random) -> None:
    """Two readings of one file say the same of the same numbers."""
    names = list(range(7))
    first = numbered(edges, names)
    random.shuffle(names)

    assert numbered(edges, names) == first


@pytest.mark.parametrize(
    "graph", [nx.cubical_graph(), nx.circular_ladder_graph(5), nx.disjoint_union(*[nx.cycle_graph(3)] * 2)]
)
def test_what_colours_alone_do_not_tell_apart(graph: "nx.Graph[int]") -> None:
    """Every node has as many neighbours as any other; still the numbers are joined the same way each time."""
    edges = [*graph.edges]
    names = [*graph]
    first = numbered(edges, names)
    for seed in range(5):
        Random(seed).shuffle(names)
        assert numbered(edges, names) == first


def test_many_that_are_alike_end() -> None:
    """Ten thousand pairs, a chain of a thousand, and a star of ten thousand are no more than many."""
    for edges in (
        [(2 * one, 2 * one + 1) for one in range(10_000)],
        [(one, one + 1) for one in range(1000)],
        [(0, one) for one in range(1, 10_000)],
    ):
        names = [*range(max(map(max, edges)) + 1)]
        assert len(numbered(edges, names)) == len(edges)
