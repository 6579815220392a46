"""A table in Arrow's columns as arrays of claims: names as codes, cells as ranges, and what could not be read."""

from collections.abc import Callable, Hashable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import define

from claimcheck.spans import TimeSpan
from claimcheck.tables.cells import Cell, Unreadable
from claimcheck.tables.columns import BadCell, Columns, joined
from claimcheck.tables.figures import plain_quantity, read_figures
from claimcheck.tables.moments import moment_of, moment_or_none, read_moments
from claimcheck.tables.rows import Ints, Rows
from claimcheck.tables.spec import Spec
from claimcheck.vocabulary import fold

__all__ = ["Claims", "read_table"]


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
        moments: The distinct times by which counts are dated, None for what is undated.
        moment: For each row its place in *moments*, where there are any.
        spellings: The spellings of parties, where one is spelled in several ways; empty otherwise.
        spelling: For each row the place of its party's spelling among *spellings*, -1 for nobody.
    """

    rows: Rows
    parties: list[str]
    cells: list[Cell]
    cell: Ints
    bad: list[BadCell]
    spec: Spec
    moments: list[TimeSpan | None]
    moment: Ints | None = None
    spellings: Sequence[str] = ()
    spelling: Ints | None = None

    def value_of(self, row: int) -> Any:
        """The figure or the word of a row, exactly."""
        if self.cell[row] >= 0:
            return self.cells[self.cell[row]].value
        return plain_quantity(float(self.rows.low[row]), float(self.rows.high[row]), int(self.rows.ends[row]))

    @cached_property
    def texts(self) -> Any:
        """How the distinct cells are shown."""
        return pa.array([cell.text for cell in self.cells], pa.string())


def read_table(table: Any, spec: Spec) -> Claims:
    """Return *table* as arrays.

    Cells that cannot be read are listed with their row and column; their rows keep their place, with topic -1.

    Raises:
        InvalidRecord: A column is missing, or of a kind that holds no figures or names.
    """
    spec.added(table.column_names)
    found = _Names(table, spec).read()
    pa.default_memory_pool().release_unused()  # what was held on the way is given back, not kept for later
    return found


class _Names(Columns):
    """The topics, parties and groups of a table."""

    def __init__(self, table: Any, spec: Spec) -> None:
        super().__init__(table, spec)
        self.spellings: list[str] = []
        self.spelling: Ints | None = None

    def read(self) -> Claims:
        """Read the table, column by column."""
        topic = self._topics()
        party, names, folded = self._names(self.spec.party)
        topic = self._by_sense(topic, party, names)
        group = self._groups(party, folded)
        figures, moments = read_figures(self), read_moments(self)
        topic[self.unread] = -1
        form, low, high, ends, unit, cells, cell, of = figures
        dated, begin, end = (None, None, None) if moments is None else (moments.dated, moments.begin, moments.end)
        spans = [] if moments is None else moments.spans
        self.bad.sort(key=lambda one: (one.row, self.table.column_names.index(one.column)))
        return Claims(
            rows=Rows(topic, party, group, form, low, high, ends, unit, dated, begin, end, of),
            parties=names,
            cells=cells,
            cell=cell,
            bad=self.bad,
            spec=self.spec,
            moments=spans,
            moment=None if moments is None else moments.span,
            spellings=self.spellings,
            spelling=self.spelling,
        )

    def _topics(self) -> Ints:
        found: Ints | None = None
        for name in (*self.spec.topic, *self.spec.when, *self.spec.where):
            codes, held = self.codes(name)
            if name in self.spec.topic:
                empty = np.flatnonzero(codes < 0)
                if len(empty):
                    self.complain(empty, name, "the cell is empty, and makes the topic")
            codes, size = self._as_axis(name, codes, held)
            found = codes if found is None else joined(found, codes, size)
        assert found is not None
        return found

    def _by_sense(self, topic: Ints, party: Ints, names: list[str]) -> Ints:
        """The topics, apart where a party's word for what is measured means something else at that time."""
        declared = self.spec.declared
        if declared.measure is None or not declared.measure.senses:
            return topic
        pairs, spans = party + 1, list[TimeSpan | None]([None])
        if self.spec.when:
            (name, *_) = self.spec.when
            codes, held = self.codes(name)
            spans = [None, *(moment_or_none(cell, self.spec.order) for cell in held.to_pylist())]
            pairs = joined(party, codes, len(held))
        meanings: dict[str, int] = {}
        distinct, first, which = np.unique(pairs, return_index=True, return_inverse=True)
        codes = self.codes(self.spec.when[0])[0] if self.spec.when else np.full(self.count, -1, np.int32)
        meant = np.zeros(len(distinct), np.int32)
        for number, row in enumerate(first.tolist()):
            who = names[party[row]] if party[row] >= 0 else None
            meant[number] = meanings.setdefault(declared.meant(who, spans[codes[row] + 1]), len(meanings))
        return joined(topic, meant[which], len(meanings))

    def _as_axis(self, name: str, codes: Ints, held: Any) -> tuple[Ints, int]:
        """The codes of a column of times or places by what its cells mean; others by what they say."""
        if name in self.spec.when:
            return self._by_meaning(name, codes, held, self._period)
        if name in self.spec.where:
            words = self.spec.vocabulary
            return self._by_meaning(name, codes, held, lambda cell: str(words.concept(str(cell))))
        return codes, len(held)

    def _by_meaning(self, name: str, codes: Ints, held: Any, meaning: Callable[[Any], Hashable]) -> tuple[Ints, int]:
        number: dict[Hashable, int] = {}
        bad: dict[int, str] = {}
        to = np.full(len(held) + 1, -1, np.int32)
        for place, cell in enumerate(held.to_pylist()):
            try:
                to[place] = number.setdefault(meaning(cell), len(number))
            except Unreadable as err:
                bad[place] = str(err)
        self.complain_of(codes, name, bad)
        return to[codes], len(number)

    def _period(self, cell: Any) -> Hashable:
        """What a time means, in whatever words and zone it stands."""
        span = moment_of(cell, self.spec.order)
        return span.earliest, span.latest, span.approximate

    def _names(self, name: str) -> tuple[Ints, list[str], dict[str, int]]:
        """The codes of names in the order of the names, those that fold alike joined; empty ones are nobody's."""
        codes, held = self.codes(name)
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

    def _groups(self, party: Ints, folded: dict[str, int]) -> Ints:
        """The control group of each row: the one named, else the party itself."""
        if self.spec.control_group is None:
            return party
        codes, held = self.codes(self.spec.control_group)
        keys = sorted(
            {*folded, *(fold(str(cell)) for cell in held.to_pylist() if cell is not None and str(cell).strip())}
        )
        place = {key: number for number, key in enumerate(keys)}
        own = np.array([place[key] for key in folded] + [-1], np.int32)
        to = [-1 if cell is None or not str(cell).strip() else place[fold(str(cell))] for cell in held.to_pylist()]
        given = np.array([*to, -1], np.int32)[codes]
        return np.where(party < 0, -1, np.where(given >= 0, given, own[party])).astype(np.int32)
