"""A table in memory flagged at once: what every engine does with each of its partitions."""

from typing import Any

from claimcheck.tables.columns import BadCell
from claimcheck.tables.frames import added_to, arrow_of
from claimcheck.tables.kernel import flags_of
from claimcheck.tables.plain import decide_plainly
from claimcheck.tables.reading import Claims, read_table
from claimcheck.tables.rows import Flags
from claimcheck.tables.spec import ADDED, Spec
from claimcheck.tables.telling import tell_flags, tell_words

__all__ = ["flag_arrow", "flag_claims", "flag_frame"]


def flag_arrow(table: Any, spec: Spec) -> tuple[dict[str, Any], list[BadCell]]:
    """Return the columns to be added to a ``pyarrow.Table``, by their names, and the cells that could not be read.

    This is what every engine runs on each of its partitions, which hold whole topics.

    Raises:
        InvalidRecord: A column is missing, or one to be added is there already.
    """
    names = spec.added(table.column_names)
    claims, flags, reasons = _decided(table, spec)
    bad, columns = claims.bad, tell_words(claims, flags, reasons)
    del claims  # nothing below needs them, and what follows fits into their memory
    columns |= tell_flags(flags)
    return _named(names, columns), bad


def flag_claims(table: Any, spec: Spec) -> tuple[Claims, Flags, dict[str, Any]]:
    """Return a ``pyarrow.Table`` as arrays, what was found of its rows, and the columns to be added, by their names.

    Raises:
        InvalidRecord: A column is missing, or one to be added is there already.
    """
    names = spec.added(table.column_names)
    claims, flags, reasons = _decided(table, spec)
    columns = tell_words(claims, flags, reasons) | tell_flags(flags)
    return claims, flags, _named(names, columns)


def _named(names: tuple[str, ...], columns: dict[str, Any]) -> dict[str, Any]:
    """The columns under the names that they are added by, in their order."""
    return {name: columns[plain] for name, plain in zip(names, ADDED, strict=True)}


def _decided(table: Any, spec: Spec) -> tuple[Claims, Flags, dict[int, str]]:
    """A table as arrays, what was found of its rows, and the reasons of those that the plain objects decided."""
    claims = read_table(table, spec)
    flags, left = flags_of(claims.rows, spec.rule, exclusive=spec.excludes)
    return claims, flags, decide_plainly(claims, flags, left) if left.any() else {}


def flag_frame(frame: Any, spec: Spec) -> Any:
    """Return a frame in its own kind with the columns added."""
    columns, _ = flag_arrow(arrow_of(frame, spec.columns), spec)
    return added_to(frame, columns)
