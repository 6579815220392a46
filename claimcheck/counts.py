"""What came of a file that was read or written: counts, and each thing that was mended, refused or left out."""

from attrs import frozen

from claimcheck.errors import Problem

__all__ = ["Taken", "Written"]


@frozen(kw_only=True)
class Taken:
    """What came of reading a file: how many objects were read, which were mended, and what was refused.

    Attributes:
        read: Objects (reviews, rows, statements) that the file holds and that became records.
        mended: How many of them were mended on the way.
        refused: How many could not be taken.
        mendings: What was mended, each with its place.
        refusals: What could not be taken, each with its place.
        untold: How many problems are counted and not kept, because there are too many.

    Examples:
        >>> print(Taken(read=267, mended=41))
        267 read, 41 mended, 0 refused
    """

    read: int = 0
    mended: int = 0
    refused: int = 0
    mendings: tuple[Problem, ...] = ()
    refusals: tuple[Problem, ...] = ()
    untold: int = 0

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was refused, then what was mended."""
        return (*self.refusals, *self.mendings)

    def __str__(self) -> str:
        return f"{self.read:,} read, {self.mended:,} mended, {self.refused:,} refused"


@frozen(kw_only=True)
class Written:
    """What came of writing a ledger: how many objects stand in the file, and what was left out or is lacking.

    Attributes:
        written: Objects (records, reviews, statements, nodes and edges) in the file.
        left: What the format cannot say, each with the key of the record.
        warnings: What the format's readers ask for and the ledger does not hold, each with the key of the record.
        untold: How many of these are counted and not kept.

    Examples:
        >>> print(Written(written=12, left=(Problem("ua52", "its cutoff has no place in this format"),)))
        12 written, 1 left out, 0 warnings
    """

    written: int = 0
    left: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    untold: int = 0

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was left out, then what is lacking."""
        return (*self.left, *self.warnings)

    def __str__(self) -> str:
        return f"{self.written:,} written, {len(self.left):,} left out, {len(self.warnings):,} warnings"
