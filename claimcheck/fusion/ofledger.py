"""What a ledger has for fusion: the figures and words of its topics, and which parties are under one command."""

from collections import defaultdict
from collections.abc import Iterator

from claimcheck.comparing.axes import Standing
from claimcheck.findings.lines import by_line
from claimcheck.findings.topics import Gathered
from claimcheck.fusion.copying import Group
from claimcheck.fusion.told import Said
from claimcheck.model import Category
from claimcheck.view import View

__all__ = ["command_groups", "said_in"]


def said_in(gathered: Gathered, view: View) -> list[Said]:
    """Return what declared parties say in each topic: figures line by line, and words by what they mean.

    Denials say no value, and what nobody is named for or undeclared parties say proves no witness: they are left out,
    as they are where origins are counted.
    """
    found = []
    for topic, members in sorted(gathered.members.items()):
        label = gathered.topics[topic].label
        lines = sorted(by_line(members).items())
        for unit, rows in lines:
            named = f"{label} ({unit})" if unit and len(lines) > 1 else label
            for figure, standing in rows:
                found += [
                    Said(party, f"{topic}\0{named}", figure, standing.claim.key) for party in _who(standing, view)
                ]
        for term, standing in _words(members, view):
            found += [
                Said(party, f"{topic}\0{label} in words", term, standing.claim.key) for party in _who(standing, view)
            ]
    return _labelled(found)


def _words(members: tuple[Standing, ...], view: View) -> Iterator[tuple[str, Standing]]:
    for standing in members:
        value = standing.value
        if standing.claim.polarity and isinstance(value, Category):
            yield str(view.vocabulary.concept(value.term)), standing


def _who(standing: Standing, view: View) -> list[str]:
    """The declared parties that make a claim, each as the one that it is the same as."""
    return sorted({view.party(key) for key in standing.claim.claimants if view.is_declared(key)})


def _labelled(said: list[Said]) -> list[Said]:
    """Name topics by their labels, with their keys where two have one label."""
    keys: dict[str, set[str]] = defaultdict(set)
    for one in said:
        key, _, label = one.topic.partition("\0")
        keys[label].add(key)
    found = []
    for one in said:
        key, _, label = one.topic.partition("\0")
        found.append(one._replace(topic=label if len(keys[label]) == 1 else f"{label} [{key}]"))
    return found


def command_groups(said: list[Said], view: View) -> tuple[Group, ...]:
    """Return the parties among those that speak which are under one command, as ``acts_for`` says."""
    under: dict[str, list[str]] = defaultdict(list)
    for party in sorted({one.party for one in said}):
        under[view.control_group(party, None)].append(party)
    found = []
    for group, parties in sorted(under.items()):
        if len(parties) > 1:
            head = next((party for party in parties if not view.parties[party].acts_for), group)
            found.append(Group(tuple(parties), (f"under one command, that of {view.party_name(head)}",), head))
    return tuple(found)
