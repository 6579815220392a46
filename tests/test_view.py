"""The view: who a name is, who stands under whom and when, what is merged, and which claims still stand."""

import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import UnknownKey
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
    Relation,
    Retraction,
    Source,
    Term,
    Tie,
)
from claimcheck.records import Records
from claimcheck.times import TimeSpan, time_span
from claimcheck.view import View


def day(text: str) -> TimeSpan:
    return time_span(text)


def view_of(*records: Record) -> View:
    view = View()
    for record in records:
        view.put(record)
    return view


def claim(key: str, *by: str, **more: Any) -> Claim:
    return Claim(key=key, proposition=Proposition(measure="killed"), claimants=by, **more)


AIR_FORCE = Party(key="night/ua-af", name="Air Force of Ukraine", aliases=("PS ZSU", "Повітряні сили"))


@pytest.mark.parametrize(
    "name",
    [
        "night/ua-af",
        "ua-af",
        "UA-AF",
        "Air Force of Ukraine",
        "the air force of  ukraine",
        "PS ZSU",
        "ps zsu",
        "ПОВІТРЯНІ СИЛИ",
    ],
)
def test_a_party_is_found_by_key_name_or_alias(name: str) -> None:
    """Key, end of the key, name and alias lead to the party, in any case and spacing, in the view and in the table."""
    view = view_of(AIR_FORCE, Party(key="ua", name="Ukraine"))

    assert view.party_called(name) == view.party(name) == "night/ua-af"
    assert Records(view.parties, "party")[name] is AIR_FORCE
    assert view.is_called("night/ua-af", name)


@pytest.mark.parametrize("name", ["air force", "ua", "", "Ukraine's", "night"])
def test_a_name_that_is_not_a_partys_own_finds_nothing(name: str) -> None:
    """Half a name is no name."""
    assert view_of(AIR_FORCE).party_called(name) is None


def test_a_name_of_two_is_nobodys() -> None:
    """Where two parties share a name only the keys tell them apart."""
    view = view_of(Party(key="a", name="Ministry of Defence"), Party(key="b", name="ministry of defence"))

    assert view.party_called("Ministry of Defence") is None
    assert "Ministry of Defence" not in Records(view.parties, "party")
    assert view.party_called("b") == "b"


def test_a_name_that_was_amended_away_is_free() -> None:
    """A party that was renamed no longer answers to its old name, so another may bear it."""
    view = view_of(Party(key="p", name="Old"))
    assert view.party_called("old") == "p"
    view.put(Party(key="p", name="New"))
    view.put(Party(key="q", name="Old"))

    assert (view.party_called("old"), view.party_called("new")) == ("q", "p")


def test_composed_and_decomposed_letters_are_one_name() -> None:
    """An accent written as a letter of its own makes no other party."""
    assert view_of(Party(key="msf", name="Médecins")).party_called("Me\u0301decins") == "msf"


@given(st.permutations([AIR_FORCE, Party(key="PS ZSU", name="PS ZSU", declared=False)]), st.booleans())
def test_a_name_used_before_it_was_declared_is_that_party(records: list[Party], looked_up: bool) -> None:
    """An undeclared name that is another party's alias is that party, whichever came first."""
    view = View()
    for record in records:
        view.put(record)
        if looked_up:
            view.party("PS ZSU")

    assert view.party("PS ZSU") == view.party("night/ua-af")
    assert view.is_declared("PS ZSU")


def test_undeclared_is_not_declared() -> None:
    """A name that nobody described is no declared party, and nothing makes it one but a description."""
    view = view_of(AIR_FORCE, Party(key="army", name="army", declared=False))

    assert (view.is_declared("night/ua-af"), view.is_declared("army"), view.is_declared("nobody")) == (
        True,
        False,
        False,
    )


def test_same_as_joins_parties() -> None:
    """Parties declared the same share one key, by field and by link, through any number of steps."""
    view = view_of(
        Party(key="a", name="A", declared=False),
        Party(key="b", name="B", same_as="a"),
        Party(key="c", name="C"),
        Link(a="c", relation="same_as", b="b"),
        Party(key="d", name="D"),
        Link(a="d", relation="same_as", b="a", accepted=False),
    )

    assert {view.party(key) for key in "abc"} == {"a"}
    assert view.party("d") == "d"
    assert view.is_declared("a")
    assert view.is_called("a", "C")


TIED = (
    Party(key="state", name="State"),
    Party(
        key="militia", name="Militia", acts_for=(Tie(party="state", since=day("2014-05-01"), until=day("2022-09-30")),)
    ),
    Party(key="unit", name="Unit", acts_for=(Tie(party="militia"),)),
    Party(key="council", name="Council", part_of="state"),
)


@pytest.mark.parametrize(
    ("when", "joined"),
    [
        ("2014-04-30", False),
        ("2014-05-01", True),
        ("2020", True),
        ("2022-09-30", True),
        ("2022-09-30T23:00Z", True),
        ("2022-10-01", False),
        ("2014", True),  # part of the year, so it may be
        ("2022", True),
        ("2023", False),
        ("2014-04-01/2014-06-01", True),
        ("../2013", False),
        (None, True),
    ],
)
def test_command_holds_from_when_to_when(when: str | None, joined: bool) -> None:
    """A tie joins a control group from its first day to its last, and wherever its time is not known to be over."""
    view = view_of(*TIED)
    span = None if when is None else day(when)

    assert (view.control_group("militia", span) == view.control_group("state", span)) is joined
    assert view.control_group("unit", span) == view.control_group("militia", span)
    assert ("state" in view.masters("unit", span)) is joined


@given(st.lists(st.dates().map(str), min_size=1, max_size=8))
def test_groups_do_not_depend_on_what_was_asked_before(days: list[str]) -> None:
    """A group asked for after other days is that of a fresh view."""
    view = view_of(*TIED)
    for one in days:
        assert view.control_group("militia", day(one)) == view_of(*TIED).control_group("militia", day(one))


def test_membership_is_no_command() -> None:
    """A council that is part of a state is not under its command."""
    view = view_of(*TIED)

    assert view.control_group("council", None) == "council"
    assert view.masters("council") == {"council"}


def test_two_that_act_for_one_are_one_group() -> None:
    """Two forces of one state are under a common command, but neither may revise the other's words."""
    view = view_of(*TIED, Party(key="navy", name="Navy", acts_for=(Tie(party="state"),)))

    assert view.control_group("navy", day("2020")) == view.control_group("unit", day("2020"))
    assert "unit" not in view.masters("navy")


def test_merged_events_are_one_incident() -> None:
    """Events a person merged share one key, and what one of them is part of, the incident is part of."""
    view = view_of(
        *(Event(key=key) for key in ("a", "war", "front")),
        Event(key="b", part_of="front"),
        Event(key="front", part_of="war"),
        Link(a="a", relation="same_as", b="b"),
    )

    assert view.incident("a") == view.incident("b")
    assert view.incidents_around("a") == view.incidents_around("b") == ("front", "war")


def test_events_within_each_other_do_not_hang() -> None:
    """A ring of events is read once round."""
    view = view_of(Event(key="a", part_of="b"), Event(key="b", part_of="a"))

    assert (view.incidents_around("a"), view.incidents_around("b")) == (("b",), ("a",))


def test_distinct_events_stay_distinct_for_all_merged_with_them() -> None:
    """Declared distinct, two events are so either way round and under every name of each."""
    view = view_of(
        *(Event(key=key) for key in "abc"),
        Link(a="a", relation="distinct_from", b="b"),
        Link(a="c", relation="same_as", b="b"),
    )

    assert all(view.events_distinct(*pair) for pair in (("a", "b"), ("b", "a"), ("a", "c")))
    assert not view.events_distinct("b", "c")


OUTLETS = (
    AIR_FORCE,
    Party(key="press", name="Press Office", acts_for=(Tie(party="night/ua-af"),)),
    Party(key="agency", name="News Agency"),
    Source(key="bulletin", publisher="night/ua-af"),
    Source(key="briefing", publisher="press"),
    Source(key="wire", publisher="agency"),
    Source(key="unsigned"),
)


@pytest.mark.parametrize(
    ("appearances", "own"),
    [
        ([Appearance(source="bulletin")], True),
        ([Appearance(source="briefing")], True),
        ([Appearance(source="wire")], False),
        ([Appearance(source="unsigned")], False),
        ([Appearance(source="wire", attribution="own")], True),
        ([Appearance(source="bulletin", attribution="paraphrase")], False),
        ([Appearance(source="wire"), Appearance(source="bulletin")], True),
        ([], True),
    ],
)
def test_own_words(appearances: list[Appearance], own: bool) -> None:
    """Words are the claimant's own where its group publishes them or a person says so, and not in a report."""
    view = view_of(*OUTLETS, claim("c", "night/ua-af", appearances=appearances))

    assert view.own_words(view.claims["c"]) is own


def test_a_retracted_source_takes_its_appearances_along() -> None:
    """A claim loses the appearance whose source was retracted, and with the last of them its support."""
    one = claim("c", "agency", appearances=[Appearance(source="wire"), Appearance(source="bulletin")])
    view = view_of(*OUTLETS, one, Retraction(target="wire", by="agency"))
    assert [left.source for left in view.standing_appearances(one)] == ["bulletin"]
    assert view.is_current(one)
    view.put(Retraction(target="bulletin"))

    assert view.is_unsupported(one)
    assert not view.is_current(one)


@pytest.mark.parametrize(
    ("record", "retracted"),
    [
        (Retraction(target="wire", by="agency"), True),
        (Retraction(target="wire"), True),
        (Retraction(target="wire", by="press"), False),
        (Retraction(target="unsigned", by="press"), False),
        (Retraction(target="briefing", by="night/ua-af"), True),
        (Retraction(target="bulletin", by="press"), False),
        (Link(a="agency", relation="retracts", b="wire"), True),
        (Link(a="press", relation="retracts", b="wire"), False),
        (Link(a="agency", relation="retracts", b="wire", accepted=False), False),
        (Link(a="bulletin", relation="retracts", b="briefing"), True),
        (Link(a="agency", relation="corrects", b="wire"), False),
    ],
)
def test_only_its_publisher_retracts_a_source(record: Retraction | Link, retracted: bool) -> None:
    """A source is taken back by its publisher or a party that it acts for, by record or by link, and by no other."""
    view = view_of(*OUTLETS, record)

    assert bool(view.retracted_sources) is retracted


REVISED = (
    Party(key="state", name="State"),
    Party(key="army", name="Army", acts_for=(Tie(party="state"),)),
    Party(key="enemy", name="Enemy"),
    claim("old", "army"),
)


@pytest.mark.parametrize("relation", ["updates", "corrects", "retracts"])
@pytest.mark.parametrize(
    ("by", "current"),
    [(("army",), False), (("state",), False), (("enemy",), True), ((), True), (("army", "enemy"), True)],
)
def test_only_its_claimant_takes_a_claim_back(relation: str, by: tuple[str, ...], current: bool) -> None:
    """An update, a correction or a retraction takes effect from the claimant or a party it acts for alone."""
    view = view_of(*REVISED, claim("new", *by), Link(a="new", relation=relation, b="old"))

    assert view.is_current(view.claims["old"]) is current


@pytest.mark.parametrize(("by", "current"), [("army", False), ("state", False), (None, False), ("enemy", True)])
def test_a_stranger_retracts_nothing(by: str | None, current: bool) -> None:
    """A retraction that somebody else recorded leaves the claim standing."""
    view = view_of(*REVISED, Retraction(target="old", by=by, when=day("2025-06-03")))

    assert view.is_current(view.claims["old"]) is current
    assert view.superseded == ({} if current else {"old": "retracted on 2025-06-03"})


def test_a_master_of_former_days_has_no_say() -> None:
    """A state that a militia no longer acts for does not take its claim back."""
    view = view_of(*TIED, claim("c", "militia"), Retraction(target="c", by="state", when=day("2023-01-01")))

    assert view.is_current(view.claims["c"])


def test_what_supersedes_is_named() -> None:
    """The reason names the relation's effect and the newer claim."""
    view = view_of(*REVISED, claim("new", "army"), Link(a="new", relation="updates", b="old"))

    assert view.superseded == {"old": "superseded by new"}


def test_a_claim_does_not_supersede_itself() -> None:
    """A link from a claim to itself takes no effect."""
    view = view_of(*REVISED, Link(a="old", relation="updates", b="old"))

    assert view.is_current(view.claims["old"])


def test_amending_the_newer_claim_is_felt() -> None:
    """When an editor finds that another said the newer words, the older claim stands again."""
    view = view_of(*REVISED, claim("new", "army"), Link(a="new", relation="updates", b="old"))
    assert not view.is_current(view.claims["old"])
    view.put(claim("new", "enemy"))

    assert view.is_current(view.claims["old"])


def test_a_candidate_link_takes_no_effect() -> None:
    """What nobody accepted changes nothing."""
    view = view_of(*REVISED, claim("new", "army"), Link(a="new", relation="updates", b="old", accepted=False))

    assert view.is_current(view.claims["old"])


def test_disputes_and_acts_join_both_ways() -> None:
    """A dispute and a common act hold either way round, the act through any number of claims."""
    view = view_of(
        *(claim(key, "army") for key in "abcd"),
        Link(a="a", relation="disputes", b="b"),
        Link(a="a", relation=Relation.SAME_ACT, b="b"),
        Link(a="c", relation=Relation.SAME_ACT, b="b"),
    )

    assert (view.disputed("a", "b"), view.disputed("b", "a"), view.disputed("a", "c")) == (True, True, False)
    assert (view.acts_joined("a", "c"), view.acts_joined("c", "a"), view.acts_joined("a", "d")) == (True, True, False)


def test_records_by_key_end_of_key_and_name() -> None:
    """A table gives a record for its key, the end of it, or its label, and None for what two share."""
    view = view_of(
        Event(key="night/a", label="Raid on Kherson"),
        Event(key="day/a", label="raid"),
        Event(key="night/b/c", label="raid"),
    )
    events = Records(view.events, "event")

    assert [events.get(key) and events[key].key for key in ("night/a", "c", "b/c", "raid on kherson", "a", "raid")] == [
        "night/a",
        "night/b/c",
        "night/b/c",
        "night/a",
        None,
        None,
    ]
    assert list(events) == [view.events[key] for key in list(events.keys())]
    assert ("c" in events, view.events["day/a"] in events, 5 in events, len(events)) == (True, True, False, 3)


def test_a_missing_record_is_named() -> None:
    """Asking for what is not there names it and its kind."""
    with pytest.raises(UnknownKey, match="no event 'x' in the ledger, or more than one"):
        Records(View().events, "event")["x"]


def test_what_is_no_record_is_refused() -> None:
    """Only records go into a view."""
    with pytest.raises(TypeError, match="not a record: 'text'"):
        View().put("text")  # type: ignore[arg-type]


def test_records_in_force_come_with_what_they_refer_to_first() -> None:
    """Listed kind by kind, each record stands after everything it may refer to."""
    view = view_of(
        Link(a="c", relation="disputes", b="c"),
        claim("c", "p", appearances=[Appearance(source="s")]),
        Source(key="s", publisher="p", derives_from=(Derivation(source="s"),)),
        Party(key="p", name="P"),
        Term(name="t"),
        Event(key="e"),
    )

    assert [type(record) for record in view.records()] == [Term, Party, Source, Event, Claim, Link]


def test_looking_up_names_is_no_search_through_all() -> None:
    """Five thousand names that are not there cost one index over the sources, not five thousand searches."""
    ledger = Ledger()
    ledger.add(*(Source(key=f"s{number}", name=f"Source number {number}") for number in range(20_000)))
    missing = [f"missing {number}" for number in range(5000)]
    calls = 0

    def count(_: object, event: str, __: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        found = [name for name in missing if name in ledger.sources]
    finally:
        sys.setprofile(None)

    assert found == []
    assert calls < 40 * (20_000 + 5_000)  # a search through all would be a hundred million
