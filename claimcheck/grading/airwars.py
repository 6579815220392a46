"""Airwars' grades of claims of civilian harm: confirmed, fair, weak, contested, discounted.

Source: Airwars, Methodology note, "Grading of civilian harm" (airwars.org/about/methodology). Its short definitions
stand in the grades below. *Fair* rests on what no ledger knows, whether sources are credible and whether a belligerent
was likely or confirmed to act near by: a person supplies both, as assessments on the axes ``credible_sources`` and
``near_actions``, and without them no grade is guessed.
"""

from collections.abc import Iterator
from typing import ClassVar, Final

from claimcheck.grading.facts import Facts, Victims
from claimcheck.grading.scheme import Axis, Grade, Mark, Scheme

__all__ = ["Airwars"]

_GRADES: Final = Axis(
    name="grade",
    marks=(
        Mark(
            grade="confirmed",
            label="Confirmed",
            meaning="A specific belligerent has accepted responsibility for civilian harm.",
        ),
        Mark(
            grade="fair",
            label="Fair",
            meaning="Reported by two or more credible sources, with likely or confirmed near actions by a belligerent.",
        ),
        Mark(
            grade="weak",
            label="Weak",
            meaning="Single source claim, though sometimes featuring significant information.",
        ),
        Mark(
            grade="contested",
            label="Contested",
            meaning=(
                "Competing claims of responsibility e.g. multiple belligerents, or casualties also attributed to "
                "ground forces."
            ),
        ),
        Mark(
            grade="discounted",
            label="Discounted",
            meaning="Those killed were combatants, or other parties most likely responsible.",
        ),
    ),
)
_CREDIBLE: Final = Axis(
    name="credible_sources",
    asked=True,
    marks=(
        Mark(grade="credible", label="Credible", meaning="Two or more of its sources are credible."),
        Mark(grade="not_credible", label="Not credible", meaning="Fewer than two of its sources are credible."),
    ),
)
_ACTIONS: Final = Axis(
    name="near_actions",
    asked=True,
    marks=(
        Mark(grade="likely_action", label="Likely", aliases=("likely",), meaning="A belligerent likely acted near by."),
        Mark(
            grade="confirmed_action",
            label="Confirmed action",
            aliases=("confirmed",),
            meaning="A belligerent is confirmed to have acted near by.",
        ),
        Mark(grade="no_action", label="None known", aliases=("none",), meaning="No action near by is known."),
    ),
)


class Airwars(Scheme):
    """The five grades of Airwars, for claims that civilians were harmed.

    Examples:
        >>> from claimcheck.grading.facts import Facts, Victims
        >>> harmed = Facts(
        ...     about="c",
        ...     name="c",
        ...     kind="claim",
        ...     is_harm=True,
        ...     victims=Victims.CIVILIANS,
        ...     independent=1,
        ...     origins="1 origin",
        ... )
        >>> next(Airwars().grade(harmed)).grade
        'weak'
    """

    name: ClassVar[str] = "airwars"
    source: ClassVar[str] = "Airwars, Methodology note, grading of civilian harm"
    axes: ClassVar[tuple[Axis, ...]] = (_GRADES, _CREDIBLE, _ACTIONS)

    def grade(self, facts: Facts) -> Iterator[Grade]:
        """Yield the grade, or why there is none."""
        outside = _outside(facts)
        if outside:
            yield self.given(facts, "grade", None, f"does not apply: {outside}")
        elif not facts.current:
            yield self.given(facts, "grade", None, f"cannot be computed: it is no longer current, {facts.gone}")
        elif facts.refuted_as_combatants:
            rule = "discounted where those harmed were combatants"
            yield self.given(facts, "grade", "discounted", rule, facts.refuted_as_combatants)
        else:
            yield self._by_responsibility(facts)

    def _by_responsibility(self, facts: Facts) -> Grade:
        matching = tuple(one.how for one in facts.responsible if one.matches)
        others = tuple(one.how for one in facts.responsible if not one.matches)
        competing = tuple(dict.fromkeys((*(one.sentence for one in facts.findings if one.competing), *facts.rivals)))
        if matching:
            rule = "confirmed where a specific belligerent has accepted responsibility"
            return self.given(facts, "grade", "confirmed", rule, (*matching, *competing))
        if competing or others:
            return self.given(
                facts, "grade", "contested", "contested where claims of responsibility compete", (*competing, *others)
            )
        if facts.victims is Victims.UNKNOWN:
            subject = f"its subject is {facts.subject!r}" if facts.subject else "it names no subject"
            return self.given(
                facts,
                "grade",
                None,
                "cannot be computed: nothing says whether those harmed were civilians",
                (subject,),
                ("the subject: civilians, or a term that the vocabulary places among them",),
            )
        origins = (f"it rests on {facts.origins}",)
        if facts.independent == 1 or (facts.independent == 0 and facts.reach == 1):
            return self.given(facts, "grade", "weak", "weak where a single source makes the claim", origins)
        if facts.independent == 0:
            rule = "cannot be computed: no declared party stands behind it, so its sources cannot be counted"
            return self.given(facts, "grade", None, rule, origins, ("who makes the claim, and a record of that party",))
        return self._fair(facts, origins)

    def _fair(self, facts: Facts, origins: tuple[str, ...]) -> Grade:
        """Two or more origins make it fair only with what a person supplies on both other axes."""
        why, needs, refused = list(origins), [], []
        for axis, wanted, asked in (
            (_CREDIBLE, {"credible"}, "whether two or more of its sources are credible"),
            (_ACTIONS, {"likely_action", "confirmed_action"}, "whether a belligerent likely or surely acted near by"),
        ):
            given = facts.supplied(self.name, axis.name)
            found = {mark.grade for one in given if (mark := axis.mark(one.grade)) is not None}
            why += [f"{one.by} says on {axis.name}: {one.grade}" for one in given]
            if not found:
                words = ", ".join(one.grade for one in axis.marks)
                needs.append(f"{asked}: an assessment on the axis {axis.name} ({words})")
            elif not found <= wanted:
                refused.append(f"people differ on {axis.name}" if found & wanted else f"{axis.name} is not met")
        if refused:
            rule = f"cannot be computed: two or more sources, but {' and '.join(refused)}"
            return self.given(facts, "grade", None, rule, tuple(why), tuple(needs))
        if needs:
            rule = "cannot be computed: two or more sources report it, and the rest is for a person to say"
            return self.given(facts, "grade", None, rule, tuple(why), tuple(needs))
        rule = "fair where two or more credible sources report it and a belligerent likely or surely acted near by"
        return self.given(facts, "grade", "fair", rule, tuple(why))


def _outside(facts: Facts) -> str:
    """Why the scheme says nothing of a record."""
    if facts.kind != "claim":
        return f"it grades claims, and this is a {facts.kind}"
    if not facts.is_harm:
        return "it grades claims that people were killed or wounded"
    if not facts.asserts:
        return "it denies harm, or says that there was none"
    return "those harmed are said to be no civilians" if facts.victims is Victims.OTHERS else ""
