"""Frames of other libraries as Arrow's columns, and back in their own kind."""

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw
import pyarrow as pa
import pyarrow.compute as pc

from claimcheck.errors import InvalidRecord

__all__ = ["added_to", "arrow_of", "as_text", "column_names"]


def _held(frame: Any) -> Any:
    try:
        held = nw.from_native(frame, eager_only=True)
        held.columns  # noqa: B018 - two columns of one name are told here
    except nw.exceptions.NarwhalsError as err:
        raise InvalidRecord(f"the columns of the frame cannot be told apart: {err}") from err
    except TypeError as err:
        kind = f"{type(frame).__module__}.{type(frame).__qualname__}"
        raise InvalidRecord(f"expected a pandas or polars frame or a pyarrow.Table, got {kind}") from err
    return held


def column_names(frame: Any) -> list[str]:
    """Return the names of the columns of a frame."""
    return list(_held(frame).columns)


def arrow_of(frame: Any, columns: Sequence[str]) -> Any:
    """Return those of *columns* that a frame has as a ``pyarrow.Table``, with all other columns empty.

    Raises:
        InvalidRecord: It is no frame, or a column holds what Arrow has no one kind for.
    """
    held = _held(frame)
    arrays = {}
    for name in held.columns:
        if name not in columns:
            arrays[str(name)] = pa.nulls(held.shape[0])
        elif isinstance(frame, pa.Table):
            arrays[name] = frame.column(name)
        else:
            arrays[name] = _array(held[name], name)
    return pa.table(arrays)


def _array(column: Any, name: str) -> Any:
    try:
        return column.to_arrow()
    except (pa.ArrowException, OverflowError, TypeError, UnicodeEncodeError) as err:
        native = column.to_native()
        if nw.get_native_namespace(column).__name__ != "pandas":
            raise InvalidRecord(f"column {name!r}: {err}") from err
        # A pandas column of objects may hold numbers beside words: each is read as it is written.
        try:
            cells = [None if gone else str(cell) for cell, gone in zip(native, native.isna(), strict=True)]
            return pa.array(cells, pa.string())
        except UnicodeEncodeError as odd:
            raise InvalidRecord(f"column {name!r}: a cell is no valid text: {odd}") from odd
        except ValueError as odd:
            raise InvalidRecord(f"column {name!r}: a cell cannot be written: {odd}") from odd


def added_to(frame: Any, columns: Mapping[str, Any]) -> Any:
    """Return *frame* with *columns* of Arrow added, in its own kind, with its index."""
    if isinstance(frame, pa.Table):
        for name, column in columns.items():
            frame = frame.append_column(name, column)
        return frame
    held = _held(frame)
    space = nw.get_native_namespace(held)
    if space.__name__ == "pandas":
        made = {name: _for_pandas(space, column, frame.index) for name, column in columns.items()}
        return frame.assign(**made)
    table = nw.from_arrow(pa.table(dict(columns)), backend=held.implementation)
    return nw.concat([held, table], how="horizontal").to_native()


def _for_pandas(pandas: Any, column: Any, index: Any) -> Any:
    if pa.types.is_boolean(column.type):
        return column.to_pandas(types_mapper={pa.bool_(): pandas.BooleanDtype()}.get).set_axis(index)
    if pa.types.is_int32(column.type):
        return column.to_pandas(types_mapper={pa.int32(): pandas.Int32Dtype()}.get).set_axis(index)
    if pa.types.is_string(column.type):
        return column.to_pandas(types_mapper={pa.string(): pandas.StringDtype()}.get).set_axis(index)
    return column.to_pandas().set_axis(index)


def as_text(table: Any) -> Any:
    """Return a ``pyarrow.Table`` with words in place of codes for words.

    Examples:
        >>> as_text(pa.table({"by": pa.array(["army", None, "army"]).dictionary_encode()})).schema.types
        [DataType(string)]
    """
    for place, column in enumerate(table.schema):
        if pa.types.is_dictionary(column.type):
            plain = pc.cast(table.column(place), column.type.value_type)
            table = table.set_column(place, column.name, plain)
    return table
