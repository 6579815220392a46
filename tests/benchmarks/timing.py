"""Measuring: medians of several runs in processor time, memory, and the table that shows them."""

import gc
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import TypeVar

from attrs import frozen

__all__ = ["Row", "bytes_held", "growth_of", "seconds", "subprocess_seconds", "table"]

T = TypeVar("T")


@frozen
class Row:
    """One line of the table; *aim* is the figure not to be passed, and None where there is none."""

    what: str
    figure: float
    unit: str
    aim: float | None = None
    runs: int = 1

    @property
    def verdict(self) -> str:
        """Whether the aim is met, and by how much it is missed where it is not."""
        if self.aim is None:
            return ""
        return "met" if self.figure <= self.aim else f"missed by {self.figure / self.aim:.2f}x"


def seconds(run: Callable[[T], object], make: Callable[[], T], runs: int) -> float:
    """The median time of *run* on what *make* gives afresh each time.

    Processor time, so that what else the machine does counts little; the collector of cycles stays on, since users
    have it on.
    """
    taken = []
    for _ in range(runs):
        subject = make()
        gc.collect()
        began = process_time()
        kept = run(subject)
        taken.append(process_time() - began)
        del subject, kept
    return median(taken)


def growth_of(
    run: Callable[[str], object], pieces: Iterable[str], characters: int = 4_000, runs: int = 5
) -> dict[str, float]:
    """How the time of *run* grows as a text of each piece repeated doubles five times: the median ratio; 2 is linear.

    Each ratio is one of medians of processor time.
    """
    found = {}
    for piece in pieces:
        times = max(1, characters // len(piece))
        texts = [piece * (times << doubling) for doubling in range(6)]
        taken = [median(_seconds_of(run, text) for _ in range(runs)) for text in texts]
        found[piece] = median(later / earlier for earlier, later in pairwise(taken))
    return found


def _seconds_of(run: Callable[[str], object], text: str) -> float:
    began = process_time()
    run(text)
    return max(process_time() - began, 1e-6)


def subprocess_seconds(code: str, runs: int) -> float:
    """The median processor time of an interpreter that runs *code*, its bytecode written beforehand.

    The bytecode goes to a folder of its own: where the surroundings forbid writing any, every run would compile.
    """
    command = [sys.executable, "-c", code]
    taken = []
    with TemporaryDirectory() as cache:
        around = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        around["PYTHONPYCACHEPREFIX"] = cache
        subprocess.run(command, check=True, env=around)
        for _ in range(runs):
            before = getrusage(RUSAGE_CHILDREN)
            subprocess.run(command, check=True, env=around)
            after = getrusage(RUSAGE_CHILDREN)
            taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return median(taken)


def bytes_held(make: Callable[[], object]) -> int:
    """How many bytes more are held once *make* has run, for as long as what it returns is kept."""
    gc.collect()
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    kept = make()
    gc.collect()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del kept
    return after - before


def table(rows: Iterable[Row]) -> str:
    """The rows as text in columns."""
    cells = [("what", "figure", "unit", "aim", "runs", "")]
    for row in rows:
        aim = "" if row.aim is None else f"<= {row.aim:g}"
        cells.append((row.what, _shown(row.figure), row.unit, aim, str(row.runs), row.verdict))
    return "\n".join(_line(line, cells) for line in cells)


def _line(line: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    widths = [max(len(one[place]) for one in cells) for place in range(len(line))]
    shown = [
        text.rjust(width) if place in {1, 4} else text.ljust(width)
        for place, (text, width) in enumerate(zip(line, widths, strict=True))
    ]
    return "  ".join(shown).rstrip()


def _shown(figure: float) -> str:
    return f"{figure:,.0f}" if figure >= 1000 else f"{figure:.3g}"
