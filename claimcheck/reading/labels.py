"""Which numbers count nothing: dates, years, times of day, names, codes and telephone numbers?"""

from claimcheck.reading.amounts import Reading
from claimcheck.reading.numerals import HYPHENS, Scan, number_at
from claimcheck.reading.wording import MONTHS, PLURAL_NOUNS, STOP_WORDS, WEEKDAYS, is_plural

__all__ = [
    "DASHES",
    "counts_one",
    "is_joined_before",
    "is_label",
    "is_preposition",
    "past_chain",
    "past_telephone",
    "past_unreadable",
]

_ZONES = frozenset(
    {"gmt", "utc", "est", "edt", "cet", "cest", "eet", "msk", "bst", "hrs", "hours", "o'clock", "o’clock"}
)

_BEFORE_YEAR = frozenset(
    "in since until till during before mid early late through year spring summer autumn winter fall season".split()
)

_BEFORE_YEAR_OR_COUNT = frozenset("by from of after between and to".split())

_VERBS_AFTER = frozenset("were was are is have had died killed wounded injured said of or more".split())

_BEFORE_LABEL = frozenset("# № @ § article section chapter resolution paragraph clause category".split())

_SPAN_NOUNS = frozenset(
    "regions region cities oblasts oblast districts countries states villages towns areas provinces "
    "settlements days weeks months years hours minutes nights decades locations places sites "
    "territories seas games matches legs rounds".split()
)

_BE = frozenset("is are was were be been being for lasting of to by at with aged has have had from than".split())

DASHES = HYPHENS | frozenset("–—−")


def is_preposition(scan: Scan, index: int, after: int) -> bool:
    """Return whether "over eight regions" says where, and not how many.

    Examples:
        >>> is_preposition(Scan("drones over eight regions"), 1, 2)
        True
    """
    if index == 0 or scan.words[index] not in ("over", "above", "under", "below"):
        return False
    before = scan.words[index - 1]
    if not before[:1].isalpha() or before in _BE or before in ("and", "or", "but", "with", "that"):
        return False
    if before.endswith("s") and not before.endswith(("ss", "us")) and before not in STOP_WORDS:
        return True
    if before in PLURAL_NOUNS and before not in ("killed", "injured", "wounded"):
        return True
    read = number_at(scan, after)
    if read is None:
        return False
    following = (scan.words[read.stop], scan.words[min(read.stop + 1, scan.size)])
    return following[0] in _SPAN_NOUNS and following[1] not in ("old", "ago", "long")


def is_joined_before(scan: Scan, index: int) -> bool:
    """Return whether the number is part of a name or a code: Tu-95, B52, No.5, '90s.

    Examples:
        >>> is_joined_before(Scan("Tu-95"), 2)
        True
    """
    if index == 0:
        return False
    before = scan.words[index - 1]
    if before in _BEFORE_LABEL or (before == "." and index > 1 and scan.words[index - 2] == "no"):
        return True
    if not scan.glued(index):
        return False
    if before in HYPHENS:
        return index > 1 and scan.glued(index - 1) and scan.words[index - 2][-1:].isalnum()
    if before in (".", "^", "*", "%"):
        return index > 1 and scan.glued(index - 1)
    return before[-1:].isalnum() or before in ("'", "’", "/", "\\", "_", "=", "&")


def past_unreadable(scan: Scan, index: int) -> int:
    """Return the token to go on from where no number can be read.

    Examples:
        >>> past_unreadable(Scan("3.14.15 drones"), 0)
        1
    """
    return past_chain(scan, index + 1) if scan.digits[index] else index + 1


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


def counts_one(scan: Scan, index: int) -> bool:
    """Return whether "one" is a number here; in "the one you mentioned" it is not.

    Examples:
        >>> counts_one(Scan("the one"), 1), counts_one(Scan("one of them"), 0)
        (False, True)
    """
    before = scan.words[index - 1] if index else ""
    after = scan.words[index + 1]
    if before in ("the", "this", "that", "no", "any", "every", "each", "which", "some", "another", "a"):
        return False
    return after not in ("another", "day") and (after not in STOP_WORDS or after in ("of", "out", "in", "or", "to"))


def is_label(scan: Scan, index: int, stop: int, reading: Reading, bare: bool, lenient: bool) -> bool:
    """Return whether the number is a date, a year or a time of day and counts nothing.

    Examples:
        >>> is_label(Scan("2 June"), 0, 1, Reading(0), bare=True, lenient=False)
        True
    """
    words = scan.words
    before = words[index - 1] if index else ""
    after = words[stop]
    if after in MONTHS and scan.written(stop)[0].isupper() and reading.unit is None:
        return True
    if after == "of" and words[stop + 1] in MONTHS and scan.written(stop + 1)[0].isupper():
        return True
    if (
        before == "."
        and index > 1
        and words[index - 2] in MONTHS
        and (reading.high or 0) <= 31
        and reading.unit is None
    ):
        return True
    if before in MONTHS and scan.written(index - 1)[0].isupper() and (reading.high or 0) <= 31 and reading.unit is None:
        return True
    if after in ("am", "pm", "bc", "bce", "ad") or (
        after in ("a", "p") and words[stop + 1] == "." and words[stop + 2] == "m"
    ):
        return True
    if reading.unit is not None or reading.step is not None:
        return False
    if after in _ZONES and after != "hours":
        return True
    value = reading.high
    if not scan.digits[index] or type(value) is not int or stop != index + 1:
        return False
    if lenient and stop >= scan.size:
        return False
    if bare and _is_numbered_name(scan, index):
        return True
    if not 1500 <= value <= 2150 or len(scan.words[index]) != 4:
        return False
    if not bare:
        return not (reading.sense or reading.nearly or is_plural(after))
    return _is_year(scan, index, before)


def _is_numbered_name(scan: Scan, index: int) -> bool:
    """Return whether the number belongs to the name before it: Game 7, Part 3, iPhone 11."""
    if index < 1 or scan.glued(index) or not scan.words[index - 1].isalpha():
        return False
    name, following = scan.written(index - 1), scan.words[index + 1]
    if name.islower() or name.lower() in STOP_WORDS or name.lower() in WEEKDAYS:
        return False
    if is_plural(following) or is_plural(scan.words[min(index + 2, scan.size)]) or following in _VERBS_AFTER:
        return False
    inside = not name[1:].islower() and not name.isupper()
    return inside or (index > 1 and scan.words[index - 2].isalpha())


def _is_year(scan: Scan, index: int, before: str) -> bool:
    words = scan.words
    if before in _BEFORE_YEAR or before in MONTHS:
        return True
    if before in _BEFORE_YEAR_OR_COUNT or before in HYPHENS:
        return not is_plural(words[index + 1])
    if index > 2 and (words[index - 2] in MONTHS or (before == "," and words[index - 3] in MONTHS)):
        return True
    capitals = 0
    for ahead in (1, 2, 3):
        place = min(index + ahead, scan.size)
        word = words[place]
        if not word[:1].isalpha() or word in STOP_WORDS:
            return True
        if is_plural(word):
            return False
        capitals += scan.written(place)[0].isupper()
        if capitals > 1:
            return True
    return True
