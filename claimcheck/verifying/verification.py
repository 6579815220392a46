"""What was checked of a case against its sources, and how it came out: checks, counts, what failed, what was not."""

from collections import Counter
from enum import StrEnum
from typing import Any, ClassVar, Final

from attrs import frozen

from claimcheck.findings.finding import Finding, Findings, Kind
from claimcheck.ledger import Ledger
from claimcheck.listed import Listed, brief, list_table
from claimcheck.markup import Strong, html_table
from claimcheck.model import Claim

__all__ = ["Check", "State", "Verdict", "Verification", "What", "findings_of", "with_failures"]


class What(StrEnum):
    """What is checked, in the order in which it is told."""

    SNAPSHOT = "snapshot"
    DIGEST = "digest"
    QUOTE = "quote"
    FIGURE = "figure"
    DATE = "date"
    PAGE = "page"


class Verdict(StrEnum):
    """What a check comes to: those that failed come first, and what was not checked is never right."""

    FAILED = "failed"
    WARNING = "warning"
    UNCHECKED = "unchecked"
    RIGHT = "right"


class State(StrEnum):
    """How one check came out, in its own word."""

    READ = "read"
    REFUSED = "refused"
    MATCHES = "matches"
    DIFFERS = "differs"
    UNKNOWN_ALGORITHM = "unknown_algorithm"
    FOUND = "found"
    AMBIGUOUS = "ambiguous"
    MOVED = "moved"
    ALTERED = "altered"
    ABSENT = "absent"
    STANDS = "stands"
    OTHER_BOUND = "other_bound"
    MISSING = "missing"
    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"
    ALIKE = "alike"
    UNLIKE = "unlike"
    UNCHECKED = "unchecked"


_VERDICTS: Final = {
    State.READ: Verdict.RIGHT,
    State.REFUSED: Verdict.FAILED,
    State.MATCHES: Verdict.RIGHT,
    State.DIFFERS: Verdict.FAILED,
    State.UNKNOWN_ALGORITHM: Verdict.FAILED,
    State.FOUND: Verdict.RIGHT,
    State.AMBIGUOUS: Verdict.WARNING,
    State.MOVED: Verdict.FAILED,
    State.ALTERED: Verdict.FAILED,
    State.ABSENT: Verdict.FAILED,
    State.STANDS: Verdict.RIGHT,
    State.OTHER_BOUND: Verdict.WARNING,
    State.MISSING: Verdict.FAILED,
    State.POSSIBLE: Verdict.RIGHT,
    State.IMPOSSIBLE: Verdict.FAILED,
    State.ALIKE: Verdict.RIGHT,
    State.UNLIKE: Verdict.WARNING,
    State.UNCHECKED: Verdict.UNCHECKED,
}


@frozen(kw_only=True)
class Check:
    """One thing that was checked.

    Attributes:
        what: What was checked: snapshot, digest, quote, figure, date, page.
        state: How it came out.
        source: The key of the source.
        claim: The key of the claim, where it is about one.
        detail: What was held against what, in words.
        place: Where it stands: a file with its line or page.
        diff: Of an altered quote, the words that differ.
        quote: The quote that was looked up, whole.

    Examples:
        >>> Check(what=What.QUOTE, state=State.ALTERED, source="brief").verdict.value
        'failed'
    """

    what: What
    state: State
    source: str
    claim: str | None = None
    detail: str = ""
    place: str = ""
    diff: str = ""
    quote: str | None = None

    @property
    def verdict(self) -> Verdict:
        """Whether it failed, is a warning, was not checked, or is right."""
        return _VERDICTS[self.state]

    def __str__(self) -> str:
        claim = f" of {self.claim}" if self.claim else ""
        words = "; ".join(part for part in (self.detail, self.diff, self.place) if part)
        return f"{self.verdict}: {self.what}{claim} in {self.source} {self.state}{': ' if words else ''}{words}"

    def __repr__(self) -> str:
        return brief(self)

    _headings: ClassVar[tuple[str, ...]] = ("verdict", "what", "state", "source", "claim", "detail", "place")

    def _cells(self) -> tuple[object, ...]:
        verdict = Strong(f"≠ {self.verdict}") if self.verdict is Verdict.FAILED else self.verdict
        detail = tuple(part for part in (self.detail, self.diff) if part)
        return verdict, self.what, self.state.replace("_", " "), self.source, self.claim, detail, self.place

    def _repr_html_(self) -> str:
        rows = zip(self._headings, self._cells(), strict=True)
        return html_table(None, [row for row in rows if row[1]], caption="Check")

    def to_plain(self) -> dict[str, Any]:
        """The check as JSON-ready text; what is absent is null or empty."""
        return {
            "what": self.what.value,
            "state": self.state.value,
            "verdict": self.verdict.value,
            "source": self.source,
            "claim": self.claim,
            "detail": self.detail,
            "place": self.place,
            "diff": self.diff,
        }


@frozen(kw_only=True)
class Verification:
    """What was checked of a case against its sources, in a stable order.

    Examples:
        >>> done = Verification(checks=(Check(what=What.QUOTE, state=State.FOUND, source="brief", claim="ua52"),))
        >>> done.failures, done.unchecked, dict(done.counts)
        ((), (), {'right': 1})
        >>> print(done)
        1 checks: 1 right
    """

    checks: tuple[Check, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def failures(self) -> tuple[Check, ...]:
        """The checks that failed."""
        return self.of(Verdict.FAILED)

    @property
    def warnings(self) -> tuple[Check, ...]:
        """The checks that a person should look at, and that prove nothing wrong."""
        return self.of(Verdict.WARNING)

    @property
    def unchecked(self) -> tuple[Check, ...]:
        """What could not be checked, and why."""
        return self.of(Verdict.UNCHECKED)

    @property
    def counts(self) -> "Counter[str]":
        """How many checks came to each verdict; a verdict without checks is left out."""
        counted = Counter(check.verdict.value for check in self.checks)
        return Counter({verdict.value: counted[verdict.value] for verdict in Verdict if counted[verdict.value]})

    def of(self, verdict: Verdict) -> tuple[Check, ...]:
        """Return the checks that came to this verdict."""
        return Listed(check for check in self.checks if check.verdict is verdict)

    def to_plain(self) -> dict[str, Any]:
        """The verification as `claimcheck verify --json` prints it; its schema is published."""
        return {"checks": [check.to_plain() for check in self.checks], "counts": dict(self.counts)}

    def __str__(self) -> str:
        told = ", ".join(f"{number:,} {verdict}" for verdict, number in self.counts.items())
        return f"{len(self.checks):,} checks{': ' if told else ''}{told}"

    def _repr_html_(self) -> str:
        ordered = [one for verdict in Verdict for one in self.of(verdict)]
        return list_table(ordered, len(ordered), str(self))

    def __repr__(self) -> str:
        return brief(self)


_TOLD: Final = {
    What.SNAPSHOT: "The snapshot of {source} cannot be read",
    What.DIGEST: "The snapshot of {source} is not the file that was kept",
    What.QUOTE: "The quote of {claim} does not stand so in {source}",
    What.FIGURE: "The figure of {claim} does not stand in its quotes",
    What.DATE: "The dates of {claim} and {source} cannot both be right",
    What.PAGE: "The page of {source} is another",
}


def finding_of(check: Check, claims: tuple[Claim, ...]) -> Finding:
    """Return a failed check as a finding about the claims that stand in its source."""
    told = _TOLD[check.what].format(claim=check.claim or "the record", source=check.source)
    reason = "; ".join(part for part in (check.detail, check.diff, check.place) if part)
    return Finding(
        kind=Kind.FAILED_VERIFICATION,
        sentence=f"{told}: {reason}.",
        claims=claims,
        field=check.what.value,
        reason=reason,
    )


def findings_of(checks: tuple[Check, ...], about: "dict[Check, tuple[Claim, ...]]") -> tuple[Finding, ...]:
    """Return the failed checks as findings, in the order of findings."""
    found = [finding_of(check, about[check]) for check in checks if check.verdict is Verdict.FAILED]
    return Findings(sorted(found, key=lambda one: one.order))


def with_failures(ledger: Ledger, verification: Verification | None) -> Findings:
    """Return the findings of a ledger with those of its verification among them, in the order of findings.

    Examples:
        >>> with_failures(Ledger(), None)
        ()
    """
    failed = () if verification is None else verification.findings
    return Findings(sorted((*ledger.findings(), *failed), key=lambda one: one.order) if failed else ledger.findings())
