"""DuckDB and Spark fuse tables in pieces, on disk and on workers, and come to what is found in process."""

import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from math import nan
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import claimcheck as cc
from claimcheck.errors import BadInput, InvalidRecord
from claimcheck.fusion.fused import Fusion
from tests.test_fusion_in_columns import ROWS, copied, tables

pa = pytest.importorskip("pyarrow", reason="tables need pyarrow")
pq = pytest.importorskip("pyarrow.parquet", reason="tables need pyarrow")
pytest.importorskip("scipy", reason="fusion needs scipy")
pytest.importorskip("duckdb", reason="fusing with DuckDB needs the extra `duckdb`")

NAMES: dict[str, Any] = {"party": "party", "topic": "topic", "value": "value"}


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """A session of two workers on this machine, whose Python is the one that runs the tests."""
    pytest.importorskip("pyspark", reason="fusing with Spark needs the extra `spark`")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    from pyspark.sql import SparkSession  # noqa: PLC0415 - it may be absent

    with pytest.MonkeyPatch.context() as around:
        around.setenv("PYSPARK_PYTHON", sys.executable)
        around.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        builder = SparkSession.builder.master("local[2]").appName("tests").config("spark.ui.enabled", "false")
        made = builder.config("spark.ui.showConsoleProgress", "false").getOrCreate()
        yield made
        made.stop()


def same(engine: Fusion, here: Fusion) -> None:
    """Both say the same of values and of parties, to nine digits."""
    assert (engine.method, engine.rounds, engine.converged) == (here.method, here.rounds, here.converged)
    assert (engine.groups, engine.suspects) == (here.groups, here.suspects)
    assert sorted(map(str, engine.left_out)) == sorted(map(str, here.left_out))
    assert str(engine) == str(here)
    mine, theirs = engine.values, here.values
    for name in theirs.column_names:
        one, other = mine[name].to_pylist(), theirs[name].to_pylist()
        if name in {"probability", "share", "low", "high"}:
            assert _numbers(one) == pytest.approx(_numbers(other), abs=1e-9, nan_ok=True)
        else:
            assert one == other, name
    for one, other in zip(engine.parties.to_pylist(), here.parties.to_pylist(), strict=True):
        assert one == pytest.approx(other, abs=1e-7)


def _numbers(cells: list[Any]) -> list[float]:
    return [nan if cell is None else cell for cell in cells]


@settings(max_examples=40, deadline=None)
@given(table=tables(), method=st.sampled_from([None, "vote", "sums", "accu", "popaccu"]), buckets=st.integers(1, 5))
def test_duckdb_finds_the_same(table: dict[str, list[Any]], method: str | None, buckets: int) -> None:
    """However many buckets the topics are spread over."""
    held, options = pa.table(table), {**NAMES, "method": method}
    same(cc.fuse(held, engine="duckdb", buckets=buckets, **options), cc.fuse(held, **options))


def test_copies_are_found_over_all_buckets() -> None:
    found = cc.fuse(pa.table(copied()), engine="duckdb", buckets=9, **NAMES)

    assert [group.parties for group in found.groups] == [("echo", "wire")]
    same(found, cc.fuse(pa.table(copied()), **NAMES))


@pytest.mark.parametrize("kind", ["parquet", "csv", "folder"])
def test_files_are_read_and_written(kind: str, tmp_path: Path) -> None:
    """Parquet, CSV and a folder of Parquet; the values come back as a table, or go to a file in order of topics."""
    table = pa.table(copied())
    source = tmp_path / f"said.{kind}"
    if kind == "csv":
        source.write_text(
            "".join(",".join(row) + "\n" for row in [copied().keys(), *zip(*copied().values(), strict=True)])
        )
    elif kind == "parquet":
        pq.write_table(table, source)
    else:
        source.mkdir()
        for number in range(3):
            pq.write_table(table.slice(number * 100, 100), source / f"{number}.parquet")
    here = cc.fuse(source, **NAMES)
    same(cc.fuse(source, engine=f"duckdb://{tmp_path}", buckets=4, memory="1GB", **NAMES), here)
    written = cc.fuse(source, engine="duckdb", to=tmp_path / "values.parquet", **NAMES)

    assert written.values == tmp_path / "values.parquet"
    assert pq.read_table(written.values)["topic"].to_pylist() == here.values["topic"].to_pylist()
    assert [path.name for path in tmp_path.iterdir() if "claimcheck" in path.name] == []
    cc.fuse(source, to=tmp_path / "here.parquet", **NAMES)
    assert pq.read_table(tmp_path / "here.parquet").equals(here.values)


def test_values_are_written_harmlessly(tmp_path: Path) -> None:
    """A topic that a spreadsheet would run is text in the CSV file."""
    table = pa.table(ROWS | {"topic": ["=1+1", "=1+1", "=1+1", "u", "u"]})
    cc.fuse(table, engine="duckdb", to=tmp_path / "values.csv", **NAMES)

    assert "'=1+1" in (tmp_path / "values.csv").read_text(encoding="utf-8")


def test_progress_is_told() -> None:
    """Of the reading, bucket by bucket, and of the rounds."""
    told: list[tuple[str, int, int]] = []
    found = cc.fuse(
        pa.table(copied()), engine="duckdb", buckets=3, progress=lambda *one: told.append(one), method="accu", **NAMES
    )

    assert told[:3] == [("reading", 1, 3), ("reading", 2, 3), ("reading", 3, 3)]
    assert told[-1] == ("rounds", found.rounds, 100)


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("party", ["a", None, "c", " ", "a"]),
        ("value", ["5", "many", "n/a", "7", "8"]),
        ("topic", ["t", "", "t", "u", ""]),
    ],
    ids=["no party", "words among figures", "no topic"],
)
def test_every_bad_row_is_named(column: str, cells: list[Any]) -> None:
    """By its place in the table, whatever bucket it is in."""
    table = pa.table(ROWS | {column: cells})
    with pytest.raises(BadInput) as here:
        cc.fuse(table, **NAMES)
    with pytest.raises(BadInput) as there:
        cc.fuse(table, engine="duckdb", buckets=3, **NAMES)

    assert sorted(str(there.value).splitlines()) == sorted(str(here.value).splitlines())


def test_a_party_of_two_groups_is_refused_across_buckets() -> None:
    table = pa.table(ROWS | {"group": ["x", "", "", "", "y"]})
    for buckets in (1, 7):
        with pytest.raises(BadInput, match=r"group: 'a' is of 'y' here|group: 'a' is of 'x' and of 'y'"):
            cc.fuse(table, engine="duckdb", buckets=buckets, control_group="group", **NAMES)


def test_shares_and_counts_of_one_topic_are_refused() -> None:
    """They are held against each other in process only; both ways say so, or do it."""
    table = pa.table(ROWS | {"value": ["52 of 80", "65 %", "60 of 80", "7", "8"]})
    with pytest.raises(BadInput, match="t: it has both counts of so many and percentages"):
        cc.fuse(table, engine="duckdb", **NAMES)

    assert [one.topic for one in cc.fuse(table, **NAMES).topics] == ["t", "t (percent)", "u"]


@pytest.mark.parametrize("blank", [" ", "\t", "\u00a0", "\u2003"], ids=["space", "tab", "fixed", "wide"])
def test_blanks_around_a_name_make_no_other_topic(blank: str) -> None:
    """In whatever bucket its rows would be: a topic is what it is called without them."""
    table = pa.table(ROWS | {"topic": ["t", f"t{blank}", f"{blank}t", "u", f"u{blank}"]})
    found = cc.fuse(table, engine="duckdb", buckets=64, **NAMES)

    assert len(found.topics) == 2
    same(found, cc.fuse(table, **NAMES))
    twice = pa.table({"party": ["a", "a"], "topic": ["t", f"t{blank}"], "value": ["5", "6"]})
    with pytest.raises(BadInput, match="'a' says 6 of 't', and 5 in row 0"):
        cc.fuse(twice, engine="duckdb", buckets=64, **NAMES)


@pytest.mark.parametrize("buckets", [1, 3, 8])
def test_two_topics_of_one_name_are_refused(buckets: int) -> None:
    """A topic that is called as another is with its unit: in process a mark tells them apart."""
    topics = ["raid", "raid", "raid (kilometre)", "raid (kilometre)", "x"]
    table = pa.table(ROWS | {"topic": topics, "value": ["5 km", "7 km", "9", "8", "1"]})
    assert [one.topic for one in cc.fuse(table, **NAMES).topics] == ["raid (kilometre)", "raid (kilometre)'", "x"]
    with pytest.raises(BadInput, match=r"raid \(kilometre\): two topics have this name, one of them with its unit"):
        cc.fuse(table, engine="duckdb", buckets=buckets, **NAMES)


def test_a_topic_is_not_told_as_an_object() -> None:
    """What stands in the columns is not fetched from there one by one: it says where it is."""
    found = cc.fuse(pa.table(ROWS), engine="duckdb", **NAMES)
    with pytest.raises(InvalidRecord, match=r"fuse: the topics of an engine stand in \.values alone$"):
        found["t"]
    with pytest.raises(InvalidRecord, match=r"fuse: the topics of an engine stand in \.values alone"):
        found.why("t")
    with pytest.raises(InvalidRecord, match="update: what an engine has weighed is fused anew"):
        found.update(pa.table(ROWS))

    assert len(found.topics) == 2
    assert "<table" in found._repr_html_()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"method": "crh"}, "method: 'crh' runs in process only; on an engine there are vote, sums"),
        ({"several": True}, "several: runs in process only; leave engine out"),
        ({"domain": "party"}, "domain: runs in process only; leave engine out"),
        ({"half_life": 3, "asserted": "party"}, "half_life: runs in process only; leave engine out"),
        ({"engine": "duckdb:///nowhere"}, "engine: there is no folder /nowhere"),
        ({"engine": "oracle"}, "engine: expected one of local, duckdb"),
        ({"memory": "much"}, "memory: expected a size such as '2GB', got 'much'"),
        ({"party": "who"}, "fuse: there is no column 'who'; the columns are 'party', 'topic', 'value'"),
        ({"to": "values.txt"}, r"values.txt: expected a result that ends in \.parquet or \.csv"),
        ({"engine": "local", "memory": "1GB"}, "memory: the engine 'local' has no such option"),
        ({"gold": {"nothing": 5}}, "gold: nothing is told of the topic 'nothing'"),
        ({"gold": {"t": "five"}}, "gold: 't' is a word, 'five', and figures are told"),
        ({"gold": {"t": ["5", "6"]}}, "gold: 't': expected one value, got"),
    ],
    ids=lambda given: next(iter(given)) if isinstance(given, dict) else "",
)
def test_refusals(options: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidRecord, match=message):
        cc.fuse(pa.table(ROWS), **{**NAMES, "engine": "duckdb", **options})


def test_a_table_without_rows_is_refused(tmp_path: Path) -> None:
    pq.write_table(pa.table(ROWS).slice(0, 0), tmp_path / "none.parquet")
    for engine in (None, "duckdb"):
        with pytest.raises(InvalidRecord, match="fuse: the table has columns and no rows"):
            cc.fuse(tmp_path / "none.parquet", engine=engine, **NAMES)


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "said.parquet"
    pq.write_table(pa.table(copied()), path)
    held = bytearray(path.read_bytes())
    held[8:200] = bytes(192)
    path.write_bytes(bytes(held))
    with pytest.raises(BadInput, match=r"said\.parquet: "):
        cc.fuse(path, engine="duckdb", **NAMES)


_OF_SPARK = [
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # Spark's own sockets
]


class TestSpark:
    """Spark, on workers of this machine."""

    pytestmark = _OF_SPARK

    def test_it_finds_the_same(self, session: Any) -> None:
        """Copies, bounds, units, places and labels, each in topics of its own."""
        for table, options in (
            (copied(), {"method": "accu"}),
            (copied(), {"method": "vote", "dependence": False}),
            (ROWS | {"value": ["at least 5", "41", "10 to 20", "5 km", "7"]}, {}),
            (ROWS | {"value": ["yes", "no", "yes", "no", "yes"]}, {"method": "dawid_skene", "max_rounds": 3}),
        ):
            held = pa.table(table)
            same(cc.fuse(held, engine=session, buckets=3, **NAMES, **options), cc.fuse(held, **NAMES, **options))

    def test_a_frame_of_spark_comes_back_as_one(self, session: Any, tmp_path: Path) -> None:
        """And a file is read by Spark; the values stay where its workers are."""
        pq.write_table(pa.table(copied()), tmp_path / "said.parquet")
        here = cc.fuse(pa.table(copied()), method="vote", **NAMES).values
        for told in (session.createDataFrame(pa.table(copied())), tmp_path / "said.parquet"):
            found = cc.fuse(told, engine="spark", method="vote", **NAMES)
            rows = found.values.orderBy("topic", "share", ascending=[True, False]).select("topic", "share").collect()

            assert sorted(map(tuple, rows)) == sorted(
                zip(here["topic"].to_pylist(), here["share"].to_pylist(), strict=True)
            )
            assert found.parties["party"].to_pylist() == ["east", "echo", "north", "south", "wire"]
            found.values.unpersist()

    def test_times_and_blanks_of_names(self, session: Any) -> None:
        """Topics that are times are called as in process, whatever zone a session has; blanks make no other topic."""
        when = [datetime(2025, 6, 1, 23, 30, tzinfo=UTC)] * 3 + [datetime(2025, 6, 2, tzinfo=UTC)] * 2
        for topics in (when, ["t", "t ", "\u00a0t", "u", "u"]):
            table = pa.table(ROWS | {"topic": topics})
            same(
                cc.fuse(table, engine=session, buckets=5, method="vote", **NAMES),
                cc.fuse(table, method="vote", **NAMES),
            )
        with pytest.raises(InvalidRecord, match="fuse: the table has columns and no rows"):
            cc.fuse(session.createDataFrame(pa.table(ROWS)).limit(0), **NAMES)

    def test_bad_rows_are_named(self, session: Any) -> None:
        """By their places where they have any, else by who says it of what."""
        table = pa.table(ROWS | {"value": ["5", "many", "6", "7", "8"]})
        with pytest.raises(BadInput, match=r"^row 1: value: .*many.*"):
            cc.fuse(table, engine=session, **NAMES)
        with pytest.raises(BadInput, match=r"row of b on t: value: .*many"):
            cc.fuse(session.createDataFrame(table), **NAMES)

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            ({"to": "values.parquet"}, "to: Spark writes its frames by its own means"),
            ({"memory": "2GB"}, "memory: the engine 'spark' has no such option"),
            ({"party": "who"}, "fuse: there is no column 'who'"),
        ],
        ids=["to", "memory", "party"],
    )
    def test_refusals(self, session: Any, options: dict[str, Any], message: str) -> None:
        with pytest.raises(InvalidRecord, match=message):
            cc.fuse(pa.table(ROWS), **{**NAMES, "engine": session, **options})
        with pytest.raises(InvalidRecord, match="fuse: the table has columns and no rows"):
            cc.fuse(pa.table(ROWS).slice(0, 0), engine=session, **NAMES)
