"""Which figure of one sentence answers which of another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.comparing.aligning import align, likeness
from claimcheck.reading.counted import Counted, read_counted
from claimcheck.vocabulary import default_vocabulary

WORDS = default_vocabulary()
_CLAUSES = st.sampled_from(
    ("5 killed", "19 injured", "7 dead in Odesa", "52 drones shot down", "3 new cases", "9 cases", "71 %", "$5 million")
)
SENTENCES = st.lists(_CLAUSES, max_size=5).map(", ".join)


def counted(text: str) -> tuple[Counted, ...]:
    return read_counted(text, WORDS)


@pytest.mark.parametrize(
    ("one", "other", "pairs"),
    [
        ("3 dead and 19 injured", "20 were wounded, 3 people killed", ((0, 1), (1, 0))),
        ("3 dead", "19 injured", ()),
        ("5 cases in Kherson, 7 in Odesa", "6 cases in Odesa", ((1, 0),)),
        ("5 cases, 7 cases", "6 cases", ()),  # nothing tells which is meant
        ("3 new cases bring the total to 9 cases", "4 more cases", ((0, 0),)),
        ("$5 million were paid", "5 million people came", ()),
        ("71 % of voters came", "71 voters came", ()),
        ("5 km of road", "3 miles of road", ((0, 0),)),
        ("", "5 killed", ()),
    ],
)
def test_pairs_by_hand(one: str, other: str, pairs: tuple[tuple[int, int], ...]) -> None:
    """Figures are paired by what they count and where; a tie between two is left open."""
    assert align(counted(one), counted(other), WORDS) == pairs


@pytest.mark.parametrize(
    ("one", "other", "what"),
    [
        ("5 dead", "6 people died", 3),
        ("5 confirmed cases", "6 cases", 2),
        ("5 apples", "6 apples", 2),
        ("5 drones shot down", "6 drones suppressed", 1),
        ("a rating of 71 %", "a score and rating of 75 %", 0),
        ("5 apples", "6 pears", None),
        ("5 killed", "6 wounded", None),
    ],
)
def test_how_alike(one: str, other: str, what: int | None) -> None:
    """The same measure weighs more than the same noun, and that more than the unit alone."""
    found = likeness(counted(one)[0], counted(other)[0], WORDS)

    assert (None if found is None else found.what) == what


@given(SENTENCES, SENTENCES)
def test_pairs_are_the_same_either_way(one: str, other: str) -> None:
    """Turned round, the same figures are paired; none is paired twice."""
    pairs = align(counted(one), counted(other), WORDS)

    assert sorted((j, i) for i, j in pairs) == list(align(counted(other), counted(one), WORDS))
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
