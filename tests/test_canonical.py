"""The plain form: one for each record, back to the same record, in the bytes of RFC 8785, and the keys over it."""

import json
import re
from fractions import Fraction
from typing import Any

import pytest
import rfc8785
from attrs import NOTHING, evolve, fields
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.canonical import (
    canonical_bytes,
    claim_digest,
    digest,
    from_plain,
    number_text,
    read_number,
    to_plain,
)
from claimcheck.errors import InvalidRecord
from claimcheck.ledger import Ledger
from claimcheck.model import RECORD_KINDS, Claim, Measure, Party, Proposition
from claimcheck.quantity import Quantity
from claimcheck.reading.figures import parse_quantity
from claimcheck.times import time_span
from tests.changing import changed_anywhere
from tests.plain_reader import reader
from tests.strategies import ledgers, plain_values

CLAIM: dict[str, Any] = {
    "record": "claim",
    "key": "a",
    "proposition": {"measure": "shot down", "value": {"low": "52", "high": "52", "of": "80"}},
}


def changed(**fields: Any) -> dict[str, Any]:
    return CLAIM | fields


@given(plain_values())
def test_the_bytes_are_those_of_rfc_8785(plain: Any) -> None:
    """The quick encoder writes what the reference implementation writes."""
    assert canonical_bytes(plain) == rfc8785.dumps(plain)


@given(ledgers())
def test_from_plain_is_the_inverse(ledger: Ledger) -> None:
    """Each record is the same after it stood as RFC 8785 writes it, its figures' words included."""
    for record in ledger.records():
        plain = to_plain(record)
        written = canonical_bytes(plain)
        back = from_plain(json.loads(written))

        assert written == rfc8785.dumps(plain)
        assert (type(back), back, to_plain(back)) == (type(record), record, plain)


@given(ledgers(), st.data())
def test_what_is_read_passes_the_records_own_rules(ledger: Ledger, data: st.DataObject) -> None:
    """Whatever is read, right or changed anywhere, another reader (cattrs, with each ``__init__``) reads the same."""
    plains = [to_plain(record) for record in ledger.records()]
    if not plains:
        return
    plain = data.draw(st.sampled_from(plains).flatmap(lambda one: st.just(one) | changed_anywhere(one)))
    body = {name: value for name, value in plain.items() if name != "record"}
    try:
        expected = reader().structure(body, RECORD_KINDS[plain["record"]])
    except Exception:  # noqa: BLE001 - whatever it says, it is no record
        expected = None
    try:
        found = from_plain(plain)
    except InvalidRecord as err:
        assert expected is None, err  # noqa: PT017 - both read it or neither does
    else:
        assert (type(found), found) == (type(expected), expected)
        assert all(getattr(found, item.name) == getattr(expected, item.name) for item in fields(type(found)))
        assert evolve(found) == found


@pytest.mark.parametrize("kind", RECORD_KINDS.values())
def test_defaults_pass_the_rules_of_their_fields(kind: type[Any]) -> None:
    """A default is set as it is, for its own converter and rule would leave it so."""
    for item in fields(kind):
        convert: Any = item.converter
        if item.default is not NOTHING and not item.name.startswith("_"):
            assert item.default == (item.default if convert is None else convert(item.default))
            if item.validator is not None:
                item.validator(None, item, item.default)


def test_a_plain_form_by_hand() -> None:
    """What has its default is left out; numbers are texts; times are EDTF."""
    claim = Claim(
        key="a",
        proposition=Proposition(
            value=Quantity(low=Fraction(1, 3), high=10**18, high_open=True), over=time_span("June 2025"), polarity=False
        ),
        private={"who": "M."},
        inferred={"value", "measure"},
    )

    assert to_plain(claim) == {
        "record": "claim",
        "key": "a",
        "proposition": {
            "value": {"low": "1/3", "high": "1000000000000000000", "high_open": True},
            "over": "2025-06",
            "polarity": False,
        },
        "private": [["who", "M."]],
        "inferred": ["measure", "value"],
    }


def test_nothing_declared_and_nothing_added_up_are_two_things() -> None:
    """A measure that adds up over nothing is not one of which nobody said."""
    silent, none = Measure(name="a"), Measure(name="a", adds_over=())

    assert (from_plain(to_plain(silent)), from_plain(to_plain(none))) == (silent, none)
    assert to_plain(silent) != to_plain(none)


@given(st.integers(-(10**3000), 10**3000) | st.fractions())
def test_numbers_are_exact(number: int | Fraction) -> None:
    """Any number is the same after it stood as text, and a whole one is an int."""
    back = read_number(number_text(number))

    assert back == number
    assert type(back) is (int if Fraction(number).denominator == 1 else Fraction)


@pytest.mark.parametrize(
    "text", ["", " 1", "1.5", "1e5", "+1", "1/0", "1/-2", "١", "1_000", "nan", 5, None, "9" * 4200]
)
def test_what_is_no_number(text: Any) -> None:
    """Only digits, a sign and one fraction stroke make a number."""
    with pytest.raises(InvalidRecord, match="expected a number as text"):
        read_number(text)


@pytest.mark.parametrize(
    ("plain", "complaint"),
    [
        ([], "expected an object with a field 'record', got []"),
        ({}, "record: expected one of party, source"),
        ({"record": ["claim"]}, "record: expected one of party, source"),
        ({"record": "claim", "key": "a"}, "claim: proposition: this field is missing"),
        (changed(extra="x"), "claim: unknown field 'extra'; known are key, proposition"),
        (changed(_home="x"), "claim: unknown field '_home'"),
        (changed(home="x"), "claim: unknown field 'home'"),
        (changed(proposition="x"), "claim: proposition: expected an object, got 'x'"),
        (changed(proposition={"value": "52"}), "claim: proposition.value: expected an object, got '52'"),
        (changed(proposition={"value": {"low": 52}}), "claim: proposition.value.low: expected a number as text"),
        (changed(proposition={"value": {"low": "2", "high": "1"}}), "the lower end 2 lies above the upper end 1"),
        (changed(proposition={"value": {"low": "1", "bound": "vague"}}), "bound is one of exact"),
        (changed(proposition={"polarity": "no"}), "claim: proposition.polarity: expected true or false, got 'no'"),
        (changed(asserted="soon"), "claim: asserted: expected a date or time"),
        (changed(asserted=2025), "claim: asserted: expected text, got 2025"),
        (changed(claimants="ua"), "claim: claimants: expected a list, got 'ua'"),
        (changed(claimants=["ua", 3]), "expected text, got 3"),
        (changed(basis="hearsay"), "basis: expected one of own_count"),
        (changed(private=[["a"]]), "expected a pair of texts, got ['a']"),
        (changed(private={"a": "b"}), "claim: private: expected a list"),
        (changed(note="\ud800"), "character U+D800 at 0 cannot be stored"),
        ({"record": "link", "a": "x", "relation": "likes", "b": "y"}, "relation: expected one of supports"),
        ({"record": "link", "a": "x", "relation": "supports", "b": "y", "judged": ["1"]}, "expected two versions"),
        (
            {"record": "assessment", "about": "x", "scheme": "s", "grade": "A", "by": "b", "judged": "1/2"},
            "whole number",
        ),
    ],
)
def test_what_is_no_record(plain: Any, complaint: str) -> None:
    """A plain form that describes no record is refused, with the path to what is wrong."""
    with pytest.raises(InvalidRecord, match=re.escape(complaint)):
        from_plain(plain)


def test_a_digest_by_hand() -> None:
    """A digest is the beginning of the SHA-256 over the canonical bytes."""
    assert digest({}) == "44136fa355b3678a1146ad16f7e8649e"


def test_two_windows_are_two_claims_and_two_wordings_one() -> None:
    """The key of a claim is over what is claimed, by whom and when, never over the words."""
    claim = Claim(key="a", claimants=("x", "y"), proposition=Proposition(value=parse_quantity("52 of 80")))
    key = claim_digest(claim)
    reworded = Proposition(value=parse_quantity("52 out of 80"))
    other = evolve(claim.proposition, over=time_span("2025-06-02"))

    assert re.fullmatch(r"[0-9a-f]{32}", key)
    assert claim_digest(evolve(claim, key="b", text="other words", claimants=("y", "x"), proposition=reworded)) == key
    assert claim_digest(evolve(claim, proposition=other)) != key
    assert claim_digest(evolve(claim, act="b")) != key
    assert claim_digest(evolve(claim, asserted=time_span("2025"))) != key


def test_a_float_has_no_plain_form() -> None:
    """A float that was forced past a record's own rules is refused: no canonical form holds one."""
    party = Party(key="a", name="b")
    object.__setattr__(party, "note", 1.5)

    with pytest.raises(InvalidRecord, match="float has no plain form"):
        to_plain(party)
