"""What lies between the origins that are named and those that are independent, in words."""

import pytest

from claimcheck.support.telling import listed, names_of
from claimcheck.view import View


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (list("abcdefgh"), "a, b, c, d, e, f and 2 more"),
    ],
)
def test_names_are_listed(names: list[str], told: str) -> None:
    """None, one, two, several, and the first few of many."""
    assert listed(names) == told


def test_names_are_joined_by_the_word_asked_for() -> None:
    """Either of several is said with or."""
    assert listed(["a", "b", "c"], word="or") == "a, b or c"


def test_a_group_that_nobody_described_goes_by_its_key() -> None:
    """A name that a ledger does not hold is shown as it is, in order."""
    assert names_of(["b", "a"], View()) == ["a", "b"]
