"""On how many origins a claim rests: three numbers, the ways themselves, and what a claim cannot do without."""

from collections.abc import Sequence
from typing import Final

from attrs import field, frozen

from claimcheck.comparing.axes import Standing
from claimcheck.listed import brief
from claimcheck.markup import html_table, several
from claimcheck.model import Claim
from claimcheck.support.grounds import Grounds
from claimcheck.support.network import Network, Node, NodeKind
from claimcheck.support.telling import gap_words, listed, names_of, whole_words
from claimcheck.view import View

__all__ = ["NO_LONGER_CURRENT", "Independence", "Path", "Step", "measure", "reach_of"]


@frozen(kw_only=True)
class Step:
    """One step of a way: a party, a source or a claim, by its key and its name."""

    kind: str
    key: str
    name: str

    def __str__(self) -> str:
        return self.name


@frozen(kw_only=True)
class Path:
    """A way from a control group through documents to a claim."""

    steps: tuple[Step, ...]

    @property
    def origin(self) -> str:
        """The key of the control group with which the way begins."""
        return self.steps[0].key

    @property
    def sources(self) -> tuple[str, ...]:
        """The keys of the documents on the way, from the origin to the claim."""
        return tuple(step.key for step in self.steps if step.kind == "source")

    @property
    def claim(self) -> str:
        """The key of the claim at which the way ends."""
        return self.steps[-1].key

    def __str__(self) -> str:
        return " -> ".join(step.name for step in self.steps)


@frozen(kw_only=True)
class Independence:
    """How many stand behind a claim, and what it hangs on.

    ``named`` control groups say so or more; ``independent`` of them could be wrong separately: that many ways share no
    group, act or document, and no more do (a lower bound on the origins there are, since unknown relations are read
    the safe way); ``reach`` outlets carry it. ``reason`` says it in a sentence, with what lies between the numbers.

    ``paths`` are as many separate ways as there are independent origins. ``single_points`` are the keys of the sources
    on every way (the strict dominators of the claim), ``fewest`` those of a smallest set of sources without which
    nothing is left to stand on, None where it stands in no source at all. ``circular`` are sources in which it stands
    that cite only one another.
    """

    named: int
    independent: int
    reach: int
    reason: str
    origins: tuple[str, ...] = ()
    paths: tuple[Path, ...] = field(default=(), repr=False)
    single_points: tuple[str, ...] = ()
    fewest: tuple[str, ...] | None = None
    circular: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        rows: list[tuple[str, object]] = [
            ("named", self.named),
            ("independent", self.independent),
            ("reach", self.reach),
            ("why", self.reason),
            ("ways", several(self.paths)),
            ("on every way", several(map(self._name, self.single_points))),
            ("circular", several(self.circular)),
        ]
        return html_table(None, [row for row in rows if row[1] != ()], caption="Independence")

    def _name(self, source: str) -> str:
        return next((step.name for path in self.paths for step in path.steps if step.key == source), source)

    def __str__(self) -> str:
        return self.reason

    def __repr__(self) -> str:
        return brief(self)


NO_LONGER_CURRENT: Final = Independence(
    named=0, independent=0, reach=0, reason="nothing that counts, since it is no longer current", fewest=()
)
"""What a claim rests on that was retracted, superseded or left without a source."""


def measure(standings: Sequence[Standing], grounds: Grounds) -> Independence:
    """Return on how many origins some claims rest together.

    The claims are those that say one thing or more. Independent origins are counted as the most ways that share no
    node (the vertex connectivity from origins to claims, by Menger's theorem).

    Args:
        standings: The claims.
        grounds: What the ledger knows of documents and acts.
    """
    network = Network(standings, grounds)
    reach = reach_of([standing.claim for standing in standings], grounds.view)
    circular = tuple(
        sorted({one.source for each in standings for one in each.claim.appearances if one.source in grounds.closed})
    )
    said = _said(network, circular)
    return Independence(
        named=len(network.named),
        independent=network.independent,
        reach=reach,
        reason=f"{said}, carried by {reach} outlet{'' if reach == 1 else 's'}",
        origins=network.named,
        paths=tuple(_path(network, places) for places in network.disjoint.paths),
        single_points=network.single_points,
        fewest=network.fewest,
        circular=circular,
    )


def reach_of(claims: Sequence[Claim], view: View) -> int:
    """Return how many outlets carry the claims: their publishers' control groups, else the sources themselves."""
    outlets = set()
    for claim in claims:
        for appearance in view.standing_appearances(claim):
            source = view.sources.get(appearance.source)
            if source is None or source.publisher is None:
                outlets.add(appearance.source)
            else:
                outlets.add(view.control_group(source.publisher, source.published))
    return len(outlets)


def _said(network: Network, circular: tuple[str, ...]) -> str:
    view, named, independent = network.grounds.view, network.named, network.independent
    names = names_of(named, view)
    if not named:
        if circular:
            cited = listed([view.source_name(source) for source in circular])
            return f"no origin: {cited} cite one another and nothing else, which is circular"
        return "no declared origin" if not network.is_lost else "no origin left: what it draws on was taken back"
    if independent == len(named):
        unsure = ", which may only pass on what others say" if network.passes_on else ""
        plural = "" if independent == 1 else "s"
        return f"{independent} origin{plural} ({', '.join(names)}){unsure}{whole_words(network)}"
    gap = gap_words(network)
    return f"{len(named)} origins named ({listed(names)}), {gap}; {independent} independent{whole_words(network)}"


def _path(network: Network, places: tuple[int, ...]) -> Path:
    nodes = [network.nodes[place] for place in places]
    kinds = {NodeKind.GROUP: "party", NodeKind.DOCUMENT: "source", NodeKind.CLAIM: "claim"}
    return Path(
        steps=tuple(_step(network.grounds.view, node, kinds[node.kind]) for node in nodes if node.kind in kinds)
    )


def _step(view: View, node: Node, kind: str) -> Step:
    key = str(node.key)
    names = {"party": view.group_name, "source": view.source_name, "claim": view.claim_name}
    return Step(kind=kind, key=key, name=names[kind](key))
