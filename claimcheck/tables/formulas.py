"""Which cells of a column a spreadsheet would run as formulas, and how they stand in a file: behind an apostrophe."""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from claimcheck.exchange.formulas import FORMULA, NUMBER, harmless_text

__all__ = ["harmless_column", "harmless_text"]


def harmless_column(column: Any) -> Any:
    """Return a column of Arrow with each cell as ``harmless_text`` gives it; one that holds no text as it is.

    Examples:
        >>> harmless_column(pa.array(["=1+1", "-5", None])).to_pylist()
        ["'=1+1", '-5', None]
    """
    if not _holds_text(column.type):
        return column
    runs = pc.and_(
        pc.match_substring_regex(column, FORMULA), pc.invert(pc.match_substring_regex(column, f"^({NUMBER})$"))
    )
    before, between = pa.scalar("'").cast(column.type), pa.scalar("").cast(column.type)
    return pc.if_else(runs, pc.binary_join_element_wise(before, column, between), column)


def _holds_text(kind: Any) -> bool:
    """Whether cells of this kind stand in a file as text; bytes do."""
    tests = (pa.types.is_string, pa.types.is_large_string, pa.types.is_binary, pa.types.is_large_binary)
    return any(test(kind) for test in tests)
