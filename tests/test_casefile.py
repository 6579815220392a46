"""The case file: what it says, what it may not say, and that writing it back loses nothing."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given

from claimcheck.errors import BadInput, InvalidRecord, NotACase
from claimcheck.formats.casefile import parse_case, read_case, write_case
from claimcheck.formats.migrations import VERSION
from claimcheck.ledger import Ledger
from claimcheck.model import (
    Appearance,
    Assessment,
    Attribution,
    Category,
    Claim,
    Derivation,
    Event,
    Link,
    Measure,
    Party,
    Proposition,
    Relation,
    Retraction,
    Source,
    Term,
    Tie,
)
from claimcheck.quantity import Quantity
from claimcheck.reading.figures import parse_quantity
from claimcheck.times import time_span
from tests.strategies import ledgers

ISTANBUL = Path(__file__).parent.parent / "fixtures" / "istanbul" / "case.yaml"

NIGHT = """\
claimcheck: 1
case: night
parties:
  ua: {name: Ukraine, kind: state}
  ua-af: {name: Air Force of Ukraine, acts_for: ua, aliases: [PS ZSU]}
sources:
  brief: {file: brief.txt, published: 2025-06-02, derives_from: bulletin}
  bulletin: {publisher: ua-af, url: "https://example.org/1"}
events:
  raid: {subject: Russian drones, over: 2025-06-01T21:30+03:00/2025-06-02T08:30+03:00}
claims:
  ua52:
    by: ua-af
    event: raid
    measure: shot down
    value: 52 of 80
    in: brief
    quote: shot down 52 out of 80
"""


def refused(text: str) -> list[str]:
    """The problems of a text that cannot be taken."""
    with pytest.raises(BadInput) as caught:
        parse_case(text, "f")
    return [str(problem) for problem in caught.value.problems]


def with_claim(fields: str) -> str:
    """The night with one more claim, whose fields begin in line 19."""
    return f"{NIGHT}  x: {{{fields}}}\n"


def claim_of(fields: str) -> Claim:
    return parse_case(with_claim(fields), "f").claims["night/x"]


def test_the_night_by_hand() -> None:
    """Every section becomes its records, each id under the name of the case."""
    ledger = parse_case(NIGHT, "f")

    assert ledger.case == "night"
    assert set(ledger.records()) == {
        Party(key="night/ua", name="Ukraine", kind="state"),
        Party(
            key="night/ua-af",
            name="Air Force of Ukraine",
            acts_for=(Tie(party="night/ua"),),
            aliases=("PS ZSU",),
        ),
        Source(
            key="night/brief",
            file="brief.txt",
            published=time_span("2025-06-02"),
            derives_from=(Derivation(source="night/bulletin"),),
        ),
        Source(key="night/bulletin", publisher="night/ua-af", url="https://example.org/1"),
        Event(
            key="night/raid",
            subject="Russian drones",
            over=time_span("2025-06-01T21:30+03:00/2025-06-02T08:30+03:00"),
        ),
        Claim(
            key="night/ua52",
            claimants=("night/ua-af",),
            proposition=Proposition(event="night/raid", measure="shot down", value=Quantity(low=52, high=52, of=80)),
            appearances=(Appearance(source="night/brief", quote="shot down 52 out of 80"),),
        ),
    }


def test_the_istanbul_case_is_read_and_written() -> None:
    """The real case has no problem, and stays the same through writing and reading."""
    ledger = read_case(ISTANBUL)
    written = write_case(ledger)

    assert len(ledger.claims) > 40
    assert parse_case(written, "f") == ledger
    assert write_case(parse_case(written, "f")) == written


@given(ledgers())
def test_nothing_is_lost(ledger: Ledger) -> None:
    """Any ledger is the same after it was written and read, and written again it is the same file."""
    written = write_case(ledger)
    back = parse_case(written, "f")

    assert (back, back.case) == (ledger, ledger.case)
    assert write_case(back) == written


def test_comments_are_the_one_thing_not_kept() -> None:
    """A comment is not part of the ledger."""
    assert "# why" not in write_case(parse_case(f"{NIGHT}# why\n", "f"))


def test_ids_in_full() -> None:
    """An id with a slash is a key of another case, one with a leading slash a key of none."""
    ledger = parse_case(
        "claimcheck: 1\ncase: c\nparties: {o/ua: {name: U}, /ru: {name: R}, x: {acts_for: [o/ua, /ru, c/y]}, y: {}}",
        "f",
    )

    assert ledger.parties.keys() == ("o/ua", "ru", "c/x", "c/y")
    assert ledger.parties["c/x"].acts_for == (Tie(party="o/ua"), Tie(party="ru"), Tie(party="c/y"))


def test_without_a_case_an_id_is_the_key() -> None:
    """A file that names no case has its ids as keys."""
    assert parse_case("claimcheck: 1\nparties: {ua: {}}", "f").parties["ua"] == Party(key="ua", name="ua")


def test_ties_that_begin_and_end() -> None:
    """Whom a party acts for may be limited in time, for each tie apart."""
    ledger = parse_case(
        "claimcheck: 1\nparties: {a: {}, b: {}, c: {acts_for: [a, {party: b, since: 2024, until: 2025-06}]}}", "f"
    )

    assert ledger.parties["c"].acts_for == (
        Tie(party="a"),
        Tie(party="b", since=time_span("2024"), until=time_span("2025-06")),
    )


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("value: 0", Quantity(low=0, high=0)),
        ("value: guilty", Category(term="guilty")),
        ("value: no", Category(term="no")),
        ("value: {term: 52 of 80}", Category(term="52 of 80")),
        ("value: {low: 1/3, high: 2/3, high_open: yes, unit: share}", None),
        ("value: {bound: unknown}", Quantity(bound="unknown")),
        ("value: ", None),
    ],
)
def test_values(written: str, value: Quantity | Category | None) -> None:
    """A figure is a figure, any other word a category; either can be spelled out."""
    found = claim_of(written).value

    if "1/3" in written:
        assert isinstance(found, Quantity)
        assert (str(found.low), str(found.high), found.high_open, found.unit) == ("1/3", "2/3", True, "share")
    else:
        assert found == value


@pytest.mark.parametrize(
    ("written", "polarity"),
    [
        ("polarity: yes", True),
        ("polarity: no", False),
        ("denies: yes", False),
        ("denies: no", True),
        ("polarity: no, denies: yes", False),
        ("text: x", True),
    ],
)
def test_denials(written: str, polarity: bool) -> None:
    """A denial is said in either of two ways."""
    assert claim_of(written).polarity is polarity


def test_appearances() -> None:
    """The first appearance may stand in the claim itself; a bare source is an appearance too."""
    claim = claim_of("in: brief, quote: a b, attribution: own, appearances: [bulletin, {in: bulletin, language: uk}]")

    assert claim.appearances == (
        Appearance(source="night/brief", quote="a b", attribution=Attribution.OWN),
        Appearance(source="night/bulletin"),
        Appearance(source="night/bulletin", language="uk"),
    )


def test_parts_and_private_fields() -> None:
    """Parts are figures by name; private fields are texts by name."""
    claim = claim_of("value: 52, parts: {shot down: 15, suppressed: about 37}, private: {witness: M., at: ''}")

    assert [(part.of, part.quantity) for part in claim.proposition.parts] == [
        ("shot down", parse_quantity("15")),
        ("suppressed", parse_quantity("about 37")),
    ]
    assert dict(claim.private) == {"witness": "M.", "at": ""}


def test_the_agent_is_a_party_or_a_word() -> None:
    """An agent that is an id of the file is that party; another word stays a word."""
    assert claim_of("agent: ua").proposition.agent == "night/ua"
    assert claim_of("agent: gunmen").proposition.agent == "gunmen"


def test_links_assessments_and_retractions() -> None:
    """What people add about records is read with its ends, versions and names."""
    ledger = parse_case(
        f"{NIGHT}links:\n"
        "  - {from: ua52, relation: disputes, to: brief, by: ua, basis: b, accepted: no, judged: [1, 2]}\n"
        "assessments:\n"
        "  - {about: brief, scheme: admiralty, grade: B, by: desk, axis: source, when: 2025, why: w, judged: 1}\n"
        "retractions: [{target: ua52, by: ua-af, when: 2025-06-03}]\n",
        "f",
    )

    assert set(ledger.records()) - set(parse_case(NIGHT, "f").records()) == {
        Link(
            a="night/ua52",
            relation=Relation.DISPUTES,
            b="night/brief",
            by="night/ua",
            basis="b",
            accepted=False,
            judged=(1, 2),
        ),
        Assessment(
            about="night/brief",
            scheme="admiralty",
            grade="B",
            by="desk",
            axis="source",
            when=time_span("2025"),
            why="w",
            judged=1,
        ),
        Retraction(target="night/ua52", by="night/ua-af", when=time_span("2025-06-03")),
    }


def test_merge_and_distinct() -> None:
    """Pairs of events and of claims become links, pairs of words declarations; three are every pair of them."""
    ledger = parse_case(
        "claimcheck: 1\nevents: {a: {}, b: {}, c: {}}\nclaims: {x: {text: x}, y: {text: y}}\n"
        "merge: [[a, b]]\ndistinct: [[a, b, c], [x, y], [zorps, blips]]",
        "f",
    )

    assert [(link.a, link.relation.value, link.b) for link in ledger.links] == [
        ("a", "same_as", "b"),
        ("a", "distinct_from", "b"),
        ("a", "distinct_from", "c"),
        ("b", "distinct_from", "c"),
        ("x", "distinct_from", "y"),
    ]
    assert Term(name="zorps", distinct=("blips",)) in ledger.records()


def test_aliases_extend_the_term_that_is_meant() -> None:
    """A word for an alias of a term is a word for the term, in the file's own vocabulary and in the library's."""
    ledger = parse_case(
        "claimcheck: 1\nalias: {Gerans: UAVs, Shaheds: drones, blips: zorp}\n"
        "distinct: [[UAVs, zorps]]\nvocabulary: {zorps: {kind: subject, aliases: [zorp]}}",
        "f",
    )
    words = ledger.view.vocabulary

    assert words.concept("Gerans") == words.concept("Shaheds") == words.concept("unmanned aerial vehicles")
    assert words.concept("blips") == words.concept("zorps")
    assert words.excludes("drones", "blips")


def test_vocabulary() -> None:
    """A term is read as the library's own are; a tolerance may be spelled out."""
    ledger = parse_case(
        "claimcheck: 1\nvocabulary:\n  heard: {kind: measure, scale: count, adds_over: [], accumulates: yes,\n"
        "    tolerance: {low: 1, high: 1}}\n  place: {kind: place, parts: [a, b], exclusive: yes}\n  bare:\n",
        "f",
    )

    assert set(ledger.records()) == {
        Measure(name="heard", scale="count", adds_over=(), accumulates=True, tolerance=Quantity(low=1, high=1)),
        Term(name="place", kind="place", parts=("a", "b"), exclusive=("a", "b")),
        Term(name="bare"),
    }


@pytest.mark.parametrize(
    ("text", "error", "complaint"),
    [
        ("", NotACase, "f:1: this is no case file: it lacks the line `claimcheck: 1`"),
        ("- a", NotACase, "this is no case file"),
        ("just words", NotACase, "this is no case file"),
        ("case: x", NotACase, "this is no case file"),
        ("a: [", NotACase, "this is no YAML"),
        (
            "claimcheck: 99",
            BadInput,
            f"f:1: claimcheck: this is of version 99, and this release reads versions 1 to {VERSION}; "
            "read it with a newer release, or have that one write what this one can read",
        ),
        ("claimcheck:", BadInput, "f:1: claimcheck: expected the number of a version such as 2, got None"),
        ("claimcheck: [1]", BadInput, "f:1: claimcheck: expected the number of a version such as 2, got ['1']"),
        ("claimcheck: 0", BadInput, "expected the number of a version such as 2, got '0'"),
        ("claimcheck: 1.0", BadInput, "expected the number of a version such as 2, got '1.0'"),
    ],
)
def test_no_case_at_all(text: str, error: type[BadInput], complaint: str) -> None:
    """A file that is no case, or one of another version, is told apart from one with mistakes."""
    with pytest.raises(error, match=re.escape(complaint)):
        parse_case(text, "f")


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ("by: ua-aff", "unknown party 'ua-aff'; did you mean 'ua-af'?"),
        ("by: [ua, zzz]", "unknown party 'zzz'"),
        ("by: [ua, [zzz]]", "by: expected an id, got ['zzz']"),
        ("by: {party: ua}", "by: expected an id, got a mapping"),
        ("event: riad", "unknown event 'riad'; did you mean 'raid'?"),
        ("in: breif", "unknown source 'breif'; did you mean 'brief'?"),
        ("by: other/ua", "unknown party 'other/ua'"),
        ("quote: q", "an appearance needs the source it stands in (`in:`)"),
        ("appearances: [{quote: q}]", "an appearance needs the source it stands in (`in:`)"),
        ("appearances: [{in: brief, qoute: q}]", "unknown field of an appearance 'qoute'; did you mean 'quote'?"),
        ("vlaue: 3", "unknown field of a claim 'vlaue'; did you mean 'value'?"),
        ("value: 3-1", "value: '3-1' is a score, and a score is two figures: give each side its own claim"),
        ("value: ''", "value: expected a figure or a word, got ''"),
        ("value: [1, 2]", "value: expected a figure or a word, got ['1', '2']"),
        ("value: {low: many}", "value: expected a number as text such as '52' or '13/20', got 'many'"),
        ("value: {low: 1/0}", "divides by nothing"),
        ("value: {low: 5, high: 3}", "value: the lower end 5 lies above the upper end 3"),
        ("value: {lo: 5}", "unknown field of value 'lo'; did you mean 'low'?"),
        ("value: {low: 1, low_open: perhaps}", "low_open: expected yes or no, got 'perhaps'"),
        ("value: {term: ''}", "term: expected some text, got ''"),
        ("over: 1 June", "over: expected a date or time"),
        ("asserted: 2025-06-02T08:00", "a time of day needs its zone"),
        ("place: ''", "place: expected some text, got ''; leave the field out if nothing is known"),
        ("place: [a]", "place: expected text, got ['a']"),
        ("text: [a]", "text: expected text, got ['a']"),
        ("basis: hearsay", "basis: expected one of own_count, documented"),
        ("basis: documentd", "did you mean 'documented'?"),
        ("in: brief, attribution: mine", "attribution: expected one of own, reported"),
        ("polarity: perhaps", "polarity: expected yes or no, got 'perhaps'"),
        ("polarity: yes, denies: yes", "denies: it says the opposite of polarity"),
        ("parts: {a: }", "parts: expected a figure for 'a', got nothing"),
        ("parts: {a: guilty}", "a: expected a figure, got 'guilty'"),
        ("parts: [a]", "parts: expected figures by name, got 'a'"),
        ("parts: [{of: a}]", "parts: expected the fields of and quantity"),
        ("private: {a: [b]}", "private: expected text under 'a', got ['b']"),
        ("private: [a]", "private: expected texts by name, got 'a'"),
        ("inferred: [{a: b}]", "inferred: expected text, got a mapping"),
    ],
)
def test_a_claim_is_refused(fields: str, complaint: str) -> None:
    """Each mistake in a claim is named with its line and, where there is one, the nearest right word."""
    problems = refused(with_claim(fields))

    assert any(complaint in one for one in problems), problems
    assert all(one.startswith("f:19: ") for one in problems)


@pytest.mark.parametrize(
    ("section", "complaint"),
    [
        ("partys: {}", "f:19: unknown field of a case file 'partys'; did you mean 'parties'?"),
        ("links: [{from: ua52, relation: disputs, to: brief}]", "did you mean 'disputes'?"),
        ("links: [{relation: disputes, to: brief}]", "f:19: links: the field 'from' is missing"),
        ("links: [{from: ua52, to: brief}]", "f:19: links: the field 'relation' is missing"),
        ("links: [{from: ua52, relation: disputes, to: nobody}]", "unknown claim or source or event or party 'nobody'"),
        ("links: [{from: ua52, relation: disputes, to: x/y}]", "f:19: unknown record 'x/y'"),
        ("links: [{from: ua52, relation: disputes, to: brief, judged: 1}]", "expected two versions such as [1, 2]"),
        ("links: [ua52]", "f:19: links: expected the fields of an entry, got 'ua52'"),
        ("merge: [[raid]]", "f:19: merge: expected a pair such as [a, b], got ['raid']"),
        ("merge: [[raid, riad]]", "f:19: unknown event 'riad'; did you mean 'raid'?"),
        ("merge: [[raid, raid]]", "names one thing twice"),
        ("distinct: [[raid, riad]]", "f:19: unknown event 'riad'"),
        ("distinct: [raid]", "distinct: expected a pair such as [a, b], got 'raid'"),
        ("alias: {Gerans: [drones]}", "Gerans: expected text, got ['drones']"),
        ("alias: [a]", "alias: expected entries by name, got ['a']"),
        ("vocabulary: {a: {kidn: place}}", "unknown field of the term 'a' 'kidn'; did you mean 'kind'?"),
        ("vocabulary: {a: {kind: thing}}", "kind: expected one of measure"),
        ("vocabulary: {a: {kind: place, accumulates: yes}}", "only a measure has the field 'accumulates'"),
        ("vocabulary: {a: {kind: place, tolerance: {low: 1, high: 1}}}", "only a measure has the field 'tolerance'"),
        ("vocabulary: {a: [b]}", "expected the fields of the term 'a', got ['b']"),
        ("assessments: [{about: brief, scheme: s, grade: g}]", "assessments: the field 'by' is missing"),
        ("assessments: [{about: brief, scheme: s, grade: g, by: d, judged: x}]", "judged: expected a version, got 'x'"),
        ("retractions: [{by: ua}]", "retractions: the field 'target' is missing"),
    ],
)
def test_a_section_is_refused(section: str, complaint: str) -> None:
    """Each mistake in what stands beside the claims is named with its line."""
    problems = refused(f"{NIGHT}{section}\n")

    assert any(complaint in one for one in problems), problems


@pytest.mark.parametrize(
    ("section", "complaint"),
    [
        ("parties: {a: {nmae: x}}", "f:2: unknown field of a party 'nmae'; did you mean 'name'?"),
        ("parties: {a: {acts_for: b}}", "f:2: unknown party 'b'"),
        ("parties: {a: {acts_for: {party: a, form: 2020}}}", "unknown field of acts_for 'form'"),
        ("parties: {a: {acts_for: {since: 2020}}}", "acts_for: expected an id, got nothing"),
        ("parties: {a: {declared: perhaps}}", "declared: expected yes or no"),
        ("parties: {a: x}", "f:2: expected the fields of 'a', got 'x'"),
        ("parties: [a]", "f:2: parties: expected entries by name, got ['a']"),
        ("parties: {/: {}}", "parties: expected an id, got '/'"),
        ("parties: {a: {}}\nevents: {a: {}}", "f:3: the id 'a' is taken already, in line 2"),
        ("case: [x]", "f:2: case: expected a short name, got ['x']"),
        ("sources: {a: {publisher: b}}", "f:2: unknown party 'b'; the file declares none"),
        ("sources: {a: {derives_from: [{source: a, relation: copies}]}}", "relation: expected one of quotes"),
        ("sources: {a: {file: /etc/passwd}}", "f:2: file: '/etc/passwd' leads out of the folder of the case"),
        ("sources: {a: {file: a/../../b}}", "leads out of the folder of the case"),
        ('sources: {a: {file: "C:\\\\b"}}', "leads out of the folder of the case"),
        ('sources: {a: {file: "..\\\\b"}}', "leads out of the folder of the case"),
        ("events: {a: {part_of: b}}", "f:2: unknown event 'b'"),
    ],
)
def test_an_entry_is_refused(section: str, complaint: str) -> None:
    """Each mistake in parties, sources and events is named with its line."""
    problems = refused(f"claimcheck: 1\n{section}\n")

    assert any(complaint in one for one in problems), problems


def test_every_problem_in_one_pass() -> None:
    """Mistakes of YAML and of meaning come together, in the order of the lines, and nothing is imported."""
    text = NIGHT.replace("value: 52 of 80", "value: &v 3-1").replace("kind: state", "kidn: state")
    problems = refused(f"{text}    place: ''\nlinks: [{{from: ua52}}]\n")

    assert [one.split(": ")[0] for one in problems] == ["f:4", "f:16", "f:16", "f:19", "f:20", "f:20"]


def test_a_flood_of_unknown_names_is_named_in_time() -> None:
    """Ten thousand claims by unknown parties are ten thousand problems."""
    names = "".join(f"  p{number}: {{}}\n" for number in range(2000))
    body = "".join(f"  c{number}: {{by: q{number}}}\n" for number in range(10_000))

    assert len(refused(f"claimcheck: 1\nparties:\n{names}claims:\n{body}")) == 10_000


@pytest.mark.parametrize(
    ("record", "complaint"),
    [
        (Source(key="a", file="../b"), "a: file '../b' leads out of the folder of the case"),
    ],
)
def test_what_cannot_be_written(record: Source | Term, complaint: str) -> None:
    """What would not be read back is not written."""
    ledger = Ledger()
    ledger.add(record)

    with pytest.raises(InvalidRecord, match=re.escape(complaint)):
        write_case(ledger)


def test_the_written_form() -> None:
    """Fields stand in one order, plain words without quotes, what is short on one line."""
    assert write_case(parse_case(NIGHT, "f")) == (
        "claimcheck: 1\n"
        "case: night\n"
        "parties:\n"
        "  ua: {name: Ukraine, kind: state}\n"
        "  ua-af: {name: Air Force of Ukraine, acts_for: ua, aliases: [PS ZSU]}\n"
        "sources:\n"
        "  brief: {file: brief.txt, published: 2025-06-02, derives_from: [bulletin]}\n"
        '  bulletin: {publisher: ua-af, url: "https://example.org/1"}\n'
        "events:\n"
        '  raid: {over: "2025-06-01T21:30+03:00/2025-06-02T08:30+03:00", subject: Russian drones}\n'
        "claims:\n"
        "  ua52:\n"
        "    by: ua-af\n"
        "    event: raid\n"
        "    measure: shot down\n"
        "    value: 52 of 80\n"
        "    in: brief\n"
        "    quote: shot down 52 out of 80\n"
    )


def test_records_of_two_kinds_under_one_key_are_refused() -> None:
    """The ids of all sections of a case file are one another's: such a file could not be read again."""
    ledger = Ledger()
    ledger.add(Party(key="a", name="A"), Source(key="a"))
    with pytest.raises(InvalidRecord, match=r"^a: in a case file no party and source can have one key; rename one$"):
        write_case(ledger)


def test_a_figure_without_its_text_comes_back_without() -> None:
    """Where the words that stand for it would be taken for what was said, its parts are written."""
    ledger = Ledger()
    figure = Quantity(low=Fraction(39, 5), high=Fraction(39, 5))
    ledger.add(Claim(key="c", proposition=Proposition(value=figure)))
    again = parse_case(write_case(ledger)).view.claims["c"].value

    assert isinstance(again, Quantity)
    assert (again, again.text) == (figure, "")
