"""How fast a ledger on disk takes claims, how it grows and what it holds: `python -m tests.benchmarks.store`.

Records that are made already go into a file through `Ledger.add`, one by one and in bulk, each call on disk when it
returns. Beside it stand the same rows put into the same tables by sqlite3 alone, flushed as often, and the claims put
into graphite-engine's store (`pip install graphite-engine`). Seconds are by the clock, since a disk is waited for; each
size is measured in a process of its own. `--largest ROWS` goes on to that size.
"""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import groupby
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Final

from claimcheck.ledger import Ledger
from claimcheck.model import Claim
from tests.benchmarks.made import background, claims, raids
from tests.benchmarks.timing import Row, table

__all__ = ["main"]

_ONE_BY_ONE: Final = 2_000
_RUNS: Final = 3
_FLUSHED: Final = 2  # FULL, as SQLite numbers it
_A_SECOND: Final = {"one by one": 3_000, "in bulk": 40_000}
_TABLES: Final = {
    "entries": "number",
    "private": "number",
    "claims": '"first"',
    "claim_parties": "claim",
    "claim_sources": "claim",
    "mentions": "entry",
    "names": "(SELECT min(number) FROM entries WHERE entries.key = names.key)",
}
"""The tables of a ledger, with what tells the entry that a row belongs to."""
_COUNT: Final = (
    "INSERT INTO claim_counts VALUES (?, ?) ON CONFLICT (word) DO UPDATE SET claims = claims + excluded.claims"
)


def _timed(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def _ready(path: Path, count: int) -> Ledger:
    """A ledger on disk with parties, sources and events, whose every commit is flushed."""
    ledger = Ledger.open(path)
    ledger.add(*background(count // 40 + 1))
    log: Any = ledger.log
    ((level,),) = log._store.database.rows("PRAGMA synchronous")
    if level != _FLUSHED:
        sys.exit(f"PRAGMA synchronous is {level}, and {_FLUSHED} was expected: commits are not flushed")
    return ledger


def _add_each(ledger: Ledger, records: Sequence[Claim]) -> None:
    for record in records:
        ledger.add(record)


def _filled(path: Path, records: Sequence[Claim], *, bulk: bool) -> float:
    """The seconds in which a fresh ledger takes the records."""
    with _ready(path, len(records)) as ledger:
        if bulk:
            return _timed(lambda: ledger.add(*records))
        return _timed(lambda: _add_each(ledger, records))


def _rows_of(path: Path, first: int) -> list[list[tuple[str, tuple[Any, ...]]]]:
    """What a ledger holds from an entry on, as statements with their values, entry by entry."""
    found: list[tuple[int, str, tuple[Any, ...]]] = []
    with closing(sqlite3.connect(path)) as connection:
        for name, number in _TABLES.items():
            for entry, *values in connection.execute(f"SELECT {number}, * FROM {name} WHERE {number} >= ?", (first,)):
                found.append((entry, f"INSERT INTO {name} VALUES ({', '.join('?' * len(values))})", tuple(values)))
    found.sort(key=lambda one: one[0])
    return [[row[1:] for row in rows] for _, rows in groupby(found, key=lambda one: one[0])]


def _put(path: Path, entries: Sequence[Sequence[tuple[str, tuple[Any, ...]]]], *, bulk: bool) -> float:
    """The seconds in which sqlite3 alone puts these rows into a file with the same tables, flushed as often.

    The full text and the counts of words are filled once, at the end.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

        def each() -> None:
            for rows in entries:
                connection.execute("BEGIN IMMEDIATE")
                for statement, values in rows:
                    connection.execute(statement, values)
                connection.execute("COMMIT")
            connection.execute("BEGIN IMMEDIATE")
            fill_words()
            connection.execute("COMMIT")

        def fill_words() -> None:
            connection.execute("INSERT INTO claim_words (rowid, words) SELECT first, words FROM claims")
            texts = connection.execute("SELECT words FROM claims")
            counted = Counter(word for (text,) in texts for word in {"", *text.split(" ")})
            connection.executemany(_COUNT, counted.items())

        def together() -> None:
            by_statement: dict[str, list[tuple[Any, ...]]] = {}
            for rows in entries:
                for statement, values in rows:
                    by_statement.setdefault(statement, []).append(values)
            connection.execute("BEGIN IMMEDIATE")
            for statement, several in sorted(by_statement.items(), key=lambda one: "entries" not in one[0]):
                connection.executemany(statement, several)
            fill_words()
            connection.execute("COMMIT")

        return _timed(together if bulk else each)


def _beside(count: int, *, bulk: bool, runs: int) -> list[Row]:
    """A ledger and sqlite3 alone, run by run in turn."""
    records, way = claims(raids(count)), "in bulk" if bulk else "one by one"
    ours, theirs = [], []
    for _ in range(runs):
        with TemporaryDirectory() as folder:
            path, other = Path(folder) / "ledger.db", Path(folder) / "other.db"
            with _ready(other, count) as ledger:
                ready = len(ledger.log)
            ours.append(_filled(path, records, bulk=bulk))
            theirs.append(_put(other, _rows_of(path, ready + 1), bulk=bulk))
    taken, alone = median(ours), median(theirs)
    return [
        Row(f"{count:,} claims {way}", count / taken, "claims/s", runs=runs),
        Row("  a claim", 1e6 * taken / count, "us", 1e6 / _A_SECOND[way], runs),
        Row("  the same rows by sqlite3 alone", count / alone, "claims/s", runs=runs),
        Row("  beside sqlite3 alone", taken / alone, "x", runs=runs),
    ]


def _flushes() -> Row:
    """How often a second this disk flushes a page that was written: no store is faster one by one."""
    with TemporaryDirectory() as folder, (Path(folder) / "page").open("wb", buffering=0) as file:

        def flush() -> None:
            for _ in range(500):
                file.write(bytes(4096))
                os.fdatasync(file.fileno())

        return Row("pages that this disk flushes one by one", 500 / _timed(flush), "pages/s")


def _graphite(count: int) -> list[Row]:
    try:
        from graphite.claim import Claim as Theirs  # noqa: PLC0415 - is not installed everywhere
        from graphite.claim_store import ClaimStore  # noqa: PLC0415 - with it
        from graphite.enums import ClaimType  # noqa: PLC0415 - with it
    except ImportError:
        sys.stderr.write("graphite-engine is not installed\n")
        return []
    kind = next(iter(ClaimType))
    told = [
        Theirs(
            claim_id=one.key,
            claim_text=one.text,
            claim_type=kind,
            subject_entities=[one.event],
            predicate=one.measure,
            object_entities=[],
            generator_id=one.by,
            as_of_date="2025-06-02",
        )
        for one in raids(count)
    ]
    with TemporaryDirectory() as folder:
        store = ClaimStore(str(Path(folder) / "claims.db"))
        theirs = _timed(lambda: store.save_claims(told))
        ours = {bulk: _filled(Path(folder) / f"{bulk}.db", claims(raids(count)), bulk=bulk) for bulk in (False, True)}
    return [
        Row(f"graphite-engine's save_claims, {count:,} claims", count / theirs, "claims/s"),
        Row("  beside ours one by one", theirs / ours[False], "x"),
        Row("  beside ours in bulk", theirs / ours[True], "x"),
    ]


def _resident() -> int:
    """Bytes of this process in memory, as Linux tells them."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) * 1024


def _grown(count: int) -> dict[str, float]:
    """What a ledger of that size costs: to fill, to add to, to open and to read one claim of."""
    records = claims(raids(count + _ONE_BY_ONE))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        with _ready(path, len(records)) as ledger:
            bulk = _timed(lambda: ledger.add(*records[:count])) / count
        with Ledger.open(path) as ledger:
            each = _timed(lambda: _add_each(ledger, records[count:])) / _ONE_BY_ONE
        opened = _apart("--opened", str(path), records[count // 2].key)
        return {"bulk": bulk, "each": each, "bytes": path.stat().st_size / len(records), **opened}


def _opened(path: str, key: str) -> dict[str, float]:
    """The seconds to open a ledger and to read one claim, and the bytes held more after each."""
    with TemporaryDirectory() as folder, Ledger.open(Path(folder) / "small.db") as small:
        small.claims.get("none")  # loads what is loaded at first use
    before = _resident()
    began = time.perf_counter()
    with Ledger.open(path, create=False) as ledger:
        opened, held = time.perf_counter() - began, _resident() - before
        began = time.perf_counter()
        if ledger.claims.get(key) is None:
            sys.exit(f"the claim {key!r} is not there")
        return {"open": opened, "held": held, "read": time.perf_counter() - began, "holds": _resident() - before}


def _apart(*asked: str) -> dict[str, float]:
    """What a part of this module gives in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.store", *asked]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def _growth(largest: int) -> list[Row]:
    rows, count, first = list[Row](), 10_000, dict[str, float]()
    while count <= largest:
        grown = _apart("--one", str(count))
        first = first or grown
        rows += [
            Row(f"a ledger of {count:,} claims, filled in bulk", 1e6 * grown["bulk"], "us/claim"),
            Row("  beside the smallest", grown["bulk"] / first["bulk"], "x", 1.4),
            Row("  one more claim", 1e6 * grown["each"], "us/claim"),
            Row("  beside the smallest", grown["each"] / first["each"], "x", 1.4),
            Row("  in the file", grown["bytes"], "bytes/claim"),
            Row("  opened in", 1000 * grown["open"], "ms"),
            Row("  memory that it takes open", grown["held"] / 1e6, "MB"),
            Row("  one claim read in", 1000 * grown["read"], "ms"),
            Row("  memory after that", grown["holds"] / 1e6, "MB"),
        ]
        count *= 10
    return rows


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.store", description=__doc__)
    parser.add_argument("--largest", type=int, default=100_000, help="claims of the largest ledger")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--opened", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one or asked.opened:
        sys.stdout.write(json.dumps(_grown(asked.one) if asked.one else _opened(*asked.opened)))
        return
    with TemporaryDirectory() as folder:
        _filled(Path(folder) / "warm.db", claims(raids(100)), bulk=False)
    parts: tuple[Callable[[], list[Row]], ...] = (
        lambda: [_flushes()],
        lambda: _beside(_ONE_BY_ONE, bulk=False, runs=_RUNS),
        lambda: _beside(min(20_000, asked.largest), bulk=True, runs=_RUNS),
        lambda: _graphite(500),
        lambda: _growth(asked.largest),
    )
    rows: list[Row] = []
    for measured in parts:
        for row in measured():
            sys.stderr.write(f"  {row.what}: {row.figure:,.4g} {row.unit}\n")
            rows.append(row)
    sys.stdout.write(f"{table(rows)}\n")


if __name__ == "__main__":
    main()
