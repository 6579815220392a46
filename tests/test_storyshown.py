"""The story of a claim in a terminal: what is told stands apart, quotes stay whole, and no line is too wide."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from claimcheck.cli import main
from claimcheck.shell.storyshown import story_lines
from tests.renew import CASE


def explained(case: Path, key: str, width: int = 90) -> list[str]:
    """The lines of a claim's story."""
    done = CliRunner(env={"COLUMNS": str(width)}).invoke(main, ["explain", str(case), key])
    assert done.exit_code == 0
    return done.stdout.splitlines()


def test_what_is_told_stands_apart() -> None:
    """Who says it, where it stands, what it rests on and each finding begin a line of their own."""
    begun = [line.partition(" ")[0] + line.partition(" ")[1] for line in explained(CASE, "ua52") if line[0] != " "]

    assert begun == ["Air ", "It ", "It ", "It ", "Nothing ", "Reported ", "Part ", "Not "]


def test_each_document_has_its_line() -> None:
    """A claim that stands in several documents has a line for each."""
    lines = explained(CASE, "ru162")
    at = lines.index("It stands in")
    documents = [line for line in lines[at + 1 :] if line.startswith("  ") and line[2] != " "][:5]

    assert [line.split()[0] for line in documents] == ["Post", "Brief", "Russia", "Over", "Rusko"]


def test_what_the_event_gives_is_one_sentence() -> None:
    """The fields that a claim takes from its event are told together."""
    story = " ".join(" ".join(explained(CASE, "ua52")).split())

    assert (
        "Taken from the event: subject 'Russian drones', operator Russia, place 'Ukraine', period. Of the other"
        in story
    )


def test_a_quote_breaks_nothing() -> None:
    """What a quote says is no heading."""
    story = "A says: 5 died. It stands in P (“Fell. It rests on sand. Contested: x); It stands in Q”). It rests on 1."

    assert list(story_lines(story, 110)) == [
        "A says: 5 died.",
        "It stands in P (“Fell. It rests on sand. Contested: x); It stands in Q”).",
        "It rests on 1.",
    ]


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize(
    "text", ["国防部击落无人机" * 20, "وزارة الدفاع " * 20, "беспилотный аппарат " * 20, "x" * 300]
)
def test_no_line_is_too_wide(text: str, width: int) -> None:
    """Letters that take two columns are counted so."""
    lines = list(story_lines(f"A says: {text}. It rests on 1 origin.", width))

    assert max(map(cell_len, lines)) <= width
    assert "".join("".join(lines).split()) == "".join(f"A says: {text}. It rests on 1 origin.".split())


@given(st.text(st.sampled_from("aB1 .:;“”'()"), max_size=80), st.integers(40, 120))
def test_nothing_is_lost(text: str, width: int) -> None:
    """Every letter of a story is printed, in its order."""
    told = "".join(story_lines(text, width))

    assert "".join(told.split()) == "".join(text.split())
