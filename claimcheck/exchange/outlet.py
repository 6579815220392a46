"""A ledger on its way into a file: how much was written, and what the format cannot say."""

from collections.abc import Callable
from typing import Final

from claimcheck.counts import Written
from claimcheck.errors import Problem

__all__ = ["Outlet"]

_MOST_TOLD: Final = 10_000


class Outlet:
    """A file while it is written.

    Attributes:
        progress: Told how many objects have been written.
    """

    def __init__(self, *, progress: Callable[[int], None] | None = None) -> None:
        self.progress = progress
        self._written = 0
        self._left: list[Problem] = []
        self._warnings: list[Problem] = []
        self._untold = 0

    def wrote(self, count: int = 1) -> None:
        """Count objects that were written."""
        self._written += count
        if self.progress is not None:
            self.progress(self._written)

    def leave(self, key: str, message: str) -> None:
        """Tell what of a record this format cannot say."""
        self._tell(self._left, key, message)

    def warn(self, key: str, message: str) -> None:
        """Tell what readers of this format ask for and the record does not hold."""
        self._tell(self._warnings, key, message)

    def _tell(self, told: list[Problem], key: str, message: str) -> None:
        if len(self._left) + len(self._warnings) < _MOST_TOLD:
            told.append(Problem(key, message))
        else:
            self._untold += 1

    def done(self) -> Written:
        """Return what came of it."""
        return Written(
            written=self._written, left=tuple(self._left), warnings=tuple(self._warnings), untold=self._untold
        )
