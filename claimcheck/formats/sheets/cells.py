"""What text do the cells of a row make, where a mapping puts several together, and which figure does it say?"""

from collections.abc import Sequence
from typing import Final

from claimcheck.errors import InvalidRecord
from claimcheck.formats.sheets.mapping import Constant, Ends, Joined, Recipe, Span
from claimcheck.formats.sheets.tables import Number, Unreadable
from claimcheck.formats.sheets.values import read_value
from claimcheck.model import Value
from claimcheck.quantity import Quantity

__all__ = ["OPEN", "is_figure", "text_made", "value_in"]

OPEN: Final = ".."
"""The end of a time that is not given."""


def text_made(recipe: Recipe, row: Sequence[str], decimal: str | None) -> str:
    """Return the text that a mapping makes of a row.

    Examples:
        >>> text_made(Span(0, 1), ["2025-06-01", ""], None)
        '2025-06-01/..'
    """
    if isinstance(recipe, Constant):
        return recipe.text
    cells = [row[place] for place in (recipe.places if isinstance(recipe, Joined) else recipe)]
    bad = next((one for one in cells if isinstance(one, Unreadable)), None)
    if bad is not None:
        return bad
    if not any(isinstance(one, Number) for one in cells):
        return _together(recipe, cells)
    if all(isinstance(one, Number) or not any(map(str.isdecimal, one)) for one in cells):
        return Number(_together(recipe, cells))
    return _together(recipe, [_as_text(one, decimal) for one in cells])


def _as_text(cell: str, decimal: str | None) -> str:
    """A cell as it would be written among others, in which a comma may stand before the decimals."""
    return cell.replace(".", ",") if decimal == "," and isinstance(cell, Number) else cell


def value_in(cell: str, decimal: str | None, *, words: bool = False) -> Value:
    """Return the figure, or the word where *words* may stand, that a cell says."""
    return read_value(cell, words=words, decimal="." if isinstance(cell, Number) else decimal)


def is_figure(cell: str, decimal: str | None) -> bool:
    """Return whether a cell holds one figure, and no bound of one and no word."""
    try:
        found = value_in(cell, decimal)
    except InvalidRecord:
        return False
    return isinstance(found, Quantity) and found.low == found.high


def _together(recipe: Recipe, cells: Sequence[str]) -> str:
    """The cells of a row that make one text."""
    if isinstance(recipe, Joined):
        return recipe.between.join(one for one in cells if one)
    first, second = cells
    if isinstance(recipe, Span):
        return f"{first or OPEN}/{second or OPEN}" if first or second else ""
    if isinstance(recipe, Ends):
        if first and second and first != second:
            return f"from {first} to {second}"
        if not first or not second:
            return f"at least {first}" if first else f"at most {second}" if second else ""
        return first
    if first and not second:
        return first
    return f"{first} of {second}" if first else ""
