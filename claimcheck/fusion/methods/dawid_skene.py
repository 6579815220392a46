"""Dawid and Skene: every voice has its own way of taking one label for another."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import exp, fsum, log

from claimcheck.errors import InvalidRecord, MissingExtra
from claimcheck.fusion.scores import Scores, moved
from claimcheck.fusion.told import Told

__all__ = ["dawid_skene"]

ARRAYS_FROM = 5000
"""Votes from which on the rounds run on arrays; they give the same to nine digits."""

_SURE = 1e-300
_LABELS = 100
"""More labels would need a table of their pairs for each voice."""


def dawid_skene(
    told: Told,
    *,
    smoothing: float = 0.01,
    gold: Mapping[int, int | None] | None = None,
    max_rounds: int = 100,
    least_change: float = 1e-6,
) -> Scores:
    """Return how probable each label is for each topic, where labels are the same few for all topics.

    The probabilities are those of the values that are told for a topic. A voice is as reliable as it is right, over all
    labels as often as they occur.

    Dawid and Skene, Maximum likelihood estimation of observer error-rates using the EM algorithm, Applied Statistics 28
    (1979), section 3.

    Args:
        told: What is told, in words or in figures that are points.
        smoothing: What is added to each count of a label taken for another.
        gold: The right value of some topics by their places; where nobody tells it, the topic counts as any other.
        max_rounds: After how many rounds it stops at the latest.
        least_change: By how little a probability may change for it to stop.

    Raises:
        InvalidRecord: What is told leaves several labels possible, or there are more than a hundred.
    """
    if any(one.first != one.last or not (one.is_word or one.low == one.high) for one in told.votes):
        raise InvalidRecord("dawid_skene: expected labels that exclude each other, got ranges, bounds or wider places")
    named = [value if isinstance(value, str) else str(value.low) for value in told.values]
    labels = sorted(set(named))
    code = {label: place for place, label in enumerate(labels)}
    said = [code[named[one.first]] for one in told.votes]
    every = range(len(labels))
    if len(labels) > _LABELS:
        raise InvalidRecord(
            f"dawid_skene: expected at most {_LABELS} labels, got {len(labels)}; accu weighs open values"
        )
    by_topic: dict[int, list[int]] = defaultdict(list)
    by_voice: dict[int, list[int]] = {voice: [] for voice in range(len(told.voices))}
    tested = told.tested(gold or ())
    for place, (one, is_tested) in enumerate(zip(told.votes, tested, strict=True)):
        by_topic[one.topic].append(place)
        if is_tested:  # what nobody else speaks of shows nothing of a voice
            by_voice[one.voice].append(place)
    believed = [[0.0] * len(labels) for _ in told.topics]
    for topic, places in by_topic.items():
        total = fsum(told.votes[place].weight for place in places)
        for label in every:
            believed[topic][label] = fsum(told.votes[p].weight for p in places if said[p] == label) / total
    certain = {topic: code[named[value]] for topic, value in (gold or {}).items() if value is not None}
    for topic, right in certain.items():
        believed[topic] = [float(label == right) for label in every]
    shown = sorted({told.votes[place].topic for places in by_voice.values() for place in places}) or list(by_topic)
    codes = [code[name] for name in named]
    if len(told.votes) >= ARRAYS_FROM:
        return _on_arrays(told, said, believed, codes, certain, tested, smoothing, max_rounds, least_change)
    rates: list[list[list[float]]] = [[] for _ in told.voices]
    number, converged = 0, False
    while number < max_rounds and not converged:
        number += 1
        prior = _frequencies(believed, shown)
        for voice, places in by_voice.items():
            rates[voice] = _rates(told, believed, said, places, len(labels), smoothing)
        change = 0.0
        for topic, places in by_topic.items():
            if topic in certain:
                continue
            scores = [
                log(max(prior[label], _SURE))
                + fsum(
                    told.votes[p].weight * log(max(rates[told.votes[p].voice][label][said[p]], _SURE)) for p in places
                )
                for label in every
            ]
            best = max(scores)
            powers = [exp(score - best) for score in scores]
            total = fsum(powers)
            after = [power / total for power in powers]
            change = max(change, moved(believed[topic], after))
            believed[topic] = after
        converged = change < least_change
    prior = _frequencies(believed, shown)
    voices = tuple(fsum(prior[label] * held[label][label] for label in every) for held in rates)
    return Scores(_of_values(told, believed, codes), voices, number, converged=converged, are_probabilities=True)


def _on_arrays(
    told: Told,
    said: list[int],
    believed: list[list[float]],
    codes: list[int],
    certain: Mapping[int, int],
    tested: list[bool],
    smoothing: float,
    max_rounds: int,
    least_change: float,
) -> Scores:
    """The same rounds on arrays, for many votes."""
    try:
        import numpy as np  # noqa: PLC0415 - comes with scipy, an extra

        from claimcheck.fusion.kernel import settle_labels  # noqa: PLC0415 - needs scipy
    except ImportError as err:
        raise MissingExtra('fusion needs scipy: install "claimcheck[fusion]"') from err
    held, rates, often, rounds, converged = settle_labels(
        np.array([one.topic for one in told.votes]),
        np.array([one.voice for one in told.votes]),
        np.array(said),
        np.array([one.weight for one in told.votes]),
        np.array(tested),
        np.array(believed),
        len(told.voices),
        smoothing,
        np.array(sorted(certain), np.int64),
        max_rounds,
        least_change,
    )
    voices = tuple(float(share) for share in np.einsum("k,vkk->v", often, rates))
    return Scores(_of_values(told, held.tolist(), codes), voices, rounds, converged=converged, are_probabilities=True)


def _frequencies(believed: list[list[float]], topics: Sequence[int]) -> list[float]:
    """How often each label is right, over the topics of which more than one voice speaks."""
    return [fsum(believed[topic][label] for topic in topics) / len(topics) for label in range(len(believed[0]))]


def _rates(
    told: Told, believed: list[list[float]], said: list[int], places: list[int], count: int, smoothing: float
) -> list[list[float]]:
    """How often a voice says each label where another is right."""
    found = []
    for label in range(count):
        parts: list[list[float]] = [[] for _ in range(count)]
        for place in places:
            one = told.votes[place]
            parts[said[place]].append(one.weight * believed[one.topic][label])
        sums = [fsum(part) + smoothing for part in parts]
        total = fsum(sums)
        found.append([one / total if total > 0 else 1 / count for one in sums])
    return found


def _of_values(told: Told, believed: list[list[float]], codes: list[int]) -> tuple[float, ...]:
    found: list[float] = []
    for topic, (begin, end) in enumerate(told.slices()):
        held = [believed[topic][label] for label in codes[begin:end]]
        total = fsum(held)
        found += [one / total if total > 0 else 1 / (end - begin) for one in held]
    return tuple(found)
