"""Write the golden reports anew: `python -m tests.renew`, and then read what changed in them."""

import sys
from pathlib import Path

from claimcheck.formats import read
from claimcheck.reporting import report

__all__ = ["CASE", "GOLDEN", "renew"]

FOLDER = Path(__file__).parents[1] / "fixtures" / "istanbul"
CASE = FOLDER / "case.yaml"
GOLDEN = tuple(FOLDER / f"report.{suffix}" for suffix in ("md", "html", "json"))


def renew() -> None:
    """Write every golden report from the case as it is read now."""
    ledger = read(CASE)
    for path in GOLDEN:
        report(ledger, path)
        sys.stdout.write(f"wrote {path.name}\n")


if __name__ == "__main__":
    renew()
