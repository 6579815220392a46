"""What a person sees in a terminal: tables of findings and drafts, coloured only where somebody looks.

Claims are hostile text: what of them is shown has its control characters made visible and is never read as markup.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import click

from claimcheck.findings.finding import Finding
from claimcheck.grading.facts import Facts
from claimcheck.grading.registry import scheme_names
from claimcheck.grading.scheme import Grade
from claimcheck.ledger import Ledger
from claimcheck.markup import visible
from claimcheck.reading.speech.drafts import Draft
from claimcheck.reporting.grades import grade_view
from claimcheck.reporting.labels import VERDICTS, kind_words, plural
from claimcheck.reporting.verified import diff_pieces, verification_rows, verification_sentence
from claimcheck.reporting.wording import Wording
from claimcheck.support.impact import Impact
from claimcheck.tracing.copy import Copy
from claimcheck.verifying.verification import Verification

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

__all__ = [
    "MOST",
    "console",
    "print_copies",
    "print_drafts",
    "print_findings",
    "print_grades",
    "print_impact",
    "print_verification",
    "shown",
]

_QUIET: Final = frozenset({"corroborated", "uncorroborated", "unattributed", "uninformative", "part_of"})
"""The kinds that the table only counts unless they are asked for: they describe, and ask for no action."""

MOST: Final = 20
"""Findings of one kind that the table shows before it counts the rest."""

_ALARMS: Final = frozenset({"contested", "inconsistent", "impossible", "parts_do_not_sum", "disowned"})
_WIDEST: Final = 120
_NARROWEST: Final = 40


def print_findings(ledger: Ledger, findings: Sequence[Finding], *, everything: bool) -> None:
    """Print a table of findings, and how many of which kinds it leaves out unless *everything* is asked for.

    Examples:
        >>> print_findings(Ledger(), (), everything=True)
        No findings.
        0 claims; every finding is shown.
    """
    from rich.table import Table  # noqa: PLC0415 - slow to load, and `--help` goes without
    from rich.text import Text  # noqa: PLC0415 - as above

    terminal, words = console(), Wording(ledger)
    counts = Counter(one.kind.value for one in findings)
    table = Table(box=None, pad_edge=False, show_edge=False, expand=True, padding=(0, 2, 1, 0))
    table.add_column("Finding", width=14, overflow="fold")
    table.add_column("What and why", ratio=3, overflow="fold")
    table.add_column("Claims", ratio=1, overflow="fold", min_width=12)
    left: Counter[str] = Counter()
    printed: Counter[str] = Counter()
    for one in findings:
        kind = one.kind.value
        if not everything and (kind in _QUIET or printed[kind] >= MOST):
            left[kind] += 1
            continue
        printed[kind] += 1
        read_as = words.read(one)
        what = Text(shown(read_as.topic), style="bold")
        what.append(Text(("\n" if read_as.topic else "") + shown(read_as.sentence), style="not bold"))
        if read_as.question:
            what.append(Text(f"\nTo settle it: {shown(read_as.question)}", style="not bold"))
        keys = dict.fromkeys(words.short(claim.key) for claim in (*one.claims, *one.against))
        table.add_row(
            Text(kind.replace("_", " "), style="bold red" if kind in _ALARMS else "bold"),
            what,
            Text(shown(", ".join(keys))),
        )
    if printed:
        terminal.print(table)
    elif not left:
        terminal.print(Text("No findings." if not counts else ""))
    _print_rest(ledger, left)


def print_drafts(drafts: Sequence[Draft]) -> None:
    """Print a table of drafts: of what kind, whose, what and with which figures.

    Examples:
        >>> print_drafts(())
        0 drafts: nobody is said to assert anything in this text, and no sentence has a figure.
    """
    from rich.table import Table  # noqa: PLC0415 - as above
    from rich.text import Text  # noqa: PLC0415 - as above

    table = Table(box=None, pad_edge=False, show_edge=False, expand=True, padding=(0, 2, 1, 0))
    table.add_column("Kind", width=12, overflow="fold")
    table.add_column("Who", ratio=1, overflow="fold", min_width=12)
    table.add_column("What", ratio=3, overflow="fold")
    table.add_column("Figures", ratio=1, overflow="fold", min_width=8)
    for draft in drafts:
        who = Text(shown(draft.speaker or "nobody is named"), style="bold" if draft.speaker else "not bold")
        for more in ("a pronoun" if draft.pronoun else None, draft.cue, (draft.party or "").rpartition("/")[2]):
            if more:
                who.append(Text(f"\n{shown(more)}", style="not bold"))
        what = f"denies: {draft.content}" if draft.denies else draft.content
        figures = ", ".join(str(figure.quantity) for figure in draft.quantities)
        table.add_row(Text(draft.kind.value, style="bold"), who, Text(shown(what)), Text(shown(figures)))
    if not drafts:
        click.echo("0 drafts: nobody is said to assert anything in this text, and no sentence has a figure.")
        return
    console().print(table)
    click.echo(
        f"{plural(len(drafts), 'draft')}: suggestions, for a person to accept. To go through them: -o drafts.yaml"
    )


_FEW: Final = 8
_STYLES: Final = {"failed": "bold red", "warning": "bold yellow", "unchecked": "bold", "right": "green"}


def print_verification(ledger: Ledger, found: Verification, *, everything: bool) -> None:
    """Print a table of checks, what failed first, and how many came to which verdict.

    What was not checked stands source by source with its reason; what is right is counted unless *everything* is asked
    for.

    Examples:
        >>> print_verification(Ledger(), Verification(), everything=False)
        0 checks: no source is quoted, dated or kept as a file.
    """
    from rich.table import Table  # noqa: PLC0415 - as above
    from rich.text import Text  # noqa: PLC0415 - as above

    words = Wording(ledger)
    table = Table(box=None, pad_edge=False, show_edge=False, expand=True, padding=(0, 2, 1, 0))
    table.add_column("Check", width=15, overflow="fold")
    table.add_column("What was held against what", ratio=3, overflow="fold")
    table.add_column("Source, claims", ratio=2, overflow="fold", min_width=12)
    for row in verification_rows(found, everything=everything):
        what = Text(f"{_mark(row.verdict)}\n", style=_STYLES[row.verdict])
        what.append(Text(row.name, style="not bold default"))
        told = Text(shown(words.plain(row.detail)))
        check = row.checks[0]
        if check.diff:
            told.append("\n")
            told.append(_diff(shown(check.diff)))
        if check.place:
            told.append(Text(f"\n{shown(check.place)}", style="dim"))
        sources = ", ".join(
            words.short(key) + (f" ({number})" if number > 1 else "") for key, number in row.sources[:MOST]
        )
        more = f" and {len(row.sources) - MOST:,} more" if len(row.sources) > MOST else ""
        about = Text(shown(f"{sources}{more}"))
        if len(row.sources) == 1 or len(row.claims) <= _FEW:
            claims = ", ".join(words.short(key) for key in row.claims[:MOST])
            more = f" and {len(row.claims) - MOST:,} more" if len(row.claims) > MOST else ""
            about.append(Text(f"\n{shown(claims + more)}" if claims else "", style="bold"))
        table.add_row(what, told, about)
    if table.row_count:
        console().print(table)
    click.echo(verification_sentence(found))


def _mark(verdict: str) -> str:
    """The verdict as the table shows it: what failed is seen without any colour."""
    return VERDICTS[verdict].upper() if verdict == "failed" else VERDICTS[verdict]


def _diff(text: str) -> "Text":
    """Return a word diff; its brackets say all, and a colour repeats it."""
    from rich.text import Text  # noqa: PLC0415 - as above

    styles = {"quote": "red", "source": "green", "": ""}
    return Text.assemble(*((piece, styles[whose]) for whose, piece in diff_pieces(text)))


def print_copies(copies: Sequence[Copy], ledger: Ledger | None = None) -> None:
    """Print a table of candidate derivations; for a ledger with the line that accepts each.

    Examples:
        >>> print_copies(())
        0 candidates: suggestions, and not counted until a person accepts them.
    """
    from rich.table import Table  # noqa: PLC0415 - as above
    from rich.text import Text  # noqa: PLC0415 - as above

    words = None if ledger is None else Wording(ledger)
    table = Table(box=None, pad_edge=False, show_edge=False, expand=True, padding=(0, 2, 1, 0))
    table.add_column("Derived", ratio=1, overflow="fold", min_width=8)
    table.add_column("From", ratio=1, overflow="fold", min_width=8)
    table.add_column("Relation", width=10, overflow="fold")
    table.add_column("Why", ratio=4, overflow="fold")
    for one in copies:
        names = [one.a, one.b] if words is None else [words.short(one.a), words.short(one.b)]
        why = Text(shown(one.reason if words is None else words.plain(one.reason)))
        if words is not None:
            why.append(Text(f"\nTo accept it, in the entry of {shown(names[0])}: {shown(one.line)}", style="not bold"))
        relation = one.relation.value if one.directed else f"{one.relation.value}, either way"
        table.add_row(*(Text(shown(name), style="bold") for name in names), Text(relation), why)
    if copies:
        console().print(table)
    click.echo(f"{plural(len(copies), 'candidate')}: suggestions, and not counted until a person accepts them.")


def print_grades(ledger: Ledger, graded: "Sequence[tuple[Facts, Sequence[Grade]]]") -> None:
    """Print a table of grades: of what, under which scheme, whose, by which rule and facts.

    Examples:
        >>> print_grades(Ledger(), ())
        No grades: nobody gave any. To compute them: --scheme airwars, admiralty, claimreview, every_casualty, icd203
    """
    from rich.table import Table  # noqa: PLC0415 - as above
    from rich.text import Text  # noqa: PLC0415 - as above

    words = Wording(ledger)
    table = Table(box=None, pad_edge=False, show_edge=False, expand=True, padding=(0, 2, 1, 0))
    table.add_column("Of", ratio=1, overflow="fold", min_width=8)
    table.add_column("Scheme", width=16, overflow="fold")
    table.add_column("Grade", width=14, overflow="fold")
    table.add_column("Whose, rule and facts", ratio=3, overflow="fold")
    for facts, grades in graded:
        for one in grades:
            view = grade_view(one, words)
            why = Text(shown(", ".join(part for part in (view.who, view.when) if part)), style="bold")
            for line in (
                view.rule,
                view.meaning,
                *view.facts,
                *(f"A person must supply {need}" for need in view.needs),
            ):
                if line:
                    why.append(Text(f"\n{shown(line)}", style="not bold"))
            scheme = Text(shown(view.scheme))
            if view.axis:
                scheme.append(Text(f"\n{shown(view.axis)}"))
            table.add_row(Text(shown(facts.name)), scheme, Text(shown(view.grade), style="bold"), why)
    if table.row_count:
        console().print(table)
    elif graded:
        click.echo("No grades: none of the schemes says anything of it.")
    else:
        names = list(scheme_names())
        names.sort(key=lambda name: name != "airwars")
        click.echo(f"No grades: nobody gave any. To compute them: --scheme {', '.join(names)}")


def print_impact(ledger: Ledger, found: Impact) -> None:
    """Print a table of what becomes of claims without a source, those that fall first, and how many of each.

    Examples:
        >>> ledger = Ledger()
        >>> print_impact(ledger, ledger.impact(ledger.source("wire")))
        without wire: 0 fall, 0 survive, 0 undetermined
    """
    from rich.table import Table  # noqa: PLC0415 - as above
    from rich.text import Text  # noqa: PLC0415 - as above

    words = Wording(ledger)
    table = Table(box=None, pad_edge=False, show_edge=False, expand=True, padding=(0, 2, 1, 0))
    table.add_column("", width=12, overflow="fold")
    table.add_column("Claim", ratio=1, overflow="fold", min_width=8)
    table.add_column("Why", ratio=2, overflow="fold")
    for fate, claim, reason in found.fates:
        told = Text(shown(words.short(claim.key)), style="bold")
        told.append(Text(f"\n{shown(claim.text or str(claim.value or ''))}", style="not bold"))
        table.add_row(
            Text(fate, style="bold red" if fate == "falls" else "bold"), told, Text(shown(words.plain(reason)))
        )
    if table.row_count:
        console().print(table)
    click.echo(shown(words.plain(str(found))))


def console(*, stderr: bool = False) -> "Console":
    """Return a console that colours a terminal only, and reads nothing as markup.

    Examples:
        >>> console().width >= 40
        True
    """
    from rich.console import Console  # noqa: PLC0415 - slow to load, and `--help` goes without

    stream = sys.stderr if stderr else sys.stdout
    watched = stream.isatty()
    made = Console(
        file=stream,
        force_terminal=watched,
        force_jupyter=False,
        color_system="auto" if watched else None,
        markup=False,
        emoji=False,
        highlight=False,
    )
    width = made.width if watched or "COLUMNS" in made._environ else 100
    made.width = max(_NARROWEST, min(width, _WIDEST))
    return made


def shown(text: str) -> str:
    r"""Return *text* in one line, with its control characters made visible.

    Examples:
        >>> shown("a\n b")
        'a b'
    """
    return visible(" ".join(text.split()))


def _print_rest(ledger: Ledger, left: "Counter[str]") -> None:
    claims = plural(len(ledger.claims), "claim")
    if not left:
        click.echo(f"{claims}; every finding is shown.")
        return
    rest = ", ".join(f"{number:,} {kind_words(kind).title}" for kind, number in left.items())
    click.echo(f"{claims}. Not shown: {rest}. To see them: --all, or --kind {next(iter(left))}")
