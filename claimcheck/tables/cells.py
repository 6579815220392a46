"""What one cell says: a figure in words or digits, with the bound, the basis and the unit that stand beside it."""

from fractions import Fraction
from math import inf
from typing import Final

from attrs import evolve, frozen

from claimcheck.comparing.axes import stand
from claimcheck.comparing.context import Bare
from claimcheck.comparing.pair import figure_words, is_soft
from claimcheck.comparing.values import Range
from claimcheck.model import Basis, Category, Claim, Measure, Proposition
from claimcheck.printed import decimal_text, is_decimal, written
from claimcheck.quantity import Bound, Quantity
from claimcheck.reading.figures import find_quantities, parse_value
from claimcheck.spans import TimeSpan
from claimcheck.tables.rows import End, Form
from claimcheck.vocabulary import Vocabulary

__all__ = [
    "_BOUNDS",
    "Cell",
    "Declared",
    "Unreadable",
    "decimal_text",
    "in_decimals",
    "is_estimate",
    "read_bound",
    "read_cell",
    "read_name",
]

_BOUNDS: Final = {
    "": "{}",
    "exact": "{}",
    "=": "{}",
    "minimum": "at least {}",
    "min": "at least {}",
    "floor": "at least {}",
    "documented": "at least {}",
    ">=": "at least {}",
    "≥": "at least {}",
    "maximum": "at most {}",
    "max": "at most {}",
    "<=": "at most {}",
    "≤": "at most {}",
    "more": "more than {}",
    ">": "more than {}",
    "less": "less than {}",
    "fewer": "fewer than {}",
    "<": "less than {}",
    "approximate": "about {}",
    "approximately": "about {}",
    "approx": "about {}",
    "approx.": "about {}",
    "ca.": "about {}",
    "~": "about {}",
    "≈": "about {}",
    "estimate": "{}",
    "estimated": "{}",
}
"""Words of a column of bounds, and the phrase that each stands for; any other word is read as a phrase itself."""

_ESTIMATES: Final = frozenset({"estimate", "estimated"})
_SMALL: Final = 10**6


class Unreadable(ValueError):
    """A cell says nothing that can be held against others; the message tells why.

    ``about`` is the option of ``flag`` whose column holds it: value, bound, unit or basis.
    """

    def __init__(self, message: str, about: str = "value") -> None:
        super().__init__(message)
        self.about = about


@frozen
class Declared:
    """What the figures of a table measure: a term of a vocabulary, or nothing declared."""

    words: Vocabulary
    name: str | None = None

    @property
    def measure(self) -> Measure | None:
        """The declared term, or None."""
        return None if self.name is None else self.words.measure(self.words.concept(self.name))

    def meant(self, party: str | None, period: TimeSpan | None) -> str:
        """What the measure means as this party uses the word at that time."""
        claim = Claim(
            key="cell",
            claimants=() if party is None else (party,),
            proposition=Proposition(measure=self.name, occurred=period),
        )
        return str(stand(claim, _Words(self.words)).measure)

    @property
    def accumulates(self) -> bool:
        """Whether figures are tolls that grow while they are counted."""
        return self.measure is not None and self.measure.accumulates


@frozen(eq=False)
class Cell:
    """One distinct value of a table, as the plain objects have it and as arrays hold it.

    Attributes:
        value: The figure, or the word.
        basis: How its claimant knows.
        form: Which line it lies on.
        low: The lower end as compared, minus infinity where there is none.
        high: The upper end.
        ends: What else is to be known of the ends.
        unit: The unit of a figure, the folded word of a word.
        text: How it is shown.
        of: What a figure is counted out of, where it is.
    """

    value: Quantity | Category
    basis: Basis | None
    form: Form
    low: float
    high: float
    ends: End
    unit: str
    text: str
    of: float | None = None


def read_bound(word: str) -> str:
    """Return the phrase into which a word of a column of bounds puts a figure.

    Raises:
        Unreadable: No figure can be read with this word before it.

    Examples:
        >>> read_bound("minimum"), read_bound("nearly")
        ('at least {}', 'nearly {}')
    """
    said = " ".join(word.split()).casefold()
    if said in _BOUNDS:
        return _BOUNDS[said]
    plain, read = parse_value("1234"), parse_value(f"{said} 1234")
    if read is None or (read == plain and said not in {"exactly", "just"}):
        known = "minimum, maximum, more, less, about, estimate"
        raise Unreadable(f"no bound of a figure is called {word!r}: expected {known}", "bound")
    return f"{said} {{}}"


def is_estimate(word: str) -> bool:
    """Return whether a word of a column of bounds says that the figure is an estimate.

    Examples:
        >>> is_estimate("Estimated"), is_estimate("minimum")
        (True, False)
    """
    return word.strip().casefold() in _ESTIMATES


def read_cell(
    said: str | Quantity, declared: Declared, *, bound: str = "", unit: str = "", basis: str = "", words: bool = False
) -> Cell:
    """Return what a cell says, with what stands beside it.

    Args:
        said: The cell's text, or its figure.
        declared: What the figures measure.
        bound: A word of the column of bounds.
        unit: A unit of the column of units.
        basis: How the claimant knows.
        words: Whether what is no figure is a word such as "guilty".

    Raises:
        Unreadable: The cell is empty or holds no figure, or what stands beside it cannot be read.

    Examples:
        >>> from claimcheck.vocabulary import default_vocabulary
        >>> cell = read_cell("more than 40", Declared(default_vocabulary()))
        >>> cell.low, cell.high, cell.ends, cell.text
        (41.0, inf, <End.LOW_LEFT_OUT: 16>, 'more than 40')
    """
    known = _basis(basis)
    value = said if isinstance(said, Quantity) else _value(said, bound, unit, words=words)
    if isinstance(said, str) and isinstance(value, Quantity):
        _check_rest(said, declared)
    if isinstance(said, Quantity) and (bound or unit):
        value = _value(_digits(said), bound, unit, words=False)
        if isinstance(value, Quantity):
            value = evolve(value, step=None)  # a number of a column is what it is, however many digits it shows
    if isinstance(value, Quantity) and is_estimate(bound) and value.bound is Bound.EXACT:
        value = evolve(value, bound=Bound.ESTIMATE)
    return _cell(value, known, declared)


def read_name(said: str, declared: Declared, *, basis: str = "") -> Cell:
    """Return what a cell of a column of names says: a name, also where it is written in digits.

    Raises:
        Unreadable: What stands beside it cannot be read.

    Examples:
        >>> from claimcheck.vocabulary import default_vocabulary
        >>> read_name("34", Declared(default_vocabulary())).value
        Category(term='34')
    """
    return _cell(Category(term=" ".join(said.split())), _basis(basis), declared)


def _check_rest(said: str, declared: Declared) -> None:
    """Refuse a cell that says beside its figure what is counted, unless that is what the table's figures measure.

    "40 wounded" is not held against "12 killed": what a figure counts is a part of the topic.
    """
    rest = said
    for mention in reversed(find_quantities(said)):
        rest = f"{rest[: mention.start]} {rest[mention.end :]}"
    rest = " ".join(rest.split())
    if rest == " ".join(said.split()) or not any(letter.isalpha() for letter in rest):
        return
    words = declared.words
    if declared.name is None or words.concept(rest) != words.concept(declared.name):
        given = "" if declared.name is None else f", not {declared.name!r}"
        raise Unreadable(
            f"{said!r} says what is counted ({rest!r}{given}): that is a part of the topic, in a column of its own"
        )


def _digits(figure: Quantity) -> str:
    """A figure of a column of numbers as digits that can be read again."""
    if figure.low is None or figure.low != figure.high:
        raise Unreadable(f"{figure} has two ends already, and a bound beside it")
    return decimal_text(figure.low)


def in_decimals(text: str, *numbers: int | Fraction | None) -> str:
    """Return the words for a figure with those of *numbers* that are broken in decimals, as tables have them.

    Examples:
        >>> in_decimals("from 1/10 to 2 1/2", Fraction(1, 10), Fraction(5, 2))
        'from 0.1 to 2.5'
    """
    for number in numbers:
        if isinstance(number, Fraction) and is_decimal(number):
            text = text.replace(written(number, None), decimal_text(number))
    return text


def _basis(word: str) -> Basis | None:
    said = " ".join(word.split()).casefold().replace(" ", "_")
    if not said:
        return None
    try:
        return Basis(said)
    except ValueError as err:
        raise Unreadable(f"no basis is called {word!r}: expected one of {', '.join(Basis)}", "basis") from err


def _value(text: str, bound: str, unit: str, *, words: bool) -> Quantity | Category:
    said = " ".join(text.split())
    if not said:
        raise Unreadable("the cell is empty")
    phrase = read_bound(bound).format(said)
    found = parse_value(phrase)
    if unit.strip():
        plain = found
        found = parse_value(f"{phrase} {unit.strip()}") or parse_value(f"{unit.strip()}{phrase}")
        phrase = f"{phrase} {unit.strip()}"
        if plain is not None and (found is None or found.unit is None):
            raise Unreadable(f"no unit is called {unit.strip()!r}; what is counted is a part of the topic", "unit")
    if found is None and words and not bound.strip():
        return Category(term=said)
    if found is None:
        raise Unreadable(f"no figure can be read in {phrase!r}")
    if found.bound is Bound.UNKNOWN:
        raise Unreadable(f"{phrase!r} says that the number is not known")
    return found


def _cell(value: Quantity | Category, basis: Basis | None, declared: Declared) -> Cell:
    if isinstance(value, Category):
        concept = declared.words.concept(value.term)
        form = Form.MANY if declared.words.may_exclude(concept) else Form.WORD
        return Cell(value, basis, form, -inf, inf, End(0), str(concept), value.term)
    claim = Claim(key="cell", basis=basis, proposition=Proposition(measure=declared.name, value=value))
    context = _Words(declared.words)
    standing = stand(claim, context)
    if standing.is_broken_count and value.low != value.high:
        return Cell(value, basis, Form.MANY, -inf, inf, End(0), value.unit or "", figure_words(standing))
    if standing.is_broken_count:
        raise Unreadable(f"a count of whole things cannot be {value}")
    ranges = standing.ranges
    if not ranges:
        raise Unreadable(f"{value} says nothing that could be held against other figures")
    text = figure_words(standing)
    if value.step is None:
        text = in_decimals(text, value.low, value.high)
    form = Form.COUNT if "count" in ranges else Form.SHARE
    found = ranges["count" if "count" in ranges else "share"]
    ends = _ends(found, is_soft(standing, found.low_soft), is_soft(standing, found.high_soft))
    low, high = (None if end is None else _float(end) for end in (found.low, found.high))
    if ends is None or (low is None) != (found.low is None) or (high is None) != (found.high is None):
        return Cell(value, basis, Form.MANY, -inf, inf, End(0), value.unit or "", text)
    if len(ranges) > 1 and not _is_small_part(value, found, ends):
        return Cell(value, basis, Form.MANY, -inf, inf, End(0), value.unit or "", text)
    unit = (value.unit or "") if form is Form.COUNT else ""
    of = None if value.of is None else float(value.of)
    return Cell(value, basis, form, -inf if low is None else low, inf if high is None else high, ends, unit, text, of)


def _is_small_part(value: Quantity, found: Range, ends: End) -> bool:
    """Whether arrays hold a k of n value exactly: whole numbers, below a million of a million, no end left out.

    Then shares that differ have floats that differ, since they lie further apart than these are rounded.
    """
    numbers = [one for one in (value.of, found.low, found.high) if one is not None]
    left_out = ends & ~(End.LOW_SOFT | End.HIGH_SOFT)
    return value.unit is None and not left_out and all(isinstance(one, int) and abs(one) < _SMALL for one in numbers)


class _Words(Bare):
    """The context of a cell: a vocabulary, and no ledger."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words

    @property
    def vocabulary(self) -> Vocabulary:
        """The words in force."""
        return self._words


def _float(number: int | Fraction) -> float | None:
    """The number as a float, or None where another number would have the same float.

    A decimal of up to 15 digits has a float of its own, and so has the shortest decimal of any float.
    """
    try:
        found = float(number)
    except OverflowError:
        return None
    if Fraction(found) == number or Fraction(repr(found)) == number:
        return found
    return None


def _ends(found: Range, low_soft: bool, high_soft: bool) -> End | None:
    """The flags of a range, or None where flags cannot tell what was written."""
    ends = End(0)
    ends |= End.LOW_OPEN if found.low_open else End(0)
    ends |= End.HIGH_OPEN if found.high_open else End(0)
    ends |= End.LOW_SOFT if low_soft else End(0)
    ends |= End.HIGH_SOFT if high_soft else End(0)
    if found.low is not None and found.low_written is not None and found.low_written != found.low:
        if found.low - found.low_written == 1:
            ends |= End.LOW_LEFT_OUT
        elif found.low_written < found.low:
            return None
    if found.high is not None and found.high_written is not None and found.high_written != found.high:
        if found.high_written - found.high == 1:
            ends |= End.HIGH_LEFT_OUT
        elif found.high_written > found.high:
            return None
        elif found.high_open:
            ends |= End.HIGH_ROUNDED
    return ends
