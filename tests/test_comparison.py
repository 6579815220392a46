"""The result of a comparison: its inverse, what counts as a conflict, and how a gap reads."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.comparing.comparison import CONFLICTS, STRENGTH, Comparison, Gap, Outcome

comparisons = st.builds(
    Comparison,
    outcome=st.sampled_from(Outcome),
    reason=st.text(min_size=1),
    mirrored=st.text(min_size=1),
    field=st.none() | st.sampled_from(("value", "operator")),
    aspects=st.sampled_from(((), ("competing_attribution",), ("soft",))),
    boundary=st.booleans(),
    steps=st.just((1, 16)),
)


@given(comparisons)
def test_the_inverse_of_the_inverse_is_itself(compared: Comparison) -> None:
    """Turned round twice a comparison is what it was, its words included."""
    twice = compared.inverse.inverse

    assert twice == compared
    assert (twice.reason, twice.steps, twice.mirrored) == (compared.reason, compared.steps, compared.mirrored)


@given(comparisons)
def test_the_inverse_conflicts_and_agrees_alike(compared: Comparison) -> None:
    """Whether two claims conflict or agree does not depend on which is named first; never do they do both."""
    assert (compared.conflict, compared.agrees) == (compared.inverse.conflict, compared.inverse.agrees)
    assert not (compared.conflict and compared.agrees)


@pytest.mark.parametrize(
    ("outcome", "inverse"),
    [
        ("refines", "refined_by"),
        ("part_of", "has_part"),
        ("part_exceeds_whole", "part_exceeds_whole"),
        ("same", "same"),
    ],
)
def test_what_turns_round(outcome: str, inverse: str) -> None:
    """Only what has a direction turns: refining and being part."""
    one = Comparison(outcome=Outcome(outcome), reason="a / b", mirrored="b / a")

    assert (one.inverse.outcome, one.inverse.reason) == (Outcome(inverse), "b / a")
    assert Comparison(outcome=Outcome(inverse), reason="x").inverse.outcome is Outcome(outcome)


def test_conflicts_and_agreements_are_those_of_the_design() -> None:
    """Five outcomes are conflicts, six agree, and the rest are neither."""
    agree = {outcome.value for outcome in Outcome if Comparison(outcome=outcome, reason="r").agrees}

    assert {outcome.value for outcome in CONFLICTS} == set(
        "denial framing contradicts part_exceeds_whole competing_attribution".split()
    )
    assert agree == set("same refines refined_by compatible part_of has_part".split())


def test_another_attribution_is_a_conflict_whatever_the_figures() -> None:
    """Two who agree on the number and not on who did it are in conflict."""
    one = Comparison(outcome=Outcome.SAME, reason="r", aspects=("competing_attribution",))

    assert (one.conflict, one.agrees) == (True, False)


def test_the_strongest_speaks() -> None:
    """A denial speaks before a contradiction, a conflict before what only differs, and that before agreement."""
    order = sorted(Outcome, key=lambda outcome: -STRENGTH[outcome])

    assert order[:5] == [
        Outcome(word) for word in "denial framing contradicts part_exceeds_whole competing_attribution".split()
    ]
    assert order.index(Outcome.REVISION) < order.index(Outcome.ESTIMATE_SPREAD) < order.index(Outcome.SAME)
    assert len(set(STRENGTH.values())) == len(Outcome)


def test_the_reason_stands_outside_equality() -> None:
    """Two comparisons that come to the same are equal, however their reasons are worded."""
    assert Comparison(outcome=Outcome.SAME, reason="a") == Comparison(outcome=Outcome.SAME, reason="b")
    assert Comparison(outcome=Outcome.SAME, reason="a") != Comparison(outcome=Outcome.SAME, reason="a", boundary=True)


def test_the_last_step_decided() -> None:
    """Of the steps that mattered the last is the one that decided."""
    assert Comparison(outcome=Outcome.SAME, reason="r", steps=(6, 17)).step == 17


@pytest.mark.parametrize(
    ("gap", "shown"),
    [
        (Gap(171, Fraction(171, 471)), "171 (36 %)"),
        (Gap(Fraction(1, 2), None, "percent"), "0.5 percent"),
        (Gap(Fraction(6, 2)), "3"),
        (Gap(Fraction(1, 3)), "0.3333"),
        (Gap(Fraction(1, 30_000)), "1/30000"),
        (Gap(10**30), str(10**30)),
        (Gap(0, Fraction(0)), "0 (0 %)"),
    ],
)
def test_how_a_gap_reads(gap: Gap, shown: str) -> None:
    """A gap shows its number, its unit and its share of the larger figure."""
    assert str(gap) == shown


@pytest.mark.parametrize(
    ("compared", "shown"),
    [
        (Comparison(outcome=Outcome.NOT_COMPARABLE, field="operator", reason="r"), "not_comparable(operator): r"),
        (Comparison(outcome=Outcome.SAME, reason="r"), "same: r"),
    ],
)
def test_how_a_comparison_reads(compared: Comparison, shown: str) -> None:
    """The outcome, the field that decided where one did, and the reason."""
    assert str(compared) == shown
