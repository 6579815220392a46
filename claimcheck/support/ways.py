"""How many origins the claims of one topic have, set by set: what is simple is counted, and only the rest is traced.

The claims of a topic fall into parts that share no document. Where a part knows one control group only, each of its
claims simply stands for that group, or for those who only pass on what others say. Of the other claims those are alike
that are made by the same parties in the same documents; any set of them is traced once, through the network of these
claims alone.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from claimcheck.comparing.axes import Standing
from claimcheck.support.grounds import Act, Grounds
from claimcheck.support.network import Network
from claimcheck.support.telling import PASSING, gap_words

__all__ = ["Passes", "Side", "Tally", "Way", "Ways", "passing"]


class Way:
    """How some claims of a topic are known, alike for all of them; different from every other way."""

    __slots__ = ("documents", "groups", "is_plain", "place")

    def __init__(self, place: int, groups: frozenset[str], documents: tuple[str, ...], *, is_plain: bool) -> None:
        self.place, self.groups, self.documents, self.is_plain = place, groups, documents, is_plain


class Passes(NamedTuple):
    """That a control group says so by itself and may only pass on what others say."""

    group: str


Side: TypeAlias = "frozenset[str] | Passes | Way"
"""The control group that a claim stands for, or nobody; or the way in which it is known, where that is less simple."""


class Tally(NamedTuple):
    """How many origins could be wrong separately, how many are named, and in words what lies between the two."""

    independent: int
    named: int
    gap: str = ""


class Ways:
    """How the claims of a topic are known.

    Args:
        members: The claims of the topic.
        grounds: What the ledger knows of documents and acts.
    """

    def __init__(self, members: Sequence[Standing], grounds: Grounds) -> None:
        self._members, self._grounds = members, grounds
        self._known: dict[Hashable, Tally] = {}
        acts = [grounds.act(standing) for standing in members]
        self.sides: list[Side] = self._sided(acts)
        self._passing: dict[str, int] = {}
        for place, side in enumerate(self.sides):
            if isinstance(side, Passes):
                self._passing.setdefault(side.group, place)

    def _sided(self, acts: list[Act]) -> list[Side]:
        sides: list[Side] = []
        alike: dict[Hashable, Way] = {}
        for place, (act, around) in enumerate(zip(acts, self._around(acts), strict=True)):
            if around is None:
                sides.append(Passes(*act.groups) if act.relays and act.groups else act.groups)
                continue
            documents = tuple(sorted({one.source for one in act.appearances}))
            own = tuple(self._grounds.publisher(source) in act.groups for source in documents)
            alone = self._is_alone(act)
            is_plain = alone and not act.relays and len(act.groups) == 1 and not self._derive(documents)
            said = None if alone and documents else act.key
            signature = (act.groups, documents, own, act.relays, act.observed, said, is_plain)
            if signature not in alike:
                alike[signature] = Way(place, act.groups if is_plain else around, documents, is_plain=is_plain)
            sides.append(alike[signature])
        return sides

    def _is_alone(self, act: Act) -> bool:
        """Whether a claim is an act by itself, joined with no other and based on none."""
        told = act.claim.computed_from or act.claim.key
        return not (act.claim.act or act.bases or told in self._grounds.view.one_act)

    def _derive(self, documents: Iterable[str]) -> bool:
        return any(self._grounds.derivations.above(source) for source in documents)

    def _around(self, acts: list[Act]) -> list[frozenset[str] | None]:
        """For each claim the control groups that may share something with it; None where what it stands for is simple.

        It is where its part knows one group at most, or nobody who does more than pass on what nothing shows an origin
        of, and where nothing in the part is out of the ordinary: no document taken back or in a circle, no joint
        statement, nothing based on something else.
        """
        parts = _Parts()
        odd: set[Hashable] = set()
        derivations, view = self._grounds.derivations, self._grounds.view
        held_in: set[str] = set()
        every = self._with_bases(acts)
        for act in every:
            here = ("act", act.key)
            documents = [one.source for one in act.claim.appearances]
            documents += [base for base in act.bases if base in view.sources]
            held_in.update(documents)
            for source in documents:
                parts.join(here, source)
            for base in act.bases:
                if base in view.claims:
                    parts.join(here, ("act", self._grounds.act_of(base).key))
            if act.bases or len(act.groups) > 1:
                odd.add(here)
        above = derivations.all_above(held_in)
        for source in above:
            for origin in derivations.above(source):
                parts.join(source, origin)
            if source in view.retracted_sources or source in self._grounds.closed:
                odd.add(source)
        fed = derivations.all_below(held_in, within=above)
        knowing: dict[Hashable, set[str]] = defaultdict(set)
        passing_on: set[Hashable] = set()
        for act in every:
            part = parts.of(("act", act.key))
            if not act.relays:
                knowing[part] |= act.groups
            elif act.groups:
                passing_on.add(part)
                if any(one.source in fed for one in act.claim.appearances):
                    odd.add(part)
        is_odd = {parts.of(item) for item in odd} | {part for part in passing_on if knowing[part]}
        groups: dict[Hashable, set[str]] = defaultdict(set)
        for act in every:
            groups[parts.of(("act", act.key))] |= act.groups
        around = {part: frozenset(held) for part, held in groups.items()}
        part_of = [parts.of(("act", act.key)) for act in acts]
        return [None if part not in is_odd and len(knowing[part]) < 2 else around[part] for part in part_of]

    def _with_bases(self, acts: list[Act]) -> list[Act]:
        """The acts, and those on which they are based, however far back."""
        found = {act.claim.key: act for act in acts}
        waiting = list(acts)
        while waiting:
            for key in waiting.pop().bases:
                if key not in found and key in self._grounds.view.claims:
                    found[key] = self._grounds.act_of(key)
                    waiting.append(found[key])
        return list(found.values())

    def tally(self, sides: Iterable[Side], *, elsewhere: bool = False) -> Tally:
        """Return how many origins some claims have together, given by the sides of each.

        Args:
            sides: The sides of the claims, each once or more.
            elsewhere: Whether there are others who know for themselves, with which these share nothing.
        """
        alone: set[str] = set()
        passed: set[str] = set()
        ways: set[Way] = set()
        for side in sides:
            if isinstance(side, Way):
                ways.add(side)
            elif isinstance(side, Passes):
                passed.add(side.group)
            else:
                alone |= side
        know = bool(alone) or elsewhere
        if not ways:
            return Tally(len(alone), len(alone)) if know else passing(len(passed))
        apart = frozenset(group for way in ways for group in way.groups if group in alone)
        beside = frozenset() if know else frozenset(passed)
        key = (frozenset(ways), apart, know, beside)
        if key not in self._known:
            self._known[key] = self._traced(sorted(ways, key=lambda way: way.place), apart, beside, know=know)
        found = self._known[key]
        return Tally(len(alone) + found.independent, len(alone) + found.named, found.gap)

    def _traced(self, ways: list[Way], apart: frozenset[str], beside: frozenset[str], *, know: bool) -> Tally:
        if all(way.is_plain for way in ways):
            documents: dict[str, set[str]] = defaultdict(set)
            for way in ways:
                for group in way.groups - apart:
                    documents[group].update(way.documents)
            if _matched(documents) == len(documents):
                return Tally(len(documents), len(documents))
        members = [self._members[way.place] for way in ways]
        members += [self._members[self._passing[group]] for group in sorted(beside)]
        network = Network(members, self._grounds, apart=apart, passers=not know)
        named = len(network.named)
        gap = gap_words(network) if named != network.independent else ""
        return Tally(network.independent, named, gap)


def passing(count: int) -> Tally:
    """Return the tally of so many control groups of which nobody is known to do more than pass on what others say.

    Examples:
        >>> passing(2)
        Tally(independent=1, named=2, gap='both counted once, since they may only pass on what others say')
    """
    who = "both" if count == 2 else "all"
    return Tally(min(count, 1), count, f"{who} {PASSING}" if count > 1 else "")


class _Parts:
    """What hangs together: sets that grow together as their members are joined."""

    def __init__(self) -> None:
        self._above: dict[Hashable, Hashable] = {}

    def of(self, item: Hashable) -> Hashable:
        """The member that stands for the set of an item."""
        above = self._above
        above.setdefault(item, item)
        while above[item] != item:
            above[item] = above[above[item]]
            item = above[item]
        return item

    def join(self, one: Hashable, other: Hashable) -> None:
        """Put two items, and all that hangs together with either, into one set."""
        self._above[self.of(one)] = self.of(other)


def _matched(documents: dict[str, set[str]]) -> int:
    """How many groups can have a document each that is no other's (Kuhn, The Hungarian method, 1955)."""
    holder: dict[str, str] = {}
    holds: dict[str, str] = {}
    order = sorted(documents, key=lambda one: (len(documents[one]), one))
    return sum(_found(group, documents, holder, holds) for group in order)


def _found(group: str, documents: dict[str, set[str]], holder: dict[str, str], holds: dict[str, str]) -> bool:
    """Give a group a document, moving others along where they can move."""
    came: dict[str, str] = {}
    waiting = [group]
    while waiting:
        asker = waiting.pop()
        for source in sorted(documents[asker]):
            if source in came:
                continue
            came[source] = asker
            if source in holder:
                waiting.append(holder[source])
                continue
            free: str | None = source
            while free is not None:
                asker = came[free]
                holder[free] = asker
                holds[asker], free = free, holds.get(asker)
            return True
    return False
