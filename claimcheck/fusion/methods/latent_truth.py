"""The latent truth model: several values of a topic can be right, and each is a question that every voice answers."""

from collections.abc import Collection, Mapping, Sequence
from math import exp, fsum, log

from claimcheck.errors import InvalidRecord
from claimcheck.fusion.scores import Scores, moved
from claimcheck.fusion.told import Told

__all__ = ["latent_truth"]

_SURE = 1e-12
_MOST = 700.0
"""The largest exponent that is reckoned with."""


def latent_truth(
    told: Told,
    *,
    sensitivity: tuple[float, float] = (50, 50),
    specificity: tuple[float, float] = (950, 50),
    truth: tuple[float, float] = (1, 1),
    gold: Mapping[int, Collection[int]] | None = None,
    max_rounds: int = 100,
    least_change: float = 1e-6,
) -> Scores:
    """Return how probable each value is by itself; the probabilities of a topic do not sum to 1.

    Whoever speaks of a topic says yes to the values that they list and no to those that only others list. So each value
    is a question with two labels, and each voice answers with two rates: sensitivity is how often it lists what is
    right, specificity how often it leaves out what is wrong. Who lists little is not taken for one who denies much.

    Zhao, Rubinstein, Gemmell and Han, A Bayesian approach to discovering truth from conflicting sources for data
    integration, PVLDB 5 (2012), sections 4 and 5. They sample truths; here expectation and maximisation are repeated,
    as in Dawid and Skene's model with two labels, with the mean of each rate's beta distribution. The rates begin
    as the paper has them for authors of books (sensitivity 50 of 100, a thousand for specificity, and as many values
    right as not), but that of what is wrong 5 of 100 are listed, where the paper has 1: so what one voice lists and
    three leave out is not taken for true. A weak specificity is none: with it all may be wrong that all list.

    Args:
        told: What is told, in words.
        sensitivity: What is right that every voice is taken to have listed already, and to have left out.
        specificity: What is wrong that every voice is taken to have left out already, and to have listed.
        truth: Values that are taken to have been right and wrong already, by which one is probable before it is told.
        gold: The right values of some topics by their places.
        max_rounds: After how many rounds it stops at the latest.
        least_change: By how little rates may change for it to stop.

    Raises:
        InvalidRecord: What is told is a figure, or leaves several values possible.
    """
    for one in told.votes:
        if one.first != one.last or not isinstance(told.values[one.first], str):
            what = "a wider place" if isinstance(told.values[one.first], str) else "figures"
            raise InvalidRecord(
                f"latent_truth: expected words, each right or wrong by itself, and {told.topics[one.topic]!r:.80} has "
                f"{what}; ask for words (words=True, --words) where every value is one"
            )
    questions, gold = _Questions(told, gold or {}), gold or {}
    side = log(truth[0] / truth[1])
    shares = questions.known(questions.yes_shares())
    rates = questions.rates(shares, sensitivity, specificity)
    for number in range(1, max_rounds + 1):
        shares = questions.known([_chance(side + more) for more in questions.evidence(rates)])
        before, rates = rates, questions.rates(shares, sensitivity, specificity)
        if moved([rate for pair in before for rate in pair], [rate for pair in rates for rate in pair]) < least_change:
            return _found(shares, rates, number, converged=True)
    return _found(shares, rates, max_rounds, converged=False)


def _found(shares: Sequence[float], rates: Sequence[tuple[float, float]], rounds: int, *, converged: bool) -> Scores:
    return Scores(
        tuple(shares),
        tuple((sensitive + specific) / 2 for sensitive, specific in rates),
        rounds,
        converged=converged,
        are_probabilities=True,
        rates=tuple(rates),
    )


def _chance(score: float) -> float:
    """A probability, of the logarithm of its odds."""
    return 1 / (1 + exp(min(-score, _MOST)))


class _Questions:
    """Every value as a question to all who speak of its topic."""

    def __init__(self, told: Told, gold: Mapping[int, Collection[int]]) -> None:
        self._told = told
        self._gold = gold
        self._speakers: list[list[int]] = [[] for _ in told.topics]
        for voice, topic in sorted({(one.voice, one.topic) for one in told.votes}):
            self._speakers[topic].append(voice)
        self._is_tested = [
            len(voices) > 1 or topic in gold for topic, voices in enumerate(self._speakers)
        ]  # what nobody else speaks of shows nobody to be reliable

    def yes_shares(self) -> list[float]:
        """Return, for each value, the share of those that speak of its topic who list it."""
        found = self._told.spread([one.weight for one in self._told.votes])
        for (begin, end), voices in zip(self._told.slices(), self._speakers, strict=True):
            found[begin:end] = [count / len(voices) for count in found[begin:end]]
        return found

    def known(self, shares: list[float]) -> list[float]:
        """Return the shares with what is known of some topics in their place."""
        found = shares[:]
        for topic, places in self._gold.items():
            for place in range(self._told.begins[topic], self._told.begins[topic + 1]):
                found[place] = float(place in places)
        return found

    def rates(
        self, shares: Sequence[float], sensitivity: tuple[float, float], specificity: tuple[float, float]
    ) -> list[tuple[float, float]]:
        """Return the sensitivity and the specificity of each voice, under how probable each value is."""
        told = self._told
        listed: list[list[float]] = [[] for _ in told.voices]
        wrongly: list[list[float]] = [[] for _ in told.voices]
        for one in told.votes:
            if self._is_tested[one.topic]:
                listed[one.voice].append(one.weight * shares[one.first])
                wrongly[one.voice].append(one.weight * (1 - shares[one.first]))
        right: list[list[float]] = [[] for _ in told.voices]
        wrong: list[list[float]] = [[] for _ in told.voices]
        for topic, (begin, end) in enumerate(told.slices()):
            if self._is_tested[topic]:
                expected = fsum(shares[begin:end])
                for voice in self._speakers[topic]:
                    right[voice].append(expected)
                    wrong[voice].append(end - begin - expected)
        return [
            (
                (fsum(listed[voice]) + sensitivity[0]) / (fsum(right[voice]) + sum(sensitivity)),
                (fsum(wrong[voice]) - fsum(wrongly[voice]) + specificity[0]) / (fsum(wrong[voice]) + sum(specificity)),
            )
            for voice in range(len(told.voices))
        ]

    def evidence(self, rates: Sequence[tuple[float, float]]) -> list[float]:
        """Return, for each value, by how much all that speak of its topic raise it, as a logarithm of odds."""
        held = [tuple(min(max(rate, _SURE), 1 - _SURE) for rate in pair) for pair in rates]
        yes = [log(sensitive / (1 - specific)) for sensitive, specific in held]
        no = [log((1 - sensitive) / specific) for sensitive, specific in held]
        found = self._told.spread([one.weight * (yes[one.voice] - no[one.voice]) for one in self._told.votes])
        for (begin, end), voices in zip(self._told.slices(), self._speakers, strict=True):
            against = fsum(no[voice] for voice in voices)
            found[begin:end] = [score + against for score in found[begin:end]]
        return found
