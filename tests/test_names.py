"""Numbers that stand in names, codes and scores, and those that stand beside a name and count."""

import pytest

from claimcheck.reading.figures import find_quantities


def figures(text: str) -> list[str]:
    """The figures of a text, as they print."""
    return [str(found.quantity) for found in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The firm's profit was '3 million'", ["3 million"]),
        ("Smith said '12 people died'", ["12"]),
        ("Smith said '12 people died.'", ["12"]),
        ("Smith said '12 people died' and left", ["12"]),
        ("He counted '12' and left", ["12"]),
        ("Smith said '12 people died", ["12"]),
        ("'three people died'", ["3"]),
        ("'12 percent of us'", ["12 %"]),
        ("back in '99 he won", []),
        ("the class of '98 and the workers' union", []),
        ("in '99 he called it 'mad'", []),
        ("a '67 Chevy", []),
        ("the '98 winners", []),
        ("rock'12 people", []),
    ],
)
def test_an_apostrophe_opens_a_quotation_or_shortens_a_year(text: str, expected: list[str]) -> None:
    """Two digits behind an apostrophe are a year only where no quotation ends behind them and nothing is counted."""
    assert figures(text) == expected
