"""Which documents take what they say from which others, and which of them only cite one another."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from claimcheck.model import DERIVATIONS
from claimcheck.view import View

__all__ = ["Derivations", "circles_in"]

_NONE: Final[tuple[str, ...]] = ()


class Derivations:
    """The derivations that stand in a ledger: those declared with a source, and links that a person accepted.

    Candidates are left out. That a document cites itself says nothing and is left out as well.
    """

    def __init__(self, view: View) -> None:
        pairs: dict[str, set[str]] = {}
        for source in view.sources.values():
            for derivation in source.derives_from:
                pairs.setdefault(source.key, set()).add(derivation.source)
        for link in view.links.values():
            if link.accepted and link.relation in DERIVATIONS and link.a in view.sources and link.b in view.sources:
                pairs.setdefault(link.a, set()).add(link.b)
        self._upstream = {key: tuple(sorted(origins - {key})) for key, origins in pairs.items() if origins - {key}}
        downstream: dict[str, list[str]] = {}
        for key in sorted(self._upstream):
            for origin in self._upstream[key]:
                downstream.setdefault(origin, []).append(key)
        self._downstream = {key: tuple(held) for key, held in downstream.items()}
        self.circles = circles_in(self._upstream)
        self._circle_of = {member: circle for circle in self.circles for member in circle}
        self._feeds = {
            circle: tuple(sorted({one for member in circle for one in self.above(member)} - set(circle)))
            for circle in self.circles
        }
        self.closed = tuple(circle for circle in self.circles if not self._feeds[circle])

    def above(self, source: str) -> tuple[str, ...]:
        """The documents from which one takes what it says, in the order of their keys."""
        return self._upstream.get(source, _NONE)

    def below(self, source: str) -> tuple[str, ...]:
        """The documents that take what they say from one, in the order of their keys."""
        return self._downstream.get(source, _NONE)

    def circle_of(self, source: str) -> tuple[str, ...]:
        """The documents that cite one another and of which this is one; none where it is in no circle."""
        return self._circle_of.get(source, _NONE)

    def outside(self, source: str) -> tuple[str, ...]:
        """The documents from which one takes what it says; those of its circle, where it is in one, from outside."""
        circle = self._circle_of.get(source)
        return self.above(source) if circle is None else self._feeds[circle]

    def all_above(self, sources: Iterable[str]) -> frozenset[str]:
        """The documents themselves and all from which they take what they say, however far up."""
        found = set(sources)
        waiting = list(found)
        while waiting:
            for origin in self.above(waiting.pop()):
                if origin not in found:
                    found.add(origin)
                    waiting.append(origin)
        return frozenset(found)

    def all_below(self, sources: Iterable[str], *, within: Collection[str]) -> frozenset[str]:
        """The documents of *within* that take what they say from some, however far down."""
        found: set[str] = set()
        waiting = list(sources)
        while waiting:
            for after in self.below(waiting.pop()):
                if after in within and after not in found:
                    found.add(after)
                    waiting.append(after)
        return frozenset(found)


def circles_in(successors: Mapping[str, Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the sets of two or more nodes each of which leads to every other, each set and all of them in order.

    Strongly connected components by Tarjan's algorithm (Depth-first search and linear graph algorithms, SIAM Journal
    on Computing 1(2), 1972), without recursion; linear in nodes and edges.

    Examples:
        >>> circles_in({"a": ["b"], "b": ["a", "c"], "c": []})
        (('a', 'b'),)
    """
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    open_: dict[str, None] = {}
    found: list[tuple[str, ...]] = []
    for root in sorted(successors):
        if root in number:
            continue
        path = [(root, iter(successors.get(root, _NONE)))]
        number[root] = low[root] = len(number)
        open_[root] = None
        while path:
            node, following = path[-1]
            for after in following:
                if after not in number:
                    number[after] = low[after] = len(number)
                    open_[after] = None
                    path.append((after, iter(successors.get(after, _NONE))))
                    break
                if after in open_:
                    low[node] = min(low[node], number[after])
            else:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[node])
                if low[node] == number[node]:
                    circle = []
                    while True:
                        member, _ = open_.popitem()
                        circle.append(member)
                        if member == node:
                            break
                    if len(circle) > 1:
                        found.append(tuple(sorted(circle)))
    return tuple(sorted(found))
