"""Engines by name, tables in files, and what is refused."""

import csv
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import claimcheck as cc
from claimcheck.errors import InvalidRecord, MissingExtra
from claimcheck.model import Category
from tests.engine_tables import GATES, OPTIONS, TIMES, flights, made

pa = pytest.importorskip("pyarrow", reason="tables need the extra `tables`")
pc = pytest.importorskip("pyarrow.compute")
pq = pytest.importorskip("pyarrow.parquet")
pytest.importorskip("duckdb", reason="flagging with DuckDB needs the extra `duckdb`")

engines = pytest.mark.parametrize("engine", ["local", "duckdb"])

SIMPLE: dict[str, Any] = {"topic": "event", "party": "by", "value": "killed"}
TABLE = pa.table(
    {"event": ["a", "b", "a"], "by": ["army", "army", "agency"], "killed": [4, 5, 9], "note": ["", None, "x"]}
)
HOSTILE = (
    '"event",by,"killed",note\r\n'
    '"the ""blast"", \nof May",army,40,"no\n\n""end"""\r\n'
    '"the ""blast"", \nof May", agency ,more than 41,NA\r\n'
    "night,army,no idea,null\r\n"
    "night,,7,\r\n"
    'night,senator,"",""\r\n'
    ",army,3,\r\n"
    "night,Army,7.0,-0.0\r\n"
    "\r\n"
    "night,agency,10,1e400\r\n"
)


def written(table: Any, path: Path) -> Path:
    pq.write_table(table, path)
    return path


@engines
@pytest.mark.parametrize("suffix", ["parquet", "csv"])
def test_a_file_comes_back_with_its_flags(tmp_path: Path, engine: str, suffix: str) -> None:
    """All rows of a file come out in their order, with their columns and the added ones, in either format."""
    table = made(300, 40, seed=6)
    to = tmp_path / f"out.{suffix}"
    source = written(table, tmp_path / "in.parquet")

    assert cc.flag(source, to=to, engine=engine, **OPTIONS) == to
    expected = cc.flag(table, **OPTIONS).to_pylist()
    if suffix == "parquet":
        assert pq.read_table(to).to_pylist() == expected
    else:
        with to.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert [row["reason"] for row in rows] == [row["reason"] or "" for row in expected]
        assert [row["event"] for row in rows] == [row["event"] or "" for row in expected]
        assert [row["contested"] for row in rows] == [
            "" if row["contested"] is None else str(row["contested"]).lower() for row in expected
        ]


@engines
def test_both_engines_write_the_same_file(tmp_path: Path, engine: str) -> None:
    """A result has the same types and the same rows whatever made it, and words are no codes in it."""
    source = written(made(300, 40, seed=7), tmp_path / "in.parquet")
    found = pq.read_table(cc.flag(source, to=tmp_path / "out.parquet", engine=engine, **OPTIONS))
    beside = pq.read_table(cc.flag(source, to=tmp_path / "again.parquet", **OPTIONS))

    assert found.equals(beside)
    assert found.schema.field("status").type == pa.string()


@engines
def test_hostile_cells_of_csv_stay_as_they_are(tmp_path: Path, engine: str) -> None:
    """Quotes, line breaks and words for nothing are text, an empty cell is missing, and a bad cell is told."""
    source, to = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(b"\xef\xbb\xbf" + HOSTILE.encode())
    cc.flag(source, to=to, engine=engine, **SIMPLE)
    with source.open(encoding="utf-8-sig", newline="") as file:
        given_rows = list(csv.DictReader(file))
    with to.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert [{name: row[name] for name in given_rows[0]} for row in rows] == given_rows
    assert [row["against"] for row in rows] == ["agency", "army", "", "agency", "", "", "agency", "Army"]
    assert [row["reason"] for row in rows][2:6:2] == [
        "killed: no figure can be read in 'no idea'",
        "killed: the cell is empty",
    ]
    assert rows[5]["reason"] == "event: the cell is empty, and makes the topic"


@given(st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=9))
def test_whole_numbers_as_text_are_numbers(numbers: list[int]) -> None:
    """A column of text that holds whole numbers gives the flags of a column of numbers."""
    beside = {"e": ["x"] * len(numbers), "by": [f"p{place % 4}" for place in range(len(numbers))]}
    options: dict[str, Any] = {"topic": "e", "party": "by", "value": "n"}
    found = [cc.flag(pa.table({**beside, "n": column}), **options) for column in (numbers, list(map(str, numbers)))]

    assert found[0].drop_columns(["n"]).to_pylist() == found[1].drop_columns(["n"]).to_pylist()


@engines
def test_several_files_are_one_table(tmp_path: Path, engine: str) -> None:
    """The Parquet files of a folder or a pattern are read in the order of their names, hidden ones left out."""
    table = made(90, 10, seed=8)
    (tmp_path / "deep").mkdir()
    for name, start in (("a.parquet", 0), ("b.parquet", 30), ("deep/c.parquet", 60), ("_d.parquet", 0)):
        written(table.slice(start, 30), tmp_path / name)
    expected = cc.flag(table, **OPTIONS).to_pylist()

    assert cc.flag(tmp_path, engine=engine, **OPTIONS).to_pylist() == expected
    assert cc.flag(str(tmp_path / "[ab].parquet"), engine=engine, **OPTIONS).num_rows == 60


@engines
def test_a_frame_can_be_written_as_well(tmp_path: Path, engine: str) -> None:
    """A frame in memory goes to a file with all its columns."""
    to = cc.flag(TABLE, to=str(tmp_path / "out.parquet"), engine=engine, **SIMPLE)

    assert pq.read_table(to).to_pylist() == cc.flag(TABLE, **SIMPLE).to_pylist()


@engines
def test_a_table_of_no_rows(tmp_path: Path, engine: str) -> None:
    """A header alone is a table, and gets its columns."""
    (tmp_path / "in.csv").write_text("event,by,killed\n")
    found = cc.flag(tmp_path / "in.csv", engine=engine, **SIMPLE)

    assert (found.num_rows, found.num_columns) == (0, 11)
    assert (
        pq.read_table(cc.flag(found.select([0, 1, 2]), to=tmp_path / "o.parquet", engine=engine, **SIMPLE)).num_rows
        == 0
    )


@engines
def test_a_result_is_whole_or_absent(tmp_path: Path, engine: str) -> None:
    """Where the work fails, neither the result nor a part of it is left."""
    source = tmp_path / "in.csv"
    source.write_text("event,by,killed\na,army,4\na,agency\n")
    with pytest.raises(cc.BadInput, match=r"in\.csv: .*Expected 3 columns, got 2: a,agency"):
        cc.flag(source, to=tmp_path / "out.csv", engine=engine, **SIMPLE)

    nested = written(TABLE.append_column("list", pa.array([[1], [2], []])), tmp_path / "in.parquet")
    with pytest.raises(InvalidRecord, match=r"column 'list': a CSV file has no cells for list<.*>; write \.parquet"):
        cc.flag(nested, to=tmp_path / "out.csv", engine=engine, **SIMPLE)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "in.parquet"]


@engines
def test_paths_that_lead_nowhere(tmp_path: Path, engine: str) -> None:
    """Each wrong path has its own words."""
    source = written(TABLE, tmp_path / "in.parquet")
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("event")
    (tmp_path / "out.csv").write_text("mine")
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"frame": "none.parquet"}, "none.parquet: there is no such file"),
        ({"frame": "*.nothing"}, "there is no such file"),
        ({"frame": tmp_path / "empty"}, r"the folder holds no file that ends in \.parquet"),
        ({"frame": tmp_path / "notes.txt"}, r"notes\.txt: expected a file that ends in \.parquet or \.csv"),
        ({"frame": f"{tmp_path}/*.[pt]*"}, r"expected a pattern of files that all end in \.parquet"),
        ({"to": tmp_path / "out.xlsx"}, r"out\.xlsx: expected a result that ends in \.parquet or \.csv"),
        ({"to": tmp_path / "no" / "out.csv"}, r"out\.csv: there is no folder .*no"),
        ({"to": source}, "the result cannot take the place of the table it is made from"),
        ({"to": tmp_path / "out.csv"}, r"out\.csv: it exists already; remove it, or give overwrite=True"),
    ]
    for options, message in wrong:
        with pytest.raises(InvalidRecord, match=message):
            cc.flag(**{"frame": source, "engine": engine, **options}, **SIMPLE)

    assert (tmp_path / "out.csv").read_text() == "mine"
    assert (
        cc.flag(source, to=tmp_path / "out.csv", overwrite=True, engine=engine, **SIMPLE)
        .read_text()
        .startswith('"event"')
    )


@engines
def test_files_that_cannot_be_read(tmp_path: Path, engine: str) -> None:
    """What is no table, or no table of one kind, is refused with the name of the file."""
    bad = {
        "empty.csv": (b"", r"empty\.csv: Empty CSV file"),
        "latin.csv": ("event,by,killed\nZürich,army,4\n".encode("latin-1"), r"latin\.csv: .*invalid UTF8"),
        "twice.csv": (b"event,by,killed,by\n", r"twice\.csv: two columns are called 'by'"),
        "text.parquet": (b"event,by,killed\n", r"text\.parquet: .*Parquet magic bytes not found"),
    }
    for name, (held, message) in bad.items():
        (tmp_path / name).write_bytes(held)
        with pytest.raises(cc.BadInput, match=message):
            cc.flag(tmp_path / name, engine=engine, **SIMPLE)
    (tmp_path / "text.parquet").unlink()
    written(TABLE, tmp_path / "1.parquet")
    written(TABLE.drop_columns(["note"]), tmp_path / "2.parquet")
    with pytest.raises(cc.BadInput, match=r"2\.parquet: its columns are not those of .*1\.parquet"):
        cc.flag(tmp_path, engine=engine, **SIMPLE)


@engines
def test_columns_are_checked_before_the_work(tmp_path: Path, engine: str) -> None:
    """A column that is missing, or in the way, is told for files as for frames."""
    source = written(TABLE, tmp_path / "in.parquet")
    with pytest.raises(InvalidRecord, match="the table has no column 'place'"):
        cc.flag(source, where="place", engine=engine, **SIMPLE)
    with pytest.raises(InvalidRecord, match="the table has a column 'status' already"):
        cc.flag(TABLE.append_column("status", pa.nulls(3)), engine=engine, **SIMPLE)


@engines
def test_the_order_of_dates_goes_along(tmp_path: Path, engine: str) -> None:
    """An engine reads dates in figures in the order that is told, and leaves them unread where none is."""
    text = "event,by,killed,day\na,army,4,01/05/2024\na,agency,9,2024-05-01\na,senator,7,05/01/2024\n"
    (tmp_path / "in.csv").write_text(text)
    options: dict[str, Any] = {**SIMPLE, "when": "day", "engine": engine}
    against = [cc.flag(tmp_path / "in.csv", order=order, **options)["against"].to_pylist() for order in ("DMY", "MDY")]
    plain = cc.flag(tmp_path / "in.csv", **options)

    assert against == [["agency", "army", None], [None, "senator", "agency"]]
    assert plain["status"].to_pylist() == ["unread", "uncorroborated", "unread"]
    assert plain["reason"][0].as_py().endswith("'01/05/2024': in the order DMY or MDY it is a date")


def test_progress_is_told() -> None:
    """How many buckets are done is told after each; in process there is one."""
    told: list[tuple[int, int]] = []
    for engine, buckets in (("local", None), ("duckdb", 2)):
        cc.flag(TABLE, engine=engine, buckets=buckets, progress=lambda done, of: told.append((done, of)), **SIMPLE)

    assert told == [(1, 1), (1, 2), (2, 2)]


@pytest.mark.parametrize("engine", ["sql", "duckdb:/x", "duck", "local[]", "local[x]", "spark:", 7, ["local"]])
def test_an_unknown_engine_is_refused(engine: Any) -> None:
    """The message lists the engines there are."""
    with pytest.raises(InvalidRecord, match=r"engine: expected one of local, duckdb, duckdb:///folder, spark, "):
        cc.flag(TABLE, engine=engine, **SIMPLE)


@pytest.mark.parametrize(("option", "value"), [("memory", "2GB"), ("buckets", 4)])
def test_options_of_other_engines_are_refused(option: str, value: Any) -> None:
    """An option that an engine would not honour is refused, and not passed over."""
    with pytest.raises(InvalidRecord, match=f"{option}: the engine 'local' has no such option"):
        cc.flag(TABLE, **{option: value}, **SIMPLE)


def test_buckets_are_counted_from_one() -> None:
    """A table cannot be cut into no buckets."""
    with pytest.raises(InvalidRecord, match="buckets: expected 1 or more, got 0"):
        cc.flag(TABLE, engine="duckdb", buckets=0, **SIMPLE)


@pytest.mark.parametrize(
    ("engine", "package", "message"),
    [
        ("duckdb", "duckdb", r'working with DuckDB needs duckdb: install "claimcheck\[duckdb\]"'),
        ("spark", "pyspark", r'working with Spark needs pyspark: install "claimcheck\[spark\]"'),
    ],
)
def test_an_engine_that_is_not_installed(
    monkeypatch: pytest.MonkeyPatch, engine: str, package: str, message: str
) -> None:
    """The extra to install is named."""
    monkeypatch.setattr("claimcheck.tables.engines.find_spec", lambda name: None if name == package else name)
    with pytest.raises(MissingExtra, match=message):
        cc.flag(TABLE, engine=engine, **SIMPLE)


def test_spellings_of_other_topics_have_no_part() -> None:
    """The opponent is named as it is spelled in the topic, whatever stands in other topics."""
    table = pa.table({"event": ["x", "x", "y"], "by": ["the agency", "army", "Agency"], "killed": [1, 2, 3]})

    assert cc.flag(table, **SIMPLE)["against"].to_pylist() == ["army", "the agency", None]


def test_a_table_of_unread_rows_only() -> None:
    """Where no row can be read, each says why."""
    table = pa.table({"event": [None, None], "by": ["a", "b"], "killed": [1, 2]})

    assert cc.flag(table, **SIMPLE)["status"].to_pylist() == ["unread", "unread"]


@pytest.mark.parametrize(("options", "column"), [(TIMES, "minute"), (GATES, "gate")])
def test_sites_on_flights_are_as_in_a_ledger(data_folder: Path, options: dict[str, Any], column: str) -> None:
    """What sites say of when and where a flight left is contested, and rests on as many origins, as in a ledger."""
    table = flights(data_folder)
    few = pc.is_in(table["flight"], pc.unique(table["flight"]).slice(0, 40))
    table = table.filter(pc.and_(few, pc.is_valid(table[column])))
    ledger = cc.Ledger()
    ledger.term("the gate", kind="category", exclusive=sorted(set(filter(None, table["gate"].to_pylist()))))
    for site in sorted(set(table["site"].to_pylist())):
        ledger.party(site)
    claims = [
        ledger.claim(
            by=row["site"],
            event=row["flight"],
            measure=None,
            value=row["minute"] if column == "minute" else Category(term=row["gate"]),
            key=f"row {number}",
        )
        for number, row in enumerate(table.to_pylist())
    ]
    found = cc.flag(table, **options)

    assert len(claims) > 300
    assert found["contested"].to_pylist() == ["contested" in ledger.status(claim) for claim in claims]
    assert found["origins"].to_pylist() == [ledger.independence(claim).independent for claim in claims]


@engines
def test_text_that_would_run_as_a_formula(tmp_path: Path, engine: str) -> None:
    """In a CSV file text that a spreadsheet would run gets an apostrophe before it; numbers stay as they are."""
    table = pa.table({"event": ["=1+1", "@a"], "by": ["-x", "+y"], "killed": ["-5", "7"], "note": [None, "a=b"]})
    cc.flag(table, to=tmp_path / "out.csv", engine=engine, **SIMPLE)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert [(row["event"], row["by"], row["killed"], row["note"]) for row in rows] == [
        ("'=1+1", "'-x", "-5", ""),
        ("'@a", "'+y", "7", "a=b"),
    ]
