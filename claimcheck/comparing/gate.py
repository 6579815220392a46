"""Steps 2 to 9 of the order of decision: may the two be compared at all, and what do words alone decide?"""

from claimcheck.comparing.axes import Standing
from claimcheck.comparing.comparison import Comparison, Outcome
from claimcheck.comparing.context import Context
from claimcheck.comparing.pair import Pair, Step, apart, figure_words, names_of, no_common_value, thing, units_differ
from claimcheck.comparing.values import Meeting, meet
from claimcheck.markup import yaml_name
from claimcheck.model import Category
from claimcheck.quantity import Bound
from claimcheck.vocabulary import Relate, fold

__all__ = ["GATE"]


def _step_3_disjoint(pair: Pair) -> Comparison | None:
    for axis, found in pair.axes.items():
        if found.relation is Relate.DISJOINT:
            why = f"; {found.note}" if found.note else ""
            return pair.decide(
                3,
                Outcome.NOT_COMPARABLE,
                f"{axis} differs ({found.left} / {found.right}){why}",
                f"{axis} differs ({found.right} / {found.left}){why}",
                field=axis,
            )
    unknown = any(found.relation is Relate.UNKNOWN for found in pair.axes.values())
    for axis, found in pair.axes.items():
        if found.relation is Relate.OVERLAPPING:
            return _overlap(pair, axis, found.left, found.right, "overlap in part")
    if len(set(pair.nested.values())) > 1 and not unknown:
        narrower = next(axis for axis, relation in pair.nested.items() if relation is Relate.NARROWER)
        wider = next(axis for axis, relation in pair.nested.items() if relation is Relate.WIDER)
        first = next(iter(pair.nested))
        one, other = pair.axes[narrower], pair.axes[wider]
        words = sorted([f"{narrower} ({one.left} / {one.right})", f"{wider} ({other.left} / {other.right})"])
        mirrored = sorted([f"{narrower} ({one.right} / {one.left})", f"{wider} ({other.right} / {other.left})"])
        return pair.decide(
            3,
            Outcome.NOT_COMPARABLE,
            f"one is narrower and the other wider: {' and '.join(words)}; overlaps: must not be added",
            f"one is narrower and the other wider: {' and '.join(mirrored)}; overlaps: must not be added",
            field=first,
        )
    return None


def _overlap(pair: Pair, axis: str, left: str, right: str, how: str) -> Comparison:
    return pair.decide(
        3,
        Outcome.NOT_COMPARABLE,
        f"{axis}s {how} ({left} / {right}); overlaps: must not be added",
        f"{axis}s {how} ({right} / {left}); overlaps: must not be added",
        field=axis,
    )


def _step_4_unknown(pair: Pair) -> Comparison | None:
    for axis, found in pair.axes.items():
        if found.relation is not Relate.UNKNOWN:
            continue
        if found.note.startswith("neither an event"):
            return pair.decide(
                2,
                Outcome.UNDETERMINED,
                "nothing says that both speak of one incident: there is neither an event nor a period on both; "
                "give both an `event:`",
                field="event",
            )
        if found.note.startswith("words that"):
            why = f"{found.note} ({found.left} / {found.right})"
            mirrored = f"{found.note} ({found.right} / {found.left})"
            give = "; give the fields themselves, or accept() what was read"
            return pair.decide(4, Outcome.UNDETERMINED, why + give, mirrored + give, field=axis)
        question = _question(axis, found.left, found.right, pair)
        mirrored = _question(axis, found.right, found.left, pair)
        why = f"; {found.note}" if found.note else ""
        return pair.decide(
            2 if "needs a period of its own" in found.note else 4,
            Outcome.UNDETERMINED,
            f"{axis} not settled ({found.left} / {found.right}){why}; {question}",
            f"{axis} not settled ({found.right} / {found.left}){why}; {mirrored}",
            field=axis,
        )
    for axis in pair.axes:
        pair.assume(axis)
    if any("shared event" in found.note for found in pair.axes.values()):
        pair.steps.append(2)
    return None


def _question(axis: str, left: str, right: str, pair: Pair) -> str:
    """The line that would settle an unknown axis."""
    if axis == "event":
        keys = [side.claim.proposition.event for side in (pair.a, pair.b)]
        if None in keys:
            return "give both an `event:`"
        one, other = (yaml_name(key) for key in sorted(str(key) for key in keys))
        return f"`merge: [[{one}, {other}]]` or `distinct: [[{one}, {other}]]` settles it"
    terms = _term(axis, pair.a), _term(axis, pair.b)
    if axis in {"period", "scope"} or None in terms:
        return f"give both a `{'over' if axis == 'period' else axis}:`"
    if terms[0] != terms[1]:
        known = pair.context.vocabulary.is_known
        unknown_first = sorted(map(str, terms), key=lambda term: (known(term), term))
        one, other = map(yaml_name, unknown_first)
        return f"`alias: {{{one}: {other}}}` or `distinct: [[{one}, {other}]]` settles it"
    return f"say how the {axis} of one lies to that of the other"


def _term(axis: str, side: Standing) -> str | None:
    concept = {"measure": side.measure, "subject": side.subject, "place": side.place, "operator": side.operator}
    found = concept.get(axis)
    return None if found is None else str(found)


def _step_5_same_act(pair: Pair) -> Comparison | None:
    a, b = pair.a.claim, pair.b.claim
    one_act = (a.act is not None and a.act == b.act) or pair.context.acts_joined(a.key, b.key)
    if not (pair.same_claimant and one_act) or pair.nested or a.proposition.polarity != b.proposition.polarity:
        return None
    if a.proposition.value != b.proposition.value and (units_differ(pair) or apart(pair)):
        return None
    return pair.decide(
        5,
        Outcome.SAME,
        f"one act of {names_of(pair, pair.a)}: {figure_words(pair.a)} / {figure_words(pair.b)}",
        f"one act of {names_of(pair, pair.a)}: {figure_words(pair.b)} / {figure_words(pair.a)}",
    )


def _step_6_agents(pair: Pair) -> Comparison | None:
    one, other = pair.a.agent, pair.b.agent
    if one is None or other is None or one == other:
        return None
    context = pair.context
    when = pair.a.period or pair.b.period
    if context.control_group(one, when) == context.control_group(other, when):
        return None
    left, right = (_agent(side, context) for side in (pair.a, pair.b))
    if pair.a.event is None:
        return pair.decide(
            6,
            Outcome.NOT_COMPARABLE,
            f"agent differs ({left} / {right}), and no shared event joins the two acts",
            f"agent differs ({right} / {left}), and no shared event joins the two acts",
            field="agent",
        )
    pair.aspects.append("competing_attribution")
    pair.steps.append(6)
    pair.notes.add("who did it is disputed: " + " / ".join(sorted((left, right))))
    return None


def _agent(side: Standing, context: Context) -> str:
    named = side.claim.proposition.agent or ""
    return named if side.agent == fold(named) else context.party_name(side.agent or named)


def _step_7_polarity(pair: Pair) -> Comparison | None:
    a, b = pair.a, pair.b
    if a.claim.polarity and b.claim.polarity:
        return None
    if "competing_attribution" in pair.aspects:
        pair.aspects.remove("competing_attribution")
        left, right = (_agent(side, pair.context) for side in (a, b))
        why = "a denial of what one did says nothing of another"
        return pair.decide(
            7, Outcome.UNDETERMINED, f"{why} ({left} / {right})", f"{why} ({right} / {left})", field="agent"
        )
    if not a.claim.polarity and not b.claim.polarity:
        if not pair.nested:
            return pair.decide(7, Outcome.SAME, "both deny the same", field=None)
        axis = next(iter(pair.nested))
        narrower = pair.nested[axis] is Relate.NARROWER
        outcome = Outcome.REFINED_BY if narrower else Outcome.REFINES
        found = pair.axes[axis]
        wide, narrow = (found.right, found.left) if narrower else (found.left, found.right)
        return pair.decide(7, outcome, f"both deny, the one of {wide!r} more than the one of {narrow!r}", field=axis)
    denial, assertion = (b, a) if a.claim.polarity else (a, b)
    inside = Relate.NARROWER if denial is a else Relate.WIDER
    for axis, relation in pair.nested.items():
        if relation is inside:
            found = pair.axes[axis]
            return pair.decide(
                7,
                Outcome.UNDETERMINED,
                f"the denial is narrower than the claim: {axis} ({found.left} / {found.right})",
                f"the denial is narrower than the claim: {axis} ({found.right} / {found.left})",
                field=axis,
            )
    if not _denies_value(pair, denial, assertion):
        return pair.decide(
            7,
            Outcome.UNDETERMINED,
            f"what is denied ({figure_words(denial)}) does not contain what is asserted ({figure_words(assertion)})",
            field="value",
        )
    return pair.decide(
        7,
        Outcome.DENIAL,
        f"{names_of(pair, denial)} denies what {names_of(pair, assertion)} said: {figure_words(assertion)}",
    )


def _denies_value(pair: Pair, denial: Standing, assertion: Standing) -> bool:
    denied, asserted = denial.value, assertion.value
    counted = denial.declared is not None and denial.declared.scale == "count"
    if denied is None and (asserted is None or not counted):
        return True
    if isinstance(denied, Category) or isinstance(asserted, Category):
        if not (isinstance(denied, Category) and isinstance(asserted, Category)):
            return False
        words = pair.context.vocabulary
        return words.relate(words.concept(asserted.term), words.concept(denied.term)) in {
            Relate.EQUAL,
            Relate.NARROWER,
        }
    ours, theirs = pair.side_ranges(assertion), pair.side_ranges(denial)
    shared = ours.keys() & theirs.keys()
    return bool(shared) and all(meet(ours[name], theirs[name]) in {Meeting.EQUAL, Meeting.WITHIN} for name in shared)


def _step_8_categories(pair: Pair) -> Comparison | None:
    one, other = pair.a.value, pair.b.value
    if not (isinstance(one, Category) and isinstance(other, Category)):
        if None in (one, other) or not (isinstance(one, Category) or isinstance(other, Category)):
            return None
        return no_common_value(pair, "a word on one side and a figure on the other", step=8)
    words = pair.context.vocabulary
    for axis in pair.nested:
        found = pair.axes[axis]
        return pair.decide(
            8,
            Outcome.UNDETERMINED,
            f"what is said of a part need not hold of the whole: {axis} ({found.left} / {found.right})",
            f"what is said of a part need not hold of the whole: {axis} ({found.right} / {found.left})",
            field=axis,
        )
    relation = words.relate(words.concept(one.term), words.concept(other.term))
    shown, mirrored = f"{one.term} / {other.term}", f"{other.term} / {one.term}"
    if relation is Relate.EQUAL:
        return pair.decide(8, Outcome.SAME, f"both say {min(one.term, other.term)}")
    if pair.a.one_holder and relation is not Relate.NARROWER and relation is not Relate.WIDER:
        label = pair.a.measure_label
        return pair.decide(
            8,
            Outcome.CONTRADICTS,
            f"only one can hold {label!r}: {shown}",
            f"only one can hold {label!r}: {mirrored}",
            field="value",
        )
    if relation is Relate.DISJOINT:
        kinds = {words.kind(one.term), words.kind(other.term)}
        scale = pair.a.declared.scale if pair.a.declared is not None else None
        framing = scale == "characterisation" or (scale is None and "characterisation" in kinds)
        outcome = Outcome.FRAMING if framing else Outcome.CONTRADICTS
        what = "one act, described in words that exclude each other" if framing else "the values exclude each other"
        return pair.decide(8, outcome, f"{what}: {shown}", f"{what}: {mirrored}", field="value")
    settle = f"; `distinct: [[{', '.join(sorted((one.term, other.term)))}]]` would settle it"
    return pair.decide(
        8,
        Outcome.UNDETERMINED,
        f"nobody has said whether these values exclude each other: {shown}{settle}",
        f"nobody has said whether these values exclude each other: {mirrored}{settle}",
        field="value",
    )


def _step_9_no_value(pair: Pair) -> Comparison | None:
    one, other = pair.a.value, pair.b.value
    if one is None and other is None:
        if pair.nested and pair.a.discrete:
            pair.steps.append(9)
            return None
        if "competing_attribution" in pair.aspects:
            return pair.decide(
                9, Outcome.COMPETING_ATTRIBUTION, "both assert the act, and name other agents", field="agent"
            )
        if not pair.nested:
            return pair.decide(9, Outcome.SAME, f"both assert the same: {thing(pair.a)}")
        axis = next(iter(pair.nested))
        found = pair.axes[axis]
        return pair.decide(
            9,
            Outcome.UNDETERMINED,
            f"no value on either side: {axis} ({found.left} / {found.right})",
            f"no value on either side: {axis} ({found.right} / {found.left})",
            field=axis,
        )
    if isinstance(one, Category) or isinstance(other, Category):
        return no_common_value(pair, "a word on one side and no value on the other")
    if one is not None and other is not None:
        if Bound.UNKNOWN in {one.bound, other.bound}:
            return no_common_value(pair, "the number is not known")
        return None
    silent = pair.a if one is None else pair.b
    counted = silent.declared is not None and silent.declared.scale == "count"
    if not counted:
        return no_common_value(pair, "only one side gives a value")
    pair.steps.append(9)
    pair.notes.add("asserted without a figure: at least 1")
    return None


GATE: tuple[Step, ...] = (
    _step_3_disjoint,
    _step_4_unknown,
    _step_5_same_act,
    _step_6_agents,
    _step_7_polarity,
    _step_8_categories,
    _step_9_no_value,
)
"""The steps in order; step 1 resolved the words and step 2 filled the axes before they begin."""
