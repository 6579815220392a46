"""Sentences of the same words: masked, contrasted, denied."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.comparing.comparison import Comparison, Outcome
from claimcheck.comparing.frames import as_written, compare_wording, contrasted, masked, strongest
from claimcheck.quantity import Quantity
from claimcheck.reading.clauses import statement_words
from claimcheck.reading.figures import find_quantities, parse_quantity

LISTS = statement_words()


def figure(text: str) -> Quantity:
    read = parse_quantity(text)
    assert read is not None
    return read


def test_a_masked_text_keeps_its_words_and_its_figures() -> None:
    """Figures are left out, and case and spaces are folded."""
    text = "The  Blast killed 5 and wounded at least 20"
    found = masked(text, find_quantities(text))

    assert found.frame == "the blast killed # and wounded # "
    assert [str(mention.quantity) for mention in found.mentions] == ["5", "at least 20"]


@pytest.mark.parametrize(
    ("one", "other", "ours", "theirs"),
    [
        ("In 1998 he paid", "In less than 1998 he paid", "1,998", "less than 1,998"),
        ("between 1 and 2 deviations", "between 2 and 2 deviations", "1", "2"),
        ("It falls 1 second after", "It falls less than 6 second after", "1", "less than 6"),
    ],
)
def test_a_number_set_against_another_is_a_figure(one: str, other: str, ours: str, theirs: str) -> None:
    """Where two texts differ in one number alone, it is read as a figure on both sides."""
    found = contrasted(one, other)

    assert found is not None
    assert [str(each.mentions[0].quantity) for each in found] == [ours, theirs]
    assert found[0].frame == found[1].frame


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("52 of 80 Russian drones shot down", "162 Ukrainian drones intercepted"),
        ("5 killed", "5 wounded"),
        ("5", "6"),
        ("", "5 killed"),
        ("same", "same"),
        ("He came", "He came at 5"),
    ],
)
def test_what_differs_in_more_than_a_number_is_not_contrasted(one: str, other: str) -> None:
    """Another word beside the number, or nothing in common, is no contrast."""
    assert contrasted(one, other) is None


@given(st.text(), st.text())
def test_contrasted_takes_any_texts(one: str, other: str) -> None:
    """Two texts of any characters are contrasted without an error, and alike either way."""
    there, back = contrasted(one, other), contrasted(other, one)

    assert (there is None) is (back is None)


@pytest.mark.parametrize(
    ("text", "other", "kept"),
    [("65 %", "less than 65 %", False), ("65 %", "less than 70 %", True), ("10 billion", "over 10 billion", True)],
)
def test_a_percentage_stands_as_written_against_a_bound_at_it(text: str, other: str, kept: bool) -> None:
    """The half unit goes where the other leaves out the very percentage, and only there."""
    assert (as_written(figure(text), figure(other)).step is not None) is kept


def test_the_strongest_speaks() -> None:
    """What is not the same speaks before what is; a conflict before all; narrower with wider is compatible."""
    same, refines, refined, conflict = (
        Comparison(outcome=outcome, reason=outcome.value, steps=(17,))
        for outcome in (Outcome.SAME, Outcome.REFINES, Outcome.REFINED_BY, Outcome.CONTRADICTS)
    )

    assert strongest([same, same]) is same
    assert strongest([same, refines]) is refines
    assert strongest([refines, refined]).outcome == "compatible"
    assert strongest([refines, refined, conflict]) is conflict


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        ("The minister resigned", "The minister has resigned.", "same"),
        ("The minister resigned", "The minister did not resign", "denial"),
        ("The bridge was destroyed", "The bridge wasn't destroyed", "denial"),
        ("Kyiv struck Moscow", "Moscow struck Kyiv", None),
        ("", "", None),
        ("was", "was not", None),
    ],
)
def test_sentences_without_figures(one: str, other: str, outcome: str | None) -> None:
    """Word for word the same, or the same denied; in another order or with nothing said, nothing can be told."""
    found = compare_wording(one, other, LISTS)

    assert (None if found is None else found.outcome) == outcome
