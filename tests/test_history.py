"""Disputes that have ended, worked by hand."""

from claimcheck.ledger import Ledger


def dispute() -> Ledger:
    """An army that lowers its figure, and a ministry that never agreed with the first."""
    ledger = Ledger()
    army = ledger.party("Army", kind="force")
    ministry = ledger.party("Ministry", kind="ministry")
    ledger.event("raid", occurred="2025-06-01")
    ledger.claim("300 people killed", by=army, event="raid", asserted="2025-06-02", cutoff="2025-06-01", key="old")
    ledger.claim("36 people killed", by=ministry, event="raid", asserted="2025-06-03", cutoff="2025-06-01", key="other")
    return ledger


def test_a_dispute_stands_while_both_claims_do() -> None:
    """Before anything is revised the two are contested and nothing has ended."""
    ledger = dispute()

    assert [len(ledger.contested()), len(ledger.findings("resolved"))] == [1, 0]


def test_a_revision_ends_it_and_says_when() -> None:
    """After the army's own revision the dispute has ended: from when, until when and by what is said."""
    ledger = dispute()
    ledger.revise("old", "36 people killed", asserted="2025-06-05", key="new")
    (ended,) = ledger.findings("resolved")

    assert ledger.contested() == ()
    assert "from 2025-06-03 until 2025-06-05: old was superseded by new" in ended.sentence
    assert "300 / 36" in ended.reason


def test_a_retraction_ends_it() -> None:
    """A retraction by the claimant ends the dispute on the day of the retraction."""
    ledger = dispute()
    ledger.retract("old", by="Army", when="2025-06-04")
    (ended,) = ledger.findings("resolved")

    assert "until 2025-06-04" in ended.sentence


def test_a_dispute_that_goes_on_has_not_ended() -> None:
    """A revision to another figure that the ministry does not share ends nothing."""
    ledger = dispute()
    ledger.revise("old", "290 people killed", asserted="2025-06-05", cutoff="2025-06-01")

    assert [len(ledger.contested()), len(ledger.findings("resolved"))] == [1, 0]
