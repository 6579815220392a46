"""Figures with a denominator: what says k of n counts as a count and, beside percentages, as a share."""

from fractions import Fraction
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import claimcheck as cc
from claimcheck.errors import BadInput
from claimcheck.fusion.repeats import said_once
from claimcheck.fusion.told import Said

pa = pytest.importorskip("pyarrow", reason="fusing a frame needs pyarrow")
pytest.importorskip("narwhals", reason="fusing a frame needs narwhals")
pytest.importorskip("scipy", reason="fusion needs scipy")


def _of(*rows: tuple[Any, ...], **options: Any) -> cc.Fusion:
    """Rows of topic, party, value and day, fused."""
    table = pa.table({name: list(column) for name, column in zip("tpvd", zip(*rows, strict=True), strict=False)})
    found: cc.Fusion = cc.fuse(table, topic="t", party="p", value="v", **options)
    return found


def _stated(fusion: cc.Fusion, topic: str) -> dict[tuple[Any, Any], tuple[str, ...]]:
    return {(value.low, value.high): value.stated for value in fusion[topic].values}


def test_k_of_n_is_held_against_a_percentage() -> None:
    """52 of 80 is 65 %; the row stands under its count as well."""
    fusion = _of(("x", "a", "52 of 80"), ("x", "b", "65 %"), ("x", "c", "40 %"))
    assert [one.topic for one in fusion.topics] == ["x", "x (percent)"]
    assert _stated(fusion, "x") == {(52, 52): ("row 0",)}
    best = fusion["x (percent)"].best
    assert best is not None
    assert (best.value, sorted(best.stated)) == ("65", ["row 0", "row 1"])


def test_a_percentage_stands_for_half_a_unit() -> None:
    """53 of 80 is 66.25 %, which is written 66 %."""
    half = Fraction(1, 2)
    fusion = _of(("x", "a", "53 of 80"), ("x", "b", "66 %"), ("x", "c", "70 %"))
    assert _stated(fusion, "x (percent)") == {
        (Fraction(265, 4), Fraction(265, 4)): ("row 0", "row 1"),
        (70 - half, 70 + half): ("row 2",),
    }
    assert fusion["x (percent)"].values[1].value == "at least 69.5, less than 70.5"


def test_without_a_percentage_or_a_k_of_n_nothing_changes() -> None:
    """Counts alone are counts, and percentages alone are what is written."""
    counts = _of(("x", "a", "52 of 80"), ("x", "b", "52 of 90"), ("y", "c", "65 %"))
    assert [one.topic for one in counts.topics] == ["x", "y (percent)"]
    assert _stated(counts, "x") == {(52, 52): ("row 0", "row 1")}
    assert [value.value for value in counts["y (percent)"].values] == ["65"]


def test_counts_agree_where_totals_differ_and_shares_do_not() -> None:
    fusion = _of(("x", "a", "52 of 80"), ("x", "b", "52 of 90"), ("x", "c", "65 %"))
    assert _stated(fusion, "x") == {(52, 52): ("row 0", "row 1")}
    assert {low for low, _ in _stated(fusion, "x (percent)")} == {65, Fraction(520, 9)}


def test_a_bound_of_so_many_is_a_bound_on_the_share() -> None:
    """At least 52 of 80 leaves 70 % possible and not 40 %."""
    fusion = _of(("x", "a", "at least 52 of 80"), ("x", "b", "70 %"), ("x", "c", "40 %"))
    assert [(value.low, value.allowed) for value in fusion["x (percent)"].values] == [
        (Fraction(139, 2), 1),
        (Fraction(79, 2), 0),
    ]


def test_what_a_party_gives_as_a_percentage_stands() -> None:
    """Who says 52 of 80 and 66 % says 66 %; with times, the later of the two."""
    rows = [("x", "a", "52 of 80", "2025-06-02"), ("x", "a", "66 %", "2025-06-01"), ("x", "b", "65 %", "2025-06-01")]
    own = _of(*(row[:3] for row in rows))
    assert ("row 1",) in _stated(own, "x (percent)").values()
    assert own.left_out == ()
    later = _of(*rows, asserted="d")
    assert list(_stated(later, "x (percent)").values()) == [("row 0", "row 2")]
    assert [str(one) for one in later.left_out] == ["row 1: its party says something else later"]


def test_a_share_that_a_later_row_replaces_is_named_as_one() -> None:
    rows = [("x", "a", "52 of 80", "2025-06-01"), ("x", "a", "52 of 90", "2025-06-02"), ("x", "b", "65 %", "2025")]
    fusion = _of(*rows, asserted="d")
    assert _stated(fusion, "x") == {(52, 52): ("row 0", "row 1")}
    assert [str(one) for one in fusion.left_out] == ["row 0: its share: its party says something else later"]


def test_two_shares_of_one_party_are_refused() -> None:
    with pytest.raises(BadInput, match=r"row 1: 'a' says 520/9 of 'x \(percent\)', and 65 in row 0: leave one out"):
        _of(("x", "a", "52 of 80"), ("x", "a", "52 of 90"), ("x", "b", "65 %"))


def test_a_row_in_two_topics_shows_a_copy_once() -> None:
    """Fifteen rows that agree are fifteen, though each is a count and a share."""
    rows = [(f"t{n}", party, f"{n + 1} of 80") for n in range(15) for party in ("a", "b")]
    rows += [(f"t{n}", "c", f"{n + 60} %") for n in range(15)]
    rows += [(f"t{n}", "d", n + 30) for n in range(15)]  # type: ignore[misc]
    rows = [(topic, party, str(value)) for topic, party, value in rows]
    fusion = _of(*rows)
    assert len(fusion.topics) == 30
    assert fusion.groups == ()
    assert [pair.why for pair in fusion.suspects] == [("a and b say the same on 15 of 15 contested topics",)]


def test_what_has_no_place_stands_for_itself() -> None:
    said = [Said("a", "t", "x", ""), Said("a", "u", "x", "")]
    assert said_once([*said, Said("b", "u", "x", "1"), Said("b", "t", "x", "1")]) == [*said, Said("b", "t", "x", "1")]


def test_a_ledger_holds_k_of_n_against_a_percentage() -> None:
    ledger = cc.Ledger()
    claims = [
        ledger.claim(f"{told} of the drones were shot down", by=ledger.party(name), event="raid")
        for name, told in (("Army", "65 %"), ("Clinic", "40 %"))
    ]
    alone = {one.topic for one in ledger.fuse().topics}
    counted = ledger.claim("52 of 80 drones were shot down", by=ledger.party("Police"), event="raid")
    fusion = ledger.fuse()
    assert alone == {"the drones shot down, raid"}
    best = fusion["drones shot down, raid (percent)"].best
    assert best is not None
    assert set(best.stated) == {counted.key, claims[0].key}
    assert fusion["drones shot down, raid"].values[0].stated == (counted.key,)


def test_a_share_that_a_later_claim_replaces_is_named_as_one() -> None:
    ledger = cc.Ledger()
    police, army = ledger.party("Police"), ledger.party("Army")
    early = ledger.claim("52 of 80 drones were shot down", by=police, event="raid", asserted="2025-06-01")
    ledger.claim("66 % of the drones were shot down", by=police, event="raid", asserted="2025-06-02")
    ledger.claim("65 % of the drones were shot down", by=army, event="raid", asserted="2025-06-02")
    fusion = ledger.fuse()
    assert [(one.where, one.message) for one in fusion.left_out] == [
        (early.key, "its share: its party gives a later figure")
    ]
    assert fusion["drones shot down, raid"].values[0].stated == (early.key,)


_CELLS = st.one_of(
    st.builds(lambda total, part: f"{part % (total + 1)} of {total}", st.integers(1, 20), st.integers(0, 20)),
    st.builds("{} %".format, st.integers(0, 100)),
    st.builds(str, st.integers(0, 20)),
)


@settings(max_examples=60)
@given(cells=st.lists(_CELLS, min_size=1, max_size=8), chance=st.randoms())
def test_nothing_is_dropped_and_the_order_of_rows_changes_nothing(cells: list[str], chance: Any) -> None:
    """Every row keeps its topic, and stands among the percentages as well just where it can be held against one."""
    rows = [("x", f"p{number}", cell) for number, cell in enumerate(cells)]
    fusion = _of(*rows)
    is_both = any("%" in cell for cell in cells) and any("of" in cell for cell in cells)
    for number, cell in enumerate(cells):
        where = f"row {number}"
        topics = {one.topic for one in fusion.topics if any(where in value.stated for value in one.values)}
        own = "x (percent)" if "%" in cell else "x"
        assert topics == ({own, "x (percent)"} if is_both and "of" in cell else {own})
    shuffled = rows[:]
    chance.shuffle(shuffled)
    again = _of(*shuffled)
    assert [[(v.value, v.share) for v in one.values] for one in again.topics] == [
        [(v.value, v.share) for v in one.values] for one in fusion.topics
    ]


def test_rows_in_any_order_say_the_same_of_a_later_share() -> None:
    rows = [("x", "a", "52 of 80", "2025-06-02"), ("x", "a", "60 %", "2025-06-01"), ("x", "b", "65 %", "2025-06-01")]
    for order in permutations(rows):
        assert [value.value for value in _of(*order, asserted="d")["x (percent)"].values] == ["65"]
