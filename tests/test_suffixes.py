"""Suffixes: the end of a name, in whatever case, says what is in a file."""

from pathlib import Path

import pytest

from claimcheck.tables.suffixes import SUFFIXES, delimiter_of, is_table, suffix_of


@pytest.mark.parametrize(
    ("name", "table", "delimiter"),
    [
        ("a.csv", True, ","),
        ("a.TSV", True, "\t"),
        ("a.Parquet", True, None),
        ("a.csv.gz", False, None),
        ("csv", False, None),
        ("case.yaml", False, None),
    ],
)
def test_what_a_name_says(name: str, table: bool, delimiter: str | None) -> None:
    """A table is told by its suffix, and the delimiter of its text as well."""
    assert (is_table(Path(name)), delimiter_of(Path(name))) == (table, delimiter)


def test_every_suffix_is_its_own() -> None:
    """Each known suffix is found as it is listed."""
    assert tuple(suffix_of(Path("A" + one.upper())) for one in SUFFIXES) == SUFFIXES
