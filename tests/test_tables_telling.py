"""What a reader sees of flags: words for codes, numbers as people write them, and a reason wherever one is due."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import claimcheck as cc

pa = pytest.importorskip("pyarrow", reason="tables need the extra `tables`")


def _flagged(figures: list[Any], **options: Any) -> list[dict[str, Any]]:
    names = [f"party {number:03d}" for number in range(len(figures))]
    table = pa.table({"event": ["a"] * len(figures), "by": names, "figure": figures} | options.pop("more", {}))
    found: list[dict[str, Any]] = cc.flag(table, topic="event", party="by", value="figure", **options).to_pylist()
    return found


@given(st.integers(-(2**40), 2**52))
def test_whole_numbers_have_commas(number: int) -> None:
    """A whole number stands in a reason with a comma before every third digit."""
    low, high = _flagged([number, number + 1000])

    assert low["reason"] == f"figures that cannot both be right: {number:,} / {number + 1000:,}"
    assert high["reason"] == f"figures that cannot both be right: {number + 1000:,} / {number:,}"


CANNOT = "figures that cannot both be right: "


@pytest.mark.parametrize(
    ("figures", "kinds", "reason"),
    [
        ([7.75, 9], [None, None], f"{CANNOT}7.75 / 9"),
        ([1200, 7000], ["minimum", "<"], None),
        ([7000, 1200], ["minimum", "<"], f"{CANNOT}at least 7,000 / less than 1,200"),
        ([7000, 12], ["more", "estimate"], f"{CANNOT}more than 7,000 / an estimated 12"),
        ([50, 55], ["estimate"] * 2, "estimates that lie near each other: an estimated 50 / an estimated 55"),
        ([50, 55], ["estimate", None], "an estimate near a firm figure: an estimated 50 / 55"),
        (
            [200, 200],
            ["more", "at most"],
            f"{CANNOT}more than 200 / at most 200, but only by an end that one of them leaves out",
        ),
    ],
)
def test_reasons(figures: list[float], kinds: list[str | None], reason: str | None) -> None:
    """A reason names both figures with their bounds, and what keeps them from being a dispute."""
    assert _flagged(figures, more={"kind": kinds}, bound="kind")[0]["reason"] == reason


def test_a_figure_taken_away_changes_the_reason() -> None:
    """The reason names the row's own figure and the other one: each that is another makes another reason."""
    first, second, third = (_flagged(pair)[0]["reason"] for pair in ([1, 5], [2, 5], [1, 6]))

    assert first == "figures that cannot both be right: 1 / 5"
    assert len({first, second, third}) == 3


def test_tolls_are_told_with_their_times() -> None:
    """A count that rose is told with the times by which it was counted."""
    days = {"day": ["2025-06-02", "2025-06-03"]}
    low, high = _flagged([1, 3], more=days, cutoff="day", measure="killed")

    assert (low["outcome"], low["contested"]) == ("progression", False)
    assert low["reason"] == "the count rose: 1 by 2025-06-02, 3 by 2025-06-03"
    assert high["reason"] == low["reason"]


def test_shares_and_totals() -> None:
    """What cannot both be right is named: figures, shares or totals."""
    counts, shares, totals = (
        _flagged(pair)[0]["reason"]
        for pair in (["52 of 80", "60 of 80"], ["52 of 80", "70 %"], ["52 of 80", "52 of 90"])
    )

    assert counts == "figures that cannot both be right: 52 of 80 / 60 of 80"
    assert shares == "shares that cannot both be right: 52 of 80 / 70 %"
    assert totals == "shares that cannot both be right: 52 of 80 / 52 of 90"


def test_positions_are_told_with_their_number() -> None:
    """36, 41 and at least 13 make two positions; the floor meets both."""
    assert [row["position"] for row in _flagged(["41", "at least 13", "36"])] == ["2 of 2", "1-2 of 2", "1 of 2"]


def test_reasons_are_written_piece_by_piece() -> None:
    """A table larger than one piece has the reasons of its rows where they belong."""
    count = 70_000
    figures = [5] * count
    figures[0], figures[-1] = 1, 9
    found = _flagged(figures)

    assert found[0]["reason"] == "figures that cannot both be right: 1 / 9"
    assert found[-1]["reason"] == "figures that cannot both be right: 9 / 1"
    assert {row["reason"] for row in found[1:-1]} <= {
        "figures that cannot both be right: 5 / 9",
        "figures that cannot both be right: 5 / 1",
    }


def test_a_toll_that_fell_is_told_with_its_times() -> None:
    """A later count that is lower is a dispute, and the reason names both times."""
    days = {"day": ["2025-06-02", "2025-06-03"]}
    high, low = _flagged([5, 1], more=days, cutoff="day", measure="killed")

    assert (high["contested"], low["contested"]) == (True, True)
    assert high["reason"] == "the later count is lower: 5 by 2025-06-02, 1 by 2025-06-03"
    assert low["reason"] == high["reason"]
