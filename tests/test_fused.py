"""What fusion finds: values with what speaks for them, parties with their intervals, and when nothing is decided."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.comparing.values import Range
from claimcheck.errors import InvalidRecord, MissingExtra, UnknownKey
from claimcheck.fusion.copying import Group
from claimcheck.fusion.fused import Fused, Fusion
from claimcheck.fusion.told import Said
from claimcheck.fusion.weighing import fuse_said
from claimcheck.ledger import Ledger
from claimcheck.model import Tie

pytest.importorskip("scipy", reason="fusion needs scipy")


def _said(*rows: tuple[str, str, int | str]) -> list[Said]:
    return [
        Said(party, topic, value if isinstance(value, str) else Range(value, value), f"row {row}")
        for row, (party, topic, value) in enumerate(rows)
    ]


RAID = _said(("police", "raid", 41), ("medics", "raid", 41), ("ministry", "raid", 90))
BOUND = Said("mission", "raid", Range(13, None), "row 3")


def test_a_value_says_what_speaks_for_it() -> None:
    """At least 13 speaks for 41 and for 90 both."""
    found = fuse_said([*RAID, BOUND])["raid"]
    first, second = found.values
    assert (first.value, first.low, first.high, first.claims, first.allowed) == ("41", 41, 41, 2, 1)
    assert first.stated == ("row 0", "row 1")
    assert (second.value, second.stated, second.allowed) == ("90", ("row 2",), 1)
    assert found.best == first
    assert first.probability is not None
    assert second.probability is not None
    assert first.probability > 0.9
    assert second.probability < 0.1


def test_why_names_parties_reliabilities_and_rows() -> None:
    fusion = fuse_said([*RAID, BOUND], groups=[Group(("medics", "police"), ("one service",))], method="vote")
    held = {one.party: one.reliability for one in fusion.reliabilities}
    assert fusion.why("raid").splitlines() == [
        "raid: undecided, the best values are equally credible",
        f"  0.50 41: police ({held['police']:.2f}, as one with medics; row 0), medics ({held['medics']:.2f}; row 1)",
        f"  0.50 90: ministry ({held['ministry']:.2f}; row 2)",
        f"  leaving it possible: at least 13 by mission ({held['mission']:.2f}; row 3)",
    ]
    with pytest.raises(UnknownKey, match=r"no topic 'flood' was fused$"):
        fusion.why("flood")
    with pytest.raises(UnknownKey, match="no topic 'aid' was fused; did you mean 'raid'"):
        fusion["aid"]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([("a", "t", 5), ("b", "t", 9)], "the best values are equally credible"),
        ([("a", "t", 5)], "only one voice says more than a bound"),
        (
            [("a", "t", 5), ("b", "t", 6), ("c", "t", 7), ("c", "u", 5), ("d", "u", 6)],
            "the best values are equally credible",
        ),
        ([("a", "t", 5), ("b", "t", 5)], None),
    ],
)
def test_nothing_is_called_best_that_is_not_ahead(rows: list[tuple[str, str, int]], why: str | None) -> None:
    found = fuse_said(_said(*rows))["t"]
    assert found.abstained == why
    assert (found.best is None) == (why is not None)


def test_the_margin_is_what_is_asked_for() -> None:
    """Two votes to one are a third ahead."""
    assert fuse_said(RAID, method="vote", margin=0.33)["raid"].best is not None
    undecided = fuse_said(RAID, method="vote", margin=0.34)["raid"]
    assert undecided.abstained == "the best value is ahead by 0.33 only, and the margin is 0.34"
    assert str(undecided) == "raid: undecided, the best value is ahead by 0.33 only, and the margin is 0.34"


def test_scores_that_are_no_probabilities_are_not_told_as_such() -> None:
    first = fuse_said(RAID, method="vote")["raid"].values[0]
    assert (first.probability, round(first.share, 3)) == (None, 0.667)


def test_a_party_has_an_interval_and_the_claims_that_it_rests_on() -> None:
    """Two right of two: beta with 3 and 1, and of what nobody else speaks of nothing is known."""
    rows = [(party, f"t{topic}", 5) for topic in range(2) for party in ("a", "b", "c")]
    fusion = fuse_said([*_said(*rows), *_said(("d", "alone", 7))], method="vote")
    by_party = {one.party: one for one in fusion.reliabilities}
    assert (by_party["a"].reliability, by_party["a"].claims) == (0.75, 2)
    assert (by_party["a"].low, by_party["a"].high) == pytest.approx((0.292, 0.992), abs=0.001)
    assert (by_party["d"].reliability, by_party["d"].claims) == (0.5, 0)
    assert (by_party["d"].low, by_party["d"].high) == pytest.approx((0.025, 0.975))


def test_known_groups_and_copies_count_once_and_say_why() -> None:
    """A wire and two reprints, known to be one, lose to two witnesses; counted apart, they win."""
    said = _said(*((party, "blast", 471) for party in ("wire", "echo", "herald")))
    said += _said(("clinic", "blast", 5), ("police", "blast", 5))
    reprints = Group(("echo", "herald", "wire"), ("they reprint the wire",), "wire")
    fusion = fuse_said(said, groups=[reprints])
    assert fusion["blast"].values[0].value == "5"
    assert fusion.groups == (reprints,)
    assert {one.party: one.group for one in fusion.reliabilities} == {
        "clinic": None,
        "echo": "wire",
        "herald": "wire",
        "police": None,
        "wire": "wire",
    }
    assert fuse_said(said)["blast"].values[0].value == "471"
    assert "5 parties count as 3" in str(fusion)


def test_a_copy_is_found_unless_it_is_not_looked_for() -> None:
    rows = [("wire", f"t{n}", n) for n in range(40)] + [("echo", f"t{n}", n) for n in range(40)]
    said = _said(*rows, *(("rival", f"t{n}", n + 1) for n in range(40)))
    assert [group.parties for group in fuse_said(said).groups] == [("echo", "wire")]
    assert fuse_said(said, dependence=False).groups == ()
    few = [one for one in said if int(one.topic[1:]) < 12]
    (suspect,) = fuse_said(few).suspects
    assert suspect.why == ("echo and wire say the same on 12 of 12 contested topics",)
    assert fuse_said(few).groups == ()
    assert fuse_said(few, groups=[Group(("echo", "wire"), ("known",))]).suspects == ()


def test_a_method_of_figures_has_an_estimate() -> None:
    found = fuse_said(RAID, method="gtm")["raid"]
    assert found.estimate is not None
    assert 41 <= found.estimate < 90
    assert found.deviation is not None
    assert str(fuse_said(RAID, method="median")["raid"]) == "raid: 41"


def test_options_are_those_of_the_method() -> None:
    assert fuse_said(RAID, options={"known": {"ministry": 0.999}})["raid"].values[0].value == "90"
    with pytest.raises(InvalidRecord, match="vote: takes weights; got 'known'"):
        fuse_said(RAID, method="vote", options={"known": {}})
    with pytest.raises(InvalidRecord, match="mean: takes no options; got 'x'"):
        fuse_said(RAID, method="mean", options={"x": 1})
    with pytest.raises(InvalidRecord, match="got 'tolerence'; did you mean 'tolerance'"):
        fuse_said(RAID, options={"tolerence": 1})
    with pytest.raises(InvalidRecord, match="known: no party 'ministri' says anything; did you mean 'ministry'"):
        fuse_said(RAID, options={"known": {"ministri": 0.9}})
    with pytest.raises(InvalidRecord, match="known: 'ministry': expected a number between 0 and 1, got 90"):
        fuse_said(RAID, options={"known": {"ministry": 90}})
    with pytest.raises(InvalidRecord, match="margin: expected a share from 0 to 1, got 5"):
        fuse_said(RAID, margin=5)
    with pytest.raises(InvalidRecord, match="tolerance: expected 0 or more, got -1"):
        fuse_said(RAID, tolerance=-1)


def test_known_truths_show_who_is_reliable() -> None:
    """Two against one, and gold says that the one is right where it is known: where it is not, the one wins as well."""
    rows = [(party, f"t{n}", 5 if party == "lone" else 9) for n in range(9) for party in ("lone", "one", "other")]
    gold = {f"t{n}": 5 for n in range(8)}
    assert fuse_said(_said(*rows))["t8"].values[0].value == "9"
    fusion = fuse_said(_said(*rows), gold=gold)
    assert fusion["t8"].values[0].value == "5"
    assert (fusion["t0"].values[0].value, fusion["t0"].values[0].probability) == ("5", 1.0)
    assert {one.party: one.reliability > 0.8 for one in fusion.reliabilities} == {
        "lone": True,
        "one": False,
        "other": False,
    }


def test_a_truth_that_nobody_tells_makes_all_wrong() -> None:
    fusion = fuse_said(RAID, gold={"raid": 7})
    assert [value.probability for value in fusion["raid"].values] == [0, 0]
    assert fusion["raid"].abstained == "the best values are equally credible"
    assert all(one.reliability == pytest.approx(1 / 3) for one in fusion.reliabilities)


def test_one_voice_is_tested_by_a_known_truth() -> None:
    (held,) = fuse_said(_said(("a", "t", 5)), gold={"t": 5}).reliabilities
    assert held.claims == 1
    assert held.reliability == pytest.approx(2 / 3)


def test_labels_take_known_truths_as_well() -> None:
    rows = [(worker, f"q{n}", "yes" if n % 2 else "no") for n in range(30) for worker in ("a", "b")]
    rows += [("c", f"q{n}", "no" if n % 2 else "yes") for n in range(30)]
    fusion = fuse_said(_said(*rows), method="dawid_skene", gold={"q1": "no", "q2": "yes"}, dependence=False)
    assert (fusion["q1"].values[0].value, fusion["q1"].values[0].probability) == ("no", 1.0)


def test_gold_has_to_fit() -> None:
    with pytest.raises(InvalidRecord, match="gold: nothing is told of the topic 'flood'"):
        fuse_said(RAID, gold={"flood": 5})
    with pytest.raises(InvalidRecord, match="gold: 'raid' is a word, 'many', and figures are told"):
        fuse_said(RAID, gold={"raid": "many"})
    with pytest.raises(InvalidRecord, match="gold: 't' is a figure, 5, and words are told"):
        fuse_said(_said(("a", "t", "x")), gold={"t": 5})
    with pytest.raises(InvalidRecord, match="vote: cannot take gold"):
        fuse_said(RAID, method="vote", gold={"raid": 41})


def test_frames_have_a_row_for_each_value_and_each_party() -> None:
    pytest.importorskip("pandas", reason="a frame needs pandas")
    fusion = fuse_said([*RAID, BOUND])
    assert list(fusion.values.columns) == [
        "topic",
        "value",
        "probability",
        "share",
        "low",
        "high",
        "abstained",
        "claims",
        "allowed",
    ]
    assert fusion.values["value"].tolist() == ["41", "90"]
    assert list(fusion.parties.columns) == ["party", "reliability", "low", "high", "claims", "group"]
    assert fusion.parties["party"].tolist() == ["medics", "ministry", "mission", "police"]


def test_it_shows_itself_in_a_notebook_and_renders_nothing_of_it() -> None:
    page = fuse_said(_said(("a", "<script>", "<b>x</b>"), ("b", "<script>", "<b>x</b>")))._repr_html_()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page


def test_a_notebook_shows_what_is_undecided_and_who_counts_as_one() -> None:
    said = [*RAID, *_said(("police", "fire", 3), ("ministry", "fire", 4))]
    page = fuse_said(said, groups=[Group(("medics", "police"), ("one service",), "city")])._repr_html_()
    assert page.count("<table>") == 3
    assert "undecided: the best values are equally credible" in page
    assert "counts as one" in page
    assert "medics, police<br>one service" in page
    assert "unknown" in page
    assert "0.50" not in page.split("How reliable")[1]
    many = fuse_said(_said(*((party, f"t{n}", n) for n in range(60) for party in "ab")), dependence=False)._repr_html_()
    assert "… and 10 more" in many


def test_without_scipy_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from claimcheck.fusion import quantiles  # noqa: PLC0415 - its memory is emptied

    quantiles._special.cache_clear()
    quantiles.beta_interval.cache_clear()
    monkeypatch.setitem(sys.modules, "scipy", None)
    with pytest.raises(MissingExtra, match=r'fusion needs scipy: install "claimcheck\[fusion\]"'):
        fuse_said(RAID)
    quantiles._special.cache_clear()


# a ledger


def _ledger() -> Ledger:
    ledger = Ledger()
    state = ledger.party("Northland", kind="state", key="north")
    for name in ("Army", "Ministry"):
        ledger.party(name, kind="force", acts_for=[Tie(party=state.key)])
    for name in ("Clinic", "Police"):
        ledger.party(name, kind="agency")
    return ledger


def test_a_ledger_counts_a_command_once_and_leaves_contested_alone() -> None:
    """Army and ministry of one state are one voice against clinic and police; the finding stays as it was."""
    ledger = _ledger()
    for party, killed in (("Army", 3), ("Ministry", 3), ("Clinic", 12), ("Police", 12)):
        ledger.claim(f"{killed} killed", by=party, event="raid")
    before = [one.sentence for one in ledger.contested()]
    fusion = ledger.fuse()
    (topic,) = fusion.topics
    assert topic.values[0].value == "12"
    assert [(group.name, group.parties, group.why) for group in fusion.groups] == [
        ("north", ("Army", "Ministry"), ("under one command, that of Northland",))
    ]
    assert before
    assert [one.sentence for one in ledger.contested()] == before


def test_a_ledger_leaves_out_whom_nobody_declared_and_says_so() -> None:
    ledger = _ledger()
    ledger.claim("12 killed", by="Clinic", event="raid")
    odd = ledger.claim("90 killed", by="somebody", event="raid")
    nobody = ledger.claim("91 killed", event="raid")
    denial = ledger.claim("12 killed", by="Police", event="raid", polarity=False)
    fusion = ledger.fuse()
    assert [value.value for value in fusion.topics[0].values] == ["12"]
    assert {one.where: one.message for one in fusion.left_out} == {
        odd.key: "nobody has declared somebody",
        nobody.key: "nobody is named for it",
        denial.key: "a denial says no value",
    }
    assert str(fusion).endswith("; 3 claims are left out")
    silent = ledger.claim("the bridge was closed", by="Clinic", event="raid")
    assert {one.where: one.message for one in ledger.fuse().left_out}[silent.key] == "it gives no figure and no word"
    undeclared = Ledger()
    undeclared.claim("90 killed", by="somebody", event="raid")
    with pytest.raises(InvalidRecord, match=r"about anything; declare somebody with ledger.party\(\)"):
        undeclared.fuse()


def test_a_joint_claim_is_one_act_of_one_voice() -> None:
    ledger = _ledger()
    joint = ledger.claim("12 killed", by=["Clinic", "Police"], event="raid")
    fusion = ledger.fuse()
    (value,) = fusion.topics[0].values
    assert (value.claims, value.stated) == (1, (joint.key,))
    assert fusion.topics[0].abstained == "only one voice says more than a bound"
    assert "Clinic and Police (" in fusion.why(fusion.topics[0].topic)
    ledger.claim("3 killed", by=["Army", "Ministry"], event="raid")
    ledger.claim("3 killed", by="Army", event="fire")
    assert [group.parties for group in ledger.fuse().groups] == [("Army", "Army and Ministry")]


def test_a_toll_that_rose_is_not_two_tolls() -> None:
    """Of what one party says the latest stands, and the earlier is named; without times both count half."""
    ledger = _ledger()
    early = ledger.claim("3 killed", by="Police", event="raid", cutoff="2025-06-01", asserted="2025-06-01")
    ledger.claim("7 killed", by="Police", event="raid", cutoff="2025-06-02", asserted="2025-06-02")
    ledger.claim("7 killed", by="Clinic", event="raid", asserted="2025-06-02")
    fusion = ledger.fuse()
    (value,) = fusion.topics[0].values
    assert value.value == "7"
    assert [(one.where, one.message) for one in fusion.left_out] == [(early.key, "its party gives a later figure")]


def test_a_floor_and_a_claim_come_out_as_the_reader_expects() -> None:
    """At least 13, documented, leaves 41 possible and makes it no more probable; one voice alone decides nothing."""
    ledger = _ledger()
    ledger.claim("41 killed", by="Police", event="raid")
    before = ledger.fuse()
    floor = ledger.claim("at least 13 killed", by="Clinic", event="raid", basis="documented")
    fusion = ledger.fuse()
    (value,) = fusion.topics[0].values
    assert value.value == "41"
    assert floor.key not in value.stated
    assert value.allowed == 1
    assert value.probability == pytest.approx(before.topics[0].values[0].probability)
    assert fusion.topics[0].abstained == "only one voice says more than a bound"
    assert {one.party: one.claims for one in fusion.reliabilities} == {"Clinic": 1, "Police": 0}


def test_a_floor_speaks_against_what_lies_below_it() -> None:
    rows = _said(("police", "raid", 41), ("ministry", "raid", 5), ("medics", "raid", 90))
    with_floor = fuse_said([*rows, BOUND])["raid"]
    assert [value.value for value in with_floor.values][-1] == "5"
    assert len({round(value.share, 9) for value in fuse_said(rows)["raid"].values}) == 1


def test_a_ledger_without_figures_or_words_is_refused() -> None:
    with pytest.raises(InvalidRecord, match="no declared party says a figure or a word"):
        _ledger().fuse()


_ROWS = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("tuv"), st.integers(1, 4)), min_size=1, max_size=30)


@settings(max_examples=60)
@given(rows=_ROWS, method=st.sampled_from(["accu", "vote", "sums", "catd", "one_coin"]))
def test_nothing_that_is_said_is_lost(rows: list[tuple[str, str, int]], method: str) -> None:
    """Every row stands under the value that it gives, and every party is there, whatever the method."""
    said = _said(*rows)
    fusion = fuse_said(said, method=method)
    for one in said:
        value = one.value
        assert not isinstance(value, str)
        (weighed,) = [each for each in fusion[one.topic].values if each.low == value.low]
        assert one.where in weighed.stated
        assert weighed.claims == len(weighed.stated)
    assert [one.party for one in fusion.reliabilities] == sorted({party for party, _, _ in rows})
    assert all(0 <= one.low < one.reliability < one.high <= 1 for one in fusion.reliabilities)
    _orders(fusion)


def _orders(fusion: Fusion) -> None:
    def ranked(topic: Fused) -> bool:
        shares = [value.share for value in topic.values]
        return shares == sorted(shares, reverse=True)

    assert all(ranked(topic) for topic in fusion.topics)


@pytest.mark.parametrize("method", [None, "dawid_skene", "catd", "crh", "accu", "one_coin"])
def test_a_flood_of_undisputed_claims_buys_no_trust(method: str | None) -> None:
    """One voice that speaks of forty topics that nobody else speaks of does not outweigh two."""
    rows = [("flood", "x", "yes"), ("b", "x", "nope"), ("c", "x", "nope")]
    rows += [("flood", f"s{n}", ("yes", "nope")[n % 2]) for n in range(40)]
    assert fuse_said(_said(*rows), method=method)["x"].values[0].value == "nope"


@pytest.mark.parametrize("method", ["mean", "median", "crh", "catd", "gtm"])
def test_an_estimate_of_one_voice_is_no_decision(method: str) -> None:
    assert fuse_said(_said(("a", "x", 5)), method=method)["x"].abstained == "only one voice says more than a bound"
    found = fuse_said(_said(("a", "x", 10), ("b", "x", 20), ("c", "x", 20)), method=method)["x"]
    assert found.best is not None
    assert found.estimate == pytest.approx(float(found.best.low or 0))
    assert str(found) == f"x: {found.best.value}"


def test_gtm_leans_to_neither_side() -> None:
    low, high = (
        fuse_said(_said(("a", "x", a), ("b", "x", b)), method="gtm")["x"].estimate for a, b in ((5, 8), (-8, -5))
    )
    assert low is not None
    assert high is not None
    assert low == pytest.approx(-high)


def test_what_is_known_of_a_party_holds_for_its_voice() -> None:
    said = _said(("a", "x", 1), ("b", "x", 1), ("c", "x", 2), ("d", "x", 2))
    groups = [Group(("a", "b"), ("known",), "them")]
    assert fuse_said(said, groups=groups, options={"known": {"b": 0.999}})["x"].values[0].value == "1"
    with pytest.raises(InvalidRecord, match=r"known: 'b' counts as one with another party that is given 0\.9"):
        fuse_said(said, groups=groups, options={"known": {"a": 0.9, "b": 0.8}})


def test_places_within_places_are_no_labels() -> None:
    rows = [(party, f"q{n}", word) for n in range(30) for party, word in (("a", "Kherson"), ("b", "Ukraine"))]
    fusion = fuse_said(_said(*rows), within={"Kherson": "Ukraine"})
    assert (fusion.method, fusion["q0"].values[0].value) == ("accu", "Kherson")


def test_what_lies_within_the_tolerance_is_shown_with_its_ends() -> None:
    rows = [("a", 0, 10), ("b", 5, 15), ("c", 12, 20), ("d", 18, 25)]
    said = [Said(party, "x", Range(low, high), party) for party, low, high in rows]
    assert sorted(value.value for value in fuse_said(said, tolerance=1)["x"].values) == [
        "12 to 15",
        "18 to 20",
        "5 to 10",
    ]
