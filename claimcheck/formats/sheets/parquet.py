"""A sheet in Parquet: every column is text, read and written some thousand rows at a time."""

from collections.abc import Iterator, Sequence
from itertools import islice
from tempfile import TemporaryFile
from typing import Any, Final

from claimcheck.errors import BadInput, MissingExtra, Problem
from claimcheck.exchange.formulas import disarmed
from claimcheck.exchange.intake import Intake
from claimcheck.exchange.outlet import Outlet
from claimcheck.formats.sheets.columns import is_sheet
from claimcheck.formats.sheets.mapping import Mapping, layout_of, read_mapping
from claimcheck.formats.sheets.reading import ledger_from
from claimcheck.formats.sheets.tables import MOST_COLUMNS, cell_text
from claimcheck.formats.sheets.writing import Sheet
from claimcheck.ledger import Ledger

__all__ = ["knows_parquet", "read_parquet", "write_parquet"]

_ROWS: Final = 10_000
_PIECE: Final = 1 << 20
_MISSING: Final = 'Parquet needs pyarrow: install "claimcheck[tables]"'


def read_parquet(intake: Intake) -> Ledger:
    """Return the ledger in a sheet in Parquet; its rows are counted from 1.

    Raises:
        BadInput: It lacks the columns of a sheet, or is no Parquet.
        MissingExtra: pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.parquet as pq  # noqa: PLC0415 - an extra
    except ImportError as err:
        raise MissingExtra(_MISSING) from err
    mapping = Mapping() if intake.mapping is None else read_mapping(intake.mapping)
    try:
        with pq.ParquetFile(intake.path) as file:
            names = list(file.schema_arrow.names)
            if len(names) > MOST_COLUMNS:
                raise BadInput([Problem(intake.name, f"expected at most {MOST_COLUMNS:,} columns")])
            layout = layout_of(names, mapping, intake.name, intake.name)
            return ledger_from(_rows(file, pa), layout, intake)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as err:
        raise BadInput([Problem(intake.name, f"this is no Parquet: {' '.join(str(err).split())[:200]}")]) from err


def knows_parquet(intake: Intake) -> bool:
    """Return whether a file is a sheet of claims in Parquet; where pyarrow is not installed it is not looked at."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.parquet as pq  # noqa: PLC0415 - an extra
    except ImportError:
        return False
    try:
        return is_sheet(pq.read_schema(intake.path).names)
    except (pa.ArrowException, OSError):
        return False


def _rows(file: Any, pa: Any) -> Iterator[tuple[int, Sequence[str]]]:
    number = 0
    for batch in file.iter_batches(batch_size=_ROWS):
        columns = [_texts(column, pa) for column in batch.columns]
        for row in zip(*columns, strict=True):
            number += 1
            yield number, row


def _texts(column: Any, pa: Any) -> list[str]:
    """The cells of a column as text."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    if pa.types.is_timestamp(kind) and kind.unit == "ns":
        column = column.cast(pa.timestamp("us", tz=kind.tz), safe=False)
    return [cell_text(cell) for cell in column.to_pylist()]


def write_parquet(ledger: Ledger, outlet: Outlet) -> Iterator[bytes]:
    """Yield a ledger as a sheet in Parquet, all columns text.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.parquet as pq  # noqa: PLC0415 - an extra
    except ImportError as err:
        raise MissingExtra(_MISSING) from err
    sheet = Sheet(ledger, outlet)
    schema = pa.schema([(name, pa.string()) for name in sheet.columns])
    rows = sheet.rows()
    with TemporaryFile() as held:
        with pq.ParquetWriter(held, schema, compression="zstd") as writer:
            while batch := list(islice(rows, _ROWS)):
                columns = [
                    pa.array([disarmed(cell, formulas=False) if cell else None for cell in column], pa.string())
                    for column in zip(*batch, strict=True)
                ]
                writer.write_batch(pa.record_batch(columns, schema=schema))
        held.seek(0)
        while piece := held.read(_PIECE):
            yield piece
