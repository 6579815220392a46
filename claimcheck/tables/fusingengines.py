"""Which engine fuses a table: the one that is asked for by name, or the one that the frame belongs to."""

from pathlib import Path
from typing import Any

from claimcheck.errors import InvalidRecord
from claimcheck.fusion.fused import Fusion
from claimcheck.fusion.shards.weighing import Asked
from claimcheck.tables.datasets import find_dataset
from claimcheck.tables.engines import engine_named
from claimcheck.tables.fusing import FrameSpec, values_table
from claimcheck.tables.request import Request
from claimcheck.tables.results import find_result
from claimcheck.tables.weighed import fuse_frame

__all__ = ["fuse_by"]


def fuse_by(engine: Any, frame: Any, spec: FrameSpec, asked: Asked, request: Request) -> Fusion:
    """Return what fusion finds in *frame*, or in the table at that path.

    Raises:
        InvalidRecord: No engine has this name, or it cannot do what is asked.
        MissingExtra: The engine's package is not installed.
    """
    kind, where = engine_named(engine, frame)
    if kind == "local":
        return _fuse_here(frame, spec, asked, request)
    for name in ("domain", "several"):
        if getattr(spec, name):
            raise InvalidRecord(f"{name}: runs in process only; leave engine out")
    if asked.half_life is not None:
        raise InvalidRecord("half_life: runs in process only; leave engine out")
    if kind == "duckdb":
        from claimcheck.tables.fusingdisk import Disk  # noqa: PLC0415 - its package is an extra

        return Disk(where).fuse(frame, spec, asked, request)
    from claimcheck.tables.fusingspark import OnCluster  # noqa: PLC0415 - as above

    return OnCluster(where).fuse(frame, spec, asked, request)


def _fuse_here(frame: Any, spec: FrameSpec, asked: Asked, request: Request) -> Fusion:
    request.refuse("local", "memory", "buckets")
    source = find_dataset(frame) if isinstance(frame, str | Path) else None
    read = () if source is None else source.paths
    to = None if request.to is None else find_result(request.to, read, overwrite=request.overwrite)
    found = fuse_frame(frame if source is None else source.read(), spec, asked)
    if to is not None:
        table = values_table(found.value_columns())
        with to.writer(table.schema) as writer:
            writer.write_table(table)
    return found
