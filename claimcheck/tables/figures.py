"""The figures of a table: columns of numbers read at once, words cell by distinct cell."""

from collections.abc import Sequence
from datetime import date
from enum import IntEnum
from fractions import Fraction
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from claimcheck.quantity import Bound, Quantity
from claimcheck.reading.figures import parse_value
from claimcheck.tables.cells import Cell, Unreadable, in_decimals, is_estimate, read_bound, read_cell, read_name
from claimcheck.tables.columns import Columns, floats_of, is_number, is_text, joined
from claimcheck.tables.rows import Bools, End, Floats, Form, Ints

__all__ = ["Figures", "exact", "plain_quantity", "read_figures", "shown_number"]

_EXACT: Final = 2.0**53
_DIGITS: Final = "^(0|[1-9][0-9]{0,14}|[1-9][0-9]{0,2}(,[0-9]{3}){1,4})$"


class Figures(NamedTuple):
    """The figures of a table as arrays, the distinct cells that were read by themselves, and which a row has."""

    form: npt.NDArray[np.uint8]
    low: Floats
    high: Floats
    ends: npt.NDArray[np.uint8]
    unit: Ints
    cells: list[Cell]
    cell: Ints
    of: Floats | None = None


def read_figures(columns: Columns) -> Figures:
    """Return the figures of a table; the cells that cannot be read are noted in *columns*."""
    return _FigureReader(columns).read()


def plain_quantity(low: float, high: float, ends: int) -> Quantity:
    """The quantity of a number that was read as a number."""
    low_open = bool(ends & (End.LOW_OPEN | End.LOW_LEFT_OUT))
    high_open = bool(ends & (End.HIGH_OPEN | End.HIGH_LEFT_OUT))
    first = exact(low - (1 if ends & End.LOW_LEFT_OUT else 0))
    last = exact(high + (1 if ends & End.HIGH_LEFT_OUT else 0))
    bound = Bound.ESTIMATE if ends & (End.LOW_SOFT | End.HIGH_SOFT) else Bound.EXACT
    return Quantity(low=first, high=last, low_open=low_open, high_open=high_open, bound=bound)


def shown_number(low: float, high: float, ends: float) -> str:
    """Return a figure that was read as a number as people write it, in decimals where it is broken.

    Examples:
        >>> shown_number(1234.5, 1234.5, 0), shown_number(41, float("inf"), End.LOW_LEFT_OUT)
        ('1,234.5', 'more than 40')
    """
    if low == high and not ends:
        number = exact(low)
        return f"{number:,}" if isinstance(number, int) else f"{low:,}"
    found = plain_quantity(low, high, int(ends))
    return in_decimals(str(found), found.low, found.high)


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


class _FigureReader:
    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.spec = columns.spec
        self.count = columns.count

    def read(self) -> Figures:
        """Read the columns of values, with those of bounds, units and bases beside them."""
        count = self.count
        form, ends = np.full(count, Form.COUNT, np.uint8), np.zeros(count, np.uint8)
        low, high = np.full(count, -np.inf), np.full(count, np.inf)
        # Nothing is held where no cell is read by itself.
        cells, cell, unit = _Cells(self.columns), *(np.broadcast_to(np.int32(code), count) for code in (-1, 0))
        columns = [self.columns.column(name) for name in self.spec.value]
        apart = self.spec.basis or self.spec.unit or self.spec.exclusive
        if all(is_number(column.type) for column in columns) and not apart:
            odd = self._numbers(columns, low, high, ends)
        elif len(columns) == 1 and is_text(columns[0].type) and not apart:
            odd = self._digits(columns[0], low, high, ends)
        else:
            odd = np.ones(count, np.bool_)
        places = np.flatnonzero(odd & ~self.columns.unread)
        if len(places):
            cell, unit = cell.copy(), unit.copy()
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
        of = self._wholes(cells.found, cell)
        form[self.columns.unread], ends[self.columns.unread] = Form.NONE, 0
        cell = np.where(self.columns.unread, -1, cell).astype(np.int32) if self.columns.unread.any() else cell
        low[self.columns.unread] = high[self.columns.unread] = 0
        return Figures(form, low, high, ends, unit, cells.found, cell, of)

    def _digits(self, column: Any, low: Floats, high: Floats, ends: Any) -> Bools:
        """Read whole numbers written in digits at once; returns the rows that have to be read one by one."""
        digits = pc.fill_null(pc.match_substring_regex(column, _DIGITS), False)
        plain = np.asarray(digits.to_numpy(zero_copy_only=False))
        numbers = pc.replace_substring(pc.if_else(digits, column, "0"), ",", "")
        low[:] = high[:] = numbers.cast(pa.int64()).to_numpy(zero_copy_only=False)
        return ~plain if self.spec.bound is None else ~plain | self._bounds(low, high, ends)

    def _wholes(self, cells: list[Cell], cell: Ints) -> Floats | None:
        """What each figure is counted out of, or None where none is."""
        if all(one.of is None for one in cells):
            return None
        wholes = np.array([*(np.nan if one.of is None else one.of for one in cells), np.nan])
        return np.asarray(wholes[cell])

    def _numbers(self, columns: list[Any], low: Floats, high: Floats, ends: Any) -> Bools:
        """Read columns of numbers at once; returns the rows that have to be read one by one."""
        numbers = [floats_of(column) for column in columns]
        odd = np.zeros(self.count, np.bool_)
        for name, values, column in zip(self.spec.value, numbers, columns, strict=True):
            infinite = np.flatnonzero(np.isinf(values))
            if len(infinite):
                self.columns.complain(infinite, name, "an infinite number is no figure")
            if pa.types.is_integer(column.type):
                odd |= np.abs(values) >= _EXACT
        empty = np.flatnonzero(np.all([np.isnan(values) for values in numbers], axis=0))
        if len(empty):
            self.columns.complain(empty, self.spec.value[0], "the cell is empty")
        first, last = numbers[0], numbers[-1]
        low[:] = np.where(np.isnan(first), -np.inf, first)
        high[:] = np.where(np.isnan(last), np.inf, last)
        crossed = np.flatnonzero(low > high)
        if len(crossed):
            self.columns.complain(
                crossed, self.spec.value[0], f"the lower end lies above the upper one in {self.spec.value[-1]!r}"
            )
        declared = self.spec.declared.measure
        if declared is not None and declared.scale == "count":
            broken = np.isfinite(low) & (low != np.rint(low)) | np.isfinite(high) & (high != np.rint(high))
            if broken.any():
                self.columns.complain(
                    np.flatnonzero(broken), self.spec.value[0], "a count of whole things cannot be a broken number"
                )
        if self.spec.bound is not None:
            odd |= self._bounds(low, high, ends)
        return odd

    def _bounds(self, low: Floats, high: Floats, ends: Any) -> Bools:
        """Apply the usual bounds to numbers at once; returns the rows with others."""
        codes, held = self.columns.codes(self.spec.bound or "")
        phrases, soft = list[str](), list[bool]()
        bad: dict[int, str] = {}
        for place, word in enumerate(held.to_pylist()):
            try:
                phrases.append(read_bound("" if word is None else str(word)))
            except Unreadable as err:
                bad[place] = str(err)
                phrases.append("{}")
            soft.append(is_estimate("" if word is None else str(word)))
        self.columns.complain_of(codes, self.spec.bound or "", bad)
        phrases.append("{}")
        odd = np.array([phrase not in _USUAL for phrase in phrases])
        usual = np.array([_USUAL.get(phrase, _Usual.EXACT) for phrase in phrases], np.int8)[codes]
        ends[np.array([*soft, False])[codes]] |= np.uint8(End.LOW_SOFT | End.HIGH_SOFT)
        whole = (low == np.rint(low)) & (low == high)
        high[(usual == _Usual.MINIMUM) | (usual == _Usual.ABOVE)] = np.inf
        low[(usual == _Usual.MAXIMUM) | (usual == _Usual.BELOW)] = -np.inf
        declared = self.spec.declared.measure
        discrete = whole if declared is None or declared.scale is None else np.full(len(low), declared.scale == "count")
        above, below = usual == _Usual.ABOVE, usual == _Usual.BELOW
        low[above & discrete] += 1
        high[below & discrete] -= 1
        ends[above & discrete] |= np.uint8(End.LOW_LEFT_OUT)
        ends[below & discrete] |= np.uint8(End.HIGH_LEFT_OUT)
        ends[above & ~discrete] |= np.uint8(End.LOW_OPEN)
        ends[below & ~discrete] |= np.uint8(End.HIGH_OPEN)
        return np.asarray(odd[codes])


class _Usual(IntEnum):
    """The bounds of numbers that are applied to a whole column at once."""

    EXACT = 0
    MINIMUM = 1
    MAXIMUM = 2
    ABOVE = 3
    BELOW = 4


_USUAL: Final = {
    "{}": _Usual.EXACT,
    "at least {}": _Usual.MINIMUM,
    "at most {}": _Usual.MAXIMUM,
    "more than {}": _Usual.ABOVE,
    "less than {}": _Usual.BELOW,
    "fewer than {}": _Usual.BELOW,
}


class _Cells:
    """The distinct cells of a table, each read once."""

    def __init__(self, reader: Columns) -> None:
        self._reader = reader
        self.found: list[Cell] = []

    def read(self, places: Any, columns: Sequence[Any], cell: Ints) -> None:
        """Read the cells of the rows at *places* and note in *cell* which they are."""
        reader, spec = self._reader, self._reader.spec
        beside = [reader.column(name) for name in (spec.bound, spec.unit, spec.basis) if name is not None]
        taken = [one.take(pa.array(places)) if len(places) < reader.count else one for one in (*columns, *beside)]
        which: Ints | None = None
        for column in taken:
            coded = column if pa.types.is_dictionary(column.type) else pc.dictionary_encode(column)
            codes = np.array(pc.fill_null(coded.indices.cast(pa.int32()), -1).to_numpy(zero_copy_only=False), np.int32)
            which = codes if which is None else joined(which, codes, len(coded.dictionary))
        if which is None:
            return
        distinct, first, number_of = np.unique(which, return_index=True, return_inverse=True)
        parts = [column.take(pa.array(first)).to_pylist() for column in taken]
        to, bad = np.full(len(distinct), -1, np.int32), dict[str, dict[int, str]]()
        for number, one in enumerate(zip(*parts, strict=True)):
            try:
                found = self._one(list(one))
            except Unreadable as err:
                bad.setdefault(self._column_of(err), {})[number] = str(err)
                continue
            to[number] = len(self.found)
            self.found.append(found)
        for name, messages in bad.items():
            reader.complain_of(number_of.astype(np.int32), name, messages, places)
        cell[places] = to[number_of]

    def _column_of(self, err: Unreadable) -> str:
        spec = self._reader.spec
        return {"bound": spec.bound, "unit": spec.unit, "basis": spec.basis}.get(err.about) or spec.value[0]

    def _one(self, parts: list[Any]) -> Cell:
        spec = self._reader.spec
        values, rest = parts[: len(spec.value)], parts[len(spec.value) :]
        options = {}
        for word, name in (("bound", spec.bound), ("unit", spec.unit), ("basis", spec.basis)):
            if name is not None:
                said = rest.pop(0)
                options[word] = "" if said is None else str(said)
        if spec.exclusive:
            return read_name(_named(*values), spec.declared, basis=options.get("basis", ""))
        words = spec.words or spec.excludes
        return read_cell(_said(values), spec.declared, words=words, **options)

    def units(self) -> list[int]:
        """A code for the unit of each cell, or for its word, in the order of their names."""
        order = {name: number for number, name in enumerate(sorted({one.unit for one in self.found} | {""}))}
        return [order[one.unit] for one in self.found]


def _named(cell: Any) -> str:
    """A cell as a name: 34 of a gate is one."""
    if cell is None or not str(cell).strip():
        raise Unreadable("the cell is empty")
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


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
        found = parse_value(cell)
        single = found is not None and found.low is not None and found.low == found.high and found.of is None
        if found is None or not single or found.unit is not None or found.approximate:
            raise Unreadable(f"{cell!r} is no single number")
        return found.low
    if isinstance(cell, float):
        if not np.isfinite(cell):
            if np.isnan(cell):
                return None
            raise Unreadable("an infinite number is no figure")
        return exact(cell)
    try:
        found_number = Fraction(cell)
    except (TypeError, ValueError, OverflowError) as err:
        raise Unreadable(f"{cell!r} is no figure") from err
    return found_number.numerator if found_number.denominator == 1 else found_number
