"""Each incident as a report shows it, in HTML, Markdown and JSON: who says between which ends, and who is silent."""

import json
from pathlib import Path
from typing import Any

import pytest

from claimcheck.ledger import Ledger
from claimcheck.model import Relation
from claimcheck.reporting import report
from claimcheck.reporting.build import build_report
from claimcheck.reporting.html import render_html
from claimcheck.reporting.markdown import render_markdown
from claimcheck.reporting.model import IncidentView


def raid(**more: Any) -> Ledger:
    ledger = Ledger()
    ledger.event("Raid on the base", key="raid", place="Base")
    ledger.claim("41 Russian aircraft destroyed", by=ledger.party("Kyiv"), event="raid", **more)
    return ledger


def only(ledger: Ledger) -> IncidentView:
    (incident,) = build_report(ledger).incidents
    return incident


def test_a_measure_goes_without_the_name_of_its_incident() -> None:
    (measure,) = only(raid()).measures
    (line,) = measure.lines
    assert (measure.what, line.low, line.high, [one.text for one in line.claims]) == (
        "Russian aircraft destroyed",
        "41",
        "41",
        ["41"],
    )
    assert (measure.span, measure.floor, measure.contested) == ("", "", False)


def test_the_span_is_told_where_two_say_something_else() -> None:
    ledger = raid()
    ledger.claim("5 Russian aircraft destroyed", by="Moscow", event="raid")
    (measure,) = only(ledger).measures
    assert measure.span == "from 5 to 41"
    ledger.claim("more than 3 Russian aircraft destroyed", by="analysts", event="raid")
    assert only(ledger).measures[0].span == "from 4, no upper end"


def test_a_documented_minimum_is_told_with_its_basis_only() -> None:
    for basis, told in (("documented", "at least 13 documented"), (None, "")):
        ledger = raid()
        ledger.claim("13 Russian aircraft destroyed", by="analysts", event="raid", basis=basis)
        assert only(ledger).measures[0].floor == told


def test_contested_measures_are_named_first_and_lead_to_their_finding() -> None:
    ledger = raid()
    assert only(ledger).sentence == "1 measure, none contested."
    ledger.claim("5 Russian aircraft destroyed", by="Moscow", event="raid")
    built = build_report(ledger)
    (incident,) = built.incidents
    assert incident.sentence == "Contested: Russian aircraft destroyed."
    kinds = {ref.text: ref.anchor for ref in incident.measures[0].kinds}
    assert kinds["contested"] in {entry.anchor for section in built.sections for entry in section.entries}


def test_who_is_silent_stands_in_every_format_with_the_reason(tmp_path: Path) -> None:
    """And in none once they have spoken."""
    for silent in (True, False):
        ledger = raid()
        if not silent:
            ledger.claim("0 Russian aircraft destroyed", by=ledger.party("Russia"), event="raid")
        built = build_report(ledger)
        pages = render_html(built), render_markdown(built)
        assert all(("it is about Russian aircraft" in page) is silent for page in pages)
        report(ledger, tmp_path / "raid.json")
        (told,) = json.loads((tmp_path / "raid.json").read_text(encoding="utf-8"))["incidents"]
        assert [(one["name"], one["why"]) for one in told["silent"]] == (
            [("Russia", "it is about Russian aircraft")] if silent else []
        )


def test_merged_records_give_one_incident_with_the_facts_of_both() -> None:
    ledger = raid()
    ledger.event("Strike", key="strike", occurred="2025-06-01")
    assert [one.label for one in build_report(ledger).incidents] == ["Strike", "Raid on the base"]
    ledger.link("raid", Relation.SAME_AS, "strike", by="desk")
    assert dict(only(ledger).facts) == {"Place": "Base", "Date": "2025-06-01"}


def test_earlier_figures_stand_beside_with_their_time() -> None:
    ledger = Ledger()
    for day, killed in (("2025-06-01", 3), ("2025-06-02", 5)):
        ledger.claim(f"{killed} killed", by="police", event="fire", cutoff=day)
    (line,) = only(ledger).measures[0].lines
    assert [(ref.text, when) for ref, when in line.earlier] == [("3", "2025-06-01")]


def test_what_is_no_longer_current_is_linked_to() -> None:
    ledger = raid()
    ledger.correct(next(iter(ledger.claims)), "40 Russian aircraft destroyed")
    (past,) = only(ledger).past
    assert past.text == "41"
    assert f'href="#{past.anchor}"' in render_html(build_report(ledger))


def test_figures_that_cannot_all_be_right_are_flagged() -> None:
    ledger = raid()
    ledger.claim("30 Russian aircraft destroyed", by="Kyiv", event="raid")
    (line,) = only(ledger).measures[0].lines
    assert (line.low, line.high, line.agrees) == ("30", "41", False)
    built = build_report(ledger)
    assert "not all can be right" in render_html(built)
    assert "(not all can be right)" in render_markdown(built)


@pytest.mark.parametrize("claims", [7, 6])
def test_many_claims_of_one_party_are_counted(claims: int) -> None:
    ledger = Ledger()
    for at in range(claims):
        ledger.claim(f"more than {at + 1} killed", by="police", event="fire")
    (line,) = only(ledger).measures[0].lines
    assert (len(line.claims), line.more) == (6, claims - 6)
