"""What is measured. Each benchmark yields rows; its name is what ``--only`` takes."""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from claimcheck.comparing.values import Range
from claimcheck.findings.positions import sweep
from claimcheck.formats import read
from claimcheck.ledger import Ledger
from claimcheck.model import Claim
from claimcheck.quantity import Quantity
from claimcheck.reporting import report
from tests.benchmarks.made import CLAIMS_A_TOPIC, Told, background, busy, claims, raids, relayed, tell
from tests.benchmarks.timing import Row, bytes_held, seconds, subprocess_seconds

__all__ = ["BENCHMARKS", "QUICK", "Scale", "warm_up"]

_ISTANBUL: Final = Path(__file__).parents[2] / "fixtures" / "istanbul" / "case.yaml"
_EVENTS_FOR: Final = CLAIMS_A_TOPIC * 4  # claims an event


class Scale(NamedTuple):
    """How large and how often: the sizes from small to large, and the runs of what is quick and of what is slow."""

    sizes: tuple[int, int, int] = (1_000, 10_000, 100_000)
    runs: int = 5
    slow_runs: int = 3
    imports: int = 15

    @property
    def largest(self) -> int:
        """The size at which single figures are taken."""
        return self.sizes[-1]


QUICK: Final = Scale((300, 1_000, 3_000), 3, 1, 5)


def _ready(count: int, *, crowded: bool = False) -> Ledger:
    """A ledger with parties, sources and events, and no claim yet."""
    ledger = Ledger()
    ledger.add(*background(count // _EVENTS_FOR + 1, crowded=crowded))
    return ledger


def _filled(records: list[Claim], *, crowded: bool = False) -> Ledger:
    ledger = _ready(len(records), crowded=crowded)
    ledger.add(*records)
    return ledger


def _tell_all(ledger: Ledger, told: list[Told]) -> None:
    for one in told:
        tell(ledger, one)


def _one_by_one(count: int, runs: int) -> float:
    told = list(raids(count))
    return seconds(lambda ledger: _tell_all(ledger, told), lambda: _ready(count), runs)


def _in_bulk(count: int, runs: int) -> float:
    records = claims(raids(count))
    return seconds(lambda ledger: ledger.add(*records), lambda: _ready(count), runs)


def _findings(count: int, runs: int, *, crowded: bool = False) -> float:
    records = claims(raids(count))
    return seconds(Ledger.findings, lambda: _filled(records, crowded=crowded), runs)


def warm_up() -> None:
    """Load what is loaded at first use, the vocabulary above all, so that no benchmark pays for it."""
    _filled(claims(raids(_EVENTS_FOR))).findings()


def adding(scale: Scale) -> Iterator[Row]:
    """How many claims a second go into a ledger in memory."""
    count, runs = scale.largest, scale.slow_runs
    yield Row(f"{count:,} claims told one by one", count / _one_by_one(count, runs), "claims/s", runs=runs)
    yield Row(f"{count:,} made records in bulk", count / _in_bulk(count, runs), "claims/s", runs=runs)


def making(scale: Scale) -> Iterator[Row]:
    """How many records a second are made from figures and times that have been read."""
    told = list(raids(scale.largest))
    claims(iter(told))  # reads each figure and each time once
    taken = seconds(lambda one: claims(iter(one)), lambda: told, scale.slow_runs)
    yield Row(f"{len(told):,} records of claims made", len(told) / taken, "claims/s", runs=scale.slow_runs)


def findings(scale: Scale) -> Iterator[Row]:
    """Findings over many topics, spread over the days, and all on one day."""
    count, runs = scale.largest, scale.slow_runs
    ledger = _filled(claims(raids(count)))
    stated = len({(claim.event, claim.measure) for claim in ledger.claims})
    contested = len(ledger.contested())
    yield Row(f"topics of {count:,} claims, without computed ones", stated, "topics")
    yield Row("topics contested among them", 100 * contested / stated, "%")
    del ledger
    yield Row(f"findings() over {count:,} claims", _findings(count, runs), "s", runs=runs)
    yield Row("findings(), every event on one day", _findings(count, runs, crowded=True), "s", runs=runs)


def growth(scale: Scale) -> Iterator[Row]:
    """Time per claim as the ledger grows tenfold and a hundredfold."""
    for what, measure in (("told one by one", _one_by_one), ("in bulk", _in_bulk), ("findings()", _findings)):
        taken = [
            measure(count, scale.slow_runs if count == scale.largest else scale.runs) / count for count in scale.sizes
        ]
        for count, each in zip(scale.sizes, taken, strict=True):
            yield Row(f"{what}, {count:,} claims", 1e6 * each, "us/claim", runs=scale.runs)
        for count, each in list(zip(scale.sizes, taken, strict=True))[1:]:
            yield Row(f"{what}, {scale.sizes[0]:,} -> {count:,}", each / taken[0], "x per claim", 1.4, scale.runs)


def one_topic(scale: Scale) -> Iterator[Row]:
    """One topic with very many claims, each of them a range."""
    records = claims(busy(scale.largest))
    ranges = [Range(claim.value.low, claim.value.high) for claim in records if isinstance(claim.value, Quantity)]
    taken = seconds(sweep, lambda: ranges, scale.runs)
    yield Row(f"sweep of {len(ranges):,} ranges", taken, "s", 1.0, scale.runs)
    ledger = _filled(records)
    taken = seconds(Ledger.findings, lambda: _filled(records), 1)
    yield Row(f"findings() of one topic of {len(records):,} claims", taken, "s")
    (topic,) = ledger.topics
    taken = seconds(lambda one: one.positions(topic), lambda: ledger, scale.runs)
    found = ledger.positions(topic)
    yield Row(f"positions() of it, {len(found):,} in number", taken, "s", 1.0, scale.runs)
    taken = seconds(lambda some: [one.claims for one in some], lambda: found[:100], scale.runs)
    yield Row("the claims of one of these positions", 1000 * taken / len(found[:100]), "ms", runs=scale.runs)


def few_figures(scale: Scale) -> Iterator[Row]:
    """One topic in which very many claims repeat three figures, as relays do: nothing may grow with pairs."""
    taken = []
    for count in scale.sizes[:2]:
        records = claims(relayed(count))
        took = seconds(Ledger.findings, lambda records=records: _filled(records), scale.slow_runs)  # type: ignore[misc]
        taken.append(took / count)
        yield Row(f"findings() of {count:,} claims with three figures", took, "s", runs=scale.slow_runs)
    smallest, larger = scale.sizes[:2]
    yield Row(f"  {smallest:,} -> {larger:,}", taken[1] / taken[0], "x per claim", 1.4, scale.slow_runs)


def memory(scale: Scale) -> Iterator[Row]:
    """Bytes that a claim takes in a ledger, its words among them, without the graph."""
    for count in scale.sizes[1:]:
        told = list(raids(count))

        def fill(told: list[Told] = told, ledger: Ledger | None = None) -> Ledger:
            ledger = _ready(len(told)) if ledger is None else ledger
            _tell_all(ledger, told)
            return ledger

        empty = bytes_held(lambda count=count: _ready(count))  # type: ignore[misc]
        held = (bytes_held(fill) - empty) / count
        yield Row(f"a claim told one by one, of {count:,}", held, "bytes", 1024)


def importing(scale: Scale) -> Iterator[Row]:
    """What an import costs beyond the interpreter."""
    nothing = subprocess_seconds("pass", scale.imports)
    yield Row("python -c pass", 1000 * nothing, "ms", runs=scale.imports)
    for code in ("import claimcheck", "from claimcheck import Ledger"):
        taken = subprocess_seconds(code, scale.imports)
        yield Row(f"{code}, beyond that", 1000 * (taken - nothing), "ms", 80, scale.imports)


def istanbul(scale: Scale) -> Iterator[Row]:
    """The Istanbul case, from the case file to the report."""
    taken = seconds(read, lambda: _ISTANBUL, scale.runs)
    yield Row("read the Istanbul case", 1000 * taken, "ms", runs=scale.runs)
    taken = seconds(Ledger.findings, lambda: read(_ISTANBUL), scale.runs)
    yield Row("its findings()", 1000 * taken, "ms", runs=scale.runs)
    with TemporaryDirectory() as folder:
        for suffix in ("md", "html", "json"):
            target = Path(folder) / f"istanbul.{suffix}"
            taken = seconds(lambda path, target=target: report(read(path), target), lambda: _ISTANBUL, scale.runs)  # type: ignore[misc]
            yield Row(f"case file to report.{suffix}", 1000 * taken, "ms", runs=scale.runs)


BENCHMARKS: Final[dict[str, Callable[[Scale], Iterator[Row]]]] = {
    "adding": adding,
    "making": making,
    "findings": findings,
    "growth": growth,
    "one-topic": one_topic,
    "few-figures": few_figures,
    "memory": memory,
    "import": importing,
    "istanbul": istanbul,
}
