"""Which exact number do these digits and number words write?"""

from fractions import Fraction

from claimcheck.reading.numbers.digits import Numeral, digits_at, whole
from claimcheck.reading.numbers.number_words import added_words, hop
from claimcheck.reading.numbers.parts import ordinal_at, part_at, scaled_part, spoken_decimals, with_part
from claimcheck.reading.numbers.scan import Scan

__all__ = ["lone_number", "number_at"]

_MINUS = frozenset({"-", "−", "minus", "negative"})


def number_at(scan: Scan, index: int, money: bool = False, joined: bool = True) -> Numeral | None:
    """Return the longest number that starts at token *index*, or None.

    Args:
        scan: The tokens.
        index: Where the number should start.
        money: A currency stands before it, so that `5m` is 5 million.
        joined: Whether "and" may stand inside ("three hundred and five"); not so after "between".

    Examples:
        >>> number_at(Scan("three hundred and five drones"), 0).value
        305
        >>> number_at(Scan("1.2 million"), 0)[:2]
        (1200000, 100000)
        >>> number_at(Scan("322 hundred"), 0).value, number_at(Scan("3 dozen"), 0).value
        (32200, 36)
    """
    if not scan.digits[index]:
        return _words_at(scan, index, joined) if scan.words[index] in scan.wording.number_starts else None
    read = digits_at(scan, index, money)
    if read is None or read.parts is not None:
        return read
    following, stop = scan.words[read.stop], read.stop
    if read.step is None and read.magnitude == 1:
        if following == "hundred" or following in scan.wording.dozens:
            return _words_at(scan, index, True)
        if read.plain and joined and following in ("and", "point"):
            return with_part(scan, read)
    elif scan.words[index].isdecimal() and (scan.digits[stop] or following in scan.wording.small):
        longer = _words_at(scan, index, True)
        if longer is not None and longer.stop > stop:
            return longer
    return read


def _words_at(scan: Scan, index: int, joined: bool) -> Numeral | None:
    words, wording = scan.words, scan.wording
    first = words[index]
    if first in wording.vulgar:
        return scaled_part(scan, Numeral(wording.vulgar[first], None, 1, index + 1, share=True))
    if first == "half":
        return part_at(scan, index)
    if first in ("a", "an"):
        if words[hop(scan, index + 1)] in wording.parts:
            return part_at(scan, index)
        following = words[index + 1]
        if following != "hundred" and following not in wording.magnitudes and following != "dozen":
            return None
    elif first in ("hundred", "thousand", "dozen"):
        return None
    added = added_words(scan, index, joined)
    return None if added is None else with_part(scan, added)


def lone_number(scan: Scan) -> Numeral | None:
    """Return the number that the whole text is, in the forms that mean a number only where nothing else stands.

    Examples:
        >>> [lone_number(Scan(text)).value for text in ("point one", "hundred", "- 10 k", "a twenty-first")]
        [Fraction(1, 10), 100, -10000, Fraction(1, 21)]
        >>> lone_number(Scan("hundred drones")), lone_number(Scan("24/7"))
        (None, None)
    """
    words, wording, size = scan.words, scan.wording, scan.size
    place, negative = 0, False
    if words[0] in _MINUS:
        place, negative = 1, True
    first = words[place]
    read: Numeral | None = None
    if first == "point":
        read = spoken_decimals(scan, Numeral(0, None, 1, place))
        read = None if read.stop == place else read
    elif first == "hundred" or first in wording.magnitudes:
        read = Numeral(wording.multiples[first], None, 1, place + 1)
    elif first in ("a", "an", "one"):
        rank = ordinal_at(scan, hop(scan, place + 1))
        if rank is not None and rank[0] > 1:
            read = Numeral(Fraction(1, rank[0]), None, 1, rank[1])
    if read is None:
        read = number_at(scan, place)
    if read is None or read.stop < size:
        return None
    if read.parts is not None and (read.parts[0] >= read.parts[1] or words[place] in wording.idioms):
        return None
    return read._replace(value=-read.value) if negative else read._replace(value=whole(read.value))
