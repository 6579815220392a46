"""In which order do nodes without a name stand, so that the same file numbers them the same way at each run?

A node is known by what is said of it: its colour is made of the colours around it, again and again until no further
nodes are told apart (colour refinement). Where several are still alike, one of them is marked and the colours are made
anew. Nodes that are alike in the end are interchangeable. Nodes that hang together are looked at by themselves, so that
many small groups cost no more than one large one; what is done in all is bounded, and beyond it the order is any.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from hashlib import sha256
from typing import Final, TypeAlias

__all__ = ["Node", "Said", "ordered"]

Node: TypeAlias = Hashable
Said: TypeAlias = tuple[str, Node | None]
"""One thing that is said of a node: how, with all that has a name, and the other node without one that is in it."""

_MOST: Final = 3_000_000
"""How many things said are looked at in all."""
_MOST_TRIED: Final = 8
"""Of how many nodes that are alike each is tried as the one to be marked."""


def ordered(said: Mapping[Node, Iterable[Said]]) -> list[Node]:
    """Return the nodes in an order that depends on what is said of them alone.

    Examples:
        >>> chain = {"x": [("> next", "y")], "y": [("< next", "x"), ("> next", "z")], "z": [("< next", "y")]}
        >>> ordered(chain)
        ['z', 'y', 'x']
    """
    held = {node: sorted(several, key=lambda one: one[0]) for node, several in said.items()}
    ranks: list[tuple[list[str], str, int, str, Node]] = []
    work = [_MOST]
    for number, group in enumerate(_groups(held)):
        colours = _told_apart({node: held[node] for node in group}, work)
        whole = _digest(*sorted(colours.values()))
        ranks += [([how for how, _ in held[node]], whole, number, colours[node], node) for node in group]
    return [rank[-1] for rank in sorted(ranks, key=lambda rank: rank[:-1])]


def _groups(held: Mapping[Node, list[Said]]) -> list[list[Node]]:
    """The nodes that hang together."""
    found: list[list[Node]] = []
    seen: set[Node] = set()
    for start in held:
        if start in seen:
            continue
        seen.add(start)
        group = [start]
        for node in group:  # it grows on the way
            near = [one for _, one in held[node] if one is not None and one in held and one not in seen]
            seen.update(near)
            group += dict.fromkeys(near)
        found.append(group)
    return found


def _digest(*texts: str) -> str:
    return sha256("\n".join(texts).encode("utf-8", "surrogatepass")).hexdigest()


def _told_apart(held: Mapping[Node, list[Said]], work: list[int]) -> dict[Node, str]:
    """The colours of nodes that hang together; only those that are interchangeable have one in common."""
    colours = _refined(held, dict.fromkeys(held, ""), work)
    while work[0] > 0:
        alike: dict[str, list[Node]] = defaultdict(list)
        for node, colour in colours.items():
            alike[colour].append(node)
        tied = {
            colour: nodes for colour, nodes in alike.items() if len(nodes) > 1 and _hangs(nodes, held, alike, colours)
        }
        if not tied:
            break
        nodes = tied[min(tied)]
        tried = nodes if len(nodes) <= _MOST_TRIED else nodes[:1]
        several = [_refined(held, {**colours, node: f"marked {colours[node]}"}, work) for node in tried]
        colours = min(several, key=lambda one: sorted(one.values()))
    return colours


def _hangs(
    nodes: list[Node], held: Mapping[Node, list[Said]], alike: Mapping[str, list[Node]], colours: dict[Node, str]
) -> bool:
    """Whether it matters to others which of these nodes is which: they are said of others that are alike."""
    return any(other is not None and len(alike[colours[other]]) > 1 for node in nodes[:1] for _, other in held[node])


def _refined(held: Mapping[Node, list[Said]], colours: dict[Node, str], work: list[int]) -> dict[Node, str]:
    """The colours made of what is said and of the colours around, until no more nodes are told apart."""
    count = len(Counter(colours.values()))
    for _ in range(len(held) + 1):
        work[0] -= sum(map(len, held.values())) + len(held)
        made = {
            node: _digest(colours[node], *sorted(f"{how} {'' if one is None else colours[one]}" for how, one in said))
            for node, said in held.items()
        }
        before, count, colours = count, len(set(made.values())), made
        if count in {before, len(held)} or work[0] <= 0:
            break
    return colours
