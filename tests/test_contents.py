"""What is said: the words before, after and around a cue, without the marks that are not part of them."""

import pytest

from claimcheck.reading.speech.contents import content_end, quoted_content, tidied
from claimcheck.reading.speech.drafts import extract
from claimcheck.reading.speech.prose import Prose
from claimcheck.reading.speech.saying import saying


def contents(text: str) -> list[str]:
    return [draft.content for draft in extract(text) if draft.cue is not None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said that it rained.", ["it rained"]),
        ("It rained, he said.", ["It rained"]),
        ("- It rained, he said.", ["It rained"]),
        ("“It rained. It poured,” he said.", ["It rained. It poured"]),
        ("“It rained,” he said, “and it poured.”", ["It rained", "and it poured."]),
        ("“It rained,” said Lee. “It poured. It hailed.”", ["It rained", "It poured. It hailed."]),
        ("“It rained,” said Lee. “It poured,” said Day.", ["It rained", "It poured"]),
        ("It was “a joke,” he said.", ["It was “a joke,”"]),
        ("The rain, he said, was acid.", ["The rain", "was acid"]),
        ("Part of it, say experts like Ann Lee, a chemist, is acid.", ["Part of it", "is acid"]),
        ("It rained, he said, adding that it poured.", ["It rained", "it poured"]),
        ("He said it rained; nobody listened.", ["it rained"]),
        ("He said it rained, whereas it was dry.", ["it rained"]),
        ("He said it rained, but she said it was dry.", ["it rained", "it was dry"]),
        ("He said it rained and, according to Lee, it poured.", ["it rained", "it poured"]),
        ("“Is it true?” Smith asked. “It rained.”", ["Is it true?", "It rained."]),
        ("He said so: “It rained.”", ["It rained."]),
    ],
)
def test_what_is_said(text: str, expected: list[str]) -> None:
    """The clause or the quotation, up to where somebody else or something else begins."""
    assert contents(text) == expected


def test_marks_are_taken_off() -> None:
    """``that``, commas and dashes around a content are not part of it; nothing but marks is no content."""
    prose = Prose("that, it rained, — .", saying("en"))

    assert tidied(prose, 0, prose.size) == (2, 4)
    assert tidied(prose, 4, prose.size) is None


def test_a_content_ends_before_whereas() -> None:
    """A semicolon or ``whereas`` after a comma ends what is said; inside a quotation it does not."""
    prose = Prose("a, whereas b “c; d” e", saying("en"))

    assert content_end(prose, 0, prose.size) == 2
    assert content_end(prose, 3, prose.size) == prose.size


def test_a_quotation_is_what_stands_between_its_marks() -> None:
    """The comma before the closing mark belongs to the sentence around it; a stop is kept."""
    prose = Prose("“It rained,” “It rained.”", saying("en"))

    assert [quoted_content(prose, number)[0][0] for number in (0, 1)] == [(1, 3), (6, 9)]


@pytest.mark.parametrize(
    "dateline",
    [
        "ALDERA, 4 June (NewsWire) - ", "ALDERA (NewsWire) -- ", "NEW ALDERA, Northland, June 4 (News/Wire) — ",
        "ALDERA — ", "It rained.\n\nALDERA, Sept. 4 – ",
    ],
)  # fmt: skip
@pytest.mark.parametrize("end", [", officials said.", "."])
def test_a_dateline_is_no_part_of_what_is_said(dateline: str, end: str) -> None:
    """Place, day and agency that a report begins with stand outside of what anybody says in it."""
    (draft,) = extract(f"{dateline}At least 12 people died{end}")

    assert draft.content == "At least 12 people died"


def test_a_quotation_after_a_dateline() -> None:
    """A report may begin with a quotation."""
    (draft,) = extract("ALDERA (NewsWire) - “We lost 12,” she said.")

    assert (draft.kind.value, draft.content) == ("direct quote", "We lost 12")


@pytest.mark.parametrize(
    "text", ["NATO jets — 12 of them — left", "GDP - of all figures - rose by 12", "NATO lost 12 jets"]
)
def test_what_is_no_dateline(text: str) -> None:
    """A dash after words of the sentence begins no report."""
    (draft,) = extract(f"{text}.")

    assert draft.content == text
