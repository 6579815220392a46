"""Flags of tables, held to the ledger's plain objects row by row."""

from collections import defaultdict
from collections.abc import Callable
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import claimcheck as cc
from claimcheck.comparing.comparison import Comparison
from claimcheck.model import Claim
from claimcheck.quantity import Bound, Quantity

pa = pytest.importorskip("pyarrow", reason="tables need the extra `tables`")

FIGURES = (
    "1", "2", "3", "5", "40", "41", "42", "50", "52 of 80", "60 of 80", "65 %", "66 %", "40.5 %", "more than 40",
    "at least 41", "at most 40", "fewer than 42", "100-300", "40-50", "about 40", "about 50", "nearly 42", "dozens",
    "several", "1.2 million", "1.25 million", "7.8", "7.75", "7 kg", "7000 g", "41 kg",
)  # fmt: skip
PARTIES = (None, "army", "ministry", "agency", "senator", "hospital")
GROUPS = {"army": "state", "ministry": "state", "agency": None, "senator": None, "hospital": None}


def table_of(rows: list[dict[str, Any]], *names: str) -> Any:
    return pa.table({name: pa.array([row.get(name) for row in rows], pa.string()) for name in names})


KINDS = ("contested", "disputed_by_unattributed", "inconsistent", "unattributed", "corroborated", "uncorroborated")


def status_of(ledger: cc.Ledger, claim: Claim) -> str:
    """The first of the kinds of findings that hold for a claim, as a table has them."""
    held = ledger.status(claim)
    return next(kind for kind in KINDS if kind in held)


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "event": st.sampled_from(["blast", "night"]),
            "by": st.sampled_from(PARTIES),
            "figure": st.sampled_from(FIGURES),
            "basis": st.sampled_from([None, None, "estimate", "own_count"]),
        }
    ),
    min_size=1,
    max_size=9,
)


def ledger_of(rows: list[dict[str, Any]], measure: str | None = None) -> tuple[cc.Ledger, list[Claim]]:
    """The rows as claims of a ledger, told as a person would."""
    ledger = cc.Ledger()
    ledger.party("state")
    for name, group in GROUPS.items():
        ledger.party(name, acts_for=group)
    claims = [
        ledger.claim(
            by=row["by"],
            event=row["event"],
            measure=measure,
            value=row["figure"],
            basis=row.get("basis"),
            cutoff=row.get("cutoff"),
            key=f"row {number}",
        )
        for number, row in enumerate(rows)
    ]
    return ledger, claims


def flagged(rows: list[dict[str, Any]], **options: Any) -> list[dict[str, Any]]:
    told = [{**row, "group": GROUPS.get(row["by"])} for row in rows]
    table = table_of(told, "event", "by", "figure", "basis", "group", "cutoff")
    if "cutoff" not in options:
        table = table.drop_columns(["cutoff"])
    found: list[dict[str, Any]] = cc.flag(
        table, topic="event", party="by", value="figure", basis="basis", control_group="group", **options
    ).to_pylist()
    return found


def opposed(ledger: cc.Ledger, one: Claim, other: Claim) -> bool:
    """Whether two claims are made by parties under no common command."""
    groups = [{GROUPS.get(str(key)) or str(key) for key in claim.claimants} for claim in (one, other)]
    return bool(groups[0] and groups[1] and not groups[0] & groups[1])


def conflicts(compared: Comparison) -> bool:
    return compared.conflict and not compared.boundary


@given(ROWS)
def test_contested_rows_are_those_of_the_ledger(rows: list[dict[str, Any]]) -> None:
    """A row is contested, inconsistent or disputed by nobody exactly where the ledger finds the claim to be so."""
    ledger, claims = ledger_of(rows)
    expected = [status_of(ledger, claim) for claim in claims]
    found = flagged(rows)

    assert [row["status"] for row in found] == expected
    assert [row["contested"] for row in found] == ["contested" in ledger.status(claim) for claim in claims]


@given(ROWS)
def test_the_opponent_is_the_farthest_that_compare_finds(rows: list[dict[str, Any]]) -> None:
    """The gap is the widest among all claims that dispute the row, and the reason is that of the comparison."""
    ledger, claims = ledger_of(rows)
    for claim, row in zip(claims, flagged(rows), strict=True):
        if row["contested"]:
            held = [cc.compare(claim, other) for other in claims if opposed(ledger, claim, other)]
            several = [one for one in held if conflicts(one) and one.gap is not None]
            on = min(("count", "share", "total").index(one.field or "count") for one in several)
            found = [
                (one.gap.absolute, one.deciding)
                for one in several
                if one.gap is not None and ("count", "share", "total").index(one.field or "count") == on
            ]
            widest = max(gap for gap, _ in found)

            assert row["gap"] == pytest.approx(float(widest))
            assert row["outcome"] == "contradicts"
            assert row["reason"] in {reason for gap, reason in found if gap == widest}


@given(ROWS)
def test_origins_are_those_of_the_ledger(rows: list[dict[str, Any]]) -> None:
    """On how many origins a row rests is what the ledger counts, control groups once."""
    ledger, claims = ledger_of(rows)

    assert [row["origins"] for row in flagged(rows)] == [ledger.independence(claim).independent for claim in claims]


@given(ROWS)
def test_positions_are_those_of_the_ledger(rows: list[dict[str, Any]]) -> None:
    """Two rows share a position exactly where one of the ledger's positions holds both claims."""
    ledger, claims = ledger_of(rows)
    shared = defaultdict(set)
    for topic in ledger.topics:
        for position in ledger.positions(topic):
            keys = [claim.key for claim in position.claims]
            for key in keys:
                shared[key].update(keys)
    met = [_met(row["position"]) for row in flagged(rows)]

    for (one, mine), (other, theirs) in product(zip(claims, met, strict=True), repeat=2):
        together = one.event == other.event and bool(mine & theirs)
        assert together == (other.key in shared[one.key]), (one.value, other.value)


def _met(position: str) -> set[int]:
    first, _, last = position.partition(" of ")[0].partition("-")
    return set(range(int(first), int(last or first) + 1))


DATED = st.lists(
    st.fixed_dictionaries(
        {
            "event": st.just("blast"),
            "by": st.sampled_from(PARTIES),
            "figure": st.sampled_from(["1", "2", "3", "5", "more than 2", "at most 3", "about 40", "50", "41", "2-4"]),
            "cutoff": st.sampled_from([None, "2025-06-01", "2025-06-02", "2025-06-03", "2025-06", "2025-06-02T10:00Z"]),
            "basis": st.sampled_from([None, "documented", "estimate"]),
        }
    ),
    min_size=1,
    max_size=9,
)


@given(DATED)
def test_tolls_are_read_by_their_cutoffs(rows: list[dict[str, Any]]) -> None:
    """A toll that accumulates is contested, and corroborated, exactly where the ledger finds it to be."""
    ledger, claims = ledger_of(rows, "killed")
    expected = [status_of(ledger, claim) for claim in claims]

    found = flagged(rows, measure="killed", cutoff="cutoff")
    for claim, row in zip(claims, found, strict=True):
        if row["contested"]:
            held = [cc.compare(claim, other) for other in claims if opposed(ledger, claim, other)]
            several = [(one.gap.absolute, one.deciding) for one in held if conflicts(one) and one.gap is not None]
            widest = max(gap for gap, _ in several)
            assert row["reason"] in {reason for gap, reason in several if gap == widest}

    assert [row["status"] for row in found] == expected


@given(ROWS, st.randoms())
def test_the_order_of_the_rows_does_not_matter(rows: list[dict[str, Any]], random: Any) -> None:
    """Each row has the same flags wherever it stands."""
    order = list(range(len(rows)))
    random.shuffle(order)
    found, moved = flagged(rows), flagged([rows[at] for at in order])

    assert moved == [found[at] for at in order]


NUMBERS = st.sampled_from([0, 1, 2, 40, 41, 50, 100, 125, 126, 7.8, 9.75, 9.76, 0.1, 1 / 3, 2**60, -5, -6.25])
BOUNDS: dict[str | None, Callable[[int | Fraction], Quantity]] = {
    None: lambda number: Quantity(low=number, high=number),
    "minimum": lambda number: Quantity(low=number),
    "at most": lambda number: Quantity(high=number),
    ">": lambda number: Quantity(low=number, low_open=True),
    "fewer": lambda number: Quantity(high=number, high_open=True),
    "estimate": lambda number: Quantity(low=number, high=number, bound=Bound.ESTIMATE),
}
NUMBERED = st.lists(
    st.fixed_dictionaries(
        {
            "event": st.sampled_from(["blast", "night"]),
            "by": st.sampled_from(PARTIES),
            "figure": NUMBERS,
            "kind": st.sampled_from(list(BOUNDS)),
        }
    ),
    min_size=1,
    max_size=9,
)


@given(NUMBERED)
def test_numbers_with_bounds_are_read_as_quantities(rows: list[dict[str, Any]]) -> None:
    """A column of numbers beside one of bounds is flagged as the same quantities are in a ledger, gaps included."""
    exactly = [row | {"figure": BOUNDS[row["kind"]](_exact(row["figure"])), "basis": None} for row in rows]
    ledger, claims = ledger_of(exactly)
    told = [{**row, "group": GROUPS.get(row["by"])} for row in rows]
    table = table_of(told, "event", "by", "group", "kind").append_column(
        "figure", pa.array([float(row["figure"]) for row in rows])
    )
    found = cc.flag(table, topic="event", party="by", value="figure", bound="kind", control_group="group").to_pylist()

    assert [row["status"] for row in found] == [status_of(ledger, claim) for claim in claims]
    assert [row["origins"] for row in found] == [ledger.independence(claim).independent for claim in claims]
    for claim, row in zip(claims, found, strict=True):
        if row["contested"]:
            held = [cc.compare(claim, other) for other in claims if opposed(ledger, claim, other)]
            gaps = [one.gap.absolute for one in held if conflicts(one) and one.gap is not None]
            assert row["gap"] == pytest.approx(float(max(gaps)), rel=1e-15)


def _exact(number: float) -> int | Fraction:
    found = Fraction(repr(number))
    return found.numerator if found.denominator == 1 else found
