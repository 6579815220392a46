"""How a verification reads: its checks in rows, what is alike taken together, and one sentence of counts."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Final

from attrs import evolve, frozen

from claimcheck.reporting.labelling import ENGLISH, Labels
from claimcheck.reporting.labels import VERDICTS, plural
from claimcheck.reporting.model import Ref, Verified, VerifiedRow
from claimcheck.verifying.verification import Check, State, Verdict, Verification, What

__all__ = ["VerificationRow", "diff_pieces", "verification_rows", "verification_sentence", "verified_view"]


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
        if everything:
            rows += [VerificationRow(detail=check.detail, checks=(check,)) for check in found.of(verdict)]
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
    quotes = Counter(check.verdict for check in found.checks if check.what is What.QUOTE)
    size = quotes.total()
    left = quotes[Verdict.UNCHECKED]
    looked = f", {left:,} {'was' if left == 1 else 'were'} not looked up" if left else ""
    counts = found.counts
    told = ", ".join(
        f"{counts[verdict.value]:,} {VERDICTS[verdict.value]}"
        for verdict in Verdict
        if counts[verdict.value] or verdict is Verdict.FAILED
    )
    stand = f"{quotes[Verdict.RIGHT]:,} of {plural(size, 'quote')} {_stand(size)}{looked}. " if size else ""
    return f"{stand}{plural(len(found.checks), 'check')}: {told}."


def _stand(size: int) -> str:
    return "stands in its source" if size == 1 else "stand in their sources"


_SHOWN: Final = 40
"""Sources and claims of one row that a report names before it counts the rest."""

_CHANGE: Final = re.compile(r"\[-([^\[\]]*)-\]|\{\+([^{}]*)\+\}")


def diff_pieces(diff: str) -> tuple[tuple[str, str], ...]:
    """Return a word diff in pieces, each with whose it is: "quote", "source", or "" for what both have.

    Examples:
        >>> diff_pieces("shot down [-51-] {+52+}")
        (('', 'shot down '), ('quote', '[-51-]'), ('', ' '), ('source', '{+52+}'))
    """
    pieces: list[tuple[str, str]] = []
    end = 0
    for found in _CHANGE.finditer(diff):
        pieces += [("", diff[end : found.start()]), ("quote" if found[1] is not None else "source", found.group())]
        end = found.end()
    return tuple(piece for piece in (*pieces, ("", diff[end:])) if piece[1])


def verified_view(
    found: Verification,
    source: Callable[[str], Ref],
    claim: Callable[[str], Ref],
    plain: Callable[[str], str],
    label: Labels = ENGLISH,
) -> Verified:
    """Return a verification as a report shows it.

    Args:
        found: The verification.
        source: Names a source by its key.
        claim: Names a claim by its key.
        plain: Shortens the keys in a sentence.
        label: What the report says of its own.
    """
    rows = tuple(
        VerifiedRow(
            verdict=row.verdict,
            label=label(f"verdict_{row.verdict}"),
            name=row.name,
            detail=plain(row.detail),
            diff=diff_pieces(row.checks[0].diff),
            place=row.checks[0].place,
            sources=tuple(
                source(key) if len(row.sources) == 1 else evolve(source(key), text=plain(key))
                for key, _ in row.sources[:_SHOWN]
            ),
            claims=tuple(claim(key) for key in row.claims[:_SHOWN]),
            more_sources=max(0, len(row.sources) - _SHOWN),
            more_claims=max(0, len(row.claims) - _SHOWN),
        )
        for row in verification_rows(found)
    )
    by_source: defaultdict[str, list[Check]] = defaultdict(list)
    for check in found.checks:
        by_source[check.source].append(check)
    kept = tuple(
        (source(key), _quotes_of(checks), _digest_of(checks))
        for key, checks in by_source.items()
        if any(check.what is What.SNAPSHOT for check in checks)
    )
    return Verified(sentence=verification_sentence(found), counts=_counts(found, label), rows=rows, kept=kept)


def _counts(found: Verification, label: Labels) -> tuple[tuple[str, int], ...]:
    return tuple((label(f"verdict_{verdict}"), number) for verdict, number in found.counts.items())


def _quotes_of(checks: list[Check]) -> str:
    quotes = [check for check in checks if check.what is What.QUOTE]
    right = sum(1 for check in quotes if check.verdict is Verdict.RIGHT)
    return f"{right:,} of {plural(len(quotes), 'quote')} {'stands' if len(quotes) == 1 else 'stand'} in it"


def _digest_of(checks: list[Check]) -> str:
    digest = next((check for check in checks if check.what is What.DIGEST), None)
    if digest is None:
        return "the file was not reckoned"
    words = {State.MATCHES: "the bytes are those that were kept", State.DIFFERS: "THE BYTES DIFFER FROM THOSE KEPT"}
    return words.get(digest.state, digest.detail)
