"""Fusion on a cluster: Spark brings the rows of each bucket of topics together once, and its workers weigh them."""

import pickle
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

import numpy as np
import pyarrow as pa
from attrs import evolve, frozen
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame
from pyspark.sql import functions as on

from claimcheck.errors import BadInput, InvalidRecord
from claimcheck.fusion.copying import known_groups
from claimcheck.fusion.enginetopics import EngineTopics, fuse_anew, no_topic
from claimcheck.fusion.fused import Fusion
from claimcheck.fusion.shards.laying import Laid
from claimcheck.fusion.shards.topics import Told, told_of, value_columns
from claimcheck.fusion.shards.weighing import Asked, Weighed, weigh
from claimcheck.tables.blanks import BLANKS
from claimcheck.tables.datasets import find_dataset
from claimcheck.tables.frames import arrow_of, as_text, column_names
from claimcheck.tables.fusing import FrameSpec, cells_of, check_columns, frame_like, row_name, text_of, values_table
from claimcheck.tables.request import Request
from claimcheck.tables.saying import Heard, Saying, heard_by_engine, heard_together, read_acts
from claimcheck.tables.spark import partitions_of, read_dataset, session_of

__all__ = ["OnCluster"]

Answer = TypeVar("Answer")

_BUCKETS_A_CORE: Final = 2
_BLANK: Final = "".join(f"\\x{{{ord(sign):x}}}" for sign in BLANKS)
_BLANKS: Final = f"^[{_BLANK}]+|[{_BLANK}]+$"
_HELD: Final = "number int, held binary"
_NONE: Final = np.zeros(0, np.int32)
_VALUES: Final = (
    "topic string, value string, probability double, share double, low double, high double, abstained boolean, "
    "claims bigint, allowed bigint"
)


@frozen
class OnCluster:
    """Rows move once, to the bucket of their topic; after that each round sends accuracies out and sums back.

    Attributes:
        where: A session, the URL of a master, or None for the session that is active.
    """

    where: Any = None

    def fuse(self, frame: Any, spec: FrameSpec, asked: Asked, request: Request) -> Fusion:
        """Return what fusion finds in a frame, or in the table at that path; values as a frame of Spark.

        For a frame in memory the values come back in its own kind. Rows of Spark have no places: what is wrong with
        one is told with its party and its topic.

        Raises:
            BadInput: Rows cannot be weighed.
            InvalidRecord: No session is active, a column is missing, or the method cannot weigh such values.
        """
        request.refuse("spark", "memory")
        if request.to is not None:
            raise InvalidRecord("to: Spark writes its frames by its own means; leave it out, and write what comes back")
        is_of_spark = isinstance(frame, DataFrame)
        session = frame.sparkSession if is_of_spark else session_of(self.where)
        place = None
        if is_of_spark:
            rows = frame
        elif isinstance(frame, str | Path):
            rows = read_dataset(session, find_dataset(frame))
        else:
            check_columns(column_names(frame), spec)
            columns = [name for name in column_names(frame) if name in spec.columns]
            table = _named_in_text(as_text(arrow_of(frame, columns).select(columns)), spec)
            place = max(columns, key=len) + " row"
            if not table.num_rows:
                raise InvalidRecord("fuse: the table has columns and no rows")
            rows = session.createDataFrame(table.append_column(place, pa.array(np.arange(table.num_rows))))
        check_columns(rows.columns, spec)
        pieces = _OnWorkers(_said(rows, spec, place, request.buckets or _buckets(session)), [])
        try:
            heard = heard_together(pieces.asked(heard_by_engine), spec)
            if heard.problems:
                raise BadInput(list(heard.problems))
            if not heard.is_any:
                raise InvalidRecord("fuse: the table has columns and no rows")
            acts = pieces.turned(_acts_of)
            asked = evolve(asked, groups=(*asked.groups, *known_groups(heard.group_of, "of one control group")))
            found = weigh(acts, asked)
            return _told(found, heard, asked, frame_like(frame) if place is not None else None)
        finally:
            pieces.forget()


def _named_in_text(table: Any, spec: FrameSpec) -> Any:
    """A table whose names of parties and topics are text as Python writes it: Spark has times of its own."""
    for name in {spec.party, *spec.topic}:
        column = table.column(name)
        if not pa.types.is_string(column.type):
            cells = [text_of(cell) for cell in cells_of(column)]
            table = table.set_column(table.column_names.index(name), name, pa.array(cells, pa.string()))
    return table


def _buckets(session: Any) -> int:
    """Some buckets for each core; where a session does not tell its cores, as many as it moves rows into."""
    try:
        return _BUCKETS_A_CORE * int(session.sparkContext.defaultParallelism)
    except PySparkException:
        return partitions_of(session)


def _said(rows: Any, spec: FrameSpec, place: str | None, buckets: int) -> Any:
    """What the rows of each bucket say, as a frame of a number and of what is held of it."""
    names = list(rows.columns)
    # Columns are numbered meanwhile: Spark would read a dot or a backtick in a name as more than a name.
    numbered = rows.toDF(*(f"c{number}" for number in range(len(names))))
    kept = [f"c{number}" for number, name in enumerate(names) if name in {*spec.columns, place}]
    topics = [on.regexp_replace(numbered[f"c{names.index(name)}"].cast("string"), _BLANKS, "") for name in spec.topic]
    bucket = on.pmod(on.hash(*topics), on.lit(buckets)).alias("bucket")
    held = [names[int(column[1:])] for column in kept]
    apart = numbered.select(bucket, *kept).repartition(buckets, "bucket")  # as many parts as buckets, not 200
    return apart.groupBy("bucket").applyInArrow(_reading(spec, held, place), _HELD)


def _reading(spec: FrameSpec, names: list[str], place: str | None) -> Callable[[Any], Any]:
    """What workers run on the rows of each bucket: it imports this package there."""

    def read_bucket(table: Any) -> Any:
        return _read(table, spec, names, place)

    return read_bucket


def _read(table: Any, spec: FrameSpec, names: list[str], place: str | None) -> Any:
    number = table.column("bucket")[0].as_py()
    table = table.drop_columns(["bucket"]).rename_columns(names)
    where: Callable[[int], str] = partial(_named, table, spec)
    if place is not None:
        table = table.sort_by(place)
        where = partial(_placed, table.column(place).to_numpy())
    return _as_rows(
        [(number, evolve(read_acts(table, spec, where, by_engine=True), topic=_NONE, party=_NONE, value=_NONE))]
    )


def _named(table: Any, spec: FrameSpec, row: int) -> str:
    told = [text_of(table.column(name)[row].as_py()) or "nothing" for name in (spec.party, *spec.topic)]
    return f"row of {told[0]} on {' / '.join(told[1:])}"


def _placed(rows: Any, row: int) -> str:
    return row_name(int(rows[row]))


def _as_rows(pieces: Iterable[tuple[int, Any]]) -> Any:
    held = [(number, pickle.dumps(piece, pickle.HIGHEST_PROTOCOL)) for number, piece in pieces]
    numbers, pieces_held = [number for number, _ in held], [piece for _, piece in held]
    return pa.table({"number": pa.array(numbers, pa.int32()), "held": pa.array(pieces_held, pa.binary())})


@frozen(eq=False)
class _OnWorkers:
    """Pieces that lie where the workers of a cluster are; what is made of them stays there until it is forgotten."""

    frame: Any
    kept: list[Any]

    def __attrs_post_init__(self) -> None:
        self.kept.append(self.frame.persist())

    def turned(self, make: Callable[[Any], Any]) -> "_OnWorkers":
        """Return what each piece becomes."""
        return _OnWorkers(self.frame.mapInArrow(partial(_turned, make=make), _HELD), self.kept)

    def asked(self, ask: Callable[[Any], Answer]) -> list[Answer]:
        """Return what each piece answers, in order of their numbers."""
        told = self.frame.mapInArrow(partial(_turned, make=ask), _HELD).collect()
        return [pickle.loads(bytes(row.held)) for row in sorted(told, key=lambda row: int(row.number))]

    def forget(self) -> None:
        """Let the cluster forget all that was made."""
        for frame in self.kept:
            frame.unpersist()


def _turned(batches: Iterator[Any], make: Callable[[Any], Any]) -> Iterator[Any]:
    for batch in batches:
        numbers, held = batch.column("number").to_pylist(), batch.column("held")
        pieces = ((number, make(pickle.loads(held[row].as_py()))) for row, number in enumerate(numbers))
        yield from _as_rows(pieces).to_batches()


def _acts_of(saying: Saying) -> Any:
    return saying.acts


def _told(found: Weighed, heard: Heard, asked: Asked, frame: Callable[[Any], Any] | None) -> Fusion:
    laid: Any = found.laid
    tell = partial(told_of, scores=found.scores, are_probabilities=found.are_probabilities, margin=asked.margin)
    counts = laid.asked(partial(_counted, tell=tell))
    values = laid.frame.mapInArrow(
        partial(_values_of, tell=tell, are_probabilities=found.are_probabilities), _VALUES
    ).persist()
    held = values
    if frame is not None:
        held = frame(_in_order(values.toArrow()))
        values.unpersist()
    topics = EngineTopics(
        held, count=sum(topics for topics, _ in counts), undecided=sum(undecided for _, undecided in counts)
    )
    return found.fusion(topics, left_out=heard.left_out, frame=frame or values_table, said_of=no_topic, again=fuse_anew)


def _counted(piece: Laid, tell: Callable[[Laid], Told]) -> tuple[int, int]:
    return len(piece.topics), int(tell(piece).outcome.abstained.sum())


def _values_of(batches: Iterator[Any], tell: Callable[[Laid], Told], *, are_probabilities: bool) -> Iterator[Any]:
    for batch in batches:
        for held in batch.column("held"):
            told = tell(pickle.loads(held.as_py()))
            yield from values_table(value_columns(told, are_probabilities=are_probabilities)).to_batches()


def _in_order(table: Any) -> Any:
    """The values by their topics; within one they are in order."""
    place = pa.array(np.arange(table.num_rows))
    order = table.append_column("place", place).sort_by([("topic", "ascending"), ("place", "ascending")])
    return order.drop_columns(["place"])
