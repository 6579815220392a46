"""What a line of prose says, as far as exact look-up tells: the figure, and the one measure and subject in its clause.

These are suggestions: the ledger lists them in ``claim.inferred`` until a person accepts them. A claimant is never
inferred.
"""

import re
from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from claimcheck.quantity import Quantity
from claimcheck.reading.figures import Mention, find_quantities
from claimcheck.vocabulary import Vocabulary, fold

__all__ = ["Reading", "read_statement", "unread_words"]

_CLAUSE: Final = re.compile(r"[.;:!?](?=\s|$)|,(?=\s)|\s(?:and|while|whereas|but)\s(?=\S*\d)")
_WORD: Final = re.compile(r"[^\W_]+(?:[-'\u2019][^\W_]+)*", re.UNICODE)
_LONGEST: Final = 6


_NEGATIONS: Final = frozenset(
    "not never n't cannot false untrue wrong deny denies denied without didn't wasn't weren't isn't don't".split()
)
_EMPTY_WORDS: Final = frozenset(
    """a an and are as at be been being by for from had has have he her his i in into is it its of on or our over she so
    some than that the their them there these they this those to was we were which who with you
    about according claim claimed claims least more most official officials report reported reports said say says
    state stated states statement up""".split()
)


class Reading(NamedTuple):
    """What was read: None where nothing, or more than one thing, stands there."""

    value: Quantity | None
    subject: str | None
    measure: str | None
    figures: int


def read_statement(text: str, words: Vocabulary) -> Reading:
    """Return the one figure of *text*, and the one measure and the one subject that its clause names.

    Where several figures stand, nothing is read: no one can tell which of them a word belongs to. Nor is anything
    read where a word denies or negates: "12 were not killed" is no figure of the killed.

    Examples:
        >>> from claimcheck.vocabulary import default_vocabulary
        >>> read = read_statement("52 of 80 Russian drones shot down", default_vocabulary())
        >>> str(read.value), read.subject, read.measure
        ('52 of 80', 'Russian drones', 'shot down')
        >>> read_statement("three killed and nineteen injured", default_vocabulary()).figures
        2
    """
    mentions = find_quantities(text)
    if len(mentions) > 1:
        return Reading(None, None, None, len(mentions))
    clause = _clause_of(text, mentions[0]) if mentions else text
    if _is_negated(text, mentions):
        return Reading(None, None, None, len(mentions))
    blocked = mentions[0].quantity.text if mentions else ""
    measures: dict[Hashable, str] = {}
    subjects: dict[Hashable, str] = {}
    for found, kind in _terms(clause, words, blocked):
        operator, noun = words.split_operator(found)
        (measures if kind == "measure" else subjects).setdefault((operator, words.concept(noun)), found)
    return Reading(
        mentions[0].quantity if mentions else None,
        _only(subjects),
        _only(measures),
        len(mentions),
    )


def unread_words(text: str, words: Vocabulary, told: Iterable[str] = ()) -> frozenset[str]:
    """Return the words of *text* that ``read_statement`` makes nothing of, folded; small words left out.

    Two statements that differ in what was not read may speak of different things.

    Args:
        text: The statement.
        words: The vocabulary it is read with.
        told: Texts whose words say nothing new: the names of the claimant and the event.

    Examples:
        >>> from claimcheck.vocabulary import default_vocabulary
        >>> sorted(unread_words("12 people died in Lisbon on Monday", default_vocabulary()))
        ['lisbon', 'monday']
    """
    known = {fold(match.group()) for text_ in told for match in _WORD.finditer(text_)}
    return _unread_words(text, words) - known


@lru_cache(maxsize=16)  # one text is held against many
def _unread_words(text: str, words: Vocabulary) -> frozenset[str]:
    mentions = find_quantities(text)
    read = read_statement(text, words)
    left = text
    if len(mentions) == 1:
        left = f"{text[: mentions[0].start]} {text[mentions[0].end :]}"
    for taken in (read.subject, read.measure):
        if taken is not None:
            left = left.replace(taken, " ")
    found = {fold(match.group()) for match in _WORD.finditer(left)}
    return frozenset(found - _EMPTY_WORDS)


def _is_negated(text: str, mentions: tuple[Mention, ...]) -> bool:
    left = text
    for mention in reversed(mentions):
        left = f"{left[: mention.start]} {left[mention.end :]}"
    return any(match.group().casefold().replace("\u2019", "'") in _NEGATIONS for match in _WORD.finditer(left))


def _only(found: dict[Hashable, str]) -> str | None:
    return next(iter(found.values())) if len(found) == 1 else None


def _clause_of(text: str, mention: Mention) -> str:
    start, end = 0, len(text)
    for match in _CLAUSE.finditer(text):
        if match.end() <= mention.start:
            start = match.end()
        elif match.start() >= mention.end:
            end = match.start()
            break
    return text[start:end]


def _terms(clause: str, words: Vocabulary, blocked: str) -> Iterator[tuple[str, str]]:
    """The measures and subjects that stand in a clause, the longest first, with a demonym before a subject."""
    found = [(match.start(), match.end()) for match in _WORD.finditer(clause)]
    place = 0
    while place < len(found):
        for length in range(min(_LONGEST, len(found) - place), 0, -1):
            start, end = found[place][0], found[place + length - 1][1]
            phrase = clause[start:end]
            kind = _kind(phrase, words)
            if kind is not None and phrase not in blocked:
                yield (_with_demonym(clause, found, place, end, words) if kind == "subject" else phrase), kind
                place += length
                break
        else:
            place += 1


def _kind(phrase: str, words: Vocabulary) -> str | None:
    if _is_pronoun(phrase) or not words.is_known(phrase):
        return None
    kind = words.kind(phrase)
    return {"measure": "measure", "category": "measure", "subject": "subject"}.get(kind or "")


def _is_pronoun(word: str) -> bool:
    """Whether a short word in small letters is more likely a word of the sentence than a state: us, it."""
    return len(word) < 3 and word.islower()


def _with_demonym(clause: str, found: list[tuple[int, int]], place: int, end: int, words: Vocabulary) -> str:
    for length in (3, 2, 1):
        if place >= length:
            phrase = clause[found[place - length][0] : end]
            if _is_pronoun(clause[slice(*found[place - 1])]):
                continue
            if words.split_operator(phrase)[0] is not None:
                return phrase
    return clause[found[place][0] : end]
