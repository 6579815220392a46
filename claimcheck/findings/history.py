"""Disputes that have ended: from when they stood, until when, and what ended them."""

from collections import defaultdict
from collections.abc import Iterator

from claimcheck.comparing.axes import Standing, TopicKey, stand
from claimcheck.comparing.compare import compare_standings
from claimcheck.comparing.pair import figure_words
from claimcheck.findings.contest import disputes
from claimcheck.findings.finding import Finding, Kind
from claimcheck.findings.origins import groups_of
from claimcheck.findings.topics import Gathered, is_comparable
from claimcheck.model import Claim
from claimcheck.spans import order_of
from claimcheck.times import TimeSpan
from claimcheck.view import View

__all__ = ["ended_disputes"]


def ended_disputes(view: View, gathered: Gathered, disputed: frozenset[str]) -> Iterator[Finding]:
    """Yield the disputes in which a claim stood that its claimant has since revised, corrected or retracted.

    A dispute that goes on between the same sides has not ended.

    Args:
        view: The records.
        gathered: The current claims by topic.
        disputed: The keys of the current claims that are contested.
    """
    by_axes: dict[TopicKey, list[Standing]] = defaultdict(list)
    for key in sorted(view.superseded):
        standing = stand(view.claims[key], view)
        by_axes[standing.topic].append(standing)
    names = {axes: name for name, axes in gathered.axes.items()}
    for axes, gone in by_axes.items():
        name = names.get(axes)
        members = [*gone, *(gathered.members[name] if name is not None else ())]
        if len(members) < 2 or not is_comparable(members[0]):
            continue
        sides = [groups_of(standing, view) for standing in members]
        going_on = {
            (sides[place], group)
            for place, standing in enumerate(members)
            if standing.claim.key in disputed
            for group in sides
        }
        for place, other in disputes(members, sides, view).items():
            if place >= len(gone) or (sides[place], sides[other]) in going_on:
                continue
            yield _ended(members[place], members[other], view)


def _ended(gone: Standing, opponent: Standing, view: View) -> Finding:
    compared = compare_standings(gone, opponent, view)
    begun = _later(gone.claim.asserted, opponent.claim.asserted)
    ended = _ended_on(gone.claim, view)
    since = f" from {begun.edtf}" if begun else ""
    until = f" until {ended.edtf}" if ended else ""
    why = view.superseded[gone.claim.key]
    names = [" and ".join(sorted(view.party_name(key) for key in side.claim.claimants)) for side in (gone, opponent)]
    return Finding(
        kind=Kind.RESOLVED,
        claims=(gone.claim,),
        against=(opponent.claim,),
        outcome=compared.outcome,
        aspects=compared.aspects,
        field=compared.field,
        reason=f"{compared.reason}; ended: {why}",
        gap=compared.gap,
        sentence=(
            f"{names[0]} ({figure_words(gone)}) and {names[1]} ({figure_words(opponent)}) were in dispute"
            f"{since}{until}: {gone.claim.key} was {why}."
        ),
    )


def _later(one: TimeSpan | None, other: TimeSpan | None) -> TimeSpan | None:
    if one is None or other is None:
        return one or other
    mine, theirs = order_of(one), order_of(other)
    return other if mine is not None and theirs is not None and mine.is_before(theirs) else one


def _ended_on(claim: Claim, view: View) -> TimeSpan | None:
    """When the claim was taken back or replaced, as far as anybody said."""
    for retraction in view.retractions.values():
        if retraction.target == claim.key and retraction.when is not None:
            return retraction.when
    for link in view.links.values():
        if link.b == claim.key and view.takes_effect(link) and link.a in view.claims:
            return view.claims[link.a].asserted
    return None
