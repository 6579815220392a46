"""Which attributions stand beside one another, which are only part of what another speaker says, and what goes on?"""

from bisect import bisect_left, bisect_right
from typing import Final

from claimcheck.reading.speech.contents import Attribution, quoted_content, tidied
from claimcheck.reading.speech.cues import Cue, Voice
from claimcheck.reading.speech.nounphrases import is_adverb, is_finite
from claimcheck.reading.speech.prose import CLOSE, OPEN, Prose

__all__ = ["cut_off", "is_within", "with_continuations"]

_LONGEST_TAIL: Final = 20
"""Tokens after the words that attribute; beyond them the sentence has gone on to something else."""


def is_within(prose: Prose, one: Attribution, cue: Cue, earlier: list[Attribution]) -> bool:
    """Return whether the attribution is only part of what another speaker says, or of the speaker's own name.

    ``X said that Y denied it`` has one attribution: what Y denied is X's word. ``X said so, but Y denied it`` has two.
    """
    for other in earlier:
        if one.speaker != other.speaker and one.speaker[0] < other.speaker[1] and other.speaker[0] < one.speaker[1]:
            return True
        if one.speaker == other.speaker:
            if cue.voice is Voice.ACTIVE and prose.lower[cue.first - 1] == "," and cue.first > one.speaker[1]:
                return any(start < cue.first < stop for (start, stop), _ in other.contents)
            continue
        if one.speaker[0] < other.cue[1] and other.cue[0] < one.speaker[1]:
            return True
        if one.cue[0] < other.speaker[1] and other.speaker[0] < one.cue[1]:
            return True
        if cue.voice is Voice.PHRASE or _begins_anew(prose, one, other):
            continue
        for (start, stop), _ in other.contents:
            if other.cue[1] <= start <= one.speaker[0] < stop:
                return True
    return False


def _begins_anew(prose: Prose, one: Attribution, other: Attribution) -> bool:
    """Return whether the later attribution is a clause of its own, beside the earlier one and not within it.

    It is after a semicolon, after a comma and ``but``, or after a comma where the earlier one is introduced by
    ``while``, ``as`` or the like.
    """
    place = min(one.speaker[0], one.cue[0]) - 1
    if place < 1:
        return False
    low = prose.lower[place]
    if low in {"and", "but"} and one.speaker[0] < one.cue[0]:
        return prose.lower[place - 1] in {",", CLOSE, "—", "–"} or low == "but"
    if low in prose.saying.words["joining"]:
        return prose.lower[place - 1] in {",", CLOSE}
    if low in {";", ":"}:
        return True
    if low == "," and prose.lower[place - 1] in {"and", "but"}:
        return True
    begin = min(other.speaker[0], other.cue[0]) - 1
    return low in {",", CLOSE} and begin >= 0 and prose.lower[begin] in prose.saying.words["joining"]


def cut_off(prose: Prose, other: Attribution, one: Attribution) -> Attribution:
    """Return the earlier attribution with what it says ended where the later one begins anew.

    A second verb of the same speaker begins anew as well: who denies 12 and admits 5 does not deny the 5.

    Examples:
        >>> from claimcheck.reading.speech.drafts import extract
        >>> for draft in extract("The army denied that it killed 12 people but later admitted that 5 died."):
        ...     print(draft.denies, draft.content)
        True it killed 12 people
        False 5 died
    """
    if one.speaker == other.speaker:
        place = one.cue[0]
        if one.cue[0] <= other.cue[0] or not _is_joined(prose, place):
            return other
    else:
        place = min(one.speaker[0], one.cue[0])
        if not _begins_anew(prose, one, other):
            return other
    contents = []
    for (start, stop), quotation in other.contents:
        if quotation < 0 and start < place - 1 < stop and other.cue[1] <= start:
            end = place
            while end > start and (
                prose.lower[end - 1] in prose.saying.words["joining"] | {","} or is_adverb(prose, end - 1)
            ):
                end -= 1
            shorter = tidied(prose, start, end)
            contents.append((shorter or (start, stop), quotation))
        else:
            contents.append(((start, stop), quotation))
    return other._replace(contents=tuple(contents))


def _is_joined(prose: Prose, verb: int) -> bool:
    """Return whether the verb, which has the speaker of the one before it, is joined to that: ``and later said``."""
    while verb > 1 and is_adverb(prose, verb - 1):
        verb -= 1
    return prose.lower[verb - 1] in {"and", "but", "or", "yet", "then", ",", "—", "–"}


def with_continuations(prose: Prose, found: list[Attribution]) -> list[Attribution]:
    """Give a quotation that is a sentence of its own to the speaker who was quoted right before it.

    Examples:
        >>> from claimcheck.reading.speech.drafts import extract
        >>> for draft in extract("“We lost 4,” Jones told the Post. “It cost 90,” said Lee, a judge. “We found 31.”"):
        ...     print(draft.speaker, "|", draft.content)
        Jones | We lost 4
        Lee | It cost 90
        Lee | We found 31.
    """
    used = {quotation: number for number, one in enumerate(found) for _, quotation in one.contents if quotation >= 0}
    if not used:
        return found
    ends = {
        max(one.cue[1], one.speaker[1], *(stop for (_, stop), _ in one.contents)): number
        for number, one in enumerate(found)
        if any(quotation >= 0 for _, quotation in one.contents)
    }
    places = sorted(ends)
    cues = sorted(one.cue[0] for one in found)
    owner: int | None = None
    for first, stop in prose.sentences:
        quotation = prose.inside[first]
        if owner is not None and prose.words[first] == OPEN and first not in prose.breaks and quotation not in used:
            last = prose.quotations[quotation].last
            free = bisect_left(cues, first) == bisect_left(cues, max(stop, last))
            if free and _stands_alone(prose, last):
                used[quotation] = owner
                one = found[owner]
                found[owner] = one._replace(contents=(*one.contents, *quoted_content(prose, quotation)))
                continue
        if owner is not None and used.get(quotation) == owner:
            continue  # a later sentence of a quotation that went on
        at = bisect_right(places, stop) - 1
        ended = at >= 0 and places[at] > first and _only_tells_who(prose, places[at], stop)
        owner = ends[places[at]] if ended else None
    return found


def _stands_alone(prose: Prose, last: int) -> bool:
    """Return whether the sentence ends with the quotation that token *last* closes: nobody is named after it."""
    at = bisect_right(prose.sentences, (last, prose.size)) - 1
    stop = prose.sentences[at][1]
    return all(not prose.words[place][0].isalnum() for place in range(last + 1, stop)) and prose.words[last - 1] != ","


def _only_tells_who(prose: Prose, place: int, stop: int) -> bool:
    """Return whether what is left of the sentence is no more than who was told, an age, a rank: no verb, no mark."""
    verbs = prose.saying.verbs
    return stop - place <= _LONGEST_TAIL and not any(
        prose.inside[at] >= 0 or is_finite(prose, at) or prose.words[at] in verbs or prose.words[at] in {";", ":"}
        for at in range(place, stop)
        if prose.words[at] != CLOSE
    )
