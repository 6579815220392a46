"""A sheet in a workbook of Excel (.xlsx): cells are text, and what a cell computes is taken as it was kept.

Source: ECMA-376, Office Open XML File Formats, part 1, section 18 (SpreadsheetML). Workbooks are read by openpyxl and
written here, row by row: the same ledger gives the same bytes, and no cell is ever a formula.
"""

import datetime as dt
import re
import warnings
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from decimal import Decimal
from itertools import islice, zip_longest
from tempfile import TemporaryFile
from typing import IO, Any, Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from claimcheck.errors import BadInput, MissingExtra, Problem
from claimcheck.exchange.formulas import disarmed, runs
from claimcheck.exchange.intake import Intake
from claimcheck.exchange.outlet import Outlet
from claimcheck.formats.sheets.columns import is_sheet
from claimcheck.formats.sheets.mapping import Mapping, layout_of, read_mapping
from claimcheck.formats.sheets.packed import Packed, look_into
from claimcheck.formats.sheets.reading import ledger_from
from claimcheck.formats.sheets.tables import MOST_COLUMNS, Number, Table, Uncomputed, Unreadable, cell_text
from claimcheck.formats.sheets.writing import Sheet
from claimcheck.ledger import Ledger

__all__ = ["LONGEST_CELL", "MOST_CELLS", "MOST_ROWS", "read_workbook", "write_workbook"]

MOST_ROWS: Final = 1_048_576
"""Rows of a sheet of Excel."""
LONGEST_CELL: Final = 32_767
"""Characters of a cell of Excel."""
MOST_CELLS: Final = 30_000_000
"""Cells of a workbook that are looked at: the last cell of a row makes as many empty ones as stand before it."""
_OF_ROW: Final = 10  # an empty row takes as long as some cells
_MOST_SHEETS: Final = 1_000
_HEADERS: Final = 100
"""Rows among which the first that is not empty is looked for."""
_TITLES: Final = 10
"""Rows below the first in which the header is looked for, where the first is none."""
_BATCH: Final = 1_000
_PIECE: Final = 1 << 20
_UNREADABLE: Final = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    OSError,
    EOFError,
    SyntaxError,
    NotImplementedError,
    RuntimeError,
    AssertionError,
    BadZipFile,
    zlib.error,
)
"""What openpyxl raises where a workbook is damaged."""


def read_workbook(intake: Intake) -> Ledger:
    """Return the ledger in a sheet of a workbook; its rows are counted as Excel does.

    Raises:
        BadInput: It is no workbook, is not safe to be opened, or lacks the columns of a sheet of claims.
        MissingExtra: openpyxl is not installed.
    """
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - an extra
    except ImportError as err:
        raise MissingExtra('a workbook needs openpyxl: install "claimcheck[excel]"') from err
    mapping = Mapping() if intake.mapping is None else read_mapping(intake.mapping)
    packed = look_into(intake.path, intake.name)
    with ExitStack() as opened:
        books = []
        for values in (True, False) if packed.formulas else (True,):
            with _damages(intake.name):
                book = load_workbook(intake.path, read_only=True, data_only=values, keep_links=False)
            opened.callback(book.close)
            books.append({one.title: one for one in book.worksheets[:_MOST_SHEETS]})
        reading = _Reading(books, mapping, packed, intake)
        table = reading.table()
        layout = layout_of(table.header, mapping, f"{intake.name}:{table.line}", intake.name, below=reading.below)
        return ledger_from(table.rows, layout, intake)


@contextmanager
def _damages(name: str) -> Iterator[None]:
    """Refuse a workbook of which openpyxl cannot make sense."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except _UNREADABLE as err:
        told = " ".join(str(err).split())[:200] or type(err).__name__
        raise BadInput([Problem(name, f"the workbook is damaged: {told}")]) from err


class _Reading:
    """A workbook while it is being read: as it shows itself, and where it has formulas as it was written too."""

    def __init__(self, books: Sequence[dict[str, Any]], mapping: Mapping, packed: Packed, intake: Intake) -> None:
        self.books = books
        self.mapping = mapping
        self.packed = packed
        self.intake = intake
        self.cells = 0
        self.below: int | None = None

    def table(self) -> Table:
        """The header and the rows of the sheet that is wanted.

        Raises:
            BadInput: There is no such sheet.
        """
        firsts = {name: self._first(name) for name in self.books[0]}
        chosen = self._chosen(firsts)
        line, header = firsts[chosen] or (1, [])
        for name, first in firsts.items():
            if name != chosen and first is not None and self.mapping.sheet is None:
                said = f"the sheet {name!r:.80} is not read; `sheet:` in a mapping names the one that is"
                self.intake.mend(None, said, of=("sheet", name))
        if self.packed.merged:
            self.intake.mend(None, "it has merged cells, of which only the first holds what they show", of=("merged",))
        if len(header) > MOST_COLUMNS:
            raise BadInput([Problem(f"{self.intake.name}:{line}", f"expected at most {MOST_COLUMNS:,} columns")])
        self.below = self.mapping.header_below(header, list(islice(self._rows(chosen, line + 1), _TITLES)))
        return Table(header, line, self._even(self._rows(chosen, line + 1), len(header)))

    def _chosen(self, firsts: "dict[str, tuple[int, list[str]] | None]") -> str:
        wanted = self.mapping.sheet
        if wanted is not None:
            if wanted in firsts:
                return wanted
            known = ", ".join(map(repr, list(firsts)[:20]))
            raise BadInput([Problem(self.intake.name, f"there is no sheet {wanted!r:.80}; there are {known}")])
        held = [name for name, first in firsts.items() if first is not None]
        if not held:
            raise BadInput([Problem(self.intake.name, "the workbook is empty; expected the names of the columns")])
        fits = self.mapping.fits if self.mapping.told else is_sheet
        return next((name for name in held if fits((firsts[name] or (1, []))[1])), held[0])

    def _first(self, name: str) -> "tuple[int, list[str]] | None":
        """Where the header of a sheet stands, and what it says; None where the sheet is empty."""
        begin = self.mapping.header or 1
        for number, row in islice(self._rows(name, 1), _HEADERS + begin):
            if number >= begin and any(row):
                while row and not row[-1]:
                    row.pop()
                return number, [" ".join(one.split()) for one in row]
        return None

    def _rows(self, name: str, begin: int) -> Iterator[tuple[int, list[str]]]:
        """The rows of a sheet from *begin* on, which are not empty."""
        sheets = [book[name] for book in self.books]
        for sheet in sheets:
            sheet.reset_dimensions()  # what a workbook says of its size need not be true
        with ExitStack() as opened:
            reading = [opened.enter_context(closing(sheet.iter_rows())) for sheet in sheets]
            yield from self._shown_of(zip_longest(*reading, fillvalue=()), begin)

    def _shown_of(self, rows: Iterator[tuple[Any, ...]], begin: int) -> Iterator[tuple[int, list[str]]]:
        """What the rows from *begin* on show, each as it shows itself and as it was written."""
        from openpyxl.cell.read_only import EMPTY_CELL  # noqa: PLC0415 - an extra

        for number in range(1, MOST_ROWS + 1):
            with _damages(self.intake.name):
                found = next(rows, None)
            if found is None:
                return
            shown, *written = found
            self.cells += len(shown) + _OF_ROW
            if self.cells > MOST_CELLS:
                said = f"it has more than {MOST_CELLS:,} cells, empty ones counted in; save it as .csv"
                raise BadInput([Problem(f"{self.intake.name}:{number}", said)])
            if [cell for cell in shown[MOST_COLUMNS:] if cell is not EMPTY_CELL and cell.value is not None]:
                raise BadInput([Problem(f"{self.intake.name}:{number}", f"expected at most {MOST_COLUMNS:,} columns")])
            if number >= begin and shown:
                under = written[0] if written else ()
                row = [
                    "" if cell is EMPTY_CELL or cell.value is None else _shown(cell) for cell in shown[:MOST_COLUMNS]
                ]
                for place, cell in enumerate(under[: len(row)]):
                    if not row[place] and cell.value is not None:
                        row[place] = Uncomputed("the cell computes its value, and none is kept; save the file in Excel")
                if any(row):
                    yield number, row
        raise BadInput([Problem(self.intake.name, f"expected fewer than {MOST_ROWS:,} rows")])

    def _even(self, rows: Iterator[tuple[int, list[str]]], width: int) -> Iterator[tuple[int, Sequence[str]]]:
        """The rows, all as long as the header; a row with more is refused."""
        for number, row in rows:
            if any(row[width:]):
                self.intake.refuse(number, f"expected {width} cells, got {len(row)}")
            else:
                yield number, [*row[:width], *([""] * (width - len(row)))]


def _shown(cell: Any) -> str:
    """What a cell shows, as text."""
    value = cell.value
    if cell.data_type == "e":
        return Unreadable(f"the cell shows the error {value!s:.20}")
    if isinstance(value, str):
        return cell_text(_unescaped(value))
    if isinstance(value, float | int) and not isinstance(value, bool):
        told = cell_text(value)
        is_share, is_written = _percent(str(cell.number_format), value)
        if isinstance(told, Unreadable) or not (is_share or is_written):
            return told
        share = f"{Decimal(told) * (100 if is_share else 1):f}"
        return Number(f"{share.rstrip('0').rstrip('.') if '.' in share else share} %")
    if isinstance(value, dt.datetime):
        return cell_text(_to_the_second(value))
    return cell_text(value)


_IN_FORMAT: Final = re.compile(r'"([^"]*)"?|\\(.?)|[_*].?|\[[^\]]*\]|([;%])')


def _percent(form: str, value: float) -> tuple[bool, bool]:
    """Whether a format shows a number as a share, of which 0.65 is 65 %, and whether it writes the sign % behind it.

    Of the sections of a format the second is that of what is less than 0, and the third that of 0 (ECMA-376, part 1,
    18.8.31). In quotation marks or behind a backslash the sign is text and makes no share.
    """
    sections = [(False, False)]
    for found in _IN_FORMAT.finditer(form):
        is_share, is_written = sections[-1]
        if found[3] == ";":
            sections.append((False, False))
        elif found[3] == "%":
            sections[-1] = (True, is_written)
        elif "%" in (found[1] or found[2] or ""):
            sections[-1] = (is_share, True)
    place = 1 if value < 0 else 2 if value == 0 else 0
    return sections[place if place < len(sections) else 0]


def _to_the_second(moment: dt.datetime) -> dt.datetime:
    """A moment as Excel shows it: it keeps days as numbers, of which a second is no exact part."""
    return (moment + dt.timedelta(microseconds=500_000)).replace(microsecond=0) if moment.microsecond else moment


_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_TO_ESCAPE: Final = re.compile("(?<=_)x(?=[0-9A-Fa-f]{4}_)|x(?=005F_)|[\r\ufffe\uffff]")


def _escaped(text: str) -> str:
    """Text as it stands in a workbook: what XML cannot hold is written as `_x000D_` (ECMA-376, part 1, 22.9.2.19).

    Of text that looks so itself the x is written as `_x0078_`: openpyxl takes `x005F_` out, whatever stands before it.
    """
    return escape(_TO_ESCAPE.sub(lambda found: f"_x{ord(found.group()):04X}_", text))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def write_workbook(ledger: Ledger, outlet: Outlet) -> Iterator[bytes]:
    """Yield a ledger as a workbook with one sheet of claims.

    Raises:
        BadInput: It has more rows than a sheet of Excel.
    """
    sheet = Sheet(ledger, outlet, longest=LONGEST_CELL - 1)
    if sheet.count >= MOST_ROWS:
        raise BadInput([Problem("", f"a sheet of Excel has at most {MOST_ROWS:,} rows; write .csv or .parquet")])
    with TemporaryFile() as held:
        with ZipFile(held, "w", ZIP_DEFLATED) as packed:
            for name, text in _PARTS.items():
                packed.writestr(_member(name), text)
            strings: dict[str, int] = {}
            with packed.open(_member("xl/worksheets/sheet1.xml"), "w", force_zip64=True) as opened:
                _write_rows(sheet, opened, strings)
            with packed.open(_member("xl/sharedStrings.xml"), "w", force_zip64=True) as opened:
                opened.write(f'{_XML}<sst xmlns="{_MAIN}">'.encode())
                told = iter(strings)
                while batch := list(islice(told, _BATCH)):
                    opened.write("".join(map(_string, batch)).encode())
                opened.write(b"</sst>")
        held.seek(0)
        while piece := held.read(_PIECE):
            yield piece


def _member(name: str) -> ZipInfo:
    """A document of the workbook, which has the first day that a ZIP file can tell: its bytes do not hang on today."""
    made = ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    made.compress_type = ZIP_DEFLATED
    made.create_system = 3
    return made


def _write_rows(sheet: Sheet, opened: IO[bytes], strings: dict[str, int]) -> None:
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{_WIDTHS.get(name, 18)}" customWidth="1"/>'
        for place, name in enumerate(sheet.columns, 1)
    )
    size = f'<dimension ref="A1:{_letters(len(sheet.columns) - 1)}{sheet.count + 1}"/>'
    opened.write(f"{_SHEET_HEAD}{size}{_SHEET_VIEW}<cols>{widths}</cols><sheetData>".encode())
    letters = [_letters(place) for place in range(len(sheet.columns))]
    places = {name: place for place, name in enumerate(sheet.columns)}
    opened.write(_row(1, sheet.columns, letters, -1, strings, style=' s="1"').encode())
    rows = enumerate(sheet.rows(), 2)
    while batch := list(islice(rows, _BATCH)):
        opened.write("".join(_row(number, row, letters, places["value"], strings) for number, row in batch).encode())
    opened.write(b"</sheetData></worksheet>")


def _row(
    number: int,
    row: Sequence[str],
    letters: Sequence[str],
    value: int,
    strings: dict[str, int],
    *,
    style: str = "",
) -> str:
    cells = [
        _cell(f"{letters[place]}{number}", text, style, strings, as_number=place == value)
        for place, text in enumerate(row)
        if text
    ]
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(at: str, text: str, style: str, strings: dict[str, int], *, as_number: bool) -> str:
    """A cell, which is text; a whole number in the column of values is a number, so that it can be added up."""
    if as_number and _WHOLE.fullmatch(text):
        return f'<c r="{at}"><v>{text}</v></c>'
    if runs(text):  # as if an apostrophe had been typed before it, so that it stays text when it is edited
        style = ' s="2"'
    return f'<c r="{at}" t="s"{style}><v>{strings.setdefault(text, len(strings))}</v></c>'


def _string(text: str) -> str:
    return f'<si><t xml:space="preserve">{_escaped(disarmed(text, formulas=False))}</t></si>'


def _letters(place: int) -> str:
    """The name that Excel gives to a column, counted from 0."""
    letters = ""
    while place >= 0:
        letters = chr(ord("A") + place % 26) + letters
        place = place // 26 - 1
    return letters


_WHOLE: Final = re.compile("0|-?[1-9][0-9]{0,14}")
_WIDTHS: Final = {"date": 12, "party": 30, "event": 40, "value": 14, "source": 30, "quote": 60, "text": 50}
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SHEET_HEAD: Final = f'{_XML}<worksheet xmlns="{_MAIN}">'
_SHEET_VIEW: Final = (
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" '
    'state="frozen"/></sheetView></sheetViews>'
)
_PARTS: Final = {
    "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}.sharedStrings+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
    "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="claims" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId3" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    "xl/styles.xml": f'{_XML}<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}
"""What a workbook holds beside its sheet: the style 1 is for the header, 2 for text that looks like a formula."""
