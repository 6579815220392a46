"""A ledger of an older version is brought forward when it is opened, and is what it was."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest
import sqlalchemy as sa

from claimcheck.errors import StoreError
from claimcheck.ledger import Ledger
from claimcheck.model import Claim
from claimcheck.storing import schema
from claimcheck.storing.database import Database
from claimcheck.storing.indexing import words_until
from tests.stores import Fresh, fresh_urls

OLD = Path(__file__).parent.parent / "fixtures" / "ledgers"
HEADS = {1: "14:e59dd9192f63ca5b94454a243375ae844eb8c4167851072ba144c84cd3f05dc0"}
"""How far the ledger of each older version reached when that version wrote it."""


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Fresh]:
    """What gives the address of an empty ledger."""
    yield from fresh_urls(request.param, tmp_path)


def _database(ledger: Ledger) -> Database:
    found: Database = ledger.log._store.database  # type: ignore[attr-defined]
    return found


def _versions(ledger: Ledger, key: str) -> list[Claim]:
    return [entry.record for entry in ledger.history(key) if isinstance(entry.record, Claim)]


def test_there_is_a_ledger_of_every_older_version() -> None:
    assert sorted(HEADS) == list(range(1, schema.VERSION))
    assert sorted(path.name for path in OLD.glob("*.db")) == [f"version-{version}.db" for version in HEADS]


@pytest.mark.parametrize("version", HEADS)
def test_a_ledger_of_an_older_version_is_brought_forward(version: int, tmp_path: Path) -> None:
    """Its chain holds, what it says is found, and what is told to it now is found beside it."""
    path = tmp_path / "ledger.db"
    copy(OLD / f"version-{version}.db", path)
    with Ledger.open(path) as ledger:
        assert ledger.log._store.meta("schema") == str(schema.VERSION)  # type: ignore[attr-defined]
        assert ledger.head == HEADS[version]
        assert ledger.audit(HEADS[version]) == ()
        assert ledger.case == "first schema"
        assert [one.key for one in ledger.search("kherson")] == ["kherson"]
        assert [str(ledger.claims[key].value) for key in ("downed", "intercepted", "kherson")] == [
            "52 of 80",
            "162",
            "6",
        ]
        assert [one.text for one in _versions(ledger, "kherson")] == ["5 killed near Kherson", "6 killed near Kherson"]
        ledger.claim("9 killed near Kherson", by="Governor", event="shelling", key="later")
        ledger.amend("kherson", by="desk", why="misheard again", text="7 wounded there")
        assert [one.key for one in ledger.search("kherson")] == ["later"]
        assert [one.key for one in ledger.search("wounded")] == ["kherson"]
        assert ledger.audit(HEADS[version]) == ()
    with Ledger.open(path) as again:
        assert [one.key for one in again.search("kherson")] == ["later"]


def test_words_indexed_before_they_could_wait_are_known_to_be_there(
    fresh: Fresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From version 1 to 2: every claim of version 1 stands in the index of words, and is counted there once."""
    monkeypatch.setattr("claimcheck.storing.indexing._WAITING", 1)
    url = fresh()
    with Ledger.open(url) as ledger:
        ledger.claim("37 killed", by="army", event="raid", key="a")
        _database(ledger).run("DELETE FROM meta WHERE name = 'words'")
        _database(ledger).run("UPDATE meta SET value = '1' WHERE name = 'schema'")
    monkeypatch.setattr("claimcheck.storing.indexing._WAITING", 1000)
    with Ledger.open(url) as again:
        assert words_until(_database(again)) == len(again.log) == 3
        again.claim("38 killed", by="army", event="fire", key="b")
        assert [one.key for one in again.search("killed")] == ["a", "b"]
        assert again.view.index.counts(["killed", "37", ""]) == {"killed": 2, "37": 1, "": 2}


def test_a_step_that_fails_leaves_the_ledger_as_it_was(fresh: Fresh, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ledger is brought forward as a whole or not at all."""
    url = fresh()
    with Ledger.open(url) as ledger:
        ledger.claim("37 killed", by="army", event="raid")

    def fails(connection: sa.Connection) -> None:
        connection.exec_driver_sql("DELETE FROM claim_counts")
        connection.exec_driver_sql("INSERT INTO meta VALUES ('half', 'done')")
        raise StoreError("the disk is full")

    monkeypatch.setattr(schema, "_STEPS", (*schema._STEPS, fails))
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    with pytest.raises(StoreError, match="the disk is full"):
        Ledger.open(url)
    monkeypatch.undo()
    with Ledger.open(url) as again:
        assert again.log._store.meta("half") is None  # type: ignore[attr-defined]
        assert again.audit() == ()
