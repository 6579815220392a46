"""The findings within one topic: what is contested, inconsistent, told in two ways, resting on how many origins.

Every pass is linear, or O(n log n), in the claims of the topic; claims are held against each other one by one only
where a pass has picked them out.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Final

from claimcheck.comparing.axes import Standing
from claimcheck.comparing.compare import compare_standings
from claimcheck.comparing.comparison import STRENGTH, Comparison, Outcome
from claimcheck.comparing.pair import figure_words, is_soft
from claimcheck.findings.checks import claim_checks
from claimcheck.findings.contest import Side, dimension, disputes, side_ranges
from claimcheck.findings.finding import Finding, Kind
from claimcheck.findings.origins import count_origins, entailing, groups_of
from claimcheck.findings.relayed import ONLY_REPORTED, OwnWords
from claimcheck.findings.telling import claims_of, figures, question_of, shown, who
from claimcheck.findings.topics import Topic, is_comparable
from claimcheck.model import Category
from claimcheck.quantity import Number, Quantity
from claimcheck.support.grounds import Grounds
from claimcheck.support.ways import Side as WaySide
from claimcheck.support.ways import Tally, Ways

__all__ = ["NO_SECOND", "Judge"]

NO_SECOND: Final = "and no second origin does"
"""How the reason of an uncorroborated claim ends that has one origin, and nothing more to be told of it."""

_MOST_SHOWN: Final = 30
"""Topics about one thing on one day, above which only neighbours are tried for what looks contested; and claims of one
topic above which it is not told one by one who says the same."""


_LISTED: Final = {
    Outcome.REPORTED_DIFFERENTLY: Kind.REPORTED_DIFFERENTLY,
    Outcome.PROGRESSION: Kind.PROGRESSION,
    Outcome.REVISION: Kind.REVISION,
    Outcome.ESTIMATE_SPREAD: Kind.ESTIMATE_SPREAD,
    Outcome.UNDETERMINED: Kind.UNDETERMINED,
}


_STORIES: Final = {
    Outcome.REPORTED_DIFFERENTLY: "one party's figure is given differently",
    Outcome.PROGRESSION: "a count that rose as time passed",
    Outcome.REVISION: "a party revised its own figure",
    Outcome.ESTIMATE_SPREAD: "estimates that differ as estimates do",
    Outcome.UNDETERMINED: "it cannot be told whether these disagree",
}


class Judge:
    """The findings within one topic."""

    def __init__(self, topic: Topic, members: tuple[Standing, ...], grounds: Grounds) -> None:
        self.topic = topic
        self.members = members
        self.view = view = grounds.view
        self.ways = Ways(members, grounds)
        self.sides: list[Side] = [groups_of(standing, view) for standing in members]
        self.comparable = any(is_comparable(standing) for standing in members)
        self.opponents: dict[str, str] = {}
        self.contested: dict[int, int] = {}

    def compare(self, one: int, other: int) -> Comparison:
        """Return how two claims stand to each other, by their places."""
        return compare_standings(self.members[one], self.members[other], self.view)

    def findings(self) -> Iterator[Finding]:
        """Yield the findings of the topic."""
        if len(self.members) > 1 and self.comparable:
            if not self._all_meet():
                yield from self._contested()
                yield from self._unattributed_disputes()
                yield from self._inconsistent()
                yield from self._listed()
            yield from self._floor()
            yield from self._uninformative()
        elif len(self.members) > 1:
            yield from self._not_settled()
        yield from self._support()
        for standing in self.members:
            if standing.claim.computed_from is None:
                yield from claim_checks(standing, self.topic, self.view)

    def _not_settled(self) -> Iterator[Finding]:
        """Claims that lack what it takes to compare them: neither an event nor a period, or a period of their own."""
        told = [at for at, standing in enumerate(self.members) if standing.claim.computed_from is None]
        if len({self._tie(at) for at in told}) < 2:
            return
        places = sorted(told, key=self._tie)
        compared = self.compare(places[0], places[-1])
        if compared.outcome is Outcome.UNDETERMINED:
            yield self._open(compared, [self.members[at] for at in places])

    def _words(self) -> Iterator[Finding]:
        """Values that are words, of which nobody has said whether they exclude each other."""
        first: dict[str, int] = {}
        for at in sorted(range(len(self.members)), key=self._tie):
            value = self.members[at].value
            if isinstance(value, Category) and self.members[at].claim.polarity:
                first.setdefault(str(self.view.vocabulary.concept(value.term)), at)
        for one, other in pairwise(first.values()):
            compared = self.compare(one, other)
            if compared.outcome is Outcome.UNDETERMINED and not compared.conflict:
                said = {self._says(at) for at in (one, other)}
                yield self._open(compared, [x for at, x in enumerate(self.members) if self._says(at) in said])

    def _open(self, compared: Comparison, members: Sequence[Standing]) -> Finding:
        return Finding(
            kind=Kind.UNDETERMINED,
            topic=self.topic,
            claims=claims_of(members),
            outcome=compared.outcome,
            aspects=compared.aspects,
            field=compared.field,
            reason=compared.reason,
            origins=self._count(members),
            sentence=(
                f"{self.topic.label}: {_STORIES[Outcome.UNDETERMINED]} ({figures(members)}): {compared.deciding}."
            ),
            question=question_of(compared),
        )

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
        are = "claim of the topic is" if len(others) == 1 else "claims of the topic are"
        more = f" {len(others)} more {are} disputed." if others else ""
        sentence = (
            f"{self.topic.label}: {who(claims_of(left), self.view)} ({figures(left)}) and "
            f"{who(claims_of(right), self.view)} ({figures(right)}) {verb}: {compared.deciding}.{more}"
        )
        relayed = self._own_words.notes([*left, *right])
        return Finding(
            kind=kind,
            topic=self.topic,
            claims=(*claims_of(left), *claims_of(followers[0])),
            against=(*claims_of(right), *claims_of(followers[1])),
            outcome=compared.outcome,
            aspects=(*compared.aspects, ONLY_REPORTED) if relayed else compared.aspects,
            field=compared.field,
            reason=compared.reason,
            gap=compared.gap,
            origins=self._count([*left, *followers[0]]),
            origins_against=self._count([*right, *followers[1]]),
            sentence=sentence + relayed,
        )

    @cached_property
    def _own_words(self) -> OwnWords:
        return OwnWords(self.members, self.view)

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
        return self.ways.tally(self._side_of[standing.claim.key] for standing in standings).independent

    @cached_property
    def _side_of(self) -> dict[str, WaySide]:
        return {one.claim.key: side for one, side in zip(self.members, self.ways.sides, strict=True)}

    def _unattributed_disputes(self) -> Iterator[Finding]:
        if all(self.sides) or not any(self.sides):
            return
        sides = [frozenset({"named"}) if side else frozenset({"nobody"}) for side in self.sides]
        between = disputes(self.members, sides, self.view)
        only = {place: other for place, other in between.items() if self.sides[place] and place not in self.contested}
        nobodys = {place: other for place, other in between.items() if not self.sides[place]}
        if nobodys:
            yield self._dispute(Kind.DISPUTED_BY_UNATTRIBUTED, only | nobodys, sides)

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
                sides[place] = frozenset({" + ".join(self.members[place].claimants)})
            found = disputes(self.members, sides, self.view)
            if found:
                yield self._dispute(Kind.INCONSISTENT, found, sides)

    def _listed(self) -> Iterator[Finding]:
        """What differs without being a dispute: found between neighbours in time, in value, and beside own words."""
        found: dict[Outcome, list[tuple[int, int, Comparison]]] = defaultdict(list)
        for one, other in self._neighbours():
            compared = self.compare(one, other)
            if compared.outcome is Outcome.REPORTED_DIFFERENTLY and self._has_words_of_its_own(one, other):
                continue  # every report is held against these words, figure by figure: findings/reported.py
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
            if outcome is Outcome.PROGRESSION:
                low = {standing.claim.key: self._low(at) for at, standing in enumerate(self.members)}
                chain.sort(key=lambda standing: low[standing.claim.key])
            yield Finding(
                kind=_LISTED[outcome],
                topic=self.topic,
                claims=claims_of(members),
                outcome=outcome,
                aspects=compared.aspects,
                field=compared.field,
                reason=compared.reason,
                gap=compared.gap,
                origins=self._count(members),
                sentence=f"{self.topic.label}: {_STORIES[outcome]} ({figures(chain)}): {compared.deciding}.",
                question=question_of(compared),
            )

    def _has_words_of_its_own(self, one: int, other: int) -> bool:
        """Whether reports are listed with their claimant's own words, beside which these two stand."""
        own = [self.view.own_words(self.members[at].claim) for at in (one, other)]
        return not all(own) and self.members[one].claimants in self._speaking

    @cached_property
    def _speaking(self) -> frozenset[tuple[str, ...]]:
        """The claimants whose own words stand in the topic."""
        told = (one for one in self.members if one.claim.polarity)
        return frozenset(one.claimants for one in told if one.claimants and self.view.own_words(one.claim))

    def _neighbours(self) -> Iterator[tuple[int, int]]:
        """Pairs worth a look: neighbours in time and in value, and reports beside the claimant's own words."""
        places = [place for place, standing in enumerate(self.members) if standing.claim.polarity]
        by_claimant: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for place in places:
            by_claimant[self.members[place].claimants].append(place)
        pairs: dict[tuple[int, int], None] = {}
        repeated = any(claimants and len(held) > 1 for claimants, held in by_claimant.items())
        timed = any(
            standing.accumulates or (standing.declared and standing.declared.running) for standing in self.members
        )
        timed = timed or len({dimension(standing) for standing in self.members}) > 1
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
                f"{who(claims_of([floor]), self.view)} documented at least {low}, "
                f"{who(claims_of(claimed), self.view)} claims {total}."
            )
            yield Finding(
                kind=Kind.FLOOR,
                topic=self.topic,
                claims=claims_of(self.members[place] for number, place in floors if number == low),
                against=claims_of(claimed),
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
        if (
            len(ranges) != len(disputed)
            or not ranges
            or not all(self.members[at].claim.polarity for at in self.contested)
        ):
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
                    reason=f"{shown(standing)} meets every position",
                    sentence=f"{self.topic.label}: {shown(standing)} can be right whichever side is.",
                )

    @cached_property
    def tallies(self) -> dict[str, Tally]:
        """How many origins say the same as each claim or more."""
        if self.comparable:
            counts = count_origins(self.members, self.ways, self.view)
        else:
            counts = [self.ways.tally([side]) for side in self.ways.sides]
        return {standing.claim.key: count for standing, count in zip(self.members, counts, strict=True)}

    def _named(self, standing: Standing) -> str:
        """Who says so, each with their figure, where a topic is small enough to go through it for each claim."""
        if len(self.members) > _MOST_SHOWN:
            return ""
        told: dict[str, str] = {}
        for one in entailing(standing, self.members, self.view):
            if one.claim.claimants:
                told.setdefault(who([one.claim], self.view), shown(one))
        return f": {', '.join(f'{name} ({figure})' for name, figure in sorted(told.items()))}"

    def _support(self) -> Iterator[Finding]:
        for standing in self.members:
            claim = standing.claim
            count, named, gap = self.tallies[claim.key]
            if claim.computed_from is not None or not claim.polarity:
                continue
            between = f"; {named} are named, {gap}" if gap else ""
            if count > 1:
                told = f"{count} origins say {shown(standing)}, or something that implies it"
                reason = f"{told}{self._named(standing)}{between}"
                yield Finding(
                    kind=Kind.CORROBORATED,
                    topic=self.topic,
                    claims=(claim,),
                    origins=count,
                    outcome=Outcome.SAME,
                    reason=reason,
                    sentence=f"{self.topic.label}: {reason}.",
                )
            elif claim.claimants:
                said = f"{who([claim], self.view)} says so, {NO_SECOND}"
                if gap:
                    said = f"{named} origins are named, {gap}"
                elif count == 0:
                    declared = any(self.view.is_declared(key) for key in claim.claimants)
                    name = who([claim], self.view)
                    said = (
                        f"{name} says so, and nothing shows from where" if declared else f"{name} says so, undeclared"
                    )
                yield Finding(
                    kind=Kind.UNCORROBORATED,
                    topic=self.topic,
                    claims=(claim,),
                    origins=count,
                    reason=said,
                    sentence=f"{self.topic.label}: {shown(standing)}: {said}; uncorroborated, which is not refuted.",
                )
