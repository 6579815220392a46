"""Where the nodes of evidence stand: claimants, then sources by how they derive, then claims; links between these."""

from collections.abc import Sequence

from claimcheck.plotting.evidence import Edge, Evidence
from claimcheck.plotting.layers import Layers, columns_of, lay_out
from claimcheck.support.derivations import circles_in

__all__ = ["is_side", "laid_out", "lanes_of"]


def is_side(edge: Edge) -> bool:
    """Whether a link is between two claims, which stand in one column.

    Examples:
        >>> is_side(Edge(start="source a", end="claim c", relation="stands in"))
        False
    """
    return edge.start.startswith("claim ") and edge.end.startswith("claim ")


def lanes_of(edges: Sequence[Edge], laid: Layers) -> dict[Edge, int]:
    """A lane on the right for each link between claims, the shortest nearest, none over another."""
    spans = {edge: sorted((laid.places[edge.start][1], laid.places[edge.end][1])) for edge in edges}
    order = sorted(edges, key=lambda one: (spans[one][1] - spans[one][0], spans[one], one.start, one.end, one.relation))
    lanes: list[list[list[float]]] = []
    found: dict[Edge, int] = {}
    for edge in order:
        low, high = spans[edge]
        lane = next(
            (at for at, held in enumerate(lanes) if all(high <= other[0] or other[1] <= low for other in held)),
            len(lanes),
        )
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append([low, high])
        found[edge] = lane
    return found


def laid_out(found: Evidence) -> Layers:
    """Claimants in the first column, claims in the last, sources between them by how many steps they derive."""
    parties, sources, claims = (
        [node.key for node in found.nodes if node.kind == kind] for kind in ("party", "source", "claim")
    )
    steps = _without_circles(
        sources, [(edge.start, edge.end) for edge in found.edges if {edge.start, edge.end} <= set(sources)]
    )
    start = 1 if parties else 0
    depth = {key: start + step for key, step in columns_of(sources, steps).items()}
    last = max(depth.values(), default=start - 1) + 1
    column = dict.fromkeys(parties, 0) | depth | dict.fromkeys(claims, last)
    edges = [(edge.start, edge.end) for edge in found.edges if column[edge.start] < column[edge.end]]
    return lay_out(column, edges)


def _without_circles(nodes: Sequence[str], edges: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The edges but those within a circle that lead back to a node before: the rest goes one way."""
    after: dict[str, list[str]] = {node: [] for node in nodes}
    for start, end in edges:
        after[start].append(end)
    circle = {node: place for place, members in enumerate(circles_in(after)) for node in members}
    return [
        (start, end)
        for start, end in edges
        if start != end and (circle.get(start, -1) != circle.get(end, -2) or start < end)
    ]
