"""Which topics may lie within which: by the terms, places, incidents and windows that contain one another.

A topic is held only against topics found by look-up: on its own axes, or on those of terms, places and incidents
that are declared to contain its own. Of the windows around its own it meets the smallest, and the one whose figures
leave the least room, so that a part above any whole is found; the work is O(n log n) in the topics for a vocabulary
of a given depth, and never grows with pairs of topics.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from datetime import date, datetime
from fractions import Fraction
from itertools import product
from typing import Final, NamedTuple

from claimcheck.axes import Standing, TopicKey
from claimcheck.quantity import Quantity
from claimcheck.topics import Gathered
from claimcheck.values import statistics
from claimcheck.vocabulary import Concept, Vocabulary

__all__ = ["nested_topics"]

_EVENT: Final = 2
_PLACE: Final = 5
_PERIOD: Final = 6
_EPOCH: Final = 719163  # the ordinal of 1 January 1970
_DAY: Final = 86400

Best = tuple[Fraction, str]


def nested_topics(gathered: Gathered, words: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield pairs of keys of topics of which the first may lie within the second, or say the same with less said."""
    groups: dict[TopicKey, list[str]] = defaultdict(list)
    present: tuple[set[Hashable], ...] = tuple(set() for _ in range(8))
    for name, key in gathered.axes.items():
        groups[_rest(key)].append(name)
        for place, part in enumerate(key):
            present[place].add(part)
    joint = tuple(
        sorted((one for one in parts if isinstance(one, Concept) and len(one.atoms) > 1), key=str) for parts in present
    )
    asked: dict[TopicKey, list[str]] = defaultdict(list)
    for name, key in gathered.axes.items():
        for wider in _wider(key, gathered.members[name][0], words, present, joint):
            rest = _rest(wider)
            if rest in groups:
                asked[rest].append(name)
    for rest in sorted(asked, key=str):
        yield from sorted(set(_answers(asked[rest], groups[rest], gathered)))


def _rest(key: TopicKey) -> TopicKey:
    return (*key[:_PERIOD], None, *key[_PERIOD + 1 :])


def _wider(
    key: TopicKey,
    first: Standing,
    words: Vocabulary,
    present: tuple[set[Hashable], ...],
    joint: tuple[list[Concept], ...],
) -> Iterable[TopicKey]:
    options: list[list[Hashable]] = []
    for place, part in enumerate(key):
        wider: list[Hashable] = [part]
        if isinstance(part, Concept):
            wider += sorted((one for one in words.containing(part) if one in present[place]), key=str)
            wider += [one for one in joint[place] if words.relate(part, one) == "narrower"]
        elif place == _EVENT:
            wider += [outer for outer in first.around if outer in present[place]]
        if place == _PLACE and part is not None and first.event is not None:
            wider.append(None)
        options.append(list(dict.fromkeys(wider)))
    return product(*options)


class _Span(NamedTuple):
    start: Fraction
    end: Fraction
    name: str


def _answers(asked: list[str], group: list[str], gathered: Gathered) -> Iterator[tuple[str, str]]:
    by_period: dict[Hashable, list[str]] = defaultdict(list)
    windows = []
    for name in group:
        by_period[gathered.axes[name][_PERIOD]].append(name)
        span = _span(name, gathered)
        if span is not None and gathered.members[name][0].is_window:
            windows.append(span)
    silent = by_period.get(None, [])
    spans = []
    for name in asked:
        period = gathered.axes[name][_PERIOD]
        for other in [*by_period.get(period, ()), *(silent if period is not None else ())]:
            if other != name:
                yield name, other
        span = _span(name, gathered)
        if span is not None:
            spans.append(span)
    yield from _around(spans, windows, gathered)


def _around(asked: list[_Span], windows: list[_Span], gathered: Gathered) -> Iterator[tuple[str, str]]:
    """Each span with the smallest window around it and with the one whose figures leave the least room."""
    if not windows:
        return
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


def _count_at_least(descending: list[Fraction], end: Fraction) -> int:
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


def _span(name: str, gathered: Gathered) -> _Span | None:
    """A topic's period as numbers of days, for order only; None where an end is open or not known."""
    period = gathered.axes[name][_PERIOD]
    if not isinstance(period, tuple):
        return None
    ends = []
    for moment in period[:2]:
        if isinstance(moment, datetime):
            ends.append(Fraction(int(moment.timestamp()), _DAY) + _EPOCH)
        elif isinstance(moment, date):
            ends.append(Fraction(moment.toordinal()))
        else:
            return None
    return _Span(ends[0], ends[1], name)
