"""Which figures stand in these words, and what does each say?"""

import re
from collections.abc import Iterator
from typing import ClassVar

from attrs import frozen

from claimcheck.errors import InvalidRecord
from claimcheck.listed import Listed, fields_table, short_repr
from claimcheck.quantity import Quantity, Tolerance
from claimcheck.reading.numbers.amounts import Amount, amount_at
from claimcheck.reading.numbers.backgrounds import is_part_of, is_span, is_whole, opens_whole
from claimcheck.reading.numbers.bounds import read_after, read_prefixes
from claimcheck.reading.numbers.changes import Role, changes_before, role_of
from claimcheck.reading.numbers.labels import (
    counts_one,
    is_label,
    is_multiple,
    past_chain,
    past_telephone,
    past_unreadable,
)
from claimcheck.reading.numbers.matters import is_base, is_numbered_place
from claimcheck.reading.numbers.names import is_joined_before, is_name, is_pair
from claimcheck.reading.numbers.nouns import counted_by, is_meant_again
from claimcheck.reading.numbers.numerals import lone_number, number_at
from claimcheck.reading.numbers.ranges import joined, read_before, read_quotient, read_range
from claimcheck.reading.numbers.said import Said, quantity_of
from claimcheck.reading.numbers.scan import DASHES, HYPHENS, Scan, match
from claimcheck.reading.numbers.unit_words import unit_at
from claimcheck.reading.numbers.vague import read_vague
from claimcheck.reading.numbers.wholes import is_share, read_of, read_rest, read_slashed
from claimcheck.reading.numbers.wording import figure_wording

__all__ = ["Mention", "Role", "find_quantities", "parse_quantity", "parse_score", "parse_value"]

_USUAL = Tolerance()
_MOST_LONE = 12  # tokens of a text that may be one number and nothing else


@frozen
class Mention:
    """A figure found in a text: what it says, where it stands (code points), and what it counts.

    Attributes:
        quantity: What the figure says.
        start: Where its words begin.
        end: Where they end.
        noun: The head of what is counted, as written; empty where the words name nothing.
        modifiers: The words before the head: Ukrainian, of "162 Ukrainian drones".
        noun_span: Where modifiers and head stand, or None.
        role: A value, a change ("rose by 12"), the value before one ("from 28"), the whole that a share is taken of
            ("60 % of the 500 homes"), or a span of time ("12 died in 24 hours").
        sign: 1 for a change upwards, -1 for one downwards, else 0.

    Examples:
        >>> mention = find_quantities("Kyiv shot down 52 of 80 Russian drones")[0]
        >>> str(mention.quantity), mention.start, mention.end, mention.noun, mention.modifiers
        ('52 of 80', 15, 23, 'drones', ('Russian',))
        >>> [(str(found.quantity), found.role.value) for found in find_quantities("rose by 12 from 28 to 40")]
        [('12', 'change'), ('28', 'before'), ('40', 'value')]
        >>> [(str(found.quantity), found.role.value) for found in find_quantities("Of the 41 planes, 13 were hit")]
        [('41', 'whole'), ('13 of 41', 'value')]
    """

    quantity: Quantity
    start: int
    end: int
    noun: str = ""
    modifiers: tuple[str, ...] = ()
    noun_span: tuple[int, int] | None = None
    role: Role = Role.VALUE
    sign: int = 0

    @property
    def counted(self) -> str:
        """What is counted with its modifiers: "Ukrainian drones"."""
        return " ".join((*self.modifiers, self.noun)) if self.modifiers else self.noun

    def __str__(self) -> str:
        return " ".join(part for part in (str(self.quantity), self.counted) if part)

    _headings: ClassVar[tuple[str, ...]] = ("figure", "of what", "role", "start", "end")

    def _cells(self) -> tuple[object, ...]:
        return str(self.quantity), self.counted, self.role, self.start, self.end

    __repr__ = short_repr
    _repr_html_ = fields_table


def parse_quantity(text: str, *, language: str = "en", tolerance: Tolerance = _USUAL) -> Quantity | None:
    """Return the figure that *text* is, or that it starts with where a noun follows; else None.

    A text with a second figure, and a score such as 3-1, is no one quantity.

    Args:
        text: The words.
        language: The language they are in.
        tolerance: How far "about" and "nearly" reach.

    Raises:
        InvalidRecord: It is no text.
        UnknownLanguage: There are no tables for the language.

    Examples:
        >>> str(parse_quantity("more than 40 warplanes"))
        'more than 40'
        >>> parse_quantity("52 out of 80").share
        Fraction(13, 20)
        >>> parse_quantity("relocated for protection") is None
        True
    """
    scan = _scanned(text, language)
    start = _after_lead(scan)
    said, stop = _figure(scan, start, lenient=True)
    if said is not None and _stands_alone(scan, stop):
        return quantity_of(said, text.strip(), tolerance)
    lone = _lone(scan) if said is None or stop < scan.size <= _MOST_LONE else None
    return None if lone is None else quantity_of(lone, text.strip(), tolerance)


_SPAN = re.compile(r"\s*(?:between\s+)?([0-9][0-9,]{0,40})\s*(?:-|–|—|to|and)\s*([0-9][0-9,]{0,40})\s*\Z")


def parse_value(text: str, *, language: str = "en", tolerance: Tolerance = _USUAL) -> Quantity | None:
    """Return the figure that *text* is said to be: what ``parse_quantity`` reads, and a plain range of any numbers.

    In prose "2000-2050" may be years; given as a value it is a range.

    Raises:
        InvalidRecord: It is no text.
        UnknownLanguage: There are no tables for the language.

    Examples:
        >>> parse_quantity("2000-2050"), str(parse_value("2000-2050"))
        (None, '2,000-2,050')
        >>> parse_value("3-1") is None
        True
    """
    found = parse_quantity(text, language=language, tolerance=tolerance)
    plain = _SPAN.match(text) if found is None else None
    if plain is None:
        return found
    low, high = (int(end.replace(",", "")) for end in plain.groups())
    return Quantity(low=low, high=high, text=text.strip()) if low < high else None


def find_quantities(text: str, *, language: str = "en", tolerance: Tolerance = _USUAL) -> tuple[Mention, ...]:
    """Return every figure in *text*, in order and not overlapping.

    Years, dates, times of day, ordinals, scores and names such as Tu-95 are no figures. A text that is one number and
    nothing else is that number, also in forms that prose uses otherwise ("3/4", "a half").

    Args:
        text: The prose.
        language: The language it is in.
        tolerance: How far "about" and "nearly" reach.

    Raises:
        InvalidRecord: It is no text.
        UnknownLanguage: There are no tables for the language.

    Examples:
        >>> [str(found.quantity) for found in find_quantities("At least 13 of 41 aircraft; $94.9bn in 2024.")]
        ['at least 13 of 41', '94.9 billion USD']
    """
    scan = _scanned(text, language)
    found = Listed(_mentions(scan, 0, tolerance))
    if scan.size > _MOST_LONE or not scan.size or not _may_end_a_number(scan):
        return found
    if len(found) == 1 and found[0].start == scan.starts[0] and found[0].end == scan.ends[scan.size - 1]:
        return found
    lone, stop = _figure(scan, 0, lenient=True)
    if lone is None or stop < scan.size:
        lone = _lone(scan)
    mention = None if lone is None else _mention(scan, lone, tolerance, None)
    return found if mention is None else Listed((mention,))


def parse_score(text: str, *, language: str = "en") -> tuple[Quantity, Quantity] | None:
    """Return the two figures of a score, one per side, or None.

    Raises:
        InvalidRecord: It is no text.
        UnknownLanguage: There are no tables for the language.

    Examples:
        >>> [str(side) for side in parse_score("3-1")]
        ['3', '1']
    """
    scan = _scanned(text, language)
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


def _scanned(text: str, language: str) -> Scan:
    wording = figure_wording(language)
    if not isinstance(text, str):
        raise InvalidRecord(f"expected a text, got {text!r}")
    return Scan(text, wording)


def _after_lead(scan: Scan) -> int:
    lead = match(scan.wording.leads, scan, 0)
    if lead is None:
        return 0
    bound = match(scan.wording.prefixes, scan, 0)
    return 0 if bound is not None and bound[1] > lead[1] else lead[1]  # "just under 40" is no "just"


def _may_end_a_number(scan: Scan) -> bool:
    return scan.digits[scan.size - 1] or scan.words[scan.size - 1] in scan.wording.number_ends


def _lone(scan: Scan) -> Said | None:
    """Return the number that the whole text is, and nothing else."""
    read = lone_number(scan)
    if read is None:
        return None
    said = Said(0)
    said.low = said.high = read.value
    said.step, said.end = read.step, scan.size
    if read.share:
        said.unit, said.soft = "share", True
    return said


_BREAKS = frozenset('.;:!?"')


def _stands_alone(scan: Scan, stop: int) -> bool:
    """Return whether nothing but what is counted, with no second figure, follows token *stop*."""
    words, size, wording = scan.words, scan.size, scan.wording
    if size > stop and words[size - 1] in ".!,;":
        size -= 1
    if stop >= size:
        return True
    first = words[stop]
    if not (first[0].isalpha() or first in ("of", "(")) or size - stop > 24:
        return False
    if first in wording.stop_words and first not in ("of", "were", "was", "more", "down", "the"):
        return False
    if any(words[place] in _BREAKS for place in range(stop, size)):
        return False
    return next(_mentions(scan, stop, _USUAL), None) is None


def _mentions(scan: Scan, index: int, tolerance: Tolerance) -> Iterator[Mention]:
    starters, words, digits, size = scan.wording.starters, scan.words, scan.digits, scan.size
    previous: Said | None = None
    while index < size:
        if not digits[index] and words[index] not in starters:
            index += 1
            continue
        said, stop = _figure(scan, index, lenient=False)
        if said is not None:
            mention = _mention(scan, said, tolerance, previous)
            if mention is not None:
                yield mention
            previous = said
        index = max(stop, index + 1)


def _mention(scan: Scan, said: Said, tolerance: Tolerance, previous: Said | None) -> Mention | None:
    """Return what is found in the figure *said*, the one behind *previous*."""
    counted = counted_by(scan, said)
    if previous is not None and opens_whole(scan, previous) and is_part_of(scan, previous, said):
        whole = counted_by(scan, previous)
        first = counted.noun.lower().partition(" ")[0]
        if counted.noun in ("", whole.noun) or first in scan.wording.participles:
            said.of = previous.low
            counted = counted if counted.noun else whole
    start, end = scan.starts[said.start], scan.ends[said.end - 1]
    quantity = quantity_of(said, scan.text[start:end], tolerance)
    if quantity is None:
        return None
    role, sign = role_of(scan, said, counted.noun)
    if role is Role.VALUE:
        if is_whole(scan, said, previous) or opens_whole(scan, said):
            role = Role.WHOLE
        elif is_span(scan, said):
            role = Role.SPAN
    return Mention(quantity, start, end, counted.noun, counted.modifiers, counted.span, role, sign)


def _figure(scan: Scan, index: int, *, lenient: bool) -> tuple[Said | None, int]:
    """Read the figure that starts at token *index*; return it, or None, with the token to go on from."""
    said = Said(index)
    place = index
    if scan.words[index] in scan.wording.prefixes:
        place = read_prefixes(scan, index, said, lenient)
        if place < 0:
            return None, index + 1
    if not scan.digits[place]:
        word = scan.words[place]
        if word == "between" or word == "from":  # noqa: PLR1714 - asked of every figure, and quicker
            return _read_between(scan, place, said)
        stop = read_vague(scan, place, said) if word in scan.wording.vague_starts else 0
        if stop > 0:
            stop = _vague_unit(scan, said, stop)
            said.end = read_after(scan, said, stop) if said.sense == "" else stop
            known = said.sense not in ("at_most", "below") and read_rest(scan, said)
            return (said if known else None), said.end
    first = amount_at(scan, place)
    if first is None:
        return None, past_unreadable(scan, place)
    bare = place == index
    passed = _passed_over(scan, first, said, bare, lenient)
    if passed > 0:
        return (said if said.end > said.start else None), passed
    said.low = said.high = first.value
    said.step, said.unit = first.step, first.unit
    stop = read_range(scan, first, said)
    if stop < 0:
        return None, -stop
    if stop == first.stop:
        if not _settle_single(scan, first, said, bare, lenient):
            return None, max(stop, past_chain(scan, stop))
    elif _is_named_range(scan, first, stop, said, bare, lenient):
        return None, stop
    said.end = read_after(scan, said, read_of(scan, said, said.end))
    return (said if read_rest(scan, said) else None), said.end


def _vague_unit(scan: Scan, said: Said, stop: int) -> int:
    """Read the unit of a vague figure, "thousands of dollars", "several hours"; return the token after it."""
    if not said.soft:
        return stop
    unit = unit_at(scan, stop + (scan.words[stop] == "of"), True, False)
    if unit is None:
        return stop
    said.unit, after = unit
    return after


def _is_named_range(scan: Scan, first: Amount, stop: int, said: Said, bare: bool, lenient: bool) -> bool:
    """Whether two ends are a score, a model, or two days or times of day."""
    if bare and said.unit is None and is_pair(scan, first.at, stop):
        return True
    timed = first.plain or scan.words[stop] in scan.wording.zones
    return timed and is_label(scan, first.at, stop, said, bare, lenient)


def _passed_over(scan: Scan, first: Amount, said: Said, bare: bool, lenient: bool) -> int:
    """Return the token after a quotient, a name or a telephone number that begins here, else 0."""
    stop = first.stop
    if bare and (is_base(scan, first) or (first.unit is None and is_numbered_place(scan, first))):
        return stop
    if scan.words[stop] == "over" and first.unit is None and not said.sense:
        after = read_quotient(scan, first, said)
        if after:
            return after
    if scan.digits[stop] and first.unit is None:
        if scan.words[first.at] == "+":
            return past_telephone(scan, stop)
        if scan.digits[stop + 1] and first.plain and scan.starts[stop] == scan.ends[stop - 1] + 1:
            return past_telephone(scan, stop)
    if bare and is_joined_before(scan, first.at) and not (lenient and first.at == 0):
        return past_chain(scan, stop)
    if first.at and scan.words[stop - 1] in scan.wording.dozens and scan.words[first.at] == "a":
        return stop if scan.words[first.at - 1] in scan.wording.units else 0  # 64 cents a dozen
    return stop if bare and first.unit is None and is_name(scan, first.at, stop) else 0


def _read_between(scan: Scan, index: int, said: Said) -> tuple[Said | None, int]:
    """Read "between 20 and 30" and "from 20 to 30"; "rose from 20 to 30" are two figures, and this is the first."""
    words = scan.words
    joint = "and" if words[index] == "between" else "to"
    if joint == "to" and changes_before(scan, index) and read_before(scan, index, said):
        return said, said.end
    first = amount_at(scan, index + 1, False)
    if first is None or words[first.stop] != joint:
        return None, index + 1
    second = amount_at(scan, first.stop + 1, joint == "to")
    if second is None or is_joined_before(scan, first.at) or not joined(scan, first, second, said):
        return None, index + 1
    if is_label(scan, first.at, second.stop, said, False, False):
        return None, second.stop
    said.end = read_after(scan, said, read_of(scan, said, said.end))
    return said, said.end


def _settle_single(scan: Scan, only: Amount, said: Said, bare: bool, lenient: bool) -> bool:
    """Settle what one number is: a share, k of n, or a plain figure; False where it is no figure at all."""
    stop = only.stop
    said.end = stop
    words, starts, ends = scan.words, scan.starts, scan.ends
    word = words[stop]
    glued = starts[stop] == ends[stop - 1]
    if glued and word[:1].isalpha():
        return False
    if word == "times" and is_multiple(scan, stop):
        return False
    if only.parts is not None and said.unit is None:
        return read_slashed(scan, only, said, lenient)
    if only.share and said.unit is None:
        if not is_share(scan, only, lenient):
            return False
        said.unit, said.soft = "share", True
        return True
    if glued and word in HYPHENS and scan.glued(stop + 1):
        following = words[stop + 1]
        if following[:1].isalpha() and not scan.digits[only.at] and following not in ("plus", "odd", "ish"):
            return False
    if bare:
        if words[only.at] == "one" and only.value == 1 and not counts_one(scan, only.at, said.unit):
            return False
        if is_meant_again(scan, only):
            return False
    return not is_label(scan, only.at, stop, said, bare, lenient)
