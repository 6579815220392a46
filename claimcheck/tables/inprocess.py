"""A table in memory flagged at once: what every engine does with each of its partitions."""

from typing import Any

from claimcheck.tables.columns import BadCell
from claimcheck.tables.frames import added_to, arrow_of
from claimcheck.tables.kernel import flags_of
from claimcheck.tables.plain import decide_plainly
from claimcheck.tables.reading import Claims, read_table
from claimcheck.tables.rows import Flags
from claimcheck.tables.spec import Spec
from claimcheck.tables.telling import tell

__all__ = ["flag_arrow", "flag_claims", "flag_frame"]


def flag_arrow(table: Any, spec: Spec) -> tuple[dict[str, Any], list[BadCell]]:
    """Return the columns to be added to a ``pyarrow.Table``, by their names, and the cells that could not be read.

    This is what every engine runs on each of its partitions, which hold whole topics.

    Raises:
        InvalidRecord: A column is missing, or one to be added is there already.
    """
    claims, _, columns = flag_claims(table, spec)
    return columns, claims.bad


def flag_claims(table: Any, spec: Spec) -> tuple[Claims, Flags, dict[str, Any]]:
    """Return a ``pyarrow.Table`` as arrays, what was found of its rows, and the columns to be added, by their names.

    Raises:
        InvalidRecord: A column is missing, or one to be added is there already.
    """
    names = spec.added(table.column_names)
    claims = read_table(table, spec)
    flags, left = flags_of(claims.rows, spec.rule, exclusive=spec.excludes)
    reasons = decide_plainly(claims, flags, left) if left.any() else {}
    columns = tell(claims, flags, reasons)
    return claims, flags, dict(zip(names, columns.values(), strict=True))


def flag_frame(frame: Any, spec: Spec) -> Any:
    """Return a frame in its own kind with the columns added."""
    columns, _ = flag_arrow(arrow_of(frame, spec.columns), spec)
    return added_to(frame, columns)
