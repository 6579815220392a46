"""Which exact number does a run of digits write, with what stands behind it: groups, decimals, magnitudes, powers?"""

from fractions import Fraction
from typing import NamedTuple

from claimcheck.quantity import Number
from claimcheck.reading.numbers.scan import HYPHENS, Scan

__all__ = ["Numeral", "digits_at", "numeral", "proper_fraction", "read_digits", "whole"]

_MOST_DIGITS = 4_000
_MOST_BITS = 13_000
_SPACES = frozenset(" \u00a0\u2009\u202f")
_MINUS = frozenset("-−")


class Numeral(NamedTuple):
    """A number as it stands in a text.

    Attributes:
        value: The number.
        step: One unit of the last written digit, where it has decimals or a magnitude word.
        magnitude: The magnitude word that stands last in it (million: 1000000), else 1.
        stop: The token after it.
        share: It was written as a part of one (a third, three quarters).
        parts: Numerator and denominator, where it was written with a slash (52/80).
        plain: It is a bare run of digits, as a year or a day would be.
    """

    value: Number
    step: Number | None
    magnitude: int
    stop: int
    share: bool = False
    parts: tuple[int, int] | None = None
    plain: bool = False


def whole(number: Number) -> Number:
    """Return *number* as an int where it is whole.

    Examples:
        >>> whole(Fraction(6, 3))
        2
    """
    return number.numerator if number.denominator == 1 else number


def read_digits(run: str) -> tuple[int, int] | None:
    """Return *run* as (mantissa, power of ten), or None where it is no one number.

    Thousands stand in groups of three (of two and three in India); a comma before other than three
    digits, two points or a colon are refused rather than guessed.

    Examples:
        >>> read_digits("1,234"), read_digits("7.8"), read_digits("3.14.15")
        ((1234, 0), (78, -1), None)
        >>> read_digits("12,34,567.89"), read_digits("1.234.567"), read_digits("1e-3"), read_digits("3:40")
        ((123456789, -2), (1234567, 0), (1, -3), None)
    """
    if len(run) > _MOST_DIGITS:
        return None
    if run.isdecimal():
        return None if run[0] == "0" and len(run) > 1 else (int(run), 0)
    if ":" in run or "/" in run:
        return None
    body, power = run, 0
    mark = max(run.rfind("e"), run.rfind("E"))
    if mark >= 0:
        if mark > 300:
            return None
        body, power = run[:mark], int(run[mark + 1 :])
    body = body.replace("’", "'")
    joined, tail = _split_decimals(body)
    if joined is None:
        return None
    return int(joined + tail), power - len(tail)


def _split_decimals(body: str) -> tuple[str | None, str]:
    points, commas = body.count("."), body.count(",")
    if "'" in body:
        separator, point = "'", "."
    elif commas and points and body.rfind(",") < body.find("."):
        separator, point = ",", "."
    elif (commas == 1 and points and body.rfind(".") < body.find(",")) or points > 1:
        separator, point = ".", ","
    else:
        separator, point = ",", "."
    integer, _, tail = body.partition(point)
    groups = integer.split(separator)
    if tail and not tail.isdecimal():
        return None, ""
    if len(groups) > 1:
        if not 1 <= len(groups[0]) <= 3 or groups[0][0] == "0" or len(groups[-1]) != 3:
            return None, ""
        widths = {len(group) for group in groups[1:-1]}
        if widths - {3} and not (separator == "," and widths == {2} and len(groups[0]) <= 2):
            return None, ""
    joined = "".join(groups)
    if not joined.isdecimal() and not (joined == "" and tail):
        return None, ""
    if len(joined) > 1 and joined[0] == "0":
        return None, ""
    return joined, tail


def digits_at(scan: Scan, index: int, money: bool = False) -> Numeral | None:
    """Return the number that the digits at token *index* write, with groups, fraction and magnitude, or None.

    Args:
        scan: The tokens.
        index: Where the digits stand.
        money: A currency stands before them, so that `5m` is 5 million.

    Examples:
        >>> digits_at(Scan("1.2 million"), 0)[:2]
        (1200000, 100000)
        >>> [digits_at(Scan(text), 0).value for text in ("1 234 567", "7bn", "12k", "2-1/2", "6.2x10^3", "2^10")]
        [1234567, 7000000000, 12000, Fraction(5, 2), 6200, 1024]
        >>> digits_at(Scan("52/80 drones"), 0).parts
        (52, 80)
        >>> digits_at(Scan("rose 6 . 2 %"), 1).value, digits_at(Scan("80 , 000 seats"), 0).value
        (Fraction(31, 5), 80000)
    """
    run = scan.words[index]
    if "/" in run:
        return _slashed(run, index + 1)
    pair = read_digits(run)
    if pair is None:
        return None
    stop = index + 1
    following = scan.words[stop]
    if scan.digits[stop]:
        mixed = _mixed_digits(scan, index, stop, pair)
        if mixed is not None:
            return mixed
        pair, stop = _spaced_groups(scan, index) or (pair, stop)
        following = scan.words[stop]
    elif following in (".", ",") and scan.digits[stop + 1]:
        pair, stop = _parted(scan, index) or (pair, stop)
        following = scan.words[stop]
    elif following in HYPHENS and scan.digits[stop + 1] and scan.glued(stop) and scan.glued(stop + 1):
        mixed = _mixed_digits(scan, index, stop + 1, pair)
        if mixed is not None:
            return mixed
    mantissa, power = pair
    if power == 0 and following in scan.wording.vulgar:
        return Numeral(mantissa + scan.wording.vulgar[following], None, 1, stop + 1)
    if following in ("x", "\u00d7", "^"):
        raised = _scientific(scan, mantissa, power, stop)
        if raised is not None:
            return raised
    magnitude, beyond = _magnitude_at(scan, stop, money)
    plain = beyond == index + 1 and run.isdecimal()
    if plain:
        return Numeral(mantissa, None, 1, beyond, plain=True)
    return numeral(mantissa, power, magnitude, beyond)


def numeral(mantissa: int, power: int, magnitude: int, stop: int) -> Numeral:
    """Return mantissa * 10**power * magnitude, with the unit of its last written digit.

    Examples:
        >>> numeral(12, -1, 10**6, 2)[:3]
        (1200000, 100000, 1000000)
    """
    step: Number | None = None
    if power >= 0:
        value: Number = mantissa * 10**power * magnitude
        if magnitude > 1 or power:
            step = 10**power * magnitude
    else:
        unit = 10**-power
        if magnitude % unit == 0:
            step = magnitude // unit
            value = mantissa * step
        else:
            step = Fraction(magnitude, unit)
            value = Fraction(mantissa * magnitude, unit)
    return Numeral(value, step, magnitude, stop)


def _mixed_digits(scan: Scan, index: int, place: int, pair: tuple[int, int]) -> Numeral | None:
    """Read `2 1/2` and `2-1/2`, the fraction at *place*."""
    if pair[1] != 0 or scan.starts[place] > scan.ends[index] + 2:
        return None
    part = proper_fraction(scan.words[place])
    return None if part is None else Numeral(pair[0] + part, None, 1, place + 1)


def proper_fraction(run: str) -> Fraction | None:
    """Return the fraction below one that *run* writes with a small denominator, or None.

    Examples:
        >>> proper_fraction("3/4"), proper_fraction("9/11"), proper_fraction("52/80"), proper_fraction("5/4")
        (Fraction(3, 4), Fraction(9, 11), None, None)
    """
    part = _slashed(run, 0) if "/" in run else None
    if part is None or part.parts is None or not 0 < part.parts[0] < part.parts[1] <= 16:
        return None
    return Fraction(part.value)


def _magnitude_at(scan: Scan, index: int, money: bool) -> tuple[int, int]:
    """Return the magnitude written after digits (million, bn, k), else 1, and the token after it."""
    wording = scan.wording
    magnitudes = wording.magnitudes
    word, stop = scan.words[index], index
    magnitude = magnitudes.get(word, 1)
    if magnitude > 1:
        stop += 1
    elif word in HYPHENS and scan.words[index + 1] in magnitudes and scan.glued(index) and scan.glued(index + 1):
        magnitude, stop = magnitudes[scan.words[index + 1]], index + 2
    elif word in wording.letter_starts:
        gap = scan.starts[index] - scan.ends[index - 1]
        written = scan.written(index)
        known = written in (wording.money_letters if money else wording.letters)
        if known and (gap == 0 or (gap <= 2 and (written == "k" or money))):
            magnitude, stop = wording.money_letters[written], index + 1
    if magnitude > 1:
        larger = magnitudes.get(scan.words[stop], 1)
        if larger > magnitude:
            return magnitude * larger, stop + 1
    return magnitude, stop


def _scientific(scan: Scan, mantissa: int, power: int, index: int) -> Numeral | None:
    """Read the rest of `6.23 x 10^-4` and of `2^10`."""
    scaled = scan.words[index] != "^"
    if scaled and (scan.words[index + 1] != "10" or scan.words[index + 2] != "^"):
        return None
    place = index + 3 if scaled else index + 1
    if not scaled and not (scan.glued(index) and scan.glued(place)):
        return None
    sign = -1 if scan.words[place] in _MINUS else 1
    place += sign < 0 or scan.words[place] == "+"
    exponent = scan.words[place]
    if not scan.digits[place] or not exponent.isdecimal() or len(exponent) > 3:
        return None
    raised = sign * int(exponent)
    if scaled:
        return numeral(mantissa, power + raised, 1, place + 1)
    base = Fraction(mantissa) * Fraction(10) ** power
    if base == 0 or (base.numerator * base.denominator).bit_length() * abs(raised) > _MOST_BITS:
        return None
    return Numeral(whole(base**raised), None, 1, place + 1)


def _slashed(run: str, stop: int) -> Numeral | None:
    above, _, below = run.partition("/")
    if not (above.isdecimal() and below.isdecimal()) or len(run) > 40:
        return None
    first, second = int(above), int(below)
    if second == 0 or (above[0] == "0" and first) or below[0] == "0" or first > 10**12:
        return None
    return Numeral(Fraction(first, second), None, 1, stop, parts=(first, second))


def _parted(scan: Scan, index: int) -> tuple[tuple[int, int], int] | None:
    """Return `6 . 2` before a unit or a magnitude as 6.2, `80 , 000` as 80000: text whose signs stand apart."""
    run, point, tail = scan.words[index], index + 1, scan.words[index + 2]
    apart = scan.starts[point] == scan.ends[index] + 1 and scan.starts[point + 1] == scan.ends[point] + 1
    if not (apart and run.isdecimal() and tail.isdecimal()) or len(run) + len(tail) > 40:
        return None
    if scan.words[point] == ".":
        after = scan.words[index + 3]
        if after not in scan.wording.magnitudes and after not in scan.wording.units:
            return None
        return (int(run + tail), -len(tail)), index + 3
    if len(tail) != 3 or len(run) > 3 or run[0] == "0":
        return None
    return (int(run + tail), 0), index + 3


def _spaced_groups(scan: Scan, index: int) -> tuple[tuple[int, int], int] | None:
    """Return `1 234 567` as one number; a run of digits in other groups is a telephone number or a list."""
    run = scan.words[index]
    if not run.isdecimal() or len(run) > 3 or run[0] == "0":
        return None
    stop, joined, tail = index + 1, [run], ""
    while scan.digits[stop] and stop - index < 12:
        group = scan.words[stop]
        if scan.starts[stop] != scan.ends[stop - 1] + 1 or scan.text[scan.ends[stop - 1]] not in _SPACES:
            break
        integer, _, decimals = group.partition(".")
        if len(integer) != 3 or not integer.isdecimal() or (decimals and not decimals.isdecimal()):
            break
        joined.append(integer)
        stop += 1
        if decimals:
            tail = decimals
            break
    if len(joined) == 1:
        return None
    return (int("".join(joined) + tail), -len(tail)), stop
