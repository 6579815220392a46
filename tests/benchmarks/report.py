"""How long a report of many claims takes to write and to open: `python -m tests.benchmarks.report` prints a table.

The browser is the one that the tests take. Opening ends when the page is whole and painted for the first time, in wall
time: a busy machine measures itself.
"""

import sys
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Final

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


def main() -> None:
    """Print for two sizes what the page weighs, how long it takes to write and to open, and how each grows."""
    rows: list[Row] = []
    kept: dict[str, list[float]] = {}
    with TemporaryDirectory() as folder, contextmanager(start_browser)() as browser:
        for count in _SIZES:
            path = Path(folder) / f"{count}.html"
            took = seconds(lambda ledger, path=path: report(ledger, path), lambda count=count: made_ledger(count), 3)  # type: ignore[misc]
            size = path.stat().st_size / 1e6
            figures = [("written", took, "s", 5.0, 3), ("weighs", size, "MB", None, 1)]
            for name, width in (("opened, wide", 1200), ("opened, phone", 390)):
                figures.append((name, median(_opened(browser, path, width) for _ in range(_RUNS)), "s", 2.0, _RUNS))
            for what, figure, unit, aim, runs in figures:
                kept.setdefault(what, []).append(figure)
                rows.append(Row(f"{count:,} claims, {what}", figure, unit, aim, runs))
    for what, (small, large) in kept.items():
        rows.append(Row(f"{what}, {_SIZES[0]:,} -> {_SIZES[1]:,}", large / small, "x", 1.3 * _SIZES[1] / _SIZES[0]))
    sys.stdout.write(f"{table(rows)}\n")


if __name__ == "__main__":
    main()
