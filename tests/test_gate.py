"""Steps 3 to 9, where words decide: what the pairs of compare_cases.yaml do not reach."""

from typing import Any

import pytest

from claimcheck.comparing.comparison import Comparison, Outcome
from claimcheck.ledger import Ledger


def pair(
    one: dict[str, Any], other: dict[str, Any], *links: tuple[str, str, str]
) -> tuple[Ledger, Comparison, Comparison]:
    """Two parties' claims on the soldiers killed in one raid, held against each other both ways."""
    ledger = Ledger()
    ledger.party("State", key="state")
    ledger.party("Army", key="army", acts_for="state")
    ledger.party("Guard", key="guard", acts_for="state")
    ledger.party("Enemy", key="enemy")
    ledger.event("war", key="war")
    ledger.event("raid", key="raid", part_of="war")
    ledger.term("region", kind="place", parts=["city", "plain"])
    ledger.term("description", kind="characterisation", exclusive=["rescue", "abduction"])
    told: dict[str, Any] = {"event": "raid", "measure": "killed", "subject": "soldiers"}
    ledger.claim(key="a", **({"by": "army"} | told | one))
    ledger.claim(key="b", **({"by": "enemy"} | told | other))
    for link in links:
        ledger.link(*link)
    return ledger, ledger.compare("a", "b"), ledger.compare("b", "a")


SHARE = {"measure": "turnout", "occurred": "2025-06-02"}
WORD = {"measure": "description", "value": "rescue"}
PAIRS: dict[str, tuple[dict[str, Any], dict[str, Any], str, str | None, int, str]] = {
    "a denial of what another did": (
        {"value": 9, "agent": "army"},
        {"value": 9, "agent": "enemy", "polarity": False},
        "undetermined",
        "agent",
        7,
        "a denial of what one did says nothing of another (army / enemy)",
    ),
    "agents of one command are one side": (
        {"value": 9, "agent": "army"},
        {"value": 9, "agent": "guard"},
        "same",
        None,
        17,
        "the same figure: 9 / 9",
    ),
    "a denial of less": (
        {"value": 9, "polarity": False, "place": "city"},
        {"value": 9, "polarity": False, "place": "region"},
        "refined_by",
        "place",
        7,
        "both deny, the one of 'region' more than the one of 'city'",
    ),
    "a word denied": (WORD, WORD | {"polarity": False}, "denial", None, 7, "Enemy denies what Army "),
    "another word denied": (
        WORD,
        WORD | {"value": "abduction", "polarity": False},
        "undetermined",
        "value",
        7,
        "what is denied (abduction) does not contain what is asserted (rescue)",
    ),
    "a figure denied of a word": (
        WORD,
        WORD | {"value": 9, "polarity": False},
        "undetermined",
        "value",
        7,
        "what is denied (9) does not contain what is asserted (rescue)",
    ),
    "a word of a part": (
        WORD | {"place": "city"},
        WORD | {"value": "abduction", "place": "region"},
        "undetermined",
        "place",
        8,
        "what is said of a part need not hold of the whole: place (city / region)",
    ),
    "counts without figures, of a part": (
        {"place": "city"},
        {"place": "region"},
        "part_of",
        "place",
        12,
        "a part within its whole",
    ),
    "a share without a figure, of a part": (
        SHARE | {"place": "city"},
        SHARE | {"place": "region"},
        "undetermined",
        "place",
        9,
        "no value on either side: place (city / region)",
    ),
    "words that nobody read": (
        {"measure": None, "subject": None, "text": "They fled the northern depot."},
        {"measure": None, "subject": None, "text": "They fled the southern depot."},
        "undetermined",
        "scope",
        4,
        "words that were not read differ",
    ),
    "an unknown number": (
        {"value": "an unknown number"},
        {"value": 9},
        "undetermined",
        "value",
        9,
        "the number is not known (an unknown number / 9)",
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_pairs_that_words_decide(name: str) -> None:
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


def test_a_disputed_agent_is_no_aspect_of_a_denial() -> None:
    """A denial of what another did is no conflict about who did it."""
    _, found, _ = pair({"value": 9, "agent": "army"}, {"value": 9, "agent": "enemy", "polarity": False})

    assert found.aspects == ()
    assert not found.conflict


def test_one_act_told_twice_is_the_same() -> None:
    """Reports that a person joined as one act are the same where their figures meet, and no longer where not."""
    joined = ("a", "same_act", "b")
    _, near, _ = pair({"value": "about 100"}, {"by": "army", "value": 102}, joined)
    _, apart, _ = pair({"value": 100}, {"by": "army", "value": 300}, joined)

    assert (near.outcome, near.step) == (Outcome.SAME, 5)
    assert apart.outcome is Outcome.REPORTED_DIFFERENTLY
