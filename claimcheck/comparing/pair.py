"""Two claims under comparison: their axes, their figures on one line, and the words in which to speak of them."""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TypeAlias

from claimcheck.comparing.axes import Standing
from claimcheck.comparing.comparison import Comparison, Gap, Outcome
from claimcheck.comparing.context import Context
from claimcheck.comparing.relating import AxisRelation, relate_axis
from claimcheck.comparing.values import Meeting, Range, meet, statistics
from claimcheck.model import AXES, Basis, Part
from claimcheck.quantity import Bound, Quantity
from claimcheck.spans import Order, TimeSpan, order_of
from claimcheck.vocabulary import Relate, fold

__all__ = [
    "Pair",
    "Step",
    "apart",
    "certainly_before",
    "counted",
    "figure_words",
    "is_cutoff_missing",
    "is_soft",
    "names_of",
    "no_common_value",
    "ordered",
    "thing",
    "unit_of",
    "units_differ",
]


def is_soft(side: Standing, end_soft: bool) -> bool:
    """Whether an end of a claim's figure is soft: inferred, approximate, or resting on an estimate."""
    value = side.claim.proposition.value
    return (
        end_soft
        or side.claim.basis in {Basis.ESTIMATE, Basis.MODEL}
        or (isinstance(value, Quantity) and (value.approximate or value.bound is Bound.ESTIMATE))
    )


class Pair:
    """Two claims under comparison, and what the steps have found out about them so far."""

    def __init__(self, a: Standing, b: Standing, context: Context) -> None:
        self.a = a
        self.b = b
        self.context = context
        self.aspects: list[str] = []
        self.notes: set[str] = {*a.notes, *b.notes}
        self.steps: list[int] = [1] if self.notes or _words_resolved(a, b) else []
        merged = {side.claim.proposition.event for side in (a, b)}
        if a.event is not None and a.event == b.event and len(merged) > 1:
            self.notes.add("a person merged the two events: " + " / ".join(sorted(str(key) for key in merged)))
            self.steps += [1, 2]
        self.split: Part | None = None
        self.compared_in: str | None = None

    @cached_property
    def axes(self) -> dict[str, AxisRelation]:
        """How *a* lies to *b* on each axis."""
        return {axis: relate_axis(axis, self.a, self.b, self.context) for axis in AXES}

    @cached_property
    def nested(self) -> dict[str, Relate]:
        """The axes on which one lies within the other."""
        inside = {Relate.NARROWER, Relate.WIDER}
        return {axis: found.relation for axis, found in self.axes.items() if found.relation in inside}

    @cached_property
    def same_claimant(self) -> bool:
        """Whether one and the same party, or the same parties jointly, made both claims."""
        return bool(self.a.claimants) and self.a.claimants == self.b.claimants

    @cached_property
    def same_group(self) -> bool:
        """Whether both claimants stand under one command."""
        return self.same_claimant or bool(self.groups(self.a) & self.groups(self.b))

    def groups(self, side: Standing) -> frozenset[str]:
        """The control groups of a claim's claimants."""
        when = side.claim.asserted or side.period
        return frozenset(self.context.control_group(key, when) for key in side.claim.claimants)

    @cached_property
    def ranges(self) -> tuple[dict[str, Range], dict[str, Range]]:
        """The statistics of both sides, those of *b* in the unit of *a*."""
        return self.side_ranges(self.a), self.side_ranges(self.b)

    def side_ranges(self, side: Standing) -> dict[str, Range]:
        """The statistics that one side offers: those of the part it states itself, where that is what is compared."""
        if self.split is not None and side is self.whole:
            return statistics(self.split.quantity, discrete=side.discrete)
        return side.ranges

    @property
    def part(self) -> Standing:
        """The narrower side."""
        return self.a if Relate.NARROWER in self.nested.values() else self.b

    @property
    def whole(self) -> Standing:
        """The wider side."""
        return self.b if Relate.NARROWER in self.nested.values() else self.a

    def decide(
        self,
        step: int,
        outcome: Outcome,
        reason: str,
        mirrored: str | None = None,
        *,
        field: str | None = None,
        gap: Gap | None = None,
        boundary: bool = False,
    ) -> Comparison:
        """Return the comparison with what was noted on the way to it."""
        kept = self.notes if outcome is not Outcome.NOT_COMPARABLE else _about(field, self.notes)
        assumed = tuple(sorted(kept))
        notes = "".join(f"; {note}" for note in assumed)
        return Comparison(
            outcome=outcome,
            reason=reason + notes,
            mirrored=(reason if mirrored is None else mirrored) + notes,
            field=field,
            aspects=tuple(sorted(set(self.aspects))),
            gap=gap,
            boundary=boundary,
            assumed=assumed,
            steps=(*sorted(set(self.steps) - {step}), step),
        )

    def assume(self, axis: str) -> None:
        """Note what was assumed to read this axis."""
        note = self.axes[axis].note
        if note:
            self.notes.add(note)


def _words_resolved(a: Standing, b: Standing) -> bool:
    """Whether the vocabulary had a part in reading the two: an alias, a demonym, or two words it relates."""
    if any(side.claim.proposition.operator is None and side.operator is not None for side in (a, b)):
        return True
    for name in ("subject", "measure", "place"):
        words = [getattr(side.claim.proposition, name) for side in (a, b)]
        concepts = [getattr(side, name) for side in (a, b)]
        if any(
            word and concept and concept.atoms != {fold(word)} for word, concept in zip(words, concepts, strict=True)
        ):
            return True
        if None not in words and fold(words[0]) != fold(words[1]):
            return True
    return False


def _about(field: str | None, notes: Iterable[str]) -> list[str]:
    """The assumptions that bear on the axis that differs: the others played no part."""
    words = {field or ""} | ({"subject"} if field == "operator" else set())
    return [note for note in notes if any(f"the {word}" in note for word in words) or "is read as" in note]


Step: TypeAlias = Callable[[Pair], Comparison | None]


def no_common_value(pair: Pair, why: str, step: int = 9) -> Comparison:
    """Return that the two give no values that could be held against each other."""
    return pair.decide(
        step,
        Outcome.UNDETERMINED,
        f"{why} ({figure_words(pair.a)} / {figure_words(pair.b)})",
        f"{why} ({figure_words(pair.b)} / {figure_words(pair.a)})",
        field="value",
    )


def unit_of(side: Standing) -> str | None:
    """Return the unit of a claim's figure, or None."""
    value = side.value
    return value.unit if isinstance(value, Quantity) else None


def units_differ(pair: Pair) -> bool:
    """Whether the two figures are in different units."""
    return unit_of(pair.a) != unit_of(pair.b)


def apart(pair: Pair) -> list[str]:
    """The statistics on which the two figures have nothing in common."""
    ours, theirs = pair.ranges
    apart = {Meeting.BELOW, Meeting.ABOVE}
    return [
        name
        for name in ("count", "share", "total")
        if name in ours and name in theirs and meet(ours[name], theirs[name]) in apart
    ]


def counted(side: Standing) -> Order | None:
    """When a count was taken, to order by: the moment up to which it was known, else when it was asserted."""
    cutoff, asserted = side.claim.proposition.cutoff, side.claim.asserted
    if cutoff is not None:
        return order_of(cutoff, at_end=True)
    return None if asserted is None else order_of(asserted)


def certainly_before(a: TimeSpan | None, b: TimeSpan | None) -> bool | None:
    """True if *a* certainly ends before *b* begins, False if after, None where nobody can tell."""
    one, other = (None if when is None else order_of(when) for when in (a, b))
    if one is None or other is None:
        return None
    if one.is_before(other):
        return True
    return False if other.is_before(one) else None


def ordered(a: Standing, b: Standing) -> bool | None:
    """True if *a* was counted before *b*, False if after; by the cutoffs, else by when they were asserted."""
    one, other = counted(a), counted(b)
    if one is None or other is None:
        return None
    if one.is_before(other):
        return True
    return False if other.is_before(one) else None


def is_cutoff_missing(a: Standing, b: Standing) -> bool:
    """Whether only one of two counts says up to when it was known, and nothing dates the other."""
    undated = [side.claim.proposition.cutoff is None and side.claim.asserted is None for side in (a, b)]
    stated = [side.claim.proposition.cutoff is not None for side in (a, b)]
    return (undated[0] and stated[1]) or (undated[1] and stated[0])


def figure_words(side: Standing) -> str:
    """Return a claim's figure as it is shown: vague words as they were said, a documented figure as at least."""
    value = side.value
    if value is None:
        return side.claim.text or thing(side)
    if not isinstance(value, Quantity):
        return str(value)
    floor = "at least " if side.is_floor and value.is_exact else ""
    return floor + (value.text if value.text and (value.low_soft or value.high_soft) else str(value))


def thing(side: Standing) -> str:
    """Return what a claim speaks of, for a sentence."""
    words = " ".join(word for word in (side.subject_label, side.measure_label) if word)
    return words or side.claim.text or side.claim.key


def names_of(pair: Pair, side: Standing) -> str:
    """Return the claimants of one side, for a sentence."""
    return _listed(pair.context.party_name(key) for key in side.claim.claimants) or "an unattributed claim"


def _listed(names: Iterable[str]) -> str:
    return " and ".join(sorted(names))
