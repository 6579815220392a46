"""What a ledger has for fusion: the figures and words of its topics, and which parties are under one command."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final, NoReturn, TypeAlias

from attrs import field, frozen

from claimcheck.comparing.axes import Standing
from claimcheck.comparing.values import Range
from claimcheck.errors import InvalidRecord, Problem
from claimcheck.findings.lines import Rows, by_line
from claimcheck.findings.topics import Gathered
from claimcheck.fusion.copying import Group
from claimcheck.fusion.told import Said
from claimcheck.model import Category
from claimcheck.spans import Order, order_of, overtaken
from claimcheck.view import View

__all__ = ["Heard", "fused_anew", "hear", "members_of"]


@frozen(kw_only=True)
class Heard:
    """What a ledger has for fusion; two of these are equal where their ledgers have the same for it.

    Attributes:
        said: What is said, by the names of the topics.
        groups: Which parties are under one command.
        left_out: What is not weighed, by the keys of the claims, and why.
        topics: Each name of a topic here, with the key of the ledger's topic that it is of. A topic of figures in
            several units, or of figures and words, has several names.
        names: Each party that speaks, several together, or heads a group, with the name or names to show.
    """

    said: tuple[Said, ...]
    groups: tuple[Group, ...]
    left_out: tuple[Problem, ...]
    topics: tuple[tuple[str, str], ...]
    names: tuple[tuple[str, str], ...] = field(default=(), eq=False, repr=False)


def hear(gathered: Gathered, view: View) -> Heard:
    """Return what declared parties say in each topic: figures line by line, and words by what they mean.

    A joint claim is one act, of one voice that goes by all their names. Of what one party says of a topic the latest
    stands, by cutoff or else by when it was said, as far as that is certain: a toll that rose is not two tolls. Denials
    say no value, and what nobody is named for or undeclared parties say proves no witness, as where origins
    are counted: they are left out, and each is named beside the others.
    """
    found: list[Said] = []
    left_out: list[Problem] = []
    told_of: set[str] = set()
    for topic, members in sorted(gathered.members.items()):
        label, heard, out = gathered.topics[topic].label, len(found), len(left_out)
        lines = sorted(_with_shares(by_line(members)).items())
        for unit, rows in lines:
            named = f"{label} ({unit})" if unit and len(lines) > 1 else label
            told = [(party, figure, standing) for figure, standing in rows for party in _who(standing, view)]
            kept, earlier = _latest(told, unit)
            found += [Said(party, f"{topic}\0{named}", figure, one.claim.key) for party, figure, one in kept]
            left_out += earlier
        for term, standing in _words(members, view):
            found += [
                Said(party, f"{topic}\0{label} in words", term, standing.claim.key) for party in _who(standing, view)
            ]
        told_of.update(one.where for one in found[heard:])
        told_of.update(one.where for one in left_out[out:])
        left_out += [Problem(one.claim.key, _no_witness(one, view)) for one in members if one.claim.key not in told_of]
    said, topics = _labelled(found)
    groups = _command_groups(said, view)
    shown = sorted({one.party for one in said}.union(group.name for group in groups))
    names = tuple((party, " and ".join(map(view.party_name, members_of(party, view)))) for party in shown)
    return Heard(said=said, groups=groups, left_out=tuple(left_out), topics=topics, names=names)


def _with_shares(lines: dict[str, Rows]) -> dict[str, Rows]:
    """The lines where what is counted out of a total stands as a share as well, if percentages are given."""
    if _PERCENT not in lines:
        return lines
    counted = [one for unit, rows in sorted(lines.items()) for _, one in rows if unit != _PERCENT]
    shares = [(one.ranges["share"], one) for one in counted if "share" in one.ranges]
    return lines | {_PERCENT: [*lines[_PERCENT], *shares]}


_PERCENT: Final = "percent"


def _no_witness(standing: Standing, view: View) -> str:
    """Why a claim is not weighed."""
    claim = standing.claim
    if not claim.claimants:
        return "nobody is named for it"
    if not _who(standing, view):
        return f"nobody has declared {' and '.join(map(view.party_name, claim.claimants))}"
    return "it gives no figure and no word" if claim.polarity else "a denial says no value"


def _latest(told: "list[_Told]", unit: str) -> "tuple[list[_Told], list[Problem]]":
    """The latest of what each party says of a topic, and the others with the reason why they are left out."""
    by_party: dict[str, list[_Told]] = defaultdict(list)
    for one in told:
        by_party[one[0]].append(one)
    kept: list[_Told] = []
    earlier: list[Problem] = []
    for party in sorted(by_party):
        several = by_party[party]
        for one, is_past in zip(several, overtaken([_when(standing) for _, _, standing in several]), strict=True):
            if is_past:
                what = "its share: " if unit == _PERCENT and "count" in one[2].ranges else ""
                earlier.append(Problem(one[2].claim.key, f"{what}its party gives a later figure"))
            else:
                kept.append(one)
    return kept, earlier


_Told: TypeAlias = tuple[str, Range, Standing]


def _when(standing: Standing) -> Order | None:
    """Up to when a figure was known, or else when it was said, as times are ordered."""
    cutoff, asserted = standing.claim.proposition.cutoff, standing.claim.asserted
    if cutoff is not None:
        return order_of(cutoff, at_end=True)
    return None if asserted is None else order_of(asserted)


def _words(members: tuple[Standing, ...], view: View) -> Iterator[tuple[str, Standing]]:
    for standing in members:
        value = standing.value
        if standing.claim.polarity and isinstance(value, Category):
            yield str(view.vocabulary.concept(value.term)), standing


def _who(standing: Standing, view: View) -> list[str]:
    """The declared party that makes a claim, as the one that it is the same as; several together are one."""
    found = sorted({view.party(key) for key in standing.claim.claimants if view.is_declared(key)})
    return [_TOGETHER.join(found)] if found else []


_TOGETHER: Final = " and "


def members_of(party: str, view: View) -> list[str]:
    """Return the parties that speak together under one name."""
    members = party.split(_TOGETHER)
    return [party] if party in view.parties or not all(one in view.parties for one in members) else members


def _labelled(said: list[Said]) -> tuple[tuple[Said, ...], tuple[tuple[str, str], ...]]:
    """Name topics by their labels, with their keys where two have one label or a label looks so; and each one's key."""
    keys: dict[str, set[str]] = defaultdict(set)
    for one in said:
        key, _, label = one.topic.partition("\0")
        keys[label].add(key)
    found, topics = [], {}
    for one in said:
        key, _, label = one.topic.partition("\0")
        name = label if len(keys[label]) == 1 and not label.endswith("]") else f"{label} [{key}]"
        found.append(one._replace(topic=name))
        topics[name] = key
    return tuple(found), tuple(sorted(topics.items()))


def fused_anew(more: object, start: object) -> NoReturn:
    """Refuse to add to what a ledger held: it knows what was said since."""
    raise InvalidRecord("update: a ledger is fused anew, with ledger.fuse()")


def _command_groups(said: tuple[Said, ...], view: View) -> tuple[Group, ...]:
    """The parties among those that speak which are under one command, as ``acts_for`` says."""
    under: dict[str, list[str]] = defaultdict(list)
    for party in sorted({one.party for one in said}):
        groups = {view.control_group(member, None) for member in members_of(party, view)}
        if len(groups) == 1:
            under[groups.pop()].append(party)
    heads: dict[str, str] = {}
    for party, held in sorted(view.parties.items()):
        if not held.acts_for:
            heads.setdefault(view.control_group(party, None), party)
    found = []
    for group, parties in sorted(under.items()):
        if len(parties) > 1:
            head = heads.get(group, group)
            found.append(Group(tuple(parties), (f"under one command, that of {view.party_name(head)}",), head))
    return tuple(found)
