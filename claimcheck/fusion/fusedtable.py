"""What an engine finds: the values of a table that is larger than memory, and the parties that speak in it."""

from collections.abc import Callable, Mapping
from typing import Any

from attrs import field, frozen

from claimcheck.errors import Problem
from claimcheck.fusion.copying import Group
from claimcheck.fusion.fused import Reliability, party_columns

__all__ = ["FusedTable"]


@frozen(kw_only=True)
class FusedTable:
    """What fusion finds in a table that an engine reads; ``Fusion`` is the same for one that is held in memory.

    Attributes:
        values: The columns of ``Fusion.values``, in order of topics: a table, a frame of Spark, or the path of a file.
        topics: How many topics there are.
        undecided: Of how many of them no value is called the best.
        reliabilities: The parties, in order.
        groups: The parties that count as one voice, and why.
        suspects: Parties that may copy each other.
        left_out: What was not weighed, by its place, and why.
        method: The method.
        rounds: How many rounds it took.
        converged: Whether it stopped by itself.
    """

    values: Any
    topics: int
    undecided: int
    reliabilities: tuple[Reliability, ...]
    groups: tuple[Group, ...]
    suspects: tuple[Group, ...]
    left_out: tuple[Problem, ...]
    method: str
    rounds: int
    converged: bool
    _frame: Callable[[Mapping[str, Any]], Any] = field(eq=False, repr=False)

    @property
    def parties(self) -> Any:
        """A frame with a row for each party: party, reliability, low, high, claims, group."""
        return self._frame(party_columns(self.reliabilities))

    def __str__(self) -> str:
        voices = len(self.reliabilities) - sum(len(group.parties) - 1 for group in self.groups)
        said = f"{self.topics:,} topics by {self.method}, {self.undecided:,} undecided; "
        said += f"{len(self.reliabilities):,} parties" + (f" count as {voices:,}" if self.groups else "")
        return said + (f"; {len(self.left_out):,} claims are left out" if self.left_out else "")
