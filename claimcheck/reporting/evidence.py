"""A small picture of evidence for a report: who claims, in which documents, made from which, and what conflicts.

Nodes go by a letter and a number; beside the picture a list names each and says in words what its lines say.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Final

from claimcheck.plotting.evidence import Edge, Evidence
from claimcheck.plotting.laid import is_side, laid_out, lanes_of
from claimcheck.reporting.chart import WIDTH
from claimcheck.reporting.model import EvidenceLine, EvidenceNode, EvidenceView, Ref

__all__ = ["evidence_view"]

_LETTERS: Final = {"party": "P", "source": "S", "claim": "C"}
_ROW: Final = 34
"""Pixels from one row to the next."""

_MARGIN: Final = 60
"""Thousandths of the width left of the first column, and twice as much right of the last, where conflicts bend."""

_LANES: Final = 6
"""Bends beside one another that the picture has room for; conflicts beyond them are told in words."""


def evidence_view(found: Evidence, name: Callable[[str, str], Ref]) -> EvidenceView:
    """Return the picture for readers.

    Args:
        found: Nodes and edges.
        name: How a node is called, by its kind and key, and where it stands in the report.
    """
    laid = laid_out(found)
    counts: Counter[str] = Counter()
    code = {}
    for node in sorted(found.nodes, key=lambda one: (laid.places[one.key], one.key)):
        counts[node.kind] += 1
        code[node.key] = f"{_LETTERS[node.kind]}{counts[node.kind]}"
    last = max(1, laid.columns - 1)

    def across(column: float) -> int:
        return _MARGIN + round(column / last * (WIDTH - 3 * _MARGIN))

    def down(row: float) -> int:
        return round(row * _ROW)

    lanes = lanes_of([edge for edge in found.edges if is_side(edge)], laid)
    return EvidenceView(
        sentence=f"{found.verdict}.",
        height=down(laid.height) + _ROW // 2,
        nodes=tuple(
            EvidenceNode(
                code=code[node.key],
                kind=node.kind,
                ref=name(node.kind, node.key.partition(" ")[2]),
                x=across(laid.places[node.key][0]),
                y=down(laid.places[node.key][1]),
                note=node.note,
                tells=tuple(_tells(found, code, node.key)),
            )
            for node in sorted(found.nodes, key=lambda one: (list(_LETTERS).index(one.kind), int(code[one.key][1:])))
        ),
        lines=tuple(
            EvidenceLine(
                points=tuple((across(x), down(y)) for x, y in laid.ways[edge.start, edge.end]),
                look="circular" if edge.is_circular else "publishes" if edge.relation == "publishes" else "plain",
            )
            for edge in found.edges
            if (edge.start, edge.end) in laid.ways
        ),
        bends=tuple(
            (down(laid.places[edge.start][1]), down(laid.places[edge.end][1]), 18 + 12 * lane, edge.is_conflict)
            for edge, lane in sorted(lanes.items(), key=lambda one: (one[1], one[0].start, one[0].end))
            if lane < _LANES
        ),
    )


def _tells(found: Evidence, code: dict[str, str], key: str) -> list[str]:
    """What the lines of a node say from where it stands: "repeats S2, S3", "against C2 (contradicts)"."""
    told: dict[str, set[str]] = defaultdict(set)
    for edge in found.edges:
        if edge.is_conflict and key in {edge.start, edge.end}:
            told[f"against {{}} ({edge.relation})"].add(code[edge.end if edge.start == key else edge.start])
        elif not edge.is_conflict and key == (edge.end if _is_read_from_its_end(edge) else edge.start):
            told[f"{edge.relation} {{}}"].add(code[edge.start if _is_read_from_its_end(edge) else edge.end])
    return [words.format(", ".join(sorted(held, key=_in_number))) for words, held in sorted(told.items())]


def _is_read_from_its_end(edge: Edge) -> bool:
    """Whether a line says something of where it ends: a document repeats another, a claim stands in a document."""
    between_sources = edge.start.startswith("source ") and edge.end.startswith("source ")
    return between_sources or edge.relation == "stands in"


def _in_number(code: str) -> tuple[str, int]:
    return code[0], int(code[1:])
