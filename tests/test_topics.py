"""Which claims are one topic, what follows from a claim by arithmetic, and that no order or seed changes it."""

import json
import os
import subprocess
import sys
from random import Random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.findings.topics import Gathered, computed_claims, gather, is_comparable
from claimcheck.ledger import Ledger
from claimcheck.model import Claim, Event, Part, Proposition, Term
from claimcheck.quantity import Quantity
from claimcheck.reading.figures import parse_quantity
from claimcheck.times import time_span
from claimcheck.view import View
from claimcheck.vocabulary import default_vocabulary
from tests.strategies import ledgers

WORDS = default_vocabulary().extended((Term(name="the region", kind="place", parts=("the city",)),))
EVENTS = (
    Event(key="raid", label="the raid", occurred=time_span("2025-06-02"), subject="Russian drones"),
    Event(key="siege", label="the siege"),
)


def number(figure: str) -> Quantity:
    """The figure that the words say."""
    found = parse_quantity(figure)
    assert found is not None
    return found


def claim(key: str = "c", **said: Any) -> Claim:
    """A claim of these fields; times and values as text."""
    more = {name: said.pop(name) for name in ("claimants", "text", "act", "asserted") if name in said}
    for name in ("over", "occurred"):
        if name in said:
            said[name] = time_span(said[name])
    if "value" in said:
        said["value"] = number(said["value"])
    parts = tuple(Part(of=of, quantity=number(figure)) for of, figure in said.pop("parts", {}).items())
    return Claim(key=key, proposition=Proposition(parts=parts, **said), **more)


def view_of(*claims: Claim) -> View:
    """A view of the shipped words, two events and these claims."""
    view = View(base=WORDS)
    for event in EVENTS:
        view.put(event)
    for record in claims:
        view.put(record)
    return view


def gathered(*claims: Claim) -> Gathered:
    return gather(view_of(*claims))


PLAIN: dict[str, Any] = {"event": "siege", "subject": "Russian drones", "measure": "shot down"}


# one topic or two


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"subject": "Russian drones"}, {"subject": "Russian UAVs"}),
        ({"subject": "Russian drones"}, {"subject": "drones", "operator": "Russia"}),
        ({"subject": "Russian drones"}, {"subject": "unmanned aerial vehicles", "operator": "Russian"}),
        ({"measure": "shot down"}, {"measure": "Downed"}),
        ({"place": "the city"}, {"place": "The  City"}),
        ({"scope": "army only"}, {"scope": "Army only"}),
        ({"value": "5"}, {"value": "7"}),
        ({}, {"polarity": False}),
        ({}, {"agent": "navy"}),
        ({"over": "2025-06-01T00:00Z/2025-06-02T00:00Z"}, {"over": "2025-06-01T03:00+03:00/2025-06-02T03:00+03:00"}),
    ],
)
def test_two_words_for_one_thing_are_one_topic(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Synonyms, demonyms, zones, and whatever is no axis leave two claims in one topic."""
    found = gathered(claim("a", **(PLAIN | one)), claim("b", **(PLAIN | other)))

    assert [topic.size for topic in found.topics.values()] == [2]
    assert found.topic_of["a"] == found.topic_of["b"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"event": "siege"}, {"event": "raid", "occurred": "2025-06-02"}),
        ({"event": "siege"}, {"event": None}),
        ({"subject": "Russian drones"}, {"subject": "Russian missiles"}),
        ({"subject": "Russian drones"}, {"subject": None, "operator": "Russia"}),
        ({"operator": "Russia", "subject": "drones"}, {"operator": "Ukraine", "subject": "drones"}),
        ({"operator": "Russia", "subject": "drones"}, {"subject": "drones"}),
        ({"measure": "shot down"}, {"measure": "suppressed"}),
        ({"measure": "shot down"}, {"measure": None}),
        ({"baseline": "1850-1900"}, {"baseline": "1991-2020"}),
        ({"baseline": "1850-1900"}, {}),
        ({"place": "the city"}, {"place": "the region"}),
        ({"place": "the city"}, {}),
        ({"over": "2025-06-01"}, {"over": "2025-06-02"}),
        ({"over": "2025-06-01"}, {}),
        ({"occurred": "2025-06"}, {"occurred": "2025-06~"}),
        ({"scope": "army only"}, {"scope": "all forces"}),
        ({"scope": "army only"}, {}),
    ],
)
def test_another_word_on_any_axis_is_another_topic(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Another word on an axis, or none there, makes another topic: an empty axis is a value of its own."""
    found = gathered(claim("a", **(PLAIN | one)), claim("b", **(PLAIN | other)))

    assert found.topic_of["a"] != found.topic_of["b"]


def test_a_topic_shows_its_axes() -> None:
    """A topic's label and fields are in the words of the claims, with the label of its event."""
    found = gathered(claim(**PLAIN, place="The city", over="2025-06-01", scope="army only"))
    (topic,) = found.topics.values()

    assert str(topic) == "Russian drones shot down, The city, 2025-06-01, the siege"
    assert (topic.event, topic.operator, topic.subject, topic.measure) == ("siege", "russia", "drone", "shot down")
    assert (topic.place, topic.period, topic.scope, topic.size) == ("The city", "2025-06-01", "army only", 1)


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ({"event": "raid", "measure": "shot down"}, "Russian drones shot down, the raid"),
        ({"event": "elsewhere", "measure": "shot down"}, "shot down, elsewhere"),
        ({"text": "They fled.", "event": "raid", "operator": "Ukraine"}, "Russian drones, the raid"),
        ({"text": "They fled."}, "They fled"),
        ({}, "c"),
    ],
)
def test_a_label_leaves_out_what_the_event_supplies(said: dict[str, Any], label: str) -> None:
    """A label repeats no period of the event, and falls back to the words and then to the key of the claim."""
    (topic,) = gathered(claim(**said)).topics.values()

    assert topic.label == label


def test_a_topic_is_a_table_that_executes_nothing() -> None:
    """In a notebook a topic shows its axes and size, and markup in its words is text."""
    (topic,) = gathered(claim(measure="<script>alert(1)</script>", place="the city")).topics.values()
    shown = topic._repr_html_()

    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert "the city" in shown
    assert ">scope<" not in shown


def test_superseded_claims_are_in_no_topic() -> None:
    """What its claimant replaced is left out, and the topic counts what is current."""
    ledger = Ledger()
    old = ledger.claim("37 killed", by="army", event="raid", key="old")
    ledger.revise(old, "36 killed", key="new")

    found = gather(ledger.view)

    assert sorted(found.topic_of) == ["new"]


# what follows by arithmetic


@pytest.mark.parametrize(
    ("of", "axis", "told"),
    [
        ("suppressed", "measure", "suppressed"),
        ("missiles", "subject", "missiles"),
        ("the city", "place", "the city"),
        ("Nikolske", "place", "Nikolske"),
    ],
)
def test_a_part_is_a_claim_on_the_axis_that_its_name_belongs_to(of: str, axis: str, told: str) -> None:
    """A part takes the place of the measure or the subject that its name is, and is a place where nobody knows it."""
    whole = claim(**(PLAIN | {"measure": "neutralised"}), value="52", parts={of: "15"})
    (part,) = computed_claims(whole, WORDS)
    changed = {
        name
        for name in ("event", "operator", "subject", "measure", "place")
        if getattr(part.proposition, name) != getattr(whole.proposition, name)
    }

    assert getattr(part.proposition, axis) == told
    assert str(part.value) == "15"
    assert changed == ({"subject", "operator"} if axis == "subject" else {axis})


@pytest.mark.parametrize(
    ("said", "operator"),
    [
        ({"subject": "Russian aircraft"}, "Russia"),
        ({"subject": "aircraft", "operator": "Ukraine"}, "Ukraine"),
        ({"subject": "aircraft"}, None),
        ({}, None),
    ],
)
def test_a_part_of_the_subject_keeps_the_operator(said: dict[str, Any], operator: str | None) -> None:
    """The missiles among Russian aircraft are Russian, whether a demonym or a field says whose they are."""
    (part,) = computed_claims(claim(**said, measure="shot down", value="9", parts={"missiles": "3"}), WORDS)

    assert part.proposition.operator == operator


def test_a_part_belongs_to_the_act_of_its_whole() -> None:
    """A part has its own key and text, says what it follows from, and is by the same claimants in the same act."""
    whole = claim("w", **PLAIN, value="52", parts={"suppressed": "about 15"}, claimants=("af",))
    (part,) = computed_claims(whole, WORDS)

    assert (part.key, part.text, part.computed_from, part.act) == ("w#suppressed", "about 15 suppressed", "w", "w")
    assert (part.claimants, part.proposition.parts) == (("af",), ())
    assert next(computed_claims(evolve(whole, act="bulletin"), WORDS)).act == "bulletin"


def test_k_of_n_says_how_many_there_were() -> None:
    """52 of 80 shot down implies 80 launched, exactly, by nobody in particular, and no second total."""
    whole = claim("w", **PLAIN, value="52 of 80", agent="navy", parts={"the city": "5"})
    part, total = computed_claims(whole, WORDS)

    assert (total.key, total.text, total.computed_from, total.act) == ("w#launched", "80 launched", "w", "w")
    assert (total.measure, str(total.value), total.subject) == ("launched", "80", "Russian drones")
    assert (total.proposition.agent, total.proposition.parts) == (None, ())
    assert list(computed_claims(total, WORDS)) == []
    assert part.key == "w#the city"


@pytest.mark.parametrize(
    "said",
    [
        {"measure": "shot down", "value": "52"},
        {"measure": "shot down", "value": "52 of 80", "polarity": False},
        {"measure": "wrecked", "value": "52 of 80"},
        {"measure": "killed", "value": "52 of 80"},
        {"value": "52 of 80"},
        {"measure": "shot down"},
    ],
)
def test_nothing_follows_where_nothing_says_of_what(said: dict[str, Any]) -> None:
    """A denial, a figure without a total, and a measure whose total has no name imply no other claim."""
    assert list(computed_claims(claim(**said), WORDS)) == []


def test_what_follows_is_in_the_topic_of_what_was_said() -> None:
    """80 launched, said and implied, are one topic."""
    launched = PLAIN | {"measure": "launched"}
    found = gathered(claim("k", **PLAIN, value="52 of 80"), claim("n", **launched, value="80"))

    assert found.topic_of["k#launched"] == found.topic_of["n"]
    assert found.topic_of["k"] != found.topic_of["n"]
    assert found.standings["k#launched"].claim.computed_from == "k"


def test_what_follows_is_never_an_origin() -> None:
    """A claim that says a figure and its total rests on one origin for the total, as if it had said it once."""
    ledger = Ledger()
    ledger.party("Air Force", key="af")
    ledger.claim(by="af", event="raid", subject="Russian drones", measure="shot down", value="52 of 80", key="k")
    ledger.claim(by="af", event="raid", subject="Russian drones", measure="launched", value=80, key="n")

    assert ledger.independence("n").independent == 1
    assert "corroborated" not in ledger.status("n")


# held against each other or not


@pytest.mark.parametrize(
    ("said", "comparable"),
    [
        ({"measure": "killed"}, False),
        ({"measure": "killed", "event": "siege"}, True),
        ({"measure": "killed", "over": "2025-06-01"}, True),
        ({"measure": "wrecked", "event": "siege"}, True),
        ({"measure": "turnout", "event": "raid"}, False),
        ({"measure": "turnout", "event": "raid", "occurred": "2025-06-02"}, True),
        ({"measure": "magnitude"}, True),
    ],
)
def test_claims_of_a_topic_need_an_event_or_a_period(said: dict[str, Any], comparable: bool) -> None:
    """Two claims of a topic are held against each other only where something says that they speak of one thing."""
    found = gathered(claim(**said))

    assert is_comparable(found.standings["c"]) is comparable


# no order, no seed


@settings(max_examples=60)
@given(ledgers(), st.randoms())
def test_keys_and_labels_do_not_depend_on_the_order(ledger: Ledger, random: Random) -> None:
    """The same records in any order give the same topics, with the same keys, labels and members."""
    records = list(ledger.records())
    random.shuffle(records)
    view = View()
    for record in records:
        view.put(record)
    one, other = gather(ledger.view), gather(view)

    assert list(one.topics.items()) == list(other.topics.items())
    assert one.topic_of == other.topic_of
    assert [[held.claim.key for held in members] for members in one.members.values()] == [
        [held.claim.key for held in members] for members in other.members.values()
    ]


@settings(max_examples=60)
@given(ledgers())
def test_every_current_claim_is_in_one_topic(ledger: Ledger) -> None:
    """No current claim is lost, none is in two topics, and each topic counts its members."""
    found = gather(ledger.view)
    members = [one.claim.key for held in found.members.values() for one in held]

    assert {claim.key for claim in ledger.claims if ledger.view.is_current(claim)} <= set(members)
    assert set(members) == set(found.topic_of) == set(found.standings)
    assert {name: len(held) for name, held in found.members.items()} == {
        name: topic.size for name, topic in found.topics.items()
    }


SCRIPT = """
import json
from claimcheck.findings.topics import gather
from tests.test_topics import claim, view_of

spoken = [
    claim("a", event="siege", subject="Russian or Ukrainian drones", measure="shot down or suppressed", value="5"),
    claim("b", event="raid", measure="killed or wounded", place="the city", over="2025-06-01T00:00Z/2025-06-02T00:00Z"),
    claim("c", event="raid", subject="drones and missiles", measure="shot down", value="52 of 80", scope="army only"),
]
found = gather(view_of(*spoken))
print(json.dumps([[key, topic.label, found.topic_of] for key, topic in found.topics.items()]))
"""


def test_keys_do_not_depend_on_the_hash_seed() -> None:
    """Processes with other hash seeds give the same topics the same keys."""
    written = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }

    assert len(written) == 1
    assert len(json.loads(written.pop())) == 4
