"""Which ledger do the rows of a sheet describe? One row a claim; a claim in several documents has several rows.

What names nothing further is its own key: a party by its name, an event by its label, a document by its address, else
by its name with its day. A claim without a key has the digest of what is claimed, by whom and when, as one that is told
to a ledger has, so that the same claim in two documents is one claim. Facts of a party, an event or a document may
stand in any of its rows; where two rows differ, the later is refused.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Final, TypeVar

from attrs import evolve

from claimcheck.canonical import claim_digest, digest, from_plain, to_plain
from claimcheck.errors import InvalidRecord
from claimcheck.exchange.intake import Intake
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
from claimcheck.formats.sheets.lists import parted
from claimcheck.formats.sheets.mapping import Column, Constant, Ends, Joined, Layout, Recipe, Span, Whole
from claimcheck.formats.sheets.tables import Number, Uncomputed, Unreadable
from claimcheck.formats.sheets.values import listed, read_time, read_value, value_from
from claimcheck.grading.registry import objections
from claimcheck.ledger import Ledger
from claimcheck.model import (
    UNSTORABLE,
    Appearance,
    Assessment,
    Claim,
    Event,
    Link,
    Party,
    Proposition,
    Record,
    Source,
    Value,
)
from claimcheck.quantity import Quantity
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
    return reading.ledger()


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
        self.parties: dict[str, _Facts] = {}
        self.events: dict[str, _Facts] = {}
        self.sources: dict[str, _Facts] = {}
        self.claims: dict[str, _Told] = {}
        self.unnamed: dict[Claim, _Told] = {}
        self.beside: dict[str, tuple[int, Record]] = {}
        self.bare: dict[str, int] = {}
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
                told = _made(recipe, row, self.mapping.decimal)
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
        held = self._known(claim, key)
        if held is not None and key is not None and held.claim != claim:
            self.intake.refuse(self.line, _difference(claim, held))
        elif self._facts(parties, event, publisher, source):
            self._keep(claim, held, appearance, is_named=key is not None)
            for record in beside:
                self.beside.setdefault(record.key, (self.line, record))

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
                return time_span("/".join(_OPEN if span is None else span.edtf for span in spans))
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
            found = self._read("value", lambda text: _value_in(text, decimal, words=words), wrong)
            recipe = self.recipes.get("value")
            cells = [self.row[place] for place in recipe] if isinstance(recipe, Ends | Whole) else []
            if found is not None and not words and not all(_is_figure(one, decimal) for one in cells if one):
                wrong.append(f"value: expected one figure in each column, got {self.cells['value']!r:.80}")
            said["value"] = found

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
            self.bare.setdefault(name, self.line)
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
        self.bare.setdefault(name, self.line)
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

    # what rows share

    def _facts(self, parties: Any, event: Any, publisher: Any, source: Any) -> bool:
        """Take down what the row tells of its party, event and document, unless another row tells otherwise."""
        told: list[tuple[str, dict[str, _Facts], str, dict[str, Any]]] = []
        for who in (*parties, *([] if publisher is None else [publisher])):
            key, name, facts = who
            told.append(("party", self.parties, key, facts if name is None else {**facts, "name": name}))
        if event is not None:
            told.append(("event", self.events, *event))
        if source is not None:
            told.append(("source", self.sources, *source))
        told += self._referred()
        problems = []
        for kind, held, key, facts in told:
            known = held.get(key)
            if known is None:
                continue
            for field, value in facts.items():
                if field in known.facts and known.facts[field] != value:
                    problems.append(
                        f"{kind}: {field} of {key!r:.80} is {_shown(value)} here and "
                        f"{_shown(known.facts[field])} in line {known.line}"
                    )
        if problems:
            self._refuse(problems)
            return False
        for _, held, key, facts in told:
            known = held.get(key)
            if known is None:
                held[key] = _Facts(self.line, facts)
            elif facts:
                known.facts |= facts
        return True

    def _referred(self) -> "Iterator[tuple[str, dict[str, _Facts], str, dict[str, Any]]]":
        """What the row refers to and does not tell of otherwise, with its name where that stands beside the key."""
        for column in self.referring:
            cell = self.cells.get(column)
            if cell is None:
                continue
            if column == "event part of":
                yield "event", self.events, *named_reference(cell, "label")
            elif column == "source derives from":
                for one in parted(cell):
                    yield "source", self.sources, *named_reference(derivation_of(one)[1], "name")
            elif "party key" in self.cells:
                for one in parted(cell):
                    for text in parted(one, ",") if one else ():
                        yield "party", self.parties, *named_reference(text, "name")
            else:
                yield "party", self.parties, cell, {}

    def _known(self, claim: Claim, key: str | None) -> "_Told | None":
        """What an earlier row told of the claim."""
        if key is not None:
            return self.claims.get(key)
        held = self.claims.get(claim_digest(claim)) if self.claims else None
        return held if held is not None and _same(held.claim, claim) else self.unnamed.get(claim)

    def _keep(self, claim: Claim, held: "_Told | None", appearance: Appearance | None, *, is_named: bool) -> None:
        """Keep the claim, or what is new of it where an earlier row tells it too."""
        if held is None:
            held = _Told(self.line, claim)
            if is_named:
                self.claims[claim.key] = held
            else:
                self.unnamed[claim] = held
        elif not is_named and (appearance is None or appearance in held.appearances):
            self.intake.mend(self.line, f"it says the same as line {held.line}, and adds nothing")
            return
        else:
            held.claim = min(held.claim, evolve(claim, key=held.claim.key), key=_words)
        if appearance is not None:
            held.appearances.append(appearance)
        self.intake.took()

    # the whole

    def _name(self) -> None:
        """Give each claim without a key the digest of what is claimed, whatever the order of the rows.

        Where several have the same, which differ in their words or their notes, each has the digest of all of it.
        """
        alike: dict[str, list[_Told]] = {}
        for told in self.unnamed.values():
            alike.setdefault(claim_digest(told.claim), []).append(told)
        for key, several in alike.items():
            named = self.claims.get(key)
            for told in several:
                is_that = named is not None and _same(named.claim, told.claim)
                own = key if is_that or (named is None and len(several) == 1) else _whole(told.claim)
                told.claim = evolve(told.claim, key=own)
                held = self.claims.setdefault(own, told)
                if held.claim != told.claim:
                    self.intake.refuse(told.line, _difference(told.claim, held))
                elif held is not told:
                    held.appearances += [one for one in told.appearances if one not in held.appearances]
        self.unnamed.clear()

    def ledger(self) -> Ledger:
        """Return the ledger of all rows."""
        self._tell_of_names()
        self._name()
        records: list[Record] = []
        for make, held in ((_party, self.parties), (Event, self.events), (Source, self.sources)):
            for key, facts in held.items():
                records.append(make(key=key, **facts.facts))
        records += [
            told.claim.standing_in(tuple(told.appearances)) if told.appearances else told.claim
            for told in sorted(self.claims.values(), key=lambda told: told.line)
        ]
        known = {record.key for record in records}
        for line, record in self.beside.values():
            if isinstance(record, Link) and record.b not in known:
                self.intake.refuse(line, f"links: nothing in the sheet has the key {record.b!r:.80}")
            else:
                records.append(record)
        ledger = Ledger()
        ledger.add(*records)
        return ledger

    def _tell_of_names(self) -> None:
        """Tell of names that stand without the key that other rows give beside them."""
        named = {facts.facts.get("name"): key for key, facts in self.parties.items() if facts.facts.get("name") != key}
        for name, line in self.bare.items():
            if name in named:
                said = f"party: {name!r:.80} stands without the key {named[name]!r:.80} of other rows"
                self.intake.mend(line, f"{said}, and is taken for another party")


def _is_plain(column: Sequence[str]) -> bool:
    """Whether every cell of a column is text that a record may hold, and some text or none at all."""
    return (
        _TEXTS.issuperset(map(type, column))
        and len(max(column, key=len)) <= LONGEST
        and UNSTORABLE.search("".join(column)) is None
        and not any(map(str.isspace, column))
    )


_TEXTS: Final = frozenset((str, Number))


def _same(claim: Claim, other: Claim) -> bool:
    """Whether two claims differ in their keys at most."""
    return evolve(claim, key=other.key) == other


def _whole(claim: Claim) -> str:
    """The digest of all of a claim but the words of its figures, in which two that are equal may differ."""
    plain = to_plain(claim)
    claimed = plain.get("proposition", {})
    for figure in (claimed.get("value", {}), *(part["quantity"] for part in claimed.get("parts", ()))):
        figure.pop("text", None)
    return digest(plain)


def _words(claim: Claim) -> str:
    """The words of the figure of a claim: of several the first in the alphabet is kept, whatever the order of rows."""
    value = claim.proposition.value
    return value.text if isinstance(value, Quantity) else ""


class _Facts:
    """What rows tell of a party, an event or a document, and the first of them."""

    __slots__ = ("facts", "line")

    def __init__(self, line: int, facts: Mapping[str, Any]) -> None:
        self.line = line
        self.facts = dict(facts)


class _Told:
    """A claim, the first row that tells it, and where it stands."""

    __slots__ = ("appearances", "claim", "line")

    def __init__(self, line: int, claim: Claim) -> None:
        self.line = line
        self.claim = claim
        self.appearances: list[Appearance] = []


def source_key(name: str | None, url: str | None, published: TimeSpan | None) -> str | None:
    """Return the key of a document that has none: its address, else its name with its day; None where it has neither.

    Examples:
        >>> source_key("Evening bulletin", None, None)
        'Evening bulletin'
    """
    if url is not None or name is None:
        return url
    return name if published is None else f"{name} ({published.edtf})"


def _party(key: str, name: str | None = None, **facts: Any) -> Party:
    return Party(key=key, name=name or key, **facts)


def _made(recipe: Recipe, row: Sequence[str], decimal: str | None) -> str:
    """The text that a mapping makes of a row."""
    if isinstance(recipe, Constant):
        return recipe.text
    cells = [row[place] for place in (recipe.places if isinstance(recipe, Joined) else recipe)]
    bad = next((one for one in cells if isinstance(one, Unreadable)), None)
    if bad is not None:
        return bad
    if not any(isinstance(one, Number) for one in cells):
        return _together(recipe, cells)
    if all(isinstance(one, Number) or not any(map(str.isdecimal, one)) for one in cells):
        return Number(_together(recipe, cells))
    return _together(recipe, [_as_text(one, decimal) for one in cells])


def _as_text(cell: str, decimal: str | None) -> str:
    """A cell as it would be written among others, in which a comma may stand before the decimals."""
    return cell.replace(".", ",") if decimal == "," and isinstance(cell, Number) else cell


def _value_in(cell: str, decimal: str | None, *, words: bool = False) -> Value:
    return read_value(cell, words=words, decimal="." if isinstance(cell, Number) else decimal)


def _is_figure(cell: str, decimal: str | None) -> bool:
    """Whether a cell holds one figure, and no bound of one and no word."""
    try:
        found = _value_in(cell, decimal)
    except InvalidRecord:
        return False
    return isinstance(found, Quantity) and found.low == found.high


def _together(recipe: Recipe, cells: Sequence[str]) -> str:
    """The cells of a row that make one text."""
    if isinstance(recipe, Joined):
        return recipe.between.join(one for one in cells if one)
    first, second = cells
    if isinstance(recipe, Span):
        return f"{first or _OPEN}/{second or _OPEN}" if first or second else ""
    if isinstance(recipe, Ends):
        if first and second and first != second:
            return f"from {first} to {second}"
        if not first or not second:
            return f"at least {first}" if first else f"at most {second}" if second else ""
        return first
    if first and not second:
        return first
    return f"{first} of {second}" if first else ""


def _difference(claim: Claim, held: _Told) -> str:
    """What to say of a row whose claim is not that of another row with its key."""
    here, there = to_plain(claim), to_plain(held.claim)
    here |= here.pop("proposition", {})
    there |= there.pop("proposition", {})
    field = min(one for one in here.keys() | there.keys() if here.get(one) != there.get(one))
    return (
        f"claim key: {claim.key!r:.80} stands in line {held.line} too, and {field} is {_shown(here.get(field))} here "
        f"and {_shown(there.get(field))} there; give every claim a key of its own"
    )


def _shown(value: Any) -> str:
    if value is None:
        return "empty"
    return f"{value if isinstance(value, bool) else str(value)!r:.80}"


_OPEN: Final = ".."
_NEEDED: Final = frozenset(
    (
        *("value", "value exactly", "party", "event", "date", "measure", "polarity", "source"),
        *(name for name in DETAILS if name.endswith(" key")),
    )
)
"""The columns without which a row would claim something else, or somebody else."""
_SAYS_NOTHING: Final = "value: expected a figure or a word, and the cell is empty"
