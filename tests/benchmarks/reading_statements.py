"""Pairs of quantity sentences held against labels that others gave: does the first bear out the second, or conflict?"""

import json
from collections import Counter
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from claimcheck.comparing.comparison import Comparison, Outcome
from claimcheck.comparing.statements import compare_statements

__all__ = ["PairMiss", "PairScore", "score_statements", "verdict"]

_AIMS: Final = {"aligned": 0.97, "casualty": 0.65}


@frozen
class PairMiss:
    """A pair whose verdict is not one that its label accepts, with the reason that was given."""

    tier: str
    label: str
    verdict: str
    a: str
    b: str
    reason: str


@frozen
class PairScore:
    """How many pairs of a tier are told right, and how many are called a conflict; *aim* is the share asked for."""

    tier: str
    right: int
    rows: int
    conflicts: int
    aim: float | None
    misses: tuple[PairMiss, ...]

    @property
    def share(self) -> float:
        """The share of pairs that are told right."""
        return self.right / self.rows if self.rows else 0.0

    @property
    def called_conflict(self) -> float:
        """The share of pairs that are called a conflict, rightly or not."""
        return self.conflicts / self.rows if self.rows else 0.0


def verdict(found: Comparison) -> str:
    """Return an outcome in the three words of the labels, where the first sentence is the evidence.

    The first bears out the second where it says the same or more. Whatever is neither that nor a conflict (both can
    be right, a part and its whole, a rising toll, nobody can tell) counts as unrelated.
    """
    if found.conflict:
        return "conflicts"
    return "corroborates" if found.outcome in {Outcome.SAME, Outcome.REFINES} else "unrelated"


def score_statements(folder: Path) -> tuple[PairScore, ...]:
    """Return the score of every tier of quantity_pairs.jsonl; a pair is right where its verdict is one it accepts."""
    lines = (folder / "quantity_pairs.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return tuple(
        _score(tier, [row for row in rows if row["tier"] == tier]) for tier in sorted({r["tier"] for r in rows})
    )


def _score(tier: str, rows: list[dict[str, Any]]) -> PairScore:
    misses, said = [], Counter[str]()
    for row in rows:
        found = compare_statements(row["a"], row["b"])
        word = verdict(found)
        said[word] += 1
        if word not in row["accept"]:
            misses.append(PairMiss(tier, row["label"], word, row["a"], row["b"], str(found)))
    return PairScore(tier, len(rows) - len(misses), len(rows), said["conflicts"], _AIMS.get(tier), tuple(misses))
