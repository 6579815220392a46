"""What belongs around a record: asked there, a question about a claim has the answer that the whole ledger gives."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from claimcheck.errors import UnknownKey
from claimcheck.findings.finding import Kind
from claimcheck.ledger import Ledger
from tests.stores import Fresh, fresh_urls
from tests.strategies import ledgers

SEEN_IN_THE_WHOLE = {Kind.UNKNOWN_TERM}
"""Whether a word is used anywhere else can only be seen in the whole ledger."""


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Fresh]:
    """What gives the address of an empty ledger."""
    yield from fresh_urls(request.param, tmp_path)


def _of_claim(ledger: Ledger, key: str) -> dict[str, object]:
    claim = ledger.claims[key]
    current = ledger.view.is_current(claim)
    positions = ledger.positions(claim) if current else ()
    return {
        "status": ledger.status(claim) - SEEN_IN_THE_WHOLE,
        "positions": [([one.key for one in position.claims], position.groups) for position in positions],
        "origins": ledger.independence(claim).reason,
        "ways": [str(path) for path in ledger.independence(claim).paths],
        "history": [entry.record for entry in ledger.history(claim)],
        "contested": [one.sentence for one in ledger.contested() if claim in one.claims],
    }


@settings(max_examples=40)
@given(ledgers())
def test_a_claim_is_judged_around_it_as_in_the_whole_ledger(ledger: Ledger) -> None:
    for claim in ledger.claims:
        assert _of_claim(ledger.around(claim), claim.key) == _of_claim(ledger, claim.key)


@settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
@given(ledgers())
def test_the_same_lies_around_a_record_on_disk(fresh: Fresh, ledger: Ledger) -> None:
    with Ledger.open(fresh(), case=ledger.case) as stored:
        stored.replay(ledger.log.entries)
        for record in (*ledger.claims, *ledger.events, *ledger.sources, *ledger.parties):
            mine, theirs = stored.around(record), ledger.around(record)
            assert [entry.record for entry in mine.log] == [entry.record for entry in theirs.log]


def test_other_incidents_are_not_read(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        for place in range(20):
            ledger.claim(f"{place + 3} killed", by="army", event=f"raid {place}", source=f"wire {place}")
            ledger.claim("2 killed", by="police", event=f"raid {place}", source=f"wire {place}")
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        near = ledger.around("raid 7")
        assert [claim.text for claim in near.claims] == ["10 killed", "2 killed"]
        assert [source.key for source in near.sources] == ["wire 7"]
        assert len(near.contested()) == 1
        assert len(dict.keys(ledger.view.claims)) == 2  # those that were read
        assert {"raid 7", "wire 7"} < set(near.graph.nodes)


def test_a_part_and_the_whole_of_an_incident_belong_together() -> None:
    ledger = Ledger()
    war = ledger.event("war")
    day = ledger.event("day", part_of=war)
    ledger.event("hour", part_of=day)
    ledger.event("other war")
    for event in ("war", "day", "hour", "other war"):
        ledger.claim("5 killed", by="army", event=event, key=event.replace(" ", "-"))
    assert [claim.key for claim in ledger.around("day").claims] == ["war", "day", "hour"]


def test_nothing_is_gathered_around_a_link() -> None:
    ledger = Ledger()
    a, b = (ledger.claim(f"{number} killed", by="army", event="raid") for number in (5, 6))
    link = ledger.link(a, "disputes", b, by="desk")
    with pytest.raises(UnknownKey, match="around a link nothing is gathered"):
        ledger.around(link.key)
    with pytest.raises(UnknownKey, match="no record 'nowhere'"):
        ledger.around("nowhere")
