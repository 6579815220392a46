"""How fusion comes to what it finds where claims stand in pieces: who counts as one, and what the rounds decide."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import Any, Final, TypeAlias

import numpy as np
from attrs import evolve, field, frozen

from claimcheck.errors import InvalidRecord, Problem
from claimcheck.fusion.copying import Group, joined
from claimcheck.fusion.fused import Again, Fusion, Reliability
from claimcheck.fusion.options import check_margin, exact_tolerance, options_of
from claimcheck.fusion.registry import default_of, method_called
from claimcheck.fusion.reliability import reliability_intervals
from claimcheck.fusion.several import Truth, single_truths
from claimcheck.fusion.shards import accuracies, labels
from claimcheck.fusion.shards.accuracies import added
from claimcheck.fusion.shards.acts import Acts, renumbered
from claimcheck.fusion.shards.arrays import Floats
from claimcheck.fusion.shards.laying import ANOTHER_KIND, Laid, held_value, laid
from claimcheck.fusion.shards.outcome import Rights, rights
from claimcheck.fusion.shards.pairs import groups_in
from claimcheck.fusion.shards.pieces import Pieces
from claimcheck.fusion.shards.shard import Shard
from claimcheck.fusion.shards.voting import settle_sums, votes
from claimcheck.fusion.told import Said, Value, another_kind, no_such_topic

__all__ = ["ON_ARRAYS", "Asked", "Weighed", "weigh"]

ON_ARRAYS: Final = ("vote", "sums", "one_coin", "accu", "popaccu", "dawid_skene")
"""The methods that run on pieces."""

_LABELS: Final = 100


Progress: TypeAlias = Callable[[str, int, int], object]
"""What is called meanwhile: with what is done, how much of it is done, and how much there is at most."""


@frozen(kw_only=True)
class Asked:
    """What is asked of fusion; ``claimcheck.fuse`` says what each means."""

    method: str | None = None
    groups: tuple[Group, ...] = ()
    dependence: bool = True
    tolerance: Fraction | int = 0
    within: Mapping[str, str] = field(factory=dict)
    margin: float = 0.1
    gold: Mapping[str, Truth] = field(factory=dict)
    several: bool = False
    half_life: float | None = None
    options: Mapping[str, Any] = field(factory=dict)
    progress: Progress | None = None


@frozen(eq=False, kw_only=True)
class Weighed:
    """What fusion finds in pieces.

    Attributes:
        laid: The pieces, laid out.
        scores: What gives the scores of a piece's values.
        are_probabilities: Whether these are probabilities.
        reliabilities: The parties.
        found: The accuracy of each party as the method has it, where it has any.
        groups: Those that count as one.
        suspects: Pairs that may copy.
        method: The method.
        rounds: How many rounds it took.
        converged: Whether it stopped by itself.
    """

    laid: Pieces
    scores: Callable[[Laid], Floats]
    are_probabilities: bool
    reliabilities: tuple[Reliability, ...]
    found: Mapping[str, float]
    groups: tuple[Group, ...]
    suspects: tuple[Group, ...]
    method: str
    rounds: int
    converged: bool

    def fusion(
        self,
        topics: Sequence[Any],
        *,
        left_out: tuple[Problem, ...],
        frame: Callable[[Any], Any],
        said_of: Callable[[str], Sequence[Said]],
        again: Again,
    ) -> Fusion:
        """Return what is found, with its topics, and with what tells of them what only the table knows."""
        return Fusion(
            topics=topics,
            reliabilities=self.reliabilities,
            groups=self.groups,
            suspects=self.suspects,
            left_out=left_out,
            method=self.method,
            rounds=self.rounds,
            converged=self.converged,
            found=self.found,
            frame=frame,
            said_of=said_of,
            again=again,
        )


@frozen(eq=False)
class _Scored:
    scores: Callable[[Laid], Floats]
    rounds: int = 1
    converged: bool = True
    are_probabilities: bool = False
    accuracies: Floats | None = None


def weigh(pieces: Pieces, asked: Asked) -> Weighed:
    """Return what fusion finds in pieces of ``Acts``.

    Raises:
        InvalidRecord: There is no such method, it takes no such option, or it cannot weigh such values.
    """
    check_margin(asked.margin)
    gold = single_truths(asked.gold)
    parties = _all_parties(pieces)
    pieces = pieces.turned(partial(renumbered, parties=parties))
    heard = _together(pieces.asked(_heard))
    name = asked.method or heard.default(nested=bool(asked.within))
    run = method_called(name)
    if name not in ON_ARRAYS:
        raise InvalidRecord(f"method: {name!r} runs in process only; on an engine there are {', '.join(ON_ARRAYS)}")
    known = joined(asked.groups)
    groups, suspects = groups_in(pieces, parties, known) if asked.dependence else (known, ())
    voice_of = {party: group.parties[0] for group in groups for party in group.parties}
    chosen = options_of(name, run, asked.options, parties, voice_of, has_gold=bool(gold))
    voices = sorted({voice_of.get(party, party) for party in parties})
    number_of = {voice: number for number, voice in enumerate(voices)}
    places = np.array([number_of[voice_of.get(party, party)] for party in parties], np.int32)
    held = pieces.turned(
        partial(
            laid,
            voice_of=places,
            tolerance=exact_tolerance(asked.tolerance),
            within=asked.within,
            gold=gold,
        )
    )
    _check_gold(held, gold)
    told = None if asked.progress is None else partial(asked.progress, "rounds")
    scored = _scored(name, held, voices, chosen, told)
    found = held.asked(
        partial(_rights, scores=scored.scores, parties=len(parties), are_probabilities=scored.are_probabilities)
    )
    sums = Rights(*(added(list(parts)) for parts in zip(*found, strict=True)))
    group_of = {party: group.name for group in groups for party in group.parties}
    return Weighed(
        laid=held,
        scores=scored.scores,
        are_probabilities=scored.are_probabilities,
        reliabilities=_reliabilities(parties, sums, group_of),
        found={} if scored.accuracies is None else dict(zip(parties, scored.accuracies[places].tolist(), strict=True)),
        groups=groups,
        suspects=suspects,
        method=name,
        rounds=scored.rounds,
        converged=scored.converged,
    )


def _all_parties(pieces: Pieces) -> Sequence[str]:
    told = pieces.asked(_parties)
    if all(parties is told[0] for parties in told):
        return told[0]
    return sorted({party for parties in told for party in parties})


def _parties(acts: Acts) -> Sequence[str]:
    return acts.parties


@frozen
class _Heard:
    """What is said at all, as far as it matters for the choice of a method.

    Attributes:
        words: The words, or the first hundred and one of them.
        points: The figures that are one number, likewise.
        has_others: Whether there are other figures.
        topics: How many topics there are.
    """

    words: frozenset[str]
    points: frozenset[int | Fraction]
    has_others: bool
    topics: int

    def default(self, *, nested: bool) -> str:
        """The method that is taken where none is asked for."""
        is_whole = all(isinstance(point, int) for point in self.points)
        return default_of(
            words=len(self.words),
            points=len(self.points),
            has_others=self.has_others or nested or not is_whole,
            topics=self.topics,
        )


def _heard(acts: Acts) -> _Heard:
    codes = np.unique(acts.value).tolist()
    words = [value for code in codes[: _LABELS + 1] if isinstance(value := acts.values[code], str)]
    figures = [code for code in codes if acts.words <= code < acts.words + acts.points][: _LABELS + 1]
    held = [value.low for code in figures if not isinstance(value := acts.values[code], str)]
    points = frozenset(point for point in held if point is not None)
    has_others = codes[-1] >= acts.words + acts.points
    return _Heard(frozenset(words), points, has_others, len(acts.topics))


def _together(parts: Sequence[_Heard]) -> _Heard:
    return _Heard(
        frozenset(word for one in parts for word in one.words),
        frozenset(point for one in parts for point in one.points),
        any(one.has_others for one in parts),
        sum(one.topics for one in parts),
    )


def _check_gold(held: Pieces, gold: Mapping[str, Any]) -> None:
    if not gold:
        return
    told = dict(known for several in held.asked(_known_topics) for known in several)
    for topic, truth in gold.items():
        if topic not in told:
            raise no_such_topic(topic)
        if told[topic] == ANOTHER_KIND:
            raise another_kind(topic, truth)


def _known_topics(piece: Laid) -> list[tuple[str, int]]:
    shard = piece.shard
    return [
        (piece.topics[topic], value) for topic, value in zip(shard.known.tolist(), shard.right.tolist(), strict=True)
    ]


def _scored(
    name: str,
    held: Pieces,
    voices: Sequence[str],
    chosen: Mapping[str, Any],
    progress: accuracies.Progress | None,
) -> _Scored:
    """Run the rounds of a method."""
    if name == "vote":
        weights = chosen.get("weights") or {}
        amounts = np.array([weights.get(voice, 1.0) for voice in voices], np.float64)
        return _Scored(partial(_votes, amounts=amounts))
    shards = held.turned(_shard)
    if name == "sums":
        trust, rounds, converged = settle_sums(
            shards,
            len(voices),
            chosen.get("max_rounds", 20),
            chosen.get("least_change", 1e-6),
            progress,
        )
        return _Scored(partial(_votes, amounts=trust), rounds, converged)
    limits = (chosen.get("max_rounds", 100), chosen.get("least_change", 1e-6))
    if name == "dawid_skene":
        return _labelled(held, voices, chosen, limits, progress)
    known = chosen.get("known") or {}
    choices = accuracies.Choices(chosen.get("false_values", 10) if name == "accu" else 0, is_popular=name == "popaccu")
    asked = accuracies.Rounds(
        np.array([known.get(voice, chosen.get("accuracy", 0.8)) for voice in voices]),
        np.array([voice in known for voice in voices], np.bool_),
        chosen.get("prior", (1, 1)),
        *limits,
    )
    found = accuracies.settle(shards, choices, asked, progress=progress)
    scores = partial(_shares, choices=choices, weighed=found.weighed)
    return _Scored(scores, found.rounds, found.converged, are_probabilities=True, accuracies=found.accuracies)


def _labelled(
    held: Pieces,
    voices: Sequence[str],
    chosen: Mapping[str, Any],
    limits: tuple[int, float],
    progress: accuracies.Progress | None,
) -> _Scored:
    if any(len(piece) for piece in held.asked(_runs)):
        raise InvalidRecord("dawid_skene: expected labels that exclude each other, got ranges, bounds or wider places")
    names = sorted({name for several in held.asked(_label_names) for name in several})
    if len(names) > _LABELS:
        raise InvalidRecord(
            f"dawid_skene: expected at most {_LABELS} labels, got {len(names)}; accu weighs open values"
        )
    code = {name: place for place, name in enumerate(names)}
    asked = labels.Labels(len(names), chosen.get("smoothing", 0.01))
    found = labels.settle_labels(held.turned(partial(_with_labels, code=code)), asked, len(voices), *limits, progress)
    scores = partial(_label_shares, code=code, asked=asked, rates=found[0])
    return _Scored(scores, found[2], found[3], are_probabilities=True)


def _shard(piece: Laid) -> Shard:
    return piece.shard


def _runs(piece: Laid) -> Floats:
    return piece.shard.runs.weight


def _votes(piece: Laid, amounts: Floats) -> Floats:
    return votes(piece.shard, amounts)


def _shares(piece: Laid, choices: accuracies.Choices, weighed: Floats) -> Floats:
    return accuracies.shares(piece.shard, choices, weighed)


def _with_labels(piece: Laid, code: Mapping[str, int]) -> Shard:
    """The shard of a piece whose values are labels."""
    codes, which = np.unique(piece.value, return_inverse=True)
    names = [_label(held_value(piece.values, piece.more, one)) for one in codes.tolist()]
    return evolve(piece.shard, label=np.array([code[name] for name in names], np.int32)[which])


def _label(value: Value) -> str:
    return value if isinstance(value, str) else str(value.low)


def _label_names(piece: Laid) -> set[str]:
    """The labels that are said in a piece."""
    return {_label(held_value(piece.values, piece.more, one)) for one in np.unique(piece.value).tolist()}


def _label_shares(piece: Laid, code: Mapping[str, int], asked: labels.Labels, rates: labels.Rates) -> Floats:
    return labels.shares_of_labels(_with_labels(piece, code), asked, rates)


def _rights(piece: Laid, scores: Callable[[Laid], Floats], parties: int, *, are_probabilities: bool) -> Rights:
    return rights(piece, scores(piece), parties, are_probabilities=are_probabilities)


def _reliabilities(parties: Sequence[str], sums: Rights, group_of: Mapping[str, str]) -> tuple[Reliability, ...]:
    means, lows, highs = reliability_intervals(sums.tested, sums.right, sums.doubt)
    return tuple(
        Reliability(party=party, reliability=mean, low=low, high=high, claims=count, group=group_of.get(party))
        for party, mean, low, high, count in zip(
            parties,
            means.tolist(),
            lows.tolist(),
            highs.tolist(),
            sums.tested.astype(np.int64).tolist(),
            strict=True,
        )
    )
