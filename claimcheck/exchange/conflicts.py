"""Which claims does the library hold to conflict, and why? For formats that show this beside what people said."""

from collections.abc import Iterator
from typing import NamedTuple

from claimcheck.ledger import Ledger

__all__ = ["Conflict", "conflicts"]


class Conflict(NamedTuple):
    """That two claims cannot both be right, as they were compared: nobody said so."""

    one: str
    other: str
    outcome: str
    reason: str


def conflicts(ledger: Ledger) -> Iterator[Conflict]:
    """Yield the conflicts that stand in the graph of *ledger*, in the order of the keys; the lesser key comes first.

    In a topic of many claims these are, for each claim, the one with the claim that speaks against it: they grow with
    the claims and not with their pairs. A claim may be one that follows from another by arithmetic.

    Examples:
        >>> ledger = Ledger()
        >>> for name, killed in (("Ministry", "471"), ("Agency", "100-300")):
        ...     claim = ledger.claim(f"{killed} killed", by=name, event="blast", key=name)
        >>> [conflict[:3] for conflict in conflicts(ledger)]
        [('Agency', 'Ministry', 'contradicts')]
    """
    found: dict[tuple[str, str, str], str] = {}
    for one, other, outcome, fields in ledger.graph.edges(keys=True, data=True):
        if fields.get("conflict"):
            near, far = sorted((one, other))
            found.setdefault((near, far, outcome), fields["reason"])
    for (near, far, outcome), reason in sorted(found.items()):
        yield Conflict(near, far, outcome, reason)
