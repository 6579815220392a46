"""Who counts as one voice: copies by their agreement where others differ, and never by a chain of likenesses."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.comparing.values import Range
from claimcheck.fusion.copying import Group, find_groups, joined, known_groups
from claimcheck.fusion.told import Said


def _said(party: str, values: dict[int, int]) -> list[Said]:
    return [Said(party, f"t{topic}", Range(value, value), f"{party} {topic}") for topic, value in values.items()]


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
    (group,) = find_groups(said)

    assert group.parties == ("echo", "wire")
    distinct = {topic: {one.value for one in said if one.topic == f"t{topic}"} for topic in range(0, 200, 2)}
    shared = sum(len(values) > 1 for values in distinct.values())
    assert group.why == (f"echo and wire say the same on {shared} of {shared} contested topics",)


def test_agreement_on_what_nobody_disputes_shows_nothing() -> None:
    same = dict.fromkeys(range(500), 5)
    assert find_groups([*_said("a", same), *_said("b", same), *_said("c", same)]) == ()


def test_few_shared_topics_show_nothing() -> None:
    """With 29 contested topics in common two are no copies, with 30 they are; one difference in 100 is allowed."""
    rival = dict.fromkeys(range(200), 9)
    for count, found in ((29, 0), (30, 1)):
        told = dict.fromkeys(range(count), 5)
        assert len(find_groups([*_said("a", told), *_said("b", told), *_said("c", rival)])) == found
    told = dict.fromkeys(range(100), 5)
    assert len(find_groups([*_said("a", told), *_said("b", {**told, 7: 6}), *_said("c", rival)])) == 1
    assert len(find_groups([*_said("a", told), *_said("b", {**told, 7: 6, 8: 6}), *_said("c", rival)])) == 0


def test_a_chain_of_likenesses_makes_no_group() -> None:
    """One that has a bit of both of two who differ joins one of them and not both."""
    first, second = dict.fromkeys(range(100), 5), dict.fromkeys(range(100), 7)
    third = {**dict.fromkeys(range(40), 5), **{topic + 1000: 7 for topic in range(40)}}
    said = _said("first", first) + _said("second", {**second, **{topic + 1000: 7 for topic in range(40)}})
    said += _said("third", third) + _said("rival", dict.fromkeys([*range(100), *range(1000, 1040)], 9))
    groups = find_groups(said)
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
    groups = find_groups(said, least=3, agreement=0.75)
    shuffled = said[:]
    chance.shuffle(shuffled)
    assert find_groups(shuffled, least=3, agreement=0.75) == groups
    contested = {
        topic for topic in range(10) if len({values[topic] for values in held.values() if topic in values}) > 1
    }
    for group in groups:
        for one in group.parties:
            for other in group.parties:
                shared = [topic for topic in contested if topic in held[one] and topic in held[other]]
                same = sum(held[one][topic] == held[other][topic] for topic in shared)
                assert len(shared) < 3 or same >= 0.75 * len(shared)
