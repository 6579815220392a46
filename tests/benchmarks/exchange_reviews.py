"""Measure how reviews are read and written, and how that grows: ``python -m tests.benchmarks.exchange_reviews``."""

import json
import sys
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from claimcheck.exchange.claimreview.taking import read_reviews
from claimcheck.exchange.claimreview.writing import write_reviews
from claimcheck.exchange.intake import Intake
from claimcheck.exchange.outlet import Outlet

__all__ = ["main"]

_LABELS = ("False", "Mostly false", "Misleading", "Mixture", "True", "Pants on Fire")


def main() -> None:
    """Print seconds for reviews as JSON and in pages, for their findings and for the feed, with ratios."""
    sizes = (200, 2_000) if "--quick" in sys.argv[1:] else (1_000, 5_000, 25_000)
    before: dict[str, float] = {}
    for size in sizes:
        taken = _measured(size)
        told = ", ".join(
            f"{what} {spent:.2f} s{f' (x{spent / before[what]:.1f})' if what in before else ''}"
            for what, spent in taken.items()
        )
        _say(f"{size:>7,} reviews: {told}; most memory {getrusage(RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
        before = taken


def _measured(size: int) -> dict[str, float]:
    taken = {}
    with TemporaryDirectory() as folder:
        path = Path(folder, "reviews.json")
        path.write_text(json.dumps([_review(number) for number in range(size)]), encoding="utf-8")
        page = Path(folder, "page.html")
        block = '<script type="application/ld+json">{}</script>\n'
        page.write_text("".join(block.format(json.dumps(_review(one))) for one in range(size)), encoding="utf-8")
        began = process_time()
        ledger = read_reviews(Intake(path))
        taken["read as JSON"] = process_time() - began
        began = process_time()
        read_reviews(Intake(page))
        taken["read in a page"] = process_time() - began
    began = process_time()
    ledger.findings()
    taken["found"] = process_time() - began
    began = process_time()
    list(write_reviews(ledger, Outlet()))
    taken["written"] = process_time() - began
    return taken


def _review(number: int) -> dict[str, Any]:
    """One of two reviews of each claim, by one of fifty publishers; every tenth document is named by many of them."""
    publisher, matter = f"desk{number % 50}.example", number // 2
    return {
        "@type": "ClaimReview",
        "url": f"https://{publisher}/{number}",
        "name": f"Review {number}",
        "datePublished": f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}",
        "claimReviewed": f"The bridge number {matter} was closed for {matter % 90} days",
        "author": {"@type": "Organization", "name": publisher, "url": f"https://{publisher}/"},
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Person", "name": "Multiple sources" if number % 3 else f"Person {matter}"},
            "appearance": [{"url": f"https://social.example/{matter if matter % 10 else 0}"}],
        },
        "reviewRating": {"alternateName": _LABELS[number % 6], "ratingValue": 5, "bestRating": 1, "worstRating": 5},
    }


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
