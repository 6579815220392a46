"""Grades from a ledger: people's beside the computed ones, each resting on facts that can be taken away."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import claimcheck as cc
from claimcheck.errors import BadInput, BadScheme, UnknownKey
from claimcheck.formats import read, write
from claimcheck.formats.casefile import parse_case
from claimcheck.grading.facts import Facts
from claimcheck.grading.gathering import FactGatherer
from claimcheck.grading.grades import computed, grade
from claimcheck.grading.registry import scheme_names
from claimcheck.grading.scheme import Axis, Grade, Mark, Scheme
from claimcheck.ledger import Ledger

CASE = """\
claimcheck: 1
case: raid
parties:
  army: {name: Army, kind: force}
  unit: {name: Unit, acts_for: army}
  monitor: {name: Monitor}
  hospital: {name: Hospital}
  rebels: {name: Rebels, kind: force}
events:
  market: {label: market, occurred: 2025-06-01, place: Town}
claims:
  m12: {by: monitor, event: market, subject: civilians, measure: killed, value: 12}
"""


def case(*claims: str, rest: str = "") -> Ledger:
    """The case with more claims about civilians killed at the market, each `id: fields`."""
    lines = [f"  {line.replace('}', ', event: market, measure: killed}')}\n" for line in claims]
    return parse_case(CASE + "".join(lines) + rest, "raid.yaml")


def by_rule(ledger: Ledger, scheme: str, axis: str = "grade", about: str = "m12") -> Grade:
    return next(one for one in grade(ledger, about, scheme) if one.is_computed and one.axis == axis)


OWN = "r12: {by: army, subject: civilians, value: 12, agent: army}"
UNIT = "r12: {by: unit, subject: civilians, value: 12, agent: army}"
SECOND = "h12: {by: hospital, subject: civilians, value: 12}"
BLAMES = "b12: {by: hospital, subject: civilians, value: 12, agent: army}"
BLAMES_OTHER = "c12: {by: army, subject: civilians, value: 12, agent: rebels}"
DENIES = "s12: {by: army, subject: soldiers, value: 12}"


@pytest.mark.parametrize(
    ("ledger", "found", "part"),
    [
        (case(), "weak", "it rests on 1 origin (Monitor)"),
        (case(OWN), "confirmed", "Army itself says so in r12"),
        (case(UNIT), "confirmed", "Army itself says so in r12"),
        (case(BLAMES, BLAMES_OTHER), "contested", "cannot both be right"),
        (case(SECOND), None, "it rests on 2 origins (Hospital, Monitor)"),
        (
            case(DENIES, rest="links: [{from: s12, relation: refutes, to: m12, by: hospital}]\n"),
            "discounted",
            "s12 refutes m12 (accepted by Hospital)",
        ),
        (
            case(SECOND, rest="links: [{from: h12, relation: concedes, to: m12}]\n"),
            "confirmed",
            "Hospital concedes it: h12 concedes m12",
        ),
        (
            case(SECOND, rest="links: [{from: h12, relation: concedes, to: m12, accepted: no}]\n"),
            None,
            "it rests on 2 origins",
        ),
    ],
)
def test_airwars_from_a_case(ledger: Ledger, found: str | None, part: str) -> None:
    """The facts that decide come out of the ledger: origins, admissions, accepted links, competing attributions."""
    given_ = by_rule(ledger, "airwars")

    assert given_.grade == found
    assert any(part in fact for fact in given_.facts), given_.facts


@pytest.mark.parametrize("fact", [SECOND, OWN])
@pytest.mark.parametrize("scheme", [("airwars", "grade"), ("admiralty", "information"), ("every_casualty", "grade")])
def test_taking_a_fact_away_changes_the_reason(fact: str, scheme: tuple[str, str]) -> None:
    """Without the claim it rests on, a grade is another or its facts are."""
    with_it, without = (by_rule(ledger, *scheme) for ledger in (case(fact), case()))

    assert (with_it.grade, with_it.facts) != (without.grade, without.facts)


@pytest.mark.parametrize("figure", ["471 drones shot down", "0 civilians killed", "5 soldiers killed"])
def test_airwars_is_for_civilian_harm(figure: str) -> None:
    """Claims of anything else are not graded, and the reason is given."""
    ledger = Ledger()
    ledger.claim(figure, by=ledger.party("Army"), event="raid", key="m12")

    assert by_rule(ledger, "airwars").rule.startswith("does not apply: ")


GRADES = {
    "airwars": ("grade", "confirmed fair weak contested discounted"),
    "admiralty": ("information", "1 2 3 4 5 6"),
    "every_casualty": ("grade", "confirm reject"),
    "icd203": ("likelihood", "likely remote"),
}


@given(st.data())
def test_a_persons_grade_never_alters_the_computed_one(data: st.DataObject) -> None:
    """Whatever people give on an axis, the rule gives what it gave before."""
    claims = data.draw(st.lists(st.sampled_from([SECOND, OWN, DENIES]), unique=True))
    scheme = data.draw(st.sampled_from(sorted(GRADES)))
    axis, words = GRADES[scheme]
    ledger = case(*claims)
    before = by_rule(ledger, scheme, axis)
    for number, word in enumerate(data.draw(st.lists(st.sampled_from(words.split()), min_size=1, max_size=3))):
        ledger.assess("m12", scheme, word, by=f"desk {number}", axis=axis)

    assert by_rule(ledger, scheme, axis) == before


def test_grading_changes_nothing() -> None:
    """Asking for grades leaves the records, the log and the findings as they were."""
    ledger = case(SECOND, OWN)
    before = (ledger.records(), ledger.log.entries, ledger.findings())
    for claim in ledger.claims:
        grade(ledger, claim)

    assert (ledger.records(), ledger.log.entries, ledger.findings()) == before


def test_people_stand_side_by_side_the_latest_first() -> None:
    """Every person's grade is shown, the latest first and undated ones last, and none wins."""
    ledger = case()
    for by, when, word in (("a", "2025-06-03", "fair"), ("b", "2025-06-05", "weak"), ("c", None, "contested")):
        ledger.assess("m12", "airwars", word, by=by, when=when)
    found = grade(ledger, "m12", "airwars")

    assert [(one.by, one.grade) for one in found] == [("b", "weak"), ("a", "fair"), ("c", "contested"), (None, "weak")]


def test_people_who_differ_are_named() -> None:
    """Two people's grades of one scheme and axis that differ are a finding that names both and prefers neither."""
    ledger = case()
    ledger.assess("m12", "admiralty", "2", by="ana", when="2025-06-03")
    ledger.assess("m12", "admiralty", "B", by="ben")
    same = ledger.findings("graded_differently")
    ledger.assess("m12", "Admiralty", "doubtful", by="ben", axis="information")
    (found,) = ledger.findings("graded_differently")

    assert same == ()
    assert found.sentence.endswith(
        "admiralty (information): ana gives '2' on 2025-06-03; ben gives 'doubtful'; neither is preferred."
    )


def test_one_person_may_change_their_mind() -> None:
    """A later grade by the same person is no disagreement, and two words for one grade are none either."""
    ledger = case()
    ledger.assess("m12", "airwars", "weak", by="ana", when="2025-06-03")
    ledger.assess("m12", "airwars", "fair", by="ana", when="2025-06-04")
    ledger.assess("m12", "airwars", "Fair", by="ben", when="2025-06-04")

    assert ledger.findings("graded_differently") == ()


def test_an_unknown_grade_is_refused_with_the_nearest() -> None:
    """A grade that a known scheme lacks is refused before anything is recorded; free schemes take any word."""
    ledger = case()
    with pytest.raises(BadInput, match=r"unknown grade 'confrimed' of the scheme 'airwars'.*did you mean 'confirmed'"):
        ledger.assess("m12", "airwars", "confrimed", by="desk")
    ledger.assess("m12", "house", "solid as a rock", by="desk")

    assert [one.grade for one in grade(ledger, "m12", "house")] == ["solid as a rock"]


def test_every_wrong_grade_of_a_case_file_is_named_with_its_line() -> None:
    """Wrong grades, wrong axes and mixed sentences are collected with file and line, in one pass."""
    lines = (
        "assessments:\n"
        "  - {about: m12, scheme: airwars, grade: fare, by: desk}\n"
        "  - {about: m12, scheme: admiralty, grade: B, axis: sauce, by: desk}\n"
        "  - about: m12\n    scheme: icd203\n    grade: likely\n    by: desk\n"
        "    why: likely, with high confidence\n"
        "  - {about: m12, scheme: house, grade: fine, by: desk, shade: blue}\n"
    )
    with pytest.raises(BadInput) as caught:
        case(rest=lines)

    told = [str(one).removeprefix("raid.yaml:")[:44] for one in caught.value.problems]
    assert [one.split(":")[0] for one in told] == ["14", "15", "20", "21"]


def test_assessments_come_back_from_a_case_file(tmp_path: Path) -> None:
    """What people said is written to a case file and read again as it was."""
    ledger = case()
    ledger.assess("m12", "admiralty", "B", by="desk", axis="source", when="2025-06-03", why="knows the town")
    ledger.assess("m12", "claimreview", "Half <b>True</b>", by="checker")

    write(ledger, tmp_path / "again.yaml")

    assert read(tmp_path / "again.yaml") == ledger


def test_what_is_not_there_is_refused() -> None:
    """An unknown record and an unknown scheme are named, the scheme with the nearest."""
    with pytest.raises(UnknownKey, match="no record 'gone' in the ledger"):
        grade(case(), "gone")
    with pytest.raises(UnknownKey, match=r"unknown scheme 'airwers'; known are .*did you mean 'airwars'"):
        grade(case(), "m12", "airwers")


class Carried(Scheme):
    name, source = "carried", "our own handbook"
    axes = (Axis(name="grade", marks=(Mark(grade="alone", label="Alone"),)),)

    def grade(self, facts: Facts) -> Any:
        yield self.given(facts, "grade", "alone" if facts.independent < 2 else None, "one origin", (facts.origins,))


class Failing(Carried):
    def grade(self, facts: Facts) -> Any:
        raise RuntimeError("boom")


class Strange(Carried):
    def grade(self, facts: Facts) -> Any:
        return ["alone"]


def test_a_scheme_may_come_from_outside() -> None:
    """A scheme object grades by the same facts, in its own namespace."""
    assert [str(one) for one in grade(case(), "m12", Carried())] == ["carried/grade: alone (computed): one origin"]


@pytest.mark.parametrize(
    ("scheme", "message"),
    [
        (Failing(), r"the scheme 'carried' failed on m12: RuntimeError: boom"),
        (Strange(), r"the scheme 'carried' gave 'alone', which is no computed grade of its own"),
    ],
)
def test_a_faulty_scheme_is_named(scheme: Scheme, message: str) -> None:
    """A scheme that fails or gives no grade is named in the error."""
    with pytest.raises(BadScheme, match=message):
        computed(scheme, FactGatherer(case()).facts("m12"))


def test_grades_do_not_depend_on_the_order_of_claims() -> None:
    """The same case in another order gives the same grades."""
    one, other = case(SECOND, OWN, DENIES), case(DENIES, OWN, SECOND)

    assert grade(one, "m12") == grade(other, "m12")


def test_sources_parties_and_events_have_facts() -> None:
    """What is no claim has its names and what people said of it."""
    ledger = case()
    ledger.assess("monitor", "admiralty", "B", by="desk")
    found = grade(ledger, "monitor")

    assert [(one.axis, one.grade, one.by) for one in found] == [("source", "B", "desk"), ("source", "F", None)]
    assert grade(ledger, "market") == ()


def test_the_public_names() -> None:
    """The package offers the function, the grade and the scheme, and the five schemes are known."""
    assert (cc.grade, cc.Grade, cc.Scheme) == (grade, Grade, Scheme)
    assert {"admiralty", "airwars", "claimreview", "every_casualty", "icd203"} <= set(scheme_names())
