"""What is gathered of a record before it is graded: who admits what, and whose words that is."""

from typing import Any

import pytest

from claimcheck.grading.gathering import FactGatherer
from claimcheck.ledger import Ledger


def raid() -> Ledger:
    """A raid with civilians killed, an army that may have done it, and a monitor that says that it did."""
    ledger = Ledger()
    ledger.event("raid", occurred="2025-06-02", key="raid")
    for name in ("Army", "Monitor", "Blog"):
        ledger.party(name, key=name.casefold(), kind="outlet" if name == "Blog" else None)
    ledger.source("army site", publisher="army", key="site")
    ledger.source("blog post", publisher="blog", key="post")
    killed(ledger, "monitor", key="said")
    return ledger


def killed(ledger: Ledger, by: str, **more: Any) -> None:
    """Five civilians killed by the army, as somebody says."""
    said: dict[str, Any] = {"event": "raid", "subject": "civilians", "measure": "killed", "value": 5, "agent": "army"}
    ledger.claim(by=by, **said | more)


def responsible(ledger: Ledger) -> list[str]:
    """Who holds itself responsible for what the monitor says."""
    return [one.party for one in FactGatherer(ledger).facts("said").responsible]


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"source": "site"}, ["Army"]),
        ({}, ["Army"]),
        ({"source": "post"}, []),
        ({"source": "site", "basis": "reported"}, []),
    ],
)
def test_an_admission_is_in_the_partys_own_words(more: dict[str, Any], found: list[str]) -> None:
    """What an army says itself is an admission; what a blog says that it said is none."""
    ledger = raid()
    killed(ledger, "army", **more)

    assert responsible(ledger) == found


def test_a_party_that_denies_it_admits_nothing() -> None:
    """Two statements of one army, one that it did it and one that it did not, are no admission."""
    ledger = raid()
    killed(ledger, "army", source="site")
    killed(ledger, "army", source="site", polarity=False, asserted="2025-06-03")

    assert responsible(ledger) == []


def test_a_name_that_nobody_described_admits_nothing() -> None:
    """A militia that nobody described may be anybody."""
    ledger = raid()
    killed(ledger, "a militia", agent="a militia")

    assert responsible(ledger) == []
