"""Which figures of a draft become claims, with which words of their own, and what is told of the others?"""

import re
from itertools import pairwise
from typing import Final, NamedTuple

from attrs import evolve

from claimcheck.reading.counted import read_counted
from claimcheck.reading.figures import Mention
from claimcheck.reading.speech.drafts import Draft
from claimcheck.reading.speech.saying import saying
from claimcheck.reading.speech.standing import Stand, Standing, standings
from claimcheck.vocabulary import Relate, default_vocabulary

__all__ = ["Piece", "measure_of", "pieces_of"]

_JOINT: Final = re.compile(r"[,;:.](?=\s)|\b(?:and|but|while|whereas)\b")
_MOST_FIGURES: Final = 40  # of one content; more of them are a table, where nobody can tell whose the words are


class Piece(NamedTuple):
    """A figure that is claimed, or None, with its own words and the measure that its sentence gives it."""

    figure: Mention | None
    words: str
    measure: str | None = None


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
    measures = _measures(draft, language)
    if len(claimed) == 1:
        return [Piece(claimed[0], words, measures.get(claimed[0].start))], told
    cuts = [0, *(_joint(words, one.end - start, two.start - start) for one, two in pairwise(claimed)), len(words)]
    begun = {one.start - start for one in claimed}
    pieces = []
    for figure, (low, high) in zip(claimed, pairwise(cuts), strict=True):
        piece = Piece(figure, words[low:high], measures.get(figure.start))
        pieces.append(piece._replace(measure=None) if high in begun and _ends_in_measure(piece) else piece)
    return pieces, told


def measure_of(piece: Piece, named: str | None) -> str | None:
    """Return the measure of a piece where its words, in which *named* was read, and its sentence give the same one.

    The words may be the next figure's ("5 tanks destroyed 12 homes"), and the sentence may pass a measure on that they
    do not name. Of two that lie in each other, the narrower stands.

    Examples:
        >>> from claimcheck.reading.speech.drafts import extract
        >>> (piece,), _ = pieces_of(extract("There are 9 confirmed flu cases.")[0], "en")
        >>> measure_of(piece, "cases"), measure_of(piece, "killed")
        ('confirmed cases', None)
    """
    if piece.figure is None or named is None or piece.measure is None:
        return named if piece.figure is None else None
    words, unit = default_vocabulary(), piece.figure.quantity.unit
    declared = words.measure(words.concept(named))
    if unit is not None and declared is not None and declared.scale == "count":
        return None  # "83 % of the deaths" and "$5 for the wounded" count neither
    relation = words.relate(words.concept(piece.measure), words.concept(named))
    return {Relate.EQUAL: named, Relate.NARROWER: piece.measure, Relate.WIDER: named}.get(relation)


def _ends_in_measure(piece: Piece) -> bool:
    """Return whether the next figure follows the measure at once, and may be what it is said of: destroyed 12 homes."""
    return piece.measure is not None and piece.words.rstrip().endswith(piece.measure)


def _measures(draft: Draft, language: str) -> dict[int, str]:
    """Return the measure that the grammar of the sentence gives each figure, by where the figure begins."""
    if len(draft.quantities) > _MOST_FIGURES:
        return {}
    start = draft.spans.content[0]
    counted = read_counted(draft.content, default_vocabulary(), language=language)
    return {one.mention.start + start: one.measure for one in counted if one.measure is not None}


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
