"""Measure Spark with a master and two workers: ``python -m tests.benchmarks.tables_spark [--rows N]``.

Parquet in and out, the same made table as for the other engines with a number for each row, by which every flag is held
to the flags in process. Beside it stands DuckDB on the same file.
"""

import os
import subprocess
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

import claimcheck as cc
from tests.benchmarks.tables_engines import write_table
from tests.benchmarks.timing import Row, table
from tests.cluster import two_workers

__all__ = ["main"]

_COLUMNS: Final[dict[str, Any]] = {"topic": "event", "party": "by", "value": "killed"}
_DRIVER: Final = """
import sys, time
from pyspark.sql import SparkSession
import claimcheck as cc
session = (
    SparkSession.builder.master(sys.argv[1]).appName("measured").config("spark.executor.memory", "3g")
    .config("spark.sql.shuffle.partitions", sys.argv[4]).config("spark.ui.enabled", "false").getOrCreate()
)
session.range(1000).count()
began = time.perf_counter()
found = cc.flag(session.read.parquet(sys.argv[2]), topic="event", party="by", value="killed")
found.write.parquet(sys.argv[3])
print(time.perf_counter() - began)
session.stop()
"""


def _numbered(path: Path, to: Path) -> None:
    """Write the table of *path* with the number of each row."""
    held = pq.read_table(path)
    pq.write_table(held.append_column("row", pa.array(range(held.num_rows), pa.int64())), to)


def _spark(folder: Path, source: Path, partitions: int) -> tuple[float, Any]:
    around = {**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    with two_workers(folder, memory="3g") as url:
        line = [sys.executable, "-c", _DRIVER, url, str(source), str(folder / "spark"), str(partitions)]
        ran = subprocess.run(line, env=around, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise RuntimeError(ran.stderr[-3_000:])
    return float(ran.stdout.split()[-1]), pq.read_table(folder / "spark").sort_by("row")


def main() -> None:
    """Print seconds of Spark and DuckDB, and whether every flag is the same as in process."""
    parser = ArgumentParser(prog="python -m tests.benchmarks.tables_spark", description=main.__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    rows = parser.parse_args().rows
    with TemporaryDirectory() as kept:
        folder = Path(kept)
        write_table(folder / "made.parquet", rows)
        _numbered(folder / "made.parquet", folder / "in.parquet")
        began = time.perf_counter()
        cc.flag(folder / "in.parquet", engine="duckdb", memory="2GB", to=folder / "duck.parquet", **_COLUMNS)
        duck = time.perf_counter() - began
        spark, found = _spark(folder, folder / "in.parquet", max(2, rows // 800_000))
        expected = pq.read_table(folder / "duck.parquet")
        same = all(
            found.column(name).cast(kind).combine_chunks().equals(expected.column(name).cast(kind).combine_chunks())
            for name, kind in ((one.name, _plain(one.type)) for one in expected.schema)
        )
    sys.stdout.write(
        table(
            [
                Row(f"DuckDB, {rows:,} rows", duck, "s"),
                Row(f"Spark, master and two workers, {rows:,} rows", spark, "s"),
                Row("  / DuckDB", spark / duck, "x"),
            ]
        )
        + f"\nevery column of every row the same: {same}\n"
    )


def _plain(kind: Any) -> Any:
    return pa.string() if pa.types.is_dictionary(kind) else kind


if __name__ == "__main__":
    main()
