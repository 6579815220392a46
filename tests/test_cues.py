"""Cues: which words attribute, with their auxiliaries and adverbs, and which only look as if they did."""

import pytest

from claimcheck.reading.cues import Voice, find_cues
from claimcheck.reading.prose import Prose
from claimcheck.reading.saying import saying


def cues(text: str) -> list[str]:
    prose = Prose(text, saying("en"))
    return [
        text[prose.starts[cue.first] : prose.ends[cue.stop - 1]]
        for sentence in prose.sentences
        for cue in find_cues(prose, sentence)
    ]


def voices(text: str) -> list[Voice]:
    prose = Prose(text, saying("en"))
    return [cue.voice for sentence in prose.sentences for cue in find_cues(prose, sentence)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said so.", ["said"]),
        ("Officials say so.", ["say"]),
        ("He has also repeatedly said so.", ["has also repeatedly said"]),
        ("They’ve suggested that it rained.", ["’ve suggested"]),
        ("He did say so.", ["did say"]),
        ("He is saying that it rained.", ["is saying"]),
        ("She warned of war and called for peace.", ["warned of", "called for"]),
        ("It rained, according to the mayor.", ["according to"]),
        ("He left, saying that it rained.", ["saying"]),
        ("He was quoted as saying that it rained.", ["was quoted as saying"]),
        ("It was described by aides as a win.", ["was described by"]),
        ("It has been confirmed by police.", ["has been confirmed by"]),
        ("As reported by Tass, it rained.", ["As reported by"]),
        ("Trump Said The Words Everyone Was Thinking.", ["Said", "Was Thinking"]),
    ],
)
def test_words_that_attribute(text: str, expected: list[str]) -> None:
    """A verb of saying in a tense with its auxiliaries and adverbs, its particle, and phrases."""
    assert cues(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He did not say so.",
        "He has never said so.",
        "He would not say so.",
        "He would say so.",
        "He will say so.",
        "He refused to say so.",
        "Did the minister say so?",
        "Why has he said so?",
        "It was said to be large.",
        "It is said that it rained.",
        "12 people were reported dead.",
        "The reported losses grew.",
        "The said men left.",
        "The claim grew into a report on the state of the note.",
        "There were reports of losses.",
        "Iran, accused of fraud, left.",
        "The United States of America left.",
        "He watched the show “Friends” again.",
    ],
)
def test_words_that_only_look_like_it(text: str) -> None:
    """Negation, a modal, an infinitive, a question, a passive that names nobody, nouns and adjectives are no cue."""
    assert cues(text) == []


def test_a_quotation_is_somebody_elses_words() -> None:
    """A verb of saying inside a quotation is no cue of the text."""
    assert cues("“He said so,” she told us.") == ["told"]


def test_a_noun_or_a_verb() -> None:
    """``claims`` is a verb after a pronoun or before ``that``, and a noun after a determiner."""
    assert cues("He claims a win. Kyiv claims that it won. The claims that it won grew.") == ["claims", "claims"]


def test_each_cue_has_its_voice() -> None:
    """The voice tells where the speaker stands."""
    assert voices("He said so, adding that it was described by aides as a win, according to Tass.") == [
        Voice.ACTIVE,
        Voice.ONGOING,
        Voice.PASSIVE,
        Voice.PHRASE,
    ]
