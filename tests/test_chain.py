"""The hash chain, worked out with nothing of the library but the records: JSON of the standard library, and SHA-256."""

import json
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from hypothesis import given

from claimcheck.errors import InvalidRecord
from claimcheck.ledger import Ledger
from claimcheck.log import Entry
from claimcheck.model import Claim, Party, Proposition
from claimcheck.storing.chain import GENESIS, link_hash, read_head, record_of, seal, show_head
from tests.strategies import ledgers

DAY = datetime(2025, 6, 2, 9, tzinfo=UTC)


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def test_an_entry_is_hashed_as_a_list_of_what_is_said_of_it_and_its_record() -> None:
    entry = Entry(number=1, recorded=DAY, by="desk", why=None, record=Party(key="ua", name="Україна"))
    (sealed,) = seal([entry], GENESIS)
    said = ["1", "2025-06-02T09:00:00+00:00", "desk", None, "party", "ua", None, "0" * 64]
    record = {"key": "ua", "name": "Україна", "record": "party"}
    assert sealed.record == _json(record)
    assert sealed.hash == sha256(_json([said, record]).encode()).hexdigest()


@given(ledgers())
def test_each_hash_covers_all_that_is_said_and_the_hash_before(ledger: Ledger) -> None:
    before = GENESIS
    for entry, sealed in zip(ledger.log, seal(ledger.log, GENESIS), strict=True):
        private = entry.record.private if isinstance(entry.record, Claim) else ()
        assert [(kept.name, kept.text) for kept in sealed.kept] == list(private)
        digests = [
            [kept.name, sha256(_json([kept.salt, kept.name, kept.text]).encode()).hexdigest()] for kept in sealed.kept
        ]
        covered = _json(digests) if digests else None
        assert sealed.private == covered
        head = [
            str(entry.number),
            entry.recorded.isoformat(),
            entry.by,
            entry.why,
            sealed.kind,
            sealed.key,
            covered,
            before,
        ]
        expected = sha256(f"[{_json(head)},{_json(json.loads(sealed.record))}]".encode()).hexdigest()
        assert (sealed.hash, link_hash(sealed, before)) == (expected, expected)
        assert record_of(sealed.record, private) == entry.record
        before = sealed.hash


def test_private_words_stand_in_no_record_and_their_salts_differ() -> None:
    claim = Claim(key="a", proposition=Proposition(), private={"one": "same words", "two": "same words"})
    (sealed,) = seal([Entry(number=1, recorded=DAY, record=claim)], GENESIS)
    assert "same words" not in sealed.record + str(sealed.private)
    assert len({kept.salt for kept in sealed.kept}) == 2
    (again,) = seal([Entry(number=1, recorded=DAY, record=claim)], GENESIS)
    assert again.hash != sealed.hash


def test_a_head_is_read_as_it_is_shown() -> None:
    head = show_head(12, "9f" * 32)
    assert read_head(f"{head}\n") == (12, "9f" * 32)
    for wrong in ("", "12", "12:9f", f"-1:{'9f' * 32}", f"12:{'9F' * 32}", f"١٢:{'9f' * 32}"):
        with pytest.raises(InvalidRecord, match="head: expected a number and 64 hexadecimal digits"):
            read_head(wrong)
