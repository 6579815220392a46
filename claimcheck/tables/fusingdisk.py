"""Fusion of tables larger than memory: DuckDB cuts them into buckets of whole topics, which lie on disk meanwhile."""

import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple, TypeVar

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from attrs import evolve, field, frozen

from claimcheck.errors import BadInput, InvalidRecord
from claimcheck.fusion.copying import known_groups
from claimcheck.fusion.enginetopics import EngineTopics, fuse_anew, no_topic
from claimcheck.fusion.fused import Fusion
from claimcheck.fusion.shards.laying import Laid
from claimcheck.fusion.shards.topics import told_of, value_columns
from claimcheck.fusion.shards.weighing import Asked, Weighed, weigh
from claimcheck.tables.cutting import Cutting, check_memory, literal
from claimcheck.tables.datasets import find_dataset
from claimcheck.tables.frames import arrow_of, column_names
from claimcheck.tables.fusing import VALUE_TYPES, FrameSpec, check_columns, frame_like, row_name, values_table
from claimcheck.tables.request import Request
from claimcheck.tables.results import Result, find_result
from claimcheck.tables.saying import Heard, heard_by_engine, heard_together, read_acts

__all__ = ["Disk"]

Answer = TypeVar("Answer")

_PIECE: Final = 100_000


@frozen
class Disk:
    """A table is cut once by a hash of its topics' columns; what is made of each bucket lies in a temporary folder.

    Attributes:
        folder: Where the temporary folder is made; the system's own place where it is None.
    """

    folder: Path | None = None

    def fuse(self, frame: Any, spec: FrameSpec, asked: Asked, request: Request) -> Fusion:
        """Return what fusion finds in a frame, or in the table at that path.

        Raises:
            BadInput: Rows cannot be weighed, each named by its place in the table.
            InvalidRecord: The folder does not exist, a column is missing, or the method cannot weigh such values.
        """
        if self.folder is not None and not self.folder.is_dir():
            raise InvalidRecord(f"engine: there is no folder {self.folder}")
        check_memory(request.memory)
        source = find_dataset(frame) if isinstance(frame, str | Path) else None
        read = () if source is None else source.paths
        to = None if request.to is None else find_result(request.to, read, overwrite=request.overwrite)
        names = column_names(frame) if source is None else source.schema.names
        check_columns(names, spec)
        columns = [name for name in names if name in spec.columns]
        with TemporaryDirectory(dir=self.folder, prefix="claimcheck-") as made:
            folder = Path(made)
            cutting = Cutting(folder, spec.topic, columns, request.memory, request.buckets)
            if source is None:
                buckets = cutting.of_table(arrow_of(frame, columns).select(columns))
            else:
                buckets = cutting.of_file(source)
            pieces, heard = _read(buckets, spec, OnDisk(folder), asked)
            asked = evolve(asked, groups=(*asked.groups, *known_groups(heard.group_of, "of one control group")))
            found = weigh(pieces, asked)
            return _told(found, heard, asked, pieces, to, values_table if source is not None else frame_like(frame))


@frozen(eq=False)
class OnDisk:
    """Pieces in the files of a temporary folder, a few of which are in memory at a time."""

    folder: Path
    paths: Sequence[Path] = ()
    numbers: Iterator[int] = field(factory=count)
    cores: int = field(factory=lambda: os.cpu_count() or 1)

    def kept(self, piece: object) -> Path:
        """Write a piece to a file of its own."""
        path = self.folder / f"piece-{next(self.numbers)}"
        with path.open("wb") as file:
            pickle.dump(piece, file, pickle.HIGHEST_PROTOCOL)
        return path

    def turned(self, make: Callable[[Any], Any]) -> "OnDisk":
        """Return what each piece becomes."""
        return evolve(self, paths=self.asked(lambda piece: self.kept(make(piece))))

    def asked(self, ask: Callable[[Any], Answer]) -> list[Answer]:
        """Return what each piece answers, in order."""
        with ThreadPoolExecutor(min(self.cores, len(self.paths))) as pool:
            return list(pool.map(lambda path: ask(_held(path)), self.paths))


def _held(path: Path) -> Any:
    with path.open("rb") as file:
        return pickle.load(file)  # what this process wrote, in a folder of its own


def _read(buckets: Iterator[tuple[Any, int]], spec: FrameSpec, pieces: OnDisk, asked: Asked) -> tuple[OnDisk, Heard]:
    """What the rows of each bucket say, and what is told of all of them."""
    paths, parts = list[Path](), list[Heard]()
    for number, (bucket, of) in enumerate(buckets, 1):
        if bucket.num_rows:
            rows = bucket.column("row").to_numpy()
            saying = read_acts(bucket, spec, partial(_named, rows), by_engine=True)
            parts.append(heard_by_engine(saying))
            if saying.acts is not None:
                paths.append(pieces.kept(saying.acts))
        if asked.progress is not None:
            asked.progress("reading", number, of)
    heard = heard_together(parts, spec)
    if heard.problems:
        raise BadInput(list(heard.problems))
    if not paths:
        raise InvalidRecord("fuse: the table has columns and no rows")
    return evolve(pieces, paths=paths), heard


def _named(rows: Any, row: int) -> str:
    return row_name(int(rows[row]))


def _told(
    found: Weighed, heard: Heard, asked: Asked, pieces: OnDisk, to: Result | None, frame: Callable[[Any], Any]
) -> Fusion:
    parts = found.laid.asked(partial(_write, pieces=pieces, found=found, margin=asked.margin))
    topics = EngineTopics(
        _in_order([one.path for one in parts], to, frame),
        count=sum(one.topics for one in parts),
        undecided=sum(one.undecided for one in parts),
    )
    return found.fusion(topics, left_out=heard.left_out, frame=frame, said_of=no_topic, again=fuse_anew)


class _Part(NamedTuple):
    """Where the values of a piece are, how many topics there are, and how many undecided ones."""

    path: Path
    topics: int
    undecided: int


def _write(piece: Laid, pieces: OnDisk, found: Weighed, margin: float) -> _Part:
    told = told_of(piece, found.scores, are_probabilities=found.are_probabilities, margin=margin)
    table = values_table(value_columns(told, are_probabilities=found.are_probabilities))
    number = next(pieces.numbers)
    path = pieces.folder / f"values-{number}"
    table = table.append_column("piece", pa.array(np.full(table.num_rows, number)))
    pq.write_table(table.append_column("place", pa.array(np.arange(table.num_rows))), path, compression="lz4")
    return _Part(path, len(piece.topics), int(told.outcome.abstained.sum()))


def _in_order(paths: Sequence[Path], to: Result | None, frame: Callable[[Any], Any]) -> Any:
    """The values of all pieces by their topics, in a frame or written to a file."""
    listed = ", ".join(f"'{literal(path)}'" for path in paths)
    names = ", ".join(VALUE_TYPES)
    with duckdb.connect() as connection:
        query = f"SELECT {names} FROM read_parquet([{listed}]) ORDER BY topic, piece, place"
        reader = connection.sql(query).to_arrow_reader(_PIECE)
        schema = pa.schema(VALUE_TYPES)
        if to is None:
            return frame(pa.Table.from_batches(reader, reader.schema).cast(schema))
        with to.writer(schema) as writer:
            for batch in reader:
                writer.write_table(pa.Table.from_batches([batch]).cast(schema))
    return to.path
