"""Which topics may lie within which: by the terms, places, incidents and windows that contain one another.

A topic is held only against topics found by look-up: on its own axes, or on those of terms, places and incidents
that are declared to contain its own. Of the windows around its own it meets the smallest, and the one whose figures
leave the least room, so that a part above any whole is found; the work is O(n log n) in the topics for a vocabulary
of a given depth, and never grows with pairs of topics. Of incidents nested in one another the nearest sixteen count.
"""

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import product
from typing import Final, NamedTuple

from claimcheck.comparing.axes import Standing, TopicKey, in_order
from claimcheck.comparing.values import statistics
from claimcheck.findings.topics import Gathered
from claimcheck.quantity import Quantity
from claimcheck.spans import EASTMOST, WESTMOST
from claimcheck.vocabulary import Concept, Vocabulary

__all__ = ["nested_topics"]

_DEEPEST: Final = 16  # incidents around an event that its figures are held against, the nearest first
_EVENT: Final = 2
_PLACE: Final = 5
_PERIOD: Final = 6
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_DAY: Final = timedelta(days=1) // _MICROSECOND

Best = tuple[float | Fraction, str]


def nested_topics(gathered: Gathered, words: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield pairs of keys of topics of which the first may lie within the second, or say the same with less said."""
    groups: dict[TopicKey, list[str]] = defaultdict(list)
    present: tuple[set[Hashable], ...] = tuple(set() for _ in range(9))
    for name, key in gathered.axes.items():
        groups[_rest(key)].append(name)
        for place, part in enumerate(key):
            present[place].add(part)
    joint = tuple(
        sorted((one for one in parts if isinstance(one, Concept) and len(one.atoms) > 1), key=str) for parts in present
    )
    supplied: dict[Hashable, Hashable] = {}
    for name, key in gathered.axes.items():
        if gathered.members[name][0].claim.proposition.place is None and key[_PLACE] is not None:
            supplied[key[_EVENT]] = key[_PLACE]
    asked: dict[TopicKey, list[str]] = defaultdict(list)
    for name, key in gathered.axes.items():
        for wider in _wider(key, gathered.members[name][0], words, present, joint, supplied):
            rest = _rest(wider)
            if rest in groups:
                asked[rest].append(name)
    for rest in sorted(asked, key=in_order):
        yield from sorted(set(_answers(asked[rest], groups[rest], gathered)))


def _rest(key: TopicKey) -> TopicKey:
    return (*key[:_PERIOD], None, *key[_PERIOD + 1 :])


def _wider(
    key: TopicKey,
    first: Standing,
    words: Vocabulary,
    present: tuple[set[Hashable], ...],
    joint: tuple[list[Concept], ...],
    supplied: Mapping[Hashable, Hashable],
) -> Iterable[TopicKey]:
    options: list[list[Hashable]] = []
    for place, part in enumerate(key):
        wider: list[Hashable] = [part]
        if isinstance(part, Concept):
            wider += sorted((one for one in words.containing(part) if one in present[place]), key=str)
            wider += [one for one in joint[place] if words.relate(part, one) == "narrower"]
        elif place == _EVENT:
            wider += [outer for outer in first.around[:_DEEPEST] if outer in present[place]]
        if place == _PLACE and first.event is not None:
            # One claim of an incident without a place speaks of all of it; so does one with the incident's own place.
            wider += [None, *(supplied[outer] for outer in (first.event, *first.around) if outer in supplied)]
        options.append(list(dict.fromkeys(wider)))
    return product(*options)


class _Span(NamedTuple):
    start: float
    end: float
    name: str


def _answers(asked: list[str], group: list[str], gathered: Gathered) -> Iterator[tuple[str, str]]:
    by_period: dict[Hashable, list[str]] = defaultdict(list)
    around: dict[tuple[bool, bool], list[_Span]] = defaultdict(list)
    for name in group:
        key, first = gathered.axes[name], gathered.members[name][0]
        by_period[key[_PERIOD]].append(name)
        if first.is_window or key[_EVENT] is not None:
            held = _span(name, first)
            if held is not None:
                around[first.is_window, held[0]].append(held[1])
    silent = by_period.get(None, [])
    whole = [name for name in group if not gathered.members[name][0].own_period]
    spans: dict[bool, list[_Span]] = defaultdict(list)
    for name in asked:
        period = gathered.axes[name][_PERIOD]
        for other in [*by_period.get(period, ()), *(silent if period is not None else whole)]:
            if other != name:
                yield name, other
        held = _span(name, gathered.members[name][0])
        if held is not None:
            spans[held[0]].append(held[1])
    for (_, is_day), windows in around.items():
        for asks_day, askers in spans.items():
            yield from _around([_beside(one, asks_day, is_day) for one in askers], windows, gathered)


def _beside(span: _Span, asks_day: bool, holds_day: bool) -> _Span:
    """A span to hold against days, or against instants, so that it lies within these whatever the zone of its days."""
    if asks_day == holds_day:
        return span
    west, east = (abs(offset) // _MICROSECOND for offset in (WESTMOST, EASTMOST))
    before, after = (east, west) if asks_day else (west, east)
    return span._replace(start=span.start - before, end=span.end + after)


def _around(asked: list[_Span], windows: list[_Span], gathered: Gathered) -> Iterator[tuple[str, str]]:
    """Each span with the smallest window around it and with the one whose figures leave the least room."""
    ends = sorted({span.end for span in windows}, reverse=True)
    slot = {end: place for place, end in enumerate(ends)}
    smallest, tightest = _Least(len(ends)), _Least(len(ends))
    order = [(span.start, -span.end, 1, span) for span in windows] + [(s.start, -s.end, 0, s) for s in asked]
    for _, _, is_window, span in sorted(order):
        if is_window:
            smallest.put(slot[span.end], (span.end - span.start, span.name))
            room = _room(span.name, gathered)
            if room is not None:
                tightest.put(slot[span.end], (room, span.name))
            continue
        reach = _count_at_least(ends, span.end)
        for least in (smallest, tightest):
            found = least.up_to(reach)
            if found is not None and found[1] != span.name:
                yield span.name, found[1]


def _count_at_least(descending: list[float], end: float) -> int:
    low, high = 0, len(descending)
    while low < high:
        middle = (low + high) // 2
        if descending[middle] >= end:
            low = middle + 1
        else:
            high = middle
    return low


class _Least:
    """The least entry among the first k slots: a Fenwick tree of minima."""

    def __init__(self, size: int) -> None:
        self._tree: list[Best | None] = [None] * (size + 1)

    def put(self, slot: int, entry: Best) -> None:
        place = slot + 1
        while place < len(self._tree):
            held = self._tree[place]
            if held is None or entry < held:
                self._tree[place] = entry
            place += place & -place

    def up_to(self, count: int) -> Best | None:
        found: Best | None = None
        while count > 0:
            held = self._tree[count]
            if held is not None and (found is None or held < found):
                found = held
            count -= count & -count
        return found


def _room(name: str, gathered: Gathered) -> Fraction | None:
    """The least upper end among a topic's figures: above it no part may lie."""
    highs = []
    for standing in gathered.members[name]:
        value = standing.claim.proposition.value
        if isinstance(value, Quantity) and standing.claim.polarity:
            found = statistics(value, discrete=standing.discrete, at_least=standing.is_floor).get("count")
            if found is not None and found.high is not None:
                highs.append(Fraction(found.high))
    return min(highs, default=None)


def _span(name: str, first: Standing) -> tuple[bool, _Span] | None:
    """A topic's period, and whether it is one of days; None where there is none, or an end is not known."""
    period = first.period
    if period is None or (period.earliest is None and period.latest is None):
        return None
    if (period.earliest is None and not period.open_start) or (period.latest is None and not period.open_end):
        return None
    is_day = not isinstance(period.latest if period.earliest is None else period.earliest, datetime)
    start = -math.inf if period.earliest is None else _position(period.earliest)
    end = math.inf if period.latest is None else _position(period.latest) + (_DAY if is_day else 0)
    return is_day, _Span(start, end, name)


def _position(moment: date | datetime) -> int:
    """Microseconds from a fixed day, in UTC; a day begins where it would there."""
    if isinstance(moment, datetime):
        return (moment - _EPOCH) // _MICROSECOND
    return (moment - _EPOCH.date()) // _MICROSECOND
