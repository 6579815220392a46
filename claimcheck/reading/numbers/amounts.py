"""Which amount stands here: a sign, a currency, a number and a unit of measure?"""

from fractions import Fraction
from typing import NamedTuple

from claimcheck.quantity import Number
from claimcheck.reading.numbers.digits import whole
from claimcheck.reading.numbers.numerals import number_at
from claimcheck.reading.numbers.scan import Scan
from claimcheck.reading.numbers.unit_words import currency_at, scaled_currency_at, unit_at

__all__ = ["Amount", "amount_at"]


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


_MINUS = frozenset("-−‑‐–")
_PERCENT = frozenset({"percent", "percentage_point"})
_LETTER_ENDS = frozenset({"m", "b"})
_MONEY_REACH = 3  # words before a number among which one may tell of money


def amount_at(scan: Scan, index: int, joined: bool = True) -> Amount | None:
    """Read a sign, a currency, a number and a unit of measure.

    Examples:
        >>> amount_at(Scan("$94.9bn in cash"), 0)[:4]
        (94900000000, 100000000, 1000000000, 'USD')
        >>> amount_at(Scan("-5 °C"), 0)[:4], amount_at(Scan("USD 75 million"), 0)[3]
        ((-5, None, 1, 'degree_Celsius'), 'USD')
        >>> amount_at(Scan("5 degrees below zero"), 0)[0]
        -5
        >>> amount_at(Scan("thirteen dollars forty-five cents"), 0)[0], amount_at(Scan("5 feet 6 inches"), 0)[0]
        (Fraction(269, 20), Fraction(11, 2))
        >>> amount_at(Scan("half an hour"), 0)[::3], amount_at(Scan("a quarter of a mile"), 0)[::3]
        ((Fraction(1, 2), 'hour', False), (Fraction(1, 4), 'mile', False))
        >>> amount_at(Scan("2.7m sales"), 0)[:4], amount_at(Scan("72m tall"), 0)[3]
        ((2700000, 100000, 1000000, None), 'metre')
    """
    place, negative = index, False
    currency: str | None = None
    if not scan.digits[index]:
        ahead = _before_number(scan, index)
        if ahead is None:
            return None
        negative, currency, place = ahead
    read = number_at(scan, place, currency is not None, joined)
    if read is None:
        return None
    value, step, magnitude, stop = read.value, read.step, read.magnitude, read.stop
    if magnitude == 1 and scan.words[stop] in _LETTER_ENDS:
        letter = _letter_magnitude(scan, stop, currency, scan.digits[place])
        if letter > 1:
            magnitude, step, value, stop = letter, whole(letter * (step or 1)), whole(value * letter), stop + 1
    unit = currency
    if currency is None:
        after = unit_at(scan, stop, magnitude > 1, value == 1)
    else:
        after = _currency_again(scan, stop, currency)
    if after is None and read.share:
        after = _part_of_unit(scan, stop)
    if after is not None:
        unit, stop = after
    elif currency is None:
        scaled = scaled_currency_at(scan, stop)
        if scaled is not None:
            unit, factor = scaled
            value, step, stop = whole(value * factor), whole((step or 1) * factor), stop + 1
    if unit is not None and magnitude == 1:
        if scan.words[stop] in scan.wording.magnitudes and unit in scan.wording.currency_codes:
            magnitude = scan.wording.magnitudes[scan.words[stop]]
            value, step, stop = whole(value * magnitude), whole((step or 1) * magnitude), stop + 1
        elif unit in scan.wording.smaller_units:
            value, stop = _with_smaller(scan, value, unit, stop)
        if step is None and unit in _PERCENT and type(value) is int:
            step = 1
    negative, stop = _below_zero(scan, stop, unit, negative)
    return Amount(-value if negative else value, step, magnitude, unit, index, stop, read.plain, read.share, read.parts)


def _below_zero(scan: Scan, index: int, unit: str | None, negative: bool) -> tuple[bool, int]:
    """Return whether a number is negative, and the token after it: 5 degrees below zero, 40 below zero."""
    word, degrees = scan.words[index], unit is not None and unit.startswith("degree")
    if scan.words[index + 1] != "zero" or not (degrees or (unit is None and word == "below")):
        return negative, index
    if word == "below":
        return True, index + 2
    return negative, index + 2 * (word == "above")


def _before_number(scan: Scan, index: int) -> tuple[bool, str | None, int] | None:
    """Return whether a minus and which currency stand here, and the token after them; None for a sign of no number."""
    negative, place = False, index
    if scan.words[index] in scan.wording.signs:
        signed = _sign(scan, index)
        if signed is None:
            return None
        negative, place = signed
    if scan.words[place] not in scan.wording.currency_starts:
        return negative, None, place
    found = currency_at(scan, place)
    if found is None:
        return negative, None, place
    currency, place = found
    if scan.words[place] in _MINUS and scan.glued(place + 1) and scan.digits[place + 1]:
        negative, place = True, place + 1
    return negative, currency, place


def _sign(scan: Scan, index: int) -> tuple[bool, int] | None:
    word = scan.words[index]
    spoken = word in ("minus", "negative")
    if not (scan.glued(index + 1) or spoken) or word == "plus":
        return None
    if index and scan.glued(index) and scan.words[index - 1] != "(":
        return None
    if word == "–" and not _is_minus(scan, index):
        return None
    return word != "+", index + 1


def _is_minus(scan: Scan, index: int) -> bool:
    """Whether a dash written to the digits behind it is a minus: before a temperature, or behind "to" and "of".

    Examples:
        >>> _is_minus(Scan("a low –5 °C"), 2), _is_minus(Scan("fell to –5"), 2), _is_minus(Scan("–5 to –2 °C"), 0)
        (True, True, True)
        >>> _is_minus(Scan("2010 –15"), 1), _is_minus(Scan("Kyiv –5 killed"), 1)
        (False, False)
    """
    words, wording = scan.words, scan.wording
    before = words[index - 1] if index else ""
    if before in wording.before_minus:
        return True
    read = number_at(scan, index + 1) if not before[-1:].isalnum() or before.isalpha() else None
    if read is None:
        return False
    if words[read.stop] in wording.before_minus and words[read.stop + 1] == "–":
        return True
    unit = unit_at(scan, read.stop, False, False)
    return unit is not None and unit[0] in wording.temperatures


def _currency_again(scan: Scan, index: int, currency: str) -> tuple[str, int] | None:
    """Return the unit behind a number that has its currency before it, where the two agree: US$5 dollars."""
    after = unit_at(scan, index, False, False)
    return after if after is not None and after[0] == currency else None


def _part_of_unit(scan: Scan, index: int) -> tuple[str, int] | None:
    """Return the unit that a fraction is a part of, and the token after it: half an hour, a quarter of a mile."""
    place = index + (scan.words[index] == "of")
    return unit_at(scan, place + 1, False, True) if scan.words[place] in ("a", "an") else None


def _letter_magnitude(scan: Scan, index: int, currency: str | None, digits: bool) -> int:
    """Return what the m of `2.7m sales` and the B of `8 B men` multiply by, else 1: the m of `72m long` is a metre."""
    words, wording = scan.words, scan.wording
    following = words[index + 1]
    if words[index] == "b":
        return 10**9 if scan.written(index) == "B" and wording.is_plural(following) else 1
    if currency is not None or not digits or not scan.glued(index):
        return 1
    if _is_about_money(scan, index):
        return 10**6
    if following == "of":
        return 10**6 if words[index + 2] in wording.determiners else 1
    if following in wording.after_metres or not following[:1].isalpha() or following in wording.stop_words:
        return 1
    counted = any(wording.is_plural(words[min(index + ahead, scan.size)]) for ahead in (1, 2, 3, 4, 5))
    return 10**6 if counted else 1


def _is_about_money(scan: Scan, index: int) -> bool:
    """Whether the m behind a number is a million, as a word of money beside it says: worth 40m, the bill is 40m.

    Examples:
        >>> about = _is_about_money
        >>> about(Scan("worth 40m"), 2), about(Scan("The bill is 40m"), 4), about(Scan("a 40m deal"), 2)
        (True, True, True)
        >>> about(Scan("a mast of 40m"), 4), about(Scan("They paid. It fell 40m"), 6)
        (False, False)
    """
    words, wording = scan.words, scan.wording
    if words[index + 1] in wording.money_words:
        return True
    for place in range(index - 2, max(index - 2 - _MONEY_REACH, -1), -1):
        if words[place] in wording.money_words:
            return True
        if not words[place].isalpha():
            break
    return False


def _with_smaller(scan: Scan, value: Number, unit: str, index: int) -> tuple[Number, int]:
    """Add what follows in the smaller unit: 5 feet 2 inches, thirteen dollars and forty-five cents."""
    words = scan.words
    place = index + 1 if words[index] == "and" else index
    smaller, ratio = scan.wording.smaller_units[unit]
    read = number_at(scan, place)
    if read is None or not 0 < read.value < ratio or read.magnitude > 1:
        return value, index
    name = unit_at(scan, read.stop, False, read.value == 1)
    if name is None and smaller == "inch" and words[read.stop] == "in":
        name = "inch", read.stop + 1
    if name is None and ratio == 100 and place == index and read.value >= 10 and read.stop >= scan.size:
        name = smaller, read.stop  # thirteen dollars forty-five
    if name is None or name[0] != smaller:
        return value, index
    return whole(value + Fraction(read.value, ratio)), name[1]
