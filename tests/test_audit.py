"""Whatever is changed in a log behind the ledger's back, the audit names the entry."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimcheck.errors import InvalidRecord
from claimcheck.ledger import Ledger
from claimcheck.model import Claim, Party, Proposition
from claimcheck.storing.chain import read_head, show_head

_ENTRIES = 9
_COLUMNS = ("number", "recorded", "by", "why", "kind", "key", "record", "private", "hash")
_MAY_BE_NONE = {"by", "why", "private"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger of nine entries; the last is a claim with two private fields."""
    path = tmp_path / "ledger.db"
    moments = (datetime(2025, 6, 2, tzinfo=UTC) + timedelta(hours=hour) for hour in range(100))
    with Ledger.open(path, clock=lambda: next(moments)) as ledger:
        for number in range(_ENTRIES - 1):
            ledger.add(Party(key=f"party{number}", name=f"Party {number}"), by="desk", why=f"reason {number}")
        private = {"phone": "12345", "witness": "N. N."}
        ledger.add(Claim(key="claim", proposition=Proposition(), claimants=("party0",), private=private), by="desk")
    return path


Change = Callable[..., object]


@pytest.fixture
def change(path: Path) -> Iterator[Change]:
    """What changes the file as any program can that opens it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield lambda statement, *values: connection.execute(statement, values)


def _found(path: Path, head: str | None = None) -> list[tuple[str, str]]:
    with Ledger.open(path) as ledger:
        return [(problem.where, problem.message) for problem in ledger.log.audit(head)]


def _head(path: Path) -> str:
    with Ledger.open(path) as ledger:
        return ledger.log.head


def test_a_log_as_it_was_recorded(path: Path) -> None:
    assert _found(path) == []
    assert _found(path, _head(path)) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("record", '{"key":"party3","name":"Somebody else","record":"party"}'),
        ("hash", "0" * 64),
        ("recorded", "2025-06-01T00:00:00+00:00"),
        ("by", "nobody"),
        ("by", None),
        ("why", "another reason"),
        ("kind", "source"),
        ("private", "[]"),
    ],
)
def test_an_altered_entry_is_named(path: Path, change: Change, column: str, value: str | None) -> None:
    change(f'UPDATE entries SET "{column}" = ? WHERE number = 4', value)

    (where, said), *_ = _found(path)
    kind = value if column == "kind" else "party"

    assert (where, said) == (f"entry 4 ({kind} party3)", "was altered or put in: its hash does not fit")


def test_an_entry_under_another_key_is_named(path: Path, change: Change) -> None:
    change("UPDATE entries SET key = 'party9' WHERE number = 4")

    assert _found(path) == [
        ("entry 4 (party party9)", "was altered or put in: its hash does not fit"),
        ("entry 4", "it stands under the key 'party9', and its record is 'party3'"),
    ]


def test_an_entry_that_is_no_record_is_named(path: Path, change: Change) -> None:
    change("UPDATE entries SET record = '{', private = '{' WHERE number = 4")
    found = _found(path)

    assert [where for where, _ in found] == ["entry 4 (party party3)", "entry 4", "entry 4"]
    assert found[1][1] == "the digests of its private fields cannot be read"
    assert found[2][1].startswith("it holds no record: ")


def test_an_entry_taken_out_of_the_middle_is_named(path: Path, change: Change) -> None:
    change("DELETE FROM entries WHERE number = 4")

    assert _found(path) == [("entry 4", "is missing: it was taken out of the log")]


def test_entries_taken_out_at_the_end_are_named_where_the_head_was_kept(path: Path, change: Change) -> None:
    head = _head(path)
    change("DELETE FROM private")
    change("DELETE FROM entries WHERE number > 7")

    assert _found(path) == []
    assert _found(path, head) == [("entry 8", "is missing, and all up to 9: the head that was kept names them")]


def test_a_chain_written_anew_is_named_where_the_head_was_kept(path: Path, tmp_path: Path) -> None:
    """Somebody who makes the log again, with one word changed, cannot make the head that was kept."""
    head = _head(path)
    other = tmp_path / "other.db"
    with Ledger.open(path) as ledger, Ledger.open(other) as forged:
        for entry in ledger.log:
            by = "nobody" if entry.number == 4 else entry.by
            forged.add(entry.record, by=by, why=entry.why, recorded=entry.recorded)

    assert _found(other) == []
    assert _found(other, head) == [("entry 9", "has another hash than the head that was kept")]


def test_an_entry_put_in_is_named(path: Path, change: Change) -> None:
    for number in (10, 0, -3):
        change(
            'INSERT INTO entries SELECT ?, recorded, "by", why, kind, key, record, private, hash FROM entries '
            "WHERE number = 4",
            number,
        )

    assert sorted(_found(path)) == [
        ("entry -3", "was put in: entries are numbered from 1"),
        ("entry 0", "was put in: entries are numbered from 1"),
        ("entry 10 (party party3)", "was altered or put in: its hash does not fit"),
    ]


def test_an_entry_put_in_between_is_named(path: Path, change: Change) -> None:
    """Those after it stand one further on, and each is told where it was recorded."""
    for number in range(_ENTRIES, 3, -1):
        change("UPDATE entries SET number = number + 1 WHERE number = ?", number)
    change("UPDATE private SET number = 10")
    change(
        "INSERT INTO entries SELECT 4, recorded, 'nobody', why, kind, key, record, private, hash FROM entries "
        "WHERE number = 3"
    )
    found = _found(path)

    assert found[0] == ("entry 4 (party party2)", "was altered or put in: its hash does not fit")
    assert found[1:] == [
        (
            f"entry {number} ({'claim claim' if number == 10 else f'party party{number - 2}'})",
            f"was moved: it was recorded as entry {number - 1}",
        )
        for number in range(5, 11)
    ]


def test_two_entries_exchanged_are_named(path: Path, change: Change) -> None:
    for before, after in ((3, 99), (6, 3), (99, 6)):
        change("UPDATE entries SET number = ? WHERE number = ?", after, before)
    found = dict(_found(path))

    assert found["entry 3 (party party5)"] == "was moved: it was recorded as entry 6"
    assert found["entry 6 (party party2)"] == "was moved: it was recorded as entry 3"


@pytest.mark.parametrize(("column", "value"), [("text", "Somebody"), ("salt", "00"), ("name", "source")])
def test_an_altered_private_field_is_named(path: Path, change: Change, column: str, value: str) -> None:
    change(f"UPDATE private SET {column} = ? WHERE name = 'witness'", value)
    name = value if column == "name" else "witness"

    assert _found(path) == [("entry 9", f"its private field {name!r} was altered")]


def test_a_private_field_taken_out_leaves_the_chain_whole(path: Path, change: Change) -> None:
    change("DELETE FROM private WHERE name = 'witness'")

    assert _found(path) == []


def test_an_index_that_does_not_fit_is_named(path: Path, change: Change) -> None:
    """By it entries are found: one that leaves some out hides them."""
    change("PRAGMA writable_schema = ON")
    change("UPDATE sqlite_schema SET sql = replace(sql, 'kind, number', 'number, kind') WHERE name = 'entries_by_key'")
    found = _found(path)

    assert found
    assert {where for where, _ in found} == {"file"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    number=st.integers(1, _ENTRIES),
    column=st.sampled_from(_COLUMNS),
    text=st.none() | st.text() | st.sampled_from(["", "[]", "{}", "null", "desk", "party", "2025-06-02"]),
    other=st.integers(-(2**63), 2**63 - 1),
)
def test_any_change_of_an_entry_is_found(path: Path, number: int, column: str, text: str | None, other: int) -> None:
    """One column of one entry holds something else: the audit finds it, whatever it is."""
    value: Any = other if column == "number" else text
    if value is None and column not in _MAY_BE_NONE:
        value = ""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        ((before,),) = connection.execute(f'SELECT "{column}" FROM entries WHERE number = ?', (number,))
        if before == value or (column == "number" and 1 <= other <= _ENTRIES):
            return
        change = f'UPDATE entries SET "{column}" = ? WHERE number = ?'
        connection.execute(change, (value, number))
        found = _found(path)
        where = other if column == "number" else number
        connection.execute(change, (before, where))

        assert any(said.startswith((f"entry {number}", f"entry {where}")) for said, _ in found)


def test_a_head_is_read_as_it_is_shown() -> None:
    assert read_head(show_head(12, "9f" * 32) + "\n") == (12, "9f" * 32)


@pytest.mark.parametrize(
    "text", ["", "12", "12:9f", "x:" + "0" * 64, "-1:" + "0" * 64, "1:" + "G" * 64, "²:" + "0" * 64]
)
def test_what_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(InvalidRecord, match=r"head: expected a number and 64 hexadecimal digits such as 12:9f86\.\.\."):
        read_head(text)


def test_many_entries_that_were_taken_out_are_named_together(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        ledger.add(*(Party(key=f"p{number}", name=f"Party {number}") for number in range(3000)))
        database = ledger.log._store.database  # type: ignore[attr-defined]
        database.run("PRAGMA foreign_keys = OFF")
        database.run("DELETE FROM entries WHERE number BETWEEN 11 AND 2990")
        (told,) = ledger.audit()
        assert str(told) == "entries 11 to 2990: are missing: they were taken out of the log"
