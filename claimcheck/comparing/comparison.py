"""What comes of holding two claims against each other: the outcome, what decided it, and why."""

from enum import StrEnum
from fractions import Fraction
from typing import Final

from attrs import evolve, frozen
from attrs import field as attribute

from claimcheck.listed import brief
from claimcheck.markup import Strong, html_table, several

__all__ = ["CONFLICTS", "STRENGTH", "Comparison", "Gap", "Outcome"]


class Outcome(StrEnum):
    """How two claims stand to each other."""

    DENIAL = "denial"
    FRAMING = "framing"
    CONTRADICTS = "contradicts"
    PART_EXCEEDS_WHOLE = "part_exceeds_whole"
    COMPETING_ATTRIBUTION = "competing_attribution"
    REPORTED_DIFFERENTLY = "reported_differently"
    REVISION = "revision"
    PROGRESSION = "progression"
    ESTIMATE_SPREAD = "estimate_spread"
    SAME = "same"
    REFINES = "refines"
    REFINED_BY = "refined_by"
    COMPATIBLE = "compatible"
    PART_OF = "part_of"
    HAS_PART = "has_part"
    UNDETERMINED = "undetermined"
    NOT_COMPARABLE = "not_comparable"


STRENGTH: Final = {outcome: len(Outcome) - place for place, outcome in enumerate(Outcome)}
"""Which of several comparisons speaks for a pair of parties or a topic: the one with the highest number."""

CONFLICTS: Final = frozenset(
    {
        Outcome.DENIAL,
        Outcome.FRAMING,
        Outcome.CONTRADICTS,
        Outcome.PART_EXCEEDS_WHOLE,
        Outcome.COMPETING_ATTRIBUTION,
    }
)
_AGREES: Final = frozenset(
    {
        Outcome.SAME,
        Outcome.REFINES,
        Outcome.REFINED_BY,
        Outcome.COMPATIBLE,
        Outcome.PART_OF,
        Outcome.HAS_PART,
    }
)
_INVERSE: Final = {
    Outcome.REFINES: Outcome.REFINED_BY,
    Outcome.REFINED_BY: Outcome.REFINES,
    Outcome.PART_OF: Outcome.HAS_PART,
    Outcome.HAS_PART: Outcome.PART_OF,
}


@frozen
class Gap:
    """How far two figures lie apart: between their nearer ends, and as a share of the larger of these.

    Examples:
        >>> str(Gap(171, Fraction(171, 471)))
        '171 (36 %)'
    """

    absolute: int | Fraction
    relative: Fraction | None = None
    unit: str | None = None

    def __str__(self) -> str:
        number = _short(self.absolute)
        unit = f" {self.unit}" if self.unit else ""
        share = "" if self.relative is None else f" ({_short(round(self.relative * 100))} %)"
        return f"{number}{unit}{share}"


def _short(number: int | Fraction) -> str:
    if isinstance(number, int) or number.denominator == 1:
        return f"{int(number)}"
    return f"{float(round(number, 4)):g}" if abs(number) >= Fraction(1, 1000) else str(number)


@frozen(kw_only=True)
class Comparison:
    """The result of ``compare(a, b)``.

    ``outcome`` is the bare word; ``field`` is the axis or statistic that decided it, where one did; ``aspects`` are
    further things that hold; ``reason`` is a sentence that names both terms or both figures; ``steps`` are the steps
    of the order of decision that mattered, the deciding one last. ``reason`` and ``steps`` stand outside equality,
    since the reason of ``compare(b, a)`` names the two the other way round. ``assumed`` lists what was assumed on the
    way, which the reason ends with.
    """

    outcome: Outcome
    reason: str = attribute(eq=False)
    field: str | None = None
    aspects: tuple[str, ...] = ()
    gap: Gap | None = None
    boundary: bool = False
    steps: tuple[int, ...] = attribute(default=(), eq=False)
    mirrored: str = attribute(default="", eq=False, repr=False)
    assumed: tuple[str, ...] = attribute(default=(), eq=False, repr=False)

    @property
    def step(self) -> int:
        """The number of the step that decided."""
        return self.steps[-1]

    @property
    def deciding(self) -> str:
        """The reason without what was assumed on the way to it."""
        tail = "".join(f"; {note}" for note in self.assumed)
        return self.reason.removesuffix(tail) if tail else self.reason

    @property
    def conflict(self) -> bool:
        """Whether both cannot be right: a dispute of fact, of framing or of who did it."""
        return self.outcome in CONFLICTS or "competing_attribution" in self.aspects

    @property
    def agrees(self) -> bool:
        """Whether both can be right and speak of the same thing, in whole or in part."""
        return self.outcome in _AGREES and not self.conflict

    @property
    def inverse(self) -> "Comparison":
        """The same comparison seen from the other claim.

        Examples:
            >>> Comparison(outcome=Outcome.REFINES, reason="a is narrower").inverse.outcome
            <Outcome.REFINED_BY: 'refined_by'>
        """
        return evolve(
            self,
            outcome=_INVERSE.get(self.outcome, self.outcome),
            reason=self.mirrored or self.reason,
            mirrored=self.reason,
        )

    def __str__(self) -> str:
        deciding = f"({self.field})" if self.field else ""
        return f"{self.outcome}{deciding}: {self.reason}"

    def __repr__(self) -> str:
        return brief(self)

    def _repr_html_(self) -> str:
        outcome = self.outcome.replace("_", " ")
        rows: list[tuple[str, object]] = [
            ("outcome", Strong(f"≠ {outcome}") if self.conflict else outcome),
            ("field", self.field),
            ("reason", self.deciding),
            ("taken for granted", several(self.assumed)),
            ("aspects", ", ".join(self.aspects)),
            ("gap", self.gap),
        ]
        return html_table(None, [row for row in rows if row[1]], caption="Comparison")
