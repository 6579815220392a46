"""Completion: what TAB offers, that it is quick and writes nothing, and that no hostile key reaches a shell."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.cli import main
from claimcheck.errors import ClaimCheckError
from claimcheck.shell.completing import SHELLS, completion_script, is_word
from tests.renew import CASE, FUSED_CASE

HOSTILE = (
    "$(touch pwned)",
    "`touch pwned`",
    "a;touch pwned",
    "a|b",
    "a&b",
    "a>b",
    "*",
    "?",
    "~root",
    "!!",
    "a b",
    "-rf",
    "--all",
    "a'b",
    'a"b',
    "a\\b",
    "{a,b}",
    "[a]",
    "\x1b[31m",
    "a\nb",
    "\u202eb",
    "#a",
    "a=b",
    "%1",
)


def offered(*words: str) -> list[str]:
    """What is offered for the last of some words."""
    return [one.value for one in ShellComplete(main, {}, "claimcheck", "").get_completions(list(words[:-1]), words[-1])]


@pytest.mark.parametrize("command", ["explain", "grade"])
def test_the_claims_of_a_case(command: str) -> None:
    """After the case come its claims, by the keys that are typed."""
    assert offered(command, str(CASE), "ru-") == ["ru-over160", "ru-fire"] or command == "grade"
    assert {"ua52", "ua15", "ua80"} <= set(offered(command, str(CASE), "ua"))


def test_the_sources_of_a_case() -> None:
    """What hangs on a source is asked by its key."""
    assert offered("impact", str(CASE), "a") == ["afp-0602", "athens-0601", "ap-0602"]


@pytest.mark.parametrize("name", ["case.jsonl", "case.db"])
def test_the_claims_of_other_formats(tmp_path: Path, name: str) -> None:
    """JSON Lines and ledgers offer the same claims; a ledger is only read."""
    path = tmp_path / name
    command = ["import", str(CASE), "--into", str(path)] if path.suffix == ".db" else ["export", str(CASE), "-o"]
    CliRunner().invoke(main, command if path.suffix == ".db" else [*command, str(path)])
    for beside in (*tmp_path.glob("*-wal"), *tmp_path.glob("*-shm")):
        beside.unlink()
    before = path.read_bytes()

    assert offered("explain", str(path), "ru") == offered("explain", str(CASE), "ru") != []
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_the_topics_of_a_fusion() -> None:
    """What fusion says why of is a topic of the case."""
    assert offered("fuse", str(FUSED_CASE), "--why", "killed, R") == [
        f"killed, Raid {number}" for number in range(1, 6)
    ]


def test_the_columns_of_a_table(tmp_path: Path) -> None:
    """An option that names a column offers those of the table, but none that a shell could run."""
    path = tmp_path / "tolls.csv"
    path.write_text("event,said by,$(reboot),said\n", encoding="utf-8")

    assert offered("check", str(path), "--topic", "") == ["event", "said by", "said"]
    assert offered("fuse", str(path), "--party", "sa") == ["said by", "said"]
    assert offered("check", str(path), "--topic", "event", "--value", "ev") == ["event"]


def test_known_words() -> None:
    """Kinds, schemes, methods, commands and shells are offered."""
    assert offered("check", "c.yaml", "--kind", "con") == ["contested", "conceded"]
    assert offered("report", "c.yaml", "--scheme", "a") == ["admiralty", "airwars"]
    assert offered("fuse", "c.yaml", "--method", "acc") == ["accu", "accusim"]
    assert offered("exp") == ["explain", "export"]
    assert offered("completion", "") == list(SHELLS)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.yaml", None),
        ("empty.yaml", b""),
        ("binary.yaml", b"\xff\xfe\x00"),
        ("broken.yaml", b"claims:\n  : [\n  ?\n"),
        ("broken.jsonl", b"{\n"),
        ("odd.jsonl", b'[1]\n{"record": "claim", "key": 5}\n'),
        ("broken.db", b"not a database"),
        ("deep.jsonl", b"[" * 100_000),
        ("case.docx", b"x"),
        ("folder", None),
    ],
)
@pytest.mark.parametrize("command", [("explain",), ("fuse", "--why"), ("check", "--topic")])
def test_whatever_is_wrong_nothing_is_offered(
    tmp_path: Path, name: str, content: bytes | None, command: tuple[str, ...]
) -> None:
    """A file that cannot be read offers nothing, and nothing is raised."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    elif name == "folder":
        path.mkdir()

    assert offered(command[0], str(path), *command[1:], "") == []


def test_what_is_large_is_left_alone(tmp_path: Path) -> None:
    """Nobody waits for a case that is too large to be looked through."""
    path = tmp_path / "large.yaml"
    path.write_text("claims:\n  one: {}\n" + "#" * 5_000_000, encoding="utf-8")

    assert offered("explain", str(path), "") == []


@pytest.mark.parametrize("key", HOSTILE)
def test_a_hostile_key_is_no_word(key: str) -> None:
    """What a shell could run, expand, split, quote or take for an option is not offered."""
    assert not is_word(key)


@given(st.text(max_size=20))
def test_a_word_stays_what_it_is(text: str) -> None:
    """What is offered has nothing in it that a shell would read otherwise than as it stands."""
    assert not is_word(text, spaces=True) or not set(text) & set("\"'\\$`;&|<>(){}[]*?~!#=^\n\r\t\x00\x1b")


def hostile_case(folder: Path) -> Path:
    """Write a case of hostile keys, one of which is harmless."""
    path = folder / "hostile.yaml"
    keys = "".join(f"  {key}: {{value: 5}}\n" for key in (*HOSTILE, "harmless"))
    path.write_text(f"claimcheck: 1\nclaims:\n{keys}", encoding="utf-8")
    return path


def test_hostile_keys_are_left_out(tmp_path: Path) -> None:
    """Of a case of hostile keys only the harmless one is offered."""
    assert offered("explain", str(hostile_case(tmp_path)), "") == ["harmless"]


def in_a_process(*words: str, shell: str = "bash") -> "subprocess.CompletedProcess[str]":
    """Ask as a shell does, with variables of the environment."""
    asked = {
        "_CLAIMCHECK_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": " ".join(("claimcheck", *words)),
        "COMP_CWORD": str(len(words)),
    }
    return subprocess.run(
        [sys.executable, "-c", "from claimcheck.cli import main; main(prog_name='claimcheck')"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **asked},
    )


def test_the_protocol() -> None:
    """A shell asks with variables of the environment, and is answered soon."""
    in_a_process("explain", str(CASE), "ru1")  # the modules are compiled
    begun = perf_counter()
    done = in_a_process("explain", str(CASE), "ru1")

    assert (done.stdout, done.stderr, done.returncode) == ("plain,ru162\n", "", 0)
    assert perf_counter() - begun < 10  # half a second where nothing else runs


def _bash() -> str:
    found = shutil.which("bash")
    if found is None:
        pytest.skip("no bash is installed")
    return found


def test_a_real_bash(tmp_path: Path) -> None:
    """In a real shell the script completes a claim and a topic of several words, and runs nothing of a hostile case."""
    hostile = hostile_case(tmp_path)
    script = tmp_path / "complete.sh"
    script.write_text(CliRunner().invoke(main, ["completion", "bash"]).output, encoding="utf-8")
    program = tmp_path / "claimcheck"
    program.write_text(f"#!{sys.executable}\nfrom claimcheck.cli import main\nmain(prog_name='claimcheck')\n", "utf-8")
    program.chmod(0o755)
    asked = "COMPREPLY=(); _claimcheck_completion claimcheck; printf '<%s>\\n' \"${COMPREPLY[@]}\"\n"
    lines = (
        f". {script}\ncomplete -p claimcheck\n"
        f"COMP_WORDS=(claimcheck explain {hostile} ''); COMP_CWORD=3; {asked}"
        f"COMP_WORDS=(claimcheck fuse {FUSED_CASE} --why '\"killed, Raid 1'); COMP_CWORD=4; {asked}"
    )
    done = subprocess.run(
        [_bash(), "--norc", "-c", lines],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
    )

    assert done.stdout.splitlines()[1:] == ["<harmless>", "<killed, Raid 1>"], done.stderr
    assert "-F _claimcheck_completion claimcheck" in done.stdout
    assert done.stderr == ""
    assert not (tmp_path / "pwned").exists()


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_has_a_script(shell: str) -> None:
    """The script of each shell is that which click's own way gives."""
    done = CliRunner().invoke(main, ["completion", shell], prog_name="claimcheck")

    assert done.exit_code == 0
    assert f"_CLAIMCHECK_COMPLETE={shell}_complete" in done.output
    assert done.output == completion_script(shell, main)


def test_an_unknown_shell_is_refused() -> None:
    """A shell that has no script is refused with those that have one."""
    done = CliRunner().invoke(main, ["completion", "csh"])
    with pytest.raises(ClaimCheckError, match="expected one of bash, zsh, fish, got 'csh'"):
        completion_script("csh", click.Command("x"))

    assert done.exit_code == 2
    assert "'csh' is not one of 'bash', 'zsh', 'fish'" in done.stderr
