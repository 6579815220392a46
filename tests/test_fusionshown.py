"""What the shell shows of a fusion: names, and "unknown" where too little was tested."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimcheck.cli import main
from claimcheck.formats import read
from claimcheck.fusion.beside import TESTED
from tests.renew import CASE, FUSED_CASE

pytest.importorskip("scipy", reason='fusion needs "claimcheck[fusion]"')

Shell = Callable[..., str]


@pytest.fixture
def shell() -> Shell:
    """What the shell prints on standard output."""
    return lambda *words: CliRunner(env={"COLUMNS": None}).invoke(main, ["fuse", *map(str, words)]).stdout


def test_parties_have_their_names(shell: Shell) -> None:
    """A case is shown with the names of its parties and no key; a program is told the keys."""
    shown = shell(CASE)

    assert "Air Force of Ukraine" in shown
    assert "istanbul-2025-06-02/" not in shown
    assert "as one: Head of the Kherson" in shown or "under one command, that of Ukraine" in shown
    assert "istanbul-2025-06-02/ua-af" in shell(CASE, "--json")


def test_little_tested_is_unknown(shell: Shell) -> None:
    """A reliability on fewer tested claims than the report wants is no number here either."""
    lines = shell(FUSED_CASE).splitlines()
    known = {one.party for one in read(FUSED_CASE).fuse().reliabilities if one.claims >= TESTED}
    rated = [line for line in lines if "unknown " in line and ":" not in line]

    assert known == {"raids/hospital", "raids/police"}
    assert len(rated) == 3
    assert any(line.startswith("City Hospital") and "0.71  0.30-0.97" in line for line in lines)
    assert f"unknown: on fewer than {TESTED} tested claims a reliability says nothing." in lines


def test_what_one_voice_says_weighs_nothing(shell: Shell) -> None:
    """A topic of which only one voice speaks has its value and no weight."""
    assert "killed, Flood  only one voice says more than a bound  2\n" in shell(FUSED_CASE).replace(
        " " * 5 + "\n", "\n"
    )


def test_why_has_names(shell: Shell) -> None:
    """What speaks for a value is told with the names of who says it, and where."""
    first, *rest = shell(FUSED_CASE, "--why", "killed, Raid 1").splitlines()

    assert first == "killed, Raid 1: 40 (probability 0.91)"
    assert "City Hospital (reliability 0.71, 95 % from 0.30 to 0.97, 5 tested claims; hospital1)" in rest[0]
    assert "Fire Service (reliability unknown, 1 tested claim; fire1)" in rest[1]
    assert rest[3].strip().startswith("leaving several possible: Monitoring Mission (reliability unknown")
    assert rest[-1].endswith("The topic stays contested.")


def test_why_of_a_table_says_what_is_unknown(shell: Shell, tmp_path: Path) -> None:
    """A table's parties that were hardly tested are named below what speaks for the values."""
    path = tmp_path / "tolls.csv"
    path.write_text("event,by,killed\nraid,police,41\nraid,medics,41\nraid,ministry,90\n", encoding="utf-8")
    shown = shell(path, "--topic", "event", "--party", "by", "--value", "killed", "--why", "raid")

    assert f"unknown on fewer than {TESTED} tested claims: how reliable medics, ministry, police is" in shown


def test_an_unknown_topic_is_refused() -> None:
    """A topic that nobody speaks of ends with 2, and names the nearest."""
    done = CliRunner().invoke(main, ["fuse", str(FUSED_CASE), "--why", "killed, Raid 9"])

    assert (done.exit_code, "did you mean 'killed, Raid" in done.stderr) == (2, True)
