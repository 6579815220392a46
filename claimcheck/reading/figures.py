"""Which figures stand in these words, and what does each say?"""

import re
from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from claimcheck.errors import InvalidRecord
from claimcheck.quantity import Bound, Number, Quantity, inferred_tolerance
from claimcheck.reading.amounts import SIGNS, Amount, Reading, amount_at, unit_at, whole
from claimcheck.reading.labels import (
    DASHES,
    counts_one,
    is_joined_before,
    is_label,
    is_preposition,
    past_chain,
    past_telephone,
    past_unreadable,
)
from claimcheck.reading.numerals import HYPHENS, NUMBER_STARTS, Scan, number_at
from claimcheck.reading.wording import (
    AFTER,
    CURRENCY_CODES,
    CURRENCY_SIGNS,
    DETERMINERS,
    DOLLARS,
    LEADS,
    LOWER_BOUNDS,
    MONTHS,
    MULTIPLES,
    OPENERS,
    PLURAL_MAGNITUDES,
    PREFIXES,
    STOP_WORDS,
    TENS_OF,
    TIME_UNITS,
    UNCOUNTED_NOUNS,
    UNITS,
    VAGUE,
    is_plural,
    match,
)

__all__ = ["Mention", "find_quantities", "parse_quantity", "parse_score", "parse_value"]

__all__ = ["Mention", "find_quantities", "parse_quantity", "parse_score"]


@frozen
class Mention:
    """A figure found in a text: what it says, where it stands (code points), and what it counts.

    Examples:
        >>> mention = find_quantities("Kyiv shot down 52 of 80 drones")[0]
        >>> str(mention.quantity), mention.start, mention.end, mention.noun
        ('52 of 80', 15, 23, 'drones')
    """

    quantity: Quantity
    start: int
    end: int
    noun: str = ""


def parse_quantity(text: str) -> Quantity | None:
    """Return the figure that *text* is, or that it starts with where a noun follows; else None.

    A text with a second figure, and a score such as 3-1, is no one quantity.

    Examples:
        >>> str(parse_quantity("more than 40 warplanes"))
        'more than 40'
        >>> parse_quantity("52 out of 80").share
        Fraction(13, 20)
        >>> parse_quantity("relocated for protection") is None
        True
    """
    scan = Scan(text)
    start = _after_lead(scan)
    reading, stop = _figure(scan, start, lenient=True)
    if reading is None or not _stands_alone(scan, stop):
        return None
    return _quantity(reading, text.strip())


_SPAN = re.compile(r"\s*(?:between\s+)?([0-9][0-9,]{0,40})\s*(?:-|–|—|to|and)\s*([0-9][0-9,]{0,40})\s*\Z")


def parse_value(text: str) -> Quantity | None:
    """Return the figure that *text* is said to be: what ``parse_quantity`` reads, and a plain range of any numbers.

    In prose "2000-2050" may be years; given as a value it is a range.

    Examples:
        >>> parse_quantity("2000-2050"), str(parse_value("2000-2050"))
        (None, '2,000-2,050')
        >>> parse_value("3-1") is None
        True
    """
    found = parse_quantity(text)
    plain = _SPAN.match(text) if found is None and isinstance(text, str) else None
    if plain is None:
        return found
    low, high = (int(end.replace(",", "")) for end in plain.groups())
    return Quantity(low=low, high=high, text=text.strip()) if low < high else None


def find_quantities(text: str) -> tuple[Mention, ...]:
    """Return every figure in *text*, in order and not overlapping.

    Years, dates, times of day, ordinals, scores and names such as Tu-95 are no figures.

    Examples:
        >>> [str(found.quantity) for found in find_quantities("At least 13 of 41 aircraft; $94.9bn in 2024.")]
        ['at least 13 of 41', '94.9 billion USD']
    """
    scan = Scan(text)
    return tuple(_mentions(scan, 0))


def parse_score(text: str) -> tuple[Quantity, Quantity] | None:
    """Return the two figures of a score, one per side, or None.

    Examples:
        >>> [str(side) for side in parse_score("3-1")]
        ['3', '1']
    """
    scan = Scan(text)
    words = scan.words
    if scan.size < 3 or words[1] not in DASHES or scan.glued(1) is not scan.glued(2):
        return None
    if not (scan.digits[0] and scan.digits[2]) or any(scan.digits[3:]) or words[3] in DASHES:
        return None
    first, second = number_at(scan, 0), number_at(scan, 2)
    if first is None or second is None or not (first.plain and second.plain) or scan.glued(3):
        return None
    if first.value > 999 or second.value > 999:
        return None
    return (
        Quantity(low=first.value, high=first.value, text=words[0]),
        Quantity(low=second.value, high=second.value, text=words[2]),
    )


_ORDINAL_BEFORE = frozenset("first second other last latter third fourth final early next".split())


_Result = tuple[Reading | None, int]


def _after_lead(scan: Scan) -> int:
    lead = match(LEADS, scan, 0)
    return 0 if lead is None else lead[1]


def _stands_alone(scan: Scan, stop: int) -> bool:
    """Return whether nothing but what is counted, with no second figure, follows token *stop*."""
    words, size = scan.words, scan.size
    if size > stop and words[size - 1] in ".!,;":
        size -= 1
    if stop >= size:
        return True
    first = words[stop]
    if not (first[0].isalpha() or first in ("of", "(")) or size - stop > 24:
        return False
    if first in STOP_WORDS and first not in ("of", "were", "was", "more", "down", "the"):
        return False
    if any(words[place] in _BREAKS for place in range(stop, size)):
        return False
    return next(_mentions(scan, stop), None) is None


_BREAKS = frozenset('.;:!?"')


def _mentions(scan: Scan, index: int) -> Iterator[Mention]:
    starters, words, digits, size = _STARTERS, scan.words, scan.digits, scan.size
    while index < size:
        if not digits[index] and words[index] not in starters:
            index += 1
            continue
        reading, stop = _figure(scan, index, lenient=False)
        if reading is not None:
            start, end = scan.starts[reading.start], scan.ends[reading.end - 1]
            quantity = _quantity(reading, scan.text[start:end])
            if quantity is not None:
                yield Mention(quantity, start, end, _noun(scan, reading.end))
        index = max(stop, index + 1)


def _figure(scan: Scan, index: int, *, lenient: bool) -> _Result:
    """Read the figure that starts at token *index*; return it, or None, with the token to go on from."""
    reading = Reading(index)
    place = index
    if not scan.digits[index]:
        place = _read_prefixes(scan, index, reading, lenient)
        if place < 0:
            return None, index + 1
    word = scan.words[place]
    if word in ("between", "from"):
        return _read_between(scan, place, reading)
    if not scan.digits[place]:
        stop = _read_vague(scan, place, reading)
        if stop > 0:
            reading.end = stop
            return (None, stop) if reading.sense in ("at most", "below") else (reading, stop)
    first = amount_at(scan, place)
    if first is None:
        return None, past_unreadable(scan, place)
    bare = place == index
    if scan.words[first.stop] == "over" and first.unit is None and not reading.sense:
        stop = _read_quotient(scan, first, reading)
        if stop:
            return reading, stop
    if scan.words[first.at] == "+" and scan.digits[first.stop]:
        return None, past_telephone(scan, first.stop)
    if is_joined_before(scan, first.at) and not (lenient and first.at == 0):
        return None, past_chain(scan, first.stop)
    reading.low = reading.high = first.value
    reading.step, reading.unit = first.step, first.unit
    stop = _read_range(scan, first, reading)
    if stop < 0:
        return None, -stop
    if stop == first.stop:
        if not _settle_single(scan, first, reading, bare, lenient):
            return None, max(stop, past_chain(scan, stop))
    elif first.plain and is_label(scan, first.at, stop, reading, bare, lenient):
        return None, stop
    stop = _read_of(scan, first, reading, reading.end)
    reading.end = _read_after(scan, reading, stop)
    return reading, reading.end


def _read_prefixes(scan: Scan, index: int, reading: Reading, lenient: bool) -> int:
    """Take "more than", "about", "at least another" off; return -1 where "over" is only a preposition."""
    place = index
    for _ in range(5):
        found = match(PREFIXES, scan, place)
        if found is None:
            break
        meaning, after = found
        if meaning == "filler":
            if place == index:
                break
        elif meaning == "about":
            reading.approximate = True
        elif meaning == "nearly":
            reading.nearly = True
        elif meaning == "estimate":
            reading.estimate = True
        else:
            if not lenient and after == place + 1 and is_preposition(scan, place, after):
                return -1
            reading.sense = meaning
        place = after
    return place


def _read_range(scan: Scan, first: Amount, reading: Reading) -> int:
    """Read `100-300`, `20 to 30`, `two or three`; return the token after it, negative for a score."""
    joint = first.stop
    word = scan.words[joint]
    if word in DASHES:
        glued = scan.glued(joint)
        if glued is not scan.glued(joint + 1) or (not glued and word == "—"):
            return joint
        second = amount_at(scan, joint + 1)
        if second is None:
            return joint
        if glued:
            if scan.words[second.stop] in DASHES and scan.glued(second.stop) and scan.digits[second.stop + 1]:
                return -past_chain(scan, second.stop)
            return _joined(scan, first, second, reading) or -second.stop
        return _joined(scan, first, second, reading) or joint
    if word == "~" and scan.glued(joint) and scan.glued(joint + 1):
        second = amount_at(scan, joint + 1)
        return joint if second is None else _joined(scan, first, second, reading) or joint
    if word in ("to", "through"):
        second = amount_at(scan, joint + 1)
        if second is None or (first.unit is not None and second.unit is None and second.magnitude == 1):
            return joint
        return _joined(scan, first, second, reading) or joint
    if word == "or" and first.unit is None and type(first.value) is int and first.value > 0:
        second = amount_at(scan, joint + 1)
        if second is not None and type(second.value) is int and first.value < second.value <= 2 * first.value + 1:
            return _joined(scan, first, second, reading) or joint
    return joint


def _joined(scan: Scan, first: Amount, second: Amount, reading: Reading) -> int:
    """Set both ends of the range and return the token after it, or 0 where the two make none."""
    low, step = first.value, first.step
    if second.magnitude > 1 and first.magnitude == 1 and low * second.magnitude < second.value:
        low = whole(low * second.magnitude)
        step = whole((step or 1) * second.magnitude)
    if low >= second.value or first.parts or second.parts:
        return 0
    if first.plain and second.plain and second.value >= 1000 > first.value >= 100:
        telephone = scan.words[first.stop] in HYPHENS and not scan.words[second.stop][:1].isalpha()
        if telephone and len(scan.words[first.stop + 1]) == 4:
            return 0
    if first.unit and second.unit and first.unit != second.unit:
        return 0
    unit = second.unit or first.unit
    years = first.plain and second.plain and unit is None and low >= 1500 and second.value <= 2100
    if years and not is_plural(scan.words[second.stop]):
        return 0
    finest = min((each for each in (step, second.step) if each is not None), default=None)
    reading.low, reading.high, reading.unit, reading.step = low, second.value, unit, finest
    reading.end = second.stop
    return second.stop


def _read_quotient(scan: Scan, above: Amount, reading: Reading) -> int:
    """Read "one over twenty" where nothing is counted after it; return the token after it, or 0."""
    below = number_at(scan, above.stop + 1)
    if below is None or below.value <= 0 or (below.stop < scan.size and scan.words[below.stop][:1].isalnum()):
        return 0
    reading.low = reading.high = whole(Fraction(above.value) / below.value)
    reading.end = below.stop
    return below.stop


def _read_between(scan: Scan, index: int, reading: Reading) -> _Result:
    words = scan.words
    joint = "and" if words[index] == "between" else "to"
    first = amount_at(scan, index + 1, joined=False)
    if first is None or words[first.stop] != joint:
        return None, index + 1
    second = amount_at(scan, first.stop + 1, joined=joint == "to")
    if second is None or is_joined_before(scan, first.at) or not _joined(scan, first, second, reading):
        return None, index + 1
    if is_label(scan, first.at, second.stop, reading, False, False):
        return None, second.stop
    reading.end = _read_after(scan, reading, _read_of(scan, second, reading, reading.end))
    return reading, reading.end


def _read_vague(scan: Scan, index: int, reading: Reading) -> int:
    """Read "several", "tens of thousands", "no casualties", "an unknown number"; 0 where none is."""
    words = scan.words
    word, place = words[index], index + 1
    if word in ("a", "an"):
        word, place = words[place], place + 1
        if word == "couple":
            multiple = words[place + 1] if words[place] == "of" else words[place]
            stop = place + 1 if words[place] == "of" else place
            factor = MULTIPLES.get(multiple)
            return _set_vague(reading, 2 * (factor or 1), 2 * (factor or 1), stop + (factor is not None))
        if word == "pair" and words[place] == "of":
            reading.low = reading.high = 2
            return place + 1
        if word not in ("few", "handful") and word not in ("unknown", "unspecified", "undisclosed"):
            return 0
    if word in ("unknown", "unspecified", "undisclosed"):
        return place + 1 if words[place] == "number" else 0
    if word in ("no", "none"):
        return _read_none(scan, index, reading)
    if word not in VAGUE and word != "tens":
        return 0
    if word in TENS_OF and words[place] == "of" and words[place + 1] in PLURAL_MAGNITUDES:
        base = 10 if word == "tens" else TENS_OF[word] // 2
        return _set_vague(reading, 2 * base * PLURAL_MAGNITUDES[words[place + 1]], None, place + 2)
    if word == "tens" or (
        word in ("scores", "couple", "handful", "few") and place == index + 1 and words[place] != "of"
    ):
        return 0
    if word in ("couple", "few", "handful") and place == index + 1:
        return 0
    low, high = VAGUE[word]
    factor = MULTIPLES.get(words[place]) if word in ("several", "few") else None
    if factor is not None:
        return _set_vague(reading, low * factor, None, place + 1)
    return _set_vague(reading, low, high, place)


def _set_vague(reading: Reading, low: int, high: int | None, stop: int) -> int:
    reading.low, reading.high, reading.soft = low, high, True
    return stop


def _read_none(scan: Scan, index: int, reading: Reading) -> int:
    """Read "none", "none of the 80" and "no casualties" as 0; "no plans" counts nothing."""
    words = scan.words
    if words[index] == "no":
        following = words[index + 1]
        noun = following if is_plural(following) else words[min(index + 2, scan.size)]
        if not following.isalpha() or following in STOP_WORDS or not is_plural(noun):
            return 0
        if noun in UNCOUNTED_NOUNS or reading.sense:
            return 0
    reading.low = reading.high = 0
    stop = index + 1
    if words[index] == "none" and words[stop] == "of":
        whole = _whole_at(scan, stop + 1)
        if whole is not None:
            reading.of, stop = whole
    return stop


def _settle_single(scan: Scan, only: Amount, reading: Reading, bare: bool, lenient: bool) -> bool:
    """Settle what one number is: a share, k of n, or a plain figure; False where it is no figure at all."""
    stop = only.stop
    reading.end = stop
    words = scan.words
    if scan.glued(stop) and words[stop][:1].isalpha():
        return False
    if only.parts is not None and reading.unit is None:
        above, below = only.parts
        counted = is_plural(words[stop]) or (is_plural(words[min(stop + 1, scan.size)]) and words[stop].isalpha())
        if words[stop] == "of":
            reading.unit, reading.soft = "share", True
        elif 0 < above <= below and (counted or (lenient and stop >= scan.size and below > 16)):
            reading.low = reading.high = above
            reading.of = below
        elif not (lenient and stop >= scan.size and above < below):
            return False
        return True
    if only.share and reading.unit is None:
        if not _is_share(scan, only, lenient):
            return False
        reading.unit, reading.soft = "share", True
        return True
    if words[stop] in HYPHENS and scan.glued(stop) and scan.glued(stop + 1):
        following = words[stop + 1]
        if following[:1].isalpha() and not scan.digits[only.at] and following not in ("plus", "odd", "ish"):
            return False
    if only.value == 1 and words[only.at] == "one" and bare and not counts_one(scan, only.at):
        return False
    return not is_label(scan, only.at, stop, reading, bare, lenient)


def _is_share(scan: Scan, only: Amount, lenient: bool) -> bool:
    before = scan.words[only.at - 1] if only.at else ""
    following = scan.words[only.stop]
    if before in _ORDINAL_BEFORE or before in HYPHENS:
        return False
    if following == "of" or following in DETERMINERS or is_plural(following):
        return True
    return (lenient and only.stop >= scan.size) or scan.words[only.at] not in ("half", "a", "an")


def _read_of(scan: Scan, only: Amount, reading: Reading, stop: int) -> int:
    """Read the denominator: `of 80`, `out of the 80`, `in five`."""
    words = scan.words
    if words[stop] not in ("of", "out", "in") or reading.of is not None:
        return stop
    if reading.unit is not None or reading.low is None or reading.low < 0:
        return stop
    if words[stop] == "in":
        return _read_one_in(scan, only, reading, stop)
    place = stop + 1
    if words[stop] == "out":
        if words[place] != "of":
            return stop
        place += 1
    whole = _whole_at(scan, place)
    if whole is None:
        return stop
    reading.of, after = whole
    return after


def _whole_at(scan: Scan, index: int) -> tuple[Number, int] | None:
    """Return the denominator at token *index* and the token after it, or None."""
    words = scan.words
    place = index
    if words[place] == "a" and words[place + 1] == "total" and words[place + 2] == "of":
        place += 3
    elif words[place] in DETERMINERS:
        place += 1
    if words[place] == "some" and scan.digits[place + 1]:
        return None
    read = number_at(scan, place)
    if read is None or read.value <= 0 or read.share or read.parts:
        return None
    after = words[read.stop]
    if (scan.glued(read.stop) and (after[:1].isalpha() or after in DASHES)) or (after in MONTHS):
        return None
    if after in UNITS and after not in TIME_UNITS and unit_at(scan, read.stop, False, False) is not None:
        return None
    if read.plain and type(read.value) is int and 1900 <= read.value <= 2100 and not after.isalpha():
        return None
    return read.value, read.stop


def _read_one_in(scan: Scan, only: Amount, reading: Reading, stop: int) -> int:
    """Read "one in five" as a share; "one in Kyiv" and "one in 2016" stay counts."""
    place = stop + 2 if scan.words[stop + 1] == "every" else stop + 1
    read = number_at(scan, place)
    if reading.low != 1 or reading.high != 1 or read is None or type(read.value) is not int:
        return stop
    if not 2 <= read.value <= 1000 or not (is_plural(scan.words[read.stop]) or read.stop >= scan.size):
        return stop
    reading.low = reading.high = Fraction(1, read.value)
    reading.unit, reading.soft = "share", True
    return read.stop


def _read_after(scan: Scan, reading: Reading, stop: int) -> int:
    """Read what qualifies a figure from behind: `or more`, `+`, `-odd`, `or so`, a second bound."""
    words = scan.words
    found = match(AFTER, scan, stop) if words[stop] in AFTER else None
    if found is None and words[stop].isalpha() and words[stop + 1] in ("or", "and"):
        found = match(AFTER, scan, stop + 1) if words[stop] not in STOP_WORDS else None
    if found is not None:
        meaning, after = found
        first = words[stop]
        glued = scan.glued(stop)
        ahead = words[after]
        counts_on = (
            scan.digits[after]
            or ahead in CURRENCY_SIGNS
            or ahead == "than"
            or (ahead in NUMBER_STARTS and ahead not in ("a", "an"))
        )
        if not counts_on and (glued or not (first == "+" or first in HYPHENS)):
            if meaning == "about":
                reading.approximate = True
            elif reading.sense == "":
                reading.sense = meaning
            return after
    if reading.sense and words[stop] in ("and", "but"):
        return _read_second_bound(scan, reading, stop)
    return stop


def _read_second_bound(scan: Scan, reading: Reading, stop: int) -> int:
    bound = match(PREFIXES, scan, stop + 1)
    if bound is None or bound[0] not in ("above", "at least", "at most", "below"):
        return stop
    other = amount_at(scan, bound[1])
    if other is None or reading.low is None or reading.low != reading.high or reading.of is not None:
        return stop
    if (reading.sense in LOWER_BOUNDS) is (bound[0] in LOWER_BOUNDS):
        return stop
    low, high = (reading.low, other.value) if reading.sense in LOWER_BOUNDS else (other.value, reading.low)
    if low >= high or (reading.unit is not None and reading.unit != other.unit):
        return stop
    reading.unit = other.unit
    reading.other = (bound[0], other.value)
    return other.stop


def _quantity(reading: Reading, text: str) -> Quantity | None:
    """Return the figure as a record, or None where it has more digits than a record holds."""
    low, high, sense = reading.low, reading.high, reading.sense
    low_open = high_open = False
    soft = reading.soft and not (sense and reading.unit == "share")
    low_soft = soft and low is not None
    high_soft = soft and high is not None
    approximate, tolerance, step = reading.approximate, None, reading.step
    bound = Bound.ESTIMATE if reading.estimate else Bound.EXACT
    if low is None and high is None:
        bound, approximate = Bound.UNKNOWN, False
    elif reading.other is not None and low is not None:
        low, high, low_open, high_open = _both_bounds(sense, low, reading.other)
    elif sense in LOWER_BOUNDS:
        high, high_soft, low_open = None, False, sense == "above"
        low_soft = low_soft or approximate or reading.nearly
        approximate = False
        bound = Bound.MINIMUM if sense == "minimum" else bound
    elif sense:
        low, low_soft, high_open = None, False, sense == "below"
        high_soft = high_soft or approximate or reading.nearly
        approximate = False
    elif reading.nearly and low is not None and low == high and low > 0:
        low = whole(Fraction(low) * 9 / 10)
        high_open = low_soft = high_soft = True
        approximate = False
    elif reading.soft and reading.unit != "share":
        approximate = False
    elif (approximate or reading.nearly) and low is not None and high is not None:
        approximate = True
        tolerance = inferred_tolerance(low, step)
    try:
        return Quantity(
            low=low,
            high=high,
            low_open=low_open,
            high_open=high_open,
            of=reading.of,
            unit=reading.unit,
            approximate=approximate,
            tolerance=tolerance,
            low_soft=low_soft,
            high_soft=high_soft,
            step=step,
            bound=bound,
            text=text,
        )
    except InvalidRecord:
        # More digits than a record holds, or words that no file can keep: no figure of a report.
        return None


def _both_bounds(sense: str, value: Number, other: tuple[str, Number]) -> tuple[Number, Number, bool, bool]:
    if sense in LOWER_BOUNDS:
        return value, other[1], sense == "above", other[0] == "below"
    return other[1], value, other[0] == "above", sense == "below"


def _noun(scan: Scan, index: int) -> str:
    """Return what is counted: the words up to the first plural, or the one word that follows."""
    words = scan.words
    place = index + 1 if words[index] == "of" else index
    if words[index] == "of" and words[place] in DETERMINERS:
        place += 1
    if words[place] in HYPHENS:
        place += 1
    first = place
    while place - first < 5 and words[place][:1].isalpha() and words[place] not in STOP_WORDS:
        if is_plural(words[place]):
            return scan.text[scan.starts[first] : scan.ends[place]]
        place += 1
    return scan.written(first) if place > first else ""


_STARTERS = (
    OPENERS
    | NUMBER_STARTS
    | frozenset(VAGUE)
    | frozenset(CURRENCY_SIGNS)
    | frozenset(DOLLARS)
    | frozenset(code.lower() for code in CURRENCY_CODES)
    | SIGNS
    | {
        "between",
        "from",
        "no",
        "none",
        "tens",
        "unknown",
        "unspecified",
        "undisclosed",
        "rs",
        "jp",
        "cn",
        "gb",
    }
)
