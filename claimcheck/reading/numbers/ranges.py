"""Which two numbers are the ends of one figure: 100-300, 20 to 30, two or three, between 5 and 7?"""

from fractions import Fraction

from claimcheck.reading.numbers.amounts import Amount, amount_at
from claimcheck.reading.numbers.digits import whole
from claimcheck.reading.numbers.labels import past_chain
from claimcheck.reading.numbers.numerals import number_at
from claimcheck.reading.numbers.said import Said
from claimcheck.reading.numbers.scan import DASHES, HYPHENS, Scan

__all__ = ["joined", "read_before", "read_quotient", "read_range"]

_RATIO_WORDS = 12  # how far before its numbers a ratio is named
_SIDE_WORDS = 6  # how far before the two figures of a contest it is named
_LIKELY = 10  # no range that has its unit once reaches from an end to more than so many times it


def read_range(scan: Scan, first: Amount, said: Said) -> int:
    """Read a second end behind *first*; return the token after it, negative for a score or a telephone number.

    Dashes, "to", "through", "or" between near numbers; a magnitude or a unit written once holds for both. Behind a
    rise or a fall, "$2 to $80" is how far and where to; behind a vote or a match the two are its sides.

    Examples:
        >>> def ends(text):
        ...     said = Said(0)
        ...     scan = Scan(text)
        ...     read_range(scan, amount_at(scan, 0), said)
        ...     return said.low, said.high, said.unit
        >>> scan = Scan("rose by 12 to 40")
        >>> read_range(scan, amount_at(scan, 2), Said(2))
        3
        >>> scan = Scan("The ratio of men to women is 4 to 6")
        >>> read_range(scan, amount_at(scan, 7), Said(7))
        8
        >>> [ends(text)[:2] for text in ("5 to 10", "$2 to $80")]
        [(5, 10), (2, 80)]
        >>> [_end_behind(text) for text in ("rose $2 to $80", "trails Harris 44% to 47%", "rose 5 to 10 %", "went 1-3")]
        [3, 4, 5, -4]
        >>> ends("100–300"), ends("two or three"), ends("2 to 3 million"), ends("$5-7 million")
        ((100, 300, None), (2, 3, None), (2000000, 3000000, None), (5000000, 7000000, 'USD'))
        >>> scan = Scan("3-1")
        >>> read_range(scan, amount_at(scan, 0), Said(0))
        -3
    """
    joint = first.stop
    word = scan.words[joint]
    if word in DASHES:
        return _dashed(scan, first, said)
    if word == "to" or word == "through":  # noqa: PLR1714 - asked of every figure, and quicker
        second = amount_at(scan, joint + 1)
        if second is None or (first.unit is not None and second.unit is None and second.magnitude == 1):
            return joint
        if _are_two(scan, first, second, said):
            return joint
        return joined(scan, first, second, said) or joint
    if word == "or" and first.unit is None and type(first.value) is int and first.value > 0:
        second = amount_at(scan, joint + 1)
        if second is None or type(second.value) is not int or type(first.value) is not int:
            return joint
        low = first.value * _shared_factor(scan, first, second)
        if low < second.value <= 2 * low + 1:
            return joined(scan, first, second, said) or joint
    elif word == "~" and scan.glued(joint) and scan.glued(joint + 1):
        second = amount_at(scan, joint + 1)
        return joint if second is None else joined(scan, first, second, said) or joint
    return joint


def _end_behind(text: str) -> int:
    scan = Scan(text)
    at = next(place for place in range(scan.size) if scan.digits[place] or scan.words[place] == "$")
    return read_range(scan, amount_at(scan, at) or Amount(0, None, 1, None, at, at + 1, True, False, None), Said(at))


def _are_two(scan: Scan, first: Amount, second: Amount, said: Said) -> bool:
    """Whether "X to Y" are two figures: a change and a level, two sides, what stands to what."""
    words, wording = scan.words, scan.wording
    if words[first.stop] == "to" and (_is_level(scan, first, second, said) or _are_sides(scan, first, second, said)):
        return True
    by = first.at > 0 and words[first.at - 1] == "by" and second.unit not in wording.relative_units
    if by and words[second.stop] not in wording.steps:  # rose by 12 to 40; won by 5 to 7 points
        return True
    return _is_ratio(scan, first.at)


def _is_level(scan: Scan, first: Amount, second: Amount, said: Said) -> bool:
    """Whether "rose $2 to $80" says how far and where to.

    It is a range where unit, magnitude or what is counted stands once, or where a share is expected to move so far.

    Examples:
        >>> def level(text, at, to):
        ...     return _is_level(Scan(text), amount_at(Scan(text), at), amount_at(Scan(text), to), Said(at))
        >>> level("rose 5 % to 10 %", 1, 4), level("deaths rose 12 to 40", 2, 4), level("fell 40 to 4,200", 1, 3)
        (True, True, True)
        >>> level("rose 5 to 10 percent", 1, 3), level("will rise 5 % to 10 %", 2, 5), level("shed 10 to 15 men", 1, 3)
        (False, False, False)
    """
    words, wording = scan.words, scan.wording
    place = said.start - 1
    while place > 0 and said.start - place < 3 and (words[place] in wording.only or words[place].endswith("ly")):
        place -= 1
    if place < 0 or words[place] not in wording.up | wording.down:
        return False
    before = words[place - 1] if place else ""
    if before in wording.phrasal and words[place] in ("up", "down"):
        return False
    yearly = words[second.stop] in wording.each  # rise 10 % to 15 % a year
    if first.unit in wording.relative_units and (yearly or before in wording.expecting):
        return False
    if _is_written_once(first, second) and second.value <= _LIKELY * first.value * (
        second.magnitude // first.magnitude
    ):
        return False
    return first.unit is not None or not _counts(scan, second.stop)


def _is_written_once(first: Amount, second: Amount) -> bool:
    """Whether the unit or the magnitude behind the second number holds for the first as well."""
    scaled = first.magnitude == 1 < second.magnitude and first.value * second.magnitude < second.value
    return scaled or (first.unit is None and second.unit is not None)


def _are_sides(scan: Scan, first: Amount, second: Amount, said: Said) -> bool:
    """Whether two figures are those of the two sides of a vote, a poll or a match.

    Examples:
        >>> def sides(text, at, to):
        ...     return _are_sides(Scan(text), amount_at(Scan(text), at), amount_at(Scan(text), to), Said(at))
        >>> (
        ...     sides("trails Harris 44% to 47%", 2, 5),
        ...     sides("by a vote of 48 to 52", 4, 6),
        ...     sides("a 48 to 52 vote", 1, 3),
        ... )
        (True, True, True)
        >>> (
        ...     sides("lost 10 to 15 soldiers", 1, 3),
        ...     sides("won 5 to 7 percent", 1, 3),
        ...     sides("lost 5% to 10% of it", 1, 4),
        ... )
        (False, False, False)
        >>> sides("rose by 5% to 10%", 2, 5)
        False
    """
    words, wording = scan.words, scan.wording
    after = words[second.stop]
    if said.start != first.at or after == "of" or _is_written_once(first, second):
        return False
    if first.unit is None and _counts(scan, second.stop):
        return False
    if after == "vote" or (after in wording.scoring and first.unit is None):
        return True
    for place in range(first.at - 1, max(first.at - 1 - _SIDE_WORDS, -1), -1):
        word = words[place]
        if word in wording.scoring or word in wording.scored:
            return True
        if word not in wording.between_scored and not scan.is_capital(place):
            break
    return False


def _counts(scan: Scan, index: int) -> bool:
    """Whether what is counted stands here, within three words: lost 10 to 15 armoured vehicles."""
    words, wording = scan.words, scan.wording
    if words[index] in wording.participles:
        return True
    for place in range(index, index + 3):
        if wording.is_plural(words[place]):
            return True
        if not words[place].isalpha() or words[place] in wording.stop_words:
            break
    return False


def _is_ratio(scan: Scan, index: int) -> bool:
    """Whether "4 to 6" is how two things stand to each other: the ratio of men to women is 4 to 6."""
    return any(scan.words[place] in scan.wording.ratios for place in range(max(0, index - _RATIO_WORDS), index))


def _dashed(scan: Scan, first: Amount, said: Said) -> int:
    joint = first.stop
    glued = scan.glued(joint)
    if glued is not scan.glued(joint + 1) or (not glued and scan.words[joint] == "—"):
        return joint
    second = amount_at(scan, joint + 1)
    if second is None:
        return joint
    if first.unit is None and second.unit is None and _are_sides(scan, first, second, said):
        return -second.stop
    if not glued:
        return joined(scan, first, second, said) or joint
    if scan.words[second.stop] in DASHES and scan.glued(second.stop) and scan.digits[second.stop + 1]:
        return -past_chain(scan, second.stop)
    if scan.digits[first.at] and second.plain is not first.plain and scan.is_capital(joint + 1):
        return -second.stop  # 7-Eleven
    return joined(scan, first, second, said) or -second.stop


def _shared_factor(scan: Scan, first: Amount, second: Amount) -> int:
    """Return what the second number is counted in and the first too: 12 for "two or three dozen", else 1.

    Examples:
        >>> def factor(text):
        ...     scan = Scan(text)
        ...     return _shared_factor(scan, amount_at(scan, 0), amount_at(scan, 2))
        >>> factor("two or three dozen"), factor("two to three hundred"), factor("2 or 3 million"), factor("5 to 10")
        (12, 100, 1000000, 1)
        >>> factor("two to three hundred thousand"), factor("50 to two hundred"), factor("2 to 250 million")
        (100000, 1, 1000000)
    """
    if first.magnitude > 1:
        return 1
    words, wording, shared = scan.words, scan.wording, second.magnitude
    if first.unit is None:
        for place in range(second.at + 1, second.stop):
            multiple = 12 if words[place] in wording.dozens else wording.multiples.get(words[place], 1)
            if multiple in (12, 100):
                counted = shared * multiple
                if second.value % counted == 0 and first.value * counted < second.value:
                    return counted
    return shared if first.value * shared < second.value else 1


def joined(scan: Scan, first: Amount, second: Amount, said: Said) -> int:
    """Set both ends of the range and return the token after it, or 0 where the two make none.

    Examples:
        >>> scan = Scan("between 20 and 30 drones")
        >>> said = Said(0)
        >>> joined(scan, amount_at(scan, 1), amount_at(scan, 3), said), said.low, said.high
        (4, 20, 30)
        >>> scan = Scan("2014 to 2022")
        >>> joined(scan, amount_at(scan, 0), amount_at(scan, 2), said)
        0
    """
    low, step = first.value, first.step
    factor = _shared_factor(scan, first, second)
    if factor > 1:
        low = whole(low * factor)
        step = whole((step or 1) * factor) if second.magnitude > 1 else step
    if low >= second.value or first.parts or second.parts:
        return 0
    if second.unit and first.plain and first.unit is None and 1900 <= low <= 2100 and not scan.words[first.at][4:]:
        return 0  # in 2014 to $557 million
    if first.plain and second.plain and second.value >= 1000 > first.value >= 100:
        telephone = scan.words[first.stop] in HYPHENS and not scan.wording.is_plural(scan.words[second.stop])
        if telephone and len(scan.words[first.stop + 1]) == 4:
            return 0
    if first.unit and second.unit and first.unit != second.unit:
        return 0
    unit = second.unit or first.unit
    years = first.plain and second.plain and unit is None and low >= 1500 and second.value <= 2100
    if years and not scan.wording.is_plural(scan.words[second.stop]):
        return 0
    finest = min((each for each in (step, second.step) if each is not None), default=None)
    said.low, said.high, said.unit, said.step = low, second.value, unit, finest
    said.end = second.stop
    return second.stop


def read_before(scan: Scan, index: int, said: Said) -> bool:
    """Read the first figure of a change, "from 28 to 40", as the value before it; False where none stands there.

    Examples:
        >>> said = Said(1)
        >>> read_before(Scan("rose from 2 to 3 million"), 1, said), said.low, said.before
        (True, 2000000, True)
    """
    first = amount_at(scan, index + 1, False)
    if first is None or scan.words[first.stop] != "to" or first.parts or first.share:
        return False
    second = amount_at(scan, first.stop + 1)
    if second is None:
        return False
    said.low, said.step, said.unit = first.value, first.step, first.unit or second.unit
    if second.magnitude > 1 and first.magnitude == 1 and -1000 < first.value < 1000:
        said.low = whole(first.value * second.magnitude)
        said.step = whole((first.step or 1) * second.magnitude)
    said.high = said.low
    said.start, said.end, said.before = first.at, first.stop, True
    return True


def read_quotient(scan: Scan, above: Amount, said: Said) -> int:
    """Read "one over twenty" where nothing is counted after it; return the token after it, or 0.

    Examples:
        >>> said = Said(0)
        >>> scan = Scan("1 over twenty-one")
        >>> read_quotient(scan, amount_at(scan, 0), said), said.low
        (5, Fraction(1, 21))
        >>> scan = Scan("5 over 3 days")
        >>> read_quotient(scan, amount_at(scan, 0), said)
        0
        >>> scan = Scan("no one over 65")
        >>> read_quotient(scan, amount_at(scan, 1), said)
        0
    """
    if above.at and scan.words[above.at - 1] in scan.wording.one_not_after:
        return 0
    below = number_at(scan, above.stop + 1)
    if below is None or below.value <= 0 or (below.stop < scan.size and scan.words[below.stop][:1].isalnum()):
        return 0
    said.low = said.high = whole(Fraction(above.value) / below.value)
    said.end = below.stop
    return below.stop
