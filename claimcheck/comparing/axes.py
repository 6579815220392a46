"""Where a claim stands on each axis once its words are resolved and its event has supplied what it leaves out."""

from collections.abc import Hashable
from fractions import Fraction
from functools import cached_property
from typing import Any, Final

from attrs import define

from claimcheck.comparing.context import Context
from claimcheck.comparing.values import AT_LEAST_ONE, Range, statistics
from claimcheck.model import Basis, Category, Claim, Event, Measure
from claimcheck.quantity import Quantity
from claimcheck.reading.infer import unread_words
from claimcheck.spans import TimeSpan
from claimcheck.vocabulary import Concept, Vocabulary, fold

__all__ = ["OWN_PERIOD_SCALES", "Standing", "TopicKey", "in_order", "stand"]

OWN_PERIOD_SCALES: Final = frozenset({"share", "rate", "price", "level"})

TopicKey = tuple[Hashable, ...]


def in_order(part: Hashable) -> str:
    """Return a topic's key, or a part of one, as text to sort by; the same under every hash seed.

    Examples:
        >>> in_order((frozenset({"b", "a"}), None))
        '({a, b}, None)'
    """
    if isinstance(part, frozenset):
        return f"{{{', '.join(sorted(in_order(one) for one in part))}}}"
    if isinstance(part, tuple):
        return f"({', '.join(in_order(one) for one in part)})"
    return str(part)


@define(eq=False)
class Standing:
    """A claim with every axis resolved; the labels are the words to show."""

    claim: Claim
    claimants: tuple[str, ...]
    operator: Concept | None
    subject: Concept | None
    subject_label: str
    event: str | None
    around: tuple[str, ...]
    measure: Concept | None
    measure_label: str
    declared: Measure | None
    baseline: str | None
    place: Concept | None
    place_label: str
    period: TimeSpan | None
    is_window: bool
    own_period: bool
    scope: str | None
    agent: str | None
    notes: tuple[str, ...]
    unread: frozenset[str] | None = None

    @property
    def one_holder(self) -> bool:
        """Whether the subject is the value: the winner, the one elected."""
        return self.declared is not None and self.declared.one_holder

    @property
    def value(self) -> Quantity | Category | None:
        """The value; the subject where the measure has one holder."""
        value = self.claim.proposition.value
        if value is None and self.one_holder and self.claim.proposition.subject:
            return Category(term=self.claim.proposition.subject)
        return value

    @property
    def discrete(self) -> bool:
        """Whether the figure counts whole things; undeclared measures do if their figures are whole.

        An amount in a unit is measured, whatever the measure counts otherwise: "2.5 km of road damaged".
        """
        told = self.claim.proposition.value
        if isinstance(told, Quantity) and told.unit not in {None, "percent", "share"}:
            return False
        if self.declared is not None and self.declared.scale is not None:
            return self.declared.scale == "count"
        value = self.claim.proposition.value
        return not isinstance(value, Quantity) or (
            value.unit is None and all(end is None or isinstance(end, int) for end in (value.low, value.high))
        )

    @property
    def accumulates(self) -> bool:
        """Whether the figure is a toll that grows while it is counted."""
        return self.declared is not None and self.declared.accumulates

    @property
    def is_floor(self) -> bool:
        """Whether the figure reads as "at least": documented, and of a measure that accumulates."""
        return self.claim.basis is Basis.DOCUMENTED and self.accumulates

    @property
    def is_broken_count(self) -> bool:
        """Whether a count of whole things was given as a broken number: 12.345 may be 12,345 elsewhere.

        An end that the library reads from a vague word may be broken: "nearly 55" is from 49.5.
        """
        value = self.value
        return (
            self.declared is not None
            and self.declared.scale == "count"
            and isinstance(value, Quantity)
            and value.unit is None
            and any(
                isinstance(end, Fraction) and not is_soft
                for end, is_soft in ((value.low, value.low_soft), (value.high, value.high_soft))
            )
        )

    @cached_property
    def ranges(self) -> dict[str, Range]:
        """The statistics that the claim offers; a count asserted without a figure is at least one."""
        value = self.value
        if value is None:
            counted = self.declared is not None and self.declared.scale == "count"
            return {"count": AT_LEAST_ONE} if counted else {}
        if not isinstance(value, Quantity) or self.is_broken_count:
            return {}
        return statistics(value, discrete=self.discrete, at_least=self.is_floor)

    @property
    def topic(self) -> TopicKey:
        """Every axis as one tuple; an axis that nobody filled is a value of its own."""
        period: Hashable = None
        if self.period is not None:
            period = (self.period.earliest, self.period.latest, self.period.approximate)
        return (
            self.operator,
            None if self.one_holder else self.subject,
            self.event,
            self.measure,
            self.baseline,
            self.place,
            period,
            self.scope,
            self.unread,
        )


def stand(claim: Claim, context: Context) -> Standing:
    """Return where *claim* stands: words resolved by vocabulary, claimant and date, gaps filled from the event.

    Every assumption made on the way is in ``notes``.
    """
    proposition = claim.proposition
    words = context.vocabulary
    event = context.event(proposition.event) if proposition.event is not None else None
    notes: list[str] = []
    operator, subject, label = _subject(claim, event, words, notes)
    measure, measure_label = _measure(claim, event, context, notes)
    declared = words.measure(measure)
    place = proposition.place
    if place is None and event is not None and event.place is not None:
        place = event.place
        notes.append(f"the place {place!r} is taken from the event")
    period, is_window, own = _period(claim, event, notes)
    if declared is not None and declared.timeless:
        period, is_window, own = None, False, True
    incident = None if proposition.event is None else context.incident(proposition.event)
    return Standing(
        claim=claim,
        claimants=tuple(sorted({context.party(key) for key in claim.claimants})),
        operator=operator,
        subject=subject,
        subject_label=label,
        event=incident,
        around=() if incident is None else context.incidents_around(incident),
        measure=measure,
        measure_label=measure_label,
        declared=declared,
        baseline=None if proposition.baseline is None else fold(proposition.baseline),
        place=None if place is None else words.concept(place),
        place_label=place or "",
        period=period,
        is_window=is_window,
        own_period=own,
        scope=None if proposition.scope is None else fold(proposition.scope),
        agent=None if proposition.agent is None else context.party(proposition.agent),
        notes=tuple(notes),
        unread=_unread(claim, event, context),
    )


def _unread(claim: Claim, event: Event | None, context: Context) -> frozenset[str] | None:
    """The words on which the meaning of a claim still hangs; None where its fields say what it means.

    They count where nobody gave the measure, but it was read from the words or not even that, and where there is no
    value; they count no more once a person has accepted what was read.
    """
    proposition = claim.proposition
    hangs = proposition.measure is None or proposition.value is None or "measure" in claim.inferred
    if not hangs or not claim.text.strip() or claim.computed_from is not None:
        return None
    told = [context.party_name(key) for key in claim.claimants]
    if event is not None:
        told += [word for word in (event.label, event.place, event.subject) if word]
    told += [word for word in (proposition.place, proposition.subject, proposition.measure) if word]
    return unread_words(claim.text, context.vocabulary, told) or None


def _subject(
    claim: Claim, event: Event | None, words: Vocabulary, notes: list[str]
) -> tuple[Concept | None, Concept | None, str]:
    proposition = claim.proposition
    subject, operator = proposition.subject, proposition.operator
    label = subject or ""
    if subject is not None:
        leading, rest = words.split_operator(subject)
        if leading is not None:
            subject = rest
            operator = operator or leading
    if event is not None and event.subject is not None and (subject is None or operator is None):
        supplied, rest = words.split_operator(event.subject)
        if subject is None:
            subject, label = rest, event.subject
            notes.append(f"the subject {event.subject!r} is taken from the event")
        if operator is None and supplied is not None:
            operator = supplied
            label = f"{label} ({supplied})" if supplied not in label and label != event.subject else label
            notes.append(f"the operator {supplied} is taken from the event")
    if operator is not None:
        operator = words.state_of(operator)
        label = label or operator
    return (
        None if operator is None else words.concept(operator),
        None if subject is None else words.concept(subject),
        label,
    )


def _measure(claim: Claim, event: Event | None, context: Context, notes: list[str]) -> tuple[Concept | None, str]:
    word = claim.proposition.measure
    if word is None:
        return None, ""
    words = context.vocabulary
    said = words.concept(word)
    for claimant in claim.claimants:
        term = words.term(word)
        senses = term.senses if isinstance(term, Measure) else ()
        when = claim.asserted or claim.proposition.over or claim.proposition.occurred
        when = when or (None if event is None else event.over or event.occurred)
        for sense in senses:
            holds = _in_force(sense.since, sense.until, when)
            if not context.is_called(claimant, sense.by) or holds is False:
                continue
            meant = words.concept(sense.means)
            if holds is None:
                notes.append(f"{word!r} of {context.party_name(claimant)} changed its meaning in that time")
                return Concept(frozenset({f"{fold(word)} across a change of meaning"})), f"{word} (across a change)"
            if meant != said:
                notes.append(f"{word!r} of {context.party_name(claimant)} is read as {sense.means!r}")
                return meant, f"{word} (meaning {sense.means})"
    return said, word


def _in_force(since: TimeSpan | None, until: TimeSpan | None, when: TimeSpan | None) -> bool | None:
    """Whether a rule holds at *when*; without a date only if it always does; None where it holds in part."""
    if since is None and until is None:
        return True
    if when is None or when.earliest is None:
        return False
    first, last = _day(when.earliest), _day(when.latest or when.earliest)
    begins = None if since is None or since.earliest is None else _day(since.earliest)
    ends = None if until is None or until.latest is None else _day(until.latest)
    if (begins is not None and last < begins) or (ends is not None and first > ends):
        return False
    return None if (begins is not None and first < begins) or (ends is not None and last > ends) else True


def _day(moment: Any) -> Any:
    return moment.date() if hasattr(moment, "date") else moment


def _period(claim: Claim, event: Event | None, notes: list[str]) -> tuple[TimeSpan | None, bool, bool]:
    proposition = claim.proposition
    if proposition.over is not None:
        return proposition.over, True, True
    if proposition.occurred is not None:
        return proposition.occurred, False, True
    if event is not None and (event.over or event.occurred) is not None:
        notes.append("the period is taken from the event")
        return event.over or event.occurred, event.over is not None, False
    return None, False, False
