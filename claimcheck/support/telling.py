"""What lies between the origins that are named and those that are independent, in words."""

from collections.abc import Sequence

from claimcheck.support.network import Network, NodeKind

__all__ = ["gap_words", "listed"]


def listed(names: Sequence[str], most: int = 6, *, word: str = "and") -> str:
    """Return names for a sentence, the first few of many.

    Examples:
        >>> listed(["Kyiv", "Moscow", "Ankara"])
        'Kyiv, Moscow and Ankara'
        >>> listed(["a", "b", "c"], most=2)
        'a, b and 1 more'
    """
    if len(names) > most:
        return f"{', '.join(names[:most])} {word} {len(names) - most} more"
    return f" {word} ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def gap_words(network: Network) -> str:
    """Return why fewer origins are independent than are named, with what all of their ways have in common.

    Examples:
        >>> from claimcheck.ledger import Ledger
        >>> ledger = Ledger()
        >>> for name in ("Police", "Hospital"):
        ...     claim = ledger.claim("5 killed", by=ledger.party(name), event="fire", source="Daily")
        >>> ledger.independence(claim).reason
        '2 origins named (Hospital and Police), both known only through Daily; 1 independent, carried by 1 outlet'
    """
    view = network.grounds.view
    cut = [network.nodes[at] for at in network.disjoint.cut or ()]
    separate = {str(node.key) for node in cut if node.kind is NodeKind.GROUP}
    others = [group for group in network.named if group not in separate]
    documents = sorted(view.source_name(str(node.key)) for node in cut if node.kind is NodeKind.DOCUMENT)
    reasons = []
    if documents:
        reasons.append(f"known only through {listed(documents)}")
    if any(node.kind in (NodeKind.ACT, NodeKind.CLAIM) for node in cut):
        reasons.append("heard only in one statement")
    if any(node.kind is NodeKind.UNSTATED for node in cut):
        reasons.append("counted once, since they may only pass on what others say")
    who = (
        listed(sorted(view.group_name(group) for group in others))
        if separate
        else ("both" if len(others) == 2 else "all")
    )
    return f"{who} {' or '.join(reasons)}" if reasons else ""
