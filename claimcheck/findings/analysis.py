"""What a reader should know about the current claims of a ledger: the findings of every topic and between topics.

Every pass is linear, or O(n log n), in the claims of a topic; claims are held against each other one by one only
where a pass has picked them out.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple

from claimcheck.comparing.axes import Standing
from claimcheck.comparing.compare import compare_standings
from claimcheck.comparing.comparison import STRENGTH, Comparison, Outcome
from claimcheck.comparing.pair import figure_words, is_soft
from claimcheck.comparing.values import Range
from claimcheck.findings.checks import claim_checks, ledger_checks
from claimcheck.findings.contest import Side, disputes, side_ranges
from claimcheck.findings.finding import Finding, Findings, Kind
from claimcheck.findings.history import ended_disputes
from claimcheck.findings.nesting import nested_topics
from claimcheck.findings.origins import count_origins, groups_of, independent_sides, origin_groups, origin_side
from claimcheck.findings.topics import Gathered, Topic, gather, is_comparable
from claimcheck.model import Claim
from claimcheck.quantity import Number, Quantity
from claimcheck.view import View

__all__ = ["Analysis", "analyse"]

_MOST_SHOWN: Final = 30
"""Topics about one thing on one day, above which only neighbours are tried for what looks contested."""

_LISTED: Final = {
    Outcome.REPORTED_DIFFERENTLY: Kind.REPORTED_DIFFERENTLY,
    Outcome.PROGRESSION: Kind.PROGRESSION,
    Outcome.REVISION: Kind.REVISION,
    Outcome.ESTIMATE_SPREAD: Kind.ESTIMATE_SPREAD,
    Outcome.UNDETERMINED: Kind.UNDETERMINED,
}


class Analysis(NamedTuple):
    """The findings of a view, the topics they are about, and the conflicts between claims with their reasons."""

    gathered: Gathered
    findings: Findings
    by_claim: dict[str, tuple[Finding, ...]]
    origins: dict[str, int]
    opponents: dict[str, str]


def analyse(view: View) -> Analysis:
    """Return everything there is to know about the current claims of *view*, in a stable order."""
    gathered = gather(view)
    found: list[Finding] = []
    origins: dict[str, int] = {}
    opponents: dict[str, str] = {}
    for name, members in gathered.members.items():
        judge = _Judge(gathered.topics[name], members, view)
        found += judge.findings()
        origins.update(judge.origins)
        opponents.update(judge.opponents)
    found += _between(gathered, view, opponents)
    found += _looks_contested(gathered, view)
    found += _open_questions(gathered, view)
    found += ledger_checks(view, gathered)
    found += ended_disputes(view, gathered, frozenset(opponents))
    found = sorted(_merged(found), key=lambda one: one.order)
    by_claim: dict[str, list[Finding]] = defaultdict(list)
    for one in found:
        for claim in {claim.key: claim for claim in (*one.claims, *one.against)}.values():
            by_claim[claim.key].append(one)
    return Analysis(gathered, Findings(found), {key: tuple(held) for key, held in by_claim.items()}, origins, opponents)


def _merged(found: Iterable[Finding]) -> list[Finding]:
    return list({one.order: one for one in found}.values())


def _claims(standings: Iterable[Standing]) -> tuple[Claim, ...]:
    unique = {standing.claim.key: standing.claim for standing in standings}
    return tuple(unique[key] for key in sorted(unique))


def who(claims: Iterable[Claim], view: View) -> str:
    """Return the claimants of *claims* for a sentence."""
    names = sorted({view.party_name(key) for claim in claims for key in claim.claimants})
    if not names:
        return "nobody named"
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def figures(standings: Iterable[Standing]) -> str:
    """Return the different values of some claims for a sentence."""
    shown = list(dict.fromkeys(_figure(standing) for standing in standings))
    return ", ".join(shown[:6]) + (f" and {len(shown) - 6} more" if len(shown) > 6 else "")


def _figure(standing: Standing) -> str:
    words = figure_words(standing)
    return words if standing.claim.polarity else f"not {words}"


class _Judge:
    """The findings within one topic."""

    def __init__(self, topic: Topic, members: tuple[Standing, ...], view: View) -> None:
        self.topic = topic
        self.members = members
        self.view = view
        self.sides: list[Side] = [groups_of(standing, view) for standing in members]
        self.comparable = any(is_comparable(standing) for standing in members)
        self.opponents: dict[str, str] = {}
        self.contested: dict[int, int] = {}

    def compare(self, one: int, other: int) -> Comparison:
        return compare_standings(self.members[one], self.members[other], self.view)

    def findings(self) -> Iterator[Finding]:
        if len(self.members) > 1 and self.comparable:
            if not self._all_meet():
                yield from self._contested()
                yield from self._unattributed_disputes()
                yield from self._inconsistent()
                yield from self._listed()
            yield from self._floor()
            yield from self._uninformative()
        yield from self._support()
        for standing in self.members:
            if standing.claim.computed_from is None:
                yield from claim_checks(standing, self.topic, self.view)

    def _all_meet(self) -> bool:
        """Whether all claims are plain figures that have a number in common: then no two of them differ."""
        low: tuple[Number, bool] | None = None
        high: tuple[Number, bool] | None = None
        first = self.members[0].value
        for standing in self.members:
            value = standing.value
            if not isinstance(value, Quantity) or not isinstance(first, Quantity) or value.unit != first.unit:
                return False
            if standing.agent is not None or not standing.claim.polarity or standing.ranges.keys() != {"count"}:
                return False
            found = standing.ranges["count"]
            if found.low is not None:
                end = (found.low, found.low_open)
                low = end if low is None else max(low, end)
            if found.high is not None:
                top = (found.high, not found.high_open)
                high = top if high is None else min(high, top)
        return low is None or high is None or low[0] < high[0] or (low[0] == high[0] and not low[1] and high[1])

    def _contested(self) -> Iterator[Finding]:
        self.contested = disputes(self.members, self.sides, self.view)
        if self.contested:
            yield self._dispute(Kind.CONTESTED, self.contested, self.sides)

    def _dispute(self, kind: Kind, found: dict[int, int], sides: Sequence[Side]) -> Finding:
        """One finding for all disputed claims of the topic, spoken for by the strongest and widest comparison.

        The two sides of the finding are those that oppose the two claims compared; the others follow them.
        """
        if kind is Kind.CONTESTED:
            keys = {at: self.members[at].claim.key for at in range(len(self.members))}
            self.opponents.update({keys[place]: keys[other] for place, other in found.items()})
        tried = self._widest(found)
        compared, place, other = max(
            ((self.compare(place, found[place]), place, found[place]) for place in tried),
            key=lambda one: (STRENGTH[one[0].outcome], one[0].gap.absolute if one[0].gap else 0, self._said(*one[1:])),
        )
        mine = [at for at in tried if sides[at] == sides[place] and self._oppose(at, other)]
        theirs = [at for at in {*tried, other} if sides[at].isdisjoint(sides[place]) and self._oppose(at, place)]
        left, right = ([self.members[at] for at in sorted(half)] for half in (mine, theirs))
        named = {*mine, *theirs}
        others = [at for at in found if at not in named]
        followers: tuple[list[Standing], list[Standing]] = ([], [])
        for at in others:
            with_other = sides[at] == sides[other] or (sides[at] != sides[place] and not self._oppose(at, other))
            followers[with_other].append(self.members[at])
        verb = "contradict each other" if kind is Kind.INCONSISTENT else "cannot both be right"
        more = f" {len(others)} more claims of the topic are disputed." if others else ""
        sentence = (
            f"{self.topic.label}: {who(_claims(left), self.view)} ({figures(left)}) and "
            f"{who(_claims(right), self.view)} ({figures(right)}) {verb}: {compared.deciding}.{more}"
        )
        return Finding(
            kind=kind,
            topic=self.topic,
            claims=(*_claims(left), *_claims(followers[0])),
            against=(*_claims(right), *_claims(followers[1])),
            outcome=compared.outcome,
            aspects=compared.aspects,
            field=compared.field,
            reason=compared.reason,
            gap=compared.gap,
            origins=self._count(left),
            origins_against=self._count(right),
            sentence=sentence,
        )

    def _widest(self, found: dict[int, int]) -> list[int]:
        """The disputed claims to compare one by one: all of a few, the lowest and the highest of many."""
        places = sorted(found, key=self._low)
        half = _MOST_SHOWN // 2
        return places if len(places) <= _MOST_SHOWN else [*places[:half], *places[-half:]]

    def _said(self, one: int, other: int) -> tuple[str, ...]:
        """What two claims say, by which to choose between pairs that lie equally far apart."""
        return tuple(sorted(f"{figure_words(self.members[at])} {self.members[at].claimants}" for at in (one, other)))

    def _oppose(self, one: int, other: int) -> bool:
        if one == other:
            return False
        compared = self.compare(one, other)
        return compared.conflict and not compared.boundary

    def _count(self, standings: Iterable[Standing]) -> int:
        return independent_sides(origin_side(standing, self.view) for standing in standings)

    def _unattributed_disputes(self) -> Iterator[Finding]:
        if all(self.sides) or not any(self.sides):
            return
        sides = [frozenset({"named"}) if side else frozenset({"nobody"}) for side in self.sides]
        found = {
            place: other
            for place, other in disputes(self.members, sides, self.view).items()
            if self.sides[place] and place not in self.contested
        }
        if found:
            one = self._dispute(Kind.DISPUTED_BY_UNATTRIBUTED, found, sides)
            yield one

    def _inconsistent(self) -> Iterator[Finding]:
        by_group: dict[str, list[int]] = defaultdict(list)
        for place, side in enumerate(self.sides):
            for group in side:
                by_group[group].append(place)
        for _, places in sorted(by_group.items()):
            makers = {self.members[place].claimants for place in places}
            if len(makers) < 2:
                continue
            sides: list[Side] = [frozenset()] * len(self.members)
            for place in places:
                sides[place] = frozenset(self.members[place].claimants)
            found = disputes(self.members, sides, self.view)
            if found:
                yield self._dispute(Kind.INCONSISTENT, found, sides)

    def _listed(self) -> Iterator[Finding]:
        """What differs without being a dispute: found between neighbours in time, in value, and beside own words."""
        found: dict[Outcome, list[tuple[int, int, Comparison]]] = defaultdict(list)
        for one, other in self._neighbours():
            compared = self.compare(one, other)
            if compared.outcome in _LISTED and not compared.conflict:
                found[compared.outcome].append((one, other, compared))
        for outcome in sorted(found, key=lambda word: -STRENGTH[word]):
            pairs = found[outcome]
            strongest = max(pairs, key=lambda pair: (pair[2].gap.absolute if pair[2].gap else 0, pair[2].reason))
            said = {self._says(at) for pair in pairs for at in pair[:2]}
            members = [standing for at, standing in enumerate(self.members) if self._says(at) in said]
            compared = strongest[2]
            chain = [self.members[at] for pair in pairs for at in pair[:2]]
            told = [standing for standing in chain if standing.claim.computed_from is None]
            chain = told if len({standing.claim.key for standing in told}) > 1 else chain
            yield Finding(
                kind=_LISTED[outcome],
                topic=self.topic,
                claims=_claims(members),
                outcome=outcome,
                aspects=compared.aspects,
                field=compared.field,
                reason=compared.reason,
                gap=compared.gap,
                origins=self._count(members),
                sentence=f"{self.topic.label}: {_STORIES[outcome]} ({figures(chain)}): {compared.deciding}.",
                question=_question(compared),
            )

    def _neighbours(self) -> Iterator[tuple[int, int]]:
        """Pairs worth a look: neighbours in time and in value, and reports beside the claimant's own words."""
        places = [place for place, standing in enumerate(self.members) if standing.claim.polarity]
        by_claimant: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for place in places:
            by_claimant[self.members[place].claimants].append(place)
        pairs: dict[tuple[int, int], None] = {}
        repeated = any(claimants and len(held) > 1 for claimants, held in by_claimant.items())
        timed = any(self.members[place].accumulates for place in places)
        soft = any(self._is_soft(place) for place in places)
        if timed:
            self._chain(sorted(places, key=lambda place: (self._when(place), self._tie(place))), pairs)
        if soft or timed:
            self._chain(sorted(places, key=self._low), pairs)
        for claimants, held in by_claimant.items() if repeated else ():
            if claimants and len(held) > 1:
                self._chain(sorted(held, key=lambda place: (self._when(place), self._tie(place))), pairs)
                own = [place for place in held if self.view.own_words(self.members[place].claim)]
                for place in held if own else ():
                    pairs[min(own[0], place), max(own[0], place)] = None
        yield from (pair for pair in pairs if pair[0] != pair[1])

    def _tie(self, place: int) -> str:
        """By what claims of one time or one value are ordered: what they say, so that no key decides."""
        return str(self._says(place))

    def _says(self, place: int) -> Hashable:
        """What a claim says, by whom, when and how known: claims alike in all this are listed together."""
        standing = self.members[place]
        own = self.view.own_words(standing.claim)
        value = standing.value
        return (standing.claimants, self._when(place), own, str(value), standing.is_floor, standing.claim.polarity)

    def _chain(self, places: list[int], pairs: dict[tuple[int, int], None]) -> None:
        first: dict[Hashable, int] = {}
        for place in places:
            first.setdefault(self._says(place), place)
        for one, other in pairwise(first.values()):
            pairs[min(one, other), max(one, other)] = None

    def _is_soft(self, place: int) -> bool:
        return is_soft(
            self.members[place], any(one.low_soft or one.high_soft for one in side_ranges(self.members[place]).values())
        )

    def _when(self, place: int) -> str:
        claim = self.members[place].claim
        when = claim.proposition.cutoff or claim.asserted
        return "" if when is None else when.edtf

    def _low(self, place: int) -> tuple[bool, Number, str, str]:
        found = side_ranges(self.members[place]).get("count")
        low = None if found is None else (found.low if found.low is not None else found.high)
        return (low is not None, low or 0, self._tie(place), self.members[place].claim.key)

    def _floor(self) -> Iterator[Finding]:
        """A documented minimum below a total: it is a part of what is known, not a dispute."""
        floors = [
            (found.low, place)
            for place, standing in enumerate(self.members)
            if standing.is_floor and (found := side_ranges(standing).get("count")) is not None and found.low is not None
        ]
        if not floors:
            return
        low, lowest = max(floors, key=lambda pair: (pair[0], sorted(self.sides[pair[1]]), -pair[1]))
        above = []
        for place, standing in enumerate(self.members):
            value = standing.value
            if standing.is_floor or not isinstance(value, Quantity) or value.low is None or value.low < low:
                continue
            if value.low == value.high and value.low > low and self.sides[place].isdisjoint(self.sides[lowest]):
                above.append((value.low, place))
        for total in sorted({number for number, _ in above}):
            claimed = [self.members[place] for number, place in above if number == total]
            floor = self.members[lowest]
            sentence = (
                f"{self.topic.label}: documented independently: {low} of {total}; {total - low} not confirmed. "
                f"{who(_claims([floor]), self.view)} documented at least {low}, "
                f"{who(_claims(claimed), self.view)} claims {total}."
            )
            yield Finding(
                kind=Kind.FLOOR,
                topic=self.topic,
                claims=_claims(self.members[place] for number, place in floors if number == low),
                against=_claims(claimed),
                outcome=Outcome.REFINED_BY,
                reason=f"at least {low} / {total}; {total - low} not confirmed",
                origins=self._count([floor]),
                origins_against=self._count(claimed),
                sentence=sentence,
            )

    def _uninformative(self) -> Iterator[Finding]:
        """A figure so wide that it can be right whatever the others say, where these disagree."""
        if not self.contested:
            return
        disputed = [side_ranges(self.members[place]).get("count") for place in self.contested]
        ranges = [one for one in disputed if one is not None]
        if len(ranges) != len(disputed) or not ranges:
            return
        lows = [one.low for one in ranges if one.low is not None]
        highs = [one.high for one in ranges if one.high is not None]
        for place, standing in enumerate(self.members):
            found = side_ranges(standing).get("count")
            if place in self.contested or found is None or not standing.claim.polarity:
                continue
            wide = (found.low is None or (bool(highs) and found.low <= min(highs))) and (
                found.high is None or (bool(lows) and found.high >= max(lows))
            )
            if wide:
                yield Finding(
                    kind=Kind.UNINFORMATIVE,
                    topic=self.topic,
                    claims=(standing.claim,),
                    reason=f"{_figure(standing)} meets every position",
                    sentence=f"{self.topic.label}: {_figure(standing)} can be right whichever side is.",
                )

    @cached_property
    def origins(self) -> dict[str, int]:
        """How many origins say the same as each claim or more."""
        if self.comparable:
            counts = count_origins(self.members, self.view)
        else:
            counts = [len(origin_groups(standing, self.view)) for standing in self.members]
        return {standing.claim.key: count for standing, count in zip(self.members, counts, strict=True)}

    def _support(self) -> Iterator[Finding]:
        origins = self.origins
        for standing in self.members:
            claim = standing.claim
            count = origins[claim.key]
            if claim.computed_from is not None or not claim.polarity:
                continue
            if count > 1:
                yield Finding(
                    kind=Kind.CORROBORATED,
                    topic=self.topic,
                    claims=(claim,),
                    origins=count,
                    outcome=Outcome.SAME,
                    reason=f"{count} origins say {_figure(standing)} or more exactly",
                    sentence=f"{self.topic.label}: {count} origins say {_figure(standing)} or more exactly.",
                )
            elif claim.claimants:
                said = f"only {who([claim], self.view)} says so"
                if count == 0:
                    said += ", of whom nothing is declared"
                yield Finding(
                    kind=Kind.UNCORROBORATED,
                    topic=self.topic,
                    claims=(claim,),
                    origins=count,
                    reason=said,
                    sentence=f"{self.topic.label}: {_figure(standing)}: {said}; uncorroborated, which is not refuted.",
                )


_STORIES: Final = {
    Outcome.REPORTED_DIFFERENTLY: "one party's figure is given differently",
    Outcome.PROGRESSION: "a count that rose as time passed",
    Outcome.REVISION: "a party revised its own figure",
    Outcome.ESTIMATE_SPREAD: "estimates that differ as estimates do",
    Outcome.UNDETERMINED: "it cannot be told whether these disagree",
}


def _question(compared: Comparison) -> str | None:
    if compared.outcome is not Outcome.UNDETERMINED:
        return None
    lines = [part for part in compared.reason.split("; ") if "`" in part]
    return lines[-1] if lines else f"What is the {compared.field} of each?"


def _between(gathered: Gathered, view: View, opponents: dict[str, str]) -> Iterator[Finding]:
    """Conflicts between a topic and one that contains it: a part above its whole, a denial of the whole."""
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
            yield Finding(
                kind=kind,
                topic=topic,
                claims=_alike(one, parts),
                against=_alike(other, wholes),
                outcome=compared.outcome,
                aspects=compared.aspects,
                field=compared.field,
                reason=compared.reason,
                gap=compared.gap,
                origins=len(origin_groups(one, view)),
                origins_against=len(origin_groups(other, view)),
                sentence=(
                    f"{topic.label}: {who([one.claim], view)} ({_figure(one)}) and {who([other.claim], view)} "
                    f"({_figure(other)}) cannot both be right: {compared.deciding}."
                ),
            )
            break


def _as_part(topic: Topic, parts: Sequence[Standing], wholes: Sequence[Standing], view: View) -> Iterator[Finding]:
    """A figure that lies within another: it is part of it and must not be added to it."""
    one, other = _spokesman(parts), _spokesman(wholes)
    if one is None or other is None:
        return
    compared = compare_standings(one, other, view)
    if compared.outcome is not Outcome.PART_OF:
        return
    yield Finding(
        kind=Kind.PART_OF,
        topic=topic,
        claims=_alike(one, parts),
        against=_alike(other, wholes),
        outcome=compared.outcome,
        field=compared.field,
        reason=compared.reason,
        sentence=(
            f"{topic.label}: {_figure(one)} ({who([one.claim], view)}) is part of {_figure(other)} "
            f"({who([other.claim], view)}) and must not be added to it: {compared.deciding}."
        ),
    )


def _spokesman(members: Iterable[Standing]) -> Standing | None:
    """The claim that speaks for a topic where only one can be shown: no computed one, an exact one, the largest."""
    told = [one for one in members if one.claim.computed_from is None and isinstance(one.value, Quantity)]
    return max(told, key=_rank, default=None)


def _rank(standing: Standing) -> tuple[bool, bool, tuple[bool, Number], str, tuple[str, ...]]:
    value = standing.value
    exact = isinstance(value, Quantity) and value.is_exact
    return bool(standing.claimants), exact, _size(standing), _figure(standing), standing.claimants


def _alike(standing: Standing, members: Iterable[Standing]) -> tuple[Claim, ...]:
    """The claims of a topic that say by the same parties what one of them says."""
    rank = _rank(standing)
    return _claims(one for one in members if one is standing or (_told(one) and _rank(one) == rank))


def _told(standing: Standing) -> bool:
    return standing.claim.computed_from is None and standing.claim.polarity


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
            ranked.append((-number if largest else number, _rank(standing), standing))
    ranked.sort(key=lambda entry: entry[:2])
    if not ranked:
        return []
    first = ranked[0][2]
    side = groups_of(first, view)
    second = next((entry[2] for entry in ranked if groups_of(entry[2], view) != side), None)
    return [first] if second is None else [first, second]


def _looks_contested(gathered: Gathered, view: View) -> Iterator[Finding]:
    """Figures of two sides about one kind of thing at one time that a reader might wrongly hold against each other."""
    buckets: dict[Hashable, list[str]] = defaultdict(list)
    for name, members in gathered.members.items():
        told = [standing for standing in members if standing.claim.computed_from is None]
        first = members[0]
        if told and first.subject is not None and first.period is not None:
            when = first.period.earliest
            buckets[first.subject, str(when)[:10]].append(name)
    for bucket in sorted(buckets, key=str):
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
        a, b = (_spokesman(gathered.members[name]) for name in (one, other))
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
        a, b, compared = max(held, key=lambda entry: (_size(entry[0]), _size(entry[1]), entry[2].reason))
        left, right = (
            tuple(dict.fromkeys(claim for one in half for claim in _alike(one, _topic_mates(one, gathered))))
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
                f"{who(left, view)} ({_figure(a)}) and {who(right, view)} ({_figure(b)}) do not speak of the same "
                f"thing and do not contradict each other: {compared.deciding}."
            ),
        )


def _topic_mates(standing: Standing, gathered: Gathered) -> tuple[Standing, ...]:
    return gathered.members[gathered.topic_of[standing.claim.key]]


def _size(standing: Standing) -> tuple[bool, Number]:
    """How large a figure is, by which the one to show is chosen; one with its total before one without."""
    value = standing.value
    if not isinstance(value, Quantity):
        return False, 0
    return value.of is not None, value.low or 0


def _open_questions(gathered: Gathered, view: View) -> Iterator[Finding]:
    """Topics that differ on one axis only, on which nobody has said how the two words lie to each other."""
    axes = {0: "operator", 1: "subject", 2: "event", 3: "measure", 5: "place"}
    for place, axis in axes.items():
        buckets: dict[Hashable, list[str]] = defaultdict(list)
        for name, key in gathered.axes.items():
            if key[place] is not None and is_comparable(gathered.members[name][0]):
                buckets[(*key[:place], *key[place + 1 :])].append(name)
        for bucket in sorted((held for held in buckets.values() if len(held) > 1), key=str):
            for one, other in pairwise(sorted(bucket)):
                a, b = (_asserting(gathered.members[name]) for name in (one, other))
                compared = compare_standings(a, b, view)
                if compared.outcome is not Outcome.UNDETERMINED or compared.field != axis:
                    continue
                yield Finding(
                    kind=Kind.UNDETERMINED,
                    topic=gathered.topics[one],
                    claims=_claims(gathered.members[one]),
                    against=_claims(gathered.members[other]),
                    outcome=compared.outcome,
                    field=compared.field,
                    reason=compared.reason,
                    sentence=f"{gathered.topics[one].label} / {gathered.topics[other].label}: {compared.deciding}.",
                    question=_question(compared),
                )


def _asserting(members: Sequence[Standing]) -> Standing:
    """A claim that stands for the axes of its topic: one that asserts, since a denial decides by itself."""
    return next((standing for standing in members if standing.claim.polarity), members[0])
