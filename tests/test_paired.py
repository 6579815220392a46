"""Two figures that count the same thing: what is assumed, what doubted, and what named."""

import pytest

from claimcheck.comparing.frames import open_question
from claimcheck.comparing.paired import compare_counted, doubted, named, sums_up
from claimcheck.reading.counted import Counted, read_counted
from claimcheck.vocabulary import default_vocabulary

WORDS = default_vocabulary()


def counted(text: str) -> tuple[Counted, ...]:
    return read_counted(text, WORDS)


@pytest.mark.parametrize(
    ("one", "other", "outcome", "field"),
    [
        ("5 people were killed", "6 killed", "contradicts", None),
        ("Germany had 5 cases", "Morocco had 6 cases", "undetermined", "event"),
        ("52 Russian drones shot down", "60 Ukrainian drones shot down", "not_comparable", "operator"),
        ("52 Russian drones shot down", "60 drones shot down", "undetermined", "operator"),
        ("12 new cases", "40 cases", "undetermined", "scope"),
        ("Clinton won 57 delegates", "Sanders won 60 delegates", "undetermined", "event"),
        ("5 measles cases", "6 cholera cases", "undetermined", "subject"),
        ("The unemployment rate was 5 %", "Unemployment stood at 6 %", "contradicts", "share"),
    ],
)
def test_two_figures_through_the_gate(one: str, other: str, outcome: str, field: str | None) -> None:
    """Words that differ keep figures apart; words of one side alone are taken for both, unless they narrow."""
    found = compare_counted(counted(one)[0], counted(other)[0], WORDS)

    assert (found.outcome, found.field) == (outcome, field)


@pytest.mark.parametrize(
    ("one", "other", "terms"),
    [
        ("Clinton won 57 delegates", "Sanders won 60 delegates", ("clinton", "sander")),
        ("5 died in a fire", "6 died in a flood", ("fire", "flood")),
        ("5 measles cases", "6 cholera cases", ("measle", "cholera")),
    ],
)
def test_the_reason_names_both_words(one: str, other: str, terms: tuple[str, str]) -> None:
    """What keeps two figures apart is named for both sides, and gone once one side no longer says it."""
    found = compare_counted(counted(one)[0], counted(other)[0], WORDS)
    silent = one.replace("Clinton won", "They won").replace(" in a fire", "").replace("measles ", "")
    without = compare_counted(counted(silent)[0], counted(other)[0], WORDS)

    assert f"({terms[0]} / {terms[1]})" in found.reason
    assert f"({terms[1]} / {terms[0]})" in found.inverse.reason
    assert without.outcome == "contradicts"


def test_a_conflict_is_doubted_where_only_the_unit_is_shared() -> None:
    """Two percentages with nothing but the sign in common are no conflict."""
    (one,), (other,) = counted("It was 29 %"), counted("It was a share of 35 %")
    found = compare_counted(one, other, WORDS)
    after = doubted(found, one, other, (one,), (other,), WORDS)

    assert found.conflict
    assert (after.outcome, after.field) == ("undetermined", "subject")
    assert "nothing but the unit" in after.reason


def test_a_conflict_is_doubted_where_a_rival_agrees() -> None:
    """Where another figure of the sentence counts the same thing and agrees, nobody can tell which is meant."""
    ours, theirs = counted("20 were killed, 30 more were killed later"), counted("25 were killed, 20 were killed")
    found = compare_counted(ours[0], theirs[0], WORDS)
    after = doubted(found, ours[0], theirs[0], ours, theirs, WORDS)

    assert found.conflict
    assert after.outcome == "undetermined"
    assert "20 killed" in after.reason


def test_what_is_no_conflict_is_left() -> None:
    """Doubt is for conflicts only."""
    ours, theirs = counted("20 were killed"), counted("20 were killed")
    found = compare_counted(ours[0], theirs[0], WORDS)

    assert doubted(found, ours[0], theirs[0], ours, theirs, WORDS) is found


@pytest.mark.parametrize(
    ("total", "rest", "sum_"),
    [
        ("62 pencils", "43 pencils, 19 pencils", "43 + 19 = 62"),
        ("78 pencils", "43 pencils, 19 pencils, 16 pencils", "43 + 19 + 16 = 78"),
        ("24 pencils", "43 pencils, 19 pencils", "43 - 19 = 24"),
        ("59 pencils", "43 pencils, 19 pencils, 16 pencils", "43 + 16 = 59"),
        ("60 pencils", "43 pencils, 19 pencils", None),
        ("62 pens", "43 pencils, 19 pencils", None),
        ("more than 62 pencils", "43 pencils, 19 pencils", None),
        ("62 pencils", "62 pencils", None),
    ],
)
def test_sums(total: str, rest: str, sum_: str | None) -> None:
    """A figure is explained by the figures of the same noun that add up to it, or by two of them."""
    assert sums_up(counted(total)[0], counted(rest)) == sum_


def test_a_question_is_seen_from_both_sides() -> None:
    """An open question reads the other way round in the inverse."""
    found = open_question("event", "a / b", "b / a")

    assert (found.outcome, found.field, found.reason, found.inverse.reason) == (
        "undetermined",
        "event",
        "a / b",
        "b / a",
    )


@pytest.mark.parametrize(
    ("text", "words"), [("at least 5 people died", "at least 5 died"), ("12 apples", "12 apple"), ("5", "5")]
)
def test_a_figure_is_named_with_what_it_counts(text: str, words: str) -> None:
    """A sentence names the figure and its measure, else its noun."""
    assert named(counted(text)[0]) == words
