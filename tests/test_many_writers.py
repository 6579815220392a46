"""Several programs record at once: nothing is lost, each entry names who recorded it, and a reader sees whole ones."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest

from claimcheck.ledger import Ledger
from tests.stores import Fresh, fresh_urls
from tests.writers import Writer, lost_of, transaction, wrong_with

_WRITERS = 4
_EACH = 100


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Fresh]:
    """What gives the address of an empty ledger."""
    yield from fresh_urls(request.param, tmp_path)


def test_four_programs_record_at_once(fresh: Fresh) -> None:
    """All that each recorded is there under its name; the chain holds, and numbers have no gap."""
    url = fresh()
    writers = [Writer(url, f"writer{number}", _EACH) for number in range(_WRITERS)]
    with ThreadPoolExecutor(_WRITERS) as readers:
        codes = list(readers.map(Writer.finish, writers))
    with Ledger.open(url) as ledger:
        by = Counter((entry.by, entry.record.key.removeprefix("witness ").partition("-")[0]) for entry in ledger.log)

        assert codes == [0] * _WRITERS
        assert lost_of(ledger, [key for writer in writers for key in writer.said]) == set()
        assert by == {(writer.name, writer.name): 2 * _EACH for writer in writers}
        assert wrong_with(ledger) == ()


def test_a_reader_sees_only_whole_transactions(fresh: Fresh) -> None:
    """A claim is never there without the party that was recorded with it, however often one looks."""
    url, looks = fresh(), 0
    with Ledger.open(url) as reader:
        writers = [Writer(url, f"writer{number}", _EACH) for number in range(2)]
        with ThreadPoolExecutor(len(writers)) as readers:
            ends = [readers.submit(writer.finish) for writer in writers]
            while wait(ends, timeout=0).not_done:
                reader.refresh()
                looks += 1
                assert len(reader.log) % 2 == 0
                assert lost_of(reader, reader.claims.keys()) == set()
        reader.refresh()

        assert looks
        assert len(reader.claims) == 2 * _EACH


def test_the_same_claim_recorded_by_two_programs_is_one(fresh: Fresh) -> None:
    """What another program has recorded already in the same words changes nothing."""
    url = fresh()
    with Ledger.open(url) as one, Ledger.open(url) as other:
        for number in range(20):
            one.add(*transaction("both", number), by="one")
            other.add(*transaction("both", number), by="other")
        one.refresh()

        assert len(one.log) == 40
        assert {entry.by for entry in one.log} == {"one"}
