"""Frames of every kind come back in their own kind, with their rows, their order and their index."""

from typing import Any

import pytest

import claimcheck as cc
from claimcheck.errors import InvalidRecord

pa = pytest.importorskip("pyarrow", reason="tables need the extra `tables`")
pd = pytest.importorskip("pandas", reason="needs pandas, of the extra `frame`")
pl = pytest.importorskip("polars", reason="needs polars")

HELD: dict[str, list[Any]] = {
    "event": ["blast", "night", "blast", "blast"],
    "by": ["ministry", "army", "agency", None],
    "figure": [471, 52, 100, 471],
}
ADDED = ["status", "contested", "outcome", "against", "reason", "gap", "position", "origins"]
STATUS = [
    "contested",
    "uncorroborated",
    "contested",
    "disputed_by_unattributed",
]


def _flagged(frame: Any, **options: Any) -> Any:
    return cc.flag(frame, **({"topic": "event", "party": "by", "value": "figure"} | options))


def test_pandas_keeps_its_index() -> None:
    """A pandas frame comes back as one, with its index and its own columns; the one given is as it was."""
    frame = pd.DataFrame(HELD, index=["d", "b", "d", "a"])
    before = frame.copy()
    found = _flagged(frame)

    assert list(found.columns) == [*HELD, *ADDED]
    assert found.index.tolist() == ["d", "b", "d", "a"]
    assert found["status"].tolist() == STATUS
    assert found[found["contested"]]["gap"].tolist() == [371.0, 371.0]
    pd.testing.assert_frame_equal(frame, before)
    pd.testing.assert_frame_equal(found[list(HELD)], before)


def test_polars_and_arrow() -> None:
    """A polars frame and a table of Arrow come back in their own kind."""
    polars, arrow = _flagged(pl.DataFrame(HELD)), _flagged(pa.table(HELD))

    assert isinstance(polars, pl.DataFrame)
    assert isinstance(arrow, pa.Table)
    assert polars["status"].to_list() == arrow["status"].to_pylist() == STATUS
    assert polars["reason"].to_list() == arrow["reason"].to_pylist()
    assert arrow["reason"].to_pylist()[:2] == ["figures that cannot both be right: 471 / 100", None]


@pytest.mark.parametrize(
    "column",
    [
        ["471", "52", "100", "471"],
        [471.0, 52.0, 100.0, 471.0],
        pd.Series([471, 52, 100, 471], dtype="Int32"),
        pd.Series(["471", "52", "100", "471"], dtype="category"),
        pd.Series([471, "52", 100, "471"], dtype=object),
    ],
)
def test_figures_of_every_kind_of_column(column: Any) -> None:
    """The same figures in columns of other kinds have the same flags."""
    assert _flagged(pd.DataFrame(HELD | {"figure": column}))["status"].tolist() == STATUS


def test_chunks_and_empty_tables() -> None:
    """A table in several chunks is one table; one without rows gains the columns."""
    table = pa.table(HELD)
    chunked = pa.concat_tables([table.slice(0, 1), table.slice(1)])

    assert _flagged(chunked)["status"].to_pylist() == STATUS
    assert _flagged(table.slice(0, 0)).column_names == [*HELD, *ADDED]
    assert len(_flagged(pd.DataFrame(HELD).iloc[:0])) == 0


def test_names_that_are_taken() -> None:
    """A frame that has one of the columns needs a prefix, and with it keeps its own."""
    frame = pd.DataFrame(HELD | {"status": ["mine"] * 4})
    with pytest.raises(InvalidRecord, match="the table has a column 'status' already; give a prefix"):
        _flagged(frame)
    found = _flagged(frame, prefix="claim_")

    assert found["status"].tolist() == ["mine"] * 4
    assert found["claim_status"].tolist() == STATUS


@pytest.mark.parametrize("frame", [[1, 2], {"event": []}, 7, None])
def test_what_is_no_frame_is_refused(frame: Any) -> None:
    """Anything else is refused with what is expected."""
    with pytest.raises(InvalidRecord, match=r"expected a pandas or polars frame or a pyarrow.Table, got builtins\."):
        _flagged(frame)
