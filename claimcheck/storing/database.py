"""A connection to the database of a ledger: opening it, writing under its lock, and what goes wrong in words."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final
from warnings import warn

import sqlalchemy as sa
from sqlalchemy import exc

from claimcheck.errors import MissingExtra, StoreError

__all__ = ["Database"]

_POSTGRES: Final = ("postgresql://", "postgres://", "postgresql+psycopg://")
_APPLICATION: Final = 0x636C6D63  # "clmc", by which a file is known as a ledger

_BUSY: Final = "another program has been writing to it for more than {wait:g} seconds; try again when it has finished"
_FULL: Final = "the disk is full; make room, then record it again"
_ONLY_READ: Final = "it or its folder may only be read; let yourself write to both, or work on a copy"
_DAMAGED: Final = "the file is damaged: it was cut short or overwritten; bring it back from a copy"
_GONE: Final = (
    "the server ended the connection; try again, and it is opened anew. What was being recorded is there as a whole or "
    "not at all, and recording it again changes nothing"
)
_NO_SERVER: Final = "no server answers there; start it, or look at the address"

_SAID: Final = (
    ("locked", _BUSY),
    ("lock timeout", _BUSY),
    ("disk is full", _FULL),
    ("no space left", _FULL),
    ("readonly", _ONLY_READ),
    ("read-only", _ONLY_READ),
    ("not a database", "it is no ledger: not a SQLite database, or its beginning was overwritten; name another file"),
    ("malformed", _DAMAGED),
    ("vtable constructor failed", _DAMAGED),
    ("could not decode", _DAMAGED),
    ("disk i/o error", "the disk cannot be read or written; look whether it is full or failing, then try again"),
    ("unable to open", "it cannot be opened: is its folder there, and may you write to it?"),
    ("password authentication", "the server refuses the name or the password; look at the address"),
    ('relation "', "a table of the ledger is not there; bring it back from a copy"),
    ("does not exist", "the server has no such database or user; make it, or look at the address"),
    ("could not translate host", "there is no such server; look at the address"),
    ("failed to resolve host", "there is no such server; look at the address"),
    ("connection refused", _NO_SERVER),
    ("connection failed", _NO_SERVER),
    ("connection timeout", _NO_SERVER),
    ("starting up", "the server is starting; try again in a moment"),
    ("shutting down", _NO_SERVER),
    ("terminating connection", _GONE),
    ("server closed the connection", _GONE),
    ("connection is lost", _GONE),
    ("connection reset", _GONE),
    ("broken pipe", _GONE),
    ("is closed", "it was closed; open it again"),
    ("closed database", "it was closed; open it again"),
)


class Database:
    """One connection to a SQLite file or a PostgreSQL database.

    SQLAlchemy knows the address, the tables and the dialect; statements run on the driver's own cursors, since the
    way through its layers costs more than most statements do. They run one by one, and what has to hold together runs
    in ``writing``. A connection belongs to the process that opened it: after a fork, the child opens its own.

    Attributes:
        name: The file, or the address without its password, for messages.
        path: The file, None on a server.
        is_writing: Whether the writers' lock is held.
        wait: How many seconds a writer waits for the writers before it.
    """

    wait: float = 60

    def __init__(self, url: "str | os.PathLike[str]") -> None:
        told = os.fspath(url)
        self.path: Path | None = None
        self.is_writing = self._scrubs = False
        self._is_lost = self._is_closed = False
        self._driver: Any = None
        if told.startswith(_POSTGRES):
            try:
                address = sa.make_url("postgresql+psycopg://" + told.partition("://")[2])
            except (exc.ArgumentError, ValueError) as err:
                raise StoreError(
                    "the address of a ledger: expected postgresql://user@server:port/database, and cannot read this one"
                ) from err
            self.name = address.set(drivername="postgresql").render_as_string(hide_password=True)
        elif "://" in told and not told.startswith("sqlite:///"):
            scheme = told.partition("://")[0]
            raise StoreError(f"{scheme}://: a ledger lies in a file or at postgresql://user@server/database")
        else:
            self.path = Path(told.removeprefix("sqlite:///"))
            self.name = str(self.path)
            address = sa.URL.create("sqlite", database=str(self.path.absolute()))
        self._address = address
        if self.path is not None and self.path.is_dir():
            raise StoreError(f"{self.name}: it is a folder; name a file in it")
        self._connect()

    @staticmethod
    def path_of(url: "str | os.PathLike[str]") -> Path | None:
        """The file that a URL or a path names; None where it names a server."""
        told = os.fspath(url)
        return None if "://" in told and not told.startswith("sqlite:///") else Path(told.removeprefix("sqlite:///"))

    @property
    def is_server(self) -> bool:
        """Whether this is PostgreSQL."""
        return self.path is None

    def _connect(self) -> None:
        self._process = os.getpid()
        if self.path is None:
            options: dict[str, Any] = {"paramstyle": "format", "connect_args": {"connect_timeout": 10}}
        else:
            options = {"connect_args": {"timeout": self.wait, "check_same_thread": False}}
        with self.told():
            try:
                engine = sa.create_engine(self._address, poolclass=sa.NullPool, isolation_level="AUTOCOMMIT", **options)
            except ImportError as err:
                raise MissingExtra('a ledger on PostgreSQL needs psycopg: install "claimcheck[postgres]"') from err
            self.connection = engine.connect()
            self.dialect = engine.dialect
            self._driver = self.connection.connection.driver_connection
            self._refusal = engine.dialect.loaded_dbapi.Error
            self._prepare()

    def _prepare(self) -> None:
        if self.path is None:
            self.run(f"SET lock_timeout = {round(1000 * self.wait)}")
            return
        self.run("PRAGMA foreign_keys = ON")
        self.run("PRAGMA synchronous = FULL")
        self.run("PRAGMA trusted_schema = OFF")
        self.run("PRAGMA secure_delete = ON")

    def make_durable(self) -> None:
        """Mark a fresh file as a ledger and let readers read while one writes."""
        if self.path is not None:
            self.run(f"PRAGMA application_id = {_APPLICATION}")
            self.run("PRAGMA journal_mode = WAL")

    def tables(self) -> frozenset[str]:
        """The names of the tables that are there."""
        with self.told():
            return frozenset(sa.inspect(self.connection).get_table_names())

    def damages(self) -> tuple[str, ...]:
        """What is wrong with the file as a database: pages and indexes that do not fit; a server looks to its own."""
        if self.path is None:
            return ()
        said = [str(row[0]) for row in self.rows("PRAGMA integrity_check")]
        return tuple(line for line in said if line != "ok")

    def run(self, statement: str, values: Sequence[Any] = ()) -> Any:
        """Run one statement, with a question mark for each value, and return the driver's cursor."""
        if self._is_lost or self._process != os.getpid():
            self._stay_home()
        try:
            cursor = self._driver.cursor()
            cursor.execute(self._worded(statement), tuple(values))
        except self._refusal as err:
            raise self._refused(err) from err
        return cursor

    def rows(self, query: str, values: Sequence[Any] = ()) -> Sequence[Any]:
        """Return the rows of a query, with a question mark for each value."""
        cursor = self.run(query, values)
        try:
            found: Sequence[Any] = cursor.fetchall()
        except self._refusal as err:
            raise self._refused(err) from err
        return found

    def _worded(self, statement: str) -> str:
        return statement if self.path is not None else statement.replace("?", "%s")

    def ask(self, query: Any, values: dict[str, Any] | None = None) -> Sequence[Any]:
        """Return the rows of a query."""
        self._stay_home()
        with self.told():
            return self.connection.execute(query, values or {}).fetchall()

    def ask_nothing(self, statement: Any) -> None:
        """Run a statement that changes rows."""
        with self.told():
            self.connection.execute(statement)

    def put(self, table: sa.Table, rows: Sequence[tuple[Any, ...]], *, ignore: bool = False) -> None:
        """Add rows, each with a value for every column of the table; with *ignore* those that are there stay."""
        if not rows:
            return
        statement = self._worded(_insert(table, self.dialect, ignore))
        try:
            cursor = self._driver.cursor()
            if len(rows) == 1:
                cursor.execute(statement, rows[0])
            else:
                cursor.executemany(statement, rows)
        except self._refusal as err:
            raise self._refused(err) from err

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the writers' lock, and keep what was written if nothing was raised; within it, it does nothing more."""
        self._stay_home()
        if self.is_writing:
            yield
            return
        self.run("BEGIN IMMEDIATE" if self.path is not None else "BEGIN")
        self.is_writing = True
        try:
            if self.path is None:
                self.run("LOCK TABLE entries IN SHARE ROW EXCLUSIVE MODE")
            yield
            self.run("COMMIT")
        except BaseException:
            self._scrubs = False
            self._roll_back()
            raise
        finally:
            self.is_writing = False
        if self._scrubs:
            self._scrubs = False
            self._empty_log()

    def scrub(self) -> None:
        """Let nothing that is deleted meanwhile be read from the file afterwards."""
        self._scrubs = self.path is not None

    def _empty_log(self) -> None:
        """Empty SQLite's log of writes, in which stands what was overwritten in the file; warn where it cannot be."""
        try:
            is_held = bool(self.rows("PRAGMA wal_checkpoint(TRUNCATE)")[0][0])
        except StoreError:
            is_held = True
        if is_held:
            warn(
                f"{self.name}: another program holds it open, so what was redacted stays in {self.name}-wal until all"
                " programs have closed it",
                stacklevel=2,
            )

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See one state of the database, whatever others write meanwhile."""
        self._stay_home()
        if self.is_writing:
            yield
            return
        self.run("BEGIN" if self.path is not None else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            yield
        finally:
            self._roll_back()

    @contextmanager
    def making(self) -> Iterator[None]:
        """Hold the lock under which tables are made."""
        self.run("BEGIN IMMEDIATE" if self.path is not None else "BEGIN")
        self.is_writing = True
        try:
            if self.path is None:
                self.run(f"SELECT pg_advisory_xact_lock({_APPLICATION})")
            yield
            self.run("COMMIT")
        except BaseException:
            self._roll_back()
            raise
        finally:
            self.is_writing = False

    def _roll_back(self) -> None:
        with suppress(StoreError):  # where there is nothing to take back, the database did so itself
            self.run("ROLLBACK")

    @contextmanager
    def told(self) -> Iterator[None]:
        """Say in words what the database refuses."""
        try:
            yield
        except (exc.DBAPIError, exc.ArgumentError, exc.PendingRollbackError, exc.ResourceClosedError) as err:
            raise self._refused(err) from err

    def _refused(self, err: Exception) -> StoreError:
        """What the database said, in words; a connection that the server ended is known as lost from then on."""
        if self.path is None and not self._is_closed:
            self._is_lost = bool(self._driver is not None and self._driver.closed)
        return StoreError(f"{self.name}: {_words(err, self.wait)}")

    def close(self) -> None:
        """Give the connection back."""
        self._is_closed = True
        if self._process == os.getpid():
            self.connection.close()

    def _stay_home(self) -> None:
        if self._process != os.getpid():
            if self.is_writing:
                raise StoreError(f"{self.name}: a process was forked while it wrote to the ledger")
            self._connect()
        elif self._is_lost:
            if self.is_writing:
                raise StoreError(f"{self.name}: {_GONE}")
            with suppress(exc.SQLAlchemyError):  # it is gone already
                self.connection.close()
            self._is_lost = False
            try:
                self._connect()
            except StoreError:
                self._is_lost = True
                raise


def _words(err: Exception, wait: float) -> str:
    said = str(getattr(err, "orig", None) or err).strip()
    for sign, words in _SAID:
        if sign in said.lower():
            return words.format(wait=wait)
    return said.splitlines()[0] if said else type(err).__name__


_INSERTS: Final[dict[tuple[str, str, bool], str]] = {}


def _insert(table: sa.Table, dialect: Any, ignore: bool) -> str:
    """The statement that adds a row, with a question mark for each column."""
    slot = (table.name, dialect.name, ignore)
    if slot not in _INSERTS:
        names = ", ".join(dialect.identifier_preparer.quote(column.name) for column in table.columns)
        places = ", ".join("?" * len(table.columns))
        rest = " ON CONFLICT DO NOTHING" if ignore else ""
        _INSERTS[slot] = f"INSERT INTO {table.name} ({names}) VALUES ({places}){rest}"
    return _INSERTS[slot]
