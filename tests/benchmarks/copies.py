"""Measure how copies are found, in time and in what is found: ``python -m tests.benchmarks.copies [--quick]``."""

import sys
from collections.abc import Sequence
from resource import RUSAGE_SELF, getrusage
from time import process_time

from claimcheck.tracing.copies import find_copies
from claimcheck.tracing.copy import Copy
from claimcheck.tracing.sourcetext import SourceText
from tests.benchmarks.made_texts import corpus, one_wire

__all__ = ["main"]


def main() -> None:
    """Print the time for doubled collections with precision and recall, then three that are made to hurt."""
    sizes = (500, 1_000, 2_000) if "--quick" in sys.argv[1:] else (2_500, 5_000, 10_000, 20_000)
    before: float | None = None
    for size in sizes:
        texts, planted = corpus(size)
        taken, found = _timed(texts)
        pairs = {(one.a, one.b) for one in found}
        right = len(pairs & planted)
        ratio = "" if before is None else f", x{taken / before:.2f} for twice the texts"
        _say(
            f"{size:>6,} texts, one footer: {taken:6.2f} s{ratio}; {len(pairs):,} candidates, "
            f"precision {right / max(1, len(pairs)):.4f}, recall {right / max(1, len(planted)):.4f} "
            f"of {len(planted):,} planted"
        )
        before = taken
        del texts, found
    wires = one_wire(sizes[-1] // 4)
    taken, found = _timed(wires)
    _say(f"{len(wires):>6,} copies of one wire: {taken:.2f} s; {len(found):,} candidates")
    long = " ".join(one.text for one in corpus(5_200 if sizes[-1] >= 20_000 else 500, footer=False)[0])[:10_000_000]
    pair = [SourceText(key="long", text=long, published="2024-01-01"), wires[0], SourceText(key="again", text=long)]
    taken, found = _timed(pair)
    _say(f"a text of {len(long):,} characters, twice: {taken:.2f} s; {len(found):,} candidates")
    _say(f"most memory: {getrusage(RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def _timed(texts: Sequence[SourceText]) -> tuple[float, Sequence[Copy]]:
    began = process_time()
    found = find_copies(texts)
    return process_time() - began, found


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
