"""The figures of a draft: which are claimed, with which words, and what the others are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.formats.draftpieces import pieces_of
from claimcheck.reading.speech.drafts import extract


def read(text: str) -> tuple[list[tuple[str | None, str]], list[str]]:
    (draft,) = extract(text)
    pieces, others = pieces_of(draft, "en")
    return [
        (None if one.figure is None else one.figure.quantity.text, " ".join(one.words.split())) for one in pieces
    ], others


@pytest.mark.parametrize(
    ("text", "pieces", "others"),
    [
        ("12 people died.", [("12", "12 people died")], []),
        ("Lee killed 12 and wounded 5.", [("12", "Lee killed 12"), ("5", "and wounded 5")], []),
        ("12 died, not 15.", [("12", "12 died,")], ["15 (the words deny it, or deny something with it)"]),
        ("The toll fell by 12 to 9.", [("9", "The toll fell by to 9")], ["12 (a change, down)"]),
        ("The toll rose by 12.", [(None, "The toll rose by")], ["12 (a change, up)"]),
        ("12 did not die.", [(None, "")], ["12 (the words deny it, or deny something with it)"]),
        ("“It rained,” Lee said.", [(None, "It rained")], []),
    ],
)
def test_pieces(text: str, pieces: list[tuple[str | None, str]], others: list[str]) -> None:
    """A claimed figure has the words of its own; the others are masked in them, and told."""
    assert read(text) == (pieces, others)


def test_an_age_is_known_by_the_words_before_the_content() -> None:
    """What stands around the content tells what a figure at its edge is."""
    (draft,) = extract("Lee said a woman aged 54 to 60 freed 12.")

    assert pieces_of(draft, "en")[1] == ["54 to 60 (an age)"]


@given(st.text(alphabet="12 noatsidLe,.“”;", max_size=60))
def test_every_figure_is_a_piece_or_told(text: str) -> None:
    """No figure of a draft is lost, whatever the text."""
    for draft in extract(text):
        pieces, others = pieces_of(draft, "en")
        assert sum(piece.figure is not None for piece in pieces) + len(others) == len(draft.quantities)
        assert pieces
