"""Which numbers count nothing: dates, years, times of day, names, codes and telephone numbers?"""

from claimcheck.reading.numbers.numerals import number_at
from claimcheck.reading.numbers.said import Said
from claimcheck.reading.numbers.scan import DASHES, HYPHENS, Scan

__all__ = [
    "counts_one",
    "is_joined_before",
    "is_label",
    "is_name",
    "is_pair",
    "is_preposition",
    "past_chain",
    "past_telephone",
    "past_unreadable",
]

_OVER = frozenset({"over", "above", "under", "below"})
_BEFORE_DECADES = frozenset("the early late mid - low high upper lower his her their our my your".split())
_HALVES = frozenset({"am", "pm", "bc", "bce", "ad"})


def is_preposition(scan: Scan, index: int, after: int) -> bool:
    """Return whether "over eight regions" says where or how long, and not how many.

    Examples:
        >>> def where(text):
        ...     return is_preposition(Scan(text), 1, 2)
        >>> where("drones over eight regions"), where("killed over three days")
        (True, True)
        >>> where("losses over 40 million"), where("took over two hours"), where("in over 40 countries")
        (False, False, False)
    """
    words, wording = scan.words, scan.wording
    if index == 0 or words[index] not in _OVER:
        return False
    before = words[index - 1]
    if not before[:1].isalnum() or before in wording.bound_after:
        return False
    read = number_at(scan, after)
    if read is None:
        return False
    for ahead in range(read.stop, min(read.stop + 3, scan.size)):
        word = words[ahead]
        if word in wording.span_nouns:
            return words[ahead + 1] not in ("old", "ago", "long")
        if not word.isalpha() or word in wording.stop_words:
            return False
    return False


def is_joined_before(scan: Scan, index: int) -> bool:
    """Return whether the number is part of a name or a code, by what stands before it.

    Examples:
        >>> def joined(text, index):
        ...     return is_joined_before(Scan(text), index)
        >>> joined("Tu-95", 2), joined("B52", 1), joined("No.5", 2), joined("'90s", 1), joined("p. 12", 2)
        (True, True, True, True, True)
        >>> joined("highway 35", 1), joined("Article 5", 1), joined("§ 218", 1), joined("now-18", 2), joined("of 5", 1)
        (True, True, True, False, False)
    """
    if index == 0:
        return False
    words, wording = scan.words, scan.wording
    before = words[index - 1]
    if before in wording.labels_before and scan.digits[index]:
        return True
    if before == "." and index > 1 and words[index - 2] in wording.labels_before_point:
        return True
    if before == "no" and scan.digits[index] and scan.is_capital(index - 1):
        return True
    if scan.starts[index] != scan.ends[index - 1]:
        return False
    if before in HYPHENS:
        if index < 2 or not scan.glued(index - 1):
            return False
        return words[index - 2][-1:].isalnum() and words[index - 2] not in wording.joining
    if before in (".", "^", "*", "%"):
        return index > 1 and scan.glued(index - 1)
    return before[-1:].isalnum() or before in ("'", "’", "/", "\\", "_", "=", "&")


def past_unreadable(scan: Scan, index: int) -> int:
    """Return the token to go on from where no number can be read.

    Examples:
        >>> past_unreadable(Scan("3.14.15 drones"), 0), past_unreadable(Scan("044 123 45 67 now"), 0)
        (1, 4)
    """
    if not scan.digits[index]:
        return index + 1
    if scan.words[index].isdecimal() and scan.digits[index + 1]:
        return past_telephone(scan, index)
    return past_chain(scan, index + 1)


def past_telephone(scan: Scan, index: int) -> int:
    """Return the token after the digits and hyphens of a telephone number.

    Examples:
        >>> past_telephone(Scan("44 123 4567 now"), 0)
        3
    """
    while scan.digits[index] or scan.words[index] in DASHES:
        index += 1
    return index


def past_chain(scan: Scan, index: int) -> int:
    """Return the token after a run such as 555-1234-99, every part of it glued to the last.

    Examples:
        >>> past_chain(Scan("1-2-3 go"), 1)
        5
    """
    while index < scan.size and scan.glued(index) and (scan.digits[index] or scan.words[index] in DASHES):
        index += 1
    return index


def counts_one(scan: Scan, index: int, unit: str | None) -> bool:
    """Return whether "one" is a number here; in "the one you mentioned" it is not.

    Examples:
        >>> counts_one(Scan("the one"), 1, None), counts_one(Scan("one of them"), 0, None)
        (False, True)
        >>> counts_one(Scan("that one mile"), 1, "mile"), counts_one(Scan("one day they left"), 0, "day")
        (True, False)
    """
    words, wording = scan.words, scan.wording
    before = words[index - 1] if index else ""
    if before == "only" and index > 1:
        before = words[index - 2]
    after = words[index + 1]
    if unit is not None and unit not in wording.time_units:
        return True
    if before in wording.one_not_after:
        return False
    if after in wording.one_not_before or (after in HYPHENS and words[index + 2] in wording.one_compounds):
        return False
    return after not in wording.stop_words or after in ("of", "out", "in", "or", "to")


def is_name(scan: Scan, index: int, stop: int) -> bool:
    """Return whether the number, in digits or words, stands in a name: of a group, a war, a street, a telephone.

    Examples:
        >>> def name(text, index):
        ...     return is_name(Scan(text), index, index + 1)
        >>> name("the Group of Seven", 3), name("a group of seven men", 3), name("World War Two veterans", 2)
        (True, False, True)
        >>> name("575 Wilbraham Road", 0), name("(555) 123-4567", 1), name("Phase two began", 1)
        (True, True, True)
        >>> name("9/11 attacks", 0), name("zero tolerance", 0), name("the top three", 2)
        (True, True, True)
        >>> name("the 486 is slow", 1), name("a 787 Dreamliner", 1)
        (True, True)
    """
    words, wording, digits = scan.words, scan.wording, scan.digits[index]
    word, before, after = words[index], words[index - 1] if index else "", words[stop]
    if before in wording.numbered:
        named = scan.is_capital(index - 1) and (digits or scan.is_capital(index))
        return named or not (wording.is_plural(after) or after in wording.verbs_after)
    if before in wording.ranked:
        return not digits and not (wording.is_plural(after) or wording.is_plural(words[stop + 1]))
    if before == "of" and index > 1 and words[index - 2] in wording.groups and scan.is_capital(index - 2):
        return digits or scan.is_capital(index)
    if before in wording.groups:
        return scan.is_capital(index - 1) and not digits and scan.is_capital(index)
    if word == "zero":
        return after in wording.not_zero
    if not digits:
        return False
    if "/" in word:
        return word in wording.idioms
    if after in HYPHENS and words[stop + 1] in wording.between_numbers and words[stop + 2] in HYPHENS:
        return scan.glued(stop) and scan.glued(stop + 2)  # 1-on-1
    if before == "(" and after == ")" and scan.digits[stop + 1] and words[stop + 2] in HYPHENS:
        return scan.digits[stop + 3]
    if before == "the" and after in ("is", "was", "has"):
        return stop == index + 1 and word != "1"
    if not scan.is_capital(stop):
        return False
    return _is_street(scan, stop) or (before in ("a", "an", "own") and _is_model(scan, index))


def is_pair(scan: Scan, index: int, stop: int) -> bool:
    """Return whether two numbers with a dash between them are a score or a model, and no range.

    Examples:
        >>> def pair(text):
        ...     return is_pair(Scan(text), 1, 4)
        >>> pair("lost 2-3 to"), pair("Boeing 737-800 jet"), pair("won 5-7 seats"), pair("about 100-300 of")
        (True, True, False, False)
    """
    wording = scan.wording
    if index == 0 or stop != index + 3 or not scan.glued(stop - 1) or wording.is_plural(scan.words[stop]):
        return False
    before = scan.words[index - 1]
    if before in wording.scoring or scan.words[stop] in wording.scoring:
        return True
    if not scan.is_capital(index - 1) or before in wording.stop_words or not before.isalpha():
        return False
    return len(scan.words[index]) == len(scan.words[stop - 1]) == 3


def _is_street(scan: Scan, stop: int) -> bool:
    for place in range(stop + 1, min(stop + 4, scan.size)):
        if not scan.is_capital(place) and not scan.digits[place] and not scan.glued(place):
            return False
        if scan.words[place] in scan.wording.streets:
            return True
    return False


def _is_model(scan: Scan, index: int) -> bool:
    plural = scan.wording.is_plural
    return len(scan.words[index]) > 2 and not plural(scan.words[index + 1]) and not plural(scan.words[index + 2])


def is_label(scan: Scan, index: int, stop: int, said: Said, bare: bool, lenient: bool) -> bool:
    """Return whether the number is a date, a year, a time of day or the number of a name, and counts nothing.

    Args:
        scan: The tokens.
        index: Where the number stands.
        stop: The token after it.
        said: The figure as read so far.
        bare: No word before it says that it is a figure.
        lenient: The text is said to be a figure.

    Examples:
        >>> def label(text, index):
        ...     said = Said(index)
        ...     said.high = int(text.split()[index])
        ...     return is_label(Scan(text), index, index + 1, said, bare=True, lenient=False)
        >>> label("2 June", 0), label("June 2", 1), label("1 and 2 June", 0), label("5 p.m.", 0), label("in 2016", 1)
        (True, True, True, True, True)
        >>> label("the 2016 elections", 1), label("2016 people", 0), label("Game 7", 1), label("the S&P 500", 2)
        (True, False, False, False)
        >>> label("at 1710 GMT", 1), label("cases reached 1988 then", 2)
        (True, False)
        >>> label("tied Game 7 at", 2), label("the S P 500", 3), label("in May 12 people", 2)
        (True, True, False)
    """
    words, wording = scan.words, scan.wording
    before = words[index - 1] if index else ""
    after = words[stop]
    if said.unit is None and _is_day(scan, index, stop, said):
        return True
    if after in _HALVES or (after in ("a", "p") and words[stop + 1] == "." and words[stop + 2] == "m"):
        return True
    if said.unit is not None:
        return said.unit == "second" and _is_group(scan, index, said)
    if after in wording.zones and after != "hours":
        return True
    if said.step is not None:
        return bare and words[index].endswith(".0") and _is_numbered_name(scan, index)  # Guccifer 2.0
    value = said.high
    if not scan.digits[index] or type(value) is not int or stop != index + 1:
        return False
    if lenient and stop >= scan.size:
        return False
    if bare and _is_numbered_name(scan, index):
        return True
    if not 1500 <= value <= 2150 or len(words[index]) != 4:
        return False
    if not bare:
        since = said.start and words[said.start - 1] in wording.before_year  # since at least 1980
        return bool(since) or not (said.sense or said.nearly or wording.is_plural(after))
    return _is_year(scan, index, before)


def _is_group(scan: Scan, index: int, said: Said) -> bool:
    """Whether the s of "the 2000s", "the 90s" and "the under 18s" is no second."""
    words = scan.words
    if words[index + 1] != "s" or not scan.glued(index + 1):
        return False
    if said.start < index and words[said.start] in _OVER:
        return True
    if words[index][-1] != "0":
        return False
    before = words[index - 1] if index else ""
    return len(words[index]) == 4 or before in _BEFORE_DECADES


def _is_day(scan: Scan, index: int, stop: int, said: Said) -> bool:
    words, months = scan.words, scan.wording.months
    after = words[stop]
    if after in months:
        return scan.is_capital(stop)
    if after in ("of", "and", "or", "to", ","):
        following = stop + 1
        if after != "of" and scan.digits[following] and len(words[following]) <= 2 and scan.digits[index]:
            following += 1
        elif after != "of":
            following = 0
        if following and words[following] in months and scan.is_capital(following):
            return True
    if index == 0 or (said.high or 0) > 31:
        return False
    before = words[index - 1]
    if before == ".":
        return index > 1 and words[index - 2] in months
    if before not in months or not scan.is_capital(index - 1):
        return False
    if index > 1 and scan.digits[index - 2]:  # on 15 March 8 cases were confirmed
        return False
    return index < 2 or words[index - 2] != "in" or not scan.wording.is_plural(after)


def _is_numbered_name(scan: Scan, index: int) -> bool:
    """Return whether the number belongs to the name before it: Game 7, Part 3, iPhone 11, S&P 500."""
    words, wording = scan.words, scan.wording
    if index < 1 or scan.glued(index) or not words[index - 1].isalpha():
        return False
    name, following = scan.written(index - 1), words[index + 1]
    if name.islower():
        return False
    if len(name) == 1:
        return name not in ("A", "I")
    if name.lower() in wording.stop_words or name.lower() in wording.weekdays:
        return False
    if not name[1:].islower() and not name.isupper():  # a name with a capital inside: iPhone
        return True
    if wording.is_plural(following) or wording.is_plural(words[index + 2]) or following in wording.verbs_after:
        return False
    return index > 1 and words[index - 2].isalpha()


def _is_year(scan: Scan, index: int, before: str) -> bool:
    words, wording = scan.words, scan.wording
    if before in wording.before_count:
        return False
    if before in wording.before_year or before in wording.months or words[index + 1] in wording.dated:
        return True
    if before in wording.before_year_or_count or before in HYPHENS:
        return not wording.is_plural(words[index + 1])
    if index > 2 and (words[index - 2] in wording.months or (before == "," and words[index - 3] in wording.months)):
        return True
    capitals = 0
    for ahead in (1, 2, 3):
        place = min(index + ahead, scan.size)
        word = words[place]
        if not word[:1].isalpha() or word in wording.stop_words:
            return True
        if wording.is_plural(word):
            return False
        capitals += scan.is_capital(place)
        if capitals > 1:
            return True
    return True
