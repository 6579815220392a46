"""What a ledger knows of where claims come from: whose act a claim is, and whose words a document holds."""

import pytest

from claimcheck.comparing.axes import stand
from claimcheck.ledger import Ledger
from claimcheck.support.grounds import Grounds
from tests.test_independence import fire, killed


def made(ledger: Ledger, key: str) -> tuple[bool, bool, frozenset[str]]:
    """Whether a claim only passes on, whether it was observed, and whose it is."""
    act = Grounds(ledger.view).act(stand(ledger.claims[key], ledger.view))
    return act.relays, act.observed, act.groups


@pytest.mark.parametrize(
    ("kind", "basis", "relays"),
    [
        (None, None, False),
        (None, "reported", True),
        (None, "estimate", False),
        ("outlet", None, True),
        ("outlet", "estimate", True),
        ("outlet", "witness", False),
        ("outlet", "own_count", False),
        ("TV channel", None, True),
        ("ministry", None, False),
    ],
)
def test_who_only_passes_on(kind: str | None, basis: str | None, relays: bool) -> None:
    """An outlet passes on unless it observed; anyone does who says so."""
    ledger = fire()
    ledger.party("Somebody", kind=kind, key="p")
    killed(ledger, "p", "s", key="c", basis=basis)

    assert made(ledger, "c")[0] is relays


def test_what_is_drawn_from_others_is_passed_on() -> None:
    """A party whose own page draws on another passes on; quoted in a page of somebody else it speaks for itself."""
    ledger = fire()
    for name in ("One", "Two"):
        ledger.party(name, key=name.casefold())
    ledger.source("wire", key="wire")
    ledger.source("page", publisher="one", derives_from=["wire"], key="page")
    killed(ledger, "one", "page", key="own")
    killed(ledger, "two", "page", key="quoted")

    assert (made(ledger, "own")[0], made(ledger, "quoted")[0]) == (True, False)


def test_a_stranger_has_no_group() -> None:
    """Nobody, and a name that nobody described, stand for no control group."""
    ledger = fire()
    killed(ledger, None, "s", key="nobody")
    killed(ledger, "a stranger", "s", key="stranger")

    assert made(ledger, "nobody")[2] == made(ledger, "stranger")[2] == frozenset()


@pytest.mark.parametrize(("kind", "voice"), [("force", "army"), ("outlet", None), (None, None)])
def test_whose_words_alone_a_document_holds(kind: str | None, voice: str | None) -> None:
    """A bulletin holds an army's words alone until it is seen to quote another; of an outlet that is never known."""
    ledger = fire()
    ledger.party("Army", kind=kind, key="army")
    ledger.party("Hospital", key="hospital")
    ledger.source("bulletin", publisher="army", key="bulletin")
    assert Grounds(ledger.view).own_voice("bulletin") is None
    killed(ledger, "army", "bulletin")
    assert Grounds(ledger.view).own_voice("bulletin") == voice
    killed(ledger, "hospital", "bulletin")

    assert Grounds(ledger.view).own_voice("bulletin") is None
