"""The beginning, the middle and the end of a time, and what lies beside the reference."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.reading.times.edtf import read_edtf
from claimcheck.reading.times.portions import part_of
from claimcheck.times import parse_time

PARTS = ["start", "early", "mid", "late", "end"]


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("2024-02", "start", "2024-02-01~/2024-02-07~"),
        ("2024-02", "late", "2024-02-21~/2024-02-29~"),
        ("2024-02", "end", "2024-02-23~/2024-02-29~"),
        ("2025", "start", "2025-01~"),
        ("2025", "mid", "2025-05~/2025-08~"),
        ("2025", "end", "2025-12~"),
        ("2025-34", "mid", "2025-05~"),
        ("2025-34", "end", "2025-06~"),
        ("2025-41", "early", "2025-07~/2025-08~"),
        ("2025-41", "end", "2025-12~"),
        ("2024-24", "end", "2025-02~"),
        ("199X", "start", "1990~/1991~"),
        ("199X", "late", "1997~/1999~"),
        ("199X", "end", "1998~/1999~"),
        ("20XX", "early", "2000~/2033~"),
        ("19XX", "end", "1990~/1999~"),
        ("2025-06-02/2025-06-08", "start", "2025-06-02~/2025-06-03~"),
        ("2025-06-02/2025-06-08", "mid", "2025-06-03~/2025-06-05~"),
        ("2025-06-02/2025-06-08", "late", "2025-06-05~/2025-06-08~"),
        ("2025-06-01/2025-06-03", "mid", "2025-06-02~/2025-06-02~"),
        ("2025-06-02", "early", "2025-06-02"),
        ("2025/..", "early", ""),
        ("9999-24", "end", ""),
        ("2025-06", "earlier", "2025-06-01/2025-06-03"),
        ("2025-06", "later", "2025-06-05/2025-06-30"),
    ],
)
def test_a_part_is_a_third_an_edge_or_what_lies_beside_the_reference(text: str, part: str, expected: str) -> None:
    """Worked by hand: thirds, and edges that are less; what has an open end has no parts."""
    assert part_of(text, part, date(2025, 6, 4)) == expected


@given(
    st.sampled_from(
        ["2025-02", "2024-07", "2025", "2025-33", "2024-24", "2025-41", "199X", "18XX", "2025-06-02/2025-06-08"]
    ),
    st.sampled_from(PARTS),
)
def test_a_part_lies_in_its_whole(text: str, part: str) -> None:
    """No part begins before its whole or ends after it, and an edge is no longer than the third that it is in."""
    whole, inner = read_edtf(text), read_edtf(part_of(text, part, None))
    assert whole is not None
    assert inner is not None
    assert inner.approximate
    assert whole.earliest is not None
    assert whole.latest is not None
    assert inner.earliest is not None
    assert inner.latest is not None
    assert whole.earliest <= inner.earliest <= inner.latest <= whole.latest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in the first week of May", "2025-05-01/2025-05-07"),
        ("at the end of the year", "2025-12~"),
        ("at the beginning of 2024", "2024-01~"),
        ("at the end of the month", "2025-06-24~/2025-06-30~"),
        ("in the middle of the week", "2025-06-03~/2025-06-05~"),
        ("at the end of the quarter", "2025-06~"),
        ("at the end of the 1990s", "1998~/1999~"),
        ("by the end of 2024", "../2024"),
        ("since the end of 2024", "2024-12~/.."),
    ],
)
def test_the_edges_of_a_time_in_words(text: str, expected: str) -> None:
    """Read on 4 June 2025: a week of May is in May, the end of a year is its last month."""
    assert str(parse_time(text, reference=date(2025, 6, 4))) == expected
