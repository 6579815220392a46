"""JSON of other tools, read whole and with care: bounded, in UTF-8, its numbers exact, and every place has a line.

Source: RFC 8259, The JavaScript Object Notation (JSON) Data Interchange Format; what it leaves open (a name that stands
twice, half of a surrogate pair, NaN) is told of or refused here.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, Final, TypeAlias

from claimcheck.errors import BadInput, Problem

__all__ = ["DEEPEST", "Place", "around", "json_text", "lines_of", "nearest_line", "parse_json", "told_place"]

DEEPEST: Final = 200
"""How deep objects and lists may lie in one another: what people publish stays below 30."""

_LONGEST_NUMBER: Final = 400
_NO_MORE: Final = f"it lies deeper than {DEEPEST} objects and lists in one another"

Place: TypeAlias = tuple[str | int, ...]
"""Where a value stands: the names of objects and the positions in lists that lead to it, from 0."""


def told_place(place: Place) -> str:
    """Return a place as people write it.

    Examples:
        >>> told_place(("itemListElement", 3, "reviewRating"))
        'itemListElement[3].reviewRating'
    """
    told = "".join(f"[{step}]" if isinstance(step, int) else f".{_safe(step)}" for step in place)
    return told.removeprefix(".")


def _safe(name: str) -> str:
    return name if name.isidentifier() or name.startswith("@") else json.dumps(name[:40])


def json_text(value: Any) -> str:
    """Return what was read as JSON on one line, so that it can be kept in a record and read again to the same.

    Examples:
        >>> json_text({"ratingValue": Decimal("4.50"), "name": "Фейк"})
        '{"ratingValue":4.50,"name":"Фейк"}'
    """
    text = "".join(_pieces(value))
    return _SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", _CONTROL.sub(_escaped, text))


_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_CONTROL: Final = re.compile("[\x7f-\x9f]")


def _escaped(found: "re.Match[str]") -> str:
    return f"\\u{ord(found.group()):04x}"


def _pieces(value: Any) -> Iterable[str]:
    if isinstance(value, dict):
        yield "{"
        for number, (name, held) in enumerate(value.items()):
            yield f"{',' if number else ''}{_quoted(name)}:"
            yield from _pieces(held)
        yield "}"
    elif isinstance(value, list):
        yield "["
        for number, held in enumerate(value):
            if number:
                yield ","
            yield from _pieces(held)
        yield "]"
    elif isinstance(value, Decimal):
        yield str(value)
    else:
        yield _quoted(value)


def _quoted(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def parse_json(text: str, name: str, twice: Callable[[str], None] | None = None) -> Any:
    r"""Return what *text* holds: objects, lists, text, whole numbers, decimals, truth and None.

    Args:
        text: The JSON.
        name: What it is called in a refusal.
        twice: Told each name that stands twice in one object, of which the last value is kept.

    Raises:
        BadInput: It is no JSON, with the line; or it lies deeper than ``DEEPEST``.

    Examples:
        >>> parse_json('{"a": [1, 2.50, null]}', "a.json")
        {'a': [1, Decimal('2.50'), None]}
        >>> parse_json('{"a": \n 1,}', "a.json")
        Traceback (most recent call last):
        claimcheck.errors.BadInput: a.json:2: this is no JSON: ...
    """
    line = _too_deep(text)
    if line is not None:
        raise BadInput([Problem(f"{name}:{line}", _NO_MORE)])

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        held = dict(found)
        if len(held) < len(found) and twice is not None:
            for one, count in Counter(name for name, _ in found).items():
                if count > 1:
                    twice(one)
        return held

    try:
        return json.loads(
            text, object_pairs_hook=pairs, parse_int=_whole, parse_float=_decimal, parse_constant=_constant
        )
    except json.JSONDecodeError as err:
        message = err.msg.removesuffix(" at")
        said = f"this is no JSON: {message[:1].lower()}{message[1:]} at character {err.colno}"
        raise BadInput([Problem(f"{name}:{err.lineno}", said)]) from err
    except _BadNumber as err:
        raise BadInput([Problem(f"{name}:{_line_of_number(text, err.written)}", str(err))]) from err


class _BadNumber(ValueError):
    def __init__(self, written: str, message: str) -> None:
        super().__init__(message)
        self.written = written


def _whole(written: str) -> int:
    if len(written) > _LONGEST_NUMBER:
        raise _BadNumber(written, f"a number of {len(written):,} digits is not read")
    return int(written)


def _decimal(written: str) -> Decimal:
    exponent = written.lower().partition("e")[2]
    if len(written) > _LONGEST_NUMBER or len(exponent.lstrip("+-0")) > 3:
        raise _BadNumber(written, f"the number {written:.40} is too large or too small to be read")
    return Decimal(written)


def _constant(written: str) -> Any:
    raise _BadNumber(written, f"{written} is no number of JSON")


def _line_of_number(text: str, written: str) -> int:
    found = re.search(rf"(?<![\w.+-]){re.escape(written)}(?![\w.])", text)
    return 1 if found is None else text.count("\n", 0, found.start()) + 1


_TOKEN: Final = re.compile(r'"(?:[^"\\]+|\\.)*+"?|[\[\]{},:]|\n|[^\s\[\]{},:"]+', re.DOTALL)
_BRACKETS: Final = re.compile(r'"(?:[^"\\]+|\\.)*+"?|[\[\]{}]', re.DOTALL)


def _too_deep(text: str) -> int | None:
    """The line where what is in one another becomes too deep, or None; strings are stepped over."""
    if text.count("[") + text.count("{") <= DEEPEST:
        return None
    depth = 0
    for found in _BRACKETS.finditer(text):
        mark = found.group()
        if mark in {"[", "{"}:
            depth += 1
            if depth > DEEPEST:
                return text.count("\n", 0, found.start()) + 1
        elif mark in {"]", "}"}:
            depth -= 1
    return None


def around(places: Iterable[Place]) -> set[Place]:
    """Return places and all in which they lie.

    Examples:
        >>> sorted(around([("a", 1)]), key=len)
        [(), ('a',), ('a', 1)]
    """
    return {place[:end] for place in places for end in range(len(place) + 1)}


def nearest_line(place: Place, lines: Mapping[Place, int]) -> str:
    """Return the line of a place, or of the nearest around it that is there, after a colon; nothing where none is.

    Examples:
        >>> nearest_line(("a", "url"), {("a",): 3})
        ':3'
    """
    return next((f":{lines[place[:end]]}" for end in range(len(place), -1, -1) if place[:end] in lines), "")


def lines_of(text: str, places: Iterable[Place]) -> dict[Place, int]:
    r"""Return the line, from 1, on which the value at each of *places* begins; of JSON that was read already.

    A place that is not there has no line. One pass over *text*, whatever the number of places.

    Examples:
        >>> lines_of('{"a": [\n 1,\n {"b": 2}]}', [("a", 1), ("a", 1, "b")])
        {('a', 1): 3, ('a', 1, 'b'): 3}
    """
    wanted = set(places)
    found: dict[Place, int] = {}
    line, path = 1, list[str | int]()
    opened: list[str] = []
    name: str | None = None
    is_next = True  # a value begins here
    for token in (match.group() for match in _TOKEN.finditer(text)):
        if token == "\n":
            line += 1
            continue
        if token == ",":
            if opened and opened[-1] == "[":
                path[-1] = int(path[-1]) + 1
                is_next = True
            else:
                is_next = False
            continue
        if token in {"]", "}"}:
            opened.pop()
            path.pop()
            is_next = False
            continue
        if token == ":":
            path[-1] = "" if name is None else name
            is_next = True
            continue
        if not is_next and opened and opened[-1] == "{" and token.startswith('"'):
            name = json.loads(token)
            continue
        if tuple(path) in wanted:
            found.setdefault(tuple(path), line)
        is_next = False
        if token in {"[", "{"}:
            opened.append(token)
            path.append(0 if token == "[" else "")
            is_next = token == "["
        else:
            line += token.count("\n")
    return found
