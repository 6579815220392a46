"""Nanopublications out: four graphs each, as the guidelines ask, and a claim is never stated as a fact."""

import warnings
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Final

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.counts import Written
from claimcheck.errors import BadInput
from claimcheck.exchange.nanopub import write_nanopubs
from claimcheck.exchange.outlet import Outlet
from claimcheck.formats import read, write
from claimcheck.ledger import Ledger
from claimcheck.model import Claim, Link, Party, Proposition, Relation, Retraction, Source
from tests.conformance import full_ledger
from tests.strategies import ledgers
from tests.test_prov import case, ledger_of

PREFIXES: Final = """
PREFIX np: <http://www.nanopub.org/nschema#> PREFIX npx: <http://purl.org/nanopub/x/>
PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX cc: <https://claimcheck.org/ns#>
PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX nanopub: <https://claimcheck.org/id/nanopub/> PREFIX party: <https://claimcheck.org/id/party/>
PREFIX claim: <https://claimcheck.org/id/claim/> PREFIX source: <https://claimcheck.org/id/source/>
PREFIX event: <https://claimcheck.org/id/event/>
"""
NP: Final = rdflib.Namespace("http://www.nanopub.org/nschema#")
PARTS: Final = (NP.hasAssertion, NP.hasProvenance, NP.hasPublicationInfo)


def published(ledger: Ledger) -> tuple[rdflib.Dataset, Written]:
    outlet = Outlet()
    data = b"".join(write_nanopubs(ledger, outlet))
    dataset = rdflib.Dataset()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of rdflib, about its own insides
        dataset.parse(data=data, format="trig")
    return dataset, outlet.done()


def asks(dataset: rdflib.Dataset, pattern: str) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return bool(dataset.query(f"{PREFIXES} ASK {{ {pattern} }}").askAnswer)


def check_guidelines(dataset: rdflib.Dataset) -> int:
    """Hold every nanopublication in a dataset to what the guidelines call well-formed; return how many there are."""
    named = {one.identifier: set(one) for one in dataset.graphs() if isinstance(one.identifier, rdflib.URIRef)}
    graphs = {name: held for name, held in named.items() if held}
    heads = {
        subject: name
        for name, held in graphs.items()
        for subject, predicate, value in held
        if (predicate, value) == (rdflib.RDF.type, NP.Nanopublication)
    }
    used: list[rdflib.URIRef] = []
    for nanopub, head in heads.items():
        own = graphs[head]
        assert {subject for subject, _, _ in own} == {nanopub}
        assert len(own) == 4
        parts = []
        for part in PARTS:
            (name,) = (value for _, predicate, value in own if predicate == part)
            assert isinstance(name, rdflib.URIRef)
            assert graphs.get(name), f"{name} is empty"
            parts.append(name)
        assert len({nanopub, head, *parts}) == 5
        _, provenance, info = (graphs[name] for name in parts)
        assert any(parts[0] in (subject, value) for subject, _, value in provenance)
        assert any(subject == nanopub for subject, _, _ in info)
        held = [own, *(graphs[name] for name in parts)]
        assert sum(map(len, held)) == len(set().union(*held))
        used += [head, *parts]
    assert sorted(used) == sorted(graphs), "each graph belongs to one nanopublication"
    assert not len(dataset.default_graph)
    return len(heads)


def test_each_claim_is_a_nanopublication_of_four_graphs() -> None:
    """The head is complete; assertion, provenance and info are there, apart, and about what they have to be about."""
    dataset, done = published(case())

    assert check_guidelines(dataset) == done.written == 5  # four claims and a retraction


@settings(deadline=None, max_examples=60)
@given(ledgers())
def test_any_ledger_is_published_by_the_guidelines(ledger: Ledger) -> None:
    """Whatever keys and texts a ledger holds, rdflib parses the file, and every nanopublication is well-formed."""
    dataset, done = published(ledger)

    assert check_guidelines(dataset) == done.written


@pytest.mark.parametrize(
    "pattern",
    [
        "GRAPH ?head { nanopub:a a np:Nanopublication ; np:hasAssertion ?a ; np:hasProvenance ?p ;"
        " np:hasPublicationInfo ?i } GRAPH ?a { claim:a a cc:Claim } GRAPH ?p { ?a prov:wasGeneratedBy ?act }"
        " GRAPH ?i { nanopub:a npx:introduces claim:a }",
        "GRAPH ?a { claim:a cc:claimant party:af ; prov:value '37 killed' ; cc:measure 'killed' ;"
        " dcterms:subject event:raid . event:raid rdfs:label 'Raid' }",
        "GRAPH ?p { ?a prov:wasAttributedTo party:af ; prov:wasQuotedFrom source:bulletin }",
        "GRAPH ?p { ?a prov:qualifiedDerivation ?q . ?q prov:entity source:bulletin ; cc:quote '37 were killed' }",
        "GRAPH ?p { source:bulletin prov:wasAttributedTo party:af . party:af rdfs:label 'Air Force' }",
        "GRAPH ?p { ?act prov:endedAtTime ?time ; prov:wasAssociatedWith party:af }",
        "GRAPH ?i { nanopub:c npx:supersedes nanopub:a }",
        "GRAPH ?p { ?a cc:no_longer_current 'superseded by c' }",
        "GRAPH ?a { ?retraction npx:retracts nanopub:b ; cc:target claim:b }",
        "GRAPH ?p { ?a prov:wasAttributedTo party:af ; prov:wasGeneratedBy ?retraction }",
    ],
)
def test_sparql_finds_who_asserted_what(pattern: str) -> None:
    """The assertion says that somebody claimed it; provenance says who and in which words; info what it replaces."""
    assert asks(published(case())[0], pattern)


def test_a_claim_is_never_a_fact() -> None:
    """All that an assertion says is about the claim, or describes the event: nothing about the world stands alone."""
    dataset, _ = published(full_ledger())
    for graph in dataset.graphs():
        if str(graph.identifier).endswith("#assertion"):
            assert {str(one).rsplit("/", 2)[1] for one in graph.subjects()} <= {"claim", "event", "retraction"}


def test_creator_and_time_are_those_of_the_ledger() -> None:
    """Who recorded a claim is its creator, then is the time; where nobody is named neither stands, and it is told."""
    ledger = Ledger()
    ledger.add(Party(key="desk", name="Desk"))
    recorded = datetime(2025, 6, 2, 9, tzinfo=UTC)
    ledger.add(Claim(key="a", proposition=Proposition()), by="desk", recorded=recorded)
    ledger.add(Claim(key="b", proposition=Proposition()), by="somebody", recorded=recorded)
    ledger.add(Claim(key="c", proposition=Proposition()))
    dataset, done = published(ledger)

    assert asks(dataset, "GRAPH ?i { nanopub:a dcterms:creator party:desk ; dcterms:created ?time }")
    assert asks(dataset, "GRAPH ?i { nanopub:b dcterms:creator 'somebody' ; dcterms:created ?time }")
    assert not asks(dataset, "GRAPH ?i { nanopub:c dcterms:creator ?who }")
    assert not asks(dataset, "GRAPH ?i { nanopub:c dcterms:created ?time }")
    assert [str(one) for one in done.warnings] == [
        "c: nobody is named who recorded it; servers of nanopublications ask for a creator and a time"
    ]


def test_a_retraction_of_others_retracts_nothing() -> None:
    """Who may not retract a claim is published as having said so."""
    dataset, _ = published(
        ledger_of(
            *(Party(key=key, name=key) for key in ("a", "b")),
            Claim(key="mine", claimants=("a",), proposition=Proposition()),
            Claim(key="theirs", claimants=("b",), proposition=Proposition()),
            Retraction(target="mine", by="b"),
            Link(a="theirs", relation=Relation.UPDATES, b="mine", by="b"),
        )
    )

    assert asks(dataset, "GRAPH ?a { ?retraction cc:target claim:mine ; cc:by 'b' }")
    assert not asks(dataset, "GRAPH ?a { ?retraction npx:retracts ?what }")
    assert not asks(dataset, "GRAPH ?i { ?np npx:supersedes ?what }")


def test_a_claim_may_have_the_key_of_a_retraction() -> None:
    """Their nanopublications are two."""
    ledger = ledger_of(
        Claim(key="a", proposition=Proposition()),
        Claim(key="retraction:a ()", proposition=Proposition()),
        Retraction(target="a"),
    )

    assert check_guidelines(published(ledger)[0]) == 3


def test_what_no_claim_leads_to_is_told() -> None:
    """Only claims are published, with what they rest on; the rest is told of by its key."""
    _, done = published(ledger_of(Party(key="p", name="P"), Source(key="s", note="a note")))

    assert [str(one) for one in done.left] == [
        "p: no claim leads to it, and only claims are published",
        "s: no claim leads to it, and only claims are published",
    ]


@given(st.randoms())
@settings(deadline=None, max_examples=25)
def test_the_order_of_records_does_not_matter(random: Random) -> None:
    """The same records in any order give the same bytes."""
    records = list(full_ledger().records())
    random.shuffle(records)
    ledger = Ledger(case="full")
    ledger.add(*records)

    assert b"".join(write_nanopubs(ledger, Outlet())) == b"".join(write_nanopubs(full_ledger(), Outlet()))


def test_they_are_written_and_not_read(tmp_path: Path) -> None:
    """The suffix tells the format, and reading it is refused."""
    path = tmp_path / "a.nanopub.trig"
    with pytest.warns(UserWarning, match="5 written"):
        write(case(), path)
    with pytest.raises(BadInput, match="the format 'nanopub' can only be written"):
        read(path)
