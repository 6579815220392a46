"""Which fraction do these words write: halves and thirds, mixed numbers, spoken decimals, denominators?"""

from fractions import Fraction

from claimcheck.quantity import Number
from claimcheck.reading.numbers.digits import Numeral, numeral, proper_fraction, whole
from claimcheck.reading.numbers.number_words import added_words, hop, small_at
from claimcheck.reading.numbers.scan import HYPHENS, Scan

__all__ = ["ordinal_at", "part_at", "spoken_decimals", "with_part"]


def part_at(scan: Scan, index: int, lone: bool = False) -> Numeral | None:
    """Read "half", "half a million", "a third", "a quarter of a million"; None where the word is no part here.

    Args:
        scan: The tokens.
        index: Where "half", "a" or "an" stands.
        lone: Whether the part may end the text without an "of".

    Examples:
        >>> part_at(Scan("half a dozen"), 0).value, part_at(Scan("a third of voters"), 0).value
        (6, Fraction(1, 3))
        >>> part_at(Scan("a quarter of a million"), 0).value
        250000
        >>> part_at(Scan("a third attack"), 0) is None
        True
    """
    words, dozens = scan.words, scan.wording.dozens
    place = index
    if words[place] in ("a", "an"):
        place = hop(scan, place + 1)
    part = words[place]
    stop = place + 1
    if part == "half":
        if words[stop] == "a" and words[stop + 1] in dozens:
            return Numeral(6, None, 1, stop + 2)
        if words[stop] in dozens:
            return Numeral(6, None, 1, stop + 1)
        if words[stop] in HYPHENS and scan.glued(stop):
            return None
    elif words[stop] != "of" and not _ends_here(scan, stop):
        return None
    return scaled_part(scan, Numeral(Fraction(1, scan.wording.parts[part]), None, 1, stop, share=True))


def _ends_here(scan: Scan, index: int) -> bool:
    return not scan.words[index][:1].isalnum() and scan.words[index] not in HYPHENS


def scaled_part(scan: Scan, part: Numeral) -> Numeral:
    """Carry a fraction over to the magnitude that it is a part of.

    Examples:
        >>> scaled_part(Scan("three quarters of a billion"), Numeral(Fraction(3, 4), None, 1, 2)).value
        750000000
    """
    words = scan.words
    stop = part.stop
    if words[stop] == "of" and words[stop + 1] == "a":
        stop += 2
    elif words[stop] == "a":
        stop += 1
    magnitude = scan.wording.magnitudes.get(words[stop])
    if magnitude is None:
        return part
    return Numeral(whole(part.value * magnitude), None, magnitude, stop + 1)


def with_part(scan: Scan, read: Numeral) -> Numeral | None:
    """Read what may follow number words: a decimal point, "and a half", a denominator; None for an ordinal.

    Examples:
        >>> def read(text):
        ...     return with_part(Scan(text), added_words(Scan(text), 0, True)).value
        >>> read("twenty one point five"), read("two and a half"), read("two thirds"), read("six and 3/4")
        (Fraction(43, 2), Fraction(5, 2), Fraction(2, 3), Fraction(27, 4))
        >>> read("three and a third"), read("three and a third was hurt")
        (Fraction(10, 3), 3)
        >>> read("three twenty-firsts"), read("one hundred trillionths")
        (Fraction(1, 7), Fraction(1, 10000000000))
        >>> with_part(Scan("forty-second"), added_words(Scan("forty-second"), 0, True)) is None
        True
    """
    words, wording = scan.words, scan.wording
    stop = read.stop
    hopped = hop(scan, stop) if words[stop] in HYPHENS else stop
    following = words[hopped]
    if following == "point":
        return spoken_decimals(scan, read)
    if following == "and" or following == "&":  # noqa: PLR1714 - quicker, and this is asked of every number
        return _mixed(scan, read) or read
    below = wording.plural_parts.get(following)
    if below is None and following in wording.tens:
        compound = _compound_denominator(scan, hopped)
        if compound is not None:
            below, hopped = compound
    if below is not None and read.value != 0:
        value = whole(Fraction(read.value, below)) if type(read.value) is int else read.value
        return scaled_part(scan, Numeral(value, None, 1, hopped + 1, share=value < 1))
    below = wording.parts.get(following)
    if below is not None and (read.value == 1 or (hopped == stop and following[-2:] == "th" and read.value == 100)):
        return scaled_part(scan, Numeral(Fraction(read.value, below), None, 1, hopped + 1, share=read.value == 1))
    if following in wording.ordinals and (following != "second" or _is_ordinal_second(scan, stop, hopped)):
        return None
    return read


def _is_ordinal_second(scan: Scan, stop: int, hopped: int) -> bool:
    """Whether "forty-second" ranks; a "ten-second" video lasts."""
    return hopped > stop and scan.words[stop - 1] in scan.wording.tens


def _compound_denominator(scan: Scan, index: int) -> tuple[int, int] | None:
    """Return the denominator of "twenty-firsts" and the token of its last word."""
    last = hop(scan, index + 1)
    word = scan.words[last]
    if word not in scan.wording.plural_parts and word != "firsts":
        return None
    unit = scan.wording.small_parts.get(word)
    return None if unit is None else (scan.wording.tens[scan.words[index]] + unit, last)


def ordinal_at(scan: Scan, index: int) -> tuple[int, int] | None:
    """Return the number that an ordinal in words ranks, and the token after it, or None.

    Examples:
        >>> ordinal_at(Scan("twenty-first"), 0), ordinal_at(Scan("one hundred and fifth"), 0)
        ((21, 3), (105, 4))
    """
    read = added_words(scan, index, True)
    total, place = (int(read.value), hop(scan, read.stop)) if read is not None else (0, index)
    if read is not None and scan.words[place] == "and":
        place += 1
    word = scan.words[place]
    rank = scan.wording.small_parts.get(word) if word in ("first", "second") else scan.wording.parts.get(word)
    if rank is None or word in ("half", "quarter"):
        return None
    return (max(total, 1) * rank if rank >= 100 else total + rank), place + 1


def spoken_decimals(scan: Scan, read: Numeral) -> Numeral:
    """Read the decimals behind the word "point" that follows *read*; *read* itself where there are none.

    Examples:
        >>> spoken_decimals(Scan("twenty point five million"), Numeral(20, None, 1, 1))[:2]
        (20500000, 100000)
        >>> spoken_decimals(Scan("two point seventy-one"), Numeral(2, None, 1, 1)).value
        Fraction(271, 100)
    """
    words, small, tens = scan.words, scan.wording.small, scan.wording.tens
    place = read.stop + 1
    decimals: list[str] = []
    while place - read.stop < 40 and small.get(words[place], 10) < 10:
        decimals.append(str(small[words[place]]))
        place += 1
    if not decimals and scan.digits[place] and words[place].isdecimal() and len(words[place]) < 40:
        decimals.append(words[place])
        place += 1
    elif not decimals and words[place] in tens:
        number, place = small_at(scan, place)
        decimals.append(str(number))
    tail = "".join(decimals)
    if not tail:
        return read
    magnitude = scan.wording.magnitudes.get(words[place], 1)
    if magnitude > 1:
        place += 1
    mantissa = int(read.value) * 10 ** len(tail) + int(tail)
    return numeral(mantissa, -len(tail), magnitude, place)


def _is_part_of_one(scan: Scan, index: int) -> bool:
    """Whether "a third" behind "three and" is a third part; in "three and a third was hurt" it is one more."""
    following = scan.words[index + 1]
    if scan.words[index] in ("half", "quarter") or not following[:1].isalpha() or following == "of":
        return True
    wording = scan.wording
    return following in wording.magnitudes or following in wording.units or wording.is_plural(following)


def _mixed(scan: Scan, read: Numeral) -> Numeral | None:
    """Read "two and a half", "one and three quarters", and a magnitude after it."""
    words, wording = scan.words, scan.wording
    place = read.stop + 1
    slashed = proper_fraction(words[place]) if scan.digits[place] else None
    if slashed is not None:
        part, stop = slashed, place + 1
    elif words[place] in ("a", "an", "one") and words[place + 1] in wording.parts:
        if not _is_part_of_one(scan, place + 1):
            return None
        part, stop = Fraction(1, wording.parts[words[place + 1]]), place + 2
    elif words[place] in wording.small or words[place] in wording.tens:
        top = small_at(scan, place)
        denominator = hop(scan, top[1])
        below = wording.plural_parts.get(words[denominator], 0)
        if top[0] >= below:
            return None
        part, stop = Fraction(top[0], below), denominator + 1
    else:
        return None
    value: Number = read.value + part * read.magnitude
    if read.magnitude > 1:
        return Numeral(whole(value), None, read.magnitude, stop)
    magnitude = wording.magnitudes.get(words[stop])
    if magnitude is None:
        return Numeral(value, None, 1, stop)
    return Numeral(whole(value * magnitude), None, magnitude, stop + 1)
