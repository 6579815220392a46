"""Which figures only say what another is held against: the whole that a share is of, the time that it all took?"""

from claimcheck.reading.numbers.said import Said
from claimcheck.reading.numbers.scan import HYPHENS, Scan

__all__ = ["is_part_of", "is_span", "is_whole", "opens_whole"]

_SHARES = frozenset({"percent", "share"})
_LONGEST_CLAUSE = 10  # tokens between "Of the 41 planes" and what is said of some of them
_NEAR = 4
_AFTER = 3
_SKIPPED = 3


def is_whole(scan: Scan, said: Said, share: Said | None) -> bool:
    """Return whether the figure is what a share is taken of: 60 percent of the 500 homes, half the 20 hostages.

    Args:
        scan: The tokens.
        said: The figure.
        share: The figure before it in the text, if any.

    Examples:
        >>> def whole(text, start, share_end=0):
        ...     said, share = Said(start), Said(0)
        ...     share.end, share.unit = share_end, "share"
        ...     return is_whole(Scan(text), said, share if share_end else None)
        >>> whole("half of the 20 hostages", 3, 1), whole("half the 20 hostages", 2, 1)
        (True, True)
        >>> whole("most of the 500 homes", 3), whole("all of the 500 homes", 3), whole("a toll of 500", 3)
        (True, False, False)
    """
    words, wording = scan.words, scan.wording
    place = said.start - 1
    named = place >= 0 and words[place] in wording.determiners
    place -= named
    if place < 0:
        return False
    if words[place] == "of":
        if share is not None and share.end == place and share.unit in _SHARES:
            return True
        return named and place > 0 and words[place - 1] in wording.portions
    return named and share is not None and share.unit == "share" and share.end == place + 1


def opens_whole(scan: Scan, said: Said) -> bool:
    """Return whether the figure stands behind an "of" that opens the sentence: Of the 41 planes, 13 were destroyed.

    Examples:
        >>> opens_whole(Scan("Of the 41 planes"), Said(2)), opens_whole(Scan("They came. Of 41 planes"), Said(4))
        (True, True)
        >>> opens_whole(Scan("a loss of the 41 planes"), Said(4))
        False
    """
    words, place = scan.words, said.start - 1
    place -= place > 0 and words[place] in scan.wording.determiners
    if place < 0 or words[place] != "of" or said.unit is not None or said.of is not None:
        return False
    return place == 0 or words[place - 1] in ("and", "but") or not words[place - 1][-1:].isalnum()


def is_part_of(scan: Scan, whole: Said, said: Said) -> bool:
    """Return whether the figure counts some of those that opened its sentence, by all but what it counts.

    A comma stands before it and nothing else between the two but words; and it is no more than the whole.

    Examples:
        >>> def part(text, start, number):
        ...     whole, said = Said(2), Said(start)
        ...     whole.low = whole.high = 41
        ...     whole.end, said.low, said.high = 3, number, number
        ...     return is_part_of(Scan(text), whole, said)
        >>> part("Of the 41 planes, 13 were hit", 5, 13), part("Of the 41 planes lost in May, 13 were old", 8, 13)
        (True, True)
        >>> part("Of the 41 planes, 50 were hit", 5, 50), part("Of the 41 planes 13 flew", 4, 13)
        (False, False)
    """
    words, number, most = scan.words, said.high if said.low is None else said.low, whole.low
    if number is None or most is None or most != whole.high or number > most:
        return False
    if said.unit is not None or said.of is not None or said.soft or said.before:
        return False
    comma = said.start - 1
    if words[comma] != "," or comma - whole.end > _LONGEST_CLAUSE:
        return False
    return all(words[place][-1:].isalnum() or words[place] in HYPHENS for place in range(whole.end, comma))


def is_span(scan: Scan, said: Said) -> bool:
    """Return whether a length of time says over what time, and is not itself what is asserted.

    So it is behind "in", "over", "within", "during" and "for", but not where a verb or a noun says that something
    lasts: lasted for 3 days, jailed for 3 years.

    Examples:
        >>> def span(text, start, stop):
        ...     said = Said(start)
        ...     said.end, said.unit = stop, "hour"
        ...     return is_span(Scan(text), said)
        >>> (
        ...     span("12 died in 24 hours", 3, 5),
        ...     span("killed in the past 24 hours", 4, 6),
        ...     span("Within 48 hours it fell", 1, 3),
        ... )
        (True, True, True)
        >>> span("lasted for 3 hours", 2, 4), span("lasted 3 hours", 1, 3), span("in a 24-hour curfew", 2, 5)
        (False, False, False)
        >>> span("jailed him for 3 hours", 3, 5), span("within 48 hours", 1, 3), span("in 3 hours old", 1, 3)
        (False, False, False)
    """
    words, wording = scan.words, scan.wording
    if said.unit not in wording.time_units or words[said.end - 2] in HYPHENS:
        return False
    if words[said.end] in wording.after_age or words[said.end - 1] in wording.after_age:
        return False
    place = said.start - 1
    for _ in range(_SKIPPED):
        place -= place >= 0 and words[place] in wording.before_span
    if place < 0 or words[place] not in wording.during:
        return False
    if place and words[place - 1][-1:].isalnum():
        near = range(max(place - _NEAR, 0), place) if words[place] == "for" else range(place - 1, place)
        return not any(words[each] in wording.lasting for each in near)
    return any(words[each].isalpha() for each in range(said.end, said.end + _AFTER))
