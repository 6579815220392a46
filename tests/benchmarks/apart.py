"""A piece of work in a process of its own: how long it took, by the clock, and the most memory that it held."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from attrs import frozen

__all__ = ["Spent", "run_apart", "tell"]


@frozen
class Spent:
    """What a process spent, and what it said."""

    seconds: float
    megabytes: float
    said: str


def tell(work: Callable[[], str]) -> None:
    """Do the work and print what it took; for the process that ``run_apart`` starts."""
    began = time.perf_counter()
    said = work()
    sys.stdout.write(json.dumps([time.perf_counter() - began, _most_megabytes(), said]))


def _most_megabytes() -> float:
    """The most memory that this process held, as Linux tells it; that of the one that started it is not counted."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def run_apart(module: str, *asked: str) -> Spent:
    """Return what a module spends on the work that *asked* names."""
    command = [sys.executable, "-m", module, *asked]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        return Spent(0.0, 0.0, f"died with {done.returncode}: {done.stderr.strip()[-300:]}")
    taken, peak, said = json.loads(done.stdout)
    return Spent(taken, peak, said)
