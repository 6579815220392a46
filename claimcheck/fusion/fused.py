"""What fusion finds: every value with its probability, every party with its reliability, and where nothing is decided.

Fusion weighs what is said by who says it. It never overrules what is contested: it stands beside the positions.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from fractions import Fraction
from functools import cached_property
from math import inf
from typing import Any, Final, Protocol, TypeAlias, runtime_checkable

from attrs import field, frozen

from claimcheck.comparing.values import Range
from claimcheck.errors import Problem, UnknownKey
from claimcheck.findings.positions import Clique
from claimcheck.fusion.copying import Group
from claimcheck.fusion.enginetopics import EngineTopics
from claimcheck.fusion.ofledger import Heard
from claimcheck.fusion.told import Said, joined_name
from claimcheck.listed import brief
from claimcheck.markup import html_table, one_line, several
from claimcheck.printed import decimal_text

__all__ = [
    "TESTED",
    "Again",
    "Fused",
    "Fusion",
    "Reliability",
    "Weighed",
    "end_as_float",
    "party_columns",
    "shown_reliability",
    "shown_share",
    "shown_value",
]

_SOME: Final = 2000
"""Topics among which the nearest name is looked for."""

TESTED: Final = 5
"""Tested claims below which a reliability reads as unknown.

After four of which all were right the interval still holds one half, a toss of a coin; after five it no longer does.
"""

_SHOWN: Final = 50


@frozen(kw_only=True)
class Weighed:
    """A value of a topic, and what speaks for it.

    Attributes:
        value: The word, or the figure or range of figures.
        low: Its lower end, None for words and where it has none.
        high: Its upper end.
        probability: How probable it is among the values that are told or, where several can be right, by itself; None
            where the method gives no probabilities.
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
        several: How many of the values are taken for true, where several can be; None where one is.
        domain: In which domain the topic lies, where parties have a reliability in each.
    """

    topic: str
    values: tuple[Weighed, ...]
    abstained: str | None = None
    estimate: float | None = None
    deviation: float | None = None
    several: int | None = None
    domain: str | None = None

    @property
    def best(self) -> Weighed | None:
        """The most credible value, or the estimate as one; None where the method abstains."""
        if self.abstained:
            return None
        return self.values[0] if self.estimate is None else self._estimated(self.estimate)

    @property
    def true(self) -> tuple[Weighed, ...]:
        """All values that are taken for true: those above one half by the margin where several can be, else the best.

        It is empty where the method abstains.
        """
        best = self.best
        if best is None:
            return ()
        return (best,) if self.several is None else self.values[: self.several]

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
        return one_line(f"{self.topic}: {self._told()}")

    def __repr__(self) -> str:
        return brief(self)

    def _repr_html_(self) -> str:
        rows = [(one.value, shown_share(one.share), one.claims, one.allowed) for one in self.values[:_SHOWN]]
        weight = "probability" if any(one.probability is not None for one in self.values) else "share of the scores"
        heads = ("value", weight, "claims that say it", "claims that allow it")
        return html_table(heads, rows, caption=str(self), left_out=len(self.values) - len(rows))

    def _told(self) -> str:
        best = self.best
        if best is None:
            return f"undecided, {self.abstained}"
        if self.estimate is not None:
            return best.value
        if self.several is not None:
            return ", ".join(f"{one.value} (probability {shown_share(one.share)})" for one in self.true)
        weight = f"share {best.share:.2f}" if best.probability is None else f"probability {shown_share(best.share)}"
        return f"{best.value} ({weight})"


@frozen(kw_only=True)
class Reliability:
    """How often a party is right, as far as what it said shows.

    Attributes:
        party: The party.
        reliability: The mean of a beta distribution over its claims, one right and one wrong taken for granted; a claim
            counts for as much as is known of whether it is right.
        low: Below this it lies with a probability of 2.5 %.
        high: And above this.
        claims: On how many claims it rests: those that rule anything out, of topics that another voice speaks of.
        group: By what group it counts, where it counts with others.
        sensitivity: Where several values can be right, how often its voice lists one that is.
        specificity: And how often it leaves out one that is not.
        domain: In which domain, where a party has a reliability in each, drawn to that over all.
    """

    party: str
    reliability: float
    low: float
    high: float
    claims: int
    group: str | None = None
    sensitivity: float | None = None
    specificity: float | None = None
    domain: str | None = None

    @property
    def name(self) -> str:
        """The party, and its domain where it has one."""
        return self.party if self.domain is None else f"{self.party} in {self.domain}"

    def __str__(self) -> str:
        return f"{self.name}: {shown_reliability(self)}"

    def __repr__(self) -> str:
        return brief(self)

    def _repr_html_(self) -> str:
        rows = [("reliability", shown_reliability(self)), ("counts with", self.group)]
        return html_table(None, [row for row in rows if row[1]], caption=self.name)


@runtime_checkable
class _InColumns(Protocol):
    """Topics that are made when they are asked for, and have columns of all their values."""

    @property
    def names(self) -> Sequence[str]: ...

    @property
    def undecided(self) -> int: ...

    def columns(self) -> dict[str, Any]: ...


@frozen(kw_only=True)
class Fusion:
    """What fusion finds, by topic and by party, and how it came to it.

    Attributes:
        topics: The topics, in order.
        reliabilities: The parties, in order; with domains each party in each domain that it speaks of.
        groups: The parties that count as one voice, and why.
        method: The method.
        rounds: How many rounds it took.
        converged: Whether it stopped by itself.
        suspects: Parties that may copy each other, and share too few contested topics, or differ too often, to tell.
        left_out: What was not weighed, by its place, and why.
        heard: What a ledger had for it, and which of the ledger's topics are meant; None where a table was fused.
        found: The accuracy of each party as the method has it, by its name and, with domains, that of the domain.
    """

    topics: Sequence[Fused]
    reliabilities: tuple[Reliability, ...]
    groups: tuple[Group, ...]
    suspects: tuple[Group, ...] = ()
    left_out: tuple[Problem, ...] = ()
    method: str
    rounds: int
    converged: bool
    heard: Heard | None = field(default=None, eq=False, repr=False)
    found: Mapping[str, float] = field(eq=False, repr=False)
    _frame: Callable[[Mapping[str, Any]], Any] = field(eq=False, repr=False)
    _said_of: Callable[[str], Sequence[Said]] = field(eq=False, repr=False)
    _again: "Again" = field(eq=False, repr=False)

    @cached_property
    def _place_of(self) -> dict[str, int]:
        topics = self.topics
        names = topics.names if isinstance(topics, _InColumns) else [one.topic for one in topics]
        return {name: place for place, name in enumerate(names)}

    @property
    def _domains(self) -> bool:
        """Whether parties have a reliability in each of several domains."""
        return any(one.domain is not None for one in self.reliabilities)

    @property
    def _several(self) -> bool:
        """Whether several values of a topic can be right."""
        return any(one.sensitivity is not None for one in self.reliabilities)

    def __len__(self) -> int:
        return len(self.topics)

    def __iter__(self) -> Iterator[Fused]:
        return iter(self.topics)

    def __contains__(self, topic: object) -> bool:
        return not isinstance(self.topics, EngineTopics) and _topic_name(topic) in self._place_of

    def __getitem__(self, topic: object) -> Fused:
        """The topic of that name, or of those of its columns together."""
        if isinstance(self.topics, EngineTopics):
            return self.topics[0]
        topic = _topic_name(topic)
        if topic not in self._place_of:
            names = list(self._place_of)
            within = [name for name in names if topic.casefold() in name.casefold()]
            near = within or get_close_matches(topic, names[:_SOME], n=3)
            hint = f"; did you mean {' or '.join(map(repr, near[:3]))}?" if near else ""
            raise UnknownKey(f"no topic {topic!r:.80} was fused{hint}")
        return self.topics[self._place_of[topic]]

    @property
    def values(self) -> Any:
        """A frame with a row for each value: topic, value, probability, share, low, high, abstained, claims, allowed.

        The most credible value of a topic stands first. ``probability`` is missing where the method gives none, and
        ``share`` is the value's share of the scores. ``abstained`` is true for all values of an undecided topic.
        ``claims`` say the value, and ``allowed`` besides leave it possible. Ends too large for a float are infinite.
        Where several values can be right, ``true`` says as well which are taken for it.
        """
        if isinstance(self.topics, EngineTopics):
            return self.topics.values
        return self._frame(self.value_columns())

    def value_columns(self) -> dict[str, Any]:
        """Return the columns of ``values`` by their names."""
        if isinstance(self.topics, _InColumns):
            return self.topics.columns()
        rows = [(one, value) for one in self.topics for value in one.values]
        columns: dict[str, list[Any]] = {
            "topic": [one.topic for one, _ in rows],
            "value": [value.value for _, value in rows],
            "probability": [value.probability for _, value in rows],
            "share": [value.share for _, value in rows],
            "low": [end_as_float(value.low) for _, value in rows],
            "high": [end_as_float(value.high) for _, value in rows],
            "abstained": [one.abstained is not None for one, _ in rows],
            "claims": [value.claims for _, value in rows],
            "allowed": [value.allowed for _, value in rows],
        }
        if self._several:
            columns["true"] = [value in one.true for one, value in rows]
        return columns

    @property
    def parties(self) -> Any:
        """A frame with a row for each party: party, reliability, low, high, claims, group.

        Where several values can be right, ``sensitivity`` and ``specificity`` as well; with domains a row for each
        party and ``domain``.
        """
        more = ("sensitivity", "specificity") if self._several else ("domain",) if self._domains else ()
        return self._frame(party_columns(self.reliabilities, more))

    def update(self, more: Any, *, warm: bool = False) -> "Fusion":
        """Return what is found with *more* claims, without reading the first again: what fusing all at once finds.

        Copies and groups are found anew over all of them. A row that is there already, of the same party, topic, value
        and time, adds nothing. The rows of *more* are counted on from the last.

        Args:
            more: A frame of the same columns.
            warm: Whether the rounds start from the reliabilities that were found, where the method has such: there are
                fewer of them, and where several answers each support themselves they may end in another than all claims
                at once would.

        Raises:
            InvalidRecord: It is no such frame; or a ledger was fused, which is fused anew.
            BadInput: Rows cannot be weighed with those before; every row is named.
        """
        return self._again(more, self if warm else None)

    def why(self, topic: str) -> str:
        """Return in words what speaks for each value of a topic: who says it, how reliable they are, and where.

        Who only leaves the first of them possible, as "at least 13" does 41, or rules it out and says no other, is
        named apart. Where what a party says is not the value itself, as 40 to 80 is not 41, its own words stand there.
        """
        fused = self[topic]
        held = {one.party: one for one in self.reliabilities if one.domain == fused.domain}
        lines = [str(fused)]
        told: dict[str, list[Said]] = defaultdict(list)
        for one in self._said_of(topic):
            told[one.where].append(one)
        stated = {place for value in fused.values for place in value.stated}
        for value in fused.values:
            who = [_named(one, held, value.value) for place in value.stated for one in told[place]]
            lines.append(f"  {shown_share(value.share)} {one_line(value.value)}: {', '.join(who) or 'nobody says it'}")
        first = fused.values[0]
        beside: dict[str, list[str]] = defaultdict(list)
        for one in (one for place, rest in told.items() if place not in stated for one in rest):
            way = "leaving it possible" if _leaves(one.value, first) else "ruling it out"
            beside[way].append(f"{one_line(_said_value(one))} by {_named(one, held)}")
        lines += [f"  {way}: {', '.join(beside[way])}" for way in sorted(beside)]
        return "\n".join(lines)

    def __str__(self) -> str:
        topics = self.topics
        is_open = (one.abstained is not None for one in topics)
        undecided = topics.undecided if isinstance(topics, _InColumns | EngineTopics) else sum(is_open)
        parties = len({one.party for one in self.reliabilities})
        speaking = {one.party for one in self.reliabilities}
        voices = parties - sum(max(len(speaking.intersection(group.parties)) - 1, 0) for group in self.groups)
        said = f"{len(self.topics)} topics by {self.method}, {undecided} undecided; {parties} parties"
        said += f" count as {voices}" if self.groups else ""
        count = len(self.left_out)
        return said + (f"; {count} {'claim is' if count == 1 else 'claims are'} left out" if count else "")

    def __repr__(self) -> str:
        return brief(self)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """What the parties are called, where a ledger was fused; in a table they go by what stands there."""
        return {} if self.heard is None else dict(self.heard.names)

    def _repr_html_(self) -> str:
        """Three tables: the topics, the parties, and who counts as one; the first fifty of each."""
        is_held = not isinstance(self.topics, EngineTopics)
        topics = [(one.topic, *_shown_topic(one)) for one in self.topics[:_SHOWN]] if is_held else []
        more = len(self.topics) - _SHOWN if is_held else 0
        heads = ("topic", "most credible", "weight", "else", "claims")
        found = html_table(heads, topics, caption=f"Fusion: {self}", left_out=more)
        parties = [self._party_shown(one) for one in self.reliabilities[:_SHOWN]]
        more = len(self.reliabilities) - _SHOWN
        heads = ("party", "reliability", "95 %", "tested claims", "counts with")
        found += html_table(heads, parties, caption=_RELIABLE, left_out=more)
        groups = [("counts as one", self._group_shown(group)) for group in self.groups[:_SHOWN]]
        groups += [("may be copies, counted apart", self._group_shown(pair)) for pair in self.suspects[:_SHOWN]]
        return found + (html_table(None, groups, caption="Who counts as one voice") if groups else "")

    def _party_shown(self, one: Reliability) -> tuple[object, ...]:
        name = self._names.get(one.party, one.party)
        known = one.claims >= TESTED
        return (
            name if one.domain is None else f"{name} in {one.domain}",
            f"{one.reliability:.2f}" if known else "unknown",
            f"{one.low:.2f}-{one.high:.2f}" if known else None,
            one.claims,
            None if one.group is None else self._names.get(one.group, one.group),
        )

    def _group_shown(self, group: Group) -> tuple[str, ...]:
        """Who counts as one, by name, and why; reasons that name them by their keys name them so as well."""
        names = ", ".join(self._names.get(party, party) for party in group.parties)
        return names, *several(_in_names(why, group.parties, self._names) for why in group.why)


_RELIABLE: Final = "How reliable each party is, as far as what it said shows"


def _in_names(why: str, parties: Sequence[str], names: Mapping[str, str]) -> str:
    """A reason that begins with two parties by key, with their names in place of the keys."""
    for one in parties:
        for other in parties:
            start = f"{one} and {other} "
            if one != other and why.startswith(start):
                return f"{names.get(one, one)} and {names.get(other, other)} {why.removeprefix(start)}"
    return why


def _topic_name(topic: object) -> str:
    return joined_name([str(part) for part in topic]) if isinstance(topic, tuple) else str(topic)


def party_columns(rows: Sequence[Reliability], more: Sequence[str] = ()) -> dict[str, list[Any]]:
    """Return the columns of parties, as ``Fusion.parties`` has them, and *more* of what is known of them."""
    names = ("party", "reliability", "low", "high", "claims", "group", *more)
    return {name: [getattr(one, name) for one in rows] for name in names}


Again: TypeAlias = Callable[[Any, Fusion | None], Fusion]
"""What fuses something with more, from where the rounds ended or anew."""


def _shown_topic(fused: Fused) -> tuple[object, ...]:
    """What a table says of a topic beside its name."""
    best = fused.best
    others = fused.values if best is None or fused.estimate is not None else fused.values[len(fused.true) :]
    told = ", ".join(f"{value.value} {shown_share(value.share)}" for value in others[:3])
    if best is None:
        return f"undecided: {fused.abstained}", None, told, None
    weight = None if fused.estimate is not None else ", ".join(shown_share(one.share) for one in fused.true)
    return ", ".join(one.value for one in fused.true), weight, told, ", ".join(str(one.claims) for one in fused.true)


def _named(one: Said, held: Mapping[str, Reliability], value: str | None = None) -> str:
    """A party with its reliability, whom it counts with, and where it says it."""
    reliability = held[one.party]
    group = reliability.group
    with_whom = f", as one with {group}" if group not in {None, one.party} else ""
    own = _said_value(one)
    words = f"says {own}; " if value is not None and own != value else ""
    return one_line(f"{one.party} ({words}{reliability.reliability:.2f}{with_whom}; {one.where})")


def _said_value(one: Said) -> str:
    return one.value if isinstance(one.value, str) else shown_range(one.value)


def shown_range(value: Range) -> str:
    """Return a figure as people write it."""
    return shown_value(Clique(value.low, value.high, value.low_open, value.high_open))


def _leaves(said: str | Range, value: Weighed) -> bool:
    """Whether what is said leaves a value possible; of words, what is wider does."""
    if isinstance(said, str) or (value.low is None and value.high is None):
        return True
    above = said.high is None or value.low is None or said.high > value.low or (said.high == value.low)
    below = said.low is None or value.high is None or said.low < value.high or (said.low == value.high)
    return above and below


def _holds(value: Weighed, figure: Fraction) -> bool:
    return (value.low is None or value.low <= figure) and (value.high is None or value.high >= figure)


def shown_reliability(one: Reliability) -> str:
    """Return a reliability for people, with its interval; on fewer tested claims than ``TESTED`` it is unknown.

    Examples:
        >>> shown_reliability(Reliability(party="a", reliability=0.5, low=0.03, high=0.97, claims=0))
        'unknown, 0 tested claims'
        >>> shown_reliability(Reliability(party="a", reliability=0.86, low=0.54, high=1.0, claims=5))
        '0.86, 95 % from 0.54 to 1.00, 5 tested claims'
    """
    tested = f"{one.claims:,} tested {'claim' if one.claims == 1 else 'claims'}"
    if one.claims < TESTED:
        return f"unknown, {tested}"
    return f"{one.reliability:.2f}, 95 % from {one.low:.2f} to {one.high:.2f}, {tested}"


def shown_share(share: float) -> str:
    """Return a share or a probability for people: certain is only what is exactly 1.

    Examples:
        >>> shown_share(0.9989), shown_share(0.25), shown_share(0.0006), shown_share(1.0)
        ('>0.99', '0.25', '<0.01', '1.00')
    """
    if 0 < share < 0.01:
        return "<0.01"
    return ">0.99" if 0.99 < share < 1 else f"{share:.2f}"


def shown_value(value: Clique) -> str:
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


def end_as_float(end: int | Fraction | None) -> float | None:
    """Return an end as a frame holds it: infinite where it is too large, None where there is none."""
    if end is None:
        return None
    try:
        return float(end)
    except OverflowError:
        return inf if end > 0 else -inf
