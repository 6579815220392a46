"""What fusion finds: every value with its probability, every party with its reliability, and where nothing is decided.

Fusion weighs what is said by who says it. It never overrules what is contested: it stands beside the positions.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from inspect import signature
from math import fsum
from typing import Any, Final

from attrs import field, frozen

from claimcheck.errors import InvalidRecord, MissingExtra, UnknownKey
from claimcheck.findings.positions import Clique
from claimcheck.fusion.copying import Group, find_groups, joined
from claimcheck.fusion.quantiles import beta_interval
from claimcheck.fusion.registry import default_method, method_called
from claimcheck.fusion.scores import Scores, winners
from claimcheck.fusion.told import Said, Told, Value, tell
from claimcheck.markup import html_table

__all__ = ["Fused", "Fusion", "Reliability", "Weighed", "fuse_said"]

_MARGIN: Final = 0.1


@frozen(kw_only=True)
class Weighed:
    """A value of a topic, and what speaks for it.

    Attributes:
        value: The word, or the figure or range of figures.
        low: Its lower end, None for words and where it has none.
        high: Its upper end.
        probability: How probable it is among the values that are told; None where the method gives no probabilities.
        share: Its share of the scores of the topic, whatever the method's scores mean.
        claims: How many claims leave it possible.
        stated: Where these stand: the rows or the keys of the claims.
    """

    value: str
    low: int | Fraction | None = None
    high: int | Fraction | None = None
    probability: float | None
    share: float
    claims: int
    stated: tuple[str, ...]


@frozen(kw_only=True)
class Fused:
    """A topic: its values from the most to the least credible, and whether one of them can be called the best.

    Attributes:
        topic: The topic.
        values: The values.
        abstained: Why none is called the best; None where one is.
        estimate: The figure of a method that weighs figures and not positions; None with any other.
        deviation: Its standard deviation, where the method has one.
    """

    topic: str
    values: tuple[Weighed, ...]
    abstained: str | None = None
    estimate: float | None = None
    deviation: float | None = None

    @property
    def best(self) -> Weighed | None:
        """The most credible value; None where the method abstains."""
        return None if self.abstained else self.values[0]

    def __str__(self) -> str:
        if self.abstained:
            return f"{self.topic}: undecided, {self.abstained}"
        if self.estimate is not None:
            return f"{self.topic}: {self.estimate:,.10g}"
        first = self.values[0]
        weight = f"probability {first.probability:.2f}" if first.probability is not None else f"share {first.share:.2f}"
        return f"{self.topic}: {first.value} ({weight})"


@frozen(kw_only=True)
class Reliability:
    """How often a party is right, as far as what it said shows.

    Attributes:
        party: The party.
        reliability: The mean of a beta distribution over its claims, one right and one wrong taken for granted.
        low: Below this it lies with a probability of 2.5 %.
        high: And above this.
        claims: On how many claims it rests: those that rule anything out, of topics that another voice speaks of.
        group: By what group it counts, where it counts with others.
    """

    party: str
    reliability: float
    low: float
    high: float
    claims: int
    group: str | None = None


@frozen(kw_only=True)
class Fusion:
    """What fusion finds, by topic and by party, and how it came to it.

    Attributes:
        topics: The topics, in order.
        reliabilities: The parties, in order.
        groups: The parties that count as one voice, and why.
        method: The method.
        rounds: How many rounds it took.
        converged: Whether it stopped by itself.
    """

    topics: tuple[Fused, ...]
    reliabilities: tuple[Reliability, ...]
    groups: tuple[Group, ...]
    method: str
    rounds: int
    converged: bool
    _frame: Callable[[Mapping[str, list[Any]]], Any] = field(eq=False, repr=False)
    _said: tuple[Said, ...] = field(eq=False, repr=False)

    @cached_property
    def _by_topic(self) -> dict[str, Fused]:
        return {one.topic: one for one in self.topics}

    def __getitem__(self, topic: str) -> Fused:
        if topic not in self._by_topic:
            raise UnknownKey(f"no topic {topic!r:.80} was fused")
        return self._by_topic[topic]

    @property
    def values(self) -> Any:
        """A frame with a row for each value of each topic: topic, value, probability, low, high, abstained, claims.

        The most credible value of a topic stands first. ``probability`` is missing where the method gives none, and
        ``share`` is the value's share of the scores. ``abstained`` is true for all values of an undecided topic.
        """
        rows = [(one, value) for one in self.topics for value in one.values]
        return self._frame(
            {
                "topic": [one.topic for one, _ in rows],
                "value": [value.value for _, value in rows],
                "probability": [value.probability for _, value in rows],
                "share": [value.share for _, value in rows],
                "low": [None if value.low is None else float(value.low) for _, value in rows],
                "high": [None if value.high is None else float(value.high) for _, value in rows],
                "abstained": [one.abstained is not None for one, _ in rows],
                "claims": [value.claims for _, value in rows],
            }
        )

    @property
    def parties(self) -> Any:
        """A frame with a row for each party: party, reliability, low, high, claims, group."""
        rows = self.reliabilities
        return self._frame(
            {name: [getattr(one, name) for one in rows] for name in ("party", "reliability", "low", "high", "claims")}
            | {"group": [one.group for one in rows]}
        )

    def why(self, topic: str) -> str:
        """Return in words what speaks for each value of a topic: who says it, how reliable they are, and where."""
        fused = self[topic]
        by_party = {one.party: one for one in self.reliabilities}
        by_place: dict[str, list[str]] = defaultdict(list)
        for one in self._said:
            if one.topic == topic:
                held = by_party[one.party]
                with_whom = f", as one with {held.group}" if held.group not in {None, one.party} else ""
                by_place[one.where].append(f"{one.party} ({held.reliability:.2f}{with_whom}; {one.where})")
        lines = [str(fused)]
        for value in fused.values:
            who = dict.fromkeys(name for place in value.stated for name in by_place[place])
            weight = value.share if value.probability is None else value.probability
            lines.append(f"  {weight:.2f} {value.value}: {', '.join(who)}")
        return "\n".join(lines)

    def __str__(self) -> str:
        undecided = sum(one.abstained is not None for one in self.topics)
        voices = len(self.reliabilities) - sum(len(group.parties) - 1 for group in self.groups)
        said = f"{len(self.topics)} topics by {self.method}, {undecided} undecided; {len(self.reliabilities)} parties"
        return said + (f" count as {voices}" if self.groups else "")

    def _repr_html_(self) -> str:
        rows = [
            (
                one.topic,
                "undecided" if one.best is None else one.best.value,
                f"{one.values[0].share:.2f}",
                one.values[0].claims,
            )
            for one in self.topics[:50]
        ]
        return html_table(("topic", "most credible", "share", "claims"), rows, caption=str(self))


def fuse_said(
    said: Sequence[Said],
    *,
    method: str | None = None,
    groups: Iterable[Group] = (),
    dependence: bool = True,
    tolerance: Fraction | int = 0,
    within: Mapping[str, str] | None = None,
    margin: float = _MARGIN,
    gold: Mapping[str, str | int | Fraction] | None = None,
    options: Mapping[str, Any] | None = None,
    frame: Callable[[Mapping[str, list[Any]]], Any] | None = None,
) -> Fusion:
    """Return what fusion finds in what is *said*.

    Args:
        said: What the parties say.
        method: The method by name; ``default_method`` where it is left out.
        groups: The parties that are known to count as one voice.
        dependence: Whether parties that agree as copies do count as one as well.
        tolerance: How far two figures may lie apart and still say the same.
        within: For each word what it lies within.
        margin: By how much the share of the best value has to be above the next for it to be called the best.
        gold: The truth of some topics, as far as it is known: a word or a figure.
        options: What else the method takes.
        frame: What makes a frame of columns; by default pandas.

    Raises:
        InvalidRecord: There is no such method, it takes no such option, or it cannot weigh such values.
        BadInput: A topic has words and figures.
        MissingExtra: scipy is not installed.
    """
    name = method or default_method(said)
    run = method_called(name)
    known = options or {}
    parameters = signature(run).parameters
    taken = [option for option in parameters if option not in {"told", "gold"}]
    if gold and "gold" not in parameters:
        raise InvalidRecord(f"{name}: cannot take gold; the methods that give probabilities can")
    for option in known:
        if option not in taken:
            raise InvalidRecord(f"{name}: takes {', '.join(taken) or 'no options'}; got {option!r:.80}")
    found = joined([*groups, *(find_groups(said) if dependence else ())])
    group_of = {party: group.name for group in found for party in group.parties}
    told = tell(said, groups=group_of, tolerance=tolerance, within=within)
    truths = told.places_of(gold or {})
    scores = run(told, **known, **({"gold": truths} if truths else {}))
    return Fusion(
        topics=_topics(said, told, scores, margin, truths),
        reliabilities=_reliabilities(said, told, scores, group_of, truths),
        groups=found,
        method=name,
        rounds=scores.rounds,
        converged=scores.converged,
        frame=frame or _pandas,
        said=tuple(said),
    )


def _topics(
    said: Sequence[Said], told: Told, scores: Scores, margin: float, truths: Collection[int]
) -> tuple[Fused, ...]:
    shares = list(scores.values) if scores.are_probabilities else told.shares(scores.values)  # 0 and more
    stated: dict[int, dict[str, None]] = defaultdict(dict)
    for one, place in zip(said, told.places, strict=True):
        vote = told.votes[place]
        for value in range(vote.first, vote.last + 1):
            stated[value][one.where] = None
    best = winners(told, scores.values)
    voices: list[set[int]] = [set() for _ in told.topics]
    for vote in told.votes:
        voices[vote.topic].add(vote.voice)
    found = []
    for topic, (begin, end) in enumerate(told.slices()):
        order = sorted(range(begin, end), key=lambda value: (-shares[value], value))
        estimate = None if scores.estimates is None else scores.estimates[topic]
        deviation = None if scores.deviations is None else scores.deviations[topic]
        found.append(
            Fused(
                topic=told.topics[topic],
                values=tuple(
                    _weighed(told.values[value], shares[value], scores.are_probabilities, tuple(stated[value]))
                    for value in order
                ),
                abstained=None
                if estimate is not None or (topic in truths and shares[order[0]] > 0)
                else _abstained(best[topic], [shares[v] for v in order], margin, len(voices[topic])),
                estimate=estimate,
                deviation=deviation,
            )
        )
    return tuple(found)


def _abstained(best: int | None, shares: list[float], margin: float, voices: int) -> str | None:
    if voices == 1:
        return "only one voice speaks of it"
    if best is None:
        return "the best values are equally credible"
    if len(shares) > 1 and shares[0] - shares[1] < margin:
        return f"the best value is ahead by {shares[0] - shares[1]:.2f} and not by {margin:g}"
    rest = 1 - fsum(shares)
    if shares[0] - rest < margin:
        return f"the best value has {shares[0]:.2f}, and what nobody says {max(rest, 0):.2f}"
    return None


def _weighed(value: Value, share: float, is_probability: bool, stated: tuple[str, ...]) -> Weighed:
    low, high = (None, None) if isinstance(value, str) else (value.low, value.high)
    return Weighed(
        value=value if isinstance(value, str) else _shown(value),
        low=low,
        high=high,
        probability=share if is_probability else None,
        share=share,
        claims=len(stated),
        stated=stated,
    )


def _shown(value: Clique) -> str:
    """A figure, or the range that the figures of a position share, as people write it."""
    low, high, low_open, high_open = value
    if low is not None and low == high:
        return str(low)
    if low is None and high is None:
        return "any"
    if high is None:
        return f"more than {low}" if low_open else f"at least {low}"
    if low is None:
        return f"less than {high}" if high_open else f"at most {high}"
    return f"{low}-{high}"


def _reliabilities(
    said: Sequence[Said], told: Told, scores: Scores, group_of: Mapping[str, str], truths: Collection[int]
) -> tuple[Reliability, ...]:
    if scores.are_probabilities:
        right_by_vote = told.covered(scores.values)
    else:
        best = winners(told, scores.values)
        right_by_vote = [
            0.5 if (value := best[one.topic]) is None else float(one.first <= value <= one.last) for one in told.votes
        ]
    tested = told.tested(truths)
    rows: dict[str, dict[int, None]] = defaultdict(dict)
    for one, place in zip(said, told.places, strict=True):
        rows[one.party][place] = None
    found = []
    for party in sorted(rows):
        showing = [right_by_vote[place] for place in rows[party] if tested[place]]
        good, bad = fsum(showing) + 1.0, len(showing) - fsum(showing) + 1.0
        low, high = beta_interval(round(good, 9), round(bad, 9))
        found.append(
            Reliability(
                party=party,
                reliability=good / (good + bad),
                low=low,
                high=high,
                claims=len(showing),
                group=group_of.get(party),
            )
        )
    return tuple(found)


def _pandas(columns: Mapping[str, list[Any]]) -> Any:
    try:
        import pandas as pd  # noqa: PLC0415 - an extra
    except ImportError as err:
        raise MissingExtra('a frame needs pandas: install "claimcheck[frame]"') from err
    return pd.DataFrame(dict(columns))
