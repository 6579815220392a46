"""Which sum, difference, share or slip of the pen would turn a party's own figures into the one that is reported?

Everything here is exact: integers and fractions, never a rounded number. What is found is a suggestion for a reader,
and chance is kept out as far as arithmetic can: few terms, terms of one act or of one whole where there are more than
two, and next to nothing for figures below ten. The search is bounded: at most ``MOST_FIGURES`` figures, at most
``MOST_TERMS`` terms, pairs of terms met in the middle by a table, so that one figure costs at most about
``MOST_FIGURES ** 2`` steps whatever is given.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import combinations
from typing import Final

from attrs import frozen

from claimcheck.quantity import Number

__all__ = ["MOST_FIGURES", "MOST_TERMS", "Explanation", "Figure", "Overlap", "Way", "explain_figure"]

MOST_FIGURES: Final = 60
"""Figures that are tried: those of the same act first, then in a stable order."""

MOST_TERMS: Final = 4
"""Terms of the longest sum."""

_MOST_SUMS: Final = 200
"""Sums of one figure that are weighed before the best are kept."""

_MOST: Final = 3
_SMALL: Final = 10
"""Below this figures coincide by chance."""


class Way(StrEnum):
    """How a figure comes out of others, the likeliest first."""

    FIGURE = "figure"
    SUM = "sum"
    DIFFERENCE = "difference"
    SHARE = "share"
    TRANSPOSED = "transposed"
    MAGNITUDE = "magnitude"


class Overlap(StrEnum):
    """How what two figures count lies to each other."""

    DISJOINT = "disjoint"
    WITHIN = "within"
    WHOLE = "whole"
    SAME = "same"
    UNKNOWN = "unknown"


@frozen(kw_only=True)
class Figure:
    """A figure of a party's own: its number, what it counts, the act and the claim that it was said in.

    ``whole`` names the claim of which it is one part; ``of`` is the total it was counted from.
    """

    key: str
    value: Number
    label: str
    act: str | None = None
    whole: str | None = None
    of: Number | None = None
    breakdown: str = ""


@frozen(kw_only=True)
class Explanation:
    """How a figure comes out of others: the terms in order, whether it is a mere guess, whether chance may do it."""

    way: Way
    terms: tuple[Figure, ...]
    text: str
    suggested: bool = False
    by_chance: bool = False


def _unknown(one: Figure, other: Figure) -> Overlap:
    return Overlap.DISJOINT if one.whole is not None and one.whole == other.whole else Overlap.UNKNOWN


def explain_figure(
    wanted: Number,
    figures: Iterable[Figure],
    *,
    unit: str | None = None,
    instead_of: Figure | None = None,
    overlap: Callable[[Figure, Figure], Overlap] = _unknown,
) -> tuple[Explanation, ...]:
    """Return up to three ways in which *wanted* comes out of *figures*, the likeliest first.

    A figure that *wanted* simply is comes alone; a sum needs terms of which none lies within another, a difference a
    part of its whole. Slips of the pen are suggested only where nothing adds up.

    Args:
        wanted: The figure reported.
        figures: The party's own figures about the same event, of one unit.
        unit: "percent" where *wanted* is a share.
        instead_of: The own figure that *wanted* stands in place of.
        overlap: How what two figures count lies to each other.

    Examples:
        >>> down = Figure(key="a#1", value=15, label="shot down", whole="a", act="x")
        >>> lost = Figure(key="a#2", value=37, label="suppressed", whole="a", act="x")
        >>> [one.text for one in explain_figure(52, [down, lost], instead_of=down)]
        ['52 = 15 shot down + 37 suppressed']
        >>> seventy_two = Figure(key="b", value=72, label="killed")
        >>> [one.text for one in explain_figure(27, [seventy_two], instead_of=seventy_two)]
        ['27 is 72 with two digits exchanged: a slip of the pen would explain it']
    """
    act = None if instead_of is None else instead_of.act
    known = _chosen(figures, act)
    if unit == "percent":
        return tuple(_shares(wanted, known))[:_MOST]
    if wanted < _SMALL:
        known = [one for one in known if act is not None and one.act == act]
    same = [one for one in known if one.value == wanted and (instead_of is None or one.key != instead_of.key)]
    if same:
        return tuple(_is_figure(one) for one in same[:_MOST])
    found = [*_sums(wanted, known, overlap), *_differences(wanted, known, overlap)]
    if found:
        ranked = sorted(found, key=lambda one: _rank(one, act))
        return tuple({one.text: one for one in ranked}.values())[:_MOST]
    return tuple(_slips(wanted, instead_of))[:_MOST] if instead_of is not None else ()


def _chosen(figures: Iterable[Figure], act: str | None) -> list[Figure]:
    """The figures to try: each value of one label once, those of the act first, no more than can be searched."""
    ordered = sorted(figures, key=lambda one: (act is None or one.act != act, *_stable(one)))
    once = {(one.value, one.label): one for one in reversed(ordered)}
    return [one for one in ordered if once[one.value, one.label] is one][:MOST_FIGURES]


def _stable(one: Figure) -> tuple[str, Number, str]:
    return one.label, one.value, one.key


def _rank(one: Explanation, act: str | None) -> tuple[object, ...]:
    strange = sum(act is None or term.act != act for term in one.terms)
    order = list(Way).index(one.way)
    return one.by_chance, len(one.terms), strange, order, tuple(_stable(term) for term in one.terms)


def _is_figure(one: Figure) -> Explanation:
    more = f" = {one.breakdown}" if one.breakdown else ""
    return Explanation(way=Way.FIGURE, terms=(one,), text=f"{one.value} is its {one.label!r}{more}")


def _sums(
    wanted: Number, known: Sequence[Figure], overlap: Callable[[Figure, Figure], Overlap]
) -> Iterator[Explanation]:
    """Sums of two of any figures, and of three or four of one act or one whole."""
    positive = [one for one in known if 0 < one.value < wanted]
    weighed = 0
    for terms in (*_pairs(wanted, positive), *_longer(wanted, positive)):
        lies = [overlap(a, b) for a, b in combinations(terms, 2)]
        if any(one in {Overlap.WITHIN, Overlap.WHOLE, Overlap.SAME} for one in lies):
            continue
        ordered = tuple(sorted(terms, key=lambda one: (-one.value, *_stable(one))))
        if all(one.whole is not None and one.whole == terms[0].whole for one in terms):
            ordered = tuple(terms)
        yield Explanation(
            way=Way.SUM,
            terms=ordered,
            text=_chance(f"{wanted} = {' + '.join(_term(one) for one in ordered)}", Overlap.UNKNOWN in lies),
            by_chance=Overlap.UNKNOWN in lies,
        )
        weighed += 1
        if weighed == _MOST_SUMS:
            return


def _term(one: Figure) -> str:
    return f"{one.value} {one.label}"


def _chance(text: str, by_chance: bool) -> str:
    return f"{text} (the sum equals it, which may be chance)" if by_chance else text


def _pairs(wanted: Number, known: Sequence[Figure]) -> Iterator[tuple[Figure, ...]]:
    seen: dict[Number, list[Figure]] = defaultdict(list)
    for one in known:
        for other in seen.get(wanted - one.value, ()):
            yield other, one
        seen[one.value].append(one)


def _longer(wanted: Number, known: Sequence[Figure]) -> Iterator[tuple[Figure, ...]]:
    """Three or four terms of one whole or one act: pairs of terms meet in the middle."""
    groups: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(known):
        for name in {f"whole {one.whole}"} if one.whole is not None else {f"act {one.act}"} if one.act else ():
            groups[name].append(place)
    for _, places in sorted(groups.items()):
        halves: dict[Number, list[tuple[int, int]]] = defaultdict(list)
        for one, other in combinations(places, 2):
            halves[known[one].value + known[other].value].append((one, other))
        for one, other in combinations(places, 2):
            half = known[one].value + known[other].value
            for third in (place for place in places if place > other and half + known[place].value == wanted):
                yield known[one], known[other], known[third]
        found = 0
        for half, pairs in sorted(halves.items()):
            if half * 2 > wanted:
                break
            for one, other in pairs:
                for third, fourth in halves.get(wanted - half, ()):
                    if len({one, other, third, fourth}) == MOST_TERMS and one < third:
                        yield tuple(known[place] for place in sorted((one, other, third, fourth)))
                        found += 1
                        if found == _MOST_SUMS:
                            return


def _differences(
    wanted: Number, known: Sequence[Figure], overlap: Callable[[Figure, Figure], Overlap]
) -> Iterator[Explanation]:
    """A whole without one part of it."""
    parts: dict[Number, list[Figure]] = defaultdict(list)
    for one in known:
        parts[one.value].append(one)
    for whole in known:
        for part in parts.get(whole.value - wanted, ()):
            lies = overlap(part, whole)
            if part.key == whole.key or part.value <= 0 or lies not in {Overlap.WITHIN, Overlap.UNKNOWN}:
                continue
            by_chance = lies is Overlap.UNKNOWN and not (part.of is not None and part.of == whole.value)
            text = f"{wanted} = {_term(whole)} - {_term(part)}"
            yield Explanation(
                way=Way.DIFFERENCE,
                terms=(whole, part),
                text=f"{text} (which may be chance)" if by_chance else text,
                by_chance=by_chance,
            )


def _shares(wanted: Number, known: Sequence[Figure]) -> Iterator[Explanation]:
    """The share of its own total that a figure is, rounded as *wanted* is written."""
    places = 0 if isinstance(wanted, int) else len(str(wanted.denominator)) - 1
    half = Fraction(1, 2 * 10 ** min(places, 3))
    for one in known:
        if one.of and abs(Fraction(100 * one.value) / one.of - wanted) <= half:
            text = f"{wanted} % is {one.value} of {one.of} {one.label}"
            yield Explanation(way=Way.SHARE, terms=(one,), text=text)


def _slips(wanted: Number, own: Figure) -> Iterator[Explanation]:
    """Two digits that changed places, or a zero too many or too few."""
    if not isinstance(wanted, int) or not isinstance(own.value, int) or min(wanted, own.value) < _SMALL:
        return
    one, other = str(wanted), str(own.value)
    if len(one) == len(other):
        at = [place for place in range(len(one)) if one[place] != other[place]]
        if len(at) == 2 and at[1] == at[0] + 1 and one[at[0]] == other[at[1]] and one[at[1]] == other[at[0]]:
            text = f"{wanted} is {own.value} with two digits exchanged: a slip of the pen would explain it"
            yield Explanation(way=Way.TRANSPOSED, terms=(own,), text=text, suggested=True)
    for factor in (10, 100, 1000):
        if wanted in {own.value * factor, Fraction(own.value, factor)}:
            text = f"{wanted} is {own.value} by a factor of {factor}: a slip of the pen would explain it"
            yield Explanation(way=Way.MAGNITUDE, terms=(own,), text=text, suggested=True)
