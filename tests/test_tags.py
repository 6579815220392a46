"""A web page as tags and text: worked by hand, held against Python's own parser, and in bounded steps."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.exchange.claimreview import tags
from claimcheck.exchange.claimreview.tags import End, Start, Text, tokens


def told(page: str) -> list[object]:
    """Tags as (name, attributes), ends as /name, texts as text."""
    found: list[object] = []
    for one in tokens(page):
        if isinstance(one, Start):
            found.append((one.name, dict(one.attributes)))
        elif isinstance(one, End):
            found.append(f"/{one.name}")
        else:
            found.append(one.text)
    return found


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ('<P CLASS="a b">x</P>', [("p", {"class": "a b"}), "x", "/p"]),
        ("<a href='x\"y' b=c d>z", [("a", {"href": 'x"y', "b": "c", "d": ""}), "z"]),
        ("<br/><img src=a.png />", [("br", {}), ("img", {"src": "a.png"})]),
        ("5 < 6 & 7 &lt; 8", ["5 ", "<", " 6 & 7 < 8"]),
        ("a<!-- <b> -->c<!doctype html>d<?php e ?>f<![CDATA[g>h", ["a", "c", "d", "f", "h"]),
        ("a<!-- never closed <b>", ["a"]),
        ('<script type="x">a < b "</p>"</script>y', [("script", {"type": "x"}), 'a < b "</p>"', "/script", "y"]),
        ("<title>a <b> c</title>", [("title", {}), "a <b> c", "/title"]),
        ("<script>never closed", [("script", {}), "never closed"]),
        ('<a b="never closed>c', [("a", {})]),
        ("<a b=1 B=2>", [("a", {"b": "1"})]),
        ("</ p><3", ["<", "/ p>", "<", "3"]),
    ],
)  # fmt: skip
def test_a_page(page: str, expected: list[object]) -> None:
    """What stands in tags, comments and texts."""
    assert told(page) == expected


def test_lines_are_counted() -> None:
    """Over texts, tags, comments and scripts."""
    page = "a\n<p\nx=1>\n<!--\n-->\n<script>\n{}\n</script>\n<b>"

    assert [(one.name, one.line) for one in tokens(page) if isinstance(one, Start)] == [
        ("p", 2),
        ("script", 6),
        ("b", 9),
    ]
    assert [one.line for one in tokens(page) if isinstance(one, Text) and one.is_raw] == [6]


class Theirs(HTMLParser):
    """What Python's parser makes of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in reversed(attrs)}))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"/{tag}")


PIECES = (
    "<p>",
    "</p>",
    "text ",
    "<b class=x>",
    "</b>",
    "<a href=\"y&amp;z\" id='q'>",
    "</a>",
    "<br>",
    "<!-- c -->",
    "&eacute;",
)


@given(st.lists(st.sampled_from(PIECES)))
def test_a_page_in_order_is_read_as_python_reads_it(pieces: list[str]) -> None:
    """Another's parser, on pages that are well made."""
    page = "".join(pieces)
    theirs = Theirs()
    theirs.feed(page)

    assert [one for one in told(page) if not isinstance(one, str) or one.startswith("/")] == theirs.found


@given(st.text(alphabet="<>/!-[]=\"' aAé&;\n?scriptCDATA", max_size=200))
def test_no_page_is_too_odd(page: str) -> None:
    """Whatever stands there, it ends, and its texts stand in the page."""
    for one in tokens(page):
        assert not isinstance(one, Start) or 1 <= one.line <= page.count("\n") + 1


@pytest.mark.parametrize(
    "piece",
    ["<![CDATA[", "<!--", "<", "<a ", '<a x="', "<script>", "</", "<!", "&", "<a x='y\"", "<p a=b ", "</script"],
)
def test_the_steps_grow_with_the_page(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten times the page takes ten times the matches, not a hundred: counted, not timed."""
    steps = 0
    plain = tags._ATTRIBUTE

    class Counted:
        def match(self, text: str, at: int) -> object:
            nonlocal steps
            steps += 1
            return plain.match(text, at)

    monkeypatch.setattr(tags, "_ATTRIBUTE", Counted())
    counts = []
    for times in (300, 3000):
        steps = 0
        found = sum(1 for _ in tokens(piece * times))
        counts.append(steps + found + 1)

    assert counts[1] <= 10.1 * counts[0] + 10
