"""Where a claim stands on each axis, what its event supplies, and how two claims lie to each other there."""

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.comparing.axes import Standing, stand
from claimcheck.comparing.context import Bare
from claimcheck.comparing.relating import relate_axis, relate_events
from claimcheck.ledger import Ledger
from claimcheck.model import (
    AXES,
    Appearance,
    Basis,
    Category,
    Claim,
    Event,
    Link,
    Measure,
    Party,
    Proposition,
    Relation,
    Sense,
    Term,
)
from claimcheck.quantity import Quantity
from claimcheck.times import time_span
from claimcheck.view import View
from claimcheck.vocabulary import Relate, Vocabulary

NIGHT = "2025-06-01T20:00+03:00/2025-06-02T09:00+03:00"
WORDS = Vocabulary(
    (
        Term(name="Russia", kind="state", demonyms=("Russian",)),
        Term(name="Ukraine", kind="state", demonyms=("Ukrainian",)),
        Term(name="Norland", kind="state", demonyms=("Norlandic",)),
        Term(name="both sides", parts=("Russia", "Ukraine")),
        Term(name="drone", kind="subject", aliases=("UAV",)),
        Term(name="missile", kind="subject", distinct=("drone", "tank")),
        Term(name="tank", kind="subject", distinct=("drone",)),
        Term(name="aircraft", kind="subject", parts=("drone", "helicopter")),
        Term(name="region", kind="place", parts=("city", "plain"), exclusive=("city", "plain")),
        Term(name="coast", kind="place"),
        Term(name="army only", kind="subject", distinct=("all forces",)),
        Measure(name="neutralised", parts=("shot down", "jammed"), exclusive=("shot down", "jammed"), scale="count"),
        Measure(
            name="shot down",
            scale="count",
            accumulates=True,
            adds_over=frozenset({"time"}),
            aliases=("downed",),
        ),
        Measure(name="jammed", scale="count"),
        Measure(name="captured", scale="count", distinct=("neutralised",)),
        Measure(
            name="destroyed",
            scale="count",
            senses=(
                Sense(by="Air Force", word="destroyed", means="shot down", until=time_span("2025-07-31")),
                Sense(by="Air Force", word="destroyed", means="neutralised", since=time_span("2025-08-01")),
                Sense(by="Navy", word="destroyed", means="jammed"),
                Sense(by="Desk", word="destroyed", means="destroyed"),
            ),
        ),
        Measure(name="turnout", scale="share"),
        Measure(name="magnitude", scale="level", timeless=True),
        Measure(name="won", scale="category", one_holder=True),
        Measure(name="warming", scale="amount", difference=True),
    )
)


def view_of(*records: Any) -> View:
    """A view of the words above with these records in it."""
    view = View(base=WORDS)
    for record in records:
        view.put(record)
    return view


def claim(by: tuple[str, ...] = (), key: str = "c", basis: str | None = None, **said: Any) -> Claim:
    """A claim of these fields; times as text."""
    asserted = said.pop("asserted", None)
    for name in ("over", "occurred", "cutoff"):
        if name in said:
            said[name] = time_span(said[name])
    return Claim(
        key=key,
        proposition=Proposition(**said),
        claimants=by,
        basis=None if basis is None else Basis(basis),
        asserted=None if asserted is None else time_span(asserted),
    )


def event_of(key: str, said: dict[str, Any]) -> Event:
    """An event of these fields; times as text."""
    times = {name: time_span(text) for name, text in said.items() if name in {"over", "occurred"}}
    fields: dict[str, Any] = said | times
    return Event(key=key, **fields)


RAID = Event(
    key="raid", label="the raid", over=time_span(NIGHT), place="city", subject="Russian drones", part_of="campaign"
)
CAMPAIGN = Event(key="campaign", label="the campaign")
FORCE = Party(key="af", name="Air Force")
VIEW = view_of(CAMPAIGN, RAID, FORCE, Party(key="navy", name="Navy"), Party(key="desk", name="Desk"))


def at(view: View = VIEW, **said: Any) -> Standing:
    """Where a claim of these fields stands."""
    return stand(claim(**said), view)


# what the event supplies


@pytest.mark.parametrize(
    ("resolved", "expected", "note"),
    [
        (lambda one: str(one.subject), "drone", "the subject 'Russian drones' is taken from the event"),
        (lambda one: str(one.operator), "russia", "the operator Russia is taken from the event"),
        (lambda one: str(one.place), "city", "the place 'city' is taken from the event"),
        (lambda one: one.period.edtf, NIGHT, "the period is taken from the event"),
    ],
)
def test_the_event_supplies_what_a_claim_leaves_out(resolved: Any, expected: str, note: str) -> None:
    """Subject, operator, place and period come from the event, and each is noted as coming from there."""
    found = at(event="raid", measure="shot down")

    assert resolved(found) == expected
    assert note in found.notes
    assert len(found.notes) == 4


def test_without_an_event_nothing_is_supplied() -> None:
    """A claim about no event keeps its gaps, and nothing is assumed."""
    found = at(measure="shot down")

    assert (found.operator, found.subject, found.place, found.period, found.event) == (None,) * 5
    assert (found.notes, found.around, found.subject_label, found.place_label) == ((), (), "", "")


def test_an_event_that_nobody_described_supplies_nothing() -> None:
    """A key that stands for no record still names the incident, and fills no gap."""
    found = at(event="elsewhere", measure="shot down")

    assert (found.event, found.place, found.period, found.notes) == ("elsewhere", None, None, ())


def test_a_claims_own_fields_win() -> None:
    """What the claim says itself stands, whatever the event says, and nothing is noted."""
    found = at(event="raid", subject="Ukrainian UAVs", place="plain", occurred="2025-06-02", measure="shot down")

    assert (str(found.operator), str(found.subject), str(found.place)) == ("ukraine", "drone", "plain")
    assert found.period == time_span("2025-06-02")
    assert (found.subject_label, found.place_label, found.notes) == ("Ukrainian UAVs", "plain", ())


def test_an_operator_wins_over_a_demonym() -> None:
    """Where the claim names the operator, the demonym of its subject only leaves the noun behind."""
    found = at(operator="Ukraine", subject="Russian drones")

    assert (str(found.operator), str(found.subject)) == ("ukraine", "drone")


def test_an_operator_may_be_named_by_its_demonym() -> None:
    """The operator given as a demonym is the state that it stands for, and speaks where no subject does."""
    found = at(operator="Russian")

    assert (str(found.operator), found.subject, found.subject_label) == ("russia", None, "Russia")


def test_a_bare_subject_takes_the_operator_of_its_event() -> None:
    """A claim about "drones" at an event of Russian drones is about Russian ones, and its label says so."""
    found = at(event="raid", subject="drones")

    assert (str(found.operator), str(found.subject), found.subject_label) == ("russia", "drone", "drones (Russia)")
    assert "the operator Russia is taken from the event" in found.notes


def test_merged_events_are_one_incident() -> None:
    """A claim stands at the incident, by whichever of its merged events it is told."""
    view = view_of(CAMPAIGN, RAID, Event(key="attack"), Link(a="attack", relation=Relation.SAME_AS, b="raid"))

    assert at(view, event="attack").event == at(view, event="raid").event
    assert at(view, event="attack").around == ("campaign",)


# words by party and date


@pytest.mark.parametrize(
    ("by", "asserted", "meant"),
    [
        ("af", "2025-07-31", "shot down"),
        ("af", "2025-08-01", "neutralised"),
        ("af", "2025-08-01T10:00+03:00", "neutralised"),
        ("af", None, "destroyed"),
        ("navy", None, "jammed"),
        ("desk", "2025-08-01", "destroyed"),
        ("someone", "2025-08-01", "destroyed"),
        ("af", "../2025", "destroyed"),
        ("af", "2025-09-30", "neutralised"),
    ],
)
def test_a_word_is_read_by_party_and_date(by: str, asserted: str | None, meant: str) -> None:
    """A sense holds for its party and in its time; undated or of another, the word means what it says."""
    found = at(by=(by,), measure="destroyed", asserted=asserted)

    assert str(found.measure) == meant


def test_a_series_across_a_change_of_meaning_is_split() -> None:
    """A word over a time in which its meaning changed is neither the old nor the new, and says so."""
    across = at(by=("af",), measure="destroyed", over="2025-07-01/2025-08-31")
    before = at(by=("af",), measure="destroyed", over="2025-07-01/2025-07-31")

    assert across.notes == ("'destroyed' of Air Force changed its meaning in that time",)
    assert relate_axis("measure", across, before, VIEW).relation is Relate.UNKNOWN


def test_a_sense_is_noted_and_shown() -> None:
    """The reading names the party, the word and what it means; the label keeps the party's own word."""
    found = at(by=("af",), measure="destroyed", asserted="2025-08-02")

    assert found.measure_label == "destroyed (meaning neutralised)"
    assert found.notes == ("'destroyed' of Air Force is read as 'neutralised'",)


@pytest.mark.parametrize(
    "dated",
    [
        {"over": "2025-08-02/2025-08-03"},
        {"occurred": "2025-08-02"},
        {"event": "august"},
        {"asserted": "2025-08-02", "occurred": "2025-06-02"},
    ],
)
def test_a_sense_goes_by_the_best_date_there_is(dated: dict[str, Any]) -> None:
    """When it was asserted decides, else the claim's own period, else that of its event."""
    view = view_of(FORCE, Event(key="august", occurred=time_span("2025-08-02")))

    assert str(at(view, by=("af",), measure="destroyed", **dated).measure) == "neutralised"


# periods


def test_a_window_of_the_claims_own() -> None:
    """A claim's `over` is a window of its own, and goes before its `occurred`."""
    found = at(event="raid", over="2025-06-01/2025-06-02", occurred="2025-06-03")

    assert (found.period, found.is_window, found.own_period) == (time_span("2025-06-01/2025-06-02"), True, True)


@pytest.mark.parametrize(
    ("event", "window"), [({"over": "2025-06-01/2025-06-02"}, True), ({"occurred": "2025-06-01"}, False)]
)
def test_a_period_of_the_event_is_not_the_claims_own(event: dict[str, Any], window: bool) -> None:
    """A period that the event supplied is a window where the event's is one, and never the claim's own."""
    view = view_of(event_of("e", event))
    found = at(view, event="e")

    assert (found.is_window, found.own_period) == (window, False)


def test_a_timeless_measure_has_no_period() -> None:
    """What the subject alone fixes needs no period, and the one given plays no part."""
    found = at(event="raid", measure="magnitude", over="2025-06-01/2025-06-02")

    assert (found.period, found.is_window, found.own_period) == (None, False, True)


# what a standing says of its value


@pytest.mark.parametrize(
    ("said", "discrete"),
    [
        ({"measure": "shot down", "value": Quantity(low=1, high=1, unit="percent")}, True),
        ({"measure": "turnout", "value": Quantity(low=5, high=5)}, False),
        ({"measure": "gloves", "value": Quantity(low=5, high=5)}, True),
        ({"measure": "gloves", "value": Quantity(low=5, high=5, unit="kilometre")}, False),
        ({"measure": "gloves"}, True),
    ],
)
def test_counts_are_whole_things(said: dict[str, Any], discrete: bool) -> None:
    """The declared scale tells a count; an undeclared measure counts if its figure is whole and without a unit."""
    assert at(**said).discrete is discrete


@pytest.mark.parametrize(
    ("basis", "measure", "floor"),
    [("documented", "shot down", True), ("documented", "turnout", False), ("imagery", "shot down", False)],
)
def test_a_documented_toll_is_a_floor(basis: str, measure: str, floor: bool) -> None:
    """Documented reads as at least, of a measure that accumulates alone."""
    assert at(basis=basis, measure=measure, value=Quantity(low=13, high=13)).is_floor is floor


def test_the_one_holder_is_the_value() -> None:
    """Of a measure with one holder the subject is the value, and stands outside the topic."""
    one, other = (at(event="raid", measure="won", subject=name) for name in ("Smith", "Jones"))

    assert one.value == Category(term="Smith")
    assert one.topic == other.topic


def test_a_count_without_a_figure_is_at_least_one() -> None:
    """A count asserted without a figure offers [1, inf); another measure without one offers nothing."""
    counted, shared = at(measure="shot down"), at(measure="turnout")

    assert (counted.ranges["count"].low, counted.ranges["count"].high) == (1, None)
    assert shared.ranges == {}
    assert at(measure="verdict", value=Category(term="guilty")).ranges == {}


# each axis

SAME = {"event": "campaign"}
PAIRS: list[tuple[str, dict[str, Any], dict[str, Any], Relate]] = [
    ("operator", {"subject": "Russian drones"}, {"subject": "UAVs of all", "operator": "Russia"}, Relate.EQUAL),
    ("operator", {"operator": "Russia"}, {"operator": "both sides"}, Relate.NARROWER),
    ("operator", {"operator": "both sides"}, {"operator": "Russia"}, Relate.WIDER),
    ("operator", {"operator": "Russia or Ukraine"}, {"operator": "Ukraine or Norland"}, Relate.OVERLAPPING),
    ("operator", {"subject": "Russian drones"}, {"subject": "Norlandic drones"}, Relate.DISJOINT),
    ("operator", {"subject": "Russian drones"}, {"subject": "drones"}, Relate.UNKNOWN),
    ("operator", {}, {}, Relate.EQUAL),
    ("subject", {"subject": "UAVs"}, {"subject": "drones"}, Relate.EQUAL),
    ("subject", {"subject": "drones"}, {"subject": "aircraft"}, Relate.NARROWER),
    ("subject", {"subject": "aircraft"}, {"subject": "helicopters"}, Relate.WIDER),
    ("subject", {"subject": "drones or missiles"}, {"subject": "missiles or tanks"}, Relate.OVERLAPPING),
    ("subject", {"subject": "drones"}, {"subject": "missiles"}, Relate.DISJOINT),
    ("subject", {"subject": "drones"}, {"subject": "Gerans"}, Relate.UNKNOWN),
    ("subject", {"subject": "drones"}, {}, Relate.UNKNOWN),
    ("subject", {"measure": "won", "subject": "Smith"}, {"measure": "won", "subject": "Jones"}, Relate.EQUAL),
    ("measure", {"measure": "downed"}, {"measure": "shot down"}, Relate.EQUAL),
    ("measure", {"measure": "shot down"}, {"measure": "neutralised"}, Relate.NARROWER),
    ("measure", {"measure": "neutralised"}, {"measure": "jammed"}, Relate.WIDER),
    ("measure", {"measure": "shot down or jammed"}, {"measure": "jammed or captured"}, Relate.OVERLAPPING),
    ("measure", {"measure": "shot down"}, {"measure": "captured"}, Relate.DISJOINT),
    ("measure", {"measure": "shot down"}, {"measure": "wrecked"}, Relate.UNKNOWN),
    ("measure", {"measure": "warming", "baseline": "1850-1900"}, {"measure": "warming"}, Relate.UNKNOWN),
    (
        "measure",
        {"measure": "warming", "baseline": "1850-1900"},
        {"measure": "warming", "baseline": "1991-2020"},
        Relate.DISJOINT,
    ),
    (
        "measure",
        {"measure": "warming", "baseline": "1850-1900"},
        {"measure": "warming", "baseline": "1850-1900"},
        Relate.EQUAL,
    ),
    ("place", {"place": "Region"}, {"place": "region"}, Relate.EQUAL),
    ("place", {"place": "city"}, {"place": "region"}, Relate.NARROWER),
    ("place", {"place": "region"}, {"place": "plain"}, Relate.WIDER),
    ("place", {"place": "city"}, {"place": "plain"}, Relate.DISJOINT),
    ("place", {"place": "city"}, {"place": "coast"}, Relate.UNKNOWN),
    ("period", {"over": "2025-06-01"}, {"over": "2025-06-01"}, Relate.EQUAL),
    ("period", {"over": "2025-06-01"}, {"over": "2025-06"}, Relate.NARROWER),
    ("period", {"over": "2025-06"}, {"over": "2025-06-01"}, Relate.WIDER),
    ("period", {"over": "2025-06-01/2025-06-05"}, {"over": "2025-06-04/2025-06-09"}, Relate.OVERLAPPING),
    ("period", {"over": "2025-06-01"}, {"over": "2025-06-02"}, Relate.DISJOINT),
    ("period", {"occurred": "2025-06-01"}, {"over": "2025-06"}, Relate.NARROWER),
    ("period", {"over": "2025-06"}, {"occurred": "2025-06-01"}, Relate.WIDER),
    ("scope", {"scope": "army only"}, {"scope": "Army only"}, Relate.EQUAL),
    ("scope", {"scope": "army only"}, {"scope": "all forces"}, Relate.DISJOINT),
    ("scope", {"scope": "army only"}, {}, Relate.UNKNOWN),
    ("scope", {}, {}, Relate.EQUAL),
]


@pytest.mark.parametrize(("axis", "one", "other", "relation"), PAIRS)
def test_how_two_claims_lie_on_an_axis(axis: str, one: dict[str, Any], other: dict[str, Any], relation: Relate) -> None:
    """Each axis tells equal, narrower, wider, overlapping, disjoint and unknown, and turned round their inverse."""
    event = {} if axis == "period" else SAME
    a, b = at(**(event | one)), at(**(event | other))

    assert relate_axis(axis, a, b, VIEW).relation is relation
    assert relate_axis(axis, b, a, VIEW).relation is relation.inverse


def test_every_axis_is_tried() -> None:
    """No axis but the event, which has its own tests, is without pairs above, disjoint ones among them."""
    apart = {axis for axis, _, _, relation in PAIRS if relation is Relate.DISJOINT}

    assert apart == set(AXES) - {"event"}


@given(
    st.sampled_from(AXES),
    st.fixed_dictionaries(
        {},
        optional={
            "event": st.sampled_from(("raid", "campaign", "elsewhere")),
            "subject": st.sampled_from(("Russian drones", "drones", "aircraft", "missiles or drones", "Gerans")),
            "measure": st.sampled_from(("shot down", "neutralised", "turnout", "won", "magnitude", "wrecked")),
            "place": st.sampled_from(("city", "plain", "region", "coast")),
            "over": st.sampled_from(("2025-06-01/2025-06-02", "2025-06", "2025-06-02/..", NIGHT)),
            "occurred": st.sampled_from(("2025-06-01", "2025-06", "2025")),
            "scope": st.sampled_from(("army only", "all forces")),
            "baseline": st.sampled_from(("1850-1900", "1991-2020")),
        },
    ),
    st.data(),
)
def test_turned_round_the_relation_is_the_inverse(axis: str, said: dict[str, Any], data: st.DataObject) -> None:
    """On every axis *b* lies to *a* as the inverse of how *a* lies to *b*, with the labels turned round."""
    dropped = data.draw(st.sets(st.sampled_from(sorted(said))) if said else st.just(set()))
    a, b = at(**said), at(**{name: text for name, text in said.items() if name not in dropped})
    there, back = relate_axis(axis, a, b, VIEW), relate_axis(axis, b, a, VIEW)

    assert back.relation is there.relation.inverse
    assert (back.left, back.right, back.note) == (there.right, there.left, there.note)


# events


def events(one: dict[str, Any], other: dict[str, Any], *links: Link) -> tuple[Relate, str]:
    """How two events of these fields lie to each other."""
    made = event_of("one", one), event_of("other", other)
    view = view_of(*made, *links)
    return relate_events(at(view, event="one"), at(view, event="other"), view)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (
            {"over": "2025-06-01/2025-06-02"},
            {"over": "2025-06-04/2025-06-05"},
            "their times are apart: 2025-06-01/2025-06-02 / 2025-06-04/2025-06-05",
        ),
        ({"occurred": "2025-06-02"}, {"occurred": "2025-06-01"}, "their times are apart: 2025-06-01 / 2025-06-02"),
        ({"place": "plain"}, {"place": "city"}, "their places are apart: city / plain"),
        ({"subject": "missiles"}, {"subject": "drones"}, "their subjects are apart: drones / missiles"),
        (
            {"subject": "Ukrainian drones"},
            {"subject": "Russian drones"},
            "their subjects are apart: Russian drones / Ukrainian drones",
        ),
    ],
)
def test_events_that_are_apart(one: dict[str, Any], other: dict[str, Any], why: str) -> None:
    """Disjoint times, places or subjects set two events apart, and the reason names both."""
    assert events(one, other) == (Relate.DISJOINT, why)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({"occurred": "2025-06-01", "place": "city"}, {"occurred": "2025-06-01", "place": "city"}),
        ({"place": "city"}, {"place": "coast"}),
        ({"place": "city"}, {"place": "region"}),
        ({"subject": "Russian drones"}, {"subject": "drones"}),
        ({"over": "2025-06-01/2025-06-02"}, {"occurred": "2025-06"}),
    ],
)
def test_two_event_records_alone_prove_nothing(one: dict[str, Any], other: dict[str, Any]) -> None:
    """However much two records have in common, nobody has said that they are one incident or two."""
    assert events(one, other) == (Relate.UNKNOWN, "")


@pytest.mark.parametrize(
    ("relation", "found"),
    [
        (Relation.SAME_AS, (Relate.EQUAL, "")),
        (Relation.DISTINCT_FROM, (Relate.DISJOINT, "a person declared them distinct")),
    ],
)
def test_a_person_settles_it(relation: Relation, found: tuple[Relate, str]) -> None:
    """What a person merged is one incident, and what a person declared distinct is two."""
    assert events({}, {}, Link(a="one", relation=relation, b="other")) == found


def test_a_part_of_an_event() -> None:
    """An event that is part of another lies within it, the other way round about it."""
    raid, campaign = at(event="raid"), at(event="campaign")

    assert relate_events(raid, campaign, VIEW)[0] is Relate.NARROWER
    assert relate_events(campaign, raid, VIEW)[0] is Relate.WIDER


def test_two_persons_at_odds_about_two_events_settle_nothing() -> None:
    """Events that were both merged and declared distinct are neither one incident nor two."""
    links = [Link(a="one", relation=relation, b="other") for relation in (Relation.SAME_AS, Relation.DISTINCT_FROM)]

    assert events({}, {}, *links) == (Relate.UNKNOWN, "a person merged them and a person declared them distinct")


def test_events_that_are_part_of_each_other_are_unknown() -> None:
    """Two events each said to be part of the other do not lie within one another either way."""
    relation, why = events({"part_of": "other"}, {"part_of": "one"})

    assert (relation, why) == (Relate.UNKNOWN, "each is said to be part of the other")


def test_an_event_that_nobody_described_is_unknown() -> None:
    """Beside a key without a record, or none at all, nothing can be told."""
    raid = at(event="raid")

    assert relate_events(raid, at(event="elsewhere"), VIEW) == (Relate.UNKNOWN, "")
    assert relate_events(raid, at(), VIEW) == (Relate.UNKNOWN, "")


def test_an_event_is_shown_by_its_label() -> None:
    """The axis shows the label of an event, the key where it has none, and that there is none."""
    labels = [relate_axis("event", at(event="raid"), one, VIEW) for one in (at(event="elsewhere"), at())]

    assert [(one.left, one.right) for one in labels] == [("the raid", "elsewhere"), ("the raid", "no event")]


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ({}, {}, Relate.UNKNOWN),
        ({"over": "2025-06-01"}, {}, Relate.UNKNOWN),
        ({"over": "2025-06-01"}, {"occurred": "2025-06-01"}, Relate.EQUAL),
        ({"measure": "magnitude"}, {"measure": "magnitude"}, Relate.EQUAL),
        ({"measure": "magnitude"}, {"measure": "shot down"}, Relate.UNKNOWN),
    ],
)
def test_without_an_event_a_period_must_stand_on_both(
    one: dict[str, Any], other: dict[str, Any], relation: Relate
) -> None:
    """With no event on either side only periods of their own on both, or timeless measures, join two claims."""
    found = relate_axis("event", at(**one), at(**other), VIEW)

    assert found.relation is relation
    assert found.note == ("neither an event nor a period on both" if relation is Relate.UNKNOWN else "")


# what a shared event settles


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ({"event": "campaign", "place": "city"}, {"event": "campaign"}, Relate.NARROWER),
        ({"event": "part", "place": "city"}, {"event": "campaign"}, Relate.NARROWER),
        ({"event": "part"}, {"event": "campaign", "place": "city"}, Relate.UNKNOWN),
        ({"event": "elsewhere", "place": "city"}, {"event": "campaign"}, Relate.UNKNOWN),
    ],
)
def test_a_shared_event_settles_the_place(one: dict[str, Any], other: dict[str, Any], relation: Relate) -> None:
    """A claim without a place speaks of its whole event: the other's is within it, never the whole within a part."""
    view = view_of(CAMPAIGN, Event(key="part", part_of="campaign"))
    a, b = at(view, **one), at(view, **other)
    there, back = relate_axis("place", a, b, view), relate_axis("place", b, a, view)

    assert (there.relation, back.relation) == (relation, relation.inverse)
    assert ("settles the place" in there.note) == (relation is Relate.NARROWER)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ({"event": "campaign", "over": "2025-06-01"}, {"event": "campaign"}, Relate.NARROWER),
        ({"event": "campaign", "occurred": "2025-06-01"}, {"event": "campaign"}, Relate.EQUAL),
        ({"event": "part", "over": "2025-06-01"}, {"event": "campaign"}, Relate.NARROWER),
        ({"event": "part"}, {"event": "campaign", "over": "2025-06-01"}, Relate.UNKNOWN),
        ({"event": "elsewhere", "over": "2025-06-01"}, {"event": "campaign"}, Relate.UNKNOWN),
        ({"event": "campaign"}, {"event": "campaign"}, Relate.EQUAL),
    ],
)
def test_a_shared_event_settles_the_period(one: dict[str, Any], other: dict[str, Any], relation: Relate) -> None:
    """A window lies within the whole event that a silent claim speaks of; a moment is the event's own."""
    view = view_of(CAMPAIGN, Event(key="part", part_of="campaign"))
    a, b = at(view, **one), at(view, **other)

    assert relate_axis("period", a, b, view).relation is relation
    assert relate_axis("period", b, a, view).relation is relation.inverse


def test_a_shared_event_settles_moments_of_unlike_precision() -> None:
    """A day and its month are one moment where both tell of one event, and unknown where they do not."""
    day: dict[str, Any]
    month: dict[str, Any]
    day, month = {"occurred": "2025-06-01"}, {"occurred": "2025-06"}
    shared = relate_axis("period", at(event="campaign", **day), at(event="campaign", **month), VIEW)
    alone = relate_axis("period", at(**day), at(**month), VIEW)

    assert (shared.relation, shared.note) == (Relate.EQUAL, "a shared event settles the period")
    assert alone.relation is Relate.UNKNOWN


def test_a_shared_event_does_not_settle_two_windows() -> None:
    """Two windows of their own that nobody can place stay unknown, though the event is one."""
    a, b = at(event="campaign", over="/2025-06-02"), at(event="campaign", over="/2025-06-02")

    assert relate_axis("period", a, b, VIEW).relation is Relate.UNKNOWN


def test_a_window_within_a_moment_proves_nothing() -> None:
    """A window inside the month in which something happened need not hold the moment."""
    a, b = at(over="2025-06-01/2025-06-02"), at(occurred="2025-06")

    assert relate_axis("period", a, b, VIEW).relation is Relate.UNKNOWN


# a period of its own


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ({}, {}, Relate.UNKNOWN),
        ({"over": "2025-06-01"}, {}, Relate.UNKNOWN),
        ({"over": "2025-06-01"}, {"over": "2025-06-01"}, Relate.EQUAL),
        ({"occurred": "2025-06-01"}, {"occurred": "2025-06-02"}, Relate.DISJOINT),
    ],
)
def test_a_share_needs_a_period_of_its_own(one: dict[str, Any], other: dict[str, Any], relation: Relate) -> None:
    """The event's period is not enough for a share, and the note says what is wanted."""
    a, b = (at(event="raid", measure="turnout", **said) for said in (one, other))
    found = relate_axis("period", a, b, VIEW)

    assert found.relation is relation
    assert found.note.startswith("a share needs a period of its own") == (relation is Relate.UNKNOWN)


def test_what_is_missing_is_shown() -> None:
    """A period that only the event supplied is shown as none of its own."""
    found = relate_axis(
        "period",
        at(event="raid", measure="turnout"),
        at(event="raid", measure="turnout", over="2025-06-01"),
        VIEW,
    )

    assert (found.left, found.right) == ("none of its own", "2025-06-01")


def test_the_note_names_the_scale_that_needs_it() -> None:
    """Where only one side's measure needs a period of its own, the note names that measure's scale either way."""
    counted, share = at(event="raid", measure="shot down"), at(event="raid", measure="turnout")
    found = [relate_axis("period", *pair, VIEW).note for pair in ((counted, share), (share, counted))]

    assert [note.split(" needs ")[0] for note in found] == ["a share"] * 2


# words that were not read


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("They fled the northern depot.", "They fled the southern depot.", Relate.UNKNOWN),
        ("They fled the depot.", "They fled the depot.", Relate.EQUAL),
        ("They fled the city.", "They fled.", Relate.UNKNOWN),
    ],
)
def test_claims_of_words_alone_differ_by_what_was_not_read(one: str, other: str, relation: Relate) -> None:
    """Where nothing but its words says what a claim means, words that nobody read may tell two apart."""
    a, b = (stand(evolve(claim(event="campaign"), text=text), VIEW) for text in (one, other))

    assert relate_axis("scope", a, b, VIEW).relation is relation


def test_words_that_the_fields_and_the_event_say_are_read() -> None:
    """The names of the claimant, the event and the claim's own fields leave nothing unread."""
    told = evolve(claim(by=("af",), event="raid", subject="UAVs"), text="Air Force: the raid on city, UAVs")

    assert stand(told, VIEW).unread is None


@pytest.mark.parametrize(
    "more",
    [
        {"text": ""},
        {"computed_from": "w"},
        {"proposition": Proposition(measure="shot down", value=Quantity(low=9, high=9))},
    ],
)
def test_words_play_no_part_where_fields_say_what_is_meant(more: dict[str, Any]) -> None:
    """A claim whose measure and value somebody gave does not hang on its words, nor does one that follows."""
    assert stand(evolve(claim(), **({"text": "Nine fell at the depot"} | more)), VIEW).unread is None


# topics, and claims of no ledger


@pytest.mark.parametrize(
    "said",
    [
        {"operator": "Ukraine"},
        {"subject": "missiles"},
        {"event": "elsewhere"},
        {"measure": "jammed"},
        {"baseline": "1850-1900"},
        {"place": "city"},
        {"over": "2025-06-01"},
        {"scope": "army only"},
    ],
)
def test_each_axis_tells_topics_apart(said: dict[str, Any]) -> None:
    """Another word on any axis makes another topic."""
    plain: dict[str, Any] = {"event": "campaign", "operator": "Russia", "subject": "drones", "measure": "shot down"}

    assert at(**plain).topic != at(**(plain | said)).topic


@pytest.mark.parametrize(
    "said",
    [{"agent": "navy"}, {"value": Quantity(low=3, high=3)}, {"cutoff": "2025-06-02"}, {"polarity": False}],
)
def test_agent_cutoff_and_value_are_no_axes(said: dict[str, Any]) -> None:
    """Who did it, how many, up to when and whether it is denied leave the topic as it is."""
    plain: dict[str, Any] = {"event": "campaign", "measure": "shot down"}

    assert at(**plain).topic == at(**plain, **said).topic


def test_claims_of_no_ledger_stand_by_themselves() -> None:
    """Without a ledger nothing is known of events and parties: each name stands for itself, and nothing is joined."""
    bare = Bare()
    told = claim(by=("Air Force of Ukraine",), event="night", measure="destroyed", asserted="2025-08-02")
    found = stand(told, bare)

    assert (found.claimants, found.event, found.around) == (("air force of ukraine",), "night", ())
    assert str(found.measure) == "neutralised"
    assert bare.control_group("Army", None) == bare.party("army")
    assert (bare.disputed("a", "b"), bare.acts_joined("a", "b"), bare.events_distinct("a", "b")) == (False,) * 3
    assert list(bare.figures((), None, Quantity(low=1, high=1))) == []


@pytest.mark.parametrize(
    ("attributions", "own"), [((), True), (("reported",), False), (("reported", "own"), True), ((None,), False)]
)
def test_own_words_without_a_ledger(attributions: tuple[str | None, ...], own: bool) -> None:
    """Without a ledger words are the claimant's own where somebody marked them so, or where no report is known."""
    appearances = tuple(Appearance(source="s", attribution=one) for one in attributions)

    assert Bare().own_words(evolve(claim(measure="shot down"), appearances=appearances)) is own


def test_an_amount_in_a_unit_is_measured_whatever_the_measure_counts() -> None:
    """2.5 km and 3 km of road are two figures; 2 and 3 roads are counts."""
    ledger = Ledger()
    for by, words in (("city", "2.5 km of road damaged"), ("army", "3 km of road damaged")):
        ledger.claim(words, by=ledger.party(by), event="raid", measure="damaged", subject="road")
    one, other = ledger.claims
    assert ledger.compare(one, other).outcome == "contradicts"
    assert [finding.kind for finding in ledger.contested()] == ["contested"]


def test_a_vague_count_is_no_broken_one() -> None:
    """Nearly 55 reaches down to 49.5, and is held against 100 like any count."""
    ledger = Ledger()
    for by, words in (("city", "nearly 55 people killed"), ("army", "100 people killed")):
        ledger.claim(words, by=ledger.party(by), event="raid")
    assert ledger.compare(*ledger.claims).outcome == "contradicts"
    assert ledger.standing(next(iter(ledger.claims))).ranges["count"].low == 50
