"""Tables that every engine has to flag alike: rows of chance, claimed and counted losses, and sites on flights."""

import csv
import gzip
import random
import re
from pathlib import Path
from typing import Any

import pytest

from tests.test_flagging import FIGURES, GROUPS, PARTIES

pa = pytest.importorskip("pyarrow", reason="tables need the extra `tables`")

OPTIONS: dict[str, Any] = {
    "topic": "event",
    "party": "by",
    "value": "figure",
    "basis": "basis",
    "control_group": "group",
}
DATED: dict[str, Any] = {**OPTIONS, "measure": "killed", "cutoff": "cutoff"}
LOSSES: dict[str, Any] = {"topic": "measure", "when": "date", "party": "party", "value": "count", "bound": "bound"}
TIMES: dict[str, Any] = {"topic": "flight", "party": "site", "value": "minute"}
GATES: dict[str, Any] = {"topic": "flight", "party": "site", "value": "gate", "exclusive": True}

_SPELLINGS = {"army": ("army", "Army", "the army"), "agency": ("agency", " Agency")}
_DAYS = (None, "2025-06-01", "2025-06-02", "2025-06", "2025-06-02T10:00Z", "one day")


def columns(rows: list[dict[str, Any]]) -> Any:
    """The rows as a table of text."""
    names = ("event", "by", "figure", "basis", "group", "cutoff")
    return pa.table({name: pa.array([row.get(name) for row in rows], pa.string()) for name in names})


def made(rows: int, topics: int, seed: int, *, dated: bool = False) -> Any:
    """Rows of chance in many topics, with cells that cannot be read, empty ones, and parties of several spellings."""
    chance = random.Random(seed)
    figures = (
        ("1", "2", "3", "41", "50", "about 40", "at most 3", "", "no idea") if dated else (*FIGURES, "", "no idea")
    )
    found = []
    for _ in range(rows):
        party = chance.choice(PARTIES)
        spelled = chance.choice(_SPELLINGS.get(party or "", (party,)))
        found.append(
            {
                "event": chance.choice([f"event {chance.randrange(topics)}"] * 30 + [None, "the 'blast'\n,\"2\""]),
                "by": spelled,
                "figure": chance.choice(figures) or None,
                "basis": chance.choice([None, None, "estimate", "own_count", "hearsay?"]),
                "group": GROUPS.get(party or ""),
                "cutoff": chance.choice(_DAYS) if dated else None,
            }
        )
    return columns(found)


def shuffled(table: Any, seed: int) -> Any:
    """The rows in another order."""
    order = list(range(table.num_rows))
    random.Random(seed).shuffle(order)
    return table.take(pa.array(order))


def losses(folder: Path) -> Any:
    """What a party claims and what others counted, one row each; what was counted by pictures is a least number."""
    found = []
    with (folder / "war_losses.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            beside = {"date": row["date"], "measure": row["measure"]}
            found.append({**beside, "party": row["party"], "count": row["party_claim"], "bound": ""})
            counted = {"party": row["independent_source"], "count": row["independent_count"], "bound": "minimum"}
            found.append({**beside, **counted})
    return pa.table(
        {
            "date": [one["date"] for one in found],
            "measure": [one["measure"] for one in found],
            "party": [one["party"] for one in found],
            "count": pa.array([float(one["count"]) if one["count"] else None for one in found]),
            "bound": [one["bound"] for one in found],
        }
    )


_CLOCK = re.compile(r"(\d{1,2}):(\d\d)\s*([ap])", re.IGNORECASE)


def flights(folder: Path) -> Any:
    """What sites say of when a flight left, in minutes of the day, and from which gate."""
    path = folder / "fusion" / "flight" / "claims" / "20111201.tsv.gz"
    if not path.is_file():
        pytest.skip(f"needs what sites say of flights: there is no {path.name} in the folder of real cases")
    found = []
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as file:
        for line in file:
            site, flight, _, left, gate, *_ = [*line.rstrip("\n").split("\t"), "", "", "", ""]
            clock = _CLOCK.search(left)
            minute = None if clock is None else int(clock[1]) % 12 * 60 + int(clock[2]) + 720 * (clock[3] in "pP")
            found.append((site, flight, minute, gate.strip() or None))
    sites, names, minutes, gates = zip(*found, strict=True)
    return pa.table({"site": sites, "flight": names, "minute": pa.array(minutes, pa.int64()), "gate": gates})
