"""Tables larger than memory, cut by DuckDB into buckets of whole topics on disk, which are read one by one."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from attrs import frozen

from claimcheck.errors import InvalidRecord
from claimcheck.tables.blanks import BLANKS
from claimcheck.tables.buckets import bucket_count
from claimcheck.tables.datasets import Dataset

__all__ = ["Cutting", "check_memory", "literal"]

_MOST_OPEN: Final = 256  # files that are written at once; many systems allow 1,024
_MEMORY: Final = re.compile(r"\d+(\.\d+)?\s*[KMGT]i?B", re.IGNORECASE)
_OWN: Final = {"filename", "file_row_number"}


def check_memory(memory: str | None) -> None:
    """Refuse what is no size.

    Raises:
        InvalidRecord: It is none.

    Examples:
        >>> check_memory("2GB")
    """
    if memory is not None and not _MEMORY.fullmatch(memory.strip()):
        raise InvalidRecord(f"memory: expected a size such as '2GB', got {memory!r}")


@frozen
class Cutting:
    """One table on its way into buckets, in one temporary folder.

    Attributes:
        folder: The temporary folder.
        topic: The columns that make a topic.
        columns: The columns that are read, in the order of the table.
        memory: How much memory DuckDB may take.
        buckets: Into how many buckets the table is cut; by its rows where it is None.
    """

    folder: Path
    topic: Sequence[str]
    columns: Sequence[str]
    memory: str | None
    buckets: int | None

    def of_file(self, source: Dataset) -> Iterator[tuple[Any, int]]:
        """Yield each bucket of a file with the number of all; its rows with their places in the column ``row``.

        Raises:
            BadInput: A file is damaged.
            InvalidRecord: There is not enough memory.
        """
        schema = source.schema
        types = [schema.field(name).type for name in self.columns]
        plain = self._plain(source, schema)
        counts = plain.counts()
        names = [f"c{number}" for number in range(len(types))] if plain is not source else list(self.columns)
        try:
            yield from self._of(self._of_files(plain.paths, counts, names), types, sum(counts))
        except duckdb.Error:
            for _ in plain.pieces(names):  # which tells what is damaged, and where, if it is that
                pass
            raise

    def of_table(self, table: Any) -> Iterator[tuple[Any, int]]:
        """Yield each bucket of a ``pyarrow.Table`` of these columns, as ``of_file`` does."""
        types = table.schema.types
        numbered = table.rename_columns([f"c{number}" for number in range(len(types))])
        numbered = numbered.append_column("row", pa.array(np.arange(table.num_rows)))
        yield from self._of(numbered, types, table.num_rows)

    def _of(self, source: Any, types: list[Any], rows: int) -> Iterator[tuple[Any, int]]:
        buckets = self.buckets or bucket_count(rows)
        try:
            self._cut(source, buckets, types)
        except duckdb.OutOfMemoryException as err:
            memory = self.memory or "what there is"
            raise InvalidRecord(
                f"memory: DuckDB cannot cut the table into {buckets} buckets with {memory}; give more, or fewer buckets"
            ) from err
        for number in range(buckets):
            yield self._bucket(number, types), buckets

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
            f"FROM read_parquet({_text(literal(path))}, file_row_number = true, hive_partitioning = false)"
            for path, start in zip(paths, before, strict=True)
        )

    def _cut(self, source: Any, buckets: int, types: Sequence[Any]) -> None:
        places = [self.columns.index(name) for name in self.topic]
        topics = ", ".join(_bare(f"c{place}", types[place]) for place in places)
        settings: dict[str, Any] = {"temp_directory": str(self.folder / "spill"), "preserve_insertion_order": "false"}
        if self.memory is not None:
            settings["memory_limit"] = self.memory.strip()
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


def _plain_type(kind: Any) -> Any:
    """As which type a column comes back from DuckDB's files."""
    if pa.types.is_dictionary(kind):
        return kind.value_type
    return pa.int32() if pa.types.is_null(kind) else kind


def _bare(column: str, kind: Any) -> str:
    """A column without the blanks around its text: what makes a topic is read without them."""
    held = kind.value_type if pa.types.is_dictionary(kind) else kind
    is_text = pa.types.is_string(held) or pa.types.is_large_string(held) or pa.types.is_string_view(held)
    return f"trim({column}, {_text(BLANKS)})" if is_text else column


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def literal(path: Path) -> str:
    """Return a path in which no character stands for others."""
    return re.sub(r"([*?\[])", r"[\1]", str(path))
