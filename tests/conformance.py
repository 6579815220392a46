"""A ledger in which every field of every record has a value that stands nowhere else, for the conformance table."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final

from attrs import NOTHING, evolve, fields

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
    Record,
    Relation,
    Retraction,
    Sense,
    Source,
    Term,
    Tie,
)
from claimcheck.quantity import Quantity
from claimcheck.times import TimeSpan, parse_time

__all__ = ["found_in", "full_ledger", "holder", "ledger_of", "records", "sign_of", "without"]


def _time(text: str) -> TimeSpan:
    found = parse_time(text)
    assert found is not None
    return found


RECORDED: Final = datetime(2025, 6, 9, tzinfo=UTC)

_APPEARANCE: Final = Appearance(
    source="full/bulletin",
    quote="quoted words 5601",
    prefix="words before 5602",
    suffix="words after 5603",
    language="cy",
    translation="translated words 5605",
    attribution=Attribution.PARAPHRASE,
)

_REVIEWED: Final = Appearance(source="full/review", language="gd", attribution=Attribution.REPORTED)

_RECORDS: Final[tuple[Record, ...]] = (
    Party(key="full/state", name="State of the Full"),
    Party(key="full/alliance", name="Alliance of the Full"),
    Party(key="full/twin", name="Twin of the Full"),
    Party(
        key="full/army",
        name="Army of the Full",
        kind="force",
        acts_for=(Tie(party="full/state", since=_time("2011-01-03"), until=_time("2031-01-04")),),
        part_of=("full/alliance",),
        same_as=("full/twin",),
        aliases=("alias 5101",),
        note="note of a party 5102",
    ),
    Party(key="full/undeclared", name="Somebody named", declared=False),
    Party(key="desk.full.example", name="Desk of the Full"),
    Source(key="full/first", name="First Report"),
    Source(
        key="full/bulletin",
        name="Bulletin 5201",
        publisher="full/army",
        url="https://example.org/5202",
        archived="https://archive.example.org/5203",
        digest="sha256:5204520452045204520452045204520452045204520452045204520452045204",
        file="kept-5205.txt",
        published=_time("2025-03-05"),
        retrieved=_time("2025-03-06"),
        language="fy",
        derives_from=(Derivation(source="full/first", relation=Relation.TRANSLATES),),
        note="note of a source 5207",
        raw='{"raw":5208}',
        problems=("odd 5209",),
    ),
    Source(
        key="full/review",
        name="Review 5251",
        publisher="desk.full.example",
        url="https://desk.full.example/5252",
        published=_time("2025-03-07"),
        language="gd",
        note="note of a review 5253",
    ),
    Event(key="full/war", label="War of the Full"),
    Event(
        key="full/raid",
        label="Raid 5301",
        over=_time("2025-04-01/2025-04-02"),
        occurred=_time("2025-04-03"),
        place="Place 5302",
        subject="subject 5303",
        part_of="full/war",
        note="note of an event 5304",
    ),
    Claim(
        key="full/word",
        text="a claim whose value is a word",
        claimants=("full/undeclared",),
        proposition=Proposition(event="full/war", measure="verdict", value=Category(term="guilty")),
    ),
    Claim(
        key="full/claim",
        text="what was claimed 5401",
        claimants=("full/army",),
        act="act 5402",
        asserted=_time("2025-05-01"),
        basis=Basis.IMAGERY,
        appearances=(_REVIEWED, _APPEARANCE),
        inferred=frozenset({"scope"}),
        private=(("contact", "private 5404"),),
        note="note of a claim 5405",
        computed_from="computed 5406",
        proposition=Proposition(
            event="full/raid",
            agent="full/twin",
            operator="operator 5501",
            subject="subject 5502",
            measure="measure 5503",
            baseline="baseline 5504",
            value=Quantity(low=5505, high=5505, text="5505"),
            parts=(Part(of="part 5506", quantity=Quantity(low=5507, high=5507, text="5507")),),
            place="place 5508",
            over=_time("2025-05-02/2025-05-03"),
            occurred=_time("2025-05-04"),
            cutoff=_time("2025-05-05"),
            scope="scope 5509",
            polarity=False,
        ),
    ),
    Link(
        a="full/claim",
        relation=Relation.QUALIFIES,
        b="full/word",
        by="linker 5601",
        basis="basis of a link 5602",
        accepted=False,
        judged=(0, 0),
    ),
    Assessment(
        about="full/claim",
        scheme="scheme 5701",
        grade="grade 5702",
        by="grader 5703",
        axis="axis 5704",
        when=_time("2025-07-05"),
        why="because of 5706",
        judged=0,
    ),
    Assessment(
        about="full/claim",
        scheme="claimreview",
        grade="Falso",
        by="desk.full.example",
        axis="label",
        when=_time("2025-03-07"),
        why="explained 5751",
    ),
    Retraction(target="full/word", by="retractor 5801", when=_time("2025-08-02")),
    Term(
        name="term 5901",
        kind="subject",
        aliases=("term alias 5902",),
        definition="definition 5903",
        parts=("part of a term 5904",),
        exclusive=("exclusive 5905",),
        distinct=("distinct 5906",),
        demonyms=("demonym 5907",),
    ),
    Measure(
        name="measure 6001",
        scale="level",
        adds_over=frozenset({"place"}),
        accumulates=True,
        timeless=True,
        difference=True,
        one_holder=True,
        running=True,
        tolerance=Quantity(low=6002, high=6002, text="6002"),
        whole="whole 6003",
        senses=(Sense(by="full/army", word="word 6004", means="measure 6001", since=_time("2011-06-05")),),
    ),
)


def records() -> tuple[Record, ...]:
    """Every record of the full ledger."""
    return _RECORDS


def ledger_of(held: Iterable[Record]) -> Ledger:
    """A ledger of these records, recorded on one day."""
    ledger = Ledger(case="full")
    ledger.add(*held, recorded=RECORDED)
    return ledger


def full_ledger() -> Ledger:
    """The ledger in which every field has a value."""
    return ledger_of(_RECORDS)


_OWNERS: Final[dict[str, type[Any]]] = {
    "party": Party,
    "tie": Tie,
    "source": Source,
    "derivation": Derivation,
    "event": Event,
    "claim": Claim,
    "proposition": Proposition,
    "appearance": Appearance,
    "link": Link,
    "assessment": Assessment,
    "retraction": Retraction,
    "term": Term,
    "measure": Measure,
}


def _owned(owner: str, held: Iterable[Record]) -> list[tuple[Record, Any]]:
    """What in *held* has the fields of *owner*, each with the record in which it lies."""
    found: list[tuple[Record, Any]] = []
    for record in held:
        inner: list[Any] = [record]
        if isinstance(record, Claim):
            inner += [record.proposition, *record.appearances]
        elif isinstance(record, Party):
            inner += record.acts_for
        elif isinstance(record, Source):
            inner += record.derives_from
        found += [(record, one) for one in inner if isinstance(one, _OWNERS[owner])]
    return found


def holder(field: str) -> tuple[Record, Any]:
    """The record of the full ledger, and what in it, that has a value of its own in *field*."""
    owner, _, name = field.partition(".")
    default = next(item.default for item in fields(_OWNERS[owner]) if item.name == name)
    told = [(record, one) for record, one in _owned(owner, _RECORDS) if getattr(one, name) != default]
    return told[-1]


def found_in(field: str, ledger: Ledger) -> list[Any]:
    """What *ledger* holds in *field*, of every record that has it."""
    owner, _, name = field.partition(".")
    return [getattr(one, name) for _, one in _owned(owner, ledger.records())]


def without(field: str) -> Ledger | None:
    """The full ledger with nothing in *field*; None where a record cannot be without it."""
    owner, _, name = field.partition(".")
    if next(item.default for item in fields(_OWNERS[owner]) if item.name == name) is NOTHING:
        return None

    def bare(one: Any) -> Any:
        """*one* with the field, and what lies in it with the field, as it is by default."""
        if isinstance(one, _OWNERS[owner]):
            default = next(item.default for item in fields(type(one)) if item.name == name)
            return evolve(one, **{name: getattr(default, "factory", lambda: default)()})
        if isinstance(one, Claim):
            return evolve(one, proposition=bare(one.proposition), appearances=tuple(map(bare, one.appearances)))
        if isinstance(one, Party):
            return evolve(one, acts_for=tuple(map(bare, one.acts_for)))
        return evolve(one, derives_from=tuple(map(bare, one.derives_from))) if isinstance(one, Source) else one

    return ledger_of(map(bare, _RECORDS))


def sign_of(field: str) -> str | None:
    """Text that stands in a file that says *field*, and nowhere else in it; None where that depends on the format."""
    _, one = holder(field)
    value = getattr(one, field.partition(".")[2])
    if isinstance(value, tuple) and len(value) == 1:
        (value,) = value
    if isinstance(value, TimeSpan):
        return value.edtf.partition("/")[0]
    if isinstance(value, Quantity):
        return str(value)
    if isinstance(value, Part):
        return value.of
    if isinstance(value, Sense):
        return value.word
    return value if isinstance(value, str) and len(value) > 3 else None
