"""Institutions that tell what they did themselves, in no words of saying."""

import pytest

from claimcheck.reading.institutions import self_report
from claimcheck.reading.prose import Prose
from claimcheck.reading.saying import saying


def reporter(text: str) -> str | None:
    prose = Prose(text, saying("en"))
    span = self_report(prose, (0, prose.size))
    return None if span is None else text[prose.starts[span[0]] : prose.ends[span[1] - 1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ukraine’s air force shot down 52 out of 80 Russian drones.", "Ukraine’s air force"),
        ("- The Air Force of Ukraine has already intercepted 52 drones.", "The Air Force of Ukraine"),
        ("Police in Kyiv arrested 12 men.", "Police in Kyiv"),
        ("The Health Ministry recorded 12 cases.", "The Health Ministry"),
    ],
)
def test_an_institution_and_its_act(text: str, expected: str) -> None:
    """An army, a police force, a ministry, with an act of its own."""
    assert reporter(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine shot down 52 drones.",
        "Twelve men arrested the police chief.",
        "The air force was struck by 12 drones.",
        "The men, whom police arrested, were 12.",
        "The farmer of the police recovered 12 cows.",
        "12",
    ],
)
def test_others_report_nothing(text: str) -> None:
    """A state, a person, and an institution to which something happens publish no bulletin here."""
    assert reporter(text) is None
