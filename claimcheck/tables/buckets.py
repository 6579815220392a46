"""Buckets of whole topics: how many there are, and the flags of all of them in the order of the table's rows."""

from collections.abc import Sequence
from math import ceil
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import numpy as np
import pyarrow as pa
import pyarrow.ipc as pa_ipc

from claimcheck.tables.inprocess import flag_arrow
from claimcheck.tables.spec import ADDED, Spec

__all__ = ["BUCKET", "MOST_BUCKETS", "Merged", "bucket_count", "coded", "write_flags"]

BUCKET: Final = 200_000
"""Rows of a bucket, where topics can be spread evenly."""

MOST_BUCKETS: Final = 512
"""Buckets beyond which they grow instead: each is an open file when the flags are put together."""

_PIECE: Final = 4_096
_ROW: Final = "row"
_CODEC: Final = "lz4"
_CODED: Final = frozenset({"status", "outcome", "against", "position"})


def bucket_count(rows: int) -> int:
    """Return into how many buckets a table of *rows* is cut.

    Examples:
        >>> bucket_count(0), bucket_count(1_000_000), bucket_count(10**9)
        (1, 5, 512)
    """
    return min(max(1, ceil(rows / BUCKET)), MOST_BUCKETS)


def write_flags(bucket: Any, rows: Any, spec: Spec, path: Path) -> None:
    """Flag a bucket and write the added columns beside the places of its rows, which must rise."""
    columns, _ = flag_arrow(bucket, spec)
    plain = [one.cast(one.type.value_type) if pa.types.is_dictionary(one.type) else one for one in columns.values()]
    table = pa.table([rows, *plain], names=[_ROW, *columns])
    with pa_ipc.new_file(path, table.schema, options=pa_ipc.IpcWriteOptions(compression=_CODEC)) as writer:
        writer.write_table(table, max_chunksize=_PIECE)


def coded(flags: Any) -> dict[str, Any]:
    """Return the eight added columns of a table by their names, with codes for words as in process."""
    found = {}
    for plain, name in zip(ADDED, flags.column_names, strict=True):
        column = flags.column(name).combine_chunks()
        found[name] = column.dictionary_encode() if plain in _CODED else column
    return found


class Merged:
    """The flags of several buckets in the order of the rows of the table, read piece by piece."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._flags = [_Flags(path) for path in paths]
        self._next = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, err: BaseException | None, at: TracebackType | None) -> None:
        for one in self._flags:
            one.close()

    def take(self, count: int) -> Any:
        """Return the flags of the next *count* rows."""
        end = self._next + count
        held = pa.Table.from_batches([batch for one in self._flags for batch in one.before(end)], self._flags[0].schema)
        held = held.combine_chunks()
        place = np.empty(count, np.int64)
        place[held.column(_ROW).to_numpy() - self._next] = np.arange(count)
        self._next = end
        return held.drop_columns([_ROW]).take(pa.array(place))


class _Flags:
    """The flags of one bucket, in the order of its rows."""

    def __init__(self, path: Path) -> None:
        self._file = pa.OSFile(str(path))
        self._reader = pa_ipc.open_file(self._file)
        self._number = 0
        self._rest: Any = None
        self.schema = self._reader.schema

    def before(self, end: int) -> list[Any]:
        """Return what is left of the rows before *end*, in pieces."""
        found = []
        while (piece := self._piece()) is not None:
            rows = piece.column(0).to_numpy()
            count = int(np.searchsorted(rows, end))
            found.append(piece.slice(0, count))
            if count < len(rows):
                self._rest = piece.slice(count)
                break
            self._rest = None
        return found

    def _piece(self) -> Any:
        if self._rest is None and self._number < self._reader.num_record_batches:
            self._rest = self._reader.get_batch(self._number)
            self._number += 1
        return self._rest

    def close(self) -> None:
        self._file.close()
