"""How does a ledger stand in JSON Lines? One entry of its log a line, so that its whole history is kept."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final

from claimcheck.canonical import from_plain, to_plain
from claimcheck.errors import BadInput, InvalidRecord, Problem
from claimcheck.exchange.intake import Intake
from claimcheck.formats.paths import leaves_folder
from claimcheck.ledger import Ledger
from claimcheck.log import Entry
from claimcheck.model import Source
from claimcheck.references import dangling

__all__ = ["LinesOfFile", "is_log", "read_lines", "write_lines"]

_MOST_PROBLEMS: Final = 1000
_FIRST: Final = 100
"""Lines among which the first that is not empty is looked for."""
_BOM: Final = b"\xef\xbb\xbf"
_LOG_FIELDS: Final = frozenset({"recorded", "by", "why", "case"})


def is_log(intake: Intake) -> bool:
    """Return whether the first line of a file is an entry of a log, or broken; and not an object of another tool."""
    with intake.path.open("rb") as lines:
        first = next((bare for line in islice(lines, _FIRST) if (bare := line.removeprefix(_BOM).strip())), b"")
    return b'"record"' in first or not (first.startswith(b"{") and first.endswith(b"}"))


def read_lines(path: Path) -> Ledger:
    """Return the ledger whose log stands in *path*, one entry a line; empty lines are passed over.

    The file is read line by line, and the ledger takes its entries only if every line is right.

    Raises:
        BadInput: Lines that hold no entry, each named as ``file:line``; nothing is imported.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "claims.jsonl")
        ...     line = '{"record":"party","key":"ua","name":"Ukraine","log":{"recorded":"2025-06-02T09:00:00Z"}}'
        ...     _ = path.write_text(line)
        ...     print(*(party.name for party in read_lines(path).parties))
        Ukraine
    """
    reading = LinesOfFile(str(path))
    with Path(path).open("rb") as lines:
        entries = list(reading.entries(lines))
    if reading.problems:
        raise BadInput(reading.problems)
    ledger = Ledger(case=reading.case)
    missing = dangling((entry.record for entry in entries), ledger.view)
    if missing:
        numbers = dict(zip((entry.record.key for entry in entries), reading.numbers, strict=True))
        raise BadInput(Problem(f"{path}:{numbers.get(one.where, 1)}", one.message) for one in missing)
    ledger.replay(entries)
    return ledger


def write_lines(ledger: Ledger) -> Iterator[bytes]:
    """Yield the lines of *ledger*, one for each entry of its log, each with its line end.

    Examples:
        >>> from datetime import UTC
        >>> from claimcheck.model import Party
        >>> ledger = Ledger()
        >>> _ = ledger.add(Party(key="ua", name="Ukraine"), recorded=datetime(2025, 6, 2, tzinfo=UTC))
        >>> print(*(line.decode() for line in write_lines(ledger)), end="")
        {"record":"party","key":"ua","name":"Ukraine","log":{"recorded":"2025-06-02T00:00:00+00:00"}}
    """
    import msgspec  # noqa: PLC0415 - only where a file is written

    encode = msgspec.json.Encoder().encode
    case = ledger.case
    for entry in ledger.log.entries:
        told = {"recorded": entry.recorded.isoformat(), "by": entry.by, "why": entry.why, "case": case}
        case = None  # the first line names it for all
        plain = to_plain(entry.record)
        plain["log"] = {name: value for name, value in told.items() if value is not None}
        yield encode(plain) + b"\n"


class LinesOfFile:
    """A file of lines while it is being read: what was found wrong so far, and the line of each entry.

    Attributes:
        problems: What was found wrong so far, each named as ``file:line``.
        numbers: The line of each entry that was read.
        case: The name of the case, where a line gave one.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.numbers: list[int] = []
        self.case: str | None = None

    def entries(self, lines: Iterable[bytes]) -> Iterator[Entry]:
        """Yield the entries of *lines*; a line that holds none is a problem, and the next line is read."""
        import msgspec  # noqa: PLC0415 - only where a file is read

        decode, encode = msgspec.json.Decoder().decode, msgspec.json.Encoder().encode
        unreadable = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
        count = 0
        for number, line in enumerate(lines, 1):
            if number == 1:
                line = line.removeprefix(_BOM)  # noqa: PLW2901 - the mark is no part of the line
            bare = line.strip()
            if not bare:
                continue
            try:
                plain = decode(bare)
                if encode(plain) != bare:  # as we write it there are no double names; else look for them
                    _refuse_double_names(bare)
                entry = self._entry(plain, count + 1)
            except unreadable as err:
                self._add(number, f"this is no JSON: {str(err) or 'it lies too deep'}")
            except InvalidRecord as err:
                self._add(number, str(err))
            else:
                count += 1
                self.numbers.append(number)
                yield entry
            if len(self.problems) >= _MOST_PROBLEMS:
                self._add(number, f"{_MOST_PROBLEMS} lines are wrong; nothing is read from here on")
                return

    def _add(self, number: int, message: str) -> None:
        self.problems.append(Problem(f"{self.name}:{number}", message))

    def _entry(self, plain: Any, count: int) -> Entry:
        """Return the entry that the object of one line describes."""
        if not isinstance(plain, dict):
            raise InvalidRecord(f"expected an object with the fields of a record, got {plain!r:.80}")
        told = plain.pop("log", None)
        if not isinstance(told, dict) or not isinstance(told.get("recorded"), str):
            raise InvalidRecord('log: expected an object such as {"recorded": "2025-06-02T09:00:00+00:00"}')
        if not told.keys() <= _LOG_FIELDS:
            unknown = min(told.keys() - _LOG_FIELDS)
            raise InvalidRecord(f"log: unknown field {unknown!r:.80}; known are by, case, recorded, why")
        for name in ("by", "why", "case"):
            if not isinstance(told.get(name, ""), str):
                raise InvalidRecord(f"log: expected text under {name!r}, got {told[name]!r:.80}")
        record = from_plain(plain)
        if isinstance(record, Source) and record.file is not None and leaves_folder(record.file):
            raise InvalidRecord(f"file: {record.file!r:.80} leads out of the folder of the case")
        case = told.get("case")
        if case is not None:
            if self.case is not None and case != self.case:
                raise InvalidRecord(f"log: the case is {case!r:.80} here and {self.case!r:.80} above")
            self.case = case
        return Entry(
            number=count,
            recorded=_moment(told["recorded"]),
            record=record,
            by=told.get("by"),
            why=told.get("why"),
        )


def _moment(text: str) -> datetime:
    """Return the instant that *text* names."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as err:
        raise InvalidRecord(f"recorded: expected a date and time in ISO 8601, got {text!r:.80}") from err
    if moment.tzinfo is None:
        raise InvalidRecord(f"recorded: expected a time with its zone such as Z or +03:00, got {text!r:.80}")
    return moment


def _refuse_double_names(line: bytes) -> None:
    json.loads(line, object_pairs_hook=_single)


def _single(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        double = next(name for name in names if names.count(name) > 1)
        raise InvalidRecord(f"the name {double!r:.80} stands twice in one object")
    return found
