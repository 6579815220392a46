"""Simulate one huge topic among many: ``python -m tests.benchmarks.tables_skew [--rows N] [--workers N ...]``.

Topics are put into buckets by a hash, as the engines do, and buckets into Spark's partitions by another; partitions are
handed to workers as they come free, in the order of their numbers, so that the turn of the huge topic is by chance: the
mean and the worst of some draws are shown. A row of the huge topic takes as long as is measured here for one topic of
many rows, any other row as long as one of small topics. No time is taken for moving rows, the same for all splits.
"""

import heapq
import sys
from argparse import ArgumentParser
from statistics import mean
from time import process_time
from typing import Any, Final

import numpy as np
import pyarrow as pa

from claimcheck.tables.inprocess import flag_arrow
from claimcheck.tables.spec import Spec

__all__ = ["main", "makespan", "sizes_of_buckets"]

_SPEC: Final = Spec(topic="event", party="by", value="killed")
_SMALL: Final = 10
_DRAWS: Final = 20
_BUCKETS_A_PARTITION: Final = 4


def seconds_a_row(rows: int, topics: int) -> float:
    """The processor time that flagging takes for each row of a table of *rows* in *topics*."""
    chance = np.random.default_rng(1)
    topic = chance.integers(0, topics, rows)
    parties = pa.array([f"party {number}" for number in range(50)])
    by = parties.take(pa.array(chance.integers(0, 50, rows)))
    made: Any = pa.table({"event": topic, "by": by, "killed": chance.integers(0, 10_000, rows)})
    began = process_time()
    flag_arrow(made, _SPEC)
    return (process_time() - began) / rows


def sizes_of_buckets(rows: int, share: float, buckets: int, seed: int) -> tuple[np.ndarray[Any, Any], int]:
    """Return how many rows of small topics lie in each bucket, and in which one the huge topic does."""
    chance = np.random.default_rng(seed)
    topics = int(rows * (1 - share)) // _SMALL
    return np.bincount(chance.integers(0, buckets, topics), minlength=buckets) * _SMALL, int(
        chance.integers(0, buckets)
    )


def makespan(seconds: list[float], workers: int) -> float:
    """Return when the last worker is done, where each takes the next bucket as it comes free.

    Examples:
        >>> makespan([3.0, 1.0, 1.0, 2.0], 2)
        4.0
    """
    free = [0.0] * workers
    for taken in seconds:
        heapq.heappush(free, heapq.heappop(free) + taken)
    return max(free)


def main() -> None:
    """Print when the last of N workers is done, against the ideal, for buckets by default and for too few."""
    parser = ArgumentParser(prog="python -m tests.benchmarks.tables_skew", description=main.__doc__)
    parser.add_argument("--rows", type=float, default=1e8, help="rows of the table")
    parser.add_argument("--share", type=float, default=0.1, help="the part of them in the huge topic")
    parser.add_argument("--partitions", type=int, default=200, help="Spark's spark.sql.shuffle.partitions")
    parser.add_argument("--workers", type=int, nargs="+", default=[2, 4, 8, 16, 32], help="how many workers")
    parser.add_argument(
        "--measured", type=float, default=2e6, help="rows of the topic on which a row's time is measured"
    )
    asked = parser.parse_args()
    rows, huge = int(asked.rows), int(asked.rows * asked.share)
    small_row = seconds_a_row(int(asked.measured), int(asked.measured) // _SMALL)
    huge_row = seconds_a_row(int(asked.measured), 1)
    _say(f"{rows:,} rows, {huge:,} of them in one topic")
    _say(f"a row of small topics takes {small_row * 1e6:.2f} us, one of a topic of {int(asked.measured):,} takes")
    _say(f"{huge_row * 1e6:.2f} us; the mean of {_DRAWS} draws")
    buckets = _BUCKETS_A_PARTITION * asked.partitions
    _say(
        f"workers     ideal       {buckets} buckets in {asked.partitions} partitions                 a bucket a worker"
    )
    for workers in asked.workers:
        # The huge topic cannot be divided: no split is faster than it, nor than an even share of the work.
        even = (huge * huge_row + (rows - huge) * small_row) / workers
        ideal = max(even, huge * huge_row)
        shown = []
        for count, partitions in ((buckets, asked.partitions), (workers, workers)):
            taken = []
            for seed in range(_DRAWS):
                sizes, place = sizes_of_buckets(rows, asked.share, count, seed)
                seconds = sizes * small_row
                seconds[place] += huge * huge_row
                taken.append(makespan(_in_partitions(seconds, partitions, seed), workers))
            shown.append(f"{mean(taken):8.1f} s ({mean(taken) / ideal:.2f} x, worst {max(taken) / ideal:.2f} x)")
        _say(f"{workers:>7}  {ideal:6.1f} s  {shown[0]:>34}  {shown[1]:>34}")


def _in_partitions(seconds: np.ndarray[Any, Any], partitions: int, seed: int) -> list[float]:
    """The time of each partition: one bucket each where there are as many, else by a hash."""
    if partitions == len(seconds):
        return [float(taken) for taken in seconds]
    to = np.random.default_rng(seed + 1_000).integers(0, partitions, len(seconds))
    return [float(taken) for taken in np.bincount(to, weights=seconds, minlength=partitions)]


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
