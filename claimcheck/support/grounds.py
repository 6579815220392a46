"""What a ledger knows of where claims come from: the documents, who publishes them, and whose act each claim is."""

from collections.abc import Collection, Hashable
from functools import cached_property
from typing import Final, NamedTuple

from claimcheck.comparing.axes import Standing, stand
from claimcheck.model import Appearance, Basis, Claim, Relation
from claimcheck.support.derivations import Derivations
from claimcheck.view import View

__all__ = ["Act", "Grounds"]

_OBSERVED: Final = frozenset({Basis.OWN_COUNT, Basis.DOCUMENTED, Basis.IMAGERY, Basis.WITNESS})
_OUTLETS: Final = frozenset(
    "outlet newspaper broadcaster television tv radio magazine media news newsroom wire website blog".split()
)
"""A party is an outlet if one of these words stands in its kind: a news agency, a TV channel, a radio station."""


class Act(NamedTuple):
    """A claim as part of an act: whose it is, where it stands, whether its makers tell what they know themselves."""

    key: Hashable
    claim: Claim
    groups: frozenset[str]
    appearances: tuple[Appearance, ...]
    relays: bool
    observed: bool
    bases: tuple[str, ...]


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

    def act(self, standing: Standing, dead: Collection[str] = frozenset()) -> Act:
        """Return a claim as part of an act, with the appearances that dead and retracted documents leave it."""
        key = standing.claim.key
        held = self._acts.get(key)
        if held is None:
            held = self._acts[key] = self._made(standing, self.view.retracted_sources)
        return held if all(one.source not in dead for one in held.appearances) else self._made(standing, dead)

    def act_of(self, key: str) -> Act:
        """Return the claim of that key as part of an act."""
        return self._acts[key] if key in self._acts else self.act(stand(self.view.claims[key], self.view))

    def _made(self, standing: Standing, dead: Collection[str]) -> Act:
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
