"""How many ways from a start to an end share no node, and which nodes are on every way. Pure: numbers in, numbers out.

Nodes are numbered from 0. Some nodes may be *free*: they hold any number of ways.
"""

from collections.abc import Collection, Sequence
from typing import Final

from attrs import frozen

__all__ = ["Disjoint", "disjoint_paths", "on_every_path", "reached"]

_MANY: Final = 1 << 40


@frozen
class Disjoint:
    """A largest set of paths that share no node, and a smallest set of nodes that meets every path.

    Both have the same size (Menger's theorem), unless a path leads from start to end through free nodes alone: then
    nothing can meet it, and ``cut`` is None.
    """

    paths: tuple[tuple[int, ...], ...]
    cut: tuple[int, ...] | None


def disjoint_paths(
    successors: Sequence[Sequence[int]], start: int, end: int, *, free: Collection[int] = frozenset()
) -> Disjoint:
    """Return a largest set of paths from *start* to *end* of which no two share a node, and a smallest cut.

    Every node is split into an entrance and an exit joined by an edge of capacity one, and the flow is found by
    blocking flows (Dinic; for unit capacities Even and Tarjan, Network flow and testing graph connectivity, SIAM
    Journal on Computing 4(4), 1975): O(E sqrt V) for E edges and V nodes.

    Args:
        successors: For each node the nodes that follow it.
        start: Where the paths begin.
        end: Where they end.
        free: Nodes that any number of paths may share, beside *start* and *end*.

    Examples:
        >>> found = disjoint_paths([[1, 2], [3], [3], [4], []], 0, 4)
        >>> len(found.paths), found.cut
        (1, (3,))
    """
    flow = _Flow(successors, start, end, frozenset(free))
    while flow.levels():
        flow.block()
    return Disjoint(flow.paths(), flow.cut())


class _Flow:
    """A flow in which each node passes one unit: a node that is entered or left by one edge is held to it there.

    Every other node is split into an entrance and an exit. Edge e is undone by edge e ^ 1.
    """

    def __init__(self, successors: Sequence[Sequence[int]], start: int, end: int, free: frozenset[int]) -> None:
        count = len(successors)
        free = free | {start, end}
        entered = [0] * count
        for following in successors:
            for after in following:
                entered[after] += 1
        once_in = [entered[node] == 1 and node not in free for node in range(count)]
        once_out = [len(following) == 1 and node not in free for node, following in enumerate(successors)]
        split = [at for at in range(count) if not once_in[at] and not once_out[at] and at not in free]
        exit_ = list(range(count))
        for place, node in enumerate(split, start=count):
            exit_[node] = place
        self.node_at = [*range(count), *split]
        self.start, self.end = start, end
        self.unbounded = False
        ones, others, rooms, owners = list(split), [exit_[node] for node in split], [1] * len(split), list(split)
        for node, following in enumerate(successors):
            if node != end:
                left = once_out[node]
                for after in following:
                    if after != start:
                        ones.append(exit_[node])
                        others.append(after)
                        rooms.append(1 if left or once_in[after] else _MANY)
                        owners.append(node if left else after)
        self.owner = owners
        self.to = [place for pair in zip(others, ones, strict=True) for place in pair]
        self.room = [room for one in rooms for room in (one, 0)]
        self.edges: list[list[int]] = [[] for _ in self.node_at]
        for edge, (one, other) in enumerate(zip(ones, others, strict=True)):
            self.edges[one].append(2 * edge)
            self.edges[other].append(2 * edge + 1)
        self.level: list[int] = []
        self.next: list[int] = []

    def levels(self) -> bool:
        """Number the places by their distance from the start; whether the end can still be reached."""
        self.level = [-1] * len(self.edges)
        self.level[self.start] = 0
        layer = [self.start]
        while layer and self.level[self.end] < 0:
            further = []
            for place in layer:
                above = self.level[place] + 1
                for edge in self.edges[place]:
                    if self.room[edge] and self.level[self.to[edge]] < 0:
                        self.level[self.to[edge]] = above
                        further.append(self.to[edge])
            layer = further
        self.next = [0] * len(self.edges)
        return self.level[self.end] >= 0 and not self.unbounded

    def block(self) -> None:
        """Send what can be sent along shortest ways until each of them is blocked."""
        trail: list[int] = []
        place = self.start
        while True:
            if place == self.end:
                if all(self.room[edge] >= _MANY // 2 for edge in trail):
                    self.unbounded = True  # a way through free nodes alone: it cannot be cut, and counts as one
                for edge in trail:
                    self.room[edge] -= 1
                    self.room[edge ^ 1] += 1
                if self.unbounded:
                    return
                trail, place = [], self.start
                continue
            held = self.edges[place]
            while self.next[place] < len(held):
                edge = held[self.next[place]]
                if self.room[edge] and self.level[self.to[edge]] == self.level[place] + 1:
                    break
                self.next[place] += 1
            else:
                if not trail:
                    return
                self.level[place] = -1
                place = self.to[trail.pop() ^ 1]
                continue
            trail.append(edge)
            place = self.to[edge]

    def paths(self) -> tuple[tuple[int, ...], ...]:
        """The paths that the flow takes, by the nodes between start and end."""
        used: dict[int, list[int]] = {}
        found = []
        for first in self._sent(self.start):
            path: dict[int, None] = {}
            place = self.to[first]
            while place != self.end:
                node = self.node_at[place]
                if node in path and next(reversed(path)) != node:
                    while path.popitem()[0] != node:  # a ring, which only a free node can close: it leads nowhere
                        pass
                path[node] = None
                if place not in used:
                    used[place] = self._sent(place)
                place = self.to[used[place].pop()]
            found.append(tuple(path))
        return tuple(found)

    def _sent(self, place: int) -> list[int]:
        """The edges by which the flow leaves a place, each as often as it is used."""
        return [edge for edge in self.edges[place] if not edge & 1 for _ in range(self.room[edge ^ 1])]

    def cut(self) -> tuple[int, ...] | None:
        """The nodes whose one unit is used up where what can still flow ends: the smallest cut nearest to the start."""
        if self.unbounded:
            return None
        level, to = self.level, self.to
        crossed = {
            self.owner[edge // 2]
            for place, held in enumerate(self.edges)
            if level[place] >= 0
            for edge in held
            if not edge & 1 and level[to[edge]] < 0
        }
        return tuple(sorted(crossed))


def reached(successors: Sequence[Sequence[int]], start: int, *, without: Collection[int] = frozenset()) -> set[int]:
    """Return the nodes that can be reached from *start*, itself among them, without entering some.

    Examples:
        >>> sorted(reached([[1, 2], [3], [3], []], 0, without={1}))
        [0, 2, 3]
    """
    found = {start}
    waiting = [start]
    while waiting:
        for after in successors[waiting.pop()]:
            if after not in found and after not in without:
                found.add(after)
                waiting.append(after)
    return found


def on_every_path(successors: Sequence[Sequence[int]], start: int, end: int) -> tuple[int, ...]:
    """Return the nodes between *start* and *end* that are on every path, in their order; nothing if there is no path.

    They are the strict dominators of *end*. One path is taken, and along it is kept how far ahead any way around its
    nodes leads: a node that nothing leads around is on every path. Linear in nodes and edges.

    Examples:
        >>> on_every_path([[1, 2], [3], [3], [4], []], 0, 4)
        (3,)
    """
    came: dict[int, int] = {start: start}
    layer = [start]
    while layer and end not in came:
        further = []
        for node in layer:
            for after in successors[node]:
                if after not in came:
                    came[after] = node
                    further.append(after)
        layer = further
    if end not in came:
        return ()
    path = [end]
    while path[-1] != start:
        path.append(came[path[-1]])
    path.reverse()
    place_of = {node: place for place, node in enumerate(path)}
    seen: set[int] = set()
    furthest = 0
    found = []
    for place, node in enumerate(path[:-1]):
        if place and furthest == place:
            found.append(node)
        waiting = [node]
        while waiting:
            for after in successors[waiting.pop()]:
                if after in place_of:
                    furthest = max(furthest, place_of[after])
                elif after not in seen:
                    seen.add(after)
                    waiting.append(after)
    return tuple(found)
