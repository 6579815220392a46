"""How fast a ledger goes into a sheet and out of one: `python -m tests.benchmarks.exchange_sheets [--rows ROWS]`.

Made claims, half of them with a quote, are written and read again as CSV, in Excel and in Parquet; each in a process of
its own. Rows are those of a second of processor time. The most memory is above what the process holds with the ledger
made, or before the file is read. To read ends with a ledger that answers, so that beside it stands what it costs to
tell a ledger records that are made already.
"""

import argparse
import json
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from claimcheck.formats import read, write
from claimcheck.ledger import Ledger
from claimcheck.model import Appearance, Claim, Event, Party, Proposition, Record, Source
from claimcheck.quantity import Quantity
from claimcheck.times import time_span
from tests.benchmarks.timing import Row, table

__all__ = ["main"]

_SIZES: Final = (10_000, 100_000)
_SUFFIXES: Final = (".csv", ".tsv", ".xlsx", ".parquet")
_PER_EVENT: Final = 5
_PARTIES: Final = 200
_SOURCES: Final = 2_000


def made_records(rows: int) -> list[Record]:
    """So many claims, one row each, with the parties, events and documents that they name."""
    parties = [Party(key=f"Party {number}", name=f"Party {number}") for number in range(_PARTIES)]
    sources = [Source(key=f"Bulletin {number}", name=f"Bulletin {number}") for number in range(_SOURCES)]
    events = [Event(key=f"Raid {number}", label=f"Raid {number}") for number in range(rows // _PER_EVENT)]
    days = [time_span(f"2025-{month:02}-{day:02}") for month in range(1, 13) for day in range(1, 29)]
    claims = [_claim(number, days) for number in range(rows)]
    return [*parties, *sources, *events, *claims]


def _claim(number: int, days: list[Any]) -> Claim:
    figure = number * 7919 % 5_000
    quote = f"{figure} drones were shot down, the party said" if number % 2 else None
    return Claim(
        key=f"claim-{number:07}",
        claimants=(f"Party {number * 31 % _PARTIES}",),
        appearances=(Appearance(source=f"Bulletin {number * 17 % _SOURCES}", quote=quote),),
        proposition=Proposition(
            event=f"Raid {number // _PER_EVENT}",
            measure="shot down",
            subject="drones",
            occurred=days[number // _PER_EVENT % len(days)],
            value=Quantity(low=figure, high=figure, text=str(figure)),
        ),
    )


def _memory(kind: str, *, reset: bool = False) -> int:
    """Bytes of this process as Linux tells them; its high-water mark begins anew with *reset*."""
    if reset:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(kind)) * 1024


def _measured(run: Callable[[], object]) -> dict[str, float]:
    before = _memory("VmRSS", reset=True)
    began = time.process_time()
    kept = run()
    taken = time.process_time() - began
    most = _memory("VmHWM") - before
    del kept
    return {"seconds": taken, "most": most}


def _one(what: str, path: Path, rows: int) -> dict[str, float]:
    """What it takes to write, to read, or to tell a ledger what is made already."""
    if what == "read":
        return _measured(lambda: read(path))
    records = made_records(rows)
    ledger = Ledger()
    if what == "told":
        return _measured(lambda: ledger.add(*records))
    ledger.add(*records)
    return _measured(lambda: write(ledger, path))


def _apart(what: str, path: Path, rows: int) -> dict[str, float]:
    """What ``_one`` gives in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.exchange_sheets", "--one", what, str(path), str(rows)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _rows(rows: int) -> list[Row]:
    found = []
    with TemporaryDirectory() as folder:
        for suffix in _SUFFIXES:
            path = Path(folder, f"case{suffix}")
            for what in ("write", "read"):
                held = _apart(what, path, rows)
                found.append(Row(f"{what} {rows:,} rows, {suffix}", rows / held["seconds"], "rows/s"))
                found.append(Row("  most held above what was there", held["most"] / 1e6, "MB"))
            found.append(Row("  the file", path.stat().st_size / 1e6, "MB"))
        held = _apart("told", Path(folder), rows)
        found.append(Row(f"tell a ledger {rows:,} claims made already", rows / held["seconds"], "rows/s"))
        found.append(Row("  most held above what was there", held["most"] / 1e6, "MB"))
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="*", default=_SIZES, help="how many rows")
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            measured = _one(given.one[0], Path(given.one[1]), int(given.one[2]))
        sys.stdout.write(json.dumps(measured))
        return
    told = table(row for rows in given.rows for row in _rows(rows))
    sys.stdout.write(f"{told}\n")


if __name__ == "__main__":
    main()
