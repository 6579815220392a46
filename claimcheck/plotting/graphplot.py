"""The graph of evidence on matplotlib's axes: claimants, then sources by how they derive, then claims."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from claimcheck.findings.analysis import Analysis
from claimcheck.incidents.naming import counted
from claimcheck.model import Claim
from claimcheck.plotting.canvas import (
    BLUE,
    DARK,
    GREY,
    RED,
    Hand,
    box_at,
    heading,
    key_to,
    notes_below,
    paper_for,
    share_out,
)
from claimcheck.plotting.evidence import Edge, Evidence, Node, evidence_of
from claimcheck.plotting.laid import is_side, laid_out, lanes_of
from claimcheck.plotting.layers import Layers
from claimcheck.plotting.words import wrapped
from claimcheck.view import View

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_graph"]

_LETTERS: Final = 22
_COLUMN: Final = 2.25
"""The width of a column, in inches."""

_ROW: Final = 0.58
_HALF: Final = 0.36
"""Half the width of a box, as a share of its column."""

_BOXES: Final[dict[str, tuple[float, dict[str, Any]]]] = {
    "party": (0.09, {"facecolor": "#E8F1F8", "edgecolor": BLUE, "linewidth": 1.1}),
    "source": (0.0, {"facecolor": "white", "edgecolor": GREY, "linewidth": 0.9}),
    "claim": (0.04, {"facecolor": "#FFF6E5", "edgecolor": DARK, "linewidth": 1.6}),
}
_PUBLISHES: Final = (0, (1, 1.5))
_CIRCULAR: Final = (0, (3, 1, 1, 1))
_CONFLICT: Final = (0, (5, 2))
_LANE: Final = 0.085
_LABELLED: Final = 15
"""Links between claims that are drawn one by one; of more, the boxes count the claims with which each conflicts."""


def draw_graph(
    view: View,
    analysis: Analysis,
    ax: "Axes | None" = None,
    *,
    topic: str | None = None,
    claim: Claim | None = None,
    title: str = "",
) -> "Axes":
    """Draw what stands behind claims and return the axes; nothing is shown or saved.

    Args:
        view: The records.
        analysis: The topics, and who opposes whom.
        ax: Where to draw; by default on the axes of a new figure.
        topic: The key of a topic whose claims are shown.
        claim: A claim that is shown with those that it is linked to or conflicts with.
        title: What stands above.
    """
    found = evidence_of(view, analysis, topic=topic, claim=claim, title=title)
    laid = laid_out(found)
    between = [edge for edge in found.edges if is_side(edge)]
    notes = []
    if len(between) > _LABELLED:
        others = [edge for edge in between if not edge.is_conflict]
        found, between = _with_conflicts_counted(found), others[:_LABELLED]
        notes.append(
            "Too many links between claims to draw each: the boxes count conflicts; topic.plot() shows the sides."
        )
    sides = lanes_of(between, laid)
    room = 0.12 + _LANE * max(sides.values(), default=0) + _LANE if sides else 0
    wide = laid.columns + room
    paper, hand = paper_for(ax, width=max(6.0, 0.5 + _COLUMN * wide)), Hand.ready()
    ax = paper.ax
    ax.set_axis_off()
    ax.set_xlim(-0.5, max(1, wide) - 0.5)
    ax.set_ylim(max(1.0, laid.height), 0)
    paper = paper._replace(before=0.25)
    if found.left_out:
        notes.append(f"{counted(found.left_out, 'other claim')} of the ledger not shown.")
    share_out(
        paper,
        inner=max(0.6, _ROW * laid.height),
        above=heading(paper, hand, found.title, found.verdict, above=key_to(paper, hand, list(_key(found))) + 4),
        below=notes_below(paper, hand, notes, below=6),
    )
    for edge in found.edges:
        if not is_side(edge):
            _draw_edge(ax, hand, edge, laid)
    for edge, lane in sides.items():
        _draw_between(ax, hand, edge, laid, lane)
    for node in found.nodes:
        _draw_node(ax, hand, node, laid.places[node.key])
    return ax


def _with_conflicts_counted(found: Evidence) -> Evidence:
    """The same with the number of conflicts in each claim's box."""
    often = Counter(end for edge in found.edges if edge.is_conflict for end in (edge.start, edge.end))
    nodes = []
    for node in found.nodes:
        told = (node.note, f"conflicts with {often[node.key]}" if often[node.key] else "")
        nodes.append(evolve(node, note=", ".join(word for word in told if word)))
    return evolve(found, nodes=tuple(nodes))


def _draw_node(ax: "Axes", hand: Hand, node: Node, place: tuple[float, float]) -> None:
    rounding, look = _BOXES[node.kind]
    if "conflicts" in node.note:
        look = look | {"linestyle": _CONFLICT, "linewidth": 1.6, "edgecolor": RED}
    elif node.note:
        style = _CIRCULAR if "circular" in node.note else _PUBLISHES
        look = look | {"linestyle": style, "linewidth": 1.6}
    box_at(ax, place, (2 * _HALF, 0.78), rounding=rounding, aspect=_COLUMN / _ROW, look=look)
    name = wrapped(hand.legible(node.name), _LETTERS, 1 if node.note else 2)
    ax.text(
        *place,
        "\n".join([name, f"({node.note})"]) if node.note else name,
        ha="center",
        va="center",
        fontsize=8,
        color=DARK,
        zorder=5,
        gid=node.kind,
        **hand.style,
    )


def _draw_edge(ax: "Axes", hand: Hand, edge: Edge, laid: Layers) -> None:
    """A line through the places that the layout keeps for it, with an arrow where it ends."""
    looks: dict[str, tuple[str, Any, float]] = {
        "asserts": (BLUE, "solid", 1.1),
        "publishes": (BLUE, _PUBLISHES, 1.1),
        "stands in": (GREY, "solid", 0.9),
    }
    colour, style, width = looks.get(edge.relation, (DARK, "solid", 1.2))
    if edge.is_circular:
        colour, style, width = RED, _CIRCULAR, 1.6
    way = laid.ways.get((edge.start, edge.end))
    if way is None:  # leads back, or within a column
        _draw_back(ax, hand, edge, laid, colour, style)
        return
    points = [(way[0][0] + _HALF, way[0][1])]
    for x, y in way[1:-1]:
        points += [(x - _HALF, y), (x + _HALF, y)]
    end = (way[-1][0] - _HALF, way[-1][1])
    xs, ys = zip(*points, strict=True)
    ax.plot(xs, ys, color=colour, linestyle=style, linewidth=width, zorder=2, gid=edge.relation)
    ax.annotate(
        "",
        xy=end,
        xytext=points[-1],
        arrowprops={
            "arrowstyle": "-|>",
            "color": colour,
            "linestyle": style,
            "linewidth": width,
            "shrinkA": 0,
            "shrinkB": 1,
        },
        zorder=2,
        gid=edge.relation,
    )
    if edge.relation not in looks:
        middle = ((points[-1][0] + end[0]) / 2, (points[-1][1] + end[1]) / 2)
        _write(ax, hand, _relation(edge), middle, colour)


def _relation(edge: Edge) -> str:
    return f"{edge.relation},\ncircular" if edge.is_circular else edge.relation


def _draw_back(ax: "Axes", hand: Hand, edge: Edge, laid: Layers, colour: str, style: Any) -> None:
    """An arc between nodes of one column, or against the order of columns."""
    start, end = laid.places[edge.start], laid.places[edge.end]
    _arc(ax, (start[0], start[1] + 0.3), (end[0], end[1] + 0.3), colour, style, -0.35, "-|>", edge.relation)
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + 0.3 + 0.35 * abs(start[0] - end[0]))
    _write(ax, hand, _relation(edge), middle, colour)


def _draw_between(ax: "Axes", hand: Hand, edge: Edge, laid: Layers, lane: int) -> None:
    """A bracket on the right of the claims, with what it says along it."""
    (x, y), (_, other) = laid.places[edge.start], laid.places[edge.end]
    colour = RED if edge.is_conflict else DARK
    style = _CONFLICT if edge.is_conflict else "solid"
    at = x + _HALF + 0.1 + _LANE * lane
    aside = 0.06 * (lane % 5) - 0.12  # so that arrows of several lanes do not meet in one point
    ends = (y + aside, other + aside)
    line = [x + _HALF, at, at, x + _HALF], [ends[0], ends[0], ends[1], ends[1]]
    ax.plot(*line, color=colour, linestyle=style, linewidth=1.2, zorder=3, gid=edge.relation)
    tips = ends if edge.is_conflict else ends[1:]
    ax.plot([x + _HALF + 0.02] * len(tips), tips, linestyle="", marker="<", markersize=5, color=colour, zorder=3)
    _write(ax, hand, edge.relation, (at, sum(ends) / 2), colour, rotation=90)


def _arc(
    ax: "Axes",
    start: tuple[float, float],
    end: tuple[float, float],
    colour: str,
    style: Any,
    bend: float,
    arrow: str,
    relation: str,
) -> None:
    ax.annotate(
        "",
        xy=end,
        xytext=start,
        arrowprops={
            "arrowstyle": arrow,
            "color": colour,
            "linestyle": style,
            "linewidth": 1.4,
            "connectionstyle": f"arc3,rad={bend}",
            "shrinkA": 1,
            "shrinkB": 1,
        },
        zorder=3,
        gid=relation,
    )


def _write(ax: "Axes", hand: Hand, words: str, place: tuple[float, float], colour: str, rotation: int = 0) -> None:
    box = {"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none", "alpha": 0.85}
    ax.text(
        *place,
        "\n".join(map(hand.legible, words.split("\n"))),
        ha="center",
        va="center",
        fontsize=6.5,
        rotation=rotation,
        color=colour,
        bbox=box,
        zorder=6,
        gid="relation",
        **hand.style,
    )


def _key(found: Evidence) -> Iterator[tuple[dict[str, Any], str]]:
    kinds = {node.kind for node in found.nodes}
    relations = {edge.relation for edge in found.edges}
    square: dict[str, Any] = {"linestyle": "", "marker": "s", "markersize": 8}
    if "party" in kinds:
        yield square | {"marker": "o", "mfc": "#E8F1F8", "mec": BLUE}, "claimant"
    if "source" in kinds:
        yield square | {"mfc": "white", "mec": GREY}, "source"
    if "claim" in kinds:
        yield square | {"mfc": "#FFF6E5", "mec": DARK}, "claim"
    if "asserts" in relations:
        yield {"color": BLUE, "linewidth": 1.1}, "asserts"
    if "publishes" in relations:
        yield {"color": BLUE, "linewidth": 1.1, "linestyle": _PUBLISHES}, "publishes"
    if "stands in" in relations:
        yield {"color": GREY, "linewidth": 0.9}, "holds the claim"
    if any(edge.is_circular for edge in found.edges):
        yield {"color": RED, "linewidth": 1.6, "linestyle": _CIRCULAR}, "in a circle"
    outcomes = sorted({edge.relation for edge in found.edges if edge.is_conflict})
    if outcomes:
        yield {"color": RED, "linewidth": 1.4, "linestyle": _CONFLICT}, f"conflict: {', '.join(outcomes)}"
