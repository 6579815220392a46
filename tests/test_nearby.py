"""Where nearly the words stand: the stretch, how many words differ, and what counts as near."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.verifying.nearby import LONGEST, Edit, Index, nearest, word_diff

TEXT = "on the same night the air force shot down 52 out of 80 Russian drones and said so".split()


@pytest.mark.parametrize(
    ("quote", "start", "cost"),
    [
        ("air force shot down 51 out of 80", 5, 1),
        ("force shot down out of 80", 6, 1),
        ("shot down 52 out of some 80 Russian drones", 7, 1),
        ("53 drones", None, 0),
        ("shot up 52 out of 90 Russian drones", 7, 2),
        ("nothing of this stands there", None, 0),
        ("drones", None, 0),
    ],
)
def test_the_nearest_stretch(quote: str, start: int | None, cost: int) -> None:
    """The stretch with the fewest differences is found, and one that is only a little like it is not."""
    found = nearest(quote.split(), Index(TEXT))

    assert (None if found is None else (found.start, found.cost)) == (None if start is None else (start, cost))


def test_two_words_need_figures_that_differ() -> None:
    """Of two words one figure may differ; another word beside a common one is no likeness."""
    index = Index("they lost 51 drones".split())

    assert nearest(["52", "drones"], index) is not None
    assert nearest(["some", "drones"], Index(["other", "drones"])) is None


def test_long_quotes_are_left_alone() -> None:
    """Beyond the bound no likeness is looked for, since it would take the square of the length."""
    assert nearest(["word"] * (LONGEST + 1), Index(["word"] * 10)) is None


@given(st.lists(st.sampled_from("alpha beta gamma delta 5 7".split()), min_size=3, max_size=12), st.data())
def test_an_edit_explains_the_stretch(quote: list[str], data: st.DataObject) -> None:
    """The edits of whatever is found lead from the words of the quote to those of the text, without a gap."""
    changed = list(quote)
    changed[data.draw(st.integers(0, len(quote) - 1))] = "other"
    found = nearest(quote, Index(changed))
    if found is not None:
        for edit in found.edits:
            if edit.alike:
                assert quote[slice(*edit.quote)] == changed[slice(*edit.text)]
        assert [edit.quote[0] for edit in found.edits[1:]] == [edit.quote[1] for edit in found.edits[:-1]]
        assert (found.edits[0].quote[0], found.edits[-1].quote[1]) == (0, len(quote))


def test_far_words_are_left_out_of_the_diff() -> None:
    """Four words that are alike stand on either side of a difference, and a dot line for the rest."""
    words = [f"w{number}" for number in range(12)]
    line = " ".join(words)
    spans = [(line.index(f"{word} ") if word != "w11" else line.index("w11"), 0) for word in words]
    spans = [(start, start + len(word)) for (start, _), word in zip(spans, words, strict=True)]
    edits = [Edit((0, 10), (0, 10), True), Edit((10, 11), (10, 11), False), Edit((11, 12), (11, 12), True)]

    assert word_diff(edits, line, spans, line, spans) == "… w6 w7 w8 w9 [-w10-] {+w10+} w11"
