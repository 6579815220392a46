"""Claims as arrays: what each row of a table says, who says it, and of what."""

from enum import IntEnum, IntFlag
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import fields, frozen

__all__ = [
    "Bools",
    "Dating",
    "End",
    "Flags",
    "Floats",
    "Form",
    "Ints",
    "Kind",
    "Outcome",
    "Rows",
    "Rule",
    "Statistic",
    "Wide",
    "has",
]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Wide = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


class Form(IntEnum):
    """What kind of value a row has; two figures meet only where they are of one form and one unit."""

    NONE = 0  # nothing could be read
    COUNT = 1  # a figure on the line of counts, or of its unit
    SHARE = 2  # a share alone, in hundredths
    WORD = 3  # a word: guilty
    MANY = 4  # what arrays cannot hold exactly: for the plain objects


class Statistic(IntEnum):
    """On what two rows are held against each other; a figure such as 52 of 80 offers the first three."""

    COUNT = 0
    SHARE = 1
    TOTAL = 2
    WORD = 3


class End(IntFlag):
    """What is to be known of the two ends of a figure beside where they lie."""

    LOW_OPEN = 1
    HIGH_OPEN = 2
    LOW_SOFT = 4
    HIGH_SOFT = 8
    LOW_LEFT_OUT = 16  # a count whose lower end excludes the number before it: "more than 40" is 41 on
    HIGH_LEFT_OUT = 32
    HIGH_ROUNDED = 64  # a rounded figure: 65 % reaches up to 65.5 without it, but what is written is 65


def has(ends: npt.NDArray[np.uint8], flag: End) -> Bools:
    """Which of these ends have a flag; quicker than the flag itself beside an array."""
    return np.asarray((ends & np.uint8(flag)) != 0)


class Dating(IntEnum):
    """By what a count that accumulates is dated."""

    NOTHING = 0
    ASSERTED = 1
    CUTOFF = 2
    ASSERTED_INSTANT = 3
    CUTOFF_INSTANT = 4


class Kind(IntFlag):
    """What is found of a row; each is a kind of finding that the ledger's objects give as well."""

    CONTESTED = 1
    DISPUTED_BY_UNATTRIBUTED = 2
    INCONSISTENT = 4
    CORROBORATED = 8
    UNCORROBORATED = 16
    UNATTRIBUTED = 32
    UNREAD = 64


class Outcome(IntEnum):
    """What comparing a row with the one it is held against gave."""

    NONE = 0
    CONTRADICTS = 1
    BOUNDARY = 2  # contradicts, but only by an end that one of the two leaves out
    ESTIMATE_SPREAD = 3
    UNDETERMINED_VALUE = 4
    PROGRESSION = 5
    UNDETERMINED_CUTOFF = 6
    EXCLUSIVE = 7  # words that exclude each other
    FELL = 8  # a toll that is lower although it was counted later


@frozen
class Rule:
    """What holds for all figures of a table.

    Attributes:
        stretch: How far above an upper end a soft figure may lie and still be a spread of estimates: a factor with at
            least one unit (counts and amounts), or a width (a scale with a tolerance; -1 where it has none).
        factor: Whether *stretch* is the factor.
        share_stretch: The width for shares, which have no factor.
        accumulates: Whether the figures are tolls that grow while they are counted.
        running: Whether they are shares of what was counted so far, comparable at one cutoff only.
    """

    factor: bool = True
    stretch: Fraction = Fraction(5, 4)
    share_stretch: Fraction = Fraction(-1)
    accumulates: bool = False
    running: bool = False


@frozen(eq=False)
class Rows:
    """A table as arrays of one length.

    Codes of topics count up from 0; ``party`` and ``group`` count parties and control groups in the order of their
    names, -1 for nobody. ``low`` and ``high`` are the ends as compared (minus and plus infinity where unbounded),
    ``ends`` holds flags of ``End``, ``form`` a ``Form``, ``unit`` the code of a unit, or of the word for ``WORD``.
    ``dated``, ``begin`` and ``end`` tell when counts that accumulate were taken, as ranks in time; absent otherwise.
    ``of`` is what a figure is counted out of (52 of 80), NaN where it is out of nothing; absent where none is.
    """

    topic: Ints
    party: Ints
    group: Ints
    form: npt.NDArray[np.uint8]
    low: Floats
    high: Floats
    ends: npt.NDArray[np.uint8]
    unit: Ints
    dated: npt.NDArray[np.uint8] | None = None
    begin: Floats | None = None
    end: Floats | None = None
    of: Floats | None = None

    def __len__(self) -> int:
        return len(self.topic)

    def take(self, places: npt.NDArray[Any]) -> "Rows":
        """The rows at *places*, in that order."""
        columns = {one.name: getattr(self, one.name) for one in fields(Rows)}
        taken: dict[str, Any] = {name: None if held is None else held[places] for name, held in columns.items()}
        return Rows(**taken)


@frozen(eq=False)
class Flags:
    """What was found, one entry a row: ``Kind`` flags, the row it is held against (-1 for none), and the rest.

    ``first`` and ``last`` are the positions that a row meets, counted from 0 along the topic, -1 where it has none;
    ``positions`` is how many the topic has.
    """

    kinds: npt.NDArray[np.uint8]
    against: Ints
    outcome: npt.NDArray[np.uint8]
    gap: Floats
    statistic: npt.NDArray[np.uint8]
    first: Ints
    last: Ints
    positions: Ints
    origins: Ints

    @classmethod
    def empty(cls, rows: int) -> "Flags":
        """Nothing found yet, for so many rows."""
        return cls(
            np.zeros(rows, np.uint8),
            np.full(rows, -1, np.int32),
            np.zeros(rows, np.uint8),
            np.full(rows, np.nan),
            np.zeros(rows, np.uint8),
            np.full(rows, -1, np.int32),
            np.full(rows, -1, np.int32),
            np.zeros(rows, np.int32),
            np.zeros(rows, np.int32),
        )
