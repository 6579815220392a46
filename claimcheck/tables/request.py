"""What is asked of an engine beside the flags themselves: where the result goes, and what the work may take."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from attrs import field, frozen

from claimcheck.errors import InvalidRecord
from claimcheck.tables.spec import Spec

__all__ = ["Engine", "Request"]

Progress = Callable[[int, int], object]


@frozen(kw_only=True)
class Request:
    """The options of a call that an engine may honour; those that it does not know, it refuses.

    Attributes:
        to: The file for the result.
        overwrite: Whether that file may exist.
        memory: How much memory the engine may take for cutting the table into buckets, such as "2GB".
        buckets: Into how many buckets of whole topics the table is cut.
        progress: What to call after each bucket with the number of those done and of all.
    """

    to: str | Path | None = None
    overwrite: bool = False
    memory: str | None = None
    buckets: int | None = field(default=None)
    progress: Progress | None = None

    @buckets.validator
    def _some(self, _: object, buckets: int | None) -> None:
        if buckets is not None and buckets < 1:
            raise InvalidRecord(f"buckets: expected 1 or more, got {buckets}")

    def refuse(self, engine: str, *names: str) -> None:
        """Refuse the options *names* where they are given.

        Raises:
            InvalidRecord: One of them is.

        Examples:
            >>> Request(memory="2GB").refuse("local", "memory")
            Traceback (most recent call last):
            ...
            claimcheck.errors.InvalidRecord: memory: the engine 'local' has no such option
        """
        for name in names:
            if getattr(self, name) is not None:
                raise InvalidRecord(f"{name}: the engine {engine!r} has no such option")


class Engine(Protocol):
    """Something that cuts a table into buckets of whole topics, has each flagged, and puts them together again."""

    def flag(self, frame: Any, spec: Spec, request: Request) -> Any:
        """Return *frame*, or the table at that path, with the columns added, or the path of the result."""
        ...
