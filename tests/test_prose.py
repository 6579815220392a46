"""Prose as tokens, quotations and sentences, each at its place in the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.reading.prose import LONGEST_SENTENCE, Prose
from claimcheck.reading.saying import saying

WORDS = saying("en")
PIECES = st.sampled_from(
    [
        "said ",
        "Mr. ",
        "U.S. ",
        '"',
        "“",
        "”",
        "'",
        "’",
        "``",
        "''",
        "«",
        "»",
        ". ",
        "\n",
        "\n\n",
        "- ",
        "a ",
        "12 ",
        "(",
        ")",
    ]
)
HOSTILE = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=60).map("".join))


def sentences(text: str) -> list[str]:
    prose = Prose(text, WORDS)
    return [text[prose.starts[first] : prose.ends[stop - 1]] for first, stop in prose.sentences]


def quotations(text: str) -> list[str]:
    prose = Prose(text, WORDS)
    return [text[found.start : found.end] for found in prose.quotations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("Mr. Lee met Gov. Ann B. Smith. They spoke.", ["Mr. Lee met Gov. Ann B. Smith.", "They spoke."]),
        ("The U.S. Army left. It rained.", ["The U.S. Army left.", "It rained."]),
        ("They live in the U.S. The army left.", ["They live in the U.S.", "The army left."]),
        ("It rose 4.5 percent to $1.2 million. Prices fell.", ["It rose 4.5 percent to $1.2 million.", "Prices fell."]),
        ("On Jan. 5 it rained. So what?", ["On Jan. 5 it rained.", "So what?"]),
        ("“We won.” He left.", ["“We won.”", "He left."]),
        ('"Is it true?" he asked.', ['"Is it true?" he asked.']),
        ("Really?! No… Yes.", ["Really?!", "No…", "Yes."]),
        ("A heading\nA paragraph that goes on.", ["A heading", "A paragraph that goes on."]),
        ("First:\n- one thing\n- another", ["First:", "- one thing", "- another"]),
    ],
)  # fmt: skip
def test_sentences(text: str, expected: list[str]) -> None:
    """A sentence ends with its stop and the marks that belong to it; abbreviations, initials and decimals end none."""
    assert sentences(text) == expected


def test_a_line_that_ends_with_the_page_ends_no_sentence() -> None:
    """Where a text is wrapped, a line goes on in the next one."""
    text = (
        "The ministry of the interior of the country said in the evening of that\n"
        "day that twelve people had died in the raid on the town by the river and\n"
        "that more were hurt."
    )

    assert len(sentences(text)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We won,” he said.", ["We won,"]),
        ('"We won," he said.', ["We won,"]),
        ("‘We didn’t win,’ he said.", ["We didn’t win,"]),
        ("'We didn't win,' he said.", ["We didn't win,"]),
        ("``We won,'' he said.", ["We won,"]),
        ("«We won», he said.", ["We won"]),
        ("„Wir siegten“, said he.", ["Wir siegten"]),
        ("He said: “She told me, ‘Go!’ and left.”", ["She told me, ‘Go!’ and left."]),
        ("The candidates’ views and the voters' views differ.", []),
        ("In the '90s it was the farmers' own.", []),
        ("“We won. It is over. They lost 12.” He left.", ["We won. It is over. They lost 12."]),
        ('A 5" gun', []),
    ],
)  # fmt: skip
def test_quotations(text: str, expected: list[str]) -> None:
    """Marks of all kinds pair up, the outer ones count, and an apostrophe is none."""
    assert quotations(text) == expected


def test_a_quotation_may_go_on_in_the_next_paragraph() -> None:
    """A paragraph that opens with the mark again takes the quotation up."""
    assert quotations("“We won.\n\n“And they lost,” he said.") == ["We won.", "And they lost,"]


def test_a_straight_mark_that_nothing_closes_is_none() -> None:
    """A text that was cut may begin with half a quotation; the rest of it is no quotation."""
    assert quotations('"On Sunday, she said that it rained.') == []


@given(HOSTILE)
def test_tokens_stand_in_order_and_in_the_text(text: str) -> None:
    """No text raises; tokens do not overlap, sentences cover them all in order, and quotations lie inside the text."""
    prose = Prose(text, WORDS)

    assert all(start < end for start, end in zip(prose.starts, prose.ends, strict=True))
    assert all(end <= start for end, start in zip(prose.ends, prose.starts[1:], strict=False))
    assert [at for first, stop in prose.sentences for at in range(first, stop)] == list(range(prose.size))
    assert all(0 <= one.start <= one.end <= len(text) for one in prose.quotations)
    assert all(one.last < other.first for one, other in zip(prose.quotations, prose.quotations[1:], strict=False))


def test_a_sentence_without_an_end_is_cut() -> None:
    """What runs on for longer than LONGEST_SENTENCE is cut, so that no walk inside a sentence grows with the text."""
    prose = Prose("a " * 1000, WORDS)

    assert max(stop - first for first, stop in prose.sentences) == LONGEST_SENTENCE


def test_names_that_look_like_pronouns_are_names() -> None:
    """WHO, US and IT in capitals are no pronouns."""
    assert Prose("The WHO told the US.", WORDS).lower == ["the", "WHO", "told", "the", "US", "."]
