"""The engine for tables larger than memory: DuckDB cuts them into buckets on disk, which are flagged one by one."""

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from attrs import frozen

from claimcheck.errors import InvalidRecord
from claimcheck.tables.buckets import Merged, bucket_count, coded, write_flags
from claimcheck.tables.datasets import Dataset, find_dataset
from claimcheck.tables.frames import added_to, arrow_of, as_text, column_names
from claimcheck.tables.request import Request
from claimcheck.tables.results import Result, find_result
from claimcheck.tables.spec import Spec

__all__ = ["Duck"]

_PIECE: Final = 262_144
_MOST_OPEN: Final = 256  # files that are written at once; many systems allow 1,024
_MEMORY: Final = re.compile(r"\d+(\.\d+)?\s*[KMGT]i?B", re.IGNORECASE)
_OWN: Final = {"filename", "file_row_number"}


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
        if request.memory is not None and not _MEMORY.fullmatch(request.memory.strip()):
            raise InvalidRecord(f"memory: expected a size such as '2GB', got {request.memory!r}")
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

    def flag_file(self, source: Dataset, to: Result | None) -> Any:
        schema = source.schema
        types = [schema.field(name).type for name in self.columns]
        plain = self._plain(source, schema)
        counts = plain.counts()
        names = [f"c{number}" for number in range(len(types))] if plain is not source else self.columns
        relation = self._of_files(plain.paths, counts, names)
        try:
            merged = self._merged(relation, types, sum(counts))
        except duckdb.Error:
            for _ in plain.pieces(names):  # which tells what is damaged, and where, if it is that
                pass
            raise
        with merged:
            return _put_together(_pieces(source, schema), schema, merged, to)

    def flag_frame(self, frame: Any, to: Result | None) -> Any:
        table = arrow_of(frame, self.columns if to is None else column_names(frame))
        held = table.select(self.columns)
        types = held.schema.types
        numbered = held.rename_columns([f"c{number}" for number in range(len(types))])
        numbered = numbered.append_column("row", pa.array(np.arange(held.num_rows)))
        with self._merged(numbered, types, held.num_rows) as merged:
            if to is None:
                return added_to(frame, coded(merged.take(held.num_rows)))
            starts = range(0, table.num_rows, _PIECE)
            return _put_together((table.slice(start, _PIECE) for start in starts), table.schema, merged, to)

    def _plain(self, source: Dataset, schema: Any) -> Dataset:
        """The source, or a copy of the columns that are read where DuckDB would not read them as they stand."""
        folded = [name.casefold() for name in schema.names]
        if not source.is_csv and len(set(folded)) == len(folded) and not _OWN & set(folded):
            return source
        path = self.folder / "copy.parquet"
        held = pa.schema([(f"c{number}", schema.field(name).type) for number, name in enumerate(self.columns)])
        with pq.ParquetWriter(path, held) as writer:
            for piece in source.pieces(self.columns):
                writer.write_table(pa.Table.from_batches([piece]).select(self.columns).rename_columns(held.names))
        return Dataset((path,))

    def _of_files(self, paths: tuple[Path, ...], counts: list[int], names: list[str]) -> str:
        """A query for the columns of files, with the place of each row among those of all files."""
        before = [0, *np.cumsum(counts[:-1], dtype=np.int64).tolist()]
        columns = ", ".join(f"{_quoted(name)} AS c{number}" for number, name in enumerate(names))
        return " UNION ALL ".join(
            f"SELECT {columns}, file_row_number + {start} AS row "
            f"FROM read_parquet({_text(_literal(path))}, file_row_number = true, hive_partitioning = false)"
            for path, start in zip(paths, before, strict=True)
        )

    def _merged(self, source: Any, types: list[Any], rows: int) -> Merged:
        """Cut *source* into buckets, flag each, and return the flags."""
        buckets = self.request.buckets or bucket_count(rows)
        try:
            self._cut(source, buckets)
        except duckdb.OutOfMemoryException as err:
            memory = self.request.memory or "what there is"
            raise InvalidRecord(
                f"memory: DuckDB cannot cut the table into {buckets} buckets with {memory}; give more, or fewer buckets"
            ) from err
        paths: list[Path] = []
        for number in range(buckets):
            bucket = self._bucket(number, types)
            path = self.folder / f"flags-{number}.arrow"
            if bucket.num_rows or (number == buckets - 1 and not paths):
                write_flags(bucket.select(self.columns), bucket.column("row"), self.spec, path)
                paths.append(path)
            if self.request.progress is not None:
                self.request.progress(number + 1, buckets)
        return Merged(paths)

    def _cut(self, source: Any, buckets: int) -> None:
        topics = ", ".join(f"c{self.columns.index(name)}" for name in self.spec.topic)
        settings: dict[str, Any] = {"temp_directory": str(self.folder / "spill"), "preserve_insertion_order": "false"}
        if self.request.memory is not None:
            settings["memory_limit"] = self.request.memory.strip()
        with duckdb.connect(config=settings) as connection:
            connection.execute(f"SET partitioned_write_max_open_files = {min(buckets, _MOST_OPEN)}")
            if not isinstance(source, str):
                connection.register("held", source)
                source = "SELECT * FROM held"
            connection.execute(
                f"COPY (SELECT *, (hash({topics}) % {buckets})::INTEGER AS bucket FROM ({source})) "
                f"TO {_text(str(self.folder / 'buckets'))} (FORMAT parquet, PARTITION_BY (bucket), COMPRESSION lz4)"
            )

    def _bucket(self, number: int, types: list[Any]) -> Any:
        """The rows of one bucket in the order of the table, with its columns as they are in the table."""
        names = [f"c{place}" for place in range(len(types))]
        kinds = [_plain_type(kind) for kind in types]
        schema = pa.schema([*zip(names, kinds, strict=True), ("row", pa.int64())])
        paths = sorted((self.folder / "buckets" / f"bucket={number}").glob("*.parquet"))
        tables = []
        for path in paths:
            with pq.ParquetFile(path) as held:
                tables.append(held.read(schema.names).cast(schema))
        table = pa.concat_tables(tables) if tables else schema.empty_table()
        rows = table.column("row").to_numpy()
        if not (rows[1:] > rows[:-1]).all():
            table = table.take(pa.array(np.argsort(rows)))
        for path in paths:
            path.unlink()
        return table.rename_columns([*self.columns, "row"])


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


def _plain_type(kind: Any) -> Any:
    """As which type a column comes back from DuckDB's files."""
    if pa.types.is_dictionary(kind):
        return kind.value_type
    return pa.int32() if pa.types.is_null(kind) else kind


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _literal(path: Path) -> str:
    """A path in which no character stands for others."""
    return re.sub(r"([*?\[])", r"[\1]", str(path))
