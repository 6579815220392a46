"""What follows words that attribute: a clause, a quotation, a noun, or nothing?"""

from enum import StrEnum
from typing import Final, NamedTuple

from claimcheck.reading.speech.cues import Cue
from claimcheck.reading.speech.nounphrases import is_adverb, is_finite
from claimcheck.reading.speech.prose import CLOSE, OPEN, Prose

__all__ = ["Complement", "Follows", "complement_of"]

_FURTHEST: Final = 45
_LONGEST_REPORT: Final = 12


class Follows(StrEnum):
    """What follows a cue."""

    THAT = "that"
    QUOTE = "quote"
    COLON = "colon"
    CLAUSE = "clause"
    NOUN = "noun"
    NOTHING = "nothing"


class Complement(NamedTuple):
    """What follows a cue, and the token that it begins with."""

    follows: Follows
    start: int


def complement_of(prose: Prose, cue: Cue, stop: int) -> Complement:
    """Return what follows a cue: times, places, adverbs and who was told are stepped over.

    Examples:
        >>> from claimcheck.reading.speech.cues import find_cues
        >>> from claimcheck.reading.speech.saying import saying
        >>> def follows(text):
        ...     prose = Prose(text, saying("en"))
        ...     cue = next(find_cues(prose, (0, prose.size)))
        ...     found = complement_of(prose, cue, prose.size)
        ...     return found.follows.value, " ".join(prose.words[found.start :])
        >>> follows("He said on Monday in an interview with CNN that it rained.")
        ('that', 'that it rained .')
        >>> follows("He told reporters the war was lost.")
        ('clause', 'the war was lost .')
        >>> follows("Russia claimed interception of 162 drones.")
        ('noun', 'interception of 162 drones .')
        >>> follows("He dismissed earlier reports that it rained.")
        ('that', 'that it rained .')
    """
    index = cue.stop
    words = prose.saying.words
    told = cue.form is not None and cue.form.verb in words["with_addressee"]
    doubted = _past_report(prose, cue, stop)
    if doubted is not None:
        return Complement(Follows.THAT, doubted)
    while index < min(stop, cue.stop + _FURTHEST):
        low = prose.lower[index]
        if low in words["clause_openers"] or (low in {"if", "whether"} and cue.form is not None):
            return Complement(Follows.THAT, index)
        if prose.words[index] == OPEN:
            return Complement(Follows.QUOTE, index)
        if low in {",", "—", "–", "--", "-"}:
            beyond = _parenthesis(prose, index, stop)
            if beyond is None:
                return _after_comma(prose, index, stop)
            index = beyond
            continue
        if low == ":" or (low in {"so", "this", "the"} and ":" in prose.lower[index + 1 : index + 3]):
            after = prose.lower.index(":", index) + 1
            return Complement(Follows.QUOTE if prose.words[after : after + 1] == [OPEN] else Follows.COLON, after)
        if not low[0].isalnum() and low[0] not in "$€£#@([":
            return Complement(Follows.NOTHING, index)
        skipped = _past_circumstance(prose, index, stop)
        if skipped == index and told and index == cue.stop:
            skipped = _past_addressee(prose, index, stop)
        if skipped == index:
            break
        index = skipped
    if index >= stop:
        return Complement(Follows.NOTHING, stop)
    if prose.lower[index] in words["conjoining"]:
        many = prose.lower[index + 1 : index + 2] in (["many"], ["much"], ["few"], ["little"])
        if not many:
            return Complement(Follows.NOTHING, index)
    return Complement(Follows.CLAUSE if _has_clause(prose, index, stop) else Follows.NOUN, index)


def _past_report(prose: Prose, cue: Cue, stop: int) -> int | None:
    """Return the ``that`` after what is denied or dismissed: ``rejected earlier claims by X that it rained``."""
    if cue.form is None or not cue.form.classes & {"denying", "dismissing"}:
        return None
    named = False
    for place in range(cue.stop, min(stop, cue.stop + _LONGEST_REPORT)):
        low = prose.lower[place]
        if low == "that":
            return place if named else None
        if not low[0].isalnum() or is_finite(prose, place):
            return None
        named = named or low in prose.saying.words["reports_of"]
    return None


def _after_comma(prose: Prose, comma: int, stop: int) -> Complement:
    """Return what follows ``said,``: a quotation, ``that``, or nothing that belongs to the verb."""
    after = comma + 1
    if after < stop and prose.words[after] == OPEN:
        return Complement(Follows.QUOTE, after)
    if after < stop and prose.lower[after] == "that":
        return Complement(Follows.THAT, after)
    return Complement(Follows.NOTHING, comma)


def _parenthesis(prose: Prose, comma: int, stop: int) -> int | None:
    """Return the token after a short parenthesis that ``that`` or a quotation follows: ``said, however, that``."""
    for place in range(comma + 1, min(stop, comma + 16)):
        if prose.lower[place] == prose.lower[comma]:
            follows = prose.lower[place + 1] if place + 1 < stop else ""
            return place + 1 if follows in {"that", OPEN} else None
        if prose.words[place] in {OPEN, CLOSE, ".", ";"}:
            return None
    return None


def _past_circumstance(prose: Prose, index: int, stop: int) -> int:
    """Step over one adverb, time, place of speaking or person spoken to; return *index* where none stands there."""
    words = prose.saying.words
    low = prose.lower[index]
    following = prose.lower[index + 1] if index + 1 < stop else ""
    if is_adverb(prose, index) and low not in {"just", "only", "more", "all", "once", "now", "both", "each"}:
        return index + 1
    if following == "times" and low[0].isdigit():
        return index + 2
    if low in words["times"] and low not in {"may", "march", "time", "then"}:
        named = prose.words[index][0].isupper() or low in {"today", "yesterday", "tonight"}
        if named:
            return index + 1
    if low in {"this", "last", "earlier", "late", "early"}:
        if following in words["times"]:
            return index + 2
        if following in {"this", "on", "in"}:
            return index + 1
    if following == "a":  # "in a statement", beside "over a hundred"
        counted = index + 2 < stop and prose.lower[index + 2] in words["counting"]
    else:
        counted = following in words["before_figures"] or following[:1].isdigit()
    if low in words["circumstantial"] and not counted:
        return _past_phrase(prose, index, stop)
    return index


def _past_phrase(prose: Prose, start: int, stop: int) -> int:
    """Step over ``on Monday``, ``in an interview with X``, and any such phrase before ``that`` or a quotation."""
    words = prose.saying.words
    end, timed = start + 1, False
    while end < min(stop, start + 12):
        low = prose.lower[end]
        if low in {",", ".", ";", ":", "that", "how", "why", "whether"} or prose.words[end] in {OPEN, CLOSE}:
            break
        if low in words["personal"] and end > start + 1:
            break
        told = low in words["venues"] or low in words["times"] or low in words["addressees"]
        if told or (low.isdigit() and timed):
            timed = True
            end += 1
            for beyond in (end, end + 1):
                if beyond < stop and (prose.lower[beyond] == "that" or prose.words[beyond] == OPEN):
                    return beyond
            follows = prose.lower[end] if end < stop else ""
            if not (follows in words["circumstantial"] or follows in words["times"] or follows in words["venues"]):
                return end
        else:
            end += 1
    follows = prose.lower[end] if end < stop else ""
    ended = end >= stop or prose.words[end] == OPEN or follows in {",", "that", "how", "why", ":"}
    return end if ended and (timed or prose.lower[start] not in {"of", "for", "by"}) else start


def _past_addressee(prose: Prose, index: int, stop: int) -> int:
    """Step over who was told: up to ``that``, a quotation or the clause."""
    words = prose.saying.words
    low = prose.lower[index]
    if low in words["personal"] or low in words["addressees"]:
        return index + 1
    place = index
    while place < min(stop, index + 12):
        low = prose.lower[place]
        if low in words["clause_openers"] or low in {",", ":"} or prose.words[place] == OPEN:
            return place
        if low in words["personal"] or (
            place > index + 1 and low in words["determiners"] and prose.lower[place - 1] not in words["prepositions"]
        ):
            return place
        if low in {"on", "in", "at", "during", "last", "this"} and place > index:
            return place
        if low in words["addressees"] or low in words["venues"]:
            while place + 1 < stop and prose.lower[place + 1] in words["venues"]:
                place += 1
            return place + 1
        if low[0].isdigit() and place > index:
            return place
        if is_finite(prose, place) or not (low[0].isalnum()):
            break
        place += 1
    named = index
    while named < place and (prose.words[named][0].isupper() or prose.lower[named] in {"the", "of"}):
        named += 1
    if named == place and named > index and (place >= stop or not prose.words[place][0].isalnum()):
        return named  # "told the BBC."
    return named if named < place else index


def _has_clause(prose: Prose, start: int, stop: int) -> bool:
    """Return whether a subject and a verb in a tense stand here before the next stop."""
    words = prose.saying.words
    if prose.lower[start] in words["subject_pronouns"] and start + 1 < stop:
        return True
    depth = 0
    relative = False
    for index in range(start, min(stop, start + _FURTHEST)):
        word, low = prose.words[index], prose.lower[index]
        if word in {"(", "["}:
            depth += 1
        elif word in {")", "]"}:
            depth -= 1
        elif depth > 0:
            continue
        elif word in {";", ":", CLOSE, "?", "!"} or not word.strip("."):
            return False
        elif low == ",":
            following = prose.lower[index + 1] if index + 1 < stop else ""
            if relative:
                relative = False
            elif following in words["relatives"]:
                relative = True
            else:
                return False
        elif low in words["relatives"]:
            relative = True
        elif relative:
            continue
        elif (index > start and is_finite(prose, index)) or (
            index > start
            and low in words["subject_pronouns"] - {"that", "this", "these", "those"}
            and prose.lower[index - 1] not in words["prepositions"]
        ):
            return True
    return False
