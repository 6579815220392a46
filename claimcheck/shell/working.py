"""How the shell says that it works: what is done, for how long, and where it is known how much is left."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from claimcheck.shell.terminal import console, shown

__all__ = ["Tell", "working"]

Tell: TypeAlias = Callable[[str, int, int | None], None]
"""Takes what is done now (the same as before where it is empty), how much of it, and of how much if that is known."""


@contextmanager
def working(what: str) -> Iterator[Tell]:
    """Say on standard error *what* is done, if it is a terminal, until it ends; and give what tells how far it is.

    Nothing is left of it on the terminal, and where standard error is a file or a pipe nothing is said.

    Examples:
        >>> with working("Reading case.yaml") as tell:
        ...     tell("", 3, 10)
    """
    if not sys.stderr.isatty():
        yield lambda now, done, of: None
        return
    from rich.progress import Progress, SpinnerColumn, Task, TextColumn, TimeElapsedColumn  # noqa: PLC0415 - slow to load
    from rich.text import Text  # noqa: PLC0415 - with it

    class Left(TextColumn):
        """How far it is, and how long it may still take."""

        def render(self, task: Task) -> Text:
            if task.total is None:
                return Text(f"{task.completed:,.0f}" if task.completed else "")
            left = task.time_remaining
            soon = "" if left is None else f", about {left // 60:.0f}:{left % 60:02.0f} left"
            return Text(f"{task.completed:,.0f} of {task.total:,.0f}{soon}")

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn(), Left(""))
    with Progress(*columns, console=console(stderr=True), transient=True) as progress:
        task = progress.add_task(shown(what), total=None)

        def tell(now: str, done: int, of: int | None) -> None:
            progress.update(task, description=shown(f"{what}: {now}" if now else what), completed=done, total=of)

        yield tell
