"""Steps 10 to 17 of the order of decision: what the figures decide once the two may be compared."""

from fractions import Fraction
from typing import Final, TypeAlias

from claimcheck.comparing.axes import Standing
from claimcheck.comparing.comparison import STRENGTH, Comparison, Gap, Outcome
from claimcheck.comparing.pair import (
    Pair,
    Step,
    apart,
    certainly_before,
    figure_words,
    is_cutoff_missing,
    is_soft,
    names_of,
    no_common_value,
    ordered,
    unit_of,
)
from claimcheck.comparing.values import NEAR, Meeting, Range, meet, nearer_ends, statistics
from claimcheck.model import Basis, Part
from claimcheck.quantity import Quantity
from claimcheck.units import conversion, is_currency
from claimcheck.vocabulary import Relate

__all__ = ["MEASURED"]

Number: TypeAlias = int | Fraction

_ADDS: Final = {
    "operator": ("subject",),
    "subject": ("subject",),
    "event": ("time", "place"),
    "measure": (),
    "place": ("place",),
    "period": ("time",),
}


def _step_10_statistics(pair: Pair) -> Comparison | None:
    if pair.a.is_broken_count or pair.b.is_broken_count:
        return no_common_value(pair, "a count of whole things given as a broken number", step=10)
    ours, theirs = pair.ranges
    shared = ours.keys() & theirs.keys()
    if not shared:
        return pair.decide(
            10,
            Outcome.UNDETERMINED,
            f"a count and a share without the total ({figure_words(pair.a)} / {figure_words(pair.b)})",
            f"a count and a share without the total ({figure_words(pair.b)} / {figure_words(pair.a)})",
            field="denominator",
        )
    if shared != ours.keys() | theirs.keys() or len(shared) > 1:
        pair.steps.append(10)
    if unit_of(pair.a) == unit_of(pair.b) or "count" not in shared:
        _note_rounding(pair)
        return None
    return _convert(pair)


def _note_rounding(pair: Pair) -> None:
    for side in (pair.a, pair.b):
        value = side.value
        if isinstance(value, Quantity) and value.step is not None:
            pair.steps.append(10)
        if side.claim.basis is Basis.DOCUMENTED or (isinstance(value, Quantity) and value.low != value.high):
            pair.steps.append(11)


def _convert(pair: Pair) -> Comparison | None:
    one, other = unit_of(pair.a), unit_of(pair.b)
    pair.steps.append(10)
    shown, mirrored = f"({one or 'none'} / {other or 'none'})", f"({other or 'none'} / {one or 'none'})"
    if None in (one, other) or is_currency(one) or is_currency(other):
        if is_currency(one) and is_currency(other):
            why = "currencies are never converted"
        elif None not in (one, other):
            return pair.decide(
                10, Outcome.NOT_COMPARABLE, f"unit differs {shown}", f"unit differs {mirrored}", field="unit"
            )
        else:
            why = "one figure has no unit"
        figures = [f"{why} ({figure_words(x)} / {figure_words(y)})" for x, y in ((pair.a, pair.b), (pair.b, pair.a))]
        return pair.decide(10, Outcome.UNDETERMINED, figures[0], figures[1], field="unit")
    difference = any(
        side.baseline is not None or (side.declared is not None and side.declared.difference)
        for side in (pair.a, pair.b)
    )
    try:
        into = min(str(one), str(other))
        mine, theirs = (conversion(str(unit), into, difference=difference) for unit in (one, other))
    except LookupError as err:
        return pair.decide(10, Outcome.UNDETERMINED, f"unit: {err} {shown}", f"unit: {err} {mirrored}", field="unit")
    if mine is None or theirs is None:
        return pair.decide(
            10, Outcome.NOT_COMPARABLE, f"unit differs {shown}", f"unit differs {mirrored}", field="unit"
        )
    ours, others = pair.ranges
    pair.ranges = (
        ours | {"count": ours["count"].scaled(*mine)},
        others | {"count": others["count"].scaled(*theirs)},
    )
    pair.notes.add(f"compared in {into}")
    pair.compared_in = into
    _note_rounding(pair)
    return None


def _step_12_part(pair: Pair) -> Comparison | None:
    if not pair.nested:
        return None
    axis = next(iter(pair.nested))
    refused = _not_additive(pair)
    if refused is not None:
        return refused
    ours, theirs = pair.ranges
    narrower = pair.part is pair.a
    part, whole = (ours, theirs) if narrower else (theirs, ours)
    outcome = Outcome.PART_OF if narrower else Outcome.HAS_PART
    if "count" not in part or "count" not in whole:
        return pair.decide(
            12,
            Outcome.UNDETERMINED,
            f"shares of a part and a whole need their totals ({figure_words(pair.a)} / {figure_words(pair.b)})",
            f"shares of a part and a whole need their totals ({figure_words(pair.b)} / {figure_words(pair.a)})",
            field="denominator",
        )
    small, large = part["count"], whole["count"]
    found = pair.axes[axis]
    inner, outer = (found.left, found.right) if narrower else (found.right, found.left)
    figures = f"{figure_words(pair.part)} ({axis}: {inner}) and {figure_words(pair.whole)} ({axis}: {outer})"
    if small.low is not None and large.high is not None and small.low > large.high:
        if pair.part.accumulates and ordered(pair.whole, pair.part) is True:
            return pair.decide(
                12, Outcome.UNDETERMINED, f"the part was counted later than the whole: {figures}", field="cutoff"
            )
        pair.aspects.append(f"part:{pair.part.claim.key}")
        return pair.decide(
            12,
            Outcome.PART_EXCEEDS_WHOLE,
            f"a part above its whole: {figures}",
            field=axis,
            gap=_gap(small, large, _unit(pair)),
        )
    own_part = _own_part(pair)
    if own_part is not None and pair.same_claimant:
        stated = statistics(own_part.quantity, discrete=pair.whole.discrete).get("count")
        if stated is not None and meet(small, stated) in {Meeting.ABOVE, Meeting.BELOW}:
            pair.split = own_part
            pair.steps.append(12)
            pair.ranges = (pair.side_ranges(pair.a), pair.side_ranges(pair.b))
            stated_by = f"{names_of(pair, pair.whole)} in its {figure_words(pair.whole)}"
            pair.notes.add(f"{own_part.quantity} {own_part.of} is stated by {stated_by}")
            return None
    return pair.decide(12, outcome, f"a part within its whole: {figures}", field=axis)


def _own_part(pair: Pair) -> Part | None:
    """The part that the wider claim states itself for what the narrower one is about."""
    words = pair.context.vocabulary
    if len(pair.nested) != 1:
        return None
    axis = next(iter(pair.nested))
    concept = {"measure": pair.part.measure, "place": pair.part.place, "subject": pair.part.subject}.get(axis)
    return next(
        (part for part in pair.whole.claim.proposition.parts if concept and words.concept(part.of) == concept), None
    )


def _not_additive(pair: Pair) -> Comparison | None:
    """Refuse a part and a whole of something that does not add up along the axis."""
    declared = pair.part.declared or pair.whole.declared
    axis = next(iter(pair.nested))
    found = pair.axes[axis]
    if declared is None or declared.adds_over is None:
        label = pair.part.measure_label or "what is counted"
        return pair.decide(
            12,
            Outcome.UNDETERMINED,
            f"nobody has said whether {label!r} adds up over {axis} ({found.left} / {found.right}); "
            "`adds_over:` in the vocabulary settles it",
            f"nobody has said whether {label!r} adds up over {axis} ({found.right} / {found.left}); "
            "`adds_over:` in the vocabulary settles it",
            field="measure",
        )
    for nested in pair.nested:
        needed = _ADDS.get(nested, ("never",))
        if nested == "event" and pair.axes["period"].relation is Relate.EQUAL:
            needed = ("place",)
        found = pair.axes[nested]
        if (nested == "measure" and not declared.adds_over) or not declared.adds_over.issuperset(needed):
            return pair.decide(
                12,
                Outcome.NOT_COMPARABLE,
                f"{declared.name!r} does not add up over {nested} ({found.left} / {found.right})",
                f"{declared.name!r} does not add up over {nested} ({found.right} / {found.left})",
                field=nested,
            )
    return None


def _steps_13_to_16(pair: Pair) -> Comparison | None:
    """Decide on figures that have nothing in common; one such statistic suffices, and the strongest speaks."""
    found, aspects, steps, notes = [], pair.aspects, pair.steps, pair.notes
    for name in apart(pair):
        pair.aspects, pair.steps, pair.notes = list(aspects), list(steps), set(notes)
        ours, theirs = pair.ranges[0][name], pair.ranges[1][name]
        for step in (_step_13_one_claimant, _step_14_cutoffs, _step_15_estimates, _step_16_contradiction):
            decided = step(pair, name, ours, theirs)
            if decided is not None:
                found.append(decided)
                break
    pair.aspects, pair.steps, pair.notes = aspects, steps, notes
    return max(found, key=lambda one: (STRENGTH[one.outcome], not one.boundary), default=None)


def _step_13_one_claimant(pair: Pair, name: str, ours: Range, theirs: Range) -> Comparison | None:
    if not pair.same_claimant:
        return None
    cutoffs = [side.claim.proposition.cutoff for side in (pair.a, pair.b)]
    if pair.a.accumulates and None not in cutoffs and cutoffs[0] != cutoffs[1]:
        by_cutoff = _step_14_cutoffs(pair, name, ours, theirs)
        if by_cutoff is not None:
            return by_cutoff
    gap = _gap(ours, theirs, _unit(pair), name)
    reports = [side for side in (pair.a, pair.b) if not pair.context.own_words(side.claim)]
    asserted = [side.claim.asserted for side in (pair.a, pair.b)]
    order = certainly_before(asserted[0], asserted[1])
    who = names_of(pair, pair.a)
    if reports or order is None:
        left, right = (f"{figure_words(side)} ({_where(pair, side)})" for side in (pair.a, pair.b))
        why = _explained(pair, reports) or ""
        return pair.decide(
            13,
            Outcome.REPORTED_DIFFERENTLY,
            f"{who} is given with {left} and with {right}; neither is preferred{why}",
            f"{who} is given with {right} and with {left}; neither is preferred{why}",
            field=None if name == "count" else name,
            gap=gap,
        )
    earlier, later = (pair.a, pair.b) if order else (pair.b, pair.a)
    first, second = (ours, theirs) if order else (theirs, ours)
    if pair.a.accumulates and meet(second, first) is Meeting.BELOW:
        pair.aspects.append("correction")
    return pair.decide(
        13, Outcome.REVISION, f"{who} went from {figure_words(earlier)} to {figure_words(later)}", gap=gap
    )


def _explained(pair: Pair, reports: list[Standing]) -> str | None:
    """Another figure of the same claimant and event that has the value reported, with the sum behind it."""
    side = reports[0] if len(reports) == 1 else pair.a
    value = side.claim.proposition.value
    if not isinstance(value, Quantity):
        return None
    found = []
    for claim in pair.context.figures(side.claimants, side.event, value):
        proposition = claim.proposition
        if claim.key in {pair.a.claim.key, pair.b.claim.key} and not proposition.parts:
            continue
        if proposition.measure is None or pair.context.vocabulary.concept(proposition.measure) == side.measure:
            continue
        sum_ = " + ".join(f"{part.quantity} {part.of}" for part in proposition.parts)
        found.append(
            f"{value.low if value.is_exact else value} is its {proposition.measure!r}" + (f" = {sum_}" if sum_ else "")
        )
    return f"; {min(found)}" if found else None


def _where(pair: Pair, side: Standing) -> str:
    if pair.context.own_words(side.claim):
        return "in its own words"
    sources = sorted({appearance.source for appearance in side.claim.appearances})
    return f"as reported in {', '.join(sources)}" if sources else "as reported"


def _step_14_cutoffs(pair: Pair, name: str, ours: Range, theirs: Range) -> Comparison | None:
    running = any(side.declared is not None and side.declared.running for side in (pair.a, pair.b))
    cutoffs = [side.claim.proposition.cutoff for side in (pair.a, pair.b)]
    gap = _gap(ours, theirs, _unit(pair), name)
    figures, mirrored = (
        f"{figure_words(pair.a)} / {figure_words(pair.b)}",
        f"{figure_words(pair.b)} / {figure_words(pair.a)}",
    )
    if running and not (cutoffs[0] is not None and cutoffs[0] == cutoffs[1]):
        why = "shares of what was counted so far, at different or unknown cutoffs"
        return pair.decide(14, Outcome.UNDETERMINED, f"{why}: {figures}", f"{why}: {mirrored}", field="cutoff", gap=gap)
    if not pair.a.accumulates:
        return None
    if is_cutoff_missing(pair.a, pair.b):
        why = "a rising toll or a dispute: only one says up to when it was known"
        give = "; give both a `cutoff:`"
        return pair.decide(
            14, Outcome.UNDETERMINED, f"{why}: {figures}{give}", f"{why}: {mirrored}{give}", field="cutoff", gap=gap
        )
    order = ordered(pair.a, pair.b)
    if order is None:
        return None
    earlier, later = (pair.a, pair.b) if order else (pair.b, pair.a)
    first, second = (ours, theirs) if order else (theirs, ours)
    story = f"{figure_words(earlier)} by {_cutoff_of(earlier)}, {figure_words(later)} by {_cutoff_of(later)}"
    if meet(second, first) is Meeting.ABOVE:
        if pair.same_group or None not in cutoffs:
            return pair.decide(14, Outcome.PROGRESSION, f"the count rose: {story}", gap=gap)
        return pair.decide(
            14,
            Outcome.UNDETERMINED,
            f"a rising toll or a dispute: {story}; give both a `cutoff:`",
            field="cutoff",
            gap=gap,
        )
    if pair.same_claimant:
        pair.aspects.append("correction")
        return pair.decide(14, Outcome.REVISION, f"a correction downwards: {story}", gap=gap)
    return pair.decide(14, Outcome.CONTRADICTS, f"the later count is lower: {story}", gap=gap)


def _cutoff_of(side: Standing) -> str:
    when = side.claim.proposition.cutoff or side.claim.asserted
    return when.edtf if when is not None else "an unknown time"


def _step_15_estimates(pair: Pair, name: str, ours: Range, theirs: Range) -> Comparison | None:
    lower_end, upper_end, lower, _ = nearer_ends(ours, theirs)
    low_side, high_side = (pair.a, pair.b) if lower is ours else (pair.b, pair.a)
    soft = [is_soft(low_side, lower.high_soft), is_soft(high_side, (theirs if lower is ours else ours).low_soft)]
    if not any(soft):
        return None
    pair.aspects.append("soft")
    if not is_near(lower_end, upper_end, low_side, name):
        pair.steps.append(15)
        return None
    gap = _gap(ours, theirs, _unit(pair), name)
    figures, mirrored = (
        f"{figure_words(pair.a)} / {figure_words(pair.b)}",
        f"{figure_words(pair.b)} / {figure_words(pair.a)}",
    )
    disputed = pair.context.disputed(pair.a.claim.key, pair.b.claim.key)
    if all(soft) and not disputed:
        return pair.decide(
            15,
            Outcome.ESTIMATE_SPREAD,
            f"estimates that lie near each other: {figures}",
            f"estimates that lie near each other: {mirrored}",
            gap=gap,
        )
    if all(soft):
        return None
    why = "an estimate near a firm figure"
    return pair.decide(15, Outcome.UNDETERMINED, f"{why}: {figures}", f"{why}: {mirrored}", field="value", gap=gap)


def is_near(lower: Number, upper: Number, side: Standing, statistic: str) -> bool:
    """Whether two facing ends are near enough for soft figures to be a spread and no contradiction."""
    declared = side.declared
    scale = declared.scale if declared is not None else None
    if statistic == "count" and scale in {None, "count", "amount"}:
        return (lower > 0 and upper <= lower * NEAR) or upper - lower <= 1
    tolerance = declared.tolerance if declared is not None else None
    if tolerance is None or tolerance.high is None:
        return False
    return upper - lower <= tolerance.high


def _step_16_contradiction(pair: Pair, name: str, ours: Range, theirs: Range) -> Comparison | None:
    lower_end, upper_end, lower, upper = nearer_ends(ours, theirs)
    excluded = lower.high_written != lower.high or upper.low_written != upper.low or lower.high_open or upper.low_open
    low_written = lower_end if lower.high_written is None else lower.high_written
    high_written = upper_end if upper.low_written is None else upper.low_written
    touching = excluded and high_written <= low_written and upper_end - lower_end <= 1
    boundary = touching and "competing_attribution" not in pair.aspects
    what = {"count": "figures", "share": "shares", "total": "totals"}[name]
    edge = ", but only by an end that one of them leaves out" if boundary else ""
    return pair.decide(
        16,
        Outcome.CONTRADICTS,
        f"{what} that cannot both be right: {figure_words(pair.a)} / {figure_words(pair.b)}{edge}",
        f"{what} that cannot both be right: {figure_words(pair.b)} / {figure_words(pair.a)}{edge}",
        field=None if name == "count" else name,
        gap=_gap(ours, theirs, _unit(pair), name),
        boundary=boundary,
    )


def _step_17_meet(pair: Pair) -> Comparison:
    ours, theirs = pair.ranges
    meetings = {meet(ours[name], theirs[name]) for name in ours.keys() & theirs.keys()}
    figures, mirrored = (
        f"{figure_words(pair.a)} / {figure_words(pair.b)}",
        f"{figure_words(pair.b)} / {figure_words(pair.a)}",
    )
    if meetings == {Meeting.EQUAL}:
        return pair.decide(17, Outcome.SAME, f"the same figure: {figures}", f"the same figure: {mirrored}")
    if meetings <= {Meeting.EQUAL, Meeting.WITHIN}:
        sentence = f"{figure_words(pair.a)} lies within {figure_words(pair.b)}"
        return pair.decide(17, Outcome.REFINES, sentence)
    if meetings <= {Meeting.EQUAL, Meeting.AROUND}:
        sentence = f"{figure_words(pair.b)} lies within {figure_words(pair.a)}"
        return pair.decide(17, Outcome.REFINED_BY, sentence)
    return pair.decide(17, Outcome.COMPATIBLE, f"both can be right: {figures}", f"both can be right: {mirrored}")


def _unit(pair: Pair) -> str | None:
    """The unit in which the two were compared."""
    return pair.compared_in or unit_of(pair.a)


def _gap(ours: Range, theirs: Range, unit: str | None, name: str = "count") -> Gap:
    lower, upper, _, _ = nearer_ends(ours, theirs)
    size = max(abs(Fraction(lower)), abs(Fraction(upper)))
    shown = "percentage_point" if name == "share" else unit
    return Gap(upper - lower, Fraction(upper - lower) / size if size else None, None if name == "total" else shown)


MEASURED: Final[tuple[Step, ...]] = (
    _step_10_statistics,
    _step_12_part,
    _steps_13_to_16,
    _step_17_meet,
)
"""The steps in order; step 11, which makes counts whole and documented figures floors, is done with the ranges."""
