"""The shell: check a case or a table, write its report, tell the story of a claim, draft one, export it, begin one.

Results go to standard output, and everything else to standard error. Claims are hostile text: what of them is shown
has its control characters made visible and is never read as markup.
"""

import io
import re
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date
from fractions import Fraction
from itertools import count
from pathlib import Path
from typing import Any, Final, TextIO

import click

from claimcheck.errors import BadInput, Problem, UnknownKey
from claimcheck.findings.finding import ASKED_BY_DEFAULT, Kind
from claimcheck.formats import formats
from claimcheck.formats.documents import read_document
from claimcheck.formats.draftfile import write_drafts
from claimcheck.formats.schemas import SCHEMAS, schema_text
from claimcheck.formats.sourcefiles import read_folder, texts_beside
from claimcheck.fusion.registry import METHODS
from claimcheck.grading.facts import Facts
from claimcheck.grading.gathering import FactGatherer
from claimcheck.grading.grades import grades_of
from claimcheck.ledger import Ledger
from claimcheck.markup import visible
from claimcheck.reading.language import LANGUAGES, UnknownLanguage
from claimcheck.reading.speech.drafts import extract as find_drafts
from claimcheck.reporting import report as write_report
from claimcheck.reporting.draftjson import drafts_json
from claimcheck.reporting.grades import Graded, grade_all, grades_json
from claimcheck.reporting.json import findings_json, json_text
from claimcheck.reporting.labels import UNGRADED, plural
from claimcheck.reporting.wording import Wording
from claimcheck.shell.completing import (
    SHELLS,
    claim_keys,
    column_names,
    completion_script,
    method_names,
    offered_schemes,
    record_keys,
    source_keys,
    topic_names,
)
from claimcheck.shell.exchanging import convert_files, format_names, give_out, keep_problems_apart, problems_kept
from claimcheck.shell.fusecommand import fuse_ledger, fuse_table, fusion_json
from claimcheck.shell.fusionshown import print_fusion, print_why
from claimcheck.shell.ledgercommand import chain_of, import_cases, print_chain, print_changes, print_found
from claimcheck.shell.newfile import next_steps, write_new, write_new_labels, write_new_templates
from claimcheck.shell.refusing import (
    CLEAN,
    FOUND,
    LEDGERS,
    OneOf,
    expect_file,
    expect_text,
    keep_apart,
    nearest,
    read_case,
    refusing,
    typed,
    unknown_key,
)
from claimcheck.shell.storyshown import story_lines
from claimcheck.shell.tablecommand import is_case, run_on_table, table_options, without_table_options
from claimcheck.shell.terminal import (
    console,
    print_copies,
    print_drafts,
    print_findings,
    print_grades,
    print_impact,
    print_verification,
    shown,
)
from claimcheck.shell.working import Tell, working
from claimcheck.tables.suffixes import is_table
from claimcheck.times import ORDERS, parse_time
from claimcheck.tracing.copies import find_copies
from claimcheck.tracing.suspects import copies_among
from claimcheck.verifying.checking import verify as verify_ledger
from claimcheck.verifying.verification import Verification, with_failures

__all__ = ["main"]

_LONG: Final = 1_000_000
"""Characters; reading more takes long enough to say so."""

_SHARE: Final = re.compile(r"[0-9]{0,9}\.?[0-9]{0,9}|[0-9]{1,9}/[0-9]{1,9}")

_EPILOG: Final = """\b
Examples:
  claimcheck new case.yaml
  claimcheck new case.csv
  claimcheck check case.yaml
  claimcheck report case.yaml -o report.html
  claimcheck explain case.yaml army-12
  claimcheck extract article.txt -o drafts.yaml
"""


def _stream(stream: TextIO) -> None:
    """Write UTF-8 whatever the locale says, and line ends as they are."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}, epilog=_EPILOG)
@click.version_option(package_name="claimcheck", prog_name="claimcheck")
def main() -> None:
    """Say who said what, which claims are contested, why and by how much.

    CASE is a case file (.yaml), JSON Lines (.jsonl) or a ledger (.db, or postgresql://...). Results go to standard
    output; the exit code is 0, or 2 for bad usage or input; `check` gives 1 where it finds what was asked for, and
    `verify` where a check fails.
    """
    _stream(sys.stdout)
    _stream(sys.stderr)


_CASE: Final = click.argument("case", type=click.Path(path_type=Path))


@main.command(
    short_help="Print what is contested, and what to ask.",
    epilog="""\b
Examples:
  claimcheck check case.yaml
  claimcheck check case.yaml --kind contested --kind undetermined
  claimcheck check case.jsonl --json | jq '.counts'
  claimcheck check tolls.csv --topic event --party said_by --value killed \\
      -o flags.csv
  claimcheck check case.csv --topic event --topic measure --when date \\
      --party party --value value
""",
)
@click.argument("case", metavar="CASE|TABLE", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON; its schema is published.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    type=OneOf([kind.value for kind in Kind]),
    help="Show only findings of this kind, and exit with 1 if there are any; may be given again. "
    f"Kinds: {', '.join(kind.value for kind in Kind)}.",
)
@click.option("--all", "everything", is_flag=True, help="Show every finding, and none only as a count.")
@table_options
@refusing
def check(
    case: Path, as_json: bool, kinds: tuple[str, ...], everything: bool, output: Path | None, **columns: Any
) -> None:
    """Print the findings of CASE: what is contested, and what to ask.

    Exits with 0 if there is nothing of the kinds asked for, with 1 if there is, and with 2 for bad usage or input.
    Unless --kind says otherwise, these are contested and inconsistent; failed_verification is what `verify` finds.

    TABLE is a file .csv, .tsv or .parquet with one claim a row, and needs --topic, --party and --value. What is found
    is told by topic, the most contested first: most parties, then most positions, then the widest gap. Rows are
    counted from 1, without the header. Cells that cannot be read are listed on standard error, all at once.
    """
    if not is_case(case, {**columns, "output": output}):
        asked_of_table = frozenset(kinds) or frozenset(kind.value for kind in ASKED_BY_DEFAULT)
        found = run_on_table(case, columns, output, kinds=kinds, as_json=as_json, everything=everything)
        raise SystemExit(FOUND if found & asked_of_table else CLEAN)
    without_table_options(case, {**columns, "output": output})
    ledger = read_case(case)
    wants_failures = Kind.FAILED_VERIFICATION.value in kinds  # the only kind that files other than CASE are read for
    failures = _verified(ledger) if wants_failures else None
    with _comparing(ledger):
        findings = with_failures(ledger, failures)
    asked = frozenset(kinds) or frozenset(kind.value for kind in ASKED_BY_DEFAULT)
    shown = [one for one in findings if not kinds or one.kind.value in kinds]
    if as_json:
        click.echo(json_text(findings_json(shown)), nl=False)
    else:
        print_findings(ledger, shown, everything=everything or bool(kinds))
    raise SystemExit(FOUND if any(one.kind.value in asked for one in findings) else CLEAN)


@main.command(
    short_help="Write a report for people, or for programs.",
    epilog="""\b
Examples:
  claimcheck report case.yaml -o report.html
  claimcheck report case.yaml -o report.pdf
  claimcheck report case.yaml -o report.md --title "The night of 1-2 June"
  claimcheck report case.yaml -o report.html --fuse
  claimcheck report case.yaml -o report.pdf --made "3 June 2025, desk"
  claimcheck report case.yaml -o report.html --labels labels.yaml
  claimcheck report case.yaml -o report.html --templates house
""",
)
@_CASE
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="Write to this file: .html, .pdf, .md or .json.",
)
@click.option("--title", help="The heading; by default the name of the case.")
@click.option(
    "--scheme",
    "schemes",
    multiple=True,
    metavar="NAME",
    shell_complete=offered_schemes,
    help="Grade every claim by this scheme; may be given again.",
)
@click.option(
    "--fuse", "fused", is_flag=True, help="Show beside the positions what `claimcheck fuse` finds; it settles nothing."
)
@click.option(
    "--labels",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Take headings and labels from this file, as `claimcheck new FILE --labels` writes one.",
)
@click.option(
    "--templates",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Take templates from this folder, as `claimcheck new FOLDER --templates` writes them.",
)
@click.option("--made", metavar="TEXT", help="Say in the report when, by whom and from what it was made.")
@refusing
def report(
    case: Path,
    output: Path,
    title: str | None,
    schemes: tuple[str, ...],
    fused: bool,
    labels: Path | None,
    templates: Path | None,
    made: str | None,
) -> None:
    """Write a report on CASE: who says what, what is contested and why, and every claim and source."""
    keep_apart(case, output)
    ledger = read_case(case)
    fusion = (
        fuse_ledger(ledger, case, None, several=False, dependence=True, tolerance="0", margin=0.1) if fused else None
    )
    with working(f"Writing {output}"):
        write_report(
            ledger,
            output,
            title=title,
            schemes=schemes,
            fusion=fusion,
            labels=labels,
            templates=templates,
            made=made,
        )
    click.echo(f"wrote {visible(output)}", err=True)


@main.command(
    short_help="Tell the story of one claim.",
    epilog="""\b
Examples:
  claimcheck explain case.yaml army-12
""",
)
@_CASE
@click.argument("claim", required=False, metavar="CLAIM", shell_complete=claim_keys)
@refusing
def explain(case: Path, claim: str | None) -> None:
    """Tell the story of one CLAIM: who says it, where, what agrees, what opposes, and what would settle it."""
    ledger = read_case(case)
    found, words = None if claim is None else ledger.claims.get(claim), Wording(ledger)
    if found is None:
        raise unknown_key(case, "claim", claim, map(words.short, ledger.claims.keys()))
    with _comparing(ledger):
        story = ledger.explain(found)
    for line in story_lines(shown(words.plain(story)), console().width):
        click.echo(line)


@main.command(
    short_help="Print grades: people's, and beside them what rules compute.",
    epilog="""\b
Examples:
  claimcheck grade case.yaml army-12
  claimcheck grade case.yaml --scheme airwars --json
""",
)
@_CASE
@click.argument("claim", required=False, shell_complete=record_keys)
@click.option(
    "--scheme",
    "schemes",
    multiple=True,
    metavar="NAME",
    shell_complete=offered_schemes,
    help="Show this scheme only, for every claim; may be given again.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the grades as JSON.")
@refusing
def grade(case: Path, claim: str | None, schemes: tuple[str, ...], as_json: bool) -> None:
    """Print the grades of one CLAIM, source or party of CASE, each with its rule and facts; without it, those of all.

    Without CLAIM and --scheme, these are the records that somebody graded and the computed grades beside.
    """
    ledger = read_case(case)
    if claim is None:
        with working(f"Grading {plural(len(ledger.claims), 'claim')}"):
            graded = grade_all(ledger, schemes, only=True)
    else:
        facts = _facts(ledger, case, claim)
        graded = Graded(records=((facts, grades_of(facts, tuple(dict.fromkeys(schemes)) or None)),))
    if as_json:
        click.echo(json_text({"grades": grades_json(graded.records), "ungraded": graded.left}), nl=False)
        return
    print_grades(ledger, graded.records)
    if graded.left:
        click.echo(f"{plural(graded.left, 'claim')} {UNGRADED}")


def _facts(ledger: Ledger, case: Path, about: str) -> Facts:
    try:
        return FactGatherer(ledger).facts(about)
    except UnknownKey as err:
        keys = (key for held in (ledger.claims, ledger.sources, ledger.parties, ledger.events) for key in held.keys())  # noqa: SIM118 - records are iterated
        near = nearest(about, map(Wording(ledger).short, keys))
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        raise UnknownKey(f"{case}: {err.args[0]}{hint}") from err


@main.command(
    short_help="Tell what hangs on one source.",
    epilog="""\b
Examples:
  claimcheck impact case.yaml bulletin
""",
)
@_CASE
@click.argument("source", required=False, metavar="SOURCE", shell_complete=source_keys)
@click.option("--json", "as_json", is_flag=True, help="Print the claims by what becomes of them as JSON.")
@refusing
def impact(case: Path, source: str | None, as_json: bool) -> None:
    """Tell what becomes of each claim of CASE if SOURCE is withdrawn: which fall, survive, or become undetermined."""
    ledger = read_case(case)
    held = None if source is None else ledger.sources.get(source)
    if held is None:
        raise unknown_key(case, "source", source, map(Wording(ledger).short, ledger.sources.keys()))
    with _comparing(ledger):
        found = ledger.impact(held)
    if as_json:
        click.echo(json_text(found.to_plain()), nl=False)
    else:
        print_impact(ledger, found)


@main.command(
    short_help="Weigh what is said by who says it, copies counted once.",
    epilog="""\b
Examples:
  claimcheck fuse case.yaml
  claimcheck fuse tolls.csv --topic event --party said_by --value killed
  claimcheck fuse tolls.csv --topic event --party said_by --value killed \\
      --why "raid of 2 June"
""",
)
@click.argument("case", metavar="CASE|TABLE", type=click.Path(path_type=Path))
@click.option(
    "--topic",
    multiple=True,
    metavar="COL",
    shell_complete=column_names,
    help="Of a table: what a row is about; may be given again.",
)
@click.option("--party", metavar="COL", shell_complete=column_names, help="Of a table: who makes the claim.")
@click.option(
    "--value",
    multiple=True,
    metavar="COL",
    shell_complete=column_names,
    help="Of a table: the figure or word; twice, its two ends.",
)
@click.option(
    "--control-group",
    metavar="COL",
    shell_complete=column_names,
    help="Of a table: parties that count as one: of one command, or copies.",
)
@click.option(
    "--asserted",
    metavar="COL",
    shell_complete=column_names,
    help="Of a table: when it was said; of two things said, the later stands.",
)
@click.option(
    "--half-life",
    type=float,
    metavar="DAYS",
    help="Of a table: after how many days what was said tells half as much of how reliable a party is.",
)
@click.option(
    "--order",
    type=click.Choice(ORDERS, case_sensitive=False),
    help="Of a table: which part stands first in dates such as 02/06/2025, which are not read without it.",
)
@click.option(
    "--domain",
    metavar="COL",
    shell_complete=column_names,
    help="Of a table: the field of a topic; parties have a reliability in each.",
)
@click.option("--words", is_flag=True, help="Of a table: every value is a word, a figure as well.")
@click.option("--several", is_flag=True, help="Several words can be right of one topic: authors, causes.")
@click.option(
    "--method",
    metavar="NAME",
    shell_complete=method_names,
    help=f"One of {', '.join(METHODS)}; by default the one that fits.",
)
@click.option(
    "--tolerance", default="0", show_default=True, metavar="N", help="How far figures may lie apart and say the same."
)
@click.option(
    "--margin", type=float, default=0.1, show_default=True, help="By how much the best value has to be ahead."
)
@click.option("--independent", is_flag=True, help="Count parties apart that agree as copies do.")
@click.option(
    "--why",
    metavar="TOPIC",
    shell_complete=topic_names,
    help="Print who says what of one topic, and how reliable they are.",
)
@click.option("--all", "everything", is_flag=True, help="Print every topic and party, and none only as a count.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@refusing
def fuse(
    case: Path,
    half_life: float | None,
    several: bool,
    method: str | None,
    tolerance: str,
    margin: float,
    independent: bool,
    why: str | None,
    everything: bool,
    as_json: bool,
    **columns: Any,
) -> None:
    """Print which values of CASE are most credible and how reliable each party is, copies counted once.

    It stands beside what `check` finds and never overrules it: what is contested stays contested. Topics in which the
    best value is not ahead are undecided. A case counts what declared parties say.
    """
    asked: dict[str, Any] = {"several": several, "tolerance": tolerance, "margin": margin}
    ledger = None
    if is_table(case):
        fusion = fuse_table(case, columns, method, half_life=half_life, dependence=not independent, **asked)
    else:
        without_table_options(case, columns | {"half_life": half_life})
        ledger = read_case(case)
        fusion = fuse_ledger(ledger, case, method, dependence=not independent, **asked)
    if as_json:
        if why is not None:
            raise BadInput([Problem("--why", "it is for people; --json has every topic with what speaks for it")])
        click.echo(json_text(fusion_json(fusion)), nl=False)
    elif why is not None:
        print_why(fusion, why, ledger)
    else:
        print_fusion(fusion, ledger, everything=everything)


@main.command(
    short_help="Draft claims from an article, for you to go through.",
    epilog="""\b
Examples:
  claimcheck extract article.txt
  claimcheck extract article.html -o drafts.yaml --parties case.yaml
  claimcheck extract - --json < article.txt
""",
)
@click.argument("text", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write the drafts to this case file, which must not exist yet; each is marked for review.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the drafts as JSON.")
@click.option("--reference", metavar="DATE", help="The date that `on Monday` and the like are read against.")
@click.option(
    "--parties", "case", metavar="CASE", type=click.Path(path_type=Path), help="Look for speakers among its parties."
)
@click.option(
    "--language", default="en", show_default=True, metavar="CODE", help=f"Of the text: {', '.join(LANGUAGES)}."
)
@refusing
def extract(
    text: Path, output: Path | None, as_json: bool, reference: str | None, case: Path | None, language: str
) -> None:
    """Print what TEXT says that somebody asserts, and every other sentence with a figure.

    TEXT is plain text in UTF-8, a saved web page (.html), or - for standard input. The drafts are suggestions: with
    --output they become a case file in which a person has to accept each field. Nothing is fetched.
    """
    expect_text(text)
    if language not in LANGUAGES:
        raise BadInput([Problem("--language", str(UnknownLanguage(language)))])
    document = read_document(text)
    day = None if reference is None else _day(reference)
    parties = () if case is None else tuple(read_case(case).parties)
    size = f"{len(document.text):,} characters"
    if len(document.text) > _LONG and not sys.stderr.isatty():
        click.echo(f"reading {visible(document.name)}: {size}, which takes a while", err=True)
    with working(f"Reading {document.name}: {size}"):
        drafts = find_drafts(document.text, reference=day, parties=parties, language=language)
    if output is not None:
        write_drafts(drafts, document, output, parties=parties, language=language)
        click.echo(f"wrote {plural(len(drafts), 'draft')} to {visible(output)}; go through it, then check it", err=True)
    if as_json:
        click.echo(json_text(drafts_json(drafts)), nl=False)
    elif output is None:
        print_drafts(drafts)


def _day(written: str) -> date:
    found = parse_time(written)
    if found is None or found.earliest != found.latest or not isinstance(found.earliest, date):
        raise BadInput([Problem("--reference", f"expected a day such as 2025-06-02, got {written!r}")])
    return found.earliest


@main.command(
    short_help="Look up each quote in its source, and each file by its digest.",
    epilog="""\b
Examples:
  claimcheck verify case.yaml
  claimcheck verify case.yaml --json | jq '.counts'
  claimcheck verify ledger.db --keep-head head.txt
  claimcheck verify ledger.db --head head.txt
""",
)
@_CASE
@click.option("--json", "as_json", is_flag=True, help="Print the checks as JSON; its schema is published.")
@click.option("--all", "everything", is_flag=True, help="Show every check, also those that came out right.")
@click.option(
    "--head", type=click.Path(path_type=Path), help="Of a ledger: hold its log against the head in this file."
)
@click.option(
    "--keep-head", "keep", type=click.Path(path_type=Path), help="Of a ledger: write how far its log reaches to this."
)
@refusing
def verify(case: Path, as_json: bool, everything: bool, head: Path | None, keep: Path | None) -> None:
    """Check CASE against the files that were kept of its sources: bytes, quotes, figures, dates.

    The files lie in the folder of CASE; nothing is fetched. Of a ledger (.db, or a server) the log is gone through
    first: an entry that was altered, taken out, put in or moved is named. Exits with 0 if nothing failed, with 1 if
    something did, and with 2 for bad usage or input. What could not be checked is listed, and never counted as right.
    """
    if keep is not None:
        keep_apart(case, keep)
    ledger = read_case(case)
    chain = chain_of(ledger, head, keep)
    found = _verified(ledger)
    if as_json:
        click.echo(json_text(found.to_plain() | ({} if chain is None else {"chain": chain})), nl=False)
    else:
        if chain is not None:
            print_chain(chain)
        print_verification(ledger, found, everything=everything)
    raise SystemExit(FOUND if found.failures or (chain and chain["problems"]) else CLEAN)


def _verified(ledger: Ledger) -> Verification:
    """What of a ledger holds against the files of its sources, saying on a terminal how far it is."""
    kept = sum(source.file is not None for source in ledger.sources)
    with working("Verifying") as tell:
        going = count()
        return verify_ledger(ledger, progress=lambda key: tell(key, next(going), kept))


def _comparing(ledger: Ledger) -> AbstractContextManager[Tell]:
    return working(f"Comparing {plural(len(ledger.claims), 'claim')}")


@main.command(
    short_help="Suggest which documents were made from which.",
    epilog="""\b
Examples:
  claimcheck copies case.yaml
  claimcheck copies scraped/ --min 0.3
  claimcheck copies case.yaml --json
""",
)
@click.argument("place", metavar="CASE", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the candidates as JSON.")
@click.option(
    "--min",
    "least",
    default="0.5",
    show_default=True,
    metavar="SHARE",
    help="How much of the shorter text has to stand in the longer, up to 1; a passage of 20 words suffices at any.",
)
@refusing
def copies(place: Path, as_json: bool, least: str) -> None:
    """Suggest which documents of CASE were made from which, and why.

    CASE is a case whose sources name a `file` beside it, or a folder of texts (.txt, .md) and saved web pages (.html).
    The candidates count for nothing until a person accepts them. A source without a file is known by its quotes alone.
    """
    share = _share(least)
    ledger = None if place.is_dir() else read_case(place)
    with working(f"Comparing the texts of {place}"):
        if ledger is None:
            texts, problems = read_folder(place)
            found = find_copies(texts, least=share)
        else:
            given, problems = texts_beside(ledger, place.parent)
            found = copies_among(ledger, given, least=share)
            kept = sum(source.file is not None for source in ledger.sources)
            if len(given) < kept:
                click.echo(f"{len(given)} of {plural(kept, 'file')} read", err=True)
    for problem in problems:
        click.echo(f"note: {visible(problem)}", err=True)
    if as_json:
        click.echo(json_text({"copies": [one.to_plain() for one in found]}), nl=False)
    else:
        print_copies(found, ledger)


def _share(written: str) -> Fraction:
    try:
        # The form first: a Fraction of "1e999999999" would be written out digit by digit.
        share = Fraction(written) if _SHARE.fullmatch(written) else Fraction(0)
    except (ValueError, ZeroDivisionError):
        share = Fraction(0)
    if not 0 < share <= 1:
        raise BadInput([Problem("--min", f"expected a share above 0 and up to 1 such as 0.5, got {written!r:.80}")])
    return share


_OUTPUT: Final = click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="Write to this file; the format follows its name, unless --format names it.",
)
_FROM: Final = click.option(
    "--from",
    "source",
    metavar="FORMAT",
    shell_complete=format_names(),
    help="Read the files in this format, where their names do not tell it.",
)
_TO: Final = click.option(
    "--format",
    "target",
    metavar="FORMAT",
    shell_complete=format_names(writing=True),
    help=f"Write this format: {', '.join(name for name, one in formats().items() if one.write is not None)}.",
)
_MAPPING: Final = click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Of a table: which of its columns mean what, as a small file says.",
)
_KEEP_GOING: Final = click.option(
    "--keep-going", is_flag=True, help="Pass over what cannot be taken, and take the rest."
)
_PROBLEMS: Final = click.option(
    "--problems",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write everything that was mended, refused, left out or lacking to this file, one JSON object a line.",
)
_PRIVATE: Final = click.option("--private", is_flag=True, help="Keep the private fields, which are left out otherwise.")


@main.command(
    short_help="Write the case in another format.",
    epilog="""\b
Examples:
  claimcheck export case.yaml -o case.jsonl
  claimcheck export case.yaml -o feed.claimreview.json
""",
)
@_CASE
@_OUTPUT
@_TO
@_PROBLEMS
@_PRIVATE
@refusing
def export(case: Path, output: Path, target: str | None, problems: Path | None, private: bool) -> None:
    """Write CASE in another format, without its private fields, and tell what the format cannot say."""
    _expect_output([case], output)
    keep_problems_apart(problems, [case, output])
    ledger = read_case(case)
    with problems_kept(problems) as told:
        give_out(ledger, output, told, name=target, private=private)


@main.command(
    short_help="Read files of any format, and write them in another.",
    epilog="""\b
Examples:
  claimcheck convert reviews.json -o case.yaml
  claimcheck convert pages/ -o case.yaml --from claimreview \\
      --problems problems.jsonl
""",
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@_OUTPUT
@_FROM
@_TO
@_MAPPING
@_KEEP_GOING
@_PROBLEMS
@_PRIVATE
@refusing
def convert(
    files: tuple[Path, ...],
    output: Path,
    source: str | None,
    target: str | None,
    mapping: Path | None,
    keep_going: bool,
    problems: Path | None,
    private: bool,
) -> None:
    """Read each FILE in whatever format it is, and write what they say together to another.

    What is mended on the way, what cannot be taken, and what the other format cannot say is counted and told of on
    standard error. Exits with 0, with 1 where --keep-going passed something over, and with 2 for bad usage or input.
    """
    _expect_output(files, output)
    keep_problems_apart(problems, [*files, output])
    for file in files:
        if not file.is_dir():
            expect_file(file)
    taken = convert_files(
        files,
        output,
        problems,
        source=source,
        target=target,
        mapping=mapping,
        keep_going=keep_going,
        private=private,
    )
    raise SystemExit(CLEAN if taken else FOUND)


def _expect_output(files: Sequence[Path], output: Path) -> None:
    for file in files:
        keep_apart(file, output)
    if output.suffix.casefold() in LEDGERS:
        named = " ".join(map(typed, files))
        message = f"a ledger is made by taking cases in: claimcheck import {named} --into {typed(output)}"
        raise BadInput([Problem(str(output), message)])


@main.command(
    name="import",
    short_help="Take cases into a ledger that lasts.",
    epilog="""\b
Examples:
  claimcheck import case.yaml --into ledger.db
  claimcheck import pages/ --from claimreview --into ledger.db
  claimcheck import monday.jsonl tuesday.jsonl \\
      --into postgresql://desk@server/ledger --by desk
""",
)
@click.argument("cases", metavar="CASE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--into",
    required=True,
    metavar="LEDGER",
    type=click.Path(path_type=Path),
    help="The ledger, a file .db or postgresql://...; made where there is none.",
)
@click.option("--by", metavar="NAME", help="Who records it.")
@_FROM
@_MAPPING
@_KEEP_GOING
@_PROBLEMS
@refusing
def import_(
    cases: tuple[Path, ...],
    into: Path,
    by: str | None,
    source: str | None,
    mapping: Path | None,
    keep_going: bool,
    problems: Path | None,
) -> None:
    """Take each CASE, a file of any format, into LEDGER: all of them or, where one cannot be taken, none.

    With --keep-going, what cannot be taken is told of and passed over, and it exits with 1 where it passed something
    over; of a log of JSON Lines each portion is kept as soon as it is taken, and an import that was broken off goes on
    where it stopped.

    What is there already stays as it is, so that importing a file again changes nothing. A record that is there in
    other words is amended, and the version before stays in the log.
    """
    keep_problems_apart(problems, [*cases, into])
    with problems_kept(problems) as told:
        taken = import_cases(cases, into, told, by=by, source=source, mapping=mapping, keep_going=keep_going)
    raise SystemExit(CLEAN if taken else FOUND)


@main.command(
    short_help="Tell what changed in a ledger since a day.",
    epilog="""\b
Examples:
  claimcheck diff ledger.db --since 2025-06-01
  claimcheck diff ledger.db --since 2025-06-01 --until 2025-06-02
""",
)
@_CASE
@click.option("--since", required=True, metavar="TIME", help="What had been recorded at the end of this day or time.")
@click.option("--until", metavar="TIME", help="The later day or time; by default now.")
@refusing
def diff(case: Path, since: str, until: str | None) -> None:
    """Tell in words what changed in CASE between two days: new, amended, revised, retracted, newly contested."""
    print_changes(read_case(case), since, until)


@main.command(
    short_help="Find the claims that hold some words, or say what they say.",
    epilog="""\b
Examples:
  claimcheck find ledger.db "civilians killed"
  claimcheck find ledger.db "5 killed in the shelling of Easton" --like
""",
)
@_CASE
@click.argument("words")
@click.option("--like", is_flag=True, help="Find what says the same as WORDS, or the contrary, and tell why.")
@click.option("--limit", default=10, show_default=True, metavar="N", help="Show at most so many claims.")
@refusing
def find(case: Path, words: str, like: bool, limit: int) -> None:
    """Find the claims of CASE in which all WORDS occur, the best first; what stands in quotation marks is a phrase.

    With --like, words only find the claims, and figures, parties and times decide what each says to WORDS.
    """
    if not print_found(read_case(case), words, like=like, most=limit):
        click.echo("no claim holds that", err=True)


@main.command(
    short_help="Begin a case: a template to fill in, as a case file or as a sheet.",
    epilog="""\b
Examples:
  claimcheck new case.yaml
  claimcheck new case.csv
  claimcheck new labels.yaml --labels
  claimcheck new house --templates
""",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--labels", is_flag=True, help="Write the labels of reports, to be changed or translated.")
@click.option("--templates", is_flag=True, help="Write the templates of reports into the folder FILE.")
@refusing
def new(file: Path, labels: bool, templates: bool) -> None:
    """Write a template to FILE, which must not exist yet, and tell what to do next.

    FILE is a case file (.yaml), with comments that explain it, or a sheet with one claim a row (.csv, .tsv).
    """
    if labels and templates:
        raise click.UsageError("--labels writes a file and --templates a folder: ask for one of them")
    if labels:
        lines = write_new_labels(file)
    elif templates:
        lines = write_new_templates(file)
    else:
        write_new(file)
        lines = next_steps(file)
    for line in lines:
        click.echo(line, err=True)


@main.command(
    short_help="Print the JSON Schema of a format or of an answer.",
    epilog="""\b
Examples:
  claimcheck schema case
  claimcheck schema check
""",
)
@click.argument("name", type=OneOf(SCHEMAS))
def schema(name: str) -> None:
    """Print the JSON Schema of NAME: case, jsonl (one line), check or verify (what they print with --json).

    An editor that knows it completes the fields of a case file and marks what is none.
    """
    click.echo(schema_text(name), nl=False)


@main.command(
    short_help="Print what lets a shell complete commands, keys and columns.",
    epilog="""\b
Examples:
  claimcheck completion bash
  claimcheck completion zsh
  claimcheck completion fish

\b
To have it in each new shell, type once:
  bash   claimcheck completion bash > ~/.claimcheck.bash
         echo '. ~/.claimcheck.bash' >> ~/.bashrc
  zsh    claimcheck completion zsh > ~/.claimcheck.zsh
         echo '. ~/.claimcheck.zsh' >> ~/.zshrc
  fish   cd ~/.config/fish/completions
         claimcheck completion fish > claimcheck.fish
""",
)
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print a script for SHELL, after which TAB completes commands, options, claims, topics and columns.

    `claimcheck explain case.yaml` and TAB then offer the claims of the case; what a shell could take for more than a
    word is left out. Bash has to be of version 4.4 or later; in zsh, `compinit` comes before.
    """
    click.echo(completion_script(shell, main), nl=False)
