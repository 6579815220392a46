"""What a reader should know about the current claims of a ledger, in a stable order."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import NamedTuple

from claimcheck.findings.between import conflicts_between, looks_contested, open_questions, suggested_merges
from claimcheck.findings.checks import ledger_checks
from claimcheck.findings.circular import circular_reporting
from claimcheck.findings.finding import Finding, Findings
from claimcheck.findings.history import ended_disputes
from claimcheck.findings.reported import reported_differently
from claimcheck.findings.topics import Gathered, gather
from claimcheck.findings.within import Judge
from claimcheck.support.grounds import Grounds
from claimcheck.support.independence import Independence
from claimcheck.view import View

__all__ = ["Analysis", "analyse"]


class Analysis(NamedTuple):
    """The findings of a view, the topics they are about, who opposes whom, and what was asked of origins so far."""

    gathered: Gathered
    findings: Findings
    by_claim: dict[str, tuple[Finding, ...]]
    origins: dict[str, int]
    opponents: dict[str, str]
    grounds: Grounds
    measured: dict[Hashable, Independence]


def analyse(view: View) -> Analysis:
    """Return everything there is to know about the current claims of *view*, in a stable order."""
    gathered, grounds = gather(view), Grounds(view)
    found: list[Finding] = []
    origins: dict[str, int] = {}
    opponents: dict[str, str] = {}
    for name, members in gathered.members.items():
        judge = Judge(gathered.topics[name], members, grounds)
        found += judge.findings()
        origins.update((key, tally.independent) for key, tally in judge.tallies.items())
        opponents.update(judge.opponents)
    found += conflicts_between(gathered, grounds, opponents)
    found += reported_differently(gathered, grounds)
    found += looks_contested(gathered, view)
    found += open_questions(gathered, view)
    found += suggested_merges(gathered, view)
    found += ledger_checks(view, gathered)
    found += circular_reporting(grounds)
    found += ended_disputes(view, gathered, frozenset(opponents))
    found = sorted(_merged(found), key=lambda one: one.order)
    by_claim: dict[str, list[Finding]] = defaultdict(list)
    for one in found:
        for claim in {claim.key: claim for claim in (*one.claims, *one.against)}.values():
            by_claim[claim.key].append(one)
    told = {key: tuple(held) for key, held in by_claim.items()}
    return Analysis(gathered, Findings(found), told, origins, opponents, grounds, {})


def _merged(found: Iterable[Finding]) -> list[Finding]:
    return list({one.order: one for one in found}.values())
