"""NATO's two axes: labels as published, what facts decide, and what they never do."""

import json
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from claimcheck.grading.admiralty import Admiralty
from claimcheck.grading.facts import Facts, Judgement, Speaker, Told
from claimcheck.grading.scheme import Grade
from claimcheck.model import Assessment


def said(**changes: Any) -> Facts:
    base = Facts(about="c", name="c", kind="claim", independent=1, origins="1 origin (a), carried by 1 outlet")
    return evolve(base, **changes)


def information(facts: Facts) -> Grade:
    return next(one for one in Admiralty().grade(facts) if one.axis == "information")


AGAINST = Told(kind="contested", sentence="5 / 9.")
BROKEN = Told(kind="parts_do_not_sum", sentence="3 + 3 is not 5.")


@pytest.mark.parametrize(
    ("facts", "grade", "rule"),
    [
        (said(independent=2), "1", "1: two or more independent origins say so"),
        (said(independent=2, findings=(AGAINST,)), "6", "6: confirmed and contradicted"),
        (said(independent=2, findings=(BROKEN,)), "6", "6: its own figures cannot be right"),
        (said(independent=2, current=False, gone="retracted"), "6", "6: it is no longer current, retracted"),
        (said(), "6", "6: not confirmed by another independent origin, and not contradicted"),
        (said(findings=(AGAINST,)), "6", "6: not confirmed, and contradicted"),
        (said(disputes=("d disputes c",)), "6", "6: not confirmed, and contradicted"),
        (said(findings=(AGAINST, BROKEN)), "5", "5: one origin at most"),
        (said(findings=(BROKEN,)), "4", "4: one origin at most"),
        (said(findings=(BROKEN,), beside=1), "6", "6: its own figures cannot be right"),
    ],
)
def test_the_information_by_hand(facts: Facts, grade: str, rule: str) -> None:
    """1 takes two origins and nothing against it; 4 and 5 figures that fail by themselves; the rest is a person's."""
    found = information(facts)

    assert (found.grade, rule in found.rule) == (grade, True), found.rule


def test_the_source_is_never_judged_by_a_rule() -> None:
    """The source is F for every rule, with whom to judge, and what people said of its claimants beside it."""
    kept = Judgement(about="Army", scheme="admiralty", axis="source", grade="B", by="desk")
    facts = said(claimants=(Speaker(name="Army", group="Army"),), judgements_beside=(kept,))
    found = next(iter(Admiralty().grade(facts)))

    assert (found.axis, found.grade, found.facts) == ("source", "F", ("desk graded Army B",))
    assert found.needs == ("a grade A to F on the axis source, about Army",)


def test_an_event_has_no_admiralty_grade() -> None:
    """What neither says anything nor is said by anybody is not graded."""
    assert list(Admiralty().grade(Facts(about="e", name="e", kind="event"))) == []


@pytest.mark.parametrize(
    ("grade", "axis", "message"),
    [
        ("B2", None, "the two axes are judged apart: write 'B2' as two assessments, 'B' on the axis source and '2'"),
        (
            "B",
            "information",
            "unknown grade 'B' of the scheme 'admiralty' on the axis 'information'; expected one of 1,",
        ),
        (
            "G",
            None,
            "unknown grade 'G' of the scheme 'admiralty'; expected one of source: A, B, C, D, E, F; information",
        ),
        (
            "B",
            "reliability",
            "unknown axis 'reliability' of the scheme 'admiralty'; expected one of source, information",
        ),
        ("doubtfull", None, "did you mean '4'?"),
    ],
)
def test_what_is_no_grade_is_refused(grade: str, axis: str | None, message: str) -> None:
    """A wrong letter, a wrong axis and two grades in one are each named, with what would be right."""
    told = Assessment(about="c", scheme="admiralty", grade=grade, axis=axis, by="desk")
    (found,) = Admiralty().objections(told)

    assert message in found


def test_labels_and_meanings_are_those_published(data_folder: Path) -> None:
    """Each grade is called and defined as in the MISP taxonomy, but for a blank that splits a word there."""
    published = json.loads(Path(data_folder, "misp-admiralty-scale.json").read_text(encoding="utf-8"))
    for axis, values in zip(Admiralty.axes, published["values"], strict=True):
        theirs = {one["value"]: one for one in values["entry"] if one["value"] != "g"}
        assert {one.grade.lower() for one in axis.marks} == set(theirs)
        for mark in axis.marks:
            entry = theirs[mark.grade.lower()]
            meant = entry["description"].replace("co mpetency", "competency")
            assert (mark.label, mark.meaning) == (entry["expanded"], meant)
