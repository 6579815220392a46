"""Records that another tool's file tells: what can stand does, and what hangs on the refused is refused with it."""

from pathlib import Path

from claimcheck.exchange.intake import Intake
from claimcheck.exchange.landing import land
from claimcheck.model import Assessment, Claim, Event, Party, Proposition, Record, Source


def refused(*records: Record) -> tuple[set[str], list[str]]:
    """The keys that stand, and what is told of the others; each record's place is its number."""
    intake = Intake(Path("a.json"), keep_going=True)
    ledger = land(enumerate(records, 1), intake)
    return {record.key for record in ledger.records()}, [str(one) for one in intake.done().refusals]


def test_what_hangs_on_the_refused() -> None:
    """A claim about an event that is part of one that is not told."""
    claim = Claim(key="c", proposition=Proposition(event="e"))
    kept, told = refused(Event(key="e", part_of="war"), claim, Party(key="p", name="P"))

    assert kept == {"p"}
    assert told == [
        "a.json:1: e: it refers to the event 'war', which is not told",
        "a.json:2: c: it refers to the event 'e', which is not told",
    ]


def test_a_long_chain_is_quick() -> None:
    """Ten thousand events, each part of the next, of which the last is part of nothing: one pass, not one each."""
    kept, told = refused(*(Event(key=f"e{number}", part_of=f"e{number + 1}") for number in range(10_000)))

    assert (kept, len(told)) == (set(), 10_000)


def test_a_later_record_amends() -> None:
    """A key that is told twice stands with its last record, and holds up what refers to it."""
    claim = Claim(key="c", proposition=Proposition(event="e"))
    kept, told = refused(Event(key="e", label="A"), Event(key="e", label="B", part_of="lost"), claim)

    assert kept == {"e", "c"}
    assert told == ["a.json:2: e: it refers to the event 'lost', which is not told"]


def test_a_file_outside_and_a_grade_that_is_none() -> None:
    """A path that leads out of the folder, and a grade that its scheme does not know, are refused."""
    grade = Assessment(about="p", scheme="airwars", grade="weka", by="desk")
    kept, told = refused(Source(key="s", file="../a"), grade, Party(key="p", name="P"))

    assert kept == {"p"}
    assert told[0] == "a.json:1: s: the file '../a' leads out of the folder"
    assert told[1].endswith("did you mean 'weak'?")


def test_what_differs_under_one_key_is_told() -> None:
    """Both places are named; what is told twice the same is not, nor are records of two kinds."""
    intake = Intake(Path("a.json"), keep_going=True)
    records = (Event(key="e"), Event(key="e"), Party(key="e", name="E"), Event(key="e", label="B"))
    ledger = land(enumerate(records, 1), intake)

    assert [event.label for event in ledger.events] == ["B"]
    assert [str(one) for one in intake.done().mendings] == [
        "a.json:4: the event 'e' is told otherwise in line 2; it stands as told here"
    ]
