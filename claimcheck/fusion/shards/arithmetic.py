"""Which arithmetic the rounds run on: numpy's, or for large tables what numba compiles, where it is installed."""

from functools import cache
from types import ModuleType
from typing import Final

from claimcheck.fusion.shards import arrays

__all__ = ["COMPILED_FROM", "arithmetic"]

COMPILED_FROM: Final = 2_000_000
"""Votes from which on it pays to load what numba compiles."""


def arithmetic(*, is_fast: bool) -> ModuleType:
    """Return the module that does the sums."""
    return _compiled() if is_fast else arrays


@cache
def _compiled() -> ModuleType:
    try:
        from claimcheck.fusion.shards import compiled  # noqa: PLC0415 - an extra, and slow to load
    except ImportError:
        return arrays
    return compiled
