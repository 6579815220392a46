"""Who counts as one voice: copies by their agreement where others differ, and never by a chain of likenesses."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.comparing.values import Range
from claimcheck.fusion.copying import Group, find_groups, joined, known_groups
from claimcheck.fusion.told import Said


def _said(party: str, values: dict[int, int]) -> list[Said]:
    return [Said(party, f"t{topic}", Range(value, value), f"{party} {topic}") for topic, value in values.items()]


def _found(said: list[Said]) -> tuple[Group, ...]:
    return find_groups(said)[0]


def _contested(count: int, seed: int) -> dict[int, int]:
    """Values of that many topics, of which a witness has one in ten wrong."""
    chance = Random(seed)
    return {topic: 5 if chance.random() < 0.9 else chance.randint(6, 20) for topic in range(count)}


def test_a_copy_is_found_with_the_counts_that_show_it() -> None:
    """Two that say the same on all contested topics they share, beside three who look for themselves."""
    wire = _contested(200, 1)
    said = _said("wire", wire) + _said("echo", {topic: wire[topic] for topic in range(0, 200, 2)})
    for number, party in enumerate(("army", "clinic", "police")):
        said += _said(party, _contested(200, 10 + number))
    ((group,), suspects) = find_groups(said)

    assert suspects == ()

    assert group.parties == ("echo", "wire")
    distinct = {topic: {one.value for one in said if one.topic == f"t{topic}"} for topic in range(0, 200, 2)}
    shared = sum(len(values) > 1 for values in distinct.values())
    assert group.why == (f"echo and wire say the same on {shared} of {shared} contested topics",)


def test_agreement_on_what_nobody_disputes_shows_nothing() -> None:
    same = dict.fromkeys(range(500), 5)
    assert find_groups([*_said("a", same), *_said("b", same), *_said("c", same)]) == ((), ())


def test_few_shared_topics_show_nothing() -> None:
    """With 29 contested topics in common two are no copies, with 30 they are; one difference in 100 is allowed."""
    rival = dict.fromkeys(range(200), 9)
    for count, found in ((29, 0), (30, 1)):
        told = dict.fromkeys(range(count), 5)
        assert len(_found([*_said("a", told), *_said("b", told), *_said("c", rival)])) == found
    told = dict.fromkeys(range(100), 5)
    assert len(_found([*_said("a", told), *_said("b", {**told, 7: 6}), *_said("c", rival)])) == 1
    assert len(_found([*_said("a", told), *_said("b", {**told, 7: 6, 8: 6}), *_said("c", rival)])) == 0


def test_a_chain_of_likenesses_makes_no_group() -> None:
    """One that has a bit of both of two who differ joins one of them and not both."""
    first, second = dict.fromkeys(range(100), 5), dict.fromkeys(range(100), 7)
    third = {**dict.fromkeys(range(40), 5), **{topic + 1000: 7 for topic in range(40)}}
    said = _said("first", first) + _said("second", {**second, **{topic + 1000: 7 for topic in range(40)}})
    said += _said("third", third) + _said("rival", dict.fromkeys([*range(100), *range(1000, 1040)], 9))
    groups = _found(said)
    assert all(not {"first", "second"} <= set(group.parties) for group in groups)


def test_known_groups_go_by_their_name() -> None:
    (group,) = known_groups({"army": "ua", "navy": "ua", "ministry": "ru"}, "one command")
    assert group == Group(("army", "navy"), ("one command",), "ua")
    assert group.name == "ua"
    assert str(group) == "army, navy: one command"


def test_groups_that_share_a_party_become_one() -> None:
    groups = [Group(("a", "b"), ("x",)), Group(("c", "d"), ("y",), "them"), Group(("b", "c"), ("z",))]
    assert joined(groups) == (Group(("a", "b", "c", "d"), ("x", "y", "z"), "them"),)
    assert joined([groups[0], groups[1]]) == (groups[0], groups[1])


_TABLE = st.dictionaries(
    st.sampled_from("abcdef"), st.dictionaries(st.integers(0, 9), st.integers(1, 3), min_size=1), min_size=1
)


@settings(max_examples=200)
@given(_TABLE, st.randoms())
def test_groups_are_sound(held: dict[str, dict[int, int]], chance: Random) -> None:
    """In any order of rows the same; every two of a group that share enough contested topics agree on them."""
    said = [one for party, values in held.items() for one in _said(party, values)]
    groups, suspects = find_groups(said, least=3, agreement=0.75)
    shuffled = said[:]
    chance.shuffle(shuffled)
    assert find_groups(shuffled, least=3, agreement=0.75) == (groups, suspects)
    contested = {
        topic for topic in range(10) if len({values[topic] for values in held.values() if topic in values}) > 1
    }
    for group in groups:
        for one in group.parties:
            for other in group.parties:
                shared = [topic for topic in contested if topic in held[one] and topic in held[other]]
                same = sum(held[one][topic] == held[other][topic] for topic in shared)
                assert len(shared) < 3 or same >= 0.75 * len(shared)


def test_few_or_odd_agreements_are_suspect_and_counted_apart() -> None:
    """Eight of eight are told as a suspicion, seven are not; 36 of 40 as well; below nine of ten nothing is said."""
    rival = dict.fromkeys(range(200), 9)

    def suspects(told: dict[int, int], other: dict[int, int]) -> list[str]:
        groups, found = find_groups([*_said("a", told), *_said("b", other), *_said("c", rival)])
        assert groups == ()
        return [one.why[0] for one in found]

    eight, forty = dict.fromkeys(range(8), 5), dict.fromkeys(range(40), 5)
    assert suspects(eight, eight) == ["a and b say the same on 8 of 8 contested topics"]
    assert suspects(dict.fromkeys(range(7), 5), dict.fromkeys(range(7), 5)) == []
    assert suspects(forty, {**forty, **dict.fromkeys(range(4), 6)}) == [
        "a and b say the same on 36 of 40 contested topics"
    ]
    assert suspects(forty, {**forty, **dict.fromkeys(range(5), 6)}) == []


def test_agreement_where_only_bounds_differ_shows_nothing() -> None:
    """At least 1 and 41 contradict each other nowhere: no topic is contested."""
    said = [Said(party, f"t{n}", Range(41, 41), "") for n in range(40) for party in ("police", "medics")]
    said += [Said("mission", f"t{n}", Range(1, None), "") for n in range(40)]
    assert find_groups(said) == ((), ())


def test_a_known_group_joins_no_two_that_differ() -> None:
    """B and C are known to be one; A copies B and D copies C, and A and D differ on all that they share."""
    said = _said("a", dict.fromkeys(range(40), 5)) + _said("b", dict.fromkeys(range(40), 5))
    said += _said("c", dict.fromkeys(range(100, 140), 6)) + _said(
        "d", {**dict.fromkeys(range(40), 7), **dict.fromkeys(range(100, 140), 6)}
    )
    said += _said("rival", dict.fromkeys([*range(40), *range(100, 140)], 9))
    (first,) = find_groups(said, known=[Group(("b", "c"), ("one command",), "them")])[0]
    assert first.parties == ("a", "b", "c")
    assert first.name == "them"
    assert first.why[0] == "one command"


def test_a_long_chain_of_known_groups_is_one() -> None:
    chain = [Group((f"p{n:04}", f"p{n + 1:04}"), ("tied",)) for n in range(3000)]
    (group,) = joined(chain)
    assert len(group.parties) == 3001
