"""Noun phrases: where they end, which words are verbs, who can be a speaker."""

import pytest

from claimcheck.reading.speech.drafts import extract
from claimcheck.reading.speech.nounphrases import (
    is_adverb,
    is_finite,
    is_plausible,
    is_pronoun,
    phrase_after,
    phrase_from,
)
from claimcheck.reading.speech.prose import Prose
from claimcheck.reading.speech.saying import saying

WORDS = saying("en")


def prose_of(text: str) -> Prose:
    return Prose(text, WORDS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Center for Politics, a think tank", "the Center for Politics"),
        ("a spokesman for the army on Monday", "a spokesman for the army"),
        ("two people who asked not to be named", "two people"),
        ("the mayor of Kyiv in an interview", "the mayor of Kyiv"),
        ("Martin King, Jr., who left", "Martin King , Jr."),
        ("Rep. Elijah Cummings (D-Md.), chair", "Rep. Elijah Cummings ( D-Md . )"),
        ("he told us", "he"),
        ("“The Book of Kings,” a novel", "“| The Book of Kings , ”|"),
    ],
)
def test_a_phrase_after_a_cue_ends_before_what_is_no_part_of_it(text: str, expected: str) -> None:
    """A comma, a time, the place of speaking or a relative clause ends it; a bracket and a Jr. do not."""
    prose = prose_of(text)
    span = phrase_after(prose, 0, prose.size)
    assert span is not None

    assert " ".join(prose.words[slice(*span)]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ukrainian officials remain resolute", "Ukrainian officials"),
        ("Clinton campaign aides met him", "Clinton campaign aides"),
        ("The United States of America left", "The United States of America"),
        ("He met her", "He"),
        ("Gov. Chris Christie (R), an ally", "Gov. Chris Christie ( R )"),
    ],
)
def test_a_phrase_read_forward_ends_with_the_verb(text: str, expected: str) -> None:
    """A verb in a tense, a comma or a pronoun ends it."""
    prose = prose_of(text)
    span = phrase_from(prose, 0, prose.size)
    assert span is not None

    assert " ".join(prose.words[slice(*span)]) == expected


def test_verbs_in_a_tense() -> None:
    """Auxiliaries and past forms are; adjectives that look like them, names and what follows a preposition are not."""
    prose = prose_of("The United army attacked and had armed men of Reed in wounded towns")

    assert [word for place, word in enumerate(prose.words) if is_finite(prose, place)] == ["attacked", "had"]


def test_adverbs() -> None:
    """Words in -ly and the listed ones are adverbs; family and Italy are none."""
    prose = prose_of("she repeatedly later met the family in Italy")

    assert [word for place, word in enumerate(prose.words) if is_adverb(prose, place)] == ["repeatedly", "later"]


@pytest.mark.parametrize(("text", "expected"), [("He", True), ("they", True), ("WHO", False), ("the army", False)])
def test_pronouns(text: str, expected: bool) -> None:
    """A pronoun alone is one; a name that looks like one is not."""
    prose = prose_of(text)

    assert is_pronoun(prose, (0, prose.size)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("the army", True), ("it", True), ("there", False), ("nothing", False), ("of", False), ("a", False), ("7", False)],
)  # fmt: skip
def test_who_can_be_a_speaker(text: str, expected: bool) -> None:
    """A noun or a pronoun can; an empty word, a preposition, an article and a bare figure cannot."""
    prose = prose_of(text)

    assert is_plausible(prose, (0, prose.size)) is expected


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("No officials said that 12 people died.", []),
        ("Neither side confirmed reports that 11 people died.", []),
        ("None of the officials said that 12 people died.", []),
        ("Not all officials said that 12 people died.", []),
        ("No 10 said that 12 people died.", ["No 10"]),
    ],
)
def test_a_negated_speaker_asserts_nothing(text: str, speakers: list[str]) -> None:
    """Where no officials say so nobody is named; No 10 is an address, and speaks."""
    assert [draft.speaker for draft in extract(text) if draft.speaker is not None] == speakers
