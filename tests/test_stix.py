"""STIX 2.1: what a platform for threat intelligence takes in, and that nobody gets an opinion that is not theirs."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest
import stix2
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.exchange.outlet import Outlet
from claimcheck.exchange.stix.bundle import write_stix
from claimcheck.exchange.stix.ids import stix_id
from claimcheck.formats import read, write
from claimcheck.ledger import Ledger
from claimcheck.model import Appearance, Claim, Event, Party, Proposition, Source, Tie
from claimcheck.quantity import Quantity
from claimcheck.times import time_span
from tests.conformance import full_ledger
from tests.hostile import hostile_case
from tests.strategies import ledgers

ISTANBUL: Final = Path(__file__).parent.parent / "fixtures" / "istanbul" / "case.yaml"
RECORDED: Final = datetime(2025, 6, 2, 9, 30, 0, 123456, tzinfo=UTC)


def bundle(ledger: Ledger, outlet: Outlet | None = None) -> list[dict[str, Any]]:
    """The objects, taken by the OASIS library as they stand, with nothing that it would call custom."""
    text = b"".join(write_stix(ledger, outlet or Outlet())).decode()
    taken = stix2.parse(text, allow_custom=False)
    assert taken.type == "bundle"
    objects: list[dict[str, Any]] = json.loads(text)["objects"]
    return objects


def of_type(ledger: Ledger, type_: str) -> list[dict[str, Any]]:
    return [one for one in bundle(ledger) if one["type"] == type_ and one.get("name") != "claimcheck"]


def record_of(one: dict[str, Any]) -> dict[str, Any]:
    (extension,) = one["extensions"].values()
    record: dict[str, Any] = extension["record"]
    return record


def two_sides() -> Ledger:
    """An army and its enemy, who disputes its figure; a desk that links and grades."""
    ledger = Ledger()
    ledger.add(
        Party(key="n/army", name="Army", kind="force"),
        Party(key="n/enemy", name="Enemy", kind="state"),
        Party(key="n/desk", name="Desk", kind="outlet"),
        Event(key="n/raid", label="Raid", occurred=time_span("2025-06-01"), place="Kherson"),
        Source(
            key="n/bulletin",
            name="Bulletin",
            publisher="n/army",
            url="https://example.org/1",
            digest="sha256:" + "ab" * 32,
            published=time_span("2025-06-02"),
        ),
        *(
            Claim(
                key=f"n/{key}",
                text=f"{killed} killed",
                claimants=(by,),
                appearances=(Appearance(source="n/bulletin", quote=f"{killed} dead"),) if key == "a" else (),
                proposition=Proposition(event="n/raid", subject="people", measure="killed", value=cited(killed)),
            )
            for key, by, killed in (("a", "n/army", 37), ("e", "n/enemy", 90))
        ),
        recorded=RECORDED,
    )
    return ledger


def cited(number: int) -> Quantity:
    return Quantity(low=number, high=number)


def test_a_ledger_in_stix() -> None:
    """Parties, events, sources and claims become the objects that stand for them, with their times from the log."""
    found = bundle(two_sides())
    kept = [{name: one[name] for name in one if name not in {"extensions", "id", "spec_version"}} for one in found[2:]]
    times = {"created": "2025-06-02T09:30:00.123Z", "modified": "2025-06-02T09:30:00.123Z"}
    army, enemy = (stix_id("identity", "party", f"n/{key}") for key in ("army", "enemy"))
    raid, bulletin = stix_id("incident", "event", "n/raid"), stix_id("report", "source", "n/bulletin")
    a, e = (stix_id("note", "claim", f"n/{key}") for key in "ae")
    publishes = stix_id("relationship", army, "publishes", bulletin)
    reference = {
        "source_name": "Bulletin",
        "external_id": "n/bulletin",
        "url": "https://example.org/1",
        "hashes": {"SHA-256": "ab" * 32},
    }

    assert kept[:7] == [
        {"type": "identity", **times, "name": "Army", "identity_class": "organization"},
        {"type": "identity", **times, "name": "Desk", "identity_class": "organization"},
        {"type": "identity", **times, "name": "Enemy", "identity_class": "organization"},
        {"type": "incident", **times, "name": "Raid"},
        {
            "type": "report",
            **times,
            "name": "Bulletin",
            "published": "2025-06-02T00:00:00.000Z",
            "object_refs": [a, publishes],
            "external_references": [reference],
        },
        {
            "type": "note",
            **times,
            "content": "37 killed",
            "authors": ["Army"],
            "object_refs": [army, raid, bulletin],
            "external_references": [{**reference, "description": "37 dead"}],
        },
        {"type": "note", **times, "content": "90 killed", "authors": ["Enemy"], "object_refs": [enemy, raid]},
    ]
    assert kept[7] == {
        "type": "relationship",
        **times,
        "relationship_type": "publishes",
        "source_ref": army,
        "target_ref": bulletin,
    }
    assert (kept[8]["source_ref"], kept[8]["target_ref"]) == (a, e)
    assert len(kept) == 9


def test_who_is_named_twice_is_an_author_once() -> None:
    """A claim of one party and the same party."""
    ledger = Ledger()
    ledger.claim("37 killed", by=["Army", "Army"], key="a")

    assert [one["authors"] for one in bundle(ledger) if one["type"] == "note"] == [["Army"]]


def test_a_computed_conflict_is_nobodys_opinion() -> None:
    """What was computed is a relationship by the system, says so in words, label and property, and is no opinion."""
    (computed,) = (one for one in of_type(two_sides(), "relationship") if "computed" in one.get("labels", ()))
    system = next(one for one in bundle(two_sides()) if one.get("name") == "claimcheck")
    (extension,) = computed["extensions"].values()

    assert computed["created_by_ref"] == system["id"]
    assert system["identity_class"] == "system"
    assert computed["relationship_type"] == "contradicts"
    assert computed["description"].startswith("computed, not said by anybody: ")
    assert extension["computed"]["outcome"] == "contradicts"
    assert extension["computed"]["claims"] == ["n/a", "n/e"]
    assert "37" in extension["computed"]["reason"]
    assert not of_type(two_sides(), "opinion")


def test_a_link_is_a_relationship_by_whoever_set_it() -> None:
    """A desk that says that one claim disputes another has no opinion of its own by that."""
    ledger = two_sides()
    ledger.link("n/e", "disputes", "n/a", by="n/desk", basis="the statement of 3 June")
    (link,) = (one for one in of_type(ledger, "relationship") if one["relationship_type"] == "disputes")

    assert link["created_by_ref"] == stix_id("identity", "party", "n/desk")
    assert link["description"] == "the statement of 3 June"
    assert (link["source_ref"], link["target_ref"]) == tuple(stix_id("note", "claim", f"n/{key}") for key in "ea")
    assert not of_type(ledger, "opinion")


@pytest.mark.parametrize(
    ("relation", "opinion"),
    [
        ("disputes", "disagree"),
        ("denies", "strongly-disagree"),
        ("refutes", "strongly-disagree"),
        ("supports", "agree"),
        ("corroborates", "agree"),
        ("concedes", "agree"),
        ("qualifies", None),
        ("undercuts", None),
    ],
)
def test_a_party_that_disputes_itself_has_an_opinion(relation: str, opinion: str | None) -> None:
    """Where the claimant of the one claim says itself what it holds of the other, that is its opinion."""
    ledger = two_sides()
    ledger.link("n/e", relation, "n/a", by="n/enemy", basis="statement")
    found = of_type(ledger, "opinion")

    if opinion is None:
        assert not found
        return
    (one,) = found
    assert (one["opinion"], one["explanation"], one["authors"]) == (opinion, "statement", ["Enemy"])
    assert one["created_by_ref"] == stix_id("identity", "party", "n/enemy")
    assert one["object_refs"] == [stix_id("note", "claim", "n/a")]


def test_a_candidate_is_told_apart() -> None:
    """A link that nobody has accepted is of another type than one that stands, and no opinion."""
    ledger = two_sides()
    ledger.link("n/e", "disputes", "n/a", by="n/enemy", accepted=False)

    assert [one["relationship_type"] for one in of_type(ledger, "relationship")][1:2] == ["candidate-disputes"]
    assert not of_type(ledger, "opinion")


@pytest.mark.parametrize(
    ("scheme", "axis", "grade", "opinion"),
    [
        ("admiralty", "information", "1", "strongly-agree"),
        ("admiralty", "information", "3", "neutral"),
        ("admiralty", "information", "5", "strongly-disagree"),
        ("admiralty", "information", "6", None),
        ("admiralty", "source", "A", None),
        ("claimreview", "label", "Falso", "strongly-disagree"),
        ("claimreview", None, "Mostly true", "agree"),
        ("claimreview", None, "unproven", None),
        ("claimreview", None, "Missing Context", None),
        ("airwars", None, "fair", None),
        ("desk", None, "doubtful", None),
    ],
)
def test_a_grade_is_an_opinion_where_its_scheme_says_so(
    scheme: str, axis: str | None, grade: str, opinion: str | None
) -> None:
    """What cannot be judged, and what a scheme does not order from wrong to right, stays a note in its own words."""
    ledger = two_sides()
    ledger.assess("n/a", scheme, grade, by="ann", axis=axis, why="as read")
    told = f"{scheme}/{axis}: {grade}. as read" if axis else f"{scheme}: {grade}. as read"
    (one,) = (one for one in bundle(ledger) if one["type"] in {"note", "opinion"} and one.get("authors") == ["ann"])

    assert one["object_refs"] == [stix_id("note", "claim", "n/a")]
    assert "created_by_ref" not in one
    assert (one.get("opinion"), one.get("explanation") or one.get("content")) == (opinion, told)
    assert one["type"] == ("note" if opinion is None else "opinion")


def test_what_no_longer_stands_says_so() -> None:
    """A retracted claim is revoked, a superseded one labelled, and each keeps who took it back."""
    ledger = two_sides()
    ledger.revise("n/e", "91 killed", key="n/e2")
    ledger.retract("n/a", by="n/army", when="2025-06-05")
    notes = {record_of(one)["key"]: one for one in of_type(ledger, "note")}
    (extension,) = notes["n/a"]["extensions"].values()

    assert notes["n/a"]["revoked"] is True
    assert notes["n/a"]["labels"] == ["retracted"]
    assert extension["retractions"] == [{"record": "retraction", "target": "n/a", "by": "n/army", "when": "2025-06-05"}]
    assert notes["n/e"]["labels"] == ["superseded"]
    assert "revoked" not in notes["n/e"]
    assert not {"labels", "revoked"} & notes["n/e2"].keys()


def test_a_source_without_a_date_is_a_grouping() -> None:
    """A report of STIX must say when it was published: no date is made up for a source that has none."""
    ledger = Ledger()
    ledger.source("Leaflet", key="leaflet")
    ledger.claim("37 killed", by="army", source="leaflet", key="a")
    outlet = Outlet()
    (one,) = (one for one in bundle(ledger, outlet) if one["type"] == "grouping")

    assert (one["name"], one["context"]) == ("Leaflet", "unspecified")
    assert one["object_refs"] == [stix_id("note", "claim", "a")]
    assert [str(told) for told in outlet.done().warnings] == [
        "leaflet: a report of STIX has a date, and this source has none: it is a grouping"
    ]


def test_what_refers_to_nothing_is_left_out_and_told() -> None:
    """STIX takes no note and no report that refer to nothing."""
    ledger = Ledger()
    ledger.source("Leaflet", key="leaflet", published="2025")
    ledger.claim("37 killed", key="a")
    ledger.claim("36 killed", by="army", key="b")
    ledger.link("b", "disputes", "a", by="army")
    ledger.retract("leaflet")
    outlet = Outlet()
    found = bundle(ledger, outlet)

    assert [one["type"] for one in found[2:]] == ["identity", "note"]
    assert {str(one) for one in outlet.done().left} == {
        "a: a note must refer to a claimant, a source or an event, and has none",
        "leaflet: a report must refer to something, and no claim stands in this source",
        "link:b disputes a (army): it is about 'a', which is no object of the bundle",
        "retraction:leaflet (): it is about 'leaflet', which is no object of the bundle",
    }


def test_ids_stay_and_times_move() -> None:
    """An amendment keeps the id and the time of creation, and moves the time of modification."""
    ledger = two_sides()
    before = {one["id"]: one for one in of_type(ledger, "note")}
    claim = ledger.claims["n/a"]
    ledger.add(
        Claim(key="n/a", text="36 killed", claimants=claim.claimants, proposition=claim.proposition),
        by="ann",
        why="a slip",
        recorded=RECORDED + timedelta(days=2),
    )
    after = {one["id"]: one for one in of_type(ledger, "note")}
    one = after[stix_id("note", "claim", "n/a")]

    assert before.keys() == after.keys()
    assert (one["created"], one["modified"]) == ("2025-06-02T09:30:00.123Z", "2025-06-04T09:30:00.123Z")


def test_an_id_is_known_once_and_for_all() -> None:
    """Bundles that were written before meet those that are written later: these ids never change."""
    assert stix_id("identity", "party", "istanbul-2025-06-02/ua") == "identity--bdb318ce-1643-5365-bec9-2e9e2f9b2b1b"


def test_an_address_that_is_none_is_kept_in_the_record_alone() -> None:
    """A text that is no URL, and a digest that is no SHA-256, are not passed off as such."""
    ledger = Ledger()
    source = Source(
        key="s", url="see the wall", archived="javascript: alert(1)", digest="crc:12", published=time_span("2025")
    )
    ledger.add(source, Claim(key="a", proposition=Proposition(), text="x", appearances=(Appearance(source="s"),)))
    (report,) = of_type(ledger, "report")

    assert report["external_references"] == [{"source_name": "s", "external_id": "s"}]
    assert record_of(report)["url"] == "see the wall"


def test_ties_have_their_time() -> None:
    """Command from one day to another is a relationship of that time, and of no time where that cannot be."""
    ledger = Ledger()
    ties = (
        Tie(party="s", since=time_span("2011-01-03"), until=time_span("2031-01-04")),
        Tie(party="s", since=time_span("2035"), until=time_span("2034")),
    )
    ledger.add(Party(key="s", name="State", kind="state"), Party(key="a", name="Army", acts_for=ties))
    first, second = of_type(ledger, "relationship")

    assert (first["start_time"], first["stop_time"]) == ("2011-01-03T00:00:00.000Z", "2031-01-04T23:59:59.999Z")
    assert second["start_time"] == "2035-01-01T00:00:00.000Z"
    assert "stop_time" not in second


@pytest.mark.parametrize("make", [full_ledger, Ledger, lambda: read(ISTANBUL)])
def test_the_oasis_library_takes_it(make: Callable[[], Ledger]) -> None:
    """The full ledger, an empty one and the Istanbul case are taken, with nothing custom."""
    sound(bundle(make()))


def sound(objects: list[dict[str, Any]]) -> None:
    """Ids are unique, every reference leads to an object of the bundle, and nothing is null or empty."""
    ids = [one["id"] for one in objects]
    assert len(ids) == len(set(ids))
    for one in objects:
        for name, value in one.items():
            refs = [value] if name.endswith("_ref") else value if name.endswith("_refs") else []
            assert set(refs) <= set(ids)
            assert value is not None
            assert value not in ([], {})
        assert re.fullmatch(r"[a-z-]+--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", one["id"])
        assert one["created"] <= one["modified"]


@settings(max_examples=20, deadline=None)
@given(ledger=ledgers())
def test_any_ledger_is_a_sound_bundle(ledger: Ledger) -> None:
    """Whatever the records are, the bundle is taken, and no private text is in it."""
    objects = bundle(ledger)
    sound(objects)

    assert all("private" not in record_of(one) for one in objects if "record" in str(one.get("extensions")))


@settings(max_examples=8, deadline=None)
@given(ledger=ledgers(), random=st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(ledger: Ledger, random: Random) -> None:
    """The same records in any order, recorded at one time, give the same bytes."""
    records = list(ledger.records())
    written = []
    for _ in range(2):
        told = Ledger(case=ledger.case)
        told.add(*records, recorded=RECORDED)
        written.append(b"".join(write_stix(told, Outlet())))
        random.shuffle(records)

    assert written[0] == written[1]


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    """Nothing that a text says breaks an object."""
    sound(bundle(hostile_case(tmp_path)))


def test_the_suffix_says_the_format(tmp_path: Path) -> None:
    """The end of the name is enough, and what is written counts objects."""
    written = write(two_sides(), tmp_path / "night.stix.json")

    assert (written.written, written.problems) == (11, ())


def test_a_time_outside_of_utc_is_told() -> None:
    """STIX writes times in UTC, which has no year 0."""
    ledger, outlet = Ledger(), Outlet()
    ledger.add(Source(key="s", published=time_span("0001-01-01T00:00:00+05:00")))
    ledger.add(
        Claim(key="c", text="x", proposition=Proposition(), appearances=(Appearance(source="s"),)),
        recorded=datetime.fromisoformat("9999-12-31T23:59:59-05:00"),
    )
    data = json.loads(b"".join(write_stix(ledger, outlet)))

    told = [str(one) for one in outlet.done().left]
    assert told == ["s: published: it is outside of the years of UTC, in which STIX writes times"]
    assert {one["modified"] for one in data["objects"] if one["type"] == "note"} == {"9999-12-31T23:59:59.999Z"}
