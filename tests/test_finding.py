"""A finding: which claims it holds, in what order findings come, and its form for programs."""

import json
from fractions import Fraction
from importlib.resources import files
from random import Random
from typing import Any

import pytest
from attrs.exceptions import FrozenInstanceError
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.comparing.comparison import Gap, Outcome
from claimcheck.findings.finding import ASKED_BY_DEFAULT, Finding, Findings, Kind
from claimcheck.findings.topics import Topic
from claimcheck.ledger import Ledger
from claimcheck.model import Claim, Proposition
from claimcheck.reporting.json import findings_json
from tests.strategies import ledgers


def claims(names: str) -> tuple[Claim, ...]:
    """Claims of these one-letter keys."""
    return tuple(Claim(key=name, proposition=Proposition(measure="killed")) for name in names)


TOPICS = (Topic(key="1", label="a raid"), Topic(key="2", label="a raid"), Topic(key="1", label="the raid"), None)
FINDINGS = st.builds(
    Finding,
    kind=st.sampled_from(Kind),
    sentence=st.sampled_from(("One thing.", "Another.")),
    claims=st.sampled_from(("", "a", "b", "ab", "ba")).map(claims),
    against=st.sampled_from(("", "a", "c")).map(claims),
    topic=st.sampled_from(TOPICS),
    outcome=st.none() | st.sampled_from(Outcome),
    aspects=st.sampled_from(((), ("soft",), ("part:a", "soft"))),
    field=st.sampled_from((None, "place")),
    reason=st.sampled_from(("", "5 / 7")),
    gap=st.none()
    | st.builds(
        Gap,
        st.integers(0, 10**20) | st.fractions(0, 100),
        st.none() | st.fractions(0, 1),
        st.sampled_from((None, "USD")),
    ),
    origins=st.none() | st.integers(0, 5),
    origins_against=st.none() | st.integers(0, 5),
    question=st.sampled_from((None, "give both an `event:`")),
)


def said(finding: Finding) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(finding.to_plain()))
    return plain


# what it holds


@pytest.mark.parametrize(
    ("held", "against", "everyone", "side"),
    [
        ("ab", "b", "ab", "a"),
        ("a", "b", "ab", "a"),
        ("a", "bc", "abc", "a"),
        ("ba", "", "ba", "ba"),
        ("", "b", "b", ""),
    ],
)
def test_the_claims_hold_both_sides(held: str, against: str, everyone: str, side: str) -> None:
    """Whoever is against stands among the claims, once, and the first side is the rest of them."""
    found = Finding(kind=Kind.CONTESTED, sentence="x", claims=claims(held), against=claims(against))

    assert "".join(claim.key for claim in found.claims) == everyone
    assert "".join(claim.key for claim in found.side) == side


@given(FINDINGS)
def test_a_side_and_those_against_are_all(finding: Finding) -> None:
    """The two sides have no claim in common, and together they are the claims of the finding."""
    side, against = ({claim.key for claim in held} for held in (finding.side, finding.against))

    assert side.isdisjoint(against)
    assert side | against == {claim.key for claim in finding.claims}


def test_a_finding_does_not_change() -> None:
    """A finding is frozen, and equal to another of the same fields."""
    one, other = (Finding(kind=Kind.FLOOR, sentence="x", claims=claims("a"), against=claims("b")) for _ in range(2))

    assert one == other
    assert hash(one) == hash(other)
    with pytest.raises(FrozenInstanceError):
        one.sentence = "y"  # type: ignore[misc]


# order


def test_kinds_come_in_the_order_of_their_weight() -> None:
    """Disputes come first, then what is wrong in a claim, then what agrees, then what is merely loose."""
    found = [Finding(kind=kind, sentence="x") for kind in reversed(Kind)]

    assert [one.kind for one in sorted(found, key=lambda one: one.order)] == list(Kind)
    assert tuple(Kind)[:2] == ASKED_BY_DEFAULT


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"kind": Kind.CONTESTED, "topic": TOPICS[2]}, {"kind": Kind.FLOOR, "topic": TOPICS[0]}),
        ({"topic": None, "claims": claims("z")}, {"topic": TOPICS[0], "claims": claims("a")}),
        ({"topic": TOPICS[0], "claims": claims("z")}, {"topic": TOPICS[2], "claims": claims("a")}),
        ({"topic": TOPICS[0], "claims": claims("z")}, {"topic": TOPICS[1], "claims": claims("a")}),
        ({"claims": claims("a"), "sentence": "z"}, {"claims": claims("b"), "sentence": "a"}),
        (
            {"claims": claims("ab"), "against": claims("a"), "sentence": "z"},
            {"claims": claims("ab"), "against": claims("b"), "sentence": "a"},
        ),
        ({"claims": claims("a"), "sentence": "a"}, {"claims": claims("a"), "sentence": "z"}),
    ],
)
def test_what_findings_are_sorted_by(first: dict[str, Any], second: dict[str, Any]) -> None:
    """Kind, then the topic's label and key, then the claims, those against, and at last the sentence."""
    plain: dict[str, Any] = {"kind": Kind.FLOOR, "sentence": "x"}
    one, other = Finding(**(plain | first)), Finding(**(plain | second))

    assert one.order < other.order


@given(st.lists(FINDINGS, max_size=8), st.randoms())
def test_the_order_does_not_depend_on_the_order(found: list[Finding], random: Random) -> None:
    """Findings in any order are sorted to the same orders, and every two can be sorted."""
    shuffled = random.sample(found, len(found))

    assert [one.order for one in sorted(found, key=lambda one: one.order)] == [
        one.order for one in sorted(shuffled, key=lambda one: one.order)
    ]


# for programs


def test_a_finding_in_full_as_plain_fields() -> None:
    """Claims are keys, the topic its label, numbers of a gap exact text."""
    found = Finding(
        kind=Kind.CONTESTED,
        sentence="Both cannot be right.",
        claims=claims("a"),
        against=claims("b"),
        topic=TOPICS[0],
        outcome=Outcome.CONTRADICTS,
        aspects=("soft",),
        field="share",
        reason="5 / 7",
        gap=Gap(Fraction(3, 2), Fraction(171, 471), "USD"),
        origins=1,
        origins_against=2,
        question="who counted?",
    )

    assert said(found) == {
        "kind": "contested",
        "topic": "a raid",
        "claims": ["a", "b"],
        "against": ["b"],
        "outcome": "contradicts",
        "aspects": ["soft"],
        "field": "share",
        "reason": "5 / 7",
        "sentence": "Both cannot be right.",
        "gap": {"absolute": "3/2", "relative": "57/157", "unit": "USD"},
        "origins": 1,
        "origins_against": 2,
        "question": "who counted?",
    }


def test_what_is_absent_is_null_or_empty() -> None:
    """A finding of a kind and a sentence has every field all the same."""
    plain = said(Finding(kind=Kind.UNDECLARED, sentence="Nobody described X."))

    assert {name for name, value in plain.items() if value is None} == {
        "topic",
        "outcome",
        "field",
        "gap",
        "origins",
        "origins_against",
        "question",
    }
    assert (plain["claims"], plain["against"], plain["aspects"], plain["reason"]) == ([], [], [], "")


def schema() -> Any:
    return json.loads(files("claimcheck.reporting").joinpath("check.schema.json").read_text(encoding="utf-8"))


def validator() -> Any:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator.check_schema(schema())
    return jsonschema.Draft202012Validator(schema())


def test_the_schema_knows_every_kind_and_outcome() -> None:
    """The published schema lists the kinds and the outcomes that there are, and no others."""
    known = schema()["$defs"]

    assert sorted(known["kind"]["enum"]) == sorted(kind.value for kind in Kind)
    assert sorted(known["outcome"]["enum"]) == sorted(outcome.value for outcome in Outcome)


@given(st.lists(FINDINGS, max_size=4))
def test_findings_keep_to_the_schema(found: list[Finding]) -> None:
    """Whatever is found has the published form."""
    check = validator()

    assert list(check.iter_errors(json.loads(json.dumps(findings_json(found))))) == []


@settings(max_examples=40)
@given(ledgers())
def test_the_findings_of_any_ledger_keep_to_the_schema(ledger: Ledger) -> None:
    """Every ledger's findings have the published form, each with a sentence, and are counted by kind."""
    check = validator()
    plain = json.loads(json.dumps(findings_json(ledger.findings())))

    assert list(check.iter_errors(plain)) == []
    assert sum(plain["counts"].values()) == len(plain["findings"])


@pytest.mark.parametrize(
    "broken",
    [
        {"kind": "gossip"},
        {"sentence": ""},
        {"claims": ["a", "a"]},
        {"gap": {"absolute": 1.5, "relative": None, "unit": None}},
        {"origins": -1},
        {"more": 1},
    ],
)
def test_the_schema_refuses_another_form(broken: dict[str, Any]) -> None:
    """An unknown kind, an empty sentence, a claim twice, a float and an unknown field are not the published form."""
    plain = said(Finding(kind=Kind.FLOOR, sentence="x")) | broken

    assert list(validator().iter_errors({"findings": [plain], "counts": {}})) != []


# for people


def test_a_finding_as_text() -> None:
    """A finding prints as its kind and its sentence."""
    assert str(Finding(kind=Kind.FLOOR, sentence="At least 13.")) == "floor: At least 13."


def test_a_finding_is_a_table_that_executes_nothing() -> None:
    """In a notebook a finding shows what it has, without empty rows, and markup in it is text."""
    shown = Finding(
        kind=Kind.FLOOR,
        sentence="<script>alert(1)</script>",
        claims=claims("ab"),
        topic=Topic(key="1", label="<b>raid"),
    )._repr_html_()

    assert "<script>" not in shown
    assert "<b>" not in shown
    assert "&lt;script&gt;" in shown
    assert "a: nobody named: killed<br>b: nobody named: killed" in shown
    assert ">gap<" not in shown


def test_findings_are_one_table() -> None:
    """Findings show as one table with a row each, and stay a tuple."""
    found = Findings(
        [Finding(kind=Kind.FLOOR, sentence="<i>x</i>", topic=TOPICS[0]), Finding(kind=Kind.FLOOR, sentence="y")]
    )
    shown = found._repr_html_()

    assert "2 findings" in shown
    assert (shown.count("<table"), shown.count("<i>")) == (1, 0)
    assert "a raid" in shown
    assert found[0].topic is TOPICS[0]


def test_a_claim_stands_once_in_a_finding() -> None:
    """A claim that a finding was given twice, as two statements of one party may be, stands in it once."""
    ledger = Ledger()
    ledger.claim("5 killed", by=["Nobody Knows", "Nobody Knows"], key="c")
    (undeclared,) = ledger.findings("undeclared")

    assert [claim.key for claim in undeclared.claims] == ["c"]
