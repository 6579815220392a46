"""What `claimcheck fuse` does: how a table or a case is fused, and what programs are told of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from attrs import evolve

from claimcheck.errors import BadInput, InvalidRecord, MissingExtra, Problem
from claimcheck.fusion.fused import Fusion
from claimcheck.fusion.options import exact_tolerance
from claimcheck.fusion.several import SEVERAL
from claimcheck.ledger import Ledger
from claimcheck.shell.refusing import expect_file
from claimcheck.shell.working import Tell, working
from claimcheck.tables.sheet import REQUIRED, reading_hint

__all__ = ["fuse_ledger", "fuse_table", "fusion_json"]

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
    expect_file(path)
    missing = [name for name in REQUIRED if not columns[name]]
    if missing:
        raise BadInput([Problem(str(path), reading_hint("fuse", missing, column_names(path)))])
    spec = FrameSpec(**columns, several=several or method == SEVERAL)
    with working(f"Reading {path}"):
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
        with working(f"Fusing {path}: {file.table.num_rows:,} rows") as tell:
            return fuse_frame(
                file.table, spec, evolve(asked, progress=_rounds(tell)), lambda row: file.where(row, "").rstrip(": ")
            )
    except InvalidRecord as err:
        raise BadInput([Problem(str(path), str(err))]) from err


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
    with working(f"Fusing {path}"):
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


def _rounds(tell: Tell) -> Callable[[str, int, int], object]:
    """What is told of rounds, of which nobody knows how many there will be."""
    return lambda doing, done, most: tell(f"{doing} {done} of {most} at most", 0, None)
