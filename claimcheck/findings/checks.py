"""What is wrong or missing in a claim itself: sums that fail, impossible figures, nobody named, nothing accepted."""

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import get_close_matches
from fractions import Fraction
from json import dumps
from typing import Final

from claimcheck.comparing.axes import Standing
from claimcheck.comparing.values import Meeting, Range, figure_range, meet
from claimcheck.findings.finding import Finding, Kind
from claimcheck.findings.graded import graded_differently, rated_differently
from claimcheck.findings.topics import Gathered, Topic
from claimcheck.model import DERIVATIONS, Category, Relation
from claimcheck.quantity import Quantity
from claimcheck.view import View
from claimcheck.vocabulary import fold

__all__ = ["claim_checks", "ledger_checks"]

_NEAR: Final = 0.8
_HINTED: Final = 200
"""Words of which the nearest known one is looked for: each costs some milliseconds."""
_PLAIN_KEY: Final = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*")
_SHARES: Final = frozenset({"percent", "share"})
_FIGURED: Final = frozenset({"count", "amount", "share", "rate", "price", "level"})


def claim_checks(standing: Standing, topic: Topic, view: View) -> Iterator[Finding]:
    """Yield what one current claim shows by itself."""
    claim = standing.claim
    if not claim.claimants:
        sources = sorted({appearance.source for appearance in claim.appearances})
        where = f" (in {', '.join(sources)})" if sources else ""
        yield Finding(
            kind=Kind.UNATTRIBUTED,
            topic=topic,
            claims=(claim,),
            reason="no claimant is named",
            sentence=f"{topic.label}: nobody is named as saying {claim.value or claim.text or 'so'}{where}.",
        )
    if claim.inferred:
        fields = ", ".join(sorted(claim.inferred))
        were, them = ("was", "it") if len(claim.inferred) == 1 else ("were", "them")
        read = f"{were} read from {claim.text!r}; nobody has accepted {them}"
        yield Finding(
            kind=Kind.INFERRED,
            topic=topic,
            claims=(claim,),
            field=min(claim.inferred),
            reason=f"read from the words and not accepted yet: {fields}",
            sentence=f"{topic.label}: {fields} of {claim.key} {read}.",
        )
    if isinstance(claim.value, Category) and standing.declared is not None and standing.declared.scale in _FIGURED:
        reason = f"{standing.measure_label!r} takes a figure, and {claim.value.term!r} is none"
        yield Finding(
            kind=Kind.UNKNOWN_TERM,
            topic=topic,
            claims=(claim,),
            field="value",
            reason=reason,
            sentence=f"{topic.label}: {reason}.",
            question="value: a figure such as 10 or more than 40",
        )
    yield from _sums(standing, topic)
    yield from _impossible(standing, topic)


def _sums(standing: Standing, topic: Topic) -> Iterator[Finding]:
    """Parts that do not add up to the figure they are parts of."""
    claim, value = standing.claim, standing.claim.proposition.value
    parts = claim.proposition.parts
    if (
        not parts
        or not isinstance(value, Quantity)
        or (standing.declared and standing.declared.adds_over == frozenset())
    ):
        return
    if not claim.polarity or {part.quantity.unit for part in parts} != {value.unit} or value.unit in _SHARES:
        return
    ranges = [figure_range(part.quantity, discrete=standing.discrete) for part in parts]
    low = None if any(one.low is None for one in ranges) else sum((one.low or 0 for one in ranges), Fraction(0))
    high = None if any(one.high is None for one in ranges) else sum((one.high or 0 for one in ranges), Fraction(0))
    whole = figure_range(value, discrete=standing.discrete, at_least=standing.is_floor)
    how = meet(Range(low, high), whole)
    if how not in {Meeting.ABOVE, Meeting.BELOW}:
        return
    sum_ = " + ".join(f"{part.quantity} {part.of}" for part in parts)
    if low == high:
        shown = str(low)
    elif high is None:
        shown = f"at least {low}"
    else:
        shown = f"at most {high}" if low is None else f"{low} to {high}"
    yield Finding(
        kind=Kind.PARTS_DO_NOT_SUM,
        topic=topic,
        claims=(claim,),
        field="parts",
        reason=f"{sum_} = {shown}, and not {value}",
        sentence=f"{topic.label}: the parts do not add up to the figure: {sum_} = {shown}, and not {value}.",
    )


def _impossible(standing: Standing, topic: Topic) -> Iterator[Finding]:
    """More than there are: a count above its own total, a share above one hundred."""
    claim, value = standing.claim, standing.claim.proposition.value
    if not isinstance(value, Quantity) or value.low is None or not claim.polarity:
        return
    reason = None
    counted = standing.ranges.get("count")
    if value.of is not None and counted is not None and counted.low is not None and counted.low > value.of:
        reason = f"{value.low} of {value.of} is more than there are"
    elif (
        value.unit == "percent"
        and standing.declared is not None
        and standing.declared.scale == "share"
        and value.low > 100
    ):
        reason = f"{value} of a whole is more than the whole"
    elif standing.discrete and standing.declared is not None and value.low < 0:
        reason = f"a count of {value} is below zero"
    if reason is not None:
        yield Finding(
            kind=Kind.IMPOSSIBLE,
            topic=topic,
            claims=(claim,),
            field="value",
            reason=reason,
            sentence=f"{topic.label}: {reason}.",
        )


def ledger_checks(view: View, gathered: Gathered) -> Iterator[Finding]:
    """Yield what the ledger as a whole shows: claims without a source left, parties nobody described, loose words."""
    yield from _unsupported(view)
    yield from _disowned(view)
    yield from _undeclared(view)
    yield from _loose_words(view)
    yield from _more_than_there_are(view, gathered)
    yield from _conceded(view, gathered)
    yield from _outdated(view)
    yield from _suspected_copies(view)
    yield from graded_differently(view)
    yield from rated_differently(view, gathered)


def _unsupported(view: View) -> Iterator[Finding]:
    for claim in sorted(view.claims.values(), key=lambda one: one.key):
        if claim.key not in view.superseded and view.is_unsupported(claim):
            sources = ", ".join(sorted({appearance.source for appearance in claim.appearances}))
            yield Finding(
                kind=Kind.UNSUPPORTED,
                claims=(claim,),
                reason=f"every source was retracted: {sources}",
                sentence=f"{claim.text or claim.key}: every source in which it stood was retracted ({sources}).",
            )


def _disowned(view: View) -> Iterator[Finding]:
    """A party that says it never said so: charged to the sources that said it did."""
    for link in sorted(view.links.values(), key=lambda one: one.key):
        claim = view.claims.get(link.b)
        if link.relation is not Relation.DENIES or not link.accepted or link.a not in view.parties:
            continue
        if claim is None or not view.is_current(claim):
            continue
        if view.party(link.a) in {view.party(key) for key in claim.claimants}:
            sources = ", ".join(sorted({appearance.source for appearance in claim.appearances})) or "no source"
            yield Finding(
                kind=Kind.DISOWNED,
                claims=(claim,),
                reason=f"{view.party_name(link.a)} denies having said it; reported by {sources}",
                sentence=(
                    f"{view.party_name(link.a)} denies having said {claim.text or str(claim.value)!r}; "
                    f"the report is that of {sources}."
                ),
            )


def _undeclared(view: View) -> Iterator[Finding]:
    used: dict[str, list[str]] = defaultdict(list)
    for claim in view.claims.values():
        for key in claim.claimants if view.is_current(claim) else ():
            if not view.is_declared(key):
                used[key].append(claim.key)
    known = {fold(party.name): party.name for party in view.parties.values() if party.declared}
    for key in sorted(used):
        name = view.party_name(key)
        near = get_close_matches(fold(name), sorted(known), n=1, cutoff=_NEAR)
        hint = f"; the nearest known name is {known[near[0]]!r}" if near else ""
        yield Finding(
            kind=Kind.UNDECLARED,
            claims=tuple(view.claims[claim] for claim in sorted(used[key])),
            reason=f"nobody described {name!r}{hint}",
            sentence=f"Nobody has described the party {name!r}, so it counts as no origin{hint}.",
        )


def _loose_words(view: View) -> Iterator[Finding]:
    """Words that the vocabulary does not know, with the nearest that it does."""
    words = view.vocabulary
    used: dict[tuple[str, str], list[str]] = defaultdict(list)
    for claim in filter(view.is_current, view.claims.values()):
        proposition = claim.proposition
        if proposition.value is None and proposition.polarity and proposition.measure is not None:
            continue  # nothing is counted of it, so that nothing hangs on how its words lie to others
        subject = None if proposition.subject is None else words.split_operator(proposition.subject)[1]
        for axis, word in (("measure", proposition.measure), ("subject", subject)):
            if word is not None and words.concept(word).atoms == {fold(word)} and not words.is_known(word):
                used[axis, fold(word)].append(claim.key)
    forms = sorted(words.surface_forms())
    names = {axis: {word for one, word in used if one == axis} for axis in ("measure", "subject")}
    for place, ((axis, word), keys) in enumerate(sorted(used.items())):
        near = get_close_matches(word, [*forms, *(names[axis] - {word})], n=1, cutoff=_NEAR) if place < _HINTED else []
        hint = f"; `alias: {{{word}: {near[0]}}}` would join it to the nearest known word" if near else ""
        yield Finding(
            kind=Kind.UNKNOWN_TERM,
            claims=tuple(view.claims[key] for key in sorted(keys)),
            field=axis,
            reason=f"the vocabulary does not know the {axis} {word!r}{hint}",
            sentence=f"The vocabulary does not know the {axis} {word!r}, used {len(keys)} time(s){hint}.",
            question=f"alias: {{{word}: {near[0]}}}" if near else None,
        )


def _more_than_there_are(view: View, gathered: Gathered) -> Iterator[Finding]:
    """One side's count above its own total: more shot down than it says were launched."""
    words = view.vocabulary
    by_axes = {key: name for name, key in gathered.axes.items()}
    for name, key in gathered.axes.items():
        members = gathered.members[name]
        declared = members[0].declared
        if declared is None or declared.whole is None:
            continue
        total_name = by_axes.get((*key[:3], words.concept(declared.whole), *key[4:]))
        if total_name is None:
            continue
        totals: dict[tuple[str, ...], Standing] = {}
        for standing in gathered.members[total_name]:
            top = _count_of(standing)
            if standing.claimants and top is not None and top.high is not None:
                held = totals.get(standing.claimants)
                room = None if held is None else _count_of(held)
                if room is None or room.high is None or top.high < room.high:
                    totals[standing.claimants] = standing
        for standing in members:
            total = totals.get(standing.claimants)
            counted = _count_of(standing)
            if total is None or counted is None or counted.low is None:
                continue
            whole, value = total.value, standing.value
            room = _count_of(total)
            if isinstance(value, Quantity) and value.of is not None:
                continue
            if room is not None and room.high is not None and counted.low > room.high:
                reason = f"{value} {standing.measure_label} of {whole} {total.measure_label}"
                yield Finding(
                    kind=Kind.IMPOSSIBLE,
                    topic=gathered.topics[name],
                    claims=(standing.claim,),
                    against=(total.claim,),
                    field="measure",
                    reason=reason,
                    sentence=f"{gathered.topics[name].label}: more than there were: {reason}.",
                )


def _count_of(standing: Standing) -> Range | None:
    """The count that a claim asserts; a denial asserts none."""
    return standing.ranges.get("count") if standing.claim.polarity else None


def _conceded(view: View, gathered: Gathered) -> Iterator[Finding]:
    """A party's own claim against its interest: losses of its own side that entail part of what the other says."""
    for name, members in gathered.members.items():
        operator = members[0].operator
        if operator is None:
            continue
        owners = {
            view.control_group(owner, members[0].period)
            for atom in operator.atoms
            if (owner := view.party_called(atom)) is not None
        }
        own: list[Standing] = []
        others: list[Standing] = []
        for standing in members:
            when = standing.claim.asserted or standing.period
            groups = {view.control_group(key, when) for key in standing.claimants}
            (own if groups & owners else others if groups else []).append(standing)
        for standing in own:
            value = standing.value
            if not isinstance(value, Quantity) or value.low is None or value.low <= 0 or not standing.claim.polarity:
                continue
            more = [
                one
                for one in others
                if isinstance(one.value, Quantity)
                and one.claim.polarity
                and (one.value.low is not None and one.value.low >= value.low)
            ]
            if more:
                theirs = ", ".join(sorted({view.party_name(key) for one in more for key in one.claimants}))
                mine = ", ".join(sorted(view.party_name(key) for key in standing.claimants))
                yield Finding(
                    kind=Kind.CONCEDED,
                    topic=gathered.topics[name],
                    claims=(standing.claim,),
                    against=tuple(one.claim for one in more),
                    reason=f"{value} is part of {', '.join(dict.fromkeys(str(one.value) for one in more))}",
                    sentence=(
                        f"{gathered.topics[name].label}: {mine} itself grants {value}, part of what {theirs} "
                        "says; a person must accept this as a concession."
                    ),
                )


def _outdated(view: View) -> Iterator[Finding]:
    """A grade given before the value it judges was amended."""
    for assessment in sorted(view.assessments.values(), key=lambda one: one.key):
        claim = view.claims.get(assessment.about)
        if claim is None or assessment.judged is None or view.amended_at(claim.key) <= assessment.judged:
            continue
        yield Finding(
            kind=Kind.OUTDATED,
            claims=(claim,),
            reason=f"graded at version {assessment.judged}, now version {view.versions[claim.key]}",
            sentence=(
                f"{assessment.by} graded {claim.key} {assessment.grade!r} ({assessment.scheme}) before it was amended."
            ),
        )


def _suspected_copies(view: View) -> Iterator[Finding]:
    """A candidate link by which one source would derive from another, and which nobody accepted."""
    accepted = {(link.a, link.b) for link in view.links.values() if link.accepted and link.relation in DERIVATIONS}
    for link in sorted(view.links.values(), key=lambda one: one.key):
        one, other = view.sources.get(link.a), view.sources.get(link.b)
        if link.accepted or link.relation not in DERIVATIONS or one is None or other is None:
            continue
        if (link.a, link.b) in accepted or any(made.source == link.b for made in one.derives_from):
            continue
        why = f" ({link.basis})" if link.basis else ""
        source = link.b if _PLAIN_KEY.fullmatch(link.b) else dumps(link.b)  # a key may hold what YAML reads otherwise
        yield Finding(
            kind=Kind.SUSPECTED_COPY,
            reason=link.basis or f"{link.a} {link.relation.value} {link.b}",
            sentence=(
                f"{link.a} may derive from {link.b}{why}; this is a candidate, and both are counted as if each stood "
                "alone until a person accepts it."
            ),
            question=f"derives_from: [{{source: {source}, relation: {link.relation.value}}}]",
        )
