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

from claimcheck.comparing.statements import compare_statements
from claimcheck.reading.speech.drafts import extract
from tests.benchmarks.peers import missing_peers, score_peers
from tests.benchmarks.reading_attributions import score_attributions
from tests.benchmarks.reading_figures import growth_figures, score_figures, speed_figures
from tests.benchmarks.reading_statements import score_statements
from tests.benchmarks.reading_times import growth_times, score_times
from tests.benchmarks.timing import growth_of

__all__ = ["Line", "main"]


_PIECES: Final = (
    "Kyiv said on Monday that 52 of 80 drones were shot down; Moscow denied it. ",
    "he said ",
    "said, ",
    '"',
    "“a ",
    "according to ",
    "X, who said ",
    "and A ",
    "Mr. ",
    "not ",
    "that ",
    "((",
    "5 killed, ",
    "word ",
    "A",
    ".",
    "on 2 May 2020 ",
)


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


def _times(folder: Path) -> Iterator[Line]:
    least = {"edtf": 0.97, "all": 0.75}
    for name, score in score_times(folder).items():
        rows = f"{score.right}/{score.total}"
        yield Line(f"times, {name}", score.share, rows, least.get(name), misses=score.misses)


def _attributions(folder: Path) -> Iterator[Line]:
    score = score_attributions(folder)
    rows = f"{score.right}/{score.labelled}"
    yield Line("attributions, recall", score.recall, rows, 0.55, misses=score.misses)
    rows = f"{score.right}/{score.right + score.wrong}"
    yield Line("attributions, precision", score.precision, rows, 0.9, misses=score.excess)
    rows = f"{score.strict_right}/{score.strict_right + score.strict_wrong}"
    yield Line("attributions, all but the labelled one counted as wrong", score.strict_precision, rows)


def _speed(folder: Path) -> Iterator[Line]:
    for speed in speed_figures(folder):
        yield Line(f"{speed.what}, a second", speed.texts_a_second, least=speed.aim)
    growths = {
        "figures": [(one.piece, one.ratio) for one in growth_figures()],
        "times": list(growth_times().items()),
        "statements": list(growth_of(_compare_with_itself, _PIECES, 500, 3).items()),
        "attributions": list(growth_of(extract, _PIECES, 2_000, 3).items()),
    }
    for what, ratios in growths.items():
        piece, worst = max(ratios, key=lambda one: one[1])
        shown = f"{piece!r:.24}"
        yield Line(f"{what}, a text twice as long, the worst of {len(ratios)}: {shown}", worst, most=2.6)


def _compare_with_itself(text: str) -> None:
    compare_statements(f"{text} 5 died", text)


TABLES: Final[dict[str, Callable[[Path], Iterator[Line]]]] = {
    "figures": _figures,
    "statements": _statements,
    "times": _times,
    "attributions": _attributions,
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
