"""The one plain form of each record: JSON without floats, and the digests and keys taken over it.

The bytes follow RFC 8785 (JSON Canonicalization Scheme): the plain form holds only text, lists, booleans and
objects with ASCII names, and numbers stand as text ("13/20"), so that a deterministic encoder writes them.
"""

from collections.abc import Callable
from enum import Enum
from fractions import Fraction
from hashlib import sha256
from operator import attrgetter
from typing import Any, Final

from attrs import NOTHING, has

from claimcheck.errors import InvalidRecord
from claimcheck.model import RECORD_KINDS, Claim, Record
from claimcheck.plainrecords import REFUSALS, faults, made, number_text, read_number, record_reader, told_fields
from claimcheck.times import TimeSpan

__all__ = [
    "canonical_bytes",
    "claim_digest",
    "digest",
    "from_plain",
    "number_text",
    "read_number",
    "to_plain",
]

_NAMES: Final = {kind: name for name, kind in RECORD_KINDS.items()}
_KEY_LENGTH: Final = 32


def canonical_bytes(plain: Any) -> bytes:
    """Return the bytes of RFC 8785 for *plain*, which holds text, lists, booleans and objects only.

    Examples:
        >>> canonical_bytes({"b": "2", "a": ["1", True]})
        b'{"a":["1",true],"b":"2"}'
    """
    import msgspec  # noqa: PLC0415 - only where bytes are asked for

    return msgspec.json.encode(plain, order="deterministic")


def digest(plain: Any) -> str:
    """Return the first 32 hexadecimal digits of the SHA-256 over the canonical bytes of *plain*."""
    return sha256(canonical_bytes(plain)).hexdigest()[:_KEY_LENGTH]


def claim_digest(claim: Claim) -> str:
    """Return the key of a claim that has none: over the claimants, the act, the time and every field claimed.

    Words are no part of it: they belong to the appearance.
    """
    asserted = claim.asserted.edtf if claim.asserted else None
    claimed = _plain(claim.proposition)
    for figure in (claimed.get("value"), *(part["quantity"] for part in claimed.get("parts", ()))):
        if figure is not None:
            figure.pop("text", None)  # a Quantity's words; a Category has its term
    return digest([sorted(claim.claimants), claim.act, asserted, claimed])


def to_plain(record: Record) -> dict[str, Any]:
    """Return *record* as text, lists, booleans and objects; what has its default is left out.

    Examples:
        >>> from claimcheck.model import Party
        >>> to_plain(Party(key="ua", name="Ukraine", kind="state"))
        {'record': 'party', 'key': 'ua', 'name': 'Ukraine', 'kind': 'state'}
    """
    return {"record": _NAMES[type(record)], **_plain(record)}


def _plain(value: Any) -> Any:
    return _WRITERS[type(value)](value)


class _Writers(dict[type[Any], Callable[[Any], Any]]):
    """What makes the plain form of each kind of value; those of records are made when the first one is met."""

    def __missing__(self, kind: type[Any]) -> Callable[[Any], Any]:
        write = self[kind] = _writer(kind)
        return write


def _writer(kind: type[Any]) -> Callable[[Any], Any]:
    if issubclass(kind, str):
        return str
    if issubclass(kind, Fraction):
        return number_text
    if not has(kind):
        raise InvalidRecord(f"{kind.__name__} has no plain form")
    return _record_writer(kind)


def _record_writer(cls: type[Any]) -> Callable[[Any], Any]:
    """Return what makes the plain form of a record of this class: code with a line for each field, as attrs makes."""
    scope: dict[str, Any] = {"writers": _WRITERS}
    lines = ["def write(record):", "    plain = {}"]
    for item in told_fields(cls):
        scope[f"default_{item.name}"] = item.default
        is_one = item.default is None or isinstance(item.default, bool | Enum)  # no other is equal to it
        differs = f"value is not default_{item.name}" + ("" if is_one else f" and value != default_{item.name}")
        lines += [
            f"    value = record.{item.name}",
            "    if True:" if item.default is NOTHING else f"    if {differs}:",
            f"        plain[{item.name!r}] = value if type(value) is str else writers[type(value)](value)",
        ]
    write: Callable[[Any], Any] = made("write", [*lines, "    return plain"], scope)
    return write


def _as_it_is(value: Any) -> Any:
    return value


_WRITERS: Final[_Writers] = _Writers(
    {
        type(None): _as_it_is,
        str: _as_it_is,
        bool: _as_it_is,
        int: str,
        TimeSpan: attrgetter("edtf"),
        frozenset: lambda value: sorted(map(_plain, value)),
        tuple: lambda value: [_WRITERS[type(one)](one) for one in value],
    }
)


def from_plain(plain: Any) -> Record:
    """Return the record that *plain* describes: the inverse of ``to_plain``.

    Raises:
        InvalidRecord: It describes none: an unknown kind or field, a missing field, a wrong value.

    Examples:
        >>> from_plain({"record": "party", "key": "ua", "name": "Ukraine"}).name
        'Ukraine'
        >>> from_plain({"record": "claim", "key": "a", "proposition": {"value": {"low": "many"}}})
        Traceback (most recent call last):
        claimcheck.errors.InvalidRecord: claim: proposition.value.low: expected a number as text ...
    """
    if not isinstance(plain, dict):
        raise InvalidRecord(f"expected an object with a field 'record', got {plain!r:.80}")
    kind = plain.get("record")
    if not isinstance(kind, str) or kind not in RECORD_KINDS:
        raise InvalidRecord(f"record: expected one of {', '.join(RECORD_KINDS)}; got {kind!r:.80}")
    body = plain.copy()
    del body["record"]
    try:
        record: Record = record_reader(RECORD_KINDS[kind])(body)
    except REFUSALS as err:
        raise InvalidRecord(f"{kind}: {'; '.join(faults(body, RECORD_KINDS[kind])) or err}") from err
    return record
