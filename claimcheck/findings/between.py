"""The findings between topics: parts above their wholes, what only looks contested, and what nobody has related."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from claimcheck.comparing.axes import Standing, in_order
from claimcheck.comparing.compare import compare_standings
from claimcheck.comparing.comparison import Comparison, Outcome
from claimcheck.comparing.values import Range
from claimcheck.findings.contest import Side, side_ranges
from claimcheck.findings.finding import Finding, Kind
from claimcheck.findings.nesting import nested_topics
from claimcheck.findings.origins import groups_of
from claimcheck.findings.relayed import ONLY_REPORTED, OwnWords
from claimcheck.findings.telling import alike, claims_of, question_of, rank, shown, size, spokesman, who
from claimcheck.findings.topics import Gathered, Topic, is_comparable
from claimcheck.markup import yaml_name
from claimcheck.model import Relation
from claimcheck.quantity import Number, Quantity
from claimcheck.support.grounds import Grounds
from claimcheck.support.network import Network
from claimcheck.view import View
from claimcheck.vocabulary import fold

__all__ = ["conflicts_between", "looks_contested", "open_questions", "suggested_merges"]

_MOST_SHOWN: Final = 30
"""Topics about one thing on one day, above which only neighbours are tried for what looks contested."""


def conflicts_between(gathered: Gathered, grounds: Grounds, opponents: dict[str, str]) -> Iterator[Finding]:
    """Conflicts between a topic and one that contains it: a part above its whole, a denial of the whole."""
    view = grounds.view
    for narrow, wide in nested_topics(gathered, view.vocabulary):
        parts, wholes = gathered.members[narrow], gathered.members[wide]
        yield from _as_part(gathered.topics[narrow], parts, wholes, view)
        for one, other in _extremes(parts, wholes, view):
            compared = compare_standings(one, other, view)
            if not compared.conflict or compared.boundary:
                continue
            mine, theirs = groups_of(one, view), groups_of(other, view)
            if not mine or not theirs:
                kind = Kind.DISPUTED_BY_UNATTRIBUTED
            elif mine.isdisjoint(theirs):
                kind = Kind.CONTESTED
                opponents.setdefault(one.claim.key, other.claim.key)
                opponents.setdefault(other.claim.key, one.claim.key)
            else:
                kind = Kind.INCONSISTENT
            topic = gathered.topics[narrow]
            relayed = _relayed(kind, (one, parts), (other, wholes), view)
            yield Finding(
                kind=kind,
                topic=topic,
                claims=alike(one, parts),
                against=alike(other, wholes),
                outcome=compared.outcome,
                aspects=(*compared.aspects, ONLY_REPORTED) if relayed else compared.aspects,
                field=compared.field,
                reason=compared.reason,
                gap=compared.gap,
                origins=Network([one], grounds).independent,
                origins_against=Network([other], grounds).independent,
                sentence=(
                    f"{topic.label}: {who([one.claim], view)} ({shown(one)}) and {who([other.claim], view)} "
                    f"({shown(other)}) cannot both be right: {compared.deciding}.{relayed}"
                ),
            )
            break


def _relayed(
    kind: Kind, part: tuple[Standing, Sequence[Standing]], whole: tuple[Standing, Sequence[Standing]], view: View
) -> str:
    """What is to be said of figures that are only reported: beside own words of their topic, or of the other side."""
    said = [OwnWords(members, view).notes([one]) for one, members in (part, whole)]
    if not any(said) and kind is Kind.INCONSISTENT:
        said = [OwnWords([other], view).notes([one]) for (one, _), (other, _) in ((part, whole), (whole, part))]
    return "".join(said)


def _as_part(topic: Topic, parts: Sequence[Standing], wholes: Sequence[Standing], view: View) -> Iterator[Finding]:
    """A figure that lies within another: it is part of it and must not be added to it."""
    one, other = spokesman(parts), spokesman(wholes)
    if one is None or other is None:
        return
    compared = compare_standings(one, other, view)
    if compared.outcome is not Outcome.PART_OF:
        return
    yield Finding(
        kind=Kind.PART_OF,
        topic=topic,
        claims=alike(one, parts),
        against=alike(other, wholes),
        outcome=compared.outcome,
        field=compared.field,
        reason=compared.reason,
        sentence=(
            f"{topic.label}: {shown(one)} ({who([one.claim], view)}) is part of {shown(other)} "
            f"({who([other.claim], view)}) and must not be added to it: {compared.deciding}."
        ),
    )


def _extremes(parts: Sequence[Standing], wholes: Sequence[Standing], view: View) -> Iterator[tuple[Standing, Standing]]:
    """The pairs that conflict if any do: highest part and lowest whole of different sides first, and denials."""
    highest = _best(parts, view, lambda found: found.low, largest=True)
    lowest = _best(wholes, view, lambda found: found.high, largest=False)
    for one in highest:
        for other in lowest:
            if not groups_of(one, view) & groups_of(other, view):
                yield one, other
    for one in highest:
        for other in lowest:
            yield one, other
    for one in _best(parts, view, lambda found: found.high, largest=False)[:1]:
        for other in _best(wholes, view, lambda found: found.low, largest=True):
            yield one, other
    denials = [standing for standing in wholes if not standing.claim.polarity][:2]
    for other in denials:
        for one in [standing for standing in parts if standing.claim.polarity][:2]:
            yield one, other


def _best(
    standings: Sequence[Standing], view: View, end: Callable[[Range], Number | None], *, largest: bool
) -> list[Standing]:
    """The best claim by one end, and the best of another side than it."""
    ranked = []
    for standing in standings:
        found = side_ranges(standing).get("count") if standing.claim.polarity else None
        number = None if found is None else end(found)
        if number is not None:
            ranked.append((-number if largest else number, rank(standing), standing))
    ranked.sort(key=lambda entry: entry[:2])
    if not ranked:
        return []
    first = ranked[0][2]
    side = groups_of(first, view)
    second = next((entry[2] for entry in ranked if groups_of(entry[2], view) != side), None)
    return [first] if second is None else [first, second]


def looks_contested(gathered: Gathered, view: View) -> Iterator[Finding]:
    """Figures of two sides about one kind of thing at one time that a reader might wrongly hold against each other."""
    buckets: dict[Hashable, list[str]] = defaultdict(list)
    for name, members in gathered.members.items():
        told = [standing for standing in members if standing.claim.computed_from is None]
        first = members[0]
        if told and first.subject is not None and first.period is not None:
            when = first.period.earliest
            buckets[first.subject, str(when)[:10]].append(name)
    for bucket in sorted(buckets, key=in_order):
        names = buckets[bucket]
        pairs = (
            [(one, other) for place, one in enumerate(names) for other in names[place + 1 :]]
            if len(names) <= _MOST_SHOWN
            else list(pairwise(names))
        )
        yield from _apparent(pairs, gathered, view)


def _apparent(pairs: list[tuple[str, str]], gathered: Gathered, view: View) -> Iterator[Finding]:
    found: dict[tuple[Side, Side, str], list[tuple[Standing, Standing, Comparison]]] = defaultdict(list)
    for one, other in pairs:
        a, b = (spokesman(gathered.members[name]) for name in (one, other))
        if a is None or b is None:
            continue
        mine, theirs = groups_of(a, view), groups_of(b, view)
        if not mine or not theirs or not mine.isdisjoint(theirs):
            continue
        if sorted(mine) > sorted(theirs):
            a, b, mine, theirs = b, a, theirs, mine
        compared = compare_standings(a, b, view)
        if compared.outcome is Outcome.NOT_COMPARABLE and compared.field is not None:
            found[mine, theirs, compared.field].append((a, b, compared))
    for _, held in sorted(found.items(), key=lambda item: str([sorted(side) for side in item[0][:2]]) + item[0][2]):
        a, b, compared = max(held, key=lambda entry: (size(entry[0]), size(entry[1]), entry[2].reason))
        left, right = (
            tuple(dict.fromkeys(claim for one in half for claim in alike(one, _topic_mates(one, gathered))))
            for half in ([entry[0] for entry in held], [entry[1] for entry in held])
        )
        yield Finding(
            kind=Kind.LOOKS_CONTESTED,
            claims=left,
            against=right,
            outcome=compared.outcome,
            field=compared.field,
            reason=compared.reason,
            topic=gathered.topics[gathered.topic_of[a.claim.key]],
            sentence=(
                f"{who(left, view)} ({shown(a)}) and {who(right, view)} ({shown(b)}) do not speak of the same "
                f"thing and do not contradict each other: {compared.deciding}."
            ),
        )


def _topic_mates(standing: Standing, gathered: Gathered) -> tuple[Standing, ...]:
    return gathered.members[gathered.topic_of[standing.claim.key]]


def open_questions(gathered: Gathered, view: View) -> Iterator[Finding]:
    """Topics that differ on one axis only, on which nobody has said how the two words lie to each other."""
    axes = {0: "operator", 1: "subject", 2: "event", 3: "measure", 5: "place", 6: "period", 7: "scope", 8: "scope"}
    for place, axis in axes.items():
        buckets: dict[Hashable, list[str]] = defaultdict(list)
        for name, key in gathered.axes.items():
            if is_comparable(gathered.members[name][0]):
                buckets[(*key[:place], *key[place + 1 :])].append(name)
        for bucket in sorted((held for held in buckets.values() if len(held) > 1), key=str):
            for one, other in pairwise(sorted(bucket, key=lambda name: (_words_alone(gathered.members[name]), name))):
                a, b = (_asserting(gathered.members[name]) for name in (one, other))
                compared = compare_standings(a, b, view)
                if compared.outcome is not Outcome.UNDETERMINED or compared.field != axis:
                    continue
                if axis in {"measure", "subject"} and not _may_be_one(a, b, axis, view):
                    continue
                if _cannot_differ(a, b) and (
                    axis in {"measure", "subject"} or (axis == "event" and a.measure is not None)
                ):
                    continue
                if axis == "event" and a.subject is None and a.measure is None and not _are_alike(a, b):
                    continue
                yield Finding(
                    kind=Kind.UNDETERMINED,
                    topic=gathered.topics[one],
                    claims=claims_of(gathered.members[one]),
                    against=claims_of(gathered.members[other]),
                    outcome=compared.outcome,
                    field=compared.field,
                    reason=compared.reason,
                    sentence=f"{gathered.topics[one].label} / {gathered.topics[other].label}: {compared.deciding}.",
                    question=question_of(compared),
                )


def suggested_merges(gathered: Gathered, view: View) -> Iterator[Finding]:
    """Yield a question for each two events that somebody, or a reader of another format, thinks may be one."""
    by_event: dict[str, list[str]] = defaultdict(list)
    for name, members in gathered.members.items():
        if members[0].event is not None:
            by_event[members[0].event].append(name)
    apart = {
        frozenset((one.a, one.b))
        for one in view.links.values()
        if one.relation is Relation.DISTINCT_FROM and one.accepted
    }
    for link in sorted(view.links.values(), key=lambda one: one.key):
        if frozenset((link.a, link.b)) in apart:
            continue
        if link.relation is not Relation.SAME_AS or link.accepted or not {link.a, link.b} <= view.events.keys():
            continue
        one, other = view.incident(link.a), view.incident(link.b)
        if one == other or one not in by_event or other not in by_event:
            continue
        left, right = (
            [claim for name in by_event[end] for claim in claims_of(gathered.members[name])] for end in (one, other)
        )
        names = [view.events[end].label or end for end in (link.a, link.b)]
        why = link.basis or "a candidate, for a person to accept"
        ends = f"[[{yaml_name(link.a)}, {yaml_name(link.b)}]]"
        question = f"`merge: {ends}` or `distinct: {ends}` settles it"
        yield Finding(
            kind=Kind.UNDETERMINED,
            topic=gathered.topics[by_event[one][0]],
            claims=left,
            against=right,
            outcome=Outcome.UNDETERMINED,
            field="event",
            reason=f"event not settled ({names[0]} / {names[1]}): {why}",
            sentence=f"{names[0]} / {names[1]}: they may be one matter: {why}; {question}.",
            question=question,
        )


def _words_alone(members: Sequence[Standing]) -> str:
    """The words of claims that have neither subject nor measure, so that those that begin alike stand together."""
    first = members[0]
    return fold(first.claim.text) if first.subject is None and first.measure is None else ""


def _asserting(members: Sequence[Standing]) -> Standing:
    """A claim that stands for the axes of its topic: one that asserts, since a denial decides by itself."""
    return next((standing for standing in members if standing.claim.polarity), members[0])


def _cannot_differ(a: Standing, b: Standing) -> bool:
    """Whether two claims assert something without a value: that they meant one thing would contest neither."""
    return a.value is None and b.value is None and a.claim.polarity and b.claim.polarity


def _are_alike(a: Standing, b: Standing) -> bool:
    """Whether two claims in words alone share half of their words: nothing else could make them speak of one thing."""
    one, other = (set(fold(side.claim.text).split()) for side in (a, b))
    return 2 * len(one & other) >= max(len(one), len(other), 1)


def _may_be_one(a: Standing, b: Standing, axis: str, view: View) -> bool:
    """Whether two words could mean one thing: one of them is new to the vocabulary, or they share a word."""
    if isinstance(a.value, Quantity) != isinstance(b.value, Quantity):
        return False
    one, other = ((side.measure if axis == "measure" else side.subject) for side in (a, b))
    if one is None or other is None:
        return True
    if {word for atom in one.atoms for word in atom.split()} & {word for atom in other.atoms for word in atom.split()}:
        return True
    words = view.vocabulary
    return axis == "subject" and not all(words.is_known(atom) for atom in one.atoms | other.atoms)
