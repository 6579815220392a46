"""How do the documents that carry a party's claim stand to what the party published itself?

Within a topic every claim known only through reports is held once against the figure of its claimant's own words,
figure by figure, so that the pass is linear in the claims. Nothing here is charged to the party, and neither figure
is preferred.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from claimcheck.comparing.axes import Standing
from claimcheck.comparing.compare import compare_standings
from claimcheck.comparing.comparison import Comparison, Outcome
from claimcheck.comparing.pair import figure_words
from claimcheck.comparing.relating import relate_axis
from claimcheck.findings.arithmetic import Figure, Overlap, explain_figure
from claimcheck.findings.finding import Finding, Kind
from claimcheck.findings.origins import independent_sides, origin_side
from claimcheck.findings.telling import claims_of, who
from claimcheck.findings.topics import Gathered, Topic, is_comparable
from claimcheck.model import AXES, Claim
from claimcheck.quantity import Quantity
from claimcheck.view import View
from claimcheck.vocabulary import Relate

__all__ = ["reported_differently"]

_MOST_FIGURES = 30
"""Figures of one topic that are compared and explained one by one; what more there is shows as a count."""


def reported_differently(gathered: Gathered, view: View) -> Iterator[Finding]:
    """Yield, for each topic and claimant with words of its own, one finding that lists every figure reported otherwise.

    Examples:
        >>> from claimcheck.findings.topics import gather
        >>> list(reported_differently(gather(View()), View()))
        []
    """
    own: dict[tuple[tuple[str, ...], str | None], list[Standing]] = defaultdict(list)
    for members in gathered.members.values():
        for one in members:
            if one.claimants and one.claim.polarity and view.own_words(one.claim) and _number(one) is not None:
                own[one.claimants, one.event].append(one)
    for name, members in gathered.members.items():
        if len(members) > 1 and is_comparable(members[0]):
            by_claimant: dict[tuple[str, ...], list[Standing]] = defaultdict(list)
            for one in members:
                if one.claimants and one.claim.polarity:
                    by_claimant[one.claimants].append(one)
            for claimants, held in sorted(by_claimant.items()):
                primary = [one for one in held if view.own_words(one.claim)]
                if primary and len(primary) < len(held):
                    yield from _held(gathered.topics[name], primary, held, own[claimants, held[0].event], view)


def _held(
    topic: Topic, primary: Sequence[Standing], held: Sequence[Standing], own: Sequence[Standing], view: View
) -> Iterator[Finding]:
    """Hold each figure that is only reported against the latest figure of the claimant's own."""
    latest = max(primary, key=lambda one: (_when(one), figure_words(one), str(one.claim.key)))
    said = {figure_words(one) for one in primary}
    by_figure: dict[str, list[Standing]] = defaultdict(list)
    agreeing: dict[str, None] = {
        at.source: None
        for one in primary
        for at in view.standing_appearances(one.claim)
        if not view.is_own(one.claim, at)
    }
    for one in held:
        if not view.own_words(one.claim):
            by_figure[figure_words(one)].append(one)
    apart: list[tuple[str, list[Standing], Comparison]] = []
    for figure, told in sorted(by_figure.items(), key=lambda item: (_number(item[1][0]) or 0, item[0]))[:_MOST_FIGURES]:
        found = None if figure in said else compare_standings(latest, told[0], view)
        if found is None or found.agrees:
            agreeing |= dict.fromkeys(_sources(told, view))
        elif found.outcome is Outcome.REPORTED_DIFFERENTLY:
            apart.append((figure, told, found))
    if not apart:
        return
    strongest = max((found for _, _, found in apart), key=lambda one: (one.gap.absolute if one.gap else 0, one.reason))
    differing = {source for _, told, _ in apart for source in _sources(told, view)}
    documents = len(differing | agreeing.keys())
    whys = dict.fromkeys(why for _, told, _ in apart for why in _why(told[0], latest, own, view))
    given = "".join(
        f" and with {figure} (as reported in {', '.join(_sources(told, view))})" for figure, told, _ in apart
    )
    deciding = f"{who([latest.claim], view)} is given with {figure_words(latest)} (in its own words){given}"
    deciding += "; neither is preferred" + "".join(f"; {why}" for why in whys)
    agree = len(agreeing.keys() - differing)
    count = f" {agree} of {documents} documents that carry it give its own figure." if documents > 1 else ""
    members = [*primary, *(one for _, told, _ in apart for one in told)]
    yield Finding(
        kind=Kind.REPORTED_DIFFERENTLY,
        topic=topic,
        claims=claims_of(members),
        outcome=Outcome.REPORTED_DIFFERENTLY,
        aspects=strongest.aspects,
        field=strongest.field,
        reason=deciding + "".join(f"; {note}" for note in strongest.assumed),
        gap=strongest.gap,
        origins=independent_sides(origin_side(one, view) for one in members),
        sentence=f"{topic.label}: one party's figure is given differently "
        f"({', '.join((figure_words(latest), *(figure for figure, _, _ in apart)))}): {deciding}.{count}",
    )


def _sources(told: Sequence[Standing], view: View) -> tuple[str, ...]:
    return tuple(sorted({at.source for one in told for at in view.standing_appearances(one.claim)}))


def _when(standing: Standing) -> str:
    return "" if standing.claim.asserted is None else standing.claim.asserted.edtf


def _number(standing: Standing) -> Quantity | None:
    value = standing.claim.proposition.value
    return value if isinstance(value, Quantity) and value.is_exact and value.low is not None else None


def _why(told: Standing, primary: Standing, own: Sequence[Standing], view: View) -> tuple[str, ...]:
    """How the reported figure comes out of the claimant's own figures of the same event, where one does."""
    value = _number(told)
    if value is None or value.low is None or told.event is None:
        return ()
    standings = {one.claim.key: one for one in own}
    figures = [_figure(one, view) for one in own if _unit(one) == _unit(primary)]

    def overlap(one: Figure, other: Figure) -> Overlap:
        if one.whole is not None and one.whole == other.whole:
            return Overlap.DISJOINT
        lies = {relate_axis(axis, standings[one.key], standings[other.key], view).relation for axis in AXES}
        if Relate.DISJOINT in lies:
            return Overlap.DISJOINT
        if lies == {Relate.EQUAL}:
            return Overlap.SAME
        if lies == {Relate.EQUAL, Relate.NARROWER}:
            return Overlap.WITHIN
        return Overlap.WHOLE if lies == {Relate.EQUAL, Relate.WIDER} else Overlap.UNKNOWN

    found = explain_figure(value.low, figures, unit=value.unit, instead_of=_figure(primary, view), overlap=overlap)
    return tuple(one.text for one in found)


def _unit(standing: Standing) -> str | None:
    value = _number(standing)
    return None if value is None else value.unit


def _figure(standing: Standing, view: View) -> Figure:
    claim: Claim = standing.claim
    value = _number(standing)
    number = value.low if value is not None and value.low is not None else 0
    base = claim.computed_from
    is_part = (
        base is not None
        and base in view.claims
        and any(claim.key == f"{base}#{part.of}" for part in view.claims[base].proposition.parts)
    )
    return Figure(
        key=claim.key,
        value=number,
        label=standing.measure_label or standing.subject_label or "counted",
        act=claim.act or claim.key,
        whole=base if is_part else None,
        of=None if value is None else value.of,
        breakdown=" + ".join(f"{part.quantity} {part.of}" for part in claim.proposition.parts),
    )
