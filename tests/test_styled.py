"""A flagged frame in a notebook: what stands out, by which word, and that nothing in a cell is markup."""

import re
import sys
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import claimcheck as cc

pa = pytest.importorskip("pyarrow", reason="tables need the extra `tables`")

ROWS = {
    "event": ["blast", "fire", "blast", "quake", "quake", "fire"],
    "said_by": ["ministry", "city", "agency", "army", "navy", "police"],
    "killed": ["471", "many", "100 to 300", "5", "6", "12"],
    "side": [None, None, None, "state", "state", None],
}


def flagged(table: Any, **options: Any) -> Any:
    return cc.flag(table, topic="event", party="said_by", value="killed", control_group="side", **options)


def kinds_shown(html: str) -> list[str]:
    """The word on the ground of each row, or "" where it has none."""
    return [
        (re.findall(r"<strong[^>]*>(.*?)</strong>", row) or [""])[0] for row in re.findall(r"<tr.*?</tr>", html)[1:]
    ]


def test_contested_rows_come_first() -> None:
    """Contested rows stand before inconsistent ones, and these before rows that were not read."""
    html = cc.show_flags(flagged(pa.table(ROWS)))._repr_html_()

    assert kinds_shown(html) == [
        "≠ contested", "≠ contested", "≠ inconsistent", "≠ inconsistent", "? not read", "",
    ]  # fmt: skip
    assert "6 rows: 2 contested, 2 inconsistent, 0 corroborated, 1 not read" in html


def test_rows_keep_their_order_if_asked() -> None:
    """Without contested_first rows stand as they are in the frame."""
    html = cc.show_flags(flagged(pa.table(ROWS)), contested_first=False)._repr_html_()

    assert kinds_shown(html) == [
        "≠ contested", "? not read", "≠ contested", "≠ inconsistent", "≠ inconsistent", "",
    ]  # fmt: skip
    assert re.findall(r'scope="row"[^>]*>(.*?)</th>', html) == ["0", "1", "2", "3", "4", "5"]


def test_what_is_left_out_is_said() -> None:
    """At most so many rows are shown, and the rest are counted, with how many of them are contested."""
    table = cc.show_flags(flagged(pa.table(ROWS)), rows=1)

    assert len(table.rows) == 1
    assert table.left_out == "Shown: 1 row, contested rows first. Left out: 5, of which 1 contested."
    assert cc.show_flags(flagged(pa.table(ROWS)), rows=6).left_out == ""
    assert cc.show_flags(flagged(pa.table(ROWS)), rows=0).rows == ()


def test_every_kind_of_frame_shows_alike() -> None:
    """pandas, polars and Arrow give one table; a pandas index names the rows."""
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    arrow = cc.show_flags(flagged(pa.table(ROWS)))
    indexed = cc.show_flags(flagged(pandas.DataFrame(ROWS, index=list("abcdef"))))

    assert cc.show_flags(flagged(pandas.DataFrame(ROWS)))._repr_html_() == arrow._repr_html_()
    assert cc.show_flags(flagged(polars.DataFrame(ROWS)))._repr_html_() == arrow._repr_html_()
    assert [cells[0] for _, cells in indexed.rows] == list("acdebf")


def test_corroborated_rows_are_counted() -> None:
    """The caption counts what is backed beside what is disputed, over all rows, shown or not."""
    table = pa.table({"event": ["a", "a", "b"], "said_by": ["x", "y", "x"], "killed": ["5", "5", "1"]})

    assert repr(cc.show_flags(cc.flag(table, topic="event", party="said_by", value="killed"), rows=0)) == (
        "<3 rows: 0 contested, 0 inconsistent, 2 corroborated>"
    )


def to_the_right(table: Any) -> list[str]:
    """The columns whose headings stand to the right; every cell of a column stands as its heading does."""
    rows = re.findall(r"<tr.*?</tr>", table._repr_html_())
    sides = [re.findall(r"<t[hd][^>]*text-align: (\w+)", row) for row in rows]
    assert all(one == sides[0] for one in sides)
    return [name for name, side in zip(table.headings, sides[0], strict=True) if side == "right"]


def test_numbers_stand_to_the_right() -> None:
    """A column of numbers stands to the right with its heading, an empty cell too; words and mixed columns do not."""
    numbers = {"n": [1, None, 3, 4, 5, 6], "d": [Decimal("1.5")] * 6, "t": [True] * 6}
    assert to_the_right(cc.show_flags(flagged(pa.table(ROWS | numbers)))) == ["row", "n", "d", "gap", "origins"]

    pandas = pytest.importorskip("pandas")
    mixed = {"objects": pandas.Series([1, 2.5, None, 4, 5, 6], dtype=object, index=list("abcdef")), "odd": [1, "x"] * 3}
    frame = pandas.DataFrame(ROWS, index=list("abcdef")).assign(**mixed)
    assert to_the_right(cc.show_flags(flagged(frame))) == ["objects", "gap", "origins"]


def test_a_page_to_save() -> None:
    """A saved page says its encoding and its title, and holds the table."""
    table = cc.show_flags(flagged(pa.table(ROWS)))
    page = table.to_html()

    assert page.startswith('<!doctype html><html lang="en"><head><meta charset="utf-8">')
    assert f"<title>{table.caption}</title>" in page
    assert table._repr_html_() in page


def test_a_prefix() -> None:
    """Flags under a prefix are found with it, and missed without it."""
    frame = flagged(pa.table(ROWS), prefix="claim_")

    assert "claim_reason" in cc.show_flags(frame, prefix="claim_").headings
    with pytest.raises(cc.ClaimCheckError, match=r"no column 'status', 'contested', .* show what flag"):
        cc.show_flags(frame)


@given(st.text(max_size=30))
def test_cells_are_text(text: str) -> None:
    """No cell opens an element or an attribute, turns the reading direction or hides a control character."""
    hostile = f"<script>alert(1)</script>\"'&\u202e\x1b{text}"
    table = pa.table({"event": [hostile.encode("utf-8", "replace").decode()] * 2, "said_by": ["a", "b"], "n": [1, 2]})
    html = cc.show_flags(cc.flag(table, topic="event", party="said_by", value="n"))._repr_html_()

    assert set(re.findall(r"<(/?[a-z]+)", html)) <= {
        "table", "/table", "caption", "/caption", "thead", "/thead", "tbody", "/tbody", "tr", "/tr", "th", "/th",
        "td", "/td", "strong", "/strong", "br", "p", "/p", "span", "/span",
    }  # fmt: skip
    assert not re.search(r"[\u202e\x1b]|<script|https?:|url\(", html)


def _luminance(colour: tuple[float, ...]) -> float:
    parts = [one / 255 for one in colour]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_words_can_be_read_on_their_grounds() -> None:
    """White on each sign, and the page's own text on each tint, have the contrast that WCAG asks for (AA, 4.5)."""
    html = cc.show_flags(flagged(pa.table(ROWS)))._repr_html_()
    grounds = [
        tuple(int(one[at : at + 2], 16) for at in (0, 2, 4)) for one in re.findall(r"background: #(\w{6})", html)
    ]
    tints = [tuple(map(float, one.split(","))) for one in re.findall(r"rgba\((.*?)\)", html)]

    assert min(_contrast((255, 255, 255), ground) for ground in grounds) >= 4.5
    for page, text in (((255, 255, 255), (33, 33, 33)), ((17, 17, 17), (224, 224, 224))):
        for *tint, share in tints:
            mixed = tuple(share * one + (1 - share) * other for one, other in zip(tint, page, strict=True))
            assert _contrast(mixed, text) >= 4.5


def test_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no frame, a negative number of rows and a missing package are refused, each by its name."""
    with pytest.raises(
        cc.ClaimCheckError, match=r"expected a pandas or polars frame or a pyarrow\.Table, got builtins"
    ):
        cc.show_flags([1])
    with pytest.raises(cc.ClaimCheckError, match="rows: expected how many rows to show at most, got -1"):
        cc.show_flags(pa.table(ROWS), rows=-1)
    monkeypatch.setitem(sys.modules, "narwhals", None)
    with pytest.raises(cc.ClaimCheckError, match=r'needs narwhals: install "claimcheck\[tables\]"'):
        cc.show_flags(pa.table(ROWS))
