"""Does each figure of a claim stand in the words that it is taken from?"""

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Final

from attrs import frozen

from claimcheck.model import Appearance, Claim
from claimcheck.printed import written
from claimcheck.quantity import Number, Quantity
from claimcheck.reading.figures import find_quantities
from claimcheck.reading.language import LANGUAGES
from claimcheck.verifying.verification import Check, State, What

__all__ = ["Said", "check_figures", "said_in"]

_DIGITS: Final = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*")
_ORDINAL: Final = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b", re.IGNORECASE)
_ORDINALS: Final = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=1
    )
}


@frozen(kw_only=True)
class Said:
    """What figures the words of an appearance have, as far as they can be read."""

    source: str
    quote: str
    quantities: tuple[Quantity, ...] = ()
    ranks: frozenset[Number] = frozenset()
    digits: frozenset[str] = frozenset()
    is_read: bool = True
    language: str | None = None

    def has(self, number: Number, unit: str | None, *, as_rank: bool = True) -> bool:
        """Return whether the number stands there, in this unit or in none; "second" is 2, if ranks count."""
        if not self.is_read:
            return isinstance(number, int) and str(number) in self.digits
        return (as_rank and number in self.ranks) or any(
            (number == one.of or number in _stated(one)) and (unit is None or one.unit in (None, unit))
            for one in self.quantities
        )

    @property
    def told(self) -> str:
        """The figures that stand there, for a reader."""
        if not self.is_read:
            return ", ".join(sorted(self.digits, key=lambda one: (len(one), one))) or "none"
        return ", ".join(dict.fromkeys(str(one) for one in self.quantities)) or "none"


def said_in(appearance: Appearance, language: str | None) -> Said | None:
    """Return the figures of the quote of an appearance, read in its translation where only that can be read.

    Examples:
        >>> said_in(Appearance(source="a", quote="52 of 80 fell"), None).told
        '52 of 80'
    """
    if appearance.quote is None:
        return None
    spoken = appearance.language or language
    words = appearance.quote
    if _is_foreign(spoken, words):
        if appearance.translation is None:
            digits = frozenset(re.sub(r"\D", "", found) for found in _DIGITS.findall(words))
            return Said(source=appearance.source, quote=words, digits=digits, is_read=False, language=spoken)
        words = appearance.translation
    quantities = tuple(found.quantity for found in find_quantities(words))
    ordinals = {int(found) for found in _ORDINAL.findall(words) if len(found) < 5}
    ordinals |= {_ORDINALS[word] for word in re.findall(r"[a-z]+", words.casefold()) if word in _ORDINALS}
    return Said(source=appearance.source, quote=words, quantities=quantities, ranks=frozenset(ordinals))


def _is_foreign(language: str | None, words: str) -> bool:
    """Whether words are in a language that is not read: it is told, or most of their letters are no Latin ones."""
    if language is not None:
        return language.casefold().partition("-")[0] not in LANGUAGES
    letters = [one for one in words if one.isalpha()]
    return 2 * sum(one > _LAST_LATIN for one in letters) > len(letters)


_LAST_LATIN: Final = "\u024f"


def check_figures(
    claim: Claim, languages: Mapping[str, str | None], others: Mapping[tuple[str, str], Sequence[Said]]
) -> Iterable[Check]:
    """Yield whether the figures of a claim stand in its quotes: its value, what that is out of, and its parts.

    The value stands where one of the claim's quotes has it, or has parts that make it. What it is out of may also
    stand in another quote from the same document, and that and the parts in another quote from the same utterance.

    Args:
        claim: The claim.
        languages: The language of each source, where it is stated.
        others: What the case quotes from each document ("source", key) and utterance ("act", key).
    """
    value = claim.value
    if not isinstance(value, Quantity):
        return
    quotes = [said for one in claim.appearances if (said := said_in(one, languages.get(one.source))) is not None]
    if not quotes:
        if claim.appearances:
            yield _check(claim, claim.appearances[0].source, State.UNCHECKED, f"{value}: the claim has no quote")
        return
    uttered = [] if claim.act is None else list(others.get(("act", claim.act), ()))
    printed = [said for one in claim.appearances for said in others.get(("source", one.source), ())]
    yield _value(claim, value, quotes)
    rest: dict[str, bool] = {}
    if value.of is not None:
        rest[f"out of {written(value.of, value.step)}"] = _stands_in(
            (value.of,), value.unit, quotes, (*uttered, *printed)
        )
    for part in claim.proposition.parts:
        stands = _stands_in(_stated(part.quantity), part.quantity.unit, quotes, uttered)
        rest[f"{part.quantity} {part.of}"] = stands
    standing, lacking = ([name for name, stands in rest.items() if stands is wanted] for wanted in (True, False))
    if standing:
        yield _check(claim, quotes[0].source, State.STANDS, ", ".join(standing))
    if lacking:
        yield _check(claim, quotes[0].source, State.UNCHECKED, f"{', '.join(lacking)}: {_NOWHERE}")


_NOWHERE: Final = "the quotes at hand do not have it"


def _stands_in(numbers: Sequence[Number], unit: str | None, quotes: Iterable[Said], beside: Iterable[Said]) -> bool:
    return any(all(said.has(number, unit) for number in numbers) for said in quotes) or any(
        all(said.has(number, unit, as_rank=False) for number in numbers) for said in beside
    )


def _value(claim: Claim, value: Quantity, quotes: Sequence[Said]) -> Check:
    stated = _stated(value)
    exact = next((said for said in quotes for one in said.quantities if _same(one, value)), None)
    if exact is not None:
        return _check(claim, exact.source, State.STANDS, f"{value}")
    if not stated:
        return _check(claim, quotes[0].source, State.UNCHECKED, f"{value}: it names no number")
    holding = next((said for said in quotes if all(said.has(number, value.unit) for number in stated)), None)
    if holding is not None:
        near = [one for one in holding.quantities if any(number in (one.low, one.high) for number in stated)]
        if len(near) == 1 and _bounds(near[0]) != _bounds(value):
            detail = f"the claim says {value}, and the quote {near[0]}"
            return _check(claim, holding.source, State.OTHER_BOUND, detail)
        how = "" if holding.is_read else ", by its digits alone"
        return _check(claim, holding.source, State.STANDS, f"{value}{how}")
    summed = next((said for said in quotes if _makes(claim, said, value)), None)
    if summed is not None:
        parts = " + ".join(str(part.quantity) for part in claim.proposition.parts)
        return _check(claim, summed.source, State.STANDS, f"{value}, as the sum of its parts {parts}")
    unread = next((said for said in quotes if not said.is_read), None)
    if unread is not None:
        tongue = "a language of other letters" if unread.language is None else repr(unread.language)
        why = f"the quote is in {tongue}, which is not read, and has no translation"
        return _check(claim, unread.source, State.UNCHECKED, f"{value}: {why}")
    if stated == (1,):
        return _check(claim, quotes[0].source, State.UNCHECKED, f"{value}: one may be said without a figure")
    told = "; ".join(dict.fromkeys(said.told for said in quotes))
    where = "its quote has" if len(quotes) == 1 else "its quotes have"
    return _check(claim, quotes[0].source, State.MISSING, f"the claim says {value}, and {where} {told}")


def _makes(claim: Claim, said: Said, value: Quantity) -> bool:
    """Whether the words have every part of the claim, and the parts make its value."""
    parts = [part.quantity for part in claim.proposition.parts]
    if not parts or any(one.low is None or one.low != one.high or not said.has(one.low, one.unit) for one in parts):
        return False
    return sum((Fraction(one.low or 0) for one in parts), Fraction(0)) == value.low


def _stated(value: Quantity) -> tuple[Number, ...]:
    """The numbers of a value that were said, and not made from a word such as several or nearly."""
    if value.low_soft and value.high_soft and value.high_open and value.high is not None:
        return (value.high,)  # nearly 500
    ends = ((value.low, value.low_soft), (value.high, value.high_soft))
    return tuple(dict.fromkeys(number for number, is_soft in ends if number is not None and not is_soft))


def _same(a: Quantity, b: Quantity) -> bool:
    return (a.low, a.high, *_bounds(a)) == (b.low, b.high, *_bounds(b)) and (
        a.unit == b.unit or a.unit is None or b.unit is None
    )


def _bounds(value: Quantity) -> tuple[bool, bool, bool, bool]:
    return value.low is None, value.high is None, value.low_open, value.high_open


def _check(claim: Claim, source: str, state: State, detail: str) -> Check:
    return Check(what=What.FIGURE, state=state, source=source, claim=claim.key, detail=detail)
