"""Records: what each field takes and refuses, and that a record never changes and equals only its own kind."""

import gc
import pickle
import weakref
from collections.abc import Iterator
from typing import Any

import pytest
from attrs import evolve, fields, has
from attrs.exceptions import FrozenInstanceError
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import InvalidRecord
from claimcheck.ledger import Ledger
from claimcheck.model import (
    Appearance,
    Assessment,
    Attribution,
    Basis,
    Category,
    Claim,
    Derivation,
    Event,
    Link,
    Measure,
    Part,
    Party,
    Proposition,
    Relation,
    Retraction,
    Sense,
    Source,
    Term,
    Tie,
    check_text,
)
from claimcheck.quantity import Quantity
from claimcheck.times import time_span
from tests.strategies import assessments, claims, events, links, measures, parties, retractions, sources, terms

DAY = time_span("2025-06-02")
FIVE = Quantity(low=5, high=5)

FULL: tuple[Any, ...] = (
    Tie(party="ua", since=DAY, until=DAY),
    Party(
        key="af",
        name="Air Force",
        kind="force",
        acts_for=(Tie(party="ua"),),
        part_of=("eu",),
        same_as=("paf",),
        aliases=("PS",),
        note="n",
    ),
    Derivation(source="a", relation="quotes"),
    Source(
        key="s",
        name="n",
        publisher="p",
        url="u",
        archived="a",
        digest="d",
        file="f",
        published=DAY,
        retrieved=DAY,
        language="uk",
        derives_from=(Derivation(source="t"),),
        note="n",
    ),
    Event(key="e", label="l", over=DAY, occurred=DAY, place="p", subject="s", part_of="w", note="n"),
    Sense(by="af", word="destroyed", means="shot down", since=DAY, until=DAY),
    Term(
        name="drone",
        kind="subject",
        aliases=("UAV",),
        definition="d",
        parts=("quadcopter",),
        exclusive=("x",),
        distinct=("y",),
        demonyms=("z",),
    ),
    Measure(
        name="killed",
        aliases=("dead",),
        scale="count",
        adds_over=("time",),
        accumulates=True,
        tolerance=FIVE,
        whole="people",
        senses=(Sense(by="a", word="b", means="c"),),
    ),
    Category(term="guilty"),
    Part(of="shot down", quantity=FIVE),
    Proposition(
        event="e",
        agent="a",
        operator="o",
        subject="s",
        measure="m",
        baseline="b",
        value=FIVE,
        parts=(Part(of="x", quantity=FIVE),),
        place="p",
        over=DAY,
        occurred=DAY,
        cutoff=DAY,
        scope="c",
        polarity=False,
    ),
    Appearance(
        source="s", quote="q", prefix="p", suffix="x", language="uk", translation="t", attribution=Attribution.OWN
    ),
    Claim(
        key="c",
        proposition=Proposition(value=FIVE),
        text="five",
        claimants=("p",),
        act="a",
        asserted=DAY,
        basis=Basis.IMAGERY,
        appearances=(Appearance(source="s"),),
        inferred=frozenset({"value"}),
        private={"witness": "N. N."},
        note="n",
        computed_from="d",
    ),
    Link(a="c", relation="disputes", b="d", by="p", basis="b", accepted=False, judged=(1, 2)),
    Assessment(about="c", scheme="s", grade="g", by="p", axis="x", when=DAY, why="w", judged=1),
    Retraction(target="c", by="p", when=DAY),
)
"""One record of each kind with every field filled."""

HOSTILE = ("\x00", "a\x00b", "\x1b[31m", "\x07", "\x7f", "\x85", "\ud800", "a\udfffb")


def _fields_with(kind: type) -> list[Any]:
    return list(_find(kind))


def _find(kind: type) -> Iterator[Any]:
    for record in FULL:
        for one in fields(type(record)):
            if isinstance(getattr(record, one.name), kind) and not hasattr(getattr(record, one.name), "value"):
                yield pytest.param(record, one.name, id=f"{type(record).__name__}.{one.name}")


@pytest.mark.parametrize(("record", "name"), _fields_with(str))
@pytest.mark.parametrize("text", HOSTILE)
def test_no_field_takes_text_that_cannot_be_stored(record: Any, name: str, text: str) -> None:
    """NUL, control characters and halves of surrogate pairs are refused in every text, by the field's name."""
    with pytest.raises(InvalidRecord, match=name):
        evolve(record, **{name: text})


@pytest.mark.parametrize(("record", "name"), _fields_with(str))
@pytest.mark.parametrize("wrong", [5, b"bytes", ["list"], True])
def test_no_field_takes_what_is_no_text(record: Any, name: str, wrong: object) -> None:
    """Numbers, bytes, lists and truths are no text."""
    with pytest.raises(InvalidRecord, match=name):
        evolve(record, **{name: wrong})


@pytest.mark.parametrize(("record", "name"), [one for one in _fields_with(str) if one.id != "Claim.text"])
@pytest.mark.parametrize("empty", ["", " ", "\n\t"])
def test_what_stands_somewhere_is_not_empty(record: Any, name: str, empty: str) -> None:
    """An absent text is None; blanks are refused. Only a claim's own words may be empty."""
    with pytest.raises(InvalidRecord, match=name):
        evolve(record, **{name: empty})


@pytest.mark.parametrize(("record", "name"), [*_fields_with(tuple), *_fields_with(frozenset)])
@pytest.mark.parametrize("wrong", [5, ("\x00",), (5,), [["a\ud800", "b"]]])
def test_no_list_takes_what_is_not_its_kind(record: Any, name: str, wrong: object) -> None:
    """A list of texts holds texts that can be stored, and a list of records holds records of its kind."""
    with pytest.raises(InvalidRecord):
        evolve(record, **{name: wrong})


@pytest.mark.parametrize(("record", "name"), _fields_with(type(DAY)))
def test_times_are_time_spans(record: Any, name: str) -> None:
    """A time as text is not read by the record."""
    with pytest.raises(InvalidRecord, match=f"{name}: expected a TimeSpan"):
        evolve(record, **{name: "2025-06-02"})


@pytest.mark.parametrize(("record", "name"), _fields_with(bool))
def test_truths_are_truths(record: Any, name: str) -> None:
    """The text "no" is not a truth."""
    with pytest.raises(InvalidRecord, match=f"{name}: expected True or False, got 'no'"):
        evolve(record, **{name: "no"})


@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (lambda: Link(a="a", relation="hates", b="b"), "relation: expected one of supports, .*; got 'hates'"),
        (lambda: Derivation(source="a", relation="disputes"), "derives_from: expected one of .*; got 'disputes'"),
        (lambda: Claim(key="c", proposition=Proposition(), basis="rumour"), "basis: expected one of own_count"),
        (lambda: Appearance(source="s", attribution="stolen"), "attribution: expected one of own, reported"),
        (lambda: Term(name="t", kind="animal"), "kind: expected one of .*; got 'animal'"),
        (lambda: Measure(name="t", kind="place"), "kind: expected one of measure, category, characterisation"),
        (lambda: Measure(name="t", scale="size"), "scale: expected one of count, .*; got 'size'"),
        (lambda: Measure(name="t", adds_over=("mood",)), "adds_over: expected time, place or subject; got mood"),
        (lambda: Measure(name="t", tolerance=5), "tolerance: expected a Quantity, got 5"),  # type: ignore[arg-type]
        (lambda: Part(of="x", quantity=5), "quantity: expected a Quantity, got 5"),  # type: ignore[arg-type]
        (lambda: Proposition(value="52"), "value: expected a Quantity or a Category, got '52'"),  # type: ignore[arg-type]
        (lambda: Claim(key="c", proposition="52 killed"), "proposition: expected a Proposition, got '52 killed'"),  # type: ignore[arg-type]
        (lambda: Claim(key="c", proposition=Proposition(), private=["ab"]), "private: expected a field and its text"),  # type: ignore[list-item]
        (lambda: Claim(key="c", proposition=Proposition(), private={"a": "\0"}), "private: character U\\+0000"),
        (lambda: Claim(key="c", proposition=Proposition(), claimants=7), "expected a list of texts, got 7"),  # type: ignore[arg-type]
        (lambda: Claim(key="c", proposition=Proposition(), appearances=7), "expected a list of records, got 7"),  # type: ignore[arg-type]
        (lambda: Link(a="a", relation="disputes", b="b", judged=(1,)), "judged: expected the numbers of two versions"),
        (lambda: Link(a="a", relation="disputes", b="b", judged=(1, "2")), "judged: expected the numbers of two"),
        (lambda: Assessment(about="a", scheme="s", grade="g", by="b", judged=-1), "judged: expected the number of a"),
    ],
)
def test_refusals(make: Any, complaint: str) -> None:
    """Each refusal says what was expected and what came."""
    with pytest.raises(InvalidRecord, match=complaint):
        make()


def test_line_ends_and_tabs_are_text() -> None:
    """A quote may run over several lines."""
    assert check_text("a\tb\r\nc", "quote") == "a\tb\r\nc"


def _insides(value: Any) -> Iterator[Any]:
    yield value
    if has(type(value)):
        for one in fields(type(value)):
            if one.name != "_home":
                yield from _insides(getattr(value, one.name))
    elif isinstance(value, tuple | frozenset):
        for item in value:
            yield from _insides(item)


def _any_record() -> st.SearchStrategy[Any]:
    keys = ("a", "b")
    return st.one_of(
        parties("p", keys),
        sources("s", keys, keys),
        events("e", keys),
        claims("c", keys, keys, keys),
        links(keys, keys),
        assessments(keys, keys),
        retractions(keys, keys),
        terms(),
        measures(),
    )


@given(_any_record())
def test_a_record_is_frozen_all_the_way_in(record: Any) -> None:
    """Every record is hashable, equals its copy, and holds no list, dictionary or set that could change."""
    assert hash(record) == hash(evolve(record))
    assert record == evolve(record)
    assert not [one for one in _insides(record) if isinstance(one, list | dict | set | bytearray)]


@pytest.mark.parametrize("record", FULL, ids=[type(record).__name__ for record in FULL])
def test_no_field_can_be_set(record: Any) -> None:
    """What stands in a record stays, and nothing can be added to it."""
    with pytest.raises(FrozenInstanceError):
        setattr(record, fields(type(record))[0].name, "other")
    with pytest.raises((FrozenInstanceError, AttributeError)):
        record.other = 1


def test_lists_that_are_given_are_copied() -> None:
    """Changing the list that a record was made from does not change the record."""
    aliases: list[str] = ["PS"]
    pairs: Any = [["witness", "N. N."]]
    party = Party(key="af", name="Air Force", aliases=aliases)
    claim = Claim(key="c", proposition=Proposition(), private=pairs)
    aliases.append("x")
    pairs[0][1] = "changed"

    assert party.aliases == ("PS",)
    assert claim.private == (("witness", "N. N."),)


def test_one_text_is_a_list_of_one() -> None:
    """A single key where several may stand is not taken apart into letters."""
    assert Claim(key="c", proposition=Proposition(), claimants="army").claimants == ("army",)


def test_a_claim_stands_in_other_places() -> None:
    """Everything else of it stays, and the one that it was made from is as it was."""
    claim = FULL[[type(one) for one in FULL].index(Claim)]
    assert isinstance(claim, Claim)
    places = (Appearance(source="t", quote="other words"),)

    assert claim.standing_in(places) == evolve(claim, appearances=places) != claim
    assert claim.standing_in(()).appearances == ()
    assert claim.standing_in(claim.appearances) == claim


def test_a_record_equals_only_its_own_kind() -> None:
    """A term and a measure, or a tie and a part, in the same words are not equal."""
    assert Term(name="killed") != Measure(name="killed", kind=None)
    word: Any = "guilty"
    assert Category(term="guilty") != word
    assert len({type(one) for one in FULL}) == len(set(FULL)) == len(FULL)


def test_the_order_of_private_fields_is_nothing() -> None:
    """Private fields are a set of pairs: given in another order they are the same."""
    one, other = (
        Claim(key="c", proposition=Proposition(), private=pairs)
        for pairs in ({"a": "1", "b": "2"}, [("b", "2"), ("a", "1")])
    )

    assert one == other


def test_private_fields_do_not_show() -> None:
    """The text of a record in a log or a traceback has no private field in it."""
    claim = Claim(key="c", proposition=Proposition(), private={"witness": "Olena"})

    assert "Olena" not in repr(claim)
    assert "Olena" not in str(claim._repr_html_())


def test_home_stands_outside_equality_and_hash() -> None:
    """The same claim of two ledgers is one claim."""
    first, second = Ledger(), Ledger()
    one, other = (ledger.claim("37 killed", by="army") for ledger in (first, second))

    assert (one.home is first, other.home is second) == (True, True)
    assert one == other
    assert hash(one) == hash(other)


def test_a_claim_does_not_keep_its_ledger_alive() -> None:
    """A claim that outlives its ledger has no home any more."""
    ledger = Ledger()
    claim = ledger.claim("37 killed", by="army")
    watched = weakref.ref(ledger)
    del ledger
    gc.collect()

    assert watched() is None
    assert claim.home is None


def test_a_claim_travels_without_its_home() -> None:
    """Pickled for another process, a claim is the same claim and leaves its ledger behind."""
    ledger = Ledger()
    claim = ledger.claim("37 killed", by="army", private={"witness": "N. N."})
    arrived = pickle.loads(pickle.dumps(claim))

    assert arrived == claim
    assert arrived.home is None


@pytest.mark.parametrize("record", FULL, ids=[type(record).__name__ for record in FULL])
def test_every_record_travels(record: Any) -> None:
    """Every record is the same after pickling."""
    assert pickle.loads(pickle.dumps(record)) == record


def test_keys_of_records_without_one() -> None:
    """A link, a grade, a retraction and a term are kept under what makes them the same thing."""
    assert Term(name="drone").key == "term:drone"
    assert Link(a="x", relation=Relation.DENIES, b="y", by="p").key != Link(a="x", relation=Relation.DENIES, b="y").key
    assert Retraction(target="c").key != Retraction(target="c", by="p").key
    grade = Assessment(about="c", scheme="s", grade="A", by="p")
    assert grade.key == evolve(grade, grade="B").key != evolve(grade, axis="information").key
