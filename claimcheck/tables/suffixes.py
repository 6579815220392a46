"""Which files hold tables, and what stands between the cells of one in text: told by the ends of their names."""

from pathlib import Path
from typing import Final

__all__ = ["CSV", "PARQUET", "SUFFIXES", "delimiter_of", "is_table", "suffix_of"]

CSV: Final = ".csv"
PARQUET: Final = ".parquet"
_DELIMITERS: Final = {CSV: ",", ".tsv": "\t"}

SUFFIXES: Final = (*_DELIMITERS, PARQUET)
"""The ends of the names of files that are tables."""


def suffix_of(path: Path) -> str:
    """Return the end of a file's name as it stands in *SUFFIXES*, where it does.

    Examples:
        >>> suffix_of(Path("losses.CSV"))
        '.csv'
    """
    return path.suffix.casefold()


def is_table(path: Path) -> bool:
    """Return whether a file is a table, by its name.

    Examples:
        >>> is_table(Path("losses.CSV")), is_table(Path("case.yaml"))
        (True, False)
    """
    return suffix_of(path) in SUFFIXES


def delimiter_of(path: Path) -> str | None:
    r"""Return what stands between the cells of a table in text, or None for one in Parquet.

    Examples:
        >>> delimiter_of(Path("losses.tsv")), delimiter_of(Path("losses.parquet"))
        ('\t', None)
    """
    return _DELIMITERS.get(suffix_of(path))
