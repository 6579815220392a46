"""Statements and arguments: what a link does to a claim, and what is no argument."""

import pytest

from claimcheck.exchange.argumentation.arguments import Role, arguments, statements
from claimcheck.exchange.conflicts import conflicts
from claimcheck.exchange.outlet import Outlet
from claimcheck.ledger import Ledger
from claimcheck.model import Claim, Proposition, Relation
from claimcheck.quantity import Quantity
from tests.test_graph import busy, small


@pytest.mark.parametrize(
    ("relation", "role"),
    [
        ("supports", Role.SUPPORT),
        ("corroborates", Role.SUPPORT),
        ("concedes", Role.SUPPORT),
        ("disputes", Role.ATTACK),
        ("refutes", Role.ATTACK),
        ("denies", Role.ATTACK),
        ("undercuts", Role.UNDERCUT),
        ("qualifies", Role.UNDERCUT),
    ],
)
def test_what_a_link_does(relation: str, role: Role) -> None:
    """Each of the relations that argue has its role; none other is an argument."""
    ledger = small()
    ledger.link("m", relation, "a", by="desk", basis="read")
    (one,) = (one for one in arguments(ledger, Outlet()) if one.link is not None)

    assert (one.role, one.a, one.b, one.relation, one.reason) == (role, "m", "a", relation, "read")


@pytest.mark.parametrize("relation", ["updates", "based_on", "same_act", "distinct_from"])
def test_what_is_no_argument_is_told(relation: str) -> None:
    """What joins records without arguing has no place in the map."""
    ledger = small()
    ledger.link("m", Relation(relation), "a", by="desk")
    outlet = Outlet()

    assert all(one.link is None for one in arguments(ledger, outlet))
    assert [str(one) for one in outlet.done().left] == [
        f"link:m {relation} a (desk): an argument map has no place for {relation} between these records"
    ]


def test_conflicts_have_their_reason() -> None:
    """Each pair that cannot both be right comes once, the lesser key first, with what decided."""
    found = list(conflicts(small()))

    assert [one[:3] for one in found] == [("a", "e", "contradicts"), ("e", "m", "contradicts")]
    assert all("37" in one.reason and "90" in one.reason for one in found)


def test_conflicts_grow_with_the_claims() -> None:
    """In a busy topic each claim has the conflict that speaks against it, and not one with every other."""
    counts = {size: len(list(conflicts(busy(size, list(range(size)))))) for size in (100, 400)}

    assert counts[400] <= 400
    assert counts[400] <= 4.2 * counts[100]


def test_a_statement_says_where_it_stands() -> None:
    """What is contested, denied, superseded or stands nowhere any more is tagged, and all but the first says so."""
    ledger = small()
    ledger.revise("a", "36 killed", key="a2")
    ledger.claim("37 killed", by="enemy", event="raid", subject="people", measure="killed", polarity=False, key="n")
    ledger.retract("survey", by="monitor")
    found = {one.claim.key: (one.text, one.tags) for one in statements(ledger)}

    assert found["a"] == ("superseded: 37", ("superseded",))
    assert found["m"] == ("unsupported: 37", ("unsupported",))
    assert found["a2"][1] == ("contested",)
    assert found["n"][0] == "denied: 37 killed"


def test_a_statement_without_words_has_its_figure_or_its_key() -> None:
    """A statement is never empty: words, else the figure, else what is measured, else the key."""
    ledger = Ledger()
    figure, word = Proposition(value=Quantity(low=37, high=37)), Proposition(measure="killed")
    for key, proposition in (("a", figure), ("b", word), ("c\rd", Proposition())):
        ledger.add(Claim(key=key, proposition=proposition))

    assert [one.text for one in statements(ledger)] == ["37", "killed", "c d"]
