"""JSON of other tools: exact numbers, lines of places, and refusals with their lines."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import BadInput
from claimcheck.exchange.jsontext import DEEPEST, json_text, lines_of, parse_json, told_place


def refusal(text: str) -> str:
    with pytest.raises(BadInput) as caught:
        parse_json(text, "a.json")
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": 1,\n "b": }', "a.json:2: this is no JSON: expecting value at character 7"),
        ("", "a.json:1: this is no JSON: expecting value at character 1"),
        ('{"a": 1} x', "a.json:1: this is no JSON: extra data at character 10"),
        ('["a\nb"]', "a.json:1: this is no JSON: invalid control character at character 4"),
        ("[1,\n NaN]", "a.json:2: NaN is no number of JSON"),
        ("[-Infinity]", "a.json:1: -Infinity is no number of JSON"),
        (f"[\n\n{'9' * 401}]", "a.json:3: a number of 401 digits is not read"),
        ("[1e99999]", "a.json:1: the number 1e99999 is too large or too small to be read"),
        ("[" * (DEEPEST + 1), f"a.json:1: it lies deeper than {DEEPEST} objects and lists in one another"),
        (
            '\n{"a":' * (DEEPEST + 1),
            f"a.json:{DEEPEST + 2}: it lies deeper than {DEEPEST} objects and lists in one another",
        ),
    ],
)
def test_what_is_refused(text: str, message: str) -> None:
    """Each refusal names the line and what is wrong."""
    assert refusal(text) == message


def test_brackets_in_a_text_do_not_nest() -> None:
    """Only brackets of the JSON itself count."""
    assert parse_json(json.dumps(["[" * 5000, '"{' * 300]), "a.json") == ["[" * 5000, '"{' * 300]


def test_numbers_are_exact() -> None:
    """A decimal is what was written, and a large whole number too."""
    assert parse_json("[0.1, 4.50, 123456789012345678901, 1E2]", "a.json") == [
        Decimal("0.1"),
        Decimal("4.50"),
        123456789012345678901,
        Decimal("1E2"),
    ]


def test_a_name_that_stands_twice_is_told() -> None:
    """The last value is kept, as most readers do, and it does not go unseen."""
    twice: list[str] = []

    assert parse_json('{"a": 1, "b": {"c": 1, "c": 2}, "a": 3}', "a.json", twice.append) == {"a": 3, "b": {"c": 2}}
    assert twice == ["c", "a"]


def plain() -> st.SearchStrategy[Any]:
    single = st.none() | st.booleans() | st.integers() | st.decimals(allow_nan=False, allow_infinity=False, places=3)
    return st.recursive(
        single | st.text(),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
        max_leaves=12,
    )


@given(plain())
def test_json_kept_as_text_is_read_again_to_the_same(value: Any) -> None:
    """Whatever was read can be kept in a record: it holds no character that a record refuses."""
    text = json_text(value)

    assert parse_json(text, "a.json") == value
    assert not any(ord(one) < 32 or 127 <= ord(one) < 160 or 0xD800 <= ord(one) < 0xE000 for one in text)


def _places(value: Any, place: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place, *(deeper for step, one in inner for deeper in _places(one, (*place, step)))]


@given(plain(), st.sampled_from([None, 0, 2]))
def test_every_place_has_its_line(value: Any, indent: int | None) -> None:
    """Written over lines by Python's own writer, each value begins where a count of lines finds it."""
    text = json.dumps(value, indent=indent, ensure_ascii=False, default=float)
    places = _places(value)
    lines = lines_of(text, places)

    assert lines.keys() == set(places)
    if indent is None:
        assert set(lines.values()) <= {1}
    else:
        order = [lines[place] for place in dict.fromkeys(places)]
        assert order == sorted(order)
        assert len(set(order)) >= len(order) - sum(not _is_leaf(value, place) for place in places)


def _is_leaf(value: Any, place: tuple[str | int, ...]) -> bool:
    for step in place:
        value = value[step]
    return not isinstance(value, dict | list) or not value


def test_the_line_of_a_value() -> None:
    """Worked by hand, with line breaks in odd places."""
    text = '{"a": [\n 1,\n {"b": 2, "c": [[],\n"x,]"]}],\n "d"\n:\n3}'

    assert lines_of(text, [("a", 0), ("a", 1), ("a", 1, "b"), ("a", 1, "c", 1), ("d",), ("none",)]) == {
        ("a", 0): 2,
        ("a", 1): 3,
        ("a", 1, "b"): 3,
        ("a", 1, "c", 1): 4,
        ("d",): 7,
    }


def test_a_place_is_told_as_people_write_it() -> None:
    """Names with blanks stand in quotation marks, and none makes the place unreadable."""
    assert told_place(("@graph", 0, "itemReviewed", "a b")) == '@graph[0].itemReviewed."a b"'
    assert told_place((2, "url")) == "[2].url"


def test_many_names_of_which_some_stand_twice() -> None:
    """Each is told once, in the order in which they stand, and all of them are looked at once."""
    many = "".join(f'"n{number}":1,' for number in range(200_000))
    told: list[str] = []
    parse_json(f'{{{many}"n9":1,"n7":1,"n9":1}}', "a", told.append)

    assert told == ["n7", "n9"]
