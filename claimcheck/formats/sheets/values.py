"""What does a cell of a sheet say: which figure or word, which time; and which words say a value exactly?"""

import json
import re
from functools import lru_cache
from typing import Any, Final

from claimcheck.canonical import from_plain, to_plain
from claimcheck.errors import BadInput, InvalidRecord
from claimcheck.exchange.jsontext import json_text, parse_json
from claimcheck.formats.sheets.lists import joined, parted
from claimcheck.model import Category, Claim, Part, Proposition, Value
from claimcheck.quantity import Quantity
from claimcheck.reading.figures import parse_quantity, parse_score, parse_value
from claimcheck.times import ORDERS, TimeSpan, parse_time, time_span

__all__ = ["exact_value", "listed", "parts_in", "read_time", "read_value", "told_parts", "told_value", "value_from"]

_LONGEST_FIGURE: Final = 500
_DOUBTFUL: Final = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}\.[0-9]{3}(?![0-9.,]*[0-9])")
_GROUPED: Final = re.compile(r"(?<![0-9.,])(?:[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]+,[0-9]+)(?![0-9.,]*[0-9])")
_NOTHING: Final = frozenset("n/a na nan nil none null unk tbd tba - -- – — ? ?? #n/a".split())
"""What people write where they have no value."""
_CLOCK: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt]|\s+)[0-9]|(?<![0-9:+-])[0-9]{1,2}:[0-9]{2}(?![0-9])|[0-9]\s?[ap]\.?m\b",
    re.IGNORECASE,
)
_MIDNIGHT: Final = re.compile(r"(?<![0-9:+-])0?0(?::00){1,2}(?![0-9:])")
_IN_FIGURES: Final = re.compile(r"[0-9]{1,4}([/.-])[0-9]{1,2}\1[0-9]{1,4}")
_ORDERS: Final = {"DMY": "day", "MDY": "month", "YMD": "year"}


@lru_cache(maxsize=16384)
def read_value(text: str, *, words: bool = False, decimal: str | None = None) -> Value:
    """Return the figure that *text* says, else the word that it is.

    Args:
        text: The cell.
        words: Whether every value is a word, also one that looks like a figure.
        decimal: What stands before the decimals, a comma or a point.

    Raises:
        InvalidRecord: It is neither: a score, a figure that cannot be read, a sign that there is none; or it may be two
            figures, as 1.200 may be 1200 or 1.2 where *decimal* does not tell.

    Examples:
        >>> str(read_value("52 of 80")), read_value("guilty")
        ('52 of 80', Category(term='guilty'))
        >>> str(read_value("1.200", decimal=",")), str(read_value("12,5", decimal=","))
        ('1,200', '12.5')
        >>> read_value("12,34,5")
        Traceback (most recent call last):
        claimcheck.errors.InvalidRecord: no figure can be read in '12,34,5'
    """
    if words or len(text) > _LONGEST_FIGURE:
        return Category(term=text)
    if text.casefold() in _NOTHING:
        raise InvalidRecord(f"expected a figure or a word, got {text!r}; leave the row out where nothing is claimed")
    if decimal == ",":
        text = _GROUPED.sub(_turned, text)
    elif decimal is None and (doubtful := _DOUBTFUL.search(text)) is not None:
        thousands = doubtful.group().replace(".", "")
        raise InvalidRecord(
            f"{doubtful.group()!r} may be {thousands} or {doubtful.group().rstrip('0')}; "
            'a mapping with `decimal: ","` or `decimal: "."` tells'
        )
    quantity = parse_value(text)
    if quantity is not None:
        return quantity
    if parse_score(text) is not None:
        raise InvalidRecord(f"{text!r} is a score, and a score is two figures: give each side its own row")
    if any(sign.isdecimal() for sign in text):
        in_words = any(sign.isalpha() for sign in text)
        how = "; words beside a figure are read in English: write >40, ~90 or 10-20 for them" if in_words else ""
        raise InvalidRecord(f"no figure can be read in {text!r:.80}{how}")
    return Category(term=text)


def _turned(found: "re.Match[str]") -> str:
    """A number as it is written where a point stands before the decimals."""
    return found.group().replace(".", "").replace(",", ".")


def told_value(value: Value) -> tuple[str, str | None]:
    """Return what a person reads as the value, and as JSON where these words are not read as the same again.

    Examples:
        >>> told_value(Quantity(low=52, high=52, of=80, text="52 of 80")), told_value(Category(term="52"))
        (('52 of 80', None), ('52', '{"term":"52"}'))
    """
    if isinstance(value, Category):
        words, again = value.term, _read_again(value.term)
        same = again == value
    else:
        words = value.text or str(value)
        again = _read_again(words)
        same = isinstance(again, Quantity) and again == value and value.text in {"", again.text}
    return words, None if same else exact_value(value)


@lru_cache(maxsize=16384)
def _read_again(words: str) -> Value | None:
    try:
        return read_value(words.strip()) if words.strip() == words else None
    except InvalidRecord:
        return None


def exact_value(value: Value) -> str:
    """Return a value as JSON, its fields as in JSON Lines.

    Examples:
        >>> exact_value(Category(term="52"))
        '{"term":"52"}'
    """
    plain = to_plain(Claim(key="value", proposition=Proposition(value=value)))
    return json_text(plain["proposition"]["value"])


def value_from(cell: str) -> Value:
    """Return the value that a cell holds as JSON.

    Raises:
        InvalidRecord: It holds none.
    """
    return _from_json(_json(cell))


def _from_json(plain: Any) -> Value:
    record = from_plain({"record": "claim", "key": "value", "proposition": {"value": plain}})
    found = record.proposition.value if isinstance(record, Claim) else None
    if found is None:
        raise InvalidRecord("expected the fields of a value, got nothing")
    return found


def _json(cell: str) -> Any:
    try:
        return parse_json(cell, "cell")
    except BadInput as err:
        raise InvalidRecord(err.problems[0].message) from err


def listed(cell: str) -> list[dict[str, Any]]:
    """Return the objects that a cell holds as a list in JSON.

    Raises:
        InvalidRecord: It holds no such list.

    Examples:
        >>> listed('[{"grade":"weak"}]')
        [{'grade': 'weak'}]
    """
    found = _json(cell)
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise InvalidRecord(f"expected a list of objects as JSON, got {cell!r:.80}")
    return found


def told_parts(parts: tuple[Part, ...]) -> str:
    """Return the parts of a figure as people write them, or as JSON where these words are not read as the same.

    Examples:
        >>> told_parts((Part(of="shot down", quantity=Quantity(low=40, high=40, text="40")),))
        'shot down: 40'
    """
    told = joined(joined((part.of, part.quantity.text or str(part.quantity)), ":") for part in parts)
    try:
        again = parts_in(told)
    except InvalidRecord:
        again = ()
    if again == parts and all(
        part.quantity.text in {"", one.quantity.text} for part, one in zip(parts, again, strict=True)
    ):
        return told
    plain = [{"of": part.of, "quantity": json.loads(exact_value(part.quantity))} for part in parts]
    return json_text(plain)


def parts_in(cell: str) -> tuple[Part, ...]:
    """Return the parts of a figure that a cell tells.

    Raises:
        InvalidRecord: It tells none.

    Examples:
        >>> [str(one) for one in parts_in("shot down: 40; lost: about 12")]
        ['40 shot down', 'about 12 lost']
    """
    if cell.startswith("["):
        record = from_plain({"record": "claim", "key": "parts", "proposition": {"parts": listed(cell)}})
        return record.proposition.parts if isinstance(record, Claim) else ()
    found = []
    for one in parted(cell, ";"):
        of, *said = parted(one, ":")
        quantity = parse_quantity(said[0]) if len(said) == 1 and len(said[0]) <= _LONGEST_FIGURE else None
        if quantity is None:
            raise InvalidRecord(f"expected parts such as shot down: 40; lost: 12, got {cell!r:.80}")
        found.append(Part(of=of, quantity=quantity))
    return tuple(found)


@lru_cache(maxsize=16384)
def read_time(text: str, order: str | None = None, zone: str | None = None) -> tuple[TimeSpan, bool]:
    """Return the time that *text* says, and whether a time of day without a zone was taken to its day.

    Args:
        text: The cell.
        order: Which part stands first in 02/06/2025: DMY, MDY or YMD.
        zone: The zone of a time of day that names none.

    Raises:
        InvalidRecord: It says none.

    Examples:
        >>> str(read_time("02/06/2025", "DMY")[0]), read_time("2025-06-02 18:30")[1]
        ('2025-06-02', True)
    """
    has_clock = len(text) <= _LONGEST_FIGURE and _CLOCK.search(text) is not None
    found: TimeSpan | None
    try:
        if order and _IN_FIGURES.fullmatch(text):
            raise InvalidRecord("it is read in that order, or not at all")
        found = time_span(text)
        if zone and has_clock and "T" not in found.edtf:
            found = parse_time(text, order=order, zone=zone) or found
    except InvalidRecord as err:
        found = parse_time(text, order=order, zone=zone) if order or has_clock else None
        if found is None:
            told = f"expected a date or time such as 2025-06-02, got {text!r:.80}"
            raise InvalidRecord(f"{told}{_in_other_orders(text)}") from err
    return found, has_clock and "T" not in found.edtf and _MIDNIGHT.search(text) is None


def _in_other_orders(text: str) -> str:
    """What to say of a text that is a date once it is told which part of it stands first."""
    if not _IN_FIGURES.search(text) or len(text) > _LONGEST_FIGURE:
        return ""
    found = [_ORDERS[one] for one in ORDERS if parse_time(text, order=one) is not None]
    return f"; with `order: {'` or `order: '.join(found)}` in a mapping it is a date" if found else ""
