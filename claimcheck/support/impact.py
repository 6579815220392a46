"""What becomes of claims if a document is withdrawn: which fall, which survive, which nobody could tell any more."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, ClassVar

from attrs import frozen

from claimcheck.cards import claim_line
from claimcheck.comparing.axes import Standing
from claimcheck.listed import MOST_SHOWN, Listed, brief
from claimcheck.markup import Strong, html_table, several
from claimcheck.model import Claim, Source
from claimcheck.support.grounds import Grounds
from claimcheck.support.network import Network
from claimcheck.support.telling import listed

__all__ = ["Circle", "Fate", "Impact", "affected_by", "circles_of", "fate_of"]


@frozen(kw_only=True)
class Impact:
    """What becomes of the claims that stand in a source, or in what draws on it, if it is withdrawn.

    ``falls`` are the claims that nothing is left to stand on, ``survives`` those that an origin still stands behind,
    and ``undetermined`` those of which it cannot be told: nobody named is left who says so, or what is left may have
    it from the source as well as from elsewhere. ``reasons`` say why, one for each claim, in that order.
    """

    source: Source
    falls: tuple[Claim, ...]
    survives: tuple[Claim, ...]
    undetermined: tuple[Claim, ...]
    reasons: tuple[str, ...]

    @property
    def fates(self) -> tuple[tuple[str, Claim, str], ...]:
        """What becomes of each claim, the claim, and why; those that fall first."""
        held = [(what, claim) for what in ("falls", "survives", "undetermined") for claim in getattr(self, what)]
        return tuple((what, claim, reason) for (what, claim), reason in zip(held, self.reasons, strict=True))

    def to_plain(self) -> dict[str, Any]:
        """The same as JSON-ready text and lists."""
        return {
            "source": self.source.key,
            **{what: [claim.key for claim in getattr(self, what)] for what in ("falls", "survives", "undetermined")},
            "reasons": {claim.key: reason for _, claim, reason in self.fates},
        }

    def __str__(self) -> str:
        fall, survive, open_ = len(self.falls), len(self.survives), len(self.undetermined)
        return f"without {self.source.name or self.source.key}: {fall} fall, {survive} survive, {open_} undetermined"

    def _repr_html_(self) -> str:
        fates = self.fates
        rows = [
            (Strong(what) if what == "falls" else what, claim_line(claim), reason)
            for what, claim, reason in fates[:MOST_SHOWN]
        ]
        left_out = len(fates) - len(rows)
        return html_table(["what becomes of it", "claim", "why"], rows, caption=str(self), left_out=left_out)

    def __repr__(self) -> str:
        return brief(self)


class Fate(StrEnum):
    """What becomes of a claim."""

    FALLS = "falls"
    SURVIVES = "survives"
    UNDETERMINED = "undetermined"


@frozen(kw_only=True)
class Circle:
    """Documents that cite one another and nothing else: none of them is an origin of what they say."""

    sources: tuple[Source, ...]
    claims: tuple[Claim, ...]
    reason: str

    def __str__(self) -> str:
        return self.reason

    def _repr_html_(self) -> str:
        headings, cells = self._headings, self._cells()
        return html_table(None, zip(headings, cells, strict=True), caption="Circular reporting")

    _headings: ClassVar[tuple[str, ...]] = ("sources", "claims", "why")

    def _cells(self) -> tuple[object, ...]:
        names = several(source.name or source.key for source in self.sources)
        return names, several(map(claim_line, self.claims)), self.reason

    def __repr__(self) -> str:
        return brief(self)


def affected_by(source: str, grounds: Grounds) -> tuple[Claim, ...]:
    """Return the current claims that stand in a document or in any that draws on it, or are based on such a claim."""
    below = {source}
    waiting = [source]
    while waiting:
        for after in grounds.derivations.below(waiting.pop()):
            if after not in below:
                below.add(after)
                waiting.append(after)
    found = {claim.key: claim for one in below for claim in grounds.standing_in(one)}
    based = grounds.based_on_it
    keys = [*below, *found]
    while keys:
        for after in based.get(keys.pop(), ()):
            if after not in found:
                found[after] = grounds.view.claims[after]
                keys.append(after)
    return tuple(found[key] for key in sorted(found) if grounds.view.is_current(found[key]))


def fate_of(entailing: Sequence[Standing], source: str, grounds: Grounds) -> tuple[Fate, str]:
    """Return what becomes of a claim without *source*, and why.

    Args:
        entailing: The claims that say the same or more.
        source: The key of the document to be thought away.
        grounds: What the ledger knows of documents and acts.
    """
    view = grounds.view
    name = view.source_name(source)
    before, after = Network(entailing, grounds), Network(entailing, grounds, without=[source])
    if not after.is_known:
        return Fate.FALLS, f"nothing is left that does not come from {name}"
    if before.named and not after.independent:
        lost = listed(sorted(view.group_name(group) for group in before.named))
        return Fate.UNDETERMINED, f"{lost} said so only through {name}; nobody declared is left who says so"
    if before.independent and after.passes_on and not before.passes_on:
        left = listed(sorted(view.group_name(group) for group in after.named))
        return Fate.UNDETERMINED, f"what is left, {left}, may only pass on what {name} said"
    strict = Network(entailing, grounds, without=[source], strict=True)
    if before.independent and not strict.independent:
        return Fate.UNDETERMINED, f"what is left may have it from {name}, or from what else it draws on"
    if not before.named:
        return Fate.SURVIVES, "it stands elsewhere as well, and nobody declared said so before either"
    left = listed(sorted(view.group_name(group) for group in after.named))
    return Fate.SURVIVES, f"{after.independent} of {before.independent} independent left: {left}"


def circles_of(grounds: Grounds) -> tuple[Circle, ...]:
    """Return the sets of documents that cite one another and nothing else, each with the claims that stand in it."""
    view = grounds.view
    found = []
    for members in grounds.derivations.closed:
        claims = {claim.key: claim for one in members for claim in grounds.standing_in(one) if view.is_current(claim)}
        names = listed([view.source_name(one) for one in members])
        found.append(
            Circle(
                sources=tuple(view.sources[one] for one in members),
                claims=tuple(claims[key] for key in sorted(claims)),
                reason=f"{names} cite one another and nothing else",
            )
        )
    return Listed(found)
