"""Who copies whom: parties that agree more than parties who know for themselves would, and those known to be one.

Whoever copies shows it where others differ: on contested topics two who look for themselves disagree now and then. Two
parties that say the same on nearly all contested topics they share count as one voice. Groups grow only while every two
of their parties that can be held against each other agree so: a chain of likenesses makes no group.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product
from typing import Final, NamedTuple

from attrs import frozen

from claimcheck.fusion.told import Said, name_of

__all__ = ["AGREEMENT", "LEAST", "Group", "find_groups", "joined", "known_groups"]

AGREEMENT: Final = 0.99
"""The share of contested topics on which two parties have to say the same."""

LEAST: Final = 30
"""The contested topics that two parties have to share for their agreement to show anything."""

_HOLDERS: Final = 64
"""Parties that say one thing, up to which each two of them are looked at: what everybody says shows nobody to copy."""


@frozen
class Group:
    """Parties that count as one voice, and why.

    Examples:
        >>> print(Group(("echo", "wire"), ("echo and wire say the same on 41 of 41 contested topics",)))
        echo, wire: echo and wire say the same on 41 of 41 contested topics
    """

    parties: tuple[str, ...]
    why: tuple[str, ...]
    label: str | None = None

    @property
    def name(self) -> str:
        """By what the group goes: what it is known as, else its first party."""
        return self.label or self.parties[0]

    def __str__(self) -> str:
        return f"{', '.join(self.parties)}: {'; '.join(self.why)}"


class _Pair(NamedTuple):
    same: int
    shared: int

    def is_copied(self, agreement: float, least: int) -> bool:
        return self.shared >= least and self.same >= agreement * self.shared

    def is_apart(self, agreement: float, least: int) -> bool:
        return self.shared >= least and self.same < agreement * self.shared


def find_groups(said: Iterable[Said], *, agreement: float = AGREEMENT, least: int = LEAST) -> tuple[Group, ...]:
    """Return the groups of parties that agree as copies do, with the counts that show it.

    Time grows with the pairs of parties that say the same thing about a topic, of which those of more than 64 parties
    are left out.

    Args:
        said: What the parties say.
        agreement: The share of contested topics on which two parties have to say the same.
        least: The contested topics that they have to share.
    """
    held: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    holders: dict[tuple[str, str], set[str]] = defaultdict(set)
    for party, topic, value, _ in said:
        name = name_of(value)
        held[party][topic] = held[party].get(topic, frozenset()) | {name}
        holders[topic, name].add(party)
    distinct = Counter(topic for topic, _ in holders)
    contested = {
        party: {topic: names for topic, names in topics.items() if distinct[topic] > 1}
        for party, topics in held.items()
    }
    together: Counter[tuple[str, str]] = Counter()
    for (topic, _), parties in holders.items():
        if distinct[topic] > 1 and 1 < len(parties) <= _HOLDERS:
            together.update(combinations(sorted(party for party in parties if len(contested[party]) >= least), 2))
    known: dict[tuple[str, str], _Pair] = {}

    def pair(one: str, other: str) -> _Pair:
        slot = (one, other) if one < other else (other, one)
        if slot not in known:
            few, many = sorted((contested[one], contested[other]), key=len)
            shared = [topic for topic in few if topic in many]
            known[slot] = _Pair(sum(few[topic] == many[topic] for topic in shared), len(shared))
        return known[slot]

    likely = [(one, other) for (one, other), count in together.items() if count >= agreement * least]
    copied = [slot for slot in likely if pair(*slot).is_copied(agreement, least)]
    copied.sort(key=lambda slot: (-pair(*slot).same / pair(*slot).shared, -pair(*slot).shared, slot))
    group_of = {party: [party] for party in held}
    why: dict[str, list[str]] = defaultdict(list)
    for one, other in copied:
        mine, theirs = group_of[one], group_of[other]
        if mine is theirs or any(pair(a, b).is_apart(agreement, least) for a, b in product(mine, theirs)):
            continue
        merged = sorted(mine + theirs)
        reasons = why.pop(mine[0], []) + why.pop(theirs[0], [])
        same, shared = pair(one, other)
        why[merged[0]] = [*reasons, f"{one} and {other} say the same on {same} of {shared} contested topics"]
        for party in merged:
            group_of[party] = merged
    groups = {tuple(parties) for parties in group_of.values() if len(parties) > 1}
    return tuple(Group(parties, tuple(why[parties[0]])) for parties in sorted(groups))


def known_groups(group_of: Mapping[str, str], why: str = "given as one group") -> tuple[Group, ...]:
    """Return the groups of parties that are known to be one, as *group_of* names them.

    Examples:
        >>> [group.parties for group in known_groups({"army": "ua", "navy": "ua", "mod": "ru"})]
        [('army', 'navy')]
    """
    held: dict[str, list[str]] = defaultdict(list)
    for party, group in sorted(group_of.items()):
        held[group].append(party)
    return tuple(Group(tuple(parties), (why,), label) for label, parties in sorted(held.items()) if len(parties) > 1)


def joined(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Return groups as those that share a party become one, which goes by the first label among them.

    Examples:
        >>> both = joined([Group(("army", "navy"), ("one command",), "ua"), Group(("blog", "navy"), ("alike",))])
        >>> [(group.name, group.parties, group.why) for group in both]
        [('ua', ('army', 'blog', 'navy'), ('one command', 'alike'))]
    """
    of: dict[str, int] = {}
    held: dict[int, list[Group]] = {}
    for number, group in enumerate(groups):
        members = [group]
        for other in sorted({of[party] for party in group.parties if party in of}, reverse=True):
            members = held.pop(other) + members
        held[number] = members
        of.update((party, number) for one in members for party in one.parties)
    found = []
    for members in held.values():
        labels = [one.label for one in members if one.label is not None]
        found.append(
            Group(
                tuple(sorted({party for one in members for party in one.parties})),
                tuple(dict.fromkeys(reason for one in members for reason in one.why)),
                labels[0] if labels else None,
            )
        )
    return tuple(sorted(found, key=lambda group: group.parties))
