"""Which figure of one sentence answers which of another: by what is counted, of which kind, where and in what unit?"""

from typing import NamedTuple

from claimcheck.reading.counted import Counted
from claimcheck.units import is_currency
from claimcheck.vocabulary import Relate, Vocabulary

__all__ = ["Likeness", "align", "likeness"]


class Likeness(NamedTuple):
    """How alike two figures are in what they count; of two, the greater one is the likelier pair.

    Attributes:
        what: 3 for the same measure, 2 for the same noun or a measure within the other, 1 for the same things under
            other measures, 0 where only unit and words beside it are shared.
        narrowing: Minus the words that narrow one of them alone.
        where: How far they name the same places.
        kind: How many words between figure and noun they share.
        content: How many other words of their clauses they share.
    """

    what: int
    narrowing: int
    where: int
    kind: int
    content: int


def align(a: tuple[Counted, ...], b: tuple[Counted, ...], words: Vocabulary) -> tuple[tuple[int, int], ...]:
    """Return the pairs of figures that speak of the same thing, each figure once, the likest pair first.

    Two figures of one sentence that answer a figure of the other equally well are both left alone, unless they are
    the same figure: nobody can tell which is meant.

    Examples:
        >>> from claimcheck.reading.counted import read_counted
        >>> from claimcheck.vocabulary import default_vocabulary
        >>> words = default_vocabulary()
        >>> ours = read_counted("3 dead and 19 injured", words)
        >>> theirs = read_counted("20 were wounded, 3 people killed", words)
        >>> align(ours, theirs, words)
        ((0, 1), (1, 0))
    """
    scores = {
        (i, j): score
        for i, one in enumerate(a)
        for j, other in enumerate(b)
        if (score := likeness(one, other, words)) is not None
    }
    pairs: list[tuple[int, int]] = []
    while scores:
        best = max(scores.values())
        top = sorted(pair for pair, score in scores.items() if score == best)
        clear = [pair for pair in top if not _is_rivalled(pair, top, a, b)]
        pairs += clear or ()
        used_a, used_b = {i for i, _ in top}, {j for _, j in top}
        scores = {(i, j): score for (i, j), score in scores.items() if i not in used_a and j not in used_b}
    return tuple(sorted(pairs))


def _is_rivalled(
    pair: tuple[int, int], top: list[tuple[int, int]], a: tuple[Counted, ...], b: tuple[Counted, ...]
) -> bool:
    """Whether another figure would do as well on either side."""
    i, j = pair
    return any((i == other[0]) is not (j == other[1]) for other in top if other != pair)


def likeness(one: Counted, other: Counted, words: Vocabulary) -> Likeness | None:
    """Return how alike two figures are in what they count, or None where they count different things.

    Examples:
        >>> from claimcheck.reading.counted import read_counted
        >>> from claimcheck.vocabulary import default_vocabulary
        >>> words = default_vocabulary()
        >>> (dead,), (died,) = read_counted("5 dead", words), read_counted("6 people died", words)
        >>> likeness(dead, died, words).what
        3
    """
    if one.mention.role != other.mention.role or not _same_unit(one, other):
        return None  # a rise by 3 is no value of 3
    what = _same_thing(one, other, words)
    if what is None:
        return None
    narrowing = -len(one.narrowing ^ other.narrowing)
    where = 2 * len(one.where & other.where) - len(one.where ^ other.where)
    kind = len(one.kind & other.kind)
    content = len(one.content & other.content)
    return Likeness(what, narrowing, where, kind, content)


def _same_unit(one: Counted, other: Counted) -> bool:
    mine, theirs = (counted.value.unit for counted in (one, other))
    if mine == theirs:
        return True
    if None in (mine, theirs):  # a share and a count with its total give a share each
        quantities = (one.value, other.value)
        return {mine, theirs} <= {None, "percent", "share"} and any(quantity.of for quantity in quantities)
    if is_currency(mine) is not is_currency(theirs):
        return False
    return {mine, theirs} == {"percent", "share"} or "percent" not in (mine, theirs)


def _same_thing(one: Counted, other: Counted, words: Vocabulary) -> int | None:
    """Return ``Likeness.what``, or None where two figures count different things."""
    same_head = bool(one.head and other.head) and words.concept(one.head) == words.concept(other.head)
    if one.measure is not None and other.measure is not None:
        relation = words.relate(words.concept(one.measure), words.concept(other.measure))
        if relation is Relate.EQUAL:
            return 3
        if relation in (Relate.NARROWER, Relate.WIDER):
            return 2
        return 1 if same_head else None
    if same_head:
        return 2
    shared = bool(one.content & other.content) or not (one.head and other.head)
    return 0 if {one.value.unit, other.value.unit} != {None} and shared else None
