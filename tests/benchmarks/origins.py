"""How long origins take to count: `python -m tests.benchmarks.origins` prints times, their growth, and networkx's.

Made ledgers in the shape of news: wires and statements at the head, reprints below them layer by layer, digests that
draw on several. The same numbers give the same ledgers on every machine.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from random import Random
from typing import Final

import networkx as nx

from claimcheck.comparing.axes import Standing
from claimcheck.findings.origins import count_origins
from claimcheck.findings.topics import gather
from claimcheck.ledger import Ledger
from claimcheck.model import Appearance, Claim, Derivation, Event, Party, Proposition, Record, Source
from claimcheck.reading.figures import parse_quantity
from claimcheck.support.grounds import Grounds
from claimcheck.support.network import Network
from claimcheck.support.ways import Ways
from claimcheck.times import time_span
from claimcheck.view import View
from tests.benchmarks.timing import Row, seconds, table

__all__ = ["main"]

_DAY: Final = time_span("2025-06-02")
_FEW: Final = 10
_KINDS: Final = (None, "agency", "outlet", "outlet", "outlet")


def _parties(count: int) -> list[Record]:
    return [Party(key=f"p{at}", name=f"Party {at}", kind=_KINDS[at % len(_KINDS)]) for at in range(count)]


def _sources(count: int, parties: int, chance: Random, *, of: str = "s", heads: int | None = None) -> list[Record]:
    """Documents of which the first, by default a twentieth, are heads, and each other draws on one to three before."""
    heads = heads or max(1, count // 20)
    found: list[Record] = []
    for at in range(count):
        drawn = 0 if at < heads else chance.choice((1, 1, 2, 3))
        origins = sorted({chance.randrange(max(heads, at // 2)) for _ in range(drawn)} - {at})
        found.append(
            Source(
                key=f"{of}{at}",
                publisher=f"p{chance.randrange(parties)}",
                derives_from=[Derivation(source=f"{of}{origin}") for origin in origins],
            )
        )
    return found


def _claim(key: str, event: str, value: str, by: int, sources: list[str], basis: str | None) -> Claim:
    proposition = Proposition(event=event, measure="killed", value=parse_quantity(value))
    appearances = [Appearance(source=source) for source in sources]
    return Claim(key=key, claimants=[f"p{by}"], basis=basis, proposition=proposition, appearances=appearances)


def one_topic(sources: int, *, heads: int | None = None) -> Ledger:
    """One topic: as many claims as sources, each in two of them, so that there are about five edges a source.

    With few *heads* there are few origins, however many claims.
    """
    chance = Random(20250602)
    parties = max(10, sources // 4)
    ledger = Ledger()
    event = Event(key="e", occurred=_DAY)
    ledger.add(*_parties(parties), *_sources(sources, parties, chance, heads=heads), event)
    bases = (None, None, "witness", "reported") if heads is None else (None, "reported")
    ledger.add(
        *(
            _claim(
                f"c{at}",
                "e",
                chance.choice(("5", "5", "5", "at least 4", "4-9")),
                chance.randrange(parties),
                [f"s{one}" for one in sorted({chance.randrange(sources), chance.randrange(sources)})],
                chance.choice(bases),
            )
            for at in range(sources)
        )
    )
    return ledger


def many_topics(claims: int) -> Ledger:
    """Topics of ten claims, each about an event of its own, in documents shared by neighbouring topics."""
    chance = Random(20250603)
    parties, sources = max(10, claims // 20), claims
    ledger = Ledger()
    topics = claims // 10
    events = [Event(key=f"e{at}", occurred=_DAY) for at in range(topics)]
    ledger.add(*_parties(parties), *events)
    made: list[Record] = []
    for topic in range(topics):
        made += _sources(sources // topics, parties, chance, of=f"t{topic}-")
    ledger.add(*made)
    told = []
    for at in range(claims):
        topic = at // 10
        held = [f"t{topic}-{chance.randrange(sources // topics)}", f"t{max(0, topic - 1)}-{chance.randrange(10)}"]
        value = chance.choice(("5", "5", "at least 4", "4-9"))
        basis = chance.choice((None, None, "witness", "reported"))
        told.append(_claim(f"c{at}", f"e{topic}", value, chance.randrange(parties), sorted(set(held)), basis))
    ledger.add(*told)
    return ledger


def _edges(ledger: Ledger) -> int:
    """Appearances, derivations, acts and publications: what of the graph is about origins."""
    view = ledger.view
    stated = sum(len(claim.appearances) + len(claim.claimants) for claim in view.claims.values())
    return stated + sum(len(source.derives_from) + 1 for source in view.sources.values())


def _all_counts(view: View) -> int:
    """Count the origins of every claim of every topic; the topics are gathered beforehand."""
    gathered, grounds = gather(view), Grounds(view)
    return sum(
        tally.independent
        for members in gathered.members.values()
        for tally in count_origins(members, Ways(members, grounds), view)
    )


def _widest(ledger: Ledger) -> tuple[tuple[Standing, ...], Grounds]:
    grounds = ledger._analyse().grounds if len(ledger.claims) < 1000 else Grounds(ledger.view)
    ((members),) = gather(ledger.view).members.values()
    return members, grounds


def _ours(held: tuple[tuple[Standing, ...], Grounds]) -> int:
    members, grounds = held
    return Network(members, grounds).independent


def _theirs(held: tuple[tuple[Standing, ...], Grounds]) -> int:
    """The same number by networkx: a smallest set of nodes between start and end of the same network."""
    network = Network(*held)
    graph = nx.DiGraph((one, after) for one, following in enumerate(network.successors) for after in following)
    if 1 not in graph or not network.successors[0]:
        return 0
    return int(nx.node_connectivity(graph, 0, 1))


def _growth(what: str, taken: list[float], sizes: tuple[int, ...]) -> Iterator[Row]:
    for (one, before), (other, after) in pairwise(zip(sizes, taken, strict=True)):
        yield Row(f"  {what}, {one:,} -> {other:,}", after / before, "x")


def _timed(make: Callable[[int], Ledger], sizes: tuple[int, ...], runs: int) -> Iterator[Row]:
    taken = []
    for size in sizes:
        ledger = make(size)
        took = seconds(_all_counts, lambda ledger=ledger: ledger.view, runs)  # type: ignore[misc]
        taken.append(took)
        aim = 10.0 if size == sizes[-1] else None
        yield Row(f"every claim of {size:,} in topics of ten, {_edges(ledger):,} edges", took, "s", aim, runs)
    yield from _growth("growth", taken, sizes)


def rows(largest: int, runs: int) -> Iterator[Row]:
    """Every claim of many topics; one set in one topic; and the same number by networkx."""
    sizes = (largest // 4, largest // 2, largest)
    yield from _timed(many_topics, sizes, runs)
    yield from _one_set(sizes, runs)
    yield from _beside_networkx(sizes, runs)


def _one_set(sizes: tuple[int, ...], runs: int) -> Iterator[Row]:
    """One set of claims with very many origins."""
    taken = []
    for size in sizes:
        ledger = one_topic(size)
        held = _widest(ledger)
        taken.append(seconds(_ours, lambda held=held: held, runs))  # type: ignore[misc]
        what = f"one set of {size:,} claims, {_edges(ledger):,} edges, {_ours(held):,} origins"
        yield Row(what, taken[-1], "s", 3.0 if size == sizes[-1] else None, runs)
    yield from _growth("growth", taken, sizes)


def _beside_networkx(sizes: tuple[int, ...], runs: int) -> Iterator[Row]:
    """One set of claims with few origins, which networkx can count as well."""
    ours, theirs = [], []
    for size in sizes:
        held = _widest(one_topic(size, heads=_FEW))
        if _ours(held) != _theirs(held):
            raise ValueError("networkx counts another number")
        ours.append(seconds(_ours, lambda held=held: held, runs))  # type: ignore[misc]
        theirs.append(seconds(_theirs, lambda held=held: held, runs))  # type: ignore[misc]
        yield Row(
            f"one set, {size:,} sources of which {_FEW} are heads, {_ours(held):,} origins", ours[-1], "s", None, runs
        )
        yield Row(f"  the same by networkx {nx.__version__}", theirs[-1], "s", None, runs)
        yield Row("  networkx / ours", theirs[-1] / ours[-1], "x")
    yield from _growth("ours", ours, sizes)
    yield from _growth("networkx", theirs, sizes)


def main() -> None:
    """Print the table; 20,000 sources unless --sources says otherwise."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=int, default=20_000, help="documents and claims of the largest ledger")
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    sys.stdout.write(f"{table(rows(asked.sources, asked.runs))}\n")


if __name__ == "__main__":
    main()
