"""Airwars' grades: each worked out by hand from its own words, and none guessed."""

from typing import Any

import pytest
from attrs import evolve

from claimcheck.grading.airwars import Airwars
from claimcheck.grading.facts import Facts, Judgement, Responsibility, Told, Victims
from claimcheck.grading.scheme import Grade


def harm(**changes: Any) -> Facts:
    """A claim that civilians were killed, by two origins, nothing against it."""
    base = Facts(
        about="c",
        name="c",
        kind="claim",
        is_harm=True,
        victims=Victims.CIVILIANS,
        independent=2,
        named=2,
        reach=2,
        origins="2 origins (a, b), carried by 2 outlets",
    )
    return evolve(base, **changes)


def graded(facts: Facts) -> Grade:
    (found,) = Airwars().grade(facts)
    return found


def supplied(axis: str, word: str, by: str = "desk") -> Judgement:
    return Judgement(about="c", scheme="airwars", axis=axis, grade=word, by=by)


CREDIBLE, ACTION = supplied("credible_sources", "credible"), supplied("near_actions", "likely_action")
ADMITTED = Responsibility(party="Army", how="Army itself says so in r12")
OTHER_ADMITTED = Responsibility(party="Rebels", how="Rebels itself says so in r12", matches=False)
COMPETING = Told(kind="contested", sentence="Army / Rebels.", competing=True)


@pytest.mark.parametrize(
    ("facts", "grade", "rule"),
    [
        (harm(responsible=(ADMITTED,)), "confirmed", "a specific belligerent has accepted responsibility"),
        (harm(responsible=(ADMITTED,), independent=1), "confirmed", "accepted responsibility"),
        (harm(judgements=(CREDIBLE, ACTION)), "fair", "fair where two or more credible sources report it"),
        (harm(independent=1), "weak", "weak where a single source makes the claim"),
        (harm(independent=0, reach=1), "weak", "single source"),
        (harm(findings=(COMPETING,)), "contested", "claims of responsibility compete"),
        (harm(rivals=("Army / Rebels.",)), "contested", "claims of responsibility compete"),
        (harm(responsible=(OTHER_ADMITTED,)), "contested", "claims of responsibility compete"),
        (harm(refuted_as_combatants=("d refutes c",)), "discounted", "those harmed were combatants"),
        (harm(kind="source"), None, "does not apply: it grades claims, and this is a source"),
        (harm(is_harm=False), None, "does not apply: it grades claims that people were killed or wounded"),
        (harm(asserts=False), None, "does not apply: it denies harm, or says that there was none"),
        (harm(victims=Victims.OTHERS), None, "does not apply: those harmed are said to be no civilians"),
        (harm(current=False, gone="retracted"), None, "cannot be computed: it is no longer current, retracted"),
        (harm(victims=Victims.UNKNOWN), None, "nothing says whether those harmed were civilians"),
        (harm(independent=0, reach=2), None, "no declared party stands behind it"),
        (harm(), None, "two or more sources report it, and the rest is for a person to say"),
    ],
)
def test_each_grade_by_hand(facts: Facts, grade: str | None, rule: str) -> None:
    """Every grade, and every reason for none, follows from the facts that Airwars' words name."""
    found = graded(facts)

    assert (found.grade, rule in found.rule) == (grade, True), found.rule


def test_the_facts_behind_a_grade_are_shown() -> None:
    """An admission and what competes with it both stand behind the grade, and neither is lost."""
    found = graded(harm(responsible=(ADMITTED,), findings=(COMPETING,)))

    assert (found.grade, found.facts) == ("confirmed", ("Army itself says so in r12", "Army / Rebels."))


@pytest.mark.parametrize(
    ("given", "needs", "rule"),
    [
        ((), ("credible_sources", "near_actions"), "for a person to say"),
        ((CREDIBLE,), ("near_actions",), "for a person to say"),
        ((ACTION,), ("credible_sources",), "for a person to say"),
        ((CREDIBLE, supplied("near_actions", "none")), (), "near_actions is not met"),
        ((ACTION, supplied("credible_sources", "not credible")), (), "credible_sources is not met"),
        (
            (CREDIBLE, ACTION, supplied("credible_sources", "not credible", by="ben")),
            (),
            "people differ on credible_sources",
        ),
    ],
)
def test_what_no_ledger_knows_is_asked_for(given: tuple[Judgement, ...], needs: tuple[str, ...], rule: str) -> None:
    """Without both answers of a person there is no fair, and where people differ none of them wins."""
    found = graded(harm(judgements=given))

    assert (found.grade, len(found.needs), rule in found.rule) == (None, len(needs), True)
    assert all(axis in need for axis, need in zip(needs, found.needs, strict=True))


def test_an_answer_is_no_grade() -> None:
    """A person's own grade under the scheme is no answer to what is asked, and changes nothing."""
    own = Judgement(about="c", scheme="airwars", axis="grade", grade="confirmed", by="desk")

    assert graded(harm(judgements=(own,))) == graded(harm())


def test_the_meanings_are_airwars_own() -> None:
    """The definition that a grade shows is the one of the methodology."""
    assert graded(harm(independent=1)).meaning == (
        "Single source claim, though sometimes featuring significant information."
    )
