"""Rows as arrays, made for the tests of tables: small topics with ranges of every kind."""

from typing import Any

import numpy as np
from hypothesis import strategies as st

from claimcheck.tables.rows import End, Form, Rows

__all__ = ["RANGES", "rows_of"]

_ENDS = st.integers(0, 6)


@st.composite
def _ranges(draw: Any) -> dict[str, Any]:
    low, high = sorted((draw(_ENDS), draw(_ENDS)))
    open_low, open_high = (draw(st.booleans()) and low < high for _ in range(2))
    ends = (End.LOW_OPEN if open_low else End(0)) | (End.HIGH_OPEN if open_high else End(0))
    return {
        "topic": draw(st.integers(0, 2)),
        "party": draw(st.integers(-1, 4)),
        "low": draw(st.sampled_from([float(low), float(low), -np.inf])),
        "high": draw(st.sampled_from([float(high), float(high), np.inf])),
        "ends": ends,
    }


RANGES = st.lists(_ranges(), min_size=1, max_size=14)


def rows_of(made: list[dict[str, Any]]) -> Rows:
    """The rows sorted by topic; parties 3 and 4 stand in one control group, the others alone."""
    held = sorted(made, key=lambda one: int(one["topic"]))
    party = np.array([one["party"] for one in held], np.int32)
    low = np.array([one["low"] for one in held])
    high = np.array([one["high"] for one in held])
    ends = np.array([one["ends"] for one in held], np.uint8)
    ends[np.isinf(low)] &= ~np.uint8(End.LOW_OPEN)
    ends[np.isinf(high)] &= ~np.uint8(End.HIGH_OPEN)
    return Rows(
        topic=np.array([one["topic"] for one in held], np.int32),
        party=party,
        group=np.where(party == 4, 3, party).astype(np.int32),
        form=np.full(len(held), Form.COUNT, np.uint8),
        low=low,
        high=high,
        ends=ends,
        unit=np.zeros(len(held), np.int32),
    )
