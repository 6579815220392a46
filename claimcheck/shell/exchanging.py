"""How the shell takes files of any format in and gives them out: with progress, counts, and what was wrong where."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from warnings import catch_warnings, simplefilter

import click
from attrs import frozen

from claimcheck.atomic import whole_file
from claimcheck.errors import BadInput, Problem
from claimcheck.formats import formats, formats_of, read, write
from claimcheck.formats.importing import import_into
from claimcheck.ledger import Ledger
from claimcheck.markup import visible
from claimcheck.shell.working import working

__all__ = [
    "Told",
    "convert_files",
    "format_names",
    "give_out",
    "is_foreign",
    "keep_problems_apart",
    "problems_kept",
    "take_all",
    "take_in",
]

_SHOWN: Final = 20
"""Kinds of problem that are shown; all of them are in the problems file."""


@frozen
class Told:
    """One thing that was wrong with a file: which file, what became of it, where and what it was."""

    file: str
    what: str
    where: str
    message: str


@contextmanager
def problems_kept(path: Path | None) -> Iterator[list[Told]]:
    """Give a list for what is wrong; it is written to *path* at the end, also where the input is refused.

    The file is JSON Lines: one object a problem with ``file``, ``what`` (mended, refused, left out, warning), ``where``
    and ``message``.
    """
    told: list[Told] = []
    try:
        yield told
    except BadInput as err:
        for what, problems in (("refused", err.problems), ("mended", err.mended)):
            told.extend(Told(_file_of(one), what, one.where, one.message) for one in problems)
        raise
    finally:
        if path is not None:
            with whole_file(path, overwrite=True) as draft, draft.open("w", encoding="utf-8", newline="\n") as opened:
                for one in told:
                    held = {"file": one.file, "what": one.what, "where": one.where, "message": one.message}
                    opened.write(json.dumps(held, ensure_ascii=False) + "\n")


def _file_of(problem: Problem) -> str:
    name, _, line = problem.where.rpartition(":")
    return name if line.isdecimal() and name else problem.where


def is_foreign(path: Path) -> bool:
    """Return whether the name of a file may be that of another tool's format.

    Examples:
        >>> is_foreign(Path("reviews.json")), is_foreign(Path("case.yaml")), is_foreign(Path("notes.txt"))
        (True, False, False)
    """
    try:
        return not {one.name for one in formats_of(path, reading=True)} <= {"yaml", "jsonl", "ledger"}
    except BadInput:
        return False


def take_in(
    path: Path,
    told: list[Told],
    *,
    name: str | None = None,
    mapping: Path | None = None,
    keep_going: bool = False,
) -> Ledger:
    """Return the ledger in a file of any format, and tell on standard error what was read, mended and refused.

    Raises:
        BadInput: The file cannot be taken.
    """
    with working(f"Reading {path}") as tell, catch_warnings():
        simplefilter("ignore", UserWarning)  # told below
        ledger = read(
            path, format=name, mapping=mapping, keep_going=keep_going, progress=lambda done: tell("", done, None)
        )
    taken = ledger.taken
    if taken is not None:
        _show(f"{path}: {taken}", [("refused", taken.refusals), ("mended", taken.mendings)], taken.untold)
        told.extend(
            Told(str(path), what, one.where, one.message)
            for what, held in (("refused", taken.refusals), ("mended", taken.mendings))
            for one in held
        )
    return ledger


def take_all(
    paths: Sequence[Path], take: Callable[[Path], Ledger], told: list[Told], *, keep_going: bool
) -> dict[Path, Ledger]:
    """Return the ledger of each file; where some cannot be taken, the others are read all the same, to tell of all.

    With *keep_going* those that cannot are told of and passed over, as long as there are others.

    Raises:
        BadInput: Files cannot be taken; the problems are those of all of them.
    """
    taken: dict[Path, Ledger] = {}
    refused: dict[Path, BadInput] = {}
    for path in paths:
        try:
            taken[path] = take(path)
        except BadInput as err:
            refused[path] = err
    if refused and not (keep_going and taken):
        problems = [problem for one in refused.values() for problem in one.problems]
        raise BadInput(problems, mended=[problem for one in refused.values() for problem in one.mended])
    for path, why in refused.items():
        wrong = (("refused", why.problems), ("mended", why.mended))
        _show(f"{path}: passed over", wrong, 0)
        told += [Told(str(path), what, problem.where, problem.message) for what, held in wrong for problem in held]
    return taken


def keep_problems_apart(problems: Path | None, others: Sequence[Path]) -> None:
    """Refuse to write problems onto a file that is read or written.

    Raises:
        BadInput: They are one file.

    Examples:
        >>> keep_problems_apart(Path("p.jsonl"), [Path("a.json"), Path("case.yaml")])
    """
    if problems is not None and any(problems.absolute() == one.absolute() for one in others):
        raise BadInput([Problem(str(problems), "this file is read or written itself; choose another for the problems")])


def give_out(ledger: Ledger, path: Path, told: list[Told], *, name: str | None = None, private: bool = False) -> None:
    """Write a ledger in any format, and tell on standard error what was written, left out and is lacking.

    Raises:
        BadInput: There is no such format, or it is not written.
    """
    with working(f"Writing {path}") as tell, catch_warnings(record=True) as warned:
        simplefilter("always", UserWarning)
        written = write(ledger, path, format=name, private=private, progress=lambda done: tell("", done, None))
    for message in dict.fromkeys(str(one.message) for one in warned):
        if "what write() returns" not in message:
            click.echo(f"note: {visible(message)}", err=True)
    _show(f"{path}: {written}", [("left out", written.left), ("warning", written.warnings)], written.untold)
    told.extend(
        Told(str(path), what, one.where, one.message)
        for what, held in (("left out", written.left), ("warning", written.warnings))
        for one in held
    )


def convert_files(
    paths: Sequence[Path],
    output: Path,
    problems: Path | None,
    *,
    source: str | None,
    target: str | None,
    mapping: Path | None,
    keep_going: bool,
    private: bool,
) -> bool:
    """Read files of any format and write what they say together in another; return whether everything was taken."""
    with problems_kept(problems) as told:
        taken = take_all(
            paths,
            lambda path: take_in(path, told, name=source, mapping=mapping, keep_going=keep_going),
            told,
            keep_going=keep_going,
        )
        ledger, *others = taken.values()
        if others:
            ledger = Ledger(case=ledger.case)
            for one in taken.values():
                import_into(ledger, one)
        give_out(ledger, output, told, name=target, private=private)
    passed_over = taken.keys() != set(paths)
    return not (passed_over or any(one.taken is not None and one.taken.refused for one in taken.values()))


def _show(heading: str, told: Sequence[tuple[str, Sequence[Problem]]], untold: int) -> None:
    """Print a heading and the first problems; those that say the same of many records are one line."""
    click.echo(visible(heading), err=True)
    for what, held in told:
        kinds: dict[str, list[Problem]] = defaultdict(list)
        for one in held:
            kinds[_PARTICULAR.sub("…", one.message)].append(one)
        lines = [_line(what, alike) for alike in sorted(kinds.values(), key=len, reverse=True)]
        for line in lines[:_SHOWN]:
            click.echo(visible(line), err=True)
        if len(lines) > _SHOWN:
            click.echo(f"  {what}: {len(lines) - _SHOWN:,} more kinds; --problems FILE writes them all", err=True)
    if untold:
        click.echo(f"  {untold:,} more problems are counted and not kept", err=True)


def _line(what: str, alike: Sequence[Problem]) -> str:
    first = alike[0]
    return f"  {what}: {first}" if len(alike) == 1 else f"  {what}, {len(alike):,} times, first {first}"


_PARTICULAR: Final = re.compile(r"'[^']*'|\"[^\"]*\"|[0-9][0-9,.]*")
"""What differs between problems of one kind: the words and numbers that they quote."""


def format_names(*, writing: bool = False) -> Callable[..., list[str]]:
    """Return what completes the name of a format: those that are written, or those that are read."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
        return [
            one.name
            for one in formats().values()
            if one.name.startswith(incomplete) and (one.write if writing else one.read) is not None
        ]

    return complete
