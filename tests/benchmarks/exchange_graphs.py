"""What graphs, STIX and argument maps cost: `python -m tests.benchmarks.exchange_graphs` prints a table.

Each format is written whole from a ledger whose topics have been analysed already, as in a session that has looked at
its findings; the bytes are counted and thrown away.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from claimcheck.exchange.outlet import Outlet
from claimcheck.formats import Format, formats
from claimcheck.ledger import Ledger
from tests.benchmarks.report import made_ledger
from tests.benchmarks.timing import Row, seconds, table

__all__ = ["FORMATS", "main"]

FORMATS: Final = ("node-link", "graphml", "gexf", "cytoscape", "stix", "aif", "argdown")
_SIZES: Final = (2_000, 20_000)
_RUNS: Final = 3


def _analysed(count: int) -> Ledger:
    ledger = made_ledger(count)
    ledger.findings()
    return ledger


def rows(sizes: Sequence[int], runs: int) -> Iterator[Row]:
    """Time and bytes of each format and size, and how both grow a claim from the smallest size to the largest."""
    ledgers = {count: _analysed(count) for count in sizes}
    small, large = min(sizes), max(sizes)
    for name in ("ledger.graph", *FORMATS):
        weights: dict[str, int] = {}
        write = _graph if name == "ledger.graph" else partial(_write, formats()[name], weights)
        times = {}
        for count, ledger in ledgers.items():
            times[count] = seconds(write, partial(_same, ledger), runs)
            yield Row(f"{name}, {count:,} claims", times[count], "s", runs=runs)
        growth = times[large] / times[small] * small / large
        yield Row(f"{name}, {small:,} -> {large:,}, time", growth, "x per claim", 1.4, runs)
        for weight, count in zip(weights.values(), sizes, strict=False):
            yield Row(f"{name}, {count:,} claims", weight / 1e6, "MB")


def _graph(ledger: Ledger) -> object:
    return ledger.graph


def _same(ledger: Ledger) -> Ledger:
    return ledger


def _write(one: Format, weights: dict[str, int], ledger: Ledger) -> None:
    """Write the ledger in this format, and note how many bytes it takes."""
    assert one.write is not None
    weights[str(len(ledger.claims))] = sum(map(len, one.write(ledger, Outlet())))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.exchange_graphs", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=_SIZES, help="how many claims")
    parser.add_argument("--runs", type=int, default=_RUNS, help="runs of which the median is taken")
    asked = parser.parse_args(arguments)
    found = []
    for row in rows(asked.sizes, asked.runs):
        sys.stderr.write(f"{row.what}: {row.figure:,.4g} {row.unit}\n")
        found.append(row)
    sys.stdout.write(f"{table(found)}\n")


if __name__ == "__main__":
    main()
