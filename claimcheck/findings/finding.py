"""What a reader should know: a finding, what decided it, and a sentence that says so."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, ClassVar, Final

from attrs import field as attribute
from attrs import frozen

from claimcheck.cards import claim_key, claim_line, flagged
from claimcheck.comparing.comparison import Gap, Outcome
from claimcheck.findings.topics import Topic
from claimcheck.listed import Listed, list_table
from claimcheck.markup import html_table, one_line, several
from claimcheck.model import Claim

__all__ = ["ASKED_BY_DEFAULT", "Carried", "Finding", "Findings", "Kind", "Stands"]


class Kind(StrEnum):
    """The kinds of finding, in the order in which a reader wants them.

    Those of kind failed_verification come from `verify`, which reads the files of the sources; a ledger has none.
    """

    CONTESTED = "contested"
    INCONSISTENT = "inconsistent"
    DISPUTED_BY_UNATTRIBUTED = "disputed_by_unattributed"
    IMPOSSIBLE = "impossible"
    PARTS_DO_NOT_SUM = "parts_do_not_sum"
    REPORTED_DIFFERENTLY = "reported_differently"
    DISOWNED = "disowned"
    FAILED_VERIFICATION = "failed_verification"
    FLOOR = "floor"
    CONCEDED = "conceded"
    PROGRESSION = "progression"
    REVISION = "revision"
    ESTIMATE_SPREAD = "estimate_spread"
    RESOLVED = "resolved"
    PART_OF = "part_of"
    UNDETERMINED = "undetermined"
    CORROBORATED = "corroborated"
    UNCORROBORATED = "uncorroborated"
    CIRCULAR = "circular"
    UNATTRIBUTED = "unattributed"
    UNSUPPORTED = "unsupported"
    UNINFORMATIVE = "uninformative"
    LOOKS_CONTESTED = "looks_contested"
    UNDECLARED = "undeclared"
    INFERRED = "inferred"
    UNKNOWN_TERM = "unknown_term"
    OUTDATED = "outdated"
    SUSPECTED_COPY = "suspected_copy"
    GRADED_DIFFERENTLY = "graded_differently"


ASKED_BY_DEFAULT: Final = (Kind.CONTESTED, Kind.INCONSISTENT)
"""The kinds for which ``claimcheck check`` exits with 1 where nobody asks for others."""

_ORDER: Final = {kind: place for place, kind in enumerate(Kind)}


def _each_once(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple({claim.key: claim for claim in claims}.values())


class Stands(StrEnum):
    """How the figure that a document gives stands to the claimant's own words, in the order of a reader's interest."""

    DIFFERENTLY = "differently"
    OUTDATED = "outdated"
    ROUNDED = "rounded"
    SHARPER = "more exactly"
    OWN_FIGURE = "own figure"
    OWN_WORDS = "own words"


@frozen(kw_only=True)
class Carried:
    """How one document gives a party's figure: which claim, in which words, and how that stands to the party's own."""

    source: str
    claim: str
    figure: str
    stands: Stands
    quote: str | None = None
    note: str = ""

    def to_plain(self) -> dict[str, Any]:
        """The same as JSON-ready text.

        Examples:
            >>> Carried(source="page", claim="c", figure="52", stands=Stands.ROUNDED).to_plain()["stands"]
            'rounded'
        """
        return {
            "source": self.source,
            "claim": self.claim,
            "figure": self.figure,
            "stands": self.stands.value,
            "quote": self.quote,
            "note": self.note,
        }

    def __str__(self) -> str:
        note = f": {self.note}" if self.note else ""
        return f"{self.source} gives {self.figure}, {self.stands}{note}"


@frozen(kw_only=True, repr=False)
class Finding:
    """One thing that a reader should know about some claims.

    ``claims`` are all that the finding is about and ``against`` those among them on the other side; ``origins`` and
    ``origins_against`` are how many declared control groups stand behind each side; ``reason`` is what decided,
    with both terms or figures; ``sentence`` says it in plain English; ``question`` is what would settle it; ``carried``
    is how each document gives the figure that is reported differently.
    """

    kind: Kind
    sentence: str
    claims: tuple[Claim, ...] = attribute(default=(), converter=_each_once)
    against: tuple[Claim, ...] = attribute(default=(), converter=_each_once)
    topic: Topic | None = None
    outcome: Outcome | None = None
    aspects: tuple[str, ...] = ()
    field: str | None = None
    reason: str = ""
    gap: Gap | None = None
    origins: int | None = None
    origins_against: int | None = None
    question: str | None = attribute(default=None)
    carried: tuple[Carried, ...] = ()

    def __attrs_post_init__(self) -> None:
        here = {claim.key for claim in self.claims}
        missing = tuple(claim for claim in self.against if claim.key not in here)
        if missing:
            object.__setattr__(self, "claims", (*self.claims, *missing))

    @property
    def side(self) -> tuple[Claim, ...]:
        """The claims of the first side: those that are not against."""
        opposing = {claim.key for claim in self.against}
        return tuple(claim for claim in self.claims if claim.key not in opposing)

    @property
    def order(self) -> tuple[Any, ...]:
        """What findings are sorted by: kind, topic, claims."""
        return (
            _ORDER[self.kind],
            self.topic.label if self.topic else "",
            self.topic.key if self.topic else "",
            tuple(claim.key for claim in self.claims),
            tuple(claim.key for claim in self.against),
            self.sentence,
        )

    def to_plain(self) -> dict[str, Any]:
        """The finding as JSON-ready text, numbers and lists; what is absent is null or empty.

        ``carried`` stands there only for a figure that is reported differently.

        Examples:
            >>> Finding(kind=Kind.UNDECLARED, sentence="Nobody described X.").to_plain()["kind"]
            'undeclared'
        """
        gap = None
        if self.gap is not None:
            gap = {
                "absolute": str(self.gap.absolute),
                "relative": None if self.gap.relative is None else str(self.gap.relative),
                "unit": self.gap.unit,
            }
        return {
            "kind": self.kind.value,
            "topic": None if self.topic is None else self.topic.label,
            "claims": [claim.key for claim in self.claims],
            "against": [claim.key for claim in self.against],
            "outcome": None if self.outcome is None else self.outcome.value,
            "aspects": list(self.aspects),
            "field": self.field,
            "reason": self.reason,
            "sentence": self.sentence,
            "gap": gap,
            "origins": self.origins,
            "origins_against": self.origins_against,
            "question": self.question,
        } | ({"carried": [one.to_plain() for one in self.carried]} if self.carried else {})

    def __str__(self) -> str:
        return f"{self.kind}: {self.sentence}"

    def __repr__(self) -> str:
        return f"<{one_line(str(self))}>"

    _headings: ClassVar[tuple[str, ...]] = ("finding", "topic", "claims", "why")

    def _cells(self) -> tuple[object, ...]:
        return flagged(self.kind), self.topic or "", several(map(claim_key, self.claims)), self.sentence

    def _repr_html_(self) -> str:
        rows: list[tuple[str, object]] = [
            ("finding", flagged(self.kind)),
            ("topic", self.topic),
            ("why", self.sentence),
            ("claims", several(map(claim_line, self.side))),
            ("against", several(map(claim_line, self.against))),
            ("gap", self.gap),
            ("origins", _origins(self.origins, self.origins_against)),
            ("documents", several(self.carried)),
            ("question", self.question),
        ]
        return html_table(None, [row for row in rows if row[1]], caption="Finding")


def _origins(origins: int | None, against: int | None) -> str:
    """How many origins stand behind each side, where they are counted."""
    return " against ".join(str(count) for count in (origins, against) if count is not None)


class Findings(Listed[Finding]):
    """Findings in a stable order; in a notebook they show as one table.

    Examples:
        >>> len(Findings([Finding(kind=Kind.UNDECLARED, sentence="Nobody described X.")]))
        1
    """

    __slots__ = ()

    def _repr_html_(self) -> str:
        count = len(self)
        return list_table(self, count, f"{count:,} {'finding' if count == 1 else 'findings'}")
