"""Which interval does a vague word stand for, and which words say none: dozens, a handful, no casualties, nobody?"""

from claimcheck.reading.numbers.said import Said
from claimcheck.reading.numbers.scan import Scan
from claimcheck.reading.numbers.wholes import whole_at

__all__ = ["read_vague"]

_UNKNOWN = frozenset({"unknown", "unspecified", "undisclosed"})
_WITH_ARTICLE = frozenset({"couple", "handful"})


def read_vague(scan: Scan, index: int, said: Said) -> int:
    """Read a vague word, a zero in words or an unknown number; return the token after it, 0 where none stands.

    Several is [3, inf), dozens [24, inf), scores [40, inf), hundreds [200, inf), tens of thousands [20000, inf); a
    handful is 3 to 6, a couple 2. "A few", "many" and "a number of" count nothing: only before a magnitude does "few"
    have a lower end. "None reported" tells of reports and is no zero.

    Examples:
        >>> def ends(text):
        ...     said = Said(0)
        ...     return read_vague(Scan(text), 0, said), said.low, said.high, said.soft
        >>> ends("several cars"), ends("tens of thousands"), ends("a few hundred"), ends("a handful of men")
        ((1, 3, None, True), (3, 20000, None, True), (3, 200, None, True), (2, 3, 6, True))
        >>> ends("a couple of dozen"), ends("a few people"), ends("many people"), ends("an unknown number")
        ((4, 24, 24, True), (0, None, None, False), (0, None, None, False), (3, None, None, False))
        >>> ends("several hundred thousand")[:2], ends("a few hundred thousand")[:2]
        ((3, 300000), (4, 200000))
        >>> ends("no casualties"), ends("none of the 80"), ends("nobody was killed"), ends("no plans")
        ((1, 0, 0, False), (4, 0, 0, False), (1, 0, 0, False), (0, None, None, False))
        >>> ends("no injuries were reported"), ends("none reported"), ends("no reports of deaths")
        ((0, None, None, False), (0, None, None, False), (0, None, None, False))
    """
    words = scan.words
    word, place = words[index], index + 1
    article = word in ("a", "an")
    if article:
        word, place = words[place], place + 1
    if word in _UNKNOWN:
        return place + 1 if words[place] == "number" else 0
    if word in ("no", "none", "nobody"):
        return 0 if article else _read_none(scan, index, said)
    if word == "pair":
        if not article or words[place] != "of":
            return 0
        said.low = said.high = 2
        return place + 1
    return _read_counted(scan, word, place, said, article) if _is_vague(scan, word, article) else 0


def _is_vague(scan: Scan, word: str, article: bool) -> bool:
    wording = scan.wording
    if word in wording.vague_scaled:
        return word not in wording.vague or not article
    return article is (word in _WITH_ARTICLE) and (word in wording.vague or word in wording.vague_of)


def _read_counted(scan: Scan, word: str, place: int, said: Said, article: bool) -> int:
    words, wording = scan.words, scan.wording
    if word == "couple":
        stop = place + 1 if words[place] == "of" else place
        factor, stop = _factor(scan, stop)
        return _set(said, 2 * factor, 2 * factor, stop)
    if word in wording.vague_scaled:
        factor, stop = _factor(scan, place)
        if factor > 1:
            return _set(said, wording.vague_scaled[word] * factor, None, stop)
    elif word in wording.vague_of and words[place] == "of" and words[place + 1] in wording.plural_magnitudes:
        return _set(said, wording.vague_of[word] * wording.plural_magnitudes[words[place + 1]], None, place + 2)
    if word not in wording.vague or (word == "scores" and words[place] != "of"):
        return 0
    low, high = wording.vague[word]
    return _set(said, low, high, place)


def _factor(scan: Scan, index: int) -> tuple[int, int]:
    """Return what the words at token *index* multiply by, and the token after them.

    Examples:
        >>> [_factor(Scan(text), 0) for text in ("hundred thousand people", "dozen", "hundreds of thousands", "men")]
        [(100000, 2), (12, 1), (100000, 3), (1, 0)]
    """
    words, wording = scan.words, scan.wording
    word = words[index]
    first = wording.multiples.get(word)
    if first is None and word[-1:] == "s":
        first = wording.multiples.get(word[:-1])  # several hundreds
    if first is None:
        return 1, index
    place = index + 1
    if words[place] == "of" and words[place + 1] in wording.plural_magnitudes:
        place += 1
    second = wording.magnitudes.get(words[place]) or wording.plural_magnitudes.get(words[place])
    return (first, index + 1) if second is None else (first * second, place + 1)


def _set(said: Said, low: int, high: int | None, stop: int) -> int:
    said.low, said.high, said.soft = low, high, True
    return stop


def _read_none(scan: Scan, index: int, said: Said) -> int:
    words, wording = scan.words, scan.wording
    stop = index + 1
    if words[index] == "nobody" or (words[index] == "no" and words[stop] == "one"):
        stop += words[index] == "no"
        if not _is_about_harm(scan, stop):
            return 0
    elif words[index] == "no":
        following = words[stop]
        ahead = stop if wording.is_plural(following) else min(stop + 1, scan.size)
        if not following.isalpha() or following in wording.stop_words or not wording.is_plural(words[ahead]):
            return 0
        if words[ahead] in wording.uncounted or said.sense or _is_unreported(scan, ahead + 1):
            return 0
    elif _is_unreported(scan, stop):
        return 0
    said.low = said.high = 0
    if words[index] == "none" and words[stop] == "of":
        total = whole_at(scan, stop + 1)
        if total is not None:
            said.of, stop = total
    return stop


def _is_about_harm(scan: Scan, index: int) -> bool:
    for place in range(index, index + 4):
        if scan.words[place] in scan.wording.nobody_who:
            return True
        if scan.words[place] not in scan.wording.nobody:
            return False
    return False


def _is_unreported(scan: Scan, index: int) -> bool:
    for place in range(index, index + 5):
        if scan.words[place] in scan.wording.reporting:
            return True
        if scan.words[place] not in scan.wording.between_reporting:
            return False
    return False
