"""Tables and shown text: whatever a claim says, it stays text."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.ledger import Ledger
from claimcheck.markup import Strong, html_table, visible

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</td></tr></table><h1>x",
    "<!--",
    "]]>",
    "&lt;b&gt;",
    "javascript:alert(1)",
    "' onmouseover='x",
    "=cmd|' /C calc'!A0",
    "\u202egnp.exe",
    "\u2066x\u2069",
    "a\ufeffb",
)


class Tags(HTMLParser):
    """The tags, attributes and texts of a document."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.comments: list[str] = []
        self.cells: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= set(attrs)
        if tag in {"td", "th", "caption"}:
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        self.cells[-1] += data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def parsed(html: str) -> Tags:
    tags = Tags()
    tags.feed(html)
    tags.close()
    return tags


TABLE = {"table", "caption", "thead", "tbody", "tr", "th", "td", "br", "strong", "span"}
ATTRIBUTES = {
    ("scope", "col"),
    ("scope", "row"),
    ("style", "text-align: left; vertical-align: top"),
    ("style", "text-align: right; vertical-align: top"),
}


@given(st.lists(st.one_of(st.text(), st.sampled_from(HOSTILE)), min_size=2, max_size=2))
def test_cells_hold_text_and_nothing_else(texts: list[str]) -> None:
    """Whatever the words, a table has only the tags of a table, and each cell the words made visible."""
    found = parsed(html_table(texts, [texts, [None, 5]], caption=f"{texts[0]}."))
    shown = [parsed(f"<td>{unescape_safe(text)}</td>").cells[0] for text in texts]

    assert found.tags <= TABLE
    assert found.attributes <= ATTRIBUTES
    assert found.comments == []
    assert len(found.cells) == 7
    assert found.cells[1:3] == found.cells[3:5] == shown
    assert found.cells[5:] == ["", "5"]


def unescape_safe(text: str) -> str:
    return visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_claims_in_a_notebook(hostile: str) -> None:
    """A ledger, a claim, a finding, a topic and a comparison of hostile words bring no tag of their own."""
    ledger = Ledger(case=hostile)
    party = ledger.party(hostile, kind=hostile)
    said = {"event": hostile, "subject": hostile, "measure": hostile, "place": hostile, "source": f"{hostile} source"}
    one = ledger.claim(hostile, by=party, value=37, **said)  # type: ignore[arg-type]
    other = ledger.claim(hostile, by="someone", value=90, **said)  # type: ignore[arg-type]
    shown: list[Any] = [ledger, one, *ledger.findings(), ledger.findings(), *ledger.topics, ledger.compare(one, other)]

    for html in [item._repr_html_() for item in shown]:
        found = parsed(html)
        assert found.tags <= TABLE
        assert found.attributes <= ATTRIBUTES


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a\nb\tc", "a\nb\tc"),
        ("a\rb", "a␍b"),
        ("\x1b[31m", "␛[31m"),
        ("\x00", "␀"),
        ("\x7f", "⟨U+007F⟩"),
        ("\x9b31m", "⟨U+009B⟩31m"),
        ("\u202e\u2066\u200f\ufeff", "⟨U+202E⟩⟨U+2066⟩⟨U+200F⟩⟨U+FEFF⟩"),
        ("\ud800", "⟨U+D800⟩"),
        ("\U000e0041", "⟨U+E0041⟩"),
        ("\u00a0\u3000", "\u00a0\u3000"),
        ("Херсон 无人机 🚁", "Херсон 无人机 🚁"),
        (52, "52"),
    ],
)
def test_what_hides_is_shown(text: object, shown: str) -> None:
    """Control codes, marks that turn the direction, and what has no sign at all are made visible."""
    assert visible(text) == shown


@given(st.text())
def test_nothing_hides(text: str) -> None:
    """No shown text holds a control code but a line end or a tab, or a mark that turns the direction."""
    bidi = "\u200e\u200f\u061c" + "".join(chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))

    assert [one for one in visible(text) if (ord(one) < 32 and one not in "\n\t") or 0x7F <= ord(one) < 0xA0] == []
    assert not set(visible(text)) & set(bidi)
    assert visible(visible(text)) == visible(text)


def test_rows_with_and_without_headings() -> None:
    """Without headings the first cell of each row is the row's heading."""
    left = ' style="text-align: left; vertical-align: top"'
    shown = html_table(None, [["a", 1]])

    assert shown == f'<table><tbody><tr><th scope="row"{left}>a</th><td{left}>1</td></tr></tbody></table>'
    assert 'scope="col"' in html_table(["a"], [["b"]])


def test_numbers_stand_to_the_right() -> None:
    """A column of numbers stands to the right, with its heading; one of truths or words to the left."""
    right = 'style="text-align: right; vertical-align: top"'

    assert html_table(["n"], [[1], [2.5], [None]]).count(right) == 3
    assert right not in html_table(["n"], [[True], ["2"]])


def test_what_is_left_out_is_said_in_the_last_row() -> None:
    """A cut table ends with how many rows are left out, over its whole width; a whole one does not."""
    cut = html_table(["a", "b"], [[1, 2]], left_out=1_234)

    assert cut.endswith("… and 1,234 more</td></tr></tbody></table>")
    assert 'colspan="2"' in cut
    assert "more" not in html_table(["a", "b"], [[1, 2]])


def test_strong_text_is_bold_and_still_text() -> None:
    """What is marked as strong is bold, escaped, and alone so."""
    shown = html_table(["a"], [[Strong("<b>")], ["plain"]])

    assert shown.count("<strong>") == 1
    assert "<strong>&lt;b&gt;</strong>" in shown


@pytest.mark.parametrize("text", ["from $5 to $7", "$$x$$", r"\(x\)", r"\[x\]", r"\begin{a}x\end{a}"])
def test_words_are_no_formula(text: str) -> None:
    """A notebook would typeset what stands between signs of a formula in one run of text: no two stand in one."""
    shown = html_table(["a"], [[text]])
    runs = re.split(r"<[^>]*>", shown)

    assert all(run in {"$", "\\"} or not set(run) & {"$", "\\"} for run in runs)
    assert text in "".join(runs)
