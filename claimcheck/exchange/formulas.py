"""Which text of a cell would a spreadsheet run as a formula, and how does it stand in a file so that it is not run?

Source: OWASP, CSV Injection. What stands behind the apostrophe comes back as it was, whatever it begins with itself:
an apostrophe is put before text that is apostrophes, none or more, and then what needs one; and taken away from it.
"""

import re
from typing import Final

__all__ = ["FORMULA", "NUMBER", "disarmed", "harmless_text", "rearmed", "runs"]

# In the syntax that Python's and Arrow's expressions share.
FORMULA: Final = "^[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
"""What text begins with that a spreadsheet would run."""
NUMBER: Final = "[+-]?[0-9][0-9,]*([.][0-9]*)?([eE][+-]?[0-9]+)?%?"
"""What begins so and is a number all the same."""
_RUNS: Final = re.compile(FORMULA)
_IS_NUMBER: Final = re.compile(NUMBER)
_MARK: Final = "'"


def runs(text: str) -> bool:
    """Return whether a spreadsheet would run *text*, which is no number.

    Examples:
        >>> runs("=1+1"), runs("-5")
        (True, False)
    """
    return _RUNS.match(text) is not None and _IS_NUMBER.fullmatch(text) is None


def harmless_text(cell: str) -> str:
    """Return a cell of text as it may stand in a file that a spreadsheet opens; numbers stay as they are.

    Examples:
        >>> harmless_text("=1+1"), harmless_text("-5"), harmless_text("at least 5")
        ("'=1+1", '-5', 'at least 5')
    """
    return f"{_MARK}{cell}" if runs(cell) else cell


def disarmed(text: str, *, formulas: bool = True) -> str:
    """Return *text* as it stands in a cell whose outer blanks count for nothing: the inverse of ``rearmed``.

    An apostrophe stands before what a spreadsheet would run, unless *formulas* is false, and before what has outer
    blanks; of these also before what has apostrophes before it already.

    Examples:
        >>> disarmed("=1+1"), disarmed("'=1+1"), disarmed("'No', he said"), disarmed(" a")
        ("'=1+1", "''=1+1", "'No', he said", "' a")
    """
    return f"{_MARK}{text}" if _needs_mark(text.lstrip(_MARK), formulas=formulas) else text


def rearmed(cell: str, *, formulas: bool = True) -> str:
    """Return the text that a cell says: without its outer blanks and without the apostrophe of ``disarmed``.

    Examples:
        >>> rearmed("'=1+1"), rearmed("''=1+1"), rearmed("'No', he said"), rearmed(" Kyiv ")
        ('=1+1', "'=1+1", "'No', he said", 'Kyiv')
    """
    if cell.startswith(_MARK) and _needs_mark(cell.lstrip(_MARK), formulas=formulas):
        return cell[1:]
    return cell.strip()


def _needs_mark(text: str, *, formulas: bool) -> bool:
    return (formulas and runs(text)) or text != text.strip()
