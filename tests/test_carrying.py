"""How documents stand to a party's own words: held once against the right one of them."""

import pytest

from claimcheck.comparing.axes import Standing, stand
from claimcheck.findings.carrying import Own, carried_by
from claimcheck.findings.finding import Stands
from claimcheck.ledger import Ledger


def army() -> Ledger:
    """A ledger with an army, its bulletin and an outlet."""
    ledger = Ledger()
    ledger.party("Army", key="army")
    ledger.party("Gazette", kind="outlet", key="gazette")
    ledger.source("Bulletin", publisher="army", key="bulletin")
    ledger.source("Gazette page", publisher="gazette", published="2025-06-05", key="page")
    ledger.event("raid", occurred="2025-06-01", key="raid")
    return ledger


def says(ledger: Ledger, value: str, source: str = "bulletin", asserted: str | None = None) -> Standing:
    """A claim of the army on the wounded in hospital, which may rise and fall."""
    claim = ledger.claim(
        value=value,
        by="army",
        event="raid",
        subject="soldiers",
        measure="in hospital",
        source=source,
        asserted=asserted,
        key=f"{value}-{source}-{asserted}",
    )
    return stand(claim, ledger.view)


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ("36", Stands.OWN_FIGURE),
        ("more than 35", Stands.ROUNDED),
        ("about 35", Stands.ROUNDED),
        ("37", Stands.OUTDATED),
        ("40", Stands.DIFFERENTLY),
    ],
)
def test_a_report_is_held_against_the_latest_words(report: str, expected: Stands) -> None:
    """The latest figure decides; an earlier one makes a report outdated and nothing else."""
    ledger = army()
    own = Own([says(ledger, "37", asserted="2025-06-01"), says(ledger, "36", asserted="2025-06-03")], (), ledger.view)

    assert own.latest.claim.key == "36-bulletin-2025-06-03"
    assert own.judge(says(ledger, report, "page"))[0] is expected


def test_the_order_of_own_words_does_not_matter() -> None:
    """Own words in any order give the same latest and the same date until which the earlier one held."""
    ledger = army()
    told = [says(ledger, value, asserted=f"2025-06-0{day}") for day, value in ((1, "37"), (2, "30"), (3, "36"))]
    report = says(ledger, "37", "page")
    notes = {Own(held, (), ledger.view).judge(report)[3] for held in (told, told[::-1], told[1:] + told[:1])}

    assert notes == {"gave until 2025-06-02"}


def test_undated_own_words_are_all_current() -> None:
    """Where nothing tells which of two own figures is the earlier one, either is the party's own."""
    ledger = army()
    own = Own([says(ledger, "37"), says(ledger, "36")], (), ledger.view)

    assert [own.judge(says(ledger, value, "page"))[0] for value in ("36", "37")] == [Stands.OWN_FIGURE] * 2


def test_a_document_that_came_out_after_the_correction_is_too_late() -> None:
    """A page of 5 June repeats what was corrected on 3 June; one of 2 June could not know of it."""
    ledger = army()
    own = Own([says(ledger, "36", asserted="2025-06-03")], (), ledger.view)
    ledger.source("Early page", publisher="gazette", published="2025-06-02", key="early")
    old = {source: says(ledger, "37", source) for source in ("page", "early")}
    late = {source: own.carried_too_late(one, one.claim.appearances[0]) for source, one in old.items()}

    assert late == {"page": True, "early": False}


def test_every_document_is_given_once_for_each_claim_in_it() -> None:
    """Own publications and reports are all listed, each with how it stands."""
    ledger = army()
    held = [says(ledger, "36", asserted="2025-06-03"), says(ledger, "36", "page"), says(ledger, "40", "page")]
    given = list(carried_by(held, Own(held[:1], (), ledger.view), ledger.view))

    assert [(one.appearance.source, one.words, one.stands.value) for one in given] == [
        ("bulletin", "36", "own words"),
        ("page", "36", "own figure"),
        ("page", "40", "differently"),
    ]
