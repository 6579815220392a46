"""Which currency stands before a number, and which unit of measure behind it?"""

from claimcheck.reading.numbers.scan import HYPHENS, Scan, match

__all__ = ["currency_at", "scaled_currency_at", "unit_at"]

_CUBED = {"2": "2", "3": "3"}


def currency_at(scan: Scan, index: int) -> tuple[str, int] | None:
    """Return the currency written before a number, and the token after it.

    Examples:
        >>> [currency_at(Scan(text), 0)[0] for text in ("$5", "US$5", "A$5", "USD 5", "Rs. 5", "mxn$ 15")]
        ['USD', 'USD', 'AUD', 'USD', 'INR', 'MXN']
        >>> currency_at(Scan("all 5"), 0) is None
        True
    """
    words, wording = scan.words, scan.wording
    word = words[index]
    sign = wording.currency_signs.get(word)
    if sign is not None:
        return sign, index + 1
    if len(word) > 3:
        return None
    following = words[index + 1]
    if following == "$":
        dollar = wording.dollars.get(word)
        if dollar is not None and (scan.glued(index + 1) or word not in ("a", "s", "r")):
            return dollar, index + 2
        if scan.glued(index + 1) and word.upper() in wording.currency_codes:
            return word.upper(), index + 2
    if word in wording.before_sign and following in wording.currency_signs and scan.glued(index + 1):
        return wording.before_sign[word], index + 2
    if len(word) == 3 and scan.digits[index + 1] and word.upper() in wording.currency_codes:
        written = scan.written(index)
        if written in wording.codes_of_names and _names_more_than_money(scan, index):
            return None
        return (written, index + 1) if written.isupper() else None
    if word == wording.rupees and (scan.digits[index + 1] or (following == "." and scan.digits[index + 2])):
        return "INR", index + (2 if following == "." else 1)
    return None


def _names_more_than_money(scan: Scan, index: int) -> bool:
    """Whether a code that is a name as well has a small number behind it: COP28, but COP 4,000 and COP 28 million.

    Examples:
        >>> [_names_more_than_money(Scan(text), 0) for text in ("COP28", "COP 4,000", "COP 28 million", "COP 2.5bn")]
        [True, False, False, False]
    """
    run, after = scan.words[index + 1], scan.words[index + 2]
    scaled = after in scan.wording.magnitudes or after in scan.wording.letter_starts
    return run.isdecimal() and len(run) < 4 and not scaled


def scaled_currency_at(scan: Scan, index: int) -> tuple[str, int] | None:
    """Return the currency and the magnitude of a code with a letter before it, as banks write them.

    Examples:
        >>> scaled_currency_at(Scan("30 MUSD"), 1), scaled_currency_at(Scan("30 rusd"), 1)
        (('USD', 1000000), None)
    """
    word = scan.words[index]
    if len(word) != 4 or word[1:].upper() not in scan.wording.currency_codes:
        return None
    written = scan.written(index)
    magnitude = scan.wording.money_letters.get(written[0])
    return None if magnitude is None or not written[1:].isupper() else (written[1:], magnitude)


def unit_at(scan: Scan, index: int, scaled: bool, single: bool) -> tuple[str, int] | None:
    """Return the unit of measure at token *index* under its canonical name, and the token after it.

    Args:
        scan: The tokens.
        index: The token after the number.
        scaled: The number has a magnitude word: ten million pounds are money.
        single: The number is one, so that "second" may be a unit.

    Examples:
        >>> unit_at(Scan("90 km/h"), 1, False, False)
        ('kilometre / hour', 4)
        >>> unit_at(Scan("24703 m2"), 1, False, False), unit_at(Scan("a 776-foot ship"), 2, False, False)
        (('metre ** 2', 3), ('foot', 4))
        >>> unit_at(Scan("the second"), 1, False, False) is None
        True
    """
    words, wording = scan.words, scan.wording
    word, place, hyphened = words[index], index, False
    if word in HYPHENS and scan.glued(index) and scan.glued(index + 1) and len(words[index + 1]) > 1:
        place, hyphened = index + 1, True
        word = words[place]
    if word not in wording.units:
        return None
    found = match(wording.units, scan, place)
    if found is None:
        return None
    name, stop = found
    if stop == place + 1:
        if not _may_stand_alone(scan, place, word, single or hyphened):
            return None
        if scaled and not hyphened and word in ("pound", "pounds"):
            name = "GBP"
    if words[stop] in _CUBED and name in wording.squared_units and scan.glued(stop):
        name, stop = f"{name} ** {words[stop]}", stop + 1
    if name in wording.time_units:
        stop = _past_age(scan, stop)
    elif words[stop] in ("/", "per") and name.islower() and name not in wording.relative_units:
        below = match(wording.units, scan, stop + 1)
        if below is not None and below[0].islower() and "/" not in below[0]:
            name, stop = f"{name} / {below[0]}", below[1]
    return name, stop


def _may_stand_alone(scan: Scan, place: int, word: str, single: bool) -> bool:
    """Whether a unit of one word is one here: a letter in its case, a sign that is not the next number's."""
    wording = scan.wording
    if len(word) == 1 and word.isalpha():
        written = scan.written(place)
        return not (
            (word in wording.capital_letters and written == word)
            or (word in wording.small_letters and written != word)
            or scan.words[place + 1] == "$"
        )
    if word in wording.currency_signs or (len(word) == 3 and word.upper() in wording.currency_codes):
        return not (scan.digits[place + 1] and scan.glued(place + 1)) and not (
            word in wording.currency_signs and scan.digits[place + 1]
        )
    return word != "second" or single


def _past_age(scan: Scan, index: int) -> int:
    if scan.words[index] == "old":
        return index + 1
    if scan.words[index] in HYPHENS and scan.words[index + 1] == "old":
        return index + 2
    return index
