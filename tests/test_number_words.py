"""Number words added up, against a spelling written here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.reading.numbers.number_words import added_words, small_at
from claimcheck.reading.numbers.scan import Scan

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
ONES += "sixteen seventeen eighteen nineteen".split()
TENS = ". . twenty thirty forty fifty sixty seventy eighty ninety".split()
SIZES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (10**3, "thousand"))


def spelled(number: int, joint: str = " and ", hyphen: str = "-", comma: str = " ") -> str:
    """Return *number* in English words."""
    for size, word in SIZES:
        if number >= size:
            head, rest = f"{spelled(number // size, joint, hyphen, comma)} {word}", number % size
            if not rest:
                return head
            return head + (joint if rest < 100 else comma) + spelled(rest, joint, hyphen, comma)
    if number >= 100:
        rest = number % 100
        return f"{ONES[number // 100]} hundred" + (joint + spelled(rest, joint, hyphen, comma) if rest else "")
    if number >= 20:
        return TENS[number // 10] + (hyphen + ONES[number % 10] if number % 10 else "")
    return ONES[number]


def added(text: str, joined: bool = True) -> tuple[int | None, int]:
    """The number and the token after it."""
    read = added_words(Scan(text), 0, joined)
    return (None, 0) if read is None else (int(read.value), read.stop)


@given(
    st.integers(0, 10**15 - 1),
    st.sampled_from([" and ", " "]),
    st.sampled_from(["-", " ", " - ", "‑"]),
)
def test_words_read_back(number: int, joint: str, hyphen: str) -> None:
    """A number in words is read as itself, with "and" or without, hyphens or spaces."""
    text = spelled(number, joint, hyphen)

    assert added(text) == (number, Scan(text).size)


@pytest.mark.parametrize(
    ("text", "number", "stop"),
    [
        ("three million, two hundred & forty", 3_000_240, 7),
        ("two thousand and two hundred", 2200, 5),
        ("4 thousand 3 hundred and 21", 4321, 6),
        ("three hundred and two dozens", 324, 5),
        ("five and six", 5, 1),
        ("two three", 2, 1),
        ("twenty thirty", 20, 1),
        ("one thousand, two people", 1000, 2),
        ("three killed", 3, 1),
        ("hundred", None, 0),
        ("a hundred men", 100, 2),
    ],
)
def test_where_a_number_ends(text: str, number: int | None, stop: int) -> None:
    """Words that cannot go on the number begin something else."""
    assert added(text) == (number, stop)


def test_after_between_and_is_not_inside() -> None:
    """Between two hundred and three: "and" parts the two numbers."""
    assert added("two hundred and three hundred", joined=False) == (200, 2)


def test_small_numbers() -> None:
    """Ones, teens and tens with ones; a ten is not joined to a teen."""
    assert [small_at(Scan(text), 0) for text in ("seven", "forty-two", "forty twelve")] == [(7, 1), (42, 3), (40, 1)]
