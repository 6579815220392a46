"""Tables to measure with: claims by many parties on many topics, most of them near what happened."""

from typing import Any

import numpy as np
import pyarrow as pa

__all__ = ["made_table"]

_PARTIES = 500
_GROUPS = 200


def made_table(rows: int, topics: int, *, largest: float = 0.0, seed: int = 7) -> Any:
    """Return a ``pyarrow.Table`` of so many rows on so many topics, in no order.

    Topics and parties are strings. A fifth of the figures differs from what happened, a tenth is a documented
    minimum, a twentieth an estimate; one party in a hundred is not named. *largest* is the share of the rows that
    belong to one topic.
    """
    chance = np.random.default_rng(seed)
    topic = chance.integers(0, topics, rows)
    if largest:
        topic[: int(rows * largest)] = 0
        topic = chance.permutation(topic)
    happened = chance.integers(0, 50_000, topics)[topic]
    value = happened + np.where(chance.random(rows) < 0.2, chance.integers(1, 400, rows), 0)
    party = chance.integers(0, _PARTIES, rows)
    bound = chance.choice(3, rows, p=[0.85, 0.1, 0.05])
    names = pa.array([f"party {number}" for number in range(_PARTIES)])
    groups = pa.array([f"group {number % _GROUPS}" for number in range(_PARTIES)])
    return pa.table(
        {
            "topic": pa.array([f"what happened in place {number}" for number in range(topics)]).take(pa.array(topic)),
            "party": names.take(pa.array(party, mask=chance.random(rows) < 0.01)),
            "group": groups.take(pa.array(party)),
            "value": pa.array(value),
            "bound": pa.array([None, "minimum", "estimate"]).take(pa.array(bound)),
        }
    )
