"""Frames of claims fused: pandas, polars and Arrow come back in kind, and what cannot be weighed is named by row."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import permutations
from pathlib import Path
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
WORDS = "mend the cell, or ask for words (words=True, --words) where every value is one"
MIXED = f"and row 0 has a figure for the same topic; {WORDS}"
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
    assert fusion["raid"].values[0].stated == ("row 0", "row 1")


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
    assert [(value.value, value.claims, value.allowed) for value in values] == [("41", 2, 1), ("90", 1, 1)]


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
    fusion = _fused(columns, asserted="day")
    assert [(value.value, value.stated) for value in fusion["raid"].values] == [("9", ("row 1", "row 3"))]
    assert [str(one) for one in fusion.left_out] == [
        "row 0: its party says something else later",
        "row 2: its party says something else later",
    ]
    days = {**columns, "day": [date(2025, 6, 1), date(2025, 6, 3), date(2025, 6, 2), date(2025, 6, 1)]}
    assert _fused(days, asserted="day")["raid"].values[0].value == "9"


def test_two_things_said_without_an_order_are_refused() -> None:
    columns: dict[str, list[Any]] = {"event": ["raid"] * 3, "said_by": ["police"] * 3, "killed": [5, 9, 5]}
    assert _refused(columns) == [
        "row 1: 'police' says 9 of 'raid', and 5 in row 0: leave one out, or name the column of when it was said "
        "(asserted)"
    ]
    columns["day"] = ["2025-06-01"] * 3
    assert _refused(columns, asserted="day") == [
        "row 1: 'police' says 9 of 'raid', and 5 in row 0, of 2025-06-01 and 2025-06-01, neither certainly later: "
        "leave one out"
    ]


@pytest.mark.parametrize(
    ("column", "cells", "problems"),
    [
        ("killed", [41, None, 90, 13, 5], {1: f"killed: {VALUE}"}),
        (
            "killed",
            [41.0, float("nan"), 90.0, float("inf"), 5.0],
            {1: "killed: expected a figure, got nan", 3: "killed: expected a figure, got inf"},
        ),
        ("killed", ["41", "", "90", "  ", "5"], {1: f"killed: {VALUE}", 3: f"killed: {VALUE}"}),
        ("said_by", ["police", None, "", "mission", "police"], {1: f"said_by: {NAME}", 2: f"said_by: {NAME}"}),
        ("event", [None, "raid", "raid", "raid", "fire"], {0: f"event: {NAME}"}),
        ("killed", ["41", "many", "90", "13", "5"], {1: f"killed: no figure can be read in 'many', {MIXED}"}),
        (
            "killed",
            ["41", "40 wounded", "n/a", "13", "Unknown"],
            {
                2: f"killed: expected a value, got 'n/a'; {WORDS}",
                4: f"killed: expected a value, got 'Unknown'; {WORDS}",
                1: "killed: '40 wounded' says what is counted ('wounded'): that is a part of the topic, in a column of "
                f"its own, {MIXED}",
            },
        ),
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
        "row 1: day: no time can be read in 'soon'",
        "row 2: day: expected a time, and the cell is empty",
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


def test_an_empty_table_is_refused() -> None:
    with pytest.raises(InvalidRecord, match="the table has columns and no rows"):
        _fused({name: [] for name in COLUMNS})


def test_decimals_are_shown_as_they_are() -> None:
    values = _fused({**COLUMNS, "killed": ["7.8", "7.8", "1.25", "0.1", "5"]})["raid"].values
    assert sorted(value.value for value in values) == ["0.1", "1.25", "7.8"]


def _of(*rows: tuple[Any, ...], **options: Any) -> cc.Fusion:
    """Rows of topic, party, value and more, fused."""
    names = ("t", "p", "v", "day", "side")
    table = pa.table({name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=False)})
    found: cc.Fusion = cc.fuse(table, topic="t", party="p", value="v", **options)
    return found


def test_the_latest_is_the_latest_in_any_order_of_rows() -> None:
    """A party that comes back to what it said first says that; and rows may stand in any order."""
    rows = [
        ("x", "a", 1, "2020-01-01"),
        ("x", "a", 1, "2020-03-01"),
        ("x", "a", 2, "2020-02-01"),
        ("x", "b", 2, "2020-01-01"),
    ]
    for order in permutations(rows):
        values = _of(*order, asserted="day")["x"].values
        assert sorted((value.value, value.claims) for value in values) == [("1", 2), ("2", 1)]


def test_an_order_of_dates_is_asked_for() -> None:
    rows = [("x", "a", 1, "03/02/2025"), ("x", "a", 2, "01/05/2025")]
    with pytest.raises(BadInput, match="in the order DMY or MDY it is a date"):
        _of(*rows, asserted="day")
    assert [value.value for value in _of(*rows, asserted="day", order="DMY")["x"].values] == ["2"]
    assert [value.value for value in _of(*rows, asserted="day", order="MDY")["x"].values] == ["1"]


def test_what_is_not_certainly_later_decides_nothing() -> None:
    with pytest.raises(BadInput, match="of 2025 and 2025-06-02, neither certainly later: leave one out"):
        _of(("x", "a", 1, "2025"), ("x", "a", 2, "2025-06-02"), asserted="day")


def test_times_are_compared_as_moments() -> None:
    rows = [("x", "a", 1, "2020-01-01T10:00:00+05:00"), ("x", "a", 2, "2020-01-01T07:00:00+00:00")]
    assert [value.value for value in _of(*rows, asserted="day")["x"].values] == ["2"]


@pytest.mark.parametrize("empty", ["", " ", None])
def test_parties_without_a_control_group_are_apart(empty: Any) -> None:
    rows = [("x", party, 5, "2020", empty) for party in "abc"]
    assert _of(*rows, control_group="side").groups == ()
    frame = pd.DataFrame({"t": ["x"] * 2, "p": ["a", "b"], "v": [5, 5], "side": [float("nan")] * 2})
    assert cc.fuse(frame, topic="t", party="p", value="v", control_group="side").groups == ()


def test_a_group_named_as_a_party_outside_it_takes_nothing_from_it() -> None:
    rows = [("x", "navy", 1, "", "army"), ("x", "air force", 1, "", "army"), ("x", "army", 2, "", None)]
    fusion = _of(*rows, control_group="side")
    assert [(group.name, group.parties) for group in fusion.groups] == [("army", ("air force", "navy"))]
    assert fusion["x"].abstained == "the best values are equally credible"


def test_topics_of_several_columns_are_never_merged() -> None:
    table = pa.table({"a": ["x / y", "x"], "b": ["z", "y / z"], "p": ["p", "q"], "v": [1, 2]})
    assert len(cc.fuse(table, topic=["a", "b"], party="p", value="v").topics) == 2


def test_figures_of_other_units_are_of_other_topics() -> None:
    fusion = _of(("x", "a", "5 km"), ("x", "b", "5 %"), ("x", "c", "5"))
    assert [one.topic for one in fusion.topics] == ["x", "x (kilometre)", "x (percent)"]


def test_hostile_names_forge_no_lines() -> None:
    fusion = _of(("x", "a\n  1.00 90: police", 41), ("x", "b\x1b[31m", 41))
    assert len(fusion.why("x").splitlines()) == 2
    assert "\x1b" not in fusion.why("x") + str(fusion["x"])


@pytest.mark.parametrize(
    "method", ["accu", "accusim", "truthfinder", "catd", "crh", "gtm", "mean", "median", "vote", "sums"]
)
def test_figures_beyond_floats_break_nothing(method: str) -> None:
    rows = [(topic, party, "50") for topic in "xyz" for party in "abc"]
    fusion = _of(
        *rows, *((topic, "vandal", f"1e{400}".replace("1e400", "1" + "0" * 400)) for topic in "xyz"), method=method
    )
    values = fusion.values.to_pydict()
    assert float("inf") in values["high"]
    if method not in {"mean", "gtm"}:
        assert all(one.values[0].value == "50" or one.estimate == 50 for one in fusion.topics)


def test_words_may_be_dates_and_numbers() -> None:
    assert (
        _of(("x", "a", date(2020, 1, 1)), ("x", "b", date(2020, 1, 1)), words=True)["x"].values[0].value == "2020-01-01"
    )
    assert _of(("x", "a", 34), ("x", "b", 34), words=True)["x"].values[0].low is None


def test_short_floats_are_as_they_are_written() -> None:
    table = pa.table({"t": ["x", "x"], "p": ["a", "b"], "v": pa.array([0.1, 0.1], pa.float32())})
    assert cc.fuse(table, topic="t", party="p", value="v")["x"].values[0].value == "0.1"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"tolerance": float("nan")}, "tolerance: expected a number, got nan"),
        ({"tolerance": "10%"}, "tolerance: expected a number, got '10%'"),
        ({"tolerance": -1}, "tolerance: expected 0 or more, got -1"),
        ({"margin": "x"}, "margin: expected a share from 0 to 1, got 'x'"),
        ({"method": 5}, "method: expected one of vote, "),
        ({"topic": 0}, "expected the name of a column, got 0"),
        ({"topic": []}, "expected at least one column of topics"),
        ({"value": ["v", "v", "v"]}, "and one of values or two of ends"),
        ({"prior": (0, 0)}, "prior: expected more than 0, got 0"),
        ({"prior": 3}, "prior: expected two numbers"),
        ({"false_values": 0}, "false_values: expected 1 or more, got 0"),
        ({"max_rounds": 0}, "max_rounds: expected 1 or more, got 0"),
        ({"max_rounds": 1.5}, "max_rounds: expected a number, got 1.5"),
        ({"known": {"a": 2.0}}, "known: 'a': expected a number between 0 and 1, got 2.0"),
        ({"method": "vote", "weights": {"a": float("nan")}}, "weights: 'a': expected a number above 0, got nan"),
    ],
)  # fmt: skip
def test_options_are_checked(options: dict[str, Any], message: str) -> None:
    table = pa.table({"t": ["x", "x"], "p": ["a", "b"], "v": [1, 2]})
    with pytest.raises(InvalidRecord, match=re.escape(message)):
        cc.fuse(table, **{"topic": "t", "party": "p", "value": "v", **options})


def test_topics_of_words_stand_beside_topics_of_figures() -> None:
    """Gates beside times: each topic is of one kind, and needs no option."""
    fusion = _of(("gate", "a", "F78"), ("gate", "b", "F78"), ("time", "a", "837"), ("time", "b", "837"))
    assert [(one.topic, one.values[0].value, one.values[0].low) for one in fusion.topics] == [
        ("gate", "F78", None),
        ("time", "837", 837),
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_terminal_is_told_how_far_it_is(tmp_path: Path) -> None:
    """On standard error, round by round; standard output has the result alone."""
    import pty  # noqa: PLC0415 - not on every system

    rows = "".join(f"p{n % 5},t{n // 5},{n // 5 + (n % 7 == 0)}\n" for n in range(20_000))
    (tmp_path / "said.csv").write_text("by,event,killed\n" + rows, encoding="utf-8")
    leader, follower = pty.openpty()
    words = ["fuse", str(tmp_path / "said.csv"), "--party", "by", "--topic", "event", "--value", "killed", "--json"]
    with subprocess.Popen(
        [sys.executable, "-c", "from claimcheck.cli import main; main()", *words],
        stdout=subprocess.PIPE,
        stderr=follower,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "200"},
    ) as process:
        os.close(follower)
        told = b""
        with ThreadPoolExecutor(1) as pool:
            result = pool.submit(process.communicate)
            try:
                while piece := os.read(leader, 4096):
                    told += piece
            except OSError:  # the other end is closed
                pass
            out, _ = result.result()
    os.close(leader)

    assert re.search(rb"Fusing .*said.csv: 20,000 rows", told)
    assert len(json.loads(out)["topics"]) == 4_000


@pytest.mark.parametrize("value", ["None", "none", " NaN ", "n/a"])
def test_what_says_that_there_is_no_value_is_no_zero(value: str) -> None:
    """What Python writes for a missing cell is not 0 killed."""
    frame = pa.table({"t": ["x", "x"], "p": ["a", "b"], "v": [value, "41"]})
    with pytest.raises(BadInput, match=r"row 0: v: expected a value, got"):
        cc.fuse(frame, topic="t", party="p", value="v")


def test_blanks_around_a_word_make_no_other() -> None:
    frame = pa.table({"t": ["x"] * 3, "p": ["a", "b", "c"], "v": ["guilty", "guilty ", " guilty"]})

    assert [value.value for value in cc.fuse(frame, topic="t", party="p", value="v")["x"].values] == ["guilty"]


@pytest.mark.parametrize("cell", ["5 %", "5 miles", "5 of 10"])
def test_ends_have_no_units(cell: str) -> None:
    """In two columns of ends a unit would be lost, and a denominator."""
    frame = pa.table({"t": ["x", "x"], "p": ["a", "b"], "low": [cell, "5"], "high": ["7", "7"]})
    with pytest.raises(BadInput, match=f"row 0: low, high: expected a number without a unit, got '{cell}'"):
        cc.fuse(frame, topic="t", party="p", value=["low", "high"])


def test_why_has_each_party_s_own_words() -> None:
    """A range stands with the value that it leaves, a bound apart: as it leaves the value possible or rules it out."""
    told = [("a", "41"), ("b", "41"), ("c", "40-80"), ("d", "at least 13"), ("e", "at most 12"), ("f", "90")]
    frame = pa.table({"t": ["x"] * 6, "p": [who for who, _ in told], "v": [what for _, what in told]})
    lines = cc.fuse(frame, topic="t", party="p", value="v").why("x").splitlines()

    assert re.search(r"41: a \(0.*c \(says 40 to 80; 0", lines[1])
    assert any(re.match(r"  leaving it possible: at least 13 by d", line) for line in lines)
    assert any(re.match(r"  ruling it out: at most 12 by e", line) for line in lines)


def test_a_fusion_is_a_collection_of_topics() -> None:
    """By name, by the names of several columns together, by a number that is a name."""
    frame = pa.table({"t": [2021, 2021, 2022], "d": ["x", "x", "y"], "p": ["a", "b", "a"], "v": [5, 5, 6]})
    years = cc.fuse(frame, topic="t", party="p", value="v")
    both = cc.fuse(frame, topic=["t", "d"], party="p", value="v")

    assert years[2021].topic == "2021"
    assert 2021 in years
    assert "2023" not in years
    assert [one.topic for one in years] == ["2021", "2022"]
    assert both[2022, "y"].topic == "2022 / y"
    assert len(both) == 2


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"tolerance": "1e999999999"}, "tolerance: expected a number, got '1e999999999'"),
        ({"method": ["accu"]}, "method: expected one of vote"),
        ({"gold": ["raid"]}, "gold: expected the truth of each topic"),
        ({"gold": {"raid": float("nan")}}, "gold: 'raid': expected a figure or a word, got nan"),
        ({"value": ["killed", "killed", "killed"]}, "one of values or two of ends"),
    ],
    ids=["far", "method", "gold", "no figure", "three columns"],
)
def test_more_refusals(options: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidRecord, match=message):
        cc.fuse(pa.table(COLUMNS), **{"topic": "event", "party": "said_by", "value": "killed", **options})


def test_a_ledger_takes_no_options_of_tables(tmp_path: Path) -> None:
    """Nothing that is asked for is left out in silence."""
    ledger = cc.Ledger()
    ledger.claim("41 killed", by=ledger.party("Police"), event="raid")
    with pytest.raises(InvalidRecord, match="a ledger has no columns; leave out engine=, to="):
        cc.fuse(ledger, engine="duckdb", to=tmp_path / "values.parquet")
    with pytest.raises(InvalidRecord, match="half_life: is for tables, which have columns"):
        ledger.fuse(half_life=30)
