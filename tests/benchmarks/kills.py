"""Writers killed at any instant: `python -m tests.benchmarks.kills [--times 200] [--on postgresql] [--seed NUMBER]`.

Each time two programs record claims one by one while a third keeps a processor busy; both are killed by SIGKILL at a
random instant, and the ledger is opened at once; a ledger goes through twenty kills. Printed are the claims whose
recording had returned, how many of them are not there, what the audit finds, and the longest time until the ledger was
open and a claim read.
"""

import argparse
import multiprocessing
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from claimcheck.ledger import Ledger
from tests.benchmarks.timing import Row, table
from tests.stores import Fresh, fresh_urls
from tests.writers import MANY, Writer, lost_of, wrong_with

__all__ = ["main"]

_KILLS_A_LEDGER = 20


def _busy() -> None:
    while True:
        pass


@contextmanager
def _load() -> Iterator[None]:
    process = multiprocessing.get_context("forkserver").Process(target=_busy, daemon=True)
    process.start()
    try:
        yield
    finally:
        process.kill()


def _killed(url: str, chance: Random, kill: int) -> tuple[list[str], float]:
    """What two writers had said when they were killed, and the seconds until the ledger was open and read."""
    writers = [Writer(url, f"writer{kill}{letter}", MANY) for letter in "ab"]
    for _ in range(chance.randint(1, 150)):
        writers[0].read()
    time.sleep(chance.uniform(0, 0.02))
    for writer in writers:
        writer.kill()
    began = time.perf_counter()
    with Ledger.open(url) as ledger:
        ledger.claims.get(f"writer{kill}a-0")
        taken = time.perf_counter() - began
    for writer in writers:
        writer.finish()
    return [key for writer in writers for key in writer.said], taken


def _all(fresh: Fresh, times: int, seed: int) -> list[Row]:
    chance, acknowledged, longest, url = Random(seed), list[str](), 0.0, ""
    lost, wrong, count = 0, 0, 0
    with _load():
        for kill in range(times):
            if not kill % _KILLS_A_LEDGER:
                url, acknowledged = fresh(), []
            said, taken = _killed(url, chance, kill)
            acknowledged += said
            count += len(said)
            longest = max(longest, taken)
            with Ledger.open(url) as ledger:
                lost += len(lost_of(ledger, acknowledged))
                wrong += len(wrong_with(ledger))
            if not (kill + 1) % _KILLS_A_LEDGER:
                sys.stderr.write(f"{kill + 1} times: {count:,} acknowledged, {lost} lost\n")
    return [
        Row("times that both writers were killed", times, "kills"),
        Row("claims acknowledged", count, "claims"),
        Row("  of them lost", lost, "claims", 0),
        Row("what the audits found, numbers that are not 1 to n among it", wrong, "problems", 0),
        Row("longest until the ledger was open and a claim read", 1000 * longest, "ms"),
    ]


def main() -> None:
    """Kill the writers and print what became of their claims."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.kills", description=__doc__)
    parser.add_argument("--times", type=int, default=200, help="how often both writers are killed")
    parser.add_argument(
        "--on", choices=("sqlite", "postgresql"), default="sqlite", help="the latter: CLAIMCHECK_POSTGRES"
    )
    parser.add_argument("--seed", type=int, default=20250602, help="of the random instants")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        addresses = fresh_urls(asked.on, Path(folder))
        rows = _all(next(addresses), asked.times, asked.seed)
        next(addresses, None)
    sys.stdout.write(f"{table(rows)}\n")


if __name__ == "__main__":
    main()
