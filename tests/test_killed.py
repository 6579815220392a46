"""A program that records is killed at any instant: what it said was recorded is there when the ledger opens again."""

import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from claimcheck.ledger import Ledger
from tests.stores import Fresh, fresh_urls
from tests.writers import MANY, Writer, lost_of, wrong_with


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Fresh]:
    """What gives the address of an empty ledger."""
    yield from fresh_urls(request.param, tmp_path)


def test_what_was_recorded_when_a_call_returned_outlives_the_program(fresh: Fresh) -> None:
    """Every acknowledged claim is there after a kill, the chain holds, and numbers have no gap."""
    url, chance, acknowledged = fresh(), Random(20250602), list[str]()
    for kill in range(5 if url.startswith("postgresql") else 10):
        writer = Writer(url, f"writer{kill}", MANY)
        for _ in range(chance.randint(1, 40)):
            writer.read()
        time.sleep(chance.uniform(0, 0.01))
        writer.kill()
        with Ledger.open(url) as ledger:
            writer.finish()
            acknowledged += writer.said
            ledger.refresh()

            assert writer.said
            assert lost_of(ledger, acknowledged) == set()
            assert wrong_with(ledger) == ()


def test_a_ledger_half_made_is_made_by_the_next_program_that_opens_it(fresh: Fresh) -> None:
    """A program that is killed while it makes the tables leaves nothing that cannot be opened."""
    chance = Random(20250603)
    for kill in range(6):
        url = fresh()
        writer = Writer(url, f"writer{kill}", MANY)
        time.sleep(chance.uniform(0, 0.06))
        writer.kill()
        with Ledger.open(url) as ledger:
            writer.finish()
            ledger.refresh()

            assert lost_of(ledger, writer.said) == set()
            assert wrong_with(ledger) == ()


def test_every_commit_is_flushed_to_disk(fresh: Fresh) -> None:
    """A connection says so itself: what a call recorded outlives the machine as well."""
    with Ledger.open(fresh()) as ledger:
        log: Any = ledger.log
        database = log._store.database
        if database.is_server:
            assert [database.rows(f"SHOW {name}")[0][0] for name in ("fsync", "synchronous_commit")] == ["on", "on"]
        else:
            assert database.rows("PRAGMA synchronous")[0][0] == 2
