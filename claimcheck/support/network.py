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
from claimcheck.model import Appearance, Basis, Claim, Relation
from claimcheck.support.derivations import Derivations
from claimcheck.support.paths import Disjoint, disjoint_paths, on_every_path, reached
from claimcheck.view import View

__all__ = ["Act", "Grounds", "Network", "Node", "NodeKind"]

_OBSERVED: Final = frozenset({Basis.OWN_COUNT, Basis.DOCUMENTED, Basis.IMAGERY, Basis.WITNESS})
_OUTLETS: Final = frozenset(
    "outlet newspaper broadcaster television tv radio magazine media news newsroom wire website blog".split()
)
"""A party is an outlet if one of these words stands in its kind: a news agency, a TV channel, a radio station."""


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


class Grounds:
    """What a ledger knows of where claims come from, made once for all questions."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.derivations = Derivations(view)
        self._primary: dict[str, str | None] = {}
        self._publishers: dict[str, str | None] = {}
        self._acts: dict[str, Act] = {}

    @cached_property
    def bases(self) -> dict[str, tuple[str, ...]]:
        """Each claim that a person said to be based on other records, with their keys."""
        found: dict[str, set[str]] = {}
        for link in self.view.links.values():
            if link.accepted and link.relation is Relation.BASED_ON and link.a in self.view.claims and link.a != link.b:
                found.setdefault(link.a, set()).add(link.b)
        return {key: tuple(sorted(held)) for key, held in found.items()}

    @cached_property
    def closed(self) -> frozenset[str]:
        """The documents that cite one another and nothing else."""
        return frozenset(member for circle in self.derivations.closed for member in circle)

    @cached_property
    def circle_publishers(self) -> frozenset[str]:
        """The control groups that publish them."""
        return frozenset(filter(None, map(self.publisher, self.closed)))

    def publisher(self, source: str) -> str | None:
        """The control group that publishes a document, None where that is not known."""
        if source not in self._publishers:
            held = self.view.sources.get(source)
            publisher = None if held is None else held.publisher
            self._publishers[source] = (
                None if held is None or publisher is None else self.view.control_group(publisher, held.published)
            )
        return self._publishers[source]

    def own_voice(self, source: str) -> str | None:
        """The control group of which a document is known to hold nothing but its own words; None for any other.

        An outlet passes on what others say, and so may a publisher of whom nobody says what it is.
        """
        if source not in self._primary:
            self._primary[source] = self._only_voice(source)
        return self._primary[source]

    def _only_voice(self, source: str) -> str | None:
        held = self.view.sources.get(source)
        if held is None or held.publisher is None:
            return None
        party = self.view.parties.get(held.publisher)
        if party is None or party.kind is None or _is_outlet(party.kind):
            return None
        group = self.publisher(source)
        standing = self.standing_in(source)
        alone = bool(standing) and all(self.groups_of(claim) == {group} for claim in standing)
        return group if alone else None

    @cached_property
    def based_on_it(self) -> dict[str, tuple[str, ...]]:
        """Each record on which claims are based, with the keys of these."""
        found: dict[str, list[str]] = {}
        for claim in sorted(self.bases):
            for base in self.bases[claim]:
                found.setdefault(base, []).append(claim)
        return {key: tuple(held) for key, held in found.items()}

    def standing_in(self, source: str) -> tuple[Claim, ...]:
        """The claims that stand in a document."""
        return tuple(self._standing_in.get(source, ()))

    @cached_property
    def _standing_in(self) -> dict[str, list[Claim]]:
        found: dict[str, list[Claim]] = {}
        for claim in self.view.claims.values():
            for appearance in claim.appearances:
                found.setdefault(appearance.source, []).append(claim)
        return found

    def groups_of(self, claim: Claim) -> frozenset[str]:
        """The control groups of a claim's declared claimants, as of when it was asserted."""
        return frozenset(
            self.view.control_group(key, claim.asserted) for key in claim.claimants if self.view.is_declared(key)
        )

    def is_outlet(self, claim: Claim) -> bool:
        """Whether all who make the claim are outlets."""
        kinds = [(self.view.parties[key].kind or "") for key in claim.claimants if key in self.view.parties]
        return bool(kinds) and all(map(_is_outlet, kinds))

    def act(self, standing: Standing, dead: Collection[str] = frozenset()) -> "Act":
        """Return a claim as part of an act, with the appearances that dead and retracted documents leave it."""
        key = standing.claim.key
        held = self._acts.get(key)
        if held is None:
            held = self._acts[key] = self._made(standing, self.view.retracted_sources)
        return held if all(one.source not in dead for one in held.appearances) else self._made(standing, dead)

    def act_of(self, key: str) -> "Act":
        """Return the claim of that key as part of an act."""
        return self._acts[key] if key in self._acts else self.act(stand(self.view.claims[key], self.view))

    def _made(self, standing: Standing, dead: Collection[str]) -> "Act":
        claim = standing.claim
        told = claim.computed_from or claim.key
        appearances = tuple(one for one in claim.appearances if one.source not in dead)
        when = claim.asserted or standing.period
        groups = frozenset(
            self.view.control_group(key, when) for key in standing.claimants if self.view.is_declared(key)
        )
        bases = self.bases.get(told, ())
        observed = claim.basis in _OBSERVED
        own = [one.source for one in claim.appearances if self.publisher(one.source) in groups]
        derived = bool(own) and all(map(self.derivations.above, own))
        passes_on = claim.basis is Basis.REPORTED or derived or self.is_outlet(claim)
        relays = any(base in self.view.claims for base in bases) or (not observed and passes_on)
        if len(groups) > 1:
            key: Hashable = groups
        else:
            key = self.view.one_act.get(told) or (("act", claim.act) if claim.act else told)
        return Act(key, claim, groups, appearances, relays, observed, bases)


def _is_outlet(kind: str) -> bool:
    return not _OUTLETS.isdisjoint(kind.casefold().split())


class Act(NamedTuple):
    """A claim as part of an act: whose it is, where it stands, whether its makers tell what they know themselves."""

    key: Hashable
    claim: Claim
    groups: frozenset[str]
    appearances: tuple[Appearance, ...]
    relays: bool
    observed: bool
    bases: tuple[str, ...]


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
