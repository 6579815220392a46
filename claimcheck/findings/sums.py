"""Add up counts of one measure that do not overlap, and refuse the rest with the pair that stands in the way."""

from collections.abc import Sequence

from claimcheck.comparing.axes import Standing
from claimcheck.comparing.context import Context
from claimcheck.comparing.relating import relate_axis
from claimcheck.comparing.values import Range, figure_range
from claimcheck.errors import NotAdditive
from claimcheck.model import AXES
from claimcheck.quantity import Bound, Number, Quantity
from claimcheck.vocabulary import Relate

__all__ = ["add_up"]


def add_up(standings: Sequence[Standing], context: Context) -> Quantity:
    """Return the sum of *standings*, which must count the same thing on disjoint stretches of one axis.

    Raises:
        NotAdditive: Nothing was given, two overlap or may overlap, or they count different things.
    """
    if not standings:
        raise NotAdditive("there is nothing to add")
    ranges = [_range(standing) for standing in standings]
    for place, one in enumerate(standings):
        for other in standings[place + 1 :]:
            _check(one, other, context)
    units = {standing.value.unit for standing in standings if isinstance(standing.value, Quantity)}
    if len(units) > 1:
        raise NotAdditive(f"figures in different units: {', '.join(sorted(str(unit) for unit in units))}")
    low = _sum([one.low for one in ranges])
    high = _sum([one.high for one in ranges])
    return Quantity(
        low=low,
        high=high,
        low_open=low is not None and any(one.low_open for one in ranges),
        high_open=high is not None and any(one.high_open for one in ranges),
        low_soft=low is not None and any(one.low_soft for one in ranges),
        high_soft=high is not None and any(one.high_soft for one in ranges),
        unit=units.pop(),
        bound=Bound.UNKNOWN if low is None and high is None else Bound.EXACT,
    )


def _sum(ends: Sequence[Number | None]) -> Number | None:
    total: Number = 0
    for end in ends:
        if end is None:
            return None
        total += end
    return total


def _range(standing: Standing) -> Range:
    value = standing.value
    if not isinstance(value, Quantity) or not standing.claim.polarity:
        raise NotAdditive(f"{standing.claim.key} gives no figure to add")
    if value.unit in {"percent", "share"}:
        raise NotAdditive(f"{standing.claim.key} gives a share, and shares do not add up")
    return figure_range(value, discrete=standing.discrete, at_least=standing.is_floor)


_ALONG = {"time": ("period", "event"), "place": ("place", "event"), "subject": ("subject", "operator", "event")}


def _check(one: Standing, other: Standing, context: Context) -> None:
    names = f"{one.claim.key} and {other.claim.key}"
    declared = one.declared
    if one.measure != other.measure or one.baseline != other.baseline:
        both = relate_axis("measure", one, other, context)
        if both.relation is not Relate.DISJOINT:
            raise NotAdditive(f"{names} count different things: {both.left} / {both.right}")
    if declared is None or not declared.adds_over:
        raise NotAdditive(f"{names}: nobody has said that {one.measure_label or 'what they count'!r} adds up")
    found = {axis: relate_axis(axis, one, other, context) for axis in AXES}
    allowed = {axis for along in declared.adds_over for axis in _ALONG[along]} | {"measure"}
    apart = [axis for axis, lie in found.items() if lie.relation is Relate.DISJOINT]
    if not any(axis in allowed for axis in apart):
        shared = next((axis for axis, lie in found.items() if lie.relation is not Relate.EQUAL), "topic")
        lie = found.get(shared)
        words = f" ({lie.left} / {lie.right})" if lie is not None else ""
        raise NotAdditive(f"{names} overlap or may overlap on {shared}{words}: must not be added")
    wrong = [axis for axis in apart if axis not in allowed]
    if wrong:
        lie = found[wrong[0]]
        raise NotAdditive(f"{names} count different things: {wrong[0]} ({lie.left} / {lie.right})")
