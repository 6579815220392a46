"""How often fusion is right on data whose truth is known: `python -m tests.benchmarks.fusion [--days COUNT]`.

The data of CLAIMCHECK_DATA, each method with copies counted once and with every party counted apart: flights without
the airlines' sites (times within ten minutes, gates the same; the mean over days), shops on the authors of books,
editors on populations (exactly right), workers on products and dogs, and scores of emotions (mean absolute error).
Where nothing is decided, what ranks first is taken. Calibration is that of the default method: the Brier score of the
best value, and the expected calibration error over ten bins.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from statistics import fmean
from typing import Any

from claimcheck.fusion.fused import Fusion
from claimcheck.fusion.weighing import fuse_said
from tests.benchmarks.timing import Row, table
from tests.fusion_sets import Gold, book, crowd, days, flight, is_right_book, is_within_ten_minutes, population

__all__ = ["best_of", "calibration_error", "main"]

_OPEN = ("vote", "sums", "pooled_investment", "truthfinder", "one_coin", "accu", "accusim", "popaccu", "crh", "catd")


def best_of(fusion: Fusion) -> dict[str, Any]:
    """The first value of each topic: a word, or a figure."""
    found: dict[str, Any] = {}
    for one in fusion.topics:
        first = one.values[0]
        found[one.topic] = one.estimate if one.estimate is not None else first.value if first.low is None else first.low
    return found


def _right(gold: Gold, fusion: Fusion, is_right: Callable[[Any, Any], bool]) -> list[bool]:
    best = best_of(fusion)
    return [is_right(best[topic], truth) for topic, truth in gold.truth.items()]


def _on(
    name: str, sets: Sequence[Gold], methods: Sequence[str | None], is_right: Callable[[Any, Any], bool]
) -> list[Row]:
    rows = []
    for method in methods:
        for dependence in (True, False):
            began = time.process_time()
            shares = [
                fmean(_right(gold, fuse_said(gold.said, method=method, dependence=dependence), is_right))
                for gold in sets
            ]
            taken = (time.process_time() - began) / sum(len(gold.said) for gold in sets)
            how = "copies once" if dependence else "every party"
            sys.stderr.write(
                f"  {name}, {method or 'default'}, {how}: {fmean(shares):.4f} ({1e6 * taken:.0f} us a claim)\n"
            )
            rows.append(Row(f"{name}: {method or 'default'}, {how}", fmean(shares), "right", None, len(sets)))
    return rows


def calibration_error(pairs: Sequence[tuple[float, bool]]) -> float:
    """The expected calibration error of probabilities, each with whether it came true, over ten bins."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for share, right in pairs:
        bins.setdefault(min(int(share * 10), 9), []).append((share, right))
    return sum(abs(sum(share - right for share, right in held)) for held in bins.values()) / len(pairs)


def _calibrated(name: str, sets: Sequence[Gold], is_right: Callable[[Any, Any], bool]) -> list[Row]:
    pairs: list[tuple[float, bool]] = []
    undecided = []
    for gold in sets:
        fusion = fuse_said(gold.said)
        for topic, right in zip(gold.truth, _right(gold, fusion, is_right), strict=True):
            pairs.append((fusion[topic].values[0].share, right))
            undecided.append(fusion[topic].abstained is not None)
    return [
        Row(f"{name}: Brier score of the default", fmean((share - right) ** 2 for share, right in pairs), ""),
        Row("  expected calibration error", calibration_error(pairs), ""),
        Row("  undecided", fmean(undecided), "of topics"),
    ]


def _scores(methods: Sequence[str]) -> list[Row]:
    gold, rows = crowd("emotion"), []
    for method in methods:
        best = best_of(fuse_said(gold.said, method=method, dependence=False))
        errors = [abs(best[topic] - truth) for topic, truth in gold.truth.items()]
        rows.append(Row(f"emotion: {method}", fmean(errors), "mean error"))
        rows.append(Row("  root of the mean square", fmean(error**2 for error in errors) ** 0.5, ""))
    return rows


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.fusion", description=__doc__)
    parser.add_argument("--days", type=int, default=15, help="days of flights")
    asked = parser.parse_args()
    flights = [flight(day) for day in days()[: asked.days]]
    rows = _on("flight", flights, (None, *_OPEN), is_within_ten_minutes)
    rows += _calibrated("flight", flights, is_within_ten_minutes)
    rows += _on("book", [book()], (None, *_OPEN), is_right_book)
    rows += _on("population", [population()], (None, *_OPEN), lambda found, truth: found == truth)
    rows += _calibrated("population", [population()], lambda found, truth: found == truth)
    for name in ("product", "dog"):
        gold = crowd(name)
        rows += _on(
            name, [gold], (None, "vote", "one_coin", "accu", "crh", "catd"), lambda found, truth: found == truth
        )
        rows += _calibrated(name, [gold], lambda found, truth: found == truth)
    rows += _scores(("mean", "median", "gtm", "crh", "catd"))
    sys.stdout.write(f"{table(rows)}\n")


if __name__ == "__main__":
    main()
