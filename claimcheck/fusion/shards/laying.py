"""Acts laid out for the rounds: the values of each topic, and which of them each voice leaves possible."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

import numpy as np
from attrs import frozen

from claimcheck.comparing.values import Range
from claimcheck.findings.positions import Clique
from claimcheck.fusion.shards.acts import Acts, in_order
from claimcheck.fusion.shards.arrays import Bools, Ints, Places
from claimcheck.fusion.shards.shard import Runs, Shard
from claimcheck.fusion.told import Value, is_of, laid_out, name_of

__all__ = ["ANOTHER_KIND", "Laid", "held_value", "laid"]

ANOTHER_KIND: Final = -2
"""What stands for a truth that is a word where figures are told, or a figure where words are."""


@frozen(eq=False, kw_only=True)
class Laid:
    """A shard, and what it says of topics, values and parties beside what the rounds need.

    Attributes:
        shard: What the rounds need.
        topics: The topics.
        value: Which of ``values`` each value is, or beyond them of ``more``.
        values: The words and figures that are said.
        more: Positions that more than one figure shares.
        claims: How many rows say each value.
        allowed: How many besides leave it possible.
        speaking: How many voices say more of each topic than a bound.
        starts: Where the parties that say each value begin.
        party: These parties; with their ends, those of ``runs``, in the order of ``first`` and ``last``.
        run_party: The party of each act that leaves several values possible.
        run: Which of the runs each of these is.
    """

    shard: Shard
    topics: Sequence[str]
    value: Places
    values: Sequence[str | Range]
    more: Sequence[Value]
    claims: Ints
    allowed: Ints
    speaking: Ints
    starts: Places
    party: Places
    run_party: Places
    run: Ints


def held_value(values: Sequence[str | Range], more: Sequence[Value], code: int) -> Value:
    """Return the value of that code."""
    if code >= len(values):
        return more[code - len(values)]
    value = values[code]
    return value if isinstance(value, str) else Clique(value.low, value.high, value.low_open, value.high_open)


@frozen(eq=False)
class _Spread:
    """The values of the topics of a piece, and from which to which of them each act leaves them possible."""

    begins: Ints
    value: Places
    more: Sequence[Value]
    first: Ints
    last: Ints

    def held(self, acts: Acts, place: int) -> Value:
        """The value at that place."""
        code = int(self.value[place])
        return held_value(acts.values, self.more, code)


def laid(
    acts: Acts,
    voice_of: Places,
    *,
    tolerance: Fraction,
    within: Mapping[str, str],
    gold: Mapping[str, str | int | Fraction],
) -> Laid:
    """Return acts as the rounds need them.

    Args:
        acts: What is said.
        voice_of: The voice that each party counts as.
        tolerance: How far two figures may lie apart and still say the same.
        within: For each word what it lies within.
        gold: The truth of topics, here or elsewhere.
    """
    spread = _spread(acts, tolerance, within)
    is_bound, is_point = _bounds(acts), acts.value < acts.words + acts.points
    alone = (spread.first == spread.last) & is_point
    voice = voice_of[acts.party]
    votes, speaking = _votes(acts, voice), _speaking(acts, voice, is_bound)
    known, right = _known(acts, spread, gold)
    runs = np.flatnonzero(~alone[votes.act])
    tested = speaking > 1
    tested[known] = True
    has_point = np.zeros(len(acts.topics), np.bool_)
    has_point[acts.topic[is_point]] = True
    points = np.flatnonzero(alone[votes.act])
    points = points[np.argsort(spread.first[votes.act[points]], kind="stable")]
    weight = votes.weight[points]
    shard = Shard(
        begins=spread.begins.astype(np.int32),
        topic=np.repeat(np.arange(len(acts.topics), dtype=np.int32), np.diff(spread.begins)),
        starts=_starts(spread.first[votes.act[points]], int(spread.begins[-1])),
        voice=voice[votes.act[points]],
        weight=np.empty(0) if (weight == 1).all() else weight,
        runs=_runs(acts, spread, votes, runs, voice, is_bound, speaking, known),
        tested=tested,
        has_point=has_point,
        known=known,
        right=right,
    )
    run_of_vote = np.full(len(votes.act), -1)
    run_of_vote[runs] = np.arange(len(runs))
    return _beside(acts, spread, shard, speaking, alone, is_bound, run_of_vote[votes.of_act])


def _beside(
    acts: Acts, spread: _Spread, shard: Shard, speaking: Ints, alone: Bools, is_bound: Bools, run: Ints
) -> Laid:
    """A shard with what it says of topics, values and parties; *run* is the run of each act, if it is of one."""
    count = int(spread.begins[-1])
    said = np.flatnonzero(alone)
    said = said[np.argsort(spread.first[said], kind="stable")]
    rest = np.flatnonzero(~alone)
    stated = (spread.first == spread.last) & ~is_bound
    changes = np.bincount(spread.first[~stated], acts.rows[~stated], count + 1)
    changes -= np.bincount(spread.last[~stated] + 1, acts.rows[~stated], count + 1)
    return Laid(
        shard=shard,
        topics=acts.topics,
        value=spread.value,
        values=acts.values,
        more=spread.more,
        claims=np.bincount(spread.first[stated], acts.rows[stated], count).astype(np.int64),
        allowed=np.cumsum(changes[:-1]).astype(np.int64),
        speaking=speaking,
        starts=_starts(spread.first[said], count),
        party=acts.party[said],
        run_party=acts.party[rest],
        run=run[rest],
    )


def _bounds(acts: Acts) -> Bools:
    """Whether each act gives a figure without an end on one side."""
    found = np.zeros(len(acts.value), np.bool_)
    open_ended = np.flatnonzero(acts.value >= acts.words + acts.points)
    codes, which = np.unique(acts.value[open_ended], return_inverse=True)
    held = [acts.values[code] for code in codes.tolist()]
    bounds = [not isinstance(one, str) and (one.low is None) != (one.high is None) for one in held]
    found[open_ended] = np.array(bounds, np.bool_)[which]
    return found


def _starts(places: Ints, count: int) -> Places:
    return np.concatenate([[0], np.cumsum(np.bincount(places, minlength=count))]).astype(np.int32)


@frozen(eq=False)
class _Votes:
    """One of the acts of each vote, the weight of each vote, and of each act its vote."""

    act: Ints
    weight: np.ndarray
    of_act: Ints


def _votes(acts: Acts, voice: Places) -> _Votes:
    """All that a voice says of a topic counts 1 together, each value by how many of its parties say it."""
    every = np.arange(len(voice))
    if voice is acts.party or (len(acts.parties) and np.array_equal(voice, acts.party)):
        return _Votes(every, np.ones(len(voice)), every)
    order = in_order(acts.topic, voice, acts.value)
    topic, who, value = acts.topic[order], voice[order], acts.value[order]
    is_new = np.ones(len(order), np.bool_)
    is_new[1:] = (topic[1:] != topic[:-1]) | (who[1:] != who[:-1])
    slot = np.cumsum(is_new) - 1
    is_new[1:] |= value[1:] != value[:-1]
    vote = np.cumsum(is_new) - 1
    counts = np.bincount(vote)
    totals = np.bincount(slot)
    of_act = np.empty(len(order), np.int64)
    of_act[order] = vote
    first = np.flatnonzero(is_new)
    return _Votes(order[first], counts / totals[slot[first]], of_act)


def _speaking(acts: Acts, voice: Places, is_bound: Bools) -> Ints:
    """How many voices say more of each topic than a bound."""
    if np.array_equal(voice, acts.party) and not is_bound.any():
        return np.bincount(acts.topic, minlength=len(acts.topics))
    topic, who = acts.topic[~is_bound], voice[~is_bound]
    order = in_order(topic, who)
    topic, who = topic[order], who[order]
    is_new = np.ones(len(order), np.bool_)
    is_new[1:] = (topic[1:] != topic[:-1]) | (who[1:] != who[:-1])
    return np.bincount(topic[is_new], minlength=len(acts.topics))


def _runs(
    acts: Acts,
    spread: _Spread,
    votes: _Votes,
    runs: Ints,
    voice: Places,
    is_bound: Bools,
    speaking: Ints,
    known: Ints,
) -> Runs:
    act = votes.act[runs]
    topic, first, last = acts.topic[act].astype(np.int64), spread.first[act], spread.last[act]
    sizes = np.diff(spread.begins)[topic]
    tells = (first == last) | (last - first + 1 < sizes)
    speaks: set[tuple[int, int]] = set()
    if len(act):
        of_topics = np.isin(acts.topic, topic) & ~is_bound
        speaks = set(zip(acts.topic[of_topics].tolist(), voice[of_topics].tolist(), strict=True))
    own = np.array([slot in speaks for slot in zip(topic.tolist(), voice[act].tolist(), strict=True)], np.int64)
    is_known = np.zeros(len(acts.topics), np.bool_)
    is_known[known] = True
    is_figure = acts.value[act] >= acts.words
    return Runs(
        voice=voice[act].astype(np.int64),
        topic=topic,
        first=first,
        last=last,
        weight=votes.weight[runs],
        is_point=is_figure & (acts.value[act] < acts.words + acts.points),
        is_bound=is_bound[act],
        tells=tells,
        tested=is_known[topic] | (tells & (speaking[topic] - own > 0)),
    )


def _spread(acts: Acts, tolerance: Fraction, within: Mapping[str, str]) -> _Spread:
    is_new = np.ones(len(acts.topic), np.bool_)
    is_new[1:] = (acts.topic[1:] != acts.topic[:-1]) | (acts.value[1:] != acts.value[:-1])
    first = np.cumsum(is_new).astype(np.int64) - 1
    topic, code = acts.topic[is_new], acts.value[is_new]
    begins = np.searchsorted(topic, np.arange(len(acts.topics) + 1)).astype(np.int64)
    is_hard = code >= (acts.words if tolerance else acts.words + acts.points)
    if within:
        nested = [place for place, word in enumerate(acts.values[: acts.words]) if word in within]
        is_hard |= np.isin(code, nested)
    hard = np.unique(topic[is_hard]).astype(np.int64)
    if not len(hard):
        return _Spread(begins, code, (), first, first)
    return _laid_hard(acts, begins, code, first, hard, tolerance, within)


def _laid_hard(
    acts: Acts,
    begins: Ints,
    code: Places,
    first: Ints,
    hard: Ints,
    tolerance: Fraction,
    within: Mapping[str, str],
) -> _Spread:
    """Lay the topics out one by one in which figures are ranges or lie near each other, or words within words."""
    values: list[Value] = []
    pieces: list[Places] = []
    sizes = np.diff(begins)
    low, high = np.zeros(len(code), np.int64), np.zeros(len(code), np.int64)
    low[:] = high[:] = np.arange(len(code)) - np.repeat(begins[:-1], sizes)
    done = 0
    for topic in hard.tolist():
        at, to = int(begins[topic]), int(begins[topic + 1])
        pieces.append(code[done:at])
        done = to
        distinct = {name_of(value): value for value in (acts.values[one] for one in code[at:to])}
        held: list[Value] = []
        runs = laid_out(distinct, tolerance, within, held)
        for place in range(at, to):
            low[place], high[place] = runs[name_of(acts.values[code[place]])]
        pieces.append(np.arange(len(held), dtype=np.int32) + len(acts.values) + len(values))
        values += held
        sizes[topic] = len(held)
    pieces.append(code[done:])
    after = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    topic_of = np.repeat(np.arange(len(sizes)), np.diff(begins))
    return _Spread(
        after,
        np.concatenate(pieces).astype(np.int32),
        values,
        (low + after[topic_of])[first],
        (high + after[topic_of])[first],
    )


def _known(acts: Acts, spread: _Spread, gold: Mapping[str, str | int | Fraction]) -> tuple[Ints, Ints]:
    """The topics whose truth is known, and which of their values it is, -1 where nobody tells it."""
    if not gold:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    known, right = [], []
    for topic, label in enumerate(acts.topics):
        if label in gold:
            run = range(int(spread.begins[topic]), int(spread.begins[topic + 1]))
            known.append(topic)
            if isinstance(gold[label], str) != isinstance(spread.held(acts, run[0]), str):
                right.append(ANOTHER_KIND)
            else:
                right.append(next((place for place in run if is_of(gold[label], spread.held(acts, place))), -1))
    return np.array(known, np.int64), np.array(right, np.int64)
