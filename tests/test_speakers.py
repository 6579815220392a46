"""The subject of a verb of saying: found with its apposition, its relative clause, its coordination, or not at all."""

import pytest

from claimcheck.reading.prose import Prose
from claimcheck.reading.saying import saying
from claimcheck.reading.speakers import clause_subject, subject_before


def subject(text: str, verb: str = "said") -> str | None:
    prose = Prose(text, saying("en"))
    span = subject_before(prose, prose.lower.index(verb), 0)
    return None if span is None else text[prose.starts[span[0]] : prose.ends[span[1] - 1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor said so.", "The mayor"),
        ("But the mayor said so.", "the mayor"),
        ("On Monday the mayor said so.", "the mayor"),
        ("In a statement, Ann Lee said so.", "Ann Lee"),
        ("It rained, he said.", "he"),
        ("A spokeswoman for Ann Lee said so.", "A spokeswoman for Ann Lee"),
        ("Those who voted for Ann Lee said so.", "Those who voted for Ann Lee"),
        ("A report published on Monday said so.", "A report published on Monday"),
        ("Rep. Elijah Cummings (D-Md.) said so.", "Rep. Elijah Cummings (D-Md.)"),
        ("Stacy Baker of Columbia, South Carolina said so.", "Stacy Baker of Columbia, South Carolina"),
    ],
)
def test_directly_before_the_verb(text: str, expected: str) -> None:
    """The noun with its modifiers, and without what only introduces the clause."""
    assert subject(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lee, the mayor of Kyiv, said so.", "Ann Lee"),
        ("Ann Lee, 39, a teacher who lives in Nice, said so.", "Ann Lee"),
        ("Ann Lee, who is 28, said so.", "Ann Lee"),
        ("Ann Lee, speaking to reporters because of the vote, said so.", "Ann Lee"),
        ("On Monday, Ann Lee, the mayor, said so.", "Ann Lee"),
        ("One pastor, Ann Lee of Kyiv, said so.", "One pastor, Ann Lee of Kyiv"),
        ("The leaders — Ann Lee among them — said so.", "The leaders"),
    ],
)
def test_an_apposition_is_stepped_over(text: str, expected: str) -> None:
    """What stands between commas or dashes tells more of the speaker; a name that does so belongs to the speaker."""
    assert subject(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police and rescuers said so.", "Police and rescuers"),
        ("Maine Sen. Ann Lee and Bob Day said so.", "Maine Sen. Ann Lee and Bob Day"),
        ("He left the room and said so.", "He"),
        ("Ann Lee lost the vote, but said so.", "Ann Lee"),
        ("It rained and the mayor said so.", "the mayor"),
    ],
)
def test_and_joins_speakers_or_verbs(text: str, expected: str) -> None:
    """Two nouns speak together; two verbs have one subject; two clauses have one each."""
    assert subject(text) == expected


@pytest.mark.parametrize("text", ["So they of said so.", "said so.", ", said so.", "A plan whose said so."])
def test_no_subject(text: str) -> None:
    """Where no noun stands before the verb there is none."""
    assert subject(text) is None


def test_a_document_that_found_something() -> None:
    """A relative clause with ``that`` has its document as the subject."""
    assert subject("Lee cited a paper that found 12 cases.", "found") == "a paper"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ukrainian officials remain resolute, stating that", "Ukrainian officials"),
        ("In October, Mr. Lee revised his plans, stating that", "Mr. Lee"),
        ("At a rally in Bow, N.H., on Tuesday, Senator Ann Lee endorsed her, stating that", "Senator Ann Lee"),
        ("Trump welcomed the news that Kasich would quit, stating that", "Trump"),
    ],
)  # fmt: skip
def test_the_subject_of_the_clause(text: str, expected: str) -> None:
    """A participle has the subject of its clause, behind the phrases that introduce it."""
    prose = Prose(text, saying("en"))
    span = clause_subject(prose, 0, prose.lower.index("stating"))
    assert span is not None

    assert text[prose.starts[span[0]] : prose.ends[span[1] - 1]] == expected
