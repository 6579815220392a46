"""What is told, ready to be weighed: bounds leave values possible, groups are one voice, and nothing is said twice."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.comparing.values import Range
from claimcheck.errors import BadInput, InvalidRecord
from claimcheck.fusion.told import Said, Told, tell


def _point(number: int) -> Range:
    return Range(number, number)


def _supports(told: Told) -> dict[tuple[str, str], list[str]]:
    """For each voice and topic, the values that it leaves possible, as their lower ends or words."""
    found: dict[tuple[str, str], list[str]] = {}
    for vote in told.votes:
        values = told.values[vote.first : vote.last + 1]
        names = [value if isinstance(value, str) else str(value.low) for value in values]
        found.setdefault((told.voices[vote.voice], told.topics[vote.topic]), []).extend(names)
    return found


def test_a_bound_leaves_every_value_beyond_it_possible() -> None:
    """At least 13 supports 41 and 90 and not 5; a range supports what lies in it."""
    told = tell(
        [
            Said("police", "raid", _point(41), "1"),
            Said("mission", "raid", Range(13, None), "2"),
            Said("ministry", "raid", _point(90), "3"),
            Said("mayor", "raid", _point(5), "4"),
            Said("wire", "raid", Range(30, 50), "5"),
        ]
    )
    assert [value.low for value in told.values if not isinstance(value, str)] == [5, 41, 90]
    assert _supports(told) == {
        ("mayor", "raid"): ["5"],
        ("ministry", "raid"): ["90"],
        ("mission", "raid"): ["41", "90"],
        ("police", "raid"): ["41"],
        ("wire", "raid"): ["41"],
    }
    assert [told.voices[vote.voice] for vote, tells in zip(told.votes, told.tells(), strict=True) if not tells] == []


def test_a_bound_that_leaves_everything_possible_tells_nothing() -> None:
    told = tell([Said("a", "t", _point(5), "1"), Said("b", "t", _point(9), "2"), Said("c", "t", Range(1, None), "3")])
    assert told.tells() == [True, True, False]
    assert told.tested() == [True, True, False]


def test_what_nobody_else_speaks_of_is_not_tested() -> None:
    told = tell([Said("a", "t", _point(5), "1"), Said("b", "t", _point(5), "2"), Said("a", "u", _point(1), "3")])
    assert told.tested() == [True, True, False]


def test_a_group_counts_one_and_divides_it_where_its_parties_differ() -> None:
    """Three of a group say 5 and one of them 6: five sixths... each party's word is a part of the group's one voice."""
    said = [Said(party, "t", _point(5), party) for party in "abc"] + [Said("d", "t", _point(6), "d")]
    told = tell(said, groups=dict.fromkeys("abcd", "them"))
    assert told.voices == ("them",)
    assert [(vote.low, vote.weight) for vote in told.votes] == [(5.0, 0.75), (6.0, 0.25)]
    assert told.places == (0, 0, 0, 1)


def test_the_same_said_twice_counts_once() -> None:
    once = tell([Said("a", "t", _point(5), "1"), Said("b", "t", _point(6), "2")])
    twice = tell([Said("a", "t", _point(5), "1"), Said("b", "t", _point(6), "2"), Said("a", "t", _point(5), "3")])
    assert once.votes == twice.votes
    assert twice.places == (0, 1, 0)


def test_figures_within_the_tolerance_say_the_same() -> None:
    """Ten apart is the same with a tolerance of ten, eleven is not; what lies between two is the same as both."""
    said = [Said("a", "t", _point(100), "1"), Said("b", "t", _point(110), "2"), Said("c", "t", _point(121), "3")]
    assert len(tell(said).values) == 3
    told = tell(said, tolerance=10)
    assert [(value.low, value.high) for value in told.values if not isinstance(value, str)] == [(100, 110), (121, 121)]
    bridged = tell([*said, Said("d", "t", _point(112), "4")], tolerance=10)
    assert _supports(bridged)["d", "t"] == ["110", "112"]
    assert len(tell(said, tolerance=Fraction(21, 2)).values) == 2


def test_a_wider_place_leaves_the_narrower_possible() -> None:
    within = {"Kherson": "Ukraine", "Antonivka": "Kherson", "Ukraine": "Europe"}
    said = [
        Said("a", "where", "Antonivka", "1"),
        Said("b", "where", "Ukraine", "2"),
        Said("c", "where", "Crimea", "3"),
        Said("d", "where", "Europe", "4"),
    ]
    told = tell(said, within=within)
    assert _supports(told) == {
        ("a", "where"): ["Antonivka"],
        ("b", "where"): ["Ukraine", "Antonivka"],
        ("c", "where"): ["Crimea"],
        ("d", "where"): ["Europe", "Ukraine", "Antonivka"],
    }


@pytest.mark.parametrize("within", [{"a": "b", "b": "a"}, {"a": "c", "c": "d", "d": "c"}, {"a": "a"}])
def test_a_place_within_itself_is_refused(within: dict[str, str]) -> None:
    with pytest.raises(BadInput, match="lies within itself"):
        tell([Said("x", "t", "a", "1"), Said("y", "t", "b", "2")], within=within)


def test_words_and_figures_of_one_topic_are_refused_each_by_its_place() -> None:
    said = [
        Said("a", "t", _point(5), "row 0"),
        Said("b", "t", "many", "row 1"),
        Said("a", "u", _point(5), "row 2"),
        Said("b", "u", "few", "row 3"),
        Said("c", "v", "few", "row 4"),
    ]
    with pytest.raises(BadInput) as refused:
        tell(said)
    assert [str(problem) for problem in refused.value.problems] == [
        "row 1: a word, where row 0 has a figure for the same topic 't'",
        "row 3: a word, where row 2 has a figure for the same topic 'u'",
    ]


def test_nothing_said_is_refused() -> None:
    with pytest.raises(InvalidRecord, match="expected at least one claim"):
        tell([])


_FIGURES = st.builds(
    lambda low, width: Range(low, None if width is None else low + width),
    st.integers(0, 12),
    st.one_of(st.none(), st.integers(0, 5)),
)
_SAID = st.lists(st.builds(Said, st.sampled_from("abcd"), st.sampled_from("tu"), _FIGURES, st.just("x")), min_size=1)


@given(_SAID, st.integers(0, 4))
def test_a_claim_supports_the_values_that_it_meets(said: list[Said], tolerance: int) -> None:
    """Worked out pair by pair: two share a value where they meet, or lie no further apart than the tolerance."""
    told = tell(said, tolerance=tolerance)
    for one, mine in zip(said, told.places, strict=True):
        for other, theirs in zip(said, told.places, strict=True):
            if one.topic != other.topic:
                continue
            a, b = one.value, other.value
            assert not isinstance(a, str)
            assert not isinstance(b, str)
            apart = max(
                (a.low or 0) - (b.high if b.high is not None else 10**9),
                (b.low or 0) - (a.high if a.high is not None else 10**9),
            )
            share = max(told.votes[mine].first, told.votes[theirs].first) <= min(
                told.votes[mine].last, told.votes[theirs].last
            )
            assert share == (apart <= tolerance)


@given(_SAID, st.randoms())
def test_the_order_of_rows_changes_nothing(said: list[Said], chance: Random) -> None:
    shuffled = said[:]
    chance.shuffle(shuffled)
    one, other = tell(said), tell(shuffled)
    assert (one.voices, one.topics, one.values, one.votes) == (other.voices, other.topics, other.values, other.votes)


@given(_SAID)
def test_all_that_a_voice_says_of_a_topic_counts_one(said: list[Said]) -> None:
    told = tell(said, groups={"a": "both", "b": "both"})
    sums: dict[tuple[int, int], float] = {}
    for vote in told.votes:
        sums[vote.voice, vote.topic] = sums.get((vote.voice, vote.topic), 0) + vote.weight
    assert all(total == pytest.approx(1) for total in sums.values())


@given(_SAID, st.data())
def test_sums_over_values_are_those_of_the_definition(said: list[Said], data: st.DataObject) -> None:
    """Bounds are summed by where they begin and end; the definition goes through every value."""
    told = tell(said)
    amounts = data.draw(st.lists(st.floats(0, 100), min_size=len(told.votes), max_size=len(told.votes)))
    expected = [
        sum(amount for vote, amount in zip(told.votes, amounts, strict=True) if vote.first <= value <= vote.last)
        for value in range(len(told.values))
    ]
    assert told.spread(amounts) == pytest.approx(expected)
