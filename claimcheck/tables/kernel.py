"""The flags of a table's rows, on arrays and topic by topic: what is contested, by whom, and what each row rests on.

One definition for every engine: a table is cut into shards of whole topics, and each shard is decided by a few dozen
passes over its columns. ``claimcheck.findings`` is the plain definition that the tests hold this to; the topics that
arrays cannot decide exactly are left to it, and named.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count
from typing import Final

import numpy as np
from attrs import evolve

from claimcheck.tables.dated import find_dated
from claimcheck.tables.exclusive import find_excluded
from claimcheck.tables.implied import count_implied, count_parts, count_words
from claimcheck.tables.opponents import Opponents, Segments, find_opponents
from claimcheck.tables.rows import Bools, Flags, Floats, Form, Ints, Kind, Outcome, Rows, Rule, Statistic, Wide
from claimcheck.tables.scales import made_whole
from claimcheck.tables.stands import line_up, numbered
from claimcheck.tables.triage import spans, undecided_rows

__all__ = ["SHARD", "flags_of", "in_order", "shards"]

SHARD: Final = 50_000
"""Rows decided at once, unless one topic has more: few enough to stay in a processor's cache."""

_MOST_THREADS: Final = 8


def shards(topic: Ints, size: int = SHARD) -> Iterator[Wide]:
    """Yield the places of the rows of each shard, which holds whole topics; rows with topic -1 are left out."""
    counts = np.bincount(topic[topic >= 0]) if len(topic) else np.zeros(0, np.int64)
    if not len(counts):
        return
    before = np.cumsum(counts) - counts
    number = (before // size).astype(np.int64)
    number = np.cumsum(np.diff(number, prepend=number[:1]) > 0)
    kind = np.uint16 if number[-1] < 2**16 - 1 else np.int64
    shard = np.append(number, number[-1] + 1).astype(kind)[topic]  # those with topic -1 come last
    order = np.argsort(shard, kind="stable")
    ends = np.cumsum(np.bincount(number, weights=counts).astype(np.int64))
    first = 0
    for end in ends.tolist():
        places = order[first:end]
        yield places
        first = end


def in_order(rows: Rows) -> Wide:
    """Return the order of rows by topic, party and what they say: it does not depend on how they stood."""
    key = (rows.topic.astype(np.int64) << 32) + rows.party
    order = np.argsort(key, kind="stable")
    held = key[order]
    again = np.flatnonzero(held[1:] == held[:-1])
    if not len(again):
        return order
    several = np.zeros(len(order), np.bool_)  # the rows of a party that speaks on a topic more than once
    several[again] = several[again + 1] = True
    places = np.flatnonzero(several)
    some = order[places]
    ends = (rows.ends, rows.high, rows.low, rows.unit, rows.form)
    times = () if rows.begin is None or rows.end is None else (rows.end, rows.begin)
    times = times if rows.of is None else (*times, rows.of)
    order[places] = some[np.lexsort(tuple(column[some] for column in (rows.group, *times, *ends, key)))]
    return order


def flags_of(rows: Rows, rule: Rule, *, exclusive: bool = False, size: int = SHARD) -> tuple[Flags, Bools]:
    """Return the flags of *rows*, and which rows belong to topics that the plain objects have to decide.

    *exclusive* says that words which differ exclude each other. Shards are decided by several threads, each on its own
    rows, so that what is found does not depend on their number. O(n log n) in the rows of the largest topic, and
    linear in the number of shards.
    """
    flags, left = Flags.empty(len(rows)), np.zeros(len(rows), np.bool_)
    flags.kinds[rows.topic < 0] = Kind.UNREAD

    def decide(unsorted: Wide) -> None:
        """Write the flags of one shard; no two shards share a row."""
        held = rows.take(unsorted)
        order = in_order(held)
        held, places = held.take(order), unsorted[order]
        undecided = undecided_rows(held, rule)
        if undecided.any():
            left[places[undecided]] = True
            places, held = places[~undecided], held.take(np.flatnonzero(~undecided))
        if len(places):
            _write(flags, places, _decide(held, rule, exclusive))

    every = list(shards(rows.topic, size))
    if len(every) == 1:
        decide(every[0])
        return flags, left
    with ThreadPoolExecutor(min(_MOST_THREADS, cpu_count() or 1)) as pool:
        for _ in pool.map(decide, every):
            pass
    return flags, left


def _write(flags: Flags, places: Wide, found: Flags) -> None:
    flags.kinds[places] = found.kinds
    flags.against[places] = np.where(found.against >= 0, places[found.against], -1)
    for name in ("outcome", "gap", "statistic", "first", "last", "positions", "origins"):
        getattr(flags, name)[places] = getattr(found, name)


def _decide(rows: Rows, rule: Rule, exclusive: bool) -> Flags:
    """The flags of whole topics that lie topic by topic."""
    found = Flags.empty(len(rows))
    topics = Segments.by(rows.topic)
    before = np.zeros(len(topics.starts), np.int32)
    for statistic, places, held in _on_lines(rows):
        lines = Segments.by(held.topic)
        if statistic == Statistic.WORD:
            _words(found, places, held, lines, exclusive)
        else:
            scaled, one = made_whole(held)
            _figures(found, statistic, places, scaled, lines, _rule_of(rule, statistic), one)
        counted = held.form == _FORMS[statistic]
        if not counted.any():
            continue
        if not counted.all():
            places, held = places[counted], held.take(np.flatnonzero(counted))  # noqa: PLW2901 - those of this line alone
            lines = Segments.by(held.topic)
        first, last, total = _words_in_order(held, lines) if statistic == Statistic.WORD else line_up(held, lines)
        of = topics.of[places]
        found.first[places], found.last[places] = first + before[of], last + before[of]
        before[topics.of[places[lines.starts]]] += total
    _count_origins(found, rows, topics)
    found.positions[:] = before[topics.of]
    named_beside = (found.kinds & Kind.CONTESTED) > 0
    found.kinds[named_beside] &= ~np.uint8(Kind.DISPUTED_BY_UNATTRIBUTED)
    told = rows.form != Form.NONE
    many = told & (found.origins > 1)
    found.kinds[many] |= np.uint8(Kind.CORROBORATED)
    found.kinds[told & ~many & (rows.party >= 0)] |= np.uint8(Kind.UNCORROBORATED)
    found.kinds[told & (rows.party < 0)] |= np.uint8(Kind.UNATTRIBUTED)
    return found


_FORMS: Final = {
    Statistic.COUNT: Form.COUNT,
    Statistic.SHARE: Form.SHARE,
    Statistic.TOTAL: Form.NONE,
    Statistic.WORD: Form.WORD,
}
"""The rows that have their positions on a line: those with a total have theirs on the line of counts."""


def _on_lines(rows: Rows) -> Iterator[tuple[Statistic, Wide, Rows]]:
    """Yield the rows that have each statistic, with their places, as they lie on its line."""
    parts = np.zeros(len(rows), np.bool_) if rows.of is None else ~np.isnan(rows.of)
    for statistic, among in (
        (Statistic.COUNT, rows.form == Form.COUNT),
        (Statistic.SHARE, (rows.form == Form.SHARE) | parts),
        (Statistic.TOTAL, parts),
        (Statistic.WORD, rows.form == Form.WORD),
    ):
        if not among.any():
            continue
        places = np.flatnonzero(among)
        held = rows if len(places) == len(rows) else rows.take(places)
        if statistic in {Statistic.SHARE, Statistic.TOTAL} and held.of is not None:
            part = ~np.isnan(held.of)
            if statistic == Statistic.SHARE:
                low, high = (np.where(part, 100 * ends / held.of, ends) for ends in (held.low, held.high))
            else:
                low = high = held.of
            held = evolve(held, low=low, high=high)
        yield statistic, places, held


def _rule_of(rule: Rule, statistic: Statistic) -> Rule:
    """The rule on a line: shares and totals have no factor."""
    if statistic == Statistic.COUNT:
        return rule
    return Rule(factor=False, stretch=rule.share_stretch, accumulates=rule.accumulates)


def _count_origins(found: Flags, rows: Rows, topics: Segments) -> None:
    """Count for each row how many groups say the same or more."""
    for statistic, places, held in _on_lines(rows):
        if statistic == Statistic.WORD:
            found.origins[places] = count_words(held, Segments.by(held.topic))
        elif statistic != Statistic.TOTAL:
            own = held.form == _FORMS[statistic]
            found.origins[places[own]] = count_implied(held, Segments.by(held.topic))[own]
    if rows.of is not None and not np.isnan(rows.of).all():
        places, counts = count_parts(rows, topics)
        found.origins[places] = counts


def _figures(
    found: Flags, statistic: Statistic, places: Wide, rows: Rows, lines: Segments, rule: Rule, one: Floats
) -> None:
    """Hold the figures of each line against each other: between groups, between somebody and nobody, within groups."""
    find = find_dated if rule.accumulates and rows.begin is not None else find_opponents
    by_group = find(rows, rows.group, lines, rule, one)
    _note(found, statistic, places, by_group, Kind.CONTESTED, one)
    nobodys = rows.group < 0
    if nobodys.any():
        beside = np.flatnonzero(spans(nobodys, lines))
        if len(beside):
            held = rows.take(beside)
            side = (held.group >= 0).astype(np.int32)
            unnamed = find(held, side, Segments.by(held.topic), rule, one[beside])
            _note(found, statistic, places[beside], unnamed, Kind.DISPUTED_BY_UNATTRIBUTED, one[beside])
    within = _in_shared_groups(rows, lines)
    if len(within):
        held = rows.take(within)
        inside = find(held, held.party, _by_group(held), rule, one[within])
        _note(found, statistic, places[within], inside, Kind.INCONSISTENT, one[within])


def _words(found: Flags, places: Wide, rows: Rows, lines: Segments, exclusive: bool) -> None:
    one = np.ones(len(rows))
    by_group = find_excluded(rows, rows.group, lines, exclusive=exclusive)
    _note(found, Statistic.WORD, places, by_group, Kind.CONTESTED, one)
    nobodys = rows.group < 0
    if nobodys.any():
        side = (rows.group >= 0).astype(np.int32)
        unnamed = find_excluded(rows, side, lines, exclusive=exclusive)
        _note(found, Statistic.WORD, places, unnamed, Kind.DISPUTED_BY_UNATTRIBUTED, one)
    within = _in_shared_groups(rows, lines)
    if len(within):
        held = rows.take(within)
        inside = find_excluded(held, held.party, _by_group(held), exclusive=exclusive)
        _note(found, Statistic.WORD, places[within], inside, Kind.INCONSISTENT, one[within])


def _in_shared_groups(rows: Rows, lines: Segments) -> Wide:
    """The rows of groups for which several parties speak on one line, line by line and group by group."""
    if not len(rows) or rows.group.max() < 0:
        return np.zeros(0, np.int64)
    key = (lines.of.astype(np.int64) << 32) + rows.group
    order = np.argsort(key, kind="stable")
    held = key[order]
    joined = np.flatnonzero((held[1:] == held[:-1]) & (rows.group[order[1:]] >= 0))
    if not len(joined):
        return np.zeros(0, np.int64)
    again = np.zeros(len(order), np.bool_)
    again[joined] = again[joined + 1] = True
    places = order[again]
    groups = _by_group(rows.take(places))
    several = np.minimum.reduceat(rows.party[places], groups.starts) < np.maximum.reduceat(
        rows.party[places], groups.starts
    )
    return places[several[groups.of]]


def _by_group(rows: Rows) -> Segments:
    """Segments of rows that lie topic by topic and, within these, group by group."""
    fresh = np.ones(len(rows), np.bool_)
    np.logical_or(rows.topic[1:] != rows.topic[:-1], rows.group[1:] != rows.group[:-1], out=fresh[1:])
    return Segments.by(np.cumsum(fresh, dtype=np.int32))


def _note(found: Flags, statistic: Statistic, places: Wide, opponents: Opponents, kind: Kind, one: Floats) -> None:
    """Note what disputes each row where nothing as strong is noted; between groups, what it differs from as well."""
    disputed = opponents.disputed
    before = found.kinds[places]
    found.kinds[places[disputed]] |= np.uint8(kind)
    told = disputed & ((before & (2 * kind - 1)) == 0)
    if kind == Kind.CONTESTED:
        told |= (opponents.outcome != Outcome.NONE) & ~disputed & (found.outcome[places] == Outcome.NONE)
    to = places[told]
    found.against[to] = places[opponents.place[told]]
    found.gap[to] = opponents.gap[told] / one[told]
    found.outcome[to] = opponents.outcome[told]
    found.statistic[to] = statistic


def _words_in_order(rows: Rows, lines: Segments) -> tuple[Ints, Ints, Ints]:
    """The number of each row's word among the words of its topic, in the order of their names."""
    return numbered(np.lexsort((rows.unit, lines.of)), rows.unit, lines)
