"""Disputes that rest on what a party is only reported to have said: they stand, and say so."""

from typing import Any

import pytest

from claimcheck.findings.finding import Finding
from claimcheck.findings.relayed import ONLY_REPORTED
from claimcheck.ledger import Ledger


def raid() -> Ledger:
    """A ledger with two states, an army under one of them, and an outlet."""
    ledger = Ledger()
    ledger.party("North", kind="state", key="north")
    ledger.party("Army of the North", kind="force", acts_for="north", key="army")
    ledger.party("South", kind="state", key="south")
    ledger.party("Gazette", kind="outlet", key="gazette")
    ledger.source("Gazette page", publisher="gazette", key="page")
    ledger.source("Army bulletin", publisher="army", key="bulletin")
    ledger.source("Southern bulletin", publisher="south", key="southern")
    ledger.event("raid", occurred="2025-06-01", key="raid")
    return ledger


def told(ledger: Ledger, value: str, by: str, source: str, **fields: Any) -> None:
    fields = {"measure": "killed", "subject": "soldiers", "event": "raid", **fields}
    ledger.claim(value=value, by=by, source=source, key=f"{by}-{value}-{source}", **fields)


def only(ledger: Ledger, kind: str) -> Finding:
    (finding,) = ledger.findings(kind)
    return finding


def test_a_dispute_over_a_reported_figure_says_that_it_is_only_reported() -> None:
    """A contested figure that only an outlet gives, while the party itself gives another, is told as such."""
    ledger = raid()
    told(ledger, "52", "army", "page")
    told(ledger, "15", "army", "bulletin")
    told(ledger, "15", "south", "southern")
    finding = only(ledger, "contested")

    assert "52 (Army of the North) is known only from page; its own words say 15." in finding.sentence
    assert ONLY_REPORTED in finding.aspects


def test_a_dispute_over_own_words_says_nothing_of_the_kind() -> None:
    """Where the party itself gives the figure that is contested, the finding stays as it was."""
    ledger = raid()
    told(ledger, "52", "army", "bulletin")
    told(ledger, "15", "south", "southern")
    finding = only(ledger, "contested")

    assert "known only" not in finding.sentence
    assert ONLY_REPORTED not in finding.aspects


def test_a_report_that_the_party_bears_out_is_no_mere_report() -> None:
    """A reported figure that agrees with the party's own words is not held apart from them."""
    ledger = raid()
    told(ledger, "52", "army", "page")
    told(ledger, "more than 50", "army", "bulletin")
    told(ledger, "15", "south", "southern")

    assert ONLY_REPORTED not in only(ledger, "contested").aspects


def test_a_reported_figure_without_own_words_stands_alone() -> None:
    """Where the party says nothing itself there is nothing to hold the report against."""
    ledger = raid()
    told(ledger, "52", "army", "page")
    told(ledger, "15", "south", "southern")

    assert ONLY_REPORTED not in only(ledger, "contested").aspects


def test_a_state_that_is_relayed_is_not_simply_inconsistent_with_its_army() -> None:
    """Between a report of the state and the own words of its army the finding says whose words are known how."""
    ledger = raid()
    told(ledger, "52", "north", "page")
    told(ledger, "15", "army", "bulletin")
    finding = only(ledger, "inconsistent")

    assert finding.sentence.endswith(" 52 (North) is known only from page; the own words of Army of the North say 15.")
    assert finding.aspects == (ONLY_REPORTED,)


def test_two_bodies_of_one_state_in_their_own_words_are_inconsistent() -> None:
    """Own words against own words need no such note."""
    ledger = raid()
    ledger.source("State page", publisher="north", key="state-page")
    told(ledger, "52", "north", "state-page")
    told(ledger, "15", "army", "bulletin")
    finding = only(ledger, "inconsistent")

    assert finding.aspects == ()
    assert "known only" not in finding.sentence


@pytest.mark.parametrize(("by", "aspects"), [("page", True), ("bulletin", False)])
def test_a_part_above_its_whole_says_it_too(by: str, aspects: bool) -> None:
    """A reported part above the whole that the same command gives in its own words is told to be only reported."""
    ledger = raid()
    told(ledger, "90", "army", by, measure="shot down", subject="drones")
    told(ledger, "80", "army", "bulletin", measure="neutralised", subject="drones")
    finding = only(ledger, "inconsistent")

    assert finding.outcome == "part_exceeds_whole"
    assert (ONLY_REPORTED in finding.aspects) is aspects
    assert ("known only from page; the own words of" in finding.sentence) is False
    assert ("90 (Army of the North) is known only from page; its own words say 80." in finding.sentence) is aspects


def test_many_reports_are_counted() -> None:
    """Of many reported figures a few are told and the rest counted."""
    ledger = raid()
    told(ledger, "15", "army", "bulletin")
    told(ledger, "16", "south", "southern")
    for value in range(100, 109):
        told(ledger, str(value), "army", "page")

    assert "3 more figures are known only from reports." in only(ledger, "contested").sentence
