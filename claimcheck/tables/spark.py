"""The engine for clusters: Spark brings the rows of each bucket of topics together, and its workers flag them."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
from attrs import frozen
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as on
from pyspark.sql import types as st

from claimcheck.errors import InvalidRecord
from claimcheck.tables.buckets import coded
from claimcheck.tables.datasets import Dataset, find_dataset
from claimcheck.tables.frames import added_to, arrow_of, as_text, column_names
from claimcheck.tables.inprocess import flag_arrow
from claimcheck.tables.request import Request
from claimcheck.tables.spec import ADDED, Spec

__all__ = ["Spark", "partitions_of", "read_dataset", "session_of"]

_TYPES: Final = {"contested": st.BooleanType(), "gap": st.DoubleType(), "origins": st.IntegerType()}
_ARROW: Final = {"contested": pa.bool_(), "gap": pa.float64(), "origins": pa.int32()}
_BUCKETS_A_PARTITION: Final = 4
_PARTITIONS: Final = 200


@frozen
class Spark:
    """Topics are spread over buckets by a hash of their columns, and each bucket is flagged where it lies.

    Attributes:
        where: A session, the URL of a master, or None for the session that is active.
    """

    where: Any = None

    def flag(self, frame: Any, spec: Spec, request: Request) -> Any:
        """Return a frame of Spark, not computed yet, with the columns added; a frame in memory in its own kind.

        Raises:
            InvalidRecord: No session is active, another master's is, or an option is given that Spark does not take.
        """
        request.refuse("spark", "memory", "progress")
        if request.to is not None:
            raise InvalidRecord("to: Spark writes its frames by its own means; leave it out, and write what comes back")
        if isinstance(frame, DataFrame):
            return _flagged(frame, spec, request.buckets)
        session = session_of(self.where)
        if isinstance(frame, str | Path):
            return _flagged(read_dataset(session, find_dataset(frame)), spec, request.buckets)
        return _in_memory(session, frame, spec, request.buckets)


def session_of(where: Any) -> Any:
    """Return a session, the one of that master, or where it is None the one that is active.

    Raises:
        InvalidRecord: No session is active, or another master's is.
    """
    if where is not None and not isinstance(where, str):
        return where
    active = SparkSession.getActiveSession()
    if where is None:
        if active is None:
            raise InvalidRecord("engine: no session of Spark is active; start one, or name a master: 'local[*]'")
        return active
    if active is not None and (master := active.sparkContext.master) != where:
        raise InvalidRecord(f"engine: a session of {master!r} is active, and one process has one; stop it first")
    return active or _started(where)


def _started(master: str) -> Any:
    """A session of that master; one on this machine runs its workers with this very interpreter."""
    session = SparkSession.builder.master(master).appName("claimcheck").getOrCreate()
    if master.startswith("local") and "PYSPARK_PYTHON" not in os.environ:
        session.sparkContext.pythonExec = sys.executable
    return session


def _flagged(frame: Any, spec: Spec, buckets: int | None) -> Any:
    names = spec.added(frame.columns)
    count = buckets or _BUCKETS_A_PARTITION * partitions_of(frame.sparkSession)
    added = [st.StructField(name, _TYPES.get(plain, st.StringType())) for plain, name in zip(ADDED, names, strict=True)]
    schema = st.StructType([*frame.schema.fields, *added])
    # Columns are numbered meanwhile: Spark would read a dot or a backtick in a name as more than a name.
    numbered = frame.toDF(*(f"c{number}" for number in range(len(frame.columns))))
    topics = [numbered[f"c{frame.columns.index(name)}"] for name in spec.topic]
    bucket = on.pmod(on.hash(*topics), on.lit(count))
    return numbered.groupBy(bucket).applyInArrow(_flagging(spec, list(frame.columns)), schema)


def partitions_of(session: Any) -> int:
    """Return into how many partitions Spark moves rows; some clusters say that they find it themselves."""
    told = str(session.conf.get("spark.sql.shuffle.partitions"))
    return int(told) if told.isdecimal() else _PARTITIONS


def _flagging(spec: Spec, names: list[str]) -> Callable[[Any], Any]:
    """What workers run on each bucket: it imports this package there."""

    def flag_bucket(table: Any) -> Any:
        table = table.rename_columns(names)
        columns, _ = flag_arrow(table, spec)
        for plain, (name, column) in zip(ADDED, columns.items(), strict=True):
            table = table.append_column(name, column.cast(_ARROW.get(plain, pa.string())))
        return table

    return flag_bucket


def _in_memory(session: Any, frame: Any, spec: Spec, buckets: int | None) -> Any:
    """The rows go to Spark with their places, and the flags come back in the order of the rows."""
    names = spec.added(column_names(frame))
    table = as_text(arrow_of(frame, spec.columns))
    table = table.select([name for name in table.column_names if name in spec.columns])
    place = max(table.column_names, key=len) + " row"
    numbered = table.append_column(place, pa.array(np.arange(table.num_rows)))
    flagged = _flagged(session.createDataFrame(numbered), spec, buckets).toArrow()
    order = pa.array(np.argsort(flagged.column(place).to_numpy()))
    return added_to(frame, coded(flagged.select(list(names)).take(order)))


def read_dataset(session: Any, source: Dataset) -> Any:
    """Return a file as a frame of Spark, CSV by the rule of all engines: every column text, empty cells missing."""
    names = source.schema.names
    if not source.is_csv:
        return session.read.parquet(*(path.absolute().as_uri() for path in source.paths))
    schema = st.StructType([st.StructField(f"c{number}", st.StringType()) for number in range(len(names))])
    frame = session.read.csv(
        source.paths[0].absolute().as_uri(),
        schema=schema,
        header=True,
        multiLine=True,
        quote='"',
        escape='"',
        mode="FAILFAST",
        enforceSchema=True,
        ignoreLeadingWhiteSpace=False,
        ignoreTrailingWhiteSpace=False,
        maxCharsPerColumn=-1,
    )
    return frame.select(*(on.nullif(frame[column], on.lit("")) for column in frame.columns)).toDF(*names)
