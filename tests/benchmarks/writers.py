"""Four programs that record at once: `python -m tests.benchmarks.writers [--records 10000] [--only sqlite]`.

Each records claims one by one, each with a party of its own, while a fifth program looks whether a claim is ever there
without its party. It runs on a file, and on the server that CLAIMCHECK_POSTGRES names where it names one.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from claimcheck.ledger import Ledger
from tests.benchmarks.timing import Row, table
from tests.stores import POSTGRES, fresh_urls
from tests.writers import Writer, lost_of, wrong_with

__all__ = ["main"]

_WRITERS = 4


@contextmanager
def _address(kind: str) -> Iterator[str]:
    with TemporaryDirectory() as folder:
        urls = fresh_urls(kind, Path(folder))
        yield next(urls)()
        next(urls, None)


def _written(what: str, url: str, records: int) -> list[Row]:
    looks, halves = 0, 0
    began = time.perf_counter()
    writers = [Writer(url, f"writer{number}", records) for number in range(_WRITERS)]
    with ThreadPoolExecutor(_WRITERS) as readers, Ledger.open(url) as reader:
        ends = [readers.submit(writer.finish) for writer in writers]
        while wait(ends, timeout=1).not_done:
            reader.refresh()
            looks += 1
            halves += len(lost_of(reader, reader.claims.keys())) + len(reader.log) % 2
        taken = time.perf_counter() - began
        codes = [end.result() for end in ends]
    said = [key for writer in writers for key in writer.said]
    with Ledger.open(url) as ledger:
        lost, wrong, by = lost_of(ledger, said), wrong_with(ledger), Counter(entry.by for entry in ledger.log)
        distinct = len(set(said) & set(ledger.claims.keys()))
    mistaken = sum(abs(2 * records - by[writer.name]) for writer in writers)
    return [
        Row(f"{what}: {_WRITERS} programs, {records:,} claims each, one by one", taken, "s"),
        Row("  of all together", len(said) / taken, "claims/s"),
        Row("  programs that failed", sum(code != 0 for code in codes), "programs", 0),
        Row("  distinct claims there", distinct, "claims"),
        Row("  acknowledged and lost", len(lost), "claims", 0),
        Row("  entries more or fewer than each program recorded under its name", mistaken, "entries", 0),
        Row("  what the audit found, numbers that are not 1 to n among it", len(wrong), "problems", 0),
        Row(f"  halves of transactions seen in {looks:,} looks", halves, "claims", 0),
    ]


def main() -> None:
    """Let four programs write and print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.writers", description=__doc__)
    parser.add_argument("--records", type=int, default=10_000, help="claims that each program records")
    parser.add_argument("--only", choices=("sqlite", "postgresql"), help="measure one of the two")
    asked = parser.parse_args()
    for kind in ("sqlite", "postgresql"):
        if asked.only not in (None, kind) or (kind == "postgresql" and not POSTGRES):
            continue
        with _address(kind) as url:
            sys.stdout.write(f"{table(_written(kind, url, asked.records))}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
