"""A web page as tags and text, one after the other, in time that grows with its length whatever stands in it.

Source: WHATWG HTML, section 13.2.5 (tokenization), as far as blocks of data and microdata need it. Python's own parser
takes minutes for a page of a megabyte that was made to be slow.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Final

from attrs import frozen

__all__ = ["End", "Start", "Text", "tokens"]

_ATTRIBUTE: Final = re.compile(
    r"""\s*+(?:(?P<end>>)|/|(?P<name>[^\s=>/"']++)(?:\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|"""
    r"""(?P<bare>[^\s>"']++)|(?P<open>["'])))?|.)""",
    re.DOTALL,
)
_NAME: Final = re.compile(r"[A-Za-z][^\s/>]*+")
_RAW: Final = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in ("script", "style", "textarea", "title")
}
_LONGEST_NAME: Final = 100
_MOST_ATTRIBUTES: Final = 1000


@frozen
class Start:
    """The beginning of an element, its attributes by name, and the line on which it stands."""

    name: str
    attributes: Mapping[str, str]
    line: int


@frozen
class End:
    """The end of an element."""

    name: str


@frozen
class Text:
    """Text between tags; that of a script or a style as it stands."""

    text: str
    line: int
    is_raw: bool = False


def tokens(page: str) -> Iterator[Start | End | Text]:
    """Yield the tags and the texts of a page; comments, declarations and broken tags are passed over.

    Examples:
        >>> [type(one).__name__ for one in tokens("<p class=a>5 &lt; 6</p><!-- x -->")]
        ['Start', 'Text', 'End']
        >>> next(tokens('<a href="x&amp;y" b>')).attributes
        {'href': 'x&y', 'b': ''}
    """
    at, line, counted = 0, 1, 0
    while at < len(page):
        opened = page.find("<", at)
        line += page.count("\n", counted, at)
        counted = at
        if opened < 0:
            yield Text(unescape(page[at:]), line)
            return
        if opened > at:
            yield Text(unescape(page[at:opened]), line)
        line += page.count("\n", counted, opened)
        counted = opened
        at = _after_comment(page, opened)
        if at != opened:
            continue
        is_end = page.startswith("/", opened + 1)
        named = _NAME.match(page, opened + 1 + is_end)
        if named is None:
            yield Text("<", line)
            at = opened + 1
            continue
        name = named.group()[:_LONGEST_NAME].casefold()
        attributes, at = _attributes(page, named.end())
        if is_end:
            yield End(name)
            continue
        yield Start(name, attributes, line)
        if name in _RAW:
            closed = _RAW[name].search(page, at)
            end = len(page) if closed is None else closed.start()
            line += page.count("\n", counted, at)
            counted = at
            yield Text(page[at:end], line, is_raw=True)
            at = end


def _after_comment(page: str, opened: int) -> int:
    """Where what is no element ends: a comment, a declaration, an instruction; *opened* where it is none."""
    if page.startswith("<!--", opened):
        found = page.find("-->", opened + 4)
        return len(page) if found < 0 else found + 3
    if page.startswith(("<!", "<?"), opened):
        found = page.find(">", opened)
        return len(page) if found < 0 else found + 1
    return opened


def _attributes(page: str, at: int) -> tuple[dict[str, str], int]:
    """The attributes of a tag, and where it ends; one whose quotation mark is never closed takes in the whole rest."""
    found: dict[str, str] = {}
    while at < len(page):
        matched = _ATTRIBUTE.match(page, at)
        if matched is None:
            break
        if matched["end"]:
            return found, matched.end()
        if matched["open"]:
            return found, len(page)
        at = matched.end()
        name = matched["name"]
        if name is not None and len(found) < _MOST_ATTRIBUTES:
            value = next(
                (one for one in (matched["double"], matched["single"], matched["bare"]) if one is not None), ""
            )
            found.setdefault(name[:_LONGEST_NAME].casefold(), unescape(value))
    return found, len(page)
