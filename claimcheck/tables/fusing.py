"""A frame of claims as what fusion weighs: who says which figure or word of what, row by row."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Any

import narwhals as nw
import pyarrow as pa
from attrs import frozen

from claimcheck.comparing.values import Range, figure_range
from claimcheck.errors import BadInput, InvalidRecord, Problem
from claimcheck.fusion.copying import Group, known_groups
from claimcheck.fusion.told import Said, name_of
from claimcheck.reading.figures import parse_quantity
from claimcheck.tables.frames import arrow_of, column_names
from claimcheck.times import parse_time

__all__ = ["FrameSpec", "frame_like", "read_claims"]


@frozen(kw_only=True)
class FrameSpec:
    """Which columns of a frame say what, as ``fuse`` has them."""

    party: str
    topic: tuple[str, ...]
    value: tuple[str, ...]
    control_group: str | None = None
    asserted: str | None = None
    words: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that are read."""
        more = (self.control_group, self.asserted)
        return (self.party, *self.topic, *self.value, *(name for name in more if name is not None))


def read_claims(
    frame: Any, spec: FrameSpec, where: "Sequence[str] | None" = None
) -> tuple[list[Said], tuple[Group, ...]]:
    """Return what the rows of a frame say, and the groups of parties that it names.

    Args:
        frame: A pandas or polars frame or a ``pyarrow.Table``.
        spec: Its columns.
        where: What to call each row; by default its place, counted from 0.

    Raises:
        InvalidRecord: It is no frame, or a column is missing.
        BadInput: Cells are empty or no values, or a party says two things of one topic; every such row is named.
    """
    held = column_names(frame)
    missing = [name for name in spec.columns if name not in held]
    if missing:
        known = ", ".join(map(repr, held))
        raise InvalidRecord(f"fuse: there is no column {', '.join(map(repr, missing))}; the columns are {known}")
    table = arrow_of(frame, spec.columns)
    cells = {name: table.column(name).to_pylist() for name in dict.fromkeys(spec.columns)}
    named = where or [f"row {row}" for row in range(table.num_rows)]
    reading = _Reading(spec, cells, named)
    said = reading.said()
    if reading.problems:
        raise BadInput(reading.problems)
    return said, known_groups(reading.group_of, "of one control group")


class _Reading:
    """Rows on their way to claims."""

    def __init__(self, spec: FrameSpec, cells: Mapping[str, list[Any]], where: Sequence[str]) -> None:
        self._spec = spec
        self._cells = cells
        self._where = where
        self._known: dict[Any, str | Range | None] = {}
        self.problems: list[Problem] = []
        self.group_of: dict[str, str] = {}

    def said(self) -> list[Said]:
        """What the rows say; of two things that a party says of one topic, the later if it is known."""
        spec, rows = self._spec, []
        for row, where in enumerate(self._where):
            party = self._word(spec.party, row)
            topic = [self._word(name, row) for name in spec.topic]
            value = self._value(row)
            when = self._when(row)
            self._group(party, row)
            if party is not None and value is not None and None not in topic:
                rows.append((Said(party, " / ".join(map(str, topic)), value, where), when))
        return self._latest(rows)

    def _word(self, column: str, row: int) -> str | None:
        cell = self._cells[column][row]
        text = "" if cell is None or (isinstance(cell, float) and cell != cell) else str(cell).strip()  # noqa: PLR0124
        if not text:
            self.problems.append(Problem(self._where[row], f"{column}: expected a name, and the cell is empty"))
            return None
        return text

    def _value(self, row: int) -> str | Range | None:
        spec = self._spec
        read = [self._cells[name][row] for name in spec.value]
        try:
            if len(read) == 1:
                return self._read(read[0])
            low, high = (None if cell is None else _number(cell) for cell in read)
            if low is None and high is None:
                raise ValueError("expected a figure, and both cells are empty")
            if low is not None and high is not None and low > high:
                raise ValueError(f"the lower end {low} is above the upper end {high}")
            return Range(low, high)
        except ValueError as err:
            self.problems.append(Problem(self._where[row], f"{', '.join(spec.value)}: {err}"))
            return None

    def _read(self, cell: Any) -> str | Range:
        if isinstance(cell, bool):
            return str(cell).lower()
        if not isinstance(cell, str):
            number = _number(cell)
            return str(cell) if self._spec.words else Range(number, number)
        text = cell.strip()
        if not text:
            raise ValueError("expected a value, and the cell is empty")
        figure = None if self._spec.words else parse_quantity(text)
        if figure is None:
            return text
        ends = (figure.low, figure.high)
        is_count = figure.unit is None and all(end is None or isinstance(end, int) for end in ends)
        return figure_range(figure, discrete=is_count)

    def _when(self, row: int) -> str:
        name = self._spec.asserted
        if name is None:
            return ""
        cell = self._cells[name][row]
        if isinstance(cell, datetime | date):
            return cell.isoformat()
        found = None if cell is None else parse_time(str(cell))
        if found is None:
            self.problems.append(Problem(self._where[row], f"{name}: expected a time, got {cell!r:.80}"))
            return ""
        return str(found.earliest)

    def _group(self, party: str | None, row: int) -> None:
        name = self._spec.control_group
        if name is None or party is None or self._cells[name][row] is None:
            return
        group = str(self._cells[name][row])
        if self.group_of.setdefault(party, group) != group:
            self.problems.append(
                Problem(
                    self._where[row],
                    f"{name}: {party!r} is of {group!r} here, and of {self.group_of[party]!r} in a row before",
                )
            )

    def _latest(self, rows: list[tuple[Said, str]]) -> list[Said]:
        held: dict[tuple[str, str], tuple[Said, str]] = {}
        found: dict[tuple[str, str], list[Said]] = {}
        for said, when in rows:
            slot = (said.party, said.topic)
            before = held.get(slot)
            if before is None or (when > before[1] and name_of(before[0].value) != name_of(said.value)):
                held[slot], found[slot] = (said, when), [said]
            elif name_of(before[0].value) == name_of(said.value):
                found[slot].append(said)
            elif when == before[1]:
                hint = "" if self._spec.asserted else "; name the column of when it was said with asserted="
                self.problems.append(
                    Problem(
                        said.where,
                        f"{said.party!r} says {_told(said)} of {said.topic!r}, and {_told(before[0])} in "
                        f"{before[0].where}{hint}",
                    )
                )
        return [one for several in found.values() for one in several]


def _told(said: Said) -> str:
    value = said.value
    if isinstance(value, str):
        return repr(value)
    return str(value.low) if value.is_point else f"{value.low} to {value.high}"


def _number(cell: Any) -> int | Fraction:
    """The exact number that a cell holds."""
    if cell is None:
        raise ValueError("expected a figure, and the cell is empty")
    if isinstance(cell, str):
        figure = parse_quantity(cell)
        if figure is None or figure.low is None or figure.low != figure.high:
            raise ValueError(f"expected a figure, got {cell!r:.80}")
        return figure.low
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell
    if isinstance(cell, float | Decimal):
        if not isfinite(cell):
            raise ValueError(f"expected a figure, got {cell}")
        exact = Fraction(str(cell))
        return exact.numerator if exact.denominator == 1 else exact
    raise ValueError(f"expected a figure or words, got {cell!r:.80}")


def frame_like(frame: Any) -> Any:
    """Return what makes a frame of the kind of *frame* out of columns."""
    if isinstance(frame, pa.Table):
        return lambda columns: pa.table(dict(columns))
    kind = nw.from_native(frame, eager_only=True).implementation
    return lambda columns: nw.from_dict(dict(columns), backend=kind).to_native()
