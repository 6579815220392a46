"""Spark flags buckets of topics on its workers, on this machine and on a cluster, as they are flagged in process."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import claimcheck as cc
from claimcheck.errors import InvalidRecord
from tests.cluster import two_workers
from tests.engine_tables import DATED, GATES, LOSSES, OPTIONS, TIMES, columns, flights, losses, made, shuffled
from tests.test_engines import HOSTILE, SIMPLE, TABLE
from tests.test_flagging import GROUPS, ROWS

pa = pytest.importorskip("pyarrow", reason="tables need the extra `tables`")
pq = pytest.importorskip("pyarrow.parquet")
pyspark = pytest.importorskip("pyspark", reason="flagging with Spark needs the extra `spark`")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java", allow_module_level=True)

pytestmark = [
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # Spark's own sockets
]

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """A session of two workers on this machine, whose Python is the one that runs the tests."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - it may be absent

    with pytest.MonkeyPatch.context() as around:
        around.setenv("PYSPARK_PYTHON", sys.executable)
        around.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        builder = SparkSession.builder.master("local[2]").appName("tests")
        for name, value in (("spark.sql.shuffle.partitions", 2), ("spark.ui.enabled", "false")):
            builder = builder.config(name, value)
        made_here = builder.getOrCreate()
        yield made_here
        made_here.stop()


def same(table: Any, session: Any, *, buckets: int = 5, **options: Any) -> list[dict[str, Any]]:
    """The flags of Spark, which are those in process."""
    rows: list[dict[str, Any]] = cc.flag(table, engine=session, buckets=buckets, **options).to_pylist()

    assert rows == cc.flag(table, **options).to_pylist()
    return rows


def test_small_tables_as_topics_of_one(session: Any) -> None:
    """Tables of all shapes, each with topics of its own, get the columns they get in process, in one job."""
    tables: list[list[dict[str, Any]]] = []

    @settings(max_examples=120)
    @given(ROWS)
    def gather(rows: list[dict[str, Any]]) -> None:
        tables.append(rows)

    gather()
    rows = [
        {**row, "event": f"{row['event']} of table {number}", "group": GROUPS.get(row["by"])}
        for number, table in enumerate(tables)
        for row in table
    ]

    same(columns(rows), session, **OPTIONS)


@pytest.mark.parametrize(("options", "dated"), [(OPTIONS, False), (DATED, True)])
def test_many_topics_at_once(session: Any, options: dict[str, Any], dated: bool) -> None:
    """Bad and empty cells, spellings of one party and odd topics change nothing, whatever the buckets and the order."""
    table = made(400, 60, seed=1, dated=dated)
    rows = same(table, session, buckets=1, **options)
    order = list(range(len(rows)))
    random.Random(2).shuffle(order)

    assert same(shuffled(table, 2), session, buckets=9, **options) == [rows[at] for at in order]


def test_the_order_of_dates_goes_along(session: Any) -> None:
    """Workers read dates in figures in the order that is told."""
    table = pa.table({"e": ["a"] * 2, "by": ["x", "y"], "n": [1, 2], "day": ["01/05/2024", "2024-05-01"]})
    options: dict[str, Any] = {"topic": "e", "party": "by", "value": "n", "when": "day"}

    assert [row["contested"] for row in same(table, session, order="DMY", **options)] == [True, True]
    assert [row["contested"] for row in same(table, session, order="MDY", **options)] == [False, False]


def test_losses_claimed_and_counted(session: Any, data_folder: Path) -> None:
    """A time of the topic that is no column of it needs no bucket of its own."""
    same(losses(data_folder), session, **LOSSES)


@pytest.mark.parametrize("options", [TIMES, GATES])
def test_sites_on_flights(session: Any, data_folder: Path, options: dict[str, Any]) -> None:
    """Figures and words of many sites get the same columns."""
    same(flights(data_folder), session, **options)


def test_a_frame_of_spark_comes_back_as_one(session: Any) -> None:
    """Spark is picked by the frame, nothing is computed before it is asked for, and the types are plain ones."""
    frame = session.createDataFrame(TABLE)
    found = cc.flag(frame, **SIMPLE)
    expected = cc.flag(TABLE, **SIMPLE).to_pylist()

    assert [kind for _, kind in found.dtypes[4:]] == ["string", "boolean", *["string"] * 3, "double", "string", "int"]
    assert sorted(found.toArrow().to_pylist(), key=str) == sorted(expected, key=str)
    assert "FlatMapGroupsInArrow" in found._jdf.queryExecution().toString()


def test_columns_may_have_any_name(session: Any) -> None:
    """Dots, backticks and names that differ by case only are names like others."""
    table = TABLE.rename_columns(["the.event", "By", "a `figure`", "by"])
    options: dict[str, Any] = {"topic": "the.event", "party": "By", "value": "a `figure`"}

    same(table, session, **options)
    found = cc.flag(session.createDataFrame(table), **options)
    assert found.columns == cc.flag(table, **options).column_names


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_files_are_read_as_by_the_other_engines(session: Any, tmp_path: Path, suffix: str) -> None:
    """A file gives the same rows, a hostile one as well."""
    path = tmp_path / f"in.{suffix}"
    if suffix == "csv":
        path.write_bytes(HOSTILE.encode())
    else:
        pq.write_table(TABLE, path)
    found = cc.flag(path, engine="spark", **SIMPLE).toArrow().to_pylist()

    assert sorted(found, key=str) == sorted(cc.flag(path, **SIMPLE).to_pylist(), key=str)


def test_a_huge_topic_lies_in_one_bucket(session: Any) -> None:
    """A topic with most of the rows is flagged whole."""
    rows = range(3_000)
    events = ["all" if row % 10 else f"event {row}" for row in rows]
    parties, figures = [f"p{row % 90}" for row in rows], [row % 83 for row in rows]

    same(pa.table({"event": events, "by": parties, "killed": figures}), session, **SIMPLE)


def test_what_spark_refuses(session: Any, tmp_path: Path) -> None:
    """Options that Spark has other means for are refused, and so are frames of Spark for other engines."""
    frame = session.createDataFrame(TABLE)
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"memory": "2GB"}, "memory: the engine 'spark' has no such option"),
        ({"progress": print}, "progress: the engine 'spark' has no such option"),
        ({"to": tmp_path / "out.parquet"}, "to: Spark writes its frames by its own means; leave it out"),
        ({"engine": "duckdb"}, "engine: the frame has a session of Spark, which works on it, not 'duckdb'; leave"),
        (
            {"engine": "local[2]"},
            r"engine: the frame has a session of Spark, which works on it, not 'local\[2\]'; leave",
        ),
        ({"engine": "local[7]", "frame": TABLE}, r"a session of 'local\[2\]' is active, and one process has one"),
        ({"where": "place"}, "the table has no column 'place'"),
    ]
    for options, message in wrong:
        with pytest.raises(InvalidRecord, match=message):
            cc.flag(**{"frame": frame, **options}, **SIMPLE)


def test_an_active_session_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no session is active, none is made up."""
    monkeypatch.setattr("pyspark.sql.SparkSession.getActiveSession", lambda: None)
    with pytest.raises(InvalidRecord, match="engine: no session of Spark is active; start one, or name a master"):
        cc.flag(TABLE, engine="spark", **SIMPLE)


@pytest.fixture
def master(tmp_path: Path) -> Iterator[str]:
    """The URL of a real master with two workers."""
    with two_workers(tmp_path) as url:
        yield url


DRIVER = """
import sys
import pyarrow.parquet as pq
import claimcheck as cc
from tests.engine_tables import OPTIONS
found = cc.flag(pq.read_table(sys.argv[2]), engine=sys.argv[1], buckets=8, **OPTIONS)
pq.write_table(found, sys.argv[3])
from pyspark.sql import SparkSession
session = SparkSession.getActiveSession()
print(session.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1)
session.stop()
"""


def driven(where: str, folder: Path, around: dict[str, str]) -> str:
    """What a process of its own says of its executors, once its flags are held to those in process."""
    table = made(400, 60, seed=11)
    pq.write_table(table, folder / "in.parquet")
    line = [sys.executable, "-c", DRIVER, where, str(folder / "in.parquet"), str(folder / "out.parquet")]
    ran = subprocess.run(line, env=around, capture_output=True, text=True, timeout=300, check=False)

    assert ran.returncode == 0, ran.stderr[-3_000:]
    assert pq.read_table(folder / "out.parquet").to_pylist() == cc.flag(table, **OPTIONS).to_pylist()
    return ran.stdout.split()[-1]


def test_a_cluster_of_two_workers(master: str, tmp_path: Path) -> None:
    """A real master with two workers, named by its URL, gives every row the flags that it gets in process."""
    around = {**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1", "PYTHONPATH": str(ROOT)}

    assert driven(master, tmp_path, around) == "2"


def test_a_session_of_this_machine(tmp_path: Path) -> None:
    """A session that is started by its name runs the Python that started it, without being told which."""
    around = {name: value for name, value in os.environ.items() if name != "PYSPARK_PYTHON"}

    assert driven("local[2]", tmp_path, {**around, "SPARK_LOCAL_IP": "127.0.0.1", "PYTHONPATH": str(ROOT)}) == "0"
