"""What lies between the origins that are named and those that are independent, in words."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from claimcheck.support.network import Network, NodeKind
from claimcheck.view import View

__all__ = ["PASSING", "gap_words", "listed", "names_of", "whole_words"]


PASSING: Final = "counted once, since they may only pass on what others say"


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
    statements = sum(node.kind in (NodeKind.ACT, NodeKind.CLAIM) for node in cut)
    if statements:
        reasons.append("heard only in one statement" if statements == 1 else f"heard only in {statements} statements")
    circles = [node.key for node in cut if node.kind is NodeKind.CIRCLE and isinstance(node.key, tuple)]
    for circle in circles:
        names = listed([view.source_name(one) for one in circle])
        reasons += [f"known only through {names}, which cite one another"]
    if any(node.kind is NodeKind.UNSTATED for node in cut):
        reasons.append(PASSING)
    who = (
        listed(sorted(view.group_name(group) for group in others))
        if separate
        else ("both" if len(others) == 2 else "all")
    )
    return f"{who} {' or '.join(reasons)}" if reasons else ""


def names_of(groups: Iterable[str], view: View) -> list[str]:
    """Return the names of control groups in order; groups whose heads have one name by the party that stands for each.

    A party that left a command has a group of its own, and its old head with it only in name.
    """
    held = list(groups)
    named = {group: view.group_name(group) for group in held}
    often = Counter(named.values())
    return sorted(name if often[name] == 1 else view.party_name(group) for group, name in named.items())


def whole_words(network: Network) -> str:
    """Return of which whole several of the named origins are parts, though under no common command; "" for none.

    A senator and the army of one state count as two, and a reader should know what they have in common.
    """
    view, named = network.grounds.view, set(network.named)
    parts: dict[str, set[str]] = defaultdict(set)
    for act in network.acts:
        for key in act.claim.claimants:
            party = view.parties.get(key)
            for whole in () if party is None else party.part_of:
                group = view.control_group(whole, act.claim.asserted)
                parts[group] |= ({view.control_group(key, act.claim.asserted)} | {group}) & named
    shared = sorted(
        (names_of([whole], view)[0], names_of(held, view)) for whole, held in parts.items() if len(held) > 1
    )
    return "".join(f"; {listed(names)} belong together as parts of {whole}" for whole, names in shared)
