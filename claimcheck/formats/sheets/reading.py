"""Which ledger do the rows of a sheet describe? One row a claim; a claim in several documents has several rows.

What names nothing further is its own key: a party by its name, an event by its label, a document by its address, else
by its name with its day. A claim without a key has the digest of what is claimed, by whom and when, as one that is told
to a ledger has, so that the same claim in two documents is one claim. Facts of a party, an event or a document may
stand in any of its rows; where two rows differ, the later is refused.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Final, TypeVar

from claimcheck.canonical import from_plain
from claimcheck.errors import InvalidRecord
from claimcheck.exchange.intake import Intake
from claimcheck.formats.sheets.cells import OPEN, is_figure, text_made, value_in
from claimcheck.formats.sheets.columns import DETAILS
from claimcheck.formats.sheets.fields import (
    APPEARANCE,
    BESIDE,
    CLAIM,
    EVENT,
    EXPECTED,
    FIELDS,
    PARTY,
    REFERRING,
    SAID,
    SOURCE,
    TIMES_OF_CLAIM,
    derivation_of,
    named_reference,
)
from claimcheck.formats.sheets.gathered import Facts, Gathered, difference
from claimcheck.formats.sheets.lists import parted
from claimcheck.formats.sheets.mapping import Column, Ends, Layout, Span, Whole
from claimcheck.formats.sheets.tables import Number, Uncomputed, Unreadable
from claimcheck.formats.sheets.values import listed, read_time, value_from
from claimcheck.grading.registry import objections
from claimcheck.ledger import Ledger
from claimcheck.model import (
    UNSTORABLE,
    Appearance,
    Assessment,
    Category,
    Claim,
    Proposition,
    Record,
)
from claimcheck.times import TimeSpan, time_span

__all__ = ["LONGEST", "ledger_from"]

LONGEST: Final = 100_000
"""Characters of a cell: Python's module for CSV, and what is built on it, takes 131,072."""


def ledger_from(rows: Iterable[tuple[int, Sequence[str]]], layout: Layout, intake: Intake) -> Ledger:
    """Return the ledger that *rows* describe; rows that cannot be taken are refused, all in one pass.

    Examples:
        >>> from pathlib import Path
        >>> from claimcheck.formats.sheets.mapping import Mapping, layout_of
        >>> layout = layout_of(["party", "measure", "value"], Mapping(), "a.csv:1", "a.csv")
        >>> ledger = ledger_from([(2, ["Army", "killed", "52 of 80"])], layout, Intake(Path("a.csv")))
        >>> [(claim.claimants, str(claim.value)) for claim in ledger.claims]
        [(('Army',), '52 of 80')]
    """
    reading = _Reading(layout, intake)
    for some in _batches(rows):
        reading.take(some)
    reading.tell_of_words()
    return reading.gathered.ledger()


def _batches(rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[list[tuple[int, Sequence[str]]]]:
    """The rows, as many at a time as are looked through by their columns: fewer of them where they are long."""
    held: list[tuple[int, Sequence[str]]] = []
    size = 0
    for row in rows:
        held.append(row)
        size += sum(map(len, row[1]))
        if len(held) == _ROWS or size > _CHARACTERS:
            yield held
            held, size = [], 0
    if held:
        yield held


_ROWS: Final = 1_000
_CHARACTERS: Final = 1_000_000


_Rule = TypeVar("_Rule")


class _Reading:
    """A sheet while it is being read."""

    def __init__(self, layout: Layout, intake: Intake) -> None:
        self.intake = intake
        self.mapping = layout.mapping
        self.unknown = dict(layout.unknown)
        self.recipes = layout.recipes
        self.plain = [(name, one.place) for name, one in layout.recipes.items() if isinstance(one, Column)]
        self.made = [(name, one) for name, one in layout.recipes.items() if not isinstance(one, Column)]
        date = layout.recipes.get("date")
        self.date = date.place if isinstance(date, Column) and self.made else None
        self.of_claim, self.of_said, self.of_party = self._there(CLAIM), self._there(SAID), self._there(PARTY)
        self.of_event, self.of_source, self.of_place = self._there(EVENT), self._there(SOURCE), self._there(APPEARANCE)
        self.times = [name for name in TIMES_OF_CLAIM if name in self.recipes]
        self.listed = [name for name in BESIDE if name in self.recipes]
        self.referring: list[str] = [name for name in REFERRING if name in self.recipes]
        self.gathered = Gathered(intake)
        self.figures: Counter[str] = Counter()
        self.words: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self.line = 0
        self.row: Sequence[str] = ()
        self.cells: dict[str, str] = {}

    def _there(self, columns: Mapping[str, _Rule]) -> list[tuple[str, _Rule]]:
        """Those of *columns* that the sheet has."""
        return [(name, rule) for name, rule in columns.items() if name in self.recipes]

    def take(self, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Take in rows that follow one another, or refuse them, each for itself."""
        is_plain = self._is_plain([row for _, row in rows])
        for line, row in rows:
            self._take(line, row, is_plain=is_plain)

    def _is_plain(self, rows: Sequence[Sequence[str]]) -> bool:
        """Whether nothing is to be said of any cell of *rows* by itself, as one look through each column tells."""
        if self.made:
            return False
        columns = list(zip(*rows, strict=False))
        return all(_is_plain(columns[place]) for _, place in self.plain)

    def _take(self, line: int, row: Sequence[str], *, is_plain: bool) -> None:
        self.line = line
        cells = {name: row[place] for name, place in self.plain if row[place]}
        for place, name in self.unknown.copy().items() if self.unknown else ():
            if row[place]:
                del self.unknown[place]
                called = f"the column {name!r:.80}" if name else f"column {place + 1}, which has no name,"
                self.intake.mend(None, f"{called} has no place here and is not kept", counts=False)
        self.row = row
        row = self._dated(row) if self.made else row
        for name, recipe in self.made:
            try:
                told = text_made(recipe, row, self.mapping.decimal)
            except InvalidRecord as err:
                self.intake.refuse(line, f"{name}: {err}")
                return
            if told:
                cells[name] = told
        if not cells:
            return
        self.cells = cells
        if is_plain or self._is_sound(cells):
            self._claim()

    def _is_sound(self, cells: dict[str, str]) -> bool:
        """Whether each cell can be read; what can be mended in one is, and told of, and so is what cannot."""
        line = self.line
        for name in [one for one, text in cells.items() if isinstance(text, Uncomputed) and one not in _NEEDED]:
            self.intake.mend(line, f"{name}: {cells.pop(name)}; the cell is left out")
        problems = [f"{name}: {one}" for name, one in cells.items() if isinstance(one, Unreadable)]
        problems += [
            f"{name}: expected at most {LONGEST:,} characters" for name, one in cells.items() if len(one) > LONGEST
        ]
        if problems:
            self._refuse(problems)
            return False
        for name, text in cells.items():
            if not (text.isascii() and text.isprintable()):
                cells[name] = self.intake.clean(text, line)
            if text.isspace() and name != "text":
                problems.append(f"{name}: expected some text, got {text!r:.80}")
        self._refuse(problems)
        return not problems

    def _dated(self, row: Sequence[str]) -> Sequence[str]:
        """The row with its date as it is read, where the date is also a part of a name: one day has one name."""
        place = self.date
        if place is None or not row[place]:
            return row
        try:
            span, _ = read_time(row[place].strip(), self.mapping.order, self.mapping.zone)
        except InvalidRecord:
            return row  # told of where the date is read
        return [*row[:place], span.edtf, *row[place + 1 :]]

    def _refuse(self, problems: Iterable[str]) -> None:
        for problem in dict.fromkeys(problems):
            self.intake.refuse(self.line, problem)

    def tell_of_words(self) -> None:
        """Tell of words where nearly all rows of the measure hold figures: one letter for a digit makes a word.

        A sheet with keys of claims has been a ledger's, and one of words says so in its mapping.
        """
        if self.mapping.words or "claim key" in self.recipes:
            return
        for measure, told in self.words.items():
            figures = self.figures[measure]
            if figures < _FEW or figures < _FEW * len(told):
                continue
            for line, word in told:
                said = f"value: {word!r:.80} is taken for a word, and {figures} other rows of the measure hold figures"
                self.intake.mend(line, said)

    # one row

    def _claim(self) -> None:
        """Take in the claim of the row, its party, event and document; or refuse all that is wrong with it."""
        wrong: list[str] = []
        told = {name: self._read(name, read, wrong) for name, read in self.of_claim if name in self.cells}
        said = {name: self._read(name, read, wrong) for name, read in self.of_said if name in self.cells}
        for name in self.times:
            if name in self.cells:
                (said if name != "asserted" else told)[name] = self._time(name, wrong)
        self._value(said, wrong)
        parties = self._parties(wrong)
        event = self._event(wrong)
        publisher = self._publisher(wrong)
        source = self._source(publisher, wrong)
        appearance = self._appearance(source, told, wrong)
        beside = [one for name in self.listed if name in self.cells for one in self._listed(name, wrong)]
        key = self.cells.get("claim key")
        if key is None and "value" not in said and not str(told.get("text", "")).strip():
            wrong.append(_SAYS_NOTHING)
        if key is None and beside:
            wrong.append(f"{', '.join(name for name in BESIDE if name in self.cells)}: these need a claim key")
        if wrong:
            self._refuse(wrong)
            return
        told = {FIELDS.get(name, name): one for name, one in told.items()}
        said = {FIELDS.get(name, name): one for name, one in said.items()}
        if event is not None:
            said["event"] = event[0]
        try:
            claim = Claim(
                key=key or "?",
                claimants=tuple(name for name, _, _ in parties),
                proposition=Proposition(**said),
                **told,
            )
        except InvalidRecord as err:
            self.intake.refuse(self.line, str(err))
            return
        held = self.gathered.known(claim, key)
        if held is not None and key is not None and held.claim != claim:
            self.intake.refuse(self.line, difference(claim, held))
        elif self._told(parties, event, publisher, source):
            self.gathered.keep(self.line, claim, held, appearance, is_named=key is not None)
            for record in beside:
                self.gathered.beside.setdefault(record.key, (self.line, record))

    def _read(self, name: str, read: Callable[[str], Any], wrong: list[str]) -> Any:
        try:
            return read(self.cells[name])
        except InvalidRecord as err:
            wrong.append(f"{name}: {err}")
        except ValueError:
            wrong.append(f"{name}: expected {EXPECTED[name]}, got {self.cells[name]!r:.80}")
        return None

    def _time(self, name: str, wrong: list[str]) -> TimeSpan | None:
        """The time in a cell; one that is joined of two cells reaches from the one to the other."""
        recipe = self.recipes.get(name)
        ends = [self.row[place] for place in recipe] if isinstance(recipe, Span) else [self.cells[name]]
        try:
            spans = [self._instant(name, one.strip()) for one in ends]
            if isinstance(recipe, Span):
                return time_span("/".join(OPEN if span is None else span.edtf for span in spans))
            return spans[0]
        except InvalidRecord as err:
            wrong.append(f"{name}: {err}")
        return None

    def _instant(self, name: str, text: str) -> TimeSpan | None:
        """The time that a text says, None where it is empty."""
        if not text:
            return None
        span, is_cut = read_time(text, self.mapping.order, self.mapping.zone)
        if is_cut:
            self.intake.mend(self.line, f"{name}: {text!r:.80} has no zone, and is taken to its day")
        return span

    def _value(self, said: dict[str, Any], wrong: list[str]) -> None:
        exactly = self.cells.get("value exactly")
        if exactly is not None:
            said["value"] = self._read("value exactly", value_from, wrong)
        elif "value" in self.cells:
            words = self.mapping.words
            decimal = self.mapping.decimal
            found = self._read("value", lambda text: value_in(text, decimal, words=words), wrong)
            recipe = self.recipes.get("value")
            cells = [self.row[place] for place in recipe] if isinstance(recipe, Ends | Whole) else []
            if found is not None and not words and not all(is_figure(one, decimal) for one in cells if one):
                wrong.append(f"value: expected one figure in each column, got {self.cells['value']!r:.80}")
            said["value"] = found
            measure = self.cells.get("measure", "")
            if isinstance(found, Category):
                self.words[measure].append((self.line, found.term))
            else:
                self.figures[measure] += found is not None

    def _parties(self, wrong: list[str]) -> "list[tuple[str, str | None, dict[str, Any]]]":
        """The key of each claimant of the row, its name, and what is told of it."""
        name, key = self.cells.get("party"), self.cells.get("party key")
        if key is None:
            facts = {
                FIELDS[column]: self._read(column, read, wrong)
                for column, (read, _) in self.of_party
                if column in self.cells
            }
            if name is None and facts:
                wrong.append("party: it is empty, and what it is stands beside")
            if name is None:
                return []
            self.gathered.bare.setdefault(name, self.line)
            return [(name, name, facts)]
        keys = parted(key)
        names = parted(name) if name is not None else ()
        if len(names) > len(keys):
            wrong.append(f"party: {len(names)} names, and {len(keys)} keys in the column party key")
        columns: dict[str, list[Any]] = {}
        for column, (_, read) in self.of_party:
            if column not in self.cells:
                continue
            texts = parted(self.cells[column])
            if len(texts) != len(keys):
                wrong.append(f"{column}: expected {len(keys)} with ; between, as in party key, got {len(texts)}")
                continue
            try:
                columns[FIELDS[column]] = [read(one) if one else None for one in texts]
            except InvalidRecord as err:
                wrong.append(f"{column}: {err}")
        found = []
        for place, (one, called) in enumerate(zip_longest(keys, names[: len(keys)])):
            if not one.strip():
                wrong.append("party key: a key is empty")
            if called and not called.strip():
                wrong.append("party: a name is empty")
            facts = {field: held[place] for field, held in columns.items() if held[place] is not None}
            found.append((one, called or None, facts))
        return found

    def _event(self, wrong: list[str]) -> "tuple[str, dict[str, Any]] | None":
        facts: dict[str, Any] = {
            FIELDS[column]: self._time(column, wrong) if read is None else self._read(column, read, wrong)
            for column, read in self.of_event
            if column in self.cells
        }
        label, key = self.cells.get("event"), self.cells.get("event key")
        if label is not None:
            facts["label"] = label
        if key is None and label is None:
            if facts:
                wrong.append("event: it is empty, and what it is stands beside")
            return None
        return key or label or "", facts

    def _publisher(self, wrong: list[str]) -> "tuple[str, str | None, dict[str, Any]] | None":
        name, key = self.cells.get("source publisher"), self.cells.get("source publisher key")
        if key is not None:
            return key, name, {}
        if name is None:
            return None
        self.gathered.bare.setdefault(name, self.line)
        return name, name, {}

    def _source(self, publisher: Any, wrong: list[str]) -> "tuple[str, dict[str, Any]] | None":
        facts: dict[str, Any] = {
            FIELDS[column]: self._time(column, wrong) if read is None else self._read(column, read, wrong)
            for column, read in self.of_source
            if column in self.cells
        }
        if publisher is not None:
            facts["publisher"] = publisher[0]
        name, key = self.cells.get("source"), self.cells.get("source key")
        if name is not None:
            facts["name"] = name
        if key is not None:
            return key, facts
        if name is not None and "url" not in facts and name.startswith(("http://", "https://")):
            facts["url"] = name
        derived = source_key(name, facts.get("url"), facts.get("published"))
        if derived is None and facts:
            wrong.append("source: it is empty, and what it is stands beside")
        return None if derived is None else (derived, facts)

    def _appearance(self, source: Any, told: dict[str, Any], wrong: list[str]) -> Appearance | None:
        """Where the claim stands; a quote of no document is the text of the claim, where there is no other."""
        found = {column: self._read(column, read, wrong) for column, read in self.of_place if column in self.cells}
        if source is not None:
            return Appearance(source=source[0], **found) if not wrong else None
        if found.keys() == {"quote"} and "text" not in self.recipes:
            told["text"] = found["quote"]
        elif found:
            wrong.append(f"source: it is empty, and {', '.join(found)} would stand in it")
        return None

    def _listed(self, name: str, wrong: list[str]) -> Iterator[Record]:
        """The links, grades or retractions that a cell holds."""
        key = self.cells.get("claim key", "?")
        try:
            plain = listed(self.cells[name])
        except InvalidRecord as err:
            wrong.append(f"{name}: {err}")
            return
        kind, end = BESIDE[name]
        for one in plain:
            try:
                record = from_plain({**one, "record": kind, end: key})
            except InvalidRecord as err:
                wrong.append(f"{name}: {err}")
                continue
            wrong += [f"{name}: {one}" for one in (objections(record) if isinstance(record, Assessment) else ())]
            yield record

    def _told(self, parties: Any, event: Any, publisher: Any, source: Any) -> bool:
        """Take down what the row tells of its party, event and document, unless another row tells otherwise."""
        held = self.gathered
        told: list[tuple[str, dict[str, Facts], str, dict[str, Any]]] = []
        for who in (*parties, *([] if publisher is None else [publisher])):
            key, name, facts = who
            told.append(("party", held.parties, key, facts if name is None else {**facts, "name": name}))
        if event is not None:
            told.append(("event", held.events, *event))
        if source is not None:
            told.append(("source", held.sources, *source))
        problems = held.take_down(self.line, [*told, *self._referred()])
        self._refuse(problems)
        return not problems

    def _referred(self) -> "Iterator[tuple[str, dict[str, Facts], str, dict[str, Any]]]":
        """What the row refers to and does not tell of otherwise, with its name where that stands beside the key."""
        for column in self.referring:
            cell = self.cells.get(column)
            if cell is None:
                continue
            if column == "event part of":
                yield "event", self.gathered.events, *named_reference(cell, "label")
            elif column == "source derives from":
                for one in parted(cell):
                    yield "source", self.gathered.sources, *named_reference(derivation_of(one)[1], "name")
            elif "party key" in self.cells:
                for one in parted(cell):
                    for text in parted(one, ",") if one else ():
                        yield "party", self.gathered.parties, *named_reference(text, "name")
            else:
                yield "party", self.gathered.parties, cell, {}


def _is_plain(column: Sequence[str]) -> bool:
    """Whether every cell of a column is text that a record may hold, and some text or none at all."""
    return (
        _TEXTS.issuperset(map(type, column))
        and len(max(column, key=len)) <= LONGEST
        and UNSTORABLE.search("".join(column)) is None
        and not any(map(str.isspace, column))
    )


_TEXTS: Final = frozenset((str, Number))


def source_key(name: str | None, url: str | None, published: TimeSpan | None) -> str | None:
    """Return the key of a document that has none: its address, else its name with its day; None where it has neither.

    Examples:
        >>> source_key("Evening bulletin", None, None)
        'Evening bulletin'
    """
    if url is not None or name is None:
        return url
    return name if published is None else f"{name} ({published.edtf})"


_NEEDED: Final = frozenset(
    (
        *("value", "value exactly", "party", "event", "date", "measure", "polarity", "source"),
        *(name for name in DETAILS if name.endswith(" key")),
    )
)
"""The columns without which a row would claim something else, or somebody else."""
_FEW: Final = 5
"""So many figures to one word make the word odd."""
_SAYS_NOTHING: Final = "value: expected a figure or a word, and the cell is empty"
