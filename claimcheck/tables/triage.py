"""Which topics arrays can decide exactly, and which are left to the plain objects."""

from typing import Final

import numpy as np

from claimcheck.tables.opponents import Segments
from claimcheck.tables.rows import Bools, End, Form, Ints, Rows, Rule, has
from claimcheck.tables.scales import scales_of

__all__ = ["spans", "undecided_rows"]

_MOST_COPIES: Final = 16
_ROUNDED: Final = End.HIGH_ROUNDED
_LOOSE: Final = End.LOW_SOFT | End.HIGH_SOFT | End.LOW_LEFT_OUT | End.HIGH_LEFT_OUT


def undecided_rows(rows: Rows, rule: Rule) -> Bools:
    """Return which rows are of topics with several units, a party in two groups, two kinds of times, or odd numbers."""
    topics = Segments.by(rows.topic)
    odd: Bools = rows.form == Form.MANY
    counted = rows.form == Form.COUNT
    odd |= counted & _varies(rows.unit, counted, topics)
    changed = _changed_sides(rows)
    if changed is not None:
        odd |= changed
    if rule.accumulates and rows.dated is not None and rows.begin is not None:
        figures = counted | (rows.form == Form.SHARE)
        odd |= figures & (np.isnan(rows.begin) | _varies(rows.dated.astype(np.int32), figures, topics))
    if rows.of is not None:
        odd |= _is_spread_out(rows, topics)
        if rule.share_stretch >= 0:
            odd |= ~np.isnan(rows.of)
    if rule.running:
        odd |= counted | (rows.form == Form.SHARE)
    odd |= ((rows.ends & _LOOSE) > 0) & ~scales_of(rows, topics)[1]
    if ((rows.ends & _ROUNDED) > 0).any():
        rounded = (rows.ends & _ROUNDED) > 0
        beside = (rows.ends & (End.LOW_OPEN | End.LOW_LEFT_OUT | End.HIGH_LEFT_OUT)) > 0
        beside |= (has(rows.ends, End.HIGH_OPEN)) & ~rounded
        odd |= spans(rounded, topics) & beside
    if not odd.any():
        return np.asarray(odd, np.bool_)
    found = np.zeros(len(topics.starts), np.bool_)
    found[topics.of[odd]] = True
    return np.asarray(found[topics.of], np.bool_)


def _is_spread_out(rows: Rows, topics: Segments) -> Bools:
    """The rows of topics with so many wholes that laying out their other rows for each would take more than is due."""
    parts = np.flatnonzero(~np.isnan(rows.of)) if rows.of is not None else np.zeros(0, np.int64)
    pairs = np.unique(np.stack((topics.of[parts], rows.of[parts] if rows.of is not None else parts)), axis=1)
    wholes = np.bincount(pairs[0].astype(np.int64), minlength=len(topics.starts))
    sizes = np.diff(np.append(topics.starts, len(rows)))
    others = sizes - np.bincount(topics.of[parts], minlength=len(topics.starts))
    return np.asarray((wholes * others > _MOST_COPIES * sizes)[topics.of], np.bool_)


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


def spans(marked: Bools, segments: Segments) -> Bools:
    """Return which rows are of segments in which some rows are marked and others are not."""
    some = np.logical_or.reduceat(marked, segments.starts)
    every = np.logical_and.reduceat(marked, segments.starts)
    return np.asarray((some & ~every)[segments.of])
