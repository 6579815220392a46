"""The shell: what each command prints, where it prints it, with which exit code, and what it refuses."""

import html
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from claimcheck import cli
from claimcheck.cli import main
from claimcheck.comparing.comparison import Outcome
from claimcheck.findings.finding import Kind
from claimcheck.formats import read
from claimcheck.ledger import Ledger
from claimcheck.model import Claim, Event, Party, Proposition
from claimcheck.verifying.verification import State, Verdict, What
from tests.renew import CASE, FUSED_CASE

SCHEMA: dict[str, Any] = json.loads(files("claimcheck.reporting").joinpath("check.schema.json").read_text("utf-8"))

QUIET = """\
claimcheck: 1
case: quiet
parties: {army: {name: Army, kind: force}}
events: {raid: {label: Raid, occurred: 2025-06-02, place: Town}}
claims:
  one: {by: army, event: raid, measure: killed, value: 5, asserted: 2025-06-02}
"""

LOUD = """\
claimcheck: 1
case: loud
parties:
  army: {name: "Army [bold]of[/bold] the \\u202eNorth", kind: force}
  clinic: {name: Clinic, kind: agency}
events: {raid: {label: Raid, occurred: 2025-06-02, place: Town}}
claims:
  one:
    text: "471 [red]killed[/red] :smile:"
    by: army
    event: raid
    measure: killed
    value: 471
    private: {name: SECRET}
  two: {by: clinic, text: 5 killed, event: raid, measure: killed, value: 5}
"""

BROKEN = """\
claimcheck: 1
case: broken
claims:
  one: {by: nobody-known, measure: killed, value: 5}
  two: {in: no-such-source, measure: killed, value: 5, colour: red}
"""

# Every option of every command, with the test below that shows what it does.
OPTIONS = {
    "": {"--version": "test_the_version", "--help": "test_help_shows_examples"},
    "check": {
        "--json": "test_check_prints_json",
        "--kind": "test_check_asks_for_kinds",
        "--all": "test_check_shows_all",
        "--topic": "test_check_of_a_table",
        "--party": "test_check_of_a_table",
        "--value": "test_check_of_a_table",
        "--when": "test_a_table_has_times_and_places",
        "--where": "test_a_table_has_times_and_places",
        "--control-group": "test_a_table_has_control_groups",
        "--bound": "test_a_table_has_bounds_units_and_bases",
        "--unit": "test_a_table_has_bounds_units_and_bases",
        "--basis": "test_a_table_has_bounds_units_and_bases",
        "--cutoff": "test_a_table_of_tolls",
        "--asserted": "test_a_table_of_tolls",
        "--order": "test_a_table_has_an_order_of_dates",
        "--measure": "test_a_table_of_tolls",
        "--words": "test_a_table_of_words",
        "--exclusive": "test_a_table_of_words",
        "--prefix": "test_check_of_a_table_writes_flags",
        "--output": "test_check_of_a_table_writes_flags",
        "--help": "test_help_shows_examples",
    },
    "report": {
        "--output": "test_report_writes",
        "--title": "test_report_takes_a_title",
        "--scheme": "test_report_grades_by_a_scheme",
        "--fuse": "test_report_shows_fusion_beside_the_positions",
        "--labels": "test_report_takes_labels_and_templates",
        "--templates": "test_report_takes_labels_and_templates",
        "--made": "test_report_says_when_it_was_made_if_told",
        "--help": "test_help_shows_examples",
    },
    "grade": {
        "--scheme": "test_grade_by_one_scheme",
        "--json": "test_grade_prints_json",
        "--help": "test_help_shows_examples",
    },
    "explain": {"--help": "test_help_shows_examples"},
    "verify": {
        "--json": "test_verify_prints_json",
        "--all": "test_verify_shows_all",
        "--head": "test_verify_holds_a_ledger_against_a_head",
        "--keep-head": "test_verify_holds_a_ledger_against_a_head",
        "--help": "test_help_shows_examples",
    },
    "extract": {
        "--output": "test_extract_writes_a_case_for_review",
        "--json": "test_extract_prints_json",
        "--reference": "test_extract_reads_times_against_a_reference",
        "--parties": "test_extract_looks_among_the_parties_of_a_case",
        "--language": "test_extract_refuses_a_language",
        "--help": "test_help_shows_examples",
    },
    "fuse": {
        "--topic": "test_fuse_of_a_table",
        "--party": "test_fuse_of_a_table",
        "--value": "test_fuse_of_a_table",
        "--control-group": "test_fuse_counts_groups_and_copies_once",
        "--asserted": "test_fuse_takes_the_later_of_two",
        "--half-life": "test_fuse_with_a_half_life",
        "--order": "test_fuse_takes_the_later_of_two",
        "--domain": "test_fuse_by_domain",
        "--words": "test_fuse_takes_figures_for_words",
        "--several": "test_fuse_takes_several_for_true",
        "--method": "test_fuse_by_another_method",
        "--tolerance": "test_fuse_with_a_tolerance_and_a_margin",
        "--margin": "test_fuse_with_a_tolerance_and_a_margin",
        "--independent": "test_fuse_counts_groups_and_copies_once",
        "--why": "test_fuse_says_why",
        "--all": "test_fuse_prints_all",
        "--json": "test_fuse_of_a_table",
        "--help": "test_help_shows_examples",
    },
    "impact": {"--json": "test_impact_tells_what_falls", "--help": "test_help_shows_examples"},
    "copies": {
        "--json": "test_copies_prints_json",
        "--min": "test_copies_takes_a_share",
        "--help": "test_help_shows_examples",
    },
    "export": {
        "--output": "test_export_writes",
        "--format": "test_export_tells_what_the_format_cannot_say",
        "--problems": "test_export_tells_what_the_format_cannot_say",
        "--private": "test_export_keeps_private_fields_if_asked",
        "--help": "test_help_shows_examples",
    },
    "convert": {
        "--output": "test_convert_reviews_to_a_case",
        "--from": "test_convert_reviews_to_a_case",
        "--format": "test_convert_names_both_formats",
        "--mapping": "test_convert_takes_a_mapping",
        "--keep-going": "test_convert_keeps_going",
        "--problems": "test_convert_keeps_going",
        "--private": "test_convert_keeps_private_fields_if_asked",
        "--help": "test_help_shows_examples",
    },
    "import": {
        "--into": "test_import_into_a_ledger",
        "--by": "test_import_into_a_ledger",
        "--from": "test_import_takes_reviews",
        "--mapping": "test_import_takes_a_mapping",
        "--keep-going": "test_import_keeps_going",
        "--problems": "test_import_takes_reviews",
        "--help": "test_help_shows_examples",
    },
    "schema": {"--help": "test_help_shows_examples"},
    "find": {
        "--like": "test_find_what_says_the_same",
        "--limit": "test_find_words",
        "--help": "test_help_shows_examples",
    },
    "diff": {
        "--since": "test_diff_tells_what_changed",
        "--until": "test_diff_tells_what_changed",
        "--help": "test_help_shows_examples",
    },
    "new": {
        "--labels": "test_report_takes_labels_and_templates",
        "--templates": "test_report_takes_labels_and_templates",
        "--help": "test_help_shows_examples",
    },
    "completion": {"--help": "test_help_shows_examples"},
}

Shell = Callable[..., Result]


@pytest.fixture
def shell() -> Shell:
    """Run the shell as a user would, without a terminal."""

    def run(*arguments: object) -> Result:
        alone = {"COLUMNS": None}  # the width of whoever runs the tests makes no difference
        done = CliRunner(env=alone).invoke(main, [str(one) for one in arguments], prog_name="claimcheck")
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done

    return run


@pytest.fixture
def loud(tmp_path: Path) -> Path:
    path = tmp_path / "loud.yaml"
    path.write_text(LOUD, encoding="utf-8")
    return path


@pytest.fixture
def quiet(tmp_path: Path) -> Path:
    path = tmp_path / "quiet.yaml"
    path.write_text(QUIET, encoding="utf-8")
    return path


def _in_a_process(*arguments: object, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-c", "from claimcheck.cli import main; main()", *map(str, arguments)],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


# the commands as a whole


def test_every_option_is_pinned() -> None:
    """An option comes or goes only together with the test that shows what it does."""
    commands: dict[str, click.Command] = {"": main, **main.commands}
    found = {
        name: {
            max(option.opts, key=len)
            for option in command.get_params(click.Context(command, help_option_names=["-h", "--help"]))
            if isinstance(option, click.Option)
        }
        for name, command in commands.items()
    }

    assert found == {name: set(options) for name, options in OPTIONS.items()}


@pytest.mark.parametrize(
    ("command", "option", "test"),
    [(command, option, test) for command, options in OPTIONS.items() for option, test in options.items()],
)
def test_every_option_has_a_test(command: str, option: str, test: str) -> None:
    """Each option is shown by a test of this file, and explained in the command's own help."""
    chosen = main.commands[command] if command else main
    params = chosen.get_params(click.Context(chosen, help_option_names=["-h", "--help"]))

    assert callable(globals()[test])
    assert any(option in one.opts and getattr(one, "help", None) for one in params) or option == "--help"


@pytest.mark.parametrize("command", list(OPTIONS))
def test_help_shows_examples(shell: Shell, command: str) -> None:
    """The help of each command says what it does and shows it called."""
    done = shell(*command.split(), "--help")

    assert done.exit_code == 0
    assert "Examples:\n" in done.output
    assert f"claimcheck {command}".strip() in done.output
    assert shell(*command.split(), "-h").output == done.output


def test_the_version(shell: Shell) -> None:
    """The version is that of the package."""
    assert shell("--version").output == f"claimcheck, version {version('claimcheck')}\n"


def test_help_loads_nothing_heavy() -> None:
    """Asking for help loads no template engine, no YAML, no table, no graph."""
    code = (
        "import sys\n"
        "from claimcheck.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "print(sorted({'rich', 'jinja2', 'yaml', 'networkx', 'cattrs', 'msgspec', 'pint'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.endswith("[]\n")


def test_an_unknown_command_is_bad_usage(shell: Shell) -> None:
    """Bad usage ends with 2."""
    done = shell("chekc", "x.yaml")

    assert done.exit_code == 2
    assert "No such command 'chekc'" in done.stderr


# check


def test_check_shows_what_is_contested(shell: Shell, loud: Path) -> None:
    """The table names the kind, the sides, the reason and the claims, and the exit code says so."""
    done = shell("check", loud)
    words = " ".join(done.stdout.split())

    assert done.exit_code == 1
    assert "contested" in words
    assert "cannot both be right" in words
    assert "two, one" in words
    assert done.stderr == ""


def test_check_of_a_clean_case(shell: Shell, quiet: Path) -> None:
    """Where nothing of the kinds asked for is found, the exit code is 0; what is not shown is counted."""
    done = shell("check", quiet)

    assert done.exit_code == 0
    assert "Not shown: 1 uncorroborated. To see them: --all, or --kind uncorroborated" in done.stdout


def test_check_shows_all(shell: Shell, quiet: Path) -> None:
    """With --all every finding stands in the table."""
    done = shell("check", quiet, "--all")

    assert done.exit_code == 0
    assert "uncorroborated" in done.stdout
    assert "every finding is shown" in done.stdout


def test_check_caps_a_kind(shell: Shell, tmp_path: Path) -> None:
    """Of a kind with very many findings the table shows the first and counts the rest."""
    path = tmp_path / "many.yaml"
    claims = "".join(
        f"  {side}{n}: {{by: {side}, event: raid{n}, measure: killed, value: {value}}}\n"
        for n in range(25)
        for side, value in (("army", 471), ("clinic", 5))
    )
    events = "".join(f"  raid{n}: {{label: Raid {n}, occurred: 2025-06-02}}\n" for n in range(25))
    head = "claimcheck: 1\ncase: many\nparties: {army: {name: Army}, clinic: {name: Clinic}}\n"
    path.write_text(f"{head}events:\n{events}claims:\n{claims}", encoding="utf-8")

    assert "5 contested" in shell("check", path).stdout
    assert " 5 contested" not in shell("check", path, "--all").stdout


def test_check_asks_for_kinds(shell: Shell, quiet: Path, loud: Path) -> None:
    """--kind shows one kind only, and decides what the exit code is about."""
    assert shell("check", quiet, "--kind", "uncorroborated").exit_code == 1
    assert shell("check", loud, "--kind", "progression").exit_code == 0
    assert shell("check", loud, "--kind", "progression", "--kind", "contested").exit_code == 1
    assert "uncorroborated" not in shell("check", loud, "--kind", "contested").stdout


def test_check_refuses_an_unknown_kind(shell: Shell, quiet: Path) -> None:
    """A kind that there is not is bad usage, and the kinds are named."""
    done = shell("check", quiet, "--kind", "disputed")

    assert done.exit_code == 2
    assert "'contested'" in done.stderr


def test_check_prints_json(shell: Shell, loud: Path) -> None:
    """--json prints the findings and their counts, after the published schema, and nothing else."""
    done = shell("check", loud, "--json")
    told = json.loads(done.stdout)
    Draft202012Validator(SCHEMA).validate(told)

    assert done.exit_code == 1
    assert told["counts"]["contested"] == 1
    assert told["findings"] == [finding.to_plain() for finding in read(loud).findings()]
    assert json.loads(shell("check", loud, "--json", "--kind", "contested").stdout)["counts"] == {"contested": 1}


def test_the_schema_covers_every_word() -> None:
    """The schema is valid and knows each kind and each outcome that there is, and no other."""
    Draft202012Validator.check_schema(SCHEMA)

    assert set(SCHEMA["$defs"]["kind"]["enum"]) == {kind.value for kind in Kind}
    assert set(SCHEMA["$defs"]["outcome"]["enum"]) == {outcome.value for outcome in Outcome}


def test_the_istanbul_case_keeps_to_the_schema(shell: Shell) -> None:
    """What is printed for a whole case is what the schema says."""
    told = json.loads(shell("check", CASE, "--json").stdout)

    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(told)] == []


def test_check_shows_the_istanbul_case(shell: Shell) -> None:
    """The table of the brief shows the dispute, what only looks like one, the floor, and the slip of a report."""
    done = shell("check", CASE)
    words = " ".join(done.stdout.split())

    assert done.exit_code == 1
    for part in ("forcibly removed", "13 of 41; 28 not confirmed", "operator differs", "neither is preferred"):
        assert part in words


# check of a table


TOLLS = """\
event,said_by,killed
blast,ministry,471
blast,agency,100 to 300
blast,hospital,at least 100
fire,city,many people
fire,police,12
"""

COLUMNS = ("--topic", "event", "--party", "said_by", "--value", "killed")


@pytest.fixture
def tolls(tmp_path: Path) -> Path:
    pytest.importorskip("pyarrow", reason="tables need the extra `tables`")
    path = tmp_path / "tolls.csv"
    path.write_text(TOLLS, encoding="utf-8")
    return path


def contested_in(shell: Shell, path: Path, text: str, *options: str) -> list[list[str]]:
    """The contested rows of a table, topic by topic."""
    path.write_text(text, encoding="utf-8")
    done = shell("check", path, *options, "--json", "--kind", "contested")
    assert done.stderr == ""
    return [one["claims"] for one in json.loads(done.stdout)["findings"]]


def test_check_of_a_table(shell: Shell, tolls: Path) -> None:
    """The topic is told with both figures, the reason and the gap; the cell that was not read with its line."""
    done = shell("check", tolls, *COLUMNS)
    words = " ".join(done.stdout.split())

    assert done.exit_code == 1
    assert "agency: 100-300" in words
    assert "ministry: 471" in words
    assert "171" in words
    assert done.stdout.endswith(
        "5 rows in 2 topics: 1 topic contested (2 rows), nothing inconsistent. 1 row not read.\n"
    )
    assert done.stderr == f"{tolls}:5: killed: no figure can be read in 'many people'\n"


def test_check_of_a_clean_table(shell: Shell, tolls: Path) -> None:
    """Where no row is contested or inconsistent the exit code is 0, whatever was not read."""
    tolls.write_text(TOLLS.replace("471", "271"), encoding="utf-8")
    done = shell("check", tolls, *COLUMNS)

    assert done.exit_code == 0
    assert "5 rows in 2 topics: nothing contested, nothing inconsistent. 1 row not read." in done.stdout


def test_check_of_a_table_prints_json(shell: Shell, tolls: Path) -> None:
    """--json has the shape that it has for a case; rows are counted from 1, without the header."""
    done = shell("check", tolls, *COLUMNS, "--json")
    told = json.loads(done.stdout)
    Draft202012Validator(SCHEMA).validate(told)

    assert done.exit_code == 1
    assert told["counts"] == {"contested": 1, "corroborated": 1, "uncorroborated": 2}
    assert told["findings"][0] == {
        "kind": "contested",
        "topic": "blast",
        "claims": ["row 1", "row 2"],
        "against": ["row 2"],
        "outcome": "contradicts",
        "aspects": [],
        "field": None,
        "reason": "figures that cannot both be right: 471 / 100-300",
        "sentence": "blast: ministry (471) and agency (100-300) cannot both be right: "
        "figures that cannot both be right: 471 / 100-300.",
        "gap": {"absolute": "171", "relative": "57/157", "unit": None},
        "origins": 1,
        "origins_against": 1,
        "question": None,
    }
    assert done.stderr.endswith("note: 1 row not read, and in no finding\n")
    assert [f"{one['where']}: {one['message']}" for one in told["unread"]] == done.stderr.splitlines()[:-1]
    assert len(told["unread"]) == 1


def test_check_of_a_table_asks_for_kinds(shell: Shell, tolls: Path) -> None:
    """--kind prints one kind only and decides the exit code, and --all prints what only describes as well."""
    untold = shell("check", tolls, *COLUMNS, "--kind", "floor")
    assert (untold.exit_code, untold.stderr[:52]) == (2, "--kind: a table tells nothing of the kind floor; it ")
    assert shell("check", tolls, *COLUMNS, "--kind", "corroborated").exit_code == 1
    assert shell("check", tolls, *COLUMNS, "--kind", "inconsistent").exit_code == 0
    assert "up to 3 origins say so" in " ".join(shell("check", tolls, *COLUMNS, "--all").stdout.split())
    assert "origins say so" not in shell("check", tolls, *COLUMNS).stdout


def test_check_of_a_table_writes_flags(shell: Shell, tolls: Path) -> None:
    """-o writes all rows in order with eight columns more, under a prefix if one is given, and replaces no file."""
    target = tolls.with_name("flags.csv")
    done = shell("check", tolls, *COLUMNS, "-o", target, "--prefix", "claim_")
    header, *rows = target.read_text(encoding="utf-8").splitlines()

    assert done.exit_code == 1
    assert f"wrote 5 rows to {target}\n" in done.stderr
    assert header.startswith("event,said_by,killed,claim_status,claim_contested,claim_outcome,claim_against,")
    assert [row.split(",")[1] for row in rows] == ["ministry", "agency", "hospital", "city", "police"]
    assert rows[0] == (
        "blast,ministry,471,contested,true,contradicts,agency,"
        "figures that cannot both be right: 471 / 100-300,171,2 of 2,1"
    )

    again = shell("check", tolls, *COLUMNS, "-o", target)
    assert (again.exit_code, again.stdout) == (2, "")
    assert again.stderr == f"{target}: it exists, and is left as it is; choose another name\n"


def test_a_table_needs_an_output_of_a_known_suffix(shell: Shell, tolls: Path) -> None:
    """Flags are written as .csv, .tsv or .parquet, and a column that is there already is not written over."""
    wrong = shell("check", tolls, *COLUMNS, "-o", tolls.with_name("flags.xlsx"))
    tolls.write_text(TOLLS.replace("event,said_by", "status,said_by"), encoding="utf-8")
    options = ("--topic", "status", *COLUMNS[2:])
    taken = shell("check", tolls, *options, "-o", tolls.with_name("flags.csv"))

    assert wrong.exit_code == taken.exit_code == 2
    assert "expected a name that ends in .csv, .tsv or .parquet, got 'flags.xlsx'" in wrong.stderr
    assert "the table has a column 'status' already; give a prefix" in taken.stderr
    assert not tolls.with_name("flags.csv").exists()


def test_a_table_needs_its_columns(shell: Shell, tolls: Path) -> None:
    """Without topic, party or value, or with one that is not there, the message says which columns there are."""
    bare, wrong = shell("check", tolls, "--topic", "event"), shell("check", tolls, *COLUMNS, "--unit", "units")

    assert bare.exit_code == wrong.exit_code == 2
    assert bare.stderr == (f"{tolls}: a table needs --party, --value; its columns are 'event', 'said_by', 'killed'\n")
    assert "the table has no column 'units'; it has 'event', 'said_by', 'killed'" in wrong.stderr


def test_a_case_takes_no_columns(shell: Shell, loud: Path) -> None:
    """Options of a table on a case are bad usage, and each of them is named."""
    done = shell("check", loud, "--topic", "event", "--control-group", "side", "-o", "flags.csv")

    assert done.exit_code == 2
    assert "a case takes no --topic, --control-group, --output; these are for a table" in done.stderr


def test_a_table_that_is_not_there(shell: Shell, tolls: Path) -> None:
    """A missing file and a folder with the name of a table end with 2."""
    tolls.unlink()
    gone = shell("check", tolls, *COLUMNS)
    tolls.mkdir()
    folder = shell("check", tolls, *COLUMNS)

    assert gone.exit_code == folder.exit_code == 2
    assert gone.stderr == f"{tolls}: no such file or directory\n"
    assert folder.stderr == f"{tolls}: expected a file, got a folder\n"


def test_a_table_needs_an_extra(shell: Shell, tolls: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the packages for tables the message says what to install."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for module in ("files", "inprocess", "spec", "bytopic"):
        monkeypatch.delitem(sys.modules, f"claimcheck.tables.{module}", raising=False)
    done = shell("check", tolls, *COLUMNS)

    assert done.exit_code == 2
    assert done.stderr == 'checking a table needs pyarrow: install "claimcheck[tables]"\n'


def test_a_table_has_times_and_places(shell: Shell, tolls: Path) -> None:
    """--when and --where are parts of the topic, by what they mean and not by how they are written."""
    text = "event,said_by,killed,day,town\nb,a,1,2025-06-01,Kyiv\nb,c,2,1 June 2025,kyiv\nb,d,3,2025-06-02,Kyiv\n"

    assert contested_in(shell, tolls, text, *COLUMNS) == [["row 1", "row 2", "row 3"]]
    assert contested_in(shell, tolls, text, *COLUMNS, "--when", "day", "--where", "town") == [["row 1", "row 2"]]


def test_a_table_has_an_order_of_dates(shell: Shell, tolls: Path) -> None:
    """Dates in figures are listed as unread, and read once --order tells whether the day or the month stands first."""
    text = "event,said_by,killed,day\nb,a,1,01/05/2024\nb,c,2,1 May 2024\n"
    assert contested_in(shell, tolls, text, *COLUMNS, "--when", "day", "--order", "dmy") == [["row 1", "row 2"]]
    assert contested_in(shell, tolls, text, *COLUMNS, "--when", "day", "--order", "MDY") == []
    done = shell("check", tolls, *COLUMNS, "--when", "day")

    assert done.stderr == (
        f"{tolls}:2: day: no time can be read in '01/05/2024': in the order DMY or MDY it is a date\n"
        "note: where the day stands first in such dates give --order DMY, where the month --order MDY\n"
    )


def test_a_table_has_control_groups(shell: Shell, tolls: Path) -> None:
    """Parties of one --control-group are inconsistent and not contested, which ends with 1 as well."""
    text = "event,said_by,killed,side\nb,army,1,state\nb,navy,2,state\n"
    assert contested_in(shell, tolls, text, *COLUMNS, "--control-group", "side") == []
    done = shell("check", tolls, *COLUMNS, "--control-group", "side", "--json")

    assert done.exit_code == 1
    assert json.loads(done.stdout)["findings"][0]["sentence"] == (
        "b: army (1) and navy (2) contradict each other: figures that cannot both be right: 1 / 2."
    )


def test_a_table_has_bounds_units_and_bases(shell: Shell, tolls: Path) -> None:
    """--bound, --unit and --basis say how a figure is meant: a floor, other units, estimates near each other."""
    floor = "event,said_by,killed,bound\nb,a,41,\nb,c,13,minimum\n"
    units = "event,said_by,killed,unit\nb,a,7,kg\nb,c,7000,g\n"
    bases = "event,said_by,killed,basis\nb,a,100,estimate\nb,c,110,estimate\n"

    for text, option in ((floor, "bound"), (units, "unit"), (bases, "basis")):
        assert contested_in(shell, tolls, text, *COLUMNS) == [["row 1", "row 2"]]
        assert contested_in(shell, tolls, text, *COLUMNS, f"--{option}", option) == []


def test_a_table_of_tolls(shell: Shell, tolls: Path) -> None:
    """Tolls of a --measure that accumulates rise between one --cutoff, or day of saying so, and the next."""
    text = "event,said_by,killed,by\nb,a,5,2025-06-01\nb,c,9,2025-06-03\n"

    for option in ("--cutoff", "--asserted"):
        assert contested_in(shell, tolls, text, *COLUMNS, "--measure", "killed", option, "by") == []
    assert contested_in(shell, tolls, text, *COLUMNS) == [["row 1", "row 2"]]
    wrong = shell("check", tolls, *COLUMNS, "--cutoff", "by")
    assert wrong.exit_code == 2
    assert "give a `measure` that does" in wrong.stderr


def test_a_table_of_words(shell: Shell, tolls: Path) -> None:
    """With --words a cell may be a word, and with --exclusive different words are a conflict."""
    text = "event,said_by,killed\nvote,a,Smith\nvote,c,Jones\n"

    assert contested_in(shell, tolls, text, *COLUMNS, "--words") == []
    assert contested_in(shell, tolls, text, *COLUMNS, "--exclusive") == [["row 1", "row 2"]]


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_a_table_of_many_topics_fits(shell: Shell, tolls: Path, columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty topics stand in the table, no line longer than the terminal, and the rest are counted."""
    monkeypatch.setenv("COLUMNS", str(columns))
    rows = "".join(f"event number {at},the ministry of defence,{at},\nevent number {at},B,9000\n" for at in range(30))
    tolls.write_text("event,said_by,killed\n" + rows.replace(",\n", "\n"), encoding="utf-8")
    done = CliRunner().invoke(main, ["check", str(tolls), *COLUMNS], prog_name="claimcheck")
    table, _, rest = done.stdout.partition("...")

    assert rest.startswith(" and 10 more (-o FILE for all rows)\n")
    assert max(map(len, table.splitlines())) <= columns
    assert table.count("contested") == 20


def test_hostile_cells_control_nothing(shell: Shell, tolls: Path) -> None:
    """Cells are shown as text: no markup, no control characters, in the table and among the problems."""
    tolls.write_text(
        "event,said_by,killed\n[red]b[/red],a\u202e\x1b[31m,1\n[red]b[/red],c,2\nb,d,\x1b[2Jx\n", encoding="utf-8"
    )
    done = shell("check", tolls, *COLUMNS)

    assert "[red]b[/red]" in done.stdout
    assert not any(mark in done.output for mark in ("\x1b", "\u202e"))


# report


@pytest.mark.parametrize("name", ["r.html", "r.md", "r.json"])
def test_report_writes(shell: Shell, loud: Path, name: str) -> None:
    """The report is written in the format of its suffix, quietly, and what stood there is replaced."""
    target = loud.with_name(name)
    target.write_text("old")
    done = shell("report", loud, "-o", target)

    assert (done.exit_code, done.stdout, done.stderr) == (0, "", f"wrote {target}\n")
    assert "471" in target.read_text(encoding="utf-8")
    assert "old" not in target.read_text(encoding="utf-8")[:4]


def test_report_takes_a_title(shell: Shell, loud: Path) -> None:
    """--title is the heading."""
    target = loud.with_name("r.md")
    shell("report", loud, "--output", target, "--title", "The night")

    assert target.read_text(encoding="utf-8").startswith("# The night\n")


@pytest.mark.parametrize("name", ["r.html", "r.md", "r.json"])
def test_report_shows_fusion_beside_the_positions(shell: Shell, tmp_path: Path, name: str) -> None:
    """--fuse adds what fusion finds, and says of contested topics that they stay so; without it there is none."""
    pytest.importorskip("scipy", reason="fusion needs scipy")
    plain, full = tmp_path / f"plain-{name}", tmp_path / name
    assert shell("report", FUSED_CASE, "-o", plain).exit_code == 0
    assert shell("report", FUSED_CASE, "-o", full, "--fuse").exit_code == 0

    assert "stays contested" not in plain.read_text(encoding="utf-8")
    assert "The topic stays contested." in full.read_text(encoding="utf-8")


def test_report_takes_labels_and_templates(shell: Shell, loud: Path, tmp_path: Path) -> None:
    """What `new` writes is taken as it is; a word and a colour changed show; a wrong label is refused by its line."""
    labels, house, target = tmp_path / "labels.yaml", tmp_path / "house", tmp_path / "r.html"
    begun = shell("new", labels, "--labels"), shell("new", house, "--templates")
    assert [done.exit_code for done in begun] == [0, 0]
    assert f"--labels {labels}" in begun[0].stderr
    assert f"--templates {house}" in begun[1].stderr
    assert shell("report", loud, "-o", target).exit_code == 0
    before = target.read_text(encoding="utf-8")
    assert shell("report", loud, "-o", target, "--labels", labels, "--templates", house).exit_code == 0
    assert target.read_text(encoding="utf-8") == before
    labels.write_text("words: {overview: At a glance}\n", encoding="utf-8")
    (house / "report.css").write_text("body { color: teal; }\n", encoding="utf-8")
    assert shell("report", loud, "-o", target, "--labels", labels, "--templates", house).exit_code == 0
    after = target.read_text(encoding="utf-8")
    assert "At a glance" in after
    assert "body { color: teal; }" in after
    labels.write_text("words:\n  overvew: At a glance\n", encoding="utf-8")
    refused = shell("report", loud, "-o", target, "--labels", labels)
    assert refused.exit_code == 2
    assert refused.stderr == f"{labels}:2: words: there is no label 'overvew'; did you mean 'overview'?\n"
    for again in (("new", labels, "--labels"), ("new", house, "--templates")):
        assert "it exists, and is left as it is" in shell(*again).stderr
    assert "ask for one of them" in shell("new", tmp_path / "x", "--labels", "--templates").stderr
    assert "expected a name that ends in .yaml" in shell("new", tmp_path / "labels.txt", "--labels").stderr


@pytest.mark.parametrize("name", ["r.html", "r.md", "r.json"])
def test_report_says_when_it_was_made_if_told(shell: Shell, loud: Path, tmp_path: Path, name: str) -> None:
    """With --made stand the words and the digest of the records, in each format alike; without it neither."""
    plain, told = tmp_path / f"plain-{name}", tmp_path / name
    shell("report", loud, "-o", plain)
    shell("report", loud, "-o", told, "--made", "3 June 2025, <desk>")
    text = html.unescape(told.read_text(encoding="utf-8")).replace("\\", "")
    records = sorted(
        json.dumps(one, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        for one in read(loud).to_records()
    )

    assert "SHA-256" not in plain.read_text(encoding="utf-8")
    assert "Made: 3 June 2025, <desk>" in text
    digest, by = sha256(b"\n".join(records)).hexdigest(), version("claimcheck")
    assert f"From {len(records)} records, whose contents have the SHA-256 {digest}, by claimcheck {by}" in text


def test_report_refuses_to_fuse_what_nobody_says(shell: Shell, tmp_path: Path) -> None:
    """A case in which nobody says a value is refused with the reason, and nothing is written."""
    case = tmp_path / "case.yaml"
    case.write_text("claimcheck: 1\ncase: mute\nclaims:\n  one: {measure: killed, value: 5}\n", encoding="utf-8")
    done = shell("report", case, "-o", tmp_path / "r.md", "--fuse")

    assert done.exit_code == 2
    assert "fuse: no declared party says a figure or a word about anything" in done.stderr
    assert not (tmp_path / "r.md").exists()


GRADED = """\
claimcheck: 1
case: graded
parties: {army: {name: Army, kind: force}}
events: {raid: {label: Raid, occurred: 2025-06-02, place: Town}}
claims:
  one: {by: army, event: raid, subject: civilians, measure: killed, value: 5}
  two: {by: army, event: raid, subject: civilians, measure: wounded, value: 9}
assessments:
  - {about: one, scheme: airwars, grade: fair, by: "[b]desk[/b]\\u202e", when: 2025-06-03, why: "<script>&"}
  - {about: one, scheme: house, grade: solid, by: ben}
"""


@pytest.fixture
def graded(tmp_path: Path) -> Path:
    path = tmp_path / "graded.yaml"
    path.write_text(GRADED, encoding="utf-8")
    return path


def test_report_grades_by_a_scheme(shell: Shell, graded: Path) -> None:
    """--scheme grades every claim; without it the claims that somebody graded are there, in each format."""
    for name in ("r.md", "r.html", "r.json"):
        plain, full = graded.with_name(f"plain-{name}"), graded.with_name(name)
        shell("report", graded, "-o", plain)
        shell("report", graded, "-o", full, "--scheme", "every_casualty")
        asked, unasked = (one.read_text(encoding="utf-8").replace("\\_", "_") for one in (full, plain))
        assert (asked.count("every_casualty"), unasked.count("every_casualty")) == (2, 0)
        assert "weak where a single source makes the claim" in plain.read_text(encoding="utf-8")
        assert "<script>&" not in full.read_text(encoding="utf-8") or name == "r.json"
        assert "\u202e" not in full.read_text(encoding="utf-8")


def test_grade_tells_whose_and_why(shell: Shell, graded: Path) -> None:
    """A person's grade stands before the computed one, each with whose it is; what is shown controls no terminal."""
    done = shell("grade", graded, "one")

    assert done.exit_code == 0
    assert done.output.index("[b]desk[/b]") < done.output.index("weak where a single source")
    assert "solid" in done.output
    assert "\u202e" not in done.output


def test_grade_without_a_claim(shell: Shell, graded: Path, loud: Path) -> None:
    """Without a claim, those that somebody graded are shown; where nobody did, the schemes are named."""
    assert {line.split()[0] for line in shell("grade", graded).output.splitlines() if line[:1].strip()} == {"Of", "one"}
    assert "No grades: nobody gave any. To compute them: --scheme airwars, admiralty" in shell("grade", loud).output


def test_grade_by_one_scheme(shell: Shell, graded: Path) -> None:
    """--scheme shows every claim by this scheme and nothing else; an unknown one is refused with the nearest."""
    done = shell("grade", graded, "--scheme", "Airwars", "--json")
    wrong = shell("grade", graded, "--scheme", "airwar")

    found = [(one["about"], one["scheme"], one["grade"]) for one in json.loads(done.stdout)["grades"]]
    assert found == [
        ("graded/one", "airwars", "fair"),
        ("graded/one", "airwars", "weak"),
        ("graded/two", "airwars", "weak"),
    ]
    assert (wrong.exit_code, "unknown scheme 'airwar'" in wrong.stderr) == (2, True)
    assert "did you mean 'airwars'?" in wrong.stderr


def test_grade_prints_json(shell: Shell, graded: Path) -> None:
    """--json prints each grade with its rule, facts, and whose it is."""
    (own, computed) = json.loads(shell("grade", graded, "one", "--scheme", "airwars", "--json").stdout)["grades"]

    assert (own["computed"], own["by"], own["when"], own["facts"]) == (
        False,
        "[b]desk[/b]\u202e",
        "2025-06-03",
        ["<script>&"],
    )
    assert (computed["computed"], computed["label"], computed["rule"]) == (
        True,
        "Weak",
        "weak where a single source makes the claim",
    )


def test_grade_refuses_an_unknown_claim(shell: Shell, graded: Path) -> None:
    """A claim that is not there is named."""
    done = shell("grade", graded, "three")

    assert (done.exit_code, "no record 'three' in the ledger" in done.stderr) == (2, True)


def test_report_refuses_a_format(shell: Shell, loud: Path) -> None:
    """A format that is not written ends with 2 and says which are."""
    done = shell("report", loud, "-o", loud.with_name("r.docx"))

    assert done.exit_code == 2
    assert "unknown suffix '.docx'; known are .html" in done.stderr
    assert not loud.with_name("r.docx").exists()


def test_report_writes_a_pdf_file(shell: Shell, loud: Path) -> None:
    """The suffix asks for PDF."""
    pytest.importorskip("typst", reason="a report as PDF needs typst")
    target = loud.with_name("r.pdf")
    done = shell("report", loud, "-o", target)

    assert (done.exit_code, done.stderr) == (0, f"wrote {target}\n")
    assert target.read_bytes().startswith(b"%PDF-")


def test_report_names_the_extra_for_pdf(shell: Shell, loud: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without typst a PDF file ends with 2 and the command that installs it."""
    monkeypatch.setitem(sys.modules, "typst", None)
    done = shell("report", loud, "-o", loud.with_name("r.pdf"))

    assert done.exit_code == 2
    assert 'a report as PDF needs typst: install "claimcheck[pdf]"' in done.stderr
    assert not loud.with_name("r.pdf").exists()


def test_the_case_is_never_overwritten(shell: Shell, loud: Path) -> None:
    """Writing onto the case itself is refused."""
    for command in ("report", "export"):
        done = shell(command, loud, "-o", loud)

        assert done.exit_code == 2
        assert "this is the case itself" in done.stderr
    assert loud.read_text(encoding="utf-8") == LOUD


# explain


def test_explain_tells_the_story(shell: Shell, loud: Path) -> None:
    """The story of a claim names who says it and what opposes it; the short id is enough."""
    done = shell("explain", loud, "two")

    assert done.exit_code == 0
    assert done.stdout.startswith("Clinic says")
    assert "Contested" in done.stdout
    assert shell("explain", loud, "loud/two").stdout == done.stdout


def test_explain_refuses_an_unknown_claim(shell: Shell, loud: Path) -> None:
    """A claim that there is not ends with 2, and those that there are are named."""
    done = shell("explain", loud, "three")

    assert done.exit_code == 2
    assert "no claim 'three'; the claims are one, two" in done.stderr


# export


ARTICLE = "The Army said yesterday that 12 people died. “We lost 40 planes,” she said. Nine were found.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_extract_prints_drafts(shell: Shell, article: Path) -> None:
    """Who, in which words, what and which figures; a pronoun and nobody are told as such."""
    done = shell("extract", article)

    assert done.exit_code == 0
    for words in (
        "The Army",
        "direct quote",
        "a pronoun",
        "nobody is named",
        "We lost 40 planes",
        "3 drafts: suggestions",
    ):
        assert words in done.output


def test_extract_of_a_text_without_drafts(shell: Shell, tmp_path: Path) -> None:
    """A text in which nobody asserts anything gives none, and that is no error."""
    (tmp_path / "empty.txt").write_text("It rained.", encoding="utf-8")
    done = shell("extract", tmp_path / "empty.txt")

    assert (done.exit_code, done.output.splitlines()[0][:16]) == (0, "0 drafts: nobody")


def test_extract_writes_a_case_for_review(shell: Shell, article: Path) -> None:
    """The case file is read by check at once; every claim in it waits for a person."""
    drafts = article.with_name("drafts.yaml")
    done = shell("extract", article, "-o", drafts)

    assert (done.exit_code, done.stdout) == (0, "")
    assert "wrote 3 drafts" in done.stderr
    counts = json.loads(shell("check", drafts, "--json").output)["counts"]
    assert (counts["inferred"], counts["unattributed"]) == (3, 3)


def test_extract_writes_over_nothing(shell: Shell, article: Path) -> None:
    """A file that exists may hold a person's work, and the text itself is one."""
    done = shell("extract", article, "-o", article.with_suffix(".yaml")), shell("extract", article, "-o", article)
    again = shell("extract", article, "-o", article.with_suffix(".yaml"))

    assert [one.exit_code for one in (*done, again)] == [0, 2, 2]
    assert again.stderr.endswith("article.yaml: it exists, and is left as it is; choose another name\n")
    assert article.read_text(encoding="utf-8") == ARTICLE


def test_extract_prints_json(shell: Shell, article: Path) -> None:
    """For programs: every part with its place."""
    found = json.loads(shell("extract", article, "--json").output)["drafts"]

    assert [ARTICLE[slice(*one["spans"]["content"])] for one in found] == [one["content"] for one in found]
    assert [one["speaker"] for one in found] == ["The Army", "she", None]


def test_extract_reads_times_against_a_reference(shell: Shell, tmp_path: Path) -> None:
    """A relative time is read against the day that is given, and against no clock."""
    text = tmp_path / "article.txt"
    text.write_text("The Army said 12 people died yesterday.", encoding="utf-8")
    day = json.loads(shell("extract", text, "--json", "--reference", "2025-06-02").output)["drafts"][0]["times"]
    none = json.loads(shell("extract", text, "--json").output)["drafts"][0]["times"]

    assert ([one["edtf"] for one in day], none) == (["2025-06-01"], [])


@pytest.mark.parametrize("day", ["June 2025", "yesterday", "soon"])
def test_extract_refuses_a_reference_that_is_no_day(shell: Shell, article: Path, day: str) -> None:
    """A month is no day to count from."""
    done = shell("extract", article, "--reference", day)

    assert (done.exit_code, done.output) == (2, f"--reference: expected a day such as 2025-06-02, got {day!r}\n")


def test_extract_looks_among_the_parties_of_a_case(shell: Shell, article: Path, quiet: Path) -> None:
    """A speaker who is a party of the case is the claimant, marked as inferred."""
    drafts = article.with_name("drafts.yaml")
    done = shell("extract", article, "--parties", quiet, "-o", drafts)
    claims = read(drafts).claims

    assert done.exit_code == 0
    assert [(claim.claimants, "by" in claim.inferred) for claim in claims] == [
        (("quiet/army",), True),
        ((), False),
        ((), False),
    ]


def test_extract_refuses_a_language(shell: Shell, article: Path) -> None:
    """English is the only one yet, and the default."""
    done = shell("extract", article, "--language", "uk")

    assert shell("extract", article, "--language", "en").exit_code == 0
    assert (done.exit_code, done.output) == (2, "--language: expected a language that can be read (en), got 'uk'\n")


def test_extract_says_that_a_long_text_takes_a_while(
    shell: Shell, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no terminal shows progress, one line on standard error says what is going on, and none for a short text."""
    assert shell("extract", article, "--json").stderr == ""
    monkeypatch.setattr(cli, "_LONG", 10)
    done = shell("extract", article, "--json")

    assert done.stderr == f"reading article.txt: {len(ARTICLE):,} characters, which takes a while\n"
    assert len(json.loads(done.stdout)["drafts"]) == 3


def test_extract_reads_standard_input(article: Path) -> None:
    """A dash is standard input."""
    done = subprocess.run(
        [sys.executable, "-c", "from claimcheck.cli import main; main()", "extract", "-", "--json"],
        input=ARTICLE.encode(),
        capture_output=True,
        check=False,
    )

    assert len(json.loads(done.stdout)["drafts"]) == 3


def test_extract_reads_a_web_page(shell: Shell, tmp_path: Path) -> None:
    """The text of a saved page is read; its title names the source."""
    page = tmp_path / "page.html"
    page.write_text(f"<html><title>Raid</title><body><p>{ARTICLE * 2}</p></body></html>", encoding="utf-8")
    done = shell("extract", page, "-o", tmp_path / "drafts.yaml")
    (source,) = read(tmp_path / "drafts.yaml").sources

    assert (done.exit_code, source.name, source.file) == (0, "Raid", "page.html")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a\n\xff", "article.txt:2: expected UTF-8, got the byte 0xff; save it as UTF-8"),
        (b"a\0", "article.txt:1: expected text, got a NUL character; is this file a binary one?"),
        (None, "article.txt: no such file or directory"),
    ],
)
def test_extract_refuses_what_is_no_text(shell: Shell, article: Path, data: bytes | None, message: str) -> None:
    """The message names the file and the line, and the exit code is 2."""
    article.unlink()
    if data is not None:
        article.write_bytes(data)
    done = shell("extract", article)

    assert (done.exit_code, done.stderr) == (2, f"{article.parent}/{message}\n")


def test_extract_shows_hostile_text_harmless(shell: Shell, tmp_path: Path) -> None:
    """Codes for the terminal are made visible, in the table and in the file."""
    text = tmp_path / "article.txt"
    text.write_text("The \x1b[31mArmy\u202e said 12 [red]people[/red] died.", encoding="utf-8")
    shown, done = shell("extract", text), shell("extract", text, "-o", tmp_path / "drafts.yaml")

    assert done.exit_code == 0
    for output in (shown.output, (tmp_path / "drafts.yaml").read_text(encoding="utf-8")):
        assert not {"\x1b", "\u202e"} & set(output)
        assert "[red]people[/red]" in output


# verify

VERIFY_SCHEMA: dict[str, Any] = json.loads(
    files("claimcheck.reporting").joinpath("verify.schema.json").read_text("utf-8")
)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The Istanbul case and its brief in a folder of their own."""
    for name in ("case.yaml", "brief.txt"):
        (tmp_path / name).write_bytes((CASE.parent / name).read_bytes())
    return tmp_path / "case.yaml"


def _alter(case: Path, old: str, new: str) -> None:
    text = case.read_text(encoding="utf-8")
    assert old in text
    case.write_text(text.replace(old, new), encoding="utf-8")


def test_verify_of_the_istanbul_case(shell: Shell, kept: Path) -> None:
    """Every quote of the brief stands in it, and what has no snapshot is said to be unchecked."""
    done = shell("verify", kept)

    assert done.exit_code == 0
    assert "20 of 55 quotes stand in their sources, 35 were not looked up" in done.output
    assert "0 failed" in done.output
    assert "35 quotes: the source has no snapshot" in done.output


def test_verify_shows_an_altered_quote_first(shell: Shell, kept: Path) -> None:
    """A figure that was changed on purpose is shown beside that of the source, before all else, and exits with 1."""
    _alter(kept, 'quote: "shot down 52 out of 80 Russian drones"', 'quote: "shot down 51 out of 80 Russian drones"')
    done = shell("verify", kept)
    first = " ".join(done.output.split())[:400]

    assert done.exit_code == 1
    assert "FAILED" in first
    assert "quote altered" in done.output
    assert "[-51-] {+52+}" in " ".join(done.output.split())
    assert "brief.txt:10" in done.output


def test_the_report_shows_what_failed(shell: Shell, kept: Path, tmp_path: Path) -> None:
    """The report of a case with an altered quote has the finding, its diff, and both figures, in each format."""
    _alter(kept, 'quote: "shot down 52 out of 80 Russian drones"', 'quote: "shot down 51 out of 80 Russian drones"')
    for suffix in ("html", "md", "json"):
        assert shell("report", kept, "-o", tmp_path / f"r.{suffix}").exit_code == 0
    page, told = (tmp_path / "r.html").read_text("utf-8"), json.loads((tmp_path / "r.json").read_text("utf-8"))

    assert "<del>[-51-]</del> <ins>{+52+}</ins>" in page
    assert "Quotes and snapshots" in (tmp_path / "r.md").read_text("utf-8")
    assert told["counts"]["failed_verification"] == 2
    assert any("[-51-] {+52+}" in one["reason"] for one in told["findings"])
    assert "failed_verification" in next(one for one in told["claims"] if one["key"].endswith("/ua52"))["status"]


def test_a_failed_quote_is_marked_where_it_is_printed(shell: Shell, kept: Path, tmp_path: Path) -> None:
    """Wherever a report prints the words of an altered quote, it says beside them that they are not the source's."""
    quote = "shot down 51 out of 80 Russian drones"
    _alter(kept, 'quote: "shot down 52 out of 80 Russian drones"', f'quote: "{quote}"')
    for suffix in ("html", "md", "json"):
        assert shell("report", kept, "-o", tmp_path / f"r.{suffix}").exit_code == 0
    page, prose = ((tmp_path / f"r.{suffix}").read_text("utf-8") for suffix in ("html", "md"))
    claims = json.loads((tmp_path / "r.json").read_text("utf-8"))["claims"]
    flag = '<a class="flag" href="#snapshots">not as in the source: altered</a>'

    assert page.count(f">{quote}</q>") == page.count(flag) >= 2
    told = [line for line in prose.splitlines() if quote in line]
    assert len(told) > 3
    assert all("not as in the source: altered" in line or "**failed** quote altered" in line for line in told)
    marked = [
        (one["key"].rpartition("/")[2], told["quote"])
        for one in claims
        for told in one["appearances"]
        if "not_as_in_source" in told
    ]
    assert marked == [("ua52", quote)]


def test_check_finds_failures_if_asked(shell: Shell, kept: Path) -> None:
    """`check` reads the snapshots where the kind that needs them is asked for, and not otherwise."""
    _alter(kept, 'digest: "sha256:57', 'digest: "sha256:58')

    assert shell("check", kept, "--kind", "failed_verification").exit_code == 1
    assert "failed verification" not in shell("check", kept, "--all").output


def test_verify_prints_json(shell: Shell, kept: Path) -> None:
    """--json prints every check and the counts, after the published schema."""
    done = shell("verify", kept, "--json")
    told = json.loads(done.output)
    Draft202012Validator.check_schema(VERIFY_SCHEMA)
    Draft202012Validator(VERIFY_SCHEMA).validate(told)

    assert done.exit_code == 0
    assert sum(told["counts"].values()) == len(told["checks"])


def test_the_verify_schema_covers_every_word() -> None:
    """The schema knows each thing checked, each state and each verdict, and no other."""
    check = VERIFY_SCHEMA["$defs"]["check"]["properties"]

    assert check["what"]["enum"] == [one.value for one in What]
    assert check["state"]["enum"] == [one.value for one in State]
    assert VERIFY_SCHEMA["$defs"]["verdict"]["enum"] == [one.value for one in Verdict]


def test_verify_shows_all(shell: Shell, kept: Path) -> None:
    """--all shows each check in a row of its own, those that came out right too."""
    done = shell("verify", kept, "--all")

    assert "digest matches" in done.output
    assert done.output.count("quote found") == 20


def test_verify_shows_hostile_snapshots_harmless(shell: Shell, tmp_path: Path) -> None:
    """Terminal codes and marks that turn the reading direction are visible in the diff, and steer nothing."""
    (tmp_path / "a.txt").write_text("They shot \x1b down 51\u202e Russian drones", encoding="utf-8")
    case = tmp_path / "case.yaml"
    case.write_text(
        "claimcheck: 1\nsources: {a: {file: a.txt}}\n"
        "claims: {c: {value: 52, in: a, quote: They shot down 52 Russian drones}}\n",
        encoding="utf-8",
    )
    done = shell("verify", case)

    assert done.exit_code == 1
    assert "quote altered" in done.output
    assert "\x1b" not in done.output
    assert "\u202e" not in done.output


@pytest.mark.parametrize("width", ["40", "100"])
def test_the_table_of_checks_fits(kept: Path, width: str) -> None:
    """No line is wider than the terminal."""
    done = _in_a_process("verify", kept, COLUMNS=width)

    assert done.returncode == 0
    assert max(len(line) for line in done.stdout.decode().splitlines()[:-1]) <= int(width)


def test_export_writes(shell: Shell, loud: Path) -> None:
    """The case can be written in another format and read again; private fields stay behind, and that is said."""
    target = loud.with_name("out.jsonl")
    done = shell("export", loud, "-o", target)

    assert done.exit_code == 0
    assert done.stdout == ""
    assert "private" in done.stderr
    assert "SECRET" not in target.read_text(encoding="utf-8")
    assert {claim.key for claim in read(target).claims} == {"loud/one", "loud/two"}


def test_export_keeps_private_fields_if_asked(shell: Shell, loud: Path) -> None:
    """With --private what is private goes along."""
    target = loud.with_name("out.jsonl")
    done = shell("export", loud, "-o", target, "--private")

    assert (done.exit_code, done.stderr) == (0, f"{target}: 5 written, 0 left out, 0 warnings\n")
    assert read(target) == read(loud)


def problems_in(path: Path) -> list[tuple[str, str, str]]:
    held = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert all(list(one) == ["file", "what", "where", "message"] for one in held)
    return [(one["what"], one["where"], one["message"]) for one in held]


def test_export_tells_what_the_format_cannot_say(shell: Shell, loud: Path) -> None:
    """Counts and kinds on standard error, and each of them in a file."""
    target, told = loud.with_name("feed.json"), loud.with_name("problems.jsonl")
    done = shell("export", loud, "-o", target, "--format", "claimreview", "--problems", told)

    assert done.exit_code == 0
    assert f"{target}: 0 written, " in done.stderr
    assert "all of it: nobody rates it under the scheme claimreview" in done.stderr
    assert json.loads(target.read_text(encoding="utf-8"))["dataFeedElement"] == []
    assert {what for what, _, _ in problems_in(told)} == {"left out"}
    assert {"loud/one", "loud/two"} <= {where for _, where, _ in problems_in(told)}


# convert

REVIEWS = Path(__file__).parent.parent / "fixtures" / "reviews"


def test_convert_reviews_to_a_case(shell: Shell, tmp_path: Path) -> None:
    """A folder of saved pages becomes a case, and what was mended is told with file and line."""
    target = tmp_path / "case.yaml"
    done = shell("convert", REVIEWS, "--from", "claimreview", "-o", target)

    assert (done.exit_code, done.stdout) == (0, "")
    assert f"{REVIEWS}: 4 read, 3 mended, 0 refused\n" in done.stderr
    assert "checknow-fountain.html:5: itemReviewed.author.name: 'Multiple sources' names nobody" in done.stderr
    assert f"{target}: 22 written, 0 left out, 0 warnings\n" in done.stderr
    assert len(read(target).findings("graded_differently")) == 1


def test_convert_several_files_into_one(shell: Shell, tmp_path: Path) -> None:
    """What they say together: the reviews of two pages meet in one topic."""
    target = tmp_path / "case.jsonl"
    done = shell("convert", *sorted(REVIEWS.glob("*bridge.html")), "-o", target)

    assert done.exit_code == 0
    assert len(read(target).findings("graded_differently")) == 1


def test_convert_names_both_formats(shell: Shell, tmp_path: Path) -> None:
    """Where names do not tell, options do; where neither does, the formats that would do are named."""
    source, target = tmp_path / "a.txt", tmp_path / "b.txt"
    source.write_bytes(CASE.read_bytes())
    done = shell("convert", source, "--from", "yaml", "-o", target, "--format", "jsonl")

    assert done.exit_code == 0
    assert read(target, format="jsonl") == read(CASE)
    assert "unknown suffix '.txt'" in shell("convert", source, "-o", target).stderr
    assert "unknown format 'yml'" in shell("convert", source, "--from", "yml", "-o", target).stderr


def test_convert_takes_a_mapping(shell: Shell, tmp_path: Path) -> None:
    """A mapping that is not there is refused before anything is written."""
    target = tmp_path / "case.yaml"
    done = shell("convert", REVIEWS / "no.csv", "--mapping", tmp_path / "map.yaml", "-o", target)

    assert done.exit_code == 2
    assert not target.exists()


def test_convert_keeps_going(shell: Shell, tmp_path: Path) -> None:
    """One line that cannot be taken is enough for nothing to be written, unless the rest is asked for."""
    source, target, told = tmp_path / "r.jsonl", tmp_path / "case.yaml", tmp_path / "problems.jsonl"
    review = '{"@type": "ClaimReview", "claimReviewed": "It fell.", "url": "https://desk.example/1"}'
    source.write_text(f"{review}\n{{\n", encoding="utf-8")
    done = shell("convert", source, "-o", target, "--problems", told)

    assert done.exit_code == 2
    assert not target.exists()
    assert [what for what, _, _ in problems_in(told)][:2] == ["refused", "mended"]
    again = shell("convert", source, "-o", target, "--problems", told, "--keep-going")
    assert again.exit_code == 1
    assert f"{source}: 1 read, 1 mended, 1 refused\n" in again.stderr
    assert len(read(target).claims) == 1
    assert problems_in(told)[0][:2] == ("refused", f"{source}:2")


def test_a_file_that_cannot_be_read_is_passed_over(shell: Shell, tmp_path: Path) -> None:
    """With --keep-going the others are taken; where there are none, or without it, nothing is."""
    good, bad, told = tmp_path / "good.json", tmp_path / "bad.json", tmp_path / "problems.jsonl"
    good.write_text('{"@type": "ClaimReview", "claimReviewed": "It fell.", "url": "https://desk.example/1"}')
    bad.write_text('[\n{"cut": "sh')
    for command, target, flag in (("convert", "case.yaml", "-o"), ("import", "case.db", "--into")):
        path = tmp_path / target
        assert shell(command, good, bad, flag, path).exit_code == 2
        assert shell(command, bad, flag, path, "--keep-going").exit_code == 2
        assert not path.exists()
        done = shell(command, bad, good, flag, path, "--keep-going", "--problems", told)

        assert done.exit_code == 1
        assert f"{bad}: passed over\n" in done.stderr
        assert f"{bad}:2: this is no JSON: " in done.stderr
        assert [what for what, _, _ in problems_in(told)].count("refused") == 1
        assert len(Ledger.open(path).claims if target.endswith(".db") else read(path).claims) == 1


def test_convert_keeps_private_fields_if_asked(shell: Shell, loud: Path) -> None:
    """Without --private they stay behind, and that is said."""
    target = loud.with_name("out.jsonl")
    assert "private fields of 1 claims were left out" in shell("convert", loud, "-o", target).stderr
    assert "SECRET" not in target.read_text(encoding="utf-8")
    shell("convert", loud, "-o", target, "--private")
    assert "SECRET" in target.read_text(encoding="utf-8")


def test_convert_tells_of_every_file_at_once(shell: Shell, tmp_path: Path) -> None:
    """What is wrong with the second is told with the first, and what was mended stands in the problems file too."""
    first, second, told = tmp_path / "a.jsonl", tmp_path / "b.json", tmp_path / "problems.jsonl"
    first.write_text('{"@type": "ClaimReview", "url": "https://desk.example/1"}\n{\n', encoding="utf-8")
    second.write_text("[", encoding="utf-8")
    done = shell("convert", first, second, "--from", "claimreview", "-o", tmp_path / "c.yaml", "--problems", told)

    assert done.exit_code == 2
    assert f"{first}:2: this is no JSON" in done.stderr
    assert f"{second}:1: this is no JSON" in done.stderr
    assert {what for what, _, _ in problems_in(told)} == {"refused", "mended"}


def test_problems_are_written_on_no_other_file(shell: Shell, loud: Path) -> None:
    """Neither on what is read nor on what is written."""
    before = loud.read_bytes()
    for command in (
        ("convert", loud, "-o", loud.with_name("o.jsonl")),
        ("export", loud, "-o", loud.with_name("o.jsonl")),
    ):
        for other in (loud, loud.with_name("o.jsonl")):
            done = shell(*command, "--problems", other)
            assert done.exit_code == 2
            assert "choose another for the problems" in done.stderr
    assert loud.read_bytes() == before


def test_a_folder_is_read_for_reviews_only(shell: Shell, tmp_path: Path) -> None:
    """Without its format the refusal says what to add."""
    done = shell("convert", REVIEWS, "-o", tmp_path / "c.yaml")

    assert done.exit_code == 2
    assert "--from claimreview" in done.stderr


def test_convert_makes_no_ledger(shell: Shell, loud: Path) -> None:
    """That is what import does, as the refusal says."""
    done = shell("convert", loud, "-o", loud.with_name("l.db"))

    assert done.exit_code == 2
    assert "claimcheck import" in done.stderr


def test_import_takes_reviews(shell: Shell, tmp_path: Path) -> None:
    """Reviews go into a ledger, and twice is as good as once."""
    into, told = tmp_path / "l.db", tmp_path / "problems.jsonl"
    done = shell("import", REVIEWS, "--from", "claimreview", "--into", into, "--problems", told)

    assert done.exit_code == 0
    assert f"{REVIEWS}: 4 read, 3 mended, 0 refused\n" in done.stderr
    assert f"{REVIEWS}: 22 added, 0 amended, 0 there already\n" in done.stderr
    assert {what for what, _, _ in problems_in(told)} == {"mended"}
    again = shell("import", *sorted(REVIEWS.glob("*bridge.html")), "--into", into)
    assert "0 added, 0 amended, " in again.stderr


def test_import_takes_a_mapping(shell: Shell, tmp_path: Path) -> None:
    """A mapping that is not there is refused before anything is imported."""
    into = tmp_path / "l.db"
    done = shell("import", tmp_path / "no.csv", "--mapping", tmp_path / "map.yaml", "--into", into)

    assert done.exit_code == 2
    assert not into.exists()


def test_export_refuses_a_format(shell: Shell, loud: Path) -> None:
    """A format that is not known ends with 2."""
    done = shell("export", loud, "--output", loud.with_name("out.docx"))

    assert done.exit_code == 2
    assert "unknown suffix '.docx'" in done.stderr


# new


def test_new_writes_a_case_that_reads(shell: Shell, tmp_path: Path) -> None:
    """The template is a case without problems, and the other commands take it."""
    path = tmp_path / "case.yaml"
    done = shell("new", path)

    assert done.exit_code == 0
    assert done.stdout == ""
    assert len(read(path).claims) == 2
    assert shell("check", path).exit_code == 1
    assert shell("explain", path, "army-12").exit_code == 0
    assert path.read_text(encoding="utf-8").count("#") > 10


def test_new_overwrites_nothing(shell: Shell, loud: Path) -> None:
    """A file that exists is left as it is."""
    done = shell("new", loud)

    assert done.exit_code == 2
    assert "it exists, and is left as it is" in done.stderr
    assert loud.read_text(encoding="utf-8") == LOUD


@pytest.mark.parametrize("name", ["case.txt", "case", "no/such/folder/case.yaml"])
def test_new_refuses_a_place(shell: Shell, tmp_path: Path, name: str) -> None:
    """A name that is no case file, or a folder that is not there, ends with 2."""
    done = shell("new", tmp_path / name)

    assert done.exit_code == 2
    assert "expected a name that ends in .yaml" in done.stderr or "no such file or directory" in done.stderr


# bad input


@pytest.mark.parametrize("command", ["check", "report", "explain", "export"])
def test_every_problem_is_named_with_its_line(shell: Shell, tmp_path: Path, command: str) -> None:
    """All problems of a file come in one pass as file:line: message, on standard error, without a traceback."""
    path = tmp_path / "broken.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    rest = {"report": ("-o", tmp_path / "r.md"), "explain": ("one",), "export": ("-o", tmp_path / "e.jsonl")}
    done = shell(command, path, *rest.get(command, ()))
    lines = done.stderr.splitlines()

    assert (done.exit_code, done.stdout) == (2, "")
    assert [line.startswith(f"{path}:{number}: ") for line, number in zip(lines, (4, 5, 5), strict=True)] == [True] * 3
    assert "nobody-known" in lines[0]
    assert not (tmp_path / "r.md").exists()


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (None, "missing.yaml", "missing.yaml: no such file or directory"),
        (b"", "empty.yaml", "lacks the line `claimcheck: 1`"),
        (b"\xff\xfe\x00", "binary.yaml", "binary.yaml"),
        (b"\xff\xff{}", "binary.jsonl", "binary.jsonl"),
        (b"{", "broken.jsonl", "broken.jsonl:1: "),
        (b"claimcheck: 1\n a: [", "syntax.yaml", "syntax.yaml:"),
        (b"claimcheck: 1", "case.docx", "unknown suffix '.docx'"),
    ],
)
def test_an_unreadable_case_is_refused(
    shell: Shell, tmp_path: Path, content: bytes | None, name: str, message: str
) -> None:
    """Whatever is wrong with the file, the answer is a line that says so, and 2."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    done = shell("check", path)

    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_is_refused(shell: Shell, tmp_path: Path) -> None:
    """A folder is no case."""
    done = shell("check", tmp_path)

    assert done.exit_code == 2
    assert "expected a file, got a folder" in done.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_forbidden_file_is_refused(shell: Shell, quiet: Path) -> None:
    """A file that the user may not read ends with 2 and no traceback."""
    quiet.chmod(0)

    assert "permission denied" in shell("check", quiet).stderr


def test_a_report_into_a_missing_folder_is_refused(shell: Shell, quiet: Path, tmp_path: Path) -> None:
    """A place that cannot be written to ends with 2."""
    done = shell("report", quiet, "-o", tmp_path / "none" / "r.md")

    assert done.exit_code == 2
    assert "no such file or directory" in done.stderr


# hostile text and the terminal


def test_text_of_a_claim_is_never_markup(shell: Shell, loud: Path) -> None:
    """Markup of the table, emoji names and marks that turn the text are shown as they are written."""
    words = " ".join(shell("check", loud).stdout.split())
    story = " ".join(shell("explain", loud, "one").stdout.split())

    assert "Army [bold]of[/bold] the ⟨U+202E⟩North" in words
    assert "471 [red]killed[/red] :smile:" in story
    assert "\u202e" not in words + story


def test_a_hostile_name_does_not_reach_the_terminal(shell: Shell) -> None:
    """Control codes in a file name or an id are made visible in the complaint."""
    done = shell("check", "no\x1b[31mfile.yaml")

    assert done.exit_code == 2
    assert "\x1b" not in done.stderr
    assert "no␛[31mfile.yaml" in done.stderr


def test_output_is_utf8_without_colour(loud: Path) -> None:
    """In a process whose locale knows ASCII only, and that asks for colour, a pipe gets plain UTF-8."""
    done = _in_a_process("check", loud, LC_ALL="C", PYTHONIOENCODING="ascii", FORCE_COLOR="1", PYTHONUTF8="0")

    assert done.returncode == 1
    assert "⟨U+202E⟩" in done.stdout.decode("utf-8")
    assert b"\x1b" not in done.stdout + done.stderr


def test_the_process_ends_with_the_code(quiet: Path, tmp_path: Path) -> None:
    """The exit code reaches whoever called."""
    assert _in_a_process("check", quiet).returncode == 0
    assert _in_a_process("check", tmp_path / "none.yaml").returncode == 2


def test_the_hash_seed_changes_nothing() -> None:
    """Two processes with different hash seeds print the same bytes."""
    for options in (("--all",), ("--json",)):
        first, second = (_in_a_process("check", CASE, *options, PYTHONHASHSEED=seed) for seed in ("0", "99"))

        assert first.stdout == second.stdout
        assert first.stdout


@pytest.mark.parametrize("width", ["40", "60", "120"])
def test_the_table_fits(loud: Path, width: str) -> None:
    """No line of the table is wider than the screen."""
    done = _in_a_process("check", loud, "--all", COLUMNS=width)
    table = done.stdout.decode("utf-8").splitlines()[:-1]

    assert max(len(line.rstrip()) for line in table) <= int(width)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_terminal_gets_colour_that_carries_nothing_alone(loud: Path) -> None:
    """On a terminal the kinds are coloured; without the colour the words are the same."""
    import pty  # noqa: PLC0415 - not on every system

    leader, follower = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", "from claimcheck.cli import main; main()", "check", str(loud)],
        stdout=follower,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"},
    ) as process:
        os.close(follower)
        shown = b""
        try:
            while piece := os.read(leader, 4096):
                shown += piece
        except OSError:  # the other end is closed
            pass
        process.wait()
    os.close(leader)

    assert b"\x1b[" in shown
    assert b"contested" in shown
    assert "\u202e".encode() not in shown


# copies

WIRE = "The ministry said on Monday that 471 people were killed when a rocket hit the old hospital in the town.\n"


@pytest.fixture
def scraped(tmp_path: Path) -> Path:
    """A folder with a wire, its reprint, and a case whose sources are these."""
    folder = tmp_path / "scraped"
    folder.mkdir()
    (folder / "wire.txt").write_text(WIRE, encoding="utf-8")
    (folder / "daily.txt").write_text(f"Terror. {WIRE}", encoding="utf-8")
    (tmp_path / "outside.txt").write_text(WIRE, encoding="utf-8")
    (folder / "case.yaml").write_text(
        "claimcheck: 1\ncase: h\nsources:\n"
        "  daily: {file: daily.txt, published: 2023-10-18}\n"
        "  wire: {file: wire.txt, published: 2023-10-17}\n"
        "  lost: {file: lost.txt}\n",
        encoding="utf-8",
    )
    return folder


def test_copies_shows_candidates(shell: Shell, scraped: Path) -> None:
    """A case shows who may derive from whom, why, and the line that accepts it."""
    done = shell("copies", scraped / "case.yaml")

    assert done.exit_code == 0
    said = " ".join(done.stdout.split())
    assert "1 candidate: suggestions, and not counted until a person accepts them." in said
    assert "[{source: h/wire, relation: repeats}]" in said
    assert "lost.txt" in done.stderr


def test_copies_reads_a_folder(shell: Shell, scraped: Path) -> None:
    """A folder is read without a case; a link that leads out of it is left out and named."""
    (scraped / "link.txt").symlink_to(scraped.parent / "outside.txt")
    done = shell("copies", scraped)

    assert done.exit_code == 0
    assert "1 candidate" in done.stdout
    assert "leads out of the folder" in done.stderr


def test_copies_prints_json(shell: Shell, scraped: Path) -> None:
    """Programs get each candidate with its evidence."""
    (found,) = json.loads(shell("copies", scraped / "case.yaml", "--json").stdout)["copies"]

    assert (found["a"], found["b"], found["relation"], found["directed"]) == ("h/daily", "h/wire", "repeats", True)


def test_copies_takes_a_share(shell: Shell, scraped: Path) -> None:
    """What shares less than was asked for is left out, and what is no share is refused."""
    (scraped / "daily.txt").write_text("Some words of its own stand here. " * 2 + WIRE[:80], encoding="utf-8")

    assert "0 candidates" in shell("copies", scraped, "--min", "0.99").stdout
    assert "1 candidate:" in shell("copies", scraped, "--min", "1/4").stdout
    for wrong in ("0", "2", "half", "1/0", "1e999999999"):
        done = shell("copies", scraped, "--min", wrong)
        assert (done.exit_code, "expected a share" in done.stderr) == (2, True)


def test_impact_tells_what_falls(shell: Shell) -> None:
    """Without a post what stands on it alone falls, each with its reason; programs get the same as JSON."""
    done = shell("impact", CASE, "ru-mod-0602")
    plain = json.loads(shell("impact", CASE, "ru-mod-0602", "--json").stdout)

    assert (done.exit_code, done.stdout.splitlines()[-1][:8]) == (0, "without ")
    assert "falls" in done.stdout
    assert [key.rsplit("/", 1)[-1] for key in plain["falls"]] == ["ru-over160", "ru162"]
    assert "nothing is left that does not come from" in plain["reasons"][plain["falls"][0]]


def test_impact_names_the_sources_there_are(shell: Shell) -> None:
    """A source that the case does not hold is refused with those that it does."""
    done = shell("impact", CASE, "nowhere")

    assert done.exit_code == 2
    assert "no source 'nowhere'; the sources are brief, " in done.stderr


# fusion


FUSABLE = """event,said_by,killed,side,day
raid,police,41,city,2025-06-01
raid,medics,41,city,2025-06-01
raid,ministry,90,state,2025-06-01
raid,mission,at least 13,,2025-06-01
"""


@pytest.fixture
def fusable(tmp_path: Path) -> tuple[Any, ...]:
    """A table to be fused, with the options that name its columns."""
    pytest.importorskip("scipy", reason="fusion needs scipy")
    pytest.importorskip("pyarrow", reason="fusing a table needs pyarrow")
    path = tmp_path / "tolls.csv"
    path.write_text(FUSABLE, encoding="utf-8")
    return (path, "--topic", "event", "--party", "said_by", "--value", "killed")


def test_fuse_of_a_table(shell: Shell, fusable: tuple[Any, ...]) -> None:
    done = shell("fuse", *fusable)
    assert done.exit_code == 0
    assert done.stdout.splitlines()[1].split() == ["raid", "41", "0.96", "90", "0.01", "2"]
    assert "What is contested stays contested" in " ".join(done.stdout.split())
    plain = json.loads(shell("fuse", *fusable, "--json").stdout)
    assert [value["value"] for value in plain["topics"][0]["values"]] == ["41", "90"]
    assert plain["topics"][0]["values"][0]["stated"] == [f"{fusable[0]}:{line}" for line in (2, 3)]
    assert [party["party"] for party in plain["parties"]] == ["medics", "ministry", "mission", "police"]
    assert (plain["method"], plain["groups"]) == ("accu", [])


def test_fuse_names_every_row_that_it_cannot_weigh(shell: Shell, fusable: tuple[Any, ...]) -> None:
    path = fusable[0]
    path.write_text(FUSABLE + "raid,,5,,2025\nraid,police,,,2025\nraid,mayor,many,,2025\n", encoding="utf-8")
    done = shell("fuse", *fusable)
    assert done.exit_code == 2
    assert done.stderr.splitlines()[:3] == [
        f"{path}:6: said_by: expected a name, and the cell is empty",
        f"{path}:7: killed: expected a value, and the cell is empty",
        f"{path}:8: killed: no figure can be read in 'many', and {path}:2 has a figure for the same topic; mend the "
        "cell, or ask for words (words=True, --words) where every value is one",
    ]
    lacking = shell("fuse", path, "--party", "said_by")
    assert (lacking.exit_code, "a table needs --topic, --value; its columns are 'event'" in lacking.stderr) == (2, True)


def test_fuse_counts_groups_and_copies_once(shell: Shell, fusable: tuple[Any, ...]) -> None:
    grouped = json.loads(shell("fuse", *fusable, "--control-group", "side", "--json").stdout)
    assert grouped["groups"] == [{"parties": ["medics", "police"], "why": ["of one control group"]}]
    path = fusable[0]
    rows = [
        f"t{n},{party},{n + more},,2025" for n in range(40) for party, more in (("wire", 0), ("echo", 0), ("own", 1))
    ]
    path.write_text("\n".join([FUSABLE.splitlines()[0], *rows]), encoding="utf-8")
    copies = json.loads(shell("fuse", *fusable, "--json").stdout)["groups"]
    assert copies == [{"parties": ["echo", "wire"], "why": ["echo and wire say the same on 40 of 40 contested topics"]}]
    assert json.loads(shell("fuse", *fusable, "--independent", "--json").stdout)["groups"] == []


def test_fuse_takes_the_later_of_two(shell: Shell, fusable: tuple[Any, ...]) -> None:
    fusable[0].write_text(FUSABLE + "raid,ministry,41,state,2025-06-09\n", encoding="utf-8")
    done = shell("fuse", *fusable)
    assert done.exit_code == 2
    assert f"{fusable[0]}:6: 'ministry' says 41 of 'raid', and 90 in {fusable[0]}:4" in done.stderr
    found = json.loads(shell("fuse", *fusable, "--asserted", "day", "--json").stdout)
    assert found["left_out"] == [{"where": f"{fusable[0]}:4", "why": "its party says something else later"}]
    fusable[0].write_text(fusable[0].read_text("utf-8").replace("2025-06-09", "09/07/2025"), encoding="utf-8")
    assert "in the order DMY or MDY it is a date" in shell("fuse", *fusable, "--asserted", "day").stderr
    (topic,) = json.loads(shell("fuse", *fusable, "--asserted", "day", "--order", "DMY", "--json").stdout)["topics"]
    assert [value["value"] for value in topic["values"]] == ["41"]


def test_fuse_takes_figures_for_words(shell: Shell, fusable: tuple[Any, ...]) -> None:
    (topic,) = json.loads(shell("fuse", *fusable, "--words", "--json").stdout)["topics"]
    assert sorted(value["value"] for value in topic["values"]) == ["41", "90", "at least 13"]


def test_fuse_takes_several_for_true(shell: Shell, fusable: tuple[Any, ...]) -> None:
    """Two causes that two parties give each stand on one line; a figure is no cause."""
    rows = [("police", "wind"), ("police", "arson"), ("medics", "wind"), ("mayor", "arson")]
    text = "".join(f"fire,{party},{cause},,2025\n" for party, cause in rows)
    path = fusable[0]
    path.write_text(FUSABLE.splitlines()[0] + "\n" + text, encoding="utf-8")
    assert "'police' says 'arson' of 'fire', and 'wind'" in shell("fuse", *fusable).stderr
    done = shell("fuse", *fusable, "--several")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[1].split() == ["fire", "arson,", "wind", "0.98,", "0.98", "2,", "2"]
    plain = json.loads(shell("fuse", *fusable, "--several", "--json").stdout)
    assert plain["topics"][0]["true"] == ["arson", "wind"]
    assert plain["parties"][0]["specificity"] > 0.9
    assert "several: vote takes one value" in shell("fuse", *fusable, "--several", "--method", "vote").stderr
    path.write_text(FUSABLE, encoding="utf-8")
    refused = shell("fuse", *fusable, "--several")
    assert (refused.exit_code, "'raid' has figures; ask for words" in refused.stderr) == (2, True)


def test_fuse_by_domain(shell: Shell, fusable: tuple[Any, ...]) -> None:
    fusable[0].write_text(FUSABLE.replace("2025-06-01", "deaths"), encoding="utf-8")
    assert "police in deaths" in shell("fuse", *fusable, "--domain", "day").stdout
    plain = json.loads(shell("fuse", *fusable, "--domain", "day", "--json").stdout)
    assert {one["domain"] for one in plain["parties"]} == {"deaths"}
    done = shell("fuse", *fusable, "--domain", "day", "--method", "catd")
    assert (done.exit_code, "catd: has no reliability by domain" in done.stderr) == (2, True)


def test_fuse_with_a_half_life(shell: Shell, fusable: tuple[Any, ...]) -> None:
    """What police say in 2015 tells little of them in 2025."""
    fusable[0].write_text(FUSABLE + "fire,police,5,city,2015-06-01\nfire,medics,6,city,2015-06-01\n", encoding="utf-8")
    asked = ("fuse", *fusable, "--asserted", "day", "--json")
    before, after = (
        {one["party"]: one["reliability"] for one in json.loads(shell(*asked, *more).stdout)["parties"]}
        for more in ((), ("--half-life", "30"))
    )
    assert after["police"] > before["police"]
    done = shell("fuse", *fusable, "--half-life", "30")
    assert (done.exit_code, "half_life: nothing has a time" in done.stderr) == (2, True)


def test_fuse_by_another_method(shell: Shell, fusable: tuple[Any, ...]) -> None:
    assert json.loads(shell("fuse", *fusable, "--method", "catd", "--json").stdout)["topics"][0]["estimate"] == 41
    done = shell("fuse", *fusable, "--method", "acu")
    assert (done.exit_code, "did you mean 'accu'" in done.stderr) == (2, True)


def test_fuse_with_a_tolerance_and_a_margin(shell: Shell, fusable: tuple[Any, ...]) -> None:
    (topic,) = json.loads(shell("fuse", *fusable, "--tolerance", "49", "--json").stdout)["topics"]
    assert [value["value"] for value in topic["values"]] == ["41 to 90"]
    (topic,) = json.loads(shell("fuse", *fusable, "--margin", "0.99", "--json").stdout)["topics"]
    assert topic["abstained"] == "the best value is ahead by 0.95 only, and the margin is 0.99"
    for option, value, said in (
        ("--tolerance", "much", "expected a number, got 'much'"),
        ("--margin", "5", "from 0 to 1"),
    ):
        done = shell("fuse", *fusable, option, value)
        assert (done.exit_code, said in done.stderr) == (2, True)


def test_fuse_says_why(shell: Shell, fusable: tuple[Any, ...]) -> None:
    done = shell("fuse", *fusable, "--why", "raid")
    assert done.stdout.splitlines()[0] == "raid: 41 (probability 0.96)"
    assert "police (0.64; " in done.stdout
    assert shell("fuse", *fusable, "--why", "flood").exit_code == 2


def test_fuse_prints_all(shell: Shell, fusable: tuple[Any, ...]) -> None:
    """What is decided stands first, what is not has its reason; twenty of each unless all are asked for."""
    rows = [f"t{n:02},{party},{n},,2025" for n in range(25) for party in ("one", "other")]
    rows += [f"u{n:02},one,{n},,2025" for n in range(25)]
    fusable[0].write_text("\n".join([FUSABLE.splitlines()[0], *rows]), encoding="utf-8")
    done = shell("fuse", *fusable)
    assert "and 5 more decided; --all prints them" in done.stdout
    assert "and 5 more undecided; --all prints them" in done.stdout
    assert "t24" not in done.stdout
    assert "only one voice says more than a bound" in " ".join(done.stdout.split())
    every = shell("fuse", *fusable, "--all").stdout
    assert every.index("t24") < every.index("u00")
    assert "--all" not in every
    refused = shell("fuse", *fusable, "--json", "--why", "t01")
    assert (refused.exit_code, "--why: it is for people" in refused.stderr) == (2, True)


def test_fuse_tells_suspects_and_what_is_left_out(shell: Shell, fusable: tuple[Any, ...]) -> None:
    rows = [
        f"t{n},{party},{n + more},,2025" for n in range(12) for party, more in (("wire", 0), ("echo", 0), ("own", 1))
    ]
    fusable[0].write_text("\n".join([FUSABLE.splitlines()[0], *rows]), encoding="utf-8")
    done = shell("fuse", *fusable)
    assert "may be copies, and counted apart: echo and wire say the same on 12 of 12 contested topics" in done.stdout
    case = shell("fuse", CASE)
    assert "left out: " in case.stdout


def test_fuse_of_a_case(shell: Shell) -> None:
    """Commands count once; an option for tables is refused."""
    pytest.importorskip("scipy", reason="fusion needs scipy")
    plain = json.loads(shell("fuse", CASE, "--json").stdout)
    assert [len(group["parties"]) for group in plain["groups"]] == [6, 2]
    assert all("under one command" in group["why"][0] for group in plain["groups"])
    done = shell("fuse", CASE, "--party", "who")
    assert (done.exit_code, "a case takes no --party" in done.stderr) == (2, True)


# ledgers on disk


def test_a_ledger_goes_by_the_name_of_the_first_thing_taken_in(shell: Shell, tmp_path: Path) -> None:
    """The case of a case file, and the name of a file of lines, which holds none."""
    lines, into = tmp_path / "june-raids.jsonl", tmp_path / "ledger.db"
    assert shell("export", CASE, "-o", lines).exit_code == 0
    assert shell("import", lines, "--into", into).exit_code == 0
    assert read(into).case == "june-raids"
    assert shell("import", CASE, "--into", tmp_path / "other.db").exit_code == 0
    assert read(tmp_path / "other.db").case == "istanbul-2025-06-02"


def test_import_into_a_ledger(shell: Shell, tmp_path: Path) -> None:
    quiet, loud, into = tmp_path / "quiet.yaml", tmp_path / "loud.yaml", tmp_path / "ledger.db"
    quiet.write_text(QUIET, encoding="utf-8")
    loud.write_text(LOUD, encoding="utf-8")
    done = shell("import", quiet, loud, "--into", into, "--by", "desk")
    assert done.exit_code == 0
    assert done.stderr == f"{quiet}: 3 added, 0 amended, 0 there already\n{loud}: 5 added, 0 amended, 0 there already\n"
    again = shell("import", quiet, "--into", into)
    assert again.stderr == f"{quiet}: 0 added, 0 amended, 3 there already\n"
    held = read(into)
    assert len(held.log) == 8
    assert {entry.by for entry in held.log} == {"desk"}
    assert shell("check", into).exit_code == 1


def test_import_takes_all_or_none(shell: Shell, tmp_path: Path) -> None:
    quiet, broken, into = tmp_path / "quiet.yaml", tmp_path / "broken.yaml", tmp_path / "ledger.db"
    quiet.write_text(QUIET, encoding="utf-8")
    broken.write_text(BROKEN, encoding="utf-8")
    done = shell("import", quiet, broken, "--into", into)
    assert done.exit_code == 2
    assert "broken.yaml:4: " in done.stderr
    assert not into.exists()


def test_a_case_that_amends_is_counted_so(shell: Shell, tmp_path: Path) -> None:
    case, into = tmp_path / "quiet.yaml", tmp_path / "ledger.db"
    case.write_text(QUIET, encoding="utf-8")
    shell("import", case, "--into", into)
    case.write_text(QUIET.replace("value: 5", "value: 6"), encoding="utf-8")
    assert shell("import", case, "--into", into).stderr == f"{case}: 0 added, 1 amended, 2 there already\n"


def test_a_ledger_that_is_not_there_is_named(shell: Shell, tmp_path: Path) -> None:
    done = shell("check", tmp_path / "ledger.db")
    assert (done.exit_code, done.stderr) == (2, f"{tmp_path / 'ledger.db'}: there is no such ledger\n")


def test_verify_holds_a_ledger_against_a_head(shell: Shell, tmp_path: Path) -> None:
    case, into, head = tmp_path / "quiet.yaml", tmp_path / "ledger.db", tmp_path / "head.txt"
    case.write_text(QUIET, encoding="utf-8")
    shell("import", case, "--into", into)
    first = shell("verify", into, "--keep-head", head)
    assert first.exit_code == 0
    assert first.stdout.startswith(f"The log is sound: 3 entries, up to {head.read_text().strip()}.\n")
    with sqlite3.connect(into) as connection:
        connection.execute("UPDATE entries SET record = replace(record, '\"5\"', '\"6\"') WHERE number = 3")
    connection.close()
    told = shell("verify", into, "--head", head)
    assert told.exit_code == 1
    assert told.stdout.startswith("log: entry 3 (claim quiet/one) was altered or put in: its hash does not fit\n")
    chain = json.loads(shell("verify", into, "--json").stdout)["chain"]
    assert [one["where"] for one in chain["problems"]] == ["entry 3 (claim quiet/one)"]
    assert shell("verify", case, "--head", head).exit_code == 2


def test_diff_tells_what_changed(shell: Shell, tmp_path: Path) -> None:
    into = tmp_path / "ledger.db"
    with Ledger.open(into) as ledger:
        army = Party(key="army", name="Army")
        ledger.add(army, Event(key="raid"), recorded=datetime(2025, 6, 1, 12, tzinfo=UTC))
        ledger.add(
            Claim(key="a", proposition=Proposition(event="raid"), text="37 killed", claimants=("army",)),
            recorded=datetime(2025, 6, 2, 12, tzinfo=UTC),
        )
    done = shell("diff", into, "--since", "2025-06-01")
    assert (done.exit_code, done.stdout) == (0, "new claim a: 37 killed\n")
    assert shell("diff", into, "--since", "2025-06-02").stderr == "nothing changed since 2025-06-02\n"
    assert shell("diff", into, "--since", "2025-05-01", "--until", "2025-06-01").stdout == ""


def test_import_keeps_going(shell: Shell, tmp_path: Path) -> None:
    case, lines, into = tmp_path / "quiet.yaml", tmp_path / "quiet.jsonl", tmp_path / "ledger.db"
    case.write_text(QUIET, encoding="utf-8")
    shell("export", case, "-o", lines)
    good = lines.read_text(encoding="utf-8").splitlines()
    assert len(good) == 3
    astray = good[2].replace('"quiet/raid"', '"quiet/siege"').replace('"quiet/one"', '"quiet/two"')
    lines.write_text("\n".join([good[0], "{not json", astray, good[1], good[2], ""]), encoding="utf-8")
    refused = shell("import", lines, "--into", into)
    assert refused.exit_code == 2
    assert [line.partition(" ")[0] for line in refused.stderr.splitlines()] == [f"{lines}:2:", f"{lines}:3:"]
    assert not len(read(into).log)
    done = shell("import", lines, "--into", into, "--keep-going")
    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1] == f"{lines}: 3 added, 0 amended, 0 there already, 2 refused"
    assert f"{lines}:3: unknown event 'quiet/siege'" in done.stderr
    again = shell("import", lines, "--into", into, "--keep-going")
    assert again.stderr.splitlines()[-1] == f"{lines}: 0 added, 0 amended, 3 there already, 2 refused"
    assert read(into).audit() == ()


def test_find_words(shell: Shell, tmp_path: Path) -> None:
    case = tmp_path / "loud.yaml"
    case.write_text(LOUD, encoding="utf-8")
    found = shell("find", case, "KILLED 5")
    assert (found.exit_code, found.stdout) == (0, "loud/two (Clinic): 5 killed\n")
    assert len(shell("find", case, "killed").stdout.splitlines()) == 2
    assert len(shell("find", case, "killed", "--limit", "1").stdout.splitlines()) == 1
    nothing = shell("find", case, "wounded")
    assert (nothing.exit_code, nothing.stdout, nothing.stderr) == (0, "", "no claim holds that\n")
    refused = shell("find", case, "?!")
    assert (refused.exit_code, refused.stdout) == (2, "")


def test_find_what_says_the_same(shell: Shell, tmp_path: Path) -> None:
    case = tmp_path / "loud.yaml"
    case.write_text(LOUD, encoding="utf-8")
    first, why, *_ = shell("find", case, "6 killed in the raid", "--like").stdout.splitlines()
    assert first == "loud/two (Clinic): 5 killed"
    assert why.startswith("    the contrary: figures that cannot both be right: 6 / 5")


def test_a_head_never_takes_the_place_of_the_ledger(shell: Shell, tmp_path: Path) -> None:
    case, into, head = tmp_path / "quiet.yaml", tmp_path / "ledger.db", tmp_path / "head.txt"
    case.write_text(QUIET, encoding="utf-8")
    shell("import", case, "--into", into)
    refused = shell("verify", into, "--keep-head", into)
    assert (refused.exit_code, len(read(into).log)) == (2, 3)
    assert "this is the case itself" in refused.stderr
    head.write_bytes(b"\xff\xfe 3")
    told = shell("verify", into, "--head", head)
    assert told.exit_code == 2
    assert told.stderr.startswith("head: expected a number and 64 hexadecimal digits")


SHEET = """Date,Party,Event,Measure,Value,Source
2025-03-02,Army,Shelling,killed,12,Bulletin
2025-03-02,Hospital,Shelling,killed,5,Gazette
"""


def test_a_sheet_is_a_case(shell: Shell, tmp_path: Path) -> None:
    """A sheet of claims without options is read as a case by every command that reads one."""
    path, ledger = tmp_path / "sheet.csv", tmp_path / "l.db"
    path.write_text(SHEET, encoding="utf-8")
    checked = shell("check", path)
    exported = shell("export", path, "-o", tmp_path / "case.yaml")
    taken = shell("import", path, "--into", ledger)

    assert (checked.exit_code, exported.exit_code, taken.exit_code) == (1, 0, 0)
    assert "Hospital (5) and Army (12) cannot both be right" in " ".join(checked.stdout.split())
    assert checked.stderr == ""
    assert shell("check", ledger).stdout == checked.stdout == shell("check", tmp_path / "case.yaml").stdout


def test_a_sheet_with_bad_cells_is_refused_whole(shell: Shell, tmp_path: Path) -> None:
    """Every cell that cannot be read is named by its line and column, and the exit code is 2."""
    path = tmp_path / "sheet.csv"
    path.write_text(f"{SHEET}2025-13-02,Army,Shelling,killed,1 to,Bulletin\n", encoding="utf-8")
    done = shell("check", path)

    assert done.exit_code == 2
    assert done.stderr.splitlines() == [
        f"{path}:4: date: expected a date or time such as 2025-06-02, got '2025-13-02'",
        f"{path}:4: value: no figure can be read in '1 to'; words beside a figure are read in English: "
        "write >40, ~90 or 10-20 for them",
    ]


@pytest.mark.parametrize("name", ["case", "jsonl", "check", "verify"])
def test_schema_prints_a_schema(shell: Shell, name: str) -> None:
    """Each is a JSON Schema, and a name that is none comes with the nearest."""
    done = shell("schema", name)

    assert done.exit_code == 0
    assert json.loads(done.stdout)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "did you mean case?" in shell("schema", "cases").stderr
