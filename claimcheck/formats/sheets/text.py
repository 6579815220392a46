"""A sheet in text: CSV, and the same with tabs between the cells.

Source: RFC 4180, Common Format and MIME Type for Comma-Separated Values (CSV) Files; lines end in one sign, as in the
other files of this library. A file is read line by line, so that its size counts for nothing.
"""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

from claimcheck.csvrows import CsvRows
from claimcheck.errors import BadInput, Problem
from claimcheck.exchange.formulas import disarmed, rearmed
from claimcheck.exchange.intake import Intake
from claimcheck.exchange.outlet import Outlet
from claimcheck.formats.sheets.columns import is_sheet
from claimcheck.formats.sheets.mapping import Mapping, layout_of, read_mapping
from claimcheck.formats.sheets.reading import ledger_from
from claimcheck.formats.sheets.tables import MOST_COLUMNS, Table
from claimcheck.formats.sheets.writing import Sheet
from claimcheck.ledger import Ledger

__all__ = ["knows_text", "read_csv", "read_tsv", "write_csv", "write_tsv"]

_LONGEST_LINE: Final = 10_000_000
_DELIMITERS: Final = (",", ";", "\t", "|")
_TOLD: Final = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_OF_RATINGS: Final = frozenset(("claimReview_url", "rating_alternateName"))
"""Columns of ClaimsKG: a table with these holds ratings, which `exchange.claimreview` reads."""
_BATCH: Final = 1_000
_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


def read_csv(intake: Intake) -> Ledger:
    """Return the ledger in a sheet with commas between its cells.

    Raises:
        BadInput: It lacks the columns of a sheet, or is no text.
    """
    return _read(intake, ",")


def read_tsv(intake: Intake) -> Ledger:
    """Return the ledger in a sheet with tabs between its cells.

    Raises:
        BadInput: It lacks the columns of a sheet, or is no text.
    """
    return _read(intake, "\t")


def write_csv(ledger: Ledger, outlet: Outlet) -> Iterator[bytes]:
    """Yield a ledger as a sheet with commas between its cells.

    Examples:
        >>> print(b"".join(write_csv(Ledger(), Outlet())).decode(), end="")
        date,party,event,measure,value,source,quote
    """
    return _write(ledger, outlet, ",")


def write_tsv(ledger: Ledger, outlet: Outlet) -> Iterator[bytes]:
    """Yield a ledger as a sheet with tabs between its cells."""
    return _write(ledger, outlet, "\t")


def knows_text(intake: Intake) -> bool:
    """Return whether a file of text is a sheet of claims: a mapping is given, or the first line has our columns."""
    if intake.mapping is not None:
        return True
    first = _first_lines(intake.path, Mapping())
    if first is None:
        return False
    headers = [_cells(first[1], sign) for sign in _DELIMITERS]
    return any(map(is_sheet, headers)) and not any(set(one) >= _OF_RATINGS for one in headers)


def _read(intake: Intake, delimiter: str) -> Ledger:
    mapping = Mapping() if intake.mapping is None else read_mapping(intake.mapping)
    table = _table(intake, mapping, delimiter)
    below = mapping.header_below(table.header, _below(intake.path, table.line))
    layout = layout_of(table.header, mapping, f"{intake.name}:{table.line}", intake.name, below=below)
    return ledger_from(table.rows, layout, intake)


def _below(path: Path, line: int) -> list[tuple[int, list[str]]]:
    """The lines behind that of the header, split at each sign that may stand between cells."""
    lines = [one for one in islice(_numbered(path, {}), line + _TITLES) if one[0] > line]
    return [(number, _cells(text, sign)) for number, text in lines for sign in _DELIMITERS]


_TITLES: Final = 10
"""Lines below the first in which the header is looked for, where the first is none."""


def _table(intake: Intake, mapping: Mapping, usual: str) -> Table:
    """The header and the rows of a file."""
    first = _first_lines(intake.path, mapping)
    if first is None:
        raise BadInput([Problem(intake.name, "the file is empty; expected a line with the names of the columns")])
    line, text, told = first
    delimiter = mapping.delimiter or told or _delimiter(text, mapping, usual)
    bad: dict[int, int] = {}
    refusing = [_stopping(intake.name)]
    rows = _rows(refusing, _lines(intake, bad), delimiter, line)
    found = next(rows, None)
    refusing[0] = intake.refuse
    header = [] if found is None else [one.strip() for one in found[1]]
    if found is None or found[0] in bad:
        raise BadInput([Problem(f"{intake.name}:{line}", _not_text(bad[line]) if line in bad else _NO_HEADER)])
    if len(header) > MOST_COLUMNS:
        raise BadInput([Problem(f"{intake.name}:{line}", f"expected at most {MOST_COLUMNS:,} columns")])
    while header and not header[-1]:
        header.pop()
    return Table(header, found[0], _even(intake, rows, len(header), bad))


_NO_HEADER: Final = "expected a line with the names of the columns"


def _delimiter(header: str, mapping: Mapping, usual: str) -> str:
    """What stands between the cells: what the name of the file says, unless the header shows for certain another."""
    split = {sign: _cells(header, sign) for sign in (usual, *_DELIMITERS)}
    for sign, cells in split.items():
        if len(cells) > 1 and (mapping.fits(cells) if mapping.told else is_sheet(cells)):
            return sign
    # What is missing is told of then: by the names that there are, else by the sign that makes columns of them.
    return max(
        split, key=lambda one: (mapping.named(split[one]), one == usual and len(split[one]) > 1, len(split[one]))
    )


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return [one.strip() for one in next(CsvRows([line], delimiter, strict=False), [])]
    except csv.Error:
        return []


def _first_lines(path: Path, mapping: Mapping) -> tuple[int, str, str | None] | None:
    """The line of the header, its text, and what stands between its cells where a line before it tells."""
    bad: dict[int, int] = {}
    told = None
    for number, text in islice(_numbered(path, bad), _FIRST + (mapping.header or 0)):
        is_told = _TOLD.fullmatch(text) if number == 1 else None
        if is_told is not None:
            told = is_told[1]
        elif text.strip() and number >= (mapping.header or 1):
            return number, text, told
    return None


_FIRST: Final = 100
"""Lines among which the first that is not empty is looked for."""


def _lines(intake: Intake, bad: dict[int, int]) -> Iterator[tuple[int, str]]:
    for number, text in _numbered(intake.path, bad):
        if len(text) >= _LONGEST_LINE:
            said = f"expected at most {_LONGEST_LINE:,} bytes in a line; nothing is read from here on"
            raise BadInput([Problem(f"{intake.name}:{number}", said)])
        yield number, text


def _numbered(path: Path, bad: dict[int, int]) -> Iterator[tuple[int, str]]:
    """The lines of a file from 1, as text; *bad* takes down the first wrong byte of those that are not UTF-8."""
    with path.open("rb") as opened:
        start = opened.read(3)
        if start.startswith(_MARKS):
            opened.seek(0)
            yield from _wide(path, bad)
            return
        opened.seek(3 if start == b"\xef\xbb\xbf" else 0)
        for number in range(1, 1 << 62):
            line = opened.readline(_LONGEST_LINE)
            if not line:
                return
            try:
                yield number, line.decode("utf-8")
            except UnicodeDecodeError as err:
                bad[number] = line[err.start]
                yield number, line.decode("utf-8", errors="replace")


def _wide(path: Path, bad: dict[int, int]) -> Iterator[tuple[int, str]]:
    """The lines of a file in UTF-16."""
    with path.open(encoding="utf-16", errors="replace", newline="\n") as opened:
        for number in range(1, 1 << 62):
            line = opened.readline(_LONGEST_LINE)
            if not line:
                return
            yield number, line


def _stopping(name: str) -> Callable[[int, str], None]:
    """What refuses the header, without which nothing is read."""

    def refuse(line: int, message: str) -> None:
        raise BadInput([Problem(f"{name}:{line}", message)])

    return refuse


def _rows(
    refusing: Sequence[Callable[[int, str], None]], lines: Iterator[tuple[int, str]], delimiter: str, first: int
) -> Iterator[tuple[int, list[str], int]]:
    """The rows of a text from line *first* on, each with the lines in which it begins and ends."""
    at = 0

    def texts() -> Iterator[str]:
        nonlocal at
        for number, text in lines:
            at = number
            if number >= first:
                yield text

    reader = CsvRows(texts(), delimiter)
    at = first - 1
    while True:
        line = max(at, first - 1) + 1
        try:
            row = next(reader, None)
        except csv.Error as err:
            refusing[0](line, _said(err))
            continue
        if row is None:
            return
        if any(row):
            yield line, row, at


def _said(err: csv.Error) -> str:
    """What is wrong with a row, in our words."""
    said = str(err)
    if "unexpected end" in said:
        return "a quotation mark is opened in this row and not closed in the file"
    if "field larger" in said:
        return "a cell is too long, or a quotation mark is opened in this row and not closed"
    if "expected after" in said:
        return "after a closing quotation mark other text follows; in a cell a quotation mark is written twice"
    if "new-line" in said:
        return "a line ends in the middle of this row; save the file with the line ends of this system"
    return f"the row cannot be read: {said}"


def _even(
    intake: Intake, rows: Iterator[tuple[int, list[str], int]], width: int, bad: dict[int, int]
) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows that are as long as the header and are text; the others are refused."""
    for line, row, end in rows:
        wrong = [one for one in range(line, end + 1) if one in bad] if bad else []
        if wrong:
            for one in wrong:
                intake.refuse(one, _not_text(bad.pop(one)))
        elif len(row) < width or (len(row) > width and any(row[width:])):
            intake.refuse(line, f"expected {width} cells, got {len(row)}")
        else:
            yield line, [rearmed(one) if one else one for one in row]


def _not_text(byte: int) -> str:
    return f"expected UTF-8, got the byte 0x{byte:02x}; save the file as UTF-8"


class _Lines(list[str]):
    """Where Python's writer writes to: the lines, each with one sign at its end."""

    def write(self, line: str) -> None:
        self.append(f"{line[:-2]}\n")


def _write(ledger: Ledger, outlet: Outlet, delimiter: str) -> Iterator[bytes]:
    sheet = Sheet(ledger, outlet)
    lines = _Lines()
    # With both signs as its end of line the writer puts quotation marks around a cell that holds either.
    writer: Any = csv.writer(lines, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(sheet.columns)
    rows = ([disarmed(cell) if cell else cell for cell in row] for row in sheet.rows())
    while batch := list(islice(rows, _BATCH)):
        writer.writerows(batch)
        yield "".join(lines).encode("utf-8")
        lines.clear()
    if lines:
        yield "".join(lines).encode("utf-8")
