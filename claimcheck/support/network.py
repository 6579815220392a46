"""The ways by which some claims are known: from control groups through their acts and documents to the claims.

A way leads from a control group to an act of its own, from there into a document, on through the documents that draw
on it, and ends at one of the claims. What a claimant itself saw or counted begins with it. What it only passes on
begins where it has it from: at a claim on which it is based, or in a document from which its own is derived; where
nothing shows whence it comes, its speaker stands for it, together with all others of whom as much is to be said.

Who entered a document is decided by these rules, each read the safe way, so that fewer ways are found rather than more:

- An act enters the document in which it stands, if that derives from no other, or if it is the claimant's own
  publication and tells what the claimant itself saw or counted.
- Else it enters the documents from which that one is derived, at their head, since nothing shows another way. Of
  several documents those count in which the matter is known to stand, if there are such. A document that is known to
  hold nothing but its own publisher's words is not where another party's words come from.
- Documents that cite one another and nothing else have no head. Nothing enters there but what a party says that
  publishes none of them, and all of that by one way, since nothing shows which of the documents had it first.
"""

from collections.abc import Collection, Hashable, Iterable, Sequence
from enum import StrEnum
from functools import cached_property
from typing import Final, NamedTuple

from claimcheck.comparing.axes import Standing, stand
from claimcheck.support.grounds import Act, Grounds
from claimcheck.support.paths import Disjoint, disjoint_paths, on_every_path, reached

__all__ = ["Network", "Node", "NodeKind"]


class NodeKind(StrEnum):
    """What a node of the network stands for."""

    __hash__ = str.__hash__  # an enum's own is written in Python, and nodes are looked up by the hundred thousand

    START = "start"
    UNSTATED = "unstated"
    GROUP = "group"
    ACT = "act"
    ENTRY = "entry"
    CIRCLE = "circle"
    DOCUMENT = "document"
    CLAIM = "claim"
    END = "end"


class Node(NamedTuple):
    """A node of the network: its kind, and the key of what it stands for."""

    kind: NodeKind
    key: Hashable = ""


_START: Final = 0
_END: Final = 1


class Network:
    """The ways by which any of some claims is known.

    Args:
        standings: The claims, those that say one thing or more.
        grounds: What the ledger knows of documents and acts.
        without: Documents to be thought away.
        apart: Control groups to be thought away.
        strict: Whether a document is lost as soon as one from which it may have the matter is, and not only when all
            of these are.
        passers: Whether those who only pass on may stand for an origin, which they may not beside others who know.
    """

    def __init__(
        self,
        standings: Sequence[Standing],
        grounds: Grounds,
        *,
        without: Collection[str] = frozenset(),
        apart: Collection[str] = frozenset(),
        strict: bool = False,
        passers: bool = True,
    ) -> None:
        self.grounds, self.view, self._derivations = grounds, grounds.view, grounds.derivations
        self.dead = self.view.retracted_sources | frozenset(without)
        self._apart = frozenset(apart)
        self._numbers: dict[NodeKind, dict[Hashable, int]] = {kind: {} for kind in NodeKind}
        self._layers: dict[Hashable, int] = {}
        self.nodes: list[Node] = [Node(NodeKind.START), Node(NodeKind.END)]
        self._after: list[dict[int, None]] = [{}, {}]
        self._unnamed: list[int] = []
        self._wanted = {standing.claim.key for standing in standings}
        self._strict = strict
        acts = self.acts = self._acts(standings)
        held_in = {one.source for act in acts for one in act.claim.appearances}
        held_in.update(base for act in acts for base in act.bases if base in self.view.sources)
        self._relevant = self._derivations.all_above(held_in)
        holding = held_in | self._taken_back(standings)
        self._carried = holding | self._derivations.all_below(holding, within=self._relevant)
        self._documents()
        self._claims([act for act in acts if act.appearances or not act.claim.appearances], passers=passers)

    # what is there

    def _acts(self, standings: Sequence[Standing]) -> list[Act]:
        """The claims, and those on which they are based, however far back."""
        found: dict[str, Act] = {}
        waiting = list(standings)
        while waiting:
            standing = waiting.pop()
            if standing.claim.key in found:
                continue
            act = found[standing.claim.key] = self.grounds.act(standing, self.dead)
            for key in act.bases:
                base = self.view.claims.get(key)
                if base is not None and self.view.is_current(base) and key not in found:
                    waiting.append(stand(base, self.view))
        return [found[key] for key in sorted(found)]

    def _taken_back(self, standings: Sequence[Standing]) -> set[str]:
        """Documents that were taken back and said something of this: what draws on them may have had it from there."""
        about = {(one.claim.event, one.claim.measure) for one in standings}
        return {
            source
            for source in self._relevant & self.view.retracted_sources
            if any((claim.event, claim.measure) in about for claim in self.grounds.standing_in(source))
        }

    def _origins_of(self, source: str, voices: frozenset[str] | None = None) -> tuple[str, ...]:
        """The documents from which one may have the matter: those that are known to hold it, or else all.

        With *voices*, the control groups whose words they are, documents that hold only the words of others are none.
        """
        above = self._derivations.above(source)
        if voices is not None:
            above = tuple(one for one in above if self._may_hold(one, voices))
        held = tuple(one for one in above if one in self._carried)
        return held if not self._carried.isdisjoint(self._derivations.outside(source)) and held else above

    def _may_hold(self, source: str, voices: frozenset[str]) -> bool:
        voice = self.grounds.own_voice(source)
        return voice is None or (voice in voices and source in self._carried)

    def _alive(self, sources: tuple[str, ...]) -> tuple[str, ...]:
        alive = tuple(one for one in sources if one not in self.dead)
        return () if self._strict and len(alive) < len(sources) else alive

    # the network

    def _place(self, kind: NodeKind, key: Hashable = "") -> int:
        held = self._numbers[kind]
        place = held.get(key)
        if place is None:
            place = held[key] = len(self.nodes)
            self.nodes.append(Node(kind, key))
            self._after.append({})
        return place

    def _join(self, one: int, other: int) -> None:
        self._after[one][other] = None

    def _documents(self) -> None:
        for source in sorted(self._relevant - self.dead):
            document = self._place(NodeKind.DOCUMENT, source)
            for origin in self._alive(self._origins_of(source)):
                self._join(self._place(NodeKind.DOCUMENT, origin), document)

    def _claims(self, acts: list[Act], *, passers: bool) -> None:
        known = {act.claim.key for act in acts}
        first = [act for act in acts if act.relays and act.groups and self._is_first(act)]
        told = [act for act in acts if act.groups and not act.relays]
        counted = self._counted(first, told) if passers else frozenset[str]()
        for act in acts:
            place, claim = self._place(NodeKind.ACT, act.key), self._place(NodeKind.CLAIM, act.claim.key)
            if act.claim.key in self._wanted:
                self._join(claim, _END)
            if not act.groups:
                self._unnamed.append(place)
            elif not act.relays:
                self._open(act, place, _START)
            elif act.claim.key in counted:
                unstated = self._place(NodeKind.UNSTATED)
                self._join(_START, unstated)
                self._open(act, place, unstated)
            begins = not act.groups or not act.relays or act.claim.key in counted
            documents = [base for base in act.bases if base in self.view.sources]
            for document in documents if begins else ():
                self._enter(act, place, document)
            for document in documents:
                if document not in self.dead:
                    self._join(self._place(NodeKind.DOCUMENT, document), claim)
            bases = [base for base in act.bases if base in known]
            if not documents:
                self._stand(act, place, claim, begins=begins or bool(bases))
            for base in bases:
                self._join(self._place(NodeKind.CLAIM, base), place)

    def _open(self, act: Act, place: int, begin: int) -> None:
        for group in sorted(act.groups - self._apart):
            stands_for = self._place(NodeKind.GROUP, group)
            self._join(begin, stands_for)
            self._join(stands_for, place)

    def _stand(self, act: Act, place: int, claim: int, *, begins: bool) -> None:
        """Join an act to its claim, through the documents in which it stands."""
        if not act.appearances:
            self._join(place, claim)
            return
        own = {one.source for one in act.appearances if self.grounds.publisher(one.source) in act.groups}
        first_hand = any(not self._derivations.above(source) for source in own)
        for one in act.appearances:
            document = self._place(NodeKind.DOCUMENT, one.source)
            self._join(document, claim)
            is_own = one.source in own
            if not self._derivations.above(one.source) or (is_own and (act.observed or act.bases)):
                self._join(place, document)
            elif begins and not (is_own and first_hand and not act.relays):
                self._enter(act, place, one.source)

    def _enter(self, act: Act, place: int, source: str) -> None:
        """Let an act into the documents at the head of those from which one is derived."""
        voices = None if act.relays else act.groups & self._voices
        from_outside = not act.relays and act.groups.isdisjoint(self.grounds.circle_publishers)
        layer = self._layers.setdefault((from_outside, voices), len(self._layers))
        entries = self._numbers[NodeKind.ENTRY]
        waiting = [] if (layer, source) in entries else [source]
        self._join(place, self._place(NodeKind.ENTRY, (layer, source)))
        while waiting:
            here = waiting.pop()
            entry = entries[layer, here]
            origins = self._origins_of(here, voices)
            if from_outside and here in self.grounds.closed:
                circle = self._place(NodeKind.CIRCLE, self._derivations.circle_of(here))
                self._join(entry, circle)
                self._join(circle, self._place(NodeKind.DOCUMENT, here))
                continue
            if not origins:
                self._join(entry, self._place(NodeKind.DOCUMENT, here))
                continue
            for origin in self._alive(origins):
                if (layer, origin) not in entries:
                    waiting.append(origin)
                self._join(entry, self._place(NodeKind.ENTRY, (layer, origin)))

    @cached_property
    def _voices(self) -> frozenset[str]:
        """The control groups of whose words alone some document holds the matter."""
        return frozenset(filter(None, map(self.grounds.own_voice, self._carried)))

    # who only passes on

    def _is_first(self, act: Act) -> bool:
        """Whether nothing shows from where a speaker has what it passes on."""
        if any(base in self.view.claims for base in act.bases):
            return False
        return not act.appearances or any(
            self._carried.isdisjoint(self._derivations.outside(one.source)) for one in act.appearances
        )

    def _counted(self, first: list[Act], told: list[Act]) -> frozenset[str]:
        """Those who only pass on and still stand for an origin, since nobody who knows for itself can have fed them.

        With none who knows they all do. Else only those do from whose documents each that knows derives its own.
        """
        if not told or not first:
            return frozenset(act.claim.key for act in first)
        below = {one.source for act in told for one in act.appearances}
        if not all(act.observed and act.appearances and self._is_all_derived(act) for act in told):
            return frozenset()
        bits = {
            source: 1 << at for at, source in enumerate(sorted({o.source for act in first for o in act.appearances}))
        }
        above = self._bits_above(bits)
        shared = -1
        for source in below:
            shared &= above.get(source, 0)
        return frozenset(act.claim.key for act in first if any(bits[one.source] & shared for one in act.appearances))

    def _is_all_derived(self, act: Act) -> bool:
        return all(
            self._derivations.above(one.source) and self.grounds.publisher(one.source) in act.groups
            for one in act.appearances
        )

    def _bits_above(self, bits: dict[str, int]) -> dict[str, int]:
        """For each document below some others the sum of the bits of these."""
        found: dict[str, int] = {}
        waiting = list(bits)
        while waiting:
            here = waiting.pop()
            passed = found.get(here, 0) | bits.get(here, 0)
            for after in self._derivations.below(here):
                if after in self._relevant and passed & ~found.get(after, 0):
                    found[after] = found.get(after, 0) | passed
                    waiting.append(after)
        return found

    # what it shows

    @cached_property
    def successors(self) -> list[list[int]]:
        """For each node those that follow it, by their places in ``nodes``."""
        return [list(following) for following in self._after]

    @cached_property
    def disjoint(self) -> Disjoint:
        """A largest set of ways that share no group, act, document or claim, and what meets them all."""
        free = [place for place, node in enumerate(self.nodes) if node.kind is NodeKind.ENTRY]
        return disjoint_paths(self.successors, 0, 1, free=free)

    @property
    def independent(self) -> int:
        """How many origins could be wrong separately."""
        return len(self.disjoint.paths)

    @cached_property
    def named(self) -> tuple[str, ...]:
        """The control groups with which a way begins, independent or not."""
        back: list[list[int]] = [[] for _ in self.nodes]
        for place, following in enumerate(self._after):
            for after in following:
                back[after].append(place)
        leading = reached(back, 1)
        groups = (at for at, node in enumerate(self.nodes) if node.kind is NodeKind.GROUP and at in leading)
        return tuple(sorted(str(self.nodes[at].key) for at in groups))

    @cached_property
    def with_unnamed(self) -> list[list[int]]:
        """The same, and what nobody or nobody known says as well."""
        successors = [list(following) for following in self.successors]
        successors[0] = [*successors[0], *self._unnamed]
        return successors

    @property
    def passes_on(self) -> bool:
        """Whether some origin is known only from those who pass on what they say, and not whence they have it."""
        unstated = self._numbers[NodeKind.UNSTATED].get("")
        return unstated is not None and any(unstated in path for path in self.disjoint.paths)

    @property
    def is_lost(self) -> bool:
        """Whether documents from which the matter comes were taken back, or are thought away."""
        return not self.dead.isdisjoint(self._relevant)

    @property
    def is_known(self) -> bool:
        """Whether anything leads to one of the claims, be it from nobody."""
        return 1 in reached(self.with_unnamed, 0)

    @cached_property
    def single_points(self) -> tuple[str, ...]:
        """The documents on every way from an origin, or from anybody where there is no origin."""
        held = self.successors if self.independent else self.with_unnamed
        return self._sources_among(on_every_path(held, 0, 1))

    @cached_property
    def fewest(self) -> tuple[str, ...] | None:
        """A smallest set of documents without which nothing leads to the claims; None where one stands in none."""
        free = [place for place, node in enumerate(self.nodes) if node.kind is not NodeKind.DOCUMENT]
        cut = disjoint_paths(self.with_unnamed, 0, 1, free=free).cut
        return None if cut is None else self._sources_among(cut)

    def _sources_among(self, places: Iterable[int]) -> tuple[str, ...]:
        return tuple(str(self.nodes[at].key) for at in places if self.nodes[at].kind is NodeKind.DOCUMENT)
