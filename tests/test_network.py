"""The network behind one set of claims: held to trying every withdrawal, and to the dominators of networkx."""

from itertools import combinations
from typing import Any

import networkx as nx
from hypothesis import given, settings

from claimcheck.findings.origins import entailing
from claimcheck.ledger import Ledger
from claimcheck.model import Record
from claimcheck.support.network import Network, NodeKind
from claimcheck.support.paths import reached
from tests.test_ways import current, filled, told


def network_of(ledger: Ledger, key: str, **more: Any) -> Network:
    """The network of the claims that say as much as one."""
    analysis = ledger._analyse()
    members = analysis.gathered.members[analysis.gathered.topic_of[key]]
    mine = next(one for one in members if one.claim.key == key)
    return Network(entailing(mine, members, ledger.view), analysis.grounds, **more)


def fewest_withdrawn(network: Network) -> int:
    """How many groups, acts, documents or claims must be withdrawn at least so that no way is left, by trying all."""
    held = {NodeKind.START, NodeKind.END, NodeKind.ENTRY}
    nodes = [at for at, node in enumerate(network.nodes) if node.kind not in held]
    for count in range(len(nodes) + 1):
        for some in combinations(nodes, count):
            if 1 not in reached(network.successors, 0, without=some):
                return count
    return len(nodes)


@settings(max_examples=150)
@given(told())
def test_origins_are_the_fewest_withdrawals(records: list[Record]) -> None:
    """As many origins are independent as must be withdrawn at least before no way is left (Menger)."""
    ledger = filled(records)
    for key in current(ledger)[:2]:
        network = network_of(ledger, key)

        assert network.independent == fewest_withdrawn(network)
        assert network.independent <= len(network.named)


@settings(max_examples=150)
@given(told())
def test_the_ways_are_ways(records: list[Record]) -> None:
    """The ways told share no party and no document, and end at claims that say as much."""
    ledger = filled(records)
    for key in current(ledger):
        found = ledger.independence(key)
        steps = [step for path in found.paths for step in path.steps if step.kind != "claim"]

        assert len(found.paths) == found.independent
        assert len({(step.kind, step.key) for step in steps}) == len(steps)
        assert {path.origin for path in found.paths} <= set(found.origins)
        assert all(ledger.view.is_declared(path.origin) for path in found.paths)


@settings(max_examples=100)
@given(told())
def test_single_points_are_dominators(records: list[Record]) -> None:
    """The single points are the documents among the dominators that networkx finds, and each alone severs all ways."""
    ledger = filled(records)
    for key in current(ledger):
        network = network_of(ledger, key)
        if not network.independent:
            continue
        graph = nx.DiGraph((one, other) for one, after in enumerate(network.successors) for other in after)
        above = nx.immediate_dominators(graph, 0)
        chain, at = [], above[1]
        while at != 0:
            chain.append(at)
            at = above[at]
        documents = [str(network.nodes[one].key) for one in reversed(chain) if network.nodes[one].kind == "document"]

        assert list(network.single_points) == documents
