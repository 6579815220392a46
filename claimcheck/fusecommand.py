"""What `claimcheck fuse` does: which options say how a table is read, and what is printed of what fusion finds."""

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any, Final

import click

from claimcheck.errors import BadInput, InvalidRecord, MissingExtra, Problem
from claimcheck.fusion.fused import Fused, Fusion, fuse_said
from claimcheck.ledger import Ledger
from claimcheck.markup import visible
from claimcheck.terminal import MOST, console, shown

__all__ = ["fuse_ledger", "fuse_table", "fusion_json", "print_fusion"]

_NEEDED: Final = frozenset({"narwhals", "pyarrow"})


def fuse_table(path: Path, columns: dict[str, Any], method: str | None, *, dependence: bool) -> Fusion:
    """Return what fusion finds in the table in *path*.

    Raises:
        BadInput: The file is no table, a column is missing, or rows cannot be weighed, each named.
        MissingExtra: What reads tables is not installed.
    """
    try:
        from claimcheck.tables.files import column_names, read_file  # noqa: PLC0415 - needs an extra
        from claimcheck.tables.fusing import FrameSpec, frame_like, read_claims  # noqa: PLC0415 - as above
    except ImportError as err:
        if err.name is None or err.name.partition(".")[0] not in _NEEDED:
            raise
        raise MissingExtra(f'fusing a table needs {err.name}: install "claimcheck[fusion]"') from err
    missing = [f"--{name}" for name in ("party", "topic", "value") if not columns[name]]
    if missing:
        known = ", ".join(map(repr, column_names(path)))
        raise BadInput([Problem(str(path), f"a table needs {', '.join(missing)}; its columns are {known}")])
    spec = FrameSpec(**columns)
    file = read_file(path, None)
    where = [file.where(row, "").rstrip(": ") for row in range(file.table.num_rows)]
    try:
        said, groups = read_claims(file.table, spec, where)
        return fuse_said(said, method=method, groups=groups, dependence=dependence, frame=frame_like(file.table))
    except InvalidRecord as err:
        raise BadInput([Problem(str(path), str(err))]) from err


def print_fusion(fusion: Fusion, why: str | None) -> None:
    """Print the topics, the least decided first, the parties, and who counts as one; or why, for one topic."""
    if why is not None:
        for line in fusion.why(why).splitlines():
            click.echo(shown(line))
        return
    from rich.table import Table  # noqa: PLC0415 - loads slowly
    from rich.text import Text  # noqa: PLC0415 - with it

    out = console()
    table = Table(box=None, pad_edge=False)
    for name in ("topic", "most credible", "weight", "next", "claims"):
        table.add_column(name, justify="right" if name in {"weight", "claims"} else "left")
    ordered = sorted(fusion.topics, key=lambda one: (one.abstained is None, one.values[0].share, one.topic))
    for fused in ordered[:MOST]:
        table.add_row(*(Text(shown(cell)) for cell in _cells(fused)))
    out.print(table)
    if len(ordered) > MOST:
        out.print(f"and {len(ordered) - MOST:,} topics more, each decided more clearly; --json has them all")
    parties = Table(box=None, pad_edge=False)
    for name in ("party", "reliability", "95 %", "claims", "counts with"):
        parties.add_column(name, justify="right" if name in {"reliability", "claims"} else "left")
    for one in sorted(fusion.reliabilities, key=lambda one: (-one.claims, one.party))[:MOST]:
        ends = f"{one.low:.2f}-{one.high:.2f}"
        cells = (one.party, f"{one.reliability:.2f}", ends, f"{one.claims:,}", one.group or "")
        parties.add_row(*(Text(shown(cell)) for cell in cells))
    out.print()
    out.print(parties)
    for group in fusion.groups:
        out.print(Text(shown(f"as one: {group}")))
    out.print()
    out.print(Text(shown(f"{fusion}. What is contested stays contested: this says which side experience is on.")))


def _cells(fused: Fused) -> tuple[str, ...]:
    first = fused.values[0]
    second = fused.values[1] if len(fused.values) > 1 else None
    best = "undecided" if fused.abstained else first.value if fused.estimate is None else f"{fused.estimate:,.10g}"
    other = "" if second is None else f"{second.value} {second.share:.2f}"
    if fused.abstained:
        other = "; ".join(filter(None, (f"{first.value} {first.share:.2f}", other)))
    return fused.topic, best, f"{first.share:.2f}", other, f"{first.claims:,}"


def fusion_json(fusion: Fusion) -> dict[str, Any]:
    """Return what fusion finds as plain objects for programs."""
    return {
        "method": fusion.method,
        "rounds": fusion.rounds,
        "converged": fusion.converged,
        "topics": [
            {
                "topic": one.topic,
                "abstained": one.abstained,
                "estimate": one.estimate,
                "values": [
                    {
                        "value": value.value,
                        "probability": value.probability,
                        "share": value.share,
                        "claims": value.claims,
                        "stated": list(value.stated),
                    }
                    for value in one.values
                ],
            }
            for one in fusion.topics
        ],
        "parties": [
            {
                "party": one.party,
                "reliability": one.reliability,
                "low": one.low,
                "high": one.high,
                "claims": one.claims,
                "group": one.group,
            }
            for one in fusion.reliabilities
        ],
        "groups": [{"parties": list(group.parties), "why": list(group.why)} for group in fusion.groups],
    }


def fuse_ledger(ledger: Ledger, path: Path, method: str | None, *, dependence: bool) -> Fusion:
    """Return what fusion finds in a case, saying on a terminal that it works.

    Raises:
        BadInput: There is nothing in it to weigh, or the method cannot weigh it.
    """
    with console(stderr=True).status(f"Fusing {visible(path)}") if sys.stderr.isatty() else nullcontext():
        try:
            return ledger.fuse(method=method, dependence=dependence)
        except InvalidRecord as err:
            raise BadInput([Problem(str(path), str(err))]) from err
