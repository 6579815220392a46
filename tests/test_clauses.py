"""Which words may speak of which figure: tokens, sentences, windows, names, terms and times."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.reading.clauses import Clauses, statement_words
from claimcheck.vocabulary import default_vocabulary

WORDS = default_vocabulary()


def clauses(text: str, year: int | None = None) -> Clauses:
    return Clauses(text, WORDS, year=year, language="en")


def windows(text: str) -> list[str]:
    """The words that may speak of each figure, with the figure between bars."""
    read = clauses(text)
    shown = []
    for window in read.windows():
        before, figure, after = (
            " ".join(read.written[slice(*part)])
            for part in ((window.first, window.start), (window.start, window.stop), (window.stop, window.last))
        )
        shown.append(f"{before}|{figure}|{after}")
    return shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kyiv shot down 52 drones", ["Kyiv shot down|52|drones"]),
        ("900 cases with 20 deaths", ["|900|cases", "with|20|deaths"]),
        ("900 people with fever died", ["|900|people with fever died"]),
        ("5 killed, 3 in Odesa. 7 came", ["|5|killed", ",|3|in Odesa", "|7|came"]),
        ("The U.S. had 5.5 million cases", ["The U . S . had|5.5 million|cases"]),
        ("a 7.7-magnitude quake", ["a|7.7|- magnitude quake"]),
        ("They came", []),
        ("", []),
    ],
)
def test_windows(text: str, expected: list[str]) -> None:
    """A figure's words end at its sentence, at a joint, and where the next figure's begin."""
    assert windows(text) == expected


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("It fell. He ran", True),
        ("U.S. cases", False),
        ("3 p.m. today", False),
        ("in 2020.As of", True),
        ("end.", True),
    ],
)
def test_where_a_sentence_ends(text: str, ends: bool) -> None:
    """A full stop ends a sentence before a capital or nothing, and not within initials."""
    read = clauses(text)

    assert any(read.is_strong(place) for place, sign in enumerate(read.written) if sign == ".") is ends


def test_terms_and_names_and_content() -> None:
    """The longest terms are found, a state under one name, and words that bear meaning without figures and times."""
    read = clauses("On 2 May 2020 the United Kingdom had 5 confirmed cases, not more", year=2020)
    size = len(read.written)

    assert [term.phrase for term in read.terms(0, size)] == ["confirmed cases"]
    assert read.names(0, size) == ("united kingdom",)
    assert read.content(0, size) == {"united", "kingdom", "confirmed", "case"}


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("5 died on 3 May", ["2020-05-03"]),
        ("5 died in May", ["2020-05"]),
        ("5 died in 2012", ["2012"]),
        ("5 died yesterday", []),
        ("5 died on Monday", []),
        ("5 died last month", []),
        ("5 died last year", []),
        ("5 died two weeks ago", []),
    ],
)
def test_times_that_do_not_hang_on_the_day_of_writing(text: str, times: list[str]) -> None:
    """A date of some year is kept, and what is told from the day of writing is not."""
    assert [one.span.edtf for one in clauses(text, year=2020).times] == times


@given(st.text() | st.lists(st.sampled_from("5 7.7 of . , and with U.S. Kyiv killed 2 May".split())).map(" ".join))
def test_windows_stay_apart(text: str) -> None:
    """Whatever stands there, the windows are in order, each around its figure, within its sentence."""
    read = clauses(text)
    reached = 0
    for window in read.windows():
        assert reached <= window.first <= window.start <= window.stop <= window.last <= len(read.written)
        assert window.opening <= window.first
        reached = window.last


def test_the_lists_do_not_contradict_each_other() -> None:
    """A word that narrows does not also say that a figure was only put on record."""
    lists = statement_words()

    assert not lists.narrowing & lists.recorded
    assert lists.denials <= lists.negations
