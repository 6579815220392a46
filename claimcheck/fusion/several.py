"""Topics of which several values can be right at once: which are taken for true, and what counts as the same list."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from math import isfinite
from typing import Final, TypeAlias

from claimcheck.errors import InvalidRecord, Problem
from claimcheck.fusion.told import Said, Told, name_of

__all__ = [
    "SEVERAL",
    "Truth",
    "as_lists",
    "single_truths",
    "true_count",
    "truths_of",
    "weighs_several",
    "why_no_truth",
    "words_in",
]

Truth: TypeAlias = str | int | Fraction | Collection[str]
"""What is known to be right of a topic: a word or a figure or, where several values can be right, all of them."""

SEVERAL: Final = "latent_truth"
"""The method that takes several values of a topic to be right."""

_HALF: Final = 0.5


def weighs_several(method: str | None, *, several: bool) -> bool:
    """Return whether several values of a topic can be right: where it is asked for, or the method takes it so.

    Raises:
        InvalidRecord: It is asked for, of a method that takes one value to be right.
    """
    if several and method not in {None, SEVERAL}:
        raise InvalidRecord(f"several: {method} takes one value of a topic to be right; leave it out, or {SEVERAL}")
    return several or method == SEVERAL


def as_lists(said: Sequence[Said]) -> list[Said]:
    """Return what each party says of a topic as one value, its list: two copy where their lists are the same.

    Examples:
        >>> both = [Said("a", "fire", "wind", "row 0"), Said("a", "fire", "arson", "row 1")]
        >>> as_lists(both) == as_lists(both[::-1])
        True
    """
    held: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in said:
        held[one.party, one.topic].add(name_of(one.value))
    return [Said(party, topic, "\0".join(sorted(names)), "") for (party, topic), names in held.items()]


def words_in(said: Sequence[Said]) -> tuple[list[Said], list[Problem]]:
    """Return what is *said* in words, and the figures beside it with the reason why they are not weighed."""
    words = [one for one in said if isinstance(one.value, str)]
    figures = dict.fromkeys(one.where for one in said if not isinstance(one.value, str))
    return words, [Problem(where, "a figure: several can be right of words only") for where in figures]


def single_truths(gold: Mapping[str, Truth]) -> dict[str, str | int | Fraction]:
    """Return the truth of each topic of which one value can be right.

    Raises:
        InvalidRecord: It is several values.
    """
    found: dict[str, str | int | Fraction] = {}
    if not isinstance(gold, Mapping):
        raise InvalidRecord(f"gold: expected the truth of each topic, as in {{'raid': 41}}, got {gold!r:.80}")
    for topic, truth in gold.items():
        if not isinstance(truth, str | int | float | Fraction):
            raise InvalidRecord(f"gold: {topic!r:.80}: expected one value, got {truth!r:.80}; or say several=True")
        if isinstance(truth, bool) or (isinstance(truth, float) and not isfinite(truth)):
            raise InvalidRecord(f"gold: {topic!r:.80}: expected a figure or a word, got {truth!r}")
        found[topic] = truth
    return found


def truths_of(
    told: Told, gold: Mapping[str, Truth], *, several: bool
) -> dict[int, int | None] | dict[int, frozenset[int]]:
    """Return, for each topic whose truth is known, the value that is right or, where several can be, those that are.

    Raises:
        InvalidRecord: Nothing is told of a topic, or its truth is of another kind than what is told.
    """
    if not several:
        return told.places_of(single_truths(gold))
    numbers = {topic: number for number, topic in enumerate(told.topics)}
    found: dict[int, frozenset[int]] = {}
    for topic, truth in gold.items():
        words = (truth,) if isinstance(truth, str) else truth
        if not isinstance(words, Collection) or not all(isinstance(word, str) for word in words):
            raise InvalidRecord(f"gold: {topic!r:.80}: expected a word or a list of words, got {truth!r:.80}")
        if topic not in numbers:
            raise InvalidRecord(f"gold: nothing is told of the topic {topic!r:.80}")
        run = range(told.begins[numbers[topic]], told.begins[numbers[topic] + 1])
        found[numbers[topic]] = frozenset(place for place in run if told.values[place] in words)
    return found


def true_count(probabilities: Sequence[float], margin: float) -> int:
    """Return how many are taken for true: those above one half by the margin.

    Examples:
        >>> true_count([0.98, 0.61, 0.55, 0.1], 0.1)
        2
    """
    return sum(one - _HALF > margin for one in probabilities)


def why_no_truth(best: float, margin: float) -> str:
    """Return why no value is taken for true."""
    return f"no value is above 0.50 by the margin of {margin:g}: the most probable has {best:.3g}"
