"""The analysts' sheet, one row a claim: which columns it has, and with which options a command reads it."""

from collections.abc import Iterable
from typing import Final

__all__ = ["COLUMNS", "REQUIRED", "options_for", "reading_hint"]

COLUMNS: Final = {
    "date": "the day that it is about, such as 2025-06-02, and not the day on which it was said",
    "party": "who says it; empty where nobody is named, which `claimcheck fuse` does not take",
    "event": "what it is about, in the same words in each row of one event",
    "measure": "what is counted, such as killed or shot down",
    "value": "the figure as it was said: 12, 52 of 80, more than 40, about 40, 100-300, 65 %",
    "source": "the document in which it stands",
    "quote": "and in which words",
}
"""The columns of the sheet, and what stands in each."""

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
