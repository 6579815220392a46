"""The engine that needs nothing beside it: a table in memory, flagged in this process."""

from pathlib import Path
from typing import Any

from attrs import frozen

from claimcheck.tables.files import as_text, find_table, result_path, writing
from claimcheck.tables.frames import added_to, arrow_of, column_names
from claimcheck.tables.kernel import flags_of
from claimcheck.tables.plain import decide_plainly
from claimcheck.tables.reading import BadCell, read_table
from claimcheck.tables.request import Request
from claimcheck.tables.spec import Spec
from claimcheck.tables.telling import tell

__all__ = ["Local", "flag_arrow", "flag_frame"]


def flag_arrow(table: Any, spec: Spec) -> tuple[dict[str, Any], list[BadCell]]:
    """Return the columns to be added to a ``pyarrow.Table``, by their names, and the cells that could not be read.

    This is what every engine runs on each of its partitions, which hold whole topics.

    Raises:
        InvalidRecord: A column is missing, or one to be added is there already.
    """
    names = spec.added(table.column_names)
    claims = read_table(table, spec)
    flags, left = flags_of(claims.rows, spec.rule, exclusive=spec.exclusive)
    reasons = decide_plainly(claims, flags, left) if left.any() else {}
    columns = tell(claims, flags, reasons)
    return dict(zip(names, columns.values(), strict=True)), claims.bad


def flag_frame(frame: Any, spec: Spec) -> Any:
    """Return a frame in its own kind with the columns added."""
    columns, _ = flag_arrow(arrow_of(frame, spec.columns), spec)
    return added_to(frame, columns)


@frozen
class Local:
    """Everything at once, in this process."""

    def flag(self, frame: Any, spec: Spec, request: Request) -> Any:
        """Return *frame*, or the table at that path, with the columns added, or the path of the result."""
        request.refuse("local", "memory", "buckets")
        source = find_table(frame) if isinstance(frame, str | Path) else None
        to = None if request.to is None else result_path(request.to, source, overwrite=request.overwrite)
        if source is not None:
            spec.added(source.schema.names)
            held = source.read()
        else:
            held = frame if to is None else arrow_of(frame, column_names(frame))
        flagged = flag_frame(held, spec)
        if to is not None:
            plain = as_text(flagged)
            with writing(to, plain.schema) as writer:
                writer.write_table(plain)
        if request.progress is not None:
            request.progress(1, 1)
        return flagged if to is None else to
