"""Hold two sentences against each other, figure by figure, through the same gate as claims."""

import unicodedata
from typing import Final, NamedTuple

from claimcheck.comparing.compare import compare
from claimcheck.comparing.comparison import STRENGTH, Comparison, Outcome
from claimcheck.errors import InvalidRecord
from claimcheck.model import Claim, Proposition
from claimcheck.reading.figures import Mention, find_quantities
from claimcheck.reading.infer import read_statement
from claimcheck.vocabulary import default_vocabulary, fold

__all__ = ["compare_statements"]

_EVENT: Final = "what both sentences speak of"
_MOST: Final = 50  # figures in a sentence; above it a text is no statement


class _Masked(NamedTuple):
    frame: str
    mentions: tuple[Mention, ...]


def compare_statements(a: str, b: str) -> Comparison:
    """Return how two sentences stand to each other, taken to speak of one event and period.

    Sentences that differ in nothing but their figures are compared figure by figure. Others must hold one figure
    each, and what is counted and how is read by exact look-up; where that cannot be told the outcome is
    ``undetermined``, never a guess.

    Raises:
        InvalidRecord: One of them is no text.

    Examples:
        >>> print(compare_statements("52 of 80 Russian drones shot down", "162 Ukrainian drones intercepted"))
        not_comparable(operator): operator differs (Russian drones / Ukrainian drones)
        >>> print(compare_statements("He ran for 24 days", "He ran for less than 84 days").outcome)
        refines
    """
    for text in (a, b):
        if not isinstance(text, str):
            raise InvalidRecord(f"expected a sentence, got {text!r}")
    a, b = _storable(a), _storable(b)
    one, other = _masked(a), _masked(b)
    if one.mentions and one.frame == other.frame and len(one.mentions) <= _MOST:
        return _figure_by_figure(one, other)
    for text, masked in ((a, one), (b, other)):
        if len(masked.mentions) != 1:
            count = len(masked.mentions) or "no"
            return Comparison(
                outcome=Outcome.UNDETERMINED,
                field="value",
                reason=f"{count} figures stand in {text!r}, and nothing tells which is meant",
                steps=(4,),
            )
    return compare(_claim(a, one, 0), _claim(b, other, 0))


def _storable(text: str) -> str:
    """The text with what no record holds, control characters and half pairs, as a replacement character."""
    return "".join(
        "\ufffd" if unicodedata.category(one) in {"Cc", "Cs"} and one not in "\t\n\r" else one for one in text
    )


def _masked(text: str) -> _Masked:
    """The text with each figure left out, folded, and the figures."""
    mentions = find_quantities(text)
    pieces, at = [], 0
    for mention in mentions:
        pieces.append(text[at : mention.start])
        at = mention.end
    pieces.append(text[at:])
    return _Masked(" # ".join(" ".join(piece.casefold().split()) for piece in pieces), mentions)


def _figure_by_figure(one: _Masked, other: _Masked) -> Comparison:
    """The comparison that speaks for all: the strongest of those that are not the same, else that they are."""
    compared = [compare(_of_frame(one, place, "a"), _of_frame(other, place, "b")) for place in range(len(one.mentions))]
    different = [found for found in compared if found.outcome is not Outcome.SAME]
    if not different:
        return compared[0]
    strongest = max(different, key=lambda found: STRENGTH[found.outcome])
    if {found.outcome for found in different} >= {Outcome.REFINES, Outcome.REFINED_BY} and not strongest.conflict:
        return Comparison(outcome=Outcome.COMPATIBLE, reason=strongest.reason, steps=strongest.steps)
    return strongest


def _of_frame(masked: _Masked, place: int, name: str) -> Claim:
    return Claim(
        key=name,
        proposition=Proposition(
            event=_EVENT, measure=f"figure {place + 1} of: {masked.frame}", value=masked.mentions[place].quantity
        ),
    )


def _claim(text: str, masked: _Masked, place: int) -> Claim:
    mention = masked.mentions[place]
    read = read_statement(text, default_vocabulary())
    noun = mention.counted or None
    rest = fold(masked.frame.replace("#", " ")) or "figure"
    return Claim(
        key=text,
        text=text,
        proposition=Proposition(
            event=_EVENT,
            subject=read.subject or noun,
            measure=read.measure or rest,
            value=mention.quantity,
        ),
    )
