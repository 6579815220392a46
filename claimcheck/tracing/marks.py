"""Which figures of a text are odd enough to be recognised elsewhere, and what does the text say with them?"""

import re
from fractions import Fraction
from typing import Final

from attrs import frozen

from claimcheck.quantity import Quantity
from claimcheck.reading.figures import find_quantities
from claimcheck.tracing.sourcetext import SourceText

__all__ = ["Mark", "marks_of", "read_mark"]

_DIGITS: Final = re.compile(r"[0-9](?:[.,]?[0-9]){1,20}")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_AROUND: Final = 80
_LOOKS: Final = 4
_ODD: Final = 3
"""Digits, without the zeros at either end, that make a figure odd: 471 and 12.5 are, 52 and 1,200 are not."""


@frozen
class Mark:
    """A figure as it is read: its value and unit, the words it stands in, and whether it is odd by itself."""

    value: tuple[Fraction | int | None, Fraction | int | None, str | None]
    words: str
    odd: bool


def marks_of(source: SourceText) -> set[str]:
    """Return the digits of the figures of *source* that are not round, without the zeros at either end.

    This is quick and coarse: `read_mark` tells what is a figure and what a time, a date or a number of a page.

    Examples:
        >>> sorted(marks_of(SourceText(key="a", text="In 2023, 471 of 1,240 died; 500 fled.")))
        ['124', '471']
    """
    found = {_digits(text) for text in _DIGITS.findall(source.text) if not _YEAR.fullmatch(text)}
    found |= {_digits(str(figure.low)) for figure in source.figures if figure.low is not None}
    return {digits for digits in found if len(digits) > 1}


def read_mark(source: SourceText, digits: str) -> Mark | None:
    """Return the figure of *source* with these *digits*, or None where they are no figure.

    Examples:
        >>> read_mark(SourceText(key="a", text="On Monday 471 people were killed."), "471").words
        '471 people'
        >>> read_mark(SourceText(key="a", text="It began at 04:71."), "471") is None
        True
    """
    looks = 0
    for found in _DIGITS.finditer(source.text):
        if _digits(found.group()) != digits:
            continue
        looks += 1
        if looks > _LOOKS:
            break
        first = max(0, found.start() - _AROUND)
        around = source.text[first : found.end() + _AROUND]
        for mention in find_quantities(around):
            if mention.start <= found.start() - first < mention.end and mention.quantity.low is not None:
                noun = f" {mention.noun}" if mention.noun else ""
                return _mark(mention.quantity, f"{around[mention.start : mention.end]}{noun}", digits)
    for figure in source.figures:
        if figure.low is not None and _digits(str(figure.low)) == digits:
            return _mark(figure, str(figure), digits)
    return None


def _mark(figure: Quantity, words: str, digits: str) -> Mark:
    return Mark((figure.low, figure.high, figure.unit), " ".join(words.split()), len(digits) >= _ODD)


def _digits(text: str) -> str:
    return text.replace(",", "").replace(".", "").strip("0")
