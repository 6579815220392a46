"""With which options does a command read the analysts' sheet as a table, column by column?"""

from collections.abc import Iterable
from typing import Final

from claimcheck.formats.sheets.columns import COLUMNS

__all__ = ["COLUMNS", "REQUIRED", "options_for", "reading_hint"]

REQUIRED: Final = ("topic", "party", "value")
"""The options without which no table is read."""

_CHECK: Final = {"--topic": ("event", "measure"), "--party": ("party",), "--value": ("value",), "--when": ("date",)}
_FUSE: Final = {"--topic": ("event", "measure", "date"), "--party": ("party",), "--value": ("value",)}


def options_for(command: str, columns: Iterable[str] = COLUMNS) -> str:
    """Return the options with which `check` or `fuse` reads the sheet; nothing where *columns* are not its own.

    Examples:
        >>> options_for("check")
        '--topic event --topic measure --party party --value value --when date'
        >>> options_for("check", ["name", "killed"])
        ''
    """
    asked = _FUSE if command == "fuse" else _CHECK
    named = {column for several in asked.values() for column in several}
    if not named.issubset(columns):
        return ""
    return " ".join(f"{option} {column}" for option, several in asked.items() for column in several)


def reading_hint(command: str, options: Iterable[str], columns: Iterable[str]) -> str:
    """Return what to say where *options* that name columns were not given, with those that there are.

    Examples:
        >>> reading_hint("check", ["topic"], ["blast", "killed"])
        "a table needs --topic; its columns are 'blast', 'killed'"
    """
    held = list(columns)
    missing = ", ".join(f"--{name}" for name in options)
    known = ", ".join(map(repr, held))
    ready = options_for(command, held)
    tried = f"; give it {ready}" if ready else ""
    return f"a table needs {missing}; its columns are {known}{tried}"
