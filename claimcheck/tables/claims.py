"""A frame of claims as what fusion weighs: who says which figure or word of what, row by row."""

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Any, Final, NamedTuple

from attrs import evolve, field, frozen

from claimcheck.comparing.values import Range, figure_range
from claimcheck.errors import BadInput, Problem
from claimcheck.fusion.copying import Group, known_groups
from claimcheck.fusion.fused import shown_range
from claimcheck.fusion.told import Said, name_of
from claimcheck.quantity import Quantity
from claimcheck.spans import TimeSpan, order_of, overtaken
from claimcheck.tables.cells import Declared, Unreadable, read_cell
from claimcheck.tables.fusing import FrameSpec, Slot, arrow_for, cells_of, labels_of, row_name, text_of
from claimcheck.tables.moments import day_of, moment_of
from claimcheck.tables.shares import Dated, Offer, offered, with_shares
from claimcheck.vocabulary import default_vocabulary

__all__ = ["FrameClaims", "Reading", "read_frame"]


@frozen(kw_only=True)
class FrameClaims:
    """What a frame holds for fusion.

    Attributes:
        said: What the rows say.
        groups: The groups of parties that it names.
        left_out: The rows that later ones replace.
        domains: The domain of each topic; None where there is no such column.
        days: On which day each thing was said, counted as dates are; None where there is no such column.
        reading: What has been read, to which more can be added.
    """

    said: Sequence[Said]
    groups: tuple[Group, ...]
    left_out: Sequence[Problem]
    domains: Mapping[str, str] | None
    days: Sequence[float] | None
    reading: "Reading" = field(eq=False, repr=False)

    def more(self, frame: Any) -> "FrameClaims":
        """Return what it and another frame of the same columns hold together, whose rows are counted on from its last.

        Raises:
            InvalidRecord: It is no frame, or a column is missing.
            BadInput: Rows cannot be weighed, by themselves or with those before; every such row is named.
        """
        return _claims_in(frame, self.reading.copied(), None)


def read_frame(frame: Any, spec: FrameSpec, where: "Sequence[str] | None" = None) -> FrameClaims:
    """Return what a frame holds for fusion.

    Args:
        frame: A pandas or polars frame or a ``pyarrow.Table``.
        spec: Its columns.
        where: What to call each row; by default its place, counted from 0.

    Raises:
        InvalidRecord: It is no frame, or a column is missing.
        BadInput: Cells are empty or no values, a party says two things of one topic, or a topic is in two domains;
            every such row is named.
    """
    return _claims_in(frame, Reading(spec), where)


def _claims_in(frame: Any, reading: "Reading", where: Sequence[str] | None) -> FrameClaims:
    """What has been read, and what a frame holds."""
    spec = reading.spec
    table = arrow_for(frame, spec, may_be_empty=reading.count > 0)
    cells = {name: cells_of(table.column(name)) for name in dict.fromkeys(spec.columns)}
    begin = reading.count
    reading.read(cells, where or [row_name(begin + row) for row in range(table.num_rows)])
    said = reading.said()
    if reading.problems:
        raise BadInput(reading.problems)
    return FrameClaims(
        said=said,
        groups=known_groups(reading.group_of, "of one control group"),
        left_out=reading.left_out,
        domains=reading.domains() if spec.domain is not None else None,
        days=None if spec.asserted is None else [day_of(when) for when in reading.times if when is not None],
        reading=reading,
    )


class _Row(NamedTuple):
    """What a row says."""

    party: str
    slot: Slot
    value: str | Range
    where: str
    when: TimeSpan | None

    @property
    def key(self) -> tuple[str, Slot, str, str | None]:
        """By what a row is the same as another."""
        return self.party, self.slot, name_of(self.value), None if self.when is None else self.when.edtf


class Reading:
    """Rows on their way to claims."""

    def __init__(self, spec: FrameSpec) -> None:
        self.spec = self._spec = spec
        self.count = 0
        self._cells: Mapping[str, list[Any]] = {}
        self._where: Sequence[str] = ()
        self._rows: list[_Row] = []
        self._offers: list[Offer] = []
        self._declared = Declared(default_vocabulary())
        self._known: dict[str, tuple[Range, str] | Problem] = {}
        self._shares: dict[str, tuple[Range, bool]] = {}
        self._labels: dict[Slot, str] = {}
        self.problems: list[Problem] = []
        self.left_out: list[Problem] = []
        self.group_of: dict[str, str] = {}
        self.times: list[TimeSpan | None] = []
        self._domain_of: dict[tuple[str, ...], str] = {}

    def copied(self) -> "Reading":
        """Another that has read the same, to which more can be added."""
        found = copy(self)
        found._rows, found._offers = self._rows[:], self._offers[:]
        found.group_of, found._domain_of = self.group_of.copy(), self._domain_of.copy()
        return found

    def read(self, cells: Mapping[str, list[Any]], where: Sequence[str]) -> None:
        """Read rows; what a frame before has already, of the same party, topic, value and time, adds nothing."""
        spec, rows, offers = self._spec, self._rows, self._offers
        there = {one.key for one in rows}
        self._cells, self._where, self.problems = cells, where, []
        self.count += len(where)
        for row, place in enumerate(where):
            party = self._word(spec.party, row)
            topic = [self._word(name, row) for name in spec.topic]
            value = self._value(row)
            when = self._when(row)
            self._group(party, row)
            domain = self._word(spec.domain, row) if spec.domain is not None else None
            if party is not None and value is not None and None not in topic:
                named = tuple(map(str, topic))
                self._in_domain(named, domain, row)
                one = _Row(party, (named, self.unit_of(self._text(row))), value, place, when)
                if there and one.key in there:
                    continue
                share = self.share_of(self._text(row))
                if share is not None:
                    offers.append(Offer(len(rows), (named, "percent"), *share))
                rows.append(one)
        self._cells, self._where = {}, ()

    def said(self) -> list[Said]:
        """What all rows say; of two things that a party says of one topic, the later if it is known."""
        self.left_out, self.times = [], []
        self._labels = labels_of(one.slot for one in self._rows)
        rows = [(Said(one.party, self._labels[one.slot], one.value, one.where), one.when) for one in self._rows]
        self._complain_of_mixed([said for said, _ in rows])
        return self._latest(*with_shares(rows, self._offers, self._labels))

    def _text(self, row: int) -> str:
        """What stands in the one column of values, "" where there are two."""
        return str(self._cells[self._spec.value[0]][row]) if len(self._spec.value) == 1 else ""

    def _complain_of_mixed(self, said: list[Said]) -> None:
        """Name each word of a topic that has figures as well."""
        figures: dict[str, str] = {}
        for one in said:
            if not isinstance(one.value, str):
                figures.setdefault(one.topic, one.where)
        for one in said:
            if isinstance(one.value, str) and one.topic in figures:
                held = self._known.get(one.value)
                why = held.message if isinstance(held, Problem) else f"expected a figure, got {one.value!r:.80}"
                beside = f"{figures[one.topic]} has a figure for the same topic"
                self.problems.append(Problem(one.where, f"{self._spec.value[0]}: {why}, and {beside}; {_MEND}"))

    def unit_of(self, cell: Any) -> str:
        """Return the unit of a cell that was read: figures of another are of another topic."""
        held = self._known.get(str(cell))
        return held[1] if isinstance(held, tuple) else ""

    @property
    def has_shares(self) -> bool:
        """Whether any cell that was read gives a share."""
        return bool(self._shares)

    def share_of(self, cell: Any) -> tuple[Range, bool] | None:
        """Return the share that a cell gives that was read, and whether it is one of so many; None where it is none."""
        return self._shares.get(str(cell))

    def _word(self, column: str, row: int) -> str | None:
        text = text_of(self._cells[column][row])
        if not text:
            self.problems.append(Problem(self._where[row], f"{column}: expected a name, and the cell is empty"))
            return None
        return text

    def _figure(self, text: str) -> Range | None:
        """The figure of a cell of text; None where it is none, and why is kept."""
        if text not in self._known:
            try:
                value = read_cell(text, self._declared).value
                if not isinstance(value, Quantity):
                    raise Unreadable(f"expected a figure, got {text!r:.80}")
                ends = (value.low, value.high)
                is_count = value.unit is None and all(end is None or isinstance(end, int) for end in ends)
                counted = figure_range(evolve(value, step=None), discrete=is_count)
                self._known[text] = (counted, value.unit or "")
                share = offered(value, counted)
                if share is not None:
                    self._shares[text] = share
            except Unreadable as err:
                self._known[text] = Problem("", str(err))
        held = self._known[text]
        return held[0] if isinstance(held, tuple) else None

    def _value(self, row: int) -> str | Range | None:
        spec = self._spec
        read = [self._cells[name][row] for name in spec.value]
        try:
            return self.value_of(read[0]) if len(read) == 1 else self.between(*read)
        except ValueError as err:
            self.problems.append(Problem(self._where[row], f"{', '.join(spec.value)}: {err}"))
            return None

    def between(self, low_cell: Any, high_cell: Any) -> Range:
        """Return the figure between two cells.

        Raises:
            ValueError: They are none.
        """
        low, high = (None if cell is None else self._number(cell) for cell in (low_cell, high_cell))
        if low is None and high is None:
            raise ValueError("expected a figure, and both cells are empty")
        if low is not None and high is not None and low > high:
            raise ValueError(f"the lower end {low} is above the upper end {high}")
        return Range(low, high)

    def value_of(self, cell: Any) -> str | Range:
        """Return the figure or the word of a cell.

        Raises:
            ValueError: It holds none.
        """
        if isinstance(cell, bool):
            return str(cell).lower()
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            raise ValueError("expected a value, and the cell is empty")
        if self._spec.words:
            return " ".join(str(cell).split())
        if not isinstance(cell, str):
            number = _number(cell)
            return Range(number, number)
        if cell.strip().casefold() in _NOTHING:
            raise ValueError(f"expected a value, got {cell!r:.80}; {_MEND}")
        figure = self._figure(cell)
        return " ".join(cell.split()) if figure is None else figure

    def _number(self, cell: Any) -> int | Fraction:
        """The number of a cell of a column of ends."""
        if not isinstance(cell, str):
            return _number(cell)
        figure = self._figure(cell)
        if figure is None or figure.low is None or not figure.is_point or self.unit_of(cell) or self.share_of(cell):
            raise ValueError(f"expected a number without a unit, got {cell!r:.80}")
        return figure.low

    def _when(self, row: int) -> TimeSpan | None:
        """When a row was said."""
        name = self._spec.asserted
        if name is None:
            return None
        cell = self._cells[name][row]
        if not text_of(cell):
            self.problems.append(Problem(self._where[row], f"{name}: expected a time, and the cell is empty"))
            return None
        try:
            return moment_of(cell, self._spec.order)
        except Unreadable as err:
            self.problems.append(Problem(self._where[row], f"{name}: {err}"))
            return None

    def is_time(self, cell: Any) -> bool:
        """Whether a cell says when."""
        try:
            return bool(text_of(cell)) and moment_of(cell, self._spec.order) is not None
        except Unreadable:
            return False

    def _group(self, party: str | None, row: int) -> None:
        name = self._spec.control_group
        if name is None or party is None:
            return
        group = text_of(self._cells[name][row])
        if not group:
            return
        if self.group_of.setdefault(party, group) != group:
            self.problems.append(
                Problem(
                    self._where[row],
                    f"{name}: {party!r} is of {group!r} here, and of {self.group_of[party]!r} in a row before",
                )
            )

    def domains(self) -> dict[str, str]:
        """The domain of each topic by its name."""
        return {label: self._domain_of[slot[0]] for slot, label in self._labels.items()}

    def _in_domain(self, topic: tuple[str, ...], domain: str | None, row: int) -> None:
        if domain is not None and self._domain_of.setdefault(topic, domain) != domain:
            told = f"{' / '.join(topic)!r} is of {domain!r} here, and of {self._domain_of[topic]!r} in a row before"
            self.problems.append(Problem(self._where[row], f"{self._spec.domain}: {told}"))

    def _latest(self, rows: list[Dated], shares: Collection[tuple[str, str]] = ()) -> list[Said]:
        """What each party certainly says last of each topic; two things are refused unless several can be right."""
        by_slot: dict[tuple[str, str], list[Dated]] = {}
        for said, when in rows:
            by_slot.setdefault((said.party, said.topic), []).append((said, when))
        stands: dict[tuple[str, str], set[str]] = {}
        for slot, several in by_slot.items():
            is_past = overtaken([None if when is None else order_of(when) for _, when in several])
            last = [one for one, is_over in zip(several, is_past, strict=True) if not is_over]
            stands[slot] = kept = {name_of(said.value) for said, _ in (last if self._spec.several else last[:1])}
            for said, when in last:
                if name_of(said.value) not in kept:
                    self._complain_of_two(last[0], (said, when))
            past = [one for (one, _), is_over in zip(several, is_past, strict=True) if is_over]
            self.left_out += [
                Problem(one.where, _LATER if (one.where, one.topic) not in shares else f"its share: {_LATER}")
                for one in past
                if name_of(one.value) not in kept
            ]
        held = [(said, when) for said, when in rows if name_of(said.value) in stands[said.party, said.topic]]
        self.times = [when for _, when in held]
        return [said for said, _ in held]

    def _complain_of_two(self, first: Dated, second: Dated) -> None:
        if first[1] is None or second[1] is None:
            rest = ": leave one out, or name the column of when it was said (asserted)"
        else:
            rest = f", of {first[1]} and {second[1]}, neither certainly later: leave one out"
        one, other = second[0], first[0]
        told = f"{one.party!r} says {_told(one)} of {one.topic!r}, and {_told(other)} in {other.where}"
        self.problems.append(Problem(one.where, told + rest))


_LATER: Final = "its party says something else later"
_MEND: Final = "mend the cell, or ask for words (words=True, --words) where every value is one"
_NOTHING: Final = frozenset("n/a na nan nil none null unknown unk tbd tba - -- ? ??".split())
"""What people write where they have no value."""


def _told(said: Said) -> str:
    return repr(said.value) if isinstance(said.value, str) else shown_range(said.value)


def _number(cell: Any) -> int | Fraction:
    """The exact number that a cell holds."""
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell
    if isinstance(cell, float | Decimal):
        if not isfinite(cell):
            raise ValueError(f"expected a figure, got {cell}")
        exact = Fraction(str(cell))
        return exact.numerator if exact.denominator == 1 else exact
    raise ValueError(f"expected a figure or words, got {cell!r:.80}")
