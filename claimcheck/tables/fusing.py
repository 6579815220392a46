"""Frames that fusion reads and makes: which columns say what, what topics are called, and the columns it finds."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any, Final, TypeAlias

import narwhals as nw
import pyarrow as pa
from attrs import frozen

from claimcheck.errors import InvalidRecord
from claimcheck.fusion.told import joined_name
from claimcheck.tables.frames import arrow_of, column_names

__all__ = [
    "VALUE_TYPES",
    "FrameSpec",
    "Slot",
    "arrow_for",
    "cells_of",
    "check_columns",
    "frame_like",
    "labels_of",
    "row_name",
    "text_of",
    "values_table",
]

Slot: TypeAlias = tuple[tuple[str, ...], str]
"""What makes a topic: what its columns hold, and the unit of its figures."""


@frozen(kw_only=True)
class FrameSpec:
    """Which columns of a frame say what, as ``fuse`` has them."""

    party: str
    topic: tuple[str, ...]
    value: tuple[str, ...]
    control_group: str | None = None
    asserted: str | None = None
    order: str | None = None
    words: bool = False
    several: bool = False
    domain: str | None = None

    def __attrs_post_init__(self) -> None:
        if not self.topic or len(self.value) not in {1, 2}:
            raise InvalidRecord("fuse: expected at least one column of topics, and one of values or two of ends")

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that are read."""
        more = (self.control_group, self.asserted, self.domain)
        return (self.party, *self.topic, *self.value, *(name for name in more if name is not None))


def arrow_for(frame: Any, spec: FrameSpec, *, may_be_empty: bool = False) -> Any:
    """Return a frame as a ``pyarrow.Table`` that has the columns of *spec*.

    Raises:
        InvalidRecord: It is no frame, a column is missing, or it has no rows.
    """
    check_columns(column_names(frame), spec)
    table = arrow_of(frame, spec.columns)
    if not table.num_rows and not may_be_empty:
        raise InvalidRecord("fuse: the table has columns and no rows")
    return table


def check_columns(names: Sequence[str], spec: FrameSpec) -> None:
    """Refuse a table without the columns of *spec*."""
    missing = [name for name in spec.columns if name not in names]
    if missing:
        known = ", ".join(map(repr, names))
        near = get_close_matches(missing[0], names, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise InvalidRecord(f"fuse: there is no column {', '.join(map(repr, missing))}; the columns are {known}{hint}")


def row_name(row: int) -> str:
    """Return what a row is called by its place, counted from 0."""
    return f"row {row}"


def labels_of(slots: Iterable[Slot]) -> dict[Slot, str]:
    """Return a name for each topic, no two alike.

    Examples:
        >>> labels_of([(("raid", "north"), ""), (("raid", "north"), "km"), (("raid / north", "x"), "")]).values()
        dict_values(['raid / north', 'raid / north (km)', '"raid / north" / x'])
    """
    found: dict[Slot, str] = {}
    taken: set[str] = set()
    for slot in sorted(set(slots)):
        parts, unit = slot
        label = joined_name(parts) + (f" ({unit})" if unit else "")
        while label in taken:
            label += "'"
        taken.add(label)
        found[slot] = label
    return found


def cells_of(column: Any) -> list[Any]:
    """Return the cells of a column; short floats as they are written, not as longer ones."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_float32(column.type) or pa.types.is_float16(column.type):
        return [
            None if cell is None else float(cell) for cell in column.cast(pa.float32()).cast(pa.string()).to_pylist()
        ]
    cells: list[Any] = column.to_pylist()
    return cells


def text_of(cell: Any) -> str:
    """Return the text of a cell, "" where it is empty."""
    return "" if cell is None or (isinstance(cell, float) and cell != cell) else str(cell).strip()  # noqa: PLR0124


VALUE_TYPES: Final = {
    "topic": pa.string(),
    "value": pa.string(),
    "probability": pa.float64(),
    "share": pa.float64(),
    "low": pa.float64(),
    "high": pa.float64(),
    "abstained": pa.bool_(),
    "claims": pa.int64(),
    "allowed": pa.int64(),
}
"""The columns of what fusion finds of values where one can be right."""

_PARTY_TYPES: Final = {
    "party": pa.string(),
    "reliability": pa.float64(),
    "low": pa.float64(),
    "high": pa.float64(),
    "claims": pa.int64(),
    "group": pa.string(),
    "domain": pa.string(),
    "sensitivity": pa.float64(),
    "specificity": pa.float64(),
}


def values_table(columns: Any) -> Any:
    """Return columns of values or of parties as a ``pyarrow.Table``, where what is no number is missing."""
    if isinstance(columns, pa.Table):
        return columns
    types = _PARTY_TYPES if "party" in columns else VALUE_TYPES | {"true": pa.bool_()}
    return pa.table({name: pa.array(column, types[name], from_pandas=True) for name, column in columns.items()})


def frame_like(frame: Any) -> Any:
    """Return what makes a frame of the kind of *frame* out of columns of values or of parties."""
    if isinstance(frame, pa.Table):
        return values_table
    kind = nw.from_native(frame, eager_only=True).implementation

    def made(columns: Any) -> Any:
        return nw.from_arrow(values_table(columns), backend=kind).to_native()

    return made
