"""Holding two claims against each other: the pairs worked by hand, the steps they reach, and the laws."""

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from claimcheck.comparing.compare import compare
from claimcheck.comparing.comparison import Comparison, Outcome
from claimcheck.errors import InvalidRecord
from claimcheck.formats.casefile import parse_case
from claimcheck.ledger import Ledger

CASES = Path(__file__).parent / "compare_cases.yaml"
DECIDING = (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15, 16, 17)


@cache
def cases() -> tuple[dict[str, Any], ...]:
    """The pairs written by hand, every scalar as text."""
    return tuple(yaml.load(CASES.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["cases"])


def ledger_of(case: dict[str, Any]) -> Ledger:
    """The pair as a case file of its own."""
    shared = case.get("shared") or {}
    content = {"claimcheck": "1", "case": "pair", **shared, "claims": {"a": case["a"], "b": case["b"]}}
    return parse_case(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), case["name"])


@cache
def compared(name: str) -> tuple[Comparison, Comparison]:
    """The comparison of a pair, and that of the pair turned round."""
    ledger = ledger_of(next(case for case in cases() if case["name"] == name))
    a, b = ledger.claims["a"], ledger.claims["b"]
    return ledger.compare(a, b), ledger.compare(b, a)


names = pytest.mark.parametrize("case", cases(), ids=[case["name"] for case in cases()])


@names
def test_the_outcome_is_that_worked_by_hand(case: dict[str, Any]) -> None:
    """Each pair has the outcome, field and deciding step that were written down before the code."""
    found, _ = compared(case["name"])

    assert (found.outcome.value, found.field if "field_differs" in case else None, found.step) == (
        case["outcome"],
        case.get("field_differs"),
        int(case["step"]),
    ), found


@names
def test_the_aspects_are_those_worked_by_hand(case: dict[str, Any]) -> None:
    """Each pair has its aspects, and is a conflict or a boundary only where the hand says so."""
    found, _ = compared(case["name"])
    also = {int(step) for step in case.get("also") or ()} - {int(case["step"])}

    assert set(case.get("aspects") or ()) <= {aspect.split(":")[0] for aspect in found.aspects}
    assert found.conflict == (case["conflict"] == "yes")
    assert found.boundary == (case.get("boundary") == "yes")
    assert also <= set(found.steps), found.steps


@names
def test_the_reason_names_both(case: dict[str, Any]) -> None:
    """Each reason names the two terms or figures that decided."""
    found, turned = compared(case["name"])

    assert [word for word in case.get("says") or () if word not in found.reason or word not in turned.reason] == []


@names
def test_the_other_way_round_is_the_inverse(case: dict[str, Any]) -> None:
    """compare(b, a) is the inverse of compare(a, b), its reason included."""
    found, turned = compared(case["name"])

    assert turned == found.inverse
    assert turned.reason == found.inverse.reason


def test_every_step_decides_three_pairs() -> None:
    """No step of the order of decision is reached by fewer than three pairs, and no outcome by none."""
    deciding = Counter(compared(case["name"])[0].step for case in cases())
    outcomes = {compared(case["name"])[0].outcome for case in cases()}

    assert [step for step in DECIDING if deciding[step] < 3] == []
    assert set(Outcome) - outcomes == set()


def test_the_pairs_come_from_many_fields() -> None:
    """At least eighty pairs, at least fifty of them from eight fields other than war."""
    fields = Counter(case["field"] for case in cases())

    assert sum(fields.values()) >= 80
    assert sum(count for field, count in fields.items() if field != "war") >= 50
    assert len(fields) >= 9


def test_only_claims_are_compared() -> None:
    """A key is refused with the call that takes one."""
    with pytest.raises(InvalidRecord, match=r"expected two claims, got 'a'; Ledger.compare\(\) takes keys"):
        compare("a", "b")  # type: ignore[arg-type]
