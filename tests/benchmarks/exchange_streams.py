"""Memory of files that are larger than it: `python -m tests.benchmarks.exchange_streams [--largest LINES]`.

The entries of a file of JSON Lines are gone through; the file is taken into a ledger on disk; and that ledger is
written as JSON Lines again, which gives the same bytes. Each is done for a tenth of the lines and for all of them, in a
process of its own: the most memory that it held should be the same, but for what is kept up to a number, whatever the
size of the file: 65,536 times that were read (20 MB), pages of the database. Below a million lines these still grow.
"""

import argparse
import sys
from datetime import timedelta
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import msgspec

from claimcheck.canonical import to_plain
from claimcheck.formats import write
from claimcheck.formats.importing import import_lines
from claimcheck.formats.jsonl import LinesOfFile
from claimcheck.ledger import Ledger
from tests.benchmarks.apart import run_apart, tell
from tests.benchmarks.exchange_lines import FIRST_MOMENT, lively
from tests.benchmarks.made import background
from tests.benchmarks.timing import Row, table

__all__ = ["main"]

_AIM: Final = 1.25
"""How much more memory ten times the lines may take."""


def _write_lines(path: Path, count: int) -> None:
    """Write a log of *count* lines, a hundred claims a transaction, without a ledger."""
    encode = msgspec.json.Encoder().encode
    records = tuple(background(count // 40 + 1))
    with path.open("wb") as file:
        for record in records:
            file.write(encode(to_plain(record) | {"log": {"recorded": FIRST_MOMENT.isoformat()}}) + b"\n")
        for number, record in enumerate(lively(count - len(records))):
            moment = FIRST_MOMENT + timedelta(seconds=1 + number // 100)
            file.write(encode(to_plain(record) | {"log": {"recorded": moment.isoformat(), "by": "desk"}}) + b"\n")


def _iterate(path: Path, _: Path) -> str:
    reading = LinesOfFile(str(path))
    with path.open("rb") as file:
        return f"{sum(1 for _ in reading.entries(file)):,} entries"


def _take_in(path: Path, folder: Path) -> str:
    with Ledger.open(folder / f"{path.stem}.db") as ledger:
        return str(import_lines(ledger, path))


def _write_out(path: Path, folder: Path) -> str:
    again = folder / f"{path.stem}.again.jsonl"
    with Ledger.open(folder / f"{path.stem}.db", create=False) as ledger:
        return str(write(ledger, again))


_WORK: Final = {
    "gone through": _iterate,
    "taken into a ledger on disk": _take_in,
    "written from that ledger": _write_out,
}


def _same(path: Path, folder: Path) -> bool:
    digests = []
    for one in (path, folder / f"{path.stem}.again.jsonl"):
        with one.open("rb") as file:
            digests.append(file_digest(file, "sha256").digest())
    return digests[0] == digests[1]


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.exchange_streams", description=__doc__)
    parser.add_argument("--largest", type=int, default=1_000_000, help="lines of the larger file")
    parser.add_argument("--work", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.work:
        what, path, folder = asked.work
        tell(lambda: _WORK[what](Path(path), Path(folder)))
        return
    rows: list[Row] = []
    with TemporaryDirectory() as folder:
        held: dict[str, float] = {}
        for count in (asked.largest // 10, asked.largest):
            path = Path(folder, f"{count}.jsonl")
            _write_lines(path, count)
            rows.append(Row(f"a file of {count:,} lines", path.stat().st_size / 1e6, "MB"))
            for what in _WORK:
                spent = run_apart("tests.benchmarks.exchange_streams", "--work", what, str(path), folder)
                sys.stderr.write(f"  {count:,} {what}: {spent}\n")
                rows.append(Row(f"  {what}", count / max(spent.seconds, 1e-9), "lines/s"))
                rows.append(Row("    the most memory held", spent.megabytes, "MB"))
                if what in held:
                    rows.append(Row("    beside a tenth of the lines", spent.megabytes / held[what], "x", _AIM))
                held.setdefault(what, spent.megabytes)
            if not _same(path, Path(folder)):
                sys.exit("the file that was written differs from the one that was read")
            rows.append(Row("  the two files are the same, byte for byte", 1, ""))
    sys.stdout.write(f"{table(rows)}\n")


if __name__ == "__main__":
    main()
