"""The commands of the shell that a ledger on disk has: taking cases in, and what changed since a day."""

import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any, Final

import click

from claimcheck.atomic import whole_file
from claimcheck.errors import BadInput, InvalidRecord, Problem
from claimcheck.exchange.intake import Intake
from claimcheck.formats import format_to_read, server_address
from claimcheck.formats.importing import Imported, import_into, import_lines
from claimcheck.ledger import Ledger
from claimcheck.markup import visible
from claimcheck.shell.exchanging import Told, is_foreign, take_all, take_in
from claimcheck.shell.refusing import expect_file, expect_ledger_name, read_case
from claimcheck.shell.terminal import console, shown
from claimcheck.shell.working import working

__all__ = ["chain_of", "import_cases", "print_chain", "print_changes", "print_found"]


def import_cases(
    cases: tuple[Path, ...],
    into: Path,
    told: list[Told],
    *,
    by: str | None,
    source: str | None,
    mapping: Path | None,
    keep_going: bool,
) -> bool:
    """Take cases into a ledger, one after the other, and tell of each how many records were new.

    Returns whether everything was taken.
    """
    expect_ledger_name(into)
    logs = {case for case in cases if source in {None, "jsonl"} and _is_log(case)}
    whole = [case for case in cases if case not in logs]
    read_whole = take_all(
        whole, lambda case: _read(case, told, source, mapping, keep_going), told, keep_going=keep_going
    )
    passed_over = read_whole.keys() != set(whole)
    refused = passed_over or any(one.taken is not None and one.taken.refused for one in read_whole.values())
    name = next((one.case for one in read_whole.values()), None) or cases[0].stem  # a log of JSON Lines has no name
    with (
        Ledger.open(server_address(into) or into, case=name) as ledger,
        nullcontext() if keep_going else ledger.log.writing(),
    ):
        for case in cases:
            if case in whole and case not in read_whole:
                continue  # told of as it was read
            if case in read_whole:
                with working(f"Importing {case}"):
                    done = import_into(ledger, read_whole[case], by=by)
            else:
                done = _import_lines(ledger, case, by, keep_going)
            for problem in done.refused:
                click.echo(visible(problem), err=True)
                told.append(Told(str(case), "refused", problem.where, problem.message))
            click.echo(f"{visible(case)}: {done}", err=True)
            refused = refused or bool(done.refused)
    return not refused


def _is_log(case: Path) -> bool:
    """Whether a file is a log of JSON Lines, which is taken in line by line; another is read whole."""
    if case.suffix.casefold() != _LINES:
        return False
    expect_file(case)
    return format_to_read(Intake(case)).name == "jsonl"


def _read(case: Path, told: list[Told], source: str | None, mapping: Path | None, keep_going: bool) -> Ledger:
    if source is None and mapping is None and not is_foreign(case):
        return read_case(case)
    if not case.is_dir():
        expect_file(case)
    return take_in(case, told, name=source, mapping=mapping, keep_going=keep_going)


_LINES: Final = ".jsonl"


def _import_lines(ledger: Ledger, case: Path, by: str | None, keep_going: bool) -> Imported:
    of = _lines_in(case)
    with working(f"Importing {case}") as tell:
        return import_lines(
            ledger, case, by=by, keep_going=keep_going, progress=lambda number: tell("lines", number, of)
        )


def _lines_in(case: Path) -> int | None:
    """How many lines a file has, counted only where somebody looks."""
    if not sys.stderr.isatty():
        return None
    with case.open("rb") as opened:
        return sum(1 for _ in opened)


def print_found(ledger: Ledger, words: str, *, like: bool, most: int) -> bool:
    """Print the claims that hold these words or, with *like*, that say the same as them or the contrary.

    Returns whether any was found.
    """
    if like:
        similar = ledger.similar(words, limit=most)
        told = [(one.claim, f"{one.says}: {one.comparison.reason}") for one in similar]
    else:
        told = [(claim, "") for claim in ledger.search(words, limit=most)]
    for claim, said in told:
        who = " and ".join(ledger.view.party_name(key) for key in claim.claimants) or "nobody named"
        click.echo(shown(f"{claim.key} ({who}): {claim.text or claim.value}"))
        if said:
            click.echo(f"    {shown(said)}")
    return bool(told)


def print_changes(case: Ledger, since: str, until: str | None) -> None:
    """Print what changed between two days, in words."""
    with working("Comparing two days"):
        changes = _changes(case, since, until)
    for line in changes:
        console().print(shown(line), markup=False, highlight=False, soft_wrap=True)
    if not changes:
        click.echo(f"nothing changed since {visible(since)}", err=True)


def _changes(case: Ledger, since: str, until: str | None) -> Sequence[str]:
    later = case if until is None else _as_of(case, "--until", until)
    return later.diff(_as_of(case, "--since", since))


def _as_of(case: Ledger, option: str, when: str) -> Ledger:
    try:
        return case.as_of(recorded=when)
    except InvalidRecord as err:
        raise BadInput([Problem(option, str(err))]) from err


def print_chain(chain: dict[str, Any]) -> None:
    """Print what was found of the chain of a ledger."""
    for problem in chain["problems"]:
        click.echo(shown(f"log: {problem['where']} {problem['message']}"))
    if not chain["problems"]:
        click.echo(f"The log is sound: {chain['entries']:,} entries, up to {chain['head']}.")


def chain_of(ledger: Ledger, head: Path | None, keep: Path | None) -> dict[str, Any] | None:
    """Check the chain of a ledger on disk and say what was found; None for a case that is no such ledger.

    *head* is a file that holds how far the log reached once, and *keep* one to write how far it reaches now.
    """
    if not ledger.log.is_chained:
        if head is not None or keep is not None:
            raise BadInput([Problem("--head", "a case file has no chain; give a ledger (.db or a server)")])
        return None
    problems = ledger.audit(None if head is None else head.read_text(encoding="ascii", errors="replace").strip())
    reached = ledger.head
    if keep is not None and not problems:
        with whole_file(keep, overwrite=True) as draft:
            draft.write_text(f"{reached}\n", encoding="ascii")
    return {
        "entries": len(ledger.log),
        "head": reached,
        "problems": [{"where": one.where, "message": one.message} for one in problems],
    }
