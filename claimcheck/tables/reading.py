"""A table in Arrow's columns as arrays of claims: names as codes, cells as ranges, and what could not be read."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import define, frozen

from claimcheck.errors import InvalidRecord
from claimcheck.quantity import Quantity
from claimcheck.spans import Order, TimeSpan, order_of
from claimcheck.tables.cells import Cell, Declared, Unreadable, read_bound, read_cell
from claimcheck.tables.rows import Bools, Dating, End, Floats, Form, Ints, Rows
from claimcheck.tables.spec import Spec
from claimcheck.times import parse_time
from claimcheck.vocabulary import default_vocabulary, fold

__all__ = ["BadCell", "Claims", "exact", "plain_quantity", "read_table"]

_EXACT: Final = 2.0**53


@frozen
class BadCell:
    """A cell that could not be read: the row's place from 0, the column, and why."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        return f"row {self.row}, {self.column}: {self.message}"


@define(eq=False)
class Claims:
    """A table as arrays, with the names that the codes stand for, and the cells that could not be read.

    Attributes:
        rows: The arrays.
        parties: The names of the parties, by code.
        cells: The distinct cells that were read one by one.
        cell: For each row its place in *cells*, -1 for a plain number.
        bad: The cells that could not be read, by row.
        spec: How the table was read.
        cutoffs: The time of each row by which counts are dated, where they are.
        spellings: The spellings of parties, where one is spelled in several ways; empty otherwise.
        spelling: For each row the place of its party's spelling among *spellings*, -1 for nobody.
    """

    rows: Rows
    parties: list[str]
    groups: list[str]
    cells: list[Cell]
    cell: Ints
    bad: list[BadCell]
    spec: Spec
    low: Floats
    high: Floats
    moments: list[TimeSpan | None]
    moment: Ints | None = None
    spellings: Sequence[str] = ()
    spelling: Ints | None = None

    def value_of(self, row: int) -> Any:
        """The figure or the word of a row, exactly."""
        if self.cell[row] >= 0:
            return self.cells[self.cell[row]].value
        return plain_quantity(float(self.low[row]), float(self.high[row]), int(self.rows.ends[row]))

    @cached_property
    def texts(self) -> Any:
        """How the distinct cells are shown."""
        return pa.array([cell.text for cell in self.cells], pa.string())


def plain_quantity(low: float, high: float, ends: int) -> Quantity:
    """The quantity of a number that was read as a number."""
    low_open = bool(ends & (End.LOW_OPEN | End.LOW_LEFT_OUT))
    high_open = bool(ends & (End.HIGH_OPEN | End.HIGH_LEFT_OUT))
    first = exact(low - (1 if ends & End.LOW_LEFT_OUT else 0))
    last = exact(high + (1 if ends & End.HIGH_LEFT_OUT else 0))
    return Quantity(low=first, high=last, low_open=low_open, high_open=high_open)


def exact(number: float) -> int | Fraction | None:
    """Return the number that a float's shortest decimal is, None for an infinite one.

    Examples:
        >>> exact(7.75), exact(0.1), exact(3.0)
        (Fraction(31, 4), Fraction(1, 10), 3)
    """
    if not np.isfinite(number):
        return None
    found = Fraction(repr(float(number)))
    return found.numerator if found.denominator == 1 else found


def read_table(table: Any, spec: Spec) -> Claims:
    """Return *table* as arrays.

    Cells that cannot be read are listed with their row and column; their rows keep their place, with topic -1.

    Raises:
        InvalidRecord: A column is missing, or of a kind that holds no figures or names.
    """
    spec.added(table.column_names)
    reader = _Reader(table, spec)
    return reader.read()


class _Reader:
    def __init__(self, table: Any, spec: Spec) -> None:
        self.table = table
        self.spec = spec
        self.count = table.num_rows
        self.bad: list[BadCell] = []
        self.unread = np.zeros(self.count, np.bool_)
        self.spellings: list[str] = []
        self.spelling: Ints | None = None

    def read(self) -> Claims:
        topic = self._topics()
        party, names, folded = self._names(self.spec.party)
        group, groups = self._groups(party, names, folded)
        form, low, high, ends, unit, cells, cell = self._values()
        dated, begin, end, moments, moment = self._times()
        topic[self.unread] = -1
        rows = Rows(topic, party, group, form, low, high, ends, unit, dated, begin, end)
        self.bad.sort(key=lambda one: (one.row, self.table.column_names.index(one.column)))
        spelled = (self.spellings, self.spelling)
        return Claims(rows, names, groups, cells, cell, self.bad, self.spec, low, high, moments, moment, *spelled)

    def _complain(self, places: Any, column: str, message: str) -> None:
        self.unread[places] = True
        self.bad.extend(BadCell(int(row), column, message) for row in np.atleast_1d(places))

    def _column(self, name: str) -> Any:
        column = self.table.column(name)
        return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()

    def _codes(self, name: str) -> tuple[Ints, Any]:
        """The distinct cells of a column, and the place of each row's among them, -1 where it is empty."""
        column = self._column(name)
        if not pa.types.is_dictionary(column.type):
            column = pc.dictionary_encode(column)
        if column.indices.null_count:
            codes = pc.fill_null(column.indices.cast(pa.int32()), -1).to_numpy(zero_copy_only=False)
        else:
            codes = column.indices.cast(pa.int32()).to_numpy(zero_copy_only=False)
        held = column.dictionary
        if pa.types.is_dictionary(held.type):
            raise InvalidRecord(f"column {name!r}: categories of categories cannot be read")
        return np.array(codes, np.int32), held

    def _topics(self) -> Ints:
        found: Ints | None = None
        for name in (*self.spec.topic, *self.spec.when, *self.spec.where):
            codes, held = self._codes(name)
            if name in self.spec.topic:
                empty = np.flatnonzero(codes < 0)
                if len(empty):
                    self._complain(empty, name, "the cell is empty, and makes the topic")
            codes, size = self._as_axis(name, codes, held)
            if found is None:
                found = codes
                continue
            joined = found.astype(np.int64) * (size + 1) + (codes + 1)
            packed = pc.dictionary_encode(pa.array(joined))
            found = packed.indices.to_numpy(zero_copy_only=False).astype(np.int32)
        assert found is not None
        return found

    def _as_axis(self, name: str, codes: Ints, held: Any) -> tuple[Ints, int]:
        """The codes of a column of times or places by what its cells mean; others by what they say."""
        if name in self.spec.when:
            return self._by_meaning(name, codes, held, self._period)
        if name in self.spec.where:
            words = self.spec.vocabulary
            return self._by_meaning(name, codes, held, lambda cell: str(words.concept(str(cell))))
        return codes, len(held)

    def _by_meaning(self, name: str, codes: Ints, held: Any, meaning: Callable[[Any], str]) -> tuple[Ints, int]:
        number: dict[str, int] = {}
        to = np.full(len(held) + 1, -1, np.int32)
        for place, cell in enumerate(held.to_pylist()):
            try:
                to[place] = number.setdefault(meaning(cell), len(number))
            except Unreadable as err:
                self._complain(np.flatnonzero(codes == place), name, str(err))
        return to[codes], len(number)

    def _period(self, cell: Any) -> str:
        return _moment(cell).edtf

    def _names(self, name: str) -> tuple[Ints, list[str], dict[str, int]]:
        """The codes of names in the order of the names, those that fold alike joined; empty ones are nobody's."""
        codes, held = self._codes(name)
        said = [None if cell is None or not str(cell).strip() else str(cell).strip() for cell in held.to_pylist()]
        shown: dict[str, str] = {}
        for one in said:
            if one is not None:
                key = fold(one)
                shown[key] = min(shown.get(key, one), one)
        order = sorted(shown)
        place = {key: number for number, key in enumerate(order)}
        to = np.array([-1 if one is None else place[fold(one)] for one in said] + [-1], np.int32)
        self.spellings = sorted({one for one in said if one is not None})
        if len(self.spellings) > len(order):
            at = {one: number for number, one in enumerate(self.spellings)}
            self.spelling = np.array([-1 if one is None else at[one] for one in said] + [-1], np.int32)[codes]
        return to[codes], [shown[key] for key in order], place

    def _groups(self, party: Ints, names: list[str], folded: dict[str, int]) -> tuple[Ints, list[str]]:
        """The control group of each row: the one named, else the party itself."""
        if self.spec.control_group is None:
            return party, names
        codes, held = self._codes(self.spec.control_group)
        keys = sorted(
            {*folded, *(fold(str(cell)) for cell in held.to_pylist() if cell is not None and str(cell).strip())}
        )
        place = {key: number for number, key in enumerate(keys)}
        own = np.array([place[key] for key in folded] + [-1], np.int32)
        to = [-1 if cell is None or not str(cell).strip() else place[fold(str(cell))] for cell in held.to_pylist()]
        given = np.array([*to, -1], np.int32)[codes]
        return np.where(party < 0, -1, np.where(given >= 0, given, own[party])).astype(np.int32), keys

    def _values(self) -> tuple[Any, Floats, Floats, Any, Ints, list[Cell], Ints]:
        count = self.count
        form, ends = np.full(count, Form.COUNT, np.uint8), np.zeros(count, np.uint8)
        low, high = np.full(count, -np.inf), np.full(count, np.inf)
        cells, cell, unit = _Cells(self), np.full(count, -1, np.int32), np.zeros(count, np.int32)
        columns = [self._column(name) for name in self.spec.value]
        apart = self.spec.basis or self.spec.unit
        if all(_is_number(column.type) for column in columns) and not apart:
            odd = self._numbers(columns, low, high, ends)
        else:
            odd = np.ones(count, np.bool_)
        places = np.flatnonzero(odd & ~self.unread)
        if len(places):
            cells.read(places, columns, cell)
            found = cell[places]
            good = places[found >= 0]
            held = cells.found
            for target, values in (
                (form, [one.form for one in held]),
                (low, [one.low for one in held]),
                (high, [one.high for one in held]),
                (ends, [one.ends for one in held]),
                (unit, cells.units()),
            ):
                if held:
                    target[good] = np.array(values, target.dtype)[cell[good]]
        form[self.unread] = Form.NONE
        return form, low, high, ends, unit, cells.found, cell

    def _numbers(self, columns: list[Any], low: Floats, high: Floats, ends: Any) -> Bools:
        """Read columns of numbers at once; returns the rows that have to be read one by one."""
        numbers = [_floats(column) for column in columns]
        odd = np.zeros(self.count, np.bool_)
        for name, values, column in zip(self.spec.value, numbers, columns, strict=True):
            infinite = np.flatnonzero(np.isinf(values))
            if len(infinite):
                self._complain(infinite, name, "an infinite number is no figure")
            if pa.types.is_integer(column.type):
                odd |= np.abs(values) >= _EXACT
        empty = np.flatnonzero(np.all([np.isnan(values) for values in numbers], axis=0))
        if len(empty):
            self._complain(empty, self.spec.value[0], "the cell is empty")
        first, last = numbers[0], numbers[-1]
        low[:] = np.where(np.isnan(first), -np.inf, first)
        high[:] = np.where(np.isnan(last), np.inf, last)
        crossed = np.flatnonzero(low > high)
        if len(crossed):
            self._complain(
                crossed, self.spec.value[0], f"the lower end lies above the upper one in {self.spec.value[-1]!r}"
            )
        declared = self.spec.declared.measure
        if declared is not None and declared.scale == "count":
            broken = np.isfinite(low) & (low != np.rint(low)) | np.isfinite(high) & (high != np.rint(high))
            if broken.any():
                self._complain(
                    np.flatnonzero(broken), self.spec.value[0], "a count of whole things cannot be a broken number"
                )
        if self.spec.bound is not None:
            odd |= self._bounds(low, high, ends)
        return odd

    def _bounds(self, low: Floats, high: Floats, ends: Any) -> Bools:
        """Apply the usual bounds to numbers at once; returns the rows with others."""
        codes, held = self._codes(self.spec.bound or "")
        phrases: list[str | None] = []
        for place, word in enumerate(held.to_pylist()):
            try:
                phrases.append(read_bound("" if word is None else str(word)))
            except Unreadable as err:
                self._complain(np.flatnonzero(codes == place), self.spec.bound or "", str(err))
                phrases.append("{}")
            said = "" if word is None else str(word).strip().casefold()
            if said.startswith("estimate"):
                phrases[-1] = None
        phrases.append("{}")
        odd = np.array([phrase is None or phrase not in _USUAL for phrase in phrases])
        usual = np.array([_USUAL.get(phrase or "", "") for phrase in phrases])[codes]
        whole = (low == np.rint(low)) & (low == high)
        one_end = np.isin(usual, ("min", "min_open"))
        high[one_end] = np.inf
        other_end = np.isin(usual, ("max", "max_open"))
        low[other_end] = -np.inf
        declared = self.spec.declared.measure
        discrete = whole if declared is None or declared.scale is None else np.full(len(low), declared.scale == "count")
        above, below = usual == "min_open", usual == "max_open"
        low[above & discrete] += 1
        high[below & discrete] -= 1
        ends[above & discrete] |= np.uint8(End.LOW_LEFT_OUT)
        ends[below & discrete] |= np.uint8(End.HIGH_LEFT_OUT)
        ends[above & ~discrete] |= np.uint8(End.LOW_OPEN)
        ends[below & ~discrete] |= np.uint8(End.HIGH_OPEN)
        return np.asarray(odd[codes])

    def _times(self) -> tuple[Any, Floats | None, Floats | None, list[TimeSpan | None], Ints | None]:
        name = self.spec.cutoff or self.spec.asserted
        if name is None:
            return None, None, None, [], None
        codes, held = self._codes(name)
        spans: list[TimeSpan | None] = []
        dated, orders = np.zeros(len(held) + 1, np.uint8), list[Order | None]()
        for place, cell in enumerate(held.to_pylist()):
            try:
                span = _moment(cell)
            except Unreadable as err:
                self._complain(np.flatnonzero(codes == place), name, str(err))
                span = None
            spans.append(span)
            if span is None:
                orders.append(None)
                continue
            order = order_of(span, at_end=self.spec.cutoff is not None)
            kinds = (
                (Dating.CUTOFF, Dating.CUTOFF_INSTANT)
                if self.spec.cutoff
                else (Dating.ASSERTED, Dating.ASSERTED_INSTANT)
            )
            dated[place] = kinds[0] if order is None or order.is_day else kinds[1]
            orders.append(order)
        spans.append(None)
        begin, end = _in_order(orders)
        return dated[codes], begin[codes], end[codes], spans, np.where(codes < 0, len(held), codes).astype(np.int32)


def _in_order(orders: list[Order | None]) -> tuple[Floats, Floats]:
    """Where each time begins and ends, as ranks among all ends: microseconds since year 1 fit into no float.

    A time of which nothing is certain has NaN; the last entry is that of undated rows, never before or after another.
    """
    ends = sorted({end for one in orders if one is not None for end in (one.begin, one.end)})
    rank = {end: float(number) for number, end in enumerate(ends)}
    begin = [np.nan if one is None else rank[one.begin] for one in orders]
    end = [np.nan if one is None else rank[one.end] for one in orders]
    return np.array([*begin, -np.inf]), np.array([*end, np.inf])


_KINDS: Final = ((Dating.ASSERTED, Dating.ASSERTED_INSTANT), (Dating.CUTOFF, Dating.CUTOFF_INSTANT))
_USUAL: Final = {
    "{}": "exact",
    "at least {}": "min",
    "at most {}": "max",
    "more than {}": "min_open",
    "less than {}": "max_open",
    "fewer than {}": "max_open",
}


def _is_number(kind: Any) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))


def _floats(column: Any) -> Floats:
    """The column as floats, NaN where it is empty."""
    if column.null_count == 0 and column.type == pa.float64():
        return np.asarray(column.to_numpy(zero_copy_only=False))
    return np.asarray(column.cast(pa.float64(), safe=False).to_numpy(zero_copy_only=False), np.float64)


def _moment(cell: Any) -> TimeSpan:
    """The time that a cell says."""
    if isinstance(cell, datetime):
        text = cell.isoformat() if cell.tzinfo is not None else _naive(cell)
    elif isinstance(cell, date):
        text = cell.isoformat()
    else:
        text = str(cell).strip()
    found = parse_time(text) if text else None
    if found is None:
        raise Unreadable(f"no time can be read in {text!r}")
    return found


def _naive(moment: datetime) -> str:
    """A moment without a zone: its day where it is midnight, else in UTC, as tables without zones are kept."""
    midnight = (moment.hour, moment.minute, moment.second, moment.microsecond) == (0, 0, 0, 0)
    return moment.date().isoformat() if midnight else f"{moment.isoformat()}Z"


class _Cells:
    """The distinct cells of a table, each read once."""

    def __init__(self, reader: _Reader) -> None:
        self._reader = reader
        self.found: list[Cell] = []

    def read(self, places: Any, columns: Sequence[Any], cell: Ints) -> None:
        """Read the cells of the rows at *places* and note in *cell* which they are."""
        reader, spec = self._reader, self._reader.spec
        if len(columns) == 2:
            columns = list(columns)
        beside = [reader._column(name) for name in (spec.bound, spec.unit, spec.basis) if name is not None]
        joined: Any = None
        dictionaries = []
        for column in (*columns, *beside):
            taken = column.take(pa.array(places)) if len(places) < reader.count else column
            coded = taken if pa.types.is_dictionary(taken.type) else pc.dictionary_encode(taken, null_encoding="encode")
            indices = pc.fill_null(coded.indices.cast(pa.int64()), len(coded.dictionary)).to_numpy(zero_copy_only=False)
            dictionaries.append([*coded.dictionary.to_pylist(), None])
            joined = indices if joined is None else joined * len(dictionaries[-1]) + indices
        distinct = pc.dictionary_encode(pa.array(joined))
        which = distinct.indices.to_numpy(zero_copy_only=False)
        to = np.full(len(distinct.dictionary), -1, np.int32)
        for number, key in enumerate(distinct.dictionary.to_pylist()):
            parts, rest = [], key
            for dictionary in reversed(dictionaries):
                rest, place = divmod(rest, len(dictionary))
                parts.append(dictionary[place])
            try:
                found = self._one(parts[::-1])
            except Unreadable as err:
                reader._complain(places[which == number], self._column_of(err), str(err))
                continue
            to[number] = len(self.found)
            self.found.append(found)
        cell[places] = to[which]

    def _column_of(self, err: Unreadable) -> str:
        spec = self._reader.spec
        message = str(err)
        if spec.basis is not None and message.startswith("no basis"):
            return spec.basis
        if spec.bound is not None and message.startswith("no bound"):
            return spec.bound
        return spec.value[0]

    def _one(self, parts: list[Any]) -> Cell:
        spec = self._reader.spec
        values, rest = parts[: len(spec.value)], parts[len(spec.value) :]
        options = {}
        for word, name in (("bound", spec.bound), ("unit", spec.unit), ("basis", spec.basis)):
            if name is not None:
                said = rest.pop(0)
                options[word] = "" if said is None else str(said)
        words = spec.words or spec.exclusive
        return read_cell(_said(values), spec.declared, words=words, **options)

    def units(self) -> list[int]:
        """A code for the unit of each cell, or for its word, in the order of their names."""
        order = {name: number for number, name in enumerate(sorted({one.unit for one in self.found} | {""}))}
        return [order[one.unit] for one in self.found]


def _said(values: list[Any]) -> str | Quantity:
    if len(values) == 1:
        (value,) = values
        if value is None:
            raise Unreadable("the cell is empty")
        return value if isinstance(value, str) else _quantity(value, value)
    if all(value is None or (isinstance(value, str) and not value.strip()) for value in values):
        raise Unreadable("the cell is empty")
    return _quantity(*values)


def _quantity(low: Any, high: Any) -> Quantity:
    first, last = (_exactly(end) for end in (low, high))
    if first is None and last is None:
        raise Unreadable("the cell is empty")
    if first is not None and last is not None and first > last:
        raise Unreadable(f"the lower end {low} lies above the upper one {high}")
    return Quantity(low=first, high=last)


def _exactly(cell: Any) -> int | Fraction | None:
    """The number in one cell of a pair, or None where it is empty."""
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    if isinstance(cell, bool | date):
        raise Unreadable(f"{cell!r} is no figure")
    if isinstance(cell, str):
        found = read_cell(cell, _ANYTHING).value
        if not isinstance(found, Quantity) or found.low is None or found.low != found.high or found.of is not None:
            raise Unreadable(f"{cell!r} is no single number")
        return found.low
    if isinstance(cell, float):
        if not np.isfinite(cell):
            if np.isnan(cell):
                return None
            raise Unreadable("an infinite number is no figure")
        return exact(cell)
    found_number = Fraction(cell)
    return found_number.numerator if found_number.denominator == 1 else found_number


_ANYTHING: Final = Declared(default_vocabulary())
