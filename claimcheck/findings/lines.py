"""The figures and words of a topic laid out as positions: which claims could all be right together."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from claimcheck.comparing.axes import Standing
from claimcheck.comparing.values import Range
from claimcheck.findings.contest import dimension, into_one_unit
from claimcheck.findings.origins import groups_of
from claimcheck.findings.positions import Line, Position, sweep
from claimcheck.findings.topics import Gathered
from claimcheck.listed import Listed
from claimcheck.model import Category, Claim
from claimcheck.quantity import Quantity
from claimcheck.view import View

__all__ = ["Rows", "by_line", "lines_of", "positions_of"]

Rows: TypeAlias = list[tuple[Range, Standing]]
"""Figures on one line, each with the claim that it is of."""


def by_line(members: Sequence[Standing]) -> dict[str, Rows]:
    """Return the figures by the line they lie on: counts by their kind of unit, shares where nothing is counted."""
    counts: dict[str, Rows] = defaultdict(list)
    shares: Rows = []
    for standing in members:
        if not standing.claim.polarity or not isinstance(standing.value, Quantity):
            continue
        found = standing.ranges
        if "count" in found:
            counts[dimension(standing) or ""].append((found["count"], standing))
        elif "share" in found:
            shares.append((found["share"], standing))
    lines: dict[str, Rows] = {}
    for unit, rows in sorted(counts.items()):
        for held in lines.values():
            factors = into_one_unit(held[0][1], rows[0][1])
            if factors is not None and factors[1] is not None:
                factor, offset = factors[1]
                held.extend((found.scaled(factor, offset), standing) for found, standing in rows)
                break
        else:
            lines[unit] = rows
    return lines | {"percent": shares} if shares else lines


def lines_of(gathered: Gathered, view: View) -> Iterator[tuple[str, str, Line, Sequence[Standing]]]:
    """Yield for each topic and unit its positions and the claims they were swept from."""
    for name, members in gathered.members.items():
        for unit, rows in sorted(by_line(members).items()):
            yield name, unit, sweep([found for found, _ in rows]), [standing for _, standing in rows]


def positions_of(members: Sequence[Standing], view: View) -> tuple[Position, ...]:
    """Return the positions of a topic: along each line from low to high, then the words in use.

    Examples:
        >>> positions_of((), View())
        ()
    """
    found: list[Position] = []
    for unit, rows in sorted(by_line(members).items()):
        line = sweep([one for one, _ in rows])
        for number, clique in enumerate(line.cliques):
            listed = _Listed(rows, line, number, view)
            found.append(
                Position(
                    low=clique.low,
                    high=clique.high,
                    low_open=clique.low_open,
                    high_open=clique.high_open,
                    unit=unit or None,
                    members=listed.claims,
                    grouped=listed.groups,
                )
            )
    by_term: dict[str, list[Standing]] = defaultdict(list)
    words = view.vocabulary
    for standing in members:
        value = standing.value
        if standing.claim.polarity and isinstance(value, Category):
            by_term[str(words.concept(value.term))].append(standing)
    for term, standings in sorted(by_term.items()):
        value = standings[0].value
        rows = [(Range(None, None), standing) for standing in standings]
        line = Line((), (0,) * len(rows), (0,) * len(rows))
        listed = _Listed(rows, line, 0, view)
        found.append(
            Position(
                term=value.term if isinstance(value, Category) else term,
                members=listed.claims,
                grouped=listed.groups,
            )
        )
    return Listed(found)


class _Listed:
    """The claims of one position and the control groups behind them, listed when asked for."""

    __slots__ = ("_line", "_number", "_rows", "_view")

    def __init__(self, rows: Rows, line: Line, number: int, view: View) -> None:
        self._rows, self._line, self._number, self._view = rows, line, number, view

    def _standings(self) -> list[Standing]:
        return [self._rows[place][1] for place in self._line.members(self._number)]

    def claims(self) -> tuple[Claim, ...]:
        return tuple(standing.claim for standing in self._standings())

    def groups(self) -> tuple[str, ...]:
        groups: frozenset[str] = frozenset()
        return tuple(sorted(groups.union(*(groups_of(one, self._view) for one in self._standings()))))
