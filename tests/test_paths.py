"""Separate ways through a graph, what meets them all, and what is on every one."""

from itertools import combinations, pairwise

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.support.paths import disjoint_paths, on_every_path, reached


@st.composite
def graphs(draw: st.DrawFn, most: int = 8) -> tuple[list[list[int]], frozenset[int]]:
    """A graph by its successors, and some of its nodes that are free."""
    count = draw(st.integers(2, most))
    nodes = st.integers(0, count - 1)
    successors = [sorted(set(draw(st.lists(nodes, max_size=3))) - {node}) for node in range(count)]
    return successors, frozenset(draw(st.sets(nodes, max_size=2)))


def fewest_removed(successors: list[list[int]], free: frozenset[int]) -> int | None:
    """How many nodes must go before the last node cannot be reached, by trying all; None if that never helps."""
    end = len(successors) - 1
    nodes = [node for node in range(1, end) if node not in free]
    for count in range(len(nodes) + 1):
        for some in combinations(nodes, count):
            if end not in reached(successors, 0, without=some):
                return count
    return None


@settings(max_examples=500)
@given(graphs())
def test_the_paths_are_as_many_as_must_be_removed(made: tuple[list[list[int]], frozenset[int]]) -> None:
    """There are as many separate paths as nodes must be removed (Menger), and the cut is such a set of nodes."""
    successors, free = made
    end = len(successors) - 1
    found = disjoint_paths(successors, 0, end, free=free)
    fewest = fewest_removed(successors, free)
    if fewest is None:
        assert found.cut is None
        return

    assert len(found.paths) == fewest
    assert found.cut is not None
    assert len(found.cut) == fewest
    assert end not in reached(successors, 0, without=found.cut)


@settings(max_examples=300)
@given(graphs())
def test_the_paths_lead_from_start_to_end_and_share_nothing(made: tuple[list[list[int]], frozenset[int]]) -> None:
    """Each path follows edges from start to end, and no node that is not free is on two of them."""
    successors, free = made
    end = len(successors) - 1
    found = disjoint_paths(successors, 0, end, free=free)
    used = [node for path in found.paths for node in path if node not in free]
    for path in found.paths:
        steps = [0, *path, end]
        assert all(after in successors[one] for one, after in pairwise(steps))

    assert len(used) == len(set(used))


@settings(max_examples=300)
@given(graphs())
def test_what_is_on_every_path_are_the_dominators(made: tuple[list[list[int]], frozenset[int]]) -> None:
    """The nodes on every path are the strict dominators of the end that networkx finds, from the start outwards."""
    successors, _ = made
    end = len(successors) - 1
    graph = nx.DiGraph((one, after) for one, following in enumerate(successors) for after in following)
    graph.add_nodes_from(range(len(successors)))
    above = nx.immediate_dominators(graph, 0)
    chain = []
    if end in above:
        at = above[end]
        while at not in (0, end):
            chain.append(at)
            at = above[at]

    assert list(on_every_path(successors, 0, end)) == chain[::-1]


def test_a_long_chain_needs_no_depth() -> None:
    """A hundred thousand nodes in a row are one path, each of them on every way."""
    count = 100_000
    chain = [[node + 1] for node in range(count - 1)] + [[]]

    assert disjoint_paths(chain, 0, count - 1).paths == (tuple(range(1, count - 1)),)
    assert on_every_path(chain, 0, count - 1) == tuple(range(1, count - 1))


def test_adjacent_ends_cannot_be_cut() -> None:
    """Where start and end are joined directly nothing meets every path, and no empty cut pretends to."""
    assert disjoint_paths([[1], []], 0, 1).cut is None
    assert disjoint_paths([[], []], 0, 1).cut == ()
