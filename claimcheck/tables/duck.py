"""The engine for tables larger than memory: DuckDB cuts them into buckets on disk, which are flagged one by one."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pyarrow as pa
from attrs import frozen

from claimcheck.errors import InvalidRecord
from claimcheck.tables.buckets import Merged, coded, write_flags
from claimcheck.tables.cutting import Cutting, check_memory
from claimcheck.tables.datasets import Dataset, find_dataset
from claimcheck.tables.frames import added_to, arrow_of, as_text, column_names
from claimcheck.tables.request import Request
from claimcheck.tables.results import Result, find_result
from claimcheck.tables.spec import Spec

__all__ = ["Duck"]

_PIECE: Final = 262_144


@frozen
class Duck:
    """A table is cut once by a hash of its topics' columns, into buckets of Parquet in a temporary folder.

    Attributes:
        folder: Where the temporary folder is made; the system's own place where it is None.
    """

    folder: Path | None = None

    def flag(self, frame: Any, spec: Spec, request: Request) -> Any:
        """Return *frame*, or the table at that path, with the columns added, or the path of the result.

        Raises:
            InvalidRecord: The folder does not exist, *memory* is no size, or the table is not as *spec* says.
        """
        if self.folder is not None and not self.folder.is_dir():
            raise InvalidRecord(f"engine: there is no folder {self.folder}")
        check_memory(request.memory)
        source = find_dataset(frame) if isinstance(frame, str | Path) else None
        read = () if source is None else source.paths
        to = None if request.to is None else find_result(request.to, read, overwrite=request.overwrite)
        names = column_names(frame) if source is None else source.schema.names
        spec.added(names)
        with TemporaryDirectory(dir=self.folder, prefix="claimcheck-") as made:
            work = _Work(Path(made), spec, request, [name for name in names if name in spec.columns])
            if source is not None:
                return work.flag_file(source, to)
            return work.flag_frame(frame, to)


@frozen
class _Work:
    """One table in one temporary folder."""

    folder: Path
    spec: Spec
    request: Request
    columns: list[str]  # those that are read, in the order of the table

    @property
    def _cutting(self) -> Cutting:
        return Cutting(self.folder, self.spec.topic, self.columns, self.request.memory, self.request.buckets)

    def flag_file(self, source: Dataset, to: Result | None) -> Any:
        schema = source.schema
        with self._merged(self._cutting.of_file(source)) as merged:
            return _put_together(_pieces(source, schema), schema, merged, to)

    def flag_frame(self, frame: Any, to: Result | None) -> Any:
        table = arrow_of(frame, self.columns if to is None else column_names(frame))
        held = table.select(self.columns)
        with self._merged(self._cutting.of_table(held)) as merged:
            if to is None:
                return added_to(frame, coded(merged.take(held.num_rows)))
            starts = range(0, table.num_rows, _PIECE)
            return _put_together((table.slice(start, _PIECE) for start in starts), table.schema, merged, to)

    def _merged(self, buckets: Iterator[tuple[Any, int]]) -> Merged:
        """Flag each bucket, and return the flags."""
        paths: list[Path] = []
        for number, (bucket, count) in enumerate(buckets, 1):
            path = self.folder / f"flags-{number}.arrow"
            if bucket.num_rows or (number == count and not paths):
                write_flags(bucket.select(self.columns), bucket.column("row"), self.spec, path)
                paths.append(path)
            if self.request.progress is not None:
                self.request.progress(number, count)
        return Merged(paths)


def _pieces(source: Dataset, schema: Any) -> Iterator[Any]:
    """The rows of a file in pieces of one schema, without what its writer noted beside it."""
    for piece in source.pieces():
        yield pa.table(piece.columns, schema=schema)


def _put_together(pieces: Iterator[Any], schema: Any, merged: Merged, to: Result | None) -> Any:
    """Write each piece with its flags, or return all of them as one table."""
    first = _beside(schema.empty_table(), merged)
    if to is None:
        held = pa.concat_tables([first, *(_beside(piece, merged) for piece in pieces)])
        flags = held.select(held.column_names[len(schema) :])
        return added_to(held.select(schema.names), coded(flags))
    schema = as_text(first).schema
    with to.writer(schema) as writer:
        for piece in pieces:
            writer.write_table(as_text(_beside(piece, merged)))
    return to.path


def _beside(piece: Any, merged: Merged) -> Any:
    flags = merged.take(piece.num_rows)
    for name in flags.column_names:
        piece = piece.append_column(name, flags.column(name))
    return piece
