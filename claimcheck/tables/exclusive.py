"""Which row of another side gives another word, where words exclude each other: one winner, one verdict."""

import numpy as np

from claimcheck.tables.opponents import Opponents, Segments
from claimcheck.tables.rows import Bools, Ints, Outcome, Rows, Wide

__all__ = ["find_excluded"]


def find_excluded(rows: Rows, side: Ints, segments: Segments, *, exclusive: bool) -> Opponents:
    """Return for each row one of another side with another word, the first by the names of party and word.

    The words of the rows stand in ``unit``. Where words are not *exclusive* nothing is found.
    """
    found = Opponents(
        np.full(len(rows), -1, np.int32), np.full(len(rows), np.nan), np.full(len(rows), Outcome.NONE, np.int32)
    )
    if not exclusive:
        return found
    other = np.where(side < 0, -1, _others(rows, side, segments))
    found.place[:] = other
    found.outcome[other >= 0] = Outcome.EXCLUSIVE
    return found


def _others(rows: Rows, side: Ints, segments: Segments) -> Wide:
    """Six rows of each segment answer for all: the first, and the first that differ from it in side, word or both."""
    of, word = segments.of, rows.unit
    order = np.lexsort((word, rows.party, of))

    def first(*unlike: tuple[Ints, Wide]) -> Wide:
        """For each segment the first row that differs from each of the rows given, in what is given with it."""
        fits = side >= 0
        for column, row in unlike:
            fits = fits & (row[of] >= 0) & (column != column[row[of]])
        return _first_of(order, fits, segments)

    one = first()
    by_side, by_word = first((side, one)), first((word, one))
    both = first((side, one), (word, one))
    by_side_then_word, by_word_then_side = first((side, one), (word, by_side)), first((word, one), (side, by_word))

    def unlike(row: Wide) -> Bools:
        held = row[of]
        return np.asarray((held >= 0) & (side[held] != side) & (word[held] != word))

    found = np.full(len(rows), -1, np.int64)
    for candidate in (by_word_then_side, by_side_then_word, both, by_word, by_side, one):
        found = np.where(unlike(candidate), candidate[of], found)
    return found


def _first_of(order: Wide, fits: Bools, segments: Segments) -> Wide:
    found = np.full(len(segments.starts), -1, np.int64)
    held = order[fits[order]]
    fresh = np.ones(len(held), np.bool_)
    np.not_equal(segments.of[held[1:]], segments.of[held[:-1]], out=fresh[1:])
    found[segments.of[held[fresh]]] = held[fresh]
    return found
