"""What `claimcheck fuse` does: which options say how a table is read, and what is printed of what fusion finds."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import click
from attrs import evolve

from claimcheck.errors import BadInput, InvalidRecord, MissingExtra, Problem
from claimcheck.fusion.fused import Fused, Fusion, Weighed, shown_share
from claimcheck.fusion.options import exact_tolerance
from claimcheck.fusion.several import SEVERAL
from claimcheck.ledger import Ledger
from claimcheck.markup import visible
from claimcheck.terminal import MOST, console, shown

__all__ = ["fuse_ledger", "fuse_table", "fusion_json", "print_fusion"]

_NEEDED: Final = frozenset({"narwhals", "pyarrow"})


def fuse_table(
    path: Path,
    columns: dict[str, Any],
    method: str | None,
    *,
    half_life: float | None,
    several: bool,
    dependence: bool,
    tolerance: str,
    margin: float,
) -> Fusion:
    """Return what fusion finds in the table in *path*.

    Raises:
        BadInput: The file is no table, a column is missing, or rows cannot be weighed, each named.
        MissingExtra: What reads tables is not installed.
    """
    try:
        from claimcheck.fusion.shards.weighing import Asked  # noqa: PLC0415 - needs an extra
        from claimcheck.tables.files import column_names, read_file  # noqa: PLC0415 - as above
        from claimcheck.tables.fusing import FrameSpec  # noqa: PLC0415 - as above
        from claimcheck.tables.weighed import fuse_frame  # noqa: PLC0415 - as above
    except ImportError as err:
        if err.name is None or err.name.partition(".")[0] not in _NEEDED:
            raise
        raise MissingExtra(f'fusing a table needs {err.name}: install "claimcheck[fusion]"') from err
    missing = [f"--{name}" for name in ("party", "topic", "value") if not columns[name]]
    if missing:
        known = ", ".join(map(repr, column_names(path)))
        raise BadInput([Problem(str(path), f"a table needs {', '.join(missing)}; its columns are {known}")])
    spec = FrameSpec(**columns, several=several or method == SEVERAL)
    with _told(f"Reading {visible(path)}"):
        file = read_file(path, None)
    asked = Asked(
        method=method,
        several=several,
        half_life=half_life,
        dependence=dependence,
        tolerance=exact_tolerance(tolerance),
        margin=margin,
    )
    try:
        with _told(f"Fusing {visible(path)}: {file.table.num_rows:,} rows") as progress:
            return fuse_frame(
                file.table, spec, evolve(asked, progress=progress), lambda row: file.where(row, "").rstrip(": ")
            )
    except InvalidRecord as err:
        raise BadInput([Problem(str(path), str(err))]) from err


def print_fusion(fusion: Fusion, why: str | None, *, everything: bool = False) -> None:
    """Print what is decided, what is not and why, the parties, and who counts as one; or why, for one topic."""
    if why is not None:
        first, *rest = fusion.why(why).splitlines()
        click.echo("\n".join([shown(first), *(f"  {shown(line.strip())}" for line in rest)]))
        return
    most = sys.maxsize if everything else MOST
    topics = list(fusion.topics)  # each is made when it is asked for
    decided = [one for one in topics if not one.abstained]
    undecided = [one for one in topics if one.abstained]
    is_probability = any(value.probability is not None for one in topics for value in one.values)
    weight = "probability" if is_probability else "share"
    if decided:
        rows = [_decided(one) for one in decided]
        _print_rows(("topic", "most credible", weight, "else", "claims"), rows, most, "decided")
    if undecided:
        rows = [(one.topic, one.abstained or "", _others(one.values), "", "") for one in undecided]
        _print_rows(("topic", "undecided: why", "values"), [row[:3] for row in rows], most, "undecided")
    parties = [
        (one.name, f"{one.reliability:.2f}", f"{one.low:.2f}-{one.high:.2f}", f"{one.claims:,}", one.group or "")
        for one in sorted(fusion.reliabilities, key=lambda one: (-one.claims, one.party))
    ]
    _print_rows(("party", "reliability", "95 %", "tested claims", "counts with"), parties, most, "parties")
    notes = [f"as one: {group}" for group in fusion.groups]
    notes += [f"may be copies, and counted apart: {pair.why[0]}" for pair in fusion.suspects]
    notes += [f"left out: {visible(one.where)}: {one.message}" for one in fusion.left_out[:most]]
    if len(fusion.left_out) > most:
        notes.append(f"and {len(fusion.left_out) - most:,} more are left out; --all names them")
    notes.append(f"{fusion}. What is contested stays contested: this says which side experience is on.")
    for note in notes:
        console().print(shown(note), markup=False, highlight=False, soft_wrap=True)


def _print_rows(names: tuple[str, ...], rows: Sequence[tuple[str, ...]], most: int, what: str) -> None:
    from rich.table import Table  # noqa: PLC0415 - loads slowly
    from rich.text import Text  # noqa: PLC0415 - with it

    table = Table(box=None, pad_edge=False)
    for name in names:
        table.add_column(name, justify="right" if name in _NUMBERS else "left")
    for row in rows[:most]:
        table.add_row(*(Text(shown(cell)) for cell in row))
    console().print(table)
    if len(rows) > most:
        click.echo(f"and {len(rows) - most:,} more {what}; --all prints them")
    click.echo()


_NUMBERS: Final = frozenset({"probability", "share", "reliability", "tested claims", "claims"})


def _decided(fused: Fused) -> tuple[str, ...]:
    """What is told of a decided topic; an estimate is no value that has a weight."""
    weights, others = ", ".join(shown_share(one.share) for one in fused.true), fused.values[len(fused.true) :]
    if fused.estimate is not None:
        weights, others = "", fused.values
    values = ", ".join(one.value for one in fused.true)
    return fused.topic, values, weights, _others(others), ", ".join(f"{one.claims:,}" for one in fused.true)


def _others(values: Sequence[Weighed]) -> str:
    """The first values, with what each weighs."""
    told = [f"{value.value} {shown_share(value.share)}" for value in values[:3]]
    return ", ".join([*told, f"and {len(values) - 3:,} more"] if len(values) > 3 else told)


def fusion_json(fusion: Fusion) -> dict[str, Any]:
    """Return what fusion finds as plain objects for programs."""
    return {
        "method": fusion.method,
        "rounds": fusion.rounds,
        "converged": fusion.converged,
        "topics": [
            {
                "topic": one.topic,
                "best": None if one.best is None else one.best.value,
                "true": [value.value for value in one.true],
                "abstained": one.abstained,
                "estimate": one.estimate,
                "deviation": one.deviation,
                "values": [
                    {
                        "value": value.value,
                        "probability": value.probability,
                        "share": value.share,
                        "low": None if value.low is None else str(value.low),
                        "high": None if value.high is None else str(value.high),
                        "claims": value.claims,
                        "allowed": value.allowed,
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
                "sensitivity": one.sensitivity,
                "specificity": one.specificity,
                "domain": one.domain,
            }
            for one in fusion.reliabilities
        ],
        "groups": [{"parties": list(group.parties), "why": list(group.why)} for group in fusion.groups],
        "suspects": [{"parties": list(pair.parties), "why": list(pair.why)} for pair in fusion.suspects],
        "left_out": [{"where": one.where, "why": one.message} for one in fusion.left_out],
    }


def fuse_ledger(
    ledger: Ledger,
    path: Path,
    method: str | None,
    *,
    several: bool,
    dependence: bool,
    tolerance: str,
    margin: float,
) -> Fusion:
    """Return what fusion finds in a case, saying on a terminal that it works.

    Raises:
        BadInput: There is nothing in it to weigh, or the method cannot weigh it.
    """
    with _told(f"Fusing {visible(path)}"):
        try:
            return ledger.fuse(
                method=method,
                several=several,
                dependence=dependence,
                tolerance=exact_tolerance(tolerance),
                margin=margin,
            )
        except InvalidRecord as err:
            raise BadInput([Problem(str(path), str(err))]) from err


@contextmanager
def _told(what: str) -> Iterator[Callable[[str, int, int], object] | None]:
    """Say on a terminal what is done meanwhile, and give what tells how far it is."""
    if not sys.stderr.isatty():
        yield None
        return
    with console(stderr=True).status(what) as status:
        yield lambda doing, done, most: status.update(f"{what}: {doing} {done} of {most} at most")
