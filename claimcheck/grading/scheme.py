"""What a scheme is: its axes, the grades on each with their meanings, and the rule that gives one from facts."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any, ClassVar

from attrs import frozen

from claimcheck.grading.facts import Facts
from claimcheck.listed import brief
from claimcheck.markup import html_table, several
from claimcheck.model import Assessment

__all__ = ["Axis", "Grade", "Mark", "Scheme"]


@frozen(kw_only=True)
class Mark:
    """One grade of a scheme: the word, what it is called, what it means, and other words for it."""

    grade: str
    label: str
    meaning: str = ""
    aliases: tuple[str, ...] = ()


@frozen(kw_only=True)
class Axis:
    """What a scheme judges apart from its other axes; ``asked`` of people, as a fact that no ledger can know."""

    name: str
    marks: tuple[Mark, ...] = ()
    asked: bool = False

    def mark(self, word: str) -> Mark | None:
        """The grade that *word* is or stands for, whatever its case.

        Examples:
            >>> Axis(name="grade", marks=(Mark(grade="weak", label="Weak"),)).mark("Weak").grade
            'weak'
        """
        wanted = _folded(word)
        for one in self.marks:
            if wanted in {_folded(one.grade), _folded(one.label), *map(_folded, one.aliases)}:
                return one
        return None


@frozen(kw_only=True)
class Grade:
    """A grade with its reason: computed by a scheme's rule from facts, or given by a person.

    ``grade`` is None where the scheme gives none, and ``rule`` then says why. ``facts`` are the sentences it rests
    on; ``needs`` is what a person would have to supply. ``by`` is None for a computed one.
    """

    scheme: str
    axis: str | None
    about: str
    grade: str | None
    rule: str
    label: str = ""
    meaning: str = ""
    facts: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    by: str | None = None
    when: str | None = None

    @property
    def is_computed(self) -> bool:
        """Whether a rule gave it, and no person."""
        return self.by is None

    def to_plain(self) -> dict[str, Any]:
        """The grade as JSON-ready text and lists.

        Examples:
            >>> Grade(scheme="airwars", axis="grade", about="c1", grade=None, rule="does not apply").to_plain()["grade"]
        """
        return {
            "about": self.about,
            "scheme": self.scheme,
            "axis": self.axis,
            "grade": self.grade,
            "label": self.label or None,
            "meaning": self.meaning or None,
            "computed": self.is_computed,
            "by": self.by,
            "when": self.when,
            "rule": self.rule,
            "facts": list(self.facts),
            "needs": list(self.needs),
        }

    def __str__(self) -> str:
        axis = f"/{self.axis}" if self.axis else ""
        who = "computed" if self.by is None else f"by {self.by}{f', {self.when}' if self.when else ''}"
        return f"{self.scheme}{axis}: {self.grade or 'none'} ({who}): {self.rule}"

    def __repr__(self) -> str:
        return brief(self)

    _headings: ClassVar[tuple[str, ...]] = ("scheme", "grade", "given", "rule", "facts", "needs")

    def _cells(self) -> tuple[object, ...]:
        scheme = f"{self.scheme}, {self.axis}" if self.axis else self.scheme
        grade = ": ".join(part for part in (self.grade or "none", self.label) if part)
        given = "computed" if self.by is None else ", ".join(part for part in (f"by {self.by}", self.when) if part)
        return scheme, grade, given, self.rule, several(self.facts), several(self.needs)

    def _repr_html_(self) -> str:
        rows = zip(self._headings, self._cells(), strict=True)
        return html_table(None, [row for row in rows if row[1]], caption=f"Grade of {self.about}")


class Scheme(ABC):
    """A way to grade: subclass it, and offer the class in the entry-point group ``claimcheck.schemes``.

    ``name`` is the namespace of its grades, ``source`` cites the document, ``axes`` are judged apart. A scheme reads
    facts and nothing else, and never another grade of its own axis.

    Examples:
        >>> class Carried(Scheme):
        ...     name, source = "carried", "our own handbook"
        ...     axes = (Axis(name="grade", marks=(Mark(grade="widely", label="Widely carried"),)),)
        ...
        ...     def grade(self, facts):
        ...         rule, facts_ = "three outlets or more", (f"{facts.reach} outlets carry it",)
        ...         yield self.given(facts, "grade", "widely" if facts.reach > 2 else None, rule, facts_)
        >>> print(*Carried().grade(Facts(about="c1", name="c1", kind="claim", reach=3)))
        carried/grade: widely (computed): three outlets or more
    """

    name: ClassVar[str]
    source: ClassVar[str]
    axes: ClassVar[tuple[Axis, ...]]
    is_open: ClassVar[bool] = False
    """Whether people may give words of their own, as publishers do."""

    @abstractmethod
    def grade(self, facts: Facts) -> Iterable[Grade]:
        """Return the grades that follow from *facts*, one for each axis that is computed."""

    def objections(self, assessment: Assessment) -> Iterator[str]:
        """Yield what is wrong with a person's grade under this scheme; nothing where it may stand."""
        axis = self.axis_of(assessment.axis, assessment.grade)
        if assessment.axis is not None and all(one.name != assessment.axis for one in self.axes):
            known = ", ".join(one.name for one in self.axes)
            yield f"unknown axis {_short(assessment.axis)} of the scheme {self.name!r}; expected one of {known}"
        elif axis is None and not self.is_open:
            within = [one for one in self.axes if assessment.axis in {None, one.name}]
            yield self._unknown(assessment.grade, within, assessment.axis)

    def axis_of(self, axis: str | None, grade: str) -> Axis | None:
        """Return the axis a grade belongs to: the one named if it has the grade, else the only one that has it.

        Examples:
            >>> from claimcheck.grading.admiralty import Admiralty
            >>> Admiralty().axis_of(None, "B").name
            'source'
        """
        found = [one for one in self.axes if axis in {None, one.name} and one.mark(grade) is not None]
        return found[0] if found and (axis is not None or len(found) == 1 or not found[0].asked) else None

    def given(
        self,
        facts: Facts,
        axis: str,
        grade: str | None,
        rule: str,
        why: tuple[str, ...] = (),
        needs: tuple[str, ...] = (),
    ) -> Grade:
        """Return a computed grade, with the label and meaning that the scheme gives to its word."""
        held = next(one for one in self.axes if one.name == axis)
        mark = None if grade is None else held.mark(grade)
        return Grade(
            scheme=self.name,
            axis=axis,
            about=facts.about,
            grade=None if grade is None else (mark.grade if mark else grade),
            label=mark.label if mark else "",
            meaning=mark.meaning if mark else "",
            rule=rule,
            facts=why,
            needs=needs,
        )

    def _unknown(self, word: str, axes: list[Axis], axis: str | None) -> str:
        words = {_folded(text): one.grade for held in axes for one in held.marks for text in (one.grade, one.label)}
        near = get_close_matches(_folded(word)[:80], list(words), n=1)
        hint = f"; did you mean {words[near[0]]!r}?" if near else ""
        told = f"unknown grade {_short(word)} of the scheme {self.name!r}{f' on the axis {axis!r}' if axis else ''}"
        several = len(axes) > 1
        known = "; ".join(
            (f"{held.name}: " if several else "") + ", ".join(one.grade for one in held.marks) for held in axes
        )
        return f"{told}; expected one of {known}{hint}"


def _folded(word: str) -> str:
    return " ".join(word.casefold().replace("_", " ").replace("-", " ").split())


def _short(text: str) -> str:
    return repr(text if len(text) <= 80 else f"{text[:79]}…")
