"""What is wrong or missing in a claim itself: found, and found no longer once what it rests on is taken away."""

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.findings.finding import Finding
from claimcheck.ledger import Ledger
from claimcheck.model import Party


def raid() -> Ledger:
    """Two states with a force each, an outlet with two pages, and one raid."""
    ledger = Ledger()
    ledger.party("Russia", kind="state", key="russia")
    ledger.party("Ukraine", kind="state", key="ukraine")
    ledger.party("Ministry", acts_for="russia", key="ministry")
    ledger.party("Air Force", acts_for="ukraine", key="af")
    ledger.party("Gazette", key="gazette")
    ledger.source("page", publisher="gazette")
    ledger.source("other page", publisher="gazette")
    ledger.event("raid", occurred="2025-06-02", key="raid")
    return ledger


def say(ledger: Ledger, by: str | None, value: object, key: str = "a", **said: Any) -> str:
    """Add a claim about the Russian drones of the raid, and return its key."""
    fields: dict[str, Any] = {"measure": "shot down", "subject": "Russian drones", "event": "raid", **said}
    return ledger.claim(by=by, value=value, key=key, **fields).key  # type: ignore[arg-type]


def only(ledger: Ledger, kind: str) -> Finding:
    (found,) = ledger.findings(kind)
    return found


def keys(finding: Finding) -> tuple[list[str], list[str]]:
    """The claims of a finding, and those of them that are against."""
    return [claim.key for claim in finding.claims], [claim.key for claim in finding.against]


# what one claim shows by itself


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"source": ["page", "other page"]}, "nobody is named as saying 9 (in other page, page)."),
        ({}, "nobody is named as saying 9."),
        ({"value": None, "text": "They fell"}, "nobody is named as saying They fell."),
        ({"value": None}, "nobody is named as saying so."),
    ],
)
def test_an_unattributed_claim_names_its_sources(said: dict[str, Any], sentence: str) -> None:
    """A claim of nobody is told with its value or words and the sources in which it stands."""
    ledger = raid()
    say(ledger, None, **({"value": 9} | said))

    assert only(ledger, "unattributed").sentence.endswith(sentence)


def test_a_claim_with_a_claimant_is_not_unattributed() -> None:
    """Once somebody is named the claim is no longer unattributed."""
    ledger = raid()
    ledger.amend(say(ledger, None, 9), by="desk", why="the author is known", claimants=["af"])

    assert ledger.findings("unattributed") == ()


def test_what_was_read_from_the_words_is_listed() -> None:
    """The fields that nobody accepted are told in order, those accepted or amended no longer."""
    ledger = raid()
    claim = ledger.claim("9 Russian drones shot down", by="af", event="raid", key="a")
    first = only(ledger, "inferred")
    ledger.accept(claim, "subject", by="desk")
    second = only(ledger, "inferred")
    ledger.accept(claim, "value", by="desk")
    third = only(ledger, "inferred")
    ledger.amend(claim, by="desk", why="checked", measure="shot down")

    assert (first.field, first.reason) == (
        "measure",
        "read from the words and not accepted yet: measure, subject, value",
    )
    assert second.reason == "read from the words and not accepted yet: measure, value"
    assert second.sentence.endswith("were read from '9 Russian drones shot down'; nobody has accepted them.")
    assert third.sentence.endswith("was read from '9 Russian drones shot down'; nobody has accepted it.")
    assert ledger.findings("inferred") == ()


@pytest.mark.parametrize(
    ("value", "parts", "reason"),
    [
        ("10", {"east": 3, "west": 5}, "3 east + 5 west = 8, and not 10"),
        ("10", {"east": 6, "west": 7}, "6 east + 7 west = 13, and not 10"),
        ("10", {"east": "6-7", "west": 7}, "6-7 east + 7 west = 13 to 14, and not 10"),
        ("more than 13", {"east": 6, "west": 7}, "6 east + 7 west = 13, and not more than 13"),
        ("10", {"east": 3, "west": 7}, None),
        ("10", {"east": "2-4", "west": 7}, None),
        ("about 13", {"east": 6, "west": 7}, None),
        ("at least 10", {"east": 6, "west": 7}, None),
        ("10", {"east": "an unknown number", "west": 17}, None),
        ("10", {"east": "at least 2", "west": 7}, None),
        ("10", {}, None),
        ("many", {"east": 3}, None),
    ],
)
def test_parts_add_up_or_are_found(value: str, parts: dict[str, Any], reason: str | None) -> None:
    """Parts that cannot make the figure are found with the sum; parts that can, or are open, are not."""
    ledger = raid()
    say(ledger, "af", value, parts=parts)

    assert [found.reason for found in ledger.findings("parts_do_not_sum")] == ([] if reason is None else [reason])


def test_parts_of_what_does_not_add_up_are_no_sum() -> None:
    """Shares of parts need not add up to the share of the whole, and nothing is charged."""
    ledger = raid()
    say(ledger, "af", "60 %", measure="turnout", parts={"east": "50 %", "west": "70 %"}, occurred="2025-06-02")

    assert ledger.findings("parts_do_not_sum") == ()


def test_documented_parts_may_be_fewer_than_the_parts_make() -> None:
    """A documented figure reads as at least, so parts that make more are no failure, and parts that make less are."""
    more, fewer = raid(), raid()
    say(more, "af", 10, basis="documented", parts={"east": 6, "west": 7})
    say(fewer, "af", 10, basis="documented", parts={"east": 3, "west": 5})

    assert more.findings("parts_do_not_sum") == ()
    assert only(fewer, "parts_do_not_sum").field == "parts"


@given(st.lists(st.integers(0, 50), min_size=1, max_size=5), st.integers(-3, 3))
def test_whole_numbers_that_add_up_are_never_found(parts: list[int], off: int) -> None:
    """Exact parts are found where their sum is another number than the figure, and only there."""
    ledger = raid()
    say(ledger, "af", abs(sum(parts) + off), parts={f"place {at}": part for at, part in enumerate(parts)})

    assert bool(ledger.findings("parts_do_not_sum")) == (abs(sum(parts) + off) != sum(parts))


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(
            {"value": "3 km", "measure": "area burned", "parts": {"east": "1000 m", "west": "2000 m"}},
        ),
        pytest.param(
            {"value": "40 %", "parts": {"east": 30, "west": 25}},
        ),
        pytest.param(
            {"value": "10", "parts": {"east": 3, "west": 5}, "polarity": False},
        ),
    ],
)
def test_parts_that_say_no_sum_are_not_found(told: dict[str, Any]) -> None:
    """Parts in another unit than the figure, and parts of a figure that is denied, are charged with no wrong sum."""
    ledger = raid()
    say(ledger, "af", **told)

    assert ledger.findings("parts_do_not_sum") == ()


def test_an_open_sum_is_told_in_words() -> None:
    """Parts of which one is a lower bound make a sum without an upper end, and no "None" stands in its sentence."""
    ledger = raid()
    say(ledger, "af", 10, parts={"east": "at least 6", "west": 7})

    assert "None" not in only(ledger, "parts_do_not_sum").sentence


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"value": "90 of 80"}, "90 of 80 is more than there are"),
        ({"value": "80 of 80"}, None),
        ({"value": -3}, "a count of -3 is below zero"),
        ({"value": 0}, None),
        ({"value": -3, "measure": "net income", "occurred": "2025"}, None),
        ({"value": -3, "measure": "zapped"}, None),
        ({"value": "120 %", "measure": "turnout", "occurred": "2025-06-02"}, "120 % of a whole is more than the whole"),
        ({"value": "100 %", "measure": "turnout", "occurred": "2025-06-02"}, None),
        ({"value": "120 %", "measure": "inflation", "occurred": "2025-06-02"}, None),
        ({"value": "up to 5"}, None),
        ({"value": "downed"}, None),
    ],
)
def test_more_than_there_are_in_one_claim(said: dict[str, Any], reason: str | None) -> None:
    """A count above its total or below zero and a share above a hundred cannot be, and what is just there can."""
    ledger = raid()
    say(ledger, "af", **said)

    assert [found.reason for found in ledger.findings("impossible")] == ([] if reason is None else [reason])


@pytest.mark.parametrize(
    ("value", "said", "total", "total_said", "found"),
    [
        (90, {}, 80, {}, True),
        (90, {}, "at most 80", {}, True),
        (80, {}, 80, {}, False),
        (90, {}, "at least 80", {}, False),
        ("at most 90", {}, 80, {}, False),
        (90, {}, 80, {"by": "ministry"}, False),
        (90, {}, 80, {"polarity": False}, False),
        (90, {}, 80, {"event": "another raid"}, False),
        (90, {}, 80, {"subject": "Russian missiles"}, False),
        (90, {"measure": "killed"}, 80, {}, False),
        ("many", {}, 80, {}, False),
        (90, {}, "many", {}, False),
        pytest.param("about 82", {}, "about 80", {}, False),
        pytest.param("more than 80", {}, 80, {}, True),
        pytest.param(90, {"polarity": False}, 80, {}, False),
        pytest.param(
            90,
            {"by": None, "source": "page"},
            80,
            {"by": None, "source": "other page"},
            False,
        ),
    ],
)
def test_more_shot_down_than_launched(
    value: object, said: dict[str, Any], total: object, total_said: dict[str, Any], found: bool
) -> None:
    """One side's count above its own total of the same thing is impossible; another side's total says nothing."""
    ledger = raid()
    say(ledger, value=value, **({"by": "af"} | said))
    say(ledger, value=total, **({"by": "af", "key": "n", "measure": "launched"} | total_said))
    impossible = ledger.findings("impossible")

    assert [(keys(one), one.field) for one in impossible] == ([((["a", "n"], ["n"]), "measure")] if found else [])


def test_of_several_totals_the_lowest_decides() -> None:
    """A count above one of a side's totals is told with the lowest, in whatever order they came."""
    for order in (("80", "100"), ("100", "80")):
        ledger = raid()
        say(ledger, "af", 90)
        for total in order:
            say(ledger, "af", total, key=total, measure="launched")

        assert only(ledger, "impossible").reason == "90 shot down of 80 launched"


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"value": "90 of 80", "polarity": False}),
        pytest.param({"value": "about 82 of 80"}),
    ],
)
def test_what_can_be_is_not_impossible(said: dict[str, Any]) -> None:
    """To deny 90 of 80 is right, and about 82 may be 80."""
    ledger = raid()
    say(ledger, "af", **said)

    assert ledger.findings("impossible") == ()


# what the ledger shows


def test_a_claim_whose_sources_are_gone_is_unsupported() -> None:
    """A claim is unsupported once its every source was retracted, and not before."""
    ledger = raid()
    say(ledger, "af", 9, source=["page", "other page"])
    ledger.retract("page", by="gazette")
    before = ledger.findings("unsupported")
    ledger.retract("other page", by="gazette")

    assert before == ()
    assert only(ledger, "unsupported").reason == "every source was retracted: other page, page"


def test_a_claim_taken_back_is_not_unsupported_too() -> None:
    """A claim that its claimant retracted is gone, whatever became of its sources."""
    ledger = raid()
    say(ledger, "af", 9, source="page")
    ledger.retract("page", by="gazette")
    ledger.retract("a", by="af")

    assert ledger.findings("unsupported") == ()


@pytest.mark.parametrize(
    ("source", "text", "sentence"),
    [
        ("page", "We shot down 9.", "Air Force denies having said 'We shot down 9.'; the report is that of page."),
        (None, None, "Air Force denies having said '9'; the report is that of no source."),
    ],
)
def test_a_claim_that_its_claimant_denies_having_made(source: str | None, text: str | None, sentence: str) -> None:
    """The claimant's denial of its words is charged to the sources that gave them."""
    ledger = raid()
    say(ledger, "af", 9, source=source, text=text)
    ledger.link("af", "denies", "a")

    assert only(ledger, "disowned").sentence == sentence


@pytest.mark.parametrize(
    ("who", "relation", "accepted"),
    [
        ("ministry", "denies", True),
        ("af", "disputes", True),
        pytest.param("af", "denies", False),
    ],
)
def test_nobody_else_disowns_a_claim(who: str, relation: str, accepted: bool) -> None:
    """Another's denial, another relation and a link that nobody accepted disown nothing."""
    ledger = raid()
    say(ledger, "af", 9, source="page")
    ledger.link(who, relation, "a", accepted=accepted)

    assert ledger.findings("disowned") == ()


def test_a_claim_that_denies_another_disowns_nothing() -> None:
    """A claim of the same party that denies another is a matter of comparison, not of what it ever said."""
    ledger = raid()
    say(ledger, "af", 9)
    say(ledger, "af", 9, key="b", polarity=False)
    ledger.link("b", "denies", "a")

    assert ledger.findings("disowned") == ()


def test_a_name_that_nobody_described_is_told_with_the_nearest() -> None:
    """An undeclared party is told once with all its claims and the nearest known name, until somebody declares it."""
    ledger = raid()
    with pytest.warns(UserWarning, match="nobody has declared the party 'Gazete'; did you mean 'Gazette'"):
        say(ledger, "Gazete", 9)
    say(ledger, "Gazete", 8, key="b")
    found = only(ledger, "undeclared")
    ledger.party("Gazete")

    assert keys(found) == (["a", "b"], [])
    assert found.reason == "nobody described 'Gazete'; the nearest known name is 'Gazette'"
    assert ledger.findings("undeclared") == ()


def test_a_name_like_no_other_is_told_without_a_guess() -> None:
    """Where no known name is near, none is offered."""
    ledger = raid()
    say(ledger, "Zyx", 9)

    assert only(ledger, "undeclared").reason == "nobody described 'Zyx'"


@pytest.mark.parametrize(
    ("said", "field", "question"),
    [
        ({"measure": "shott down"}, "measure", "alias: {shott down: shot down}"),
        ({"subject": "Russian drons"}, "subject", "alias: {dron: drone}"),
        ({"measure": "qwxyz"}, "measure", None),
    ],
)
def test_a_loose_word_comes_with_the_line_that_joins_it(said: dict[str, Any], field: str, question: str | None) -> None:
    """A word that nobody knows is told with its axis and the nearest known word, where there is one."""
    ledger = raid()
    say(ledger, "af", 9, **said)
    found = only(ledger, "unknown_term")

    assert (found.field, found.question) == (field, question)


def test_a_loose_word_may_be_near_another_loose_word() -> None:
    """Two spellings that the vocabulary does not know are each told with the other."""
    ledger = raid()
    say(ledger, "af", 9, measure="zapped by laser")
    say(ledger, "af", 8, key="b", measure="zaped by laser")

    assert {found.question for found in ledger.findings("unknown_term")} == {
        "alias: {zaped by laser: zapped by laser}",
        "alias: {zapped by laser: zaped by laser}",
    }


def test_a_declared_word_is_loose_no_longer() -> None:
    """Once the word is a term of the ledger nothing is asked."""
    ledger = raid()
    say(ledger, "af", 9, measure="zapped")
    before = only(ledger, "unknown_term")
    ledger.term("zapped", kind="measure", scale="count")

    assert keys(before) == (["a"], [])
    assert ledger.findings("unknown_term") == ()


@pytest.mark.parametrize("kind", ["undeclared", "unknown_term", "disowned"])
def test_a_retracted_claim_leaves_no_finding(kind: str) -> None:
    """Only current claims count: what was taken back leaves no name, no word and no disowned report behind."""
    ledger = raid()
    say(ledger, "Zyx", 9, measure="qwxyz")
    ledger.link("Zyx", "denies", "a", by="af")
    ledger.retract("a")

    assert ledger.findings(kind) == ()


@pytest.mark.parametrize(
    ("own", "theirs", "more", "found"),
    [
        ("at least 3", 41, {}, True),
        (5, 41, {}, True),
        (41, 41, {}, True),
        (50, 41, {}, False),
        (0, 41, {}, False),
        ("at most 5", 41, {}, False),
        (5, 41, {"polarity": False}, False),
        (5, 41, {"by": "gazette"}, False),
        (5, 41, {"by": None}, False),
        (5, 41, {"subject": "drones", "operator": "Ukraine"}, False),
        (5, 41, {"subject": "drones"}, False),
        ("many", 41, {}, False),
    ],
)
def test_a_partys_own_losses_are_a_concession(own: object, theirs: object, more: dict[str, Any], found: bool) -> None:
    """What a side grants of its own losses and the other says too is for a person to accept; nothing else is."""
    ledger = raid()
    say(ledger, value=own, **({"by": "ministry"} | more))
    say(ledger, "af", theirs, key="b", **{name: more[name] for name in ("subject", "operator") if name in more})

    assert [keys(one) for one in ledger.findings("conceded")] == ([(["a", "b"], ["b"])] if found else [])


def test_a_concession_names_both_sides() -> None:
    """The sentence says who grants what, of whose figure, and that a person decides."""
    ledger = raid()
    say(ledger, "ministry", 5)
    say(ledger, "af", 41, key="b")
    found = only(ledger, "conceded")

    assert found.reason == "5 is part of 41"
    assert "Ministry itself grants 5, part of what Air Force says; a person must accept this" in found.sentence


def test_a_grade_is_outdated_once_the_figure_is_amended() -> None:
    """A grade is current for the version it judged and outdated for the next, until somebody grades again."""
    ledger = raid()
    say(ledger, "af", 471)
    ledger.assess("a", "admiralty", "2", by="desk", when="2025-06-02")
    before = ledger.findings("outdated")
    ledger.amend("a", by="desk", why="typing error", value=417)
    after = only(ledger, "outdated")
    ledger.assess("a", "admiralty", "2", by="desk", when="2025-06-02")

    assert before == ()
    assert after.reason == "graded at version 1, now version 2"
    assert ledger.findings("outdated") == ()


def test_a_grade_of_a_source_is_never_outdated() -> None:
    """A grade of what is no claim judges no figure."""
    ledger = raid()
    ledger.assess("page", "admiralty", "B", by="desk")
    ledger.add(evolve(ledger.sources["page"], note="moved"))

    assert ledger.findings("outdated") == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda ledger: ledger.claim("9 shot down", by="af", event="raid", key="a", source="other page"),
        lambda ledger: ledger.accept("a", by="desk"),
    ],
)
def test_a_grade_outlives_what_leaves_the_figure_alone(change: Callable[[Ledger], Any]) -> None:
    """A second report and an acceptance amend nothing that was judged."""
    ledger = raid()
    ledger.claim("9 shot down", by="af", event="raid", key="a", source="page")
    ledger.assess("a", "admiralty", "2", by="desk")
    change(ledger)

    assert ledger.findings("outdated") == ()


def test_nothing_is_wrong_with_an_empty_ledger() -> None:
    """A ledger without claims has no findings, whoever is described in it."""
    ledger = raid()
    ledger.add(Party(key="ghost", name="Ghost", declared=False))

    assert ledger.findings() == ()
