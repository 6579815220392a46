"""What does a saved web page say in JSON-LD, or in microdata, of the reviews on it? Nothing is run and nothing fetched.

Sources: WHATWG HTML, section 4.12.1 (script as a data block) and section 5 (microdata); JSON-LD 1.1, section 7.
"""

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urljoin

from attrs import field, frozen

from claimcheck.exchange.claimreview.tags import End, Start, Text, tokens

__all__ = ["Block", "Item", "blocks_of"]

_VOID: Final = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_ADDRESSES: Final = {"a": "href", "area": "href", "link": "href", "img": "src", "audio": "src", "video": "src"}
_DEEPEST: Final = 150
"""Elements in one another that are looked at: items in items lie no deeper than JSON may."""
_NEAR: Final = 60
"""Elements around a text that may be meant by it: what lies deeper is nobody's markup."""


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
    reading = _Reading()
    for token in tokens(page):
        if isinstance(token, Start):
            reading.start(token)
        elif isinstance(token, End):
            reading.end(token.name)
        else:
            reading.text(token)
    reading.finish()
    yield from reading.found


@frozen(eq=False)
class _Open:
    """An element that is open, what it stands for, and the text in it."""

    tag: str
    item: dict[str, Any] | None = None
    prop: str | None = None
    of: dict[str, Any] | None = None
    words: list[str] = field(factory=list)


class _Reading:
    """A page while it is read."""

    def __init__(self) -> None:
        self.found: list[Block | Item] = []
        self._is_block = False
        self._open: list[_Open] = []
        self._passed_over = 0
        self._base = ""

    def start(self, token: Start) -> None:
        """Take in the beginning of an element."""
        told = token.attributes
        kind = told.get("type", "").partition(";")[0].strip().casefold()
        self._is_block = token.name == "script" and kind == "application/ld+json"
        if token.name == "base" and not self._base:
            self._base = told.get("href", "")
        if token.name in _UNREAD:
            return
        for left_open in _CLOSES.get(token.name, ()):
            if any(one.tag == left_open for one in self._open[-_WITHIN:]):
                self.end(left_open)
        if len(self._open) < _DEEPEST:
            self._element(token)
        elif token.name not in _VOID:
            self._passed_over += 1

    def _element(self, token: Start) -> None:
        told = token.attributes
        near = self._open[-_NEAR:]
        owner = next((one.item for one in reversed(near) if one.item is not None), None)
        prop = told.get("itemprop") or None
        element = _Open(token.name)
        if "itemscope" in told:
            item: dict[str, Any] = {"@type": told.get("itemtype", "").rstrip("/").rpartition("/")[2]}
            if told.get("itemid"):
                item["@id"] = told["itemid"]
            element = _Open(token.name, item)
            if owner is not None and prop:
                _put(owner, prop, item)
            elif owner is None and "schema.org" in told.get("itemtype", ""):
                self.found.append(Item(item, token.line))
        elif owner is not None and prop:
            value = self._value(token)
            if value is None:
                element = _Open(token.name, None, prop, owner)
            else:
                _put(owner, prop, value)
        if token.name not in _VOID:
            self._open.append(element)

    def _value(self, token: Start) -> str | None:
        """What an attribute says in place of the text."""
        told = token.attributes
        if "content" in told:
            return told["content"]
        if token.name in _ADDRESSES:
            address = told.get(_ADDRESSES[token.name], "")
            try:
                return urljoin(self._base, address)
            except ValueError:
                return address
        return told.get("datetime") if token.name == "time" else None

    def end(self, name: str) -> None:
        """Take in the end of an element, and of those in it that were left open."""
        if self._passed_over:
            self._passed_over -= name not in _UNREAD
            return
        if any(one.tag == name for one in self._open[-_NEAR:]):
            while self._close().tag != name:
                pass

    def _close(self) -> _Open:
        closed = self._open.pop()
        if closed.of is not None and closed.prop:
            _put(closed.of, closed.prop, " ".join("".join(closed.words).split()))
        return closed

    def text(self, token: Text) -> None:
        """Take in a text."""
        if self._is_block and token.is_raw:
            self.found.append(Block(token.text, token.line))
        elif not token.is_raw:
            for one in self._open[-_NEAR:]:
                if one.of is not None:
                    one.words.append(token.text)
        self._is_block = False

    def finish(self) -> None:
        """Close what the page left open."""
        while self._open:
            self._close()


_UNREAD: Final = frozenset({"script", "style"})
_WITHIN: Final = 4
_BLOCKS: Final = (
    "address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav "
    "ol p pre section table ul"
)
_CLOSES: Final = dict.fromkeys(_BLOCKS.split(), ("p",)) | {
    "li": ("li",),
    "dt": ("dd", "dt"),
    "dd": ("dd", "dt"),
    "tr": ("td", "th", "tr"),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "option": ("option",),
}
"""Which elements end where another begins, though nothing says so (WHATWG HTML, section 13.1.2.4)."""
_MOST_NAMES: Final = 8


def _put(item: dict[str, Any], names: str, value: Any) -> None:
    for name in names.split()[:_MOST_NAMES]:
        if name not in item:
            item[name] = value
        elif isinstance(item[name], list):
            item[name].append(value)
        else:
            item[name] = [item[name], value]
