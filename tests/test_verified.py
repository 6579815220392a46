"""How a verification reads: what failed first, what is alike together, and counts that name each verdict."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.reporting.verified import diff_pieces, verification_rows, verification_sentence
from claimcheck.verifying.verification import Check, State, Verification, What

RIGHT = Check(what=What.QUOTE, state=State.FOUND, source="a", claim="c")
FAILED = Check(what=What.QUOTE, state=State.ALTERED, source="b", claim="d", detail="“5 dead”", diff="[-5-] {+6+} dead")
LEFT = tuple(
    Check(what=What.QUOTE, state=State.UNCHECKED, source=source, claim="e", detail=f"“{source}”: no snapshot")
    for source in "xyz"
)


def test_what_failed_comes_first_and_what_is_alike_together() -> None:
    """Failures lead, quotes that were not looked up for one reason share a row, what is right is only counted."""
    rows = verification_rows(Verification(checks=(RIGHT, *LEFT, FAILED)))

    assert [(row.verdict, row.name, row.detail) for row in rows] == [
        ("failed", "quote altered", "“5 dead”"),
        ("unchecked", "quote", "3 quotes: no snapshot"),
    ]
    assert rows[1].sources == (("x", 1), ("y", 1), ("z", 1))
    assert rows[1].claims == ("e",)


def test_everything_is_a_row_of_its_own() -> None:
    """Where everything is asked for, nothing is taken together."""
    assert len(verification_rows(Verification(checks=(RIGHT, *LEFT, FAILED)), everything=True)) == 5


@pytest.mark.parametrize(
    ("checks", "sentence"),
    [
        ((RIGHT,), "1 of 1 quote stands in its source. 1 check: 0 failed, 1 right."),
        (
            (RIGHT, FAILED, *LEFT),
            "1 of 5 quotes stand in their sources, 3 were not looked up. 5 checks: 1 failed, 3 not checked, 1 right.",
        ),
    ],
)
def test_the_sentence(checks: tuple[Check, ...], sentence: str) -> None:
    """The sentence counts each verdict, and says how many quotes were not looked up."""
    assert verification_sentence(Verification(checks=checks)) == sentence


@given(st.text())
def test_no_piece_of_a_diff_is_lost(diff: str) -> None:
    """The pieces of any text make that text, whatever brackets it has."""
    assert "".join(piece for _, piece in diff_pieces(diff)) == diff
