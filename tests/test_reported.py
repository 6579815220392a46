"""What documents make of a party's own figure: its own, rounded, outdated or another; never charged to the party."""

from collections.abc import Iterable
from random import Random
from typing import Any

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.findings.finding import Finding, Stands
from claimcheck.ledger import Ledger
from claimcheck.model import Appearance


def raid() -> Ledger:
    """A ledger with one raid, an army with its bulletin, and a few outlets with a page each."""
    ledger = Ledger()
    ledger.party("North", kind="state", key="north")
    ledger.party("Army of the North", kind="force", acts_for="north", key="army")
    ledger.party("Ministry of the South", kind="ministry", key="southern")
    ledger.source("Army bulletin", publisher="army", key="bulletin")
    ledger.source("Second bulletin", publisher="army", key="bulletin2")
    for name in ("cable", "gazette", "herald", "mirror"):
        ledger.party(name.capitalize(), kind="outlet", key=name)
        ledger.source(f"{name.capitalize()} page", publisher=name, key=f"{name}-page")
    ledger.event("raid", occurred="2025-06-01", key="raid")
    return ledger


def told(ledger: Ledger, value: str, source: str, by: str = "army", **fields: Any) -> str:
    """Add what somebody says was shot down and return the claim's key."""
    fields = {"measure": "shot down", "subject": "drones", "event": "raid", **fields}
    key = fields.pop("key", f"{by}-{value}-{source}")
    return ledger.claim(value=value, by=by, source=source, key=key, **fields).key


def only(ledger: Ledger, kind: str = "reported_differently") -> Finding:
    (finding,) = ledger.findings(kind)
    return finding


def stands(finding: Finding) -> dict[str, str]:
    """How each document stands, by its key."""
    return {one.source: one.stands.value for one in finding.carried}


def test_each_differing_figure_has_its_documents() -> None:
    """One finding lists every figure that is reported otherwise, with all its documents, and how many give the own."""
    ledger = raid()
    told(ledger, "15", "bulletin")
    told(ledger, "15", "herald-page")
    told(ledger, "51", "gazette-page")
    told(ledger, "51", "cable-page")
    told(ledger, "20", "mirror-page")
    finding = only(ledger)

    assert "with 15 (in its own words)" in finding.sentence
    assert (
        "with 20 (as reported in mirror-page) and with 51 (as reported in cable-page, gazette-page)" in finding.sentence
    )
    assert finding.sentence.endswith("1 of 4 documents that carry it give its own figure.")
    assert "51 is 15 with two digits exchanged: a slip of the pen would explain it" in finding.reason
    assert stands(finding) == {
        "bulletin": "own words",
        "herald-page": "own figure",
        "gazette-page": "differently",
        "cable-page": "differently",
        "mirror-page": "differently",
    }


def test_the_own_figure_alone_is_no_finding() -> None:
    """Where every document gives the party's own figure, in other words or loosely, there is nothing to say."""
    ledger = raid()
    told(ledger, "162", "bulletin")
    told(ledger, "162", "herald-page")
    told(ledger, "more than 160", "gazette-page")

    assert not ledger.findings("reported_differently")


def test_loose_figures_agree_and_are_listed_apart() -> None:
    """More than 160 for 162 is neither the own figure nor another one: it is said how the document gives it."""
    ledger = raid()
    told(ledger, "162", "bulletin")
    told(ledger, "162", "herald-page")
    told(ledger, "more than 160", "gazette-page")
    told(ledger, "about 160", "mirror-page")
    told(ledger, "126", "cable-page")
    finding = only(ledger)

    assert "gazette-page gives it as more than 160." in finding.sentence
    assert "mirror-page gives it as about 160." in finding.sentence
    assert "1 of 4 documents that carry it give its own figure." in finding.sentence
    assert {source for source, how in stands(finding).items() if how == "rounded"} == {"gazette-page", "mirror-page"}
    assert {claim.value and str(claim.value) for claim in finding.claims} == {"162", "126"}


def test_a_figure_that_is_too_far_off_is_no_rounding() -> None:
    """About 50 reaches 52 and does not reach 62."""
    ledger = raid()
    told(ledger, "62", "bulletin")
    told(ledger, "about 50", "gazette-page")

    assert stands(only(ledger))["gazette-page"] == "differently"


def test_a_report_may_be_sharper_than_the_party() -> None:
    """A document that gives 43 where the party says more than 40 agrees, more exactly than the party itself."""
    ledger = raid()
    told(ledger, "more than 40", "bulletin")
    told(ledger, "43", "gazette-page")
    told(ledger, "4", "mirror-page")
    finding = only(ledger)

    assert "gazette-page gives it more exactly as 43." in finding.sentence
    assert stands(finding)["gazette-page"] == "more exactly"


def test_a_superseded_figure_is_outdated_and_not_another_one() -> None:
    """A document that gives what the party itself said before its correction is said to do so, with the date."""
    ledger = raid()
    old = told(ledger, "37", "bulletin", asserted="2025-06-01")
    ledger.revise(old, value="36", asserted="2025-06-03", source="bulletin2", key="new")
    told(ledger, "37", "gazette-page")
    finding = only(ledger)

    assert "gazette-page gives 37, which Army of the North itself gave until 2025-06-03." in finding.sentence
    assert "one party's earlier figure is still given" in finding.sentence
    assert "neither is preferred" not in finding.sentence
    assert finding.aspects == ("outdated",)
    assert stands(finding)["gazette-page"] == "outdated"


def test_a_document_that_carries_what_was_corrected_before_it_came_out_is_outdated() -> None:
    """One record of the earlier figure, with the bulletin and two pages: only the page after the correction is late."""
    ledger = raid()
    ledger.source("Late page", publisher="cable", published="2025-06-05", key="late")
    ledger.source("Early page", publisher="cable", published="2025-06-02", key="early")
    old = ledger.claim(
        value="37",
        by="army",
        event="raid",
        subject="drones",
        measure="shot down",
        source="bulletin",
        asserted="2025-06-01",
        key="old",
    )
    pages = tuple(Appearance(source=source) for source in ("late", "early"))
    ledger.add(evolve(old, appearances=(*old.appearances, *pages)))
    ledger.revise("old", value="36", asserted="2025-06-03", source="bulletin2", key="new")
    finding = only(ledger)

    assert stands(finding) == {"late": "outdated", "bulletin2": "own words"}
    assert "late gives 37, which Army of the North itself gave until 2025-06-03." in finding.sentence


def test_an_earlier_dated_figure_is_outdated_until_the_next_one() -> None:
    """Of three figures that a party gave day by day the one that a document gives held until the next of them."""
    ledger = raid()
    told(ledger, "37", "bulletin", asserted="2025-06-01T22:00Z", measure="in hospital", occurred="2025-06-01")
    told(ledger, "30", "bulletin", asserted="2025-06-02T09:00+03:00", measure="in hospital", occurred="2025-06-01")
    told(ledger, "25", "bulletin", asserted="2025-06-04", measure="in hospital", occurred="2025-06-01")
    told(ledger, "37", "gazette-page", measure="in hospital", occurred="2025-06-01")
    told(ledger, "31", "mirror-page", measure="in hospital", occurred="2025-06-01")
    finding = only(ledger)

    assert stands(finding) == {"bulletin": "own words", "gazette-page": "outdated", "mirror-page": "differently"}
    assert "itself gave until 2025-06-02T09:00+03:00" in finding.sentence


def test_times_are_compared_as_times() -> None:
    """Nine in the morning three hours east comes before seven in Greenwich, whatever their texts sort like."""
    ledger = raid()
    told(ledger, "30", "bulletin", asserted="2025-06-02T07:00Z", measure="in hospital", occurred="2025-06-01")
    told(ledger, "37", "bulletin2", asserted="2025-06-02T09:00+03:00", measure="in hospital", occurred="2025-06-01")
    told(ledger, "37", "gazette-page", measure="in hospital", occurred="2025-06-01")

    assert stands(only(ledger))["gazette-page"] == "outdated"


def test_a_figure_taken_back_is_outdated() -> None:
    """What the party took back is said to be taken back, where it says something else now."""
    ledger = raid()
    old = told(ledger, "37", "bulletin", asserted="2025-06-01")
    ledger.retract(old, by="army", when="2025-06-02")
    told(ledger, "36", "bulletin2", asserted="2025-06-03")
    told(ledger, "37", "gazette-page")

    assert "37, which Army of the North itself took back on 2025-06-02." in only(ledger).sentence


def test_an_earlier_figure_is_compared_with_its_own_hour() -> None:
    """A report of the count up to noon is held against what the party counted up to noon, not against the latest."""
    ledger = raid()
    told(ledger, "5", "bulletin", cutoff="2025-06-01T12:00Z")
    told(ledger, "9", "bulletin2", cutoff="2025-06-01T18:00Z")
    told(ledger, "5", "herald-page", cutoff="2025-06-01T15:00+03:00", key="noon")
    assert not ledger.findings("reported_differently")
    told(ledger, "7", "gazette-page", cutoff="2025-06-01T12:00Z")
    finding = only(ledger)

    assert "with 7 (as reported in gazette-page, beside 5 in its own words, up to 2025-06-01T12:00Z)" in finding.reason
    assert stands(finding)["herald-page"] == "own figure"


def test_no_figure_is_dropped_in_silence() -> None:
    """Beyond thirty figures the rest are counted, with their documents, and every claim is in the finding."""
    ledger = raid()
    told(ledger, "1000", "bulletin")
    for value in range(100, 140):
        ledger.source(f"page {value}", publisher="cable", key=f"page-{value}")
        told(ledger, str(value), f"page-{value}")
    finding = only(ledger)

    assert "and 10 more)" in finding.sentence
    assert "and with 10 more figures (as reported in 10 documents)" in finding.sentence
    assert "0 of 40 documents that carry it give its own figure" in finding.sentence
    assert len(finding.claims) == 41
    assert sum(one.stands is Stands.DIFFERENTLY for one in finding.carried) == 40


def test_documents_beyond_a_few_are_counted() -> None:
    """Of many documents with one figure six are named and the rest counted."""
    ledger = raid()
    told(ledger, "15", "bulletin")
    for number in range(9):
        ledger.source(f"page {number}", publisher="cable", key=f"page-{number}")
        told(ledger, "20", f"page-{number}")

    assert "page-0, page-1, page-2, page-3, page-4, page-5 and 3 more" in only(ledger).sentence


def test_the_sum_is_told_with_the_names_of_its_parts() -> None:
    """A document that adds up two parts of the bulletin is explained by their sum."""
    ledger = raid()
    ledger.claim(
        value="90",
        by="army",
        source="bulletin",
        key="bulletin-90",
        event="raid",
        subject="drones",
        measure="launched",
        parts={"Kursk": "57", "Belgorod": "21", "Oryol": "12"},
    )
    told(ledger, "10", "bulletin")
    told(ledger, "69", "gazette-page")

    assert "69 = 57 Kursk + 12 Oryol" in only(ledger).reason


def test_nothing_is_charged_to_the_party() -> None:
    """A report never makes a party inconsistent with itself, nor contested by itself."""
    ledger = raid()
    told(ledger, "15", "bulletin")
    told(ledger, "52", "gazette-page")

    assert not {"contested", "inconsistent", "revision"} & {one.kind.value for one in ledger.findings()}


def test_a_party_without_words_of_its_own_is_left_to_its_reports() -> None:
    """Two reports that differ are listed as before where the party itself says nothing."""
    ledger = raid()
    told(ledger, "15", "herald-page")
    told(ledger, "52", "gazette-page")
    finding = only(ledger)

    assert "as reported in" in finding.reason
    assert finding.carried == ()


FIGURES = st.sampled_from(["15", "16", "37", "51", "52", "more than 14", "about 50", "52 of 80", "120"])
SOURCES = st.sampled_from(["bulletin", "bulletin2", "cable-page", "gazette-page", "herald-page", "mirror-page"])
TIMES = st.sampled_from([None, "2025-06-01", "2025-06-02", "2025-06-03T09:00Z"])


def filled(rows: Iterable[tuple[int, str, str, str | None]]) -> Ledger:
    ledger = raid()
    for number, value, source, asserted in rows:
        told(ledger, value, source, key=f"c{number}", asserted=asserted)
    return ledger


@given(st.lists(st.tuples(FIGURES, SOURCES, TIMES), max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_the_records_does_not_matter(rows: list[tuple[str, str, str | None]], random: Random) -> None:
    """The same claims recorded in any order give the same findings, word for word."""
    numbered = [(number, *row) for number, row in enumerate(rows)]
    shuffled = random.sample(numbered, len(numbered))

    assert [one.to_plain() for one in filled(numbered).findings("reported_differently")] == [
        one.to_plain() for one in filled(shuffled).findings("reported_differently")
    ]


@given(st.lists(st.tuples(FIGURES, SOURCES, TIMES), max_size=8))
def test_a_document_that_differs_is_always_named(rows: list[tuple[str, str, str | None]]) -> None:
    """Every claim that compare() calls reported differently from the latest own words is told in a finding."""
    ledger = filled((number, *row) for number, row in enumerate(rows))
    told_of = {claim.key for finding in ledger.findings("reported_differently") for claim in finding.claims}
    own = [one for one in ledger.claims if one.appearances[0].source.startswith("bulletin")]
    if len({(str(one.value), one.asserted) for one in own}) == 1:
        for claim in ledger.claims:
            if claim not in own and ledger.compare(own[0], claim).outcome == "reported_differently":
                assert claim.key in told_of
