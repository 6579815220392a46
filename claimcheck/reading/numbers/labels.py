"""Which numbers count nothing: dates, years, times of day and telephone numbers?"""

from claimcheck.reading.numbers.amounts import amount_at
from claimcheck.reading.numbers.names import is_numbered_name
from claimcheck.reading.numbers.numerals import number_at
from claimcheck.reading.numbers.said import Said
from claimcheck.reading.numbers.scan import DASHES, HYPHENS, Scan

__all__ = [
    "counts_one",
    "is_about_those",
    "is_label",
    "is_multiple",
    "is_preposition",
    "past_chain",
    "past_telephone",
    "past_unreadable",
]

_OVER = frozenset({"over", "above", "under", "below"})
_BEFORE_DECADES = frozenset("the early late mid - low high upper lower his her their our my your".split())
_ABOUT = frozenset({"about", "around"})
_PART_OF_MEASURE = HYPHENS | {"%"}
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


def is_multiple(scan: Scan, index: int) -> bool:
    """Return whether "times" at *index* multiplies: five times as many, ten times more; four times a week counts.

    Examples:
        >>> def multiple(text):
        ...     return is_multiple(Scan(text), 1)
        >>> multiple("5 times as many"), multiple("5 times the number"), multiple("5 times a week")
        (True, True, False)
    """
    return scan.words[index + 1] in scan.wording.after_multiple


def is_about_those(scan: Scan, index: int) -> bool:
    """Return whether "about the 12 dead" speaks of those twelve, and loosens or bounds no number.

    "About" and "around" before an article do, "over" and "under" where a noun is counted; "above the 2,000 mark" is
    a bound.

    Examples:
        >>> def those(text):
        ...     return is_about_those(Scan(text), 0)
        >>> those("about the 12 dead"), those("over the 12 hostages"), those("around the 12.")
        (True, True, True)
        >>> those("around the 2,000 mark"), those("over the 50 % threshold"), those("over the 12 reported so far")
        (False, False, False)
    """
    words, wording = scan.words, scan.wording
    loosens = words[index] in _ABOUT
    if words[index + 1] not in wording.articles or not (loosens or words[index] in _OVER):
        return False
    read = amount_at(scan, index + 2)
    if read is None:
        return False
    refers = loosens or read.unit in wording.time_units
    for ahead in range(read.stop, read.stop + 4):
        word = words[ahead]
        if word in wording.levels:
            return False
        if wording.is_plural(word):
            return True
        if (not word[:1].isalpha() and word not in _PART_OF_MEASURE) or word in wording.stop_words:
            break
    return refers


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
        return bare and words[index].endswith(".0") and is_numbered_name(scan, index)  # Guccifer 2.0
    value = said.high
    if not scan.digits[index] or type(value) is not int or stop != index + 1:
        return False
    if lenient and stop >= scan.size:
        return False
    if bare and is_numbered_name(scan, index):
        return True
    if not 1500 <= value <= 2150 or len(words[index]) != 4:
        return False
    if not bare:
        since = said.start and words[said.start - 1] in wording.before_year  # since at least 1980
        return (
            bool(since)
            or _is_dated_thing(scan, index, said)
            or not (said.sense or said.nearly or wording.is_plural(after))
        )
    return _is_year(scan, index, before)


def _is_dated_thing(scan: Scan, index: int, said: Said) -> bool:
    """Whether "under 1962 rules" and "above the 2002 mark" name a rule and a mark by their year, and bound no number.

    Examples:
        >>> def dated(text, index):
        ...     return _is_dated_thing(Scan(text), index, Said(0))
        >>> dated("under 1962 rules", 1), dated("above the 2002 mark", 2), dated("over the 2020 league season", 2)
        (True, True, True)
        >>> dated("over 2000 men", 1), dated("above the 2000 mark", 2), dated("more than 1962 rules", 2)
        (False, False, False)
    """
    words, wording = scan.words, scan.wording
    if words[said.start] not in _OVER | _ABOUT or index > said.start + 2:
        return False
    named = words[index - 1] in wording.determiners
    for ahead in range(index + 1, index + 4):
        word = words[ahead]
        if word in wording.dated or word in wording.dated_alone:
            return not (word in wording.levels and words[index].endswith("00"))
        if wording.is_plural(word):
            return False
        if not word.isalpha() or word in wording.stop_words:
            break
    return named and words[index + 1].isalpha() and words[index + 1] not in wording.stop_words


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
            return before in wording.determiners and word in wording.dated
        capitals += scan.is_capital(place)
        if capitals > 1:
            return True
    return True
