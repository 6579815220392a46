"""Other libraries on the same claims, each run by an interpreter that has it: their packages do not go together."""

import subprocess
from typing import Final

__all__ = ["CROWDKIT_COIN", "CROWDKIT_LABELS", "TRUTHDISCOVERY", "seconds_of"]

_MADE: Final = """
import sys, time
import numpy as np
count, rounds = int(sys.argv[1]), int(sys.argv[2])
chance = np.random.default_rng(20250607)
topics = np.repeat(np.arange(count // 10), 10)
first = chance.integers(0, 20, count // 10)
voices = (np.repeat(first, 10) + np.tile(np.arange(10), count // 10)) % 20
values = np.where(chance.random(count) < 0.9, 0, chance.integers(1, 4, count))
"""

_CROWDKIT: Final = """
import pandas as pd
from crowdkit.aggregation import {0} as model
frame = pd.DataFrame({{"task": topics, "worker": voices, "label": values}})
began = time.perf_counter()
model(n_iter=rounds, tol=0.0).fit(frame)
print(time.perf_counter() - began)
"""

CROWDKIT_COIN: Final = _MADE + _CROWDKIT.format("OneCoinDawidSkene")
"""crowd-kit's one-coin model for so many claims and rounds."""

CROWDKIT_LABELS: Final = _MADE + _CROWDKIT.format("DawidSkene")
"""crowd-kit's Dawid-Skene."""

TRUTHDISCOVERY: Final = (
    _MADE
    + """
from truthdiscovery import Dataset, FixedIterator, Sums
told = zip(voices.tolist(), topics.tolist(), values.tolist())
rows = [(f"voice {voice}", f"topic {topic}", f"{100 + value}") for voice, topic, value in told]
began = time.perf_counter()
found = Sums(iterator=FixedIterator(rounds)).run(Dataset(rows))
print(time.perf_counter() - began)
"""
)
"""truthdiscovery's Sums, from a table of strings to trust and belief."""


def seconds_of(script: str, interpreter: str, claims: int, rounds: int) -> float:
    """Return how long *script* takes by that interpreter, as it tells itself.

    Raises:
        subprocess.CalledProcessError: The interpreter lacks the library.
    """
    told = subprocess.run(
        [interpreter, "-c", script, str(claims), str(rounds)], check=True, capture_output=True, text=True
    )
    return float(told.stdout.split()[-1])
