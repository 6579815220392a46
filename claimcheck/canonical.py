"""The one plain form of each record: JSON without floats, and the digests and keys taken over it.

The bytes follow RFC 8785 (JSON Canonicalization Scheme): the plain form holds only text, lists, booleans and
objects with ASCII names, and numbers stand as text ("13/20"), so that a deterministic encoder writes them.
"""

import re
from collections.abc import Callable
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from hashlib import sha256
from operator import attrgetter
from typing import Any, Final, get_args, get_origin

from attrs import fields, has

from claimcheck.errors import InvalidRecord
from claimcheck.model import RECORD_KINDS, Category, Claim, Record
from claimcheck.quantity import Quantity
from claimcheck.times import TimeSpan, time_span

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


def number_text(number: int | Fraction) -> str:
    """Return an exact number as text.

    Examples:
        >>> number_text(Fraction(13, 20)), number_text(10**18)
        ('13/20', '1000000000000000000')
    """
    return str(number)


def read_number(text: str) -> int | Fraction:
    """Return the exact number that *text* stands for.

    Raises:
        InvalidRecord: It is none.

    Examples:
        >>> read_number("13/20")
        Fraction(13, 20)
    """
    if type(text) is not str or not _EXACT.fullmatch(text):
        raise InvalidRecord(f"expected a number as text such as '52' or '13/20', got {text!r:.80}")
    if "/" not in text:
        return int(text)
    try:
        value = Fraction(text)
    except ZeroDivisionError as err:
        raise InvalidRecord(f"expected a number as text, got {text!r:.80}, which divides by nothing") from err
    return value.numerator if value.denominator == 1 else value


_EXACT: Final = re.compile(r"-?[0-9]{1,4100}(?:/[0-9]{1,4100})?")


def to_plain(record: Record) -> dict[str, Any]:
    """Return *record* as text, lists, booleans and objects; what has its default is left out.

    Examples:
        >>> from claimcheck.model import Party
        >>> to_plain(Party(key="ua", name="Ukraine", kind="state"))
        {'record': 'party', 'key': 'ua', 'name': 'Ukraine', 'kind': 'state'}
    """
    return {"record": _NAMES[type(record)], **_plain(record)}


def _plain(value: Any) -> Any:
    kind = type(value)
    write = _WRITERS.get(kind)
    if write is None:
        write = _WRITERS[kind] = _writer(kind)
    return write(value)


def _writer(kind: type[Any]) -> Callable[[Any], Any]:
    """What makes the plain form of a value of this kind."""
    if issubclass(kind, str):
        return str
    if issubclass(kind, Fraction):
        return number_text
    if not has(kind):
        raise InvalidRecord(f"{kind.__name__} has no plain form")
    import cattrs  # noqa: PLC0415 - 30 ms that `import claimcheck` does not spend
    from cattrs.gen import make_dict_unstructure_fn, override  # noqa: PLC0415 - as above

    hidden = {item.name: override(omit=True) for item in fields(kind) if item.name.startswith("_")}
    told = {item.name: override(unstruct_hook=_plain) for item in fields(kind) if item.name not in hidden}
    rules: dict[str, Any] = {"_cattrs_omit_if_default": True, **hidden, **told}
    write: Callable[[Any], Any] = make_dict_unstructure_fn(kind, cattrs.Converter(), **rules)
    return write


def _as_it_is(value: Any) -> Any:
    return value


_WRITERS: Final[dict[type[Any], Callable[[Any], Any]]] = {
    type(None): _as_it_is,
    str: _as_it_is,
    bool: _as_it_is,
    int: str,
    TimeSpan: attrgetter("edtf"),
    frozenset: lambda value: sorted(map(_plain, value)),
    tuple: lambda value: list(map(_plain, value)),
}
"""What makes the plain form of each kind of value; those of records are made when the first one is met."""


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
    cls = RECORD_KINDS[kind]
    body = plain.copy()
    del body["record"]
    import cattrs  # noqa: PLC0415 - 30 ms that `import claimcheck` does not spend

    try:
        record: Record = _converter(detailed=False).structure(body, cls)
    except (*_REFUSALS, cattrs.ForbiddenExtraKeysError) as err:
        raise InvalidRecord(f"{kind}: {_cause(body, cls) or err}") from err
    return record


_REFUSALS: Final = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError)


def _cause(body: dict[str, Any], cls: type[Any]) -> str:
    """Read *body* again, slowly, to say what is wrong with it, and where."""
    import cattrs  # noqa: PLC0415 - 30 ms that `import claimcheck` does not spend

    try:
        _converter(detailed=True).structure(body, cls)
    except cattrs.BaseValidationError as err:
        said = cattrs.transform_error(err, path="", format_exception=_said)
        places = (one.rpartition(" @ ") for one in said)
        return "; ".join(
            f"{place.lstrip('.')}: {text}"
            if place.strip(".") and not text.startswith(f"{place.lstrip('.')}:")
            else text
            for text, _, place in places
        )
    return ""


def _said(err: BaseException, _: Any) -> str:
    extra = getattr(err, "extra_fields", None)
    if extra:
        known = ", ".join(item.name for item in fields(getattr(err, "cl")) if not item.name.startswith("_"))  # noqa: B009
        return f"unknown field {min(extra)!r:.80}; known are {known}"
    if isinstance(err, KeyError):
        return "this field is missing"
    return str(err)


@lru_cache(maxsize=2)
def _converter(*, detailed: bool) -> Any:
    """Return the reader of plain forms; the *detailed* one is slow and says in which field an error lies."""
    import cattrs  # noqa: PLC0415 - 30 ms that `import claimcheck` does not spend
    from cattrs.gen import make_dict_structure_fn, override  # noqa: PLC0415 - as above

    converter = cattrs.Converter(forbid_extra_keys=True, detailed_validation=detailed)

    def record_reader(cls: type[Any]) -> Any:
        without_home: dict[str, Any] = {"_home": override(omit=True)} if cls is Claim else {}
        read = make_dict_structure_fn(
            cls,
            converter,
            _cattrs_forbid_extra_keys=True,
            _cattrs_detailed_validation=detailed,
            **without_home,
        )

        def read_object(value: Any, kind: Any) -> Any:
            if type(value) is not dict:
                raise InvalidRecord(f"expected an object, got {value!r:.80}")
            return read(value, kind)

        return read_object

    def list_reader(kind: Any) -> Any:
        member = get_args(kind)[0]
        make = get_origin(kind)
        read = converter.get_structure_hook(member)

        def read_list(value: Any, _: Any) -> Any:
            if type(value) is not list:
                raise InvalidRecord(f"expected a list, got {value!r:.80}")
            return make([read(item, member) for item in value])

        return read_list

    value_kind = Quantity | Category | None

    def read_value(value: Any, _: Any) -> Any:
        if value is None:
            return None
        named = isinstance(value, dict) and "term" in value
        return converter.structure(value, Category if named else Quantity)

    converter.register_structure_hook_factory(has, record_reader)
    converter.register_structure_hook_factory(_is_list, list_reader)
    converter.register_structure_hook_func(lambda kind: kind == value_kind, read_value)
    converter.register_structure_hook_func(lambda kind: kind == _NUMBER, _read_number)
    converter.register_structure_hook_func(lambda kind: kind == _PAIR, _read_pair)
    converter.register_structure_hook_func(lambda kind: kind == _VERSIONS, _read_versions)
    converter.register_structure_hook_func(lambda kind: kind == str | None, _read_optional_text)
    converter.register_structure_hook_func(lambda kind: kind == TimeSpan | None, _read_optional_span)
    converter.register_structure_hook(TimeSpan, _read_span)
    converter.register_structure_hook(str, _read_text)
    converter.register_structure_hook(bool, _read_truth)
    converter.register_structure_hook(int, _read_int)
    converter.register_structure_hook_func(_is_choice, _read_text)  # the record's own converter finds the member
    return converter


_NUMBER: Final = int | Fraction | None
_PAIR: Final = tuple[str, str]
_VERSIONS: Final = tuple[int, int]


def _is_list(kind: Any) -> bool:
    origin, members = get_origin(kind), get_args(kind)
    return origin is frozenset or (origin is tuple and len(members) == 2 and members[1] is Ellipsis)


def _is_choice(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, StrEnum)


def _read_text(value: Any, _: Any) -> str:
    if type(value) is not str:
        raise InvalidRecord(f"expected text, got {value!r:.80}")
    return value


def _read_optional_text(value: Any, _: Any) -> str | None:
    return None if value is None else _read_text(value, _)


def _read_span(value: Any, _: Any) -> TimeSpan:
    return _span(_read_text(value, _))


def _read_optional_span(value: Any, _: Any) -> TimeSpan | None:
    return None if value is None else _span(_read_text(value, _))


@lru_cache(maxsize=16384)
def _span(text: str) -> TimeSpan:
    return time_span(text)


def _read_truth(value: Any, _: Any) -> bool:
    if not isinstance(value, bool):
        raise InvalidRecord(f"expected true or false, got {value!r:.80}")
    return value


def _read_number(value: Any, _: Any) -> int | Fraction | None:
    return None if value is None else read_number(value)


def _read_int(value: Any, _: Any) -> int:
    number = read_number(value)
    if not isinstance(number, int):
        raise InvalidRecord(f"expected a whole number, got {value!r:.80}")
    return number


def _read_pair(value: Any, _: Any) -> tuple[str, str]:
    if type(value) is not list or len(value) != 2:
        raise InvalidRecord(f"expected a pair of texts, got {value!r:.80}")
    return (_read_text(value[0], _), _read_text(value[1], _))


def _read_versions(value: Any, _: Any) -> tuple[int, int]:
    if type(value) is not list or len(value) != 2:
        raise InvalidRecord(f"expected two versions, got {value!r:.80}")
    return (_read_int(value[0], _), _read_int(value[1], _))
