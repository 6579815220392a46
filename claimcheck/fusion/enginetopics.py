"""The topics that an engine has weighed: how many they are, and where their values stand."""

from collections.abc import Sequence
from typing import Any, Never, overload

from claimcheck.errors import InvalidRecord

__all__ = ["EngineTopics", "fuse_anew", "no_topic"]

_WHERE = "the topics of an engine stand in .values alone"


class EngineTopics(Sequence[Any]):
    """Topics too many to be held as objects; to ask for one is refused, and says where they are.

    Attributes:
        values: The columns of all values, in order of topics: a table, a frame of Spark, or the path of a file.
        undecided: Of how many topics no value is called the best.

    Examples:
        >>> topics = EngineTopics("fused.parquet", count=9_000_000, undecided=12)
        >>> len(topics), topics.values
        (9000000, 'fused.parquet')
        >>> topics[0]
        Traceback (most recent call last):
        ...
        claimcheck.errors.InvalidRecord: fuse: the topics of an engine stand in .values alone
    """

    def __init__(self, values: Any, *, count: int, undecided: int) -> None:
        self.values = values
        self.undecided = undecided
        self._count = count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Never: ...

    @overload
    def __getitem__(self, place: slice) -> Never: ...

    def __getitem__(self, place: int | slice) -> Never:
        raise InvalidRecord(f"fuse: {_WHERE}")


def no_topic(topic: str) -> Never:
    """Refuse to tell what is said of a topic."""
    raise InvalidRecord(f"fuse: {_WHERE}; what is said of {topic!r:.80} stands in the table")


def fuse_anew(more: object, start: object) -> Never:
    """Refuse to add to what an engine has weighed."""
    raise InvalidRecord("update: what an engine has weighed is fused anew, with all its rows")
