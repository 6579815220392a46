"""Sheets in text: what stands between cells, how they are quoted, in what signs they are written, hostile ones too."""

import csv
import io
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import BadInput
from claimcheck.exchange.intake import Intake
from claimcheck.exchange.outlet import Outlet
from claimcheck.formats import read
from claimcheck.formats.sheets.knowing import holds_claims
from claimcheck.formats.sheets.text import knows_text, read_csv, read_tsv, write_csv
from claimcheck.ledger import Ledger
from claimcheck.model import Claim, Party, Proposition
from tests.conformance import full_ledger


def values(path: Path) -> list[str]:
    """The values of a sheet that nothing is refused of."""
    intake = Intake(path)
    ledger = (read_tsv if path.suffix == ".tsv" else read_csv)(intake)
    intake.done()
    return [str(claim.value) for claim in ledger.claims]


def refused(path: Path) -> list[str]:
    """What is said of a sheet, its folder left out."""
    intake = Intake(path, name=path.name)
    with pytest.raises(BadInput) as caught:  # noqa: PT012 - both may refuse
        read_csv(intake)
        intake.done()
    return [str(one) for one in caught.value.problems]


@pytest.mark.parametrize(
    "data",
    [
        b"party,value\nA,5\n",
        b"\xef\xbb\xbfparty,value\nA,5\n",
        "party,value\nA,5\n".encode("utf-16"),
        b"party;value\r\nA;5\r\n",
        b"party\tvalue\nA\t5",
        b"party|value\nA|5\n",
        b"sep=;\r\nparty;value\r\nA;5\r\n",
        b"\n\nparty,value\n\nA,5\n,\n",
        b'"party","value"\n"A","5",,\n',
    ],
)
@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
def test_what_stands_between_cells_is_found(tmp_path: Path, data: bytes, name: str) -> None:
    """Commas, semicolons, tabs or bars, with or without a mark: the header makes it certain."""
    path = tmp_path / name
    path.write_bytes(data)

    assert knows_text(Intake(path))
    assert holds_claims(path)
    assert values(path) == ["5"]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_table_of_ratings_is_no_sheet_of_claims(tmp_path: Path, sign: str) -> None:
    """What has the columns of ClaimsKG is for the reader of ratings, also where it has some of ours."""
    path = tmp_path / "a.csv"
    path.write_text(sign.join(("party", "value", "claimReview_url", "rating_alternateName")), encoding="utf-8")

    assert not knows_text(Intake(path))
    path.write_text(sign.join(("party", "value", "claimReview_url")), encoding="utf-8")
    assert knows_text(Intake(path))


HOSTILE: Final = [
    (b"", ["a.csv: the file is empty; expected a line with the names of the columns"]),
    (b"\n \n", ["a.csv: the file is empty; expected a line with the names of the columns"]),
    (
        b"party,value\nA,5\nB\xe9,6\nC,7\nD\xff,8\n",
        [
            "a.csv:3: expected UTF-8, got the byte 0xe9; save the file as UTF-8",
            "a.csv:5: expected UTF-8, got the byte 0xff; save the file as UTF-8",
        ],
    ),
    (b"party,v\xe9lue\nA,5\n", ["a.csv:1: expected UTF-8, got the byte 0xe9; save the file as UTF-8"]),
    (b'party,value\n"A,5\nB,6\n', ["a.csv:2: a quotation mark is opened in this row and not closed in the file"]),
    (
        b'party,value\n"A"x,5\nB,6\n',
        ["a.csv:2: after a closing quotation mark other text follows; in a cell a quotation mark is written twice"],
    ),
    (
        b'party,value\n"' + b"A\n" * 100_000,
        ["a.csv:2: a cell is too long, or a quotation mark is opened in this row and not closed"],
    ),
    (b"party,value\nA,5,6\nA\n", ["a.csv:2: expected 2 cells, got 3", "a.csv:3: expected 2 cells, got 1"]),
    (
        b"party,value\r\rA,5\r",
        ["a.csv:1: a line ends in the middle of this row; save the file with the line ends of this system"],
    ),
    (
        b"party,value\nA," + b"1" * 10_000_001,
        ["a.csv:2: expected at most 10,000,000 bytes in a line; nothing is read from here on"],
    ),
    (
        b"party,value\n" + b"A" * 100_001 + b",5\n",
        ["a.csv:2: party: expected at most 100,000 characters"],
    ),
    (b",".join([b"a"] * 2_001), ["a.csv:1: expected at most 2,000 columns"]),
]


@pytest.mark.parametrize(("data", "told"), HOSTILE, ids=range(len(HOSTILE)))
def test_a_broken_sheet_is_refused_by_its_lines(tmp_path: Path, data: bytes, told: list[str]) -> None:
    """Wrong signs, quotation marks that are not closed, rows of other lengths: each is named by its line."""
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    found = refused(path)

    assert found[: len(told)] == told


@pytest.mark.parametrize("limit", [10, 10_000_000])
def test_a_sheet_is_read_whatever_others_let_a_cell_be(tmp_path: Path, limit: int) -> None:
    """The longest cell of Python's reader is one for the whole process, and other libraries set it."""
    path = tmp_path / "a.csv"
    path.write_text("party,value\nA long name of a party,5\n", encoding="utf-8")
    broken = tmp_path / "b.csv"
    broken.write_bytes(b'party,value\n"' + b"A\n" * 100_000)
    before = csv.field_size_limit(limit)
    try:
        assert values(path) == ["5"]
        said = "a cell is too long, or a quotation mark is opened in this row and not closed"
        assert refused(broken)[0] == f"b.csv:2: {said}"
        assert csv.field_size_limit() == limit
    finally:
        csv.field_size_limit(before)


def test_a_sign_that_no_record_holds_is_mended(tmp_path: Path) -> None:
    """NUL becomes the sign for what is not known, and is told of."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"party,value\nA\x00B,5\n")
    intake = Intake(path, name="a.csv")
    ledger = read_csv(intake)

    assert [party.name for party in ledger.parties] == ["A\ufffdB"]
    assert [str(one) for one in intake.done().problems] == [
        "a.csv:2: the character U+0000 cannot be stored; U+FFFD stands for it"
    ]


@given(st.binary(max_size=200) | st.binary(max_size=60).map(lambda one: b"party,value\n" + one))
def test_any_bytes_give_a_ledger_or_a_refusal(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Whatever a file holds, it is known or not, and read or refused."""
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(data)
    intake = Intake(path, keep_going=True)
    known = knows_text(intake)
    try:
        ledger = read_csv(intake)
    except BadInput:
        return

    assert isinstance(known, bool)
    assert isinstance(ledger, Ledger)


def test_formulas_are_not_run(tmp_path: Path) -> None:
    """In a file that a spreadsheet opens no cell begins as a formula does; read again the text is as it was."""
    name = '=HYPERLINK("http://evil";"x")'
    ledger = Ledger()
    ledger.add(
        Party(key=name, name=name),
        Claim(key="@c", text="+cmd|'/C calc'!A0", claimants=(name,), proposition=Proposition()),
    )
    data = b"".join(write_csv(ledger, Outlet())).decode()
    cells = [cell for row in csv.reader(io.StringIO(data)) for cell in row]
    (tmp_path / "a.csv").write_text(data, encoding="utf-8")

    assert not [cell for cell in cells if cell[:1] in {"=", "+", "@"}]
    assert f"'{name}" in cells
    assert read(tmp_path / "a.csv") == ledger


def test_a_sheet_is_written_line_by_line() -> None:
    """What is written comes in pieces, so that no ledger is held as text."""
    ledger = Ledger()
    ledger.add(*(Claim(key=f"{number:05}", proposition=Proposition(measure="m")) for number in range(2_500)))
    pieces = list(write_csv(ledger, Outlet()))

    assert [piece.count(b"\n") for piece in pieces] == [1_001, 1_000, 500]


def test_others_read_our_text(tmp_path: Path) -> None:
    """Python's csv module, pandas, polars and pyarrow see the same cells."""
    pd, pl = pytest.importorskip("pandas"), pytest.importorskip("polars")
    pacsv: Any = pytest.importorskip("pyarrow.csv")
    path = tmp_path / "a.csv"
    path.write_bytes(b"".join(write_csv(full_ledger(), Outlet())))
    with path.open(encoding="utf-8", newline="") as opened:
        header, *rows = csv.reader(opened, strict=True)
    options = pacsv.ConvertOptions(column_types=dict.fromkeys(header, "string"))
    arrow = pacsv.read_csv(path, parse_options=pacsv.ParseOptions(newlines_in_values=True), convert_options=options)

    assert pd.read_csv(path, dtype=str, keep_default_na=False).to_numpy().tolist() == rows
    assert [list(row) for row in pl.read_csv(path, infer_schema=False).fill_null("").rows()] == rows
    assert [list(row.values()) for row in arrow.to_pylist()] == rows
