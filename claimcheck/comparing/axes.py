"""Where a claim stands on each axis once its words are resolved and its event has supplied what it leaves out."""

from collections.abc import Hashable, Iterable
from fractions import Fraction
from functools import cached_property
from typing import Any, Final, NamedTuple, Protocol

from attrs import define

from claimcheck.comparing.values import AT_LEAST_ONE, Range, statistics
from claimcheck.model import AXES, Attribution, Basis, Category, Claim, Event, Measure
from claimcheck.quantity import Quantity
from claimcheck.reading.infer import unread_words
from claimcheck.spans import TimeSpan, relate_spans
from claimcheck.vocabulary import Concept, Relate, Vocabulary, default_vocabulary, fold

__all__ = ["Bare", "Context", "Standing", "TopicKey", "relate_axis", "relate_events", "stand"]

OWN_PERIOD_SCALES: Final = frozenset({"share", "rate", "price", "level"})

TopicKey = tuple[Hashable, ...]


class Context(Protocol):
    """What resolving and comparing ask of a ledger."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The words in force."""

    def event(self, key: str) -> Event | None:
        """The event of that key."""

    def incident(self, key: str) -> str:
        """The key that stands for the event and all that a person merged with it."""

    def incidents_around(self, key: str) -> tuple[str, ...]:
        """The incidents that the event is part of, from the nearest outwards."""

    def events_distinct(self, one: str, other: str) -> bool:
        """Whether a person declared the two events different."""

    def party(self, key: str) -> str:
        """The key that stands for the party and all that are the same as it."""

    def party_name(self, key: str) -> str:
        """The party's name, for a sentence."""

    def is_called(self, key: str, name: str) -> bool:
        """Whether the party has this key, name or alias."""

    def control_group(self, key: str, when: TimeSpan | None) -> str:
        """The key that stands for all parties joined by ``acts_for`` at that time."""

    def own_words(self, claim: Claim) -> bool:
        """Whether the claim is known from its claimant itself, and not only through a report."""

    def disputed(self, one: str, other: str) -> bool:
        """Whether a person set a ``disputes`` link between the two claims."""

    def acts_joined(self, one: str, other: str) -> bool:
        """Whether a person joined the two claims as reports of one act."""

    def figures(self, claimants: tuple[str, ...], event: str | None, value: Quantity) -> Iterable[Claim]:
        """The claims of these claimants about this incident that give the same figure."""


class Bare:
    """The context of claims that belong to no ledger: the shipped vocabulary, and each name for itself."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The shipped vocabulary."""
        return default_vocabulary()

    def event(self, key: str) -> Event | None:
        """None: nothing is known of any event."""
        return None

    def incident(self, key: str) -> str:
        """The event itself."""
        return key

    def incidents_around(self, key: str) -> tuple[str, ...]:
        """None are known."""
        return ()

    def events_distinct(self, one: str, other: str) -> bool:
        """False: nobody said so."""
        return False

    def party(self, key: str) -> str:
        """The party itself, by its folded name."""
        return fold(key)

    def party_name(self, key: str) -> str:
        """The key, which is all that is known."""
        return key

    def is_called(self, key: str, name: str) -> bool:
        """Whether the name is the key."""
        return fold(key) == fold(name)

    def control_group(self, key: str, when: TimeSpan | None) -> str:
        """The party alone."""
        return fold(key)

    def own_words(self, claim: Claim) -> bool:
        """Whether no report stands between: nothing is known of any publisher."""
        return not claim.appearances or any(
            appearance.attribution is Attribution.OWN for appearance in claim.appearances
        )

    def disputed(self, one: str, other: str) -> bool:
        """False: there are no links."""
        return False

    def acts_joined(self, one: str, other: str) -> bool:
        """False: there are no links."""
        return False

    def figures(self, claimants: tuple[str, ...], event: str | None, value: Quantity) -> Iterable[Claim]:
        """None are known."""
        return ()


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
        """Whether the figure counts whole things; undeclared measures do if their figures are whole."""
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
        """Whether a count of whole things was given as a broken number: 12.345 may be 12,345 elsewhere."""
        value = self.value
        return (
            self.declared is not None
            and self.declared.scale == "count"
            and isinstance(value, Quantity)
            and value.unit is None
            and any(isinstance(end, Fraction) for end in (value.low, value.high))
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


def relate_events(a: Standing, b: Standing, context: Context) -> tuple[Relate, str]:
    """Return how the two events lie to each other, and why where they are apart."""
    if a.event == b.event:
        raw = (a.claim.proposition.event, b.claim.proposition.event)
        if raw[0] is not None and raw[1] is not None and raw[0] != raw[1] and context.events_distinct(raw[0], raw[1]):
            return Relate.UNKNOWN, "a person merged them and a person declared them distinct"
        return Relate.EQUAL, ""
    if a.event is None or b.event is None:
        return Relate.UNKNOWN, ""
    if b.event in a.around and a.event in b.around:
        return Relate.UNKNOWN, "each is said to be part of the other"
    if b.event in a.around:
        return Relate.NARROWER, ""
    if a.event in b.around:
        return Relate.WIDER, ""
    if context.events_distinct(a.event, b.event):
        return Relate.DISJOINT, "a person declared them distinct"
    one, other = context.event(a.event), context.event(b.event)
    if one is None or other is None:
        return Relate.UNKNOWN, ""
    words = context.vocabulary
    mine, theirs = one.over or one.occurred, other.over or other.occurred
    if mine is not None and theirs is not None:
        window = one.over is not None or other.over is not None
        if relate_spans(mine, theirs, window=window) == "disjoint":
            return Relate.DISJOINT, f"their times are apart: {' / '.join(sorted((mine.edtf, theirs.edtf)))}"
    if one.place and other.place:
        places = words.relate(words.concept(one.place), words.concept(other.place))
        if places is Relate.DISJOINT:
            return Relate.DISJOINT, f"their places are apart: {' / '.join(sorted((one.place, other.place)))}"
    if one.subject and other.subject:
        (my_state, my_noun), (their_state, their_noun) = (
            words.split_operator(one.subject),
            words.split_operator(other.subject),
        )
        apart = words.relate(words.concept(my_noun), words.concept(their_noun)) is Relate.DISJOINT
        if my_state and their_state:
            apart = apart or words.excludes(my_state, their_state)
        if apart:
            return Relate.DISJOINT, f"their subjects are apart: {' / '.join(sorted((one.subject, other.subject)))}"
    return Relate.UNKNOWN, ""


class AxisRelation(NamedTuple):
    """How two claims lie to each other on one axis, with the two words and what was assumed."""

    relation: Relate
    left: str
    right: str
    note: str = ""


def relate_axis(axis: str, a: Standing, b: Standing, context: Context) -> AxisRelation:
    """Return how *a* lies to *b* on *axis*, one of ``AXES``."""
    return _RELATE[axis](a, b, context)


def _relate_operator(a: Standing, b: Standing, context: Context) -> AxisRelation:
    return _relate_concepts(a.operator, b.operator, a.subject_label, b.subject_label, context)


def _relate_subject(a: Standing, b: Standing, context: Context) -> AxisRelation:
    if a.one_holder and b.one_holder:
        return AxisRelation(Relate.EQUAL, a.subject_label, b.subject_label)
    return _relate_concepts(a.subject, b.subject, a.subject_label, b.subject_label, context)


def _relate_concepts(a: Concept | None, b: Concept | None, left: str, right: str, context: Context) -> AxisRelation:
    if a is None and b is None:
        return AxisRelation(Relate.EQUAL, left, right)
    if a is None or b is None:
        return AxisRelation(Relate.UNKNOWN, left or "none given", right or "none given")
    return AxisRelation(context.vocabulary.relate(a, b), left, right)


def _relate_event(a: Standing, b: Standing, context: Context) -> AxisRelation:
    left, right = _event_label(a, context), _event_label(b, context)
    relation, why = relate_events(a, b, context)
    if a.event is None and b.event is None:
        timeless = [side.declared is not None and side.declared.timeless for side in (a, b)]
        if not ((a.own_period and b.own_period) or all(timeless)):
            return AxisRelation(Relate.UNKNOWN, "no event", "no event", "neither an event nor a period on both")
    return AxisRelation(relation, left, right, why)


def _event_label(side: Standing, context: Context) -> str:
    if side.event is None:
        return "no event"
    event = context.event(side.event)
    return (event.label if event is not None and event.label else None) or side.event


def _relate_measure(a: Standing, b: Standing, context: Context) -> AxisRelation:
    found = _relate_concepts(a.measure, b.measure, a.measure_label, b.measure_label, context)
    if found.relation is not Relate.EQUAL or a.baseline == b.baseline:
        return found
    if a.baseline is None or b.baseline is None:
        left, right = (f"{side.measure_label} over {side.baseline or 'a baseline not given'}" for side in (a, b))
        return AxisRelation(Relate.UNKNOWN, left, right)
    left, right = (f"{side.measure_label} over {side.claim.proposition.baseline}" for side in (a, b))
    return AxisRelation(Relate.DISJOINT, left, right)


def _share_event(a: Standing, b: Standing) -> bool:
    return (
        a.event is not None
        and b.event is not None
        and (a.event == b.event or a.event in b.around or b.event in a.around)
    )


def _settled(a: Standing, b: Standing, *, mine: bool, narrows: bool, what: str) -> AxisRelation:
    """A shared event settles an axis on which one claim is silent: the silent one speaks of its whole event."""
    note = f"a shared event settles the {what}: the claim without one speaks of the whole event"
    left, right = ("its own" if mine else "whole event"), ("whole event" if mine else "its own")
    if not narrows:
        return AxisRelation(Relate.EQUAL, left, right, note)
    silent, speaking = (b, a) if mine else (a, b)
    if silent.event != speaking.event and silent.event not in speaking.around:
        return AxisRelation(Relate.UNKNOWN, left, right)
    return AxisRelation(Relate.NARROWER if mine else Relate.WIDER, left, right, note)


def _relate_place(a: Standing, b: Standing, context: Context) -> AxisRelation:
    found = _relate_concepts(a.place, b.place, a.place_label, b.place_label, context)
    if found.relation is Relate.UNKNOWN and (a.place is None) != (b.place is None) and _share_event(a, b):
        settled = _settled(a, b, mine=a.place is not None, narrows=True, what="place")
        return settled._replace(left=a.place_label or "whole event", right=b.place_label or "whole event")
    return found


def _needs_own_period(side: Standing) -> bool:
    declared = side.declared
    return declared is not None and declared.scale in OWN_PERIOD_SCALES and not declared.timeless


def _relate_period(a: Standing, b: Standing, _: Context) -> AxisRelation:
    left, right = (side.period.edtf if side.period else "none given" for side in (a, b))
    if (_needs_own_period(a) or _needs_own_period(b)) and not (a.own_period and b.own_period):
        shown = [side.period.edtf if side.period and side.own_period else "none of its own" for side in (a, b)]
        scales = sorted(str(side.declared.scale) for side in (a, b) if _needs_own_period(side) and side.declared)
        note = f"a {scales[0]} needs a period of its own"
        return AxisRelation(Relate.UNKNOWN, shown[0], shown[1], f"{note}, and the event's does not do")
    if a.period is None and b.period is None:
        return AxisRelation(Relate.EQUAL, left, right)
    if a.period is None or b.period is None:
        if not _share_event(a, b):
            return AxisRelation(Relate.UNKNOWN, left, right)
        speaking = b if a.period is None else a
        settled = _settled(a, b, mine=speaking is a, narrows=speaking.is_window, what="period")
        return settled._replace(left=left, right=right)
    relation = Relate(relate_spans(a.period, b.period, window=a.is_window or b.is_window))
    if a.is_window != b.is_window and relation in {Relate.NARROWER, Relate.WIDER, Relate.OVERLAPPING}:
        moment_is_inside = relation is (Relate.WIDER if a.is_window else Relate.NARROWER)
        relation = relation if moment_is_inside else Relate.UNKNOWN
    own_windows = a.is_window and b.is_window and a.own_period and b.own_period
    if relation is Relate.UNKNOWN and a.event is not None and a.event == b.event and not own_windows:
        return AxisRelation(Relate.EQUAL, left, right, "a shared event settles the period")
    return AxisRelation(relation, left, right)


def _relate_scope(a: Standing, b: Standing, context: Context) -> AxisRelation:
    one, other = (None if side.scope is None else context.vocabulary.concept(side.scope) for side in (a, b))
    left, right = (side.claim.proposition.scope or "none given" for side in (a, b))
    found = _relate_concepts(one, other, left, right, context)
    if found.relation is Relate.EQUAL and a.unread != b.unread:
        left, right = (" ".join(sorted(side.unread or ())) or "nothing" for side in (a, b))
        return AxisRelation(Relate.UNKNOWN, left, right, "words that were not read differ")
    return found


_RELATE: Final = {
    "operator": _relate_operator,
    "subject": _relate_subject,
    "event": _relate_event,
    "measure": _relate_measure,
    "place": _relate_place,
    "period": _relate_period,
    "scope": _relate_scope,
}
assert tuple(_RELATE) == AXES
