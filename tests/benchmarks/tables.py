"""How long tables take to flag, and how much memory: `python -m tests.benchmarks.tables [--largest ROWS] [--peers]`.

Each size is measured in a process of its own: seconds by the clock after loading, the bytes a row of what is added, and
the most memory above the table itself. With `--peers` stand beside them a pandas join that lists the pairs of a topic,
and the conflict search of graphite-engine (`pip install graphite-engine`), at sizes that they can bear.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any, Final

import pyarrow as pa

from claimcheck.tables.inprocess import flag_arrow
from claimcheck.tables.spec import Spec
from tests.benchmarks.made_tables import made_table
from tests.benchmarks.timing import Row, table

__all__ = ["main"]

_SPEC: Final = Spec(topic="topic", party="party", value="value", control_group="group", bound="bound")
_MILLION: Final = 1_000_000
_TOPIC_SIZE: Final = 10


def _measured(rows: int, topics: int, runs: int) -> dict[str, float]:
    """The median seconds of flagging a made table, the bytes a row added, and the most held above the table."""
    made = made_table(rows, topics)
    if topics == rows:
        made = made.set_column(0, "topic", pa.array([f"what happened in place {number}" for number in range(rows)]))
    flag_arrow(made.slice(0, 1000), _SPEC)
    taken, worked, most = [], [], 0
    columns: dict[str, Any] = {}
    for _ in range(runs):
        columns = {}
        before = _memory("VmRSS", reset=True)
        began, busy = time.perf_counter(), time.process_time()
        columns, _ = flag_arrow(made, _SPEC)
        taken.append(time.perf_counter() - began)
        worked.append(time.process_time() - busy)
        most = max(most, _memory("VmHWM") - before)
    added = sum(column.nbytes for column in columns.values())
    return {"seconds": median(taken), "worked": median(worked), "added": added / rows, "most": most / rows}


def _memory(kind: str, *, reset: bool = False) -> int:
    """Bytes of this process as Linux tells them; its high-water mark begins anew with *reset*."""
    if reset:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(kind)) * 1024


def _apart(rows: int, topics: int, runs: int) -> dict[str, float]:
    """What ``_measured`` gives in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.tables", "--one", str(rows), str(topics), str(runs)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _sizes(largest: int) -> list[Row]:
    found, rows = [], 10_000
    per_row, work = {}, {}
    while rows <= largest:
        runs = 9 if rows < _MILLION else 3
        held = _apart(rows, rows // _TOPIC_SIZE, runs)
        per_row[rows], work[rows] = held["seconds"] / rows, held["worked"] / rows
        aims: tuple[float | None, float | None] = (2.0, 150.0) if rows == _MILLION else (None, None)
        what = f"{rows:,} rows in {rows // _TOPIC_SIZE:,} topics"
        found.append(Row(what, held["seconds"], "s", aims[0], runs))
        found.append(Row("  a row", per_row[rows] * 1e6, "us", None, runs))
        found.append(Row("  a row, all processors together", work[rows] * 1e6, "us", None, runs))
        found.append(Row("  added", held["added"], "bytes a row", aims[1], runs))
        found.append(Row("  most held above the table", held["most"], "bytes a row", aims[1], runs))
        rows *= 10
    for what, each in (("time", per_row), ("processor time", work)):
        found.append(
            Row(f"most / least {what} a row, over all sizes", max(each.values()) / min(each.values()), "x", 1.4)
        )
    return found


def _shapes(rows: int) -> list[Row]:
    mixed = _apart(rows, rows // _TOPIC_SIZE, 3)["seconds"]
    found = []
    for topics, what in ((1, "one topic"), (rows, f"{rows:,} topics")):
        taken = _apart(rows, topics, 3)["seconds"]
        found.append(Row(f"{rows:,} rows in {what}", taken, "s", None, 3))
        found.append(Row("  beside topics of ten", taken / mixed, "x", 2.0, 3))
    return found


def _joined(frame: Any) -> Any:
    """What a table of pairs says of each row: whether any row of its topic by another group gives another figure."""
    left = frame.reset_index()[["index", "topic", "group", "value"]]
    pairs = left.merge(left, on="topic")
    other = pairs[(pairs["group_x"] != pairs["group_y"]) & (pairs["value_x"] != pairs["value_y"])]
    return frame.index.isin(other["index_x"])


def _timed(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def _peers() -> list[Row]:
    found = []
    for rows in (10_000, 100_000, _MILLION):
        made = made_table(rows, rows // _TOPIC_SIZE)
        frame = made.to_pandas()
        ours = median(_timed(lambda made=made: flag_arrow(made, _SPEC)) for _ in range(3))  # type: ignore[misc]
        theirs = median(_timed(lambda frame=frame: _joined(frame)) for _ in range(3))  # type: ignore[misc]
        found.append(Row(f"a pandas join of pairs, {rows:,} rows in topics of ten", theirs, "s", None, 3))
        found.append(Row("  / ours, which tells reasons, positions and origins as well", theirs / ours, "x"))
    made = made_table(20_000, 20)
    found.append(
        Row("a pandas join of pairs, 20,000 rows in 20 topics", _timed(lambda: _joined(made.to_pandas())), "s")
    )
    found.append(Row("  ours", _timed(lambda: flag_arrow(made, _SPEC)), "s"))
    return found + _graphite()


def _graphite() -> list[Row]:
    try:
        from graphite.claim import Claim  # noqa: PLC0415 - is not installed everywhere
        from graphite.claim_store import ClaimStore  # noqa: PLC0415 - with it
        from graphite.enums import ClaimType  # noqa: PLC0415 - with it
    except ImportError:
        sys.stderr.write("graphite-engine is not installed\n")
        return []
    found = []
    for rows in (1_000, 2_000):
        held = made_table(rows, rows // _TOPIC_SIZE).to_pylist()
        kind = next(iter(ClaimType))
        claims = [
            Claim(
                claim_id=str(number),
                claim_text=f"{row['party']}: {row['value']}",
                claim_type=kind,
                subject_entities=[row["topic"]],
                predicate=str(row["value"]),
                object_entities=[],
                generator_id="table",
                as_of_date="2025-06-02",
            )
            for number, row in enumerate(held)
        ]
        with tempfile.TemporaryDirectory() as folder:
            store = ClaimStore(str(Path(folder) / "claims.db"))
            store.save_claims(claims)
            taken = _timed(lambda: [store.find_potential_conflicts(one) for one in claims[:100]]) / 100  # noqa: B023
        found.append(Row(f"graphite-engine's conflict search, {rows:,} claims", taken * 1e3, "ms a claim"))
    return found


def main() -> None:
    """Print one table of what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.tables", description=__doc__)
    parser.add_argument("--largest", type=int, default=10 * _MILLION, help="rows of the largest table")
    parser.add_argument("--peers", action="store_true", help="measure what others do as well")
    parser.add_argument("--one", nargs=3, type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        sys.stdout.write(json.dumps(_measured(*asked.one)))
        return
    rows = [*_sizes(asked.largest), *_shapes(min(_MILLION, asked.largest)), *(_peers() if asked.peers else ())]
    sys.stdout.write(f"{table(rows)}\n")


if __name__ == "__main__":
    main()
