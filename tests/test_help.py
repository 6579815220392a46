"""The help: it fits the screen, and every example in it runs as it stands."""

import contextlib
import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimcheck.cli import main

COMMANDS = ("", *main.commands)
REVIEWS = Path(__file__).parent.parent / "fixtures" / "reviews"
SERVER = "postgresql://desk@server/ledger"
TOLLS = "event,said_by,killed\nraid of 2 June,police,41\nraid of 2 June,medics,41\nraid of 2 June,ministry,90\n"
ARTICLE = "The Army said yesterday that 12 people died. The hospital said that five were killed.\n"


def examples() -> Iterator[str]:
    """Every example of every command; one that goes on in the next line ends with a backslash."""
    for name in COMMANDS:
        text = (main.commands[name] if name else main).epilog or ""
        told = re.sub(r"\\\n\s+", "", text.partition("Examples:\n")[2].partition("\n\n")[0])
        yield from (line.strip() for line in told.splitlines())


def _run(line: str, given: str | None = None) -> Result:
    words = shlex.split(line)
    assert words[0] == "claimcheck", line
    done = CliRunner(env={"COLUMNS": None}).invoke(main, words[1:], input=given, prog_name="claimcheck")
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that the examples name."""
    folder = tmp_path_factory.mktemp("prepared")
    with contextlib.chdir(folder):
        for name in ("case.yaml", "case.csv"):
            _run(f"claimcheck new {name}")
        for name in ("case.jsonl", "monday.jsonl", "tuesday.jsonl"):
            _run(f"claimcheck export case.yaml -o {name}")
        _run("claimcheck new labels.yaml --labels")
        _run("claimcheck new house --templates")
        _run("claimcheck import case.yaml --into ledger.db")
        _run("claimcheck verify ledger.db --keep-head head.txt")
    page = f"<!doctype html><html><body><p>{ARTICLE * 5}</p></body></html>"
    texts = {"tolls.csv": TOLLS, "article.txt": ARTICLE, "article.html": page}
    texts |= {"scraped/wire.txt": ARTICLE, "scraped/paper.txt": ARTICLE}
    (folder / "scraped").mkdir()
    shutil.copytree(REVIEWS, folder / "pages")
    with contextlib.chdir(folder):
        _run("claimcheck convert pages/ --from claimreview -o reviews.json --format claimreview")
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def desk(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that folder, and in it the shell."""
    copied = Path(shutil.copytree(prepared, tmp_path / "desk"))
    monkeypatch.chdir(copied)
    return copied


@pytest.mark.parametrize("example", dict.fromkeys(examples()))
def test_an_example_runs(desk: Path, example: str) -> None:
    """Each example runs on files of the names in it, and ends as a command does that finds nothing wrong with them."""
    pytest.importorskip("pyarrow", reason='some examples need "claimcheck[tables]"')
    pytest.importorskip("scipy", reason='some examples need "claimcheck[fusion]"')
    pytest.importorskip("trafilatura", reason='one example needs "claimcheck[web]"')
    command, _, filtered = example.partition(" | ")
    command, _, given = command.partition(" < ")
    words = shlex.split(command)
    if words[1] == "new":
        shutil.rmtree(words[2]) if Path(words[2]).is_dir() else Path(words[2]).unlink()
    done = _run(command.replace(SERVER, "server.db"), Path(given).read_text("utf-8") if given else None)

    assert done.exit_code in (0, 1), done.stderr
    assert done.stdout or re.search(r" (-o|--into|new) ", f"{command} ") or "diff" in words
    if filtered:
        assert filtered == "jq '.counts'"
        assert "counts" in json.loads(done.stdout)
    output = words[words.index("-o") + 1] if "-o" in words else words[2] if words[1] == "new" else ""
    assert not output or Path(output).stat().st_size
    assert Path.cwd() == desk


def test_there_are_examples_of_every_command() -> None:
    """No command goes without an example."""
    assert {shlex.split(line)[1] for line in examples()} == set(main.commands)


@pytest.mark.parametrize("width", [80, 100])
@pytest.mark.parametrize("command", COMMANDS)
def test_help_fits(command: str, width: int) -> None:
    """No line of any help is wider than the screen."""
    done = CliRunner(env={"COLUMNS": str(width)}).invoke(main, [*command.split(), "--help"], prog_name="claimcheck")
    wide = [line for line in done.output.splitlines() if len(line) > width]

    assert not wide
