"""Sheets in Parquet: typed columns of others, text of ours, and files that are none."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import BadInput
from claimcheck.exchange.intake import Intake
from claimcheck.exchange.outlet import Outlet
from claimcheck.formats.sheets.knowing import holds_claims
from claimcheck.formats.sheets.parquet import read_parquet, write_parquet
from claimcheck.formats.sheets.tables import Unreadable, cell_text
from claimcheck.ledger import Ledger
from claimcheck.times import time_span
from tests.conformance import full_ledger

pa: Any = pytest.importorskip("pyarrow", reason='Parquet needs "claimcheck[tables]"')
pq: Any = pytest.importorskip("pyarrow.parquet")


def refused(path: Path) -> list[str]:
    """What is said of a file."""
    intake = Intake(path, name=path.name)
    with pytest.raises(BadInput) as caught:  # noqa: PT012 - both may refuse
        read_parquet(intake)
        intake.done()
    return [str(one) for one in caught.value.problems]


def test_typed_columns_are_read(tmp_path: Path) -> None:
    """Dates, instants, numbers, dictionaries and text that is large are what they say."""
    table = pa.table(
        {
            "party": pa.array(["A", None]).dictionary_encode(),
            "value": pa.array([52, 0.5], pa.float64()),
            "date": pa.array([dt.date(2025, 6, 2), None]),
            "asserted": pa.array([None, dt.datetime(2025, 6, 3, 9, tzinfo=dt.UTC)], pa.timestamp("ns", "UTC")),
            "event": pa.array(["Raid", " Raid "], pa.large_string()),
            "other": pa.array([[1], None]),
        }
    )
    pq.write_table(table, tmp_path / "a.parquet")
    intake = Intake(tmp_path / "a.parquet", name="a.parquet")
    first, second = read_parquet(intake).claims

    assert (str(first.value), str(second.value)) == ("52", "0.5")
    assert (first.claimants, second.claimants) == (("A",), ())
    assert (first.proposition.occurred, second.asserted) == (time_span("2025-06-02"), time_span("2025-06-03T09:00:00Z"))
    assert first.event == second.event == "Raid"
    assert [str(one) for one in intake.done().problems] == [
        "a.parquet: the column 'other' has no place here and is not kept"
    ]
    assert holds_claims(tmp_path / "a.parquet")


def test_a_number_has_its_point_before_the_decimals(tmp_path: Path) -> None:
    """A number of three decimals is no number of thousands, as the same in text may be."""
    columns = {"party": ["A", "B"], "value": [1.125, 1200.0]}
    pq.write_table(pa.table(columns), tmp_path / "a.parquet")
    ledger = read_parquet(Intake(tmp_path / "a.parquet"))
    pq.write_table(pa.table({**columns, "value": ["1.125", "1200"]}), tmp_path / "b.parquet")

    assert [str(claim.value) for claim in ledger.claims] == ["1.125", "1,200"]
    assert refused(tmp_path / "b.parquet")[0].startswith("b.parquet:1: value: '1.125' may be 1125 or 1.125; ")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (True, "true"),
        (Decimal("52.50"), "52.50"),
        (1e22, "10000000000000000000000"),
        (-0.0, "0"),
        (dt.datetime(2025, 6, 2), "2025-06-02"),  # noqa: DTZ001 - a column without zones
        (dt.datetime(2025, 6, 2, 18, 30), "2025-06-02T18:30:00"),  # noqa: DTZ001 - as above
    ],
)
def test_a_cell_as_text(cell: Any, text: str) -> None:
    """Each kind of cell has one text."""
    assert cell_text(cell) == text


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (float("nan"), "expected a number, got NaN"),
        (1e308 * 10, "expected a number, got Infinity"),
        (Decimal("1e999"), "the number 1E+999 is too large or too small"),
        (b"x", "expected text, a number or a day, got bytes"),
        ([1], "expected text, a number or a day, got a list or an object"),
    ],
)
def test_what_is_no_text(cell: Any, told: str) -> None:
    """What says nothing as text says so where it is asked for."""
    found = cell_text(cell)

    assert isinstance(found, Unreadable)
    assert found == told


def test_what_is_no_parquet(tmp_path: Path) -> None:
    """Other files, and tables without our columns, are refused; rows are counted from 1."""
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1 and nothing else")

    assert refused(path)[0].startswith("a.parquet: this is no Parquet: ")
    assert not holds_claims(path)
    pq.write_table(pa.table({"x": ["1"]}), path)
    assert refused(path)[0].startswith("a.parquet: a sheet of claims has the columns 'party' and 'value'")
    pq.write_table(pa.table({"party": ["A", "B"], "value": ["5", "n/a"]}), path)
    assert refused(path)[0].startswith("a.parquet:2: value: expected a figure or a word, got 'n/a'")


def test_others_read_our_parquet(tmp_path: Path) -> None:
    """pandas, polars and pyarrow see columns of text with the same cells, as they stand in the ledger."""
    pd, pl = pytest.importorskip("pandas"), pytest.importorskip("polars")
    ledger = full_ledger()
    ledger.claim(by="=1+1", measure="m", value="5", key="z")
    path = tmp_path / "a.parquet"
    path.write_bytes(b"".join(write_parquet(ledger, Outlet())))
    table = pq.read_table(path)

    assert {str(field.type) for field in table.schema} == {"string"}
    assert table.column("party").to_pylist()[-1] == "=1+1"
    assert pl.read_parquet(path).rows(named=True) == table.to_pylist()
    assert pd.read_parquet(path)["claim key"].tolist() == table.column("claim key").to_pylist()


@given(data=st.data())
def test_damaged_files_are_refused(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """A file in which bytes are changed or missing is read or refused, and nothing else."""
    whole = b"".join(write_parquet(full_ledger(), Outlet()))
    changed = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 3))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / "damaged.parquet"
    path.write_bytes(bytes(changed))
    try:
        found: object = read_parquet(Intake(path, keep_going=True))
    except BadInput as err:
        found = err

    assert isinstance(found, Ledger | BadInput)
