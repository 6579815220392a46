"""What a flagged table finds topic by topic, held to the findings of the ledger."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from claimcheck.comparing.comparison import Gap

pa = pytest.importorskip("pyarrow", reason="tables need the extra `tables`")

from claimcheck.tables.bytopic import table_findings  # noqa: E402 - after the skip
from claimcheck.tables.found import TOLD, TableFinding  # noqa: E402 - as above
from claimcheck.tables.inprocess import flag_claims  # noqa: E402 - as above
from claimcheck.tables.spec import Spec  # noqa: E402 - as above
from tests.test_flagging import GROUPS, ROWS, ledger_of, table_of  # noqa: E402 - as above


def found_in(rows: list[dict[str, Any]], **options: Any) -> list[TableFinding]:
    told = [{**row, "group": GROUPS.get(row["by"])} for row in rows]
    table = table_of(told, "event", "by", "figure", "basis", "group", "cutoff")
    spec = Spec(topic="event", party="by", value="figure", basis="basis", control_group="group", **options)
    claims, flags, columns = flag_claims(table, spec)
    return table_findings(table, claims, flags, columns["reason"])


def rows_of(*told: tuple[str | None, str], event: str = "blast", **more: Any) -> list[dict[str, Any]]:
    return [{"event": event, "by": by, "figure": figure, **more} for by, figure in told]


@given(ROWS)
def test_disputes_are_those_of_the_ledger(rows: list[dict[str, Any]]) -> None:
    """A topic has a contested finding of the same rows, with the same gap, exactly where the ledger has one."""
    ledger, _ = ledger_of(rows)
    expected = {
        one.claims[0].event: ({claim.key for claim in one.claims}, one.gap and one.gap.absolute)
        for one in ledger.findings("contested")
    }
    found = {
        one.topic: ({f"row {row}" for row in one.rows}, one.gap and one.gap.absolute)
        for one in found_in(rows)
        if one.kind.value == "contested"
    }

    assert found == {str(topic): held for topic, held in expected.items()}


@given(ROWS)
def test_the_sides_are_two(rows: list[dict[str, Any]]) -> None:
    """Of a contested topic both sides have a row, and the reason names a figure of each side's row."""
    for one in found_in(rows):
        assert set(one.against) <= set(one.rows)
        if one.kind.value in ("contested", "inconsistent", "disputed_by_unattributed"):
            assert 0 < len(one.against) < len(one.rows)
            assert one.reason


def test_the_most_contested_topic_comes_first() -> None:
    """More parties come before more positions, and these before a wider gap."""
    rows = [
        *rows_of(("army", "1"), ("agency", "900"), event="wide"),
        *rows_of(("army", "10"), ("agency", "11"), ("senator", "12"), event="three"),
        *rows_of(("army", "10"), ("agency", "11"), event="near"),
    ]

    assert [one.topic for one in found_in(rows) if one.kind.value == "contested"] == ["three", "wide", "near"]


def test_two_sides_of_a_topic() -> None:
    """The widest pair makes the two sides, and who meets the first one's position stands with it."""
    (found, *_) = found_in(rows_of(("agency", "100-300"), ("army", "471"), ("senator", "150"), ("hospital", "over 90")))

    assert (found.rows, found.against, found.origins, found.origins_against) == ((0, 1, 2), (0, 2), 1, 2)
    assert found.gap == Gap(321, Fraction(321, 471))
    assert found.sentence == (
        "blast: army (471) and agency and senator (100-300, 150) cannot both be right: "
        "figures that cannot both be right: 471 / 150."
    )


def test_one_command_that_others_dispute_as_well() -> None:
    """Two parties of one command are held against each other, whoever disputes them beside."""
    found = {one.kind.value: one for one in found_in(rows_of(("army", "5"), ("ministry", "9"), ("agency", "40")))}

    assert found["inconsistent"].rows == (0, 1)
    assert found["inconsistent"].reason == "figures that cannot both be right: 5 / 9"
    assert found["inconsistent"].gap is not None
    assert found["inconsistent"].gap.relative == Fraction(4, 9)


def test_nobody_disputes() -> None:
    """A claim of nobody named stands against the named one, and is unattributed."""
    found = {one.kind.value: one for one in found_in(rows_of(("army", "5"), (None, "9")))}

    assert (found["disputed_by_unattributed"].rows, found["disputed_by_unattributed"].against) == ((0, 1), (1,))
    assert found["unattributed"].rows == (1,)
    assert found["unattributed"].reason == "nobody is named as having said it"


def test_what_differs_without_a_dispute() -> None:
    """Estimates near each other are a spread, a toll that rose is a progression."""
    near = found_in(rows_of(("army", "100"), ("agency", "110"), basis="estimate"))
    rose = found_in(
        [
            *rows_of(("army", "5"), cutoff="2025-06-01"),
            *rows_of(("agency", "9"), cutoff="2025-06-03"),
        ],
        measure="killed",
        cutoff="cutoff",
    )

    assert (near[0].kind.value, near[0].rows) == ("estimate_spread", (0, 1))
    assert (rose[0].kind.value, rose[0].topic) == ("progression", "killed, blast")
    assert "the count rose" in rose[0].reason


@given(ROWS)
def test_each_kind_is_told_once_a_topic(rows: list[dict[str, Any]]) -> None:
    """No topic has two findings of a kind, and kinds come in the order in which a table tells them."""
    told = [(one.kind, one.topic) for one in found_in(rows)]

    assert len(set(told)) == len(told)
    assert [kind for kind, _ in told] == sorted((kind for kind, _ in told), key=TOLD.index)
