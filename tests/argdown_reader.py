"""A reader of the Argdown that we write, independent of the writer: what a parser of argdown.org finds in a file.

It goes by the tokens of Argdown's own lexer: a block ends at an empty line; a title ends at its first closing bracket;
a backslash takes away what the next character means; tags and data come after the text; a relation stands indented on
a line of its own. It refuses what it does not know.
"""

import re
from typing import Any, Final, NamedTuple

import yaml

__all__ = ["Read", "read_argdown"]


class Read(NamedTuple):
    """What stands in a file: definitions by title, and relations as (from, mark, to)."""

    front: dict[str, Any]
    statements: dict[str, tuple[str, tuple[str, ...], dict[str, Any]]]
    arguments: dict[str, tuple[str, tuple[str, ...], dict[str, Any]]]
    relations: list[tuple[str, str, str]]
    headings: list[str]


_TITLE: Final = re.compile(r"(\[[^\]\r\n\u2028\u2029]+\]|<[^>\r\n\u2028\u2029]+>)")
_RELATION: Final = re.compile(r"[ \t]+(\+>|->|_>|><|<\+|<-|<_)[ \t]*")
_TAG: Final = re.compile(r"#\(([^)]+)\)[ \t]?")
_SPECIAL: Final = re.compile(r"\.[^\s]+?\.|:[^\s]+?:|===|//|/\*|<!--")


def read_argdown(text: str) -> Read:
    """Return what stands in *text*; a ValueError says what is no Argdown of ours."""
    found = Read({}, {}, {}, [], [])
    blocks = re.split(r"\n\n+", text.rstrip("\n"))
    if blocks[0].startswith("==="):
        found.front.update(yaml.safe_load(blocks.pop(0).strip("=\n")))
    for block in blocks:
        if re.search(r"[\r\x0b\x0c]", block):
            raise ValueError(f"a line break of another kind in {block!r}")
        lines = [line for line in block.split("\n") if not line.startswith("//")]
        if lines and lines[0].startswith("# "):
            found.headings.append(lines[0][2:])
            if len(lines) > 1:
                raise ValueError(f"a heading of two lines: {block!r}")
        elif lines:
            _read_block(lines, found)
    return found


def _read_block(lines: list[str], found: Read) -> None:
    first = _TITLE.match(lines[0])
    if first is None:
        raise ValueError(f"expected a title, got {lines[0]!r}")
    title, rest = first.group(), lines[0][first.end() :]
    data: dict[str, Any] = {}
    if len(lines) > 1 and lines[1].startswith("  {"):
        line = lines.pop(1)
        if line.count("{") != 1 or line.count("}") != 1 or not line.endswith("}"):
            raise ValueError(f"braces within data: {line!r}")
        data = yaml.safe_load(line)
    if rest.startswith(": "):
        text, tags = _content(rest[2:])
        held = found.statements if title.startswith("[") else found.arguments
        if title[1:-1] in held:
            raise ValueError(f"{title} is defined twice")
        held[title[1:-1]] = (text, tags, data)
    elif rest or data:
        raise ValueError(f"expected nothing after {title}, got {rest!r}")
    for line in lines[1:]:
        mark = _RELATION.match(line)
        target = None if mark is None else _TITLE.fullmatch(line[mark.end() :])
        if mark is None or target is None:
            raise ValueError(f"expected a relation, got {line!r}")
        found.relations.append((title, mark.group(1), target.group()))


def _content(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without its backslashes, and the tags after it."""
    read, tags, place = "", list[str](), 0
    while place < len(text):
        tag = _TAG.match(text, place)
        if text[place] == "\\" and place + 1 < len(text):
            read += text[place + 1]
            place += 2
        elif tag is not None:
            tags.append(tag.group(1))
            place = tag.end()
        elif tags or text[place] in "@#*_[]<>{}" or _SPECIAL.match(text, place):
            raise ValueError(f"{text[place:]!r} means something in Argdown")
        else:
            read += text[place]
            place += 1
    return read.rstrip(" ") if tags else read, tuple(tags)
