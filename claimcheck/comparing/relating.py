"""How two claims lie to each other on each axis: equal, one within the other, overlapping, apart, or not known."""

from typing import Final, NamedTuple

from claimcheck.comparing.axes import OWN_PERIOD_SCALES, Standing
from claimcheck.comparing.context import Context
from claimcheck.model import AXES
from claimcheck.spans import relate_spans
from claimcheck.vocabulary import Concept, Relate

__all__ = ["AxisRelation", "relate_axis", "relate_events"]


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
