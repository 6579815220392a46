"""Web Annotations: what people marked in documents, and claims that go out as annotations and come back."""

import json
import os
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import claimcheck
from claimcheck.errors import BadInput
from claimcheck.exchange.annotations.reading import is_annotations, read_annotations
from claimcheck.exchange.annotations.writing import write_annotations
from claimcheck.exchange.intake import Intake
from claimcheck.exchange.outlet import Outlet
from claimcheck.ledger import Ledger
from claimcheck.model import Appearance, Claim, Party, Proposition, Source
from claimcheck.times import time_span
from tests.conformance import full_ledger
from tests.strategies import ledgers

in_one_folder = settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PAGE = "https://news.example/raid"


def taken(folder: Path, data: Any, *, keep_going: bool = True) -> tuple[Ledger, Intake]:
    """What a file holds, and the intake that read it."""
    path = folder / "a.anno.json"
    path.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    intake = Intake(path, name="a.anno.json", keep_going=keep_going)
    return read_annotations(intake), intake


def told(intake: Intake) -> tuple[list[str], list[str]]:
    """What was mended and what was refused, as people see it."""
    done = intake.done()
    return [str(one) for one in done.mendings], [str(one) for one in done.refusals]


def written(ledger: Ledger) -> bytes:
    """The annotations of a ledger."""
    return b"".join(write_annotations(ledger, Outlet()))


def marked(**changed: Any) -> dict[str, Any]:
    """An annotation that somebody made of words in a page."""
    whole: dict[str, Any] = {
        "@context": CONTEXT,
        "id": "https://notes.example/1",
        "type": "Annotation",
        "creator": {"type": "Person", "name": "Ann Lee"},
        "created": "2026-02-03T04:05:06Z",
        "motivation": "commenting",
        "body": {"type": "TextualBody", "value": "check this", "purpose": "commenting"},
        "target": {
            "source": PAGE,
            "selector": {"type": "TextQuoteSelector", "exact": "52 of 80", "prefix": "shot down ", "suffix": " drones"},
        },
    }
    return {name: value for name, value in {**whole, **changed}.items() if value is not None}


def test_a_mark_in_a_page_by_hand(tmp_path: Path) -> None:
    """The words are an unattributed claim that stands in the page; who annotated is no claimant."""
    ledger, intake = taken(tmp_path, marked())
    (claim,) = ledger.claims
    (source,) = ledger.sources

    assert told(intake) == ([], [])
    assert claim == Claim(
        key="https://notes.example/1",
        text="52 of 80",
        proposition=Proposition(),
        appearances=(Appearance(source=PAGE, quote="52 of 80", prefix="shot down ", suffix=" drones"),),
        note="Ann Lee: check this",
    )
    assert (source.url, source.published) == (PAGE, None)
    assert json.loads(source.raw or "") == {"annotations": [marked()]}
    assert not ledger.parties
    assert ledger.status(claim) >= {"unattributed"}


QUOTE = {"type": "TextQuoteSelector", "exact": "words", "prefix": "before ", "suffix": " after"}
WORDS = ("words", "before ", " after")

# The patterns of the Recommendation's examples, in words of our own: the target, and the quotes that come of it.
PATTERNS: dict[str, tuple[Any, list[tuple[str, str | None, str | None, str | None]]]] = {
    "a page": (PAGE, [(PAGE, None, None, None)]),
    "a page with a type": ({"id": PAGE, "type": "Text"}, [(PAGE, None, None, None)]),
    "two pages": ([PAGE, f"{PAGE}/2"], [(PAGE, None, None, None), (f"{PAGE}/2", None, None, None)]),
    "a specific resource": ({"type": "SpecificResource", "source": {"id": PAGE}, "selector": QUOTE}, [(PAGE, *WORDS)]),
    "a quote": ({"source": PAGE, "selector": QUOTE}, [(PAGE, *WORDS)]),
    "an exact alone": ({"source": PAGE, "selector": {**QUOTE, "prefix": None}}, [(PAGE, "words", None, " after")]),
    "several selectors": (
        {"source": PAGE, "selector": [{"type": "TextPositionSelector", "start": 412, "end": 795}, QUOTE]},
        [(PAGE, *WORDS)],
    ),
    "a refined fragment": (
        {"source": PAGE, "selector": {"type": "FragmentSelector", "value": "para5", "refinedBy": QUOTE}},
        [(PAGE, *WORDS)],
    ),
    "a refined quote": (
        {"source": PAGE, "selector": {"type": "TextQuoteSelector", "exact": "many words", "refinedBy": QUOTE}},
        [(PAGE, *WORDS)],
    ),
    "a range": (
        {
            "source": PAGE,
            "selector": {
                "type": "RangeSelector",
                "startSelector": {"type": "XPathSelector", "value": "//td[1]"},
                "endSelector": {"type": "XPathSelector", "value": "//td[4]"},
            },
        },
        [(PAGE, None, None, None)],
    ),
    "a shape": ({"source": PAGE, "selector": {"type": "SvgSelector", "value": "<svg/>"}}, [(PAGE, None, None, None)]),
    "a selector elsewhere": ({"source": PAGE, "selector": f"{PAGE}#sel"}, [(PAGE, None, None, None)]),
    "a choice": ({"type": "Choice", "items": [{"source": PAGE, "selector": QUOTE}]}, [(PAGE, *WORDS)]),
    "two quotes": (
        [{"source": PAGE, "selector": QUOTE}, {"source": PAGE, "selector": {**QUOTE, "exact": "others"}}],
        [(PAGE, *WORDS), (PAGE, "others", "before ", " after")],
    ),
    "open annotation": ({"@type": "oa:SpecificResource", "source": {"@id": PAGE}, "selector": QUOTE}, [(PAGE, *WORDS)]),
}


@pytest.mark.parametrize("pattern", PATTERNS)
def test_the_patterns_of_the_recommendation(tmp_path: Path, pattern: str) -> None:
    """Source, exact, prefix and suffix come in as they stand, and go out and come back the same."""
    target, expected = PATTERNS[pattern]
    ledger, intake = taken(tmp_path, marked(target=target))
    again, _ = taken(tmp_path, written(ledger))

    assert told(intake) == ([], [])
    for one in (ledger, again):
        quoted = [place for claim in one.claims for place in claim.appearances]
        found = sorted((place.source, place.quote, place.prefix, place.suffix) for place in quoted)
        assert found == sorted(place for place in expected if place[1] is not None)
        assert {source.url for source in one.sources} == {place[0] for place in expected}
    assert again == ledger
    bare = [source.note for source in ledger.sources if not ledger.claims]
    assert all(note == "Ann Lee: check this" for note in bare)


@pytest.mark.parametrize(
    ("change", "note"),
    [
        ({"body": None}, None),
        ({"body": "https://notes.example/comment"}, None),
        ({"body": None, "bodyValue": "a comment"}, "Ann Lee: a comment"),
        ({"creator": None}, "check this"),
        ({"creator": "https://people.example/ann"}, "https://people.example/ann: check this"),
        ({"creator": [{"nickname": "ann"}, {"name": "Bob"}]}, "ann, Bob: check this"),
        (
            {
                "body": [
                    {"type": "TextualBody", "value": "war", "purpose": "tagging"},
                    {"type": "TextualBody", "value": "<p>odd</p>", "format": "text/html"},
                    {"type": "SpecificResource", "purpose": "tagging", "source": {"value": "drones"}},
                ]
            },
            "Ann Lee: <p>odd</p>\ntags: war, drones",
        ),
        ({"body": {"type": "Choice", "items": [{"value": "one"}, {"value": "two"}]}}, "Ann Lee: one\ntwo"),
    ],
)
def test_bodies(tmp_path: Path, change: dict[str, Any], note: str | None) -> None:
    """A comment is the annotator's note on the words, in whatever form it stands; it is not what is claimed."""
    ledger, intake = taken(tmp_path, marked(**change))
    (claim,) = ledger.claims

    assert told(intake) == ([], [])
    assert (claim.text, claim.note) == ("52 of 80", note)


def test_state_and_document(tmp_path: Path) -> None:
    """What was archived and when the page was looked at is the source's; its title and language as well."""
    target = {
        "source": {"id": PAGE, "language": "uk", "dcterms:title": "Raid"},
        "state": {"type": "TimeState", "sourceDate": "2026-02-03T04:05:06Z", "cached": "https://archive.example/1"},
        "selector": QUOTE,
    }
    ledger, _ = taken(tmp_path, marked(target=target))
    (source,) = ledger.sources

    assert (source.name, source.language, source.archived) == ("Raid", "uk", "https://archive.example/1")
    assert source.retrieved == time_span("2026-02-03T04:05:06Z")


def test_hypothesis_export(tmp_path: Path) -> None:
    """What the browser extension exports, with its three selectors, tags, and a reply to another annotation."""
    exported = {
        "export_date": "2026-02-03",
        "annotations": [
            {
                "id": "h1",
                "uri": PAGE,
                "user": "acct:ann@hypothes.is",
                "text": "who counted?",
                "tags": ["figures"],
                "document": {"title": ["Raid on the night"]},
                "target": [
                    {
                        "source": PAGE,
                        "selector": [
                            {"type": "RangeSelector", "startContainer": "/p[1]", "endContainer": "/p[1]"},
                            {"type": "TextPositionSelector", "start": 1, "end": 9},
                            {"type": "TextQuoteSelector", "exact": "52 of 80", "prefix": "shot down ", "suffix": "."},
                        ],
                    }
                ],
            },
            {"id": "h2", "uri": PAGE, "user": "acct:bob@x", "text": "a page note", "target": [{"source": PAGE}]},
        ],
    }
    ledger, intake = taken(tmp_path, exported)
    (claim,) = ledger.claims
    (source,) = ledger.sources

    assert told(intake) == ([], [])
    assert (claim.key, claim.note) == ("h1", "acct:ann@hypothes.is: who counted?\ntags: figures")
    assert (source.name, source.note) == ("Raid on the night", "acct:bob@x: a page note")
    assert taken(tmp_path, written(ledger))[0] == ledger


def test_a_reply_is_a_note(tmp_path: Path) -> None:
    """An annotation of an annotation stands in the note of what it answers."""
    reply = marked(id="https://notes.example/2", motivation="replying", target="https://notes.example/1")
    ledger, intake = taken(tmp_path, [reply, marked()])

    assert [claim.note for claim in ledger.claims] == ["Ann Lee: check this\nreply: Ann Lee: check this"]
    assert [source.key for source in ledger.sources] == [PAGE]
    assert told(intake)[0] == [
        "a.anno.json:1: [0]: a reply has no document of its own; it stands in the note of what it answers"
    ]


def test_collections_and_pages(tmp_path: Path) -> None:
    """A collection, its first page, a list, a single one: all are read; a page that stands elsewhere is not fetched."""
    page = {"type": "AnnotationPage", "items": [marked()], "next": "https://notes.example/page2"}
    ledger, intake = taken(tmp_path, {"@context": CONTEXT, "type": "AnnotationCollection", "total": 9, "first": page})

    assert len(ledger.claims) == 1
    assert told(intake)[0] == [
        "a.anno.json:1: first: its page 'https://notes.example/page2' stands elsewhere and is not fetched"
    ]
    elsewhere, intake = taken(tmp_path, {"type": "AnnotationCollection", "first": "https://notes.example/page1"})
    assert not elsewhere.records()
    assert told(intake)[0] == [
        "a.anno.json:1: its page 'https://notes.example/page1' stands elsewhere and is not fetched"
    ]


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (7, "a.anno.json:1: expected an annotation, got 7"),
        ({"a": 1}, "a.anno.json:1: expected an annotation: it has no target"),
        (marked(target=None), "a.anno.json:1: target: expected a document, got nothing"),
        (marked(target={"source": 7}), "a.anno.json:1: target: source: expected the address of a document, got 7"),
        (
            marked(body={"cc:claim": {"record": "claim"}}),
            "a.anno.json:1: this is no record: claim: key: this field is missing; proposition: this field is missing",
        ),
        (
            marked(body={"cc:claim": {"record": "event", "key": "e"}}),
            "a.anno.json:1: cc:claim: expected a claim, got a event",
        ),
        (
            marked(
                body={"cc:claim": {"record": "claim", "key": "c", "proposition": {}}},
                target={"source": {"id": PAGE, "cc:source": {"record": "event", "key": "e"}}},
            ),
            "a.anno.json:1: target: cc:source: expected a source, got a event",
        ),
        (
            marked(
                body={"cc:claim": {"record": "claim", "key": "c", "proposition": {}}},
                target={"source": PAGE, "cc:appearance": {"attribution": "mine"}},
            ),
            "a.anno.json:1: target: cc:appearance: attribution: expected one of own, reported, paraphrase, "
            "unattributed; got 'mine'",
        ),
        (
            [marked(), marked(body={"value": "another"})],
            "a.anno.json:1: [1]: another annotation has the id 'https://notes.example/1', and says otherwise",
        ),
    ],
)
def test_what_is_refused(tmp_path: Path, data: Any, complaint: str) -> None:
    """What is no annotation is named with its place, and the rest is read."""
    _, intake = taken(tmp_path, data)
    assert told(intake)[1] == [complaint]
    _, strict = taken(tmp_path, data, keep_going=False)
    with pytest.raises(BadInput):
        strict.done()


def test_what_is_mended(tmp_path: Path) -> None:
    """A quote without words is no claim; a character that cannot be stored is replaced; the same twice is one."""
    empty = marked(id="e", target={"source": PAGE, "selector": {"type": "TextQuoteSelector", "prefix": "a"}})
    odd = marked(
        id="o", body=None, target={"source": PAGE, "selector": {"type": "TextQuoteSelector", "exact": "a\x00"}}
    )
    ledger, intake = taken(tmp_path, [empty, odd, odd])

    assert [claim.text for claim in ledger.claims] == ["a\ufffd"]
    assert [one.partition(".target: ")[2] or one for one in told(intake)[0]] == [
        "the selector of a quote has no words (exact); it is kept as it stands",
        "the character U+0000 cannot be stored; U+FFFD stands for it",
        "the character U+0000 cannot be stored; U+FFFD stands for it",
        "a.anno.json:1: [2]: the same annotation stands above; it is one",
    ]


def test_an_annotation_that_left_its_collection(tmp_path: Path) -> None:
    """One of our annotations alone is the claim again; of its claimant only the name is known."""
    ledger = Ledger()
    ledger.add(
        Party(key="ua", name="Ukraine"),
        Source(key="s", url=PAGE),
        Claim(
            key="c",
            text="52 shot down",
            claimants=("ua",),
            proposition=Proposition(),
            appearances=(Appearance(source="s", quote="52"),),
        ),
    )
    (alone,) = json.loads(written(ledger))["first"]["items"]
    again, intake = taken(tmp_path, alone)

    assert list(again.claims) == list(ledger.claims)
    assert list(again.parties) == [Party(key="ua", name="ua", declared=False)]
    assert told(intake)[0] == ["a.anno.json:1: the party 'ua' is not described; only its name is known"]
    changed = {**alone, "target": {**alone["target"], "selector": {"type": "TextQuoteSelector", "exact": "53"}}}
    assert next(iter(taken(tmp_path, changed)[0].claims)).appearances[0].quote == "53"


def _without_private(ledger: Ledger) -> Ledger:
    bare = Ledger(case=ledger.case)
    bare.add(*(evolve(one, private=()) if isinstance(one, Claim) else one for one in ledger.records()))
    return bare


@in_one_folder
@given(ledgers())
def test_a_ledger_comes_back(tmp_path: Path, ledger: Ledger) -> None:
    """All but what is private comes back the same, and every annotation holds what the model requires."""
    data = written(ledger)
    back, intake = taken(tmp_path, data)

    assert told(intake) == ([], [])
    assert back == _without_private(ledger)
    _judge(json.loads(data))


IRI = {"type": "string", "format": "uri", "pattern": '^[A-Za-z][A-Za-z0-9+.-]*:[^\\s<>"{}|\\\\^`]*$'}
BODY = {
    "type": "object",
    "required": ["type", "value"],
    "properties": {
        "type": {"const": "TextualBody"},
        "value": {"type": "string"},
        "format": {"const": "text/plain"},
        "purpose": {"enum": ["describing", "commenting"]},
    },
}
SCHEMA = {
    "type": "object",
    "required": ["@context", "id", "type", "label", "total", "first"],
    "properties": {
        "@context": {"type": "array", "prefixItems": [{"const": CONTEXT}, {"type": "object"}], "maxItems": 2},
        "id": IRI,
        "type": {"const": "AnnotationCollection"},
        "total": {"type": "integer", "minimum": 0},
        "first": {
            "type": "object",
            "required": ["type", "items"],
            "properties": {
                "type": {"const": "AnnotationPage"},
                "items": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["id", "type", "target"],
                        "properties": {
                            "id": IRI,
                            "type": {"const": "Annotation"},
                            "motivation": {"const": "describing"},
                            "body": {"anyOf": [BODY, {"type": "array", "minItems": 2, "items": BODY}]},
                            "target": {
                                "type": "object",
                                "required": ["type", "source"],
                                "properties": {
                                    "type": {"const": "SpecificResource"},
                                    "source": {"type": "object", "required": ["id"], "properties": {"id": IRI}},
                                    "selector": {
                                        "type": "object",
                                        "required": ["type", "exact"],
                                        "properties": {
                                            "type": {"const": "TextQuoteSelector"},
                                            "exact": {"type": "string", "minLength": 1},
                                            "prefix": {"type": "string"},
                                            "suffix": {"type": "string"},
                                        },
                                        "additionalProperties": False,
                                    },
                                    "state": {
                                        "type": "object",
                                        "required": ["type"],
                                        "properties": {"type": {"const": "TimeState"}, "cached": IRI},
                                        "dependentRequired": {
                                            "sourceDateStart": ["sourceDateEnd"],
                                            "sourceDateEnd": ["sourceDateStart"],
                                        },
                                        "not": {"required": ["sourceDate", "sourceDateStart"]},
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}


def _judge(plain: Any) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema judges")
    jsonschema.Draft202012Validator(SCHEMA).validate(plain)
    ids = [one["id"] for one in plain["first"]["items"]]
    assert plain["total"] == len(ids) == len(set(ids))


def test_the_full_ledger_by_hand() -> None:
    """The quote with what stands around it, the archived copy, the translation, and whose claim it is in our words."""
    plain = json.loads(written(full_ledger()))
    _judge(plain)
    one = next(one for one in plain["first"]["items"] if one["target"].get("selector"))

    assert one["target"]["selector"] == {
        "type": "TextQuoteSelector",
        "exact": "quoted words 5601",
        "prefix": "words before 5602",
        "suffix": "words after 5603",
    }
    assert one["target"]["state"] == {
        "type": "TimeState",
        "sourceDateStart": "2025-03-06T00:00:00Z",
        "sourceDateEnd": "2025-03-06T23:59:59Z",
        "cached": "https://archive.example.org/5203",
    }
    assert one["target"]["source"]["id"] == "https://example.org/5202"
    assert [body["value"] for body in one["body"]] == ["what was claimed 5401", "translated words 5605"]
    assert "creator" not in one
    assert "private 5404" not in json.dumps(plain)


def test_a_claim_that_no_longer_stands_says_so() -> None:
    """A reader of the annotation sees that the claim was taken back."""
    ledger = Ledger()
    claim = Claim(key="c", text="x", claimants=("p",), proposition=Proposition(), appearances=(Appearance(source="s"),))
    ledger.add(Party(key="p", name="P"), Source(key="s", name="S"), claim)
    ledger.retract("c", by="p", when="2026-02-02")
    (one,) = json.loads(written(ledger))["first"]["items"]

    assert [body["value"] for body in one["body"]] == ["x", "No longer claimed: retracted on 2026-02-02."]
    assert one["target"]["source"]["id"] == "urn:claimcheck:source:s"


def test_a_claim_without_a_source_is_told(tmp_path: Path) -> None:
    """It has no annotation, and is kept beside them."""
    ledger = Ledger()
    ledger.add(Claim(key="c", text="x", proposition=Proposition(), private={"who": "Z"}))
    outlet = Outlet()
    data = b"".join(write_annotations(ledger, outlet))

    assert [str(one) for one in outlet.done().problems] == [
        "c: private: this format has no place for it",
        "c: all of it: it stands in no source, so that no annotation has it; it is among the records",
    ]
    assert b"Z" not in data
    assert list(taken(tmp_path, data)[0].claims) == [Claim(key="c", text="x", proposition=Proposition())]


def test_rdflib_reads_the_same(tmp_path: Path) -> None:
    """With the terms of the vocabulary given here (nothing is fetched), the graph holds quote, source and body."""
    rdflib = pytest.importorskip("rdflib", reason="rdflib judges")
    oa, rdf = "http://www.w3.org/ns/oa#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    ours: dict[str, Any] = {"id": "@id", "type": "@type", "dcterms": "http://purl.org/dc/terms/"}
    ours |= {one: f"{oa}{one}" for one in ("Annotation", "TextualBody", "SpecificResource", "TextQuoteSelector")}
    ours |= {one: f"{oa}{one}" for one in ("exact", "prefix", "suffix", "TimeState")} | {"value": f"{rdf}value"}
    for name, term in (
        ("body", "hasBody"),
        ("target", "hasTarget"),
        ("source", "hasSource"),
        ("selector", "hasSelector"),
    ):
        ours[name] = {"@id": f"{oa}{term}", "@type": "@id"}
    ours["first"] = {"@id": "http://www.w3.org/ns/activitystreams#first", "@type": "@id"}
    ours["items"] = {"@id": "http://www.w3.org/ns/activitystreams#items", "@type": "@id", "@container": "@list"}
    plain = json.loads(written(full_ledger()))
    plain["@context"][0] = ours
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of its own parser
        graph = rdflib.Graph().parse(data=json.dumps(plain), format="json-ld")

    def values(term: str) -> set[str]:
        return {str(one) for one in graph.objects(None, rdflib.URIRef(term))}

    assert values(f"{oa}exact") == {"quoted words 5601"}
    assert values(f"{oa}hasSource") == {"https://example.org/5202", "https://desk.full.example/5252"}
    assert "what was claimed 5401" in values(f"{rdf}value")
    claims = [json.loads(one) for one in values("https://claimcheck.org/ns#claim")]
    assert {one["key"] for one in claims} == {"full/claim"}


def test_read_and_write_by_suffix(tmp_path: Path) -> None:
    """The library reads and writes them like any other format, and knows them in .json by what they hold."""
    ledger, _ = taken(tmp_path, marked())
    claimcheck.write(ledger, tmp_path / "b.annotations.jsonld")
    (tmp_path / "c.json").write_text(json.dumps([marked()]), encoding="utf-8")

    assert claimcheck.read(tmp_path / "b.annotations.jsonld") == ledger
    assert claimcheck.read(tmp_path / "c.json") == ledger


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    """The same ledger is written alike under another hash seed."""
    code = (
        "from tests.conformance import full_ledger;"
        "from claimcheck.exchange.annotations.writing import write_annotations;"
        "from claimcheck.exchange.outlet import Outlet; from hashlib import sha256;"
        "print(sha256(b''.join(write_annotations(full_ledger(), Outlet()))).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[1],
        ).stdout
        for seed in ("1", "2")
    }

    assert len(found) == 1


NAMES = (
    "@context type id target body source selector exact prefix suffix refinedBy items first next state cached"
    " sourceDate creator name value purpose motivation cc:claim cc:source cc:records cc:appearance annotations"
    " rows uri text tags"
).split()
_anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6) | st.sampled_from(("Annotation", CONTEXT, PAGE)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=8),
    max_leaves=25,
)


@in_one_folder
@given(_anything | st.builds(marked, target=_anything, body=_anything, creator=_anything, motivation=_anything))
def test_nothing_else_is_raised(tmp_path: Path, plain: Any) -> None:
    """Any JSON is taken, mended or refused, and knowing one raises nothing."""
    taken(tmp_path, plain)
    assert is_annotations(Intake(tmp_path / "a.anno.json")) in {True, False}


@pytest.mark.parametrize("data", [b"", b"\xff", b"{", b"[" * 10_000, b'{"target": 1e99999}'])
def test_what_is_no_json_is_refused(tmp_path: Path, data: bytes) -> None:
    """A file that is no JSON is one problem."""
    with pytest.raises(BadInput):
        taken(tmp_path, data)
    assert is_annotations(Intake(tmp_path / "a.anno.json")) is False


def test_a_reply_to_a_document_takes_nothing_away(tmp_path: Path) -> None:
    """An annotation whose name is that of an annotated document may be replied to, and no claim is lost."""
    reply = {"type": "Annotation", "motivation": "replying", "body": {"type": "TextualBody", "value": "no"}}
    other = marked(id=PAGE, target={"source": "https://b.example/", "selector": QUOTE})
    ledger, _ = taken(tmp_path, [marked(), other, {**reply, "target": PAGE}])

    assert sorted(claim.key for claim in ledger.claims) == ["https://news.example/raid", "https://notes.example/1"]
    assert [claim.note for claim in ledger.claims if claim.key == PAGE] == ["Ann Lee: check this\nreply: no"]
    assert sorted(source.key for source in ledger.sources) == ["https://b.example/", PAGE]


def test_a_reply_keeps_its_quote_and_its_raw_text(tmp_path: Path) -> None:
    """A reply that quotes what it answers makes a claim, and one that does not stands in the raw text of the source."""
    reply = marked(id="https://notes.example/2", motivation="replying", target="https://notes.example/1")
    ledger, _ = taken(tmp_path, [marked(), reply])
    (source,) = ledger.sources
    assert "https://notes.example/2" in (source.raw or "")

    quoting = marked(
        id="https://notes.example/3",
        motivation="replying",
        target={"source": "https://notes.example/1", "selector": QUOTE},
        references=["https://notes.example/1"],
    )
    ledger, _ = taken(tmp_path, [marked(), quoting])
    assert sorted(claim.key for claim in ledger.claims) == ["https://notes.example/1", "https://notes.example/3"]
    assert [source.key for source in ledger.sources if source.raw and "example/3" in source.raw]


QUOTE = {"type": "TextQuoteSelector", "exact": "37 killed"}


def test_two_claims_of_one_annotation_and_of_one_key(tmp_path: Path) -> None:
    """Each claim of our own among the bodies is taken; one that is told twice and not the same is told of."""
    bodies: list[dict[str, Any]] = [
        {"value": text, "cc:claim": {"record": "claim", "key": text, "text": text, "proposition": {}}}
        for text in ("x", "y")
    ]
    annotation = {"@context": CONTEXT, "type": "Annotation", "body": bodies, "target": PAGE}
    ledger, intake = taken(tmp_path, annotation)
    assert [claim.key for claim in ledger.claims] == ["x", "y"]
    assert told(intake) == ([], [])

    record = {"record": "claim", "key": "x", "text": "z", "proposition": {}}
    _, intake = taken(tmp_path, {"@context": CONTEXT, "items": [annotation], "cc:records": [record]})
    assert told(intake)[0] == [
        "a.anno.json:1: items[0]: the claim 'x' is told otherwise at \"cc:records\"[0]; it stands as told here"
    ]


def test_what_was_edited_beside_a_record_is_told(tmp_path: Path) -> None:
    """The records of our own stand; what was changed beside them is told of."""
    ledger = Ledger(case="full/night")
    ledger.add(
        Source(key="s", name="Brief", url="https://b.example/"),
        Claim(key="c", text="37 killed", proposition=Proposition(), appearances=(Appearance(source="s"),)),
    )
    data = written(ledger)
    again, intake = taken(tmp_path, data)
    assert (again.case, told(intake)) == ("full/night", ([], []))

    for old, new in (("value", "37 killed"), ("dcterms:title", "Brief"), ("id", "https://b.example/")):
        assert data.count(f'"{old}":"{new}"'.encode()) == 1
        data = data.replace(f'"{old}":"{new}"'.encode(), f'"{old}":"edited"'.encode())
    again, intake = taken(tmp_path, data)
    assert again == ledger
    assert [one.rpartition(": ")[2] for one in told(intake)[0]] == [
        "id was changed to 'edited'; the source 's' beside it stands",
        "dcterms:title was changed to 'edited'; the source 's' beside it stands",
        "its text was changed to 'edited'; the claim 'c' beside it stands",
    ]


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-05:00"])
def test_a_time_outside_of_utc_is_told(tmp_path: Path, text: str) -> None:
    """The state of the document has no date then; the record keeps it."""
    ledger, outlet = Ledger(), Outlet()
    ledger.add(
        Source(key="s", retrieved=time_span(text)),
        Claim(key="c", text="x", proposition=Proposition(), appearances=(Appearance(source="s"),)),
    )
    data = b"".join(write_annotations(ledger, outlet))
    assert [str(one) for one in outlet.done().problems] == [
        f"s: {text} is outside of the years of UTC; the state has no date"
    ]
    assert taken(tmp_path, data)[0] == ledger


def test_a_line_of_a_log_holds_no_annotations(tmp_path: Path) -> None:
    """Whatever else stands in it."""
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"record": "event", "log": {}, "@context": CONTEXT}))
    assert not is_annotations(Intake(path))


def test_a_claim_in_thousands_of_documents() -> None:
    """Each place is an annotation, which holds the claim without its other places."""
    ledger = Ledger()
    sources = [ledger.source(f"Bulletin {number}") for number in range(3_000)]
    ledger.claim("It fell", source=sources, key="fell")
    feed = json.loads(b"".join(write_annotations(ledger, Outlet())))
    items = feed["first"]["items"]

    assert [one["target"]["source"]["dcterms:title"] for one in items] == [source.name for source in sources]
    assert {json.dumps(one["body"]["cc:claim"]) for one in items} == {json.dumps(items[0]["body"]["cc:claim"])}
    assert "appearances" not in items[0]["body"]["cc:claim"]
