"""What is a format? How it is called, by which names of files it is known, and how it is read and written."""

from collections.abc import Callable, Iterable, Mapping

from attrs import field, frozen

from claimcheck.exchange.conformance import Cell, everything
from claimcheck.exchange.intake import Intake
from claimcheck.exchange.outlet import Outlet
from claimcheck.ledger import Ledger

__all__ = ["Format"]


def _suffixes(value: Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


@frozen(kw_only=True)
class Format:
    """A way in which a ledger stands in a file.

    Attributes:
        name: What ``format=`` calls it.
        suffixes: The ends of file names, dots included, by which it is known; several formats may share one.
        only_read: Further ends of file names that it is known by where a file is read.
        read: Returns the ledger in a file, and tells the intake what it mends and refuses; None where the format can
            only be written.
        write: Gives the bytes of a ledger, piece by piece, and tells the outlet what it leaves out; None where the
            format can only be read.
        knows: Whether a file, whose name would do for several formats, is of this one; None where it need not ask.
        says: What becomes of each field of a record, as ``exchange.conformance`` declares it.
        case: What becomes of the name of the case.
        title: What people call it, with its version.

    Examples:
        >>> from claimcheck.formats import formats
        >>> formats()["yaml"].suffixes
        ('.yaml', '.yml')
    """

    name: str
    suffixes: tuple[str, ...] = field(converter=_suffixes)
    only_read: tuple[str, ...] = field(default=(), converter=_suffixes)
    read: Callable[[Intake], Ledger] | None = None
    write: Callable[[Ledger, Outlet], Iterable[bytes]] | None = None
    knows: Callable[[Intake], bool] | None = None
    says: Mapping[str, Cell] = field(factory=lambda: everything(Cell.LEFT), repr=False)
    case: Cell = Cell.LEFT
    title: str = ""
