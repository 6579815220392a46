"""What two other libraries read as figures, in the same terms as ours: the set of (low, high) of a text.

They are no dependency: `pip install quantulum3 recognizers-text-suite emoji==1.7.0` brings them. Neither has open
bounds or denominators, so "more than 40" is 40 to them; quantulum3 gives ranges as a value with its uncertainty.
"""

import json
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any, Final

from attrs import frozen

__all__ = ["PeerScore", "missing_peers", "score_peers"]

Ends = tuple[float, float]
_NEAR: Final = 1e-9


@frozen
class PeerScore:
    """How one library does on the rows of quantity_parse.jsonl, and how many of their texts it reads a second."""

    name: str
    number_range: float
    all: float
    texts_a_second: float


def _quantulum(text: str) -> set[Ends]:
    from quantulum3 import parser  # noqa: PLC0415 - is not installed everywhere

    found = set()
    for one in parser.parse(text):
        around = one.uncertainty or 0.0
        found.add((float(one.value) - around, float(one.value) + around))
    return found


def _recognizers(text: str) -> set[Ends]:
    from recognizers_number import Culture, recognize_number, recognize_percentage  # noqa: PLC0415 - as above
    from recognizers_number_with_unit import (  # noqa: PLC0415 - as above
        recognize_age,
        recognize_currency,
        recognize_dimension,
        recognize_temperature,
    )

    spans: list[tuple[int, int]] = []
    found = set()
    for read in (
        recognize_currency,
        recognize_dimension,
        recognize_age,
        recognize_temperature,
        recognize_percentage,
        recognize_number,
    ):
        for one in read(text, Culture.English):
            if any(start <= one.end and one.start <= end for start, end in spans):
                continue
            spans.append((one.start, one.end))
            value = (one.resolution or {}).get("value")
            try:
                number = float(str(value).removesuffix("%"))
            except ValueError:
                continue
            found.add((number, number))
    return found


_PEERS: Final[dict[str, Callable[[str], set[Ends]]]] = {"quantulum3": _quantulum, "recognizers-text": _recognizers}


def missing_peers() -> tuple[str, ...]:
    """Return the names of those that are not installed here."""
    return tuple(name for name, read in _PEERS.items() if not _works(read))


def score_peers(folder: Path) -> Iterator[PeerScore]:
    """Yield the score of each library that is installed, on the same rows and by the same rule as ours."""
    lines = (folder / "quantity_parse.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    for name, read in _PEERS.items():
        if not _works(read):
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            right = [(row, _is_right(read, row)) for row in rows]
            both = [told for row, told in right if row["kind"] in {"number", "range"}]
            yield PeerScore(
                name, sum(both) / len(both), sum(told for _, told in right) / len(right), _speed(read, rows)
            )


def _works(read: Callable[[str], set[Ends]]) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return read("5 apples") == {(5.0, 5.0)}
    except ImportError:
        return False


def _is_right(read: Callable[[str], set[Ends]], row: dict[str, Any]) -> bool:
    try:
        found = read(row["text"])
    except Exception:  # noqa: BLE001 - a crash of theirs is a row that is not read
        return False
    expected = row["expected"]
    if expected is None:
        return not found
    ends = (expected["low"], expected["high"])
    return (
        len(found) == 1
        and None not in ends
        and all(
            abs(one - other) <= _NEAR * max(abs(one), abs(other))
            for one, other in zip(next(iter(found)), ends, strict=True)
        )
    )


def _speed(read: Callable[[str], set[Ends]], rows: list[dict[str, Any]]) -> float:
    texts = [row["text"] for row in rows if len(row["text"]) <= 60][:60]
    taken = []
    for _ in range(3):
        began = process_time()
        for text in texts:
            read(text)
        taken.append(process_time() - began)
    return len(texts) / median(taken)
