"""Attributions beside and within one another."""

import pytest

from claimcheck.reading.drafts import extract


def told(text: str) -> list[tuple[str | None, str]]:
    return [(draft.speaker, draft.content) for draft in extract(text) if draft.cue is not None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor said that Lee denied it.", [("The mayor", "Lee denied it")]),
        ("The poll found 70 percent said they left.", [("The poll", "70 percent said they left")]),
        ("The mayor said he believes it rained.", [("The mayor", "he believes it rained")]),
    ],
)
def test_what_another_is_said_to_have_said_is_part_of_it(text: str, expected: list[tuple[str, str]]) -> None:
    """The text tells what the first speaker said; what the second said is the first one's word."""
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor said it rained, but Lee denied it.", [("The mayor", "it rained"), ("Lee", "it")]),
        ("The army said 5 died; the rebels said 50.", [("The army", "5 died"), ("the rebels", "50")]),
        ("Hamas said 12 died, while Israel said 5 did.", [("Hamas", "12 died"), ("Israel", "5 did")]),
        ("While he said it rained, she said it was dry.", [("he", "it rained"), ("she", "it was dry")]),
    ],
)
def test_clauses_side_by_side(text: str, expected: list[tuple[str, str]]) -> None:
    """A semicolon, or a comma with a conjunction, begins another attribution and ends the first one's content."""
    assert told(text) == expected


def test_verbs_of_one_speaker() -> None:
    """A second verb after ``and`` has the same speaker."""
    assert [speaker for speaker, _ in told("Lee said it rained and insisted that it poured.")] == ["Lee", "Lee"]


def test_a_quotation_goes_on() -> None:
    """Sentences in quotation marks right after a quotation are the same speaker's, until the paragraph ends."""
    text = "“It rained,” said Lee. “It poured.” “It hailed.”\n\n“Nobody said this of 12 men.”"

    assert told(text) == [("Lee", "It rained"), ("Lee", "It poured."), ("Lee", "It hailed.")]
