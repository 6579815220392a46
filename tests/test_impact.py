"""What becomes of claims when a document is withdrawn or corrected, and who may withdraw what."""

from typing import Any

import pytest
from hypothesis import given, settings

from claimcheck.errors import InvalidRecord, UnknownKey
from claimcheck.ledger import Ledger
from claimcheck.model import Record
from claimcheck.support.impact import Impact
from tests.test_independence import circle, fire, killed, outlets
from tests.test_ways import SOURCES, current, filled, told


def fates(found: Impact) -> dict[str, str]:
    """What becomes of each claim, by its key."""
    return {claim.key: what for what in ("falls", "survives", "undetermined") for claim in getattr(found, what)}


def wired() -> Ledger:
    """A police count on a wire and in two reports drawn from it, and a hospital's own count in one more."""
    ledger = fire()
    for name in ("Police", "Hospital"):
        ledger.party(name)
    ledger.source("wire", key="wire")
    outlets(ledger, 2, "wire")
    killed(ledger, "Police", "wire", "r0", "r1", key="police")
    return ledger


def test_what_draws_on_a_withdrawn_wire_falls() -> None:
    """Without the wire nothing is left of what it and reports drawn from it say; a report alone costs nothing."""
    ledger = wired()

    assert fates(ledger.impact("wire")) == {"police": "falls"}
    assert ledger.impact("wire").reasons == ("nothing is left that does not come from wire",)
    assert fates(ledger.impact("r0")) == {"police": "survives"}
    assert ledger.impact("r0").reasons == ("1 of 1 independent left: Police",)


def test_what_another_says_as_well_survives() -> None:
    """With a second origin in a document of its own the figure survives the wire."""
    ledger = wired()
    killed(ledger, "Hospital", "statement", key="hospital")

    assert fates(ledger.impact("wire")) == {"police": "survives"}
    assert fates(ledger.impact("statement")) == {"hospital": "survives"}
    assert ledger.impact("wire").reasons == ("1 of 2 independent left: Hospital",)


def test_what_only_nobody_says_is_undetermined() -> None:
    """Where nobody named is left who says so, it cannot be told."""
    ledger = wired()
    killed(ledger, None, "leaflet", key="leaflet")
    found = ledger.impact("wire")

    assert fates(found) == {"police": "undetermined"}
    assert found.reasons == ("Police said so only through wire; nobody declared is left who says so",)
    assert fates(ledger.impact("leaflet")) == {"leaflet": "survives"}


def test_what_may_come_from_either_is_undetermined() -> None:
    """A digest that draws on two documents, neither of them known to hold the matter, may have it from either."""
    ledger = fire()
    ledger.party("Police")
    for name in ("one", "two"):
        ledger.source(name)
    ledger.source("digest", derives_from=["one", "two"])
    killed(ledger, "Police", "digest", key="c")

    assert fates(ledger.impact("one")) == fates(ledger.impact("two")) == {"c": "undetermined"}
    assert ledger.impact("one").reasons == ("what is left may have it from one, or from what else it draws on",)
    assert fates(ledger.impact("digest")) == {"c": "falls"}


def test_what_is_corrected_must_be_read_again() -> None:
    """Where a document is only corrected, what would fall without it is undetermined."""
    found = wired().impact("wire", corrected=True)

    assert fates(found) == {"police": "undetermined"}
    assert "must be read again" in found.reasons[0]


def test_what_is_based_on_a_claim_falls_with_it() -> None:
    """An estimate drawn from the count on the wire falls with the wire, though it stands elsewhere."""
    ledger = wired()
    ledger.party("Institute")
    estimate = killed(ledger, "Institute", "study", value="about 6", key="estimate")
    ledger.link(estimate, "based_on", "police", by="desk")

    assert fates(ledger.impact("wire")) == {"police": "falls", "estimate": "falls"}


def test_an_impact_shows_itself() -> None:
    """In words it counts, and in a notebook each claim stands with its reason, nothing of it read as markup."""
    ledger = wired()
    ledger.source("<b>wire</b>", key="bold")
    killed(ledger, "Hospital", "bold", value="7", key="seven")

    assert str(ledger.impact("wire")) == "without wire: 1 fall, 0 survive, 0 undetermined"
    assert "<b>" not in ledger.impact("bold")._repr_html_()
    assert "seven" in ledger.impact("bold")._repr_html_()


def test_an_unknown_source_is_refused() -> None:
    """A source that the ledger does not hold has no impact to be told."""
    with pytest.raises(UnknownKey, match="no source 'nowhere' in the ledger"):
        fire().impact("nowhere")


@settings(max_examples=150)
@given(told())
def test_only_single_points_fell_a_claim(records: list[Record]) -> None:
    """Withdrawing a document that is not on every way never fells a claim, and impact changes nothing."""
    ledger = filled(records)
    before = {key: ledger.independence(key) for key in current(ledger)}
    for source in SOURCES[:3]:
        for claim in ledger.impact(source).falls:
            assert source in before[claim.key].single_points

    assert {key: ledger.independence(key) for key in current(ledger)} == before


@settings(max_examples=150)
@given(told())
def test_what_falls_has_no_origin_once_it_is_withdrawn(records: list[Record]) -> None:
    """Once a source is retracted, what was said to fall or to be left with nobody has no origin, and survivors have."""
    foretold = filled(records)
    for source in SOURCES[:2]:
        found = foretold.impact(source)
        ledger = filled(records)
        ledger.retract(ledger.sources[source])
        for claim in found.falls:
            if ledger.view.is_current(ledger.claims[claim.key]):
                assert ledger.independence(claim.key).independent == 0
        for claim in found.survives:
            held = ledger.claims[claim.key]
            if ledger.view.is_current(held) and foretold.independence(claim.key).independent:
                assert ledger.independence(claim.key).independent > 0


def test_circles_are_told() -> None:
    """Documents that cite one another are a circle and a finding; fed from outside they are none."""
    ledger = fire()
    circle(ledger)
    killed(ledger, "A", "a", key="one")
    killed(ledger, None, "b", key="two")
    (found,) = ledger.circular()
    (finding,) = ledger.findings("circular")

    assert ([one.key for one in found.sources], [one.key for one in found.claims]) == (["a", "b"], ["one", "two"])
    assert str(found) == "a and b cite one another and nothing else"
    assert finding.sentence.startswith("a and b cite one another and nothing else: 2 claims stand in them")
    fed = fire()
    circle(fed, fed=True)
    killed(fed, "A", "a")
    assert (fed.circular(), fed.findings("circular")) == ((), ())


# who may take back and who may correct


@pytest.mark.parametrize(
    ("by", "takes_effect"), [(None, True), ("army", True), ("state", True), ("ministry", False), ("enemy", False)]
)
def test_only_the_claimants_side_retracts_and_corrects(by: str | None, takes_effect: bool) -> None:
    """The claimant and whoever it acts for take back and correct; a sister force and an adversary only dispute."""
    for act in ("retract", "correct"):
        ledger = fire()
        ledger.party("state", kind="state")
        for name in ("army", "ministry"):
            ledger.party(name, acts_for="state")
        ledger.party("enemy")
        claim = killed(ledger, "army", key="c")
        more: dict[str, Any] = {"by": by}
        if act == "correct":
            new = ledger.correct(claim, "6 killed", **more)
            assert ledger.view.is_current(new)
            assert new.claimants == (("army",) if takes_effect else (by,))
        else:
            ledger.retract(claim, **more)

        assert ledger.view.is_current(claim) is not takes_effect
        relations = {link.relation.value for link in ledger.view.links.values()}
        assert ("disputes" in relations) is not takes_effect


def test_a_correction_says_whose_it_is() -> None:
    """What nobody is named as saying can be corrected by somebody, and by nobody else."""
    ledger = fire()
    claim = killed(ledger, None, key="c")
    with pytest.raises(InvalidRecord, match="nobody is named as claimant of 'c'; say by= whom it is corrected"):
        ledger.correct(claim, "6 killed")

    assert ledger.correct(claim, "6 killed", by="police").claimants == ("police",)
    assert ledger.view.is_current(claim)


def test_another_partys_correction_keeps_no_basis() -> None:
    """How the claimant knew is not how another knows; of its own correction the basis stays."""
    ledger = fire()
    claim = killed(ledger, "army", key="c", basis="own_count")

    assert ledger.correct(claim, "6 killed", by="police").basis is None
    assert ledger.correct(claim, "7 killed").basis == "own_count"


def test_what_may_only_be_passed_on_is_undetermined() -> None:
    """Without the police's page an outlet that does not say how it knows is left, and may have had it from there."""
    ledger = fire()
    ledger.party("Police")
    ledger.party("Daily", kind="outlet")
    killed(ledger, "Police", "page", key="police")
    killed(ledger, "Daily", "daily", key="daily")
    found = ledger.impact("page")

    assert ledger.independence("police").single_points == ("page",)
    assert fates(found) == {"police": "undetermined"}
    assert found.reasons == ("what is left, Daily, may only pass on what page said",)
