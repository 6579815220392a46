"""How long a report of many claims takes to write and to open: `python -m tests.benchmarks.report` prints a table.

The browser is the one that the tests take. Opening ends when the page is whole and painted for the first time, in wall
time: a busy machine measures itself. With ``--pdf`` it writes PDF as well: each size in a process of its own, whose
greatest memory is told, and of which the pages are counted.
"""

import argparse
import subprocess
import sys
from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Final

from pypdf import PdfReader

from claimcheck.ledger import Ledger
from claimcheck.reporting import report
from tests.benchmarks.made import background, claims, raids
from tests.benchmarks.timing import Row, seconds, table
from tests.browser import start_browser, watched

__all__ = ["made_ledger", "main"]

_SIZES: Final = (500, 5_000)
_RUNS: Final = 5
_OPENED: Final = """() => new Promise(done => requestAnimationFrame(() => setTimeout(() => {
  const page = performance.getEntriesByType('navigation')[0];
  const paints = performance.getEntriesByType('paint').map(one => one.startTime);
  done(Math.max(page.domContentLoadedEventEnd, ...paints) / 1000);
})))"""


def made_ledger(count: int) -> Ledger:
    """A ledger of so many made claims on raids, a tenth of whose topics are contested."""
    ledger = Ledger(case="made")
    ledger.add(*background(count // 40 + 1))
    ledger.add(*claims(raids(count)))
    return ledger


def _opened(browser: Any, path: Path, width: int) -> float:
    with watched(browser, path, width=width) as found:
        taken: float = found.page.evaluate(_OPENED)
        return taken


_PAPER: Final = """
import sys, time
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from claimcheck.reporting import report
from tests.benchmarks.report import made_ledger
ledger = made_ledger(int(sys.argv[1]))
began = time.process_time()
report(ledger, sys.argv[2])
print(time.process_time() - began, getrusage(RUSAGE_SELF).ru_maxrss / 1e6)
"""


def _paper(count: int, path: Path) -> list[tuple[str, float, str, float | None, int]]:
    """What a PDF file of so many claims takes: time, memory, bytes, pages."""
    done = subprocess.run(
        [sys.executable, "-c", _PAPER, str(count), str(path)], check=True, capture_output=True, text=True
    )
    took, memory = map(float, done.stdout.split())
    with path.open("rb") as file:
        pages = len(PdfReader(file).pages)
    return [
        ("written as PDF", took, "s", 60.0, 1),
        ("PDF, memory", memory, "GB", None, 1),
        ("PDF, weighs", path.stat().st_size / 1e6, "MB", None, 1),
        ("PDF, pages", pages, "", None, 1),
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print for two sizes what the page weighs, how long it takes to write and to open, and how each grows."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.report", description=__doc__)
    parser.add_argument("--pdf", action="store_true", help="write PDF as well")
    on_paper = parser.parse_args(arguments).pdf
    rows: list[Row] = []
    kept: dict[str, list[float]] = {}
    with TemporaryDirectory() as folder, contextmanager(start_browser)() as browser:
        for count in _SIZES:
            path = Path(folder) / f"{count}.html"
            took = seconds(lambda ledger, path=path: report(ledger, path), lambda count=count: made_ledger(count), 3)  # type: ignore[misc]
            size = path.stat().st_size / 1e6
            figures: list[tuple[str, float, str, float | None, int]] = [
                ("written", took, "s", 5.0, 3),
                ("weighs", size, "MB", None, 1),
            ]
            for name, width in (("opened, wide", 1200), ("opened, phone", 390)):
                figures.append((name, median(_opened(browser, path, width) for _ in range(_RUNS)), "s", 2.0, _RUNS))
            if on_paper:
                figures += _paper(count, path.with_suffix(".pdf"))
            for what, figure, unit, aim, runs in figures:
                kept.setdefault(what, []).append(figure)
                rows.append(Row(f"{count:,} claims, {what}", figure, unit, aim, runs))
    for what, (small, large) in kept.items():
        rows.append(Row(f"{what}, {_SIZES[0]:,} -> {_SIZES[1]:,}", large / small, "x", 1.3 * _SIZES[1] / _SIZES[0]))
    sys.stdout.write(f"{table(rows)}\n")


if __name__ == "__main__":
    main()
