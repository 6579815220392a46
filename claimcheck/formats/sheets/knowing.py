"""Is this file a sheet of claims? Its header tells."""

from pathlib import Path

from claimcheck.exchange.intake import Intake
from claimcheck.formats.sheets.parquet import knows_parquet
from claimcheck.formats.sheets.text import knows_text

__all__ = ["holds_claims"]


def holds_claims(path: Path) -> bool:
    """Return whether a table in text or in Parquet has the columns of a sheet of claims.

    Raises:
        OSError: The file cannot be read.
    """
    intake = Intake(path)
    return knows_parquet(intake) if path.suffix.casefold() == ".parquet" else knows_text(intake)
