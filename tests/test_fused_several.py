"""Topics of which several values can be right: answers by hand, laws, books, and what is refused."""

import re
from itertools import product
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import claimcheck as cc
from claimcheck.comparing.values import Range
from claimcheck.errors import BadInput, InvalidRecord
from claimcheck.fusion.copying import Group
from claimcheck.fusion.fused import Fusion
from claimcheck.fusion.methods.latent_truth import latent_truth
from claimcheck.fusion.several import as_lists
from claimcheck.fusion.told import Said, tell
from claimcheck.fusion.weighing import fuse_said
from tests.fusion_sets import book, is_right_book

pytest.importorskip("scipy", reason="fusion needs scipy")

FLAT: dict[str, Any] = {"sensitivity": (1, 1), "specificity": (1, 1), "truth": (1, 1)}


def _said(*rows: tuple[str, str, str]) -> list[Said]:
    """Rows of party, topic and words apart by a blank, each word a row."""
    words = [(party, topic, word) for party, topic, listed in rows for word in listed.split()]
    return [Said(party, topic, word, f"row {row}") for row, (party, topic, word) in enumerate(words)]


FIRE = _said(("police", "fire", "arson wind"), ("medics", "fire", "wind"), ("mayor", "fire", "arson"))


def test_latent_truth_after_one_round() -> None:
    """One lists x, the other x and y.

    Sensitivities 4/7 and 5/7, specificities 3/5 and 2/5; so odds are 250/147 and 125/147.
    """
    told = tell(_said(("a", "t", "x"), ("b", "t", "x y")), several=True)
    found = latent_truth(told, max_rounds=1, **FLAT)
    assert found.values == pytest.approx((250 / 397, 125 / 272))
    assert found.rates is not None
    right, wrong = 250 / 397 + 125 / 272, 147 / 397 + 147 / 272
    assert found.rates[0] == pytest.approx(((250 / 397 + 1) / (right + 2), (147 / 272 + 1) / (wrong + 2)))
    assert found.rates[1] == pytest.approx(((right + 1) / (right + 2), 1 / (wrong + 2)))
    assert found.voices == pytest.approx([sum(pair) / 2 for pair in found.rates])
    assert (found.rounds, found.converged, found.are_probabilities) == (1, False, True)


def test_each_value_is_true_or_not_by_itself() -> None:
    """Two causes that two parties give each are both true, one that one of four gives is not."""
    found = fuse_said([*FIRE, *_said(("drunk", "fire", "gas"))], several=True)["fire"]
    assert [value.value for value in found.true] == ["arson", "wind"]
    assert found.best == found.true[0]
    assert all(value.probability is not None and value.probability > 0.9 for value in found.true)
    assert sum(value.share for value in found.values) > 2
    assert str(found) == "fire: arson (probability 0.97), wind (probability 0.97)"


def test_where_none_is_above_one_half_by_the_margin_none_is_true() -> None:
    said = _said(*((party, "t", f"word-{party}") for party in "abcd"))
    found = fuse_said(said, several=True)["t"]
    assert found.true == ()
    assert found.best is None
    assert found.abstained == "no value is above 0.50 by the margin of 0.1: the most probable has 0.597"
    assert len(fuse_said(said, several=True, margin=0.05)["t"].true) == 4


def test_one_voice_decides_nothing() -> None:
    found = fuse_said(_said(("a", "t", "x y")), several=True)["t"]
    assert (found.true, found.abstained) == ((), "only one voice says more than a bound")


def test_where_one_value_is_right_true_has_the_best() -> None:
    found = fuse_said(_said(("a", "t", "x"), ("b", "t", "x"), ("c", "t", "y")))["t"]
    assert found.true == (found.best,)
    assert fuse_said(_said(("a", "t", "x"), ("b", "t", "y")))["t"].true == ()


def test_who_leaves_out_is_told_from_who_invents() -> None:
    """Over thirty topics one lists half of what is right and one adds what nobody else has: two rates for each."""
    rows = [(party, f"t{n}", f"x{n} y{n}") for n in range(30) for party in ("one", "other")]
    rows += [("brief", f"t{n}", f"x{n}") for n in range(30)]
    rows += [("inventor", f"t{n}", f"x{n} y{n} w{n}") for n in range(30)]
    fusion = fuse_said(
        _said(*rows), several=True, dependence=False, options={"sensitivity": (5, 5), "specificity": (9, 1)}
    )
    assert all([value.value[0] for value in one.true] == ["x", "y"] for one in fusion.topics)
    held = {one.party: one for one in fusion.reliabilities}
    brief, inventor = held["brief"], held["inventor"]
    assert brief.sensitivity is not None
    assert inventor.sensitivity is not None
    assert inventor.specificity is not None
    assert brief.specificity is not None
    assert brief.sensitivity < 0.6
    assert inventor.sensitivity > 0.7
    assert inventor.specificity < 0.4
    assert brief.specificity > 0.9
    assert brief.reliability > 0.9
    assert inventor.reliability < 0.7


def test_a_group_counts_one_and_divides_it_where_its_parties_differ() -> None:
    """Both of a group list x and one y: it says yes to x, and half to y."""
    told = tell(_said(("a", "t", "x y"), ("b", "t", "x")), groups={"a": "them", "b": "them"}, several=True)
    assert [vote.weight for vote in told.votes] == [1.0, 0.5]
    apart = tell(_said(("a", "t", "x y")), several=True)
    assert [vote.weight for vote in apart.votes] == [1.0, 1.0]


def test_two_copy_whose_lists_are_the_same() -> None:
    """Where all list the same nothing is contested; what differs in one word is another list."""
    rows = [(party, f"t{n}", f"x{n} y{n}") for n in range(40) for party in ("wire", "echo")]
    alike = _said(*rows, *(("own", f"t{n}", f"x{n} y{n}") for n in range(40)))
    assert fuse_said(alike, several=True).groups == ()
    apart = _said(*rows, *(("own", f"t{n}", f"x{n} z{n}") for n in range(40)))
    assert [group.parties for group in fuse_said(apart, several=True).groups] == [("echo", "wire")]
    assert fuse_said(apart, several=True, dependence=False).groups == ()
    assert len(as_lists(apart)) == 120


def test_known_truths_are_lists() -> None:
    """Known to be right are x and y of twenty topics: who lists both is believed on another, against two others."""
    rows = [("lone", f"t{n}", f"x{n} y{n}") for n in range(20)]
    rows += [(party, f"t{n}", f"w{n}") for n in range(20) for party in ("one", "other")]
    rows += [("lone", "last", "x y"), ("one", "last", "w"), ("other", "last", "w")]
    options: dict[str, Any] = {"sensitivity": (1, 1), "specificity": (2, 1)}
    gold = {f"t{n}": [f"x{n}", f"y{n}"] for n in range(20)}
    fusion = fuse_said(_said(*rows), several=True, gold=gold, options=options)
    assert [value.value for value in fusion["last"].true] == ["x", "y"]
    assert [value.probability for value in fusion["t0"].values] == [1, 1, 0]
    alone = fuse_said(_said(("a", "t", "x y")), several=True, gold={"t": "x"})["t"]
    assert [value.value for value in alone.true] == ["x"]


def test_frames_say_what_is_true_and_with_which_rates() -> None:
    pytest.importorskip("pandas", reason="a frame needs pandas")
    fusion = fuse_said([*FIRE, *_said(("drunk", "fire", "gas"))], several=True)
    assert fusion.values[["value", "true"]].to_numpy().tolist() == [["arson", True], ["wind", True], ["gas", False]]
    assert list(fusion.parties.columns)[-2:] == ["sensitivity", "specificity"]
    assert "true" not in fuse_said(FIRE[1:3]).values
    assert "arson, wind" in fusion._repr_html_()


def _table(*rows: tuple[Any, ...], **options: Any) -> Fusion:
    pa = pytest.importorskip("pyarrow", reason="fusing a frame needs pyarrow")
    pytest.importorskip("narwhals", reason="fusing a frame needs narwhals")
    table = pa.table({name: list(column) for name, column in zip("tpvd", zip(*rows, strict=True), strict=False)})
    found: Fusion = cc.fuse(table, **{"topic": "t", "party": "p", "value": "v", **options})
    return found


def test_a_party_may_say_several_things_in_a_frame() -> None:
    rows = [(one.topic, one.party, one.value) for one in FIRE]
    for options in ({"several": True}, {"method": "latent_truth"}):
        fusion = _table(*rows, **options)
        assert fusion.method == "latent_truth"
        assert [value.stated for value in fusion["fire"].true] == [("row 0", "row 3"), ("row 1", "row 2")]
    with pytest.raises(BadInput, match="row 1: 'police' says 'wind' of 'fire', and 'arson' in row 0"):
        _table(*rows)


def test_of_two_lists_the_later_stands() -> None:
    rows = [("t", "a", word, day) for word, day in (("x", "2025-06-01"), ("y", "2025-06-02"), ("z", "2025-06-02"))]
    fusion = _table(*rows, ("t", "b", "x", "2025-06-01"), several=True, asserted="d")
    assert {value.value: value.stated for value in fusion["t"].values} == {
        "x": ("row 3",),
        "y": ("row 1",),
        "z": ("row 2",),
    }
    assert [str(one) for one in fusion.left_out] == ["row 0: its party says something else later"]


def test_a_ledger_weighs_its_words() -> None:
    ledger = cc.Ledger()
    for name, verdicts in (("Police", ("arson", "wind")), ("Medics", ("arson",)), ("Mayor", ("wind",))):
        for verdict in verdicts:
            ledger.claim(f"cause: {verdict}", by=ledger.party(name), event="fire", value=verdict, measure="cause")
    figure = ledger.claim("5 killed", by="Police", event="fire")
    fusion = cc.fuse(ledger, several=True)
    assert [value.value for value in fusion.topics[0].true] == ["arson", "wind"]
    assert [(one.where, one.message) for one in fusion.left_out] == [
        (figure.key, "a figure: several can be right of words only")
    ]


def test_a_ledger_of_figures_is_refused() -> None:
    ledger = cc.Ledger()
    ledger.claim("5 killed", by=ledger.party("Police"), event="fire")
    with pytest.raises(InvalidRecord, match="several can be right of words only, and no declared party says a word"):
        ledger.fuse(several=True)


def test_what_it_cannot_weigh_is_refused() -> None:
    with pytest.raises(InvalidRecord, match="expected words, each right or wrong by itself, and 't' has figures; ask"):
        fuse_said([Said("a", "t", Range(5, 5), "")], several=True)
    with pytest.raises(InvalidRecord, match="and 't' has a wider place"):
        fuse_said(_said(("a", "t", "Ukraine"), ("b", "t", "Kherson")), several=True, within={"Kherson": "Ukraine"})
    with pytest.raises(
        InvalidRecord, match="several: accu takes one value of a topic to be right; leave it out, or la"
    ):
        fuse_said(FIRE, several=True, method="accu")
    with pytest.raises(InvalidRecord, match=re.escape("gold: 'fire': expected a word or a list of words, got 5")):
        fuse_said(FIRE, several=True, gold={"fire": 5})
    with pytest.raises(InvalidRecord, match="gold: nothing is told of the topic 'flood'"):
        fuse_said(FIRE, several=True, gold={"flood": "rain"})
    with pytest.raises(InvalidRecord, match=r"gold: 'fire': expected one value, got \['wind'\]; or say several=True"):
        fuse_said(FIRE[1:3], gold={"fire": ["wind"]})
    with pytest.raises(
        InvalidRecord, match="specificity: expected two numbers, what is wrong and left out, and listed"
    ):
        fuse_said(FIRE, several=True, options={"specificity": 0.9})
    with pytest.raises(InvalidRecord, match="truth: expected more than 0, got 0"):
        fuse_said(FIRE, several=True, options={"truth": (1, 0)})


_LISTS = st.lists(
    st.tuples(st.sampled_from("abcde"), st.sampled_from("tu"), st.sampled_from("wxyz")), min_size=1, max_size=24
)


@settings(max_examples=60)
@given(rows=_LISTS, chance=st.randoms())
def test_the_order_of_rows_changes_nothing(rows: list[tuple[str, str, str]], chance: Random) -> None:
    """The same in any order, probabilities of each by itself, and all that is true above one half by the margin."""
    fusion = fuse_said(_said(*rows), several=True)
    shuffled = rows[:]
    chance.shuffle(shuffled)
    again = fuse_said(_said(*shuffled), several=True)
    assert _shares(again) == _shares(fusion)
    for one in fusion.topics:
        assert all(0 <= value.share <= 1 for value in one.values)
        assert one.abstained or [value for value in one.values if value.share - 0.5 > 0.1] == list(one.true)


@settings(max_examples=60)
@given(rows=_LISTS)
def test_a_copier_changes_nothing(rows: list[tuple[str, str, str]]) -> None:
    """Whoever lists what another lists, and is known to copy it, adds nothing; nor does the same row again."""
    said = _said(*rows)
    copied = [one._replace(party="copier") for one in said if one.party == said[0].party]
    groups = [Group(("copier", said[0].party), ("known",))]
    once = _shares(fuse_said(said, several=True, dependence=False))
    grouped = _shares(fuse_said([*said, *copied], several=True, dependence=False, groups=groups))
    assert grouped == {slot: pytest.approx(share) for slot, share in once.items()}
    assert _shares(fuse_said([*said, said[0]], several=True, dependence=False)) == once


def _shares(fusion: Fusion) -> dict[tuple[str, str], float]:
    return {(one.topic, value.value): value.share for one in fusion.topics for value in one.values}


def test_authors_of_books() -> None:
    """Name by name, the lists of 91 of 100 golden books are right, where Accu on whole lists has 84."""
    gold = book()
    names = [one._replace(value=name) for one in gold.said for name in str(one.value).split()]
    fusion = fuse_said(names, several=True)
    right = sum(
        is_right_book(" ".join(value.value for value in fusion[topic].true), str(truth))
        for topic, truth in gold.truth.items()
    )
    assert right / len(gold.truth) == pytest.approx(0.91)


@pytest.mark.parametrize(("yes", "no"), list(product(range(1, 4), repeat=2)))
def test_one_more_who_lists_it_makes_a_value_more_probable(yes: int, no: int) -> None:
    def probability(listing: int) -> float:
        rows = [(f"yes {n}", "t", "x") for n in range(listing)] + [(f"no {n}", "t", "y") for n in range(no)]
        return _shares(fuse_said(_said(*rows), several=True))["t", "x"]

    assert probability(yes + 1) > probability(yes)
