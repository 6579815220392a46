"""What is a figure a part of: 52 of 80, 15 of the 52, one in five, two-thirds, 52/80 drones?"""

from fractions import Fraction

from claimcheck.quantity import Number
from claimcheck.reading.numbers.amounts import Amount
from claimcheck.reading.numbers.digits import whole
from claimcheck.reading.numbers.numerals import number_at
from claimcheck.reading.numbers.said import Said
from claimcheck.reading.numbers.scan import DASHES, HYPHENS, Scan
from claimcheck.reading.numbers.unit_words import unit_at

__all__ = ["is_share", "read_of", "read_rest", "read_slashed", "whole_at"]

_ENDS = frozenset(".,;)")


def read_slashed(scan: Scan, only: Amount, said: Said, lenient: bool) -> bool:
    """Settle what a number with a slash is: k of n before what is counted, a share before "of"; False for no figure.

    Examples:
        >>> from claimcheck.reading.numbers.amounts import amount_at
        >>> def read(text, lenient=False):
        ...     said = Said(0)
        ...     said.low = amount_at(Scan(text), 0).value
        ...     return read_slashed(Scan(text), amount_at(Scan(text), 0), said, lenient), said.low, said.of, said.unit
        >>> read("52/80 drones"), read("1/2 of the people")
        ((True, 52, 80, None), (True, Fraction(1, 2), None, 'share'))
        >>> read("3/4", lenient=True), read("5/6")
        ((True, Fraction(3, 4), None, None), (False, Fraction(5, 6), None, None))
    """
    words, is_plural = scan.words, scan.wording.is_plural
    above, below = only.parts or (0, 0)
    stop = only.stop
    counted = is_plural(words[stop]) or (words[stop].isalpha() and is_plural(words[min(stop + 1, scan.size)]))
    if words[stop] == "of":
        said.unit, said.soft = "share", True
    elif 0 < above <= below and only.value > 0 and (counted or (lenient and stop >= scan.size and below > 16)):
        said.low = said.high = above
        said.of = below
    elif not (lenient and stop >= scan.size and above < below):
        return False
    return True


def is_share(scan: Scan, only: Amount, lenient: bool) -> bool:
    """Return whether a half or a third is a share of something here, and not the second half of a match.

    Examples:
        >>> from claimcheck.reading.numbers.amounts import amount_at
        >>> def share(text, index):
        ...     return is_share(Scan(text), amount_at(Scan(text), index), lenient=False)
        >>> share("two-thirds of voters", 0), share("half the voters", 0), share("in the second half of it", 3)
        (True, True, False)
        >>> share("during half time", 1)
        False
    """
    before = scan.words[only.at - 1] if only.at else ""
    following = scan.words[only.stop]
    if before in scan.wording.ordinal_before or before in HYPHENS:
        return False
    if following == "of" or following in scan.wording.determiners or scan.wording.is_plural(following):
        return True
    return (lenient and only.stop >= scan.size) or scan.words[only.at] not in ("half", "a", "an")


def read_of(scan: Scan, said: Said, stop: int) -> int:
    """Read the denominator behind a figure, and return the token after it.

    "52 of 80", "52 out of 80", "15 of the 52" keep both numbers; "one in five", "3 in 10 voters", "two out of every
    three" and, with small numbers in words, "one out of three voters" are shares: their second number counts nobody.

    Examples:
        >>> def read(text, stop=1):
        ...     said = Said(0)
        ...     said.low = said.high = int(text.split()[0])
        ...     return read_of(Scan(text), said, stop), said.low, said.of, said.unit
        >>> read("52 of 80"), read("52 out of the 80"), read("2 out of every 3")
        ((3, 52, 80, None), (5, 52, 80, None), (5, Fraction(2, 3), None, 'share'))
        >>> read("1 in 5"), read("3 in 10 voters")
        ((3, Fraction(1, 5), None, 'share'), (3, Fraction(3, 10), None, 'share'))
        >>> read("3 in 10 days"), read("1 in Kyiv")
        ((1, 3, None, None), (1, 1, None, None))
    """
    words = scan.words
    word = words[stop]
    if (word != "of" and word != "out" and word != "in") or said.of is not None:  # noqa: PLR1714 - for every figure
        return stop
    if said.unit is not None or said.low is None or said.low < 0:
        return stop
    if word == "in":
        return _read_rate(scan, said, stop)
    place = stop + 1
    if word == "out":
        if words[place] != "of":
            return stop
        place += 1
    every = words[place] == "every"
    place += every
    total = whole_at(scan, place)
    if total is None:
        return stop
    if (
        word == "out"
        and said.low == said.high
        and said.low < total[0]
        and (every or _is_idiom(scan, said, place, total))
    ):
        said.low = said.high = Fraction(said.low) / total[0]
        said.unit, said.soft = "share", True
        return total[1]
    said.of, after = total
    return after


def _is_idiom(scan: Scan, said: Said, place: int, total: tuple[Number, int]) -> bool:
    """Whether "nine out of ten doctors" names a rate: small numbers in words, and nothing that says which ten."""
    if scan.digits[said.start] or scan.digits[place] or total[1] != place + 1 or total[0] > 10:
        return False
    return scan.wording.is_plural(scan.words[total[1]])


_OTHER_WAY = {"above": "below", "at_least": "at_most", "minimum": "at_most", "at_most": "at_least", "below": "above"}


def read_rest(scan: Scan, said: Said) -> bool:
    """Turn "all but 3 of the 80" into 77 of 80 and "not one of the 40" into 0 of 40; False where no size is known.

    "All but three passengers died" says how many did not: what is told of the others has no figure.

    Examples:
        >>> def rest(text, start, end, low, of=None, unit=None):
        ...     said = Said(start)
        ...     said.end, said.low, said.high, said.of, said.unit = end, low, low, of, unit
        ...     return read_rest(Scan(text), said), said.low, said.of
        >>> rest("all but 3 of the 80", 2, 6, 3, 80), rest("all but 3 percent", 2, 4, 3, None, "percent")
        ((True, 77, 80), (True, 97, None))
        >>> rest("all but three men", 2, 3, 3), rest("not one of the 40", 1, 5, 1, 40), rest("not one man", 1, 2, 1)
        ((False, 3, None), (True, 0, 40), (True, 0, None))
        >>> rest("nothing but 3", 2, 3, 3), rest("not one but two", 1, 2, 1)
        ((True, 3, None), (False, 1, None))
    """
    words, wording, place = scan.words, scan.wording, said.start - 1
    if place >= 0 and words[place] == "not" and words[said.start] == "one" and said.low == said.high == 1:
        following = words[said.end]
        if said.of is None and (not following.isalpha() or following in wording.stop_words):
            return False
        said.low = said.high = 0
        said.start = place
        return True
    if place > 1 and words[place - 2 : place + 1] == ["not", "a", "single"] and words[said.start] == "one":
        said.low = said.high = 0
        said.start = place - 2
        return True
    place -= place > 1 and words[place] == "for"
    if place < 1 or words[place] not in wording.excepting or words[place - 1] not in wording.everything:
        return True
    total = 100 if said.unit == "percent" else said.of
    if total is None or said.low is None or said.high is None or said.high > total:
        return False
    said.low, said.high = whole(total - Fraction(said.high)), whole(total - Fraction(said.low))
    said.sense = _OTHER_WAY.get(said.sense, "")
    said.start = place - 1
    return True


def whole_at(scan: Scan, index: int) -> tuple[Number, int] | None:
    """Return the denominator at token *index* and the token after it, or None.

    Examples:
        >>> whole_at(Scan("the 80 drones"), 0), whole_at(Scan("a total of 80"), 0), whole_at(Scan("80 km"), 0)
        ((80, 2), (80, 4), None)
    """
    words, wording = scan.words, scan.wording
    place = index
    if words[place] == "a" and words[place + 1] == "total" and words[place + 2] == "of":
        place += 3
    elif words[place] in wording.determiners:
        place += 1
    read = number_at(scan, place)
    if read is None or read.value <= 0 or read.share or read.parts:
        return None
    after = words[read.stop]
    if (scan.glued(read.stop) and (after[:1].isalpha() or after in DASHES)) or (after in wording.months):
        return None
    if after in wording.units and after not in wording.time_units:
        unit = unit_at(scan, read.stop, False, False)
        if unit is not None and unit[0] not in wording.time_units:
            return None
    could_be_year = read.plain and type(read.value) is int and 1900 <= read.value <= 2100
    if could_be_year and (after in wording.dated or not _counts_many(scan, read.stop)):
        return None  # 3 of the 2024 class
    return read.value, read.stop


def _counts_many(scan: Scan, index: int) -> bool:
    """Whether a plural follows within a few words: in 10 New York voters."""
    for place in range(index, index + 4):
        word = scan.words[place]
        if scan.wording.is_plural(word):
            return True
        if not word.isalpha() or word in scan.wording.stop_words:
            return False
    return False


def _read_rate(scan: Scan, said: Said, stop: int) -> int:
    """Read "one in five" as a share; "one in Kyiv", "one in 2016" and "3 in 10 days" stay counts."""
    words, wording = scan.words, scan.wording
    place = stop + 2 if words[stop + 1] == "every" else stop + 1
    read = number_at(scan, place)
    top = said.low
    if read is None or type(read.value) is not int or type(top) is not int or top != said.high:
        return stop
    following = words[read.stop]
    ends = read.stop >= scan.size or (following in _ENDS and not scan.digits[place])
    if not 0 < top < read.value <= 1000 or not (ends or _counts_many(scan, read.stop)):
        return stop
    if unit_at(scan, read.stop, False, False) is not None:
        return stop
    if top > 1 and read.value > 10 and read.value not in (100, 1000):
        return stop
    if top > 1 and following in wording.span_nouns:
        return stop
    said.low = said.high = Fraction(top, read.value)
    said.unit, said.soft = "share", True
    return read.stop
