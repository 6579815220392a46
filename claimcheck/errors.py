"""What went wrong: errors to raise where the caller is wrong, problems to collect where the data is."""

from collections.abc import Iterable

from attrs import frozen

__all__ = [
    "BadInput",
    "BadScheme",
    "ClaimCheckError",
    "InvalidRecord",
    "MissingExtra",
    "NotACase",
    "NotAdditive",
    "Problem",
    "StoreError",
    "UnknownKey",
]


class ClaimCheckError(Exception):
    """The ancestor of every error that this library raises on purpose."""


class InvalidRecord(ClaimCheckError, ValueError):
    """A record was asked for that its own rules refuse."""


class UnknownKey(ClaimCheckError, LookupError):
    """Nothing in the ledger has this key or name."""


class MissingExtra(ClaimCheckError, ImportError):
    """A part of the library needs a package that is not installed."""


class StoreError(ClaimCheckError, OSError):
    """A ledger on disk or on a server cannot be opened, read or written; nothing of what was asked has happened."""


class BadScheme(ClaimCheckError, TypeError):
    """A scheme for grades that another package offers cannot be used; the message names it."""


class NotAdditive(ClaimCheckError, ValueError):
    """Figures were to be added that count the same thing, or things of different kinds."""


@frozen
class Problem:
    """One thing that is wrong with the input, and where.

    Examples:
        >>> print(Problem("case.yaml:7", "unknown unit 'parsek' in '5 parsek'"))
        case.yaml:7: unknown unit 'parsek' in '5 parsek'
    """

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


class BadInput(ClaimCheckError, ValueError):
    """Input that cannot be taken; every problem found in it stands in ``problems``, what was mended in ``mended``."""

    def __init__(self, problems: Iterable[Problem], *, mended: Iterable[Problem] = ()) -> None:
        self.problems = tuple(problems)
        self.mended = tuple(mended)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class NotACase(BadInput):
    """The file is not a case file at all."""
