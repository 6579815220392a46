"""Whether words that begin or end with a figure hold all of it, worked out by hand."""

import pytest

from claimcheck.verifying.edges import joined_figure


@pytest.mark.parametrize(
    ("text", "words", "wider"),
    [
        ("12 500 people", "500 people", "12 500 people"),
        ("12\u00a0500 people", "500 people", "12\u00a0500 people"),
        ("1\u2009212\u2009500 people", "500 people", "1\u2009212\u2009500 people"),
        ("12 \u200b500 people", "500 people", "12 \u200b500 people"),
        ("10-52 people", "52 people", "10-52 people"),
        ("10 – 52 people", "52 people", "10 – 52 people"),
        ("at -5 degrees", "5 degrees", "-5 degrees"),
        ("at \u22125 degrees", "5 degrees", "\u22125 degrees"),
        ("10-5 degrees", "-5 degrees", "10-5 degrees"),
        (".5 percent", "5 percent", ".5 percent"),
        ("1/5 of them", "5 of them", "1/5 of them"),
        ("T-72 tanks", "72 tanks", "T-72 tanks"),
        ("shot down 12 500 drones", "shot down 12", "shot down 12 500"),
        ("rose to 5-6", "rose to 5", "rose to 5-6"),
        ("killed 5 million", "killed 5", "killed 5 million"),
        ("rose 5%", "rose 5", "rose 5%"),
        ("In 2022 500 people", "500 people", None),
        ("12, 500 people", "500 people", None),
        ("It said—52 people", "52 people", None),
        ("fell. 5 percent", "5 percent", None),
        ("shot down 52 of 80", "shot down 52", None),
        ("shot down 52, 100 missed", "shot down 52", None),
        ("people in 12 500", "people", None),
    ],
)
def test_a_figure_is_whole_or_joined_to_more(text: str, words: str, wider: str | None) -> None:
    """A group, sign, decimal, range, fraction, percent or word of scale that is joined makes it another figure."""
    start = text.index(words)
    found = joined_figure(text, (start, start + len(words)))
    assert (None if found is None else text[slice(*found)]) == wider
