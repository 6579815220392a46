"""Which figures of a text are odd enough to be recognised elsewhere, and what does the text say with them?"""

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from attrs import frozen

from claimcheck.quantity import Quantity
from claimcheck.reading.figures import find_quantities
from claimcheck.reading.language import LANGUAGES
from claimcheck.tracing.sourcetext import SourceText

__all__ = ["Mark", "marks_of", "read_mark"]

_DIGITS: Final = re.compile(r"[0-9](?:[.,]?[0-9]){1,20}")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_AROUND: Final = 80
_LOOKS: Final = 4


@frozen
class Mark:
    """A figure as it is read: its value and unit, and the words it stands in."""

    value: tuple[Fraction | int | None, Fraction | int | None, str | None]
    words: str


def marks_of(source: SourceText) -> dict[str, tuple[int, ...]]:
    """Return the digits of the figures of *source* that are not round, without outer zeros, and where they stand first.

    This is quick and coarse: `read_mark` tells what is a figure and what a time, a date or a number of a page.

    Examples:
        >>> sorted(marks_of(SourceText(key="a", text="In 2023, 471 of 1,240 died; 500 fled.")))
        ['124', '471']
    """
    found: dict[str, tuple[int, ...]] = {}
    for one in _DIGITS.finditer(source.text):
        written = one.group()
        digits = _digits(written)
        if len(digits) > 1 and not _YEAR.fullmatch(written):
            places = found.get(digits, ())
            if len(places) < _LOOKS:
                found[digits] = (*places, one.start())
    for figure in source.figures:
        digits = "" if figure.low is None else _digits(str(figure.low))
        if len(digits) > 1:
            found.setdefault(digits, ())
    return found


def read_mark(source: SourceText, digits: str, places: Iterable[int]) -> Mark | None:
    """Return the figure of *source* with these *digits*, at one of *places*, or None where they are no figure.

    Examples:
        >>> read_mark(SourceText(key="a", text="On Monday 471 people were killed."), "471", [10]).words
        '471 people'
        >>> read_mark(SourceText(key="a", text="It began at 04:71."), "71", [16]) is None
        True
    """
    # The words before a figure may only be read in a language that is known; elsewhere it is read by itself.
    known = source.language is None or source.language.partition("-")[0].casefold() in LANGUAGES
    for place in places:
        first = max(0, place - _AROUND) if known else place
        around = source.text[first : place + len(digits) + _AROUND]
        for mention in find_quantities(around):
            if mention.start <= place - first < mention.end and mention.quantity.low is not None:
                noun = f" {mention.noun}" if mention.noun else ""
                return _mark(mention.quantity, f"{around[mention.start : mention.end]}{noun}")
    for figure in source.figures:
        if figure.low is not None and _digits(str(figure.low)) == digits:
            return _mark(figure, str(figure))
    return None


def _mark(figure: Quantity, words: str) -> Mark:
    return Mark((figure.low, figure.high, figure.unit), " ".join(words.split()))


def _digits(text: str) -> str:
    return text.replace(",", "").replace(".", "").strip("0")
