"""What is a figure to the words around it: claimed, denied, an earlier value, a difference, an age, a length of time?

Each rule, with its example:

Examples:
    >>> from claimcheck.reading.figures import find_quantities
    >>> from claimcheck.reading.speech.saying import saying
    >>> def stands(text):
    ...     found = find_quantities(text)
    ...     shown = standings(text, found, saying("en"))
    ...     return [(one.quantity.text, stand.kind.value) for one, stand in zip(found, shown, strict=True)]
    >>> stands("12 people died, not 15")  # a word of denial right before the figure denies that figure
    [('12', 'claimed'), ('15', 'denied')]
    >>> stands("12 people, 3 children among them, were not killed")  # a verb is denied with all that it speaks of
    [('12', 'denied'), ('3', 'denied')]
    >>> stands("No officials said that 12 people died")  # and where nobody says so, nothing is said
    [('No', 'denied'), ('12', 'denied')]
    >>> stands("12 people died; it was not clear why")  # and with nothing beyond its clause
    [('12', 'claimed')]
    >>> stands("12 people who had not left died")  # a relative clause denies nothing of the figure
    [('12', 'claimed')]
    >>> stands("62,000 homes were without power")  # nor does what a thing is without
    [('62,000', 'claimed')]
    >>> stands("The toll rose by 15 from 28 to 43 in 24 hours")  # a difference, an earlier value, a length of time
    [('15', 'change'), ('28', 'before'), ('43', 'claimed'), ('24 hours', 'duration')]
    >>> stands("Ann Lee, 54, a judge, freed 12")  # an age stands between commas after a name
    [('54', 'age'), ('12', 'claimed')]
    >>> stands("A 45-year-old man aged 12")
    [('45-year-old', 'age'), ('12', 'age')]
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Final, NamedTuple

from claimcheck.reading.figures import Mention, Role
from claimcheck.reading.speech.prose import LONGEST_SENTENCE
from claimcheck.reading.speech.saying import Saying

__all__ = ["Stand", "Standing", "is_circumstance", "standings"]


class Standing(StrEnum):
    """What a figure is to the words around it."""

    CLAIMED = "claimed"
    DENIED = "denied"
    CHANGE = "change"
    BEFORE = "before"
    AGE = "age"
    DURATION = "duration"


class Stand(NamedTuple):
    """What a figure is, and where the words begin that make it so: the ``not`` of ``not 15``."""

    kind: Standing
    start: int


_TOKEN: Final = re.compile(r"[^\W_]{1,80}(?:['’][^\W_]{1,80})*|[.,;:!?()—–]")
_WORD: Final = re.compile(r"[^\W_]{1,80}(?:['’.-][^\W_]{1,80})*")
_NEAR: Final = 60
_FAR_REPORT: Final = 8
_OLDEST: Final = 120
_TIMES: Final = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})
_AGED: Final = re.compile(r"\b(?:aged|ages?|age of)\s+(?:from\s+|between\s+)?\Z", re.IGNORECASE)
_OLD: Final = re.compile(r"[-\s]{0,2}(?:years?[-\s]|months?[-\s])?old\b", re.IGNORECASE)
_NAMED: Final = re.compile(r"([^\W\d_][^\W\d_'’.-]*)\s?,\s*\Z")
_AGE_ENDS: Final = re.compile(
    r"\s?,\s+(?!and\b|or\b|including\b|of\b|mostly\b|most\b)[a-z]|\s?[,.]?[”\"’]?\s*\Z|[.,]\s*[“\"‘]"
)
_CLAUSE_ENDS: Final = frozenset(".;:!?—–")
_RELATIVE: Final = frozenset({"who", "which", "whose", "whom"})
_FIGURE: Final = "#"  # stands for a figure among the tokens; no token of a text is one


def standings(text: str, figures: Sequence[Mention], words: Saying, span: tuple[int, int] | None = None) -> list[Stand]:
    """Return what each of the *figures* is to the words of *text* around it.

    Args:
        text: The words; the figures have their places in them.
        figures: The figures in order.
        words: The word lists of the language.
        span: Where the words stand that may deny a figure; absent, all of them.

    Examples:
        >>> from claimcheck.reading.figures import find_quantities
        >>> from claimcheck.reading.speech.saying import saying
        >>> text = "It fell in 3 days"
        >>> standings(text, find_quantities(text), saying("en"))[0].kind.value
        'duration'
    """
    denied = _denied(text, figures, words, span or (0, len(text)))
    found = []
    for figure in figures:
        if _is_duration(text, figure, words):
            kind = Standing.DURATION
        elif figure.role is Role.CHANGE:
            kind = Standing.CHANGE
        elif figure.role is Role.BEFORE:
            kind = Standing.BEFORE
        elif _is_age(text, figure):
            kind = Standing.AGE
        else:
            kind = Standing.DENIED if figure.start in denied else Standing.CLAIMED
        found.append(Stand(kind, denied.get(figure.start, figure.start)))
    return found


def _is_age(text: str, figure: Mention) -> bool:
    """Return whether the figure is somebody's age: aged 45, a 45-year-old, and Ann Lee, 45, a judge."""
    quantity, before = figure.quantity, text[max(0, figure.start - _NEAR) : figure.start]
    if _AGED.search(before):
        return True
    if quantity.text.casefold().endswith("old") or _OLD.match(text, figure.end):
        return True
    lone = quantity.low is not None and quantity.low == quantity.high and quantity.unit is None and not figure.noun
    if not lone or quantity.low is None or not 0 < quantity.low <= _OLDEST:
        return False
    named = _NAMED.search(before)
    return (
        named is not None
        and named[1][0].isupper()
        and _AGE_ENDS.match(text, figure.end, figure.end + _NEAR) is not None
    )


def _is_duration(text: str, figure: Mention, words: Saying) -> bool:
    """Return whether the figure only says over what time: in 24 hours, over the past 3 days, 5 years ago."""
    if figure.quantity.unit not in _TIMES:
        return False
    before = [found.casefold() for found in _WORD.findall(text[max(0, figure.start - _NEAR) : figure.start])]
    after = _WORD.match(text, min(len(text), figure.end + 1))
    if after is not None and after[0].casefold() in words.words["after_durations"]:
        return True
    while before and before[-1] in words.words["within_durations"]:
        if before[-1] in words.words["spanning"]:
            return True
        before.pop()
    return bool(before) and before[-1] in words.words["before_durations"]


def is_circumstance(text: str, figure: Mention, words: Saying) -> bool:
    """Return whether the figure is an age, or only says over what time something was: nothing that is claimed.

    Examples:
        >>> from claimcheck.reading.figures import find_quantities
        >>> from claimcheck.reading.speech.saying import saying
        >>> text = "Ann Lee, 54, a judge, freed 12 in 3 days"
        >>> [is_circumstance(text, one, saying("en")) for one in find_quantities(text)]
        [True, False, True]
    """
    return _is_duration(text, figure, words) or _is_age(text, figure)


class _Token(NamedTuple):
    word: str
    start: int


def _denied(text: str, figures: Sequence[Mention], words: Saying, span: tuple[int, int]) -> dict[int, int]:
    """Return where each denied figure begins, with where the words begin that deny it."""
    found: dict[int, int] = {}
    zeros = {one.start for one in figures if text[one.start : one.end].casefold() in words.words["denying_things"]}
    for part in _parts(_tokens(text, [one for one in figures if one.start not in zeros], span), words):
        for at, token in enumerate(part):
            if not _denies(part, at, words):
                continue
            reached = at + 1
            while reached < len(part) and part[reached].word in words.words["before_denied"]:
                reached += 1
            if reached < len(part) and part[reached].word == _FIGURE and token.word in words.words["denying_words"]:
                found[part[reached].start] = token.start
            elif token.word not in words.words["denying_things"] or _begins(part, at):
                reach = list(_reached(part, at, words))
                found.update((start, found.get(start, start)) for start in reach)
                if reach and token.start in zeros:
                    found[token.start] = token.start  # the "no" of "no officials said that 12 died" is no count
    return found


def _tokens(text: str, figures: Sequence[Mention], span: tuple[int, int]) -> Iterator[_Token]:
    """Yield the words and marks in lower case, each figure as one of its own."""
    place, stop = span
    for low, high in pairwise([(place, place), *((one.start, one.end) for one in figures), (stop, stop)]):
        for match in _TOKEN.finditer(text, low[1], max(low[1], high[0])):
            yield _Token(match[0].casefold().replace("’", "'"), match.start())
        if high[0] < stop and high[0] >= place:
            yield _Token(_FIGURE, high[0])


def _parts(tokens: Iterator[_Token], words: Saying) -> Iterator[list[_Token]]:
    """Yield the clauses that stand beside one another: a semicolon, ``but``, a comma with ``and`` parts them."""
    part: list[_Token] = []
    before = ""
    held = list(tokens)
    for at, token in enumerate(held):
        following = held[at + 1].word if at + 1 < len(held) else ""
        joins = token.word in {"and", "or"} and (before == "," or following in words.words["denying_words"])
        ends = token.word in _CLAUSE_ENDS or token.word in {"but", "while", "whereas", "although", "though"}
        if ends or joins or len(part) >= LONGEST_SENTENCE:
            yield part
            part = []
        else:
            part.append(token)
        before = token.word
    yield part


def _denies(part: Sequence[_Token], at: int, words: Saying) -> bool:
    """Return whether the word at *at* denies: ``not only`` and ``no fewer`` do not."""
    low = part[at].word
    following = part[at + 1].word if at + 1 < len(part) else ""
    if low in {"rather", "instead"}:
        return following in {"than", "of"}
    form = words.verbs.get(low)
    if form is not None and form.classes & {"denying", "dismissing"} and form.verb != "deny":
        return any(token.word in words.words["reports_of"] for token in part[at + 1 : at + _FAR_REPORT])
    listed = low in words.words["denying_words"] or low in words.words["denying_things"] or low.endswith("n't")
    return listed and following not in words.words["after_no_denial"]


def _begins(part: Sequence[_Token], at: int) -> bool:
    """Return whether the word begins what stands between two commas: ``no officials said``, beside ``had no power``."""
    return at == 0 or part[at - 1].word in {",", "that", "("}


def _reached(part: Sequence[_Token], at: int, words: Saying) -> Iterator[int]:
    """Yield where the figures stand that a denied verb speaks of: between its commas, and before, as its subject."""
    low = at
    while low > 0 and part[low - 1].word not in {",", "("}:
        low -= 1
    high = at
    while high < len(part) and part[high].word != ",":
        high += 1
    if part[at].word in words.words["denying_things"]:  # "no arrests were made and 12 fled", beside "no one said that"
        said = any(part[place].word in words.verbs for place in range(at, high))
        high = next((place for place in range(at, high) if part[place].word == "and" and not said), high)
    verbs = words.words["being"] | words.words["auxiliaries"] | words.words["modals"]
    if part[low].word in verbs or part[low].word.endswith("n't"):
        low = 0
    elif any(part[place].word in _RELATIVE for place in range(low, at)):
        return
    for place in range(low, high):
        if part[place].word == _FIGURE:
            yield part[place].start
