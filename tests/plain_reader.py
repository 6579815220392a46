"""Another reader of plain forms, made with cattrs, to hold the library's own to: it goes through each ``__init__``."""

from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Any, Final, get_args, get_origin

import cattrs
from attrs import has
from cattrs.gen import make_dict_structure_fn, override

from claimcheck.errors import InvalidRecord
from claimcheck.model import Category, Claim
from claimcheck.plainrecords import read_number
from claimcheck.quantity import Quantity
from claimcheck.times import TimeSpan, time_span

__all__ = ["reader"]


@cache
def reader() -> cattrs.Converter:
    """Return the reader: its ``structure`` makes a record of a plain form and the class of the record."""
    converter = cattrs.Converter(forbid_extra_keys=True, detailed_validation=False)

    def record_reader(cls: type[Any]) -> Any:
        without_home: dict[str, Any] = {"_home": override(omit=True)} if cls is Claim else {}
        read = make_dict_structure_fn(
            cls,
            converter,
            _cattrs_forbid_extra_keys=True,
            _cattrs_detailed_validation=False,
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
    return time_span(_read_text(value, _))


def _read_optional_span(value: Any, _: Any) -> TimeSpan | None:
    return None if value is None else time_span(_read_text(value, _))


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
