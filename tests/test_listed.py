"""Records that show themselves, one or several: cut where they are many, and with nothing that a page would run."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, fields

import claimcheck as cc
from claimcheck.comparing.comparison import Comparison, Gap, Outcome
from claimcheck.findings.finding import Carried, Finding, Kind, Stands
from claimcheck.findings.topics import Topic
from claimcheck.grading.scheme import Grade
from claimcheck.listed import MOST_SHOWN, Listed, brief, short_repr
from claimcheck.model import Claim, Derivation, Party, Proposition, Tie
from claimcheck.quantity import Quantity
from claimcheck.verifying.verification import Check, State, Verification, What
from tests.hostile import ATTACKS, hostile_case

TAGS = {"table", "caption", "thead", "tbody", "tr", "th", "td", "br", "strong", "span"}
STYLE = re.compile(r"text-align: (left|right); vertical-align: top")


class Page(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= set(attrs)


def shown(one: Any) -> str:
    html = one._repr_html_()
    assert isinstance(html, str)
    return html.replace("\N{NO-BREAK SPACE}", " ")


def everything(ledger: cc.Ledger) -> list[Any]:
    """What an analyst may leave as the last line of a cell."""
    claim = next(iter(ledger.claims))
    source = next(iter(ledger.sources))
    topics, findings, fusion = ledger.topics, ledger.findings(), ledger.fuse()
    verified, beside, positions = cc.verify(ledger), ledger.beside(), ledger.positions(claim)
    text = claim.text or "5 killed"
    held = [
        ledger, claim, claim.value, claim.proposition, source, next(iter(ledger.parties)), next(iter(ledger.events)),
        ledger.claims, ledger.parties, ledger.sources, ledger.events, topics, topics[0], findings, *findings[:20],
        ledger.contested(), positions, positions[0], ledger.compare(claim, claim), ledger.independence(claim),
        ledger.impact(source), ledger.circular(), fusion, fusion.topics[0], fusion.reliabilities[0], beside,
        beside.topics[0], verified, verified.checks[0], verified.unchecked, cc.grade(ledger, claim),
        cc.grade(ledger, claim)[0], ledger.search(text), ledger.similar(text), ledger.similar(text)[0],
        ledger.history(claim), ledger.history(claim)[0], cc.extract(f"{text}, police said."),
        cc.find_quantities(text), cc.find_times("on 2 June 2025"), cc.find_quote("a b", text),
    ]  # fmt: skip
    return [one for one in held if one is not None]


@pytest.fixture(scope="module")
def istanbul() -> list[Any]:
    return everything(cc.read(Path(__file__).parents[1] / "fixtures" / "istanbul" / "case.yaml"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    return everything(hostile_case(tmp_path_factory.mktemp("hostile"), (*ATTACKS[:4], *ATTACKS[20:23])))


def test_everything_shows_itself_as_a_table(istanbul: list[Any]) -> None:
    """Whatever an analyst looks at is a table in a notebook."""
    assert [type(one) for one in istanbul if not shown(one).startswith("<table>")] == []


def test_everything_has_one_short_line_for_a_terminal(istanbul: list[Any]) -> None:
    """A single record prints on one line, several on a line each, and none as all of its fields."""
    lines = [line for one in istanbul for line in repr(one).splitlines()]

    assert [line for line in lines if "=None" in line or " object at 0x" in line] == []
    assert max(map(len, lines)) < 1_200


def test_hostile_words_bring_no_tag_and_no_attribute(hostile: list[Any]) -> None:
    """Whatever the words of a case, tables have the tags and attributes of tables alone: no script, no request."""
    for one in hostile:
        page = Page(shown(one))
        assert page.tags <= TAGS
        assert {name for name, _ in page.attributes} <= {"scope", "style", "colspan"}
        assert all(STYLE.fullmatch(str(value)) for name, value in page.attributes if name == "style")


def test_hostile_words_obey_no_terminal(hostile: list[Any]) -> None:
    """What a terminal prints holds no control code and no mark that turns the direction."""
    bad = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")

    assert [type(one) for one in hostile if bad.search(repr(one))] == []


def test_several_are_cut_and_the_rest_is_counted() -> None:
    """Of many records the first fifty are shown, in a notebook and in a terminal, and the rest is counted."""
    many = Listed(Claim(key=f"c{n}", proposition=Proposition()) for n in range(MOST_SHOWN + 7))
    few = Listed(many[:MOST_SHOWN])

    assert "… and 7 more" in shown(many)
    assert "… and 7 more" in repr(many)
    assert "more" not in shown(few)
    assert "more" not in repr(few)
    assert (f"c{MOST_SHOWN - 1}<" in shown(many), f"c{MOST_SHOWN}<" in shown(many)) == (True, False)


def test_columns_without_anything_are_left_out() -> None:
    """A column stands where some record has something for it."""
    plain = Claim(key="a", proposition=Proposition())
    told = evolve(plain, key="b", text="5 killed")

    assert ">words<" not in shown(Listed([plain]))
    assert ">words<" in shown(Listed([plain, told]))
    assert Listed([plain]) == (plain,)


def test_records_print_without_what_is_at_its_default() -> None:
    """A record prints as the call that makes it, shorter where fields are left at their defaults."""
    assert repr(Quantity(low=52, high=52, of=80)) == "Quantity(low=52, high=52, of=80)"
    assert repr(Party(key="a", name="A")) == "Party(key='a', name='A')"
    assert short_repr(Tie(party="state")) == "Tie(party='state')"
    assert str(cc.parse_time("2 June 2025")) in repr(cc.parse_time("2 June 2025"))


def test_brief_is_one_line() -> None:
    assert brief(ValueError("a\n\x1b[31m b")) == "<ValueError a ␛[31m b>"


FULL: dict[str, Any] = {
    "finding": Finding(
        kind=Kind.CONTESTED, sentence="both cannot be right", topic=Topic(key="t", label="the raid"),
        claims=(Claim(key="one", text="37 killed", proposition=Proposition()),),
        against=(Claim(key="other", text="90 killed", proposition=Proposition()),), gap=Gap(53), origins=1,
        origins_against=4, question="who counted?",
        carried=(Carried(source="page", claim="one", figure="36", stands=Stands.ROUNDED, note="as it says"),),
    ),
    "comparison": Comparison(
        outcome=Outcome.CONTRADICTS, reason="they differ; taken as one", field="value", aspects=("more",), gap=Gap(53),
        assumed=("taken as one",),
    ),
    "check": Check(
        what=What.QUOTE, state=State.ALTERED, source="page", claim="one", detail="not so", place="page.txt:3",
        diff="[-51-] {+52+}",
    ),
    "grade": Grade(
        scheme="airwars", axis="harm", about="one", grade="fair", rule="by rule", label="Fair enough",
        facts=("two sources",), needs=("a person",), by="desk", when="2025-06-03",
    ),
}  # fmt: skip


def test_checks_that_failed_come_first() -> None:
    """A verification lists what failed before what is right, and counts both."""
    right = Check(what=What.QUOTE, state=State.FOUND, source="page")
    page = shown(Verification(checks=(right, FULL["check"])))

    assert page.index("≠ failed") < page.index(">right<")
    assert "2 checks: 1 failed, 1 right" in page


def test_fusion_has_names_and_admits_what_it_does_not_know() -> None:
    """Parties go by name where a ledger was fused, also in why they count as one; few tested claims are no number."""
    ledger = cc.Ledger()
    state = ledger.party("The State", key="state")
    army = ledger.party("The Army", key="army", acts_for=state)
    police = ledger.party("City Police", key="police", acts_for=state)
    medics = ledger.party("Medics", key="medics")
    for topic in range(6):
        for party in (army, police, medics):
            ledger.claim(f"{topic + 5} killed", by=party, event=f"raid {topic}")
    few = cc.Ledger()
    for name, killed in (("Medics", "5"), ("Mayor", "8")):
        few.claim(f"{killed} killed", by=few.party(name, key=name.lower()), event="fire")
    page, unknown = shown(ledger.fuse()), shown(few.fuse())

    assert all(name in page for name in ("The Army", "City Police", "Medics", "The State", "counts as one"))
    assert not any(f">{key}<" in page for key in ("army", "police", "medics", "state"))
    assert ">unknown<" not in page
    assert unknown.count(">unknown<") == 2


@pytest.mark.parametrize(
    ("record", "field", "without"),
    [
        *(("finding", name, without) for name, without in (
            ("sentence", ""), ("topic", None), ("claims", ()), ("against", ()), ("gap", None), ("origins", None),
            ("origins_against", None), ("question", None), ("carried", ()), ("kind", Kind.FLOOR),
        )),
        *(("comparison", name, without) for name, without in (
            ("reason", ""), ("field", None), ("aspects", ()), ("gap", None), ("assumed", ()), ("outcome", Outcome.SAME),
        )),
        *(("check", name, without) for name, without in (
            ("claim", None), ("detail", ""), ("place", ""), ("diff", ""), ("state", State.FOUND),
        )),
        *(("grade", name, without) for name, without in (
            ("axis", None), ("grade", None), ("rule", ""), ("label", ""), ("facts", ()), ("needs", ()), ("by", None),
            ("when", None),
        )),
    ],
)  # fmt: skip
def test_each_thing_taken_away_is_seen(record: str, field: str, without: Any) -> None:
    """Each field that a record has stands in its table: without it the table is another."""
    whole = FULL[record]
    lesser = evolve(whole, **{field: without})

    assert shown(lesser) != shown(whole)


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ("finding", "<strong>≠ contested</strong>"),
        ("comparison", "<strong>≠ contradicts</strong>"),
        ("check", "<strong>≠ failed</strong>"),
    ],
)
def test_what_is_disputed_needs_no_colour(record: str, told: str) -> None:
    """What is contested or failed says so in bold words with a sign, and no colour is named."""
    page = shown(FULL[record])

    assert told in page
    assert not re.search(r"color|#[0-9a-f]{3}|rgb", page)


def test_a_claim_shows_what_its_ledger_knows() -> None:
    """A claim names its party and source, and says that it is contested; without a ledger keys stand in their place."""
    ledger = cc.Ledger()
    army, source = ledger.party("The Army", key="army"), ledger.source("The Page", key="page")
    event = ledger.event("The Raid", key="raid")
    claim = ledger.claim("37 killed", by=army, event=event, source=source, quote="thirty-seven killed", key="a")
    ledger.claim("90 killed", by=ledger.party("Enemy"), event=event)
    page, alone = shown(claim), shown(evolve(claim, home=None))

    assert all(word in page for word in ("The Army", "The Page: “thirty-seven killed”", "The Raid", "≠ contested"))
    assert not any(word in alone for word in ("The Army", "The Page", "The Raid", "contested"))
    assert all(word in alone for word in (">army<", "page: “thirty-seven killed”", ">raid<"))


CLAIM = Claim(
    key="a",
    text="37 killed",
    claimants=("army",),
    asserted=cc.parse_time("2025-06-02"),
    basis="witness",
    inferred=frozenset({"measure"}),
    note="seen",
    appearances=(cc.Appearance(source="page", quote="thirty-seven"),),
    private={"witness": "Olena"},
    proposition=Proposition(
        event="raid", agent="shells", operator="Red", subject="men", measure="killed", baseline="June", place="Town",
        value=Quantity(low=37, high=37), over=cc.parse_time("2025-06-01"), occurred=cc.parse_time("2025-05"),
        cutoff=cc.parse_time("2025-06-03"), scope="dead",
    ),
)  # fmt: skip


@pytest.mark.parametrize("field", [one.name for one in fields(Claim) if one.name not in
                                   {"key", "proposition", "act", "private", "computed_from", "_home"}])  # fmt: skip
def test_each_field_of_a_claim_is_seen(field: str) -> None:
    """Without any of its fields the table of a claim is another; what is private is never in it."""
    default = getattr(fields(Claim), field).default

    assert shown(evolve(CLAIM, **{field: default})) != shown(CLAIM)
    assert "Olena" not in shown(CLAIM) + repr(CLAIM)


@pytest.mark.parametrize("field", [one.name for one in fields(Proposition) if one.name != "parts"])
def test_each_field_of_a_proposition_is_seen(field: str) -> None:
    """Without any of what it says the table of a claim is another, and a denial is told from an assertion."""
    other: Any = False if field == "polarity" else None

    assert shown(evolve(CLAIM, proposition=evolve(CLAIM.proposition, **{field: other}))) != shown(CLAIM)


def test_a_topic_says_what_is_contested_and_who_could_be_right() -> None:
    """A topic shows its dispute and its positions by name; what is not disputed shows no dispute."""
    ledger = cc.Ledger()
    for name, killed in (("Ministry", "471"), ("Agency", "100-300")):
        ledger.claim(f"{killed} killed", by=ledger.party(name), event="blast")
    (topic,) = ledger.topics
    page, listed = shown(topic), shown(ledger.topics)

    assert "≠ contested" in page
    assert "≠ contested" in listed
    assert "471: Ministry" in page
    ledger.retract(next(iter(ledger.claims)), by="Ministry", when="2025-06-02")
    assert "contested" not in shown(ledger.topics)
    assert "contested" not in shown(ledger.topics[0])
    del ledger
    assert "positions" not in shown(topic)


def test_a_ledger_says_how_much_is_contested() -> None:
    """A ledger shows its case, its claims with names and standing, cut where they are many, and what is contested."""
    ledger = cc.Ledger(case="raid")
    assert "raid: 0 claims, nothing contested" in shown(ledger)
    for name, killed in (("Army", "37"), ("Enemy", "90")):
        ledger.claim(f"{killed} killed", by=ledger.party(name), event="night", key=name)
    page = shown(ledger)

    assert "raid: 2 claims, 1 contested finding<" in page
    assert page.count("<strong>≠ contested</strong>") == 2
    for number in range(MOST_SHOWN):
        ledger.claim(f"{number} wounded", by="Army", event=f"day {number}")
    assert "… and 2 more" in shown(ledger)


RECORDS: Any = [
    Party(
        key="army", name="Army", kind="force", acts_for=(Tie(party="state", since=cc.parse_time("2025")),),
        part_of=("union",), same_as=("the army",), aliases=("forces",), declared=False, note="seen",
    ),
    cc.Source(
        key="page", name="The Page", publisher="army", url="https://example.org", archived="https://example.net",
        digest="sha256:00", file="page.txt", published=cc.parse_time("2025"), retrieved=cc.parse_time("2026"),
        language="en", derives_from=(Derivation(source="wire"),), note="seen",
    ),
    cc.Event(
        key="raid", label="The Raid", over=cc.parse_time("2025-06-01"), occurred=cc.parse_time("2025-06"),
        place="Town", subject="men", part_of="war", note="seen",
    ),
    Quantity(low=1, high=3, of=80, unit="percent", approximate=True, text="1 to 3"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("record", "field"),
    [
        pytest.param(one, each, id=f"{type(one).__name__}.{each.name}")
        for one in RECORDS
        for each in fields(type(one))
        if getattr(one, each.name) != each.default and each.name not in {"key", "name"}
    ],
)
def test_each_field_of_a_record_is_seen(record: Any, field: Any) -> None:
    """A record shows each field that says something, in a notebook and in a terminal, and none that does not."""
    lesser = evolve(record, **{field.name: field.default})
    name = field.name.replace("_", " ")

    assert f">{name}<" in shown(record)
    assert f">{name}<" not in shown(lesser)
    assert f"{field.name}=" in repr(record)
    assert repr(lesser) != repr(record)
