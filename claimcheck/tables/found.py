"""What checking a table in a file finds: a finding for each topic and kind, and every cell that was not read."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from attrs import frozen

from claimcheck.comparing.comparison import Gap, Outcome
from claimcheck.errors import Problem
from claimcheck.findings.finding import Kind

__all__ = ["TOLD", "Checked", "TableFinding", "Voice", "row_key", "table_json"]

TOLD: Final = (
    Kind.CONTESTED,
    Kind.INCONSISTENT,
    Kind.DISPUTED_BY_UNATTRIBUTED,
    Kind.PROGRESSION,
    Kind.ESTIMATE_SPREAD,
    Kind.UNDETERMINED,
    Kind.CORROBORATED,
    Kind.UNCORROBORATED,
    Kind.UNATTRIBUTED,
)
"""The kinds of finding that a table tells, in the order in which it tells them."""


def row_key(row: int) -> str:
    """Return what a row is called where a claim of a case has its key: rows count from 1, without the header.

    Examples:
        >>> row_key(0)
        'row 1'
    """
    return f"row {row + 1}"


@frozen
class Voice:
    """One figure of a topic, who gives it, and in how many rows."""

    party: str
    figure: str
    rows: int = 1


@frozen(kw_only=True)
class TableFinding:
    """What is found of one topic, of one kind; the same fields as a finding of a ledger, with rows for claims.

    ``rows`` are those that the finding is about, from 0, and ``against`` those among them that stand on other
    positions than the row with the widest gap. ``voices`` are their distinct
    figures, and by ``rank`` the most contested topic is known.
    """

    kind: Kind
    topic: str
    rows: tuple[int, ...]
    sentence: str
    against: tuple[int, ...] = ()
    outcome: Outcome | None = None
    reason: str = ""
    gap: Gap | None = None
    origins: int | None = None
    origins_against: int | None = None
    voices: tuple[Voice, ...] = ()
    rank: tuple[float, ...] = ()

    def to_plain(self) -> dict[str, Any]:
        """The finding as JSON-ready text, in the shape that a finding of a case has.

        Examples:
            >>> found = TableFinding(kind=Kind.UNATTRIBUTED, topic="blast", rows=(6,), sentence="Nobody said so.")
            >>> found.to_plain()["claims"]
            ['row 7']
        """
        gap = None
        if self.gap is not None:
            relative = self.gap.relative
            gap = {
                "absolute": str(self.gap.absolute),
                "relative": None if relative is None else str(relative),
                "unit": self.gap.unit,
            }
        return {
            "kind": self.kind.value,
            "topic": self.topic,
            "claims": [row_key(row) for row in self.rows],
            "against": [row_key(row) for row in self.against],
            "outcome": None if self.outcome is None else self.outcome.value,
            "aspects": [],
            "field": None,
            "reason": self.reason,
            "sentence": self.sentence,
            "gap": gap,
            "origins": self.origins,
            "origins_against": self.origins_against,
            "question": None,
        }


@frozen(kw_only=True)
class Checked:
    """A table as it was checked.

    Attributes:
        findings: What was found, kind by kind, the most contested topics first.
        problems: The cells that were not read, with their places in the file.
        rows: How many rows the table has.
        topics: How many topics they make.
        unread: How many rows were not read.
    """

    findings: tuple[TableFinding, ...]
    problems: tuple[Problem, ...]
    rows: int
    topics: int
    unread: int


def table_json(findings: Iterable[TableFinding], unread: Iterable[Problem] = ()) -> dict[str, Any]:
    """Return findings and how many there are of each kind, as `claimcheck check --json` prints them.

    The cells that were not read stand beside them, where there are any.

    Examples:
        >>> table_json(())
        {'findings': [], 'counts': {}}
    """
    held = list(findings)
    counts = Counter(one.kind.value for one in held)
    told: dict[str, Any] = {"findings": [one.to_plain() for one in held], "counts": dict(counts)}
    cells = [{"where": one.where, "message": one.message} for one in unread]
    return told | {"unread": cells} if cells else told
