"""Telling a ledger things: names wait for what names them, a refusal leaves nothing, warnings point at the caller."""

import inspect
import warnings
from collections.abc import Callable
from typing import Any

import pytest

from claimcheck.errors import BadInput, InvalidRecord, UnknownKey
from claimcheck.ledger import Ledger
from claimcheck.model import Assessment, Claim, Event, Link, Party, Proposition, Relation, Source
from claimcheck.quantity import Quantity
from claimcheck.recorder import Recorder


def recorder() -> Recorder:
    """A log that holds an army, an outlet, a page and one claim."""
    held = Recorder(case="raid")
    held.party("Army", key="army")
    held.party("Gazette", key="gazette")
    held.source("page", publisher="gazette")
    held.claim("9 killed", by="army", key="a")
    return held


def state(held: Recorder) -> tuple[int, int, int]:
    """How much the log, the view and the names in waiting hold."""
    return len(held.log), len(held.records()), len(held._waiting)


# names wait


@pytest.mark.parametrize(
    ("tell", "new"),
    [
        (lambda one: one.claim("8 killed", by="Navy"), ["Party Navy"]),
        (lambda one: one.claim("8 killed", by=["Navy", "Fleet"], agent="Navy"), ["Party Fleet", "Party Navy"]),
        (lambda one: one.claim("8 killed", event="siege", source="note"), ["Event siege", "Source note"]),
        (lambda one: one.claim("8 killed", by=Party(key="n", name="Navy", kind="force")), ["Party n"]),
        (lambda one: one.claim("8 killed", event=Event(key="e"), source=Source(key="s")), ["Event e", "Source s"]),
        (lambda one: one.source("report", publisher="Times", derives_from="wire"), ["Party Times", "Source wire"]),
        (lambda one: one.event("wave", part_of="siege"), ["Event siege"]),
        (lambda one: one.party("Corps", acts_for="Navy", part_of="League"), ["Party League", "Party Navy"]),
        (lambda one: one.link("a", "disputes", "a", by="Navy"), ["Party Navy"]),
        (lambda one: one.amend("a", by="desk", why="w", event="siege", agent="Navy"), ["Event siege", "Party Navy"]),
        (lambda one: one.revise("a", "8 killed", source="note"), ["Source note"]),
        (lambda one: one.retract("a", by="Navy"), ["Party Navy"]),
    ],
)
def test_names_come_in_with_what_names_them(tell: Callable[[Recorder], Any], new: list[str]) -> None:
    """A name that stands for no record becomes one in the same transaction, and nothing waits any longer."""
    held = recorder()
    before = {type(record).__name__ + " " + record.key for record in held.records()}
    first = len(held.log)
    tell(held)
    after = {type(record).__name__ + " " + record.key for record in held.records()}
    kinds = ("Party", "Event", "Source")
    times = {entry.recorded for entry in held.log.entries[first : first + len(new) + 1]}

    assert set(new) <= after - before
    assert (
        sorted(
            name
            for name in after - before
            if name.split()[0] in kinds and name.split()[1] not in {"report", "wave", "Corps"}
        )
        == new
    )
    assert len(times) == 1
    assert held._waiting == {}


def test_a_party_is_told_before_what_it_says() -> None:
    """In the log a name stands before the claim that names it."""
    held = Recorder()
    held.claim("8 killed", by="Navy", event="siege", source="note", key="b")

    assert [entry.record.key for entry in held.log.entries][-1] == "b"
    assert {entry.record.key for entry in held.log.entries} == {"Navy", "siege", "note", "b"}


def test_a_name_used_twice_in_one_call_is_one_party() -> None:
    """Claimant and agent of one new name are one undeclared party."""
    held = Recorder()
    told = held.claim("8 killed", by="Navy", agent="Navy")

    assert (told.claimants, told.proposition.agent) == (("Navy",), "Navy")
    assert [party.declared for party in held.parties] == [False]


# a refusal leaves nothing


@pytest.mark.parametrize(
    ("tell", "error", "complaint"),
    [
        (lambda one: one.claim(by="Navy", event="siege"), InvalidRecord, "a claim needs words, or at least a measure"),
        (lambda one: one.claim("8 killed", by="Navy", basis="rumour"), InvalidRecord, "basis: expected one of"),
        (
            lambda one: one.claim("8 killed", by="Navy", source="note", attribution="x"),
            InvalidRecord,
            "attribution: exp",
        ),
        (
            lambda one: one.claim("7 killed", by="Navy", key="a"),
            InvalidRecord,
            "the claim 'a' is there with other fields",
        ),
        (lambda one: one.claim("8 killed", event="siege", over="someday"), ValueError, "someday"),
        (
            lambda one: one.party("Army", acts_for="Navy", key="army"),
            InvalidRecord,
            "'army' is there with another acts_for",
        ),
        (lambda one: one.source("page", publisher="Times"), InvalidRecord, "'page' is there with another publisher"),
        (lambda one: one.source(publisher="Times"), InvalidRecord, "a source needs a name, a URL, a file or a key"),
        (lambda one: one.event("wave", part_of="siege", over="someday"), ValueError, "someday"),
        (lambda one: one.link("a", "hates", "a", by="Navy"), InvalidRecord, "relation: expected one of"),
        (lambda one: one.link("a", "disputes", "gone", by="Navy"), UnknownKey, "no record 'gone' in the ledger"),
        (
            lambda one: one.amend("a", by="d", why="w", claimants="Navy", colour=1),
            InvalidRecord,
            "a claim has no field 'colour' to amend",
        ),
        (
            lambda one: one.amend("a", by="d", why="w", agent="Navy", value=1.5),
            InvalidRecord,
            "value: expected a figure",
        ),
        (lambda one: one.revise("a", agent="Navy", value=True), InvalidRecord, "value: expected a figure or a word"),
        (lambda one: one.retract("a", by="Navy", when="someday"), ValueError, "someday"),
        (lambda one: one.assess("gone", "s", "g", by="d"), UnknownKey, "no record 'gone'"),
    ],
)
def test_a_refusal_leaves_nothing(tell: Callable[[Recorder], Any], error: type[Exception], complaint: str) -> None:
    """What is refused leaves no record and no name behind, and the next thing told does not bring one in."""
    held = recorder()
    before = state(held)
    with pytest.raises(error, match=complaint):
        tell(held)
    after = state(held)
    held.claim("6 killed", by="army", key="next")

    assert after == before
    assert state(held) == (before[0] + 1, before[1] + 1, 0)


def test_records_that_refer_to_nothing_leave_nothing() -> None:
    """Records with keys that are nowhere are refused together, those that were sound among them."""
    held = recorder()
    before = state(held)
    with pytest.raises(BadInput, match=r"gone(.|\n)*lost"):
        held.add(Party(key="sound", name="Sound"), Source(key="s", publisher="gone"), Event(key="e", part_of="lost"))

    assert state(held) == before


def test_a_log_that_refers_to_nothing_is_not_replayed() -> None:
    """Of another log that lacks a record nothing is taken over."""
    whole, held = recorder(), Recorder()
    entries = [entry for entry in whole.log.entries if entry.record.key != "army"]
    with pytest.raises(BadInput, match="army"):
        held.replay(entries)

    assert state(held) == (0, 0, 0)


# one call within another


def test_a_revision_brings_its_link_along() -> None:
    """Revising adds the new claim, what it names and the link, and leaves the old claim no longer current."""
    held = recorder()
    new = held.revise("a", "8 killed", asserted="2025-06-03", source="note", agent="Navy")

    assert [(link.a, link.relation, link.b) for link in held.links] == [(new.key, Relation.UPDATES, "a")]
    assert not held.view.is_current(held.claims["a"])
    assert "Navy" in held.parties
    assert "note" in held.sources


def test_a_strangers_retraction_is_a_link_from_a_new_name() -> None:
    """A name that is used for the first time to take back another's claim comes in with its disputes link."""
    held = recorder()
    found = held.retract("a", by="Navy")

    assert isinstance(found, Link)
    assert (found.a, found.relation, found.by) == ("Navy", Relation.DISPUTES, "Navy")
    assert not held.parties["Navy"].declared
    assert held.view.is_current(held.claims["a"])


def test_a_revision_to_the_same_words_sets_no_link() -> None:
    """A claim that says again what it said does not update itself."""
    held = Recorder()
    told = held.claim(value=9, measure="killed", by="army")
    again = held.revise(told, value=9)

    assert again.key == told.key
    assert held.links == ()


@pytest.mark.parametrize(
    "again",
    [
        lambda one: one.party("Army", key="army"),
        lambda one: one.source("page", publisher="gazette"),
        lambda one: one.claim("9 killed", by="army", key="a"),
        lambda one: one.add(*one.records()),
        lambda one: one.accept("a", "no such field", by="desk"),
    ],
)
def test_what_is_there_is_not_told_twice(again: Callable[[Recorder], Any]) -> None:
    """The same thing told again appends nothing to the log."""
    held = recorder()
    before = state(held)
    again(held)

    assert state(held) == before


@pytest.mark.parametrize("by", [None, "army"])
def test_a_link_and_a_retraction_twice_are_one(by: str | None) -> None:
    """The same link and the same retraction told again are those that are there."""
    held = recorder()
    links = [held.link("a", "disputes", "page", by=by, basis="seen") for _ in range(2)]
    retractions = [held.retract("a", by=by) for _ in range(2)]

    assert links[0] is links[1]
    assert retractions[0] is retractions[1]


def test_a_link_with_another_basis_replaces_the_one_there() -> None:
    """A candidate that a person accepts is the same link, accepted."""
    held = recorder()
    held.link("a", "disputes", "page", accepted=False)
    held.link("a", "disputes", "page")

    assert [link.accepted for link in held.links] == [True]


# the caller's line


def warned(tell: Callable[[], Any]) -> list[tuple[str, int]]:
    """Where the warnings of a call point to."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        tell()
    return [(one.filename, one.lineno) for one in caught]


def here() -> int:
    """The line on which this is called."""
    frame = inspect.currentframe()
    assert frame is not None
    assert frame.f_back is not None
    return frame.f_back.f_lineno


@pytest.mark.parametrize(
    "tell",
    [
        lambda one: (here(), one.claim("8 killed", by="Gazete"))[0],
        lambda one: (here(), one.party("Corps", acts_for="Gazete"))[0],
        lambda one: (here(), one.party("Corps", part_of="Gazete"))[0],
        lambda one: (here(), one.party("Corps", same_as="Gazete"))[0],
        lambda one: (here(), one.amend("a", by="desk", why="w", claimants="Gazete"))[0],
        lambda one: (here(), one.claim("8 killed and 3 wounded", by="army"))[0],
        pytest.param(lambda one: (here(), one.source("s", publisher="Gazete"))[0]),
        pytest.param(lambda one: (here(), one.claim("8 killed", agent="Gazete"))[0]),
        pytest.param(lambda one: (here(), one.link("a", "disputes", "a", by="Gazete"))[0]),
        pytest.param(lambda one: (here(), one.retract("a", by="Gazete"))[0]),
        lambda one: (here(), one.amend("a", by="d", why="w", agent="Gazete"))[0],
        pytest.param(lambda one: (here(), one.revise("a", "8 killed", agent="Gazete"))[0]),
    ],
)
def test_a_warning_points_at_the_callers_line(tell: Callable[[Recorder], int]) -> None:
    """Whichever call uses a doubtful name or text, its warning points at the line of that call."""
    held, line = recorder(), []
    places = warned(lambda: line.append(tell(held)))

    assert places == [(__file__, line[0])]


def test_a_doubtful_name_is_warned_of_once() -> None:
    """Once a name is in the log as an undeclared party nothing more is said of it."""
    held = recorder()
    places = warned(lambda: [held.claim(f"{count} killed", by="Gazete") for count in (7, 8)])

    assert len(places) == 1


# what is held


def test_ledgers_are_equal_by_what_they_hold() -> None:
    """Two logs of the same records are equal in whatever order these came, and equal to nothing else."""
    one, other = recorder(), Recorder()
    other.add(*reversed(one.records()))

    assert one == other
    assert one != Recorder()
    assert one != "raid"
    assert repr(one) == "<Recorder raid: 1 claims by 2 parties in 1 sources>"


def test_a_ledger_has_no_hash() -> None:
    """What changes cannot be a key of a dict."""
    with pytest.raises(TypeError, match="unhashable type: 'Recorder'"):
        hash(recorder())


def test_a_grade_keeps_the_version_that_it_judged() -> None:
    """An assessment is signed by its author in the log, and holds the number of the version."""
    held = recorder()
    held.amend("a", by="desk", why="typing error", value=8)
    grade = held.assess("a", "admiralty", "2", by="desk", why="own count")

    assert isinstance(grade, Assessment)
    assert grade.judged == held.view.versions["a"]
    assert held.log.entries[-1].by == "desk"


def test_an_amendment_reads_parts_and_times() -> None:
    """Times, parts and events are read in an amendment as they are in a claim, and None takes them away."""
    held = recorder()
    held.amend("a", by="d", why="w", parts={"east": 3}, occurred="2025-06", event="siege", asserted="2025-06-03")
    told = held.claims["a"]
    held.amend("a", by="d", why="w", event=None, agent=None, occurred=None)

    assert [(part.of, str(part.quantity)) for part in told.proposition.parts] == [("east", "3")]
    assert (told.event, told.asserted and told.asserted.edtf) == ("siege", "2025-06-03")
    assert held.claims["a"].proposition == Proposition(measure="killed", value=told.value, parts=told.proposition.parts)


def test_a_key_is_no_text() -> None:
    """Whoever looks a claim up with claim() is told how, and nothing is added."""
    held = recorder()
    entries = len(held.log)
    with pytest.raises(InvalidRecord, match="'a' is the key of a claim"):
        held.claim("a")

    assert len(held.log) == entries


def test_records_are_looked_up_by_key() -> None:
    """A number is neither a key nor a name."""
    with pytest.raises(UnknownKey, match="looked up by key or name, got 0"):
        recorder().claims[0]  # type: ignore[index]


def test_a_candidate_link_is_accepted() -> None:
    """A link that was only suggested takes effect once somebody accepts it, under its own key."""
    ledger = Recorder()
    wire, copy = ledger.source("wire"), ledger.source("copy")
    candidate = ledger.link(copy, "repeats", wire, accepted=False, basis="one passage")
    accepted = ledger.accept(candidate, by="desk")

    assert (accepted.accepted, accepted.basis, accepted.key) == (True, "one passage", candidate.key)
    assert ledger.links == (accepted,)
    assert (ledger.log.entries[-1].by, ledger.log.entries[-1].why) == ("desk", "accepted")


def test_a_derivation_is_between_sources() -> None:
    """A name that a party and a source share is the source where a derivation is told, and refused elsewhere."""
    ledger = Recorder()
    ledger.party("Echo", key="case/echo-party")
    ledger.source("Echo", key="case/echo")
    ledger.source("wire", key="case/wire")

    assert (ledger.link("Echo", "repeats", "wire").a, ledger.link("echo", "quotes", "wire").a) == ("case/echo",) * 2
    with pytest.raises(UnknownKey, match="'Echo' stands for the source 'case/echo' and the party 'case/echo-party'"):
        ledger.link("Echo", "same_as", "wire")
    with pytest.raises(UnknownKey, match="no source 'nowhere' in the ledger"):
        ledger.link("nowhere", "repeats", "wire")


# review


def test_a_second_person_checks_and_only_what_was_checked_is_published() -> None:
    ledger = Ledger()
    army = Party(key="army", name="Army")
    said = Claim(key="a", proposition=Proposition(measure="killed", value=Quantity(low=5, high=5)), claimants=("army",))
    ledger.add(army, said, by="ann")
    assert ledger.review_of("a") == "draft"
    with pytest.raises(InvalidRecord, match="'ann' recorded the claim 'a'; a second person checks it"):
        ledger.review("a", "checked", by="ann")
    with pytest.raises(InvalidRecord, match="was not checked as it stands, and cannot be published"):
        ledger.review("a", "published", by="ann")
    with pytest.raises(InvalidRecord, match="review: expected one of draft, checked, published; got 'done'"):
        ledger.review("a", "done", by="ben")
    ledger.review("a", "checked", by="ben", why="seen on the ministry's page")
    ledger.review("a", "published", by="ann")
    assert ledger.review_of("a") == "published"
    assert [(entry.by, entry.why) for entry in ledger.history("a")[1:]] == [
        ("ben", "seen on the ministry's page"),
        ("ann", None),
    ]
    ledger.amend("a", by="ben", why="a slip", value=6)
    assert ledger.review_of("a") == "draft"
    with pytest.raises(InvalidRecord, match="'ben' recorded the claim 'a'"):
        ledger.review("a", "checked", by="ben")
    ledger.review("a", "checked", by="ann")
    ledger.review("a", "draft", by="ben")
    ledger.review("a", "checked", by="ann")
    assert ledger.review_of("a") == "checked"


def test_a_merger_is_undone_and_both_stay_known() -> None:
    ledger = Ledger()
    a, b = (ledger.claim(f"{number} killed", by="army", event="raid", key=f"c{number}") for number in (5, 6))
    merged = ledger.link(a, "same_act", b, by="ann")
    assert ledger.view.acts_joined("c5", "c6")
    with pytest.raises(InvalidRecord, match="why: a link that is undone says why"):
        ledger.reject(merged, by="ben", why="")
    ledger.reject(merged, by="ben", why="two raids")
    assert not ledger.view.acts_joined("c5", "c6")
    told = [
        (entry.record.accepted, entry.by, entry.why) for entry in ledger.history("c5") if isinstance(entry.record, Link)
    ]
    assert told == [(True, None, None), (False, "ben", "two raids")]
    ledger.accept(merged, by="ann")
    assert ledger.view.acts_joined("c5", "c6")
