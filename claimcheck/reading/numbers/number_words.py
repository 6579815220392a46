"""Which whole number do these number words add up to?"""

from claimcheck.quantity import Number
from claimcheck.reading.numbers.digits import Numeral
from claimcheck.reading.numbers.scan import HYPHENS, Scan

__all__ = ["added_words", "hop", "small_at"]


def hop(scan: Scan, index: int) -> int:
    """Return the token after a hyphen that joins two words, else the same token.

    Examples:
        >>> scan = Scan("twenty-one")
        >>> hop(scan, 1), hop(scan, 2)
        (2, 2)
    """
    if scan.words[index] in HYPHENS and scan.glued(index) and scan.glued(index + 1):
        return index + 1
    return index


def small_at(scan: Scan, index: int) -> tuple[int, int]:
    """Return the number below 100 at *index*, where one begins, and the token after it.

    Examples:
        >>> small_at(Scan("fifty-four hundredths"), 0)
        (54, 3)
    """
    words, small = scan.words, scan.wording.small
    if words[index] in small:
        return small[words[index]], index + 1
    tens = scan.wording.tens[words[index]]
    hopped = hop(scan, index + 1)
    if 0 < small.get(words[hopped], 0) < 10:
        return tens + small[words[hopped]], hopped + 1
    return tens, index + 1


class _Sum:
    """Number words added up: tens and hundreds into a group, groups by falling magnitudes into a total."""

    __slots__ = ("after_hundred", "first", "group", "magnitude", "scan", "step", "total", "wording")

    def __init__(self, scan: Scan, first: int) -> None:
        self.scan = scan
        self.wording = scan.wording
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
        word, wording = self.scan.words[index], self.wording
        if self.scan.digits[index]:
            taken = self._take_digits(index, word)
        elif word in wording.small:
            taken = self._take_small(index, wording.small[word])
        elif word in wording.tens:
            taken = self._take_small(index, wording.tens[word])
        elif word in ("hundred", "hundreds"):
            return self._take_hundred()
        elif word in wording.magnitudes:
            return self._take_magnitude(wording.magnitudes[word])
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

    def may_go_on_after_comma(self, index: int) -> bool:
        """Whether the words behind a comma go on: three million, two hundred and forty."""
        words = self.scan.words
        begun = self.magnitude > 100 and self.group < 0 and not self.scan.digits[self.first]
        return begun and 0 < self.wording.small.get(words[index], 0) < 10 and words[index + 1] == "hundred"

    def begins_a_denominator(self, index: int) -> bool:
        """Whether the words at *index* are the lower half of a fraction: three twenty-firsts."""
        if self.group <= 0 or self.scan.words[index] not in self.wording.tens or self.scan.words[index - 1] == "and":
            return False
        following = self.scan.words[hop(self.scan, index + 1)]
        return following in self.wording.plural_parts and following in self.wording.small_parts

    def _take_digits(self, index: int, run: str) -> bool:
        if not run.isdecimal() or run[0] == "0" or (len(run) > 3 and index > self.first):
            return False
        number = int(run)
        follows = self.magnitude > number and self._scale_follows(index + 1)
        if self.group < 0 and (index == self.first or follows):
            self.group = number
        elif self.after_hundred and number < 100 and self.scan.words[index - 1] == "and":
            self.group += number
        else:
            return False
        return True

    def _scale_follows(self, index: int) -> bool:
        return self.scan.words[index] == "hundred" or self.scan.words[index] in self.wording.magnitudes

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


def added_words(scan: Scan, index: int, joined: bool) -> Numeral | None:
    """Return the whole number that the words from token *index* on add up to, or None.

    Args:
        scan: The tokens.
        index: Where the number should start.
        joined: Whether "and" may stand inside; not so after "between".

    Examples:
        >>> added_words(Scan("three hundred and five drones"), 0, True)[0]
        305
        >>> added_words(Scan("three million, two hundred and forty"), 0, True)[0]
        3000240
        >>> added_words(Scan("4 thousand 3 hundred and 21"), 0, True)[0], added_words(Scan("two dozen"), 0, True)[0]
        (4321, 24)
    """
    words, dozens = scan.words, scan.wording.dozens
    added = _Sum(scan, index)
    place = index
    while True:
        here = place if place == index else _next_word(scan, place)
        word = words[here]
        if (
            (word == "and" or word == "&")  # noqa: PLR1714 - half the time of a look-up, at every word of a number
            and joined
            and added.may_go_on_after_and()
            and not _is_mixed(scan, here)
        ):
            here = _after_and(scan, here + 1, added.magnitude if added.group < 0 else 0)
            if here < 0:
                break
        elif word == "," and added.may_go_on_after_comma(here + 1):
            here += 1
        if words[here] in dozens and added.group > 0:
            count = added.group // 100 * 100 + added.group % 100 * 12
            return Numeral(added.total + count, None, 1, here + 1)
        if added.begins_a_denominator(here) or not added.take(here):
            break
        place = here + 1
    if place == index:
        return None
    return Numeral(added.value, added.step, added.magnitude or 1, place)


def _next_word(scan: Scan, index: int) -> int:
    """Step over the hyphen of twenty-one, also where it stands between spaces."""
    words = scan.words
    if words[index] not in HYPHENS:
        return index
    if words[index - 1] in scan.wording.tens and words[index + 1] in scan.wording.small:
        return index + 1
    return hop(scan, index)


def _is_mixed(scan: Scan, index: int) -> bool:
    """Return whether "and" leads to a proper fraction, as in "one hundred and three quarters"."""
    place = index + 1
    if scan.words[place] not in scan.wording.small and scan.words[place] not in scan.wording.tens:
        return False
    top, stop = small_at(scan, place)
    return top < scan.wording.plural_parts.get(scan.words[hop(scan, stop)], 0)


def _after_and(scan: Scan, index: int, last: int) -> int:
    """Return *index* where the words there belong to the number before "and", else -1."""
    words, wording = scan.words, scan.wording
    if scan.digits[index]:
        return index if last == 0 and len(words[index]) < 3 and words[index - 2] == "hundred" else -1
    if words[index] not in wording.small and words[index] not in wording.tens:
        return -1
    beyond = index + 1
    hopped = hop(scan, beyond)
    if words[index] in wording.tens and words[hopped] in wording.small:
        beyond = hopped + 1
    if last and wording.magnitudes.get(words[beyond], 0):
        return -1
    if words[beyond] == "hundred" and not _ends_with_hundred(scan, beyond, last):
        return -1
    if words[beyond] in wording.parts or words[beyond] in wording.plural_parts:
        return -1 if words[index] in wording.small and words[index - 2] != "hundred" else index
    return index


def _ends_with_hundred(scan: Scan, index: int, last: int) -> bool:
    """Whether "two thousand and two hundred" is one number: nothing is counted within it, nor behind it."""
    return last >= 1000 and not scan.words[index + 1][:1].isalpha()
