"""Attributions beside and within one another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.reading.speech.drafts import extract


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


@pytest.mark.parametrize(
    "text",
    [
        "“We lost 4,” Jones said. “It cost 90,” Weil said. “We found 31.”",
        "“We lost 4,” Jones said.\n\n“It cost 90,” Weil said. “We found 31.”",
        '"We lost 4," Jones said. "It cost 90," Weil said. "We found 31."',
        "‘We lost 4,’ Jones said. ‘It cost 90,’ Weil said. ‘We found 31.’",
        "“We lost 4,” Jones said. “It is bad. It cost 90,” said Weil, 54, a judge. “We found 31.”",
    ],
)
def test_a_quotation_goes_on_with_the_last_who_was_named(text: str) -> None:
    """Once somebody else is quoted, what goes on is that speaker's, and never the earlier one's."""
    assert [speaker for speaker, _ in told(text)] == ["Jones", "Weil", "Weil"]


@given(st.lists(st.sampled_from(["Jones", "Weil", "Lopez", "Bo"]), min_size=1, max_size=8))
def test_a_chain_of_speakers(names: list[str]) -> None:
    """Down a chain of any length each sentence that goes on is the one's who was named right before it."""
    text = " ".join(f"“We lost {number},” {name} said. “We go on.”" for number, name in enumerate(names, start=2))

    assert [speaker for speaker, _ in told(text)] == [name for name in names for _ in range(2)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We won,” he told the Daily Post. “It took 5.”", "he"),
        ("“We won,” he told a room of students. “It took 5.”", "he"),
        ("“We won,” said Maria Lopez, 54, a judge. “It took 5.”", "Maria Lopez"),
        ("“We won,” he said, and Weil agreed. “It took 5.”", None),
        ("“We won,” he said. “It is over. It took 5,” grinned Weil.", None),
    ],
)
def test_a_quotation_goes_on_past_who_was_told(text: str, speaker: str | None) -> None:
    """Who was told, an age and a rank end nothing; another verb does, and another name after the quotation."""
    drafts = [draft for draft in extract(text) if draft.quantities]

    assert [draft.speaker for draft in drafts if "took 5" in draft.content] == [speaker]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army confirmed 12 deaths and denied 5 others.", [(False, "12 deaths"), (True, "5 others")]),
        (
            "The army denies it killed 12 people but admits that 5 died.",
            [(True, "it killed 12 people"), (False, "5 died")],
        ),
        (
            'The general rejected the figure as "fantasy" and said losses were "no more than 15".',
            [(True, 'the figure as "fantasy"'), (False, 'losses were "no more than 15"')],
        ),
        ("Lee denied it, saying that 15 died.", [(True, "it"), (False, "15 died")]),
        ("Lee said 4 died and then later insisted that 5 did.", [(False, "4 died"), (False, "5 did")]),
    ],
)
def test_nothing_is_both_denied_and_asserted(text: str, expected: list[tuple[bool, str]]) -> None:
    """What a speaker says first ends where the speaker's second verb of saying begins."""
    assert [(draft.denies, draft.content) for draft in extract(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The mayor, who dismissed reports that 12 people died, said 3 were hurt.",
            [(True, "12 people died"), (False, "3 were hurt")],
        ),
        ("Lee, who later said it rained, left.", [(False, "it rained")]),
        ("Lee, who said that it rained, and hard, left.", [(False, "that it rained, and hard")]),
    ],
)
def test_a_relative_clause_ends_with_its_comma(text: str, expected: list[tuple[bool, str]]) -> None:
    """What is said in a relative clause ends where the verb of the sentence follows."""
    found = [(draft.denies, draft.content) for draft in extract(text) if draft.cue is not None]

    assert found == [(denies, content.removeprefix("that ")) for denies, content in expected]
