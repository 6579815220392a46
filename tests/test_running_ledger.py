"""A running ledger of real totals on disk: what is contested, what fell, and what of the wording is kept."""

import csv
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from claimcheck.ledger import Ledger
from claimcheck.model import Claim, Event, Measure, Party, Proposition, Record
from claimcheck.quantity import Bound, Quantity
from claimcheck.times import time_span

WHO = (
    Party(key="staff", name="General Staff of the Armed Forces of Ukraine"),
    Party(key="oryx", name="Oryx"),
    Event(key="war", label="invasion", over=time_span("2022-02-24/..")),
    Measure(name="lost", scale="count", accumulates=True, adds_over=("time", "place", "subject")),
)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _told(row: dict[str, str], by: str, measure: str, value: Quantity) -> Claim:
    day = time_span(row["date"])
    return Claim(
        key=f"{by}/{row['measure']}/{row['date']}",
        proposition=Proposition(
            event="war", subject=f"Russian {row['measure']}", measure=measure, value=value, cutoff=day
        ),
        claimants=(by,),
        asserted=day,
        basis="documented" if by == "oryx" else None,
    )


def _losses(rows: list[dict[str, str]], measure: str) -> Iterator[Record]:
    """What the staff claims of each day under a measure, and at least how many Oryx had documented as lost."""
    for row in rows:
        claimed = int(row["party_claim"])
        yield _told(row, "staff", measure, Quantity(low=claimed, high=claimed))
        yield _told(row, "oryx", "lost", Quantity(low=int(row["independent_count"])))


@pytest.mark.parametrize("measure", ["lost", "destroyed"])
def test_a_claim_below_the_documented_minimum_is_contested_where_both_count_the_same(
    data_folder: Path, tmp_path: Path, measure: str
) -> None:
    rows = _rows(data_folder / "war_losses.csv")
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        ledger.add(*WHO, *_losses(rows, measure))
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        below = {
            f"staff/{row['measure']}/{row['date']}"
            for row in rows
            if int(row["independent_count"]) > int(row["party_claim"])
        }
        contested = {
            claim.key
            for claim in ledger.claims
            if claim.claimants == ("staff",) and "contested" in ledger.status(claim)
        }
        assert len(below) > 0
        assert contested == (below if measure == "lost" else set())
        assert ledger.audit() == ()


def test_totals_that_fall_are_revisions_and_the_wording_is_kept(data_folder: Path, tmp_path: Path) -> None:
    rows = _rows(data_folder / "ua_general_staff_daily.csv")
    series: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        series.setdefault(row["measure"], []).append(row)
    falls = {
        (measure, after["date"])
        for measure, days in series.items()
        for before, after in pairwise(sorted(days, key=lambda row: row["date"]))
        if int(after["cumulative_claim"]) < int(before["cumulative_claim"])
    }
    corrected = json.loads((data_folder / "ua_general_staff_corrections.json").read_text(encoding="utf-8"))
    announced = {(name, one["date"]) for one in corrected for name, value in one.items() if str(value).startswith("-")}
    assert falls
    assert {measure for measure, _ in announced & falls}, "the party's own corrections are among the falls"
    shown = {measure for measure, _ in falls} | {"personnel"}
    bounds = {"about": Bound.ESTIMATE, "more": Bound.MINIMUM}
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        ledger.add(
            *WHO,
            *(
                _told(row, "staff", "lost", _worded(int(row["cumulative_claim"]), row["qualifier"]))
                for measure in sorted(shown)
                for row in series[measure]
            ),
        )
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        revised = ledger.findings("revision")
        assert {one.claims[0].subject for one in revised} == {f"Russian {measure}" for measure, _ in falls}
        assert all("a correction downwards" in one.reason for one in revised)
        for row in series["personnel"]:
            value = ledger.claims[f"staff/personnel/{row['date']}"].value
            assert isinstance(value, Quantity)
            assert (value.bound, value.approximate) == (
                bounds.get(row["qualifier"], Bound.EXACT),
                row["qualifier"] == "about",
            )
        assert ledger.contested() == ()


def _worded(number: int, qualifier: str) -> Quantity:
    if qualifier == "more":
        return Quantity(low=number, low_open=True, bound=Bound.MINIMUM)
    if qualifier == "about":
        return Quantity(low=number, high=number, approximate=True, bound=Bound.ESTIMATE)
    return Quantity(low=number, high=number)


def test_the_falls_of_running_totals_are_those_of_the_table(data_folder: Path) -> None:
    """Of three kinds, day by day: an oracle that only compares neighbouring rows of the table."""
    kinds = {"tank", "APC", "drone"}
    rows = [row for row in _rows(data_folder / "ua_general_staff_daily.csv") if row["measure"] in kinds]
    claims, expected, last = [], set(), dict.fromkeys(kinds, 0)
    for row in rows:
        kind, total = row["measure"], int(row["cumulative_claim"])
        claims.append(_told(row, "staff", "lost", Quantity(low=total, high=total)))
        if total < last[kind]:
            expected.add((f"staff/{kind}/{row['date']}", f"falls from {last[kind]:,}"))
        last[kind] = total
    ledger = Ledger()
    ledger.add(*WHO, *claims)
    found = {(mark.claim, mark.changed) for one in ledger.timelines for mark in one.marks if mark.changed}

    assert found == expected
    assert len(expected) == 2
