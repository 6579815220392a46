"""Which claims of a topic are disputed, and by which other claim: decided without listing pairs.

A claim is disputed by another side when ``compare`` finds a conflict between them that is no mere boundary. On a line
that is a question about extremes: the largest lower end and the smallest upper end among the claims of others, kept
for the two best sides apart, since one of the two is always another side. Hard and soft ends are kept apart; a toll
that accumulates is read in the order of its cutoffs by looking only before or only after. The tests hold this to
``compare`` over all pairs.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from fractions import Fraction
from typing import Any, Final, NamedTuple

from claimcheck.axes import Context, Standing
from claimcheck.comparing import compare_standings
from claimcheck.model import Category
from claimcheck.pair import counted, is_soft
from claimcheck.quantity import Quantity
from claimcheck.spans import Order
from claimcheck.units import conversion, is_currency
from claimcheck.values import NEAR, Range

__all__ = ["Side", "dimension", "disputes", "side_ranges"]

Side = frozenset[str]
"""The control groups, or the claimants, that a claim speaks for; two claims oppose only if these are disjoint."""

Number = int | Fraction
_INFINITE: Final = float("inf")


def disputes(standings: Sequence[Standing], sides: Sequence[Side], context: Context) -> dict[int, int]:
    """Return for each disputed claim, by its place in *standings*, the place of one that disputes it.

    All *standings* must belong to one topic. A claim whose side is empty neither disputes nor is disputed.

    Examples:
        >>> from claimcheck.axes import Bare, stand
        >>> from claimcheck.figures import parse_quantity
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
    places = [place for place, side in enumerate(sides) if side]
    found: dict[int, int] = {}
    asserted = [place for place in places if standings[place].claim.polarity]
    for rows in _lines(standings, sides, asserted).values():
        _merge(found, _on_a_line(rows))
    _merge(found, _categories(standings, sides, asserted, context))
    _merge(found, _agents(standings, sides, asserted, context))
    _merge(found, _denials(standings, sides, places, context))
    _merge(found, _linked(standings, sides, places, context))
    return dict(sorted(found.items()))


def _merge(found: dict[int, int], more: dict[int, int]) -> None:
    for place, other in more.items():
        found.setdefault(place, other)


class _Row(NamedTuple):
    """One statistic of one claim: its ends as compared and as written, which are soft, and when it was counted."""

    place: int
    side: Side
    range: Range
    low_soft: bool
    high_soft: bool
    counted: Order | None
    dated: str
    stretch: Callable[[Number], Number]


def dimension(standing: Standing) -> str | None:
    """The kind of unit that a claim's figure has: figures of two kinds are never on one line."""
    value = standing.value
    return value.unit if isinstance(value, Quantity) else None


def side_ranges(standing: Standing) -> dict[str, Range]:
    """Return the statistics that a claim offers."""
    return standing.ranges


def _lines(standings: Sequence[Standing], sides: Sequence[Side], places: Iterable[int]) -> dict[Hashable, list[_Row]]:
    """The rows by statistic and unit; units of one kind are converted into one."""
    lines: dict[Hashable, list[_Row]] = defaultdict(list)
    common = _common_units({dimension(standings[place]) for place in places})
    figures = any(isinstance(standings[place].value, Quantity) for place in places)
    for place in places:
        standing = standings[place]
        if standing.value is None and not figures:
            continue
        unit = dimension(standing)
        for name, found in side_ranges(standing).items():
            shown = found
            kind: Hashable = (name,)
            if name == "count":
                into = common.get(unit, unit)
                kind = (name, into)
                if into != unit and into is not None and unit is not None:
                    factor = conversion(unit, into, difference=_is_difference(standing))
                    shown = found if factor is None else found.scaled(*factor)
            lines[kind].append(
                _Row(
                    place,
                    sides[place],
                    shown,
                    is_soft(standing, found.low_soft),
                    is_soft(standing, found.high_soft),
                    counted(standing) if standing.accumulates else None,
                    _dated(standing),
                    _stretch(standing, name),
                )
            )
    return lines


def _dated(standing: Standing) -> str:
    """By what an accumulating count is dated: its cutoff, the day it was asserted, or nothing."""
    if not standing.accumulates:
        return "free"
    if standing.claim.proposition.cutoff is not None:
        return "cutoff"
    return "asserted" if standing.claim.asserted is not None else "nothing"


def _is_difference(standing: Standing) -> bool:
    return standing.baseline is not None or (standing.declared is not None and standing.declared.difference)


def _common_units(units: set[str | None]) -> dict[str | None, str]:
    """Each unit with the first, by name, that it can be converted into."""
    common: dict[str | None, str] = {}
    heads: list[str] = []
    for unit in sorted(unit for unit in units if unit is not None):
        if is_currency(unit):
            continue
        for head in heads:
            try:
                if conversion(unit, head) is not None:
                    common[unit] = head
                    break
            except LookupError:
                break
        else:
            heads.append(unit)
    return common


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

    def __init__(self, rows: Sequence[_Row], value: Callable[[_Row], Number | None]) -> None:
        best: tuple[Number, _Row] | None = None
        second: tuple[Number, _Row] | None = None
        self._best: list[tuple[tuple[Number, _Row] | None, tuple[Number, _Row] | None]] = [(None, None)]
        for row in rows:
            number = value(row)
            if number is not None:
                if best is None or number > best[0]:
                    if best is not None and best[1].side != row.side:
                        second = best
                    best = (number, row)
                elif row.side != best[1].side and (second is None or number > second[0]):
                    second = (number, row)
            self._best.append((best, second))

    def other(self, count: int, side: Side) -> tuple[Number, _Row] | None:
        """The best among the first *count* rows that is not of *side*."""
        best, second = self._best[count]
        return second if best is not None and best[1].side == side else best


def _on_a_line(rows: list[_Row]) -> dict[int, int]:
    """Disputes between figures on one line: those of single sides by extremes, those of joint claims one by one."""
    joint = [row for row in rows if len(row.side) > 1]
    single = [row for row in rows if len(row.side) == 1]
    found = _above(single)
    _merge(found, _above([_mirrored(row) for row in single]))
    for row in joint:
        for other in rows:
            if row.side.isdisjoint(other.side) and (_is_above(row, other) or _is_above(other, row)):
                found.setdefault(row.place, other.place)
                found.setdefault(other.place, row.place)
    return found


def _mirrored(row: _Row) -> _Row:
    """The row with the line turned round, so that below becomes above; time is turned with it."""

    def minus(number: Number | None) -> Number | None:
        return None if number is None else -number

    turned = Range(
        minus(row.range.high),
        minus(row.range.low),
        row.range.high_open,
        row.range.low_open,
        row.range.high_soft,
        row.range.low_soft,
        minus(row.range.high_written),
        minus(row.range.low_written),
    )

    def stretched(end: Number) -> Number:
        """The highest end of which the turned range could be a spread: the inverse of the stretch, turned."""
        return -_least_within(row.stretch, -end)

    return row._replace(
        range=turned,
        low_soft=row.high_soft,
        high_soft=row.low_soft,
        counted=None if row.counted is None else row.counted.reversed,
        stretch=stretched,
    )


def _least_within(stretch: Callable[[Number], Number], end: Number) -> Number:
    """The least lower end whose stretch reaches *end*: the inverse of a stretch, which is increasing."""
    if stretch is _unmoved:
        return end
    if stretch is _stretched:
        below = end - 1
        return below if below <= 0 else min(below, Fraction(end) / NEAR)
    return end - (stretch(0) - 0)


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
    if upper.range.low is None or lower.range.high is None or _is_later(upper, lower):
        return False
    if {upper.dated, lower.dated} == {"cutoff", "nothing"}:
        return False
    disjoint = upper.range.low > lower.range.high or (
        upper.range.low == lower.range.high and (upper.range.low_open or lower.range.high_open)
    )
    if not disjoint:
        return False
    if _is_later(lower, upper):
        return True
    if upper.low_soft or lower.high_soft:
        return upper.range.low > lower.stretch(lower.range.high)
    top, bottom = _top(lower), _written(upper)
    return top is not None and bottom is not None and bottom > top


def _above(rows: list[_Row]) -> dict[int, int]:
    """Each row with another side's row that lies above it and disputes it."""
    found: dict[int, int] = {}
    by_date: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        by_date[row.dated].append(row)
    for one, askers in by_date.items():
        for other, pool in by_date.items():
            if {one, other} != {"cutoff", "nothing"}:
                _ask_dated(askers, pool, found)
    return found


def _ask_dated(askers: list[_Row], pool: list[_Row], found: dict[int, int]) -> None:
    """Hold claims against others; those that nothing orders against all, the others by the kind of their dates."""
    loose = [row for row in pool if row.counted is None]
    _ask_all([row for row in askers if row.counted is None], pool, found)
    _ask_all([row for row in askers if row.counted is not None], loose, found)
    for is_day in (True, False):
        mine = [row for row in askers if row.counted is not None and row.counted.is_day == is_day]
        for other_is_day in (True, False):
            theirs = [row for row in pool if row.counted is not None and row.counted.is_day == other_is_day]
            _ask_in_time(mine, theirs, found)


def _ask_all(askers: list[_Row], pool: list[_Row], found: dict[int, int]) -> None:
    if not askers or not pool:
        return
    bounds = _Bounds(pool)
    for row in askers:
        _ask(row, bounds, len(pool), found)


def _ask_in_time(askers: list[_Row], pool: list[_Row], found: dict[int, int]) -> None:
    """Hold counts against those not taken later, and, whatever their softness, against those taken earlier."""
    if not askers or not pool:
        return
    asks_day, holds_day = (rows[0].counted is not None and rows[0].counted.is_day for rows in (askers, pool))

    def beside(row: _Row, kind: bool) -> tuple[float, float]:
        return row.counted.beside(kind) if row.counted is not None else (_INFINITE, _INFINITE)

    by_begin = sorted(pool, key=lambda row: beside(row, asks_day)[0])
    begins = [beside(row, asks_day)[0] for row in by_begin]
    bounds = _Bounds(by_begin)
    by_end = sorted(pool, key=lambda row: beside(row, asks_day)[1])
    ends = [beside(row, asks_day)[1] for row in by_end]
    raw = _Extremes(by_end, lambda row: row.range.low)
    for row in askers:
        mine = beside(row, holds_day)
        _ask(row, bounds, bisect_left(begins, mine[1]), found)
        earlier = raw.other(bisect_right(ends, mine[0]), row.side)
        if earlier is not None and row.place not in found and _is_above(earlier[1], row):
            found[row.place] = earlier[1].place


class _Bounds:
    """The highest lower ends among the first rows: hard ones as written, soft ones, and all as compared."""

    def __init__(self, rows: list[_Row]) -> None:
        self.hard = _Extremes(rows, lambda row: None if row.low_soft else _written(row))
        self.soft = _Extremes(rows, lambda row: row.range.low if row.low_soft else None)
        self.every = _Extremes(rows, lambda row: row.range.low)


def _ask(row: _Row, bounds: _Bounds, count: int, found: dict[int, int]) -> None:
    if row.place in found or row.range.high is None:
        return
    for extremes in (bounds.every,) if row.high_soft else (bounds.hard, bounds.soft):
        best = extremes.other(count, row.side)
        if best is not None and _is_above(best[1], row):
            found[row.place] = best[1].place
            return


def _categories(
    standings: Sequence[Standing], sides: Sequence[Side], places: Iterable[int], context: Context
) -> dict[int, int]:
    """Disputes between values that exclude each other; linear in the claims, for a given number of values."""
    by_term: dict[Any, list[int]] = defaultdict(list)
    words = context.vocabulary
    for place in places:
        value = standings[place].value
        if isinstance(value, Category):
            by_term[words.concept(value.term)].append(place)
    found: dict[int, int] = {}
    terms = sorted(by_term, key=str)
    for one in terms:
        for other in terms:
            if one == other:
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
                if agent != other:
                    _opposed(by_agent[agent], by_agent[other], sides, found)
    return found


def _denials(
    standings: Sequence[Standing], sides: Sequence[Side], places: Iterable[int], context: Context
) -> dict[int, int]:
    """Denials against assertions; linear in the claims for a given number of different things denied."""
    places = list(places)
    denied: dict[Hashable, list[int]] = defaultdict(list)
    for place in places:
        if not standings[place].claim.polarity:
            denied[standings[place].claim.proposition.value].append(place)
    asserted: dict[Hashable, list[int]] = defaultdict(list)
    for place in places:
        if denied and standings[place].claim.polarity:
            asserted[standings[place].claim.proposition.value].append(place)
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
    links = getattr(context, "disputed_pairs", None)
    if not links:
        return {}
    here = {standings[place].claim.key: place for place in places}
    found: dict[int, int] = {}
    for key, others in links.items():
        for other in others if key in here else ():
            if other not in here:
                continue
            one, two = here[key], here[other]
            if not sides[one].isdisjoint(sides[two]):
                continue
            compared = compare_standings(standings[one], standings[two], context)
            if compared.conflict and not compared.boundary:
                found.setdefault(one, two)
                found.setdefault(two, one)
    return found
