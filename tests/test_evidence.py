"""The picture of evidence in a report: each node by a short name, each line in words, conflicts and circles marked."""

from collections.abc import Iterator

import pytest

from claimcheck.errors import InvalidRecord
from claimcheck.ledger import Ledger
from claimcheck.reporting.build import build_report
from claimcheck.reporting.html import render_html
from claimcheck.reporting.labelling import ENGLISH
from claimcheck.reporting.markdown import render_markdown
from claimcheck.reporting.model import Entry, EvidenceView


def entries(ledger: Ledger) -> Iterator[Entry]:
    for section in build_report(ledger).sections:
        yield from section.entries


def pictures(ledger: Ledger) -> list[EvidenceView]:
    return [entry.evidence for entry in entries(ledger) if entry.evidence is not None]


def fire(*, dispute: bool = True, circle: bool = False) -> Ledger:
    """Police in the wire, which the paper repeats; the hospital in the Herald."""
    ledger = Ledger()
    wire = ledger.source("wire", derives_from="paper" if circle else ())
    paper = ledger.source("paper", derives_from="wire")
    ledger.claim("5 killed", by=ledger.party("Police"), event="fire", source=[wire, paper])
    if dispute:
        ledger.claim("9 killed", by=ledger.party("Hospital"), event="fire", source="Herald")
    return ledger


def told(view: EvidenceView) -> dict[str, tuple[str, ...]]:
    return {f"{node.code} {node.ref.text}": (*((node.note,) if node.note else ()), *node.tells) for node in view.nodes}


def test_every_node_tells_in_words_what_its_lines_show() -> None:
    (view,) = pictures(fire())
    assert told(view) == {
        "P1 Hospital": ("asserts C1",),
        "P2 Police": ("asserts C2",),
        "S1 Herald": (),
        "S2 wire": (),
        "S3 paper": ("repeats S2",),
        "C1 9 killed": ("against C2 (contradicts)", "stands in S1"),
        "C2 5 killed": ("against C1 (contradicts)", "stands in S2, S3"),
    }
    assert view.sentence == "2 claimants, 3 sources, 2 claims; 1 conflict."
    assert [conflict for *_, conflict in view.bends] == [True]
    assert len(view.lines) == 2 + 1 + 3


def test_a_topic_without_a_dispute_has_no_picture() -> None:
    assert pictures(fire(dispute=False)) == []


def test_circles_are_marked_in_words_and_lines() -> None:
    (view,) = pictures(fire(circle=True))
    assert [node.ref.text for node in view.nodes if "circular" in node.note] == ["paper", "wire"]
    assert sum(line.look == "circular" for line in view.lines) >= 1


def test_columns_lead_from_claimants_over_documents_to_claims() -> None:
    (view,) = pictures(fire())
    columns = {node.code: node.x for node in view.nodes}
    assert columns["P1"] == columns["P2"] < columns["S2"] < columns["S3"] < columns["C1"] == columns["C2"]
    assert all(0 <= node.y <= view.height for node in view.nodes)


def test_a_topic_is_pictured_once_with_the_first_finding_that_disputes_it() -> None:
    ledger = fire()
    ledger.claim("7 killed", by=ledger.party("Patrol", acts_for="Police"), event="fire")
    kinds = [entry.kind for entry in entries(ledger) if entry.kind in {"contested", "inconsistent"}]
    assert kinds == ["contested", "inconsistent"]
    assert [entry.kind for entry in entries(ledger) if entry.evidence] == ["contested"]


@pytest.mark.parametrize("claims", [20, 60])
def test_more_than_a_reader_can_follow_is_said_and_not_drawn(claims: int) -> None:
    """Twenty claims by twenty parties in a document are too many, as sixty claims are by themselves."""
    ledger = Ledger()
    for at in range(claims):
        ledger.claim(f"{at + 1} killed", by=ledger.party(f"party {at}"), event="fire", source="wire")
    (entry,) = [one for one in entries(ledger) if one.kind == "contested"]
    assert (entry.evidence, entry.no_picture) == (None, ENGLISH("no_picture"))
    assert "too many for one picture" in render_html(build_report(ledger))
    assert "too many for one picture" in render_markdown(build_report(ledger))


def test_the_ledger_gives_what_the_picture_shows() -> None:
    ledger = fire()
    assert len(ledger.evidence(topic=ledger.topics[0]).nodes) == len(pictures(ledger)[0].nodes)
    claim = next(iter(ledger.claims))
    assert {node.kind for node in ledger.evidence(claim=claim).nodes} == {"party", "source", "claim"}
    with pytest.raises(InvalidRecord, match="name a topic or a claim, not both"):
        ledger.evidence(topic=ledger.topics[0], claim=claim)


def test_both_pages_have_the_list() -> None:
    built = build_report(fire())
    assert "against C2 (contradicts)" in render_html(built)
    assert "S3 paper; repeats S2" in render_markdown(built)


def test_documents_that_are_not_known_to_say_it_are_told_apart() -> None:
    """The paper repeats the wire in general; whether the wire said this is not known until a claim stands in it."""
    for known in (True, False):
        ledger = Ledger()
        ledger.source("wire")
        ledger.source("paper", derives_from="wire")
        where = ["wire", "paper"] if known else ["paper"]
        ledger.claim("5 killed", by=ledger.party("Police"), event="fire", source=where)
        ledger.claim("9 killed", by=ledger.party("Hospital"), event="fire")
        (view,) = pictures(ledger)
        notes = {node.ref.text: node.note for node in view.nodes if node.kind == "source"}
        assert notes == {"wire": "" if known else "not known to say this", "paper": ""}


def test_an_opponent_in_another_topic_is_shown_with_a_claim() -> None:
    """15 in one place are more than 10 in the whole, though 11 stand nearer."""
    ledger = Ledger()
    whole = ledger.claim("10 killed", by=ledger.party("ua"), event="raid", key="w")
    ledger.claim("15 killed in Kherson", by=ledger.party("ru"), event="raid", place="Kherson", key="p")
    ledger.claim("11 killed", by=ledger.party("x"), event="raid", key="w2")
    found = ledger.evidence(claim=whole)
    against = {edge.end if edge.start == "claim w" else edge.start for edge in found.edges if edge.is_conflict}
    assert {"claim p", "claim w2"} <= against
