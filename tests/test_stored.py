"""A ledger on disk answers as one in memory does: through amendments, reopening, other writers, and failures."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from claimcheck.errors import BadInput, StoreError
from claimcheck.ledger import Ledger
from claimcheck.model import Claim, Event, Party, Proposition
from claimcheck.quantity import Quantity
from tests.stores import Fresh, fresh_urls
from tests.strategies import ledgers

DAY = datetime(2025, 6, 2, 9, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Fresh]:
    """What gives the address of an empty ledger."""
    yield from fresh_urls(request.param, tmp_path)


def _answers(ledger: Ledger) -> dict[str, object]:
    """Everything that a ledger says of itself, in plain words."""
    return {
        "records": ledger.to_records(private=True),
        "rows": ledger.rows(),
        "findings": [(one.kind, one.sentence, one.outcome, one.reason) for one in ledger.findings()],
        "topics": [(topic.key, topic.label) for topic in ledger.topics],
        "status": {claim.key: ledger.status(claim) for claim in ledger.claims},
        "explained": {claim.key: ledger.explain(claim) for claim in ledger.claims},
        "origins": {claim.key: ledger.independence(claim).reason for claim in ledger.claims},
        "amended": {claim.key: ledger.view.amended_at(claim.key) for claim in ledger.claims},
        "versions": {record.key: ledger.view.versions[record.key] for record in ledger.records()},
        "history": {claim.key: ledger.history(claim) for claim in ledger.claims},
        "log": ledger.log.entries,
        "nodes": sorted(map(str, ledger.graph.nodes(data=True))),
        "edges": sorted(map(str, ledger.graph.edges(keys=True, data=True))),
    }


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
@given(ledgers())
def test_a_stored_ledger_answers_as_one_in_memory(fresh: Fresh, ledger: Ledger) -> None:
    url = fresh()
    with Ledger.open(url, case=ledger.case) as stored:
        stored.replay(ledger.log.entries)
        assert _answers(stored) == _answers(ledger)
        assert stored == ledger
    with Ledger.open(url, create=False) as again:
        assert again.case == ledger.case
        assert _answers(again) == _answers(ledger)
        assert again.log.audit() == ()


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
@given(ledgers())
def test_records_are_found_one_by_one_as_among_all(fresh: Fresh, ledger: Ledger) -> None:
    url = fresh()
    with Ledger.open(url) as told:
        told.replay(ledger.log.entries)
    with Ledger.open(url) as stored:
        for kind in ("parties", "sources", "events", "claims"):
            mine, theirs = getattr(stored, kind), getattr(ledger, kind)
            for record in theirs:
                names = [record.key, record.key.rpartition("/")[2], getattr(record, "name", None) or "", "nobody"]
                for name in names:
                    assert mine.get(name) == theirs.get(name), (kind, name)
            assert mine.keys() == theirs.keys()
            assert len(mine) == len(theirs)
            assert list(mine) == list(theirs)


def _claim(key: str, number: int, **more: object) -> Claim:
    proposition = Proposition(event="raid", measure="killed", value=Quantity(low=number, high=number))
    return Claim(key=key, proposition=proposition, text=f"{number} killed", claimants=("army",), **more)  # type: ignore[arg-type]


def test_two_programs_see_what_the_other_recorded(fresh: Fresh) -> None:
    url = fresh()
    with Ledger.open(url) as one, Ledger.open(url) as other:
        one.add(Party(key="army", name="Army"), Event(key="raid"))
        a = one.add(_claim("a", 37))[0]
        assert len(other.claims) == 0
        other.add(_claim("b", 36))
        assert other.claims["a"] == a
        assert [claim.key for claim in other.claims] == ["a", "b"]
        assert one.claims.keys() == ("a",)
        one.refresh()
        assert [claim.key for claim in one.claims] == ["a", "b"]
        assert one.claims["b"].home is one


def test_a_name_that_another_program_declared_meanwhile_is_not_declared_again(fresh: Fresh) -> None:
    url = fresh()
    with Ledger.open(url) as one, Ledger.open(url) as other:
        assert one.parties.get("Army") is None
        other.party("Army", kind="force", key="Army")
        claim = one.claim("37 killed", by="Army", event="raid")
        assert claim.claimants == ("Army",)
        assert one.parties["Army"].declared


def test_what_is_refused_leaves_nothing_behind(fresh: Fresh) -> None:
    url = fresh()
    with Ledger.open(url) as ledger:
        ledger.add(Party(key="army", name="Army"), Event(key="raid"))
        with pytest.raises(BadInput, match="unknown party 'navy'"):
            ledger.add(_claim("a", 37), Claim(key="b", proposition=Proposition(event="raid"), claimants=("navy",)))
        assert len(ledger.log) == 2
        assert len(ledger.claims) == 0
        ledger.add(_claim("a", 37))
    with Ledger.open(url) as again:
        assert [entry.number for entry in again.log.entries] == [1, 2, 3]


def test_private_fields_come_back_and_stay_out_of_what_is_public(fresh: Fresh) -> None:
    url = fresh()
    with Ledger.open(url) as ledger:
        ledger.add(Party(key="army", name="Army"), Event(key="raid"))
        ledger.add(_claim("a", 37, private={"witness": "Мария"}))
    with Ledger.open(url) as again:
        assert again.claims["a"].private == (("witness", "Мария"),)
        assert "Мария" not in str(again.to_records())


def test_the_log_keeps_the_time_and_the_author_that_it_was_told(fresh: Fresh) -> None:
    url = fresh()
    with Ledger.open(url, clock=lambda: DAY) as ledger:
        ledger.add(Party(key="army", name="Army"), by="desk", why="first")
        ledger.add(Party(key="navy", name="Navy"), recorded=DAY - timedelta(days=1))
    with Ledger.open(url) as again:
        told = [(entry.recorded, entry.by, entry.why) for entry in again.log.entries]
        assert told == [(DAY, "desk", "first"), (DAY, None, None)]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no/ledger\.db: it cannot be opened: is its folder there"):
        Ledger.open(tmp_path / "no" / "ledger.db")


def test_a_ledger_that_is_not_there_is_not_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no such ledger"):
        Ledger.open(tmp_path / "ledger.db", create=False)
    assert not list(tmp_path.iterdir())


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("these are notes " * 100)
    with pytest.raises(StoreError, match="it is no ledger: not a SQLite database"):
        Ledger.open(path)


def test_a_newer_ledger_is_refused(fresh: Fresh) -> None:
    url = fresh()
    with Ledger.open(url) as ledger:
        ledger.log._store.database.run("UPDATE meta SET value = '99' WHERE name = 'schema'")  # type: ignore[attr-defined]
    with pytest.raises(
        StoreError, match=r"newer version of claimcheck \(its schema is 99, this version reads up to 1\)"
    ):
        Ledger.open(url)
