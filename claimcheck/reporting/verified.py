"""How a verification reads: its checks in rows, what is alike taken together, and one sentence of counts."""

from collections import defaultdict

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


def verification_rows(found: Verification, *, everything: bool = False) -> tuple[VerificationRow, ...]:
    """Return the checks in rows, what failed first; quotes of one source that were not looked up share a row.

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
            if check.what is What.QUOTE and verdict is Verdict.UNCHECKED:
                alike[check.source, check.detail.rpartition(": ")[2]].append(check)
            else:
                rows.append(VerificationRow(detail=check.detail, checks=(check,)))
        for (_, why), checks in alike.items():
            rows.append(VerificationRow(detail=f"{plural(len(checks), 'quote')}: {why}", checks=tuple(checks)))
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
