"""A ledger on disk answers as one in memory does: through amendments, reopening, other writers, and failures."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from claimcheck.errors import BadInput, InvalidRecord, StoreError
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
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
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
    max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
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
        StoreError, match=r"newer version of claimcheck \(its schema is 99, this version reads up to 2\)"
    ):
        Ledger.open(url)


# what is taken out, and what stood before


def test_a_redacted_field_is_gone_from_every_version_and_the_chain_holds(fresh: Fresh) -> None:
    url = fresh()
    with Ledger.open(url) as ledger:
        ledger.add(Party(key="army", name="Army"), Event(key="raid"))
        claim = ledger.add(_claim("a", 37, private={"witness": "NatashaRostova", "room": "12"}))[0]
        ledger.amend("a", by="desk", why="a slip", value=36)
        head = ledger.head
        redacted = ledger.redact(claim.key, "witness", by="desk", why="asked for by the witness")
        assert redacted.private == (("room", "12"),)
        assert ledger.audit(head) == ()
        assert (ledger.log.entries[-1].by, ledger.log.entries[-1].why) == ("desk", "asked for by the witness")
    with Ledger.open(url) as again:
        versions = [entry.record.private for entry in again.log if isinstance(entry.record, Claim)]
        assert versions == [(("room", "12"),)] * 3
        assert again.audit(head) == ()
        database = again.log._store.database  # type: ignore[attr-defined]
        if database.path is not None:
            beside = [database.path, *database.path.parent.glob(f"{database.path.name}-*")]
            assert not any(b"NatashaRostova" in one.read_bytes() for one in beside)


def test_a_field_that_is_not_there_cannot_be_redacted(fresh: Fresh) -> None:
    with Ledger.open(fresh()) as ledger:
        claim = ledger.claim("37 killed", by="army", private={"room": "12"})
        with pytest.raises(InvalidRecord, match="has no private field 'witness'"):
            ledger.redact(claim, "witness", by="desk", why="asked")
        with pytest.raises(InvalidRecord, match="why: a redaction says why it was made"):
            ledger.redact(claim, by="desk", why=" ")
        ledger.redact(claim, by="desk", why="asked")
        with pytest.raises(InvalidRecord, match="has no private field at all"):
            ledger.redact(claim, by="desk", why="asked")
        assert ledger.claims[claim.key].private == ()


@settings(
    max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
@given(ledgers())
def test_a_stored_ledger_as_it_stood_answers_as_one_in_memory(fresh: Fresh, ledger: Ledger) -> None:
    with Ledger.open(fresh()) as stored:
        stored.replay(ledger.log.entries)
        moments = sorted({entry.recorded for entry in ledger.log})
        for moment in [*moments, *(one - timedelta(minutes=1) for one in moments[:2])]:
            mine, theirs = stored.as_of(recorded=moment), ledger.as_of(recorded=moment)
            assert _answers(mine) == _answers(theirs)
            assert stored.diff(mine) == ledger.diff(theirs)
            asserted = stored.as_of(recorded=moment, asserted="2025-06-02")
            assert asserted == ledger.as_of(recorded=moment, asserted="2025-06-02")


def test_nothing_is_added_to_a_ledger_as_it_stood(fresh: Fresh) -> None:
    with Ledger.open(fresh(), clock=lambda: DAY) as ledger:
        ledger.add(Party(key="army", name="Army"))
        with pytest.raises(StoreError, match="as it stood, and nothing is added to it"):
            ledger.as_of(recorded=DAY).party("Navy")
        assert ledger.parties.keys() == ("army",)


def test_two_private_fields_of_one_name_are_both_kept(fresh: Fresh) -> None:
    url, witnesses = fresh(), (("witness", "A. A."), ("witness", "N. N."))
    with Ledger.open(url) as ledger:
        ledger.add(Party(key="army", name="Army"), Event(key="raid"))
        ledger.add(_claim("a", 37, private=witnesses))
    with Ledger.open(url) as again:
        assert again.claims["a"].private == witnesses
        assert again.audit() == ()


def test_a_reader_that_keeps_redacted_words_from_being_overwritten_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with Ledger.open(path) as ledger:
        claim = ledger.claim("37 killed", by="army", private={"witness": "NatashaRostova"})
        reader = sqlite3.connect(path, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT COUNT(*) FROM entries").fetchall()
        ledger.log._store.database.run("PRAGMA busy_timeout = 50")  # type: ignore[attr-defined]
        with pytest.warns(UserWarning, match="another program holds it open, so what was redacted stays in"):
            ledger.redact(claim, by="desk", why="asked")
        assert ledger.claims[claim.key].private == ()
        reader.close()
