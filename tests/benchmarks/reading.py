"""Print how reading does on rows that others published: ``python -m tests.benchmarks.reading [--misses WHAT]``.

The folder of rows is named by CLAIMCHECK_DATA. Beside our figures stand those of quantulum3 and recognizers-text on
the same rows in the same run, where they are installed.
"""

import os
import platform
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from attrs import frozen

from tests.benchmarks.peers import missing_peers, score_peers
from tests.benchmarks.reading_figures import growth_figures, score_figures, speed_figures
from tests.benchmarks.reading_statements import score_statements

__all__ = ["Line", "main"]


@frozen
class Line:
    """One line of the table; *least* or *most* is what is to be reached or not to be passed."""

    what: str
    figure: float
    rows: str = ""
    least: float | None = None
    most: float | None = None
    misses: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        """Whether what is asked for is reached."""
        if self.least is not None:
            return f">= {self.least:g}: {'reached' if self.figure >= self.least else 'MISSED'}"
        if self.most is not None:
            return f"<= {self.most:g}: {'reached' if self.figure <= self.most else 'MISSED'}"
        return ""


def _figures(folder: Path) -> Iterator[Line]:
    for score in score_figures(folder):
        misses = tuple(f"{miss.text!r}: expected {miss.expected}, read {miss.read}" for miss in score.misses)
        yield Line(f"figures, {score.what}", score.share, f"{score.right}/{score.rows}", score.aim, misses=misses)
    for peer in score_peers(folder):
        yield Line(f"  {peer.name}, number+range", peer.number_range)
        yield Line(f"  {peer.name}, all", peer.all)
        yield Line(f"  {peer.name}, texts a second", peer.texts_a_second)
    for name in missing_peers():
        sys.stderr.write(f"{name} is not installed and not measured\n")


def _statements(folder: Path) -> Iterator[Line]:
    for score in score_statements(folder):
        misses = tuple(f"{one.label}, said {one.reason}\n      {one.a}\n      {one.b}" for one in score.misses)
        rows = f"{score.rows - len(score.misses)}/{score.rows}"
        yield Line(f"pairs, {score.tier}", score.share, rows, score.aim, misses=misses)
        most = 0.02 if score.tier == "open-news" else None
        yield Line(f"  {score.tier}, called a conflict", score.called_conflict, most=most)


def _speed(folder: Path) -> Iterator[Line]:
    for speed in speed_figures(folder):
        yield Line(f"{speed.what}, a second", speed.texts_a_second, least=speed.aim)
    growths = growth_figures()
    worst = max(growths, key=lambda one: one.ratio)
    piece = f"{worst.piece!r:.30}"
    yield Line(f"figures, a text twice as long (of {len(growths)}, the worst: {piece})", worst.ratio, most=worst.most)


TABLES: Final[dict[str, Callable[[Path], Iterator[Line]]]] = {
    "figures": _figures,
    "statements": _statements,
    "speed": _speed,
}


def main() -> int:
    """Print the tables asked for, and with ``--misses`` the rows that are not told right."""
    parser = ArgumentParser(prog="python -m tests.benchmarks.reading", description=main.__doc__)
    parser.add_argument("--only", action="append", choices=sorted(TABLES), help="print this table; may be repeated")
    parser.add_argument("--misses", action="append", default=[], metavar="WHAT", help="list the misses of this line")
    asked = parser.parse_args()
    named = os.environ.get("CLAIMCHECK_DATA")
    if not named or not Path(named).is_dir():
        sys.stderr.write("set CLAIMCHECK_DATA to the folder that holds quantity_parse.jsonl and its neighbours\n")
        return 2
    sys.stdout.write(f"Python {platform.python_version()}, {platform.machine()}; times are processor time, medians\n")
    for name, table in TABLES.items():
        if asked.only and name not in asked.only:
            continue
        sys.stderr.write(f"{name} ...\n")
        for line in table(Path(named)):
            shown = f"{line.figure:,.0f}" if line.figure >= 1000 else f"{line.figure:.3f}"
            sys.stdout.write(f"{line.what:<64} {shown:>9} {line.rows:>9}  {line.verdict}".rstrip() + "\n")
            if any(asked_for in line.what for asked_for in asked.misses):
                sys.stdout.write("".join(f"    {miss}\n" for miss in line.misses))
    return 0


if __name__ == "__main__":
    sys.exit(main())
