"""What `claimcheck new` writes: a case file with its comments, or the analysts' sheet, and what to do next."""

import csv
import io
from pathlib import Path
from typing import Final

from claimcheck.atomic import whole_file
from claimcheck.errors import BadInput, Problem
from claimcheck.reporting.labelling import write_labels
from claimcheck.reporting.templating import TEMPLATES, template_text
from claimcheck.shell.refusing import typed
from claimcheck.tables.sheet import COLUMNS, options_for
from claimcheck.tables.suffixes import delimiter_of

__all__ = ["next_steps", "write_new", "write_new_labels", "write_new_templates"]

_CASES: Final = frozenset({".yaml", ".yml"})
_SHEETS: Final = frozenset({".csv", ".tsv"})
_WORKBOOKS: Final = frozenset({".xlsx", ".xls", ".ods"})
_SHEET: Final = "case.csv"
_TAKEN: Final = "it exists, and is left as it is; choose another name"


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
    _write(file, template_text("case.yaml") if suffix in _CASES else _sheet(file))


def write_new_labels(file: Path) -> tuple[str, ...]:
    """Write the labels of reports to *file*, which must not exist yet, and return what to do next, line by line.

    Raises:
        BadInput: The name ends otherwise than in .yaml, or the file exists.
        FileNotFoundError: Its folder does not exist.
    """
    if file.suffix.casefold() not in _CASES:
        raise BadInput([Problem(str(file), f"expected a name that ends in .yaml, got {file.name!r}")])
    _write(file, write_labels())
    name = typed(file)
    return (
        f"wrote {name}; change what stands on the right, leave out what may stay, then:",
        f"  claimcheck report case.yaml -o report.html --labels {name}",
    )


def write_new_templates(folder: Path) -> tuple[str, ...]:
    """Write the templates of reports into *folder*, which must not exist yet, and return what to do next, line by line.

    Raises:
        BadInput: The folder exists.
        FileNotFoundError: The folder around it does not exist.
    """
    try:
        folder.mkdir()
    except FileExistsError as err:
        raise BadInput([Problem(str(folder), _TAKEN)]) from err
    for name in TEMPLATES:
        _write(folder / name, template_text(name))
    name = typed(folder)
    return (
        f"wrote {', '.join(TEMPLATES)} to {name}; change them, remove those that may stay, then:",
        f"  claimcheck report case.yaml -o report.html --templates {name}",
    )


def _write(file: Path, text: str) -> None:
    try:
        with whole_file(file) as draft:
            draft.write_text(text, encoding="utf-8", newline="\n")
    except FileExistsError as err:
        raise BadInput([Problem(str(file), _TAKEN)]) from err


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
        "Rows of one date, event and measure are held against each other.",
        "Then, to see what is contested, to report on it, and to weigh it by who says it:",
        f"  claimcheck check {name}",
        f"  claimcheck report {name} -o report.html",
        f"  claimcheck fuse {name} {options_for('fuse')}",
    )


def _sheet(file: Path) -> str:
    """The sheet, with what stands between the cells of a file of this name."""
    written = io.StringIO()
    rows = csv.reader(io.StringIO(template_text(_SHEET)))
    csv.writer(written, delimiter=delimiter_of(file) or ",", lineterminator="\n").writerows(rows)
    return written.getvalue()
