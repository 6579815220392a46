"""What does a saved web page say in JSON-LD, or in microdata, of the reviews on it? Nothing is run and nothing fetched.

Sources: WHATWG HTML, section 4.12.1 (script as a data block) and section 5 (microdata); JSON-LD 1.1, section 7.
"""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, Final
from urllib.parse import urljoin

from attrs import field, frozen

__all__ = ["Block", "Item", "blocks_of"]

_VOID: Final = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_ADDRESSES: Final = {"a": "href", "area": "href", "link": "href", "img": "src", "audio": "src", "video": "src"}
_DEEPEST: Final = 2000


@frozen
class Block:
    """JSON-LD as it stands in a page, and the line on which it begins."""

    text: str
    line: int


@frozen
class Item:
    """An item of microdata, as an object of JSON-LD, and the line on which it begins."""

    held: dict[str, Any]
    line: int


def blocks_of(page: str) -> Iterator[Block | Item]:
    """Yield what a page says for machines: its blocks of JSON-LD, and its items of microdata of schema.org.

    Examples:
        >>> [one.text for one in blocks_of('<script type="application/ld+json">{}</script>')]
        ['{}']
        >>> html = '<p itemscope itemtype="http://schema.org/ClaimReview"><b itemprop=claimReviewed>It fell'
        >>> next(blocks_of(html)).held
        {'@type': 'ClaimReview', 'claimReviewed': 'It fell'}
    """
    parser = _Parser()
    parser.feed(page)
    parser.close()
    parser.finish()
    yield from parser.found


@frozen(eq=False)
class _Open:
    """An element that is open, what it stands for, and the text in it."""

    tag: str
    item: dict[str, Any] | None = None
    prop: str | None = None
    of: dict[str, Any] | None = None
    text: list[str] = field(factory=list)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Block | Item] = []
        self._block: list[str] | None = None
        self._line = 1
        self._open: list[_Open] = []
        self._base = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        kind = told.get("type", "").partition(";")[0].strip().casefold()
        if tag == "script" and kind == "application/ld+json":
            self._block, self._line = [], self.getpos()[0]
            return
        if tag == "base" and not self._base:
            self._base = told.get("href", "")
        if len(self._open) < _DEEPEST:
            self._open_element(tag, told)

    def _open_element(self, tag: str, told: dict[str, str]) -> None:
        owner = next((one.item for one in reversed(self._open) if one.item is not None), None)
        item = None
        if "itemscope" in told:
            item = {"@type": told.get("itemtype", "").rstrip("/").rpartition("/")[2]}
            if told.get("itemid"):
                item["@id"] = told["itemid"]
            if owner is None and "schema.org" in told.get("itemtype", ""):
                self.found.append(Item(item, self.getpos()[0]))
        prop = told.get("itemprop")
        element = _Open(tag, item, prop, owner if prop else None)
        if owner is not None and prop:
            if item is not None:
                _put(owner, prop, item)
                element = _Open(tag, item)
            elif (value := self._value(tag, told)) is not None:
                _put(owner, prop, value)
                element = _Open(tag)
        if tag not in _VOID:
            self._open.append(element)

    def _value(self, tag: str, told: dict[str, str]) -> str | None:
        if "content" in told:
            return told["content"]
        if tag in _ADDRESSES:
            return urljoin(self._base, told.get(_ADDRESSES[tag], ""))
        return told.get("datetime") if tag == "time" else None

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._block is not None:
            self.found.append(Block("".join(self._block), self._line))
            self._block = None
            return
        if any(one.tag == tag for one in self._open[-_NEAR:]):
            while self._open and self._close().tag != tag:
                pass

    def _close(self) -> _Open:
        closed = self._open.pop()
        if closed.of is not None and closed.prop:
            _put(closed.of, closed.prop, " ".join("".join(closed.text).split()))
        return closed

    def handle_data(self, data: str) -> None:
        if self._block is not None:
            self._block.append(data)
            return
        for one in self._open[-_NEAR:]:
            if one.of is not None:
                one.text.append(data)

    def finish(self) -> None:
        """Close what the page left open."""
        if self._block is not None:
            self.found.append(Block("".join(self._block), self._line))
        while self._open:
            self._close()


_NEAR: Final = 60
"""Elements around a text that may be meant by it: what lies deeper is nobody's markup."""


def _put(item: dict[str, Any], names: str, value: Any) -> None:
    for name in names.split():
        if name not in item:
            item[name] = value
        elif isinstance(item[name], list):
            item[name].append(value)
        else:
            item[name] = [item[name], value]
