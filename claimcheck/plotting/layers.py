"""Where nodes stand in columns: origins left, what follows right, long edges led around; the same for the same input.

The method of Sugiyama, Tagawa and Toda (Methods for visual understanding of hierarchical system structures, IEEE
Transactions on Systems, Man, and Cybernetics 11(2), 1981): columns by the longest way, an edge over several columns
made of steps with a place of its own in each, and sweeps that put every node at the mean of its neighbours' places.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import fsum
from typing import Final, NamedTuple

__all__ = ["Layers", "columns_of", "lay_out"]

_SWEEPS: Final = 12
_NARROW: Final = 0.45
"""The height of a place that an edge only passes through, beside 1 for a node."""

Step = tuple[str, str, int]


class Layers(NamedTuple):
    """Each node's column and height, counted from the top, and the points through which each edge passes."""

    places: dict[str, tuple[float, float]]
    ways: dict[tuple[str, str], tuple[tuple[float, float], ...]]
    columns: int
    height: float


def columns_of(nodes: Sequence[str], edges: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Return how many steps the longest way to each node has; edges must not go in a circle.

    Examples:
        >>> columns_of(["a", "b", "c"], [("a", "b"), ("b", "c"), ("a", "c")])
        {'a': 0, 'b': 1, 'c': 2}
    """
    found = dict.fromkeys(nodes, 0)
    for _ in nodes:
        moved = False
        for start, end in edges:
            if found[end] <= found[start]:
                found[end], moved = found[start] + 1, True
        if not moved:
            break
    return found


def lay_out(
    column: Mapping[str, int], edges: Sequence[tuple[str, str]], tall: Mapping[str, float] | None = None
) -> Layers:
    """Return places for nodes whose columns are known; edges lead to a column further right.

    Args:
        column: Each node's column, in the order in which nodes of one column are put at first.
        edges: From where to where.
        tall: How high each node is, where it is not 1.

    Examples:
        >>> laid = lay_out({"a": 0, "b": 0, "c": 1}, [("a", "c"), ("b", "c")])
        >>> laid.places["c"], laid.columns
        ((1.0, 1.0), 2)
    """
    count = max(column.values(), default=-1) + 1
    rows: list[list[str | Step]] = [[] for _ in range(count)]
    for node, at in column.items():
        rows[at].append(node)
    near: dict[str | Step, tuple[list[str | Step], list[str | Step]]] = {node: ([], []) for node in column}
    chains: dict[tuple[str, str], list[str | Step]] = {}
    for start, end in dict.fromkeys(edges):
        chain: list[str | Step] = [start]
        for at in range(column[start] + 1, column[end]):
            step = (start, end, at)
            rows[at].append(step)
            near[step] = ([], [])
            chain.append(step)
        chain.append(end)
        for one, other in pairwise(chain):
            near[one][1].append(other)
            near[other][0].append(one)
        chains[start, end] = chain
    high = tall or {}
    sizes = {one: _NARROW if isinstance(one, tuple) else high.get(one, 1.0) for row in rows for one in row}
    heights = _swept(rows, near, sizes)
    lowest = max((heights[one] + sizes[one] / 2 for one in heights), default=0.0)
    where = {one: (float(at), heights[one]) for at, row in enumerate(rows) for one in row}
    return Layers(
        places={node: where[node] for node in column},
        ways={ends: tuple(where[one] for one in chain) for ends, chain in chains.items()},
        columns=count,
        height=lowest,
    )


def _swept(
    rows: list[list[str | Step]],
    near: Mapping[str | Step, tuple[list[str | Step], list[str | Step]]],
    sizes: Mapping[str | Step, float],
) -> dict[str | Step, float]:
    """Order each column by the mean of its neighbours, to the right and back, and stack it around those means."""
    heights: dict[str | Step, float] = {}
    tallest = max((fsum(sizes[one] for one in row) for row in rows), default=0.0)
    for row in rows:
        heights |= _stacked(row, {}, sizes, tallest)
    for sweep in range(_SWEEPS):
        side = sweep % 2
        for row in rows if side == 0 else rows[::-1]:
            means = {
                one: fsum(heights[other] for other in near[one][side]) / len(near[one][side])
                for one in row
                if near[one][side]
            }
            row.sort(key=lambda one: means.get(one, heights[one]))
            heights |= _stacked(row, means, sizes, tallest)
    return heights


def _stacked(
    row: Sequence[str | Step], wanted: Mapping[str | Step, float], sizes: Mapping[str | Step, float], tallest: float
) -> dict[str | Step, float]:
    """Heights in the given order, near those that are wanted, none over another, within the tallest column."""
    found: list[float] = []
    under = 0.0
    for one in row:
        spot = max(wanted.get(one, under + sizes[one] / 2), under + sizes[one] / 2)
        found.append(spot)
        under = spot + sizes[one] / 2
    over = tallest
    for at in reversed(range(len(row))):
        found[at] = min(found[at], over - sizes[row[at]] / 2)
        over = found[at] - sizes[row[at]] / 2
    if not wanted and row:  # nothing pulls yet: the column stands in the middle
        free = (tallest - fsum(sizes[one] for one in row)) / 2
        found = [spot + max(0.0, free) for spot in found]
    return dict(zip(row, found, strict=True))
