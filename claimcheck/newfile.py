"""What `claimcheck new` writes: a case file with its comments, or the analysts' sheet, and what to do next."""

import csv
import io
from importlib.resources import files
from pathlib import Path
from typing import Final

from claimcheck.atomic import whole_file
from claimcheck.errors import BadInput, Problem
from claimcheck.refusing import typed
from claimcheck.tables.sheet import COLUMNS, options_for
from claimcheck.tables.suffixes import delimiter_of

__all__ = ["next_steps", "write_new"]

_CASES: Final = frozenset({".yaml", ".yml"})
_SHEETS: Final = frozenset({".csv", ".tsv"})
_WORKBOOKS: Final = frozenset({".xlsx", ".xls", ".ods"})
_SHEET: Final = "case.csv"


def write_new(file: Path) -> None:
    """Write a template of a case file (.yaml) or of a sheet (.csv, .tsv) to *file*, which must not exist yet.

    Raises:
        BadInput: The name ends otherwise, or the file exists.
        FileNotFoundError: Its folder does not exist.

    Examples:
        >>> write_new(Path("case.docx"))
        Traceback (most recent call last):
        claimcheck.errors.BadInput: case.docx: expected a name that ends in .yaml, .csv or .tsv, got 'case.docx'
    """
    suffix = file.suffix.casefold()
    if suffix not in _CASES | _SHEETS:
        also = "; a spreadsheet program opens .csv and saves it" if suffix in _WORKBOOKS else ""
        message = f"expected a name that ends in .yaml, .csv or .tsv, got {file.name!r}{also}"
        raise BadInput([Problem(str(file), message)])
    text = _template("case.yaml") if suffix in _CASES else _sheet(file)
    try:
        with whole_file(file) as draft:
            draft.write_text(text, encoding="utf-8", newline="\n")
    except FileExistsError as err:
        raise BadInput([Problem(str(file), "it exists, and is left as it is; choose another name")]) from err


def next_steps(file: Path) -> tuple[str, ...]:
    """Return in lines what was written to *file*, and which commands to type next.

    Examples:
        >>> print(next_steps(Path("case.yaml"))[0])
        wrote case.yaml; read it from top to bottom, then: claimcheck check case.yaml
    """
    name = typed(file)
    if file.suffix.casefold() in _CASES:
        return (
            f"wrote {name}; read it from top to bottom, then: claimcheck check {name}",
            f"and for people to read: claimcheck report {name} -o report.html",
        )
    width = max(map(len, COLUMNS))
    return (
        f"wrote {name}, one row a claim; put your rows in place of the examples. Its columns:",
        *(f"  {column:<{width}}  {what}" for column, what in COLUMNS.items()),
        "Rows of one date, event and measure are held against each other; further columns do no harm.",
        "Then, to see what is contested, and to weigh it by who says it:",
        f"  claimcheck check {name} {options_for('check')}",
        f"  claimcheck fuse {name} {options_for('fuse')}",
    )


def _template(name: str) -> str:
    return files("claimcheck.reporting").joinpath("templates", name).read_text(encoding="utf-8")


def _sheet(file: Path) -> str:
    """The sheet, with what stands between the cells of a file of this name."""
    written = io.StringIO()
    rows = csv.reader(io.StringIO(_template(_SHEET)))
    csv.writer(written, delimiter=delimiter_of(file) or ",", lineterminator="\n").writerows(rows)
    return written.getvalue()
