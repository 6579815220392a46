"""Which of a party's figures came later, as far as its own times show for certain: counted further, or said later.

When others printed a figure is no time of the party's own, and two times that overlap have no order.
"""

from collections.abc import Sequence

from claimcheck.comparing.axes import Standing
from claimcheck.model import Claim
from claimcheck.spans import Order, order_of, overtaken

__all__ = ["is_after", "overtaken_claims"]


def overtaken_claims(standings: Sequence[Standing]) -> list[bool]:
    """Return, for each claim of one party, whether another of them is certainly later. O(n).

    A count up to a later time overtakes; where that does not decide, what was said later does. A documented minimum is
    overtaken by documented minimums only, and overtakes nothing else: it takes no total back.

    Examples:
        >>> overtaken_claims([])
        []
    """
    found = [False] * len(standings)
    for kind in (False, True):
        places = [at for at, standing in enumerate(standings) if standing.is_floor is kind]
        for at, gone in zip(places, _overtaken([standings[at].claim for at in places]), strict=True):
            found[at] = gone
    return found


def _overtaken(claims: Sequence[Claim]) -> list[bool]:
    counted = overtaken([_counted(claim) for claim in claims])
    said = overtaken([None if gone else _said(claim) for claim, gone in zip(claims, counted, strict=True)])
    return [gone or late for gone, late in zip(counted, said, strict=True)]


def _counted(claim: Claim) -> Order | None:
    cutoff = claim.proposition.cutoff
    return None if cutoff is None else order_of(cutoff, at_end=True)


def _said(claim: Claim) -> Order | None:
    return None if claim.asserted is None else order_of(claim.asserted)


def is_after(later: Claim, earlier: Claim) -> bool:
    """Return whether one claim of a party is certainly later than another: counted further, else said later.

    Examples:
        >>> from claimcheck.model import Proposition
        >>> from claimcheck.times import time_span
        >>> monday, june = (
        ...     Claim(key=day, proposition=Proposition(), asserted=time_span(day)) for day in ("2025-06-02", "2025-06")
        ... )
        >>> is_after(monday, june), is_after(monday, monday)
        (False, False)
    """
    counted = _counted(earlier), _counted(later)
    if counted[0] is not None and counted[1] is not None:
        if counted[0].is_before(counted[1]):
            return True
        if counted[1].is_before(counted[0]):
            return False
    said = _said(earlier), _said(later)
    return said[0] is not None and said[1] is not None and said[0].is_before(said[1])
