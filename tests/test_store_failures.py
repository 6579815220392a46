"""Disks, files and servers fail: the message says what to do, nothing acknowledged is lost, and one can go on."""

import os
import re
import resource
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from claimcheck.errors import StoreError
from claimcheck.ledger import Ledger
from claimcheck.storing.database import Database
from tests.stores import POSTGRES, fresh_urls
from tests.writers import MANY, Writer, lost_of, transaction, wrong_with

_FEW = 12
_PAGE = 4096


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger of some claims in a file."""
    return _filled(tmp_path / "ledger.db")


def _filled(path: Path) -> Path:
    with Ledger.open(path) as ledger:
        ledger.add(*(record for number in range(_FEW) for record in transaction("kept", number)), by="desk")
    return path


def _keys(name: str, count: int) -> list[str]:
    return [f"{name}-{number}" for number in range(count)]


def _database(ledger: Ledger) -> Database:
    store: Any = ledger.log
    database: Database = store._store.database
    return database


def _record_until_refused(ledger: Ledger, message: str) -> list[str]:
    """Record claims one by one until that is refused, and give the keys of those whose call returned."""
    recorded: list[str] = []
    try:
        for number in range(2_000):
            ledger.add(*transaction("more", number))
            recorded.append(f"more-{number}")
    except StoreError as err:
        assert re.search(message, str(err)), err  # noqa: PT017 - how many there are first is not known
        return recorded
    return pytest.fail("nothing was refused")


def _goes_on(ledger: Ledger, keys: list[str], refused: str) -> None:
    """What was acknowledged is there, what was refused is not, and it can be recorded now."""
    assert lost_of(ledger, keys) == set()
    assert refused not in ledger.claims
    name, _, number = refused.rpartition("-")
    ledger.add(*transaction(name, int(number)))
    assert lost_of(ledger, [*keys, refused]) == set()
    assert wrong_with(ledger) == ()


# the disk


def test_a_full_disk_takes_nothing_that_was_recorded(path: Path) -> None:
    with Ledger.open(path) as ledger:
        _database(ledger).run("PRAGMA max_page_count = 60")
        recorded = _record_until_refused(ledger, "the disk is full; make room, then record it again")
        _database(ledger).run("PRAGMA max_page_count = 100000")
        _goes_on(ledger, [*_keys("kept", _FEW), *recorded], f"more-{len(recorded)}")


def test_a_file_that_may_grow_no_further(path: Path) -> None:
    """The system refuses to write, as it does over a quota: the same as a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Ledger.open(path) as ledger:
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 100_000, before[1]))
        try:
            recorded = _record_until_refused(ledger, "the disk (is full; make room|cannot be read or written; look)")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        _goes_on(ledger, [*_keys("kept", _FEW), *recorded], f"more-{len(recorded)}")


# who may write


@contextmanager
def _as_nobody() -> Iterator[None]:
    """Do without the rights of an administrator, whom no file refuses."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that everybody may read."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
        Path(folder).chmod(0o755)


_ONLY_READ = "it or its folder may only be read; let yourself write to both, or work on a copy"


def test_a_file_that_may_only_be_read_is_read(shared: Path) -> None:
    path = _filled(shared / "ledger.db")
    path.chmod(0o444)
    shared.chmod(0o777)
    with _as_nobody(), Ledger.open(path) as ledger:
        assert lost_of(ledger, _keys("kept", _FEW)) == set()
        with pytest.raises(StoreError, match=_ONLY_READ):
            ledger.add(*transaction("more", 0))
        assert len(ledger.claims) == _FEW
    path.chmod(0o666)
    with Ledger.open(path) as again:
        _goes_on(again, _keys("kept", _FEW), "more-0")


def test_a_folder_that_may_only_be_read(shared: Path) -> None:
    """SQLite reads a ledger with the help of files beside it, so that it cannot be read there."""
    path = _filled(shared / "ledger.db")
    shared.chmod(0o555)
    with _as_nobody(), pytest.raises(StoreError, match=_ONLY_READ):
        Ledger.open(path)
    shared.chmod(0o755)
    with Ledger.open(path) as again:
        _goes_on(again, _keys("kept", _FEW), "more-0")


def test_a_new_ledger_in_a_folder_that_may_only_be_read(shared: Path) -> None:
    shared.chmod(0o555)
    with _as_nobody(), pytest.raises(StoreError, match="it cannot be opened: is its folder there, and may you write"):
        Ledger.open(shared / "ledger.db")


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="it is a folder; name a file in it"):
        Ledger.open(tmp_path)


# another program


def test_a_file_that_another_program_does_not_let_go(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Database, "wait", 0.1)
    other = sqlite3.connect(path, isolation_level=None)
    with Ledger.open(path) as ledger:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match=r"for more than 0\.1 seconds; try again when it has finished"):
            ledger.add(*transaction("more", 0))
        assert len(ledger.claims) == _FEW
        other.execute("ROLLBACK")
        _goes_on(ledger, _keys("kept", _FEW), "more-0")
    other.close()


# damage


@pytest.mark.parametrize("size", [50, 100, 1_000, _PAGE, 3 * _PAGE, -_PAGE])
def test_a_file_cut_short_is_named_as_damaged(path: Path, size: int) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:size])
    with pytest.raises(StoreError, match="the file is damaged: it was cut short or overwritten; bring it back"):
        _go_through(path)
    path.write_bytes(whole)
    with Ledger.open(path) as again:
        _goes_on(again, _keys("kept", _FEW), "more-0")


def _go_through(path: Path) -> None:
    with Ledger.open(path) as ledger:
        assert lost_of(ledger, _keys("kept", _FEW)) == set()
        ledger.rows()
        problems = ledger.log.audit()
    if problems:
        raise StoreError(f"the file is damaged: it was cut short or overwritten; bring it back ({problems[0]})")


@pytest.mark.parametrize("seed", range(12))
def test_a_page_overwritten_is_found(path: Path, seed: int) -> None:
    """Whichever page it is, an error or the audit says so."""
    chance, held = Random(seed), bytearray(path.read_bytes())
    place = seed % (len(held) // _PAGE) * _PAGE
    held[place : place + _PAGE] = chance.choice([bytes(_PAGE), chance.randbytes(_PAGE)])
    path.write_bytes(held)
    with pytest.raises(StoreError, match=r"the file is damaged|it is no ledger: .* its beginning was overwritten"):
        _go_through(path)


def test_a_log_of_writes_cut_short_leaves_what_came_before(tmp_path: Path) -> None:
    """The writes that are gone are at the end; the audit names them where the head was kept elsewhere."""
    path = tmp_path / "ledger.db"
    writer = Writer(str(path), "kept", MANY)
    for _ in range(_FEW):
        writer.read()
    writer.kill()
    writer.finish()
    writes = path.with_name("ledger.db-wal")
    copy = tmp_path / "copy.db"
    copy.write_bytes(path.read_bytes())
    copy.with_name("copy.db-wal").write_bytes(writes.read_bytes()[: writes.stat().st_size * 2 // 3])
    with Ledger.open(path) as ledger:
        assert lost_of(ledger, writer.said) == set()
        head = ledger.log.head
    with Ledger.open(copy) as ledger:
        left = len(ledger.log)
        assert 0 < left < int(head.partition(":")[0])
        assert wrong_with(ledger) == ()
        (problem,) = ledger.log.audit(head)
        assert problem.where == f"entry {left + 1}"
        assert "the head that was kept names them" in problem.message


def test_an_empty_file_becomes_a_ledger(tmp_path: Path) -> None:
    (tmp_path / "ledger.db").touch()
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        assert len(ledger.log) == 0


def test_a_ledger_emptied_beside_its_log_of_writes_is_not_made_anew(tmp_path: Path) -> None:
    """What is left of it would be thrown away."""
    path = tmp_path / "ledger.db"
    path.touch()
    path.with_name("ledger.db-wal").write_bytes(b"writes")
    with pytest.raises(StoreError, match=r"the file is empty, and ledger\.db-wal beside it is not: it was cut short"):
        Ledger.open(path)
    assert path.with_name("ledger.db-wal").read_bytes() == b"writes"


def test_an_entry_that_holds_no_record(path: Path) -> None:
    with Ledger.open(path) as ledger:
        _database(ledger).run("UPDATE entries SET record = '{' WHERE number = 3")
        key = _database(ledger).rows("SELECT key FROM entries WHERE number = 3")[0][0]
        with pytest.raises(StoreError, match=r"an entry holds no record \(.*ledger\.log\.audit\(\) names the entry"):
            ledger.claims.get(key)


def test_an_entry_without_its_time(path: Path) -> None:
    with Ledger.open(path) as ledger:
        _database(ledger).run("UPDATE entries SET recorded = 'noon' WHERE number = ?", (len(ledger.log),))
    with Ledger.open(path) as ledger:
        with pytest.raises(StoreError, match="entry 24: expected the time at which it was recorded, got 'noon'"):
            ledger.add(*transaction("more", 0))
        assert [problem.where for problem in ledger.log.audit()] == ["entry 24 (party witness kept-11)"]


# closed, and gone


def test_a_closed_ledger_says_so(path: Path) -> None:
    ledger = Ledger.open(path)
    ledger.close()
    with pytest.raises(StoreError, match="it was closed; open it again"):
        ledger.claims.get("kept-1")


def test_an_address_that_cannot_be_read() -> None:
    with pytest.raises(StoreError, match=r"expected postgresql://user@server:port/database"):
        Ledger.open("postgresql://postgres@127.0.0.1:port/ledger")


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """A ledger of some claims on a server."""
    for fresh in fresh_urls("postgresql", tmp_path):
        address = fresh()
        _filled(address)  # type: ignore[arg-type]
        yield address


def _end(ledger: Ledger) -> None:
    """Let the server end the connection of a ledger."""
    import psycopg  # noqa: PLC0415 - an extra

    ((process,),) = _database(ledger).rows("SELECT pg_backend_pid()")
    with psycopg.connect(POSTGRES, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", (process,))


_ENDED = "the server ended the connection; try again, and it is opened anew"


def test_a_server_that_ends_the_connection(url: str) -> None:
    with Ledger.open(url) as ledger:
        for ask in (lambda: ledger.claims.get("none"), lambda: ledger.add(*transaction("more", 0))):
            _end(ledger)
            with pytest.raises(StoreError, match=_ENDED):
                ask()
        _goes_on(ledger, _keys("kept", _FEW), "more-0")


def test_a_server_that_ends_the_connection_while_it_is_written_to(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a transaction that was cut off nothing is there, and the ledger object knows it."""
    with Ledger.open(url) as ledger:
        put = Database.put

        def end(self: Database, table: Any, rows: Any, **more: Any) -> None:
            put(self, table, rows, **more)
            if table.name == "claims":
                _end(ledger)

        monkeypatch.setattr(Database, "put", end)
        with pytest.raises(StoreError, match=_ENDED):
            ledger.add(*transaction("more", 0))
        monkeypatch.undo()
        _goes_on(ledger, _keys("kept", _FEW), "more-0")


def test_a_lock_on_a_server_that_is_not_let_go(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Database, "wait", 0.1)
    with Ledger.open(url) as ledger, Ledger.open(url) as other:
        said = r"for more than 0\.1 seconds; try again when it has finished"
        with _database(other).writing(), pytest.raises(StoreError, match=said):
            ledger.add(*transaction("more", 0))
        _goes_on(ledger, _keys("kept", _FEW), "more-0")


def test_no_server() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError, match="no server answers there; start it, or look at the address"):
        Ledger.open("postgresql://postgres@127.0.0.1:1/ledger")
