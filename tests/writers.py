"""A writer in a process of its own that records claims one by one, and says the key of each once its call has returned.

What it said is recorded, whatever becomes of it. Each claim is told with a party of its own, so that every transaction
has two entries.
"""

import multiprocessing
from collections.abc import Iterable
from multiprocessing.connection import Connection
from typing import Final

from claimcheck.errors import Problem
from claimcheck.ledger import Ledger
from claimcheck.model import Claim, Party, Proposition, Record
from claimcheck.quantity import Quantity

__all__ = ["MANY", "Writer", "lost_of", "transaction", "wrong_with"]

MANY: Final = 1_500
"""So many keys fit into a pipe that nobody reads meanwhile."""

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["tests.writers", "claimcheck.storing.opening", "psycopg"])


def transaction(name: str, number: int) -> tuple[Record, Record]:
    """A claim of the writer *name*, and the party that makes it."""
    key = f"{name}-{number}"
    proposition = Proposition(measure="killed", value=Quantity(low=number, high=number))
    party = Party(key=f"witness {key}", name=f"witness {key}")
    return Claim(key=key, proposition=proposition, text=f"{number} killed", claimants=(party.key,)), party


class Writer:
    """A process that records *count* claims under *name*.

    Attributes:
        name: Who it says recorded them.
        said: The keys that it has said so far, as far as they were read.
    """

    def __init__(self, url: str, name: str, count: int) -> None:
        self.name = name
        self.said: list[str] = []
        self._pipe, end = _processes.Pipe(duplex=False)
        self._process = _processes.Process(target=_record, args=(url, name, count, end), daemon=True)
        self._process.start()
        end.close()

    def read(self) -> bool:
        """Wait for the next key; false where there will be none."""
        try:
            self.said.append(self._pipe.recv())
        except (EOFError, OSError):
            return False
        return True

    def kill(self) -> None:
        """End it by SIGKILL, wherever it is."""
        self._process.kill()

    def finish(self) -> int | None:
        """Read what it said up to its end, and return its exit code."""
        while self.read():
            pass
        self._process.join()
        self._pipe.close()
        return self._process.exitcode


def _record(url: str, name: str, count: int, said: Connection) -> None:
    with Ledger.open(url) as ledger:
        for number in range(count):
            claim, party = transaction(name, number)
            ledger.add(claim, party, by=name)
            said.send(claim.key)


def lost_of(ledger: Ledger, keys: Iterable[str]) -> set[str]:
    """Those of *keys* that the ledger does not hold, or not with the party that makes the claim."""
    claims, parties = set(ledger.claims.keys()), set(ledger.parties.keys())
    return {key for key in keys if key not in claims or f"witness {key}" not in parties}


def wrong_with(ledger: Ledger) -> tuple[Problem, ...]:
    """What is wrong with the log of a ledger: its chain, and numbers that are not 1 to n."""
    numbers = [entry.number for entry in ledger.log]
    gaps = () if numbers == list(range(1, len(numbers) + 1)) else (Problem("numbers", "are not 1 to n"),)
    return (*ledger.log.audit(), *gaps)
