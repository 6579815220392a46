"""Is a party reported with a figure that it gives itself, but for another measure?

"52 shot down", where the party's own bulletin has 52 neutralised and nothing of its own on those shot down: the figure
is the party's, the word is another one. The two words must be known to mean different things, all else must be equal.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from claimcheck.comparing.axes import Standing
from claimcheck.comparing.comparison import Outcome
from claimcheck.comparing.pair import figure_words
from claimcheck.comparing.relating import relate_axis
from claimcheck.findings.finding import Carried, Finding, Kind, Stands
from claimcheck.findings.telling import claims_of, who
from claimcheck.findings.topics import Topic
from claimcheck.model import AXES
from claimcheck.quantity import Number, Quantity
from claimcheck.support.grounds import Grounds
from claimcheck.support.ways import Ways
from claimcheck.view import View
from claimcheck.vocabulary import Relate

__all__ = ["exact_figure", "slipped_measures"]

_SMALL: Final = 10
"""Below this two figures are equal by chance."""

_MOST_TRIED: Final = 30
"""Own figures of one size that are held against a report."""

_MOST_NAMED: Final = 6
_KNOWN: Final = {Relate.NARROWER, Relate.WIDER, Relate.OVERLAPPING, Relate.DISJOINT}


def slipped_measures(
    topic: Topic, told: Sequence[Standing], own: Sequence[Standing], grounds: Grounds
) -> Iterator[Finding]:
    """Yield one finding for each figure that is reported of a party which gives it itself for another measure.

    Args:
        topic: What is reported.
        told: The reports of one party's figures on the topic, of which it says nothing itself.
        own: The party's own figures of the same event, whatever they measure.
        grounds: Where parties, vocabulary and origins come from.

    Examples:
        >>> list(slipped_measures(Topic(key="t", label="shot down"), (), (), Grounds(View())))
        []
    """
    view = grounds.view
    by_figure, own_of = _by_figure(told), _by_figure(own)
    for key in sorted(by_figure.keys() & own_of.keys(), key=lambda key: (key[0], key[1] or "")):
        held = [one for one in by_figure[key] if one.claim.computed_from is None]
        same = sorted(own_of[key], key=lambda one: (one.measure_label, one.claim.computed_from or "", one.claim.key))
        meant = [one for one in same[:_MOST_TRIED] if held and _is_other_measure(held[0], one, view)]
        if meant:
            yield _slipped(topic, held, meant, grounds)


def _by_figure(standings: Iterable[Standing]) -> dict[tuple[Number, str | None], list[Standing]]:
    held: dict[tuple[Number, str | None], list[Standing]] = defaultdict(list)
    for one in standings:
        value = exact_figure(one)
        if value is not None and value.low is not None and value.low >= _SMALL:
            held[value.low, value.unit].append(one)
    return held


def exact_figure(standing: Standing) -> Quantity | None:
    """Return the figure of a claim where it is one exact number, else None."""
    value = standing.claim.proposition.value
    return value if isinstance(value, Quantity) and value.is_exact and value.low is not None else None


def _is_other_measure(told: Standing, own: Standing, view: View) -> bool:
    """Whether two claims differ in nothing but a measure that is known to be another one."""
    totals = {value.of for one in (told, own) if (value := exact_figure(one)) is not None and value.of is not None}
    if len(totals) > 1:
        return False
    lies: Mapping[str, Relate] = {axis: relate_axis(axis, told, own, view).relation for axis in AXES}
    return lies["measure"] in _KNOWN and all(lie is Relate.EQUAL for axis, lie in lies.items() if axis != "measure")


def _slipped(topic: Topic, held: Sequence[Standing], meant: Sequence[Standing], grounds: Grounds) -> Finding:
    view, one, own = grounds.view, held[0], meant[0]
    rows = [(at, told) for told in held for at in view.standing_appearances(told.claim)]
    sources = sorted({at.source for at, _ in rows})
    listed = ", ".join(sources[:_MOST_NAMED])
    listed += f" and {len(sources) - _MOST_NAMED} more" if len(sources) > _MOST_NAMED else ""
    names = sorted({each.measure_label for each in meant})
    words = " and ".join(repr(name) for name in names)
    deciding = (
        f"{who([one.claim], view)} is given with {figure_words(one)} for {one.measure_label!r} "
        f"(as reported in {listed}), and gives {figure_words(own)} itself for {words}; neither is preferred"
    )
    ways = Ways((*held, *meant), grounds)
    return Finding(
        kind=Kind.REPORTED_DIFFERENTLY,
        topic=topic,
        claims=claims_of((*held, *meant)),
        outcome=Outcome.REPORTED_DIFFERENTLY,
        aspects=("measure_slipped",),
        field="measure",
        reason=deciding,
        origins=ways.tally(ways.sides).independent,
        sentence=f"{topic.label}: one party's figure is given for another measure: {deciding}.",
        carried=tuple(
            sorted(
                {
                    Carried(
                        source=at.source,
                        claim=told.claim.key,
                        figure=figure_words(told),
                        stands=Stands.DIFFERENTLY,
                        quote=at.quote,
                        note=f"gives it for {words}",
                    )
                    for at, told in rows
                },
                key=lambda row: (row.source, row.claim, row.quote or ""),
            )
        ),
    )
