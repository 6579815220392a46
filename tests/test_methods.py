"""Each method against answers worked out by hand, and the laws that hold for all of them."""

from collections.abc import Callable
from math import exp, log
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.comparing.values import Range
from claimcheck.errors import InvalidRecord
from claimcheck.fusion.methods.accu import accu, accusim, one_coin, popaccu
from claimcheck.fusion.methods.averages import mean, median
from claimcheck.fusion.methods.catd import catd
from claimcheck.fusion.methods.crh import crh
from claimcheck.fusion.methods.dawid_skene import dawid_skene
from claimcheck.fusion.methods.gtm import gtm
from claimcheck.fusion.methods.pooled_investment import pooled_investment
from claimcheck.fusion.methods.sums import sums
from claimcheck.fusion.methods.truthfinder import truthfinder
from claimcheck.fusion.methods.voting import vote
from claimcheck.fusion.middles import weighted_median
from claimcheck.fusion.registry import METHODS, default_method, method_called
from claimcheck.fusion.scores import Scores, winners
from claimcheck.fusion.told import Said, Told, Vote, tell

SAID = [Said("a", "t", "x", "1"), Said("b", "t", "y", "2"), Said("a", "u", "z", "3"), Said("b", "u", "z", "4")]
"""Two who differ on one topic and agree on another: values x, y and z in this order."""


def _figures(*rows: tuple[str, str, int]) -> Told:
    return tell([Said(party, topic, Range(number, number), "") for party, topic, number in rows])


def test_vote_counts_voices() -> None:
    found = vote(tell(SAID))
    assert list(found.values) == [1, 1, 2]
    assert list(found.voices) == [0.75, 0.75]
    assert list(vote(tell(SAID), weights={"a": 3.0}).values) == [3, 1, 4]


def test_vote_takes_a_bound_for_the_depth_of_intervals() -> None:
    """At least 13 is a vote for 41 and for 90, none for 5."""
    said = [Said(party, "t", Range(number, number), "") for party, number in (("a", 5), ("b", 41), ("c", 90))]
    assert vote(tell([*said, Said("d", "t", Range(13, None), "")])).values == (1.0, 2.0, 2.0)


def test_sums_after_one_round() -> None:
    """Beliefs 1, 1 and 2, halved; each voice gains 1.5, the most."""
    found = sums(tell(SAID), max_rounds=1)
    assert list(found.values) == [0.5, 0.5, 1]
    assert list(found.voices) == [1, 1]


def test_sums_settles_where_belief_and_trust_make_each_other() -> None:
    told = tell([*SAID, Said("c", "t", "x", "5"), Said("c", "v", "w", "6")])
    found = sums(told, max_rounds=1000, least_change=1e-12)
    belief = told.spread([found.voices[one.voice] for one in told.votes])
    assert found.converged
    assert [score / max(belief) for score in belief] == pytest.approx(found.values)


def test_pooled_investment_after_one_round() -> None:
    """Halves put in: x holds .5 and half of its pool, z holds 1 and all of it."""
    found = pooled_investment(tell(SAID), max_rounds=1)
    assert found.values == pytest.approx((0.25, 0.25, 1))
    assert list(found.voices) == [1, 1]


def test_truthfinder_after_one_round() -> None:
    """With trust .9 a voice scores -ln .1; confidence is the logistic of three tenths of the sum."""
    found = truthfinder(tell(SAID), max_rounds=1)
    alone, both = (1 / (1 + exp(0.3 * log(0.1) * count)) for count in (1, 2))
    assert found.values == pytest.approx((alone, alone, both))
    assert found.voices == pytest.approx(((alone + both) / 2,) * 2)


def test_truthfinder_lets_near_figures_lend_confidence() -> None:
    """1001 is believed more than 5000 where 1000 is told beside it; without influence as much."""
    told = _figures(("a", "t", 1000), ("b", "t", 1001), ("c", "t", 5000))
    lent, alone = truthfinder(told, max_rounds=1), truthfinder(told, max_rounds=1, influence=0)
    assert alone.values[1] == alone.values[2]
    assert lent.values[1] > lent.values[2] > alone.values[2]


def test_one_coin_after_one_round() -> None:
    found = one_coin(tell(SAID), max_rounds=1)
    assert found.values == pytest.approx((0.5, 0.5, 1))
    assert found.voices == pytest.approx(((0.5 + 1 + 1) / 4,) * 2)


def test_accu_after_one_round() -> None:
    """Each voice weighs 10 * .8 / .2 = 40; nine values of t and ten of u are told by nobody."""
    found = accu(tell(SAID), max_rounds=1)
    assert found.values == pytest.approx((40 / 89, 40 / 89, 1600 / 1610))
    assert found.voices == pytest.approx(((40 / 89 + 1600 / 1610 + 1) / 4,) * 2)


def test_what_one_voice_alone_says_is_as_probable_as_the_voice_is_accurate() -> None:
    told = tell([*SAID, Said("a", "alone", "only", "5")])
    found = accu(told, known={"a": 0.7, "b": 0.6})
    assert found.voices == (0.7, 0.6)
    assert found.values[told.begins[told.topics.index("alone")]] == pytest.approx(0.7)


def test_what_nobody_else_speaks_of_makes_nobody_reliable() -> None:
    """A hundred topics that only one party speaks of change neither its accuracy nor the others'."""
    more = [Said("a", f"alone {number}", "z", "") for number in range(100)]
    assert accu(tell([*SAID, *more])).voices == accu(tell(SAID)).voices


def test_popaccu_takes_what_many_repeat_for_what_errors_repeat() -> None:
    """Two for x and one for y: four to one each way from accuracies, and the popularities cancel here."""
    told = tell([Said("a", "t", "x", ""), Said("b", "t", "x", ""), Said("c", "t", "y", "")])
    assert popaccu(told, max_rounds=1).values == pytest.approx((16 / 20, 4 / 20))


def test_accusim_is_accu_where_nothing_is_near() -> None:
    told = tell(SAID)
    assert accusim(told) == accu(told)
    figures = _figures(("a", "t", 1000), ("b", "t", 1001), ("c", "t", 5000))
    assert accusim(figures).values[0] > accu(figures).values[0]


def test_dawid_skene_knows_who_takes_one_label_for_the_other() -> None:
    """One that always says the contrary tells as much as one that is always right."""
    chance, said = Random(1), []
    truth = {f"q{number}": chance.choice(("yes", "no")) for number in range(60)}
    other = {"yes": "no", "no": "yes"}
    for topic, label in truth.items():
        for worker in ("anna", "boris", "carla"):
            told_label = label if chance.random() < 0.8 else other[label]
            said.append(Said(worker, topic, told_label, ""))
        said.append(Said("contrary", topic, other[label], ""))
    told = tell(said)
    found = dawid_skene(told)

    def right(scores: Scores) -> int:
        best = zip(told.topics, winners(told, scores.values), strict=True)
        return sum(value is not None and told.values[value] == truth[topic] for topic, value in best)

    assert right(found) >= 58
    assert right(vote(told)) < 40
    assert found.voices[told.voices.index("contrary")] < 0.05


def test_dawid_skene_weighs_labels_only() -> None:
    """Points are labels in digits; bounds and wider places leave several labels possible."""
    assert dawid_skene(_figures(("a", "t", 1), ("b", "t", 1))).values == (1.0,)
    bound = [Said("a", "t", Range(1, 1), ""), Said("b", "t", Range(1, None), "")]
    for told in (tell(bound), tell([Said("a", "t", "x", ""), Said("b", "t", "y", "")], within={"x": "y"})):
        with pytest.raises(InvalidRecord, match="labels that exclude each other"):
            dawid_skene(told)
    with pytest.raises(InvalidRecord, match="at most 100 labels, got 101"):
        dawid_skene(_figures(*(("a", "t", number) for number in range(101))))


def test_crh_weighs_by_losses() -> None:
    """One voice is wrong on one topic of three, another on all three that it speaks of."""
    said = [Said(party, topic, value, "") for topic in "tuv" for party, value in (("a", "x"), ("b", "x"), ("c", "y"))]
    found = crh(tell([*said, Said("d", "t", "y", ""), Said("d", "u", "x", ""), Said("d", "v", "x", "")]))
    assert found.voices[0] == found.voices[1] == 1
    assert found.voices[0] > found.voices[3] > found.voices[2]


def test_crh_and_catd_give_the_weighted_median_of_figures() -> None:
    told = _figures(("a", "t", 100), ("b", "t", 101), ("c", "t", 10**18), ("a", "u", 7), ("b", "u", 7), ("c", "u", 9))
    for method in (crh, catd):
        found = method(told)
        assert found.estimates in {(100.0, 7.0), (101.0, 7.0)}
        assert found.voices[2] < min(found.voices[:2])


def test_catd_trusts_few_claims_little() -> None:
    """Of two who are always right, the one with more claims weighs more."""
    said = [Said(party, f"t{topic}", "x", "") for topic in range(20) for party in ("many", "more")]
    said += [Said("few", "t0", "x", ""), *(Said("rival", f"t{topic}", "y", "") for topic in range(20))]
    told = tell(said)
    weights = dict(zip(told.voices, catd(told).voices, strict=True))
    assert weights["many"] == weights["more"] > weights["few"] > 0
    assert weights["many"] > weights["rival"]


def test_gtm_after_one_round() -> None:
    """Figures 0, 0 and 3 with a scale of 1 and variances of 1, the truth's among them: 3 / (1 + 3)."""
    found = gtm(_figures(("a", "t", 0), ("b", "t", 0), ("c", "t", 3)), max_rounds=1)
    assert found.estimates == (0.75,)


def test_a_deviation_of_gtm_leaves_the_prior_out_and_grows_with_scatter() -> None:
    """The same: with variances of 20.8125 / 23 twice and 25.3125 / 23 the figures scatter 2.92 times too much."""
    scattered = gtm(_figures(("a", "t", 0), ("b", "t", 0), ("c", "t", 3)), max_rounds=1)
    agreed = gtm(_figures(("a", "t", 5), ("b", "t", 5), ("c", "t", 5)), max_rounds=1)

    assert scattered.deviations == pytest.approx((0.96786,), abs=0.00001)
    assert agreed.deviations == pytest.approx(((20.25 / 23 / 3) ** 0.5,))


def test_gtm_weighs_figures_with_two_ends_only() -> None:
    for value in ("x", Range(5, None)):
        with pytest.raises(InvalidRecord, match="figures with two ends"):
            gtm(tell([Said("a", "t", value, "")]))


def test_mean_and_median() -> None:
    told = _figures(("a", "t", 1), ("b", "t", 2), ("c", "t", 6), ("a", "u", 4), ("b", "u", 7))
    assert mean(told).estimates == (3.0, 5.5)
    assert median(told).estimates == (2.0, 5.5)


def test_a_bound_weighs_only_against_what_lies_outside_it() -> None:
    """The figure to which all are nearest in sum: at least 13 pulls 5 up, and lets 41 be."""
    votes = [Vote(0, 0, 0, 0, 1.0, low, high) for low, high in ((5, 5), (41, 41), (13, float("inf")))]
    assert weighted_median(votes, [1, 1, 1]) == 13
    assert weighted_median(votes, [1, 3, 1]) == 41
    assert weighted_median(votes[1:], [1, 1]) == 41


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), st.integers(1, 5)), min_size=1, max_size=8),
)
def test_the_median_is_nearest_to_all(ends: list[tuple[int, int, int]]) -> None:
    """No whole number has a smaller sum of weighted distances, and no smaller one the same."""
    votes = [Vote(0, 0, 0, 0, 1.0, min(a, b), max(a, b)) for a, b, _ in ends]
    weights = [float(weight) for *_, weight in ends]

    def cost(figure: float) -> float:
        return sum(w * max(v.low - figure, figure - v.high, 0) for v, w in zip(votes, weights, strict=True))

    found = weighted_median(votes, weights)
    assert cost(found) == min(cost(figure) for figure in range(21))


def test_the_default_is_for_labels_or_for_values() -> None:
    labels = [Said(worker, f"q{number}", "yes" if number % 2 else "no", "") for number in range(20) for worker in "ab"]
    assert default_method(labels) == "dawid_skene"
    assert default_method(labels[:38]) == "accu"
    assert default_method([*labels, Said("a", "q", Range(5, 5), "")]) == "accu"
    assert default_method(labels, nested=True) == "accu"
    digits = [Said("a", f"q{number}", Range(number % 2, number % 2), "") for number in range(100)]
    assert default_method(digits) == "dawid_skene"
    assert default_method(digits[:99]) == "accu"
    assert default_method([*digits, Said("a", "q0", Range(1, None), "")]) == "accu"


def test_an_unknown_method_is_refused_with_the_nearest() -> None:
    with pytest.raises(InvalidRecord, match="got 'acu'; did you mean 'accu'"):
        method_called("acu")


# laws

_WORDS = st.lists(
    st.builds(Said, st.sampled_from("abcde"), st.sampled_from("tuv"), st.sampled_from("xyz"), st.just("")), min_size=1
)
_POINTS = st.lists(
    st.builds(
        lambda party, topic, number: Said(party, topic, Range(number, number), ""),
        st.sampled_from("abcde"),
        st.sampled_from("tuv"),
        st.integers(1, 9),
    ),
    min_size=1,
)
_TAKES_WORDS = sorted(set(METHODS) - {"gtm"})
_TAKES_FIGURES = sorted(set(METHODS) - {"latent_truth"})


def _by_name(told: Told, found: Scores) -> dict[tuple[str, str], float]:
    names = {}
    for topic, (begin, end) in zip(told.topics, told.slices(), strict=True):
        for value in range(begin, end):
            names[topic, str(told.values[value])] = found.values[value]
    return names


def _runs(name: str, said: list[Said], groups: dict[str, str] | None = None) -> dict[tuple[str, str], float]:
    told = tell(said, groups=groups)
    run: Callable[..., Scores] = METHODS[name]
    options = {} if name in {"vote", "mean", "median"} else {"max_rounds": 7}
    return _by_name(told, run(told, **options))


@pytest.mark.parametrize("name", _TAKES_WORDS)
@settings(max_examples=40)
@given(said=_WORDS, chance=st.randoms())
def test_words_in_any_order_give_the_same(name: str, said: list[Said], chance: Random) -> None:
    shuffled = said[:]
    chance.shuffle(shuffled)
    assert _runs(name, shuffled) == _runs(name, said)


@pytest.mark.parametrize("name", _TAKES_FIGURES)
@settings(max_examples=40)
@given(said=_POINTS, names=st.permutations("abcde"))
def test_other_names_give_the_same(name: str, said: list[Said], names: list[str]) -> None:
    """Who the parties are is of no account, only what they say."""
    renamed = [one._replace(party=names["abcde".index(one.party)]) for one in said]
    assert _runs(name, renamed) == pytest.approx(_runs(name, said))


@pytest.mark.parametrize("name", _TAKES_WORDS)
@settings(max_examples=40)
@given(said=_WORDS)
def test_a_copier_changes_nothing(name: str, said: list[Said]) -> None:
    """Whoever says what another says, and is known to copy it, adds nothing; nor does the same said twice."""
    copied = [one._replace(party="copier") for one in said if one.party == said[0].party]
    groups = {"copier": said[0].party}
    assert _runs(name, [*said, *copied], groups) == pytest.approx(_runs(name, said))
    assert _runs(name, [*said, said[0], said[-1]]) == _runs(name, said)


@pytest.mark.parametrize("name", sorted(METHODS))
def test_a_wire_and_its_reprints_do_not_beat_two_witnesses(name: str) -> None:
    """Three that count as one against two: no method ranks the wire first, and none where the three count apart."""
    words = name in {"dawid_skene", "latent_truth"}
    values: list[str | Range] = ["471", "5"] if words else [Range(471, 471), Range(5, 5)]
    said = [Said(party, "blast", values[0], party) for party in ("wire", "echo", "herald")]
    said += [Said(party, "blast", values[1], party) for party in ("clinic", "police")]
    told = tell(said, groups={"echo": "wire", "herald": "wire"})
    found = METHODS[name](told)
    best = winners(told, found.values)[0]
    assert best is not None
    value = told.values[best]
    assert (value if isinstance(value, str) else str(value.low)) == "5"


@settings(max_examples=60)
@given(said=_WORDS)
def test_one_more_supporter_never_lowers_a_vote(said: list[Said]) -> None:
    before = _runs("vote", said)
    after = _runs("vote", [*said, Said("new", said[0].topic, said[0].value, "")])
    assert after[said[0].topic, str(said[0].value)] > before[said[0].topic, str(said[0].value)]
    assert all(after[slot] >= score for slot, score in before.items())


@pytest.mark.parametrize("name", sorted(set(METHODS) - {"dawid_skene", "latent_truth", "mean", "gtm"}))
def test_a_vandal_moves_nothing(name: str) -> None:
    """One figure of 10^18 leaves the topic where three others have it."""
    rows = [(party, topic, 50) for topic in "tuv" for party in "abc"]
    told = _figures(*rows, *(("vandal", topic, 10**18) for topic in "tuv"))
    found = METHODS[name](told)
    if found.estimates is not None:
        assert found.estimates == (50.0, 50.0, 50.0)
    assert [told.values[value].low for value in winners(told, found.values) if value is not None] == [50, 50, 50]  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["one_coin", "accu", "accusim", "popaccu"])
@settings(max_examples=60)
@given(said=_POINTS)
def test_probabilities_are_probabilities(name: str, said: list[Said]) -> None:
    told = tell(said)
    found = METHODS[name](told)
    assert found.are_probabilities
    for begin, end in told.slices():
        assert all(0 <= share <= 1 for share in found.values[begin:end])
        assert sum(found.values[begin:end]) <= 1 + 1e-9
    assert all(0 < voice < 1 for voice in found.voices)
