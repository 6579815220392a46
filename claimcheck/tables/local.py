"""The engine that is there by default: a frame or a file, flagged at once in this process."""

from pathlib import Path
from typing import Any

from attrs import frozen

from claimcheck.tables.datasets import find_dataset
from claimcheck.tables.frames import arrow_of, as_text, column_names
from claimcheck.tables.inprocess import flag_frame
from claimcheck.tables.request import Request
from claimcheck.tables.results import find_result
from claimcheck.tables.spec import Spec

__all__ = ["Local"]


@frozen
class Local:
    """Everything at once, in this process."""

    def flag(self, frame: Any, spec: Spec, request: Request) -> Any:
        """Return *frame*, or the table at that path, with the columns added, or the path of the result."""
        request.refuse("local", "memory", "buckets")
        source = find_dataset(frame) if isinstance(frame, str | Path) else None
        read = () if source is None else source.paths
        to = None if request.to is None else find_result(request.to, read, overwrite=request.overwrite)
        if source is not None:
            spec.added(source.schema.names)
            held = source.read()
        else:
            held = frame if to is None else arrow_of(frame, column_names(frame))
        flagged = flag_frame(held, spec)
        if to is not None:
            plain = as_text(flagged)
            with to.writer(plain.schema) as writer:
                writer.write_table(plain)
        if request.progress is not None:
            request.progress(1, 1)
        return flagged if to is None else to.path
