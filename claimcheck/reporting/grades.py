"""Which grades does a report show? Those people gave, beside them the computed ones, and those asked for."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from claimcheck.grading.facts import Facts
from claimcheck.grading.gathering import FactGatherer
from claimcheck.grading.grades import grades_of
from claimcheck.grading.registry import scheme_called
from claimcheck.grading.scheme import Grade
from claimcheck.ledger import Ledger
from claimcheck.model import Claim
from claimcheck.reporting.model import GradedView, GradeView, Ref
from claimcheck.reporting.wording import Wording

__all__ = ["grade_all", "grade_view", "graded_views", "grades_json"]

_GRADED: Final = 400
"""Claims of one topic above which only those that somebody graded are: every grade reads the whole topic."""


def grade_all(ledger: Ledger, schemes: Sequence[str] = ()) -> tuple[tuple[Facts, tuple[Grade, ...]], ...]:
    """Return the facts and grades of each record that somebody graded and, by the *schemes* asked for, of every claim.

    Raises:
        UnknownKey: There is no such scheme, and nobody graded under that name.

    Examples:
        >>> ledger = Ledger()
        >>> _ = ledger.claim("5 civilians killed", by=ledger.party("army"), event="raid", key="c5")
        >>> [(facts.name, [one.grade for one in grades]) for facts, grades in grade_all(ledger, ["airwars"])]
        [('c5', ['weak'])]
    """
    gatherer = FactGatherer(ledger)
    assessed = gatherer.assessed()
    if not assessed and not schemes:
        return ()
    used = {one.scheme for one in ledger.view.assessments.values()}
    for name in schemes:
        if name not in used:
            scheme_called(name)
    busy = {name for name, members in gatherer.gathered.members.items() if len(members) > _GRADED}
    keys = (
        set(assessed)
        if not schemes
        else {claim.key for claim in ledger.claims if gatherer.gathered.topic_of.get(claim.key) not in busy}
        | set(assessed)
    )
    records = [gatherer.record(key) for key in keys]
    found = []
    for record in sorted(records, key=lambda one: (not isinstance(one, Claim), one.key)):
        facts = gatherer.facts(record)
        asked = {*schemes} if isinstance(record, Claim) else set()
        grades = (
            [
                grade
                for name in sorted({*asked, *(one.scheme for one in facts.judgements)})
                for grade in grades_of(facts, (name,))
            ]
            if asked or facts.judgements
            else []
        )
        if grades:
            found.append((facts, tuple(grades)))
    return tuple(found)


def graded_views(
    ledger: Ledger, schemes: Sequence[str], words: Wording, anchors: Mapping[tuple[str, str], str]
) -> tuple[GradedView, ...]:
    """Return the grades as a reader sees them, record by record.

    Examples:
        >>> graded_views(Ledger(), (), Wording(Ledger()), {})
        ()
    """
    views = []
    for facts, grades in grade_all(ledger, schemes):
        claim = ledger.claims.get(facts.about) if facts.kind == "claim" else None
        views.append(
            GradedView(
                ref=Ref(text=facts.name, anchor=anchors.get((facts.kind, facts.about))),
                kind=facts.kind,
                text="" if claim is None else claim.text or facts.figure,
                grades=tuple(grade_view(one, words) for one in grades),
            )
        )
    return tuple(views)


def grade_view(grade: Grade, words: Wording) -> GradeView:
    """Return one grade in the words of a reader.

    Examples:
        >>> given = Grade(scheme="house", axis=None, about="c", grade="solid", rule="a person's judgement", by="desk")
        >>> grade_view(given, Wording(Ledger())).who
        'desk'
    """
    shown = grade.grade or "no grade"
    if grade.label and grade.label.casefold().replace(" ", "_") != shown.casefold():
        shown = f"{shown}: {grade.label}" if len(shown) == 1 else grade.label
    return GradeView(
        scheme=grade.scheme,
        axis=grade.axis or "",
        grade=shown,
        meaning=grade.meaning,
        who=grade.by or "computed",
        when=grade.when,
        computed=grade.is_computed,
        rule=words.plain(grade.rule) if grade.is_computed else "",
        facts=tuple(words.plain(one) for one in grade.facts),
        needs=tuple(words.plain(one) for one in grade.needs),
    )


def grades_json(grades: Sequence[tuple[Facts, Sequence[Grade]]]) -> list[dict[str, Any]]:
    """Return grades as JSON-ready objects, one for each.

    Examples:
        >>> grades_json(())
        []
    """
    return [{"record": facts.kind, **grade.to_plain()} for facts, held in grades for grade in held]
