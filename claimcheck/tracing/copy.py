"""What is a candidate derivation: which document may have been made from which, and what speaks for it?"""

import json
import re
from enum import StrEnum
from fractions import Fraction
from typing import Any, ClassVar, Final

from attrs import field, frozen

from claimcheck.listed import brief, fields_table
from claimcheck.model import Link, Relation

__all__ = ["Copy", "Evidence", "EvidenceKind"]

_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*")


class EvidenceKind(StrEnum):
    """What may speak for a derivation."""

    TEXT = "text"
    FIGURE = "figure"
    CUE = "cue"
    DATE = "date"


@frozen
class Evidence:
    """One thing that speaks for a derivation, in words that name both documents' terms."""

    kind: EvidenceKind
    words: str


def _evidence(value: Any) -> tuple[Evidence, ...]:
    return tuple(value)


@frozen(kw_only=True)
class Copy:
    """A candidate: ``a`` may derive from ``b``; it counts for nothing until a person accepts it.

    ``directed`` is False where nothing shows which of the two came first; ``same_outlet`` where both have one
    publisher. ``share`` is how much of the shorter text stands in the longer, and ``shared`` its count of shingles.

    Examples:
        >>> copy = Copy(a="daily", b="afp", relation=Relation.REPEATS, directed=True)
        >>> print(copy.line)
        derives_from: [{source: afp, relation: repeats}]
        >>> copy.link.accepted
        False
    """

    a: str
    b: str
    relation: Relation
    directed: bool
    same_outlet: bool = False
    share: Fraction = Fraction(0)
    shared: int = 0
    evidence: tuple[Evidence, ...] = field(default=(), converter=_evidence)

    def __str__(self) -> str:
        return self.reason

    def __repr__(self) -> str:
        return brief(self)

    _repr_html_ = fields_table
    _headings: ClassVar[tuple[str, ...]] = ("may derive", "relation", "from", "why", "to accept it")

    def _cells(self) -> tuple[object, ...]:
        turned = "" if self.directed else ", or the other way round"
        return self.a, f"{self.relation.value}{turned}", self.b, self.reason, self.line

    @property
    def reason(self) -> str:
        """The evidence in one sentence."""
        found = [one.words for one in self.evidence]
        if self.same_outlet:
            found.append("both have one publisher")
        turned = "" if self.directed else ", or the other way round"
        return f"{self.a} may {_VERBS[self.relation]} {self.b}{turned}: {'; '.join(found)}"

    @property
    def link(self) -> Link:
        """The link to add to a ledger as a candidate: ``ledger.add(copy.link)``."""
        return Link(a=self.a, relation=self.relation, b=self.b, basis=self.reason, accepted=False)

    @property
    def line(self) -> str:
        """The line that accepts the candidate, for the entry of ``a`` among the sources of a case file."""
        source = self.b if _PLAIN.fullmatch(self.b) else json.dumps(self.b, ensure_ascii=True)
        return f"derives_from: [{{source: {source}, relation: {self.relation.value}}}]"

    def to_plain(self) -> dict[str, Any]:
        """The candidate as JSON-ready text, numbers and lists.

        Examples:
            >>> Copy(a="daily", b="afp", relation=Relation.REPEATS, directed=True).to_plain()["relation"]
            'repeats'
        """
        return {
            "a": self.a,
            "b": self.b,
            "relation": self.relation.value,
            "directed": self.directed,
            "same_outlet": self.same_outlet,
            "share": str(self.share),
            "shared": self.shared,
            "evidence": [{"kind": one.kind.value, "words": one.words} for one in self.evidence],
            "reason": self.reason,
            "line": self.line,
        }


_VERBS: Final = {Relation.REPEATS: "repeat", Relation.QUOTES: "quote", Relation.TRANSLATES: "translate"}
