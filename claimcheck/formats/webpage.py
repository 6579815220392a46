"""What does this page say: the text of a web page that was saved, with its title, site and date as it tells them?"""

from logging import NullHandler, getLogger
from typing import Final

from attrs import frozen

from claimcheck.errors import MissingExtra

__all__ = ["Page", "read_page", "whole_text"]


_FIGURES: Final = "//table[not(.//p) and not(.//td[string-length(normalize-space(.)) > 200])]"
"""Tables of short cells; one whose cells hold paragraphs only lays out the page."""


@frozen(kw_only=True)
class Page:
    """The text of a page, and what the page says about itself; nobody has checked that."""

    text: str
    title: str | None = None
    site: str | None = None
    date: str | None = None


def read_page(data: bytes) -> Page | None:
    """Return the text of the page in *data*, or None where it holds none.

    The bytes at hand are all that is read: nothing is fetched, and no script of the page runs. Tables of figures are
    left out: their cells are no sentences, and what is read there would be said by nobody.

    Raises:
        MissingExtra: trafilatura is not installed.

    Examples:
        >>> text = "The ministry said that 12 people died in the raid, and that a further 30 were hurt in it."
        >>> page = read_page(f"<html><title>Raid</title><body><p>{text}</p></body></html>".encode())
        >>> page.text == text, page.title
        (True, 'Raid')
    """
    try:
        from trafilatura import bare_extraction  # noqa: PLC0415 - an extra, and slow to load
    except ImportError as err:
        raise MissingExtra('reading a web page needs trafilatura: install "claimcheck[web]"') from err
    log = getLogger("trafilatura")
    if not log.handlers:
        log.addHandler(NullHandler())  # what it makes of a bad page is told below, and not printed by it
    found = bare_extraction(
        data, include_comments=False, include_tables=False, prune_xpath=_FIGURES, with_metadata=True
    )
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        return None
    return Page(text=found.text or "", title=found.title or None, site=found.sitename or None, date=found.date or None)


_UNREAD: Final = frozenset({"script", "style", "template", "noscript", "svg", "math", "iframe", "object"})
_INLINE: Final = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span strong sub sup time u".split()
)


def whole_text(data: bytes) -> str:
    """Return all that can be read on the page in *data*, its title, headings, margins and tables too.

    Raises:
        MissingExtra: trafilatura is not installed.

    Examples:
        >>> whole_text(b"<html><title>Raid</title><body><table><tr><td>52<td>80</table><script>x</script>").split()
        ['Raid', '52', '80']
    """
    try:
        from trafilatura import load_html  # noqa: PLC0415 - an extra, and slow to load
    except ImportError as err:
        raise MissingExtra('reading a web page needs trafilatura: install "claimcheck[web]"') from err
    tree = load_html(data)
    if tree is None:
        return ""
    parts: list[str] = []
    waiting: list[tuple[object, bool]] = [(tree, False)]
    while waiting:  # by hand, since a hostile page nests deeper than Python recurses
        node, is_closed = waiting.pop()
        tag = getattr(node, "tag", None)
        is_read = isinstance(tag, str) and tag not in _UNREAD
        apart = "" if tag in _INLINE else "\n"
        if is_closed:
            parts.append(apart + (getattr(node, "tail", None) or ""))
            continue
        waiting.append((node, True))
        if is_read:
            parts.append(apart + (getattr(node, "text", None) or ""))
            waiting.extend((child, False) for child in reversed(list(node)))  # type: ignore[call-overload]
    return "".join(parts)
