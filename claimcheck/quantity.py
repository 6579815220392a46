"""What does a figure say: between which ends, of how many, in what unit, and how firmly?"""

from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from attrs import field, frozen

from claimcheck.errors import InvalidRecord
from claimcheck.listed import fields_table, short_repr
from claimcheck.printed import EPOCH_DAY, days_written, unit_words, written, written_range

__all__ = ["Bound", "Number", "Quantity", "Tolerance", "exact", "inferred_tolerance"]

Number: TypeAlias = int | Fraction
"""An exact number: an integer, or a fraction where it is not whole."""

_MOST_BITS = 13_288
"""10**4000 fits; above it Python refuses to print the digits, and no figure of a report comes near."""

_SMALL = 10**18
_FLAGS = ("low_open", "high_open", "approximate", "low_soft", "high_soft")


class Bound(StrEnum):
    """What kind of figure it is: as stated, a documented minimum, an estimate, or a number not known."""

    EXACT = "exact"
    MINIMUM = "minimum"
    ESTIMATE = "estimate"
    UNKNOWN = "unknown"


@frozen(kw_only=True)
class Tolerance:
    """How far loose words reach: "about n" by a share of n from *least* to *most*, "nearly n" from *nearly* of n on.

    Within the two, "about" reaches half a unit of the last written digit.

    Attributes:
        least: The smallest share of the number by which "about" reaches either way.
        most: The largest.
        nearly: The share of the number from which on it counts as nearly the number.

    Raises:
        InvalidRecord: A share is no exact number, or out of order.

    Examples:
        >>> wide = Tolerance(least=Fraction(1, 4), most=Fraction(1, 2))
        >>> inferred_tolerance(40), inferred_tolerance(40, tolerance=wide)
        (2, 10)
    """

    least: Number = Fraction(1, 20)
    most: Number = Fraction(1, 10)
    nearly: Number = Fraction(9, 10)

    def __attrs_post_init__(self) -> None:
        for share in (self.least, self.most, self.nearly):
            if type(share) is not int and type(share) is not Fraction:
                raise InvalidRecord(f"a share of a tolerance is an int or a Fraction, not {share!r}")
        if not 0 <= self.least <= self.most < 1:
            raise InvalidRecord(f"expected 0 <= least <= most < 1, got least {self.least} and most {self.most}")
        if not 0 < self.nearly < 1:
            raise InvalidRecord(f"expected nearly between 0 and 1, got {self.nearly}")


_USUAL = Tolerance()


def inferred_tolerance(number: Number, step: Number | None = None, tolerance: Tolerance = _USUAL) -> Number:
    """Return how far "about *number*" reaches either way.

    Half a unit of the last written digit, but at least 5 % and at most 10 % of the number itself, so
    that about 1 million is not 500,000.

    Args:
        number: The figure as read.
        step: One unit of its last written digit; absent, the figure was written out to the ones.
        tolerance: The least and the most, where they are others than 5 % and 10 %.

    Examples:
        >>> inferred_tolerance(40), inferred_tolerance(1_000_000, 1_000_000)
        (2, 100000)
    """
    size = abs(Fraction(number))
    half = Fraction(1, 2) if step is None else Fraction(step) / 2
    return _whole(min(max(half, size * tolerance.least), size * tolerance.most))


def _whole(number: Number) -> Number:
    return number.numerator if number.denominator == 1 else number


def exact(value: Number | None) -> Number | None:
    """Return a number as a figure holds it: whole as an int, else a Fraction.

    Raises:
        InvalidRecord: It is neither.

    Examples:
        >>> exact(Fraction(4, 2)), exact(3)
        (2, 3)
    """
    if value is None or type(value) is int:
        return value
    if type(value) is Fraction:
        return _whole(value)
    raise InvalidRecord(f"a figure is an int or a Fraction, not {type(value).__name__} {value!r}: floats are not exact")


def _bound(value: "Bound | str") -> Bound:
    if type(value) is Bound:
        return value
    try:
        return Bound(value)
    except ValueError as err:
        raise InvalidRecord(f"bound is one of {', '.join(Bound)}, not {value!r}") from err


@frozen(kw_only=True, slots=True, str=False)
class Quantity:
    """A figure as an interval with open or closed ends; an end that is None is unbounded.

    Two quantities are equal when they say the same, whatever words they were written in.

    Attributes:
        low: The lower end.
        high: The upper end.
        low_open: The lower end itself is excluded ("more than 40").
        high_open: The upper end itself is excluded ("fewer than 40").
        of: The denominator ("52 of 80").
        unit: A unit of measure ("percent", "USD", "kilometre"; "share" for a half, a third), never a
            noun that is counted.
        approximate: The figure was given as about, roughly, some.
        tolerance: How far an approximate figure reaches either way.
        low_soft: The lower end was inferred from a word, not stated ("several").
        high_soft: The upper end was inferred from a word, not stated.
        step: One unit of the last written digit, where the figure has decimals, a magnitude word or a
            percent sign (1.2 million: 100000); None where its digits are written out.
        bound: As stated, a documented minimum, an estimate, or a number not known.
        text: The figure as written.

    Raises:
        InvalidRecord: The ends cross, a number is not exact, or two fields contradict each other.

    Examples:
        >>> figure = Quantity(low=52, high=52, of=80)
        >>> str(figure), figure.share
        ('52 of 80', Fraction(13, 20))
        >>> str(Quantity(low=40, low_open=True))
        'more than 40'
    """

    low: Number | None = field(default=None, converter=exact)
    high: Number | None = field(default=None, converter=exact)
    low_open: bool = False
    high_open: bool = False
    of: Number | None = field(default=None, converter=exact)
    unit: str | None = None
    approximate: bool = False
    tolerance: Number | None = field(default=None, converter=exact)
    low_soft: bool = False
    high_soft: bool = False
    step: Number | None = field(default=None, converter=exact)
    bound: Bound = field(default=Bound.EXACT, converter=_bound)
    text: str = field(default="", eq=False)

    def __attrs_post_init__(self) -> None:
        if not _is_plain(self):
            _check_numbers(self)
            _check_ends(self)
        _check_words(self)

    @property
    def is_exact(self) -> bool:
        """Whether the figure names one number, and neither loosely nor as an estimate."""
        return (
            self.low is not None
            and self.low == self.high
            and not (self.approximate or self.low_soft or self.high_soft)
            and self.bound is Bound.EXACT
        )

    @property
    def share(self) -> Fraction | None:
        """The share that the figure names, where it names one: 52 of 80 and 65 % are both 13/20."""
        if self.low is None or self.low != self.high:
            return None
        if self.of is not None:
            return Fraction(self.low) / self.of
        if self.unit == "percent":
            return Fraction(self.low) / 100
        return Fraction(self.low) if self.unit == "share" else None

    __repr__ = short_repr
    _repr_html_ = fields_table

    def __str__(self) -> str:
        days = days_written(self.low, self.high) if self.unit == EPOCH_DAY and self.of is None else None
        if days is not None:
            return days
        words = _interval_words(self)
        if self.of is not None:
            words = f"{words} of {written(self.of, None)}"
        if self.unit is not None:
            words = f"{words} {unit_words(self.unit, _is_one(self))}"
        return words


def _is_plain(figure: Quantity) -> bool:
    """Whether it is one small count and says nothing else, as most figures do: there is nothing to check."""
    return (
        type(figure.low) is int
        and figure.low == figure.high
        and -_SMALL < figure.low < _SMALL
        and figure.of is None
        and figure.step is None
        and figure.tolerance is None
        and figure.bound is Bound.EXACT
        and not (figure.low_open or figure.high_open)
    )


def _check_numbers(figure: Quantity) -> None:
    for name, number in (
        ("low", figure.low),
        ("high", figure.high),
        ("of", figure.of),
        ("tolerance", figure.tolerance),
        ("step", figure.step),
    ):
        if number is None:
            continue
        if number.numerator.bit_length() > _MOST_BITS or number.denominator.bit_length() > _MOST_BITS:
            raise InvalidRecord(f"{name} has more than 4,000 digits")
    if figure.of is not None and figure.of <= 0:
        raise InvalidRecord(f"of is what the figure is counted out of, so above 0, not {figure.of}")
    if figure.step is not None and figure.step <= 0:
        raise InvalidRecord(f"step is one unit of the last written digit, so above 0, not {figure.step}")
    if figure.tolerance is not None:
        if not figure.approximate:
            raise InvalidRecord("tolerance belongs to an approximate figure only")
        if figure.tolerance < 0:
            raise InvalidRecord(f"tolerance is a width, so not below 0: {figure.tolerance}")


def _check_ends(figure: Quantity) -> None:
    low, high = figure.low, figure.high
    if low is None and (figure.low_open or figure.low_soft):
        raise InvalidRecord("low_open and low_soft describe a lower end, and there is none")
    if high is None and (figure.high_open or figure.high_soft):
        raise InvalidRecord("high_open and high_soft describe an upper end, and there is none")
    if (low is None and high is None) is not (figure.bound is Bound.UNKNOWN):
        raise InvalidRecord("a figure without both ends is bound='unknown', and only such a figure is")
    if low is not None and high is not None:
        if low > high:
            raise InvalidRecord(f"the lower end {low} lies above the upper end {high}")
        if low == high and (figure.low_open or figure.high_open):
            raise InvalidRecord(f"no number lies between {low} and {high} with an end left out")


def _check_words(figure: Quantity) -> None:
    flags = (figure.low_open, figure.high_open, figure.approximate, figure.low_soft, figure.high_soft)
    for flag in flags:
        if flag is not True and flag is not False:
            raise InvalidRecord(f"{_FLAGS[[one is flag for one in flags].index(True)]} is True or False, not {flag!r}")
    if figure.unit is None and type(figure.text) is str and figure.text.isprintable():
        return
    for name, words in (("text", figure.text), ("unit", "" if figure.unit is None else figure.unit)):
        if not isinstance(words, str):
            raise InvalidRecord(f"{name} is text, not {words!r}")
        if "\0" in words or not (words.isascii() or _encodes(words)):
            raise InvalidRecord(f"{name} holds a NUL or a lone surrogate, which no file can keep")
    if figure.unit is not None and not figure.unit.strip():
        raise InvalidRecord("unit is a name or None, not blank")


def _encodes(words: str) -> bool:
    try:
        words.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _interval_words(figure: Quantity) -> str:
    low, high, step, unit = figure.low, figure.high, figure.step, figure.unit
    loose = figure.low_soft and figure.high_soft and low == high and unit != "share"
    about = "about " if figure.approximate or loose else ""
    estimated = "an estimated " if figure.bound is Bound.ESTIMATE else ""
    if low is None and high is None:
        return "an unknown number"
    if low is None or high is None:
        return estimated + _one_ended(figure, about)
    if low == high:
        return f"{about}{estimated}{written(low, step, unit)}"
    if figure.low_soft and figure.high_soft and figure.high_open and low * 10 == high * 9:
        return f"{estimated}nearly {written(high, step, unit)}"
    if not figure.low_open and not figure.high_open:
        return about + estimated + written_range(low, high, step, unit)
    above = "more than" if figure.low_open else "at least"
    below = "less than" if figure.high_open else "at most"
    return f"{estimated}{above} {about}{written(low, step, unit)} and {below} {about}{written(high, step, unit)}"


def _one_ended(figure: Quantity, about: str) -> str:
    if figure.low is not None:
        words = "more than" if figure.low_open else "at least"
        return f"{words} {'about ' if figure.low_soft else about}{written(figure.low, figure.step, figure.unit)}"
    words = "less than" if figure.high_open else "at most"
    return f"{words} {'about ' if figure.high_soft else about}{written(figure.high or 0, figure.step, figure.unit)}"


def _is_one(figure: Quantity) -> bool:
    """Whether what is measured stands in the singular: 1 hour, 1/2 mile; but 1.0 hours, 1 of 3 hours."""
    last = figure.low if figure.high is None else figure.high
    if last is None or figure.of is not None or figure.step is not None:
        return False
    return abs(last) == 1 or (type(last) is Fraction and abs(last) < 1)
