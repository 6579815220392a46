"""Which claims of a topic are disputed, and by which other claim: decided without listing pairs.

A claim is disputed by another side when ``compare`` finds a conflict between them that is no mere boundary. On a line
that is a question about extremes: the largest lower end and the smallest upper end among the claims of others, kept
for the two best sides apart, since one of the two is always another side. Hard and soft ends are kept apart; a toll
that accumulates is read in the order of its cutoffs by looking only before or only after. Joint statements are held
against the others once for each different set of parties. The tests hold this to ``compare`` over all pairs.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations_with_replacement
from typing import Any, Final, NamedTuple

from claimcheck.comparing.axes import Standing
from claimcheck.comparing.compare import compare_standings
from claimcheck.comparing.context import Context
from claimcheck.comparing.pair import counted, is_soft
from claimcheck.comparing.relating import relate_axis
from claimcheck.comparing.values import NEAR, Range
from claimcheck.model import Category
from claimcheck.quantity import Quantity
from claimcheck.spans import Order
from claimcheck.units import Conversion, conversion, is_currency
from claimcheck.vocabulary import Relate

__all__ = ["Side", "comparable_parts", "dimension", "disputes", "into_one_unit", "side_ranges"]

Side = frozenset[str]
"""The control groups, or the claimants, that a claim speaks for; two claims oppose only if these are disjoint."""

Number = int | Fraction
_INFINITE: Final = float("inf")


def disputes(standings: Sequence[Standing], sides: Sequence[Side], context: Context) -> dict[int, int]:
    """Return for each disputed claim, by its place in *standings*, the place of one that disputes it.

    All *standings* must belong to one topic. A claim whose side is empty neither disputes nor is disputed.

    Examples:
        >>> from claimcheck.comparing.axes import stand
        >>> from claimcheck.comparing.context import Bare
        >>> from claimcheck.reading.figures import parse_quantity
        >>> from claimcheck.model import Claim, Proposition
        >>> def killed(figure: str, by: str) -> Standing:
        ...     value = parse_quantity(figure)
        ...     return stand(
        ...         Claim(key=by, claimants=by, proposition=Proposition(event="blast", measure="killed", value=value)),
        ...         Bare(),
        ...     )
        >>> rows = [killed("471", "ministry"), killed("100-300", "agency"), killed("at least 100", "outlet")]
        >>> disputes(rows, [frozenset({row.claim.key}) for row in rows], Bare())
        {0: 1, 1: 0}
    """
    found: dict[int, int] = {}
    speaking = [place for place, side in enumerate(sides) if side]
    comparable = comparable_parts(standings, speaking, context)
    for places in [piece for part in comparable for piece in _by_agent(standings, part, context)]:
        if len({sides[place] for place in places}) < 2:
            continue
        asserted = [place for place in places if standings[place].claim.polarity]
        for dated in _dated_alike(standings, asserted):
            _figures(standings, sides, dated, found)
        _merge(found, _categories(standings, sides, asserted, context))
        _merge(found, _agents(standings, sides, asserted, context))
        _merge(found, _denials(standings, sides, places, context))
    _merge(found, _linked(standings, sides, speaking, context))
    return dict(sorted(found.items()))


def _merge(found: dict[int, int], more: dict[int, int]) -> None:
    for place, other in more.items():
        found.setdefault(place, other)


def comparable_parts(standings: Sequence[Standing], places: Iterable[int], context: Context) -> list[list[int]]:
    """Return the sets of *places*, all of one topic, whose claims may be held against each other.

    Nearly always it is one set; but a level may not be compared whose period is only that of its event, for one.
    """
    kinds: dict[tuple[str, bool, bool], list[int]] = defaultdict(list)
    for place in places:
        one = standings[place]
        kinds["" if one.period is None else one.period.edtf, one.is_window, one.own_period].append(place)
    together: list[list[int]] = []
    for _, held in sorted(kinds.items()):
        if not _may_meet(standings[held[0]], standings[held[0]], context):
            continue
        for part in together:
            if _may_meet(standings[part[0]], standings[held[0]], context):
                part.extend(held)
                break
        else:
            together.append(held)
    return together


def _may_meet(one: Standing, other: Standing, context: Context) -> bool:
    return all(relate_axis(axis, one, other, context).relation is Relate.EQUAL for axis in ("event", "period"))


def _by_agent(standings: Sequence[Standing], part: list[int], context: Context) -> list[list[int]]:
    """The claims of each agent with those that name none: acts of two agents that no event joins are two acts."""
    if standings[part[0]].event is not None:
        return [part]
    named: dict[str, list[int]] = defaultdict(list)
    silent = []
    for place in part:
        agent = standings[place].agent
        if agent is None:
            silent.append(place)
        else:
            named[context.control_group(agent, standings[place].period)].append(place)
    return [silent + held for _, held in sorted(named.items())] if len(named) > 1 else [part]


def _dated_alike(standings: Sequence[Standing], places: list[int]) -> list[list[int]]:
    """The claims that one figure can contradict: shares of what was counted so far, by their cutoff."""
    declared = standings[places[0]].declared if places else None
    if declared is None or not declared.running:
        return [places]
    by_cutoff: dict[Hashable, list[int]] = defaultdict(list)
    for place in places:
        cutoff = standings[place].claim.proposition.cutoff
        if cutoff is not None:
            by_cutoff[cutoff].append(place)
    return list(by_cutoff.values())


class _Row(NamedTuple):
    """One statistic of one claim: its ends as compared and as written, which are soft, and when it was counted."""

    place: int
    side: Side
    maker: tuple[str, ...]
    range: Range
    low_soft: bool
    high_soft: bool
    counted: Order | None
    dated: str
    stretch: Callable[[Number], Number]


def dimension(standing: Standing) -> str | None:
    """The unit that a claim's figure has, or None."""
    value = standing.value
    return value.unit if isinstance(value, Quantity) else None


def side_ranges(standing: Standing) -> dict[str, Range]:
    """Return the statistics that a claim offers."""
    return standing.ranges


class _Form(NamedTuple):
    """What figures have in common that offer the same statistics in the same unit."""

    unit: str
    names: tuple[str, ...]


def _figures(standings: Sequence[Standing], sides: Sequence[Side], places: list[int], found: dict[int, int]) -> None:
    """Hold the figures of each form against those of each other form that they share a statistic with."""
    forms: dict[_Form, list[int]] = defaultdict(list)
    for place in places:
        names = tuple(sorted(standings[place].ranges))
        if names:
            forms[_Form(dimension(standings[place]) or "", names)].append(place)
    makers = _makers_of_several_sides(standings, sides, places)
    for one, other in combinations_with_replacement(sorted(forms), 2):
        shared = sorted(set(one.names) & set(other.names))
        factors = into_one_unit(standings[forms[one][0]], standings[forms[other][0]]) if "count" in shared else _AS_IS
        if factors is None:
            continue
        for name in shared:
            mine, theirs = (
                [_row(standings[place], place, sides[place], makers, name, factor) for place in forms[form]]
                for form, factor in zip((one, other), factors, strict=True)
            )
            _hold(mine, theirs if one != other else mine, found)
            if one != other:
                _hold(theirs, mine, found)


_AS_IS: Final = (None, None)


def into_one_unit(one: Standing, other: Standing) -> tuple[Conversion | None, Conversion | None] | None:
    """Return how to convert the counts of both into one unit, None for each that stays; None if it cannot be done."""
    mine, theirs = dimension(one), dimension(other)
    if mine == theirs:
        return _AS_IS
    if mine is None or theirs is None or is_currency(mine) or is_currency(theirs):
        return None
    into = min(mine, theirs)
    try:
        factors = [conversion(unit, into, difference=_is_difference(one)) for unit in (mine, theirs)]
    except LookupError:
        return None
    return None if None in factors else (factors[0], factors[1])


def _is_difference(standing: Standing) -> bool:
    return standing.baseline is not None or (standing.declared is not None and standing.declared.difference)


def _makers_of_several_sides(
    standings: Sequence[Standing], sides: Sequence[Side], places: list[int]
) -> frozenset[tuple[str, ...]]:
    """Claimants who changed sides from one claim to the next: they still do not contradict themselves."""
    seen: dict[tuple[str, ...], Side] = {}
    return frozenset(
        standings[place].claimants
        for place in places
        if standings[place].claimants and seen.setdefault(standings[place].claimants, sides[place]) != sides[place]
    )


def _row(
    standing: Standing,
    place: int,
    side: Side,
    makers: frozenset[tuple[str, ...]],
    name: str,
    factor: Conversion | None,
) -> _Row:
    found = standing.ranges[name]
    return _Row(
        place,
        side,
        standing.claimants if standing.claimants in makers else (),
        found if factor is None or name != "count" else found.scaled(*factor),
        is_soft(standing, found.low_soft),
        is_soft(standing, found.high_soft),
        counted(standing) if standing.accumulates else None,
        _dated(standing),
        _stretch(standing, name),
    )


def _dated(standing: Standing) -> str:
    """By what an accumulating count is dated: its cutoff, the day it was asserted, or nothing."""
    if not standing.accumulates:
        return "free"
    if standing.claim.proposition.cutoff is not None:
        return "cutoff"
    return "asserted" if standing.claim.asserted is not None else "nothing"


def _stretch(standing: Standing, statistic: str) -> Callable[[Number], Number]:
    """How far above an upper end a soft figure may lie and still be a spread of estimates."""
    declared = standing.declared
    scale = declared.scale if declared is not None else None
    if statistic == "count" and scale in {None, "count", "amount"}:
        return _stretched
    tolerance = declared.tolerance if declared is not None else None
    if tolerance is None or tolerance.high is None:
        return _unmoved
    width = tolerance.high
    return lambda end: end + width


def _stretched(end: Number) -> Number:
    return max(end * NEAR, end + 1) if end > 0 else end + 1


def _unmoved(end: Number) -> Number:
    return end


class _Extremes:
    """The two best rows of different sides among the first rows in some order, for every number of first rows."""

    def __init__(self, rows: Sequence[_Row], value: Callable[[_Row], tuple[Number, bool] | None]) -> None:
        best: tuple[tuple[Number, bool], _Row] | None = None
        second: tuple[tuple[Number, bool], _Row] | None = None
        self._best: list[tuple[_Row | None, _Row | None]] = [(None, None)]
        for row in rows:
            number = value(row)
            if number is not None:
                if best is None or number > best[0]:
                    if best is not None and best[1].side != row.side:
                        second = best
                    best = (number, row)
                elif row.side != best[1].side and (second is None or number > second[0]):
                    second = (number, row)
            self._best.append((None if best is None else best[1], None if second is None else second[1]))

    def other(self, count: int, side: Side) -> _Row | None:
        """The best among the first *count* rows that is not of *side*."""
        best, second = self._best[count]
        return second if best is not None and best.side == side else best


def _hold(askers: list[_Row], pool: list[_Row], found: dict[int, int]) -> None:
    """Find for each of *askers* one of *pool* that disputes it: single sides by extremes, in one pass.

    A joint statement, and the claims of someone who changed sides, are held against the others apart, once for each
    different set of parties; so are the few rows that no extreme can stand for, one by one.
    """
    odd = [row for row in askers if _is_odd(row)], [row for row in pool if _is_odd(row)]
    for row in odd[0]:
        _one_by_one([row], pool, found)
    for row in odd[1]:
        _one_by_one(askers, [row], found)
    usual = [row for row in askers if not _is_odd(row)] if odd[0] else askers
    others = [row for row in pool if not _is_odd(row)] if odd[1] else pool
    _either_way([row for row in usual if not _is_special(row)], [row for row in others if not _is_special(row)], found)
    for held in _specials(others):
        _either_way([row for row in usual if _is_opposed(row, held[0])], held, found)
    for held in _specials(usual):
        _either_way(held, [row for row in others if _is_opposed(row, held[0])], found)


def _is_odd(row: _Row) -> bool:
    """Whether a row leaves a number out on a line with a tolerance of its own, where two rules would have to meet."""
    ends = row.range
    plain = (ends.low, ends.high) == (_written(row), _top(row))
    return not plain and row.stretch is not _stretched and row.stretch is not _unmoved


def _is_special(row: _Row) -> bool:
    return len(row.side) > 1 or bool(row.maker)


def _is_opposed(one: _Row, other: _Row) -> bool:
    return one.side.isdisjoint(other.side) and not (one.maker and one.maker == other.maker)


def _specials(rows: list[_Row]) -> list[list[_Row]]:
    held: dict[tuple[Side, tuple[str, ...]], list[_Row]] = defaultdict(list)
    for row in rows:
        if _is_special(row):
            held[row.side, row.maker].append(row)
    return list(held.values())


def _one_by_one(askers: list[_Row], pool: list[_Row], found: dict[int, int]) -> None:
    for row in askers:
        for other in pool:
            if _is_opposed(row, other) and (_is_above(row, other) or _is_above(other, row)):
                found.setdefault(row.place, other.place)


def _either_way(askers: list[_Row], pool: list[_Row], found: dict[int, int]) -> None:
    if not askers or not pool:
        return
    _ask_above(askers, pool, found)
    askers = [_mirrored(row) for row in askers if row.place not in found]
    _ask_above(askers, [_mirrored(row) for row in pool] if askers else [], found)


def _mirrored(row: _Row) -> _Row:
    """The row with the line turned round, so that below becomes above; time is turned with it."""
    ends = row.range
    turned = Range(
        _minus(ends.high),
        _minus(ends.low),
        ends.high_open,
        ends.low_open,
        ends.high_soft,
        ends.low_soft,
        _minus(ends.high_written),
        _minus(ends.low_written),
    )

    def stretched(end: Number) -> Number:
        """The highest end of which the turned range could be a spread: the inverse of the stretch, turned."""
        return -_least_within(row.stretch, -end)

    return row._replace(
        range=turned,
        low_soft=row.high_soft,
        high_soft=row.low_soft,
        counted=None if row.counted is None else row.counted.reversed,
        stretch=_unmoved if row.stretch is _unmoved else stretched,
    )


def _minus(number: Number | None) -> Number | None:
    return None if number is None else -number


def _least_within(stretch: Callable[[Number], Number], end: Number) -> Number:
    """The least lower end whose stretch reaches *end*: the inverse of a stretch, which is increasing."""
    if stretch is _stretched:
        below = end - 1
        return below if below <= 0 else min(below, Fraction(end) / NEAR)
    return end - stretch(0)


def _written(row: _Row) -> Number | None:
    return row.range.low if row.range.low_written is None else row.range.low_written


def _top(row: _Row) -> Number | None:
    return row.range.high if row.range.high_written is None else row.range.high_written


def _is_later(one: _Row, other: _Row) -> bool:
    """Whether *one* was certainly counted after *other*."""
    if one.counted is None or other.counted is None:
        return False
    return other.counted.is_before(one.counted)


def _is_above(upper: _Row, lower: _Row) -> bool:
    """Whether *upper* lies above *lower* in a way that cannot both be right; a toll may have risen meanwhile."""
    low, high = upper.range.low, lower.range.high
    if low is None or high is None or {upper.dated, lower.dated} == {"cutoff", "nothing"}:
        return False
    if low < high or (low == high and not (upper.range.low_open or lower.range.high_open)):
        return False
    if _is_later(upper, lower):
        return False
    if _is_later(lower, upper):
        return True
    if (upper.low_soft or lower.high_soft) and lower.stretch is not _unmoved and low <= lower.stretch(high):
        return False
    bottom, top = _written(upper), _top(lower)
    return low - high > 1 or (bottom is not None and top is not None and bottom > top)


def _ask_above(askers: list[_Row], pool: list[_Row], found: dict[int, int]) -> None:
    """Find for each of *askers* a row of another side that lies above it and disputes it, by how they are dated."""
    mine, theirs = _by_dating(askers), _by_dating(pool)
    for (dated, is_day), rows in mine.items():
        for (other_dated, other_is_day), others in theirs.items():
            if {dated, other_dated} == {"cutoff", "nothing"}:
                continue
            if is_day is None or other_is_day is None:
                bounds = _Bounds(others)
                for row in rows:
                    _ask(row, bounds, len(others), found)
            else:
                _ask_in_time(rows, others, is_day, other_is_day, found)


def _by_dating(rows: list[_Row]) -> dict[tuple[str, bool | None], list[_Row]]:
    held: dict[tuple[str, bool | None], list[_Row]] = defaultdict(list)
    for row in rows:
        held[row.dated, None if row.counted is None else row.counted.is_day].append(row)
    return held


def _ask_in_time(askers: list[_Row], pool: list[_Row], asks_day: bool, holds_day: bool, found: dict[int, int]) -> None:
    """Hold counts against those not taken later, and, whatever their softness, against those taken earlier."""

    def beside(row: _Row, kind: bool) -> tuple[float, float]:
        return row.counted.beside(kind) if row.counted is not None else (_INFINITE, _INFINITE)

    by_begin = sorted(pool, key=lambda row: beside(row, asks_day)[0])
    begins = [beside(row, asks_day)[0] for row in by_begin]
    bounds = _Bounds(by_begin)
    by_end = sorted(pool, key=lambda row: beside(row, asks_day)[1])
    ends = [beside(row, asks_day)[1] for row in by_end]
    raw = _Extremes(by_end, _lower_end)
    for row in askers:
        begin, end = beside(row, holds_day)
        _ask(row, bounds, bisect_left(begins, end), found)
        earlier = raw.other(bisect_right(ends, begin), row.side)
        if earlier is not None and row.place not in found and _is_above(earlier, row):
            found[row.place] = earlier.place


def _lower_end(row: _Row) -> tuple[Number, bool] | None:
    return None if row.range.low is None else (row.range.low, row.range.low_open)


def _lower_end_written(row: _Row) -> tuple[Number, bool] | None:
    low = _written(row)
    return None if low is None else (low, False)


class _Bounds:
    """The highest lower ends among the first rows, of the hard ones, the soft ones and all; also as written."""

    def __init__(self, rows: list[_Row]) -> None:
        ends = [_lower_end, _lower_end_written] if any(_written(row) != row.range.low for row in rows) else [_lower_end]
        self.every = [_Extremes(rows, end) for end in ends]
        self.apart = self.every
        if any(row.low_soft for row in rows) and not all(row.low_soft for row in rows):
            self.apart = [
                _Extremes(rows, lambda row, end=end, soft=soft: end(row) if row.low_soft is soft else None)  # type: ignore[misc]
                for end in ends
                for soft in (False, True)
            ]


def _ask(row: _Row, bounds: _Bounds, count: int, found: dict[int, int]) -> None:
    if row.place in found or row.range.high is None:
        return
    for extremes in bounds.every if row.high_soft else bounds.apart:
        best = extremes.other(count, row.side)
        if best is not None and _is_above(best, row):
            found[row.place] = best.place
            return


def _categories(
    standings: Sequence[Standing], sides: Sequence[Side], places: Iterable[int], context: Context
) -> dict[int, int]:
    """Disputes between values that exclude each other; linear in the claims, for a given number of such values."""
    by_term: dict[Any, list[int]] = defaultdict(list)
    words = context.vocabulary
    for place in places:
        value = standings[place].value
        if isinstance(value, Category):
            by_term[words.concept(value.term)].append(place)
    found: dict[int, int] = {}
    holders = any(standings[held[0]].one_holder for held in by_term.values())
    terms = sorted((term for term in by_term if holders or words.may_exclude(term)), key=str)
    for one in terms:
        for other in terms:
            if one == other or all(place in found for place in by_term[one]):
                continue
            a, b = standings[by_term[one][0]], standings[by_term[other][0]]
            relation = words.relate(one, other)
            exclusive = relation == "disjoint" or (
                a.one_holder and b.one_holder and relation not in {"narrower", "wider"}
            )
            if exclusive:
                _opposed(by_term[one], by_term[other], sides, found)
    return found


def _opposed(mine: list[int], theirs: list[int], sides: Sequence[Side], found: dict[int, int]) -> None:
    """Each of *mine* with the first of *theirs* that is of another side."""
    distinct: dict[Side, int] = {}
    for place in theirs:
        distinct.setdefault(sides[place], place)
    for place in mine:
        if place in found:
            continue
        for side, other in distinct.items():
            if side.isdisjoint(sides[place]):
                found[place] = other
                break


def _agents(
    standings: Sequence[Standing], sides: Sequence[Side], places: Iterable[int], context: Context
) -> dict[int, int]:
    """Disputes over who did it, among claims about one event; linear for a given number of agents."""
    by_agent: dict[str, list[int]] = defaultdict(list)
    for place in places:
        standing = standings[place]
        if standing.agent is not None and standing.event is not None:
            by_agent[context.control_group(standing.agent, standing.period)].append(place)
    found: dict[int, int] = {}
    if len(by_agent) > 1:
        for agent in sorted(by_agent):
            for other in sorted(by_agent):
                if agent != other and not all(place in found for place in by_agent[agent]):
                    _opposed(by_agent[agent], by_agent[other], sides, found)
    return found


def _denials(
    standings: Sequence[Standing], sides: Sequence[Side], places: Iterable[int], context: Context
) -> dict[int, int]:
    """Denials against assertions; linear in the claims for a given number of different things denied."""
    denied: dict[Hashable, list[int]] = defaultdict(list)
    asserted: dict[Hashable, list[int]] = defaultdict(list)
    for place in places:
        standing = standings[place]
        agent = None if standing.agent is None else context.control_group(standing.agent, standing.period)
        says = (standing.value, standing.is_floor, agent)
        (asserted if standing.claim.polarity else denied)[says].append(place)
    found: dict[int, int] = {}
    for deniers in denied.values():
        for assertions in asserted.values():
            compared = compare_standings(standings[deniers[0]], standings[assertions[0]], context)
            if compared.outcome == "denial":
                _opposed(deniers, assertions, sides, found)
                _opposed(assertions, deniers, sides, found)
    return found


def _linked(
    standings: Sequence[Standing], sides: Sequence[Side], places: Iterable[int], context: Context
) -> dict[int, int]:
    """Soft figures near each other that a person set a ``disputes`` link between."""
    links: Mapping[str, frozenset[str]] = getattr(context, "disputed_pairs", {})
    if not links:
        return {}
    here = {standings[place].claim.key: place for place in places}
    found: dict[int, int] = {}
    for key, place in here.items():
        for other in sorted(links.get(key, ())):
            at = here.get(other)
            if at is None or place in found or not sides[place].isdisjoint(sides[at]):
                continue
            compared = compare_standings(standings[place], standings[at], context)
            if compared.conflict and not compared.boundary:
                found[place] = at
    return found
