"""The flags of a table's rows, on arrays and topic by topic: what is contested, by whom, and what each row rests on.

One definition for every engine: a table is cut into shards of whole topics, and each shard is decided by a few dozen
passes over its columns. ``claimcheck.findings`` is the plain definition that the tests hold this to; the topics that
arrays cannot decide exactly are left to it, and named.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
from attrs import evolve

from claimcheck.tables.dated import find_dated
from claimcheck.tables.exclusive import find_excluded
from claimcheck.tables.implied import count_implied, count_words
from claimcheck.tables.opponents import Opponents, Segments, find_opponents
from claimcheck.tables.rows import Bools, End, Flags, Floats, Form, Ints, Kind, Outcome, Rows, Rule, Wide
from claimcheck.tables.stands import line_up

__all__ = ["SHARD", "flags_of", "shards"]

SHARD: Final = 50_000
"""Rows decided at once, unless one topic has more: few enough to stay in a processor's cache."""

_MOST_DECIMALS: Final = 6
_EXACT: Final = 2.0**50
_ROUNDED: Final = End.HIGH_ROUNDED
_LOOSE: Final = End.LOW_SOFT | End.HIGH_SOFT | End.LOW_LEFT_OUT | End.HIGH_LEFT_OUT


def shards(topic: Ints, size: int = SHARD) -> Iterator[Wide]:
    """Yield the places of the rows of each shard, topic by topic; rows with topic -1 are left out."""
    counts = np.bincount(topic[topic >= 0]) if len(topic) else np.zeros(0, np.int64)
    if not len(counts):
        return
    before = np.cumsum(counts) - counts
    number = (before // size).astype(np.int64)
    number = np.cumsum(np.diff(number, prepend=number[:1]) > 0)
    shard = np.append(number, number[-1] + 1)[topic]  # those with topic -1 come last
    kind = np.uint16 if number[-1] < 2**16 - 1 else np.int64
    order = np.argsort(shard.astype(kind), kind="stable")
    ends = np.cumsum(np.bincount(number, weights=counts).astype(np.int64))
    first = 0
    for end in ends.tolist():
        places = order[first:end]
        held = topic[places]
        yield places[_stable_order(held - held.min())]
        first = end


def _stable_order(codes: Ints) -> Wide:
    small = codes.max(initial=0) < 2**16
    return np.argsort(codes.astype(np.uint16) if small else codes, kind="stable")


def flags_of(rows: Rows, rule: Rule, *, exclusive: bool = False, size: int = SHARD) -> tuple[Flags, Bools]:
    """Return the flags of *rows*, and which rows belong to topics that the plain objects have to decide.

    *exclusive* says that words which differ exclude each other. O(n log n) in the rows of the largest topic, and
    linear in the number of shards.
    """
    flags, left = Flags.empty(len(rows)), np.zeros(len(rows), np.bool_)
    flags.kinds[rows.topic < 0] = Kind.UNREAD
    for shard in shards(rows.topic, size):
        held, places = rows.take(shard), shard
        undecided = _undecided(held, rule)
        if undecided.any():
            left[shard[undecided]] = True
            places, held = shard[~undecided], held.take(np.flatnonzero(~undecided))
        if len(places):
            _write(flags, places, _decide(held, rule, exclusive))
    return flags, left


def _write(flags: Flags, places: Wide, found: Flags) -> None:
    flags.kinds[places] = found.kinds
    flags.against[places] = np.where(found.against >= 0, places[found.against], -1)
    for name in ("outcome", "gap", "first", "last", "origins"):
        getattr(flags, name)[places] = getattr(found, name)


def _undecided(rows: Rows, rule: Rule) -> Bools:
    """The rows of topics with several statistics, several units, a party in two groups, or times of two kinds."""
    topics = Segments.by(rows.topic)
    odd = rows.form == Form.MANY
    counted = rows.form == Form.COUNT
    odd |= counted & _varies(rows.unit, counted, topics)
    changed = _changed_sides(rows)
    if changed is not None:
        odd |= changed
    if rule.accumulates and rows.dated is not None and rows.begin is not None:
        figures = counted | (rows.form == Form.SHARE)
        odd |= figures & (np.isnan(rows.begin) | _varies(rows.dated.astype(np.int32), figures, topics))
    if rule.running:
        odd |= counted | (rows.form == Form.SHARE)
    odd |= ((rows.ends & _LOOSE) > 0) & ~_scales(rows, topics)[1]
    if ((rows.ends & _ROUNDED) > 0).any():
        rounded = (rows.ends & _ROUNDED) > 0
        beside = (rows.ends & (End.LOW_OPEN | End.LOW_LEFT_OUT | End.HIGH_LEFT_OUT)) > 0
        beside |= ((rows.ends & End.HIGH_OPEN) > 0) & ~rounded
        odd |= _spans(rounded, topics) & beside
    if not odd.any():
        return np.asarray(odd, np.bool_)
    found = np.zeros(len(topics.starts), np.bool_)
    found[topics.of[odd]] = True
    return np.asarray(found[topics.of], np.bool_)


def _varies(codes: Ints, among: Bools, topics: Segments) -> Bools:
    """Whether the rows *among* those of a topic have different codes."""
    if not len(codes) or codes.min() == codes.max():
        return np.zeros(len(codes), np.bool_)
    low = np.minimum.reduceat(np.where(among, codes, np.iinfo(np.int32).max), topics.starts)
    high = np.maximum.reduceat(np.where(among, codes, -1), topics.starts)
    return np.asarray((low < high)[topics.of])


def _changed_sides(rows: Rows) -> Bools | None:
    """The rows of parties that stand in two control groups within one topic, or None where no party does."""
    if not len(rows) or rows.party.max() < 0:
        return None
    group = np.full(int(rows.party.max()) + 1, -1, np.int32)
    named = rows.party >= 0
    group[rows.party[named]] = rows.group[named]
    if (group[rows.party[named]] == rows.group[named]).all():
        return None
    order = np.lexsort((rows.group, rows.party, rows.topic))
    same = (rows.party[order[1:]] == rows.party[order[:-1]]) & (rows.topic[order[1:]] == rows.topic[order[:-1]])
    differs = same & (rows.group[order[1:]] != rows.group[order[:-1]]) & (rows.party[order[1:]] >= 0)
    odd = np.zeros(len(rows), np.bool_)
    odd[order[1:][differs]] = True
    return odd


def _decide(rows: Rows, rule: Rule, exclusive: bool) -> Flags:
    """The flags of whole topics that lie topic by topic."""
    found = Flags.empty(len(rows))
    topics = Segments.by(rows.topic)
    before = np.zeros(len(topics.starts), np.int32)
    for form in (Form.COUNT, Form.SHARE, Form.WORD):
        places = np.flatnonzero(rows.form == form) if not (rows.form == form).all() else np.arange(len(rows))
        if not len(places):
            continue
        held = rows if len(places) == len(rows) else rows.take(places)
        lines = Segments.by(held.topic)
        if form == Form.WORD:
            _words(found, places, held, lines, exclusive)
            first, last, total = _terms(held, lines)
            found.origins[places] = count_words(held, lines)
        else:
            held, one = _whole(held)
            on_line = (
                rule
                if form == Form.COUNT
                else Rule(factor=False, stretch=rule.share_stretch, accumulates=rule.accumulates)
            )
            _figures(found, places, held, lines, on_line, one)
            first, last, total = line_up(held, lines)
            found.origins[places] = count_implied(held, lines)
        of = topics.of[places]
        found.first[places], found.last[places] = first + before[of], last + before[of]
        before[topics.of[places[lines.starts]]] += total
    told = rows.form != Form.NONE
    many = told & (found.origins > 1)
    found.kinds[many] |= np.uint8(Kind.CORROBORATED)
    found.kinds[told & ~many & (rows.party >= 0)] |= np.uint8(Kind.UNCORROBORATED)
    found.kinds[told & (rows.party < 0)] |= np.uint8(Kind.UNATTRIBUTED)
    return found


def _whole(rows: Rows) -> tuple[Rows, Floats]:
    """The rows with all ends of each topic made whole numbers by a power of ten, and what one is worth there then."""
    one, fits = _scales(rows, Segments.by(rows.topic))
    if (one == 1).all():
        return rows, one
    scaled = fits & (one > 1)
    low, high = (np.where(scaled, np.rint(ends * one), ends) for ends in (rows.low, rows.high))
    return evolve(rows, low=low, high=high), one


def _scales(rows: Rows, lines: Segments) -> tuple[Floats, Bools]:
    """The power of ten that makes all ends of a row's topic whole, and whether it does exactly; 1 where it does not."""
    low, high = (np.where(np.isfinite(ends), np.abs(ends), 0) for ends in (rows.low, rows.high))
    one, fits = np.ones(len(rows)), np.maximum(low, high) < _EXACT
    broken = _is_broken(low) | _is_broken(high)
    if broken.any():
        decimals = np.maximum(_decimals(low), _decimals(high))
        one = (10.0 ** np.maximum.reduceat(decimals, lines.starts))[lines.of]
        fits = (decimals <= _MOST_DECIMALS) & (np.maximum(low, high) * one < _EXACT)
    if not fits.all():
        fits = np.logical_and.reduceat(fits, lines.starts)[lines.of]
        one = np.where(fits, one, 1.0)
    return one, fits


def _is_broken(ends: Floats) -> Bools:
    return np.asarray(np.isfinite(ends) & (ends != np.rint(ends)))


def _decimals(ends: Floats) -> Ints:
    """How many digits stand behind the point of each number; one more than are looked for where there are more."""
    found = np.zeros(len(ends), np.int32)
    places = np.flatnonzero(_is_broken(ends))
    for decimals in range(1, _MOST_DECIMALS + 2):
        found[places] = decimals
        numbers = ends[places]
        places = places[np.rint(numbers * 10.0**decimals) / 10.0**decimals != numbers]
        if not len(places):
            break
    return found


def _figures(found: Flags, places: Wide, rows: Rows, lines: Segments, rule: Rule, one: Floats) -> None:
    """Hold the figures of each line against each other: between groups, between somebody and nobody, within groups."""
    find = find_dated if rule.accumulates and rows.begin is not None else find_opponents
    by_group = find(rows, rows.group, lines, rule, one)
    _note(found, places, by_group, Kind.CONTESTED, one, whole=True)
    nobodys = rows.group < 0
    if nobodys.any():
        beside = np.flatnonzero(_spans(nobodys, lines))
        if len(beside):
            held = rows.take(beside)
            side = (held.group >= 0).astype(np.int32)
            unnamed = find(held, side, Segments.by(held.topic), rule, one[beside])
            _note(found, places[beside], unnamed, Kind.DISPUTED_BY_UNATTRIBUTED, one[beside])
    within = _in_shared_groups(rows, lines)
    if len(within):
        held = rows.take(within)
        inside = find(held, held.party, _by_group(held), rule, one[within])
        _note(found, places[within], inside, Kind.INCONSISTENT, one[within])


def _words(found: Flags, places: Wide, rows: Rows, lines: Segments, exclusive: bool) -> None:
    one = np.ones(len(rows))
    _note(found, places, find_excluded(rows, rows.group, lines, exclusive=exclusive), Kind.CONTESTED, one)
    nobodys = rows.group < 0
    if nobodys.any():
        side = (rows.group >= 0).astype(np.int32)
        unnamed = find_excluded(rows, side, lines, exclusive=exclusive)
        _note(found, places, unnamed, Kind.DISPUTED_BY_UNATTRIBUTED, one)
    within = _in_shared_groups(rows, lines)
    if len(within):
        held = rows.take(within)
        inside = find_excluded(held, held.party, _by_group(held), exclusive=exclusive)
        _note(found, places[within], inside, Kind.INCONSISTENT, one[within])


def _spans(marked: Bools, segments: Segments) -> Bools:
    """The rows of segments in which some rows are marked and others are not."""
    some = np.logical_or.reduceat(marked, segments.starts)
    every = np.logical_and.reduceat(marked, segments.starts)
    return np.asarray((some & ~every)[segments.of])


def _in_shared_groups(rows: Rows, lines: Segments) -> Wide:
    """The rows of groups for which several parties speak on one line, line by line and group by group."""
    if not len(rows) or rows.group.max() < 0:
        return np.zeros(0, np.int64)
    least = np.full(int(rows.group.max()) + 1, np.iinfo(np.int32).max, np.int32)
    named = np.flatnonzero(rows.group >= 0)
    np.minimum.at(least, rows.group[named], rows.party[named])
    several = np.zeros(len(least), np.bool_)
    several[rows.group[named[rows.party[named] != least[rows.group[named]]]]] = True
    if not several.any():
        return np.zeros(0, np.int64)
    held = named[several[rows.group[named]]]
    return held[np.lexsort((rows.group[held], lines.of[held]))]


def _by_group(rows: Rows) -> Segments:
    """Segments of rows that lie topic by topic and, within these, group by group."""
    fresh = np.ones(len(rows), np.bool_)
    np.logical_or(rows.topic[1:] != rows.topic[:-1], rows.group[1:] != rows.group[:-1], out=fresh[1:])
    return Segments.by(np.cumsum(fresh, dtype=np.int32))


def _note(found: Flags, places: Wide, opponents: Opponents, kind: Kind, one: Floats, *, whole: bool = False) -> None:
    """Note what disputes a row if nothing stronger is noted; with *whole*, what it differs from without dispute too."""
    disputed = opponents.disputed
    if kind == Kind.DISPUTED_BY_UNATTRIBUTED:
        disputed = disputed & ((found.kinds[places] & Kind.CONTESTED) == 0)
    found.kinds[places[disputed]] |= np.uint8(kind)
    told = disputed & ((found.kinds[places] & (kind - 1)) == 0)
    if whole:
        told = told | ((opponents.outcome != Outcome.NONE) & ~disputed)
    to = places[told]
    found.against[to] = places[opponents.place[told]]
    found.gap[to] = opponents.gap[told] / one[told]
    found.outcome[to] = opponents.outcome[told]


def _terms(rows: Rows, lines: Segments) -> tuple[Ints, Ints, Ints]:
    """The number of each row's word among the words of its topic, in the order of their names."""
    order = np.lexsort((rows.unit, lines.of))
    of, word = lines.of[order], rows.unit[order]
    fresh = np.ones(len(order), np.bool_)
    np.logical_or(of[1:] != of[:-1], word[1:] != word[:-1], out=fresh[1:])
    number = np.cumsum(fresh, dtype=np.int32) - 1
    position = np.empty(len(order), np.int32)
    position[order] = number - number[lines.starts][of]
    last = np.append(lines.starts[1:], len(order)) - 1
    return position, position, number[last] - number[lines.starts] + 1
