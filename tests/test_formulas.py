"""Formulas: which text a spreadsheet would run, and that one rule holds for one cell and for a column."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

pa = pytest.importorskip("pyarrow", reason="tables need the extra `tables`")

from claimcheck.tables.formulas import harmless_column, harmless_text  # noqa: E402 - after the skip


@pytest.mark.parametrize(
    ("cell", "stands"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+cmd", "'+cmd"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("＝1", "'＝1"),
        ("-5\n", "'-5\n"),
        ("-5", "-5"),
        ("+1,200.5", "+1,200.5"),
        ("-1e3", "-1e3"),
        ("-5%", "-5%"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_formulas_are_disarmed(cell: str, stands: str) -> None:
    """What a spreadsheet would run gets an apostrophe before it; numbers and other text stay."""
    assert harmless_text(cell) == stands
    assert harmless_column(pa.array([cell])).to_pylist() == [stands]


SIGNS = st.text(st.sampled_from("=+-@\t\r\n＝＋－＠0159.,eE%a'é "), max_size=7) | st.text(max_size=5)


@given(st.lists(st.none() | SIGNS, min_size=1, max_size=9))
def test_a_column_is_its_cells(cells: list[str | None]) -> None:
    """A column has the cells that it has one by one, in every kind of text."""
    expected = [None if cell is None else harmless_text(cell) for cell in cells]
    for kind in (pa.string(), pa.large_string(), pa.binary()):
        column = harmless_column(pa.chunked_array([pa.array(cells, pa.string())]).cast(kind))

        assert column.type == kind
        assert column.cast(pa.string()).to_pylist() == expected


@pytest.mark.parametrize("column", [[1, -2], [True, None], [None, None], [0.5, -1.0]])
def test_what_is_no_text_stays(column: list[Any]) -> None:
    """Numbers, truths and empty columns are as they were."""
    assert harmless_column(pa.array(column)) == pa.array(column)
