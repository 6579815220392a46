"""Which attributions stand beside one another, which are only part of what another speaker says, and what goes on?"""

from bisect import bisect_left

from claimcheck.reading.contents import Attribution, quoted_content, tidied
from claimcheck.reading.cues import Cue, Voice
from claimcheck.reading.prose import CLOSE, OPEN, Prose

__all__ = ["cut_off", "is_within", "with_continuations"]


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
    """Return the earlier attribution with what it says ended where the later one begins anew."""
    place = min(one.speaker[0], one.cue[0])
    if not _begins_anew(prose, one, other) or one.speaker == other.speaker:
        return other
    contents = []
    for (start, stop), quotation in other.contents:
        if quotation < 0 and start < place - 1 < stop and other.cue[1] <= start:
            end = place
            while end > start and prose.lower[end - 1] in prose.saying.words["joining"] | {","}:
                end -= 1
            shorter = tidied(prose, start, end)
            contents.append((shorter or (start, stop), quotation))
        else:
            contents.append(((start, stop), quotation))
    return other._replace(contents=tuple(contents))


def with_continuations(prose: Prose, found: list[Attribution]) -> list[Attribution]:
    """Give a quotation that is a sentence of its own to the speaker who was quoted right before it."""
    used = {quotation for one in found for _, quotation in one.contents if quotation >= 0}
    ends: dict[int, int] = {}
    for number, one in enumerate(found):
        if any(quotation >= 0 for _, quotation in one.contents):
            place = max(one.cue[1], one.speaker[1], *(stop for (_, stop), _ in one.contents))
            ends[place] = number
    if not ends:
        return found
    cues = sorted(one.cue[0] for one in found)
    owner: int | None = None
    for first, stop in prose.sentences:
        if owner is not None and prose.words[first] == OPEN and first not in prose.breaks:
            quotation = prose.inside[first]
            last = prose.quotations[quotation].last
            alone = last >= stop - 1 or all(not prose.words[at][0].isalnum() for at in range(last + 1, stop))
            free = bisect_left(cues, first) == bisect_left(cues, max(stop, last))
            if quotation not in used and alone and free:
                used.add(quotation)
                one = found[owner]
                found[owner] = one._replace(contents=(*one.contents, *quoted_content(prose, quotation)))
                continue
        if prose.inside[first] >= 0 and prose.inside[first] in used and owner is not None:
            continue
        owner = None
        for place in range(stop, max(first, stop - 3) - 1, -1):
            if place in ends:
                owner = ends[place]
                break
    return found
