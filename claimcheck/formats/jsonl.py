"""How does a ledger stand in JSON Lines? One entry of its log a line, so that its whole history is kept.

Source: https://jsonlines.org, and RFC 8259 for what stands on a line. A file may have any number of lines, and is never
held as a whole; a line may have ``LONGEST_LINE`` bytes, and what is longer is refused and stepped over unread.
"""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

from claimcheck.canonical import from_plain, to_plain
from claimcheck.errors import BadInput, InvalidRecord, Problem
from claimcheck.exchange.intake import Intake
from claimcheck.formats.migrations import VERSION, line_forward, needed_version, read_version
from claimcheck.ledger import Ledger
from claimcheck.log import Entry
from claimcheck.model import Source
from claimcheck.paths import leaves_folder
from claimcheck.references import dangling

__all__ = ["LONGEST_LINE", "PIECE", "LinesOfFile", "is_log", "read_lines", "write_lines"]

LONGEST_LINE: Final = 16_000_000
"""Bytes of the longest line that is read: a record with a long document in it stays far below."""

PIECE: Final = 1 << 20
"""Bytes that are taken from the disk at once."""

_MOST_PROBLEMS: Final = 1000
_BOM: Final = b"\xef\xbb\xbf"
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_LOG_FIELDS: Final = {"by": str, "case": str, "recorded": str, "version": int, "why": str}


def is_log(intake: Intake) -> bool:
    """Return whether the first line of a file is an entry of a log, or broken; and not an object of another tool."""
    first = intake.first_line(LONGEST_LINE)
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
    with Path(path).open("rb", buffering=PIECE) as file:
        told = list(reading.entries(file))
    if reading.problems:
        raise BadInput(reading.problems)
    ledger = Ledger(case=reading.case)
    missing = dangling((entry.record for _, entry in told), ledger.view)
    if missing:
        numbers = {entry.record.key: number for number, entry in told}
        raise BadInput(Problem(f"{path}:{numbers.get(one.where, 1)}", one.message) for one in missing)
    ledger.replay(entry for _, entry in told)
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
    moment, recorded = None, ""
    for entry in ledger.log:
        if entry.recorded is not moment:
            moment, recorded = entry.recorded, entry.recorded.isoformat()
        told: dict[str, Any] = {"recorded": recorded}
        if entry.by is not None:
            told["by"] = entry.by
        if entry.why is not None:
            told["why"] = entry.why
        if case is not None:
            told["case"], case = case, None  # the first line names it for all
        version = needed_version(entry.record)
        if version > 1:
            told["version"] = version
        plain = to_plain(entry.record)
        plain["log"] = told
        yield encode(plain) + b"\n"


class LinesOfFile:
    """A file of lines while it is being read: what was found wrong so far.

    Attributes:
        problems: What was found wrong so far, each named as ``file:line``.
        case: The name of the case, where a line gave one.
    """

    def __init__(self, name: str, *, longest: int | None = None) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.case: str | None = None
        self._longest = LONGEST_LINE if longest is None else longest
        self._moment: tuple[str, datetime] | None = None

    def entries(self, file: BinaryIO) -> Iterator[tuple[int, Entry]]:
        """Yield the entries of a file with their lines; a line that holds none is a problem, and the next is read."""
        import msgspec  # noqa: PLC0415 - only where a file is read

        decode, encode = msgspec.json.Decoder().decode, msgspec.json.Encoder().encode
        unreadable = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
        count = 0
        for number, bare in self._lines(file):
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
                yield number, entry
            if len(self.problems) >= _MOST_PROBLEMS:
                self._add(number, f"{_MOST_PROBLEMS} lines are wrong; nothing is read from here on")
                return

    def _lines(self, file: BinaryIO) -> Iterator[tuple[int, bytes]]:
        """Yield each line that is not empty, without what stands around it; no more of a line is held than may be."""
        read, most, number = file.readline, self._longest + 2, 0  # with its line end of one byte or two
        while line := read(most):
            number += 1
            is_cut = len(line) == most and not line.endswith(b"\n")
            if number == 1:
                if line.startswith(_UTF_16):
                    self._add(1, "the file is UTF-16; save it as UTF-8")
                    return
                line = line.removeprefix(_BOM)
            bare = line.strip()
            if is_cut or len(bare) > self._longest:
                while is_cut and (rest := read(PIECE)):
                    is_cut = not rest.endswith(b"\n")
                self._add(number, f"expected at most {self._longest:,} bytes on a line, and here are more")
            elif bare:
                yield number, bare

    def _add(self, number: int, message: str) -> None:
        self.problems.append(Problem(f"{self.name}:{number}", message))

    def _entry(self, plain: Any, count: int) -> Entry:
        """Return the entry that the object of one line describes."""
        if type(plain) is not dict:
            raise InvalidRecord(f"expected an object with the fields of a record, got {plain!r:.80}")
        told = plain.pop("log", None)
        if type(told) is not dict or type(told.get("recorded")) is not str:
            raise InvalidRecord('log: expected an object such as {"recorded": "2025-06-02T09:00:00+00:00"}')
        for name, value in told.items():
            if type(value) is not _LOG_FIELDS.get(name):
                raise InvalidRecord(_wrong_in_log(name, value))
        plain = _brought_forward(plain, told["version"]) if "version" in told else line_forward(plain, 1)
        record = from_plain(plain)
        if type(record) is Source and record.file is not None and leaves_folder(record.file):
            raise InvalidRecord(f"file: {record.file!r:.80} leads out of the folder of the case")
        case = told.get("case")
        if case is not None:
            if self.case is not None and case != self.case:
                raise InvalidRecord(f"log: the case is {case!r:.80} here and {self.case!r:.80} above")
            self.case = case
        return Entry(
            number=count,
            recorded=self._recorded(told["recorded"]),
            record=record,
            by=told.get("by"),
            why=told.get("why"),
        )

    def _recorded(self, text: str) -> datetime:
        """The instant that *text* names; records that were told together share one."""
        if self._moment is None or self._moment[0] != text:
            self._moment = (text, _moment(text))
        return self._moment[1]


def _wrong_in_log(name: str, value: Any) -> str:
    if name not in _LOG_FIELDS:
        return f"log: unknown field {name!r:.80}; known are {', '.join(_LOG_FIELDS)}"
    wanted = f"a version such as {VERSION}" if name == "version" else "text"
    return f"log: expected {wanted} under {name!r}, got {value!r:.80}"


def _brought_forward(plain: dict[str, Any], version: int) -> dict[str, Any]:
    try:
        return line_forward(plain, read_version(version))
    except InvalidRecord as err:
        raise InvalidRecord(f"log: {err}") from err


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
        double = next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
        raise InvalidRecord(f"the name {double!r:.80} stands twice in one object")
    return found
