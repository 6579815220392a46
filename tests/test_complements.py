"""What follows a cue, behind times, places and who was told."""

import pytest

from claimcheck.reading.speech.complements import Follows, complement_of
from claimcheck.reading.speech.cues import find_cues
from claimcheck.reading.speech.drafts import extract
from claimcheck.reading.speech.prose import Prose
from claimcheck.reading.speech.saying import saying


def follows(text: str) -> tuple[Follows, str]:
    prose = Prose(text, saying("en"))
    cue = next(find_cues(prose, (0, prose.size)))
    found = complement_of(prose, cue, prose.size)
    start = prose.starts[found.start] if found.start < prose.size else len(text)
    return found.follows, text[start:]


@pytest.mark.parametrize(
    ("text", "kind", "rest"),
    [
        ("He said that it rained.", Follows.THAT, "that it rained."),
        ("He said on Monday that it rained.", Follows.THAT, "that it rained."),
        ("He said in its evening update that it rained.", Follows.THAT, "that it rained."),
        ("He said, however, that it rained.", Follows.THAT, "that it rained."),
        ("He said — on Twitter, as it happens — that it rained.", Follows.THAT, "that it rained."),
        ("He said 12 times that it rained.", Follows.THAT, "that it rained."),
        ("He explained how it rained.", Follows.THAT, "how it rained."),
        ("He said “it rained” there.", Follows.QUOTE, "“it rained” there."),
        ("He said: “It rained.”", Follows.QUOTE, "“It rained.”"),
        ("He said: it rained.", Follows.COLON, "it rained."),
        ("He told reporters it had rained.", Follows.CLAUSE, "it had rained."),
        ("He told The New York Times on Monday that it rained.", Follows.THAT, "that it rained."),
        ("He argued Rome, which has foes, was weak.", Follows.CLAUSE, "Rome, which has foes, was weak."),
        ("He claimed interception of 162 drones.", Follows.NOUN, "interception of 162 drones."),
        ("He said.", Follows.NOTHING, "."),
        ("He said, and left.", Follows.NOTHING, ", and left."),
        ("He wrote after it had rained.", Follows.NOTHING, "after it had rained."),
    ],
)  # fmt: skip
def test_what_follows(text: str, kind: Follows, rest: str) -> None:
    """A clause with or without ``that``, a quotation, a colon, a noun or nothing, and where it begins."""
    assert follows(text) == (kind, rest)


TAILS = (
    "in a statement on Monday", "in a report", "on its website", "on its Telegram channel", "in the town of Lindau",
    "at the scene", "by phone", "during a visit to the town",
)  # fmt: skip


@pytest.mark.parametrize("tail", TAILS)
def test_where_it_was_said_is_nothing_that_was_said(tail: str) -> None:
    """After ``12 people died, officials said`` the place and the occasion of saying are no content of their own."""
    (draft,) = extract(f"At least 12 people died, officials said {tail}.")

    assert (draft.speaker, draft.cue, draft.content) == ("officials", "said", "At least 12 people died")


@pytest.mark.parametrize("tail", ["in a statement", "on its Telegram channel", "by phone"])
@pytest.mark.parametrize("joint", ["that ", ""])
def test_what_is_said_may_follow_where_it_was_said(tail: str, joint: str) -> None:
    """The clause after the occasion is what is said, with ``that`` and without."""
    (draft,) = extract(f"Officials said {tail} {joint}12 people died.")

    assert (draft.speaker, draft.content) == ("Officials", "12 people died")


@pytest.mark.parametrize("told", ["a press conference", "a news conference", "the hearing", "the BBC", "reporters"])
def test_who_was_told(told: str) -> None:
    """Who was told may be an occasion or an outlet, before what is said and after it."""
    for text in (f"Smith told {told} 12 people died.", f"12 people died, Smith told {told}."):
        (draft,) = extract(text)
        assert (draft.speaker, draft.cue, draft.content) == ("Smith", "told", "12 people died")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor dismissed reports that 12 people had died.", ("The mayor", True, "12 people had died")),
        ("The mayor dismissed earlier claims by Kyiv that 12 died.", ("The mayor", True, "12 died")),
        ("Kyiv rejected suggestions that 12 people had died.", ("Kyiv", True, "12 people had died")),
        ("The army contradicted reports that 12 had died.", ("The army", True, "12 had died")),
        ("The mayor dismissed the raid as a stunt.", ("The mayor", False, "the raid as a stunt")),
        ("The report released claims that 12 died.", ("The report released", False, "12 died")),
    ],
)
def test_reports_that_are_dismissed(text: str, expected: tuple[str, bool, str]) -> None:
    """Reports that are dismissed are denied by who dismisses them, and never asserted."""
    assert [(draft.speaker, draft.denies, draft.content) for draft in extract(text)] == [expected]


@pytest.mark.parametrize("verb", ["dismissed", "prompted", "denied", "investigated", "sparked"])
def test_a_noun_after_a_verb_attributes_nothing(verb: str) -> None:
    """After a verb ``reports`` and ``claims`` are its object, and the words before them no speaker."""
    for noun in ("reports", "claims"):
        drafts = extract(f"The raid {verb} {noun} that 12 people died.")
        assert [draft.cue for draft in drafts if draft.cue not in {None, verb}] == []
