"""Accu and its relatives: how probable each value is, where every voice is right with its own accuracy.

Dong, Berti-Equille and Srivastava, Integrating conflicting data: the role of source dependence, PVLDB 2 (2009),
section 3 (Accu); the same, Truth discovery and copying detection in a dynamic world, PVLDB 2 (2009) (AccuSim); Dong,
Saha and Srivastava, Less is more: selecting sources wisely for integration, PVLDB 6 (2012), section 4 (PopAccu). One
coin is Dawid and Skene's model with one rate for each voice; Zheng and others, Truth inference in crowdsourcing, PVLDB
10 (2017), have it as ZC.
"""

from collections.abc import Callable, Mapping, Sequence
from math import exp, fsum, log, log1p
from typing import NamedTuple

from claimcheck.errors import MissingExtra
from claimcheck.fusion.learning import Learning
from claimcheck.fusion.methods.nearness import Nearness
from claimcheck.fusion.scores import Scores, is_large, moved
from claimcheck.fusion.shards.pieces import InMemory
from claimcheck.fusion.told import Told, Vote

__all__ = ["accu", "accusim", "one_coin", "popaccu"]

_SURE = 1e-9


def one_coin(
    told: Told,
    *,
    accuracy: float = 0.8,
    prior: tuple[float, float] = (1, 1),
    known: Mapping[str, float] | None = None,
    gold: Mapping[int, int | None] | None = None,
    learning: Learning | None = None,
    max_rounds: int = 100,
    least_change: float = 1e-6,
) -> Scores:
    """Return how probable each value is; who is wrong says any other value of the topic alike.

    Args:
        told: What is told.
        accuracy: The accuracy of every voice at the start.
        prior: Right and wrong claims that every voice is taken to have made already.
        known: The accuracy of some voices, which stays as it is.
        gold: The right value of some topics by their places, None where nobody tells it.
        learning: How reliability is learned: by domain, fading, or from where it was found before.
        max_rounds: After how many rounds it stops at the latest.
        least_change: By how little accuracies may change for it to stop.
    """
    others = [max(end - begin - 1, 1) for begin, end in told.slices()]
    rounds = _Rounds(accuracy, prior, known or {}, gold or {}, learning or Learning(), max_rounds, least_change)
    return _weighed(told, _Choices(others, [0] * len(others)), rounds)


def accu(
    told: Told,
    *,
    false_values: int = 10,
    accuracy: float = 0.8,
    prior: tuple[float, float] = (1, 1),
    known: Mapping[str, float] | None = None,
    gold: Mapping[int, int | None] | None = None,
    learning: Learning | None = None,
    max_rounds: int = 100,
    least_change: float = 1e-6,
) -> Scores:
    """Return how probable each value is; who is wrong says one of *false_values* wrong values.

    So two who say the same wrong thing by chance are rare, and agreement counts for more than with ``one_coin``; and
    what only one says is as probable as that voice is accurate. The probabilities of a topic leave some for values that
    nobody tells.

    Args:
        told: What is told.
        false_values: How many wrong values there are for a topic, told or not: n of the paper.
        accuracy: The accuracy of every voice at the start.
        prior: Right and wrong claims that every voice is taken to have made already.
        known: The accuracy of some voices, which stays as it is.
        gold: The right value of some topics by their places, None where nobody tells it.
        learning: How reliability is learned: by domain, fading, or from where it was found before.
        max_rounds: After how many rounds it stops at the latest.
        least_change: By how little accuracies may change for it to stop.
    """
    rounds = _Rounds(accuracy, prior, known or {}, gold or {}, learning or Learning(), max_rounds, least_change)
    return _weighed(told, _choices(told, false_values), rounds)


def accusim(
    told: Told,
    *,
    false_values: int = 10,
    influence: float = 0.5,
    accuracy: float = 0.8,
    prior: tuple[float, float] = (1, 1),
    known: Mapping[str, float] | None = None,
    gold: Mapping[int, int | None] | None = None,
    learning: Learning | None = None,
    max_rounds: int = 100,
    least_change: float = 1e-6,
) -> Scores:
    """Return how probable each value is, as ``accu``, where near figures lend each other *influence* of their score."""
    near = Nearness(told)

    def lent(scores: list[float]) -> list[float]:
        return [one + influence * more for one, more in zip(scores, near.lent(scores), strict=True)]

    rounds = _Rounds(accuracy, prior, known or {}, gold or {}, learning or Learning(), max_rounds, least_change)
    return _weighed(told, _choices(told, false_values), rounds, lent)


def popaccu(
    told: Told,
    *,
    accuracy: float = 0.8,
    prior: tuple[float, float] = (1, 1),
    known: Mapping[str, float] | None = None,
    gold: Mapping[int, int | None] | None = None,
    learning: Learning | None = None,
    max_rounds: int = 100,
    least_change: float = 1e-6,
) -> Scores:
    """Return how probable each value is; who is wrong says a wrong value as often as others do.

    So a wrong value that many repeat is no surprise, and their agreement counts for less than with ``accu``.
    """
    popular = _popularity(told)

    def shifted(scores: list[float]) -> list[float]:
        return [one + more for one, more in zip(scores, popular, strict=True)]

    topics = len(told.topics)
    rounds = _Rounds(accuracy, prior, known or {}, gold or {}, learning or Learning(), max_rounds, least_change)
    return _weighed(told, _Choices([1] * topics, [0] * topics, is_popular=True), rounds, shifted)


class _Choices(NamedTuple):
    """How many wrong values each topic has, and how many nobody tells; and from what that comes."""

    others: list[int]
    untold: list[int]
    false_values: int = 0
    is_popular: bool = False


class _Rounds(NamedTuple):
    """How voices come to their accuracies."""

    accuracy: float
    prior: tuple[float, float]
    known: Mapping[str, float]
    gold: Mapping[int, int | None]
    learning: Learning
    max_rounds: int
    least_change: float

    def started(self, voices: Sequence[str]) -> list[float]:
        """The accuracies of voices at the start."""
        return [self.known.get(voice, self.learning.start.get(voice, self.accuracy)) for voice in voices]


def _choices(told: Told, false_values: int) -> _Choices:
    """Where there are so many wrong values; where only bounds are told one is untold: what lies outside them."""
    has_point = [False] * len(told.topics)
    for one in told.votes:
        has_point[one.topic] = has_point[one.topic] or one.low == one.high or isinstance(told.values[one.first], str)
    sizes = [end - begin for begin, end in told.slices()]
    untold = [max(false_values + 1 - size, 0) if point else 1 for size, point in zip(sizes, has_point, strict=True)]
    return _Choices([max(false_values, size - 1) for size in sizes], untold, false_values)


def _popularity(told: Told) -> list[float]:
    """For each value, the logarithm of how probable what the others say is where this one is right."""
    counts = told.spread([one.weight for one in told.votes])
    logs = [count * log(count) if count > 0 else 0.0 for count in counts]
    found = [0.0] * len(counts)
    for begin, end in told.slices():
        total, every = fsum(counts[begin:end]), fsum(logs[begin:end])
        for value in range(begin, end):
            rest = total - counts[value]
            found[value] = every - logs[value] - (rest * log(rest) if rest > _SURE else 0.0)
    return found


def _weighed(
    told: Told,
    choices: _Choices,
    rounds: _Rounds,
    changed: Callable[[list[float]], list[float]] | None = None,
) -> Scores:
    """Expectation and maximisation: values by accuracies, accuracies by values, until these stay."""
    fixed, gold, learning = rounds.known, rounds.gold, rounds.learning
    if is_large(told) and learning.is_plain:
        return _on_arrays(told, choices, rounds, None if choices.is_popular else changed)
    tells, tested = told.tells(), told.tested(gold)
    sizes = [end - begin for begin, end in told.slices()]
    chances = [_chance(told, one, choices.others[one.topic], sizes[one.topic]) for one in told.votes]
    weights = learning.faded([one.weight if shows else 0.0 for one, shows in zip(told.votes, tested, strict=True)])
    counts = told.per_voice(weights)
    accuracies = rounds.started(told.voices)
    shares: list[float] = []
    for number in range(1, rounds.max_rounds + 1):
        held = [min(max(one, _SURE), 1 - _SURE) for one in accuracies]
        evidence = [
            one.weight * _evidence(held[one.voice], choices.others[one.topic], chance) if shows else 0.0
            for one, chance, shows in zip(told.votes, chances, tells, strict=True)
        ]
        scores = _against(told, told.spread(evidence), evidence)
        shares = _probabilities(told, scores if changed is None else changed(scores), choices.untold)
        for topic, value in gold.items():
            for place in range(told.begins[topic], told.begins[topic + 1]):
                shares[place] = float(place == value)
        covered = told.covered(shares)
        gained = told.per_voice(weight * share for weight, share in zip(weights, covered, strict=True))
        before, found = accuracies, learning.accuracies(gained, counts, rounds.prior)
        accuracies = [fixed.get(voice, one) for voice, one in zip(told.voices, found, strict=True)]
        if moved(before, accuracies) < rounds.least_change:
            return Scores(tuple(shares), tuple(accuracies), number, are_probabilities=True)
    return Scores(tuple(shares), tuple(accuracies), rounds.max_rounds, converged=False, are_probabilities=True)


def _against(told: Told, scores: list[float], evidence: list[float]) -> list[float]:
    """Scores where bounds speak against what they rule out, and not for what they leave possible.

    At least 13 makes 41 no more probable than what nobody tells; 41 does make "at least 13" so.
    """
    parts: list[list[float]] = [[] for _ in told.topics]
    for one, each in zip(told.votes, evidence, strict=True):
        if one.is_bound:
            parts[one.topic].append(each)
    found = scores[:]
    for (begin, end), part in zip(told.slices(), parts, strict=True):
        if part:
            shift = fsum(part)
            found[begin:end] = [score - shift for score in scores[begin:end]]
    return found


def _on_arrays(
    told: Told, choices: _Choices, rounds: _Rounds, changed: Callable[[list[float]], list[float]] | None
) -> Scores:
    """The same rounds on arrays, for many votes."""
    try:
        import numpy as np  # noqa: PLC0415 - comes with scipy, an extra

        from claimcheck.fusion.shards import accuracies as arrays  # noqa: PLC0415 - needs numpy
        from claimcheck.fusion.shards.shard import shard_of  # noqa: PLC0415 - as above
    except ImportError as err:
        raise MissingExtra('fusion needs numpy: install "claimcheck[fusion]"') from err
    shard = shard_of(told, rounds.gold)
    open_values = arrays.Choices(choices.false_values, choices.is_popular)
    asked = arrays.Rounds(
        np.array(rounds.started(told.voices)),
        np.array([voice in rounds.known for voice in told.voices]),
        rounds.prior,
        rounds.max_rounds,
        rounds.least_change,
    )
    found = arrays.settle(InMemory([shard]), open_values, asked, changed)
    shares = arrays.shares(shard, open_values, found.weighed, changed)
    return Scores(
        tuple(shares.tolist()),
        tuple(found.accuracies.tolist()),
        found.rounds,
        converged=found.converged,
        are_probabilities=True,
    )


def _chance(told: Told, one: Vote, others: int, size: int) -> float | None:
    """How probable it is that a figure with ends is right by chance; None for what is one value alone.

    A range covers so many of all values that there are, a bound so many of those told: it has no end on one side.
    """
    if one.low == one.high or (isinstance(told.values[one.first], str) and one.first == one.last):
        return None
    covered = one.last - one.first + 1
    return covered / (size if one.is_bound else max(others + 1, size))


def _evidence(accuracy: float, others: int, chance: float | None) -> float:
    """By how much a vote raises the values that it leaves possible, as a logarithm.

    One value alone is right with the voice's accuracy, and else one of the others. What leaves more possible is known
    or, else, guessed, and then right by chance: so it never speaks against what it leaves possible.
    """
    odds = accuracy / (1 - accuracy)
    return log(others * odds) if chance is None else log1p(odds / chance)


def _probabilities(told: Told, scores: list[float], untold: list[int]) -> list[float]:
    """The scores of each topic, logarithms, as probabilities, which leave some for values that nobody tells."""
    found = scores[:]
    for (begin, end), others in zip(told.slices(), untold, strict=True):
        best = max(0.0, *scores[begin:end]) if others else max(scores[begin:end])
        powers = [exp(score - best) for score in scores[begin:end]]
        total = fsum([*powers, others * exp(-best)]) if others else fsum(powers)
        found[begin:end] = [power / total for power in powers]
    return found
