"""What `claimcheck check` does with a table: which options name its columns, and what is printed of it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from claimcheck.errors import BadInput, Problem
from claimcheck.findings.finding import ASKED_BY_DEFAULT
from claimcheck.formats.sheets.knowing import holds_claims
from claimcheck.markup import visible
from claimcheck.reporting.json import json_text
from claimcheck.reporting.labels import kind_words, plural
from claimcheck.shell.completing import column_names
from claimcheck.shell.refusing import expect_file
from claimcheck.shell.terminal import MOST, console, shown
from claimcheck.shell.working import working
from claimcheck.tables.checking import check_table
from claimcheck.tables.found import TOLD, Checked, TableFinding, Voice, table_json
from claimcheck.tables.suffixes import SUFFIXES, is_table
from claimcheck.times import ORDERS

__all__ = ["is_case", "print_table_findings", "run_on_table", "table_options", "without_table_options"]

F = TypeVar("F", bound=Callable[..., Any])

_LOUD: Final = frozenset(kind.value for kind in ASKED_BY_DEFAULT)
_QUIET: Final = frozenset({"corroborated", "uncorroborated", "unattributed"})
_FEW: Final = 6
_NARROW: Final = 66
_IN_AN_ORDER: Final = ": in the order "
"""What stands in a problem with a date that could be read if the order of its parts were known."""

_COLUMNS: Final = (
    click.option(
        "--topic",
        multiple=True,
        metavar="COL",
        shell_complete=column_names,
        help="Of a table: what a row is about; may be given again.",
    ),
    click.option(
        "--party",
        metavar="COL",
        shell_complete=column_names,
        help="Of a table: who makes the claim; an empty cell is nobody named.",
    ),
    click.option(
        "--value",
        multiple=True,
        metavar="COL",
        shell_complete=column_names,
        help='Of a table: the figure, as a number or in words ("more than 40"); given twice, its lower and upper end.',
    ),
    click.option(
        "--when",
        multiple=True,
        metavar="COL",
        shell_complete=column_names,
        help="Of a table: the time that the figures are about, a part of the topic; may be given again.",
    ),
    click.option(
        "--where",
        multiple=True,
        metavar="COL",
        shell_complete=column_names,
        help="Of a table: the place that they are about, a part of the topic; may be given again.",
    ),
    click.option(
        "--control-group",
        metavar="COL",
        shell_complete=column_names,
        help="Of a table: who commands the party; parties of one group are one origin and do not contest each other.",
    ),
    click.option(
        "--bound",
        metavar="COL",
        shell_complete=column_names,
        help="Of a table: minimum, maximum, more, less, about or estimate.",
    ),
    click.option("--unit", metavar="COL", shell_complete=column_names, help="Of a table: the unit of the figure."),
    click.option(
        "--basis",
        metavar="COL",
        shell_complete=column_names,
        help="Of a table: how the claimant knows, such as own_count or documented.",
    ),
    click.option(
        "--cutoff",
        metavar="COL",
        shell_complete=column_names,
        help="Of a table: up to when a count that accumulates was known.",
    ),
    click.option(
        "--asserted",
        metavar="COL",
        shell_complete=column_names,
        help="Of a table: when it was asserted, where no cutoff is known.",
    ),
    click.option(
        "--order",
        type=click.Choice(ORDERS, case_sensitive=False),
        help="Of a table: which part stands first in dates such as 02/06/2025, which are not read without it.",
    ),
    click.option("--measure", metavar="WORD", help="Of a table: what all figures measure, such as killed."),
    click.option("--words", is_flag=True, help="Of a table: a value that is no figure is a word, such as guilty."),
    click.option("--exclusive", is_flag=True, help="Of a table: such words exclude each other."),
    click.option("--prefix", default="", metavar="TEXT", help="Of a table: what to put before the names of its flags."),
    click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        help="Of a table: write every row with its flags to this file, which must not exist: .csv, .tsv or .parquet.",
    ),
)


def table_options(command: F) -> F:
    """Give a command the options that say how a table is to be read."""
    for option in reversed(_COLUMNS):
        command = option(command)
    return command


def without_table_options(case: Path, options: Mapping[str, Any]) -> None:
    """Refuse options that say how a table is to be read, where there is none.

    Raises:
        BadInput: One of them is given.

    Examples:
        >>> without_table_options(Path("case.yaml"), {"topic": (), "party": None})
    """
    given = ", ".join(f"--{name.replace('_', '-')}" for name, value in options.items() if value)
    if given and case.is_dir():
        expect_file(case)
    if given:
        known = ", ".join(SUFFIXES)
        raise BadInput([Problem(str(case), f"a case takes no {given}; these are for a table ({known})")])


def is_case(path: Path, options: Mapping[str, Any]) -> bool:
    """Return whether a file is to be read as a case: it is no table, or a sheet of claims read without *options*.

    Examples:
        >>> is_case(Path("case.yaml"), {}), is_case(Path("tolls.csv"), {"topic": ("event",)})
        (True, False)
    """
    if not is_table(path):
        return True
    return not any(options.values()) and path.is_file() and holds_claims(path)


def run_on_table(
    path: Path,
    options: Mapping[str, Any],
    output: Path | None,
    *,
    kinds: Sequence[str],
    as_json: bool,
    everything: bool,
) -> frozenset[str]:
    """Check a table, print what is found, and return the kinds of it."""
    untold = [kind for kind in kinds if kind not in set(TOLD)]
    if untold:
        known = ", ".join(TOLD)
        raise BadInput([Problem("--kind", f"a table tells nothing of the kind {', '.join(untold)}; it tells {known}")])
    expect_file(path)
    with working(f"Reading and comparing {path}"):
        describing = as_json or everything or not _QUIET.isdisjoint(kinds)
        checked = check_table(path, options, output, describing=describing)
    for problem in checked.problems:
        click.echo(visible(problem), err=True)
    if not options["order"] and any(_IN_AN_ORDER in problem.message for problem in checked.problems):
        click.echo(
            "note: where the day stands first in such dates give --order DMY, where the month --order MDY", err=True
        )
    if output is not None:
        click.echo(f"wrote {plural(checked.rows, 'row')} to {visible(output)}", err=True)
    asked = [one for one in checked.findings if not kinds or one.kind.value in kinds]
    if as_json:
        if checked.unread:
            click.echo(f"note: {plural(checked.unread, 'row')} not read, and in no finding", err=True)
        click.echo(json_text(table_json(asked, checked.problems)), nl=False)
    else:
        print_table_findings(checked, asked, everything=everything, chosen=bool(kinds), written=output is not None)
    return frozenset(one.kind.value for one in checked.findings)


def print_table_findings(
    checked: Checked,
    findings: Sequence[TableFinding],
    *,
    everything: bool = False,
    chosen: bool = False,
    written: bool = False,
) -> None:
    """Print what is found of a table, topic by topic, and one sentence with all counts.

    Args:
        checked: The table.
        findings: What to print of it.
        everything: Whether to print all of them.
        chosen: Whether the kinds of *findings* were asked for; else those that only describe are left out.
        written: Whether every row was written to a file.

    Examples:
        >>> print_table_findings(Checked(findings=(), problems=(), rows=2, topics=1, unread=0), ())
        2 rows in 1 topic: nothing contested, nothing inconsistent.
    """
    from rich.table import Table  # noqa: PLC0415 - slow to load, and `--help` goes without
    from rich.text import Text  # noqa: PLC0415 - as above

    shown_ones = [one for one in findings if everything or chosen or one.kind.value not in _QUIET]
    most = len(shown_ones) if everything else MOST
    table = Table(box=None, pad_edge=False, show_edge=False, expand=True, padding=(0, 2, 1, 0))
    terminal = console()
    narrow = terminal.width < _NARROW
    table.add_column("Topic", ratio=3, overflow="fold", min_width=12)
    table.add_column("Who and how much", ratio=4, overflow="fold", min_width=12)
    if not narrow:
        table.add_column("Why", ratio=4, overflow="fold")
        table.add_column("Gap", justify="right", overflow="fold", max_width=14)
    for one in shown_ones[:most]:
        kind = one.kind.value
        topic = Text(shown(one.topic), style="bold")
        topic.append(Text(f"\n{kind.replace('_', ' ')}", style="red not bold" if kind in _LOUD else "not bold"))
        cells = [_voices(one.voices), shown(one.reason), _gap(one)]
        if narrow:
            cells[2] = cells[2] and f"gap {cells[2]}".replace("\n", ", ")
            cells = ["\n".join(cell for cell in cells if cell)]
        table.add_row(topic, *map(Text, cells))
    if shown_ones:
        terminal.print(table)
    left = len(shown_ones) - most
    if left > 0:
        rest = "--all for all" if written else "-o FILE for all rows"
        click.echo(f"... and {left:,} more ({rest})\n")
    click.echo(_sentence(checked))


def _voices(voices: Sequence[Voice]) -> str:
    """Who gives which figure, a line each: the lowest and the highest where there are many."""
    if len(voices) > _FEW:
        half = _FEW // 2
        between = f"... {len(voices) - 2 * half:,} more between"
        return "\n".join([*map(_voice, voices[:half]), between, *map(_voice, voices[-half:])])
    return "\n".join(map(_voice, voices))


def _voice(voice: Voice) -> str:
    times = f" ({voice.rows:,} rows)" if voice.rows > 1 else ""
    return f"{shown(voice.party)}: {shown(voice.figure)}{times}"


def _gap(finding: TableFinding) -> str:
    if finding.gap is None:
        return ""
    absolute, relative = finding.gap.absolute, finding.gap.relative
    number = f"{absolute:,}" if isinstance(absolute, int) else f"{float(absolute):,.4g}"
    unit = f" {shown(finding.gap.unit)}" if finding.gap.unit else ""
    share = "" if relative is None else f"\n{float(relative):.0%}"
    return f"{number}{unit}{share}"


def _sentence(checked: Checked) -> str:
    topics: Counter[str] = Counter()
    rows: Counter[str] = Counter()
    for one in checked.findings:
        topics[one.kind.value] += 1
        rows[one.kind.value] += len(one.rows)
    told = []
    for kind in ("contested", "inconsistent"):
        held = f"{plural(topics[kind], 'topic')} {kind} ({plural(rows[kind], 'row')})"
        told.append(held if topics[kind] else f"nothing {kind}")
    told.extend(
        f"{topics[kind]:,} {kind_words(kind).title}" for kind in topics if kind not in _LOUD and kind not in _QUIET
    )
    unread = f" {plural(checked.unread, 'row')} not read." if checked.unread else ""
    return f"{plural(checked.rows, 'row')} in {plural(checked.topics, 'topic')}: {', '.join(told)}.{unread}"
