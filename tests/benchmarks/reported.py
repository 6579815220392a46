"""Print how far arithmetic explains wrong figures, and how often it would explain any figure.

``python -m tests.benchmarks.reported``; the folder of rows is named by CLAIMCHECK_DATA. The rows are nightly totals of
a ministry with their parts by region, beside the figure that a scraper took from the same text, and the labelled news
cases.
"""

import json
import os
import platform
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from time import process_time
from typing import Any, Final, NamedTuple

from claimcheck.findings.arithmetic import Explanation, Figure, Way, explain_figure
from claimcheck.findings.reported import reported_differently
from claimcheck.findings.topics import gather
from claimcheck.ledger import Ledger
from claimcheck.quantity import Number
from claimcheck.support.grounds import Grounds

__all__ = ["Told", "explained", "main", "nightly"]

_NIGHTLY: Final = "ru_mod_drone_claims.jsonl"
_NEWS: Final = "news_cases.jsonl"


class Told(NamedTuple):
    """A figure taken from a text, the total that the text gives, and that total with all its parts."""

    wanted: int
    total: Figure
    figures: tuple[Figure, ...]


def nightly(folder: Path) -> Iterator[Told]:
    """Yield the rows whose figure is not the total of their text."""
    with (folder / _NIGHTLY).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            if row["scraper_drone_count"] == row["claimed_total"]:
                continue
            key = f"night {number}"
            total = Figure(key=key, value=row["claimed_total"], label="shot down", act=key)
            parts = [
                Figure(key=f"{key}#{place}", value=count, label=f"over {place}", act=key, whole=key)
                for place, count in _parts(row["parts"])
            ]
            yield Told(row["scraper_drone_count"], total, (total, *parts))


def _parts(parts: Iterable[dict[str, Any]]) -> Iterator[tuple[str, int]]:
    """Each place with its figure; "three each over A and B" is a figure of either."""
    for number, part in enumerate(parts):
        places = part["regions_ru"] if part["each"] else [" and ".join(part["regions_ru"])]
        yield from ((f"{number}.{at} {place}", part["count"]) for at, place in enumerate(places))


def explained(told: Told, wanted: int | None = None) -> tuple[Explanation, ...]:
    """Return how the figure, or another one in its place, comes out of the figures of its text."""
    return explain_figure(told.wanted if wanted is None else wanted, told.figures, instead_of=told.total)


def _kind(found: Sequence[Explanation]) -> str:
    if not found:
        return "not explained"
    best = found[0]
    word = {Way.FIGURE: "is a part", Way.SUM: f"sum of {len(best.terms)}"}.get(best.way, best.way.value)
    return f"{word}, perhaps by chance" if best.by_chance else word


def _nightly_table(rows: Sequence[Told]) -> Iterator[str]:
    """The wrong figures by how they are explained, beside every other figure up to five quarters of the total."""
    with_parts = [one for one in rows if len(one.figures) > 1]
    real = Counter(_kind(explained(one)) for one in with_parts)
    any_figure: Counter[str] = Counter()
    for one in with_parts:
        reach = range(1, int(one.total.value) * 5 // 4 + 1)
        any_figure.update(_kind(explained(one, value)) for value in reach if value != one.total.value)
    small = sum(one.wanted < 10 for one in with_parts)
    about = f"{len(with_parts)} of texts with parts, {small} of these below 10"
    yield f"{len(rows)} figures that are not the total of their text; {about}"
    yield f"{'':32}{'wrong figures':>20}{'any figure':>20}"
    for name in sorted(real | any_figure, key=lambda name: (-real[name], name)):
        yield f"{name:32}{_share(real[name], real.total()):>20}{_share(any_figure[name], any_figure.total()):>20}"
    for what, ends in (("explained and not marked", False), ("explained, marked or not", True)):
        counts = [
            sum(count for name, count in held.items() if name != "not explained" and (ends or "chance" not in name))
            for held in (real, any_figure)
        ]
        yield f"{what:32}{_share(counts[0], real.total()):>20}{_share(counts[1], any_figure.total()):>20}"


def _share(part: int, whole: int) -> str:
    return f"{part} ({100 * part / whole:.1f} %)" if whole else "-"


def _news_table(folder: Path) -> Iterator[str]:
    """What is found between different figures of one party in the news cases."""
    with (folder / _NEWS).open(encoding="utf-8") as lines:
        for line in lines:
            case = json.loads(line)
            by_party: dict[str, list[dict[str, Any]]] = {}
            for claim in case["claims"]:
                if claim["low"] is not None and claim["low"] == claim["high"]:
                    by_party.setdefault(claim["party"], []).append(claim)
            for party, claims in sorted(by_party.items()):
                for told in claims:
                    others = [one for one in claims if one is not told]
                    own = next((one for one in others if one["low"] != told["low"]), None)
                    found = _among(told["low"], own, others) if own is not None else ()
                    for one in found:
                        yield f"{case['case']}: {party}, {told['id']}: {one.text}"


def _among(wanted: Number, own: dict[str, Any], others: Iterable[dict[str, Any]]) -> tuple[Explanation, ...]:
    figures = []
    for one in others:
        key, act = one["id"], one["doc"]
        label = one["measure"].removeprefix("drones_").replace("_", " ")
        figure = Figure(key=key, value=one["low"], label=label, act=act, of=one.get("total"))
        figures.append(figure)
        if "total" in one:
            figures.append(Figure(key=f"{key}#all", value=one["total"], label="launched", act=act))
        parts = one.get("parts", {})
        for name, count in parts.items() if isinstance(parts, dict) else enumerate(parts):
            part = Figure(key=f"{key}#{name}", value=count, label=str(name).replace("_", " "), act=act, whole=key)
            figures.append(part)
    return explain_figure(wanted, figures, instead_of=next(one for one in figures if one.key == own["id"]))


def _growth() -> Iterator[str]:
    """Processor time of the findings as reports of one figure grow, and of one explanation as figures do."""
    before = None
    for count in (1_000, 2_000, 4_000, 8_000):
        view = _reports(count).view
        gathered, grounds = gather(view), Grounds(view)
        started = process_time()
        found = list(reported_differently(gathered, grounds))
        spent = process_time() - started
        yield f"{len(found)} finding of {count:,} reports: {spent:.2f} s" + (
            f", {spent / before:.1f}x" if before else ""
        )
        before = spent
    before = None
    for count in (15, 30, 60, 120):
        figures = [Figure(key=str(place), value=7 + 13 * place, label=f"{place}", whole="a") for place in range(count)]
        started = process_time()
        for wanted in range(3_000, 3_020):
            explain_figure(wanted, figures, instead_of=figures[0])
        spent = (process_time() - started) / 20
        yield f"one figure among {count}: {1000 * spent:.1f} ms" + (f", {spent / before:.1f}x" if before else "")
        before = spent


def _reports(count: int) -> Ledger:
    ledger = Ledger()
    ledger.party("Army", key="army")
    ledger.source("Bulletin", publisher="army", key="bulletin")
    ledger.event("raid", occurred="2025-06-01", key="raid")
    for number in range(count + 1):
        source = "bulletin" if not number else f"page {number}"
        value, key = str(5_000 + number % 100), f"c{number}"
        ledger.claim(
            value=value, by="army", source=source, key=key, event="raid", subject="drones", measure="shot down"
        )
    return ledger


def main() -> None:
    """Print the tables."""
    named = os.environ.get("CLAIMCHECK_DATA")
    if not named:
        sys.exit("set CLAIMCHECK_DATA to the folder that holds ru_mod_drone_claims.jsonl and news_cases.jsonl")
    folder = Path(named)
    sys.stdout.write(f"Python {platform.python_version()}, {platform.machine()}\n")
    for lines in (_nightly_table(list(nightly(folder))), _news_table(folder), _growth()):
        for line in lines:
            sys.stdout.write(f"{line}\n")
        sys.stdout.write("\n")


if __name__ == "__main__":
    main()
