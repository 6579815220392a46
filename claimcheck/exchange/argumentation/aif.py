"""How does a ledger stand as an argument map in the Argument Interchange Format, as AIFdb and OVA take it?

Source: Chesnevar et al., Towards an Argument Interchange Format, The Knowledge Engineering Review 21 (2006); the JSON
of AIFdb, with the locutions and illocutions of Inference Anchoring Theory (Reed and Budzynska 2011). A claim is an
I-node; each claimant's saying of it is an L-node, joined to it by a YA-node *Asserting*. What supports is an RA-node,
what attacks a CA-node, each between two claims; a link that a person set hangs on that person's own L-node, and what
was computed on none: nobody said it. What undercuts or qualifies attacks the RA-node from "the claimant says so".
"""

import json
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from claimcheck.exchange.argumentation.arguments import (
    Argument,
    Role,
    Statement,
    arguments,
    statements,
    tell_of_records,
)
from claimcheck.exchange.conformance import Cell, says
from claimcheck.exchange.outlet import Outlet
from claimcheck.ledger import Ledger

__all__ = ["SAYS", "write_aif"]

SAYS: Final[Mapping[str, Cell]] = says(
    said="party.key party.name claim.key claim.text claim.claimants claim.asserted claim.appearances appearance.source "
    "proposition.polarity"
)
"""What an argument map says: who says what, when and where, and of the links those that it has a place for."""


def write_aif(ledger: Ledger, outlet: Outlet) -> Iterator[bytes]:
    """Yield *ledger* as the JSON of AIFdb, one node or edge on a line.

    Examples:
        >>> ledger = Ledger()
        >>> claim = ledger.claim("37 killed", by="army", key="a")
        >>> held = json.loads(b"".join(write_aif(ledger, Outlet())))
        >>> [(node["type"], node["text"]) for node in held["nodes"]]
        [('I', '37 killed'), ('L', 'army: 37 killed'), ('YA', 'Asserting')]
    """
    made = _Map(ledger, outlet)
    between = b"{"
    for name, rows in (
        ("nodes", made.nodes),
        ("edges", made.edges),
        ("locutions", made.locutions),
        ("participants", [*made.participants.values()]),
    ):
        lines = ",\n".join(json.dumps(row, ensure_ascii=False, allow_nan=False) for row in rows)
        yield between + f'"{name}": [\n{lines}\n]'.encode()
        between = b",\n"
    yield b"}\n"


def _name(*parts: str) -> str:
    """The parts of a name with blanks between, and none in them, so that no two nodes have one name."""
    return " ".join(part.replace("%", "%25").replace(" ", "%20") for part in parts)


class _Map:
    """Nodes and edges while they are made; a node's id says of what it was made."""

    def __init__(self, ledger: Ledger, outlet: Outlet) -> None:
        self.view, self.outlet = ledger.view, outlet
        self.nodes: list[dict[str, str]] = []
        self.edges: list[dict[str, str]] = []
        self.locutions: list[dict[str, str]] = []
        self.participants: dict[str, dict[str, str]] = {}
        for key, party in sorted(self.view.parties.items()):
            self._participant(key, party.name)
        argued = arguments(ledger, outlet)
        tell_of_records(ledger, argued, SAYS, outlet)
        held = statements(ledger, frozenset(key for one in argued for key in (one.a, one.b)))
        for one in held:
            self._statement(one)
        undercut = {one.b for one in argued if one.role is Role.UNDERCUT}
        for one in held:
            if one.claim.key in undercut:
                premise = self._node("I", _name("premise", one.claim.key), f"{one.names} says: {one.text}")
                scheme = self._node("RA", _name("assertion", one.claim.key), "Position to Know")
                self._edges(premise, scheme, _name("I", one.claim.key))
            if "computed" in one.tags:
                scheme = self._node("RA", _name("computed", one.claim.key), "computed: it follows by arithmetic")
                self._edges(_name("I", one.claim.computed_from or ""), scheme, _name("I", one.claim.key))
        for argument in argued:
            self._argument(argument)

    def _statement(self, one: Statement) -> None:
        key, claim = one.claim.key, one.claim
        self._node("I", _name(key), one.text)
        if "computed" in one.tags:
            return
        sources = ", ".join(dict.fromkeys(self.view.source_name(place.source) for place in claim.appearances))
        if not one.by and (sources or claim.asserted is not None):
            self.outlet.leave(key, "nobody is named who said it, and so where and when has no place in the map")
        for party, name in one.by:
            saying = _name(key, "by", party)
            said = self._locution(saying, f"{name}: {one.text}", party, name)
            if claim.asserted is not None:
                said["timestamp"] = claim.asserted.edtf
            if sources:
                said["source"] = sources
            self._anchor("Asserting", saying, _name("I", key))

    def _argument(self, argument: Argument) -> None:
        link = argument.link
        type_ = "RA" if argument.role is Role.SUPPORT else "CA"
        reason = " ".join(argument.reason.split())
        told = ": ".join(text for text in (argument.relation, reason) if text)
        if link is None:
            node = self._node(type_, _name("computed", argument.a, argument.relation, argument.b), f"computed: {told}")
        else:
            node = self._node(type_, _name(link.key), told)
        target = _name("RA", "assertion", argument.b) if argument.role is Role.UNDERCUT else _name("I", argument.b)
        self._edges(_name("I", argument.a), node, target)
        if link is not None and link.by is not None:
            by = self.view.party_name(link.by)
            self._locution(_name(link.key), f"{by}: {told}", link.by, by)
            self._anchor("Arguing" if type_ == "RA" else "Disagreeing", _name(link.key), node)

    def _node(self, type_: str, name: str, text: str) -> str:
        self.outlet.wrote()
        self.nodes.append({"nodeID": f"{type_} {name}", "text": text, "type": type_})
        return f"{type_} {name}"

    def _locution(self, name: str, text: str, party: str, called: str) -> dict[str, str]:
        self._participant(party, called)
        row = {"nodeID": self._node("L", name, text), "personID": party}
        self.locutions.append(row)
        return row

    def _anchor(self, text: str, name: str, target: str) -> None:
        self._edges(f"L {name}", self._node("YA", name, text), target)

    def _edges(self, *nodes: str) -> None:
        for one, other in pairwise(nodes):
            self.edges.append({"edgeID": str(len(self.edges) + 1), "fromID": one, "toID": other})

    def _participant(self, key: str, name: str) -> None:
        self.participants.setdefault(key, {"participantID": key, "firstname": name, "surname": ""})
