"""The three conclusions of casualty recording: confirm, no definitive conclusion, reject.

Source: Every Casualty Worldwide, Standards for Casualty Recording (2016), chapter on methodology: confirming or not an
incident or a death. The standards leave the exact criteria to each recorder and ask that they be stated and applied
alike; the criteria applied here stand in each grade's rule, and use nothing but facts.
"""

from collections.abc import Iterator
from typing import ClassVar, Final

from claimcheck.grading.facts import Facts
from claimcheck.grading.scheme import Axis, Grade, Mark, Scheme

__all__ = ["EveryCasualty"]

_AGAINST: Final = ("contested", "inconsistent", "disputed_by_unattributed", "impossible", "parts_do_not_sum")
_GRADES: Final = Axis(
    name="grade",
    marks=(
        Mark(grade="confirm", label="Confirm", aliases=("confirmed",), meaning="The information can be confirmed."),
        Mark(
            grade="no_definitive_conclusion",
            label="No definitive conclusion",
            meaning="It can be neither confirmed nor rejected with what is known.",
        ),
        Mark(grade="reject", label="Reject", aliases=("rejected",), meaning="The information is rejected."),
    ),
)


class EveryCasualty(Scheme):
    """Confirm with two independent origins and nothing against it; reject what was taken back or refuted.

    Examples:
        >>> from claimcheck.grading.facts import Facts
        >>> toll = Facts(about="c", name="c", kind="claim", is_harm=True, independent=2, origins="2 origins (a, b)")
        >>> next(EveryCasualty().grade(toll)).grade
        'confirm'
    """

    name: ClassVar[str] = "every_casualty"
    source: ClassVar[str] = "Every Casualty Worldwide, Standards for Casualty Recording (2016), methodology"
    axes: ClassVar[tuple[Axis, ...]] = (_GRADES,)

    def grade(self, facts: Facts) -> Iterator[Grade]:
        """Yield the conclusion, or why the scheme says nothing of the record."""
        if facts.kind != "claim" or not facts.is_harm:
            what = f"this is a {facts.kind}" if facts.kind != "claim" else "this one is about something else"
            rule = f"does not apply: it grades claims that people were killed or wounded, and {what}"
            yield self.given(facts, "grade", None, rule)
            return
        origins = f"it rests on {facts.origins}"
        against = (*(one.sentence for one in facts.told(*_AGAINST)), *facts.disputes)
        if not facts.current:
            rule = "reject: its claimant or every source took it back"
            superseded = facts.gone.startswith("superseded")
            if superseded:
                rule = "no definitive conclusion: its claimant gave another figure since"
            word = "no_definitive_conclusion" if superseded else "reject"
            yield self.given(facts, "grade", word, rule, (facts.gone,))
        elif facts.refutations and facts.independent < 2:
            rule = "reject: a person accepted that it is refuted, and no second origin says so"
            yield self.given(facts, "grade", "reject", rule, (*facts.refutations, origins))
        elif facts.independent >= 2 and not against and not facts.refutations:
            rule = "confirm: two or more independent origins say so, and nothing here contradicts it"
            yield self.given(facts, "grade", "confirm", rule, (origins,))
        else:
            lacking = "contradicted" if against or facts.refutations else "fewer than two independent origins"
            rule = f"no definitive conclusion: {lacking}"
            yield self.given(facts, "grade", "no_definitive_conclusion", rule, (origins, *against, *facts.refutations))
