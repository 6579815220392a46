"""Which exact number do these digits and number words write?"""

import re
from fractions import Fraction
from typing import NamedTuple

from claimcheck.quantity import Number

__all__ = ["HYPHENS", "MAGNITUDES", "NUMBER_STARTS", "Numeral", "Scan", "number_at", "read_digits"]

_MOST_DIGITS = 4_000
_BEYOND = 8
HYPHENS = frozenset("-‐‑")
_SPACES = frozenset(" \u00a0\u2009\u202f")

# Each part takes its characters once and cannot match the same text in two ways: no backtracking.
_TOKEN = re.compile(
    r"((?:(?<![\w.])\.)?\d+(?:[.,:/'’]\d+)*(?:[eE][+\-]?\d{1,3}(?!\w))?)"  # a run of digits
    r"|([^\W\d_]+(?:['’][^\W\d_]+)*)"  # a word
    r"|(?:[<>]=|[^\w\s]|_)"  # a sign
)

_ONES = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split()
    )
} | {"nought": 0, "naught": 0}
_TENS = {
    word: number * 10
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
} | {"fourty": 40}
MAGNITUDES = {
    "thousand": 10**3,
    "lakh": 10**5,
    "lakhs": 10**5,
    "million": 10**6,
    "mln": 10**6,
    "mn": 10**6,
    "crore": 10**7,
    "crores": 10**7,
    "billion": 10**9,
    "bln": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
    "trn": 10**12,
    "tn": 10**12,
    "quadrillion": 10**15,
}
_LETTERS = {"k": 10**3, "K": 10**3, "mil": 10**6, "M": 10**6, "b": 10**9, "B": 10**9}
_MONEY_LETTERS = _LETTERS | {"m": 10**6, "t": 10**12, "T": 10**12}
_LETTER_STARTS = frozenset(letter.lower() for letter in _MONEY_LETTERS)
_DOZENS = frozenset({"dozen", "dozens", "doz", "dozs", "dz", "dzs"})
_PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "twelfth": 12,
    "twentieth": 20,
    "thirtieth": 30,
    "fortieth": 40,
    "fiftieth": 50,
    "hundredth": 100,
    "thousandth": 1000,
    "millionth": 10**6,
    "billionth": 10**9,
    "trillionth": 10**12,
}
_PLURAL_PARTS = {f"{word}s": number for word, number in _PARTS.items() if not word.startswith("hal")} | {"halves": 2}
_VULGAR = {
    "½": Fraction(1, 2),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅕": Fraction(1, 5),
    "⅛": Fraction(1, 8),
    "⅜": Fraction(3, 8),
    "⅝": Fraction(5, 8),
    "⅞": Fraction(7, 8),
}
_ORDINALS = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth "
    "seventieth eightieth ninetieth hundredth thousandth millionth".split()
)
NUMBER_STARTS = (
    frozenset(_ONES) | frozenset(_TENS) | frozenset(_VULGAR) | {"a", "an", "half", "hundred", "thousand", "dozen"}
)


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


class Scan:
    """The tokens of a text: digit runs, words and signs, each with where it stands.

    Examples:
        >>> scan = Scan("Tu-95, 40 km")
        >>> scan.words[: scan.size]
        ['tu', '-', '95', ',', '40', 'km']
    """

    __slots__ = ("digits", "ends", "size", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.digits: list[bool] = []
        add_word, add_start, add_end = self.words.append, self.starts.append, self.ends.append
        add_digits = self.digits.append
        for match in _TOKEN.finditer(text):
            start, end = match.span()
            add_start(start)
            add_end(end)
            add_digits(match.lastindex == 1)
            add_word(text[start:end].lower())
        self.size = len(self.words)
        # Empty tokens at the end, each apart from the last, so that looking a few ahead needs no test.
        beyond = len(text) + 1
        self.words += [""] * _BEYOND
        self.digits += [False] * _BEYOND
        self.starts += range(beyond, beyond + 2 * _BEYOND, 2)
        self.ends += range(beyond, beyond + 2 * _BEYOND, 2)

    def glued(self, index: int) -> bool:
        """Return whether nothing stands between this token and the one before it."""
        return index > 0 and self.starts[index] == self.ends[index - 1]

    def written(self, index: int) -> str:
        """Return the token as written, with its capitals."""
        return self.text[self.starts[index] : self.ends[index]]


def read_digits(run: str) -> tuple[int, int] | None:
    """Return *run* as (mantissa, power of ten), or None where it is no one number.

    Thousands stand in groups of three (of two and three in India); a comma before other than three
    digits, two points or a colon are refused rather than guessed.

    Examples:
        >>> read_digits("1,234"), read_digits("7.8"), read_digits("3.14.15")
        ((1234, 0), (78, -1), None)
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
    whole, tail = _split_decimals(body)
    if whole is None:
        return None
    return int(whole + tail), power - len(tail)


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
    whole, _, tail = body.partition(point)
    groups = whole.split(separator)
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


def number_at(scan: Scan, index: int, *, money: bool = False, joined: bool = True) -> Numeral | None:
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
    """
    if scan.digits[index]:
        return _digits_at(scan, index, money)
    if scan.words[index] in NUMBER_STARTS:
        return _words_at(scan, index, joined)
    return None


def _digits_at(scan: Scan, index: int, money: bool) -> Numeral | None:
    run = scan.words[index]
    if "/" in run:
        return _slashed(scan, run, index + 1)
    pair = read_digits(run)
    if pair is None:
        return None
    stop = index + 1
    if scan.digits[stop]:
        mixed = _mixed_digits(scan, index, pair)
        if mixed is not None:
            return mixed
        pair, stop = _spaced_groups(scan, index) or (pair, stop)
    mantissa, power = pair
    following = scan.words[stop]
    if power == 0 and (following == "hundred" or following in _DOZENS):
        return _words_at(scan, index, True)
    if power == 0 and following in _VULGAR:
        return Numeral(mantissa + _VULGAR[following], None, 1, stop + 1)
    if following in ("x", "\u00d7") and scan.words[stop + 1] == "10" and scan.words[stop + 2] == "^":
        return _scientific(scan, mantissa, power, stop)
    magnitude, beyond = _magnitude_at(scan, stop, money)
    if magnitude > 1 and power == 0 and (scan.digits[beyond] or scan.words[beyond] in _ONES):
        longer = _words_at(scan, index, True)
        if longer is not None and longer.stop > beyond:
            return longer
    return _assembled(mantissa, power, magnitude, beyond, plain=beyond == index + 1 and run.isdecimal())


def _mixed_digits(scan: Scan, index: int, pair: tuple[int, int]) -> Numeral | None:
    """Read `2 1/2`."""
    run = scan.words[index + 1]
    if pair[1] != 0 or "/" not in run or scan.starts[index + 1] > scan.ends[index] + 2:
        return None
    part = _slashed(scan, run, index + 2)
    if part is None or part.parts is None or not part.parts[0] < part.parts[1] <= 16:
        return None
    return Numeral(pair[0] + part.value, None, 1, index + 2)


def _magnitude_at(scan: Scan, index: int, money: bool) -> tuple[int, int]:
    """Return the magnitude written after digits (million, bn, k), else 1, and the token after it."""
    word, stop = scan.words[index], index
    magnitude = MAGNITUDES.get(word, 1)
    if magnitude > 1:
        stop += 1
    elif word in HYPHENS and scan.words[index + 1] in MAGNITUDES and scan.glued(index) and scan.glued(index + 1):
        magnitude, stop = MAGNITUDES[scan.words[index + 1]], index + 2
    elif word in _LETTER_STARTS:
        gap = scan.starts[index] - scan.ends[index - 1]
        written = scan.written(index)
        known = written in (_MONEY_LETTERS if money else _LETTERS)
        if known and (gap == 0 or (gap == 1 and (written == "k" or money))):
            magnitude, stop = _MONEY_LETTERS[written], index + 1
    larger = MAGNITUDES.get(scan.words[stop], 1)
    if magnitude > 1 and larger > magnitude:
        return magnitude * larger, stop + 1
    return magnitude, stop


def _scientific(scan: Scan, mantissa: int, power: int, index: int) -> Numeral | None:
    """Read the rest of `6.23 x 10^-4`."""
    place = index + 3
    sign = -1 if scan.words[place] in ("-", "−") else 1
    place += sign < 0
    exponent = scan.words[place]
    if not scan.digits[place] or not exponent.isdecimal() or len(exponent) > 3:
        return None
    return _assembled(mantissa, power + sign * int(exponent), 1, place + 1, plain=False)


def _assembled(mantissa: int, power: int, magnitude: int, stop: int, *, plain: bool) -> Numeral:
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
    return Numeral(value, step, magnitude, stop, plain=plain)


def _slashed(scan: Scan, run: str, stop: int) -> Numeral | None:
    above, _, below = run.partition("/")
    if not (above.isdecimal() and below.isdecimal()) or len(run) > 40:
        return None
    first, second = int(above), int(below)
    if second == 0 or (above[0] == "0" and first) or below[0] == "0" or first > 10**12:
        return None
    return Numeral(Fraction(first, second), None, 1, stop, parts=(first, second))


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
        whole, _, decimals = group.partition(".")
        if len(whole) != 3 or not whole.isdecimal() or (decimals and not decimals.isdecimal()):
            break
        joined.append(whole)
        stop += 1
        if decimals:
            tail = decimals
            break
    if len(joined) == 1:
        return None
    return (int("".join(joined) + tail), -len(tail)), stop


def _hop(scan: Scan, index: int) -> int:
    """Return the token after a hyphen that joins two words, else the same token."""
    if scan.words[index] in HYPHENS and scan.glued(index) and scan.glued(index + 1):
        return index + 1
    return index


def _words_at(scan: Scan, index: int, joined: bool) -> Numeral | None:
    words = scan.words
    first = words[index]
    if first in _VULGAR:
        return _scaled_part(scan, Numeral(_VULGAR[first], None, 1, index + 1, share=True))
    if first == "half" or (first in ("a", "an") and words[_hop(scan, index + 1)] in _PARTS):
        return _lone_part(scan, index)
    if first in ("a", "an"):
        following = words[index + 1]
        if following != "hundred" and following not in MAGNITUDES and following != "dozen":
            return None
    elif first in ("hundred", "thousand", "dozen"):
        return None
    return _accumulate(scan, index, joined)


def _lone_part(scan: Scan, index: int) -> Numeral | None:
    """Read "half", "half a million", "a third", "a quarter of a million"."""
    words = scan.words
    place = index
    if words[place] in ("a", "an"):
        place = _hop(scan, place + 1)
    part = words[place]
    stop = place + 1
    if part == "half":
        if words[stop] == "a" and words[stop + 1] in _DOZENS:
            return Numeral(6, None, 1, stop + 2)
        if words[stop] in _DOZENS:
            return Numeral(6, None, 1, stop + 1)
        if words[stop] in HYPHENS and scan.glued(stop):
            return None
    elif words[stop] != "of" and not _ends_here(scan, stop):
        return None
    return _scaled_part(scan, Numeral(Fraction(1, _PARTS[part]), None, 1, stop, share=True))


def _ends_here(scan: Scan, index: int) -> bool:
    return not scan.words[index][:1].isalnum() and scan.words[index] not in HYPHENS


def _scaled_part(scan: Scan, part: Numeral) -> Numeral:
    """Carry a fraction over to the magnitude that it is a part of: three quarters of a billion."""
    stop = part.stop
    if scan.words[stop] == "of" and scan.words[stop + 1] == "a":
        stop += 2
    elif scan.words[stop] == "a":
        stop += 1
    magnitude = MAGNITUDES.get(scan.words[stop])
    if magnitude is None:
        return part
    value = part.value * magnitude
    whole = value.numerator if value.denominator == 1 else value
    return Numeral(whole, None, magnitude, stop + 1)


class _Sum:
    """Number words added up: tens and hundreds into a group, groups by falling magnitudes into a total."""

    __slots__ = ("after_hundred", "first", "group", "magnitude", "scan", "step", "total")

    def __init__(self, scan: Scan, first: int) -> None:
        self.scan = scan
        self.first = first
        self.total = 0
        self.group = -1  # none begun
        self.magnitude = 0  # none taken
        self.step: Number | None = None
        self.after_hundred = False

    @property
    def value(self) -> int:
        return self.total + max(self.group, 0)

    def take(self, index: int) -> bool:
        """Add the token at *index* and return True, or return False where it begins something else."""
        word = self.scan.words[index]
        if self.scan.digits[index]:
            taken = self._take_digits(index, word)
        elif word in _ONES:
            taken = self._take_small(index, _ONES[word])
        elif word in _TENS:
            taken = self._take_small(index, _TENS[word])
        elif word in ("hundred", "hundreds"):
            return self._take_hundred()
        elif word in MAGNITUDES:
            return self._take_magnitude(MAGNITUDES[word])
        elif word in ("a", "an") and index == self.first:
            self.group, taken = 1, True
        else:
            return False
        if taken:
            self.after_hundred, self.step = False, None
        return taken

    def may_go_on_after_and(self) -> bool:
        spoken = not self.scan.digits[self.first]
        return self.after_hundred or (spoken and self.magnitude > 1 and self.group < 0)

    def _take_digits(self, index: int, run: str) -> bool:
        if not run.isdecimal() or run[0] == "0" or (len(run) > 3 and index > self.first):
            return False
        number = int(run)
        follows = self.magnitude > number and _magnitude_follows(self.scan, index + 1)
        if self.group < 0 and (index == self.first or follows):
            self.group = number
        elif self.after_hundred and number < 100 and self.scan.words[index - 1] == "and":
            self.group += number
        else:
            return False
        return True

    def _take_small(self, index: int, number: int) -> bool:
        if self.group < 0:
            if not self.magnitude and index != self.first:
                return False
            self.group = number
            return True
        below_hundred = self.group % 100
        fits = below_hundred == 0 or (below_hundred >= 20 and below_hundred % 10 == 0 and 0 < number < 10)
        if self.group == 0 or not fits:
            return False
        self.group += number
        return True

    def _take_hundred(self) -> bool:
        if not 0 < self.group < 1000 or self.after_hundred:
            return False
        self.group *= 100
        self.after_hundred = True
        return True

    def _take_magnitude(self, magnitude: int) -> bool:
        if self.group < 0 and self.total and magnitude > self.magnitude and self.magnitude <= 10**6:
            self.total *= magnitude
        elif self.group >= 0 and (not self.magnitude or magnitude < self.magnitude):
            self.total += self.group * magnitude
        else:
            return False
        self.group, self.magnitude, self.step, self.after_hundred = -1, magnitude, magnitude, False
        return True


def _accumulate(scan: Scan, index: int, joined: bool) -> Numeral | None:
    """Read a number in words, from the token *index* on."""
    words = scan.words
    summed = _Sum(scan, index)
    place = index
    while True:
        here = place if place == index else _next_word(scan, place)
        if words[here] == "and" and joined and summed.may_go_on_after_and() and not _is_mixed(scan, here):
            here = _after_and(scan, here + 1, summed.magnitude if summed.group < 0 else 0)
            if here < 0:
                break
        if words[here] in _DOZENS and summed.group > 0:
            dozens = summed.group // 100 * 100 + summed.group % 100 * 12
            return Numeral(summed.total + dozens, None, 1, here + 1)
        if not summed.take(here):
            break
        place = here + 1
    if place == index:
        return None
    return _after_words(scan, Numeral(summed.value, summed.step, summed.magnitude or 1, place))


def _next_word(scan: Scan, index: int) -> int:
    """Step over the hyphen of twenty-one, also where it stands between spaces."""
    words = scan.words
    if words[index] in HYPHENS and words[index - 1] in _TENS and words[index + 1] in _ONES:
        return index + 1
    return _hop(scan, index)


def _is_mixed(scan: Scan, index: int) -> bool:
    """Return whether "and" leads to a proper fraction, as in "one hundred and three quarters"."""
    place = index + 1
    if scan.words[place] not in _ONES and scan.words[place] not in _TENS:
        return False
    top, stop = _accumulate_small(scan, place)
    below = _PLURAL_PARTS.get(scan.words[_hop(scan, stop)], 0)
    return top < below


def _after_and(scan: Scan, index: int, last: int) -> int:
    """Return *index* where the words there belong to the number before "and", else -1."""
    words = scan.words
    if scan.digits[index]:
        return index if last == 0 and len(words[index]) < 3 and words[index - 2] == "hundred" else -1
    if words[index] not in _ONES and words[index] not in _TENS:
        return -1
    beyond = index + 1
    hopped = _hop(scan, beyond)
    if words[index] in _TENS and words[hopped] in _ONES:
        beyond = hopped + 1
    if words[beyond] == "hundred" or (last and MAGNITUDES.get(words[beyond], 0)):
        return -1
    if words[beyond] in _PARTS or words[beyond] in _PLURAL_PARTS:
        return -1 if words[index] in _ONES and words[index - 2] != "hundred" else index
    return index


def _magnitude_follows(scan: Scan, index: int) -> bool:
    return scan.words[index] == "hundred" or scan.words[index] in MAGNITUDES


def _after_words(scan: Scan, read: Numeral) -> Numeral | None:
    """Read what may follow number words: a decimal point, a half, a denominator; refuse an ordinal."""
    words = scan.words
    stop = read.stop
    hopped = _hop(scan, stop)
    following = words[hopped]
    if following == "point":
        return _spoken_decimals(scan, read)
    if following == "and":
        mixed = _mixed(scan, read)
        return mixed or read
    if following in _PLURAL_PARTS and read.value != 0:
        value = Fraction(read.value, _PLURAL_PARTS[following]) if type(read.value) is int else read.value
        whole: Number = value.numerator if value.denominator == 1 else value
        return _scaled_part(scan, Numeral(whole, None, 1, hopped + 1, share=whole < 1))
    if following in _PARTS and (read.value == 1 or (hopped == stop and following[-2:] == "th" and read.value == 100)):
        return _scaled_part(
            scan, Numeral(Fraction(read.value, _PARTS[following]), None, 1, hopped + 1, share=read.value == 1)
        )
    if following in _ORDINALS and following != "second":
        return None
    return read


def _spoken_decimals(scan: Scan, read: Numeral) -> Numeral:
    place = read.stop + 1
    decimals: list[str] = []
    while place - read.stop < 40 and scan.words[place] in _ONES and _ONES[scan.words[place]] < 10:
        decimals.append(str(_ONES[scan.words[place]]))
        place += 1
    if not decimals and scan.digits[place] and scan.words[place].isdecimal() and len(scan.words[place]) < 40:
        decimals.append(scan.words[place])
        place += 1
    tail = "".join(decimals)
    if not tail:
        return read
    magnitude = MAGNITUDES.get(scan.words[place], 1)
    if magnitude > 1:
        place += 1
    mantissa = int(read.value) * 10 ** len(tail) + int(tail)
    return _assembled(mantissa, -len(tail), magnitude, place, plain=False)


def _mixed(scan: Scan, read: Numeral) -> Numeral | None:
    """Read "two and a half", "one and three quarters", and a magnitude after it."""
    words = scan.words
    place = read.stop + 1
    if words[place] in ("a", "an", "one") and words[place + 1] in _PARTS:
        part, stop = Fraction(1, _PARTS[words[place + 1]]), place + 2
    elif words[place] in _ONES or words[place] in _TENS:
        top = _accumulate_small(scan, place)
        denominator = _hop(scan, top[1])
        if words[denominator] not in _PLURAL_PARTS or top[0] >= _PLURAL_PARTS[words[denominator]]:
            return None
        part, stop = Fraction(top[0], _PLURAL_PARTS[words[denominator]]), denominator + 1
    else:
        return None
    value = read.value + part * read.magnitude
    if read.magnitude > 1:
        return Numeral(value.numerator if value.denominator == 1 else value, None, read.magnitude, stop)
    magnitude = MAGNITUDES.get(words[stop])
    if magnitude is None:
        return Numeral(value, None, 1, stop)
    scaled = value * magnitude
    return Numeral(scaled.numerator if scaled.denominator == 1 else scaled, None, magnitude, stop + 1)


def _accumulate_small(scan: Scan, index: int) -> tuple[int, int]:
    """Return the number below 100 at *index*, and the token after it."""
    words = scan.words
    if words[index] in _ONES:
        return _ONES[words[index]], index + 1
    hopped = _hop(scan, index + 1)
    if words[hopped] in _ONES and 0 < _ONES[words[hopped]] < 10:
        return _TENS[words[index]] + _ONES[words[hopped]], hopped + 1
    return _TENS[words[index]], index + 1
