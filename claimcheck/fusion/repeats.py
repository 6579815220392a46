"""What one row or claim says in several topics, such as a count and its share: it shows a copy once."""

from collections.abc import Sequence

from claimcheck.fusion.told import Said

__all__ = ["said_once"]


def said_once(said: Sequence[Said]) -> Sequence[Said]:
    """Return what is *said* with each row or claim in the first of its topics only.

    Two who copy each other would otherwise show it twice in what is one act. Without a place a thing stands for itself.

    Examples:
        >>> rows = [Said("wire", "raid", "52", "row 0"), Said("wire", "raid (percent)", "65", "row 0")]
        >>> [one.topic for one in said_once(rows)]
        ['raid']
    """
    first: dict[tuple[str, str], str] = {}
    for party, topic, _, where in said:
        slot = (party, where)
        if slot not in first or topic < first[slot]:
            first[slot] = topic
    if len(first) == len(said):
        return said
    return [one for one in said if not one.where or first[one.party, one.where] == one.topic]
