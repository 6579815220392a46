"""The positions of a topic: the largest sets of claims that could all be right together.

On a line these are the maximal cliques of an interval graph: one sweep over the sorted ends finds them in
O(n log n), and by Helly's theorem in one dimension each has a range that all its claims share. Positions are ordered
along the line and each claim meets a contiguous run of them, so that a claim keeps only the first and the last.
Fulkerson and Gross, Incidence matrices and interval graphs, Pacific Journal of Mathematics 15 (1965), section 7.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from heapq import heappop, heappush
from typing import Any, ClassVar, Final, NamedTuple

from attrs import field, frozen

from claimcheck.cards import claim_key, claimants_of
from claimcheck.comparing.values import Range
from claimcheck.listed import MOST_SHOWN, brief
from claimcheck.markup import html_table, several
from claimcheck.model import Claim

__all__ = ["Clique", "Line", "Position", "sweep"]

Number = int | Fraction
End = tuple[Any, int]

_LOWEST: Final[End] = (float("-inf"), 0)
_HIGHEST: Final[End] = (float("inf"), 0)


class Clique(NamedTuple):
    """The range that all claims of a position share; an end is None where it is unbounded."""

    low: Number | None
    high: Number | None
    low_open: bool
    high_open: bool


class Line(NamedTuple):
    """The positions along a line, and for each range the first and the last position that it meets."""

    cliques: tuple[Clique, ...]
    first: tuple[int, ...]
    last: tuple[int, ...]

    def members(self, position: int) -> tuple[int, ...]:
        """The places in the input of the ranges that meet *position*."""
        return tuple(
            place
            for place, (low, high) in enumerate(zip(self.first, self.last, strict=True))
            if low <= position <= high
        )


def sweep(ranges: Sequence[Range]) -> Line:
    """Return the positions of *ranges*, from the lowest to the highest.

    A range with a soft end counts in the sweep but never narrows what the others share.

    Examples:
        >>> line = sweep([Range(41, 41), Range(13, None), Range(36, 36)])
        >>> [(clique.low, clique.high) for clique in line.cliques]
        [(36, 36), (41, 41)]
        >>> line.first, line.last
        ((1, 0, 0), (1, 1, 0))
    """
    lows = [_LOWEST if one.low is None else (one.low, 1 if one.low_open else 0) for one in ranges]
    highs = [_HIGHEST if one.high is None else (one.high, -1 if one.high_open else 0) for one in ranges]
    hard = [not (one.low_soft or one.high_soft) for one in ranges]
    starts = sorted(range(len(ranges)), key=lambda place: lows[place])
    ends = sorted(range(len(ranges)), key=lambda place: highs[place])
    first, last = [0] * len(ranges), [0] * len(ranges)
    left = [False] * len(ranges)
    cliques: list[Clique] = []
    stacks: tuple[list[int], list[int]] = ([], [])
    heaps: tuple[list[tuple[End, int]], list[tuple[End, int]]] = ([], [])
    begun, grown = 0, False
    for place in ends:
        while begun < len(starts) and lows[starts[begun]] <= highs[place]:
            one = starts[begun]
            first[one] = len(cliques)
            stacks[hard[one]].append(one)
            heappush(heaps[hard[one]], (highs[one], one))
            begun, grown = begun + 1, True
        if grown:
            cliques.append(_shared(stacks, heaps, left, lows))
            grown = False
        last[place] = len(cliques) - 1
        left[place] = True
    return Line(tuple(cliques), tuple(first), tuple(last))


def _shared(
    stacks: tuple[list[int], list[int]],
    heaps: tuple[list[tuple[End, int]], list[tuple[End, int]]],
    left: list[bool],
    lows: list[End],
) -> Clique:
    """The common range of the claims under way: of the hard ones, or of the soft ones where there are no others."""
    for stack, heap in zip(stacks[::-1], heaps[::-1], strict=True):
        while stack and left[stack[-1]]:
            stack.pop()
        while heap and left[heap[0][1]]:
            heappop(heap)
        if stack:
            low, high = lows[stack[-1]], heap[0][0]
            return Clique(
                None if low[0] == float("-inf") else low[0],
                None if high[0] == float("inf") else high[0],
                low[1] == 1,
                high[1] == -1,
            )
    raise AssertionError("a position has at least one claim")  # pragma: no cover


@frozen(kw_only=True)
class Position:
    """A largest set of claims of a topic that could all be right together, with the range they share.

    ``unit`` tells the figures apart that cannot be held against each other; ``term`` stands for values that are
    words. The claims are listed when asked for, since listing them all for every position would be quadratic.
    """

    low: Number | None = None
    high: Number | None = None
    low_open: bool = False
    high_open: bool = False
    unit: str | None = None
    term: str | None = None
    denied: bool = False
    _members: Callable[[], tuple[Claim, ...]] = field(eq=False, repr=False)
    _grouped: Callable[[], tuple[str, ...]] = field(eq=False, repr=False)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that could all be right together."""
        return self._members()

    @property
    def groups(self) -> tuple[str, ...]:
        """The control groups of their claimants, each once."""
        return self._grouped()

    def __str__(self) -> str:
        if self.term is not None:
            return f"not {self.term}" if self.denied else self.term
        unit = f" {self.unit}" if self.unit else ""
        if self.low is not None and self.low == self.high:
            return f"{self.low}{unit}"
        low = "" if self.low is None else f"{'more than' if self.low_open else 'at least'} {self.low}"
        high = "" if self.high is None else f"{'less than' if self.high_open else 'at most'} {self.high}"
        return (" and ".join(word for word in (low, high) if word) or "any figure") + unit

    def __repr__(self) -> str:
        return brief(self)

    _headings: ClassVar[tuple[str, ...]] = ("position", "by", "claims")

    def _cells(self) -> tuple[object, ...]:
        claims = self.claims
        return str(self), several(dict.fromkeys(map(claimants_of, claims))), several(map(claim_key, claims))

    def _repr_html_(self) -> str:
        claims = self.claims
        rows = [(claim_key(claim), claimants_of(claim), str(claim.value)) for claim in claims[:MOST_SHOWN]]
        left_out = len(claims) - len(rows)
        return html_table(["claim", "by", "value"], rows, caption=f"Position: {self}", left_out=left_out)
