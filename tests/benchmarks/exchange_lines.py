"""How fast JSON Lines are written and read: `python -m tests.benchmarks.exchange_lines [--claims COUNT] [--runs RUNS]`.

Realistic claims: a figure, a time or two, words, one or two appearances with their quotes. Lines are read with every
converter and every validator run. Reading is measured without the ledger (entries, from bytes to records) and with it
(`read`: the view, the log, the check of references). Processor time of one core, medians of the runs. Beside it stand
the same objects through msgspec alone, which knows nothing of records: what is spent on JSON.
"""

import argparse
import io
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

import msgspec
from attrs import evolve

from claimcheck.formats.jsonl import LinesOfFile, read_lines, write_lines
from claimcheck.ledger import Ledger
from claimcheck.model import Appearance, Attribution, Basis, Claim
from claimcheck.plainrecords import _span
from claimcheck.times import time_span
from tests.benchmarks.made import background, claims, raids
from tests.benchmarks.timing import Row, seconds, table

__all__ = ["lively", "main"]

FIRST_MOMENT: Final = datetime(2025, 6, 2, 9, tzinfo=UTC)
_OUT: Final = 100_000
_IN: Final = 40_000


def lively(count: int) -> Iterator[Claim]:
    """Yield made claims as analysts have them: with cutoffs, a basis, and quotes in one source or in two."""
    chance = Random(20250605)
    for number, claim in enumerate(claims(raids(count))):
        (first,) = claim.appearances
        appearances = [
            evolve(
                first,
                quote=f"«Our units counted {claim.value}», the spokesman said of report {number}",
                language="en",
                attribution=Attribution.OWN,
            )
        ]
        if chance.random() < 0.5:
            appearances.append(
                Appearance(source=f"outlet{chance.randrange(50)}", quote=f"{claim.value} — за даними штабу, {number}")
            )
        minute = FIRST_MOMENT + timedelta(minutes=chance.randrange(200_000))
        yield evolve(
            claim,
            proposition=evolve(
                claim.proposition, place="Kherson oblast", cutoff=time_span(minute.strftime("%Y-%m-%dT%H:%M+00:00"))
            ),
            basis=Basis.OWN_COUNT if chance.random() < 0.5 else None,
            appearances=appearances,
        )


def ledger_of(count: int) -> Ledger:
    """Return a ledger in memory that was told these claims, a hundred at a time."""
    ledger = Ledger(case="raids")
    ledger.add(*background(count // 40 + 1), recorded=FIRST_MOMENT)
    told = list(lively(count))
    for start in range(0, count, 100):
        ledger.add(*told[start : start + 100], by="desk", recorded=FIRST_MOMENT + timedelta(seconds=start))
    return ledger


def _parsed(data: bytes) -> int:
    reading = LinesOfFile("f")
    return sum(1 for _ in reading.entries(io.BytesIO(data)))


def _forgotten(data: bytes) -> bytes:
    """The same, after the times that were read are forgotten: nearly every made claim has a cutoff of its own."""
    _span.cache_clear()
    return data


def _rows(count: int, runs: int) -> Iterator[Row]:
    ledger = ledger_of(count)
    lines = list(write_lines(ledger))
    data, entries = b"".join(lines), len(lines)
    objects = [msgspec.json.decode(line) for line in lines]
    yield Row(f"JSON Lines of {count:,} claims", len(data) / entries, "bytes/line")
    taken = seconds(lambda one: sum(map(len, write_lines(one))), lambda: ledger, runs)
    yield Row("lines written", entries / taken, "records/s", runs=runs)
    yield Row("  a line", 1e6 * taken / entries, "us", 1e6 / _OUT, runs)
    encode = msgspec.json.Encoder().encode
    alone = seconds(lambda some: sum(len(encode(one)) for one in some), lambda: objects, runs)
    yield Row("  of it the JSON alone", 1e6 * alone / entries, "us", runs=runs)
    taken = seconds(_parsed, lambda: data, runs)
    yield Row("lines read and checked", entries / taken, "records/s", runs=runs)
    yield Row("  a line", 1e6 * taken / entries, "us", 1e6 / _IN, runs)
    taken = seconds(_parsed, lambda: _forgotten(data), runs)
    yield Row("  where each time is read for the first time", 1e6 * taken / entries, "us", runs=runs)
    decode = msgspec.json.Decoder().decode
    alone = seconds(lambda some: sum(len(decode(one)) for one in some), lambda: lines, runs)
    yield Row("  of it the JSON alone", 1e6 * alone / entries, "us", runs=runs)
    with TemporaryDirectory() as folder:
        path = Path(folder, "claims.jsonl")
        path.write_bytes(data)
        taken = seconds(read_lines, lambda: path, runs)
        yield Row("read into a ledger in memory", entries / taken, "records/s", runs=runs)
        yield Row("  a line", 1e6 * taken / entries, "us", runs=runs)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.exchange_lines", description=__doc__)
    parser.add_argument("--claims", type=int, default=50_000, help="claims in the file")
    parser.add_argument("--runs", type=int, default=5, help="runs, of which the median counts")
    asked = parser.parse_args(arguments)
    rows: list[Row] = []
    for row in _rows(asked.claims, asked.runs):
        sys.stderr.write(f"  {row.what}: {row.figure:,.4g} {row.unit}\n")
        rows.append(row)
    sys.stdout.write(f"{table(rows)}\n")


if __name__ == "__main__":
    main()
