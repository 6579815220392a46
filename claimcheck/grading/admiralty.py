"""NATO's grading of sources and information, on two axes that are judged apart: A to F, and 1 to 6.

Source: NATO AJP-2.1, Allied Joint Doctrine for Intelligence Procedures (2016), section on evaluation; the short
definitions are those of US FM 2-22.3 (2006), appendix B, as the MISP taxonomy ``admiralty-scale`` prints them. F and 6
mean that nothing can be judged, and stand for no probability.
"""

from collections.abc import Iterator
from typing import ClassVar, Final

from claimcheck.grading.facts import Facts
from claimcheck.grading.scheme import Axis, Grade, Mark, Scheme
from claimcheck.model import Assessment

__all__ = ["Admiralty"]

_THREE: Final = "of authenticity, trustworthiness, or competency"
RELIABILITY: Final = Axis(
    name="source",
    marks=(
        Mark(
            grade="A",
            label="Completely reliable",
            meaning=f"No doubt {_THREE}; has a history of complete reliability",
        ),
        Mark(
            grade="B",
            label="Usually reliable",
            meaning=(
                "Minor doubt about authenticity, trustworthiness, or competency; has a history of valid information "
                "most of the time"
            ),
        ),
        Mark(
            grade="C",
            label="Fairly reliable",
            meaning=f"Doubt {_THREE} but has provided valid information in the past",
        ),
        Mark(
            grade="D",
            label="Not usually reliable",
            meaning=(
                "Significant doubt about authenticity, trustworthiness, or competency but has provided valid "
                "information in the past"
            ),
        ),
        Mark(
            grade="E",
            label="Unreliable",
            meaning="Lacking in authenticity, trustworthiness, and competency; history of invalid information",
        ),
        Mark(
            grade="F",
            label="Reliability cannot be judged",
            meaning="No basis exists for evaluating the reliability of the source",
        ),
    ),
)
CREDIBILITY: Final = Axis(
    name="information",
    marks=(
        Mark(
            grade="1",
            label="Confirmed by other sources",
            meaning=(
                "Confirmed by other independent sources; logical in itself; Consistent with other information on the "
                "subject"
            ),
        ),
        Mark(
            grade="2",
            label="Probably true",
            meaning="Not confirmed; logical in itself; consistent with other information on the subject",
        ),
        Mark(
            grade="3",
            label="Possibly true",
            meaning="Not confirmed; reasonably logical in itself; agrees with some other information on the subject",
        ),
        Mark(
            grade="4",
            label="Doubtful",
            meaning="Not confirmed; possible but not logical ; no other information on the subject",
        ),
        Mark(
            grade="5",
            label="Improbable",
            meaning="Not confirmed; not logical in itself; contradicted by other information on the subject",
        ),
        Mark(
            grade="6",
            label="Truth cannot be judged",
            meaning="No basis exists for evaluating the validity of the information",
        ),
    ),
)
_AGAINST: Final = ("contested", "inconsistent", "disputed_by_unattributed")
_ILLOGICAL: Final = ("impossible", "parts_do_not_sum")


class Admiralty(Scheme):
    """The two letters and figures of NATO. Of the source only F is computed; of the information 1, 4, 5 and 6.

    Whether information is logical in itself is a person's judgement, except where its own figures cannot be right:
    then it is 5 if others contradict it and 4 if nothing else is known. 2 and 3 are never computed.

    Examples:
        >>> from claimcheck.grading.facts import Facts
        >>> said = Facts(about="c", name="c", kind="claim", independent=2, origins="2 origins (a, b)")
        >>> [given.grade for given in Admiralty().grade(said)]
        ['F', '1']
    """

    name: ClassVar[str] = "admiralty"
    source: ClassVar[str] = "NATO AJP-2.1 (2016), evaluation; FM 2-22.3 (2006), appendix B"
    axes: ClassVar[tuple[Axis, ...]] = (RELIABILITY, CREDIBILITY)

    def grade(self, facts: Facts) -> Iterator[Grade]:
        """Yield the grade of the source, then that of the information; each alone for what has no other."""
        if facts.kind in {"source", "party", "claim"}:
            beside = tuple(
                f"{one.by} graded {one.about} {one.grade}"
                for one in (*facts.judgements, *facts.judgements_beside)
                if one.scheme == self.name and RELIABILITY.mark(one.grade) is not None and one.about != facts.name
            )
            rule = "F: no rule judges a source, only a person does"
            needs = (f"a grade A to F on the axis source, about {_whom(facts)}",)
            yield self.given(facts, "source", "F", rule, beside, needs)
        if facts.kind == "claim":
            yield self._information(facts)

    def objections(self, assessment: Assessment) -> Iterator[str]:
        """Yield what is wrong with a person's grade; a letter and a figure in one are two grades."""
        letter, figure = assessment.grade[:1], assessment.grade[1:]
        if RELIABILITY.mark(letter) and CREDIBILITY.mark(figure):
            yield (
                f"the two axes are judged apart: write {assessment.grade!r} as two assessments, {letter!r} on the axis "
                f"source and {figure!r} on the axis information"
            )
        else:
            yield from super().objections(assessment)

    def _information(self, facts: Facts) -> Grade:
        origins = f"it rests on {facts.origins}"
        against = tuple(one.sentence for one in facts.told(*_AGAINST)) + facts.disputes
        broken = tuple(one.sentence for one in facts.told(*_ILLOGICAL))
        confirmed = facts.independent >= 2
        if not facts.current:
            return self.given(facts, "information", "6", f"6: it is no longer current, {facts.gone}", (origins,))
        if confirmed and not against and not broken:
            rule = "1: two or more independent origins say so, and nothing here contradicts it"
            return self.given(facts, "information", "1", rule, (origins,))
        if not confirmed and broken and against:
            rule = "5: one origin at most, figures that cannot be right in themselves, and others contradict it"
            return self.given(facts, "information", "5", rule, (origins, *broken, *against))
        if not confirmed and broken and not facts.beside:
            rule = "4: one origin at most, figures that cannot be right in themselves, and nothing else on its subject"
            return self.given(facts, "information", "4", rule, (origins, *broken))
        needs: tuple[str, ...] = ("whether it is logical in itself, which decides between 2, 3, 4 and 5",)
        if against or broken:
            rule = "6: " + ("confirmed and contradicted" if confirmed else "not confirmed, and contradicted")
            rule = rule if against else "6: its own figures cannot be right"
        else:
            rule = "6: not confirmed by another independent origin, and not contradicted"
        return self.given(facts, "information", "6", rule, (origins, *against, *broken), needs)


def _whom(facts: Facts) -> str:
    if facts.kind != "claim":
        return facts.name
    return ", ".join(dict.fromkeys((*(one.name for one in facts.claimants), *facts.sources))) or "its source"
