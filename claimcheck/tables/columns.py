"""The columns of a table as Arrow holds them: their distinct cells as codes, and the cells that cannot be read."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen

from claimcheck.errors import InvalidRecord
from claimcheck.tables.rows import Floats, Ints
from claimcheck.tables.spec import Spec

__all__ = ["BadCell", "Columns", "floats_of", "is_number", "is_text", "joined"]


@frozen
class BadCell:
    """A cell that could not be read: the row's place from 0, the column, and why."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        return f"row {self.row}, {self.column}: {self.message}"


class Columns:
    """A table while it is read: its columns, and what was found wrong with their cells."""

    def __init__(self, table: Any, spec: Spec) -> None:
        self.table = table
        self.spec = spec
        self.count: int = table.num_rows
        self.bad: list[BadCell] = []
        self.unread = np.zeros(self.count, np.bool_)

    def complain(self, places: Any, column: str, message: str) -> None:
        """Note that the cells of a column in the rows at *places* cannot be read."""
        self.unread[places] = True
        self.bad.extend(BadCell(int(row), column, message) for row in np.atleast_1d(places))

    def complain_of(self, codes: Ints, column: str, messages: Mapping[int, str], places: Any = None) -> None:
        """Note that some distinct cells of a column cannot be read, by their codes, in one pass over the rows.

        The codes are those of the rows at *places*, of all rows without it.
        """
        if not messages:
            return
        for at in np.flatnonzero(np.isin(codes, list(messages))).tolist():
            self.complain(at if places is None else int(places[at]), column, messages[int(codes[at])])

    def column(self, name: str) -> Any:
        """A column as one array."""
        column = self.table.column(name)
        return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()

    def codes(self, name: str) -> tuple[Ints, Any]:
        """The distinct cells of a column, and the place of each row's among them, -1 where it is empty."""
        column = self.column(name)
        try:
            if pa.types.is_dictionary(column.type) and _is_odd(column.dictionary):
                column = column.dictionary_decode()
            if pa.types.is_floating(column.type):
                column = pc.if_else(pc.is_nan(column), pa.scalar(None, column.type), column)
            if not pa.types.is_dictionary(column.type):
                column = pc.dictionary_encode(column)
        except (pa.ArrowException, OverflowError, ValueError, LookupError) as err:
            raise InvalidRecord(
                f"column {name!r}: cells of the kind {column.type} cannot be told apart: {err}"
            ) from err
        if column.indices.null_count:
            codes = pc.fill_null(column.indices.cast(pa.int32()), -1).to_numpy(zero_copy_only=False)
        else:
            codes = column.indices.cast(pa.int32()).to_numpy(zero_copy_only=False)
        held = column.dictionary
        if pa.types.is_dictionary(held.type):
            raise InvalidRecord(f"column {name!r}: categories of categories cannot be read")
        return np.array(codes, np.int32), held


def _is_odd(dictionary: Any) -> bool:
    """Whether words stand in a dictionary twice, or none."""
    return bool(dictionary.null_count or len(dictionary.unique()) != len(dictionary))


def joined(one: Ints, other: Ints, size: int) -> Ints:
    """A code for each pair of codes, the second of which has *size* values beside -1."""
    pairs = (one.astype(np.int64) + 1) * (size + 1) + (other + 1)
    packed = pc.dictionary_encode(pa.array(pairs))
    return np.array(packed.indices.to_numpy(zero_copy_only=False), np.int32)


def is_number(kind: Any) -> bool:
    """Return whether a kind of column holds numbers."""
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))


def is_text(kind: Any) -> bool:
    """Return whether a kind of column holds text, each cell by itself."""
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def floats_of(column: Any) -> Floats:
    """Return a column of numbers as floats, NaN where it is empty."""
    if column.null_count == 0 and column.type == pa.float64():
        return np.asarray(column.to_numpy(zero_copy_only=False))
    return np.asarray(column.cast(pa.float64(), safe=False).to_numpy(zero_copy_only=False), np.float64)
