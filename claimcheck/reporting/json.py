"""The report for programs: the findings as they are, the claims with what is known of each, and the records behind."""

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from attrs import asdict

from claimcheck.findings.finding import Finding, Kind
from claimcheck.ledger import Ledger
from claimcheck.reporting.fused import fusion_plain
from claimcheck.reporting.links import source_file
from claimcheck.reporting.model import GradedView, Report
from claimcheck.verifying.verification import with_failures

__all__ = ["findings_json", "json_text", "render_json"]


def render_json(ledger: Ledger, report: Report) -> str:
    """Return the report as JSON; private fields stay in the ledger.

    Where fusion stands in the report, it has the key ``fusion`` besides.

    Examples:
        >>> from claimcheck.reporting.build import build_report
        >>> ledger = Ledger(case="night")
        >>> sorted(json.loads(render_json(ledger, build_report(ledger))))[:6]
        ['case', 'claims', 'counts', 'events', 'findings', 'grades']
    """
    records: dict[str, list[dict[str, Any]]] = {"claim": [], "event": [], "party": [], "source": []}
    for plain in ledger.to_records(private=False):
        held = records.get(plain["record"])
        if held is not None:
            plain.pop("private", None)
            if "file" in plain:
                plain["file"] = source_file(plain["file"])
            held.append({name: value for name, value in plain.items() if name != "record"})
    views = dict(zip(sorted(claim.key for claim in ledger.claims), report.claims, strict=True))
    failed = {
        claim.key
        for finding in (report.verification.findings if report.verification else ())
        for claim in finding.claims
    }
    claims = []
    for plain in sorted(records["claim"], key=lambda one: str(one["key"])):
        view = views[plain["key"]]
        for told, appearance in zip(view.told, plain.get("appearances", ()), strict=True):
            if told.failed:
                appearance["not_as_in_source"] = told.failed
        claims.append(
            {
                **plain,
                "topic": view.topic or None,
                "origins": view.origins,
                "status": sorted(
                    ledger.status(plain["key"])
                    | ({Kind.FAILED_VERIFICATION.value} if plain["key"] in failed else set())
                ),
                "explain": view.story,
            }
        )
    return json_text(
        {
            "title": report.title,
            "case": ledger.case,
            "made": list(report.made),
            "overview": list(report.overview),
            **findings_json(with_failures(ledger, report.verification)),
            "verification": None if report.verification is None else report.verification.to_plain(),
            "claims": claims,
            "grades": [_graded(one) for one in report.graded],
            "ungraded": report.ungraded,
            "events": _by_key(records["event"]),
            "incidents": [one.to_plain() for one in ledger.incidents],
            "timelines": [one.to_plain() for one in ledger.timelines],
            "parties": _by_key(records["party"]),
            "sources": _by_key(records["source"]),
            **({} if report.beside is None else {"fusion": fusion_plain(report.beside)}),
        }
    )


def _graded(view: GradedView) -> dict[str, Any]:
    return {
        "record": view.kind,
        "about": view.ref.text,
        "grades": [asdict(one) for one in view.grades],
    }


def _by_key(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(records, key=lambda one: str(one["key"]))


def findings_json(findings: Iterable[Finding]) -> dict[str, Any]:
    """Return findings and how many there are of each kind, as `claimcheck check --json` prints them.

    Examples:
        >>> findings_json(())
        {'findings': [], 'counts': {}}
    """
    held = list(findings)
    counts = Counter(finding.kind.value for finding in held)
    return {"findings": [finding.to_plain() for finding in held], "counts": dict(counts)}


def json_text(value: Any) -> str:
    r"""Return *value* as JSON text in which no character controls a terminal or turns the reading direction.

    Examples:
        >>> print(json_text({"quote": "Запоріжжя \u202e"}))
        {
          "quote": "Запоріжжя \u202e"
        }
        <BLANKLINE>
    """
    plain = json.dumps(value, ensure_ascii=False, indent=2)
    if not plain.isprintable():
        plain = "".join(
            character if character == "\n" or character.isprintable() else json.dumps(character)[1:-1]
            for character in plain
        )
    return plain + "\n"
