"""The ledger by the names that outsiders rely on, its refusals, and the laws that hold over every ledger."""

import json
import os
import subprocess
import sys
import warnings
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.errors import BadInput, InvalidRecord, NotAdditive, UnknownKey
from claimcheck.ledger import Ledger
from claimcheck.model import (
    Appearance,
    Assessment,
    Category,
    Claim,
    Event,
    Link,
    Measure,
    Party,
    Proposition,
    Retraction,
    Source,
    Tie,
)
from claimcheck.quantity import Quantity
from claimcheck.times import time_span
from tests.strategies import ledgers

JUNE = datetime(2025, 6, 2, 9, tzinfo=UTC)


def ticking(start: datetime = JUNE) -> Ledger:
    """A ledger whose clock moves on by a day with every transaction."""
    days = iter(range(10**6))
    return Ledger(clock=lambda: start + timedelta(days=next(days)))


def raid() -> Ledger:
    """An army, its enemy and a monitor on one raid."""
    ledger = Ledger(case="raid")
    ledger.party("State", key="state")
    ledger.party("Army", key="army", acts_for="state")
    ledger.party("Enemy", key="enemy")
    ledger.party("Monitor", key="monitor")
    ledger.event("Raid", key="raid", occurred="2025-06-02", place="Kherson", subject="people")
    return ledger


def killed(ledger: Ledger, by: str | None, value: object, key: str, **more: Any) -> Claim:
    return ledger.claim(by=by, event="raid", measure="killed", value=value, key=key, **more)  # type: ignore[arg-type]


# claims


def test_the_simplest_case_an_analyst_types() -> None:
    """Two lines of prose become two claims that are not comparable, since the drones are two sides'."""
    ledger = Ledger()
    night = ledger.event("night of 1-2 June 2025", over="2025-06-01T20:00+03:00/2025-06-02T09:00+03:00")
    a = ledger.claim("52 of 80 Russian drones shot down", by="Ukrainian Air Force", event=night)
    b = ledger.claim("162 Ukrainian drones intercepted", by="Russian Defence Ministry", event=night)
    compared = ledger.compare(a, b)

    assert (compared.outcome, compared.field) == ("not_comparable", "operator")
    assert compared.reason == "operator differs (Russian drones / Ukrainian drones)"
    assert (str(a.value), a.subject, a.measure, a.event) == ("52 of 80", "Russian drones", "shot down", night.key)
    assert a.inferred == {"value", "subject", "measure"}
    assert ledger.contested() == ()


def test_what_is_given_is_not_inferred() -> None:
    """Fields that the analyst gives go before what stands in the words."""
    claim = Ledger().claim("52 of 80 Russian drones shot down", subject="Gerans", value="at least 50", by="AF")

    assert (claim.subject, str(claim.value), set(claim.inferred)) == ("Gerans", "at least 50", {"measure"})


@pytest.mark.parametrize(
    ("given_value", "value"),
    [
        (52, Quantity(low=52, high=52)),
        (0, Quantity(low=0, high=0)),
        ("more than 40", Quantity(low=40, high=None, low_open=True)),
        ("guilty", Category(term="guilty")),
        (Category(term="52"), Category(term="52")),
        (None, None),
    ],
)
def test_values_as_people_give_them(given_value: Any, value: object) -> None:
    """A number, words of a figure, any other word, or nothing; 0 is a value and absent is absent."""
    assert Ledger().claim(measure="killed", value=given_value, by="army").value == value


def test_times_as_people_give_them() -> None:
    """A day, a text and a span of time are one time; what was asserted is never filled from what was published."""
    ledger = Ledger()
    ledger.source("s", published="2025-06-03")
    days: tuple[Any, ...] = (date(2025, 6, 2), "2025-06-02", time_span("2025-06-02"))
    claims = [
        ledger.claim(measure="killed", value=5, by="army", source="s", occurred=when, key=f"c{place}")
        for place, when in enumerate(days)
    ]

    assert len({claim.proposition.occurred for claim in claims}) == 1
    assert {claim.asserted for claim in claims} == {None}


def test_all_fields_arrive() -> None:
    """Every argument of the contract stands in the claim."""
    ledger = Ledger()
    claim = ledger.claim(
        "words",
        by=["a", "b"],
        event="e",
        subject="drones",
        measure="neutralised",
        value="52",
        place="Kherson",
        occurred="2025-06-02",
        over="2025-06-01/2025-06-02",
        cutoff="2025-06-03",
        asserted="2025-06-04",
        basis="imagery",
        parts={"shot down": 15, "suppressed": "37"},
        source=["s", "t"],
        quote="q",
        key="k",
        agent="c",
        operator="Russia",
        scope="night",
        baseline="last year",
        polarity=False,
        act="bulletin",
        private={"witness": "N. N."},
    )
    proposition = claim.proposition

    assert (claim.key, claim.text, claim.claimants, claim.act, claim.basis) == (
        "k",
        "words",
        ("a", "b"),
        "bulletin",
        "imagery",
    )
    assert [appearance.source for appearance in claim.appearances] == ["s", "t"]
    assert {appearance.quote for appearance in claim.appearances} == {"q"}
    assert [(part.of, part.quantity.low) for part in proposition.parts] == [("shot down", 15), ("suppressed", 37)]
    assert (proposition.agent, proposition.operator, proposition.scope, proposition.baseline, proposition.place) == (
        "c",
        "Russia",
        "night",
        "last year",
        "Kherson",
    )
    assert (proposition.polarity, claim.private) == (False, (("witness", "N. N."),))
    assert [set(held.keys()) for held in (ledger.parties, ledger.events, ledger.sources)] == [
        {"a", "b", "c"},
        {"e"},
        {"s", "t"},
    ]


def test_a_claim_finds_its_event_and_parties_by_name() -> None:
    """Labels and aliases lead to what is declared, and make nothing new."""
    ledger = Ledger()
    force = ledger.party("Air Force of Ukraine", aliases=["PS ZSU"], key="ua-af")
    ledger.event("Night of 1 June", key="night")
    claim = ledger.claim("5 killed", by="ps zsu", event="night of 1 june", agent=force)

    assert (claim.claimants, claim.event, claim.proposition.agent) == (("ua-af",), "night", "ua-af")
    assert len(ledger.parties) == len(ledger.events) == 1


def test_saying_the_same_thing_twice_changes_nothing() -> None:
    """Every call of the contract, made again in the same words, gives the same record and adds no entry."""
    ledger = Ledger()

    def tell() -> list[Any]:
        state = ledger.party("State", kind="state")
        army = ledger.party("Army", acts_for=state, part_of=state, same_as="Land Force", aliases=["A"])
        source = ledger.source("Bulletin", publisher=army, url="https://example.org", published="2025-06-02")
        again = ledger.source("Story", derives_from=source)
        war = ledger.event("War")
        event = ledger.event("Raid", occurred="2025-06-02", place="Kherson", part_of=war)
        term = ledger.term("Geran", aliases=["Shahed"])
        one = ledger.claim("37 people killed", by=army, event=event, source=[source, again], quote="37")
        two = ledger.claim("90 people killed", by="Enemy", event=event)
        link = ledger.link(two, "disputes", one, by="Enemy", basis="own list")
        new = ledger.revise(one, "36 people killed", asserted="2025-06-03")
        back = ledger.retract(two, by="Enemy", when="2025-06-04")
        disputed = ledger.retract(new, by="Enemy")
        grade = ledger.assess(source, "Admiralty", "B", by="desk")
        return [state, army, source, again, war, event, term, one, two, link, new, back, disputed, grade]

    first = tell()
    entries = ledger.log.entries

    assert tell() == first
    assert ledger.log.entries == entries


def test_two_reports_of_one_act_stay_two_appearances() -> None:
    """The same figure of the same party told from a second source is one claim that stands in two."""
    ledger = Ledger()
    one = ledger.claim("37 killed", by="army", source="Bulletin", quote="we lost 37")
    two = ledger.claim("37 killed", by="army", source="Wire", quote="the army lost 37")

    assert two.key == one.key
    assert [appearance.source for appearance in ledger.claims[one.key].appearances] == ["Bulletin", "Wire"]
    assert len(ledger.claims) == 1
    assert ledger.independence(one).reach == 2


@pytest.mark.parametrize(
    "other",
    [
        {"by": "navy"},
        {"by": None},
        {"value": 38},
        {"place": "Kherson"},
        {"occurred": "2025-06-03"},
        {"asserted": "2025-06-03"},
        {"act": "second"},
        {"polarity": False},
        {"scope": "civilians"},
    ],
)
def test_another_field_is_another_claim(other: dict[str, Any]) -> None:
    """Two claimants, places, windows or acts are two claims and not one."""
    ledger = Ledger()
    said: dict[str, Any] = {"by": "army", "measure": "killed", "value": 37, "occurred": "2025-06-02"}

    assert ledger.claim(**said).key != ledger.claim(**{**said, **other}).key
    assert len(ledger.claims) == 2


def test_words_are_no_part_of_the_key() -> None:
    """The same act in other words, or a translation, is the same claim."""
    ledger = Ledger()
    said: dict[str, Any] = {"by": "army", "subject": "people", "measure": "killed", "value": 37}

    assert ledger.claim("37 killed", **said).key == ledger.claim("убито 37", source="s", **said).key


# parties


def test_an_unknown_name_becomes_an_undeclared_party_and_is_no_origin() -> None:
    """A name nobody described can claim, and counts as no origin until somebody describes it."""
    ledger = Ledger()
    claim = ledger.claim("5 killed", by="Somebody", event="raid")
    assert [party.declared for party in ledger.parties] == [False]
    assert ledger.independence(claim).named == 0
    assert "undeclared" in ledger.status(claim)
    ledger.party("Somebody", kind="person")

    assert [party.declared for party in ledger.parties] == [True]
    assert ledger.independence(claim).named == 1
    assert "undeclared" not in ledger.status(claim)


def test_a_name_like_a_known_one_is_warned_of_once() -> None:
    """The nearest known name is given the first time, and never again for the same name."""
    ledger = Ledger()
    ledger.party("Ukrainian Air Force")
    with pytest.warns(UserWarning, match="'Ukranian Air Force'; did you mean 'Ukrainian Air Force'\\?") as caught:
        ledger.claim("5 killed", by="Ukranian Air Force")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ledger.claim("6 killed", by="Ukranian Air Force")
        ledger.claim("7 killed", by="Martian Navy")

    assert len(caught) == 1
    assert caught[0].filename == __file__


def test_several_figures_are_warned_of() -> None:
    """A line with several figures gives none, and says so."""
    with pytest.warns(UserWarning, match="2 figures stand in '3 killed and 19 injured'; give value="):
        claim = Ledger().claim("3 killed and 19 injured", by="police")

    assert (claim.value, claim.measure, claim.inferred) == (None, None, frozenset())


def test_a_party_in_full() -> None:
    """Names, records and dated ties say under whom a party stands."""
    ledger = Ledger()
    state = ledger.party("State")
    tie = Tie(party="State", since=time_span("2020"))
    army = ledger.party("Army", "force", [tie, state], part_of="Alliance", aliases=("A",), key="x/army")

    assert army == Party(
        key="x/army",
        name="Army",
        kind="force",
        acts_for=(tie, Tie(party="State")),
        part_of=("Alliance",),
        aliases=("A",),
    )
    assert ledger.parties["army"] == ledger.parties["a"] == army


# adding records


def test_records_come_in_any_order() -> None:
    """One transaction holds claims before their parties, and a log of it can be replayed."""
    ledger = Ledger()
    records = (
        Link(a="c", relation="disputes", b="c"),
        Claim(key="c", proposition=Proposition(event="e"), claimants="p", appearances=(Appearance(source="s"),)),
        Source(key="s", publisher="p"),
        Event(key="e"),
        Party(key="p", name="P"),
    )
    assert ledger.add(*records) == records

    assert ledger.add(*reversed(records)) == tuple(reversed(records))
    assert len(ledger.log) == 5
    assert ledger.as_of(recorded="9999-12-30") == ledger


def test_dangling_keys_are_reported_together_and_nothing_is_half_added() -> None:
    """Every key that leads nowhere is in one error, and the good records beside it are not added either."""
    ledger = Ledger()
    with pytest.raises(BadInput, match=r"(?s)unknown party 'x'.*unknown event 'y'.*unknown source 'z'") as caught:
        ledger.add(
            Party(key="p", name="P"),
            Claim(key="c", proposition=Proposition(event="y"), claimants="x", appearances=(Appearance(source="z"),)),
        )

    assert [problem.where for problem in caught.value.problems] == ["c", "c", "c"]
    assert (len(ledger.log), ledger.records()) == (0, ())


def test_a_changed_record_is_an_amendment() -> None:
    """Under a known key another version goes into force, and the one before stays in the log with its author."""
    ledger = Ledger()
    ledger.add(Event(key="e", label="Raid"), by="ana")
    ledger.add(Event(key="e", label="Strike"), by="ben", why="a missile")

    assert ledger.events["e"].label == "Strike"
    assert [(entry.record, entry.by, entry.why) for entry in ledger.log.entries] == [
        (Event(key="e", label="Raid"), "ana", None),
        (Event(key="e", label="Strike"), "ben", "a missile"),
    ]


# amending, revising, retracting


def test_an_amendment_keeps_the_key_and_the_old_version() -> None:
    """An editor's slip is mended under the same key: nobody revised anything, and the old version can be read."""
    ledger = raid()
    old = killed(ledger, "army", 471, "c")
    new = ledger.amend("c", by="desk", why="typing error", value="417", asserted="2025-06-03", basis="own_count")
    versions = [entry for entry in ledger.history("c") if isinstance(entry.record, Claim)]

    assert (new.key, str(new.value), ledger.claims["c"]) == ("c", "417", new)
    assert [entry.record for entry in versions] == [old, new]
    assert [(entry.by, entry.why) for entry in versions] == [(None, None), ("desk", "typing error")]
    assert ledger.findings("revision") == ()
    assert ledger.view.is_current(new)


def test_an_amended_field_is_no_longer_inferred() -> None:
    """Who corrects a field that was read from the words has accepted it; others wait."""
    ledger = Ledger()
    claim = ledger.claim("52 of 80 Russian drones shot down", by="AF", key="c")
    ledger.amend(claim, by="desk", why="checked", subject="drones")
    assert ledger.claims["c"].inferred == {"value", "measure"}
    ledger.accept("c", "value", by="desk")
    assert ledger.claims["c"].inferred == {"measure"}
    ledger.accept("c", by="desk")

    assert ledger.claims["c"].inferred == frozenset()
    assert "inferred" not in ledger.status("c")


def test_a_revision_is_the_claimants_own() -> None:
    """The new claim keeps what the words leave open, and the old one is no longer current."""
    ledger = raid()
    old = killed(ledger, "army", 37, "old", asserted="2025-06-02", parts={"soldiers": 30})
    new = ledger.revise(old, "36 killed", asserted="2025-06-03", source="Bulletin 2", quote="36", key="new")

    assert (str(new.value), new.claimants, new.event, new.measure, new.proposition.parts) == (
        "36",
        ("army",),
        "raid",
        "killed",
        (),
    )
    assert [(link.a, link.relation.value, link.b) for link in ledger.links] == [("new", "updates", "old")]
    assert (ledger.view.is_current(old), ledger.view.is_current(new)) == (False, True)
    assert "superseded" in ledger.status(old)
    assert {entry.record.key for entry in ledger.history(old)} == {"old", ledger.links[0].key}


@pytest.mark.parametrize(
    ("by", "effect"), [("army", True), ("state", True), (None, True), ("enemy", False), ("monitor", False)]
)
def test_who_may_retract_a_claim(by: str | None, effect: bool) -> None:
    """The claimant and the party it acts for take a claim back; from anyone else it is a dispute."""
    ledger = raid()
    claim = killed(ledger, "army", 37, "c")
    record = ledger.retract(claim, by=by, when="2025-06-05")

    assert isinstance(record, Retraction if effect else Link)
    assert ledger.view.is_current(claim) is not effect
    assert ("retracted" in ledger.status(claim)) is effect
    assert effect or ledger.links[0].relation == "disputes"


def test_who_may_retract_a_source() -> None:
    """Its publisher takes a source back, and the claims that stood in it alone become unsupported."""
    ledger = raid()
    ledger.source("Bulletin", publisher="army")
    ledger.source("Story", publisher="monitor")
    one = killed(ledger, "army", 37, "one", source="Bulletin")
    two = killed(ledger, "army", 38, "two", source=["Bulletin", "Story"])
    assert isinstance(ledger.retract("Bulletin", by="enemy"), Link)
    assert ledger.view.is_current(one)
    ledger.retract(ledger.sources["Bulletin"], by="army")

    assert ledger.status(one) == {"unsupported"}
    assert ledger.view.is_current(two)


def test_an_update_from_a_stranger_takes_no_effect() -> None:
    """Whoever is not the claimant does not put the claimant's words out of force."""
    ledger = raid()
    old, new = killed(ledger, "army", 37, "old"), killed(ledger, "enemy", 90, "new")
    ledger.link(new, "corrects", old)

    assert ledger.view.is_current(old)
    assert [finding.kind for finding in ledger.contested()] == ["contested"]


# what was known when


def test_as_of_recorded() -> None:
    """The ledger of a past day holds what had been told by the end of it, with the versions of that day."""
    ledger = ticking()
    ledger.claim("37 killed", by=ledger.party("army"), key="c")
    ledger.amend("c", by="desk", why="slip", value=36)
    ledger.retract("c", by="army")
    days = [entry.recorded.date() for entry in ledger.log.entries]

    assert days == [date(2025, 6, 2) + timedelta(days=number) for number in range(4)]
    assert len(ledger.as_of(recorded="2025-06-02").claims) == 0
    assert str(ledger.as_of(recorded="2025-06-03").claims["c"].value) == "37"
    assert str(ledger.as_of(recorded=date(2025, 6, 4)).claims["c"].value) == "36"
    assert ledger.as_of(recorded=datetime(2025, 6, 5, 8, tzinfo=UTC)).status("c").isdisjoint({"retracted"})
    assert "retracted" in ledger.as_of(recorded="2025-06-05").status("c")
    assert ledger.as_of(recorded="2025") == ledger


def test_as_of_asserted() -> None:
    """What had been asserted by a day leaves out later claims, what they update, and later retractions."""
    ledger = raid()
    old = killed(ledger, "army", 37, "old", asserted="2025-06-02")
    ledger.revise(old, "36 killed", asserted="2025-06-04", key="new")
    killed(ledger, "enemy", 90, "undated")
    ledger.retract("undated", by="enemy", when="2025-06-06")
    keys = {day: set(ledger.as_of(asserted=day).claims.keys()) for day in ("2025-06-01", "2025-06-03", "2025-06-04")}

    assert keys == {
        "2025-06-01": {"undated"},
        "2025-06-03": {"old", "undated"},
        "2025-06-04": {"old", "new", "undated"},
    }
    past = ledger.as_of(asserted="2025-06-03")
    assert past.view.is_current(past.claims["old"])
    assert past.view.is_current(past.claims["undated"])
    assert len(past.contested()) == 1


def test_diff_tells_what_changed() -> None:
    """Claims that are new, amended or gone, and disputes that began or ended, in words."""
    ledger = raid()
    killed(ledger, "army", 37, "a", text="37 killed")
    before = ledger.as_of()
    killed(ledger, "enemy", 90, "e", text="90 killed")
    between = ledger.as_of()
    ledger.retract("e", by="enemy")
    ledger.amend("a", by="desk", why="slip", text="36 killed", value=36)

    assert ledger.diff(ledger.as_of()) == ()
    assert between.diff(before)[0] == "new claim e: 90 killed"
    assert between.diff(before)[1].startswith("newly contested: ")
    assert ledger.diff(between)[:2] == ("amended a: 37 killed -> 36 killed", "e is retracted")
    assert ledger.diff(between)[2].startswith("no longer contested: ")


# questions


def test_total_adds_what_is_apart() -> None:
    """Counts of places that exclude each other add up with their bounds."""
    ledger = Ledger()
    ledger.term("Kherson", kind="place", distinct=["Odesa"])
    said: dict[str, Any] = {"by": "police", "measure": "killed", "subject": "people", "occurred": "2025-06-02"}
    ledger.claim(value=3, place="Kherson", key="k", **said)
    ledger.claim(value="more than 4", place="Odesa", key="o", **said)
    total = ledger.total(["k", "o"])

    assert isinstance(total, Quantity)
    assert (total.low, total.high) == (8, None)


def test_total_refuses_what_overlaps() -> None:
    """Two figures about one thing are not added, and both are named."""
    ledger = raid()
    killed(ledger, "army", 37, "a")
    killed(ledger, "enemy", 90, "e")
    with pytest.raises(NotAdditive, match="a and e overlap or may overlap"):
        ledger.total(["a", "e"])
    with pytest.raises(NotAdditive, match="there is nothing to add"):
        ledger.total([])


def test_positions_of_a_topic() -> None:
    """Positions come from low to high with their claims and control groups, by topic, claim, key or label."""
    ledger = raid()
    killed(ledger, "army", 37, "a")
    killed(ledger, "enemy", 90, "e")
    killed(ledger, "monitor", "at least 30", "m")
    (topic,) = ledger.topics
    found = ledger.positions(topic)

    assert [(one.low, one.high, [claim.key for claim in one.claims]) for one in found] == [
        (37, 37, ["a", "m"]),
        (90, 90, ["e", "m"]),
    ]
    assert [one.groups for one in found] == [("army", "monitor"), ("enemy", "monitor")]
    assert found == ledger.positions("a") == ledger.positions(ledger.claims["a"]) == ledger.positions(topic.label)


def test_status_is_a_frozenset_of_kinds() -> None:
    """A claim's status holds the words of the findings it takes part in."""
    ledger = raid()
    a = killed(ledger, "army", 37, "a")
    killed(ledger, "enemy", 90, "e")
    status = ledger.status(a)

    assert isinstance(status, frozenset)
    assert {"contested", "uncorroborated"} <= status
    assert status == ledger.status("a")


def test_findings_by_kind() -> None:
    """Asked for one kind, findings are those of all of that kind, in the same order."""
    ledger = raid()
    killed(ledger, "army", 37, "a")
    killed(ledger, "enemy", 90, "e")
    everything = ledger.findings()

    assert isinstance(everything, tuple)
    assert (
        ledger.findings("contested")
        == ledger.contested()
        == tuple(one for one in everything if one.kind == "contested")
    )
    assert ledger.contested()[0].claims == (ledger.claims["a"], ledger.claims["e"])
    assert ledger.contested()[0].gap is not None


def test_independence_counts_groups_and_outlets_apart() -> None:
    """One side through three outlets is one origin; another side that says the same is a second."""
    ledger = raid()
    one = killed(ledger, "army", 37, "a", source=["s1", "s2", "s3"])
    assert (ledger.independence(one).independent, ledger.independence(one).reach) == (1, 3)
    killed(ledger, "state", 37, "s", source="s4")
    assert ledger.independence(one).independent == 1
    killed(ledger, "monitor", 37, "m", source="s5")

    assert (ledger.independence(one).independent, ledger.independence(one).reach) == (2, 5)
    assert "corroborated" in ledger.status(one)


def test_compare_uses_the_ledger_of_its_claims() -> None:
    """Held against each other without a ledger, two claims remember theirs."""
    from claimcheck import compare  # noqa: PLC0415 - the door outsiders use

    ledger = raid()
    a, e = killed(ledger, "army", 37, "a"), killed(ledger, "enemy", 90, "e")

    assert compare(a, e) == ledger.compare("a", "e")
    assert compare(a, e).outcome == "contradicts"


def test_a_ledger_asked_between_two_additions_answers_anew() -> None:
    """What was answered before something was added does not stay."""
    ledger = raid()
    killed(ledger, "army", 37, "a")
    assert ledger.contested() == ()
    killed(ledger, "enemy", 90, "e")
    assert len(ledger.contested()) == 1
    ledger.add(evolve(ledger.parties["enemy"], acts_for=(Tie(party="state"),)))

    assert ledger.contested() == ()
    assert len(ledger.findings("inconsistent")) == 1


def test_tables_for_people() -> None:
    """A frame has one row a claim, with its status and origins; a ledger shows as a table and in a line."""
    pytest.importorskip("pandas")
    ledger = raid()
    killed(ledger, "army", 37, "a", text="37 <b>killed</b>")
    killed(ledger, "enemy", "more than 90", "e")
    frame = ledger.to_frame()

    assert list(frame["claim"]) == ["a", "e"]
    assert list(frame["by"]) == ["Army", "Enemy"]
    assert list(frame["contested"]) == [True, True]
    assert list(frame["against"]) == ["e", "a"]
    assert list(frame["low"]) == [37.0, 90.0]
    assert list(frame["origins"]) == [1, 1]
    assert "&lt;b&gt;killed&lt;/b&gt;" in ledger._repr_html_()
    assert repr(ledger) == "<Ledger raid: 2 claims by 4 parties in 0 sources>"


def test_private_fields_leave_only_when_asked_for() -> None:
    """No record, table, row, story or finding shows them unless private fields are asked for."""
    ledger = raid()
    killed(ledger, "army", 37, "a", private={"witness": "Olena", "exact place": "46.63 N"})
    killed(ledger, "enemy", 90, "e")
    shown = [
        json.dumps(ledger.to_records()),
        str(ledger.rows()),
        ledger._repr_html_(),
        ledger.explain("a"),
        repr(ledger.findings()),
        ledger.findings()._repr_html_(),  # type: ignore[attr-defined]
        str(list(ledger.graph.nodes(data=True))),
        ledger.claims["a"]._repr_html_(),
    ]

    assert [text for text in shown if "Olena" in text or "46.63" in text] == []
    assert "Olena" in json.dumps(ledger.to_records(private=True))


def test_records_are_json_ready() -> None:
    """Plain records go through JSON and back without a change."""
    ledger = raid()
    killed(ledger, "army", "52 of 80", "a")
    plain = ledger.to_records(private=True)

    assert json.loads(json.dumps(plain)) == plain
    assert {one["record"] for one in plain} == {"party", "event", "claim"}


# refusals


@pytest.mark.parametrize(
    ("ask", "error", "complaint"),
    [
        (lambda one: one.claim(), InvalidRecord, "a claim needs words, or at least a measure or a value"),
        (lambda one: one.claim(by="army"), InvalidRecord, "a claim needs words"),
        (lambda one: one.claim("x", value=True), InvalidRecord, "value: expected a figure or a word, got True"),
        (lambda one: one.claim("x", value=3.5), InvalidRecord, "value: expected a figure or a word, got 3.5"),
        (lambda one: one.claim("x", value="3-1"), InvalidRecord, "value: '3-1' is a score, two figures"),
        (
            lambda one: one.claim("x", parts={"a": "guilty"}),
            InvalidRecord,
            "parts: expected a figure for 'a', got 'guilty'",
        ),
        (lambda one: one.claim("x", basis="rumour"), InvalidRecord, "basis: expected one of"),
        (lambda one: one.claim("x", occurred="the other day"), InvalidRecord, "the other day"),
        (lambda one: one.claim("a\x00b"), InvalidRecord, "text: character U\\+0000 at 1 cannot be stored"),
        (lambda one: one.claim("x", private={"a": "\ud800"}), InvalidRecord, "private: character U\\+D800"),
        (lambda one: one.claim("90 killed", key="a"), InvalidRecord, "the claim 'a' is there with other fields; amend"),
        (
            lambda one: one.party("Army", kind="navy", key="army"),
            InvalidRecord,
            "the party 'army' is there with another kind",
        ),
        (
            lambda one: one.event("Raid", place="Odesa", key="raid"),
            InvalidRecord,
            "the event 'raid' is there with another",
        ),
        (lambda one: one.source(), InvalidRecord, "a source needs a name, a URL, a file or a key"),
        (
            lambda one: (one.source("s", url="u"), one.source("s", url="v")),
            InvalidRecord,
            "the source 's' is there with",
        ),
        (lambda one: one.term("t", colour="red"), InvalidRecord, "unknown field 'colour' of the term 't'"),
        (lambda one: one.link("a", "hates", "a"), InvalidRecord, "relation: expected one of"),
        (lambda one: one.link("a", "disputes", "gone"), UnknownKey, "no record 'gone' in the ledger"),
        (lambda one: one.amend("a", by="d", why=" ", value=1), InvalidRecord, "why: an amendment says why it was made"),
        (
            lambda one: one.amend("a", by="d", why="w", colour=1),
            InvalidRecord,
            "a claim has no field 'colour' to amend",
        ),
        (lambda one: one.amend("gone", by="d", why="w", value=1), UnknownKey, "no claim 'gone' in the ledger"),
        (
            lambda one: one.revise("a", "no figure"),
            InvalidRecord,
            "no single figure stands in 'no figure'; give value=",
        ),
        (lambda one: one.revise("a", value=1, colour="red"), InvalidRecord, "a claim has no field 'colour' to revise"),
        (lambda one: one.retract("gone"), UnknownKey, "no claim or source 'gone' in the ledger"),
        (lambda one: one.findings("gossip"), InvalidRecord, "kind: expected one of contested, .*; got 'gossip'"),
        (lambda one: one.positions("gone"), UnknownKey, "no topic 'gone' in the ledger"),
        (lambda one: one.claims["gone"], UnknownKey, "no claim 'gone' in the ledger, or more than one"),
        (lambda one: one.parties["gone"], UnknownKey, "no party 'gone' in the ledger"),
        (lambda one: one.explain("gone"), UnknownKey, "no claim 'gone'"),
        (lambda one: one.total(["a"] * 2), NotAdditive, "a and a overlap"),
        (lambda one: one.as_of(recorded="2025/.."), InvalidRecord, "recorded: expected a day or a moment"),
        (lambda one: one.add("text"), InvalidRecord, "expected a record, got 'text'"),
    ],
)
def test_refusals(ask: Any, error: type[Exception], complaint: str) -> None:
    """Each refusal is of this library's kind and says what was expected and what came."""
    ledger = raid()
    killed(ledger, "army", 37, "a")
    with pytest.raises(error, match=complaint):
        ask(ledger)


# laws

FIGURES = ("37", "90", "at least 30", "more than 40", "about 38", "36-40", "37 of 80", "an unknown number", "0")
PARTIES = (
    Party(key="state", name="State"),
    Party(key="army", name="Army", acts_for=(Tie(party="state"),)),
    Party(key="enemy", name="Enemy"),
    Party(key="monitor", name="Monitor"),
    Party(key="someone", name="Someone", declared=False),
)
EVENTS = (
    Event(key="raid", occurred=time_span("2025-06-02"), subject="people"),
    Event(key="raid2", occurred=time_span("2025-06-02"), subject="people"),
)


@st.composite
def told(draw: st.DrawFn) -> list[Any]:
    """Records of a few parties' figures on one or two raids, with some links."""
    ledger = Ledger()
    ledger.add(*PARTIES, *EVENTS, Source(key="s1", publisher="army"), Source(key="s2", publisher="monitor"))
    makers = ("state", "army", "enemy", "monitor", "someone", None)
    count = draw(st.integers(2, 6))
    for number in range(count):
        ledger.claim(
            key=f"c{number}",
            by=draw(st.sampled_from(makers)),
            event=draw(st.sampled_from(("raid", "raid", "raid", "raid2"))),
            measure=draw(st.sampled_from(("killed", "killed", "casualties"))),
            value=draw(st.sampled_from(FIGURES)),
            source=draw(st.none() | st.sampled_from(("s1", "s2"))),
            asserted=draw(st.none() | st.sampled_from(("2025-06-02", "2025-06-03"))),
            cutoff=draw(st.none() | st.none() | st.sampled_from(("2025-06-02", "2025-06-04"))),
            basis=draw(st.none() | st.sampled_from(("documented", "estimate"))),
            polarity=draw(st.sampled_from((True, True, True, False))),
        )
    ends = st.sampled_from([f"c{number}" for number in range(count)])
    for _ in range(draw(st.integers(0, 2))):
        ledger.add(
            Link(a=draw(ends), b=draw(ends), relation=draw(st.sampled_from(("disputes", "updates", "same_act"))))
        )
    return list(ledger.records())


def answers(ledger: Ledger) -> Any:
    return (
        [finding.to_plain() for finding in ledger.findings()],
        {claim.key: sorted(ledger.status(claim)) for claim in sorted(ledger.claims, key=lambda one: one.key)},
        [topic.label for topic in ledger.topics],
        {key: ledger.explain(key) for key in sorted(ledger.claims.keys())},
    )


def filled(records: list[Any]) -> Ledger:
    ledger = Ledger()
    ledger.add(*records)
    return ledger


@settings(max_examples=60)
@given(told(), st.randoms(use_true_random=False))
def test_the_order_of_adding_changes_nothing(records: list[Any], random: Random) -> None:
    """The same records in any order, at once or one by one, give the same findings, word for word."""
    shuffled = records.copy()
    random.shuffle(shuffled)

    assert answers(filled(shuffled)) == answers(filled(records))


@settings(max_examples=60)
@given(told(), st.permutations(range(6)))
def test_relabelled_claims_change_nothing(records: list[Any], numbers: list[int]) -> None:
    """Under other keys the claims have the same kinds of finding, comparisons and numbers of origins."""
    new = {f"c{number}": f"k{place}" for number, place in enumerate(numbers)}
    relabelled = [
        evolve(one, key=new[one.key])
        if isinstance(one, Claim)
        else evolve(one, a=new[one.a], b=new[one.b])
        if isinstance(one, Link)
        else one
        for one in records
    ]
    before, after = filled(records), filled(relabelled)

    assert {new[claim.key]: before.status(claim) for claim in before.claims} == {
        claim.key: after.status(claim) for claim in after.claims
    }
    assert {new[key]: counted(before, key) for key in list(before.claims.keys())} == {
        key: counted(after, key) for key in list(after.claims.keys())
    }


def counted(ledger: Ledger, key: str) -> tuple[int, int, int, str, tuple[str, ...]]:
    """What is counted of the origins of a claim; the ways themselves name claims."""
    found = ledger.independence(key)
    return found.named, found.independent, found.reach, found.reason, found.single_points


SCRIPT = """
import json
from tests.test_ledger import answers, raid, killed
ledger = raid()
values = (37, 90, "at least 30", "about 38", "more than 40", "36-40", "52 of 80", 0)
for number, value in enumerate(values):
    for by in ("army", "enemy", "monitor", "state", None):
        killed(ledger, by, value, f"c{number}{by}", source=f"s{number % 3}")
ledger.term("Geran", aliases=["Shahed"], parts=["Geran-2", "Geran-3"])
ledger.claim("5 Gerans shot down", by="army", event="raid")
graph = ledger.graph
edges = [list(edge) for edge in graph.edges(keys=True)]
print(json.dumps([answers(ledger), ledger.to_records(), list(graph.nodes), edges]))
"""


WORDS_ONLY = """
import json
from claimcheck.ledger import Ledger

ledger = Ledger()
fire = ledger.event("fire", occurred="2025-06-02", key="fire")
for number, text in enumerate(("the dam opened late", "warnings were ignored", "shopkeepers wept", "bridges fell")):
    ledger.claim(text, event="fire", key=f"c{number}")
found = [[one.kind, one.sentence, [claim.key for claim in one.claims]] for one in ledger.findings()]
print(json.dumps(found))
"""


def test_the_hash_seed_changes_nothing_for_words_alone() -> None:
    """Claims of words that were not read have the same topics, findings and pairs under any hash seed."""
    written = {
        subprocess.run(
            [sys.executable, "-c", WORDS_ONLY],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "3", "99", "4242")
    }

    assert len(written) == 1
    assert b"were not read" in written.pop()


def test_the_hash_seed_changes_nothing() -> None:
    """Two processes with other hash seeds write the same bytes."""
    written = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }

    assert len(written) == 1
    assert len(written.pop()) > 10_000


@settings(max_examples=100)
@given(st.sampled_from(FIGURES), st.sampled_from(FIGURES), st.booleans(), st.booleans())
def test_not_comparable_is_never_contested(one: str, other: str, yes: bool, no: bool) -> None:
    """Whatever the figures, claims about two sides' drones are not a dispute."""
    ledger = Ledger()
    for name in ("Air Force", "Ministry"):
        ledger.party(name)
    said: dict[str, Any] = {"event": "night", "measure": "shot down"}
    a = ledger.claim(by="Air Force", subject="Russian drones", value=one, polarity=yes, **said)
    b = ledger.claim(by="Ministry", subject="Ukrainian drones", value=other, polarity=no, **said)

    assert ledger.compare(a, b).outcome == "not_comparable"
    assert not ledger.compare(a, b).conflict
    assert ledger.contested() == ()
    assert not {"contested", "inconsistent", "corroborated"} & (ledger.status(a) | ledger.status(b))


@settings(max_examples=60)
@given(told())
def test_what_is_contested_conflicts(records: list[Any]) -> None:
    """A contested finding has two claims of parties under no common command that conflict when held together."""
    ledger = filled(records)
    for finding in ledger.contested():
        against = {claim.key for claim in finding.against}
        pairs = [
            ledger.compare(one, other) for one in finding.claims if one.key not in against for other in finding.against
        ]

        assert any(compared.conflict and not compared.boundary for compared in pairs)
        assert finding.outcome != "not_comparable"


@settings(max_examples=60)
@given(told(), st.data())
def test_a_repetition_never_adds_an_origin(records: list[Any], data: st.DataObject) -> None:
    """The same claim in another outlet, or said again by its claimant, raises the reach and never the origins."""
    ledger = filled(records)
    claim = data.draw(st.sampled_from(list(ledger.claims)))
    before = {one.key: ledger.independence(one) for one in ledger.claims if ledger.view.is_current(one)}
    told_by = data.draw(st.sampled_from(("enemy", "monitor", "state")))
    ledger.add(Source(key="echo", publisher=told_by))
    ledger.add(evolve(claim, appearances=(*claim.appearances, Appearance(source="echo"))), why="another outlet")
    ledger.add(evolve(claim, key="again", appearances=(Appearance(source="echo"),)))

    for key, old in before.items():
        new = ledger.independence(key)
        assert (new.named, new.independent) == (old.named, old.independent)
        assert new.reach >= old.reach


@settings(max_examples=100)
@given(ledgers())
def test_replaying_a_log_gives_the_same_ledger(ledger: Ledger) -> None:
    """What a ledger answers follows from its log alone: replayed, it holds the same records and says the same."""
    again = Ledger(case=ledger.case)
    again.replay(ledger.log.entries)

    assert again == ledger
    assert [finding.to_plain() for finding in again.findings()] == [finding.to_plain() for finding in ledger.findings()]
    assert [(entry.recorded, entry.by, entry.why) for entry in again.log.entries] == [
        (entry.recorded, entry.by, entry.why) for entry in ledger.log.entries
    ]


@settings(max_examples=100)
@given(ledgers())
def test_adding_everything_again_changes_nothing(ledger: Ledger) -> None:
    """Importing the same records a second time leaves the log as it is."""
    entries = ledger.log.entries
    ledger.add(*ledger.records())

    assert ledger.log.entries == entries


def test_terms_and_grades_are_records_too() -> None:
    """A grade stands beside others with the version it judged, and says when that version was amended."""
    ledger = raid()
    claim = killed(ledger, "army", 37, "a")
    first = ledger.assess(claim, "Admiralty", "2", by="ana", axis="information", when="2025-06-03", why="fits")
    second = ledger.assess(claim, "Admiralty", "4", by="ben", axis="information")
    assert (first.judged, second.judged) == (1, 1)
    assert {type(record) for record in ledger.records()} == {Party, Event, Claim, Assessment}
    ledger.amend(claim, by="desk", why="slip", value=36)

    assert "outdated" in ledger.status("a")
    assert isinstance(ledger.term("people killed", kind="measure"), Measure)


# promises about amending and about keys of several kinds


def test_two_kinds_under_one_key_lose_nothing() -> None:
    """An outlet and its paper may bear one name: both stay, and telling either again changes nothing."""
    ledger = Ledger()
    ledger.add(Party(key="x", name="X"), Source(key="x", name="X"))
    ledger.claim("3 killed", by="Reuters", source="Reuters")
    entries = len(ledger.log)
    ledger.source("Reuters")

    assert (set(ledger.parties.keys()), len(ledger.sources), len(ledger.log)) == ({"x", "Reuters"}, 2, entries)


def test_a_claim_in_hand_may_be_an_old_version() -> None:
    """Amended twice through the first version, a claim keeps both amendments, and is compared as it stands."""
    ledger = raid()
    claim = killed(ledger, "army", 471, "a")
    ledger.amend(claim, by="desk", why="slip", value=417)
    ledger.amend(claim, by="desk", why="place", place="Kherson")

    assert str(ledger.claims["a"].value) == "417"
    assert ledger.compare(claim, killed(ledger, "army", 417, "b", place="Kherson")).outcome == "same"


def test_a_refused_claim_adds_nothing() -> None:
    """A claim that is refused leaves no party, event or source behind."""
    ledger = Ledger()
    with pytest.raises(InvalidRecord, match="basis: expected one of"):
        ledger.claim("3 killed", by="Somebody", event="raid", source="s", basis="rumour")

    assert len(ledger.log) == 0


def test_a_second_report_may_give_what_was_inferred() -> None:
    """One act told in words and again field by field is one claim in two sources."""
    ledger = Ledger()
    one = ledger.claim("37 killed", by="army", source="A")
    two = ledger.claim(measure="killed", value=37, by="army", source="B")

    assert (one.key, len(two.appearances)) == (two.key, 2)


def test_a_value_given_to_a_revision_is_not_inferred() -> None:
    """Only what was read from the words waits to be accepted."""
    ledger = Ledger()
    old = ledger.claim("37 killed", by="army")

    assert ledger.revise(old, "it is now 36", value=36).inferred == frozenset()


def test_what_nobody_claims_cannot_be_revised() -> None:
    """An unattributed claim has no claimant who could revise it."""
    ledger = Ledger()
    old = ledger.claim("37 killed")
    with pytest.raises(InvalidRecord, match="nobody"):
        ledger.revise(old, "36 killed")


def test_a_huge_figure_stops_nothing() -> None:
    """A figure beyond every float is a figure like any other, in findings and in tables."""
    ledger = raid()
    killed(ledger, "army", 10**400, "a", cutoff="2025-06-02")
    killed(ledger, "enemy", 37, "e", cutoff="2025-06-02")

    assert len(ledger.contested()) == 1
    assert len(ledger.rows()) == 2


def test_two_versions_in_one_transaction_are_both_kept() -> None:
    """Of two records under one key neither is dropped in silence: the log holds both."""
    ledger = Ledger()
    ledger.add(Event(key="e", label="Raid"), Event(key="e", label="Strike"))

    assert [entry.record for entry in ledger.log.entries] == [
        Event(key="e", label="Raid"),
        Event(key="e", label="Strike"),
    ]


def test_as_of_asserted_goes_by_the_version_in_force() -> None:
    """A date of assertion that was mended is the one that counts."""
    ledger = raid()
    killed(ledger, "army", 37, "a", asserted="2025-06-01")
    ledger.amend("a", by="desk", why="typing error", asserted="2025-06-05")

    assert len(ledger.as_of(asserted="2025-06-02").claims) == 0


def test_a_former_master_only_disputes() -> None:
    """Whoever a party no longer acts for disputes its claims and does not retract them."""
    ledger = raid()
    ledger.party("Militia", acts_for=[Tie(party="state", until=time_span("2022"))])
    killed(ledger, "Militia", 5, "a", asserted="2020-01-01")

    assert isinstance(ledger.retract("a", by="state", when="2023-01-01"), Link)
