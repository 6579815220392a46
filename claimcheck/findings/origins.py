"""Which claims of a topic say the same as another or more, and how many origins these have together.

An origin is a declared control group with a claim that says the same or more; unattributed claims and undeclared
parties are no origins of their own, and what is known only through one document is one, whoever stands behind it.
"""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from claimcheck.comparing.axes import Standing
from claimcheck.comparing.values import Meeting, Range, meet
from claimcheck.findings.contest import comparable_parts, dimension, into_one_unit
from claimcheck.model import Category
from claimcheck.quantity import Quantity
from claimcheck.support.ways import Passes, Side, Tally, Way, Ways, passing
from claimcheck.view import View
from claimcheck.vocabulary import Relate

__all__ = [
    "count_origins",
    "entailing",
    "entails",
    "groups_of",
    "origin_groups",
    "says_of",
]


def groups_of(standing: Standing, view: View) -> frozenset[str]:
    """Return the control groups of a claim's claimants; none where nobody claims it."""
    when = standing.claim.asserted or standing.period
    return frozenset(view.control_group(key, when) for key in standing.claimants)


def origin_groups(standing: Standing, view: View) -> frozenset[str]:
    """Return the name of the origin of a claim, or nothing: a joint statement is one act and one origin."""
    when = standing.claim.asserted or standing.period
    side = {view.control_group(key, when) for key in standing.claimants if view.is_declared(key)}
    return frozenset({" + ".join(sorted(side))}) if side else frozenset()


class _Span(NamedTuple):
    low: float | Any
    low_flag: int
    high: float | Any
    high_flag: int

    @property
    def start(self) -> tuple[Any, int]:
        """Where it begins, to order by: an excluded number comes just after itself."""
        return self.low, self.low_flag

    @property
    def end(self) -> tuple[Any, int]:
        """Where it ends, to order by: an excluded number comes just before itself."""
        return self.high, self.high_flag


def _span(found: Range) -> _Span:
    return _Span(
        float("-inf") if found.low is None else found.low,
        0 if found.low is None else int(found.low_open),
        float("inf") if found.high is None else found.high,
        0 if found.high is None else -int(found.high_open),
    )


def entails(stronger: Standing, weaker: Standing, view: View) -> bool:
    """Whether a claim of the same topic says the same as *weaker* or more."""
    if stronger.claim.polarity != weaker.claim.polarity or not _blames_as_much(stronger, weaker, view):
        return False
    one, other = stronger.value, weaker.value
    if not stronger.claim.polarity or (one is None and other is None):
        return True
    if isinstance(one, Category) and isinstance(other, Category):
        words = view.vocabulary
        return words.relate(words.concept(one.term), words.concept(other.term)) is Relate.EQUAL
    ours, theirs = stronger.ranges, weaker.ranges
    shared = ours.keys() & theirs.keys()
    if "count" in shared:
        factors = into_one_unit(stronger, weaker)
        if factors is None:
            return False
        ours, theirs = (
            held if factor is None else held | {"count": held["count"].scaled(*factor)}
            for held, factor in zip((ours, theirs), factors, strict=True)
        )
    return bool(shared) and all(meet(ours[name], theirs[name]) in {Meeting.EQUAL, Meeting.WITHIN} for name in shared)


def _blames_as_much(stronger: Standing, weaker: Standing, view: View) -> bool:
    """Whether a claim names the agent that another names, or the other names none."""
    if weaker.agent is None or stronger.agent == weaker.agent:
        return True
    if stronger.agent is None:
        return False
    when = stronger.period or weaker.period
    return view.control_group(stronger.agent, when) == view.control_group(weaker.agent, when)


def entailing(standing: Standing, members: Sequence[Standing], view: View) -> tuple[Standing, ...]:
    """Return the claims of the topic that say the same as *standing* or more, itself among them; linear."""
    return tuple(one for one in members if one is standing or entails(one, standing, view))


def count_origins(members: Sequence[Standing], ways: Ways, view: View) -> list[Tally]:
    """Return for each claim of a topic how many origins say the same or more, named and independent.

    Figures of one kind are counted by one sweep in O(n log n), for a given number of different ways in which claims are
    known; words are looked up by what they mean and figures with a total by their total; what else the topic holds is
    held against the others one distinct value at a time.
    """
    counts: dict[int, Tally] = {}
    for part in comparable_parts(members, range(len(members)), view):
        _count_part(part, members, ways, counts, view)
    return [counts[at] if at in counts else ways.tally([side]) for at, side in enumerate(ways.sides)]


def _count_part(part: list[int], members: Sequence[Standing], ways: Ways, counts: dict[int, Tally], view: View) -> None:
    """Count the origins of claims that may all be held against each other."""
    sides = ways.sides
    kinds: dict[Hashable, list[int]] = defaultdict(list)
    for place in part:
        one = members[place]
        if one.claim.polarity and one.agent is None and len(one.ranges) == 1:
            kinds[*one.ranges, dimension(one)].append(place)
    alike = max(kinds.values(), key=len, default=[])
    spans = [_span(*members[place].ranges.values()) for place in alike]
    sweep = _Sweep(spans, [sides[place] for place in alike], ways)
    distinct: dict[Hashable, list[int]] = defaultdict(list)
    for place in part:
        distinct[says_of(members[place])].append(place)
    number = {place: at for at, place in enumerate(alike)}
    shelves: dict[Hashable, list[tuple[int, list[Side]]]] = defaultdict(list)
    for places in distinct.values():
        shelves[_shelf(members[places[0]], view)].append((places[0], [sides[place] for place in places]))
    every = [entry for shelf in shelves.values() for entry in shelf]
    apart = [(places[0], {sides[place] for place in places if place not in number}) for places in distinct.values()]
    apart = [(place, held - {_NOBODY}) for place, held in apart if held - {_NOBODY}]
    rank = {alike[at]: position for position, at in enumerate(sweep.order)}
    for places in sorted(distinct.values(), key=lambda places: rank.get(places[0], -1)):
        if places[0] in number:
            more = {side for place, held in apart if _says_more(place, places, members, view) for side in held}
            total = sweep.count_with(number[places[0]], more)
        else:
            shelf = _shelf(members[places[0]], view)
            others = every if shelf is None else shelves[shelf] + (shelves[None] if shelf[0] == "of" else [])
            found = {side for place, held in others if _says_more(place, places, members, view) for side in held}
            total = ways.tally(found)
        for place in places:
            counts[place] = total


def _shelf(standing: Standing, view: View) -> tuple[str, Hashable] | None:
    """Where to look for what says the same or more: at the same word, at the same total, else everywhere."""
    value = standing.value
    if not standing.claim.polarity:
        return None
    if isinstance(value, Category):
        return "word", view.vocabulary.concept(value.term)
    return ("of", value.of) if isinstance(value, Quantity) and value.of is not None else None


def _says_more(place: int, places: list[int], members: Sequence[Standing], view: View) -> bool:
    return place == places[0] or entails(members[place], members[places[0]], view)


def says_of(standing: Standing) -> Hashable:
    """Return what a claim says, so that claims that say it entail the same and are entailed by the same."""
    value = standing.value
    word = value.term if isinstance(value, Category) else None
    unknown = standing.claim.key if isinstance(value, Quantity) and not standing.ranges else None
    ranges = tuple(sorted(standing.ranges.items()))
    return (standing.claim.polarity, standing.agent, dimension(standing), word, unknown, value is None, ranges)


_NOBODY: frozenset[str] = frozenset()


class _Sweep:
    """How many groups have a range inside each range, and in which ways else those are known that have.

    A group's innermost ranges form a staircase; a query holds the group once if it holds the steps minus the joins
    between neighbouring steps exactly once. Steps and joins are counted with a Fenwick tree over the upper ends. Ways
    are looked up in a list of their lowest upper ends, which grows as the lower end of the queries falls.
    """

    def __init__(self, spans: list[_Span], sides: list[Side], ways: Ways) -> None:
        by_side: dict[Side, set[_Span]] = defaultdict(set)
        for span, side in zip(spans, sides, strict=True):
            if side != _NOBODY:
                by_side[side].add(span)
        self._ways, self._spans = ways, spans
        self._stairs = {side: _staircase(held) for side, held in by_side.items()}
        self.order = sorted(range(len(spans)), key=lambda at: spans[at].start, reverse=True)
        self._alone = self._counted([held for side, held in self._stairs.items() if isinstance(side, frozenset)])
        self._passed = self._counted([held for side, held in self._stairs.items() if isinstance(side, Passes)])
        traced = [side for side in self._stairs if isinstance(side, Way)]
        self._traced = {way: number for number, way in enumerate(traced)}
        self._waiting = sorted(
            ((span.start, span.end, number, way) for way, number in self._traced.items() for span in self._stairs[way]),
            key=lambda one: one[0],
        )
        self._least: dict[Way, tuple[Any, int]] = {}
        self._ends: list[tuple[tuple[Any, int], int, Way]] = []

    def _counted(self, stairways: list[list[_Span]]) -> list[int]:
        """For each range how many of the groups with these staircases have one inside it."""
        counts = [0] * len(self._spans)
        if not stairways:
            return counts
        points: list[tuple[tuple[Any, int], tuple[Any, int], int]] = []
        for stairs in stairways:
            points += [(one.start, one.end, 1) for one in stairs]
            points += [(inner.start, outer.end, -1) for inner, outer in pairwise(stairs)]
        highs = sorted({high for _, high, _ in points})
        tree = [0] * (len(highs) + 1)
        points.sort(key=lambda point: point[0], reverse=True)
        following = 0
        for place in self.order:
            span = self._spans[place]
            while following < len(points) and points[following][0] >= span.start:
                slot = bisect_left(highs, points[following][1]) + 1
                while slot < len(tree):
                    tree[slot] += points[following][2]
                    slot += slot & -slot
                following += 1
            slot = bisect_right(highs, span.end)
            while slot > 0:
                counts[place] += tree[slot]
                slot -= slot & -slot
        return counts

    def _inside(self, span: _Span) -> list[Side]:
        """The ways with a range inside *span*; the spans must be asked for by falling starts."""
        while self._waiting and self._waiting[-1][0] >= span.start:
            _, end, number, way = self._waiting.pop()
            before = self._least.get(way)
            if before is not None and before <= end:
                continue
            if before is not None:
                del self._ends[bisect_left(self._ends, (before, number), key=lambda one: one[:2])]
            self._least[way] = end
            insort(self._ends, (end, number, way), key=lambda one: one[:2])
        return [way for *_, way in self._ends[: bisect_right(self._ends, span.end, key=lambda one: one[0])]]

    def holds(self, side: Side, span: _Span) -> bool:
        """Whether a claim of *side* has a range inside *span*."""
        stairs = self._stairs.get(side, [])
        first = bisect_left(stairs, span.start, key=lambda one: one.start)
        return first < len(stairs) and stairs[first].end <= span.end

    def count_with(self, place: int, more: set[Side]) -> Tally:
        """How many origins say as much as the claim at *place*, those of *more* among them.

        The claims must be asked for in ``order``.
        """
        span, alone, passed = self._spans[place], self._alone[place], self._passed[place]
        more = more.union(self._inside(span))
        if not more:
            return Tally(alone, alone) if alone else passing(passed)
        groups = {group for side in more for group in _groups(side)}
        here: set[Side] = {side for group in groups if self.holds(side := frozenset({group}), span)}
        others = alone - len(here)
        if passed and not alone:
            here = {side for side in self._stairs if isinstance(side, Passes) and self.holds(side, span)}
        found = self._ways.tally(more | here, elsewhere=others > 0)
        return Tally(others + found.independent, others + found.named, found.gap)


def _groups(side: Side) -> Iterable[str]:
    if isinstance(side, Passes):
        return ()
    return side.groups if isinstance(side, Way) else side


def _staircase(spans: set[_Span]) -> list[_Span]:
    """The spans that contain no other of the group, by rising ends."""
    stairs: list[_Span] = []
    for span in sorted(spans, key=lambda one: (one.start, (-one.high, -one.high_flag)), reverse=True):
        if not stairs or span.end < stairs[-1].end:
            stairs.append(span)
    stairs.reverse()
    return stairs
