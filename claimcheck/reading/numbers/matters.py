"""Which numbers only say what a thing is about, per how many, or which one: a row over 40 acres, per 1,000, Unit 3?"""

from claimcheck.reading.numbers.amounts import Amount
from claimcheck.reading.numbers.numerals import number_at
from claimcheck.reading.numbers.scan import Scan

__all__ = ["is_base", "is_numbered_place", "is_topic"]

_ABOUT = frozenset({"over", "about", "around"})


def is_topic(scan: Scan, index: int) -> bool:
    """Return whether "over" or "about" at token *index* says what is at issue, and bounds or loosens no number.

    It is so behind words of dispute and concern, and behind charges where the deed follows.

    Examples:
        >>> def topic(text):
        ...     return is_topic(Scan(text), 1)
        >>> topic("protests over 3 deaths"), topic("worried about 3 children"), topic("charged over 3 deaths")
        (True, True, True)
        >>> topic("charged over 40 people"), topic("killed over 40 people"), topic("charged over $40")
        (False, False, False)
    """
    words, wording = scan.words, scan.wording
    if words[index] not in _ABOUT or index == 0:
        return False
    before = words[index - 1]
    if before in wording.topics:
        return True
    if before not in wording.charges:
        return False
    read = number_at(scan, index + 1)
    return read is not None and any(words[place] in wording.offences for place in (read.stop, read.stop + 1))


def is_base(scan: Scan, only: Amount) -> bool:
    """Return whether a number is what a rate is counted on, and itself counts nobody.

    Examples:
        >>> from claimcheck.reading.numbers.amounts import amount_at
        >>> def base(text, index):
        ...     return is_base(Scan(text), amount_at(Scan(text), index))
        >>> base("5 per 100,000", 2), base("5 for every 1,000 births", 3), base("every 5 people", 1), base("per 5", 1)
        (True, True, False, True)
    """
    before = scan.words[only.at - 1] if only.at else ""
    if before == "every":
        return only.at > 1 and scan.words[only.at - 2] == "for"
    return before == "per"


def is_numbered_place(scan: Scan, only: Amount) -> bool:
    """Return whether digits only name what stands before them with a capital: Unit 3, Year 12 pupils, Radio 4.

    Examples:
        >>> from claimcheck.reading.numbers.amounts import amount_at
        >>> def numbered(text):
        ...     return is_numbered_place(Scan(text), amount_at(Scan(text), 1))
        >>> numbered("Unit 3"), numbered("Year 12 pupils"), numbered("year 12 pupils"), numbered("Men 12")
        (True, True, False, False)
    """
    if only.at == 0 or not scan.digits[only.at] or not scan.is_capital(only.at - 1):
        return False
    return scan.words[only.at - 1] in scan.wording.named_in_capitals
