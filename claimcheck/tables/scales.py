"""Broken numbers as whole ones: by a power of ten for each topic, so that no comparison of floats is rounded."""

from typing import Final

import numpy as np
from attrs import evolve

from claimcheck.tables.opponents import Segments
from claimcheck.tables.rows import Bools, Floats, Ints, Rows

__all__ = ["made_whole", "scales_of"]

_MOST_DECIMALS: Final = 6
_EXACT: Final = 2.0**50


def made_whole(rows: Rows) -> tuple[Rows, Floats]:
    """Return the rows with all ends of each topic made whole by a power of ten, and what one is worth there then."""
    one, fits = scales_of(rows, Segments.by(rows.topic))
    if (one == 1).all():
        return rows, one
    scaled = fits & (one > 1)
    low, high = (np.where(scaled, np.rint(ends * one), ends) for ends in (rows.low, rows.high))
    return evolve(rows, low=low, high=high), one


def scales_of(rows: Rows, lines: Segments) -> tuple[Floats, Bools]:
    """Return the power of ten that makes all ends of a row's topic whole, and whether it does so exactly; else 1."""
    low, high = (np.where(np.isfinite(ends), np.abs(ends), 0) for ends in (rows.low, rows.high))
    one, fits = np.ones(len(rows)), np.maximum(low, high) < _EXACT
    broken = _is_broken(low) | _is_broken(high)
    if broken.any():
        decimals = np.maximum(_decimals(low), _decimals(high))
        one = (10.0 ** np.maximum.reduceat(decimals, lines.starts))[lines.of]
        fits = (decimals <= _MOST_DECIMALS) & (np.maximum(low, high) < _EXACT / one)
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
