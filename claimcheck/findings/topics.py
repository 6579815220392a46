"""Which claims speak of the same thing: topics, and the claims that follow by arithmetic."""

import weakref
from collections import defaultdict
from collections.abc import Hashable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

from attrs import evolve, field, fields, frozen

from claimcheck.canonical import digest
from claimcheck.cards import disputes_of, flagged, position_line
from claimcheck.comparing.axes import OWN_PERIOD_SCALES, Standing, TopicKey, stand
from claimcheck.errors import UnknownKey
from claimcheck.listed import brief
from claimcheck.markup import html_table, several
from claimcheck.model import Claim, Part, Proposition
from claimcheck.quantity import Quantity
from claimcheck.view import View
from claimcheck.vocabulary import Concept, Vocabulary

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Gathered", "Topic", "computed_claims", "gather", "is_comparable"]

_DIGITS: Final = 12


@frozen(kw_only=True)
class Topic:
    """The claims that are equal on every axis; an axis that nobody filled is a value of its own."""

    key: str
    label: str
    event: str | None = None
    operator: str | None = None
    subject: str | None = None
    measure: str | None = None
    place: str | None = None
    period: str | None = None
    scope: str | None = None
    size: int = 0
    _home: "weakref.ref[Any] | None" = field(default=None, eq=False, repr=False)

    def __reduce__(self) -> tuple[Any, ...]:
        # A weak reference cannot be pickled: a topic that travels to another process leaves its ledger behind.
        return _rebuilt, ({one.name: getattr(self, one.name) for one in fields(Topic) if one.name != "_home"},)

    def plot(self, ax: "Axes | None" = None) -> "Axes":
        """Draw every party's figure, or word, on one axis of matplotlib, and return the axes.

        The title says in words what is contested. Claims that no mark can stand for are listed below.

        Args:
            ax: Where to draw; by default on the axes of a new figure.

        Raises:
            MissingExtra: matplotlib is not installed.
            UnknownKey: The topic belongs to no ledger that is still there, or to one that has no such topic any more.

        Examples:
            >>> from claimcheck.ledger import Ledger
            >>> ledger = Ledger()
            >>> for name, killed in (("ministry", "471"), ("agency", "100-300")):
            ...     claim = ledger.claim(f"{killed} killed", by=name, event="blast")
            >>> axes = ledger.topics[0].plot()
            >>> [label.get_text() for label in axes.get_yticklabels()]
            ['agency', 'ministry']
            >>> axes.figure.savefig("blast.svg")  # doctest: +SKIP
        """
        ledger = self._ledger
        if ledger is None:
            raise UnknownKey(
                f"topic {self.label!r:.80} has no ledger any more: keep the ledger, or use its plot_topic()"
            )
        axes: Axes = ledger.plot_topic(self, ax=ax)
        return axes

    def __str__(self) -> str:
        return self.label

    def __repr__(self) -> str:
        return brief(self)

    @property
    def _ledger(self) -> Any:
        return None if self._home is None else self._home()

    _headings: ClassVar[tuple[str, ...]] = ("topic", "claims", "disputed")

    def _cells(self) -> tuple[object, ...]:
        return self.label, self.size, tuple(flagged(one.kind) for one in self._disputes())

    def _disputes(self) -> tuple[Any, ...]:
        """What is disputed of the topic, where its ledger is there."""
        return () if self._ledger is None else disputes_of(self.key, self._ledger.findings())

    def _repr_html_(self) -> str:
        names = ("event", "operator", "subject", "measure", "place", "period", "scope")
        rows: list[tuple[str, object]] = [(name, getattr(self, name)) for name in names]
        rows.append(("claims", str(self.size)))
        rows.extend((flagged(one.kind), one.sentence) for one in self._disputes())
        if self._ledger is not None and any(one.key == self.key for one in self._ledger.topics):
            rows.append(("positions", several(map(position_line, self._ledger.positions(self)))))
        return html_table(None, [row for row in rows if row[1]], caption=self.label)


def _rebuilt(held: dict[str, Any]) -> Topic:
    return Topic(**held)


class Gathered(NamedTuple):
    """The current claims of a view by topic, in an order that does not depend on the order of the log."""

    topics: dict[str, Topic]
    members: dict[str, tuple[Standing, ...]]
    topic_of: dict[str, str]
    axes: dict[str, TopicKey]
    standings: dict[str, Standing]


def computed_claims(claim: Claim, words: Vocabulary) -> Iterator[Claim]:
    """Yield the claims that follow from *claim* by its own words: its parts, and the total of a k of n figure.

    They belong to the act of the claim they follow from, and never count as another.

    Examples:
        >>> from claimcheck.reading.figures import parse_quantity
        >>> from claimcheck.vocabulary import default_vocabulary
        >>> fifty_two = Claim(
        ...     key="ua52",
        ...     proposition=Proposition(
        ...         subject="Russian drones", measure="shot down", value=parse_quantity("52 of 80")
        ...     ),
        ... )
        >>> [(one.key, one.measure, str(one.value)) for one in computed_claims(fifty_two, default_vocabulary())]
        [('ua52#launched', 'launched', '80')]
    """
    proposition = claim.proposition
    act = claim.act or claim.key
    for part in proposition.parts:
        yield evolve(
            claim,
            key=f"{claim.key}#{part.of}",
            text=f"{part.quantity} {part.of}",
            proposition=_of_part(proposition, part, words),
            act=act,
            computed_from=claim.key,
        )
    value = proposition.value
    if isinstance(value, Quantity) and value.of is not None and proposition.measure is not None:
        declared = words.measure(words.concept(proposition.measure))
        if declared is not None and declared.whole is not None and proposition.polarity:
            yield evolve(
                claim,
                key=f"{claim.key}#{declared.whole}",
                text=f"{value.of} {declared.whole}",
                proposition=evolve(
                    proposition,
                    measure=declared.whole,
                    value=Quantity(low=value.of, high=value.of, text=str(value.of)),
                    parts=(),
                    agent=None,
                ),
                act=act,
                computed_from=claim.key,
            )


def _of_part(proposition: Proposition, part: Part, words: Vocabulary) -> Proposition:
    """The proposition of a part: on the axis on which the vocabulary knows the part's name, else a place."""
    smaller = evolve(proposition, value=part.quantity, parts=())
    kind = words.kind(part.of)
    if kind == "measure":
        return evolve(smaller, measure=part.of)
    if kind == "subject":
        return evolve(smaller, subject=part.of, operator=_operator(proposition, words))
    return evolve(smaller, place=part.of)


def _operator(proposition: Proposition, words: Vocabulary) -> str | None:
    if proposition.operator is not None or proposition.subject is None:
        return proposition.operator
    return words.split_operator(proposition.subject)[0]


def gather(view: View) -> Gathered:
    """Return the current claims of *view* by topic; linear in the claims."""
    by_axes: dict[TopicKey, list[Standing]] = defaultdict(list)
    words = view.vocabulary
    for claim in view.claims.values():
        if not view.is_current(claim):
            continue
        for one in (claim, *computed_claims(claim, words)):
            standing = stand(one, view)
            by_axes[standing.topic].append(standing)
    members, topics, topic_of, axes = {}, {}, {}, {}
    for key, standings in by_axes.items():
        standings.sort(key=lambda standing: standing.claim.key)
        topic = _topic(key, standings, view)
        topics[topic.key] = topic
        members[topic.key] = tuple(standings)
        axes[topic.key] = key
        for standing in standings:
            topic_of[standing.claim.key] = topic.key
    order = sorted(topics, key=lambda name: (topics[name].label, name))
    return Gathered(
        topics={name: topics[name] for name in order},
        members={name: members[name] for name in order},
        topic_of=topic_of,
        axes=axes,
        standings={standing.claim.key: standing for name in order for standing in members[name]},
    )


def _topic(key: TopicKey, standings: list[Standing], view: View) -> Topic:
    first = min(standings, key=lambda one: (one.subject_label, one.measure_label, one.place_label, one.claim.text))
    event = view.event(first.event) if first.event is not None else None
    where = first.place_label if first.claim.proposition.place is not None else None
    when = first.period.edtf if first.period is not None and first.own_period else None
    what = " ".join(word for word in (first.subject_label, first.measure_label) if word) or first.claim.text
    named = (event.label or event.key) if event is not None else first.event
    if what == first.claim.text:  # a sentence, whose stop would stand in the middle of others
        what, named = what.removesuffix("."), (named or "").removesuffix(".")
    if named is not None and named in what:
        named = None  # the subject is the event's own name
    label = ", ".join(dict.fromkeys(word for word in (what, where, when, named) if word))
    return Topic(
        key=digest([_plain(part) for part in key])[:_DIGITS],
        label=label or first.claim.key,
        event=first.event,
        operator=None if first.operator is None else str(first.operator),
        subject=None if first.subject is None else str(first.subject),
        measure=None if first.measure is None else str(first.measure),
        place=first.place_label or None,
        period=None if first.period is None else first.period.edtf,
        scope=first.claim.proposition.scope,
        size=len(standings),
        home=first.claim.homed,
    )


def _plain(part: Hashable) -> object:
    if isinstance(part, Concept):
        return sorted(part.atoms)
    if isinstance(part, frozenset):
        return sorted(part)
    if isinstance(part, tuple):
        return [_plain(item) for item in part]
    return part if part is None or isinstance(part, str | bool) else _instant(part)


def _instant(moment: object) -> str:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).isoformat()
    return str(moment)


def is_comparable(standing: Standing) -> bool:
    """Whether two claims of this topic may be held against each other: they need an event or a period."""
    declared = standing.declared
    if declared is not None and declared.timeless:
        return True
    if standing.event is None and not standing.own_period:
        return False
    return standing.own_period or declared is None or declared.scale not in OWN_PERIOD_SCALES
