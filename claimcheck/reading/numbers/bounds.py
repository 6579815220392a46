"""Which words before and behind a figure bound it or loosen it: more than, about, nearly, or more, and counting?"""

from claimcheck.reading.numbers.amounts import amount_at
from claimcheck.reading.numbers.labels import is_about_those, is_preposition
from claimcheck.reading.numbers.matters import is_topic
from claimcheck.reading.numbers.said import LOWER_BOUNDS, Said
from claimcheck.reading.numbers.scan import HYPHENS, Scan, match
from claimcheck.reading.numbers.unit_words import unit_at

__all__ = ["read_after", "read_prefixes"]

_BOUNDS = LOWER_BOUNDS | {"at_most", "below"}


def read_prefixes(scan: Scan, index: int, said: Said, lenient: bool) -> int:
    """Take the words that bound or loosen a figure off; return the token of the figure, -1 where they do neither.

    Bounds: "more than", "at least", "up to", "as many as", "no fewer than", "upwards of", "north of", "a minimum of".
    Loosening: "about", "some", "nearly", "close to". They may follow each other: "at least some 40". "Plus or minus 3"
    is 3, either way.

    Examples:
        >>> said = Said(0)
        >>> read_prefixes(Scan("at least another 7"), 0, said, False), said.sense
        (3, 'at_least')
        >>> [_sense(text) for text in ("up to 5", "under 5", "north of 5", "a minimum of 5")]
        ['at_most', 'below', 'above', 'at_least']
        >>> read_prefixes(Scan("drones over eight regions"), 1, Said(1), False)
        -1
        >>> read_prefixes(Scan("about the 12 dead"), 0, Said(0), False)
        -1
        >>> read_prefixes(Scan("plus or minus 3 points"), 0, Said(0), False)
        3
    """
    prefixes = scan.wording.prefixes
    if not lenient and is_topic(scan, index):
        return -1
    place = index
    for _ in range(5):
        if scan.words[place] not in prefixes:
            break
        found = match(prefixes, scan, place)
        if found is None:
            break
        meaning, after = found
        if meaning == "filler":
            if place == index:
                break
        elif meaning == "either_way":
            pass
        elif meaning == "about":
            said.approximate = True
        elif meaning == "nearly":
            said.nearly = True
        elif meaning == "estimate":
            said.estimate = True
        else:
            if not lenient and after == place + 1 and is_preposition(scan, place, after):
                return -1
            said.sense = meaning
            _turn_round(scan, place, said)
        if not lenient and after == place + 1 and is_about_those(scan, place):
            return -1
        place = after
    return place


_TURNED = {"above": "at_most", "below": "at_least"}
_REACH = 3  # tokens before a bound that may hold the word that denies it


def _turn_round(scan: Scan, index: int, said: Said) -> None:
    """Turn the bound at token *index* round where it is denied; the words that deny it are the figure's as well.

    Between the two stands what measures, "cannot be over 40", "did not fall below 40", or a verb that "did not" or
    "never" denies; in "could not name more than 40 dead" there are more than 40. "Hardly", "rarely" leave it soft.

    Examples:
        >>> def turned(text, index, sense):
        ...     said = Said(index)
        ...     said.sense = sense
        ...     _turn_round(Scan(text), index, said)
        ...     return said.start, said.sense, said.soft
        >>> turned("never more than 40", 1, "above"), turned("cannot be over 40", 2, "above")
        ((0, 'at_most', False), (0, 'at_most', False))
        >>> turned("rarely more than 40", 1, "above"), turned("nothing less than 40", 1, "below")
        ((0, 'at_most', True), (0, 'at_least', False))
        >>> turned("did not launch more than 40", 3, "above"), turned("not only more than 40", 2, "above")
        ((1, 'at_most', False), (2, 'above', False))
    """
    words, wording = scan.words, scan.wording
    opposite = _TURNED.get(said.sense)
    if opposite is None or words[index] in wording.negations:
        return
    for place in range(index - 1, max(index - 1 - _REACH, -1), -1):
        word = words[place]
        if word in wording.negations or word in wording.soft_negations:
            if place and words[place - 1] in ("if", "or"):  # dozens, if not over 40
                return
            if place < index - 1 and not _is_denied(scan, place, index - 1):
                return
            said.start, said.sense = place, opposite
            said.soft = word in wording.soft_negations or words[index - 1] == "much"
            return
        if place < index - 1 and not _measures(scan, place):
            return


def _measures(scan: Scan, index: int) -> bool:
    word, wording = scan.words[index], scan.wording
    return word in wording.negated or word in wording.up or word in wording.down


def _is_denied(scan: Scan, negation: int, verb: int) -> bool:
    """Whether what stands directly before a bound is denied with it: it measures, or is a verb of "did not"."""
    if _measures(scan, verb):
        return True
    word, wording = scan.words[verb], scan.wording
    if verb > negation + 1 or not word.isalpha() or word in wording.only or word.endswith("ly"):
        return False
    if word in wording.after_noun or word in ("even", "simply", "merely"):
        return False
    before = scan.words[negation - 1] if negation else ""
    said = scan.words[negation]
    return said == "never" or (said == "not" and before in wording.denying) or said[:-3] in wording.denying


def _sense(text: str) -> str:
    said = Said(0)
    read_prefixes(Scan(text), 0, said, False)
    return said.sense


def read_after(scan: Scan, said: Said, stop: int) -> int:
    """Read what qualifies a figure from behind, and return the token after it.

    "or more", "and counting", "+", "-plus", "at most", "or so", "-odd"; and a second bound: "and less than 40".

    Examples:
        >>> said = Said(0)
        >>> read_after(Scan("40 people or more"), said, 1), said.sense
        (4, 'at_least')
        >>> said = Said(0)
        >>> read_after(Scan("40-odd"), said, 1), said.approximate
        (3, True)
        >>> said.low, said.high, said.approximate = 40, 40, False
        >>> read_after(Scan("forty odd people"), said, 1), said.approximate
        (2, True)
        >>> said = Said(0)
        >>> said.low, said.high, said.sense = 30, 30, "above"
        >>> read_after(Scan("more than 30, less than 40"), said, 3), said.other
        (7, ('below', 40))
    """
    words = scan.words
    word = words[stop]
    after_words = scan.wording.after
    found = match(after_words, scan, stop) if word in after_words else None
    if found is None and words[stop + 1] in ("or", "and") and word.isalpha() and word not in scan.wording.stop_words:
        found = match(after_words, scan, stop + 1)
    if found is not None:
        meaning, after = found
        glued = scan.glued(stop)
        if word == "odd" and not _is_round(said):
            return stop
        sign = word == "+" or word in HYPHENS
        scaled = glued and sign and words[after] in scan.wording.multiples  # 40-odd thousand, 40+ million
        if (scaled or not _counts_on(scan, after)) and (glued or not sign):
            if meaning == "about":
                said.approximate = True
            elif said.sense == "":
                said.sense = meaning
            return _scaled_behind(scan, said, after) if sign or meaning == "about" else after
    if said.sense and word in ("and", "but", ","):
        return _second_bound(scan, said, stop)
    return stop


def _scaled_behind(scan: Scan, said: Said, index: int) -> int:
    """Carry a figure over to the magnitude and the unit behind "-odd" or "+", and return the token after them.

    Examples:
        >>> said = Said(0)
        >>> said.low = said.high = 100
        >>> _scaled_behind(Scan("100-odd million"), said, 3), said.low, said.step
        (4, 100000000, 1000000)
    """
    magnitude = scan.wording.multiples.get(scan.words[index])
    if magnitude is not None and said.step is None and said.of is None and said.low is not None:
        said.low, said.high, said.step = said.low * magnitude, (said.high or said.low) * magnitude, magnitude
        index += 1
    unit = unit_at(scan, index, magnitude is not None, False) if said.unit is None else None
    if unit is None:
        return index
    said.unit, index = unit
    return index


def _is_round(said: Said) -> bool:
    """Whether "odd" may loosen the number: forty odd people, but three odd men."""
    return said.low is not None and said.low == said.high and said.low >= 20 and said.low % 10 == 0


def _counts_on(scan: Scan, index: int) -> bool:
    """Whether a number follows, so that "or more than" and "at least" belong to it and not to the figure before."""
    ahead, wording = scan.words[index], scan.wording
    if scan.digits[index] or ahead in wording.currency_signs or ahead == "than":
        return True
    return ahead in wording.number_starts and ahead not in ("a", "an")


def _second_bound(scan: Scan, said: Said, stop: int) -> int:
    bound = match(scan.wording.prefixes, scan, stop + 1)
    if bound is None or bound[0] not in _BOUNDS:
        return stop
    other = amount_at(scan, bound[1])
    if other is None or said.low is None or said.low != said.high or said.of is not None:
        return stop
    if (said.sense in LOWER_BOUNDS) is (bound[0] in LOWER_BOUNDS):
        return stop
    low, high = (said.low, other.value) if said.sense in LOWER_BOUNDS else (other.value, said.low)
    if low >= high or (said.unit is not None and said.unit != other.unit):
        return stop
    said.unit = other.unit
    said.other = ("at_least" if bound[0] == "minimum" else bound[0], other.value)
    return other.stop
