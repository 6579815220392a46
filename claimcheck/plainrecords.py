"""Which record does a plain form describe? Every field by its type, and then by the record's own converter and rule.

A reader is made once for each class, from its fields, as attrs makes an ``__init__``: what that would call for a field
is called here for it, and a default, which the class vouches for, is set as it is.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from fractions import Fraction
from functools import cache, lru_cache
from types import UnionType
from typing import Any, Final, NoReturn, TypeAlias, get_args, get_origin

from attrs import NOTHING, Attribute, fields, has

from claimcheck.errors import InvalidRecord
from claimcheck.model import Category, asks
from claimcheck.quantity import Quantity, exact
from claimcheck.times import TimeSpan, time_span

__all__ = ["REFUSALS", "faults", "made", "number_text", "read_number", "record_reader", "told_fields"]

REFUSALS: Final = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError)
"""What a reader raises where a plain form describes no record."""

_Read: TypeAlias = Callable[[Any], Any]
_DIGITS: Final = 4100
_EXACT: Final = re.compile(rf"-?[0-9]{{1,{_DIGITS}}}(?:/[0-9]{{1,{_DIGITS}}})?")
_SPANS: Final = 65_536
"""Times that are kept once they were read: files name the same days and windows again and again."""


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
    if type(text) is str and text.isdecimal() and text.isascii() and len(text) <= _DIGITS:
        return int(text)
    if type(text) is not str or not _EXACT.fullmatch(text):
        raise InvalidRecord(f"expected a number as text such as '52' or '13/20', got {text!r:.80}")
    if "/" not in text:
        return int(text)
    above, _, below = text.partition("/")
    try:
        value = Fraction(int(above), int(below))
    except ZeroDivisionError as err:
        raise InvalidRecord(f"expected a number as text, got {text!r:.80}, which divides by nothing") from err
    return value.numerator if value.denominator == 1 else value


def told_fields(kind: type[Any]) -> "tuple[Attribute[Any], ...]":
    """Return the fields of a class that its plain form has: all but those that begin with an underscore."""
    return tuple(item for item in fields(kind) if not item.name.startswith("_"))


def record_reader(cls: type[Any]) -> _Read:
    """Return what makes a record of this class out of an object with its fields.

    It raises one of ``REFUSALS`` where the object describes none; ``faults`` says what is wrong with it.
    """
    return _RECORD_READERS[cls]


class _RecordReaders(dict[type[Any], _Read]):
    """The reader of each class of records, made when the first one is read."""

    def __missing__(self, cls: type[Any]) -> _Read:
        read = self[cls] = _record_reader(cls)
        return read


_RECORD_READERS: Final = _RecordReaders()


def _record_reader(cls: type[Any]) -> _Read:
    scope: dict[str, Any] = {"cls": cls, "new": object.__new__}
    scope |= {"refuse": _refuse, "missing": _missing}
    lines = ["def read(plain):", "    if type(plain) is not dict:", "        refuse(plain)", "    record = new(cls)"]
    lines += ["    left = len(plain)"]
    for item in fields(cls):
        name = item.name
        scope |= {f"put_{name}": getattr(cls, name).__set__, f"default_{name}": item.default}
        if name.startswith("_"):
            lines.append(f"    put_{name}(record, default_{name})")
            continue
        scope[f"take_{name}"] = _field_reader(item)
        plainly = _plainly(item)
        lines += [
            f"    if {name!r} in plain:",
            f"        value = plain[{name!r}]",
            f"        put_{name}(record, {plainly and f'{plainly} else '}take_{name}(value))",
            "        left -= 1",
            "    else:",
            f"        missing({name!r})" if item.default is NOTHING else f"        put_{name}(record, default_{name})",
        ]
    lines += ["    if left:", "        refuse(plain, cls)"]
    if hasattr(cls, "__attrs_post_init__"):
        lines.append("    record.__attrs_post_init__()")
    read: _Read = made("read", [*lines, "    return record"], scope)
    return read


def _plainly(item: "Attribute[Any]") -> str:
    """Return code for values that pass all that is asked of a field at a glance; any other is taken as it has to be."""
    convert: Any = item.converter
    if convert is None and asks(item.validator) == "text":
        return "value if type(value) is str and value.isprintable() and value and not value.isspace()"
    if convert is exact:
        return f"int(value) if type(value) is str and value.isdecimal() and value.isascii() and len(value) < {_DIGITS}"
    return ""


def made(name: str, lines: Iterable[str], scope: dict[str, Any]) -> Any:
    """Return the function of this name that *lines* of code define; what they name stands in *scope*.

    A function with a line for each field takes half the time of one that goes through them.
    """
    exec("\n".join(lines), scope)
    return scope[name]


def _refuse(plain: Any, cls: type[Any] | None = None) -> NoReturn:
    raise InvalidRecord(f"expected an object, got {plain!r:.80}" if cls is None else _unknown(plain, cls))


def _missing(name: str) -> NoReturn:
    raise InvalidRecord(f"{name}: this field is missing")


def _unknown(plain: dict[str, Any], cls: type[Any]) -> str:
    known = [item.name for item in told_fields(cls)]
    return f"unknown field {min(plain.keys() - set(known))!r:.80}; known are {', '.join(known)}"


def faults(plain: Any, cls: type[Any], place: str = "") -> Iterator[str]:
    """Yield what keeps *plain* from describing a record of this class, each fault with the path of its field.

    Examples:
        >>> list(faults({"key": "", "aliases": ["a", 3]}, __import__("claimcheck").Party))
        ["key: expected some text, got ''", 'name: this field is missing', 'aliases[1]: expected text, got 3']
    """
    if type(plain) is not dict:
        yield _at(place, f"expected an object, got {plain!r:.80}")
        return
    is_whole = True
    for item in told_fields(cls):
        inner = f"{place}.{item.name}" if place else item.name
        found = _field_faults(plain, item, inner)
        for fault in found:
            is_whole = False
            yield fault
    if not plain.keys() <= {item.name for item in told_fields(cls)}:
        is_whole = False
        yield _at(place, _unknown(plain, cls))
    if is_whole:
        yield from (_at(place, message) for message in _refused(record_reader(cls), plain))


def _field_faults(plain: dict[str, Any], item: "Attribute[Any]", place: str) -> Iterator[str]:
    if item.name not in plain:
        if item.default is NOTHING:
            yield f"{place}: this field is missing"
        return
    value, kind = plain[item.name], item.type
    found = False
    members = value if _is_list(kind) and type(value) is list else ()
    for number, member in enumerate(members):
        for fault in _value_faults(member, get_args(kind)[0], f"{place}[{number}]"):
            found = True
            yield fault
    if not members and value is not None:
        for fault in _value_faults(value, kind, place):
            found = True
            yield fault
    if not found:
        for message in _refused(_field_reader(item), value):
            yield _at(place, message.removeprefix(f"{item.name}: "))


def _value_faults(value: Any, kind: Any, place: str) -> Iterator[str]:
    """Yield what is wrong with a value by its type alone."""
    if kind == _VALUE:
        kind = _kind_of_value(value)
    elif isinstance(kind, UnionType):
        kind = next((one for one in get_args(kind) if has(one)), kind)
    if has(kind) and kind is not TimeSpan:
        yield from faults(value, kind, place)
    else:
        yield from (_at(place, message) for message in _refused(_type_reader(kind), value))


def _refused(read: _Read, value: Any) -> Iterator[str]:
    try:
        read(value)
    except REFUSALS as err:
        yield str(err)


def _at(place: str, message: str) -> str:
    return f"{place}: {message}" if place else message


@cache
def _field_reader(item: "Attribute[Any]") -> _Read:
    """Return what reads the value of a field: by its type, then its converter, then its rule."""
    kind: Any = item.type
    convert: Any = item.converter
    check = item.validator
    take, members = _type_reader(kind), _members(kind)
    if asks(check) == "type":
        check = None

    def read(value: Any) -> Any:
        found = take(value)
        if convert is not None:
            found = convert(found)
        if check is not None:
            check(None, item, found)
        return found

    def read_member(value: Any) -> Any:
        member = members.get(value) if type(value) is str else None
        return read(value) if member is None else member

    if check is None and members:
        return read_member
    return take if check is None and convert is None else read


def _members(kind: Any) -> dict[str, StrEnum]:
    """The members of a choice by their texts; of any other type there are none."""
    choices = [one for one in (get_args(kind) or (kind,)) if _is_choice(one)]
    return {member.value: member for one in choices for member in one}


@cache
def _type_reader(kind: Any) -> _Read:
    """Return what reads a value of this type."""
    if kind == _VALUE:
        return _read_value
    if kind in _READERS:
        return _READERS[kind]
    if _is_list(kind):
        return _list_reader(kind)
    if _is_choice(kind):
        return _read_text  # the record's own converter finds the member
    if isinstance(kind, UnionType):
        return _optional(kind)
    if has(kind):
        return record_reader(kind)
    raise InvalidRecord(f"fields of the type {kind} have no plain form")


def _optional(kind: UnionType) -> _Read:
    (inner,) = (one for one in get_args(kind) if one is not type(None))
    read = _type_reader(inner)
    return lambda value: None if value is None else read(value)


def _list_reader(kind: Any) -> _Read:
    make, read = get_origin(kind), _type_reader(get_args(kind)[0])
    assert make is not None

    def read_list(value: Any) -> Any:
        if type(value) is not list:
            raise InvalidRecord(f"expected a list, got {value!r:.80}")
        return make(map(read, value))

    return read_list


def _is_list(kind: Any) -> bool:
    origin, members = get_origin(kind), get_args(kind)
    return origin is frozenset or (origin is tuple and len(members) == 2 and members[1] is Ellipsis)


def _is_choice(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, StrEnum)


def _kind_of_value(value: Any) -> type[Any]:
    return Category if isinstance(value, dict) and "term" in value else Quantity


def _read_value(value: Any) -> Any:
    return None if value is None else record_reader(_kind_of_value(value))(value)


def _read_text(value: Any) -> str:
    if type(value) is not str:
        raise InvalidRecord(f"expected text, got {value!r:.80}")
    return value


@lru_cache(maxsize=_SPANS)
def _span(text: str) -> TimeSpan:
    return time_span(text)


def _read_span(value: Any) -> TimeSpan:
    return _span(value) if type(value) is str else _span(_read_text(value))


def _read_optional_span(value: Any) -> TimeSpan | None:
    return None if value is None else _read_span(value)


def _read_truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise InvalidRecord(f"expected true or false, got {value!r:.80}")
    return value


def _read_number(value: Any) -> int | Fraction | None:
    return None if value is None else read_number(value)


def _read_int(value: Any) -> int:
    number = read_number(value)
    if not isinstance(number, int):
        raise InvalidRecord(f"expected a whole number, got {value!r:.80}")
    return number


def _read_pair(value: Any) -> tuple[str, str]:
    if type(value) is not list or len(value) != 2:
        raise InvalidRecord(f"expected a pair of texts, got {value!r:.80}")
    return (_read_text(value[0]), _read_text(value[1]))


def _read_versions(value: Any) -> tuple[int, int]:
    if type(value) is not list or len(value) != 2:
        raise InvalidRecord(f"expected two versions, got {value!r:.80}")
    return (_read_int(value[0]), _read_int(value[1]))


_VALUE: Final = Quantity | Category | None
_NUMBER: Final = int | Fraction | None
_READERS: Final[dict[Any, _Read]] = {
    str: _read_text,
    bool: _read_truth,
    int: _read_int,
    _NUMBER: _read_number,
    TimeSpan: _read_span,
    TimeSpan | None: _read_optional_span,
    tuple[str, str]: _read_pair,
    tuple[int, int]: _read_versions,
}
