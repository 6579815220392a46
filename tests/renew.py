"""Write schemas, reports, tables of docs and notebooks anew: `python -m tests.renew`, and then read what changed.

`python -m tests.renew schemas` writes the schemas alone.
"""

import sys
from pathlib import Path

from claimcheck.formats import read
from claimcheck.reporting import report
from tests.exchange_doc import DOC, renewed
from tests.made_schemas import MADE, published, schema_json
from tests.notebooks import BRIEF, LOSSES, kept

__all__ = [
    "CASE",
    "FUSED_CASE",
    "FUSED_GOLDEN",
    "GOLDEN",
    "renew",
    "renew_docs",
    "renew_notebooks",
    "renew_schemas",
]

_FIXTURES = Path(__file__).parents[1] / "fixtures"
CASE = _FIXTURES / "istanbul" / "case.yaml"
GOLDEN = tuple(CASE.with_name(f"report.{suffix}") for suffix in ("md", "html", "json"))

FUSED_CASE = _FIXTURES / "raids" / "case.yaml"
FUSED_GOLDEN = tuple(FUSED_CASE.with_name(f"report.{suffix}") for suffix in ("md", "html", "json"))
"""The reports in which fusion stands beside the positions."""


def renew() -> None:
    """Write every golden report from its case as it is read now."""
    ledger, raids = read(CASE), read(FUSED_CASE)
    fusion = raids.fuse()
    for path in GOLDEN:
        report(ledger, path)
    for path in FUSED_GOLDEN:
        report(raids, path, fusion=fusion)
    for path in (*GOLDEN, *FUSED_GOLDEN):
        sys.stdout.write(f"wrote {path.parent.name}/{path.name}\n")


def renew_schemas() -> None:
    """Write the schemas that are made from the records."""
    for name in MADE:
        Path(published(name)).write_text(schema_json(name), encoding="utf-8")
        sys.stdout.write(f"wrote {Path(published(name)).name}\n")


def renew_notebooks() -> None:
    """Run the example notebooks and keep what they show; the second needs the data that CLAIMCHECK_DATA names."""
    for path in (BRIEF, LOSSES):
        path.write_text(kept(path), encoding="utf-8")
        sys.stdout.write(f"wrote {path.parent.name}/{path.name}\n")


def renew_docs() -> None:
    """Write what of the documentation is made of the code."""
    DOC.write_text(renewed(DOC.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(f"wrote docs/{DOC.name}\n")


if __name__ == "__main__":
    renew_schemas()
    if sys.argv[1:] != ["schemas"]:
        renew()
        renew_docs()
        renew_notebooks()
