"""How fast fusion is and how it grows: `python -m tests.benchmarks.fusion_speed [--largest CLAIMS]`.

A made table: twenty voices, a tenth of the values wrong, ten claims a topic. Rounds run on arrays that are there
already; beside them stands the plain definition, and the whole way from what is said to what is found. Where crowd-kit
is installed (`pip install crowd-kit`), its one-coin model runs on the same claims.
"""

import argparse
import sys
import time
from collections.abc import Callable

import numpy as np

from claimcheck.comparing.values import Range
from claimcheck.fusion.kernel import Votes, settle, settle_labels
from claimcheck.fusion.methods import accu as plain
from claimcheck.fusion.told import Said, tell
from claimcheck.fusion.weighing import fuse_said
from tests.benchmarks.timing import Row, table

__all__ = ["main"]

_ROUNDS = 10
_VOICES = 20
_A_TOPIC = 10
_AIM = 6.5  # nanoseconds a claim and round
_GROWTH = 1.4


def _made(count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Topic, voice and value of each claim; a value is 0 where it is right."""
    chance = np.random.default_rng(20250607)
    topics = np.repeat(np.arange(count // _A_TOPIC), _A_TOPIC)
    first = chance.integers(0, _VOICES, count // _A_TOPIC)
    voices = (np.repeat(first, _A_TOPIC) + np.tile(np.arange(_A_TOPIC), count // _A_TOPIC)) % _VOICES
    values = np.where(chance.random(count) < 0.9, 0, chance.integers(1, 4, count))
    return topics, voices, values


def _arrays(count: int) -> Votes:
    topics, voices, values = _made(count)
    pairs = topics * 4 + values
    told, first = np.unique(pairs, return_inverse=True)
    begins = np.concatenate([[0], np.cumsum(np.bincount(told // 4))])
    return Votes(voices, first, first, np.ones(count), np.full(count, np.nan), begins)


def _timed(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def _round(count: int, runs: int = 3) -> float:
    """Nanoseconds a claim and round on arrays, what is made before the first round left out."""
    votes = _arrays(count)
    topics = len(votes.begins) - 1
    others, untold = np.full(topics, 10), np.zeros(topics, np.int64)
    yes, no = np.ones(count, np.bool_), np.zeros(votes.voices, np.bool_)

    def rounds(number: int) -> float:
        start = np.full(votes.voices, 0.8)
        return _timed(lambda: settle(votes, others, untold, yes, yes, start, no, (1, 1), {}, number, 0.0))

    taken = min(rounds(_ROUNDS + 1) for _ in range(runs)) - min(rounds(1) for _ in range(runs))
    return 1e9 * taken / _ROUNDS / count


def _labels_round(count: int, runs: int = 3) -> float:
    """Nanoseconds a claim and round of Dawid and Skene with four labels, what is made before the first left out."""
    topics, voices, values = _made(count)
    believed = np.full((count // _A_TOPIC, 4), 0.25)
    believed[:, 0] = 0.4
    believed /= believed.sum(axis=1, keepdims=True)
    yes, none = np.ones(count, np.bool_), np.zeros(0, np.int64)

    def rounds(number: int) -> float:
        return _timed(
            lambda: settle_labels(
                topics, voices, values, np.ones(count), yes, believed, _VOICES, 0.01, none, number, 0.0
            )
        )

    taken = min(rounds(_ROUNDS + 1) for _ in range(runs)) - min(rounds(1) for _ in range(runs))
    return 1e9 * taken / _ROUNDS / count


def _said(count: int) -> list[Said]:
    topics, voices, values = _made(count)
    return [
        Said(f"voice {voice}", f"topic {topic}", Range(int(100 + value), int(100 + value)), "")
        for topic, voice, value in zip(topics, voices, values, strict=True)
    ]


def _plain(count: int) -> float:
    told = tell(_said(count))
    held, plain.ARRAYS_FROM = plain.ARRAYS_FROM, sys.maxsize
    try:
        return 1e9 * _timed(lambda: plain.accu(told, max_rounds=_ROUNDS, least_change=0.0)) / _ROUNDS / count
    finally:
        plain.ARRAYS_FROM = held


def _bounded(count: int) -> None:
    said = [Said(f"voice {n}", "t", Range(n, n if n % 2 else None), f"row {n}") for n in range(count)]
    fuse_said(said)


def _near(count: int) -> None:
    said = [Said(f"voice {n}", "t", Range(n, n), f"row {n}") for n in range(count)]
    fuse_said(said, tolerance=count // 2, method="vote")


def _crowdkit(count: int) -> float | None:
    try:
        import pandas as pd  # noqa: PLC0415 - for the other library
        from crowdkit.aggregation import (  # type: ignore[import-not-found]  # noqa: PLC0415 - is not installed everywhere
            OneCoinDawidSkene,
        )
    except ImportError:
        sys.stderr.write("crowd-kit is not installed\n")
        return None
    topics, voices, values = _made(count)
    frame = pd.DataFrame({"task": topics, "worker": voices, "label": values})
    model = OneCoinDawidSkene(n_iter=_ROUNDS, tol=0.0)
    return 1e9 * _timed(lambda: model.fit(frame)) / _ROUNDS / count


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.fusion_speed", description=__doc__)
    parser.add_argument("--largest", type=int, default=1_000_000, help="claims of the largest table")
    asked = parser.parse_args()
    rows, count, first = list[Row](), 10_000, 0.0
    while count <= asked.largest:
        taken = _round(count)
        first = first or taken
        rows.append(Row(f"{count:,} claims on arrays", taken, "ns a claim and round", _AIM))
        rows.append(Row("  beside the smallest", taken / first, "x", _GROWTH))
        sys.stderr.write(f"  {count:,}: {taken:.2f} ns\n")
        rows.append(
            Row(f"{count:,} claims of four labels on arrays", _labels_round(count), "ns a claim and round", 8.8)
        )
        count *= 10
    some = min(asked.largest, 100_000)
    definition = _plain(some)
    rows.append(Row(f"{some:,} claims, the plain definition", definition, "ns a claim and round"))
    rows.append(Row("  beside the arrays", definition / _round(some), "x"))
    theirs = _crowdkit(some)
    if theirs is not None:
        rows.append(Row(f"{some:,} claims, crowd-kit's one coin", theirs, "ns a claim and round"))
        rows.append(Row("  beside the arrays", theirs / _round(some), "x"))
    whole: dict[int, float] = {}
    for size in (some // 10, some):
        said = _said(size)
        whole[size] = 1e6 * _timed(lambda said=said: fuse_said(said)) / size  # type: ignore[misc]
        rows.append(Row(f"{size:,} claims from what is said to what is found", whole[size], "us a claim"))
    rows.append(Row("  beside the smaller", whole[some] / whole[some // 10], "x", _GROWTH))
    for name, made in (("points and bounds", _bounded), ("points within a tolerance", _near)):
        busy = {size: 1e6 * _timed(lambda size=size, made=made: made(size)) / size for size in (4_000, 16_000)}  # type: ignore[misc]
        rows.append(Row(f"one topic of 16,000 {name}", busy[16_000], "us a claim"))
        rows.append(Row("  beside one of 4,000", busy[16_000] / busy[4_000], "x", 2.0))
    sys.stdout.write(f"{table(rows)}\n")


if __name__ == "__main__":
    main()
