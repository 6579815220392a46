"""Figures held against rows that others published, how fast they are read, and how the time grows with the text."""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any, Final

from attrs import frozen

from claimcheck.quantity import Quantity
from claimcheck.reading.figures import find_quantities, parse_quantity
from claimcheck.units import is_currency

__all__ = ["FigureMiss", "FigureScore", "Growth", "Speed", "growth_figures", "score_figures", "speed_figures"]

Ends = tuple[float | None, float | None]

_AIMS: Final = {"number+range": 0.92, "all": 0.85}
_RELATIVE: Final = 1e-9

# What each model of the published rows marks; it leaves out the other figures of the same text.
_COINS: Final = frozenset({"cent", "penny"})
_TIMES: Final = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})

_PHRASES: Final = (
    "more than 40 warplanes",
    "52 of 80 drones",
    "1.2 million",
    "$94.9bn",
    "two-thirds of voters",
    "at least 13",
    "about 40",
    "three hundred and five",
    "between 20 and 30",
    "no casualties",
    "34 percent of voters",
    "dozens of cars",
    "162 Ukrainian drones",
    "three killed and nineteen injured",
)

_PIECES: Final = (
    "Kyiv said 52 of 80 drones were shot down over eight regions; at least 13 people died. ",
    "1,",
    "1/",
    "1 ",
    "1-",
    "1^",
    "1.",
    "1 . ",
    "1 , 000",
    "and ",
    "hundred ",
    "one hundred and ",
    "million, two hundred ",
    "twenty ",
    "of 5 ",
    "1 of ",
    "-",
    "$",
    "$1 ",
    "more than ",
    "a ",
    "a half ",
    "half a ",
    "between 1 and ",
    "from 1 to ",
    "rose from 5 to ",
    "5 killed and ",
    "drone ",
    "5 drone ",
    "\u00a0",
    "7",
    "((((5)",
    "1(",
    "five пять ٥ ",
    "e\u0301",
    "5\u0301",
    "point one ",
    "sub-",
    "no more than 5 or ",
    "in ",
    "1 in ",
    "'",
    "a'",
    "A B 5 ",
    "5 a-b/c",
    "US$",
    "T-",
    "2^",
    "1 million, two hundred ",
    "the two ",
    "1 or 2 or ",
    "more than 1 and less than ",
    "no one was ",
    "thousands of ",
    "over 5 big ",
    "\ud800",
    "[5 (",
)


@frozen
class FigureMiss:
    """A row that was read otherwise than its makers say: the ends expected (None: no figure), and the ends read."""

    kind: str
    text: str
    expected: Ends | None
    read: tuple[Ends, ...]


@frozen
class FigureScore:
    """How many rows of one kind have exactly the published set of (low, high); *aim* is the share asked for."""

    what: str
    right: int
    rows: int
    aim: float | None = None
    misses: tuple[FigureMiss, ...] = ()

    @property
    def share(self) -> float:
        """The share of rows that are right."""
        return self.right / self.rows if self.rows else 0.0


@frozen
class Speed:
    """How many texts a second one core reads."""

    what: str
    texts_a_second: float
    aim: float = 20_000


@frozen
class Growth:
    """The median time of one text against that of half of it, the median over five doublings."""

    piece: str
    ratio: float
    most: float = 2.6


def score_figures(folder: Path) -> tuple[FigureScore, ...]:
    """Return the scores by kind, of the kinds number and range together, and of all rows of quantity_parse.jsonl.

    A row is right where the set of (low, high) that is found equals the published one, and no figure where none is
    published. The rows of currencies, dimensions and ages mark figures of that sort only, whatever else the text
    counts; the line "all, of the sort marked" leaves the other figures of those texts aside, and "all, among others"
    asks only that the one published figure of a text is among those found.
    """
    lines = (folder / "quantity_parse.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    kinds = sorted({row["kind"] for row in rows})
    scores = [_score(kind, [row for row in rows if row["kind"] == kind]) for kind in kinds]
    scores.append(_score("number+range", [row for row in rows if row["kind"] in {"number", "range"}]))
    scores.append(_score("all", rows))
    return (
        *scores,
        _score("all, of the sort marked", rows, marked_only=True),
        _score("all, among others", rows, among_others=True),
    )


def speed_figures(folder: Path | None = None, runs: int = 5) -> tuple[Speed, ...]:
    """Return how many short phrases a second are read, and with *folder* its texts of at most 60 characters."""
    texts = {"short phrases": list(_PHRASES)}
    if folder is not None:
        lines = (folder / "quantity_parse.jsonl").read_text(encoding="utf-8").splitlines()
        published = [json.loads(line)["text"] for line in lines]
        texts["published, <= 60 characters"] = [text for text in published if len(text) <= 60]
    return tuple(
        Speed(f"{run.__name__}, {name}", _speed(run, chosen, runs))
        for name, chosen in texts.items()
        for run in (parse_quantity, find_quantities)
    )


def growth_figures(pieces: Iterable[str] = _PIECES, characters: int = 4_000, runs: int = 5) -> tuple[Growth, ...]:
    """Return how the time grows as a text of each piece repeated doubles five times."""
    return tuple(Growth(piece, _growth(piece, characters, runs)) for piece in pieces)


def _score(
    what: str, rows: Sequence[dict[str, Any]], *, marked_only: bool = False, among_others: bool = False
) -> FigureScore:
    misses = []
    for row in rows:
        found = [mention.quantity for mention in find_quantities(row["text"])]
        if marked_only:
            found = [figure for figure in found if _is_marked(figure, row["kind"])]
        read = tuple(dict.fromkeys((_real(figure.low), _real(figure.high)) for figure in found))
        marked = row["expected"]
        expected = None if marked is None else (_real(marked["low"]), _real(marked["high"]))
        if expected is None:
            right = not read
        elif among_others:
            right = any(_same(ends, expected) for ends in read)
        else:
            right = len(read) == 1 and _same(read[0], expected)
        if not right:
            misses.append(FigureMiss(row["kind"], row["text"], expected, read))
    return FigureScore(what, len(rows) - len(misses), len(rows), _AIMS.get(what), tuple(misses))


def _is_marked(figure: Quantity, kind: str) -> bool:
    if kind == "currency":
        return is_currency(figure.unit) or figure.unit in _COINS
    if kind == "age":
        return figure.unit in _TIMES
    if kind == "dimension":
        return not (is_currency(figure.unit) or figure.unit in _TIMES | {None, "percent", "share"})
    return True


def _real(number: Fraction | float | None) -> float | None:
    return None if number is None else float(number)


def _same(read: Ends, expected: Ends) -> bool:
    return all(_near(one, other) for one, other in zip(read, expected, strict=True))


def _near(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= _RELATIVE * max(abs(one), abs(other))


def _speed(run: Callable[[str], object], texts: Sequence[str], runs: int) -> float:
    times = max(1, 4_000 // len(texts))
    taken = []
    for _ in range(runs):
        began = process_time()
        for _ in range(times):
            for text in texts:
                run(text)
        taken.append(process_time() - began)
    return times * len(texts) / median(taken)


def _growth(piece: str, characters: int, runs: int) -> float:
    times = max(1, characters // len(piece))
    taken = []
    for doubling in range(6):
        text = piece * (times << doubling)
        taken.append(median(_seconds(text) for _ in range(runs)))
    return median(later / earlier for earlier, later in pairwise(taken))


def _seconds(text: str) -> float:
    began = process_time()
    find_quantities(text)
    parse_quantity(text)
    return max(process_time() - began, 1e-6)


def _lines(folder: Path) -> Iterable[str]:
    for score in score_figures(folder):
        aim = "" if score.aim is None else f" (aim {score.aim:.2f})"
        yield f"{score.what:<26} {score.right:>4} of {score.rows:>4}  {score.share:.3f}{aim}"
        if score.what == "all":
            for miss in score.misses:
                yield f"    {miss.kind}: {miss.text[:200]!r}: expected {miss.expected}, read {miss.read}"
    for speed in speed_figures(folder):
        yield f"{speed.what:<50} {speed.texts_a_second:>9,.0f} a second (aim {speed.aim:,.0f})"
    for growth in growth_figures():
        yield f"twice {growth.piece!r:.40} takes {growth.ratio:.2f} (at most {growth.most})"


if __name__ == "__main__":
    sys.stdout.write("\n".join(_lines(Path(sys.argv[1]))) + "\n")
