"""Workbooks: cells as they show themselves, what is not run, what is not opened, and what openpyxl sees of ours."""

import csv
import datetime as dt
import io
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import BadInput
from claimcheck.exchange.intake import Intake
from claimcheck.exchange.outlet import Outlet
from claimcheck.formats.sheets import packed, workbook
from claimcheck.formats.sheets.text import write_csv
from claimcheck.formats.sheets.workbook import read_workbook, write_workbook
from claimcheck.ledger import Ledger
from claimcheck.model import Claim, Party, Proposition
from claimcheck.times import time_span
from tests.conformance import full_ledger

openpyxl: Any = pytest.importorskip("openpyxl", reason='workbooks need "claimcheck[excel]"')

HEADER: Final = ["date", "party", "value"]


def saved(path: Path, *rows: Sequence[Any], formats: dict[str, str] | None = None, title: str = "Sheet") -> Path:
    """A workbook as openpyxl writes it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for at, told in (formats or {}).items():
        sheet[at].number_format = told
    book.save(path)
    return path


def taken(path: Path, mapping: Path | None = None) -> tuple[Ledger, list[str]]:
    """The ledger in a workbook, and what was mended."""
    intake = Intake(path, name=path.name, mapping=mapping)
    ledger = read_workbook(intake)
    return ledger, [str(one) for one in intake.done().problems]


def refused(path: Path, mapping: Path | None = None) -> list[str]:
    """What is said of a workbook."""
    with pytest.raises(BadInput) as caught:
        taken(path, mapping)
    return [str(one) for one in caught.value.problems]


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (52, "General", "52"),
        (52.0, "0.00", "52"),
        (0.1, "General", "0.1"),
        (1.125, "General", "1.125"),
        (0.12525, "0.000%", "12.525 %"),
        (0.1 + 0.2, "General", "0.3"),
        (1e15, "General", "1,000,000,000,000,000"),
        (0.65, "0%", "65 %"),
        (0.655, "0.0%", "65.5 %"),
        (0.65, "0%_)", "65 %"),
        (0.65, r"0.0%_);\(0.0%\)", "65 %"),
        (-0.65, r"0%_);\(0.0%\)", "-65 %"),
        (0.65, "[Red]0%;0", "65 %"),
        (0, "0%;0%;0", "0"),
        (65.5, r"0\%", "65.5 %"),
        (65.5, '0"%"', "65.5 %"),
        (5, "0_%", "5"),
        (5, "0*%", "5"),
        (5, "[$%-409]0", "5"),
        (True, "General", "true"),
        ("52 of 80", "General", "52 of 80"),
        (" 52 ", "General", "52"),
    ],
)
def test_a_cell_is_what_it_shows(tmp_path: Path, value: Any, form: str, shown: str) -> None:
    """Numbers have the digits that are shown of them, shares are shares, and text is text."""
    ledger, problems = taken(saved(tmp_path / "a.xlsx", HEADER, ["2025-06-02", "A", value], formats={"C2": form}))

    assert [str(claim.value) for claim in ledger.claims] == [shown]
    assert problems == []


@pytest.mark.parametrize(
    ("mapping", "row", "shown"),
    [
        ("value: {low: a, high: b}", [1.125, 2.125], "1.125-2.125"),
        ("value: {low: a, high: b}", [1.125, None], "at least 1.125"),
        ("value: {column: a, of: b}", [1.125, 2], "1.125 of 2"),
        ("value: [b, a]", [1.125, "about"], "about 1.125"),
        ('decimal: ","\nvalue: {low: a, high: b}', [1.125, "2,125"], "1.125-2.125"),
    ],
)
def test_a_number_is_one_in_several_columns(tmp_path: Path, mapping: str, row: list[Any], shown: str) -> None:
    """A cell that is a number has its point before the decimals, also where a value is made of several cells."""
    (tmp_path / "map.yaml").write_text(f"{mapping}\n", encoding="utf-8")
    ledger, _ = taken(saved(tmp_path / "a.xlsx", ["party", "a", "b"], ["A", *row]), tmp_path / "map.yaml")

    assert [str(claim.value) for claim in ledger.claims] == [shown]


@pytest.mark.parametrize(
    ("day", "read"),
    [
        (dt.date(2025, 6, 2), "2025-06-02"),
        (dt.datetime(2025, 6, 2), "2025-06-02"),  # noqa: DTZ001 - Excel has no zones
        ("2 June 2025", "2025-06-02"),
        (2025, "2025"),
    ],
)
def test_days_are_days(tmp_path: Path, day: Any, read: str) -> None:
    """A cell with a date is its day, whatever its form; a number is a year."""
    ledger, _ = taken(saved(tmp_path / "a.xlsx", HEADER, [day, "A", 1]))

    assert [claim.proposition.occurred for claim in ledger.claims] == [time_span(read)]


def test_both_calendars_of_excel(tmp_path: Path) -> None:
    """A workbook that counts its days from 1904 has the same days."""
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append(HEADER)
    book.active.append([dt.date(2025, 6, 2), "A", 1])
    book.save(tmp_path / "a.xlsx")

    assert [claim.proposition.occurred for claim in taken(tmp_path / "a.xlsx")[0].claims] == [time_span("2025-06-02")]


def test_what_is_no_text_is_refused_where_it_is_needed(tmp_path: Path) -> None:
    """Errors, lengths of time and formulas without a value are refused by row and column, and elsewhere not read."""
    path = saved(
        tmp_path / "a.xlsx",
        [*HEADER, "note", "id"],
        ["#N/A", "A", 1, None, "=1+1"],
        [dt.time(11, 30), "A", 2],
        [None, "A", "=1+1"],
        [None, "A", 4, dt.timedelta(hours=30)],
    )

    assert refused(path) == [
        "a.xlsx:2: date: the cell shows the error #N/A",
        "a.xlsx:3: date: expected text, a number or a day, got a time of day without its day",
        "a.xlsx:4: value: the cell computes its value, and none is kept; save the file in Excel",
        "a.xlsx:5: note: expected text, a number or a day, got a length of time",
    ]


def test_a_formula_without_its_value_is_left_out_where_it_may(tmp_path: Path) -> None:
    """A cell that computes a note costs the note and not the row; one that says who or what costs the row."""
    path = saved(tmp_path / "a.xlsx", [*HEADER, "note"], [None, "A", 5, "=1+1"])
    ledger, problems = taken(path)

    assert [(str(claim.value), claim.note) for claim in ledger.claims] == [("5", None)]
    assert problems == [
        "a.xlsx:2: note: the cell computes its value, and none is kept; save the file in Excel; the cell is left out"
    ]
    for name in ("party", "event", "date", "measure", "polarity", "source", "claim key"):
        columns = ["value", name] if name == "party" else ["value", "party", name]
        row = [5, "=1+1"] if name == "party" else [5, "A", "=1+1"]
        assert refused(saved(tmp_path / "b.xlsx", columns, row)) == [
            f"b.xlsx:2: {name}: the cell computes its value, and none is kept; save the file in Excel"
        ]


def test_a_formula_is_not_run_and_its_value_is_taken(tmp_path: Path) -> None:
    """What a formula gave when the file was saved is its value."""
    path = saved(tmp_path / "a.xlsx", HEADER, ["2025-06-02", "A", "=40+2"])
    changed = rezipped(
        path,
        "xl/worksheets/sheet1.xml",
        lambda data: data.replace(b"<v></v>", b"<v>42</v>").replace(b"<v />", b"<v>42</v>"),
    )

    assert [str(claim.value) for claim in taken(changed)[0].claims] == ["42"]


def rezipped(path: Path, name: str, change: Any) -> Path:
    """The workbook with one of its documents changed."""
    target = path.with_name("changed.xlsx")
    with ZipFile(path) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for one in old.infolist():
            data = old.read(one)
            new.writestr(one.filename, change(data) if one.filename == name else data)
    return target


def test_the_sheet_with_our_columns_is_read(tmp_path: Path) -> None:
    """Of several sheets the one with our columns is read, and the others are told of; a mapping may name one."""
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.active.append(["to do"])
    book.create_sheet("Empty")
    claims = book.create_sheet("Claims")
    claims.append([])
    claims.append(HEADER)
    claims.append(["2025-06-02", "A", 1])
    claims.merge_cells("A3:B3")
    other = book.create_sheet("Other")
    other.append(["said by", "n"])
    other.append(["B", 2])
    book.save(tmp_path / "a.xlsx")
    (tmp_path / "map.yaml").write_text("sheet: Other\nparty: said by\nvalue: n\n", encoding="utf-8")
    (tmp_path / "wrong.yaml").write_text("sheet: Nowhere\nvalue: n\n", encoding="utf-8")
    ledger, problems = taken(tmp_path / "a.xlsx")

    assert [str(claim.value) for claim in ledger.claims] == ["1"]
    assert problems == [
        "a.xlsx: the sheet 'Notes' is not read; `sheet:` in a mapping names the one that is",
        "a.xlsx: the sheet 'Other' is not read; `sheet:` in a mapping names the one that is",
        "a.xlsx: it has merged cells, of which only the first holds what they show",
    ]
    assert [claim.claimants for claim in taken(tmp_path / "a.xlsx", tmp_path / "map.yaml")[0].claims] == [("B",)]
    assert refused(tmp_path / "a.xlsx", tmp_path / "wrong.yaml") == [
        "a.xlsx: there is no sheet 'Nowhere'; there are 'Notes', 'Empty', 'Claims', 'Other'"
    ]


def test_a_title_above_the_header_is_shown(tmp_path: Path) -> None:
    """Where a title stands in the first row, the refusal shows it and names the row of the header."""
    said = "line 2 looks like the names of the columns: `header: 2` in a mapping file says that it is"
    ours = saved(tmp_path / "a.xlsx", ["Losses by side"], HEADER, [None, "A", 1])
    theirs = saved(tmp_path / "b.xlsx", ["Losses by side"], ["who", "n"], ["A", 1])

    for path in (ours, theirs):
        assert refused(path) == [
            f"{path.name}: a sheet of claims has the columns 'party' and 'value', and this one lacks 'party' and "
            f"'value'; its columns are 'Losses by side', and {said} (mapping= or --mapping)"
        ]
    (tmp_path / "map.yaml").write_text("header: 2\n", encoding="utf-8")
    assert [str(claim.value) for claim in taken(ours, tmp_path / "map.yaml")[0].claims] == ["1"]


def zipped(path: Path, **members: bytes) -> Path:
    """A ZIP file with these documents."""
    with ZipFile(path, "w", ZIP_DEFLATED) as new:
        for name, data in members.items():
            new.writestr(name.replace("__", "/"), data)
    return path


TYPES: Final = {"[Content_Types].xml": b"<Types/>"}
LAUGHS: Final = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("members", "told"),
    [
        ({}, "a.xlsx: this is no workbook (.xlsx): it does not say what it holds"),
        (TYPES, "a.xlsx: the workbook is damaged: "),
        ({**TYPES, "xl__vbaProject.bin": b"x"}, "a.xlsx: it holds macros; save it as .xlsx, which holds none"),
        ({**TYPES, "xl__s.xml": LAUGHS}, "a.xlsx: xl/s.xml declares entities, and no workbook needs any"),
        ({**TYPES, "xl__s.png": LAUGHS}, "a.xlsx: xl/s.png declares entities, and no workbook needs any"),
        ({**TYPES, "xl__s.xml": LAUGHS.decode().encode("utf-16")}, "a.xlsx: xl/s.xml is not UTF-8"),
        (
            {**TYPES, "xl__s.xml": b'<?xml version="1.0" encoding="cp037"?>' + LAUGHS.decode().encode("cp037")},
            "a.xlsx: xl/s.xml is not UTF-8",
        ),
        (
            {**TYPES, "xl__s.xml": b"<x>" + b" " * (1 << 20) + b"<!DOCTYPE y [<!ENTITY z 'z'>]></x>"},
            "a.xlsx: xl/s.xml declares entities",
        ),
    ],
)
def test_what_is_not_opened(tmp_path: Path, members: dict[str, bytes], told: str) -> None:
    """No macros, no entities in any disguise, nothing that does not say what it is."""
    assert refused(zipped(tmp_path / "a.xlsx", **members))[0].startswith(told)


def test_a_bomb_is_not_inflated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What becomes too large is refused by what its directory says, and by what comes out where that is a lie."""
    monkeypatch.setattr(packed, "LARGEST_INSIDE", 100_000)
    path = zipped(tmp_path / "a.xlsx", **TYPES, xl__s=b"<x>" + b" " * 200_000)
    said = "a.xlsx: inflated it has more than 100,000 bytes; save it as .csv, which may have any size"

    assert refused(path) == [said]
    data = path.read_bytes()
    at = data.rindex(b"PK\x01\x02")
    lied = bytearray(data)
    lied[at + 24 : at + 28] = struct.pack("<I", 10)
    path.write_bytes(bytes(lied))

    assert refused(path)[0].startswith("a.xlsx: ")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "this is no workbook (.xlsx)"),
        (b"party,value\n", "this is no workbook (.xlsx)"),
        (b"PK\x03\x04", "this is no workbook (.xlsx): File is not a zip file"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "it is encrypted with a password, or of the old format .xls; save it as .xlsx without one",
        ),
    ],
)
def test_what_is_no_workbook(tmp_path: Path, data: bytes, told: str) -> None:
    """Other files, old workbooks and encrypted ones are refused in one line."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)

    assert refused(path) == [f"a.xlsx: {told}"]


def test_an_empty_workbook_and_a_wide_one(tmp_path: Path) -> None:
    """A workbook without a header, and one with columns without end, are refused."""
    assert refused(saved(tmp_path / "a.xlsx")) == ["a.xlsx: the workbook is empty; expected the names of the columns"]
    assert refused(saved(tmp_path / "b.xlsx", ["value"] * 2_001)) == ["b.xlsx:1: expected at most 2,000 columns"]
    assert refused(saved(tmp_path / "c.xlsx", HEADER, [None, "A", 1, "more"])) == ["c.xlsx:2: expected 3 cells, got 4"]


def test_rows_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row far below makes no more rows than a sheet has; a ledger with more has no place in one."""
    monkeypatch.setattr(workbook, "MOST_ROWS", 100)
    path = saved(tmp_path / "a.xlsx", HEADER, [None, "A", 1])
    far = rezipped(path, "xl/worksheets/sheet1.xml", lambda data: data.replace(b'r="2"', b'r="2000000000"'))
    ledger = Ledger()
    ledger.add(*(Claim(key=str(number), proposition=Proposition()) for number in range(100)))

    assert refused(far) == ["changed.xlsx: expected fewer than 100 rows"]
    with pytest.raises(BadInput, match="a sheet of Excel has at most 100 rows; write"):
        b"".join(write_workbook(ledger, Outlet()))


def test_formats_without_end(tmp_path: Path) -> None:
    """A workbook has so many formats of cells as Excel takes, in whatever document they stand."""
    path = saved(tmp_path / "a.xlsx", HEADER, [None, "A", 1])
    many = rezipped(path, "xl/styles.xml", lambda data: data.replace(b"</cellXfs>", b"<xf/>" * 500_000 + b"</cellXfs>"))

    assert refused(many) == ["changed.xlsx: it has more than 64,000 formats of cells; save it as .csv"]


def test_empty_cells_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cells before the last of a row are counted, and so are rows in which nothing stands."""
    monkeypatch.setattr(workbook, "MOST_CELLS", 100_000)
    path = saved(tmp_path / "a.xlsx", HEADER, [None, "A", 1])
    said = "it has more than 100,000 cells, empty ones counted in; save it as .csv"

    for row in (b'<row><c r="XFD1"/></row>' * 100, b'<row r="50000"><c r="A50000"/></row>'):
        text = row + b"</sheetData>"
        far = rezipped(path, "xl/worksheets/sheet1.xml", lambda data, text=text: data.replace(b"</sheetData>", text))
        (told,) = refused(far)

        assert told.startswith("changed.xlsx:")
        assert told.endswith(said)


@given(data=st.data())
def test_damaged_workbooks_are_refused(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """A workbook in which bytes are changed or missing is read or refused, and nothing else."""
    whole = b"".join(write_workbook(full_ledger(), Outlet()))
    changed = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 3))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / "damaged.xlsx"
    path.write_bytes(bytes(changed[: data.draw(st.integers(len(whole) // 2, len(whole)))]))
    try:
        assert isinstance(read_workbook(Intake(path, keep_going=True)), Ledger)
    except BadInput as err:
        told = err.problems

        assert told


@given(
    st.lists(st.binary(max_size=30) | st.sampled_from((b"<row r='9'>", b"</row>", b"<c r='ZZZZ1' t='s'><v>99</v></c>")))
)
def test_any_sheet_inside_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes]) -> None:
    """Whatever stands in the document of the sheet, there is a ledger or a refusal."""
    base = saved(tmp_path_factory.getbasetemp() / "base.xlsx", HEADER, [None, "A", 1])
    path = rezipped(
        base, "xl/worksheets/sheet1.xml", lambda data: data.replace(b"</sheetData>", b"".join(pieces) + b"</sheetData>")
    )
    try:
        found: object = read_workbook(Intake(path, keep_going=True))
    except BadInput as err:
        found = err

    assert isinstance(found, Ledger | BadInput)


def test_openpyxl_sees_text_and_no_formula() -> None:
    """Every cell of ours is text, or a whole number in the column of values; what looks like a formula is quoted."""
    ledger = Ledger()
    name = "=HYPERLINK(1)"
    ledger.add(Party(key=name, name=name))
    ledger.claim(by=name, measure="_x000D_", value="52", key="c", text="a\rb\ufffe x005F_")
    data = b"".join(write_workbook(ledger, Outlet()))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    header, row = sheet.iter_rows()
    cells = dict(zip([cell.value for cell in header], row, strict=True))

    assert sheet.title == "claims"
    assert (cells["party"].value, cells["party"].data_type, cells["party"].quotePrefix) == (name, "s", True)
    assert (cells["value"].value, cells["value"].data_type) == (52, "n")
    assert {cell.data_type for cell in row} <= {"s", "n"}


def test_openpyxl_sees_what_stands_in_the_text_of_csv() -> None:
    """The rows of a workbook are those of the CSV."""
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(write_workbook(full_ledger(), Outlet())))).active
    text = b"".join(write_csv(full_ledger(), Outlet())).decode()

    assert [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)] == list(
        csv.reader(io.StringIO(text))
    )
