"""Words that exclude each other, held to looking at every pair."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import claimcheck as cc
from claimcheck.tables.exclusive import find_excluded
from claimcheck.tables.opponents import Segments
from claimcheck.tables.rows import End
from tests.made_rows import rows_of

_WORDS = st.lists(st.tuples(st.integers(0, 1), st.integers(-1, 4), st.integers(0, 3)), min_size=1, max_size=14)


@given(_WORDS)
def test_opponents_give_another_word_from_another_side(held: list[tuple[int, int, int]]) -> None:
    """A row has an opponent exactly where one of another side in its topic gives another word; that is one of them."""
    order = sorted(range(len(held)), key=lambda at: held[at][0])
    rows = rows_of(
        [{"topic": held[at][0], "party": held[at][1], "low": 0.0, "high": 0.0, "ends": End(0)} for at in order]
    )
    rows.unit[:] = [held[at][2] for at in order]
    found = find_excluded(rows, rows.group, Segments.by(rows.topic), exclusive=True)
    for at in range(len(rows)):
        others = [
            other
            for other in range(len(rows))
            if rows.topic[other] == rows.topic[at]
            and min(rows.group[at], rows.group[other]) >= 0
            and rows.group[other] != rows.group[at]
            and rows.unit[other] != rows.unit[at]
        ]

        assert found.place[at] in others if others else found.place[at] == -1
        assert bool(found.disputed[at]) == bool(others)


def _said(**options: Any) -> list[dict[str, Any]]:
    pa = pytest.importorskip("pyarrow", reason="tables need the extra `tables`")
    table = pa.table({"race": ["mayor"] * 3, "by": ["board", "paper", "party"], "winner": ["Ada", "Ada", "Ben"]})
    found: list[dict[str, Any]] = cc.flag(table, topic="race", party="by", value="winner", **options).to_pylist()
    return found


def test_two_winners_are_contested() -> None:
    """Where one wins, two names exclude each other; the positions are the names, and two say the first."""
    ada, _, ben = _said(exclusive=True)

    assert (ada["status"], ada["against"], ada["position"], ada["origins"]) == (
        "contested",
        "party",
        "1 of 2",
        2,
    )
    assert (ben["status"], ben["reason"]) == ("contested", "the values exclude each other: Ben / Ada")


def test_words_alone_exclude_nothing() -> None:
    """Nobody has said that these words exclude each other: no row is contested; unless they are words, none is read."""
    assert [row["contested"] for row in _said(words=True)] == [False] * 3
    assert {row["status"] for row in _said()} == {"unread"}
    assert _said()[0]["reason"] == "winner: no figure can be read in 'Ada'"
