"""The README tells the truth: its Python prints what its comments say, its case file reads, its names exist."""

import contextlib
import doctest
import io
import re
from pathlib import Path

import pytest

import claimcheck as cc
from claimcheck.findings.finding import Kind
from claimcheck.formats.casefile import parse_case

README = Path(__file__).parent.parent / "README.md"
TEXT = README.read_text(encoding="utf-8")


def block(language: str, number: int = 0) -> str:
    """The nth fenced block in a language."""
    found: list[str] = re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    return found[number]


def test_the_first_lines_run_and_print_what_they_say() -> None:
    """The opening example runs, and each line it prints begins as its comment does."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(block("python"), "README.md", "exec"), {})
    promised = re.findall(r"^print\(.*?\)\s+# (.*)$", block("python"), re.MULTILINE)

    assert printed.getvalue().splitlines() == [line.split(" - ")[0] for line in promised]


def test_the_opening_has_ten_lines() -> None:
    """The opening example stays as short as it promises to be."""
    assert len([line for line in block("python").splitlines() if line.strip()]) <= 10


SESSIONS = re.findall(r"^```pycon\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("number", range(len(SESSIONS)))
def test_the_sessions_are_as_shown(number: int) -> None:
    """Each session runs by itself and prints what it shows; that on tables needs its extras."""
    if "cc.flag(" in SESSIONS[number]:
        pytest.importorskip("pandas", reason='the session on tables needs "claimcheck[frame]"')
        pytest.importorskip("pyarrow", reason='the session on tables needs "claimcheck[tables]"')
    if "cc.fuse(" in SESSIONS[number]:
        pytest.importorskip("pandas", reason='the session on fusion needs "claimcheck[frame]"')
        pytest.importorskip("scipy", reason='the session on fusion needs "claimcheck[fusion]"')
        pytest.importorskip("pyarrow", reason='the session on fusion needs "claimcheck[fusion]"')
    shown = doctest.DocTestParser().get_doctest(SESSIONS[number], {"cc": cc}, "README.md", "README.md", 0)
    told: list[str] = []
    results = doctest.DocTestRunner(verbose=False).run(shown, out=told.append)

    assert results.attempted > 2
    assert results.failed == 0, "".join(told)


def test_there_are_sessions_on_each_room() -> None:
    """Notebooks, origins, files of others, prose, grades, tables, fusion, ledgers and quotes are each shown running."""
    rooms = (
        "ledger.to_frame()",
        "independence(toll)",
        'format="claimreview"',
        "find_quantities(",
        "cc.grade(",
        "cc.flag(",
        "cc.fuse(",
        "cc.Ledger.open(",
        "ledger.similar(",
        "cc.find_quote(",
    )

    assert [number for room in rooms for number, shown in enumerate(SESSIONS) if room in shown] == list(range(10))


def test_tables_in_files_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The calls on files that are shown write what they name, here without those that need a cluster."""
    pandas = pytest.importorskip("pandas", reason='the files are made with "claimcheck[frame]"')
    pytest.importorskip("duckdb", reason='one call needs "claimcheck[duckdb]"')
    tolls = pandas.DataFrame({"event": ["blast"] * 2, "said_by": ["ministry", "agency"], "killed": ["471", "200"]})
    tolls.to_csv(tmp_path / "tolls.csv", index=False)
    tolls.to_parquet(tmp_path / "tolls.parquet")
    monkeypatch.chdir(tmp_path)
    (shown,) = [one for one in re.findall(r"^```python\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL) if "engine=" in one]
    lines = [line for line in shown.splitlines() if line.startswith(("columns", "cc.flag("))]
    exec(compile("\n".join(lines), "README.md", "exec"), {"cc": cc})

    assert len(lines) == 3
    assert pandas.read_csv("flagged.csv")["against"].to_list() == ["agency", "ministry"]
    assert pandas.read_parquet("flagged.parquet")["against"].to_list() == ["agency", "ministry"]


def test_the_case_file_reads() -> None:
    """The case file shown reads without a problem and shows the paraphrase held against the bulletin."""
    ledger = parse_case(block("yaml"), "README.md")

    assert [finding.outcome for finding in ledger.findings("reported_differently")] == ["reported_differently"]


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`ledger\.(\w+)", TEXT))))
def test_what_is_asked_of_a_ledger_exists(name: str) -> None:
    """Each ledger name that the README uses exists and is documented."""
    assert getattr(cc.Ledger, name).__doc__


@pytest.mark.parametrize("kind", re.findall(r'findings\("(\w+)"\)', TEXT))
def test_kinds_exist(kind: str) -> None:
    """Each kind of finding that the README asks for exists."""
    assert Kind(kind) == kind
