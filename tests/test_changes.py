"""The role of a figure: a value, a change, or the value before one."""

import json
from pathlib import Path

import pytest

from claimcheck.reading.figures import find_quantities

UP, DOWN = ("change", 1), ("change", -1)
BEFORE, VALUE = ("before", 0), ("value", 0)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("rose by 12 to 40", [UP, VALUE]),
        ("rose from 28 to 40", [BEFORE, VALUE]),
        ("rose by 12 from 28 to 40", [UP, BEFORE, VALUE]),
        ("the toll rose sharply from 28 to 40", [BEFORE, VALUE]),
        ("sales rose from $10 to $15 billion", [BEFORE, VALUE]),
        ("up 5 % from 20", [UP, BEFORE]),
        ("rose 4.2% year-on-year, from 3.9% in May", [UP, BEFORE]),
        ("down from 37 to 36", [BEFORE, VALUE]),
        ("fell 12 percent", [DOWN]),
        ("fell by about 12 percent", [DOWN]),
        ("fell 12 points", [DOWN]),
        ("rose 12", [UP]),
        ("0.68 percent lower", [DOWN]),
        ("an increase of 12 percent", [UP]),
        ("a drop of 12", [DOWN]),
        ("a 5% increase", [UP]),
        ("cut by 40", [DOWN]),
        ("gold was up $31.20", [UP]),
        ("the toll rose to 47", [VALUE]),
        ("dropped 12 bombs", [VALUE]),
        ("shot down 52 of 80 drones", [VALUE]),
        ("cut 40 jobs", [VALUE]),
        ("made up 40 % of losses", [VALUE]),
        ("up to 40", [VALUE]),
        ("12 people fell from 3 buildings", [VALUE, VALUE]),
        ("fines from 5 to 10", [VALUE]),
        ("They fell. From 5 to 10 came", [VALUE]),
    ],
)
def test_roles(text: str, roles: list[tuple[str, int]]) -> None:
    """A verb or a noun of moving makes a change of what stands with it, "from" the value before, "to" the one after."""
    assert [(found.role.value, found.sign) for found in find_quantities(text)] == roles


@pytest.mark.parametrize("text", ["prices doubled", "losses halved"])
def test_a_change_without_a_number_is_no_figure(text: str) -> None:
    """What doubled names no number."""
    assert find_quantities(text) == ()


def test_published_directions(data_folder: Path) -> None:
    """Where published rows mark a figure as going up or down, it is read as going there."""
    lines = (data_folder / "quantity_parse.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if (row["expected"] or {}).get("change") in {"up", "down"}]
    assert rows
    for row in rows:
        sign = 1 if row["expected"]["change"] == "up" else -1
        assert sign in {found.sign for found in find_quantities(row["text"])}, row["text"]
