"""How the rounds learn who is reliable: in each domain by itself, drawn to that over all, and from of late the most."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from math import fsum, inf, isfinite
from operator import mul
from typing import Any, Final, TypeVar

from attrs import field, frozen

from claimcheck.errors import InvalidRecord
from claimcheck.fusion.told import Said, Told

__all__ = [
    "DOMAIN_WEIGHT",
    "Learning",
    "check_half_life",
    "domain_weight",
    "drawn",
    "found_of",
    "in_domains",
    "known_in",
    "own",
    "recency_of",
    "start_of",
    "wholes_of",
]

DOMAIN_WEIGHT: Final = 10.0
"""For how many claims the reliability over all domains counts in each of them."""

Whole = TypeVar("Whole", bound=Hashable)


@frozen
class Learning:
    """How reliability is learned, where a voice is not as reliable as all that it says shows.

    Attributes:
        wholes: For each voice, which speaks in one domain, the number of the one that it is over all domains; () where
            there are no domains.
        weight: For how many claims the reliability over all domains counts in each.
        recency: For each vote, how much it tells of how reliable its voice is now; () where all do alike.
        start: The accuracy of each voice at the start, as far as it was found before.
    """

    wholes: tuple[int, ...] = ()
    weight: float = DOMAIN_WEIGHT
    recency: tuple[float, ...] = ()
    start: Mapping[str, float] = field(factory=dict)

    @property
    def is_plain(self) -> bool:
        """Whether each voice is as reliable as all that it says shows, wherever the rounds start."""
        return not self.wholes and not self.recency

    def faded(self, amounts: Iterable[float]) -> list[float]:
        """Return the *amounts* of the votes as they count towards reliability."""
        return list(map(mul, amounts, self.recency)) if self.recency else list(amounts)

    def accuracies(self, right: Sequence[float], claims: Sequence[float], prior: tuple[float, float]) -> list[float]:
        """Return how accurate each voice is, of whose *claims* so much is *right*."""
        pairs = drawn(right, claims, self.wholes, self.weight, prior) if self.wholes else own(right, claims, prior)
        return [good / (good + bad) for good, bad in pairs]


def own(right: Sequence[float], claims: Sequence[float], prior: tuple[float, float]) -> list[tuple[float, float]]:
    """Return the right and wrong claims of each, its own and those of the *prior*."""
    good, bad = prior
    return [(gain + good, count - gain + bad) for gain, count in zip(right, claims, strict=True)]


def drawn(
    right: Sequence[float], claims: Sequence[float], wholes: Sequence[Whole], weight: float, prior: tuple[float, float]
) -> list[tuple[float, float]]:
    """Return the right and wrong claims of each part of a whole, its own and what the whole lends it.

    The *prior* is that of the whole, whose reliability counts for *weight* claims in each part.

    Examples:
        >>> drawn([3.0, 0.0], [4.0, 0.0], ["police", "police"], 10, (1, 1))  # 4 of 6 over all domains
        [(9.66..., 4.33...), (6.66..., 3.33...)]
    """
    gains: dict[Whole, list[float]] = defaultdict(list)
    counts: dict[Whole, list[float]] = defaultdict(list)
    for whole, gain, count in zip(wholes, right, claims, strict=True):
        gains[whole].append(gain)
        counts[whole].append(count)
    good, bad = prior
    overall = {whole: (fsum(part) + good) / (fsum(counts[whole]) + good + bad) for whole, part in gains.items()}
    return [
        (gain + weight * overall[whole], count - gain + weight * (1 - overall[whole]))
        for whole, gain, count in zip(wholes, right, claims, strict=True)
    ]


_SIGN: Final = "\0"


def _in(voice: str, domain: str) -> str:
    """Return the name of a party or a voice in one domain."""
    return f"{voice}{_SIGN}{domain}"


def in_domains(
    said: Sequence[Said], voice_of: Mapping[str, str], domains: Mapping[str, str]
) -> tuple[list[Said], dict[str, str]]:
    """Return what is *said* by parties in one domain each, and the voice in that domain of each such party.

    Args:
        said: What the parties say.
        voice_of: The voice of each party, where it is another.
        domains: The domain of each topic.
    """
    spoken = [one._replace(party=_in(one.party, domains[one.topic])) for one in said]
    voices = {
        one.party: _in(voice_of.get(was.party, was.party), domains[was.topic])
        for one, was in zip(spoken, said, strict=True)
    }
    return spoken, voices


def known_in(options: Mapping[str, Any], domains: Mapping[str, str]) -> dict[str, Any]:
    """Return the reliabilities that are known, for each domain of their voice."""
    known, every = options.get("known"), sorted(set(domains.values()))
    return {} if known is None else {"known": {_in(one, d): share for one, share in known.items() for d in every}}


def wholes_of(told: Told) -> tuple[int, ...]:
    """Return, for each voice in one domain, the number of the one that it is over all domains."""
    names = [voice.rpartition(_SIGN)[0] for voice in told.voices]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return tuple(numbers[name] for name in names)


def recency_of(told: Told, days: Sequence[float], half_life: float) -> tuple[float, ...]:
    """Return how much each vote tells of reliability now: half as much for each half life before the latest day.

    A vote is as recent as the latest thing that went into it; what has no day (-inf) tells nothing.
    """
    last: dict[int, float] = {}
    for place, day in zip(told.places, days, strict=True):
        last[place] = max(last.get(place, day), day)
    latest = max(days)
    if latest == -inf:
        return (1.0,) * len(told.votes)
    return tuple(0.5 ** ((latest - last[place]) / half_life) for place in range(len(told.votes)))


def start_of(told: Told, spoken: Sequence[Said], found: Mapping[str, float]) -> dict[str, float]:
    """Return the accuracy of each voice of which any party was *found* to have one: the mean of theirs."""
    held: dict[str, dict[str, float]] = defaultdict(dict)
    for one, place in zip(spoken, told.places, strict=True):
        if one.party in found:
            held[told.voices[told.votes[place].voice]][one.party] = found[one.party]
    return {voice: fsum(parties.values()) / len(parties) for voice, parties in held.items()}


def found_of(told: Told, spoken: Sequence[Said], accuracies: Sequence[float]) -> dict[str, float]:
    """Return the accuracy that was found of each party, that of its voice."""
    return {one.party: accuracies[told.votes[place].voice] for one, place in zip(spoken, told.places, strict=True)}


def check_half_life(half_life: object, *, has_days: bool) -> None:
    """Refuse what is no number of days, or a half life where nothing has a time."""
    if half_life is None:
        return
    if isinstance(half_life, bool) or not isinstance(half_life, int | float) or not 0 < half_life < inf:
        raise InvalidRecord(f"half_life: expected a number of days above 0, got {half_life!r:.80}")
    if not has_days:
        raise InvalidRecord("half_life: nothing has a time; name the column of when it was said (asserted=)")


def domain_weight(options: dict[str, Any], *, has_domains: bool) -> float:
    """Take the weight of all domains out of the *options*.

    Raises:
        InvalidRecord: It is no number above 0, or there are no domains.
    """
    if "domain_weight" not in options:
        return DOMAIN_WEIGHT
    weight = options.pop("domain_weight")
    if not has_domains:
        raise InvalidRecord("domain_weight: there are no domains; name their column (domain=)")
    if isinstance(weight, bool) or not isinstance(weight, int | float) or not isfinite(weight) or weight <= 0:
        raise InvalidRecord(f"domain_weight: expected a number of claims above 0, got {weight!r:.80}")
    return float(weight)
