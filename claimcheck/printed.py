"""How are a number and its unit written for a reader: 1.4 billion, 2 1/2, 3 crore, miles per hour?"""

from datetime import date, timedelta
from fractions import Fraction
from typing import Final

__all__ = ["EPOCH_DAY", "days_written", "decimal_text", "is_decimal", "unit_words", "written", "written_range"]

_MAGNITUDES = ((12, "trillion"), (9, "billion"), (6, "million"), (3, "thousand"))
_UNIT_SIGNS = {
    "percent": "%",
    "percentage_point": "percentage points",
    "share": "of the whole",
    "degree_Celsius": "°C",
    "degree_Fahrenheit": "°F",
}
_POWERS = {" ** 2": "square", " ** 3": "cubic"}
_PLURALS = {"foot": "feet", "inch": "inches", "century": "centuries", "penny": "pence"}
_SAME_IN_PLURAL = ("hertz", "psi", "ksi", "horsepower", "kelvin")
_MOST_PARTS = 16  # the smallest parts that a number is written in beside a whole one: 2 1/2
_RUPEES = frozenset({"INR", "PKR", "BDT"})
_LAKH, _CRORE = 10**5, 10**7


def written(number: int | Fraction, step: int | Fraction | None, unit: str | None = None) -> str:
    """Return *number* as it would be written with this last digit, or in full where it cannot be.

    Args:
        number: The number.
        step: One unit of its last written digit, as a Quantity has it.
        unit: What it measures; rupees are counted in lakh and crore.

    Examples:
        >>> written(1_200_000, 100_000), written(Fraction(5, 2), None), written(30_000_000, 10**7, "INR")
        ('1.2 million', '2 1/2', '3 crore')
    """
    if step is None:
        return f"{number:,}" if isinstance(number, int) else _mixed(number)
    if step > 1:
        if step == _CRORE and number % _CRORE == 0 and (unit in _RUPEES or -10 * _CRORE < number < 10 * _CRORE):
            return f"{int(number // _CRORE):,} crore"
        if step == _LAKH and number % _LAKH == 0 and unit in _RUPEES and -100 * _LAKH < number < 100 * _LAKH:
            return f"{int(number // _LAKH):,} lakh"
        for power, word in reversed(_MAGNITUDES):
            if step <= 10**power or power == 12:
                short = Fraction(number, 10**power)
                decimals = _decimals(short, Fraction(step) / 10**power)
                if decimals is not None:
                    return f"{decimals} {word}"
    decimals = _decimals(Fraction(number), Fraction(step))
    return str(number) if decimals is None else decimals


def written_range(
    low: int | Fraction, high: int | Fraction, step: int | Fraction | None, unit: str | None = None
) -> str:
    """Return two ends as they would be written, decimals that are all zeros only where both would lose them.

    Examples:
        >>> written_range(100, 300, None), written_range(1_500_000_000, 2_000_000_000, 10**8)
        ('100-300', 'from 1.5 billion to 2 billion')
        >>> written_range(-5, 3, None), written_range(1_000_000_000, 2_000_000_000, 10**8)
        ('from -5 to 3', 'from 1.0 billion to 2.0 billion')
    """
    first, last = written(low, step, unit), written(high, step, unit)
    first, last = _without_zeros(first, last), _without_zeros(last, first)
    plain = low >= 0 and " " not in first + last and "/" not in first + last
    return f"{first}-{last}" if plain else f"from {first} to {last}"


EPOCH_DAY: Final = "epoch day"
"""The unit of a figure that is a day, counted from 1 January 1970, as registers of persons and companies hold them."""


def days_written(low: int | Fraction | None, high: int | Fraction | None) -> str | None:
    """Return the day, the month, the year or the first and last day that figures of ``EPOCH_DAY`` stand for.

    Examples:
        >>> days_written(1, 1), days_written(0, 364), days_written(0, 30), days_written(1, 366)
        ('1970-01-02', '1970', '1970-01', '1970-01-02/1971-01-02')
    """
    if type(low) is not int or type(high) is not int or not max(abs(low), abs(high)) < _MOST_DAYS:
        return None
    try:
        first, last = (date.fromordinal(_EPOCH + day) for day in (low, high))
    except (ValueError, OverflowError):
        return None
    if first == last:
        return first.isoformat()
    after = last + timedelta(days=1) if last < date.max else last
    if (first.month, first.day, after.month, after.day) == (1, 1, 1, 1) and after.year == first.year + 1:
        return f"{first.year:04}"
    if first.day == after.day == 1 and (after.year - first.year) * 12 + after.month - first.month == 1:
        return f"{first.year:04}-{first.month:02}"
    return f"{first.isoformat()}/{last.isoformat()}"


_EPOCH: Final = date(1970, 1, 1).toordinal()
_MOST_DAYS: Final = 4_000_000


def unit_words(unit: str, one: bool) -> str:
    """Return the name of *unit* as a reader would have it behind a number, in the singular behind *one*.

    Examples:
        >>> unit_words("hour", True), unit_words("foot", False), unit_words("kilometre ** 2", False)
        ('hour', 'feet', 'square kilometres')
        >>> unit_words("mile / hour", False), unit_words("degree_Celsius", False), unit_words("USD", False)
        ('miles per hour', '°C', 'USD')
    """
    if unit in _UNIT_SIGNS:
        return _UNIT_SIGNS[unit]
    above, _, below = unit.partition(" / ")
    for power, word in _POWERS.items():
        if above.endswith(power):
            above = f"{word} {above.removesuffix(power)}"
    name = above.replace("_", " ")
    if not one and name.islower() and not name.endswith(_SAME_IN_PLURAL):
        before, space, last = name.rpartition(" ")
        name = before + space + _PLURALS.get(last, f"{last}s")
    return f"{name} per {below.replace('_', ' ')}" if below else name


def _without_zeros(number: str, other: str) -> str:
    """Return *number* without decimals that are all zeros, where *other* has decimals that show how exact both are."""
    digits, _, word = number.partition(" ")
    others, _, same = other.partition(" ")
    whole, _, tail = digits.partition(".")
    if not tail or tail.strip("0") or word != same or not others.partition(".")[2].strip("0"):
        return number
    return f"{whole} {word}" if word else whole


def _mixed(number: Fraction) -> str:
    """Return a fraction with the whole number before it, where its parts are such as people count: 2 1/2."""
    whole, rest = divmod(abs(number.numerator), number.denominator)
    if not whole or number.denominator > _MOST_PARTS:
        return str(number)
    return f"{'-' if number < 0 else ''}{whole:,} {rest}/{number.denominator}"


def _decimals(number: Fraction, step: Fraction) -> str | None:
    """Return *number* in decimals down to *step*, or None where it has no such decimals."""
    places = 0
    while places < 40 and step * 10**places < 1:
        places += 1
    scaled = number * 10**places
    if scaled.denominator != 1:
        return None
    digits = f"{abs(scaled.numerator):0{places + 1}d}"
    whole, tail = (digits[:-places], digits[-places:]) if places else (digits, "")
    sign = "-" if number < 0 else ""
    grouped = f"{int(whole):,}"
    return f"{sign}{grouped}.{tail}" if tail else f"{sign}{grouped}"


def decimal_text(number: int | Fraction) -> str:
    """Return an exact number in decimals, a third as 1/3.

    Examples:
        >>> decimal_text(Fraction(31, 4)), decimal_text(1234)
        ('7.75', '1234')
    """
    if isinstance(number, int) or number.denominator == 1:
        return str(int(number))
    if not is_decimal(number):
        return str(number)
    places = 0
    while (number * 10**places).denominator != 1:
        places += 1
    digits = f"{abs(int(number * 10**places)):0{places + 1}d}"
    return f"{'-' if number < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def is_decimal(number: Fraction) -> bool:
    """Return whether a number can be written in decimals to its end.

    Examples:
        >>> is_decimal(Fraction(31, 4)), is_decimal(Fraction(1, 3))
        (True, False)
    """
    rest = number.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    return rest == 1
