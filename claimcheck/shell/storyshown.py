"""How the story of a claim stands in a terminal: what is said, where, and each finding, in lines of their own."""

import re
from collections.abc import Iterator
from typing import Final

from claimcheck.shell.terminal import console

__all__ = ["story_lines"]

_HEADS: Final = (
    "It is no longer current: ",
    "Every source in which it stood ",
    "It stands in ",
    "No source is given for it.",
    "It speaks of: ",
    "It breaks down as ",
    "It rests on ",
    "Nothing here contradicts it.",
    "Opposed only by a claim that nobody owns: ",
    "What would settle it: ",
)
_FINDING: Final = r"[A-Z][a-z]+(?: [a-z]+){0,4}: "
"""A finding begins with its kind, as in "Not a dispute: "."""
_BREAK: Final = re.compile(rf"(?<=[.?!]) (?={'|'.join(map(re.escape, _HEADS))}|{_FINDING})")
_QUOTE: Final = re.compile("“[^”]*”")
_STANDS: Final = "It stands in "
_ONE: Final = re.compile(r"The ([^.]+?) is taken from the event\.")
_TAKEN: Final = re.compile(rf"{_ONE.pattern}(?: {_ONE.pattern})*")
_NEXT: Final = re.compile(r"(?<=\)|s|d); (?=[^a-z])")


def story_lines(story: str, width: int) -> Iterator[str]:
    """Yield the lines of a claim's story: a paragraph for each thing told, and a line for each document it stands in.

    Examples:
        >>> story = "A says: 5 fell. It stands in P, as reported (“It rests on 5: x”); Q, as reported. It rests on B."
        >>> for line in story_lines(story, 60):
        ...     print(line)
        A says: 5 fell.
        It stands in
          P, as reported (“It rests on 5: x”);
          Q, as reported.
        It rests on B.
    """
    for told in _split(story, _BREAK):
        places = list(_split(told.removeprefix(_STANDS), _NEXT)) if told.startswith(_STANDS) else []
        if len(places) > 1:
            yield _STANDS.rstrip()
            for number, place in enumerate(places, 1):
                mark = ";" if number < len(places) else ""
                yield from _wrapped(f"{place}{mark}", width, first="  ", rest="    ")
        else:
            yield from _wrapped(_TAKEN.sub(_together, told), width, first="", rest="  ")


def _together(found: "re.Match[str]") -> str:
    """What a claim takes from its event, in one sentence."""
    taken = _ONE.findall(found.group())
    return f"Taken from the event: {', '.join(taken)}." if len(taken) > 1 else found.group()


def _split(text: str, between: "re.Pattern[str]") -> Iterator[str]:
    """The pieces of a text between what matches outside of quotes."""
    quoted = [found.span() for found in _QUOTE.finditer(text)]
    begun = 0
    for found in between.finditer(text):
        if not any(low < found.start() < high for low, high in quoted):
            yield text[begun : found.start()]
            begun = found.end()
    yield text[begun:]


def _wrapped(text: str, width: int, *, first: str, rest: str) -> Iterator[str]:
    """A paragraph in lines that are no wider than *width* columns of a terminal, some letters taking two."""
    from rich.text import Text  # noqa: PLC0415 - slow to load, and `--help` goes without

    lines = Text(text).wrap(console(), width - len(rest))
    for number, line in enumerate(lines):
        yield f"{rest if number else first}{line.plain.rstrip()}"
