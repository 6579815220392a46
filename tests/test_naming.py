"""Cues that name a publisher: who says, and who was told."""

import pytest

from claimcheck.tracing.naming import naming


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("At least 13 died, according to AFP.", "according to AFP"),
        ("Reuters reported that 12 people died.", "Reuters reported"),
        ("It rained. The mayor told the BBC that 12 died.", "told the BBC"),
        ("12 people died, AFP news agency said on Monday.", "AFP news agency said"),
    ],
)
def test_a_cue_that_names_a_publisher(text: str, words: str) -> None:
    """The words of the cue are given as they stand."""
    assert naming(text, ["AFP", "Reuters", "The BBC"]) == words


@pytest.mark.parametrize(
    "text", ["AFP is an agency in Paris.", "The AFPX said 12 died.", "According to the ministry, AFP was hit.", ""]
)
def test_a_name_alone_is_no_cue(text: str) -> None:
    """A publisher that is spoken about, or whose name is part of another, is not cited."""
    assert naming(text, ["AFP"]) is None


def test_nobody_is_named_by_no_name() -> None:
    """A publisher without a name is cited nowhere."""
    assert naming("He said so.", ["", "The "]) is None
