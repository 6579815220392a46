"""What compares as alike: typography, and nothing that a reader would call a difference."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.verifying.folding import folded_differences, tokens_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("shot down 52.", ("shot", "down", "52", ".")),
        ("1,200.5 and 3, 4", ("1,200.5", "and", "3", ",", "4")),
        ("don’t", ("don't",)),
        ("“a” «b»", ('"', "a", '"', '"', "b", '"')),
        ("2–3 — −4", ("2", "-", "3", "-", "-", "4")),
        ("of\ufb01ce … co\u00adop", ("office", "...", "coop")),
        ("hyphen\u00ad\n  ated", ("hyphenated",)),
        ("共52架", ("共", "52", "架")),
        ("a\u200bb\x1fc", ("ab", "c")),
        ("", ()),
    ],
)
def test_the_words_of_a_text(text: str, words: tuple[str, ...]) -> None:
    """Words are whole, numbers keep their separators, marks stand alone, typography is one."""
    assert tokens_of(text).words == words


@pytest.mark.parametrize(
    "text", ["cafe\u0301 52", "\u1112\u1161\u11ab 5", "office\u00ad 5", "\ufb03x 5", "e\u0301\ufb01"]
)
def test_places_lead_back_to_the_text(text: str) -> None:
    """However the text is written, each word is found again where it stands, with its marks."""
    tokens = tokens_of(text)
    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        assert tokens_of(text[start:end]).words == (word,)


@given(st.text())
def test_normal_forms_are_one(text: str) -> None:
    """A text in any canonical normal form has the same words."""
    assert tokens_of(unicodedata.normalize("NFD", text)).words == tokens_of(unicodedata.normalize("NFC", text)).words


@given(st.text())
def test_places_are_in_order_and_within(text: str) -> None:
    """Places rise and lie within the text, whatever it holds."""
    tokens = tokens_of(text)
    bounds = [0, *(place for pair in zip(tokens.starts, tokens.ends, strict=True) for place in pair), len(text)]

    assert all(start < end for start, end in zip(tokens.starts, tokens.ends, strict=True))
    assert all(0 <= place <= len(text) for place in bounds)


@pytest.mark.parametrize(
    ("a", "b", "differences"),
    [
        ("a", "a", ()),
        ("a  b", "a b", ("spaces",)),
        ("“a”", '"a"', ("quotation marks",)),
        ("a—b", "a-b", ("dashes",)),
        ("cafe\u0301", "café", ("Unicode normal form",)),
        ("co\u00adop", "coop", ("soft hyphens and unseen characters",)),
        ("o\ufb03ce", "office", ("ligatures and ellipses",)),
        ("‘a’ –\u00a0b", "'a' - b", ("quotation marks", "dashes", "spaces")),
    ],
)
def test_what_was_taken_for_alike(a: str, b: str, differences: tuple[str, ...]) -> None:
    """Each kind of difference is named, and no other."""
    assert folded_differences(a, b) == differences
