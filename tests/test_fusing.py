"""Frames of claims fused: pandas, polars and Arrow come back in kind, and what cannot be weighed is named by row."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

import claimcheck as cc
from claimcheck.errors import BadInput, InvalidRecord

pa = pytest.importorskip("pyarrow", reason="fusing a frame needs pyarrow")
pytest.importorskip("narwhals", reason="fusing a frame needs narwhals")
pytest.importorskip("scipy", reason="fusion needs scipy")
pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")

COLUMNS: dict[str, list[Any]] = {
    "event": ["raid", "raid", "raid", "raid", "fire"],
    "said_by": ["police", "medics", "ministry", "mission", "police"],
    "killed": ["41", "41", "90", "at least 13", "5"],
}
FIGURE = "expected a figure, and the cell is empty"
VALUE = "expected a value, and the cell is empty"
NAME = "expected a name, and the cell is empty"
NAMES = {"topic": "event", "party": "said_by", "value": "killed"}


def _fused(columns: dict[str, list[Any]], **options: Any) -> cc.Fusion:
    found: cc.Fusion = cc.fuse(pa.table(columns), **{**NAMES, **options})
    return found


def _refused(columns: dict[str, list[Any]], **options: Any) -> list[str]:
    with pytest.raises(BadInput) as refused:
        _fused(columns, **options)
    return [str(problem) for problem in refused.value.problems]


@pytest.mark.parametrize("make", [pa.table, pd.DataFrame, pl.DataFrame], ids=["arrow", "pandas", "polars"])
def test_a_frame_comes_back_in_its_own_kind(make: Callable[[Any], Any]) -> None:
    frame = make(COLUMNS)
    fusion = cc.fuse(frame, topic="event", party="said_by", value="killed")
    assert isinstance(fusion.values, type(frame))
    assert isinstance(fusion.parties, type(frame))
    assert list(fusion.values["value"])[1:] == (
        ["41", "90"] if make is not pa.table else [pa.scalar("41"), pa.scalar("90")]
    )
    assert fusion["raid"].values[0].stated == ("row 0", "row 1", "row 3")


def test_figures_are_read_as_numbers_and_as_words() -> None:
    for cells in (
        [41, 41, 90, 13, 5],
        [41.0, 41.0, 90.0, 13.0, 5.0],
        [Decimal(41), Decimal(41), Decimal(90), Decimal(13), Decimal(5)],
    ):
        values = _fused({**COLUMNS, "killed": cells})["raid"].values
        assert [value.value for value in values] == ["41", "90", "13"] or values[0].value == "41"
    parts = _fused({**COLUMNS, "killed": [0.1, 0.1, 0.3, 0.7, 5.0]})["raid"].values
    assert parts[0].low == Fraction(1, 10)


def test_two_columns_are_the_ends_of_a_figure() -> None:
    columns = {**COLUMNS, "low": [40, 41, 90, 13, 5], "high": [45, 41, 90, None, 5]}
    values = _fused(columns, value=["low", "high"])["raid"].values
    assert [(value.value, value.claims) for value in values] == [("41", 3), ("90", 2)]


def test_words_and_several_topic_columns() -> None:
    columns = {
        "case": ["a", "a", "b"],
        "count": ["1", "1", "1"],
        "judge": ["x", "y", "x"],
        "verdict": ["guilty", "guilty", "34"],
    }
    fusion = cc.fuse(pa.table(columns), topic=["case", "count"], party="judge", value="verdict", words=True)
    assert [one.topic for one in fusion.topics] == ["a / 1", "b / 1"]
    assert fusion["b / 1"].values[0].value == "34"
    assert fusion["b / 1"].values[0].low is None


def test_a_control_group_counts_as_one() -> None:
    columns = {**COLUMNS, "side": ["state", "state", "other", None, "state"]}
    fusion = _fused(columns, control_group="side")
    (group,) = fusion.groups
    assert (group.name, group.parties, group.why) == ("state", ("medics", "police"), ("of one control group",))


def test_of_two_things_said_the_later_stands() -> None:
    columns: dict[str, list[Any]] = {
        "event": ["raid"] * 4,
        "said_by": ["police", "police", "police", "medics"],
        "killed": [5, 9, 7, 9],
        "day": ["2025-06-01", "2025-06-03", "2025-06-02", "2025-06-01"],
    }
    values = _fused(columns, asserted="day")["raid"].values
    assert [(value.value, value.stated) for value in values] == [("9", ("row 1", "row 3"))]
    days = {**columns, "day": [date(2025, 6, 1), date(2025, 6, 3), date(2025, 6, 2), date(2025, 6, 1)]}
    assert _fused(days, asserted="day")["raid"].values[0].value == "9"


def test_two_things_said_without_an_order_are_refused() -> None:
    columns: dict[str, list[Any]] = {"event": ["raid"] * 3, "said_by": ["police"] * 3, "killed": [5, 9, 5]}
    assert _refused(columns) == [
        "row 1: 'police' says 9 of 'raid', and 5 in row 0; name the column of when it was said with asserted="
    ]
    columns["day"] = ["2025-06-01"] * 3
    assert _refused(columns, asserted="day") == ["row 1: 'police' says 9 of 'raid', and 5 in row 0"]


@pytest.mark.parametrize(
    ("column", "cells", "problems"),
    [
        ("killed", [41, None, 90, 13, 5], {1: f"killed: {FIGURE}"}),
        (
            "killed",
            [41.0, float("nan"), 90.0, float("inf"), 5.0],
            {1: "killed: expected a figure, got nan", 3: "killed: expected a figure, got inf"},
        ),
        ("killed", ["41", "", "90", "  ", "5"], {1: f"killed: {VALUE}", 3: f"killed: {VALUE}"}),
        ("said_by", ["police", None, "", "mission", "police"], {1: f"said_by: {NAME}", 2: f"said_by: {NAME}"}),
        ("event", [None, "raid", "raid", "raid", "fire"], {0: f"event: {NAME}"}),
        ("killed", ["41", "many", "90", "13", "5"], {1: "a word, where row 0 has a figure for the same topic 'raid'"}),
    ],
)
def test_what_cannot_be_weighed_is_named_by_its_row(column: str, cells: list[Any], problems: dict[int, str]) -> None:
    assert _refused({**COLUMNS, column: cells}) == [f"row {row}: {message}" for row, message in problems.items()]


def test_ends_in_the_wrong_order_are_refused() -> None:
    columns = {**COLUMNS, "low": [45, 41, 90, 13, None], "high": [40, 41, 90, None, None]}
    assert _refused(columns, value=["low", "high"]) == [
        "row 0: low, high: the lower end 45 is above the upper end 40",
        "row 4: low, high: expected a figure, and both cells are empty",
    ]


def test_a_party_in_two_groups_is_refused() -> None:
    columns = {**COLUMNS, "side": ["state", "state", "other", "other", "rebels"]}
    assert _refused(columns, control_group="side") == [
        "row 4: side: 'police' is of 'rebels' here, and of 'state' in a row before"
    ]


def test_a_time_that_cannot_be_read_is_refused() -> None:
    columns = {**COLUMNS, "day": ["2025-06-01", "soon", None, "2025", "2025"]}
    assert _refused(columns, asserted="day") == [
        "row 1: day: expected a time, got 'soon'",
        "row 2: day: expected a time, got None",
    ]


def test_columns_have_to_be_there_and_named() -> None:
    with pytest.raises(InvalidRecord, match="there is no column 'dead'; the columns are 'event', 'said_by', 'killed'"):
        _fused(COLUMNS, value="dead")
    with pytest.raises(InvalidRecord, match="a frame needs party=, topic= and value="):
        cc.fuse(pa.table(COLUMNS), topic="event", party="said_by")
    with pytest.raises(InvalidRecord, match="expected a pandas or polars frame"):
        cc.fuse([1, 2], topic="event", party="said_by", value="killed")


def test_a_ledger_is_fused_without_columns() -> None:
    ledger = cc.Ledger()
    for name in ("Police", "Medics"):
        ledger.claim("41 killed", by=ledger.party(name), event="raid")
    assert cc.fuse(ledger).topics == ledger.fuse().topics
    assert cc.fuse(ledger, method="vote").method == "vote"
    with pytest.raises(InvalidRecord, match="a ledger has no columns; leave out party=, value="):
        cc.fuse(ledger, party="a", value="b")
