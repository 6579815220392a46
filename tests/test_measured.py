"""Steps 10 to 17, where figures decide: what the pairs of compare_cases.yaml do not reach."""

from typing import Any

import pytest

from claimcheck.comparing.comparison import Outcome
from claimcheck.quantity import Quantity
from tests.test_gate import pair

PART, WHOLE = {"place": "city"}, {"place": "region"}
SPENT = {"measure": "spending"}
PAIRS: dict[str, tuple[dict[str, Any], dict[str, Any], str, str | None, int, str]] = {
    "a broken number of whole things": (
        {"value": "2.5 to 2.6"},
        {"value": 9},
        "undetermined",
        "value",
        10,
        "a count of whole things given as a broken number",
    ),
    "money and a length": (
        SPENT | {"value": "$5"},
        SPENT | {"value": "5 km"},
        "not_comparable",
        "unit",
        10,
        "unit differs (USD / kilometre)",
    ),
    "money and a bare number": (
        SPENT | {"value": "$5"},
        SPENT | {"value": "5"},
        "undetermined",
        "unit",
        10,
        "one figure has no unit (5 USD / 5)",
    ),
    "a length and a mass": (
        {"measure": "area burned", "value": "5 km"},
        {"measure": "area burned", "value": "5 kg"},
        "not_comparable",
        "unit",
        10,
        "unit differs (kilometre / kilogram)",
    ),
    "a unit that nobody knows": (
        {"measure": "area burned", "value": Quantity(low=5, high=5, unit="qwxyz")},
        {"measure": "area burned", "value": "5 km"},
        "undetermined",
        "unit",
        10,
        "unit: 'qwxyz'",
    ),
    "shares of a part and a whole": (
        PART | {"value": "5 %"},
        WHOLE | {"value": "50 %"},
        "undetermined",
        "denominator",
        12,
        "shares of a part and a whole need their totals (5 % / 50 %)",
    ),
    "a part counted later": (
        PART | {"value": 9, "cutoff": "2025-06-05"},
        WHOLE | {"value": 5, "cutoff": "2025-06-03"},
        "undetermined",
        "cutoff",
        12,
        "the part was counted later than the whole: 9 (place: city) and 5 (place: region)",
    ),
    "a part counted earlier": (
        PART | {"value": 9, "cutoff": "2025-06-03"},
        WHOLE | {"value": 5, "cutoff": "2025-06-05"},
        "part_exceeds_whole",
        "place",
        12,
        "a part above its whole",
    ),
    "another figure than the whole's own part": (
        PART | {"value": 9},
        WHOLE | {"by": "army", "value": 20, "parts": {"city": 5, "plain": 15}},
        "reported_differently",
        None,
        13,
        "Army is given with",
    ),
    "the figure of the whole's own part": (
        PART | {"value": 5},
        WHOLE | {"by": "army", "value": 20, "parts": {"city": 5, "plain": 15}},
        "part_of",
        "place",
        12,
        "a part within its whole: 5 (place: city) and 20 (place: region)",
    ),
    "a part on two axes has no own part": (
        PART | {"value": 9},
        WHOLE | {"by": "army", "value": 20, "measure": "casualties", "parts": {"city": 5, "plain": 15}},
        "part_of",
        "measure",
        12,
        "a part within its whole",
    ),
    "a part of an event in one period": (
        {"value": 5, "occurred": "2025-06-02"},
        {"value": 20, "occurred": "2025-06-02", "event": "war"},
        "part_of",
        "event",
        12,
        "a part within its whole: 5 (event: raid) and 20 (event: war)",
    ),
    "one cutoff of two": (
        {"value": 5, "cutoff": "2025-06-02"},
        {"value": 20},
        "undetermined",
        "cutoff",
        14,
        "a rising toll or a dispute: only one says up to when it was known: 5 / 20; give both a `cutoff:`",
    ),
    "one claimant, without a figure and with none": (
        {},
        {"by": "army", "value": 0},
        "reported_differently",
        None,
        13,
        "Army is given with",
    ),
    "soft levels that declare no tolerance": (
        {"measure": "depth", "value": "about 5 km"},
        {"measure": "depth", "value": "about 9 km"},
        "contradicts",
        None,
        16,
        "figures that cannot both be right",
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_pairs_that_figures_decide(name: str) -> None:
    """Each pair has the outcome, field, deciding step and reason worked by hand."""
    one, other, outcome, field, step, reason = PAIRS[name]
    _, found, _ = pair(one, other)

    assert (found.outcome, found.field, found.step) == (outcome, field, step)
    assert found.reason.startswith(reason)


@pytest.mark.parametrize("name", PAIRS)
def test_the_other_way_round_is_the_inverse(name: str) -> None:
    """Each pair turned round is the inverse, its reason included."""
    one, other, *_ = PAIRS[name]
    _, found, turned = pair(one, other)

    assert turned == found.inverse
    assert turned.reason == found.inverse.reason


def test_the_whole_that_states_another_part_is_named() -> None:
    """Where one's own whole states another figure for the part, the reason says which and in what."""
    one, other, *_ = PAIRS["another figure than the whole's own part"]
    _, found, _ = pair(one, other)

    assert "5 city is stated by Army in its 20" in found.reason
    assert found.gap is not None
    assert found.gap.absolute == 4


def test_a_dispute_takes_the_shield_of_estimates_away() -> None:
    """Estimates near each other are a spread, until a person says that one disputes the other."""
    one, other = {"value": "about 100"}, {"value": "about 122"}
    _, spread, _ = pair(one, other)
    _, disputed, _ = pair(one, other, ("a", "disputes", "b"))

    assert (spread.outcome, disputed.outcome) == (Outcome.ESTIMATE_SPREAD, Outcome.CONTRADICTS)
    assert disputed.aspects == ("soft",)


def test_the_figure_reported_is_explained_by_another_measure() -> None:
    """Where another measure of the claimant has the figure reported, the reason shows its sum."""
    ledger, _, _ = pair({"value": 1}, {"value": 1})
    ledger.party("Gazette", key="gazette")
    ledger.source("page", publisher="gazette")
    drones: dict[str, Any] = {"by": "army", "event": "raid", "subject": "drones"}
    ledger.claim(key="told", measure="shot down", value=52, source="page", **drones)
    ledger.claim(key="own", measure="shot down", value=15, **drones)
    ledger.claim(key="all", measure="neutralised", value=52, parts={"shot down": 15, "suppressed": 37}, **drones)
    ledger.claim(key="again", measure="downed", value=52, **drones)
    found = ledger.compare("told", "own")

    assert found.outcome is Outcome.REPORTED_DIFFERENTLY
    assert found.reason.endswith("; 52 is its 'neutralised' = 15 shot down + 37 suppressed")
