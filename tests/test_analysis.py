"""What a ledger finds: each kind worked by hand, and gone when what it rests on is taken away."""

from typing import Any

import pytest

from claimcheck import compare
from claimcheck.findings.finding import Kind
from claimcheck.ledger import Ledger


def raid(**parties: dict[str, Any]) -> Ledger:
    """A ledger with one raid, two states and three parties of theirs."""
    ledger = Ledger()
    ledger.party("North", kind="state", key="north")
    ledger.party("South", kind="state", key="south")
    ledger.party("Army of the North", kind="force", acts_for="north", key="army")
    ledger.party("Ministry of the North", kind="ministry", acts_for="north", key="ministry")
    ledger.party("Senator of the North", kind="person", part_of="north", key="senator")
    ledger.party("Ministry of the South", kind="ministry", acts_for="south", key="southern")
    ledger.party("Monitor", kind="agency", key="monitor")
    ledger.party("Gazette", kind="outlet", key="gazette")
    ledger.source("Gazette page", publisher="gazette", key="page")
    ledger.source("Army bulletin", publisher="army", key="bulletin")
    ledger.event("raid", occurred="2025-06-01", place="Harbourtown", key="raid")
    return ledger


def killed(ledger: Ledger, value: str | None, by: str | list[str] | None, **fields: Any) -> str:
    """Add a claim about the killed of the raid and return its key."""
    fields = {"measure": "killed", "subject": "soldiers", "event": "raid", **fields}
    key = fields.pop("key", None) or f"{by}-{value}"
    return ledger.claim(value=value, by=by, key=key, **fields).key


def kinds(ledger: Ledger) -> set[str]:
    return {finding.kind.value for finding in ledger.findings()}


def only(ledger: Ledger, kind: str) -> Any:
    (finding,) = ledger.findings(kind)
    return finding


def test_contested_names_both_sides_and_the_gap() -> None:
    """Two parties under no common command whose figures cannot both be right are contested."""
    ledger = raid()
    a, b = killed(ledger, "37", "army"), killed(ledger, "200", "southern")
    finding = only(ledger, "contested")

    assert {claim.key for claim in finding.claims} == {a, b}
    assert {claim.key for claim in finding.side} | {claim.key for claim in finding.against} == {a, b}
    assert "37" in finding.reason
    assert "200" in finding.reason
    assert str(finding.gap) == "163 (82 %)"
    assert (finding.origins, finding.origins_against, finding.outcome) == (1, 1, "contradicts")


def test_all_origins_of_a_side_are_counted() -> None:
    """However the keys of the claims stand in the alphabet, each side has the origins of all who stand on it."""
    for high, low in (("az", "n"), ("za", "c")):
        ledger = raid()
        for key, by in zip(high, ("army", "monitor"), strict=True):
            killed(ledger, "200", by, key=key)
        killed(ledger, "37", "southern", key=low)
        finding = only(ledger, "contested")
        sides = {frozenset(claim.key for claim in finding.side): finding.origins}
        sides[frozenset(claim.key for claim in finding.against)] = finding.origins_against

        assert sides == {frozenset(high): 2, frozenset(low): 1}


def test_equal_figures_are_not_contested() -> None:
    """With one figure changed to the other's the dispute is gone, and the claims corroborate each other."""
    ledger = raid()
    killed(ledger, "37", "army")
    killed(ledger, "37", "southern")

    assert "contested" not in kinds(ledger)
    assert {finding.origins for finding in ledger.findings("corroborated")} == {2}


def test_the_reason_changes_with_the_figure() -> None:
    """The reason names the figures that decide, and names others when they are others."""
    reasons = []
    for figure in ("200", "300"):
        ledger = raid()
        killed(ledger, "37", "army")
        killed(ledger, figure, "southern")
        reasons.append(only(ledger, "contested").reason)

    assert ["200" in reasons[0], "200" in reasons[1], "300" in reasons[1]] == [True, False, True]


def test_one_command_is_inconsistent_and_not_contested() -> None:
    """Two forces of one state that differ are inconsistent, not contested."""
    ledger = raid()
    killed(ledger, "37", "army")
    killed(ledger, "200", "ministry")

    assert {"inconsistent"} <= kinds(ledger)
    assert "contested" not in kinds(ledger)


def test_a_senator_is_not_under_the_army() -> None:
    """Membership of a state is no command: a senator against an army is contested."""
    ledger = raid()
    killed(ledger, "no more than 36", "army")
    killed(ledger, "more than 200", "senator")

    assert only(ledger, "contested").outcome == "contradicts"


def test_a_boundary_is_not_contested() -> None:
    """Over 200 against at most 200 differ only by an end that one leaves out."""
    ledger = raid()
    killed(ledger, "over 200", "army")
    killed(ledger, "at most 200", "southern")

    assert "contested" not in kinds(ledger)


def test_not_comparable_is_never_contested() -> None:
    """Whatever the figures, the killed of one state and of another are two things."""
    ledger = raid()
    killed(ledger, "1", "army", subject="Russian soldiers")
    killed(ledger, "10,000", "southern", subject="Ukrainian soldiers")

    assert "contested" not in kinds(ledger)
    assert only(ledger, "looks_contested").field == "operator"


def test_an_unattributed_claim_disputes_nothing_by_itself() -> None:
    """Opposed only by a claim that nobody owns, a claim is not contested, and the finding says by what."""
    ledger = raid()
    a, b = killed(ledger, "37", "army"), killed(ledger, "200", None)
    finding = only(ledger, "disputed_by_unattributed")

    assert {claim.key for claim in finding.claims} == {a, b}
    assert "contested" not in kinds(ledger)


def test_reported_differently_prefers_neither() -> None:
    """A report beside the claimant's own words is charged to nobody."""
    ledger = raid()
    killed(ledger, "37", "army", source="bulletin")
    killed(ledger, "73", "army", source="page")
    finding = only(ledger, "reported_differently")

    assert "in its own words" in finding.reason
    assert "as reported in page" in finding.reason
    assert kinds(ledger).isdisjoint({"contested", "inconsistent", "revision"})


def test_own_acts_at_two_times_are_a_revision() -> None:
    """Two dated acts of the claimant's own are a revision, and the fall of a toll is marked as a correction."""
    ledger = raid()
    killed(ledger, "37", "army", source="bulletin", asserted="2025-06-02")
    killed(ledger, "36", "army", source="bulletin", asserted="2025-06-03")
    finding = only(ledger, "revision")

    assert finding.aspects == ("correction",)


def test_a_floor_is_no_dispute() -> None:
    """A documented 13 of a claimed 41 leaves 28 not confirmed, and corroborates nothing of the 41."""
    ledger = raid()
    killed(ledger, "13", "monitor", basis="documented")
    claim = killed(ledger, "41", "southern")

    assert "13 of 41; 28 not confirmed" in only(ledger, "floor").sentence
    assert ledger.status(claim) >= {"floor", "uncorroborated"}


def test_a_floor_above_a_claim_contradicts_it() -> None:
    """A documented minimum above the claim cannot be right together with it."""
    ledger = raid()
    killed(ledger, "50", "monitor", basis="documented")
    killed(ledger, "41", "southern")

    assert only(ledger, "contested").outcome == "contradicts"


def test_a_higher_claim_corroborates_the_floor() -> None:
    """41 entails at least 13: the floor has two origins, the 41 one."""
    ledger = raid()
    floor = killed(ledger, "13", "monitor", basis="documented")
    killed(ledger, "41", "southern")

    assert [claim.key for claim in only(ledger, "corroborated").claims] == [floor]


@pytest.mark.parametrize("second", ["army", "north"])
def test_one_command_is_one_origin(second: str) -> None:
    """An army and the state it acts for are one origin between them."""
    ledger = raid()
    killed(ledger, "37", "army")
    killed(ledger, "37", second, key="second")

    assert "corroborated" not in kinds(ledger)


def test_an_undeclared_party_is_no_origin() -> None:
    """A name that nobody described adds no origin, and the finding asks for it."""
    ledger = raid()
    killed(ledger, "37", "army")
    killed(ledger, "37", "Somebody Else")

    assert "corroborated" not in kinds(ledger)
    assert "Somebody Else" in only(ledger, "undeclared").sentence


def test_merely_compatible_is_not_corroborated() -> None:
    """More than 30 beside 20 to 40 can both be right, and neither corroborates the other."""
    ledger = raid()
    killed(ledger, "more than 30", "army")
    killed(ledger, "20-40", "southern")

    assert kinds(ledger).isdisjoint({"corroborated", "contested"})


def test_estimates_near_each_other_are_spread() -> None:
    """About 50 and about 60 differ as estimates do."""
    ledger = raid()
    killed(ledger, "about 50", "army")
    killed(ledger, "about 60", "southern")

    assert only(ledger, "estimate_spread").outcome == "estimate_spread"
    assert "contested" not in kinds(ledger)


def test_estimates_far_apart_are_contested() -> None:
    """Softness shields no further than a factor of 1.25."""
    ledger = raid()
    killed(ledger, "about 5,000", "army")
    killed(ledger, "about 50,000", "southern")

    assert only(ledger, "contested").aspects == ("soft",)


def test_a_disputes_link_takes_the_shield_away() -> None:
    """Where a person says that one disputes the other, near estimates are contested."""
    ledger = raid()
    a, b = killed(ledger, "about 50", "army"), killed(ledger, "about 60", "southern")
    ledger.link(a, "disputes", b, by="monitor")

    assert {claim.key for claim in only(ledger, "contested").claims} == {a, b}


def test_a_rising_toll_is_a_progression() -> None:
    """Counts of one side that rise with their cutoffs are a progression."""
    ledger = raid()
    killed(ledger, "1", "army", cutoff="2025-06-01")
    killed(ledger, "3", "ministry", cutoff="2025-06-02")

    assert only(ledger, "progression").outcome == "progression"
    assert kinds(ledger).isdisjoint({"inconsistent", "contested"})


def test_a_later_and_lower_count_of_another_is_contested() -> None:
    """A later count that is lower cannot be the same toll further on."""
    ledger = raid()
    killed(ledger, "30", "army", cutoff="2025-06-01")
    killed(ledger, "3", "southern", cutoff="2025-06-02")

    assert "the later count is lower" in only(ledger, "contested").reason


def test_a_part_above_its_whole_is_contested() -> None:
    """More killed in a district than in the whole raid cannot be right."""
    ledger = raid()
    ledger.term("Old Port", kind="place")
    ledger.term("Harbourtown", kind="place", parts=["Old Port"])
    killed(ledger, "9", "southern", place="Old Port")
    killed(ledger, "5", "army")
    finding = only(ledger, "contested")

    assert (finding.outcome, finding.field) == ("part_exceeds_whole", "place")
    assert "9" in finding.reason
    assert "5" in finding.reason


def test_a_part_within_its_whole_is_told_as_part() -> None:
    """A part that fits is listed as part, with the warning not to add it."""
    ledger = raid()
    ledger.term("Old Port", kind="place")
    ledger.term("Harbourtown", kind="place", parts=["Old Port"])
    killed(ledger, "4", "southern", place="Old Port")
    killed(ledger, "5", "army")

    assert "must not be added" in only(ledger, "part_of").sentence


def test_parts_that_do_not_sum() -> None:
    """Parts that make another figure than the whole are found, with the sum."""
    ledger = raid()
    killed(ledger, "10", "army", parts={"east": 3, "west": 5})

    assert only(ledger, "parts_do_not_sum").reason == "3 east + 5 west = 8, and not 10"


def test_more_than_there_are() -> None:
    """A count above its own total is impossible."""
    ledger = raid()
    ledger.claim(value="90 of 80", by="army", subject="drones", measure="shot down", event="raid", key="c")

    assert only(ledger, "impossible").reason == "90 of 80 is more than there are"


def test_unattributed_and_unsupported() -> None:
    """A claim that nobody owns is told, and a claim whose every source was retracted has no support."""
    ledger = raid()
    key = killed(ledger, "37", "army", source="page")
    killed(ledger, "37", None)
    ledger.retract("page", by="gazette")

    assert [claim.key for claim in only(ledger, "unsupported").claims] == [key]
    assert only(ledger, "unattributed").reason == "no claimant is named"


def test_an_uninformative_figure_meets_every_position() -> None:
    """A bound that fits whichever side is right decides nothing."""
    ledger = raid()
    killed(ledger, "37", "army")
    killed(ledger, "200", "southern")
    wide = killed(ledger, "at least 10", "monitor")

    assert [claim.key for claim in only(ledger, "uninformative").claims] == [wide]


def test_framing_and_denial_are_contested() -> None:
    """Words declared exclusive are framing; a denial of the act is a denial."""
    ledger = raid()
    ledger.term("description", kind="characterisation", exclusive=["rescue", "abduction"])
    ledger.claim(value="rescue", by="army", event="raid", measure="description", key="a")
    ledger.claim(value="abduction", by="southern", event="raid", measure="description", key="b")
    killed(ledger, "37", "southern")
    killed(ledger, None, "army", polarity=False)

    assert [finding.outcome for finding in ledger.contested()] == ["framing", "denial"]


def test_who_did_it_is_contested_though_the_figures_agree() -> None:
    """One toll laid at two doors is a competing attribution."""
    ledger = raid()
    killed(ledger, "37", "army", agent="south")
    killed(ledger, "37", "southern", agent="north")

    assert "competing_attribution" in only(ledger, "contested").aspects


def test_a_disowned_quote_is_charged_to_its_source() -> None:
    """A party that denies having said it makes the report disowned, not itself inconsistent."""
    ledger = raid()
    key = killed(ledger, "37", "army", source="page")
    ledger.link("army", "denies", key)

    assert "page" in only(ledger, "disowned").sentence
    assert "inconsistent" not in kinds(ledger)


def test_a_concession_is_for_a_person_to_accept() -> None:
    """A state that grants some of its own losses concedes part of what the other side says."""
    ledger = raid()
    ledger.party("Russia", kind="state")
    ledger.party("Russian ministry", kind="ministry", acts_for="Russia", key="rumod")
    killed(ledger, "at least 3", "rumod", subject="Russian soldiers")
    killed(ledger, "41", "southern", subject="Russian soldiers")

    assert "a person must accept" in only(ledger, "conceded").sentence


@pytest.mark.parametrize("by", [("army", "southern"), ("southern", "army")])
def test_the_line_that_settles_it_can_be_typed(by: tuple[str, str]) -> None:
    """The unknown word becomes the known one, and a name with a comma in it stands in quotation marks."""
    ledger = raid()
    ledger.event("raid on 1 June", key="raid, 1 June")
    for key, measure, event, who in (
        ("a", "killed", "raid", by[0]),
        ("b", "загинули", "raid", by[1]),
        ("c", "killed", "raid, 1 June", by[1]),
    ):
        ledger.claim(value=ord(key), measure=measure, by=who, event=event, key=key)
    a, b, c = (ledger.claims[key] for key in "abc")

    assert "`alias: {загинули: killed}` or" in compare(a, b).reason
    assert '`merge: [[raid, "raid, 1 June"]]` or' in compare(a, c).reason


def test_unrelated_words_ask_to_be_related() -> None:
    """Two terms that nobody has related are a question, with the line that settles it, and never a dispute."""
    ledger = raid()
    killed(ledger, "3", "army", subject="drones")
    killed(ledger, "9", "southern", subject="Gerans")
    finding = only(ledger, "undetermined")

    assert finding.question == "`alias: {geran: drone}` or `distinct: [[geran, drone]]` settles it"
    assert "contested" not in kinds(ledger)


def test_the_line_settles_it() -> None:
    """With the alias declared the two are one topic, and contested."""
    ledger = raid()
    killed(ledger, "3", "army", subject="drones")
    killed(ledger, "9", "southern", subject="Gerans")
    ledger.term("drone", aliases=["Geran"])

    assert only(ledger, "contested").outcome == "contradicts"


def test_a_loose_word_is_shown_with_its_nearest() -> None:
    """A word that the vocabulary does not know is listed with the nearest that it knows."""
    ledger = raid()
    killed(ledger, "3", "army", measure="kiled")

    assert only(ledger, "unknown_term").question == "alias: {kiled: killed}"


def test_inferred_fields_are_told_until_accepted() -> None:
    """What was read from the words is told, and no longer once somebody accepts it."""
    ledger = raid()
    claim = ledger.claim("37 soldiers killed", by="army", event="raid")
    before = kinds(ledger)
    ledger.accept(claim, by="desk")

    assert ("inferred" in before, "inferred" in kinds(ledger)) == (True, False)


def test_a_grade_given_before_an_amendment_is_outdated() -> None:
    """A grade keeps the version it judged."""
    ledger = raid()
    key = killed(ledger, "471", "army")
    ledger.assess(key, "admiralty", "2", by="desk", when="2025-06-02")
    ledger.amend(key, by="desk", why="typing error", value="417")

    assert "graded" in only(ledger, "outdated").sentence


def test_superseded_and_retracted_claims_are_left_out() -> None:
    """Only current claims count."""
    ledger = raid()
    old = killed(ledger, "37", "army")
    killed(ledger, "200", "southern")
    ledger.retract(old, by="army")

    assert ledger.contested() == ()
    assert "retracted" in ledger.status(old)


def test_every_finding_says_why() -> None:
    """Each finding has a sentence and a reason, and its JSON form names its claims by key."""
    ledger = raid()
    killed(ledger, "37", "army")
    killed(ledger, "200", "southern")
    killed(ledger, "about 40", None)

    for finding in ledger.findings():
        plain = finding.to_plain()
        assert finding.sentence
        assert finding.reason
        assert Kind(plain["kind"]) is finding.kind
        assert plain["claims"] == [claim.key for claim in finding.claims]


def test_nobodys_claim_is_told_against_those_in_dispute_as_well() -> None:
    """Where two parties dispute each other, each claim that nobody owns and that contradicts them is told too."""
    ledger = Ledger()
    ledger.event("fire", occurred="2025-06-02", key="fire")
    for name in ("ministry", "union"):
        ledger.party(name)
    said: dict[str, Any] = {"event": "fire", "measure": "killed"}
    ledger.claim(by="ministry", value=9, key="m", **said)
    ledger.claim(by="union", value=12, key="u", **said)
    for key, value in (("x", "more than 30"), ("y", "60")):
        ledger.claim(value=value, key=key, **said)

    assert {key: "disputed_by_unattributed" in ledger.status(key) for key in "xy"} == {"x": True, "y": True}
    assert "Nothing here contradicts it" not in ledger.explain("x")
    assert "contested" in ledger.status("m")
