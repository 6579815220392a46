"""How fast fusion is and how it grows: `python -m tests.benchmarks.fusion_speed [--largest CLAIMS]`.

A made table: twenty voices, a tenth of the values wrong, ten claims a topic. First the rounds, on pieces that are laid
out already, on one core and on two; then the whole way from a table of strings to what is found. `--crowdkit PYTHON`
and `--truthdiscovery PYTHON` name interpreters that have these libraries; they run on the same claims, so that all
figures of one run are of one machine in one hour.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from statistics import median
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import evolve

import claimcheck as cc
from claimcheck.comparing.values import Range
from claimcheck.fusion import scores
from claimcheck.fusion.methods.accu import accu
from claimcheck.fusion.shards.accuracies import Choices, Rounds, settle
from claimcheck.fusion.shards.acts import Acts, cut
from claimcheck.fusion.shards.labels import Labels, settle_labels
from claimcheck.fusion.shards.laying import laid
from claimcheck.fusion.shards.pieces import InMemory
from claimcheck.fusion.shards.shard import Shard
from claimcheck.fusion.told import Said, tell
from claimcheck.fusion.weighing import fuse_said
from tests.benchmarks.fusion_peers import CROWDKIT_COIN, CROWDKIT_LABELS, TRUTHDISCOVERY, seconds_of
from tests.benchmarks.timing import Row, bytes_held, table

__all__ = ["made", "main", "strings"]

_ROUNDS = 10
_RUNS = 5
_VOICES = 20
_A_TOPIC = 10
_NS = 1e9


def made(count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Topic, voice and value of each claim; a value is 0 where it is right."""
    chance = np.random.default_rng(20250607)
    topics = np.repeat(np.arange(count // _A_TOPIC), _A_TOPIC)
    first = chance.integers(0, _VOICES, count // _A_TOPIC)
    voices = (np.repeat(first, _A_TOPIC) + np.tile(np.arange(_A_TOPIC), count // _A_TOPIC)) % _VOICES
    values = np.where(chance.random(count) < 0.9, 0, chance.integers(1, 4, count))
    return topics, voices, values


def strings(count: int) -> pa.Table:
    """The same claims as a table of strings."""
    topics, voices, values = made(count)
    return pa.table(
        {
            "party": [f"voice {voice}" for voice in voices.tolist()],
            "topic": [f"topic {topic}" for topic in topics.tolist()],
            "value": [f"{100 + value}" for value in values.tolist()],
        }
    )


def _shards(count: int) -> list[Shard]:
    topics, voices, values = made(count)
    order = np.lexsort((voices, values, topics))
    acts = Acts(
        topics=range(count // _A_TOPIC),  # type: ignore[arg-type]  # the rounds never look at names
        parties=[f"{voice:02}" for voice in range(_VOICES)],
        values=[Range(value, value) for value in range(4)],
        words=0,
        points=4,
        topic=topics[order].astype(np.int32),
        party=voices[order].astype(np.int32),
        value=values[order].astype(np.int32),
        rows=np.ones(count, np.int32),
    )
    every = np.arange(_VOICES, dtype=np.int32)
    pieces = (laid(one, every, tolerance=Fraction(0), within={}, gold={}) for one in cut(acts))
    return [evolve(one.shard, label=one.value) for one in pieces]


def _timed(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def _a_round(run: Callable[[int], object], count: int) -> float:
    """Nanoseconds a claim and round: the median of several runs of many rounds, what is done once taken off."""
    run(1)
    once = median(_timed(lambda: run(1)) for _ in range(_RUNS))
    return _NS * (median(_timed(lambda: run(_ROUNDS + 1)) for _ in range(_RUNS)) - once) / _ROUNDS / count


def _coins(shards: list[Shard], cores: int) -> Callable[[int], object]:
    choices, pieces = Choices(10), InMemory(shards, cores)
    start, free = np.full(_VOICES, 0.8), np.zeros(_VOICES, np.bool_)
    return lambda rounds: settle(pieces, choices, Rounds(start, free, (1, 1), rounds, 0.0))


def _labels(shards: list[Shard], cores: int) -> Callable[[int], object]:
    pieces = InMemory(shards, cores)
    return lambda rounds: settle_labels(pieces, Labels(4, 0.01), _VOICES, rounds, 0.0)


def _rounds(largest: int) -> list[Row]:
    """The rounds of one coin and of Dawid and Skene, and how they grow."""
    rows, first, count = list[Row](), dict[str, float](), 10_000
    while count <= largest:
        shards = _shards(count)
        ways = {"one coin, one core": _coins(shards, 1), "one coin, two cores": _coins(shards, 2)}
        ways["four labels, one core"] = _labels(shards, 1)
        ways["four labels, two cores"] = _labels(shards, 2)
        taken = {name: _a_round(run, count) for name, run in ways.items()}
        for name, figure in taken.items():
            first.setdefault(name, figure)
            rows.append(Row(f"{count:,} claims, {name}", figure, "ns a claim and round", runs=_RUNS))
        alone = taken["one coin, one core"]
        rows.append(Row("  one coin, one core, beside the smallest", alone / first["one coin, one core"], "x", 1.4))
        for what in ("one coin", "four labels"):
            both = taken[f"{what}, one core"] / taken[f"{what}, two cores"]
            rows.append(Row(f"  {what}, one core beside two", both, "x"))
        sys.stderr.write(f"  {count:,}: {alone:.2f} ns\n")
        count *= 10
    return rows


def _memory(count: int) -> Row:
    shards = _shards(count)
    held = [array for one in shards for array in (one.begins, one.topic, one.starts, one.voice, one.weight)]
    return Row("what the rounds hold", sum(array.nbytes for array in held) / count, "bytes a claim", 30)


def _definition(count: int) -> float:
    topics, voices, values = made(count)
    rows = zip(voices, topics, values, strict=True)
    told = tell([Said(f"voice {v}", f"topic {t}", Range(int(x), int(x)), "") for v, t, x in rows])
    held, scores.ARRAYS_FROM = scores.ARRAYS_FROM, sys.maxsize  # type: ignore[misc]
    try:
        return _NS * _timed(lambda: accu(told, max_rounds=_ROUNDS, least_change=0.0)) / _ROUNDS / count
    finally:
        scores.ARRAYS_FROM = held  # type: ignore[misc]


def _whole(frame: pa.Table, **options: Any) -> float:
    def run() -> None:
        found = cc.fuse(frame, party="party", topic="topic", value="value", **options)
        found.values, found.parties  # noqa: B018 - made when they are asked for

    run()
    return median(_timed(run) for _ in range(3))


def _from_strings(largest: int) -> list[Row]:
    rows, first, count = list[Row](), 0.0, 100_000
    while count <= largest:
        frame = strings(count)
        each = 1e6 * _whole(frame) / count
        first = first or each
        rows.append(Row(f"{count:,} rows of strings, by default, to all that is found", each, "us a claim", runs=3))
        rows.append(Row("  beside the smallest", each / first, "x", 1.4))
        count *= 10
    some = min(largest, 1_000_000)
    frame = strings(some)
    fused = bytes_held(lambda: cc.fuse(frame, party="party", topic="topic", value="value", method="accu"))
    return [*rows, Row("what a fusion keeps of them, of what Python counts", fused / some, "bytes a claim")]


def _busy() -> list[Row]:
    def bounded(count: int) -> None:
        fuse_said([Said(f"voice {n}", "t", Range(n, n if n % 2 else None), f"row {n}") for n in range(count)])

    def near(count: int) -> None:
        said = [Said(f"voice {n}", "t", Range(n, n), f"row {n}") for n in range(count)]
        fuse_said(said, tolerance=count // 2, method="vote")

    rows = []
    for name, run in (("points and bounds", bounded), ("points within a tolerance", near)):
        small, large = (1e6 * _timed(lambda n=n, run=run: run(n)) / n for n in (4_000, 16_000))  # type: ignore[misc]
        rows.append(Row(f"one topic of 16,000 {name}", large, "us a claim"))
        rows.append(Row("  beside one of 4,000", large / small, "x", 2.0))
    return rows


def _peer(script: str, interpreter: str, count: int) -> float:
    """Nanoseconds a claim and round of another library."""
    many = median(seconds_of(script, interpreter, count, _ROUNDS + 1) for _ in range(3))
    return _NS * (many - median(seconds_of(script, interpreter, count, 1) for _ in range(3))) / _ROUNDS / count


def _peers(asked: argparse.Namespace) -> list[Row]:
    rows = []
    count = min(asked.largest, 1_000_000)
    if asked.crowdkit:
        shards = _shards(count)
        for name, script, run in (
            ("one coin", CROWDKIT_COIN, _coins(shards, 1)),
            ("four labels", CROWDKIT_LABELS, _labels(shards, 1)),
        ):
            theirs, ours = _peer(script, asked.crowdkit, count), _a_round(run, count)
            rows.append(Row(f"{count:,} claims, crowd-kit, {name}", theirs, "ns a claim and round", runs=3))
            rows.append(Row("  beside ours on one core", theirs / ours, "x"))
    if asked.truthdiscovery:
        theirs = seconds_of(TRUTHDISCOVERY, asked.truthdiscovery, count, 20)
        ours = _whole(strings(count), method="sums", max_rounds=20, least_change=0.0, dependence=False)
        rows.append(Row(f"{count:,} rows of strings, truthdiscovery, Sums, 20 rounds", theirs, "s"))
        rows.append(Row("  ours, the same", ours, "s", runs=3))
        rows.append(Row("  theirs beside ours", theirs / ours, "x"))
        looked = _whole(strings(count), method="sums", max_rounds=20, least_change=0.0)
        rows.append(Row("  ours, with a look for copies", looked, "s", runs=3))
    return rows


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.fusion_speed", description=__doc__)
    parser.add_argument("--largest", type=int, default=1_000_000, help="claims of the largest table")
    parser.add_argument("--crowdkit", help="an interpreter that has crowd-kit")
    parser.add_argument("--truthdiscovery", help="an interpreter that has truthdiscovery")
    asked = parser.parse_args()
    rows = _rounds(asked.largest)
    rows.append(_memory(min(asked.largest, 1_000_000)))
    rows.append(Row("20,000 claims, the plain definition", _definition(20_000), "ns a claim and round"))
    rows += _from_strings(asked.largest)
    rows += _busy()
    try:
        rows += _peers(asked)
    except subprocess.CalledProcessError as err:
        sys.stderr.write(err.stderr)
    sys.stdout.write(f"{table(rows)}\n")


if __name__ == "__main__":
    main()
