"""The words and the claims in which a finding speaks: who, how much, which claims say the same."""

from collections.abc import Iterable

from claimcheck.comparing.axes import Standing
from claimcheck.comparing.comparison import Comparison, Outcome
from claimcheck.comparing.pair import figure_words
from claimcheck.model import Claim
from claimcheck.quantity import Number, Quantity
from claimcheck.view import View

__all__ = ["alike", "claims_of", "figures", "question_of", "rank", "shown", "size", "spokesman", "who"]


def claims_of(standings: Iterable[Standing]) -> tuple[Claim, ...]:
    """Return the claims, each once, by key."""
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
    told = list(dict.fromkeys(shown(standing) for standing in standings))
    return ", ".join(told[:6]) + (f" and {len(told) - 6} more" if len(told) > 6 else "")


def shown(standing: Standing) -> str:
    """Return a claim's figure for a sentence; that of a denial with its not."""
    words = figure_words(standing)
    return words if standing.claim.polarity else f"not {words}"


def question_of(compared: Comparison) -> str | None:
    """Return what would settle a comparison that is undetermined; None for any other."""
    if compared.outcome is not Outcome.UNDETERMINED:
        return None
    lines = [part for part in compared.reason.split("; ") if "`" in part]
    return lines[-1] if lines else f"What is the {compared.field} of each?"


def size(standing: Standing) -> tuple[bool, Number]:
    """How large a figure is, by which the one to show is chosen; one with its total before one without."""
    value = standing.value
    if not isinstance(value, Quantity):
        return False, 0
    return value.of is not None, value.low or 0


def rank(standing: Standing) -> tuple[bool, bool, tuple[bool, Number], str, tuple[str, ...]]:
    """Return by what the claim to show is chosen: a named claimant, an exact figure, its size, then its words."""
    value = standing.value
    exact = isinstance(value, Quantity) and value.is_exact
    return bool(standing.claimants), exact, size(standing), shown(standing), standing.claimants


def alike(standing: Standing, members: Iterable[Standing]) -> tuple[Claim, ...]:
    """The claims of a topic that say by the same parties what one of them says."""
    ranked = rank(standing)
    return claims_of(one for one in members if one is standing or (_told(one) and rank(one) == ranked))


def _told(standing: Standing) -> bool:
    return standing.claim.computed_from is None and standing.claim.polarity


def spokesman(members: Iterable[Standing]) -> Standing | None:
    """The claim that speaks for a topic where only one can be shown: no computed one, an exact one, the largest."""
    told = [one for one in members if one.claim.computed_from is None and isinstance(one.value, Quantity)]
    return max(told, key=rank, default=None)
