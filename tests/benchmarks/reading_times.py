"""How well are times read, on texts and answers that nobody here wrote?"""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any, Final, NamedTuple

from claimcheck.spans import TimeSpan
from claimcheck.times import find_times, parse_time

__all__ = ["Score", "growth_times", "score_times"]

_PIECES: Final = (
    "On Sunday, 1 June 2025, at 8 p.m. local time (1700 GMT), 52 of 80 drones were shot down, officials said. ",
    "3 days after ",
    "from 1 ",
    "between ",
    "1-",
    "8:00 (",
    "(",
    "June ",
    "2025-",
    "first of the ",
    "night of ",
    "XXX1-02-29 ",
    "1XXX-02-30 ",
    "Tuesday 31 ",
    "week 1 of ",
    "two ",
    "last ",
    "more than 3 ",
    "will ",
    "'",
    "9",
    "x",
)


class Score(NamedTuple):
    """The rows of one kind that are read as expected, all of them, and a line for each that is not."""

    right: int
    total: int
    misses: tuple[str, ...]

    @property
    def share(self) -> float:
        """The part that is right."""
        return self.right / self.total if self.total else 0.0


def score_times(folder: Path) -> dict[str, Score]:
    """Return the scores on edtf_cases.jsonl and date_parse.jsonl in *folder*, by kind.

    EDTF ("edtf"): what a list calls invalid is to be refused, every other text to be read. A row with bounds is
    right if both ends are the strict bounds, as days; where a bound lies outside the years 1 to 9999 the end is
    to be None, and the text kept. A row whose bounds are true and false says which qualifiers it has: it is right
    if the time is approximate as soon as one is true.

    Dates ("dates" for the types date and daterange, "clocks" for datetime and datetimerange, "all"): each text
    names one time, read by `parse_time` with the row's reference, month before day (the texts are American) and,
    as their times of day are of no zone, all in UTC. The expected ranges exclude their end. A row is right if
    the starts agree, and our inclusive end is the last day (or minute) before the expected one, or the expected
    end itself lies in the unit that our end is written in ("2014 to 2018" is expected to end where 2018 begins,
    and here covers 2018). An end of None is open. Any one of several expected answers will do; where none is
    resolved, the text is to be refused.
    """
    edtf = list(_edtf_rows(folder / "edtf_cases.jsonl"))
    dates = list(_date_rows(folder / "date_parse.jsonl"))
    plain = [(right, line) for clocked, right, line in dates if not clocked]
    clocks = [(right, line) for clocked, right, line in dates if clocked]
    return {"edtf": _score(edtf), "dates": _score(plain), "clocks": _score(clocks), "all": _score(plain + clocks)}


def _score(rows: list[tuple[bool, str]]) -> Score:
    return Score(sum(right for right, _ in rows), len(rows), tuple(line for right, line in rows if not right))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _edtf_rows(path: Path) -> Iterator[tuple[bool, str]]:
    for row in _rows(path):
        read = parse_time(row["text"])
        if row["list"].startswith("invalid"):
            right = read is None
        elif read is None or row["list"] != "bounds":
            right = read is not None
        else:
            bounds = row["expected"]
            if isinstance(bounds["lower_strict"], str):
                right = _is_bound(read.earliest, bounds["lower_strict"]) and _is_bound(
                    read.latest, bounds["upper_strict"]
                )
            else:
                right = read.approximate == any(bounds.values())
        yield right, f"{row['list']}: {row['text']!r} read as {_shown(read)}, expected {row.get('expected')}"


def _is_bound(end: date | None, expected: str) -> bool:
    in_calendar = len(expected) == 10 and "0001" <= expected[:4] <= "9999"
    return str(end)[:10] == expected if in_calendar else end is None


def _date_rows(path: Path) -> Iterator[tuple[bool, bool, str]]:
    for row in _rows(path):
        reference = (
            None if row["reference"] is None else datetime.fromisoformat(row["reference"][:19]).replace(tzinfo=UTC)
        )
        read = parse_time(row["text"], reference=reference, order="MDY", zone="UTC")
        resolved = [answer for answer in row["expected"] if answer.get("value") != "not resolved"]
        right = any(_agrees(read, answer) for answer in resolved) if resolved else read is None
        clocked = any("time" in answer["type"] for answer in row["expected"])
        wanted = [answer.get("value") or (answer.get("start"), answer.get("end")) for answer in row["expected"]]
        yield clocked, right, f"{row['text']!r} on {row['reference']} read as {_shown(read)}, expected {wanted}"


def _shown(read: TimeSpan | None) -> str:
    return "nothing" if read is None else f"{read.edtf}"


def _agrees(read: TimeSpan | None, answer: dict[str, Any]) -> bool:
    if read is None:
        return False
    if answer.get("value") is not None:
        moment = _moment(answer["value"])
        return _floor(read.earliest) == moment and _is_end(read, moment + _step(answer["value"]))
    start, end = answer.get("start"), answer.get("end")
    starts = read.earliest is None if start is None else _floor(read.earliest) == _moment(start)
    ends = read.latest is None if end is None else _is_end(read, _moment(end))
    return starts and ends


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=None)


def _step(text: str) -> timedelta:
    return timedelta(days=1) if len(text) == 10 else timedelta(0)


def _floor(end: date | None) -> datetime | None:
    if end is None:
        return None
    if isinstance(end, datetime):
        return end.replace(tzinfo=None)
    return datetime(end.year, end.month, end.day)  # noqa: DTZ001 - both sides are of no zone


def _is_end(read: TimeSpan, exclusive: datetime) -> bool:
    """Tell whether the end is the one expected: just before it, at it, or in the unit that begins with it."""
    end = _floor(read.latest)
    if end is None:
        return False
    if isinstance(read.latest, datetime):
        return end == exclusive
    written = read.edtf.rpartition("/")[2].rstrip("?~%")
    width = {4: "%Y", 7: "%Y-%m"}.get(len(written), "%Y-%m-%d")
    if written[5:].isdecimal() and len(written) == 7 and int(written[5:]) > 12:
        return end + timedelta(days=1) == exclusive or end - timedelta(days=92) <= exclusive <= end
    return end + timedelta(days=1) == exclusive or end.strftime(width) == exclusive.strftime(width)


def growth_times(pieces: Iterable[str] = _PIECES, characters: int = 4_000, runs: int = 5) -> dict[str, float]:
    """Return how the time to find times grows as a text of each piece repeated doubles five times.

    The figure is the median of the five ratios of median processor times; 2 is linear.
    """
    return {piece: _growth(piece, max(1, characters // len(piece)), runs) for piece in pieces}


def _growth(piece: str, times: int, runs: int) -> float:
    texts = [piece * (times << doubling) for doubling in range(6)]
    taken = [median(_seconds(text) for _ in range(runs)) for text in texts]
    return median(later / earlier for earlier, later in pairwise(taken))


def _seconds(text: str) -> float:
    began = process_time()
    find_times(text, reference=date(2025, 6, 4))
    return max(process_time() - began, 1e-6)
