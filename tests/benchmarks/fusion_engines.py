"""Fusion of ten million claims by DuckDB and Spark: ``python -m tests.benchmarks.fusion_engines [--rows N] [--spark]``.

The made table of ``fusion_speed``, in Parquet. Each engine runs in a process of its own, which tells its memory at the
peak; every probability of an engine is held to the one in process. Spark runs with a master and two workers of its own.
"""

import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tests.benchmarks.fusion_speed import made
from tests.benchmarks.timing import Row, table
from tests.cluster import two_workers

__all__ = ["main"]

_PIECE: Final = 1_000_000
_COLUMNS: Final = "party='party', topic='topic', value='value', method='accu', max_rounds=5, least_change=0.0"
_HERE: Final = f"""
import sys, time, resource
import claimcheck as cc
began = time.perf_counter()
found = cc.fuse(sys.argv[1], engine=sys.argv[3], to=sys.argv[2], {_COLUMNS})
print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""
_SPARK: Final = f"""
import sys, time
from pyspark.sql import SparkSession
import claimcheck as cc
session = (
    SparkSession.builder.master(sys.argv[3]).appName("measured").config("spark.executor.memory", "3g")
    .config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false").getOrCreate()
)
session.range(1000).count()
began = time.perf_counter()
found = cc.fuse(session.read.parquet(sys.argv[1]), buckets=int(sys.argv[4]), {_COLUMNS})
found.values.write.parquet(sys.argv[2])
print(time.perf_counter() - began, 0)
session.stop()
"""


def _write(path: Path, rows: int) -> None:
    """Write the made table, its rows in no order, piece by piece."""
    topics, voices, values = made(rows)
    order = np.random.default_rng(3).permutation(rows)
    schema = pa.schema([("party", pa.string()), ("topic", pa.string()), ("value", pa.string())])
    with pq.ParquetWriter(path, schema) as writer:
        for start in range(0, rows, _PIECE):
            which = order[start : start + _PIECE]
            cells = [[f"voice {one}" for one in voices[which].tolist()]]
            cells.append([f"topic {one}" for one in topics[which].tolist()])
            cells.append([f"{100 + one}" for one in values[which].tolist()])
            writer.write_table(pa.table(cells, schema=schema))


def _run(script: str, *words: object, around: dict[str, str] | None = None) -> tuple[float, float]:
    line = [sys.executable, "-c", script, *map(str, words)]
    ran = subprocess.run(line, env=around, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise RuntimeError(ran.stderr[-3_000:])
    seconds, peak = ran.stdout.split()[-2:]
    return float(seconds), float(peak)


def _apart(one: Any, other: Any) -> float:
    """The largest difference between the probabilities of two results, and whether all else is the same."""
    keys = [("topic", "ascending"), ("value", "ascending")]
    one, other = one.sort_by(keys), other.sort_by(keys)
    for name in ("topic", "value", "abstained", "claims"):
        if not one.column(name).combine_chunks().equals(other.column(name).combine_chunks()):
            raise RuntimeError(f"the columns {name!r} differ")
    return float(pc.max(pc.abs(pc.subtract(one.column("probability"), other.column("probability")))).as_py())


def main() -> None:
    """Print one table."""
    parser = ArgumentParser(prog="python -m tests.benchmarks.fusion_engines", description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--spark", action="store_true", help="run Spark as well, which takes some minutes")
    asked = parser.parse_args()
    rows, lines = asked.rows, []
    with TemporaryDirectory() as kept:
        folder = Path(kept)
        _write(folder / "said.parquet", rows)
        results: dict[str, Path] = {}
        for engine in ("local", "duckdb"):
            results[engine] = folder / f"{engine}.parquet"
            seconds, peak = _run(_HERE, folder / "said.parquet", results[engine], engine)
            lines.append(Row(f"{rows:,} claims, five rounds of accu, {engine}", seconds, "s"))
            lines.append(Row("  at the peak, all of the process", peak / 1e6, "MB"))
            sys.stderr.write(f"  {engine}: {seconds:.1f} s, {peak / 1e6:.0f} MB\n")
        if asked.spark:
            around = {**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
            results["spark"] = folder / "spark"
            with two_workers(folder, memory="3g") as url:
                said = (folder / "said.parquet", results["spark"], url, max(4, rows // 500_000))
                seconds, _ = _run(_SPARK, *said, around=around)
            lines.append(Row(f"{rows:,} claims, five rounds of accu, Spark, two workers", seconds, "s"))
        expected = pq.read_table(results["local"])
        for engine, path in results.items():
            if engine != "local":
                apart = _apart(pq.read_table(path), expected)
                lines.append(Row(f"{engine}: probabilities beside those in process", apart, "at most apart", 1e-9))
    sys.stdout.write(f"{table(lines)}\n")


if __name__ == "__main__":
    main()
