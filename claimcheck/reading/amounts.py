"""Which amount stands here: a sign, a currency, a number and a unit of measure?"""

from fractions import Fraction
from typing import NamedTuple

from claimcheck.quantity import Number
from claimcheck.reading.numerals import HYPHENS, MAGNITUDES, Scan, number_at
from claimcheck.reading.wording import (
    CURRENCY_CODES,
    CURRENCY_SIGNS,
    DETERMINERS,
    DOLLARS,
    RELATIVE_UNITS,
    SMALLER_UNITS,
    STOP_WORDS,
    TIME_UNITS,
    UNITS,
    is_plural,
    match,
)

__all__ = ["SIGNS", "Amount", "Reading", "amount_at", "unit_at", "whole"]


class Reading:
    """A figure while it is being read: what its words have said so far."""

    __slots__ = (
        "approximate",
        "end",
        "estimate",
        "high",
        "low",
        "nearly",
        "of",
        "other",
        "sense",
        "soft",
        "start",
        "step",
        "unit",
    )

    def __init__(self, start: int) -> None:
        self.start = start
        self.end = start
        self.low: Number | None = None
        self.high: Number | None = None
        self.sense = ""
        self.soft = self.approximate = self.nearly = self.estimate = False
        self.other: tuple[str, Number] | None = None
        self.of: Number | None = None
        self.unit: str | None = None
        self.step: Number | None = None


class Amount(NamedTuple):
    """A number with its unit, where it stands and how it was written.

    Attributes:
        value: The number.
        step: One unit of its last written digit, as a Quantity has it.
        magnitude: The magnitude word it was written with, else 1.
        unit: Its unit of measure, under its canonical name.
        at: The token it starts at.
        stop: The token after it.
        plain: It is a bare run of digits.
        share: It was written as a part of one.
        parts: Numerator and denominator, where it was written with a slash.
    """

    value: Number
    step: Number | None
    magnitude: int
    unit: str | None
    at: int
    stop: int
    plain: bool
    share: bool
    parts: tuple[int, int] | None


_CAPITAL_LETTERS = frozenset({"c", "f", "w", "v"})

_SMALL_LETTERS = frozenset({"m", "g", "l", "t", "s", "h"})

_LENGTHS = frozenset(
    "long tall high wide deep away above below from thick apart sprint dash race relay freestyle".split()
)

_MINUS = frozenset("-−‑‐–")

SIGNS = frozenset("+-−") | frozenset({"minus", "negative", "plus"})


def amount_at(scan: Scan, index: int, *, joined: bool = True) -> Amount | None:
    """Read a sign, a currency, a number and a unit of measure.

    Examples:
        >>> amount_at(Scan("$94.9bn in cash"), 0)[:4]
        (94900000000, 100000000, 1000000000, 'USD')
    """
    words, digits = scan.words, scan.digits
    place, negative, currency = index, False, None
    if not digits[place]:
        word = words[place]
        if word in SIGNS:
            signed = scan.glued(place + 1) or word in ("minus", "negative")
            if not signed or (place and scan.glued(place) and words[place - 1] != "(") or word == "plus":
                return None
            negative = word not in ("+", "plus")
            place += 1
        found = _currency(scan, place)
        if found is not None:
            currency, place = found
            if words[place] in _MINUS and scan.glued(place + 1) and digits[place + 1]:
                negative, place = True, place + 1
    read = number_at(scan, place, money=currency is not None, joined=joined)
    if read is None:
        return None
    value, step, magnitude, stop = read.value, read.step, read.magnitude, read.stop
    if (
        words[stop] == "m"
        and scan.glued(stop)
        and currency is None
        and magnitude == 1
        and digits[place]
        and _is_million(scan, stop)
    ):
        magnitude, step, value, stop = 10**6, whole(10**6 * (step or 1)), whole(value * 10**6), stop + 1
    if words[stop] == "b" and magnitude == 1 and is_plural(words[stop + 1]) and scan.written(stop) == "B":
        magnitude, step, value, stop = (
            10**9,
            whole(10**9 * (step or 1)),
            whole(value * 10**9),
            stop + 1,
        )
    unit = currency
    after = unit_at(scan, stop, magnitude > 1, value == 1)
    if after is not None and (currency is None or after[0] == currency):
        unit, stop = after
    if unit in CURRENCY_CODES and words[stop] in MAGNITUDES and magnitude == 1:
        magnitude = MAGNITUDES[words[stop]]
        value, step, stop = whole(value * magnitude), whole((step or 1) * magnitude), stop + 1
    if unit in SMALLER_UNITS and magnitude == 1:
        value, stop = _with_smaller(scan, value, unit, stop)
    if step is None and unit in ("percent", "percentage_point") and type(value) is int:
        step = 1
    if negative:
        value = -value
    return Amount(
        value,
        step,
        magnitude,
        unit,
        index,
        stop,
        read.plain,
        read.share,
        read.parts,
    )


def _with_smaller(scan: Scan, value: Number, unit: str, index: int) -> tuple[Number, int]:
    """Add what follows in the smaller unit: 5 feet 2 inches, thirteen dollars and forty-five cents."""
    place = index + 1 if scan.words[index] == "and" else index
    smaller, ratio = SMALLER_UNITS[unit]
    read = number_at(scan, place)
    if read is None or not 0 < read.value < ratio or read.magnitude > 1:
        return value, index
    name = unit_at(scan, read.stop, False, read.value == 1)
    if name is None and smaller == "inch" and scan.words[read.stop] == "in":
        name = "inch", read.stop + 1
    if name is None or name[0] != smaller:
        return value, index
    return whole(value + Fraction(read.value, ratio)), name[1]


def whole(number: Number) -> Number:
    """Return *number* as an int where it is whole.

    Examples:
        >>> whole(Fraction(6, 3))
        2
    """
    return number.numerator if number.denominator == 1 else number


def _currency(scan: Scan, index: int) -> tuple[str, int] | None:
    """Return the currency written before a number: $, US$, A$, USD, Rs."""
    words = scan.words
    word = words[index]
    sign = CURRENCY_SIGNS.get(word)
    if sign is not None:
        return sign, index + 1
    following = words[index + 1]
    if following == "$" and word in DOLLARS and (scan.glued(index + 1) or word not in ("a", "s", "r")):
        return DOLLARS[word], index + 2
    if following == "$" and scan.glued(index + 1) and word.upper() in CURRENCY_CODES:
        return word.upper(), index + 2
    if following in CURRENCY_SIGNS and scan.glued(index + 1) and word in ("jp", "cn", "gb"):
        return {"jp": "JPY", "cn": "CNY", "gb": "GBP"}[word], index + 2
    if len(word) == 3 and word.upper() in CURRENCY_CODES and scan.digits[index + 1]:
        written = scan.written(index)
        return (written, index + 1) if written.isupper() else None
    if word == "rs" and (scan.digits[index + 1] or (following == "." and scan.digits[index + 2])):
        return "INR", index + (2 if following == "." else 1)
    return None


def _is_million(scan: Scan, index: int) -> bool:
    """Return whether the m of `2.7m sales` is a million; that of `72m long` is a metre."""
    following = scan.words[index + 1]
    if following == "of":
        return scan.words[index + 2] in DETERMINERS
    if following in _LENGTHS or not following[:1].isalpha() or following in STOP_WORDS:
        return False
    return any(is_plural(scan.words[min(index + ahead, scan.size)]) for ahead in (1, 2, 3, 4, 5))


def unit_at(scan: Scan, index: int, scaled: bool, single: bool) -> tuple[str, int] | None:
    """Return the unit of measure at token *index* under its canonical name, and the token after it.

    Examples:
        >>> unit_at(Scan("90 km/h"), 1, False, False)
        ('kilometre / hour', 4)
    """
    words = scan.words
    word, place, hyphened = words[index], index, False
    if word in HYPHENS and scan.glued(index) and scan.glued(index + 1) and len(words[index + 1]) > 1:
        place, hyphened = index + 1, True
        word = words[place]
    if word not in UNITS:
        return None
    found = match(UNITS, scan, place)
    if found is None:
        return None
    name, stop = found
    if stop == place + 1:
        if len(word) == 1 and word.isalpha():
            written = scan.written(place)
            if (word in _CAPITAL_LETTERS and written == word) or (word in _SMALL_LETTERS and written != word):
                return None
        elif word in CURRENCY_SIGNS:
            if scan.digits[stop]:
                return None
        elif word == "second" and not (single or hyphened):
            return None
        elif word in ("pound", "pounds") and (scaled and not hyphened):
            name = "GBP"
    if words[stop] in ("2", "3") and scan.glued(stop) and name in ("metre", "kilometre", "foot", "mile", "centimetre"):
        name, stop = f"{name} ** {words[stop]}", stop + 1
    if name in TIME_UNITS:
        stop = _past_age(scan, stop)
    elif name.islower() and name not in RELATIVE_UNITS and words[stop] in ("/", "per"):
        below = match(UNITS, scan, stop + 1)
        if below is not None and below[0].islower() and "/" not in below[0]:
            name, stop = f"{name} / {below[0]}", below[1]
    return name, stop


def _past_age(scan: Scan, index: int) -> int:
    if scan.words[index] == "old":
        return index + 1
    if scan.words[index] in HYPHENS and scan.words[index + 1] == "old":
        return index + 2
    return index
