"""Measure the engines on made tables: ``python -m tests.benchmarks.tables_engines [--rows N ...] [--engine NAME ...]``.

A tenth as many topics as rows, 50 parties; Parquet in, Parquet out. Each run is a process of its own, whose most memory
is the peak of what lay in memory while it ran; seconds are those of the clock.
"""

import json
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

import claimcheck as cc
from tests.benchmarks.timing import Row, table

__all__ = ["main", "write_table"]

_PIECE: Final = 1_000_000
_PARTIES: Final = pa.array([f"party {number}" for number in range(50)])


def write_table(path: Path, rows: int, seed: int = 1) -> None:
    """Write a table of *rows* piece by piece: figures near those of their topic, three in ten of them off."""
    chance = np.random.default_rng(seed)
    topics = max(1, rows // 10)
    figure = chance.integers(10, 1_000, topics)
    schema = pa.schema([("event", pa.int64()), ("by", pa.string()), ("killed", pa.int64())])
    with pq.ParquetWriter(path, schema) as writer:
        for start in range(0, rows, _PIECE):
            count = min(_PIECE, rows - start)
            topic = chance.integers(0, topics, count)
            off = np.where(chance.random(count) < 0.3, chance.integers(-20, 20, count), 0)
            by = _PARTIES.take(pa.array(chance.integers(0, len(_PARTIES), count)))
            writer.write_table(pa.table([topic, by, figure[topic] + off], schema=schema))


def _run(engine: str, source: str, to: str, memory: str) -> None:
    """One run in this process; its seconds and its peak memory go to standard output."""
    options: dict[str, Any] = {"memory": memory} if engine == "duckdb" else {}
    began = perf_counter()
    cc.flag(source, topic="event", party="by", value="killed", engine=engine, to=to, **options)
    sys.stdout.write(json.dumps([perf_counter() - began, getrusage(RUSAGE_SELF).ru_maxrss / 1024]) + "\n")


def _measured(sizes: list[int], engines: list[str], memory: str) -> Iterator[Row]:
    for rows in sizes:
        with TemporaryDirectory() as folder:
            source = Path(folder) / "in.parquet"
            write_table(source, rows)
            first: float | None = None
            for engine in engines:
                to = Path(folder) / f"{engine}.parquet"
                line = [sys.executable, "-m", __spec__.name, "--one", engine, str(source), str(to), memory]
                ran = subprocess.run(line, check=True, capture_output=True, text=True)
                taken, peak = json.loads(ran.stdout)
                first = taken if first is None else first
                aim = None if engine == engines[0] else 3.0
                yield Row(f"{rows:,} rows, {engine}", taken, "s")
                yield Row(f"{rows:,} rows, {engine} against {engines[0]}", taken / first, "times", aim)
                yield Row(f"{rows:,} rows, {engine}, most memory", peak, "MB")
            made = [pq.ParquetFile(Path(folder) / f"{engine}.parquet") for engine in engines]
            alike = all(
                all(
                    one.equals(beside) for one, beside in zip(made[0].iter_batches(), other.iter_batches(), strict=True)
                )
                for other in made[1:]
            )
            yield Row(f"{rows:,} rows, results that differ", 0 if alike else 1, "", 0)


def main() -> None:
    """Print seconds, their ratio to those of the first engine, and the most memory, for each size and engine."""
    if sys.argv[1:2] == ["--one"]:
        _run(*sys.argv[2:])
        return
    parser = ArgumentParser(prog="python -m tests.benchmarks.tables_engines", description=main.__doc__)
    parser.add_argument("--rows", type=float, nargs="+", default=[1e6, 1e7], help="sizes of tables, such as 1e6")
    parser.add_argument("--engine", nargs="+", default=["local", "duckdb"], choices=["local", "duckdb"])
    parser.add_argument("--memory", default="2GB", help="what DuckDB may take")
    asked = parser.parse_args()
    rows = []
    for row in _measured([int(size) for size in asked.rows], asked.engine, asked.memory):
        sys.stderr.write(f"{row.what}: {row.figure:,.4g} {row.unit}\n")
        rows.append(row)
    sys.stdout.write(table(rows) + "\n")


if __name__ == "__main__":
    main()
