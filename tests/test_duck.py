"""DuckDB cuts tables on disk, and gives every row the flags that it gets in process."""

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import claimcheck as cc
from tests.engine_tables import DATED, GATES, LOSSES, OPTIONS, TIMES, columns, flights, losses, made, shuffled
from tests.test_flagging import GROUPS, ROWS

pa = pytest.importorskip("pyarrow", reason="tables need the extra `tables`")
pq = pytest.importorskip("pyarrow.parquet")
duckdb = pytest.importorskip("duckdb", reason="flagging with DuckDB needs the extra `duckdb`")


def same(table: Any, *, buckets: int | None = None, **options: Any) -> list[dict[str, Any]]:
    """The flags of DuckDB, which are those in process."""
    expected = cc.flag(table, **options)
    found = cc.flag(table, engine="duckdb", buckets=buckets, **options)
    rows: list[dict[str, Any]] = found.to_pylist()

    assert rows == expected.to_pylist()
    assert found.column_names == expected.column_names
    return rows


@settings(max_examples=20)
@given(ROWS, st.integers(1, 5))
def test_every_row_has_the_flags_it_has_in_process(rows: list[dict[str, Any]], buckets: int) -> None:
    """Small tables get the same columns from any number of buckets."""
    same(columns([{**row, "group": GROUPS.get(row["by"])} for row in rows]), buckets=buckets, **OPTIONS)


@pytest.mark.parametrize("buckets", [None, 7, 64])
@pytest.mark.parametrize(("options", "dated"), [(OPTIONS, False), (DATED, True)])
def test_many_topics_at_once(options: dict[str, Any], dated: bool, buckets: int | None) -> None:
    """Bad and empty cells, spellings of one party and odd topics change nothing, whatever the buckets and the order."""
    table = made(400, 60, seed=1, dated=dated)
    rows = same(table, buckets=buckets, **options)
    order = list(range(len(rows)))
    random.Random(2).shuffle(order)
    moved = same(shuffled(table, 2), buckets=buckets, **options)

    assert moved == [rows[at] for at in order]
    assert {"unread", "contested"} <= {row["status"] for row in rows}


@pytest.mark.parametrize("buckets", [1, 5])
def test_losses_claimed_and_counted(data_folder: Path, buckets: int) -> None:
    """A time of the topic that is no column of it needs no bucket of its own."""
    table = losses(data_folder)
    rows = same(table, buckets=buckets, **LOSSES)

    assert same(shuffled(table, 3), buckets=buckets, **LOSSES) == shuffled(cc.flag(table, **LOSSES), 3).to_pylist()
    assert {"contested", "corroborated"} <= {row["status"] for row in rows}


@pytest.mark.parametrize("options", [TIMES, GATES])
def test_sites_on_flights(data_folder: Path, options: dict[str, Any]) -> None:
    """Figures and words of many sites get the same columns, and many rows are contested."""
    rows = same(flights(data_folder), buckets=9, **options)

    assert sum(bool(row["contested"]) for row in rows) > 1_000


def test_when_may_be_spelled_in_several_ways() -> None:
    """Rows whose times are written differently and mean the same meet, whatever the number of buckets."""
    table = pa.table({"e": ["x"] * 4, "by": list("abab"), "n": [1, 2, 3, 4], "day": ["2025-06-01", "1 June 2025"] * 2})
    rows = same(table, topic="e", party="by", value="n", when="day", buckets=8)

    assert [row["against"] for row in rows] == ["b", "a", "b", "a"]


def test_types_of_columns_come_back(tmp_path: Path) -> None:
    """Dates, moments, decimals and codes for words go through files as they were."""
    moments = pa.array([0, 10**15, None, 5], pa.timestamp("ns", "Europe/Istanbul"))
    table = pa.table(
        {
            "event": pa.array(["a", "a", "b", "b"]).dictionary_encode(),
            "by": pa.array(["x", "y", "x", "y"], pa.large_string()),
            "n": pa.array([1, 2, 3, 3]).cast(pa.decimal128(21, 2)),
            "on": pa.array([1, 2, 3, 4], pa.date32()),
            "at": moments,
            "nothing": pa.nulls(4),
            "Event": [[1], [2], [], None],
        }
    )
    pq.write_table(table, tmp_path / "in.parquet")
    options: dict[str, Any] = {"topic": "event", "party": "by", "value": "n", "when": "on", "unit": "nothing"}
    found = cc.flag(tmp_path / "in.parquet", engine="duckdb", **options)

    assert found.select(table.column_names).to_pylist() == table.to_pylist()
    assert found.to_pylist() == cc.flag(table, **options).to_pylist()


def test_frames_come_back_in_their_own_kind() -> None:
    """A pandas frame keeps its index, its order and its kinds of columns."""
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"e": ["a", "b", "a"], "by": ["x", "x", "y"], "n": [1, 5, 2]}, index=[7, 3, 5])
    options: dict[str, Any] = {"topic": "e", "party": "by", "value": "n"}

    found, expected = cc.flag(frame, engine="duckdb", **options), cc.flag(frame, **options)
    pandas.testing.assert_frame_equal(found, expected, check_categorical=False)


@pytest.mark.parametrize("columns", [["e", "by", "n"], ["e", "filename", "file_row_number"], ["e", "BY", "by"]])
def test_columns_may_have_any_name(tmp_path: Path, columns: list[str]) -> None:
    """Names that differ by case only, and those that DuckDB uses itself, are names like others."""
    table = pa.table([["a", "a", "b"], ["x", "y", "x"], [1, 2, 3]], names=columns)
    pq.write_table(table, tmp_path / "a 'b' [1].parquet")
    options: dict[str, Any] = {"topic": columns[0], "party": columns[1], "value": columns[2]}
    found = cc.flag(tmp_path / "a 'b' [1].parquet", engine="duckdb", **options)

    assert found.to_pylist() == cc.flag(table, **options).to_pylist()


def test_the_temporary_folder_is_removed(tmp_path: Path) -> None:
    """What was put on disk lies in the folder that the engine names, and is gone afterwards, after an error too."""
    table = made(500, 20, seed=4)
    seen = []

    def look(done: int, total: int) -> None:
        seen.append((done, total, len(list(tmp_path.iterdir()))))
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cc.flag(table, engine=f"duckdb://{tmp_path}", buckets=3, progress=look, **OPTIONS)

    assert seen == [(1, 3, 1), (2, 3, 1)]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("memory", ["2", "2 GB of it", "lots", ""])
def test_memory_is_a_size(memory: str) -> None:
    """A limit that is no size is refused."""
    with pytest.raises(cc.ClaimCheckError, match="memory: expected a size such as '2GB', got"):
        cc.flag(made(5, 2, seed=1), engine="duckdb", memory=memory, **OPTIONS)


def test_a_limit_of_memory_changes_nothing(tmp_path: Path) -> None:
    """A table that is larger than what DuckDB may take gets the same flags."""
    rows = range(200_000)
    figures = [row * row % 97 for row in rows]
    table = pa.table({"e": [row % 9_973 for row in rows], "by": [f"p{row % 7}" for row in rows], "n": figures})
    pq.write_table(table, tmp_path / "in.parquet", row_group_size=1_000)
    options: dict[str, Any] = {"topic": "e", "party": "by", "value": "n"}
    found = cc.flag(tmp_path / "in.parquet", engine="duckdb", memory="64 MB", buckets=3, **options)

    assert found.to_pylist() == cc.flag(table, **options).to_pylist()


def test_too_little_memory_is_told() -> None:
    """Where DuckDB cannot do with what it is allowed, the option to change is named."""
    with pytest.raises(cc.ClaimCheckError, match="memory: DuckDB cannot cut the table into 2 buckets with 1 KB; give"):
        cc.flag(made(50, 9, seed=1), engine="duckdb", memory="1 KB", buckets=2, **OPTIONS)


def test_the_folder_must_exist() -> None:
    """A folder for the temporary files that does not exist is refused."""
    with pytest.raises(cc.ClaimCheckError, match="engine: there is no folder /no/such/folder"):
        cc.flag(made(5, 2, seed=1), engine="duckdb:///no/such/folder", **OPTIONS)
