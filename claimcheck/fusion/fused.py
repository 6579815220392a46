"""What fusion finds: every value with its probability, every party with its reliability, and where nothing is decided.

Fusion weighs what is said by who says it. It never overrules what is contested: it stands beside the positions.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches
from fractions import Fraction
from functools import cached_property
from inspect import signature
from itertools import accumulate
from math import fsum, inf, isfinite
from typing import Any, Final

from attrs import field, frozen

from claimcheck.errors import InvalidRecord, MissingExtra, Problem, UnknownKey
from claimcheck.findings.positions import Clique
from claimcheck.fusion.copying import Group, find_groups, joined
from claimcheck.fusion.quantiles import beta_interval
from claimcheck.fusion.registry import default_method, method_called
from claimcheck.fusion.scores import Scores, winners
from claimcheck.fusion.told import Said, Told, Value, tell
from claimcheck.markup import html_table, visible
from claimcheck.printed import decimal_text

__all__ = ["Fused", "Fusion", "Reliability", "Weighed", "fuse_said", "shown_share"]

_MARGIN: Final = 0.1
_SOME: Final = 2000
"""Topics among which the nearest name is looked for."""


@frozen(kw_only=True)
class Weighed:
    """A value of a topic, and what speaks for it.

    Attributes:
        value: The word, or the figure or range of figures.
        low: Its lower end, None for words and where it has none.
        high: Its upper end.
        probability: How probable it is among the values that are told; None where the method gives no probabilities.
        share: Its share of the scores of the topic, whatever the method's scores mean.
        claims: How many claims say it.
        stated: Where these stand: the rows or the keys of the claims.
        allowed: How many claims besides leave it possible, such as "at least 13" of 41.
    """

    value: str
    low: int | Fraction | None = None
    high: int | Fraction | None = None
    probability: float | None
    share: float
    claims: int
    stated: tuple[str, ...]
    allowed: int = 0


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
        """The most credible value, or the estimate as one; None where the method abstains."""
        if self.abstained:
            return None
        return self.values[0] if self.estimate is None else self._estimated(self.estimate)

    def _estimated(self, estimate: float) -> Weighed:
        exact = Fraction(estimate)
        within = next((value for value in self.values if _holds(value, exact)), None)
        return Weighed(
            value=f"{estimate:,.10g}",
            low=exact,
            high=exact,
            probability=None,
            share=0.0 if within is None else within.share,
            claims=0 if within is None else within.claims,
            stated=() if within is None else within.stated,
            allowed=0 if within is None else within.allowed,
        )

    def __str__(self) -> str:
        return _line(f"{self.topic}: {self._told()}")

    def _told(self) -> str:
        best = self.best
        if best is None:
            return f"undecided, {self.abstained}"
        if self.estimate is not None:
            return best.value
        weight = f"share {best.share:.2f}" if best.probability is None else f"probability {shown_share(best.share)}"
        return f"{best.value} ({weight})"


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
        suspects: Parties that may copy each other, and share too few contested topics, or differ too often, to tell.
        left_out: What was not weighed, by its place, and why.
    """

    topics: tuple[Fused, ...]
    reliabilities: tuple[Reliability, ...]
    groups: tuple[Group, ...]
    suspects: tuple[Group, ...] = ()
    left_out: tuple[Problem, ...] = ()
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
            names = list(self._by_topic)
            within = [name for name in names if topic.casefold() in name.casefold()]
            near = within or get_close_matches(topic, names[:_SOME], n=3)
            hint = f"; did you mean {' or '.join(map(repr, near[:3]))}?" if near else ""
            raise UnknownKey(f"no topic {topic!r:.80} was fused{hint}")
        return self._by_topic[topic]

    @property
    def values(self) -> Any:
        """A frame with a row for each value: topic, value, probability, share, low, high, abstained, claims, allowed.

        The most credible value of a topic stands first. ``probability`` is missing where the method gives none, and
        ``share`` is the value's share of the scores. ``abstained`` is true for all values of an undecided topic.
        ``claims`` say the value, and ``allowed`` besides leave it possible. Ends too large for a float are infinite.
        """
        rows = [(one, value) for one in self.topics for value in one.values]
        return self._frame(
            {
                "topic": [one.topic for one, _ in rows],
                "value": [value.value for _, value in rows],
                "probability": [value.probability for _, value in rows],
                "share": [value.share for _, value in rows],
                "low": [_float(value.low) for _, value in rows],
                "high": [_float(value.high) for _, value in rows],
                "abstained": [one.abstained is not None for one, _ in rows],
                "claims": [value.claims for _, value in rows],
                "allowed": [value.allowed for _, value in rows],
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
        """Return in words what speaks for each value of a topic: who says it, how reliable they are, and where.

        Who only leaves a value possible, as "at least 13" does 41, is named apart.
        """
        fused = self[topic]
        held = {one.party: one for one in self.reliabilities}
        lines = [str(fused)]
        told = {one.where: one for one in self._said if one.topic == topic}
        stated = {place for value in fused.values for place in value.stated}
        for value in fused.values:
            who = [_named(told[place], held) for place in value.stated]
            lines.append(f"  {shown_share(value.share)} {_line(value.value)}: {', '.join(who) or 'nobody says it'}")
        beside = [
            f"{_line(_said_value(one))} by {_named(one, held)}" for place, one in told.items() if place not in stated
        ]
        if beside:
            lines.append(f"  leaving several possible: {', '.join(beside)}")
        return "\n".join(lines)

    def __str__(self) -> str:
        undecided = sum(one.abstained is not None for one in self.topics)
        voices = len(self.reliabilities) - sum(len(group.parties) - 1 for group in self.groups)
        said = f"{len(self.topics)} topics by {self.method}, {undecided} undecided; {len(self.reliabilities)} parties"
        said += f" count as {voices}" if self.groups else ""
        return said + (f"; {len(self.left_out)} claims are left out" if self.left_out else "")

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


def _named(one: Said, held: Mapping[str, Reliability]) -> str:
    """A party with its reliability, whom it counts with, and where it says it."""
    reliability = held[one.party]
    group = reliability.group
    with_whom = f", as one with {group}" if group not in {None, one.party} else ""
    return _line(f"{one.party} ({reliability.reliability:.2f}{with_whom}; {one.where})")


def _line(text: str) -> str:
    """Text that may be hostile, on one line and with nothing in it that a terminal would obey."""
    return visible(" ".join(text.split()))


def _said_value(one: Said) -> str:
    value = one.value
    return value if isinstance(value, str) else _shown(Clique(value.low, value.high, value.low_open, value.high_open))


def _holds(value: Weighed, figure: Fraction) -> bool:
    return (value.low is None or value.low <= figure) and (value.high is None or value.high >= figure)


def shown_share(share: float) -> str:
    """Return a share or a probability for people: certain is only what is exactly 1.

    Examples:
        >>> shown_share(0.9989), shown_share(0.25), shown_share(0.0006), shown_share(1.0)
        ('>0.99', '0.25', '<0.01', '1.00')
    """
    if 0 < share < 0.01:
        return "<0.01"
    return ">0.99" if 0.99 < share < 1 else f"{share:.2f}"


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
    left_out: Sequence[Problem] = (),
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
        left_out: What was not weighed, and why; it is told with the rest.
        frame: What makes a frame of columns; by default pandas.

    Raises:
        InvalidRecord: There is no such method, it takes no such option, or it cannot weigh such values.
        BadInput: A topic has words and figures.
        MissingExtra: scipy is not installed.
    """
    _check_margin(margin)
    name = method or default_method(said, nested=bool(within))
    run = method_called(name)
    parameters = signature(run).parameters
    taken = [option for option in parameters if option not in {"told", "gold"}]
    if gold and "gold" not in parameters:
        raise InvalidRecord(f"{name}: cannot take gold; the methods that give probabilities can")
    chosen = dict(options or {})
    for option in chosen:
        if option not in taken:
            near = get_close_matches(option, [*taken, *_OPTIONS], n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise InvalidRecord(f"{name}: takes {', '.join(taken) or 'no options'}; got {option!r:.80}{hint}")
    known = joined(tuple(groups))
    found, suspects = find_groups(said, known=known) if dependence else (known, ())
    label_of = {party: group.name for group in found for party in group.parties}
    voice_of = {party: group.parties[0] for group in found for party in group.parties}
    _check_numbers(chosen)
    for option, (low, high) in _OF_PARTIES.items():
        if option in chosen:
            chosen[option] = _of_voices(option, chosen[option], said, voice_of, low, high)
    told = tell(said, groups=voice_of, tolerance=exact_tolerance(tolerance), within=within)
    truths = told.places_of(gold or {})
    scores = run(told, **chosen, **({"gold": truths} if truths else {}))
    return Fusion(
        topics=_topics(said, told, scores, margin, truths),
        reliabilities=_reliabilities(said, told, scores, label_of, truths),
        groups=found,
        suspects=suspects,
        left_out=tuple(left_out),
        method=name,
        rounds=scores.rounds,
        converged=scores.converged,
        frame=frame or _pandas,
        said=tuple(said),
    )


_OPTIONS: Final = ("method", "tolerance", "within", "dependence", "margin", "gold")
_OF_PARTIES: Final = {"known": (0.0, 1.0), "weights": (0.0, inf)}
"""Options that say something of parties, and between which numbers."""


def exact_tolerance(tolerance: object) -> Fraction:
    """Return a tolerance as an exact number.

    Raises:
        InvalidRecord: It is none, or below 0.
    """
    try:
        exact = Fraction(str(tolerance))
    except (ValueError, ZeroDivisionError) as err:
        raise InvalidRecord(f"tolerance: expected a number, got {tolerance!r:.80}") from err
    if exact < 0:
        raise InvalidRecord(f"tolerance: expected 0 or more, got {tolerance}")
    return exact


def _check_margin(margin: object) -> None:
    if not isinstance(margin, int | float) or not 0 <= margin <= 1:
        raise InvalidRecord(f"margin: expected a share from 0 to 1, got {margin!r:.80}")


def _check_numbers(options: Mapping[str, Any]) -> None:
    """Refuse options that no method can reckon with."""
    for option, value in options.items():
        least = {"max_rounds": 1, "false_values": 1}.get(option, 0)
        if option in _OF_PARTIES:
            continue
        numbers = value if option == "prior" and isinstance(value, tuple | list) else [value]
        if option == "prior" and len(numbers) != 2:
            raise InvalidRecord(f"prior: expected two numbers, right and wrong claims, got {value!r:.80}")
        for number in numbers:
            is_whole = isinstance(number, int) and not isinstance(number, bool)
            if value is None and option == "scale":
                continue
            if not is_whole and (option in {"max_rounds", "false_values"} or not isinstance(number, float)):
                raise InvalidRecord(f"{option}: expected a number, got {value!r:.80}")
            if not isfinite(number) or number < least or (option == "prior" and number == 0):
                raise InvalidRecord(
                    f"{option}: expected {'more than 0' if not least else f'{least} or more'}, got {number}"
                )


def _of_voices(
    option: str, given: object, said: Sequence[Said], voice_of: Mapping[str, str], low: float, high: float
) -> dict[str, float]:
    """What is given for parties, for the voices that they are."""
    if not isinstance(given, Mapping):
        raise InvalidRecord(f"{option}: expected a number for each party, got {given!r:.80}")
    parties = {one.party for one in said}
    found: dict[str, float] = {}
    for party, number in given.items():
        if party not in parties:
            near = get_close_matches(str(party), sorted(parties), n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise InvalidRecord(f"{option}: no party {party!r:.80} says anything{hint}")
        if not isinstance(number, int | float) or not low < number < high:
            between = "between 0 and 1" if high == 1 else "above 0"
            raise InvalidRecord(f"{option}: {party!r:.80}: expected a number {between}, got {number!r:.80}")
        voice = voice_of.get(party, party)
        if found.setdefault(voice, number) != number:
            raise InvalidRecord(
                f"{option}: {party!r:.80} counts as one with another party that is given {found[voice]}"
            )
    return found


def _topics(
    said: Sequence[Said], told: Told, scores: Scores, margin: float, truths: Collection[int]
) -> tuple[Fused, ...]:
    shares = list(scores.values) if scores.are_probabilities else told.shares(scores.values)  # 0 and more
    stated: dict[int, dict[str, None]] = defaultdict(dict)
    changes: dict[int, int] = defaultdict(int)
    for one, place in zip(said, told.places, strict=True):
        vote = told.votes[place]
        if vote.first == vote.last and not vote.is_bound:
            stated[vote.first][one.where] = None
        else:
            changes[vote.first] += 1
            changes[vote.last + 1] -= 1
    allowed = list(accumulate(changes.get(value, 0) for value in range(len(told.values))))
    best = winners(told, scores.values)
    voices = told.voices_of()
    found = []
    for topic, (begin, end) in enumerate(told.slices()):
        order = sorted(range(begin, end), key=lambda value: (-shares[value], value))
        estimate = None if scores.estimates is None else scores.estimates[topic]
        deviation = None if scores.deviations is None else scores.deviations[topic]
        found.append(
            Fused(
                topic=told.topics[topic],
                values=tuple(
                    _weighed(
                        told.values[value],
                        shares[value],
                        scores.are_probabilities,
                        tuple(stated[value]),
                        allowed[value],
                    )
                    for value in order
                ),
                abstained=None
                if topic in truths and shares[order[0]] > 0
                else _abstained(best[topic], [shares[v] for v in order], margin, len(voices[topic]), estimate),
                estimate=estimate,
                deviation=deviation,
            )
        )
    return tuple(found)


def _abstained(best: int | None, shares: list[float], margin: float, voices: int, estimate: float | None) -> str | None:
    if voices < 2:
        return "only one voice says more than a bound" if voices else "nobody says more than a bound"
    if estimate is not None:
        return None
    if best is None:
        return "the best values are equally credible"
    if len(shares) > 1 and shares[0] - shares[1] < margin:
        return f"the best value is ahead by {shares[0] - shares[1]:.2f} and not by {margin:g}"
    rest = 1 - fsum(shares)
    if shares[0] - rest < margin:
        return f"the best value has {shares[0]:.2f}, and what nobody says {max(rest, 0):.2f}"
    return None


def _weighed(value: Value, share: float, is_probability: bool, stated: tuple[str, ...], allowed: int) -> Weighed:
    low, high = (None, None) if isinstance(value, str) else (value.low, value.high)
    return Weighed(
        value=value if isinstance(value, str) else _shown(value),
        low=low,
        high=high,
        probability=share if is_probability else None,
        share=share,
        claims=len(stated),
        stated=stated,
        allowed=allowed,
    )


def _shown(value: Clique) -> str:
    """A figure, or the range that the figures of a position share, as people write it."""
    low, high, low_open, high_open = value
    ends = ["" if end is None else decimal_text(end) for end in (low, high)]
    if low is not None and low == high:
        return ends[0]
    lower = "" if low is None else f"{'more than' if low_open else 'at least'} {ends[0]}"
    upper = "" if high is None else f"{'less than' if high_open else 'at most'} {ends[1]}"
    if lower and upper:
        return f"{lower}, {upper}" if low_open or high_open else f"{ends[0]} to {ends[1]}"
    return lower or upper or "any"


def _float(end: int | Fraction | None) -> float | None:
    if end is None:
        return None
    try:
        return float(end)
    except OverflowError:
        return inf if end > 0 else -inf


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
