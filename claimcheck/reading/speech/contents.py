"""Which words are what is said: before the cue, after it, around it, or a quotation?"""

from typing import Final, NamedTuple

from claimcheck.reading.speech.complements import Complement, Follows
from claimcheck.reading.speech.cues import Cue
from claimcheck.reading.speech.nounphrases import Span, is_adverb, is_finite
from claimcheck.reading.speech.prose import CLOSE, OPEN, Prose
from claimcheck.reading.speech.saying import PAST, THIRD

__all__ = [
    "Attribution",
    "Contents",
    "content_before",
    "content_end",
    "contents_of",
    "continuation",
    "inverted_tail",
    "past_circumstances",
    "past_dateline",
    "quoted_content",
    "relative_end",
    "tidied",
]

_LONGEST_DATELINE: Final = 16

Contents = tuple[tuple[Span, int], ...]
"""Stretches of tokens, each with the number of the quotation that it is, or -1."""


class Attribution(NamedTuple):
    """An attribution in tokens: who, the words that attribute, and what is said; a split quotation has two contents."""

    speaker: Span
    cue: Span
    contents: Contents
    denies: bool


def contents_of(prose: Prose, sentence: Span, number: int, cue: Cue, complement: Complement, speaker: Span) -> Contents:
    """Return what is said, before or after the cue."""
    first, stop = sentence
    follows, start = complement
    begin = min(speaker[0], cue.first)
    if follows is Follows.NOTHING:
        if begin > first and prose.lower[begin - 1] == "as":
            begin -= 1
        before = content_before(prose, sentence, begin)
        if not before and begin == first and number > 0 and prose.words[first - 1] == CLOSE:
            return quoted_content(prose, prose.inside[first - 1])
        if not before and begin <= first + 1 and start < stop and prose.lower[start] == ",":
            content = tidied(prose, start + 1, stop)
            return () if content is None else ((content, -1),)
        return before + (continuation(prose, start, stop) or _tail(prose, before, start, stop))
    earlier = _quoted_before(prose, begin, first)
    if earlier and follows is not Follows.THAT:
        return earlier + (continuation(prose, cue.stop, stop) if follows is Follows.QUOTE else ())
    if follows is Follows.QUOTE:
        if prose.words[start] != OPEN:
            return ()
        quotation = prose.inside[start]
        end = prose.quotations[quotation].last + 1
        if end >= stop or not prose.words[end][0].isalnum() or end - start > 12:
            return quoted_content(prose, quotation)
    content = tidied(prose, start, content_end(prose, start, stop))
    return () if content is None else ((content, -1),)


def past_circumstances(prose: Prose, sentence: Span, complement: Complement, begin: int) -> Complement:
    """Return that nothing follows where only the place, the time or the occasion of saying does.

    In ``12 died, officials said at the scene`` a clause stands before who says it, and what follows begins with a
    preposition and has no verb: it tells where that was said.
    """
    first, stop = sentence
    start = complement.start
    if complement.follows is not Follows.NOUN or prose.lower[start] not in prose.saying.words["circumstantial"]:
        return complement
    if begin <= first or prose.words[begin - 1] not in {",", CLOSE, "—", "–"}:
        return complement
    clause = any(is_finite(prose, index) for index in range(first, begin))
    leads = prose.lower[first] in prose.saying.words["prepositions"] and prose.lower[first + 1] not in {"least", "most"}
    if prose.words[begin - 1] != CLOSE and not clause and leads:
        return complement
    end = start
    while end < stop and prose.words[end] not in {",", ";", ":", ".", "—", "–", OPEN}:
        end += 1
    return Complement(Follows.NOTHING, end)


def _quoted_before(prose: Prose, begin: int, first: int) -> Contents:
    """Return the quotation that began with the sentence or earlier and ends right before the speaker."""
    place = begin - 1
    if place > first and prose.words[place] == ",":
        place -= 1
    if place < first or prose.words[place] != CLOSE:
        return ()
    quotation = prose.inside[place]
    return quoted_content(prose, quotation) if prose.quotations[quotation].first <= first + 1 else ()


def _tail(prose: Prose, before: Contents, start: int, stop: int) -> Contents:
    """Return what goes on after ``X said,`` in the middle of what is said: ``The dead, he said, were soldiers``."""
    if not before or before[0][1] >= 0 or start + 1 >= stop or prose.words[start] != ",":
        return ()
    low = prose.lower[start + 1]
    words = prose.saying.words
    if low.endswith("ing") or low in words["relatives"] or low in words["conjunctions"] - {"that", "where", "how"}:
        return ()
    if low in {"and", "or", "according", "citing", "referring", "not", "quoting", "with"}:
        return ()
    content = tidied(prose, start + 1, content_end(prose, start + 1, stop))
    return () if content is None else ((content, -1),)


def inverted_tail(prose: Prose, start: int, stop: int) -> Contents:
    """Return what goes on after ``said X, a geologist,``: with a verb or with ``that``."""
    for index in range(start, min(stop - 1, start + 40)):
        if prose.words[index] in {";", "—", "–", OPEN} or prose.lower[index] in prose.saying.words["relatives"]:
            return ()
        if prose.words[index] == "," and (prose.lower[index + 1] == "that" or is_finite(prose, index + 1)):
            content = tidied(prose, index + 1, content_end(prose, index + 1, stop))
            return () if content is None else ((content, -1),)
    return ()


def quoted_content(prose: Prose, number: int) -> Contents:
    """Return what stands between the marks of a quotation, without the comma that belongs to the sentence around it."""
    quotation = prose.quotations[number]
    stop = quotation.last if prose.words[quotation.last] == CLOSE else quotation.last + 1
    while stop > quotation.first + 1 and prose.words[stop - 1] == ",":
        stop -= 1
    return (((quotation.first + 1, stop), number),) if stop > quotation.first + 1 else ()


def content_before(prose: Prose, sentence: Span, stop: int) -> Contents:
    """Return what stands before the cue: the quotation that ends there, else the clause from its beginning."""
    first = sentence[0]
    place = stop - 1
    while place >= first and prose.words[place] in {",", "—", "–", "--", "-", ";"}:
        place -= 1
    if place < first:
        if first > 0 and prose.words[first - 1] == CLOSE and stop == first:
            return quoted_content(prose, prose.inside[first - 1])
        return ()
    start = past_dateline(prose, first, place)
    if prose.words[place] == CLOSE:
        number = prose.inside[place]
        if prose.quotations[number].first <= start + 1:
            return quoted_content(prose, number)
    while start < place and not (prose.words[start][0].isalnum() or prose.words[start] in {OPEN, "$", "€", "£"}):
        start += 1
    content = tidied(prose, start, place + 1)
    return () if content is None else ((content, -1),)


def past_dateline(prose: Prose, first: int, stop: int) -> int:
    """Return the token after the place, day and agency that a report begins with, or *first* where none stand there.

    Examples:
        >>> from claimcheck.reading.speech.saying import saying
        >>> for text in ("ALDERA, 4 June (NewsWire) - It rained.", "KYIV — It rained.", "KYIV said - once - so."):
        ...     prose = Prose(text, saying("en"))
        ...     print(prose.words[past_dateline(prose, 0, prose.size)])
        It
        It
        KYIV
    """
    if (first > 0 and first not in prose.breaks) or not (prose.words[first].isupper() and len(prose.words[first]) > 1):
        return first
    marked = False
    for place in range(first + 1, min(stop, first + _LONGEST_DATELINE)):
        word = prose.words[place]
        if word in {"—", "–"} or (word == "-" and marked):
            after = place + 1
            while after < stop and prose.words[after] == "-":
                after += 1
            return after
        if word in {",", "("}:
            marked = True
        elif not (word[0].isupper() or word[0].isdigit() or word in {")", "/", "."}):
            return first
    return first


def continuation(prose: Prose, start: int, stop: int) -> Contents:
    """Return the quotation that goes on after ``X said,``."""
    for index in range(start, min(stop, start + 12)):
        if prose.words[index] == OPEN:
            return quoted_content(prose, prose.inside[index]) if prose.words[index - 1] in {",", ":", "—"} else ()
        if prose.words[index] not in {",", ":", "—"} and index > start + 8:
            break
    return ()


def content_end(prose: Prose, start: int, stop: int) -> int:
    """Return where what is said ends: with the sentence, or before ``whereas`` and its like."""
    for index in range(start, stop):
        if prose.inside[index] >= 0:
            continue
        low = prose.lower[index]
        if low == ";" or (low in {"whereas", "while"} and index > start and prose.lower[index - 1] == ","):
            return index
    return stop


def relative_end(prose: Prose, cue: int, stop: int) -> int:
    """Return where what can be said ends: in ``X, who said ..., left`` before the comma that the main verb follows."""
    while cue > 1 and is_adverb(prose, cue - 1):
        cue -= 1
    if cue < 2 or prose.lower[cue - 1] not in {"who", "which"} or prose.words[cue - 2] != ",":
        return stop
    for index in range(cue, stop - 1):
        if prose.words[index] == "," and prose.inside[index] < 0:
            after = index + 1
            while after < stop - 1 and is_adverb(prose, after):
                after += 1
            form = prose.saying.verbs.get(prose.words[after])
            if is_finite(prose, after) or (form is not None and form.forms & {PAST, THIRD}):
                return index
    return stop


def tidied(prose: Prose, start: int, stop: int) -> Span | None:
    """Take off ``that`` and the marks around a content."""
    while start < stop and (prose.lower[start] in {",", ":", "—", "–", "--", "-", ";", ")", "."}):
        start += 1
    if start + 1 < stop and prose.lower[start] == "that":
        return tidied(prose, start + 1, stop)
    while stop > start and prose.words[stop - 1] in {",", ".", ";", ":", "—", "–", "--", "-", "(", "!"}:
        stop -= 1
    if start < stop and not any(prose.words[index][0].isalnum() for index in range(start, stop)):
        return None
    return (start, stop) if start < stop else None
