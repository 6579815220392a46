"""PROV-O in RDF in and out: the same content as PROV-JSON, rdflib as the judge, and nothing fetched or expanded."""

import json
import logging
import socket
import sys
import warnings
from pathlib import Path
from typing import Any, Final

import prov.tests
import pytest
import rdflib
from hypothesis import given, settings
from prov.tests import examples

from claimcheck.counts import Taken
from claimcheck.errors import BadInput, MissingExtra
from claimcheck.exchange.intake import Intake
from claimcheck.exchange.outlet import Outlet
from claimcheck.exchange.prov.account import Literal, Name
from claimcheck.exchange.prov.files import knows_prov_rdf, read_prov, read_prov_rdf, write_prov, write_prov_rdf
from claimcheck.exchange.prov.turtle import turtle_text
from claimcheck.formats import read, write
from claimcheck.ledger import Ledger
from claimcheck.model import Derivation, Party, Relation, Source, Tie
from tests.conformance import full_ledger
from tests.strategies import ledgers, texts
from tests.test_prov import case, ledger_of

CORPUS: Final = Path(prov.tests.__file__).parent
PREFIXES: Final = """
PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX cito: <http://purl.org/spar/cito/> PREFIX cc: <https://claimcheck.org/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX party: <https://claimcheck.org/id/party/>
PREFIX source: <https://claimcheck.org/id/source/> PREFIX claim: <https://claimcheck.org/id/claim/>
PREFIX act: <https://claimcheck.org/id/act/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX event: <https://claimcheck.org/id/event/> PREFIX dcterms: <http://purl.org/dc/terms/>
"""
HEAD: Final = "@prefix prov: <http://www.w3.org/ns/prov#> .\n@prefix ex: <http://example.org/> .\n"


def written(ledger: Ledger) -> bytes:
    return b"".join(write_prov_rdf(ledger, Outlet()))


def taken(data: bytes | str, folder: Path, name: str = "a.ttl", *, keep_going: bool = False) -> tuple[Ledger, Taken]:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    intake = Intake(path, name=name, keep_going=keep_going)
    return read_prov_rdf(intake), intake.done()


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test of this file may open a connection."""

    def refuse(*_: object, **__: object) -> Any:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize(
    "pattern",
    [
        'party:ua a prov:Agent, prov:Organization ; rdfs:label "Ukraine"',
        'party:ann a prov:Person ; rdfs:label "Ann"',
        "party:af prov:actedOnBehalfOf party:ua",
        'party:af prov:qualifiedDelegation [ a prov:Delegation ; prov:agent party:ua ; cc:since "1992" ]',
        "party:ann prov:alternateOf party:anna",
        "source:bulletin a prov:Entity ; prov:wasAttributedTo party:af",
        "source:wire prov:wasDerivedFrom source:bulletin ; prov:wasQuotedFrom source:bulletin",
        "source:wire prov:qualifiedDerivation [ a prov:Derivation, prov:Quotation ; prov:entity source:bulletin ]",
        "source:echo prov:wasDerivedFrom source:wire",
        "source:study cito:citesAsEvidence source:echo",
        'claim:a a prov:Entity, cc:Claim ; prov:value "37 killed" ; prov:wasAttributedTo party:af',
        "claim:a prov:wasGeneratedBy ?act . claim:b prov:wasGeneratedBy ?act . ?act prov:wasAssociatedWith party:af",
        "claim:a prov:qualifiedGeneration/prov:atTime '2025-06-02T06:00:00+00:00'^^xsd:dateTime",
        "claim:a prov:wasGeneratedBy/prov:startedAtTime '2025-06-02T06:00:00+00:00'^^xsd:dateTime",
        "claim:a prov:wasQuotedFrom source:bulletin ; prov:qualifiedDerivation/cc:quote '37 were killed'",
        "claim:a dcterms:subject event:raid . event:raid a cc:Event ; dcterms:isPartOf event:war",
        "claim:c prov:wasRevisionOf claim:a ; cito:updates claim:a",
        "claim:d cito:disputes claim:a",
        "claim:b prov:wasInvalidatedBy ?retraction . ?retraction a prov:Activity ; prov:wasAssociatedWith party:af",
        "?grade a cc:Assessment ; prov:value 'solid' ; prov:wasAttributedTo party:ann ; prov:wasDerivedFrom claim:a",
    ],
)
def test_sparql_finds_the_terms_of_prov_o(pattern: str) -> None:
    """Rdflib parses the Turtle, and finds each relation as PROV-O has it, both plain and qualified."""
    graph = rdflib.Graph().parse(data=written(case()), format="turtle")

    assert graph.query(f"{PREFIXES} ASK {{ {pattern} }}").askAnswer


def test_what_is_not_so_is_not_found() -> None:
    """A candidate link and a claim's text as a bare fact are nowhere."""
    graph = rdflib.Graph().parse(data=written(case()), format="turtle")

    assert not graph.query(f"{PREFIXES} ASK {{ claim:d cito:refutes claim:c }}").askAnswer
    assert not list(graph.triples((None, rdflib.RDF.type, rdflib.URIRef("http://www.w3.org/ns/prov#Bundle"))))
    assert not [one for one in graph.all_nodes() if isinstance(one, rdflib.BNode)]


@settings(deadline=None, max_examples=60)
@given(ledgers())
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, ledger: Ledger) -> None:
    """Every field of every record comes back through rdflib, whatever text it holds, and nothing is told."""
    again, done = taken(written(ledger), tmp_path_factory.getbasetemp())

    assert (again, again.case, done.problems) == (ledger, ledger.case, ())


@given(texts(longest=30))
def test_no_text_breaks_out_of_turtle(text: str) -> None:
    """Quotes, line ends, controls and marks are one literal, as rdflib reads it."""
    (triple,) = rdflib.Graph().parse(
        data=turtle_text([("urn:a:b", "urn:a:c", Literal(text))]).encode(), format="turtle"
    )

    assert str(triple[2]) == text


@given(texts(longest=30))
def test_no_name_breaks_out_of_turtle(text: str) -> None:
    """An IRI that is none is one IRI, whatever it wanted to be."""
    graph = rdflib.Graph().parse(data=turtle_text([("urn:a:b", "urn:a:c", Name(text))]).encode(), format="turtle")

    assert len(graph) == 1


def test_every_form_of_rdf_is_read(tmp_path: Path) -> None:
    """What rdflib writes as Turtle, TriG, N-Triples and RDF/XML is the same ledger, blank nodes or not."""
    graph = rdflib.Graph().parse(data=written(full_ledger()), format="turtle")

    for name, form in (("a.ttl", "turtle"), ("a.trig", "trig"), ("a.nt", "nt"), ("a.rdf", "xml")):
        assert taken(graph.serialize(format=form), tmp_path, name) == taken(written(full_ledger()), tmp_path)


def test_the_json_and_the_turtle_say_the_same(tmp_path: Path) -> None:
    """A ledger read from one and written as the other loses nothing."""
    path = tmp_path / "a.prov.json"
    path.write_bytes(b"".join(write_prov(full_ledger(), Outlet())))

    assert taken(written(read_prov(Intake(path))), tmp_path)[0] == full_ledger()


@pytest.mark.parametrize("name", [name for name, _ in examples.tests])
def test_the_examples_of_the_judge_survive(name: str, tmp_path: Path) -> None:
    """What prov writes as TriG makes the records that its PROV-JSON makes, and they go through Turtle unchanged."""
    make: Any = dict(examples.tests)[name]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of rdflib, about how prov uses it
        document = make()
        text = document.serialize(format="rdf", rdf_format="trig")
    path = tmp_path / "a.prov.json"
    path.write_text(document.serialize(format="json"), encoding="utf-8")
    from_json = read_prov(Intake(path))
    ledger, _ = taken(text, tmp_path, "a.trig")
    again, done = taken(written(ledger), tmp_path)

    def plain(one: Ledger) -> set[Any]:
        return {*one.parties, *(source for source in one.sources if source.raw is None)}

    assert plain(ledger) == plain(from_json)
    assert (again, done.problems) == (ledger, ())


def test_the_files_of_the_judge_survive(tmp_path: Path) -> None:
    """Each of the some 400 files of RDF of the prov package is read, written and read again to the same ledger."""
    files = sorted([*CORPUS.glob("rdf/*.ttl"), *CORPUS.glob("rdf/*.trig")])
    if not files:
        pytest.skip("the prov package was installed without the files of its tests")
    for one in files:
        ledger, _ = taken(one.read_bytes(), tmp_path, one.name)
        again, done = taken(written(ledger), tmp_path)
        assert (again, done.problems) == (ledger, ()), one.name


def test_prov_o_of_others_makes_records(tmp_path: Path) -> None:
    """Plain properties, qualified ones with blank nodes, and subproperties are read as what they say."""
    ledger, done = taken(
        HEAD
        + """
        ex:ann a prov:Person ; prov:actedOnBehalfOf ex:org .
        ex:org a prov:Organization ; <http://www.w3.org/2000/01/rdf-schema#label> "Org" .
        ex:quote prov:wasQuotedFrom ex:paper ; prov:wasAttributedTo ex:ann .
        ex:paper prov:qualifiedPrimarySource [ a prov:PrimarySource ; prov:entity ex:diary ] .
        ex:act prov:generated ex:paper .
        """,
        tmp_path,
    )

    assert ledger.parties["http://example.org/ann"] == Party(
        key="http://example.org/ann", name="ann", kind="person", acts_for=(Tie(party="http://example.org/org"),)
    )
    assert ledger.parties["http://example.org/org"].name == "Org"
    assert ledger.sources["http://example.org/quote"] == Source(
        key="http://example.org/quote",
        publisher="http://example.org/ann",
        derives_from=(Derivation(source="http://example.org/paper", relation=Relation.QUOTES),),
    )
    assert ledger.sources["http://example.org/paper"].derives_from == (
        Derivation(source="http://example.org/diary", relation=Relation.CITES_AS_EVIDENCE),
    )
    assert done.problems == ()
    graph = rdflib.Graph().parse(data=written(ledger), format="turtle")
    asked = "ASK { <http://example.org/paper> prov:wasGeneratedBy <http://example.org/act> }"
    assert graph.query(PREFIXES + asked).askAnswer


def test_what_is_no_prov_is_told(tmp_path: Path) -> None:
    """Triples about things that no statement of PROV is about are counted by their predicate."""
    _, done = taken(HEAD + "ex:a a prov:Entity . ex:b ex:likes ex:c, ex:d .", tmp_path)

    assert [str(one) for one in done.mendings] == [
        "a.ttl: http://example.org/likes of what is no part of PROV, 2 times, has no place here and is not kept"
    ]


def test_an_edited_triple_is_taken(tmp_path: Path) -> None:
    """Whoever edits the terms of PROV with rdflib is right, and it is told."""
    graph = rdflib.Graph().parse(data=written(case()), format="turtle")
    ua = rdflib.URIRef("https://claimcheck.org/id/party/ua")
    graph.set((ua, rdflib.RDFS.label, rdflib.Literal("UA")))

    ledger, done = taken(graph.serialize(format="turtle"), tmp_path)

    assert ledger.parties["ua"].name == "UA"
    assert [one.message for one in done.mendings] == [
        "'ua': the terms of PROV and the record beside them differ in name; PROV is taken"
    ]


def test_what_turtle_cannot_say_is_told() -> None:
    """Bundles of others stand in the records alone."""
    data = {"prefix": {"ex": "http://example.org/"}, "bundle": {"ex:b": {"entity": {"ex:e": {}}}}}
    raw = json.dumps({"prov-json": data}, separators=(",", ":"))
    outlet = Outlet()
    assert b"".join(write_prov_rdf(ledger_of(Source(key="s", raw=raw)), outlet))

    assert [str(one) for one in outlet.done().warnings] == [
        "bundle: 1 of others have no form in Turtle; they stand in the raw of their source alone"
    ]


BOMB: Final = """<?xml version="1.0"?>
<!DOCTYPE rdf:RDF [ <!ENTITY a "ha"> <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"> <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"> ]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&c;</rdf:RDF>"""
EXTERNAL: Final = BOMB.replace('<!ENTITY a "ha">', '<!ENTITY a SYSTEM "file:///etc/passwd">')


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.ttl", "\n\nno turtle", "a.ttl:3: this is no Turtle: "),
        ("a.ttl", "[" * 100_000, "a.ttl: this is no Turtle: it lies too deep"),
        ("a.ttl", "(" * 100_000, "this is no Turtle: "),
        ("a.ttl", '<urn:a:b> <urn:a:c> "cut', "this is no Turtle: "),
        ("a.ttl", "@base <http://a.example/> . @import <http://b.example/> .", "this is no Turtle: "),
        ("a.trig", "{ <urn:a:b> ", "this is no TriG: "),
        ("a.nt", "<a> <b>", "this is no N-Triples: "),
        ("a.rdf", "<rdf", "this is no RDF/XML: "),
        ("a.rdf", BOMB, "a.rdf: a document type is not read: it may expand without end"),
        ("a.rdf", EXTERNAL, "a.rdf: a document type is not read: it may expand without end"),
        ("a.ttl", b"\xff\xff", "a.ttl:1: expected UTF-8, got the byte 0xff"),
        ("a.rdf", BOMB.encode("utf-16"), "a.rdf: a document type is not read"),
    ],
)
def test_what_is_no_rdf_is_refused(name: str, data: str | bytes, message: str, tmp_path: Path) -> None:
    """Broken, cut off, without end, or with entities: refused, and no error of another kind."""
    with pytest.raises(BadInput) as refused:
        taken(data, tmp_path, name)

    assert message in str(refused.value)


@pytest.mark.parametrize(
    "data",
    [
        "<http://a b> a prov:Entity .",
        '<http://a/"> a prov:Entity .',
        "<rel/../../x> a prov:Entity ; prov:wasDerivedFrom <> .",
        "<%00%ff> a prov:Agent ; prov:actedOnBehalfOf <%00%ff> .",
        "[] a prov:Entity ; prov:wasDerivedFrom [ a prov:Entity ] .",
        '"text" a prov:Entity .',
        "ex:a a prov:Entity ; prov:wasDerivedFrom 'text' ; prov:qualifiedDerivation 'text' .",
        "ex:a prov:qualifiedDerivation ex:a . ex:a a prov:Derivation, prov:Entity .",
        "ex:a prov:wasGeneratedBy ex:a ; prov:used ex:a ; prov:generatedAtTime 'noon' .",
        "ex:a a prov:Activity ; prov:endedAtTime '2025-13-45T99:00:00Z'^^<http://www.w3.org/2001/XMLSchema#dateTime> .",
        "ex:a a prov:Entity ; ex:n '1e999999999'^^<http://www.w3.org/2001/XMLSchema#decimal>, 'x'@x-y-z .",
        "ex:a a prov:Entity ; <https://claimcheck.org/ns#record> '{', ex:b, 1, 'null'@en .",
        "ex:a prov:hadMember ex:a . ex:a prov:mentionOf ex:a ; prov:asInBundle ex:a .",
        f"ex:a a prov:Entity ; ex:long '{'x' * 200_000}' .",
    ],
)
def test_odd_triples_do_no_harm(data: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever stands wherever, there is a ledger or a refusal, nothing is printed, and what is read goes through."""
    with caplog.at_level(logging.WARNING):
        try:
            ledger, _ = taken(HEAD + data, tmp_path, keep_going=True)
        except BadInput:
            return
        again, done = taken(written(ledger), tmp_path)

    assert (again, done.problems, caplog.messages) == (ledger, (), [])


def test_circles_of_everything_are_taken(tmp_path: Path) -> None:
    """Derivations, delegations and qualified nodes in circles end."""
    lines = "".join(
        f"ex:p{one} prov:actedOnBehalfOf ex:p{(one + 1) % 40} . ex:e{one} prov:wasDerivedFrom ex:e{(one + 1) % 40} .\n"
        for one in range(40)
    )
    ledger, _ = taken(HEAD + lines, tmp_path)

    assert len(ledger.parties) == len(ledger.sources) == 40
    assert taken(written(ledger), tmp_path)[0] == ledger


def test_blank_nodes_have_the_same_names_each_time(tmp_path: Path) -> None:
    """The names do not come from the parser, which makes new ones for each reading."""
    text = HEAD + "[] a prov:Entity ; prov:wasDerivedFrom ex:a . [] a prov:Entity ; prov:wasDerivedFrom ex:b ."

    first = taken(text, tmp_path)[0]
    assert first == taken(text, tmp_path)[0]
    assert "https://claimcheck.org/id/name/_%3Ab1" in first.sources


def test_rdflib_is_as_it_was(tmp_path: Path) -> None:
    """Reading changes no setting of rdflib for others."""
    before = (rdflib.NORMALIZE_LITERALS, logging.getLogger("rdflib").level)
    with pytest.raises(BadInput):
        taken("@@@", tmp_path)

    assert before == (rdflib.NORMALIZE_LITERALS, logging.getLogger("rdflib").level)


def test_without_rdflib_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading needs the extra; writing does not."""
    monkeypatch.setitem(sys.modules, "rdflib", None)

    data = written(case())
    with pytest.raises(MissingExtra, match=r'reading RDF needs rdflib: install "claimcheck\[rdf\]"'):
        taken(data, tmp_path)


def test_the_format_is_read_and_written_by_its_suffix(tmp_path: Path) -> None:
    """Turtle is written under its suffixes; N-Triples and RDF/XML are only read."""
    for name in ("a.prov.ttl", "a.ttl", "a.trig"):
        assert write(case(), tmp_path / name).problems == ()
        assert read(tmp_path / name) == case()
    with pytest.raises(BadInput, match=r"'\.nt' does not tell which format"):
        write(case(), tmp_path / "a.nt")


def test_the_content_tells_the_format(tmp_path: Path) -> None:
    """A file of RDF is of this format where it names the vocabulary of PROV."""
    path = tmp_path / "a.ttl"
    path.write_text(HEAD)
    assert knows_prov_rdf(Intake(path))
    path.write_text("<urn:a:b> <urn:a:c> <urn:a:d> .")
    assert not knows_prov_rdf(Intake(path))


def test_nested_blank_nodes_have_the_same_names_each_time(tmp_path: Path) -> None:
    """Nodes whose neighbours look alike are told apart by what lies behind these."""
    chains = "".join(
        f"[] a prov:Entity ; prov:wasDerivedFrom [ a prov:Entity ; prov:wasDerivedFrom "
        f"[ a prov:Entity ; prov:wasDerivedFrom ex:{name} ] ] .\n"
        for name in "abcd"
    )
    first = taken(HEAD + chains, tmp_path)[0]

    assert len(first.sources) == 16
    for _ in range(3):
        assert taken(HEAD + chains, tmp_path)[0] == first


def test_a_graph_named_by_a_blank_node_is_a_bundle(tmp_path: Path) -> None:
    """What stands in it is what somebody said, and not said by the file itself."""
    text = HEAD + "ex:e a prov:Entity . _:g a prov:Bundle . _:g { ex:a prov:actedOnBehalfOf ex:b }"
    ledger, _ = taken(text, tmp_path, "a.trig")

    assert not [party for party in ledger.parties if party.acts_for]
    assert any("bundle 1" in (source.note or "") for source in ledger.sources)


def test_of_several_agents_one_is_the_publisher_and_it_is_told(tmp_path: Path) -> None:
    """A source has one publisher; which one was taken is no secret, and the other is kept as PROV."""
    ledger, done = taken(HEAD + "ex:e a prov:Entity ; prov:wasAttributedTo ex:p, ex:o .", tmp_path)
    at = "http://example.org/"

    assert ledger.view.sources[f"{at}e"].publisher == f"{at}o"
    assert [one.message for one in done.mendings] == [
        f"'{at}e': it is attributed to '{at}o', '{at}p'; '{at}o' is its publisher"
    ]
    assert any(source.raw and "ns1:p" in source.raw for source in ledger.sources)
