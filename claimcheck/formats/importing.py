"""One ledger taken into another: everything or nothing, and twice is as good as once.

A file of JSON Lines that holds a ledger's log goes into an empty ledger portion by portion, so that it may be larger
than memory; anything else is read whole.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from itertools import islice
from pathlib import Path
from typing import TypeVar

from attrs import evolve, fields, frozen

from claimcheck.errors import BadInput, Problem
from claimcheck.formats.jsonl import PIECE, LinesOfFile
from claimcheck.ledger import Ledger
from claimcheck.log import Entry
from claimcheck.model import Claim, Party, Record
from claimcheck.references import dangling, references

__all__ = ["Imported", "import_into", "import_lines"]

R = TypeVar("R", bound=Record)

_PORTION = 5000
"""Lines taken in at once."""


@frozen
class Imported:
    """How many records an import added, amended and found there already, and what it could not take.

    Examples:
        >>> print(Imported(added=1200, amended=1, unchanged=3))
        1,200 added, 1 amended, 3 there already
    """

    added: int
    amended: int
    unchanged: int
    refused: tuple[Problem, ...] = ()

    def __str__(self) -> str:
        told = f"{self.added:,} added, {self.amended:,} amended, {self.unchanged:,} there already"
        return f"{told}, {len(self.refused):,} refused" if self.refused else told


def import_into(ledger: Ledger, other: Ledger, *, by: str | None = None) -> Imported:
    """Take the records of *other* into *ledger*, in one transaction, and return how many were new.

    Into an empty ledger goes the whole log, with its times and authors; into any other the records in force, recorded
    now and by whom *by* says. A record that is there in other words is amended, and the version before stays in the
    log. What comes from no case, as files of other tools do, is one more account beside what is held: it gives a claim
    the documents in which it stands too, a party its other names, and fills what is empty, whichever file came first.

    Examples:
        >>> ledger, other = Ledger(), Ledger()
        >>> claim = other.claim("37 killed", by="army", event="raid")
        >>> print(import_into(ledger, other))
        3 added, 0 amended, 0 there already
        >>> print(import_into(ledger, other))
        0 added, 0 amended, 3 there already
    """
    with ledger.log.writing():
        if not len(ledger.log) and by is None:
            ledger.replay(other.log)
            return Imported(added=len(other.records()), amended=0, unchanged=0)
        records, before = other.records(), len(ledger.log)
        if other.case is None:
            records = tuple(_beside(record, ledger.view.held(record)) for record in records)
        known = sum(ledger.view.held(record) is not None for record in records)
        ledger.add(*records, by=by)
        amended = len(ledger.log) - before - (len(records) - known)
        return Imported(added=len(records) - known, amended=amended, unchanged=known - amended)


def _beside(record: Record, held: Record | None) -> Record:
    """What is held together with what another file says of the same; *record* where the two say different things."""
    if held is None or held == record or type(held) is not type(record):
        return record
    if isinstance(record, Claim) and isinstance(held, Claim):
        if set(record.appearances) <= set(held.appearances):
            return evolve(record, appearances=held.appearances)
        places = sorted({*held.appearances, *record.appearances}, key=repr)
        return evolve(record, appearances=tuple(places))
    if isinstance(record, Party) and isinstance(held, Party):
        names = {*held.aliases, *record.aliases, record.name, held.name}
        name = (
            min(held.name, record.name)
            if record.declared == held.declared
            else (held if held.declared else record).name
        )
        return evolve(
            _filled(held, record),
            name=name,
            aliases=tuple(sorted(names - {name, held.key})),
            declared=held.declared or record.declared,
        )
    return _filled(record, held)


def _filled(record: R, other: Record) -> R:
    """The record, with what it lacks taken from the other."""
    lacking = {
        item.name: getattr(other, item.name)
        for item in fields(type(record))
        if not item.name.startswith("_") and getattr(record, item.name) in (None, (), frozenset(), "")
    }
    return evolve(record, **lacking)


def import_lines(
    ledger: Ledger,
    path: Path,
    *,
    by: str | None = None,
    keep_going: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Imported:
    """Take a file of JSON Lines into *ledger* and return how many records were new.

    An empty ledger takes the log as it is, with its times and authors, and so does one that holds the first line
    already, as after an import that was broken off. Any other takes the records in force, as ``import_into`` does.

    Args:
        ledger: What they are taken into.
        path: The file.
        by: Who records it; only where the times and authors of the file are not taken.
        keep_going: Whether lines that cannot be taken are passed over and told of, and each portion is kept at once;
            otherwise one such line is enough for nothing to be taken.
        progress: Told how many lines have been read, after each portion.

    Raises:
        BadInput: Lines cannot be taken, each named as ``file:line``, and *keep_going* is false; nothing was taken.
    """
    told = progress or (lambda _: None)
    with nullcontext() if keep_going else ledger.log.writing():
        taking = _Taking(ledger, path, keep_going, told)
        if by is None and taking.goes_on():
            return taking.as_it_is()
        other = Ledger()
        refused = _Taking(other, path, keep_going, told).as_it_is().refused
        return evolve(import_into(ledger, other, by=by), refused=refused)


class _Taking:
    """A file of lines on its way into a ledger."""

    def __init__(self, ledger: Ledger, path: Path, keep_going: bool, progress: Callable[[int], None]) -> None:
        self._ledger = ledger
        self._path = path
        self._keep_going = keep_going
        self._progress = progress
        self._reading = LinesOfFile(str(path))
        self._refused: list[Problem] = []
        self._waiting: dict[int, Entry] = {}
        self._waiting_for: dict[str, list[int]] = defaultdict(list)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be taken, in the order of the lines."""
        told = [*self._reading.problems, *self._refused]
        return tuple(sorted(told, key=lambda one: int(one.where.rpartition(":")[2])))

    def goes_on(self) -> bool:
        """Whether the ledger is empty, or holds the first line of the file with its time and author."""
        if not len(self._ledger.log):
            return True
        with self._path.open("rb") as file:
            first = next(LinesOfFile(str(self._path)).entries(file), None)
        return first is not None and self._ledger.has_entry(first[1])

    def as_it_is(self) -> Imported:
        """Take the log portion by portion."""
        before, total = len(self._ledger.log), 0
        with self._path.open("rb", buffering=PIECE) as file:
            numbered = self._reading.entries(file)
            while portion := list(islice(numbered, _PORTION)):
                total += len(portion)
                self._take([*self._called_by(portion), *portion])
                self._progress(portion[-1][0])
        self._refuse_waiting()
        self._settle()
        added = len(self._ledger.log) - before
        return Imported(added=added, amended=0, unchanged=total - added - len(self._waiting), refused=self.problems)

    def _called_by(self, portion: Iterable[tuple[int, Entry]]) -> list[tuple[int, Entry]]:
        """Return what waits for something in a portion, or for what waits for it, and wait for it no longer."""
        keys = [entry.record.key for _, entry in portion]
        called: dict[int, Entry] = {}
        while keys:
            for number in self._waiting_for.pop(keys.pop(), ()):
                if number in self._waiting:
                    called[number] = self._waiting.pop(number)
                    keys.append(called[number].record.key)
        return sorted(called.items())

    def _take(self, told: list[tuple[int, Entry]]) -> None:
        """Take what names nothing that is missing; the rest waits, for what it names may stand further on."""
        ready = told
        while missing := self._missing(entry.record for _, entry in ready):
            for number, entry in ready:
                if entry.record.key in missing:
                    self._waiting[number] = entry
                    for key in {entry.record.key, *(key for _, key in references(entry.record))}:
                        self._waiting_for[key].append(number)
            ready = [one for one in ready if one[1].record.key not in missing]
        self._ledger.replay(entry for _, entry in ready)

    def _refuse_waiting(self) -> None:
        """Take down what nothing came for."""
        numbers: dict[str, list[int]] = defaultdict(list)
        for number, entry in sorted(self._waiting.items()):
            numbers[entry.record.key].append(number)
        found = list(dangling((entry.record for entry in self._waiting.values()), self._ledger.view))
        told = {one.where for one in found}
        for entry in self._waiting.values():
            if entry.record.key not in told:  # it names another that waits in vain
                found += dangling([entry.record], self._ledger.view)
        for one in found:
            self._refused += [Problem(f"{self._path}:{number}", one.message) for number in numbers[one.where]]

    def _missing(self, records: Iterable[Record]) -> frozenset[str]:
        return frozenset(one.where for one in dangling(records, self._ledger.view))

    def _settle(self) -> None:
        if self.problems and not self._keep_going:
            raise BadInput(self.problems)
