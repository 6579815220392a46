"""Which text a spreadsheet would run as a formula, and how it stands in a file instead: behind an apostrophe."""

import re
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

__all__ = ["harmless_column", "harmless_text"]

# In the syntax that Python's and Arrow's expressions share.
_FORMULA: Final = "^[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
_NUMBER: Final = "[+-]?[0-9][0-9,]*([.][0-9]*)?([eE][+-]?[0-9]+)?%?"
_RUNS: Final = re.compile(_FORMULA)
_IS_NUMBER: Final = re.compile(_NUMBER)


def harmless_text(cell: str) -> str:
    """Return a cell of text as it may stand in a file that a spreadsheet opens; numbers stay as they are.

    Examples:
        >>> harmless_text("=1+1"), harmless_text("-5"), harmless_text("at least 5")
        ("'=1+1", '-5', 'at least 5')
    """
    return f"'{cell}" if _RUNS.match(cell) and not _IS_NUMBER.fullmatch(cell) else cell


def harmless_column(column: Any) -> Any:
    """Return a column of Arrow with each cell as ``harmless_text`` gives it; one that holds no text as it is.

    Examples:
        >>> harmless_column(pa.array(["=1+1", "-5", None])).to_pylist()
        ["'=1+1", '-5', None]
    """
    if not _holds_text(column.type):
        return column
    runs = pc.and_(
        pc.match_substring_regex(column, _FORMULA), pc.invert(pc.match_substring_regex(column, f"^({_NUMBER})$"))
    )
    before, between = pa.scalar("'").cast(column.type), pa.scalar("").cast(column.type)
    return pc.if_else(runs, pc.binary_join_element_wise(before, column, between), column)


def _holds_text(kind: Any) -> bool:
    """Whether cells of this kind stand in a file as text; bytes do."""
    tests = (pa.types.is_string, pa.types.is_large_string, pa.types.is_binary, pa.types.is_large_binary)
    return any(test(kind) for test in tests)
