"""More that is said, added to what was fused: nothing is read twice, and what is there already adds nothing."""

from collections.abc import Callable, Mapping, Sequence
from inspect import signature
from typing import Any

from claimcheck.errors import InvalidRecord
from claimcheck.fusion.fused import Again, Fusion
from claimcheck.fusion.scores import Scores
from claimcheck.fusion.told import Said, name_of

__all__ = ["saying_more", "takes_start"]


def takes_start(method: Callable[..., Scores]) -> bool:
    """Return whether the rounds of a method can start from reliabilities that were found before."""
    return "learning" in signature(method).parameters


def saying_more(
    fuse: Callable[..., Fusion], said: Sequence[Said], asked: Mapping[str, Any], *, is_dated: bool
) -> Again:
    """Return what fuses *said* with more, as was *asked* of the first.

    Raises:
        InvalidRecord: More is no sequence of what is said, or nobody knows when it was said.
    """

    def again(more: Any, start: Fusion | None) -> Fusion:
        if is_dated:
            raise InvalidRecord("update: the days of more are not known; fuse it with what was said before")
        if not isinstance(more, Sequence) or not all(isinstance(one, Said) for one in more):
            raise InvalidRecord(f"update: expected a sequence of what is said, got {more!r:.80}")
        there = {(one.party, one.topic, name_of(one.value)) for one in said}
        new = [one for one in more if (one.party, one.topic, name_of(one.value)) not in there]
        return fuse([*said, *new], **asked, start=start)

    return again
