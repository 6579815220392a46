"""Missing keys: all of them together, each with what refers to it and the nearest that is known."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import BadInput, Problem
from claimcheck.ledger import Ledger
from claimcheck.model import (
    Appearance,
    Assessment,
    Claim,
    Derivation,
    Event,
    Link,
    Measure,
    Party,
    Proposition,
    Retraction,
    Source,
    Term,
    Tie,
)
from claimcheck.references import dangling, references
from claimcheck.view import View


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            Party(key="p", name="P", acts_for=(Tie(party="a"),), part_of="b", same_as="c"),
            [("party", "a"), ("party", "b"), ("party", "c")],
        ),
        (
            Source(key="s", publisher="p", derives_from=(Derivation(source="t"),)),
            [("party", "p"), ("source", "t")],
        ),
        (Source(key="s"), []),
        (Event(key="e", part_of="w"), [("event", "w")]),
        (
            Claim(
                key="c",
                proposition=Proposition(event="e", agent="anyone"),
                claimants=("p", "q"),
                appearances=(Appearance(source="s"),),
            ),
            [("party", "p"), ("party", "q"), ("event", "e"), ("source", "s")],
        ),
        (Link(a="x", relation="disputes", b="y", by="me"), [("record", "x"), ("record", "y")]),
        (Assessment(about="x", scheme="s", grade="g", by="me"), [("record", "x")]),
        (Retraction(target="x", by="p"), [("record", "x")]),
        (Term(name="t", parts=("u",)), []),
        (Measure(name="m", whole="n"), []),
    ],
)
def test_what_a_record_refers_to(record: Any, expected: list[tuple[str, str]]) -> None:
    """Each key that must be there is told with the kind it must be of; words of the vocabulary need not be there."""
    assert list(references(record)) == expected


def test_all_that_is_missing_is_reported_together() -> None:
    """One error names every missing key, each once, and nothing of the transaction is added."""
    ledger = Ledger()
    ledger.party("Air Force", key="af")
    with pytest.raises(BadInput) as caught:
        ledger.add(
            Party(key="ok", name="OK"),
            Source(key="s", publisher="aff"),
            Source(key="s2", publisher="af", derives_from=(Derivation(source="nowhere"), Derivation(source="nowhere"))),
            Event(key="e", part_of="war"),
            Link(a="ok", relation="disputes", b="gone"),
        )

    assert caught.value.problems == (
        Problem("s", "unknown party 'aff'; did you mean 'af'?"),
        Problem("s2", "unknown source 'nowhere'"),
        Problem("e", "unknown event 'war'"),
        Problem("link:ok disputes gone ()", "unknown record 'gone'"),
    )
    assert (len(ledger.log), list(ledger.parties.keys())) == (1, ["af"])


def test_a_key_of_another_kind_does_not_do() -> None:
    """A source is no party, even under the key that is asked for."""
    view = View()
    view.put(Source(key="x"))

    assert dangling([Source(key="s", publisher="x")], view) == (Problem("s", "unknown party 'x'"),)


LINKED = (
    Party(key="p", name="P"),
    Source(key="s", publisher="p"),
    Event(key="e"),
    Claim(key="c", proposition=Proposition(event="e"), claimants="p", appearances=(Appearance(source="s"),)),
    Term(name="t"),
    Term(name="u"),
    Link(a="term:t", relation="distinct_from", b="term:u"),
    Link(a="c", relation="disputes", b="c"),
    Assessment(about="s", scheme="s", grade="A", by="me"),
    Retraction(target="c"),
)


@given(st.permutations(LINKED))
def test_order_within_a_transaction_is_nothing(records: list[Any]) -> None:
    """Records that refer to each other come together in any order."""
    ledger = Ledger()
    ledger.add(*records)

    assert {record.key for record in ledger.records()} == {record.key for record in LINKED}
    assert dangling(LINKED, ledger.view) == ()


def test_a_bad_import_is_told_whole() -> None:
    """Five thousand missing keys beside five thousand known ones are all named, each with its neighbour."""
    view = View()
    for number in range(5000):
        view.put(Party(key=f"party number {number}", name="P"))
    problems = dangling([Source(key=f"s{number}", publisher=f"party nummer {number}") for number in range(5000)], view)

    assert len(problems) == 5000
    assert problems[0].message.startswith("unknown party 'party nummer 0'; did you mean 'party number")
