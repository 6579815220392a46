"""Check a table in a file: flag its rows, gather what was found by topic, and write the flags beside the rows."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from claimcheck.errors import BadInput, InvalidRecord, MissingExtra, Problem
from claimcheck.tables.found import Checked
from claimcheck.tables.sheet import REQUIRED, reading_hint

__all__ = ["check_table"]

_NEEDED: Final = frozenset({"narwhals", "numpy", "pyarrow"})


def check_table(
    path: Path, options: Mapping[str, Any], output: Path | None = None, *, describing: bool = True
) -> Checked:
    """Return what is found in the table in *path*, and write it with its flags to *output*.

    Args:
        path: A table: .csv, .tsv or .parquet.
        options: Those of ``flag``, by their names.
        output: The file to write, which must not exist.
        describing: Whether to list also which topics are corroborated, uncorroborated or unattributed.

    Raises:
        BadInput: A file is no such table, exists already, or an option is missing or wrong.
        MissingExtra: numpy, pyarrow or narwhals is not installed.
    """
    try:
        from claimcheck.tables.bytopic import table_findings  # noqa: PLC0415 - needs an extra
        from claimcheck.tables.files import column_names, read_file  # noqa: PLC0415 - as above
        from claimcheck.tables.inprocess import flag_claims  # noqa: PLC0415 - as above
        from claimcheck.tables.results import check_new, write_table  # noqa: PLC0415 - as above
        from claimcheck.tables.spec import ADDED, Spec  # noqa: PLC0415 - as above
    except ImportError as err:
        if err.name is None or err.name.partition(".")[0] not in _NEEDED:
            raise
        raise MissingExtra(f'checking a table needs {err.name}: install "claimcheck[tables]"') from err
    if output is not None:
        check_new(output)
    held = column_names(path)
    missing = [name for name in REQUIRED if not options.get(name)]
    if missing:
        raise BadInput([Problem(str(path), reading_hint("check", missing, held))])
    try:
        spec = Spec(**options)
        own = set() if output is not None else {spec.prefix + name for name in ADDED} - {*spec.columns}
        spec.added(name for name in held if name not in own)
        file = read_file(path, None if output is not None else spec.columns)
        claims, flags, added = flag_claims(file.table, spec)
    except InvalidRecord as err:
        raise BadInput([Problem(str(path), str(err))]) from err
    if output is not None:
        table = file.table
        for name, column in added.items():
            table = table.append_column(name, column)
        write_table(table, output)
    topics = claims.rows.topic
    return Checked(
        findings=tuple(table_findings(file.table, claims, flags, added[f"{spec.prefix}reason"], describing=describing)),
        problems=tuple(Problem(file.where(bad.row, bad.column), bad.message) for bad in claims.bad),
        rows=len(topics),
        topics=len(set(topics[topics >= 0].tolist())),
        unread=int((topics < 0).sum()),
    )
