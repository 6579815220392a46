"""How a verification reads: its checks in rows, what is alike taken together, and one sentence of counts."""

from collections import Counter, defaultdict

from attrs import frozen

from claimcheck.reporting.labels import plural
from claimcheck.verifying.verification import Check, Verdict, Verification, What

__all__ = ["VerificationRow", "verification_rows", "verification_sentence"]


@frozen(kw_only=True)
class VerificationRow:
    """Checks that read as one: what they say, and which they are."""

    detail: str
    checks: tuple[Check, ...]

    @property
    def verdict(self) -> str:
        """What they came to."""
        return self.checks[0].verdict.value

    @property
    def name(self) -> str:
        """What was checked, and the word for how it came out where the verdict does not say it."""
        check = self.checks[0]
        state = "" if self.verdict == "unchecked" else f" {check.state.value.replace('_', ' ')}"
        return f"{check.what.value}{state}"

    @property
    def claims(self) -> tuple[str, ...]:
        """The keys of the claims, each once."""
        return tuple(dict.fromkeys(check.claim for check in self.checks if check.claim is not None))

    @property
    def sources(self) -> tuple[tuple[str, int], ...]:
        """The keys of the sources, each with how many of the checks are about it."""
        return tuple(Counter(check.source for check in self.checks).items())


def verification_rows(found: Verification, *, everything: bool = False) -> tuple[VerificationRow, ...]:
    """Return the checks in rows, what failed first; what was not checked for one reason shares a row.

    Examples:
        >>> verification_rows(Verification())
        ()
    """
    rows: list[VerificationRow] = []
    for verdict in Verdict:
        if verdict is Verdict.RIGHT and not everything:
            continue
        alike: defaultdict[tuple[str, str], list[Check]] = defaultdict(list)
        for check in found.of(verdict):
            if verdict is Verdict.UNCHECKED:
                alike[check.what.value, check.detail.rpartition(": ")[2]].append(check)
            else:
                rows.append(VerificationRow(detail=check.detail, checks=(check,)))
        for (what, why), checks in alike.items():
            detail = f"{plural(len(checks), what)}: {why}" if len(checks) > 1 else checks[0].detail
            rows.append(VerificationRow(detail=detail, checks=tuple(checks)))
    return tuple(rows)


def verification_sentence(found: Verification) -> str:
    """Return how many checks came to what, in a sentence.

    Examples:
        >>> verification_sentence(Verification())
        '0 checks: no source is quoted, dated or kept as a file.'
    """
    if not found.checks:
        return "0 checks: no source is quoted, dated or kept as a file."
    quotes = [check for check in found.checks if check.what is What.QUOTE]
    right = sum(1 for check in quotes if check.verdict is Verdict.RIGHT)
    counts = found.counts
    told = (
        (counts["failed"], "failed"),
        (counts["warning"], "to look at"),
        (counts["unchecked"], "not checked"),
        (counts["right"], "right"),
    )
    rest = ", ".join(f"{number:,} {words}" for number, words in told if number or words == "failed")
    stand = f"{right:,} of {plural(len(quotes), 'quote')} stand in their sources. " if quotes else ""
    return f"{stand}{plural(len(found.checks), 'check')}: {rest}."
