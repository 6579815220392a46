"""The story of one claim: who says it, where, what agrees, what opposes, on what it rests, what would settle it."""

import re

from hypothesis import given, settings

from claimcheck.ledger import Ledger
from tests.strategies import ledgers


def told() -> Ledger:
    """An army's figure in its own bulletin and a report, an enemy's against it."""
    ledger = Ledger()
    army = ledger.party("Army of X", key="army")
    enemy = ledger.party("Enemy Command", key="enemy")
    agency = ledger.party("News Agency", key="agency")
    bulletin = ledger.source("Night bulletin", publisher=army)
    wire = ledger.source("Wire story", publisher=agency)
    raid = ledger.event("the raid", key="raid", occurred="2025-06-02")
    ledger.claim(
        "37 people killed.",
        by=army,
        event=raid,
        source=[bulletin, wire],
        quote="we lost 37",
        asserted="2025-06-03",
        basis="own_count",
        key="a",
        note="A second count is under way.",
    )
    ledger.claim("90 people killed", by=enemy, event=raid, key="e", basis="estimate")
    return ledger


def test_who_when_how_and_in_which_words() -> None:
    """The story opens with who says what, when, and how it knows, and where it stands in whose words."""
    assert (
        told()
        .explain("a")
        .startswith(
            "Army of X says on 2025-06-03, by its own count: 37 people killed. "
            "It stands in Night bulletin, in its own words (“we lost 37”); Wire story, as reported (“we lost 37”)."
        )
    )


def test_what_opposes_it_and_on_what_it_rests() -> None:
    """Both figures of a dispute are named, and the number of origins and outlets."""
    story = told().explain("a")

    assert re.search(r"Contested: .*Army of X.*37.*Enemy Command.*90", story)
    assert "Nothing here contradicts it" not in story
    assert "1 origin" in story
    assert "2 outlets" in story
    assert story.endswith("Note: A second count is under way.")


def test_what_nothing_opposes_says_so() -> None:
    """A claim that stands alone is told as uncontradicted, and without a source as such."""
    ledger = Ledger()
    ledger.claim("37 people killed", by=ledger.party("Army"), event="raid", key="a")

    assert "Nothing here contradicts it." in ledger.explain("a")
    assert "No source is given for it." in ledger.explain("a")


def test_a_claim_of_nobody_and_one_against_it() -> None:
    """An unattributed figure has no claimant, and the claim it opposes is not told as uncontradicted."""
    ledger = Ledger()
    ledger.event("raid", occurred="2025-06-02")
    ledger.claim("37 people killed", by=ledger.party("Army"), event="raid", key="a")
    ledger.claim("90 people killed", event="raid", key="n", source="forum")

    assert ledger.explain("n").startswith("Nobody named says: 90 people killed. It stands in forum.")
    assert "Opposed only by a claim that nobody owns" in ledger.explain("a")
    assert "Nothing here contradicts it" not in ledger.explain("a")


def test_a_denial_is_told_as_one() -> None:
    """Who denies is not said to say so."""
    ledger = Ledger()
    ledger.claim("37 people killed", by="army", event="raid", polarity=False, key="d")

    assert ledger.explain("d").startswith("army denies: 37 people killed.")


def test_what_is_superseded_is_not_held_against_anything() -> None:
    """A claim that its claimant revised says so, and is not told as uncontradicted: it was not compared."""
    ledger = told()
    ledger.revise("a", "36 people killed", key="a2")
    story = ledger.explain("a")

    assert "It is no longer current: superseded by a2." in story
    assert "Nothing here contradicts it" not in story


def test_what_lost_its_sources_says_so() -> None:
    """A claim whose every source was taken back is told as such."""
    ledger = told()
    ledger.retract("Night bulletin", by="army")
    ledger.retract("Wire story", by="agency")

    assert "Every source in which it stood was retracted." in ledger.explain("a")


def test_the_rest_of_a_k_of_n_is_not_said_to_be_anything() -> None:
    """Of 80 launched and 52 shot down the other 28 are not hits; nothing is left over of a figure above its total."""
    ledger = Ledger()
    ledger.claim("52 of 80 Russian drones shot down", by="Air Force", key="a")
    ledger.claim(value="90 of 80", measure="shot down", by="Air Force", key="b")

    assert "Of the other 28 of the 80 it says nothing." in ledger.explain("a")
    assert "it says nothing" not in ledger.explain("b")


def test_a_sum_is_told() -> None:
    """What its claimant broke down is told part by part."""
    ledger = Ledger()
    ledger.claim(
        value=52, measure="neutralised", subject="drones", by="af", parts={"shot down": 15, "suppressed": 37}, key="a"
    )

    assert "It breaks down as 15 shot down + 37 suppressed." in ledger.explain("a")


def test_what_would_settle_it() -> None:
    """A question left open is asked."""
    ledger = Ledger()
    ledger.event("raid", occurred="2025-06-02")
    ledger.claim("5 killed", by=ledger.party("Officials"), event="raid", subject="people", key="a")
    ledger.claim(
        "471 killed", by=ledger.party("Ministry"), event="raid", subject="people", key="b", cutoff="2025-06-03"
    )

    assert "What would settle it: " in ledger.explain("a")
    assert "cutoff" in ledger.explain("a")


def test_private_fields_are_no_part_of_the_story() -> None:
    """What is private stays out of it."""
    ledger = Ledger()
    ledger.claim("5 killed", by="Officials", key="a", private={"witness": "Olena"})

    assert "Olena" not in ledger.explain("a")


@settings(max_examples=50)
@given(ledgers())
def test_every_claim_has_a_story(ledger: Ledger) -> None:
    """Any claim of any ledger can be told, the same each time."""
    for claim in ledger.claims:
        story = ledger.explain(claim)

        assert story == ledger.explain(claim.key)
        assert "It rests on " in story
