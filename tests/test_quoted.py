"""An outlet's slip that stands in its quote alone: read where it can be read safely, and silent elsewhere."""

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.findings.finding import Finding
from claimcheck.findings.quoted import gives_figure
from claimcheck.ledger import Ledger
from claimcheck.model import Appearance
from claimcheck.quantity import Quantity
from claimcheck.reading.figures import parse_quantity


def quoted(quote: str | None, **fields: Any) -> Ledger:
    """One claim of the army with its bulletin, and one outlet that is quoted as given."""
    ledger = Ledger()
    ledger.party("Army of the North", kind="force", key="army")
    ledger.party("Gazette", kind="outlet", key="gazette")
    ledger.source("Army bulletin", publisher="army", key="bulletin")
    ledger.source("Gazette page", publisher="gazette", key="gazette-page")
    ledger.event("raid", occurred="2025-06-01", key="raid")
    about: dict[str, Any] = {
        "measure": "shot down",
        "subject": "drones",
        "event": "raid",
        "source": "bulletin",
        "key": "own",
    }
    claim = ledger.claim("15 drones were shot down", value="15", by="army", **about)
    at = Appearance(source="gazette-page", quote=quote, **fields)
    ledger.add(evolve(claim, appearances=(*claim.appearances, at)))
    return ledger


def only(ledger: Ledger) -> Finding:
    (finding,) = ledger.findings("reported_differently")
    return finding


def stands(finding: Finding) -> dict[str, str]:
    """How each document stands, by its key."""
    return {one.source: one.stands.value for one in finding.carried}


@pytest.mark.parametrize(
    "quote",
    [
        "The army said it shot down 51 drones.",
        "Some fifty-one drones were shot down",
        "According to the Army of the North, 51 drones were shot down on the first night.",
    ],
)
def test_a_quote_with_another_figure_is_a_report_of_another_figure(quote: str) -> None:
    """Where one record holds the bulletin and an outlet, the outlet's own slip is read from its quote."""
    finding = only(quoted(quote))

    assert stands(finding) == {"bulletin": "own words", "gazette-page": "differently"}
    assert "gazette-page" in finding.reason
    assert [claim.key for claim in finding.claims] == ["own"]


@pytest.mark.parametrize(
    "quote",
    [
        None,
        "The army said it shot down 15 drones.",
        "The army shot down fifteen drones.",
        "15 of 51 drones were shot down",
        "It shot down 51 drones and 3 missiles.",
        "The army lost 51 soldiers.",
        "The army did not say that 51 drones were shot down.",
        "51 drones were shot down over Kursk",
        "51 drones were launched",
        "51 % of the drones were shot down",
        "The raid came in the night.",
        "Сбит 51 беспилотник",
    ],
)
def test_a_quote_that_cannot_be_read_safely_says_nothing(quote: str | None) -> None:
    """The own figure, several figures, another thing, another place, another script: all are left as they are."""
    assert not quoted(quote).findings("reported_differently")


def test_a_translation_is_read_where_the_quote_cannot_be() -> None:
    """A quote in a language without tables is read in its translation, and never as if it were English."""
    translated = quoted("51 Drohnen abgeschossen", language="de", translation="51 drones were shot down")
    alone = quoted("51 drones shot down", language="de")

    assert stands(only(translated))["gazette-page"] == "differently"
    assert not alone.findings("reported_differently")


def test_a_rounded_quote_is_rounded() -> None:
    """More than 14 in the quote of a claim of 15 agrees."""
    assert not quoted("More than 14 drones were shot down").findings("reported_differently")


@pytest.mark.parametrize(
    ("text", "figure", "given"),
    [
        ("15 of them", "15", True),
        ("1,015 of them", "15", False),
        ("15.5 of them", "15", False),
        ("150 of them", "15", False),
        ("more than 40", "more than 40", True),
        ("52 of 80", "52", True),
        ("It came in the night.", "15", False),
    ],
)
def test_a_figure_stands_in_a_passage_whole(text: str, figure: str, given: bool) -> None:
    """Fifteen stands neither in 1,015 nor in 150 nor in 15.5."""
    value = parse_quantity(figure)
    assert value is not None

    assert gives_figure(text, value) is given


@given(st.text(max_size=80), st.integers(0, 10**6))
def test_any_text_can_be_asked(text: str, number: int) -> None:
    """Whatever stands in a passage, the question is answered; with the number in front the answer is yes."""
    value = Quantity(low=number, high=number)
    gives_figure(text, value)

    assert gives_figure(f"{number} drones; {text}", value)


@given(st.text(max_size=80))
def test_a_hostile_quote_breaks_nothing(text: str) -> None:
    """A quote of any characters leaves the findings of a ledger as they are, or adds one that names the document."""
    clean = "".join(letter for letter in text if letter.isprintable()) or None
    found = quoted(clean if clean and clean.strip() else None).findings("reported_differently")

    assert all("gazette-page" in one.reason for one in found)
