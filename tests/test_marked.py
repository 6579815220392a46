"""YAML as text with lines: what is read, what is refused, and that nothing hostile gets anywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.formats.marked import DEEPEST, Fields, Items, read_marked
from claimcheck.formats.yamltext import to_yaml
from tests.strategies import texts


def said(data: bytes | str) -> list[str]:
    return [str(problem) for problem in read_marked(data, "f")[1]]


@pytest.mark.parametrize("text", ["no", "yes", "017", "13:40", "1e3", "2025-06-02", "0x1F", ".5", "=", "Null", "3-1"])
def test_every_scalar_is_text(text: str) -> None:
    """No value is taken for a truth, a number, a date or a time of day."""
    root, problems = read_marked(f"a: {text}\n", "f")

    assert (root, problems) == ({"a": text}, [])


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_nothing_is_none_unless_quoted(nothing: str) -> None:
    """A plain null is nothing; in quotes it is a text like any other."""
    root, problems = read_marked(f"a: {nothing}\nb: '{nothing}'\n", "f")

    assert (root, problems) == ({"a": None, "b": nothing}, [])


def test_lines_of_names_values_and_items() -> None:
    """Each name, value and item is found again in the line in which it stands."""
    root, _ = read_marked(
        "# a comment\na:\n  x: 1\nb:\n  - one\n\n  - two\nc:\n  long\n  text\nd: {e: f,\n  g: h}\n", "f"
    )

    assert isinstance(root, Fields)
    assert isinstance(root["b"], Items)
    assert root.lines == {"a": 2, "b": 4, "c": 8, "d": 11}
    assert (root["a"].line_of("x"), root["b"].lines, root.line_of("c")) == (3, [5, 7], 9)
    assert (root["d"].lines, root["d"].line_of("nowhere"), root["c"]) == ({"e": 11, "g": 12}, 11, "long text")


def test_lines_are_an_editors_lines() -> None:
    """U+2028 and U+2029, which YAML 1.1 takes for line ends, do not move the lines that problems name."""
    assert said('a: "x\u2028y"\nb: "\u2029"\nc: &z 1\n') == [
        "f:3: the anchor '&z' is not allowed: write the value out where it is meant"
    ]


def test_windows_files() -> None:
    """A byte order mark at the start and line ends of two characters change nothing."""
    root, problems = read_marked(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", "f")

    assert isinstance(root, Fields)
    assert (root, root.lines, problems) == ({"a": "1", "b": "2"}, {"a": 1, "b": 2}, [])


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("a: 1\nb: 2\na: 3", "f:3: 'a' stands twice; first in line 1"),
        ("a: &x 1", "f:1: the anchor '&x' is not allowed: write the value out where it is meant"),
        ("a: *x", "f:1: the alias '*x' is not allowed: write the value out where it is meant"),
        ("a: !!python/object/apply:os.system [id]", "f:1: the tag 'tag:yaml.org,2002:python/object/apply:os.system'"),
        ("a: !!str 1", "f:1: the tag 'tag:yaml.org,2002:str' is not allowed: every value is text"),
        ("a: ! 1", "f:1: the tag '!' is not allowed"),
        ("? [a, b]\n: c", "f:1: expected a name before the colon, got a list"),
        ("? {a: b}\n: c", "f:1: expected a name before the colon, got a mapping"),
        ("~: c", "f:1: expected a name before the colon, got nothing"),
        ("a: 1\n---\nb: 2", "f:2: a second document begins here; a case is one document"),
        ('a: "\\0"', "f:1: character U+0000 cannot be stored"),
        ('a:\n  "x\\x85"', "f:2: character U+0085 cannot be stored"),
        ("a: 1\nb: \x07", "f:2: character U+0007 cannot stand in a case file"),
        ("a: \ud800", "f:1: character U+D800 cannot stand in a case file"),
        ("a: \uffff", "f:1: character U+FFFF cannot stand in a case file"),
        ("a: b: c", "f:1: this is no YAML: mapping values are not allowed in this context"),
        ("a: [1,\nb: 2", "f:3: this is no YAML: did not find expected ',' or ']', while parsing a flow sequence"),
        ("a: 'x\n", "this is no YAML: found unexpected end of stream, while scanning a quoted scalar begun in line 1"),
        ("\tx: 1", "f:1: this is no YAML: found character that cannot start any token"),
        ("%YAML 9.9\n---\na: 1", "this is no YAML: found incompatible YAML document"),
    ],
)
def test_refusals(text: str, complaint: str) -> None:
    """What a case file may not hold is named with its line."""
    assert any(complaint in one for one in said(text)), said(text)


def test_every_problem_in_one_pass() -> None:
    """One reading names all that is wrong, in the order of the lines, and keeps what is right."""
    root, problems = read_marked("a: &x 1\nb: *x\na: 2\nc: !t 3\nd: \x01\n~: 4\ne: 5\n", "f")

    assert [problem.where for problem in problems] == ["f:1", "f:2", "f:3", "f:4", "f:5", "f:6"]
    assert root == {"a": "1", "b": None, "c": "3", "d": "\ufffd", "e": "5"}


def test_bytes_that_are_no_utf_8() -> None:
    """Each line with a wrong byte is named; UTF-16 is named as such."""
    assert said(b"a: \xff\nb: 1\nc: x\xfe\n") == [
        "f:1: byte 0xFF at 3 is not UTF-8",
        "f:3: byte 0xFE at 4 is not UTF-8",
    ]
    assert said("a: 1".encode("utf-16"))[0] == "f:1: the file is UTF-16; save it as UTF-8"


def test_a_bomb_does_not_go_off() -> None:
    """Nine levels of nine aliases are refused one by one, and nothing is multiplied."""
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    bomb += "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
    root, problems = read_marked(bomb, "f")

    assert isinstance(root, Fields)
    assert len(problems) == 10 + 9 * 9
    assert root["a9"] == [None] * 9


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000])
def test_deep_nesting_ends_the_reading(text: str) -> None:
    """What lies too deep ends the reading at once, without recursion."""
    problems = said(text)

    assert len(problems) <= DEEPEST
    assert problems[-1] == (
        f"f:1: more than {DEEPEST} lists and mappings lie within each other; nothing is read from here on"
    )


def test_the_deepest_that_is_read() -> None:
    """As many levels as are allowed are read."""
    assert said("[" * DEEPEST + "]" * DEEPEST) == []


@pytest.mark.parametrize(
    ("text", "line"), [("[" + "a," * 60 + "]", 1), ("- {}\n" * 60, 6), ("a:\n" + " - b\n" * 60, 51)]
)
def test_a_flood_of_values_ends_the_reading(text: str, line: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many values may stand in one text, lists and mappings counting for more, and no more are held."""
    monkeypatch.setattr("claimcheck.formats.marked.MOST_WEIGHT", 50)

    assert said(text) == [
        f"f:{line}: more stands in one file than is read whole; nothing is read from here on: split the file"
    ]


def test_huge_scalars_and_names() -> None:
    """Five million characters are one text; a name of that length is refused by YAML itself."""
    huge = "x" * 5_000_000
    root, problems = read_marked(f"a: {huge}", "f")

    assert (root, problems) == ({"a": huge}, [])
    assert "this is no YAML" in said(f"{huge}: a")[0]


def test_a_flood_of_control_characters() -> None:
    """A hundred are named, and a million more cost no more than reading them."""
    assert len(said("a: " + "\x01" * 1_000_000)) == 100


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_anything_at_all(data: bytes | str) -> None:
    """Whatever stands in a file, the answer is nodes and problems, never an error."""
    root, problems = read_marked(data, "f")

    assert root is None or isinstance(root, str | Fields | Items)
    assert all(problem.where.startswith("f:") and problem.message for problem in problems)


@given(
    st.dictionaries(
        texts(),
        st.recursive(
            st.none() | st.just("") | texts(longest=60),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts() | st.just(""), inner, max_size=3),
            max_leaves=8,
        ),
        max_size=4,
    )
)
def test_what_is_written_is_read_back(content: dict[str, object]) -> None:
    """Any texts, lists and mappings are the same after writing and reading."""
    root, problems = read_marked(to_yaml(content).encode("utf-8"), "f")

    assert problems == []
    assert root == content or (root is None and not content)


@pytest.mark.parametrize(
    ("content", "written"),
    [
        ({"a": "no", "b": "52 of 80", "c": ""}, 'a: no\nb: 52 of 80\nc: ""\n'),
        ({"a": "x: y", "b": "20:10 to 21:45", "c": "- x"}, 'a: "x: y"\nb: 20:10 to 21:45\nc: "- x"\n'),
        ({"a": {"b": ["c", "d, e"], "f": None}}, 'a:\n  b: [c, "d, e"]\n  f: ~\n'),
        ({"a": [["x", "y"]], "b": [], "c": {}}, "a:\n  - [x, y]\nb: []\nc: {}\n"),
        ({"a": ["line\nbreak\u2028"]}, 'a:\n  - "line\\nbreak\\u2028"\n'),
        ({"k" * 500: {"a": "b"}}, f'? "{"k" * 500}"\n:\n  a: b\n'),
    ],
)
def test_how_it_is_written(content: dict[str, object], written: str) -> None:
    """What is plain stands bare, what is short on one line, and the rest in quotes or blocks."""
    assert to_yaml(content) == written
