"""Does the passage that a document is quoted with give another figure than the claim it is said to carry?

One claim is often recorded once, with the claimant's own publication and every outlet that repeats it; an outlet's
slip then stands in its quote alone. Nothing is read unless it can be read safely: a language there are tables for,
exactly one figure, of the claim's measure and subject, and no name of another place or unit beside it.
"""

import re
from typing import Final

from attrs import evolve

from claimcheck.comparing.axes import Standing, stand
from claimcheck.model import Appearance
from claimcheck.quantity import Quantity
from claimcheck.reading.figures import find_quantities
from claimcheck.reading.infer import read_statement
from claimcheck.reading.language import LANGUAGES
from claimcheck.view import View
from claimcheck.vocabulary import fold

__all__ = ["gives_figure", "quoted_otherwise"]

_NAME: Final = re.compile(r"(?<![^\W_])[^\W\d_][^\W_]*(?:['\u2019-][^\W_]+)*", re.UNICODE)
_ENGLISH: Final = "en"
_LONGEST: Final = 2_000
"""Characters of a quote that are read: a passage, not a document."""


def quoted_otherwise(standing: Standing, appearance: Appearance, view: View) -> Standing | None:
    """Return what the passage says in place of the claim, where it has one figure of the same kind and another one.

    What comes back stands for the claim as this document gives it: same claimant, same axes, its own figure.

    Examples:
        >>> from claimcheck.ledger import Ledger
        >>> ledger = Ledger()
        >>> claim = ledger.claim("15 drones shot down", by="Air Force", event="night", measure="shot down", value="15")
        >>> slip = Appearance(source="page", quote="The air force shot down 51 drones.")
        >>> found = quoted_otherwise(stand(claim, ledger.view), slip, ledger.view)
        >>> str(found.claim.value)
        '51'
    """
    claim, value = standing.claim, standing.claim.proposition.value
    text = _readable(appearance, view)
    if text is None or not isinstance(value, Quantity) or claim.computed_from is not None:
        return None
    if gives_figure(text, value):
        return None
    mentions = find_quantities(text)
    if len(mentions) != 1 or mentions[0].quantity.unit != value.unit:
        return None
    read = read_statement(text, view.vocabulary)
    words = view.vocabulary
    if read.measure is None or read.value is None or words.concept(read.measure) != standing.measure:
        return None
    if read.subject is not None:
        operator, noun = words.split_operator(read.subject)
        if standing.subject is None or words.concept(noun) != standing.subject:
            return None
        if operator is not None and words.concept(words.state_of(operator)) != standing.operator:
            return None
    if _strangers(text, standing, appearance, view):
        return None
    said = evolve(
        claim,
        key=f"{claim.key}@{appearance.source}",
        proposition=evolve(claim.proposition, value=read.value, parts=()),
        appearances=(appearance,),
        act=None,
    )
    found = stand(said, view)
    # The words on which an unread claim hangs are the claim's, not the passage's: the two stand in one topic.
    return evolve(found, unread=standing.unread)


def gives_figure(text: str, value: Quantity) -> bool:
    """Whether the claim's own figure stands in the passage, be it in digits or in words.

    Examples:
        >>> gives_figure("fifteen of the drones were shot down", Quantity(low=15, high=15))
        True
    """
    ends = {end for end in (value.low, value.high) if end is not None}
    if any(re.search(rf"(?<![\d.,]){end}(?![\d]|[.,]\d)", text) for end in ends if isinstance(end, int)):
        return True
    return any(ends & {one.quantity.low, one.quantity.high} for one in find_quantities(text))


def _readable(appearance: Appearance, view: View) -> str | None:
    """The passage in a language that can be read: the quote itself, else its translation."""
    source = view.sources.get(appearance.source)
    language = appearance.language or (None if source is None else source.language) or _ENGLISH
    quote = appearance.quote if language.partition("-")[0].casefold() in LANGUAGES else appearance.translation
    if not quote or len(quote) > _LONGEST:
        return None
    letters = [letter for letter in quote if letter.isalpha()]
    return quote if letters and all(letter < "\u0250" for letter in letters) else None


def _strangers(text: str, standing: Standing, appearance: Appearance, view: View) -> bool:
    """Whether a name stands in the passage that the claim does not know: of a place, a unit or another party."""
    source = view.sources.get(appearance.source)
    event = None if standing.event is None else view.event(standing.event)
    known = [standing.claim.text, standing.subject_label, standing.measure_label, standing.place_label]
    if event is not None:
        known += [word for word in (event.label, event.place, event.subject) if word]
    for key in (*standing.claim.claimants, *([source.publisher] if source and source.publisher else ())):
        party = view.parties.get(key)
        known += [view.party_name(key), *(party.aliases if party is not None else ())]
    if standing.operator is not None:
        known += [*standing.operator.atoms]
    names = {fold(found.group()) for said in known for found in _NAME.finditer(said)}
    for place, found in enumerate(_NAME.finditer(text)):
        word = found.group()
        if not word[0].isupper() or not place or _opens_sentence(text, found.start()) or fold(word) in names:
            continue
        if standing.operator is None or view.vocabulary.concept(view.vocabulary.state_of(word)) != standing.operator:
            return True
    return False


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \"'\u201c\u2018(")
    return not before or before[-1] in ".!?"
