"""How is plain text, in lists and mappings, written as YAML that reads back as it was?"""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

__all__ = ["to_yaml"]

WIDTH: Final = 110
_LONGEST_NAME: Final = 400  # characters; the standard lets a name before a colon be at most 1,024
_PLAIN: Final = re.compile(
    r"(?=[^\W_])[\w./+()%$€–—'-]+(?:[,;!?]?(?: (?![#-])|[:,](?=[\w/+]))[\w./+()%$€–—'-]+)*[?!;]?"
)
_PLAIN_IN_FLOW: Final = re.compile(r"(?=[^\W_])[\w./+()%$€–—'-]+(?: (?![#-])[\w./+()%$€–—'-]+)*")
_NULLS: Final = frozenset({"", "~", "null"})
_ESCAPED: Final = re.compile("[\x7f-\xa0\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")


def to_yaml(content: dict[str, Any]) -> str:
    """Return the YAML of *content*: texts, nothing (``~``), and lists and mappings of them, at any depth.

    What is short stands on one line, as people write it; what is plain stands without quotes.

    Examples:
        >>> print(
        ...     to_yaml({"parties": {"ua": {"name": "Ukraine", "note": "a: b"}}, "pairs": [["a", "b"]]}),
        ...     end="",
        ... )
        parties:
          ua: {name: Ukraine, note: "a: b"}
        pairs:
          - [a, b]
    """
    return "".join(_mapping(content, 0, top=True))


def _mapping(content: dict[str, Any], indent: int, *, top: bool = False) -> Iterator[str]:
    pad = " " * indent
    for name, value in content.items():
        written = _text(name)
        if len(written) > _LONGEST_NAME:
            yield f"{pad}? {written}\n"
            yield from _after(f"{pad}:", value, indent, broken=top)
        else:
            yield from _after(f"{pad}{written}:", value, indent, broken=top)


def _after(start: str, value: Any, indent: int, *, broken: bool) -> Iterator[str]:
    """Write *value* after ``name:``, on the same line if it is short, unless it is to be *broken* up."""
    if value is None or isinstance(value, str):
        yield f"{start} {_flow(value, _PLAIN)}\n"
        return
    if not (broken and value):
        flow = _flow(value)
        if len(start) + 1 + len(flow) <= WIDTH and _is_flat(value):
            yield f"{start} {flow}\n"
            return
    yield f"{start}\n"
    if isinstance(value, dict):
        yield from _mapping(value, indent + 2)
    else:
        yield from _items(value, indent + 2)


def _items(items: list[Any], indent: int) -> Iterator[str]:
    for item in items:
        start = f"{' ' * indent}-"
        if _is_text(item):
            yield f"{start} {_flow(item, _PLAIN)}\n"
            continue
        flow = _flow(item)
        if len(start) + 1 + len(flow) <= WIDTH and _is_flat(item):
            yield f"{start} {flow}\n"
            continue
        inner = _mapping(item, indent + 2) if isinstance(item, dict) else _items(item, indent + 2)
        first = next(inner)
        yield f"{start} {first.lstrip(' ')}"
        yield from inner


def _is_flat(value: Any) -> bool:
    """Whether it holds texts, or at most one level of lists and mappings of texts."""
    inner = value.values() if isinstance(value, dict) else value
    return all(_is_text(one) or all(_is_text(item) for item in _inside(one)) for one in inner)


def _is_text(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _inside(value: Any) -> Any:
    return value.values() if isinstance(value, dict) else value


def _flow(value: Any, plain: "re.Pattern[str]" = _PLAIN_IN_FLOW) -> str:
    if value is None:
        return "~"
    if isinstance(value, str):
        return _text(value, plain)
    if isinstance(value, dict):
        pairs = (f"{_text(name, _PLAIN_IN_FLOW)}: {_flow(inner)}" for name, inner in value.items())
        return "{" + ", ".join(pairs) + "}"
    return "[" + ", ".join(_flow(item) for item in value) + "]"


def _text(text: str, plain: "re.Pattern[str]" = _PLAIN) -> str:
    if len(text) <= WIDTH * 2 and text not in _NULLS and plain.fullmatch(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
