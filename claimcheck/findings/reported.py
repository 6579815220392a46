"""How do the documents that carry a party's claim stand to what the party published itself?

Within a topic every claim known only through reports is held once against the figure of its claimant's own words, so
that the pass is linear in the claims. Nothing here is charged to the party, and neither figure is preferred.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from claimcheck.comparing.axes import Standing, TopicKey, stand
from claimcheck.comparing.comparison import Comparison, Outcome
from claimcheck.comparing.pair import figure_words
from claimcheck.comparing.relating import relate_axis
from claimcheck.findings.arithmetic import Figure, Overlap, explain_figure
from claimcheck.findings.carrying import Given, Own, carried_by
from claimcheck.findings.finding import Carried, Finding, Kind, Stands
from claimcheck.findings.slipped import exact_figure, slipped_measures
from claimcheck.findings.telling import who
from claimcheck.findings.topics import Gathered, Topic, computed_claims, is_comparable
from claimcheck.model import AXES
from claimcheck.quantity import Quantity
from claimcheck.support.grounds import Grounds
from claimcheck.support.ways import Ways
from claimcheck.view import View
from claimcheck.vocabulary import Relate

__all__ = ["reported_differently"]

_MOST_FIGURES: Final = 30
"""Figures of one topic that are named and explained one by one; what more there is shows as a count."""

_MOST_NAMED: Final = 6
"""Documents of one figure that are named; what more there are show as a count."""

_PARTIES: TypeAlias = tuple[str, ...]


def reported_differently(gathered: Gathered, grounds: Grounds) -> Iterator[Finding]:
    """Yield, for each topic and claimant with words of its own, one finding that lists every figure reported otherwise.

    Examples:
        >>> from claimcheck.findings.topics import gather
        >>> list(reported_differently(gather(View()), Grounds(View())))
        []
    """
    view = grounds.view
    own = _own_figures(gathered, view)
    before = _superseded(view)
    for name, members in gathered.members.items():
        if not is_comparable(members[0]):
            continue
        by_claimant: dict[_PARTIES, list[Standing]] = defaultdict(list)
        for one in members:
            if one.claimants and one.claim.polarity:
                by_claimant[one.claimants].append(one)
        for claimants, held in sorted(by_claimant.items()):
            current = [one for one in held if view.own_words(one.claim)]
            if not current and (claimants, held[0].event) in own and held[0].event is not None:
                yield from slipped_measures(gathered.topics[name], held, own[claimants, held[0].event], grounds)
            past = before.get((claimants, gathered.axes[name]), ())
            if current and (
                past or any(not view.is_own(one.claim, at) for one in held for at in one.claim.appearances)
            ):
                told = own[claimants, held[0].event]
                yield from _held(gathered.topics[name], held, Own(current, past, view), past, told, grounds)


def _own_figures(gathered: Gathered, view: View) -> dict[tuple[_PARTIES, str | None], list[Standing]]:
    """What each claimant counts itself about each event."""
    own: dict[tuple[_PARTIES, str | None], list[Standing]] = defaultdict(list)
    for members in gathered.members.values():
        for one in members:
            if one.claimants and one.claim.polarity and exact_figure(one) is not None and view.own_words(one.claim):
                own[one.claimants, one.event].append(one)
    return own


def _superseded(view: View) -> dict[tuple[_PARTIES, TopicKey], list[Standing]]:
    """What each claimant said itself on each topic and no longer says."""
    before: dict[tuple[_PARTIES, TopicKey], list[Standing]] = defaultdict(list)
    for key in view.superseded:
        claim = view.claims.get(key)
        if claim is None or not claim.polarity or view.is_unsupported(claim) or not view.own_words(claim):
            continue
        for one in (claim, *computed_claims(claim, view.vocabulary)):
            standing = stand(one, view)
            if standing.claimants:
                before[standing.claimants, standing.topic].append(standing)
    return before


def _held(
    topic: Topic,
    held: Sequence[Standing],
    own: Own,
    past: Sequence[Standing],
    figures: Sequence[Standing],
    grounds: Grounds,
) -> Iterator[Finding]:
    """Say how each document gives the figure, where at least one gives another than the claimant's own."""
    view = grounds.view
    given = [*carried_by(held, own, view), *_too_late(past, own, view)]
    apart = _by_figure(one for one in given if one.stands is Stands.DIFFERENTLY)
    outdated = _by_figure(one for one in given if one.stands is Stands.OUTDATED)
    if not apart and not outdated:
        return
    reports = [one for told in (*apart, *outdated) for one in told]
    compared = [one.found for one in reports if one.found is not None]
    strongest = max(compared, key=_strength, default=None)
    whys = dict.fromkeys(why for told in apart[:_MOST_FIGURES] for why in _why(told[0], figures, view))
    shown = sorted(apart[:_MOST_FIGURES], key=_in_order)
    deciding = _deciding(own, shown, apart[_MOST_FIGURES:], view)
    deciding += "; neither is preferred" * bool(apart) + "".join(f"; {why}" for why in whys)
    current = [one for one in held if view.own_words(one.claim)]
    by_key = {one.claim.key: one for one in (*past, *held)}
    keys = sorted({one.claim.key for one in current} | {one.claim.key for one in reports})
    ways = Ways(tuple(by_key[key] for key in keys), grounds)
    more = len(apart) - len(shown)
    names = [figure_words(own.latest), *(told[0].words for told in shown or outdated[:_MOST_FIGURES])]
    story = "one party's figure is given differently" if apart else "one party's earlier figure is still given"
    yield Finding(
        kind=Kind.REPORTED_DIFFERENTLY,
        topic=topic,
        claims=[by_key[key].claim for key in keys],
        outcome=Outcome.REPORTED_DIFFERENTLY,
        aspects=_aspects(strongest, outdated),
        field=None if strongest is None else strongest.field,
        reason=deciding + "".join(f"; {note}" for note in (strongest.assumed if strongest is not None else ())),
        gap=None if strongest is None else strongest.gap,
        origins=ways.tally(ways.sides).independent,
        sentence=f"{topic.label}: {story} ({', '.join(names)}{_more(more, 'more')}): {deciding}."
        + _further(given, outdated, view),
        carried=_carried(given),
    )


def _too_late(past: Iterable[Standing], own: Own, view: View) -> Iterator[Given]:
    """The documents that carry what the claimant no longer says, though they came out after it said something else."""
    for one in past:
        for at in view.standing_appearances(one.claim):
            if not view.is_own(one.claim, at) and own.carried_too_late(one, at):
                yield Given(one, one.claim, at, Stands.OUTDATED, own.latest, None, own.until(one))


def _by_figure(given: Iterable[Given]) -> list[list[Given]]:
    """The reports of each figure, the figure that most documents give before others."""
    held: dict[tuple[str, str], list[Given]] = defaultdict(list)
    for one in given:
        held[one.words, figure_words(one.against)].append(one)
    return sorted(held.values(), key=lambda told: (-len(_sources(told)), _in_order(told)))


def _in_order(told: Sequence[Given]) -> tuple[bool, object, str]:
    value = told[0].standing.value
    low = value.low if isinstance(value, Quantity) else None
    return low is not None, low or 0, told[0].words


def _strength(found: Comparison) -> tuple[object, str]:
    return (found.gap.absolute if found.gap else 0), found.reason


def _aspects(strongest: Comparison | None, outdated: Sequence[object]) -> tuple[str, ...]:
    aspects = set(() if strongest is None else strongest.aspects) | ({"outdated"} if outdated else set())
    return tuple(sorted(aspects))


def _deciding(own: Own, shown: Sequence[Sequence[Given]], more: Sequence[Sequence[Given]], view: View) -> str:
    """Which figure the claimant gives itself, and with which it is given."""
    words = f"{who([own.latest.claim], view)} is given with {figure_words(own.latest)} (in its own words)"
    for told in shown:
        against = told[0].against
        cutoff = against.claim.proposition.cutoff
        until = f", up to {cutoff.edtf}" if cutoff is not None else ""
        beside = "" if against is own.latest else f", beside {figure_words(against)} in its own words{until}"
        words += f" and with {told[0].words} (as reported in {_listed(_sources(told))}{beside})"
    if more:
        documents = {source for told in more for source in _sources(told)}
        figures = "figure" if len(more) == 1 else "figures"
        words += f" and with {len(more)} more {figures} (as reported in {_documents(len(documents))})"
    return words


def _further(given: Sequence[Given], outdated: Sequence[Sequence[Given]], view: View) -> str:
    """What the other documents do: how many give the party's own figure, and who gives it how."""
    said = ""
    for told in outdated[:_MOST_FIGURES]:
        name = who([told[0].claim], view)
        said += f" {_give(told)} {told[0].words}, which {name} itself {told[0].note}."
    if len(outdated) > _MOST_FIGURES:
        said += f" {len(outdated) - _MOST_FIGURES} more of its earlier figures are still given."
    for stands, way in ((Stands.ROUNDED, "it as"), (Stands.SHARPER, "it more exactly as")):
        loose = _by_figure(one for one in given if one.stands is stands)
        for told in sorted(loose[:_MOST_FIGURES], key=_in_order):
            said += f" {_give(told)} {way} {told[0].words}."
        if len(loose) > _MOST_FIGURES:
            said += f" {len(loose) - _MOST_FIGURES} more figures agree with it."
    by_stand: dict[Stands, set[str]] = defaultdict(set)
    for one in given:
        by_stand[one.stands].add(one.appearance.source)
    own_words = by_stand.pop(Stands.OWN_WORDS, set())
    documents = set().union(*by_stand.values()) - own_words
    agree = by_stand[Stands.OWN_FIGURE] - by_stand[Stands.DIFFERENTLY] - own_words
    if len(documents) > 1:
        said = f" {len(agree)} of {len(documents)} documents that carry it give its own figure.{said}"
    return said


def _give(told: Sequence[Given]) -> str:
    sources = _sources(told)
    return f"{_listed(sources)} {'gives' if len(sources) == 1 else 'give'}"


def _carried(given: Iterable[Given]) -> tuple[Carried, ...]:
    """How each document gives the figure, those that differ first."""
    places = {stands: place for place, stands in enumerate(Stands)}
    rows = {
        (one.appearance.source, one.claim.key, one.words): Carried(
            source=one.appearance.source,
            claim=one.claim.key,
            figure=one.words,
            stands=one.stands,
            quote=one.appearance.quote,
            note=one.note,
        )
        for one in sorted(given, key=lambda one: (one.appearance.quote or "", one.stands.value))
    }
    return tuple(sorted(rows.values(), key=lambda one: (places[one.stands], one.source, one.figure, one.claim)))


def _sources(told: Iterable[Given]) -> tuple[str, ...]:
    return tuple(sorted({one.appearance.source for one in told}))


def _listed(sources: Sequence[str]) -> str:
    return ", ".join(sources[:_MOST_NAMED]) + _more(len(sources) - _MOST_NAMED, "more")


def _more(count: int, what: str) -> str:
    return f" and {count} {what}" if count > 0 else ""


def _documents(count: int) -> str:
    return f"{count} {'document' if count == 1 else 'documents'}"


def _why(told: Given, own: Sequence[Standing], view: View) -> tuple[str, ...]:
    """How the reported figure comes out of the claimant's own figures of the same event, where one does."""
    value, primary = exact_figure(told.standing), told.against
    if value is None or value.low is None or told.standing.event is None:
        return ()
    standings = {one.claim.key: one for one in own}
    figures = [_figure(one, primary, view) for one in own if _unit(one) == _unit(primary)]
    known: dict[tuple[str, str], Overlap] = {}

    def overlap(one: Figure, other: Figure) -> Overlap:
        pair = (one.key, other.key)
        if pair not in known:
            known[pair] = _overlap(standings[one.key], standings[other.key], view)
        return Overlap.DISJOINT if one.whole is not None and one.whole == other.whole else known[pair]

    own_figure = _figure(primary, primary, view)
    found = explain_figure(value.low, figures, unit=value.unit, step=value.step, instead_of=own_figure, overlap=overlap)
    return tuple(one.text for one in found)


def _overlap(one: Standing, other: Standing, view: View) -> Overlap:
    """How what two claims count lies to each other, by all axes."""
    lies = {relate_axis(axis, one, other, view).relation for axis in AXES}
    if Relate.DISJOINT in lies:
        return Overlap.DISJOINT
    if lies == {Relate.EQUAL}:
        return Overlap.SAME
    if lies == {Relate.EQUAL, Relate.NARROWER}:
        return Overlap.WITHIN
    return Overlap.WHOLE if lies == {Relate.EQUAL, Relate.WIDER} else Overlap.UNKNOWN


def _unit(standing: Standing) -> str | None:
    value = exact_figure(standing)
    return None if value is None else value.unit


def _figure(standing: Standing, primary: Standing, view: View) -> Figure:
    claim, value, base = standing.claim, exact_figure(standing), standing.claim.computed_from
    parent = None if base is None else view.claims.get(base)
    part = None if parent is None else claim.key.removeprefix(f"{parent.key}#")
    is_part = parent is not None and any(part == one.of for one in parent.proposition.parts)
    return Figure(
        key=claim.key,
        value=value.low if value is not None and value.low is not None else 0,
        label=part if is_part and part else _label(standing, primary),
        act=claim.act or claim.key,
        whole=base if is_part else None,
        of=None if value is None else value.of,
        breakdown=" + ".join(f"{one.quantity} {one.of}" for one in claim.proposition.parts),
    )


def _label(standing: Standing, primary: Standing) -> str:
    """The word by which a figure is told from the one that is reported: its measure, its subject or its place."""
    for name in ("measure", "subject", "place"):
        label: str = getattr(standing, f"{name}_label")
        if label and getattr(standing, name) != getattr(primary, name):
            return label
    return standing.measure_label or standing.subject_label or "counted"
