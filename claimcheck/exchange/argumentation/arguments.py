"""Who argues with whom, and with what? The claims as statements, and what supports, attacks or undercuts them.

What people linked and what the library computed are told apart, everywhere: nobody said what was computed. A link that
undercuts or qualifies a claim is turned against the step from "the claimant says so" to the claim, for it does not say
that the claim is wrong.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Final

from attrs import frozen

from claimcheck.exchange.conflicts import conflicts
from claimcheck.exchange.conformance import Cell, leave_out, says
from claimcheck.exchange.outlet import Outlet
from claimcheck.ledger import Ledger
from claimcheck.model import Claim, Link, Relation

__all__ = ["Argument", "Role", "Statement", "arguments", "statements", "tell_of_records"]


class Role(StrEnum):
    """What an argument does to the claim that it is about."""

    SUPPORT = "support"
    ATTACK = "attack"
    UNDERCUT = "undercut"


_ROLES: Final = {
    Relation.SUPPORTS: Role.SUPPORT,
    Relation.CORROBORATES: Role.SUPPORT,
    Relation.CONCEDES: Role.SUPPORT,
    Relation.DISPUTES: Role.ATTACK,
    Relation.REFUTES: Role.ATTACK,
    Relation.DENIES: Role.ATTACK,
    Relation.UNDERCUTS: Role.UNDERCUT,
    Relation.QUALIFIES: Role.UNDERCUT,
}


@frozen(kw_only=True)
class Statement:
    """A claim as a statement; ``tags`` say where it stands, ``by`` are its claimants as keys and names."""

    claim: Claim
    text: str
    by: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def names(self) -> str:
        """Who says it, for a sentence."""
        return " and ".join(name for _, name in self.by) or "somebody"


@frozen(kw_only=True)
class Argument:
    """That one claim supports, attacks or undercuts another.

    ``link`` is what a person set; without one it was computed, and ``reason`` says why.
    """

    role: Role
    a: str
    b: str
    relation: str
    reason: str = ""
    link: Link | None = None


def statements(ledger: Ledger, also: frozenset[str] = frozenset()) -> list[Statement]:
    """Return every claim as a statement, in the order of the keys, and those of *also* that follow by arithmetic.

    What is denied, was retracted or superseded, or stands in no source any more, says so in its text.

    Examples:
        >>> ledger = Ledger()
        >>> claim = ledger.claim("37 killed", by="army", key="a")
        >>> _ = ledger.retract(claim, by="army")
        >>> [(one.text, one.names, one.tags) for one in statements(ledger)]
        [('retracted: 37 killed', 'army', ('retracted',))]
    """
    view = ledger.view
    contested = {claim.key for finding in ledger.contested() for claim in finding.claims}
    computed = also - view.claims.keys()
    held = [*view.claims.values()]
    held += [one.claim for one in ledger.gathered.standings.values() if one.claim.key in computed]
    found = []
    for claim in sorted(held, key=lambda claim: claim.key):
        tags = view.superseded.get(claim.key, "").split()[:1]
        if view.is_unsupported(claim):
            tags.append("unsupported")
        if not claim.polarity:
            tags.append("denied")
        told = (claim.text, str(claim.value or ""), claim.measure or "", claim.key)
        said = next(words for one in told if (words := " ".join(one.split())))
        text = "".join(f"{tag}: " for tag in tags) + said
        tags += [tag for tag, holds in _standing(claim, contested, claim.key in view.claims) if holds]
        by = tuple((key, view.party_name(key)) for key in dict.fromkeys(claim.claimants))
        found.append(Statement(claim=claim, text=text, by=by, tags=tuple(tags)))
    return found


def _standing(claim: Claim, contested: set[str], is_told: bool) -> Iterator[tuple[str, bool]]:
    yield "contested", claim.key in contested
    yield "computed", not is_told


def arguments(ledger: Ledger, outlet: Outlet) -> list[Argument]:
    """Return the arguments between claims: those that people set and accepted, then those that were computed.

    A conflict that was computed is two attacks, one each way. Links that are no arguments, or not between claims, and
    candidates that nobody has accepted, are told of as left out.

    Examples:
        >>> ledger = Ledger()
        >>> for key, name, killed in (("a", "Agency", "100-300"), ("m", "Ministry", "471")):
        ...     claim = ledger.claim(f"{killed} killed", by=name, event="blast", key=key)
        >>> _ = ledger.link("m", "disputes", "a", by="Ministry")
        >>> [(one.a, one.role.value, one.b, one.link is None) for one in arguments(ledger, Outlet())]
        [('m', 'attack', 'a', False), ('a', 'attack', 'm', True), ('m', 'attack', 'a', True)]
    """
    view = ledger.view
    found = []
    for key, link in sorted(view.links.items()):
        role = _ROLES.get(link.relation)
        if role is None or link.a not in view.claims or link.b not in view.claims:
            outlet.leave(key, f"an argument map has no place for {link.relation.value} between these records")
        elif not link.accepted:
            outlet.leave(key, "nobody has accepted this candidate, and an argument map has no place for candidates")
        else:
            relation = link.relation.value
            found.append(Argument(role=role, a=link.a, b=link.b, relation=relation, reason=link.basis or "", link=link))
    for one, other, outcome, reason in conflicts(ledger):
        relation = outcome.replace("_", " ")
        found += [
            Argument(role=Role.ATTACK, a=near, b=far, relation=relation, reason=reason)
            for near, far in ((one, other), (other, one))
        ]
    return found


def tell_of_records(ledger: Ledger, argued: Iterable[Argument], declared: Mapping[str, Cell], outlet: Outlet) -> None:
    """Tell what an argument map leaves out of each record; a link that is one of the arguments is said in full."""
    said = {one.link.key for one in argued if one.link is not None}
    for record in sorted(ledger.records(), key=lambda record: (type(record).__name__, record.key)):
        leave_out(record, _LINKED if isinstance(record, Link) and record.key in said else declared, outlet)


_LINKED: Final = says(said="link.a link.relation link.b link.by link.basis link.accepted")
