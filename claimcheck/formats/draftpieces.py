"""Which figures of a draft become claims, with which words of their own, and what is told of the others?"""

import re
from itertools import pairwise
from typing import Final, NamedTuple

from attrs import evolve

from claimcheck.reading.figures import Mention
from claimcheck.reading.speech.drafts import Draft
from claimcheck.reading.speech.saying import saying
from claimcheck.reading.speech.standing import Stand, Standing, standings

__all__ = ["Piece", "pieces_of"]

_JOINT: Final = re.compile(r"[,;:.](?=\s)|\b(?:and|but|while|whereas)\b")


class Piece(NamedTuple):
    """A figure that is claimed, or None, with the words that are its own."""

    figure: Mention | None
    words: str


def pieces_of(draft: Draft, language: str) -> tuple[list[Piece], list[str]]:
    """Return each figure that is claimed with the words that are its own, and what the others are.

    A figure that is denied, an earlier value, a difference, an age or a length of time is no value of what is claimed:
    it is told in words. Where nothing is claimed but such a figure, one piece without a figure stands for it.

    Examples:
        >>> from claimcheck.reading.speech.drafts import extract
        >>> (draft,) = extract("Lee said 12 died and 30 were hurt, up from 28, not 40.")
        >>> pieces, others = pieces_of(draft, "en")
        >>> [(str(piece.figure.quantity), piece.words.split()) for piece in pieces]
        [('12', ['12', 'died']), ('30', ['and', '30', 'were', 'hurt,', 'up', 'from', ','])]
        >>> others
        ['28 (an earlier value)', '40 (the words deny it, or deny something with it)']
    """
    stands = _stands(draft, language)
    start = draft.spans.content[0]
    claimed, told, kept, done = [], [], [], 0
    for figure, stand in zip(draft.quantities, stands, strict=True):
        if stand.kind is Standing.CLAIMED:
            claimed.append(figure)
            continue
        told.append(f"{' '.join(figure.quantity.text.split())} ({_STANDS[stand.kind]}{_DIRECTIONS[figure.sign]})")
        low, high = max(done, stand.start - start), figure.end - start
        kept += [draft.content[done:low], " " * (high - low)]
        done = high
    words = "".join(kept) + draft.content[done:]
    if not claimed:
        denied = any(stand.kind is Standing.DENIED for stand in stands)
        return [Piece(None, "" if denied else words)], told
    if len(claimed) == 1:
        return [Piece(claimed[0], words)], told
    cuts = [0, *(_joint(words, one.end - start, two.start - start) for one, two in pairwise(claimed)), len(words)]
    pieces = zip(claimed, pairwise(cuts), strict=True)
    return [Piece(figure, words[low:high]) for figure, (low, high) in pieces], told


def _joint(words: str, low: int, high: int) -> int:
    """Return where the words of the next figure begin: at the last comma or ``and`` before it, else at the figure."""
    joints = [match.start() for match in _JOINT.finditer(words, low, high)]
    return joints[-1] if joints else high


def _stands(draft: Draft, language: str) -> list[Stand]:
    """Return what each figure is to the words of the draft and, for an age and the like, to the words around them."""
    moved = draft.spans.content[0] - len(draft.selector.prefix)
    text = draft.selector.prefix + draft.content + draft.selector.suffix
    figures = [evolve(one, start=one.start - moved, end=one.end - moved) for one in draft.quantities]
    span = (len(draft.selector.prefix), len(draft.selector.prefix) + len(draft.content))
    found = standings(text, figures, saying(language), span)
    return [one._replace(start=one.start + moved) for one in found]


_STANDS: Final = {
    Standing.DENIED: "the words deny it, or deny something with it",
    Standing.CHANGE: "a change",
    Standing.BEFORE: "an earlier value",
    Standing.AGE: "an age",
    Standing.DURATION: "over what time",
}
_DIRECTIONS: Final = {1: ", up", -1: ", down", 0: ""}
