"""A party's own figure under another word: noticed where the words are known to differ, and left alone elsewhere."""

from typing import Any

import pytest

from claimcheck.ledger import Ledger


def raid(report: str = "52", **fields: Any) -> Ledger:
    """An army that has 52 neutralised in its bulletin, and an outlet that gives a figure for those shot down."""
    ledger = Ledger()
    ledger.party("Army", key="army")
    ledger.party("Gazette", kind="outlet", key="gazette")
    ledger.source("Bulletin", publisher="army", key="bulletin")
    ledger.source("Gazette page", publisher="gazette", key="page")
    ledger.event("raid", occurred="2025-06-01", key="raid")
    told: dict[str, Any] = {"event": "raid", "subject": "drones", "by": "army"}
    ledger.claim(value="52 of 80", measure="neutralised", source="bulletin", key="own", **told)
    ledger.claim(**{"value": report, "measure": "shot down", "source": "page", "key": "told", **told, **fields})
    return ledger


def test_the_figure_of_another_measure_is_noticed() -> None:
    """52 shot down, where the army itself has 52 neutralised, names both words and prefers neither."""
    (finding,) = raid().findings("reported_differently")

    assert (
        "Army is given with 52 for 'shot down' (as reported in page), and gives 52 of 80 itself for 'neutralised'"
        in (finding.reason)
    )
    assert (finding.field, finding.aspects) == ("measure", ("measure_slipped",))
    assert [claim.key for claim in finding.claims] == ["own", "told"]
    assert [(one.source, one.stands.value) for one in finding.carried] == [("page", "differently")]


@pytest.mark.parametrize(
    ("report", "fields"),
    [
        ("51", {}),
        ("52 of 90", {}),
        ("about 52", {}),
        ("52", {"measure": "bagged"}),
        ("52", {"subject": "aircraft"}),
        ("52", {"by": "gazette"}),
        ("52", {"event": None, "occurred": "2025-06-01"}),
        ("52", {"source": "bulletin"}),
        ("52", {"polarity": False}),
    ],
)
def test_what_differs_in_more_than_the_measure_is_left_alone(report: str, fields: dict[str, Any]) -> None:
    """Another figure, total or subject, a word that nobody has related, another speaker: no slip is suggested."""
    found = raid(report, **fields).findings("reported_differently")

    assert "measure_slipped" not in {aspect for one in found for aspect in one.aspects}


def test_own_words_on_the_measure_come_first() -> None:
    """Where the army gives those shot down itself, the report is held against that figure."""
    ledger = raid()
    ledger.claim(
        value="15", measure="shot down", source="bulletin", key="own15", event="raid", subject="drones", by="army"
    )
    (finding,) = ledger.findings("reported_differently")

    assert "52 is its 'neutralised'" in finding.reason
    assert finding.aspects == ()
