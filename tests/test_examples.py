"""The examples run as they stand, and show what they are there to show."""

import json
import os
import re
import subprocess
import sys
from html import escape
from pathlib import Path
from typing import Any

import pytest

from tests.notebooks import BRIEF, LOSSES, exported, held, run, shown, told

_FOLDER = Path(__file__).parents[1] / "examples"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the script prints when it is run from some other folder."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-W", "error", str(_FOLDER / "istanbul.py")],
        cwd=tmp_path_factory.mktemp("elsewhere"),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout


def _below(printed: str, heading: str) -> str:
    """The paragraph that begins with *heading*."""
    (found,) = [part for part in printed.split("\n\n") if part.startswith(heading)]
    return found


def test_script_names_the_one_contested_thing(printed: str) -> None:
    """Of the whole brief only the children are contested, by the words in which it is told."""
    lines = _below(printed, "Contested:").splitlines()[1:]

    assert len(lines) == 1
    assert "relocated for protection / forcibly removed" in lines[0]


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("looks_contested", "operator differs (Russian drones / Ukrainian drones)"),
        ("reported_differently", "52 is its 'neutralised' = 15 shot down + 37 suppressed"),
        ("progression", "a count that rose as time passed (1, 2, 3)"),
        ("floor", "13 of 41; 28 not confirmed"),
    ],
)
def test_script_says_why_the_rest_only_looks_contested(printed: str, kind: str, reason: str) -> None:
    """Each pair of figures that a reader might hold against each other comes with what sets them apart."""
    lines = [line for line in _below(printed, "Only looks contested:").splitlines() if f"[{kind}]" in line]

    assert any(reason in line for line in lines)


@pytest.mark.parametrize(
    "line",
    [
        r"^52 of 80 and 162: not_comparable, because of the operator: operator differs",
        r"^  41: 3 claims that could all be right \(more than 40, 41, at least 13\)$",
        r"^Shot down and suppressed, night to 1 June: 382$",
        r"^53 and 162 are not added: .*must not be added$",
        r"^162 intercepted: 5 outlets, 1 origin$",
    ],
)
def test_script_answers_questions(printed: str, line: str) -> None:
    """Comparison, positions, sum, refusal of a sum and independence are shown with their answers."""
    assert re.search(line, printed, re.MULTILINE)


def test_script_explains_a_claim(printed: str) -> None:
    """The paragraph on 52 of 80 says whose it is, and that the brief gives it as reported."""
    told = _below(printed, "One claim explained:")

    assert "Air Force of Ukraine says" in told
    assert "as reported" in told


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the script on an article prints when it is run from some other folder."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-W", "error", str(_FOLDER / "article.py")],
        cwd=tmp_path_factory.mktemp("elsewhere"),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout


@pytest.mark.parametrize(
    "line",
    [
        "  self-report: Ukraine’s air force [own act] = Air Force of Ukraine: 52 of 80",
        "  reported: Russia [claimed] = Russia: 162, 8",
        "  reported: Observers [note]: -",
        "  unattributed: nobody is named: 5, 9",
        "  162: Ukrainian drones",
        "  not_comparable(operator): operator differs (Russian drones / Ukrainian drones)",
        "  overnight into Monday: 2025-06-01/2025-06-02",
    ],
)
def test_the_article_is_read(article: str, line: str) -> None:
    """Drafts, figures, a comparison and times are printed as the brief has them."""
    assert line in article.splitlines()


@pytest.mark.parametrize("path", [BRIEF, LOSSES], ids=lambda path: path.stem)
def test_notebook_is_kept_small_with_readable_names(path: Path) -> None:
    """The notebook is run from its first cell on, is small, and its cells have readable names that stay."""
    cells: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    counts = [cell["execution_count"] for cell in cells if cell["cell_type"] == "code"]
    names = [cell["id"] for cell in cells]

    assert counts == list(range(1, len(counts) + 1))
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)
    assert path.stat().st_size < 400_000


@pytest.fixture(scope="module")
def notebook() -> Any:
    """The notebook on the brief, run."""
    return run(BRIEF)


@pytest.fixture(scope="module")
def cells(notebook: Any) -> dict[str, str]:
    """What each of its cells shows."""
    return shown(notebook)


def test_notebook_is_kept_with_what_it_shows(notebook: Any) -> None:
    """Who reads the notebook without running it sees what running it shows; `python -m tests.renew` keeps it so."""
    assert told(held(BRIEF)) == told(notebook)


def test_an_export_holds_tables_and_pictures_and_asks_for_nothing(notebook: Any) -> None:
    """A page of nbconvert holds claims, reasons and pictures with their captions; our outputs bring no script."""
    page = exported(notebook)
    captions = [cell.source.strip("*") for cell in notebook.cells if cell.id.endswith("-caption")]

    assert "more than 40,000 people took part" in page
    assert "figures that cannot both be right: 45,000 / 300,000" in page
    assert page.count('<img src="data:image/png;base64,') + page.count('<img alt="No description') == 3
    assert len(captions) == 3
    assert all(escape(caption, quote=False) in page for caption in captions)


@pytest.mark.parametrize("path", [BRIEF, LOSSES], ids=lambda path: path.stem)
def test_outputs_run_and_load_nothing(path: Path) -> None:
    """No output as it is kept holds a script, a style sheet, a handler of events, or anything to be loaded."""
    html = "".join(shown(held(path)).values())
    tags = re.findall(r"<[a-z][^>]*>", html)

    assert not [tag for tag in tags if re.search(r"\s(on\w+|src|href|srcset|action)\s*=|url\(", tag)]
    assert {re.match(r"<(\w+)", tag)[1] for tag in tags} <= {  # type: ignore[index]
        "table", "caption", "thead", "tbody", "tr", "th", "td", "br", "strong", "p", "div", "style", "span",
    }  # fmt: skip
    assert all(re.fullmatch(r"[^<@]*", rules) for rules in re.findall(r"<style[^>]*>(.*?)</style>", html, re.DOTALL))


@pytest.mark.parametrize(
    "cell",
    [
        "claims",
        "one-claim",
        "contested",
        "compare",
        "topic",
        "positions",
        "flagged",
        "marked",
        "revise",
        "read",
        "verify",
        "fuse",
        "beside",
    ],
)
def test_notebook_shows_tables(cells: dict[str, str], cell: str) -> None:
    """Ledger, claim, findings, comparison, topic, positions and frame show as tables, without script or network."""
    assert "<table" in cells[cell]
    assert not re.search(r"<script|https?://[^<\s]*\.(js|css)", cells[cell])


def test_notebook_holds_every_claim(cells: dict[str, str]) -> None:
    """The ledger shows all five voices, the unattributed one among them."""
    assert all(f">{key}</td>" in cells["claims"] for key in ("300k", "45k", "over-40k", "60k-80k", "tens"))


def test_notebook_flags_contested_claims(cells: dict[str, str]) -> None:
    """The frame of contested claims has the three that exclude one another, and neither bound."""
    flagged = cells["flagged"]

    assert all(f"{figure} people" in flagged for figure in ("300,000", "45,000", "60,000 to 80,000"))
    assert "more than 40,000" not in flagged
    assert "tens of thousands" not in flagged


def test_notebook_compares_a_figure_with_a_bound(cells: dict[str, str]) -> None:
    """45,000 and more than 40,000 do not oppose each other: the first refines the second."""
    assert ">refines</td>" in cells["compare"]


def test_notebook_has_a_position_for_each_figure(cells: dict[str, str]) -> None:
    """Three positions stand along the line, and every one holds the two bounds."""
    rows = cells["positions"].split("<tr>")[2:]

    assert len(rows) == 3
    assert all("over-40k" in row and "tens" in row for row in rows)


def test_notebook_keeps_what_was_revised(cells: dict[str, str]) -> None:
    """After the revision the new figure is contested in place of the old one, and the log tells of both."""
    assert "50k" in cells["revise"]
    assert "45k" not in cells["revise"]
    assert "'Claim'" in cells["log"]
    assert "'Link'" in cells["log"]


def test_notebook_reads_the_istanbul_case(cells: dict[str, str]) -> None:
    """One thing is contested there; the two armies' figures only look it, and five outlets are one origin."""
    assert "forcibly removed" in cells["read"]
    assert "operator differs" in cells["apparent"]
    assert "15 shot down + 37 suppressed" in cells["reported-differently"]
    assert "13 of 41" in cells["floor"]
    assert "Security Service of Ukraine says" in cells["explain"]
    assert re.search(r"independent</th><td[^>]*>1\b", cells["origins"])
    assert re.search(r"reach</th><td[^>]*>5\b", cells["origins"])


@pytest.fixture(scope="module")
def losses_run(data_folder: Path) -> Any:
    """The notebook on losses, run; skipped where the data are not there."""
    pytest.importorskip("pyarrow", reason='the notebook flags tables: "claimcheck[tables]"')
    missing = [name for name in _TABLES if not (data_folder / name).is_file()]
    if missing:
        pytest.skip(f"needs {', '.join(missing)} in the folder that CLAIMCHECK_DATA names")
    return run(LOSSES)


@pytest.fixture(scope="module")
def losses(losses_run: Any) -> dict[str, str]:
    """What each of its cells shows."""
    return shown(losses_run)


def test_losses_are_kept_with_what_they_show(losses_run: Any) -> None:
    """What is kept of the notebook on losses is what running it shows, and its export holds the tables."""
    assert told(held(LOSSES)) == told(losses_run)
    assert "6 rows: 0 contested, 0 inconsistent" in exported(losses_run)


_TABLES = ("ua_general_staff_daily.csv", "war_losses.csv", "ua_air_defence_claims.csv")


def test_losses_are_flagged_in_one_call(losses: dict[str, str]) -> None:
    """Of 17,383 rows none is contested where what Oryx saw destroyed is the floor; only floors are corroborated."""
    assert losses["folder"] == "(14025, 3358, 2845)"
    assert losses["flag"] == "(17383, 0)"
    assert "<td>Oryx</td>\n      <td>corroborated</td>\n      <td>3358</td>" in losses["status"]
    assert "<td>uncorroborated</td>\n      <td>14025</td>" in losses["status"]
    assert "6 rows: 0 contested, 0 inconsistent" in losses["floor"]


def test_a_floor_above_a_claim_is_contested(losses: dict[str, str]) -> None:
    """With what was damaged or captured, MRL are contested on two days; with the definition in the topic none is."""
    assert "4 rows: 4 contested, 0 inconsistent" in losses["above"]
    assert re.findall(r">(2022-\d\d-\d\d)<", losses["above"]) == ["2022-02-26", "2022-02-27"] * 2
    assert losses["above"].count("at least 7 / 4") == 2
    assert losses["apart"] == "0"


def test_a_column_that_changes_its_meaning(losses: dict[str, str]) -> None:
    """Two readings of a night differ until 23 July 2025, and stand apart once their meaning is part of the topic."""
    assert losses["readings"] == "(148, 108, '2025-07-22 20:00 to 2025-07-23 09:00')"
    assert "12 rows: 0 contested, 6 inconsistent" in losses["switch"]
    assert "inconsistent" not in losses["means"]
    assert re.findall(r"<td>(\S+)</td>", losses["series"]) == (
        ["0.48", "0.85", "0.46", "0.82", "0.50", "0.86", "0.48", "0.89", "NaN", "0.83"]
    )


def test_losses_without_their_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the data are not there, the notebook says which files it reads and where it looks for them."""
    monkeypatch.setenv("CLAIMCHECK_DATA", str(tmp_path))
    said = shown(run(LOSSES, failing=True))["folder"]

    assert said.startswith("SystemExit: This notebook reads ua_general_staff_daily.csv, war_losses.csv, ua_air_defence")
    assert "set CLAIMCHECK_DATA to a folder that has them" in said


def test_whom_to_believe_is_not_whom_many_repeat(tmp_path: Path) -> None:
    """Counting voices and weighing them apart believe the ministry and its reprints; counted once they lose."""
    for package in ("pandas", "scipy", "pyarrow"):
        pytest.importorskip(package, reason='the example needs "claimcheck[fusion,frame]"')
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-W", "error", str(_FOLDER / "whom_to_believe.py")],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    lines = done.stdout.splitlines()
    assert lines[:3] == [
        "Counting voices, 0 of 60 are right.",
        "Weighing them, every party counted apart, 0 of 60 are right.",
        "Copies counted once, 60 of 60 are right.",
    ]
    assert lines[4].startswith("As one: echo, herald, ministry: ")
    assert lines[-6] == "  position 46: hospital, mission, police"
    assert lines[-1].endswith("never differ here, as copies would not: nothing shows that each knows it alone. "
                              "The topic stays contested.")  # fmt: skip
    assert "  mission   0.50 (0.03-0.97), 0 tested claims" in lines
    assert any("undecided, the best values are equally credible" in line for line in lines)


def test_pictures_are_written(tmp_path: Path) -> None:
    """Three SVG files lie in the folder that was named, of which a second run writes the same bytes."""
    pytest.importorskip("matplotlib", reason='the example needs "claimcheck[plot]"')
    runs = []
    for folder in ("one", "two"):
        done = subprocess.run(
            [sys.executable, "-X", "utf8", "-W", "error", str(_FOLDER / "pictures.py"), folder],
            cwd=tmp_path,
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
        runs.append({path.name: path.read_bytes() for path in sorted((tmp_path / folder).iterdir())})
        assert done.stdout.split() == list(runs[-1])

    assert list(runs[0]) == ["aircraft.svg", "intercepted.svg", "kherson.svg"]
    assert all(written.startswith(b"<?xml") for written in runs[0].values())
    assert runs[0] == runs[1]


def test_pictures_without_a_folder(tmp_path: Path) -> None:
    """Without a folder they are written into a new one, which is told first."""
    pytest.importorskip("matplotlib", reason='the example needs "claimcheck[plot]"')
    done = subprocess.run(
        [sys.executable, "-X", "utf8", str(_FOLDER / "pictures.py")],
        cwd=tmp_path,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    folder, *names = done.stdout.splitlines()

    assert sorted(path.name for path in Path(folder).iterdir()) == names


def test_the_fact_checkers_pages(tmp_path: Path) -> None:
    """From saved pages to what their reviews disagree on, a report, and a feed that lacks what it says it lacks."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-W", "error", str(_FOLDER / "fact_checks.py"), str(tmp_path)],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    feed = json.loads((tmp_path / "fact_checks.claimreview.json").read_text(encoding="utf-8"))
    reviews = [item for element in feed["dataFeedElement"] for item in element["item"]]
    page = (tmp_path / "fact_checks.html").read_text(encoding="utf-8")

    assert (
        "The Harbour Street bridge was closed to traffic for 30 days: Fact Desk rates it 'False' (false) on "
        "2025-03-14T09:30:00Z; Veritas rates it 'Plutôt vrai' (mostly_true) on 2025-03-15; neither is preferred."
    ) in _below(done.stdout, "Where they disagree:")
    assert "After merging, 2 topics" in done.stdout
    assert [one["url"] for one in reviews] == sorted(one["url"] for one in reviews)
    assert {"@type": "Organization", "name": "The Desk", "url": "https://desk.example/"} in [
        one["author"] for one in reviews
    ]
    assert "The Desk rates it 'Mostly false' (mostly_false) on 2025-03-20" in done.stdout
    assert "The Desk rates it" in page
    assert "1 matter is rated differently by those who rate it: The Harbour Street bridge was closed" in page
    assert "&#39;Multiple sources&#39; names nobody" in page
