"""What is told, ready to be weighed: who speaks on which topic, and which of its values each can mean.

The values of a topic are words, or the positions of its figures: the largest sets of figures that could all be right
together. A claim supports every value that it leaves possible, a run of them in their order: "41 killed" only 41, "at
least 13" every value from 13 on, and Ukraine every place within it. So a bound is never taken for a point.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate, pairwise
from json import dumps
from math import fsum, inf, isinf, nextafter
from typing import Final, NamedTuple, TypeAlias

from attrs import frozen

from claimcheck.comparing.values import Range
from claimcheck.errors import BadInput, InvalidRecord, Problem
from claimcheck.findings.positions import Clique, sweep

__all__ = [
    "Said",
    "Told",
    "Value",
    "Vote",
    "another_kind",
    "as_float",
    "is_of",
    "joined_name",
    "laid_out",
    "name_of",
    "no_such_topic",
    "tell",
]

Value: TypeAlias = str | Clique
"""A value of a topic: a word, or what the figures of a position share."""


class Said(NamedTuple):
    """What one party says about one topic; ``where`` is the row or the claim in which it stands."""

    party: str
    topic: str
    value: str | Range
    where: str


class Vote(NamedTuple):
    """What a voice says about a topic: the first and the last value that it leaves possible, and how much it counts.

    All that one voice says about one topic counts 1 together. ``low`` and ``high`` are the ends of a figure.
    """

    voice: int
    topic: int
    first: int
    last: int
    weight: float
    low: float
    high: float

    @property
    def is_word(self) -> bool:
        """Whether it is no figure."""
        return self.low == -inf and self.high == inf

    @property
    def is_bound(self) -> bool:
        """Whether it is a figure without an end on one side, such as "at least 13"."""
        return isinf(self.low) != isinf(self.high)


@frozen
class Told:
    """What is told, by places: values stand topic by topic, the figures of a topic in ascending order.

    Attributes:
        voices: The groups of parties that count as one, or the parties themselves, in order.
        topics: The topics, in order.
        values: All values; those of topic ``t`` stand from ``begins[t]`` up to before ``begins[t + 1]``.
        votes: What the voices say.
        places: In which of the votes each thing that was said went, in the order in which it was told.
    """

    voices: tuple[str, ...]
    topics: tuple[str, ...]
    begins: tuple[int, ...]
    values: tuple[Value, ...]
    votes: tuple[Vote, ...]
    places: tuple[int, ...]

    def slices(self) -> Iterator[tuple[int, int]]:
        """Yield where the values of each topic begin and end."""
        return pairwise(self.begins)

    def spread(self, amounts: Sequence[float]) -> list[float]:
        """Return, for each value, the exact sum of the *amounts* of the votes that leave it possible."""
        parts: list[list[float]] = [[] for _ in self.values]
        runs: list[tuple[int, int, float]] = []
        for (_, _, first, last, *_), amount in zip(self.votes, amounts, strict=True):
            if first == last:
                parts[first].append(amount)
            else:
                runs.append((first, last, amount))
        sums = [fsum(part) for part in parts]
        if runs:
            for value, more in enumerate(_running(runs, len(sums))):
                sums[value] += more
        return sums

    def shares(self, scores: Sequence[float]) -> list[float]:
        """Return scores as shares of the sum over their topic; all alike where that is 0."""
        found = list(scores)
        for begin, end in self.slices():
            total = fsum(found[begin:end])
            for value in range(begin, end):
                found[value] = found[value] / total if total > 0 else 1 / (end - begin)
        return found

    def per_voice(self, amounts: Iterable[float]) -> list[float]:
        """Return, for each voice, the sum of the *amounts* of its votes; in any order the same."""
        parts: list[list[float]] = [[] for _ in self.voices]
        for vote, amount in zip(self.votes, amounts, strict=True):
            parts[vote.voice].append(amount)
        return [fsum(part) for part in parts]

    def reached(self, scores: Sequence[float]) -> list[float]:
        """Return, for each vote, the best score among the values that it leaves possible."""
        best = _Best(scores) if any(one.first != one.last for one in self.votes) else None
        return [
            scores[first] if first == last or best is None else best.of(first, last)
            for _, _, first, last, *_ in self.votes
        ]

    def covered(self, shares: Sequence[float]) -> list[float]:
        """Return, for each vote, the sum of the shares of the values that it leaves possible, 1 at most."""
        sums = [0.0, *accumulate(shares)]
        return [
            shares[first] if first == last else min(1.0, sums[last + 1] - sums[first])
            for _, _, first, last, *_ in self.votes
        ]

    def places_of(self, gold: Mapping[str, str | int | Fraction]) -> dict[int, int | None]:
        """Return, for each topic whose truth is known, the value that is right, None where nobody tells it.

        Raises:
            InvalidRecord: Nothing is told of a topic, or its truth is a word where figures are told, or a figure.
        """
        numbers = {topic: number for number, topic in enumerate(self.topics)}
        found: dict[int, int | None] = {}
        for topic, truth in gold.items():
            if topic not in numbers:
                raise no_such_topic(topic)
            number = numbers[topic]
            run = range(self.begins[number], self.begins[number + 1])
            if isinstance(truth, str) != isinstance(self.values[run[0]], str):
                raise another_kind(topic, truth)
            found[number] = next((value for value in run if is_of(truth, self.values[value])), None)
        return found

    def tells(self) -> list[bool]:
        """Return, for each vote, whether it rules out any value of its topic; one that rules out none shows nothing."""
        sizes = [end - begin for begin, end in self.slices()]
        return [first == last or last - first + 1 < sizes[topic] for _, topic, first, last, *_ in self.votes]

    def tested(self, known: Collection[int] = ()) -> list[bool]:
        """Return, for each vote, whether it tells anything and is tested: by another voice, or by a *known* truth.

        What nobody else gives a figure of shows nobody to be reliable, however much of it there is; and a bound tests
        nobody: at least 13 is right of 41 and of 90.
        """
        voices = self.voices_of()
        return [
            one.topic in known or (tells and len(voices[one.topic] - {one.voice}) > 0)
            for one, tells in zip(self.votes, self.tells(), strict=True)
        ]

    def voices_of(self) -> list[set[int]]:
        """Return, for each topic, the voices that say more of it than a bound."""
        voices: list[set[int]] = [set() for _ in self.topics]
        for one in self.votes:
            if not one.is_bound:
                voices[one.topic].add(one.voice)
        return voices


def no_such_topic(topic: str) -> InvalidRecord:
    """Return the complaint of a truth of a topic that nobody speaks of."""
    return InvalidRecord(f"gold: nothing is told of the topic {topic!r:.80}")


def another_kind(topic: str, truth: object) -> InvalidRecord:
    """Return the complaint of a truth that is a word where figures are told, or a figure where words are."""
    kinds = ("a word", "figures") if isinstance(truth, str) else ("a figure", "words")
    return InvalidRecord(f"gold: {topic!r:.80} is {kinds[0]}, {truth!r:.80}, and {kinds[1]} are told")


class _Best:
    """The best of any run of scores in constant time, after O(n log n)."""

    def __init__(self, scores: Sequence[float]) -> None:
        self._levels = [list(scores)]
        while 1 << len(self._levels) <= len(scores):
            half, held = 1 << (len(self._levels) - 1), self._levels[-1]
            self._levels.append([max(held[at], held[at + half]) for at in range(len(held) - half)])

    def of(self, first: int, last: int) -> float:
        """The best from *first* to *last*."""
        level = (last - first + 1).bit_length() - 1
        held = self._levels[level]
        return max(held[first], held[last + 1 - (1 << level)])


def is_of(truth: str | int | Fraction, value: Value) -> bool:
    """Whether a truth is that value: the same word, or a figure within a position."""
    if isinstance(truth, str) or isinstance(value, str):
        return truth == value
    above = value.low is None or value.low < truth or (value.low == truth and not value.low_open)
    below = value.high is None or value.high > truth or (value.high == truth and not value.high_open)
    return above and below


def _running(runs: Iterable[tuple[int, int, float]], count: int) -> list[float]:
    """The sums over runs of places, exactly, so that their order is of no account."""
    changes: dict[int, Fraction] = defaultdict(Fraction)
    for first, last, amount in runs:
        changes[first] += Fraction(amount)
        changes[last + 1] -= Fraction(amount)
    found, under_way = [], Fraction(0)
    for place in range(count):
        under_way += changes.get(place, 0)
        found.append(float(under_way))
    return found


def tell(
    said: Sequence[Said],
    *,
    groups: Mapping[str, str] | None = None,
    tolerance: Fraction | int = 0,
    within: Mapping[str, str] | None = None,
    several: bool = False,
) -> Told:
    """Return what is *said*, ready to be weighed.

    Args:
        said: What the parties say. The same said twice by one party counts once; several values of one party about
            one topic count for a part each.
        groups: Which group each party belongs to; those of one group count as one voice.
        tolerance: How far two figures may lie apart and still say the same.
        within: For each word what it lies within, as Kherson lies within Ukraine: whoever says the wider leaves the
            narrower possible.
        several: Whether several values of a topic can be right: then each that a party gives counts 1, and in a group
            the share of its parties, among those that speak of the topic, which give it.

    Raises:
        BadInput: A topic has words and figures, each named; or *within* goes in a circle.
        InvalidRecord: Nothing is said.
    """
    if not said:
        raise InvalidRecord("fuse: expected at least one claim, got none")
    _check_kinds(said)
    groups = groups or {}
    by_topic: dict[str, dict[str, dict[str, str | Range]]] = defaultdict(dict)
    for party, topic, value, _ in said:
        by_topic[topic].setdefault(groups.get(party, party), {})[f"{party}\0{name_of(value)}"] = value
    topics = tuple(sorted(by_topic))
    voices = tuple(sorted({voice for held in by_topic.values() for voice in held}))
    number_of = {voice: number for number, voice in enumerate(voices)}
    values: list[Value] = []
    begins = [0]
    votes: list[Vote] = []
    place_of: dict[tuple[str, str, str], int] = {}
    for topic_number, topic in enumerate(topics):
        held = by_topic[topic]
        distinct = {name_of(value): value for one in held.values() for value in one.values()}
        named = laid_out(distinct, tolerance, within or {}, values)
        for voice in sorted(held):
            counted: dict[str, int] = defaultdict(int)
            for value in held[voice].values():
                counted[name_of(value)] += 1
            total = len({name.partition("\0")[0] for name in held[voice]}) if several else sum(counted.values())
            for name in sorted(counted):
                place_of[topic, voice, name] = len(votes)
                first, last = named[name]
                low, high = _ends(distinct[name])
                votes.append(
                    Vote(
                        number_of[voice],
                        topic_number,
                        begins[-1] + first,
                        begins[-1] + last,
                        counted[name] / total,
                        low,
                        high,
                    )
                )
        begins.append(len(values))
    places = tuple(place_of[one.topic, groups.get(one.party, one.party), name_of(one.value)] for one in said)
    return Told(voices, topics, tuple(begins), tuple(values), tuple(votes), places)


def _check_kinds(said: Sequence[Said]) -> None:
    figures: dict[str, str] = {}
    for _, topic, value, where in said:
        if not isinstance(value, str):
            figures.setdefault(topic, where)
    problems = [
        Problem(where, f"a word, where {figures[topic]} has a figure for the same topic {topic!r}")
        for _, topic, value, where in said
        if isinstance(value, str) and topic in figures
    ]
    if problems:
        raise BadInput(problems)


def laid_out(
    distinct: Mapping[str, str | Range], tolerance: Fraction | int, within: Mapping[str, str], values: list[Value]
) -> dict[str, tuple[int, int]]:
    """Append the values of a topic, and return which of them each thing said leaves possible, from 0."""
    names = sorted(distinct)
    figures = [value for name in names if not isinstance(value := distinct[name], str)]
    if not figures:
        words, runs = _nested(names, within)
        values.extend(words)
        return runs
    line = sweep([_widened(figure, tolerance) for figure in figures])
    values.extend(line.cliques if not tolerance else (_narrowed(clique, tolerance) for clique in line.cliques))
    return {name: (line.first[place], line.last[place]) for place, name in enumerate(names)}


def _widened(figure: Range, tolerance: Fraction | int) -> Range:
    half = Fraction(tolerance) / 2
    if not half:
        return figure._replace(low_soft=False, high_soft=False)
    low = None if figure.low is None else figure.low - half
    high = None if figure.high is None else figure.high + half
    return Range(low, high, figure.low_open, figure.high_open)


def _narrowed(clique: Clique, tolerance: Fraction | int) -> Clique:
    """What the figures of a position share; where they lie apart within the tolerance, what lies between them."""
    half = Fraction(tolerance) / 2
    low = None if clique.low is None else _whole(clique.low + half)
    high = None if clique.high is None else _whole(clique.high - half)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Clique(low, high, clique.low_open, clique.high_open)


def _whole(number: int | Fraction) -> int | Fraction:
    return int(number) if isinstance(number, Fraction) and number.denominator == 1 else number


def _nested(words: Sequence[str], within: Mapping[str, str]) -> tuple[list[str], dict[str, tuple[int, int]]]:
    """Words in an order in which what lies within another follows it, and the run that each covers."""
    said = set(words)
    above: dict[str, str | None] = {}
    for word in words:
        wider, seen = within.get(word), {word}
        while wider is not None and wider not in said:
            if wider in seen:
                raise BadInput([Problem("within", f"{word!r} lies within itself")])
            seen.add(wider)
            wider = within.get(wider)
        above[word] = wider
    below: dict[str | None, list[str]] = defaultdict(list)
    for word in words:
        below[above[word]].append(word)
    order: list[str] = []
    runs: dict[str, tuple[int, int]] = {}
    waiting = [(word, False) for word in reversed(below[None])]
    begun: dict[str, int] = {}
    while waiting:
        word, is_done = waiting.pop()
        if is_done:
            runs[word] = (begun[word], len(order) - 1)
            continue
        begun[word] = len(order)
        order.append(word)
        waiting.append((word, True))
        waiting += [(narrower, False) for narrower in reversed(below[word])]
    if len(order) < len(words):
        lost = min(said - set(order))
        raise BadInput([Problem("within", f"{lost!r} lies within itself")])
    return order, runs


def joined_name(parts: Sequence[str]) -> str:
    """Return one name for what several make together; a part that could be taken for several is in quotation marks.

    Examples:
        >>> joined_name(["raid", "north"]), joined_name(["raid / north", "x"]), joined_name(["raid / north"])
        ('raid / north', '"raid / north" / x', 'raid / north')
    """
    if len(parts) == 1:
        return parts[0]
    return " / ".join(dumps(one, ensure_ascii=False) if " / " in one else one for one in parts)


_SIGNS: Final = {False: "", True: "~"}


def name_of(value: str | Range) -> str:
    """A name by which the same value is known; figures in an order that has nothing to do with their size."""
    if isinstance(value, str):
        return value
    return f"{value.low}{_SIGNS[value.low_open]}|{value.high}{_SIGNS[value.high_open]}"


def _ends(value: str | Range) -> tuple[float, float]:
    if isinstance(value, str):
        return -inf, inf
    low = -inf if value.low is None else as_float(value.low)
    high = inf if value.high is None else as_float(value.high)
    is_apart = low == high and not value.is_point  # ends that floats do not tell apart
    return low, nextafter(high, inf) if is_apart else high


def as_float(number: int | Fraction) -> float:
    """Return a number as the methods reckon with it: what lies farther out than they can square counts as that far.

    Examples:
        >>> as_float(Fraction(1, 2)), as_float(10**400)
        (0.5, 1e+150)
    """
    return float(max(-_FARTHEST, min(_FARTHEST, number)))


_FARTHEST: Final[int] = int(1e150)
