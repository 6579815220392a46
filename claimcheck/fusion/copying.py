"""Who copies whom: parties that agree more than parties who know for themselves would, and those known to be one.

Whoever copies shows it where others differ: on contested topics two who look for themselves disagree now and then. Two
parties that say the same on nearly all contested topics they share count as one voice. Groups grow only while every two
of their parties that can be held against each other agree so: a chain of likenesses makes no group.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, product
from typing import Final, NamedTuple

from attrs import define, frozen

from claimcheck.fusion.told import Said, name_of
from claimcheck.markup import visible

__all__ = [
    "AGREEMENT",
    "HOLDERS",
    "LEAST",
    "Group",
    "Pair",
    "find_groups",
    "grow",
    "joined",
    "known_groups",
    "often_together",
]

AGREEMENT: Final = 0.99
"""The share of contested topics on which two parties have to say the same."""

LEAST: Final = 30
"""The contested topics that two parties have to share for their agreement to show anything."""

_SUSPECT: Final = 0.9
_SUSPECT_LEAST: Final = 8
_TOLD: Final = 20

HOLDERS: Final = 64
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
        return visible(" ".join(f"{', '.join(self.parties)}: {'; '.join(self.why)}".split()))


class Pair(NamedTuple):
    """On how many contested topics two parties say the same, of how many that they share."""

    same: int
    shared: int

    def is_copied(self, agreement: float, least: int) -> bool:
        """Whether they agree so often that they count as one."""
        return self.shared >= least and self.same >= agreement * self.shared

    def is_apart(self, agreement: float, least: int) -> bool:
        """Whether they share enough, and differ too often."""
        return self.shared >= least and self.same < agreement * self.shared


def find_groups(
    said: Sequence[Said], *, known: Sequence[Group] = (), agreement: float = AGREEMENT, least: int = LEAST
) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    """Return the groups of parties that count as one, and the pairs that may copy and cannot be told, with the counts.

    Known groups stay, and grow as others do. A pair is suspect that shares at least eight contested topics and says
    the same on nine of ten; at most twenty are told, the most alike first. Time grows with the pairs of parties that
    say the same thing about a topic, of which those of more than 64 parties are left out.

    Args:
        said: What the parties say.
        known: The groups that are known.
        agreement: The share of contested topics on which two parties have to say the same.
        least: The contested topics that they have to share.
    """
    often = often_together(agreement, least)
    contested, holders = _contested(said)
    together: Counter[tuple[str, str]] = Counter()
    for parties in holders:
        if 1 < len(parties) <= HOLDERS:
            together.update(combinations(sorted(party for party in parties if len(contested[party]) >= often), 2))
    pairs = _Pairs(contested)
    likely = {slot: pairs[slot] for slot, count in together.items() if count >= often}
    return grow(likely, pairs.__getitem__, known=known, agreement=agreement, least=least)


def often_together(agreement: float = AGREEMENT, least: int = LEAST) -> float:
    """Return on how many contested topics two parties have to say the same for them to be looked at at all."""
    return min(agreement, _SUSPECT) * min(least, _SUSPECT_LEAST)


def grow(
    likely: Mapping[tuple[str, str], Pair],
    pair_of: Callable[[tuple[str, str]], Pair],
    *,
    known: Sequence[Group] = (),
    agreement: float = AGREEMENT,
    least: int = LEAST,
) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    """Return the groups and the suspects that pairs of parties make, the most alike first.

    Args:
        likely: Pairs that often say the same, each in order, with how they agree.
        pair_of: How any two parties agree that may come into one group.
        known: The groups that are known.
        agreement: The share of contested topics on which two parties have to say the same.
        least: The contested topics that they have to share.
    """
    order = sorted(
        likely, key=lambda slot: (-Fraction(likely[slot].same, likely[slot].shared), -likely[slot].shared, slot)
    )
    group_of: dict[str, _Growing] = {}
    for group in joined(known):
        group_of.update(dict.fromkeys(group.parties, _Growing(set(group.parties), list(group.why), group.label)))
    for party in {party for slot in order for party in slot}:
        group_of.setdefault(party, _Growing({party}, [], None))
    for slot in order:
        mine, theirs = group_of[slot[0]], group_of[slot[1]]
        if mine is theirs or not likely[slot].is_copied(agreement, least):
            continue
        across = (tuple(sorted(both)) for both in product(mine.parties, theirs.parties))
        if any(pair_of((one, other)).is_apart(agreement, least) for one, other in across):
            continue
        larger, smaller = (mine, theirs) if len(mine.parties) >= len(theirs.parties) else (theirs, mine)
        why = [*mine.why, *theirs.why, _agreeing(*slot, likely[slot])]
        larger.parties |= smaller.parties
        larger.why, larger.label = why, mine.label or theirs.label
        group_of.update(dict.fromkeys(smaller.parties, larger))
    few = min(least, _SUSPECT_LEAST)
    suspects = [
        slot for slot in order if group_of[slot[0]] is not group_of[slot[1]] and likely[slot].is_copied(_SUSPECT, few)
    ]
    grown = {id(one): one for one in group_of.values() if len(one.parties) > 1}
    groups = [Group(tuple(sorted(one.parties)), tuple(dict.fromkeys(one.why)), one.label) for one in grown.values()]
    return (
        tuple(sorted(groups, key=lambda group: group.parties)),
        tuple(Group(slot, (_agreeing(*slot, likely[slot]),)) for slot in suspects[:_TOLD]),
    )


@define
class _Growing:
    parties: set[str]
    why: list[str]
    label: str | None


def _contested(said: Iterable[Said]) -> tuple[dict[str, dict[str, frozenset[str]]], list[set[str]]]:
    """What each party says of the contested topics, by topic; and who says each thing that is said of one.

    A topic is contested of which two things are said that cannot both be right: at least 1 and 41 can.
    """
    held: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    holders: dict[tuple[str, str], set[str]] = defaultdict(set)
    words: dict[str, set[str]] = defaultdict(set)
    lows: dict[str, float | Fraction] = {}
    highs: dict[str, float | Fraction] = {}
    for party, topic, value, _ in said:
        name = name_of(value)
        held[party][topic].add(name)
        holders[topic, name].add(party)
        if isinstance(value, str):
            words[topic].add(name)
        else:
            if value.low is not None:
                lows[topic] = max(lows.get(topic, value.low), value.low)
            if value.high is not None:
                highs[topic] = min(highs.get(topic, value.high), value.high)
    is_contested = {topic for topic, names in words.items() if len(names) > 1}
    is_contested |= {topic for topic in lows.keys() & highs.keys() if lows[topic] > highs[topic]}
    contested = {
        party: {topic: frozenset(names) for topic, names in topics.items() if topic in is_contested}
        for party, topics in held.items()
    }
    return contested, [parties for (topic, _), parties in holders.items() if topic in is_contested]


class _Pairs(dict[tuple[str, str], Pair]):
    """How often two parties say the same on contested topics, counted when asked for."""

    def __init__(self, contested: Mapping[str, Mapping[str, frozenset[str]]]) -> None:
        super().__init__()
        self._contested = contested

    def __missing__(self, slot: tuple[str, str]) -> Pair:
        shorter, longer = sorted((self._contested.get(party, {}) for party in slot), key=len)
        shared = [topic for topic in shorter if topic in longer]
        self[slot] = found = Pair(sum(shorter[topic] == longer[topic] for topic in shared), len(shared))
        return found


def _agreeing(one: str, other: str, pair: Pair) -> str:
    return f"{one} and {other} say the same on {pair.same} of {pair.shared} contested topics"


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
    leader: dict[str, str] = {}

    def led(party: str) -> str:
        while leader.setdefault(party, party) != party:
            leader[party] = leader[leader[party]]
            party = leader[party]
        return party

    for group in groups:
        for party in group.parties[1:]:
            leader[led(party)] = led(group.parties[0])
    held: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        held[led(group.parties[0])].append(group)
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
