"""Whether fusion knows how sure it is: `python -m tests.benchmarks.fusion_coverage [--days COUNT]`.

On made-up worlds, whose voices are independent, find some topics hard together, or copy each other, and on the data of
CLAIMCHECK_DATA: how well the probabilities of the default are calibrated (made-up worlds here, data in
`tests.benchmarks.fusion`), how often the 95 % interval of a party's reliability holds its accuracy, and how often the
estimate of `gtm` lies within 1.96 deviations of the truth. The accuracy of a made-up independent voice is the one it
was made with. Any other is the share of a party's claims that are right, of those that another voice tests and whose
truth is known, with one right and one wrong taken for granted as in the interval: a share of 1 lies in none. What is
right has to be exactly the truth, so books are left out: their truth is written otherwise.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import NamedTuple

from claimcheck.fusion.fused import Fusion
from claimcheck.fusion.weighing import fuse_said
from tests.benchmarks.fusion import best_of, calibration_error
from tests.benchmarks.timing import Row, table
from tests.fusion_sets import Gold, crowd, days, flight, population, said

__all__ = ["main"]

_CLAIMS = ((1, 9), (10, 29), (30, 99), (100, 10**9))
"""Numbers of tested claims that are told apart."""

Interval = tuple[int, float, float, float]
"""On how many claims of known truth it rests, its ends, and what it should hold."""


class World(NamedTuple):
    """How claims are made up: the least and the most voices that speak of a topic, and between which accuracies."""

    voices: int
    topics: int
    speaking: tuple[int, int]
    values: int = 11
    are_words: bool = False
    accuracies: tuple[float, float] = (0.55, 0.95)
    hard: float = 0.0
    """The share of topics on which all are right for .45 only, and else say the same wrong value."""
    copying: float = 0.0
    """The share of voices that copy another in 7 of 10 claims."""


WORLDS = {
    "few voices, figures": World(8, 30, (2, 6)),
    "hardly any claims, figures": World(3, 10, (3, 3)),
    "many who say little, figures": World(600, 300, (2, 5)),
    "poor voices, figures": World(30, 300, (3, 3), accuracies=(0.3, 0.8)),
    "many topics, figures": World(40, 400, (2, 14)),
    "few voices, yes and no": World(6, 30, (3, 6), 2, are_words=True),
    "few voices, four labels": World(8, 40, (3, 6), 4, are_words=True),
    "many topics, yes and no": World(40, 2000, (3, 3), 2, are_words=True),
    "many topics, four labels": World(40, 400, (5, 5), 4, are_words=True),
    "poor voices, yes and no": World(50, 500, (10, 10), 2, are_words=True, accuracies=(0.5, 0.8)),
    "hard topics, figures": World(40, 400, (8, 8), hard=0.3),
    "hard topics, four labels": World(40, 400, (8, 8), 4, are_words=True, hard=0.3),
    "copies, figures": World(20, 200, (8, 8), copying=0.5),
    "copies, four labels": World(20, 400, (6, 6), 4, are_words=True, copying=0.5),
}


def made(world: World, seed: int) -> tuple[Gold, dict[str, float]]:
    """Claims made up, their truth, and the accuracy of each voice."""
    random = Random(seed)
    accuracies = [random.uniform(*world.accuracies) for _ in range(world.voices)]
    copied = [random.randrange(one) if one and random.random() < world.copying else None for one in range(world.voices)]
    rows: list[tuple[str, str, str | int]] = []
    truth: dict[str, str | int] = {}

    def named(value: int) -> str | int:
        return f"label {value}" if world.are_words else value

    for topic in range(world.topics):
        right, *wrong = random.sample(range(world.values), world.values)
        is_hard = random.random() < world.hard
        told: dict[int, int] = {}
        for voice in sorted(random.sample(range(world.voices), random.randint(*world.speaking))):
            original = copied[voice]
            if original in told and random.random() < 0.7:
                told[voice] = told[original]
            elif random.random() < (0.45 if is_hard else accuracies[voice]):
                told[voice] = right
            else:
                told[voice] = wrong[0] if is_hard else random.choice(wrong)
        rows += [(f"voice {voice}", f"topic {topic}", named(value)) for voice, value in told.items()]
        truth[f"topic {topic}"] = named(right)
    return Gold(said(rows), truth), {f"voice {voice}": one for voice, one in enumerate(accuracies)}


def intervals(gold: Gold, fusion: Fusion, accuracies: Mapping[str, float] | None = None) -> list[Interval]:
    """The interval of each party with a tested claim of known truth, and the accuracy that it should hold."""
    voice_of = {one.party: one.group or one.party for one in fusion.reliabilities}
    voices: dict[str, set[str]] = defaultdict(set)
    told: dict[tuple[str, str], object] = {}
    for party, topic, value, _ in gold.said:
        voices[topic].add(voice_of[party])
        told[party, topic] = value if isinstance(value, str) else value.low
    right: dict[str, list[bool]] = defaultdict(list)
    for (party, topic), claimed in told.items():
        if topic in gold.truth and len(voices[topic]) > 1:
            right[party].append(claimed == gold.truth[topic])
    return [
        (
            len(shown),
            one.low,
            one.high,
            (sum(shown) + 1) / (len(shown) + 2) if accuracies is None else accuracies[one.party],
        )
        for one in fusion.reliabilities
        if (shown := right[one.party])
    ]


def covered(name: str, found: Sequence[Interval]) -> list[Row]:
    """How often intervals hold what they should, by the number of claims."""
    rows = []
    for least, most in _CLAIMS:
        of = [low <= accuracy <= high for count, low, high, accuracy in found if least <= count <= most]
        if len(of) >= 10:
            claims = f"{least} or more" if most == _CLAIMS[-1][1] else f"{least} to {most}"
            rows.append(Row(f"{name}: {claims} tested claims", sum(of) / len(of), "held", None, len(of)))
    return rows


def _worlds() -> Iterable[Row]:
    for name, world in WORLDS.items():
        pairs: list[tuple[float, bool]] = []
        found: list[Interval] = []
        for seed in range(max(3, min(40, 4000 // world.topics))):
            gold, accuracies = made(world, seed)
            fusion = fuse_said(gold.said, dependence=False)
            best = best_of(fusion)
            pairs += [(fusion[topic].values[0].share, best[topic] == truth) for topic, truth in gold.truth.items()]
            found += intervals(gold, fusion, None if world.hard or world.copying else accuracies)
        yield Row(f"{name}: expected calibration error", calibration_error(pairs), "", None, len(pairs))
        yield from covered("  95 % of a reliability", found)


def _estimates() -> Iterable[Row]:
    """How often the truth lies within 1.96 deviations of what gtm estimates."""
    gold = crowd("emotion")
    random = Random(0)
    spread = [random.uniform(2, 20) for _ in range(30)]
    truth = {f"topic {topic}": random.randint(0, 1000) for topic in range(500)}
    rows = [
        (f"voice {voice}", topic, round(random.gauss(right, spread[voice])))
        for topic, right in truth.items()
        for voice in random.sample(range(30), 8)
    ]
    for name, one in (("emotion", gold), ("made-up measurements", Gold(said(rows), dict(truth)))):
        fusion = fuse_said(one.said, method="gtm", dependence=False)
        held = []
        for topic, right in one.truth.items():
            estimate, deviation = fusion[topic].estimate, fusion[topic].deviation
            if estimate is not None and deviation is not None:
                held.append(abs(estimate - float(right)) <= 1.96 * deviation)
        yield Row(f"gtm on {name}: truth within 1.96 deviations", sum(held) / len(held), "held", None, len(held))


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.fusion_coverage", description=__doc__)
    parser.add_argument("--days", type=int, default=3, help="days of flights")
    asked = parser.parse_args()
    rows = list(_worlds())
    sets = {name: [crowd(name)] for name in ("product", "dog")}
    sets |= {"population": [population()], "flight": [flight(day) for day in days()[: asked.days]]}
    for name, several in sets.items():
        rows += covered(name, [one for gold in several for one in intervals(gold, fuse_said(gold.said))])
    rows += _estimates()
    sys.stdout.write(f"{table(rows)}\n")


if __name__ == "__main__":
    main()
