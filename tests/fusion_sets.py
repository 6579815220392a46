"""The research data for fusion, normalised as their README has it; they lie in the folder of CLAIMCHECK_DATA."""

import csv
import gzip
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from claimcheck.comparing.values import Range
from claimcheck.fusion.told import Said

__all__ = [
    "Gold",
    "book",
    "crowd",
    "days",
    "flight",
    "folder",
    "is_right_book",
    "is_within_ten_minutes",
    "population",
    "said",
    "share_right",
]

AIRLINES = frozenset({"aa", "ua", "co"})
"""Sites of airlines, from which the gold probably comes."""
_ATTRIBUTES = ("departure planned", "departure", "departure gate", "arrival planned", "arrival", "arrival gate")
_TIME = re.compile(r"(\d{1,2}):(\d{2})\s*([ap])?", re.IGNORECASE)
_NO_GATE = re.compile(r"\b(GATE|TERMINAL|TERM|CONCOURSE|NOT PROVIDED.*|NOT AVAILABLE|N/A|TBD|BY AIRLINE)\b")
_DAY = 24 * 60
_TITLES = frozenset({"editor", "editors", "edited", "and", "the", "author", "authors", "with", "phd", "jr"})


class Gold(NamedTuple):
    """What is said in a data set, and what is known to be true."""

    said: list[Said]
    truth: dict[str, str | int]


def folder() -> Path:
    """The folder of the data; a test is skipped without it."""
    found = os.environ.get("CLAIMCHECK_DATA")
    if not found or not Path(found, "fusion").is_dir():
        pytest.skip("needs the data for fusion: set CLAIMCHECK_DATA to its folder")
    return Path(found, "fusion")


def said(rows: Iterable[tuple[str, str, str | int]]) -> list[Said]:
    """Rows of party, topic and value as what is said; a number is a figure."""
    return [
        Said(party, topic, value if isinstance(value, str) else Range(value, value), f"row {row}")
        for row, (party, topic, value) in enumerate(rows)
    ]


def crowd(name: str) -> Gold:
    """What workers answered to questions: product, dog or emotion, the last in numbers."""

    def read(file: str) -> list[list[str]]:
        with (folder() / name / file).open(encoding="utf-8") as opened:
            return list(csv.reader(opened))[1:]

    made = int if name == "emotion" else str
    rows = [(worker, question, made(answer)) for question, worker, answer in read("answer.csv")]
    return Gold(said(rows), {question: made(truth) for question, truth in read("truth.csv")})


def population() -> Gold:
    """What editors gave as the population of a city in a year."""
    rows, truth = [], dict[str, str | int]()
    text = (folder() / "population" / "population-new-new.txt").read_text(encoding="utf-8", errors="replace")
    for line in text.splitlines():
        city, editor, value, _ = line.split("\t")
        rows.append((editor, city, int(value)))
    text = (folder() / "population" / "population-gd.txt").read_text(encoding="utf-8", errors="replace")
    for line in text.splitlines():
        city, year, value = line.rsplit(",", 2)
        truth[f"{city.strip()}_{year.strip()}"] = int(value)
    told = {topic for _, topic, _ in rows}
    return Gold(said(rows), {topic: value for topic, value in truth.items() if topic in told})


def days() -> list[str]:
    """The days of the flights, in order."""
    return sorted(path.name.split(".")[0] for path in (folder() / "flight" / "claims").glob("*.gz"))


def flight(day: str) -> Gold:
    """What sites said of the flights of a day, those of airlines left out: minutes of the day, and gates."""
    rows: dict[tuple[str, str], str | int] = {}
    for site, name, *cells in _lines(folder() / "flight" / "claims" / f"{day}.tsv.gz"):
        if site.casefold() not in AIRLINES:
            for topic, value in _attributes(name, cells):
                rows.setdefault((site, topic), value)
    truth: dict[str, str | int] = {}
    for name, *cells in _lines(folder() / "flight" / "truth" / f"{day}.tsv.gz"):
        truth.update(_attributes(name, cells))
    told = {topic for _, topic in rows}
    return Gold(
        said((site, topic, value) for (site, topic), value in rows.items()),
        {topic: value for topic, value in truth.items() if topic in told},
    )


def _lines(path: Path) -> list[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as opened:
        return [line.rstrip("\n").split("\t") for line in opened]


def _attributes(name: str, cells: list[str]) -> Iterable[tuple[str, str | int]]:
    for attribute, cell in zip(_ATTRIBUTES, cells, strict=False):
        value = _gate(cell) if attribute.endswith("gate") else _minutes(cell)
        if value is not None:
            yield f"{name}|{attribute}", value


def _minutes(cell: str) -> int | None:
    found = _TIME.search(cell)
    if found is None:
        return None
    hours, half = int(found[1]), (found[3] or "").lower()
    if half == "p" and hours < 12:
        hours += 12
    if half == "a" and hours == 12:
        hours = 0
    return hours * 60 + int(found[2])


def _gate(cell: str) -> str | None:
    found = re.sub("[^A-Z0-9]", "", _NO_GATE.sub(" ", cell.upper()))
    return f"gate {found}" if found else None


def is_within_ten_minutes(found: str | int, truth: str | int) -> bool:
    """Whether a time is at most ten minutes from another, over midnight as well; a gate has to be the same."""
    if isinstance(found, str) or isinstance(truth, str):
        return found == truth
    apart = abs(found - truth)
    return min(apart, _DAY - apart) <= 10


def book() -> Gold:
    """What shops said of the authors of books, as their surnames in order; the truth is golden."""

    def names(text: str) -> str:
        found = {word for word in re.findall(r"[a-z]{3,}", text.lower()) if word not in _TITLES}
        return " ".join(sorted(found))

    rows: dict[tuple[str, str], str] = {}
    with gzip.open(folder() / "book" / "book.txt.gz", "rt", encoding="utf-8", errors="replace") as opened:
        for line in opened:
            cells = line.rstrip("\n").split("\t")
            authors = names(cells[3]) if len(cells) > 3 else ""
            if authors and authors not in {"available not", "not available"}:
                rows.setdefault((cells[0].strip(), cells[1].strip()), authors)
    truth = {}
    text = (folder() / "book" / "book_golden.txt").read_text(encoding="utf-8", errors="replace")
    for line in text.splitlines():
        isbn, _, authors = line.partition("\t")
        if authors.strip():
            truth[isbn.strip()] = authors
    told = {topic for _, topic in rows}
    return Gold(
        said((shop, isbn, authors) for (shop, isbn), authors in rows.items()),
        {isbn: authors for isbn, authors in truth.items() if isbn in told},
    )


def is_right_book(found: str, gold: str) -> bool:
    """Whether all golden surnames are among the names found, and nothing beside golden names."""
    people = [part for part in gold.lower().split(";") if part.strip()]
    surnames = [re.findall(r"[a-z]{3,}", one.partition(",")[0]) for one in people]
    known = set(re.findall(r"[a-z]{3,}", gold.lower()))
    words = set(found.split())
    return words <= known and all(not names or words & set(names) for names in surnames)


def share_right(best: Mapping[str, str | int], truth: Mapping[str, str | int]) -> float:
    """The share of the topics whose truth is known for which the best value is exactly it."""
    return sum(best[topic] == value for topic, value in truth.items()) / len(truth)
