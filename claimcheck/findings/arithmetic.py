"""Which sum, difference, share or slip of the pen would turn a party's own figures into the one that is reported?

Everything here is exact: integers and fractions, never a rounded number. What is found is a suggestion for a reader,
and chance is kept out as far as arithmetic can: the fewest terms, terms of one act or of one whole where there are more
than two, next to nothing for figures below ten, and a word of warning where so many sums are to be had that one of them
would hit any figure. The search is bounded: at most ``MOST_FIGURES`` figures, at most ``MOST_TERMS`` terms, pairs of
terms that meet in the middle by a table, so that one figure costs about ``MOST_FIGURES ** 2`` steps whatever is given.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import combinations, islice
from math import comb, inf
from typing import Final, TypeAlias

from attrs import evolve, frozen

from claimcheck.printed import written
from claimcheck.quantity import Number

__all__ = ["MOST_FIGURES", "MOST_TERMS", "Explanation", "Figure", "Overlap", "Way", "explain_figure"]

MOST_FIGURES: Final = 60
"""Figures that are tried: those of the same act first, then in a stable order."""

MOST_TERMS: Final = 4
"""Terms of the longest sum, but for the sum of all parts of one whole."""

_MOST_TRIED: Final = 2_000
"""Sums of one length that hit a figure and are looked at more closely."""

_MOST: Final = 3
_SMALL: Final = 10
"""Below this figures coincide by chance."""

_RARE: Final = 10
"""One sum to be had for each ten numbers up to the figure: more than that, and a hit says little."""


class Way(StrEnum):
    """How a figure comes out of others, the likeliest first."""

    FIGURE = "figure"
    SUM = "sum"
    DIFFERENCE = "difference"
    SHARE = "share"
    TRANSPOSED = "transposed"
    MAGNITUDE = "magnitude"


class Overlap(StrEnum):
    """How what one figure counts lies to what another counts."""

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


Lies: TypeAlias = Callable[[Figure, Figure], Overlap]

_OVERLAPPING: Final = frozenset({Overlap.WITHIN, Overlap.WHOLE, Overlap.SAME})


def _by_whole(one: Figure, other: Figure) -> Overlap:
    """What is known of two figures without a vocabulary: parts of one whole, a part and its whole."""
    if one.whole is not None and one.whole == other.whole:
        return Overlap.DISJOINT
    if one.whole == other.key:
        return Overlap.WITHIN
    return Overlap.WHOLE if other.whole == one.key else Overlap.UNKNOWN


def explain_figure(
    wanted: Number,
    figures: Iterable[Figure],
    *,
    unit: str | None = None,
    step: Number | None = None,
    instead_of: Figure | None = None,
    overlap: Lies = _by_whole,
) -> tuple[Explanation, ...]:
    """Return up to three ways in which *wanted* comes out of *figures*, the likeliest first.

    A figure that *wanted* simply is comes alone; a sum needs terms of which none lies within another, a difference a
    part of its whole. Longer sums are looked for only where no shorter one is sound, slips of the pen only where
    nothing adds up.

    Args:
        wanted: The figure reported.
        figures: The party's own figures about the same event, of one unit.
        unit: "percent" where *wanted* is a share.
        step: One unit of the last written digit of a share; a whole percent where it is absent.
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
    given = sorted(figures, key=lambda one: (act is None or one.act != act, one.whole is None, *_stable(one)))
    if unit != "percent" and wanted < _SMALL:
        given = [one for one in given if act is not None and one.act == act]
    known = _chosen(given)
    if unit == "percent":
        return tuple(_shares(wanted, known, 1 if step is None else step, overlap))[:_MOST]
    same = [one for one in known if one.value == wanted and (instead_of is None or one.key != instead_of.key)]
    if same:
        return tuple(_is_figure(one, wanted < _SMALL) for one in same[:_MOST])
    found = _shortest(wanted, known, Counter(one.whole for one in given), overlap)
    ranked = sorted(found, key=lambda one: _rank(one, act))
    sound = [one for one in ranked if not one.by_chance]
    guessed = [one for one in ranked if one.by_chance][:1]
    if found:
        return (*sound[: _MOST - len(guessed)], *guessed)
    return tuple(_slips(wanted, instead_of))[:_MOST] if instead_of is not None else ()


def _chosen(ordered: Sequence[Figure]) -> list[Figure]:
    """The figures to try: each claim once, each value of one label once, no more than can be searched."""
    chosen: dict[tuple[Number, str], Figure] = {}
    keys: set[str] = set()
    for one in ordered:
        if one.key not in keys and (one.value, one.label) not in chosen:
            keys.add(one.key)
            chosen[one.value, one.label] = one
    return list(chosen.values())[:MOST_FIGURES]


def _stable(one: Figure) -> tuple[str, Number, str, str, Number, str]:
    return one.label, one.value, one.key, one.whole or "", one.of or 0, one.breakdown


def _rank(one: Explanation, act: str | None) -> tuple[object, ...]:
    strange = sum(act is None or term.act != act for term in one.terms)
    order = list(Way).index(one.way)
    return len(one.terms), strange, order, tuple(_stable(term) for term in one.terms)


def _is_crowded(to_be_had: int, wanted: Number) -> bool:
    """Whether so many sums are to be had that one of them may hit the figure by chance."""
    return to_be_had * _RARE > wanted


def _is_figure(one: Figure, by_chance: bool) -> Explanation:
    more = f" = {one.breakdown}" if one.breakdown else ""
    text = f"{_number(one.value)} is its {one.label!r}{more}"
    return Explanation(
        way=Way.FIGURE,
        terms=(one,),
        text=f"{text} (a small figure, which may be chance)" if by_chance and not more else text,
        by_chance=by_chance and not more,
    )


def _shortest(wanted: Number, known: Sequence[Figure], parts: Counter[str | None], overlap: Lies) -> list[Explanation]:
    """The sums and differences of the fewest terms; longer ones only where those may be chance, and then sound ones."""
    guessed: list[Explanation] = []
    for size in range(2, MOST_TERMS + 1):
        found = list(_sums(wanted, known, size, overlap))
        if size == 2:
            found += _differences(wanted, known, overlap)
        sound = [one for one in found if not one.by_chance]
        if sound:
            return sound + guessed
        guessed = guessed or found
    return [*guessed, *_all_parts(wanted, known, parts)]


def _groups(known: Sequence[Figure], wanted: Number, size: int) -> list[list[Figure]]:
    """The figures of which sums are made, those of one whole before those of one act before all of them."""
    wholes, acts = defaultdict(list), defaultdict(list)
    positive = [one for one in known if 0 < one.value < wanted]
    for one in positive:
        if one.whole is not None:
            wholes[one.whole].append(one)
        if one.act is not None:
            acts[one.act].append(one)
    together = [held for names in (wholes, acts) for _, held in sorted(names.items())]
    return [*together, positive] if size == 2 else together


def _sums(wanted: Number, known: Sequence[Figure], size: int, overlap: Lies) -> Iterator[Explanation]:
    """The sums of so many terms, each as one of the smallest group of figures in which it is found."""
    seen: set[frozenset[str]] = set()
    for group in _groups(known, wanted, size):
        crowded = _is_crowded(comb(len(group), size), wanted)
        for places in islice(_hits(wanted, [one.value for one in group], size), _MOST_TRIED):
            terms = tuple(group[place] for place in places)
            keys = frozenset(one.key for one in terms)
            if keys in seen:
                continue
            seen.add(keys)
            lies = {overlap(a, b) for a, b in combinations(terms, 2)}
            if lies & _OVERLAPPING:
                continue
            by_chance = crowded or Overlap.UNKNOWN in lies
            text = f"{_number(wanted)} = {' + '.join(_term(one) for one in _in_order(terms))}"
            yield Explanation(
                way=Way.SUM,
                terms=_in_order(terms),
                text=f"{text} (the sum equals it, which may be chance)" if by_chance else text,
                by_chance=by_chance,
            )


def _in_order(terms: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Parts of one whole as they were named, other terms from the largest down."""
    if terms[0].whole is not None and len({one.whole for one in terms}) == 1:
        return terms
    return tuple(sorted(terms, key=lambda one: (-one.value, *_stable(one))))


def _term(one: Figure) -> str:
    return f"{_number(one.value)} {one.label}"


def _number(value: Number) -> str:
    return written(value, None)


def _hits(wanted: Number, values: Sequence[Number], size: int) -> Iterator[tuple[int, ...]]:
    """The places of two, three or four values that add up to *wanted*, each set of places once, in rising order."""
    at: dict[Number, list[int]] = defaultdict(list)
    for place, value in enumerate(values):
        at[value].append(place)
    if size == 2:
        for first, value in enumerate(values):
            held = at.get(wanted - value, [])
            yield from ((first, second) for second in held[bisect_right(held, first) :])
        return
    pairs = [((one, other), values[one] + values[other]) for one, other in combinations(range(len(values)), 2)]
    if size == 3:
        for (first, second), half in pairs:
            held = at.get(wanted - half, [])
            yield from ((first, second, third) for third in held[bisect_right(held, second) :])
        return
    halves: dict[Number, list[tuple[int, float]]] = defaultdict(list)
    for pair, half in pairs:
        halves[half].append(pair)
    for (first, second), half in pairs:
        others = halves.get(wanted - half, [])
        for third, fourth in others[bisect_right(others, (second, inf)) :]:
            yield first, second, third, int(fourth)


def _differences(wanted: Number, known: Sequence[Figure], overlap: Lies) -> Iterator[Explanation]:
    """A whole without one part of it."""
    parts: dict[Number, list[Figure]] = defaultdict(list)
    for one in known:
        parts[one.value].append(one)
    counted = Counter(one.whole for one in known)
    for whole in known:
        crowded = _is_crowded(max(1, counted[whole.key]), wanted)
        for part in parts.get(whole.value - wanted, ()):
            lies = overlap(part, whole)
            if part.key == whole.key or part.value <= 0 or lies not in {Overlap.WITHIN, Overlap.UNKNOWN}:
                continue
            known_part = lies is Overlap.WITHIN or (part.of is not None and part.of == whole.value)
            by_chance = crowded or not known_part
            text = f"{_number(wanted)} = {_term(whole)} - {_term(part)}"
            yield Explanation(
                way=Way.DIFFERENCE,
                terms=(whole, part),
                text=f"{text} (the difference equals it, which may be chance)" if by_chance else text,
                by_chance=by_chance,
            )


def _all_parts(wanted: Number, known: Sequence[Figure], parts: Counter[str | None]) -> Iterator[Explanation]:
    """All parts of one whole, however many, where they do not add up to what the whole is said to be."""
    by_whole: dict[str, list[Figure]] = defaultdict(list)
    for one in known:
        if one.whole is not None:
            by_whole[one.whole].append(one)
    for name, held in sorted(by_whole.items()):
        if len(held) > MOST_TERMS and len(held) == parts[name] and sum(one.value for one in held) == wanted:
            text = f"{_number(wanted)} is what its {len(held)} parts add up to"
            yield Explanation(way=Way.SUM, terms=tuple(held), text=text)


def _shares(wanted: Number, known: Sequence[Figure], step: Number, overlap: Lies) -> Iterator[Explanation]:
    """The share that a figure is of its own total, or of the whole it is part of, rounded as *wanted* is written."""

    def is_share(part: Number, whole: Number) -> bool:
        return abs(Fraction(100 * part) / whole - wanted) <= Fraction(step) / 2

    for one in known:
        if one.of and is_share(one.value, one.of):
            text = f"{_number(wanted)} % is {_number(one.value)} of {_number(one.of)} {one.label}"
            yield Explanation(way=Way.SHARE, terms=(one,), text=text)
    crowded = _is_crowded(len(known), 100)
    for part in known:
        for whole in known:
            if part.key == whole.key or whole.value <= 0 or part.of == whole.value:
                continue
            if is_share(part.value, whole.value) and overlap(part, whole) is Overlap.WITHIN:
                text = f"{_number(wanted)} % is {_term(part)} of {_term(whole)}"
                found = Explanation(way=Way.SHARE, terms=(part, whole), text=text, by_chance=crowded)
                yield evolve(found, text=f"{text} (which may be chance)") if crowded else found


def _slips(wanted: Number, own: Figure) -> Iterator[Explanation]:
    """Two digits that changed places, or a zero too many or too few."""
    if not isinstance(wanted, int) or not isinstance(own.value, int) or min(wanted, own.value) < _SMALL:
        return
    one, other = str(wanted), str(own.value)
    if len(one) == len(other):
        at = [place for place in range(len(one)) if one[place] != other[place]]
        if len(at) == 2 and at[1] == at[0] + 1 and one[at[0]] == other[at[1]] and one[at[1]] == other[at[0]]:
            text = f"{_number(wanted)} is {_number(own.value)} with two digits exchanged"
            yield _slip(Way.TRANSPOSED, own, text)
    for factor in (10, 100, 1000):
        if wanted == own.value * factor or wanted * factor == own.value:
            yield _slip(Way.MAGNITUDE, own, f"{_number(wanted)} is {_number(own.value)} by a factor of {factor:,}")


def _slip(way: Way, own: Figure, text: str) -> Explanation:
    why = f"{text}: a slip of the pen would explain it"
    return Explanation(way=way, terms=(own,), text=why, suggested=True)
