"""Candidates between a ledger's sources: what is declared is left out, and nothing counts before it is accepted."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.formats.casefile import parse_case
from claimcheck.formats.casewriter import write_case
from claimcheck.ledger import Ledger
from claimcheck.model import Relation
from claimcheck.tracing.suspects import copies_among, source_texts

WIRE = (
    "The ministry said on Monday that 471 people were killed when a rocket hit the old hospital in the middle of the "
    "town, and that rescuers were still looking for others."
)


def _ledger(**derives: Any) -> Ledger:
    ledger = Ledger()
    afp = ledger.party("Agence France-Presse", aliases=["AFP"], key="afp")
    ledger.source("upstream")
    ledger.source("wire", publisher=afp, published="2023-10-17", derives_from=derives.get("wire", ()))
    ledger.source("daily", published="2023-10-18", derives_from=derives.get("daily", ()))
    return ledger


TEXTS = {"wire": WIRE, "daily": f"Breaking. {WIRE}"}


def test_a_reprint_is_suspected() -> None:
    """Full texts give a candidate, and the ledger is as it was."""
    ledger = _ledger()
    entries = len(ledger.log)
    (found,) = copies_among(ledger, TEXTS)

    assert (found.a, found.relation, found.b, found.directed) == ("daily", Relation.REPEATS, "wire", True)
    assert len(ledger.log) == entries


@pytest.mark.parametrize("derives", [{"daily": "wire"}, {"daily": "upstream", "wire": "upstream"}])
def test_what_is_declared_is_left_out(derives: dict[str, str]) -> None:
    """A derivation that a person declared, directly or through a common origin, is not suggested again."""
    assert copies_among(_ledger(**derives), TEXTS) == ()


@pytest.mark.parametrize("relation", ["repeats", "distinct_from"])
def test_an_accepted_link_settles_it(relation: str) -> None:
    """An accepted derivation says yes and an accepted difference says no; a candidate says nothing."""
    ledger = _ledger()
    ledger.link("daily", relation, "wire", accepted=False)
    before = copies_among(ledger, TEXTS)
    ledger.link("daily", relation, "wire", accepted=True)

    assert (len(before), copies_among(ledger, TEXTS)) == (1, ())


def test_quotes_stand_for_a_text() -> None:
    """Where no text is at hand, the quotes of the claims are held against it, and are never most of a document."""
    ledger = _ledger()
    ledger.claim("471 killed", by="ministry", source="wire", quote=WIRE)
    (found,) = copies_among(ledger, {"daily": TEXTS["daily"]})

    assert (found.a, found.relation, found.b) == ("daily", Relation.QUOTES, "wire")


def test_a_publisher_goes_by_all_its_names() -> None:
    """A cue may name an alias of the publisher."""
    ledger = _ledger()
    texts = {"wire": "The blast left 471 dead.", "daily": "Some 471 people died, according to AFP."}
    (found,) = copies_among(ledger, texts)

    assert "“according to AFP”" in found.reason
    assert "AFP" in {name for one in source_texts(ledger) for name in one.publishers}


def test_the_finding_says_that_nothing_counts() -> None:
    """A candidate in the ledger is a finding with the line that accepts it, until it is accepted."""
    ledger = _ledger()
    (copy,) = copies_among(ledger, TEXTS)
    ledger.add(copy.link)
    (found,) = ledger.findings("suspected_copy")
    assert "until a person accepts it" in found.sentence
    assert copy.reason in found.sentence
    assert found.question == copy.line

    ledger.link("daily", "repeats", "wire", accepted=True)

    assert ledger.findings("suspected_copy") == ()


def test_links_between_sources_round_trip() -> None:
    """A case file keeps derivation links between sources, candidates and accepted ones."""
    ledger = _ledger()
    for relation in ("quotes", "repeats", "translates"):
        ledger.link("daily", relation, "wire", accepted=relation == "quotes", basis=f"by {relation}")
    again = parse_case(write_case(ledger))

    assert again.links == ledger.links


def test_the_line_can_be_pasted() -> None:
    """The line of a candidate, put into the entry of the derived source, settles it."""
    (copy,) = copies_among(_ledger(), TEXTS)
    sources = f"sources:\n  wire: {{published: 2023-10-17}}\n  daily:\n    {copy.line}\n"
    ledger = parse_case(f"claimcheck: 1\n{sources}")

    assert copies_among(ledger, TEXTS) == ()


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=4), st.integers(1, 3))
def test_a_candidate_counts_for_nothing(pairs: list[tuple[str, str]], parties: int) -> None:
    """No candidate changes the independence of a claim, and accepting one never raises it."""
    ledger = Ledger()
    for name in "abc":
        ledger.source(name)
    for number in range(parties):
        party = ledger.party(f"party {number}", key=f"p{number}")
        ledger.claim("471 killed", by=party, measure="killed", value="471", source="abc"[number], key=f"c{number}")
    alone = [ledger.independence(claim) for claim in ledger.claims]
    wanted = [(a, b) for a, b in dict.fromkeys(pairs) if a < b]
    for a, b in wanted:
        ledger.link(b, "repeats", a, accepted=False)
    assert [ledger.independence(claim) for claim in ledger.claims] == alone
    for a, b in wanted:
        ledger.link(b, "repeats", a, accepted=True)
    now = [ledger.independence(claim) for claim in ledger.claims]

    assert all(one.independent <= before.independent for one, before in zip(now, alone, strict=True))
