"""Reliability by domain: a party has one in each, drawn to what it is over all; other methods are refused."""

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import claimcheck as cc
from claimcheck.comparing.values import Range
from claimcheck.errors import BadInput, InvalidRecord
from claimcheck.fusion.copying import Group
from claimcheck.fusion.fused import Fusion
from claimcheck.fusion.learning import drawn
from claimcheck.fusion.told import Said
from claimcheck.fusion.weighing import fuse_said

pytest.importorskip("scipy", reason="fusion needs scipy")


def _said(*rows: tuple[str, str, int]) -> list[Said]:
    return [Said(party, topic, Range(number, number), f"row {row}") for row, (party, topic, number) in enumerate(rows)]


def _table(*rows: tuple[Any, ...], **options: Any) -> Fusion:
    """Rows of topic, party, value and domain, fused."""
    pa = pytest.importorskip("pyarrow", reason="fusing a frame needs pyarrow")
    pytest.importorskip("narwhals", reason="fusing a frame needs narwhals")
    table = pa.table({name: list(column) for name, column in zip("tpvd", zip(*rows, strict=True), strict=True)})
    found: Fusion = cc.fuse(table, **{"topic": "t", "party": "p", "value": "v", "domain": "d", **options})
    return found


def _halves() -> list[tuple[str, str, int, str]]:
    """Army is right of all tanks and of no ship, navy the other way round, the clinic of two thirds of both.

    Of the last third the mission sees most; of what is left all four say something else.
    """
    rows = []
    for domain, right in (("ships", "navy"), ("tanks", "army")):
        for n in range(36):
            topic, truth = f"{domain} {n:02}", 10 * n
            rows += [(topic, party, truth + 2 * (party != right), domain) for party in ("army", "navy")]
            rows += [(topic, "clinic", truth + (n % 3 == 0), domain)]
            rows += [(topic, "mission", truth + 3 * (n % 3 != 0 or n % 12 == 0), domain)]
    return rows


def test_what_the_whole_lends() -> None:
    """Right in 4 of 5 and in 0 of 1; over both 5 of 8, that is 6.25 of ten claims."""
    (first, second), (other,) = drawn([4.0, 0.0], [5.0, 1.0], "aa", 10, (1, 1)), drawn([1.0], [1.0], "b", 3, (1, 1))
    assert first == pytest.approx((10.25, 4.75))
    assert second == pytest.approx((6.25, 4.75))
    assert other == pytest.approx((3.0, 1.0))


def test_who_is_reliable_of_one_thing_is_believed_there() -> None:
    """Where all say something else, who is right of tanks is believed of tanks, and over all domains the clinic."""
    fusion = _table(*_halves(), domain_weight=2)
    held = {(one.party, one.domain): one.reliability for one in fusion.reliabilities}
    assert min(held["army", "tanks"], held["navy", "ships"]) > 0.9
    assert max(held["army", "ships"], held["navy", "tanks"]) < 0.1
    assert all(one.values[0].low == 10 * int(one.topic.split()[1]) for one in fusion.topics)
    without = cc.fuse(_arrow(_halves()), topic="t", party="p", value="v")
    assert [without[f"tanks {n:02}"].values[0].low for n in (0, 12)] == [1, 121]


def test_each_party_has_a_row_in_each_domain() -> None:
    rows = [("x", "a", 1, "tanks"), ("x", "b", 1, "tanks"), ("y", "a", 2, "ships"), ("y", "b", 3, "ships")]
    fusion = _table(*rows, ("y", "c", 3, "ships"))
    assert fusion.parties.to_pydict()["party"] == ["a", "a", "b", "b", "c"]
    assert fusion.parties.to_pydict()["domain"] == ["ships", "tanks", "ships", "tanks", "ships"]
    assert [one.claims for one in fusion.reliabilities] == [1] * 5
    assert [one.domain for one in fusion.topics] == ["tanks", "ships"]
    assert "3 parties" in str(fusion)
    assert f"a ({fusion.reliabilities[1].reliability:.2f}; row 0)" in fusion.why("x")
    assert "a in ships" in fusion._repr_html_()
    without = cc.fuse(_arrow(rows), topic="t", party="p", value="v")
    assert "domain" not in without.parties.column_names


def _arrow(rows: list[tuple[Any, ...]]) -> Any:
    pa = pytest.importorskip("pyarrow", reason="fusing a frame needs pyarrow")
    return pa.table({name: list(column) for name, column in zip("tpvd", zip(*rows, strict=True), strict=True)})


def test_copies_are_found_over_all_domains() -> None:
    """Twenty topics of each of two domains are forty."""
    rows = [
        (f"{domain} {n}", party, n + (party == "own"), domain)
        for domain in ("tanks", "ships")
        for n in range(20)
        for party in ("wire", "echo", "own")
    ]
    fusion = _table(*rows)
    assert [group.parties for group in fusion.groups] == [("echo", "wire")]
    assert {one.group for one in fusion.reliabilities if one.party == "wire"} == {"echo"}


def test_what_is_known_of_a_party_holds_in_each_domain() -> None:
    rows = [("x", "a", 1, "tanks"), ("x", "b", 2, "tanks"), ("x", "c", 2, "tanks"), ("y", "a", 1, "ships")]
    rows += [("y", "b", 2, "ships"), ("y", "c", 2, "ships")]
    fusion = _table(*rows, known={"a": 0.9999})
    assert [one.values[0].value for one in fusion.topics] == ["1", "1"]


def test_labels_have_one_rate_in_each_domain() -> None:
    rows = [(f"q{n:02}", party, "yes" if n % 2 else "no", "ab"[n % 2]) for n in range(30) for party in "abc"]
    assert _table(*rows).method == "one_coin"
    assert cc.fuse(_arrow(rows), topic="t", party="p", value="v").method == "dawid_skene"


def test_what_has_no_domain_is_refused_by_row() -> None:
    with pytest.raises(BadInput) as refused:
        _table(("x", "a", 1, "tanks"), ("x", "b", 1, ""), ("x", "c", 1, "ships"), ("y", "c", 1, None))
    assert [str(problem) for problem in refused.value.problems] == [
        "row 1: d: expected a name, and the cell is empty",
        "row 2: d: 'x' is of 'ships' here, and of 'tanks' in a row before",
        "row 3: d: expected a name, and the cell is empty",
    ]


@pytest.mark.parametrize("method", ["vote", "sums", "catd", "dawid_skene", "gtm"])
def test_a_method_without_domains_is_refused(method: str) -> None:
    with pytest.raises(
        InvalidRecord, match=f"{method}: has no reliability by domain; accu, accusim, popaccu, one_coin"
    ):
        _table(("x", "a", 1, "tanks"), ("x", "b", 1, "tanks"), method=method)


def test_weights_are_checked() -> None:
    rows = [("x", "a", 1, "tanks"), ("x", "b", 1, "tanks")]
    for weight in (0, -1, "much", float("nan"), True):
        with pytest.raises(InvalidRecord, match="domain_weight: expected a number of claims above 0, got"):
            _table(*rows, domain_weight=weight)
    with pytest.raises(InvalidRecord, match=r"domain_weight: there are no domains; name their column \(domain=\)"):
        fuse_said(_said(("a", "x", 1)), options={"domain_weight": 5})
    with pytest.raises(InvalidRecord, match="latent_truth: has no reliability by domain"):
        _table(*rows, several=True)
    ledger = cc.Ledger()
    with pytest.raises(InvalidRecord, match="a ledger has no columns; leave out domain="):
        cc.fuse(ledger, domain="d")


_ROWS = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("tuvw"), st.integers(1, 3)),
    min_size=1,
    max_size=30,
    unique_by=lambda row: row[:2],
)
_DOMAINS = {"t": "tanks", "u": "tanks", "v": "ships", "w": "ships"}


def _shares(fusion: Fusion) -> dict[tuple[str, str], float]:
    return {(one.topic, value.value): value.share for one in fusion.topics for value in one.values}


@settings(max_examples=60)
@given(rows=_ROWS, method=st.sampled_from(["accu", "popaccu", "one_coin", "accusim"]))
def test_where_the_whole_is_all_there_are_no_domains(rows: list[tuple[str, str, int]], method: str) -> None:
    """With a weight beyond all claims each voice is as reliable in each domain as over all."""
    options: dict[str, Any] = {"max_rounds": 7}
    plain = fuse_said(_said(*rows), method=method, options=options)
    drawn_in = fuse_said(_said(*rows), method=method, domains=_DOMAINS, options={**options, "domain_weight": 1e12})
    assert _shares(drawn_in) == {slot: pytest.approx(share, abs=1e-6) for slot, share in _shares(plain).items()}
    everywhere = {one.party: one.reliability for one in plain.reliabilities}
    assert all(one.reliability == pytest.approx(everywhere[one.party], abs=1e-6) for one in drawn_in.reliabilities)


@settings(max_examples=60)
@given(rows=_ROWS, chance=st.randoms())
def test_order_and_names_change_nothing(rows: list[tuple[str, str, int]], chance: Random) -> None:
    said = _said(*rows)
    shuffled = said[:]
    chance.shuffle(shuffled)
    found = fuse_said(said, method="accu", domains=_DOMAINS)
    assert _shares(fuse_said(shuffled, method="accu", domains=_DOMAINS)) == _shares(found)
    other = {topic: f"{domain} as well" for topic, domain in _DOMAINS.items()}
    assert _shares(fuse_said(said, method="accu", domains=other)) == _shares(found)
    copied = [one._replace(party="copier") for one in said if one.party == said[0].party]
    groups = [Group(("copier", said[0].party), ("known",))]
    grouped = fuse_said([*said, *copied], method="accu", domains=_DOMAINS, groups=groups)
    assert _shares(grouped) == {slot: pytest.approx(share) for slot, share in _shares(found).items()}


def test_many_claims_are_weighed_by_domain_as_well() -> None:
    """The rounds for many votes know no domains: with them they run as for few."""
    rows = [(topic, party, value) for topic, party, value, _ in _halves()]
    said = [
        Said(f"{party} {copy}", f"{topic} {copy}", Range(value, value), "")
        for copy in range(60)
        for topic, party, value in rows
    ]
    domains = {one.topic: one.topic.split()[0] for one in said}
    found = fuse_said(said, domains=domains, dependence=False, options={"domain_weight": 2})
    few = fuse_said([one for one in said if one.topic.endswith(" 7")], domains=domains, options={"domain_weight": 2})
    assert len(said) > 5000
    assert {slot: share for slot, share in _shares(found).items() if slot[0].endswith(" 7")} == {
        slot: pytest.approx(share) for slot, share in _shares(few).items()
    }
