"""Fusion beside the positions of a ledger: both are there, neither takes from the other, and little reads as little."""

import re

import pytest
from hypothesis import given, settings

import claimcheck as cc
from claimcheck.errors import InvalidRecord
from claimcheck.formats import read
from claimcheck.fusion.beside import TESTED, shown_reliability
from claimcheck.fusion.fused import Reliability
from claimcheck.fusion.quantiles import beta_interval
from claimcheck.ledger import Ledger
from claimcheck.model import Party, Tie
from tests.renew import FUSED_CASE
from tests.strategies import ledgers

pytest.importorskip("scipy", reason="fusion needs scipy")


def _told(*rows: tuple[str, str, str]) -> Ledger:
    """A ledger in which parties say how many were killed in some events."""
    ledger = Ledger()
    for number, (party, event, value) in enumerate(rows):
        ledger.claim(by=ledger.party(party), event=event, measure="killed", value=value, key=f"c{number}")
    return ledger


FIRE = (("Police", "fire", "5"), ("Medics", "fire", "5"), ("Mayor", "fire", "8"))


def test_positions_and_fusion_stand_side_by_side() -> None:
    """A contested topic has all its positions, and beside them who says each value."""
    (topic,) = _told(*FIRE).beside().topics
    (line,) = topic.lines

    assert topic.contested
    assert [str(position) for position in topic.positions] == ["5", "8"]
    assert [(one.value.value, [voice.name for voice in one.voices]) for one in line.values] == [
        ("5", ["Medics", "Police"]),
        ("8", ["Mayor"]),
    ]
    assert line.values[0].voices[1].claims == ("c0",)


def test_fusion_overrules_nothing() -> None:
    """What is contested before is contested after, with the same words and positions, and the sentence says so."""
    ledger = _told(*FIRE)
    before = [one.sentence for one in ledger.contested()], ledger.positions("c0")
    (topic,) = ledger.beside().topics

    assert ([one.sentence for one in ledger.contested()], ledger.positions("c0")) == before
    assert topic.sentence.endswith("The topic stays contested.")


def test_little_is_called_little() -> None:
    """Where nobody has tested claims enough, the probability is said to be little more than a count."""
    (topic,) = _told(*FIRE).beside().topics

    assert topic.sentence == (
        "Weighed by who says it, 5 comes first, with a probability of 0.96 under the model. Nobody who says so has 5 "
        "tested claims here: it is little more than a count of voices. Those who say so never differ here, as copies "
        "would not: nothing shows that each knows it alone. The topic stays contested."
    )


def test_who_never_differs_may_be_one() -> None:
    """Voices that bring a value to the front and never differ are told; one that differs once, or is alone, is not."""
    rows = [(party, f"raid {n}", "90" if party in "xy" else "41") for n in range(5) for party in "axy"]
    alike, apart = _told(*rows).beside(), _told(*rows, ("x", "flood", "1"), ("y", "flood", "2")).beside()
    alone = _told(("a", "raid", "5"), ("b", "raid", "6")).beside(
        _told(("a", "raid", "5"), ("b", "raid", "6")).fuse(gold={"killed, raid": 5})
    )

    assert "Those who say so never differ here, as copies would not" in alike.topics[0].sentence
    assert "never differ" not in next(one for one in apart.topics if "raid 0" in one.topic.label).sentence
    assert "One voice says so. The topic stays contested." in alone.topics[0].sentence


def test_unknown_is_not_one_half() -> None:
    """A reliability of untested claims reads as unknown; five right ones are the first that exclude a coin's toss."""
    half = Reliability(party="a", reliability=0.5, low=0.03, high=0.97, claims=0)

    assert shown_reliability(half) == "unknown, 0 tested claims"
    assert beta_interval(TESTED, 1)[0] < 0.5 < beta_interval(TESTED + 1, 1)[0]


def test_where_nothing_is_decided_the_reason_stands() -> None:
    """Of two against one another fusion says that it cannot tell; the topic stays contested."""
    (topic,) = _told(("a", "fire", "5"), ("b", "fire", "9")).beside().topics

    assert topic.sentence == (
        "Fusion calls no value the best: the best values are equally credible. The topic stays contested."
    )


def test_what_is_not_contested_is_not_called_so() -> None:
    """Where all agree, nothing is said to stay contested."""
    (topic,) = _told(("a", "fire", "5"), ("b", "fire", "5")).beside().topics

    assert topic.sentence.endswith("The topic is not contested.")


def test_scores_are_no_probabilities() -> None:
    """A method whose scores are none is not said to give any, and an estimate is told as one."""
    ledger = _told(*FIRE)
    by_votes, by_gtm = (ledger.beside(ledger.fuse(method=name)).topics[0] for name in ("vote", "gtm"))

    assert "with 0.67 of the scores, which are no probabilities." in by_votes.sentence
    assert re.match(r"Fusion puts the figure at [\d.]+, with a standard deviation of [\d.]+\. ", by_gtm.sentence)


def test_suspected_copies_are_named_where_they_win() -> None:
    """Two who agree as copies do and bring a value to the front are named beside it."""
    rows = [(party, f"raid {n}", "90" if party in "xy" else "41") for n in range(9) for party in "axy"]
    (topic, *_) = _told(*rows).beside().topics

    assert "90 comes first" in topic.sentence
    assert "x and y may be copies of each other, and are counted apart." in topic.sentence


def test_the_denied_is_told_beside() -> None:
    """A contested topic of which nothing is weighed is there too, and says which claims are left out and why."""
    ledger = _told(*FIRE)
    ledger.claim("the bridge fell", by="Police", event="flood", measure="bridge", value="down", key="up")
    ledger.claim(by="Mayor", event="flood", measure="bridge", value="down", polarity=False, key="no")
    topics = {one.topic.label: one for one in ledger.beside().topics}
    flood = next(one for label, one in topics.items() if "flood" in label)

    assert flood.contested
    assert [(one.where, one.message) for one in flood.left_out] == [("no", "a denial says no value")]


def test_topics_are_those_of_the_ledger_and_not_their_labels() -> None:
    """Figures in two units are lines of one topic; two topics of one label stay apart, each with its own claims."""
    ledger = Ledger()
    for event in ("one", "two"):
        record = ledger.event("Raid", key=event)
        for party, value in (("a", "5 km"), ("b", "7 km"), ("a", "5 %"), ("b", "9 %")):
            ledger.claim(by=ledger.party(party), event=record, measure="reached", value=value)
    beside = ledger.beside()

    assert {one.topic.key for one in beside.topics} == {topic.key for topic in ledger.topics}
    assert [len(one.lines) for one in beside.topics] == [2, 2]
    for one in beside.topics:
        claims = {key for line in one.lines for value in line.values for voice in value.voices for key in voice.claims}
        assert {ledger.claims[key].event for key in claims} == {one.topic.event}


def test_joint_claims_name_everybody() -> None:
    """Who speaks jointly is named as that, under one key of all their keys."""
    ledger = _told(*FIRE)
    ledger.claim("5 killed", by=["Police", "Mayor"], event="fire", measure="killed", key="joint")
    voices = [voice for value in ledger.beside().topics[0].lines[0].values for voice in value.voices]

    assert [(one.name, one.members) for one in voices if len(one.members) > 1] == [
        ("Mayor and Police", ("Mayor", "Police"))
    ]


@settings(max_examples=30)
@given(ledgers())
def test_every_ledger_that_can_be_fused_has_it_beside(ledger: Ledger) -> None:
    """Every fused topic and every contested topic is there once, whatever records there are."""
    try:
        fusion = ledger.fuse()
    except InvalidRecord:
        return
    beside = ledger.beside(fusion)
    lines = [line.fused.topic for one in beside.topics for line in one.lines]

    assert sorted(lines) == sorted(one.topic for one in fusion.topics)
    assert {one.topic.key for one in beside.contested} == {
        one.topic.key for one in ledger.contested() if one.topic is not None
    }
    assert str(beside)


# in a notebook


def test_a_notebook_shows_both_sides() -> None:
    """The contested topics stand in a table, positions left and fusion right; hostile names are text."""
    ledger = _told(*FIRE, ("<script>alert(1)</script>", "<b>fire</b>", "1"), ("red\u202e", "<b>fire</b>", "2"))
    beside = ledger.beside()
    page = beside._repr_html_()

    tags = {"table", "caption", "thead", "tbody", "tr", "th", "td", "br", "strong"}
    assert set(re.findall(r"</?(\w+)", page)) == tags
    assert page.count("<strong>≠\N{NO-BREAK SPACE}contested</strong>") == 2
    assert re.search(
        r"<td[^>]*>5: Medics, Police<br>8: Mayor</td><td[^>]*>0\.\d\d 5: Medics \(reliability unknown, 1 tested", page
    )
    assert "&lt;script&gt;alert(1)" in page
    assert "The topic stays contested.</td>" in page
    assert str(beside).splitlines()[-1] == "2 contested topics; fusion by accu stands beside them and settles none"
    assert not any("\u202e" in text for text in (page, str(beside)))


def test_what_does_not_fit_is_counted() -> None:
    """Of many topics, positions and parties the first are shown and the rest is counted."""
    rows = [(f"party {n:02}", "crowd", str(1000 * (n % 15))) for n in range(60)]
    rows += [(party, f"raid {n:02}", party) for n in range(20) for party in ("1", "2")]
    shown = str(_told(*rows).beside())

    assert "and 3 more positions" in shown
    assert "and 3 more values" in shown
    assert shown.endswith(
        "21 contested topics, of which 12 are shown; fusion by accu stands beside them and settles none"
    )


# refusals


def test_a_fusion_of_something_else_is_refused() -> None:
    """A table's fusion, another ledger's, and one made before the ledger changed have no topics of this ledger."""
    ledger, other = _told(*FIRE), _told(*FIRE[:2])
    stale = ledger.fuse()
    with pytest.raises(InvalidRecord, match=r"fusion: it is of another ledger, or of this one before it changed; take"):
        ledger.beside(other.fuse())
    ledger.party("City", key="city")
    assert ledger.beside(stale).topics
    ledger.party("Fire Service", key="fs", acts_for="city")
    ledger.claim(by="fs", event="fire", measure="killed", value="8")
    with pytest.raises(InvalidRecord, match="or of this one before it changed"):
        ledger.beside(stale)
    with pytest.raises(InvalidRecord, match=r"fusion: expected what ledger\.fuse\(\) gives, got True"):
        ledger.beside(True)  # type: ignore[arg-type]


def test_a_fusion_of_a_table_is_refused() -> None:
    """A table has no topics of the ledger, whatever its labels are."""
    pa = pytest.importorskip("pyarrow")
    table = pa.table({"event": ["killed, fire"] * 2, "by": ["a", "b"], "killed": [5, 5]})
    fusion = cc.fuse(table, topic="event", party="by", value="killed")

    with pytest.raises(InvalidRecord, match=r"fusion: it is of a table, and has no topics of this ledger"):
        _told(*FIRE).beside(fusion)


def test_a_command_that_changed_makes_a_fusion_stale() -> None:
    """Who is under one command belongs to what was fused: declared later, it asks for a new fusion."""
    ledger = _told(*FIRE)
    stale = ledger.fuse()
    ledger.add(Party(key="Police", name="Police", acts_for=[Tie(party="Mayor")]))

    with pytest.raises(InvalidRecord, match="before it changed"):
        ledger.beside(stale)


def test_the_same_case_read_again_is_the_same_ledger() -> None:
    """What counts is what a ledger holds: the fusion of one reading of a file goes with another reading."""
    assert read(FUSED_CASE).beside(read(FUSED_CASE).fuse()).topics
