"""How long it takes to find claims again: `python -m tests.benchmarks.finding [--claims COUNT] [--queries COUNT]`.

Made claims are told to a ledger in a file, in memory, and on PostgreSQL where CLAIMCHECK_POSTGRES names a database to
make a schema in. Each query is one call by the clock, the ledger opened anew before the first; the plain query beside
it asks the database for all words at once, and nothing is ranked, read or compared.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Final

from attrs import evolve

from claimcheck.ledger import Ledger
from claimcheck.searching.words import claim_words, words_of
from tests.benchmarks.made import background, claims, raids
from tests.benchmarks.timing import Row, table
from tests.stores import POSTGRES, fresh_urls

__all__ = ["main"]

_AIM: Final = 20.0  # milliseconds
_AT_ONCE: Final = 10_000
_CLAIMS_AN_EVENT: Final = 40


def _texts(count: int) -> list[str]:
    """The words of claims like those told: who, where and how, with a name that some of them share."""
    chance = Random(20250605)
    names = [f"{a}{b}{c}" for a in ("Nova", "Stara", "Bila") for b in ("kras", "mez", "pol", "vod") for c in "abcdefgh"]
    ways = ("with missiles", "with drones", "overnight", "at dawn", "in the evening", "near the station", "by shelling")
    who = ("the governor", "police", "the army", "the mayor", "rescuers", "the ministry")
    found = []
    for told in raids(count):
        what = told.text.partition(" in raid ")[0]
        found.append(f"{what} {chance.choice(ways)} in {chance.choice(names)}, {chance.choice(who)} said")
    return found


def _tell(ledger: Ledger, count: int) -> float:
    made = (evolve(claim, text=text) for claim, text in zip(claims(raids(count)), _texts(count), strict=True))
    ledger.add(*background((count + _CLAIMS_AN_EVENT - 1) // _CLAIMS_AN_EVENT))
    taken = 0.0
    while portion := list(islice(made, _AT_ONCE)):
        began = time.perf_counter()
        ledger.add(*portion)
        taken += time.perf_counter() - began
    return taken / count


def _queries(texts: Sequence[str], count: int) -> Iterator[tuple[str, str, str]]:
    """A few words of a claim, a text like it with another figure, and its event."""
    chance = Random(20250606)
    for number in range(count):
        place = chance.randrange(len(texts))
        words = texts[place].split()
        asked = " ".join(chance.sample(words_of(texts[place]), 1 + number % 4))
        yield asked, " ".join([str(chance.randint(10, 900)), *words[1:]]), f"raid{place // _CLAIMS_AN_EVENT}"


def _timed(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return (time.perf_counter() - began) * 1e3


def _rows(name: str, calls: Sequence[Callable[[], object]], *, aim: float | None = _AIM) -> list[Row]:
    taken, busy = [], []
    for call in calls:
        began = time.process_time()
        taken.append(_timed(call))
        busy.append((time.process_time() - began) * 1e3)
    return [
        Row(f"{name}, median", median(taken), "ms", aim, len(taken)),
        Row("  median, this process", median(busy), "ms", None, len(taken)),
        Row("  95 of 100 within", sorted(taken)[len(taken) * 95 // 100], "ms", aim, len(taken)),
        Row("  worst", max(taken), "ms", aim, len(taken)),
        Row("  worst, this process", max(busy), "ms", None, len(taken)),
    ]


def _plain(ledger: Ledger, words: str) -> Callable[[], object]:
    """What asks the database for all words, and for nothing else."""
    database = ledger.log._store.database  # type: ignore[attr-defined]
    asked = words_of(words)
    if database.is_server:
        statement = "SELECT first FROM claims WHERE string_to_array(words, ' ') @> ? ORDER BY first LIMIT 20"
        return lambda: database.rows(statement, (asked,))
    statement = "SELECT rowid FROM claim_words WHERE claim_words MATCH ? ORDER BY rowid LIMIT 20"
    return lambda: database.rows(statement, (" ".join(f'"{word}"' for word in asked),))


def _measured(what: str, ledger: Ledger, texts: Sequence[str], count: int) -> list[Row]:
    queries = list(_queries(texts, count))
    found: list[Row] = []
    if what != "memory":
        plain = [_plain(ledger, words) for words, _, _ in queries]
        found += _rows(f"{what}: plain query of all words", plain, aim=None)
    else:
        found.append(Row("memory: the index is made", _timed(lambda: ledger.view.index), "ms"))
    calls: list[tuple[str, list[Callable[[], Any]]]] = [
        ("search", [lambda words=words: ledger.search(words) for words, _, _ in queries]),  # type: ignore[misc]
        ("similar", [lambda text=text: ledger.similar(text) for _, text, _ in queries]),  # type: ignore[misc]
        (
            "similar, event given",
            [lambda text=text, event=event: ledger.similar(text, event=event) for _, text, event in queries],  # type: ignore[misc]
        ),
    ]
    found.append(Row(f"{what}: the first text, word lists loaded", _timed(lambda: ledger.similar(texts[0])), "ms"))
    for name, each in calls:
        found += _rows(f"{what}: {name}", each)
    return found


def _on(kind: str, folder: Path, texts: Sequence[str], queries: int) -> list[Row]:
    for fresh in fresh_urls(kind, folder):
        url = fresh()
        with Ledger.open(url) as told:
            per_claim = _tell(told, len(texts))
        with Ledger.open(url) as ledger:
            return [Row(f"{kind}: telling a claim", per_claim * 1e6, "us"), *_measured(kind, ledger, texts, queries)]
    return []


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.finding", description=__doc__)
    parser.add_argument("--claims", type=int, default=200_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--on", action="append", choices=("sqlite", "postgresql", "memory"))
    asked = parser.parse_args()
    texts = _texts(asked.claims)
    some = claims(raids(1000))
    taken = median(_timed(lambda: [claim_words(one) for one in some]) for _ in range(9))  # a thousand: ms is us each
    rows = [Row("words of a claim", taken, "us", 3.0, 9)]
    kinds = asked.on or ["sqlite", *(["postgresql"] if POSTGRES else ()), "memory"]
    with TemporaryDirectory() as folder:
        for kind in kinds:
            sys.stderr.write(f"{kind} ...\n")
            if kind == "memory":
                ledger = Ledger()
                _tell(ledger, asked.claims)
                rows += _measured(kind, ledger, texts, asked.queries)
            else:
                rows += _on(kind, Path(folder), texts, asked.queries)
    sys.stdout.write(f"{os.cpu_count()} processors, {asked.claims:,} claims\n{table(rows)}\n")


if __name__ == "__main__":
    main()
