"""More claims added to what was fused: the same as all at once, in fewer rounds where it starts from what was found."""

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import claimcheck as cc
from claimcheck.comparing.values import Range
from claimcheck.errors import BadInput, InvalidRecord
from claimcheck.fusion.fused import Fusion
from claimcheck.fusion.told import Said
from claimcheck.fusion.weighing import fuse_said

pa = pytest.importorskip("pyarrow", reason="fusing a frame needs pyarrow")
pytest.importorskip("narwhals", reason="fusing a frame needs narwhals")
pytest.importorskip("scipy", reason="fusion needs scipy")

NAMES: dict[str, Any] = {"topic": "t", "party": "p", "value": "v"}
Rows = list[tuple[Any, ...]]


def _table(rows: Rows) -> Any:
    return pa.table({name: [row[place] for row in rows] for place, name in enumerate("tpvdg"[: len(rows[0])])})


def _of(rows: Rows, **options: Any) -> Fusion:
    found: Fusion = cc.fuse(_table(rows), **NAMES, **options)
    return found


def _shares(fusion: Fusion) -> dict[tuple[str, str], float]:
    return {(one.topic, value.value): value.share for one in fusion.topics for value in one.values}


def _honest(seed: int, topics: int = 60) -> Rows:
    """Eight parties that are right more often than not, each of most topics."""
    chance = Random(seed)
    rates = [chance.uniform(0.6, 0.95) for _ in range(8)]
    return [
        (f"t{n:03}", f"p{number}", 10 * n + (0 if chance.random() < rate else chance.randint(1, 5)))
        for n in range(topics)
        for number, rate in enumerate(rates)
        if chance.random() < 0.8
    ]


FIRST: Rows = [("raid", "police", "41"), ("raid", "medics", "41"), ("raid", "ministry", "90")]
MORE: Rows = [("raid", "mission", "at least 13"), ("fire", "police", "5"), ("fire", "medics", "5")]


def test_more_is_counted_on_from_the_last_row() -> None:
    before = _of(FIRST)
    after = before.update(_table(MORE))
    assert after == _of([*FIRST, *MORE])
    assert after["fire"].values[0].stated == ("row 4", "row 5")
    assert "mission (" in after.why("raid")
    assert [one.topic for one in before.topics] == ["raid"]
    assert before.update(_table(MORE)) == after
    assert isinstance(after.values, pa.Table)


def test_a_row_that_is_there_adds_nothing() -> None:
    """Nor do all of them, nor no row; the same value said at another time is another row."""
    before = _of(FIRST)
    assert before.update(_table(FIRST[:1])) == before
    assert before.update(_table(FIRST)) == before
    assert before.update(_table(FIRST).slice(0, 0)) == before
    dated = [(*row, "2025-06-01") for row in FIRST]
    later = _of(dated, asserted="d").update(_table([(*FIRST[0], "2025-06-02")]))
    assert later["raid"].values[0].stated == ("row 0", "row 1", "row 3")


def test_the_later_of_two_stands_across_frames() -> None:
    """A toll that rose replaces what was read before; without times two tolls are refused, and nothing is changed."""
    dated = [(*row, "2025-06-01") for row in FIRST]
    found = _of(dated, asserted="d").update(_table([("raid", "ministry", "41", "2025-06-02")]))
    assert [value.value for value in found["raid"].values] == ["41"]
    assert [str(one) for one in found.left_out] == ["row 2: its party says something else later"]
    before = _of(FIRST)
    with pytest.raises(BadInput, match=r"row 3: 'ministry' says 41 of 'raid', and 90 in row 2: leave one out"):
        before.update(_table([("raid", "ministry", "41")]))
    assert before == _of(FIRST)


def test_what_is_read_before_is_read_with_more() -> None:
    """A percentage that comes later is held against the k of n that was there."""
    before = _of([("x", "a", "52 of 80"), ("x", "c", "30 of 80")])
    after = before.update(_table([("x", "b", "65 %")]))
    assert [one.topic for one in before.topics] == ["x"]
    assert set(after["x (percent)"].values[0].stated) == {"row 0", "row 2"}


def test_groups_and_copies_are_found_anew() -> None:
    rows: Rows = [(f"t{n}", party, n + (party == "own")) for n in range(40) for party in ("wire", "echo", "own")]
    before = _of(rows[:60])
    assert before.groups == ()
    assert [group.parties for group in before.update(_table(rows[60:])).groups] == [("echo", "wire")]
    sides = [("x", party, 1, "", "army") for party in ("one", "other")]
    grouped = _of(sides[:1], control_group="g").update(_table(sides[1:]))
    assert [group.parties for group in grouped.groups] == [("one", "other")]
    with pytest.raises(BadInput, match="row 1: g: 'one' is of 'navy' here, and of 'army' in a row before"):
        _of(sides[:1], control_group="g").update(_table([("y", "one", 1, "", "navy")]))


def test_more_is_of_the_same_columns() -> None:
    before = _of(FIRST)
    with pytest.raises(InvalidRecord, match="there is no column 'v'; the columns are 't', 'p'"):
        before.update(pa.table({"t": ["raid"], "p": ["x"]}))
    with pytest.raises(InvalidRecord, match="expected a pandas or polars frame"):
        before.update([1, 2])
    with pytest.raises(BadInput, match="row 3: v: expected a value, and the cell is empty"):
        before.update(_table([("raid", "x", None)]))


def test_a_ledger_is_fused_anew() -> None:
    ledger = cc.Ledger()
    for name in ("Police", "Medics"):
        ledger.claim("41 killed", by=ledger.party(name), event="raid")
    with pytest.raises(InvalidRecord, match=r"update: a ledger is fused anew, with ledger.fuse\(\)"):
        ledger.fuse().update(ledger)


def test_what_is_said_can_be_added_as_it_is() -> None:
    said = [Said(party, "t", Range(number, number), party) for party, number in (("a", 1), ("b", 1), ("c", 2))]
    assert fuse_said(said[:2]).update(said[2:]) == fuse_said(said)
    assert fuse_said(said).update(said[:1]) == fuse_said(said)
    with pytest.raises(InvalidRecord, match="update: expected a sequence of what is said, got 5"):
        fuse_said(said).update(5)
    with pytest.raises(
        InvalidRecord, match="update: the days of more are not known; fuse it with what was said before"
    ):
        fuse_said(said, days=[1, 2, 3], half_life=5).update(said)


_ROWS = st.lists(
    st.tuples(st.sampled_from("tuv"), st.sampled_from("abcd"), st.integers(1, 4)),
    min_size=2,
    max_size=12,
    unique_by=lambda row: row[:2],
)


@settings(max_examples=60)
@given(rows=_ROWS, part=st.integers(1, 11), method=st.sampled_from([None, "accu", "popaccu", "vote", "catd", "sums"]))
def test_more_is_the_same_as_all_at_once(rows: Rows, part: int, method: str | None) -> None:
    """To the last digit, whatever the method, and in as many parts as one likes."""
    at = min(part, len(rows) - 1)
    whole = _of(rows, method=method)
    assert _of(rows[:at], method=method).update(_table(rows[at:])) == whole
    found = _of(rows[:1], method=method)
    for row in rows[1:]:
        found = found.update(_table([row]))
    assert found == whole


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000), part=st.floats(0.3, 0.99), method=st.sampled_from(["accu", "popaccu", "one_coin"]))
def test_from_what_was_found_the_rounds_end_in_the_same(seed: int, part: float, method: str) -> None:
    """Where parties are right more often than not, within a millionth."""
    rows = _honest(seed)
    Random(seed).shuffle(rows)
    at = int(part * len(rows))
    options: dict[str, Any] = {"method": method, "least_change": 1e-11, "max_rounds": 1000}
    whole = _of(rows, **options)
    warm = _of(rows[:at], **options).update(_table(rows[at:]), warm=True)
    assert _shares(warm) == {slot: pytest.approx(share, abs=1e-6) for slot, share in _shares(whole).items()}


def test_from_what_was_found_there_are_fewer_rounds() -> None:
    """On plain objects and on arrays, by domain and where it fades."""
    rows = _honest(5, topics=300)
    whole, first = _of(rows), _of(rows[:-5])
    warm = first.update(_table(rows[-5:]), warm=True)
    assert warm.rounds < whole.rounds
    assert first.update(_table(rows[-5:])).rounds == whole.rounds
    many = _honest(5, topics=1000)
    assert len(many) > 5000
    first = _of(many[:-5])
    assert first.update(_table(many[-5:]), warm=True).rounds < first.update(_table(many[-5:])).rounds
    dated = [(*row, "2025", "odd" if int(row[0][1:]) % 2 else "even") for row in rows]
    first = _of(dated[:-5], domain="g", asserted="d", half_life=9)
    assert first.update(_table(dated[-5:]), warm=True).rounds < first.update(_table(dated[-5:])).rounds


def test_methods_without_such_reliabilities_start_anew() -> None:
    rows = _honest(7)
    for method in ("vote", "catd", "truthfinder"):
        first = _of(rows[:-9], method=method)
        assert first.update(_table(rows[-9:]), warm=True) == _of(rows, method=method)


def test_another_method_by_default_starts_anew() -> None:
    """Labels that become open values are for another method, of which nothing was found."""
    rows: Rows = [(f"q{n:02}", party, "yes") for n in range(30) for party in "ab"]
    first = _of(rows)
    more: Rows = [("q00", "c", f"word {n}") for n in range(1)] + [(f"s{n}", "c", f"word {n}") for n in range(9)]
    assert first.method == "dawid_skene"
    assert first.update(_table(more), warm=True) == _of([*rows, *more])
