"""Two sentences held against each other: by hand, on real pairs, and on whatever characters there are."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.comparing.comparison import Comparison, Outcome
from claimcheck.comparing.statements import compare_statements
from claimcheck.errors import InvalidRecord

_WORDS = (
    "5 6 52 of 80 162 about nearly more than less than killed casualties dead Russian drones Ukrainian missiles UAVs "
    "shot down - $ % million 3-1 1/3 half dozens several no and or . , ; people in the city 2025-06-02 km"
).split()
_STORABLE = st.characters(exclude_categories=("Cs", "Cc"))
SENTENCES = st.lists(st.sampled_from(_WORDS) | st.text(_STORABLE, max_size=4), max_size=12).map(" ".join)


def test_the_night_of_two_drone_counts() -> None:
    """52 of 80 Russian drones and 162 Ukrainian ones are not comparable: the drones are of other operators."""
    found = compare_statements("52 of 80 Russian drones shot down", "162 Ukrainian drones intercepted")

    assert (found.outcome, found.field, found.step) == (Outcome.NOT_COMPARABLE, "operator", 3)
    assert found.reason == "operator differs (Russian drones / Ukrainian drones)"


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        ("He ran for 24 days", "He ran for 24 days", "same"),
        ("He ran for 24 days", "he ran  for 24 days", "same"),
        ("He ran for 24 days", "He ran for less than 84 days", "refines"),
        ("He ran for less than 84 days", "He ran for 24 days", "refined_by"),
        ("He ran for 24 days", "He ran for more than 84 days", "contradicts"),
        ("He ran for more than 20 days", "He ran for less than 84 days", "compatible"),
        ("Prices rose by 5 %", "Prices rose by 7 %", "contradicts"),
        ("Sales came to $5 million", "Sales came to €5 million", "undetermined"),
    ],
)
def test_sentences_that_differ_in_their_figure_alone(one: str, other: str, outcome: str) -> None:
    """Two sentences of the same words speak of the same thing, and their figures decide."""
    assert compare_statements(one, other).outcome == outcome


@pytest.mark.parametrize(
    ("other", "outcome"),
    [
        ("The blast killed 5 and wounded 20", "same"),
        ("The blast killed 5 and wounded 25", "contradicts"),
        ("The blast killed 9 and wounded 25", "contradicts"),
        ("The blast killed more than 3 and wounded 20", "refines"),
        ("The blast killed more than 3 and wounded at least 15", "refines"),
        ("The blast killed more than 3 and wounded 30", "contradicts"),
    ],
)
def test_several_figures_go_place_by_place(other: str, outcome: str) -> None:
    """Each figure is held against that in its place; one that cannot be right decides, equal ones say nothing."""
    assert compare_statements("The blast killed 5 and wounded 20", other).outcome == outcome


def test_figures_that_are_wider_and_narrower_are_merely_compatible() -> None:
    """Where one sentence says more of one figure and less of another, neither entails the other."""
    found = compare_statements(
        "The blast killed 5 and wounded more than 20", "The blast killed more than 3 and wounded 25"
    )

    assert found.outcome == "compatible"


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        ("5 killed in the fire", "The fire left 5 dead", "same"),
        ("5 killed in the fire", "7 dead", "contradicts"),
        ("52 UAVs shot down", "At least 40 drones downed", "refines"),
        ("9 Russian drones shot down", "8 Russian missiles shot down", "not_comparable"),
    ],
)
def test_other_words_for_one_thing(one: str, other: str, outcome: str) -> None:
    """Sentences of other words are compared by what the vocabulary knows them to count."""
    assert compare_statements(one, other).outcome == outcome


@pytest.mark.parametrize(
    ("one", "other", "field", "says"),
    [
        ("The minister resigned", "5 killed", "value", "no figures stand in 'The minister resigned'"),
        ("5 killed", "", "value", "no figures stand in ''"),
        ("5 killed", "5 killed and 3 wounded", "value", "2 figures stand in '5 killed and 3 wounded'"),
        ("5 Gerans shot down", "6 drones shot down", "subject", "`alias: {drone: geran}`"),
        ("5 people were killed", "The fire killed 5", "subject", "subject not settled (people / none given)"),
        ("Sales came to $5 million", "Sales came to €5 million", "unit", "currencies are never converted"),
    ],
)
def test_what_cannot_be_told_says_why(one: str, other: str, field: str, says: str) -> None:
    """Undetermined comes with the field and the reason, and never as a guess."""
    found = compare_statements(one, other)

    assert (found.outcome, found.field) == (Outcome.UNDETERMINED, field)
    assert says in found.reason


def test_a_text_with_very_many_figures_is_no_statement() -> None:
    """Fifty figures are compared one by one; with more than fifty nothing tells which is meant."""
    fifty, more = (" and ".join(["an item cost 7 apples"] * count) for count in (50, 51))

    assert compare_statements(fifty, fifty).outcome == "same"
    assert compare_statements(more, more).outcome == "undetermined"


@pytest.mark.parametrize(("one", "other"), [(5, "5 killed"), ("5 killed", None), ("5 killed", b"5 killed")])
def test_what_is_no_text_is_refused(one: Any, other: Any) -> None:
    """A figure, nothing and bytes are no sentences, on either side."""
    with pytest.raises(InvalidRecord, match=r"expected a sentence, got (5|None|b'5 killed')"):
        compare_statements(one, other)


@settings(max_examples=300)
@given(st.text(_STORABLE) | SENTENCES, st.text(_STORABLE) | SENTENCES)
def test_any_two_sentences_have_an_outcome_and_a_reason(one: str, other: str) -> None:
    """Whatever a record can hold is compared without an error, and the outcome says why."""
    found = compare_statements(one, other)

    assert found.reason
    assert found.outcome is not Outcome.NOT_COMPARABLE or found.field


@pytest.mark.parametrize("mark", ["\x00", "\x1b", "\ud800"])
def test_characters_that_no_record_holds_do_not_raise(mark: str) -> None:
    """A sentence with NUL, an escape or half a surrogate pair is compared like any other text."""
    assert compare_statements(f"5 killed{mark}", f"6 killed{mark}").outcome == "contradicts"


@settings(max_examples=300)
@given(SENTENCES, SENTENCES)
def test_turned_round_the_outcome_is_the_inverse(one: str, other: str) -> None:
    """compare_statements(b, a) is the inverse of compare_statements(a, b)."""
    assert compare_statements(other, one) == compare_statements(one, other).inverse


@settings(max_examples=300)
@given(SENTENCES)
def test_a_sentence_never_conflicts_with_itself(sentence: str) -> None:
    """A sentence held against itself is no dispute, whatever stands in it."""
    assert compare_statements(sentence, sentence).outcome in {Outcome.SAME, Outcome.UNDETERMINED}


# real pairs


def verdict(found: Comparison) -> str:
    """The outcome in the three words of the pairs, where *a* is the evidence and *b* the claim."""
    if found.conflict:
        return "conflicts"
    return "corroborates" if found.outcome in {Outcome.SAME, Outcome.REFINES} else "unrelated"


@pytest.fixture(scope="module")
def verdicts(data_folder: Path) -> dict[str, Counter[tuple[bool, str]]]:
    """By tier, how often the verdict is one that the pair accepts, and which it is."""
    found: dict[str, Counter[tuple[bool, str]]] = {}
    for line in (data_folder / "quantity_pairs.jsonl").read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        said = verdict(compare_statements(pair["a"], pair["b"]))
        found.setdefault(pair["tier"], Counter())[said in pair["accept"], said] += 1
    return found


def test_aligned_pairs_are_told_right(verdicts: dict[str, Counter[tuple[bool, str]]]) -> None:
    """Of real sentences that differ in one figure at least nine in ten are told right."""
    counts = verdicts["aligned"]
    right = sum(count for (accepted, _), count in counts.items() if accepted)

    assert counts.total() > 400
    assert right / counts.total() >= 0.9


def test_open_news_is_hardly_ever_called_a_conflict(verdicts: dict[str, Counter[tuple[bool, str]]]) -> None:
    """Of real news sentences that need more than a vocabulary at most two in a hundred are called a conflict."""
    counts = verdicts["open-news"]
    conflicts = sum(count for (_, said), count in counts.items() if said == "conflicts")

    assert counts.total() > 500
    assert conflicts / counts.total() <= 0.02
