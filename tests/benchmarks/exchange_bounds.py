"""What endless files and floods of mistakes cost: `python -m tests.benchmarks.exchange_bounds [--only FORMAT]`.

Every format that is read gets, for its suffix, files that begin as its own do and go on with NULs for a gigabyte (with
holes, so that they take no room on the disk), and files of a million things that cannot be taken. Each is read in a
process of its own, which tells how long it took, the most memory that it held, and what it said.
"""

import argparse
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from claimcheck.errors import ClaimCheckError
from claimcheck.formats import formats, read
from tests.benchmarks.apart import run_apart, tell
from tests.benchmarks.timing import Row, table
from tests.hostile_files import floods, openings

__all__ = ["main"]

_MOST_MEGABYTES: Final = 1024
_MOST_SECONDS: Final = 60


def _read(name: str, path: Path) -> str:
    warnings.simplefilter("ignore", UserWarning)
    try:
        read(path, format=name).close()
    except ClaimCheckError as err:
        return f"{type(err).__name__}: {str(err).partition(str(path))[2][:80]!r}"
    return "taken"


def _files(suffix: str, folder: Path, size: int, flood: int) -> Iterator[tuple[str, Path]]:
    path = folder / f"f{suffix}"
    for what, begun in openings(suffix).items():
        with path.open("wb") as file:
            file.write(begun)
            file.truncate(size)
        yield f"{what}, and NULs to {size:,} bytes", path
    for what, data in floods(suffix, flood).items():
        path.write_bytes(data)
        yield f"{flood:,} {what}", path


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.exchange_bounds", description=__doc__)
    parser.add_argument("--bytes", type=int, default=1_000_000_000, help="bytes of an endless file")
    parser.add_argument("--flood", type=int, default=1_000_000, help="things in a flood")
    parser.add_argument("--only", action="append", help="this format alone; may be repeated")
    parser.add_argument("--work", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.work:
        name, path = asked.work
        tell(lambda: _read(name, Path(path)))
        return
    rows: list[Row] = []
    for name, one in formats().items():
        if one.read is None or (asked.only and name not in asked.only):
            continue
        with TemporaryDirectory() as folder:
            for what, file in _files(one.suffixes[0], Path(folder), asked.bytes, asked.flood):
                spent = run_apart("tests.benchmarks.exchange_bounds", "--work", name, str(file))
                sys.stderr.write(f"  {name}, {what}: {spent.seconds:.2f} s, {spent.megabytes:.0f} MB: {spent.said}\n")
                rows.append(Row(f"{name}: {what}", spent.seconds, "s", _MOST_SECONDS))
                rows.append(Row("  the most memory held", spent.megabytes, "MB", _MOST_MEGABYTES))
    sys.stdout.write(f"{table(rows)}\n")


if __name__ == "__main__":
    main()
