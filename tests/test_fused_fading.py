"""Reliability that fades: what was said long ago tells less of how reliable a party is, and weighs as before."""

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import claimcheck as cc
from claimcheck.comparing.values import Range
from claimcheck.errors import InvalidRecord
from claimcheck.fusion.copying import Group
from claimcheck.fusion.fused import Fusion
from claimcheck.fusion.learning import recency_of
from claimcheck.fusion.told import Said, tell
from claimcheck.fusion.weighing import fuse_said

pytest.importorskip("scipy", reason="fusion needs scipy")


def _said(*rows: tuple[str, str, int]) -> list[Said]:
    return [Said(party, topic, Range(number, number), f"row {row}") for row, (party, topic, number) in enumerate(rows)]


def _shares(fusion: Fusion) -> dict[tuple[str, str], float]:
    return {(one.topic, value.value): value.share for one in fusion.topics for value in one.values}


def test_a_half_life_before_the_latest_a_claim_tells_half() -> None:
    """Wrong ten days ago and right now: one right of one and a half, and one right and one wrong taken for granted."""
    fusion = fuse_said(_said(("a", "t", 1), ("a", "u", 2)), gold={"t": 5, "u": 2}, days=[0, 10], half_life=10)
    (held,) = fusion.reliabilities
    assert held.reliability == pytest.approx(2 / 3.5)
    assert held.claims == 2


def test_a_vote_is_as_recent_as_the_latest_that_goes_into_it() -> None:
    said = _said(("a", "t", 1), ("b", "t", 1), ("c", "t", 2))
    told = tell(said, groups={"a": "them", "b": "them"})
    held = recency_of(told, [0, 20, 10], 10)
    assert [(told.voices[vote.voice], one) for vote, one in zip(told.votes, held, strict=True)] == [
        ("c", 0.5),
        ("them", 1.0),
    ]
    unknown = float("-inf")
    assert recency_of(told, [unknown, unknown, 10], 10) == (1.0, 0.0)
    assert recency_of(told, [unknown] * 3, 10) == (1.0, 1.0)


def _changed() -> tuple[list[Said], list[float]]:
    """Turncoat was right of thirty topics and is wrong of the last fifteen; late is the other way round.

    Sound is right of half throughout, and scout of the other half; of t32 and t36 all four say something else.
    """
    rows, days = [], list[float]()
    for n in range(45):
        found = n % 2 == 0 and n not in {32, 36}
        for party, right in (("turncoat", n < 30), ("late", n >= 30), ("sound", n % 2 > 0), ("scout", found)):
            rows.append((party, f"t{n:02}", 100 * n + (0 if right else ord(party[1]))))
            days.append(10.0 * n)
    return _said(*rows), days


def test_who_has_changed_is_known_by_what_it_says_of_late() -> None:
    """Where all say something else, who is right of late is believed; without a half life it is not."""
    said, days = _changed()
    fading, staying = (fuse_said(said, days=days, half_life=half_life) for half_life in (60, None))
    assert [fading[topic].values[0].low for topic in ("t32", "t36")] == [3200, 3600]
    assert all(staying[topic].values[0].low not in {3200, 3600} for topic in ("t32", "t36"))
    held = {one.party: one.reliability for one in fading.reliabilities}
    assert held["late"] > 0.7
    assert held["turncoat"] < 0.3


def test_what_was_said_long_ago_weighs_as_before() -> None:
    """Two of old outvote one of today who is no more reliable."""
    rows = _said(("a", "t", 1), ("b", "t", 1), ("c", "t", 2))
    fusion = fuse_said(rows, days=[0, 0, 10_000], half_life=1)
    assert fusion["t"].best is not None
    assert fusion["t"].best.low == 1


def test_days_of_a_frame() -> None:
    pa = pytest.importorskip("pyarrow", reason="fusing a frame needs pyarrow")
    pytest.importorskip("narwhals", reason="fusing a frame needs narwhals")
    said, days = _changed()
    first = date(2020, 1, 1)
    table = pa.table(
        {
            "t": [one.topic for one in said],
            "p": [one.party for one in said],
            "v": [one.value.low for one in said if isinstance(one.value, Range)],
            "d": [first + timedelta(days=day) for day in days],
        }
    )
    names: dict[str, Any] = {"topic": "t", "party": "p", "value": "v"}
    found = cc.fuse(table, **names, asserted="d", half_life=60)
    assert _shares(found) == _shares(fuse_said(said, days=days, half_life=60))
    with pytest.raises(InvalidRecord, match=r"half_life: nothing has a time; name the column .* \(asserted=\)"):
        cc.fuse(table, **names, half_life=60)
    with pytest.raises(InvalidRecord, match="a ledger has no columns; leave out half_life="):
        cc.fuse(cc.Ledger(), half_life=60)


@pytest.mark.parametrize("half_life", [0, -5, float("nan"), float("inf"), "week", True])
def test_a_half_life_is_checked(half_life: Any) -> None:
    with pytest.raises(InvalidRecord, match="half_life: expected a number of days above 0, got"):
        fuse_said(_said(("a", "t", 1)), days=[0], half_life=half_life)


@pytest.mark.parametrize("method", ["vote", "truthfinder", "crh", "dawid_skene", "latent_truth"])
def test_a_method_whose_reliability_stays_is_refused(method: str) -> None:
    with pytest.raises(
        InvalidRecord, match=f"{method}: has no reliability that fades; accu, accusim, popaccu, one_coin"
    ):
        fuse_said(_said(("a", "t", 1)), days=[0], half_life=5, method=method)


_ROWS = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("tuv"), st.integers(1, 3), st.integers(0, 99)),
    min_size=1,
    max_size=30,
    unique_by=lambda row: row[:2],
)
_METHODS = st.sampled_from(["accu", "popaccu", "one_coin", "accusim"])


@settings(max_examples=60)
@given(rows=_ROWS, method=_METHODS)
def test_what_never_fades_is_as_without_a_half_life(rows: list[tuple[str, str, int, int]], method: str) -> None:
    said, days = _said(*(row[:3] for row in rows)), [float(row[3]) for row in rows]
    options: dict[str, Any] = {"max_rounds": 7}
    plain = fuse_said(said, method=method, options=options)
    forever = fuse_said(said, method=method, days=days, half_life=1e15, options=options)
    assert _shares(forever) == {slot: pytest.approx(share, abs=1e-9) for slot, share in _shares(plain).items()}
    assert [one.reliability for one in forever.reliabilities] == pytest.approx(
        [one.reliability for one in plain.reliabilities]
    )


@settings(max_examples=60)
@given(rows=_ROWS, method=_METHODS, later=st.integers(-1000, 1000), chance=st.randoms())
def test_only_the_days_between_count(
    rows: list[tuple[str, str, int, int]], method: str, later: int, chance: Random
) -> None:
    """Another calendar and another order of rows change nothing, nor does a copier of the same days."""
    found = _faded(rows, method)
    shuffled = [(party, topic, value, day + later) for party, topic, value, day in rows]
    chance.shuffle(shuffled)
    assert _faded(shuffled, method) == found
    copied = [("copier", *row[1:]) for row in rows if row[0] == rows[0][0]]
    groups = [Group(("copier", rows[0][0]), ("known",))]
    again = _faded([*rows, *copied], method, groups)
    assert again == {slot: pytest.approx(share) for slot, share in found.items()}


def _faded(
    rows: list[tuple[str, str, int, int]], method: str, groups: list[Group] | None = None
) -> dict[tuple[str, str], float]:
    said, days = _said(*(row[:3] for row in rows)), [float(row[3]) for row in rows]
    return _shares(fuse_said(said, method=method, days=days, half_life=16, groups=groups or ()))


def test_domains_and_days_go_together() -> None:
    said, days = _changed()
    domains = {one.topic: "even" if int(one.topic[1:]) % 2 == 0 else "odd" for one in said}
    fusion = fuse_said(said, days=days, half_life=60, domains=domains)
    held = {(one.party, one.domain): one.reliability for one in fusion.reliabilities}
    assert held["late", "odd"] > held["turncoat", "odd"]
    assert held["late", "even"] > held["turncoat", "even"]
