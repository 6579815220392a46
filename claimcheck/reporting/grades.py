"""Which grades does a report show? Those people gave, beside them the computed ones, and those asked for."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from claimcheck.grading.facts import Facts
from claimcheck.grading.gathering import FactGatherer
from claimcheck.grading.grades import grades_of
from claimcheck.grading.registry import find_scheme, scheme_called
from claimcheck.grading.scheme import Grade
from claimcheck.ledger import Ledger
from claimcheck.model import Claim
from claimcheck.reporting.model import GradedView, GradeView, Ref
from claimcheck.reporting.wording import Wording

__all__ = ["Graded", "grade_all", "grade_view", "graded_views", "grades_json"]

_GRADED: Final = 400
"""Claims of one topic above which only those that somebody graded are: every grade reads the whole topic."""


@frozen(kw_only=True)
class Graded:
    """Records with their facts and grades, and how many claims of busy topics were left out."""

    records: tuple[tuple[Facts, tuple[Grade, ...]], ...] = ()
    left: int = 0


def grade_all(ledger: Ledger, schemes: Sequence[str] = (), *, only: bool = False) -> Graded:
    """Return the facts and grades of each record that somebody graded and, by the *schemes* asked for, of every claim.

    Of a topic with more than 400 claims only those are graded that somebody graded; the others are counted as left.

    Args:
        ledger: What holds the records.
        schemes: By which schemes every claim is graded.
        only: Leave out the grades of other schemes.

    Raises:
        UnknownKey: There is no such scheme, and nobody graded under that name.

    Examples:
        >>> ledger = Ledger()
        >>> _ = ledger.claim("5 civilians killed", by=ledger.party("army"), event="raid", key="c5")
        >>> [(facts.name, [one.grade for one in grades]) for facts, grades in grade_all(ledger, ["airwars"]).records]
        [('c5', ['weak'])]
    """
    used = {one.scheme for one in ledger.view.assessments.values()}
    for name in schemes:
        if name not in used:
            scheme_called(name)
    if not used and not schemes:
        return Graded()
    gatherer = FactGatherer(ledger)
    topics, assessed = gatherer.gathered, gatherer.assessed()
    busy = {name for name, members in topics.members.items() if len(members) > _GRADED}
    every = [claim.key for claim in ledger.claims] if schemes else []
    keys = {key for key in every if topics.topic_of.get(key) not in busy}.union(assessed)
    wanted = {_name(one) for one in schemes}
    found = []
    for record in sorted(map(gatherer.record, keys), key=lambda one: (not isinstance(one, Claim), one.key)):
        facts = gatherer.facts(record)
        given = {one.scheme for one in facts.judgements}
        asked = {name for name in wanted if find_scheme(name) is not None} if isinstance(record, Claim) else set()
        shown = sorted(asked | (given & wanted if only and schemes else given))
        grades = grades_of(facts, shown) if shown else ()
        if grades:
            found.append((facts, grades))
    return Graded(records=tuple(found), left=len({*every} - keys))


def _name(scheme: str) -> str:
    """The name under which a scheme's grades stand, however it was written."""
    held = find_scheme(scheme)
    return scheme if held is None else held.name


def graded_views(
    ledger: Ledger, schemes: Sequence[str], words: Wording, anchors: Mapping[tuple[str, str], str]
) -> tuple[tuple[GradedView, ...], int]:
    """Return the grades as a reader sees them, record by record, and how many claims were left out.

    Examples:
        >>> graded_views(Ledger(), (), Wording(Ledger()), {})
        ((), 0)
    """
    views = []
    graded = grade_all(ledger, schemes)
    for facts, grades in graded.records:
        claim = ledger.claims.get(facts.about) if facts.kind == "claim" else None
        views.append(
            GradedView(
                ref=Ref(text=facts.name, anchor=anchors.get((facts.kind, facts.about))),
                kind=facts.kind,
                text="" if claim is None else claim.text or facts.figure,
                grades=tuple(grade_view(one, words) for one in grades),
            )
        )
    return tuple(views), graded.left


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
        grade=shown.replace("_", " ") if grade.label else shown,
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
