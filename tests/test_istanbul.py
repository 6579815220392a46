"""What the Istanbul case must show, worked by hand from the brief and the sources its figures come from."""

from functools import cache
from pathlib import Path

import pytest

from claimcheck.comparing.comparison import Comparison
from claimcheck.errors import NotAdditive
from claimcheck.formats.casefile import read_case
from claimcheck.ledger import Ledger

FIXTURES = Path(__file__).parent.parent / "fixtures" / "istanbul"


@cache
def case() -> Ledger:
    return read_case(FIXTURES / "case.yaml")


def compared(a: str, b: str) -> Comparison:
    return case().compare(case().claims[a], case().claims[b])


def found(kind: str) -> set[frozenset[str]]:
    """The findings of a kind, each as the short ids of its claims; computed claims keep their mark."""
    return {
        frozenset(claim.key.removeprefix("istanbul-2025-06-02/") for claim in finding.claims)
        for finding in case().findings(kind)
    }


@pytest.mark.parametrize(
    ("a", "b", "outcome", "field"),
    [
        ("ua52", "ru162", "not_comparable", "operator"),
        ("ua15", "ru162", "not_comparable", "operator"),
        ("ua80", "ru162", "not_comparable", "operator"),
        ("ua52", "ru53", "not_comparable", "operator"),
        ("ua-hits12", "ua52", "not_comparable", "measure"),
        ("ua80", "night472", "not_comparable", "event"),
        ("ua52", "night210", "not_comparable", "event"),
        ("record", "record-0531", "undetermined", "event"),
        ("ru53", "ru162", "part_of", None),
        ("ru162", "ru53", "has_part", None),
        ("ru-over160", "ru162", "refined_by", None),
        ("ru162", "ru-over160", "refines", None),
        ("ua52", "ua-shot15", "reported_differently", None),
        ("ua-shot15", "ua15", "part_of", None),
        ("sbu41", "jets", "refines", None),
        ("sbu41", "seen13", "refines", None),
        ("seen13", "sbu41", "refined_by", None),
        ("sbu41-destroyed", "sbu41", "part_of", None),
        ("seen7", "seen13", "part_of", None),
        ("ru-fire", "sbu41", "undetermined", "measure"),
        ("ru-fire", "seen7", "undetermined", "measure"),
        ("night210", "night382", "part_of", None),
        ("night210", "night172", "not_comparable", "measure"),
        ("night382", "night385", "part_of", None),
        ("night472", "night500", "part_of", None),
        ("night472", "night-missiles7", "not_comparable", "subject"),
        ("kherson1", "kherson2", "progression", None),
        ("kherson2", "kherson3", "progression", None),
        ("kherson1", "kherson3", "progression", None),
        ("kherson1-injured", "kherson2-injured", "progression", None),
        ("kherson-brief", "kherson3", "same", None),
        ("kherson-brief", "kherson1", "undetermined", "cutoff"),
        ("kherson1", "kherson1-injured", "not_comparable", "measure"),
        ("kherson3", "zaporizhzhia5", "not_comparable", "event"),
        ("children-ua", "children-ru", "framing", "value"),
        ("blow", "jets", "not_comparable", "measure"),
    ],
)
def test_two_claims_of_the_case(a: str, b: str, outcome: str, field: str | None) -> None:
    """Each pair comes out as it was worked out by hand."""
    result = compared(a, b)

    assert (result.outcome.value, result.field if field else None) == (outcome, field), result


def test_only_the_children_are_contested() -> None:
    """Of all the figures that look like disputes none is one; the framing of the children is."""
    assert found("contested") == {frozenset({"children-ua", "children-ru"})}
    assert [finding.outcome.value for finding in case().contested() if finding.outcome] == ["framing"]


@pytest.mark.parametrize(
    "kind",
    [
        "inconsistent",
        "disputed_by_unattributed",
        "parts_do_not_sum",
        "impossible",
        "unsupported",
        "undeclared",
        "conceded",
    ],
)
def test_nothing_is_said_that_is_not_so(kind: str) -> None:
    """Rising tolls, retellings and floors are neither disputes nor contradictions of a party with itself."""
    assert found(kind) == set()


def test_eighty_launched_is_implied_and_the_other_28_are_no_hits() -> None:
    """52 of 80 implies 80 launched, as a computed claim of the same act; nothing makes hits of the other 28."""
    topic = next(
        name for name in case().topics if name.measure == "launched" and name.size >= 3 and "1-2 June" in name.label
    )
    members = case()._analyse().gathered.members[topic.key]
    computed = [one.claim for one in members if one.claim.computed_from]

    assert {str(claim.value) for claim in computed} == {"80"}
    assert all(claim.act for claim in computed)
    assert not [row for row in case().rows() if row["value"] == "28"]


def test_the_52_is_explained_by_the_bulletin() -> None:
    """The brief's "shot down 52" is the bulletin's neutralised, 15 and 37; neither is preferred."""
    result = compared("ua52", "ua-shot15")

    assert "neutralised" in result.reason
    assert "15 shot down + 37 suppressed" in result.reason
    assert "neither is preferred" in result.reason
    assert str(result.gap) == "37 (71 %)"
    assert {"ua52", "ua-shot15"} <= set().union(*found("reported_differently"))


def test_the_whole_bulletin_holds_its_part_too() -> None:
    """Held against the bulletin's whole figure, the brief's 52 meets the 15 that the bulletin states for shot down."""
    result = compared("ua52", "ua15")

    assert result.outcome.value == "reported_differently"
    assert "15" in result.reason


def test_162_has_five_outlets_and_one_origin() -> None:
    """Five outlets carry the ministry's 162; it rests on one origin and is uncorroborated."""
    support = case().independence("ru162")

    assert (support.named, support.independent, support.reach) == (1, 1, 5)
    assert "uncorroborated" in case().status("ru162")


def test_the_nine_parts_add_up_and_53_is_not_added() -> None:
    """The nine regions make 162; the 53 of the earlier window lie within it and adding them is refused."""
    parts = case().claims["ru162"].proposition.parts

    assert sum(int(part.quantity.low or 0) for part in parts) == 162
    with pytest.raises(NotAdditive, match=r"ru53 and .*ru162|ru162 and .*ru53"):
        case().total(["ru53", "ru162"])


def test_the_floor_is_13_of_41() -> None:
    """A documented 13 below a claimed 41 is a floor: 28 are not confirmed, and 41 is not refuted."""
    (floor,) = case().findings("floor")

    assert "documented independently: 13 of 41; 28 not confirmed" in floor.sentence
    assert case().status("sbu41") >= {"uncorroborated", "floor"}
    assert "contested" not in case().status("sbu41")


def test_41_corroborates_the_floor_and_never_the_reverse() -> None:
    """The claim of 41 entails at least 13; at least 13 does not entail 41."""
    assert frozenset({"seen13"}) in found("corroborated")
    assert "corroborated" not in case().status("sbu41")


def test_destroyed_keeps_its_word() -> None:
    """Destroyed, and destroyed or damaged, are different topics."""
    topics = {case()._topic(key) for key in ("sbu41", "sbu41-destroyed")}

    assert len(topics) == 2


def test_479_is_the_sum_of_drones_and_missiles() -> None:
    """472 drones and 7 missiles make 479 launched; 80 drones and 4 missiles make 84."""
    assert case().total(["night472", "night-missiles7"]).low == 479
    assert case().total(["ua80", "ua-missiles4"]).low == 84


def test_472_is_210_and_172_and_the_rest() -> None:
    """The parts of the 382 are stated, and the rest of the 472 is not made anything else."""
    story = case().explain("night382")

    assert "It breaks down as 210 shot down + 172 suppressed." in story
    assert "Of the other 90 of the 472 it says nothing." in story


def test_the_kherson_tolls_are_one_progression() -> None:
    """1, 2, 3 killed as the hours pass is a count that rose, and so are the injured."""
    assert found("progression") == {
        frozenset({"kherson1", "kherson2", "kherson3"}),
        frozenset({"kherson1-injured", "kherson2-injured", "kherson3-injured"}),
    }


def test_what_only_looks_contested_is_said() -> None:
    """52 of 80 and 162 are shown together with the reason why they do not contradict each other."""
    sentences = [finding.sentence for finding in case().findings("looks_contested")]

    assert any("52 of 80" in text and "162" in text and "operator differs" in text for text in sentences), sentences


def test_everything_that_only_the_brief_says_has_one_outlet() -> None:
    """What stands in the brief alone has a reach of one and no more than one origin."""
    alone = ["ua52", "jets", "blow", "children-ua", "children-ru", "zaporizhzhia5", "kherson-brief"]
    supports = [case().independence(key) for key in ("ua52", "blow", "zaporizhzhia5")]

    assert all(len(case().claims[key].appearances) == 1 for key in alone)
    assert [support.named for support in supports] == [1, 1, 0]


def test_twelve_claims_are_unattributed() -> None:
    """The brief's own publisher is the claimant of none of them."""
    assert found("unattributed") == {
        frozenset({key})
        for key in (
            "record", "jets", "imagery", "zones3", "kherson-brief", "kherson-brief-injured", "zaporizhzhia5",
            "zaporizhzhia9", "hour", "round2", "no-breakthrough", "far-apart",
        )
    }  # fmt: skip


def test_the_quotes_stand_in_the_brief() -> None:
    """Every quote of the brief stands in it to the letter."""
    text = (FIXTURES / "brief.txt").read_text(encoding="utf-8")
    quotes = [
        appearance.quote
        for claim in case().claims
        for appearance in claim.appearances
        if appearance.source.endswith("/brief") and appearance.quote
    ]

    assert len(quotes) >= 15
    assert [quote for quote in quotes if quote not in text] == []


def test_the_story_of_a_claim_names_what_it_rests_on() -> None:
    """The explanation says who, where, in whose words, what agrees, what opposes, and on how many origins."""
    story = case().explain("ua52")

    for words in ("Air Force of Ukraine", "52", "as reported", "Reported differently", "1 origin"):
        assert words in story
