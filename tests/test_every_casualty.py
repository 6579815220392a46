"""Confirm, no definitive conclusion, reject: each from facts alone."""

from typing import Any

import pytest
from attrs import evolve

from claimcheck.grading.every_casualty import EveryCasualty
from claimcheck.grading.facts import Facts, Told

NONE = "no_definitive_conclusion"


def toll(**changes: Any) -> Facts:
    return evolve(
        Facts(about="c", name="c", kind="claim", is_harm=True, independent=2, origins="2 origins (a, b)"), **changes
    )


@pytest.mark.parametrize(
    ("facts", "grade", "rule"),
    [
        (toll(), "confirm", "confirm: two or more independent origins"),
        (toll(independent=1), NONE, "fewer than two independent origins"),
        (toll(findings=(Told(kind="contested", sentence="5 / 9."),)), NONE, "contradicted"),
        (toll(disputes=("d disputes c",)), NONE, "contradicted"),
        (toll(refutations=("d refutes c",)), NONE, "contradicted"),
        (toll(refutations=("d refutes c",), independent=1), "reject", "a person accepted that it is refuted"),
        (toll(current=False, gone="retracted on 2025-06-03"), "reject", "took it back"),
        (toll(current=False, gone="superseded by c9"), NONE, "gave another figure since"),
        (toll(is_harm=False), None, "does not apply"),
        (toll(kind="source"), None, "does not apply"),
    ],
)
def test_each_conclusion_by_hand(facts: Facts, grade: str | None, rule: str) -> None:
    """Two origins and nothing against it confirm; what was taken back or refuted is rejected; the rest stays open."""
    (found,) = EveryCasualty().grade(facts)

    assert (found.grade, rule in found.rule) == (grade, True), found.rule
