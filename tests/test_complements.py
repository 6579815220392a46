"""What follows a cue, behind times, places and who was told."""

import pytest

from claimcheck.reading.complements import Follows, complement_of
from claimcheck.reading.cues import find_cues
from claimcheck.reading.prose import Prose
from claimcheck.reading.saying import saying


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
