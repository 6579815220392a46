"""The two ways of counting origins agree: set by set over a topic, and by the network of one claim."""

from random import Random
from typing import Any

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.ledger import Ledger
from claimcheck.model import (
    Appearance,
    Claim,
    Derivation,
    Event,
    Link,
    Party,
    Proposition,
    Record,
    Retraction,
    Source,
    Tie,
)
from claimcheck.reading.figures import parse_quantity
from claimcheck.times import time_span

PARTIES = (
    Party(key="state", name="State", kind="state"),
    Party(key="army", name="Army", kind="force", acts_for=[Tie(party="state")]),
    Party(key="police", name="Police"),
    Party(key="hospital", name="Hospital", kind="agency"),
    Party(key="daily", name="Daily", kind="outlet"),
    Party(key="echo", name="Echo", kind="outlet"),
    Party(key="stranger", name="stranger", declared=False),
)
KEYS = tuple(party.key for party in PARTIES)
SOURCES = tuple(f"s{number}" for number in range(6))
FIGURES = ("5", "6", "at least 5", "4-9", "about 5")
BASES = (None, None, None, "reported", "imagery", "own_count", "estimate")


@st.composite
def told(draw: st.DrawFn, most: int = 6) -> list[Record]:
    """Claims of one topic in documents that derive from each other at random, circles and retractions among them."""
    records: list[Record] = [*PARTIES, Event(key="fire", occurred=time_span("2025-06-02"))]
    for source in SOURCES:
        publisher = draw(st.sampled_from((None, *KEYS[:6])))
        origins = draw(st.one_of(st.just([]), st.lists(st.sampled_from(SOURCES), max_size=2, unique=True)))
        records += [
            Source(key=source, publisher=publisher, derives_from=[Derivation(source=origin) for origin in origins])
        ]
    count = draw(st.integers(1, most))
    for number in range(count):
        said: dict[str, Any] = {
            "claimants": draw(st.lists(st.sampled_from(KEYS), max_size=2, unique=True)),
            "basis": draw(st.sampled_from(BASES)),
            "act": draw(st.sampled_from((None, None, None, "one", "two"))),
            "appearances": [
                Appearance(source=one) for one in draw(st.lists(st.sampled_from(SOURCES), max_size=2, unique=True))
            ],
        }
        value = parse_quantity(draw(st.sampled_from(FIGURES)))
        records.append(
            Claim(key=f"c{number}", proposition=Proposition(event="fire", measure="killed", value=value), **said)
        )
    claims = st.sampled_from([f"c{number}" for number in range(count)])
    for relation in draw(st.lists(st.sampled_from(("based_on", "same_act")), max_size=2)):
        records += [Link(a=draw(claims), relation=relation, b=draw(claims))]
    if draw(st.integers(0, 4)) == 0:
        records.append(Retraction(target=draw(st.sampled_from(SOURCES))))
    return records


def filled(records: list[Record]) -> Ledger:
    """A ledger that holds the records."""
    ledger = Ledger()
    ledger.add(*{(type(one), one.key): one for one in records}.values())
    return ledger


def current(ledger: Ledger) -> list[str]:
    """The keys of the claims that still stand."""
    return sorted(claim.key for claim in ledger.claims if ledger.view.is_current(claim))


@settings(max_examples=400)
@given(told(most=8))
def test_a_topic_is_counted_as_each_claim_is(records: list[Record]) -> None:
    """The count made for a topic at once is that of each claim by itself, named and independent."""
    ledger = filled(records)
    analysis = ledger._analyse()
    for key in current(ledger):
        found = ledger.independence(key)

        assert analysis.origins[key] == found.independent
        if found.independent > 1:
            assert "corroborated" in ledger.status(key)


@settings(max_examples=200)
@given(told(), st.data())
def test_a_reprint_never_adds_an_origin(records: list[Record], data: st.DataObject) -> None:
    """A document that derives from those in which a claim stands raises no count, unless its own party prints it."""
    ledger = filled(records)
    keys = [key for key in current(ledger) if ledger.claims[key].appearances]
    if not keys:
        return
    key = data.draw(st.sampled_from(keys))
    claim = ledger.claims[key]
    before = {one: ledger.independence(one) for one in current(ledger)}
    origins = [Derivation(source=one.source) for one in claim.appearances]
    own = {ledger.view.control_group(one, None) for one in claim.claimants}
    others = [one for one in KEYS if ledger.view.control_group(one, None) not in own]
    ledger.add(Source(key="reprint", publisher=data.draw(st.sampled_from((None, *others))), derives_from=origins))
    ledger.add(evolve(claim, appearances=(*claim.appearances, Appearance(source="reprint"))), why="a reprint")

    for one, old in before.items():
        new = ledger.independence(one)
        assert (new.named, new.independent) <= (old.named, old.independent)
        assert new.reach >= old.reach


@settings(max_examples=150)
@given(told(), st.data())
def test_a_reprints_own_voice_adds_no_origin(records: list[Record], data: st.DataObject) -> None:
    """An outlet that says the same in its own voice, in a document derived from one that says so, adds nothing."""
    ledger = filled(records)
    keys = [key for key in current(ledger) if ledger.claims[key].appearances]
    if not keys:
        return
    claim = ledger.claims[data.draw(st.sampled_from(keys))]
    before = {one: ledger.independence(one).independent for one in current(ledger)}
    ledger.add(Party(key="fresh", name="Fresh", kind=data.draw(st.sampled_from((None, "outlet")))))
    ledger.add(
        Source(key="reprint", publisher="fresh", derives_from=[Derivation(source=claim.appearances[0].source)]),
        evolve(
            claim, key="again", claimants=["fresh"], basis=None, act=None, appearances=[Appearance(source="reprint")]
        ),
    )

    for one, old in before.items():
        assert ledger.independence(one).independent <= max(old, 1)
        if old:
            assert ledger.independence(one).independent <= old


@given(told(), st.randoms(use_true_random=False))
def test_the_order_of_the_records_does_not_matter(records: list[Record], random: Random) -> None:
    """In another order the records give the same numbers, ways and words."""
    shuffled = list({(type(one), one.key): one for one in records}.values())
    one = filled(shuffled)
    random.shuffle(shuffled)
    other = filled(shuffled)

    assert [one.independence(key) for key in current(one)] == [other.independence(key) for key in current(other)]
