"""What a flagged table finds, topic by topic: who stands against whom, why, and how far they lie apart."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final

import numpy as np

from claimcheck.comparing.comparison import Gap
from claimcheck.comparing.comparison import Outcome as Compared
from claimcheck.findings.finding import Kind as Finding
from claimcheck.tables.figures import exact, shown_number
from claimcheck.tables.found import TableFinding, Voice
from claimcheck.tables.reading import Claims
from claimcheck.tables.rows import Bools, Flags, Kind, Outcome

__all__ = ["table_findings"]

_DISPUTES: Final = {
    Finding.CONTESTED: Kind.CONTESTED,
    Finding.INCONSISTENT: Kind.INCONSISTENT,
    Finding.DISPUTED_BY_UNATTRIBUTED: Kind.DISPUTED_BY_UNATTRIBUTED,
}
_WEAKER: Final = {
    Finding.PROGRESSION: (Outcome.PROGRESSION,),
    Finding.ESTIMATE_SPREAD: (Outcome.ESTIMATE_SPREAD,),
    Finding.UNDETERMINED: (Outcome.UNDETERMINED_VALUE, Outcome.UNDETERMINED_CUTOFF),
}
_STANDING: Final = {
    Finding.CORROBORATED: Kind.CORROBORATED,
    Finding.UNCORROBORATED: Kind.UNCORROBORATED,
    Finding.UNATTRIBUTED: Kind.UNATTRIBUTED,
}
_DISPUTED: Final = Kind.CONTESTED | Kind.INCONSISTENT | Kind.DISPUTED_BY_UNATTRIBUTED
_NOBODY: Final = "nobody named"
_MOST: Final = 6


def table_findings(
    table: Any, claims: Claims, flags: Flags, reasons: Any, *, describing: bool = True
) -> list[TableFinding]:
    """Return one finding for each topic and kind, kind by kind.

    Disputes come with the most contested topic first: the one with the most control groups in dispute, then positions,
    then the widest gap as a share of the larger figure. Everything else stands in the order of the rows.

    Args:
        table: The ``pyarrow.Table`` that was flagged.
        claims: The same as arrays.
        flags: What was found of its rows.
        reasons: The column of reasons.
        describing: Whether to tell also how the rows are supported, which asks for no action.
    """
    telling = _Telling(table, claims, flags, reasons)
    found: list[TableFinding] = []
    for kind, flag in _DISPUTES.items():
        several = [telling.dispute(kind, rows) for rows in telling.by_topic((flags.kinds & flag) > 0)]
        found.extend(sorted(several, key=lambda one: one.rank, reverse=True))
    calm = (flags.kinds & np.uint8(_DISPUTED | Kind.UNREAD)) == 0
    for kind, outcomes in _WEAKER.items():
        marked = np.asarray(calm & np.isin(flags.outcome, outcomes))
        found.extend(telling.differing(kind, rows) for rows in telling.by_topic(marked))
    for kind, flag in _STANDING.items() if describing else ():
        found.extend(telling.standing(kind, rows) for rows in telling.by_topic((flags.kinds & flag) > 0))
    return found


class _Telling:
    def __init__(self, table: Any, claims: Claims, flags: Flags, reasons: Any) -> None:
        self.claims, self.flags = claims, flags
        # As lists: one entry of an array at a time is what takes the time here.
        self.reasons: list[str | None] = reasons.to_pylist()
        self.low: list[float] = claims.rows.low.tolist()
        self.high: list[float] = claims.rows.high.tolist()
        self.group: list[int] = claims.rows.group.tolist()
        self.party: list[int] = claims.rows.party.tolist()
        self.cell: list[int] = claims.cell.tolist()
        self.at: list[tuple[int, int]] = list(zip(flags.first.tolist(), flags.last.tolist(), strict=True))
        self.against: list[int] = flags.against.tolist()
        self.gaps: list[float] = np.nan_to_num(flags.gap).tolist()
        self.kinds: list[int] = flags.kinds.tolist()
        self.ends: list[int] = claims.rows.ends.tolist()
        spec = claims.spec
        names = dict.fromkeys((*spec.topic, *spec.when, *spec.where))
        self.measure = spec.measure
        self.naming: list[list[Any]] = [table.column(name).to_pylist() for name in names]

    def by_topic(self, marked: Bools) -> Iterator[list[int]]:
        """The marked rows of each topic, topics in the order in which they first come."""
        topics: dict[int, list[int]] = defaultdict(list)
        places = np.flatnonzero(marked)
        for row, topic in zip(places.tolist(), self.claims.rows.topic[places].tolist(), strict=True):
            topics[topic].append(row)
        yield from topics.values()

    def dispute(self, kind: Finding, rows: list[int]) -> TableFinding:
        """The finding of a topic's disputed rows, spoken for by the two that lie farthest apart."""
        groups = self.group
        if kind is Finding.DISPUTED_BY_UNATTRIBUTED:
            rows = sorted({*rows, *(self.against[row] for row in rows if self.against[row] >= 0)})
        one, other = self._farthest(kind, rows)
        sure = kind is not Finding.INCONSISTENT
        near = [row for row in rows if self._meets(row, one) or (sure and groups[row] == groups[one])]
        here = set(near)
        far = [row for row in rows if row not in here]
        reason = self._reason(one, other)
        gap = self._gap(one, other)
        verb = "cannot both be right" if sure else "contradict each other"
        sentence = f"{self._topic(rows[0])}: {self._side(near)} and {self._side(far)} {verb}: {reason}."
        return TableFinding(
            kind=kind,
            topic=self._topic(rows[0]),
            rows=tuple(rows),
            against=tuple(far),
            outcome=Compared.CONTRADICTS,
            reason=reason,
            gap=gap,
            origins=self._origins(near),
            origins_against=self._origins(far),
            sentence=sentence,
            voices=self._voices(rows),
            rank=self._rank(rows, gap),
        )

    def differing(self, kind: Finding, rows: list[int]) -> TableFinding:
        """The finding of a topic's rows that differ from another group's without a dispute."""
        one = max(rows, key=lambda row: (self.gaps[row], -row))
        other = self.against[one]
        together = sorted({*rows, other})
        reason = self._reason(one, other)
        outcome = Compared.UNDETERMINED if kind is Finding.UNDETERMINED else Compared(kind.value)
        return TableFinding(
            kind=kind,
            topic=self._topic(one),
            rows=tuple(together),
            outcome=outcome,
            reason=reason,
            gap=self._gap(one, other),
            sentence=f"{self._topic(one)}: {reason}.",
            voices=self._voices(together),
        )

    def standing(self, kind: Finding, rows: list[int]) -> TableFinding:
        """The finding of how the rows of a topic are supported."""
        most = int(self.flags.origins[rows].max())
        corroborated = kind is Finding.CORROBORATED
        reason = {
            Finding.CORROBORATED: f"up to {most} origins say so, or something that implies it",
            Finding.UNCORROBORATED: "no second origin says so, which is no refutation",
        }.get(kind, "nobody is named as having said it")
        return TableFinding(
            kind=kind,
            topic=self._topic(rows[0]),
            rows=tuple(rows),
            outcome=Compared.SAME if corroborated else None,
            reason=reason,
            origins=most,
            sentence=f"{self._topic(rows[0])}: {self._figures(rows)}: {reason}.",
            voices=self._voices(rows),
        )

    def _farthest(self, kind: Finding, rows: list[int]) -> tuple[int, int]:
        """The row with the widest gap, and the row that it is held against."""
        stronger = int(Kind.CONTESTED) if kind is Finding.INCONSISTENT else 0
        here = set(rows)
        told = [row for row in rows if self.against[row] in here and not self.kinds[row] & stronger]
        if told:
            one = max(told, key=lambda row: (self.gaps[row], -row))
            return one, self.against[one]
        # Rows that another group disputes as well are held against that one: here two of their own group.
        groups: dict[int, list[int]] = defaultdict(list)
        for row in rows:
            groups[self.group[row]].append(row)
        at = self.at
        pairs = [(min(own, key=at.__getitem__), max(own, key=at.__getitem__)) for own in groups.values()]
        return max(pairs, key=lambda pair: (at[pair[1]][0] - at[pair[0]][0], -pair[0]))

    def _meets(self, row: int, other: int) -> bool:
        """Whether two rows share a position."""
        (first, last), (begin, end) = self.at[row], self.at[other]
        return first <= end and begin <= last

    def _reason(self, one: int, other: int) -> str:
        said = self.reasons[one] if self.against[one] == other else None
        return said or f"figures that cannot both be right: {self._figure(one)} / {self._figure(other)}"

    def _gap(self, one: int, other: int) -> Gap | None:
        low, high = self.low, self.high
        below, above = sorted((one, other), key=low.__getitem__)
        absolute = _exact(float(self.flags.gap[one]) if self.against[one] == other else low[above] - high[below])
        if absolute is None:
            return None
        upper, lower = _exact(low[above]), _exact(high[below])
        larger = Fraction(0)
        if upper is not None and lower is not None and upper - lower == absolute:
            larger = max(abs(Fraction(upper)), abs(Fraction(lower)))
        cell = self.cell[one]
        unit = self.claims.cells[cell].unit or None if cell >= 0 else None
        return Gap(absolute, Fraction(absolute) / larger if larger else None, unit)

    def _rank(self, rows: list[int], gap: Gap | None) -> tuple[float, ...]:
        """How much is contested: groups, positions, the gap as a share, then the first row of the topic."""
        groups = {self.group[row] for row in rows}
        positions = {self.at[row] for row in rows}
        share = float(gap.relative) if gap is not None and gap.relative is not None else 0.0
        return len(groups), len(positions), share, -rows[0]

    def _origins(self, rows: list[int]) -> int:
        return len({self.group[row] for row in rows} - {-1})

    def _topic(self, row: int) -> str:
        cells = (column[row] for column in self.naming)
        words = [self.measure, *(str(cell) for cell in cells if cell is not None)]
        return ", ".join(word for word in words if word)

    def _figure(self, row: int) -> str:
        cell = self.cell[row]
        if cell >= 0:
            return self.claims.cells[cell].text
        return shown_number(float(self.claims.rows.low[row]), float(self.claims.rows.high[row]), float(self.ends[row]))

    def _party(self, row: int) -> str:
        party = self.party[row]
        return _NOBODY if party < 0 else self.claims.parties[party]

    def _voices(self, rows: list[int]) -> tuple[Voice, ...]:
        """The distinct figures of some rows, from the lowest."""
        order = sorted(rows, key=lambda row: (self.at[row], self.low[row], row))
        counted = Counter((self._party(row), self._figure(row)) for row in order)
        return tuple(Voice(party, figure, number) for (party, figure), number in counted.items())

    def _side(self, rows: list[int]) -> str:
        parties = sorted({self._party(row) for row in rows})
        said = parties[:_MOST] + ([f"{len(parties) - _MOST} more"] if len(parties) > _MOST else [])
        names = said[0] if len(said) == 1 else ", ".join(said[:-1]) + " and " + said[-1]
        return f"{names} ({self._figures(rows)})"

    def _figures(self, rows: list[int]) -> str:
        told = list(dict.fromkeys(voice.figure for voice in self._voices(rows)))
        return ", ".join(told[:_MOST]) + (f" and {len(told) - _MOST} more" if len(told) > _MOST else "")


def _exact(number: float) -> int | Fraction | None:
    """The number that a float's shortest decimal is; the whole ones, which are most, the short way."""
    return int(number) if number.is_integer() else exact(number)
