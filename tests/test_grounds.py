"""Grounds: whether a verb attributes depends on who its subject is and what follows it."""

import pytest

from claimcheck.reading.complements import complement_of
from claimcheck.reading.cues import find_cues
from claimcheck.reading.grounds import after_quotation, attributes
from claimcheck.reading.prose import Prose
from claimcheck.reading.saying import saying
from claimcheck.reading.speakers import subject_before


def says(text: str) -> bool:
    prose = Prose(text, saying("en"))
    sentence = (0, prose.size)
    cue = next(find_cues(prose, sentence))
    speaker = subject_before(prose, cue.first, 0)
    assert speaker is not None
    return attributes(prose, cue, complement_of(prose, cue, prose.size), speaker, sentence)


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said 12 died.",
        "The ministry noted the attacks.",
        "Russia claimed interception of 162 drones.",
        "The army denied the raid.",
        "Police reported 906 attacks.",
        "A new poll shows a gap of 12 points.",
        "Official data suggest that output peaked.",
        "Ann Lee suggested they would help.",
        "Experts believe that it rained.",
        "Kyiv accused Moscow of 12 raids.",
        "The ministry put the toll at 12.",
        "He dismissed it as a lie.",
        "The union called for talks.",
        "She asked: “Is it true?”",
    ],
)
def test_grounds_to_attribute(text: str) -> None:
    """Somebody who speaks, or a document that shows, with the complement that the verb needs."""
    assert says(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Kherson region reported 12 dead.",
        "He said nothing about it.",
        "She added 12 jobs.",
        "He told a story.",
        "The ministry put the tent on the lawn.",
        "He dismissed it.",
        "The union called its members.",
        "The climb showed his strength.",
        "She asked him to leave.",
        "They believe in peace.",
    ],
)
def test_no_grounds(text: str) -> None:
    """A place does not speak, nothing was said, or the verb means something else here."""
    assert not says(text)


def test_after_a_quotation() -> None:
    """A quotation ends right before the speaker, with a comma between them or without."""
    prose = Prose("“It rained”, he wrote. He wrote.", saying("en"))

    assert [after_quotation(prose, place, (0, prose.size)) for place in (5, 8)] == [True, False]
