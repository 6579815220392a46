"""Sentences of the same words: what do their figures decide, place by place?"""

import re
from typing import Final, NamedTuple

from attrs import evolve

from claimcheck.comparing.compare import compare
from claimcheck.comparing.comparison import STRENGTH, Comparison, Outcome
from claimcheck.model import Claim, Proposition
from claimcheck.quantity import Quantity, inferred_tolerance
from claimcheck.reading.clauses import StatementWords
from claimcheck.reading.figures import Mention, Role, find_quantities, parse_quantity
from claimcheck.units import is_currency

__all__ = [
    "ONE_EVENT",
    "Masked",
    "as_written",
    "compare_frames",
    "compare_wording",
    "contrasted",
    "masked",
    "strongest",
]

ONE_EVENT: Final = "what both sentences speak of"
_LONGEST_NUMBER: Final = 80  # characters
_WORD: Final = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_ARTICLES: Final = frozenset({"a", "an", "the"})
_BE: Final = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_EMPTY_AUXILIARIES: Final = frozenset({"do", "does", "did", "has", "have", "had"})
_IN_PART: Final = frozenset({"all", "only", "one", "even", "every", "just"})


class Masked(NamedTuple):
    """A text with each figure left out, folded, and the figures."""

    frame: str
    mentions: tuple[Mention, ...]


def masked(text: str, mentions: tuple[Mention, ...]) -> Masked:
    """Return *text* with each figure left out, folded, and the figures.

    Examples:
        >>> masked("He ran for 24 days", find_quantities("He ran for 24 days")).frame
        'he ran for # '
    """
    pieces, at = [], 0
    for mention in mentions:
        pieces.append(text[at : mention.start])
        at = mention.end
    pieces.append(text[at:])
    return Masked(" # ".join(" ".join(piece.casefold().split()) for piece in pieces), mentions)


_PIECE: Final = re.compile(r"[^\W_]+(?:[.,]\d+)*|[^\w\s]|_")


def contrasted(a: str, b: str) -> tuple[Masked, Masked] | None:
    """Return two texts masked at the one stretch in which they differ, where that is a number on both sides.

    "In 1998" against "In less than 1998": what would be a year alone is a figure where another is set against it.

    Examples:
        >>> one, other = contrasted("It began in 1998 there", "It began in less than 1998 there")
        >>> one.frame, str(other.mentions[0].quantity)
        ('it began in # there', 'less than 1,998')
    """
    ours, theirs = (list(_PIECE.finditer(text)) for text in (a, b))
    most = min(len(ours), len(theirs)) - 1  # each side keeps one piece to differ in
    first = 0
    while first < most and ours[first].group() == theirs[first].group():
        first += 1
    rest = 0
    while rest < most - first and ours[-1 - rest].group() == theirs[-1 - rest].group():
        rest += 1
    if most < 1 or not first + rest:
        return None
    found, figures = [], 0
    for text, pieces in ((a, ours), (b, theirs)):
        start, end = pieces[first].start(), pieces[len(pieces) - rest - 1].end()
        quantity = _number_alone(text[start:end])
        if quantity is None:
            return None
        bound = not text[start:end].isdecimal()
        figures += bound or any(one.start < end and start < one.end for one in find_quantities(text))
        found.append(masked(text, (Mention(quantity, start, end),)))
    if not figures:
        return None  # Ward 3 against Ward 4, 1950 against 1952: a name or a year on both sides
    return found[0], found[1]


def _number_alone(words: str) -> Quantity | None:
    """Return the figure that *words* are, where nothing else stands among them."""
    if len(words) > _LONGEST_NUMBER:
        return None
    if words.isdecimal():
        return parse_quantity(words)
    found = find_quantities(words)
    return found[0].quantity if len(found) == 1 and (found[0].start, found[0].end) == (0, len(words)) else None


def compare_frames(one: Masked, other: Masked) -> Comparison:
    """Return the comparison that speaks for all figures of two texts with the same frame.

    Where a total that a share is taken of, or the time over which something was counted, differs as well as the figure
    beside it, the figures are of other things.
    """
    compared = [
        compare(_of_frame(one, place, "a", other), _of_frame(other, place, "b", one))
        for place in range(len(one.mentions))
    ]
    beside = [mention.role in (Role.WHOLE, Role.SPAN) for mention in one.mentions]
    differ = [found.outcome is not Outcome.SAME for found in compared]
    around = [place for place, apart in enumerate(differ) if apart and beside[place]]
    if around and any(apart and not beside[place] for place, apart in enumerate(differ)):
        why = "what the figures are counted over or out of differs"
        left, right = (str(each.mentions[around[0]].quantity) for each in (one, other))
        return open_question("scope", f"{why} ({left} / {right})", f"{why} ({right} / {left})")
    return strongest(compared)


def compare_wording(a: str, b: str, lists: StatementWords) -> Comparison | None:
    """Return how two sentences without figures stand that say the same word for word, one of them denied perhaps.

    None where they differ in any other word, in their order, or where one denies twice or in part. An auxiliary
    that comes with "not" counts for nothing, so that "did not resign" denies "resigned".

    Examples:
        >>> from claimcheck.reading.clauses import statement_words
        >>> lists = statement_words()
        >>> compare_wording("The minister resigned", "The minister did not resign", lists).outcome
        <Outcome.DENIAL: 'denial'>
        >>> compare_wording("He killed her", "He was killed by her", lists) is None
        True
    """
    said = [_wording(text, lists) for text in (a, b)]
    if None in said:
        return None
    (ours, one), (theirs, other) = (each for each in said if each is not None)
    if not _say_the_same(ours, theirs, denied=not (one and other)):
        return None
    claims = [
        Claim(key=text, proposition=Proposition(event=ONE_EVENT, measure=a.strip(), polarity=polarity))
        for text, polarity in ((a, one), (b, other))
    ]
    return compare(claims[0], claims[1])


def _wording(text: str, lists: StatementWords) -> tuple[tuple[str, ...], bool] | None:
    """The words of *text* but articles and what denies, and whether it asserts them; None where that cannot be told."""
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(text)]
    denied = [place for place, word in enumerate(words) if word in lists.negations]
    if len(denied) > 1 or any(word in lists.denials for word in words):
        return None
    if denied and words[denied[0] : denied[0] + 2][-1] in _IN_PART:
        return None
    kept = [
        word.removesuffix("n't") if word.endswith("n't") else word
        for place, word in enumerate(words)
        if word not in _ARTICLES and (place not in denied or word.endswith("n't"))
    ]
    return (tuple(kept), not denied) if set(kept) - _BE - _EMPTY_AUXILIARIES else None


def _say_the_same(one: tuple[str, ...], other: tuple[str, ...], *, denied: bool) -> bool:
    """Whether the words are the same in order, but for the auxiliary and the ending that a denial or a tense brings."""
    if one == other:
        return True
    plain = [tuple(_stem(word) for word in words if word not in _EMPTY_AUXILIARIES) for words in (one, other)]
    passive = [any(word in _BE for word in words) for words in (one, other)]
    return plain[0] == plain[1] and passive[0] is passive[1] and (denied or _only_perfect(one, other))


def _only_perfect(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether no more than "has" or "have" sets two tenses apart: resigned, has resigned."""
    return {word for word in (*one, *other) if word in _EMPTY_AUXILIARIES} <= {"has", "have", "had"}


def _stem(word: str) -> str:
    for ending in ("ied", "ies", "ing", "ed", "es", "s", "e", "d", "y"):
        if len(word) > len(ending) + 2 and word.endswith(ending):
            return word.removesuffix(ending)
    return word


def open_question(field: str, reason: str, mirrored: str) -> Comparison:
    """Return that two sentences leave *field* open, with the reason as seen from either.

    Examples:
        >>> print(open_question("value", "one is silent", "one is silent"))
        undetermined(value): one is silent
    """
    return Comparison(outcome=Outcome.UNDETERMINED, field=field, reason=reason, mirrored=mirrored, steps=(4,))


def strongest(compared: list[Comparison]) -> Comparison:
    """Return the strongest that is not the same; where one narrows and another widens, the two are compatible."""
    different = [found for found in compared if found.outcome is not Outcome.SAME]
    if not different:
        return compared[0]
    speaking = max(different, key=_weight)
    if {found.outcome for found in different} >= {Outcome.REFINES, Outcome.REFINED_BY} and not speaking.conflict:
        return Comparison(
            outcome=Outcome.COMPATIBLE, reason=speaking.reason, mirrored=speaking.mirrored, steps=speaking.steps
        )
    return speaking


def _weight(found: Comparison) -> tuple[object, ...]:
    """What makes one comparison speak before another, whichever of the two sentences comes first."""
    gap = found.gap.absolute if found.gap is not None else 0
    return STRENGTH[found.outcome], not found.boundary, gap, found.field or ""


def as_written(figure: Quantity, other: Quantity) -> Quantity:
    """Return a percentage without its half unit, where the other sentence leaves out that very number.

    Who says "more than 83 %" to another's "83 %" means the number that was written, not one that rounds to it; who
    says "more than 10 billion" to another's "10 billion" need not.
    """
    left_out = (other.low_open and other.low == figure.low) or (other.high_open and other.high == figure.high)
    return evolve(figure, step=None) if left_out and figure.unit == other.unit == "percent" else figure


def as_measured(figure: Quantity, other: Quantity) -> Quantity:
    """Return a figure in another unit than the other's as one that was rounded: 10 km is not 6.21 miles to the inch.

    Examples:
        >>> str(as_measured(parse_quantity("10 km"), parse_quantity("6 miles"))).startswith("about")
        True
    """
    units = (figure.unit, other.unit)
    if figure.unit == other.unit or None in units or {"percent", "share"} & set(units) or is_currency(figure.unit):
        return figure
    if figure.low is None or figure.low != figure.high or figure.approximate:
        return figure
    return evolve(figure, approximate=True, tolerance=inferred_tolerance(figure.low, figure.step))


def _of_frame(masked: Masked, place: int, name: str, other: Masked) -> Claim:
    return Claim(
        key=name,
        proposition=Proposition(
            event=ONE_EVENT,
            measure=f"figure {place + 1} of: {masked.frame}",
            baseline="before" if masked.mentions[place].role == "change" else None,
            value=as_measured(
                as_written(masked.mentions[place].quantity, other.mentions[place].quantity),
                other.mentions[place].quantity,
            ),
        ),
    )
