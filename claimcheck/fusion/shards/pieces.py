"""Pieces of a table wherever they lie, each asked the same; what they answer comes back in their order."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol, TypeVar

from attrs import field, frozen

__all__ = ["InMemory", "Pieces"]

Asked = TypeVar("Asked")


class Pieces(Protocol):
    """Pieces of whole topics. What they are asked and become are functions of a module, with what they need bound."""

    def turned(self, make: Callable[[Any], Any]) -> "Pieces":
        """Return what each piece becomes, as pieces in the same order."""
        ...

    def asked(self, ask: Callable[[Any], Asked]) -> list[Asked]:
        """Return what each piece answers, in order."""
        ...


@frozen(eq=False)
class InMemory:
    """Pieces in this process, which its cores share. What comes back does not depend on how many these are."""

    held: Sequence[Any]
    cores: int = field(factory=lambda: os.cpu_count() or 1)

    def turned(self, make: Callable[[Any], Any]) -> "InMemory":
        """Return what each piece becomes."""
        return InMemory(self.asked(make), self.cores)

    def asked(self, ask: Callable[[Any], Asked]) -> list[Asked]:
        """Return what each piece answers, in order."""
        if len(self.held) < 2 or self.cores < 2:
            return [ask(piece) for piece in self.held]
        with ThreadPoolExecutor(min(self.cores, len(self.held))) as pool:
            return list(pool.map(ask, self.held))
