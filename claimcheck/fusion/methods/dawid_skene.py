"""Dawid and Skene: every voice has its own way of taking one label for another."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import exp, fsum, log
from typing import TypeAlias

from attrs import evolve

from claimcheck.errors import InvalidRecord, MissingExtra
from claimcheck.fusion.scores import Scores, is_large, moved
from claimcheck.fusion.shards.pieces import InMemory
from claimcheck.fusion.told import Told

__all__ = ["dawid_skene"]

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
        least_change: By how little the probabilities of what any voice says may change, on average, for it to stop.

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
    codes = [code[name] for name in named]
    if is_large(told):
        return _on_arrays(told, codes, len(labels), gold or {}, smoothing, max_rounds, least_change)
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
    weights = [fsum(told.votes[place].weight for place in places) for places in by_voice.values()]

    def taken() -> list[_Counts]:
        return [_counts(told, believed, said, places, len(labels)) for places in by_voice.values()]

    counts, prior = taken(), _frequencies(believed, shown)
    rates: list[_Counts] = []
    number, converged = 0, False
    while number < max_rounds and not converged:
        number += 1
        rates = [_rates(held, smoothing) for held in counts]
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
            believed[topic] = [power / total for power in powers]
        before, counts = counts, taken()
        often, prior = prior, _frequencies(believed, shown)
        changes = [
            max(map(moved, one, other)) / max(weight, 1.0)
            for one, other, weight in zip(before, counts, weights, strict=True)
        ]
        converged = max(*changes, moved(often, prior)) < least_change
    voices = tuple(fsum(prior[label] * held[label][label] for label in every) for held in rates)
    return Scores(_of_values(told, believed, codes), voices, number, converged=converged, are_probabilities=True)


def _on_arrays(
    told: Told,
    codes: list[int],
    labels: int,
    gold: Mapping[int, int | None],
    smoothing: float,
    max_rounds: int,
    least_change: float,
) -> Scores:
    """The same rounds on arrays, for many votes."""
    try:
        import numpy as np  # noqa: PLC0415 - comes with scipy, an extra

        from claimcheck.fusion.shards import labels as rounds  # noqa: PLC0415 - needs numpy
        from claimcheck.fusion.shards.shard import shard_of  # noqa: PLC0415 - as above
    except ImportError as err:
        raise MissingExtra('fusion needs numpy: install "claimcheck[fusion]"') from err
    shard = evolve(shard_of(told, gold), label=np.array(codes, np.int32))
    asked = rounds.Labels(labels, smoothing)
    rates, often, number, converged = rounds.settle_labels(
        InMemory([shard]), asked, len(told.voices), max_rounds, least_change
    )
    shares = rounds.shares_of_labels(shard, asked, rates)
    voices = tuple(float(share) for share in np.einsum("k,vkk->v", often, rates.said))
    return Scores(tuple(shares.tolist()), voices, number, converged=converged, are_probabilities=True)


_Counts: TypeAlias = list[list[float]]
"""How often a voice says each label, by the label that is right."""


def _frequencies(believed: list[list[float]], topics: Sequence[int]) -> list[float]:
    """How often each label is right, over the topics of which more than one voice speaks."""
    return [fsum(believed[topic][label] for topic in topics) / len(topics) for label in range(len(believed[0]))]


def _counts(told: Told, believed: list[list[float]], said: list[int], places: list[int], count: int) -> _Counts:
    """How often a voice says each label, where each is right as far as that is believed."""
    found = []
    for label in range(count):
        parts: list[list[float]] = [[] for _ in range(count)]
        for place in places:
            one = told.votes[place]
            parts[said[place]].append(one.weight * believed[one.topic][label])
        found.append([fsum(part) for part in parts])
    return found


def _rates(counts: _Counts, smoothing: float) -> _Counts:
    """How often a voice says each label where another is right."""
    found = []
    for row in counts:
        sums = [each + smoothing for each in row]
        total = fsum(sums)
        found.append([one / total if total > 0 else 1 / len(row) for one in sums])
    return found


def _of_values(told: Told, believed: list[list[float]], codes: list[int]) -> tuple[float, ...]:
    found: list[float] = []
    for topic, (begin, end) in enumerate(told.slices()):
        held = [believed[topic][label] for label in codes[begin:end]]
        total = fsum(held)
        found += [one / total if total > 0 else 1 / (end - begin) for one in held]
    return tuple(found)
