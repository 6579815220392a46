"""On how many origins a claim rests: the control groups whose own claims entail it, and the outlets that carry it.

Reach and independence are two numbers and never one. An origin is a declared control group with a claim that says
the same or more; unattributed claims and undeclared parties are no origins of their own.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from attrs import frozen

from claimcheck.axes import Standing
from claimcheck.contest import dimension, side_ranges
from claimcheck.model import Category, Claim
from claimcheck.quantity import Quantity
from claimcheck.values import Meeting, Range, meet
from claimcheck.view import View

__all__ = ["Independence", "count_origins", "entailing", "groups_of", "reach_of"]


@frozen(kw_only=True)
class Independence:
    """How many stand behind a claim: ``named`` groups, ``independent`` origins, and the outlets that carry it."""

    named: int
    independent: int
    reach: int
    reason: str


def groups_of(standing: Standing, view: View) -> frozenset[str]:
    """Return the control groups of a claim's claimants; none where nobody claims it."""
    when = standing.claim.asserted or standing.period
    return frozenset(view.control_group(key, when) for key in standing.claimants)


def origin_groups(standing: Standing, view: View) -> frozenset[str]:
    """Return the control groups that count as origins: a joint statement is one act and one origin."""
    groups = groups_of(standing, view)
    declared = frozenset(
        view.control_group(key, standing.claim.asserted or standing.period)
        for key in standing.claimants
        if view.is_declared(key)
    )
    return frozenset({" + ".join(sorted(groups))}) if len(groups) > 1 and declared else declared


def reach_of(claims: Sequence[Claim], view: View) -> int:
    """Return how many outlets carry the claims: their publishers' control groups, else the sources themselves."""
    outlets = set()
    for claim in claims:
        for appearance in view.standing_appearances(claim):
            source = view.sources.get(appearance.source)
            if source is None or source.publisher is None:
                outlets.add(appearance.source)
            else:
                outlets.add(view.control_group(source.publisher, source.published))
    return len(outlets)


class _Span(NamedTuple):
    low: float | Any
    low_flag: int
    high: float | Any
    high_flag: int


def _span(found: Range) -> _Span:
    return _Span(
        float("-inf") if found.low is None else found.low,
        0 if found.low is None else int(found.low_open),
        float("inf") if found.high is None else found.high,
        0 if found.high is None else -int(found.high_open),
    )


def entails(stronger: Standing, weaker: Standing, view: View) -> bool:
    """Whether a claim of the same topic says the same as *weaker* or more."""
    if not (stronger.claim.polarity and weaker.claim.polarity):
        return False
    if stronger.agent is not None and weaker.agent is not None and stronger.agent != weaker.agent:
        when = stronger.period or weaker.period
        if view.control_group(stronger.agent, when) != view.control_group(weaker.agent, when):
            return False
    one, other = stronger.value, weaker.value
    if isinstance(one, Category) or isinstance(other, Category):
        words = view.vocabulary
        return (
            isinstance(one, Category)
            and isinstance(other, Category)
            and words.concept(one.term) == words.concept(other.term)
        )
    if one is None and other is None:
        return True
    if dimension(stronger) != dimension(weaker):
        return False
    ours, theirs = side_ranges(stronger), side_ranges(weaker)
    shared = ours.keys() & theirs.keys()
    return bool(shared) and all(meet(ours[name], theirs[name]) in {Meeting.EQUAL, Meeting.WITHIN} for name in shared)


def entailing(standing: Standing, members: Sequence[Standing], view: View) -> tuple[Standing, ...]:
    """Return the claims of the topic that say the same as *standing* or more, itself among them; linear."""
    return tuple(one for one in members if one is standing or entails(one, standing, view))


def count_origins(members: Sequence[Standing], view: View) -> list[int]:
    """Return for each claim of a topic how many origins say the same or more.

    Claims that say the same are counted once; plain figures are counted by one sweep in O(n log n), whatever else
    the topic holds one distinct value at a time.
    """
    distinct: dict[Hashable, list[int]] = defaultdict(list)
    for place, standing in enumerate(members):
        distinct[_says(standing)].append(place)
    counts = [0] * len(members)
    plain = [
        place
        for place, standing in enumerate(members)
        if standing.claim.polarity
        and standing.agent is None
        and isinstance(standing.value, Quantity)
        and set(side_ranges(standing)) == {"count"}
    ]
    if len(plain) == len(members) and len({dimension(members[place]) for place in plain}) == 1:
        return _sweep(members, view)
    origins = [origin_groups(standing, view) for standing in members]
    representatives = [places[0] for places in distinct.values()]
    together = {places[0]: frozenset().union(*(origins[place] for place in places)) for places in distinct.values()}
    for places in distinct.values():
        weaker = members[places[0]]
        found: set[str] = set()
        for place in representatives:
            if place == places[0] or entails(members[place], weaker, view):
                found |= together[place]
        for place in places:
            counts[place] = len(found)
    return counts


def _says(standing: Standing) -> Hashable:
    ranges = tuple(sorted(side_ranges(standing).items()))
    value = standing.value
    word = value.term if isinstance(value, Category) else None
    return (standing.claim.polarity, standing.agent, dimension(standing), word, value is None, ranges)


def _sweep(members: Sequence[Standing], view: View) -> list[int]:
    """Count the groups with a range inside each range.

    A group's innermost ranges form a staircase; a query holds the group once if it holds the steps minus the joins
    between neighbouring steps exactly once. Steps and joins are counted with a Fenwick tree over the upper ends.
    """
    spans = [_span(side_ranges(standing)["count"]) for standing in members]
    by_group: dict[str, set[_Span]] = defaultdict(set)
    for span, standing in zip(spans, members, strict=True):
        for group in origin_groups(standing, view):
            by_group[group].add(span)
    points: list[tuple[tuple[Any, int], tuple[Any, int], int]] = []
    for spans_of_group in by_group.values():
        stairs = _staircase(spans_of_group)
        points += [((one.low, one.low_flag), (one.high, one.high_flag), 1) for one in stairs]
        for inner, outer in pairwise(stairs):
            points.append(((inner.low, inner.low_flag), (outer.high, outer.high_flag), -1))
    highs = sorted({high for _, high, _ in points})
    tree = [0] * (len(highs) + 1)
    points.sort(key=lambda point: point[0], reverse=True)
    counts = [0] * len(members)
    following = 0
    for place in sorted(range(len(members)), key=lambda at: (spans[at].low, spans[at].low_flag), reverse=True):
        low = (spans[place].low, spans[place].low_flag)
        while following < len(points) and points[following][0] >= low:
            slot = bisect_left(highs, points[following][1]) + 1
            while slot < len(tree):
                tree[slot] += points[following][2]
                slot += slot & -slot
            following += 1
        slot = bisect_left(highs, (spans[place].high, spans[place].high_flag + 1))
        while slot > 0:
            counts[place] += tree[slot]
            slot -= slot & -slot
    return counts


def _staircase(spans: set[_Span]) -> list[_Span]:
    """The spans that contain no other of the group, by rising ends."""
    stairs: list[_Span] = []
    lowest: tuple[Any, int] | None = None
    for span in sorted(spans, key=lambda one: ((one.low, one.low_flag), (-one.high, -one.high_flag)), reverse=True):
        high = (span.high, span.high_flag)
        if lowest is None or high < lowest:
            stairs.append(span)
            lowest = high
    stairs.reverse()
    return stairs
