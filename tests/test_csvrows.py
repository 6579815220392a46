"""Rows of CSV: cells as long as the reader says, whatever the process allows, and as Python's own reader parts them."""

import csv
from collections.abc import Iterator
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.csvrows import LONGEST_CELL, CsvRows

CELLS = st.lists(st.lists(st.text("a,;'\"\n\t ", max_size=8), min_size=1, max_size=4), max_size=5)


@pytest.fixture(params=[10, 131_072, 10_000_000])
def limit(request: pytest.FixtureRequest) -> Iterator[int]:
    """What others have set for the whole process."""
    before = csv.field_size_limit(request.param)
    yield request.param
    csv.field_size_limit(before)


@given(CELLS, st.sampled_from(",;\t"))
def test_what_a_writer_writes_is_read(rows: list[list[str]], delimiter: str) -> None:
    """Whatever stands in the cells."""
    held = StringIO()
    csv.writer(held, delimiter=delimiter).writerows(rows)

    assert list(CsvRows(StringIO(held.getvalue(), newline=""), delimiter)) == rows


@given(st.text("a,\"\n\r '", max_size=30), st.booleans())
def test_rows_are_those_of_python(text: str, strict: bool) -> None:
    """Of any text, up to the row that is broken."""

    def read(rows: Iterator[list[str]]) -> list[list[str] | str]:
        found: list[list[str] | str] = []
        try:
            found.extend(rows)
        except csv.Error as err:
            found.append(str(err))
        return found

    lines = text.splitlines(keepends=True)
    assert read(iter(CsvRows(lines, strict=strict))) == read(csv.reader(lines, strict=strict))


def test_a_cell_is_as_long_as_the_reader_says(limit: int) -> None:
    """One more character is refused, the next row is read, and the limit of others stays what it was."""
    rows = CsvRows(["a" * LONGEST_CELL + ",1\n", "b" * (LONGEST_CELL + 1) + ",2\n", "c,3\n"])

    assert [len(one) for one in next(rows)] == [LONGEST_CELL, 1]
    with pytest.raises(csv.Error, match=r"field larger than field limit \(131072\)"):
        next(rows)
    assert next(rows) == ["c", "3"]
    assert rows.line_num == 3
    assert csv.field_size_limit() == limit


def test_two_readers_do_not_disturb_each_other() -> None:
    """Read in turns, each with a limit of its own."""
    short, long = CsvRows(["ab\n", "abcdef\n"], longest=3), CsvRows(["abcdef\n", "abcdef\n"], longest=6)

    assert (next(short), next(long)) == (["ab"], ["abcdef"])
    with pytest.raises(csv.Error, match=r"\(3\)"):
        next(short)
    assert next(long) == ["abcdef"]
